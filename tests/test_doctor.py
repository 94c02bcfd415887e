"""The doctor: looks at everything a session stands on, says what to do, and changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.promise.records import changed, content, played, typed
from workshop import disk, doctor
from workshop.backups import Backups
from workshop.config import Config
from workshop.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A session with a copy."""
    played(tmp_path / "data", screens=2)
    return tmp_path / "data"


def found(folder: Path, about: str) -> list[tuple[str, str]]:
    """What the doctor says about something: grades and texts."""
    config = Config(data=folder, host="127.0.0.1", port=0)
    return [(one.grade, one.text) for one in doctor.findings(config) if one.about == about]


def test_a_sound_session_is_told_line_by_line_and_nothing_is_changed(folder: Path) -> None:
    before = content(folder), sorted(folder.rglob("*"))
    code, said = typed("doctor", "--data", folder)
    assert code == 0, said
    lines = said.splitlines()
    about = ["Folder", "Disk", "Settings", "Record", "Chain", "Copies", "SQLite", "Clock", "Network", "Port"]
    assert [word for word in about if f"{word}:" not in said] == []
    assert all(line.split()[0] in ("ok", "look", "trouble") for line in lines)
    assert (content(folder), sorted(folder.rglob("*"))) == before


def test_where_nothing_is_yet_it_makes_nothing(tmp_path: Path) -> None:
    code, said = typed("doctor", "--data", tmp_path / "none")
    assert code == 0
    assert "not there yet" in said
    assert not (tmp_path / "none").exists()


def test_a_damaged_record_is_trouble_and_the_good_copy_is_named(folder: Path) -> None:
    changed(folder / "workshop.db", lambda raw: raw.__setitem__(slice(4096, 12288), bytes(8192)))
    before = content(folder)
    code, said = typed("doctor", "--data", folder)
    assert code == 1
    assert "workshop restore" in said
    assert "Traceback" not in said
    assert content(folder) == before


def test_a_fact_that_is_not_as_it_was_written_is_trouble(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "workshop.db")) as other, other:
        other.execute("UPDATE facts SET at = at + 1 WHERE seq = 3")
    ((grade, text),) = found(folder, "Chain")
    assert grade == "trouble"
    assert "fact 3 is not as it was written" in text


def test_a_reference_into_nothing_is_trouble(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "workshop.db")) as other, other:
        other.execute("UPDATE facts SET run = 'nowhere' WHERE seq = 3")
    ((grade, text),) = found(folder, "Record")
    assert grade == "trouble"
    assert "facts names a runs that is not there" in text


def test_what_was_forgotten_is_on_record(folder: Path) -> None:
    store = Store(folder / "workshop.db")
    (run,) = store.runs()
    with store.transaction():
        store.rewrite(run["id"], {2: {"person": ""}}, "erase", 1_790_000_000_000)
    store.close()
    ((grade, text),) = found(folder, "Erasure")
    assert grade == "ok"
    assert "facts from 2 on were rewritten on 21.09.2026 (erase)" in text


def test_copies_are_counted_and_damaged_ones_named(folder: Path) -> None:
    bad = Backups(folder).make()
    changed(bad.path, lambda raw: raw.__setitem__(slice(4096, 12288), bytes(8192)))
    ((grade, text),) = found(folder, "Copies")
    assert grade == "look"
    assert f"{bad.path.name}, made after it, is damaged" in text
    for copy in Backups(folder).all():
        copy.path.unlink()
    assert found(folder, "Copies")[0][0] == "look"


def test_a_folder_that_others_can_open_is_told_with_what_to_type(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "workshop.db").chmod(0o644)
    assert found(folder, "Folder")[0] == (
        "look",
        f"{folder} can be opened by others on this computer; type: chmod 700 {folder}",
    )
    assert "chmod 600" in found(folder, "Files")[0][1]


@pytest.mark.parametrize(("left", "grade"), [(10_000, "ok"), (disk.LOW - 1, "look"), (disk.FULL - 1, "trouble")])
def test_the_room_left_is_graded(folder: Path, monkeypatch: pytest.MonkeyPatch, left: int, grade: str) -> None:
    monkeypatch.setattr(disk, "free", lambda folder: left)
    assert found(folder, "Disk")[0][0] == grade


def test_a_network_drive_is_trouble_and_a_cloud_is_to_be_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "kind", lambda folder: "cifs")
    monkeypatch.setattr(disk, "cloud", lambda folder: "OneDrive")
    assert found(folder, "Disk")[0][0] == "trouble"
    assert "OneDrive" in found(folder, "Folder")[1][1]


def at(year: int) -> Callable[[], datetime]:
    return lambda: datetime(year, 1, 1)


@pytest.mark.parametrize(("year", "grade"), [(1970, "trouble"), (2026, "ok")])
def test_a_clock_that_cannot_be_right_is_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, year: int, grade: str
) -> None:
    monkeypatch.setattr(doctor, "datetime", SimpleNamespace(now=at(year)))
    assert found(tmp_path / "none", "Clock")[0][0] == grade


@pytest.mark.parametrize(("version", "grade"), [((3, 51, 2), "look"), ((3, 51, 3), "ok")])
def test_an_old_sqlite_is_told_with_why_it_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, ...], grade: str
) -> None:
    monkeypatch.setattr(doctor.sqlite3, "sqlite_version_info", version)
    assert found(tmp_path / "none", "SQLite")[0][0] == grade


def test_a_port_that_is_taken_is_to_be_looked_at(tmp_path: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = Config(data=tmp_path / "none", host="127.0.0.1", port=taken.getsockname()[1])
        grades = [one.grade for one in doctor.findings(config) if one.about == "Port"]
    assert grades == ["look"]


def test_old_folders_that_were_set_aside_are_named(folder: Path) -> None:
    assert typed("restore", "--data", folder)[0] == 0
    ((grade, text),) = found(folder, "Set aside")
    assert grade == "look"
    assert "set-aside-" in text
