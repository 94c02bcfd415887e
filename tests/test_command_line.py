"""The command line as a facilitator types it: what it says when something is wrong, and what it leaves behind."""

from __future__ import annotations

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from workshop.schema import APPLICATION

ROOT = Path(__file__).resolve().parents[1]


def workshop(*words: object, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Type a command and wait for its end."""
    command = [sys.executable, "-m", "workshop", *map(str, words)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=cwd or ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def complaint(done: subprocess.CompletedProcess[str]) -> str:
    """The one sentence with which a command gave up; never a traceback."""
    assert done.returncode != 0, done.stdout
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, done.stderr
    return lines[0].removeprefix("Error: ")


def start(data: Path, *more: object) -> subprocess.CompletedProcess[str]:
    return workshop("run", "rehearsal", "--no-browser", "--host", "127.0.0.1", "--data", data, *more)


def database(data: Path, *statements: str) -> Path:
    data.mkdir(parents=True, exist_ok=True)
    path = data / "workshop.db"
    with sqlite3.connect(path) as other:
        for statement in statements:
            other.execute(statement)
    other.close()
    return path


def test_a_port_in_use_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        said = complaint(start(tmp_path, "--port", taken.getsockname()[1]))
    assert "is in use" in said
    assert "--port" in said


def test_a_newer_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = database(
        tmp_path, f"PRAGMA application_id = {APPLICATION}", "CREATE TABLE runs (id)", "PRAGMA user_version = 99"
    )
    before = path.read_bytes()
    assert "newer Workshop" in complaint(start(tmp_path))
    assert path.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = database(tmp_path, "CREATE TABLE recipes (id)")
    before = path.read_bytes()
    assert "another program" in complaint(start(tmp_path))
    assert path.read_bytes() == before


def test_a_damaged_database_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "workshop.db"
    path.write_bytes(b"not a database at all" * 100)
    before = path.read_bytes()
    assert "left untouched" in complaint(start(tmp_path))
    assert path.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "cannot be used" in complaint(start(tmp_path / "file" / "data"))


def test_a_broken_agenda_is_said_with_file_step_screen_and_key(tmp_path: Path) -> None:
    sheet = (ROOT / "sessions" / "rehearsal.toml").read_text(encoding="utf-8")
    broken = tmp_path / "mine.toml"
    broken.write_text(sheet.replace('kind = "collect"', 'kind = "colect"', 1), encoding="utf-8")
    said = complaint(workshop("check", broken))
    assert re.search(r'mine\.toml, step ".+", screen ".+", key "kind"', said)
    assert "collect" in said


def test_an_unknown_agenda_and_an_unknown_run_are_named(tmp_path: Path) -> None:
    assert "no-such" in complaint(workshop("check", "no-such"))
    assert "XXXXXX" in complaint(workshop("export", "XXXXXX", "--data", tmp_path))


def test_a_public_address_that_cannot_be_right_is_refused(tmp_path: Path) -> None:
    assert "public address" in complaint(start(tmp_path, "--public", "not an address"))


COMMANDS = ["", "run", "serve", "rehearse", "check", "list", "export", "backup", "restore", "doctor"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_reads_like_a_person_wrote_it(command: str) -> None:
    done = workshop(*command.split(), "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert "Options:" in done.stdout
    sentence = done.stdout.split("\n\n")[1].strip()
    assert sentence.endswith((".", "."))


def test_a_rehearsal_from_an_empty_folder_plays_every_screen_and_its_files_can_be_exported(tmp_path: Path) -> None:
    done = workshop("rehearse", "rehearsal", "--people", "6", "--keep", tmp_path / "kept", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 faults" in done.stdout
    code = re.search(r"  ([0-9A-Z]{6})  ", workshop("list", "--data", tmp_path / "kept").stdout).group(1)
    done = workshop("export", code, "--data", tmp_path / "kept", "--to", tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    papers = {"note.md", "note.html", "case.html", "poster.html", "run.json"}
    tables = {"entries", "commitments", "votes", "ballots", "marks", "matches", "host_cards", "canvases", "people"}
    assert names == papers | {f"{table}.csv" for table in (*tables, "timeline")}
    assert not json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["private"]


def test_private_entries_leave_only_when_asked_for_and_the_files_say_so(tmp_path: Path) -> None:
    workshop("rehearse", "rehearsal", "--people", "6", "--keep", tmp_path / "kept")
    code = re.search(r"  ([0-9A-Z]{6})  ", workshop("list", "--data", tmp_path / "kept").stdout).group(1)
    for more in ((), ("--private",)):
        workshop("export", code, "--data", tmp_path / "kept", "--to", tmp_path / "out", *more)
    data = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    private = json.loads((tmp_path / "out" / "with-private-run.json").read_text(encoding="utf-8"))
    assert private["private"]
    assert private["notice"]
    kept = [one["id"] for one in private["entries"] if one.get("visibility") not in (None, "room")]
    assert kept
    assert not [one for one in data["entries"] if one["id"] in kept and "text" in one]
    assert private["notice"] in (tmp_path / "out" / "with-private-entries.csv").read_text(encoding="utf-8-sig")


def test_datasette_and_sqlite_utils_can_read_the_afternoon(tmp_path: Path) -> None:
    workshop("rehearse", "rehearsal", "--people", "6", "--keep", tmp_path)
    with sqlite3.connect(tmp_path / "workshop.db") as other:
        rows = {
            view: other.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
            for view in ("outcomes", "commitments", "votes", "insights", "attendance")
        }
    other.close()
    assert rows["attendance"] == 6
    assert rows["commitments"] == 6
    assert all(rows.values()), rows
