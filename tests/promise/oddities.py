"""Odd things to say: values, JSON texts, frames and requests that no good phone would send. Seeded, so that a find can
be found again.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

DEEP = 100_000

KEYS = ("__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "", "id", "name", "screen", "data", "\0")
KEYS += ("for", "person", "to", "text", "é" * 40, "a.b", "$ref", "0")

VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2, 7, 61, 1000, 2**31, -(2**31), 2**53, 2**70, -(2**70), 10**15 - 1, 10**400),
    *(0.1, -0.0, 1e15, 1e308, -1e308, 5e-324, float("nan"), float("inf"), float("-inf")),
    *("", " ", "\n", "\0", "\x1b[2J", "\ud800", "\udfff\ud800", "\u202eabc", "\u200b", "\ufeff", "e\u0301" * 60),
    *("👩‍👩‍👧‍👦" * 12, "ﷺ" * 30, "x" * 300, "x" * 5_000, "word " * 900, "yes", "no", "room", "me", "table", "all"),
    *("<script>alert(1)</script>", "</script>", "{{7*7}}", "${7*7}", "%s%n", "' OR 1=1 --", "=1+1", "@SUM(1)"),
    *("../../etc/passwd", "..\\..\\x", "CON", "nul.csv", "/", "a:b", "zero:x:1", "__proto__", "constructor", "1e999"),
    *([], {}, [[]], [{}], {"": ""}, [None], [1, "1", None], ["x"] * 300, list(range(400)), [[["x"] * 3] * 3] * 3),
    *({"__proto__": {"admin": True}}, {"constructor": {"prototype": {}}}, {str(no): no for no in range(200)}),
)

# Texts that json.dumps would never write.
RAW = (
    *("NaN", "-Infinity", "1e999", "01", "1.", "'x'", "{a:1}", '{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', "\\ud800", '"'),
    *(
        '"\\ud800"',
        '"\\udc00\\ud800"',
        "9" * 400,
        "-" + "9" * 16,
        "1" * 5000,
        "tru",
        "[1,]",
        '{"a"',
        "\x00",
        "//",
        "[" * 40,
    ),
    *("[" * 33 + "]" * 33, '{"a":' * 33 + "1" + "}" * 33, "[" * 900, '"\\u0000"', '"\u2028"', "1" + "0" * 310 + ".0"),
)

DEEP_TEXTS = ("[" * DEEP, "[" * DEEP + "]" * DEEP, '{"a":' * DEEP)


def value(dice: Random, depth: int = 0) -> Any:
    """Anything JSON can say, and a little more."""
    if depth > 3 or dice.random() < 0.75:
        return dice.choice(VALUES)
    if dice.random() < 0.5:
        return [value(dice, depth + 1) for _ in range(dice.randint(0, 4))]
    return {dice.choice(KEYS): value(dice, depth + 1) for _ in range(dice.randint(0, 4))}


def altered(said: Any, dice: Random, others: tuple[Any, ...] = ()) -> Any:
    """What somebody might really say, with one thing wrong somewhere inside."""
    if isinstance(said, dict) and said and dice.random() < 0.85:
        return _altered_table(said, dice, others)
    if isinstance(said, list) and said and dice.random() < 0.7:
        at = dice.randrange(len(said))
        return [*said[:at], altered(said[at], dice, others), *said[at + 1 :]] * dice.choice((1, 1, 1, 2, 40))
    if others and dice.random() < 0.3:
        return dice.choice(others)
    return value(dice)


def _altered_table(said: dict[str, Any], dice: Random, others: tuple[Any, ...]) -> dict[str, Any]:
    key, what = dice.choice(list(said)), dice.random()
    if what < 0.15:
        return {name: inner for name, inner in said.items() if name != key}
    if what < 0.3:
        return {**said, dice.choice(KEYS): value(dice)}
    return {**said, key: altered(said[key], dice, others)}


def text(said: Any, dice: Random) -> str:
    """As JSON, now and then with something in it that is none."""
    written = json.dumps(said, ensure_ascii=dice.random() < 0.5)
    if dice.random() < 0.05:
        at = dice.randrange(len(written) + 1)
        written = written[:at] + dice.choice(RAW) + written[at + dice.randrange(3) :]
    return written


# ── frames ──────────────────────────────────────────────────────────────────


def frame(dice: Random) -> bytes:
    """A WebSocket frame of which something is wrong, or everything."""
    return dice.choice(_FRAMES)(dice)


def _head(first: int, size: int, masked: bool = True, width: int = 0) -> bytes:
    bit = 0x80 if masked else 0
    if width == 8 or size > 65_535:
        return bytes([first, bit | 127]) + struct.pack(">Q", size)
    if width == 2 or size > 125:
        return bytes([first, bit | 126]) + struct.pack(">H", size)
    return bytes([first, bit | size])


def _whole(first: int, data: bytes, masked: bool = True, width: int = 0) -> bytes:
    return _head(first, len(data), masked, width) + (b"\0\0\0\0" if masked else b"") + data


def _any_opcode(dice: Random) -> bytes:
    return _whole(dice.randrange(256), dice.randbytes(dice.choice((0, 1, 2, 5, 60))), dice.random() < 0.8)


def _reserved_bits(dice: Random) -> bytes:
    return _whole(0x80 | dice.choice((0x10, 0x20, 0x40, 0x70)) | 1, b"42")


def _long_control(dice: Random) -> bytes:
    return _whole(dice.choice((0x88, 0x89, 0x8A, 0x08, 0x09)), b"x" * dice.choice((126, 200, 4000)))


def _unmasked(dice: Random) -> bytes:
    return _whole(0x81, b'421["sit",{}]', masked=False)


def _fragments(dice: Random) -> bytes:
    return b"".join(_whole(dice.choice((0x01, 0x00, 0x80, 0x09, 0x81)), b"4" * 3) for _ in range(dice.randint(1, 6)))


def _bad_text(dice: Random) -> bytes:
    return _whole(0x81, b"42" + dice.choice((b"\xff", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82")))


def _goodbye(dice: Random) -> bytes:
    codes = (0, 999, 1000, 1004, 1005, 1006, 1015, 2999, 5000, 65_535)
    return _whole(0x88, dice.choice((b"", b"\x03", struct.pack(">H", dice.choice(codes)) + b"\xff")))


def _lies_about_its_size(dice: Random) -> bytes:
    return _head(0x81, dice.choice((20_000, 60_000_000, 2**63 - 1, 2**63)), width=8) + b"\0\0\0\0x"


def _padded_size(dice: Random) -> bytes:
    return _whole(0x81, b"3", width=dice.choice((2, 8)))


def _packet(dice: Random) -> bytes:
    """Well framed, but nothing that the protocols above would know."""
    first = dice.choice(
        ("", "0", "1", "2probe", "3", "5", "6", "7", "x", "40", "41", "42", "43", "44", "45", "46", "49")
    )
    rest = dice.choice(
        ("", "{}", "[]", "/admin,", "1-", "51-", "9" * 30, "[1]", '["*",{}]', "/,", "?a=b,", "null", '"x"')
    )
    return _whole(0x81, (first + rest + dice.choice(("", *RAW))).encode("utf-8", "replace"))


_FRAMES: tuple[Callable[[Random], bytes], ...] = (
    *(_any_opcode, _reserved_bits, _long_control, _unmasked, _fragments, _bad_text, _goodbye, _lies_about_its_size),
    *(_padded_size, _packet, _packet),
)


# ── requests ────────────────────────────────────────────────────────────────

_METHODS = (
    *("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "PATCH", "get", "G\0T", ""),
    "X" * 300,
)
_PATHS = (
    *("/", "/join", "/healthz", "/home", "/static/x/../../etc/passwd", "/static/%2e%2e/%2e%2e/x", "/%00"),
    *("/\0", "/socket.io/", "/socket.io", "//evil.example/", "http://evil.example/", "*", "/%", "/%zz"),
    *("/%ff%fe", "/é", "/..", "/run/x/people.csv", "/run/%2e%2e/run.json", "/console/x%0d%0aSet-Cookie:a=b"),
    *("/qr/AAAAAA.svg", "/a;b=c", "/?" * 9, "/" + "a" * 9_000, "/mine/x/commitment/..%2f.ics"),
    *("/static/0/CON", "/favicon.ico", "/stage", "/%E2%80%AE"),
)
_QUERIES = (
    *("", "?", "?EIO=4&transport=polling", "?EIO=4&transport=websocket", "?EIO=3&transport=polling"),
    *("?EIO=4", "?%ff=%00", "?EIO=4&transport=polling&sid=nobody", "?EIO=4&transport=polling&j=0"),
    *("?EIO=4&transport=polling&j=x", "?sid=%0a%1b", "?EIO=4&transport=polling&sid=nobody&sid=x"),
    *("?for=" + "x" * 3_000, "?private=yes", "?EIO=4&EIO=4&transport=__init__"),
)
_VERSIONS = (*("HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9", "ICY", ""),)
_HEADERS = (
    *("Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: x"),
    *("Content-Length: 3\r\nContent-Length: 5", "Transfer-Encoding: chunked", "Transfer-Encoding: x"),
    *("Expect: 100-continue", "Content-Length: 5\r\nTransfer-Encoding: chunked"),
    *("Content-Type: application/json", "Content-Type: text/plain", "Content-Type: multipart/form-data"),
    *("Content-Type: multipart/form-data; boundary=" + "b" * 200, "Cookie: \xff\xfe=\x01"),
    *("Cookie: workshop_facilitator=" + "x" * 40, "Cookie: " + "a=b;" * 900, "X: " + "y" * 20_000),
    *("no colon here", ": x", "Upgrade: websocket\r\nConnection: Upgrade"),
    *("Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings", "Range: bytes=0-"),
    *("Origin: http://evil.example", "Origin: null", "Origin: \x1b[2J", "X-Forwarded-Host: evil.example"),
    *("X-Csrf: \xe9", "Accept: text/html", "Accept: " + "*/*;q=0," * 200, "Accept-Encoding: gzip;q=x"),
    *("If-None-Match: *", "X_Csrf: 1", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: x"),
    *("Sec-WebSocket-Key: x", " folded: yes", "\tfolded"),
)
_BODIES = (
    *(b"", b"{}", b"hello", b"[1]", b'{"code": null}', b'{"a":NaN}', b"\xff\xfe", b"5\r\nhello\r\n0\r\n\r\n"),
    *(b"ffffffffffffffff\r\n", b"z\r\n", b"[" * 50_000, b'{"code":"\\ud800"}', b"40\x1e40\x1e42"),
    *(b"\x1e" * 40, b"d=40", b"4" * 20_000, b"b4AAA=", b"2probe"),
)


def request(dice: Random, host: str) -> bytes:
    """An HTTP request of which something is wrong."""
    said = [f"Host: {dice.choice((host, host, host, host, 'evil.example', ''))}"]
    said += dice.sample(_HEADERS, dice.choice((0, 1, 1, 2, 4)))
    first = (
        f"{dice.choice(_METHODS[:3] if dice.random() < 0.8 else _METHODS)} {dice.choice(_PATHS)}{dice.choice(_QUERIES)}"
    )
    ending = dice.choice(("\r\n", "\r\n", "\r\n", "\n"))
    head = ending.join([f"{first} {dice.choice(_VERSIONS)}", *said, "", ""])
    return head.encode("latin-1", "replace") + dice.choice(_BODIES)


def rubbish(dice: Random) -> Iterator[bytes]:
    """Bytes that are nothing at all, in pieces."""
    for _ in range(dice.randint(1, 3)):
        yield dice.randbytes(dice.choice((1, 3, 50, 3_000)))
