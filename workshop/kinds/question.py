"""A question, and how it grows stronger: written, handed to a neighbour, taken back better, one chosen by the table.

Each part is a screen of its own (`phase`), so that the room moves on as everywhere: `show` the ladder and how a few
examples climb it, `write`, `swap`, `table`, `wall`. Later parts lay carries, both with show = "kind" and with `most` as
large as a table, or as the number of tables: `questions` from an earlier part's finding of that name, whose = "table";
and for the wall `tables`, from the finding `table`, whose = "room". Who missed a part can write on the one that is up.

What people write are entries: `question` for their own, `stronger` for what somebody made of one (`card` says which),
`table` for a table's in new words. A table that chooses somebody's question keeps a reference to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from workshop import pool
from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, Section
from workshop.matters import neighbours, question_views, questions
from workshop.matters.groups import Groups
from workshop.matters.questions import QUESTION, STRONGER, TABLES_OWN, Phase, Settled, State
from workshop.matters.questions import Settings as Settings
from workshop.moves import (
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

TRIES = 3
"""How many stronger versions somebody may write of one question."""

_WRITING = frozenset({Role.PARTICIPANT})
_LEADING = frozenset({Role.FACILITATOR})

MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(("write", "edit", "rung", "marks", "give", "strengthen", "take", "point", "settle"), _WRITING),
    **dict.fromkeys(("pair", "example", "wall"), _LEADING),
}

FINDINGS: Mapping[str, str] = {
    "questions": "The questions in their newest words: one's own, the table's, or those shown to all.",
    "table": "The question a table chose; for all, those that are on the wall.",
}


def start(settings: Settings, context: Context) -> State:
    """Nothing asked yet."""
    return State(settings)


def accept(state: State, move: Move, context: Context) -> Json:
    """What writing, swapping or choosing makes true. Raises `Refused`."""
    match move.name:
        case "edit":
            return _edit(state, move, context)
        case "pair":
            return {"pairs": _listed(neighbours.paired(context.roster, state.pairs))}
        case "example":
            return _example(state, move, context)
        case "wall":
            return _wall(state, move, context)
    if not context.open:
        raise Refused("not_open")
    doors: Mapping[str, Callable[[State, Move, Context], Json]] = {
        "write": _write,
        "rung": _rung_by_hand,
        "marks": _ticked,
        "give": _give,
        "strengthen": _strengthen,
        "take": _take,
        "point": _point,
        "settle": _settle,
    }
    if move.name not in doors:
        raise Refused("unknown_move")
    return doors[move.name](state, move, context)


def apply(state: State, fact: Fact) -> State:
    """The screen after a fact."""
    data = fact.data
    match fact.name:
        case "write" | "strengthen":
            return _with_rung(_with_taken(state, data), data["entry"]["id"], data.get("rung", 0))
        case "rung":
            return _with_rung(state, data["of"], data["rung"])
        case "marks":
            return replace(state, marks={**state.marks, data["of"]: tuple(data["marks"])})
        case "take":
            return _with_taken(state, data)
        case "give":
            return replace(_with_pairs(state, data), given=state.given | {fact.person})
        case "pair":
            return _with_pairs(state, data)
        case _:
            return _at_the_tables(state, fact)


def _at_the_tables(state: State, fact: Fact) -> State:
    data = fact.data
    match fact.name:
        case "point":
            # The latest one stands last, as two ids may turn out to be one person.
            others = {person: wanted for person, wanted in state.points.items() if person != fact.person}
            return replace(state, points={**others, fact.person: data["question"]})
        case "settle":
            chosen = Settled(data.get("question", ""), data["entry"]["id"] if "entry" in data else "")
            return replace(state, settled={**state.settled, data["table"]: chosen})
        case "wall":
            up = {no: words for no, words in state.up.items() if str(no) not in data["down"]}
            return replace(state, up={**up, **{int(no): words for no, words in data["up"].items()}})
        case "example":
            return replace(state, example=data["no"], strong=data["strong"])
        case _:
            return state


def view(state: State, audience: Audience, context: Context) -> Json:
    """What this audience may see of this part."""
    match audience:
        case Floor():
            return question_views.for_every_phone(state, context)
        case Table(no):
            return question_views.at_the_table(state, no, context)
        case Me(person):
            return question_views.for_oneself(state, person, context)
        case Stage():
            return question_views.on_stage(state, context)
        case Console():
            return question_views.for_the_facilitator(state, context)


def bring(state: State, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """The questions as they are by now, or what the tables chose."""
    if finding == "table":
        return questions.chosen_for(state, audience, context)
    return questions.brought_on(state, audience, context)


def near(state: State, person: str, context: Context) -> Iterable[str]:
    """Those in the same pair or trio: they see the question and what became of it. Who has no neighbour yet may change
    everybody's by asking for one."""
    if state.settings.phase == "swap" and not neighbours.group_of(state.neighbours, person, context.roster):
        return set(context.roster.people) - {person}
    return {other for group in state.pairs if person in group for other in group if other != person}


def unite(state: State, gone: str, kept: str) -> State:
    """Two ids are one person: one place among the neighbours, and one point, the one given under the later id."""
    made = tuple(tuple(dict.fromkeys(kept if one == gone else one for one in group)) for group in state.pairs)
    points = {kept if one == gone else one: question for one, question in state.points.items()}
    given = frozenset(kept if one == gone else one for one in state.given)
    return replace(state, pairs=_each_once(made, kept), points=points, given=given)


def notes(state: State, context: Context) -> Sequence[Section]:
    """The questions that were shared: as brought, how they moved, and which ones the tables chose."""
    return question_views.told(state, context)


def pretend(view: Json, dice: Random) -> Json | None:
    """Write a question, hand it over, make the neighbour's stronger, take what is better, point and settle. Ends."""
    if not view.get("open"):
        return None
    hands = {"write": (_pretend_writing,), "swap": (_pretend_writing, _pretend_swapping), "table": (_pretend_choosing,)}
    return next((done for hand in hands.get(view["phase"], ()) if (done := hand(view, dice))), None)


# ── writing ─────────────────────────────────────────────────────────────────


def _write(state: State, move: Move, context: Context) -> Json:
    if state.settings.phase in ("show", "wall"):
        raise Refused("not_here")
    if len(questions.own(move.by.person, context)) >= state.settings.most:
        raise Refused("too_many", limit=state.settings.most)
    entry = _entry(QUESTION, state, move, context, _visibility(state, move.data.get("visibility")))
    return {"entry": pool.write(entry), **_rung_said(state, move, context)}


def _entry(box: str, state: State, move: Move, context: Context, visibility: Visibility, about: str = "") -> Entry:
    return Entry(
        id=f"e{move.mint}",
        screen=context.screen,
        kind="question",
        box=box,
        person=move.by.person,
        table=context.roster.table_of(move.by.person),
        text=pool.text(move.data.get("text"), state.settings.max),
        visibility=visibility,
        named=_flag(move.data.get("named", state.settings.named), "named"),
        at=move.at,
        card=about,
        shown=pool.first_shown(visibility, review=state.settings.review),
    )


def _edit(state: State, move: Move, context: Context) -> Json:
    """One may mend one's words also after closing. The rung follows the words, unless it was set by hand."""
    checks: dict[str, Callable[[object], object]] = {
        "text": lambda said: pool.text(said, state.settings.max),
        "visibility": lambda said: _visibility(state, said),
        "named": lambda said: _flag(said, "named"),
    }
    return pool.edit(pool.own(context.pool, move, context.screen), move.data, checks, review=state.settings.review)


def _visibility(state: State, wanted: object) -> Visibility:
    for known in state.settings.allow:
        if wanted in (None, known):
            return known if wanted == known else state.settings.visibility
    raise Refused("malformed", key="visibility")


def _flag(wanted: object, key: str) -> bool:
    if not isinstance(wanted, bool):
        raise Refused("malformed", key=key)
    return wanted


def _rung_said(state: State, move: Move, context: Context) -> Json:
    """The rung, where somebody chose one; else the words decide at every look."""
    rung = move.data.get("rung", 0)
    if not isinstance(rung, int) or isinstance(rung, bool) or not 0 <= rung <= len(questions.ladder_of(state, context)):
        raise Refused("malformed", key="rung")
    return {"rung": rung} if rung else {}


def _rung_by_hand(state: State, move: Move, context: Context) -> Json:
    return {"of": _mine_to_mark(state, move, context), "rung": _rung_said(state, move, context).get("rung", 0)}


def _ticked(state: State, move: Move, context: Context) -> Json:
    wanted, known = move.data.get("marks"), questions.marks_of(state, context)
    if not isinstance(wanted, list) or any(not isinstance(one, str) or one not in known for one in wanted):
        raise Refused("malformed", key="marks")
    return {"of": _mine_to_mark(state, move, context), "marks": [one for one in known if one in wanted]}


def _mine_to_mark(state: State, move: Move, context: Context) -> str:
    """The id of one's own question, or of what one made of somebody's. Raises `Refused`."""
    wanted = str(move.data.get("entry"))
    entry = context.pool.entries.get(wanted)
    if wanted in [one.id for one in questions.own(move.by.person, context)]:
        return wanted
    if entry and not entry.withdrawn and (entry.screen, entry.person) == (context.screen, move.by.person):
        return wanted
    raise Refused("unknown_entry")


def _with_rung(state: State, of: str, rung: int) -> State:
    others = {one: set_ for one, set_ in state.rungs.items() if one != of}
    return replace(state, rungs={**others, of: rung} if rung else others)


# ── the swap ────────────────────────────────────────────────────────────────


def _give(state: State, move: Move, context: Context) -> Json:
    """Hand over what one wrote. The first one makes pairs of everybody; whoever has no neighbour finds one."""
    _only_in(state, "swap")
    if neighbours.group_of(state.neighbours, move.by.person, context.roster):
        return {}
    if not state.pairs:
        return {"pairs": _listed(neighbours.paired(context.roster))}
    begun = questions.authors(context.pool.of(context.screen, STRONGER))
    made = neighbours.joined(state.pairs, move.by.person, context.roster, lambda group: bool(begun & {*group}))
    return {"pairs": _listed(made)}


def _strengthen(state: State, move: Move, context: Context) -> Json:
    """A stronger version of the neighbour's question, or of one's own. It goes as far as the question itself."""
    _only_in(state, "swap")
    person, wanted = move.by.person, move.data.get("entry")
    own, theirs = questions.own(person, context), questions.handed_to(state, person, context)
    question = next((one for one in (*own, *theirs) if one.id == wanted), None)
    if question is None:
        raise Refused("unknown_entry")
    if sum(entry.card == question.id for entry in questions.versions_by(person, context)) >= TRIES:
        raise Refused("too_many", limit=TRIES)
    visibility = context.pool.entries[question.id].visibility if question.id in context.pool.entries else "me"
    entry = _entry(STRONGER, state, move, context, visibility, question.id)
    mine = {"of": question.id, "version": entry.id} if question.person == person else {}
    return {"entry": pool.write(entry), **_rung_said(state, move, context), **mine}


def _with_taken(state: State, data: Json) -> State:
    """One's own new words count at once."""
    return replace(state, taken={**state.taken, data["of"]: data["version"]}) if "version" in data else state


def _take(state: State, move: Move, context: Context) -> Json:
    """Only whose question it is says whether the other words are better."""
    version = context.pool.entries.get(str(move.data.get("entry")))
    own = [one.id for one in questions.own(move.by.person, context)]
    if version is None or version.withdrawn or version.screen != context.screen or version.card not in own:
        raise Refused("unknown_entry")
    on = _flag(move.data.get("on", True), "on")
    kept = state.taken.get(version.card, "")
    return {"of": version.card, "version": version.id if on else "" if kept == version.id else kept}


def _with_pairs(state: State, data: Json) -> State:
    return replace(state, pairs=tuple(tuple(group) for group in data["pairs"])) if "pairs" in data else state


def _each_once(made: Groups, person: str) -> Groups:
    """Somebody who stood in two groups stays in the first one."""
    seen, kept = False, []
    for group in made:
        kept.append(tuple(one for one in group if one != person) if seen and person in group else group)
        seen = seen or person in group
    return tuple(group for group in kept if group)


def _listed(made: Groups) -> list[list[str]]:
    return [list(group) for group in made]


def _only_in(state: State, phase: Phase) -> None:
    if state.settings.phase != phase:
        raise Refused("not_here")


# ── the table's choice ──────────────────────────────────────────────────────


def _point(state: State, move: Move, context: Context) -> Json:
    """Everybody at the table may point at one; again at the same takes it back."""
    _only_in(state, "table")
    wanted = _candidate(move, context)
    had = state.points.get(move.by.person) == wanted
    return {"question": wanted if _flag(move.data.get("on", not had), "on") else ""}


def _settle(state: State, move: Move, context: Context) -> Json:
    """The table's question: one that somebody brought, or new words. With review, the facilitator reads it first."""
    _only_in(state, "table")
    table = context.roster.table_of(move.by.person)
    seat = context.roster.tables.get(table)
    if seat is None:
        raise Refused("unknown_table")
    if seat.phone not in ("", move.by.person):
        raise Refused("no_pen")
    if "text" not in move.data:
        return {"table": table, "question": _candidate(move, context)}
    return {"table": table, "entry": pool.write(_entry(TABLES_OWN, state, move, context, "room"))}


def _candidate(move: Move, context: Context) -> str:
    wanted = move.data.get("entry")
    if wanted not in [one.id for one in questions.of_table(context.roster.table_of(move.by.person), context)]:
        raise Refused("unknown_entry")
    return str(wanted)


def _wall(state: State, move: Move, context: Context) -> Json:
    """The facilitator lets tables' questions onto the wall, or takes them down."""
    tables, on = move.data.get("tables"), _flag(move.data.get("on"), "on")
    if not isinstance(tables, list) or any(type(no) is not int or no not in context.roster.tables for no in tables):
        raise Refused("unknown_table")
    words = {
        str(no): questions.print_of(chosen) for no in tables if on and (chosen := questions.chosen(state, no, context))
    }
    return {"up": words, "down": [] if on else [str(no) for no in tables]}


def _example(state: State, move: Move, context: Context) -> Json:
    no = move.data.get("no")
    if not isinstance(no, int) or isinstance(no, bool) or not 0 <= no <= len(questions.examples(state, context)):
        raise Refused("unknown_item")
    return {"no": no, "strong": no > 0 and _flag(move.data.get("strong", False), "strong")}


# ── people who aren't there ─────────────────────────────────────────────────


def _pretend_writing(view: Json, dice: Random) -> Json | None:
    if view.get("mine"):
        return None
    visibility = dice.choice([one for one in ("table", "room") if one in view["allow"]] or view["allow"])
    return {
        "name": "write",
        "data": {"text": dice.choice(_WEAK), "visibility": visibility, "named": dice.random() < 0.4},
    }


def _pretend_swapping(view: Json, dice: Random) -> Json | None:
    if not view["asked"]:
        return {"name": "give", "data": {}}
    for id_, theirs in sorted(view["theirs"].items()):
        if not theirs["versions"]:
            return {"name": "strengthen", "data": {"entry": id_, "text": dice.choice(_STRONG)}}
    for id_, mine in sorted(view["mine"].items()):
        offered = [version for version, one in sorted(mine["versions"].items()) if not one["own"]]
        if offered and not any(one["taken"] for one in mine["versions"].values()) and dice.random() < 0.8:
            return {"name": "take", "data": {"entry": offered[0], "on": True}}
        if view["marks"] and not mine["marks"]:
            return {"name": "marks", "data": {"entry": id_, "marks": [dice.choice(sorted(view["marks"]))]}}
    return None


def _pretend_choosing(view: Json, dice: Random) -> Json | None:
    candidates = sorted(view["candidates"])
    if candidates and not view["pointed"]:
        return {"name": "point", "data": {"entry": dice.choice(candidates), "on": True}}
    if view["settled"] or view["pen"] not in ("", view["me"]):
        return None
    if candidates:
        return {"name": "settle", "data": {"entry": max(candidates, key=lambda one: view["candidates"][one]["points"])}}
    return {"name": "settle", "data": {"text": dice.choice(_STRONG)}}


_WEAK = (
    "Do we really work together?",
    "Which school goes first with the new timetable?",
    "Who is going to write the plan?",
    "When will we see each other's classrooms?",
    "Where is the money for the minibus?",
    "Why don't the parents answer our letters?",
    "Is the shared training worth it?",
    "Can a small school keep its own way?",
)
_STRONG = (
    "What would our pupils miss if we stopped working together tomorrow?",
    "How might every teacher here have a colleague next door in another school?",
    "What if the timetable belonged to all of us?",
    "What have families already told us that we have not acted on?",
    "How could the smallest of us lead the largest for a term?",
    "What led to the year in which it went so well?",
)
