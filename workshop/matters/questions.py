"""Questions: whose they are, in which words they stand by now, on which rung, and what each table chose.

From this screen or brought from an earlier one; always by reference, so that a question taken back is gone everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import blake2s
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, KindSettings
from workshop.matters import ladder, neighbours
from workshop.matters.groups import Group, Groups
from workshop.matters.ladder import Rung
from workshop.moves import VISIBILITIES, Audience, Entry, Json, Me, Table, Visibility

QUESTION, STRONGER, TABLES_OWN = "question", "stronger", "table"
"""The boxes of what is written here."""

Phase = Literal["show", "write", "swap", "table", "wall"]
Text = Annotated[str, Field(min_length=1, max_length=80)]


class Mark(KindSettings):
    """One mark of a powerful question, to tick."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]{0,29}$")
    text: Text


class Settings(KindSettings):
    """What an agenda may say of a part. `ask`: what to write, to change or to choose there. `deck`: re-framings, as
    examples; `ladder_deck` and `marks_deck`: their cards are the rungs, lowest first, and the marks."""

    phase: Phase = "write"
    ask: str = Field(default="", max_length=160)
    hint: str = Field(default="", max_length=160)
    deck: str = ""
    ladder_deck: str = ""
    marks_deck: str = ""
    marks: list[Mark] = Field(default=[], max_length=8)
    max: int = Field(default=200, ge=40, le=400)
    most: int = Field(default=1, ge=1, le=3)
    visibility: Visibility = "table"
    allow: list[Visibility] = Field(default=list(VISIBILITIES), min_length=1)
    named: bool = False
    review: bool = True

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.visibility not in self.allow:
            raise ValueError(f"allow: {self.visibility!r} is the visibility to begin with, and is not among these")
        if self.marks and self.marks_deck:
            raise ValueError("marks: these are either written here or in marks_deck, not both")
        return self


@dataclass(frozen=True)
class Settled:
    """What a table chose: a question by reference, or new words of its own (`entry`)."""

    question: str = ""
    entry: str = ""


@dataclass(frozen=True)
class State:
    """What people did with the questions; the words themselves are in the pool.

    `rungs`, `marks`: set by hand, by entry. `given`: who handed theirs over. `taken`: by question, the version that its
    author took. `points`: by person, the question. `up`: by table, what the facilitator let onto the wall, as a print
    of the words, so that new words are read anew. `example`, `strong`: how far the examples have come.
    """

    settings: Settings
    pairs: Groups = ()
    rungs: Mapping[str, int] = field(default_factory=dict)
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    taken: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, str] = field(default_factory=dict)
    settled: Mapping[int, Settled] = field(default_factory=dict)
    up: Mapping[int, str] = field(default_factory=dict)
    example: int = 0
    strong: bool = False

    @cached_property
    def neighbours(self) -> Mapping[str, Group]:
        """Those who were put together, by person."""
        return neighbours.by_person(self.pairs)


@dataclass(frozen=True)
class Question:
    """Somebody's question in its first words, from this screen or an earlier one. `opener`: the rung it came with."""

    id: str
    text: str
    person: str
    table: int
    at: int = 0
    by: str = ""
    opener: str = ""


@dataclass(frozen=True)
class Chosen:
    """A table's question as it stands now. `question`: whose words they are, where somebody brought it."""

    table: int
    text: str
    entry: str = ""
    question: str = ""
    on_wall: bool = False


# ── whose question it is, and in which words by now ─────────────────────────


def own(person: str, context: Context) -> list[Question]:
    """Somebody's own questions: from earlier parts, and written here."""
    carried = [_from_earlier(one) for one in context.brought("questions", Me(person)) if one.person == person]
    return carried + [
        from_here(entry, context) for entry in context.pool.by(person, context.screen) if entry.box == QUESTION
    ]


def of_table(no: int, context: Context) -> list[Question]:
    """What a table may read, oldest first: its people's questions from earlier parts, and from here."""
    kin = context.roster.kin(no)
    here = {one: [entry for entry in context.pool.at(one, context.screen) if entry.box == QUESTION] for one in kin}
    return _of_table(no, context, here)


def _of_table(no: int, context: Context, here: Mapping[int, Iterable[Entry]]) -> list[Question]:
    """`here`: what was written on this screen, by table."""
    carried = sorted((_from_earlier(one) for one in context.brought("questions", Table(no))), key=lambda one: one.at)
    entries = (entry for other in sorted(context.roster.kin(no)) for entry in here.get(other, ()))
    return carried + [from_here(entry, context) for entry in entries if read_at(entry, no, context)]


def everyones(context: Context) -> list[Question]:
    """All that the tables may read, each once."""
    tables = context.roster.tables
    carried = [context.brought("questions", Table(no)) for no in tables]
    origin = (context.pool.shelf(context.screen), context.roster.people, tables, *carried)
    return context.memory.once("everyones", origin, lambda: _everyones(context))


def _everyones(context: Context) -> list[Question]:
    here: dict[int, list[Entry]] = {}
    for entry in context.pool.of(context.screen, QUESTION):
        here.setdefault(entry.table, []).append(entry)
    found = (one for no in sorted(context.roster.tables) for one in _of_table(no, context, here))
    return list({one.id: one for one in found}.values())


def _from_earlier(one: Brought) -> Question:
    return Question(one.id, one.text, one.person, one.table, one.at, one.by, one.note)


def from_here(entry: Entry, context: Context) -> Question:
    return Question(entry.id, entry.text, entry.person, entry.table, entry.at, by(entry, context))


def by(entry: Entry, context: Context) -> str:
    return context.roster.called(entry.person) if entry.named else ""


def read_at(entry: Entry, table: int, context: Context) -> bool:
    """Whether everyone at this table may read it."""
    at_table = entry.table in context.roster.kin(table)
    return at_table and entry.visibility in ("table", "room") and entry.shown != "hidden"


def is_shown(entry: Entry) -> bool:
    return entry.visibility == "room" and entry.shown == "shown"


def version_of(state: State, question: Question, context: Context) -> Entry | None:
    """The stronger words its author took, as long as they stand."""
    entry = context.pool.entries.get(state.taken.get(question.id, ""))
    return entry if entry and not entry.withdrawn and entry.shown != "hidden" else None


def version_at_table(state: State, question: Question, context: Context) -> Entry | None:
    """The stronger words, where those who may read the question may read them too."""
    version = version_of(state, question, context)
    return version if version and version.visibility in ("table", "room") else None


def shown(state: State, context: Context) -> Iterator[tuple[Question, Entry | None]]:
    """What the facilitator let everybody read: the questions, and their stronger words where those were let up too."""
    for question in everyones(context):
        entry = context.pool.entries.get(question.id)
        if entry and is_shown(entry):
            version = version_of(state, question, context)
            yield question, version if version and is_shown(version) else None


def versions_by(person: str, context: Context) -> list[Entry]:
    return [entry for entry in context.pool.by(person, context.screen) if entry.box == STRONGER]


def versions_of(questions: Iterable[str], context: Context) -> list[Entry]:
    wanted = {*questions}
    return [entry for entry in context.pool.of(context.screen, STRONGER) if entry.card in wanted]


def authors(entries: Iterable[Entry]) -> set[str]:
    return {entry.person for entry in entries}


def handed_to(state: State, person: str, context: Context) -> list[Question]:
    """What this person may make stronger: the questions of the next one round, where that one lets it be read."""
    group = neighbours.group_of(state.neighbours, person, context.roster)
    if not group:
        return []
    author = group[(group.index(person) + 1) % len(group)]
    return [one for one in own(author, context) if _may_read(state, one, person, context)]


def _may_read(state: State, question: Question, person: str, context: Context) -> bool:
    """Handed over by its author, or open to the table anyway."""
    entry = context.pool.entries.get(question.id)
    if entry is None or entry.shown == "hidden":
        return False
    return question.person in state.given or read_at(entry, context.roster.table_of(person), context)


# ── rungs, marks, examples ──────────────────────────────────────────────────


def _cards(deck: str, context: Context) -> list[Json]:
    return list(context.decks.get(deck, {}).get("cards", ()))


def ladder_of(state: State, context: Context) -> tuple[Rung, ...]:
    deck = context.decks.get(state.settings.ladder_deck)
    cards = _cards(state.settings.ladder_deck, context)
    return context.memory.once("ladder", (deck,), lambda: ladder.rungs(cards))


def marks_of(state: State, context: Context) -> dict[str, str]:
    written = {mark.id: mark.text for mark in state.settings.marks}
    return written or {card["id"]: card["sentence"] for card in _cards(state.settings.marks_deck, context)}


def examples(state: State, context: Context) -> list[Json]:
    return _cards(state.settings.deck, context)


def rung_of(state: State, question: Question, version: Entry | None, ladder_: tuple[Rung, ...]) -> int:
    if version:
        return rung_of_words(state, version.id, version.text, ladder_)
    return (
        state.rungs.get(question.id)
        or ladder.named(question.opener, ladder_)
        or ladder.suggested(question.text, ladder_)
    )


def rung_of_words(state: State, id_: str, text: str, ladder_: tuple[Rung, ...]) -> int:
    return state.rungs.get(id_) or ladder.suggested(text, ladder_)


# ── what a table chose ──────────────────────────────────────────────────────


def chosen(state: State, no: int, context: Context) -> Chosen | None:
    """What a table chose, looked up anew: if its words were withdrawn or taken down, it has chosen nothing."""
    settled = state.settled.get(no)
    if settled is None:
        return None
    if settled.entry:
        return _in_new_words(no, settled.entry, context)
    question = next((one for one in of_table(no, context) if one.id == settled.question), None)
    if question is None:
        return None
    chosen = Chosen(no, question.text, question=question.id)
    return replace(chosen, on_wall=not state.settings.review or state.up.get(no) == print_of(chosen))


def _in_new_words(no: int, id_: str, context: Context) -> Chosen | None:
    entry = context.pool.entries.get(id_)
    if entry is None or entry.withdrawn or entry.shown == "hidden":
        return None
    return Chosen(no, entry.text, entry=id_, on_wall=entry.shown == "shown")


def print_of(chosen: Chosen) -> str:
    """These words of this question and no others, without keeping them."""
    return blake2s(f"{chosen.question} {chosen.text}".encode(), digest_size=8).hexdigest()


def all_chosen(state: State, context: Context) -> list[Chosen]:
    found = (chosen(state, no, context) for no in sorted(state.settled))
    return [one for one in found if one]


# ── what later screens are brought ──────────────────────────────────────────


def chosen_for(state: State, audience: Audience, context: Context) -> list[Brought]:
    """A table has its own question first, then those of tables that were merged into it."""
    match audience:
        case Table(no):
            table = no
        case Me(person):
            table = context.roster.table_of(person)
        case _:
            return [chosen_to_bring(one, context) for one in all_chosen(state, context) if one.on_wall]
    own = [one for one in all_chosen(state, context) if one.table in context.roster.kin(table)]
    return [chosen_to_bring(one, context) for one in sorted(own, key=lambda one: one.table != table)]


def chosen_to_bring(one: Chosen, context: Context) -> Brought:
    return Brought(id=f"{context.screen}/{one.table}", text=one.text, screen=context.screen, table=one.table)


def to_bring(state: State, question: Question, version: Entry | None, ladder_: tuple[Rung, ...]) -> Brought:
    """By the question's own id, so that withdrawing it takes everything along."""
    rung = rung_of(state, question, version, ladder_)
    return Brought(
        id=question.id,
        text=version.text if version else question.text,
        by=question.by,
        person=question.person,
        table=question.table,
        note=ladder_[rung - 1].opener if rung else "",
        at=question.at,
    )


def brought_on(state: State, audience: Audience, context: Context) -> list[Brought]:
    """The questions in their newest words: one's own, those a table may read, or those that were shown."""
    match audience:
        case Me(person):
            found = [(one, version_of(state, one, context)) for one in own(person, context)]
        case Table(no):
            found = [(one, version_at_table(state, one, context)) for one in of_table(no, context)]
        case _:
            found = list(shown(state, context))
    rungs = ladder_of(state, context)
    return [to_bring(state, one, version, rungs) for one, version in found]
