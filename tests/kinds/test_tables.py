"""Talking in groups: who is where, who hosts, what a table reads, and that nobody's way through the room is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from pydantic import ValidationError
from room import NOON, Room, refused

from workshop.kinds import tables
from workshop.kinds.contract import Brought, Section
from workshop.moves import Console, Floor, Json, Me, Stage, Table

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {
    "ana": {"table": 1, "named": True},
    "ben": 1,
    "cem": {"table": 2, "named": True},
    "dee": 2,
    "eve": 3,
}
TOPICS = [
    {"id": "data", "title": "Be wise", "essence": "ESSENCE1", "ideas": ["IDEA1"], "prompts": ["PROMPT1?", "And then?"]},
    {"id": "skill", "title": "Be skilled", "essence": "ESSENCE2", "prompts": ["PROMPT2?"]},
    {"id": "place", "title": "Be connected", "essence": "ESSENCE3", "prompts": ["PROMPT3?"]},
    {"id": "sixth", "title": "The question nobody listed", "essence": "ESSENCE6", "optional": True},
]
CARD = [
    {"id": "circling", "ask": "What we keep coming back to"},
    {"id": "surprise", "ask": "What surprised us"},
    {"id": "try", "ask": "What we would try"},
]


def insights(people: Mapping[str, Any] | None = None, **settings: Any) -> Room:
    """Three tables and a sixth question; hosts, three lines, two rounds, and a walk before the first."""
    said = {"rule": "topic", "topics": TOPICS, "hosts": True, "greeting": "Welcome.", "card": CARD, "rounds": 2}
    return Room(tables, {**said, "mode": "walk", **settings}, people=people or PEOPLE)


def talking(people: Mapping[str, Any] | None = None, **settings: Any) -> Room:
    """The same in its first round, with Ana, Ben and Cem at the first table and Dee at the second."""
    room = insights(people, **settings)
    if people is None:
        for who, topic in (("ana", "data"), ("ben", "data"), ("cem", "data"), ("dee", "skill")):
            room.play(who, "go_to", topic=topic)
    room.play("facilitator", "round")
    return room


def grouped(rule: str, people: int, **settings: Any) -> Room:
    """So many people at tables of five, to be put into groups."""
    crowd = {f"p{no:03}": 1 + no // 5 for no in range(people)}
    return Room(tables, {"rule": rule, **settings}, people=crowd, tables=1 + (people - 1) // 5)


def companies(room: Room) -> list[frozenset[str]]:
    """Who is with whom, as the phones say."""
    return sorted(
        {frozenset(room.view(Me(person.id))["here"]["people"]) for person in room.context.roster.here()}, key=sorted
    )


def thought(room: Room, who: str, text: str, **data: Any) -> str:
    return str(room.play(who, "think", text=text, **data).data["entry"]["id"])


def told(room: Room) -> Section:
    note = room.notes()
    assert note is not None
    return note


def in_words(note: Section) -> str:
    return json.dumps([note.asked, *note.blocks], ensure_ascii=False)


def everything(room: Room) -> str:
    return json.dumps([room.view(one) for one in room.audiences()], ensure_ascii=False)


# ── walking ─────────────────────────────────────────────────────────────────


def test_a27_while_people_walk_phones_hold_only_the_names_of_places_until_the_round_begins() -> None:
    room = insights(ask="ASKED?", synthesis="SYNTHESIS?")
    room.play("ana", "go_to", topic="data")
    thought(room, "ana", "THOUGHT of the way", visibility="room")
    for phone in (room.phone(who) for who in PEOPLE):
        seen = json.dumps({**phone, "mine": {}})
        assert "Be wise" in seen
        for secret in ("PROMPT", "ESSENCE", "IDEA", "ASKED", "SYNTHESIS", "Welcome", "THOUGHT"):
            assert secret not in seen
    room.play("facilitator", "round")
    assert room.phone("ana")["here"]["prompts"] == ["PROMPT1?", "And then?"]
    assert "PROMPT" not in json.dumps(room.phone("eve")), "who is nowhere is asked nothing"
    room.play("facilitator", "walk")
    assert "PROMPT" not in everything(room)


def test_the_stage_shows_places_and_whether_there_is_room_and_no_questions_on_the_way() -> None:
    room = insights(seats=4, ask="ASKED?")
    for who in ("ana", "ben", "cem"):
        room.play(who, "go_to", topic="data")
    stage = room.view(Stage())
    assert stage["ask"] == ""
    assert stage["places"]["data"] == {
        "no": 1,
        "title": "Be wise",
        "closed": False,
        "hosted": False,
        "seats": "filling",
    }
    assert stage["places"]["skill"]["seats"] == "room"
    room.play("dee", "go_to", topic="data")
    assert room.view(Stage())["places"]["data"]["seats"] == "full"
    room.play("eve", "go_to", topic="data")
    assert room.phone("eve")["at"] == "data", "full, and one may come anyway"


def test_a_round_that_is_called_twice_for_the_same_moment_begins_once() -> None:
    room = insights()
    room.play("facilitator", "round", seen=0)
    assert refused(room, "facilitator", "round", seen=0) == "already_moved"
    assert room.view(Floor())["round"] == 1


def test_the_last_round_may_have_a_question_of_its_own() -> None:
    room = talking(ask="What is it about?", synthesis="What lies underneath?")
    assert room.view(Stage())["ask"] == "What is it about?"
    room.play("facilitator", "walk")
    room.play("facilitator", "round")
    assert room.view(Stage())["ask"] == room.view(Floor())["ask"] == "What lies underneath?"


# ── the law of feet ─────────────────────────────────────────────────────────


def test_a23_law_of_feet() -> None:
    """Ana moves: prompts and card change, counts change by one, her thoughts stay, and nobody reads where she was."""
    room = talking()
    room.play("dee", "host")
    room.play("dee", "card", box="circling", text="LAST CARD of four")
    room.play("facilitator", "round")
    left = thought(room, "ana", "LEFT at the first", visibility="table")
    before = {id_: place["heads"] for id_, place in room.view(Console())["places"].items()}
    room.play("ana", "go_to", topic="skill")

    phone = room.phone("ana")
    assert phone["here"]["prompts"] == ["PROMPT2?"]
    assert [line["text"] for line in phone["harvest"].values()] == ["LAST CARD of four"]
    after = {id_: place["heads"] for id_, place in room.view(Console())["places"].items()}
    assert {id_: after[id_] - before[id_] for id_ in after} == {"data": -1, "skill": 1, "place": 0, "sixth": 0}
    assert left in room.phone("ben")["thoughts"]
    assert left not in room.phone("dee")["thoughts"]
    assert phone["mine"][left]["visibility"] == "table"
    assert room.who_reads("LEFT at") == {"me:ana", "me:ben", "me:cem"}


def test_a23_no_view_note_or_finding_lists_anybodys_way() -> None:
    room = talking()
    for topic in ("skill", "place", "data", "skill"):
        room.play("ben", "go_to", topic=topic)
    for audience in room.audiences():
        if audience not in (Me("ben"), Console()):
            assert '"ben"' not in json.dumps(room.view(audience)).lower(), audience
    console = room.view(Console())
    assert "seats" not in console
    assert "ben" not in json.dumps({**console, "done": {}})
    assert "ben" not in in_words(told(room)).lower()
    for finding in tables.FINDINGS:
        for audience in room.audiences():
            assert audience == Me("ben") or not [one for one in room.brings(finding, audience) if one.person == "ben"]
    assert {one.text for one in room.brings("own", Me("ben"))} == {"Be skilled"}, "where he is, and nothing before"


def test_one_goes_only_where_there_is_a_table_and_only_where_feet_decide() -> None:
    room = insights()
    assert refused(room, "ana", "go_to", topic="nowhere") == "unknown_item"
    assert refused(room, "ana", "go_to", topic=["data"]) == "unknown_item"
    assert refused(room, "ana", "go_to", topic="sixth") == "table_closed"
    assert refused(grouped("pairs", 4), "p000", "go_to", topic="g1-1") == "unknown_move"
    room.close()
    assert refused(room, "ana", "go_to", topic="data") == "not_open"


def test_whoever_has_left_the_room_is_not_counted_at_a_table() -> None:
    room = talking()
    room.play("ana", "leave")
    assert room.view(Console())["places"]["data"]["heads"] == 2


# ── thoughts ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("visibility", "readers"),
    [
        ("me", {"me:ana"}),
        ("facilitator", {"me:ana", "console"}),
        ("table", {"me:ana", "me:ben", "me:cem"}),
        ("room", {"me:ana", "me:ben", "me:cem", "console"}),
    ],
)
def test_a_thought_reaches_those_at_the_same_topic_and_whom_else_its_author_chose(
    visibility: str, readers: set[str]
) -> None:
    room = talking()
    thought(room, "ana", "XYZZY", visibility=visibility)
    assert room.who_reads("XYZZY") == readers


def test_who_comes_to_a_table_reads_what_lies_there_and_who_goes_does_not() -> None:
    room = talking()
    thought(room, "ana", "XYZZY")
    room.play("dee", "go_to", topic="data")
    room.play("ben", "go_to", topic="skill")
    assert room.who_reads("XYZZY") == {"me:ana", "me:cem", "me:dee"}


def test_a_thought_that_is_shown_stands_on_the_stage_only_when_the_facilitator_reveals() -> None:
    room = talking()
    entry = thought(room, "ana", "XYZZY", visibility="room", named=True)
    room.play("facilitator", "show", entries=[entry])
    assert room.view(Stage())["wall"] == {}
    room.reveal()
    assert room.view(Stage())["wall"][entry]["by"] == "Ana"
    room.play("facilitator", "hide", entries=[entry])
    assert room.who_reads("XYZZY") == {"me:ana", "console"}


def test_thoughts_are_mended_and_taken_back_by_their_authors_alone() -> None:
    room = talking()
    entry = thought(room, "ana", "XYZZY")
    room.play("ana", "go_to", topic="place")
    room.close()
    room.play("ana", "edit", entry=entry, text="PLUGH", visibility="room")
    assert "PLUGH" in json.dumps(room.phone("ben"))
    assert refused(room, "ben", "edit", entry=entry, text="Mine") == "unknown_entry"
    room.play("ana", "withdraw", entry=entry)
    assert room.who_reads("PLUGH") == set()
    assert refused(room, "ana", "edit", entry=entry, text="Again") == "unknown_entry"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"text": " "}, "empty"),
        ({"text": "x" * 281}, "too_long"),
        ({"text": 5}, "malformed"),
        ({"text": "Well", "visibility": "world"}, "malformed"),
        ({"text": "Well", "named": "yes"}, "malformed"),
        ({"text": "Well", "topic": "nowhere"}, "unknown_item"),
    ],
)
def test_what_is_no_thought_is_refused(data: dict[str, Any], code: str) -> None:
    room = talking()
    assert refused(room, "ana", "think", **data) == code


def test_an_agenda_may_want_no_thoughts() -> None:
    assert refused(talking(thoughts=False), "ana", "think", text="Yet") == "unknown_move"


# ── hosts and their cards ───────────────────────────────────────────────────


def test_a_host_volunteers_once_and_is_greeting_and_card_in_one() -> None:
    room = talking()
    room.play("ana", "host")
    assert room.phone("ana")["hosting"]
    assert room.phone("ana")["greeting"] == "Welcome."
    assert "greeting" not in room.phone("ben")
    assert room.phone("ben")["here"] | {"hosted": True, "by": "Ana"} == room.phone("ben")["here"]
    assert refused(room, "ben", "host") == "host_taken"
    assert refused(room, "ben", "card", box="try", text="Me too") == "not_host"


def test_the_facilitator_names_a_host_who_then_is_at_that_table() -> None:
    room = insights()
    room.play("facilitator", "name_host", topic="skill", person="eve")
    assert room.phone("eve")["at"] == "skill"
    assert room.view(Console())["places"]["skill"]["host"] == "eve"
    room.play("facilitator", "name_host", topic="skill", person="")
    assert room.view(Console())["places"]["skill"]["host"] == ""
    assert refused(room, "facilitator", "name_host", topic="skill", person="zoe") == "unknown_person"


def test_a_host_who_goes_elsewhere_or_leaves_hosts_no_longer() -> None:
    room = talking()
    room.play("ana", "host")
    room.play("ana", "go_to", topic="skill")
    assert not room.phone("ben")["here"]["hosted"]
    room.play("ben", "host")
    room.play("ben", "leave")
    assert not room.phone("cem")["here"]["hosted"]
    room.play("cem", "host")


def test_the_card_has_one_line_a_box_and_round_and_every_change_is_kept() -> None:
    room = talking()
    room.play("ana", "host")
    first = room.play("ana", "card", box="try", text="A bus").data["entry"]["id"]
    again = room.play("ana", "card", box="try", text="Two buses").data["entry"]["id"]
    assert first == again
    assert room.phone("ana")["lines"]["try"]["text"] == "Two buses"
    assert [fact.data["entry"]["text"] for fact in room.facts if fact.name == "card"] == ["A bus", "Two buses"]
    room.play("facilitator", "round")
    assert room.phone("ana")["lines"] == {}, "a new round, a new card"
    assert [line["text"] for line in room.phone("ben")["harvest"].values()] == ["Two buses"]


def test_a_shown_line_that_is_changed_is_looked_at_anew() -> None:
    room = talking()
    room.play("ana", "host")
    entry = room.play("ana", "card", box="try", text="A bus").data["entry"]["id"]
    room.play("facilitator", "show", entries=[entry])
    room.play("ana", "card", box="try", text="Two buses")
    assert room.view(Console())["entries"][entry]["shown"] == "waiting"


def test_a_guest_reads_the_earlier_card_and_not_the_one_being_written() -> None:
    room = talking()
    room.play("ana", "host")
    room.play("ana", "card", box="try", text="XYZZY")
    assert room.who_reads("XYZZY") == {"me:ana", "console"}


def test_the_facilitator_opens_the_cards_near_the_end_and_a_new_round_closes_them() -> None:
    room = talking(card_last=90)
    assert room.view(Floor())["card"]["open"] is False
    assert room.view(Floor())["card"]["last"] == 90
    room.play("facilitator", "card", on=True)
    assert room.view(Floor())["card"]["open"] is True
    room.play("facilitator", "round")
    assert room.view(Floor())["card"]["open"] is False
    assert refused(room, "facilitator", "card", on="yes") == "malformed"


def test_a_line_needs_a_box_and_words_and_a_round() -> None:
    room = insights()
    room.play("ana", "host", topic="data")
    assert refused(room, "ana", "card", box="try", text="Early") == "not_open"
    room.play("facilitator", "round")
    assert refused(room, "ana", "card", box="nothing", text="Well") == "malformed"
    assert refused(room, "ana", "card", box="try", text="x" * 161) == "too_long"


def test_without_hosts_the_card_belongs_to_the_group() -> None:
    room = grouped("fours", 8, card=CARD[:1])
    room.play("p000", "find")
    room.play("p000", "card", box="circling", text="XYZZY")
    company = next(group for group in companies(room) if "p000" in group)
    assert room.who_reads("XYZZY") == {"console", *(f"me:{one}" for one in company)}
    other = next(one for one in company if one != "p000")
    room.play(other, "card", box="circling", text="Mended")
    assert room.phone("p000")["lines"]["circling"]["text"] == "Mended"


def test_a25_a_host_leaves_and_the_first_guest_who_taps_holds_the_card_with_what_was_written() -> None:
    room = talking()
    room.play("ana", "host")
    room.play("ana", "card", box="circling", text="SO FAR")
    assert refused(room, "ben", "take_host") == "host_taken"
    assert refused(room, "ben", "hand_over_host") == "not_host"
    room.play("ana", "hand_over_host")
    assert room.phone("ana")["here"]["handing"]
    assert room.phone("ben")["here"] | {"handing": True, "no": 1} == room.phone("ben")["here"]
    assert refused(room, "dee", "take_host", topic="data") == "not_at_table"
    room.play("ben", "take_host")
    assert room.phone("ben")["hosting"]
    assert room.phone("ben")["lines"]["circling"]["text"] == "SO FAR"
    assert not room.phone("ana")["hosting"]
    assert refused(room, "cem", "take_host") == "host_taken"
    room.play("ben", "card", box="circling", text="SO FAR, and on")
    assert room.phone("ben")["lines"]["circling"]["text"] == "SO FAR, and on"


def test_a_host_may_think_better_of_handing_over() -> None:
    room = talking()
    room.play("ana", "host")
    room.play("ana", "hand_over_host")
    room.play("ana", "hand_over_host", on=False)
    assert refused(room, "ben", "take_host") == "host_taken"


# ── what the facilitator does to the tables ─────────────────────────────────


def test_a24_nobody_came() -> None:
    """A host and no guests: a suggestion after two minutes; the host roams, thoughts still come, the note says so."""
    room = talking(hosts=True)
    room.play("eve", "host", topic="place")
    at = room.facts[-1].at
    advice = room.view(Console())["advice"]
    assert advice["close-place"] == {"do": "close", "topic": "place", "from": at + 120_000}
    assert "close data" not in advice

    room.play("facilitator", "close_topic", topic="place")
    assert room.phone("eve")["at"] == ""
    assert not room.phone("eve")["hosting"]
    assert room.phone("ana")["places"]["place"]["closed"]
    assert "close place" not in room.view(Console())["advice"]
    room.play("eve", "go_to", topic="data")
    thought(room, "eve", "One from afar", topic="place", visibility="room")
    thought(room, "ben", "Another", topic="place", visibility="room")
    note = in_words(told(room))
    assert "Be connected: no table formed; two thoughts" in note
    assert "One from afar" in note
    assert refused(room, "ben", "go_to", topic="place") == "table_closed"


def test_the_facilitator_opens_a_waiting_topic_and_one_that_nobody_listed() -> None:
    room = insights()
    assert "sixth" not in room.view(Floor())["places"]
    room.play("facilitator", "open_topic", topic="sixth")
    assert room.view(Floor())["places"]["sixth"]["no"] == 4
    room.play("facilitator", "open_topic", title="  Buses,   again ")
    new = room.view(Floor())["places"]["t2"]
    assert (new["no"], new["title"]) == (5, "Buses, again")
    room.play("ana", "go_to", topic="t2")
    assert refused(room, "facilitator", "open_topic", title=" ") == "empty"


def test_merging_loses_neither_people_nor_words_and_the_note_keeps_the_former_name() -> None:
    room = talking()
    room.play("dee", "host")
    room.play("dee", "card", box="try", text="DEES LINE")
    thought(room, "dee", "DEES THOUGHT", visibility="room")
    room.play("facilitator", "merge_topics", topic="skill", into="data")
    assert room.phone("dee")["at"] == "data"
    assert room.phone("dee")["hosting"], "the table had no host, so hers comes along"
    assert "DEES THOUGHT" in json.dumps(room.phone("ana")["thoughts"])
    assert "DEES LINE" in json.dumps(room.phone("ana")["harvest"])
    assert "skill" not in room.view(Floor())["places"]
    assert room.view(Floor())["places"]["place"]["no"] == 3, "numbers stay"
    assert room.view(Console())["places"]["data"]["with"] == {"skill": "Be skilled"}
    note = in_words(told(room))
    assert "Be wise (with Be skilled)" in note
    assert "DEES LINE" in note
    assert "DEES THOUGHT" in note


def test_what_was_merged_can_be_set_apart_again() -> None:
    room = talking()
    room.play("facilitator", "merge_topics", topic="skill", into="data")
    room.play("facilitator", "split_topic", topic="skill")
    assert room.phone("dee")["at"] == "skill"
    assert refused(room, "facilitator", "merge_topics", topic="skill", into="skill") == "unknown_item"
    assert refused(room, "facilitator", "merge_topics", topic="skill", into="sixth") == "unknown_item"


def test_a_crowded_topic_gets_a_second_table_with_the_same_prompts() -> None:
    room = talking()
    room.play("facilitator", "split_topic", topic="data")
    second = next(id_ for id_, sign in room.view(Floor())["places"].items() if id_.startswith("t"))
    room.play("eve", "go_to", topic=second)
    assert room.phone("eve")["here"]["prompts"] == ["PROMPT1?", "And then?"]
    assert room.phone("eve")["here"]["title"] == "Be wise"


def test_a_topic_is_renamed_for_everybody() -> None:
    room = talking()
    room.play("facilitator", "rename_topic", topic="data", title="Count what counts")
    assert room.phone("ana")["here"]["title"] == room.view(Stage())["places"]["data"]["title"] == "Count what counts"


def test_the_console_suggests_and_never_decides() -> None:
    people = {f"p{no:02}": 1 for no in range(14)}
    room = talking(people)
    for no, person in enumerate(people):
        room.play(person, "go_to", topic="data" if no < 12 else "skill" if no == 12 else "place")
    advice = room.view(Console())["advice"]
    assert advice["merge-skill"] | {"into": "place", "do": "merge"} == advice["merge-skill"]
    assert advice["split-data"]["do"] == "split"
    assert room.view(Console())["places"]["skill"]["heads"] == 1


def test_the_bell_rings_softly_on_stage_and_phones() -> None:
    room = talking()
    room.play("facilitator", "bell")
    ring = {"no": 1, "at": room.facts[-1].at}
    assert room.view(Stage())["bell"] == room.view(Floor())["bell"] == ring


@pytest.mark.parametrize("move", ["round", "walk", "bell", "group", "close_topic", "merge_topics", "name_host"])
def test_only_the_facilitator_does_that(move: str) -> None:
    assert refused(talking(), "ana", move, topic="data") == "not_yours"


# ── groups that are made ────────────────────────────────────────────────────


def test_a26_odd_pairs_and_a_late_comer_before_and_after_the_beginning() -> None:
    room = grouped("pairs", 25, mode="walk")
    room.play("facilitator", "group")
    assert sorted(len(pair) for pair in companies(room)) == [2] * 11 + [3]
    trio = next(group for group in companies(room) if len(group) == 3)

    early = room.play("outsider", "join", name="Early", table=1).data["id"]
    assert room.phone(early)["at"] == ""
    assert room.view(Console())["loose"] == 1
    room.play(early, "find")
    assert sorted(len(pair) for pair in companies(room)) == [2] * 13
    assert len(next(pair for pair in companies(room) if early in pair) & trio) == 1

    room.play("facilitator", "round")
    odd = room.play("outsider", "join", name="Odd", table=1).data["id"]
    room.play(odd, "find")
    late = room.play("outsider", "join", name="Late", table=1).data["id"]
    room.play("facilitator", "place", person=late)
    assert sorted(len(pair) for pair in companies(room)) == [2] * 11 + [3, 3], "it has begun: no pair is taken apart"


def test_whoever_asks_first_has_the_groups_made_for_all() -> None:
    room = grouped("trios", 9)
    assert room.phone("p004")["at"] == ""
    room.play("p004", "find")
    assert sorted(map(len, companies(room))) == [3, 3, 3]
    room.play("p004", "find")
    assert sorted(map(len, companies(room))) == [3, 3, 3], "asking again changes nothing"


def test_names_are_shown_to_the_group_only_of_those_who_agreed() -> None:
    room = Room(tables, {"rule": "pairs"}, people={"ana": {"table": 1, "named": True}, "ben": 1})
    room.play("ben", "find")
    assert room.phone("ben")["here"]["people"] == {"ana": {"name": "Ana"}, "ben": {"name": ""}}


@pytest.mark.parametrize("people", [2, 3, 5, 9, 13, 26])
def test_fours_of_a_later_screen_are_made_of_the_pairs_of_an_earlier_one(people: int) -> None:
    made = []
    for size in (2, 4, 8):
        room = grouped("doubling", people, size=size)
        room.play("p000", "find")
        made.append(companies(room))
        assert all(len(group) > 1 for group in made[-1])
    for smaller, larger in pairwise(made):
        assert all(any(small <= large for large in larger) for small in smaller)


def test_chance_brings_other_people_together_each_time_and_hosts_stay_with_their_card() -> None:
    room = grouped("random", 12, size=4, hosts=True, card=CARD, rounds=3, mode="walk")
    room.play("facilitator", "round")
    host = "p003"
    at = room.phone(host)["at"]
    room.play(host, "host")
    first = companies(room)
    room.play(host, "card", box="try", text="TABLECLOTH")
    room.play("facilitator", "walk")
    assert room.phone(host)["at"] == at, "the host stays"
    assert not any(len(before & now) > 2 for before in first for now in companies(room))
    room.play("facilitator", "round")
    guest = next(one for one in room.phone(host)["here"]["people"] if one != host)
    assert [line["text"] for line in room.phone(guest)["harvest"].values()] == ["TABLECLOTH"]


def test_new_pairs_do_not_read_what_the_old_ones_wrote() -> None:
    room = grouped("pairs", 8, rounds=2)
    room.play("p000", "find")
    thought(room, "p000", "XYZZY")
    old = next(pair for pair in companies(room) if "p000" in pair)
    room.play("facilitator", "walk")
    room.play("facilitator", "round")
    assert old not in companies(room)
    assert room.who_reads("XYZZY") == {"me:p000"}


def test_topics_may_be_dealt_out_by_chance() -> None:
    room = insights({f"p{no}": 1 for no in range(9)}, rule="random")
    room.play("facilitator", "group")
    assert {id_: place["heads"] for id_, place in room.view(Console())["places"].items()} == {
        "data": 3,
        "skill": 3,
        "place": 3,
        "sixth": 0,
    }


def test_the_facilitator_moves_one_person_to_another_group() -> None:
    room = grouped("fours", 8)
    room.play("facilitator", "group")
    seats = room.view(Console())["seats"]
    other = next(place for place in room.view(Console())["places"] if place != seats["p000"])
    room.play("facilitator", "place", person="p000", group=other)
    assert room.view(Console())["seats"]["p000"] == other
    assert refused(room, "facilitator", "place", person="p000", group="nowhere") == "unknown_item"
    assert refused(room, "facilitator", "place", person="nobody") == "unknown_person"


def test_home_tables_talk_at_home_and_read_each_other() -> None:
    room = Room(tables, {"rule": "home", "ask": "What would change?", "card": CARD[:1]}, people=PEOPLE)
    thought(room, "ana", "XYZZY")
    assert room.who_reads("XYZZY") == {"me:ana", "table:1"}
    room.play("ben", "card", box="circling", text="PLUGH")
    assert room.phone("ana")["lines"]["circling"]["text"] == "PLUGH"
    assert refused(room, "ana", "find") == refused(room, "facilitator", "group") == "unknown_move"
    room.play("ben", "sit_at", table=2)
    assert "XYZZY" not in json.dumps(room.phone("ben"))


def test_home_tables_may_have_hosts() -> None:
    room = Room(tables, {"rule": "home", "hosts": True, "card": CARD}, people=PEOPLE)
    room.play("ana", "host")
    room.play("ana", "hand_over_host")
    room.play("ben", "take_host")
    assert room.phone("ben")["hosting"]
    assert not room.phone("ana")["hosting"]
    assert refused(room, "facilitator", "name_host", topic="1", person="cem") == "not_at_table"


def test_merged_home_tables_keep_what_both_wrote() -> None:
    room = Room(tables, {"rule": "home"}, people=PEOPLE)
    thought(room, "eve", "XYZZY")
    room.play("facilitator", "merge_tables", table=3, into=1)
    assert "XYZZY" in json.dumps(room.view(Table(1)))


def test_topics_may_come_from_what_people_wrote_before_and_whoever_brought_one_hosts_it() -> None:
    brought = [Brought("e7", "Buses", person="ana"), Brought("e8", "Exams", person="zoe")]
    room = Room(tables, {"rule": "topic", "hosts": True}, people=PEOPLE, brought={"topics": brought})
    assert [sign["title"] for sign in room.view(Floor())["places"].values()] == ["Buses", "Exams"]
    room.play("ana", "go_to", topic="e7")
    assert room.phone("ana")["hosting"]
    room.play("ben", "go_to", topic="e7")
    assert refused(room, "ben", "host") == "host_taken"


def test_topics_may_come_from_a_deck() -> None:
    cards = [
        {"id": "c1", "title": "One", "sentence": "ESSENCE", "prompts": ["P?"], "ideas": [], "optional": False},
        {"id": "c2", "title": "Two", "sentence": "Other", "wild": False},
        {"id": "c3", "title": "Three", "sentence": "Left out"},
    ]
    decks: Mapping[str, Json] = {"five": {"id": "five", "title": "Five", "cards": cards}}
    room = Room(tables, {"rule": "topic", "deck": "five", "cards": ["c1", "c2"]}, people=PEOPLE, decks=decks)
    room.play("ana", "go_to", topic="c1")
    assert list(room.view(Floor())["places"]) == ["c1", "c2"]
    assert room.phone("ana")["here"] | {"essence": "ESSENCE", "prompts": ["P?"]} == room.phone("ana")["here"]


def test_a56_in_a_talk_there_is_a_question_and_the_choice_to_add_a_thought() -> None:
    """The face dims the phone; what the kind sends for it is the question, and no input that must be made."""
    room = Room(tables, {"rule": "home", "ask": "What would change for a pupil?"}, people=PEOPLE)
    phone = room.phone("ana")
    assert phone["ask"] == "What would change for a pupil?"
    assert phone["with_thoughts"]
    assert phone["thoughts"] == phone["mine"] == phone["card"]["lines"] == {}
    thought(room, "ana", "Fewer changes of bus")
    assert len(room.phone("ana")["mine"]) == 1


@pytest.mark.parametrize(
    "settings",
    [
        {"rule": "doubling"},
        {"rule": "doubling", "size": 3},
        {"rule": "sideways"},
        {"topics": [TOPICS[0], TOPICS[0]]},
        {"card": [{"id": "thought", "ask": "Hm"}]},
        {"card": [*CARD, {"id": "four", "ask": "Four?"}]},
        {"unknown": 1},
    ],
)
def test_settings_that_cannot_be_are_refused(settings: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        tables.Settings(**settings)


# ── what later screens and the note get ─────────────────────────────────────


def test_card_lines_are_brought_once_they_were_shown_and_with_their_topic() -> None:
    room = talking()
    room.play("ana", "host")
    entry = room.play("ana", "card", box="try", text="A bus").data["entry"]["id"]
    assert room.brings("cards", Stage()) == []
    assert [one.text for one in room.brings("cards", Me("ben"))] == ["A bus"], "those at the table know it"
    room.play("facilitator", "show", entries=[entry])
    found = room.brings("cards", Floor())
    assert [(one.id, one.tags, one.note, one.weight) for one in found] == [(entry, (), "Be wise", 0)]
    room.play("facilitator", "hide", entries=[entry])
    assert room.brings("cards", Floor()) == room.brings("cards", Me("ben")) == []
    assert room.brings("nothing", Floor()) == []


def test_the_note_tells_cards_by_round_shared_thoughts_and_how_many_were_where() -> None:
    room = talking(ask="What matters?")
    room.play("ana", "host")
    for box, text in (("circling", "Trust"), ("try", "A bus")):
        room.play("ana", "card", box=box, text=text)
    thought(room, "ben", "SHARED one", visibility="room")
    thought(room, "ben", "PRIVATE one", visibility="table")
    room.play("facilitator", "walk")
    room.play("cem", "go_to", topic="skill")
    room.play("facilitator", "round")
    room.play("ana", "card", box="circling", text="Time")
    note = told(room)
    assert note.place == 9
    assert (note.answered, note.of) == (4, 5)
    tables_told = [block["table"] for block in note.blocks if "table" in block]
    assert tables_told[0]["rows"] == [["1", "Trust", "", "A bus"], ["2", "Time", "", ""]]
    assert tables_told[-1]["rows"] == [["Be wise", "3", "2"], ["Be skilled", "1", "2"], ["Be connected", "0", "0"]]
    words = in_words(note)
    assert "SHARED one" in words
    assert "PRIVATE" not in words
    assert "The question nobody listed" not in words, "it was never opened"
    assert "Be connected: no table formed" in words
    assert "Be skilled: nothing was written for everyone" in words


def test_of_groups_without_topics_the_note_tells_their_lines_together() -> None:
    room = grouped("fours", 8, card=CARD[:1], ask="What would help?")
    room.play("p000", "find")
    for person in ("p000", "p007"):
        room.play(person, "card", box="circling", text=f"Line of {person}")
    rows = next(block["table"]["rows"] for block in told(room).blocks if "table" in block)
    assert sorted(row[1] for row in rows) == ["Line of p000", "Line of p007"]


def test_where_nobody_went_and_nobody_wrote_there_is_nothing_to_say() -> None:
    assert insights().notes() is None
    assert grouped("pairs", 4).notes() is None


def test_two_ids_that_are_one_person_are_where_one_of_them_went_last() -> None:
    room = talking()
    room.play("ana", "host")
    room.play("ben", "go_to", topic="place")
    one = tables.unite(room.state, "ben", "ana")
    assert one.seating.of("ana") == "place"
    assert "ben" not in one.seating.seats
    other = tables.unite(room.state, "ana", "cem")
    assert other.seating.hosts == {"data": "cem"}
    assert other.seating.of("cem") == "data"


def test_near_are_those_here_those_left_behind_and_where_ones_words_lie() -> None:
    room = talking()
    thought(room, "ana", "Left here")
    room.play("ana", "go_to", topic="skill")
    assert set(tables.near(room.state, "ana", room.context)) == {"ben", "cem", "dee"}
    room.play("ana", "go_to", topic="place")
    assert set(tables.near(room.state, "ana", room.context)) == {"ben", "cem", "dee"}
    assert set(tables.near(room.state, "eve", room.context)) == set()


# ── robots and crowds ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "settings",
    [
        {"rule": "home", "card": CARD},
        {"rule": "home", "card": CARD, "hosts": True},
        {"rule": "pairs", "apart": True},
        {"rule": "trios"},
        {"rule": "doubling", "size": 4, "card": CARD[:1]},
        {"rule": "role"},
        {"rule": "mixed"},
        {"rule": "partnership"},
        {"rule": "random", "size": 3, "hosts": True, "card": CARD},
        {"rule": "topic", "topics": TOPICS, "hosts": True, "card": CARD, "mode": "walk"},
        {"rule": "topic", "topics": TOPICS},
    ],
)
def test_robots_talk_to_an_end_in_every_form_and_are_never_refused(settings: dict[str, Any]) -> None:
    crowd = {f"p{no}": {"table": 1 + no % 3, "organisation": f"School {no % 4}"} for no in range(13)}
    room = Room(tables, settings, people=crowd)
    played = room.robots()
    for step in ("round", "bell", "walk", "round"):
        room.play("facilitator", step)
        played += room.robots()
    assert played >= 13
    assert {fact.name for fact in room.facts} >= {"think"}
    assert told(room).answered > 0


def test_robots_take_over_when_a_host_asks() -> None:
    room = talking()
    room.play("ana", "host")
    room.play("ana", "hand_over_host")
    room.robots()
    assert "take_host" in {fact.name for fact in room.facts}


def test_200_people_at_five_topics_and_in_pairs() -> None:
    crowd = {f"p{no:03}": 1 + no // 10 for no in range(200)}
    topics = [{"id": f"t{no}", "title": f"Topic {no}", "prompts": ["Well?"]} for no in range(5)]
    state = tables.start(tables.Settings(rule="topic", topics=topics), Room(tables).context)  # type: ignore[arg-type]
    room = Room(tables, state.settings, people={**crowd}, tables=20)
    for no, person in enumerate(list(crowd)[:20]):
        room.play(person, "go_to", topic=f"t{no % 5}")
    assert room.view(Console())["loose"] == 180
    assert len(json.dumps(room.view(Floor()))) < 3000
    assert len(json.dumps(room.phone("p000"))) < 4000
    pairs = Room(tables, {"rule": "pairs"}, people={**crowd}, tables=20)
    pairs.play("p100", "find")
    assert [len(pair) for pair in companies(pairs)] == [2] * 100
    assert len(json.dumps(pairs.view(Stage()))) < 500


def test_everything_begins_at_noon() -> None:
    """The suggestions count from the server's time, which kinds only know from facts."""
    room = talking()
    assert all(one["from"] >= NOON for one in room.view(Console())["advice"].values())
