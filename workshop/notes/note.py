"""The session note as plain data, in order of use: the first page is enough, then what people promised, then the rest.

People's words stand as typed, and only those they shared with the room; what stayed private is counted, never shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from workshop.faces import spent_by_step
from workshop.kinds import KINDS
from workshop.kinds.contract import Section
from workshop.moves import Entry, Json
from workshop.run import Run
from workshop.words import speaker

Say = Callable[..., str]
"""`say(key, **args)`: a sentence in the language of the note."""


@dataclass(frozen=True)
class Note:
    """Everything that goes into the note, in the language of its agenda; `say` has the words that stand around it."""

    title: str
    subtitle: str
    where: tuple[str, ...]
    present: str
    first_page: tuple[Json, ...]
    sections: tuple[Section, ...]
    about: tuple[str, ...]
    sources: tuple[str, ...]
    language: str
    say: Say
    rehearsal: bool = False


def write(run: Run) -> Note:
    """The note of a run as it stands now; it is ready at any moment."""
    say = speaker(run.agenda.language)
    sections = _sections(run, say)
    return Note(
        title=run.title,
        subtitle=run.agenda.subtitle,
        where=tuple(filter(None, (_said(run, "date"), _said(run, "place"), _hosted(run, say), *_partnerships(run)))),
        present=_present(run, say),
        first_page=tuple(_first_page(run, sections, say)),
        sections=sections,
        about=tuple(_about(run, say)),
        sources=tuple(_sources(run)),
        language=run.agenda.language,
        say=say,
        rehearsal=bool(run.settings.get("rehearsal")),
    )


def shared(run: Run) -> list[Entry]:
    """What people shared with the room and nobody took down."""
    return [entry for entry in run.pool if entry.visibility == "room" and entry.shown != "hidden"]


def by(run: Run, entry: Entry) -> str:
    """The writer's name where writer and room allow it."""
    return run.roster.called(entry.person) if entry.named and _names(run) else ""


def visited(run: Run) -> list[str]:
    """The screens that were up, in the order they first came up."""
    return list(dict.fromkeys(screen for screen, _ in run.place.journey))


def _present(run: Run, say: Say) -> str:
    """How many were there, and those of them who agreed to be named."""
    named = [person for person in run.roster if run.roster.called(person.id)] if _names(run) else []
    count, unnamed = len(run.roster), len(run.roster) - len(named)
    if not named:
        return say("note-present", count=count)
    names = ", ".join(_with_place(person.name, person.organisation) for person in named)
    if not unnamed:
        return say("note-present-named", count=count, names=names)
    return say("note-present-some", count=count, names=names, unnamed=unnamed)


def _sections(run: Run, say: Say) -> tuple[Section, ...]:
    """By their place in the note; within a place in the order of the day."""
    rooms = {screen: replace(run.context(screen), say=say) for screen in visited(run)}
    found = (KINDS[run.screen(s).kind].notes(run.states[s], room) for s, room in rooms.items())
    return tuple(sorted((section for section in found if section and section.blocks), key=lambda one: one.place))


def _first_page(run: Run, sections: Iterable[Section], say: Say) -> Iterable[Json]:
    """What somebody needs who reads no further."""
    essentials = _lines(run, "essential")
    if essentials:
        yield {"title": say("note-we-will"), "list": essentials}
    for section in sections:
        if told := [block["bars"] for block in section.blocks if block.get("bars")]:
            yield {"title": section.title, "text": _leader(section, told[-1], say)}
    promised = [entry for entry in run.pool if entry.outcome == "commitment"]
    if promised:
        yield {"title": say("note-commitments"), "text": _promises(promised, say)}
    if dates := _next_dates(run):
        yield {"title": say("note-next-dates"), "list": dates}
    if sentence := _one_sentence(run):
        yield {"title": say("note-one-sentence"), "text": sentence}


def _lines(run: Run, outcome: str) -> list[str]:
    return [entry.text for entry in shared(run) if entry.outcome == outcome]


def _leader(section: Section, bars: list[Json], say: Say) -> str:
    most = max(bar["count"] for bar in bars)
    first = [bar["label"] for bar in bars if bar["count"] == most]
    if not most:
        return say("note-nobody-voted")
    if len(first) > 1:
        return say("note-tied", titles="; ".join(first), most=most, voted=section.answered, of=section.of)
    return say("note-leads", title=first[0], most=most, voted=section.answered, of=section.of)


def _promises(promised: list[Entry], say: Say) -> str:
    private = sum(1 for entry in promised if entry.visibility != "room")
    said = say("note-promised", count=len(promised), people=len({entry.person for entry in promised}))
    return f"{said} {say('note-promised-private', count=private)}" if private else said


def _next_dates(run: Run) -> list[str]:
    dated = [(e.fields.get("date", ""), e) for e in shared(run) if e.outcome in ("commitment", "essential")]
    return [f"{date}: {_with_place(entry.text, by(run, entry))}" for date, entry in sorted(dated, key=_date) if date][
        :6
    ]


def _date(pair: tuple[str, Entry]) -> str:
    return pair[0]


def _one_sentence(run: Run) -> str:
    """The spotlit line if there is one, else the starred or first shown discovery, delight or thought."""
    shown = [entry for entry in shared(run) if entry.shown == "shown"]
    ranked = sorted(shown, key=lambda e: (e.id != run.place.spotlight, e.outcome not in ("discovery", "delight")))
    return ranked[0].text if ranked else ""


def _about(run: Run, say: Say) -> Iterable[str]:
    skipped = [step.title for step in run.agenda.steps if not any(s.id in run.place.marks for s in step.screens)]
    if skipped:
        yield say("note-skipped", steps=", ".join(skipped))
    yield say("note-review")
    yield _left_out(run, say)
    yield _lasted(run, say)


def _left_out(run: Run, say: Say) -> str:
    private = sum(1 for entry in run.pool if entry.visibility != "room")
    hidden = sum(1 for entry in run.pool if entry.visibility == "room" and entry.shown == "hidden")
    withdrawn = sum(1 for entry in run.pool.entries.values() if entry.withdrawn)
    return say("note-left-out", private=private, hidden=hidden, withdrawn=withdrawn)


def _lasted(run: Run, say: Say) -> str:
    if not run.started:
        return say("note-before")
    if not run.ended:
        return say("note-during", minutes=round(sum(spent_by_step(run).values()) / 60_000))
    return say("note-lasted", minutes=round((run.ended - run.started) / 60_000), planned=round(run.agenda.minutes))


def _sources(run: Run) -> Iterable[str]:
    for credit in run.agenda.credits:
        yield ", ".join(filter(None, (credit.author, credit.work))) + (f" ({credit.use})" if credit.use else "")


def _said(run: Run, key: str) -> str:
    return str(run.settings.get(key, ""))


def _hosted(run: Run, say: Say) -> str:
    return say("note-facilitated", host=_said(run, "host")) if _said(run, "host") else ""


def _partnerships(run: Run) -> list[str]:
    found = run.settings.get("partnerships") or []
    return [str(one) for one in found] if isinstance(found, list) else [str(found)]


def _names(run: Run) -> bool:
    return bool(run.settings.get("names", True))


def _with_place(name: str, place: str) -> str:
    return f"{name} ({place})" if place else name


def clock_time(ms: int) -> str:
    """A moment as date and time, in the time of the machine that writes the note."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone().strftime("%Y-%m-%d %H:%M") if ms else ""
