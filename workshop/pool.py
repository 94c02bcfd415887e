"""What people wrote, and what may be done with it: edit, withdraw, show, hide.

Any kind writes an entry by putting `entry` (the fields of `moves.Entry`) into its fact's data; the pool keeps it.
Later screens show entries by reference, so withdrawing the original withdraws every copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from workshop.moves import VISIBILITIES, Entry, Fact, Move, Refused, Role, Shown

LONGEST = 1000
"""Characters in one entry, whatever a box allows."""


@dataclass(frozen=True)
class Pool:
    """Every entry of the run, withdrawn ones too, by id."""

    entries: Mapping[str, Entry] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Entry]:
        """Entries that still stand, oldest first."""
        return (entry for entry in self.entries.values() if not entry.withdrawn)

    def of(self, screen: str, box: str = "") -> list[Entry]:
        """The standing entries of a screen, or of one of its boxes, oldest first."""
        return [entry for entry in self if entry.screen == screen and box in ("", entry.box)]

    def by(self, person: str, screen: str = "") -> list[Entry]:
        """What one person wrote, here or anywhere."""
        return [entry for entry in self if entry.person == person and screen in ("", entry.screen)]

    def shown(self, screen: str, box: str = "") -> list[Entry]:
        """What the facilitator let onto the stage from a screen."""
        return [entry for entry in self.of(screen, box) if entry.shown == "shown"]

    def waiting(self) -> list[Entry]:
        """What waits for the facilitator's eye, oldest first."""
        return [entry for entry in self if entry.shown == "waiting"]


MOVES: Mapping[str, frozenset[Role]] = {
    "edit": frozenset({Role.PARTICIPANT}),
    "withdraw": frozenset({Role.PARTICIPANT}),
    "show": frozenset({Role.FACILITATOR}),
    "hide": frozenset({Role.FACILITATOR}),
    "tag": frozenset({Role.FACILITATOR}),
}


def accept(pool: Pool, move: Move) -> dict[str, Any]:
    """What a move about entries makes true. Raises `Refused`."""
    match move.name:
        case "edit":
            return _edit(_own(pool, move), move.data)
        case "withdraw":
            return {"entries": [_own(pool, move).id]}
        case "show":
            return {"entries": [entry.id for entry in _listed(pool, move) if entry.visibility == "room"]}
        case "hide":
            return {"entries": [entry.id for entry in _listed(pool, move)]}
        case _:
            return {"entries": [entry.id for entry in _listed(pool, move)], "tags": tags(move.data.get("tags"))}


def apply(pool: Pool, fact: Fact) -> Pool:
    """The pool after a fact: a new entry, or a change to some."""
    if "entry" in fact.data and isinstance(fact.data["entry"], dict):
        entry = read(fact.data["entry"])
        return Pool({**pool.entries, entry.id: entry})
    changed = {one.id: one for one in _changed(pool, fact)}
    return Pool({**pool.entries, **changed}) if changed else pool


def touched(fact: Fact) -> list[str]:
    """The ids of the entries a fact made or changed."""
    if isinstance(fact.data.get("entry"), dict):
        return [fact.data["entry"]["id"]]
    return list(fact.data.get("entries", ())) if fact.name in MOVES else []


def read(row: Mapping[str, Any]) -> Entry:
    """An entry from a fact's JSON."""
    return Entry(**{**row, "tags": tuple(row.get("tags", ()))})


def write(entry: Entry) -> dict[str, Any]:
    """An entry as a fact's JSON."""
    return {**entry.__dict__, "fields": dict(entry.fields), "tags": list(entry.tags)}


def text(value: object, limit: int = LONGEST, key: str = "text") -> str:
    """What somebody typed: trimmed, as typed otherwise, at most `limit` characters and not empty. Raises `Refused`."""
    if not isinstance(value, str):
        raise Refused("malformed", key=key)
    typed = "".join(ch for ch in value if ch == "\n" or ch.isprintable() or ch in "\u200c\u200d").strip()
    if not typed:
        raise Refused("empty", key=key)
    if len(typed) > min(limit, LONGEST):
        raise Refused("too_long", key=key, limit=min(limit, LONGEST))
    return typed


def tags(value: object) -> list[str]:
    """Up to eight short tags, without doubles. Raises `Refused`."""
    if (
        not isinstance(value, list)
        or len(value) > 8
        or not all(isinstance(one, str) and 0 < len(one) <= 30 for one in value)
    ):
        raise Refused("malformed", key="tags")
    return list(dict.fromkeys(value))


def first_shown(visibility: str, *, review: bool) -> Shown:
    """Where a new entry begins: kept away from the stage, waiting for review, or shown at once."""
    if visibility != "room":
        return "kept"
    return "waiting" if review else "shown"


def _edit(entry: Entry, data: Mapping[str, Any]) -> dict[str, Any]:
    changes: dict[str, Any] = {"entries": [entry.id]}
    if "text" in data:
        changes["text"] = text(data["text"])
    if "visibility" in data:
        if data["visibility"] not in VISIBILITIES:
            raise Refused("malformed", key="visibility")
        changes["visibility"] = data["visibility"]
    if "named" in data:
        changes["named"] = data["named"] is True
    if "tags" in data:
        changes["tags"] = tags(data["tags"])
    if "fields" in data:
        changes["fields"] = _fields(entry, data["fields"])
    return changes


def _fields(entry: Entry, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or not set(value) <= set(entry.fields):
        raise Refused("malformed", key="fields")
    return {**entry.fields, **{key: text(said, key=key) for key, said in value.items()}}


def _changed(pool: Pool, fact: Fact) -> Iterable[Entry]:
    if fact.name not in MOVES:
        return ()
    entries = [pool.entries[one] for one in fact.data["entries"]]
    match fact.name:
        case "edit":
            changes = {key: value for key, value in fact.data.items() if key != "entries"}
            return [_edited(entry, changes) for entry in entries]
        case "withdraw":
            return [replace(entry, withdrawn=True, shown="kept") for entry in entries]
        case "show":
            return [replace(entry, shown="shown") for entry in entries]
        case "hide":
            return [replace(entry, shown="hidden") for entry in entries]
        case _:
            return [replace(entry, tags=tuple(fact.data["tags"])) for entry in entries]


def _edited(entry: Entry, changes: dict[str, Any]) -> Entry:
    """New words are looked at anew: what was shown waits again."""
    changed = replace(entry, **{**changes, "tags": tuple(changes.get("tags", entry.tags))})
    return replace(changed, shown=first_shown(changed.visibility, review=True))


def _own(pool: Pool, move: Move) -> Entry:
    entry = pool.entries.get(str(move.data.get("entry")))
    if entry is None or entry.person != move.by.person or entry.withdrawn:
        raise Refused("unknown_entry")
    return entry


def _listed(pool: Pool, move: Move) -> list[Entry]:
    wanted = move.data.get("entries")
    if not isinstance(wanted, list) or not wanted or len(wanted) > 500:
        raise Refused("malformed", key="entries")
    found = [pool.entries[one] for one in wanted if isinstance(one, str) and one in pool.entries]
    if not found:
        raise Refused("unknown_entry")
    return [entry for entry in found if not entry.withdrawn]
