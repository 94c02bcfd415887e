"""The end of the note: what was parked, how the session went, what was left out, and where its ideas come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from workshop.agenda import Step
from workshop.clock import MINUTE
from workshop.faces import spent_by_step
from workshop.kinds import KINDS
from workshop.moves import Role
from workshop.notes import lines
from workshop.notes.lines import Block, Passage, Say
from workshop.notes.times import hour, minutes
from workshop.run import Run

PARKED, ABOUT, SOURCES = 14, 15, 16

A_SLIP = 20_000
"""Milliseconds: a shorter visit was a slip of the finger, not a part of the session."""

SHORTER = 0.75
"""Less than this part of its time, and a step was shortened."""


def visited(run: Run) -> list[str]:
    """The screens that were up, in the order they first came up."""
    return list(dict.fromkeys(screen for screen, _ in run.place.journey))


def times_up(run: Run, screen: str) -> list[int]:
    """When a screen was up: each arrival, the slips left out unless there is nothing else."""
    stays = [(at, left - at) for there, at, left in visits(run) if there == screen]
    return [at for at, stay in stays if stay >= A_SLIP] or [at for at, _ in stays][:1]


def visits(run: Run) -> Iterator[tuple[str, int, int]]:
    """Every visit to a screen: which, from when, until when. The last one lasts until the end, or is still going on."""
    stops = [*run.place.journey, ("", run.ended or run.place.journey[-1][1] + A_SLIP)]
    return ((screen, at, left) for (screen, at), (_, left) in pairwise(stops))


def parked(run: Run, say: Say) -> Iterable[Passage]:
    """What came up and had to wait."""
    told = [f"{one.text} ({run.agenda.step_of(one.screen).title})" for one in run.parked.values()]
    if told:
        yield _passage(PARKED, say("note-parked"), {"list": told})


def asked(run: Run) -> list[str]:
    """The screens that were up and asked people something."""
    return [screen for screen in visited(run) if _asks(run, screen)]


def itself(run: Run, silent: Sequence[str], say: Say) -> Iterable[Passage]:
    """About this session: its length, what was left, shortened or brought forward, and what is not in the note.

    `silent`: screens that asked something and got no answer.
    """
    told = [*_how_it_went(run, silent, say), say("note-review"), _left_out(run, say), _lasted(run, say)]
    yield _passage(ABOUT, say("note-how-it-went"), {"list": told})


def sources(run: Run, say: Say) -> Iterable[Passage]:
    """Whose ideas were used: those the agenda names, and those of its decks."""
    named = [(one.author, one.work, one.use) for one in run.agenda.credits]
    named += [
        (one.get("author", ""), one.get("work", ""), one.get("use", ""))
        for deck in run.agenda.decks.values()
        for one in deck.get("credits", ())
    ]
    told = dict.fromkeys(_credit(*one) for one in named)
    if told:
        yield _passage(SOURCES, say("note-credits"), {"list": list(told)})


def programme(run: Run) -> Iterator[tuple[Step, int, bool]]:
    """Every step, the minutes it took, and whether it was up at all: for the facilitator's copy."""
    spent = spent_by_step(run)
    return ((step, minutes(spent.get(step.id, 0)), _was_up(run, step)) for step in run.agenda.steps)


def out_of_turn(run: Run) -> Iterator[tuple[Step, int, Step, bool]]:
    """Steps that were run while a later one was going on: which, when, during which, and whether it was their second
    time. Slips do not count, neither as a visit nor as having been further on."""
    order = {step.id: no for no, step in enumerate(run.agenda.steps)}
    furthest, seen, before = -1, set[str](), run.agenda.steps[0]
    for step, at in _walk(run):
        no = order[step.id]
        if no < furthest and step != before:
            yield step, at, before, step.id in seen
        furthest, before = max(furthest, no), step
        seen.add(step.id)


def _walk(run: Run) -> Iterator[tuple[Step, int]]:
    """The steps in the order they were really gone through."""
    last = None
    for screen, at, left in visits(run):
        step = run.agenda.step_of(screen)
        if left - at >= A_SLIP and step != last:
            yield step, at
            last = step


def _how_it_went(run: Run, silent: Sequence[str], say: Say) -> Iterator[str]:
    skipped = [step.title for step in run.agenda.steps if not _was_up(run, step)]
    if skipped:
        yield say("note-skipped", steps=", ".join(skipped))
    if shorter := [_shortened(step, took, say) for step, took, _ in programme(run) if _is_shorter(run, step, took)]:
        yield say("note-shortened", steps=", ".join(shorter))
    for step, at, during, again in out_of_turn(run):
        said = {"step": step.title, "at": hour(at), "during": during.title}
        yield say("note-again", **said) if again else say("note-inserted", **said)
    if silent:
        yield say("note-nobody-answered", screens=", ".join(run.screen(screen).title for screen in silent))


def _asks(run: Run, screen: str) -> bool:
    return any(Role.PARTICIPANT in roles for roles in KINDS[run.screen(screen).kind].MOVES.values())


def _was_up(run: Run, step: Step) -> bool:
    return any(screen.id in run.place.marks for screen in step.screens)


def _is_shorter(run: Run, step: Step, took: int) -> bool:
    """Only steps that are over tell how long they took."""
    over = run.ended or run.agenda.step_of(run.place.now) != step
    return bool(over and step.keep != "free" and _was_up(run, step) and took < SHORTER * step.plan)


def _shortened(step: Step, took: int, say: Say) -> str:
    return say("note-shorter", step=step.title, minutes=took, planned=round(step.plan))


def _left_out(run: Run, say: Say) -> str:
    private = sum(1 for entry in run.pool if entry.visibility != "room")
    away = sum(1 for entry in run.pool.entries.values() if entry.away)
    hidden = away + sum(1 for entry in run.pool if entry.visibility == "room" and entry.shown == "hidden")
    withdrawn = sum(1 for entry in run.pool.entries.values() if entry.withdrawn) - away
    return say("note-left-out", private=private, hidden=hidden, withdrawn=withdrawn)


def _lasted(run: Run, say: Say) -> str:
    if not run.started:
        return say("note-before")
    if not run.ended:
        return say("note-during", minutes=minutes(sum(spent_by_step(run).values())))
    return say("note-lasted", minutes=round((run.ended - run.started) / MINUTE), planned=round(run.agenda.minutes))


def _credit(author: str, work: str, use: str) -> str:
    return ", ".join(filter(None, (author, work))) + (f" ({use})" if use else "")


def _passage(place: int, title: str, said: dict[str, list[str]]) -> Passage:
    block: Block = lines.block(place, title, said)
    return Passage(title=title, opening="", blocks=(block,), place=place)
