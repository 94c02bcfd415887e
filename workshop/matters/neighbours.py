"""Neighbours: who works with whom in twos, a trio where somebody is over, and nobody left alone.

Somebody who comes later joins without taking anyone away from what they have begun.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from workshop.matters import groups
from workshop.matters.groups import Group, Groups
from workshop.roster import Roster


def paired(roster: Roster, before: Groups = ()) -> Groups:
    """Everybody who is here in pairs, at their own table as far as it goes; rather not with the same one as before."""
    return tuple(group for group in groups.make("pairs", roster, met=before) if len(group) > 1)


def joined(made: Groups, person: str, roster: Roster, begun: Callable[[Group], bool]) -> Groups:
    """The groups with somebody who has no neighbour yet: with another such at their table; else a trio that has not
    begun makes two pairs with them, or a pair a trio. Only where nobody sits with them, with somebody elsewhere."""
    rest = tuple(group for group in made if person not in group)
    strays = _strays(rest, person, roster)
    if mates := [other for other in strays if roster.table_of(other) == roster.table_of(person)]:
        return (*rest, (mates[0], person))
    if near := [group for group in rest if _sits_with(group, person, roster)]:
        return _opened(rest, near, person, begun)
    return (*rest, (strays[0], person)) if strays else _opened(rest, rest, person, begun)


def by_person(made: Groups) -> Mapping[str, Group]:
    """Each person's group; the first, should they be in two."""
    return {person: group for group in reversed(made) for person in group}


def group_of(groups: Mapping[str, Group], person: str, roster: Roster) -> Group:
    """Those whom somebody works with and who are still here, themselves included; empty for one without a neighbour.
    `groups`: by person."""
    group = groups.get(person, ())
    still = tuple(one for one in group if one == person or _is_here(one, roster))
    return still if len(still) > 1 else ()


def _opened(made: Groups, within: Sequence[Group], person: str, begun: Callable[[Group], bool]) -> Groups:
    if not within:
        return made
    fresh = next((group for group in within if len(group) > 2 and not begun(group)), ())
    if fresh:
        return (*(group for group in made if group != fresh), fresh[:-1], (fresh[-1], person))
    smallest = min(within, key=len)
    return tuple((*group, person) if group == smallest else group for group in made)


def _strays(made: Groups, person: str, roster: Roster) -> list[str]:
    """The others who are here and in no group with anybody else who is."""
    groups = by_person(made)
    return [one.id for one in roster.here() if one.id != person and not group_of(groups, one.id, roster)]


def _sits_with(group: Group, person: str, roster: Roster) -> bool:
    table = roster.table_of(person)
    return any(roster.table_of(one) == table and _is_here(one, roster) for one in group)


def _is_here(person: str, roster: Roster) -> bool:
    known = roster.people.get(person)
    return known is not None and not known.removed and not known.left
