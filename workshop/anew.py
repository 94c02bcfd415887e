"""`replace`, as dataclasses have it, for what is made anew with every fact: some eight times as fast.

The standard one asks every field what it is, each time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import replace as replace
else:
    from dataclasses import fields
    from functools import cache

    def replace(old, /, **changes):
        """A frozen dataclass with some of its fields changed; what it has found out and kept is not taken along.

        Raises `TypeError` for a field that it has not, or that is its own affair.
        """
        names, begun, finish = _shape(type(old))
        if not changes.keys() <= names or changes.keys() & begun.keys():
            raise TypeError(f"{type(old).__name__} cannot be made anew with {', '.join(changes)}")
        new, held = object.__new__(type(old)), old.__dict__
        new.__dict__.update(held if len(held) == len(names) else {name: held[name] for name in names})
        new.__dict__.update(changes)
        for name, fresh in begun.items():
            new.__dict__[name] = fresh()
        if finish:
            finish(new)
        return new

    @cache
    def _shape(kind):
        """The names of all fields; those that are never given, and what they begin with; what is done at the end."""
        begun = {one.name: one.default_factory for one in fields(kind) if not one.init}
        return dict.fromkeys(one.name for one in fields(kind)).keys(), begun, getattr(kind, "__post_init__", None)
