"""Carries out what people wished: older facts are rewritten, the database is written anew, and so are its copies.

A wish is a fact like any other; that it was carried out stands in the table of erasures. So whatever happens between
the two, the next start finds what is left to do. A small file says that the database still has to be written anew.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import gevent
import gevent.lock

from workshop import agenda as agendas
from workshop import forgetting
from workshop.backups import Backups
from workshop.file import StoreError
from workshop.forgetting import Forgotten
from workshop.host import Host, project
from workshop.moves import Fact, Json, Move, Refused, Role, Seat
from workshop.run import Run
from workshop.store import Store

log = logging.getLogger("workshop.clearing")

DAY = 24 * 60 * 60 * 1000
"""In milliseconds."""

UNSWEPT = "workshop.unswept"
"""The file that is there while the database, or a copy of it, may still hold what was forgotten."""

AGAIN = 60 * 60
"""Seconds after which what could not be done is tried again, and what has become old is looked for."""

TRIES, PAUSE = 10, 0.5
"""How often the log beside the database is folded in while somebody reads it, and seconds in between."""


class Clearing:
    """The one who clears away in a data folder. Nobody else may have it meanwhile.

    `gone(run)` is called when nobody of a run can come back any more, so that whoever is still connected is looked at.
    """

    def __init__(self, host: Host, store: Store, backups: Backups, gone: Callable[[], None] = lambda: None) -> None:
        self._host, self._store, self._backups, self._gone = host, store, backups, gone
        self._unswept = store.path.with_name(UNSWEPT)
        self._one_at_a_time = gevent.lock.RLock()

    def mark(self) -> None:
        """Remember, whatever happens next, that something is forgotten that may still stand in the folder."""
        self._unswept.touch(mode=0o600)

    def heard(self, before: Run, after: Run, fact: Fact) -> None:
        """For the host's watchers: a wish is carried out at once, beside the room, and the keys of answers without
        names are gone from the folder as soon as they are from the record."""
        if fact.name in forgetting.WISHES or (before.keys and not after.keys):
            gevent.spawn(self.finish)

    @property
    def is_unswept(self) -> bool:
        """Whether something that was forgotten may still be in the folder."""
        return self._unswept.exists()

    def finish(self) -> None:
        """Carry out every wish that was not yet, and leave no trace. What cannot be done now is tried again later."""
        with self._one_at_a_time:
            self._finish()

    def _finish(self) -> None:
        try:
            while any([self._carry_out(run, seq) for run, seq in self._store.open_wishes(forgetting.WISHES)]):
                pass  # while one was carried out, another may have been heard
            if self._unswept.exists():
                self._sweep()
            self._host.over("unswept")
        except (sqlite3.Error, StoreError, OSError) as error:
            log.error("something forgotten may still be in the data folder (%s)", type(error).__name__)
            self._host.trouble("unswept")

    def purge(self, run_id: str) -> None:
        """Remove a whole run that is over, and what later sessions tell of it. Raises `Refused`."""
        run = self._host.run(run_id)
        if run is None:
            raise Refused("unknown_run")
        if not (run.ended or run.settings.get("rehearsal")):
            raise Refused("still_open")
        later = self._later_agendas(forgetting.everything(run, self._store.facts(run_id)))
        self._unswept.touch(mode=0o600)
        with self._store.transaction():
            self._store.wipe(run_id)
            self._put(later, "purge")
        self._host.forget_run(run_id)
        self._reread(later)
        self.finish()

    def expire(self) -> None:
        """Take the names out of every run whose time is over."""
        now = self._host.now()
        for row in self._store.runs():
            days = forgetting.kept_days(row["settings"])
            if days and row["ended"] and not row["nameless"] and now >= row["ended"] + days * DAY:
                move = Move(f"expire:{row['ended']}", "anonymise", Seat(Role.HOUSE, row["id"]))
                self._host.play(move)
        self.finish()

    def watch(self, host: Host) -> None:
        """For as long as the house is open: try again what failed, and look for what has become old."""
        while True:
            gevent.sleep(AGAIN)
            self.expire()

    # ── one wish ────────────────────────────────────────────────────────────

    def _carry_out(self, run_id: str, seq: int) -> bool:
        """Nothing in here lets another greenlet have its turn before the commit: no move comes in between."""
        run, facts = self._host.run(run_id), self._store.facts(run_id)
        wish = next(fact for fact in facts if fact.seq == seq)
        if run is None:
            return False
        forgotten = forgetting.forget(run, facts, wish)
        after = self._host.played_back(run_id, forgetting.rewritten(facts, forgotten.changes))
        later = self._later_agendas(forgotten)
        changes = {no: {"data": data, "digest": ""} for no, data in forgotten.changes.items()}
        self._unswept.touch(mode=0o600)
        with self._store.transaction():
            # The wish itself is among them, so that there is a record even where nothing had been said.
            self._store.rewrite(run_id, {**changes, seq: {"digest": ""}}, f"{wish.name}:{seq}", self._host.now())
            project(self._store, after)
            self._put(later, wish.name)
            if wish.name == "anonymise":
                self._store.drop_people_tokens(run_id)
        self._reread([run_id, *later])
        if wish.name == "anonymise":
            self._gone()
        return True

    def _later_agendas(self, forgotten: Forgotten) -> dict[str, Json]:
        """A later session may look back on this one: its agenda without what is forgotten, by run."""
        if not (forgotten.quoted or forgotten.entries or forgotten.names):
            return {}
        kept = {row["id"]: row["agenda"] for one in self._store.runs() if (row := self._store.run(one["id"]))}
        without = {run: forgetting.agenda_without(agenda, forgotten) for run, agenda in kept.items()}
        changed = {run: agenda for run, agenda in without.items() if agenda != kept[run]}
        for agenda in changed.values():
            agendas.thaw(agenda)  # raises before anything is written, should it not be playable
        return changed

    def _put(self, later: Mapping[str, Json], what: str) -> None:
        for run, agenda in later.items():
            self._store.put_agenda(run, agenda, what, self._host.now())

    def _reread(self, runs: Iterable[str]) -> None:
        for run in runs:
            self._host.reread(run)

    # ── no trace ────────────────────────────────────────────────────────────

    def _sweep(self) -> None:
        self._write_anew()
        self._backups.renew()
        self._unswept.unlink(missing_ok=True)

    def _write_anew(self) -> None:
        """Whoever copies the database just now holds its log: then once more when they are done."""
        log_file = self._store.path.with_name(f"{self._store.path.name}-wal")
        for _ in range(TRIES):
            self._store.vacuum()
            if not log_file.exists() or not log_file.stat().st_size:
                return
            gevent.sleep(PAUSE)
        raise StoreError("The log beside the database is in use.")


def traces(folder: Path, words: Iterable[str]) -> list[Path]:
    """The files of a folder, read as bytes, that hold any of these words as they stand, or as JSON escapes them."""
    needles = {form.encode() for word in words for form in (word, *_as_json(word))}
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and _holds(path, needles)]


def _as_json(word: str) -> tuple[str, str]:
    return json.dumps(word, ensure_ascii=False)[1:-1], json.dumps(word)[1:-1]


def _holds(path: Path, needles: Iterable[bytes]) -> bool:
    held = path.read_bytes()
    return any(one in held for one in needles)
