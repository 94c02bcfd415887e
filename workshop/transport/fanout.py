"""Channels: who sits at which, and sending to all of them with one encoding."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import gevent
from engineio.packet import MESSAGE, Packet

from workshop.transport.hall import Hall
from workshop.transport.limits import Reasons
from workshop.transport.message import Message, Payload, event_text
from workshop.transport.phone import Phone


class Fanout:
    """Made by `install`. A sid is the one that Socket.IO handlers are given.

    `public(channel)`: whether everybody in the room may read all that travels there. Only that is compressed: how
    long a compressed message is tells those who listen to the air, and can put words into it, what else stands in it.
    """

    def __init__(self, server: Any, hall: Hall, public: Callable[[str], bool]) -> None:
        self._server = server
        self._hall = hall
        self._public = public
        self._seats: dict[str, frozenset[str]] = {}
        self._channels: dict[str, dict[str, Phone]] = {}
        self._shown: dict[str, tuple[Payload, Message]] = {}
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
                self._shown.pop(channel, None)

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
        message = Message(event, payload, press=self._public(channel))
        for phone in tuple(seated.values()):
            phone.patch(message)

    def show(self, sid: str, views: Mapping[str, Payload]) -> None:
        """Send to one the fresh view of each of their channels, which must arrive; heard even by one that is behind."""
        phone = self._phone(sid)
        if phone is not None and not phone.closed:
            phone.show([self._view(channel, payload) for channel, payload in views.items()])

    def tell(self, sid: str, event: str, payload: Payload) -> None:
        """Send to one, what must arrive; heard even by a phone that is behind."""
        phone = self._phone(sid)
        if phone is not None and not phone.closed:
            phone.send(Packet(MESSAGE, event_text(event, payload)))

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

    def _view(self, channel: str, payload: Payload) -> Message:
        """Encoded once for all who sit down while it is the same: a hall comes back all at once."""
        known = self._shown.get(channel)
        if known is not None and _same(known[0], payload):
            return known[1]
        message = Message("view", payload, press=self._public(channel))
        if self.seated(channel) > 1:
            self._shown[channel] = payload, message
        return message

    def _phone(self, sid: str) -> Phone | None:
        eio_sid = self._server.manager.eio_sid_from_sid(sid, "/")
        phone: Phone | None = self._server.eio.sockets.get(eio_sid)
        return phone


def _same(one: Payload, other: Payload) -> bool:
    """Whether two messages are the same one made twice: what is large in them is not compared, but must be one and
    the same thing."""
    return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)


def _alike(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, str | int) and one == other)
