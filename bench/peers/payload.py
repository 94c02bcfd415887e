"""What the peers in Python say: as many bytes as the room says at the same occasion."""

from __future__ import annotations

import time
from typing import Any

AROUND = 60
"""Characters of a tally beside its filling."""


def snapshot(size: int) -> dict[str, Any]:
    """What somebody is shown who has just come in."""
    return {"title": "A full hall", "rest": "x" * size}


def tally(seq: int, votes: int, size: int) -> dict[str, Any]:
    """The state of the vote, with the moment at which it was made (nanoseconds, monotonic)."""
    return {"ts": time.monotonic_ns(), "seq": seq, "n": votes, "rest": "x" * max(size - AROUND, 0)}
