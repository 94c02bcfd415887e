"""Questions: written, swapped with a neighbour, taken back stronger, and one chosen by each table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError
from room import Room, refused
from session import Session

from workshop import decks
from workshop.kinds import question
from workshop.kinds.contract import Brought
from workshop.matters import neighbours
from workshop.moves import Console, Floor, Me, Stage, Table
from workshop.roster import Person, Roster, TableSeat

DECKS = {name: decks.read(decks.shipped() / f"{name}.toml") for name in ("ladder", "question-marks", "reframings")}
PEOPLE: Mapping[str, int | Mapping[str, Any]] = {
    "ana": {"table": 1, "named": True},
    "ben": 1,
    "cem": {"table": 2, "named": True},
    "dee": 2,
}

SCREENS = """
[[step.screen]]
id = "show"
kind = "question"
title = "The ladder"
phase = "show"
deck = "reframings"
ladder_deck = "ladder"
marks_deck = "question-marks"

[[step.screen]]
id = "write"
kind = "question"
title = "Write one"
phase = "write"
ladder_deck = "ladder"

[[step.screen]]
id = "swap"
kind = "question"
title = "Swap"
phase = "swap"
ladder_deck = "ladder"
marks_deck = "question-marks"
  [[step.screen.carry]]
  name = "questions"
  from = "s.write#questions"
  whose = "table"
  most = 40
  show = "kind"

[[step.screen]]
id = "choose"
kind = "question"
title = "One for the table"
phase = "table"
ladder_deck = "ladder"
  [[step.screen.carry]]
  name = "questions"
  from = "s.swap#questions"
  whose = "table"
  most = 40
  show = "kind"

[[step.screen]]
id = "wall"
kind = "question"
title = "Our questions"
phase = "wall"
  [[step.screen.carry]]
  name = "tables"
  from = "s.choose#table"
  whose = "room"
  most = 40
  show = "kind"
"""


def room(phase: str = "write", people: Mapping[str, int | Mapping[str, Any]] = PEOPLE, **settings: Any) -> Room:
    """One part by itself. Ana and Ben sit at table 1, Cem and Dee at table 2."""
    said = {"phase": phase, "ladder_deck": "ladder", "marks_deck": "question-marks", **settings}
    return Room(question, said, people=people, decks=DECKS)


def wrote(at: Room, who: str, text: str, **data: Any) -> str:
    """Somebody's question; its id."""
    return str(at.play(who, "write", text=text, **data).data["entry"]["id"])


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """All parts one after the other. Ana and Ben at table 1, Cem and Dee at 2, Eli alone at 3."""
    return Session(tmp_path, SCREENS, {"ana": 1, "ben": 1, "cem": 2, "dee": 2, "eli": 3})


def written(session: Session, who: str, text: str, **data: Any) -> str:
    return str(session.play(who, "write", text=text, **data).data["entry"]["id"])


# ── the ladder ──────────────────────────────────────────────────────────────


def test_an_example_stands_low_until_the_facilitator_lets_it_climb() -> None:
    shown = room("show", deck="reframings")
    assert shown.view(Stage())["climbing"] == {}
    shown.play("facilitator", "example", no=2)
    assert shown.view(Stage())["climbing"] == {"weak": "Which school should lead on attendance?", "from": 2}
    assert shown.who_reads("How could attendance be led") == {"console"}
    shown.play("facilitator", "example", no=2, strong=True)
    assert shown.view(Stage())["climbing"]["to"] == 7
    assert shown.view(Stage())["climbing"]["lever"] == "Assumptions"
    assert refused(shown, "facilitator", "example", no=99) == "unknown_item"
    assert refused(shown, "ana", "example", no=1) == "not_yours"


def test_a_question_finds_its_rung_by_its_first_words_and_its_author_may_change_it() -> None:
    asked = room()
    mine = wrote(asked, "ana", "Which school goes first?")
    assert asked.view(Me("ana"))["mine"][mine]["rung"] == 2
    asked.play("ana", "rung", entry=mine, rung=6)
    assert asked.view(Me("ana"))["mine"][mine]["rung"] == 6
    asked.play("ana", "rung", entry=mine, rung=0)
    assert asked.view(Me("ana"))["mine"][mine]["rung"] == 2
    asked.play("ana", "edit", entry=mine, text="What if nobody went first?")
    assert asked.view(Me("ana"))["mine"][mine]["rung"] == 9
    assert refused(asked, "ben", "rung", entry=mine, rung=9) == "unknown_entry"
    assert refused(asked, "ana", "rung", entry=mine, rung=10) == "malformed"


def test_the_phone_has_the_ladder_so_that_it_can_suggest_while_somebody_types() -> None:
    seen = room().view(Floor())
    assert seen["ladder"]["9"] == {
        "no": 9,
        "opener": "What if",
        "lift": "Good. Now ask what the first step would be.",
        "starts": ["what if"],
    }
    assert next(mark["text"] for mark in seen["marks"].values()) == "Makes me stop and look for what it really means"


def test_five_marks_can_be_ticked_on_ones_own_question_only() -> None:
    asked = room()
    mine = wrote(asked, "ana", "What holds us?")
    asked.play("ana", "marks", entry=mine, marks=["spark", "deep"])
    assert asked.view(Me("ana"))["mine"][mine]["marks"] == ["deep", "spark"]
    assert refused(asked, "ana", "marks", entry=mine, marks=["loud"]) == "malformed"
    assert refused(asked, "ben", "marks", entry=mine, marks=[]) == "unknown_entry"


def test_marks_stand_in_a_deck_or_in_the_agenda_but_not_in_both() -> None:
    assert room(marks_deck="", marks=[{"id": "one", "text": "Only this"}]).view(Floor())["marks"] == {
        "one": {"no": 1, "text": "Only this"}
    }
    with pytest.raises(ValidationError, match="not both"):
        question.Settings(marks_deck="x", marks=[{"id": "one", "text": "Only this"}])


# ── who reads what ──────────────────────────────────────────────────────────


def test_a_question_is_read_by_whom_its_author_chose() -> None:
    asked = room()
    for who, visibility, marker in (
        ("ana", "me", "MINE"),
        ("ben", "table", "TABLES"),
        ("cem", "facilitator", "LEADS"),
        ("dee", "room", "ROOMS"),
    ):
        wrote(asked, who, f"What about {marker}?", visibility=visibility)
    assert asked.who_reads("MINE") == {"me:ana"}
    assert asked.who_reads("TABLES") == {"me:ben", "table:1"}
    assert asked.who_reads("LEADS") == {"me:cem", "console"}
    assert asked.who_reads("ROOMS") == {"me:dee", "table:2", "console"}
    asked.play("facilitator", "show", entries=["e4"])
    assert "stage" in asked.who_reads("ROOMS")


def test_one_question_each_unless_the_agenda_wants_more() -> None:
    asked = room()
    wrote(asked, "ana", "What?")
    assert refused(asked, "ana", "write", text="And how?") == "too_many"
    more = room(most=2)
    wrote(more, "ana", "What?")
    wrote(more, "ana", "And how?")


def test_nothing_is_taken_while_the_screen_is_closed() -> None:
    asked = room()
    asked.close()
    assert refused(asked, "ana", "write", text="What?") == "not_open"


# ── pairs ───────────────────────────────────────────────────────────────────


def seated(*people: int) -> Roster:
    """So many people at each table."""
    who = [(f"p{no}.{seat}", no) for no, count in enumerate(people, start=1) for seat in range(count)]
    tables = {no: TableSeat(no) for no in range(1, len(people) + 1)}
    return Roster({id_: Person(id_, id_, table) for id_, table in who}, tables)


def test_a26_odd_pairs_eleven_pairs_and_one_trio_and_nobody_waits_alone() -> None:
    for tables in ((25,), (5, 5, 5, 5, 5), (1, 9, 7, 2, 6)):
        made = neighbours.paired(seated(*tables))
        assert sorted(map(len, made)) == [2] * 11 + [3], tables
        assert len({one for group in made for one in group}) == 25


def test_a26_a_late_comer_makes_two_pairs_of_a_trio_only_if_it_has_not_begun() -> None:
    people = seated(4)
    trio = (("p1.0", "p1.1", "p1.2"),)
    assert neighbours.joined(trio, "p1.3", people, lambda group: False) == (("p1.0", "p1.1"), ("p1.2", "p1.3"))
    assert neighbours.joined(trio, "p1.3", people, lambda group: True) == (("p1.0", "p1.1", "p1.2", "p1.3"),)


def test_a26_a_late_comer_joins_a_pair_at_their_own_table() -> None:
    people = seated(3, 2)
    made = (("p2.0", "p2.1"), ("p1.0", "p1.1"))
    assert neighbours.joined(made, "p1.2", people, lambda group: False) == (
        ("p2.0", "p2.1"),
        ("p1.0", "p1.1", "p1.2"),
    )


def test_a26_whose_neighbour_has_left_finds_another(session: Session) -> None:
    session.go("swap")
    session.play("ana", "write", text="What?")
    session.play("ana", "give")
    assert set(session.phone("ana")["neighbours"]) != set()
    session.play("ben", "leave")
    assert session.phone("ana")["neighbours"] == {}
    session.play("ana", "give")
    assert len(session.phone("ana")["neighbours"]) >= 1


def test_a26_in_the_room_itself_the_first_who_hands_over_makes_pairs_of_everybody() -> None:
    people = {f"p{no}": {"table": no % 3 + 1} for no in range(25)}
    swap = room("swap", people=people)
    wrote(swap, "p1", "What?")
    swap.play("p1", "give")
    assert all(swap.view(Me(person))["neighbours"] for person in people)
    assert swap.view(Console())["alone"] == 0
    assert swap.view(Console())["pairs"] == 12


def test_the_facilitator_can_have_other_pairs_made() -> None:
    swap = room("swap", people={name: 1 for name in ("ana", "ben", "cem", "dee")})
    swap.play("facilitator", "pair")
    before = swap.state.pairs
    swap.play("facilitator", "pair")
    assert sorted(map(len, swap.state.pairs)) == [2, 2]
    assert set(map(frozenset, swap.state.pairs)) != set(map(frozenset, before))
    assert refused(swap, "ana", "pair") == "not_yours"


# ── the swap ────────────────────────────────────────────────────────────────


def swapped(session: Session, visibility: str = "room") -> tuple[str, str]:
    """Ana's question, made stronger by Ben; both ids."""
    session.go("write")
    mine = written(session, "ana", "Do we BEFORE enough?", visibility=visibility, named=True)
    session.go("swap")
    session.play("ana", "give")
    better = session.play("ben", "strengthen", entry=mine, text="What if we AFTER together?").data["entry"]["id"]
    return mine, better


def test_a_neighbour_makes_it_stronger_and_the_author_may_take_it(session: Session) -> None:
    mine, better = swapped(session, "table")
    assert session.who_reads("BEFORE") == {"ana", "ben"}
    assert session.who_reads("AFTER") == {"ana", "ben"}
    version = session.phone("ana")["mine"][mine]["versions"][better]
    assert (version["rung"], version["taken"]) == (9, False)
    session.play("ana", "take", entry=better, on=True)
    assert session.phone("ana")["mine"][mine]["versions"][better]["taken"] is True
    assert session.phone("ben")["theirs"][mine]["versions"][better]["taken"] is True
    assert session.refused("ben", "take", entry=better, on=False) == "unknown_entry"
    session.play("ana", "take", entry=better, on=False)
    assert session.phone("ana")["mine"][mine]["versions"][better]["taken"] is False


def test_only_the_neighbour_makes_it_stronger_and_not_without_end(session: Session) -> None:
    mine, _ = swapped(session)
    assert session.refused("cem", "strengthen", entry=mine, text="Mine is better") == "unknown_entry"
    for text in ("And how?", "And why?"):
        session.play("ben", "strengthen", entry=mine, text=text)
    assert session.refused("ben", "strengthen", entry=mine, text="And again") == "too_many"


def test_what_somebody_keeps_for_themselves_reaches_the_neighbour_only_when_handed_over(session: Session) -> None:
    session.go("write")
    written(session, "ana", "Why SECRET?", visibility="me")
    session.go("swap")
    session.play("facilitator", "pair")
    assert session.who_reads("SECRET") == {"ana"}
    session.play("ana", "give")
    assert session.who_reads("SECRET") == {"ana", "ben"}
    better = session.play("ben", "strengthen", entry=next(iter(session.phone("ben")["theirs"])), text="What HUSH?")
    assert better.data["entry"]["visibility"] == "me"
    session.play("ana", "take", entry=better.data["entry"]["id"])
    assert session.who_reads("HUSH") == {"ana", "ben"}
    session.go("choose")
    assert session.who_reads("SECRET") | session.who_reads("HUSH") == set()


def test_ones_own_better_words_count_at_once(session: Session) -> None:
    session.go("write")
    mine = written(session, "ana", "Is it?")
    session.go("swap")
    session.play("ana", "strengthen", entry=mine, text="How would we know?")
    assert [one["taken"] for one in session.phone("ana")["mine"][mine]["versions"].values()] == [True]


def test_who_missed_the_writing_writes_on_the_part_that_is_up(session: Session) -> None:
    session.go("swap")
    mine = written(session, "dee", "What did I miss?")
    session.play("dee", "give")
    assert mine in session.phone("cem")["theirs"]


def test_the_stage_counts_questions_by_rung_and_shows_only_what_was_let_up(session: Session) -> None:
    mine, better = swapped(session)
    session.play("ana", "take", entry=better)
    stage = session.view(Stage())
    assert stage["rungs"] == {"9": 1}
    assert (stage["stronger"], stage["of"]) == (1, 1)
    assert stage["climbs"] == {}
    session.show(mine)
    assert session.view(Stage())["climbs"] == {}, "both words, or none"
    session.show(better)
    climb = session.view(Stage())["climbs"][mine]
    assert (climb["from"], climb["to"]) == (1, 9)
    assert session.view(Console())["swaps"][mine]["shown"] is True


def test_withdrawing_the_question_takes_everything_along(session: Session) -> None:
    mine, better = swapped(session)
    session.play("ana", "take", entry=better)
    session.show(mine, better)
    session.play("ana", "withdraw", entry=mine)
    assert session.who_reads("BEFORE") == set()
    assert session.view(Stage())["climbs"] == {}
    session.go("choose")
    assert session.who_reads("BEFORE") | session.who_reads("AFTER") == set()


def test_withdrawing_the_better_words_leads_back_to_the_first(session: Session) -> None:
    mine, better = swapped(session)
    session.play("ana", "take", entry=better)
    session.play("ben", "withdraw", entry=better)
    session.go("choose")
    assert session.phone("ben")["candidates"][mine]["text"] == "Do we BEFORE enough?"


# ── the table's question ────────────────────────────────────────────────────


def chosen(session: Session) -> str:
    """Table 1 chose Ana's question in Ben's words."""
    mine, better = swapped(session, "table")
    session.play("ana", "take", entry=better)
    session.go("choose")
    session.play("ana", "settle", entry=mine)
    return mine


def test_the_table_points_and_the_one_with_the_pen_settles(session: Session) -> None:
    mine, better = swapped(session, "table")
    session.play("ana", "take", entry=better)
    session.go("choose")
    candidate = session.phone("ben")["candidates"][mine]
    assert (candidate["text"], candidate["rung"]) == ("What if we AFTER together?", 9)
    session.play("ben", "point", entry=mine)
    assert session.phone("ana")["candidates"][mine]["points"] == 1
    session.play("ben", "point", entry=mine)
    assert session.phone("ana")["candidates"][mine]["points"] == 0
    assert session.refused("ben", "settle", entry=mine) == "no_pen"
    assert session.refused("cem", "settle", entry=mine) == "unknown_entry"
    session.play("ana", "settle", entry=mine)
    assert session.phone("ben")["settled"]["text"] == "What if we AFTER together?"


def test_a_tables_question_reaches_the_wall_once_the_facilitator_has_read_it(session: Session) -> None:
    chosen(session)
    assert "stage" not in session.who_reads("AFTER")
    assert session.view(Console())["tables"]["1"]["settled"]["text"] == "What if we AFTER together?"
    session.play("facilitator", "wall", tables=[1], on=True)
    assert [one["text"] for one in session.view(Stage())["questions"].values()] == ["What if we AFTER together?"]
    session.go("wall")
    assert [one["text"] for one in session.view(Stage())["questions"].values()] == ["What if we AFTER together?"]
    session.go("choose")
    session.play("facilitator", "wall", tables=[1], on=False)
    session.go("wall")
    assert session.view(Stage())["questions"] == {}


def test_words_that_change_after_reading_are_read_again(session: Session) -> None:
    chosen(session)
    session.play("facilitator", "wall", tables=[1], on=True)
    better = next(entry.id for entry in session.now.pool if "AFTER" in entry.text)
    session.play("ben", "edit", "swap", entry=better, text="What if we AFTERWARDS?")
    assert session.view(Stage())["questions"] == {}
    assert session.view(Console())["tables"]["1"]["settled"] != {}


def test_a_table_may_write_new_words_and_anyone_may_where_nobody_has_the_pen(session: Session) -> None:
    session.go("choose")
    fact = session.play("eli", "settle", text="How OWN is it?")
    assert session.phone("eli")["settled"]["text"] == "How OWN is it?"
    assert "stage" not in session.who_reads("OWN")
    session.show(fact.data["entry"]["id"])
    assert "stage" in session.who_reads("OWN")


def test_the_tables_question_can_be_pinned_and_carried_on(session: Session) -> None:
    chosen(session)
    context = session.now.context("s.choose")
    state = session.state("choose")
    assert [one.text for one in question.bring(state, "table", Table(1), context)] == ["What if we AFTER together?"]
    assert [one.table for one in question.bring(state, "table", session.me("ben"), context)] == [1]
    assert list(question.bring(state, "table", Table(2), context)) == []
    assert list(question.bring(state, "table", Stage(), context)) == []
    session.play("facilitator", "wall", tables=[1], on=True)
    context = session.now.context("s.choose")
    assert [one.table for one in question.bring(session.state("choose"), "table", Stage(), context)] == [1]


def test_merged_tables_keep_their_questions(session: Session) -> None:
    mine = chosen(session)
    session.play("facilitator", "merge_tables", table=1, into=2)
    assert mine in session.phone("cem")["candidates"]
    found = question.bring(session.state("choose"), "table", Table(2), session.now.context("s.choose"))
    assert [one.table for one in found] == [1]


# ── the laws ────────────────────────────────────────────────────────────────


def test_the_note_has_before_and_after_and_the_tables_questions_as_far_as_they_are_for_all(session: Session) -> None:
    mine, better = swapped(session)
    session.play("ana", "take", entry=better)
    session.play("ana", "marks", entry=mine, marks=["spark"])
    session.play("cem", "write", text="What HIDDEN?", visibility="me")
    told = session.notes("swap")
    assert "Do we BEFORE enough? (ana)" in told
    assert "What if we AFTER together?" in told
    assert "Yes / no → What if" in told
    assert "Makes me want to know, or to invent" in told
    session.go("choose")
    session.play("ana", "settle", entry=mine)
    assert "AFTER" not in session.notes("choose")
    session.play("facilitator", "wall", tables=[1], on=True)
    assert "AFTER" in session.notes("choose")
    assert "HIDDEN" not in session.notes("write") + session.notes("swap") + session.notes("choose")
    assert session.notes("show") == "[]"


def test_two_ids_that_are_one_person_have_one_place_among_the_neighbours(session: Session) -> None:
    session.join("ana again", 1)
    session.go("swap")
    session.play("ana", "give")
    session.play("ana again", "give")
    session.play("facilitator", "merge_people", person=session.people["ana again"], into=session.people["ana"])
    groups = session.state("swap").pairs
    assert sum(group.count(session.people["ana"]) for group in groups) == 1
    assert not any(session.people["ana again"] in group for group in groups)
    del session.people["ana again"]


def test_near_are_those_of_the_same_pair(session: Session) -> None:
    swapped(session)
    found = set(question.near(session.state("swap"), session.people["ana"], session.now.context("s.swap")))
    assert found == {session.people["ben"]}


def test_brought_questions_are_looked_up_each_time_and_never_kept() -> None:
    there = Brought("e9", "What KEPT?", person="ana", table=1, note="What")
    swap = Room(
        question, {"phase": "swap", "ladder_deck": "ladder"}, people=PEOPLE, decks=DECKS, brought={"questions": [there]}
    )
    assert swap.view(Me("ana"))["mine"]["e9"]["rung"] == 6
    swap.play("ana", "give")
    assert "KEPT" not in json.dumps([fact.data for fact in swap.facts])


def test_the_robots_go_through_all_parts_and_come_to_an_end(session: Session) -> None:
    for part in ("show", "write", "swap", "choose", "wall"):
        session.go(part)
        session.robots()
    assert all(session.state("choose").settled.get(no) for no in (1, 2, 3))
    assert len(session.state("swap").taken) >= 1


def test_two_hundred_people_in_one_room_swap_in_reasonable_time() -> None:
    people = {f"p{no}": {"table": no % 30 + 1} for no in range(200)}
    swap = Room(question, {"phase": "swap", "ladder_deck": "ladder"}, people=people, tables=30, decks=DECKS)
    swap.play("p0", "write", text="What?")
    swap.play("p0", "give")
    assert swap.view(Console())["alone"] == 0
