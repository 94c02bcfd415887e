"""People and tables: who is in the room, where they sit, which phone holds the table's things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.moves import Fact, Move, Refused, Role

CODE_LETTERS = "2346789ABCDEFGHJKMNPRTVWXY"
"""No 0 O 1 I L 5 S Q U Z: read aloud and typed without mistakes."""

NAME, ORGANISATION, ROLE, TABLE_NAME = 60, 80, 40, 24
"""The longest that each may be, in characters."""


@dataclass(frozen=True)
class Person:
    """Somebody in the room. `named`: may be shown by name. `code`: to come back from another device."""

    id: str
    name: str
    table: int
    organisation: str = ""
    partnership: str = ""
    role: str = ""
    code: str = ""
    named: bool = False
    joined: int = 0
    removed: bool = False


@dataclass(frozen=True)
class TableSeat:
    """A home table. `phone`: the person whose phone holds the table's deck, or nobody yet."""

    no: int
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Roster:
    """Everybody and every table, as they are now."""

    people: Mapping[str, Person] = field(default_factory=dict)
    tables: Mapping[int, TableSeat] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Person]:
        """Those in the room: joined and not removed."""
        return (person for person in self.people.values() if not person.removed)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def at(self, table: int) -> list[Person]:
        """The people of one table, in the order they came."""
        return [person for person in self if person.table == table]

    def seats(self) -> Counter[int]:
        """How many people sit at each table."""
        return Counter(person.table for person in self)

    def table_of(self, person: str) -> int:
        """The table somebody sits at; 0 for nobody."""
        known = self.people.get(person)
        return known.table if known else 0

    def called(self, person: str) -> str:
        """The name that others may read: empty unless that person agreed to be named."""
        known = self.people.get(person)
        return known.name if known and known.named and not known.removed else ""

    def emptiest(self) -> int:
        """The table with the fewest people; the first of them when several are alike."""
        seats = self.seats()
        return min(self.tables, key=lambda no: (seats[no], no), default=0)

    def by_code(self, code: str) -> Person | None:
        """Whose personal code this is."""
        wanted = code.strip().upper()
        return next((person for person in self if person.code == wanted), None)


def tables(names: Mapping[int, str]) -> Roster:
    """An empty room with its tables laid out."""
    return Roster(tables={no: TableSeat(no, name) for no, name in names.items()})


MOVES: Mapping[str, frozenset[Role]] = {
    "join": frozenset({Role.OUTSIDER}),
    "change": frozenset({Role.PARTICIPANT}),
    "sit_at": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "hand_over": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "remove": frozenset({Role.FACILITATOR}),
    "readmit": frozenset({Role.FACILITATOR}),
    "name_table": frozenset({Role.FACILITATOR}),
    "add_table": frozenset({Role.FACILITATOR}),
}


def accept(roster: Roster, move: Move) -> dict[str, Any]:
    """What a move about people or tables makes true. Raises `Refused`."""
    match move.name:
        case "join":
            return _join(roster, move)
        case "change":
            return {"person": move.by.person, **_changes(move.data)}
        case "sit_at":
            return {"person": _subject(roster, move), "table": _table(roster, move.data.get("table"))}
        case "hand_over":
            return _hand_over(roster, move)
        case "remove":
            return {"person": _known(roster, move.data.get("person"))}
        case "readmit":
            return {"person": _known(roster, move.data.get("person"), removed=True)}
        case "name_table":
            return {
                "table": _table(roster, move.data.get("table")),
                "name": line(move.data.get("name"), TABLE_NAME, "name"),
            }
        case _:
            return {
                "table": max(roster.tables, default=0) + 1,
                "name": line(move.data.get("name", ""), TABLE_NAME, "name"),
            }


def apply(roster: Roster, fact: Fact) -> Roster:
    """The room after a fact about people or tables."""
    data = fact.data
    match fact.name:
        case "join":
            person = Person(joined=fact.at, **data)
            return _with_phone(_with(roster, person), person.table, person.id, only_if_free=True)
        case "change":
            changes = {key: value for key, value in data.items() if key != "person"}
            return _with(roster, replace(roster.people[data["person"]], **changes))
        case "sit_at":
            return _reseat(roster, data["person"], data["table"])
        case "hand_over":
            return _with_phone(roster, data["table"], data["to"])
        case "remove":
            return _put_down(_with(roster, replace(roster.people[data["person"]], removed=True)), data["person"])
        case "readmit":
            back = replace(roster.people[data["person"]], removed=False)
            return _with_phone(_with(roster, back), back.table, back.id, only_if_free=True)
        case _:
            return replace(
                roster,
                tables={
                    **roster.tables,
                    data["table"]: replace(
                        roster.tables.get(data["table"], TableSeat(data["table"])), name=data["name"]
                    ),
                },
            )


def line(value: object, limit: int, key: str, *, required: bool = False) -> str:
    """One line of text: trimmed, whitespace folded, at most `limit` characters. Raises `Refused`."""
    if not isinstance(value, str):
        raise Refused("malformed", key=key)
    text = " ".join("".join(ch for ch in value if ch.isprintable() or ch.isspace()).split())
    if len(text) > limit:
        raise Refused("too_long", key=key, limit=limit)
    if required and not text:
        raise Refused("empty", key=key)
    return text


def _join(roster: Roster, move: Move) -> dict[str, Any]:
    wanted = move.data.get("table")
    taken = {person.code for person in roster.people.values()}
    return {
        "id": f"p{move.mint}",
        "table": _table(roster, wanted) if wanted else roster.emptiest(),
        "code": _fresh_code(move, taken),
        **_particulars({"name": "", **move.data}),
    }


def _fresh_code(move: Move, taken: set[str]) -> str:
    dice = move.dice()
    while (code := "".join(dice.choices(CODE_LETTERS, k=4))) in taken:
        pass
    return code


def _particulars(data: Mapping[str, Any]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for key, limit in (("name", NAME), ("organisation", ORGANISATION), ("partnership", ORGANISATION), ("role", ROLE)):
        if key in data:
            said[key] = line(data[key], limit, key, required=key == "name")
    if "named" in data:
        if not isinstance(data["named"], bool):
            raise Refused("malformed", key="named")
        said["named"] = data["named"]
    return said


def _hand_over(roster: Roster, move: Move) -> dict[str, Any]:
    to = _known(roster, move.data.get("to"))
    table = roster.table_of(to)
    if move.by.role is Role.PARTICIPANT and roster.tables[table].phone != move.by.person:
        raise Refused("not_holder")
    return {"table": table, "to": to}


def _subject(roster: Roster, move: Move) -> str:
    return move.by.person if move.by.role is Role.PARTICIPANT else _known(roster, move.data.get("person"))


def _known(roster: Roster, person: object, *, removed: bool = False) -> str:
    if not isinstance(person, str) or person not in roster.people or roster.people[person].removed is not removed:
        raise Refused("unknown_person")
    return person


def _changes(data: Mapping[str, Any]) -> dict[str, Any]:
    if not (said := _particulars(data)):
        raise Refused("malformed", key="change")
    return said


def _table(roster: Roster, no: object) -> int:
    if not isinstance(no, int) or isinstance(no, bool) or no not in roster.tables:
        raise Refused("unknown_table")
    return no


def _with(roster: Roster, person: Person) -> Roster:
    return replace(roster, people={**roster.people, person.id: person})


def _reseat(roster: Roster, person: str, table: int) -> Roster:
    moved = _with(_put_down(roster, person), replace(roster.people[person], table=table))
    return _with_phone(moved, table, person, only_if_free=True)


def _put_down(roster: Roster, person: str) -> Roster:
    """Whoever leaves a table leaves its deck to the next phone there."""
    no = roster.table_of(person)
    if no not in roster.tables or roster.tables[no].phone != person:
        return roster
    heir = next((other.id for other in roster.at(no) if other.id != person), "")
    return _with_phone(roster, no, heir)


def _with_phone(roster: Roster, no: int, person: str, *, only_if_free: bool = False) -> Roster:
    seat = roster.tables.get(no)
    if seat is None or (only_if_free and seat.phone):
        return roster
    return replace(roster, tables={**roster.tables, no: replace(seat, phone=person)})
