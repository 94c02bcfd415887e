"""The facilitator's eyes: everything that people write is let up or put away, on a console of her own.

python -m bench.reviewer PORT COOKIE RUN COUNT

Looks twice a second, as nobody presses faster, and puts every tenth away. Ends when she has dealt with COUNT entries
and tells as JSON how it went. Whatever her console shows, it has from its first view and patches alone.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402 - everything below must find the standard library patched
import sys  # noqa: E402
import time  # noqa: E402
from random import Random  # noqa: E402

import gevent  # noqa: E402

from workshop.moves import Json  # noqa: E402
from workshop.robots import Robot  # noqa: E402

EVERY = 0.5
"""Seconds between two looks."""

PUT_AWAY = 10
"""One of so many is hidden."""

AT_ONCE = 200
"""Entries in one move at most."""

PATIENCE = 90.0
"""Seconds after which she gives up waiting for more."""


def review(robot: Robot, count: int) -> Json:
    """Deal with so many entries."""
    tally, end, waits = {"show": 0, "hide": 0}, time.monotonic() + PATIENCE, []
    while sum(tally.values()) < count and time.monotonic() < end:
        waiting = sorted(robot.views["console"]["waiting"])[:AT_ONCE]
        for name, entries in (("hide", waiting[::PUT_AWAY]), ("show", _others(waiting))):
            if entries:
                waits.append(_decided(robot, name, entries))
                tally[name] += len(entries)
        gevent.sleep(EVERY)
    return {"shown": tally["show"], "hidden": tally["hide"], "seen_ms": _worst(waits), "wrong": robot.refusals}


def _others(waiting: list[str]) -> list[str]:
    return [one for no, one in enumerate(waiting) if no % PUT_AWAY]


def _decided(robot: Robot, name: str, entries: list[str]) -> float:
    """Milliseconds from her press until her own console no longer asks."""
    began = time.monotonic()
    robot.play(name, {"entries": entries})
    if not robot.until(lambda: not set(entries) & set(robot.views["console"]["waiting"])):
        robot.refusals.append(f"{name}: her console still asks")
    return 1000 * (time.monotonic() - began)


def _worst(waits: list[float]) -> float:
    return max(waits, default=0.0)


def main(port: int, cookie: str, run: str, count: int) -> Json:
    robot = Robot("the facilitator", Random(1))
    robot.sit(("127.0.0.1", port), cookie, "facilitator", run)
    robot.until(lambda: "console" in robot.views)
    print("here", flush=True)
    return review(robot, count)


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))))
