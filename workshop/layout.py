"""The layout of the room: tables named, added, put together and parted, people moved, a table's phone handed over.

Putting tables together loses nothing: what was done at either stands at the one that remains.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workshop.moves import Fact, Json, Move, Refused, Role
from workshop.roster import (
    TABLE_NAME,
    Roster,
    TableSeat,
    known,
    line,
    put_down,
    subject,
    table,
    with_person,
    with_phone,
)

MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(("sit_at", "hand_over"), frozenset({Role.PARTICIPANT, Role.FACILITATOR})),
    **dict.fromkeys(("name_table", "add_table", "merge_tables", "split_table"), frozenset({Role.FACILITATOR})),
}


def accept(roster: Roster, move: Move) -> Json:
    """What a move about tables makes true. Raises `Refused`."""
    said = move.data
    match move.name:
        case "sit_at":
            return {"person": subject(roster, move), "table": table(roster, said.get("table"))}
        case "hand_over":
            return _hand_over(roster, move)
        case "name_table":
            return {"table": table(roster, said.get("table")), "name": line(said.get("name"), TABLE_NAME, "name")}
        case "merge_tables":
            return _two_tables(roster, move)
        case "split_table":
            return _split(roster, move)
        case _:
            return {"table": _next(roster), "name": line(said.get("name", ""), TABLE_NAME, "name")}


def apply(roster: Roster, fact: Fact) -> Roster:
    """The room after a fact about tables."""
    data = fact.data
    match fact.name:
        case "sit_at":
            return _seated(roster, data["person"], data["table"])
        case "hand_over":
            return with_phone(roster, data["table"], data["to"])
        case "merge_tables":
            return _merged(roster, data["table"], data["into"])
        case "split_table":
            return _parted(roster, data)
        case _:
            seat = roster.tables.get(data["table"], TableSeat(data["table"]))
            return _with_table(roster, replace(seat, name=data["name"]))


def _hand_over(roster: Roster, move: Move) -> Json:
    to = known(roster, move.data.get("to"))
    if not roster.people[to].phone or roster.people[to].left:
        raise Refused("unknown_person")
    no = roster.table_of(to)
    if move.by.role is Role.PARTICIPANT and roster.tables[no].phone != move.by.person:
        raise Refused("not_holder")
    return {"table": no, "to": to}


def _two_tables(roster: Roster, move: Move) -> Json:
    gone, kept = (table(roster, move.data.get(key)) for key in ("table", "into"))
    if gone == kept:
        raise Refused("unknown_table")
    return {"table": gone, "into": kept}


def _split(roster: Roster, move: Move) -> Json:
    no, people = table(roster, move.data.get("table")), move.data.get("people")
    if not isinstance(people, list) or not people or not all(isinstance(one, str) for one in people):
        raise Refused("malformed", key="people")
    if not set(people) < {person.id for person in roster.at(no)}:
        raise Refused("unknown_person")
    going = [one for one in dict.fromkeys(people) if roster.people[one].beside in ("", *people)]
    if not going:
        raise Refused("unknown_person")  # who shares a phone goes where it goes
    return {"table": no, "people": going, "new": _next(roster)}


def _next(roster: Roster) -> int:
    return max(roster.tables, default=0) + 1


def _with_table(roster: Roster, *seats: TableSeat) -> Roster:
    return replace(roster, tables={**roster.tables, **{seat.no: seat for seat in seats}})


def _seated(roster: Roster, person: str, no: int) -> Roster:
    """Somebody sits down at a table, and whoever shares their phone with them."""
    moved = with_person(put_down(roster, person), replace(roster.people[person], table=no))
    for other in [one for one in moved.people.values() if one.beside == person]:
        moved = with_person(moved, replace(other, table=no))
    return with_phone(moved, no, person, only_if_free=True)


def _merged(roster: Roster, gone: int, kept: int) -> Roster:
    old, new = roster.tables[gone], roster.tables[kept]
    for person in [one for one in roster.people.values() if one.table == gone]:
        roster = with_person(roster, replace(person, table=kept))
    kin = tuple(dict.fromkeys((*new.kin, gone, *old.kin)))
    return _with_table(roster, replace(old, closed=True, phone=""), replace(new, kin=kin, phone=new.phone or old.phone))


def _parted(roster: Roster, data: Json) -> Roster:
    """A new table with some people of an old one. What was done stays where it was; everybody keeps their own words."""
    roster = _with_table(roster, TableSeat(data["new"]))
    for person in data["people"]:
        roster = _seated(roster, person, data["new"])
    return roster
