"""What a full hall costs its Wi-Fi: `python -m bench.wire [PEOPLE] [AGENDA] [--moves N]` plays it and counts bytes.

On each screen everybody makes so many moves a minute, spread evenly; phones are told at most four times a second, as
`channels` has it. Three phones at different tables stand for all. Nothing is timed, so the figures are always the same.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from statistics import mean

from tests.house import Guest, House, crowd_plays
from tests.test_everybody import gather, let_up
from workshop import patch
from workshop.channels import PHONES
from workshop.moves import Audience, Floor, Json, Me, Table

SECONDS = 60
FRAME = 4
"""Bytes that WebSocket adds to a message of this size."""

AT_A_TABLE, MOST_TABLES = 8, 60
"""How many sit at one, as long as a run can have as many tables as that takes."""

MOST_AT_ONCE = 2000
MOST_IN_ALL = 1.0
"""The lines: bytes (deflated) that a change of screen may cost a phone, and Mbit/s that a screen may cost the hall."""

SORTS = ("floor", "table", "me")


@dataclass
class Bill:
    """What one screen costs a phone, by sort of view: bytes as they are and deflated, and messages, within a minute."""

    screen: str
    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    change: dict[str, tuple[int, int]] = field(default_factory=dict)
    news: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    moves: int = 0

    def megabits(self, people: int) -> float:
        """What all phones together hear a second."""
        return sum(raw for _, raw, _ in self.news.values()) * people * 8 / SECONDS / 1e6

    def too_much(self, people: int) -> str:
        """What goes over the line here, and which view it is that does."""
        said = []
        if (size := sum(packed for _, packed in self.change.values())) > MOST_AT_ONCE:
            said.append(f"{size} B to change to it, most of it {_most(self.change, 1)}")
        if (all_ := self.megabits(people)) > MOST_IN_ALL:
            said.append(f"{all_:.1f} Mbit/s, most of it {_most(self.news, 1)}")
        return "; ".join(said)


def main() -> None:
    """Play it and print a line for each screen, then whatever is too much."""
    asked = argparse.ArgumentParser(prog="python -m bench.wire", description=__doc__)
    asked.add_argument("people", nargs="?", type=int, default=200)
    asked.add_argument("agenda", nargs="?", default="power-of-partnerships")
    asked.add_argument("--moves", type=float, default=1.0, help="of each person within a minute")
    said = asked.parse_args()
    print(f"{said.people} people, {said.moves:g} moves of each within a minute. Bytes a phone: as they are / deflated.")
    print(f"{'screen':24}{'first view':>16}{'change to it':>16}{'patches/min':>13}{'bytes/min':>18}{'the hall':>13}")
    over = []
    for bill in bills(said.people, said.agenda, said.moves):
        print(_line(bill, said.people), flush=True)
        over += [f"{bill.screen}: {why}" for why in [bill.too_much(said.people)] if why]
    print("\n".join(["", "Over the line:", *over]) if over else "\nNothing is over the line.")


def bills(people: int, agenda: str, moves: float) -> Iterator[Bill]:
    """The bill of one screen after another."""
    with tempfile.TemporaryDirectory() as folder:
        tables = {str(1 + no): "" for no in range(max(1, min(MOST_TABLES, people // AT_A_TABLE)))}
        house = House(Path(folder), agenda, {"names": True, "tables": tables})
        guests, dice = gather(house, people), Random(5)
        watchers = guests[:3]
        for screen in house.run.agenda.screens:
            bill, before = Bill(screen.id), [_views(house, one) for one in watchers]
            house.go(screen.id)
            house.facilitator.play("open", screen.id)
            after = [_views(house, one) for one in watchers]
            bill.first = {sort: _mean([_sizes(view[sort]) for view in after]) for sort in SORTS}
            changes = [
                {sort: patch.diff(a[sort], b[sort]) for sort in SORTS} for a, b in zip(before, after, strict=True)
            ]
            bill.change = {sort: _mean([_sizes(one[sort]) for one in changes]) for sort in SORTS}
            _play(house, guests, dice, bill, moves)
            let_up(house)
            house.facilitator.play("reveal", screen.id)
            yield bill
        house.close()


def _play(house: House, guests: list[Guest], dice: Random, bill: Bill, moves: float) -> None:
    """Everybody's moves in the order of the dice; after as many as fall between two tellings the watchers are told."""
    at_once = max(1.0, len(guests) * moves / SECONDS * PHONES)
    told: dict[str, list[tuple[int, int]]] = {sort: [] for sort in SORTS}
    watchers, due = guests[:3], 0.0
    before = [_views(house, one) for one in watchers]
    for _ in crowd_plays(house, dice.sample(guests, len(guests)), dice, rounds=1):
        bill.moves += 1
        if bill.moves >= due + at_once:
            due, before = due + at_once, _tell(house, watchers, before, told)
    _tell(house, watchers, before, told)
    wanted = len(guests) * moves
    share = (wanted / bill.moves if bill.moves else 0) / len(watchers)
    for sort, sizes in told.items():
        raw, packed = sum(one for one, _ in sizes), sum(one for _, one in sizes)
        bill.news[sort] = (len(sizes) * share, raw * share, packed * share)


def _tell(
    house: House, watchers: list[Guest], before: list[Views], told: dict[str, list[tuple[int, int]]]
) -> list[Views]:
    after = [_views(house, one) for one in watchers]
    for seen, now in zip(before, after, strict=True):
        for sort in SORTS:
            if changes := patch.diff(seen[sort], now[sort]):
                told[sort].append(_sizes(changes))
    return after


Views = dict[str, Json]


def _views(house: House, guest: Guest) -> Views:
    seats: dict[str, Audience] = {
        "floor": Floor(),
        "table": Table(house.run.roster.table_of(guest.id)),
        "me": Me(guest.id),
    }
    return {sort: house.view(seat) for sort, seat in seats.items()}


def _sizes(said: Json) -> tuple[int, int]:
    """A message with this in it, as it is and deflated by itself."""
    message = {"channel": "0123456789ab/table:12", "version": 1234, "changes": said}
    text = f"42{json.dumps(['patch', message], ensure_ascii=False, separators=(',', ':'))}".encode()
    return len(text) + FRAME, len(zlib.compress(text, 6)) - 6 + FRAME


def _mean(sizes: list[tuple[int, int]]) -> tuple[int, int]:
    return round(mean(one for one, _ in sizes)), round(mean(one for _, one in sizes))


def _most(parts: Mapping[str, Sequence[float]], at: int) -> str:
    return max(parts.items(), key=lambda one: one[1][at])[0]


def _line(bill: Bill, people: int) -> str:
    def both(parts: dict[str, tuple[int, int]]) -> str:
        return f"{sum(raw for raw, _ in parts.values())} / {sum(packed for _, packed in parts.values())}"

    number, raw, packed = (sum(one[at] for one in bill.news.values()) for at in range(3))
    told = f"{number:>13.0f}{f'{raw:.0f} / {packed:.0f}':>18}{bill.megabits(people):>8.2f} Mb/s"
    return f"{bill.screen:24}{both(bill.first):>16}{both(bill.change):>16}{told}"


if __name__ == "__main__":
    main()
