"""The pure whole of a run: place, roster, pool and the state of every screen, behind the same doors as a kind.

Immutable: `apply` gives a new run, so a transaction that fails leaves the old one standing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from workshop import carries, draft, entrance, layout, masks, parking, place, pool, rights, roster
from workshop.agenda import Agenda, Carry, Screen
from workshop.anew import replace
from workshop.draft import Draft
from workshop.kinds import KINDS
from workshop.kinds.contract import Brought, Context, near_nobody
from workshop.layers import Layered
from workshop.matters.remembered import Remembered
from workshop.moves import (
    Audience,
    Console,
    Entry,
    Fact,
    Floor,
    Json,
    Listener,
    Me,
    Move,
    Refused,
    Remote,
    Role,
    Seat,
    Stage,
    Table,
)
from workshop.place import Place
from workshop.pool import Pool
from workshop.roster import Roster

ROOM_MOVES: Mapping[str, frozenset[Role]] = {
    **place.MOVES,
    **entrance.MOVES,
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
    On a screen without names (`agenda`: anonymous) that is a mask. `keys`: what masks are made with, by screen; none
    once the run has ended. `silent`: how many had not answered there by then. `told`: the screens without names whose
    result has been seen, so that nothing is changed there any more. `door`: what the QR code carries beside the code;
    older runs have none. `former`: the codes it had before.
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
    answered: Layered[str, frozenset[str]] = field(default_factory=Layered)
    typists: Layered[str, frozenset[tuple[str, str]]] = field(default_factory=Layered)
    parked: parking.Lot = field(default_factory=dict)
    draft: Draft = field(default_factory=Draft)
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    silent: Mapping[str, int] = field(default_factory=dict)
    told: frozenset[str] = frozenset()
    door: str = field(default="", repr=False)
    former: tuple[str, ...] = ()
    _crowds: masks.Seen = field(default_factory=dict, compare=False, repr=False)
    _memories: dict[str, Remembered] = field(default_factory=dict, compare=False, repr=False)
    """What was worked out for views of the room and of each screen. A run hands it on to the next."""
    _laid: dict[tuple[str, str], tuple[Carry, dict[Audience, tuple[Brought, ...]]] | None] = field(
        default_factory=dict, init=False, compare=False, repr=False
    )
    """The carries of this run that were asked for, and what they brought to whom."""

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

    def context(self, screen: str, is_open: bool | None = None) -> Context:
        """The room around one screen. `is_open`: for somebody to whom it is open, or not, as to nobody else."""
        mark, found = self.place.mark(screen), self.screen(screen)
        faceless = found.anonymous
        return Context(
            screen=screen,
            title=found.title,
            roster=self.crowd(screen).roster if faceless else self.roster,
            pool=self.pool,
            open=self.is_open(screen) if is_open is None else is_open,
            revealed=mark.revealed,
            decks=self.agenda.decks,
            brought=lambda name, audience: self.brought(screen, name, audience),
            partnerships=() if faceless else self.partnerships,
            roles=() if faceless else self.agenda.roles,
            ended=bool(self.ended),
            faceless=faceless,
            memory=self.memory(screen),
        )

    def memory(self, screen: str = "") -> Remembered:
        """What was worked out for views of a screen, or of the room."""
        return self._memories.get(screen) or self._memories.setdefault(screen, Remembered())

    def is_open(self, screen: str) -> bool:
        """Whether everybody may answer there now."""
        return self.place.mark(screen).open and not self.ended and not self.sealed(screen)

    def sealed(self, screen: str) -> bool:
        """Whether nothing can be answered there, open or not: without names a result that is shown may not change, as
        that would tell whose it was; and without its key nobody could say who has answered already."""
        shown = self.place.mark(screen).revealed or screen in self.told
        return self.screen(screen).anonymous and (shown or screen not in self.keys)

    def crowd(self, screen: str) -> masks.Crowd:
        """The people as a screen without names knows them."""
        if key := self.keys.get(screen):
            return masks.behind(self._crowds, screen, key, self.roster, self.voices(screen))
        silent = self.silent.get(screen, 0)
        return masks.without_key(self._crowds, screen, self.roster, self.voices(screen), silent)

    def voices(self, screen: str) -> Iterable[str]:
        """Whoever has done something on a screen."""
        return (who for who, screens in self.answered.items() if screen in screens)

    def known_as(self, screen: str, person: str) -> str:
        """What somebody is called on a screen: themselves, or their mask. Nobody, where the key is gone."""
        if not self.screen(screen).anonymous or not person:
            return person
        key = self.keys.get(screen)
        return self.crowd(screen).of.get(person) or masks.mask(key, person) if key else ""

    def who_is(self, screen: str, known_as: str) -> str:
        """The person who is called so on a screen, as far as that can be told."""
        if not masks.is_mask(known_as):
            return known_as
        return self.crowd(screen).whose.get(known_as, known_as)

    def seen_by(self, screen: str, audience: Audience) -> Audience:
        """An audience as a screen's kind knows it."""
        return Me(self.known_as(screen, audience.person)) if isinstance(audience, Me) else audience

    def open_to(self, screen: str, person: str) -> bool:
        """Whether somebody may answer there: as everybody, or early because they have to leave."""
        known = self.roster.people.get(person)
        early = bool(known and known.left and self.screen(screen).early)
        return self.is_open(screen) or (early and not self.ended and not self.sealed(screen))

    def brought(self, screen: str, name: str, audience: Audience) -> tuple[Brought, ...]:
        """What a carry of a screen brings there for an audience; nothing for an unknown one."""
        if (screen, name) not in self._laid:
            self._laid[screen, name] = self._lay(screen, name)
        if (laid := self._laid[screen, name]) is None:
            return ()
        carry, so_far = laid
        if carry.whose == "room" and not carry.finding:
            audience = Floor()  # words for the whole room are the same for everybody in it
        if audience not in so_far:
            so_far[audience] = carries.brought(self, carry, audience)
        return so_far[audience]

    def _lay(self, screen: str, name: str) -> tuple[Carry, dict[Audience, tuple[Brought, ...]]] | None:
        carry = next((carry for carry in self.screen(screen).carry if carry.name == name), None)
        return (carry, self.memory(screen).once(f"brought-{name}", self._origin(carry), dict)) if carry else None

    def _origin(self, carry: Carry) -> tuple[object, ...]:
        """All that decides what a carry brings: words and people; of a finding whatever its screen may look at."""
        if not carry.finding:
            return (self.pool.shelf(carry.screen), self.roster)
        sources = self.memory().once(f"before-{carry.screen}", (self.agenda,), lambda: self._sources(carry.screen))
        return (self.pool, self.roster, self.place, self.keys, self.told, *[self.states[one] for one in sources])

    def _sources(self, screen: str) -> list[str]:
        """A screen and those from which something is brought to it, by whatever way."""
        found = [screen]
        for one in found:  # which grows meanwhile
            found += [carry.screen for carry in self.screen(one).carry if carry.screen not in found]
        return found


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


def written(run: Run, move: Move) -> Move:
    """The move as it is written down: by the one for whom it is made, and where its screen asks without names by a mask
    and at the time of the poll."""
    spoken = voiced(move)
    if not _is_masked(run, spoken):
        return spoken
    by = replace(spoken.by, person=run.known_as(move.screen, spoken.by.person))
    return replace(spoken, by=by, at=masks.when(run.place, move.screen))


def accept(run: Run, move: Move) -> Json:
    """What a move makes true, as the fact's data. Raises `Refused`; changes nothing."""
    move = rights.in_the_stead(move, ROOM_MOVES)
    spoken = voiced(move)
    if spoken is not move:
        return _for_another(run, move, spoken)
    _may(run, move)
    if move.name in ROOM_MOVES:
        return _about_the_room(run, move)
    return _in_its_kind(run, move, is_open=run.open_to(move.screen, move.by.person))


def _about_the_room(run: Run, move: Move) -> Json:
    if move.name in place.MOVES:
        return _steer(run, move)
    if move.name in entrance.MOVES:
        return entrance.accept(run, move)
    if move.name in roster.MOVES:
        return _seat(run, move)
    if move.name in layout.MOVES:
        return layout.accept(run.roster, move)
    if move.name in pool.MOVES:
        return pool.accept(run.pool, move)
    if move.name in parking.MOVES:
        return parking.accept(run.parked, move, run.place.now)
    return draft.accept(move)


def apply(run: Run, fact: Fact) -> Run:
    """The run after a fact."""
    words = pool.apply(run.pool, fact)
    if fact.name not in ROOM_MOVES:
        return _on_screen(run, words, fact)
    after = replace(run, seq=fact.seq, pool=words)
    if fact.name in place.MOVES:
        return _steered(after, fact)
    if fact.name in entrance.MOVES:
        return entrance.apply(after, fact)
    if fact.name in roster.MOVES:
        return _with_people(after, fact)
    if fact.name in layout.MOVES:
        return replace(after, roster=layout.apply(run.roster, fact))
    if fact.name in parking.MOVES:
        return replace(after, parked=parking.apply(run.parked, fact))
    if fact.name in draft.MOVES:
        return replace(after, draft=draft.apply(run.draft, fact))
    down = fact.data["entries"] if fact.name in ("hide", "withdraw") else ()
    return replace(after, place=place.unlit(run.place, down))


def replay(run: Run, facts: Iterable[Fact]) -> Run:
    """The run after all these facts: what a restart does."""
    for fact in facts:
        run = apply(run, fact)
    return run


def touched(before: Run, after: Run, fact: Fact) -> list[Listener] | None:
    """Whose view a fact may have changed; None for everybody's.

    A participant's fact changes the shared views, the tables it has to do with, and their own view. Nobody else's: what
    concerns others stands in the tables' views. Words on the stage may be anywhere by now, in other people's votes too.
    """
    if fact.name == "erase":
        return None
    who = before.who_is(fact.screen, fact.person)
    pools = (before.pool.entries, after.pool.entries)
    entries = [entries[one] for entries in pools for one in pool.touched(fact) if one in entries]
    if not fact.person or any(entry.shown == "shown" for entry in entries) or _carried(after, entries):
        return None
    tables = {before.roster.table_of(who), after.roster.table_of(who), fact.data.get("table", 0)}
    tables |= set(after.roster.tables) if fact.name == "change" else {entry.table for entry in entries}
    tables |= {entry.table for entry in after.pool.by(who, fact.screen)} if fact.screen else set()
    moved = {person.id for person in roster.changed(before.roster, after.roster, fact)}
    tables |= {run.roster.table_of(person) for run in (before, after) for person in moved}
    tables = after.roster.together(tables)
    people = {who, *(entry.person for entry in entries)} | moved
    people |= _near(before, fact, {who} | moved) | _near(after, fact, {who} | moved)
    shared = [Table(no) for no in sorted(tables)]
    return [*_SHARED, Floor(after.place.now), *(Me(person) for person in people), *shared]


_SHARED = (Stage(), Console(), Remote(), Floor())


def _near(run: Run, fact: Fact, people: Iterable[str]) -> set[str]:
    """Whose own view shows what these people do: on the screen that is up, and on the one that it is about."""
    found: set[str] = set()
    for at in {run.place.now, fact.screen} - {""}:
        kind = KINDS[run.screen(at).kind]
        if kind.near is near_nobody:
            continue
        state, context = run.states[at], run.context(at)
        known = [run.known_as(at, person) for person in people]
        found |= {run.who_is(at, other) for one in known for other in kind.near(state, one, context)}
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
        is_open = move.screen in run.place.marks and not run.ended and not run.sealed(move.screen)
    elif move.by.role is Role.PARTICIPANT:
        _may(run, move)
        proxy, is_open = move.by.person, run.open_to(move.screen, move.by.person)
        _may_speak_for(run, move.by.person, spoken.by.person)
    else:
        raise Refused("not_yours")
    if proxy != PAPER:
        _present(run, spoken)
    said = _in_its_kind(run, spoken, is_open=is_open)
    # Where nobody is named, that somebody typed for another could tell for whom.
    return said if run.screen(move.screen).anonymous else {**said, "proxy": proxy}


def _may_speak_for(run: Run, speaker: str, person: str) -> None:
    known = run.roster.people.get(person)
    there = known is not None and not known.phone and known.table == run.roster.table_of(speaker)
    if not there or (known and known.beside not in ("", speaker)):
        raise Refused("unknown_person")


def _in_its_kind(run: Run, move: Move, *, is_open: bool) -> Json:
    kind = KINDS[run.screen(move.screen).kind]
    if _is_masked(run, move):
        _may_without_name(run, move)
    return kind.accept(run.states[move.screen], written(run, move), run.context(move.screen, is_open))


def _is_masked(run: Run, move: Move) -> bool:
    """Whether somebody makes this move on a screen that asks without names."""
    about_the_room = move.name in ROOM_MOVES or move.by.role is not Role.PARTICIPANT
    return not about_the_room and run.screen(move.screen).anonymous


def _may_without_name(run: Run, move: Move) -> None:
    if move.name not in run.screen(move.screen).settings.faceless:
        raise Refused("faceless")
    _unsealed(run, move.screen)


def _unsealed(run: Run, screen: str) -> None:
    if run.sealed(screen) and screen not in run.keys:
        raise Refused("key_gone")
    if run.sealed(screen) and screen not in run.told:
        raise Refused("shown_now")
    if run.sealed(screen):
        raise Refused("told_already")


def _with_people(run: Run, fact: Fact) -> Run:
    """The run after a fact about people. Two who were one become one on every screen."""
    after = replace(run, roster=roster.apply(run.roster, fact))
    if fact.name in ("erase", "anonymise"):
        after = replace(after, _memories={})  # nothing that was worked out before keeps what is to be forgotten
    if fact.name == "remove":
        return replace(after, place=place.unlit(run.place, fact.data.get("entries", ())))
    if fact.name == "erase":
        return replace(after, roster=_without_own_word(after, fact))
    if fact.name != "merge_people":
        return after
    gone, kept = fact.data["person"], fact.data["into"]
    # Where nobody is named there is nothing of theirs: from now on they are known there by the one mask that answered.
    named = {s.id: KINDS[s.kind].unite(run.states[s.id], gone, kept) for s in run.agenda.screens if not s.anonymous}
    states = {**run.states, **named}
    both = run.answered.get(gone, frozenset()) | run.answered.get(kept, frozenset())
    typed = run.typists.get(gone, frozenset()) | run.typists.get(kept, frozenset())
    answered, typists = run.answered.having({kept: both}), run.typists.having({kept: typed})
    return replace(after, states=states, answered=answered, typists=typists)


def _without_own_word(run: Run, fact: Fact) -> Roster:
    """The people when somebody is forgotten whose partnership was none of the run's, but a word of their own; whoever
    shares their phone had it from them."""
    gone = run.roster.selves(fact.data["person"])
    theirs = [person for person in run.roster.people.values() if person.id in gone or person.beside in gone]
    own = [person for person in theirs if person.partnership not in run.partnerships]
    without = {person.id: replace(person, partnership="") for person in own}
    return replace(run.roster, people={**run.roster.people, **without})


def _may(run: Run, move: Move) -> None:
    if move.screen:
        run.screen(move.screen)  # a fact about a place that isn't there would be news to nobody
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
    if person is None and move.by.person in run.roster.door:
        raise Refused("not_in_yet")
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
    if move.name == "open" and not run.ended:
        _unsealed(run, move.screen or run.place.now)
    data = place.accept(run.place, run.agenda, move)
    return {**data, "silent": _silent(run)} if move.name == "end" and run.keys else data


def _silent(run: Run) -> Json:
    """How many have not answered where nobody is named: without the keys that could not be counted any more."""
    return {**run.silent, **{screen: masks.silent(run.crowd(screen), run.voices(screen)) for screen in run.keys}}


def _steered(run: Run, fact: Fact) -> Run:
    """The run after a fact about its place. At the end nothing is left that tells whose an answer without name was."""
    after = replace(run, place=place.apply(run.place, run.agenda, fact))
    if fact.name == "end":
        return replace(after, keys={}, silent=fact.data.get("silent", run.silent), _crowds={}, _memories={})
    return replace(after, told=run.told | _seen_without_names(run, fact))


def _seen_without_names(run: Run, fact: Fact) -> set[str]:
    """The screen without names whose result is seen now; of fewer than four answers none is."""
    screen = fact.data.get("screen", "")
    if fact.name != "reveal" or not run.screen(screen).anonymous:
        return set()
    return {screen} if len(list(run.voices(screen))) >= masks.FEWEST_TO_TELL else set()


def _seat(run: Run, move: Move) -> Json:
    if move.name == "join":
        entrance.open_to_newcomers(run)
    if move.name in ("add_person", "share_phone"):
        entrance.room_for_one_more(run)
    data = roster.accept(run.roster, entrance.under_a_name(run, move))
    if "named" in data and not run.settings.get("names", True):
        data = {**data, "named": False}
    match move.name:
        case "join":
            return entrance.at_the_door(run, move, data)
        case "share_phone":
            entrance.room_around_a_phone(run, data)
            return data
        case "change":
            _may_be_called(run, data)
            return data
        case "remove" | "readmit":
            return {**data, "entries": _words_of(run, data["people"], away=move.name == "readmit")}
        case _:
            return _with_their_words(run, move, data)


def _may_be_called(run: Run, data: Json) -> None:
    """Raises `Refused` for another name beside words that were read with this one before the room was shown them."""
    known = run.roster.people[data["person"]]
    if data.get("name", known.name) == known.name:
        return
    if any(entry.named and entry.shown == "shown" for entry in run.pool.by(known.id)):
        raise Refused("name_stands")


def _with_their_words(run: Run, move: Move, data: Json) -> Json:
    """The same with the entries that it concerns: of who turns out to be somebody else, or is to be forgotten."""
    if move.name == "merge_people":
        answers = ((run.crowd(screen), frozenset(run.voices(screen))) for screen in run.keys)
        masks.one_voice(answers, data["person"], data["into"])
    if move.name in ("merge_people", "erase"):
        data = {**data, "entries": [entry.id for entry in run.pool.entries.values() if entry.person == data["person"]]}
    if move.name == "anonymise":
        return {**data, "entries": _reachable(run)}
    return {**data, **_to_forget(run, data)} if move.name == "erase" else data


def _reachable(run: Run) -> list[str]:
    """The entries that tell who somebody is: by a name beside them, or by how they can be reached. Once it is over."""
    if not run.ended:
        raise Refused("still_open")
    return [entry.id for entry in run.pool.entries.values() if entry.named or entry.box == pool.CONTACT]


def _to_forget(run: Run, data: Json) -> Json:
    """Under which ids somebody is to be forgotten; with their words, also the lines of others that they put
    differently, which go back to how those others had them."""
    selves = run.roster.selves(data["person"])
    put = run.pool.put_by(selves) if data["how"] == "words" else []
    return {"selves": selves, "restored": [one for one in put if one not in data["entries"]]}


def _words_of(run: Run, people: Iterable[str], *, away: bool) -> list[str]:
    """The entries that go with people who are sent out, or come back with them."""
    whose = set(people)
    theirs = (entry for entry in run.pool.entries.values() if entry.person in whose)
    return [entry.id for entry in theirs if (entry.away if away else not entry.withdrawn)]


def _on_screen(run: Run, words: Pool, fact: Fact) -> Run:
    kind = KINDS[run.screen(fact.screen).kind]
    states = {**run.states, fact.screen: kind.apply(run.states[fact.screen], fact)}
    here = place.again(run.place, fact.screen) if fact.data.get("again") else run.place
    told = run.told - {fact.screen} if fact.data.get("again") else run.told
    answered, typists = _having_answered(run, fact), _typed_by(run, fact)
    return replace(
        run, seq=fact.seq, pool=words, states=states, place=here, told=told, answered=answered, typists=typists
    )


def _having_answered(run: Run, fact: Fact) -> Layered[str, frozenset[str]]:
    so_far = run.answered.get(fact.person, frozenset())
    if not fact.person or fact.screen in so_far:
        return run.answered
    return run.answered.having({fact.person: so_far | {fact.screen}})


def _typed_by(run: Run, fact: Fact) -> Layered[str, frozenset[tuple[str, str]]]:
    typed, so_far = (fact.screen, fact.data.get("proxy", "")), run.typists.get(fact.person, frozenset())
    known = not fact.person or typed in so_far
    return run.typists if known else run.typists.having({fact.person: so_far | {typed}})
