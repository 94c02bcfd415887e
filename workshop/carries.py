"""Old words at the right time: what an earlier screen brings to a later one. By reference, looked up at every look.

So what was withdrawn or taken down is gone everywhere, and what is private never goes beyond its author.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from workshop.agenda import Carry
from workshop.kinds import KINDS
from workshop.kinds.contract import Brought
from workshop.moves import Audience, Entry, Json, Me, Table
from workshop.pool import Pool

if TYPE_CHECKING:
    from workshop.run import Run


def brought(run: Run, carry: Carry, audience: Audience) -> tuple[Brought, ...]:
    """What a carry brings for an audience: the weightiest first, then the newest, and no more than it asks for."""
    if carry.finding:
        found = list(_found(run, carry, audience))
    else:
        found = [_entry(run, entry) for entry in _entries(run, carry, audience)]
    in_order = sorted(found, key=lambda one: (-one.weight, -one.at))
    return tuple(in_order[: carry.most])


def pinned(run: Run, table: int) -> Brought | None:
    """What stands at the head of a table's phones, if the agenda pins something and it is there."""
    if not run.agenda.pin:
        return None
    carry = Carry(name="pin", source=run.agenda.pin, whose="table", most=1)
    return next(iter(brought(run, carry, Table(table))), None)


def seen(run: Run, screen: str, audience: Audience) -> Json:
    """All carries of a screen as an audience may see them, for its view. Empty ones are left out."""
    cards: Json = {}
    for carry in run.screen(screen).carry:
        if _meant_for(carry, audience) and (items := run.brought(screen, carry.name, audience)):
            here = () if carry.show == "view" else items
            listed = {one.id: _card(no, one) for no, one in enumerate(here, start=1)}
            cards[carry.name] = {"label": carry.label, "show": carry.show, "items": listed}
            if carry.unless:
                cards[carry.name]["unless"] = carry.unless
    return cards


def _meant_for(carry: Carry, audience: Audience) -> bool:
    """A phone is told each carry once: the room's on the floor, the table's at the table, one's own to oneself."""
    match audience:
        case Me():
            return carry.whose == "own"
        case Table():
            return carry.whose == "table"
        case _:
            return carry.whose == "room"


def _card(no: int, one: Brought) -> Json:
    """Something brought, as others may read it: never whose it is, unless they are named."""
    card: Json = {"no": no, "text": one.text, "step": one.step}
    for key in ("by", "weight", "note"):
        if value := getattr(one, key):
            card[key] = value
    return {**card, "tags": list(one.tags)} if one.tags else card


def _entries(run: Run, carry: Carry, audience: Audience) -> Iterable[Entry]:
    match carry.whose, audience:
        case "own", Me(person):
            return _boxed(run.pool, run.pool.by(person, carry.screen), carry)
        case "table", Table(no):
            return _boxed(run.pool, _of_table(run, carry, no), carry)
        case "table", Me(person):
            return _boxed(run.pool, _of_table(run, carry, run.roster.table_of(person)), carry)
        case "room", _:
            return run.pool.shown(carry.screen, carry.box)
        case _:
            return ()


def _of_table(run: Run, carry: Carry, table: int) -> Iterable[Entry]:
    readable = [entry for no in sorted(run.roster.kin(table)) for entry in run.pool.at(no, carry.screen)]
    return (entry for entry in readable if entry.visibility in ("table", "room") and entry.shown != "hidden")


def _boxed(pool: Pool, entries: Iterable[Entry], carry: Carry) -> Iterable[Entry]:
    return (entry for entry in entries if carry.box in ("", entry.box) and entry.shown != "hidden")


def _entry(run: Run, entry: Entry) -> Brought:
    named = entry.named and run.settings.get("names", True)
    return Brought(
        id=entry.id,
        text=entry.text,
        screen=entry.screen,
        step=run.agenda.step_of(entry.screen).title,
        by=run.roster.called(entry.person) if named else "",
        person=entry.person,
        table=entry.table,
        tags=entry.tags,
        at=entry.at,
    )


def _found(run: Run, carry: Carry, audience: Audience) -> Iterable[Brought]:
    """A finding of an earlier screen's kind. One's own is brought to oneself alone, a table's to it and its people."""
    if carry.whose == "own" and not isinstance(audience, Me):
        return ()
    if carry.whose == "table" and not isinstance(audience, Me | Table):
        return ()
    kind = KINDS[run.screen(carry.screen).kind]
    seen_by = run.seen_by(carry.screen, audience)
    found = kind.bring(run.states[carry.screen], carry.finding, seen_by, run.context(carry.screen))
    step = run.agenda.step_of(carry.screen).title
    return (replace(one, screen=one.screen or carry.screen, step=one.step or step) for one in found)
