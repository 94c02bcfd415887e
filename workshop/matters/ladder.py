"""The ladder of openings: on which rung a question begins, by its first words. A help to its writer, never a mark.

The rungs come from a deck, so that another language has its own. The browser does the same while somebody types
(`static/js/elements/ladder.js`); both read `tests/ladder.json`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

AROUND = "\"'.,;:!?¿¡()[]«»„“”‘…-–—*_"
"""What may stand around a word without being part of it."""

Words = tuple[str, ...]


@dataclass(frozen=True)
class Rung:
    """One rung, the first being the lowest. `starts`: the first words by which a question is recognised."""

    no: int
    opener: str
    starts: tuple[str, ...] = ()
    line: str = ""
    lift: str = ""


def rungs(cards: Iterable[Mapping[str, Any]]) -> tuple[Rung, ...]:
    """The cards of a deck as rungs, from the lowest up: title, tags, sentence and nudge."""
    return tuple(_rung(no, card) for no, card in enumerate(cards, start=1))


@lru_cache(maxsize=4096)
def suggested(text: str, ladder: tuple[Rung, ...]) -> int:
    """The rung on which these words begin; 0 where none is known. Of two openings that fit, the longer counts."""
    words, best, found = spoken(text), 0, 0
    for rung in ladder:
        for start in map(spoken, rung.starts):
            if len(start) > best and words[: len(start)] == start:
                best, found = len(start), rung.no
    return found


def named(opener: str, ladder: Sequence[Rung]) -> int:
    """The rung of this name; 0 where there is none."""
    return next((rung.no for rung in ladder if opener and rung.opener == opener), 0)


@lru_cache(maxsize=4096)
def spoken(text: str) -> Words:
    """The words of a text as they sound: small, and without what stands around them."""
    bare = (word.strip(AROUND) for word in text.replace("’", "'").lower().split())
    return tuple(word for word in bare if word)


def forget() -> None:
    """Keep nothing of any question that was looked at."""
    for known in (suggested, spoken):
        known.cache_clear()


def _rung(no: int, card: Mapping[str, Any]) -> Rung:
    return Rung(no, card["title"], tuple(card.get("tags", ())), card.get("sentence", ""), card.get("nudge", ""))
