"""A data folder as a busy year leaves it: sessions that are over, and a three-hour one that goes on.

    python -m bench.record FOLDER --people 300 --runs 200

Everything in it was played by robots, move by move, through the same desk as in a room; nothing is copied.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path
from random import Random

from tests.house import Guest, House, crowd_plays
from workshop.hours import wall_clock

FLAGSHIP = "power-of-partnerships"
PAST = ("retrospective", "maturity-review", "one-two-four-all", "nominal-group", "world-cafe", "open-space")
PAST_PEOPLE = 12
PAST_ROUNDS = 1

ROUNDS = 8
"""How often everybody is asked on one screen of the long session, at most."""

WEEK = 7 * 24 * 60 * 60 * 1000
LONG = 3 * 60 * 60 * 1000
"""In milliseconds: a week between two sessions, and how long ago the long one began."""

LET_UP = 500
"""Entries that are released in one move at most."""


def record(folder: Path, people: int, past: int, rounds: int = ROUNDS) -> None:
    """Make the folder. Says what it does."""
    folder.mkdir(parents=True, exist_ok=True)
    now = wall_clock()
    for no, agenda in zip(range(past, 0, -1), itertools.cycle(PAST), strict=False):
        house = House(folder, agenda, {"names": True, "title": f"Week {past - no + 1}"}, now - LONG - no * WEEK)
        _played(house, PAST_PEOPLE, PAST_ROUNDS, seed=no)
        assert house.facilitator.play("end")["ok"]
        house.close()
    print(f"{past} sessions are over")
    if people:
        house = House(folder, FLAGSHIP, {"names": True}, now - LONG)
        _played(house, people, rounds, seed=0)
        print(
            f"{people} people, {len(house.store.facts(house.run_id))} facts; run {house.run_id}, code {house.run.code}"
        )
        house.close()


def _played(house: House, people: int, rounds: int, seed: int) -> None:
    """Everybody comes in and answers on every screen; words are let up, and results shown."""
    house.store._connection.execute("PRAGMA synchronous = OFF")  # nobody needs this record after a power cut
    tables, dice = len(house.run.roster.tables), Random(seed)
    guests = [house.join(f"Guest {no}", table=1 + no % tables) for no in range(people)]
    for screen in house.run.agenda.screens:
        began = time.monotonic()
        moves = _on(house, screen.id, guests, dice, rounds)
        if people > PAST_PEOPLE:
            print(f"{screen.id:<32} {screen.kind:<9} {moves:>6} moves {time.monotonic() - began:6.1f} s", flush=True)


def _on(house: House, screen: str, guests: list[Guest], dice: Random, rounds: int) -> int:
    house.go(screen)
    house.facilitator.play("open", screen)
    moves = sum(1 for _ in crowd_plays(house, guests, dice, rounds))
    waiting = [entry.id for entry in house.run.pool.waiting()]
    for at in range(0, len(waiting), LET_UP):
        house.facilitator.play("show", entries=waiting[at : at + LET_UP])
    house.facilitator.play("reveal", screen)
    return moves


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="Make a data folder that a busy year has left.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--people", type=int, default=300, help="who take part in the session that goes on (0: none)")
    asked.add_argument("--runs", type=int, default=200, help="sessions that are over")
    asked.add_argument("--rounds", type=int, default=ROUNDS, help="how often everybody is asked on a screen")
    said = asked.parse_args()
    record(said.folder, said.people, said.runs, said.rounds)
