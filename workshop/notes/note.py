"""The session note as plain data, in order of use: the first page is enough, then the sixteen places in their order.

People's words stand as typed, and only those they shared with the room; what stayed private is counted, never shown.
What the facilitator struck is left out, wherever it is repeated.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from workshop.kinds import KINDS
from workshop.kinds.contract import Section
from workshop.moves import Entry
from workshop.notes import about, first_page, heading, lines
from workshop.notes.lines import Block, Chapter, Item, Line, Passage, Say
from workshop.notes.times import clock_time as clock_time
from workshop.notes.times import hour
from workshop.notes.turns import Turn, alone, by_turns
from workshop.run import Run
from workshop.words import speaker

_NAMED_BY_PLACE: Mapping[int, str] = {
    3: "note-place-decided",
    4: "note-commitments",
    5: "note-place-help",
    6: "note-place-stand",
    7: "note-place-impact",
    8: "note-place-practice",
    9: "note-place-tables",
    10: "note-place-imagined",
    11: "note-place-system",
    12: "note-place-words",
    13: "note-place-stock",
    14: "note-place-stop",
    15: "note-about",
    16: "note-sources",
}
"""What each place is called where it has no step's name."""

_ALWAYS_CALLED = frozenset({4, 5, 13, 14, 15, 16})
"""Places that bear their own name in every session."""


@dataclass(frozen=True)
class Note:
    """Everything that goes into the note, in the language of its agenda; `say` has the words that stand around it."""

    title: str
    subtitle: str
    where: tuple[str, ...]
    present: tuple[Line, ...]
    foreword: tuple[str, ...]
    first_page: tuple[Item, ...]
    chapters: tuple[Chapter, ...]
    language: str
    say: Say
    rehearsal: bool = False

    def chapter(self, place: int) -> Chapter | None:
        """The chapter at a place, if anything stands there."""
        return next((one for one in self.chapters if one.place == place), None)

    def item(self, id_: str) -> Item | None:
        """An item of the first page, if it is there."""
        return next((one for one in self.first_page if one.id == id_), None)


def write(run: Run, turn: Turn = alone) -> Note:
    """The note of a run as it stands now, as it may go out; it is ready at any moment."""
    if _last.run() is run and _last.note:
        return _last.note
    note = _without_struck(draft(run, turn))
    _last.run, _last.note = weakref.ref(run), note
    return note


def draft(run: Run, turn: Turn = alone) -> Note:
    """The same with every line, those that were struck marked as such: for the facilitator."""
    say = speaker(run.agenda.language)
    passages = [lines.marked(one, run.draft.struck) for one in by_turns(_passages(run, say, turn), turn)]
    echoes = [one.words for passage in passages for one in passage.lines if one.struck]
    items = by_turns(first_page.items(run, passages, say), turn)
    page = [lines.marked_item(item, run.draft.struck, echoes) for item in items]
    present = lines.marked_item(heading.present(run, say), run.draft.struck, ())
    return Note(
        title=run.title,
        subtitle=run.agenda.subtitle,
        where=tuple(heading.where(run, say)),
        present=present.lines,
        foreword=tuple(one.strip() for one in run.draft.foreword.split("\n") if one.strip()),
        first_page=tuple(page),
        chapters=lines.chapters(passages, lambda place, found: _called(run, place, found, say)),
        language=run.agenda.language,
        say=say,
        rehearsal=bool(run.settings.get("rehearsal")),
    )


def by(run: Run, entry: Entry) -> str:
    """The writer's name where writer and room allow it."""
    return heading.by(run, entry)


# ── putting it together ─────────────────────────────────────────────────────


def _without_struck(note: Note) -> Note:
    items = (replace(item, lines=lines.standing(item.lines)) for item in note.first_page)
    return replace(
        note,
        present=lines.standing(note.present),
        first_page=tuple(item for item in items if item.lines),
        chapters=tuple(one for chapter in note.chapters if (one := lines.cut_chapter(chapter)).sheets),
    )


def _called(run: Run, place: int, passages: list[Passage], say: Say) -> str:
    """A place is called after the step it is all about, where there is such a one."""
    steps = {passage.step for passage in passages}
    if place not in _ALWAYS_CALLED and len(steps) == 1 and (only := steps.pop()):
        return only
    return say(_NAMED_BY_PLACE.get(place, "note-about"))


@dataclass
class _Last:
    """The note that was written last, and of which run, which is not kept for that: all papers are made of one note."""

    run: Callable[[], Run | None] = lambda: None
    note: Note | None = None


_last = _Last()


def _passages(run: Run, say: Say, turn: Turn) -> list[Passage]:
    """By their place in the note; within a place in the order of the day, and what the kinds do not know at the end."""
    said = [one for screen in by_turns(about.visited(run), turn) for one in _of_screen(run, screen, say)]
    silent = [screen for screen in about.asked(run) if screen not in {one.screen for one in said}]
    rest = (about.parked(run, say), about.itself(run, silent, say), about.sources(run, say))
    found = [*said, *(one for told in rest for one in by_turns(told, turn))]
    return sorted((one for one in found if one.blocks), key=lambda one: one.place)


def _of_screen(run: Run, screen: str, say: Say) -> Iterable[Passage]:
    room = replace(run.context(screen), say=_with_clock(say))
    told = KINDS[run.screen(screen).kind].notes(run.states[screen], room)
    return (_passage(run, screen, one, say) for one in told if one.blocks)


def _passage(run: Run, screen: str, section: Section, say: Say) -> Passage:
    place = run.screen(screen).note or section.place
    blocks: tuple[Block, ...] = tuple(lines.block(place, section.title, one) for one in section.blocks)
    return Passage(
        title=section.title,
        opening=_opening(run, screen, section, say) if section.asked else "",
        blocks=tuple(one for one in blocks if one.lines),
        screen=screen,
        step=run.agenda.step_of(screen).title,
        place=place,
        sheet=section.sheet,
        headlines=section.headlines,
        answered=section.answered,
        of=section.of,
    )


def _opening(run: Run, screen: str, section: Section, say: Say) -> str:
    """What was asked, who answered, and when."""
    answered = say("note-answered", answered=section.answered, of=section.of)
    at = ", ".join(hour(at) for at in about.times_up(run, screen))
    how = f"{say('note-faceless')} " if run.screen(screen).anonymous else ""
    return f"{_closed(section.asked)} {how}{answered} {say('note-asked-at', times=at)}"


def _closed(asked: str) -> str:
    return asked if asked.endswith((".", "?", "!", "…", ":")) else f"{asked}."


_THIS_CENTURY = 1_000_000_000_000
"""Milliseconds: a number of this size that a kind calls `at` is a moment."""


def _with_clock(say: Say) -> Say:
    """For kinds, which know no clock: they say when in milliseconds, and the note writes it as 11:24."""

    def spoken(key: str, /, **args: str | int | float) -> str:
        at = args.get("at")
        moment = isinstance(at, int) and at > _THIS_CENTURY
        return say(key, **({**args, "at": hour(int(at))} if moment and at is not None else args))

    return spoken
