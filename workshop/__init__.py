"""Workshop: a live room for facilitated sessions. `create_app` wires the parts together and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from workshop.access import Access
    from workshop.config import Config
    from workshop.host import Host
    from workshop.store import Store


@dataclass(frozen=True)
class House:
    """A server, wired but not yet listening. `wsgi` is what to serve; `sockets` the Socket.IO server behind it."""

    config: Config
    store: Store
    host: Host
    access: Access
    wsgi: Any
    sockets: Any
    reasons: Any

    def close(self) -> None:
        """Finish what is being written and close the database."""
        self.host.close()
        self.store.close()


def create_app(config: Config) -> House:
    """A house on `config.data`. Raises `workshop.schema.StoreError` with one plain sentence when that cannot be used.

    The imports stand inside because gevent must have patched the standard library before anything else is loaded.
    """
    from flask import Flask
    from flask_socketio import SocketIO

    from workshop import agenda, transport, web
    from workshop.access import Access
    from workshop.config import shipped
    from workshop.host import Host
    from workshop.live import Live, register
    from workshop.moves import Role, Seat
    from workshop.store import Store

    transport.selfcheck()
    store = Store(config.data / "workshop.db")
    access = Access(config, store)

    def who_is(cookies: dict[str, str], wanted: str, run: str) -> Seat:
        seat = access.seat(cookies, Role(wanted), run) if wanted in _SEATS else Seat(Role.OUTSIDER, run)
        there = host.run(run) if seat.person else None
        known = there.roster.people.get(there.roster.now(seat.person)) if there else None
        if known is None:
            return seat
        return Seat(Role.OUTSIDER, run) if known.removed else replace(seat, person=known.id)

    app = Flask(__name__, static_folder=None)
    sockets = SocketIO(app, cors_allowed_origins=_ours(config), **transport.options())
    fanout = transport.install(sockets.server, on_recovered=lambda sid: live.recovered(sid))
    host = Host(store, fanout, address=config.address)
    live = Live(host, who_is, access.facilitator_may_be)
    live.fanout = fanout
    access.signed_out = live.sign_off
    access.left = live.recheck
    register(sockets.server, live)
    app.register_blueprint(
        web.pages(config, host, store, access, lambda: agenda.shelf(shipped("sessions"), config.data / "sessions"))
    )
    return House(
        config, store, host, access, web.guarded(app.wsgi_app, config), sockets.server, getattr(fanout, "reasons", None)
    )


_SEATS = frozenset({"facilitator", "stage", "participant"})


def _ours(config: Config) -> Any:
    """Whether a page that opens a socket was served by this house."""
    return lambda origin, environ: bool(origin) and config.allows(str(origin).split("://")[-1])
