"""A room as a process of its own that may be killed and opened again, for drivers that run under gevent.

The folder stays, so each start takes the run up where the last one was.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
AGENDA = HERE / "storm.toml"

WHOLE = "none:"
"""Breaks nothing."""

PATIENCE = 60.0
"""Seconds in which a room has to open, or a fail point to be reached, on a busy machine too."""

LAST_WORDS = 3000
"""Characters of what it printed that a failure tells."""

LOOK = 0.02
"""Seconds between two looks at what can only be asked for."""


class Room:
    """The workshop command on a folder. `around`: a command to run it under, such as strace.

    `flags`: further ones of its own.
    """

    def __init__(self, folder: Path, agenda: Path = AGENDA, around: tuple[str, ...] = ()) -> None:
        self.folder, self.agenda, self.around = folder, agenda, around
        self.port = _free_port()
        self.flags: tuple[str, ...] = ()
        self.address = ("127.0.0.1", self.port)
        self.opened_at = 0.0
        """When it last began to listen, by the monotonic clock."""
        self._log = folder / "log"

    def open(self, broken: str = WHOLE) -> Room:
        """Start it, with one property broken where asked for; returns when it listens."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(self._command(broken), cwd=ROOT, env=_environment(), stdout=log, stderr=log)
        self._until(self._listens, "it never listened")
        self.opened_at = time.monotonic()
        return self

    def kill(self) -> None:
        """No goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def die(self) -> None:
        """Wait until it has killed itself at its fail point."""
        self._until(lambda: self.process.poll() is not None, "its fail point was never reached", died=True)
        assert self.process.returncode == -signal.SIGKILL, (
            f"it ended with {self.process.returncode}:\n{self.last_said()}"
        )

    def close(self) -> None:
        """As Ctrl-C would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE)

    def said(self) -> str:
        """Everything it printed so far, over all starts."""
        return self._log.read_text(errors="replace")

    def last_said(self) -> str:
        """Its last words."""
        return self.said()[-LAST_WORDS:]

    @property
    def code(self) -> str:
        """The join code."""
        found = re.findall(r"code ((?:\w\w ){2}\w\w)", self.said())
        return str(found[-1]).replace(" ", "")

    @property
    def ticket(self) -> str:
        """The facilitator's ticket of the latest start."""
        return str(re.findall(r"/sign-in#(\S+)", self.said())[-1])

    def _command(self, broken: str) -> list[str]:
        start = [*self.around, sys.executable, "-m", "tests.promise.broken", broken, "run", str(self.agenda)]
        where = ["--host", "127.0.0.1", "--port", str(self.port), "--data", str(self.folder)]
        return [*start, "--no-browser", *where, *self.flags]

    def _until(self, seen: object, otherwise: str, died: bool = False) -> None:
        end = time.monotonic() + PATIENCE
        while not seen():  # type: ignore[operator]
            assert time.monotonic() < end, f"{otherwise}:\n{self.last_said()}"
            assert died or self.process.poll() is None, f"it ended with {self.process.returncode}:\n{self.last_said()}"
            time.sleep(LOOK)

    def _listens(self) -> bool:
        try:
            socket.create_connection(self.address, 1).close()
        except OSError:
            return False
        return True


@contextmanager
def disk(folder: Path) -> Iterator[sqlite3.Connection]:
    """What lies on disk at this moment, looked at in a copy, so that looking folds no log and changes no byte."""
    aside = folder / "aside"
    aside.mkdir(exist_ok=True)
    for name in ("workshop.db", "workshop.db-wal"):
        (aside / name).unlink(missing_ok=True)
        if (folder / name).exists():
            shutil.copyfile(folder / name, aside / name)
    (aside / "workshop.db-shm").unlink(missing_ok=True)
    with closing(sqlite3.connect(aside / "workshop.db")) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def torn_checkpoint(folder: Path) -> bool:
    """Whether it died while the log was being folded into the file: begun for all of it, and not known to be done.

    From the WAL index that SQLite leaves in shared memory (its WAL format, section 2): the frames in the log stand at
    byte 16, those folded in at byte 96, those that somebody set out to fold in at byte 128.
    """
    index = (folder / "workshop.db-shm").read_bytes()
    frames, folded, attempted = (struct.unpack_from("=I", index, at)[0] for at in (16, 96, 128))
    return bool(folded < attempted == frames)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
