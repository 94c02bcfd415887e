"""The note as Markdown: plain enough for an e-mail, and nothing anybody typed can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workshop.kinds.contract import Section
from workshop.moves import Json
from workshop.notes.note import Note, write
from workshop.run import Run

_MARKS = re.compile(r"([\\`*_\[\]<>|~$]|&(?=[#\w]+;)|^(?:[#+=-]|\d+(?=[.)])))")


def note_markdown(run: Run) -> str:
    """The whole note as Markdown text."""
    return "\n".join(_lines(write(run))).rstrip() + "\n"


def plain(text: str) -> str:
    """Somebody's words on one line, with every character that Markdown might read as markup made harmless."""
    return _MARKS.sub(lambda found: _harmless(found.group()), " ".join(text.split()))


def _harmless(mark: str) -> str:
    """A number that would begin a list keeps its digits; its dot is what gets the backslash."""
    return f"{mark}\u200b" if mark.isdecimal() else f"\\{mark}"


def _lines(note: Note) -> Iterable[str]:
    yield f"# {plain(note.title)}"
    yield ""
    if note.rehearsal:
        yield from (f"**{plain(note.say('note-rehearsal'))}**", "")
    if note.subtitle:
        yield from (plain(note.subtitle), "")
    yield from (" · ".join(plain(one) for one in note.where), "") if note.where else ()
    yield from (plain(note.present), "", _headline("note-first-page", note), "")
    if not note.first_page:
        yield from (plain(note.say("note-nothing-yet")), "")
    for item in note.first_page:
        yield f"**{plain(_closed(item['title']))}** {plain(item.get('text', ''))}".rstrip()
        yield from ("", *_listed(item.get("list", ())))
    for section in note.sections:
        yield from _section(section, note)
    yield from (_headline("note-about", note), "", *_listed(note.about))
    if note.sources:
        yield from (_headline("note-sources", note), "", *_listed(note.sources))


def _closed(title: str) -> str:
    """A title that words follow on the same line."""
    return title if title.endswith((".", "?", "!", "…", ":")) else f"{title}."


def _headline(key: str, note: Note) -> str:
    return f"## {plain(note.say(key))}"


def _section(section: Section, note: Note) -> Iterable[str]:
    yield from (f"## {plain(section.title)}", "")
    if section.asked:
        answered = note.say("note-answered", answered=section.answered, of=section.of)
        yield from (f"*{plain(section.asked)}* — {plain(answered)}", "")
    for block in section.blocks:
        yield from _block(block)


def _block(block: Json) -> Iterable[str]:
    if "text" in block:
        yield from (plain(block["text"]), "")
    if "list" in block:
        yield from _listed(block["list"])
    if "table" in block:
        yield from _table(block["table"]["head"], block["table"]["rows"])
    if "bars" in block:
        yield from _listed(f"{bar['count']} — {bar['label']}{_noted(bar)}" for bar in block["bars"])


def _noted(bar: Json) -> str:
    return f" ({bar['note']})" if bar.get("note") else ""


def _listed(items: Iterable[str]) -> Iterable[str]:
    yield from (f"- {plain(item)}" for item in items)
    yield ""


def _table(head: list[str], rows: list[list[str]]) -> Iterable[str]:
    yield f"| {' | '.join(plain(cell) for cell in head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(plain(cell) for cell in row)} |" for row in rows)
    yield ""
