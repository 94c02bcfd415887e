"""A curve out of a table of numbers, as lines to be drawn. The table itself stays beside it: the picture is a help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workshop.notes.lines import Block

WIDTH, HEIGHT, EDGE = 100.0, 40.0, 4.0
"""The drawing's own measure."""


@dataclass(frozen=True)
class Stroke:
    """One row of the table: its name, and its points as an SVG line wants them. `at`: where it ends."""

    name: str
    points: str
    at: tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """A curve in so many strokes, over these columns."""

    columns: tuple[tuple[float, str], ...]
    strokes: tuple[Stroke, ...]


def drawn(block: Block) -> Chart | None:
    """The curve that a table holds; None for any other block, and for one with nothing to draw."""
    if not block.curve:
        return None
    rows = [(line.cells[0], [_number(cell) for cell in line.cells[1:]]) for line in block.lines]
    known = [value for _, row in rows for value in row if value is not None]
    if len(known) < 2:
        return None
    low, high = min(known), max(known)
    count = max(len(row) for _, row in rows)
    across = [EDGE + (WIDTH - 2 * EDGE) * no / max(count - 1, 1) for no in range(count)]
    strokes = [_stroke(name, row, rows[0][1], across, low, high) for name, row in rows]
    columns = tuple(zip(across, block.head[1:], strict=False))
    return Chart(columns, tuple(one for one in strokes if one))


def _stroke(
    name: str,
    row: Sequence[float | None],
    first: Sequence[float | None],
    across: Sequence[float],
    low: float,
    high: float,
) -> Stroke | None:
    """A line from left to right. What lies ahead begins where the first row ends."""
    values = list(row)
    if row is not first and (last := _last(first)) is not None and values[last] is None:
        values[last] = first[last]
    points = [
        (round(across[no], 1), round(_up(value, low, high), 1)) for no, value in enumerate(values) if value is not None
    ]
    if not points:
        return None
    return Stroke(name, " ".join(f"{x},{y}" for x, y in points), points[-1])


def _last(row: Sequence[float | None]) -> int | None:
    return max((no for no, value in enumerate(row) if value is not None), default=None)


def _up(value: float, low: float, high: float) -> float:
    span = (high - low) or 1.0
    return HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (value - low) / span


def _number(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
