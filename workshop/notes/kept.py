"""All that a run keeps of one person, for that person: who they said they are, every word of theirs, and what they did.

Private words too, and those taken back as far as they are still there: so it is for nobody else. Answers given without
a name are not in it, since nobody knows whose they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from workshop import pool
from workshop.moves import Entry, Fact, Json
from workshop.notes import labels
from workshop.notes.lines import Say
from workshop.notes.markdown import as_text, plain
from workshop.notes.times import clock_time
from workshop.roster import Person
from workshop.run import Run
from workshop.words import speaker

VERSION = 1
"""Of the JSON file; raised when a reader would have to change."""


def kept_json(run: Run, facts: Sequence[Fact], person: str) -> str:
    """Everything as one JSON text: their row, their entries, and every fact by or about them."""
    selves = run.roster.selves(person)
    whole: Json = {
        "format": "workshop-person",
        "version": VERSION,
        "run": {"id": run.id, "title": run.title, "created": run.created, "ended": run.ended},
        "person": [asdict(run.roster.people[one]) for one in selves],
        "entries": [{**pool.write(one), "asked": labels.asked(run, one)} for one in _entries(run, selves)],
        "facts": [_fact(one) for one in facts if _is_about(one, selves)],
    }
    return json.dumps(whole, ensure_ascii=False, allow_nan=False, indent=1)


def kept_markdown(run: Run, facts: Sequence[Fact], person: str) -> str:
    """The same to read: in Markdown, step by step."""
    say = speaker(run.agenda.language)
    return as_text(_lines(run, [one for one in facts if _is_about(one, run.roster.selves(person))], person, say))


def _lines(run: Run, facts: Sequence[Fact], person: str, say: Say) -> Iterable[str]:
    known, entries = run.roster.people[person], _entries(run, run.roster.selves(person))
    yield from (f"# {plain(say('kept-title', title=run.title))}", "", plain(say("kept-whose")), "")
    yield from (f"## {plain(say('kept-you'))}", "")
    yield from (f"- {plain(called)}: {plain(said) or '–'}" for called, said in _particulars(known, say))
    yield from ("", f"## {plain(say('kept-words'))}", "")
    yield from [f"- {_told(run, one, say)}" for one in entries] or [plain(say("kept-nothing"))]
    yield from ("", f"## {plain(say('kept-did'))}", "")
    yield from (f"- {_deed(run, one)}" for one in facts)
    yield from ("", plain(say("kept-without-names")))


def _particulars(known: Person, say: Say) -> Iterable[tuple[str, str]]:
    yield say("sheet-name"), known.name
    yield say("sheet-organisation"), known.organisation
    yield say("sheet-partnership"), known.partnership
    yield say("sheet-role"), known.role
    yield say("sheet-table"), str(known.table)
    yield say("sheet-joined"), clock_time(known.joined)
    yield say("kept-code"), known.code


def _told(run: Run, entry: Entry, say: Say) -> str:
    asked = labels.asked(run, entry) or run.screen(entry.screen).title
    said = [entry.text, *(value for value in entry.fields.values() if value)]
    who = say("kept-taken-back") if entry.withdrawn else _readers(entry, say)
    return f"{clock_time(entry.at)}, {plain(asked)}: {plain(' · '.join(said))} ({plain(who)})"


def _readers(entry: Entry, say: Say) -> str:
    readers = {
        "me": say("look-sees-me"),
        "table": say("look-sees-table"),
        "facilitator": say("look-sees-facilitator"),
        "room": say("look-sees-room"),
    }
    return readers[entry.visibility]


def _deed(run: Run, fact: Fact) -> str:
    where = run.screen(fact.screen).title if fact.screen else run.title
    said = {key: value for key, value in fact.data.items() if key != "entry"}
    return f"{clock_time(fact.at)}, {plain(where)}: {plain(fact.name)} {plain(json.dumps(said, ensure_ascii=False))}"


def _entries(run: Run, selves: Sequence[str]) -> list[Entry]:
    return [entry for entry in run.pool.entries.values() if entry.person in selves]


def _is_about(fact: Fact, selves: Sequence[str]) -> bool:
    about = {fact.person, str(fact.data.get("person", "")), str(fact.data.get("id", ""))}
    return bool(about.intersection(selves))


def _fact(fact: Fact) -> Json:
    return {key: value for key, value in fact.__dict__.items() if key not in ("run", "move_id")}
