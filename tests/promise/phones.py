"""Phones as they are in a bad hour: each with an outbox that sends a move again, under its id, until it is answered.

They keep the rhythm of static/js/channel.js and static/js/outbox.js. For drivers that run under gevent.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

import gevent
import gevent.event
from websockets.exceptions import WebSocketException

from workshop import robots
from workshop.moves import Json
from workshop.robots import Robot

VOTES, WORDS = "storm.votes", "storm.words"

ANSWER_WITHIN = 4.0
"""Seconds after which a phone no longer believes in its line, as in channel.js."""

FIRST_WAIT, LONGEST_WAIT = 0.3, 2.0
"""Seconds before a phone knocks again: doubled each time, give or take a half, as in channel.js."""

DOUBLE_TAPS = 0.05
"""The share of moves that are sent twice at once under one id, as two quick taps do."""

FLAT_BATTERIES = 0.1
"""The share of lost answers after which the phone is never heard of again with that move: its fate stays unknown."""


@dataclass
class Deed:
    """One thing that somebody did, and what they know of it: ok, failed, or unknown."""

    id: str
    person: str
    screen: str
    name: str
    data: Json
    outcome: str = "unknown"
    code: str = ""
    seqs: list[int] = field(default_factory=list)
    """The number in every answer: however often it was sent, they must be the same."""
    sent: int = 0
    kept: int = 0
    """Its number on disk when the room died before answering; 0 if it was not there."""
    given_up: bool = False
    last_sent: int = 0
    """When it was last sent, in milliseconds since 1970."""

    @property
    def wire(self) -> Json:
        """As it is sent, each time alike."""
        return {"id": self.id, "name": self.name, "screen": self.screen, "data": self.data}


class Line(robots.Line):
    """A connection whose questions end when it does."""

    def __init__(self, *how: Any) -> None:
        self.lost = gevent.event.Event()
        super().__init__(*how)

    def _read(self) -> None:
        try:
            super()._read()
        except (OSError, WebSocketException):
            pass  # broken while we answered a ping
        finally:
            self.lost.set()
            for answer in self._answers.values():
                answer.set(None)

    def asked(self, event: str, data: Json) -> Json | None:
        """The answer, or nothing if the line broke or nobody answered in time."""
        try:
            return None if self.lost.is_set() else self.ask(event, data)
        except (OSError, gevent.Timeout, WebSocketException):
            return None

    @property
    def port(self) -> int:
        """The port that it calls from; 0 once it is closed."""
        try:
            return int(self._socket.getsockname()[1])
        except OSError:
            return 0

    @property
    def why_lost(self) -> str:
        """The code with which the room ended it; nothing where it went without a word."""
        code = self._protocol.close_rcvd
        return str(int(code.code)) if code else ""


@dataclass
class Phone:
    """Somebody's phone. `where()` gives the address to knock at, which a proxy may change."""

    no: int
    where: Callable[[], tuple[str, int]]
    dice: Random
    slowest: float = LONGEST_WAIT
    gives_up: float = FLAT_BATTERIES
    deeds: list[Deed] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    run: str = ""
    cookie: str = ""
    person: str = ""
    line: Line | None = None
    up: gevent.event.Event = field(default_factory=gevent.event.Event)
    up_at: float = 0.0
    shown_out: list[str] = field(default_factory=list)
    """The codes with which the room hung up on this phone, which it does only to those that misbehave."""
    waits: list[float] = field(default_factory=list)
    """Seconds to each answer at the first try."""

    # ── coming in ──

    def join(self, run: str, code: str) -> None:
        """Through the front door, saying the very same again until it is answered."""
        self.run = run
        body = {"code": code, "id": secrets.token_hex(12), "name": f"Guest {self.no}", "role": "", "named": False}
        while not self.person:
            try:
                answer, cookie = robots.post(self.where(), "/join", body)
            except (OSError, ValueError, robots.http.client.HTTPException):
                answer, cookie = {"ok": False, "retry": True}, ""
            if answer.get("ok"):
                self.person, self.cookie = answer["person"], cookie
            elif not answer.get("retry") and answer.get("code") != "slow_down":
                raise RuntimeError(f"{body['name']} could not join: {answer}")
            else:
                gevent.sleep(0.1 + 0.2 * self.dice.random())

    def keep_up(self) -> None:
        """Stay connected for ever: sit down again as soon as the line breaks."""
        tries = 0
        while True:
            if self._sit_down():
                tries = 0
                assert self.line
                self.line.lost.wait()
                self.up.clear()
                self.shown_out += [self.line.why_lost] if self.line.why_lost else []
            gevent.sleep(min(FIRST_WAIT * 2**tries, self.slowest) * (0.5 + self.dice.random()))
            tries += 1

    def hang_up(self) -> None:
        """Believe no longer in this line."""
        self.up.clear()
        if self.line:
            self.line.lost.set()
            self.line.close()

    def _sit_down(self) -> bool:
        try:
            self.line = Line(self.where(), self.cookie, {"seat": "participant", "run": self.run}, self._heard)
        except (OSError, gevent.Timeout):
            return False
        opened = gevent.wait([self.line.open, self.line.lost], timeout=ANSWER_WITHIN, count=1)
        answer = self.line.asked("sit", {}) if self.line.open in opened else None
        if answer is None or not answer["ok"]:
            self.hang_up()
            return False
        self.up_at = time.monotonic()
        self.up.set()
        return True

    def _heard(self, event: str, message: Json) -> None:
        if event == "out":
            self.faults.append(f"shown out: {message.get('code')}")

    # ── the outbox ──

    def deliver(self, deed: Deed) -> None:
        """Send it until it is answered."""
        self.deeds.append(deed)
        while deed.outcome == "unknown" and not deed.given_up:
            self.up.wait()
            self._send(deed)

    def _send(self, deed: Deed) -> None:
        line, first, began = self.line, not deed.sent, time.monotonic()
        assert line
        times = 2 if first and self.dice.random() < DOUBLE_TAPS else 1
        deed.sent += times
        deed.last_sent = time.time_ns() // 1_000_000
        answers = [
            each.value for each in gevent.joinall([gevent.spawn(line.asked, "move", deed.wire) for _ in range(times)])
        ]
        for answer in answers:
            self._take(deed, answer)
        if deed.outcome == "ok" and first:
            self.waits.append(time.monotonic() - began)
        if all(answer is None for answer in answers):
            deed.given_up = self.dice.random() < self.gives_up
            self.hang_up()
        elif deed.outcome == "unknown":
            gevent.sleep(FIRST_WAIT * (0.5 + self.dice.random()))

    def _take(self, deed: Deed, answer: Json | None) -> None:
        if answer is None or answer.get("retry"):
            return
        if answer["ok"]:
            deed.outcome = "ok"
            deed.seqs.append(answer["seq"])
        elif deed.outcome == "ok":
            self.faults.append(f"saved and refused: {answer['code']}")
        else:
            deed.outcome, deed.code = "failed", answer["code"]


def facilitator_comes(address: tuple[str, int], ticket: str) -> tuple[str, str]:
    """She signs in and opens both screens of the storm; gives the run and her cookie."""
    answer, cookie = robots.post(address, "/sign-in", {"ticket": ticket})
    run = str(answer["go"]).rpartition("/")[2]
    robot = console(address, run, cookie)
    for screen in (WORDS, VOTES):
        robot.play("go", {"screen": screen, "seen": robot.views["console"]["steer"]})
        robot.until(lambda screen=screen: robot.views["console"]["now"] == screen)  # type: ignore[misc]
    assert not robot.refusals, robot.refusals
    assert robot.line
    robot.line.close()
    return run, cookie


def console(address: tuple[str, int], run: str, cookie: str) -> Robot:
    """Her console, with the stage beside it, sitting down afresh."""
    robot = Robot("the facilitator", Random(1))
    robot.sit(address, cookie, "facilitator", run)
    robot.until(lambda: {"console", "stage"} <= set(robot.views))
    return robot


def vote(phone: Phone) -> Deed:
    """Another mind each time."""
    pick = phone.dice.choice(("north", "east", "south", "west"))
    return Deed(secrets.token_hex(12), phone.person, VOTES, "vote", {"picks": {pick: 1}, "round": 1})


def words(phone: Phone) -> Deed:
    """No two alike, so that a double shows in the words too."""
    said = {"text": f"A gust {secrets.token_hex(6)}", "box": "gust", "visibility": "room", "named": False}
    return Deed(secrets.token_hex(12), phone.person, WORDS, "write", {**said, "tags": [], "fields": {}})


def anything(phone: Phone) -> Deed:
    """Mostly votes: they change nothing on the other phones."""
    return (words if phone.dice.random() < 0.2 else vote)(phone)
