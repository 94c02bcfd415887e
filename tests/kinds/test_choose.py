"""Voting: what a ballot may hold, who learns what and when, and what merging, hiding and a second round do to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError
from room import NOON, SCREEN, Room, refused

from workshop.kinds import choose
from workshop.kinds.contract import Section
from workshop.moves import Console, Entry, Fact, Floor, Json, Me, Stage, Table
from workshop.pool import Pool

PEOPLE: Mapping[str, int | Mapping[str, Any]] = {"ana": 1, "ben": 1, "cem": 2, "dee": 2}

SNACKS = [{"id": "tea", "title": "Tea"}, {"id": "bread", "title": "Bread"}, {"id": "plums", "title": "Plums"}]

OFFERS = "hello.offers"


def voting(mode: str = "single", **settings: Any) -> Room:
    options = [] if mode == "yesno" or "from_entries" in settings else SNACKS
    return Room(choose, {"mode": mode, **({"options": options} if options else {}), **settings}, people=PEOPLE)


def voting_on_offers(*texts: str, mode: str = "single", **settings: Any) -> Room:
    """A vote on what people wrote before; the entries are o1, o2 … and lie on the stage."""
    entries = Pool().having(
        Entry(f"o{no}", OFFERS, "collect", "offer", "ana", 1, text, "room", False, NOON, shown="shown")
        for no, text in enumerate(texts, start=1)
    )
    return Room(choose, {"mode": mode, "from_entries": f"{OFFERS}/offer", **settings}, people=PEOPLE, entries=entries)


def counts(room: Room) -> dict[str, int]:
    """The tally on the stage, as plain numbers."""
    return {item: row["count"] for item, row in room.view(Stage())["tally"].items()}


def told(room: Room) -> Section:
    """The screen's section of the note."""
    note = room.notes()
    assert note is not None
    return note


def run_off(room: Room, *items: str) -> None:
    """A second round, as the run does it: the screen is covered and open again."""
    fact = room.play("facilitator", "run_off", items=list(items))
    assert fact.data["again"] is True
    room.cover()
    room.open()


# ── ballots ─────────────────────────────────────────────────────────────────


def test_one_choice_each_and_the_last_word_counts() -> None:
    room = voting()
    room.play("ana", "vote", picks={"tea": 1})
    room.play("ana", "vote", picks={"plums": 1})
    room.play("ben", "vote", picks={"plums": 1})
    room.reveal()
    assert counts(room) == {"tea": 0, "bread": 0, "plums": 2}
    assert refused(room, "cem", "vote", picks={"tea": 1, "plums": 1}) == "too_many"


def test_an_empty_ballot_takes_the_vote_back() -> None:
    room = voting()
    room.play("ana", "vote", picks={"tea": 1})
    assert room.view(Console())["voted"] == 1
    room.play("ana", "vote", picks={"tea": 0})
    assert room.view(Console())["voted"] == 0
    assert room.view(Me("ana"))["cast"] is False


def test_several_may_be_chosen_up_to_the_limit() -> None:
    room = voting("several", most=2)
    room.play("ana", "vote", picks={"tea": 1, "plums": 1})
    assert refused(room, "ben", "vote", picks={"tea": 1, "plums": 1, "bread": 1}) == "too_many"
    assert refused(room, "ben", "vote", picks={"tea": 2}) == "too_many"
    free = voting("several")
    free.play("ana", "vote", picks={"tea": 1, "plums": 1, "bread": 1})


def test_dots_keep_to_their_budget_and_to_the_most_on_one_item() -> None:
    room = voting("dots", dots=3, each=2)
    room.play("ana", "vote", picks={"tea": 2, "plums": 1})
    assert refused(room, "ana", "vote", picks={"tea": 2, "plums": 2}) == "over_budget"
    assert refused(room, "ana", "vote", picks={"tea": 3}) == "too_many"
    room.play("ben", "vote", picks={"plums": 2})
    room.reveal()
    assert counts(room) == {"tea": 2, "bread": 0, "plums": 3}


def test_a_ranking_gives_points_and_says_the_first_places() -> None:
    room = voting("ranking", rank=3)
    room.play("ana", "vote", ranking=["tea", "plums", "bread"])
    room.play("ben", "vote", ranking=["plums", "tea"])
    room.play("cem", "vote", ranking=["plums"])
    room.reveal()
    assert room.view(Stage())["tally"] == {
        "tea": {"count": 5, "first": 1},
        "bread": {"count": 1, "first": 0},
        "plums": {"count": 8, "first": 2},
    }
    short = voting("ranking", rank=2)
    assert refused(short, "ana", "vote", ranking=["tea", "plums", "bread"]) == "too_many"
    assert "points" in told(room).asked


def test_yes_or_no_needs_no_options_and_is_never_shuffled() -> None:
    room = voting("yesno")
    room.play("ana", "vote", picks={"yes": 1})
    assert refused(room, "ben", "vote", picks={"yes": 1, "no": 1}) == "too_many"
    assert refused(room, "ben", "vote", picks={"maybe": 1}) == "unknown_item"
    assert not any("seed" in room.view(Me(person)) for person in PEOPLE)
    room.reveal()
    assert counts(room) == {"yes": 1, "no": 0}


@pytest.mark.parametrize(
    "picks", [None, [], "tea", {"tea": -1}, {"tea": True}, {"tea": "1"}, {"tea": 1.5}, {"tea": {"tea": 1}}]
)
def test_a_ballot_that_makes_no_sense_is_refused(picks: Any) -> None:
    assert refused(voting(), "ana", "vote", picks=picks) == "malformed"


@pytest.mark.parametrize("ranking", [None, {}, "tea", [1], [["tea"]]])
def test_a_ranking_that_makes_no_sense_is_refused(ranking: Any) -> None:
    assert refused(voting("ranking"), "ana", "vote", ranking=ranking) == "malformed"


def test_a_vote_can_be_changed_until_it_closes() -> None:
    room = voting()
    room.play("ana", "vote", picks={"tea": 1})
    room.close()
    assert refused(room, "ana", "vote", picks={"plums": 1}) == "not_open"
    assert room.view(Me("ana"))["picks"] == {"tea": 1}


def test_only_people_in_the_room_vote_and_only_the_facilitator_merges() -> None:
    room = voting()
    assert refused(room, "facilitator", "vote", picks={"tea": 1}) == "not_yours"
    assert refused(room, "ana", "merge", item="tea", into="plums") == "not_yours"
    assert refused(room, "ana", "run_off", items=["tea", "plums"]) == "not_yours"
    assert refused(room, "stage", "settle", items=["tea"]) == "not_yours"


def test_the_votes_of_somebody_who_was_removed_do_not_count() -> None:
    room = voting()
    room.play("ana", "vote", picks={"tea": 1})
    room.play("ben", "vote", picks={"tea": 1})
    room.reveal()
    room.play("facilitator", "remove", person="ben")
    assert counts(room)["tea"] == 1
    assert room.view(Stage())["voted"] == 1
    assert room.view(Stage())["of"] == 3
    room.play("facilitator", "readmit", person="ben")
    assert counts(room)["tea"] == 2


# ── blind until the reveal ──────────────────────────────────────────────────


@pytest.mark.parametrize("mode", ["single", "several", "dots", "ranking", "yesno"])
def test_nobody_learns_a_tally_before_the_reveal(mode: str) -> None:
    before = voting(mode, shuffle=False)
    first, second = ("yes", "no") if mode == "yesno" else ("tea", "plums")
    ranked = mode == "ranking"
    one: Json = {"ranking": [first]} if ranked else {"picks": {first: 1}}
    other: Json = {"ranking": [second]} if ranked else {"picks": {second: 1}}
    for_one, for_other = before, voting(mode, shuffle=False)
    for_one.play("ana", "vote", **one)
    for_other.play("ana", "vote", **other)
    # Two rooms in which Ana voted differently look the same to everyone but Ana.
    for audience in (Stage(), Console(), Floor(), Table(1), Table(2), Me("ben"), Me("cem")):
        assert for_one.view(audience) == for_other.view(audience)
        assert not {"tally", "ties"} & set(for_one.view(audience))
    assert for_one.view(Console())["done"] == {"ana": True}
    for_one.reveal()
    assert "tally" in for_one.view(Stage())
    assert "tally" in for_one.view(Floor())
    assert for_one.view(Stage()) != for_other.view(Stage())


def test_the_check_for_blindness_would_notice_an_open_vote() -> None:
    open_vote = voting(blind=False)
    open_vote.play("ana", "vote", picks={"tea": 1})
    assert counts(open_vote)["tea"] == 1
    assert open_vote.view(Floor())["voted"] == 1
    assert "tally" not in open_vote.view(Table(1))


def test_hiding_an_item_does_not_give_away_how_many_had_chosen_it() -> None:
    room = voting_on_offers("A bus", "A piano")
    room.play("ana", "vote", picks={"o1": 1})
    room.play("ben", "vote", picks={"o2": 1})
    room.play("facilitator", "hide", entries=["o1"])
    assert room.view(Console())["voted"] == 2
    assert room.view(Console())["done"] == {"ana": True, "ben": True}
    assert room.view(Me("ana"))["cast"] is False, "Ana is asked to choose again"


def test_covering_a_result_hides_it_again() -> None:
    room = voting()
    room.play("ana", "vote", picks={"tea": 1})
    room.reveal()
    room.cover()
    assert "tally" not in room.view(Stage())


# ── ties ────────────────────────────────────────────────────────────────────


def test_a42_votes_move_with_a_change_of_mind_and_a_tie_is_called_a_tie() -> None:
    issues = [{"id": f"i{no}", "title": f"Issue {no}"} for no in range(1, 12)]
    room = Room(choose, {"mode": "dots", "dots": 3, "each": 1, "options": issues}, people=PEOPLE)
    room.play("ana", "vote", picks={"i1": 1, "i2": 1, "i3": 1})
    room.play("ana", "vote", picks={"i1": 1, "i2": 1, "i4": 1})
    room.play("ben", "vote", picks={"i1": 1, "i2": 1})
    assert sum(room.view(Me("ana"))["picks"].values()) == 3
    assert refused(room, "ana", "vote", picks={"i1": 2}) == "too_many"
    room.reveal()
    assert room.view(Stage())["ties"] == ["i1", "i2"]
    assert counts(room)["i3"] == 0
    room.play("facilitator", "settle", items=["i1", "i2"])
    assert room.view(Stage())["settled"] == ["i1", "i2"]
    assert room.view(Floor())["settled"] == ["i1", "i2"]
    texts = [block["text"] for block in told(room).blocks if "text" in block]
    assert "Equal at the top: Issue 1 and Issue 2." in texts
    assert "The room took: Issue 1 and Issue 2." in texts


def test_a_clear_winner_and_an_empty_urn_are_not_ties() -> None:
    room = voting()
    room.reveal()
    assert room.view(Stage())["ties"] == []
    room.play("ana", "vote", picks={"tea": 1})
    assert room.view(Stage())["ties"] == []


def test_settling_can_be_taken_back() -> None:
    room = voting()
    room.play("facilitator", "settle", items=["tea", "plums"])
    room.play("facilitator", "settle", items=[])
    assert room.view(Stage())["settled"] == []
    assert refused(room, "facilitator", "settle", items=["coffee"]) == "unknown_item"
    assert refused(room, "facilitator", "settle", items="tea") == "malformed"


# ── a second round ──────────────────────────────────────────────────────────


def test_a_run_off_is_blind_again_and_about_those_items_only() -> None:
    room = voting()
    room.play("ana", "vote", picks={"tea": 1})
    room.play("ben", "vote", picks={"plums": 1})
    room.reveal()
    run_off(room, "tea", "plums")
    assert set(room.view(Floor())["items"]) == {"tea", "plums"}
    assert room.view(Floor())["round"] == 2
    assert "tally" not in room.view(Stage())
    assert room.view(Me("ana"))["cast"] is False
    assert refused(room, "ana", "vote", picks={"bread": 1}) == "unknown_item"
    room.play("ana", "vote", picks={"plums": 1})
    room.reveal()
    assert counts(room) == {"tea": 0, "plums": 1}
    assert room.view(Stage())["ties"] == []


def test_a_vote_that_was_on_its_way_from_the_first_round_does_not_count_in_the_second() -> None:
    room = voting()
    room.reveal()
    run_off(room, "tea", "plums")
    assert refused(room, "ana", "vote", picks={"tea": 1}, round=1) == "not_open"
    room.play("ana", "vote", picks={"tea": 1}, round=2)


def test_a_run_off_needs_two_items_that_exist() -> None:
    room = voting()
    assert refused(room, "facilitator", "run_off", items=["tea"]) == "malformed"
    assert refused(room, "facilitator", "run_off", items=["tea", "tea"]) == "malformed"
    assert refused(room, "facilitator", "run_off", items=["tea", "coffee"]) == "unknown_item"
    assert refused(room, "facilitator", "run_off") == "malformed"


def test_the_note_tells_both_rounds() -> None:
    room = voting()
    room.play("ana", "vote", picks={"tea": 1})
    room.play("ben", "vote", picks={"plums": 1})
    room.reveal()
    run_off(room, "tea", "plums")
    room.play("ana", "vote", picks={"plums": 1})
    room.reveal()
    note = told(room)
    assert [bar["label"] for block in note.blocks for bar in block.get("bars", ())][-2:] == ["Plums", "Tea"]
    texts = [block["text"] for block in note.blocks if "text" in block]
    assert texts == [
        "Round 1: 2 of 4 people voted.",
        "Equal at the top: Tea and Plums.",
        "Round 2: 1 of 4 people voted.",
    ]


# ── merging ─────────────────────────────────────────────────────────────────


def test_a43_merged_items_are_one_with_both_wordings_and_count_once_per_person() -> None:
    room = voting_on_offers("attendance", "pupils not coming in", "food", mode="several")
    room.play("ana", "vote", picks={"o1": 1, "o2": 1})
    room.play("ben", "vote", picks={"o2": 1})
    room.play("cem", "vote", picks={"o1": 1, "o3": 1})
    merged = room.play("facilitator", "merge", item="o2", into="o1")
    assert merged.data == {"item": "o2", "into": "o1"}, "both entries, and so both authors, stand in the data"
    items = room.view(Stage())["items"]
    assert set(items) == {"o1", "o3"}
    assert items["o1"]["title"] == "attendance"
    assert items["o1"]["also"] == ["pupils not coming in"]
    room.reveal()
    assert counts(room) == {"o1": 3, "o3": 1}
    assert room.view(Console())["merged"] == {"o2": {"into": "o1", "title": "pupils not coming in"}}


def test_merged_dots_count_the_larger_and_give_the_rest_back() -> None:
    room = voting("dots", dots=3, each=2)
    room.play("ana", "vote", picks={"tea": 1, "bread": 2})
    room.play("facilitator", "merge", item="tea", into="bread")
    assert room.view(Me("ana"))["picks"] == {"bread": 2}
    room.play("ana", "vote", picks={"bread": 2, "plums": 1})
    room.reveal()
    assert counts(room) == {"bread": 2, "plums": 1}


def test_a_vote_for_a_merged_item_counts_for_the_one_it_went_into() -> None:
    room = voting()
    room.play("facilitator", "merge", item="tea", into="bread")
    room.play("ana", "vote", picks={"tea": 1})
    assert room.view(Me("ana"))["picks"] == {"bread": 1}
    ranked = voting("ranking")
    ranked.play("facilitator", "merge", item="tea", into="bread")
    ranked.play("ana", "vote", ranking=["plums", "tea", "bread"])
    assert ranked.view(Me("ana"))["ranking"] == ["plums", "bread"]


def test_merges_follow_one_another_and_come_undone_one_by_one() -> None:
    room = voting("several")
    room.play("ana", "vote", picks={"tea": 1, "bread": 1, "plums": 1})
    room.play("facilitator", "merge", item="tea", into="bread")
    room.play("facilitator", "merge", item="tea", into="plums")  # tea stands for bread by now
    room.reveal()
    assert counts(room) == {"plums": 1}
    assert set(room.view(Stage())["items"]["plums"]["also"]) == {"Tea", "Bread"}
    assert refused(room, "facilitator", "merge", item="plums", into="tea") == "unknown_item"
    room.play("facilitator", "unmerge", item="bread")
    assert counts(room) == {"bread": 1, "plums": 1}
    room.play("facilitator", "unmerge", item="tea")
    assert counts(room) == {"tea": 1, "bread": 1, "plums": 1}
    assert refused(room, "facilitator", "unmerge", item="tea") == "unknown_item"


@pytest.mark.parametrize("items", [("tea", "tea"), ("tea", "coffee"), ("tea", None), ([], "tea")])
def test_only_two_different_items_can_be_merged(items: tuple[Any, Any]) -> None:
    assert refused(voting(), "facilitator", "merge", item=items[0], into=items[1]) == "unknown_item"


# ── a vote on what people wrote ─────────────────────────────────────────────


def test_taking_an_entry_back_takes_the_item_and_its_votes_away() -> None:
    room = voting_on_offers("A bus", "A piano", mode="several")
    room.play("ben", "vote", picks={"o1": 1, "o2": 1})
    room.reveal()
    room.play("ana", "withdraw", entry="o1")
    assert counts(room) == {"o2": 1}
    assert "A bus" not in json.dumps([room.view(one) for one in room.audiences()])
    room.play("facilitator", "hide", entries=["o2"])
    assert counts(room) == {}
    assert room.view(Me("ben"))["picks"] == {}
    room.play("facilitator", "show", entries=["o2"])
    assert counts(room) == {"o2": 1}, "hiding is not forgetting"


def test_an_item_appears_when_its_entry_is_shown() -> None:
    room = voting_on_offers("A bus", "A piano")
    room.play("facilitator", "hide", entries=["o2"])
    assert set(room.view(Floor())["items"]) == {"o1"}
    room.play("facilitator", "show", entries=["o2"])
    assert set(room.view(Floor())["items"]) == {"o1", "o2"}


def test_of_many_ideas_the_tables_are_told_different_ones_and_whoever_asks_all_of_them() -> None:
    room = voting_on_offers(*(f"Idea {no}" for no in range(1, 31)), mode="several")
    assert "items" not in room.view(Floor())
    assert room.view(Floor())["count"] == 30
    shares = [set(room.view(Table(no))["share"]) for no in (1, 2, 3)]
    assert [len(share) for share in shares] == [12, 12, 12]
    assert set.union(*shares) == set(room.view(Floor(SCREEN))["items"]) == {f"o{no}" for no in range(1, 31)}
    far = min(shares[1] - shares[0])
    room.play("ana", "vote", picks={far: 1})
    assert room.view(Me("ana"))["own"][far]["title"], "what she chose among the rest is there without asking again"


def test_of_many_ideas_every_phone_is_told_those_that_lead_once_that_is_shown() -> None:
    room = voting_on_offers(*(f"Idea {no}" for no in range(1, 31)), mode="several")
    room.play("ana", "vote", picks={"o29": 1, "o30": 1})
    room.play("ben", "vote", picks={"o30": 1})
    assert "tally" not in json.dumps([room.view(Floor()), room.view(Floor(SCREEN)), room.view(Table(1))])
    room.reveal()
    seen = room.view(Floor())
    assert list(seen["tally"])[:2] == ["o30", "o29"]
    assert set(seen["items"]) == set(seen["tally"])
    assert len(seen["tally"]) == 12
    assert room.view(Table(1)) == {}
    assert len(room.view(Floor(SCREEN))["tally"]) == 30


def test_a_ballot_keeps_its_other_picks_when_one_entry_was_just_taken_back() -> None:
    room = voting_on_offers("A bus", "A piano", mode="several")
    room.play("ana", "withdraw", entry="o1")
    room.play("ben", "vote", picks={"o1": 1, "o2": 1})
    assert room.view(Me("ben"))["picks"] == {"o2": 1}
    assert refused(room, "ben", "vote", picks={"o9": 1}) == "unknown_item"


def test_when_the_entry_that_others_were_merged_into_goes_the_others_stay() -> None:
    room = voting_on_offers("A bus", "A coach", "A piano")
    room.play("ben", "vote", picks={"o1": 1})
    room.play("cem", "vote", picks={"o2": 1})
    room.play("facilitator", "merge", item="o1", into="o2")
    room.play("facilitator", "hide", entries=["o2"])
    room.reveal()
    assert counts(room) == {"o1": 1, "o3": 0}
    room.play("facilitator", "merge", item="o3", into="o1")
    room.play("facilitator", "show", entries=["o2"])
    assert counts(room) == {"o2": 2}


# ── each reader's own order ─────────────────────────────────────────────────


def test_everyone_has_a_seed_of_their_own_that_stays_and_tells_nothing_of_the_others() -> None:
    options = [{"id": f"i{no}", "title": f"Issue {no}"} for no in range(8)]
    room = Room(choose, {"options": options}, people=PEOPLE)
    seeds = [room.view(Me(person))["seed"] for person in PEOPLE]
    assert len(set(seeds)) == len(PEOPLE)
    room.play("facilitator", "merge", item="i3", into="i4")
    assert [room.view(Me(person))["seed"] for person in PEOPLE] == seeds
    assert all("seed" not in room.view(audience) for audience in (Floor(), Stage(), Console()))
    plain = Room(choose, {"options": options, "shuffle": False}, people=PEOPLE)
    assert "seed" not in plain.view(Me("ana"))


def test_a_vote_on_hundreds_of_things_names_each_of_them_once_to_a_phone() -> None:
    options = [{"id": f"issue{no}", "title": f"Issue {no}"} for no in range(24)]
    room = Room(choose, {"options": options}, people=PEOPLE)
    assert json.dumps(room.phone("ana")).count('"issue7"') == 1


# ── the note ────────────────────────────────────────────────────────────────


def test_the_note_has_the_tally_in_words_and_bars() -> None:
    room = voting()
    assert room.notes() is None
    for person in ("ana", "ben", "cem"):
        room.play(person, "vote", picks={"plums" if person != "cem" else "tea": 1})
    room.reveal()
    note = told(room)
    assert (note.answered, note.of) == (3, 4)
    assert note.blocks == (
        {
            "bars": [
                {"label": "Plums", "count": 2, "note": ""},
                {"label": "Tea", "count": 1, "note": ""},
                {"label": "Bread", "count": 0, "note": ""},
            ]
        },
    )


def test_a_tally_that_was_never_revealed_stays_out_of_the_note() -> None:
    room = voting()
    room.play("ana", "vote", picks={"plums": 1})
    note = told(room)
    assert "Plums" not in json.dumps(note.blocks)
    assert "not shown" in note.blocks[0]["text"]


def test_the_note_names_merged_wordings_and_first_places() -> None:
    room = voting("ranking")
    room.play("facilitator", "merge", item="tea", into="bread")
    room.play("ana", "vote", ranking=["bread", "plums"])
    room.reveal()
    bars = told(room).blocks[0]["bars"]
    assert bars[0] == {"label": "Bread (also: Tea)", "count": 3, "note": "first for 1"}


# ── settings ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({}, "two options"),
        ({"options": SNACKS[:1]}, "two options"),
        ({"options": [*SNACKS, SNACKS[0]]}, "same id"),
        ({"options": SNACKS, "from_entries": "a.b/c"}, "not both"),
        ({"from_entries": "offers"}, "from_entries"),
        ({"mode": "yesno", "options": SNACKS}, "yes/no"),
        ({"mode": "dots", "options": SNACKS, "dots": 2, "each": 3}, "each"),
        ({"mode": "votes", "options": SNACKS}, "mode"),
        ({"options": SNACKS, "colour": "red"}, "colour"),
        ({"options": [{"id": "a b", "title": "A"}, *SNACKS]}, "id"),
    ],
)
def test_an_agenda_that_makes_no_sense_is_told_so(settings: Json, says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        choose.Settings(**settings)


# ── people who are not there ────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("mode", "settings"),
    [
        ("single", {}),
        ("several", {}),
        ("several", {"most": 2}),
        ("dots", {"dots": 4, "each": 2}),
        ("dots", {"dots": 20, "each": 1}),
        ("ranking", {"rank": 5}),
        ("yesno", {}),
    ],
)
def test_robots_vote_and_are_never_refused(mode: str, settings: Json) -> None:
    room = voting(mode, **settings)
    for _ in range(30):
        room.robots()
    assert room.view(Console())["voted"] == len(PEOPLE)
    room.close()
    assert all(room.pretend(person) is None for person in PEOPLE)


def test_some_robots_change_their_mind_and_all_come_to_rest() -> None:
    view: Json = {
        **voting(shuffle=False).phone("ana"),
        "open": True,
        "cast": True,
        "picks": {"plums": 1},
    }
    played = [choose.pretend(view, Random(seed)) for seed in range(60)]
    assert any(played)
    assert None in played
    settled = {**view, "picks": {"tea": 1}}
    assert not any(choose.pretend(settled, Random(seed)) for seed in range(60))


def test_robots_have_nothing_to_choose_while_the_wall_is_empty() -> None:
    room = voting_on_offers()
    assert room.pretend("ana") is None


def test_an_unknown_move_and_an_unknown_fact_change_nothing() -> None:
    room = voting()
    assert refused(room, "ana", "dance") == "unknown_move"
    before = room.state
    assert choose.apply(before, Fact(9, "run", "dance", SCREEN)) is before
    assert replace(before, merged={}) == before


def test_in_a_run_off_nobody_has_dots_enough_for_everything() -> None:
    room = voting("dots", dots=3)
    for person, item in (("ana", "plums"), ("ben", "tea")):
        room.play(person, "vote", picks={item: 1})
    room.reveal()
    room.play("facilitator", "run_off", items=["plums", "tea"])
    assert room.phone("ana")["dots"] == 1
    assert refused(room, "ana", "vote", picks={"plums": 1, "tea": 1}) == "over_budget"
    room.play("ana", "vote", picks={"plums": 1})
