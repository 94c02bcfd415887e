"""The head of the note: where and when, with whom, who was there, and by what way their answers came."""

from __future__ import annotations

from collections.abc import Iterable

from workshop.moves import Entry
from workshop.notes import lines
from workshop.notes.lines import Item, Say
from workshop.run import PAPER, Run

PLACE = 1


def where(run: Run, say: Say) -> Iterable[str]:
    """Partnerships, place, date and facilitator, as far as they were said."""
    said = (*run.partnerships, _said(run, "place"), _said(run, "date"), _hosted(run, say))
    return filter(None, said)


def present(run: Run, say: Say) -> Item:
    """How many were there, those of them who agreed to be named, and how they took part."""
    told = [_who(run, say), _ways(run, say)]
    return Item("present", "", tuple(lines.line(PLACE, "present", one) for one in told if one))


def by(run: Run, entry: Entry) -> str:
    """The writer's name where writer and room allow it."""
    return run.roster.called(entry.person) if entry.named and names(run) else ""


def names(run: Run) -> bool:
    """Whether anybody may be named in this run."""
    return bool(run.settings.get("names", True))


def with_place(name: str, place: str) -> str:
    """Somebody, and where they are from."""
    return f"{name} ({place})" if place else name


def _who(run: Run, say: Say) -> str:
    named = [person for person in run.roster if run.roster.called(person.id)] if names(run) else []
    count, unnamed = len(run.roster), len(run.roster) - len(named)
    if not named:
        return say("note-present", count=count)
    listed = ", ".join(with_place(person.name, person.organisation) for person in named)
    if not unnamed:
        return say("note-present-named", count=count, names=listed)
    return say("note-present-some", count=count, names=listed, unnamed=unnamed)


def _ways(run: Run, say: Say) -> str:
    """By phone, beside somebody's phone, without one, on paper; nothing where everybody had a phone."""
    people = list(run.roster)
    beside = sum(1 for one in people if not one.phone and one.beside)
    without = sum(1 for one in people if not one.phone and not one.beside)
    paper = len({entry.person for entry in run.pool if entry.proxy == PAPER})
    phones = len(people) - beside - without
    if not (beside or without or paper):
        return ""
    told = [say("note-on-phones", count=phones)]
    told += [say("note-beside", count=beside)] if beside else []
    told += [say("note-without", count=without)] if without else []
    told += [say("note-on-paper", count=paper)] if paper else []
    return " ".join(told)


def _hosted(run: Run, say: Say) -> str:
    return say("note-facilitated", host=_said(run, "host")) if _said(run, "host") else ""


def _said(run: Run, key: str) -> str:
    return str(run.settings.get(key) or "")
