"""The house's clock: it began with the wall clock, and then runs on by itself, whatever is done to that.

Somebody who sets the computer's clock, or the network that does, must not move a timer, a deadline or a token. Sleep
counts: a laptop that was shut for ten minutes has lost ten minutes. Time zones and summer time are no part of this:
all is counted from 1970 in UTC, and only the note writes a moment as the hour it was here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import gevent

MOVED = 5_000
"""Milliseconds by which the two clocks may differ before anybody is told; the network's small corrections are less."""

LOOK_EVERY = 30
"""Seconds between two looks at the wall clock."""

MINUTE = 60_000

_BOOT = Path("/proc/sys/kernel/random/boot_id")
_RUNNING = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


class Anchors(Protocol):
    """What the store keeps: what the wall clock said when, counted from this start of the computer."""

    def anchor(self, boot: str) -> tuple[int, int] | None: ...

    def put_anchor(self, boot: str, since: int, began: int) -> None: ...

    def last_moment(self) -> int:
        """When the last thing happened in any run that goes on; 0 while none does."""


class Consoles(Protocol):
    """Where the facilitator is told what troubles the house."""

    def trouble(self, code: str, args: Mapping[str, str | int] | None = None) -> None: ...

    def over(self, code: str) -> None: ...


def wall_clock() -> int:
    """What the computer's clock says, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def running() -> int:
    """Milliseconds since this computer was switched on, asleep or not; without sleep where that is not counted."""
    return time.clock_gettime_ns(_RUNNING) // 1_000_000


def boot() -> str:
    """A name for this start of the computer; empty where there is none."""
    try:
        return _BOOT.read_text(encoding="ascii").strip()
    except OSError:
        return ""


class Hours:
    """Calling it gives now, in milliseconds since 1970.

    Within one start of the computer it goes on where it was, also after a restart of the house. After that, or with no
    run going on, it begins anew with the wall clock, but never before the last thing that happened.
    """

    def __init__(
        self,
        anchors: Anchors,
        wall: Callable[[], int] = wall_clock,
        running: Callable[[], int] = running,
        boot: Callable[[], str] = boot,
    ) -> None:
        self._anchors, self._wall, self._running, self._boot = anchors, wall, running, boot()
        self._since, self._began = self._known() or self._anew()

    def __call__(self) -> int:
        return self._began + self._running() - self._since

    def keep(self) -> None:
        """Write down where this clock began, so that it goes on after a restart. For the one that serves."""
        if self._boot and self._anchors.anchor(self._boot) != (self._since, self._began):
            self._anchors.put_anchor(self._boot, self._since, self._began)

    def moved(self) -> int:
        """By how many milliseconds the wall clock is ahead of this one; 0 for what nobody need know."""
        apart = self._wall() - self()
        return apart if abs(apart) > MOVED else 0

    def watch(self, consoles: Consoles) -> None:
        """Tell the consoles whenever the wall clock was moved. Never ends."""
        while True:
            self.look(consoles)
            gevent.sleep(LOOK_EVERY)

    def look(self, consoles: Consoles) -> None:
        """Tell the consoles if the wall clock was moved, or that it is right again."""
        if apart := self.moved():
            consoles.trouble("clock_moved", {"minutes": round(abs(apart) / MINUTE)})
        else:
            consoles.over("clock_moved")

    def _known(self) -> tuple[int, int] | None:
        """Where it began within this start of the computer. With no run going on, nothing holds it to that."""
        last, running = self._anchors.last_moment(), self._running()
        known = self._anchors.anchor(self._boot) if self._boot and last else None
        return known if known and known[0] <= running and known[1] + running - known[0] >= last else None

    def _anew(self) -> tuple[int, int]:
        return self._running(), max(self._wall(), self._anchors.last_moment())
