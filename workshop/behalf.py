"""Typing for somebody else: whoever does it sees the other's screen, with nothing on it but what they typed.

What somebody said into one ear, or wrote down alone, is not told to the next one who helps. So all of theirs that was
typed by others is laid aside first, under a name that nobody has; the screen is then drawn as ever.
"""

from __future__ import annotations

from dataclasses import replace

from workshop import roster
from workshop.kinds import KINDS
from workshop.roster import Person
from workshop.run import CONSOLE, Run


def as_heard_by(run: Run, person: str, screen: str, typist: str) -> Run:
    """The run around `person` without what tables and neighbours told each other there, unless `typist` is one of them:
    the facilitator is not. Only to look at."""
    if typist != CONSOLE:
        return run
    near = {entry.id: entry for entry in run.pool.of(screen)}
    for no in run.roster.kin(run.roster.table_of(person)):
        near |= {entry.id: entry for one in run.agenda.screens for entry in run.pool.at(no, one.id)}
    unheard = [one for one in near.values() if one.visibility in ("me", "table") and one.proxy != CONSOLE]
    return replace(run, pool=run.pool.having(replace(one, withdrawn=True) for one in unheard), _memories={})


def as_known_to(run: Run, person: str, typist: str) -> Run:
    """The run as far as `typist` (a person, or `console`) knows what `person` did in it. Only to look at.

    What was answered without names nobody else sees again, whoever typed it."""
    run = replace(run, keys={}, _crowds={}, _memories={})
    others = [entry.id for entry in run.pool.by(person) if entry.proxy != typist]
    screens = {screen for screen, typed_by in run.typists.get(person, ()) if typed_by != typist}
    if not others and not screens:
        return run
    aside = f"{person}?"
    nobody = Person(aside, "", run.roster.table_of(person), removed=True)
    states = {id_: _laid_aside(run, id_, person, aside) if id_ in screens else run.states[id_] for id_ in run.states}
    people = roster.with_person(run.roster, nobody)
    return replace(run, roster=people, pool=run.pool.given(others, aside), states=states)


def _laid_aside(run: Run, screen: str, person: str, aside: str) -> object:
    """A screen's state in which what was theirs is another's: kinds know how to sign it over."""
    return KINDS[run.screen(screen).kind].unite(run.states[screen], person, aside)
