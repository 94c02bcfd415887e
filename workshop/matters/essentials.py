"""What is said beside a line: who gets some data and by when, and all that belongs to an essential.

An essential says how we will know, who starts, and by when; which part of the means test it serves, what it uses and
which hold it loosens, as links to what was brought from earlier screens; and whether one school could do it alone.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workshop import pool
from workshop.kinds.contract import Context
from workshop.matters.canvases import Box
from workshop.matters.flipchart import PURPOSES, brought_to
from workshop.moves import Audience, Floor, Json, Me, Move, Refused, Table

FIELD_LONGEST = 140
"""Characters in one field beside the text: who starts, how we will know."""

BY_WHEN = 40
"""Characters for when some data will be there: a date, or words."""

MOST_PICKS = 12
"""Things that may be picked into one box, or into one field of an essential."""

FIELDS = ("know_by", "starter", "first_step_by", "means_part")


def mapping(said: object) -> dict[str, Any]:
    """Fields as they were sent. Raises `Refused`, as does everything here."""
    if not isinstance(said, Mapping):
        raise Refused("malformed", key="fields")
    return dict(said)


def line_fields(box: Box, said: object) -> dict[str, str]:
    """What a line also says: who, and by when."""
    given = mapping(said)
    if not set(given) <= set(box.asks_for):
        raise Refused("malformed", key="fields")
    limits = {"who": FIELD_LONGEST, "by": BY_WHEN}
    return {key: _field(given.get(key, ""), limits[key], key) for key in box.asks_for}


def essential_fields(box: Box, said: object, before: Mapping[str, str]) -> dict[str, str]:
    """What an essential also says; what is not sent stays as it was."""
    given = mapping(said)
    if not set(given) <= set(FIELDS):
        raise Refused("malformed", key="fields")
    fields = {key: _field(given.get(key, before.get(key, "")), FIELD_LONGEST, key) for key in FIELDS}
    if fields["first_step_by"] and not _is_date(fields["first_step_by"]):
        raise Refused("malformed", key="first_step_by")
    if fields["means_part"] and fields["means_part"] not in box.options:
        raise Refused("unknown_item")
    return fields


def _field(said: object, limit: int, key: str) -> str:
    """Every field may be left blank: one respectable line is better than a form that nobody finishes."""
    if isinstance(said, str) and not said.strip():
        return ""
    return pool.text(said, limit, key)


def _is_date(typed: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return False
    year, month, day = map(int, typed.split("-"))
    return year > 0 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def alone(said: object) -> bool:
    """Whether one school could do it by itself: a mark, and no reason to turn anything away."""
    if not isinstance(said, bool):
        raise Refused("malformed", key="alone")
    return said


def links_of(box: Box, move: Move, key: str, before: Mapping[str, Sequence[str]], context: Context) -> Json:
    """What an essential serves, uses and loosens. What was linked before may stay, even if it is out of sight now."""
    said = move.data.get("picks", {})
    if not isinstance(said, Mapping) or not set(said) <= set(PURPOSES):
        raise Refused("malformed", key="picks")
    links = {purpose: list(before.get(purpose, ())) for purpose in PURPOSES}
    for purpose, ids in said.items():
        if not isinstance(ids, list) or len(ids) > MOST_PICKS:
            raise Refused("malformed", key="picks")
        names = carries_for(box, purpose)
        links[purpose] = [one if one in links[purpose] else offered(one, names, key, move, context) for one in ids]
    return {purpose: list(dict.fromkeys(ids)) for purpose, ids in links.items()}


def carries_for(box: Box, purpose: str) -> list[str]:
    """Carries that were laid for a purpose; those of the box as a whole count as things to use."""
    named: list[str] = getattr(box, purpose)
    return [*named, *box.from_] if purpose == "uses" else named


def offered(wanted: object, names: Iterable[str], key: str, move: Move, context: Context) -> str:
    """Something brought, if the whole group may read it. What is for oneself alone stays so."""
    names, me = list(names), Me(move.by.person)
    if not isinstance(wanted, str):
        raise Refused("unknown_item")
    if wanted in brought_to(_audiences(key, move.by.person, context), names, context):
        return wanted
    if wanted in brought_to([me], names, context):
        raise Refused("canvas_private")
    raise Refused("unknown_item")


def _audiences(key: str, person: str, context: Context) -> list[Audience]:
    """As whom a group reads what was brought: as the room, and as its table, or each for themselves."""
    if key.startswith("partnership:"):
        return [Floor(), Me(person)]
    return [Floor(), Table(context.roster.table_of(person))] if key.startswith("table:") else [Floor()]
