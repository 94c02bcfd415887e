"""Phones and their connections: WebSocket (or polling) for Socket.IO on gevent, with limits, and channels.

    selfcheck()
    sio = SocketIO(app, **options(), cors_allowed_origins=[...])
    fanout = install(sio.server, on_recovered=send_fresh_views)
    sio.server.on("move", lambda sid, move: {"ok": True})
    wsgi = serve(app, "0.0.0.0", 8000, reasons=fanout.reasons)

What travels on the channels is not its business.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from workshop.transport.door import Door, Handshake
from workshop.transport.fanout import Fanout
from workshop.transport.guards import Guard, TextPacket
from workshop.transport.hall import Hall
from workshop.transport.limits import Limits, Reasons
from workshop.transport.register import Register
from workshop.transport.selfcheck import selfcheck
from workshop.transport.server import serve, shutdown
from workshop.transport.strict import StrictJson

__all__ = [
    "Fanout",
    "Limits",
    "Reasons",
    "StrictJson",
    "install",
    "options",
    "selfcheck",
    "serve",
    "shutdown",
]


def options(limits: Limits | None = None) -> dict[str, Any]:
    """What flask_socketio.SocketIO must be told."""
    limits = limits or Limits()
    return {
        "async_mode": "gevent",
        # One message at a time from each phone: their order is kept, and a talker waits for his own answers.
        "async_handlers": False,
        "client_manager": Register(),
        "json": StrictJson,
        "serializer": TextPacket,
        "manage_session": False,
        # Nobody needs leave to read an answer from another address: pages open their sockets where they come from.
        "cors_credentials": False,
        # The hall watches over the phones itself.
        "monitor_clients": False,
        "ping_interval": limits.ping_s,
        "ping_timeout": limits.pong_s,
        "max_http_buffer_size": limits.message,
    }


def install(
    sio_server: Any,
    *,
    on_recovered: Callable[[str], object],
    public: Callable[[str], bool] = lambda channel: False,
    limits: Limits | None = None,
) -> Fanout:
    """Put the transport into a socketio.Server made with `options`.

    `on_recovered(sid)` is called when a phone that lost patches has caught up: send it fresh views, without yielding
    between making and telling them, as patches flow to it again from that moment. `public(channel)` says what may be
    compressed: see `Fanout`.
    """
    limits = limits or Limits()
    hall = Hall(limits, Reasons(), Door(limits), on_recovered)
    sio_server.eio.hall = hall
    sio_server.eio._handle_connect = Handshake(sio_server.eio, hall)
    Guard(sio_server, hall).stand()
    hall.open(sio_server.eio)
    return Fanout(sio_server, hall, public)
