"""Rating: who learns what and when, how a spread is told, second rounds, small groups, hands, words, and the note."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError
from room import NOON, SCREEN, Room, refused

from workshop.kinds import rate
from workshop.kinds.contract import Brought, Section
from workshop.matters.marks import Mark
from workshop.matters.rating import positions
from workshop.moves import Console, Entry, Fact, Floor, Json, Me, Stage, Table
from workshop.pool import Pool

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {"ana": 1, "ben": 1, "cem": 2, "dee": 2, "eva": 3, "finn": 3}

STAGES = [
    {"id": "emerging", "label": "Emerging"},
    {"id": "established", "label": "Established"},
    {"id": "regional", "label": "Regional"},
    {"id": "national", "label": "National", "plain": "Wider"},
]
DIMENSIONS: list[Json] = [
    {
        "id": "leadership",
        "title": "Leadership",
        "sentence": "",
        "cells": ["One", "A senior leader", "A team", "A pillar"],
    },
    {"id": "finance", "title": "Finance", "cells": ["a", "b", "fees", "d"], "plain": ["a", "b", "budgets", "d"]},
    {"id": "coherence", "title": "Coherence", "cells": ["Pieces", "Hangs together", "", ""], "empty_note": "No words."},
    {"id": "balance", "title": "Balance", "cells": ["Charity", "Both", "Both", "Both"], "same": [2, 3, 4]},
]
MATRIX: Mapping[str, Json] = {
    "matrix": {"title": "Four stages", "cant": "I can't say", "scale": STAGES, "cards": DIMENSIONS},
}
PRINCIPLES: Json = {
    "items": [{"id": f"p{no}", "title": f"Principle {no}", "probe": f"Question {no}?"} for no in range(1, 6)],
    "scale": [{"id": one, "label": one.capitalize()} for one in ("alive", "patchy", "missing")],
    "look": "tiles",
    "cant": "I can't tell",
    "shuffle": True,
}


def matrix(people: Mapping[str, int | Mapping[str, Any]] = PEOPLE, **settings: Any) -> Room:
    partnerships = settings.pop("partnerships", ())
    said = {"deck": "matrix", "halves": True, "reason": True, "challenge": True, **settings}
    return Room(rate, said, people=people, decks=MATRIX, title="How mature are we?", partnerships=partnerships)


def crowd(count: int, **each: Any) -> dict[str, Mapping[str, Any]]:
    return {f"p{no}": {"table": no % 3 + 1, **{key: said(no) for key, said in each.items()}} for no in range(count)}


def put(room: Room, item: str, **marks: float | str) -> None:
    """Everybody who is named marks one thing."""
    for person, value in marks.items():
        room.play(person, "mark", item=item, value=value)


def put_all(room: Room, item: str, values: list[float | str]) -> None:
    """The people of the room mark one thing, in the order they came."""
    put(room, item, **dict(zip(room.context.roster.people, values, strict=False)))


def again(room: Room, *items: str) -> None:
    """A second round, as the run does it: the screen is covered and open again."""
    assert room.play("facilitator", "second", items=list(items)).data["again"] is True
    room.cover()
    room.open()


def row(room: Room, item: str) -> Json:
    found: Json = room.view(Stage())["result"][item]
    return found


def told(room: Room) -> Section:
    note = room.notes()
    assert note is not None
    return note


def words_of(note: Section) -> str:
    return json.dumps([note.title, note.asked, *note.headlines, *note.blocks], ensure_ascii=False)


# ── marks ───────────────────────────────────────────────────────────────────


def test_everybody_places_things_and_may_think_again() -> None:
    room = matrix()
    put(room, "leadership", ana=1, ben=2.5)
    put(room, "leadership", ana=3)
    put(room, "finance", ana="cant")
    mine = room.view(Me("ana"))["mine"]
    assert mine == {"leadership": {"value": 3.0, "round": 1}, "finance": {"value": 0.0, "round": 1}}
    assert room.view(Console())["rated"] == {"leadership": 2, "finance": 1, "coherence": 0, "balance": 0}
    room.reveal()
    assert row(room, "leadership")["counts"] == {"2.5": 1, "3": 1}


def test_a5_after_six_of_ten_the_six_are_there_and_the_seventh_is_next() -> None:
    items = [{"id": f"d{no}", "title": f"Dimension {no}"} for no in range(10)]
    room = Room(rate, {"items": items, "scale": PRINCIPLES["scale"]}, people=PEOPLE)
    for no in range(6):
        put(room, f"d{no}", ana=2)
    reloaded = room.phone("ana")  # a reload is nothing but another look
    order = [item for item in reloaded["items"] if item not in reloaded["mine"]]
    assert list(reloaded["mine"]) == [f"d{no}" for no in range(6)]
    assert order[0] == "d6"
    assert room.replayed() == room.state


@pytest.mark.parametrize("value", [0, 5, 1.25, "3", None, True, -1, "cannot", [2]])
def test_a_mark_is_a_place_on_the_scale(value: Any) -> None:
    assert refused(matrix(), "ana", "mark", item="leadership", value=value) == "malformed"


def test_halves_and_cannot_say_only_where_they_are_offered() -> None:
    plain = matrix(halves=False, cant="")
    assert refused(plain, "ana", "mark", item="leadership", value=2.5) == "malformed"
    assert refused(plain, "ana", "mark", item="leadership", value="cant") == "malformed"
    assert "cant" not in plain.view(Floor())
    assert matrix().view(Floor())["cant"] == "I can't say", "it is the deck's, where the screen does not say"


def test_nobody_marks_what_is_not_there_or_not_open() -> None:
    room = matrix()
    assert refused(room, "ana", "mark", item="weather", value=1) == "unknown_item"
    assert refused(room, "ana", "mark", item="leadership", value=1, round=2) == "not_open"
    room.close()
    assert refused(room, "ana", "mark", item="leadership", value=1) == "not_open"
    assert refused(room, "ana", "dance") == "unknown_move"
    assert refused(room, "ana", "peek") == "not_yours"


def test_some_of_the_cards_in_their_own_order_and_in_plain_words() -> None:
    room = matrix(cards=["finance", "leadership"], wording="plain")
    seen = room.view(Floor())
    assert list(seen["items"]) == ["finance", "leadership"]
    assert seen["items"]["finance"]["cells"][2] == "budgets"
    assert seen["scale"][3] == "Wider"
    assert matrix().view(Floor())["items"]["finance"]["cells"][2] == "fees"


def test_a_reason_is_for_ones_own_table_and_only_after_the_reveal() -> None:
    room = matrix()
    room.play("ana", "mark", item="leadership", value=1, reason="Only Marta ever asks")
    assert room.who_reads("Marta") == {"me:ana"}
    room.reveal()
    assert room.who_reads("Marta") == {"me:ana", "table:1"}
    assert room.view(Table(1))["reasons"]["leadership"]["1"] == {"text": "Only Marta ever asks", "value": 1.0}
    room.play("ana", "mark", item="leadership", value=2, reason="Marta and Jo")
    assert len(room.view(Table(1))["reasons"]["leadership"]) == 1, "a new reason takes the place of the old"
    room.play("ana", "withdraw", entry=next(iter(room.view(Me("ana"))["words"])))
    assert room.who_reads("Marta") == set()
    assert refused(matrix(reason=False), "ana", "mark", item="leadership", value=1, reason="x") == "malformed"


# ── what is seen before and after ───────────────────────────────────────────


def test_a36_nobody_sees_a_value_before_the_reveal_and_the_facilitator_only_after_she_peeked() -> None:
    """On the wire: the views do not change with what was put, only with how many did."""
    low, high = matrix(), matrix()
    put_all(low, "leadership", [1, 1, 1, 1, 1, 1])
    put_all(high, "leadership", [4, 4, 4, 4, 4, 4])
    others = [Stage(), Console(), Floor(), *map(Table, (1, 2, 3))]
    for audience in others:
        assert low.view(audience) == high.view(audience), audience
    assert low.view(Me("ana"))["mine"]["leadership"]["value"] == 1
    console = low.view(Console())
    assert (console["rated"]["leadership"], console["peeked"]) == (6, False)
    assert "result" not in console
    assert "tag" not in json.dumps([low.view(one) for one in others])
    assert low.play("facilitator", "peek").name == "peek", "it stands in the facts for ever"
    assert low.view(Console())["result"]["leadership"]["counts"] == {"1": 6}
    assert "result" not in low.view(Stage()) | low.view(Floor()), "she alone has peeked"
    low.reveal()
    assert low.view(Floor())["result"]["leadership"]["counts"] == {"1": 6}


def test_a36_no_distribution_lies_in_anybody_elses_view_while_marks_and_words_arrive() -> None:
    room = matrix()
    room.play("ana", "mark", item="coherence", value=3, reason="secretreason")
    room.play("ana", "own", item="coherence", stop=3, text="secretwords")
    room.play("ana", "challenge", item="leadership", stop=1, text="secretbetter")
    for marker in ("secretreason", "secretwords", "secretbetter"):
        assert room.who_reads(marker) == {"me:ana"}


def test_a37_two_heaps_are_called_split_and_there_is_no_mean() -> None:
    room = matrix()
    put(room, "leadership", ana=1, ben=1, cem=4, dee=4)
    put(room, "finance", ana=2, ben=2, cem=2, dee=3)
    room.reveal()
    assert row(room, "leadership") == {"counts": {"1": 2, "4": 2}, "marks": 4, "cant": 0, "tag": "split"}
    assert "2.5" not in json.dumps(row(room, "leadership")), "no mean, and no middle where nobody stands"
    assert row(room, "finance") == {"counts": {"2": 3, "3": 1}, "marks": 4, "cant": 0, "tag": "close", "median": 2.0}
    assert room.view(Stage())["order"][0] == "leadership", "the widest first"


def test_with_two_marks_there_is_no_tag() -> None:
    room = matrix()
    put(room, "leadership", ana=1, ben=4)
    room.reveal()
    assert row(room, "leadership") == {"counts": {"1": 1, "4": 1}, "marks": 2, "cant": 0}


def test_a40_who_cannot_say_is_counted_and_too_many_of_them_are_a_finding() -> None:
    room = matrix(crowd(24))
    put_all(room, "finance", [*[2] * 10, *[3] * 6, *["cant"] * 8])
    put_all(room, "leadership", [*[2] * 20, *["cant"] * 4])
    room.reveal()
    finance = row(room, "finance")
    assert (finance["marks"], finance["cant"], finance["unsighted"]) == (16, 8, True)
    assert sum(finance["counts"].values()) == 16
    assert "unsighted" not in row(room, "leadership")
    assert "not enough sight of it" in words_of(told(room))
    assert "can’t say 8" in words_of(told(room))


def test_covering_takes_everything_away_again() -> None:
    room = matrix()
    put(room, "leadership", ana=1, ben=1, cem=4)
    room.reveal()
    assert "result" in room.view(Floor())
    room.cover()
    assert "result" not in room.view(Floor()) | room.view(Stage()) | room.view(Console())


def test_who_is_sent_out_no_longer_counts_and_who_answers_on_paper_does() -> None:
    room = matrix()
    put(room, "leadership", ana=1, ben=2)
    put(room, "leadership", **{"paper-1": 4})
    room.play("facilitator", "remove", person="ana")
    room.reveal()
    assert row(room, "leadership")["counts"] == {"2": 1, "4": 1}
    assert room.view(Stage())["begun"] == 2


def test_principles_have_counts_and_no_tag_and_are_never_in_an_order_of_their_own() -> None:
    room = Room(rate, PRINCIPLES, people=PEOPLE)
    for no, marks in enumerate(([1, 1, 1, 1], [3, 3, 3, 1], [1, 1, 3, 3]), start=1):
        put_all(room, f"p{no}", list(marks))
    assert len({room.view(Me(person))["seed"] for person in PEOPLE}) == len(PEOPLE)
    room.reveal()
    assert set(row(room, "p2")) == {"counts", "marks", "cant"}
    room.play("facilitator", "arrange", by="missing")
    assert room.view(Stage())["order"][0] == "p2"
    room.play("facilitator", "arrange", by="alive")
    assert room.view(Stage())["order"][0] == "p1"
    room.play("facilitator", "arrange", by="divided")
    assert room.view(Stage())["order"][0] == "p3"
    assert refused(room, "facilitator", "arrange", by="size") == "malformed"


# ── a second round ──────────────────────────────────────────────────────────


def test_a38_the_second_round_stands_beside_the_first() -> None:
    """After the talk two of six change: the first round pale, the second strong, who said nothing unchanged."""
    room = matrix()
    put_all(room, "leadership", [1, 1, 2, 3, 3, 4])
    put_all(room, "finance", [2, 2, 2, 2, 3, 3])
    room.reveal()
    again(room, "leadership")
    assert room.phone("ana")["asks"] == ["leadership"], "only what was talked about is asked again"
    assert room.view(Me("ana"))["mine"]["leadership"] == {"value": 1.0, "round": 1}, "one's own earlier mark is there"
    assert refused(room, "ana", "mark", item="finance", value=3) == "unknown_item"
    assert "result" not in room.view(Stage()) | room.view(Console()), "and the screen is covered"
    put(room, "leadership", ana=3, ben=3)
    assert room.view(Me("ana"))["mine"]["leadership"] == {"value": 3.0, "round": 2, "before": 1.0}
    room.reveal()
    both = row(room, "leadership")
    assert both["before"]["counts"] == {"1": 2, "2": 1, "3": 2, "4": 1}
    assert both["counts"] == {"2": 1, "3": 4, "4": 1}
    assert both["unchanged"] == 4
    assert (both["before"]["median"], both["median"], both["way"]) == (2.5, 3.0, "up")
    assert "before" not in row(room, "finance")


def test_a38_no_arrow_where_the_middle_stayed() -> None:
    room = matrix()
    put_all(room, "leadership", [2, 2, 2, 3, 3])
    room.reveal()
    again(room, "leadership")
    put(room, "leadership", eva=4)
    room.reveal()
    assert "way" not in row(room, "leadership")
    assert row(room, "leadership")["unchanged"] == 4


def test_a38_both_rounds_are_in_the_note_and_the_first_even_if_the_second_stayed_covered() -> None:
    room = matrix()
    put_all(room, "leadership", [1, 1, 2, 3, 3, 4])
    room.reveal()
    again(room, "leadership")
    put(room, "leadership", ana=3, ben=3)
    assert "● 1: 2" not in words_of(told(room))
    assert "2 · 1 · 2 · 1" in words_of(told(room)), "the first round was seen"
    assert "0 · 1 · 4 · 1" not in words_of(told(room)), "the second was not"
    room.reveal()
    note = words_of(told(room))
    assert "0 · 1 · 4 · 1" in note
    assert "first ● 2 · 1 · 2 · 1" in note
    assert "middle from 2.5 to 3" in note
    assert "4 unchanged" in note


def test_a_second_round_needs_a_result_and_something_to_ask_about() -> None:
    room = matrix()
    assert refused(room, "facilitator", "second", items=["leadership"]) == "not_revealed"
    room.reveal()
    assert refused(room, "facilitator", "second", items=[]) == "malformed"
    assert refused(room, "facilitator", "second", items=["weather"]) == "unknown_item"


def test_the_lens_changes_before_the_first_mark_and_not_after_it() -> None:
    room = matrix(lens=["Our partnership as a whole", "As my school sees it"])
    assert room.view(Floor())["lens"] == "Our partnership as a whole"
    room.play("facilitator", "lens", no=1)
    assert room.view(Stage())["lens"] == "As my school sees it"
    put(room, "leadership", ana=1)
    assert refused(room, "facilitator", "lens", no=0) == "already_rated"
    assert refused(room, "facilitator", "lens", no=2) == "malformed"


# ── empty cells, cells that repeat, better words ────────────────────────────


def test_a39_an_empty_cell_may_be_chosen_is_ringed_and_asks_for_words() -> None:
    room = matrix()
    coherence = room.view(Floor())["items"]["coherence"]
    assert coherence["blank"] == ["3", "3.5", "4"]
    assert coherence["cells"] == ["Pieces", "Hangs together", "", ""]
    assert coherence["empty_note"] == "No words."
    put(room, "coherence", ana=3, ben=2, cem=3.5)
    room.play("ana", "own", item="coherence", stop=3, text="A newcomer could tell it back to us")
    room.reveal()
    counts = row(room, "coherence")["counts"]
    assert {place for place in counts if place in coherence["blank"]} == {"3", "3.5"}, "these dots are ringed"
    note = words_of(told(room))
    assert "Our own wording, where the source has none" in note
    assert "Coherence, Regional: A newcomer could tell it back to us" in note
    assert "Ana" not in note
    assert room.view(Console())["wordings"]["e4"]["text"] == "A newcomer could tell it back to us"


def test_a39_words_are_asked_for_only_where_there_are_none_and_can_be_replaced_and_taken_back() -> None:
    room = matrix()
    assert refused(room, "ana", "own", item="coherence", stop=2, text="x") == "malformed"
    assert refused(room, "ana", "own", item="leadership", stop=3, text="x") == "malformed"
    assert refused(room, "ana", "own", item="coherence", stop=3, text=" ") == "empty"
    room.play("ana", "own", item="coherence", stop=3, text="First try")
    room.play("ana", "own", item="coherence", stop=3, text="Second try")
    words = room.view(Me("ana"))["words"]
    assert [one["text"] for one in words.values()] == ["Second try"]
    room.play("ana", "withdraw", entry=next(iter(words)))
    put(room, "coherence", ana=3)
    room.reveal()
    assert "try" not in words_of(told(room))


def test_cells_that_repeat_are_told_once_over_all_their_stops() -> None:
    cells = {one: matrix().view(one)["items"]["balance"]["cells"] for one in (Stage(), Floor())}
    assert cells[Stage()] == {"1": {"to": 1, "text": "Charity"}, "2": {"to": 4, "text": "Both"}}
    assert cells[Floor()] == ["Charity", "Both", 0, 0], "to many phones in short"


def test_better_words_for_a_stop_are_collected_as_feedback() -> None:
    room = matrix()
    room.play("ben", "challenge", item="leadership", stop=2, text="Somebody with time for it")
    put(room, "leadership", ben=2)
    room.reveal()
    assert "Leadership, Established: Somebody with time for it" in words_of(told(room))
    assert refused(room, "ben", "challenge", item="coherence", stop=4, text="x") == "malformed"
    assert refused(matrix(challenge=False), "ben", "challenge", item="leadership", stop=2, text="x") == "unknown_move"


# ── hands at a table ────────────────────────────────────────────────────────

TABLE_4: Mapping[str, int | Mapping[str, Any]] = {
    "gil": {"table": 1, "role": "Teacher"},
    **{f"h{no}": {"table": 1, "phone": False, "role": "Teacher"} for no in range(5)},
    "ida": 2,
}


def test_a11_a_count_of_hands_gives_six_marks() -> None:
    room = matrix(TABLE_4)
    assert room.phone("gil")["voices"] == 6
    room.play("gil", "hands", item="leadership", counts={"1": 1, "2": 3, "3": 1}, cant=1)
    assert room.view(Console())["rated"]["leadership"] == 6
    assert room.phone("gil")["hands"]["leadership"] == {"counts": {"1": 1, "2": 3, "3": 1}, "cant": 1}
    assert room.view(Me("gil"))["mine"]["leadership"]["hand"] is True
    assert "hands" not in room.view(Table(1)) | room.view(Floor()), "the rest of the room learns nothing of it"
    room.reveal()
    counted = row(room, "leadership")
    assert (counted["counts"], counted["cant"]) == ({"1": 1, "2": 3, "3": 1}, 1)


def test_a11_a_second_count_takes_the_place_of_the_first() -> None:
    room = matrix(TABLE_4)
    room.play("gil", "hands", item="leadership", counts={"1": 6}, cant=0)
    room.play("gil", "hands", item="leadership", counts={"2": 2}, cant=0)
    room.reveal()
    assert row(room, "leadership")["counts"] == {"2": 2}


def test_a11_more_hands_than_people_are_refused_and_only_the_holder_counts() -> None:
    room = matrix(TABLE_4)
    assert refused(room, "gil", "hands", item="leadership", counts={"2": 7}, cant=0) == "too_many_hands"
    assert refused(room, "gil", "hands", item="leadership", counts={"2": 6}, cant=1) == "too_many_hands"
    assert refused(room, "h1", "hands", item="leadership", counts={"2": 1}, cant=0) == "not_holder"
    assert refused(room, "ida", "hands", item="leadership", counts={"2": 2}, cant=0) == "too_many_hands"
    for counts in ({"9": 1}, {"2": -1}, {"x": 1}, {"2": True}, [2]):
        assert refused(room, "gil", "hands", item="leadership", counts=counts, cant=0) == "malformed"


def test_a11_one_by_one_gives_six_marks_too() -> None:
    """The phone goes round; each mark is made for the one who holds it just now, and none sees another's."""
    room = matrix(TABLE_4)
    for person, value in zip(("gil", *(f"h{no}" for no in range(5))), (1, 2, 2, 2, 3, "cant"), strict=True):
        put(room, "leadership", **{person: value})
    assert room.view(Console())["rated"]["leadership"] == 6
    assert room.view(Me("gil"))["mine"]["leadership"]["value"] == 1
    assert set(rate.near(room.state, "gil", room.context)) == {f"h{no}" for no in range(5)}
    room.reveal()
    assert row(room, "leadership")["counts"] == {"1": 1, "2": 3, "3": 1}


def test_whose_hand_was_where_is_never_told_by_role() -> None:
    people = {**TABLE_4, "h0": {"table": 1, "phone": False, "role": "Governor"}, **crowd(8, role=lambda no: "Head")}
    room = matrix(people)
    room.play("gil", "hands", item="leadership", counts={"1": 6}, cant=0)
    put(room, "leadership", **{f"p{no}": 3 for no in range(8)})
    room.play("facilitator", "slice", by="role")
    room.reveal()
    slices = row(room, "leadership")["slices"]
    assert {one["name"]: one.get("counts") for one in slices.values()} == {"Head": {"3": 8}, "": {"1": 6}}


# ── small groups, several partnerships ──────────────────────────────────────


def test_a41_a_small_slice_is_not_shown_and_cannot_be_worked_out() -> None:
    roles = ["Head"] * 9 + ["Teacher"] * 7 + ["Governor"] * 2
    room = matrix(crowd(18, role=lambda no: roles[no]))
    put_all(room, "leadership", [*[3] * 9, *[1] * 7, 4, 4])
    room.play("facilitator", "slice", by="role")
    assert "slices" not in json.dumps(room.view(Stage()))
    room.reveal()
    for audience in (Stage(), Floor(), Console()):
        slices = {one["name"]: one for one in room.view(audience)["result"]["leadership"]["slices"].values()}
        assert slices["Governor"] == {"name": "Governor", "no": 1, "few": True}
        assert slices["Teacher"] == {"name": "Teacher", "no": 3, "with": True}, "else the governors are what is left"
        assert slices["Head"]["counts"] == {"3": 9}
    room.play("facilitator", "slice", by="")
    assert "slices" not in row(room, "leadership")
    assert refused(room, "facilitator", "slice", by="table") == "malformed"


THREE = ("Coast", "Hills", "Valley")


def regional(sizes: Mapping[str, int], **settings: Any) -> Room:
    names = [name for name, size in sizes.items() for _ in range(size)]
    people = crowd(len(names), partnership=lambda no: names[no])
    return matrix(people, partnerships=THREE, **settings)


def test_a28_each_partnership_has_its_own_strip_side_by_side_and_its_own_section() -> None:
    room = regional({"Coast": 5, "Hills": 6, "Valley": 4})
    put_all(room, "leadership", [*[1] * 5, *[4] * 6, *[2] * 4])
    room.reveal()
    slices = row(room, "leadership")["slices"]
    assert [one["name"] for one in slices.values()] == list(THREE), "as they were named, never in the order of a result"
    assert slices["2"]["counts"] == {"4": 6}
    assert room.view(Floor())["by"] == "partnership"
    assert room.view(Me("p5"))["partnership"] == "Hills", "so that the phone shows it first"
    sections = room.sections()
    assert [one.title for one in sections] == [f"How mature are we?: {name}" for name in THREE]
    assert [(one.answered, one.of) for one in sections] == [(5, 5), (6, 6), (4, 4)]
    assert all(other not in words_of(one) for one, other in zip(sections, ("Hills", "Valley", "Coast"), strict=True))
    assert "● 0 · 0 · 0 · 6" in words_of(sections[1])
    assert "● 5" not in words_of(sections[1])


def test_a28_a_partnership_of_fewer_than_four_is_not_shown_alone() -> None:
    room = regional({"Coast": 9, "Hills": 6, "Valley": 2})
    put_all(room, "leadership", [*[1] * 9, *[4] * 6, 2, 2])
    room.reveal()
    slices = {one["name"]: one for one in row(room, "leadership")["slices"].values()}
    assert slices["Valley"] == {"name": "Valley", "no": 3, "few": True}
    assert slices["Hills"] == {"name": "Hills", "no": 2, "with": True}
    assert slices["Coast"]["counts"] == {"1": 9}
    texts = [words_of(one) for one in room.sections()]
    assert "fewer than 4" in texts[2]
    assert "● 0 · 2 · 0 · 0" not in texts[2]
    assert "● 0 · 0 · 0 · 6" not in texts[1]
    room.play("facilitator", "slice", by="")
    assert "slices" not in row(room, "leadership")


def test_one_partnership_is_the_room() -> None:
    room = matrix(partnerships=("Coast",))
    put_all(room, "leadership", [1, 2, 3, 3, 3, 3])
    room.reveal()
    assert "slices" not in row(room, "leadership")
    assert len(room.sections()) == 1


# ── talking about it ────────────────────────────────────────────────────────


def test_one_thing_large_and_before_the_tables_that_take_it() -> None:
    room = matrix()
    put_all(room, "leadership", [1, 1, 4, 4])
    room.reveal()
    room.play("facilitator", "focus", item="leadership")
    assert room.view(Stage())["focus"] == "leadership"
    room.play("facilitator", "send", item="leadership", tables=[2, 3])
    assert [room.view(Table(no))["sent"] for no in (1, 2, 3)] == [{}, {"leadership": True}, {"leadership": True}]
    room.play("facilitator", "send", item="leadership", tables=[])
    assert room.view(Table(2))["sent"] == {}
    room.play("facilitator", "focus", item="")
    assert room.view(Stage())["focus"] == ""
    assert refused(room, "facilitator", "send", item="leadership", tables=[9]) == "unknown_table"
    assert refused(room, "facilitator", "focus", item="weather") == "unknown_item"


def test_a_table_writes_its_next_stop_and_the_facilitator_lets_it_up() -> None:
    room = matrix()
    assert refused(room, "ana", "next_stop", item="leadership", text="x") == "not_revealed"
    put_all(room, "leadership", [1, 1, 4, 4])
    room.reveal()
    assert refused(room, "ben", "next_stop", item="leadership", text="x") == "not_holder"
    room.play("ana", "next_stop", item="leadership", text="Two names, not one", step="Jo joins on Monday")
    assert room.view(Table(1))["next_stops"]["leadership"]["text"] == "Two names, not one"
    assert room.view(Table(2))["next_stops"] == {}
    assert room.who_reads("Two names") == {"table:1", "console"}
    entry = next(iter(room.view(Console())["next"]))
    room.play("facilitator", "show", entries=[entry])
    assert room.view(Stage())["next"][entry]["step"] == "Jo joins on Monday"
    assert "Two names, not one → Jo joins on Monday" in words_of(told(room))


def test_what_the_room_settles_on_is_written_down_by_hand() -> None:
    room = matrix()
    assert refused(room, "facilitator", "agree", item="leadership", value=2, how="consensus") == "not_revealed"
    put_all(room, "leadership", [2, 2, 2, 3])
    put_all(room, "finance", [1, 1, 4, 4])
    room.reveal()
    room.play("facilitator", "agree", item="leadership", value=2.5, how="consensus", line="On a good day.")
    room.play("facilitator", "agree", item="finance", value="open", how="open")
    assert refused(room, "facilitator", "agree", item="finance", how="median") == "no_median"
    agreed = room.view(Stage())["agreed"]
    assert agreed == {
        "leadership": {"how": "consensus", "line": "On a good day.", "value": 2.5},
        "finance": {"how": "open", "line": ""},
    }
    assert positions(room.state) == {"leadership": 2.5}
    note = words_of(told(room))
    assert "Agreed: Established / Regional. On a good day." in note
    assert "Left open." in note
    room.play("facilitator", "agree", item="leadership", how="median")
    assert positions(room.state) == {"leadership": 2.0}
    room.play("facilitator", "agree", item="leadership", how="")
    assert positions(room.state) == {}


def test_one_to_three_things_are_kept_to_be_carried_on() -> None:
    room = Room(rate, PRINCIPLES, people=PEOPLE)
    room.play("facilitator", "keep", items=["p2", "p4"])
    assert room.view(Stage())["kept"] == ["p2", "p4"]
    assert refused(room, "facilitator", "keep", items=["p1", "p2", "p3", "p4"]) == "too_many"


# ── what later screens are told ─────────────────────────────────────────────


def brings(room: Room, finding: str, audience: Any = None) -> list[str]:
    found = room.brings(finding, audience or Stage())
    assert all(one.id.startswith(f"{SCREEN}/") for one in found)
    assert all(not one.person for one in found)
    return [one.text for one in found]


def test_findings_wait_for_the_reveal() -> None:
    room = matrix()
    put_all(room, "leadership", [1, 1, 4, 4])
    put_all(room, "finance", [1, 1, 1, 2])
    put_all(room, "balance", [3, 3, 4, 4])
    for finding in ("lowest", "split", "top", "third:emerging", "under_half:national", "stop:emerging"):
        assert brings(room, finding) == []
    room.reveal()
    assert brings(room, "lowest")[0] == "Finance"
    assert brings(room, "split") == ["Leadership"]
    assert brings(room, "top")[0] == "Balance"
    assert brings(room, "third:emerging") == ["Finance", "Leadership"]
    assert brings(room, "under_half:national") == ["Finance"]
    assert brings(room, "stop:emerging") == ["Finance", "Leadership"]
    assert [one.weight for one in room.brings("stop:emerging", Stage())] == [3, 2]
    assert room.brings("lowest", Stage())[0].note == "Emerging"
    assert room.brings("split", Stage())[0].note == "split"
    assert brings(room, "nonsense") == []


def test_what_the_second_round_hides_is_still_known_from_the_first() -> None:
    room = matrix()
    put_all(room, "leadership", [1, 1, 4, 4])
    room.reveal()
    again(room, "leadership")
    put_all(room, "leadership", [2, 2, 2, 2])
    assert brings(room, "split") == ["Leadership"]
    room.reveal()
    assert brings(room, "split") == []


def test_agreed_and_kept_go_on_and_ones_own_marks_to_oneself_alone() -> None:
    room = matrix()
    put(room, "finance", ana="cant")
    put(room, "leadership", ana=3, ben=1)
    assert brings(room, "own", Me("ana")) == ["Finance", "Leadership"] or brings(room, "own", Me("ana")) == [
        "Leadership",
        "Finance",
    ]
    assert {one.note for one in room.brings("own", Me("ana"))} == {"Regional", "I can't say"}
    assert brings(room, "own", Stage()) == []
    room.reveal()
    room.play("facilitator", "agree", item="leadership", value=2, how="consensus")
    room.play("facilitator", "keep", items=["finance"])
    assert [(one.text, one.note) for one in room.brings("agreed", Stage())] == [("Leadership", "Established")]
    assert brings(room, "kept") == ["Finance"]
    assert set(rate.FINDINGS) >= {"lowest", "split", "top", "third", "under_half", "stop", "agreed", "kept", "own"}


# ── things brought from earlier ─────────────────────────────────────────────

LEAN = [{"id": f"l{no}", "label": f"Lean {no}"} for no in range(1, 6)]


def balance() -> Room:
    """One slider for each essential that the room wrote."""
    entries = [
        Entry(f"e{no}x", "turn.canvas", "canvas", "essential", "ana", 1, text, "room", False, NOON)
        for no, text in enumerate(("We will read together", "We will share a bus"))
    ]
    carried = {"essentials": [Brought(one.id, one.text, person="ana") for one in entries]}
    settings = {"from_brought": "essentials", "scale": LEAN, "look": "lean", "ends": ["Organisation", "Movement"]}
    return Room(rate, settings, people=PEOPLE, entries=Pool().having(entries), brought=carried)


def test_essentials_are_placed_between_two_ends_and_go_when_they_are_taken_back() -> None:
    room = balance()
    assert [one["title"] for one in room.phone("ben")["items"].values()] == [
        "We will read together",
        "We will share a bus",
    ]
    put(room, "e0x", ana=1, ben=2, cem=1)
    put(room, "e1x", ana=5)
    room.reveal()
    assert row(room, "e0x")["median"] == 1.0
    assert room.brings("lowest", Stage())[0].id == "e0x", "it keeps its id, and goes with its author's word"
    room.play("ana", "withdraw", entry="e0x")
    assert set(room.view(Stage())["result"]) == {"e1x"}
    assert refused(room, "ben", "mark", item="e0x", value=3) == "unknown_item"
    assert "read together" not in words_of(told(room))


def test_a_table_rates_what_only_it_can_read_and_one_oneself_what_one_wrote() -> None:
    """Its essentials stand in the table's view; others' words are never in somebody's own, which nobody refreshes."""
    room = balance()
    theirs = {"ana": "We will read together"}

    def brought(name: str, audience: Any) -> tuple[Brought, ...]:
        if isinstance(audience, Table | Me) and (audience in (Table(1), Me("ana"), Me("ben"))):
            return (Brought("e0x", theirs["ana"], person="ana", table=1),)
        return ()

    context = replace(room.context, brought=brought)
    assert rate.view(room.state, Stage(), context)["items"] == {}
    assert set(rate.view(room.state, Table(1), context)["table_items"]) == {"e0x"}
    assert rate.view(room.state, Table(2), context)["table_items"] == {}
    assert set(rate.view(room.state, Me("ana"), context)["own_items"]) == {"e0x"}
    assert "own_items" not in rate.view(room.state, Me("ben"), context)


# ── the note ────────────────────────────────────────────────────────────────


def test_the_note_says_where_the_room_stands_and_where_it_differs() -> None:
    room = matrix(crowd(24))
    put_all(room, "leadership", [*[1] * 8, *[2] * 4, *[3] * 12])
    put_all(room, "finance", [2] * 20)
    room.play("p0", "mark", item="leadership", value=1, reason="privatewords")
    room.reveal()
    room.play("facilitator", "agree", item="leadership", how="open", value="open")
    note = told(room)
    text = words_of(note)
    assert (note.answered, note.of, note.place) == (24, 24, 6)
    assert "24 people rated “Leadership”. Marks ran from 1 to 3 (split). Left open." in text
    assert "● 8 · 4 · 12 · 0" in text
    assert "Where we differ: on “Leadership”, 8 at 1 or below and 12 at 3 or above." in text
    assert "1 for lower, 0 for higher" in text
    assert "privatewords" not in text
    assert note.headlines == (
        "We agree most on “Finance”: 20 of 20 stand at “Established”.",
        "We differ most on “Leadership”: from “Emerging” to “Regional”.",
        "Lowest stands “Finance”: “Established”.",
    )


def test_the_note_tells_the_second_round_as_a_sentence() -> None:
    room = matrix(crowd(24))
    put_all(room, "leadership", [*[1] * 8, *[2] * 4, *[3] * 12])
    room.reveal()
    again(room, "leadership")
    put_all(room, "leadership", [2] * 15)
    room.reveal()
    assert (
        "24 people rated “Leadership”. In the first round marks ran from 1 to 3 (split); "
        "after talking, 15 of 24 stood at 2." in words_of(told(room))
    )


def test_what_was_not_revealed_stays_out_of_the_note() -> None:
    room = matrix()
    assert room.notes() is None
    put_all(room, "leadership", [1, 1, 4, 4])
    note = told(room)
    assert "Leadership" not in words_of(note)
    assert "not shown in the room" in words_of(note)
    assert note.headlines == ()
    assert (note.answered, note.of) == (4, 6)


def test_principles_are_told_by_what_most_said() -> None:
    room = Room(rate, PRINCIPLES, people=PEOPLE)
    put_all(room, "p1", [1, 1, 1, 1, "cant"])
    put_all(room, "p2", [3, 3, 3, 1])
    room.reveal()
    note = told(room)
    assert note.place == 8
    assert note.headlines == (
        "Most often “Alive”: “Principle 1”, 4 of 4.",
        "Most often “Missing”: “Principle 2”, 3 of 4.",
    )
    assert "● 4 · 0 · 0, can’t say 1" in words_of(note)
    assert "split" not in words_of(note)


# ── two people who are one ──────────────────────────────────────────────────


def test_a8_of_two_marks_the_later_one_holds_round_by_round() -> None:
    room = matrix()
    put(room, "leadership", ana=1)
    put(room, "leadership", ben=3)
    put(room, "finance", ana=2)
    united = rate.unite(room.state, "ben", "ana")
    assert set(united.now.marks["leadership"]) == {"ana"}
    assert united.now.marks["leadership"]["ana"].value == 3
    assert united.now.marks["finance"]["ana"].value == 2
    assert rate.unite(room.state, "ana", "ben").now.marks["leadership"]["ben"].value == 3
    assert rate.unite(room.state, "finn", "ana") == room.state


# ── settings ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "items, a deck or from_brought"),
        ({"deck": "matrix", "items": PRINCIPLES["items"]}, "only one"),
        ({"items": PRINCIPLES["items"]}, "two to seven"),
        ({"items": PRINCIPLES["items"], "scale": LEAN[:1]}, "two to seven"),
        ({"items": PRINCIPLES["items"], "scale": [LEAN[0], LEAN[0]]}, "two stops"),
        ({"items": [PRINCIPLES["items"][0]] * 2, "scale": LEAN}, "two items"),
        ({"items": PRINCIPLES["items"], "scale": LEAN, "cards": ["a"]}, "cards are of a deck"),
        ({"deck": "matrix", "look": "pie"}, "look"),
        ({"deck": "matrix", "pick": 2}, "pick"),
        ({"deck": "matrix", "lens": ["a", "b", "c", "d"]}, "lens"),
    ],
)
def test_an_agenda_that_makes_no_sense_is_told_so(settings: Json, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        rate.Settings(**settings)


def test_last_times_positions_stand_faintly_beside_todays() -> None:
    room = matrix(baseline={"leadership": 2.5, "gone": 1})
    assert room.view(Floor())["baseline"] == {"leadership": 2.5}


def test_a_deck_without_a_scale_has_numbers_for_stops() -> None:
    deck = {"plain": {"title": "Plain", "cards": [{"id": "a", "title": "A", "sentence": "a"}]}}
    room = Room(rate, {"deck": "plain"}, people=PEOPLE, decks=deck)
    assert room.view(Floor())["scale"] == ["1", "2", "3", "4"]


# ── people who are not there ────────────────────────────────────────────────


@pytest.mark.parametrize("people", [PEOPLE, TABLE_4])
def test_robots_rate_write_and_come_to_rest(people: Mapping[str, Any]) -> None:
    room = matrix(people)
    assert room.robots()
    with_phone = [one.id for one in room.context.roster if one.phone]
    assert all(len(room.view(Me(person))["mine"]) == 4 for person in with_phone)
    room.reveal()
    room.robots()
    again(room, "leadership", "coherence")
    room.robots()
    room.close()
    assert all(room.pretend(person) is None for person in room.context.roster.people)


def test_robots_play_every_move_that_participants_have() -> None:
    played: set[str] = set()
    for seed in range(12):
        room = Room(rate, {"deck": "matrix", "challenge": True, "reason": True}, TABLE_4, decks=MATRIX, seed=seed)
        room.robots()
        room.reveal()
        room.robots()
        played |= {fact.name for fact in room.facts}
    assert played == {"mark", "own", "challenge", "hands", "next_stop"}


@pytest.mark.parametrize("look", ["tiles", "rising", "fill", "lean"])
def test_robots_rate_whatever_it_looks_like(look: str) -> None:
    room = Room(rate, {**PRINCIPLES, "look": look}, people=PEOPLE)
    room.robots()
    assert room.view(Stage())["finished"] == len(PEOPLE)


def test_an_unknown_fact_changes_nothing() -> None:
    room = matrix()
    assert rate.apply(room.state, Fact(9, "run", "dance", SCREEN)) is room.state
    assert rate.pretend({}, Random(1)) is None


# ── many ────────────────────────────────────────────────────────────────────


def test_a_thousand_people_and_thirteen_things_are_told_quickly() -> None:
    items = [{"id": f"p{no}", "title": f"Principle {no}"} for no in range(13)]
    settings = {**PRINCIPLES, "items": items}
    room = Room(rate, settings, people=PEOPLE)
    dice = Random(3)
    marks = {f"p{no}": {f"x{at}": Mark(float(dice.randint(1, 3)), at) for at in range(1000)} for no in range(13)}
    state = replace(room.state, rounds=(replace(room.state.now, marks=marks),))
    context = replace(room.context, revealed=True)
    for audience, patience in ((Stage(), 0.5), (Console(), 0.5), (Floor(), 0.5), (Me("x5"), 0.01)):
        began = time.perf_counter()
        rate.view(state, audience, context)
        assert time.perf_counter() - began < patience, audience


def test_roles_in_words_of_ones_own_are_one_slice_without_a_name() -> None:
    people = crowd(12, role=lambda no: "Head" if no < 6 else f"Keeper of {no}")
    stops = [{"id": "one", "label": "One"}, {"id": "two", "label": "Two"}]
    said = {"items": [{"id": "a", "title": "A"}], "scale": stops}
    room = Room(rate, said, people=people, roles=("Head", "Teacher"))
    for person in people:
        room.play(person, "mark", item="a", value=1)
    room.reveal()
    room.play("facilitator", "slice", by="role")
    slices = room.view(Stage())["result"]["a"]["slices"]
    assert {one["name"]: one["counts"] for one in slices.values()} == {"Head": {"1": 6}, "": {"1": 6}}
    assert "Keeper" not in json.dumps([room.view(one) for one in room.audiences()])
    assert "Keeper" not in json.dumps([fact.data for fact in room.facts])
