"""What the note is made of: lines with a key of their own, in blocks, passages, sheets and chapters.

The facilitator strikes lines before the note goes out. A key is made of where a line stands and what it says, so that
it stays the same as long as the line does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from workshop.moves import Json

Say = Callable[..., str]
"""`say(key, **args)`: a sentence in the language of the note."""

ECHO = 12
"""A struck line of so many characters or more is also struck where other lines repeat it."""


@dataclass(frozen=True)
class Line:
    """One thing to read. `cells`: of a row in a table; `count` and `note`: of a bar."""

    key: str
    text: str
    cells: tuple[str, ...] = ()
    count: int = 0
    note: str = ""
    struck: bool = False

    @property
    def words(self) -> str:
        """What others might repeat of it: of a row its longest cell."""
        return max(self.cells, key=len, default="") or self.text


@dataclass(frozen=True)
class Block:
    """Lines of one look: `text`, `list`, `table` (with a `head`) or `bars`. `curve`: the table can be drawn."""

    look: str
    lines: tuple[Line, ...]
    head: tuple[str, ...] = ()
    curve: bool = False


@dataclass(frozen=True)
class Passage:
    """What one screen has to say. `opening`: what was asked, who answered, and when."""

    title: str
    opening: str
    blocks: tuple[Block, ...]
    screen: str = ""
    step: str = ""
    place: int = 15
    sheet: str = ""
    headlines: tuple[str, ...] = ()
    answered: int = 0
    of: int = 0

    @property
    def lines(self) -> Iterator[Line]:
        """All its lines, in order."""
        return (line for block in self.blocks for line in block.lines)


@dataclass(frozen=True)
class Sheet:
    """Passages that belong together, such as a table's own page; without a title where they just follow each other."""

    title: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Chapter:
    """One of the sixteen places of the note, with all that stands there."""

    place: int
    title: str
    sheets: tuple[Sheet, ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """All its passages, in order."""
        return (passage for sheet in self.sheets for passage in sheet.passages)


@dataclass(frozen=True)
class Item:
    """One answer of the first page: a title, and a line or several."""

    id: str
    title: str
    lines: tuple[Line, ...]
    listed: bool = True


def line(place: int, title: str, text: str, **more: object) -> Line:
    """A line of a place, under a title."""
    said = hashlib.sha1(f"{place}\n{title}\n{text}".encode(), usedforsecurity=False)
    return replace(Line(said.hexdigest()[:12], text), **more)  # type: ignore[arg-type]


def block(place: int, title: str, said: Json) -> Block:
    """A kind's block as lines."""
    look = next((one for one in ("text", "list", "table", "bars") if one in said), "text")
    content = said.get(look, "")
    match look:
        case "table":
            rows = tuple(_row(place, title, row) for row in content["rows"])
            return Block(look, rows, tuple(content["head"]), bool(content.get("curve")))
        case "bars":
            return Block(look, tuple(_bar(place, title, bar) for bar in content))
        case "list":
            return Block(look, tuple(line(place, title, one) for one in content))
        case _:
            return Block(look, (line(place, title, content),) if content else ())


def marked(passage: Passage, struck: Collection[str]) -> Passage:
    """A passage whose lines know whether they were struck."""
    blocks = tuple(replace(one, lines=_marked(one.lines, struck)) for one in passage.blocks)
    return replace(passage, blocks=blocks)


def marked_item(item: Item, struck: Collection[str], echoes: Iterable[str]) -> Item:
    """An item of the first page; what repeats a struck line is struck with it."""
    repeated = [words for words in echoes if len(words) >= ECHO]
    lines = tuple(
        replace(one, struck=one.struck or any(words in one.text for words in repeated))
        for one in _marked(item.lines, struck)
    )
    return replace(item, lines=lines)


def cut(passage: Passage) -> Passage:
    """A passage without what was struck."""
    kept = (replace(one, lines=standing(one.lines)) for one in passage.blocks)
    return replace(passage, blocks=tuple(one for one in kept if one.lines))


def cut_chapter(chapter: Chapter) -> Chapter:
    """A chapter without what was struck; without sheets if nothing is left of it."""
    kept = (replace(sheet, passages=_cut_all(sheet.passages)) for sheet in chapter.sheets)
    return replace(chapter, sheets=tuple(sheet for sheet in kept if sheet.passages))


def standing(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that were not struck."""
    return tuple(one for one in lines if not one.struck)


def chapters(passages: Iterable[Passage], titled: Callable[[int, list[Passage]], str]) -> tuple[Chapter, ...]:
    """Passages gathered by place, and within a place by sheet, in the order of the day."""
    places: dict[int, list[Passage]] = {}
    for passage in passages:
        places.setdefault(passage.place, []).append(passage)
    return tuple(Chapter(no, titled(no, places[no]), _sheets(places[no])) for no in sorted(places))


def _sheets(passages: Iterable[Passage]) -> tuple[Sheet, ...]:
    """What belongs to a sheet is gathered there; the rest keeps its place before, between and after the sheets."""
    found: dict[tuple[str, int], list[Passage]] = {}
    for passage in passages:
        sheets = sum(1 for title, _ in found if title)
        found.setdefault((passage.sheet, 0 if passage.sheet else sheets), []).append(passage)
    return tuple(Sheet(title, tuple(gathered)) for (title, _), gathered in found.items())


def _cut_all(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(one for passage in passages if (one := cut(passage)).blocks)


def _marked(lines: Iterable[Line], struck: Collection[str]) -> tuple[Line, ...]:
    return tuple(one if one.struck is (one.key in struck) else replace(one, struck=not one.struck) for one in lines)


def _row(place: int, title: str, cells: Iterable[str]) -> Line:
    row = tuple(str(cell) for cell in cells)
    return line(place, title, " · ".join(filter(None, row)), cells=row)


def _bar(place: int, title: str, bar: Json) -> Line:
    return line(place, title, bar["label"], count=bar["count"], note=bar.get("note", ""))
