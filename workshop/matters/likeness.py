"""What goes with what: needs and offers that share tags, and after that words that not everybody uses.

A suggestion, no more. Where several fit alike each need gets others, so that not all turn to the same few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

FEW = 3
"""How many are suggested."""

SHORTEST = 4
"""Shorter words say nothing about a need."""

AROUND = "\"'.,;:!?()[]«»„“”‘’…-–—/"


@dataclass(frozen=True)
class Thing:
    """A need or an offer, as far as it takes to compare it."""

    id: str
    text: str
    person: str
    tags: tuple[str, ...] = ()


Suggestions = Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=32)
def suggested(wanted: tuple[Thing, ...], there: tuple[Thing, ...], few: int = FEW) -> Suggestions:
    """For each of the wanted the few that fit best, best first; never one's own, none where nothing is shared."""
    rare = _rare((*wanted, *there))
    told = {one: (_tags(one), _words(one.text) & rare) for one in {*wanted, *there}}
    return {one.id: _best(one, there, told, few) for one in wanted}


Told = Mapping[Thing, tuple[frozenset[str], frozenset[str]]]


def _best(one: Thing, there: Iterable[Thing], told: Told, few: int) -> tuple[str, ...]:
    tags, words = told[one]
    scored = (
        (len(tags & told[other][0]), len(words & told[other][1]), other)
        for other in there
        if other.person != one.person
    )
    fitting = [(shared, said, other) for shared, said, other in scored if shared or said]
    fitting.sort(key=lambda found: (-found[0], -found[1], _turn(one.id, found[2].id)))
    return tuple(other.id for _, _, other in fitting[:few])


def _turn(one: str, other: str) -> int:
    """An order of its own for each need, always the same."""
    return crc32(f"{one} {other}".encode())


def _rare(things: Iterable[Thing]) -> frozenset[str]:
    """The words that occur twice or more, but not in every second sentence."""
    everything = [_words(one.text) for one in things]
    counts = Counter(word for words in everything for word in words)
    most = max(5, len(everything) // 5)
    return frozenset(word for word, count in counts.items() if 1 < count <= most)


def _tags(thing: Thing) -> frozenset[str]:
    return frozenset(tag.casefold() for tag in thing.tags)


@lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    bare = (word.strip(AROUND) for word in text.casefold().split())
    return frozenset(word for word in bare if len(word) >= SHORTEST)


def forget() -> None:
    """Keep nothing of any words that were compared."""
    for known in (suggested, _words):
        known.cache_clear()
