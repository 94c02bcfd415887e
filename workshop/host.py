"""The desk: takes moves from a queue, writes them down in one transaction, and only then tells anybody.

The only mutable thing. One greenlet writes; it never yields inside a transaction. A move id counts once.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import gevent
import gevent.event
import gevent.lock
import gevent.queue

from workshop import agenda as agendas
from workshop import entrance, faces, layout, masks, place, pool, roster, text
from workshop import run as runs
from workshop.agenda import Agenda
from workshop.anew import replace
from workshop.channels import Channels, Hall, Surroundings
from workshop.hours import wall_clock
from workshop.matters import ladder, likeness
from workshop.moves import Console, Fact, Json, Listener, Move, Refused, Role, Seat
from workshop.run import Run
from workshop.store import Store

log = logging.getLogger("workshop.host")

QUEUE = 2000
"""Moves that may wait; beyond that the answer is "not saved, will retry"."""

BATCH = 256
"""Moves written in one transaction at most."""

SLICE, BREATH = 50, 0.001
"""Facts that are read back in one go, some milliseconds, and seconds in which the room has its turn. With none, gevent
lets fifty such slices by before it looks at the network."""

AT_HAND = 4
"""Runs that are over and stay in memory though nobody sits in them: those that were asked for last."""

GLANCE = 1000
"""Milliseconds after which whoever waits for a deadline looks at the clock again: a closed laptop stops every sleep."""

BUSY: Json = {"ok": False, "code": "busy", "args": {}, "retry": True}
NO_ROOM: Json = {"ok": False, "code": "disk_full", "args": {}, "retry": True}

Attempt = Callable[[], AbstractContextManager[None]]
"""What stands around the writing of one move, which may fail without spoiling the others."""

_ABOUT_PEOPLE = frozenset({*roster.MOVES, *layout.MOVES, *entrance.MOVES})


@dataclass
class Asked:
    """A move on its way, and where its answer is awaited."""

    move: Move
    answer: gevent.event.AsyncResult


@dataclass
class Outcome:
    """What one move came to: its answer, and what it changed if it became a fact."""

    asked: Asked
    answer: Json
    before: Run | None = None
    after: Run | None = None
    fact: Fact | None = None


class HalfWritten(Exception):
    """A move broke after something of it was written: the whole transaction has to be put back."""


class Host:
    """All runs of one server. `hall` carries messages; `now`: milliseconds since 1970; `address` is to be typed."""

    def __init__(self, store: Store, hall: Hall, now: Callable[[], int] = wall_clock, address: str = "") -> None:
        self.store, self.hall, self.now, self.address = store, hall, now, address
        self.epoch = secrets.token_hex(4)
        self.watchers: list[Callable[[Run, Run, Fact], None]] = []
        """Told of every fact, once it is on disk and answered: (before, after, fact)."""
        self.forgets: Callable[[], None] = lambda: None
        """Called before something is forgotten whose bytes may still stand in the file, or in a copy of it."""
        self._troubles: dict[str, Json] = {}
        self._copied = 0
        self._resting = False
        self.wiped: Callable[[str], None] = lambda run: None
        self.purge: Callable[[str], None] = lambda run: None
        """Removes a whole run that is over, without a trace. Raises `Refused`."""
        self._awake = False
        self._runs: dict[str, Run] = {}
        self._channels: dict[str, Channels] = {}
        self._present: dict[str, dict[str, int]] = {}
        self._queue: gevent.queue.Queue = gevent.queue.Queue(QUEUE)
        self._closing: dict[str, gevent.Greenlet] = {}
        self._unreadable: set[str] = set()
        self.still = gevent.lock.RLock()
        """Held while a run that ended is read back, and while what was said is rewritten: never both at once."""
        for row in store.runs():
            if not (row["ended"] or store.reading):  # who only reads has a run or two in mind
                self._open(row["id"], breath=0)
        self._writer = gevent.spawn(self._write)

    def wake(self) -> None:
        """From now on do what the agendas announce. Who only reads leaves the house asleep."""
        self._awake = True
        for run in self._runs.values():
            self._announce_closing(run)

    # ── runs ───────────────────────────────────────────────────────────────

    def create(self, agenda: Agenda, settings: Json) -> str:
        """Start a run of an agenda, frozen as it is now; gives its id."""
        run_id, way, at = secrets.token_hex(6), self._fresh_way_in(), self.now()
        title = str(settings.get("title") or agenda.title)
        with self.store.transaction():
            self.store.add_run(run_id, way["code"], title, agendas.frozen(agenda), at, settings, way["door"])
            self.store.put_keys(run_id, _fresh_keys(masks.screens(agenda)))
        self._open(run_id)
        return run_id

    def run(self, run_id: str) -> Run | None:
        """The run as it is now; one that ended is read back when somebody asks for it, and others have their turn
        meanwhile. None if it cannot be read. Not inside a transaction."""
        if run_id not in self._runs:
            with self.still:
                if not self.is_open(run_id) and run_id not in self._unreadable and self.store.run(run_id):
                    self._open(run_id, breath=0 if self.store.reading else BREATH)
                    self._put_away_but(run_id)
        if (found := self._runs.get(run_id)) and found.ended:
            self._runs[run_id] = self._runs.pop(run_id)  # what was asked for last stands last
        return found

    def run_by_code(self, code: str) -> Run | None:
        """The run behind a join code, in either case and with or without spaces."""
        found = self.store.run_of_code("".join(code.split()).upper())
        return self.run(found) if found else None

    def forget_run(self, run_id: str) -> None:
        """A run is in the store no more: whoever still has it open is told, and nothing of it is kept in memory."""
        self.wiped(run_id)
        _forget_words()
        del self._runs[run_id], self._channels[run_id]
        self._present.pop(run_id, None)
        if waiting := self._closing.pop(run_id, None):
            waiting.kill(block=False)

    def facts(self, run_id: str) -> list[Fact]:
        """All facts of a run. Others have their turn in between."""
        return read_back(self.store, run_id)

    def is_open(self, run_id: str) -> bool:
        """Whether a run is kept in memory."""
        return run_id in self._runs

    def reread(self, run: Run) -> None:
        """Facts of a run were rewritten, or its agenda: from now on it is as they tell it, in memory too."""
        _forget_words()
        if run.id in self._runs:
            self._runs[run.id] = replace(run, keys=self.store.keys(run.id))
            self._channels[run.id].news(None)

    def blank(self, run_id: str, agenda: Json | None = None) -> Run:
        """The run as it was before its first fact; with another agenda, if given. Raises `KeyError`."""
        row = self.store.run(run_id)
        if row is None:
            raise KeyError(run_id)
        sheet = agendas.thaw(agenda or row["agenda"])
        return replace(runs.begin(run_id, row["code"], sheet, row["settings"], row["created"]), door=row["door"])

    def preview(self, run_id: str, screen: str) -> Json:
        """The stage as another screen would look. Moves nobody. Raises `Refused` for an unknown one."""
        run = self.run(run_id)
        if run is None:
            raise Refused("unknown_run")
        return self._surroundings(run_id).located(faces.preview(run, screen))

    # ── moves ──────────────────────────────────────────────────────────────

    def play(self, move: Move) -> Json:
        """Make a move and wait for its answer: {ok, seq, data} once on disk, or {ok: False, code, args, retry}."""
        if self._resting:
            return NO_ROOM
        self.run(move.by.run)  # a move is made in a run that is in memory
        at = _when(move, self.now())
        asked = Asked(replace(move, at=at, mint=secrets.token_hex(6), chance=secrets.randbits(64)), _answer())
        try:
            self._queue.put_nowait(asked)
        except gevent.queue.Full:
            return BUSY
        answer: Json = asked.answer.get()
        return answer

    def channels(self, run_id: str) -> Channels:
        """The channels of a run."""
        return self._channels[run_id]

    # ── seats ──────────────────────────────────────────────────────────────

    def sit(self, run_id: str, audience: Listener) -> Json:
        """The first `view` for somebody sitting down in a channel."""
        return self._channels[run_id].sit(audience)

    def came(self, run_id: str, person: str) -> None:
        """A phone of somebody is connected."""
        here = self._present.setdefault(run_id, {})
        here[person] = here.get(person, 0) + 1
        self._presence_changed(run_id)

    def went(self, run_id: str, person: str) -> None:
        """A phone of somebody is gone; they may have another."""
        here = self._present.setdefault(run_id, {})
        here[person] = here.get(person, 0) - 1
        if here[person] <= 0:
            del here[person]
        self._presence_changed(run_id)

    def close(self) -> None:
        """Finish what is in the queue and stop writing."""
        self._queue.put(None)
        self._writer.join(timeout=5)

    # ── troubles ───────────────────────────────────────────────────────────

    def trouble(self, code: str, args: Mapping[str, str | int] | None = None) -> None:
        """Put up a trouble of the house on every console, in the words of `trouble-<code>`. `over` takes it down."""
        if self._troubles.get(code) != (said := dict(args or {})):
            self._troubles[code] = said
            self._to_consoles()

    def over(self, code: str) -> None:
        """A trouble is over."""
        if self._troubles.pop(code, None) is not None:
            self._to_consoles()

    def copied(self, at: int) -> None:
        """A copy of the database was made; the consoles say when."""
        self._copied = at
        self._to_consoles()

    def rest(self, resting: bool) -> None:
        """Write nothing while the disk is all but full: moves are answered so, and their phones keep them. Or go on."""
        woken = self._resting and not resting
        self._resting = resting
        for run in self._runs.values() if woken else ():
            self._announce_closing(run)

    def _to_consoles(self) -> None:
        for channels in self._channels.values():
            channels.news([Console()])

    # ── the writer ─────────────────────────────────────────────────────────

    def _write(self) -> None:
        while (batch := self._next_batch()) is not None:
            self._tell(self._written(batch))
            gevent.sleep(0)  # where more is waiting already, those who have their answer hear it first

    def _written(self, batch: list[Asked]) -> list[Outcome]:
        """What moves came to, once it is on disk. Whoever waits for the next ones holds none of these: a run that has
        ended may not stay somewhere as it was."""
        try:
            outcomes = self._all_or_nothing(batch)
        except Exception as error:
            # Nobody was told anything, and the runs in memory are still those before the batch.
            known = isinstance(error, sqlite3.Error | OSError)  # which says nothing of what was to be saved
            log.error("not saved: %s", error if known else type(error).__name__, exc_info=not known)
            self.trouble("not_saved")
            return [Outcome(asked, BUSY) for asked in batch]
        self.over("not_saved")
        return outcomes

    def _next_batch(self) -> list[Asked] | None:
        """All that is waiting, as far as it fits; nothing once `close` has said so and all before it is written."""
        first = self._queue.get()
        batch = [first]
        while first and len(batch) < BATCH and not self._queue.empty() and self._queue.peek_nowait():
            batch.append(self._queue.get_nowait())
        return batch if first else None

    def _all_or_nothing(self, batch: list[Asked]) -> list[Outcome]:
        """Moves hardly ever break halfway, so they are first written as if none did: with a savepoint around each, a
        hall that votes at one instant would wait for a thousand."""
        try:
            return self._in_one_transaction(batch)
        except HalfWritten:
            return self._in_one_transaction(batch, self.store.attempt)

    def _in_one_transaction(self, batch: list[Asked], attempt: Attempt | None = None) -> list[Outcome]:
        now: dict[str, Run] = {}
        with self.store.transaction():
            outcomes = [self._one(asked, now, attempt or self._hopefully) for asked in batch]
        self._runs.update(now)
        return outcomes

    def _one(self, asked: Asked, now: dict[str, Run], attempt: Attempt) -> Outcome:
        move = asked.move
        run = now.get(move.by.run) or self._runs.get(move.by.run)
        if run is None:
            return Outcome(asked, _refusal(Refused("signed_out")))
        try:
            with attempt():
                fact, after = self._record(run, move)
        except (HalfWritten, OSError):
            raise
        except sqlite3.Error as error:
            # The database knows each move id, so nobody looks for it before it is written.
            known = self._known(run, asked) if isinstance(error, sqlite3.IntegrityError) else None
            if known is None:
                raise
            return known
        except Exception as error:
            return self._known(run, asked) or Outcome(asked, _why_not(move, error))
        now[run.id] = after
        return Outcome(asked, {"ok": True, "seq": fact.seq, "data": fact.data}, run, after, fact)

    @contextmanager
    def _hopefully(self) -> Iterator[None]:
        """An attempt without a savepoint. Raises `HalfWritten` for what breaks when it is too late for it to be alone
        in that."""
        before = self.store.changes
        try:
            yield
        except (sqlite3.OperationalError, OSError):
            raise  # such as a full disk: that is nobody's fault, and nothing of the batch is saved
        except Exception as error:
            if self.store.changes != before:
                raise HalfWritten from error
            raise

    def _known(self, run: Run, asked: Asked) -> Outcome | None:
        """The answer to a move that counts already, whatever would become of it now."""
        move = asked.move
        if (fact := self.store.fact_of(run.id, move.id)) is None:
            return None
        return Outcome(asked, _again(run, fact, self.store.digest_of(run.id, move.id), move))

    def _record(self, run: Run, move: Move) -> tuple[Fact, Run]:
        data = self._accepted(run, move)
        written = runs.written(run, move)
        person = str(data["id"]) if move.name == "join" else written.by.person
        fact = Fact(0, run.id, move.name, move.screen, person, written.at, move.id, data)
        fact = self.store.append(fact, digest(move))
        after = self._with_keys(run, runs.apply(run, fact))
        self._project(run, after, fact)
        return fact, after

    def _accepted(self, run: Run, move: Move) -> Json:
        """What a move makes true. A new join code is drawn again in the rare case that another run has it."""
        data = runs.accept(run, move)
        while move.name == "rotate_code" and self.store.run_of_code(data["code"]):
            data = runs.accept(run, replace(move, chance=secrets.randbits(64)))
        return data

    def _with_keys(self, before: Run, after: Run) -> Run:
        """At the end destroy the keys of answers without names; where a run goes on, make new ones for what nobody has
        answered yet. A key is in no fact, as facts stay for ever."""
        if before.keys and not after.keys:
            self._forget_who_answered(after)
        if not (before.ended and not after.ended):
            return after
        keys = _fresh_keys(screen for screen in masks.screens(after.agenda) if not any(after.voices(screen)))
        self.store.put_keys(after.id, keys)
        return replace(after, keys=keys)

    def _forget_who_answered(self, run: Run) -> None:
        self.forgets()  # before it is done: whatever happens then, what is left of the keys is swept away
        self.store.drop_keys(run.id)
        changes = masks.reordered(self.store.facts_like(run.id, masks.MARK), secrets.SystemRandom().shuffle)
        for columns in changes.values():
            columns["digest"] = self.store.digest_of(run.id, columns["move_id"])
        self.store.make_way(run.id, changes)
        self.store.rewrite(run.id, changes, "order", run.ended)

    def _project(self, before: Run, after: Run, fact: Fact) -> None:
        """Keep the tables for people and tools in step, in the same transaction."""
        if touched := pool.touched(fact):
            self.store.put_entries(after.id, [after.pool.entries[one] for one in touched])
        if fact.name in _ABOUT_PEOPLE:
            changed = roster.changed(before.roster, after.roster, fact)
            self.store.put_people(after.id, [person.__dict__ for person in changed])
        if (before.code, before.door) != (after.code, after.door):
            self.store.recode_run(after.id, after.code, after.door)
        if (before.started, before.ended) != (after.started, after.ended):
            self.store.time_run(after.id, after.started, after.ended)

    def _tell(self, outcomes: list[Outcome]) -> None:
        """Acks first, then the news: both only after the commit."""
        for outcome in outcomes:
            outcome.asked.answer.set(outcome.answer)
        told: list[tuple[str, list[Listener] | None]] = []
        for outcome in outcomes:
            try:
                told += self._concerned(outcome)
                self._spread(outcome)
            except Exception:
                log.exception("the news of a fact did not get through")
        try:
            self._publish(told)
        except Exception:
            log.exception("the news did not get through")

    def _publish(self, told: list[tuple[str, list[Listener] | None]]) -> None:
        """For each run once, whatever was written of it together: which listeners, or all."""
        for run_id in {run_id for run_id, _ in told} & self._channels.keys():
            listeners = [some for one, some in told if one == run_id]
            everybody = any(some is None for some in listeners)
            self._channels[run_id].news(None if everybody else {one for some in listeners for one in some or ()})

    def _concerned(self, outcome: Outcome) -> list[tuple[str, list[Listener] | None]]:
        """Whose views of which run may have changed."""
        before, after, fact = outcome.before, outcome.after, outcome.fact
        return [(after.id, runs.touched(before, after, fact))] if before and after and fact else []

    def _spread(self, outcome: Outcome) -> None:
        """Tell the watchers of a fact."""
        before, after, fact = outcome.before, outcome.after, outcome.fact
        if not (before and after and fact):
            return
        if before.place is not after.place or self._is_over(after):
            self._announce_closing(after)
        for watch in self.watchers:
            watch(before, after, fact)

    def _is_over(self, run: Run) -> bool:
        """Whether a closing was announced and its time has come, perhaps when nothing could be written."""
        return run.id in self._closing and self._closing[run.id].ready()

    # ── opening and small print ────────────────────────────────────────────

    def _put_away_but(self, run_id: str) -> None:
        """Let go of runs that are over, that nobody sits in or is waiting for, and that were not asked for lately."""
        if self._queue.empty():
            idle = [one for one, run in self._runs.items() if run.ended and one != run_id and not self._is_sat_in(one)]
            for one in idle[: max(len(idle) + 1 - AT_HAND, 0)]:
                del self._runs[one], self._channels[one]

    def _is_sat_in(self, run_id: str) -> bool:
        return bool(self._present.get(run_id)) or self._channels[run_id].is_sat_in()

    def _open(self, run_id: str, breath: float = BREATH) -> None:
        """Read a run back from the store: the same room as before. `breath`: none where no room is waiting."""
        try:
            run, broken = self._read_back(run_id, breath)
        except Exception as error:
            # One run that another version wrote, or that is damaged, must not keep the others from going on.
            in_full = log.isEnabledFor(logging.INFO)
            log.error("run %s cannot be read and is left as it is (%s)", run_id, type(error).__name__, exc_info=in_full)
            self._unreadable.add(run_id)
            self.trouble("run_unreadable")
            return
        self._runs[run_id] = run
        if broken:
            self.trouble("chain_broken", {"title": run.title})
        self._channels[run_id] = Channels(
            run_id, lambda: self._runs[run_id], lambda: self._surroundings(run_id), self.hall
        )
        self._announce_closing(run)

    def _read_back(self, run_id: str, breath: float) -> tuple[Run, int]:
        """The run, and the number of its first fact that is not as it was written."""
        run, broken = self.blank(run_id), 0
        for facts, first in self.store.pages(run_id, SLICE):
            run, broken = runs.replay(run, facts), broken or first
            if breath:
                gevent.sleep(breath)
        return replace(run, keys=self.store.keys(run_id)), broken

    def _announce_closing(self, run: Run) -> None:
        """Where the agenda says so, close the present screen when its time is up."""
        if waiting := self._closing.pop(run.id, None):
            waiting.kill(block=False)
        screen, mark = run.screen(run.place.now), run.place.mark(run.place.now)
        if self._awake and place.closes_by_itself(run.place, screen) and mark.timer and not run.ended:
            move = Move(f"zero:{screen.id}:{mark.timer.ends}", "close", Seat(Role.HOUSE, run.id), screen.id)
            self._closing[run.id] = gevent.spawn(self._at_zero, mark.timer.ends, move)

    def _at_zero(self, ends: int, move: Move) -> None:
        """Make a move when its time has come by the house's clock: the one that a sleeping laptop does not stop."""
        while (left := ends - self.now()) > 0:
            gevent.sleep(min(left, GLANCE) / 1000)
        self.play(move)

    def _surroundings(self, run_id: str) -> Surroundings:
        return Surroundings(self.epoch, self.address, self._present.get(run_id, ()), self._troubles, self._copied)

    def _presence_changed(self, run_id: str) -> None:
        if run_id in self._channels:
            self._channels[run_id].presence_changed()

    def _fresh_way_in(self) -> Json:
        """A join code that no other run has, with the key for the QR code."""
        while self.store.run_of_code((way := entrance.drawn(secrets.SystemRandom()))["code"]):
            pass
        return way


def _forget_words() -> None:
    """Names and words that were looked at once are kept beside the runs, too."""
    for forget in (text.forget, likeness.forget, ladder.forget):
        forget()


def read_back(store: Store, run_id: str) -> list[Fact]:
    """The facts of a run. Others have their turn in between; where one of them has facts rewritten, such as at the end
    when answers change places, all are read once more."""
    rewritten, facts = store.rewritings(run_id), list[Fact]()
    while some := store.facts(run_id, facts[-1].seq if facts else 0, SLICE):
        facts += some
        gevent.sleep(BREATH)
    return facts if store.rewritings(run_id) == rewritten else read_back(store, run_id)


def play_back(run: Run, facts: list[Fact]) -> Run:
    """A run after these facts. Others have their turn in between."""
    for at in range(0, len(facts), SLICE):
        run = runs.replay(run, facts[at : at + SLICE])
        gevent.sleep(BREATH)
    return run


def rebuild(store: Store, run: Run) -> None:
    """Write people and entries anew from a run read back from its facts."""
    with store.transaction():
        store.clear_projections(run.id)
        store.put_people(run.id, [person.__dict__ for person in run.roster.people.values()])
        store.put_entries(run.id, run.pool.entries.values())


def project(store: Store, before: Run, after: Run) -> None:
    """In the open transaction: write those people and entries that are not as they were."""
    people, entries = before.roster.people, before.pool.entries
    changed = [person.__dict__ for id_, person in after.roster.people.items() if people.get(id_) != person]
    store.put_people(after.id, changed)
    store.put_entries(after.id, [entry for id_, entry in after.pool.entries.items() if entries.get(id_) != entry])


OFFLINE = 12 * 60 * 60 * 1000
"""How long a phone may have kept a move before it reached us, in milliseconds."""


def _when(move: Move, now: int) -> int:
    """When a move was made: a participant's may have waited on their phone, but never come from the future."""
    waited = move.by.role is Role.PARTICIPANT and now - OFFLINE <= move.at <= now
    return move.at if waited else now


def _answer() -> Any:
    return gevent.event.AsyncResult()


def _why_not(move: Move, error: Exception) -> Json:
    if isinstance(error, Refused):
        return _refusal(error)
    log.error("move %s on %s is broken", move.name, move.screen or "the room", exc_info=error)
    return {"ok": False, "code": "broken", "args": {}, "retry": False}


def _refusal(refused: Refused) -> Json:
    return {"ok": False, "code": refused.code, "args": refused.args_, "retry": False}


_in_order = json.JSONEncoder(sort_keys=True).encode


def digest(move: Move) -> str:
    """A fingerprint of what was sent: the same move sent again has the same, another under its id has not.

    Without the person, so that a vote without a name does not tell whose it was, and without the time, which a phone
    may have learnt to tell better since; nor whom it was typed for: `_own` knows. Salted with the id: the same words
    twice do not look alike.
    """
    data = {key: value for key, value in move.data.items() if key != "for"}
    sent = _in_order([move.id, move.name, move.screen, data])
    return hashlib.sha256(sent.encode()).hexdigest()[:16]


def _again(run: Run, known: Fact, sent: str, move: Move) -> Json:
    """The stored answer for a move that came twice. An id that stands for something else already is refused: nobody
    is told "saved" of what was not. `sent`: the stored digest; facts of older versions have none."""
    alike = (known.name, known.screen) == (move.name, move.screen) and sent in ("", digest(move))
    if not alike or not _own(run, known, move):
        return _refusal(Refused("malformed", key="id"))
    return {"ok": True, "seq": known.seq, "data": known.data}


def _own(run: Run, known: Fact, move: Move) -> bool:
    """Whether it was theirs. Who joins is nobody yet; a sheet of paper has no owner; two may turn out to be one."""
    if known.name == "join" or known.data.get("proxy") == runs.PAPER or _nobodys(run, known, move):
        return True
    return run.roster.now(known.person) == run.roster.now(runs.written(run, move).by.person)


def _nobodys(run: Run, known: Fact, move: Move) -> bool:
    """An answer whose owner cannot be told any more, or that came on paper: who knows its id and its words made it."""
    on_paper = move.by.role is not Role.PARTICIPANT and move.data.get("for") == runs.PAPER
    return masks.is_mask(known.person) and (on_paper or known.screen not in run.keys)


def _fresh_keys(screens: Iterable[str]) -> dict[str, str]:
    return {screen: secrets.token_hex(masks.KEY) for screen in screens}
