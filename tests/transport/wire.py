"""A server under test, and phones that speak to it byte by byte."""

import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

HERE = Path(__file__).parent
WEBSOCKET = "/socket.io/?EIO=4&transport=websocket"
CHROME = (
    "User-Agent: Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36\r\n"
)
OFFER = "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n"
"""How a browser offers compressed messages that we take at its word."""
POLLING = "/socket.io/?EIO=4&transport=polling"
PAUSE = 0.02

# The same stories, but longer and with more people.
FULL = bool(os.environ.get("WORKSHOP_FULL"))

SHORT = {
    "connect_s": 1,
    "header_s": 1,
    "close_s": 0.5,
    "slow_s": 1.5,
    "stuck_s": 1,
    "door_s": 1,
    "sweep_s": 0.1,
    "ping_s": 25,
}


def until(fact, seconds=10.0):
    """The first true answer; asks again and again, and gives up with the last one."""
    end = time.monotonic() + seconds
    while not (answer := fact()):
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(PAUSE)
    return answer


class House:
    """The demo in a process of its own."""

    def __init__(self, log, **limits):
        self._log = log
        self._out = log.open("wb")
        path = os.pathsep.join((str(HERE.parent.parent), os.environ.get("PYTHONPATH", "")))
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "demo.py"), json.dumps({**SHORT, **limits})],
            stdout=subprocess.PIPE,
            stderr=self._out,
            env={**os.environ, "PYTHONPATH": path},
        )
        first = self.process.stdout.readline()
        assert first, self.log()
        self.port = int(first)
        self.address = ("127.0.0.1", self.port)
        self._phones = []
        self._read = 0

    def phone(self, **how):
        self._phones.append(phone := WirePhone(self.address, **how))
        return phone

    def line(self):
        """A bare connection."""
        self._phones.append(line := socket.create_connection(self.address, 10))
        return line

    def get(self, path, method="GET", body=None, headers=None):
        connection = http.client.HTTPConnection(*self.address, timeout=10)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def stat(self):
        return json.loads(self.get("/stat")[1])

    def publish(self, count, hz, size, channel="floor"):
        self.get(f"/publish?count={count}&hz={hz}&size={size}&channel={channel}")

    def until(self, fact, seconds=10.0):
        """Wait for something that the demo can tell of itself."""
        seen = {}

        def asked():
            seen.update(self.stat())
            return fact(seen)

        try:
            until(asked, seconds)
        except AssertionError as late:
            raise AssertionError(f"{late}: {seen}") from None
        return seen

    def log(self):
        return self._log.read_text(errors="replace")

    def news(self):
        """What has been logged since the last time."""
        news = self.log()[self._read :]
        self._read += len(news)
        return news

    def everybody_leaves(self):
        for phone in self._phones:
            phone.close()
        self._phones = []

    def stop(self):
        self.everybody_leaves()
        self.process.terminate()
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            self.process.stdout.close()
            self._out.close()


def pressed(data, fin=1):
    """A frame that holds a compressed message."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    data = squeeze.compress(data.encode() if isinstance(data, str) else data) + squeeze.flush(zlib.Z_SYNC_FLUSH)
    whole = frame(data[:-4], fin=fin)
    return bytes([whole[0] | 0x40]) + whole[1:]


def frame(data, op=1, fin=1, mask=True):
    data = data.encode() if isinstance(data, str) else data
    size, masked = len(data), 0x80 if mask else 0
    if size < 126:
        head = bytes([fin << 7 | op, masked | size])
    elif size < 65536:
        head = bytes([fin << 7 | op, masked | 126]) + struct.pack(">H", size)
    else:
        head = bytes([fin << 7 | op, masked | 127]) + struct.pack(">Q", size)
    return head + (b"\0\0\0\0" if mask else b"") + data


class WirePhone:
    """A phone on a raw socket; every frame it reads is checked for being whole and well formed."""

    def __init__(
        self,
        address,
        small=False,
        extra="",
        early=b"",
        path=WEBSOCKET,
        join=True,
        sit=False,
        host="127.0.0.1",
        hello="40",
    ):
        self.sock = socket.socket()
        if small:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
        self.sock.settimeout(10)
        self.sock.connect(address)
        self.buffer = b""
        self.code = None
        self.compressed = 0
        """How many of the messages it has read came compressed."""
        self._host, self._hello = host, hello
        try:
            self._come_in(path, extra, early, join, sit)
        except (OSError, AssertionError):
            self.sock.close()
            raise

    def _come_in(self, path, extra, early, join, sit):
        self._shake_hands(path, extra, early)
        if join or early:
            self.join(early)
        if sit:
            assert self.ask("sit") == {"ok": True}

    def _shake_hands(self, path, extra, early):
        request = (
            f"GET {path} HTTP/1.1\r\nHost: {self._host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n{extra}\r\n"
        )
        self.sock.sendall(request.encode() + early)
        while b"\r\n\r\n" not in self.buffer:
            data = self.sock.recv(65536)
            if not data:
                raise ConnectionError("no answer to the handshake")
            self.buffer += data
        self.head, self.buffer = self.buffer.split(b"\r\n\r\n", 1)

    def join(self, early=b""):
        if not early:
            self.send(self._hello)
        self.until(lambda text: text.startswith("40{"))

    def send(self, data, **how):
        self.sock.sendall(frame(data, **how))

    def frame(self):
        """Opcode and payload of the next frame; None at the end."""
        if not self._need(2):
            assert not self.buffer, "torn frame"
            return None
        first, size, head = self.buffer[0], self.buffer[1], 2
        agreed = (0xC1,) if b"permessage-deflate" in self.head else ()
        assert first in (0x81, 0x88, 0x89, 0x8A, *agreed), f"not a frame: {self.buffer[:40]!r}"
        assert size < 128, "masked by the server"
        if size == 126:
            self._need(4)
            size, head = struct.unpack(">H", self.buffer[2:4])[0], 4
        elif size == 127:
            self._need(10)
            size, head = struct.unpack(">Q", self.buffer[2:10])[0], 10
        assert self._need(head + size), "the stream ends inside a frame"
        payload, self.buffer = self.buffer[head : head + size], self.buffer[head + size :]
        if first == 0x88:
            self.code = struct.unpack(">H", payload[:2])[0] if payload else 1005
        if first == 0xC1:
            self.compressed += 1
            payload = zlib.decompressobj(-zlib.MAX_WBITS).decompress(payload + b"\x00\x00\xff\xff")
        return first & 15, payload

    def _need(self, size):
        while len(self.buffer) < size:
            data = self.sock.recv(1 << 16)
            if not data:
                return False
            self.buffer += data
        return True

    def text(self):
        """The next message; answers pings. None at the end."""
        while (found := self.frame()) is not None:
            if found[0] == 1:
                text = found[1].decode()
                if text != "2":
                    return text
                self.send("3")
        return None

    def until(self, fits):
        while (text := self.text()) is not None:
            if fits(text):
                return text
        raise AssertionError(f"closed with {self.code}")

    def event(self, name):
        return json.loads(self.until(lambda text: text.startswith(f'42["{name}"'))[2:])[1]

    def events(self, quiet=1.0):
        """Every event until nothing has come for a while."""
        self.sock.settimeout(quiet)
        try:
            while (text := self.text()) is not None:
                if text.startswith("42"):
                    yield json.loads(text[2:])
        except TimeoutError:
            pass
        self.sock.settimeout(10)

    def ask(self, event="move", data=None, ack=1):
        self.send(f"42{ack}{json.dumps([event, data or {}])}")
        return self.answer(ack)

    def answer(self, ack):
        text = self.until(lambda text: text.startswith(f"43{ack}["))
        return (json.loads(text[text.index("[") :]) or [None])[0]

    def closed(self, seconds=8.0):
        """Read to the end; the close code, or None where there was no close frame."""
        self.sock.settimeout(seconds)
        try:
            while self.frame() is not None:
                pass
        except ConnectionError:
            pass
        return self.code

    def reset(self):
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()

    def close(self):
        self.sock.close()


class PollingPhone:
    """A phone behind a proxy that lets no WebSocket through."""

    def __init__(self, house, sit=False):
        self._house = house
        self.sid = json.loads(house.get(POLLING)[1][1:])["sid"]
        self.path = f"{POLLING}&sid={self.sid}"
        assert self.post("40") == 200
        self.until("40{")
        if sit:
            self.post('421["sit",{}]')
            self.until('42["view"')

    def poll(self):
        status, body = self._house.get(self.path)
        assert status == 200, body
        return body.split("\x1e")

    def until(self, start):
        """Poll until a message comes that starts so; all messages until then."""
        texts = []
        while not any(text.startswith(start) for text in texts):
            texts += self.poll()
        return texts

    def post(self, body):
        return self._house.get(self.path, "POST", body)[0]

    def upgrade(self):
        return self._house.phone(path=f"{WEBSOCKET}&sid={self.sid}", join=False)

    def leave(self):
        self.post("1")
