"""How many there are of each name, code and table, so that nobody who comes in has to be compared with everybody.

A roster never changes, and this belongs to the newest of a run's: each hands it on to the next with what is different.
Whoever asks an older one has it counted anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from workshop import text

if TYPE_CHECKING:
    from workshop.roster import Person

    People = Mapping[str, Person]


class Register:
    """Counts of people and of those at the door. `names`: what the names look like of those who take part or wait;
    `given`: those that they gave themselves, before they were told apart; `codes`: the personal codes of whoever ever
    came; `seats`: those here, by table; `inside`: those who take part."""

    def __init__(self) -> None:
        self._people: People = {}
        self._door: People = {}
        self._begin()

    def of(self, people: People, door: People) -> Register:
        """The counts of these people: at hand, or counted now."""
        if self._people is not people or self._door is not door:
            self._begin()
            for person in (*people.values(), *door.values()):
                self._count(person, 1, at_door=person.id in door)
            self._people, self._door = people, door
        return self

    def hand_on(self, before: People, after: People, person: str) -> None:
        """From one roster to the next, in which this one is new or different."""
        if self._people is not before:
            return
        if known := before.get(person):
            self._count(known, -1, at_door=False)
        self._count(after[person], 1, at_door=False)
        self._people = after

    def _begin(self) -> None:
        self.names: Counter[str] = Counter()
        self.given: Counter[str] = Counter()
        self.codes: Counter[str] = Counter()
        self.seats: Counter[int] = Counter()
        self.inside = self.waiting = 0

    def _count(self, person: Person, by: int, *, at_door: bool) -> None:
        _add(self.codes, person.code, by)
        if person.removed:
            return
        if person.name:
            _add(self.names, text.likeness(person.name), by)
        if at_door:
            self.waiting += by
            return
        self.inside += by
        _add(self.given, text.given(person.name), by)
        if not person.left:
            _add(self.seats, person.table, by)


def _add(counts: Counter[Any], one: object, by: int) -> None:
    """What is there no more is in no count."""
    counts[one] += by
    if not counts[one]:
        del counts[one]
