"""Workshop: a live room for facilitated sessions. `create_app` wires the parts together and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.access import Access
    from workshop.backups import Backups
    from workshop.clearing import Clearing
    from workshop.config import Config
    from workshop.host import Host
    from workshop.hours import Hours
    from workshop.store import Store


@dataclass(frozen=True)
class House:
    """A server, wired but not yet listening. `wsgi` is what to serve; `sockets` the Socket.IO server behind it."""

    config: Config
    store: Store
    host: Host
    access: Access
    hours: Hours
    backups: Backups
    clearing: Clearing
    wsgi: Any
    sockets: Any
    reasons: Any

    def close(self) -> None:
        """Finish what is being written and close the database."""
        self.host.close()
        self.store.close()


def create_app(config: Config, *, reading: bool = False) -> House:
    """A house on `config.data`; `reading`: one that changes nothing there, beside a server.

    Raises `workshop.file.StoreError` with one plain sentence when that folder cannot be used.
    The imports stand inside because gevent must have patched the standard library before anything else is loaded.
    """
    import gevent
    from flask import Flask
    from flask_socketio import SocketIO

    from workshop import agenda, transport, web
    from workshop.access import Access
    from workshop.backups import Backups
    from workshop.clearing import Clearing
    from workshop.config import shipped
    from workshop.host import Host
    from workshop.hours import Hours
    from workshop.live import Live, public, register
    from workshop.store import Store
    from workshop.together import Together

    transport.selfcheck()
    store = Store(config.data / "workshop.db", reading=reading)

    def shelf() -> list[agenda.Shelved]:
        """Read beside the room, which goes on meanwhile: a folder full of odd files takes a while."""
        beside: Any = gevent.get_hub().threadpool
        found: list[agenda.Shelved] = beside.apply(agenda.shelf, (shipped("sessions"), config.data / "sessions"))
        return found

    hours = Hours(store)
    access = Access(config, store, hours)
    access.together = Together(store.transaction)

    app = Flask(__name__, static_folder=None)
    app.debug = False  # Flask would take it from the environment, and show its own pages about what went wrong
    sockets = SocketIO(app, cors_allowed_origins=_ours(config), **transport.options())
    fanout = transport.install(sockets.server, on_recovered=lambda sid: live.recovered(sid), public=public)
    host = Host(store, fanout, hours, address=config.address)
    live = Live(host, access.seat, access.facilitator_may_be)
    live.fanout, live.edition = fanout, access.edition
    access.signed_out = live.sign_off
    access.left = live.recheck
    live.seen = access.seen
    access.connected = live.connected
    backups = Backups(config.data)
    clearing = Clearing(host, store, backups, live.recheck)
    host.watchers.append(clearing.heard)
    host.purge = clearing.purge
    host.forgets = clearing.mark
    register(sockets.server, live)
    app.register_blueprint(web.pages(config, host, store, access, shelf))
    wsgi = web.guarded(app.wsgi_app, config)
    reasons = getattr(fanout, "reasons", None)
    return House(config, store, host, access, hours, backups, clearing, wsgi, sockets.server, reasons)


def _ours(config: Config) -> Any:
    """Whether a page that opens a socket was served by this house, under the name by which it opens it."""
    from workshop.web.guard import came_from_here

    return lambda origin, environ: came_from_here(str(origin or ""), str(environ.get("HTTP_HOST", "")), config)
