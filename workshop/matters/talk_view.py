"""What each screen shows of a room that talks in groups: the hall, the facilitator, every phone, and one's own.

How many are where is the facilitator's; phones and stage learn only whether there is room.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import ceil

from workshop.kinds.contract import Context
from workshop.matters import talk
from workshop.matters.seating import Place
from workshop.matters.talk import BOX, LINE, THOUGHT, State
from workshop.moves import Entry, Json

EMPTY_FOR = 120_000
"""So long may a table stay empty before it is suggested to close it, in milliseconds."""

THIN, LIVELY = 3, 8
"""Fewer than so many make a thin table; fewer than so many are never too many."""


def floor(state: State, context: Context) -> Json:
    """What every phone shows alike. While people walk there are only the names of places."""
    settings, now = state.settings, state.seating
    seen: Json = {
        "rule": settings.rule,
        "walking": now.walking,
        "round": now.round,
        "rounds": settings.rounds,
        "made": bool(now.made),
        "with_hosts": settings.hosts,
        "with_thoughts": settings.thoughts,
        "visibility": settings.visibility,
        "review": settings.review,
        "max": THOUGHT,
        "places": _signs(state, context),
        "bell": {"no": now.rung, "at": now.rung_at},
    }
    if now.walking:
        return seen
    lines = {one.id: {"no": no, "ask": one.ask} for no, one in enumerate(settings.card, start=1)}
    card = {"open": now.cards, "last": settings.card_last, "max": LINE, "lines": lines}
    return {**seen, "ask": talk.question(state), "card": card}


def _signs(state: State, context: Context) -> Json:
    """The topics' places: a name, a number, and whether there is room. Head-counts stay with the facilitator."""
    if state.settings.rule == "home" or not talk.topics(state, context):
        return {}
    heads = talk.heads_at(state, context)
    waiting = [one.id for one in talk.topics(state, context) if one.optional and one.id not in state.seating.closed]
    shown = [place for id_, place in talk.places(state, context).items() if id_ not in waiting]
    return {place.id: _sign(state, place, heads, context) for place in shown}


def _sign(state: State, place: Place, heads: Mapping[str, int], context: Context) -> Json:
    host = talk.host_of(state, place, context)
    name = context.roster.called(host)
    sign: Json = {
        "no": place.no,
        "title": place.title,
        "closed": talk.is_closed(state, place),
        "hosted": bool(host),
        **({"by": name} if name else {}),
        "seats": _room_left(state, heads[place.id], context),
    }
    return sign if state.seating.walking else {**sign, "essence": place.essence}


def _room_left(state: State, heads: int, context: Context) -> str:
    """Room, getting full, or full: never how many. Unless the agenda says, full is well above a fair share."""
    share = len(context.roster.here()) / max(1, len(talk.open_places(state, context)))
    full = state.settings.seats or max(5, ceil(1.25 * share))
    return "full" if heads >= full else "filling" if heads >= 0.75 * full else "room"


def phone(state: State, person: str, context: Context) -> Json:
    """One's own: what one wrote, whether one hosts, and, unless the home table shows it, what lies where one is."""
    settings = state.settings
    place, hosting = talk.where(state, person, context), settings.hosts and talk.is_host(state, person, context)
    mine = [entry for entry in context.pool.by(person, context.screen) if entry.box == BOX]
    seen: Json = {"hosting": hosting, "mine": {entry.id: _own(state, entry, context) for entry in mine}}
    if hosting and not state.seating.walking:
        seen |= {"greeting": settings.greeting, "lines": _card_now(state, place, context)}
    return seen if settings.rule == "home" else {**seen, **group(state, place, context)}


def group(state: State, at: str, context: Context) -> Json:
    """What those at a place see there. On the way it is a name and a number."""
    place = talk.places(state, context).get(at)
    if place is None:
        return {"at": ""}
    seen: Json = {"at": at, "here": _here(state, place, context)}
    if state.seating.walking:
        return seen
    if state.settings.card and not state.settings.hosts:
        seen["lines"] = {box: line for box, line in _card_now(state, at, context).items() if line["shown"] != "hidden"}
    return {
        **seen,
        "here": {**seen["here"], "essence": place.essence, "ideas": list(place.ideas), "prompts": list(place.prompts)},
        "thoughts": {
            entry.id: {"text": entry.text, "at": entry.at, **talk.by(entry, context)}
            for entry in talk.written_at(state, at, context)
            if entry.box == BOX and _read_there(entry)
        },
        "harvest": {
            entry.id: {"box": entry.box, "text": entry.text, "round": talk.round_of(entry), "at": entry.at}
            for entry in _before(state, at, context)
        },
    }


def _here(state: State, place: Place, context: Context) -> Json:
    host = talk.host_of(state, place, context)
    name = context.roster.called(host)
    here: Json = {
        "no": place.no,
        "title": place.title,
        "hosted": bool(host),
        "handing": place.id in state.seating.handing,
        **({"by": name} if name else {}),
    }
    if state.settings.rule in ("home", "topic"):
        return here
    # A group that was made has to find each other; whoever chose a topic by foot is not listed anywhere.
    return {
        **here,
        "people": {one.id: {"name": context.roster.called(one.id)} for one in talk.people_at(state, place.id, context)},
    }


def _before(state: State, place: str, context: Context) -> list[Entry]:
    """The cards that lie on the table: of earlier rounds, and of tables that were merged into this one."""
    now = {entry.id for entry in talk.lines_now(state, place, context)}
    return [entry for entry in talk.lines(state, place, context) if entry.id not in now and _read_there(entry)]


def _card_now(state: State, place: str, context: Context) -> Json:
    return {
        entry.box: {"entry": entry.id, "text": entry.text, "shown": entry.shown, "at": entry.at}
        for entry in talk.lines_now(state, place, context)
    }


def _own(state: State, entry: Entry, context: Context) -> Json:
    place = talk.places(state, context).get(talk.lies_at(state, entry))
    return {
        "text": entry.text,
        "place": place.title if place else "",
        "visibility": entry.visibility,
        "named": entry.named,
        "shown": entry.shown,
        "at": entry.at,
    }


def _read_there(entry: Entry) -> bool:
    return entry.visibility in ("table", "room") and entry.shown != "hidden"


# ── what the hall and the facilitator see ───────────────────────────────────


def stage(state: State, context: Context) -> Json:
    """The places and who hosts; the question while there is one. What was shown of the words only when revealed."""
    now = state.seating
    seen: Json = {
        "rule": state.settings.rule,
        "walking": now.walking,
        "round": now.round,
        "rounds": state.settings.rounds,
        "ask": "" if now.walking else talk.question(state),
        "places": {id_: sign for id_, sign in _signs(state, context).items() if not sign["closed"]},
        "groups": len(now.made),
        "bell": {"no": now.rung, "at": now.rung_at},
        "wall": {},
    }
    if context.revealed:
        shown = context.pool.shown(context.screen)
        seen["wall"] = {
            entry.id: {"text": entry.text, "box": entry.box, "place": _title_of(state, entry, context), "at": entry.at}
            | talk.by(entry, context)
            for entry in shown
        }
    return seen


def _title_of(state: State, entry: Entry, context: Context) -> str:
    place = talk.places(state, context).get(talk.lies_at(state, entry))
    return place.title if place else ""


def console(state: State, context: Context) -> Json:
    """Head-counts, hosts and how far their cards are; what one might do; the words written for her or for everyone."""
    settings, now, places = state.settings, state.seating, talk.places(state, context)
    heads, entries = talk.heads_at(state, context), context.pool.of(context.screen)
    there = talk.lying(state, context)
    seen: Json = {
        "rule": settings.rule,
        "walking": now.walking,
        "round": now.round,
        "rounds": settings.rounds,
        "round_minutes": settings.round_minutes,
        "with_hosts": settings.hosts,
        "ask": talk.question(state),
        "lines": {one.id: {"no": no, "ask": one.ask} for no, one in enumerate(settings.card, start=1)},
        "card_open": now.cards,
        "bell": now.rung,
        "made": len(now.made),
        "topics": settings.rule != "home" and bool(talk.topics(state, context)),
        "places": {
            id_: _counted(state, place, heads[id_], there.get(id_, ()), context) for id_, place in places.items()
        },
        "loose": sum(1 for person in context.roster.here() if talk.where(state, person.id, context) not in places),
        "advice": _advice(state, heads, context),
        "done": {person: True for person in sorted(_took_part(state, entries, context))},
        "entries": {
            entry.id: {
                "text": entry.text,
                "box": entry.box,
                "place": talk.lies_at(state, entry),
                "visibility": entry.visibility,
                "shown": entry.shown,
                "at": entry.at,
                **talk.by(entry, context),
            }
            for entry in entries
            if entry.visibility in ("facilitator", "room")
        },
    }
    if settings.rule in ("home", "topic"):
        return seen
    return {**seen, "seats": {person.id: talk.where(state, person.id, context) for person in context.roster.here()}}


def _counted(state: State, place: Place, heads: int, there: Sequence[Entry], context: Context) -> Json:
    merged = state.seating.absorbed(place.id)
    return {
        "no": place.no,
        "title": place.title,
        "heads": heads,
        "seats": _room_left(state, heads, context),
        "host": talk.host_of(state, place, context),
        "closed": talk.is_closed(state, place),
        "handing": place.id in state.seating.handing,
        "lines": len(talk.card_now(state, place.id, there)),
        "thoughts": sum(1 for one in there if one.box == BOX and one.visibility != "me"),
        "with": {one: talk.former(state, one, context) for one in merged},
    }


def _advice(state: State, heads: Mapping[str, int], context: Context) -> Json:
    """Suggestions, no more: feet decide. `from`: the moment from which one is worth making."""
    if state.settings.rule != "topic" or state.seating.walking or not heads:
        return {}
    places, now = talk.open_places(state, context), state.seating
    since = now.since or min(now.stirred.values(), default=0)
    guests = {id_: heads[id_] - bool(talk.host_of(state, place, context)) for id_, place in places.items()}
    empty = {
        f"close-{id_}": {"do": "close", "topic": id_, "from": max(since, now.stirred.get(id_, 0)) + EMPTY_FOR}
        for id_ in places
        if guests[id_] <= 0
    }
    thin = sorted((id_ for id_ in places if guests[id_] > 0 and heads[id_] < THIN), key=lambda id_: heads[id_])
    merge = {
        f"merge-{small}": {"do": "merge", "topic": small, "into": larger, "from": since}
        for small, larger in zip(thin[::2], thin[1::2], strict=False)
    }
    crowded = {
        f"split-{id_}": {"do": "split", "topic": id_, "from": since}
        for id_ in places
        if heads[id_] >= LIVELY and _room_left(state, heads[id_], context) == "full"
    }
    return {**empty, **merge, **crowded}


def _took_part(state: State, entries: list[Entry], context: Context) -> set[str]:
    if state.settings.rule == "topic":
        return {person.id for person in context.roster if talk.where(state, person.id, context)}
    return {entry.person for entry in entries}
