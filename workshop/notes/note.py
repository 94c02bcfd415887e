"""The session note as plain data, in order of use: the first page is enough, then what people promised, then the rest.

People's words stand as typed, and only those they shared with the room; what stayed private is counted, never shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from workshop.faces import spent_by_step
from workshop.kinds import KINDS
from workshop.kinds.contract import Section
from workshop.moves import Entry, Json
from workshop.run import Run


@dataclass(frozen=True)
class Note:
    """Everything that goes into the note. Times are local clock times as text; `minutes` pairs plan with reality."""

    title: str
    subtitle: str
    where: tuple[str, ...]
    who: tuple[str, ...]
    in_the_room: int
    unnamed: int
    first_page: tuple[Json, ...]
    sections: tuple[Section, ...]
    about: tuple[str, ...]
    sources: tuple[str, ...]
    rehearsal: bool = False


def write(run: Run) -> Note:
    """The note of a run as it stands now; it is ready at any moment."""
    named = [person for person in run.roster if run.roster.called(person.id)]
    return Note(
        title=run.title,
        subtitle=run.agenda.subtitle,
        where=tuple(filter(None, (_said(run, "date"), _said(run, "place"), _hosted(run), *_partnerships(run)))),
        who=tuple(_with_place(person.name, person.organisation) for person in named) if _names(run) else (),
        in_the_room=len(run.roster),
        unnamed=len(run.roster) - (len(named) if _names(run) else 0),
        first_page=tuple(_first_page(run)),
        sections=tuple(_sections(run)),
        about=tuple(_about(run)),
        sources=tuple(_sources(run)),
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


def _sections(run: Run) -> Iterable[Section]:
    """By their place in the note; within a place in the order of the day."""
    found = (KINDS[run.screen(s).kind].notes(run.states[s], run.context(s)) for s in visited(run))
    return sorted((section for section in found if section and section.blocks), key=lambda section: section.place)


def _first_page(run: Run) -> Iterable[Json]:
    """What somebody needs who reads no further."""
    essentials = _lines(run, "essential")
    if essentials:
        yield {"title": "What we will do", "list": essentials}
    for section in _sections(run):
        if bars := next((block["bars"] for block in section.blocks if block.get("bars")), None):
            yield {"title": section.title, "text": _leader(section, bars)}
    promised = [entry for entry in run.pool if entry.outcome == "commitment"]
    if promised:
        yield {"title": "Commitments", "text": _promises(promised)}
    if dates := _next_dates(run):
        yield {"title": "Next dates", "list": dates}
    if sentence := _one_sentence(run):
        yield {"title": "One sentence from the room", "text": sentence}


def _lines(run: Run, outcome: str) -> list[str]:
    return [entry.text for entry in shared(run) if entry.outcome == outcome]


def _leader(section: Section, bars: list[Json]) -> str:
    most = max(bar["count"] for bar in bars)
    first = [bar["label"] for bar in bars if bar["count"] == most]
    if not most:
        return "Nobody had voted."
    if len(first) > 1:
        return f"A tie with {most} each: {'; '.join(first)}. {section.answered} of {section.of} voted."
    return f"{first[0]} leads with {most}. {section.answered} of {section.of} voted."


def _promises(promised: list[Entry]) -> str:
    people = len({entry.person for entry in promised})
    open_ones = sum(1 for entry in promised if entry.visibility == "room")
    kept = len(promised) - open_ones
    tail = f" {kept} of them kept private." if kept else ""
    return f"{len(promised)} by {people} {'person' if people == 1 else 'people'}.{tail}"


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


def _about(run: Run) -> Iterable[str]:
    skipped = [step.title for step in run.agenda.steps if not any(s.id in run.place.marks for s in step.screens)]
    if skipped:
        yield f"Not done this time: {', '.join(skipped)}."
    yield "Words reached the screen when the facilitator let them up, by usefulness."
    yield from _left_out(run)
    yield _lasted(run)


def _left_out(run: Run) -> Iterable[str]:
    private = sum(1 for entry in run.pool if entry.visibility != "room")
    hidden = sum(1 for entry in run.pool if entry.visibility == "room" and entry.shown == "hidden")
    withdrawn = sum(1 for entry in run.pool.entries.values() if entry.withdrawn)
    yield f"Left out of this note: {private} kept private, {hidden} hidden, {withdrawn} withdrawn."


def _lasted(run: Run) -> str:
    if not run.started:
        return "The session had not started when this note was written."
    minutes = round(sum(spent_by_step(run).values()) / 60_000)
    if not run.ended:
        return f"Written while the session was going on, after {minutes} minutes."
    return f"It lasted {round((run.ended - run.started) / 60_000)} minutes of {round(run.agenda.minutes)} planned."


def _sources(run: Run) -> Iterable[str]:
    for credit in run.agenda.credits:
        yield ", ".join(filter(None, (credit.author, credit.work))) + (f" ({credit.use})" if credit.use else "")


def _said(run: Run, key: str) -> str:
    return str(run.settings.get(key, ""))


def _hosted(run: Run) -> str:
    return f"Facilitated by {_said(run, 'host')}" if _said(run, "host") else ""


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
