"""A real server whose people are made in its own process: a thousand of them cost no phones.

    python -m bench.faces_room PORT FOLDER

It reads orders, one line of JSON each, and answers each with `done` and what came of it:
`{"do": "arrive", "people": 1000, "over": 8}`.
`over`: seconds across which the moves are spread; 0 makes them as fast as they go.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402 - everything below must find the standard library patched
import sys  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from itertools import count  # noqa: E402
from pathlib import Path  # noqa: E402
from random import Random  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from gevent.fileobject import FileObjectThread  # noqa: E402

from workshop import House  # noqa: E402
from workshop import agenda as agendas  # noqa: E402
from workshop.commands import room, serving, settings  # noqa: E402
from workshop.moves import Json, Move, Role, Seat  # noqa: E402

AGENDA = Path(__file__).with_name("faces.toml")
LAN = "workshop.lan"
WORDS = [
    "a",
    "minibus",
    "on",
    "Tuesdays,",
    "two",
    "heads",
    "who",
    "ring",
    "each",
    "other,",
    "coffee,",
    "and",
    "one",
    "calendar",
    "kept",
    "by",
    "hand",
]


class Crowd:
    """The people and the facilitator of one run; each order is one of these methods."""

    def __init__(self, house: House, run: str) -> None:
        self._house, self._run = house, run
        self._lead = Seat(Role.FACILITATOR, run, desk="bench")
        self._people: list[Seat] = []
        self._dice, self._ids = Random(3), (f"bench{no:06}" for no in count())

    def arrive(self, people: int, over: float = 0) -> int:
        """So many come in, each with a phone that is connected."""
        for no in spread(people, over):
            name = f"Guest {len(self._people)} of School {no % 60}"
            answer = self._play(Seat(Role.OUTSIDER, self._run), "join", "", name=name, named=True, table=1 + no % 24)
            self._people.append(Seat(Role.PARTICIPANT, self._run, answer["data"]["id"]))
            self._house.host.came(self._run, self._people[-1].person)
        return len(self._people)

    def write(self, screen: str, entries: int, over: float = 0, brief: bool = False) -> int:
        """One after the other writes a line."""
        for no in spread(entries, over):
            words = self._dice.choices(WORDS, k=self._dice.randint(2, 4 if brief else 12))
            how = {"box": "line", "fields": {}, "tags": [], "visibility": "room", "named": no % 3 == 0}
            self._play(self._someone(no), "write", screen, text=f"{' '.join(words)} {no}", **how)
        return entries

    def show(self, entries: int, over: float = 0) -> int:
        """Of what waits, so many are let up, one by one."""
        waiting = [entry.id for entry in self._now.pool.waiting()][:entries]
        for no in spread(len(waiting), over):
            self._play(self._lead, "show", "", entries=[waiting[no]])
        return len(waiting)

    def vote(self, votes: int, over: float = 0) -> int:
        """One after the other puts their dots, mostly on the same few things."""
        items = list(self._now.pool.entries)
        for no in spread(votes, over):
            picks = {items[min(int(self._dice.expovariate(6 / len(items))), len(items) - 1)]: 1 for _ in range(3)}
            self._play(self._someone(no), "vote", "choose.dots", picks=picks, round=1)
        return votes

    def trade(self, people: int) -> int:
        """So many say what they need and what they can give."""
        for no in range(people):
            how = {"tags": ["the room"], "visibility": "room", "named": True}
            for name in ("need", "offer"):
                self._play(self._someone(no), name, "imagine.market", text=f"{' '.join(WORDS[:9])} {no}", **how)
        return people

    def go(self, screen: str) -> str:
        """The room goes to a screen, and it takes answers."""
        self._play(self._lead, "go", "", screen=screen, seen=self._now.place.steer)
        self._play(self._lead, "open", screen)
        return screen

    def reveal(self, screen: str) -> str:
        """Its result is up."""
        self._play(self._lead, "reveal", screen)
        return screen

    @property
    def _now(self) -> Any:
        return self._house.host.run(self._run)

    def _someone(self, no: int) -> Seat:
        return self._people[no % len(self._people)]

    def _play(self, by: Seat, name: str, screen: str, /, **data: Any) -> Json:
        answer = self._house.host.play(Move(next(self._ids), name, by, screen, data))
        assert answer["ok"], (name, screen, answer)
        return answer


def spread(times: int, over: float) -> Iterator[int]:
    """Numbers from 0, spread evenly over so many seconds; whoever is late does not make up for it in a burst."""
    for no in range(times):
        yield no
        gevent.sleep(over / times)


def obey(crowd: Crowd) -> None:
    """Orders from standard input, answers to standard output."""
    for line in FileObjectThread(sys.stdin.buffer, "rb"):
        order = json.loads(line)
        print("done", json.dumps(getattr(crowd, order.pop("do"))(**order)), flush=True)


def main(port: str, folder: str) -> None:
    flags = {"host": "127.0.0.1", "port": port, "public": f"http://{LAN}", "names": (LAN,), "data": folder}
    with serving(settings(flags)) as house:
        now = room.begin(house, agendas.read(AGENDA), {"names": True})
        gevent.spawn(obey, Crowd(house, now.id))
        room._welcome(house, now)
        room._serve(house)


if __name__ == "__main__":
    main(*sys.argv[1:])
