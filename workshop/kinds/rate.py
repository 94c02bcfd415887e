"""Placing things on a labelled scale: a maturity matrix, principles, pressures, review questions, leanings.

Everybody rates alone, and nobody sees how it went before the facilitator reveals it. Then it is told as a spread, never
as a mean. What people write beside their marks (a reason, words for an empty cell, better words, a table's next stop)
are entries of the pool, so that they can be taken back like everything else.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from random import Random

from workshop import pool
from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, Section
from workshop.matters import marks, outcome, rating, rating_view, verdict
from workshop.matters.marks import Item, Mark, Round
from workshop.matters.rating import AS_IT_IS, Agreed, Look, Rating, items
from workshop.matters.rating import Settings as Settings
from workshop.matters.rating import start as start
from workshop.matters.spread import CANT, named
from workshop.moves import (
    Audience,
    Entry,
    Fact,
    Json,
    Me,
    Move,
    Refused,
    Role,
    Visibility,
)
from workshop.roster import line

REASON, WORDS = 140, 280
"""The longest reason, and the longest wording, in characters."""

MOST_KEPT = 3

PLACES: Mapping[Look, int] = {"strips": 6, "fill": 7, "tiles": 8, "rising": 11, "lean": 3}
"""Where each look stands in the session note."""

MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(("mark", "own", "challenge", "hands", "next_stop"), frozenset({Role.PARTICIPANT})),
    **dict.fromkeys(
        ("focus", "second", "send", "agree", "peek", "slice", "arrange", "lens", "keep"), frozenset({Role.FACILITATOR})
    ),
}
FINDINGS: Mapping[str, str] = {
    "lowest": "What stands lowest, once it is shown.",
    "split": "Where the room is split, once it is shown.",
    "top": "What most people put in the upper half, once it is shown.",
    "third": "What a third or more put at a stop (third:missing), once it is shown.",
    "under_half": "What fewer than half put at a stop (under_half:clear), once it is shown.",
    "stop": "What stands at a stop, most marks first (stop:not_yet), once it is shown.",
    "agreed": "The positions that were agreed.",
    "kept": "What the facilitator picked to be carried on.",
    "own": "Where somebody put things, for themselves alone.",
}


def accept(state: Rating, move: Move, context: Context) -> Json:
    """What a mark, a wording or the facilitator's hand makes true. Raises `Refused`."""
    match move.name:
        case "mark":
            return _mark(state, move, context)
        case "own" | "challenge":
            return _wording(state, move, context)
        case "hands":
            return _hands(state, move, context)
        case "next_stop":
            return _next_stop(state, move, context)
        case _:
            return _steered(state, move, context)


def apply(state: Rating, fact: Fact) -> Rating:
    """The rating after a fact. Words are kept by the pool."""
    become = _BECOMES.get(fact.name)
    return become(state, fact) if become else state


def view(state: Rating, audience: Audience, context: Context) -> Json:
    """Everybody sees what is asked; how it went only once it is revealed; one's own marks only oneself."""
    return rating_view.seen(state, audience, context)


def bring(state: Rating, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """What came out of it, once it is shown; one's own marks at any time, to oneself."""
    if finding == "own":
        return _own_marks(state, audience, context)
    things = items(state, audience, context)
    if finding == "kept":
        return [outcome.brought(things[item], context) for item in state.kept if item in things]
    return outcome.found(state, finding, things, context)


def near(state: Rating, person: str, context: Context) -> Iterable[str]:
    """Whoever holds a table's phone counts hands for those without one."""
    seat = context.roster.tables.get(context.roster.table_of(person))
    return rating.spoken_for(seat.no, person, context) if seat and seat.phone == person else ()


def unite(state: Rating, gone: str, kept: str) -> Rating:
    """The rating after two ids turned out to be one person: of two marks the later one holds."""
    hands = {kept if person == gone else person: counted for person, counted in state.hands.items()}
    return replace(state, rounds=marks.unite(state.rounds, gone, kept), hands=hands)


def notes(state: Rating, context: Context) -> Sequence[Section]:
    """Where the room stands, in counts and words; one section for each partnership where there are several."""
    things = rating.everything(state, context)
    report = verdict.Report(
        items={item: one for item, one in things.items() if _may_be_told(item, context)},
        scale=state.scale,
        measured=state.settings.measured,
        rounds=marks.told(state.rounds, revealed=context.revealed),
        began=state.rounds,
        agreed=state.agreed,
        place=PLACES[state.settings.look],
        lens=state.lens,
    )
    return tuple(verdict.sections(report, context))


def pretend(view: Json, dice: Random) -> Json | None:
    """Rate the next thing; now and then say why, or what an empty cell would look like."""
    if not view.get("open"):
        return None
    view = {"asks": [], "cant": "", "reason": False, "challenge": False, "halves": False, **view}
    things = {**view.get("items", {}), **view.get("table_items", {}), **view.get("own_items", {})}
    faceless = view.get("faceless", False)
    mine, words = view.get("mine", {}), view.get("words", {}).values()
    for item in sorted(things, key=lambda one: (int(things[one]["no"]), one)):
        asked = not view["asks"] or item in view["asks"]
        if asked and mine.get(item, {}).get("round", 0) < view["round"]:
            return _robot_marks(view, item, dice)
    return None if faceless else _robot_writes(view, things, words, dice)


# ── what is rated, and by whom ──────────────────────────────────────────────


def _may_be_told(item: str, context: Context) -> bool:
    """What was brought from a table goes into the note only if its words were meant for everyone."""
    entry = context.pool.entries.get(item)
    return entry is None or (entry.visibility == "room" and entry.shown != "hidden")


def _in_reach(state: Rating, move: Move, context: Context) -> Item:
    wanted = move.data.get("item")
    known = rating.within_reach(state, move.by.person, context)
    if not isinstance(wanted, str) or wanted not in known:
        raise Refused("unknown_item")
    return known[wanted]


def _known(state: Rating, wanted: object, context: Context) -> str:
    if not isinstance(wanted, str) or wanted not in rating.everything(state, context):
        raise Refused("unknown_item")
    return wanted


# ── marks ───────────────────────────────────────────────────────────────────


def _mark(state: Rating, move: Move, context: Context) -> Json:
    item = _asked(state, move, context)
    value = _value(state, move.data.get("value"))
    said = {"round": len(state.rounds), "item": item.id, "value": value, **_belonging([move.by.person], context)}
    reason = line(move.data.get("reason", ""), REASON, "reason")
    if reason and not state.settings.reason:
        raise Refused("malformed", key="reason")
    if not reason:
        return said
    return {**said, "entry": pool.write(_entry("reason", item, reason, "table", move, context))}


def _asked(state: Rating, move: Move, context: Context) -> Item:
    """The thing a mark is about, if this round asks about it and answers are still taken."""
    if not context.open or move.data.get("round", len(state.rounds)) != len(state.rounds):
        raise Refused("not_open")
    item = _in_reach(state, move, context)
    if not state.now.asks(item.id):
        raise Refused("unknown_item")
    return item


def _value(state: Rating, said: object) -> float:
    if said == "cant" and state.cant:
        return CANT
    return _place(state, said)


def _place(state: Rating, said: object, *, halves: bool = False) -> float:
    """A place on the scale: a stop, or where halves are allowed the middle between two."""
    if isinstance(said, bool) or not isinstance(said, int | float) or not 1 <= said <= len(state.scale):
        raise Refused("malformed", key="value")
    if said * (2 if halves or state.settings.halves else 1) % 1:
        raise Refused("malformed", key="value")
    return float(said)


def _hands(state: Rating, move: Move, context: Context) -> Json:
    """Hands are counted for those without a phone and for whoever counts; whose hand was where is not kept."""
    item, voices = _asked(state, move, context), _voices(move.by.person, context)
    counts = _raised(state, move.data.get("counts", {}))
    cant = _hands_up(move.data.get("cant", 0))
    if cant and not state.cant:
        raise Refused("malformed", key="cant")
    if cant + sum(counts.values()) > len(voices):  # before a list is made: a billion hands would fill the memory
        raise Refused("too_many_hands", most=len(voices))
    raised = [CANT] * cant + [value for value, count in counts.items() for _ in range(count)]
    return {
        "round": len(state.rounds),
        "item": item.id,
        "counts": {named(value): count for value, count in counts.items() if count},
        "cant": cant,
        "marks": [[person, value] for person, value in zip(voices, raised, strict=False)],
        "voices": voices,
        **_belonging(voices, context),
    }


def _belonging(people: Iterable[str], context: Context) -> dict[str, str]:
    """The role and the partnership that these people share, as far as the agenda knows them: no words of their own."""
    known = [context.roster.people.get(person) for person in people]
    roles = {one.role if one else "" for one in known}
    partnerships = {one.partnership if one else "" for one in known}
    return {"role": _shared(roles, context.roles), "partnership": _shared(partnerships, context.partnerships)}


def _shared(said: Collection[str], known: Collection[str]) -> str:
    (one, *others) = said
    return one if not others and one in known else ""


def _voices(person: str, context: Context) -> list[str]:
    """For whom somebody may count hands: for themselves and for those at their table without a phone."""
    roster = context.roster
    table = roster.table_of(person)
    if table not in roster.tables or roster.tables[table].phone != person:
        raise Refused("not_holder")
    return [person, *rating.spoken_for(table, person, context)]


def _raised(state: Rating, said: object) -> dict[float, int]:
    if not isinstance(said, dict):
        raise Refused("malformed", key="counts")
    try:
        return {_place(state, float(stop)): _hands_up(count) for stop, count in said.items()}
    except ValueError:
        raise Refused("malformed", key="counts") from None


def _hands_up(said: object) -> int:
    if isinstance(said, bool) or not isinstance(said, int) or said < 0:
        raise Refused("malformed", key="counts")
    return said


# ── words ───────────────────────────────────────────────────────────────────


def _wording(state: Rating, move: Move, context: Context) -> Json:
    """Words for a stop: one's own where there are none, better ones where there are."""
    own = move.name == "own"
    if not own and not state.settings.challenge:
        raise Refused("unknown_move")
    if not context.open and not context.revealed:
        raise Refused("not_open")
    item, stop = _in_reach(state, move, context), move.data.get("stop")
    if not isinstance(stop, int) or isinstance(stop, bool) or not 1 <= stop <= len(state.scale):
        raise Refused("malformed", key="stop")
    if own is not item.is_blank(stop) or not item.cells:
        raise Refused("malformed", key="stop")
    text = pool.text(move.data.get("text"), WORDS)
    return {"entry": pool.write(_entry(move.name, item, text, "room", move, context, {"stop": str(stop)}))}


def _next_stop(state: Rating, move: Move, context: Context) -> Json:
    """What a table agreed: the next stop on an ordinary day, and one move that gets there."""
    if not marks.told(state.rounds, revealed=context.revealed):
        raise Refused("not_revealed")
    _voices(move.by.person, context)
    item = _in_reach(state, move, context)
    text = pool.text(move.data.get("text"), WORDS)
    step = line(move.data.get("step", ""), REASON, "step")
    entry = _entry("next_stop", item, text, "room", move, context, {"step": step})
    return {"entry": pool.write(replace(entry, shown="waiting"))}


def _entry(
    box: str,
    item: Item,
    text: str,
    visibility: Visibility,
    move: Move,
    context: Context,
    fields: Mapping[str, str] | None = None,
) -> Entry:
    """Somebody's words beside a thing. New words take the place of the old ones."""
    said = dict(fields or {})
    mine = context.pool.by(move.by.person, context.screen)
    stop = said.get("stop")
    known = (one.id for one in mine if (one.box, one.card, one.fields.get("stop")) == (box, item.id, stop))
    return Entry(
        id=next(known, f"e{move.mint}"),
        screen=context.screen,
        kind="rate",
        box=box,
        person=move.by.person,
        table=context.roster.table_of(move.by.person),
        text=text,
        visibility=visibility,
        named=False,
        at=move.at,
        fields=said,
        card=item.id,
    )


# ── the facilitator's hand ──────────────────────────────────────────────────


def _steered(state: Rating, move: Move, context: Context) -> Json:
    steer = _STEERS.get(move.name)
    if steer is None:
        raise Refused("unknown_move")
    return steer(state, move.data, context)


def _peek(state: Rating, data: Json, context: Context) -> Json:
    """It is written down that she looked before the room did; where nobody is named, nobody may."""
    if context.faceless:
        raise Refused("faceless_peek")
    return {}


def _focus(state: Rating, data: Json, context: Context) -> Json:
    return {"item": _known(state, data["item"], context) if data.get("item") else ""}


def _send(state: Rating, data: Json, context: Context) -> Json:
    return {"item": _known(state, data.get("item"), context), "tables": _tables(data.get("tables"), context)}


def _slice(state: Rating, data: Json, context: Context) -> Json:
    return {"by": _one_of(("", AS_IT_IS, *state.settings.slices), data.get("by"))}


def _arrange(state: Rating, data: Json, context: Context) -> Json:
    return {"by": _one_of(("", "divided", *(stop.id for stop in state.scale)), data.get("by"))}


def _second(state: Rating, data: Json, context: Context) -> Json:
    if not context.revealed:
        raise Refused("not_revealed")
    wanted = _several(state, data.get("items"), context)
    if not wanted:
        raise Refused("malformed", key="items")
    # `again`: the run covers the screen and opens it, as at the beginning.
    return {"items": wanted, "seen": True, "again": True}


def _agree(state: Rating, data: Json, context: Context) -> Json:
    """The position that the room settled on; with an empty `how` it is taken back."""
    rounds = marks.told(state.rounds, revealed=context.revealed)
    if not rounds:
        raise Refused("not_revealed")
    item, how = _known(state, data.get("item"), context), _one_of(("", "consensus", "median", "open"), data.get("how"))
    if data.get("value") == "open" and how:
        how = "open"
    said = line(data.get("line", ""), REASON, "line")
    return {"item": item, "value": _settled(state, item, how, data, context), "how": how, "line": said}


def _settled(state: Rating, item: str, how: str, data: Json, context: Context) -> float:
    if how == "consensus":
        return _place(state, data.get("value"), halves=True)
    if how != "median":
        return CANT
    middle = outcome.spread_of(marks.told(state.rounds, revealed=context.revealed), item, context).median
    if middle is None:
        raise Refused("no_median")
    return middle


def _lens(state: Rating, data: Json, context: Context) -> Json:
    no = data.get("no")
    if not isinstance(no, int) or isinstance(no, bool) or not 0 <= no < len(state.settings.lens):
        raise Refused("malformed", key="no")
    if any(state.now.marks.values()) and no != state.now.lens:
        raise Refused("already_rated")
    return {"no": no}


def _keep(state: Rating, data: Json, context: Context) -> Json:
    kept = _several(state, data.get("items"), context)
    if len(kept) > MOST_KEPT:
        raise Refused("too_many", limit=MOST_KEPT)
    return {"items": kept}


def _several(state: Rating, wanted: object, context: Context) -> list[str]:
    if not isinstance(wanted, list):
        raise Refused("malformed", key="items")
    return list(dict.fromkeys(_known(state, item, context) for item in wanted))


def _tables(wanted: object, context: Context) -> list[int]:
    if not isinstance(wanted, list):
        raise Refused("malformed", key="tables")
    for no in wanted:
        if not isinstance(no, int) or isinstance(no, bool) or no not in context.roster.tables:
            raise Refused("unknown_table")
    return sorted(set(wanted))


def _one_of(allowed: Iterable[str], wanted: object) -> str:
    for one in allowed:
        if wanted == one:
            return one
    raise Refused("malformed", key="by")


_Steer = Callable[[Rating, Json, Context], Json]

_STEERS: Mapping[str, _Steer] = {
    "peek": _peek,
    "focus": _focus,
    "second": _second,
    "send": _send,
    "agree": _agree,
    "slice": _slice,
    "arrange": _arrange,
    "lens": _lens,
    "keep": _keep,
}


# ── what becomes of it ──────────────────────────────────────────────────────


def _marked(state: Rating, fact: Fact) -> Rating:
    mark = _set(fact.data["value"], fact)
    return _with_round(state, fact.data["round"], fact.data["item"], {fact.person: mark})


def _counted(state: Rating, fact: Fact) -> Rating:
    data = fact.data
    raised = {person: _set(value, fact, hand=True) for person, value in data["marks"]}
    counts = {data["item"]: {"counts": data["counts"], "cant": data["cant"]}}
    hands = {**state.hands, fact.person: {**state.hands.get(fact.person, {}), **counts}}
    return _with_round(replace(state, hands=hands), data["round"], data["item"], raised, data["voices"])


def _set(value: float, fact: Fact, *, hand: bool = False) -> Mark:
    return Mark(float(value), fact.at, hand, fact.data.get("role", ""), fact.data.get("partnership", ""))


def _with_round(state: Rating, no: int, item: str, said: Mapping[str, Mark], without: Iterable[str] = ()) -> Rating:
    changed = state.rounds[no - 1].having(item, said, without)
    return replace(state, rounds=(*state.rounds[: no - 1], changed, *state.rounds[no:]))


def _again(state: Rating, fact: Fact) -> Rating:
    before = replace(state.now, seen=fact.data["seen"])
    again = Round(items=tuple(fact.data["items"]), lens=before.lens)
    return replace(state, rounds=(*state.rounds[:-1], before, again), hands={}, focus="")


def _seen_through(state: Rating, fact: Fact) -> Rating:
    return replace(state, rounds=(*state.rounds[:-1], replace(state.now, lens=fact.data["no"])))


def _agreed_upon(state: Rating, fact: Fact) -> Rating:
    data = fact.data
    others = {item: one for item, one in state.agreed.items() if item != data["item"]}
    said = {data["item"]: Agreed(float(data["value"]), data["how"], data["line"])} if data["how"] else {}
    return replace(state, agreed={**others, **said})


_BECOMES: Mapping[str, Callable[[Rating, Fact], Rating]] = {
    "mark": _marked,
    "hands": _counted,
    "second": _again,
    "lens": _seen_through,
    "agree": _agreed_upon,
    "send": lambda state, fact: replace(state, sent={**state.sent, fact.data["item"]: tuple(fact.data["tables"])}),
    "focus": lambda state, fact: replace(state, focus=fact.data["item"]),
    "peek": lambda state, fact: replace(state, peeked=True),
    "slice": lambda state, fact: replace(state, by=fact.data["by"]),
    "arrange": lambda state, fact: replace(state, arranged=fact.data["by"]),
    "keep": lambda state, fact: replace(state, kept=tuple(fact.data["items"])),
}


# ── what later screens are told ─────────────────────────────────────────────


def _own_marks(state: Rating, audience: Audience, context: Context) -> Iterable[Brought]:
    if not isinstance(audience, Me):
        return
    things = rating.within_reach(state, audience.person, context)
    for item, said in rating.own_answers(state, audience.person).items():
        if item in things and not said.get("hand"):
            yield outcome.brought(things[item], context, note=outcome.label(state, said["value"]))


# ── people who are not there ────────────────────────────────────────────────

PLAUSIBLE: Mapping[str, tuple[str, ...]] = {
    "reason": (
        "The joint science week ran twice without anyone having to push it.",
        "I only ever hear of it when something has gone wrong.",
        "Two of us hold it together, and both of us are tired.",
        "Last term we turned something down because it did not fit.",
    ),
    "words": (
        "A newcomer could say what we are for after one meeting.",
        "We would stop something because of what we had found out.",
    ),
    "step": ("One visit by half-term", "A second name on every invitation"),
}


def _robot_marks(view: Json, item: str, dice: Random) -> Json | None:
    if view["round"] > 1 and dice.random() < 0.5:
        return None
    earlier = view.get("mine", {}).get(item, {}).get("value", 0)
    if view["cant"] and dice.random() < 0.1:
        value: float | str = "cant"
    elif earlier and dice.random() < 0.6:
        value = min(earlier + 1, len(view["scale"]))
    else:
        value = _thrown(view, dice)
    data = {"item": item, "value": value, "round": view["round"]}
    if view["reason"] and dice.random() < 0.15:
        data["reason"] = dice.choice(PLAUSIBLE["reason"])
    return {"name": "mark", "data": data}


def _thrown(view: Json, dice: Random) -> float:
    """Rather below the middle, as people are who rate an ordinary Tuesday."""
    stops = len(view["scale"])
    value = min(max(round(dice.gauss(stops / 2, stops / 4)), 1), stops)
    return value + 0.5 if view["halves"] and value < stops and dice.random() < 0.2 else value


def _robot_writes(view: Json, things: Json, words: Iterable[Json], dice: Random) -> Json | None:
    """One wording of each sort at most, and for the holder of the table's phone one next stop."""
    boxes = {one["box"] for one in words}
    described = [item for item in sorted(things) if things[item].get("cells")]
    blank = [(item, int(stop)) for item in described for stop in things[item].get("blank", ()) if "." not in stop]
    if blank and "own" not in boxes and dice.random() < 0.1:
        item, stop = dice.choice(blank)
        return {"name": "own", "data": {"item": item, "stop": stop, "text": dice.choice(PLAUSIBLE["words"])}}
    filled = [item for item in described if "1" not in things[item].get("blank", ())]
    if filled and view["challenge"] and "challenge" not in boxes and dice.random() < 0.1:
        data = {"item": dice.choice(filled), "stop": 1, "text": dice.choice(PLAUSIBLE["words"])}
        return {"name": "challenge", "data": data}
    open_to = [item for item in sorted(things) if item not in view.get("next_stops", {})]
    if view.get("told") and view.get("holder") and open_to and len(view["next_stops"]) < 1 and dice.random() < 0.5:
        said = {"text": dice.choice(PLAUSIBLE["words"]), "step": dice.choice(PLAUSIBLE["step"])}
        return {"name": "next_stop", "data": {"item": dice.choice(open_to), **said}}
    return _robot_counts(view, things, dice)


def _robot_counts(view: Json, things: Json, dice: Random) -> Json | None:
    """The holder of a table's phone counts hands for those without one, on one thing."""
    asked = [item for item in sorted(things) if not view["asks"] or item in view["asks"]]
    if not view.get("holder") or view.get("voices", 0) < 2 or view.get("hands") or not asked:
        return None
    count = dice.randint(1, view["voices"])
    return {"name": "hands", "data": {"item": asked[0], "counts": {"1": count}, "cant": 0, "round": view["round"]}}
