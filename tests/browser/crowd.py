"""A crowd of robots for a running server, in a process of its own: they need gevent's patching, browsers must not.

    python -m tests.browser.crowd PORT RUN CODE PEOPLE

joins so many people and says `here`. Then, for each line it reads, everybody does on the present screen whatever there
is to do, with the longest and most awkward words that fit, and it answers `done`, what was done, and what was refused.
At the end of its input everybody hangs up.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402
from random import Random  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from gevent.fileobject import FileObjectThread  # noqa: E402

from workshop import robots  # noqa: E402
from workshop.robots import Robot  # noqa: E402

LONG_WORDS = (
    "Schulgemeinschaftsentwicklungskonferenz",
    "antidisestablishmentarianism",
    "https://example.org/partnerships/2026/minutes-of-the-meeting",
    "نتعلم معا من مدارسنا",
    "👩‍🏫👨‍👩‍👧‍👦🚌",
    "and then we shared a minibus with the school across the river",
    "Zusammengehörigkeitsgefühl",
)
"""What breaks lines: words without a place to break, another direction, pictures made of several signs."""


def main(port: int, run: str, code: str, people: int) -> None:
    crowd = robots.crowd(("127.0.0.1", port), run, code, people)
    for robot in crowd:
        robot.play = outspoken(robot)  # type: ignore[method-assign]
    print("here", flush=True)
    for _ in FileObjectThread(sys.stdin.buffer, "rb"):
        print("done", everybody(crowd), flush=True)
    for robot in crowd:
        if robot.line:
            robot.line.close()


def everybody(crowd: list[Robot]) -> str:
    """All of them do what the present screen asks; what they did, and what the room would not take."""
    before = sum(sum(robot.counts.values()) for robot in crowd)
    gevent.joinall([gevent.spawn(busy, robot) for robot in crowd], raise_error=True)
    refused = sorted({refusal for robot in crowd for refusal in robot.refusals})
    return f"{sum(sum(robot.counts.values()) for robot in crowd) - before} {refused}"


def busy(robot: Robot) -> None:
    robot.until(lambda: bool(robot.screen()))
    robot.busy(robot.screen())


def outspoken(robot: Robot) -> Any:
    """The robot's own way to play, with long words in place of what it would have said."""
    plainly = robot.play

    def play(name: str, data: dict[str, Any], screen: str = "") -> dict[str, Any]:
        if "text" in data:
            data = {**data, "text": long_text(robot.dice, longest(robot, name, data))}
        if "visibility" in data and "room" in allowed(robot, data):
            data = {**data, "visibility": "room", "named": True}
        return plainly(name, data, screen)

    return play


def longest(robot: Robot, name: str, data: dict[str, Any]) -> int:
    """Characters that fit into a box, onto a card, or into a thought."""
    seen = robot.seen()
    return int(seen["boxes"][data["box"]]["max"] if "box" in data else seen["wild_max" if name == "wild" else "max"])


def allowed(robot: Robot, data: dict[str, Any]) -> list[str]:
    """Who may be let in on it; a thought about a card may go to everyone."""
    return list(robot.seen()["boxes"][data["box"]]["allow"]) if "box" in data else ["room"]


def long_text(dice: Random, limit: int) -> str:
    """Long words up to the limit; of every four texts one is a single short word."""
    text = dice.choice(LONG_WORDS)
    while dice.random() < 0.75 and len(text) < limit:
        text += " " + dice.choice(LONG_WORDS)
    return text[:limit].strip()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3], int(sys.argv[4]))
