"""The data of a run: flat tables for a spreadsheet, and one complete JSON file.

What people did not share with the room stays out unless `private` is asked for, and then the file says so. Of what was
withdrawn only the fact that it was remains, whatever is asked for.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from workshop import agenda as agendas
from workshop import pool
from workshop.moves import Entry, Fact, Json
from workshop.notes.note import Say, by, clock_time
from workshop.run import Run
from workshop.words import speaker

VERSION = 1
"""Of the JSON file; raised when a reader would have to change."""

ENTRY = ("when", "step", "box", "outcome", "by", "table", "text")
"""The columns of the entries; the fields of the boxes stand between these and `ENTRY_END`."""
ENTRY_END = ("tags", "visibility", "shown")
VOTES = ("screen", "round", "item", "votes")
PEOPLE = ("name", "organisation", "partnership", "role", "table", "joined")

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def sheets(run: Run, facts: Sequence[Fact], *, private: bool = False) -> dict[str, str]:
    """The tables as CSV texts by file name: entries, commitments, votes, people."""
    entries = [entry for entry in run.pool if private or entry.visibility == "room"]
    say = speaker(run.agenda.language)
    notice = [say("sheet-private")] if private else []
    fields = list(dict.fromkeys(key for entry in entries for key in entry.fields))
    return {
        "entries.csv": _csv(_entry_head(fields, say), (_entry_row(run, e, fields) for e in entries), notice),
        "votes.csv": _csv(_head(VOTES, say), _votes(run, facts, say), notice),
        "people.csv": _csv(_head(PEOPLE, say), _people(run), notice),
    }


def data_json(run: Run, facts: Sequence[Fact], *, private: bool = False) -> str:
    """Everything as one JSON text: the agenda as it was run, the people who agreed to be named, entries, facts."""
    whole: Json = {
        "format": "workshop-run",
        "version": VERSION,
        "private": private,
        "run": {"id": run.id, "title": run.title, "created": run.created, "started": run.started, "ended": run.ended},
        "settings": run.settings,
        "agenda": agendas.frozen(run.agenda),
        "people": [_person(run, person.id, private=private) for person in run.roster],
        "entries": [_entry(run, entry, private=private) for entry in run.pool.entries.values()],
        "facts": [_fact(fact) for fact in facts if not _gone(run, fact) and (private or not _tells(run, fact))],
    }
    if private:
        whole = {"notice": speaker(run.agenda.language)("sheet-private"), **whole}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)


def safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text.startswith(_TRIGGERS) else text


def _csv(head: Sequence[str], rows: Iterable[Sequence[object]], notice: Sequence[str]) -> str:
    out = io.StringIO()
    out.write("\ufeff")  # without it spreadsheets guess the encoding wrong
    writer = csv.writer(out)
    if notice:
        writer.writerow(notice)
    writer.writerow(head)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _head(columns: Iterable[str], say: Say) -> list[str]:
    return [say(f"sheet-{column}") for column in columns]


def _entry_head(fields: Iterable[str], say: Say) -> list[str]:
    return [*_head(ENTRY, say), *fields, *_head(ENTRY_END, say)]


def _entry_row(run: Run, entry: Entry, keys: list[str]) -> list[object]:
    fields = [entry.fields.get(key, "") for key in keys]
    start = [clock_time(entry.at), run.agenda.step_of(entry.screen).title, entry.box, entry.outcome]
    words = [by(run, entry), entry.table, entry.text]
    return [*start, *words, *fields, ", ".join(entry.tags), entry.visibility, entry.shown]


def _votes(run: Run, facts: Sequence[Fact], say: Say) -> Iterable[Sequence[object]]:
    """The last ballot of every person and round, one row an item and without the person: a vote is not a signature."""
    last = {(f.screen, f.data.get("round", 1), f.person): f for f in facts if f.name == "vote"}
    for (screen, round_, _), fact in sorted(last.items(), key=lambda pair: (pair[0][0], pair[0][1], pair[1].seq)):
        ranking = fact.data.get("ranking") or []
        picks = fact.data.get("picks") or {item: say("sheet-rank", no=no) for no, item in enumerate(ranking, start=1)}
        for item, votes in picks.items():
            yield screen, round_, _item_title(run, screen, item), votes


def _item_title(run: Run, screen: str, item: str) -> str:
    entry = run.pool.entries.get(item)
    if entry is not None:
        return "" if entry.withdrawn else entry.text
    options = getattr(run.screen(screen).settings, "options", ())
    return next((getattr(option, "title", item) for option in options if getattr(option, "id", "") == item), item)


def _people(run: Run) -> Iterable[Sequence[object]]:
    for person in run.roster:
        if run.roster.called(person.id) and run.settings.get("names", True):
            role = (person.partnership, person.role, person.table, clock_time(person.joined))
            yield (person.name, person.organisation, *role)


def _person(run: Run, person: str, *, private: bool) -> Json:
    known = run.roster.people[person]
    card: Json = {"id": known.id, "table": known.table, "role": known.role, "joined": known.joined}
    if private or (run.roster.called(person) and run.settings.get("names", True)):
        card |= {"name": known.name, "organisation": known.organisation, "partnership": known.partnership}
    return card


def _entry(run: Run, entry: Entry, *, private: bool) -> Json:
    row = pool.write(entry)
    if entry.withdrawn:
        return {key: row[key] for key in ("id", "screen", "box", "at", "withdrawn")}
    if entry.visibility != "room" and not private:
        return {key: row[key] for key in ("id", "screen", "box", "at", "visibility")}
    return row


_PEOPLES = frozenset({"join", "change"})


def _tells(run: Run, fact: Fact) -> bool:
    """Whether a fact holds a name without consent, or words that were not shared."""
    if fact.name in _PEOPLES:
        return True
    return any(run.pool.entries[one].visibility != "room" for one in pool.touched(fact) if one in run.pool.entries)


def _gone(run: Run, fact: Fact) -> bool:
    """Whether a fact holds words that were withdrawn since."""
    touched = [run.pool.entries[one] for one in pool.touched(fact) if one in run.pool.entries]
    return fact.name != "withdraw" and any(entry.withdrawn for entry in touched)


def _fact(fact: Fact) -> Json:
    return {key: value for key, value in fact.__dict__.items() if key not in ("run", "move_id")}
