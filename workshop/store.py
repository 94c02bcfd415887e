"""The record: appends facts and reads them back. What they mean is not its business. SQL lives here only.

One connection, one writer: whoever opens `transaction()` must not yield to another greenlet before it closes.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from operator import itemgetter
from pathlib import Path
from typing import Any

import orjson
import sqlite_utils

from workshop import chain, file
from workshop.backups import Backups
from workshop.moves import Entry, Fact, Json
from workshop.schema import SCHEMA

FORGETTABLE = frozenset({"data", "person", "move_id", "digest"})
"""The columns of a fact that may be rewritten when somebody is to be forgotten."""

LAST = 2**62
"""Beyond every number of a fact."""


class Store:
    """The database of all runs. Opening it brings it up to date, after a copy; `close` leaves nothing in its log.

    `reading`: change nothing at all, as a server may be writing.
    """

    def __init__(self, path: Path, *, reading: bool = False) -> None:
        self.path, self.reading = path, reading
        self._connection = file.reading(path) if reading else file.opened(path, self._before_upgrade)
        self.db = sqlite_utils.Database(self._connection)
        self._heads: dict[str, str] = {}
        """The hash of the last fact of each run that was written in the open transaction."""
        self.ended = 0
        """Goes up whenever tokens are made worthless or removed."""

    def close(self) -> None:
        """Fold the write-ahead log into the file and let go."""
        with suppress(sqlite3.Error):  # on a full disk, or where one only reads, the log stays and nothing is lost
            if not self.reading:
                self.fold()
        self._connection.close()

    def _before_upgrade(self) -> None:
        Backups(self.path.parent).make(f"before-schema-{SCHEMA}")

    def prove_writable(self) -> None:
        """Make sure before anybody comes in that something can be written. Raises `StoreError`."""
        try:
            with self.transaction():
                self._connection.execute("DELETE FROM tokens WHERE false")
        except sqlite3.Error as error:
            raise file.complaint(error, self.path) from None

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open now; no greenlet switch may happen while it is."""
        return self._connection.in_transaction

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and on disk when it closes."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._heads = {}
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
            self._heads = {}
            raise
        self._connection.execute("RELEASE attempt")

    @property
    def changes(self) -> int:
        """How many rows were written or deleted so far: the same as long as nothing is."""
        return self._connection.total_changes

    def vacuum(self) -> bool:
        """Write the file anew, so that nothing that was deleted stays in it or, where it says so, in its log (`fold`).

        Not inside a transaction. Everything waits: some 10 ms for each megabyte.
        """
        self._connection.execute("VACUUM")
        return self.fold()

    def fold(self) -> bool:
        """Fold the write-ahead log into the file and leave nothing in it; whether nobody who reads was in the way."""
        return not self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]

    # ── facts ──────────────────────────────────────────────────────────────

    def append(self, fact: Fact, digest: str = "") -> Fact:
        """Write a fact, chained to the one before it, and give it back with its number. `digest`: of what was sent."""
        said = (fact.run, fact.screen, fact.name, fact.person, fact.at, fact.move_id, _dump(fact.data))
        head = self._heads.get(fact.run) if self.in_transaction else None
        link = chain.link_of(head or self.head(fact.run), said)
        cursor = self._connection.execute(_APPEND, (*said, link, digest))
        self._heads[fact.run] = link
        seq = cursor.lastrowid or 0
        return Fact(seq, fact.run, fact.name, fact.screen, fact.person, fact.at, fact.move_id, fact.data)

    def head(self, run: str, before: int = LAST) -> str:
        """The hash of the last fact of a run, or of the last one before a number. Read afresh: a rollback is safe."""
        sql = "SELECT chain FROM facts WHERE run = ? AND seq < ? ORDER BY seq DESC LIMIT 1"
        found = self._rows(sql, (run, before))
        return str(found[0]["chain"]) if found else self._beginning(run)

    def _beginning(self, run: str) -> str:
        return chain.beginning(self._rows("SELECT agenda FROM runs WHERE id = ?", (run,))[0]["agenda"])

    def check_chain(self, run: str) -> int:
        """The number of the first fact of a run that is not as it was written, or 0."""
        return file.first_broken(self._connection, run)

    def reach(self) -> dict[str, int]:
        """How far each run goes: the number of its last fact."""
        return file.reach(self._connection)

    def faults(self) -> list[str]:
        """What a thorough look at the whole file finds."""
        return file.faults(self._connection)

    def rewrite(self, run: str, changes: Mapping[int, Mapping[str, Any]], what: str, at: int) -> None:
        """In the open transaction: forget what facts said, chain the rest anew, and record that it was done.

        `changes`: by the number of a fact, its new columns, of `FORGETTABLE`. `what`: a word for the record, never a
        name. No changes, no record. No hash of how it was is kept: whoever guesses a name could prove it by that.
        """
        if not changes:
            return
        for seq, columns in changes.items():
            self._change(run, seq, columns)
        self._chain_anew(run, min(changes), what, at)

    def put_agenda(self, run: str, agenda: Json, what: str, at: int) -> None:
        """In the open transaction: a run's agenda without what it told of an earlier run and may not any more."""
        self._connection.execute("UPDATE runs SET agenda = ? WHERE id = ?", (_dump(agenda), run))
        self._chain_anew(run, 0, what, at)

    def _change(self, run: str, seq: int, columns: Mapping[str, Any]) -> None:
        assert set(columns) <= FORGETTABLE, columns
        row = {key: _dump(value) if key == "data" else value for key, value in columns.items()}
        told = ", ".join(f"{column} = :{column}" for column in row)
        self._connection.execute(
            f"UPDATE facts SET {told} WHERE run = :of_run AND seq = :of_seq", {**row, "of_run": run, "of_seq": seq}
        )

    def _chain_anew(self, run: str, first: int, what: str, at: int) -> None:
        self._heads = {}
        sql = f"SELECT seq, {', '.join(chain.COLUMNS)} FROM facts WHERE run = ? AND seq >= ? ORDER BY seq"
        rows = self._rows(sql, (run, first))
        self._connection.executemany(
            "UPDATE facts SET chain = ? WHERE seq = ?", chain.links(self.head(run, first), rows)
        )
        self._connection.execute("INSERT INTO erasures (run, at, what, first) VALUES (?,?,?,?)", (run, at, what, first))

    def erasures(self, run: str) -> list[Json]:
        """When facts of a run were rewritten, what for, and from which one on; from 0 on means its agenda."""
        return [dict(row) for row in self._rows("SELECT * FROM erasures WHERE run = ? ORDER BY rowid", (run,))]

    def rewritings(self, run: str) -> int:
        """How often facts of a run were rewritten, or its agenda."""
        return int(self._rows("SELECT count(*) AS times FROM erasures WHERE run = ?", (run,))[0]["times"])

    def everything_said(self) -> list[str]:
        """All that facts, agendas and settings hold by now, as texts: what is still to be found, and may be."""
        found = self._rows("SELECT data AS said FROM facts UNION ALL SELECT title || agenda || settings FROM runs")
        return [row["said"] for row in found]

    def open_wishes(self, names: Iterable[str]) -> list[tuple[str, int]]:
        """The facts of these names, by run and number, for which no fact was rewritten yet; the oldest first."""
        wanted = list(names)
        sql = (
            f"SELECT f.run, f.seq FROM facts f WHERE f.name IN ({', '.join('?' * len(wanted))}) AND NOT EXISTS"
            " (SELECT 1 FROM erasures e WHERE e.run = f.run AND e.what = f.name || ':' || f.seq) ORDER BY f.seq"
        )
        return [(row["run"], row["seq"]) for row in self._rows(sql, tuple(wanted))]

    def fact_of(self, run: str, move_id: str) -> Fact | None:
        """The fact that a move already became, if it counts already."""
        found = self._rows("SELECT * FROM facts WHERE run = ? AND move_id = ?", (run, move_id))
        return _fact(found[0]) if found else None

    def digest_of(self, run: str, move_id: str) -> str:
        """The fingerprint of what was sent as that move, or nothing: older facts have none, and forgotten ones."""
        found = self._rows("SELECT digest FROM facts WHERE run = ? AND move_id = ?", (run, move_id))
        return str(found[0]["digest"]) if found else ""

    def facts(self, run: str, after: int = 0, most: int = -1) -> list[Fact]:
        """The facts of a run in order, those after `after`; `most` of them, or all."""
        sql = "SELECT * FROM facts WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?"
        return [_fact(row) for row in self._rows(sql, (run, after, most))]

    def pages(self, run: str, size: int) -> Iterator[tuple[list[Fact], int]]:
        """The facts of a run in order, so many at a time, and with each page the number of its first fact that is not
        as it was written, or 0. Every fact is read once; others may have their turn in between."""
        head, after = self._beginning(run), 0
        sql = "SELECT * FROM facts WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?"
        while rows := self._rows(sql, (run, after, size)):
            yield [_fact(row) for row in rows], chain.first_broken(head, rows)
            head, after = rows[-1]["chain"], rows[-1]["seq"]

    def facts_like(self, run: str, mark: str) -> list[Fact]:
        """The facts of a run in order that are of somebody whose id begins so."""
        sql = "SELECT * FROM facts WHERE run = ? AND substr(person, 1, ?) = ? ORDER BY seq"
        return [_fact(row) for row in self._rows(sql, (run, len(mark), mark))]

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

    def add_run(
        self, run: str, code: str, title: str, agenda: Json, created: int, settings: Json, door: str = ""
    ) -> None:
        """A new run with its agenda frozen as it is now. `door`: what the QR code carries beside the code."""
        self._connection.execute(
            "INSERT INTO runs (id, code, title, agenda, created, settings, door) VALUES (?,?,?,?,?,?,?)",
            (run, code, title, _dump(agenda), created, _dump(settings), door),
        )

    def recode_run(self, run: str, code: str, door: str) -> None:
        """Another join code and key for a run; the old ones lead nowhere any more."""
        self._connection.execute("UPDATE runs SET code = ?, door = ? WHERE id = ?", (code, door, run))

    def runs(self) -> list[Json]:
        """All runs without their agendas, newest first, with how many people came."""
        found = self._rows(
            "SELECT r.id, r.code, r.title, r.created, r.started, r.ended, r.settings, (SELECT count(*) FROM people p"
            " WHERE p.run = r.id AND NOT p.removed) AS people, (SELECT count(*) FROM erasures e WHERE e.run = r.id"
            " AND e.what LIKE 'anonymise:%' AND e.at >= r.ended) AS nameless FROM runs r ORDER BY r.created DESC, r.id"
        )
        return [{**dict(row), "settings": _settings(row)} for row in found]

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
        self._heads = {}
        self.ended += 1
        for table in ("entries", "people", "tokens", "masks", "erasures", "facts"):
            self._connection.execute(f"DELETE FROM {table} WHERE run = ?", (run,))
        self._connection.execute("DELETE FROM runs WHERE id = ?", (run,))

    # ── the clock ──────────────────────────────────────────────────────────

    def anchor(self, boot: str) -> tuple[int, int] | None:
        """Where the house's clock began within this start of the computer: (ms since that, ms since 1970), or None."""
        found = self._rows("SELECT since, began FROM clocks WHERE boot = ?", (boot,))
        return (found[0]["since"], found[0]["began"]) if found else None

    def put_anchor(self, boot: str, since: int, began: int) -> None:
        """Remember where the house's clock began, and forget it of earlier starts of the computer."""
        with suppress(sqlite3.Error), self.transaction():  # where nothing can be written, it begins anew next time
            self._connection.execute("DELETE FROM clocks")
            self._connection.execute("INSERT INTO clocks (boot, since, began) VALUES (?,?,?)", (boot, since, began))

    def last_moment(self) -> int:
        """When the last thing happened in any run that goes on; 0 while none does."""
        found = self._rows(
            "SELECT max(max(r.created, coalesce((SELECT max(at) FROM facts f WHERE f.run = r.id), 0))) AS last"
            " FROM runs r WHERE NOT r.ended"
        )
        return int(found[0]["last"] or 0)

    # ── the keys of answers without names ──────────────────────────────────

    def keys(self, run: str) -> dict[str, str]:
        """The keys of a run's masks, by screen."""
        return {row["screen"]: row["key"] for row in self._rows("SELECT screen, key FROM masks WHERE run = ?", (run,))}

    def put_keys(self, run: str, keys: Mapping[str, str]) -> None:
        """Keep new keys of a run's masks."""
        rows = [(run, screen, key) for screen, key in keys.items()]
        self._connection.executemany("INSERT INTO masks (run, screen, key) VALUES (?,?,?)", rows)

    def drop_keys(self, run: str) -> None:
        """In the open transaction: destroy the keys of a run. Their bytes may stay until `vacuum`."""
        self._connection.execute("DELETE FROM masks WHERE run = ?", (run,))

    def make_way(self, run: str, seqs: Iterable[int]) -> None:
        """In the open transaction: give facts passing move ids, so that they can take each other's."""
        rows = [(f"passing:{seq}", run, seq) for seq in seqs]
        self._connection.executemany("UPDATE facts SET move_id = ? WHERE run = ? AND seq = ?", rows)

    # ── tokens ─────────────────────────────────────────────────────────────

    def add_token(
        self, hash: str, run: str, person: str, role: str, created: int, expires: int = 0, label: str = ""
    ) -> None:
        """Remember the hash of a token; the token itself is never stored. One for a run that was removed meanwhile is
        worth nothing: nobody would remove it any more."""
        self._connection.execute(
            "INSERT INTO tokens (hash, run, person, role, created, expires, label)"
            " SELECT ?1,?2,?3,?4,?5,?6,?7 WHERE ?2 = '' OR EXISTS (SELECT 1 FROM runs WHERE id = ?2)",
            (hash, run, person, role, created, expires, label),
        )

    def token(self, hash: str) -> Json | None:
        """The row of a token, revoked or not, or None."""
        found = self._connection.execute(_TOKEN_OF, (hash,)).fetchone()
        return dict(zip(_OF_A_TOKEN, found, strict=True)) if found else None

    def revoke(self, hash: str, at: int) -> bool:
        """Make a token worthless; whether it was worth something until now."""
        self.ended += 1
        done = self._connection.execute("UPDATE tokens SET revoked = ? WHERE hash = ? AND revoked = 0", (at, hash))
        return done.rowcount == 1

    def seats(self, run: str, roles: Collection[str]) -> list[Json]:
        """The tokens of these roles that were never revoked, of a run or of the whole house, oldest first."""
        marks = ",".join("?" * len(roles))
        sql = f"SELECT * FROM tokens WHERE run IN (?, '') AND role IN ({marks}) AND revoked = 0 ORDER BY created, hash"
        return [dict(row) for row in self._rows(sql, (run, *roles))]

    def see(self, run: str, badge: str, at: int, pause: int) -> None:
        """Whoever holds the token whose hash begins so was here; written down once in a pause at most.

        That it could not be written down keeps nobody out.
        """
        with suppress(sqlite3.Error):
            self._connection.execute(
                "UPDATE tokens SET seen = :at WHERE run IN (:run, '') AND substr(hash, 1, 12) = :badge"
                " AND seen NOT BETWEEN :at - :pause + 1 AND :at",
                {"run": run, "badge": badge, "at": at, "pause": pause},
            )

    def drop_people_tokens(self, run: str) -> None:
        """In the open transaction: nobody of a run comes back any more, nor to what they took away."""
        self.ended += 1
        self._connection.execute("DELETE FROM tokens WHERE run = ? AND (person <> '' OR label <> '')", (run,))

    def revoke_person(self, run: str, person: str, at: int) -> None:
        """Make all of a person's tokens worthless. The link to what they took away stays good: it opens no phone."""
        self.ended += 1
        self._connection.execute(
            "UPDATE tokens SET revoked = ? WHERE run = ? AND person = ? AND role <> 'keeper' AND revoked = 0",
            (at, run, person),
        )

    def _rows(self, sql: str, values: tuple[Any, ...] = ()) -> list[sqlite3.Row]:
        cursor = self._connection.execute(sql, values)
        cursor.row_factory = sqlite3.Row
        return cursor.fetchall()


def _settings(row: sqlite3.Row) -> Json:
    """What was said of a run; nothing where it is damaged, so that the other runs can still be listed."""
    try:
        return dict(json.loads(row["settings"]))
    except (ValueError, TypeError):
        return {}


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


_OF_A_TOKEN = ("hash", "run", "person", "role", "created", "expires", "revoked", "label", "seen")

_TOKEN_OF = f"SELECT {', '.join(_OF_A_TOKEN)} FROM tokens WHERE hash = ?"

_APPEND = f"INSERT INTO facts ({', '.join(chain.COLUMNS)}, chain, digest) VALUES (?,?,?,?,?,?,?,?,?)"

_OF_A_FACT = itemgetter("seq", "run", "name", "screen", "person", "at", "move_id")


def _fact(row: sqlite3.Row) -> Fact:
    seq, run, name, screen, person, at, move_id = _OF_A_FACT(row)
    return Fact(seq, run, name, screen, person, at, move_id, orjson.loads(row["data"]))


_dump: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
