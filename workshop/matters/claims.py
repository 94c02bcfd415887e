"""Claims: what each is about, what it rests on, and whether we can stand behind it or somebody finds out first.

What a claim is about and rests on was tagged when it was written. Where it stands is the facilitator's word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeVar

from pydantic import Field

from workshop.anew import replace
from workshop.kinds.contract import KindSettings
from workshop.moves import Json
from workshop.roster import Roster

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,29}$")]
As = Literal["behind", "to_get"]
STANDS: tuple[As, ...] = ("behind", "to_get")


class Column(KindSettings):
    """What a claim is about. A claim stands in the column whose id or title is among its tags."""

    id: Id
    title: str = Field(min_length=1, max_length=40)

    @property
    def called(self) -> str:
        """What people read."""
        return self.title


class Mark(KindSettings):
    """What a claim rests on, or a tick of its own. It is known by its id or label among the tags."""

    id: Id
    label: str = Field(min_length=1, max_length=40)
    sign: str = Field(default="", max_length=2)

    @property
    def called(self) -> str:
        """What people read."""
        return self.label


Known = TypeVar("Known", Column, Mark)


@dataclass(frozen=True)
class Stand:
    """Where a claim stands. `who` finds out; `person`: whose offer that was, so that it goes when they go."""

    how: As
    who: str = ""
    person: str = ""


@dataclass(frozen=True)
class Offer:
    """Somebody would find out; `who` they say it is. `seq`: which fact said so."""

    who: str
    seq: int


@dataclass(frozen=True)
class Claims:
    """Where each claim stands, and who offered to find out, by person."""

    stands: Mapping[str, Stand] = field(default_factory=dict)
    offers: Mapping[str, Mapping[str, Offer]] = field(default_factory=dict)

    def standing(self, claim: str, how: As) -> bool:
        """Whether this is where it stands."""
        return claim in self.stands and self.stands[claim].how == how

    def finder(self, claim: str, roster: Roster) -> str:
        """Who finds out. What somebody offered goes when they take it back or leave the list."""
        stand = self.stands[claim]
        return stand.who if not stand.person or stand.person in self.offered(claim, roster) else ""

    def offered(self, claim: str, roster: Roster) -> dict[str, str]:
        """Who would find out, by person, as they put it down."""
        people = roster.people
        return {
            person: offer.who
            for person, offer in self.offers.get(claim, {}).items()
            if person not in people or not (people[person].removed or people[person].erased)
        }

    def with_stand(self, claim: str, stand: Stand | None) -> Claims:
        """The claims when one has come to stand somewhere, or nowhere."""
        others = {one: known for one, known in self.stands.items() if one != claim}
        return replace(self, stands={**others, claim: stand} if stand else others)

    def with_offer(self, claim: str, person: str, offer: Offer | None) -> Claims:
        """The claims when somebody offered, or took it back."""
        people = {who: known for who, known in self.offers.get(claim, {}).items() if who != person}
        return replace(self, offers={**self.offers, claim: {**people, person: offer} if offer else people})

    def united(self, gone: str, kept: str) -> Claims:
        """Two were one person: the later word of theirs holds."""
        offers = {claim: _one_offer(people, gone, kept) for claim, people in self.offers.items()}
        stands = {one: replace(st, person=kept) if st.person == gone else st for one, st in self.stands.items()}
        return Claims(stands, offers)


def tagged(tags: Iterable[str], known: Iterable[Known]) -> Known | None:
    """The first of these that is among the tags, by its id or by what people read."""
    said = {tag.casefold() for tag in tags}
    return next((one for one in known if one.id in said or one.called.casefold() in said), None) if said else None


def evidence(tags: Sequence[str], columns: Sequence[Column], marks: Sequence[Mark], tick: Mark | None) -> Json:
    """Mark and tick of a claim, for a view; the tags that stand for nothing stay tags."""
    ticks = [tick] if tick else []
    rest = [tag for tag in tags if not (tagged([tag], columns) or tagged([tag], [*marks, *ticks]))]
    mark, ticked = tagged(tags, marks), tagged(tags, ticks)
    return {
        **({"mark": mark.id} if mark else {}),
        **({"sceptic": True} if ticked else {}),
        **({"tags": rest} if rest else {}),
    }


def _one_offer(people: Mapping[str, Offer], gone: str, kept: str) -> dict[str, Offer]:
    said = [people[person] for person in (gone, kept) if person in people]
    others = {person: one for person, one in people.items() if person not in (gone, kept)}
    return {**others, kept: max(said, key=lambda one: one.seq)} if said else others
