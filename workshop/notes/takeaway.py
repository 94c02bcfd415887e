"""What one person takes away: their own words, what was promised, who can help, and the room's essentials.

Built up from what this person wrote and from what the kinds found out for them alone. Nothing private of anybody else
can get in, since nothing of anybody else is asked for but what the room was shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from workshop import carries, forgetting
from workshop.kinds import KINDS
from workshop.kinds.contract import Brought, Section
from workshop.moves import Entry, Me, Stage
from workshop.notes import labels
from workshop.notes.first_page import date_of, essential, shared
from workshop.notes.heading import by, where
from workshop.notes.lines import Say
from workshop.run import Run
from workshop.words import speaker

OWN = ("own", "questions", "stars")
"""Findings that say something to somebody about themselves."""

MATCHES, STARS = "matches", "stars"

TAKEN_STOCK = frozenset({"discovery", "disturbance", "delight"})
"""Outcomes that stand on the first page."""

ROOM = 3
"""Stars of the room that are told."""


@dataclass(frozen=True)
class Said:
    """One thing of somebody's own. `about`: what was asked; `more`: what stands with it; `file`: the id of an entry
    that a calendar can take."""

    text: str
    about: str = ""
    more: tuple[str, ...] = ()
    file: str = ""
    first: bool = False
    """Whether it stands on the first page, before everything that was written step by step."""


@dataclass(frozen=True)
class Mark:
    """Where somebody put something, and how the room spread over the same places, as far as it was told."""

    what: str
    own: str
    room: str = ""


@dataclass(frozen=True)
class Step:
    """What somebody said in one step."""

    title: str
    said: tuple[Said, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class TakeAway:
    """The page. `left`: whether anything of one's own is on it."""

    run: str
    title: str
    name: str
    where: tuple[str, ...]
    language: str
    say: Say
    promised: tuple[Said, ...]
    asked_by: tuple[Said, ...]
    help: tuple[Said, ...]
    essentials: tuple[str, ...]
    steps: tuple[Step, ...]
    question: str
    room: tuple[str, ...]
    unnamed: bool
    erased: bool
    keep_days: int

    @property
    def left(self) -> bool:
        """Whether anything of their own is there."""
        return bool(self.promised or self.help or self.steps)

    @property
    def yours(self) -> tuple[Said, ...]:
        """What they took stock of, starred, and were asked again about what they had hoped for."""
        return tuple(dict.fromkeys(one for step in self.steps for one in step.said if one.first))


def write(run: Run, person: str) -> TakeAway:
    """The take-away of somebody in the room, as it stands now."""
    known = run.roster.people[person]
    say = speaker(run.agenda.language)
    own = run.pool.by(person)
    return TakeAway(
        run=run.id,
        title=run.title,
        name=known.name,
        where=tuple(where(run, say)),
        language=run.agenda.language,
        say=say,
        promised=tuple(_promise(run, one) for one in own if one.outcome == "commitment"),
        asked_by=tuple(_asked_by(run, person)),
        help=tuple(_matches(run, person)),
        essentials=tuple(essential(one) for one in _shared(run, "essential")),
        steps=tuple(_steps(run, person, say)),
        question=pin.text if (pin := carries.pinned(run, known.table)) else "",
        room=tuple(dict.fromkeys(one.text for one in _room(run)))[:ROOM],
        unnamed=not known.named,
        erased=known.erased,
        keep_days=forgetting.kept_days(run.settings),
    )


def promises(run: Run, person: str) -> dict[str, Entry]:
    """Somebody's own commitments by id."""
    return {entry.id: entry for entry in run.pool.by(person) if entry.outcome == "commitment"}


# ── own words ───────────────────────────────────────────────────────────────


def _promise(run: Run, entry: Entry) -> Said:
    return replace(_wrote(run, entry), file=entry.id if date_of(entry) else "")


def _wrote(run: Run, entry: Entry) -> Said:
    called = labels.fields(run, entry)
    more = [f"{called[key]} {value}".strip() for key, value in entry.fields.items() if value]
    return Said(entry.text, labels.asked(run, entry), tuple(more), first=entry.outcome in TAKEN_STOCK)


def _steps(run: Run, person: str, say: Say) -> Iterator[Step]:
    for step in run.agenda.steps:
        screens = [screen.id for screen in step.screens]
        said = dict.fromkeys(one for screen in screens for one in _said(run, screen, person, say))
        marks = dict.fromkeys(one for screen in screens for one in _marks(run, screen, person, say))
        if said or marks:
            yield Step(step.title, tuple(said), tuple(marks))


def _said(run: Run, screen: str, person: str, say: Say) -> Iterator[Said]:
    """Own words as they stand by now, what was chosen, and what got a star."""
    found = list(_found(run, screen, person))
    newer = {one.id for _, one in found}
    for entry in run.pool.by(person, screen):
        if entry.outcome != "commitment" and entry.id not in newer:
            yield _wrote(run, entry)
    if not _is_marking(found):
        earlier = list(_earlier(run, screen, person)) if found else []
        yield from earlier
        room = _room_at(run, screen, person, say) if [name for name, _ in found] == [OWN[0]] else {}
        for name, one in found:
            about = say("takeaway-star") if name == STARS else run.screen(screen).title
            more = filter(None, (one.note, room.get(one.text, "") if one.note else ""))
            yield Said(one.text, about, tuple(more), first=name == STARS or bool(earlier))


def _marks(run: Run, screen: str, person: str, say: Say) -> Iterator[Mark]:
    found = list(_found(run, screen, person))
    if _is_marking(found):
        room = _room_at(run, screen, person, say)
        for _, one in found:
            yield Mark(one.text, one.note, room.get(one.text, ""))


def _is_marking(found: list[tuple[str, Brought]]) -> bool:
    """Several things, each with where it was put, are marks; one alone is a choice."""
    return len(found) > 1 and all(name == OWN[0] and one.note for name, one in found)


def _found(run: Run, screen: str, person: str) -> Iterator[tuple[str, Brought]]:
    """What the kind found out for this person. Only a star may be another's words: it was given by them."""
    for name in OWN:
        for one in _bring(run, screen, name, Me(person)):
            if name == STARS or one.person in ("", person):
                yield name, one


def _bring(run: Run, screen: str, name: str, audience: Me | Stage) -> Iterable[Brought]:
    kind = KINDS[run.screen(screen).kind]
    if name not in kind.FINDINGS or screen not in run.place.marks:
        return ()
    return kind.bring(run.states[screen], name, run.seen_by(screen, audience), run.context(screen))


def _room_at(run: Run, screen: str, person: str, say: Say) -> dict[str, str]:
    """How the room stands at each thing of a screen, as far as it was told; where there are several partnerships, how
    somebody's own does, and nothing where that is not told."""
    near = _of_home(run, run.roster.people[person].partnership, _sections(run, screen, say))
    rows = [row for one in near for block in one.blocks if "table" in block for row in block["table"]["rows"]]
    return {row[0]: " · ".join(cell for cell in row[1:3] if cell) for row in rows if row}


def _sections(run: Run, screen: str, say: Say) -> Sequence[Section]:
    """What the note says of a screen. The same for everybody, and in the end everybody takes theirs away at once."""

    def told() -> Sequence[Section]:
        context = replace(run.context(screen), say=say)
        return tuple(KINDS[run.screen(screen).kind].notes(run.states[screen], context))

    # What other screens found out may be brought to this one.
    origin = (run.states, run.pool, run.roster, run.place, run.keys, run.told, run.silent)
    return run.memory(screen).once("taken_away", origin, told)


def _shared(run: Run, outcome: str) -> Sequence[Entry]:
    """What people shared with the room that came to something."""
    wanted = f"shared_{outcome}"
    return run.memory().once(wanted, (run.pool,), lambda: [one for one in shared(run) if one.outcome == outcome])


def _of_home(run: Run, home: str, sections: Iterable[Section]) -> list[Section]:
    """Where every partnership has a section of its own, the one of this partnership; else all of them."""
    known = [(one, _partnership_in(run, one.title)) for one in sections]
    wanted = home if home in run.partnerships else ""
    parted = any(name for _, name in known)
    return [one for one, name in known if not parted or name == wanted]


def _partnership_in(run: Run, title: str) -> str:
    """Whose a section is; of two names of which one holds the other, the longer."""
    return max((name for name in run.partnerships if name in title), key=len, default="")


def _earlier(run: Run, screen: str, person: str) -> Iterator[Said]:
    """Own words that were brought to a screen stand before what was said to them there."""
    for carry in run.screen(screen).carry:
        if carry.whose == "own" and not carry.finding:
            for one in run.brought(screen, carry.name, Me(person)):
                yield Said(one.text, carry.label, first=True)


# ── with others ─────────────────────────────────────────────────────────────


def _asked_by(run: Run, person: str) -> Iterator[Said]:
    """Commitments that were shown to all and name this person as the one who will ask."""
    name = run.roster.people[person].name.casefold()
    for entry in _shared(run, "commitment") if name else ():
        named = any(value.casefold() == name for value in entry.fields.values())
        if named and entry.person != person and (author := by(run, entry)):
            yield Said(entry.text, author)


def _matches(run: Run, person: str) -> Iterator[Said]:
    for screen in run.agenda.screens:
        for one in _bring(run, screen.id, MATCHES, Me(person)):
            yield Said(one.text, one.by, (one.note,) if one.note else ())


def _room(run: Run) -> Iterator[Brought]:
    for screen in run.agenda.screens:
        yield from _bring(run, screen.id, STARS, Stage())
