"""Everything that a session stands on, looked at in turn: the folder, the disk, the record, its copies, this computer.

Each finding is a line: ok, something to look at, or trouble, with what to do. Changes nothing, and works beside a
server and on a damaged file.
"""

from __future__ import annotations

import os
import resource
import socket
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from workshop import disk, file
from workshop.backups import Backups
from workshop.config import Config, lan_addresses
from workshop.file import StoreError
from workshop.moves import Json
from workshop.schema import SCHEMA
from workshop.store import Store

SAFE_SQLITE = (3, 51, 3)
"""The first version without the fault by which several writers may damage a file with a log (reset of the WAL)."""

FILES = 2048
"""Open files that a room of 500 phones needs, twice over."""

YEARS = range(2025, 2100)

Grade = Literal["ok", "look", "trouble"]


@dataclass(frozen=True)
class Finding:
    """One line of the report."""

    grade: Grade
    about: str
    text: str


def findings(config: Config) -> Iterator[Finding]:
    """What was found, one look after another."""
    if config.data.exists() and not config.data.is_dir():
        yield Finding("trouble", "Folder", f"{config.data} is not a folder; name another with --data.")
    elif not config.data.is_dir():
        yield Finding("look", "Folder", f"{config.data} is not there yet; the first start makes it.")
    else:
        yield from _folder(config.data)
        yield from _disk(config.data)
        yield from _record(config.data)
        yield from _copies(config.data)
    yield from _computer(config)


# ── folder and disk ─────────────────────────────────────────────────────────


def _folder(data: Path) -> Iterator[Finding]:
    seen = data.stat()
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield Finding("trouble", "Folder", f"{data} cannot be written; check who owns it.")
    elif seen.st_mode & 0o077:
        yield Finding("look", "Folder", f"{data} can be opened by others on this computer; type: chmod 700 {data}")
    else:
        yield Finding("ok", "Folder", f"{data} is open to you alone.")
    for path in (*data.glob("workshop.db*"), *data.glob(f"{file.BACKUPS}/*.db")):
        if path.stat().st_mode & 0o077:
            yield Finding("look", "Files", f"{path} can be read by others on this computer; type: chmod 600 {path}")
    if clouded := disk.cloud(data):
        says = f"The folder lies in {clouded}, which copies files while they are written; choose another with --data."
        yield Finding("look", "Folder", says)


def _disk(data: Path) -> Iterator[Finding]:
    kind, left = disk.kind(data), disk.free(data)
    if kind in disk.NETWORK:
        yield Finding("trouble", "Disk", f"The folder lies on a network drive ({kind}); choose one on this computer.")
    grade: Grade = "trouble" if left < disk.FULL else "look" if left < disk.LOW else "ok"
    advice = "" if grade == "ok" else " Delete something large."
    yield Finding(grade, "Disk", f"{left} MB are free{f' ({kind})' if kind else ''}.{advice}")
    try:
        with tempfile.TemporaryDirectory(prefix=file.LOOKED_AT, dir=data) as folder:
            file.opened(Path(folder) / "workshop.db", lambda: None).close()
        yield Finding("ok", "Settings", "This disk flushes every write before it is called saved (WAL, FULL).")
    except (StoreError, OSError) as error:
        yield Finding("trouble", "Settings", f"No database can be kept on this disk. {error}")


# ── the record ──────────────────────────────────────────────────────────────


def _record(data: Path) -> Iterator[Finding]:
    path = data / "workshop.db"
    try:
        if file.is_fresh(path):
            yield Finding("ok", "Record", "There is none yet.")
            return
        with closing(Store(path, reading=True)) as store, file.plainly(path):
            yield from _whole(store, data)
    except file.Older:
        says = f"An older version wrote it; the next start makes a copy and brings it to schema {SCHEMA}."
        yield Finding("look", "Record", says)
    except StoreError as error:
        yield Finding("trouble", "Record", f"{error} {Backups(data).advice()}")


def _whole(store: Store, data: Path) -> Iterator[Finding]:
    if found := store.faults():
        yield Finding("trouble", "Record", f"It is damaged: {'; '.join(found)}. {Backups(data).advice()}")
    else:
        size = store.path.stat().st_size / disk.MB
        yield Finding("ok", "Record", f"Every page, index and reference is whole ({size:.1f} MB).")
    for run in store.runs():
        yield _chain(store, run, data)
        for erasure in store.erasures(run["id"]):
            day, first = datetime.fromtimestamp(erasure["at"] / 1000), erasure["first"]
            says = f"“{run['title']}”: facts from {first} on were rewritten on {day:%d.%m.%Y} ({erasure['what']})."
            yield Finding("ok", "Erasure", says)


def _chain(store: Store, run: Json, data: Path) -> Finding:
    if broken := store.check_chain(run["id"]):
        says = f"“{run['title']}”: fact {broken} is not as it was written. {Backups(data).advice()}"
        return Finding("trouble", "Chain", says)
    return Finding("ok", "Chain", f"“{run['title']}”: every fact is as it was written.")


def _copies(data: Path) -> Iterator[Finding]:
    backups = Backups(data)
    there, good = backups.all(), backups.last_good()
    if not there and not backups.source.exists():
        yield Finding("ok", "Copies", "There is none yet, and nothing to copy.")
    elif not there:
        yield Finding("look", "Copies", "There is none yet; type: workshop backup")
    elif good is None:
        yield Finding("trouble", "Copies", f"None of the {len(there)} copies is whole; type: workshop backup")
    else:
        bad = "" if good == there[-1] else f" {there[-1].path.name}, made after it, is damaged."
        yield Finding("look" if bad else "ok", "Copies", f"{len(there)}; the last good one is of {good.when}.{bad}")
    for folder in backups.set_aside():
        yield Finding("look", "Set aside", f"{folder} holds an older record; delete it when you need it no more.")


# ── this computer ───────────────────────────────────────────────────────────


def _computer(config: Config) -> Iterator[Finding]:
    looks: tuple[Callable[[Config], Finding], ...] = (_sqlite, _clock, _addresses, _port, _limit)
    yield from (look(config) for look in looks)


def _sqlite(_: Config) -> Finding:
    if sqlite3.sqlite_version_info >= SAFE_SQLITE:
        return Finding("ok", "SQLite", sqlite3.sqlite_version)
    says = f"{sqlite3.sqlite_version} has a rare fault when several programs write. Only Workshop writes here, so it is"
    return Finding("look", "SQLite", f"{says} not met; let no other program write into this folder.")


def _clock(_: Config) -> Finding:
    now = datetime.now().astimezone()
    if now.year not in YEARS:
        return Finding("trouble", "Clock", f"This computer believes it is {now:%d.%m.%Y}; set its clock.")
    return Finding("ok", "Clock", f"{now:%d.%m.%Y, %H:%M} {time.strftime('%Z')}; is that so?")


def _addresses(config: Config) -> Finding:
    if not (found := lan_addresses()):
        return Finding("look", "Network", "This computer is in no network, so phones cannot reach it.")
    return Finding("ok", "Network", f"This computer is {' and '.join(found)}; phones join at {config.origin}")


def _port(config: Config) -> Finding:
    try:
        with socket.create_server((config.host, config.port)):
            return Finding("ok", "Port", f"{config.port} is free.")
    except OSError as error:
        says = f"{config.port} cannot be listened on now ({error.strerror}), perhaps because a Workshop runs already."
        return Finding("look", "Port", says)


def _limit(_: Config) -> Finding:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < FILES:
        return Finding("look", "Open files", f"Only {hard} are allowed; type before the start: ulimit -n {FILES}")
    return Finding("ok", "Open files", f"{soft} are allowed, up to {'any number' if hard < 0 else hard}.")
