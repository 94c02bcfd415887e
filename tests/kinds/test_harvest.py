"""Looking at what others made: only what was let up, hearts nobody counts too early, nothing left of what is gone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError
from room import NOON, SCREEN, Room, refused

from workshop import pool
from workshop.kinds import harvest
from workshop.kinds.contract import Brought
from workshop.moves import Audience, Console, Entry, Floor, Me, Stage, Table

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {
    "ana": {"table": 1, "named": True},
    "ben": 1,
    "cem": {"table": 2, "named": True},
    "dev": 3,
}

LINES = {
    "i1": ("ana", "A reading week planned by Year 6"),
    "i2": ("ben", "One calendar for all of us"),
    "i3": ("cem", "The caretaker has everybody's number"),
    "i4": ("ana", "Lesson visits without a clipboard"),
}

COLUMNS = [{"id": "learners", "title": "Learners"}, {"id": "staff", "title": "Staff"}]
MARKS = [{"id": "story", "label": "A story"}, {"id": "numbers", "label": "Numbers"}]
BOARD = {
    "look": "board",
    "columns": COLUMNS,
    "marks": MARKS,
    "sceptic": {"id": "sceptic", "label": "I would say this to a sceptic"},
    "stand": True,
    "wish": "wished",
}

MARKER = "XYZZY"


def written(id_: str, person: str, text: str, no: int, **how: Any) -> Entry:
    said: dict[str, Any] = {"visibility": "room", "named": True, "shown": "shown", "box": "line", **how}
    table = said.pop("table", 1)
    return Entry(id_, "early.write", "collect", said.pop("box"), person, table, text, at=NOON + no, **said)


class Hall(Room):
    """A room whose wall shows what an earlier screen let up, looked up at every look as a carry does."""

    def __init__(self, *entries: Entry, people: Mapping[str, Any] = PEOPLE, **settings: Any) -> None:
        shelf = pool.Pool().having(entries or [written(i, *LINES[i], no) for no, i in enumerate(LINES)])
        wanted = {"from_sources": ["lines"], **settings}
        super().__init__(harvest, wanted, people=people, entries=shelf, brought={"lines": ()})

    def _brought(self, name: str, audience: Audience) -> tuple[Brought, ...]:
        if name != "lines":
            return ()
        return tuple(self._as_brought(entry) for entry in reversed(self.pool.shown("early.write")))

    def _as_brought(self, entry: Entry) -> Brought:
        name = self.context.roster.called(entry.person) if entry.named else ""
        return Brought(
            entry.id, entry.text, "early.write", "Early", name, entry.person, entry.table, entry.tags, at=entry.at
        )

    def order(self, audience: Audience | None = None) -> list[str]:
        """The pieces in the order in which they hang."""
        items = self.view(audience or Stage())["items"]
        return sorted(items, key=lambda id_: items[id_]["no"])

    def told(self) -> str:
        """The note, as words."""
        return json.dumps([section.__dict__ for section in self.sections()], ensure_ascii=False, default=str)


def claims(**settings: Any) -> Hall:
    return Hall(
        written("c1", "ana", "More of them read at home", 1, tags=("learners", "numbers", "sceptic")),
        written("c2", "ben", "Nobody teaches alone any more", 2, tags=("Staff", "A story")),
        written("c3", "cem", "Families come to us first", 3, tags=("by the way",)),
        written("c4", "dev", "Attendance is up in all nine schools", 4, box="wished"),
        **{**BOARD, **settings},
    )


# ── only what was let up ────────────────────────────────────────────────────


def test_a29_the_wall_holds_only_what_the_facilitator_let_up() -> None:
    waiting = written("i9", "ben", f"{MARKER} waits", 9, shown="waiting")
    private = written("i8", "ben", f"{MARKER} mine", 8, shown="kept", visibility="me")
    room = Hall(written("i1", "ana", "Up", 1), waiting, private, ask_missing="What is missing?")
    assert room.who_reads(MARKER) == set()
    room.play("dev", "add", text=f"{MARKER} added")
    assert room.who_reads(MARKER) == {"me:dev", "console"}
    assert room.view(Console())["items"]["e1"]["shown"] == "waiting"
    room.play("facilitator", "show", entries=["e1"])
    assert room.who_reads(MARKER) == {"me:dev", "console", "stage", "floor"}
    assert room.view(Stage())["items"]["e1"]["added"] is True


@pytest.mark.parametrize("look", ["wall", "one", "walk", "constellation", "rounds"])
def test_a31_what_is_taken_down_leaves_wall_clusters_hearts_and_note(look: str) -> None:
    room = Hall(written("i1", "ana", MARKER, 1), written("i2", "ben", "Stays", 2), look=look, hearts=2, cluster=True)
    room.play("facilitator", "cluster", items=["i1", "i2"], name="Time")
    room.play("cem", "heart", item="i1", on=True)
    room.play("facilitator", "turn_to", item="i1")
    room.play("facilitator", "pair", items=["i1", "i2"])
    room.reveal()
    assert {"stage", "floor", "console"} <= room.who_reads(MARKER)
    assert MARKER in room.told()
    room.play("facilitator", "hide", entries=["i1"])
    assert room.who_reads(MARKER) == set()
    assert MARKER not in room.told()
    stage = room.view(Stage())
    assert set(stage["items"]) == {"i2"}
    assert stage["counts"] == {}
    assert "pair" not in stage
    assert "i1" not in json.dumps(stage)
    assert [one.id for one in room.brings("hearts", Floor())] == []


def test_a32_what_its_author_withdraws_is_gone_from_every_place() -> None:
    room = claims(hearts=3, ask_missing="What is missing?", cluster=True)
    room.play("facilitator", "stand", item="c1", **{"as": "behind"})
    room.play("ben", "heart", item="c1", on=True)
    room.reveal()
    assert "More of them read at home" in room.told()
    room.play("ana", "withdraw", entry="c1")
    assert "read at home" not in room.told()
    assert [list(room.brings(finding, Floor())) for finding in ("hearts", "behind", "to_get")] == [[], [], []]
    for audience in room.audiences():
        assert "read at home" not in json.dumps(room.view(audience))
    assert room.view(Stage())["counts"] == {}


def test_an_addition_taken_back_is_gone_too() -> None:
    room = Hall(ask_missing="What is missing?", review=False, hearts=1)
    room.play("dev", "add", text=MARKER)
    room.play("ben", "heart", item="e1", on=True)
    room.reveal()
    assert room.view(Stage())["counts"] == {"e1": 1}
    room.play("dev", "withdraw", entry="e1")
    assert room.who_reads(MARKER) == set()
    assert MARKER not in room.told()
    assert room.view(Stage())["counts"] == {}


def test_private_additions_do_not_exist_and_the_facilitators_are_hers_alone() -> None:
    room = Hall(ask_missing="What is missing?")
    assert refused(room, "ana", "add", text="For me", visibility="me") == "malformed"
    room.play("ana", "add", text=MARKER, visibility="facilitator")
    room.play("facilitator", "show", entries=["e1"])
    assert room.who_reads(MARKER) == {"me:ana", "console"}
    assert MARKER not in room.told()


def test_what_was_brought_for_a_table_alone_stays_there() -> None:
    room = Hall()

    def brought(name: str, audience: Audience) -> tuple[Brought, ...]:
        return (Brought("t1", MARKER, "early.write"),) if audience == Table(2) else ()

    room._context = replace(room._context, brought=brought)
    assert room.who_reads(MARKER) == {"table:2"}


def test_a33_long_words_and_arabic_arrive_as_typed() -> None:
    long = "الثقة أولاً 🤝 " * 28
    room = Hall(written("i1", "ana", long.strip()[:400], 1), look="one")
    assert room.view(Stage())["items"]["i1"]["text"] == long.strip()[:400]
    assert room.view(Stage())["up"] == {"item": "i1"}


# ── names ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("names", [True, False])
def test_a35_a_name_is_read_only_of_those_who_agreed_and_only_where_the_screen_names_people(names: bool) -> None:
    room = Hall(names=names, ask_missing="What is missing?", review=False, hearts=2, cluster=True)
    room.play("facilitator", "cluster", items=["i1", "i2", "i3", "i4"], name="All")
    for person in ("ana", "ben", "cem"):
        room.play(person, "add", text=f"From {person}", named=True)
        room.play(person, "heart", item="i2", on=True)
    room.reveal()
    shared = json.dumps([room.view(one) for one in (Stage(), Floor(), Table(1), Console())]) + room.told()
    assert "Ben" not in shared
    assert ("Ana" in shared, "Cem" in shared) == (names, names)
    assert all(one.by == "" for one in room.brings("hearts", Floor()))
    for person in ("ana", "ben", "cem"):
        assert f'"{person}"' not in json.dumps([room.view(one) for one in (Stage(), Floor(), Me("dev"))])


# ── hearts ──────────────────────────────────────────────────────────────────


def test_a_piece_has_one_heart_of_a_person_and_a_person_only_so_many() -> None:
    room = Hall(hearts=2)
    for _ in range(2):
        room.play("ana", "heart", item="i1", on=True)
    room.play("ana", "heart", item="i2", on=True)
    assert refused(room, "ana", "heart", item="i3", on=True) == "too_many"
    room.play("ana", "heart", item="i1", on=False)
    room.play("ana", "heart", item="i3", on=True)
    assert set(room.phone("ana")["loved"]) == {"i2", "i3"}
    room.reveal()
    assert room.view(Stage())["counts"] == {"i2": 1, "i3": 1}


def test_hearts_are_nobodys_business_before_the_reveal_not_even_in_the_order() -> None:
    room = Hall(hearts=5)
    before = room.order(Console())
    room.play("facilitator", "order", by="hearts")
    for person in ("ana", "ben", "cem"):
        room.play(person, "heart", item="i4", on=True)
    for audience in (Stage(), Floor(), Console(), Table(1), Me("dev")):
        view = room.view(audience)
        assert "counts" not in view
    assert room.order(Console()) == room.order(Stage()) == before
    assert room.view(Me("dev"))["loved"] == {}
    assert room.phone("ana")["loved"] == {"i4": True}
    assert room.view(Console())["lovers"] == 3
    assert room.brings("hearts", Floor()) == []
    assert "3 hearts" not in room.told()
    assert "not shown in the room" in room.told()
    room.reveal()
    assert room.order()[0] == "i4"
    assert room.view(Console())["counts"] == {"i4": 3}
    room.cover()
    assert "counts" not in room.view(Stage())
    assert room.order() == before


def test_a_heart_for_something_that_went_away_is_free_again() -> None:
    room = Hall(hearts=1)
    room.play("dev", "heart", item="i1", on=True)
    room.play("facilitator", "hide", entries=["i1"])
    room.play("dev", "heart", item="i2", on=True)
    assert refused(room, "dev", "heart", item="i1", on=True) == "unknown_item"


@pytest.mark.parametrize(
    ("data", "code"),
    [({"item": "nothing"}, "unknown_item"), ({"item": 7}, "malformed"), ({"item": "i1", "on": "yes"}, "malformed")],
)
def test_a_heart_that_makes_no_sense_is_refused(data: Mapping[str, Any], code: str) -> None:
    assert refused(Hall(hearts=1), "ana", "heart", **data) == code


def test_a_screen_without_hearts_has_none_and_a_closed_one_takes_none() -> None:
    assert refused(Hall(), "ana", "heart", item="i1") == "unknown_move"
    room = Hall(hearts=1, ask_missing="What?", stand=True)
    room.close()
    for move, data in (("heart", {"item": "i1"}), ("add", {"text": "Late"}), ("to_get", {"item": "i1", "who": "Me"})):
        assert refused(room, "ana", move, **data) == "not_open"


def test_a_sheet_of_paper_gives_hearts_like_anybody() -> None:
    room = Hall(hearts=1)
    room.play("paper-7", "heart", item="i1", on=True)
    room.reveal()
    assert room.view(Stage())["counts"] == {"i1": 1}


def test_who_is_taken_off_the_list_takes_their_hearts_along() -> None:
    room = Hall(hearts=1)
    room.play("dev", "heart", item="i1", on=True)
    room.play("facilitator", "remove", person="dev")
    room.reveal()
    assert room.view(Stage())["counts"] == {}


# ── clusters ────────────────────────────────────────────────────────────────


def test_clusters_have_their_headings_in_order_and_the_rest_comes_last() -> None:
    room = Hall(cluster=True)
    room.play("facilitator", "cluster", items=["i3"], name="People")
    room.play("facilitator", "cluster", items=["i4", "i1"], name="  Time   together ")
    stage = room.view(Stage())
    assert [one["title"] for one in stage["groups"].values()] == ["People", "Time together"]
    assert room.order() == ["i3", "i1", "i4", "i2"]
    assert "group" not in stage["items"]["i2"]


def test_a_cluster_called_by_its_name_takes_more_in_and_two_of_one_name_are_one() -> None:
    room = Hall(cluster=True)
    room.play("facilitator", "cluster", items=["i1"], name="Time")
    room.play("facilitator", "cluster", items=["i2"], name="TIME")
    room.play("facilitator", "cluster", items=["i3"], name="People")
    assert len(room.view(Stage())["groups"]) == 2
    room.play("facilitator", "rename_cluster", cluster="c3", name="time")
    assert [one["title"] for one in room.view(Stage())["groups"].values()] == ["Time"]
    room.play("facilitator", "rename_cluster", cluster="c1", name="Time, at last")
    room.play("facilitator", "uncluster", items=["i1", "i2"])
    assert [one["title"] for one in room.view(Stage())["groups"].values()] == ["Time, at last"]
    room.play("facilitator", "uncluster", items=["i3"])
    assert room.view(Stage())["groups"] == {}


def test_a_cluster_survives_what_is_withdrawn_from_it() -> None:
    room = Hall(cluster=True)
    room.play("facilitator", "cluster", items=["i1", "i2"], name="Time")
    room.play("ana", "withdraw", entry="i1")
    assert room.order()[0] == "i2"
    assert room.view(Stage())["items"]["i2"]["group"] == "c:c1"
    room.play("ben", "withdraw", entry="i2")
    assert room.view(Stage())["groups"] == {}
    room.play("facilitator", "cluster", items=["i3"], name="Time")
    assert [one["title"] for one in room.view(Stage())["groups"].values()] == ["Time"]


@pytest.mark.parametrize(
    ("move", "data", "code"),
    [
        ("cluster", {"items": [], "name": "Time"}, "unknown_item"),
        ("cluster", {"items": ["nothing"], "name": "Time"}, "unknown_item"),
        ("cluster", {"items": "i1", "name": "Time"}, "malformed"),
        ("cluster", {"items": ["i1"] * 501, "name": "Time"}, "malformed"),
        ("cluster", {"items": ["i1"], "name": "  "}, "empty"),
        ("cluster", {"items": ["i1"], "name": "x" * 61}, "too_long"),
        ("rename_cluster", {"cluster": "c9", "name": "Time"}, "unknown_item"),
        ("uncluster", {"items": ["nothing"]}, "unknown_item"),
        ("turn_to", {"item": "nothing"}, "unknown_item"),
        ("turn_to", {"item": "i1", "run": 1}, "malformed"),
        ("order", {"by": "beauty"}, "malformed"),
        ("pair", {"items": ["i1"]}, "malformed"),
        ("pair", {"items": ["i1", "i2", "i3"]}, "malformed"),
        ("like", {"as": "lovely"}, "malformed"),
        ("like", {"as": "alike", "group": "c:nowhere"}, "unknown_item"),
        ("stand", {"item": "i1", "as": "behind"}, "unknown_move"),
    ],
)
def test_a_hand_of_the_facilitators_that_makes_no_sense_is_refused(move: str, data: Any, code: str) -> None:
    assert refused(Hall(cluster=True), "facilitator", move, **data) == code


@pytest.mark.parametrize("move", sorted(harvest.MOVES))
def test_everybody_keeps_to_their_own_moves(move: str) -> None:
    room = Hall(hearts=1, cluster=True, stand=True, ask_missing="What?")
    outsiders = {"participant": "facilitator", "facilitator": "ana"}
    for role in harvest.MOVES[move]:
        assert refused(room, outsiders[role.value], move, item="i1") == "not_yours"
    assert refused(room, "stage", move) == "not_yours"


# ── whose turn it is, and in which order ────────────────────────────────────


def test_one_at_a_time_begins_with_the_first_and_goes_where_the_facilitator_turns() -> None:
    room = Hall(look="one", seconds=20)
    assert room.view(Stage())["up"] == {"item": "i1"}
    room.play("facilitator", "turn_to", item="i3")
    assert room.view(Stage())["up"] == {"item": "i3"}
    fact = room.play("facilitator", "turn_to", item="i2", run=True)
    assert room.view(Stage())["up"] == {"item": "i2", "since": fact.at, "seconds": 20}
    room.play("facilitator", "hide", entries=["i2"])
    assert room.view(Stage())["up"]["item"] == "i3"
    room.play("facilitator", "turn_to", item="")
    assert "up" not in room.view(Stage())
    assert room.view(Stage())["all"] is True


def test_rounds_take_one_of_each_person_in_every_pass_and_do_not_tell_whose_is_whose() -> None:
    people = {"ana": 1, "ben": 1, "cem": 2}
    said = [("a1", "ana"), ("a2", "ana"), ("c1", "cem"), ("c2", "cem"), ("b1", "ben"), ("a3", "ana"), ("b2", "ben")]
    entries = [written(id_, person, id_, no) for no, (id_, person) in enumerate(said)]
    room = Hall(*entries, people=people, look="rounds")
    assert room.order() == ["a1", "c1", "b1", "a2", "c2", "b2", "a3"]
    items = room.view(Stage())["items"]
    assert [items[one]["pass"] for one in room.order()] == [1, 1, 1, 2, 2, 2, 3]
    assert not any(person in json.dumps(items) for person in people)


def test_of_a_full_wall_a_phone_is_told_what_hangs_first_and_how_much_there_is() -> None:
    room = Hall(*(written(f"i{no}", "ana", f"Line {no}", no) for no in range(30)), hearts=3)
    seen = room.view(Floor())
    assert list(seen["items"]) == room.order()[:12]
    assert seen["count"] == 30
    assert room.order(Floor(SCREEN)) == room.order(), "whoever asks is told all of it"
    room.open()
    room.play("ben", "heart", item="i25", on=True)
    assert room.view(Me("ben"))["loved"] == {"i25": True}
    room.reveal()
    assert room.view(Floor())["counts"] == {}
    assert room.view(Floor(SCREEN))["counts"] == {"i25": 1}


def test_on_a_walk_a_phone_is_told_some_pieces_of_each_station() -> None:
    entries = [written(f"i{no}", "ana", f"Line {no}", no, table=1 + no // 20) for no in range(30)]
    seen = Hall(*entries, look="walk", by="table").view(Floor())
    assert [seen["items"][id_]["group"] for id_ in seen["items"]] == ["t:1"] * 6 + ["t:2"] * 6
    assert {id_: group["count"] for id_, group in seen["groups"].items()} == {"t:1": 20, "t:2": 10}


def test_mixed_is_the_same_for_everybody_and_nothing_to_do_with_time() -> None:
    entries = [written(f"i{no}", "ana", f"Line {no}", no) for no in range(30)]
    room = Hall(*entries)
    in_time = room.order()
    room.play("facilitator", "order", by="mixed")
    assert room.order() == room.order(Floor("harvest.here")) != in_time
    room.play("facilitator", "order", by="time")
    assert room.order() == in_time


def test_two_stand_side_by_side_and_how_alike_they_are_is_set_by_eye() -> None:
    room = Hall(cluster=True)
    room.play("facilitator", "cluster", items=["i1", "i2"], name="Purpose")
    room.play("facilitator", "pair", items=["i1", "i2"])
    room.play("facilitator", "like", items=["i1", "i2"], **{"as": "partly"})
    room.play("facilitator", "like", **{"as": "different"})
    stage = room.view(Stage())
    assert (stage["pair"], stage["like"], stage["groups"]["c:c1"]["like"]) == (["i1", "i2"], "different", "partly")
    assert "partly alike" in room.told()
    assert "found to be different" in room.told()
    room.play("facilitator", "pair", items=[])
    room.play("facilitator", "like", **{"as": ""})
    assert not {"pair", "like"} & set(room.view(Stage()))


@pytest.mark.parametrize(("by", "headings"), [("source", ["s:lines"]), ("table", ["t:1", "t:2"]), ("note", ["n:Data"])])
def test_pieces_bring_their_headings_along(by: str, headings: list[str]) -> None:
    brought = [Brought("x/1", "One", table=1, note="Data"), Brought("x/2", "Two", table=2, note="Data")]
    room = Room(harvest, {"from_sources": ["lines"], "look": "walk", "by": by}, brought={"lines": brought})
    assert list(room.view(Floor())["groups"]) == headings


def test_what_is_added_at_a_station_hangs_there() -> None:
    room = Hall(look="walk", cluster=True, ask_missing="What is missing?", review=False)
    room.play("facilitator", "cluster", items=["i1"], name="Time")
    room.play("dev", "add", text="And the bus", group="c:c1")
    room.play("dev", "add", text="And the rain", group="c:gone")
    items = room.view(Floor())["items"]
    assert items["e2"]["group"] == "c:c1"
    assert "group" not in items["e3"]
    assert "Time: And the bus" in room.told()
    room.play("facilitator", "uncluster", items=["i1"])
    assert "group" not in room.view(Floor())["items"]["e2"]


# ── additions ───────────────────────────────────────────────────────────────


def test_an_addition_can_be_mended_and_is_looked_at_anew() -> None:
    room = Hall(ask_missing="What is missing?")
    room.play("dev", "add", text="The buss", visibility="room", named=False)
    room.play("facilitator", "show", entries=["e1"])
    room.close()
    room.play("dev", "edit", entry="e1", text=f"{MARKER} bus")
    assert room.who_reads(MARKER) == {"me:dev", "console"}
    assert refused(room, "ana", "edit", entry="e1", text="Mine") == "unknown_entry"
    assert refused(room, "ana", "edit", entry="i1", text="Elsewhere") == "unknown_entry"


def test_nobody_fills_the_wall_alone() -> None:
    room = Hall(ask_missing="What is missing?")
    for no in range(harvest.ADDITIONS):
        room.play("dev", "add", text=f"Line {no}")
    assert refused(room, "dev", "add", text="One more") == "too_many"
    assert refused(room, "ana", "add", text="x" * 141) == "too_long"
    assert refused(room, "ana", "add", text="Hello", group=7) == "malformed"
    assert refused(Hall(), "ana", "add", text="Hello") == "unknown_move"


# ── claims ──────────────────────────────────────────────────────────────────


def test_a_claim_stands_in_its_column_with_its_mark_and_the_wished_one_apart() -> None:
    stage = claims().view(Stage())
    assert stage["items"]["c1"] | {"no": 0} == {
        "no": 0, "text": "More of them read at home", "step": "Early", "group": "k:learners", "mark": "numbers",
        "sceptic": True,
    }  # fmt: skip
    assert (stage["items"]["c2"]["group"], stage["items"]["c2"]["mark"]) == ("k:staff", "story")
    assert "group" not in stage["items"]["c3"]
    assert stage["items"]["c3"]["tags"] == ["by the way"]
    assert stage["items"]["c4"]["group"] == "wish"
    assert list(stage["columns"]) == ["learners", "staff"]


def test_the_facilitator_says_what_we_can_stand_behind_and_who_finds_out() -> None:
    room = claims()
    room.play("facilitator", "stand", item="c1", **{"as": "behind"})
    room.play("facilitator", "stand", item="c2", **{"as": "to_get"}, who="The deputies")
    items = room.view(Stage())["items"]
    assert items["c1"]["stand"] == {"as": "behind"}
    assert items["c2"]["stand"] == {"as": "to_get", "who": "The deputies"}
    assert [(one.id, one.note) for one in room.brings("to_get", Floor())] == [("c2", "The deputies")]
    assert [one.text for one in room.brings("behind", Me("ana"))] == ["More of them read at home"]
    room.play("facilitator", "stand", item="c1", **{"as": ""})
    assert "stand" not in room.view(Stage())["items"]["c1"]


def test_who_offers_to_find_out_is_named_to_the_room_only_by_the_facilitator() -> None:
    room = claims()
    room.play("dev", "to_get", item="c2", who=MARKER)
    assert room.who_reads(MARKER) == {"me:dev", "console"}
    assert refused(room, "facilitator", "stand", item="c2", person="ana", **{"as": "to_get"}) == "unknown_person"
    room.play("facilitator", "stand", item="c2", person="dev", **{"as": "to_get"})
    assert {"stage", "floor"} <= room.who_reads(MARKER)
    assert MARKER in room.told()
    room.play("dev", "to_get", item="c2", who="")
    assert room.who_reads(MARKER) == set()
    assert MARKER not in room.told()
    assert "Nobody yet" in room.told()


def test_the_note_tells_claims_apart_by_what_we_can_say() -> None:
    room = claims()
    room.play("facilitator", "stand", item="c1", **{"as": "behind"})
    room.play("facilitator", "stand", item="c2", **{"as": "to_get"})
    section = room.notes()
    assert section is not None
    assert (section.place, section.headlines) == (7, ("More of them read at home",))
    assert section.blocks == (
        {"text": "What we can say today"},
        {
            "table": {
                "head": ["Claim", "About", "Rests on"],
                "rows": [["More of them read at home", "Learners", "Numbers. I would say this to a sceptic"]],
            }
        },
        {"text": "Claims that were not settled"},
        {"table": {"head": ["Claim", "About", "Rests on"], "rows": [["Families come to us first", "", ""]]}},
        {"text": "What we cannot say yet, and who is finding out"},
        {
            "table": {
                "head": ["Claim", "Who is finding out"],
                "rows": [["Nobody teaches alone any more", "Nobody yet"]],
            }
        },
        {"text": "The claim we wish we could make"},
        {"list": ["Attendance is up in all nine schools"]},
    )


# ── the note, and what it brings ────────────────────────────────────────────


def test_the_note_tells_clusters_hearts_and_additions() -> None:
    room = Hall(hearts=2, cluster=True, ask_missing="What is missing?")
    room.play("facilitator", "cluster", items=["i1", "i4"], name="Time")
    for person in ("ana", "ben"):
        room.play(person, "heart", item="i4", on=True)
    room.play("dev", "add", text="The bus")
    room.play("dev", "add", text=MARKER)
    room.play("facilitator", "hide", entries=["e5"])
    room.reveal()
    section = room.notes()
    assert section is not None
    assert (section.answered, section.of, section.place) == (3, 4, 9)
    assert section.asked == (
        "The room looked at 4 things. Each person had 2 hearts to give. We asked: What is missing?"
    )
    assert section.blocks == (
        {"text": "Time"},
        {"list": ["Lesson visits without a clipboard – 2 hearts", "A reading week planned by Year 6"]},
        {"text": "2 more things hung there without a heart; they stand where they were written."},
        {"text": "Added because it was missing"},
        {"list": ["The bus"]},
    )


def test_a_wall_that_was_only_read_leaves_nothing_in_the_note() -> None:
    assert Hall(hearts=2).sections() == ()


def test_findings_bring_the_originals_ranked_and_the_names_of_clusters() -> None:
    room = Hall(hearts=3, cluster=True)
    room.play("facilitator", "cluster", items=["i1"], name="Small")
    room.play("facilitator", "cluster", items=["i2", "i3"], name="Large")
    for person, item in (("ana", "i2"), ("ben", "i3"), ("cem", "i3")):
        room.play(person, "heart", item=item, on=True)
    room.reveal()
    assert [(one.id, one.weight) for one in room.brings("hearts", Me("dev"))] == [("i3", 2), ("i2", 1)]
    found = room.brings("clusters", Floor())
    assert [(one.text, one.weight) for one in found] == [("Large", 2), ("Small", 1)]
    assert set(harvest.FINDINGS) == {"hearts", "behind", "to_get", "clusters"}
    assert room.brings("nothing", Floor()) == []


# ── two who are one, and nobody near ────────────────────────────────────────


def test_two_who_turn_out_to_be_one_have_one_heart_for_each_piece_and_the_later_word() -> None:
    room = claims(hearts=2)
    room.play("ana", "heart", item="c1", on=True)
    room.play("ana", "heart", item="c2", on=True)
    room.play("ben", "heart", item="c2", on=True)
    room.play("ben", "heart", item="c3", on=True)
    room.play("ben", "to_get", item="c1", who="Early")
    room.play("ana", "to_get", item="c1", who="Later")
    room.play("facilitator", "stand", item="c1", person="ana", **{"as": "to_get"})
    room.state = harvest.unite(room.state, "ana", "ben")
    assert set(room.view(Me("ben"))["loved"]) == {"c2", "c3"}
    assert room.view(Me("ana"))["loved"] == {}
    room._context = replace(room._context, revealed=True)
    assert room.view(Stage())["counts"] == {"c2": 1, "c3": 1}
    assert room.view(Stage())["items"]["c1"]["stand"]["who"] == "Later"


def test_nobody_is_near() -> None:
    room = Hall(hearts=1)
    assert list(harvest.near(room.state, "ana", room.context)) == []


# ── people who aren't there, and very many of them ──────────────────────────


@pytest.mark.parametrize("look", ["wall", "one", "walk", "constellation", "rounds"])
@pytest.mark.parametrize("seed", range(2))
def test_pretend_people_look_love_and_add_and_are_never_refused(look: str, seed: int) -> None:
    room = Hall(look=look, hearts=2, ask_missing="What is missing?", stand=True, by="table", review=False)
    room._dice = Random(seed)
    assert room.robots() >= 2 * len(PEOPLE)
    assert set(room.view(Console())["done"]) == set(PEOPLE)
    room.close()
    assert room.pretend("ana") is None


def test_two_hundred_pieces_hang_in_good_order_and_reasonable_size() -> None:
    people = {f"p{no}": 1 + no % 3 for no in range(40)}
    entries = [written(f"i{no}", f"p{no % 40}", f"Line {no} " + "word " * 20, no) for no in range(200)]
    room = Hall(*entries, people=people, hearts=3, cluster=True)
    room.play("facilitator", "cluster", items=[f"i{no}" for no in range(0, 200, 2)], name="Even")
    room.play("facilitator", "cluster", items=[f"i{no}" for no in range(1, 200, 4)], name="Odd")
    assert len(room.order()) == 200
    assert room.order()[:3] == ["i0", "i2", "i4"]
    assert len(json.dumps(room.view(Floor()))) < 60_000
    assert len(json.dumps(room.view(Me("p1")))) < 500


# ── a careless agenda ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "from_sources"),
        ({"from_sources": []}, "from_sources"),
        ({"from_sources": ["a"], "look": "board"}, "a board needs columns"),
        ({"from_sources": ["a"], "by": "column"}, "a board needs columns"),
        ({"from_sources": ["a"], "columns": COLUMNS + COLUMNS[:1]}, "two of the columns have the same id"),
        ({"from_sources": ["a"], "marks": [*MARKS, *MARKS]}, "two of the marks have the same id"),
        ({"from_sources": ["a"], "look": "mosaic"}, "look"),
        ({"from_sources": ["a"], "hearts": -1}, "hearts"),
        ({"from_sources": ["a"], "colour": "red"}, "colour"),
    ],
)
def test_a_careless_agenda_is_told_which_key(settings: Mapping[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        harvest.Settings.model_validate(settings)
