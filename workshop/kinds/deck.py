"""A deck of cards at every table: turned one at a time, in an order of each table's own; people think, write and star.

The deck is in the hands of the table's phone. What people think of a card is an entry of the pool, in the box
`thought`; which card comes next is decided by chance when somebody turns it, and then stands for ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from pydantic import Field

from workshop import pool
from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, KindSettings, Section, near_nobody
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
    Table,
    Visibility,
)
from workshop.roster import Person, Roster

BOX = "thought"
THOUGHT = 280
"""The longest thought, in characters."""
OWN_WORDS = 160
"""The longest sentence on a table's wild card, in characters."""


class Settings(KindSettings):
    """What an agenda may say of a deck. `cards` picks some of the deck; times are in seconds.

    `thoughts`: who reads what people write to a card, unless they change it; only what everyone may read can hang on a
    wall later.
    """

    deck: str = Field(min_length=1)
    cards: list[str] = Field(default=[])
    wild: bool = True
    nudge_after: int = Field(default=60, ge=0, le=3600)
    pace: int = Field(default=20, ge=0, le=600)
    stars: int = Field(default=1, ge=0, le=1)
    thoughts: Visibility = "table"


@dataclass(frozen=True)
class Turned:
    """A card that lies open at a table. `own`: the table's own words on its wild card, put down by `by`."""

    card: str
    at: int
    nudged: bool = False
    own: str = ""
    by: str = ""

    def said(self, roster: Roster) -> str:
        """The table's own words, unless whoever put them down wished to be forgotten with their words."""
        known = roster.people.get(self.by)
        return "" if known and known.unsaid else self.own


@dataclass(frozen=True)
class State:
    """What lies open at each table, in the order it was turned, and everybody's star."""

    settings: Settings
    tables: Mapping[int, tuple[Turned, ...]] = field(default_factory=dict)
    stars: Mapping[str, str] = field(default_factory=dict)

    def at(self, table: int) -> tuple[Turned, ...]:
        """The open cards of one table, first turned first."""
        return self.tables.get(table, ())

    def lies_open(self, table: int, card: object) -> bool:
        """Whether this card has been turned at this table."""
        return any(turned.card == card for turned in self.at(table))


FINDINGS: Mapping[str, str] = {"stars": "What was starred: one's own, one's table's most starred, or the room's."}
near = near_nobody
MOVES: Mapping[str, frozenset[Role]] = {
    "turn": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "nudge": frozenset({Role.PARTICIPANT, Role.FACILITATOR}),
    "edit": frozenset({Role.PARTICIPANT}),
    "wild": frozenset({Role.PARTICIPANT}),
    "think": frozenset({Role.PARTICIPANT}),
    "star": frozenset({Role.PARTICIPANT}),
}


def start(settings: Settings, context: Context) -> State:
    """Every card face down."""
    return State(settings)


def accept(state: State, move: Move, context: Context) -> Json:
    """What turning, nudging, thinking or starring makes true. Raises `Refused`."""
    state = _as_seated(state, context)
    if move.name == "edit":
        return _edit(move, context)
    if not context.open:
        raise Refused("not_open")
    match move.name:
        case "turn":
            return _turn(state, move, context)
        case "nudge":
            return _nudge(state, move, context)
        case "wild":
            return _wild(state, move, context)
        case "think":
            return _think(state, move, context)
        case "star":
            return _star(state, move, context)
        case _:
            raise Refused("unknown_move")


def apply(state: State, fact: Fact) -> State:
    """The tables after a fact. Thoughts are kept by the pool."""
    data = fact.data
    match fact.name:
        case "turn" | "wild":
            turned = Turned(data["card"], fact.at, own=data.get("own", ""), by=fact.person)
            return _with_table(state, data["table"], (*state.at(data["table"]), turned))
        case "nudge":
            for table in data["kin"]:
                cards = (replace(one, nudged=one.nudged or one.card == data["card"]) for one in state.at(table))
                state = _with_table(state, table, tuple(cards))
            return state
        case "star":
            others = {person: entry for person, entry in state.stars.items() if person != fact.person}
            return replace(state, stars={**others, fact.person: data["star"]} if data["star"] else others)
        case _:
            return state


def view(state: State, audience: Audience, context: Context) -> Json:
    """A table sees its own open cards and what was said there; the stage only counts, and what was let onto it."""
    state = _as_seated(state, context)
    match audience:
        case Floor():
            return _the_deck(state, context)
        case Table(no):
            return _open_cards(state, no, context)
        case Me(person):
            return _own(state, person, context)
        case Console():
            return _for_the_facilitator(state, context)
        case _:
            return _on_the_stage(state, context)


def bring(state: State, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """Starred thoughts: to somebody their own star, to a table its most starred, to all those on the stage."""
    match audience:
        case Me(person):
            starred = [entry for entry in [context.pool.entries.get(state.stars.get(person, ""))] if entry]
        case Table(no):
            starred = [entry for entry in _thoughts(context) if _read_at(entry, no, context)]
        case _:
            starred = context.pool.shown(context.screen, BOX)
    stars = _stars(state, context)
    return [_brought(entry, stars[entry.id], context) for entry in starred if _stands(entry) and stars[entry.id]]


def unite(state: State, gone: str, kept: str) -> State:
    """The stars after two ids turned out to be one person: of two stars the later one holds."""
    both = [person for person in state.stars if person in (gone, kept)]
    if not both:
        return state
    others = {person: entry for person, entry in state.stars.items() if person not in both}
    return replace(state, stars={**others, kept: state.stars[both[-1]]})


def notes(state: State, context: Context) -> Sequence[Section]:
    """What the room imagined: by card, the thoughts that were meant for everyone, the starred ones first."""
    turned = [table for table in state.tables.values() if table]
    thoughts = _thoughts(context)
    if not turned and not thoughts:
        return ()
    blocks = [block for card in _every_card(state, context) for block in _told_of_card(state, card, context)]
    opening = {"text": _counted_out(state, context)}
    wrote = {entry.person for entry in thoughts}
    asked = context.say("deck-note-asked", deck=_deck(state, context).get("title", ""))
    of = max(context.roster.expected(wrote), len(wrote))
    return (Section(context.title, asked, len(wrote), of, (opening, *blocks), place=10),)


def pretend(view: Json, dice: Random) -> Json | None:
    """Turn a few cards when holding the deck; write a thought or two; star one. Comes to an end by itself."""
    if not view.get("open"):
        return None
    hands = (_with_the_deck, _with_a_thought, _with_a_star) if view.get("holder") else (_with_a_thought, _with_a_star)
    return next((done for hand in hands if (done := hand(view, dice))), None)


# ── the deck ────────────────────────────────────────────────────────────────


def _deck(state: State, context: Context) -> Json:
    return context.decks.get(state.settings.deck, {})


def _every_card(state: State, context: Context) -> list[Json]:
    return list(_deck(state, context).get("cards", ()))


def _in_play(state: State, context: Context) -> list[str]:
    """The cards that are turned by chance: the chosen ones, never the wild card."""
    wanted = state.settings.cards
    cards = _every_card(state, context)
    return [card["id"] for card in cards if not card.get("wild") and (not wanted or card["id"] in wanted)]


def _wild_card(state: State, context: Context) -> str:
    wild = (card["id"] for card in _every_card(state, context) if card.get("wild"))
    return next(wild, "") if state.settings.wild else ""


def _left(state: State, table: int, context: Context) -> list[str]:
    return [card for card in _in_play(state, context) if not state.lies_open(table, card)]


def _as_seated(state: State, context: Context) -> State:
    """The cards as the tables see them now: where tables were put together, theirs lie together."""
    joined = {no: sorted(context.roster.kin(no)) for no, seat in context.roster.tables.items() if seat.kin}
    laid = {no: _laid_together(state, tables) for no, tables in joined.items()}
    return replace(state, tables={**state.tables, **laid}) if laid else state


def _laid_together(state: State, tables: Iterable[int]) -> tuple[Turned, ...]:
    in_order = sorted((one for no in tables for one in state.at(no)), key=lambda one: one.at)
    return tuple({one.card: one for one in in_order}.values())


# ── the hand that turns ─────────────────────────────────────────────────────


def _turn(state: State, move: Move, context: Context) -> Json:
    table = _table_in_hand(move, context)
    if move.data.get("seen", len(state.at(table))) != len(state.at(table)):
        raise Refused("already_moved")
    left = _left(state, table, context)
    if not left:
        raise Refused("no_cards")
    return {"table": table, "card": move.dice().choice(left)}


def _nudge(state: State, move: Move, context: Context) -> Json:
    table = _table_in_hand(move, context)
    card = move.data.get("card", _current(state, table))
    if not state.lies_open(table, card):
        raise Refused("not_turned")
    return {"table": table, "card": card, "kin": sorted(context.roster.kin(table))}


def _wild(state: State, move: Move, context: Context) -> Json:
    table = _table_in_hand(move, context)
    card = _wild_card(state, context)
    if not card or state.lies_open(table, card):
        raise Refused("no_cards")
    return {"table": table, "card": card, "own": pool.text(move.data.get("text"), OWN_WORDS)}


def _table_in_hand(move: Move, context: Context) -> int:
    """The table whose deck this move may touch: the holder's own, or whichever the facilitator names."""
    tables = context.roster.tables
    if move.by.role is Role.FACILITATOR:
        no = move.data.get("table")
        if not isinstance(no, int) or isinstance(no, bool) or no not in tables:
            raise Refused("unknown_table")
        return no
    table = _present(move, context).table
    if table not in tables or tables[table].phone != move.by.person:
        raise Refused("not_holder")
    return table


def _present(move: Move, context: Context) -> Person:
    person = context.roster.people.get(move.by.person)
    if person is None or person.removed:
        raise Refused("removed")
    return person


def _current(state: State, table: int) -> str:
    open_cards = state.at(table)
    return open_cards[-1].card if open_cards else ""


def _with_table(state: State, table: int, cards: tuple[Turned, ...]) -> State:
    return replace(state, tables={**state.tables, table: cards})


# ── thoughts and stars ──────────────────────────────────────────────────────


def _think(state: State, move: Move, context: Context) -> Json:
    person, data = _present(move, context), move.data
    if not state.lies_open(person.table, data.get("card")):
        raise Refused("not_turned")
    visibility = pool.visibility(data.get("visibility", state.settings.thoughts))
    entry = Entry(
        id=f"e{move.mint}",
        screen=context.screen,
        kind="deck",
        box=BOX,
        person=person.id,
        table=person.table,
        text=pool.text(data.get("text"), THOUGHT),
        visibility=visibility,
        named=data.get("named") is True,
        at=move.at,
        card=data["card"],
        shown=pool.first_shown(visibility, review=True),
    )
    return {"entry": pool.write(entry)}


def _edit(move: Move, context: Context) -> Json:
    """One may mend one's thought also after closing."""
    checks: dict[str, Callable[[Any], Any]] = {
        "text": lambda said: pool.text(said, THOUGHT),
        "visibility": pool.visibility,
        "named": pool.named,
    }
    return pool.edit(pool.own(context.pool, move, context.screen), move.data, checks, review=True)


def _star(state: State, move: Move, context: Context) -> Json:
    """One star each: on the same thought again it is taken back, on another it moves. With `on` it is said which."""
    person = _present(move, context)
    entry = context.pool.entries.get(str(move.data.get("entry")))
    if not state.settings.stars or entry is None or not _may_star(entry, person, context):
        raise Refused("unknown_entry")
    has_it = state.stars.get(person.id) == entry.id
    if move.data.get("on", not has_it) is True:
        return {"star": entry.id}
    return {"star": "" if has_it else state.stars.get(person.id, "")}


def _may_star(entry: Entry, person: Person, context: Context) -> bool:
    here = entry.screen == context.screen and entry.box == BOX and not entry.withdrawn
    return here and (entry.person == person.id or _read_at(entry, person.table, context))


def _read_at(entry: Entry, table: int, context: Context) -> bool:
    """Whether everyone at this table may read the thought."""
    there = entry.table in context.roster.kin(table)
    return there and entry.visibility in ("table", "room") and entry.shown != "hidden"


def _stands(entry: Entry) -> bool:
    return not entry.withdrawn and entry.shown != "hidden"


def _brought(entry: Entry, weight: int, context: Context) -> Brought:
    by = _by(entry, context).get("by", "")
    return Brought(entry.id, entry.text, by=by, person=entry.person, table=entry.table, weight=weight, at=entry.at)


def _thoughts(context: Context) -> list[Entry]:
    return context.pool.of(context.screen, BOX)


def _stars(state: State, context: Context) -> Counter[str]:
    """Stars by thought, of everybody who was not sent out."""
    people = context.roster.people
    return Counter(entry for person, entry in state.stars.items() if person in people and not people[person].removed)


def _by(entry: Entry, context: Context) -> Json:
    """The author's name, where the author agreed to it twice: for this thought, and at all."""
    name = context.roster.called(entry.person) if entry.named else ""
    return {"by": name} if name else {}


# ── what is seen ────────────────────────────────────────────────────────────


def _the_deck(state: State, context: Context) -> Json:
    return {
        "deck": {"title": _deck(state, context).get("title", ""), "count": len(_in_play(state, context))},
        "pace": state.settings.pace,
        "nudge_after": state.settings.nudge_after,
        "wild": bool(_wild_card(state, context)),
        "stars": state.settings.stars,
        "sees": state.settings.thoughts,
        "max": THOUGHT,
        "wild_max": OWN_WORDS,
    }


def _open_cards(state: State, table: int, context: Context) -> Json:
    cards = {card["id"]: card for card in _every_card(state, context)}
    return {
        "turned": {
            one.card: _face(one, no, cards.get(one.card, {}), context.roster)
            for no, one in enumerate(state.at(table), start=1)
        },
        "left": len(_left(state, table, context)),
        "current": _current(state, table),
        "thoughts": {
            entry.id: {"card": entry.card, "text": entry.text, "at": entry.at, **_by(entry, context)}
            for entry in _thoughts(context)
            if _read_at(entry, table, context)
        },
    }


def _face(one: Turned, no: int, card: Json, roster: Roster) -> Json:
    own = one.said(roster)
    face = {
        "no": no,
        "title": card.get("title", ""),
        "sentence": card.get("sentence", ""),
        "suit": card.get("suit", ""),
        "wild": bool(card.get("wild")),
        "nudged": one.nudged,
        "at": one.at,
    }
    nudge = card.get("nudge", "")
    return {
        **face,
        "has_nudge": bool(nudge),
        **({"nudge": nudge} if nudge and one.nudged else {}),
        **({"own": own} if own else {}),
    }


def _own(state: State, person: str, context: Context) -> Json:
    mine = [entry for entry in _thoughts(context) if entry.person == person]
    return {
        "star": state.stars.get(person, ""),
        "mine": {
            entry.id: {
                "card": entry.card,
                "card_title": _title(state, entry.card, context),
                "text": entry.text,
                "visibility": entry.visibility,
                "named": entry.named,
                "shown": entry.shown,
                "at": entry.at,
            }
            for entry in mine
        },
    }


def _on_the_stage(state: State, context: Context) -> Json:
    stars = _stars(state, context)
    return {
        "count": len(_in_play(state, context)),
        "tables": {
            str(seat.no): {"name": seat.name, "turned": len(state.at(seat.no))}
            for seat in context.roster.open_tables().values()
        },
        "thoughts": {
            entry.id: {
                "text": entry.text,
                "card_title": _title(state, entry.card, context),
                "stars": stars[entry.id],
                "at": entry.at,
                **_by(entry, context),
            }
            for entry in context.pool.shown(context.screen, BOX)
        },
    }


def _for_the_facilitator(state: State, context: Context) -> Json:
    """Counts for every table, and the thoughts written for her or for everyone. Those for the table are only counted,
    those for nobody not even that."""
    stars = _stars(state, context)
    thoughts = _thoughts(context)
    count = Counter(entry.table for entry in thoughts if entry.visibility != "me")
    return {
        "count": len(_in_play(state, context)),
        "tables": {
            str(seat.no): {
                "name": seat.name,
                "turned": len(state.at(seat.no)),
                "thoughts": count[seat.no],
                "card": _title(state, _current(state, seat.no), context),
                "own": next((own for one in state.at(seat.no) if (own := one.said(context.roster))), ""),
            }
            for seat in context.roster.open_tables().values()
        },
        "done": {person.id: True for person in context.roster if _took_part(person, state, thoughts)},
        "thoughts": {
            entry.id: {
                "text": entry.text,
                "card": entry.card,
                "card_title": _title(state, entry.card, context),
                "table": entry.table,
                "visibility": entry.visibility,
                "stars": stars[entry.id],
                "shown": entry.shown,
                "at": entry.at,
                **_by(entry, context),
            }
            for entry in thoughts
            if entry.visibility in ("facilitator", "room")
        },
    }


def _took_part(person: Person, state: State, thoughts: list[Entry]) -> bool:
    return person.id in state.stars or any(entry.person == person.id for entry in thoughts)


def _title(state: State, card: str, context: Context) -> str:
    return next((str(one["title"]) for one in _every_card(state, context) if one["id"] == card), "")


# ── the session note ────────────────────────────────────────────────────────


def _counted_out(state: State, context: Context) -> str:
    turned = [len(cards) for cards in state.tables.values() if cards]
    count = len(_in_play(state, context))
    said = context.say("deck-note-turned", tables=len(turned), cards=sum(turned), count=count)
    private = sum(entry.visibility != "room" for entry in _thoughts(context))
    return f"{said} {context.say('deck-note-kept', count=private)}" if private else said


def _told_of_card(state: State, card: Json, context: Context) -> list[Json]:
    stars = _stars(state, context)
    told = [
        entry
        for entry in _thoughts(context)
        if entry.card == card["id"] and entry.visibility == "room" and entry.shown != "hidden"
    ]
    if not told:
        return []
    lines = [_told_of_thought(entry, stars[entry.id], context) for entry in sorted(told, key=lambda e: -stars[e.id])]
    return [{"text": f"{card['title']}: {_sentence(state, card, context.roster)}"}, {"list": lines}]


def _sentence(state: State, card: Json, roster: Roster) -> str:
    own = [one.said(roster) for cards in state.tables.values() for one in cards if one.card == card["id"]]
    return " / ".join([str(card.get("sentence", "")), *filter(None, own)])


def _told_of_thought(entry: Entry, stars: int, context: Context) -> str:
    by = _by(entry, context).get("by", "")
    starred = context.say("deck-stars", count=stars) if stars else ""
    aside = ", ".join(word for word in (by, starred) if word)
    return f"{entry.text} ({aside})" if aside else entry.text


# ── people who are not there ────────────────────────────────────────────────

ENOUGH_CARDS, ENOUGH_THOUGHTS = 4, 2

PLAUSIBLE = (
    "We did this once with the nursery, and it took one phone call.",
    "Our timetable would have to give first.",
    "I would start with the two schools on the same bus route.",
    "The pupils would get used to it faster than we would.",
    "Who pays for the cover? Somebody always asks, and rightly.",
    "It makes me nervous, which is perhaps the point.",
    "The governors need to hear this from each other, not from us.",
    "A small version by Easter is possible.",
    "Families have been asking for exactly this.",
    "It would have helped me in my first year.",
)


def _with_the_deck(view: Json, dice: Random) -> Json | None:
    turned = view.get("turned", {})
    current = turned.get(view.get("current", ""), {})
    if view.get("left") and (not turned or (len(turned) < ENOUGH_CARDS and dice.random() < 0.35)):
        return {"name": "turn", "data": {"seen": len(turned)}}
    if current.get("has_nudge") and not current["nudged"] and dice.random() < 0.3:
        return {"name": "nudge", "data": {"card": view["current"]}}
    if view.get("wild") and len(turned) >= 2 and not _has_wild(turned) and dice.random() < 0.1:
        return {"name": "wild", "data": {"text": "… every school had a door that is never locked."}}
    return None


def _has_wild(turned: Json) -> bool:
    return any(card["wild"] for card in turned.values())


def _with_a_thought(view: Json, dice: Random) -> Json | None:
    mine = view.get("mine", {})
    thought_of: set[Any] = {entry["card"] for entry in mine.values()}
    fresh = [card for card in view.get("turned", {}) if card not in thought_of]
    if not fresh or len(mine) >= ENOUGH_THOUGHTS or dice.random() > 0.5:
        return None
    visibility = dice.choice(("me", "table", "table", "facilitator", "room", "room"))
    data = {"card": dice.choice(fresh), "text": dice.choice(PLAUSIBLE), "visibility": visibility}
    return {"name": "think", "data": {**data, "named": dice.random() < 0.3}}


def _with_a_star(view: Json, dice: Random) -> Json | None:
    within_reach = sorted({**view.get("thoughts", {}), **view.get("mine", {})})
    if view.get("star") or not view.get("stars") or not within_reach or dice.random() > 0.3:
        return None
    return {"name": "star", "data": {"entry": dice.choice(within_reach)}}
