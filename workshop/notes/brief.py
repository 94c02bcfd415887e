"""Two short papers out of the note: the case for continuing, on one page, and a poster for the staffroom.

Both are made of what the note says, so that a line struck there is missing here as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.clock import MINUTE
from workshop.notes import chart
from workshop.notes.chart import Chart
from workshop.notes.lines import Block, Chapter, Item, Line
from workshop.notes.note import Note, write
from workshop.notes.turns import Turn, alone
from workshop.run import Run

CLAIMS = 5
"""Lines of proof on the one page."""
NEEDS = 3


@dataclass(frozen=True)
class Case:
    """What a board needs to read: the issue, what will be done, the proof, what it cost, and what is asked for."""

    note: Note
    value: tuple[Item, ...]
    proof: tuple[Line, ...]
    cost: str
    ask: tuple[Line, ...]
    needs: tuple[Line, ...]


@dataclass(frozen=True)
class Poster:
    """Issue, curve and essentials, to be read while the kettle boils."""

    note: Note
    issue: tuple[Line, ...]
    curves: tuple[Chart, ...]
    essentials: tuple[Line, ...]
    sentence: tuple[Line, ...]


def case(run: Run, turn: Turn = alone) -> Case:
    """The case for continuing, as far as the session makes it."""
    note = write(run, turn)
    return Case(
        note=note,
        value=tuple(item for id_ in ("turn", "decided", "essentials", "stand") if (item := note.item(id_))),
        proof=tuple(_proof(note)),
        cost=_cost(run, note),
        ask=_lines(note, "dates"),
        needs=tuple(_listed(note.chapter(5)))[:NEEDS],
    )


def poster(run: Run, turn: Turn = alone) -> Poster:
    """The poster, as far as the session made one."""
    note = write(run, turn)
    blocks = _blocks(note.chapter(3))
    return Poster(
        note=note,
        issue=_lines(note, "turn") or _lines(note, "decided")[-1:],
        curves=tuple(one for block in blocks if (one := chart.drawn(block))),
        essentials=_lines(note, "essentials"),
        sentence=_lines(note, "sentence"),
    )


def _lines(note: Note, id_: str) -> tuple[Line, ...]:
    item = note.item(id_)
    return item.lines if item else ()


def _proof(note: Note) -> Iterable[Line]:
    """The claims of the first page, then other lines about what changed."""
    first = _lines(note, "changed")
    yield from first
    said = {line.text for line in first}
    rest = (line for line in _listed(note.chapter(7)) if line.text not in said)
    yield from list(rest)[: max(CLAIMS - len(first), 0)]


def _cost(run: Run, note: Note) -> str:
    """What the session itself took, in hours of people's work."""
    if not (run.started and run.ended):
        return ""
    hours = (run.ended - run.started) / (60 * MINUTE)
    people = len(run.roster)
    spent = {"people": people, "hours": round(hours, 1), "all": round(hours * people)}
    return note.say("case-cost", **spent) if people else ""


def _listed(chapter: Chapter | None) -> Iterable[Line]:
    return (line for block in _blocks(chapter) if block.look == "list" for line in block.lines)


def _blocks(chapter: Chapter | None) -> list[Block]:
    return [block for passage in chapter.passages for block in passage.blocks] if chapter else []
