"""To be forgotten: the facts are rewritten, and whoever reads them back finds the room that heard the wish."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.house import House
from tests.test_laws import AGENDAS, perform
from tests.transport.wire import FULL
from workshop import agenda as agendas
from workshop import faces, forgetting, patch, sequel
from workshop import run as runs
from workshop.moves import Fact, Json, Table, channel
from workshop.run import Run

MORNING = str(Path(__file__).parent / "people.toml")


@pytest.fixture
def hall(house_of: Callable[..., House]) -> House:
    return house_of(MORNING)


def views(run: Run) -> dict[str, Json]:
    return {channel(audience): faces.view(run, audience) for audience in faces.audiences(run)}


def played_back(house: House, facts: list[Fact]) -> Run:
    row = house.store.run(house.run_id)
    assert row
    fresh = runs.begin(house.run_id, row["code"], agendas.thaw(row["agenda"]), row["settings"], row["created"])
    return runs.replay(fresh, facts)


def without_what_was_forgotten(house: House) -> list[Fact]:
    """The facts of a run when each wish among them has been carried out, the oldest first."""
    facts = house.store.facts(house.run_id)
    for wish in forgetting.wishes(facts):
        facts = forgetting.rewritten(facts, forgetting.forget(house.run, facts, wish).changes)
    return facts


def assert_nothing_else_changed(house: House) -> list[Fact]:
    facts = without_what_was_forgotten(house)
    live, back = views(house.run), views(played_back(house, facts))
    assert live.keys() == back.keys()
    for name, view in live.items():
        assert view == back[name], (name, json.dumps(patch.diff(view, back[name]))[:400])
    return facts


def erase(house: House, person: str, how: str) -> None:
    assert house.facilitator.play("erase", person=person, how=how)["ok"]


# ── the law ─────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("agenda", AGENDAS if FULL else ["rehearsal", "world-cafe", "maturity-review"])
def test_the_rewritten_facts_give_the_room_that_heard_the_wish(house_of: Any, agenda: str) -> None:
    house = house_of(agenda)
    perform(house, lambda: None)
    people = house.run.roster
    there = [one for one in people if one.phone and not one.erased]
    merged = [one.merged for one in people.people.values() if one.merged]
    spoken_for = [one.id for one in people if not one.phone]
    for person in dict.fromkeys([*merged[:1], *(one.id for one in there[:3])]):
        erase(house, person, "words")
    for person in dict.fromkeys([*spoken_for[:1], *(one.id for one in there[3:6])]):
        erase(house, person, "name")
    facts = assert_nothing_else_changed(house)
    assert facts != house.store.facts(house.run_id), "nobody had said anything: the law was not tried"
    again = [forgetting.forget(played_back(house, facts), facts, wish).changes for wish in forgetting.wishes(facts)]
    assert not any(again), "a second time finds something more"


@pytest.mark.parametrize("agenda", AGENDAS if FULL else ["rehearsal"])
def test_a_run_without_names_is_a_run(house_of: Any, agenda: str) -> None:
    house = house_of(agenda)
    perform(house, lambda: None)
    assert house.facilitator.refused("anonymise") == "still_open"
    assert house.facilitator.play("end")["ok"]
    assert house.facilitator.play("anonymise")["ok"]
    words = {entry.text for entry in house.run.pool}
    back = played_back(house, without_what_was_forgotten(house))
    assert {entry.text for entry in back.pool} == words
    assert not any(one.name + one.organisation + one.role + one.partnership + one.code for one in back.roster)
    assert all(json.dumps(view) for view in views(back).values())


def test_control_an_eraser_that_takes_too_much_is_caught(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    perform(house, lambda: None)
    erase(house, next(iter(house.run.roster)).id, "words")
    monkeypatch.setattr(forgetting._Words, "_is_known", lambda self, text: text == "")
    with pytest.raises((AssertionError, KeyError)):
        assert_nothing_else_changed(house)


# ── words in somebody else's lines ──────────────────────────────────────────


def lines(house: House, table: int) -> list[str]:
    return [line["text"] for line in house.view(Table(table))["screen"]["view"]["canvas"]["lines"].values()]


def said_in(facts: list[Fact]) -> str:
    return json.dumps([fact.data for fact in facts])


def test_a_line_that_somebody_forgotten_had_put_differently_stands_as_the_others_had_it(house: House) -> None:
    ana, ben, cara = (house.join(name, table=1) for name in ("Ana", "Ben", "Cara"))
    house.go("bend.sheet")
    line = ana.play("add", box="works", text="A walk to school")["data"]["entry"]["id"]
    assert ben.play("rewrite", entry=line, text="Marker of Ben", seen=1)["ok"]
    erase(house, ben.id, "words")
    assert lines(house, 1) == ["A walk to school"]
    facts = assert_nothing_else_changed(house)
    assert "Marker" not in said_in(facts)
    assert cara.play("rewrite", entry=line, text="A walk with the neighbours", seen=2)["ok"]
    assert lines(house, 1) == ["A walk with the neighbours"]
    assert_nothing_else_changed(house)


def test_what_others_left_as_the_forgotten_had_it_goes_back_too(house: House) -> None:
    """Cara changes the words; who finds it stays as Ben had put it, until Ben goes."""
    ana, ben, cara = (house.join(name, table=1) for name in ("Ana", "Ben", "Cara"))
    house.go("bend.sheet")
    line = ana.play("add", box="agenda", text="Attendance", fields={"who": "Ana", "by": "May"})["data"]["entry"]["id"]
    assert ben.play("rewrite", entry=line, fields={"who": "Marker of Ben"}, seen=1)["ok"]
    assert cara.play("rewrite", entry=line, text="Attendance by term", seen=2)["ok"]
    erase(house, ben.id, "words")
    entry = house.run.pool.entries[line]
    assert (entry.text, dict(entry.fields)) == ("Attendance by term", {"who": "Ana", "by": "May"})
    assert "Marker" not in said_in(assert_nothing_else_changed(house))


def test_what_was_taken_down_does_not_come_back_up_when_its_later_words_go(house: House) -> None:
    ana, ben = house.join("Ana", table=1), house.join("Ben", table=1)
    house.go("bend.sheet")
    line = ana.play("add", box="works", text="Something rude")["data"]["entry"]["id"]
    house.facilitator.play("hide", entries=[line])
    ana.play("rewrite", entry=line, text="Something mended", seen=1)
    ben.play("rewrite", entry=line, text="Put better", seen=2)
    house.facilitator.play("show", entries=[line])
    erase(house, ben.id, "words")
    assert house.run.pool.entries[line].shown == "waiting"
    assert_nothing_else_changed(house)


def test_her_foreword_keeps_no_quotation_of_somebody_forgotten(hall: House) -> None:
    ana = hall.join("Ana", table=1)
    hall.go("who.bring")
    ana.play("write", box="offer", text="Forty years of choir", visibility="room")
    hall.facilitator.play("foreword", text="One of us said: Forty years of choir. We sang.")
    erase(hall, ana.id, "words")
    facts = without_what_was_forgotten(hall)
    assert "choir" not in said_in(facts)
    assert played_back(hall, facts).draft.foreword == "One of us said: …. We sang."


def test_a_table_s_own_card_goes_without_its_words(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.go("imagine.cards")
    house.facilitator.play("open", "imagine.cards")
    ana.play("turn"), ana.play("turn")
    assert ana.play("wild", text="Marker on the wild card")["ok"]
    assert "Marker" in json.dumps(house.view(Table(1)))
    erase(house, ana.id, "words")
    assert "Marker" not in json.dumps([house.view(one) for one in faces.audiences(house.run)])
    assert "Marker" not in said_in(assert_nothing_else_changed(house))


def test_a_later_session_does_not_look_back_on_what_was_forgotten(hall: House) -> None:
    ana, ben = hall.join("Anastasia", table=1), hall.join("Bartholomew", table=1)
    hall.go("commit.promise")
    hall.facilitator.play("open", "commit.promise")
    fields = {"when": "Monday", "date": "2027-03-01"}
    for guest, text in ((ana, "I will ring the head across the road"), (ben, "I will bring the cake to them all")):
        said = {"box": "will", "text": text, "fields": fields, "visibility": "room", "named": True}
        assert guest.play("write", **said)["ok"]
    later = agendas.frozen(sequel.next_agenda(hall.run.agenda, sequel.past(hall.run)))
    assert "Anastasia" in json.dumps(later)
    erase(hall, ana.id, "words")
    erase(hall, ben.id, "name")
    facts = hall.store.facts(hall.run_id)
    for wish in forgetting.wishes(facts):
        later = forgetting.agenda_without(later, forgetting.forget(hall.run, facts, wish))
    agendas.thaw(later)
    told = json.dumps(later)
    assert not [word for word in ("Anastasia", "across the road", "Bartholomew") if word in told]
    assert "the cake" in told
