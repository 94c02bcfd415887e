"""What a suspicious mind tried: each of these is a promise that a small story could break."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from tests.house import Guest, House
from tests.kinds.room import NOON, SCREEN, Room, refused
from workshop import notes, roster
from workshop.kinds import canvas, harvest, match, question, rate
from workshop.kinds.contract import Brought
from workshop.moves import Console, Entry, Fact, Floor, Me, Stage, Table
from workshop.pool import Pool
from workshop.web import desk, doors

MORNING = str(Path(__file__).parent / "people.toml")

SCALE = [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}, {"id": "three", "label": "Three"}]
THINGS = [{"id": "a", "title": "A"}, {"id": "b", "title": "B"}]
PEOPLE = {"ana": 1, "ben": 1, "cem": 2}


@pytest.fixture
def hall(house_of: Callable[..., House]) -> House:
    return house_of(MORNING)


def add(house: House, name: str, table: int) -> str:
    answer = house.facilitator.play("add_person", name=name, table=table)
    assert answer["ok"], answer
    return str(answer["data"]["id"])


def write(guest: Guest, box: str, text: str, screen: str = "", **more: Any) -> str:
    answer = guest.play("write", screen, box=box, text=text, **more)
    assert answer["ok"], answer
    return str(answer["data"]["entry"]["id"])


def drawn_for(house: House, whose: str, screen: str) -> str:
    """What the console's own way of typing for others answers."""
    with Flask(__name__).test_request_context(f"/?for={whose}"):
        return str(desk.voice(None, house.run, screen).get_data(as_text=True))  # type: ignore[arg-type]


def helped(house: House, helper: Guest, whose: str, screen: str) -> str:
    """What a phone at the table gets when it asks for somebody without one."""
    access = SimpleNamespace(seat=lambda *_: helper.seat)
    with Flask(__name__).test_request_context(f"/?for={whose}"):
        return str(doors.aside(SimpleNamespace(access=access), house.run, screen).get_data(as_text=True))  # type: ignore[arg-type]


# ── one person under two ids ────────────────────────────────────────────────


def test_two_ids_can_never_point_at_each_other(hall: House) -> None:
    """Readmitting a merged id, and merging the other way, would let `now` turn in circles for ever."""
    ben, again = hall.join("Ben", table=1), hall.join("Ben", table=2)
    hall.facilitator.play("merge_people", person=again.id, into=ben.id)
    assert hall.facilitator.refused("readmit", person=again.id) == "unknown_person"
    hall.facilitator.play("merge_people", person=ben.id, into=again.id)
    people = hall.run.roster.people
    assert not (people[ben.id].merged == again.id and people[again.id].merged == ben.id)


def test_somebody_with_a_phone_who_was_added_without_one_speaks_for_themselves(hall: House) -> None:
    """Otherwise everybody at the table may type for them, and read what they keep to themselves."""
    okoye, ana = add(hall, "Mr Okoye", 2), hall.join("Ana", table=2)
    himself = hall.join("Mr Okoye", table=2)
    hall.go("who.bring")
    write(himself, "why", "Kept to myself", visibility="me")
    hall.facilitator.play("merge_people", person=himself.id, into=okoye)
    assert hall.run.roster.people[okoye].phone
    assert ana.refused("write", box="offer", text="Mine for him", **{"for": okoye}) == "unknown_person"


def test_whoever_is_forgotten_is_forgotten_under_all_their_ids(hall: House) -> None:
    ben, again = hall.join("Ben", table=1), hall.join("Benjamin Marker", table=2, organisation="Marker School")
    hall.facilitator.play("merge_people", person=again.id, into=ben.id)
    ben.play("erase", how="words")
    assert "Marker" not in json.dumps(hall.view(Console()))
    assert "Marker" not in notes.data_json(hall.run, hall.store.facts(hall.run_id), private=True)


def test_of_two_pointings_the_later_one_holds() -> None:
    """The order of a dict is when somebody pointed first, not when they pointed last."""
    room = Room(question, {"phase": "table"}, people=PEOPLE)
    state = replace(room.state, points={})
    for person, wanted in (("kept", "old"), ("gone", "older"), ("kept", "newest")):
        state = question.apply(state, Fact(1, "run", "point", SCREEN, person, NOON, "m", {"question": wanted}))
    assert question.unite(state, "gone", "kept").points["kept"] == "newest"


def test_marks_of_one_person_under_two_ids_count_once_in_the_data(house: House) -> None:
    ben, again = house.join("Ben", table=1), house.join("Ben", table=1)
    house.go("stand.rate")
    ben.play("mark", item="planning", value=1)
    again.play("mark", item="planning", value=2)
    house.facilitator.play("merge_people", person=again.id, into=ben.id)
    house.facilitator.play("reveal", "stand.rate")
    assert house.view(Stage())["screen"]["view"]["result"]["planning"]["counts"] == {"2": 1}
    rows = notes.sheets(house.run, house.store.facts(house.run_id))["marks.csv"].strip().splitlines()[1:]
    assert len(rows) == 1, rows


def test_hands_that_were_counted_are_in_the_data(house: House) -> None:
    ana = house.join("Ana", table=1)
    add(house, "Mr Okoye", 1)
    house.go("stand.rate")
    assert ana.play("hands", item="planning", counts={"1": 2})["ok"]
    house.facilitator.play("reveal", "stand.rate")
    rows = notes.sheets(house.run, house.store.facts(house.run_id))["marks.csv"].strip().splitlines()[1:]
    assert rows, "the hands are nowhere in the marks"


# ── who may read what ───────────────────────────────────────────────────────


def test_typing_for_somebody_shows_the_facilitator_nothing_they_keep_to_themselves(hall: House) -> None:
    ana = hall.join("Ana", table=1)
    hall.go("who.bring")
    write(ana, "why", "a marker kept to myself", visibility="me")
    assert "marker kept" not in drawn_for(hall, ana.id, "who.bring")


def test_typing_for_somebody_is_no_way_around_a_blind_rating(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.go("stand.rate")
    ana.play("mark", item="planning", value=2.5, reason="a marker of a reason")
    seen = json.loads(drawn_for(house, ana.id, "stand.rate"))["screen"]["view"]
    assert "planning" not in seen.get("mine", {})
    assert "marker" not in json.dumps(seen)


def test_sitting_down_next_to_somebody_is_no_way_to_read_what_another_typed_for_them(hall: House) -> None:
    """Who has no phone is helped by one at their table. Whoever comes over later has not heard it."""
    okoye, ana, eve = add(hall, "Mr Okoye", 2), hall.join("Ana", table=2), hall.join("Eve", table=1)
    hall.go("who.bring")
    write(ana, "why", "a marker for Ana's ears", visibility="me", **{"for": okoye})
    eve.play("sit_at", table=2)
    assert "marker" in helped(hall, ana, okoye, "who.bring")
    assert "marker" not in helped(hall, eve, okoye, "who.bring")


def test_claiming_a_need_without_a_name_does_not_tell_whose_it_is() -> None:
    people = {"ana": {"table": 1, "named": True}, "ben": {"table": 2, "named": True}}
    room = Room(match, {"review": False}, people=people)
    need = room.play("ana", "need", text="Somebody to talk to", named=False).data["entry"]["id"]
    assert "by" not in room.view(Floor())["needs"][need]
    room.play("ben", "claim", need=need, how="know")
    (claim,) = room.view(Me("ben"))["claims"].values()
    assert "by" not in claim, "he knows her name without her having said yes"


def test_the_note_names_nobody_whose_need_was_without_a_name() -> None:
    people = {"ana": {"table": 1, "named": True}, "ben": {"table": 2, "named": True}}
    room = Room(match, {"review": False}, people=people)
    need = room.play("ana", "need", text="Somebody to talk to", named=False).data["entry"]["id"]
    claim = room.play("ben", "claim", need=need, how="help").data["claim"]
    room.play("ana", "accept", claim=claim)
    section = room.notes()
    assert section is not None
    assert "Ana" not in json.dumps(section.blocks)


def test_what_somebody_calls_themselves_on_a_claims_board_is_read_before_it_is_shown() -> None:
    """The facilitator took the offer on as it stood then; other words do not slip in behind it."""
    entry = Entry(
        "e1", "a.b", "collect", "claim", "ana", 1, "We halved it", "room", named=False, at=NOON, shown="shown"
    )
    carried = {"claims": [Brought("e1", "We halved it", person="ana", at=NOON)]}
    settings = {"from_sources": ["claims"], "stand": True}
    room = Room(harvest, settings, people=PEOPLE, brought=carried, entries=Pool().having([entry]))
    room.play("ben", "to_get", item="e1", who="Ben")
    room.play("facilitator", "stand", item="e1", person="ben", **{"as": "to_get"})
    assert "Ben" in json.dumps(room.view(Stage()))
    room.play("ben", "to_get", item="e1", who="something rude")
    assert "rude" not in json.dumps(room.view(Stage()))


def test_no_export_holds_anybodys_way_through_the_room(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.go("corners.talk")
    ana.play("go_to", topic="door")
    ana.play("go_to", topic="window")
    house.facilitator.play("end")
    for private in (False, True):
        told = json.loads(notes.data_json(house.run, house.store.facts(house.run_id), private=private))
        assert not [fact for fact in told["facts"] if "places" in fact["data"]], f"private={private}"


def test_a41_in_the_note_a_thing_that_one_of_a_partnership_rated_is_not_told_alone() -> None:
    people: dict[str, Any] = {f"n{no}": {"table": 1, "partnership": "North"} for no in range(5)}
    people |= {f"s{no}": {"table": 2, "partnership": "South"} for no in range(5)}
    room = Room(rate, {"items": THINGS, "scale": SCALE}, people=people, partnerships=("North", "South"))
    for person in people:
        room.play(person, "mark", item="a", value=2)
    for person in ("n0", *(f"s{no}" for no in range(5))):
        room.play(person, "mark", item="b", value=1 if person == "n0" else 3)
    room.reveal()
    shown = room.view(Stage())["result"]["b"]["slices"]
    assert all("counts" not in one for one in shown.values())  # the hall sees neither
    north = next(one for one in room.sections() if "North" in one.title)
    row = next(row for block in north.blocks if "table" in block for row in block["table"]["rows"] if row[0] == "B")
    assert "1 · 0 · 0" not in json.dumps(row, ensure_ascii=False), "the note tells where one person stands"


def test_words_of_somebody_forgotten_are_in_no_older_version() -> None:
    room = Room(canvas, {"scope": "table", "boxes": [{"id": "works", "ask": "What works?"}]}, people=PEOPLE)
    line = room.play("ana", "add", box="works", text="A plain line").data["entry"]["id"]
    room.play("ben", "rewrite", entry=line, text="Marker by Ben", seen=1)
    room.play("ana", "rewrite", entry=line, text="A plain line, mended", seen=2)
    context = room.context
    after = roster.apply(
        context.roster, Fact(9, "run", "erase", "", "ben", NOON, "m", {"person": "ben", "how": "words"})
    )
    seen = canvas.view(room.state, Table(1), replace(context, roster=after))
    assert "Marker by Ben" not in json.dumps(seen)


def by_role(roles: dict[str, int]) -> Room:
    """A revealed rating of one thing by so many people of each role, shown by role."""
    people = {f"{role}{no}": {"table": 1, "role": role} for role, count in roles.items() for no in range(count)}
    room = Room(rate, {"items": THINGS[:1], "scale": SCALE}, people=people)
    for person in people:
        room.play(person, "mark", item="a", value=1 + len(person) % 3)
    room.reveal()
    room.play("facilitator", "slice", by="role")
    return room


def test_a41_nobody_opens_a_small_slice_by_stepping_into_it_afterwards() -> None:
    room = by_role({"Head": 6, "Governor": 3, "Teacher": 5})
    before = {one["name"]: one for one in room.view(Stage())["result"]["a"]["slices"].values()}
    assert "counts" not in before["Governor"]
    room.play("Head0", "change", role="Governor")  # and takes the own mark away from what is shown then
    after = {one["name"]: one for one in room.view(Stage())["result"]["a"]["slices"].values()}
    assert "counts" not in after["Governor"]


def test_what_somebody_calls_their_role_is_not_on_the_stage_before_anybody_read_it(house: House) -> None:
    guests = [house.join(f"P{no}", table=1, role="Host") for no in range(5)]
    guests.append(house.join("Eve", table=1, role="something rude"))
    house.go("stand.rate")
    for guest in guests:
        guest.play("mark", item="planning", value=1)
    house.facilitator.play("reveal", "stand.rate")
    house.facilitator.play("slice", "stand.rate", by="role")
    assert "rude" not in json.dumps(house.view(Stage()))


def test_a45_a_need_whose_only_helper_was_sent_out_is_still_looked_for() -> None:
    room = Room(match, {"review": False}, people=PEOPLE)
    need = room.play("ana", "need", text="Cables").data["entry"]["id"]
    room.play("ben", "claim", need=need, how="help")
    room.play("facilitator", "remove", person="ben")
    assert room.view(Stage())["needs"][need]["standing"] == "open"
    assert [one.id for one in room.brings("unmet", Stage())] == [need]


# ── law 1: whose view a fact changes ────────────────────────────────────────


def test_a_mark_after_moving_on_reaches_the_table_where_its_reason_lies(house: House) -> None:
    ana, _ben = house.join("Ana", table=1), house.join("Ben", table=2)
    house.go("stand.rate")
    ana.play("mark", item="planning", value=1, reason="Said at table one")
    house.facilitator.play("reveal", "stand.rate")
    ana.play("sit_at", table=2)
    house.sit_everywhere()
    ana.play("mark", "stand.rate", item="planning", value=3)
    house.assert_patched_is_fresh()


def test_what_a_table_did_on_an_earlier_screen_is_not_missed_by_a_late_comer(house: House) -> None:
    """`missed` of a late comer hangs on what others at the table do on that screen."""
    ana = house.join("Ana", table=1)
    house.go("bend.sheet")
    ana.play("add", box="issue", text="The projector")
    ana.play("choose", box="direction", option="less")
    ana.play("add", box="works", text="Come an hour early")
    house.go("stand.rate")
    dev = house.join("Dev", table=1)
    assert "bend.sheet" in dev.me["missed"]
    house.sit_everywhere()
    assert ana.play("essential", "bend.sheet", text="Come earlier")["ok"]
    house.assert_patched_is_fresh()


def test_a_star_on_words_that_are_taken_back_is_gone_from_the_phone_of_who_gave_it(hall: House) -> None:
    """A finding of one's own may hold another's words: withdrawing them changes a view that nobody calls near."""
    ana, ben = hall.join("Ana", table=1), hall.join("Ben", table=1)
    hall.go("imagine.deck")
    ana.play("turn")
    card = next(iter(hall.view(Table(1))["screen"]["view"]["turned"]))
    thought = ana.play("think", card=card, text="A marker of a thought", visibility="table")["data"]["entry"]["id"]
    assert ben.play("star", entry=thought)["ok"]
    hall.go("stock.three")
    hall.sit_everywhere()
    assert "A marker" in json.dumps(ben.me["screen"])
    ana.play("withdraw", entry=thought)
    hall.assert_patched_is_fresh()


# ── a hostile client ────────────────────────────────────────────────────────


def test_a_million_hands_are_refused_before_anybody_counts_them() -> None:
    room = Room(rate, {"items": THINGS, "scale": SCALE}, people=PEOPLE)
    begun = time.perf_counter()
    assert refused(room, "ana", "hands", item="a", counts={"1": 3_000_000}) == "too_many_hands"
    assert time.perf_counter() - begun < 0.1, (
        "a list of all of them was made first: a billion would take the house down"
    )


def test_a_line_written_over_and_over_does_not_grow_without_end_on_everybodys_phone() -> None:
    room = Room(canvas, {"scope": "table", "boxes": [{"id": "works", "ask": "What works?"}]}, people=PEOPLE)
    line = room.play("ana", "add", box="works", text="x" * 160).data["entry"]["id"]
    for seen in range(1, 120):
        room.play("ana", "rewrite", entry=line, text=f"{seen} ".ljust(160, "x"), seen=seen)
    assert len(json.dumps(room.view(Table(1)))) < 16_384


def test_sharing_and_not_sharing_a_phone_makes_no_crowd_of_people_who_never_were(hall: House) -> None:
    ana = hall.join("Ana", table=1)
    for _ in range(6):
        ana.play("share_phone", people=13)
        ana.play("share_phone", people=1)
    assert len(hall.run.roster.people) <= 13


@pytest.mark.parametrize("item", [["e1"], {"e1": 1}])
def test_a_heart_for_something_that_is_no_id_is_malformed(item: Any) -> None:
    room = Room(harvest, {"from_sources": ["claims"], "hearts": 3}, people=PEOPLE)
    assert refused(room, "ana", "heart", item=item) == "malformed"


def test_true_is_no_table() -> None:
    room = Room(question, {"phase": "table", "review": True}, people=PEOPLE)
    room.play("ana", "write", text="What would we miss?", visibility="table")
    (mine,) = [entry.id for entry in room.pool]
    room.play("ana", "settle", entry=mine)
    assert refused(room, "facilitator", "wall", tables=[True], on=True) == "unknown_table"


def test_paper_can_be_typed_onto_any_screen(house: House) -> None:
    house.join("Ana", table=1)
    for screen in ("bend.sheet", "stand.rate", "help.market", "corners.talk", "ask.swap", "gallery.treats"):
        house.go(screen)
        assert json.loads(drawn_for(house, "paper", screen))["screen"]["open"]


# ── papers ──────────────────────────────────────────────────────────────────


def test_the_last_day_of_all_days_is_a_day_too(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.go("promise.will")
    fields = {"when": "never", "asker": "Ben", "date": "9999-12-31"}
    entry = ana.play("write", box="will", text="Ring Ben", fields=fields)
    if not entry["ok"]:
        return  # it may also be refused
    own = notes.promises(house.run, ana.id)[entry["data"]["entry"]["id"]]
    assert notes.commitment_file(house.run, own) is not None


def test_links_of_an_essential_are_no_ballot(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.go("bend.sheet")
    ana.play("essential", text="Come earlier")
    house.facilitator.play("end")
    rows = notes.sheets(house.run, house.store.facts(house.run_id), private=True)["ballots.csv"].strip().splitlines()
    assert len(rows) == 2, rows  # the notice and the head


def test_a_formula_behind_a_semicolon_is_none_any_more() -> None:
    """Half of Europe's spreadsheets part cells at semicolons."""
    from workshop.notes import data, turns

    book = data._Book.__new__(data._Book)
    object.__setattr__(book, "private", False)
    object.__setattr__(book, "turn", turns.alone)
    assert '"a;\'=1+1"' in book.csv(["h"], [["a;=1+1"]])


# ── a fourth essential ──────────────────────────────────────────────────────


def test_a47_a_taken_down_essential_does_not_come_back_as_a_fourth(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.go("bend.sheet")
    ids = [ana.play("essential", text=f"No {no}")["data"]["entry"]["id"] for no in range(3)]
    house.facilitator.play("hide", entries=[ids[0]])
    ana.play("essential", text="Instead")
    house.facilitator.play("show", entries=[ids[0]])
    lines = house.view(Table(1))["screen"]["view"]["canvas"]["lines"]
    assert len(lines) <= 3
