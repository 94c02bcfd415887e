"""A market of help: needs, offers, who claimed what, and whether the other side said yes.

Nothing is matched until one claims and the other accepts; how to reach each other is told only when both want that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, KindSettings
from workshop.matters import likeness
from workshop.matters.likeness import Thing
from workshop.moves import VISIBILITIES, Audience, Entry, Floor, Me, Visibility
from workshop.pool import CONTACT as CONTACT

Own = dict[str, Brought]

NEED, CAN, LINE = "need", "can", "line"
"""The boxes of what is written here. A contact and a line are private: this kind alone shows them to the other side."""

Tag = Annotated[str, Field(min_length=1, max_length=30)]
Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
How = Literal["help", "know"]
Standing = Literal["open", "accepted", "declined", "withdrawn"]


class Settings(KindSettings):
    """What an agenda may say of a market.

    `needs` and `offers`: the carries that bring them, beside what is written on the screen itself. `ask`: carries of
    things that could be offers, such as swapped practices; their authors are asked. `review`: as everywhere.
    """

    phase: Literal["write", "market", "unmet"] = "market"
    need: str = Field(default="", max_length=160)
    need_hint: str = Field(default="", max_length=160)
    can: str = Field(default="", max_length=160)
    can_hint: str = Field(default="", max_length=160)
    tags: list[Tag] = Field(default=[], max_length=12)
    needs: list[Name] = Field(default=["needs"])
    offers: list[Name] = Field(default=["offers"])
    ask: list[Name] = Field(default=[])
    max: int = Field(default=200, ge=40, le=400)
    most: int = Field(default=3, ge=1, le=5)
    visibility: Visibility = "room"
    allow: list[Visibility] = Field(default=list(VISIBILITIES), min_length=1)
    named: bool = False
    review: bool = True

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.visibility not in self.allow:
            raise ValueError(f"allow: {self.visibility!r} is the visibility to begin with, and is not among these")
        return self


@dataclass(frozen=True)
class Claim:
    """Somebody's "I can help" or "I know someone". `owner`: whose need it is. `agreed`: who gives out their contact."""

    id: str
    need: str
    owner: str
    person: str
    how: How
    at: int
    line: str = ""
    standing: Standing = "open"
    agreed: frozenset[str] = frozenset()

    def other(self, person: str) -> str:
        """The other side."""
        return self.owner if person == self.person else self.person

    @property
    def live(self) -> bool:
        """Whether it still stands."""
        return self.standing in ("open", "accepted")


@dataclass(frozen=True)
class State:
    """Who claimed what. `added`: practices whose author said whether they are an offer. `nudged`: needs that the
    facilitator points at. `large`: the stage shows only what is unmet."""

    settings: Settings
    claims: Mapping[str, Claim] = field(default_factory=dict)
    added: Mapping[str, bool] = field(default_factory=dict)
    nudged: frozenset[str] = frozenset()
    large: bool = False

    def changed(self, claim: str, **changes: object) -> State:
        """With one claim as it is now."""
        return replace(self, claims={**self.claims, claim: replace(self.claims[claim], **changes)})  # type: ignore[arg-type]

    def on(self, need: str) -> list[Claim]:
        """The claims on a need that still stand, oldest first."""
        return self._standing.get(need, [])

    @cached_property
    def _standing(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            if claim.live:
                found.setdefault(claim.need, []).append(claim)
        return found

    def of(self, person: str) -> list[Claim]:
        """The claims that somebody has to do with, on either side."""
        return self._concerning.get(person, [])

    @cached_property
    def _concerning(self) -> Mapping[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            for side in {claim.owner, claim.person}:
                found.setdefault(side, []).append(claim)
        return found


def needs(state: State, context: Context) -> dict[str, Brought]:
    """The needs that everybody may read, oldest first."""
    carries = ["unmet"] if state.settings.phase == "unmet" else state.settings.needs
    return _in_order([*_brought(carries, Floor(), context), *_here(NEED, context)])


def offers(state: State, context: Context) -> dict[str, Brought]:
    """The offers that everybody may read, oldest first; a practice only once its author has said yes."""
    asked = [one for one in _brought(state.settings.ask, Floor(), context) if state.added.get(one.id)]
    return _in_order([*_brought(state.settings.offers, Floor(), context), *asked, *_here(CAN, context)])


@dataclass(frozen=True)
class Goods:
    """What everybody may read, laid out once for a look at the market."""

    needs: dict[str, Brought]
    offers: dict[str, Brought]

    @cached_property
    def needs_of(self) -> Mapping[str, list[Brought]]:
        """The needs by whose they are."""
        return _by_person(self.needs.values())

    @cached_property
    def offers_of(self) -> Mapping[str, list[Brought]]:
        """The offers by whose they are."""
        return _by_person(self.offers.values())

    @cached_property
    def wanted(self) -> tuple[Thing, ...]:
        """The needs as they are compared."""
        return _things(self.needs)

    @cached_property
    def fits(self) -> likeness.Suggestions:
        """For each offer the needs that fit best."""
        return likeness.suggested(self._offered, self.wanted)

    @cached_property
    def answers(self) -> likeness.Suggestions:
        """For each need the offers that fit best."""
        return likeness.suggested(self.wanted, self._offered)

    @cached_property
    def _offered(self) -> tuple[Thing, ...]:
        return _things(self.offers)


def goods(state: State, context: Context) -> Goods:
    """The needs and offers that everybody may read: laid out once for all phones, until something of them changes."""
    settings, names = state.settings, context.roster.people
    carried = [context.brought(name, Floor()) for name in ("unmet", *settings.needs, *settings.offers, *settings.ask)]
    # What people agreed on since changes none of it.
    origin = (settings, state.added, context.pool.shelf(context.screen), names, *carried)
    return context.memory.once("goods", origin, lambda: Goods(needs(state, context), offers(state, context)))


def own_needs(state: State, person: str, context: Context) -> Own:
    """Somebody's own needs, private ones too."""
    return _own(state.settings.needs, goods(state, context).needs_of, NEED, person, context)


def own_offers(state: State, person: str, context: Context) -> Own:
    """Somebody's own offers, private ones too."""
    return _own(state.settings.offers, goods(state, context).offers_of, CAN, person, context)


def asked_about(state: State, person: str, context: Context) -> list[Brought]:
    """What somebody shared elsewhere that could be an offer."""
    names = state.settings.ask
    found = [*_carried_by(person, names, Floor(), context), *_carried_by(person, names, Me(person), context)]
    return list({one.id: one for one in found}.values())


def unmet(state: State, context: Context) -> dict[str, Brought]:
    """The needs that nobody has claimed, or whose claims came to nothing."""
    there = goods(state, context).needs
    return {id_: need for id_, need in there.items() if not claims_on(state, id_, context)}


def claims_on(state: State, need: str, context: Context) -> list[Claim]:
    """The claims on a need that still stand, by people who were not sent out."""
    return [claim for claim in state.on(need) if is_there(claim.person, context)]


def is_there(person: str, context: Context) -> bool:
    """Whether somebody still takes part. Who was sent out helps nobody any more."""
    known = context.roster.people.get(person)
    return known is None or not known.removed


def standing(state: State, need: str, context: Context) -> str:
    """`open`: nobody yet. `offered`: claimed, and not yet answered. `matched`: accepted."""
    claims = claims_on(state, need, context)
    if any(claim.standing == "accepted" for claim in claims):
        return "matched"
    return "offered" if claims else "open"


def suggested_needs(there: Goods, own: Mapping[str, Brought]) -> list[str]:
    """The needs that fit somebody's own offers best: the best of each offer first."""
    private = _things({id_: one for id_, one in own.items() if id_ not in there.offers})
    fits = {**there.fits, **likeness.suggested(private, there.wanted)} if private else there.fits
    turns = (fits[id_][place] for place in range(likeness.FEW) for id_ in own if place < len(fits[id_]))
    return list(dict.fromkeys(turns))[: likeness.FEW]


def contact(person: str, context: Context) -> Entry | None:
    """How somebody said they can be reached: their newest words."""
    written = [entry for entry in context.pool.by(person, context.screen) if entry.box == CONTACT]
    return written[-1] if written else None


def contact_for(claim: Claim, reader: str, context: Context) -> str:
    """How to reach the other side: only of an accepted claim, and only where both sides said so."""
    both = {claim.owner, claim.person} <= claim.agreed
    if claim.standing != "accepted" or not both or reader not in (claim.owner, claim.person):
        return ""
    written = contact(claim.other(reader), context)
    return written.text if written else ""


def matches(state: State, context: Context) -> list[tuple[Claim, Brought]]:
    """The accepted claims on needs that everybody may read."""
    there = goods(state, context).needs
    accepted = [
        claim for claim in state.claims.values() if claim.standing == "accepted" and is_there(claim.person, context)
    ]
    return [(claim, there[claim.need]) for claim in accepted if claim.need in there]


def found(state: State, finding: str, audience: Audience, context: Context) -> list[Brought]:
    """What later screens are brought."""
    match finding, audience:
        case "matches", Me(person):
            return [
                _match(claim, person, state, context) for claim in state.of(person) if _is_match(claim, state, context)
            ]
        case "needs", Me(person):
            return list(own_needs(state, person, context).values())
        case "offers", Me(person):
            return list(own_offers(state, person, context).values())
        case "unmet", Me(person):
            mine = own_needs(state, person, context).values()
            return [one for one in mine if not claims_on(state, one.id, context)]
        case "matches", _:
            return []
    there = goods(state, context)
    doors = {"needs": lambda: there.needs, "offers": lambda: there.offers, "unmet": lambda: unmet(state, context)}
    return list(doors[finding]().values()) if finding in doors else []


def _is_match(claim: Claim, state: State, context: Context) -> bool:
    is_agreed = claim.standing == "accepted" and is_there(claim.person, context)
    return is_agreed and _need(claim, state, context) is not None


def _need(claim: Claim, state: State, context: Context) -> Brought | None:
    """What a claim is on: a need for all to read, or its owner's own."""
    public = goods(state, context).needs.get(claim.need)
    return public or own_needs(state, claim.owner, context).get(claim.need)


def _match(claim: Claim, person: str, state: State, context: Context) -> Brought:
    """A match as one side keeps it: the need, the other's name, and how to reach them where both said so."""
    need = _need(claim, state, context)
    assert need is not None
    return Brought(
        id=f"{context.screen}/{claim.id}",
        text=need.text,
        by=context.roster.called(claim.other(person)),
        person=person,
        table=context.roster.table_of(claim.other(person)),
        tags=("need_help" if person == claim.owner else "can_help",),
        note=contact_for(claim, person, context),
        at=claim.at,
    )


def _brought(names: Iterable[str], audience: Audience, context: Context) -> list[Brought]:
    return [one for name in names for one in context.brought(name, audience)]


def _here(box: str, context: Context) -> Iterable[Brought]:
    shown = {entry.id: entry for entry in context.pool.shown(context.screen, box)}
    made = context.memory.each(f"shown-{box}", (context.roster.people,), shown, lambda one: _as_brought(one, context))
    return made.values()


def _own(
    carries: Iterable[str], public: Mapping[str, Sequence[Brought]], box: str, person: str, context: Context
) -> Own:
    carried = _carried_by(person, carries, Me(person), context)
    here = [_as_brought(one, context) for one in context.pool.by(person, context.screen) if one.box == box]
    return _in_order([*carried, *here, *public.get(person, ())])


def _carried_by(person: str, names: Iterable[str], audience: Audience, context: Context) -> Iterable[Brought]:
    """What somebody wrote of all that is brought to an audience. What the whole room is brought is sorted once."""
    for name in names:
        found = context.brought(name, audience)
        if found is context.brought(name, Floor()):
            yield from _sorted_once(name, found, context).get(person, ())
        else:
            yield from (one for one in found if one.person == person)


def _sorted_once(name: str, found: Sequence[Brought], context: Context) -> Mapping[str, list[Brought]]:
    return context.memory.once(f"of-whom-{name}", (found,), lambda: _by_person(found))


def _by_person(found: Iterable[Brought]) -> dict[str, list[Brought]]:
    of: dict[str, list[Brought]] = {}
    for one in found:
        of.setdefault(one.person, []).append(one)
    return of


def _as_brought(entry: Entry, context: Context) -> Brought:
    return Brought(
        id=entry.id,
        text=entry.text,
        by=context.roster.called(entry.person) if entry.named else "",
        person=entry.person,
        table=entry.table,
        tags=entry.tags,
        at=entry.at,
    )


def _in_order(found: Iterable[Brought]) -> dict[str, Brought]:
    return {one.id: one for one in sorted(found, key=lambda one: (one.at, one.id))}


def _things(found: Mapping[str, Brought]) -> tuple[Thing, ...]:
    return tuple(Thing(one.id, one.text, one.person, one.tags) for one in found.values())
