"""What each audience sees of a rating: what is asked, one's own marks, and how it went once that is revealed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from workshop.kinds.contract import Context
from workshop.matters import marks, outcome, portions
from workshop.matters.marks import Item
from workshop.matters.rating import Rating, everything, items, own_answers, spoken_for
from workshop.matters.spread import CANT
from workshop.moves import Audience, Console, Entry, Floor, Json, Me, Stage, Table


def seen(state: Rating, audience: Audience, context: Context) -> Json:
    """Everybody sees what is asked; how it went only once it is revealed; one's own marks only oneself."""
    match audience:
        case Me(person):
            return _said(_own(state, person, context))
        case Table(no):
            return _at_table(state, no, context)
        case Floor():
            things = items(state, Floor(), context)
            return {**_in_short(_question(state, things, context)), **_told(state, things, context)}
        case Stage():
            things = items(state, audience, context)
            said = {**_question(state, things, context), **outcome.turnout(state, context)}
            return {**said, **_told(state, things, context), "next": _next_stops(context, shown=True)}
        case Console():
            return _for_the_facilitator(state, context)


def _told(state: Rating, things: Mapping[str, Item], context: Context) -> Json:
    return outcome.told(state, things, context) if context.revealed else {"told": False}


def _question(state: Rating, things: Mapping[str, Item], context: Context) -> Json:
    settings = state.settings
    said = {key: getattr(settings, key) for key in ("look", "halves", "reason", "challenge", "measured", "shuffle")}
    lists = {key: list(getattr(settings, key)) for key in ("ends", "left", "right")}
    in_order = outcome.shuffled(state, things, "stage")
    return {
        **said,
        **lists,
        "items": {item: _thing(things[item], no, len(state.scale)) for no, item in enumerate(in_order, start=1)},
        "scale": {str(no): {"id": stop.id, "label": stop.label} for no, stop in enumerate(state.scale, start=1)},
        "cant": state.cant,
        "lens": state.lens,
        "baseline": {item: value for item, value in settings.baseline.items() if item in things},
        "hint": settings.hardest_hint,
        "round": len(state.rounds),
        "faceless": context.faceless,
        "asks": [item for item in state.now.items if item in things],
        "focus": state.focus if state.focus in things else "",
        "kept": [item for item in state.kept if item in things],
    }


def _in_short(asked: Json) -> Json:
    """The same for phones, as they are many: without what is empty, and without the prompts, which the stage shows."""
    things = {item: _thing_in_short(thing) for item, thing in asked["items"].items()}
    return {**_said(asked), "items": things, "scale": [stop["label"] for stop in asked["scale"].values()]}


def _thing_in_short(thing: Json) -> Json:
    """Of its stops the words one after the other; 0 where those before it hold on."""
    said = {key: value for key, value in _said(thing).items() if key != "prompts"}
    if "cells" in said:
        said["cells"] = [
            words for no, cell in said["cells"].items() for words in (cell["text"], *[0] * (cell["to"] - int(no)))
        ]
    return said


def _said(seen: Json) -> Json:
    """A view without what is empty, which phones know by themselves."""
    return {key: value for key, value in seen.items() if value}


def _thing(item: Item, no: int, stops: int) -> Json:
    said: Json = {"no": no, "title": item.title, "line": item.line}
    if item.cells:
        said |= {"cells": marks.described(item), "blank": marks.blanks(item, stops)}
    extra = {"probe": item.probe, "empty_note": item.empty_note, "prompts": list(item.prompts)}
    return said | {key: value for key, value in extra.items() if value}


def _at_table(state: Rating, no: int, context: Context) -> Json:
    seat = context.roster.tables.get(no)
    seen: Json = {
        "voices": len(spoken_for(no, seat.phone, context)) + 1 if seat and seat.phone else 0,
        "sent": {item: True for item, tables in state.sent.items() if no in tables},
        "next_stops": {
            one.card: {"text": one.text, "step": one.fields.get("step", ""), "at": one.at}
            for one in sorted(_words(no, "next_stop", context), key=lambda one: one.at)
        },
        "reasons": _reasons(state, no, context) if context.revealed else {},
    }
    if state.settings.from_brought:
        theirs = items(state, Table(no), context)
        seen["table_items"] = {item: _thing(one, at, 0) for at, (item, one) in enumerate(theirs.items(), start=1)}
    return seen


def _words(no: int, box: str, context: Context) -> list[Entry]:
    """What was written at a table into one box, and at the tables that merged into it."""
    found = (entry for one in sorted(context.roster.kin(no)) for entry in context.pool.at(one, context.screen))
    return [entry for entry in found if entry.box == box and entry.shown != "hidden"]


def _reasons(state: Rating, no: int, context: Context) -> Json:
    """A table's reasons, lowest mark first, without names."""
    found: dict[str, list[tuple[float, str]]] = {}
    for one in _words(no, "reason", context):
        mark = marks.own(state.rounds, one.card, one.person)
        found.setdefault(one.card, []).append((mark.value if mark and not mark.hand else CANT, one.text))
    return {
        item: {
            str(at): {"text": text, **({"value": value} if value else {})}
            for at, (value, text) in enumerate(sorted(said), start=1)
        }
        for item, said in found.items()
    }


def _own(state: Rating, person: str, context: Context) -> Json:
    known = context.roster.people.get(person)
    wrote = [one for one in context.pool.by(person, context.screen) if one.box != "next_stop"]
    seen: Json = {
        "mine": own_answers(state, person),
        "words": {one.id: {**_worded(one), "at": one.at} for one in wrote},
        "partnership": known.partnership if known else "",
        "hands": dict(state.hands.get(person, {})),
    }
    if state.settings.shuffle:
        seen["seed"] = portions.seed(f"{context.screen}/{person}")
    if state.settings.from_brought:
        own = items(state, Me(person), context)
        seen["own_items"] = {item: _thing(one, at, 0) for at, (item, one) in enumerate(own.items(), start=1)}
    return seen


def _worded(one: Entry) -> Json:
    return {"box": one.box, "item": one.card, "stop": one.fields.get("stop", ""), "text": one.text}


def _for_the_facilitator(state: Rating, context: Context) -> Json:
    """Counts for herself; the spread once it is revealed or she peeked. Never who marked what."""
    things = everything(state, context)
    told = context.revealed or state.peeked
    return {
        **_question(state, things, context),
        **outcome.turnout(state, context),
        **(outcome.told(state, things, context) if told else {"told": False}),
        "rated": {item: len(outcome.of_the_room(state.now.marks.get(item, {}), context)) for item in things},
        "done": dict.fromkeys(outcome.finished(state, context), True),
        "peeked": state.peeked,
        "revealed": context.revealed,
        "slices": [] if context.faceless else list(state.settings.slices),
        "arranged": state.arranged,
        "lenses": {str(no): label for no, label in enumerate(state.settings.lens)},
        "sent": {item: list(tables) for item, tables in state.sent.items() if tables and item in things},
        "wordings": _wordings(context) if told else {},
        "next": _next_stops(context),
        "reasons": dict(Counter(one.card for one in context.pool.of(context.screen, "reason"))) if told else {},
    }


def _wordings(context: Context) -> Json:
    found = (one for box in ("own", "challenge") for one in context.pool.of(context.screen, box))
    return {one.id: _worded(one) for one in found if one.shown != "hidden"}


def _next_stops(context: Context, *, shown: bool = False) -> Json:
    """What tables wrote; on the stage only what was let up."""
    return {
        one.id: {
            "item": one.card,
            "text": one.text,
            "step": one.fields.get("step", ""),
            "table": one.table,
            "shown": one.shown,
        }
        for one in context.pool.of(context.screen, "next_stop")
        if one.shown == "shown" or not shown
    }
