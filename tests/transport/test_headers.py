"""The headers of a request: what two readers could understand differently is no request, and nobody is answered who
hung up before the end.
"""

import io

import pytest

from workshop.transport.headers import LONGEST, MOST, Headers, HungUp


def read(sent):
    return Headers(io.BytesIO(sent))


def test_what_browsers_send_is_read_whole():
    said = read(b"Host: room:8000\r\nX-Mood:\t fine \r\nCookie: a=b\r\ncookie: c=d\r\nEmpty:\r\n\r\nbody")
    assert said.status == ""
    assert (said.get("host"), said.get("X-MOOD"), said.get("Empty"), said.get("nothing", 7)) == (
        "room:8000",
        "fine",
        "",
        7,
    )
    assert list(said.headers)[2:4] == ["Cookie: a=b", "cookie: c=d"]


ODD = {
    "a space before the colon": b"Host : a\r\n\r\n",
    "a space before the name": b" Host: a\r\n\r\n",
    "no name": b": a\r\n\r\n",
    "no colon": b"Host\r\n\r\n",
    "a line that goes on": b"X: a\r\n b\r\n\r\n",
    "a bare return": b"X: a\rContent-Length: 3\r\n\r\n",
    "a zero": b"X: \0\r\n\r\n",
    "two hosts": b"Host: a\r\nhost: b\r\n\r\n",
    "two lengths": b"Content-Length: 1\r\nContent-Length: 2\r\n\r\n",
    "two sorts of length": b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "no number": b"Content-Length: +1\r\n\r\n",
    "too long": b"X: " + b"x" * LONGEST + b"\r\n\r\n",
    "too many": b"X: x\r\n" * (MOST + 1) + b"\r\n",
}


@pytest.mark.parametrize("name", ODD)
def test_what_could_be_understood_in_two_ways_is_no_request(name):
    assert read(ODD[name]).status


@pytest.mark.parametrize("sent", [b"", b"Host: a", b"Host: a\r\n", b"Host: a\r\n\r"])
def test_who_hangs_up_in_the_middle_has_asked_for_nothing(sent):
    with pytest.raises(HungUp):
        read(sent)


def test_on_the_wire_the_odd_get_400_and_those_who_hang_up_no_answer(house):
    for name, sent in ODD.items():
        line = house.line()
        line.sendall(b"GET /stat HTTP/1.1\r\n" + sent)
        assert line.recv(99).startswith(b"HTTP/1.1 400 "), name
    line = house.line()
    line.sendall(b"GET /stat HTTP/1.1\r\nHost: ")
    line.shutdown(1)
    assert line.recv(99) == b""
