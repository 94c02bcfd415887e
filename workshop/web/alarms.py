"""What a door sees that the facilitator should know of: put up on her console, and taken down once it is over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import gevent

LOOK_AGAIN = 5
"""Seconds between two looks whether it is over."""


class Board(Protocol):
    """Where troubles are put up."""

    def trouble(self, code: str) -> None: ...

    def over(self, code: str) -> None: ...


class Alarms:
    """Each trouble is up once, however many doors see it."""

    def __init__(self) -> None:
        self._up: set[str] = set()

    def trouble(self, code: str, board: Board, lasts: Callable[[], bool]) -> None:
        """Put a trouble up until it does not last any more."""
        if code not in self._up:
            self._up.add(code)
            board.trouble(code)
            gevent.spawn(self._until_over, board, code, lasts)

    def _until_over(self, board: Board, code: str, lasts: Callable[[], bool]) -> None:
        gevent.sleep(LOOK_AGAIN)
        while lasts():
            gevent.sleep(LOOK_AGAIN)
        self._up.discard(code)
        board.over(code)
