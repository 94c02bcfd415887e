"""The file that the record lies in: looked at before it is touched, claimed, opened, read beside a server, copied.

A damaged file is never opened for writing, as that alone may fold its log into it or throw the log away.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import sqlite_utils

from workshop import chain
from workshop.schema import APPLICATION, CHAINED, NAME, SCHEMA, migrations

PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
}
"""Set on opening and read back: FULL means that an acknowledged fact survives a power cut."""

PATIENCE = 0.1
"""Seconds to wait for another program's lock: SQLite waits in C, and the whole room with it."""

PARTS = ("", "-wal", "-shm")
"""What a database consists of: itself, what was written since it was last folded together, and an index of that."""

LOGS = ("-wal", "-journal")
"""Where changes wait that are not in the file itself yet."""

LOOKED_AT = ".looked-at-"
"""How folders begin in which copies are looked at; whoever is killed over it leaves one behind."""

BACKUPS = "backups"
"""The folder of copies beside a database."""

STAGED = "workshop.restored"
"""A copy that is about to be put in place. Where it is left and no database, somebody was killed over it."""

PART = ".part"
"""How the name of a copy ends that is still being written, or was when somebody was killed over it."""


class StoreError(Exception):
    """The database cannot be used. The text is one sentence for the person who can mend it."""


class Damaged(StoreError):
    """The database is not what it should be, and was left as it is. A copy of it may help."""

    def __init__(self, path: Path, how: str = "is damaged or not a database") -> None:
        super().__init__(f"{path} {how}; it was left untouched.")


class Older(StoreError):
    """The database is of an older version, and who only reads does not change it."""


@contextmanager
def claimed(folder: Path) -> Iterator[None]:
    """A data folder for one server alone, until the block ends. Raises `StoreError` while another has it.

    Two servers would not see each other's facts. The lock goes with the process, however it ends.
    """
    with _lock_file(folder) as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(f"{folder} is in use by another Workshop; stop that one first, or say --data.") from None
        yield


def _lock_file(folder: Path) -> IO[str]:
    try:
        os.makedirs(folder, mode=0o700, exist_ok=True)
        return open(folder / "workshop.lock", "a", opener=_for_us_alone)
    except OSError as error:
        raise _unusable(folder, error) from None


def _for_us_alone(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


# ── opening ─────────────────────────────────────────────────────────────────


def opened(path: Path, before_upgrade: Callable[[], object]) -> sqlite3.Connection:
    """A connection to the database at `path`, made or brought up to date. Raises `StoreError`.

    `before_upgrade` is called before a file of an older version is changed, to keep a copy of it.
    """
    try:
        os.makedirs(path.parent, mode=0o700, exist_ok=True)
        _sweep(path.parent)
        version = look_at(path)
        keep_private(path)
        if version:
            _assert_writable(path)
        if 0 < version < SCHEMA:
            before_upgrade()
        connection = _connected(path)
    except sqlite3.Error as error:
        raise complaint(error, path) from None
    except OSError as error:
        raise _unusable(path.parent, error) from None
    try:
        _bring_up_to_date(connection, path)
        if not version:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # so that the file tells whose its log is
    except sqlite3.Error as error:
        connection.close()
        raise complaint(error, path) from None
    except StoreError:
        connection.close()
        raise
    return connection


def _assert_writable(path: Path) -> None:
    """SQLite would open it to read, and leave an empty log beside it."""
    try:
        os.close(os.open(path, os.O_RDWR))
    except OSError:
        raise _unwritable(path) from None


def _sweep(folder: Path) -> None:
    for left_behind in folder.glob(f"{LOOKED_AT}*"):
        shutil.rmtree(left_behind, ignore_errors=True)
    for left_behind in unfinished(folder) if (folder / "workshop.db").exists() else ():
        left_behind.unlink(missing_ok=True)


def unfinished(folder: Path) -> list[Path]:
    """Copies beside a database that are not whole or not in place, as whoever wrote them was killed over it."""
    return [*folder.glob(STAGED), *folder.glob(f".{STAGED}{PART}*"), *(folder / BACKUPS).glob(f".*{PART}*")]


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE)
    connection.text_factory = _text
    return connection


_text = partial(str, encoding="utf-8", errors="replace")
"""What is stored as text, also where a damaged disk has made nonsense of a letter: the chain will tell."""


def _bring_up_to_date(connection: sqlite3.Connection, path: Path) -> None:
    if not connection.execute("PRAGMA application_id").fetchone()[0]:
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
    for name, value in PRAGMAS.items():
        connection.execute(f"PRAGMA {name} = {value}")
    migrations.apply(sqlite_utils.Database(connection))
    _assert_pragmas(connection)
    keep_private(path)


def _assert_pragmas(connection: sqlite3.Connection) -> None:
    for name, value in PRAGMAS.items():
        is_now = connection.execute(f"PRAGMA {name}").fetchone()[0]
        if is_now != value:
            raise StoreError(
                f"The database refuses {name} = {value} (it says {is_now}); it may lie on a network drive."
            )


def keep_private(path: Path) -> None:
    """See to it that nobody else on this computer reads the database. Raises `StoreError` where that is not ours.

    Another person's folder is left alone, and so is one with other things in it: its files are closed all the same.
    """
    folder = path.parent
    if _is_open(folder) and folder.stat().st_uid == os.geteuid() and _holds_only_ours(folder):
        os.chmod(folder, 0o700)
    for part in (path.with_name(path.name + part) for part in PARTS):
        if part.exists() and _is_open(part):
            _close_to_others(part)


def _close_to_others(part: Path) -> None:
    try:
        os.chmod(part, 0o600)
    except PermissionError:
        raise StoreError(f"{part} can be read by others and is not yours; let its owner start Workshop.") from None


def _is_open(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def _holds_only_ours(folder: Path) -> bool:
    ours = ("workshop.", "set-aside-", BACKUPS, "sessions", LOOKED_AT)
    return all(name.startswith(ours) for name in os.listdir(folder))


# ── looking without touching ────────────────────────────────────────────────


def look_at(path: Path) -> int:
    """Make sure that a database is sound and ours, without touching it, and give its version; 0 if there is none yet.

    Reads every page (`quick_check`): some 3 ms for each megabyte. Raises `StoreError`.
    """
    if is_fresh(path):
        return 0
    if path.stat().st_size == 0:
        raise Damaged(path, "is empty, though there is more of it in the folder")
    with plainly(path), untouched(path) as connection:
        _refuse_strangers(connection, path)
        _refuse_foreign_log(connection, path)
        assert_sound(connection, path)
        return version_in(connection)


def faults(connection: sqlite3.Connection) -> list[str]:
    """Everything that a thorough look finds: every page, every index, every reference. Slower than `quick_check`."""
    found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)").fetchall() if row != ("ok",)]
    lost = connection.execute("PRAGMA foreign_key_check").fetchall()
    return found + [f"{row[0]} names a {row[2]} that is not there" for row in lost[:10]]


def version_in(connection: sqlite3.Connection) -> int:
    """The schema that a database has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def is_fresh(path: Path) -> bool:
    """Whether there was never anything here, so that a database may be begun. Raises `StoreError` if it was lost."""
    if path.exists() and path.stat().st_size:
        return False
    kept = [*(path.parent / BACKUPS).glob("*.db"), *path.parent.glob(STAGED)]
    log = path.with_name(path.name + "-wal")
    if path.exists():
        return not kept and not (log.exists() and log.stat().st_size)
    if kept or log.exists():
        raise Damaged(path, "is gone, though its copies or its log are there")
    return True


@contextmanager
def untouched(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads a database nobody serves, and leaves every byte of its files as it is.

    Where something is left in the log, copies are read: merely to open such a file is to begin mending it.
    """
    logs = [log for log in (path.with_name(path.name + end) for end in LOGS) if log.exists() and log.stat().st_size]
    if not logs:
        with closing(_read_only(path, "immutable=1")) as connection:
            yield connection
        return
    with tempfile.TemporaryDirectory(prefix=LOOKED_AT, dir=path.parent) as folder:
        for part in (path, *logs):
            shutil.copyfile(part, Path(folder) / part.name)
        with closing(_connected(Path(folder) / path.name)) as connection:
            yield connection


def _refuse_strangers(connection: sqlite3.Connection, path: Path) -> None:
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION and (tables or application):
        raise StoreError(f"{path} is a database of another program; choose another data folder.")
    if version_in(connection) > SCHEMA:
        raise StoreError(f"{path} was written by a newer Workshop; update this one, or choose another data folder.")


def _refuse_foreign_log(connection: sqlite3.Connection, path: Path) -> None:
    """A log does not say whose it is, and SQLite would write another database's over this one."""
    with closing(_read_only(path, "immutable=1")) as alone:
        if _own_name(alone) not in ("", _own_name(connection)):
            raise Damaged(path, "stands beside the log of another database")


def _own_name(connection: sqlite3.Connection) -> str:
    """What the schema called this database when it was made; nothing in older ones, or where it cannot be read."""
    try:
        return str(
            connection.execute("SELECT name FROM sqlite_sequence WHERE name LIKE ?", (f"{NAME}%",)).fetchone()[0]
        )
    except (sqlite3.Error, TypeError):
        return ""


def assert_sound(connection: sqlite3.Connection, path: Path) -> None:
    """Read every page. Raises `Damaged`."""
    if connection.execute("PRAGMA quick_check(1)").fetchall() != [("ok",)]:
        raise Damaged(path)


# ── reading beside a server ─────────────────────────────────────────────────


def reading(path: Path) -> sqlite3.Connection:
    """A connection that only reads, also while a server writes: it neither folds the log nor brings up to date.

    Where there is no database yet it gives an empty one that is nowhere. Raises `StoreError`.
    """
    try:
        if is_fresh(path):
            return _nowhere()
        connection = _beside_a_server(path)
        _refuse_strangers(connection, path)
        assert_sound(connection, path)
        if version_in(connection) < SCHEMA:
            raise Older(f"{path} was written by an older Workshop; workshop serve brings it up to date.")
    except sqlite3.Error as error:
        raise complaint(error, path) from None
    except OSError as error:
        raise _unusable(path.parent, error) from None
    return connection


def _nowhere() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrations.apply(sqlite_utils.Database(connection))
    return connection


def _beside_a_server(path: Path) -> sqlite3.Connection:
    """Whoever serves has a log, even an empty one; without one the file stands still, and no lock is needed."""
    log = path.with_name(path.name + "-wal")
    alone = not log.exists() or not (log.stat().st_size or os.access(path.parent, os.W_OK))
    return _read_only(path, "immutable=1" if alone else "mode=ro")


def _read_only(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, isolation_level=None, timeout=PATIENCE)
    connection.text_factory = _text
    return connection


# ── copying ─────────────────────────────────────────────────────────────────


def copy(path: Path, to: Path) -> None:
    """Write a consistent copy of a database, also while a server writes, and check it before it gets its name.

    What was deleted is not in it. Raises `StoreError`; then there is no copy.
    """
    part = to.with_name(f".{to.name}{PART}")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_CREAT | os.O_EXCL, 0o600))
        with closing(_beside_a_server(path)) as connection:
            connection.execute("VACUUM INTO ?", (str(part),))
        check_copy(part)
        sync(part)
        part.replace(to)
        sync(to.parent)
    except sqlite3.Error as error:
        raise complaint(error, path) from None
    except OSError as error:
        raise StoreError(f"No copy can be written to {to.parent}: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)


def check_copy(path: Path) -> None:
    """Make sure that a copy can be put in place. Touches nothing. Raises `StoreError`."""
    if not path.is_file():
        raise StoreError(f"There is no copy {path}.")
    if path.stat().st_size == 0:
        raise Damaged(path, "is empty")
    with plainly(path), untouched(path) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION:
            raise StoreError(f"{path} is not a copy that Workshop made.")
        _refuse_strangers(connection, path)
        assert_sound(connection, path)


def sync(path: Path) -> None:
    """Have the disk keep what was written to a file, or which files a folder has."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def first_broken(connection: sqlite3.Connection, run: str) -> int:
    """The number of the first fact of a run that is not as it was written, or 0."""
    rows = connection.execute("SELECT * FROM facts WHERE run = ? ORDER BY seq", (run,))
    rows.row_factory = sqlite3.Row
    (agenda,) = connection.execute("SELECT agenda FROM runs WHERE id = ?", (run,)).fetchone()
    return chain.first_broken(chain.beginning(agenda), rows)


def reach(connection: sqlite3.Connection) -> dict[str, int]:
    """How far each run goes: the number of its last fact. Rehearsals are thrown away, and do not count."""
    query = (
        "SELECT r.id, (SELECT coalesce(max(seq), 0) FROM facts f WHERE f.run = r.id) FROM runs r"
        """ WHERE r.settings NOT LIKE '%"rehearsal":true%'"""
    )
    return dict(connection.execute(query).fetchall())


def is_as_written(path: Path) -> bool:
    """Whether every run in a sound copy has a whole chain; older versions made none. Touches nothing."""
    with untouched(path) as connection:
        runs = connection.execute("SELECT id FROM runs").fetchall() if version_in(connection) >= CHAINED else []
        return not any(first_broken(connection, run) for (run,) in runs)


def put_in_place(copied: Path, path: Path, aside: Path) -> None:
    """Put a copy where a database is, and what is there now into the folder `aside`: nothing is deleted.

    The copy is staged first: where that fails, nothing was moved. Raises `StoreError`.
    """
    staged = path.with_name(STAGED)
    copy(copied, staged)
    try:
        aside.mkdir(mode=0o700)
        # The file itself goes first: without its log it would be taken for a whole one, and lack what was written last.
        for part in (path.with_name(path.name + end) for end in dict.fromkeys((*PARTS, *LOGS))):
            if part.exists():
                part.rename(aside / part.name)
        staged.rename(path)
        sync(path.parent)
    except OSError as error:
        raise _unusable(path.parent, error) from None


# ── words ───────────────────────────────────────────────────────────────────


@contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Whatever SQLite complains of in the block becomes one sentence. Raises `StoreError`."""
    try:
        yield
    except sqlite3.Error as error:
        raise complaint(error, path) from None


def complaint(error: sqlite3.Error, path: Path) -> StoreError:
    """What SQLite complains of, for the person who can mend it."""
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return Damaged(path)
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN")):
        return _unwritable(path)
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return StoreError(f"{path} is in use by another Workshop or program; stop that one first.")
    if name.startswith(("SQLITE_FULL", "SQLITE_IOERR_WRITE")):
        return StoreError(f"There is no space left for {path}; make room and start again.")
    return Damaged(path, f"cannot be read ({error})")


def _unwritable(path: Path) -> StoreError:
    return StoreError(f"{path} cannot be written; check who owns the file and its folder.")


def _unusable(folder: Path, error: OSError) -> StoreError:
    return StoreError(f"The data folder {folder} cannot be used: {error.strerror}.")
