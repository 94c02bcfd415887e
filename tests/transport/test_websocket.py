"""The WebSocket, byte by byte: what a phone may send, and what ends the connection."""

import json
import socket
import struct
import threading
import time

import pytest
from wire import FULL, frame, until

MALFORMED = {"ok": False, "code": "malformed", "args": {}, "retry": False}


def test_a_move_is_answered_and_a_goodbye_returned(house):
    ana = house.phone()
    assert ana.ask("move", {"name": "vote"}, ack=7)["ok"] is True
    ana.send(struct.pack(">H", 1000), op=8)
    assert ana.closed() == 1000


def test_a_goodbye_of_socket_io_closes_too(house):
    for goodbye in ("1", "41"):
        ana = house.phone()
        ana.send(goodbye)
        assert ana.closed() == 1000


def test_frames_in_the_same_packet_as_the_handshake_are_heard(house):
    assert house.phone(early=frame("40")).ask()["ok"] is True


def test_a_bad_handshake_is_answered_with_400_and_leaves_nothing_behind(house):
    line = house.line()
    line.sendall(
        b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\n"
        b"Connection: Upgrade\r\nSec-WebSocket-Key: short\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    assert b" 400 " in line.recv(4096)
    house.until(lambda stat: stat["sockets"] == 0, 0.9)


BAD = {
    "oversize": (1009, lambda ana: ana.send("42" + "x" * 16_384)),
    "oversize, only announced": (
        1009,
        lambda ana: ana.sock.sendall(b"\x81\xff" + struct.pack(">Q", 1 << 40) + b"\0" * 4),
    ),
    "oversize in fragments": (1009, lambda ana: (ana.send("42" + "x" * 9000, fin=0), ana.send("y" * 9000, op=0))),
    "no packet type": (1002, lambda ana: ana.send("x")),
    "empty": (1002, lambda ana: ana.send("")),
    "odd digit": (1002, lambda ana: ana.send("²")),
    "an open packet": (1002, lambda ana: ana.send("0{}")),
    "a pong with rubbish": (1002, lambda ana: ana.send("3" + "[" * 9000)),
    "binary": (1003, lambda ana: ana.send(b"abc", op=2)),
    "not UTF-8": (1007, lambda ana: ana.send(b"\xff\xfe")),
    "not masked": (1002, lambda ana: ana.send("42[]", mask=False)),
    "reserved opcode": (1002, lambda ana: ana.send("hi", op=3)),
    "a long ping": (1002, lambda ana: ana.send("x" * 126, op=9)),
    "a tail without a head": (1002, lambda ana: ana.send("tail", op=0)),
    "an attachment": (1007, lambda ana: ana.send('451-["move",{"_placeholder":true,"num":0}]')),
    "an acknowledgement": (1007, lambda ana: ana.send("431[]")),
    "NaN": (1007, lambda ana: ana.send('429["move",{"x":NaN}]')),
    "too large a number": (1007, lambda ana: ana.send('429["move",{"x":1e999}]')),
    "too long a number": (1007, lambda ana: ana.send('429["move",{"x":1234567890123456}]')),
    "the same key twice": (1007, lambda ana: ana.send('429["move",{"x":1,"x":2}]')),
    "deep JSON": (1007, lambda ana: ana.send('429["move",' + "[" * 40 + "]" * 40 + "]")),
    "very deep JSON": (1007, lambda ana: ana.send('429["move",' + "[" * 8000 + "]" * 8000 + "]")),
    "half a character": (1007, lambda ana: ana.send('429["move",{"x":"\\ud800"}]')),
    "a long id": (1007, lambda ana: ana.send("42" + "9" * 200 + '["move",{}]')),
    "an odd id": (1007, lambda ana: ana.send("429²[]")),
    "no Socket.IO type": (1007, lambda ana: ana.send("4")),
    "an unknown Socket.IO type": (1007, lambda ana: ana.send("49")),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_is_closed_with_a_code(house, name):
    code, send = BAD[name]
    ana = house.phone()
    send(ana)
    assert ana.closed() == code


def test_the_close_code_arrives_although_much_input_is_unread(house):
    for _ in range(3):
        ana = house.phone()
        ana.send("42" + "x" * 300_000)
        assert ana.closed() == 1009


def test_json_a_hundred_thousand_deep_in_fragments_is_closed(house):
    ana, deep = house.phone(), "42" + "[" * 100_000
    try:
        for at in range(0, len(deep), 4000):
            ana.send(deep[at : at + 4000], op=0 if at else 1, fin=0)
    except ConnectionError:
        pass  # Closed before the end.
    assert ana.closed() in (1009, None)


def test_reserved_and_malformed_events_are_refused(house):
    ana, before = house.phone(), house.stat()
    reserved = ["connect", "connect_error", "disconnect", "disconnecting", "message", "newListener", "*", "nosuch"]
    wrong = ["[]", "{}", '["move"]', '["move",1]', '["move",{},{}]', "[5,{}]", "[[],{}]", '["disconnect"]', ""]
    for data in [f'["{name}",{{}}]' for name in reserved] + wrong:
        ana.send(f"429{data}")
        assert ana.answer(9) == MALFORMED, data
    after = house.stat()
    assert (after["connects"], after["disconnects"]) == (before["connects"], before["disconnects"])
    assert ana.ask()["ok"] is True


def test_an_event_for_another_namespace_is_refused(house):
    ana = house.phone()
    ana.send('42/other,9["move",{}]')
    assert ana.answer(9) == MALFORMED


def test_an_event_before_joining_is_closed(house):
    ana = house.phone(join=False)
    ana.send('421["move",{}]')
    assert ana.closed() == 1007


@pytest.mark.parametrize("hello", ['40["auth"]', '40"x"', "40/other,"])
def test_an_odd_way_to_join_is_closed(house, hello):
    ana = house.phone(join=False)
    ana.send(hello)
    assert ana.closed() in (1007, 1000)


def test_what_people_write_comes_through_unchanged(house):
    data = {
        "a": [[["ü€😀"]]],
        "b": [{"i": i} for i in range(100)],
        "c": "1234567890123456789: [[[{{{",
        "d": 0.30000000000000004,
    }
    assert house.phone().ask("echo", data) == data


def test_a_flask_handler_works_too_and_nothing_may_be_answered(house):
    ana = house.phone()
    assert ana.ask("ask") == {"ok": True, "sid": True}
    assert ana.ask("nothing", ack=2) is None


def test_a_message_in_fragments_with_a_ping_between(house):
    ana, message = house.phone(), '4277["move",{"o":"ü"}]'.encode()
    inside_a_character = message.index("ü".encode()) + 1
    ana.send(message[:inside_a_character], fin=0)
    ana.send("mid", op=9)
    ana.send(message[inside_a_character:], op=0)
    assert ana.frame() == (10, b"mid")
    assert ana.answer(77)["ok"] is True


def test_a_message_byte_by_byte(house):
    ana = house.phone()
    ana.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    for byte in frame('4277["move",{}]'):
        ana.sock.sendall(bytes([byte]))
    assert ana.answer(77)["ok"] is True


def test_too_many_messages_are_closed_with_1008(house):
    ana = house.phone()
    for ack in range(70):
        ana.send(f'42{ack}["move",{{}}]')
    assert ana.closed() == 1008


def test_pings_count_as_messages(house):
    ana = house.phone()
    try:
        for _ in range(300):
            ana.send("", op=9)
    except ConnectionError:
        pass  # Closed before the end.
    assert ana.closed() in (1008, None)


def test_whoever_never_joins_is_cut_off(house):
    ana, began = house.phone(join=False), time.monotonic()
    ana.closed(5)
    assert 0.8 < time.monotonic() - began < 5


def test_whoever_is_refused_is_cut_off_too(house):
    ana = house.phone(join=False, path="/socket.io/?EIO=4&transport=websocket&refuse=1")
    ana.send("40")
    assert json.loads(ana.text()[1:])
    assert ana.until(lambda text: text.startswith("44"))
    ana.closed(5)


def test_a_line_that_breaks_at_any_stage_leaves_nothing_behind(house):
    for stage in range(30):
        ana = house.phone(join=stage % 3 > 0)
        if stage % 3 == 2:
            ana.sock.sendall(frame("42" + "x" * 500)[:50])
        ana.reset()


def test_half_a_request_is_not_waited_for(house):
    lines = [house.line() for _ in range(20)]
    for line in lines[1:]:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
    began, stop = time.monotonic(), threading.Event()
    dripping = threading.Thread(target=_drip, args=(lines[1], stop))
    dripping.start()
    for line in lines:
        assert _ended(line)
    assert time.monotonic() - began < 5
    stop.set()
    dripping.join()


def _drip(line, stop):
    """A byte now and then must not help."""
    while not stop.wait(0.2):
        try:
            line.sendall(b"X")
        except OSError:
            return


def _ended(line):
    try:
        return line.recv(100) == b""
    except ConnectionError:
        return True


def test_ping_timeout_and_pongs_that_nobody_asked_for(own_house):
    house = own_house(ping_s=1, pong_s=1)
    house.phone()  # Says nothing.
    honest, stop = house.phone(), threading.Event()
    for _ in range(30):
        honest.send("3")
    answering = threading.Thread(target=_answer_pings, args=(honest, stop))
    answering.start()
    stat = house.until(lambda stat: stat["sockets"] == 1, 5)
    assert stat["reasons"] == {"ping timeout": 1}
    began = time.monotonic()
    until(lambda: time.monotonic() - began > (5 if FULL else 2.2), 10)
    assert house.stat()["sockets"] == 1
    assert house.stat()["greenlets"] < 12
    stop.set()
    answering.join()


def _answer_pings(phone, stop):
    phone.sock.settimeout(0.2)
    while not stop.is_set():
        try:
            phone.text()
        except TimeoutError:
            continue
