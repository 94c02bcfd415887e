"""How large views and patches are: `python -m tests.sizes [PEOPLE] [AGENDA]` plays an agenda, prints bytes a screen."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from random import Random
from statistics import median

from tests.house import Guest, House, crowd_plays
from tests.test_everybody import gather, let_up
from workshop import patch
from workshop.moves import Audience, Console, Floor, Json, Me, Stage, Table


def main(people: int, agenda: str) -> None:
    """Play it and print one line a screen."""
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder), agenda, {"names": True})
        guests, dice = gather(house, people), Random(5)
        print(f"{'screen':24}{'stage':>9}{'console':>9}{'floor':>9}{'table':>9}{'me':>9}{'patch to a phone':>18}")
        for screen in house.run.agenda.screens:
            house.go(screen.id)
            house.facilitator.play("open", screen.id)
            patches = _played(house, guests, dice)
            let_up(house)
            house.facilitator.play("reveal", screen.id)
            sizes = "".join(f"{_bytes(house.view(one)):9}" for one in _seats(house, guests[0]))
            print(f"{screen.id:24}{sizes}{median(patches) if patches else 0:18.0f}")
        house.close()


def _seats(house: House, guest: Guest) -> list[Audience]:
    return [Stage(), Console(), Floor(), Table(house.run.roster.table_of(guest.id)), Me(guest.id)]


def _played(house: House, guests: list[Guest], dice: Random) -> list[int]:
    """What every tenth move of somebody else sends to the first guest's phone, in bytes."""
    patches, phone = [], _seats(house, guests[0])[2:]
    before = [house.view(one) for one in phone]
    for no, _ in enumerate(crowd_plays(house, guests, dice, rounds=2)):
        if no % 10 == 0:
            after = [house.view(one) for one in phone]
            patches.append(sum(_bytes(patch.diff(*pair)) for pair in zip(before, after, strict=True)))
        if no % 10 == 9:
            before = [house.view(one) for one in phone]
    return patches[1:]


def _bytes(view: Json) -> int:
    return len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) if view else 0


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200, sys.argv[2] if len(sys.argv) > 2 else "power-of-partnerships")
