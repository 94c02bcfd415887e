"""Channels: who sits at which, and sending to all of them with one encoding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import gevent
from engineio.packet import MESSAGE, Packet

from workshop.transport.hall import Hall
from workshop.transport.limits import Reasons
from workshop.transport.phone import Patch, Phone
from workshop.transport.socket import text_frame
from workshop.transport.strict import StrictJson

Payload = Mapping[str, Any]


class Fanout:
    """Made by `install`. A sid is the one that Socket.IO handlers are given."""

    def __init__(self, server: Any, hall: Hall) -> None:
        self._server = server
        self._hall = hall
        self._seats: dict[str, frozenset[str]] = {}
        self._channels: dict[str, dict[str, Phone]] = {}
        hall.on_gone = self.leave

    @property
    def reasons(self) -> Reasons:
        """Why phones were cut off, and how often."""
        return self._hall.reasons

    def sit(self, sid: str, channels: Iterable[str]) -> None:
        """Hear these channels, and no others. Whoever has gone meanwhile is not seated."""
        self.leave(sid)
        phone = self._phone(sid)
        if phone is None or phone.closing or phone.closed:
            return
        phone.seat = sid
        self._seats[sid] = frozenset(channels)
        for channel in self._seats[sid]:
            self._channels.setdefault(channel, {})[sid] = phone

    def leave(self, sid: str) -> None:
        """Hear nothing more. Happens by itself before a disconnect handler is called."""
        for channel in self._seats.pop(sid, ()):
            seated = self._channels[channel]
            del seated[sid]
            if not seated:
                del self._channels[channel]

    def seated(self, channel: str) -> int:
        return len(self._channels.get(channel, ()))

    def channels(self) -> set[str]:
        """Those at which somebody sits."""
        return set(self._channels)

    def send(self, channel: str, event: str, payload: Payload) -> None:
        """Send a patch to everybody at the channel who is not behind; those get fresh views later."""
        seated = self._channels.get(channel)
        if not seated:
            return
        text = _text(event, payload)
        frame, patch = text_frame(f"{MESSAGE}{text}"), Patch(text)
        for phone in tuple(seated.values()):
            phone.patch(frame, patch)

    def tell(self, sid: str, event: str, payload: Payload) -> None:
        """Send to one, what must arrive; heard even by a phone that is behind."""
        phone = self._phone(sid)
        if phone is not None and not phone.closed:
            phone.send(Packet(MESSAGE, _text(event, payload)))

    def dismiss(self, sid: str) -> None:
        """Close the connection, after what has been told."""
        phone = self._phone(sid)
        if phone is None:
            return
        # A polling phone has still to fetch what it was told.
        grace = 0 if phone.ws else self._hall.limits.close_s
        gevent.spawn_later(grace, phone.close)

    def behind(self, sid: str) -> bool:
        """Whether this phone hears no patches because it has yet to catch up."""
        phone = self._phone(sid)
        return phone is not None and phone.behind

    def _phone(self, sid: str) -> Phone | None:
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        phone: Phone | None = self._server.eio.sockets.get(eio_sid)
        return phone


def _text(event: str, payload: Payload) -> str:
    """The Socket.IO packet for an event."""
    return "2" + StrictJson.dumps([event, payload])
