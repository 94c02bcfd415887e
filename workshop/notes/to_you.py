"""What people wrote for the facilitator alone. It is a paper of its own, and no part of the note."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workshop.notes.heading import by
from workshop.notes.times import hour
from workshop.run import Run


@dataclass(frozen=True)
class Letter:
    """One thing that somebody wrote to her: when, in which step, by whom (if they said so), and the words."""

    at: str
    step: str
    by: str
    text: str
    said: tuple[str, ...]


def letters(run: Run) -> list[Letter]:
    """What was written for her alone and not taken back, in the order in which it came."""
    return list(_letters(run))


def _letters(run: Run) -> Iterable[Letter]:
    for entry in run.pool:
        if entry.visibility == "facilitator":
            said = tuple(value for value in entry.fields.values() if value)
            step = run.agenda.step_of(entry.screen).title
            yield Letter(hour(entry.at), step, by(run, entry), entry.text, said)
