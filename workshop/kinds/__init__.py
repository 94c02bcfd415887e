"""The registry: one line a kind. Everything that a kind is stands in its own module, drawing, style and test."""

from __future__ import annotations

from workshop.kinds import choose as choose
from workshop.kinds import collect as collect
from workshop.kinds import deck as deck
from workshop.kinds import present as present
from workshop.kinds.contract import Kind

KINDS: dict[str, Kind] = {
    "present": present,
    "collect": collect,
    "choose": choose,
    "deck": deck,
}
