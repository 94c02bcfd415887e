"""What one move costs inside the house, without sockets: CPU milliseconds for each of its stations, by size of room.

    python -m bench.inside 250,500,1000 [screen ...] [--moves 30]

For each screen of the agenda everybody but the last few answers; those few are measured. `view` and `diff` are those of
one round of news after each move; in a busy room many moves share one. `growth`: the exponent with which the whole
grows with people, 0 for not at all, 1 where twice as many cost twice as much. `sits`: everybody sits down once.
"""

from __future__ import annotations

import argparse
import gc
import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from random import Random
from time import process_time
from typing import Any
from unittest import mock

import gevent
import gevent.pool

from tests.house import Guest, House, _glance
from workshop import entrance, faces, patch
from workshop import run as runs
from workshop.channels import PHONES
from workshop.kinds import KINDS
from workshop.moves import Floor, Json, Move, Role, Seat, Table
from workshop.store import Store

AGENDA = "power-of-partnerships"
AT_A_TABLE = 8
STATIONS = ("accept", "append", "apply", "touched", "view", "diff")


class Clock:
    """CPU milliseconds by station; what is inside a station counts once."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self._inside = ""

    def timed(self, name: str, act: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **named: Any) -> Any:
            if self._inside:
                return act(*args, **named)
            self._inside, began = name, process_time()
            try:
                return act(*args, **named)
            finally:
                self.spent[name] += (process_time() - began) * 1000
                self.calls[name] += 1
                self._inside = ""

        return timed


@contextmanager
def watched(clock: Clock) -> Iterator[None]:
    """All that moves do from here on, station by station."""
    doors = (
        (runs, "accept", "accept"),
        (Store, "append", "append"),
        (Store, "fact_of", "append"),
        (Store, "put_entries", "append"),
        (Store, "put_people", "append"),
        (runs, "apply", "apply"),
        (runs, "touched", "touched"),
        (faces, "view", "view"),
        (patch, "diff", "diff"),
    )
    with ExitStack() as open_doors:
        for where, door, name in doors:
            if hasattr(where, door):
                open_doors.enter_context(mock.patch.object(where, door, clock.timed(name, getattr(where, door))))
        yield


def room(people: int) -> tuple[House, list[Guest]]:
    """A house with so many in it, eight at a table."""
    tables = {str(no): "" for no in range(1, max(people // AT_A_TABLE, 1) + 1)}
    house = House(Path(tempfile.mkdtemp()), AGENDA, {"names": True, "tables": tables})
    guests = [Guest(house, Seat(Role.PARTICIPANT, house.run_id)) for _ in range(people)]

    def join(no: int) -> None:
        answer = house.play(
            Seat(Role.OUTSIDER, house.run_id), "join", "", f"j{no}", {"name": f"Guest {no}", "named": True}
        )
        guests[no] = Guest(house, Seat(Role.PARTICIPANT, house.run_id, answer["data"]["id"]))

    at_once(join, people)
    return house, guests


def at_once(act: Callable[[int], None], times: int) -> None:
    """So many at the same time, so that they share a transaction."""
    crowd = gevent.pool.Pool(200)
    for no in range(times):
        crowd.spawn(act, no)
    crowd.join(raise_error=True)


def wishes(house: House, guests: list[Guest], dice: Random) -> list[tuple[Guest, Json]]:
    """What these people would do now, each seeing their own phone."""
    run = house.run
    kind, floor = KINDS[run.screen(run.place.now).kind], house.view(Floor())["screen"]
    seats = {run.roster.table_of(guest.id) for guest in guests}
    tables = {no: house.view(Table(no)) for no in seats}
    seen = ((guest, _glance(run, floor, tables[run.roster.table_of(guest.id)], guest)) for guest in guests)
    return [(guest, wish) for guest, view in seen if (wish := kind.pretend(view, dice))]


def quiet(house: House) -> None:
    """Nothing is on its way any more; what there is needs not be looked through, as in a server that has started."""
    house.host.channels(house.run_id).settle()
    gevent.sleep(PHONES + 0.05)
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def fill(house: House, guests: list[Guest], dice: Random) -> None:
    """Everybody does what they would do, all at one time."""
    wished = wishes(house, guests, dice)
    at_once(lambda no: _play(house, *wished[no]), len(wished))
    house.host.channels(house.run_id).settle()


def _play(house: House, guest: Guest, wish: Json) -> Json:
    return house.host.play(
        Move(next(house.ids), wish["name"], guest.seat, house.run.place.now, wish["data"], at=house.time)
    )


def measure(people: int, screens: list[str], moves: int) -> dict[str, dict[str, float]]:
    """For each screen the milliseconds of a move at each station."""
    house, guests = room(people)
    with watched(clock := Clock()):
        began = process_time()
        house.sit_everywhere()
        for guest in guests:  # everybody comes by the same channels once more
            for audience in (Floor(), Table(house.run.roster.table_of(guest.id))):
                house.host.sit(house.run_id, audience)
    rows = {"sits": {"whole": (process_time() - began) * 1000, "views": clock.calls["view"]}}
    quiet(house)
    dice = Random(7)
    for at in screens or [screen.id for screen in house.run.agenda.screens]:
        quiet(house)
        with watched(clock := Clock()):
            began = process_time()
            house.go(at)
            house.host.channels(house.run_id).settle()
        rows[f"{at} (go)"] = {"whole": (process_time() - began) * 1000, "views": clock.calls["view"], **clock.spent}
        house.facilitator.play("open", at)
        fill(house, guests[:-moves], dice)
        wished = wishes(house, guests[-moves:], dice)
        quiet(house)
        if not wished:
            continue
        with watched(clock := Clock()):
            began = process_time()
            for guest, wish in wished:
                _play(house, guest, wish)
                house.host.channels(house.run_id).settle()
            whole = process_time() - began
        rows[at] = {name: clock.spent[name] / len(wished) for name in STATIONS}
        rows[at] |= {"whole": whole * 1000 / len(wished), "views": clock.calls["view"] / len(wished)}
        answers = [entry.id for entry in house.run.pool.waiting()]
        for no in range(0, len(answers), 500):
            house.facilitator.play("show", entries=answers[no : no + 500])
        house.facilitator.play("reveal", at)
    house.close()
    return rows


def growth(costs: dict[int, float]) -> float:
    """The exponent between the smallest and the largest room."""
    few, many = min(costs), max(costs)
    return math.log(max(costs[many], 1e-6) / max(costs[few], 1e-6)) / math.log(many / few) if many > few else 0.0


def main() -> None:
    """Measure, and print a table."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("people", help="sizes of room, as in 250,500,1000")
    asked.add_argument("screens", nargs="*", help="screens of the agenda; all of them if none is named")
    asked.add_argument("--moves", type=int, default=30, help="how many are measured")
    said = asked.parse_args()
    sizes = [int(one) for one in said.people.split(",")]
    if max(sizes) > entrance.CROWD:
        entrance.CROWD, entrance.EVER = 2 * max(sizes), 8 * max(sizes)
    found = {people: measure(people, said.screens, said.moves) for people in sizes}
    print(f"{'':24}{'people':>7}" + "".join(f"{name:>9}" for name in (*STATIONS, "whole", "views")) + "  growth")
    for row in found[sizes[0]]:
        there = {people: rows[row] for people, rows in found.items() if row in rows}
        for people, cost in there.items():
            cells = "".join(f"{cost.get(name, 0):9.2f}" for name in (*STATIONS, "whole", "views"))
            last = people == sizes[-1]
            grows = f"{growth({n: one['whole'] for n, one in there.items()}):8.2f}" if last else ""
            print(f"{row:24}{people:7}{cells}{grows}", flush=True)


if __name__ == "__main__":
    main()
