"""The parking lot: what came up and has to wait. It is not lost; the note lists it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workshop.moves import Fact, Json, Move, Refused, Role
from workshop.pool import text

LONGEST = 280
"""Characters."""

MOVES: Mapping[str, frozenset[Role]] = dict.fromkeys(("park", "unpark"), frozenset({Role.FACILITATOR}))


@dataclass(frozen=True)
class Parked:
    """One thing that was put off, with the screen it came up on."""

    text: str
    screen: str
    at: int


Lot = Mapping[str, Parked]


def accept(lot: Lot, move: Move, screen: str) -> Json:
    """What a move about the lot makes true; `screen` is the one that is up. Raises `Refused`."""
    if move.name == "park":
        return {"id": f"k{move.mint}", "text": text(move.data.get("text"), LONGEST), "screen": screen}
    wanted = move.data.get("id")
    if not isinstance(wanted, str) or wanted not in lot:
        raise Refused("unknown_entry")
    return {"id": wanted}


def apply(lot: Lot, fact: Fact) -> Lot:
    """The lot after a fact."""
    if fact.name == "park":
        return {**lot, fact.data["id"]: Parked(fact.data["text"], fact.data["screen"], fact.at)}
    return {id_: parked for id_, parked in lot.items() if id_ != fact.data["id"]}
