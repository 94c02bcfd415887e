"""A wall clock that can be set while the room is open: in a test's own hands, or inside a server of its own.

For tests.promise.broken; SETTING names a file with the milliseconds by which the clock of that server is wrong.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

from tests.house import MORNING, House
from workshop import hours
from workshop.access import Access
from workshop.config import Config
from workshop.hours import Hours

SETTING = "WORKSHOP_TEST_CLOCK"

HOUR = 3_600_000
DAY = 24 * HOUR


class SetHouse(House):
    """A house on a computer whose clock somebody sets (`wrong`) and that may be switched off (`reboot`).

    `time` goes on as it really does. `honest`: on the house's own clock; otherwise on the wall clock, for the controls.
    """

    wrong = 0
    boot = "first"
    switched_on = MORNING - 5 * HOUR
    honest = True
    looks = 0

    def open(self) -> None:
        super().open()
        self.hours = Hours(self.store, self.wall, self.running, lambda: self.boot)
        self.hours.keep()
        self.host.now = self.looked
        self.access = Access(Config(data=self.folder), self.store, self.looked)

    def wall(self) -> int:
        return self.time + self.wrong

    def running(self) -> int:
        return self.time - self.switched_on

    def looked(self) -> int:
        """The time as host and doorkeeper have it."""
        self.looks += 1
        return self.hours() if self.honest else self.wall()

    def restart(self) -> None:
        self.crash()
        self.open()

    def reboot(self) -> None:
        """The computer is switched off and on again."""
        self.crash()
        self.boot, self.switched_on = f"{self.boot} and another", self.time
        self.open()


class WallHouse(SetHouse):
    """A house that believes the clock on the wall."""

    honest = False


# ── for a server of its own ────────────────────────────────────────────────


def settable() -> None:
    """The server's wall clock can be set from outside, and is looked at often."""
    honest = time.time
    time.time = lambda: honest() + wrong() / 1000
    time.time_ns = lambda: int((honest() + wrong() / 1000) * 1_000_000_000)
    hours.LOOK_EVERY = 0.2  # type: ignore[assignment]


def believed() -> None:
    """The same, and the house believes it: for the control."""
    settable()
    Hours.__call__ = lambda self: hours.wall_clock()  # type: ignore[method-assign]


def wrong() -> int:
    """By how much the clock is wrong just now."""
    return int(Path(os.environ[SETTING]).read_text(encoding="ascii"))


def answer_now(robot: Any) -> int:
    """The server's time, as a phone is told on sitting down."""
    return int(robot.line.ask("sit", {})["now"])
