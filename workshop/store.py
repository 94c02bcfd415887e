"""The record: appends facts and reads them back. What they mean is not its business. SQL lives here only.

One connection, one writer: whoever opens `transaction()` must not yield to another greenlet before it closes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlite_utils

from workshop import schema
from workshop.moves import Entry, Fact, Json


class Store:
    """The database of all runs. Opening it brings it up to date; `close` leaves a file that can be copied."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = schema.opened(path)
        self.db = sqlite_utils.Database(self._connection)

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go."""
        self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self._connection.close()

    def prove_writable(self) -> None:
        """Make sure before anybody comes in that something can be written. Raises `StoreError`."""
        try:
            with self.transaction():
                self._connection.execute("DELETE FROM tokens WHERE false")
        except sqlite3.Error as error:
            raise schema.StoreError(schema.sentence(error, self.path)) from None

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open now; no greenlet switch may happen while it is."""
        return self._connection.in_transaction

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and on disk when it closes."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """Inside a transaction: one move that may fail without spoiling the others."""
        self._connection.execute("SAVEPOINT attempt")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK TO attempt")
                self._connection.execute("RELEASE attempt")
            raise
        self._connection.execute("RELEASE attempt")

    # ── facts ──────────────────────────────────────────────────────────────

    def append(self, fact: Fact) -> Fact:
        """Write a fact and give it back with its number."""
        row = (fact.run, fact.screen, fact.name, fact.person, fact.at, fact.move_id, _dump(fact.data))
        cursor = self._connection.execute(
            "INSERT INTO facts (run, screen, name, person, at, move_id, data) VALUES (?,?,?,?,?,?,?)", row
        )
        return Fact(**{**fact.__dict__, "seq": cursor.lastrowid or 0})

    def fact_of(self, run: str, move_id: str) -> Fact | None:
        """The fact that a move already became, if it counts already."""
        found = self._rows("SELECT * FROM facts WHERE run = ? AND move_id = ?", (run, move_id))
        return _fact(found[0]) if found else None

    def facts(self, run: str, after: int = 0) -> list[Fact]:
        """The facts of a run in order, those after `after`."""
        return [
            _fact(row) for row in self._rows("SELECT * FROM facts WHERE run = ? AND seq > ? ORDER BY seq", (run, after))
        ]

    # ── what people and tools read: written with the facts, rebuilt from them ──

    def put_entries(self, run: str, entries: Iterable[Entry]) -> None:
        """Write entries as they now are; of a withdrawn one only that it was."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO entries (id, run, screen, kind, box, person, table_no, text, data, outcome,"
            " visibility, shown, withdrawn, at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [entry_row(run, entry) for entry in entries],
        )

    def put_people(self, run: str, people: Iterable[Mapping[str, Any]]) -> None:
        """Write people as they now are."""
        self._connection.executemany(
            "INSERT OR REPLACE INTO people (id, run, name, organisation, partnership, role, table_no, code, consent,"
            " joined, removed) VALUES (:id, :run, :name, :organisation, :partnership, :role, :table, :code, :named,"
            " :joined, :removed)",
            [{**person, "run": run} for person in people],
        )

    def entries(self, run: str) -> list[Json]:
        """The entry rows of a run, by id."""
        return [dict(row) for row in self._rows("SELECT * FROM entries WHERE run = ? ORDER BY id", (run,))]

    def clear_projections(self, run: str) -> None:
        """Forget what is derived from facts, before it is written anew."""
        self._connection.execute("DELETE FROM entries WHERE run = ?", (run,))
        self._connection.execute("DELETE FROM people WHERE run = ?", (run,))

    # ── runs ───────────────────────────────────────────────────────────────

    def add_run(self, run: str, code: str, title: str, agenda: Json, created: int, settings: Json) -> None:
        """A new run with its agenda frozen as it is now."""
        self._connection.execute(
            "INSERT INTO runs (id, code, title, agenda, created, settings) VALUES (?,?,?,?,?,?)",
            (run, code, title, _dump(agenda), created, _dump(settings)),
        )

    def runs(self) -> list[Json]:
        """All runs without their agendas, newest first, with how many people came."""
        found = self._rows(
            "SELECT r.id, r.code, r.title, r.created, r.started, r.ended, r.settings, (SELECT count(*) FROM people p"
            " WHERE p.run = r.id AND NOT p.removed) AS people FROM runs r ORDER BY r.created DESC, r.id"
        )
        return [{**dict(row), "settings": json.loads(row["settings"])} for row in found]

    def run(self, run: str) -> Json | None:
        """One run with its agenda and settings, or None."""
        found = self._rows("SELECT * FROM runs WHERE id = ?", (run,))
        if not found:
            return None
        row = dict(found[0])
        return {**row, "agenda": json.loads(row["agenda"]), "settings": json.loads(row["settings"])}

    def run_of_code(self, code: str) -> str:
        """The id of the run behind a join code, or nothing."""
        found = self._rows("SELECT id FROM runs WHERE code = ?", (code,))
        return str(found[0]["id"]) if found else ""

    def time_run(self, run: str, started: int, ended: int) -> None:
        """When a run began and ended, for the list of runs."""
        self._connection.execute("UPDATE runs SET started = ?, ended = ? WHERE id = ?", (started, ended, run))

    def wipe(self, run: str) -> None:
        """Remove a whole run. Only rehearsals are wiped; the host sees to that."""
        for table in ("entries", "people", "tokens", "masks", "erasures", "facts"):
            self._connection.execute(f"DELETE FROM {table} WHERE run = ?", (run,))
        self._connection.execute("DELETE FROM runs WHERE id = ?", (run,))

    # ── tokens ─────────────────────────────────────────────────────────────

    def add_token(self, hash: str, run: str, person: str, role: str, created: int, expires: int = 0) -> None:
        """Remember the hash of a token; the token itself is never stored."""
        self._connection.execute(
            "INSERT INTO tokens (hash, run, person, role, created, expires) VALUES (?,?,?,?,?,?)",
            (hash, run, person, role, created, expires),
        )

    def token(self, hash: str) -> Json | None:
        """The row of a token, revoked or not, or None."""
        found = self._rows("SELECT * FROM tokens WHERE hash = ?", (hash,))
        return dict(found[0]) if found else None

    def revoke(self, hash: str, at: int) -> bool:
        """Make a token worthless; whether it was worth something until now."""
        done = self._connection.execute("UPDATE tokens SET revoked = ? WHERE hash = ? AND revoked = 0", (at, hash))
        return done.rowcount == 1

    def revoke_person(self, run: str, person: str, at: int) -> None:
        """Make all of a person's tokens worthless. The link to what they took away stays good: it opens no phone."""
        self._connection.execute(
            "UPDATE tokens SET revoked = ? WHERE run = ? AND person = ? AND role <> 'keeper' AND revoked = 0",
            (at, run, person),
        )

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        cursor = self._connection.execute(sql, values)
        cursor.row_factory = sqlite3.Row
        return cursor.fetchall()


def entry_row(run: str, entry: Entry) -> tuple[Any, ...]:
    """An entry as a row of the `entries` table."""
    text, fields = ("", {}) if entry.withdrawn else (entry.text, dict(entry.fields))
    data = {
        "fields": fields,
        "tags": list(entry.tags),
        "named": entry.named,
        **({"card": entry.card} if entry.card else {}),
    }
    return (
        entry.id,
        run,
        entry.screen,
        entry.kind,
        entry.box,
        entry.person,
        entry.table,
        text,
        _dump(data),
        entry.outcome,
        entry.visibility,
        entry.shown,
        int(entry.withdrawn),
        entry.at,
    )


_OF_A_FACT = ("seq", "run", "name", "screen", "person", "at", "move_id")


def _fact(row: sqlite3.Row) -> Fact:
    return Fact(**{key: row[key] for key in _OF_A_FACT}, data=json.loads(row["data"]))


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
