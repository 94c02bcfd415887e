"""The data of a run: flat tables for a spreadsheet, and one complete JSON file.

What people did not share with the room stays out unless `private` is asked for, and then the file says so: unshared
words, unnamed people, who voted for what, what words were before they were mended. Of what was withdrawn only the fact
that it was remains, whatever is asked for. Results appear once they have been told, as in the note.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from workshop import agenda as agendas
from workshop import pool
from workshop.moves import Entry, Fact, Json
from workshop.notes.note import Say, by, clock_time, write
from workshop.run import Run
from workshop.words import speaker

VERSION = 1
"""Of the JSON file; raised when a reader would have to change."""

ENTRY = ("when", "step", "box", "outcome", "by", "table", "text")
"""The columns of the entries; the fields of the boxes stand between these and `ENTRY_END`."""
ENTRY_END = ("tags", "visibility", "shown")
VOTES = ("question", "item", "votes", "note")
PEOPLE = ("name", "organisation", "partnership", "role", "table", "joined")

_TRIGGERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


def sheets(run: Run, *, private: bool = False) -> dict[str, str]:
    """The tables as CSV texts by file name: entries, commitments, votes, people."""
    entries = [entry for entry in run.pool if private or entry.visibility == "room"]
    say = speaker(run.agenda.language)
    notice = [say("sheet-private")] if private else []
    fields = list(dict.fromkeys(key for entry in entries for key in entry.fields))
    return {
        "entries.csv": _csv(_entry_head(fields, say), (_entry_row(run, e, fields) for e in entries), notice),
        "votes.csv": _csv(_head(VOTES, say), _votes(run), notice),
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
        "facts": [_fact(fact) for fact in facts if not _gone(run, fact) and _may_leave(run, fact, private=private)],
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


def _votes(run: Run) -> Iterable[Sequence[object]]:
    """Every result that was told, as the note has it."""
    for section in write(run).sections:
        for bar in (bar for block in section.blocks for bar in block.get("bars", ())):
            yield section.title, bar["label"], bar["count"], bar.get("note", "")


def _people(run: Run) -> Iterable[Sequence[object]]:
    for person in run.roster:
        if run.roster.called(person.id) and run.settings.get("names", True):
            role = (person.partnership, person.role, person.table, clock_time(person.joined))
            yield (person.name, person.organisation, *role)


def _person(run: Run, person: str, *, private: bool) -> Json:
    known = run.roster.people[person]
    card: Json = {"table": known.table, "role": known.role, "joined": known.joined}
    if private or (run.roster.called(person) and run.settings.get("names", True)):
        card |= {"id": known.id, "name": known.name, "organisation": known.organisation}
        card |= {"partnership": known.partnership}
    return card


def _entry(run: Run, entry: Entry, *, private: bool) -> Json:
    row = pool.write(entry)
    if entry.withdrawn:
        return {key: row[key] for key in ("id", "screen", "box", "at", "withdrawn")}
    if entry.visibility != "room" and not private:
        return {key: row[key] for key in ("id", "screen", "box", "at", "visibility")}
    return row if private or by(run, entry) else {key: value for key, value in row.items() if key != "person"}


def _may_leave(run: Run, fact: Fact, *, private: bool) -> bool:
    """The facilitator's own facts tell the way the session went. People's stay, but for the archive; and even there
    an answer without words stays while the session goes on and the result has not been told."""
    if not fact.person:
        return True
    told = run.ended or not fact.screen or run.place.mark(fact.screen).revealed
    return private and bool(told or pool.touched(fact))


def _gone(run: Run, fact: Fact) -> bool:
    """Whether a fact holds words that were withdrawn since."""
    touched = [run.pool.entries[one] for one in pool.touched(fact) if one in run.pool.entries]
    return fact.name != "withdraw" and any(entry.withdrawn for entry in touched)


def _fact(fact: Fact) -> Json:
    return {key: value for key, value in fact.__dict__.items() if key not in ("run", "move_id")}
