"""A message to phones as it goes on the wire: encoded once, and compressed once, for all who hear it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from engineio.packet import MESSAGE, Packet
from websockets.frames import Frame, Opcode

from workshop.transport.deflate import pressed_frame
from workshop.transport.strict import StrictJson

Payload = Mapping[str, Any]

WORTH = 200
"""Bytes below which compressing saves less than the head of the packet that carries them."""


class Patch(Packet):  # type: ignore[misc]
    """A message that may be dropped, because a fresh view replaces it."""

    def __init__(self, text: str) -> None:
        super().__init__(MESSAGE, text)


class Message:
    """An event with its payload. `plain`: the frame as it is. `press`: whether it may be compressed."""

    def __init__(self, event: str, payload: Payload, *, press: bool = False) -> None:
        self.text = event_text(event, payload)
        self.plain = text_frame(f"{MESSAGE}{self.text}")
        self._press = press and len(self.plain) >= WORTH

    @cached_property
    def pressed(self) -> bytes:
        """The frame for phones that read compressed ones."""
        return pressed_frame(f"{MESSAGE}{self.text}") if self._press else self.plain


def event_text(event: str, payload: Payload) -> str:
    """The Socket.IO packet for an event."""
    return "2" + StrictJson.dumps([event, payload])


def text_frame(text: str) -> bytes:
    """One unmasked, uncompressed text frame, ready for the wire."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False)
