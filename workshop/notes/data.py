"""The data of a run: flat tables for a spreadsheet, and one complete JSON file.

What people did not share with the room stays out unless `private` is asked for, and then the file says so: unshared
words, unnamed people, who voted for what, what words were before they were mended. Of what was withdrawn only the fact
that it was remains, whatever is asked for, and who wished to be forgotten is nobody. Results appear once they have been
told, as in the note. Anybody's way through the room is in no file, and no single answer that was given without a name.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop import agenda as agendas
from workshop import pool
from workshop.masks import is_mask
from workshop.matters.spread import FEWEST_IN_A_SLICE
from workshop.moves import Entry, Fact, Json
from workshop.notes import about, galley, labels
from workshop.notes.lines import Chapter, Line, Passage, Say
from workshop.notes.note import Note, by, write
from workshop.notes.times import clock_time, hour, minutes
from workshop.notes.turns import Turn, alone, by_turns
from workshop.run import Run
from workshop.words import speaker

VERSION = 2
"""Of the JSON file; raised when a reader would have to change."""

ENTRY = ("when", "step", "kind", "box", "outcome", "by", "table", "text")
"""The columns of the entries; the fields of the boxes stand between these and `ENTRY_END`."""
ENTRY_END = ("tags", "visibility", "shown")
PROXY = "proxy"
VOTES = ("question", "item", "votes", "note")
PEOPLE = ("name", "organisation", "partnership", "role", "table", "joined")
PROMISES = ("by", "text", "more", "visibility")
BALLOTS = ("when", "step", "question", "round", "by", "item", "votes")
MARKS = ("step", "question", "round", "item", "value", "count")
WHOSE_MARK = ("when", "by")
TOLD = ("step", "question", "sheet", "text")
TIMELINE = ("from", "until", "minutes", "step", "screen", "planned")

COLUMNS = frozenset(
    {*ENTRY, *ENTRY_END, PROXY, *VOTES, *PEOPLE, *PROMISES, *BALLOTS, *MARKS, *WHOSE_MARK, *TOLD, *TIMELINE}
)
"""All columns there are; each is called by its word `sheet-…`."""

_TOLD_AT = {"matches.csv": 5, "host_cards.csv": 9, "canvases.csv": 3}
"""What the kinds tell at some places of the note, as tables of their own."""

_SIGNS = ("=", "+", "-", "@")
"""What a spreadsheet takes for the beginning of a formula."""

_ENDS = ("\t", "\r", "\n", "\0")
"""What it may take for the end of a cell; at the beginning of one it hides what follows."""

_PARTED = re.compile(r"(?<=[;\t\r\n])")
"""Half of Europe's programs part cells at semicolons, and read a quotation mark after a comma as a letter. So quotes do
not keep anything in, and whatever follows such a sign is looked at like a cell."""

_PASSED_OVER = "\"'`\u201c\u201d"
"""What some programs take off before they look."""

_ABOUT_SOMEBODY = frozenset({"join", "add_person", "change", "share_phone"})
"""Facts that hold a name."""

_WHEREABOUTS = frozenset({"places", "groups", "hosts", "handing"})
"""What a fact that holds one of these tells is who was where, and when."""
_SITTING_DOWN = frozenset({"sit_at", "split_table"})
"""Facts that tell the same of home tables. Where somebody sat in the end stands with the people."""


_AT_THE_DOOR = frozenset({"rotate_code", "renew_code", "let_in", "turn_away"})
"""Facts that hold what opens a door, or tell who stood at it."""


SHEETS = (
    *("entries.csv", "commitments.csv", "votes.csv", "ballots.csv", "marks.csv"),
    *_TOLD_AT,
    *("people.csv", "timeline.csv"),
)
"""The tables there are, as files."""


FROM_FACTS = frozenset({"ballots.csv", "marks.csv"})
"""Those that stand in the facts; the others are written without these."""


def sheets(run: Run, facts: Sequence[Fact] = (), *, private: bool = False) -> dict[str, str]:
    """The tables as CSV texts by file name."""
    return {name: sheet(run, facts, name, private=private) for name in SHEETS}


def sheet(run: Run, facts: Sequence[Fact], name: str, turn: Turn = alone, *, private: bool = False) -> str:
    """One of the tables by its file name, as CSV text."""
    book = _Book(run, write(run, turn), facts, speaker(run.agenda.language), private, turn)
    match name:
        case "entries.csv":
            return book.entries()
        case "commitments.csv":
            return book.table(PROMISES, book.promises())
        case "votes.csv":
            return book.table(VOTES, book.votes())
        case "ballots.csv":
            return book.table(BALLOTS, book.ballots())
        case "marks.csv":
            return book.table((*WHOSE_MARK, *MARKS) if private else MARKS, book.marks())
        case "people.csv":
            return book.table(PEOPLE, book.people())
        case "timeline.csv":
            return book.table(TIMELINE, book.timeline())
        case _:
            return book.told(_TOLD_AT[name])


def data_json(run: Run, facts: Sequence[Fact], turn: Turn = alone, *, private: bool = False) -> str:
    """Everything as one JSON text: the agenda as it was run, the people who agreed to be named, entries, the note as it
    goes out, facts. One line for each of them."""
    whole: Json = {
        "format": "workshop-run",
        "version": VERSION,
        "private": private,
        "run": {"id": run.id, "title": run.title, "created": run.created, "started": run.started, "ended": run.ended},
        "settings": run.settings,
        "agenda": agendas.frozen(run.agenda),
        "people": [_person(run, person.id, private=private) for person in run.roster],
        "entries": [_entry(run, entry, private=private) for entry in by_turns(run.pool.entries.values(), turn)],
        "parked": [{"text": one.text, "screen": one.screen, "at": one.at} for one in run.parked.values()],
        "note": galley.whole(write(run, turn)),
        "facts": [
            _fact(run, fact)
            for fact in by_turns(facts, turn)
            if not _gone(run, fact) and _may_leave(run, fact, private=private)
        ],
    }
    if private:
        whole = {"notice": speaker(run.agenda.language)("sheet-private"), **whole}
    return "".join(by_turns(_as_text(whole), turn))


def _as_text(whole: Json) -> Iterable[str]:
    """JSON piece by piece. Each member begins a line, and so does each item of a list."""
    for no, (key, value) in enumerate(whole.items()):
        yield f"{',' if no else '{'}\n{_json(key)}: "
        if isinstance(value, list):
            yield from (f"{',' if at else '['}\n{_json(one)}" for at, one in enumerate(value))
            yield "\n]" if value else "[]"
        else:
            yield _json(value)
    yield "\n}\n"


_json = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def safe(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "".join(f"'{piece}" if _begins_a_formula(piece) else piece for piece in _PARTED.split(str(cell)))


def _begins_a_formula(piece: str) -> bool:
    first = next((ch for ch in piece if not _is_passed_over(ch)), "")
    # Full-width signs count as plain ones: some programs fold them.
    return piece[:1] in _ENDS or unicodedata.normalize("NFKC", first)[:1] in _SIGNS


def _is_passed_over(ch: str) -> bool:
    return ch.isspace() or ch in _PASSED_OVER or unicodedata.category(ch) in ("Cc", "Cf")


# ── the tables ──────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class _Book:
    """All that a table may need."""

    run: Run
    note: Note
    facts: Sequence[Fact]
    say: Say
    private: bool
    turn: Turn

    def table(self, columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
        """Columns under their names."""
        return self.csv([self.say(f"sheet-{column}") for column in columns], rows)

    def csv(self, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
        out = io.StringIO()
        out.write("\ufeff")  # without it spreadsheets guess the encoding wrong
        writer = csv.writer(out, quoting=csv.QUOTE_ALL)  # half of Europe parts cells at semicolons
        if self.private:
            writer.writerow([self.say("sheet-private")])
        writer.writerow([safe(cell) for cell in head])
        writer.writerows([safe(cell) for cell in row] for row in by_turns(rows, self.turn))
        return out.getvalue()

    def entries(self) -> str:
        found = [entry for entry in self.run.pool if self.may_leave(entry)]
        fields = list(dict.fromkeys(key for entry in found for key in entry.fields))
        called = {key: self.field_called(key, found) for key in fields}
        end = (*ENTRY_END, PROXY) if self.private else ENTRY_END
        head = [self.say(f"sheet-{column}") for column in ENTRY]
        head += [*called.values(), *(self.say(f"sheet-{column}") for column in end)]
        return self.csv(head, (self.entry(one, fields) for one in found))

    def entry(self, entry: Entry, keys: list[str]) -> list[object]:
        step, box = self.run.agenda.step_of(entry.screen).title, labels.asked(self.run, entry) or entry.box
        start = [clock_time(entry.at), step, entry.kind, box, entry.outcome]
        words = [by(self.run, entry), entry.table, entry.text, *(entry.fields.get(key, "") for key in keys)]
        end = [", ".join(entry.tags), entry.visibility, entry.shown]
        return [*start, *words, *end, *([self.proxy(entry)] if self.private else [])]

    def field_called(self, key: str, entries: Iterable[Entry]) -> str:
        """A field by its label, where all that have it call it the same."""
        labelled = {labels.fields(self.run, one)[key] or key for one in entries if key in one.fields}
        return labelled.pop() if len(labelled) == 1 else key

    def may_leave(self, entry: Entry) -> bool:
        return self.private or entry.visibility == "room"

    def proxy(self, entry: Entry) -> str:
        known = self.run.roster.people.get(entry.proxy)
        return known.name if known else entry.proxy

    def promises(self) -> Iterable[Sequence[object]]:
        for entry in self.run.pool:
            taken_down = entry.shown == "hidden" and not self.private
            if entry.outcome == "commitment" and self.may_leave(entry) and not taken_down:
                called = labels.fields(self.run, entry)
                more = " · ".join(f"{called[key]} {value}".strip() for key, value in entry.fields.items() if value)
                yield by(self.run, entry), entry.text, more, entry.visibility

    def votes(self) -> Iterable[Sequence[object]]:
        """Every result that was told, as the note has it."""
        for passage, bar in self.lines("bars"):
            yield passage.title, bar.text, bar.count, bar.note

    def told(self, place: int) -> str:
        """What stands at one place of the note, line by line; the cells of its tables side by side."""
        chapter = self.note.chapter(place)
        rows = [self.told_line(passage, one) for passage in _passages(chapter) for one in passage.lines]
        return self.table(TOLD, rows)

    def told_line(self, passage: Passage, one: Line) -> list[object]:
        return [passage.step, passage.title, passage.sheet, *(one.cells or (one.text,))]

    def lines(self, look: str) -> Iterable[tuple[Passage, Line]]:
        for chapter in self.note.chapters:
            for passage in chapter.passages:
                yield from ((passage, one) for block in passage.blocks if block.look == look for one in block.lines)

    def ballots(self) -> Iterable[Sequence[object]]:
        """Who voted for what, by name only in the private archive; what somebody changed their mind about is gone."""
        last = {
            (fact.screen, fact.data.get("round", 1), self.run.roster.now(fact.person)): fact
            for fact in by_turns(self.facts, self.turn)
            if _is_ballot(fact) and not is_mask(fact.person)
        }
        for fact in last.values():
            if self.private and self.was_told(fact):
                yield from self.ballot(fact)

    def ballot(self, fact: Fact) -> Iterable[Sequence[object]]:
        picks = fact.data.get("picks") or {one: no for no, one in enumerate(fact.data.get("ranking", ()), start=1)}
        for item, votes in picks.items():
            asked = (self.run.agenda.step_of(fact.screen).title, self.run.screen(fact.screen).title)
            named = labels.named(self.run, fact.screen, item)
            yield clock_time(fact.at), *asked, fact.data.get("round", 1), self.who(fact.person), named, votes

    def marks(self) -> Iterable[Sequence[object]]:
        """How often each thing was put where, once it was told; in the private archive also by whom."""
        last = self.last_marks().values()
        named = [(fact, value) for fact, value in last if not is_mask(fact.person)]
        nobodys = self.enough((fact, value) for fact, value in last if is_mask(fact.person))
        if self.private:
            yield from (self.whose_mark(fact, value) for fact, value in named)
        nobody = [""] * len(WHOSE_MARK) if self.private else []
        counted = self.counted(nobodys if self.private else [*named, *nobodys])
        yield from ((*nobody, *mark, count) for mark, count in counted.items())

    def whose_mark(self, fact: Fact, value: object) -> tuple[object, ...]:
        whose = "" if _is_count(fact) else self.who(fact.person)
        return clock_time(fact.at), whose, *self.mark(fact, value), 1

    def counted(self, marks: Iterable[tuple[Fact, object]]) -> Counter[tuple[object, ...]]:
        told = [(fact, value) for fact, value in marks if self.run.place.mark(fact.screen).revealed]
        return Counter(self.mark(fact, value) for fact, value in told)

    def enough(self, marks: Iterable[tuple[Fact, object]]) -> list[tuple[Fact, object]]:
        """The marks without names of which there are not too few to be told."""
        marks = list(marks)
        about = Counter(self.mark(fact, "") for fact, _ in marks)
        return [(fact, value) for fact, value in marks if about[self.mark(fact, "")] >= FEWEST_IN_A_SLICE]

    def last_marks(self) -> dict[tuple[object, ...], tuple[Fact, object]]:
        """Everybody's last word on each thing, whatever id they had, and the hands that were counted. Whose hand was
        where is not known: those for whom they were counted only say which hands an answer of theirs takes back."""
        last: dict[tuple[object, ...], tuple[Fact, object]] = {}
        facts = by_turns(self.facts, self.turn)
        for fact in (one for one in facts if (_is_mark(one) or _is_count(one)) and self.was_told(one)):
            about = (fact.screen, fact.data.get("round", 1), fact.data["item"])
            for person in fact.data.get("voices", ()):
                last.pop((*about, self.run.roster.now(person)), None)
            said = fact.data["marks"] if _is_count(fact) else [(fact.person, fact.data["value"])]
            for person, value in said:
                last[(*about, self.run.roster.now(person))] = (fact, value)
        return last

    def mark(self, fact: Fact, value: object) -> tuple[object, ...]:
        asked = (self.run.agenda.step_of(fact.screen).title, self.run.screen(fact.screen).title)
        return *asked, fact.data.get("round", 1), labels.named(self.run, fact.screen, fact.data["item"]), value

    def was_told(self, fact: Fact) -> bool:
        return bool(self.run.ended or self.run.place.mark(fact.screen).revealed)

    def who(self, person: str) -> str:
        known = self.run.roster.people.get(self.run.roster.now(person))
        return known.name if known else ""

    def people(self) -> Iterable[Sequence[object]]:
        for person in self.run.roster:
            if self.run.roster.called(person.id) and self.run.settings.get("names", True):
                role = (person.partnership, person.role, person.table, clock_time(person.joined))
                yield (person.name, person.organisation, *role)

    def timeline(self) -> Iterable[Sequence[object]]:
        """Every visit to a screen, with what was planned for it."""
        for screen, at, left in about.visits(self.run):
            there, step = self.run.screen(screen), self.run.agenda.step_of(screen)
            planned = there.minutes or (step.plan if len(step.screens) == 1 else "")
            yield hour(at), hour(left), minutes(left - at), step.title, there.title, planned


def _passages(chapter: Chapter | None) -> Iterable[Passage]:
    return chapter.passages if chapter else ()


def _is_ballot(fact: Fact) -> bool:
    return fact.name == "vote" and ("picks" in fact.data or "ranking" in fact.data)


def _is_mark(fact: Fact) -> bool:
    return (
        isinstance(fact.data.get("item"), str) and isinstance(fact.data.get("value"), int | float) and bool(fact.person)
    )


def _is_count(fact: Fact) -> bool:
    return isinstance(fact.data.get("item"), str) and isinstance(fact.data.get("marks"), list)


# ── the JSON file ───────────────────────────────────────────────────────────


def _person(run: Run, person: str, *, private: bool) -> Json:
    known = run.roster.people[person]
    card: Json = {"table": known.table, "joined": known.joined}
    if known.erased:
        return card
    # What somebody calls their own part is a word of theirs; the agenda's parts are not.
    card["role"] = known.role if known.role in run.agenda.roles else ""
    if private or (run.roster.called(person) and run.settings.get("names", True)):
        card |= {"id": known.id, "name": known.name, "organisation": known.organisation}
        card |= {"partnership": known.partnership, "role": known.role}
    return card


def _entry(run: Run, entry: Entry, *, private: bool) -> Json:
    row = {**pool.write(entry), "asked": labels.asked(run, entry)}
    if entry.withdrawn:
        return {key: row[key] for key in ("id", "screen", "box", "at", "withdrawn")}
    if entry.visibility != "room" and not private:
        return {key: row[key] for key in ("id", "screen", "box", "at", "visibility")}
    secret = {*(() if private else ("proxy",)), *(("person",) if _is_nobody(run, entry, private=private) else ())}
    return {key: value for key, value in row.items() if key not in secret}


def _is_nobody(run: Run, entry: Entry, *, private: bool) -> bool:
    known = run.roster.people.get(entry.person)
    return (known is not None and known.erased) or not (private or by(run, entry))


def _may_leave(run: Run, fact: Fact, *, private: bool) -> bool:
    """The facilitator's own facts tell the way the session went. People's stay, but for the archive; and even there
    an answer without words stays while the session goes on and the result has not been told. Whose name is in a fact
    of hers, or whose words she typed, is theirs. Nobody's way through the room is told at all, nor any single answer of
    those without names: where it stands among the others might tell whose it is."""
    if _WHEREABOUTS & fact.data.keys() or fact.name in _SITTING_DOWN | _AT_THE_DOOR or is_mask(fact.person):
        return False
    hers = not fact.person and fact.name not in _ABOUT_SOMEBODY and not fact.data.get("proxy")
    if hers:
        return True
    told = run.ended or not fact.screen or run.place.mark(fact.screen).revealed
    return private and bool(told or pool.touched(fact))


def _gone(run: Run, fact: Fact) -> bool:
    """Whether a fact holds words that were withdrawn since."""
    touched = [run.pool.entries[one] for one in pool.touched(fact) if one in run.pool.entries]
    return fact.name not in ("withdraw", "erase") and any(entry.withdrawn for entry in touched)


def _fact(run: Run, fact: Fact) -> Json:
    """A fact as it stands in the file; one about somebody who wished to be forgotten is about nobody."""
    said = {key: value for key, value in fact.__dict__.items() if key not in ("run", "move_id")}
    whom = {str(fact.data.get("id", "")), str(fact.data.get("person", "")), fact.person}
    if not any(known.erased for one in whom if (known := run.roster.people.get(one))):
        return said
    if fact.name in (*_ABOUT_SOMEBODY, "erase"):
        return {**said, "person": "", "data": {}}
    entry = fact.data.get("entry")
    nobody = {"entry": {**entry, "person": ""}} if isinstance(entry, dict) else {}
    kept = {key: value for key, value in fact.data.items() if key not in ("role", "partnership")}
    return {**said, "person": "", "data": {**kept, **nobody}}
