"""The door: opening handshakes, and how many may stand in it who have not joined yet.

A school is one address to us, so a crowd at the door waits its turn rather than being sent away.
"""

from __future__ import annotations

from time import monotonic
from typing import Any

from engineio.exceptions import QueueEmpty
from engineio.packet import OPEN, Packet
from gevent.lock import Semaphore

from workshop.transport.hall import Hall
from workshop.transport.limits import Limits
from workshop.transport.phone import Phone


class Door:
    """Places for those who have not joined: so many from one address, so many in all."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._places = Semaphore(limits.at_door)
        self._by_address: dict[str, _Places] = {}

    def enter(self, address: str) -> bool:
        """Take a place, after a wait if need be. False: too many have not joined yet."""
        until = monotonic() + self._limits.door_s
        own = self._by_address.setdefault(address, _Places(self._limits.at_door_from_one_address))
        own.users += 1
        # One's own address first: whoever crowds it must not also hold places that others wait for.
        if own.places.acquire(timeout=self._limits.door_s):
            if self._places.acquire(timeout=max(until - monotonic(), 0)):
                return True
            own.places.release()
        self._forget(address, own)
        return False

    def leave(self, address: str) -> None:
        """Joined, or gone."""
        own = self._by_address[address]
        own.places.release()
        self._places.release()
        self._forget(address, own)

    def _forget(self, address: str, own: _Places) -> None:
        own.users -= 1
        if not own.users:
            del self._by_address[address]


class _Places:
    """The places of one address, and how many hold or await one."""

    __slots__ = ("places", "users")

    def __init__(self, count: int) -> None:
        self.places = Semaphore(count)
        self.users = 0


class Handshake:
    """In the place of engineio's opening handshake, which knows no limits and makes sockets of its own kind."""

    def __init__(self, engine: Any, hall: Hall) -> None:
        self._engine = engine
        self._hall = hall

    def __call__(self, environ: dict[str, Any], start_response: Any, transport: str, jsonp_index: int | None) -> Any:
        address = environ.get("REMOTE_ADDR", "")
        if jsonp_index is not None:
            return self._engine._bad_request("JSONP is not offered")
        if self._hall.closing or not self._hall.door.enter(address):
            self._hall.reasons["turned away at the door"] += 1
            return _busy()
        phone = Phone(self._engine, self._engine.generate_id(), self._hall, address)
        return self._open(phone, environ, start_response, transport)

    def _open(self, phone: Phone, environ: dict[str, Any], start_response: Any, transport: str) -> Any:
        self._engine.sockets[phone.sid] = phone
        phone.send(Packet(OPEN, self._welcome(phone, transport)))
        refused = self._engine._trigger_event("connect", phone.sid, environ, run_async=False)
        if refused is False:
            phone.close(abort=True)
            return self._engine._unauthorized()
        if transport == "websocket":
            return phone.handle_get_request(environ, start_response)
        phone.connected = True
        try:
            return self._engine._ok(phone.poll())
        except QueueEmpty:
            return self._engine._bad_request()

    def _welcome(self, phone: Phone, transport: str) -> dict[str, Any]:
        return {
            "sid": phone.sid,
            "upgrades": self._engine._upgrades(phone.sid, transport),
            "pingTimeout": int(self._engine.ping_timeout * 1000),
            "pingInterval": int(self._engine.ping_interval * 1000),
            "maxPayload": self._engine.max_http_buffer_size,
        }


def _busy() -> dict[str, Any]:
    return {
        "status": "503 SERVICE UNAVAILABLE",
        "headers": [("Content-Type", "text/plain"), ("Retry-After", "2")],
        "response": b"Too many are at the door. Please try again.",
    }
