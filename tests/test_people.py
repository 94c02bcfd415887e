"""People as they are: late and early, without a phone, around one phone, two who were one, two consoles. No browser."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.house import Guest, House
from workshop import faces
from workshop.moves import Console, Floor, Json, Me, Role, Seat, Stage, Table

MORNING = str(Path(__file__).parent / "people.toml")


@pytest.fixture
def hall(house_of: Callable[..., House]) -> House:
    return house_of(MORNING)


def add(house: House, name: str, table: int) -> str:
    """The facilitator adds somebody who has no phone; gives their id."""
    answer = house.facilitator.play("add_person", name=name, table=table)
    assert answer["ok"], answer
    return str(answer["data"]["id"])


def write(guest: Guest, box: str, text: str, screen: str = "", **more: Any) -> str:
    answer = guest.play("write", screen, box=box, text=text, **more)
    assert answer["ok"], answer
    return str(answer["data"]["entry"]["id"])


def console(house: House) -> Json:
    return house.view(Console())


def table(house: House, no: int) -> Json:
    return house.view(Table(no))["table"]


def desk(house: House, name: str) -> Guest:
    return Guest(house, Seat(Role.FACILITATOR, house.run_id, desk=name))


# ── two who were one ────────────────────────────────────────────────────────


def test_a8_two_who_were_one_have_one_vote_and_all_their_words(hall: House) -> None:
    ben, again, ana = hall.join("Ben", table=1), hall.join("Ben", table=2), hall.join("Ana", table=1)
    hall.go("who.bring")
    first = write(ben, "offer", "A minibus", visibility="room")
    second = write(again, "offer", "A choir", visibility="room")
    hall.go("decide.vote")
    ben.play("vote", picks={"yes": 1})
    ana.play("vote", picks={"yes": 1})
    again.play("vote", picks={"no": 1})
    assert hall.facilitator.play("merge_people", person=again.id, into=ben.id)["ok"]
    hall.facilitator.play("reveal", "decide.vote")
    assert {entry.id for entry in hall.run.pool.by(ben.id)} == {first, second}
    counts = hall.view(Stage())["screen"]["view"]["tally"]
    assert (counts["yes"]["count"], counts["no"]["count"]) == (1, 1)
    assert hall.view(Floor())["here"] == 2
    assert hall.view(Me(again.id)) == {"removed": True}
    assert [fact.name for fact in hall.store.facts(hall.run_id)].count("vote") == 3
    hall.assert_replay_is_live()


def test_a8_the_phone_that_joined_twice_goes_on_as_the_one_person(hall: House) -> None:
    ben, again = hall.join("Ben", table=1), hall.join("Ben", table=2)
    hall.facilitator.play("merge_people", person=again.id, into=ben.id)
    assert hall.run.roster.now(again.id) == ben.id
    assert console(hall)["people"][again.id]["merged"] == ben.id


# ── who goes early ──────────────────────────────────────────────────────────


def test_a9_who_leaves_early_may_promise_already_and_is_waited_for_no_more(hall: House) -> None:
    cara, ana = hall.join("Cara", table=1), hall.join("Ana", table=1)
    hall.go("who.bring")
    assert "commit.promise" in hall.view(Floor())["early"]
    assert cara.refused("write", "commit.promise", box="will", text="Ring Ben") == "not_open"
    assert cara.play("leave")["ok"]
    promise = write(cara, "will", "Ring Ben", "commit.promise", fields={"when": "Monday", "date": "2027-03-01"})
    assert ana.refused("write", "commit.promise", box="will", text="Ring Ben") == "not_open"
    assert faces.aside(hall.run, cara.id, "commit.promise")["screen"]["open"]
    assert not faces.aside(hall.run, ana.id, "commit.promise")["screen"]["open"]
    assert console(hall)["people"][cara.id]["left"]
    assert hall.view(Me(cara.id))["me"]["left"]
    assert cara.id not in table(hall, 1)["people"]
    assert hall.view(Floor())["here"] == 1
    hall.go("commit.promise")
    assert promise in console(hall)["waiting"]
    assert cara.id in console(hall)["screen"]["view"]["done"]


def test_a9_whoever_leaves_hands_the_cards_on_and_may_come_back(hall: House) -> None:
    cara, ana = hall.join("Cara", table=1), hall.join("Ana", table=1)
    assert table(hall, 1)["phone"] == cara.id
    cara.play("leave")
    assert table(hall, 1)["phone"] == ana.id
    ana.play("leave")
    assert table(hall, 1)["phone"] == ""
    cara.play("come_back")
    assert table(hall, 1)["phone"] == cara.id
    assert not hall.view(Me(cara.id))["me"]["left"]
    hall.assert_replay_is_live()


# ── without a phone ─────────────────────────────────────────────────────────


def test_a10_somebody_without_a_phone_is_typed_for_at_the_table_and_counts_once(hall: House) -> None:
    ana, ben = hall.join("Ana", table=2), hall.join("Ben", table=3)
    okoye = add(hall, "Mr Okoye", 2)
    assert table(hall, 2)["without_phone"] == {okoye: {"name": "Mr Okoye", "beside": ""}}
    hall.go("who.bring")
    entry = write(ana, "offer", "Forty years of choir", **{"for": okoye}, visibility="room")
    assert hall.run.pool.entries[entry].person == okoye
    assert console(hall)["waiting"][entry]["proxy"] == ana.id
    everywhere = [hall.view(Floor()), hall.view(Table(2)), hall.view(Stage()), hall.view(Me(ana.id))]
    assert "proxy" not in json.dumps(everywhere)
    assert ben.refused("write", box="offer", text="Mine for him", **{"for": okoye}) == "unknown_person"
    assert (hall.view(Floor())["here"], console(hall)["screen"]["view"]["answered"]) == (3, 1)
    hall.go("decide.vote")
    ana.play("vote", picks={"yes": 1})
    ana.play("vote", picks={"no": 1}, **{"for": okoye})
    ana.play("vote", picks={"yes": 1}, **{"for": okoye})
    assert hall.view(Stage())["screen"]["view"]["voted"] == 2
    hall.assert_replay_is_live()


def test_a10_the_facilitator_may_type_for_anybody_on_any_screen_that_was_up(hall: House) -> None:
    okoye, ben = add(hall, "Mr Okoye", 2), hall.join("Ben", table=1)
    hall.go("who.bring")
    hall.go("decide.vote")
    entry = write(hall.facilitator, "why", "To listen", "who.bring", **{"for": ben.id})
    assert (hall.run.pool.entries[entry].person, hall.run.pool.entries[entry].proxy) == (ben.id, "console")
    assert hall.facilitator.refused("write", "commit.promise", box="will", text="x", **{"for": okoye}) == "not_open"


def test_a10_a_screen_can_be_drawn_for_somebody_without_a_phone(hall: House) -> None:
    ana, okoye = hall.join("Ana", table=2), add(hall, "Mr Okoye", 2)
    hall.go("who.bring")
    write(ana, "why", "MARKER of Ana", visibility="me")
    write(ana, "why", "MARKER of his", **{"for": okoye}, visibility="me")
    seen = json.dumps(faces.aside(hall.run, okoye, "who.bring"))
    assert "MARKER of his" in seen
    assert "MARKER of Ana" not in seen


def test_a10_whoever_types_sees_again_what_they_typed_and_nothing_that_another_did(hall: House) -> None:
    ana, eve, okoye = hall.join("Ana", table=2), hall.join("Eve", table=2), add(hall, "Mr Okoye", 2)
    hall.go("decide.vote")
    assert ana.play("vote", picks={"yes": 1}, **{"for": okoye})["ok"]

    def picked(typist: str) -> Any:
        return faces.aside(hall.run, okoye, "decide.vote", typist)["screen"]["view"]["picks"]

    assert picked(ana.id) == {"yes": 1}
    assert picked(eve.id) == picked("console") == {}
    assert eve.play("vote", picks={"no": 1}, **{"for": okoye})["ok"]
    assert picked(ana.id) == {}  # by now somebody else has spoken for him
    assert hall.view(Stage())["screen"]["view"]["voted"] == 1


def test_a10_the_facilitator_who_types_for_somebody_does_not_sit_at_their_table(hall: House) -> None:
    ana, okoye = hall.join("Ana", table=2), add(hall, "Mr Okoye", 2)
    hall.go("who.bring")
    write(ana, "why", "MARKER at table two", visibility="table")
    write(hall.facilitator, "why", "His own words", **{"for": okoye}, visibility="table")
    assert "MARKER" in json.dumps(faces.aside(hall.run, okoye, "who.bring", ana.id))
    seen = json.dumps(faces.aside(hall.run, okoye, "who.bring", "console"))
    assert "MARKER" not in seen
    assert "His own words" in seen


# ── one phone, several people ───────────────────────────────────────────────


def test_a11_six_people_around_one_phone_have_six_votes_and_none_sees_the_one_before(hall: House) -> None:
    cara = hall.join("Cara", table=4)
    assert cara.play("share_phone", people=6)["ok"]
    others = list(table(hall, 4)["without_phone"])
    assert len(others) == 5
    assert {one["beside"] for one in table(hall, 4)["without_phone"].values()} == {cara.id}
    hall.go("decide.vote")
    cara.play("vote", picks={"yes": 1})
    for other in others:
        assert faces.aside(hall.run, other, "decide.vote")["screen"]["view"]["picks"] == {}
        assert cara.play("vote", picks={"no": 1}, **{"for": other})["ok"]
    assert hall.view(Stage())["screen"]["view"]["voted"] == 6
    neighbour = hall.join("Dev", table=4)
    assert neighbour.refused("vote", picks={"yes": 1}, **{"for": others[0]}) == "unknown_person"


def test_a11_whoever_shares_a_phone_moves_with_it_and_a_second_tap_adds_nobody(hall: House) -> None:
    cara = hall.join("Cara", table=4)
    cara.play("share_phone", people=3)
    cara.play("share_phone", people=3)
    assert len(table(hall, 4)["without_phone"]) == 2
    cara.play("sit_at", table=1)
    assert table(hall, 4)["without_phone"] == {}
    assert len(table(hall, 1)["without_phone"]) == 2
    cara.play("share_phone", people=1)
    assert table(hall, 1)["without_phone"] == {}


# ── paper ───────────────────────────────────────────────────────────────────


def test_a12_ten_sheets_of_paper_are_ten_voices_and_say_so_to_the_facilitator_alone(hall: House) -> None:
    hall.join("Ana", table=1)
    hall.go("who.bring")
    hall.go("break.coffee")
    lines = [f"A sheet of paper, number {no}" for no in range(1, 11)]
    sheets = [
        write(hall.facilitator, "offer", line, "who.bring", **{"for": "paper"}, visibility="room") for line in lines
    ]
    entries = [hall.run.pool.entries[one] for one in sheets]
    assert len({entry.person for entry in entries}) == 10
    assert {entry.proxy for entry in entries} == {"paper"}
    assert all(entry.at >= hall.run.created for entry in entries)
    assert {console(hall)["waiting"][one]["proxy"] for one in sheets} == {"paper"}
    hall.facilitator.play("show", entries=sheets)
    hall.go("who.bring")
    assert len(hall.view(Stage())["screen"]["view"]["entries"]) == 10
    assert "paper-" not in json.dumps([hall.view(Stage()), hall.view(Floor()), hall.view(Table(1))])
    assert hall.view(Floor())["here"] == 1


# ── two consoles ────────────────────────────────────────────────────────────


def test_a16_whoever_has_the_wheel_moves_the_room_and_the_other_reviews_and_types(hall: House) -> None:
    ana, f, g = hall.join("Ana", table=1), desk(hall, "aaaaaaaaaaaa"), desk(hall, "bbbbbbbbbbbb")
    assert console(hall)["wheel"] == ""
    seen = hall.run.place.steer
    assert f.play("next", seen=seen)["ok"]
    assert g.refused("next", seen=seen) == "already_moved"
    assert console(hall)["wheel"] == "aaaaaaaaaaaa"
    assert g.refused("next", seen=hall.run.place.steer) == "not_at_the_wheel"
    hall.go("who.bring")
    offer = write(ana, "offer", "A minibus", visibility="room")
    assert g.play("show", entries=[offer])["ok"]
    assert g.play("write", box="why", text="For Ana", **{"for": ana.id})["ok"]
    assert g.play("take_wheel")["ok"]
    assert console(hall)["wheel"] == "bbbbbbbbbbbb"
    assert f.refused("back", seen=hall.run.place.steer) == "not_at_the_wheel"
    assert g.play("next", seen=hall.run.place.steer)["ok"]


# ── live changes ────────────────────────────────────────────────────────────


def test_a17_a_question_put_differently_reaches_phones_and_keeps_what_was_written(hall: House) -> None:
    ana = hall.join("Ana", table=1)
    hall.go("who.bring")
    hall.sit_everywhere()
    entry = write(ana, "why", "My bus was early", visibility="table")
    wanted = [{"id": "why", "ask": "What made you give up a morning?"}, {"ask": "Whom do you know here?"}]
    assert hall.facilitator.play("reword", "who.bring", boxes=wanted)["ok"]
    boxes = ana.phone["boxes"]
    assert [box["ask"] for box in boxes.values()] == [
        "What made you give up a morning?",
        "Something I could give",
        "Whom do you know here?",
    ]
    assert ana.phone["mine"][entry]["box"] == "why"
    assert ana.refused("reword", boxes=wanted) == "not_yours"
    hall.assert_patched_is_fresh()
    hall.assert_replay_is_live()


# ── uneven tables ───────────────────────────────────────────────────────────


def uneven(house: House) -> dict[int, list[Guest]]:
    """23 people at tables of 2, 3, 5, 6 and 7."""
    sizes = {1: 5, 2: 2, 3: 3, 4: 6, 5: 7}
    return {no: [house.join(f"P{no}{one}", table=no) for one in range(count)] for no, count in sizes.items()}


def test_a22_uneven_tables_are_merged_and_split_without_losing_anything(hall: House) -> None:
    people = uneven(hall)
    hall.facilitator.play("name_table", table=3, name="Elm")
    assert list(console(hall)["advice"].values()) == [{"merge": [2, 3]}, {"split": 5, "into": [4, 3]}]
    hall.go("imagine.deck")
    for no in (2, 3):
        people[no][0].play("turn")
        card = next(iter(people[no][0].phone["turned"]))
        people[no][1].play("think", card=card, text=f"A thought from table {no}", visibility="table", named=False)
    hall.sit_everywhere()
    assert hall.facilitator.play("merge_tables", table=3, into=2)["ok"]
    hall.assert_patched_is_fresh()
    seen = json.dumps(hall.view(Table(2)))
    assert "A thought from table 2" in seen
    assert "A thought from table 3" in seen
    assert table(hall, 2)["was"] == {"3": {"no": 3, "name": "Elm"}}
    assert console(hall)["tables"]["2"]["was"] == {"3": {"no": 3, "name": "Elm"}}
    assert "3" not in console(hall)["tables"]
    assert "3" not in hall.view(Floor())["tables"]
    assert len(table(hall, 2)["people"]) == 5
    assert list(console(hall)["advice"].values()) == [{"split": 5, "into": [4, 3]}]
    moved = [guest.id for guest in people[5][-3:]]
    assert hall.facilitator.play("split_table", table=5, people=moved)["ok"]
    assert sorted(table(hall, 6)["people"]) == sorted(moved)
    assert console(hall)["advice"] == {}
    hall.assert_patched_is_fresh()
    hall.assert_replay_is_live()


# ── old words, phones down ──────────────────────────────────────────────────


def starred(house: House, guest: Guest, text: str) -> str:
    card = next(iter(guest.phone["turned"]), "")
    if not card:
        guest.play("turn")
        card = next(iter(guest.phone["turned"]))
    thought = str(guest.play("think", card=card, text=text, visibility="table", named=False)["data"]["entry"]["id"])
    assert guest.play("star", entry=thought)["ok"]
    return thought


def test_a46_each_phone_is_told_its_own_star_and_the_tables_as_a_stand_in(hall: House) -> None:
    ana, ben, cara = hall.join("Ana", table=1), hall.join("Ben", table=1), hall.join("Cara", table=2)
    hall.go("imagine.deck")
    thought = starred(hall, ana, "Our buses could meet at noon")
    hall.go("stock.three")
    own = hall.view(Me(ana.id))["screen"]["brought"]
    assert [item["text"] for item in own["star"]["items"].values()] == ["Our buses could meet at noon"]
    assert "star" not in hall.view(Me(ben.id))["screen"]["brought"]
    shared = hall.view(Table(1))["screen"]["brought"]["table_star"]
    assert shared["unless"] == "star"
    assert [item["text"] for item in shared["items"].values()] == ["Our buses could meet at noon"]
    assert hall.view(Table(2))["screen"]["brought"] == {}
    assert hall.view(Me(cara.id))["screen"]["brought"] == {}
    ana.play("withdraw", entry=thought)
    assert hall.view(Me(ana.id))["screen"]["brought"] == hall.view(Table(1))["screen"]["brought"] == {}


def test_a56_a_talk_tells_phones_to_be_quiet_and_the_stage_goes_on(hall: House) -> None:
    hall.join("Ana", table=1)
    hall.go("imagine.deck")
    assert not hall.view(Floor())["screen"]["dim"]
    hall.go("imagine.talk")
    assert hall.view(Floor())["screen"]["dim"]
    assert hall.view(Floor())["timer"]["running"]


def test_in_the_break_the_stage_has_reviewed_gifts_and_no_names(hall: House) -> None:
    ana = hall.join("Ana", table=1)
    hall.go("who.bring")
    up = write(ana, "offer", "A minibus on Tuesdays", visibility="room", named=False)
    write(ana, "offer", "MARKER nobody has read yet", visibility="room")
    hall.facilitator.play("show", entries=[up])
    hall.go("break.coffee")
    gifts = hall.view(Stage())["screen"]["brought"]["gifts"]
    assert gifts["show"] == "stage"
    assert [item["text"] for item in gifts["items"].values()] == ["A minibus on Tuesdays"]
    assert "MARKER" not in json.dumps(hall.view(Stage()))


# ── taken away again ────────────────────────────────────────────────────────


def test_a59_words_go_everywhere_and_counts_stay(hall: House) -> None:
    ana, ben = hall.join("Ana", table=1), hall.join("Ben", table=1)
    hall.go("who.bring")
    offer = write(ana, "offer", "MARKER a minibus", visibility="room", named=True)
    write(ana, "why", "MARKER a reason", visibility="me")
    hall.facilitator.play("show", entries=[offer])
    hall.go("decide.vote")
    ana.play("vote", picks={"yes": 1})
    assert ana.play("erase", how="words")["ok"]
    hall.go("who.bring")
    views = [hall.view(one) for one in faces.audiences(hall.run)]
    assert "MARKER" not in json.dumps(views)
    assert hall.view(Me(ana.id))["wrote"] == {}
    hall.go("decide.vote")
    assert hall.view(Stage())["screen"]["view"]["voted"] == 1
    assert ben.refused("erase", how="everything") == "malformed"


def test_a59_a_name_goes_and_the_words_stay_without_it(hall: House) -> None:
    ana = hall.join("Anastasia", table=1, organisation="Hill Street")
    hall.go("who.bring")
    offer = write(ana, "offer", "A minibus", visibility="room", named=True)
    hall.facilitator.play("show", entries=[offer])
    assert "Anastasia" in json.dumps(hall.view(Stage()))
    assert hall.facilitator.play("erase", person=ana.id, how="name")["ok"]
    views = [hall.view(one) for one in faces.audiences(hall.run)]
    assert "Anastasia" not in json.dumps(views)
    assert "Hill Street" not in json.dumps(views)
    assert "A minibus" in json.dumps(hall.view(Stage()))


# ── the console ─────────────────────────────────────────────────────────────


def test_what_waits_says_which_question_it_answers_as_it_is_put_now(hall: House) -> None:
    ana = hall.join("Ana", table=1)
    hall.go("who.bring")
    offer = write(ana, "offer", "A minibus", visibility="room")
    assert console(hall)["waiting"][offer]["ask"] == "Something I could give"
    hall.facilitator.play("reword", "who.bring", boxes=[{"id": "offer", "ask": "What could you lend us?"}])
    assert console(hall)["waiting"][offer]["ask"] == "What could you lend us?"


def test_what_is_parked_waits_on_the_console_and_can_be_taken_out(hall: House) -> None:
    hall.go("who.bring")
    parked = hall.facilitator.play("park", text="Who pays for the buses?")["data"]["id"]
    assert console(hall)["parked"][parked]["text"] == "Who pays for the buses?"
    assert console(hall)["parked"][parked]["step"] == "Who are we?"
    assert "buses" not in json.dumps([hall.view(Stage()), hall.view(Floor())])
    hall.facilitator.play("unpark", id=parked)
    assert console(hall)["parked"] == {}
