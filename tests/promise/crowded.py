"""An honest hall that votes and says how long it had to wait, while somebody else may mean harm.

python -m tests.promise.crowded PORT TICKET CODE PEOPLE

Says `here` when all have sat down. Then each line that it reads is a number of seconds: everybody votes about once a
second for so long, and one line of JSON tells how it went; with a number behind it, the facilitator changes the screen
so many times a second meanwhile, which is news for everybody. An empty line ends it.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from random import Random  # noqa: E402

import gevent  # noqa: E402

from tests.browser.storm import facilitator  # noqa: E402
from workshop import robots  # noqa: E402
from workshop.moves import Json  # noqa: E402
from workshop.robots import Robot  # noqa: E402

SCREEN = "choose.ready"
LONG = ("stand.rate", "ask.swap")
"""Two screens on which there is much to read."""

EVERY = 1.0
"""Seconds between two votes of one person."""


class Hall:
    """The people and the facilitator, whose socket brings the stage's view too."""

    def __init__(self, port: int, ticket: str, code: str, people: int) -> None:
        address = ("127.0.0.1", port)
        self.console = facilitator(address, ticket)
        run = self.console.views["console"]["run"]["id"]
        self.crowd = robots.crowd(address, run, code, people)
        self.console.play("go", {"screen": SCREEN, "seen": self.console.views["console"]["steer"]})
        self.console.play("open", {}, SCREEN)
        assert all(robot.shows(SCREEN) for robot in self.crowd)

    def vote(self, seconds: float, changes: float = 0) -> Json:
        """Everybody votes for so long; what they waited, what went wrong, and how far the big screens were behind."""
        end, dice = time.monotonic() + seconds, Random(5)
        waits: list[float] = []
        voting = [gevent.spawn_later(dice.random() * EVERY, self._votes, robot, end, waits) for robot in self.crowd]
        behind = gevent.spawn(self._watch, end)
        if changes:
            voting.append(gevent.spawn(self._change, end, 1 / changes))
        gevent.joinall([*voting, behind], timeout=seconds + 30)
        waits.sort()
        wrong = sorted({f"{type(one.exception).__name__}: {one.exception}" for one in voting if one.exception})
        wrong += sorted({refusal for robot in self.crowd for refusal in robot.refusals})
        return {
            "votes": len(waits),
            "median": round(1000 * waits[len(waits) // 2], 1) if waits else None,
            "p95": round(1000 * waits[len(waits) * 95 // 100], 1) if waits else None,
            "max": round(1000 * waits[-1], 1) if waits else None,
            "behind": round(1000 * max(behind.value or [0.0]), 1),
            "wrong": wrong,
        }

    def _votes(self, robot: Robot, end: float, waits: list[float]) -> None:
        picks = ("yes", "no")
        while (began := time.monotonic()) < end:
            answer = robot.play("vote", {"picks": {picks[len(waits) % 2]: 1}}, SCREEN)
            assert answer["ok"], answer
            waits.append(time.monotonic() - began)
            gevent.sleep(max(began + EVERY - time.monotonic(), 0.05))

    def _change(self, end: float, pause: float) -> None:
        """The facilitator goes back and forth."""
        while time.monotonic() < end:
            steer = self.console.views["console"]["steer"]
            self.console.play("go", {"screen": LONG[steer % 2], "seen": steer})
            self.console.until(lambda: self.console.views["console"]["steer"] != steer, 1)  # noqa: B023 - at once
            gevent.sleep(pause)

    def _watch(self, end: float) -> list[float]:
        """How long it takes until the facilitator sees something new, while everybody votes."""
        seen, since, waits = dict(self.console.versions), time.monotonic(), []
        while (now := time.monotonic()) < end:
            if self.console.versions != seen:
                waits.append(now - since)
                seen, since = dict(self.console.versions), now
            gevent.sleep(0.01)
        return [*waits, time.monotonic() - since]


def main(port: int, ticket: str, code: str, people: int) -> None:
    hall = Hall(port, ticket, code, people)
    print("here", flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        print(json.dumps(hall.vote(*map(float, line.split()))), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
