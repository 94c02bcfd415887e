"""How a server feels from inside: greenlets, sockets and what waits in them, written to a file once a second.

For tests.promise.broken; PULSE names the file. The other two leak on purpose, for the controls of the soak.
"""

from __future__ import annotations

import gc
import json
import os
from pathlib import Path
from typing import Any

import gevent
from greenlet import greenlet

from workshop import transport
from workshop.host import Host
from workshop.live import Live
from workshop.moves import Json

PULSE = "WORKSHOP_TEST_PULSE"
EVERY = 1.0
"""Seconds between two looks."""

LOST = 65_536
"""Bytes that the leaking house loses with each move."""


def watched() -> None:
    """A house that tells how it feels, and is as it should be otherwise."""
    engines: list[Any] = []
    honest = transport.install

    def install(server: Any, **how: Any) -> Any:
        engines.append(server.eio)
        return honest(server, **how)

    transport.install = install
    gevent.spawn(_beat, engines)


def leaking() -> None:
    """With each move some memory is lost, and with each connection a file stays open."""
    watched()
    _lose_memory()
    _keep_files()


def _lose_memory() -> None:
    lost: list[bytes] = []
    honest = Host.play

    def play(self: Host, move: Any) -> Json:
        lost.append(os.urandom(LOST))
        return honest(self, move)

    Host.play = play  # type: ignore[method-assign]


def _keep_files() -> None:
    kept: list[Any] = []
    honest = Live.connect

    def connect(self: Live, *given: Any) -> None:
        kept.append(open(os.devnull, "rb"))  # noqa: SIM115 - that is the leak
        honest(self, *given)

    Live.connect = connect  # type: ignore[method-assign]


def _beat(engines: list[Any]) -> None:
    path = Path(os.environ[PULSE])
    while True:
        fresh = path.with_suffix(".fresh")
        fresh.write_text(json.dumps(_felt(engines)), encoding="ascii")
        fresh.replace(path)
        gevent.sleep(EVERY)


def _felt(engines: list[Any]) -> Json:
    phones = [phone for engine in engines for phone in engine.sockets.values()]
    return {
        "greenlets": sum(isinstance(one, greenlet) for one in gc.get_objects()),
        "sockets": len(phones),
        "queued": sum(phone.queue.qsize() for phone in phones),
        "unsent": sum(phone.ws.unsent for phone in phones if phone.ws),
    }
