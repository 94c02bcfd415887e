"""What the rounds add up to: medians with what was least and most, ratios within one round, and exponents of growth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.phases import line

Figures = Mapping[str, Any]

WENT_WRONG = ("failed", "refused", "lost", "missing", "gone")
"""Numbers in a phase's answer that have to be nothing."""


@dataclass(frozen=True)
class Spread:
    """A figure over all rounds. `wrong`: in how many of them something failed, whose figures do not count."""

    middle: float
    least: float
    most: float
    rounds: int
    wrong: int = 0

    def __str__(self) -> str:
        return f"{short(self.middle)} ({short(self.least)}–{short(self.most)})"


def spread(values: Iterable[float], wrong: int = 0) -> Spread | None:
    """Several figures as one; None without any."""
    known = sorted(values)
    return Spread(median(known), known[0], known[-1], len(known), wrong) if known else None


def short(value: float) -> str:
    """Three digits that count, and whole thousands."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


class Results:
    """Everything that was measured. `told` is what bench.json holds."""

    def __init__(self, told: Figures) -> None:
        self.told = told

    def rounds(self, contender: str, phase: str) -> list[Figures]:
        """The answers of one phase, round by round."""
        return list(self.told.get("rounds", {}).get(contender, {}).get(phase, []))

    def alone(self, phase: str) -> list[Figures]:
        """The answers of one phase that only the product has."""
        return list(self.told.get("alone", {}).get(phase, []))

    def hall(self, contender: str, phones: int, phase: str) -> list[Figures]:
        """The answers of one phase in a hall of another size."""
        return list(self.told.get("growth", {}).get("halls", {}).get(contender, {}).get(str(phones), {}).get(phase, []))

    def sizes(self, contender: str) -> list[int]:
        """The halls that a contender was measured in."""
        return sorted(int(size) for size in self.told.get("growth", {}).get("halls", {}).get(contender, {}))


def seen(told: Iterable[Figures], path: str) -> Spread | None:
    """One figure over all rounds in which nothing failed. `path`: as in `delivery.p95`."""
    listed = list(told)
    whole = [one for one in listed if not wrong(one)]
    return spread((value for one in whole if (value := at(one, path)) is not None), len(listed) - len(whole))


def against(
    ours: list[Figures], theirs: list[Figures], path: str, how: Callable[[float, float], float]
) -> Spread | None:
    """A figure of ours and theirs, compared round by round."""
    return between(ours, path, theirs, path, how)


def between(
    ours: list[Figures], path: str, theirs: list[Figures], other: str, how: Callable[[float, float], float]
) -> Spread | None:
    """Two figures compared round by round, wherever both came about without a failure."""
    pairs = [
        (at(one, path), at(two, other))
        for one, two in zip(ours, theirs, strict=False)
        if not wrong(one) and not wrong(two)
    ]
    return spread(how(one, two) for one, two in pairs if one is not None and two)


def ratio(one: float, two: float) -> float:
    """How many times."""
    return one / two


def at(figures: Figures, path: str) -> float | None:
    """A number deep inside an answer."""
    found: Any = figures
    for key in path.split("."):
        found = found.get(key) if isinstance(found, Mapping) else None
    return float(found) if isinstance(found, int | float) else None


def wrong(figures: Figures) -> str:
    """What went wrong in a phase, in a few words; nothing if all is well."""
    if "broken" in figures:
        return str(figures["broken"])
    if figures.get("faults"):
        return f"{figures['wrong']} faults on the tape, the first: {figures['faults'][0]}"
    return ", ".join(f"{figures[name]} {name}" for name in WENT_WRONG if figures.get(name))


def exponent(points: Mapping[int, float]) -> float | None:
    """With which power of the number of phones something grows: the slope where both sides are logarithms."""
    known = [(math.log(phones), math.log(value)) for phones, value in points.items() if value > 0]
    return line(known)[0] if len(known) > 1 else None
