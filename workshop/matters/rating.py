"""A rating: what an agenda says of it, what is rated, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from workshop.kinds.contract import Context, KindSettings
from workshop.matters import marks
from workshop.matters.marks import Item, Round, Rounds, Stop
from workshop.matters.spread import CANT
from workshop.moves import Audience, Console, Floor, Json, Me, Table

Look = Literal["strips", "tiles", "rising", "fill", "lean"]
Slice = Literal["role", "partnership"]

AS_IT_IS = "as-it-is"
"""By partnership where the room holds several, else the room as a whole: how a result is first shown."""

MEASURED: frozenset[Look] = frozenset({"strips", "rising", "lean"})
"""Looks whose stops are steps of one thing, so that a middle and a tag mean something."""


class Point(KindSettings):
    """One stop of a scale."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
    label: str = Field(min_length=1, max_length=60)


class Thing(KindSettings):
    """One thing to be placed. `probe`: a question that is shown to whoever has answered."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
    title: str = Field(min_length=1, max_length=60)
    line: str = Field(default="", max_length=140)
    probe: str = Field(default="", max_length=160)


class Settings(KindSettings):
    """What an agenda may say of a rating.

    The things come from `items`, from a `deck` (all `cards` or some), or from a carry (`from_brought`). The scale, and
    `cant` (the label of "I can't say"; empty for no such answer), are the deck's where they are not said here.
    `spread`: tag and middle are told. `lens`: through whose eyes. `baseline`: where each thing stood last time.
    """

    items: list[Thing] = Field(default=[], max_length=24)
    deck: str = ""
    cards: list[str] = Field(default=[])
    from_brought: str = ""
    scale: list[Point] = Field(default=[], max_length=7)
    halves: bool = False
    cant: str | None = Field(default=None, max_length=40)
    reason: bool = False
    lens: list[str] = Field(default=[], max_length=3)
    wording: Literal["plain", "original"] = "original"
    challenge: bool = False
    spread: bool | None = None
    shuffle: bool = False
    look: Look = "strips"
    ends: list[str] = Field(default=[], max_length=2)
    left: list[str] = Field(default=[], max_length=6)
    right: list[str] = Field(default=[], max_length=6)
    baseline: dict[str, float] = Field(default={})
    hardest_hint: str = Field(default="", max_length=160)
    slices: list[Slice] = Field(default=["role", "partnership"])

    faceless: ClassVar[frozenset[str]] = frozenset({"mark"})

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if sum(map(bool, (self.items, self.deck, self.from_brought))) != 1:
            raise ValueError("a rating has items, a deck or from_brought, and only one of them")
        if self.cards and not self.deck:
            raise ValueError("cards are of a deck, and there is none")
        if len(self.scale) < 2 and (self.scale or not self.deck):
            raise ValueError("a scale has two to seven stops")
        for what, ids in (("items", [one.id for one in self.items]), ("stops", [one.id for one in self.scale])):
            if len(set(ids)) < len(ids):
                raise ValueError(f"two {what} have the same id")
        return self

    def check_faceless(self) -> None:
        """What is written beside a mark, or brought by somebody, tells whose the mark is."""
        for key in ("reason", "challenge", "from_brought"):
            if getattr(self, key):
                raise ValueError(f"a rating with {key} cannot be anonymous: that tells who it is")

    @property
    def measured(self) -> bool:
        """Whether tags and medians are told."""
        return self.look in MEASURED if self.spread is None else self.spread


@dataclass(frozen=True)
class Agreed:
    """Where the room settled that a thing stands; `spread.CANT` where it was left open. `line`: what it comes to."""

    value: float
    how: str
    line: str = ""


@dataclass(frozen=True)
class Rating:
    """The rating: what is rated, the rounds, and what the facilitator did with the result.

    `hands`: what was counted at a table, by who counted it. `by`: the slices that are shown.
    """

    settings: Settings
    items: tuple[Item, ...] = ()
    scale: tuple[Stop, ...] = ()
    cant: str = ""
    rounds: Rounds = (Round(),)
    hands: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    focus: str = ""
    sent: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    agreed: Mapping[str, Agreed] = field(default_factory=dict)
    peeked: bool = False
    by: str = AS_IT_IS
    arranged: str = ""
    kept: tuple[str, ...] = ()

    @property
    def now(self) -> Round:
        """The round that is being answered."""
        return self.rounds[-1]

    @property
    def lens(self) -> str:
        """Through whose eyes this round looks."""
        return self.settings.lens[self.now.lens] if self.settings.lens else ""

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        """The things that everybody rates, unless they are brought from elsewhere."""
        return {item.id: item for item in self.items}


def start(settings: Settings, context: Context) -> Rating:
    """Nothing is placed yet."""
    deck = context.decks.get(settings.deck, {})
    plain = settings.wording == "plain"
    items = marks.cards(deck, settings.cards, plain=plain) or tuple(Item(**one.model_dump()) for one in settings.items)
    scale = tuple(Stop(one.id, one.label) for one in settings.scale) or marks.scale(deck.get("scale", ()), plain=plain)
    cells = max((len(item.cells) for item in items), default=0)
    return Rating(
        settings,
        items,
        scale or marks.numbered(cells or 4),
        deck.get("cant", "") if settings.cant is None else settings.cant,
        arranged="divided" if settings.look == "strips" else "",
    )


def items(rating: Rating, audience: Audience, context: Context) -> Mapping[str, Item]:
    """The things that an audience rates. What is brought is looked up each time, and gone once it is withdrawn."""
    carry = rating.settings.from_brought
    if not carry:
        return rating.by_id
    found = context.brought(carry, audience)
    if isinstance(audience, Me):
        # What others wrote stands in the views of the table and the floor, which are told when it changes.
        found = tuple(one for one in found if one.person == audience.person)
    return {one.id: Item(one.id, one.text) for one in found}


def within_reach(rating: Rating, person: str, context: Context) -> Mapping[str, Item]:
    """The things that one person may rate: everybody's, those of their table, and their own."""
    if not rating.settings.from_brought:
        return rating.by_id
    where = (Floor(), Table(context.roster.table_of(person)), Me(person))
    return {item: one for audience in where for item, one in items(rating, audience, context).items()}


def everything(rating: Rating, context: Context) -> Mapping[str, Item]:
    """The things that anybody rates at any table."""
    if not rating.settings.from_brought:
        return rating.by_id
    where: list[Audience] = [Console(), *map(Table, context.roster.tables)]
    return {item: one for audience in where for item, one in items(rating, audience, context).items()}


def positions(rating: Rating) -> dict[str, float]:
    """Where each thing was agreed to stand: the baseline of a next session."""
    return {item: agreed.value for item, agreed in rating.agreed.items() if agreed.value != CANT}


def own_answers(rating: Rating, person: str) -> Json:
    """One's own marks, in which round they were set, and where they stood before that."""
    mine: Json = {}
    for no, one in enumerate(rating.rounds, start=1):
        for item, said in one.marks.items():
            if person in said:
                earlier = {"before": mine[item]["value"]} if item in mine else {}
                mine[item] = {"value": said[person].value, "round": no, **earlier}
                if said[person].hand:
                    mine[item]["hand"] = True
    return mine


def spoken_for(table: int, person: str, context: Context) -> list[str]:
    """Those at a table without a phone for whom somebody may count hands."""
    without = context.roster.without_phone(table)
    return [one.id for one in without if not one.left and one.beside in ("", person)]
