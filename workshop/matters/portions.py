"""Portions of a list that grows with the room: what a phone is told before it asks for the whole (`Floor.whole`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2s

FIRST = 12
"""How much of such a list a phone is told at first: about three screens of it."""


def share(stirred: Sequence[str], table: int) -> list[str]:
    """What a table is told first: the tables share the list out, so that the whole room passes over none of it."""
    first = (table - 1) * FIRST
    return [stirred[(first + no) % len(stirred)] for no in range(min(FIRST, len(stirred)))]


def stirred(ids: Iterable[str]) -> list[str]:
    """In an order that means nothing, and is always the same."""
    return sorted(ids, key=seed)


def seed(reader: str) -> int:
    """From this a phone works out its reader's own order, so that nobody's idea is always first. 32 bits."""
    return int.from_bytes(blake2s(reader.encode(), digest_size=4).digest())
