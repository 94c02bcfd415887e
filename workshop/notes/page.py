"""The papers as HTML files that need nothing else: they can be mailed, opened from a stick, and printed."""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, FileSystemLoader

from workshop.config import shipped
from workshop.notes import brief, chart, takeaway
from workshop.notes.note import write
from workshop.notes.to_you import letters
from workshop.notes.turns import Turn, alone, by_turns
from workshop.run import Run
from workshop.words import direction, speaker


def note_html(run: Run, turn: Turn = alone) -> str:
    """The whole note as a self-contained page."""
    return _page(run, "note.html", turn, note=write(run, turn))


def case_html(run: Run, turn: Turn = alone) -> str:
    """The case for continuing, on one page."""
    return _page(run, "case.html", turn, case=brief.case(run, turn))


def poster_html(run: Run, turn: Turn = alone) -> str:
    """The poster."""
    return _page(run, "poster.html", turn, poster=brief.poster(run, turn))


def to_you_html(run: Run, turn: Turn = alone) -> str:
    """What was written to the facilitator alone."""
    return _page(run, "to_you.html", turn, title=run.title, letters=letters(run))


def takeaway_html(run: Run, person: str, turn: Turn = alone) -> str:
    """What somebody takes away, as a file to keep."""
    return _page(run, "takeaway_file.html", turn, mine=takeaway.write(run, person))


def _page(run: Run, template: str, turn: Turn, **said: object) -> str:
    language = run.agenda.language
    around = {
        "style": _style(),
        "language": language,
        "direction": direction(language),
        "say": speaker(language),
        "drawn": chart.drawn,
    }
    return "".join(by_turns(_pages().get_template(template).generate(**around, **said), turn))


@lru_cache(maxsize=1)
def _style() -> str:
    """The tokens' values and the papers' own rules; the rest of the tokens is for live screens."""
    css = shipped("static") / "css"
    tokens = re.search(r":root\s*\{.*?\}", (css / "tokens.css").read_text(encoding="utf-8"), re.DOTALL)
    return (tokens.group() if tokens else "") + (css / "note.css").read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _pages() -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped("templates")), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
