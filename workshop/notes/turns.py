"""Long work beside a live room: whoever writes papers calls `turn` between two pieces, and others have theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Turn = Callable[[], None]

_One = TypeVar("_One")


def alone() -> None:
    """The turn of nobody: for who works where nobody waits."""


def by_turns(work: Iterable[_One], turn: Turn) -> Iterator[_One]:
    """Whatever is made or gone through one by one, with a turn for others after each."""
    for one in work:
        yield one
        turn()
