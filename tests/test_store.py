"""The record: opened safely, written all or nothing, and honest about a file that cannot be used."""

from __future__ import annotations

import sqlite3
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from workshop import file
from workshop.file import PRAGMAS, StoreError
from workshop.moves import Fact
from workshop.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "workshop.db"


def with_run(path: Path) -> Store:
    store = Store(path)
    with store.transaction():
        store.add_run("r1", "K7RM2X", "A run", {}, 1, {})
    return store


def fact(no: int) -> Fact:
    return Fact(0, "r1", "write", "s", "p1", no, f"m{no}", {"no": no})


def write_and_fail(store: Store, block: AbstractContextManager[None]) -> None:
    with block:
        store.append(fact(2))
        raise RuntimeError("in the middle")


def test_what_must_hold_of_the_database_holds(path: Path) -> None:
    store = Store(path)
    is_now = {name: store.db.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}
    assert is_now == PRAGMAS
    assert PRAGMAS["synchronous"] == 2
    assert path.stat().st_mode & 0o077 == 0
    store.close()


def test_every_table_is_strict(path: Path) -> None:
    store = Store(path)
    strict = {table.name: table.strict for table in store.db.tables if not table.name.startswith(("_", "sqlite_"))}
    tables = ["runs", "people", "tokens", "facts", "entries", "masks", "clocks", "erasures"]
    assert strict == dict.fromkeys(tables, True)
    store.close()


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    store = with_run(path)
    with pytest.raises(RuntimeError):
        write_and_fail(store, store.transaction())
    assert store.facts("r1") == []
    store.close()


def test_one_attempt_that_fails_does_not_spoil_the_others(path: Path) -> None:
    store = with_run(path)
    with store.transaction():
        store.append(fact(1))
        with pytest.raises(RuntimeError):
            write_and_fail(store, store.attempt())
        store.append(fact(3))
    assert [one.move_id for one in store.facts("r1")] == ["m1", "m3"]
    store.close()


def test_facts_come_back_in_order_and_from_where_one_stopped(path: Path) -> None:
    store = with_run(path)
    with store.transaction():
        first, second = store.append(fact(1)), store.append(fact(2))
    assert store.facts("r1") == [first, second]
    assert store.facts("r1", after=first.seq) == [second]
    assert store.fact_of("r1", "m2") == second
    store.close()


def rewritten(store: Store, data: dict[int, Any]) -> None:
    with store.transaction():
        store.rewrite("r1", {seq: {"data": said} for seq, said in data.items()}, "erase", 9)


def five(path: Path) -> Store:
    store = with_run(path)
    with store.transaction():
        for no in range(1, 6):
            store.append(fact(no))
    return store


def test_facts_are_chained_and_a_rollback_leaves_no_gap(path: Path) -> None:
    store = with_run(path)
    with pytest.raises(RuntimeError):
        write_and_fail(store, store.transaction())
    with store.transaction():
        first, second = store.append(fact(1)), store.append(fact(2))
    assert (first.seq, second.seq, store.check_chain("r1")) == (1, 2, 0)
    assert len({row[0] for row in store.db.execute("SELECT chain FROM facts")}) == 2
    store.close()


@pytest.mark.parametrize(
    ("meddle", "broken"),
    [
        ("UPDATE facts SET data = replace(data, '3', '7') WHERE seq = 3", 3),
        ("UPDATE facts SET person = 'p2' WHERE seq = 2", 2),
        ("UPDATE facts SET at = at + 1 WHERE seq = 5", 5),
        ("DELETE FROM facts WHERE seq = 4", 5),
        ("UPDATE facts SET seq = CASE seq WHEN 2 THEN 103 ELSE 102 END WHERE seq IN (2, 3)", 4),
        ('UPDATE runs SET agenda = \'{"title":"Another"}\'', 1),
    ],
)
def test_whatever_is_done_to_a_fact_breaks_the_chain_there(path: Path, meddle: str, broken: int) -> None:
    store = five(path)
    store.db.execute(meddle)
    assert store.check_chain("r1") == broken
    store.close()


def test_a_run_can_be_forgotten_in_part_and_its_chain_made_anew(path: Path) -> None:
    store = five(path)
    rewritten(store, {4: {"no": 0}, 2: {"no": 0}})
    assert store.check_chain("r1") == 0
    assert [one.data["no"] for one in store.facts("r1")] == [1, 0, 3, 0, 5]
    assert store.erasures("r1") == [{"run": "r1", "at": 9, "what": "erase", "first": 2}]
    rewritten(store, {})
    assert len(store.erasures("r1")) == 1
    store.close()


def test_control_words_that_are_changed_behind_its_back_are_not_forgotten_but_broken(path: Path) -> None:
    store = five(path)
    store.db.execute("UPDATE facts SET data = '{}' WHERE seq = 2")
    assert store.check_chain("r1") == 2
    store.close()


def test_what_was_deleted_is_nowhere_after_the_file_was_written_anew(path: Path) -> None:
    store = with_run(path)
    with store.transaction():
        store.append(Fact(0, "r1", "write", "s", "p1", 1, "m1", {"text": "MARKER" * 500}))
    rewritten(store, {1: {}})
    store.vacuum()
    raw = b"".join(part.read_bytes() for part in path.parent.iterdir())
    assert b"MARKERMARKER" not in raw
    store.close()


def test_a_move_id_can_stand_in_a_run_only_once(path: Path) -> None:
    store = with_run(path)
    with store.transaction():
        store.append(fact(1))
    with pytest.raises(sqlite3.IntegrityError), store.transaction():
        store.append(fact(1))
    store.close()


def test_a_database_that_cannot_be_written_is_said_in_one_sentence(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with_run(path).close()
    monkeypatch.setattr(file, "_connected", lambda path: file._read_only(path, "mode=ro"))
    with pytest.raises(StoreError, match="cannot be written"):
        Store(path).prove_writable()


def test_two_servers_never_share_a_folder(tmp_path: Path) -> None:
    with (
        file.claimed(tmp_path),
        pytest.raises(StoreError, match="in use by another Workshop"),
        file.claimed(tmp_path),
    ):
        pass
    with file.claimed(tmp_path):
        pass


def test_deleting_a_run_takes_everything_of_it(path: Path) -> None:
    store = with_run(path)
    with store.transaction():
        store.append(fact(1))
        store.add_token("h", "r1", "p1", "participant", 1)
        store.wipe("r1")
    assert (store.runs(), store.facts("r1"), store.token("h")) == ([], [], None)
    store.close()


def test_whoever_joins_while_the_run_is_being_deleted_leaves_no_token_behind(path: Path) -> None:
    store = with_run(path)
    with store.transaction():
        store.wipe("r1")
    store.add_token("h", "r1", "p1", "participant", 1)
    store.add_token("hers", "", "", "facilitator", 1)
    assert [row["hash"] for row in store.db["tokens"].rows] == ["hers"]
    store.close()


def test_the_last_mark_of_a_person_stands_in_the_view_of_marks(path: Path) -> None:
    store = with_run(path)
    with store.transaction():
        for no, (item, value) in enumerate([("planning", 1.0), ("planning", 2.5), ("finance", 4.0)], start=1):
            data = {"round": 1, "item": item, "value": value}
            store.append(Fact(0, "r1", "mark", "matrix.rate", "p1", no, f"m{no}", data))
    store.close()
    assert seen_by_other_tools(path, "SELECT item, value FROM marks") == [("planning", 2.5), ("finance", 4.0)]


def seen_by_other_tools(path: Path, query: str) -> list[Any]:
    """The views are for programs that open the file with their own settings."""
    with sqlite3.connect(path) as other:
        rows = other.execute(query).fetchall()
    other.close()
    return rows
