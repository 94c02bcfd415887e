"""The pure whole of a run: place, roster, pool and the state of every screen, behind the same doors as a kind.

Immutable: `apply` gives a new run, so a transaction that fails leaves the old one standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workshop import place, pool, roster
from workshop.agenda import Agenda, Screen
from workshop.kinds import KINDS
from workshop.kinds.contract import Context
from workshop.moves import Audience, Console, Fact, Floor, Json, Me, Move, Refused, Role, Stage, Table
from workshop.place import Place
from workshop.pool import Pool
from workshop.roster import Roster

CROWD = 1500
"""The most people one run lets in."""

ROOM_MOVES: Mapping[str, frozenset[Role]] = {**place.MOVES, **roster.MOVES, **pool.MOVES}
"""Moves about the room itself; every other name belongs to the kind of the screen it is made on."""

_AFTER_THE_END = frozenset({"withdraw", "change"})


@dataclass(frozen=True)
class Run:
    """A live performance of an agenda.

    `settings` (frozen at the start): date, place, host, partnerships (list), names (may be shown), rehearsal.
    """

    id: str
    code: str
    agenda: Agenda
    place: Place
    roster: Roster
    pool: Pool
    states: Mapping[str, Any]
    settings: Json = field(default_factory=dict)
    created: int = 0
    seq: int = 0

    @property
    def title(self) -> str:
        """The run's own title, or the agenda's."""
        return str(self.settings.get("title") or self.agenda.title)

    @property
    def started(self) -> int:
        """When the first counted step began; 0 before."""
        return self.place.started

    @property
    def ended(self) -> int:
        """When it was ended; 0 while it goes on."""
        return self.place.ended

    @property
    def locked(self) -> bool:
        """Whether the door is locked to newcomers."""
        return self.place.locked

    def screen(self, screen: str) -> Screen:
        """A screen of the agenda. Raises `Refused` for an unknown one."""
        found = self.agenda.screen(screen)
        if found is None:
            raise Refused("unknown_screen")
        return found

    def context(self, screen: str) -> Context:
        """The room around one screen."""
        mark = self.place.mark(screen)
        return Context(
            screen=screen,
            title=self.screen(screen).title,
            roster=self.roster,
            pool=self.pool,
            open=mark.open and not self.ended,
            revealed=mark.revealed,
            decks=self.agenda.decks,
        )


def begin(run_id: str, code: str, agenda: Agenda, settings: Json, at: int) -> Run:
    """A run before anyone came in: tables laid out, every screen set up, the first one on."""
    names = settings.get("tables") or {str(no): "" for no in range(1, agenda.tables + 1)}
    run = Run(
        id=run_id,
        code=code,
        agenda=agenda,
        place=place.begin(agenda, at),
        roster=roster.tables({int(no): name for no, name in names.items()}),
        pool=Pool(),
        states={},
        settings=settings,
        created=at,
    )
    return replace(run, states={s.id: KINDS[s.kind].start(s.settings, run.context(s.id)) for s in agenda.screens})


def accept(run: Run, move: Move) -> Json:
    """What a move makes true, as the fact's data. Raises `Refused`; changes nothing."""
    _may(run, move)
    if move.name in place.MOVES:
        return _steer(run, move)
    if move.name in roster.MOVES:
        return _seat(run, move)
    if move.name in pool.MOVES:
        return pool.accept(run.pool, move)
    kind = KINDS[run.screen(move.screen).kind]
    return kind.accept(run.states[move.screen], move, run.context(move.screen))


def apply(run: Run, fact: Fact) -> Run:
    """The run after a fact."""
    after = replace(run, seq=fact.seq, pool=pool.apply(run.pool, fact))
    if fact.name in place.MOVES:
        return replace(after, place=place.apply(run.place, run.agenda, fact))
    if fact.name in roster.MOVES:
        return replace(after, roster=roster.apply(run.roster, fact))
    if fact.name in pool.MOVES:
        down = fact.data["entries"] if fact.name in ("hide", "withdraw") else ()
        return replace(after, place=place.unlit(run.place, down))
    return _on_screen(after, fact)


def replay(run: Run, facts: Iterable[Fact]) -> Run:
    """The run after all these facts: what a restart does."""
    for fact in facts:
        run = apply(run, fact)
    return run


def touched(before: Run, after: Run, fact: Fact) -> list[Audience] | None:
    """Whose view a fact may have changed; None for everybody's.

    A participant's fact changes the shared views, the tables it has to do with, and their own view. Nobody else's: what
    concerns others stands in the tables' views. Words on the stage may be anywhere by now, in other people's votes too.
    """
    pools = (before.pool.entries, after.pool.entries)
    entries = [entries[one] for entries in pools for one in pool.touched(fact) if one in entries]
    if not fact.person or any(entry.shown == "shown" for entry in entries):
        return None
    tables = {before.roster.table_of(fact.person), after.roster.table_of(fact.person), fact.data.get("table", 0)}
    tables |= set(after.roster.tables) if fact.name == "change" else {entry.table for entry in entries}
    return [Stage(), Console(), Floor(), Me(fact.person), *(Table(no) for no in after.roster.tables if no in tables)]


def _may(run: Run, move: Move) -> None:
    allowed = ROOM_MOVES.get(move.name)
    if allowed is None:
        allowed = KINDS[run.screen(move.screen).kind].MOVES.get(move.name)
    if allowed is None:
        raise Refused("unknown_move")
    if move.by.role not in allowed:
        raise Refused("not_yours")
    if move.by.role is Role.PARTICIPANT:
        _present(run, move)


def _present(run: Run, move: Move) -> None:
    person = run.roster.people.get(move.by.person)
    if person is None:
        raise Refused("signed_out")
    if person.removed:
        raise Refused("removed")
    if run.ended and move.name not in _AFTER_THE_END:
        raise Refused("ended")


def _steer(run: Run, move: Move) -> Json:
    if move.name == "spotlight" and move.data.get("entry"):
        entry = run.pool.entries.get(str(move.data["entry"]))
        if entry is None or entry.shown != "shown" or entry.withdrawn:
            raise Refused("unknown_entry")
    return place.accept(run.place, run.agenda, move)


def _seat(run: Run, move: Move) -> Json:
    if move.name == "join":
        _at_the_door(run)
    data = roster.accept(run.roster, move)
    if "named" in data and not run.settings.get("names", True):
        data = {**data, "named": False}
    return data


def _at_the_door(run: Run) -> None:
    if run.ended:
        raise Refused("ended")
    if run.locked:
        raise Refused("closed_door")
    if len(run.roster) >= CROWD:
        raise Refused("full")


def _on_screen(run: Run, fact: Fact) -> Run:
    kind = KINDS[run.screen(fact.screen).kind]
    states = {**run.states, fact.screen: kind.apply(run.states[fact.screen], fact)}
    here = place.again(run.place, fact.screen) if fact.data.get("again") else run.place
    return replace(run, states=states, place=here)
