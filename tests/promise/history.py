"""Holds what people were told against what lies on disk. Three outcomes: ok, failed, and unknown.

Every finding is a list of what breaks it; an empty list means that the promise held.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from tests.promise.phones import Deed
from workshop import agenda as agendas
from workshop import run as runs
from workshop.moves import Fact, Json
from workshop.run import Run
from workshop.store import entry_row

Row = sqlite3.Row

DEEDS = ("vote", "write")
"""What the phones of a storm do; everything else on disk is the facilitator's or somebody coming in."""

SEEN: Json = {}
"""Nothing was looked at."""


def check(
    disk: sqlite3.Connection, run: str, deeds: Iterable[Deed], people: Iterable[str] = (), seen: Json = SEEN
) -> dict[str, list[str]]:
    """Every finding about a run. `people`: who came in, each once. `seen`: how often each item was chosen, as a fresh
    stage showed at the end."""
    told, rows = list(deeds), facts(disk, run)
    done = [row for row in rows if row["name"] in DEEDS]
    by_id = {row["move_id"]: row for row in rows}
    return {
        "lost": [deed.id for deed in told if deed.outcome == "ok" and deed.id not in by_id],
        "doubled": _twice(row["move_id"] for row in rows) + _twice(_words(done)),
        "answered otherwise": [deed.id for deed in told if _otherwise(deed, by_id)],
        "refused but kept": [deed.id for deed in told if deed.outcome == "failed" and deed.id in by_id],
        "never sent": sorted({row["move_id"] for row in done} - {deed.id for deed in told}),
        "came in twice": sorted({row["person"] for row in rows if row["name"] == "join"} - set(people))
        if people
        else [],
        "altered": [deed.id for deed in told if deed.id in by_id and _altered(deed, by_id[deed.id])],
        "shown otherwise": _shown_otherwise(tally(done), seen) if seen else [],
        "entries": _entries_otherwise(disk, run),
        "damaged": damage(disk),
    }


def lost(disk: sqlite3.Connection, run: str, deeds: Iterable[Deed]) -> list[str]:
    """Those that were told "saved" and are not there."""
    kept = {row["move_id"] for row in facts(disk, run)}
    return [deed.id for deed in deeds if deed.outcome == "ok" and deed.id not in kept]


def answered_again(disk: sqlite3.Connection, run: str, deeds: Iterable[Deed]) -> int:
    """How many were on disk already when they were sent once more, and were answered all the same."""
    at = {row["move_id"]: row["at"] for row in facts(disk, run)}
    return sum(
        deed.outcome == "ok" and deed.sent > 1 and at.get(deed.id, deed.last_sent) < deed.last_sent for deed in deeds
    )


def facts(disk: sqlite3.Connection, run: str) -> list[Row]:
    """The facts of a run, in order."""
    return disk.execute("SELECT * FROM facts WHERE run = ? ORDER BY seq", (run,)).fetchall()


def tally(votes: Iterable[Row]) -> dict[str, int]:
    """Counted by hand: the last vote of each voter."""
    last = {row["person"]: json.loads(row["data"])["picks"] for row in votes if row["name"] == "vote"}
    return dict(Counter(item for picks in last.values() for item in picks))


def damage(disk: sqlite3.Connection) -> list[str]:
    """What the database itself complains of."""
    whole = [str(row[0]) for row in disk.execute("PRAGMA integrity_check") if row[0] != "ok"]
    return whole + [str(tuple(row)) for row in disk.execute("PRAGMA foreign_key_check")]


def read_back(disk: sqlite3.Connection, run: str) -> Run:
    """The run as a server would read it back from its facts."""
    row = disk.execute("SELECT * FROM runs WHERE id = ?", (run,)).fetchone()
    agenda, settings = agendas.thaw(json.loads(row["agenda"])), json.loads(row["settings"])
    fresh = runs.begin(run, row["code"], agenda, settings, row["created"])
    return runs.replay(fresh, [_fact(one) for one in facts(disk, run)])


def held(findings: Mapping[str, list[str]]) -> bool:
    """Whether the promise held."""
    return not any(findings.values())


def _fact(row: Row) -> Fact:
    known = ("seq", "run", "name", "screen", "person", "at", "move_id")
    return Fact(**{key: row[key] for key in known}, data=json.loads(row["data"]))


def _twice(found: Iterable[str]) -> list[str]:
    return [one for one, times in Counter(found).items() if times > 1]


def _words(done: Iterable[Row]) -> list[str]:
    """The text of everything written; in a storm no two are alike."""
    return [json.loads(row["data"])["entry"]["text"] for row in done if row["name"] == "write"]


def _otherwise(deed: Deed, by_id: Mapping[str, Row]) -> bool:
    """Whether the answers to one move were not all the number of its one fact."""
    told = {*deed.seqs, *([deed.kept] if deed.kept and deed.outcome == "ok" else ())}
    return bool(told) and deed.id in by_id and told != {by_id[deed.id]["seq"]}


def _altered(deed: Deed, row: Row) -> bool:
    kept = json.loads(row["data"])
    said: Mapping[str, Callable[[], bool]] = {
        "vote": lambda: bool(kept["picks"] == deed.data["picks"]),
        "write": lambda: bool(kept["entry"]["text"] == deed.data["text"]),
    }
    return row["name"] != deed.name or not said[deed.name]()


def _shown_otherwise(counted: Mapping[str, int], seen: Mapping[str, int]) -> list[str]:
    return [f"{item}: {counted.get(item, 0)} votes, {n} shown" for item, n in seen.items() if n != counted.get(item, 0)]


def _entries_otherwise(disk: sqlite3.Connection, run: str) -> list[str]:
    """Entries whose row is not what the facts make of them, and rows without an entry."""
    rows = disk.execute("SELECT * FROM entries WHERE run = ?", (run,)).fetchall()
    kept = {row["id"]: dict(row) for row in rows}
    columns = rows[0].keys() if rows else []
    pool = read_back(disk, run).pool.entries
    built = {one.id: dict(zip(_COLUMNS, entry_row(run, one), strict=True)) for one in pool.values()}
    assert not rows or set(columns) == set(_COLUMNS), columns
    return sorted(id_ for id_ in kept.keys() | built.keys() if kept.get(id_) != built.get(id_))


_COLUMNS = (
    *("id", "run", "screen", "kind", "box", "person", "table_no", "text", "data", "outcome"),
    *("visibility", "shown", "withdrawn", "at"),
)
