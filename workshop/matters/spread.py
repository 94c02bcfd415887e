"""A spread of marks: what it is called, where its middle lies, and which parts of it may be shown by themselves.

A mark is a place on a scale of stops, 1 … n, in half-steps; `CANT` says that somebody has no sight of the matter.
There is no mean here, on purpose: where half of a room stands at 1 and half at 4, nobody stands at 2½.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

Tag = Literal["", "split", "close", "mixed"]
Way = Literal["", "up", "down"]

CANT = 0.0
"""The mark of somebody who cannot say. It is counted and never placed."""

FEWEST_FOR_A_TAG = 3
FEWEST_IN_A_SLICE = 4


@dataclass(frozen=True)
class Spread:
    """How many stand at each stop, in the order of the stops; and how many could not say."""

    at: Mapping[float, int] = field(default_factory=dict)
    cant: int = 0

    @cached_property
    def marks(self) -> int:
        """How many are placed."""
        return sum(self.at.values())

    @property
    def answers(self) -> int:
        """How many answered, those included who could not say."""
        return self.marks + self.cant

    def upto(self, stop: float) -> int:
        """How many stand at this stop or below."""
        return sum(count for mark, count in self.at.items() if mark <= stop)

    def onwards(self, stop: float) -> int:
        """How many stand at this stop or above."""
        return sum(count for mark, count in self.at.items() if mark >= stop)

    @property
    def tag(self) -> Tag:
        """split: a quarter stands two stops or more from another quarter. close: three quarters fit into a window of
        one stop. Else mixed. Fewer than three marks have no name."""
        if self.marks < FEWEST_FOR_A_TAG:
            return ""
        if self.width >= 2:
            return "split"
        return "close" if any(4 * self._within(mark, mark + 1) >= 3 * self.marks for mark in self.at) else "mixed"

    @property
    def unsighted(self) -> bool:
        """Whether so many could not say that this is a finding in itself: more than three in ten."""
        return 10 * self.cant > 3 * self.answers

    @cached_property
    def quarters(self) -> tuple[float, float]:
        """Where the lowest quarter ends and where the highest begins."""
        low = next((mark for mark in sorted(self.at) if 4 * self.upto(mark) >= self.marks), 0.0)
        high = next((mark for mark in sorted(self.at, reverse=True) if 4 * self.onwards(mark) >= self.marks), 0.0)
        return low, high

    @property
    def width(self) -> float:
        """How far the lowest quarter stands from the highest; 0 where they overlap."""
        low, high = self.quarters
        return max(high - low, 0.0)

    @cached_property
    def middle(self) -> tuple[float, float]:
        """The two marks in the middle; with an odd number of marks they are the same."""
        return self._ranked((self.marks + 1) // 2), self._ranked(self.marks // 2 + 1)

    @property
    def median(self) -> float | None:
        """Where the middle stands. None without marks, and between two heaps where nobody stands."""
        low, high = self.middle
        if not self.marks or high - low > 1:
            return None
        return (low + high) / 2

    @property
    def ends(self) -> tuple[float, float]:
        """The lowest and the highest mark."""
        return min(self.at, default=0.0), max(self.at, default=0.0)

    @property
    def fullest(self) -> float:
        """The stop where most people stand, the lower of two; 0 without marks."""
        return max(self.at, key=lambda mark: (self.at[mark], -mark), default=0.0)

    @property
    def apart(self) -> float:
        """How far apart two people stand as a rule. Only to put spreads in order; nobody is shown it."""
        pairs = sum(abs(a - b) * n * m for a, n in self.at.items() for b, m in self.at.items())
        return pairs / self.marks**2 if self.marks else 0.0

    def _within(self, low: float, high: float) -> int:
        return sum(count for mark, count in self.at.items() if low <= mark <= high)

    def _ranked(self, place: int) -> float:
        """The mark of the person at this place, counted from the lowest."""
        for mark in sorted(self.at):
            place -= self.at[mark]
            if place <= 0:
                return mark
        return 0.0


def spread(marks: Iterable[float]) -> Spread:
    """The spread of some marks."""
    count = Counter(marks)
    cant = count.pop(CANT, 0)
    return Spread({mark: count[mark] for mark in sorted(count)}, cant)


def widest(one: Spread) -> tuple[float, float]:
    """By this, largest first, spreads stand in the order in which they are worth talking about."""
    return one.width, one.apart


def moved(before: Spread, after: Spread) -> Way:
    """Which way the middle went between two rounds; nothing where it stayed, or where there is none."""
    first, second = before.median, after.median
    if first is None or second is None or first == second:
        return ""
    return "up" if second > first else "down"


def hidden(sizes: Mapping[str, int], fewest: int = FEWEST_IN_A_SLICE) -> frozenset[str]:
    """The slices that are too small to be shown, and those that go with them so that no subtraction brings them back.

    One alone could be worked out from the whole and the others, so the next smallest goes too; and all that are hidden
    are together never fewer than one slice has to be, as far as there are others to hide. A slice with nobody in it is
    not shown either, but it betrays nobody.
    """
    empty = [name for name in sizes if not sizes[name]]
    in_order = sorted((name for name in sizes if sizes[name]), key=lambda name: (sizes[name], name))
    small = [name for name in in_order if sizes[name] < fewest]
    rest = in_order[len(small) :]
    while small and rest and (len(small) == 1 or sum(sizes[name] for name in small) < fewest):
        small.append(rest.pop(0))
    return frozenset((*empty, *small))


def named(mark: float) -> str:
    """A mark as a key or a word: "2", "2.5"."""
    return f"{mark:g}"
