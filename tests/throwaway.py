"""A kind for one test: everybody raises a hand, the stage counts. It shows what a kind costs: one line elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from workshop.kinds.contract import (
    NO_FINDINGS,
    Context,
    KindSettings,
    Section,
    brings_nothing,
    near_nobody,
    nothing_to_unite,
)
from workshop.moves import Audience, Fact, Json, Me, Move, Refused, Role

MOVES: Mapping[str, frozenset[Role]] = {"raise_hand": frozenset({Role.PARTICIPANT})}
FINDINGS, bring, near, unite = NO_FINDINGS, brings_nothing, near_nobody, nothing_to_unite


class Settings(KindSettings):
    """What is asked."""

    ask: str


@dataclass(frozen=True)
class Hands:
    """Whose hands are up."""

    ask: str
    up: frozenset[str] = frozenset()


def start(settings: Settings, context: Context) -> Hands:
    """All hands down."""
    return Hands(settings.ask)


def accept(state: Hands, move: Move, context: Context) -> Json:
    """One hand each."""
    if not context.open or move.by.person in state.up:
        raise Refused("not_open")
    return {"person": move.by.person}


def apply(state: Hands, fact: Fact) -> Hands:
    """One more."""
    return replace(state, up=state.up | {fact.data["person"]})


def view(state: Hands, audience: Audience, context: Context) -> Json:
    """Everybody sees how many; one's own hand only oneself."""
    if isinstance(audience, Me):
        return {"mine": audience.person in state.up}
    return {"ask": state.ask, "hands": len(state.up)}


def notes(state: Hands, context: Context) -> Sequence[Section]:
    """How many there were."""
    return (Section(context.title, state.ask, len(state.up), len(context.roster), ({"text": f"{len(state.up)}"},)),)


def pretend(view: Json, dice: Random) -> Json | None:
    """Raise one's hand, once."""
    return {"name": "raise_hand", "data": {}} if view.get("open") and not view.get("mine") else None
