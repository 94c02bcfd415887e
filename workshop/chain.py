"""The chain of a run's facts: each carries a hash over the one before it and its own row.

The first one's is over the agenda, as it was frozen. Whoever changes a word, takes a fact out or puts two in another
order breaks it from there on. Pure: SQL and time are elsewhere. It proves that something happened to the file, not who
did it: whoever may write the file may also chain it anew. That the last facts are gone it cannot know.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from json.encoder import encode_basestring_ascii as quoted
from operator import itemgetter
from typing import Any, Protocol


class Row(Protocol):
    """A row of facts: a dictionary, or what SQLite gives."""

    def __getitem__(self, column: str, /) -> Any: ...


COLUMNS = ("run", "screen", "name", "person", "at", "move_id", "data")
"""What is hashed of a row. Not `seq`, which the database gives afterwards, and whose order the chain itself proves; not
`digest`, which says how a move was sent and is forgotten with its person."""


_CHAINED = itemgetter(*COLUMNS)


def beginning(agenda: str) -> str:
    """What stands before the first fact of a run: the hash of its agenda, as the text that is stored."""
    return sha256(agenda.encode("utf-8", "replace")).hexdigest()


def link(before: str, row: Row) -> str:
    """The hash of a row that follows the one with the hash `before`: SHA-256 of both as a JSON array, in hex.

    `data` is taken as the text that is stored, so that no program that writes JSON otherwise finds a broken chain.
    """
    return link_of(before, _CHAINED(row))


def link_of(before: str, said: Iterable[str | int]) -> str:
    """The same of what stands in a row's `COLUMNS`."""
    # Put together by hand: a JSON encoder is built anew for each text, and a restart reads tens of thousands.
    told = ",".join([quoted(one) if isinstance(one, str) else str(one) for one in (before, *said)])
    return sha256(f"[{told}]".encode("ascii")).hexdigest()


def links(before: str, rows: Iterable[Row]) -> Iterator[tuple[str, int]]:
    """The hash and the number of each row in turn, beginning after `before`."""
    for row in rows:
        before = link(before, row)
        yield before, row["seq"]


def first_broken(before: str, rows: Iterable[Row]) -> int:
    """The number of the first row, after what stands before, whose hash is not what it should be; or 0."""
    for row in rows:
        if row["chain"] != link(before, row):
            return int(row["seq"])
        before = row["chain"]
    return 0
