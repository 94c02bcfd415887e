"""Who is measured: the room itself, and what it is compared with. Each starts as a process on a core of its own."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from bench.generator import Dialect, sign_in
from workshop import entrance

ROOT = Path(__file__).resolve().parents[1]
AGENDA = Path(__file__).with_name("hall.toml")
BUILD = ROOT / "build" / "bench"

PATIENCE = 60.0
"""Seconds in which a server has to listen."""

GOODBYE = 5.0
"""Seconds that a server may take to say goodbye."""

LOOK = 0.002
"""Seconds between two looks at whether it does."""

PEOPLE_AT_A_TABLE = 1000 / 120
TABLES_PLANNED = 60
"""The most that an agenda may plan; further ones are added in the room."""

Command = Callable[["Running"], list[str]]


@dataclass(frozen=True)
class Contender:
    """A server to be measured. `keeps`: where the votes are when it says that it has them."""

    name: str
    label: str
    keeps: str
    dialect: Dialect
    command: Command


@dataclass(frozen=True)
class Invitation:
    """What opens the room: the facilitator's cookie, the run, and the code for phones."""

    cookie: str
    run: str
    code: str


class Running:
    """A contender's process. `core`: where it is pinned, or None. `snapshot`: bytes that a peer welcomes with."""

    def __init__(self, contender: Contender, folder: Path, phones: int, core: int | None, snapshot: int = 5000) -> None:
        self.contender, self.folder, self.phones, self.core, self.snapshot = contender, folder, phones, core, snapshot
        self.port = _free_port()
        self.log = folder / f"{contender.name}.log"

    def __enter__(self) -> Running:
        self.folder.mkdir(parents=True, exist_ok=True)
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> Running:
        """Start it; returns when it listens. Raises `RuntimeError` with its last words if it does not."""
        self._said = self.log.stat().st_size if self.log.exists() else 0
        with self.log.open("ab") as log:
            self.began = time.monotonic()
            self.process = subprocess.Popen(
                self.contender.command(self),
                cwd=ROOT,
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
                stdout=log,
                stderr=log,
                preexec_fn=self._pin if self.core is not None else None,
            )
        self._until_it_listens()
        return self

    def stop(self) -> None:
        """As Ctrl-C would; whoever does not heed it in time is killed."""
        self.process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GOODBYE)
        self.kill()

    def kill(self) -> None:
        """No goodbye."""
        self.process.kill()
        self.process.wait()

    @property
    def pid(self) -> int:
        return self.process.pid

    def said(self) -> str:
        """What it printed since its latest start."""
        return self.log.read_bytes()[self._said :].decode(errors="replace")

    def sign_in(self) -> Invitation:
        """The facilitator comes by her one-time link."""
        ticket = re.findall(r"/sign-in#(\S+)", self.said())[-1]
        code = re.findall(r"code ((?:\w\w ){2}\w\w)", self.said())[-1].replace(" ", "")
        cookie, run = sign_in(self.port, ticket)
        return Invitation(cookie, run, code)

    def _pin(self) -> None:
        os.sched_setaffinity(0, {self.core or 0})

    def _until_it_listens(self) -> None:
        end = time.monotonic() + PATIENCE
        while not self._listens():
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"{self.contender.label} does not listen:\n{self.said()[-3000:]}")
            time.sleep(LOOK)
        self.opened_s = time.monotonic() - self.began
        """Seconds from its start until it listened."""

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def tables(phones: int) -> int:
    """How many tables a hall of so many has: 120 for a thousand."""
    return max(round(phones / PEOPLE_AT_A_TABLE), 2)


def workshop(phones: int) -> list[str]:
    """The command, as people type it; for more than one room lets in, without that limit."""
    return [sys.executable, "-m", "workshop" if phones <= entrance.CROWD else "bench.wide", "run"]


def flags(running: Running) -> list[str]:
    """Where the product listens and keeps its record."""
    where = ["--host", "127.0.0.1", "--public", "http://127.0.0.1", "--port", str(running.port)]
    return [*where, "--data", str(running.folder / "data"), "--no-browser"]


def _workshop(running: Running) -> list[str]:
    return [*workshop(running.phones), str(laid(running.folder, running.phones)), *flags(running)]


def laid(folder: Path, phones: int) -> Path:
    """The agenda for a hall of this size, in its folder."""
    planned = min(tables(phones), TABLES_PLANNED)
    sheet = folder / "sessions" / AGENDA.name
    sheet.parent.mkdir(exist_ok=True)
    sheet.write_text(re.sub(r"^tables = \d+$", f"tables = {planned}", AGENDA.read_text(), flags=re.M))
    return sheet


def _stock(running: Running) -> list[str]:
    return [sys.executable, "-m", "bench.peers.stock", str(running.port), str(running.snapshot)]


def _bare(running: Running) -> list[str]:
    return [sys.executable, "-m", "bench.peers.bare", str(running.port), str(running.snapshot)]


def _node(running: Running) -> list[str]:
    node = shutil.which("node")
    if node is None:
        raise SystemExit("There is no node here; leave it out with --only, or run make bench, which installs it.")
    return [node, str(ROOT / "bench" / "peers" / "node.js"), str(running.port), str(running.snapshot)]


WORKSHOP = Contender("workshop", "Workshop", "on disk, flushed before the answer", "workshop", _workshop)
STOCK = Contender("stock", "stock Flask-SocketIO", "in memory", "peer", _stock)
NODE = Contender("node", "Node socket.io", "in memory", "peer", _node)
BARE = Contender("bare", "bare picows (the floor)", "in memory", "peer", _bare)

ALL: tuple[Contender, ...] = (WORKSHOP, STOCK, NODE, BARE)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
