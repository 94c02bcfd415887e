"""What the bench's tape has to find: servers that tell phones less, or something else, than what became true."""

from __future__ import annotations

from typing import Any

from workshop.transport.fanout import Fanout

ONLY = "/me:"
"""Only what somebody alone is told is spoilt, so that nobody waits in vain for the next screen."""


def forget_patches() -> None:
    """Some patches never leave."""
    _spoil(lambda payload: None)


def bend_patches() -> None:
    """Some patches say something else than they should, under the right number."""
    _spoil(lambda payload: {**payload, "changes": {"removed": 5000}})


def _spoil(spoilt: Any) -> None:
    send = Fanout.send

    def sending(self: Fanout, channel: str, event: str, payload: Any) -> None:
        told = spoilt(payload) if event == "patch" and ONLY in channel else payload
        if told is not None:
            send(self, channel, event, told)

    Fanout.send = sending  # type: ignore[method-assign]
