"""The carry-over map, row by row: whatever the flagship carries on arrives, at the screen and with the people meant."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from tests.house import Guest, House, crowd_plays
from tests.test_everybody import gather, let_up
from workshop import agenda as agendas
from workshop import faces
from workshop.config import shipped
from workshop.moves import Console, Me, Stage, Table

FLAGSHIP = agendas.read(shipped("sessions") / "power-of-partnerships.toml")
ROWS = [(screen.id, carry.name) for screen in FLAGSHIP.screens for carry in screen.carry]

Arrived = dict[tuple[str, str], set[str]]
"""By screen and carry: the channels' sorts at which something arrived."""


@pytest.fixture(scope="module")
def arrived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Arrived]:
    """A whole half-day with 24 people; what had arrived on each screen when it came up."""
    house = House(tmp_path_factory.mktemp("map"), "power-of-partnerships", {"names": True})
    guests, dice = gather(house, 24), Random(5)
    found: Arrived = {}
    for screen in house.run.agenda.screens:
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        for carry in screen.carry:
            found[screen.id, carry.name] = _where(house, screen.id, carry.name)
        play(house, guests, dice)
    yield found
    house.close()


def _where(house: House, screen: str, carry: str) -> set[str]:
    audiences = [one for one in faces.audiences(house.run) if house.run.brought(screen, carry, one)]
    return {type(one).__name__.lower() for one in audiences}


def play(house: House, guests: list[Guest], dice: Random) -> None:
    screen = house.run.place.now
    say_what_is_missing(house, guests)
    share_a_line(guests[1])
    list(crowd_plays(house, guests, dice, rounds=6))
    for name, data in (("round", {}), ("card", {"on": True})):
        if house.facilitator.play(name, screen, **data)["ok"]:
            list(crowd_plays(house, guests, dice, rounds=6))
    let_up(house)
    house.facilitator.play("show_canvas", screen, canvas="all")
    house.facilitator.play("reveal", screen)
    decide(house)


def say_what_is_missing(house: House, guests: list[Guest]) -> None:
    """Half of the room finds the same principle missing."""
    if house.run.place.now == "features.principles":
        view = house.view(Stage())["screen"]["view"]
        last = next(no for no, stop in view["scale"].items() if stop["id"] == "missing")
        for guest in guests[::2]:
            assert guest.play("mark", item=next(iter(view["items"])), value=int(last))["ok"]


def share_a_line(guest: Guest) -> None:
    """Somebody at least tells everybody something, in every box that may be shared."""
    for id_, box in guest.phone.get("boxes", {}).items():
        if "room" in box.get("allow", ()) and not box["fields"]:
            said = {"text": "A line for everybody", "visibility": "room", "named": False, "tags": [], "fields": {}}
            assert guest.play("write", box=id_, **said)["ok"]


def decide(house: House) -> None:
    """What the facilitator does with a result, wherever it can be done: agree, keep, find out, settle."""
    screen = house.run.place.now
    for item in list(house.view(Console())["screen"]["view"].get("items", {}))[:2]:
        house.facilitator.play("agree", screen, item=item, value=2, how="consensus")
        house.facilitator.play("keep", screen, items=[item])
        house.facilitator.play("stand", screen, item=item, **{"as": "to_get"}, who="Ana")
        house.facilitator.play("settle", screen, items=[item])


@pytest.mark.parametrize(("screen", "carry"), ROWS)
def test_what_is_carried_on_arrives(arrived: Arrived, screen: str, carry: str) -> None:
    assert arrived[screen, carry], "nothing arrived"


@pytest.mark.parametrize(("screen", "carry"), ROWS)
def test_what_is_one_s_own_arrives_with_nobody_else(arrived: Arrived, screen: str, carry: str) -> None:
    whose = next(one.whose for one in FLAGSHIP.screen(screen).carry if one.name == carry)  # type: ignore[union-attr]
    if whose == "own":
        assert arrived[screen, carry] == {Me.__name__.lower()}
    if whose == "table":
        assert arrived[screen, carry] <= {Me.__name__.lower(), Table.__name__.lower()}


MAP = [
    ("match.market", "who.bring"),
    ("insights.talk", "who.bring"),
    ("close.learnt", "who.bring"),
    ("break.coffee", "stance.pick"),
    ("turn.issue", "questions.choose"),
    ("turn.story", "system.pressures"),
    ("turn.story", "system.grip"),
    ("turn.essentials", "system.means"),
    ("turn.works", "system.newwork"),
    ("balance.imagined", "imagine.deck"),
    ("stock.three", "imagine.deck"),
    ("close.sentence", "imagine.deck"),
    ("turn.works", "imagine.after"),
    ("turn.essentials", "imagine.after"),
    ("turn.essentials", "reality.alone"),
    ("turn.essentials", "features.principles"),
    ("match.market", "features.swap"),
    ("insights.talk", "features.priorities"),
    ("turn.issue", "features.priorities"),
    ("turn.issue", "matrix.rate"),
    ("turn.curve", "impact.board"),
    ("turn.essentials", "impact.clarity"),
    ("turn.works", "gallery.cards"),
    ("turn.essentials", "gallery.cards"),
    ("gallery.cards", "insights.talk"),
    ("balance.lean", "turn.essentials"),
    ("commit.promise", "turn.essentials"),
]
"""Where each row of the map lands, and where it comes from. The rest lands in the take-away, the note and the next
session; their own stories are in `test_notes`."""


@pytest.mark.parametrize(("screen", "source"), MAP)
def test_every_row_of_the_map_is_a_carry_of_the_flagship(screen: str, source: str) -> None:
    there = FLAGSHIP.screen(screen)
    assert there
    assert source in {carry.screen for carry in there.carry}
