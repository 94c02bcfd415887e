"""QR codes for a projector: few and large modules, a quiet border, pure black on white."""

from __future__ import annotations

import io
import re
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_L, ERROR_CORRECT_M, ERROR_CORRECT_Q
from qrcode.image.svg import SvgPathFillImage

QUIET = 4
"""Modules of white around the code, as the standard wants."""


@lru_cache(maxsize=64)
def svg(text: str) -> str:
    """The code as one SVG path that scales to whatever holds it."""
    return drawn(text)


def drawn(text: str) -> str:
    """The same, of which nothing is remembered: for what is good only once."""
    page = io.BytesIO()
    made(text).make_image(image_factory=SvgPathFillImage).save(page)
    picture = page.getvalue().decode()
    picture = picture[picture.index("<svg") :]
    return re.sub(r'<svg width="[^"]*" height="[^"]*"', '<svg shape-rendering="crispEdges"', picture, count=1)


def lines(text: str) -> str:
    """The code in half-block characters, for a terminal with a dark ground."""
    drawn = io.StringIO()
    made(text).print_ascii(out=drawn, invert=True)
    return drawn.getvalue()


def made(text: str) -> qrcode.QRCode[SvgPathFillImage]:
    """The smallest code for a text, with as much error correction as that size carries for nothing.

    What a camera in the last row needs is large modules, so correction is never paid for with a larger version.
    """
    smallest = _fitted(text, ERROR_CORRECT_L)
    for level in (ERROR_CORRECT_H, ERROR_CORRECT_Q, ERROR_CORRECT_M):
        stronger = _fitted(text, level)
        if stronger.version == smallest.version:
            return stronger
    return smallest


def _fitted(text: str, level: int) -> qrcode.QRCode[SvgPathFillImage]:
    code: qrcode.QRCode[SvgPathFillImage] = qrcode.QRCode(error_correction=level, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    return code
