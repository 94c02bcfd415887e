"""The note as Markdown: plain enough for an e-mail, and nothing anybody typed can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable

from workshop.notes.lines import Block, Chapter, Item, Line, Passage, Sheet
from workshop.notes.note import Note, write
from workshop.notes.turns import Turn, alone, by_turns
from workshop.run import Run

_MARKS = re.compile(r"([\\`*_\[\]<>|~$]|&(?=[#\w]+;)|^(?:[#+=-]|\d+(?=[.)])))")


def note_markdown(run: Run, turn: Turn = alone) -> str:
    """The whole note as Markdown text."""
    return as_text(by_turns(_lines(write(run, turn)), turn))


def as_text(found: Iterable[str]) -> str:
    """Lines as a file that ends with a line break."""
    return "\n".join(found).rstrip() + "\n"


def plain(text: str) -> str:
    """Somebody's words on one line, with every character that Markdown might read as markup made harmless."""
    return _MARKS.sub(lambda found: _harmless(found.group()), " ".join(text.split()))


def listed(items: Iterable[str]) -> Iterable[str]:
    """A list."""
    yield from (f"- {plain(item)}" for item in items)
    yield ""


def _harmless(mark: str) -> str:
    """A number that would begin a list keeps its digits; its dot is what gets the backslash."""
    return f"{mark}\u200b" if mark.isdecimal() else f"\\{mark}"


def _lines(note: Note) -> Iterable[str]:
    yield from (f"# {plain(note.title)}", "")
    if note.rehearsal:
        yield from (f"**{plain(note.say('note-rehearsal'))}**", "")
    if note.subtitle:
        yield from (plain(note.subtitle), "")
    yield from (" · ".join(plain(one) for one in note.where), "") if note.where else ()
    yield from (" ".join(plain(one.text) for one in note.present), "")
    for paragraph in note.foreword:
        yield from (plain(paragraph), "")
    yield from (f"## {plain(note.say('note-first-page'))}", "")
    if not note.first_page:
        yield from (plain(note.say("note-nothing-yet")), "")
    for item in note.first_page:
        yield from _item(item)
    for chapter in note.chapters:
        yield from _chapter(chapter)


def _item(item: Item) -> Iterable[str]:
    if item.listed:
        yield from (f"**{plain(_closed(item.title))}**", "", *listed(one.text for one in item.lines))
    else:
        yield from (f"**{plain(_closed(item.title))}** {' '.join(plain(one.text) for one in item.lines)}", "")


def _closed(title: str) -> str:
    """A title that words follow on the same line."""
    return title if title.endswith((".", "?", "!", "…", ":")) else f"{title}."


def _chapter(chapter: Chapter) -> Iterable[str]:
    yield from (f"## {plain(chapter.title)}", "")
    for sheet in chapter.sheets:
        yield from _sheet(sheet, chapter)


def _sheet(sheet: Sheet, chapter: Chapter) -> Iterable[str]:
    if sheet.title:
        yield from (f"### {plain(sheet.title)}", "")
    for passage in sheet.passages:
        yield from _passage(passage, "####" if sheet.title else "###", chapter)


def _passage(passage: Passage, level: str, chapter: Chapter) -> Iterable[str]:
    if passage.title != chapter.title:
        yield from (f"{level} {plain(passage.title)}", "")
    if passage.opening:
        yield from (f"*{plain(passage.opening)}*", "")
    for block in passage.blocks:
        yield from _block(block)


def _block(block: Block) -> Iterable[str]:
    match block.look:
        case "table":
            yield from _table(block)
        case "list":
            yield from listed(line.text for line in block.lines)
        case "bars":
            yield from listed(_counted(line) for line in block.lines)
        case _:
            for line in block.lines:
                yield from (plain(line.text), "")


def _counted(bar: Line) -> str:
    return f"{bar.count} — {bar.text}{f' ({bar.note})' if bar.note else ''}"


def _table(block: Block) -> Iterable[str]:
    yield f"| {' | '.join(plain(cell) for cell in block.head)} |"
    yield f"|{' --- |' * len(block.head)}"
    yield from (f"| {' | '.join(plain(cell) for cell in line.cells)} |" for line in block.lines)
    yield ""
