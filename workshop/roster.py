"""People and tables: who is in the room, where they sit, which phone holds the table's things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.moves import Fact, Move, Refused, Role

CODE_LETTERS = "2346789ABCDEFGHJKMNPRTVWXY"
"""No 0 O 1 I L 5 S Q U Z: read aloud and typed without mistakes."""

NAME, ORGANISATION, ROLE, TABLE_NAME = 60, 80, 40, 24
"""The longest that each may be, in characters."""


@dataclass(frozen=True)
class Person:
    """Somebody in the room. `named`: may be shown by name. `code`: to come back from another device.

    `phone`: has one; somebody without it is spoken for by whoever helps at the table. `beside`: whose phone they share.
    `left`: when they had to go, in milliseconds; 0 while they are here. `merged`: who they turned out to be.
    """

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
    phone: bool = True
    beside: str = ""
    left: int = 0
    merged: str = ""
    erased: bool = False


@dataclass(frozen=True)
class TableSeat:
    """A home table. `phone`: the person whose phone holds the table's deck, or nobody yet.

    `kin`: the tables that were put together with this one, whose work stands here too.
    `closed`: its people sit elsewhere now.
    """

    no: int
    name: str = ""
    phone: str = ""
    kin: tuple[int, ...] = ()
    closed: bool = False


@dataclass(frozen=True)
class Roster:
    """Everybody and every table, as they are now."""

    people: Mapping[str, Person] = field(default_factory=dict)
    tables: Mapping[int, TableSeat] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Person]:
        """Everybody who takes part: joined and not removed. Who had to leave early is still one of them."""
        return (person for person in self.people.values() if not person.removed)

    def here(self) -> list[Person]:
        """Those who are in the room now."""
        return [person for person in self if not person.left]

    def expected(self, answered: Collection[str]) -> int:
        """How many answers there can be: of those here, and those that came from who left since or wrote on paper."""
        here = {person.id for person in self.here()}
        sent_out = {person.id for person in self.people.values() if person.removed}
        return len(here) + sum(1 for one in answered if one not in here and one not in sent_out)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def at(self, table: int) -> list[Person]:
        """The people of one table, in the order they came."""
        return [person for person in self if person.table == table]

    def seats(self) -> Counter[int]:
        """How many people sit at each table."""
        return Counter(person.table for person in self.here())

    def open_tables(self) -> dict[int, TableSeat]:
        """The tables at which people sit."""
        return {no: table for no, table in self.tables.items() if not table.closed}

    def kin(self, table: int) -> frozenset[int]:
        """A table and those whose work moved there with their people."""
        seat = self.tables.get(table)
        return frozenset((table, *(seat.kin if seat else ())))

    def without_phone(self, table: int) -> list[Person]:
        """Those of a table for whom somebody else types."""
        return [person for person in self.at(table) if not person.phone]

    def now(self, person: str) -> str:
        """Who somebody is by now: another id, where two turned out to be one person."""
        for _ in self.people:
            known = self.people.get(person)
            if known is None or not known.merged:
                break
            person = known.merged
        return person

    def selves(self, person: str) -> list[str]:
        """Every id that somebody has had: their own, and those that turned out to be theirs."""
        return [person, *(one.id for one in self.people.values() if one.merged and self.now(one.id) == person)]

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
        return min(self.open_tables(), key=lambda no: (seats[no], no), default=0)

    def by_code(self, code: str) -> Person | None:
        """Whose personal code this is."""
        wanted = code.strip().upper()
        return next((person for person in self if person.code == wanted and person.phone), None)


def tables(names: Mapping[int, str]) -> Roster:
    """An empty room with its tables laid out."""
    return Roster(tables={no: TableSeat(no, name) for no, name in names.items()})


MOVES: Mapping[str, frozenset[Role]] = {
    "join": frozenset({Role.OUTSIDER}),
    "change": frozenset({Role.PARTICIPANT}),
    "remove": frozenset({Role.FACILITATOR}),
    "readmit": frozenset({Role.FACILITATOR}),
    "add_person": frozenset({Role.FACILITATOR}),
    "share_phone": frozenset({Role.PARTICIPANT}),
    "leave": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "come_back": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "merge_people": frozenset({Role.FACILITATOR}),
    "erase": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
}

SHARE = 12
"""How many people may share one phone, its owner not counted."""


def accept(roster: Roster, move: Move) -> dict[str, Any]:
    """What a move about people makes true. Raises `Refused`."""
    match move.name:
        case "join":
            return _join(roster, move)
        case "add_person":
            return {**_join(roster, move), "phone": False}
        case "change":
            return {"person": move.by.person, **_changes(move.data)}
        case "readmit":
            return {"person": _sent_out(roster, move.data.get("person"))}
        case "share_phone":
            return _shared(roster, move)
        case "merge_people":
            return _two_people(roster, move)
        case "erase":
            return {"person": subject(roster, move), "how": _how_to_erase(move)}
        case _:
            return {"person": subject(roster, move)}


def apply(roster: Roster, fact: Fact) -> Roster:
    """The room after a fact about people."""
    if fact.name in ("join", "add_person"):
        return arrived(roster, Person(joined=fact.at, **fact.data))
    if fact.name == "share_phone":
        return _with_beside(roster, fact)
    if fact.name == "merge_people":
        return _united(roster, fact.data["person"], fact.data["into"])
    changed = roster
    for person in _concerned(roster, fact):
        changed = with_person(changed, _as_changed(roster.people[person], fact))
    match fact.name:
        case "remove" | "leave":
            return put_down(changed, fact.data["person"])
        case "readmit" | "come_back":
            return arrived(changed, changed.people[fact.data["person"]])
        case _:
            return changed


def _concerned(roster: Roster, fact: Fact) -> list[str]:
    """Whose rows a fact changes: all ids of somebody to be forgotten, and who shares the phone of somebody who goes."""
    person = fact.data["person"]
    if fact.name == "erase":
        return roster.selves(person)
    if fact.name in ("leave", "come_back"):
        return [person, *(one.id for one in roster if one.beside == person)]
    return [person]


def _as_changed(person: Person, fact: Fact) -> Person:
    match fact.name:
        case "leave" | "come_back":
            return replace(person, left=fact.at if fact.name == "leave" else 0)
        case "remove" | "readmit":
            return replace(person, removed=fact.name == "remove")
        case "erase":  # still one of those who were there, but nobody in particular
            return replace(person, name="", organisation="", role="", named=False, erased=True)
        case _:
            return replace(person, **{key: value for key, value in fact.data.items() if key != "person"})


def subject(roster: Roster, move: Move) -> str:
    """Whom a move is about: a participant speaks for themselves, the facilitator names somebody. Raises `Refused`."""
    return move.by.person if move.by.role is Role.PARTICIPANT else known(roster, move.data.get("person"))


def known(roster: Roster, person: object, *, removed: bool = False) -> str:
    """The id of somebody who is in (or was removed). Raises `Refused`."""
    if not isinstance(person, str) or person not in roster.people or roster.people[person].removed is not removed:
        raise Refused("unknown_person")
    return person


def table(roster: Roster, no: object) -> int:
    """The number of a table at which one can sit. Raises `Refused`."""
    if not isinstance(no, int) or isinstance(no, bool) or no not in roster.open_tables():
        raise Refused("unknown_table")
    return no


def arrived(roster: Roster, person: Person) -> Roster:
    """The room with somebody who sits down; the first phone at a table holds its things."""
    return with_phone(with_person(roster, person), person.table, person.id, only_if_free=True)


def with_person(roster: Roster, person: Person) -> Roster:
    """The room with somebody, new or as they now are."""
    return replace(roster, people={**roster.people, person.id: person})


def put_down(roster: Roster, person: str) -> Roster:
    """Whoever leaves a table leaves its things to the next phone there."""
    no = roster.table_of(person)
    if no not in roster.tables or roster.tables[no].phone != person:
        return roster
    heir = next((other.id for other in roster.at(no) if other.id != person and other.phone and not other.left), "")
    return with_phone(roster, no, heir)


def with_phone(roster: Roster, no: int, person: str, *, only_if_free: bool = False) -> Roster:
    """The room with a table's things on somebody's phone."""
    seat, holder = roster.tables.get(no), roster.people.get(person)
    if seat is None or (only_if_free and seat.phone) or (holder and not holder.phone):
        return roster
    return replace(roster, tables={**roster.tables, no: replace(seat, phone=person)})


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
        "table": table(roster, wanted) if wanted else roster.emptiest(),
        "code": _fresh_code(move, taken),
        **_particulars({"name": "", **move.data}),
    }


def _shared(roster: Roster, move: Move) -> dict[str, Any]:
    """The people who sit around one phone. It is the whole number of them each time, so that a second tap adds none."""
    wanted = move.data.get("people")
    if not isinstance(wanted, int) or isinstance(wanted, bool) or not 1 <= wanted <= SHARE + 1:
        raise Refused("malformed", key="people")
    taken = {person.code for person in roster.people.values()}
    there = [person for person in roster if person.beside == move.by.person]
    before = [
        one.id for one in roster.people.values() if one.beside == move.by.person and one.removed and not one.merged
    ]
    back = before[: max(wanted - 1 - len(there), 0)]
    codes: list[str] = []
    dice = move.dice()
    while len(codes) < wanted - 1 - len(there) - len(back):
        code = "".join(dice.choices(CODE_LETTERS, k=4))
        codes += [] if code in taken or code in codes else [code]
    return {
        "person": move.by.person,
        "gone": [person.id for person in there[wanted - 1 :]],
        "back": back,
        "more": [{"id": f"p{move.mint}-{no}", "code": code} for no, code in enumerate(codes, start=1)],
    }


def _two_people(roster: Roster, move: Move) -> dict[str, Any]:
    gone, kept = (known(roster, move.data.get(key)) for key in ("person", "into"))
    if gone == kept:
        raise Refused("unknown_person")
    return {"person": gone, "into": kept}


def _sent_out(roster: Roster, person: object) -> str:
    """Somebody who was removed, and is nobody else by now."""
    found = known(roster, person, removed=True)
    if roster.people[found].merged:
        raise Refused("unknown_person")
    return found


def _how_to_erase(move: Move) -> str:
    how = move.data.get("how")
    if how not in ("words", "name"):
        raise Refused("malformed", key="how")
    return str(how)


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


def _changes(data: Mapping[str, Any]) -> dict[str, Any]:
    if not (said := _particulars(data)):
        raise Refused("malformed", key="change")
    return said


def _with_beside(roster: Roster, fact: Fact) -> Roster:
    owner = roster.people[fact.data["person"]]
    for gone in fact.data["gone"]:
        roster = with_person(roster, replace(roster.people[gone], removed=True))
    for back in fact.data["back"]:
        roster = with_person(roster, replace(roster.people[back], removed=False, table=owner.table))
    for one in fact.data["more"]:
        roster = with_person(roster, replace(owner, **one, **_NOBODY_YET, joined=fact.at, beside=owner.id))
    return roster


_NOBODY_YET: Mapping[str, Any] = {"name": "", "role": "", "named": False, "phone": False, "left": 0}
"""What is not taken from the owner of a phone by those who share it."""


def _united(roster: Roster, gone: str, kept: str) -> Roster:
    """One person under one id. Whoever shares the old phone goes along."""
    roster = put_down(roster, gone)
    for person in [one for one in roster.people.values() if one.beside == gone]:
        roster = with_person(roster, replace(person, beside=kept))
    one, other = roster.people[kept], roster.people[gone]
    if other.phone and not one.phone:  # who was added without a phone has one after all
        roster = with_person(roster, replace(one, phone=True, beside=""))
    return with_person(roster, replace(other, removed=True, merged=kept))
