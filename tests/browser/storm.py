"""A whole hall presses send within two seconds; tells as JSON how long the room took.

python -m tests.browser.storm PORT TICKET CODE PEOPLE
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402
import secrets  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from random import Random  # noqa: E402

import gevent  # noqa: E402

from workshop import robots  # noqa: E402
from workshop.moves import Json  # noqa: E402
from workshop.robots import Robot  # noqa: E402

SCREEN, BOX = "who.offers", "offer"
WITHIN = 2.0
"""Seconds in which everybody has pressed."""


def main(port: int, ticket: str, code: str, people: int) -> Json:
    address, dice = ("127.0.0.1", port), Random(55)
    console = facilitator(address, ticket)
    run = console.views["console"]["run"]["id"]
    crowd = robots.crowd(address, run, code, people)
    console.play("go", {"screen": SCREEN, "seen": console.views["console"]["steer"]})
    for robot in crowd:
        assert robot.shows(SCREEN), f"{robot.name} never saw the screen"

    pressed = [gevent.spawn_later(dice.random() * WITHIN, press_twice, robot) for robot in crowd]
    waits = [wait for each in gevent.joinall(pressed, raise_error=True) for wait in each.value]
    last = time.monotonic()
    assert console.until(lambda: answered(console) >= people), f"the stage stands at {answered(console)}"
    behind = time.monotonic() - last
    console.until(lambda: waiting(console) >= people)
    refused = sorted({refusal for robot in crowd for refusal in robot.refusals})
    waits.sort()
    return {
        "entries": waiting(console),
        "median answer": round(waits[len(waits) // 2], 3),
        "slowest answer": round(waits[-1], 3),
        "stage behind": round(behind, 3),
        "refused": refused,
    }


def facilitator(address: tuple[str, int], ticket: str) -> Robot:
    """Signed in by the one-time link; her socket brings the stage's view too."""
    answer, cookie = robots.post(address, "/sign-in", {"ticket": ticket})
    robot = Robot("the facilitator", Random(1))
    robot.sit(address, cookie, "facilitator", answer["go"].rpartition("/")[2])
    robot.until(lambda: {"console", "stage"} <= set(robot.views))
    return robot


def press_twice(robot: Robot) -> list[float]:
    """One thing to say, sent twice at once under the same id, as two quick taps do; the seconds to each answer."""
    data = {
        "box": BOX,
        "text": f"An offer of {robot.name}",
        "visibility": "room",
        "named": False,
        "fields": {},
        "tags": [],
    }
    move = {"id": secrets.token_hex(12), "screen": SCREEN, "name": "write", "data": data}
    taps = [gevent.spawn(tap, robot, move) for _ in range(2)]
    return [each.value for each in gevent.joinall(taps, raise_error=True)]


def tap(robot: Robot, move: Json) -> float:
    assert robot.line is not None
    began = time.monotonic()
    answer = robot.line.ask("move", move)
    if not answer["ok"]:
        robot.refusals.append(answer["code"])
    return time.monotonic() - began


def answered(console: Robot) -> int:
    """How many the stage says have answered."""
    return int(console.views["stage"]["screen"]["view"].get("answered", 0))


def waiting(console: Robot) -> int:
    """How many lines stand in her queue."""
    return len(console.views["console"]["waiting"])


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))))
