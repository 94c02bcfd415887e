"""Merge patches (RFC 7396) between two views. Knows nothing of workshops.

Two laws make them complete: a view holds no `null`, and whatever grows is an object keyed by id.
Python and JavaScript read the same vectors (tests/vectors.json).
"""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def diff(before: Json, after: Json) -> Json:
    """The changes that turn `before` into `after`; empty when they are equal.

    What is the very same object is not looked into: whoever makes views hands on what did not change.
    """
    gone = before.keys() != after.keys()
    changes: Json = {key: None for key in before if key not in after} if gone else {}
    for key, value in after.items():
        known = before.get(key)
        if known is value:
            continue
        if isinstance(value, dict) and isinstance(known, dict):
            if inner := diff(known, value):
                changes[key] = inner
        elif type(known) is not type(value) or known != value:
            changes[key] = value
    return changes


def apply(view: Json, changes: Json) -> Json:
    """A new view: `view` with `changes` merged in. Neither argument is altered."""
    merged = dict(view)
    for key, value in changes.items():
        if value is None:
            merged.pop(key, None)
        elif isinstance(value, dict):
            inner = merged.get(key)
            merged[key] = apply(inner if isinstance(inner, dict) else {}, value)
        else:
            merged[key] = value
    return merged
