"""What was worked out last, beside what it was worked out from: handed out again while that is the very same.

Runs and all that is in them never change, so the same object is the same matter, and to look costs nothing. One memory
belongs to one run, or to one screen of it, and goes with it. What is put here under a name is for one audience, or for
all who may know it: never for one and then for another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import is_
from typing import Any, TypeVar

T = TypeVar("T")
Origin = tuple[object, ...]


class _Cards:
    """What was made of each thing."""

    def __init__(self) -> None:
        self.cards: dict[str, tuple[Any, Any]] = {}


class Remembered:
    """One thing under each name: the newest."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[Origin, Any]] = {}

    def once(self, name: str, origin: Origin, work: Callable[[], T]) -> T:
        """What `work` gives, worked out only if one of those that it is made of is another one now."""
        kept = self._kept.get(name)
        if kept and len(kept[0]) == len(origin) and all(map(is_, kept[0], origin)):
            found: T = kept[1]
            return found
        fresh = work()
        self._kept[name] = (origin, fresh)
        return fresh

    def each(self, name: str, origin: Origin, things: Mapping[str, T], work: Callable[[T], Any]) -> dict[str, Any]:
        """A card for each thing: the one before, where the thing and all else that it is made of are the very same."""
        before = self.once(f"{name}, each", origin, _Cards)
        before.cards = {
            key: known if (known := before.cards.get(key)) and known[0] is thing else (thing, work(thing))
            for key, thing in things.items()
        }
        return {key: card for key, (_, card) in before.cards.items()}

    def same(self, name: str, value: T) -> T:
        """This value, or the one before it if they are equal: so that what is made of it is made of the same."""
        _, known = self._kept.get(name, ((), None))
        if known == value:
            return known  # type: ignore[no-any-return]
        self._kept[name] = ((), value)
        return value
