"""Somebody who means harm, at full speed. Ends by itself.

python -m tests.promise.attacker PORT SORT SECONDS CODE   says `at it`, and in the end how often it got anything done
"""

from __future__ import annotations

import json
import secrets
import socket
import sys
import time
from collections.abc import Callable
from contextlib import closing, suppress

from tests.transport.wire import WirePhone, frame

RUDE = (OSError, AssertionError, ValueError)
POLL = "/socket.io/?EIO=4&transport=polling"


class Attacker:
    """Speaks bytes, and never waits longer than it has to."""

    def __init__(self, port: int, seconds: float, code: str) -> None:
        self.address, self.host, self.code = ("127.0.0.1", port), f"127.0.0.1:{port}", code
        self.end = time.monotonic() + seconds
        self.done = 0

    def run(self, sort: str) -> int:
        """Until the time is up."""
        act: Callable[[], None] = getattr(self, sort)
        print("at it", flush=True)
        while time.monotonic() < self.end:
            with suppress(*RUDE):
                act()
        return self.done

    def events(self) -> None:
        """A participant who sends hundreds of moves in one breath, and comes back whenever cut off."""
        cookie, run = self._mallory()
        move = json.dumps(
            ["move", {"id": "x", "name": "vote", "screen": "choose.ready", "data": {"picks": {"yes": 1}}}]
        )
        costly, cheap = frame(f"421{move}") + frame('422["sit",{}]'), frame('42["move",{}]')
        blast = costly * 20 + cheap * 20_000
        hello = f'40{{"seat":"participant","run":"{run}"}}'
        while time.monotonic() < self.end:
            with suppress(*RUDE):
                phone = WirePhone(self.address, extra=f"Cookie: {cookie}\r\n", host=self.host, hello=hello)
                with closing(phone):
                    while time.monotonic() < self.end:
                        phone.sock.sendall(blast)
                        self.done += 20_040

    def polls(self) -> None:
        """Opens one polling line after the other and forgets them."""
        self._pipeline(f"GET {POLL} HTTP/1.1\r\nHost: {self.host}\r\n\r\n".encode())

    def joins(self) -> None:
        """One more person, and one more."""
        self._post(
            "/join", {"code": self.code, "id": secrets.token_hex(12), "name": secrets.token_hex(4), "named": True}
        )

    def codes(self) -> None:
        """Guesses."""
        guess = "".join(secrets.choice("ACDEFGHJKMNPQRTUVWXY34679") for _ in range(6))
        self._post("/join", {"code": guess, "name": "M", "named": True})

    def frames(self) -> None:
        """Messages that are much too long."""
        phone = WirePhone(self.address, host=self.host, join=False)
        with closing(phone):
            phone.sock.sendall(frame(b"4" * 2_000_000))
            self.done += 1

    def half(self) -> None:
        """Requests that are begun and never finished: three hundred at a time."""
        lines = []
        try:
            for _ in range(300):
                lines.append(socket.create_connection(self.address, 5))
                lines[-1].sendall(b"GET / HTTP/1.1\r\nHost: ")
                self.done += 1
            time.sleep(min(0.5, max(self.end - time.monotonic(), 0)))
        finally:
            for line in lines:
                line.close()

    def _post(self, path: str, said: object) -> None:
        body = json.dumps(said)
        head = f"POST {path} HTTP/1.1\r\nHost: {self.host}\r\nContent-Type: application/json\r\n"
        self._pipeline(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())

    def _pipeline(self, request: bytes) -> None:
        """Fifty at once on one line, and whatever comes back."""
        with closing(socket.create_connection(self.address, 5)) as line:
            line.sendall(request * 50)
            line.settimeout(2)
            while line.recv(65_536):
                self.done += 1

    def _mallory(self) -> tuple[str, str]:
        said = json.dumps({"code": self.code, "id": secrets.token_hex(12), "name": "Mallory", "named": True})
        head = f"POST /join HTTP/1.1\r\nHost: {self.host}\r\nContent-Type: application/json\r\nConnection: close\r\n"
        with closing(socket.create_connection(self.address, 5)) as line:
            line.sendall(f"{head}Content-Length: {len(said)}\r\n\r\n{said}".encode())
            heard = b""
            while data := line.recv(65_536):
                heard += data
        head, _, body = heard.decode().partition("\r\n\r\n")
        cookie = next(row.partition(": ")[2] for row in head.split("\r\n") if row.lower().startswith("set-cookie"))
        return cookie.split(";")[0], json.loads(body)["run"]


if __name__ == "__main__":
    print(Attacker(int(sys.argv[1]), float(sys.argv[3]), sys.argv[4]).run(sys.argv[2]), flush=True)
