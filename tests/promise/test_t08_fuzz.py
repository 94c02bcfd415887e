"""T8: whatever anybody says, from whatever seat: nothing breaks, nothing is logged, nothing changes that was refused,
and everybody else goes on undisturbed.

Most of it is said past the wire, where a minute holds a hundred thousand inputs; the rest as bytes to a real server.
"""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.house import House
from tests.promise import oddities
from tests.promise.besieged import FULL, UPHEAVAL, Besieged, Honest, Seated, quietly
from tests.promise.gate import SEATS, Gate, Spoken, said_in_a_session, sayings, speak
from tests.test_laws import every_move
from tests.transport.wire import until
from workshop import parking
from workshop.host import Host
from workshop.moves import Move, Refused
from workshop.run import Run

SECONDS = 90.0 if FULL else 9.0
FLOOR = 30_000 if FULL else 2_500
"""Inputs below which too little was tried to mean anything."""

WIRE_FLOOR = {"frames": 2_000, "requests": 2_000, "events": 2_000} if FULL else {"frames": 150, "requests": 300}
WIRE_SECONDS = 40.0 if FULL else 3.0


# ── past the wire ───────────────────────────────────────────────────────────


def fuzz(folder: Path, seconds: float, seed: int = 1) -> Spoken:
    """One room after the other, each with its seed, until the time is up."""
    told, end = Spoken(), time.monotonic() + seconds
    first = House(folder / "corpus")
    corpus = said_in_a_session(first)
    first.close()
    while time.monotonic() < end:
        seed += 1
        house = House(folder / str(seed))
        gate = Gate(house)
        try:
            _one_room(gate, corpus, Random(seed), told)
        except AssertionError as found:
            raise AssertionError(f"seed {seed}: {found}") from None
        finally:
            gate.close()
            house.close()
    return told


def _one_room(gate: Gate, corpus: list[Any], dice: Random, told: Spoken) -> None:
    house = gate.house
    for _ in range(6):
        screen = dice.choice(house.run.agenda.screens).id
        house.facilitator.play("go", screen=screen, seen=house.run.place.steer)
        house.facilitator.play("open", screen)
        speak(gate, corpus, dice, 320, told)
        house.sit_everywhere()
    house.assert_patched_is_fresh()
    house.assert_replay_is_live()


def test_nothing_that_is_said_breaks_the_desk(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Every move of the registry, from every seat, with something wrong in it; patched is fresh, replayed is live."""
    caplog.set_level(logging.WARNING)
    told = fuzz(tmp_path, SECONDS)
    print(told.inputs, "inputs,", told.accepted, "accepted,", dict(sorted(told.codes.items())))
    assert [record.getMessage() for record in caplog.records] == []
    assert told.inputs >= FLOOR
    assert told.accepted > told.inputs / 200, "so much was refused that little was tried"
    assert {name for _, name in told.moves} >= {name.rpartition(".")[2] for name in every_move()}
    assert {who for who, _ in told.moves} == set(SEATS)


def test_control_a_part_that_chokes_on_odd_input_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = parking.accept

    def choking(lot: Any, move: Any, screen: str) -> Any:
        return honest(lot, move, move.data.get("text", "").strip() and screen)

    monkeypatch.setattr(parking, "accept", choking)
    with pytest.raises(AssertionError, match="broke the desk"):
        fuzz(tmp_path, SECONDS)


def test_control_a_refusal_that_leaves_something_behind_is_caught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record is put back, but the room in memory is not."""
    honest = Host._record

    def careless(self: Host, run: Run, move: Move) -> Any:
        fact, after = honest(self, run, move)
        if move.id.startswith("f"):  # said by those who mean harm
            self._runs[run.id] = after
            raise Refused("not_yours")
        return fact, after

    monkeypatch.setattr(Host, "_record", careless)
    with pytest.raises(AssertionError, match=r"seed \d+"):
        fuzz(tmp_path, SECONDS)


def test_what_was_found_stays_mended(house: House) -> None:
    """A fact about the room that named a place which isn't there was news to nobody; an odd id broke the car park."""
    ana = house.join("Ana")
    assert house.host.play(Move("found-1", "leave", ana.seat, "no.where"))["code"] == "unknown_screen"
    for odd in ({}, [], None, 5):
        assert house.facilitator.play("unpark", "", "", id=odd)["code"] == "unknown_entry"


# ── over the wire ───────────────────────────────────────────────────────────


class Siege:
    """Everybody who means harm, one input after the other."""

    def __init__(self, server: Besieged, seats: list[Seated], seed: int = 8) -> None:
        self.server, self.seats, self.dice = server, seats, Random(seed)
        self.lingering: list[socket.socket] = []
        self.counts = {"frames": 0, "requests": 0, "events": 0, "polls": 0}
        self.accepted: set[int] = set()
        self.faults: list[str] = []

    def frames(self) -> None:
        """A socket that speaks frames of which something is wrong; some stay open and say nothing more."""
        dice, seat = self.dice, self.dice.choice(self.seats)
        with_seat = dice.random() < 0.6
        phone = seat.phone() if with_seat else self.server.phone(join=False)
        for _ in range(dice.randint(1, 4)):
            self.counts["frames"] += 1
            phone.sock.sendall(oddities.frame(dice))
        if not with_seat and len(self.lingering) < 20 and dice.random() < 0.3:
            self.lingering.append(phone.sock)
        else:
            phone.close()

    def request(self) -> None:
        """A request of which something is wrong, and what came back."""
        self.counts["requests"] += 1
        line, sent = self.server.line(), oddities.request(self.dice, self.server.host)
        if self.dice.random() < 0.03:
            sent = b"".join(oddities.rubbish(self.dice))
        quietly(lambda: line.sendall(sent))
        quietly(lambda: line.shutdown(socket.SHUT_WR))
        line.settimeout(5)
        self._look_at(quietly(lambda: _all_of(line)) or b"", sent)
        line.close()

    def _look_at(self, answer: bytes, sent: bytes) -> None:
        status = answer[9:12].decode("latin-1") if answer.startswith(b"HTTP/1.") else ""
        if status.startswith("5") and b"Retry-After" not in answer:
            self.faults.append(f"{answer[:60]!r} to {sent[:300]!r}")
        if UPHEAVAL.search(answer.decode("latin-1").replace("Internal", "")) and b"Traceback" in answer:
            self.faults.append(f"a trace in the answer to {sent[:300]!r}")

    def events(self, source: Iterator[tuple[str, str]]) -> None:
        """Moves from a real seat, each answered within a second or the line is cut."""
        seat = self.dice.choice(self.seats)
        phone = seat.phone()
        for number in range(1, 40):
            _, text = next(source)
            if not text.startswith("["):
                continue
            self.counts["events"] += 1
            began = time.monotonic()
            phone.send(f"42{number}{text}".encode("utf-8", "replace"))
            answer = phone.answer(number)
            if (took := time.monotonic() - began) > 1:
                self.faults.append(f"{took:.1f} s for the answer to {text[:200]}")
            if answer.get("code") == "broken":
                self.faults.append(f"broken by {text[:600]}")
            if answer.get("ok") and "seq" in answer:
                self.accepted.add(answer["seq"])
        phone.close()

    def polls(self) -> None:
        """Polling with sids that are one's own, used up, or somebody else's."""
        dice, way = self.dice, "/socket.io/?EIO=4&transport=polling"
        self.counts["polls"] += 1
        headers = {"Cookie": dice.choice(self.seats).cookie}
        status, _, body = self.server.http("GET", way, headers)
        if status != 200:
            return
        mine = f"{way}&sid={json.loads(body[1:])['sid']}"
        for _ in range(dice.randint(1, 4)):
            said = dice.choice(oddities._BODIES)
            status, _, answer = self.server.http("POST", mine, headers, said)
            self._look_at(f"HTTP/1.1 {status}\r\n\r\n".encode() + answer, said)
        self.server.http(dice.choice(("POST", "DELETE", "OPTIONS", "PUT")), mine, headers, "1")

    def assert_no_zombies(self) -> None:
        """Whoever never came in is cut off; these deadlines are hurried, those of a real room end within 12 s."""
        for one in self.lingering:
            one.settimeout(12)
            quietly(lambda one=one: _all_of(one))
            one.settimeout(0.01)
            assert quietly(lambda one=one: one.recv(1)) in (b"", None), "a zombie"
            one.close()


SAID: list[Any] = [
    {"name": "vote", "screen": "choose.ready", "data": {"picks": {"yes": 1}}},
    {"name": "change", "screen": "", "data": {"named": True, "organisation": "Another school"}},
    {"name": "sit_at", "screen": "", "data": {"table": 2}},
    {"name": "share_phone", "screen": "", "data": {"people": 2}},
]
"""What odd moves are made from where few are made."""


def besiege(server: Besieged, folder: Path, seconds: float) -> Siege:
    """Everything at once, while an honest phone votes; what it sees stays right."""
    hers, ana = server.facilitator(), server.join("Ana")
    seats = [hers, server.stage(), server.join("Ben"), server.join("Cara")]
    console, phone = Honest(hers), Honest(ana)
    steer = console.views["console"]["steer"]
    assert console.play("go", "", screen="choose.ready", seen=steer)["ok"]
    console.play("open", "choose.ready")
    console.phone.close()
    siege = Siege(server, seats[1:])
    house = House(folder / "corpus")
    gate, before = Gate(house), server.facts()
    source, began, votes = sayings(gate, SAID, Random(3)), time.monotonic(), 0
    while time.monotonic() < began + seconds:
        for _ in range(6):
            quietly(siege.frames)
            siege.request()
        quietly(lambda: siege.events(source))
        quietly(siege.polls)
        if votes < (time.monotonic() - began) * 10:  # no faster than a finger
            assert phone.play("vote", "choose.ready", picks={"yes" if votes % 2 else "no": 1})["ok"]
            votes += 1
    siege.assert_no_zombies()
    gate.close()
    house.close()
    phone.assert_patched_is_fresh()
    new = server.facts() - before
    assert votes <= new <= votes + len(siege.accepted) + siege.counts["events"] // 40 + 40
    return siege


@pytest.mark.timeout(240)
def test_bytes_that_are_not_what_they_should_be_hurt_nobody(tmp_path: Path) -> None:
    with Besieged(tmp_path, "tests.promise.besieged:hurry") as server:
        siege = besiege(server, tmp_path, WIRE_SECONDS)
        print(siege.counts, "over the wire,", len(siege.accepted), "accepted")
        assert siege.faults == []
        assert server.complaints() == ""
        until(lambda: server.sockets() <= 3, 20)
        assert server.stop() == 0
    assert all(siege.counts[sort] >= floor for sort, floor in WIRE_FLOOR.items()), siege.counts


def test_control_a_handler_that_raises_on_odd_input_is_caught(tmp_path: Path) -> None:
    with Besieged(tmp_path, "tests.promise.besieged:fragile_handler") as server:
        siege = besiege(server, tmp_path, 2)
        assert any("broken by" in fault for fault in siege.faults)
        assert UPHEAVAL.search(server.complaints())


def _all_of(line: socket.socket) -> bytes:
    """Until the other side ends it."""
    heard = b""
    while data := line.recv(65_536):
        heard += data
    return heard
