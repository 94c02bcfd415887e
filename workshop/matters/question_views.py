"""What is seen of questions: on phones, on the stage, on the console and in the note."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from workshop.kinds.contract import Brought, Context, Section
from workshop.matters import ladder, neighbours, questions
from workshop.matters.questions import QUESTION, STRONGER, Chosen, Question, State
from workshop.moves import Entry, Json, Stage

PLACE = 12
"""Where questions stand in the session note."""


# ── what is seen ────────────────────────────────────────────────────────────


def for_every_phone(state: State, context: Context) -> Json:
    settings = state.settings
    said = {
        key: getattr(settings, key) for key in ("phase", "ask", "hint", "max", "most", "visibility", "named", "review")
    }
    return {
        **said,
        "allow": list(settings.allow),
        "ladder": _rungs(state, context),
        "marks": _listed_marks(state, context),
    }


def _rungs(state: State, context: Context) -> Json:
    return {
        str(rung.no): {"no": rung.no, "opener": rung.opener, "lift": rung.lift, "starts": list(rung.starts)}
        for rung in questions.ladder_of(state, context)
    }


def _listed_marks(state: State, context: Context) -> Json:
    return {
        id_: {"no": no, "text": text}
        for no, (id_, text) in enumerate(questions.marks_of(state, context).items(), start=1)
    }


def at_the_table(state: State, no: int, context: Context) -> Json:
    if state.settings.phase == "write":
        return {"from_table": {one.id: _card(state, one, context) for one in questions.of_table(no, context)}}
    if state.settings.phase != "table":
        return {}
    pointed = Counter(state.points.get(person.id, "") for person in context.roster.at(no))
    chosen, seat = questions.chosen(state, no, context), context.roster.tables.get(no)
    return {
        "candidates": {
            one.id: {**_card(state, one, context), "points": pointed[one.id]} for one in questions.of_table(no, context)
        },
        "settled": _settled_card(chosen) if chosen else {},
        "pen": seat.phone if seat else "",
    }


def _settled_card(chosen: Chosen) -> Json:
    known = {key: value for key in ("question", "entry") if (value := getattr(chosen, key))}
    return {"text": chosen.text, "on_wall": chosen.on_wall, **known}


def _card(state: State, question: Question, context: Context) -> Json:
    """A question as others may read it."""
    rung = questions.rung_of(state, question, None, questions.ladder_of(state, context))
    card: Json = {"text": question.text, "at": question.at, "rung": rung}
    return {**card, "by": question.by} if question.by else card


def for_oneself(state: State, person: str, context: Context) -> Json:
    if state.settings.phase == "table":
        return {"pointed": state.points.get(person, "")}
    if state.settings.phase not in ("write", "swap"):
        return {}
    own = questions.own(person, context)
    seen: Json = {"mine": {one.id: _own_card(state, one, context) for one in own}}
    if state.settings.phase == "write":
        return seen
    group = neighbours.group_of(state.neighbours, person, context.roster)
    others = {str(no): {"name": context.roster.called(one)} for no, one in enumerate(group) if one != person}
    theirs = {one.id: _their_card(state, one, person, context) for one in questions.handed_to(state, person, context)}
    return {**seen, "asked": person in state.given, "neighbours": others, "theirs": theirs}


def _own_card(state: State, question: Question, context: Context) -> Json:
    entry = context.pool.entries.get(question.id)
    card = {**_card(state, question, context), **_marked(state, question.id), "here": False}
    if entry:
        how = {"visibility": entry.visibility, "named": entry.named, "shown": entry.shown}
        card = {**card, **how, "here": entry.screen == context.screen}
    if state.settings.phase != "swap":
        return card
    taken = questions.version_of(state, question, context)
    versions = [one for one in questions.versions_of([question.id], context) if one.shown != "hidden"]
    return {
        **card,
        "versions": {one.id: _version_card(state, one, taken, question.person, context) for one in versions},
    }


def _version_card(state: State, entry: Entry, taken: Entry | None, author: str, context: Context) -> Json:
    """What became of a question. `own`: its author's own new words."""
    rung = questions.rung_of_words(state, entry.id, entry.text, questions.ladder_of(state, context))
    card: Json = {"text": entry.text, "at": entry.at, "rung": rung, **_marked(state, entry.id)}
    name = questions.by(entry, context)
    return {
        **card,
        "own": entry.person == author,
        "taken": bool(taken and taken.id == entry.id),
        **({"by": name} if name else {}),
    }


def _their_card(state: State, question: Question, person: str, context: Context) -> Json:
    """A neighbour's question, and what I made of it."""
    taken = questions.version_of(state, question, context)
    mine = [entry for entry in questions.versions_by(person, context) if entry.card == question.id]
    versions = {one.id: _version_card(state, one, taken, question.person, context) for one in mine}
    return {**_card(state, question, context), "versions": versions}


def _marked(state: State, id_: str) -> Json:
    return {"marks": list(state.marks.get(id_, ())), "by_hand": id_ in state.rungs}


def on_stage(state: State, context: Context) -> Json:
    seen: Json = {"phase": state.settings.phase, "ask": state.settings.ask}
    match state.settings.phase:
        case "show":
            return {**seen, "ladder": _names(state, context), **_shown_example(state, context)}
        case "write":
            answered = len(questions.authors(context.pool.of(context.screen, QUESTION)))
            return {**seen, "answered": answered, "questions": _shown_cards(state, context)}
        case "swap":
            return {
                **seen,
                "ladder": _names(state, context),
                **_progress(state, context),
                "climbs": _climbs(state, context),
            }
        case "table":
            chosen = [one for one in questions.all_chosen(state, context) if one.table in context.roster.open_tables()]
            seats = context.roster.seats()
            return {
                **seen,
                "settled": len(chosen),
                "of": len({*seats, *(one.table for one in chosen)}),
                **_the_wall(state, context),
            }
        case _:
            return {**seen, **_the_wall(state, context)}


def _names(state: State, context: Context) -> Json:
    return {str(rung.no): {"no": rung.no, "opener": rung.opener} for rung in questions.ladder_of(state, context)}


def _shown_example(state: State, context: Context) -> Json:
    """The example that is up. Its stronger wording comes only once the facilitator lets it climb."""
    cards, ladder_ = questions.examples(state, context), questions.ladder_of(state, context)
    seen: Json = {"marks": _listed_marks(state, context), "example": state.example, "of": len(cards), "climbing": {}}
    if not 0 < state.example <= len(cards):
        return seen
    card = cards[state.example - 1]
    weak = {"weak": card["sentence"], "from": ladder.suggested(card["sentence"], ladder_)}
    if not state.strong:
        return {**seen, "climbing": weak}
    strong = {"strong": card["nudge"], "to": ladder.suggested(card["nudge"], ladder_), "lever": card.get("suit", "")}
    return {**seen, "climbing": {**weak, **strong}}


def _shown_cards(state: State, context: Context) -> Json:
    return {one.id: _card(state, one, context) for one, _ in questions.shown(state, context)}


def _progress(state: State, context: Context) -> Json:
    """How many questions stand on each rung by now, whoever's they are; and how many are stronger than before."""
    ladder_ = questions.ladder_of(state, context)
    standing = [(one, questions.version_of(state, one, context)) for one in questions.everyones(context)]
    rungs = Counter(questions.rung_of(state, one, version, ladder_) for one, version in standing)
    return {
        "rungs": {str(no): count for no, count in sorted(rungs.items()) if no},
        "stronger": sum(1 for _, version in standing if version),
        "of": len(standing),
    }


def _climbs(state: State, context: Context) -> Json:
    return {
        question.id: _climb(state, question, version, context)
        for question, version in questions.shown(state, context)
        if version
    }


def _climb(state: State, question: Question, version: Entry, context: Context) -> Json:
    ladder_ = questions.ladder_of(state, context)
    climb: Json = {
        "before": question.text,
        "after": version.text,
        "from": questions.rung_of(state, question, None, ladder_),
        "to": questions.rung_of(state, question, version, ladder_),
        "at": version.at,
    }
    return {**climb, "by": question.by} if question.by else climb


def _the_wall(state: State, context: Context) -> Json:
    """The tables' questions that everybody may read: chosen here, or brought from where they were chosen."""
    here = [questions.chosen_to_bring(one, context) for one in questions.all_chosen(state, context) if one.on_wall]
    found = [*context.brought("tables", Stage()), *here]
    return {"questions": {one.id.replace("/", ":"): _wall_card(one, context) for one in found}}


def _wall_card(one: Brought, context: Context) -> Json:
    seat = context.roster.tables.get(one.table)
    return {"text": one.text, "table": one.table, "name": seat.name if seat else ""}


def for_the_facilitator(state: State, context: Context) -> Json:
    seen: Json = {"phase": state.settings.phase}
    match state.settings.phase:
        case "show":
            return {**seen, **_for_showing(state, context)}
        case "write":
            return {**seen, **_for_writing(state, context)}
        case "swap":
            return {**seen, **_for_swapping(state, context)}
        case "table":
            return {**seen, **_for_choosing(state, context)}
        case _:
            return {**seen, **_the_wall(state, context)}


def _for_showing(state: State, context: Context) -> Json:
    cards = {
        card["id"]: {"no": no, "title": card["title"], "weak": card["sentence"], "strong": card["nudge"]}
        for no, card in enumerate(questions.examples(state, context), start=1)
    }
    return {"examples": cards, "example": state.example, "strong": state.strong}


def _for_writing(state: State, context: Context) -> Json:
    entries = context.pool.of(context.screen, QUESTION)
    readable = [entry for entry in entries if entry.visibility in ("facilitator", "room")]
    return {
        "answered": len(questions.authors(entries)),
        "done": {person: True for person in sorted(questions.authors(entries))},
        "kept": len(entries) - len(readable),
        "entries": context.memory.each(
            "review",
            (context.roster.people, state.rungs),
            {entry.id: entry for entry in readable},
            lambda entry: _to_review(state, entry, context),
        ),
    }


def _to_review(state: State, entry: Entry, context: Context) -> Json:
    question = questions.from_here(entry, context)
    how = {"table": entry.table, "visibility": entry.visibility, "shown": entry.shown}
    return {**_card(state, question, context), **how}


def _for_swapping(state: State, context: Context) -> Json:
    """How the swap goes: who has no neighbour yet, who has made something stronger, and what may be shown of it."""
    roster = context.roster
    busy = questions.authors(context.pool.of(context.screen, STRONGER))
    alone = [person.id for person in roster.here() if not neighbours.group_of(state.neighbours, person.id, roster)]
    pairs = [group for group in state.pairs if any(neighbours.group_of(state.neighbours, one, roster) for one in group)]
    return {
        **_progress(state, context),
        "done": {person: True for person in sorted(busy)},
        "pairs": len(pairs),
        "alone": len(alone),
        "swaps": {
            question.id: {
                **_climb(state, question, version, context),
                "entries": [question.id, version.id],
                "shown": all(questions.is_shown(context.pool.entries[id_]) for id_ in (question.id, version.id)),
            }
            for question in questions.everyones(context)
            if (version := questions.version_of(state, question, context)) and _may_be_shown(question, version, context)
        },
    }


def _may_be_shown(question: Question, version: Entry, context: Context) -> bool:
    entry = context.pool.entries.get(question.id)
    return bool(entry and entry.visibility == "room" and version.visibility == "room")


def _for_choosing(state: State, context: Context) -> Json:
    chosen = {one.table: one for one in questions.all_chosen(state, context)}
    return {
        "tables": {str(no): _table_card(state, no, chosen.get(no), context) for no in context.roster.open_tables()},
        "done": {person.id: True for person in context.roster if person.table in chosen},
    }


def _table_card(state: State, no: int, chosen: Chosen | None, context: Context) -> Json:
    people = context.roster.at(no)
    pointing = sum(1 for person in people if state.points.get(person.id))
    card: Json = {"name": context.roster.tables[no].name, "people": len(people), "pointing": pointing}
    return {**card, "brought": len(questions.of_table(no, context)), "settled": _settled_card(chosen) if chosen else {}}


# ── the note ────────────────────────────────────────────────────────────────


_HEADS = ("question-note-before", "question-note-after", "question-note-rungs", "question-note-marks")
_ASKED = {
    "write": "question-note-asked-write",
    "swap": "question-note-asked-swap",
    "table": "question-note-asked-table",
}


def told(state: State, context: Context) -> Sequence[Section]:
    """What stands in the note: the questions as brought, how they moved, or which ones the tables chose."""
    match state.settings.phase:
        case "write":
            return _told_of_writing(state, context)
        case "swap":
            return _told_of_swapping(state, context)
        case "table":
            return _told_of_tables(state, context)
        case _:
            return ()


def _told_of_writing(state: State, context: Context) -> Sequence[Section]:
    entries = context.pool.of(context.screen, QUESTION)
    if not entries:
        return ()
    shared = [entry for entry in entries if entry.visibility == "room" and entry.shown != "hidden"]
    lines = [_signed(entry.text, questions.by(entry, context)) for entry in shared]
    counted = context.say("question-note-written", written=len(entries), shared=len(shared))
    blocks: list[Json] = [*([{"list": lines}] if lines else []), {"text": counted}]
    return (_section(state, questions.authors(entries), blocks, context),)


def _told_of_swapping(state: State, context: Context) -> Sequence[Section]:
    """Before and after, as far as both are for everyone; how many more there were, and how the rungs moved."""
    versions = context.pool.of(context.screen, STRONGER)
    if not versions:
        return ()
    everything = questions.everyones(context)
    taken = [(one, version) for one in everything if (version := questions.version_of(state, one, context))]
    public = [
        (one, version) for one, version in taken if _may_be_shown(one, version, context) and _not_down(one, context)
    ]
    rows = [_row(state, question, version, context) for question, version in public]
    heads = [context.say(key) for key in _HEADS]
    counted = context.say("question-note-moved", made=len(versions), taken=len(taken), shared=len(public))
    blocks: list[Json] = [*([{"table": {"head": heads, "rows": rows}}] if rows else []), {"text": counted}]
    return (_section(state, questions.authors(versions), blocks, context),)


def _not_down(question: Question, context: Context) -> bool:
    return context.pool.entries[question.id].shown != "hidden"


def _row(state: State, question: Question, version: Entry, context: Context) -> list[str]:
    climb, ladder_, marks = (
        _climb(state, question, version, context),
        questions.ladder_of(state, context),
        questions.marks_of(state, context),
    )
    rungs = " → ".join(ladder_[no - 1].opener if no else "…" for no in (climb["from"], climb["to"]))
    ticked = state.marks.get(version.id) or state.marks.get(question.id, ())
    named = "; ".join(marks[one] for one in ticked if one in marks)
    return [_signed(question.text, question.by), version.text, rungs if ladder_ else "", named]


def _told_of_tables(state: State, context: Context) -> Sequence[Section]:
    chosen = questions.all_chosen(state, context)
    if not chosen:
        return ()
    lines = [f"{_table_name(one.table, context)}: {one.text}" for one in chosen if one.on_wall]
    counted = context.say("question-note-tables", count=len(chosen), shared=len(lines))
    blocks: list[Json] = [*([{"list": lines}] if lines else []), {"text": counted}]
    people = {person.id for person in context.roster if person.table in {one.table for one in chosen}}
    return (_section(state, people, blocks, context),)


def _table_name(no: int, context: Context) -> str:
    seat = context.roster.tables.get(no)
    return seat.name if seat and seat.name else context.say("look-table", no=no)


def _section(state: State, answered: set[str], blocks: Sequence[Json], context: Context) -> Section:
    of = max(context.roster.expected(answered), len(answered))
    asked = state.settings.ask or context.say(_ASKED[state.settings.phase])
    return Section(context.title, asked, len(answered), of, tuple(blocks), place=PLACE)


def _signed(text: str, name: str) -> str:
    return f"{text} ({name})" if name else text
