"""JSON without surprises: what one side writes, the other reads as the very same value.

orjson is fast but lenient where it hurts: it turns long integers into floats, keeps the last of two equal keys,
and writes NaN as null, which in a patch would delete something.
"""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

DEPTH = 32
DIGITS = 15

_LONG_RUN = re.compile(r"\d{16}")

# 53 bits are what JavaScript keeps; dates and dataclasses must be turned into plain values by whoever knows how.
_PLAIN = orjson.OPT_STRICT_INTEGER | orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_PASSTHROUGH_DATACLASS


class StrictJson:
    """Stands in for the json module in engineio and socketio. Refuses with ValueError or TypeError."""

    @staticmethod
    def dumps(value: Any, **_style: Any) -> str:
        text = orjson.dumps(value, option=_PLAIN)
        if b"null" in text:
            json.dumps(value, allow_nan=False)
        return text.decode()

    @staticmethod
    def loads(text: str, **_style: Any) -> Any:
        value = orjson.loads(text)
        # The short look is enough for nearly every message; the thorough one is ten times as slow.
        if _keys(value) != text.count(":") or _LONG_RUN.search(text):
            json.loads(text, parse_int=_short, object_pairs_hook=_distinct)
        return value


def _keys(value: Any, levels: int = DEPTH + 1) -> int:
    """How many keys there are in all; refuses what is nested too deeply."""
    if not levels:
        raise ValueError("nested too deeply")
    named = isinstance(value, dict)
    inside = value.values() if named else value if isinstance(value, list) else ()
    keys = len(value) if named else 0
    for inner in inside:
        if isinstance(inner, dict | list):
            keys += _keys(inner, levels - 1)
    return keys


def _short(digits: str) -> int:
    if len(digits.lstrip("-")) > DIGITS:
        raise ValueError("integer too long")
    return int(digits)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found
