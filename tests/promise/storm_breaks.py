"""Where a room may die while it writes, and ways to break its promise on purpose.

python -m tests.promise.broken tests.promise.storm_breaks:FUNCTION run …

Everything that dies does so after SIGUSR2 has armed it, in a batch in which several speak, so that something can be
torn.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import gevent
from gevent import monkey

from workshop import schema
from workshop.host import Asked, Host, Outcome
from workshop.store import Store

LONG_ENOUGH = 0.05
"""Seconds in which an answer leaves the house."""


def die() -> None:
    """As by `kill -9`, at this very line."""
    os.kill(os.getpid(), signal.SIGKILL)


# ── fail points: the product is whole, only its life is short ───────────────


class Fuse:
    """`lit` while a batch of several is written, once the signal came."""

    def __init__(self) -> None:
        self.lit = self.armed = False
        signal.signal(signal.SIGUSR2, self._arm)
        writing = Host._in_one_transaction

        def counted(desk: Host, batch: list[Asked], *how: Any) -> list[Outcome]:
            self.lit = self.armed and len(batch) > 1
            return writing(desk, batch, *how)

        Host._in_one_transaction = counted  # type: ignore[method-assign]

    def _arm(self, *_: object) -> None:
        self.armed = True


def before_begin() -> None:
    """The batch was taken from the queue, and nothing of it is written."""
    _at_transactions(Fuse(), before=die)


def mid_batch() -> None:
    """One move of the batch is written, the others are not."""
    fuse, one = Fuse(), Host._one

    def last(*how: Any) -> Outcome:
        outcome = one(*how)
        if fuse.lit:
            die()
        return outcome

    Host._one = last  # type: ignore[method-assign]


def before_commit() -> None:
    """All is written, and nothing is committed."""
    _at_transactions(Fuse(), written=die)


def after_commit() -> None:
    """All is on disk, and nobody has been told."""
    _at_transactions(Fuse(), after=die)


def after_the_first_ack() -> None:
    """One has been told, and the others have not."""
    fuse, tell = Fuse(), Host._tell

    def first(desk: Host, outcomes: list[Outcome]) -> None:
        if fuse.lit:
            outcomes[0].asked.answer.set(outcomes[0].answer)
            gevent.sleep(LONG_ENOUGH)
            die()
        tell(desk, outcomes)

    Host._tell = first  # type: ignore[method-assign]


def during_a_checkpoint() -> None:
    """The log is being folded into the file: it was touched, and is not known to be whole."""
    opened, fuse = Store.__init__, Fuse()

    def watched(self: Store, path: Path, *how: Any, **named: Any) -> None:
        opened(self, path, *how, **named)
        self._connection.execute("PRAGMA wal_autocheckpoint = 100")
        # A thread of the system, not gevent's: SQLite writes in C and gives no greenlet a turn.
        monkey.get_original("_thread", "start_new_thread")(_die_when_touched, (path, fuse))

    Store.__init__ = watched  # type: ignore[method-assign]


def _die_when_touched(path: Path, fuse: Fuse) -> None:
    rest = monkey.get_original("time", "sleep")
    while not fuse.armed:
        rest(0.01)
    before = path.stat().st_mtime_ns
    while path.stat().st_mtime_ns == before:
        rest(0)
    die()


FAIL_POINTS = (
    before_begin,
    mid_batch,
    before_commit,
    after_commit,
    after_the_first_ack,
    during_a_checkpoint,
)


def _nothing() -> None:
    """Let it live."""


def _at_transactions(
    fuse: Fuse,
    before: Callable[[], None] = _nothing,
    written: Callable[[], None] = _nothing,
    after: Callable[[], None] = _nothing,
) -> None:
    whole = Store.transaction

    @contextmanager
    def watched(self: Store) -> Iterator[None]:
        (before if fuse.lit else _nothing)()
        with whole(self):
            yield
            (written if fuse.lit else _nothing)()
        (after if fuse.lit else _nothing)()

    Store.transaction = watched  # type: ignore[method-assign]


# ── broken on purpose: the storm must find each of these ────────────────────


def ack_before_commit() -> None:
    """Everybody is told at once; the disk has time. It dies in between."""
    one = Host._one

    def told(desk: Host, asked: Asked, *how: Any) -> Outcome:
        outcome = one(desk, asked, *how)
        asked.answer.set(outcome.answer)
        return outcome

    Host._one = told  # type: ignore[method-assign]
    _at_transactions(Fuse(), written=_linger_and_die)


def _linger_and_die() -> None:
    gevent.sleep(LONG_ENOUGH)
    die()


def commit_now_and_then() -> None:
    """The transaction stays open for many batches, since each commit costs a sync. It dies at the first one missed."""
    fuse = Fuse()

    @contextmanager
    def lazy(self: Store) -> Iterator[None]:
        if not self.in_transaction:
            self._connection.execute("BEGIN IMMEDIATE")
        yield
        if not fuse.armed:
            self._connection.execute("COMMIT")

    Store.transaction = lazy  # type: ignore[method-assign]
    _die_after_telling(fuse)


def _die_after_telling(fuse: Fuse) -> None:
    tell = Host._tell

    def last(desk: Host, outcomes: list[Outcome]) -> None:
        tell(desk, outcomes)
        if fuse.lit:
            _linger_and_die()

    Host._tell = last  # type: ignore[method-assign]


def moves_are_forgotten() -> None:
    """Neither the host nor the database knows a move id again. It dies unseen, so that answers get lost."""
    unique = "UNIQUE (run, move_id)"
    assert unique in schema._TABLES
    schema._TABLES = schema._TABLES.replace(unique, "CHECK (run <> '')")
    Store.fact_of = lambda self, run, move_id: None  # type: ignore[method-assign]
    after_commit()


def entries_are_left_out() -> None:
    """Facts are kept, the table beside them is not always in step."""
    put, times = Store.put_entries, iter(range(10**9))

    def sometimes(self: Store, run: str, entries: Any) -> None:
        if next(times) % 3:
            put(self, run, entries)

    Store.put_entries = sometimes  # type: ignore[method-assign]
    after_commit()


def votes_count_twice_on_the_stage() -> None:
    """What is shown is not what is written: a tally is kept in memory and runs ahead."""
    from workshop.kinds import choose

    tally = choose._tally

    def ahead(*how: Any) -> dict[str, dict[str, int]]:
        return {item: {**row, "count": 2 * row["count"]} for item, row in tally(*how).items()}

    choose._tally = ahead
    after_commit()


def synchronous_normal() -> None:
    """What is committed waits in the computer's memory for the next checkpoint, which a power cut does not."""
    opened = Store.__init__

    def careless(self: Store, *how: Any, **named: Any) -> None:
        opened(self, *how, **named)
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")

    Store.__init__ = careless  # type: ignore[method-assign]


def the_file_is_read_beside() -> None:
    """Somebody reads the bytes of the database in the serving process, and with that lets go of SQLite's locks."""
    tell = Host._tell

    def curious(desk: Host, outcomes: list[Outcome]) -> None:
        tell(desk, outcomes)
        desk.store.path.read_bytes()

    Host._tell = curious  # type: ignore[method-assign]


def ack_at_once() -> None:
    """Everybody is told before anything is written."""
    writing = Host._in_one_transaction

    def told(desk: Host, batch: list[Asked], *how: Any) -> list[Outcome]:
        for asked in (one for one in batch if one.move.name == "vote"):
            asked.answer.set({"ok": True, "seq": 1, "data": {}})
        gevent.sleep(LONG_ENOUGH)
        return writing(desk, batch, *how)

    Host._in_one_transaction = told  # type: ignore[method-assign]
