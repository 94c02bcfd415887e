"""A real server under attack: the workshop command as a process of its own, whose log and memory can be looked at, and
the people who were let in, with phones that speak to it byte by byte.
"""

from __future__ import annotations

import http.client
import json
import os
import re
import secrets
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.transport.wire import WirePhone, until
from workshop import patch
from workshop.moves import Json

ROOT = Path(__file__).resolve().parents[2]
FULL = bool(os.environ.get("WORKSHOP_FULL"))
"""Whether the long forms are wanted."""

UPHEAVAL = re.compile(r"Traceback|Error|Exception|is broken|handler error", re.IGNORECASE)
"""What must never stand in the log of a server that was only spoken to."""


@dataclass
class Seated:
    """Somebody who was let in: the cookie they hold and what they say when they connect."""

    server: Besieged
    cookie: str
    auth: Json
    person: str = ""

    def phone(self, **how: Any) -> WirePhone:
        """Connected, but not seated yet."""
        how.setdefault("extra", f"Cookie: {self.cookie}\r\n")
        return self.server.phone(hello=f"40{json.dumps(self.auth)}", **how)

    def get(self, path: str) -> tuple[int, bytes]:
        status, _, body = self.server.http("GET", path, {"Cookie": self.cookie})
        return status, body


@dataclass
class Besieged:
    """A server; `broken` is what tests.promise.broken calls before it starts."""

    folder: Path
    broken: str = "none:"
    agenda: str = "rehearsal"
    port: int = 0
    environment: dict[str, str] = field(default_factory=dict)
    _lines: list[Any] = field(default_factory=list)

    def start(self) -> Besieged:
        self.port = self.port or _free_port()
        self.log_file = self.folder / "log"
        command = [sys.executable, "-X", "faulthandler", "-m", "tests.promise.broken", self.broken, "run", self.agenda]
        command += ["--no-browser", "--host", "127.0.0.1", "--port", str(self.port), "--public", "http://127.0.0.1"]
        with self.log_file.open("ab") as out:
            self.process = subprocess.Popen(
                [*command, "--data", str(self.folder / "data")],
                cwd=ROOT,
                env={**os.environ, "PYTHONUNBUFFERED": "1", **self.environment},
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        until(lambda: "Stop with Ctrl-C" in self.log() or self.process.poll() is not None, 30)
        assert self.process.poll() is None, self.log()
        until(self._listens, 30)
        self.greeting = len(self.log())
        return self

    def _listens(self) -> bool:
        with closing(socket.socket()) as probe:
            return probe.connect_ex(self.address) == 0

    def __enter__(self) -> Besieged:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> int:
        """As Ctrl-C would, when all the lines are cut; gives how it ended."""
        for line in self._lines:
            line.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(15)
        finally:
            self.process.kill()
            self.process.wait()

    # ── what it says and needs ─────────────────────────────────────────────

    def log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def complaints(self) -> str:
        """All that it has said since it bade welcome."""
        return self.log()[self.greeting :].strip()

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.port

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def code(self) -> str:
        return re.search(r"code ((?:\w\w ){2}\w\w)", self.log()).group(1).replace(" ", "")

    def ticket(self, to: str) -> str:
        return re.search(rf"{to}, for .*?#(\S+)", self.log()).group(1)

    def memory(self, of: str = "VmRSS") -> float:
        """Megabytes that the process holds; `VmHWM` is the most it ever held."""
        status = Path(f"/proc/{self.process.pid}/status")
        if status.exists():
            return int(re.search(rf"{of}:\s+(\d+) kB", status.read_text()).group(1)) / 1024
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(self.process.pid)], capture_output=True, check=True)
        return int(told.stdout) / 1024

    def cpu(self) -> float:
        """Seconds of work that the process has done."""
        told = subprocess.run(["ps", "-o", "cputimes=", "-p", str(self.process.pid)], capture_output=True, check=True)
        return float(told.stdout)

    def sockets(self) -> int:
        """Connections that it holds open; -1 where the system does not tell."""
        open_files = Path(f"/proc/{self.process.pid}/fd")
        if not open_files.exists():
            return -1
        return sum("socket" in link for link in map(_link, open_files.iterdir()))

    # ── people ─────────────────────────────────────────────────────────────

    def http(self, method: str, path: str, headers: dict[str, str] | None = None, body: Any = None) -> Any:
        """Status, headers and body of an ordinary request."""
        with closing(http.client.HTTPConnection(*self.address, timeout=15)) as line:
            line.request(method, path, body, headers or {})
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read()

    def post(self, path: str, said: Json, cookie: str = "") -> tuple[Json, str]:
        headers = {"Content-Type": "application/json", **({"Cookie": cookie} if cookie else {})}
        _, given, body = self.http("POST", path, headers, json.dumps(said))
        return json.loads(body), "; ".join(one.split(";")[0] for one in given.get_all("Set-Cookie", []))

    def phone(self, **how: Any) -> WirePhone:
        phone = WirePhone(self.address, host=self.host, **how)
        self._lines.append(phone)
        return phone

    def line(self) -> socket.socket:
        """A bare connection."""
        self._lines.append(line := socket.create_connection(self.address, 10))
        return line

    def join(self, name: str) -> Seated:
        who = {"name": name, "organisation": "School", "role": "Teacher", "named": True}
        answer, cookie = self.post("/join", {"code": self.code, "id": secrets.token_hex(12), **who})
        assert answer["ok"], answer
        return Seated(self, cookie, {"seat": "participant", "run": answer["run"]}, answer["person"])

    def facilitator(self) -> Seated:
        """By the one-time link; so once for each server."""
        answer, cookie = self.post("/sign-in", {"ticket": self.ticket("Console")})
        return Seated(self, cookie, {"seat": "facilitator", "run": answer["go"].rpartition("/")[2]})

    def stage(self) -> Seated:
        answer, cookie = self.post("/stage", {"ticket": self.ticket("Stage")})
        return Seated(self, cookie, {"seat": "stage", "run": answer["go"].rpartition("/")[2]})

    def record(self) -> list[tuple[Any, ...]]:
        """Every table of the database, row by row: what must not change by what was refused."""
        with closing(sqlite3.connect(f"file:{self.folder}/data/workshop.db?mode=ro", uri=True)) as base:
            names = [row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
            return [(name, *row) for name in sorted(names) for row in base.execute(f'SELECT * FROM "{name}"')]

    def facts(self) -> int:
        return sum(row[0] == "facts" for row in self.record())


class Honest:
    """A good phone: keeps its views by patches alone, and can compare them with fresh ones."""

    def __init__(self, seated: Seated) -> None:
        self._seated = seated
        self._asked = 0
        self.views: dict[str, Json] = {}
        self.versions: dict[str, int] = {}
        self.phone = seated.phone()
        self.sit()

    def sit(self) -> None:
        assert self.ask("sit", {})["ok"]

    def ask(self, event: str, data: Json) -> Json:
        """Send an event; hears all that comes before the answer."""
        self._asked += 1
        self.phone.send(f"42{self._asked}{json.dumps([event, data])}")
        return self._hear(self._asked)

    def play(self, name: str, screen: str, /, **data: Any) -> Json:
        return self.ask("move", {"id": secrets.token_hex(12), "name": name, "screen": screen, "data": data})

    def assert_patched_is_fresh(self, quiet: float = 0.7) -> None:
        """What patches made of its views is what it gets on sitting down again, once all is quiet."""
        for event, message in self.phone.events(quiet):
            self._take(event, message)
        seen = json.loads(json.dumps(self.views))
        self.sit()
        assert {name: view for name, view in self.views.items() if name in seen} == seen

    def _hear(self, number: int) -> Json:
        while (text := self.phone.text()) is not None:
            if text.startswith("42"):
                self._take(*json.loads(text[2:]))
            elif text.startswith(f"43{number}["):
                return dict(json.loads(text[text.index("[") :])[0])
        raise AssertionError(f"cut off with {self.phone.code}")

    def _take(self, event: str, message: Json) -> None:
        channel = message.get("channel", "")
        if event == "view":
            self.views[channel], self.versions[channel] = message["view"], message["version"]
        elif event == "patch" and channel in self.views:
            assert message["version"] == self.versions[channel] + 1, f"a gap in {channel}"
            self.views[channel] = patch.apply(self.views[channel], message["changes"])
            self.versions[channel] = message["version"]


def quietly(work: Any) -> Any:
    """What somebody who means harm does may be cut short at any moment."""
    try:
        return work()
    except (OSError, AssertionError, ConnectionError):
        return None


def _link(path: Path) -> str:
    try:
        return str(path.readlink())
    except OSError:
        return ""


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# ── what tests.promise.broken may call before the server starts ─────────────

HURRIED = {"connect_s": 1.0, "header_s": 1.0, "http_s": 4.0, "close_s": 0.5, "slow_s": 3.0, "stuck_s": 2.0}
HURRIED |= {"door_s": 1.0, "sweep_s": 0.2, "unsent": 8_192}


def hurry() -> None:
    """Breaks nothing: the same limits, but tighter ones, so that a test need not wait for them."""
    from functools import partial

    from workshop import transport

    transport.Limits = partial(transport.Limits, **HURRIED)
    transport.server.Limits = transport.Limits


def no_brake() -> None:
    """Everybody may talk as much as they like, and receiving never makes way."""
    from workshop.transport.bucket import Bucket

    Bucket.take = lambda self, cost: True
    Bucket.talking = property(lambda self: False)


def no_brake_and_no_end() -> None:
    """The same, and whatever waits to be sent is kept: else a talker who never listens would still be cut off."""
    no_brake()
    from workshop.transport.socket import WebSocket

    WebSocket._write = _hoard


def never_cut_off() -> None:
    """Whoever does not read stays, and everything is kept for them."""
    hurry()
    from workshop.transport.phone import Phone
    from workshop.transport.socket import WebSocket

    Phone._late = lambda self, now: ""
    WebSocket.look = lambda self, now: None
    WebSocket.offer = lambda self, frame: self.push(frame) or True
    WebSocket._write = _hoard


def _hoard(self: Any, frame: bytes, patch: bool) -> None:
    if self._head is None:
        self._send_now(frame)
    else:
        self._outbox.append((frame, patch))
        self._waiting += len(frame)


def fragile_handler() -> None:
    """What is no move at all is taken for one."""
    hurry()
    from workshop import live

    live._well_formed = lambda data: True


def no_limit() -> None:
    """A message may be as long as it likes, and as fast: the brake alone would stop it too."""
    no_brake()
    from workshop.transport import socket

    honest = socket.ServerProtocol
    socket.ServerProtocol = lambda **how: honest(**{**how, **({"max_size": None} if "max_size" in how else {})})


def bombs_go_off() -> None:
    """A compressed message may be as long as it likes once it is unfolded."""
    from workshop.transport import socket

    honest = socket.unfold
    socket.unfold = lambda message, most: honest(message, None)


def everything_is_an_event() -> None:
    """Whatever a phone says is dispatched, also the names with a meaning of their own."""
    from workshop.transport import guards

    guards.RESERVED = set()


def write_down_connections() -> None:
    """Breaks nothing: every connection and every look-up of a name is written to the file in CONNECTIONS."""

    def watch(event: str, given: tuple[Any, ...]) -> None:
        if event == "socket.connect":
            sort = "datagram" if given[0].type == socket.SOCK_DGRAM else "stream"
            _write_down(sort, *_place(given[1]))
        elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
            _write_down("name", *_place(given))
        elif event in ("socket.sendto", "socket.sendmsg"):
            _write_down("sent", *_place(given[1]))

    sys.addaudithook(watch)


def call_home() -> None:
    """Asks whether there is something newer."""
    write_down_connections()
    import gevent

    gevent.spawn_later(0.5, _ask_for_news)


def _ask_for_news() -> None:
    with suppress(OSError):  # where there is no network, trying is enough
        socket.create_connection(("updates.example.invalid", 443), 1)


def _place(address: Any) -> tuple[str, int]:
    host, port = (*address, 0)[:2] if isinstance(address, tuple) else (address, 0)
    return str(host or ""), int(port) if str(port).isdecimal() else 0


def _write_down(sort: str, host: str, port: int) -> None:
    with open(os.environ["CONNECTIONS"], "a", encoding="utf-8") as book:
        book.write(json.dumps([sort, host, port]) + "\n")
