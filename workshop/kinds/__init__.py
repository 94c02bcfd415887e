"""The registry: one line a kind. Everything that a kind is stands in its own module, drawing, style and test."""

from __future__ import annotations

from workshop.kinds import canvas as canvas
from workshop.kinds import choose as choose
from workshop.kinds import collect as collect
from workshop.kinds import deck as deck
from workshop.kinds import harvest as harvest
from workshop.kinds import match as match
from workshop.kinds import present as present
from workshop.kinds import question as question
from workshop.kinds import rate as rate
from workshop.kinds import tables as tables
from workshop.kinds.contract import Kind

KINDS: dict[str, Kind] = {
    "present": present,
    "collect": collect,
    "choose": choose,
    "deck": deck,
    "question": question,
    "rate": rate,
    "match": match,
    "tables": tables,
    "harvest": harvest,
    "canvas": canvas,
}
