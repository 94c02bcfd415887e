"""Answers without names: on a screen that asks for them a person is known by a mask, while the screen's key lives.

A mask is made of the key and the person's id, so that a second answer takes the place of the first. Facts hold the mask
in the place of the person, and nothing else that could tell. The host makes the keys, and destroys them when the run
ends: from then on the answers belong to nobody, and no computer can find out whose they were.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workshop.moves import Fact, Json, Refused
from workshop.roster import Person, Roster, TableSeat

if TYPE_CHECKING:
    from workshop.agenda import Agenda
    from workshop.place import Place

MARK = "~"
"""What every mask begins with, and no person's id: so that a fact tells by itself that it is nobody's."""

KEY = 32
"""Bytes in a key: nobody tries them all, whatever they know of the people."""

FEWEST_TO_TELL = 4
"""How many have to have answered before anything is told that cannot be taken back."""


@dataclass(frozen=True)
class Crowd:
    """The people of a run as one screen knows them. `of`: the mask of each person; `whose`: the way back."""

    roster: Roster
    of: Mapping[str, str] = field(default_factory=dict)
    whose: Mapping[str, str] = field(default_factory=dict)


Seen = dict[str, tuple[Roster, str, Crowd]]
"""What was worked out last for each screen, beside what it was worked out from."""


def screens(agenda: Agenda) -> list[str]:
    """The screens of an agenda that ask without names."""
    return [screen.id for screen in agenda.screens if screen.anonymous]


def mask(key: str, person: str) -> str:
    """What somebody is called behind a key (hex): the same each time, and without the key nobody in particular."""
    return MARK + hmac.digest(bytes.fromhex(key), person.encode(), "sha256").hex()[:32]


def is_mask(person: str) -> bool:
    """Whether this stands for somebody without telling whom."""
    return person.startswith(MARK)


def when(place: Place, screen: str) -> int:
    """The time that an answer bears: when the room came to its screen last, so that it tells no more than the poll."""
    return max((at for there, at in place.journey if there == screen), default=place.journey[0][1])


def behind(seen: Seen, screen: str, key: str, roster: Roster, answered: Iterable[str]) -> Crowd:
    """The people behind a key. Worked out anew only when people changed: a vote changes nobody."""
    known = seen.get(screen)
    if known and known[0] is roster and known[1] == key:
        return known[2]
    crowd = _crowd(key, roster, frozenset(answered))
    seen[screen] = (roster, key, crowd)
    return crowd


def without_key(seen: Seen, screen: str, roster: Roster, answered: Iterable[str], silent: int) -> Crowd:
    """When the key is gone, and with it the way to answer: those who did, whoever they are, and as many more as had
    not."""
    known = seen.get(screen)
    if known and known[0] is roster and not known[1]:
        return known[2]
    ids = (*answered, *(f"{MARK}{no}" for no in range(1, silent + 1)))
    crowd = Crowd(Roster({one: _nobody(one) for one in ids}, _bare(roster)))
    seen[screen] = (roster, "", crowd)
    return crowd


def silent(crowd: Crowd, answered: Iterable[str]) -> int:
    """How many of those who are here have not answered."""
    said = frozenset(answered)
    return sum(1 for person in crowd.roster.here() if person.id not in said)


def one_voice(crowds: Iterable[tuple[Crowd, frozenset[str]]], person: str, other: str) -> None:
    """Two who turn out to be one may not both have answered where nobody knows who said what. Raises `Refused`."""
    for crowd, answered in crowds:
        if {crowd.of.get(person), crowd.of.get(other)} <= answered:
            raise Refused("both_answered")


def faced(view: Json, crowd: Crowd) -> Json:
    """A console's view, in which those who have answered are people again: that they did is no secret, but what is."""
    if "done" not in view:
        return view
    return {**view, "done": {crowd.whose[one]: True for one in view["done"] if one in crowd.whose}}


def reordered(facts: Iterable[Fact], shuffle: Callable[[list[Any]], None]) -> dict[int, Json]:
    """Answers without names in another order, as the new columns of facts by their number: their places among the other
    facts would tell who came just before or after. Each person's own keep their order: the last one counts."""
    changes: dict[int, Json] = {}
    for alike in _alike(facts):
        drawn = list(alike)
        shuffle(drawn)
        own = {one.person: iter([fact for fact in alike if fact.person == one.person]) for one in alike}
        for place, other in zip(alike, drawn, strict=True):
            fact = next(own[other.person])
            if fact is not place:
                changes[place.seq] = {"person": fact.person, "data": fact.data, "move_id": fact.move_id}
    return changes


def _alike(facts: Iterable[Fact]) -> Iterable[list[Fact]]:
    """The masked facts that may change places: of one screen, one name and one round."""
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for fact in facts:
        if is_mask(fact.person):
            groups.setdefault((fact.screen, fact.name, fact.data.get("round")), []).append(fact)
    return groups.values()


def _crowd(key: str, roster: Roster, answered: frozenset[str]) -> Crowd:
    selves: dict[str, list[str]] = {}
    for person in roster.people.values():
        if person.merged:
            selves.setdefault(roster.now(person.id), []).append(person.id)
    of = {person.id: _mask_of(key, person.id, selves.get(person.id, ()), answered) for person in roster}
    people = {of[person.id]: _nobody(of[person.id], left=person.left > 0) for person in roster}
    return Crowd(Roster(people, _bare(roster)), of, {masked: person for person, masked in of.items()})


def _mask_of(key: str, person: str, others: Iterable[str], answered: frozenset[str]) -> str:
    """Somebody's mask. Who turned out to be two others before is known by the one under which they answered."""
    masks = [mask(key, one) for one in (*others, person)]
    return next((one for one in masks if one in answered), masks[-1])


def _nobody(masked: str, *, left: bool = False) -> Person:
    """All that a screen without names is told of somebody: that they are there, or had to go."""
    return Person(masked, "", 0, left=int(left))


def _bare(roster: Roster) -> dict[int, TableSeat]:
    """The tables with nobody at them: to have something put before them, and no more."""
    return {no: TableSeat(no, table.name, closed=table.closed) for no, table in roster.tables.items()}
