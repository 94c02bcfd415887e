"""Compressed messages, both ways, without a compressor or a window that is kept for any phone.

Outwards a frame is compressed once for all who read it. Inwards a message stays as it came until its turn: so the
brake on talkers has been asked first, and never more than one message of a phone lies here at its full size.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from websockets.exceptions import NegotiationError, ProtocolError
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.typing import ExtensionName, ExtensionParameter

_READERS = ("Chrome/", "Firefox/")
"""Engines that read what they agreed to. Safari, and so every browser on an iPhone, agrees and then breaks off at some
compressed messages: versions 15 to 17 did, each in its own way. Those who are not known get plain ones."""


class Pressed(bytes):
    """A message as it came, still compressed."""


class Offer(ServerPerMessageDeflateFactory):
    """What we agree to: each message compressed for itself, in both directions, with a window of the usual size."""

    def __init__(self) -> None:
        super().__init__(server_no_context_takeover=True, client_no_context_takeover=True)

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        said, agreed = super().process_request_params(params, accepted_extensions)
        if agreed.local_max_window_bits < zlib.MAX_WBITS:
            raise NegotiationError("one frame is made for all, with the usual window")
        return said, agreed


class Folded(Extension):
    """Lets compressed messages through as they are. It remembers nothing, so one serves all phones."""

    name = ExtensionName("permessage-deflate")

    def decode(self, frame: Frame, *, max_size: int | None = None) -> Frame:
        if not (frame.rsv1 and frame.opcode is Opcode.TEXT):
            return frame
        if not frame.fin:
            # Browsers send such short ones in one piece; a window kept for each half of one would be no short thing.
            raise ProtocolError("a compressed message in pieces")
        return Frame(frame.opcode, Pressed(frame.data), True, False, frame.rsv2, frame.rsv3)

    def encode(self, frame: Frame) -> Frame:
        return frame


OFFERS = (Offer(),)
FOLDED = Folded()


def reads_compressed(environ: Mapping[str, Any]) -> bool:
    """Whether to agree when this browser offers it."""
    return any(engine in environ.get("HTTP_USER_AGENT", "") for engine in _READERS)


def unfold(message: Pressed, most: int) -> str:
    """The text. Never makes more than `most` bytes of it, however much there would be.

    Raises websockets' PayloadTooBig and ProtocolError, and UnicodeDecodeError.
    """
    return str(bytes(_by_itself().decode(Frame(Opcode.TEXT, message, rsv1=True), max_size=most).data), "utf-8")


def pressed_frame(text: str) -> bytes:
    """One compressed text frame, ready for the wire, that can be read without any other."""
    return Frame(Opcode.TEXT, text.encode()).serialize(mask=False, extensions=(_by_itself(),))


def _by_itself() -> PerMessageDeflate:
    """For one message: what zlib needs for it is gone with it."""
    return PerMessageDeflate(True, True, zlib.MAX_WBITS, zlib.MAX_WBITS)
