"""Time as deadlines: a timer is running towards one, or paused with some time left. All times in milliseconds.

Nothing ticks here or over the wire; every screen counts down to the same deadline by the server's clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from workshop.moves import Json

MINUTE = 60_000


@dataclass(frozen=True)
class Timer:
    """A timebox of `total` ms. It runs while `ends` (ms since 1970) is set, else `left` ms remain, maybe below 0."""

    total: int
    left: int
    ends: int = 0

    @property
    def running(self) -> bool:
        """Whether it counts down now."""
        return self.ends > 0


def fresh(minutes: float) -> Timer:
    """A full timer, not running."""
    total = round(minutes * MINUTE)
    return Timer(total, total)


def start(timer: Timer, at: int) -> Timer:
    """Running from `at`; a running one goes on unchanged."""
    return timer if timer.running else replace(timer, ends=at + timer.left)


def pause(timer: Timer, at: int) -> Timer:
    """Stopped at `at` with what was left then."""
    return replace(timer, left=timer.ends - at, ends=0) if timer.running else timer


def add(timer: Timer, ms: int) -> Timer:
    """With more time, or less."""
    ends = timer.ends + ms if timer.running else 0
    return Timer(max(timer.total + ms, 0), timer.left + ms, ends)


def view(timer: Timer) -> Json:
    """What a screen needs to draw it: the deadline while running, what is left while not."""
    if timer.running:
        return {"total": timer.total, "running": True, "ends": timer.ends}
    return {"total": timer.total, "running": False, "left": timer.left}
