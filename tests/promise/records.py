"""Data folders as sessions leave them, for what is done to files: played, closed or crashed, with a copy beside it."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import click
from click.testing import CliRunner

from tests.house import House, robots_play
from workshop.backups import Backups
from workshop.commands import care, main, plan, serving
from workshop.commands import files as home
from workshop.config import Config
from workshop.moves import Fact

COMMANDS = (care, home, plan)
"""The modules whose commands are typed here. Not `workshop.__main__`, which patches the standard library for gevent."""

FULL = os.environ.get("WORKSHOP_FULL") == "1"
"""Whether the long forms are wanted."""

PARTS = ("workshop.db", "workshop.db-wal", "workshop.db-shm")


def played(folder: Path, *, screens: int = 6, crashed: bool = False) -> list[Fact]:
    """A session of a few screens in a folder, with a copy of its first half; gives its facts.

    Crashed, its log is still full; closed, there is none.
    """
    house, dice = House(folder), Random(7)
    guests = [house.join(name, table=1 + no % 3) for no, name in enumerate(("Ana", "Ben", "Cara", "Dev"))]
    for no, screen in enumerate(house.run.agenda.screens[:screens]):
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        list(robots_play(house, guests, dice, rounds=3))
        if no == screens // 2:
            Backups(folder).make()
    facts = house.store.facts(house.run_id)
    _leave(house, crashed=crashed)
    return facts


def _leave(house: House, *, crashed: bool) -> None:
    """Close the house; or keep its files as they were while it ran."""
    kept = {path: (path.read_bytes(), path.stat().st_mode) for path in files(house.folder)} if crashed else {}
    house.close()
    for path, (content, mode) in kept.items():
        path.write_bytes(content)
        path.chmod(mode)


def files(folder: Path) -> list[Path]:
    """The files of the database that are there."""
    return [folder / name for name in PARTS if (folder / name).is_file()]


def content(folder: Path) -> dict[str, bytes]:
    """What the files of the database hold, byte by byte."""
    return {path.name: path.read_bytes() for path in files(folder)}


@dataclass(frozen=True)
class Start:
    """How a start ended: with what it said when it gave up, or with the facts and troubles of the room it opened."""

    said: str = ""
    facts: tuple[Fact, ...] = ()
    troubles: frozenset[str] = frozenset()

    @property
    def refused(self) -> bool:
        return bool(self.said)


def start(folder: Path) -> Start:
    """Open the room as the command does, and close it again. Whatever is raised but a plain sentence goes through."""
    try:
        with serving(Config(data=folder, host="127.0.0.1", port=0)) as house:
            rows = house.store.runs()
            facts = [fact for row in rows for fact in house.store.facts(row["id"])]
            for row in rows:
                house.host.run(row["id"])
            return Start("", tuple(facts), frozenset(house.host._troubles))
    except click.ClickException as error:
        return Start(str(error))


def typed(*words: object) -> tuple[int, str]:
    """Type a command in this process: its exit code, and all that it said."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.output


def rows(path: Path, query: str) -> list[Any]:
    """What a query gives, on a copy of a database, so that nothing touches the file."""
    with _copied(path) as copy, closing(sqlite3.connect(copy)) as connection:
        return connection.execute(query).fetchall()


@contextmanager
def _copied(path: Path) -> Any:
    aside = path.with_name("read-by-a-test")
    aside.mkdir()
    for part in files(path.parent) if path.name == PARTS[0] else [path]:
        shutil.copy(part, aside / part.name)
    yield aside / path.name
    shutil.rmtree(aside)


def changed(path: Path, change: Callable[[bytearray], object]) -> None:
    """Do something to the bytes of a file."""
    raw = bytearray(path.read_bytes())
    change(raw)
    path.write_bytes(raw)
