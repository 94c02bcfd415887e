"""Hearts: who gave one to what. A piece has one heart of a person at most; how many there are is for others to tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from workshop.roster import Roster

Hearts = Mapping[str, Mapping[str, int]]
"""By person and piece: the number of the fact that gave it."""


def given(hearts: Hearts, person: str, piece: str, seq: int) -> Hearts:
    """One more."""
    return {**hearts, person: {**_without(hearts, person, piece), piece: seq}}


def taken_back(hearts: Hearts, person: str, piece: str) -> Hearts:
    """One less. Who has none left is nobody who gave any."""
    others = {who: own for who, own in hearts.items() if who != person}
    own = _without(hearts, person, piece)
    return {**others, person: own} if own else others


def of(hearts: Hearts, person: str) -> Mapping[str, int]:
    """What one person gave theirs to."""
    return hearts.get(person, {})


def givers(hearts: Hearts, roster: Roster) -> list[str]:
    """Who gave some and is of the party. A sheet of paper is nobody in the roster, and counts like anybody."""
    people = roster.people
    return [person for person in hearts if person not in people or not people[person].removed]


def counted(hearts: Hearts, roster: Roster) -> Counter[str]:
    """How many each piece has."""
    return Counter(piece for person in givers(hearts, roster) for piece in hearts[person])


def united(hearts: Hearts, gone: str, kept: str, most: int) -> Hearts:
    """Two were one person: one heart for each piece of either, the latest ones where together they gave too many."""
    both = {**of(hearts, gone)}
    for piece, seq in of(hearts, kept).items():
        both[piece] = max(seq, both.get(piece, 0))
    latest = sorted(both, key=lambda piece: both[piece])[max(0, len(both) - most) :]
    others = {who: own for who, own in hearts.items() if who not in (gone, kept)}
    return {**others, kept: {piece: both[piece] for piece in latest}} if latest else others


def _without(hearts: Hearts, person: str, piece: str) -> dict[str, int]:
    return {one: seq for one, seq in of(hearts, person).items() if one != piece}
