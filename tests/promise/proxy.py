"""A bad network between phones and room: a TCP proxy that does to a line what it is told to. Runs under gevent."""

from __future__ import annotations

import socket as sockets
import struct
from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import gevent
from gevent import socket
from gevent.server import StreamServer

FAULTS = ("drop", "half-open", "delay", "cut")
WAYS = ("up", "down")
AT_ONCE = struct.pack("ii", 1, 0)
"""Linger for nought seconds: the other side hears of a reset, not of a goodbye."""


class Proxy:
    """Listens and passes on to wherever `target()` says. `longest`: seconds of a delay at most."""

    def __init__(self, target: Callable[[], tuple[str, int]], dice: Random, longest: float = 3.0) -> None:
        self._target, self.dice, self.longest = target, dice, longest
        self.links: dict[int, Link] = {}
        """By the port that a phone calls from."""
        self.done: Counter[str] = Counter()
        self._server = StreamServer(("127.0.0.1", 0), self._serve)
        self._server.start()

    @property
    def address(self) -> tuple[str, int]:
        """Where phones knock."""
        return ("127.0.0.1", self._server.server_port)

    def befall(self, port: int, fault: str, way: str) -> None:
        """Let the next bytes of a line meet a fault, on their way up to the room or down from it."""
        if port in self.links:
            self.links[port].fates[way] = fault

    def close(self) -> None:
        """No more lines."""
        self._server.stop()

    def _serve(self, phone: Any, who: tuple[str, int]) -> None:
        try:
            room = socket.create_connection(self._target())
        except OSError:
            return
        self.links[who[1]] = link = Link(self, phone, room)
        link.run()
        del self.links[who[1]]


class Link:
    """One line. `fates`: what the next bytes of each way will meet."""

    def __init__(self, proxy: Proxy, phone: Any, room: Any) -> None:
        self._proxy, self._ends = proxy, (phone, room)
        self.fates: dict[str, str] = {}
        self._silent = False

    def run(self) -> None:
        """Pass on both ways until one end is gone."""
        phone, room = self._ends
        gevent.joinall([gevent.spawn(self._pump, phone, room, "up"), gevent.spawn(self._pump, room, phone, "down")])

    def _pump(self, source: Any, target: Any, way: str) -> None:
        try:
            while data := source.recv(65536):
                self._pass(data, target, way)
        except OSError:
            pass
        self._reset()

    def _pass(self, data: bytes, target: Any, way: str) -> None:
        fault = self.fates.pop(way, "")
        self._proxy.done[fault] += 1
        match fault:
            case "drop":
                return self._reset()
            case "half-open":
                self._silent = True
            case "delay":
                gevent.sleep(self._proxy.dice.uniform(0, self._proxy.longest))
            case "cut":
                target.sendall(data[: self._proxy.dice.randrange(len(data))])
                return self._reset()
        if not self._silent:
            target.sendall(data)
        return None

    def _reset(self) -> None:
        for end in self._ends:
            try:
                end.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, AT_ONCE)
            except OSError:
                continue
            end.close()
