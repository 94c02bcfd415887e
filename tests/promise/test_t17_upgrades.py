"""T17: the file of every released version comes up to date whole, however often it is interrupted; a newer never."""

from __future__ import annotations

import gzip
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.promise import dying
from tests.promise.records import FULL, content, rows, start, typed
from workshop import file
from workshop.backups import Backups
from workshop.file import StoreError
from workshop.schema import SCHEMA
from workshop.store import Store

ROOT = Path(__file__).resolve().parents[2]
RELEASED = sorted((ROOT / "tests" / "files").glob("schema-*.db.gz"))
KILLS = 20 if FULL else 5


def test_there_is_a_real_file_of_every_older_schema() -> None:
    assert [path.name for path in RELEASED] == [f"schema-{no}.db.gz" for no in range(1, SCHEMA)]


@pytest.fixture(params=RELEASED, ids=lambda path: path.name.removesuffix(".db.gz"))
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The database of a released version, as a session left it."""
    return unpacked(request.param, tmp_path / "data")


def unpacked(packed: Path, folder: Path) -> Path:
    folder.mkdir(mode=0o700)
    path = folder / "workshop.db"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path


def tables(path: Path, kind: str = "table") -> list[str]:
    query = f"SELECT name FROM sqlite_master WHERE type = '{kind}' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [name for (name,) in rows(path, query)]


def schema_of(path: Path) -> Any:
    """Everything that the shape of a database is: its statements without their blanks, and its columns."""
    said = rows(path, "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")
    statements = [(*names, " ".join((sql or "").split())) for *names, sql in said]
    return statements, {table: rows(path, f"PRAGMA table_info('{table}')") for table in tables(path)}


def written(path: Path, like: Path) -> dict[str, list[Any]]:
    """Every row of every table and view that an older file has, in its columns."""
    found = {}
    for name in [*tables(like), *tables(like, "view")]:
        columns = ", ".join(f'"{row[1]}"' for row in rows(like, f"PRAGMA table_info('{name}')"))
        found[name] = sorted(rows(path, f"SELECT {columns} FROM {name}"), key=repr)
    del found["_sqlite_migrations"]
    return found


@pytest.fixture
def fresh(tmp_path: Path) -> Path:
    path = tmp_path / "fresh" / "workshop.db"
    Store(path).close()
    return path


def assert_upgraded(path: Path, frozen: Path, fresh: Path) -> None:
    """Shaped as a fresh one, with everything that was in it, whole, chained, and readable as a session."""
    assert schema_of(path) == schema_of(fresh)
    assert written(path, frozen) == written(frozen, frozen)
    store = Store(path, reading=True)
    assert store.faults() == []
    assert [store.check_chain(run["id"]) for run in store.runs()] == [0] * len(store.runs())
    assert all(chain for (chain,) in rows(path, "SELECT chain FROM facts"))
    store.close()


@pytest.fixture
def frozen(old: Path, tmp_path: Path) -> Path:
    """The same file once more, never touched."""
    path = tmp_path / "frozen" / "workshop.db"
    path.parent.mkdir()
    path.write_bytes(old.read_bytes())
    return path


def test_every_released_file_comes_up_to_date_whole(old: Path, frozen: Path, fresh: Path) -> None:
    begun = start(old.parent)
    assert not begun.refused, begun.said
    assert begun.troubles == frozenset()
    assert len(begun.facts) == rows(frozen, "SELECT count(*) FROM facts")[0][0] > 300
    assert_upgraded(old, frozen, fresh)


def test_a_copy_is_made_before_and_can_be_put_back(old: Path, frozen: Path) -> None:
    Store(old).close()
    (copy,) = Backups(old.parent).all()
    assert copy.path.name.endswith(f"-before-schema-{SCHEMA}.db")
    assert written(copy.path, frozen) == written(frozen, frozen)
    assert typed("restore", "--data", old.parent)[0] == 0
    assert rows(old, "PRAGMA user_version") == rows(frozen, "PRAGMA user_version")


def test_where_no_copy_can_be_made_nothing_is_changed(old: Path) -> None:
    (old.parent / file.BACKUPS).write_text("in the way")
    before = content(old.parent)
    with pytest.raises(StoreError, match="No copy can be written"):
        Store(old)
    assert content(old.parent) == before


def exported(folder: Path, to: Path) -> dict[str, bytes]:
    (run,) = rows(folder / "workshop.db", "SELECT code FROM runs")[0]
    code, said = typed("export", run, "--private", "--data", folder, "--to", to)
    assert code == 0, said
    return {path.name: path.read_bytes() for path in to.iterdir()}


def test_its_exports_hold_what_was_written_and_are_the_same_from_its_copy(old: Path, tmp_path: Path) -> None:
    Store(old).close()
    first = exported(old.parent, tmp_path / "out")
    assert typed("restore", "--data", old.parent)[0] == 0
    Store(old).close()
    assert exported(old.parent, tmp_path / "again") == first
    texts = [text for (text,) in rows(old, "SELECT text FROM entries WHERE NOT withdrawn AND text <> ''")]
    sheet = first["with-private-run.json"].decode()
    assert len(texts) > 100
    assert sum(text in sheet for text in texts) >= 0.95 * len(texts), "written otherwise only where JSON escapes"


def test_who_only_reads_an_older_file_says_so_and_changes_nothing(old: Path) -> None:
    before = content(old.parent)
    code, said = typed("export", "XXXXXX", "--data", old.parent)
    assert code == 1
    assert "older Workshop" in said
    assert content(old.parent) == before


def statements_of_an_upgrade(old: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    aside = old.parent.parent / "counted"
    aside.mkdir(mode=0o700)
    (aside / "workshop.db").write_bytes(old.read_bytes())
    monkeypatch.setattr(file, "_connected", file._connected)
    seen = dying.count_statements(0)
    Store(aside / "workshop.db").close()
    return len(seen)


def killed(folder: Path, statement: int, *how: str) -> int:
    """Upgrade in a process that is killed at a statement; gives how it ended."""
    command = [sys.executable, "-m", "tests.promise.dying", str(folder), str(statement), *how]
    return subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False).returncode


def points(count: int, kills: int) -> Iterator[int]:
    """Statements to die at, spread over all of them; the first few alter tables, most of the others chain facts."""
    yield from (1 + no * (count - 1) // kills for no in range(kills))


def test_killed_at_any_statement_it_comes_up_to_date_at_the_next_start(
    old: Path, frozen: Path, fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = statements_of_an_upgrade(old, monkeypatch)
    assert count > 300
    monkeypatch.undo()
    ended = [killed(old.parent, point) for point in points(min(count, 40), KILLS)]
    assert ended == [-signal.SIGKILL] * KILLS
    assert killed(old.parent, count - 20) == -signal.SIGKILL
    Store(old).close()
    assert_upgraded(old, frozen, fresh)


def test_control_a_migration_outside_a_transaction_cannot_be_taken_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = unpacked(RELEASED[-1], tmp_path / "data")
    count = statements_of_an_upgrade(old, monkeypatch)
    monkeypatch.undo()
    assert killed(old.parent, count - 20, "careless") == -signal.SIGKILL
    with pytest.raises(StoreError, match="duplicate column"):
        Store(old)


def test_a_newer_file_is_refused_and_left_as_it_is(old: Path) -> None:
    with closing(sqlite3.connect(old)) as newer:
        newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    before = content(old.parent)
    begun = start(old.parent)
    assert "newer Workshop" in begun.said
    assert content(old.parent) == before
    assert typed("list", "--data", old.parent)[0] == 1
    assert content(old.parent) == before
