"""The pure whole of a run: place, roster, pool and the state of every screen, behind the same doors as a kind.

Immutable: `apply` gives a new run, so a transaction that fails leaves the old one standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workshop import carries, draft, layout, parking, place, pool, roster
from workshop.agenda import Agenda, Screen
from workshop.draft import Draft
from workshop.kinds import KINDS
from workshop.kinds.contract import Brought, Context
from workshop.moves import Audience, Console, Entry, Fact, Floor, Json, Me, Move, Refused, Role, Seat, Stage, Table
from workshop.place import Place
from workshop.pool import Pool
from workshop.roster import Roster

CROWD = 1500
"""The most people one run lets in."""

ROOM_MOVES: Mapping[str, frozenset[Role]] = {
    **place.MOVES,
    **roster.MOVES,
    **layout.MOVES,
    **pool.MOVES,
    **parking.MOVES,
    **draft.MOVES,
}
"""Moves about the room itself; every other name belongs to the kind of the screen it is made on."""

_AFTER_THE_END = frozenset({"withdraw", "change", "erase"})

CONSOLE = "console"
"""The facilitator, as the one who typed for somebody."""

PAPER = "paper"
"""Who writes on paper is nobody in the room, and a voice of its own each time: `paper-…` in the facts."""


@dataclass(frozen=True)
class Run:
    """A live performance of an agenda.

    `settings` (frozen at the start): date, place, host, partnerships (list), names (may be shown), rehearsal.
    `answered`: on which screens each person has done something. `typists`: who typed it there; empty for themselves.
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
    answered: Mapping[str, frozenset[str]] = field(default_factory=dict)
    typists: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    parked: parking.Lot = field(default_factory=dict)
    draft: Draft = field(default_factory=Draft)
    _brought: dict[tuple[str, str, Audience], tuple[Brought, ...]] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """What carries brought so far: a run never changes, and every audience asks for much the same."""

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

    @property
    def partnerships(self) -> tuple[str, ...]:
        """Those that the facilitator named; fewer than two mean that the room is one."""
        return tuple(self.settings.get("partnerships") or ())

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
            brought=lambda name, audience: self.brought(screen, name, audience),
            partnerships=self.partnerships,
            roles=self.agenda.roles,
            ended=bool(self.ended),
        )

    def open_to(self, screen: str, person: str) -> bool:
        """Whether somebody may answer there: as everybody, or early because they have to leave."""
        known = self.roster.people.get(person)
        early = bool(known and known.left and self.screen(screen).early)
        return (early or self.place.mark(screen).open) and not self.ended

    def brought(self, screen: str, name: str, audience: Audience) -> tuple[Brought, ...]:
        """What a carry of a screen brings there for an audience; nothing for an unknown one."""
        asked = (screen, name, audience)
        if asked not in self._brought:
            carry = next((carry for carry in self.screen(screen).carry if carry.name == name), None)
            self._brought[asked] = carries.brought(self, carry, audience) if carry else ()
        return self._brought[asked]


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


def voiced(move: Move) -> Move:
    """The move as the one would make it for whom it is made: somebody without a phone, or a sheet of paper."""
    wanted = move.data.get("for")
    if move.name in ROOM_MOVES or not wanted:
        return move
    if not isinstance(wanted, str):
        raise Refused("malformed", key="for")
    person = f"{PAPER}-{move.mint}" if wanted == PAPER else wanted
    data = {key: value for key, value in move.data.items() if key != "for"}
    return replace(move, by=Seat(Role.PARTICIPANT, move.by.run, person), data=data)


def accept(run: Run, move: Move) -> Json:
    """What a move makes true, as the fact's data. Raises `Refused`; changes nothing."""
    spoken = voiced(move)
    if spoken is not move:
        return _for_another(run, move, spoken)
    _may(run, move)
    if move.name in place.MOVES:
        return _steer(run, move)
    if move.name in roster.MOVES:
        return _seat(run, move)
    if move.name in layout.MOVES:
        return layout.accept(run.roster, move)
    if move.name in pool.MOVES:
        return pool.accept(run.pool, move)
    if move.name in parking.MOVES:
        return parking.accept(run.parked, move, run.place.now)
    if move.name in draft.MOVES:
        return draft.accept(move)
    return _in_its_kind(run, move, is_open=run.open_to(move.screen, move.by.person))


def apply(run: Run, fact: Fact) -> Run:
    """The run after a fact."""
    after = replace(run, seq=fact.seq, pool=pool.apply(run.pool, fact))
    if fact.name in place.MOVES:
        return replace(after, place=place.apply(run.place, run.agenda, fact))
    if fact.name in roster.MOVES:
        return _with_people(after, fact)
    if fact.name in layout.MOVES:
        return replace(after, roster=layout.apply(run.roster, fact))
    if fact.name in parking.MOVES:
        return replace(after, parked=parking.apply(run.parked, fact))
    if fact.name in draft.MOVES:
        return replace(after, draft=draft.apply(run.draft, fact))
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
    if fact.name == "erase":
        return None
    pools = (before.pool.entries, after.pool.entries)
    entries = [entries[one] for entries in pools for one in pool.touched(fact) if one in entries]
    if not fact.person or any(entry.shown == "shown" for entry in entries) or _carried(after, entries):
        return None
    tables = {before.roster.table_of(fact.person), after.roster.table_of(fact.person), fact.data.get("table", 0)}
    tables |= set(after.roster.tables) if fact.name == "change" else {entry.table for entry in entries}
    tables |= {entry.table for entry in after.pool.by(fact.person, fact.screen)} if fact.screen else set()
    moved = _moved(before, after)
    tables |= {run.roster.table_of(person) for run in (before, after) for person in moved}
    tables |= {no for no in after.roster.tables if tables & after.roster.kin(no)}
    people = {fact.person, *(entry.person for entry in entries)} | moved
    people |= _near(before, fact, {fact.person} | moved) | _near(after, fact, {fact.person} | moved)
    shared = [Table(no) for no in after.roster.tables if no in tables]
    return [Stage(), Console(), Floor(), *(Me(person) for person in people), *shared]


def _moved(before: Run, after: Run) -> set[str]:
    """Whose own row changed, such as those who share the phone of somebody who sits down elsewhere."""
    if before.roster is after.roster:
        return set()
    return {who for who, person in after.roster.people.items() if before.roster.people.get(who) is not person}


def _near(run: Run, fact: Fact, people: Iterable[str]) -> set[str]:
    """Whose own view shows what these people do: on the screen that is up, and on the one that it is about."""
    found: set[str] = set()
    for at in {run.place.now, fact.screen} - {""}:
        kind, state, context = KINDS[run.screen(at).kind], run.states[at], run.context(at)
        found |= {other for person in people for other in kind.near(state, person, context)}
    return found


def _carried(run: Run, entries: Iterable[Entry]) -> bool:
    """Whether words changed that were written earlier and are shown again by now, and perhaps to others."""
    sources = {carry.screen for carry in run.screen(run.place.now).carry}
    return any(entry.screen in sources and entry.screen != run.place.now for entry in entries)


def _for_another(run: Run, move: Move, spoken: Move) -> Json:
    """Somebody types for somebody else. It is that person's move; who typed it is written beside it."""
    if Role.PARTICIPANT not in KINDS[run.screen(move.screen).kind].MOVES.get(move.name, ()):
        raise Refused("unknown_move")
    if move.by.role is Role.FACILITATOR:
        proxy = PAPER if spoken.by.person.startswith(f"{PAPER}-") else CONSOLE
        is_open = move.screen in run.place.marks and not run.ended
    elif move.by.role is Role.PARTICIPANT:
        _may(run, move)
        proxy, is_open = move.by.person, run.open_to(move.screen, move.by.person)
        _may_speak_for(run, move.by.person, spoken.by.person)
    else:
        raise Refused("not_yours")
    if proxy != PAPER:
        _present(run, spoken)
    return {**_in_its_kind(run, spoken, is_open=is_open), "proxy": proxy}


def _may_speak_for(run: Run, speaker: str, person: str) -> None:
    known = run.roster.people.get(person)
    there = known is not None and not known.phone and known.table == run.roster.table_of(speaker)
    if not there or (known and known.beside not in ("", speaker)):
        raise Refused("unknown_person")


def _in_its_kind(run: Run, move: Move, *, is_open: bool) -> Json:
    kind = KINDS[run.screen(move.screen).kind]
    return kind.accept(run.states[move.screen], move, replace(run.context(move.screen), open=is_open))


def _with_people(run: Run, fact: Fact) -> Run:
    """The run after a fact about people. Two who were one become one on every screen."""
    after = replace(run, roster=roster.apply(run.roster, fact))
    if fact.name != "merge_people":
        return after
    gone, kept = fact.data["person"], fact.data["into"]
    states = {s.id: KINDS[s.kind].unite(run.states[s.id], gone, kept) for s in run.agenda.screens}
    both = run.answered.get(gone, frozenset()) | run.answered.get(kept, frozenset())
    typed = run.typists.get(gone, frozenset()) | run.typists.get(kept, frozenset())
    typists = {**run.typists, kept: typed}
    return replace(after, states=states, answered={**run.answered, kept: both}, typists=typists)


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
    if move.name in ("add_person", "share_phone") and len(run.roster) >= CROWD:
        raise Refused("full")
    data = roster.accept(run.roster, move)
    if "named" in data and not run.settings.get("names", True):
        data = {**data, "named": False}
    if move.name in ("merge_people", "erase"):
        data = {**data, "entries": [entry.id for entry in run.pool.entries.values() if entry.person == data["person"]]}
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
    return replace(run, states=states, place=here, answered=_having_answered(run, fact), typists=_typed_by(run, fact))


def _having_answered(run: Run, fact: Fact) -> Mapping[str, frozenset[str]]:
    so_far = run.answered.get(fact.person, frozenset())
    if not fact.person or fact.screen in so_far:
        return run.answered
    return {**run.answered, fact.person: so_far | {fact.screen}}


def _typed_by(run: Run, fact: Fact) -> Mapping[str, frozenset[tuple[str, str]]]:
    typed, so_far = (fact.screen, fact.data.get("proxy", "")), run.typists.get(fact.person, frozenset())
    return {**run.typists, fact.person: so_far | {typed}} if fact.person and typed not in so_far else run.typists
