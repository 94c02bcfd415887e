"""People who aren't there: robots that join by the front door, see only their own views, and do what is plausible.

They speak Engine.IO and Socket.IO over a real socket, so that a rehearsal proves the whole path from tap to patch.
"""

from __future__ import annotations

import http.client
import json
import secrets
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import gevent
import gevent.event
from gevent import socket
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

from workshop import patch
from workshop.kinds import KINDS
from workshop.moves import Json

PATIENCE = 15.0
"""Seconds that a robot waits for an answer before it gives the server up."""

EAGERNESS = 40
"""Moves that one robot makes on one screen at most."""

FIRST = (
    "Ana Ben Cara Dev Eilidh Femi Grace Hugh Iris Jo Kofi Lena Mo Nia Owen Priya Quin Rosa Sam Tess Uma Vik Wren Zoe"
)
SCHOOLS = ("Hill Street", "Park", "Riverside", "St Anne's", "Northgate", "The Grove", "Meadow", "Harbour")


class Line:
    """One Socket.IO connection over a WebSocket: events come in as calls of `heard`, moves go out with an answer."""

    def __init__(self, address: tuple[str, int], cookie: str, auth: Json, heard: Callable[[str, Json], None]) -> None:
        self._heard = heard
        self._answers: dict[int, gevent.event.AsyncResult] = {}
        self._asked = 0
        self.open = gevent.event.Event()
        self._socket = socket.create_connection(address, timeout=PATIENCE)
        self._socket.settimeout(None)
        self._protocol = ClientProtocol(
            parse_uri(f"ws://{address[0]}:{address[1]}/socket.io/?EIO=4&transport=websocket")
        )
        request = self._protocol.connect()
        request.headers["Cookie"] = cookie
        self._protocol.send_request(request)
        self._push()
        self._auth = auth
        self._reader = gevent.spawn(self._read)

    def ask(self, event: str, data: Json) -> Json:
        """Send an event and wait for its answer."""
        self._asked += 1
        number, answer = self._asked, gevent.event.AsyncResult()
        self._answers[number] = answer
        self._say(f"42{number}{json.dumps([event, data])}")
        found: Json = answer.get(timeout=PATIENCE)
        return found

    def close(self) -> None:
        """Hang up."""
        self._reader.kill(block=False)
        self._socket.close()

    def _say(self, text: str) -> None:
        self._protocol.send_text(text.encode())
        self._push()

    def _push(self) -> None:
        for data in self._protocol.data_to_send():
            if data:
                self._socket.sendall(data)

    def _read(self) -> None:
        parts: list[bytes] = []
        while data := self._received():
            self._protocol.receive_data(data)
            for event in self._protocol.events_received():
                if isinstance(event, Frame) and event.opcode in (Opcode.TEXT, Opcode.CONT):
                    parts.append(bytes(event.data))
                    if event.fin:
                        self._take(b"".join(parts).decode())
                        parts = []
            self._push()

    def _received(self) -> bytes:
        try:
            return bytes(self._socket.recv(65536))
        except OSError:
            return b""  # the line is cut, or we hung up

    def _take(self, text: str) -> None:
        match text[:2]:
            case "2":
                self._say("3")
            case "40":
                self.open.set()
            case "42":
                name, payload = json.loads(text[2:])
                self._heard(name, payload)
            case "43":
                at = text.index("[")
                self._answers.pop(int(text[2:at])).set(json.loads(text[at:])[0])
            case _ if text[:1] == "0":
                self._say("40" + json.dumps(self._auth))


@dataclass
class Robot:
    """Somebody at a screen: their views by channel, kept up to date by patches alone."""

    name: str
    dice: Random
    views: dict[str, Json] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    refusals: list[str] = field(default_factory=list)
    latest: int = 0
    """The number of the last fact that this robot brought about."""
    line: Line | None = None
    changed: gevent.event.Event = field(default_factory=gevent.event.Event)

    def sit(self, address: tuple[str, int], cookie: str, seat: str, run: str) -> None:
        """Connect and wait for the first views."""
        self.line = Line(address, cookie, {"seat": seat, "run": run}, self.heard)
        if not self.line.open.wait(PATIENCE):
            raise TimeoutError(f"{self.name} was not let in")
        self.line.ask("sit", {})
        self.until(lambda: bool(self.views))

    def heard(self, event: str, message: Json) -> None:
        """A view replaces, a patch changes; a gap in the versions is an error, since nothing was lost on the way."""
        channel = message.get("channel", "")
        if event == "view":
            if (sort := channel.split(":")[0]) in ("table", "me"):
                self.views = {name: view for name, view in self.views.items() if not name.startswith(f"{sort}:")}
            self.views[channel], self.versions[channel] = message["view"], message["version"]
        elif event == "patch" and channel in self.views:
            if message["version"] != self.versions[channel] + 1:
                self.refusals.append(f"gap in {channel}")
            self.views[channel] = patch.apply(self.views[channel], message["changes"])
            self.versions[channel] = message["version"]
        self.changed.set()

    def until(self, seen: Callable[[], bool], patience: float = PATIENCE) -> bool:
        """Wait until something can be seen; whether it was."""
        with gevent.Timeout(patience, False):
            while not seen():
                self.changed.clear()
                self.changed.wait()
            return True
        return False

    def play(self, name: str, data: Json, screen: str = "") -> Json:
        """Make a move and remember what became of it."""
        if self.line is None:
            raise RuntimeError(f"{self.name} is not connected")
        answer = self.line.ask("move", {"id": secrets.token_hex(12), "screen": screen, "name": name, "data": data})
        if answer["ok"]:
            self.counts[name] += 1
            self.latest = answer["seq"]
        else:
            self.refusals.append(f"{name}: {answer['code']}")
        return answer

    # ── a phone ────────────────────────────────────────────────────────────

    def screen(self) -> str:
        """The screen that all parts of the phone's view agree on, or nothing while they don't."""
        ids = {view["screen"]["id"] for view in self.views.values() if "screen" in view}
        return ids.pop() if len(ids) == 1 and len(self.views) == 3 else ""

    def shows(self, screen: str) -> bool:
        """Wait until this phone shows an open screen; whether it did."""
        return self.until(lambda: self.screen() == screen and bool(self.views["floor"]["screen"]["open"]))

    def seen(self) -> Json:
        """What this phone's kind draws from."""
        merged: Json = {}
        brought: Json = {}
        for channel in sorted(self.views, key=lambda name: ("floor", "table", "me").index(name.split(":")[0])):
            merged.update(self.views[channel]["screen"]["view"])
            brought.update(self.views[channel]["screen"]["brought"])
        me = self._view("me")["me"]["id"]
        table = self._view("table")["table"]
        said = {"open": self.views["floor"]["screen"]["open"], "me": me, "holder": table["phone"] == me}
        return {**merged, **said, "brought": brought}

    def busy(self, screen: str) -> None:
        """Do on a screen what a plausible person would, until there is nothing more to do."""
        kind = KINDS[self.views["floor"]["screen"]["kind"]]
        for _ in range(EAGERNESS):
            if self.screen() != screen or (wish := kind.pretend(self.seen(), self.dice)) is None:
                return
            # What others did meanwhile changes the table's view too; only one's own says that this move has landed.
            before = self._own_version()
            if self.play(wish["name"], wish["data"], screen)["ok"]:
                self.until(lambda: self._own_version() != before, 0.5)  # noqa: B023 - read at once
            gevent.sleep(self.dice.random() * 0.05)

    def _own_version(self) -> int:
        return next((version for channel, version in self.versions.items() if channel.startswith("me:")), 0)

    def _view(self, channel: str) -> Json:
        return next(view for name, view in self.views.items() if name.split(":")[0] == channel)


def post(address: tuple[str, int], path: str, body: Json, headers: dict[str, str] | None = None) -> tuple[Json, str]:
    """POST JSON; gives the answer and the cookies it set, ready for a `Cookie` header."""
    connection = http.client.HTTPConnection(*address, timeout=PATIENCE)
    connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json", **(headers or {})})
    response = connection.getresponse()
    cookies = [value.split(";")[0] for name, value in response.getheaders() if name.lower() == "set-cookie"]
    answer: Any = json.loads(response.read() or b"{}")
    connection.close()
    return answer, "; ".join(cookies)


def crowd(address: tuple[str, int], run: str, code: str, people: int, seed: int = 7) -> list[Robot]:
    """So many robots, joined one after the other by the front door and seated."""
    robots = []
    for no in range(people):
        first, school = FIRST.split()[no % 24], SCHOOLS[no % len(SCHOOLS)]
        name = first if no < 24 else f"{first} {chr(65 + no // 24 % 26)}"
        robot = Robot(name, Random(seed * 1000 + no))
        who = {"name": name, "organisation": school, "role": "Teacher", "named": no % 4 != 3}
        answer, cookie = post(address, "/join", {"code": code, "id": secrets.token_hex(12), **who})
        if not answer.get("ok"):
            raise RuntimeError(f"{name} could not join: {answer.get('code')}")
        robot.sit(address, cookie, "participant", run)
        robots.append(robot)
    return robots
