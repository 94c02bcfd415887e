"""A room for one screen: people play moves, and after every fact each audience's patched view must equal a fresh one.

It does what the run and the host do, for a single kind and without a database, so that a story fits in a few lines:

    room = Room(collect, {"boxes": [...]}, people={"ana": 1, "ben": {"table": 2, "named": True}})
    room.play("ana", "write", box="offer", text="A minibus on Tuesdays")
    room.play("facilitator", "show", entries=["e1"])
    assert "e1" in room.view(Stage())["entries"]
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random
from types import ModuleType
from typing import Any

from workshop import layout, patch, pool, roster, words
from workshop.kinds.contract import Brought, Context, KindSettings, Section
from workshop.moves import Audience, Console, Fact, Floor, Json, Me, Move, Refused, Role, Seat, Stage, Table, channel
from workshop.roster import Person, Roster, TableSeat

NOON = 1_700_000_000_000
"""When every story begins: milliseconds since 1970."""

SCREEN = "step.screen"


class Room:
    """One screen with people round their tables. The screen is open from the start unless `open=False`.

    `roles`: those that the agenda offers; unless they are given, those with which people came.
    """

    def __init__(
        self,
        kind: ModuleType,
        settings: KindSettings | Mapping[str, Any] | None = None,
        people: Mapping[str, int | Mapping[str, Any]] | None = None,
        *,
        tables: int = 3,
        decks: Mapping[str, Json] | None = None,
        entries: pool.Pool | None = None,
        open: bool = True,
        title: str = "A title",
        seed: int = 7,
        brought: Mapping[str, Sequence[Brought]] | None = None,
        partnerships: Sequence[str] = (),
        roles: Sequence[str] | None = None,
    ) -> None:
        self.kind: Any = kind
        self.settings = settings if isinstance(settings, KindSettings) else kind.Settings(**(settings or {}))
        self.facts: list[Fact] = []
        self._dice = Random(seed)
        self.carried = dict(brought or {})
        """What carries bring, by name: the same for every audience, without what was withdrawn since."""
        self._context = Context(
            screen=SCREEN,
            title=title,
            roster=_seated(people or {"ana": 1, "ben": 1, "cem": 2}, tables),
            pool=entries or pool.Pool(),
            open=open,
            decks=decks or {},
            say=words.say,
            brought=self._brought,
            partnerships=tuple(partnerships),
            roles=_roles(people or {}) if roles is None else tuple(roles),
        )
        self.state = kind.start(self.settings, self._context)
        self._views: dict[str, Json] = {channel(one): self.view(one) for one in self.audiences()}

    @property
    def context(self) -> Context:
        """The room around the screen as it is now."""
        return self._context

    @property
    def pool(self) -> pool.Pool:
        """Every entry so far."""
        return self._context.pool

    # ── what people do ──────────────────────────────────────────────────────

    def play(self, who: str, move: str, /, **data: Any) -> Fact:
        """Somebody tries a move; `who` is a person's id, "facilitator", "stage" or "house". Raises `Refused`."""
        tried = self._move(who, move, data)
        fact = self._fact(tried, self._accept(tried))
        self._become(fact)
        return fact

    def open(self) -> None:
        """Phones may answer."""
        self._around(open=True)

    def close(self) -> None:
        """Phones may no longer answer."""
        self._around(open=False)

    def reveal(self) -> None:
        """The facilitator shows the result."""
        self._around(revealed=True)

    def cover(self) -> None:
        """The facilitator takes the result away again."""
        self._around(revealed=False)

    def pretend(self, who: str) -> Json | None:
        """What this person's robot would do now: {"name", "data"} or None."""
        seen = {**self.phone(who), "open": self._context.open, "me": who, "holder": self._holds(who)}
        wanted = self.kind.pretend(json.loads(json.dumps(seen)), self._dice)
        assert wanted is None or set(wanted) == {"name", "data"}, wanted
        return json.loads(json.dumps(wanted)) if wanted else None

    def robots(self, rounds: int = 100) -> int:
        """Let everybody's robot play until none has anything more to do; a refusal fails the test. Counts moves."""
        played = 0
        for _ in range(rounds):
            busy = False
            for person in list(self._context.roster):
                if wanted := self.pretend(person.id):
                    self.play(person.id, wanted["name"], **wanted["data"])
                    busy, played = True, played + 1
            if not busy:
                return played
        raise AssertionError(f"the robots were still busy after {rounds} rounds")

    # ── what people see ─────────────────────────────────────────────────────

    def view(self, audience: Audience) -> Json:
        """What an audience sees now, as it would travel; no None anywhere in it."""
        seen = self.kind.view(self.state, audience, self._context)
        assert not _holes(seen), f"None in the view of {channel(audience)}: {_holes(seen)}"
        travelled: Json = json.loads(json.dumps(seen, allow_nan=False))
        assert travelled == seen, f"the view of {channel(audience)} changes on the wire (keys must be strings)"
        return travelled

    def phone(self, person: str) -> Json:
        """What somebody's phone draws from: floor, table and own view, whose keys must differ."""
        merged: Json = {}
        for part in (Floor(), Table(self._context.roster.table_of(person)), Me(person)):
            seen = self.view(part)
            assert not set(merged) & set(seen), f"two audiences use the same keys: {set(merged) & set(seen)}"
            merged |= seen
        return merged

    def notes(self) -> Section | None:
        """The screen's only section of the session note, or None."""
        sections = self.sections()
        assert len(sections) < 2, "there are several sections"
        return sections[0] if sections else None

    def sections(self) -> tuple[Section, ...]:
        """The screen's sections of the session note."""
        return tuple(self.kind.notes(self.state, self._context))

    def brings(self, finding: str, audience: Audience) -> list[Brought]:
        """What the screen would bring to a later one."""
        return list(self.kind.bring(self.state, finding, audience, self._context))

    def audiences(self) -> list[Audience]:
        """Everyone for whom a view is built."""
        people = self._context.roster.people
        tables = self._context.roster.tables
        return [Stage(), Console(), Floor(), *(Table(no) for no in tables), *(Me(person) for person in people)]

    def who_reads(self, marker: str) -> set[str]:
        """The channels whose view holds this word: `{"stage", "table:1", "me:ana", …}`."""
        return {channel(one) for one in self.audiences() if marker in json.dumps(self.view(one), ensure_ascii=False)}

    def replayed(self) -> Any:
        """The state built again from the facts alone."""
        first = replace(self._context, pool=pool.Pool(), open=False, revealed=False)
        state = self.kind.start(self.settings, first)
        for fact in self.facts:
            if fact.name in self.kind.MOVES:
                state = self.kind.apply(state, fact)
        return state

    # ── inside ──────────────────────────────────────────────────────────────

    def _move(self, who: str, name: str, data: Json) -> Move:
        count = len(self.facts) + 1
        role = Role(who) if who in set(Role) else Role.PARTICIPANT
        return Move(
            id=f"m{count}",
            name=name,
            by=Seat(role, "run", who if role is Role.PARTICIPANT else ""),
            screen=SCREEN,
            data=data,
            at=NOON + count * 1000,
            mint=str(count),
            chance=self._dice.getrandbits(64),
        )

    def _accept(self, move: Move) -> Json:
        for moves, accept in (
            (roster.MOVES, lambda: roster.accept(self._context.roster, move)),
            (layout.MOVES, lambda: layout.accept(self._context.roster, move)),
            (pool.MOVES, lambda: pool.accept(self._context.pool, move)),
            (self.kind.MOVES, lambda: self.kind.accept(self.state, move, self._context)),
        ):
            if move.name in moves:
                if move.by.role not in moves[move.name]:
                    raise Refused("not_yours")
                said: Json = accept()
                return said
        raise Refused("unknown_move")

    def _fact(self, move: Move, data: Json) -> Fact:
        assert not _holes(data), f"None in a fact: {_holes(data)}"
        written = json.loads(json.dumps(data, allow_nan=False))
        return Fact(
            seq=len(self.facts) + 1,
            run="run",
            name=move.name,
            screen=move.screen,
            person=move.by.person,
            at=move.at,
            move_id=move.id,
            data=written,
        )

    def _become(self, fact: Fact) -> None:
        self.facts.append(fact)
        near = self._near(fact.person)
        if fact.name in roster.MOVES:
            self._context = replace(self._context, roster=roster.apply(self._context.roster, fact))
        elif fact.name in layout.MOVES:
            self._context = replace(self._context, roster=layout.apply(self._context.roster, fact))
        else:
            self._context = replace(self._context, pool=pool.apply(self._context.pool, fact))
            if fact.name in self.kind.MOVES:
                self.state = self.kind.apply(self.state, fact)
        if fact.person and fact.name in self.kind.MOVES and not self._on_stage(fact):
            self._leave_in_peace(near | self._near(fact.person) | {fact.person}, fact)
        self._tell_everyone()
        assert self.replayed() == self.state, "replaying the facts gives another state"

    def _near(self, person: str) -> set[str]:
        return set(self.kind.near(self.state, person, self._context)) if person else set()

    def _on_stage(self, fact: Fact) -> bool:
        return any(self.pool.entries[one].shown == "shown" for one in pool.touched(fact))

    def _leave_in_peace(self, concerned: set[str], fact: Fact) -> None:
        """Whoever the kind does not call near must see nothing of it on their own view: they will not be told."""
        for person in set(self._context.roster.people) - concerned:
            seen, before = self.view(Me(person)), self._views.get(channel(Me(person)))
            assert before in (None, seen), f"{fact.name} by {fact.person} changes what {person} sees, who is not near"

    def _brought(self, name: str, audience: Audience) -> tuple[Brought, ...]:
        entries = self._context.pool.entries
        return tuple(
            one for one in self.carried.get(name, ()) if one.id not in entries or not entries[one.id].withdrawn
        )

    def _around(self, **changes: bool) -> None:
        self._context = replace(self._context, **changes)  # type: ignore[arg-type]
        self._tell_everyone()

    def _tell_everyone(self) -> None:
        """The first law: the old view with its patch is the new view."""
        for audience in self.audiences():
            name, fresh = channel(audience), self.view(audience)
            old = self._views.get(name, {})
            assert patch.apply(old, patch.diff(old, fresh)) == fresh, f"the patch misses something for {name}"
            self._views[name] = fresh

    def _holds(self, person: str) -> bool:
        seat = self._context.roster.tables.get(self._context.roster.table_of(person))
        return seat is not None and seat.phone == person


def refused(room: Room, who: str, move: str, /, **data: Any) -> str:
    """The code with which a move is refused; it fails the test if it is allowed."""
    try:
        room.play(who, move, **data)
    except Refused as no:
        return no.code
    raise AssertionError(f"{who} was allowed to {move}")


def _seated(people: Mapping[str, int | Mapping[str, Any]], tables: int) -> Roster:
    """People by id; their names are their ids with a capital. The first at a table holds its phone."""
    room = Roster(tables={no: TableSeat(no, f"Table {no}") for no in range(1, tables + 1)})
    for id_, said in people.items():
        known: dict[str, Any] = {"table": said} if isinstance(said, int) else dict(said)
        person = Person(**{"id": id_, "name": id_.capitalize(), "table": 1, "joined": NOON, **known})
        seat = room.tables[person.table]
        room = replace(
            room,
            people={**room.people, id_: person},
            tables={**room.tables, seat.no: replace(seat, phone=seat.phone or id_)},
        )
    return room


def _roles(people: Mapping[str, int | Mapping[str, Any]]) -> tuple[str, ...]:
    said = (one.get("role", "") for one in people.values() if not isinstance(one, int))
    return tuple(role for role in dict.fromkeys(said) if role)


def _holes(value: Any, path: str = "") -> list[str]:
    """Where a None hides, at any depth."""
    if value is None:
        return [path or "."]
    if isinstance(value, Mapping):
        return [hole for key, inner in value.items() for hole in _holes(inner, f"{path}.{key}")]
    if isinstance(value, list | tuple):
        return [hole for no, inner in enumerate(value) for hole in _holes(inner, f"{path}[{no}]")]
    return []
