"""Calm: how much of this machine goes to others, waiting until that is little, and taking again what they disturbed.

The kernel of a virtual machine counts as stolen what the host gave to its other guests while this one had something to
do. That says nothing about the servers that are measured, so choosing by it does not choose by what was found.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from bench.figures import wrong
from bench.machine import flushes

Figures = Mapping[str, Any]

DISTURBED = 0.15
"""The share of the machine that others may take before a figure says more about them than about us."""

FLUSHES = 10
SLOW_FLUSH_S = 0.01
"""Where one of so many flushes takes longer, somebody else is busy on the same disk."""

PROBE_S = 0.5
PAUSE_S = 2.0
"""Seconds for one look at others, and between two looks."""

UNHURRIED = ("tape", "tape_after_hour", "memory", "idle")
"""Phases in which nobody waits for anything."""


class Calm:
    """`patience`: seconds that may go, over the whole measurement, into waiting and into what is taken again. Whoever
    measures waits before each phase, as others come and go within seconds. `folder`: on the disk of the record.
    """

    def __init__(self, patience: float = 0, folder: Path | None = None) -> None:
        self.left, self._folder = patience, folder

    def wait(self) -> None:
        """Until others take little, or patience is at an end."""
        while self.left > 0 and not self._spent(self._is_calm):
            self._spent(lambda: time.sleep(PAUSE_S))

    def _is_calm(self) -> bool:
        return _probed() <= DISTURBED and (self._folder is None or max(flushes(self._folder, FLUSHES)) <= SLOW_FLUSH_S)

    def taken(self, phases: Mapping[str, Any], session: Callable[[Mapping[str, Any]], Figures]) -> dict[str, Any]:
        """The figures of each phase in the calmest of several sessions: `session` is played once, and then again with
        whichever of its phases were disturbed.
        """
        told = dict(session(phases))
        while self.left > 0 and (again := [name for name in told if disturbed(name, told[name])]):
            told |= calmest(told, self._spent(lambda again=again: session({name: phases[name] for name in again})))
        return told

    def _spent(self, act: Callable[[], Any]) -> Any:
        left, began = self.left, time.monotonic()
        try:
            return act()
        finally:
            self.left = left - (time.monotonic() - began)


def calmest(told: Figures, again: Figures) -> dict[str, Any]:
    """Of each phase the figures that were disturbed least. What went wrong once is never taken back."""
    return {name: min(told[name], one, key=_stolen) for name, one in again.items()}


def disturbed(name: str, figures: Figures) -> bool:
    return name not in UNHURRIED and _stolen(figures) > DISTURBED


def watched(act: Callable[[], Figures]) -> dict[str, Any]:
    """What `act` gives, with the seconds that it took and the share of the machine that others had meanwhile."""
    began, before = time.monotonic(), stolen_s()
    found = act()
    wall = time.monotonic() - began
    return {**found, "phase_s": wall, "stolen": (stolen_s() - before) / wall / (os.cpu_count() or 1)}


def stolen_s() -> float:
    """Seconds of all cores together that went to others; 0 where the system does not say."""
    told = Path("/proc/stat")
    fields = told.read_text().split("\n", 1)[0].split() if told.exists() else []
    return int(fields[8]) / os.sysconf("SC_CLK_TCK") if len(fields) > 8 else 0.0


def _probed() -> float:
    """The share of a core that one who never rests does not get: an idle machine has nothing that could be stolen."""
    end, before = time.monotonic() + PROBE_S, stolen_s()
    while time.monotonic() < end:
        pass
    return (stolen_s() - before) / PROBE_S


def _stolen(figures: Figures) -> float:
    return -1.0 if wrong(figures) else float(figures.get("stolen", 0))
