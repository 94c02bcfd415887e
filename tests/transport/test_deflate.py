"""Compressed messages: with whom they are agreed on, what is compressed, and what those who mean harm get for them."""

import json
import zlib

import pytest
from wire import CHROME, OFFER, frame, pressed, until

from workshop.transport import message
from workshop.transport.message import Message

AGREED = b"permessage-deflate; server_no_context_takeover; client_no_context_takeover"

SAFARI = CHROME.replace("Chrome/126.0", "Version/17.1")
IPHONE = CHROME.replace("Chrome/126.0", "CriOS/126.0")

BOMB = 60_000_000


@pytest.fixture
def ana(house):
    """A phone with which it was agreed."""
    return house.phone(extra=CHROME + OFFER, sit=True)


def test_who_can_read_compressed_messages_is_agreed_with(house):
    firefox = CHROME.replace("Chrome/126.0", "Firefox/126.0")
    for browser in (CHROME, firefox):
        assert AGREED in house.phone(extra=browser + OFFER).head


@pytest.mark.parametrize(
    "said",
    [
        CHROME,
        OFFER,
        SAFARI + OFFER,
        IPHONE + OFFER,
        CHROME + "Sec-WebSocket-Extensions: permessage-deflate; server_max_window_bits=10\r\n",
        CHROME + "Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover=1\r\n",
        CHROME + "Sec-WebSocket-Extensions: x-webkit-deflate-frame\r\n",
    ],
    ids=["not offered", "unknown", "Safari", "iPhone", "small window", "odd", "old"],
)
def test_with_all_others_messages_stay_plain(house, said):
    ben = house.phone(extra=said, sit=True)
    assert b"extensions" not in ben.head.lower()
    house.publish(count=1, hz=100, size=2_000)
    assert ben.event("patch")["changes"] == {"text": "é" * 1_000}
    assert ben.compressed == 0
    ben.sock.sendall(pressed('421["move",{}]'))
    assert ben.closed() == 1002


def test_what_all_may_read_comes_compressed_and_says_the_same(house, ana):
    ben = house.phone(sit=True)
    house.publish(count=2, hz=100, size=2_000)
    for no in (1, 2):
        assert ana.event("patch") == ben.event("patch")
        assert ana.compressed == 1 + no
    assert ben.compressed == 0


def test_what_only_some_may_read_is_never_compressed(house, ana):
    ana.ask("sit", {"channels": ["floor", "table:1"]})
    seen = ana.compressed
    house.publish(count=1, hz=100, size=2_000, channel="table:1")
    assert ana.event("patch")["channel"] == "table:1"
    assert ana.compressed == seen


def test_what_is_short_goes_as_it_is(house, ana):
    seen = ana.compressed
    house.publish(count=1, hz=100, size=20)
    ana.event("patch")
    assert ana.compressed == seen


def test_a_crowd_costs_one_encoding_and_one_compression(monkeypatch):
    """However many of each sort hear it."""
    done = []
    monkeypatch.setattr(message, "pressed_frame", lambda text: done.append(text) or b"pressed")
    said = Message("view", {"words": "kindling " * 100}, press=True)
    frames = [said.plain if no % 2 else said.pressed for no in range(1_000)]
    assert len(done) == 1
    assert {id(one) for one in frames} == {id(said.plain), id(frames[0])}


def test_compressed_moves_are_understood_in_order_with_plain_ones(house, ana):
    said = [json.dumps(["echo", {"no": no, "text": "é" * 100}]) for no in range(4)]
    ana.sock.sendall(b"".join((pressed, frame)[no % 2](f"42{no}{text}") for no, text in enumerate(said)))
    assert [ana.answer(no)["no"] for no in range(4)] == [0, 1, 2, 3]


def test_a_message_may_be_as_long_compressed_as_plain(house, ana):
    room = 16_384 - len('421["echo",{"text":""}]')
    ana.sock.sendall(pressed('421["echo",{"text":"' + "x" * room + '"}]'))
    assert ana.answer(1) == {"text": "x" * room}
    ana.sock.sendall(pressed('421["echo",{"text":"' + "x" * (room + 1) + '"}]'))
    assert ana.closed() == 1009


def test_a_small_message_cannot_become_a_big_one(house):
    """Sixty megabytes of one letter are sixty kilobytes compressed, and a ten-thousandth of that can be sent."""
    for size in (20_000, 1_000_000, 10_000_000):
        ana = house.phone(extra=CHROME + OFFER)
        bomb = pressed(b"4" * size)
        assert len(bomb) < 16_384
        ana.sock.sendall(bomb)
        assert ana.closed() == 1009
    house.until(lambda stat: stat["reasons"].get("message too big", 0) >= 3)


def test_a_bomb_that_is_too_big_even_compressed_is_not_read(house, ana):
    ana.sock.sendall(pressed(b"4" * BOMB))
    assert ana.closed() == 1009


ODD = {
    "no compression at all": bytes([0xC1, 0x84]) + b"\0\0\0\0abcd",
    "half of it": bytes([0xC1, 0x83]) + b"\0\0\0\0" + zlib.compress(b"x" * 99, wbits=-15)[:3],
    "in pieces": pressed("42", fin=0) + frame("x", op=0),
    "a compressed piece": frame("42", fin=0) + bytes([0xC0]) + pressed("x")[1:],
    "compressed bytes": bytes([0xC2]) + pressed("x")[1:],
    "a compressed ping": bytes([0xC9, 0x80]) + b"\0\0\0\0",
    "another bit": bytes([0xE1]) + pressed("x")[1:],
}


@pytest.mark.parametrize("name", ODD)
def test_what_cannot_be_read_is_the_end_of_the_line(house, ana, name):
    ana.sock.sendall(ODD[name])
    assert ana.closed() == 1002


def test_what_is_no_text_is_the_end_of_the_line(house, ana):
    ana.sock.sendall(pressed(b"42\xff"))
    assert ana.closed() == 1007


def test_many_small_bombs_are_stopped_by_the_brake_before_any_goes_off(own_house):
    """A hundred fit into one packet, and each could be as long as a message may be."""
    house = own_house(burst=50)
    ana = house.phone(extra=CHROME + OFFER)
    ana.sock.sendall(pressed(b"4" + b"x" * 16_000) * 60)
    assert ana.closed() == 1008
    assert until(lambda: house.stat()["reasons"]) == {"too many messages": 1}
