"""The shape of the database: its tables and views, and their migrations."""

from __future__ import annotations

import secrets
import sqlite3

import sqlite_utils
from sqlite_utils import Migrations

from workshop import chain

APPLICATION = 0x57_4F_52_4B
"""`application_id` of our files: the letters WORK."""

SCHEMA = 3
"""`user_version`: raised with every migration that older programs cannot read."""

CHAINED = 3
"""The first version whose facts carry a chain."""

NAME = "workshop-"
"""How the own name of a database begins. It stands among the counters: every fact writes that page, so that every log
carries it and tells whose it is."""

migrations = Migrations("workshop")


@migrations()
def m001_the_first_tables(db: sqlite_utils.Database) -> None:
    """Runs, people, tokens, facts, entries, and the views that tell the story of the afternoon."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
    db.conn.execute("PRAGMA user_version = 1")


@migrations()
def m002_the_marks(db: sqlite_utils.Database) -> None:
    """A view of what people put where on a scale: the last mark of a person, by thing and round."""
    db.conn.execute(_MARKS)
    db.conn.execute("PRAGMA user_version = 2")


@migrations()
def m003_the_promise(db: sqlite_utils.Database) -> None:
    """What proves that nothing was lost, and what keeps who may come in and what was forgotten."""
    for statement in _PROMISE.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)
    db.conn.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (?, 0)", (NAME + secrets.token_hex(8),))
    _chain_what_there_is(db.conn)
    db.conn.execute("PRAGMA user_version = 3")


def _chain_what_there_is(connection: sqlite3.Connection) -> None:
    for run, agenda in connection.execute("SELECT id, agenda FROM runs").fetchall():
        rows = connection.execute("SELECT * FROM facts WHERE run = ? ORDER BY seq", (run,))
        rows.row_factory = sqlite3.Row
        linked = list(chain.links(chain.beginning(agenda), rows.fetchall()))
        connection.executemany("UPDATE facts SET chain = ? WHERE seq = ?", linked)


# No CHECK (json_valid(…)): with trusted_schema off, SQLite before 3.42 calls JSON functions in a schema unsafe. The
# views use them for other tools, which open the file with their own settings; this program never reads the views.
_TABLES = """
CREATE TABLE runs (
  id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, title TEXT NOT NULL, agenda TEXT NOT NULL,
  created INTEGER NOT NULL, started INTEGER NOT NULL DEFAULT 0, ended INTEGER NOT NULL DEFAULT 0,
  settings TEXT NOT NULL
) STRICT;
CREATE TABLE people (
  id TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs(id), name TEXT NOT NULL, organisation TEXT NOT NULL,
  partnership TEXT NOT NULL, role TEXT NOT NULL, table_no INTEGER NOT NULL, code TEXT NOT NULL,
  consent INTEGER NOT NULL, joined INTEGER NOT NULL, removed INTEGER NOT NULL, PRIMARY KEY (run, id)
) STRICT;
CREATE TABLE tokens (
  hash TEXT PRIMARY KEY, run TEXT NOT NULL, person TEXT NOT NULL, role TEXT NOT NULL,
  created INTEGER NOT NULL, expires INTEGER NOT NULL DEFAULT 0, revoked INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX tokens_of_person ON tokens (run, person);
CREATE TABLE facts (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, run TEXT NOT NULL REFERENCES runs(id), screen TEXT NOT NULL,
  name TEXT NOT NULL,
  person TEXT NOT NULL, at INTEGER NOT NULL, move_id TEXT NOT NULL, data TEXT NOT NULL,
  UNIQUE (run, move_id)
) STRICT;
CREATE INDEX facts_of_run ON facts (run, seq);
CREATE TABLE entries (
  id TEXT NOT NULL, run TEXT NOT NULL REFERENCES runs(id), screen TEXT NOT NULL, kind TEXT NOT NULL, box TEXT NOT NULL,
  person TEXT NOT NULL, table_no INTEGER NOT NULL, text TEXT NOT NULL, data TEXT NOT NULL,
  outcome TEXT NOT NULL, visibility TEXT NOT NULL, shown TEXT NOT NULL, withdrawn INTEGER NOT NULL, at INTEGER NOT NULL,
  PRIMARY KEY (run, id)
) STRICT;
CREATE VIEW outcomes AS
  SELECT e.run, e.outcome, e.text, p.name, p.organisation, e.table_no, e.visibility,
    datetime(e.at / 1000, 'unixepoch') AS at
  FROM entries e LEFT JOIN people p ON p.run = e.run AND p.id = e.person
  WHERE e.outcome <> '' AND NOT e.withdrawn ORDER BY e.run, e.outcome, e.at;
CREATE VIEW commitments AS
  SELECT e.run, p.name, p.organisation, json_extract(e.data, '$.fields.when') AS "when", e.text AS will,
    json_extract(e.data, '$.fields.asker') AS asker, json_extract(e.data, '$.fields.date') AS date, e.visibility
  FROM entries e LEFT JOIN people p ON p.run = e.run AND p.id = e.person
  WHERE e.outcome = 'commitment' AND NOT e.withdrawn ORDER BY e.run, e.at;
CREATE VIEW votes AS
  SELECT f.run, f.screen, json_extract(f.data, '$.round') AS round, p.name, p.table_no, j.key AS item, j.value AS votes,
    datetime(f.at / 1000, 'unixepoch') AS at
  FROM facts f JOIN json_each(coalesce(json_extract(f.data, '$.picks'), json_extract(f.data, '$.ranking'))) j
  LEFT JOIN people p ON p.run = f.run AND p.id = f.person
  WHERE f.name = 'vote' AND f.seq IN (
    SELECT max(seq) FROM facts WHERE name = 'vote' GROUP BY run, screen, person, json_extract(data, '$.round'))
  ORDER BY f.run, f.screen, f.seq;
CREATE VIEW insights AS
  SELECT e.run, json_extract(e.data, '$.card') AS card, e.text, p.name, e.table_no, e.visibility,
    (SELECT count(*) FROM facts s WHERE s.run = e.run AND s.name = 'star' AND json_extract(s.data, '$.entry') = e.id
      AND s.seq IN (SELECT max(seq) FROM facts WHERE name = 'star' GROUP BY run, screen, person)) AS stars
  FROM entries e LEFT JOIN people p ON p.run = e.run AND p.id = e.person
  WHERE json_extract(e.data, '$.card') IS NOT NULL AND NOT e.withdrawn ORDER BY stars DESC, e.at;
CREATE VIEW attendance AS
  SELECT run, name, organisation, partnership, role, table_no, datetime(joined / 1000, 'unixepoch') AS joined, removed
  FROM people ORDER BY run, joined;
"""

_MARKS = """
CREATE VIEW marks AS
  SELECT f.run, f.screen, json_extract(f.data, '$.round') AS round, json_extract(f.data, '$.item') AS item,
    p.name, p.role, p.partnership, p.table_no, json_extract(f.data, '$.value') AS value,
    datetime(f.at / 1000, 'unixepoch') AS at
  FROM facts f LEFT JOIN people p ON p.run = f.run AND p.id = f.person
  WHERE f.name = 'mark' AND f.seq IN (
    SELECT max(seq) FROM facts WHERE name = 'mark'
    GROUP BY run, screen, person, json_extract(data, '$.round'), json_extract(data, '$.item'))
  ORDER BY f.run, f.screen, f.seq
"""

# facts.chain: each fact's hash over the one before it. facts.digest: of what was sent, so that one move id cannot stand
# for two things. runs.door: what the QR code knows beside the join code. masks: the keys of votes without names, gone
# when the run ends. clocks: which wall clock time the house began with since this computer was switched on. erasures:
# when facts were rewritten because somebody wished to be forgotten.
_PROMISE = """
ALTER TABLE facts ADD COLUMN chain TEXT NOT NULL DEFAULT '';
ALTER TABLE facts ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE runs ADD COLUMN door TEXT NOT NULL DEFAULT '';
ALTER TABLE tokens ADD COLUMN label TEXT NOT NULL DEFAULT '';
ALTER TABLE tokens ADD COLUMN seen INTEGER NOT NULL DEFAULT 0;
CREATE TABLE masks (
  run TEXT NOT NULL REFERENCES runs(id), screen TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (run, screen)
) STRICT;
DROP VIEW votes;
CREATE VIEW votes AS
  SELECT f.run, f.screen, json_extract(f.data, '$.round') AS round, p.name, p.table_no, j.key AS item, j.value AS votes,
    datetime(f.at / 1000, 'unixepoch') AS at
  FROM facts f JOIN json_each(coalesce(json_extract(f.data, '$.picks'), json_extract(f.data, '$.ranking'))) j
  LEFT JOIN people p ON p.run = f.run AND p.id = f.person
  WHERE f.name = 'vote' AND f.person NOT LIKE '~%' AND f.seq IN (
    SELECT max(seq) FROM facts WHERE name = 'vote' GROUP BY run, screen, person, json_extract(data, '$.round'))
  ORDER BY f.run, f.screen, f.seq;
DROP VIEW marks;
CREATE VIEW marks AS
  SELECT f.run, f.screen, json_extract(f.data, '$.round') AS round, json_extract(f.data, '$.item') AS item,
    p.name, p.role, p.partnership, p.table_no, json_extract(f.data, '$.value') AS value,
    datetime(f.at / 1000, 'unixepoch') AS at
  FROM facts f LEFT JOIN people p ON p.run = f.run AND p.id = f.person
  WHERE f.name = 'mark' AND f.person NOT LIKE '~%' AND f.seq IN (
    SELECT max(seq) FROM facts WHERE name = 'mark'
    GROUP BY run, screen, person, json_extract(data, '$.round'), json_extract(data, '$.item'))
  ORDER BY f.run, f.screen, f.seq;
CREATE TABLE clocks (boot TEXT PRIMARY KEY, since INTEGER NOT NULL, began INTEGER NOT NULL) STRICT;
CREATE TABLE erasures (
  run TEXT NOT NULL REFERENCES runs(id), at INTEGER NOT NULL, what TEXT NOT NULL, first INTEGER NOT NULL
) STRICT
"""
