"""Writing: who may, who reads it, and what happens to words that are changed, hidden or taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError
from room import Room, refused

from workshop.kinds import collect
from workshop.moves import Console, Floor, Me, Move, Refused, Role, Seat, Stage, Table

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {
    "ana": {"table": 1, "named": True},
    "ben": 1,
    "cem": {"table": 2, "named": True},
}

OFFER = {"id": "offer", "ask": "What could you give?", "visibility": "room", "tags": ["space", "data"], "many": True}
WHY = {"id": "why", "ask": "What brings you?", "visibility": "table"}
PROMISE = {
    "id": "promise",
    "ask": "I will …",
    "visibility": "room",
    "outcome": "commitment",
    "fields": [
        {"id": "when", "label": "When …"},
        {"id": "asker", "label": "Who will ask me"},
        {"id": "date", "label": "On", "kind": "date", "optional": True},
    ],
}
SAID = {"when": "On Monday", "asker": "Priya", "date": "2027-03-01"}


def collecting(*boxes: Mapping[str, Any], **settings: Any) -> Room:
    return Room(collect, {"boxes": list(boxes or (WHY, OFFER)), **settings}, people=PEOPLE)


# ── who reads it ────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("me", {"me:ana"}),
        ("facilitator", {"me:ana", "console"}),
        ("table", {"me:ana", "table:1"}),
        ("room", {"me:ana", "table:1", "console"}),
    ],
)
def test_words_reach_exactly_those_whom_the_author_chose(visibility: str, readers: set[str]) -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="XYZZY minibus", visibility=visibility)
    assert room.who_reads("XYZZY") == readers
    assert room.view(Stage())["entries"] == {}
    assert room.view(Console())["boxes"]["offer"]["count"] == 1


def test_a_box_decides_when_the_author_does_not() -> None:
    room = collecting()
    room.play("ana", "write", box="why", text="XYZZY curiosity")
    assert room.who_reads("XYZZY") == {"me:ana", "table:1"}


def test_words_for_a_table_are_only_counted_at_the_front() -> None:
    room = collecting()
    room.play("ana", "write", box="why", text="For us only")
    assert room.view(Console())["boxes"]["why"] == {"no": 1, "ask": WHY["ask"], "count": 1, "kept": 1}
    assert room.view(Console())["entries"] == {}


def test_words_stay_at_the_table_where_they_were_written() -> None:
    room = collecting()
    room.play("ana", "write", box="why", text="XYZZY here")
    room.play("ana", "sit_at", table=3)
    assert room.who_reads("XYZZY") == {"me:ana", "table:1"}


def test_reviewed_words_reach_the_stage_only_when_shown() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="XYZZY minibus")
    assert room.phone("ana")["mine"]["e1"]["shown"] == "waiting"
    room.play("facilitator", "show", entries=["e1"])
    assert room.who_reads("XYZZY") == {"me:ana", "table:1", "console", "stage"}
    assert room.phone("ana")["mine"]["e1"]["shown"] == "shown"


def test_accepting_what_she_saw_leaves_what_came_later_waiting() -> None:
    room = collecting()
    for text in ("First", "Second", "Third"):
        room.play("ana", "write", box="offer", text=text)
    room.play("facilitator", "show", entries=["e1", "e2"])
    assert set(room.view(Stage())["entries"]) == {"e1", "e2"}
    assert room.view(Console())["entries"]["e3"]["shown"] == "waiting"


def test_an_agenda_may_go_without_review() -> None:
    room = collecting(OFFER, review=False)
    room.play("ana", "write", box="offer", text="Straight up")
    assert room.view(Stage())["entries"]["e1"]["text"] == "Straight up"


def test_showing_does_not_lift_words_that_were_not_meant_for_everyone() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="XYZZY", visibility="facilitator")
    room.play("facilitator", "show", entries=["e1"])
    assert room.who_reads("XYZZY") == {"me:ana", "console"}


def test_a_line_taken_down_leaves_stage_and_table_and_its_author_is_told_plainly() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="XYZZY minibus")
    room.play("facilitator", "show", entries=["e1"])
    room.play("facilitator", "hide", entries=["e1"])
    assert room.who_reads("XYZZY") == {"me:ana", "console"}
    assert room.phone("ana")["mine"]["e1"]["shown"] == "hidden"
    assert room.view(Console())["entries"]["e1"]["shown"] == "hidden"


def test_a_line_withdrawn_after_it_was_shown_is_gone_everywhere() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="XYZZY minibus")
    room.play("facilitator", "show", entries=["e1"])
    room.play("ana", "withdraw", entry="e1")
    assert room.who_reads("XYZZY") == set()
    assert room.view(Stage())["answered"] == 0
    assert room.notes() is None


def test_changed_words_are_looked_at_anew() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="A minibus")
    room.play("facilitator", "show", entries=["e1"])
    room.play("ana", "edit", entry="e1", text="XYZZY two minibuses")
    assert room.who_reads("XYZZY") == {"me:ana", "table:1", "console"}
    assert room.phone("ana")["mine"]["e1"]["shown"] == "waiting"


def test_words_can_be_taken_back_to_oneself() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="XYZZY minibus")
    room.play("facilitator", "show", entries=["e1"])
    room.play("ana", "edit", entry="e1", visibility="me")
    assert room.who_reads("XYZZY") == {"me:ana"}


def test_only_the_author_may_change_or_withdraw() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="Mine")
    assert refused(room, "ben", "edit", entry="e1", text="Yours") == "unknown_entry"
    assert refused(room, "ben", "withdraw", entry="e1") == "unknown_entry"
    assert refused(room, "ben", "show", entries=["e1"]) == "not_yours"


# ── names ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("who", "named", "signed"), [("ana", True, True), ("ana", False, False), ("ben", True, False)])
def test_a_name_needs_a_yes_for_the_day_and_a_yes_for_the_line(who: str, named: bool, signed: bool) -> None:
    room = collecting()
    room.play(who, "write", box="offer", text="A line", named=named)
    room.play("facilitator", "show", entries=["e1"])
    name = who.capitalize()
    for seen in (room.view(Stage())["entries"], room.view(Table(1))["table_entries"], room.view(Console())["entries"]):
        assert (seen["e1"].get("by") == name) is signed
    assert (name in json.dumps(room.notes().__dict__)) is signed


def test_a_name_taken_back_is_gone_from_what_was_signed() -> None:
    room = collecting()
    room.play("ana", "write", box="offer", text="A line", named=True)
    room.play("facilitator", "show", entries=["e1"])
    room.play("ana", "change", named=False)
    assert room.who_reads("Ana") == set()


# ── what may be written ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"box": "offer"}, "malformed"),
        ({"box": "offer", "text": 7}, "malformed"),
        ({"box": "offer", "text": "  \n "}, "empty"),
        ({"box": "offer", "text": "x" * 281}, "too_long"),
        ({"box": "nowhere", "text": "Hello"}, "malformed"),
        ({"box": ["offer"], "text": "Hello"}, "malformed"),
        ({"text": "Hello"}, "malformed"),
        ({"box": "offer", "text": "Hello", "visibility": "world"}, "malformed"),
        ({"box": "offer", "text": "Hello", "visibility": ["room"]}, "malformed"),
        ({"box": "offer", "text": "Hello", "named": "yes"}, "malformed"),
        ({"box": "offer", "text": "Hello", "tags": "space"}, "malformed"),
        ({"box": "offer", "text": "Hello", "tags": ["somewhere else"]}, "malformed"),
        ({"box": "offer", "text": "Hello", "fields": {"when": "Now"}}, "malformed"),
        ({"box": "offer", "text": "Hello", "fields": ["when"]}, "malformed"),
    ],
)
def test_what_does_not_fit_the_box_is_refused_and_nothing_is_written(data: dict[str, Any], code: str) -> None:
    room = collecting()
    assert refused(room, "ana", "write", **data) == code
    assert room.facts == []


def test_a_box_can_close_a_way_of_sharing() -> None:
    room = collecting({**WHY, "allow": ["me", "table"]})
    assert refused(room, "ana", "write", box="why", text="Hello", visibility="room") == "malformed"
    room.play("ana", "write", box="why", text="Hello", visibility="me")


def test_a_closed_screen_takes_nothing_and_an_open_one_takes_it_again() -> None:
    room = collecting()
    room.close()
    assert refused(room, "ana", "write", box="offer", text="Late") == "not_open"
    room.open()
    room.play("ana", "write", box="offer", text="In time")


@pytest.mark.parametrize("who", ["facilitator", "stage", "house", "outsider"])
def test_only_participants_write(who: str) -> None:
    assert refused(collecting(), who, "write", box="offer", text="Hello") == "not_yours"


def test_a_move_of_another_kind_does_not_exist_here() -> None:
    room = collecting()
    vote = Move(id="m", name="vote", by=Seat(Role.PARTICIPANT, "run", "ana"))
    with pytest.raises(Refused, match="unknown_move"):
        collect.accept(room.state, vote, room.context)


def test_one_answer_a_box_unless_the_box_takes_many() -> None:
    room = collecting()
    room.play("ana", "write", box="why", text="Once")
    assert refused(room, "ana", "write", box="why", text="Twice") == "too_many"
    room.play("ben", "write", box="why", text="Somebody else")
    room.play("ana", "write", box="offer", text="One")
    room.play("ana", "write", box="offer", text="Two")
    assert len(room.view(Me("ana"))["mine"]) == 3


def test_a_withdrawn_answer_makes_room_for_another() -> None:
    room = collecting()
    room.play("ana", "write", box="why", text="Once")
    room.play("ana", "withdraw", entry="e1")
    room.play("ana", "write", box="why", text="Again")
    assert [entry["text"] for entry in room.view(Me("ana"))["mine"].values()] == ["Again"]


def test_any_script_and_any_mark_is_kept_as_typed() -> None:
    room = collecting(review=False)
    for text in ("<script>alert(1)</script>", '=HYPERLINK("x")', "| a | b |", "شراكة حقيقية 🤝", "Ysgol\nGymraeg"):
        room.play("ana", "write", box="offer", text=text)
        assert text in [entry["text"] for entry in room.view(Stage())["entries"].values()]


def test_tags_travel_with_the_line() -> None:
    room = collecting(review=False)
    room.play("ana", "write", box="offer", text="A hall", tags=["space", "space"])
    assert room.view(Stage())["entries"]["e1"]["tags"] == ["space"]


# ── a commitment ────────────────────────────────────────────────────────────


def test_a_commitment_keeps_when_who_will_ask_and_the_date() -> None:
    room = collecting(PROMISE)
    room.play("ana", "write", box="promise", text="I will ring", fields=SAID)
    entry = room.pool.entries["e1"]
    assert (dict(entry.fields), entry.outcome, entry.kind, entry.table) == (SAID, "commitment", "collect", 1)
    assert room.view(Me("ana"))["mine"]["e1"]["fields"] == SAID


def test_an_optional_field_left_blank_can_be_filled_in_later() -> None:
    room = collecting(PROMISE)
    room.play("ana", "write", box="promise", text="I will ring", fields={"when": "Now", "asker": "Ben"})
    assert room.view(Me("ana"))["mine"]["e1"]["fields"]["date"] == ""
    room.play("ana", "edit", entry="e1", fields={"date": "2027-03-01"})
    assert room.view(Me("ana"))["mine"]["e1"]["fields"]["date"] == "2027-03-01"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "empty"),
        ({"when": "Now", "asker": " "}, "empty"),
        ({**SAID, "asker": None}, "malformed"),
        ({**SAID, "when": "x" * 141}, "too_long"),
        ({**SAID, "date": "next week"}, "malformed"),
        ({**SAID, "date": "2027-02-30"}, "malformed"),
        ({**SAID, "date": "2027-W09-1"}, "malformed"),
        ({**SAID, "date": 20270301}, "malformed"),
    ],
)
def test_a_field_that_does_not_fit_is_refused(fields: dict[str, Any], code: str) -> None:
    room = collecting(PROMISE)
    assert refused(room, "ana", "write", box="promise", text="I will ring", fields=fields) == code
    assert room.facts == []


def test_fields_stay_with_their_author_and_the_facilitator() -> None:
    room = collecting(PROMISE, review=False)
    room.play("ana", "write", box="promise", text="I will ring", fields={**SAID, "asker": "XYZZY"})
    assert room.who_reads("XYZZY") == {"me:ana", "console"}
    room.play("ben", "write", box="promise", text="I too", fields={**SAID, "asker": "PLUGH"}, visibility="me")
    assert room.who_reads("PLUGH") == {"me:ben"}


# ── who has answered ────────────────────────────────────────────────────────


def test_done_means_everything_that_is_not_optional() -> None:
    room = collecting(WHY, {**OFFER, "optional": True}, {"id": "learn", "ask": "Learn?", "visibility": "me"})
    room.play("ana", "write", box="why", text="One")
    room.play("cem", "write", box="offer", text="Only this")
    assert (room.view(Console())["answered"], room.view(Console())["done"]) == (2, {})
    room.play("ana", "write", box="learn", text="Two")
    assert room.view(Console())["done"] == {"ana": True}
    assert room.view(Stage())["answered"] == 2


def test_a_counter_shows_how_many_and_no_words() -> None:
    room = collecting(review=False, wall="counter")
    room.play("ana", "write", box="offer", text="XYZZY")
    assert room.view(Stage())["answered"] == 1
    assert "stage" not in room.who_reads("XYZZY")


def test_phones_are_told_all_they_need_to_ask() -> None:
    floor = collecting(WHY, PROMISE).view(Floor())
    assert floor["boxes"]["promise"]["fields"]["date"] == {"no": 3, "label": "On", "kind": "date", "optional": True}
    assert floor["boxes"]["why"] == {
        "no": 1, "ask": "What brings you?", "hint": "", "max": 280, "visibility": "table", "named": False,
        "allow": ["me", "table", "facilitator", "room"], "many": False, "optional": False, "tags": [], "options": [],
        "fields": {},
    }  # fmt: skip


# ── the note ────────────────────────────────────────────────────────────────


def test_the_note_quotes_what_was_shared_and_only_counts_the_rest() -> None:
    room = collecting({**WHY, "allow": ["me", "table", "facilitator", "room"]}, OFFER)
    room.play("ana", "write", box="why", text="PRIVATE", visibility="me")
    room.play("ben", "write", box="why", text="TABLE")
    room.play("cem", "write", box="why", text="FRONT", visibility="facilitator")
    room.play("ana", "write", box="offer", text="A minibus", named=True)
    room.play("ben", "write", box="offer", text="DOWN")
    room.play("facilitator", "hide", entries=["e5"])
    section = room.notes()
    assert section is not None
    assert (section.asked, section.answered, section.of) == ("We asked: What brings you? / What could you give?", 3, 3)
    assert section.blocks == (
        {"text": "What brings you?"},
        {"text": "3 written, 0 shared with everyone, 3 kept out of this note."},
        {"text": "What could you give?"},
        {"list": ["A minibus (Ana)"]},
        {"text": "2 written, 1 shared with everyone, 1 kept out of this note."},
    )


def test_the_note_lays_commitments_out_in_columns() -> None:
    room = collecting(PROMISE)
    room.play("ana", "write", box="promise", text="I will ring", fields=SAID, named=True)
    room.play("ben", "write", box="promise", text="SECRET", fields=SAID, visibility="me")
    section = room.notes()
    assert section is not None
    assert section.place == 4
    assert section.blocks[0] == {
        "table": {
            "head": ["Who", "I will …", "When …", "Who will ask me", "On"],
            "rows": [["Ana", "I will ring", "On Monday", "Priya", "2027-03-01"]],
        }
    }
    assert "SECRET" not in json.dumps(section.blocks)


def test_a_screen_nobody_answered_is_not_in_the_note() -> None:
    assert collecting().notes() is None


# ── people who aren't there ─────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(6))
def test_pretend_people_answer_every_box_and_are_never_refused(seed: int) -> None:
    boxes = [WHY, {**OFFER, "max": 10, "options": ["A hall"]}, PROMISE, {**WHY, "id": "odd", "allow": ["table"]}]
    people = {f"p{no}": 1 + no % 3 for no in range(9)}
    room = Room(collect, {"boxes": boxes}, people=people, seed=seed)
    assert room.robots() >= len(boxes) * len(people)
    assert set(room.view(Console())["done"]) == set(people)
    assert len({entry.text for entry in room.pool}) > 5
    assert len({entry.visibility for entry in room.pool}) > 1


def test_pretend_people_wait_while_the_screen_is_closed() -> None:
    room = collecting()
    room.close()
    assert collect.pretend({**room.phone("ana"), "open": False}, Random(1)) is None


# ── a careless agenda ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("box", "says"),
    [
        ({}, "id"),
        ({**WHY, "ask": "x" * 161}, "160"),
        ({**WHY, "visibility": "world"}, "visibility"),
        ({**WHY, "allow": ["me"]}, "not among those in allow"),
        ({**WHY, "allow": []}, "allow"),
        ({**WHY, "max": 2000}, "1000"),
        ({**WHY, "max": 20, "options": ["x" * 21]}, "1 to 20 characters"),
        ({**WHY, "outcome": "joy"}, "outcome"),
        ({**WHY, "colour": "red"}, "colour"),
        ({**PROMISE, "fields": [{"id": "when", "label": "When"}] * 2}, "two fields called 'when'"),
        ({**WHY, "id": "Why here"}, "id"),
    ],
)
def test_a_careless_agenda_is_told_which_key(box: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        collect.Settings.model_validate({"boxes": [box]})


def test_two_boxes_of_one_name_are_told_apart_before_the_day() -> None:
    with pytest.raises(ValidationError, match="two boxes called 'why'"):
        collect.Settings.model_validate({"boxes": [WHY, WHY]})
    with pytest.raises(ValidationError, match="boxes"):
        collect.Settings.model_validate({"boxes": []})
