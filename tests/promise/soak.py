"""T19: eight hours of a room, played faster, while the server's memory, files, greenlets and queues are watched.

python -m tests.promise.soak [--full] [--broken MODULE:FUNCTION] [--seconds N]

One play is eight hours: sixty screens of the flagship, 6,000 moves, and every phone gone and back so often as if each
minute one in twenty were. `--full` plays it twenty times with 150 phones, in about 25 minutes. Without it some of the
screens and phones, for most of a minute. What people write makes the room grow, rightly: so everybody writes in the
first lap, before anything is measured, and from then on changes votes, marks and words; then nothing may grow.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from dataclasses import dataclass, field  # noqa: E402
from itertools import pairwise  # noqa: E402
from pathlib import Path  # noqa: E402
from random import Random  # noqa: E402
from statistics import median, quantiles  # noqa: E402

import gevent  # noqa: E402

from tests.promise.pulse import PULSE  # noqa: E402
from tests.promise.room import Room  # noqa: E402
from workshop import robots  # noqa: E402
from workshop.moves import Json  # noqa: E402
from workshop.robots import Robot  # noqa: E402

FLAGSHIP = Path("power-of-partnerships")
MOVES_A_PLAY = 6_000
HOURS_A_PLAY = 8
CHURN = 0.6
"""Reconnects for each move: one phone in twenty each minute of eight hours, against 6,000 moves of 150 phones."""
CHURN_IN_SHORT = 0.3

WARM_UP = 0.2
"""The share of the samples that is not looked at."""

MB = 1024 * 1024
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Size:
    """How much of it."""

    people: int
    seconds: float
    moves_a_second: float
    every: int
    """Each so many-th screen of the agenda."""
    stay: float
    """Seconds on a screen."""
    churn: float
    look: float
    """Seconds between two samples."""
    least: int
    """Moves below which it proves nothing."""
    growth: float
    """Megabytes by which memory may grow in a simulated hour; in the first, Python still takes what it needs."""
    slow_down: float
    """How much slower the last fifth's 95th percentile may be than the first's, beside that 20 ms; 0: not looked at, as
    half a minute beside other work on the machine tells nothing. The work for a move is looked at in any case."""


FULL = Size(
    people=150,
    seconds=1500,
    moves_a_second=80,
    every=1,
    stay=1.25,
    churn=CHURN,
    look=3,
    least=60_000,
    growth=1,
    slow_down=0.2,
)
SHORT = Size(
    people=30,
    seconds=30,
    moves_a_second=60,
    every=6,
    stay=1.0,
    churn=CHURN_IN_SHORT,
    look=0.5,
    least=300,
    growth=6,
    slow_down=0,
)


# ── what one robot does again and again ─────────────────────────────────────


def vote(seen: Json, dice: Random) -> Json | None:
    items = list(seen.get("items", {}))
    return {"name": "vote", "data": {"picks": {dice.choice(items): 1}}} if items else None


def mark(seen: Json, dice: Random) -> Json | None:
    items = list(seen.get("items", {}))[:2]  # soon everybody has marked both, and only changes their mind
    return {"name": "mark", "data": {"item": dice.choice(items), "value": dice.randint(1, 2)}} if items else None


def rewrite(seen: Json, dice: Random) -> Json | None:
    mine = list(seen.get("mine", {}))
    text = f"Another word, the {dice.randint(100, 999)}th"
    return {"name": "edit", "data": {"entry": dice.choice(mine), "text": text}} if mine else None


AGAIN: dict[str, Callable[[Json, Random], Json | None]] = {"choose": vote, "rate": mark}


@dataclass
class Soak:
    """A room, everybody in it, and what was measured."""

    size: Size
    room: Room
    pulse: Path
    crowd: list[Robot] = field(default_factory=list)
    cookies: dict[str, str] = field(default_factory=dict)
    samples: list[Json] = field(default_factory=list)
    asked: dict[str, tuple[str, Json]] = field(default_factory=dict)
    """The votes and ratings that the room has passed."""
    answers: list[tuple[float, float]] = field(default_factory=list)
    refused: int = 0
    reconnects: int = 0
    screens: int = 0
    over: bool = False

    def come_in(self) -> None:
        """The facilitator, and everybody by the front door."""
        answer, cookie = robots.post(self.room.address, "/sign-in", {"ticket": self.room.ticket})
        self.run = answer["go"].rpartition("/")[2]
        self.console = Robot("the facilitator", Random(1))
        self.console.sit(self.room.address, cookie, "facilitator", self.run)
        for no in range(self.size.people):
            body = {"code": self.room.code, "id": f"{no:024}", "name": f"Guest {no}", "named": True}
            cookie = robots.post(self.room.address, "/join", body)[1]
            robot = Robot(f"Guest {no}", Random(no))
            robot.sit(self.room.address, cookie, "participant", self.run)
            self.cookies[robot.name] = cookie
            self.crowd.append(robot)

    def plan(self) -> list[str]:
        return list(self.console.views["console"]["plan"]["screens"])[:: self.size.every]

    def first_lap(self) -> None:
        """Everybody writes and votes as a plausible person would."""
        for screen in self.plan():
            self.go(screen)
            gevent.joinall([gevent.spawn(self._first, robot, screen) for robot in self.crowd], timeout=30)

    def go(self, screen: str) -> None:
        self.console.play("go", {"screen": screen})
        self.console.play("open", {}, screen)

    def _first(self, robot: Robot, screen: str) -> None:
        if not robot.shows(screen):
            return
        for _ in range(3):
            if not (wish := robots.KINDS[robot.views["floor"]["screen"]["kind"]].pretend(robot.seen(), robot.dice)):
                return
            robot.play(wish["name"], wish["data"], screen)

    # ── and then on and on ──

    def go_on(self) -> None:
        """Laps over all screens, everybody at it, until the time is over."""
        lives = [gevent.spawn(self._live, robot) for robot in self.crowd]
        lives += [gevent.spawn(self._look), gevent.spawn(self._laps)]
        gevent.sleep(self.size.seconds)
        self.over = True
        gevent.joinall(lives, timeout=robots.PATIENCE * 2)

    def _laps(self) -> None:
        while not self.over:
            for screen in self.plan():
                self.go(screen)
                self.screens += 1
                gevent.sleep(self.size.stay)
                if self.over:
                    return

    def _live(self, robot: Robot) -> None:
        pause = self.size.people / self.size.moves_a_second
        while not self.over:
            gevent.sleep(pause * 2 * robot.dice.random())
            self._act(robot)
            if robot.dice.random() < self.size.churn:
                self._drop_and_return(robot)

    def _act(self, robot: Robot) -> None:
        screen, wish = self._wish(robot)
        if wish is None:
            return
        began = time.monotonic()
        answer = robot.play(wish["name"], wish["data"], screen)
        self.answers.append((began, time.monotonic() - began))
        self.refused += not answer["ok"]

    def _wish(self, robot: Robot) -> tuple[str, Json | None]:
        """Something to change where the room is, or on a screen that it has left and that is still open."""
        if screen := robot.screen():
            seen, kind = robot.seen(), robot.views["floor"]["screen"]["kind"]
            if kind in AGAIN:
                self.asked[screen] = (kind, {"items": seen.get("items", {})})
            if wish := AGAIN.get(kind, rewrite)(seen, robot.dice):
                return screen, wish
        if not self.asked:
            return "", None
        screen = robot.dice.choice(list(self.asked))
        kind, seen = self.asked[screen]
        return screen, AGAIN[kind](seen, robot.dice)

    def _drop_and_return(self, robot: Robot) -> None:
        """The Wi-Fi goes and comes back; the views are fresh ones."""
        assert robot.line
        robot.line.close()
        robot.views.clear()
        robot.sit(self.room.address, self.cookies[robot.name], "participant", self.run)
        self.reconnects += 1

    # ── looking on ──

    def _look(self) -> None:
        while not self.over:
            self.samples.append(self._sample())
            gevent.sleep(self.size.look)

    def _sample(self) -> Json:
        process = Path(f"/proc/{self.room.process.pid}")
        wal = self.room.folder / "workshop.db-wal"
        return {
            "hours": len(self.answers) / MOVES_A_PLAY * HOURS_A_PLAY,
            "rss": int((process / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"),
            "moves": len(self.answers),
            "cpu": sum(int(ticks) for ticks in (process / "stat").read_text().split(")")[1].split()[11:13]),
            "fds": len(os.listdir(process / "fd")),
            "wal": wal.stat().st_size if wal.exists() else 0,
            **json.loads(self.pulse.read_text(encoding="ascii")),
        }

    def leave(self) -> None:
        for robot in (self.console, *self.crowd):
            if robot.line:
                robot.line.close()


# ── what it comes to ────────────────────────────────────────────────────────


def slope(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Theil and Sen: the median of all slopes, with the bounds between which it lies in 95 of 100 cases."""
    pairs_of = ((one, other) for no, one in enumerate(points) for other in points[no + 1 :] if other[0] > one[0])
    slopes = sorted((other[1] - one[1]) / (other[0] - one[0]) for one, other in pairs_of)
    n, pairs = len(points), len(slopes)
    spread = 1.96 * (n * (n - 1) * (2 * n + 5) / 18) ** 0.5
    low, high = max(round((pairs - spread) / 2), 0), min(round((pairs + spread) / 2), pairs - 1)
    return median(slopes), slopes[low], slopes[high]


def judged(soak: Soak) -> Json:
    """The figures, and under `faults` those that are not as promised."""
    samples = soak.samples[int(len(soak.samples) * WARM_UP) :]
    grows = {of: slope([(one["hours"], one[of]) for one in samples]) for of in ("rss", "fds", "greenlets")}
    first, last = fifths([took for _, took in soak.answers])
    figures: Json = {
        "moves": len(soak.answers),
        "refused": soak.refused,
        "reconnects": soak.reconnects,
        "screens": soak.screens,
        "samples": len(samples),
        "simulated hours": round(samples[-1]["hours"], 1),
        "RSS MB": round(samples[-1]["rss"] / MB, 1),
        "RSS MB an hour": [round(one / MB, 2) for one in grows["rss"]],
        "fds an hour": [round(one, 2) for one in grows["fds"]],
        "greenlets an hour": [round(one, 2) for one in grows["greenlets"]],
        "WAL MB at most": round(max(one["wal"] for one in soak.samples) / MB, 1),
        "queued at most": max(one["queued"] for one in samples),
        "unsent KB at most": round(max(one["unsent"] for one in samples) / 1024),
        "CPU ms a move, first and last half": [round(one, 2) for one in work(samples)],
        "p95 first and last fifth, ms": [round(first * 1000), round(last * 1000)],
    }
    return {**figures, "faults": faults(figures, soak.size)}


def fifths(took: Sequence[float]) -> tuple[float, float]:
    """The 95th percentile of the first fifth that counts, and of the last."""
    took = took[int(len(took) * WARM_UP) :]
    assert len(took) >= 20, "hardly anybody did anything"
    fifth = max(len(took) // 5, 2)
    return quantiles(took[:fifth], n=20)[-1], quantiles(took[-fifth:], n=20)[-1]


def work(samples: Sequence[Json]) -> tuple[float, float]:
    """Milliseconds that the server worked for each move, with all that it brings about, in both halves."""
    ends = (samples[0], samples[len(samples) // 2], samples[-1])
    spent = [(after["cpu"] - before["cpu"]) * 1000 / TICKS for before, after in pairwise(ends)]
    made = [max(after["moves"] - before["moves"], 1) for before, after in pairwise(ends)]
    return spent[0] / made[0], spent[1] / made[1]


def faults(figures: Json, size: Size) -> list[str]:
    """What is not as promised."""
    first, last = figures["p95 first and last fifth, ms"]
    cheap, dear = figures["CPU ms a move, first and last half"]
    checks = {
        "memory grows": figures["RSS MB an hour"][2] >= size.growth and figures["RSS MB an hour"][1] > 0,
        "files stay open": figures["fds an hour"][1] > 0,
        "greenlets stay": figures["greenlets an hour"][1] > 0,
        "the log grows": figures["WAL MB at most"] >= 32,
        "queues grow": figures["queued at most"] > 10 * size.people or figures["unsent KB at most"] > 64 * size.people,
        "answers grow slower": bool(size.slow_down) and last > first * (1 + size.slow_down) + 20,
        "moves grow dearer": dear > cheap * 1.5 + 1,
        "too little happened": figures["moves"] < size.least
        or figures["reconnects"] < figures["moves"] * size.churn * 0.5,
        "much was refused": figures["refused"] > figures["moves"] * 0.05,
    }
    return [name for name, is_so in checks.items() if is_so]


def play(size: Size, broken: str) -> Json:
    with tempfile.TemporaryDirectory() as folder:
        pulse = Path(folder) / "pulse"
        os.environ[PULSE] = str(pulse)
        room = Room(Path(folder) / "room", FLAGSHIP).open(broken)
        soak = Soak(size, room, pulse)
        try:
            soak.come_in()
            soak.first_lap()
            soak.go_on()
            soak.leave()
        finally:
            room.close()
        return judged(soak)


def main(given: Sequence[str]) -> int:
    words = argparse.ArgumentParser(prog="python -m tests.promise.soak")
    words.add_argument("--full", action="store_true")
    words.add_argument("--seconds", type=float)
    words.add_argument("--broken", default="tests.promise.pulse:watched")
    said = words.parse_args(given)
    size = FULL if said.full else SHORT
    told = play(Size(**{**size.__dict__, "seconds": said.seconds or size.seconds}), said.broken)
    print(json.dumps(told, indent=1))
    return 1 if told["faults"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
