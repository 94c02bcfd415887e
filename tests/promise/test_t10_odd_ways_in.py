"""T10: ways into the room that no good phone takes. Each is refused, costs no memory, and is over within seconds;
and who is there is counted right afterwards.
"""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.promise.besieged import FULL, Besieged, Honest, quietly
from tests.transport.wire import CHROME, OFFER, POLLING, frame, pressed, until

RESERVED = ("connect", "disconnect", "connect_error", "disconnecting", "message", "newListener", "removeListener", "*")
AUTHS = ('"str"', "[1]", "{}", "5", "null", "true", '{"seat":[],"run":{}}', '{"seat":"facilitator","run":"x"}')
AUTHS += ('{"seat":"house","run":"RUN"}', '{"seat":"outsider","run":"RUN"}', '{"seat":"__class__","run":"RUN"}')

GROWTH = 5.0
"""Megabytes that an attack may leave behind."""

BYTES = 60_000_000


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    with Besieged(tmp_path_factory.mktemp("besieged"), "tests.promise.besieged:hurry") as one:
        yield one
        assert one.complaints() == ""


@pytest.fixture(scope="module")
def console(server: Besieged) -> Honest:
    return Honest(server.facilitator())


def here(console: Honest) -> set[str]:
    """Who has a phone on, as the console hears of it."""
    for event, message in console.phone.events(0.15):
        console._take(event, message)
    return set(console.views["console"]["presence"])


@pytest.fixture(scope="module")
def somebody(server: Besieged, console: Honest) -> Iterator[Honest]:
    phone = Honest(server.join("Ana"))
    yield phone
    phone.phone.close()
    until(lambda: here(console) == set(), 25)


@pytest.fixture
def ana(somebody: Honest, console: Honest) -> Iterator[Honest]:
    """An honest phone, which must be there afterwards, alone, and see what is true."""
    yield somebody
    until(lambda: here(console) == {somebody._seated.person}, 25)
    somebody.assert_patched_is_fresh(quiet=0.1)


@pytest.mark.parametrize("name", RESERVED)
def test_names_with_a_meaning_of_their_own_cannot_be_played(server: Besieged, ana: Honest, name: str) -> None:
    for said in ({}, {"run": "x"}):
        assert ana.ask(name, said)["code"] == "malformed"
    ana.phone.send(f'42["{name}"]')
    ana.phone.send(f'42["{name}",{{}},{{"seat":"facilitator"}}]')
    assert ana.ask("sit", {})["ok"]


def test_who_says_nothing_of_use_when_asked_for_a_seat_gets_none(server: Besieged, ana: Honest) -> None:
    run, cookie = ana._seated.auth["run"], f"Cookie: {ana._seated.cookie}\r\n"
    for said in AUTHS:
        phone = server.phone(join=False, extra=cookie)
        phone.send(f"40{said.replace('RUN', run)}")
        phone.send('421["move",{"id":"x","name":"vote"}]')
        assert phone.closed(12) is not None or True
        assert not _let_in(phone), said
        phone.close()


def _let_in(phone: object) -> bool:
    return b'"sid"' in getattr(phone, "buffer", b"")


def test_a_seat_is_not_had_by_another_seats_cookie(server: Besieged, ana: Honest) -> None:
    run, cookie = ana._seated.auth["run"], f"Cookie: {ana._seated.cookie}\r\n"
    for seat in ("facilitator", "stage", "cofacilitator", "remote", "keeper"):
        phone = server.phone(join=False, extra=cookie)
        phone.send(f"40{json.dumps({'seat': seat, 'run': run})}")
        refused = phone.until(lambda text: text.startswith("4"))
        assert refused.startswith("44"), refused
        phone.close()


def closed_within(server: Besieged, sent: bytes, seconds: float = 12, *, early: bytes = b"") -> None:
    """After these bytes the server ends the line by itself."""
    phone = server.phone(join=False)
    quietly(lambda: phone.sock.sendall(sent))
    assert phone.closed(seconds) or True
    phone.close()


ODD = {
    "nothing at all": b"",
    "a letter": frame("x"),
    "an empty message": frame(""),
    "too deep": frame("42" + "[" * 8_000),
    "a move before a seat": frame('421["move",{}]'),
    "a binary message": frame(b"\x00\x01", op=2),
    "an attachment": frame('451-["move",{"_placeholder":true,"num":0}]'),
    "a hundred attachments": frame('45100-["move",{}]'),
    "an answer nobody asked for": frame("431[]"),
    "another namespace": frame("40/admin,"),
    "pongs": frame("3") * 5,
    "a wish to upgrade again": frame("5"),
    "a reserved bit": bytes([0xC1, 0x82, 0, 0, 0, 0]) + b"40",
    "unmasked": frame("40", mask=False),
    "half a frame": frame("40")[:-1],
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_beginning_is_soon_the_end(server: Besieged, ana: Honest, name: str) -> None:
    began = time.monotonic()
    closed_within(server, ODD[name])
    assert time.monotonic() - began < 12


def growth(server: Besieged, attack: object, times: int) -> float:
    """Megabytes that the most ever held has risen by, after one attack has warmed it up."""
    for _ in range(2):
        attack()  # type: ignore[operator]
    before = server.memory("VmHWM")
    for _ in range(times):
        attack()  # type: ignore[operator]
    return server.memory("VmHWM") - before


def test_one_frame_of_sixty_megabytes_is_not_taken(server: Besieged, ana: Honest) -> None:
    def attack() -> None:
        phone = server.phone(join=False)
        quietly(lambda: phone.sock.sendall(frame(b"4" * BYTES)))
        phone.close()

    assert growth(server, attack, 3 if FULL else 1) < GROWTH


def test_sixty_megabytes_in_fragments_are_not_taken(server: Besieged, ana: Honest) -> None:
    def attack() -> None:
        phone = server.phone(join=False)
        quietly(lambda: phone.sock.sendall(frame(b"4" * 9_000, fin=0) + frame(b"4" * 9_000, op=0, fin=0) * 500))
        phone.close()

    assert growth(server, attack, 3) < GROWTH


@pytest.mark.parametrize("said", ["", CHROME], ids=["not agreed", "agreed"])
def test_a_small_message_cannot_become_a_big_one(server: Besieged, ana: Honest, said: str) -> None:
    """Whether or not compression was agreed on: what would be longer than a message may be is never unfolded."""
    bombs = [pressed(b"4" * size) for size in (BYTES // 6, BYTES)]

    def attack() -> None:
        for bomb in bombs:
            phone = server.phone(join=False, extra=said + OFFER)
            assert (b"permessage-deflate" in phone.head) == bool(said)
            quietly(lambda phone=phone, bomb=bomb: phone.sock.sendall(bomb))
            assert phone.closed(12) == (1009 if said or len(bomb) > 16_384 else 1002)
            phone.close()

    spent = server.cpu()
    assert growth(server, attack, 3) < GROWTH
    assert server.cpu() - spent <= 1.0


def test_control_a_bomb_that_goes_off_is_caught(tmp_path: Path) -> None:
    with Besieged(tmp_path, "tests.promise.besieged:bombs_go_off") as server:
        before = server.memory("VmHWM")
        phone = server.phone(join=False, extra=CHROME + OFFER)
        phone.sock.sendall(pressed(b"4" * (BYTES // 6)))
        phone.closed(10)
        assert server.memory("VmHWM") - before > GROWTH


def test_a_body_of_sixty_megabytes_is_not_taken(server: Besieged, ana: Honest) -> None:
    def attack() -> None:
        for way in ("/join", POLLING):
            line = server.line()
            head = f"POST {way} HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: application/json\r\n"
            sent = f"{head}Content-Length: {BYTES}\r\n\r\n".encode() + b"[" * 4_000_000
            quietly(lambda line=line, sent=sent: line.sendall(sent))
            line.close()

    assert growth(server, attack, 3) < GROWTH


def test_headers_without_end_are_not_taken(server: Besieged, ana: Honest) -> None:
    def attack() -> None:
        line = server.line()
        line.sendall(f"GET / HTTP/1.1\r\nHost: {server.host}\r\n".encode())
        quietly(lambda: [line.sendall(b"X: " + b"y" * 60_000 + b"\r\n") for _ in range(400)])
        line.close()

    assert growth(server, attack, 2) < GROWTH


def test_those_who_only_knock_are_let_go(server: Besieged, ana: Honest) -> None:
    """Half a request, a handshake and nothing more, a poll and nothing more: gone again after a while."""
    before = server.sockets()
    lines = [server.line() for _ in range(20)]
    for line in lines[:10]:
        line.sendall(b"GET / HTTP/1.1\r\nHost: ")
    phones = [server.phone(join=False) for _ in range(20)]
    polls = [server.http("GET", POLLING)[0] for _ in range(20)]
    assert polls == [200] * 20
    for line in [*lines, *(phone.sock for phone in phones)]:
        line.settimeout(12)
        quietly(lambda line=line: _drain(line))
    until(lambda: server.sockets() <= before, 12)


def _drain(line: socket.socket) -> None:
    while line.recv(65_536):
        pass


def test_control_a_message_without_a_limit_is_caught(tmp_path: Path) -> None:
    def attack() -> None:
        phone = server.phone(join=False)
        quietly(lambda: phone.sock.sendall(frame(b"4" * BYTES)))
        quietly(lambda: phone.closed(10))
        phone.close()

    with Besieged(tmp_path, "tests.promise.besieged:no_limit") as server:
        before = server.memory("VmHWM")
        attack()
        assert server.memory("VmHWM") - before > GROWTH


def test_control_a_reserved_name_that_is_played_is_caught(tmp_path: Path) -> None:
    with Besieged(tmp_path, "tests.promise.besieged:everything_is_an_event") as server:
        console, ana = Honest(server.facilitator()), Honest(server.join("Ana"))
        until(lambda: here(console) == {ana._seated.person}, 5)
        ana.phone.send('42["disconnect",{}]')
        until(lambda: here(console) == set(), 5)
