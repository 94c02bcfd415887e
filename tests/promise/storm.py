"""T1: a hall votes and writes while its room is killed again and again; tells as JSON what became of every move.

python -m tests.promise.storm --people 500 --kills 20
python -m tests.promise.storm --people 30 --kills 1 --points none --broken tests.promise.storm_breaks:ack_before_commit
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import json  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections import Counter, deque  # noqa: E402
from collections.abc import Callable, Iterable  # noqa: E402
from pathlib import Path  # noqa: E402
from random import Random  # noqa: E402
from signal import SIGUSR2  # noqa: E402

import gevent  # noqa: E402

from tests.promise import history, phones, storm_breaks  # noqa: E402
from tests.promise.phones import Deed, Phone  # noqa: E402
from tests.promise.room import LOOK, PATIENCE, WHOLE, Room, disk, torn_checkpoint  # noqa: E402
from workshop import robots  # noqa: E402
from workshop.moves import Json  # noqa: E402

BREAKS = "tests.promise.storm_breaks"

PACE = 250.0
"""Moves a second that the whole hall tries to make."""

LATE = 0.1
"""The share of people who come in while it storms."""

GUST = 0.03
"""Seconds after which a room is killed at random at the latest once everybody pressed at once."""

BETWEEN = (0.2, 0.6)
"""Seconds that the room lives at least and at most once everybody is back."""

TRIES = 6
"""How often at most it is to die in the middle of a checkpoint, until it did."""


class Storm:
    """One room, its phones, and what was found each time it died. `broken`: how every start is broken on purpose."""

    pace = PACE

    def __init__(
        self, room: Room, people: int, broken: str = WHOLE, slowest: float = phones.LONGEST_WAIT, seed: int = 1
    ) -> None:
        self.room, self.broken, self.dice = room, broken, Random(seed)
        robots.PATIENCE = phones.ANSWER_WITHIN
        self.phones = [self.phone(no, Random(seed * 1000 + no), slowest) for no in range(people)]
        self.over, self.gust = gevent.event.Event(), gevent.event.Event()
        self.lost_at_death: list[str] = []
        self.back: list[float] = []
        self.deaths: list[str] = []
        self.torn_checkpoints = 0

    def phone(self, no: int, dice: Random, slowest: float) -> Phone:
        """Somebody's."""
        return Phone(no, self.where, dice, slowest)

    def where(self) -> tuple[str, int]:
        """Where phones knock."""
        return self.room.address

    def begin(self, way: str) -> None:
        """The room opens, most come in, and everybody begins; the others come while it storms."""
        self.room.open(way)
        self.run, self.cookie = phones.facilitator_comes(self.room.address, self.room.ticket)
        late = int(len(self.phones) * LATE)
        for phone in self.phones[late:]:
            phone.join(self.run, self.room.code)
        self.at_work = [gevent.spawn(self._live, phone) for phone in self.phones]
        self.everybody_up()

    def lives(self, points: Iterable[str], kills: int) -> list[str]:
        """How the room is to die: each start is broken in the way of its end, and whole where the end is a kill."""
        ways = [f"{BREAKS}:{point}" for point in points] + [self.broken] * kills
        self.dice.shuffle(ways)
        return ways

    def ends(self, way: str) -> None:
        """The room lives a while and, as everybody presses at once, dies in this way."""
        gevent.sleep(self.dice.uniform(*BETWEEN))
        if way == WHOLE:
            self._everybody_presses()
            gevent.sleep(self.dice.uniform(0, GUST))
            self.room.kill()
        else:
            self.room.process.send_signal(SIGUSR2)
            self._everybody_presses()
            self.room.die()
        self.deaths.append(way.rpartition(":")[2] or "at random")
        self.torn_checkpoints += torn_checkpoint(self.room.folder)
        self._look_at_the_disk()

    def missed(self, way: str) -> bool:
        """Whether it should have died in the middle of a checkpoint and was too quick: on a busy machine another thread
        does not always see in time that one has begun."""
        name = way.rpartition(":")[2]
        return name == "during_a_checkpoint" and not self.torn_checkpoints and self.deaths.count(name) < TRIES

    def opens(self, way: str) -> None:
        """The room is opened again; how long until everybody is back."""
        self.room.open(way)
        self.everybody_up()
        self.back += [phone.up_at - self.room.opened_at for phone in self.phones if phone.up_at]

    def everybody_up(self) -> None:
        """Wait until all who ever came in are in the room as it is now."""
        _until(
            lambda: all(phone.up.is_set() and phone.up_at > self.room.opened_at for phone in self._here()),
            "somebody never came back",
        )

    def finish(self) -> Json:
        """Everybody gets their answers, a fresh stage is looked at, the room closes, and all is held together."""
        self.over.set()
        gevent.joinall(self.at_work, timeout=PATIENCE * 2)
        for left in self.at_work:
            left.kill()
        seen = self.fresh_tally()
        self.room.close()
        with disk(self.room.folder) as found:
            people = {phone.person for phone in self.phones}
            findings = history.check(found, self.run, self.deeds, people, seen)
            again = history.answered_again(found, self.run, self.deeds)
        findings["lost"] = sorted({*findings["lost"], *self.lost_at_death})
        findings["faults"] = [fault for phone in self.phones for fault in phone.faults]
        return {
            "held": history.held(findings),
            **self.figures(),
            "answered again": again,
            "seen": seen,
            "findings": _short(findings),
        }

    @property
    def deeds(self) -> list[Deed]:
        """Everything that anybody did."""
        return [deed for phone in self.phones for deed in phone.deeds]

    def fresh_tally(self) -> dict[str, int]:
        """What a stage that sits down now shows, once the vote is revealed."""
        console = phones.console(self.room.address, self.run, self.cookie)
        console.play("reveal", {}, phones.VOTES)
        console.until(lambda: "tally" in console.views["stage"]["screen"]["view"])
        told = console.views["stage"]["screen"]["view"]["tally"]
        return {item: row["count"] for item, row in told.items()}

    def figures(self) -> Json:
        """Everything that can be counted."""
        deeds = self.deeds
        outcomes = {name: sum(deed.outcome == name for deed in deeds) for name in ("ok", "failed", "unknown")}
        return {
            "people": len(self.phones),
            **outcomes,
            "resent": sum(deed.sent > 1 for deed in deeds),
            "duplicates": sum(bool(deed.kept) and deed.outcome == "ok" for deed in deeds),
            "double taps": sum(len(deed.seqs) > 1 for deed in deeds),
            "shown out": dict(Counter(code for phone in self.phones for code in phone.shown_out)),
            "deaths": self.deaths,
            "torn checkpoints": self.torn_checkpoints,
            "back": _spread(self.back),
            "answer": _spread(wait for phone in self.phones for wait in phone.waits),
        }

    # ── within ──

    def _live(self, phone: Phone) -> None:
        """Come in if not there yet, and do something again and again until the storm is over."""
        if not phone.person:
            gevent.sleep(phone.dice.uniform(0, 3))
            phone.join(self.run, self.room.code)
        keeping = gevent.spawn(phone.keep_up)
        while not self.over.is_set():
            phone.deliver(phones.anything(phone))
            pause = phone.dice.random() * 2 * len(self.phones) / self.pace
            gevent.wait([self.over, self.gust], timeout=pause, count=1)
        keeping.kill()

    def _everybody_presses(self) -> None:
        self.gust.set()
        gevent.sleep(0)
        self.gust.clear()

    def _here(self) -> list[Phone]:
        return [phone for phone in self.phones if phone.up_at]

    def _look_at_the_disk(self) -> None:
        """At the moment of death: what was told "saved" is there; and what is there without having been told."""
        with disk(self.room.folder) as found:
            kept = {row["move_id"]: row["seq"] for row in history.facts(found, self.run)}
        for deed in self.deeds:
            if deed.outcome == "ok" and deed.id not in kept:
                self.lost_at_death.append(deed.id)
            elif deed.outcome == "unknown" and deed.sent and deed.id in kept:
                deed.kept = kept[deed.id]


def _until(seen: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + PATIENCE
    while not seen():
        assert time.monotonic() < end, otherwise
        gevent.sleep(LOOK)


def _spread(found: Iterable[float]) -> Json:
    """Half of them, nearly all of them, the slowest; in seconds."""
    line = sorted(found) or [0.0]
    at = {"p50": 0.5, "p95": 0.95, "p99": 0.99, "max": 1.0}
    return {name: round(line[min(int(len(line) * share), len(line) - 1)], 3) for name, share in at.items()}


def _short(findings: dict[str, list[str]]) -> Json:
    return {name: {"count": len(found), "first": found[:3]} for name, found in findings.items()}


def main() -> Json:
    """One storm, as asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=60)
    asked.add_argument("--kills", type=int, default=4, help="how often at random")
    asked.add_argument("--points", default="all", help="all, none, or names of fail points with commas")
    asked.add_argument("--broken", default=WHOLE, help="break every start on purpose: MODULE:FUNCTION")
    asked.add_argument("--slowest", type=float, default=phones.LONGEST_WAIT, help="seconds before a phone knocks again")
    asked.add_argument("--seed", type=int, default=1)
    how = asked.parse_args()
    named = {"all": [point.__name__ for point in storm_breaks.FAIL_POINTS], "none": []}
    points = named.get(how.points, how.points.split(","))
    with tempfile.TemporaryDirectory() as folder:
        storm = Storm(Room(Path(folder)), how.people, how.broken, how.slowest, how.seed)
        return play(storm, storm.lives(points, how.kills))


def play(storm: Storm, ways: list[str]) -> Json:
    """The room dies in each of these ways, one after the other."""
    began = time.monotonic()
    try:
        ahead = deque(ways)
        storm.begin(ahead[0])
        while ahead:
            way = ahead.popleft()
            storm.ends(way)
            if storm.missed(way):
                ahead.append(way)
            storm.opens(ahead[0] if ahead else storm.broken)
        return {**storm.finish(), "seconds": round(time.monotonic() - began, 1)}
    finally:
        storm.room.close()


if __name__ == "__main__":
    print(json.dumps(main()))
