"""A deck at every table: who may turn, what lies open where, and whose eyes a thought reaches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import ValidationError
from room import Room, refused

from workshop.kinds import deck
from workshop.kinds.contract import Section
from workshop.moves import Console, Floor, Json, Me, Stage, Table

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {
    "ana": {"table": 1, "named": True},
    "ben": 1,
    "cem": {"table": 2, "named": True},
    "dee": 2,
}

CARDS = [
    {"id": f"c{no}", "title": f"Card {no}", "sentence": f"SENTENCE{no} is true.", "nudge": f"NUDGE{no}?", "tags": []}
    for no in range(1, 9)
]
WILD = {"id": "own", "title": "Your own", "sentence": "Let us imagine …", "nudge": "", "tags": [], "wild": True}


def dealt(
    *, cards: list[Json] | None = None, only: list[str] | None = None, seed: int = 7, open: bool = True, **settings: Any
) -> Room:
    """Ana and Ben sit at table 1, Cem and Dee at table 2; Ana and Cem hold the decks."""
    decks = {"small": {"id": "small", "title": "A small deck", "cards": cards or [*CARDS, WILD]}}
    said = {"deck": "small", "cards": only or [], **settings}
    return Room(deck, said, people=PEOPLE, decks=decks, seed=seed, open=open)


def turned(room: Room, table: int) -> list[str]:
    """The open cards of a table, in the order they were turned."""
    cards = room.view(Table(table))["turned"]
    return sorted(cards, key=lambda card: cards[card]["no"])


def thought(room: Room, who: str, text: str, **data: Any) -> str:
    """Somebody writes on the card that lies on top at their table; the entry's id."""
    card = room.view(Table(room.context.roster.table_of(who)))["current"]
    return str(room.play(who, "think", card=card, text=text, **data).data["entry"]["id"])


def told(room: Room) -> Section:
    """The screen's section of the note."""
    note = room.notes()
    assert note is not None
    return note


# ── turning ─────────────────────────────────────────────────────────────────


def test_cards_lie_face_down_until_they_are_turned_and_then_stay_readable() -> None:
    room = dealt()
    assert "SENTENCE" not in json.dumps([room.view(one) for one in room.audiences()])
    first = room.play("ana", "turn").data["card"]
    second = room.play("ana", "turn").data["card"]
    assert turned(room, 1) == [first, second]
    assert room.view(Table(1))["current"] == second
    assert room.view(Table(1))["left"] == 6
    assert turned(room, 2) == []
    sentence = next(card["sentence"] for card in CARDS if card["id"] == first)
    assert room.who_reads(str(sentence)) == {"table:1"}


def test_each_table_has_an_order_of_its_own_and_no_card_comes_twice() -> None:
    room = dealt()
    for _ in CARDS:
        room.play("ana", "turn")
        room.play("cem", "turn")
    everything = sorted(str(card["id"]) for card in CARDS)
    assert sorted(turned(room, 1)) == sorted(turned(room, 2)) == everything, "never the wild card"
    assert turned(room, 1) != turned(room, 2)
    assert refused(room, "ana", "turn") == "no_cards"


def test_what_chance_decided_stands_in_the_fact() -> None:
    room = dealt()
    fact = room.play("ana", "turn")
    assert fact.data == {"table": 1, "card": turned(room, 1)[0]}


def test_only_the_phone_that_holds_the_deck_turns() -> None:
    room = dealt()
    assert refused(room, "ben", "turn") == "not_holder"
    assert refused(room, "ben", "nudge") == "not_holder"
    assert refused(room, "ben", "wild", text="Mine") == "not_holder"
    assert refused(room, "stage", "turn") == "not_yours"


def test_the_deck_can_be_handed_over() -> None:
    room = dealt()
    room.play("ana", "turn")
    room.play("ana", "hand_over", to="ben")
    assert refused(room, "ana", "turn") == "not_holder"
    room.play("ben", "turn")
    assert len(turned(room, 1)) == 2


def test_the_facilitator_can_turn_for_a_table() -> None:
    room = dealt()
    room.play("facilitator", "turn", table=2)
    assert len(turned(room, 2)) == 1
    room.play("facilitator", "nudge", table=2)
    assert "nudge" in room.view(Table(2))["turned"][turned(room, 2)[0]]
    for table in (None, 9, "2", True):
        assert refused(room, "facilitator", "turn", table=table) == "unknown_table"


def test_a_double_tap_turns_one_card() -> None:
    room = dealt()
    room.play("ana", "turn", seen=0)
    assert refused(room, "ana", "turn", seen=0) == "already_moved"
    assert len(turned(room, 1)) == 1


def test_nothing_is_turned_or_written_while_the_screen_is_closed() -> None:
    room = dealt(open=False)
    assert refused(room, "ana", "turn") == "not_open"
    assert refused(room, "ana", "think", card="c1", text="Early") == "not_open"


def test_an_agenda_may_lay_out_fewer_cards() -> None:
    room = dealt(only=["c2", "c5"])
    assert room.view(Floor())["deck"]["count"] == 2
    room.play("ana", "turn")
    room.play("ana", "turn")
    assert set(turned(room, 1)) == {"c2", "c5"}
    assert refused(room, "ana", "turn") == "no_cards"


def test_whoever_changes_tables_sees_the_cards_there_and_leaves_thoughts_behind() -> None:
    room = dealt()
    room.play("ana", "turn")
    room.play("cem", "turn")
    entry = thought(room, "ben", "XYZZY stays here")
    room.play("ben", "sit_at", table=2)
    assert room.phone("ben")["current"] == room.view(Table(2))["current"]
    assert entry in room.view(Table(1))["thoughts"]
    assert entry not in room.view(Table(2))["thoughts"]
    assert entry in room.view(Me("ben"))["mine"]


# ── nudges and the wild card ────────────────────────────────────────────────


def test_a_nudge_appears_at_the_table_that_asked() -> None:
    room = dealt()
    first = room.play("ana", "turn").data["card"]
    room.play("ana", "turn")
    assert "NUDGE" not in json.dumps(room.view(Table(1)))
    room.play("ana", "nudge", card=first)
    room.play("ana", "nudge", card=first)
    cards = room.view(Table(1))["turned"]
    assert cards[first]["nudge"] == f"NUDGE{first[1:]}?"
    assert [card for card in cards if cards[card]["nudged"]] == [first]
    assert room.who_reads("NUDGE") == {"table:1"}
    assert refused(room, "ana", "nudge", card="nothing") == "not_turned"
    assert refused(room, "cem", "nudge") == "not_turned"


def test_a_table_may_write_one_card_of_its_own() -> None:
    room = dealt()
    room.play("ana", "wild", text="  … the buses are free.  ")
    card = room.view(Table(1))["turned"]["own"]
    assert (card["sentence"], card["own"], card["wild"]) == ("Let us imagine …", "… the buses are free.", True)
    assert room.view(Table(1))["left"] == 8
    assert refused(room, "ana", "wild", text="Another") == "no_cards"
    room.play("cem", "wild", text="… nobody is late.")
    assert refused(room, "cem", "wild", text="x" * 161) == "no_cards"
    assert room.who_reads("buses are free") == {"table:1", "console"}


@pytest.mark.parametrize(("text", "code"), [("", "empty"), ("   ", "empty"), ("x" * 161, "too_long"), (7, "malformed")])
def test_a_card_of_its_own_needs_words(text: Any, code: str) -> None:
    assert refused(dealt(), "ana", "wild", text=text) == code


def test_there_is_no_wild_card_where_the_agenda_or_the_deck_has_none() -> None:
    assert refused(dealt(wild=False), "ana", "wild", text="Mine") == "no_cards"
    assert refused(dealt(cards=CARDS), "ana", "wild", text="Mine") == "no_cards"
    assert dealt(wild=False).view(Floor())["wild"] is False
    assert dealt().view(Floor())["wild"] is True


# ── thoughts ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("me", {"me:ben"}),
        ("facilitator", {"me:ben", "console"}),
        ("table", {"me:ben", "table:1"}),
        ("room", {"me:ben", "table:1", "console"}),
    ],
)
def test_a_thought_reaches_exactly_those_whom_its_author_chose(visibility: str, readers: set[str]) -> None:
    room = dealt()
    room.play("ana", "turn")
    entry = thought(room, "ben", "XYZZY", visibility=visibility)
    assert room.who_reads("XYZZY") == readers
    room.play("facilitator", "show", entries=[entry])
    assert room.who_reads("XYZZY") == readers | ({"stage"} if visibility == "room" else set())
    room.play("facilitator", "hide", entries=[entry])
    assert "stage" not in room.who_reads("XYZZY")


def test_a_thought_is_for_the_table_unless_its_author_says_otherwise() -> None:
    room = dealt()
    room.play("ana", "turn")
    entry = thought(room, "ben", "Why not?")
    assert room.pool.entries[entry].visibility == "table"
    assert room.pool.entries[entry].table == 1
    assert room.pool.entries[entry].card == turned(room, 1)[0]


def test_a_name_is_read_only_where_its_owner_agreed_twice() -> None:
    room = dealt()
    room.play("ana", "turn")
    signed = thought(room, "ana", "Signed", named=True)
    unsigned = thought(room, "ana", "Unsigned")
    never = thought(room, "ben", "Ben never agreed to be named", named=True)
    thoughts = room.view(Table(1))["thoughts"]
    assert thoughts[signed]["by"] == "Ana"
    assert "by" not in thoughts[unsigned]
    assert "by" not in thoughts[never]


def test_thoughts_belong_to_cards_that_lie_open_at_the_own_table() -> None:
    room = dealt()
    card = room.play("ana", "turn").data["card"]
    assert refused(room, "cem", "think", card=card, text="From afar") == "not_turned"
    assert refused(room, "ben", "think", text="About nothing") == "not_turned"
    assert refused(room, "ben", "think", card=card, text=" ") == "empty"
    assert refused(room, "ben", "think", card=card, text="x" * 281) == "too_long"
    assert refused(room, "ben", "think", card=card, text="To whom?", visibility="world") == "malformed"


def test_the_console_counts_thoughts_by_table_but_not_those_for_nobody() -> None:
    room = dealt()
    room.play("ana", "turn")
    thought(room, "ben", "Private", visibility="me")
    thought(room, "ben", "For us", visibility="table")
    thought(room, "ana", "For all", visibility="room")
    console = room.view(Console())
    assert console["tables"]["1"]["thoughts"] == 2
    assert console["tables"]["1"]["turned"] == 1
    assert console["tables"]["2"]["turned"] == 0
    assert console["done"] == {"ana": True, "ben": True}
    assert room.view(Stage())["tables"]["1"] == {"name": "Table 1", "turned": 1}


def test_a_thought_that_was_taken_back_is_gone_everywhere() -> None:
    room = dealt()
    room.play("ana", "turn")
    entry = thought(room, "ben", "XYZZY", visibility="room")
    room.play("facilitator", "show", entries=[entry])
    room.play("ben", "withdraw", entry=entry)
    assert room.who_reads("XYZZY") == set()
    assert refused(room, "ana", "star", entry=entry) == "unknown_entry"


# ── stars ───────────────────────────────────────────────────────────────────


def test_one_star_each_that_moves_and_comes_back() -> None:
    room = dealt()
    room.play("ana", "turn")
    one, other = thought(room, "ben", "One", visibility="room"), thought(room, "ana", "Other", visibility="room")
    room.play("facilitator", "show", entries=[one, other])
    room.play("ben", "star", entry=one)
    room.play("ana", "star", entry=one)
    assert room.view(Stage())["thoughts"][one]["stars"] == 2
    room.play("ben", "star", entry=other)
    assert room.view(Me("ben"))["star"] == other
    stars = {entry: row["stars"] for entry, row in room.view(Console())["thoughts"].items()}
    assert stars == {one: 1, other: 1}
    room.play("ben", "star", entry=other)
    assert room.view(Me("ben"))["star"] == ""
    assert room.view(Stage())["thoughts"][other]["stars"] == 0


def test_a_star_that_was_sent_twice_stays() -> None:
    room = dealt()
    room.play("ana", "turn")
    one, other = thought(room, "ben", "One"), thought(room, "ana", "Other")
    room.play("ben", "star", entry=one, on=True)
    room.play("ben", "star", entry=one, on=True)
    assert room.view(Me("ben"))["star"] == one
    room.play("ben", "star", entry=other, on=False)
    assert room.view(Me("ben"))["star"] == one
    room.play("ben", "star", entry=one, on=False)
    assert room.view(Me("ben"))["star"] == ""


def test_stars_reach_only_what_somebody_can_read() -> None:
    room = dealt()
    room.play("ana", "turn")
    room.play("cem", "turn")
    private = thought(room, "ben", "Mine alone", visibility="me")
    to_front = thought(room, "ben", "For the front", visibility="facilitator")
    shared = thought(room, "ben", "For us", visibility="table")
    for entry in (private, to_front):
        assert refused(room, "ana", "star", entry=entry) == "unknown_entry"
    assert refused(room, "cem", "star", entry=shared) == "unknown_entry"
    room.play("ana", "star", entry=shared)
    room.play("ben", "star", entry=private)
    assert room.view(Me("ben"))["star"] == private
    nonsense: Any
    for nonsense in (None, 7, "e99", []):
        assert refused(room, "ben", "star", entry=nonsense) == "unknown_entry"


def test_an_agenda_may_do_without_stars() -> None:
    room = dealt(stars=0)
    room.play("ana", "turn")
    assert refused(room, "ben", "star", entry=thought(room, "ben", "One")) == "unknown_entry"


def test_the_star_of_somebody_who_was_removed_does_not_count() -> None:
    room = dealt()
    room.play("ana", "turn")
    entry = thought(room, "ana", "One", visibility="room")
    room.play("ben", "star", entry=entry)
    room.play("facilitator", "remove", person="ben")
    assert room.view(Console())["thoughts"][entry]["stars"] == 0


# ── the note ────────────────────────────────────────────────────────────────


def test_the_note_tells_by_card_what_was_shared_with_the_starred_first() -> None:
    room = dealt(cards=[CARDS[0]])
    assert room.notes() is None
    room.play("ana", "turn")
    thought(room, "ana", "A first idea", visibility="room", named=True)
    best = thought(room, "ben", "A better idea", visibility="room")
    thought(room, "ben", "XYZZY private", visibility="me")
    kept = thought(room, "ben", "XYZZY for the table")
    room.play("ben", "star", entry=best)
    room.play("ana", "star", entry=kept)
    note = told(room)
    assert note.place == 10
    assert (note.answered, note.of) == (2, 4)
    assert note.blocks == (
        {"text": "1 table turned 1 card, from a deck of 1. 2 thoughts stayed with the authors or their tables."},
        {"text": "Card 1: SENTENCE1 is true."},
        {"list": ["A better idea (1 star)", "A first idea (Ana)"]},
    )


def test_a_table_s_own_words_stand_in_the_note_with_what_was_thought_of_them() -> None:
    room = dealt()
    room.play("ana", "wild", text="… the buses are free.")
    thought(room, "ben", "Then nobody is late.", visibility="room")
    room.play("cem", "turn")
    room.play("cem", "turn")
    note = told(room)
    assert note.blocks[0]["text"] == "2 tables turned 3 cards, from a deck of 8."
    assert note.blocks[1]["text"] == "Your own: Let us imagine … / … the buses are free."


# ── settings ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "deck"),
        ({"deck": "small", "pace": -1}, "pace"),
        ({"deck": "small", "stars": 2}, "stars"),
        ({"deck": "small", "colour": "red"}, "colour"),
        ({"deck": "small", "cards": "c1"}, "cards"),
    ],
)
def test_an_agenda_that_makes_no_sense_is_told_so(settings: Json, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        deck.Settings(**settings)


# ── people who are not there ────────────────────────────────────────────────


@pytest.mark.parametrize("seed", range(6))
def test_robots_turn_think_and_star_and_are_never_refused(seed: int) -> None:
    room = dealt(seed=seed)
    for _ in range(40):
        room.robots()
    names = {fact.name for fact in room.facts}
    assert {"turn", "nudge", "think", "star"} <= names
    assert 1 <= len(turned(room, 1)) <= deck.ENOUGH_CARDS + 1
    assert len(room.view(Console())["done"]) == len(PEOPLE)
    room.close()
    assert all(room.pretend(person) is None for person in PEOPLE)


def test_robots_find_a_use_for_the_wild_card_sometimes() -> None:
    def plays_wild(seed: int) -> bool:
        room = dealt(seed=seed)
        for _ in range(20):
            room.robots()
        return any(fact.name == "wild" for fact in room.facts)

    assert any(plays_wild(seed) for seed in range(5))


def test_a_deck_that_is_missing_lies_there_empty() -> None:
    room = Room(deck, {"deck": "lost"}, people=PEOPLE)
    assert room.view(Floor())["deck"] == {"title": "", "count": 0}
    assert refused(room, "ana", "turn") == "no_cards"
    room.robots()
