"""A room that talks in groups: what an agenda may say of it, its places, who is where, and what lies there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, model_validator

from workshop.anew import replace
from workshop.kinds.contract import Context, KindSettings
from workshop.matters.groups import Rule
from workshop.matters.seating import Place, Seating
from workshop.moves import Entry, Floor, Json, Visibility
from workshop.roster import Person

BOX = "thought"
THOUGHT, LINE, TITLE, ESSENCE = 280, 160, 80, 140
"""The longest that each may be, in characters."""

Outcome = Literal["", "discovery", "disturbance", "delight", "commitment", "can_help", "need_help", "essential"]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,29}$")]


class Topic(KindSettings):
    """Something to talk about, at a place of its own. An optional one waits until the facilitator opens it."""

    id: Id
    title: str = Field(min_length=1, max_length=TITLE)
    essence: str = Field(default="", max_length=ESSENCE)
    ideas: list[Annotated[str, Field(max_length=ESSENCE)]] = Field(default=[], max_length=8)
    prompts: list[Annotated[str, Field(max_length=160)]] = Field(default=[], max_length=8)
    optional: bool = False


class CardLine(KindSettings):
    """One of the lines that a host writes for the whole room."""

    id: Id
    ask: str = Field(min_length=1, max_length=120)


class Settings(KindSettings):
    """What an agenda may say of people talking in groups.

    `size`: how many in a group, where the rule leaves it open; of doubling 2, 4 or 8. `apart`: not with one's own
    organisation, where it can be done. Topics stand in `topics`, come from a `deck`, or are brought here by a carry
    named `topics`. `mode`: `walk` begins with everybody on the way. `card`: the host's lines; without hosts, the
    group's. `card_last`: they open that many seconds before the time is up. `seats`: at one table, 0 for a fair share.
    `round_minutes`: the time of one round, 0 to leave the clock alone. `synthesis`: the question of the last round.
    """

    rule: Rule = "home"
    size: int = Field(default=0, ge=0, le=12)
    apart: bool = False
    topics: list[Topic] = Field(default=[], max_length=24)
    deck: str = ""
    cards: list[str] = Field(default=[], max_length=24)
    ask: str = Field(default="", max_length=160)
    synthesis: str = Field(default="", max_length=160)
    rounds: int = Field(default=1, ge=1, le=8)
    round_minutes: float = Field(default=0, ge=0, le=240)
    mode: Literal["walk", "talk"] = "talk"
    hosts: bool = False
    greeting: str = Field(default="", max_length=160)
    card: list[CardLine] = Field(default=[], max_length=3)
    card_last: int = Field(default=120, ge=0, le=1800)
    thoughts: bool = True
    visibility: Visibility = "table"
    seats: int = Field(default=0, ge=0, le=60)
    review: bool = True
    outcome: Outcome = ""

    @model_validator(mode="after")
    def _hangs_together(self) -> Settings:
        if self.rule == "doubling" and self.size not in (2, 4, 8):
            raise ValueError("size: groups that double have 2, 4 or 8 people")
        for key, ids in (("topics", [one.id for one in self.topics]), ("card", [one.id for one in self.card])):
            if len({*ids}) < len(ids):
                raise ValueError(f"{key}: two of them have the same id")
        if any(one.id == BOX for one in self.card):
            raise ValueError(f"card: {BOX!r} is the name of another box here")
        return self


@dataclass(frozen=True)
class State:
    """What the agenda says, and where everybody is."""

    settings: Settings
    seating: Seating


def places(state: State, context: Context) -> Mapping[str, Place]:
    """Every place, in order, those merged into others left out. A place keeps its number whatever happens."""
    now = state.seating
    origin = (state.settings, now.merged, now.names, now.added, now.made, context.roster.tables)
    brought = context.brought("topics", Floor())
    return context.memory.once("places", (*origin, brought), lambda: _places(state, context))


def _places(state: State, context: Context) -> Mapping[str, Place]:
    if state.settings.rule == "home":
        tables = context.roster.open_tables().values()
        return {str(seat.no): Place(str(seat.no), seat.no, seat.name) for seat in tables}
    known = topics(state, context)
    if not known:
        return state.seating.groups
    merged, names = state.seating.merged, state.seating.names
    return {
        place.id: replace(place, no=no, title=names.get(place.id, place.title))
        for no, place in enumerate(known, start=1)
        if place.id not in merged
    }


def topics(state: State, context: Context) -> list[Place]:
    given = [Place(one.id, 0, **_about(one.model_dump())) for one in state.settings.topics]
    dealt = [Place(card["id"], 0, **_about({**card, "essence": card["sentence"]})) for card in _cards(state, context)]
    # In the order in which they were brought up, so that a new one changes no numbers.
    in_order = sorted(context.brought("topics", Floor()), key=lambda one: (one.at, one.id))
    brought = [Place(one.id, 0, one.text[:TITLE], host=one.person) for one in in_order]
    first = [*given, *dealt, *brought]
    like = {place.id: place for place in first}
    return first + [
        replace(like.get(said["like"], Place("", 0)), id=id_, title=said["title"], optional=False, host="")
        for id_, said in state.seating.added.items()
    ]


def _about(card: Json) -> Json:
    return {
        "title": card["title"],
        "essence": card.get("essence", ""),
        "ideas": tuple(card.get("ideas", ())),
        "prompts": tuple(card.get("prompts", ())),
        "optional": bool(card.get("optional")),
    }


def _cards(state: State, context: Context) -> list[Json]:
    cards = context.decks.get(state.settings.deck, {}).get("cards", ())
    wanted = state.settings.cards
    return [card for card in cards if not card.get("wild") and (not wanted or card["id"] in wanted)]


def is_closed(state: State, place: Place) -> bool:
    return state.seating.closed.get(place.id, place.optional)


def open_places(state: State, context: Context) -> dict[str, Place]:
    return {id_: place for id_, place in places(state, context).items() if not is_closed(state, place)}


def where(state: State, person: str, context: Context) -> str:
    """Where somebody is now; empty for nowhere."""
    if state.settings.rule == "home":
        return str(context.roster.table_of(person) or "")
    return state.seating.of(person)


def people_at(state: State, place: str, context: Context) -> list[Person]:
    """Who of those in the room is at a place now."""
    there = (context.roster.people[person] for person in known_at(state, place, context))
    return [person for person in there if not person.left]


def known_at(state: State, place: str, context: Context) -> list[str]:
    """Who is at a place, those included who had to leave early."""
    if state.settings.rule == "home":
        return [person.id for person in context.roster if str(person.table) == place]
    people = context.roster.people
    return [one for one in state.seating.people(place) if one in people and not people[one].removed]


def heads_at(state: State, context: Context) -> Counter[str]:
    return context.memory.once("heads", (state.seating, context.roster), lambda: _heads_at(state, context)).copy()


def _heads_at(state: State, context: Context) -> Counter[str]:
    return Counter(place for person in context.roster.here() if (place := where(state, person.id, context)))


def host_of(state: State, place: Place, context: Context) -> str:
    """Who hosts a place, if they are here: whoever took it on, or who brought the topic and sits there."""
    host = state.seating.hosts.get(place.id, "")
    if not host and state.settings.hosts and where(state, place.host, context) == place.id:
        host = place.host
    known = context.roster.people.get(host)
    return host if known and not known.removed and not known.left else ""


def is_host(state: State, person: str, context: Context) -> bool:
    """Whether somebody hosts the place they are at."""
    place = places(state, context).get(where(state, person, context))
    return place is not None and host_of(state, place, context) == person


def lies_at(state: State, entry: Entry) -> str:
    """The place where something was written, as it is by now."""
    return str(entry.table) if state.settings.rule == "home" else state.seating.now(entry.card)


def written_at(state: State, place: str, context: Context) -> list[Entry]:
    if state.settings.rule == "home":
        kin = context.roster.kin(int(place))
        return [entry for entry in context.pool.of(context.screen) if entry.table in kin]
    return [entry for entry in context.pool.of(context.screen) if state.seating.now(entry.card) == place]


def question(state: State) -> str:
    """What is talked about in this round: the last of several may have a question of its own."""
    settings = state.settings
    is_last = settings.rounds > 1 and state.seating.round >= settings.rounds
    return settings.synthesis if is_last and settings.synthesis else settings.ask


def lines(state: State, place: str, context: Context) -> list[Entry]:
    return [entry for entry in written_at(state, place, context) if entry.box != BOX]


def lying(state: State, context: Context) -> Mapping[str, list[Entry]]:
    """All that was written, by the place where it lies; a place where nothing does may be missing."""
    if state.settings.rule == "home":
        return {place: written_at(state, place, context) for place in places(state, context)}
    found: dict[str, list[Entry]] = {}
    for entry in context.pool.of(context.screen):
        found.setdefault(lies_at(state, entry), []).append(entry)
    return found


def lines_now(state: State, place: str, context: Context) -> list[Entry]:
    """The card of this round, at one place."""
    return card_now(state, place, lines(state, place, context))


def card_now(state: State, place: str, there: Iterable[Entry]) -> list[Entry]:
    """The same of what lies there. Lines of a place that was merged into this one belong to its former card."""
    now = [entry for entry in there if entry.box != BOX and round_of(entry) == state.seating.round]
    return [entry for entry in now if state.settings.rule == "home" or entry.card == place]


def round_of(entry: Entry) -> int:
    return int(entry.fields.get("round", "0"))


def by(entry: Entry, context: Context) -> Json:
    """The author's name, where the author agreed to it twice: for this thought, and at all."""
    name = context.roster.called(entry.person) if entry.named else ""
    return {"by": name} if name else {}


def former(state: State, merged: str, context: Context) -> str:
    """What a place was called before it went into another."""
    titles = {place.id: place.title for place in topics(state, context)}
    return state.seating.names.get(merged, titles.get(merged, ""))


def is_shared(entry: Entry) -> bool:
    return entry.visibility == "room" and entry.shown != "hidden"


def signed(entry: Entry, context: Context) -> str:
    name = by(entry, context).get("by", "")
    return f"{entry.text} ({name})" if name else entry.text
