"""Small writings of many people in one transaction, so that a crowd waits for the disk once and not one by one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import gevent
import gevent.event

Write = Callable[[], None]


class Together:
    """`transaction`: all or nothing, and on disk when it closes."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[None]]) -> None:
        self._transaction = transaction
        self._waiting: list[tuple[Write, Any]] = []

    def __call__(self, write: Write) -> None:
        """Returns when it is on disk. Raises what the transaction raised; then nothing of it was written."""
        done: Any = gevent.event.AsyncResult()
        self._waiting.append((write, done))
        if len(self._waiting) == 1:
            gevent.spawn(self._all)
        done.get()

    def _all(self) -> None:
        """Runs when everybody who is ready to write has said so."""
        waiting, self._waiting = self._waiting, []
        try:
            with self._transaction():
                for write, _ in waiting:
                    write()
        except Exception as error:
            for _, done in waiting:
                done.set_exception(error)
        else:
            for _, done in waiting:
                done.set()
