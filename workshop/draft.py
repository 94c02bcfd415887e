"""The session note before it goes out: a foreword of the facilitator's own, and the lines that she struck."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from workshop.moves import Fact, Json, Move, Refused, Role

LONGEST_FOREWORD = 2000
"""Characters."""

_LINE = re.compile(r"[0-9a-f]{12}")

MOVES: Mapping[str, frozenset[Role]] = dict.fromkeys(("strike", "unstrike", "foreword"), frozenset({Role.FACILITATOR}))


@dataclass(frozen=True)
class Draft:
    """What the facilitator did with the note. `struck`: keys of lines that stay out of it."""

    foreword: str = ""
    struck: frozenset[str] = frozenset()


def accept(move: Move) -> Json:
    """What a move about the note makes true. Raises `Refused`."""
    key = "text" if move.name == "foreword" else "line"
    said = move.data.get(key)
    if not isinstance(said, str) or (key == "line" and not _LINE.fullmatch(said)):
        raise Refused("malformed", key=key)
    if len(said) > LONGEST_FOREWORD:
        raise Refused("too_long", key=key, limit=LONGEST_FOREWORD)
    return {key: said}


def apply(draft: Draft, fact: Fact) -> Draft:
    """The draft after a fact."""
    match fact.name:
        case "foreword":
            return replace(draft, foreword=fact.data["text"].strip())
        case "strike":
            return replace(draft, struck=draft.struck | {fact.data["line"]})
        case _:
            return replace(draft, struck=draft.struck - {fact.data["line"]})
