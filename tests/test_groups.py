"""Groups by rule: who talks with whom, that nobody is left alone, and what one might do about uneven tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from time import process_time
from typing import Any

import pytest

from workshop.matters import groups
from workshop.matters.groups import Groups
from workshop.roster import Person, Roster, TableSeat


def room(*tables: int, **traits: Sequence[str]) -> Roster:
    """So many people at each table; `organisation`, `role` and the like are dealt out in turn."""
    roster, no = Roster(tables={at: TableSeat(at) for at in range(1, len(tables) + 1)}), 0
    for at, seats in enumerate(tables, start=1):
        for _ in range(seats):
            given = {key: values[no % len(values)] for key, values in traits.items()}
            roster = seated(roster, f"p{no:03}", at, **given)
            no += 1
    return roster


def seated(roster: Roster, id_: str, table: int, **said: Any) -> Roster:
    return replace(roster, people={**roster.people, id_: Person(id_, id_, table, **said)})


def sizes(made: Groups) -> list[int]:
    return sorted(len(group) for group in made)


def everybody_once(made: Groups, roster: Roster) -> bool:
    return sorted(person for group in made for person in group) == sorted(person.id for person in roster.here())


def together(made: Groups, trait: Mapping[str, str]) -> int:
    """How many pairs of people in a group share something."""
    found = 0
    for group in made:
        shared = [trait[person] for person in group]
        found += sum(one == other for no, one in enumerate(shared) for other in shared[no + 1 :])
    return found


# ── pairs and other sizes ───────────────────────────────────────────────────


def test_25_people_make_eleven_pairs_and_one_trio() -> None:
    roster = room(5, 5, 5, 5, 5)
    made = groups.make("pairs", roster)
    assert sizes(made) == [2] * 11 + [3]
    assert everybody_once(made, roster)


@pytest.mark.parametrize("people", range(2, 41))
@pytest.mark.parametrize("rule", ["pairs", "trios", "fours", "random", "mixed", "role", "partnership"])
def test_nobody_is_ever_alone_and_nobody_is_forgotten(rule: str, people: int) -> None:
    roster = room(people // 2, people - people // 2, role=["head", "teacher", "governor"], partnership=["a", "b"])
    made = groups.make(rule, roster, dice=Random(3))
    assert min(sizes(made)) > 1
    assert everybody_once(made, roster)


@pytest.mark.parametrize(
    ("rule", "people", "expected"),
    [
        ("trios", 5, [2, 3]),
        ("trios", 7, [3, 4]),
        ("trios", 8, [2, 3, 3]),
        ("fours", 10, [5, 5]),
        ("fours", 11, [3, 4, 4]),
        ("fours", 13, [4, 4, 5]),
        ("fours", 3, [3]),
    ],
)
def test_a_remainder_is_shared_out(rule: str, people: int, expected: list[int]) -> None:
    assert sizes(groups.make(rule, room(people))) == expected


def test_one_person_alone_in_the_room_and_nobody_at_all() -> None:
    assert groups.make("pairs", room(1)) == (("p000",),)
    assert groups.make("pairs", room(0)) == ()


def test_neighbours_at_a_table_are_paired_and_only_odd_ones_cross_the_room() -> None:
    roster = room(4, 3, 3)
    made = groups.make("pairs", roster)
    across = [pair for pair in made if len({roster.table_of(one) for one in pair}) > 1]
    assert across == [("p006", "p009")]


def test_who_has_left_is_in_no_group() -> None:
    roster = room(4)
    gone = replace(roster, people={**roster.people, "p000": replace(roster.people["p000"], left=5)})
    assert everybody_once(groups.make("pairs", gone), gone)
    assert "p000" not in {person for pair in groups.make("pairs", gone) for person in pair}


# ── doubling ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("people", range(2, 60))
def test_fours_are_made_of_the_pairs_and_eights_of_the_fours(people: int) -> None:
    roster = room(people // 3, people // 3, people - 2 * (people // 3))
    twos, fours, eights = (groups.make("doubling", roster, size=size) for size in (2, 4, 8))
    for smaller, larger in ((twos, fours), (fours, eights)):
        assert all(any(set(small) <= set(large) for large in larger) for small in smaller)
    for made in (twos, fours, eights):
        assert everybody_once(made, roster)
    assert min(sizes(twos)) >= 2
    assert people < 4 or min(sizes(fours)) >= 3


def test_doubling_26_people_leaves_no_pair_behind() -> None:
    roster = room(26)
    assert sizes(groups.make("doubling", roster, size=2)) == [2] * 13
    assert sizes(groups.make("doubling", roster, size=4)) == [4] * 5 + [6]
    assert sizes(groups.make("doubling", roster, size=8)) == [8, 8, 10]


def test_doubling_keeps_organisations_apart_in_the_pairs_and_so_above() -> None:
    roster = room(4, 4, organisation=["Hill", "Hill", "Vale", "Vale"])
    twos = groups.make("doubling", roster, size=2, apart=True)
    assert together(twos, {person.id: person.organisation for person in roster}) == 0
    fours = groups.make("doubling", roster, size=4, apart=True)
    assert all(any(set(two) <= set(four) for four in fours) for two in twos)


# ── strangers ───────────────────────────────────────────────────────────────


def test_not_with_ones_own_organisation_where_it_can_be_done() -> None:
    roster = room(6, 6, 6, organisation=["Hill", "Hill", "Vale", "Park", "Park", "Vale"])
    where = {person.id: person.organisation for person in roster}
    assert together(groups.make("trios", roster), where) > 0
    for rule in ("pairs", "trios", "random"):
        assert together(groups.make(rule, roster, size=3, apart=True, dice=Random(5)), where) == 0


def test_where_it_cannot_be_done_groups_are_made_all_the_same() -> None:
    roster = room(9, organisation=["Hill"])
    made = groups.make("trios", roster, apart=True)
    assert sizes(made) == [3, 3, 3]
    assert everybody_once(made, roster)


def test_no_organisation_is_no_common_one() -> None:
    assert groups.strangers_wanted(room(3), apart=True) == {}


def test_the_next_round_brings_other_people_together() -> None:
    roster = room(6, 6)
    first = groups.make("random", roster, size=3, dice=Random(1))
    second = groups.make("random", roster, size=3, dice=Random(2), met=first)
    assert not any(len(set(one) & set(other)) > 1 for one in first for other in second)


def test_new_pairs_after_pairs() -> None:
    roster = room(4, 4)
    first = groups.make("pairs", roster)
    second = groups.make("pairs", roster, met=first)
    assert not {frozenset(pair) for pair in first} & {frozenset(pair) for pair in second}


def test_hosts_stay_where_they_are_while_chance_shuffles_the_others() -> None:
    roster = room(5, 5, 5)
    made = groups.make("random", roster, size=5, dice=Random(4), stay={0: "p003", 2: "p011", 7: "p001", 1: "nobody"})
    assert "p003" in made[0]
    assert "p011" in made[2]
    assert everybody_once(made, roster)


def test_the_same_dice_fall_the_same_way() -> None:
    roster = room(20)
    assert groups.make("random", roster, dice=Random(9)) == groups.make("random", roster, dice=Random(9))
    assert groups.make("random", roster, dice=Random(9)) != groups.make("random", roster, dice=Random(8))


# ── what people are ─────────────────────────────────────────────────────────


def test_the_same_role_together_and_the_lonely_ones_with_each_other() -> None:
    roster = room(8, role=["head", "head", "teacher", "teacher", "teacher", "Teacher", "governor", "learner"])
    made = groups.make("role", roster)
    assert sizes(made) == [2, 2, 4]
    assert ("p006", "p007") in {tuple(sorted(group)) for group in made}


def test_one_lonely_role_joins_the_smallest_others() -> None:
    roster = room(6, role=["head", "head", "teacher", "teacher", "teacher", "governor"])
    assert sizes(groups.make("role", roster)) == [3, 3]


def test_large_roles_are_split_into_the_size_that_was_asked_for() -> None:
    assert sizes(groups.make("role", room(20, role=["head"]), size=5)) == [5, 5, 5, 5]


def test_mixed_roles_are_as_different_as_can_be() -> None:
    roster = room(12, role=["head", "head", "teacher", "governor"])
    made = groups.make("mixed", roster, size=4)
    assert sizes(made) == [4, 4, 4]
    for group in made:
        assert sorted(roster.people[one].role for one in group) == ["governor", "head", "head", "teacher"]


def test_partnerships_sit_by_themselves() -> None:
    roster = room(4, 5, partnership=["North", "South", "South"])
    made = groups.make("partnership", roster)
    assert all(len({roster.people[one].partnership for one in group}) == 1 for group in made)


def test_home_tables_are_where_people_sit() -> None:
    assert groups.make("home", room(2, 3)) == (("p000", "p001"), ("p002", "p003", "p004"))


# ── late comers ─────────────────────────────────────────────────────────────


def test_a_late_comer_joins_the_smallest_group() -> None:
    made = groups.with_late_comer({"a": ("1", "2", "3", "4"), "b": ("5", "6", "7")}, "8", "c")
    assert made == {"a": ("1", "2", "3", "4"), "b": ("5", "6", "7", "8")}


def test_before_it_begins_a_late_comer_makes_two_pairs_of_a_trio_and_afterwards_not() -> None:
    pairs = {"a": ("1", "2"), "b": ("3", "4", "5")}
    early = groups.with_late_comer(pairs, "6", "c", pairs=True, begun=False)
    assert early == {"a": ("1", "2"), "b": ("3", "4"), "c": ("5", "6")}
    late = groups.with_late_comer(pairs, "6", "c", pairs=True, begun=True)
    assert late == {"a": ("1", "2", "6"), "b": ("3", "4", "5")}


def test_a_late_comer_is_not_sent_to_where_everybody_has_gone() -> None:
    assert groups.with_late_comer({"a": (), "b": ("1", "2", "3")}, "4", "c")["b"] == ("1", "2", "3", "4")
    assert groups.with_late_comer({}, "1", "c") == {"c": ("1",)}


# ── uneven tables ───────────────────────────────────────────────────────────


def test_a22_uneven_tables_get_two_suggestions() -> None:
    """23 people at tables of 2, 3, 5, 6 and 7."""
    assert groups.advice(room(2, 3, 5, 6, 7)) == [{"merge": [1, 2]}, {"split": 5, "into": [4, 3]}]


@pytest.mark.parametrize("tables", [(4, 5, 6), (3, 3, 4), (0, 4), (6, 6), (), (2,)])
def test_tables_at_which_one_can_talk_are_left_in_peace(tables: tuple[int, ...]) -> None:
    assert groups.advice(room(*tables)) == []


def test_a_small_table_is_not_merged_into_one_that_would_be_too_large() -> None:
    assert groups.advice(room(2, 5, 6)) == []


def test_very_large_tables_are_split_evenly() -> None:
    assert groups.advice(room(8, 11)) == [{"split": 1, "into": [4, 4]}, {"split": 2, "into": [4, 4, 3]}]


def test_who_has_left_does_not_count() -> None:
    roster = room(7)
    gone = replace(roster, people={**roster.people, "p000": replace(roster.people["p000"], left=5)})
    assert groups.advice(gone) == []


# ── many ────────────────────────────────────────────────────────────────────


def test_200_people_are_grouped_while_nobody_notices() -> None:
    roster = room(*[10] * 20, organisation=[f"school {no}" for no in range(3)])
    before, made = process_time(), groups.make("random", roster, size=4, apart=True, dice=Random(1))
    again = groups.make("random", roster, size=4, apart=True, met=made, dice=Random(2))
    assert process_time() - before < 2
    assert everybody_once(again, roster)
