"""Groups by rule: who talks with whom. Pure: a roster goes in, groups of person ids come out.

A group once made is written into a fact, so chance is only ever a `random.Random` that is handed in; where none is
needed, the same roster always gives the same groups. That is what lets a later screen build on an earlier one: fours
are made of the pairs, and eights of the fours, as long as nobody came or went in between.

Nobody is left alone: an odd one makes a trio, and a lonely role joins others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import pairwise
from math import ceil
from random import Random
from typing import Any, Literal

from workshop.roster import Person, Roster

Rule = Literal["home", "pairs", "trios", "fours", "doubling", "topic", "role", "mixed", "partnership", "random"]
Group = tuple[str, ...]
Groups = tuple[Group, ...]

SIZES: Mapping[str, int] = {"pairs": 2, "trios": 3, "fours": 4}

PATIENCE = 6
"""How often all groups are gone through in search of a better seat for somebody."""

FEW, MANY = 3, 6
"""Fewer than so many are a small home table, more than so many a large one."""

COMFORTABLE = 5
"""How many talk well at one table."""


def make(
    rule: str,
    roster: Roster,
    *,
    size: int = 0,
    count: int = 0,
    apart: bool = False,
    met: Iterable[Collection[str]] = (),
    stay: Mapping[int, str] | None = None,
    dice: Random | None = None,
) -> Groups:
    """The groups of everybody who is here.

    `size`: how many in one, where the rule leaves it open; `count`: how many groups instead. `apart`: as far as it can
    be done, not with one's own organisation. `met`: groups of earlier rounds, whose people should meet others now.
    `stay`: who stays in which group (by its place, from 0), as hosts do. `dice`: for the rule `random`.
    """
    if not roster.here():
        return ()
    foes = strangers_wanted(roster, apart=apart, met=met)
    match rule:
        case "home":
            return tuple(home(roster).values())
        case "doubling":
            return doubled(calmed(dealt(neighbours(roster), 2), foes), size or 2)
        case "role":
            return alike(roster, lambda person: person.role, size)
        case "partnership":
            return alike(roster, lambda person: person.partnership, size)
        case "mixed":
            mixed = mixed_roles(roster, size or 4, count)
            return calmed(mixed, _both(foes, _same(roster, lambda person: person.role)))
        case "random":
            return at_random(roster, size or 4, count, stay or {}, foes, dice or Random(0))
        case _:
            return calmed(dealt(neighbours(roster), SIZES.get(rule, size or 4), count), foes)


def home(roster: Roster) -> dict[int, Group]:
    """Who sits at each home table."""
    return {
        no: tuple([person.id for person in roster.at(no) if not person.left]) for no in sorted(roster.open_tables())
    }


def neighbours(roster: Roster) -> list[str]:
    """Everybody here, those of a table one after the other as they came; an odd one of each table at the end."""
    tables = home(roster).values()
    together = [person for people in tables for person in people[: len(people) - len(people) % 2]]
    seated = {*together}
    return together + [person.id for person in roster.here() if person.id not in seated]


def dealt(order: Sequence[str], size: int, count: int = 0) -> Groups:
    """One after the other into groups of about one size; where it does not come out even, the last ones are larger."""
    groups = min(count, len(order)) or number_of(len(order), size)
    few, over = divmod(len(order), groups)
    edges = [0]
    for no in range(groups):
        edges.append(edges[-1] + few + (no >= groups - over))
    return tuple(tuple(order[start:end]) for start, end in pairwise(edges))


def number_of(people: int, size: int) -> int:
    """How many groups of about this size so many people make: rather five in a four than three, and never one alone."""
    return max(1, ceil(people / size - 0.5))


def doubled(pairs: Groups, size: int) -> Groups:
    """Pairs joined two by two into fours, fours into eights, until they are of that size."""
    groups, now = pairs, 2
    while now < size and len(groups) > 1:
        groups, now = _joined(groups), now * 2
    return groups


def alike(roster: Roster, trait: Callable[[Person], str], size: int = 0) -> Groups:
    """Those who have something in common together. Whoever would be alone sits with the others who would be."""
    shared: dict[str, list[str]] = defaultdict(list)
    for person in roster.here():
        shared[trait(person).casefold()].append(person.id)
    several = [people for _, people in sorted(shared.items()) if len(people) > 1]
    alone = [people[0] for _, people in sorted(shared.items()) if len(people) == 1]
    if len(alone) == 1 and several:
        min(several, key=len).extend(alone)
    elif alone:
        several.append(alone)
    return tuple(group for people in several for group in (dealt(people, size) if size else (tuple(people),)))


def mixed_roles(roster: Roster, size: int, count: int = 0) -> Groups:
    """As many different roles in each group as can be: those of one role are dealt out over all groups."""
    by_role = sorted(roster.here(), key=lambda person: person.role.casefold())
    groups = min(count, len(by_role)) or number_of(len(by_role), size)
    return tuple(tuple(person.id for person in by_role[no::groups]) for no in range(groups))


def at_random(
    roster: Roster, size: int, count: int, stay: Mapping[int, str], foes: Mapping[str, frozenset[str]], dice: Random
) -> Groups:
    """By chance. Hosts stay where they are, and the others are shuffled around them."""
    here = {person.id for person in roster.here()}
    groups = min(count, len(here)) or number_of(len(here), size)
    hosts = {no: person for no, person in stay.items() if no < groups and person in here}
    guests = sorted(here - set(hosts.values()))
    dice.shuffle(guests)
    seats = [len(group) for group in dealt(sorted(here), size, groups)]
    made = []
    for no, chairs in enumerate(seats):
        host = [hosts[no]] if no in hosts else []
        free = chairs - len(host)
        made.append((*host, *guests[:free]))
        guests = guests[free:]
    return calmed(tuple(made), foes, pinned=frozenset(hosts.values()))


def with_late_comer(
    groups: Mapping[str, Group], person: str, fresh: str, *, pairs: bool = False, begun: bool = True
) -> dict[str, Group]:
    """The groups with somebody who came late. `fresh`: the name of a new group, should there be one.

    They join the smallest. Among pairs that have not begun yet, they make two pairs of a trio.
    """
    trio = next((name for name, people in groups.items() if pairs and not begun and len(people) == 3), "")
    if trio:
        *pair, third = groups[trio]
        return {**groups, trio: tuple(pair), fresh: (third, person)}
    peopled = {name: people for name, people in groups.items() if people} or {**groups} or {fresh: ()}
    smallest = min(peopled, key=lambda name: len(peopled[name]))
    return {**groups, smallest: (*peopled[smallest], person)}


def advice(roster: Roster) -> list[dict[str, Any]]:
    """What one might do about uneven home tables: small ones to merge, large ones to split. Suggestions, no more.

    `{"merge": [2, 3]}` names two tables; `{"split": 5, "into": [4, 3]}` a table and how many would sit at each part.
    """
    seats = {no: len(people) for no, people in home(roster).items() if people}
    return [*_to_merge(seats), *_to_split(seats)]


# ── who should not meet ─────────────────────────────────────────────────────


def strangers_wanted(
    roster: Roster, *, apart: bool = False, met: Iterable[Collection[str]] = ()
) -> dict[str, frozenset[str]]:
    """With whom each person should not be, if it can be helped: their own organisation, and whom they met before."""
    foes = _same(roster, lambda person: person.organisation) if apart else {}
    for people in met:
        foes = _both(foes, {person: frozenset(people) - {person} for person in people})
    return foes


def calmed(groups: Groups, foes: Mapping[str, frozenset[str]], pinned: frozenset[str] = frozenset()) -> Groups:
    """The same groups with people swapped as long as fewer sit with somebody they should not. The nearest swap first,
    so that whoever sat together mostly stays together."""
    seats = [list(group) for group in groups]
    for _ in range(PATIENCE):
        everywhere = [(no, place) for no, group in enumerate(seats) for place in range(len(group))]
        if sum(_moved(seats, no, place, foes, pinned) for no, place in everywhere) == 0:
            break
    return tuple(tuple(group) for group in seats)


def _moved(
    seats: list[list[str]], no: int, place: int, foes: Mapping[str, frozenset[str]], pinned: frozenset[str]
) -> bool:
    """Whether somebody sat badly and has found a better seat."""
    person = seats[no][place]
    if person in pinned or not foes.get(person, frozenset()).intersection(seats[no]):
        return False
    for there in sorted(range(len(seats)), key=lambda other: abs(other - no)):
        for seat, other in enumerate(seats[there]):
            if there != no and other not in pinned and _better(person, seats[no], other, seats[there], foes):
                seats[no][place], seats[there][seat] = other, person
                return True
    return False


def _better(
    one: str, ones: Sequence[str], other: str, others: Sequence[str], foes: Mapping[str, frozenset[str]]
) -> bool:
    nobody: frozenset[str] = frozenset()
    hers, his = foes.get(one, nobody), foes.get(other, nobody)
    now = len(hers.intersection(ones)) + len(his.intersection(others))
    then = len((hers - {other}).intersection(others)) + len((his - {one}).intersection(ones))
    return then < now


def _same(roster: Roster, trait: Callable[[Person], str]) -> dict[str, frozenset[str]]:
    """With whom everybody shares something; an empty trait is shared with nobody."""
    shared: dict[str, set[str]] = defaultdict(set)
    for person in roster.here():
        shared[trait(person).strip().casefold()].add(person.id)
    return {person: frozenset(people) - {person} for key, people in shared.items() if key for person in people}


def _both(one: Mapping[str, frozenset[str]], other: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    nobody: frozenset[str] = frozenset()
    return {person: one.get(person, nobody) | other.get(person, nobody) for person in (*one, *other)}


# ── joining and splitting ───────────────────────────────────────────────────


def _joined(groups: Groups) -> Groups:
    """Two by two. One left over stands by itself, unless it is only a pair: that joins the last."""
    joined = [one + other for one, other in zip(groups[::2], groups[1::2], strict=False)]
    if len(groups) % 2 and len(groups[-1]) > 2:
        joined.append(groups[-1])
    elif len(groups) % 2:
        joined[-1] += groups[-1]
    return tuple(joined)


def _to_merge(seats: Mapping[int, int]) -> list[dict[str, Any]]:
    """Each small table with the smallest other one, as long as the two make no large one."""
    rest, merges = sorted(seats, key=lambda no: (seats[no], no)), []
    while len(rest) > 1 and seats[rest[0]] < FEW and seats[rest[0]] + seats[rest[1]] <= MANY:
        merges.append({"merge": sorted(rest[:2])})
        rest = rest[2:]
    return merges


def _to_split(seats: Mapping[int, int]) -> list[dict[str, Any]]:
    return [{"split": no, "into": _parts(people)} for no, people in sorted(seats.items()) if people > MANY]


def _parts(people: int) -> list[int]:
    """As even as can be, the larger ones first."""
    tables = ceil(people / COMFORTABLE)
    few, over = divmod(people, tables)
    return [few + (no < over) for no in range(tables)]
