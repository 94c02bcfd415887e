"""The note as one HTML file that needs nothing else: it can be mailed, opened from a stick, and printed."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader

from workshop.config import shipped
from workshop.notes.note import write
from workshop.run import Run
from workshop.words import direction


def note_html(run: Run) -> str:
    """The whole note as a self-contained page."""
    note = write(run)
    around = {"style": _style(), "language": note.language, "direction": direction(note.language)}
    return _pages().get_template("note.html").render(note=note, **around)


@lru_cache(maxsize=1)
def style_hash() -> str:
    """What a content security policy needs to allow the note's own style: `sha256-…`."""
    digest = hashlib.sha256(_style().encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


@lru_cache(maxsize=1)
def _style() -> str:
    """The tokens' values and the note's own rules; the rest of the tokens is for live screens."""
    css = shipped("static") / "css"
    tokens = re.search(r":root\s*\{.*?\}", (css / "tokens.css").read_text(encoding="utf-8"), re.DOTALL)
    return (tokens.group() if tokens else "") + (css / "note.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _pages() -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
