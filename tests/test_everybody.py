"""Every agenda from the first screen to the last, with a class full of people and with a hall full.

`WORKSHOP_FULL=1` lets the hall play the long sessions whole; otherwise it answers once or twice a screen.
"""

from __future__ import annotations

import json
import os
from random import Random
from typing import Any

import pytest

from tests.house import Guest, House, crowd_plays
from tests.test_laws import AGENDAS
from workshop.kinds import KINDS
from workshop.moves import Console, Floor, Me, Stage, Table
from workshop.notes import note_html, note_markdown
from workshop.rehearsal import OVERTAKEN

FULL = bool(os.environ.get("WORKSHOP_FULL"))
LARGEST_PHONE = 100 * 1024
"""Bytes that a phone gets at most when it sits down: floor, table and own view together. The heaviest is a market to
which every one of 200 people brought an offer and a need."""


def gather(house: House, people: int) -> list[Guest]:
    tables = len(house.run.roster.tables)
    return [house.join(f"Guest {no}", table=1 + no % tables) for no in range(people)]


def play_through(house: House, guests: list[Guest], rounds: int) -> list[str]:
    """Every screen: people answer, words are let up, the result is shown. Gives what was refused without reason."""
    faults, dice = [], Random(5)
    for screen in house.run.agenda.screens:
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        for name, answer in crowd_plays(house, guests, dice, rounds):
            if not answer["ok"] and answer["code"] not in OVERTAKEN:
                faults.append(f"{screen.id}: {name} was refused: {answer['code']}")
        if (there := house.view(Stage())["screen"]["view"]).get("mode") and not there["items"]:
            faults.append(f"{screen.id}: there is nothing to vote for")
        let_up(house)
        assert house.facilitator.play("reveal", screen.id)["ok"]
        look(house, guests[0])
    return faults


def let_up(house: House) -> None:
    waiting = [entry.id for entry in house.run.pool.waiting()]
    for at in range(0, len(waiting), 500):
        assert house.facilitator.play("show", entries=waiting[at : at + 500])["ok"]


def look(house: House, guest: Guest) -> None:
    """Every sort of seat can draw the screen, and no phone is told more than it can carry."""
    table = Table(house.run.roster.table_of(guest.id))
    sizes = {str(one): len(json.dumps(house.view(one))) for one in (Stage(), Console(), Floor(), table, Me(guest.id))}
    phone = sizes[str(Floor())] + sizes[str(table)] + sizes[str(Me(guest.id))]
    assert phone < LARGEST_PHONE, (house.run.place.now, sizes)


def assert_written(house: House) -> None:
    assert house.facilitator.play("end")["ok"]
    for note in (note_markdown(house.run), note_html(house.run)):
        assert house.run.title in note


@pytest.mark.parametrize("agenda", AGENDAS)
def test_a_class_full_of_people_plays_it_through(house_of: Any, agenda: str) -> None:
    house = house_of(agenda)
    assert play_through(house, gather(house, 24), rounds=8) == []
    assert_written(house)


@pytest.mark.parametrize("agenda", AGENDAS)
@pytest.mark.timeout(900)
def test_a_hall_full_of_people_plays_it_through(house_of: Any, agenda: str) -> None:
    house = house_of(agenda)
    long = len(house.run.agenda.screens) > 40
    rounds = 8 if FULL else 1 if long else 2
    assert play_through(house, gather(house, 200), rounds) == []
    assert_written(house)


def test_the_agendas_together_show_every_kind(house_of: Any) -> None:
    played = {screen.kind for agenda in AGENDAS for screen in house_of(agenda).run.agenda.screens}
    assert played == set(KINDS)
