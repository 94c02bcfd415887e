"""The way in: the code that people type, the key that the QR code carries beside it, who waits, and under what name.

Somebody who waits is none of the people (`Roster.door`) until she lets them in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from workshop import text
from workshop.moves import Fact, Json, Move, Refused, Role
from workshop.roster import CODE_LETTERS, NAME, Roster, arrived, at_door
from workshop.words import say

if TYPE_CHECKING:
    from workshop.run import Run

CODE_LENGTH = 6
"""Typed from the big screen: 26 letters to the power of 6, 28 bits. Guessing it is slowed down."""

KEY_LENGTH = 10
"""Only ever scanned: 47 bits more. Nobody guesses that, so it need not wait behind those who guess."""

CROWD = 1500
"""The most people one run lets in."""

EVER = 4 * CROWD
"""The most who may ever come, those sent out again as well: whoever sends robots does not fill the memory with them."""

MOVES: Mapping[str, frozenset[Role]] = {
    "rotate_code": frozenset({Role.FACILITATOR}),
    "let_in": frozenset({Role.FACILITATOR}),
    "turn_away": frozenset({Role.FACILITATOR}),
}


def accept(run: Run, move: Move) -> Json:
    """What a move at the door makes true. Raises `Refused`."""
    match move.name:
        case "rotate_code":
            return {**drawn(move.dice()), "was": run.code}
        case "let_in":
            return {"seats": _seats_for(run.roster, _named(run.roster, move, turned_away=True))}
        case _:
            return {"people": _named(run.roster, move)}


def apply(run: Run, fact: Fact) -> Run:
    """The run after a fact at the door."""
    match fact.name:
        case "rotate_code":
            return _rotated(run, fact.data)
        case "let_in":
            return replace(run, roster=_inside(run.roster, fact))
        case _:
            return replace(run, roster=_turned_away(run.roster, fact))


def drawn(dice: Random) -> Json:
    """A new code and the key that goes with it."""
    code, door = ("".join(dice.choices(CODE_LETTERS, k=letters)) for letters in (CODE_LENGTH, KEY_LENGTH))
    return {"code": code, "door": door}


def _rotated(run: Run, data: Json) -> Run:
    """The run behind its new code. Who is in the room stays in it: their phones still know the code they came by."""
    return replace(run, code=data["code"], door=data["door"], former=(*run.former, data["was"]))


def open_to_newcomers(run: Run) -> None:
    """Raises `Refused` if nobody new may come in now."""
    if run.ended:
        raise Refused("ended")
    if run.locked:
        raise Refused("closed_door")
    room_for_one_more(run)


def room_for_one_more(run: Run) -> None:
    """Raises `Refused` if the room is full."""
    ever = len(run.roster.people) + len(run.roster.door)
    inside = run.roster.register.inside + run.roster.register.waiting
    if inside >= CROWD or ever >= EVER:
        raise Refused("full")


def room_around_a_phone(run: Run, data: Json) -> None:
    """Raises `Refused` where more people would come in around a phone past a door that is locked or watched: each of
    them has a vote."""
    if not (data["back"] or data["more"]):
        return
    if run.locked:
        raise Refused("closed_door")
    if run.place.approving:
        raise Refused("one_by_one")


def at_the_door(run: Run, move: Move, data: Json) -> Json:
    """A newcomer's data. Where she lets people in herself they wait, and find a table only when they come in."""
    if not run.place.approving:
        return data
    return {**data, "waits": True, "table": data["table"] if move.data.get("table") else 0}


def under_a_name(run: Run, move: Move) -> Move:
    """The move of somebody who says a name. One that passes for staff is shown as a guest's; nobody is sent away for
    being called like the host. What the facilitator types in is not doubted."""
    name = move.data.get("name")
    if move.by.role is Role.FACILITATOR or not isinstance(name, str) or not _passes_for_staff(run, name):
        return move
    guest = say("door-guest", run.agenda.language, name="")
    shown = say("door-guest", run.agenda.language, name=text.name(name)[: NAME - text.length(guest)])
    return replace(move, data={**move.data, "name": shown})


def _passes_for_staff(run: Run, name: str) -> bool:
    """Whether a name is the host's, or has a word in it by which people know who leads. Ana (guest) is neither."""
    said = text.name(name)
    mark = say("door-guest", run.agenda.language, name="").strip()
    if said.endswith(mark):
        return False
    words = {text.likeness(word) for word in say("door-staff", run.agenda.language).split(",")}
    host = text.likeness(str(run.settings.get("host", "")))
    if host and text.likeness(said) == host:
        return True
    return not words.isdisjoint({text.likeness(said), *text.words(said)})


def _turned_away(roster: Roster, fact: Fact) -> Roster:
    return at_door(roster, *(replace(roster.door[one], removed=True, out=fact.at) for one in fact.data["people"]))


def _inside(roster: Roster, fact: Fact) -> Roster:
    """Who is let in comes now, whenever they knocked."""
    seats = fact.data["seats"]
    room = replace(roster, door={one: person for one, person in roster.door.items() if one not in seats})
    for one, seat in seats.items():
        room = arrived(room, replace(roster.door[one], removed=False, out=0, table=seat, joined=fact.at))
    return room


def _named(roster: Roster, move: Move, *, turned_away: bool = False) -> list[str]:
    """Who of those that a move names stands at the door. Raises `Refused` if nobody does any more."""
    wanted = move.data.get("people")
    if not isinstance(wanted, list) or not all(isinstance(one, str) for one in wanted):
        raise Refused("malformed", key="people")
    found = [one for one in dict.fromkeys(wanted) if one in roster.door]
    if there := [one for one in found if turned_away or not roster.door[one].removed]:
        return there
    raise Refused("unknown_person")


def _seats_for(roster: Roster, people: list[str]) -> dict[str, int]:
    """A table for each who comes in: the one they chose, if it is still laid, or the emptiest by then."""
    seats: dict[str, int] = {}
    sitting, tables = roster.seats(), roster.open_tables()
    for one in people:
        chosen = roster.door[one].table
        seats[one] = chosen if chosen in tables else min(tables, key=lambda no: (sitting[no], no), default=0)
        sitting[seats[one]] += 1
    return seats
