"""T15: what cannot be used is said in one sentence and left as it is, and whoever only reads changes nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

import gevent
import pytest

from tests.promise.capabilities import as_anybody
from tests.promise.records import Start, content, files, played, rows, start, typed
from workshop import disk, file
from workshop.commands import plan
from workshop.config import Config
from workshop.store import Store

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("session") / "data"
    played(folder, screens=2)
    return folder


@pytest.fixture
def folder(session: Path, tmp_path: Path) -> Iterator[Path]:
    """A closed session to make unusable; usable again afterwards, so that it can be deleted."""
    place = tmp_path / "data"
    shutil.copytree(session, place)
    yield place
    place.chmod(0o700)


def refused(folder: Path) -> str:
    """A start that must give up: its one sentence, after which every byte is as it was."""
    before = content(folder) if folder.is_dir() else {}
    with as_anybody():
        begun = start(folder)
    assert begun.refused
    assert "\n" not in begun.said
    assert "Traceback" not in begun.said
    if folder.is_dir():
        assert content(folder) == before
    return begun.said


def test_a_file_that_may_only_be_read(folder: Path) -> None:
    (folder / "workshop.db").chmod(0o400)
    assert "cannot be written; check who owns" in refused(folder)
    assert (folder / "workshop.db").stat().st_mode & 0o777 == 0o400


def test_a_folder_that_may_only_be_read(folder: Path) -> None:
    folder.chmod(0o500)
    assert re.search("cannot be (written|used)", refused(folder))


def test_a_folder_that_may_not_even_be_opened(folder: Path) -> None:
    folder.chmod(0o000)
    with as_anybody():
        begun = start(folder)
    folder.chmod(0o700)
    assert "cannot be used" in begun.said


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert "cannot be used" in refused(tmp_path / "locked" / "data")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "workshop.db").mkdir()
    assert "workshop.db" in refused(tmp_path)


@contextmanager
def another_program(path: Path, statement: str) -> Iterator[None]:
    """A program that has begun to write and does not finish."""
    script = (
        f"import sqlite3, sys; c = sqlite3.connect({str(path)!r}, isolation_level=None); c.execute({statement!r});"
        "print('ready', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        yield
        other.communicate()


@pytest.mark.parametrize("statement", ["BEGIN IMMEDIATE", "BEGIN EXCLUSIVE"])
def test_a_file_in_which_another_program_writes(folder: Path, statement: str) -> None:
    with another_program(folder / "workshop.db", statement):
        assert "in use by another" in refused(folder)
    assert not start(folder).refused


def test_a_folder_in_which_another_house_is_open(folder: Path) -> None:
    with file.claimed(folder):
        assert "in use by another Workshop" in refused(folder)


def test_a_folder_on_another_computer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(disk, "kind", lambda folder: "nfs4")
    assert "network drive (nfs4)" in refused(folder)


def test_what_others_could_read_is_closed_to_them_quietly(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "workshop.db").chmod(0o664)
    assert not start(folder).refused
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / "workshop.db")] == [0o700, 0o600]


def test_a_folder_with_other_things_in_it_stays_open_but_its_files_do_not(folder: Path) -> None:
    folder.chmod(0o755)
    (folder / "holiday.jpg").write_bytes(b"")
    (folder / "workshop.db").chmod(0o644)
    assert not start(folder).refused
    assert [path.stat().st_mode & 0o777 for path in (folder, folder / "workshop.db")] == [0o755, 0o600]


def test_what_others_can_read_and_is_not_ours_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "workshop.db").chmod(0o644)

    def forbidden(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(file.os, "chmod", forbidden)
    assert "can be read by others and is not yours" in refused(folder)


def test_all_that_a_house_writes_is_for_its_owner_alone(tmp_path: Path) -> None:
    played(tmp_path / "new" / "data", screens=1, crashed=True)
    written = [tmp_path / "new" / "data", *(tmp_path / "new" / "data").rglob("*")]
    assert len(written) >= 5
    assert {path: path.stat().st_mode & 0o077 for path in written} == dict.fromkeys(written, 0)


# ── reading changes nothing ─────────────────────────────────────────────────


def test_a_session_can_be_exported_from_a_folder_that_may_only_be_read(folder: Path, tmp_path: Path) -> None:
    (run,) = rows(folder / "workshop.db", "SELECT code FROM runs")[0]
    (folder / "workshop.db").chmod(0o400)
    folder.chmod(0o500)
    before = content(folder), sorted(folder.iterdir())
    with as_anybody():
        code, said = typed("export", run, "--data", folder, "--to", tmp_path / "out")
    assert code == 0, said
    assert (tmp_path / "out" / "note.md").is_file()
    assert (content(folder), sorted(folder.iterdir())) == before


def test_to_list_and_to_export_make_nothing_where_nothing_is(tmp_path: Path) -> None:
    assert typed("list", "--data", tmp_path / "none")[0] == 0
    assert typed("export", "XXXXXX", "--data", tmp_path / "none")[0] == 1
    assert not (tmp_path / "none").exists()


def wait_for_an_answer(port: int) -> None:
    """Whoever is answered comes after all that a server does at its start."""
    with gevent.Timeout(10):
        while True:
            with suppress(urllib.error.URLError):
                return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).close()
            gevent.sleep(0.01)


@contextmanager
def served(folder: Path) -> Iterator[None]:
    """A real server on the folder, with something in its log."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-u", "-m", "workshop", "serve", "--port", str(port), "--data", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        try:
            while "Your home" not in (line := server.stdout.readline()):
                assert line, "the server did not start"
            wait_for_an_answer(port)
            yield
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=20)


def raw(folder: Path) -> dict[str, bytes]:
    """Database and log: what a reader writes into the index of the log is forgotten with it."""
    return {name: held for name, held in content(folder).items() if not name.endswith("-shm")}


def test_beside_a_server_nothing_that_only_reads_writes_or_folds_the_log(folder: Path, tmp_path: Path) -> None:
    (run,) = rows(folder / "workshop.db", "SELECT code FROM runs")[0]
    with served(folder):
        before = raw(folder)
        assert before["workshop.db-wal"], "nothing is in the log"
        for words in (["list"], ["export", run, "--to", tmp_path / "out"], ["doctor"], ["backup", "--to", tmp_path]):
            code, said = typed(*words, "--data", folder)
            assert code == 0, said
            assert raw(folder) == before, words
        assert "in use by another Workshop" in typed("restore", "--data", folder)[1]
        assert "in use by another Workshop" in start(folder).said
        assert raw(folder) == before
    assert start(folder) != Start()


def test_control_a_reader_that_opens_the_file_to_write_is_caught(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way it was before: to list a session left by a crash folds its log into the file."""
    shutil.rmtree(folder)
    played(folder, screens=2, crashed=True)
    monkeypatch.setattr(plan, "record_at", lambda config: closing(_record_that_is_written(config)))
    before = raw(folder)
    typed("list", "--data", folder)
    assert raw(folder) != before


def test_a_session_left_by_a_crash_can_be_listed_as_it_lies(folder: Path) -> None:
    shutil.rmtree(folder)
    played(folder, screens=2, crashed=True)
    before = raw(folder)
    assert before["workshop.db-wal"]
    assert typed("list", "--data", folder)[0] == 0
    assert raw(folder) == before


def _record_that_is_written(config: Config) -> Store:
    return Store(config.data / "workshop.db")


# ── the file system ─────────────────────────────────────────────────────────

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /dev/shm tmpfs rw 0 0
//nas/share /mnt/our\\040share cifs rw 0 0
nas:/home /mnt/home nfs4 rw 0 0
"""


@pytest.mark.parametrize(
    ("place", "kind"),
    [("/srv/x", "ext4"), ("/mnt/our share/workshop", "cifs"), ("/mnt/home", "nfs4"), ("/mnt/homes", "ext4")],
)
def test_the_kind_of_disk_is_read_from_what_is_mounted(place: str, kind: str) -> None:
    assert disk.kind(Path(place), MOUNTS) == kind
    assert (kind in disk.NETWORK) == (kind in ("cifs", "nfs4"))


@pytest.mark.parametrize(
    ("place", "found"),
    [("/Users/ana/OneDrive - Oak/x", "OneDrive - Oak"), ("/Users/ana/Dropbox/x", "Dropbox"), ("/srv/x", "")],
)
def test_a_folder_that_a_cloud_copies_is_known_by_its_name(place: str, found: str) -> None:
    assert disk.cloud(Path(place)) == found


@pytest.mark.parametrize("ask", [os.listdir, lambda folder: [str(path) for path in files(folder)]])
def test_a_closed_session_is_one_file(session: Path, ask: Callable[[Path], list[str]]) -> None:
    assert not [name for name in ask(session) if name.endswith(("-wal", "-shm"))]


def test_a_store_that_only_reads_cannot_write(folder: Path) -> None:
    store = Store(folder / "workshop.db", reading=True)
    with closing(store), pytest.raises(sqlite3.OperationalError, match="readonly"):
        store.time_run("r", 1, 1)
