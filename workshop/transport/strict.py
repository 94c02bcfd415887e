"""JSON without surprises: what one side writes, the other reads as the very same value.

orjson is fast but lenient where it hurts: it turns long integers into floats, keeps the last of two equal keys,
and writes NaN as null, which in a patch would delete something.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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


def _keys(value: Any) -> int:
    """How many keys there are in all; refuses what is nested too deeply."""
    keys, level = 0, [value]
    for _ in range(DEPTH + 1):
        keys += sum(len(item) for item in level if isinstance(item, dict))
        level = [inner for item in level for inner in _contents(item)]
        if not level:
            return keys
    raise ValueError("nested too deeply")


def _contents(item: Any) -> Iterator[Any]:
    inside = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    return (inner for inner in inside if isinstance(inner, dict | list))


def _short(digits: str) -> int:
    if len(digits.lstrip("-")) > DIGITS:
        raise ValueError("integer too long")
    return int(digits)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("the same key twice")
    return found
