"""People and tables: who is in the room, where they sit, which phone holds the table's things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workshop import text
from workshop.anew import replace
from workshop.moves import Fact, Move, Refused, Role
from workshop.register import Register

CODE_LETTERS = "2346789ABCDEFGHJKMNPRTVWXY"
"""No 0 O 1 I L 5 S Q U Z: read aloud and typed without mistakes."""

NAME, ORGANISATION, ROLE, TABLE_NAME = 60, 80, 40, 24
"""The longest that each may be, in characters."""

FEW_LETTERS, MORE_LETTERS, MANY = 4, 5, 100
"""How long personal codes are: once so many have come, one more letter, so that guessing stays as hopeless."""


@dataclass(frozen=True)
class Person:
    """Somebody in the room. `named`: may be shown by name. `code`: to come back from another device.

    `phone`: has one; somebody without it is spoken for by whoever helps at the table. `beside`: whose phone they share.
    `left`: when they had to go, in milliseconds; 0 while they are here. `merged`: who they turned out to be.
    `erased`: nobody in particular any more; `unsaid`: their words are gone, too. `removed` is whoever takes no part any
    more; `out`: when they were sent out, in milliseconds, which those sent out together have in common.
    `wished`: how often somebody asked that they be forgotten.
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
    unsaid: bool = False
    out: int = 0
    wished: int = 0


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
    """Everybody and every table, as they are now.

    `door`: those who wait to be let in, and those turned away (`removed`). They are none of the people, so no count, no
    table and nobody's view has them, and nothing they send is anybody's.
    """

    people: Mapping[str, Person] = field(default_factory=dict)
    tables: Mapping[int, TableSeat] = field(default_factory=dict)
    door: Mapping[str, Person] = field(default_factory=dict)

    _register: Register = field(default_factory=Register, compare=False, repr=False)

    def __iter__(self) -> Iterator[Person]:
        """Everybody who takes part: joined and not removed. Who had to leave early is still one of them."""
        return iter(self._inside)

    @cached_property
    def _inside(self) -> tuple[Person, ...]:
        return tuple([person for person in self.people.values() if not person.removed])

    def known(self, person: str) -> Person | None:
        """Whoever has this id, at the door as well."""
        return self.people.get(person) or self.door.get(person)

    def waiting(self) -> list[Person]:
        """Those who stand at the door, longest first."""
        return [person for person in self.door.values() if not person.removed]

    @cached_property
    def _here(self) -> tuple[Person, ...]:
        return tuple([person for person in self if not person.left])

    def here(self) -> tuple[Person, ...]:
        """Those who are in the room now."""
        return self._here

    def expected(self, answered: Collection[str]) -> int:
        """How many answers there can be: of those here, and those that came from who left since or wrote on paper."""
        here, sent_out = self._ids
        return len(here) + sum(1 for one in answered if one not in here and one not in sent_out)

    @cached_property
    def _ids(self) -> tuple[frozenset[str], frozenset[str]]:
        """Of those who are here, and of those who were removed."""
        removed = [person.id for person in self.people.values() if person.removed]
        return frozenset([person.id for person in self.here()]), frozenset(removed)

    def __len__(self) -> int:
        return self.register.inside

    @property
    def register(self) -> Register:
        """The counts of names, codes and seats."""
        return self._register.of(self.people, self.door)

    def at(self, table: int) -> Sequence[Person]:
        """The people of one table, in the order they came."""
        return self._sitting.get(table, ())

    @cached_property
    def _sitting(self) -> Mapping[int, Sequence[Person]]:
        found: dict[int, list[Person]] = {}
        for person in self:
            found.setdefault(person.table, []).append(person)
        return found

    def seats(self) -> Counter[int]:
        """How many people sit at each table."""
        return self.register.seats.copy()

    def open_tables(self) -> Mapping[int, TableSeat]:
        """The tables at which people sit."""
        return self._open_tables

    @cached_property
    def _open_tables(self) -> Mapping[int, TableSeat]:
        return {no: table for no, table in self.tables.items() if not table.closed}

    def together(self, tables: Collection[int]) -> set[int]:
        """The tables at which work of any of these stands."""
        return {no for no in self._with_kin if not self.kin(no).isdisjoint(tables)} | (self.tables.keys() & set(tables))

    @cached_property
    def _with_kin(self) -> Sequence[int]:
        return [no for no, table in self.tables.items() if table.kin]

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
        seats = self.register.seats
        return min(self.open_tables(), key=lambda no: (seats[no], no), default=0)

    def by_code(self, code: str) -> Person | None:
        """Whose personal code this is: of somebody who takes part, with a phone."""
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
    "renew_code": frozenset({Role.HOUSE}),
    "add_person": frozenset({Role.FACILITATOR}),
    "share_phone": frozenset({Role.PARTICIPANT}),
    "leave": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "come_back": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "merge_people": frozenset({Role.FACILITATOR}),
    "erase": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "anonymise": frozenset({Role.FACILITATOR, Role.HOUSE}),
}

OFTEN = 3
"""Times that somebody may ask to be forgotten before the facilitator does it for them: each time all that the room ever
said is read again, and everybody waits for it."""

SHARE = 12
"""How many people may share one phone, its owner not counted."""


def accept(roster: Roster, move: Move) -> dict[str, Any]:
    """What a move about people makes true. Raises `Refused`."""
    return _SAID.get(move.name, _named)(roster, move)


def _named(roster: Roster, move: Move) -> dict[str, Any]:
    return {"person": subject(roster, move)}


def apply(roster: Roster, fact: Fact) -> Roster:
    """The room after a fact about people."""
    if fact.name in _WHOLE:
        return _WHOLE[fact.name](roster, fact)
    changed = roster
    for person in _concerned(roster, fact):
        changed = with_person(changed, _as_changed(roster.people[person], fact))
    for person in whom(fact):
        match fact.name:
            case "remove" | "leave":
                changed = put_down(changed, person)
            case "readmit" | "come_back":
                changed = arrived(changed, changed.people[person])
    return changed


def whom(fact: Fact) -> list[str]:
    """Whom a fact about people is about. Facts of older versions name one person, whatever it is about."""
    return list(fact.data["people"]) if "people" in fact.data else [fact.data["person"]]


def _concerned(roster: Roster, fact: Fact) -> list[str]:
    """Whose rows a fact changes: all ids of somebody to be forgotten, and who shares the phone of somebody who goes."""
    if fact.name in ("remove", "readmit"):
        return whom(fact)
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
            gone = fact.name == "remove"
            return replace(person, removed=gone, out=fact.at if gone else 0)
        case "erase":
            return _forgotten(person, fact)
        case _:
            return replace(person, **{key: value for key, value in fact.data.items() if key != "person"})


def _forgotten(person: Person, fact: Fact) -> Person:
    """Still one of those who were there, but nobody in particular."""
    unsaid = person.unsaid or fact.data["how"] == "words"
    nobody = replace(person, name="", organisation="", role="", named=False, erased=True, unsaid=unsaid)
    return replace(nobody, wished=person.wished + 1)


def subject(roster: Roster, move: Move) -> str:
    """Whom a move is about: a participant speaks for themselves, the facilitator names somebody. Raises `Refused`."""
    return move.by.person if move.by.role is Role.PARTICIPANT else known(roster, move.data.get("person"))


def known(roster: Roster, person: object, *, removed: bool = False) -> str:
    """The id of somebody who is in (or was removed). Raises `Refused`."""
    if not isinstance(person, str) or person not in roster.people or roster.people[person].removed is not removed:
        raise Refused("unknown_person")
    return person


def changed(before: Roster, after: Roster, fact: Fact) -> list[Person]:
    """Those who are not as they were before a fact. A newcomer changes nobody else, so nobody else is looked at."""
    if before.people is after.people:
        return []
    if fact.name in ("join", "add_person"):
        return [after.people[fact.data["id"]]]
    return [person for one, person in after.people.items() if before.people.get(one) is not person]


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
    after = replace(roster, people={**roster.people, person.id: person})
    after._register.hand_on(roster.people, after.people, person.id)
    return after


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
    """One line of text: trimmed, nothing invisible, at most `limit` characters as a reader counts. Raises `Refused`."""
    if not isinstance(value, str):
        raise Refused("malformed", key=key)
    said = text.name(value) if key == "name" else text.one_line(value)
    if text.length(said) > limit:
        raise Refused("too_long", key=key, limit=limit)
    if required and not said:
        raise Refused("empty", key=key)
    return said


def everybody(roster: Roster) -> dict[str, Person]:
    """Whoever ever came, those at the door too, by id."""
    return {**roster.people, **roster.door}


def _join(roster: Roster, move: Move) -> dict[str, Any]:
    wanted = move.data.get("table")
    said = _particulars({"name": "", **move.data})
    return {
        "id": f"p{move.mint}",
        "table": table(roster, wanted) if wanted else roster.emptiest(),
        "code": _fresh_code(roster, move),
        **said,
        "name": text.told_apart(said["name"], roster.register.names),
    }


def _likenesses(roster: Roster, but: str) -> Collection[str]:
    """What the names of the others look like."""
    others = (*roster, *roster.waiting())
    return {text.likeness(person.name) for person in others if person.name and person.id != but}


def _come(roster: Roster, fact: Fact) -> Roster:
    """Somebody in the room or, where she lets people in herself, at its door."""
    said = {key: value for key, value in fact.data.items() if key != "waits"}
    person = Person(joined=fact.at, **said)
    return at_door(roster, person) if fact.data.get("waits") else arrived(roster, person)


def at_door(roster: Roster, *people: Person) -> Roster:
    """The room with some who stand at its door, or were turned away from it."""
    return replace(roster, door={**roster.door, **{person.id: person for person in people}})


def _removed(roster: Roster, move: Move) -> dict[str, Any]:
    return {"people": _since(roster, move) if "since" in move.data else [subject(roster, move)]}


def _readmitted(roster: Roster, move: Move) -> dict[str, Any]:
    return {"people": _together(roster, move) if "out" in move.data else [_sent_out(roster, move)]}


def _recoded(roster: Roster, move: Move) -> dict[str, Any]:
    return {"person": known(roster, move.data.get("person")), "code": _fresh_code(roster, move)}


def _since(roster: Roster, move: Move) -> list[str]:
    """Who joined at a moment or later. Those whom she typed in herself, or who share another's phone, are not meant."""
    since = move.data["since"]
    if not isinstance(since, int) or isinstance(since, bool):
        raise Refused("malformed", key="since")
    if found := [person.id for person in roster if person.joined >= since and person.phone]:
        return found
    raise Refused("unknown_person")


def _together(roster: Roster, move: Move) -> list[str]:
    """Who was sent out at one moment, and is nobody else by now."""
    out = move.data["out"]
    if not isinstance(out, int) or isinstance(out, bool) or not out:
        raise Refused("malformed", key="out")
    gone = [person for person in roster.people.values() if person.removed and not person.merged]
    if found := [person.id for person in gone if person.out == out]:
        return found
    raise Refused("unknown_person")


def _shared(roster: Roster, move: Move) -> dict[str, Any]:
    """The people who sit around one phone. It is the whole number of them each time, so that a second tap adds none."""
    wanted = move.data.get("people")
    if not isinstance(wanted, int) or isinstance(wanted, bool) or not 1 <= wanted <= SHARE + 1:
        raise Refused("malformed", key="people")
    taken = roster.register.codes
    there = [person for person in roster if person.beside == move.by.person]
    before = [
        one.id for one in roster.people.values() if one.beside == move.by.person and one.removed and not one.merged
    ]
    back = before[: max(wanted - 1 - len(there), 0)]
    codes: list[str] = []
    dice = move.dice()
    while len(codes) < wanted - 1 - len(there) - len(back):
        code = "".join(dice.choices(CODE_LETTERS, k=code_length(roster)))
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


def _sent_out(roster: Roster, move: Move) -> str:
    """Somebody who was removed, and is nobody else by now."""
    found = known(roster, move.data.get("person"), removed=True)
    if roster.people[found].merged:
        raise Refused("unknown_person")
    return found


def _wish(roster: Roster, move: Move) -> dict[str, Any]:
    person, how = subject(roster, move), move.data.get("how")
    if how not in ("words", "name"):
        raise Refused("malformed", key="how")
    if move.by.role is Role.PARTICIPANT and roster.people[person].wished >= OFTEN:
        raise Refused("wished_often")
    return {"person": person, "how": how}


def code_length(roster: Roster) -> int:
    """The letters of a new personal code."""
    return FEW_LETTERS if len(roster.people) + len(roster.door) < MANY else MORE_LETTERS


def _fresh_code(roster: Roster, move: Move) -> str:
    dice, taken = move.dice(), roster.register.codes
    while (code := "".join(dice.choices(CODE_LETTERS, k=code_length(roster)))) in taken:
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


def _changes(roster: Roster, move: Move) -> dict[str, Any]:
    if not (said := _particulars(move.data)):
        raise Refused("malformed", key="change")
    if "name" in said:
        said["name"] = text.told_apart(said["name"], _likenesses(roster, but=move.by.person))
    return said


def _nobody_any_more(roster: Roster, fact: Fact) -> Roster:
    nobody = {one.id: replace(_forgotten(one, fact), partnership="", code="") for one in roster.people.values()}
    return replace(roster, people=nobody, door={})


def _with_beside(roster: Roster, fact: Fact) -> Roster:
    owner = roster.people[fact.data["person"]]
    for gone in fact.data["gone"]:
        roster = with_person(roster, replace(roster.people[gone], removed=True))
    for back in fact.data["back"]:
        roster = with_person(roster, replace(roster.people[back], removed=False, table=owner.table))
    for one in fact.data["more"]:
        roster = with_person(roster, replace(owner, **one, **_NOBODY_YET, joined=fact.at, beside=owner.id))
    return roster


_NOBODY_YET: Mapping[str, Any] = {
    **dict.fromkeys(("name", "organisation", "role"), ""),
    **dict.fromkeys(("named", "phone", "erased", "unsaid"), False),
    **dict.fromkeys(("left", "wished"), 0),
}
"""What is not taken from the owner of a phone by those who share it."""


def _united(roster: Roster, fact: Fact) -> Roster:
    """One person under one id. Whoever shares the old phone goes along."""
    gone, kept = fact.data["person"], fact.data["into"]
    roster = put_down(roster, gone)
    for person in [one for one in roster.people.values() if one.beside == gone]:
        roster = with_person(roster, replace(person, beside=kept))
    one, other = roster.people[kept], roster.people[gone]
    if other.phone and not one.phone:  # who was added without a phone has one after all
        roster = with_person(roster, replace(one, phone=True, beside=""))
    return with_person(roster, replace(other, removed=True, merged=kept))


_SAID: Mapping[str, Callable[[Roster, Move], dict[str, Any]]] = {
    "join": _join,
    "add_person": lambda roster, move: {**_join(roster, move), "phone": False},
    "change": lambda roster, move: {"person": move.by.person, **_changes(roster, move)},
    "remove": _removed,
    "readmit": _readmitted,
    "renew_code": _recoded,
    "share_phone": _shared,
    "merge_people": _two_people,
    "erase": _wish,
    "anonymise": lambda roster, move: {"how": "name"},
}
"""What each move makes true; any other is about one person and says whom."""

_WHOLE: Mapping[str, Callable[[Roster, Fact], Roster]] = {
    "join": _come,
    "add_person": _come,
    "share_phone": _with_beside,
    "merge_people": _united,
    "anonymise": _nobody_any_more,
}
"""Facts that change more than the rows of those they name."""
