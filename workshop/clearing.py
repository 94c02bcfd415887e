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
from workshop import file, forgetting
from workshop import run as runs
from workshop.backups import Backups
from workshop.file import StoreError
from workshop.forgetting import Forgotten
from workshop.host import BREATH, Host, play_back, project, read_back
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
        self._marked = 0

    def mark(self) -> None:
        """Remember, whatever happens next, that something is forgotten that may still stand in the folder."""
        self._marked += 1
        self._unswept.touch(mode=0o600)
        file.sync(self._unswept.parent)

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
            done = self._carry_out_all()
            if self._unswept.exists():
                self._sweep()
        except (sqlite3.Error, StoreError, OSError) as error:
            log.error("something forgotten may still be in the data folder (%s)", type(error).__name__)
            done = False
        self._host.over("unswept") if done else self._host.trouble("unswept")

    def _carry_out_all(self) -> bool:
        """Whether no wish is left. While one is carried out, another may be heard."""
        while wishes := self._store.open_wishes(forgetting.WISHES):
            if not any([self._carried_out(run, seq) for run, seq in wishes]):
                return False
        return True

    def _carried_out(self, run_id: str, seq: int) -> bool:
        """Whether anything was done about a wish. One that cannot be carried out keeps neither the others nor the house
        from going on."""
        try:
            with self._host.still:
                return self._carry_out(run_id, seq)
        except (sqlite3.Error, StoreError, OSError):
            raise
        except Exception as error:
            in_full = log.isEnabledFor(logging.INFO)
            log.error("a wish in run %s cannot be carried out (%s)", run_id, type(error).__name__, exc_info=in_full)
            return False

    def purge(self, run_id: str) -> None:
        """Remove a whole run that is over, and what later sessions tell of it. Raises `Refused`."""
        with self._one_at_a_time:
            with self._host.still:
                self._purge(run_id)
            self._finish()

    def _purge(self, run_id: str) -> None:
        run = self._host.run(run_id)
        if run is None:
            raise Refused("unknown_run")
        if not (run.ended or run.settings.get("rehearsal")):
            raise Refused("still_open")
        later = self._later_agendas(forgetting.everything(run, read_back(self._store, run_id)))
        later.pop(run_id, None)
        others = self._with_new_agendas(later)
        self.mark()
        others = self._up_to_date(others)
        with self._store.transaction():
            self._store.wipe(run_id)
            self._put(later, "purge")
        self._reread(others)
        self._host.forget_run(run_id)

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
        """Whether it could be done. Worked out while the room goes on, which takes seconds where much was said.

        Should the session end meanwhile, answers without names change places: no wish is about those.
        """
        run = self._host.run(run_id)
        if run is None:
            return False
        facts = read_back(self._store, run_id)
        wish = next(fact for fact in facts if fact.seq == seq)
        forgotten = forgetting.forget(run, facts, wish)
        later = self._later_agendas(forgotten)
        begun = self._host.blank(run_id, later.get(run_id))
        anew = play_back(begun, forgetting.rewritten(facts, forgotten.changes))
        others = self._with_new_agendas({run: agenda for run, agenda in later.items() if run != run_id})
        gevent.sleep(BREATH)
        self._write_down(wish, forgotten, later, [anew, *others])
        gevent.sleep(BREATH)
        return True

    def _write_down(self, wish: Fact, forgotten: Forgotten, later: Mapping[str, Json], anew: list[Run]) -> None:
        """Nothing in here lets another greenlet have its turn before all is done: no move comes in between.

        `anew`: the run of the wish and others in memory, as they will be.
        """
        self.mark()
        before, after = self._host.run(wish.run), self._up_to_date(anew)
        assert before, "it was opened to be rewritten"
        changes = {no: {"data": data, "digest": ""} for no, data in forgotten.changes.items()}
        with self._store.transaction():
            # The wish itself is among them, so that there is a record even where nothing had been said.
            changes = {**changes, wish.seq: {"digest": ""}}
            self._store.rewrite(wish.run, changes, f"{wish.name}:{wish.seq}", self._host.now())
            project(self._store, before, after[0])
            self._put(later, wish.name)
            if wish.name == "anonymise":
                self._store.drop_people_tokens(wish.run)
        self._reread(after)
        if wish.name == "anonymise":
            self._gone()

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

    def _reread(self, anew: Iterable[Run]) -> None:
        for run in anew:
            self._host.reread(run)

    # ── beside the room ─────────────────────────────────────────────────────

    def _with_new_agendas(self, later: Mapping[str, Json]) -> list[Run]:
        """The runs in memory whose agendas change, as they will be."""
        return [
            play_back(self._host.blank(run, agenda), read_back(self._store, run))
            for run, agenda in later.items()
            if self._host.is_open(run)
        ]

    def _up_to_date(self, anew: Iterable[Run]) -> list[Run]:
        """These runs with what happened in them meanwhile."""
        return [runs.replay(run, self._store.facts(run.id, run.seq)) for run in anew]

    # ── no trace ────────────────────────────────────────────────────────────

    def _sweep(self) -> None:
        marked = self._marked
        self._write_anew()
        self._backups.renew()
        if self._marked == marked:  # or else something was forgotten meanwhile, and all is done once more
            self._unswept.unlink(missing_ok=True)

    def _write_anew(self) -> None:
        """Whoever copies the database just now holds its log: then it is folded when they are done."""
        folded = self._store.vacuum()
        for _ in range(TRIES):
            if folded:
                return
            gevent.sleep(PAUSE)
            folded = self._store.fold()
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
