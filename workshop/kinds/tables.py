"""People talk in groups: made by a rule or chosen by feet, in rounds, with hosts who keep the thread in three lines.

Where somebody is now decides what their phone shows. How many are where is counted; where one person has been is told
to nobody: no view, no note and no finding holds it. Thoughts and host cards are entries of the pool; the place where
they were written is kept in the entry.

Groups that are made are written into a fact, once somebody asks for them. Screens that double (two, four, eight) make
their groups from the roster alone, each screen its own: the fours are made of the pairs as long as nobody came or went.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random

from workshop import pool
from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, Section
from workshop.matters import groups, seating, talk, talk_note, talk_view
from workshop.matters.groups import SIZES
from workshop.matters.seating import Place, Seating
from workshop.matters.talk import BOX, LINE, THOUGHT, TITLE, State
from workshop.matters.talk import Settings as Settings
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

_FACILITATOR = frozenset({Role.FACILITATOR})
_PARTICIPANT = frozenset({Role.PARTICIPANT})

MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(("go_to", "find", "host", "hand_over_host", "take_host", "think", "edit"), _PARTICIPANT),
    **dict.fromkeys(("group", "place", "name_host", "round", "walk", "bell"), _FACILITATOR),
    **dict.fromkeys(("close_topic", "open_topic", "merge_topics", "split_topic", "rename_topic"), _FACILITATOR),
    "card": _FACILITATOR | _PARTICIPANT,
}

FINDINGS: Mapping[str, str] = {
    "cards": "the lines of the host cards that were shown to the room, each with the topic they are about",
    "own": "the topic or group that somebody is at now, for that person alone",
}


def start(settings: Settings, context: Context) -> State:
    """Nobody is anywhere yet. Where people are to walk first, the first round waits."""
    walking = settings.mode == "walk"
    return State(settings, Seating(round=0 if walking else 1, walking=walking))


def accept(state: State, move: Move, context: Context) -> Json:
    """What exactly becomes true. Raises `Refused`."""
    if move.by.role is Role.PARTICIPANT and not context.open and move.name != "edit":
        raise Refused("not_open")
    if move.name == "card" and move.by.role is Role.FACILITATOR:
        return {"cards": _switch(move.data.get("on", True))}
    doing = _DOING.get(move.name)
    if doing is None:
        raise Refused("unknown_move")
    return doing(state, move, context)


def apply(state: State, fact: Fact) -> State:
    """Where everybody is after a fact. Words are kept by the pool."""
    return replace(state, seating=seating.after(state.seating, fact))


def view(state: State, audience: Audience, context: Context) -> Json:
    """What this audience may see."""
    match audience:
        case Stage():
            return talk_view.stage(state, context)
        case Console():
            return talk_view.console(state, context)
        case Floor():
            return talk_view.floor(state, context)
        case Table(no):
            return talk_view.group(state, str(no), context) if state.settings.rule == "home" else {}
        case Me(person):
            return talk_view.phone(state, person, context)


def notes(state: State, context: Context) -> Sequence[Section]:
    """What was talked about where, and by how many. Nobody's way."""
    return talk_note.sections(state, context)


def bring(state: State, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """Host-card lines, or where somebody is."""
    places = talk.places(state, context)
    if finding == "own" and isinstance(audience, Me):
        place = places.get(talk.where(state, audience.person, context))
        return [Brought(id=f"{context.screen}/{place.id}", text=place.title)] if place and place.title else []
    if finding != "cards":
        return []
    near = talk.where(state, audience.person, context) if isinstance(audience, Me) else ""
    return [
        _as_brought(entry, places.get(talk.lies_at(state, entry)), context)
        for entry in context.pool.of(context.screen)
        if entry.box != BOX and entry.visibility == "room" and _brings(state, entry, near)
    ]


def near(state: State, person: str, context: Context) -> Iterable[str]:
    """Those at the same place now, at the places this person's last step had to do with, and where their words lie."""
    places = {talk.where(state, person, context), *state.seating.touched.get(person, ())}
    places |= {talk.lies_at(state, entry) for entry in context.pool.by(person, context.screen)}
    now = {state.seating.now(place) for place in places} - {""}
    return [other for place in now for other in talk.known_at(state, place, context) if other != person]


def unite(state: State, gone: str, kept: str) -> State:
    """Two ids turned out to be one person."""
    return replace(state, seating=seating.united(state.seating, gone, kept))


def pretend(view: Json, dice: Random) -> Json | None:
    """Go somewhere, perhaps host, leave a thought, fill in the card where one holds it, perhaps move on."""
    if not view.get("open"):
        return None
    tries = (_finding, _taking_over, _hosting, _filling_in, _moving_on, _thinking)
    return next((wanted for one in tries if (wanted := one(view, dice))), None)


# ── what people do ────────────────────────────────────────────────────────────


def _go_to(state: State, move: Move, context: Context) -> Json:
    if state.settings.rule != "topic":
        raise Refused("unknown_move")
    place = _known(talk.places(state, context), move.data.get("topic"))
    if talk.is_closed(state, place):
        raise Refused("table_closed")
    return {"places": {move.by.person: place.id}}


def _find(state: State, move: Move, context: Context) -> Json:
    """Whoever asks first gets the groups made for all; whoever comes later joins one."""
    _made_here(state)
    person = move.by.person
    if not state.seating.made:
        return {"groups": _new_groups(state, move, context)}
    if state.seating.of(person) in talk.places(state, context):
        return {"places": {person: state.seating.of(person)}}
    return {"places": _seat_for(state, person, context)}


def _group_anew(state: State, move: Move, context: Context) -> Json:
    _made_here(state)
    return {"groups": _new_groups(state, move, context)}


def _place(state: State, move: Move, context: Context) -> Json:
    """The facilitator finds somebody a place: the one she names, or the smallest group."""
    person = _person(move.data.get("person"), context)
    if state.settings.rule == "home":
        raise Refused("unknown_move")
    if "group" not in move.data and state.seating.made:
        return {"places": _seat_for(state, person, context)}
    return {"places": {person: _known(talk.open_places(state, context), move.data.get("group")).id}}


def _made_here(state: State) -> None:
    if state.settings.rule in ("home", "topic"):
        raise Refused("unknown_move")


def _new_groups(state: State, move: Move, context: Context) -> Json:
    """Everybody who is here, in groups by the rule. At places that stay, such as a host's, a group keeps its name."""
    settings, topics = state.settings, talk.topics(state, context)
    lasting = list(talk.open_places(state, context)) if topics or settings.hosts else []
    hosts = {place: host for place, host in state.seating.hosts.items() if place in lasting}
    made = groups.make(
        settings.rule,
        context.roster,
        size=settings.size,
        count=len(lasting) if topics else 0,
        apart=settings.apart,
        met=_met(state),
        stay={lasting.index(place): host for place, host in hosts.items()},
        dice=move.dice(),
    )
    names = [*lasting, *(f"g{state.seating.deal + 1}-{no}" for no in range(len(lasting) + 1, len(made) + 1))]
    return {name: list(people) for name, people in zip(names, made, strict=False)}


def _met(state: State) -> list[list[str]]:
    """Groups that have talked: everybody's last one, and those before."""
    last = [state.seating.people(place) for place in state.seating.made] if state.seating.round else []
    return [*(list(group) for group in state.seating.met), *last]


def _seat_for(state: State, person: str, context: Context) -> dict[str, str]:
    """Where a late comer sits, and who moves to make a pair with them."""
    places = talk.open_places(state, context)
    before = {id_: tuple(one.id for one in talk.people_at(state, id_, context)) for id_ in places}
    without = {id_: tuple(one for one in people if one != person) for id_, people in before.items()}
    now = groups.with_late_comer(
        without,
        person,
        f"g{state.seating.deal}-{len(state.seating.made) + 1}",
        pairs=SIZES.get(state.settings.rule, state.settings.size) == 2,
        begun=state.seating.round > 0,
    )
    return {one: id_ for id_, people in now.items() for one in people if one not in before.get(id_, ())}


def _volunteer(state: State, move: Move, context: Context) -> Json:
    _with_hosts(state)
    person = move.by.person
    place = _known(talk.open_places(state, context), move.data.get("topic", talk.where(state, person, context)))
    if talk.host_of(state, place, context) not in ("", person):
        raise Refused("host_taken")
    return _hosting_there(state, place, person, context)


def _name_host(state: State, move: Move, context: Context) -> Json:
    _with_hosts(state)
    place = _known(talk.open_places(state, context), move.data.get("topic"))
    if move.data.get("person", "") == "":
        return {"hosts": {place.id: ""}}
    return _hosting_there(state, place, _person(move.data["person"], context), context)


def _hosting_there(state: State, place: Place, person: str, context: Context) -> Json:
    """To host is to be there."""
    if talk.where(state, person, context) == place.id:
        return {"hosts": {place.id: person}}
    if state.settings.rule == "home":
        raise Refused("not_at_table")
    return {"places": {person: place.id}, "hosts": {place.id: person}}


def _hand_over(state: State, move: Move, context: Context) -> Json:
    """The host asks for somebody else; with `on` false, no longer."""
    _with_hosts(state)
    place = talk.where(state, move.by.person, context)
    if not talk.is_host(state, move.by.person, context):
        raise Refused("not_host")
    return {"handing": {place: _switch(move.data.get("on", True))}}


def _take_over(state: State, move: Move, context: Context) -> Json:
    """The first guest who says so. From then on the card is theirs, with what stands on it."""
    _with_hosts(state)
    place = _known(talk.open_places(state, context), move.data.get("topic", talk.where(state, move.by.person, context)))
    if talk.where(state, move.by.person, context) != place.id:
        raise Refused("not_at_table")
    if talk.host_of(state, place, context) and place.id not in state.seating.handing:
        raise Refused("host_taken")
    return {"hosts": {place.id: move.by.person}}


def _with_hosts(state: State) -> None:
    if not state.settings.hosts:
        raise Refused("unknown_move")


# ── words ─────────────────────────────────────────────────────────────────────


def _think(state: State, move: Move, context: Context) -> Json:
    """A thought lies where its author is, or at another place that is named, such as one where nobody sits."""
    if not state.settings.thoughts:
        raise Refused("unknown_move")
    place = talk.where(state, move.by.person, context)
    if "topic" in move.data:
        place = _known(talk.places(state, context), move.data["topic"]).id
    visibility = pool.visibility(move.data.get("visibility", state.settings.visibility))
    text = pool.text(move.data.get("text"), THOUGHT)
    named = pool.named(move.data.get("named", False))
    return {"entry": pool.write(_entry(state, move, context, BOX, place, text, visibility, named))}


def _line(state: State, move: Move, context: Context) -> Json:
    """One line of the card: one for each box in each round, and whoever holds the card may change it."""
    place = _card_in_hand(state, move, context)
    if not state.seating.round:
        raise Refused("not_open")
    box = next((one.id for one in state.settings.card if one.id == move.data.get("box")), "")
    if not box:
        raise Refused("malformed", key="box")
    text = pool.text(move.data.get("text"), LINE)
    known = next((entry for entry in talk.lines_now(state, place, context) if entry.box == box), None)
    if known is None:
        return {"entry": pool.write(_entry(state, move, context, box, place, text, "room", named=False))}
    seen_first = state.settings.review or known.shown == "hidden"
    return {"entry": pool.write(replace(known, text=text, shown=pool.first_shown("room", review=seen_first)))}


def _card_in_hand(state: State, move: Move, context: Context) -> str:
    """The place whose card somebody may write: as its host, or, without hosts, as one of the group."""
    place = talk.where(state, move.by.person, context)
    if not place or (state.settings.hosts and not talk.is_host(state, move.by.person, context)):
        raise Refused("not_host")
    return place


def _entry(
    state: State, move: Move, context: Context, box: str, place: str, text: str, visibility: Visibility, named: bool
) -> Entry:
    about = talk.places(state, context).get(place)
    return Entry(
        id=f"e{move.mint}",
        screen=context.screen,
        kind="tables",
        box=box,
        person=move.by.person,
        table=context.roster.table_of(move.by.person),
        text=text,
        visibility=visibility,
        named=named,
        at=move.at,
        fields={} if box == BOX else {"round": str(state.seating.round)},
        tags=(about.title[:30].strip(),) if about and about.title and state.settings.rule != "home" else (),
        outcome=state.settings.outcome,
        card=place,
        shown=pool.first_shown(visibility, review=state.settings.review),
    )


def _edit(state: State, move: Move, context: Context) -> Json:
    """One may mend one's words also after closing. A line of the card stays meant for the room."""
    entry = pool.own(context.pool, move, context.screen)
    is_line = entry.box != BOX
    checks: dict[str, Callable[[object], object]] = {"text": lambda said: pool.text(said, LINE if is_line else THOUGHT)}
    if not is_line:
        checks |= {"visibility": pool.visibility, "named": pool.named}
    return pool.edit(entry, move.data, checks, review=state.settings.review)


# ── what the facilitator does ─────────────────────────────────────────────────


def _next_round(state: State, move: Move, context: Context) -> Json:
    """The talk begins. Two taps for the same round count once."""
    _fresh(state, move)
    makes = state.settings.rule not in ("home", "topic") and not state.seating.made
    return {
        **_round_over(state, context),
        **({"groups": _new_groups(state, move, context)} if makes else {}),
        "round": state.seating.round + 1,
    }


def _walk(state: State, move: Move, context: Context) -> Json:
    """Everybody moves: no more questions until the next round. Where groups change by rule, they are made now."""
    _fresh(state, move)
    changes = state.settings.rule in ("random", "mixed", *SIZES) and bool(state.seating.made)
    return {
        **_round_over(state, context),
        **({"groups": _new_groups(state, move, context)} if changes else {}),
        "walking": True,
    }


def _fresh(state: State, move: Move) -> None:
    if move.data.get("seen", state.seating.round) != state.seating.round:
        raise Refused("already_moved")


def _round_over(state: State, context: Context) -> Json:
    if state.seating.walking or not state.seating.round:
        return {}
    return {"heads": dict(talk.heads_at(state, context))}


def _ring(state: State, move: Move, context: Context) -> Json:
    return {"bell": state.seating.rung + 1}


def _close(state: State, move: Move, context: Context) -> Json:
    return {"closed": {_topic(state, move, context).id: True}}


def _open(state: State, move: Move, context: Context) -> Json:
    """A topic that was closed or waiting; or one that nobody had listed, under a title of its own."""
    if "title" in move.data:
        _with_topics(state)
        return {"added": {f"t{move.mint}": {"title": _title(move), "like": ""}}}
    return {"closed": {_topic(state, move, context).id: False}}


def _merge(state: State, move: Move, context: Context) -> Json:
    place = _topic(state, move, context)
    into = _known(talk.open_places(state, context), move.data.get("into"))
    if into.id == place.id:
        raise Refused("unknown_item")
    return {"merged": {place.id: into.id}}


def _split(state: State, move: Move, context: Context) -> Json:
    """What was merged stands apart again; any other topic gets a second place, and feet decide."""
    _with_topics(state)
    wanted = str(move.data.get("topic"))
    if wanted in state.seating.merged:
        return {"merged": {wanted: ""}}
    place = _topic(state, move, context)
    origin = state.seating.added.get(place.id, {}).get("like") or place.id
    return {"added": {f"t{move.mint}": {"title": place.title, "like": origin}}}


def _rename(state: State, move: Move, context: Context) -> Json:
    return {"names": {_topic(state, move, context).id: _title(move)}}


def _topic(state: State, move: Move, context: Context) -> Place:
    _with_topics(state)
    return _known(talk.places(state, context), move.data.get("topic"))


def _with_topics(state: State) -> None:
    if state.settings.rule == "home":
        raise Refused("unknown_move")


def _title(move: Move) -> str:
    return " ".join(pool.text(move.data.get("title"), TITLE, "title").split())


_DOING: Mapping[str, Callable[[State, Move, Context], Json]] = {
    "go_to": _go_to,
    "find": _find,
    "host": _volunteer,
    "hand_over_host": _hand_over,
    "take_host": _take_over,
    "think": _think,
    "card": _line,
    "edit": _edit,
    "group": _group_anew,
    "place": _place,
    "name_host": _name_host,
    "round": _next_round,
    "walk": _walk,
    "bell": _ring,
    "close_topic": _close,
    "open_topic": _open,
    "merge_topics": _merge,
    "split_topic": _split,
    "rename_topic": _rename,
}


def _known(places: Mapping[str, Place], wanted: object) -> Place:
    if not isinstance(wanted, str) or wanted not in places:
        raise Refused("unknown_item")
    return places[wanted]


def _person(wanted: object, context: Context) -> str:
    known = context.roster.people.get(wanted) if isinstance(wanted, str) else None
    if known is None or known.removed:
        raise Refused("unknown_person")
    return known.id


def _switch(wanted: object) -> bool:
    if not isinstance(wanted, bool):
        raise Refused("malformed", key="on")
    return wanted


# ── what later screens get ────────────────────────────────────────────────────


def _brings(state: State, entry: Entry, near: str) -> bool:
    return entry.shown == "shown" or bool(near and entry.shown != "hidden" and talk.lies_at(state, entry) == near)


def _as_brought(entry: Entry, place: Place | None, context: Context) -> Brought:
    return Brought(
        id=entry.id,
        text=entry.text,
        by=talk.by(entry, context).get("by", ""),
        person=entry.person,
        table=entry.table,
        note=place.title if place else "",
        at=entry.at,
    )


# ── people who are not there ──────────────────────────────────────────────────


PLAUSIBLE = (
    "We ask the same question every year and file the answer.",
    "Somebody has to be allowed to say that it did not work.",
    "The bus is the real timetable.",
    "Start with the two who already trust each other.",
    "I would swap one meeting for one visit.",
    "Nobody has asked the pupils, and they are in the next room.",
    "It needs a name and a day, or it is only a wish.",
    "We keep what we would not give back: the shared choir.",
    "The smallest school at our table lends the most.",
    "What if the caretakers met as often as the heads do?",
)


def _finding(view: Json, dice: Random) -> Json | None:
    """A place to be, for whoever has none."""
    if view.get("at") or view.get("rule") == "home":
        return None
    if view.get("rule") != "topic":
        return {"name": "find", "data": {}}
    places = [id_ for id_, sign in sorted(view.get("places", {}).items()) if not sign["closed"]]
    return {"name": "go_to", "data": {"topic": dice.choice(places)}} if places else None


def _taking_over(view: Json, dice: Random) -> Json | None:
    wanted = view.get("with_hosts") and not view.get("hosting") and view.get("here", {}).get("handing")
    return {"name": "take_host", "data": {}} if wanted else None


def _hosting(view: Json, dice: Random) -> Json | None:
    here = view.get("here", {})
    wanted = view.get("with_hosts") and here and not here["hosted"]
    return {"name": "host", "data": {}} if wanted and dice.random() < 0.4 else None


def _filling_in(view: Json, dice: Random) -> Json | None:
    """The next line of the card, for whoever holds it; of a group without a host, now and then."""
    asked, written = view.get("card", {}).get("lines", {}), view.get("lines")
    if written is None or not view.get("round") or (not view.get("with_hosts") and dice.random() > 0.4):
        return None
    empty = sorted((box for box in asked if box not in written), key=lambda box: int(asked[box]["no"]))
    return {"name": "card", "data": {"box": empty[0], "text": dice.choice(PLAUSIBLE)}} if empty else None


def _moving_on(view: Json, dice: Random) -> Json | None:
    """Before they have thought of anything, some go where the talk is worth more to them; hosts stay."""
    if view.get("rule") != "topic" or view.get("hosting") or view.get("mine") or dice.random() > 0.15:
        return None
    signs = sorted(view.get("places", {}).items())
    others = [id_ for id_, sign in signs if not sign["closed"] and id_ != view["at"]]
    return {"name": "go_to", "data": {"topic": dice.choice(others)}} if others else None


def _thinking(view: Json, dice: Random) -> Json | None:
    if not view.get("with_thoughts") or view.get("walking") or view.get("mine") or dice.random() > 0.8:
        return None
    visibility = dice.choice(("me", "table", "table", "facilitator", "room", "room"))
    data = {"text": dice.choice(PLAUSIBLE), "visibility": visibility, "named": dice.random() < 0.3}
    return {"name": "think", "data": data}
