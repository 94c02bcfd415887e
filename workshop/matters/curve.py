"""A curve drawn by hand: how it went so far, where it goes if nothing changes, and where people want it to bend.

Nine columns: up to five points that have been, the last of them today, and up to four to come. A column may have a
name, such as a year; a point is a column and a number.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from workshop.moves import Refused

Part = Literal["history", "forecast", "hope"]

PAST, AHEAD = 5, 4
"""How many columns lie behind us, today included, and how many before us."""

TODAY = PAST - 1

LEAST: Mapping[Part, int] = {"history": 3, "forecast": 1, "hope": 1}
"""The fewest points that make a line of their part. What lies ahead begins at today's point."""

COLUMNS: Mapping[Part, range] = {
    "history": range(PAST),
    "forecast": range(PAST, PAST + AHEAD),
    "hope": range(PAST, PAST + AHEAD),
}

LABEL, LARGEST = 12, 1e12
"""Characters in the name of a column; the largest number."""


@dataclass(frozen=True)
class Series:
    """The points of one part, from left to right, and the names of their columns."""

    points: tuple[tuple[int, float], ...]
    labels: tuple[str, ...]

    def words(self) -> str:
        """The points as one line of text."""
        return " · ".join(_point(label, y) for label, (_, y) in zip(self.labels, self.points, strict=True))

    def label(self, column: int) -> str:
        """What a column is called here; nothing where there is no point, or no name."""
        named = (label for label, (x, _) in zip(self.labels, self.points, strict=True) if x == column)
        return next(named, "")

    def value(self, column: int) -> str:
        """The number in a column, as one writes it; nothing where there is no point."""
        return next((number(y) for x, y in self.points if x == column), "")


def read(points: object, labels: object, part: Part) -> Series:
    """What a phone drew. Raises `Refused`."""
    if not isinstance(points, list) or len(points) > len(COLUMNS[part]):
        raise Refused("malformed", key="series")
    if len(points) < LEAST[part]:
        raise Refused("points_few", least=LEAST[part])
    drawn = tuple(_read_point(one, part) for one in points)
    if any(before >= after for (before, _), (after, _) in pairwise(drawn)):
        raise Refused("malformed", key="series")
    return Series(drawn, _read_labels(labels, len(drawn)))


def table(curve: Mapping[Part, Series], here: str) -> tuple[list[str], dict[Part, list[str]]]:
    """The curve in rows: the names of the columns that have a point, and the numbers of each part.

    A column that nobody named is called by its distance from today; today itself is `here`.
    """
    columns = sorted({x for series in curve.values() for x, _ in series.points})
    head = [_called(column, curve, here) for column in columns]
    return head, {part: [series.value(column) for column in columns] for part, series in curve.items()}


def number(value: float) -> str:
    """62 rather than 62.0."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def _called(column: int, curve: Mapping[Part, Series], here: str) -> str:
    named = next((label for series in curve.values() if (label := series.label(column))), "")
    return named or (here if column == TODAY else f"{column - TODAY:+d}")


def _read_point(point: object, part: Part) -> tuple[int, float]:
    if not isinstance(point, list) or len(point) != 2 or any(isinstance(one, bool) for one in point):
        raise Refused("malformed", key="series")
    x, y = point
    if not isinstance(x, int) or x not in COLUMNS[part]:
        raise Refused("malformed", key="series")
    if not isinstance(y, int | float) or not math.isfinite(y) or abs(y) > LARGEST:
        raise Refused("malformed", key="series")
    return x, round(float(y), 6)


def _read_labels(labels: object, count: int) -> tuple[str, ...]:
    if not isinstance(labels, list) or len(labels) != count or not all(isinstance(one, str) for one in labels):
        raise Refused("malformed", key="labels")
    tidy = tuple(" ".join("".join(ch for ch in one if ch.isprintable()).split()) for one in labels)
    if any(len(one) > LABEL for one in tidy):
        raise Refused("too_long", key="labels", limit=LABEL)
    return tidy


def _point(label: str, y: float) -> str:
    return f"{label}: {number(y)}" if label else number(y)
