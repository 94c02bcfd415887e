"""Old words at the right time: by reference, to those who may read them, and gone when their author says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.house import Guest, House
from workshop import agenda as agendas
from workshop import carries, faces
from workshop.agenda import AgendaError
from workshop.moves import Floor, Json, Me, Stage, Table

SHEET = """
[agenda]
title = "Old words"
purpose = "To see what comes back."
language = "en"
minutes = 5
tables = 2
pin = "choose.stance#own"

[[step]]
id = "write"
title = "In the morning"
phase = "arrive"
keep = "must"
minutes = {min = 1, plan = 3, stretch = 3}

[[step.screen]]
id = "offers"
kind = "collect"
title = "What could you give?"
boxes = [{id = "offer", ask = "Something I could give", visibility = "room"}, {id = "why", ask = "Why here?"}]

[[step]]
id = "choose"
title = "A stance"
phase = "decide"
keep = "must"
minutes = {min = 1, plan = 1, stretch = 1}

[[step.screen]]
id = "stance"
kind = "choose"
title = "One to watch"
options = [{id = "curious", title = "Stay curious"}, {id = "open", title = "Be changeable"}]

[[step]]
id = "later"
title = "At noon"
phase = "commit"
keep = "must"
minutes = {min = 1, plan = 1, stretch = 1}

[[step.screen]]
id = "again"
kind = "collect"
title = "What now?"
boxes = [{id = "now", ask = "What now?"}]
carry = [
  {name = "offers", from = "write.offers/offer", whose = "room", label = "You offered", show = "both"},
  {name = "table", from = "write.offers", whose = "table", label = "Your table", unless = "mine"},
  {name = "mine", from = "write.offers/why", whose = "own", label = "You came because"},
  {name = "stance", from = "choose.stance#own", whose = "own", label = "You chose"},
  {name = "top", from = "choose.stance#top", whose = "room", label = "Most chose"},
]
"""


@pytest.fixture
def room(tmp_path: Path) -> Any:
    """Ana and Ben at table 1, Cara at table 2, all of them on the later screen with something written."""
    sheet = tmp_path / "old-words.toml"
    sheet.write_text(SHEET, encoding="utf-8")
    house = House(tmp_path, agenda=str(sheet))
    people = {name: house.join(name, table=no) for name, no in (("Ana", 1), ("Ben", 1), ("Cara", 2))}
    write(people["Ana"], "offer", "A minibus on Tuesdays", "room")
    write(people["Ana"], "why", "My head sent me", "me")
    write(people["Ben"], "offer", "Phonics coaching", "table")
    house.go("choose.stance")
    people["Ana"].play("vote", picks={"curious": 1})
    house.go("later.again")
    house.sit_everywhere()
    yield house, people
    house.close()


def write(guest: Guest, box: str, text: str, visibility: str) -> None:
    guest.house.go("write.offers")
    answer = guest.play("write", box=box, text=text, visibility=visibility, named=False, tags=[], fields={})
    assert answer["ok"], answer


def show_everything(house: House) -> None:
    assert house.facilitator.play("show", entries=[entry.id for entry in house.run.pool.waiting()])["ok"]


def brought(house: House, audience: Any) -> dict[str, list[str]]:
    """What a view brings, by the name of the carry."""
    cards: Json = house.view(audience)["screen"]["brought"]
    return {name: [item["text"] for item in card["items"].values()] for name, card in cards.items()}


def test_the_room_s_words_come_back_once_they_were_shown(room: Any) -> None:
    house, _ = room
    assert "offers" not in brought(house, Floor())
    show_everything(house)
    assert brought(house, Floor())["offers"] == brought(house, Stage())["offers"] == ["A minibus on Tuesdays"]
    item = next(iter(house.view(Floor())["screen"]["brought"]["offers"]["items"].values()))
    assert item["step"] == "In the morning"
    assert not {"by", "person"} & set(item)


def test_withdrawing_the_original_withdraws_every_copy(room: Any) -> None:
    house, people = room
    show_everything(house)
    offer = next(entry for entry in house.run.pool if entry.text == "A minibus on Tuesdays")
    assert people["Ana"].play("withdraw", offer.screen, entry=offer.id)["ok"]
    house.assert_patched_is_fresh()
    assert not [one for one in faces.audiences(house.run) if "minibus" in json.dumps(house.view(one))]


def test_what_is_taken_down_comes_back_nowhere(room: Any) -> None:
    house, _ = room
    show_everything(house)
    offer = next(entry for entry in house.run.pool if entry.text == "A minibus on Tuesdays")
    house.facilitator.play("hide", entries=[offer.id])
    assert not [one for one in (Stage(), Floor(), Table(1)) if "minibus" in json.dumps(house.view(one)["screen"])]


def test_a_private_word_comes_back_to_its_author_alone(room: Any) -> None:
    house, people = room
    drawn = {str(one): json.dumps(house.view(one).get("screen", "")) for one in faces.audiences(house.run)}
    seen = {one for one, screen in drawn.items() if "My head sent me" in screen}
    assert seen == {str(Me(people["Ana"].id))}
    assert brought(house, Me(people["Ana"].id))["mine"] == ["My head sent me"]


def test_a_table_s_words_come_back_to_that_table(room: Any) -> None:
    house, _ = room
    assert brought(house, Table(1))["table"] == ["Phonics coaching", "A minibus on Tuesdays"]
    assert "table" not in brought(house, Table(2))
    assert house.view(Table(1))["screen"]["brought"]["table"]["unless"] == "mine"


def test_one_s_own_choice_comes_back_at_once_and_the_room_s_after_the_reveal(room: Any) -> None:
    house, people = room
    assert brought(house, Me(people["Ana"].id))["stance"] == ["Stay curious"]
    assert "stance" not in brought(house, Me(people["Ben"].id))
    assert "top" not in brought(house, Floor())
    house.facilitator.play("reveal", "choose.stance")
    assert brought(house, Floor())["top"] == ["Stay curious"]


def test_words_that_change_behind_a_later_screen_reach_it(room: Any) -> None:
    house, people = room
    show_everything(house)
    own = next(entry for entry in house.run.pool if entry.text == "Phonics coaching")
    assert people["Ben"].play("edit", own.screen, entry=own.id, text="Phonics coaching, twice a term")["ok"]
    house.assert_patched_is_fresh()
    assert "Phonics coaching, twice a term" in brought(house, Table(1))["table"]


def test_control_a_carry_that_copies_is_caught(room: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    house, people = room
    show_everything(house)
    honest, kept = carries.brought, {}

    def copying(run: Any, carry: Any, audience: Any) -> Any:
        return kept.setdefault((carry.name, str(audience)), honest(run, carry, audience))

    monkeypatch.setattr(carries, "brought", copying)
    for audience in faces.audiences(house.run):
        house.view(audience)
    with pytest.raises(AssertionError):
        test_withdrawing_the_original_withdraws_every_copy((house, people))


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('from = "write.ofers"', 'there is no earlier screen "write.ofers" (did you mean "write.offers"?)'),
        ('from = "write.offers/ofer"', '"write.offers" has no box "ofer" (did you mean "offer"?)'),
        ('from = "choose.stance#tops"', 'a screen of the kind "choose" finds no "tops" out; it is one of "own", "top"'),
        ('from = "later.again"', 'there is no earlier screen "later.again"'),
    ],
)
def test_a_carry_from_nowhere_is_one_clear_sentence(tmp_path: Path, line: str, said: str) -> None:
    sheet = tmp_path / "old-words.toml"
    sheet.write_text(SHEET.replace('from = "write.offers/offer"', line), encoding="utf-8")
    with pytest.raises(AgendaError) as wrong:
        agendas.read(sheet)
    assert said in str(wrong.value)
    assert 'old-words.toml, step "later", screen "again", carry 1, key "from"' in str(wrong.value)
