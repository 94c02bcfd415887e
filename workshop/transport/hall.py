"""What the phones of one server share: the limits, the tally of reasons, who is slow, and the one clock that looks."""

from __future__ import annotations

import logging
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any

import gevent

from workshop.transport.limits import Limits, Reasons

if TYPE_CHECKING:
    from workshop.transport.door import Door
    from workshop.transport.phone import Phone
    from workshop.transport.socket import WebSocket

log = logging.getLogger("workshop.transport")


class Hall:
    """Made once by `install`; hangs on the engineio server as `hall`."""

    def __init__(self, limits: Limits, reasons: Reasons, door: Door, on_recovered: Callable[[str], object]) -> None:
        self.limits = limits
        self.reasons = reasons
        self.door = door
        self.slow: set[WebSocket] = set()
        self.closing = False
        self.on_gone: Callable[[str], object] = lambda sid: None
        self._on_recovered = on_recovered
        self._watch: Any = None

    def recovered(self, sid: str) -> None:
        """Tell the room that this phone has caught up and needs fresh views."""
        try:
            self._on_recovered(sid)
        except Exception:
            self.reasons["handler error"] += 1
            log.exception("fresh views after falling behind")

    def open(self, engine: Any) -> None:
        self._watch = gevent.spawn(self._keep_watch, engine)

    def close(self) -> None:
        self.closing = True

    def empty(self) -> None:
        """After the last phone has gone."""
        if self._watch is not None:
            self._watch.kill()

    def _keep_watch(self, engine: Any) -> None:
        while True:
            gevent.sleep(self.limits.sweep_s)
            now = monotonic()
            for late in (*self.slow, *engine.sockets.values()):
                self._look_at(late, now)

    def _look_at(self, late: WebSocket | Phone, now: float) -> None:
        try:
            late.look(now)
        except Exception:
            # One phone's trouble must not end the watch over all the others.
            log.exception("looking after a phone")
