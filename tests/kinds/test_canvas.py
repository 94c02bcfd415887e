"""Sheets filled together: two writers, versions, essentials, the curve, whose sheet it is, and who may see it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError
from room import NOON, Room, refused

from workshop import words
from workshop.kinds import canvas
from workshop.kinds.contract import Brought
from workshop.matters import flipchart
from workshop.moves import Audience, Console, Floor, Me, Move, Role, Seat, Stage, Table, channel

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {
    "ana": {"table": 1, "named": True, "partnership": "North"},
    "ben": {"table": 1, "named": True, "partnership": "South"},
    "cem": {"table": 2, "named": True, "partnership": "North"},
    "dev": {"table": 2, "partnership": "South"},
}

ISSUE = {"id": "issue", "ask": "The one tough thing", "type": "line", "longest": 120}
MEASURE = {"id": "measure", "ask": "What would we count or watch?", "type": "line"}
DIRECTION = {"id": "direction", "ask": "More of it, or less?", "type": "choice", "options": ["more", "less"]}
HISTORY = {"id": "history", "ask": "The last three to five points", "type": "points"}
FORECAST = {"id": "forecast", "ask": "Where it goes if we change nothing", "type": "points"}
HOPE = {"id": "hope", "ask": "Where we would like it to bend", "type": "points"}
BASIS = {
    "id": "basis",
    "ask": "How do we know?",
    "type": "choice",
    "options": ["Data in hand", "Believed, to be checked", "No data yet"],
}
AGENDA = {"id": "agenda", "ask": "Data to get, and who will get it"}
PROVEN = {"id": "proven", "ask": "Something that has worked", "from": ["sightings", "harvest"], "max": 3, "minutes": 2}
ESSENTIALS = {
    "id": "essentials",
    "ask": "What we will do together",
    "type": "essentials",
    "stem": "We will …",
    "options": ["Purpose", "Trust"],
    "uses": ["insights", "principles"],
    "loosens": "holds",
}
CURVE = (MEASURE, DIRECTION, HISTORY, FORECAST, HOPE, BASIS, AGENDA)
POINTS = {"series": [[2, 44], [3, 57.5], [4, 62]], "labels": ["2024", "2025", "2026"]}
WILL = {"text": "We will ring every family in August", "fields": {"starter": "Ana", "first_step_by": "2027-03-01"}}


HALF_A_MINUTE = NOON - NOON % flipchart.SEVERAL_AGAIN
"""The last full half minute before everything that happens here."""


def sheet(*boxes: Mapping[str, Any], scope: str = "table", people: Any = PEOPLE, **settings: Any) -> Room:
    around = {key: settings.pop(key) for key in ("brought", "partnerships") if key in settings}
    return Room(canvas, {"boxes": list(boxes or (PROVEN,)), "scope": scope, **settings}, people=people, **around)


def lines(room: Room, who: str) -> dict[str, Any]:
    """What stands on the sheet this person sees, by entry."""
    found: dict[str, Any] = room.phone(who)["canvas"]["lines"]
    return found


def texts(room: Room, who: str) -> list[str]:
    return [line["text"] for line in lines(room, who).values()]


# ── the scenarios ───────────────────────────────────────────────────────────


def test_a47_a_fourth_essential_finds_no_place_and_one_is_enough() -> None:
    room = sheet(ESSENTIALS)
    room.play("ana", "essential", **WILL)
    assert room.view(Console())["done"] == {"ana": True, "ben": True}
    room.play("ben", "essential", text="We will share one family worker")
    room.play("ana", "essential", text="We will open the lab")
    assert refused(room, "ben", "essential", text="We will do a fourth thing") == "essentials_full"
    room.play("ben", "rewrite", entry="e1", text="We will ring and visit every family", seen=1)
    assert len(lines(room, "ana")) == 3
    assert "We will ring and visit every family" in texts(room, "ana")
    room.play("ana", "withdraw", entry="e3")
    room.play("ben", "essential", text="We will do it after all")


def test_a47_the_refusal_says_merge_or_replace() -> None:
    assert "Merge or replace" in words.say("refused-essentials_full", limit=3)
    with pytest.raises(ValidationError, match="at most 3 essentials"):
        sheet({**ESSENTIALS, "max": 4})
    two = sheet({**ESSENTIALS, "max": 2})
    two.play("ana", "essential", text="We will one")
    two.play("ana", "essential", text="We will two")
    assert refused(two, "ana", "essential", text="We will three") == "essentials_full"


def test_a48_what_one_school_could_do_is_marked_and_stays() -> None:
    room = sheet(ESSENTIALS)
    room.play("ana", "essential", **WILL, alone=True)
    room.play("facilitator", "show_canvas", canvas="table:1")
    assert lines(room, "ben")["e1"]["alone"] is True
    assert room.view(Console())["canvases"]["table:1"]["lines"]["e1"]["alone"] is True
    assert "alone" not in json.dumps(room.view(Stage())["canvases"])
    assert [one.text for one in room.brings("essentials", Stage())] == [WILL["text"]]
    assert "one school could do this by itself" in json.dumps(room.sections()[0].blocks)
    room.play("ben", "rewrite", entry="e1", seen=1, alone=False)
    assert "alone" not in lines(room, "ana")["e1"]


def test_a49_the_second_phone_sees_who_is_writing_and_adds_a_line_of_its_own() -> None:
    room = sheet()
    room.play("ben", "begin", box="proven")
    assert room.phone("ana")["canvas"]["writing"] == {"proven": {"ben": {"at": NOON + 1000, "name": "Ben"}}}
    assert room.phone("cem")["canvas"]["writing"] == {}
    room.play("ana", "add", box="proven", text="A walk to school")
    room.play("ben", "add", box="proven", text="A shared family worker")
    assert texts(room, "ana") == ["A walk to school", "A shared family worker"]
    assert room.phone("ana")["canvas"]["writing"] == {}


def test_where_many_write_in_one_place_phones_hear_it_once_and_the_console_of_each() -> None:
    room = sheet(scope="room")
    for person in ("ana", "ben"):
        room.play(person, "begin", box="proven")
    assert set(room.phone("cem")["canvas"]["writing"]["proven"]) == {"ana", "ben"}
    room.play("cem", "begin", box="proven")
    several = room.phone("ana")["canvas"]["writing"]
    assert several == {"proven": {"several-": {"at": HALF_A_MINUTE, "several": True}}}
    room.play("dev", "begin", box="proven")
    assert room.phone("ana")["canvas"]["writing"] == several, "one more or less is not told"
    assert set(room.view(Console())["canvases"]["room"]["writing"]["proven"]) == {"ana", "ben", "cem", "dev"}
    for person in ("cem", "dev"):
        room.play(person, "let_go", box="proven")
    assert set(room.phone("cem")["canvas"]["writing"]["proven"]) == {"ana", "ben"}


def test_several_at_one_line_are_told_beside_one_who_begins_another() -> None:
    room = sheet(scope="room")
    room.play("ana", "add", box="proven", text="A walk to school")
    for person in ("ana", "ben", "cem"):
        room.play(person, "begin", box="proven", entry="e1")
    room.play("dev", "begin", box="proven")
    writing = room.phone("ana")["canvas"]["writing"]["proven"]
    assert writing["several-e1"] == {"at": HALF_A_MINUTE, "several": True, "entry": "e1"}
    assert set(writing) == {"several-e1", "dev"}


def test_who_began_long_ago_and_fell_silent_is_not_counted_among_several() -> None:
    room = sheet(scope="room")
    for person in ("ana", "ben", "cem"):
        room.play(person, "begin", box="proven")
    for _ in range(flipchart.STILL_WRITING // 1000):  # one move a second
        room.play("dev", "begin", box="proven")
    assert set(room.phone("ana")["canvas"]["writing"]["proven"]) == {"dev"}


def test_a49_of_two_who_change_a_line_at_once_neither_loses_a_word_and_versions_are_kept() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="A walk to school")
    room.play("ana", "begin", box="proven", entry="e1")
    assert room.phone("ben")["canvas"]["writing"]["proven"]["ana"]["entry"] == "e1"
    room.play("ben", "rewrite", entry="e1", text="A walk to school on Fridays", seen=1)
    room.play("ana", "rewrite", entry="e1", text="A walk to school with the neighbours", seen=1)
    seen = lines(room, "ben")
    assert seen["e1"]["text"] == "A walk to school on Fridays"
    assert seen["e1"]["versions"] == {
        "1": {"text": "A walk to school", "at": NOON + 1000, "by": "Ana"},
        "2": {"text": "A walk to school on Fridays", "at": NOON + 3000, "by": "Ben"},
    }
    assert (seen["e4"]["text"], seen["e4"]["beside"]) == ("A walk to school with the neighbours", "e1")


def test_a49_words_written_beside_find_a_place_even_in_a_full_box() -> None:
    room = sheet(ISSUE)
    room.play("ana", "add", box="issue", text="Attendance")
    assert refused(room, "ben", "add", box="issue", text="Staffing") == "box_full"
    room.play("ben", "rewrite", entry="e1", text="Attendance in spring", seen=1)
    room.play("ana", "rewrite", entry="e1", text="Attendance of the youngest", seen=1)
    assert texts(room, "ben") == ["Attendance in spring", "Attendance of the youngest"]


def test_a50_without_data_the_curve_says_who_will_find_it() -> None:
    room = sheet(*CURVE)
    room.play("ana", "choose", box="basis", option="No data yet")
    room.play("ana", "add", box="agenda", text="Attendance by term", fields={"who": "Ana", "by": "30 Sept"})
    told = room.sections()[0].blocks
    assert {"text": "The curve is to be found by Ana, 30 Sept."} in told
    assert {"text": "How do we know? No data yet"} in told
    assert {"list": ["Attendance by term: to be found by Ana, 30 Sept"]} in told
    room.play("facilitator", "show_canvas", canvas="table:1")
    shown = room.view(Stage())["canvases"]["table:1"]
    assert shown["points"] == {}
    assert [line["fields"] for line in shown["lines"].values()] == [{"who": "Ana", "by": "30 Sept"}]
    assert [(one.text, one.note) for one in room.brings("to_get", Floor())] == [("Attendance by term", "Ana · 30 Sept")]


# ── who sees it ─────────────────────────────────────────────────────────────


def test_a_tables_sheet_is_for_its_table_and_the_facilitator_until_she_shows_it() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="XYZZY")
    assert room.who_reads("XYZZY") == {"table:1", "console"}
    assert room.view(Stage())["canvases"]["table:1"]["count"] == 1
    room.play("facilitator", "show_canvas", canvas="table:1")
    assert room.who_reads("XYZZY") == {"table:1", "console", "stage"}
    assert room.view(Stage())["shown"] == "table:1"


def test_what_came_after_she_looked_stays_down() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="Seen")
    room.play("ben", "add", box="proven", text="XYZZY")
    room.play("facilitator", "show_canvas", canvas="table:1", entries=["e1"])
    room.play("ana", "add", box="proven", text="PLUGH")
    assert "stage" not in room.who_reads("XYZZY") | room.who_reads("PLUGH")
    room.play("facilitator", "show_canvas", canvas="table:1")
    assert "stage" in room.who_reads("XYZZY") & room.who_reads("PLUGH")


def test_changed_words_are_looked_at_anew() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="Fine")
    room.play("facilitator", "show_canvas", canvas="table:1")
    room.play("ben", "rewrite", entry="e1", text="XYZZY", seen=1)
    assert room.who_reads("XYZZY") == {"table:1", "console"}


def test_the_rooms_sheet_is_everybodys_and_the_stage_waits_for_the_facilitator() -> None:
    room = sheet(scope="room")
    room.play("ana", "add", box="proven", text="XYZZY")
    assert room.who_reads("XYZZY") == {"floor", "me:ana", "console"}
    assert room.pool.waiting()
    assert "Ana" not in json.dumps(room.view(Floor())["canvas"]["lines"])
    room.play("facilitator", "show", entries=["e1"])
    assert room.who_reads("XYZZY") == {"floor", "me:ana", "console", "stage"}
    assert room.view(Stage())["shown"] == "room"


def test_an_agenda_may_go_without_review() -> None:
    room = sheet(scope="room", review=False)
    room.play("ana", "add", box="proven", text="XYZZY")
    assert "stage" in room.who_reads("XYZZY")


def test_a_gallery_shows_issue_and_curve_of_every_sheet_that_was_let_up() -> None:
    room = sheet(ISSUE, HISTORY, PROVEN, ESSENTIALS)
    room.play("ana", "add", box="issue", text="Attendance")
    room.play("ana", "points", box="history", **POINTS)
    room.play("ana", "add", box="proven", text="A walk to school")
    room.play("cem", "add", box="issue", text="XYZZY")
    assert room.view(Stage())["canvases"]["table:1"]["points"] == {}
    room.play("facilitator", "show_canvas", canvas="", entries=["e1", "e2", "e3"])
    first, second = room.view(Stage())["canvases"].values()
    assert [line["text"] for line in first["lines"].values()] == ["Attendance"]
    assert first["points"]["history"]["series"] == POINTS["series"]
    assert (first["count"], second["count"]) == (3, 1)
    assert room.view(Stage())["shown"] == ""
    assert "stage" not in room.who_reads("XYZZY")


def test_a_line_taken_down_leaves_stage_and_table_and_its_author_is_told() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="XYZZY")
    room.play("facilitator", "show_canvas", canvas="table:1")
    room.play("facilitator", "hide", entries=["e1"])
    assert room.who_reads("XYZZY") == {"me:ana"}
    assert room.phone("ana")["mine"]["e1"]["down"] is True
    assert refused(room, "ben", "rewrite", entry="e1", text="Again", seen=1) == "unknown_entry"
    room.play("facilitator", "show_canvas", canvas="table:1")
    assert room.who_reads("XYZZY") == {"me:ana"}
    assert room.sections() == ()


def test_names_need_a_yes_for_the_day() -> None:
    room = sheet()
    room.play("dev", "begin", box="proven")
    assert room.phone("cem")["canvas"]["writing"]["proven"] == {"dev": {"at": NOON + 1000}}
    room.play("dev", "add", box="proven", text="A line")
    assert "by" not in lines(room, "cem")["e2"]
    room.play("cem", "add", box="proven", text="Another")
    assert lines(room, "dev")["e3"]["by"] == "Cem"
    room.play("facilitator", "show_canvas", canvas="table:2")
    assert "Cem" not in json.dumps([room.view(Stage()), [one.blocks for one in room.sections()]])


# ── whose sheet ─────────────────────────────────────────────────────────────


def test_the_facilitator_says_who_shares_a_sheet_as_long_as_nothing_is_written() -> None:
    room = sheet(scope="room")
    room.play("ana", "begin", box="proven")
    room.play("facilitator", "scope", of="table")
    assert "canvas" not in room.view(Floor())
    assert room.phone("ana")["canvas"]["key"] == "table:1"
    room.play("ana", "add", box="proven", text="A line")
    assert refused(room, "facilitator", "scope", of="room") == "scope_fixed"
    assert room.view(Console())["fixed"] is True
    room.play("ana", "withdraw", entry="e3")
    room.play("facilitator", "scope", of="room")


@pytest.mark.parametrize("who", ["ana", "stage", "house"])
def test_only_the_facilitator_steers(who: str) -> None:
    room = sheet()
    for move in ("scope", "show_canvas", "lock_canvas", "box"):
        assert refused(room, who, move) == "not_yours"


def test_a_partnership_sits_at_several_tables_and_shares_one_sheet() -> None:
    room = sheet(scope="partnership", partnerships=("North", "South"))
    room.play("ana", "add", box="proven", text="XYZZY")
    assert room.who_reads("XYZZY") == {"me:ana", "me:cem", "console"}
    assert set(canvas.near(room.state, "ana", room.context)) == {"cem"}
    assert room.pool.entries["e1"].table == 0
    room.play("cem", "begin", box="proven", entry="e1")
    assert room.phone("ana")["canvas"]["writing"]["proven"]["cem"]["name"] == "Cem"
    room.play("cem", "rewrite", entry="e1", text="XYZZY indeed", seen=1)
    assert refused(room, "dev", "rewrite", entry="e1", text="Not yours", seen=2) == "unknown_entry"
    assert [section.sheet for section in room.sections()] == ["North"]
    room.play("facilitator", "show_canvas", canvas="partnership:North")
    assert "stage" in room.who_reads("XYZZY")


def test_one_partnership_alone_is_the_room() -> None:
    room = sheet(scope="partnership", partnerships=("North",))
    assert room.view(Floor())["scope"] == "room"
    room.play("ben", "add", box="proven", text="A line")
    assert room.view(Floor())["canvas"]["key"] == "room"
    assert list(canvas.near(room.state, "ana", room.context)) == []


def test_who_named_no_partnership_has_a_sheet_all_the_same() -> None:
    people = {**PEOPLE, "eve": 3}
    room = sheet(scope="partnership", partnerships=("North", "South"), people=people)
    room.play("eve", "add", box="proven", text="A line")
    assert room.phone("eve")["canvas"]["key"] == "partnership:"
    assert list(room.view(Console())["canvases"]) == ["partnership:North", "partnership:South", "partnership:"]


def test_a_table_without_people_has_a_sheet_only_if_something_stands_on_it() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="Stays here")
    room.play("ana", "sit_at", table=2)
    room.play("ben", "sit_at", table=2)
    assert list(room.view(Console())["canvases"]) == ["table:1", "table:2"]
    room.play("ana", "withdraw", entry="e1")
    room.play("dev", "sit_at", table=3)
    assert list(room.view(Stage())["canvases"])[-1] == "table:3"


def test_who_moves_to_another_table_leaves_their_line_and_works_there() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="Stays here")
    room.play("ana", "begin", box="proven")
    room.play("ana", "sit_at", table=2)
    assert texts(room, "ben") == ["Stays here"]
    assert room.phone("ben")["canvas"]["writing"] == {}
    room.play("ana", "add", box="proven", text="New here")
    assert texts(room, "cem") == ["New here"]
    assert refused(room, "ana", "rewrite", entry="e1", text="From afar", seen=1) == "unknown_entry"


def test_tables_that_merge_bring_their_sheet_along() -> None:
    room = sheet(PROVEN, DIRECTION, HISTORY)
    room.play("ana", "add", box="proven", text="From one")
    room.play("ana", "choose", box="direction", option="more")
    room.play("ana", "points", box="history", **POINTS)
    room.play("cem", "add", box="proven", text="From two")
    room.play("facilitator", "merge_tables", table=1, into=2)
    assert texts(room, "ana") == ["From one", "From two"]
    assert lines(room, "ana")["e1"]["was"] == 1
    assert room.phone("ana")["canvas"]["choices"] == {"direction": "more"}
    assert room.phone("cem")["canvas"]["points"]["history"]["labels"] == ["2024", "2025", "2026"]
    room.play("cem", "rewrite", entry="e1", text="From one, better", seen=1)
    room.play("cem", "choose", box="direction", option="less")
    assert room.phone("ana")["canvas"]["choices"] == {"direction": "less"}
    assert [section.sheet for section in room.sections()] == ["Table 2"]
    assert list(room.view(Stage())["canvases"]) == ["table:2"]


# ── picks ───────────────────────────────────────────────────────────────────

HOLD = Brought(id="b1", text="We keep our best ideas to ourselves", step="Imagine")
SIGHT = Brought(id="b2", text="Two schools share a bus", step="Imagine")


def carrying() -> Room:
    return sheet(PROVEN, ESSENTIALS, brought={"holds": [HOLD], "sightings": [SIGHT], "insights": [SIGHT]})


def test_what_earlier_steps_brought_can_be_picked_and_taken_off_by_anybody() -> None:
    room = carrying()
    room.play("ana", "pick", box="proven", id="b2")
    assert room.phone("ben")["canvas"]["picked"] == {"proven": {"b2": {"no": 1, "text": SIGHT.text, "step": "Imagine"}}}
    assert "Two schools share a bus (from Imagine)" in json.dumps(room.sections()[0].blocks)
    room.play("ben", "pick", box="proven", id="b2", on=False)
    assert room.phone("ana")["canvas"]["picked"] == {}
    assert refused(room, "ana", "pick", box="proven", id="b1") == "unknown_item"
    assert refused(room, "ana", "pick", box="proven", id=["b2"]) == "unknown_item"
    assert refused(room, "ana", "pick", box="proven", id="b2", on="yes") == "malformed"


def test_an_essential_says_what_it_uses_and_which_hold_it_loosens() -> None:
    room = carrying()
    room.play("ana", "essential", **WILL, picks={"uses": ["b2"], "loosens": ["b1"]})
    picks = lines(room, "ben")["e1"]["picks"]
    assert {purpose: list(found) for purpose, found in picks.items()} == {"uses": ["b2"], "loosens": ["b1"]}
    row = room.sections()[0].blocks[-1]["table"]["rows"][0]
    assert row[-2:] == [SIGHT.text, HOLD.text]
    assert refused(room, "ana", "essential", text="We will", picks={"loosens": ["b2"]}) == "unknown_item"
    assert refused(room, "ana", "essential", text="We will", picks={"blames": ["b2"]}) == "malformed"


def test_a_picked_hold_that_is_withdrawn_disappears_everywhere() -> None:
    room = carrying()
    room.play("ana", "essential", **WILL, picks={"loosens": ["b1"]})
    room.play("ana", "pick", box="proven", id="b2")
    room.play("facilitator", "show_canvas", canvas="table:1")
    assert {"table:1", "console"} <= room.who_reads(HOLD.text)
    assert "stage" in room.who_reads(SIGHT.text)
    room.carried = {}
    assert room.who_reads(HOLD.text) == room.who_reads(SIGHT.text) == set()
    told = json.dumps([section.blocks for section in room.sections()])
    assert HOLD.text not in told
    assert SIGHT.text not in told
    assert HOLD.text not in json.dumps([fact.data for fact in room.facts]), "only the reference is ever stored"


def test_what_is_for_oneself_alone_cannot_be_put_before_others(monkeypatch: pytest.MonkeyPatch) -> None:
    room = carrying()

    def own(name: str, audience: Audience) -> tuple[Brought, ...]:
        return (HOLD,) if audience == Me("ana") else ()

    monkeypatch.setattr(room, "_context", replace(room.context, brought=own))
    assert refused(room, "ana", "pick", box="proven", id="b1") == "canvas_private"
    assert refused(room, "ben", "pick", box="proven", id="b1") == "unknown_item"


# ── the curve ───────────────────────────────────────────────────────────────


def test_a_curve_is_drawn_and_drawn_again_and_told_as_a_table() -> None:
    room = sheet(*CURVE)
    room.play("ana", "points", box="history", **POINTS)
    room.play("ana", "points", box="forecast", series=[[5, 60], [7, 55]], labels=["", "2029"])
    room.play("ana", "points", box="hope", series=[[7, 80]], labels=["2029"])
    drawn = room.phone("ben")["canvas"]["points"]
    assert drawn["history"] == {"entry": "e1", "version": 1, "shown": "kept", **POINTS}
    table = next(block["table"] for block in room.sections()[0].blocks if "table" in block)
    assert table["head"] == ["The curve", "2024", "2025", "2026", "+1", "2029"]
    assert table["rows"] == [
        ["So far", "44", "57.5", "62", "", ""],
        ["If nothing changes", "", "", "", "60", "55"],
        ["If we turn the curve", "", "", "", "", "80"],
    ]
    assert room.pool.entries["e1"].text == "2024: 44 · 2025: 57.5 · 2026: 62"


def test_nobody_draws_over_what_they_have_not_seen() -> None:
    room = sheet(HISTORY)
    room.play("ana", "points", box="history", **POINTS)
    again = {"series": [[2, 40], [3, 41], [4, 42]], "labels": ["", "", ""]}
    assert refused(room, "ben", "points", box="history", **again) == "changed_meanwhile"
    room.play("ben", "points", box="history", **again, seen=1)
    assert room.phone("ana")["canvas"]["points"]["history"]["version"] == 2
    assert refused(room, "ana", "points", box="history", **POINTS, seen=1) == "changed_meanwhile"
    room.play("ana", "withdraw", entry="e1")
    room.play("ben", "points", box="history", **POINTS)
    assert room.phone("ana")["canvas"]["points"]["history"]["entry"] != "e1"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({}, "malformed"),
        ({"series": [[2, 1], [3, 2]], "labels": ["", ""]}, "points_few"),
        ({"series": [[2, 1], [3, 2], [5, 3]], "labels": ["", "", ""]}, "malformed"),
        ({"series": [[3, 1], [2, 2], [4, 3]], "labels": ["", "", ""]}, "malformed"),
        ({"series": [[2, 1], [3, True], [4, 3]], "labels": ["", "", ""]}, "malformed"),
        ({"series": [[2, 1], [3, "2"], [4, 3]], "labels": ["", "", ""]}, "malformed"),
        ({"series": [[2, 1], [3, 2e13], [4, 3]], "labels": ["", "", ""]}, "malformed"),
        ({"series": [[2, 1], [3, 2], [4, 3]], "labels": ["", ""]}, "malformed"),
        ({"series": [[2, 1], [3, 2], [4, 3]], "labels": ["", "", "a very long label"]}, "too_long"),
        ({"series": [[0, 1], [1, 1], [2, 1], [3, 1], [4, 1], [4, 1]], "labels": [""] * 6}, "malformed"),
    ],
)
def test_what_is_no_curve_is_refused(data: dict[str, Any], code: str) -> None:
    room = sheet(HISTORY)
    assert refused(room, "ana", "points", box="history", **data) == code
    assert room.facts == []


# ── what may be written ─────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("move", "data", "code"),
    [
        ("add", {"box": "proven"}, "malformed"),
        ("add", {"box": "nowhere", "text": "A"}, "malformed"),
        ("add", {"box": "direction", "text": "A"}, "malformed"),
        ("add", {"box": "proven", "text": "  "}, "empty"),
        ("add", {"box": "proven", "text": "x" * 161}, "too_long"),
        ("add", {"box": "proven", "text": "A", "fields": {"who": "Ana"}}, "malformed"),
        ("add", {"box": "agenda", "text": "A", "fields": {"by": "x" * 41}}, "too_long"),
        ("choose", {"box": "direction", "option": "sideways"}, "unknown_item"),
        ("choose", {"box": "proven", "option": "more"}, "malformed"),
        ("essential", {"text": "We will", "fields": {"first_step_by": "soon"}}, "malformed"),
        ("essential", {"text": "We will", "fields": {"first_step_by": "2027-02-30"}}, "malformed"),
        ("essential", {"text": "We will", "fields": {"means_part": "Magic"}}, "unknown_item"),
        ("essential", {"text": "We will", "fields": {"other": "A"}}, "malformed"),
        ("essential", {"text": "We will", "fields": "A"}, "malformed"),
        ("essential", {"text": "We will", "alone": "yes"}, "malformed"),
        ("essential", {"text": "We will", "picks": {"uses": "b1"}}, "malformed"),
        ("rewrite", {"entry": "e9", "text": "A", "seen": 1}, "unknown_entry"),
        ("begin", {"box": "proven", "entry": "e9"}, "unknown_entry"),
        ("points", {"box": "proven", **POINTS}, "malformed"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(move: str, data: dict[str, Any], code: str) -> None:
    room = sheet(PROVEN, DIRECTION, AGENDA, ESSENTIALS)
    assert refused(room, "ana", move, **data) == code
    assert room.facts == []


def test_a_rewrite_says_which_version_it_saw() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="A line")
    assert refused(room, "ben", "rewrite", entry="e1", text="B") == "malformed"
    assert refused(room, "ben", "rewrite", entry="e1", text="B", seen=True) == "malformed"


def test_an_essential_changed_by_two_at_once_keeps_both_tries_safe() -> None:
    room = sheet(ESSENTIALS)
    room.play("ana", "essential", **WILL)
    room.play("ben", "rewrite", entry="e1", fields={"know_by": "Fewer no-shows", "starter": ""}, seen=1)
    assert lines(room, "ana")["e1"]["fields"] == {"know_by": "Fewer no-shows", "first_step_by": "2027-03-01"}
    assert refused(room, "ana", "rewrite", entry="e1", text="We will write", seen=1) == "changed_meanwhile"


def test_a_box_takes_so_many_lines_and_no_more() -> None:
    room = sheet()
    for text in ("One", "Two", "Three"):
        room.play("ana", "add", box="proven", text=text)
    assert refused(room, "ben", "add", box="proven", text="Four") == "box_full"


def test_a_box_for_the_holder_waits_for_the_phone_that_holds_the_pen() -> None:
    room = sheet({**PROVEN, "who": "holder"}, AGENDA)
    assert refused(room, "ben", "add", box="proven", text="A") == "canvas_holder"
    assert refused(room, "ben", "begin", box="proven") == "canvas_holder"
    room.play("ana", "add", box="proven", text="A")
    assert refused(room, "ben", "rewrite", entry="e3", text="B", seen=1) == "unknown_entry"
    assert refused(room, "ben", "rewrite", entry="e1", text="B", seen=1) == "canvas_holder"
    room.play("ben", "add", box="agenda", text="Anybody may")


def test_a_choice_can_be_changed_and_taken_back() -> None:
    room = sheet(DIRECTION)
    room.play("ana", "choose", box="direction", option="more")
    room.play("ben", "choose", box="direction", option="less")
    assert room.phone("ana")["canvas"]["choices"] == {"direction": "less"}
    room.play("ben", "choose", box="direction", option="")
    assert room.phone("ana")["canvas"]["choices"] == {}


def test_a_lock_holds_one_sheet_or_all_and_loses_nothing() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="A line")
    room.play("ben", "begin", box="proven")
    room.play("facilitator", "lock_canvas", canvas="table:1", on=True)
    assert room.phone("ana")["canvas"]["locked"] is True
    assert refused(room, "ben", "add", box="proven", text="Late") == "canvas_locked"
    assert refused(room, "ben", "rewrite", entry="e1", text="Late", seen=1) == "canvas_locked"
    room.play("ben", "let_go", box="proven")
    room.play("cem", "add", box="proven", text="Elsewhere it goes on")
    room.play("facilitator", "lock_canvas", canvas="all", on=True)
    assert refused(room, "cem", "add", box="proven", text="Late") == "canvas_locked"
    room.play("facilitator", "lock_canvas", canvas="all", on=False)
    room.play("ben", "add", box="proven", text="Open again")
    assert refused(room, "facilitator", "lock_canvas", canvas="table:9", on=True) == "unknown_canvas"
    assert refused(room, "facilitator", "lock_canvas", canvas="all", on=1) == "malformed"


def test_one_box_is_up_with_its_time_and_nothing_closes() -> None:
    room = sheet(PROVEN, AGENDA)
    room.play("facilitator", "box", id="proven")
    assert (room.view(Floor())["up"], room.view(Floor())["until"]) == ("proven", NOON + 1000 + 120_000)
    room.play("ana", "add", box="agenda", text="Another box all the same")
    room.play("facilitator", "box", id="agenda")
    assert "until" not in room.view(Stage())
    room.play("facilitator", "box", id="")
    assert room.view(Console())["up"] == ""
    assert refused(room, "facilitator", "box", id="nowhere") == "malformed"


def test_a_closed_screen_takes_nothing_but_a_hand_may_be_let_go_and_a_word_mended() -> None:
    room = sheet()
    room.play("ana", "add", box="proven", text="A lien")
    room.play("ana", "begin", box="proven")
    room.close()
    assert refused(room, "ana", "add", box="proven", text="Late") == "not_open"
    room.play("ana", "let_go", box="proven")
    room.play("ana", "edit", entry="e1", text="A line")
    assert texts(room, "ben") == ["A line"]
    assert lines(room, "ben")["e1"]["version"] == 2
    assert refused(room, "ben", "edit", entry="e1", text="Not mine") == "unknown_entry"


def test_somebody_without_a_table_is_told_so() -> None:
    room = sheet(people={"ana": 1})
    stray = Move(id="m", name="add", by=Seat(Role.PARTICIPANT, "run", "paper-1"), data={"box": "proven", "text": "A"})
    with pytest.raises(canvas.Refused, match="unknown_table"):
        canvas.accept(room.state, stray, room.context)
    everyone = sheet(scope="room")
    assert canvas.accept(everyone.state, stray, everyone.context)["canvas"] == "room"


@pytest.mark.parametrize(
    ("boxes", "complaint"),
    [
        ([PROVEN, PROVEN], "two boxes called 'proven'"),
        ([{**DIRECTION, "options": ["one"]}], "at least two options"),
        ([{**DIRECTION, "options": ["one", "x" * 81]}], "1 to 80 characters"),
        ([HISTORY, {"id": "past", "ask": "The past", "type": "points", "draws": "history"}], "draw the history"),
        ([ESSENTIALS, {**ESSENTIALS, "id": "more"}], "only one box of essentials"),
        ([{**PROVEN, "wide": True}], "Extra inputs"),
    ],
)
def test_settings_that_do_not_hang_together_are_refused(boxes: list[Any], complaint: str) -> None:
    with pytest.raises(ValidationError, match=complaint):
        sheet(*boxes)


def test_settings_survive_being_written_down() -> None:
    settings = sheet(*CURVE, PROVEN, ESSENTIALS, sheet="The curve").settings
    assert canvas.Settings.model_validate_json(settings.model_dump_json()) == settings


# ── what is brought, told and pretended ─────────────────────────────────────


def test_essentials_are_brought_to_their_own_table_at_once_and_to_the_room_when_shown() -> None:
    room = sheet(ESSENTIALS, ISSUE)
    room.play("ana", "essential", **WILL)
    room.play("ana", "add", box="issue", text="Attendance")

    def readers(finding: str) -> list[str]:
        everyone: list[Audience] = [Stage(), Floor(), Console(), Table(1), Table(2), Me("ben"), Me("cem")]
        return [channel(one) for one in everyone if room.brings(finding, one)]

    assert readers("essentials") == readers("issue") == ["console", "table:1", "me:ben"]
    brought = room.brings("essentials", Table(1))[0]
    assert (brought.id, brought.text, brought.note, brought.weight) == ("e1", WILL["text"], "Ana · 2027-03-01", 0)
    room.play("facilitator", "show_canvas", canvas="table:1")
    assert readers("essentials")[:2] == ["stage", "floor"]
    room.play("ana", "withdraw", entry="e1")
    assert readers("essentials") == []
    assert set(canvas.FINDINGS) == {"essentials", "to_get", "issue"}


def test_the_note_has_a_page_for_every_sheet_and_the_first_page_gets_its_headlines() -> None:
    room = sheet(ISSUE, DIRECTION, PROVEN, ESSENTIALS, sheet="Turn the curve")
    room.play("ana", "add", box="issue", text="Families who stopped coming")
    room.play("ana", "choose", box="direction", option="less")
    room.play("ben", "essential", **WILL)
    room.play("cem", "add", box="proven", text="A walk to school")
    first, second = room.sections()
    assert (first.place, first.sheet, second.sheet) == (3, "Turn the curve: Table 1", "Turn the curve: Table 2")
    assert (first.answered, first.of, second.answered, second.of) == (2, 2, 1, 2)
    assert first.headlines == (
        "Families who stopped coming: less",
        "We will ring every family in August · Ana · 2027-03-01",
    )
    assert second.headlines == ()
    assert second.blocks == ({"text": "Something that has worked"}, {"list": ["A walk to school"]})


def test_screens_of_one_sheet_carry_the_same_name_and_the_issue_may_come_from_before() -> None:
    issue = Brought(id="b1", text="Attendance", step="Turn")
    curve = sheet(DIRECTION, HISTORY, sheet="Turn", brought={"issue": [issue]})
    works = sheet(PROVEN, sheet="Turn", brought={"issue": [issue]})
    curve.play("ana", "choose", box="direction", option="more")
    works.play("ana", "add", box="proven", text="A line")
    assert curve.sections()[0].sheet == works.sections()[0].sheet == "Turn: Table 1"
    assert curve.sections()[0].headlines == ("Attendance: more",)
    assert works.sections()[0].headlines == ()


def test_two_who_are_one_person_keep_what_either_did() -> None:
    room = sheet(PROVEN, DIRECTION)
    room.play("ana", "add", box="proven", text="A line")
    room.play("ana", "choose", box="direction", option="more")
    room.play("ana", "begin", box="proven")
    room.play("ben", "begin", box="proven")
    united = canvas.unite(room.state, "ana", "ben")
    assert "ana" not in json.dumps(united, default=lambda one: getattr(one, "__dict__", str(one)))
    assert list(united.canvas("table:1").writing["proven"]) == ["ben"]


@pytest.mark.parametrize("scope", ["room", "table", "partnership"])
def test_robots_fill_their_sheets_and_come_to_an_end(scope: str) -> None:
    people = {f"p{no}": {"table": 1 + no % 3, "partnership": ("North", "South")[no % 2]} for no in range(24)}
    room = sheet(ISSUE, *CURVE, PROVEN, ESSENTIALS, scope=scope, people=people, partnerships=("North", "South"))
    assert room.robots() > 24
    tried = {fact.name for fact in room.facts}
    assert {"add", "choose", "points", "essential", "begin", "let_go", "rewrite"} <= tried
    room.close()
    assert room.pretend("p0") is None


def test_robots_leave_a_locked_sheet_and_boxes_for_others_alone() -> None:
    room = sheet({**PROVEN, "who": "holder"})
    assert room.pretend("ben") is None
    assert room.pretend("ana") is not None
    room.play("facilitator", "lock_canvas", canvas="all", on=True)
    assert room.pretend("ana") is None


def test_replaying_gives_the_same_sheets() -> None:
    room = sheet(*CURVE, PROVEN, ESSENTIALS)
    dice = Random(5)
    for _ in range(30):
        who = dice.choice(list(PEOPLE))
        if wish := room.pretend(who):
            room.play(who, wish["name"], **wish["data"])
    for name, data in (("show_canvas", {"canvas": "table:1"}), ("box", {"id": "proven"})):
        room.play("facilitator", name, **data)
    assert room.replayed() == room.state


def test_what_came_in_on_paper_stands_on_the_sheet_of_those_without_a_partnership() -> None:
    room = sheet(PROVEN, scope="partnership", partnerships=("North", "South"))
    entry = room.play("paper-1", "add", box="proven", text="One bus for three schools").data["entry"]["id"]
    assert entry in room.view(Console())["canvases"]["partnership:"]["lines"]
    assert "One bus for three schools" in str([section.blocks for section in room.sections()])


def test_a_table_has_to_be_named_before_paper_can_stand_on_its_sheet() -> None:
    room = sheet(PROVEN)
    assert room.view(Table(0)) == {}
    assert refused(room, "paper-1", "add", box="proven", text="One bus for three schools") == "unknown_table"


def test_a_line_tells_how_it_last_stood_and_how_often_it_was_written() -> None:
    room = sheet(PROVEN)
    entry = room.play("ana", "add", box="proven", text="Bus 1").data["entry"]["id"]
    for seen in range(1, 9):
        room.play("ana", "rewrite", entry=entry, text=f"Bus {seen + 1}", seen=seen)
    line = room.view(Table(1))["canvas"]["lines"][entry]
    assert line["version"] == 9
    assert [one["text"] for one in line["versions"].values()] == [f"Bus {no}" for no in range(5, 10)]
