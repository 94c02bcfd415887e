"""People write: one or more short entries, each seen by whom its author chose.

The entries themselves live in the pool, where they can be edited, withdrawn, shown and hidden; this kind says which
boxes there are, who may put what into them, and who reads it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError, model_validator

from workshop import pool
from workshop.anew import replace
from workshop.kinds.contract import (
    NO_FINDINGS,
    Context,
    KindSettings,
    Section,
    brings_nothing,
    near_nobody,
    nothing_to_unite,
)
from workshop.moves import (
    VISIBILITIES,
    Audience,
    Console,
    Entry,
    Fact,
    Floor,
    Json,
    Me,
    Move,
    Refused,
    Role,
    Stage,
    Table,
    Visibility,
)

FIELD_LONGEST = 140
"""Characters in one field beside the text: a name, a moment, a date."""

MOST_BOXES = 6

PLACES = {"commitment": 4, "can_help": 5, "need_help": 5, "discovery": 13, "disturbance": 13, "delight": 13}
"""Where an outcome stands in the session note; anything else stands with the room's other words."""

PLACE = 12

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,29}$")]
Tag = Annotated[str, Field(min_length=1, max_length=30)]
Outcome = Literal["", "discovery", "disturbance", "delight", "commitment", "can_help", "need_help", "essential"]


class Blank(KindSettings):
    """One field beside the text, such as who will ask, or by when."""

    id: Id
    label: str = Field(min_length=1, max_length=80)
    kind: Literal["text", "date"] = "text"
    optional: bool = False


class Box(KindSettings):
    """One question with a place to write."""

    id: Id
    ask: str = Field(min_length=1, max_length=160)
    hint: str = Field(default="", max_length=160)
    max: int = Field(default=280, ge=10, le=pool.LONGEST)
    visibility: Visibility = "facilitator"
    allow: list[Visibility] = Field(default=list(VISIBILITIES), min_length=1)
    named: bool = False
    tags: list[Tag] = Field(default=[], max_length=12)
    many: bool = False
    optional: bool = False
    options: list[str] = Field(default=[], max_length=8)
    fields: list[Blank] = Field(default=[], max_length=4)
    outcome: Outcome = ""

    @model_validator(mode="after")
    def _hangs_together(self) -> Box:
        if self.visibility not in self.allow:
            raise ValueError(f"box {self.id!r}: visibility {self.visibility!r} is not among those in allow")
        if any(not 0 < len(option) <= self.max for option in self.options):
            raise ValueError(f"box {self.id!r}: each of options needs 1 to {self.max} characters")
        if twice := _doubled(field.id for field in self.fields):
            raise ValueError(f"box {self.id!r}: there are two fields called {twice!r}")
        return self


class Settings(KindSettings):
    """What an agenda may say of a screen that collects."""

    boxes: list[Box] = Field(min_length=1, max_length=MOST_BOXES)
    review: bool = True
    wall: Literal["cards", "counter"] = "cards"

    @model_validator(mode="after")
    def _boxes_differ(self) -> Settings:
        if twice := _doubled(box.id for box in self.boxes):
            raise ValueError(f"boxes: there are two boxes called {twice!r}")
        return self


@dataclass(frozen=True)
class Collection:
    """The boxes. What is in them lives in the pool. `reworded`: when they were last put differently; 0 for never."""

    settings: Settings
    reworded: int = 0

    def box(self, id_: object) -> Box | None:
        """The box of this name."""
        return next((box for box in self.settings.boxes if box.id == id_), None)


MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(("write", "edit"), frozenset({Role.PARTICIPANT})),
    "reword": frozenset({Role.FACILITATOR}),
}
FINDINGS, bring, near, unite = NO_FINDINGS, brings_nothing, near_nobody, nothing_to_unite


def start(settings: Settings, context: Context) -> Collection:
    """The room before anyone enters."""
    return Collection(settings)


def accept(state: Collection, move: Move, context: Context) -> Json:
    """The entry that a writing makes, ready for the pool, or what an edit changes. Raises `Refused`."""
    if move.name == "edit":
        return _edit(state, move, context)
    if move.name == "reword":
        return _reword(state.settings, move)
    if move.name != "write":
        raise Refused("unknown_move")
    if not context.open:
        raise Refused("not_open")
    box = state.box(move.data.get("box"))
    if box is None:
        raise Refused("malformed", key="box")
    if not box.many and any(entry.box == box.id for entry in context.pool.by(move.by.person, context.screen)):
        raise Refused("too_many", limit=1)
    return {"entry": pool.write(_entry(box, move, context, review=state.settings.review))}


def apply(state: Collection, fact: Fact) -> Collection:
    """Only the questions can change here: the pool keeps what was written."""
    if fact.name == "reword":
        boxes = [Box.model_validate(box) for box in fact.data["boxes"]]
        return replace(state, settings=state.settings.model_copy(update={"boxes": boxes}), reworded=fact.at)
    return state


def view(state: Collection, audience: Audience, context: Context) -> Json:
    """What this audience may see."""
    match audience:
        case Stage():
            return _stage(state.settings, context)
        case Console():
            return _console(state.settings, context)
        case Floor():
            return {"boxes": _boxes(state.settings), "review": state.settings.review}
        case Table(no):
            return {"table_entries": _at_table(no, context)}
        case Me(person):
            return {"mine": {entry.id: _own(entry) for entry in context.pool.by(person, context.screen)}}


def notes(state: Collection, context: Context) -> Sequence[Section]:
    """What was asked, who answered, and the words meant for everyone, as typed; the others are only counted."""
    entries = context.pool.of(context.screen)
    if not entries:
        return ()
    told = [block for box in state.settings.boxes for block in _note(box, state.settings, context)]
    section = Section(
        title=context.title,
        asked=context.say("collect-note-asked", asks=" / ".join(box.ask for box in state.settings.boxes)),
        answered=len(_writers(entries)),
        of=max(context.roster.expected(_writers(entries)), len(_writers(entries))),
        blocks=(*_changed(state, context), *told),
        place=next((PLACES[box.outcome] for box in state.settings.boxes if box.outcome in PLACES), PLACE),
    )
    return (section,)


def _changed(state: Collection, context: Context) -> Iterable[Json]:
    """The note has the questions as they were asked in the end, and says that they were others before."""
    if state.reworded:
        yield {"text": context.say("collect-note-reworded", at=state.reworded)}


def pretend(view: Json, dice: Random) -> Json | None:
    """Answer the next box that is still empty; now and then add a second answer where several are welcome."""
    if not view.get("open"):
        return None
    written = [entry["box"] for entry in view.get("mine", {}).values()]
    for id_, box in sorted(view.get("boxes", {}).items(), key=lambda pair: pair[1]["no"]):
        another = box["many"] and written.count(id_) == 1 and dice.random() < 0.3
        if id_ not in written or another:
            return {"name": "write", "data": {"box": id_, **_invented(box, dice)}}
    return None


# ── putting it differently ──────────────────────────────────────────────────


def _reword(settings: Settings, move: Move) -> Json:
    """The boxes with new questions, and perhaps one more box. None goes away: somebody may have written into it."""
    said = move.data.get("boxes")
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise Refused("malformed", key="boxes")
    known = {box.id: box for box in settings.boxes}
    asked = {one.get("id"): one for one in said}
    kept = [_reworded(box, asked.get(box.id, {})) for box in settings.boxes]
    new = [
        _reworded(Box(id=_free(known, no), ask="…"), one) for no, one in enumerate(said) if one.get("id") not in known
    ]
    return {"boxes": [box.model_dump(mode="json") for box in _checked([*kept, *new])]}


def _reworded(box: Box, said: Mapping[str, Any]) -> Box:
    changes = {key: said[key].strip() for key in ("ask", "hint") if isinstance(said.get(key), str)}
    try:
        return Box.model_validate({**box.model_dump(), **changes})
    except ValidationError:
        raise Refused("too_long" if changes.get("ask") else "empty", key="ask", limit=160) from None


def _free(known: Mapping[str, Box], no: int) -> str:
    """A name that no box has yet."""
    return next(f"more{no}" for no in range(no + 1, no + 99) if f"more{no}" not in known)


def _checked(boxes: list[Box]) -> list[Box]:
    try:
        return Settings(boxes=boxes).boxes
    except ValidationError:
        raise Refused("too_many", limit=MOST_BOXES) from None


# ── writing ─────────────────────────────────────────────────────────────────


def _edit(state: Collection, move: Move, context: Context) -> Json:
    """One may mend one's words also after closing; they go through the same checks as new ones."""
    entry = pool.own(context.pool, move, context.screen)
    box = state.box(entry.box)
    if box is None:
        raise Refused("malformed", key="box")
    checks: dict[str, Callable[[Any], Any]] = {
        "text": lambda said: pool.text(said, box.max),
        "visibility": lambda said: pool.visibility(said, box.allow),
        "named": pool.named,
        "tags": lambda said: list(_tags(box, said)),
        "fields": lambda said: _fields(box, {**entry.fields, **said} if isinstance(said, Mapping) else said),
    }
    return pool.edit(entry, move.data, checks, review=state.settings.review)


def _entry(box: Box, move: Move, context: Context, *, review: bool) -> Entry:
    visibility = pool.visibility(move.data.get("visibility", box.visibility), box.allow)
    return Entry(
        id=f"e{move.mint}",
        screen=context.screen,
        kind="collect",
        box=box.id,
        person=move.by.person,
        table=context.roster.table_of(move.by.person),
        text=pool.text(move.data.get("text"), box.max),
        visibility=visibility,
        named=pool.named(move.data.get("named", box.named)),
        at=move.at,
        fields=_fields(box, move.data.get("fields", {})),
        tags=_tags(box, move.data.get("tags", [])),
        outcome=box.outcome,
        shown=pool.first_shown(visibility, review=review),
    )


def _tags(box: Box, wanted: object) -> tuple[str, ...]:
    tags = pool.tags(wanted)
    if not set(tags) <= set(box.tags):
        raise Refused("malformed", key="tags")
    return tuple(tags)


def _fields(box: Box, said: object) -> dict[str, str]:
    """Every field of the box, also those left blank, so that a blank one can be filled in later."""
    if not isinstance(said, Mapping) or not set(said) <= {field.id for field in box.fields}:
        raise Refused("malformed", key="fields")
    return {field.id: _field(field, said.get(field.id, "")) for field in box.fields}


def _field(field: Blank, said: object) -> str:
    if field.optional and isinstance(said, str) and not said.strip():
        return ""
    typed = pool.text(said, FIELD_LONGEST, field.id)
    if field.kind == "date" and not _is_date(typed):
        raise Refused("malformed", key=field.id)
    return typed


def _is_date(typed: str) -> bool:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", typed):
        return False
    try:
        date.fromisoformat(typed)
    except ValueError:
        return False
    return True


def _doubled(ids: Iterable[str]) -> str:
    """The first id that occurs twice, or nothing."""
    seen: set[str] = set()
    for id_ in ids:
        if id_ in seen:
            return id_
        seen.add(id_)
    return ""


# ── reading ─────────────────────────────────────────────────────────────────


def _boxes(settings: Settings) -> Json:
    return {box.id: _question(no, box) for no, box in enumerate(settings.boxes, start=1)}


def _question(no: int, box: Box) -> Json:
    said = {key: getattr(box, key) for key in ("ask", "hint", "max", "visibility", "named", "many", "optional")}
    lists = {"allow": list(box.allow), "tags": list(box.tags), "options": list(box.options)}
    fields = {
        field.id: {"no": place, "label": field.label, "kind": field.kind, "optional": field.optional}
        for place, field in enumerate(box.fields, start=1)
    }
    return {"no": no, **said, **lists, "fields": fields} | ({"outcome": box.outcome} if box.outcome else {})


def _own(entry: Entry) -> Json:
    return {
        "box": entry.box,
        "text": entry.text,
        "fields": dict(entry.fields),
        "tags": list(entry.tags),
        "visibility": entry.visibility,
        "named": entry.named,
        "shown": entry.shown,
        "at": entry.at,
    }


def _at_table(no: int, context: Context) -> Json:
    return {
        entry.id: _public(entry, context)
        for one in sorted(context.roster.kin(no))
        for entry in context.pool.at(one, context.screen)
        if entry.visibility in ("table", "room") and entry.shown != "hidden"
    }


def _stage(settings: Settings, context: Context) -> Json:
    there = context.pool.of(context.screen)
    entries = _on_stage(there) if settings.wall == "cards" else []
    return {
        "wall": settings.wall,
        "asks": {box.id: {"no": no, "ask": box.ask} for no, box in enumerate(settings.boxes, start=1)},
        "answered": len(_writers(there)),
        "entries": _cards("stage", entries, context, lambda entry: _public(entry, context)),
    }


def _console(settings: Settings, context: Context) -> Json:
    entries = context.pool.of(context.screen)
    readable = [entry for entry in entries if entry.visibility in ("facilitator", "room")]
    return {
        "answered": len(_writers(entries)),
        "done": _done(entries, settings),
        "boxes": {
            box.id: _count(no, box, [entry for entry in entries if entry.box == box.id])
            for no, box in enumerate(settings.boxes, start=1)
        },
        "entries": _cards("console", readable, context, lambda entry: _for_the_facilitator(entry, context)),
    }


def _cards(name: str, entries: list[Entry], context: Context, card: Callable[[Entry], Json]) -> Json:
    """The cards of entries, each made once: beside the entry itself only a name can change."""
    return context.memory.each(name, (context.roster.people,), {entry.id: entry for entry in entries}, card)


def _for_the_facilitator(entry: Entry, context: Context) -> Json:
    return {
        **_public(entry, context),
        "table": entry.table,
        "visibility": entry.visibility,
        "shown": entry.shown,
        "fields": dict(entry.fields),
    }


def _count(no: int, box: Box, entries: list[Entry]) -> Json:
    """How many answers a box has, and how many of them are nobody's business at the front."""
    kept = sum(1 for entry in entries if entry.visibility in ("me", "table"))
    return {"no": no, "ask": box.ask, "count": len(entries), "kept": kept}


def _public(entry: Entry, context: Context) -> Json:
    """An entry as others may read it. The fields stay out: they name people who were never asked."""
    seen: Json = {"box": entry.box, "text": entry.text, "at": entry.at, "tags": list(entry.tags)}
    name = context.roster.called(entry.person) if entry.named else ""
    return seen | ({"by": name} if name else {})


def _on_stage(entries: list[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.visibility == "room" and entry.shown == "shown"]


def _writers(entries: list[Entry]) -> set[str]:
    return {entry.person for entry in entries}


def _done(entries: list[Entry], settings: Settings) -> Json:
    """Those who answered everything that is not optional."""
    needed = {box.id for box in settings.boxes if not box.optional}
    answered: dict[str, set[str]] = {}
    for entry in entries:
        answered.setdefault(entry.person, set()).add(entry.box)
    return {person: True for person, boxes in answered.items() if needed <= boxes}


# ── the note ────────────────────────────────────────────────────────────────


def _note(box: Box, settings: Settings, context: Context) -> Iterable[Json]:
    entries = context.pool.of(context.screen, box.id)
    shared = [entry for entry in entries if entry.visibility == "room" and entry.shown != "hidden"]
    if len(settings.boxes) > 1:
        yield {"text": box.ask}
    if shared and box.fields:
        yield {"table": _in_columns(box, shared, context)}
    elif shared:
        yield {"list": [_signed(entry, context) for entry in shared]}
    yield {"text": _counted(len(entries), len(shared), context)}


def _in_columns(box: Box, shared: list[Entry], context: Context) -> dict[str, Any]:
    head = [context.say("collect-note-who"), box.ask, *(field.label for field in box.fields)]
    rows = [
        [
            _public(entry, context).get("by", ""),
            entry.text,
            *(entry.fields.get(field.id, "") for field in box.fields),
        ]
        for entry in shared
    ]
    return {"head": head, "rows": rows}


def _signed(entry: Entry, context: Context) -> str:
    name = _public(entry, context).get("by", "")
    return f"{entry.text} ({name})" if name else entry.text


def _counted(all_: int, shared: int, context: Context) -> str:
    if not all_:
        return context.say("collect-note-nobody")
    return context.say("collect-note-counted", written=all_, shared=shared, kept=all_ - shared)


# ── people who aren't there ─────────────────────────────────────────────────


def _invented(box: Json, dice: Random) -> Json:
    phrases = box["options"] if box["options"] and dice.random() < 0.5 else _PHRASES[box.get("outcome", "")]
    return {
        "text": str(dice.choice(phrases))[: box["max"]].strip(),
        "visibility": box["visibility"] if dice.random() < 0.6 else dice.choice(box["allow"]),
        "named": dice.random() < 0.5,
        "tags": dice.sample(box["tags"], k=min(len(box["tags"]), dice.randint(0, 2))),
        "fields": {id_: _filled(field, dice) for id_, field in box["fields"].items()},
    }


def _filled(field: Json, dice: Random) -> str:
    if field["optional"] and dice.random() < 0.3:
        return ""
    if field["kind"] == "date":
        return (date(2027, 1, 11) + timedelta(days=dice.randrange(180))).isoformat()
    return str(dice.choice(_SHORT))


_SHORT = (
    "Amina", "Joseph from next door", "my deputy", "our chair of governors", "the Year 5 team", "after half term",
    "at Monday's briefing", "before the spring open day", "when the new timetable comes", "Priya", "the head opposite",
)  # fmt: skip

_PHRASES: Mapping[str, tuple[str, ...]] = {
    "": (
        "A minibus that stands still every Tuesday afternoon",
        "Our science technician can spare one morning a month",
        "I wanted to meet the people behind the e-mails",
        "Two heads sharing a cover supervisor, and nobody noticed",
        "How others keep it going once the grant has gone",
        "Our hall is empty on Thursday evenings: please use it",
        "Parents who interpret for three schools at once",
        "I am here because we tried this alone for two years",
        "Primary and secondary staff marking the same piece of work",
        "A governor who knows how to read a budget out loud",
        "Someone to ring who is not my line manager",
        "A shared list of speakers who really turn up",
        "We lost our language teacher and our neighbours lent us theirs",
        "Lesson visits without a clipboard",
        "The bus timetable decides more than we do",
        "A reading week planned by Year 6 for Year 3",
        "We meet, we agree, and then term starts",
        "Trust, mostly: it took four coffees",
        "Our kitchen could feed a joint holiday club",
        "What would the children say we share?",
    ),
    "discovery": (
        "Three schools here run the same club on the same night",
        "The smallest school at our table lends the most",
        "Nobody had asked the caretakers, and they knew",
        "Our neighbours already have the training we pay for",
        "A partnership can be two people and a diary",
        "We measure meetings and not what came of them",
    ),
    "disturbance": (
        "Our partnership would not survive my leaving",
        "We keep inviting the schools that need it least",
        "I could not name one thing a pupil would notice",
        "We say shared and we mean ours",
        "The families we talk about were not in the room",
    ),
    "delight": (
        "A stranger offered me her spare room for exams",
        "Laughing with the school we are meant to compete with",
        "Someone wrote down what I said",
        "The cook's idea won",
        "An hour in which nobody mentioned inspection",
    ),
    "commitment": (
        "I will ring the head across the road and ask for half an hour",
        "I will put one joint staff meeting in the calendar before Friday",
        "I will ask two parents to plan the open evening with us",
        "I will send our reading list to the other four schools",
        "I will sit in on a lesson at our partner school",
        "I will tell my team what we are going to stop",
        "I will offer our hall to the choir for nothing",
    ),
    "can_help": (
        "Timetabling across two sites: we have made every mistake",
        "Phonics training for three visitors at a time",
        "A template for sharing staff that a lawyer has read",
        "Outdoor learning: come and borrow our wood",
        "Reading data without drowning in it",
    ),
    "need_help": (
        "Somebody who teaches physics on a Wednesday",
        "Finding governors under forty",
        "Starting a parents' group that parents run",
        "Our first joint bid: what do they look for?",
        "Transport for thirty children, twice a term",
    ),
    "essential": (
        "One calendar for all five schools by the summer",
        "Every new teacher spends a day next door",
        "Pupils sit on the steering group and can say no",
        "We publish together what did not work",
    ),
}
