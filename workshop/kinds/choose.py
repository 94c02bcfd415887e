"""Voting: one, several, dots, a ranking, or yes and no. Nobody sees a tally before the facilitator reveals it.

A ballot keeps the ids that somebody chose. What they count for (merged, run off, taken back by their author)
is worked out each time somebody looks, so that merging and hiding can always be undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, KindSettings, Section, near_nobody
from workshop.layers import Layered
from workshop.matters import portions
from workshop.matters.spread import FEWEST_IN_A_SLICE
from workshop.moves import Audience, Console, Fact, Floor, Json, Me, Move, Refused, Role, Stage, Table

Mode = Literal["single", "several", "dots", "ranking", "yesno"]


class Choice(KindSettings):
    """One thing that can be voted for."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")
    title: str = Field(min_length=1, max_length=60)
    line: str = Field(default="", max_length=140)


class Settings(KindSettings):
    """What an agenda may say of a vote. `from_entries` ("step.screen/box") votes on what the room wrote before."""

    mode: Mode = "single"
    options: list[Choice] = Field(default=[], max_length=24)
    from_entries: str = Field(default="", pattern=r"^([^/\s]+\.[^/\s]+(/[^/\s]+)?)?$")
    most: int = Field(default=0, ge=0, le=24)
    dots: int = Field(default=3, ge=1, le=20)
    each: int = Field(default=1, ge=1, le=20)
    rank: int = Field(default=3, ge=1, le=10)
    blind: bool = True
    shuffle: bool = True

    faceless: ClassVar[frozenset[str]] = frozenset({"vote"})

    @model_validator(mode="after")
    def _something_to_choose_from(self) -> Self:
        if self.options and self.from_entries:
            raise ValueError("a vote has either options or from_entries, not both")
        if self.mode == "yesno" and (self.from_entries or len(self.options) not in (0, 2)):
            raise ValueError("a yes/no vote has two options or none")
        if self.mode != "yesno" and not self.from_entries and len(self.options) < 2:
            raise ValueError("a vote needs at least two options, or from_entries")
        if len({option.id for option in self.options}) < len(self.options):
            raise ValueError("two options have the same id")
        if self.mode == "dots" and self.each > self.dots:
            raise ValueError("each is larger than dots")
        return self

    def check_faceless(self) -> None:
        """A tally that grows while everybody looks on tells who has just voted for what."""
        if not self.blind:
            raise ValueError("only a blind vote can be anonymous, and this one is not")


@dataclass(frozen=True)
class Ballot:
    """One person's whole vote, as it was cast."""

    picks: Mapping[str, int] = field(default_factory=dict)
    ranking: tuple[str, ...] = ()


@dataclass(frozen=True)
class Round:
    """One time round: what it was about (`items`; nothing means everything), the ballots, what was settled."""

    items: tuple[str, ...] = ()
    ballots: Layered[str, Ballot] = field(default_factory=Layered)
    settled: tuple[str, ...] = ()
    seen: bool = False
    """Whether the room had seen the tally when the next round began."""


@dataclass(frozen=True)
class State:
    """The vote: its rounds, and which items were merged into which."""

    settings: Settings
    rounds: tuple[Round, ...] = (Round(),)
    merged: Mapping[str, str] = field(default_factory=dict)

    @property
    def round(self) -> int:
        """Which time round it is, beginning with 1."""
        return len(self.rounds)

    @property
    def now(self) -> Round:
        """The round that is being voted in."""
        return self.rounds[-1]


MOVES: Mapping[str, frozenset[Role]] = {
    "vote": frozenset({Role.PARTICIPANT}),
    "merge": frozenset({Role.FACILITATOR}),
    "unmerge": frozenset({Role.FACILITATOR}),
    "run_off": frozenset({Role.FACILITATOR}),
    "settle": frozenset({Role.FACILITATOR}),
}
FINDINGS: Mapping[str, str] = {
    "own": "What somebody chose, for themselves alone.",
    "top": "What most chose, once the result is shown.",
    "settled": "What was settled, or what most chose where nothing was; once the result is shown.",
}
near = near_nobody


def start(settings: Settings, context: Context) -> State:
    """No ballots, nothing merged."""
    return State(settings)


def accept(state: State, move: Move, context: Context) -> Json:
    """What a vote, or the facilitator's hand in it, makes true. Raises `Refused`."""
    slate = _slate_now(state, context)
    match move.name:
        case "vote":
            return _vote(state, slate, move, context)
        case "merge":
            return _merge(state, slate, move.data)
        case "unmerge":
            return {"item": _merged_item(state, move.data.get("item"))}
        case "run_off":
            # `again`: the run covers the screen and opens it, as at the beginning.
            return {"items": _several_items(slate, move.data), "seen": _told(state, context), "again": True}
        case "settle":
            return {"items": _items_of(slate, move.data)}
        case _:
            raise Refused("unknown_move")


def apply(state: State, fact: Fact) -> State:
    """The vote after a fact."""
    data = fact.data
    match fact.name:
        case "vote":
            return _with_round(state, data["round"], _cast(state.rounds[data["round"] - 1], fact))
        case "merge":
            return replace(state, merged={**state.merged, data["item"]: data["into"]})
        case "unmerge":
            return replace(state, merged={one: into for one, into in state.merged.items() if one != data["item"]})
        case "run_off":
            before = replace(state.now, seen=data["seen"])
            return replace(state, rounds=(*state.rounds[:-1], before, Round(items=tuple(data["items"]))))
        case "settle":
            return _with_round(state, state.round, replace(state.now, settled=tuple(data["items"])))
        case _:
            return state


def view(state: State, audience: Audience, context: Context) -> Json:
    """Everybody sees the items; the tally only once it is revealed; a ballot only its own voter."""
    slate = _slate_now(state, context)
    match audience:
        case Me(person):
            return _own_ballot(state, slate, person, context)
        case Table(no):
            return _share(state, slate, no, context)
        case Floor(whole):
            seen = {**_question(state, slate, context), **_result(state, slate, context)}
            return seen if whole or not _is_long(state, slate) else _beginning(seen)
        case Stage():
            asked = _question(state, slate, context)
            return {**asked, **_turnout(state, context), **_result(state, slate, context)}
        case Console():
            return {
                **_question(state, slate, context),
                **_turnout(state, context),
                **_result(state, slate, context),
                "done": {person: True for person in _cast_by(state.now, context)},
                "merged": _merges(state, context),
            }


def bring(state: State, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """One's own choice, or what came out of it."""
    slate = _slate_now(state, context)
    if finding == "own":
        return _chosen(state, slate, audience, context)
    return _came_out(state, slate, finding, context) if _told(state, context) else ()


def unite(state: State, gone: str, kept: str) -> State:
    """The vote after two ids turned out to be one person: their later ballot holds."""
    return replace(state, rounds=tuple(_united(one, gone, kept) for one in state.rounds))


def notes(state: State, context: Context) -> Sequence[Section]:
    """How the room voted, round by round: counts, ties, and what was settled. An unrevealed tally stays out."""
    voters = {person for one in state.rounds for person in _cast_by(one, context)}
    if not voters:
        return ()
    blocks = [
        block
        for no, one in enumerate(state.rounds, start=1)
        for block in _told_of_round(state, no, one, _seen(state, one, context), context)
    ]
    of = max(context.roster.expected(voters), len(voters))
    return (Section(context.title, _how(state.settings, context), len(voters), of, tuple(blocks), place=3),)


def pretend(view: Json, dice: Random) -> Json | None:
    """Vote, and now and then think again: only towards more dots or an earlier line, so that it comes to an end."""
    view = {**view, "items": {**view.get("share", {}), **view.get("own", {}), **view.get("items", {})}}
    if not view.get("open") or not view["items"]:
        return None
    drawn = _second_thought(view, dice) if view.get("cast") else _first_thought(view, dice)
    return {"name": "vote", "data": {**drawn, "round": view["round"]}} if drawn else None


# ── the slate: what can be voted for at this moment ─────────────────────────


@dataclass(frozen=True)
class Item:
    """One line of the slate; `also` holds the wordings merged into it."""

    id: str
    title: str
    line: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slate:
    """The items of a round in order, and for every id that stands the item it counts for."""

    items: Mapping[str, Item]
    counts_for: Mapping[str, str]


def _slate_now(state: State, context: Context) -> Slate:
    """What can be voted for now: laid out once for all phones, as no ballot changes it."""
    screen = state.settings.from_entries.partition("/")[0]
    origin = (state.settings, state.merged, state.now.items, context.pool.shelf(screen) if screen else None)
    return context.memory.once("slate", origin, lambda: _slate(state, state.now, context))


def _slate(state: State, one: Round, context: Context) -> Slate:
    standing = _standing(state.settings, context)
    heads = _heads(standing, state.merged)
    wanted = {heads[item] for item in one.items if item in heads}
    counts_for = {item: head for item, head in heads.items() if not one.items or head in wanted}
    also: dict[str, list[str]] = {}
    for item, head in counts_for.items():
        also.setdefault(head, []).extend([standing[item].title] if item != head else [])
    in_order = [item for item in standing if item in also]
    return Slate({item: replace(standing[item], also=tuple(also[item])) for item in in_order}, counts_for)


def _standing(settings: Settings, context: Context) -> dict[str, Item]:
    """Everything there is to vote for, before merging: the options, or the entries that are shown just now."""
    if settings.from_entries:
        screen, _, box = settings.from_entries.partition("/")
        return {entry.id: Item(entry.id, entry.text) for entry in context.pool.shown(screen, box)}
    if settings.mode == "yesno" and not settings.options:
        return {"yes": Item("yes", ""), "no": Item("no", "")}
    return {option.id: Item(option.id, option.title, option.line) for option in settings.options}


def _heads(standing: Iterable[str], merged: Mapping[str, str]) -> dict[str, str]:
    """For each standing item the one that speaks for its group: its root, or the first that is left of the group."""
    groups: dict[str, list[str]] = {}
    for item in standing:
        groups.setdefault(_root(item, merged), []).append(item)
    return {item: root if root in members else members[0] for root, members in groups.items() for item in members}


def _root(item: str, merged: Mapping[str, str]) -> str:
    while item in merged:
        item = merged[item]
    return item


# ── votes ───────────────────────────────────────────────────────────────────


def _vote(state: State, slate: Slate, move: Move, context: Context) -> Json:
    if not context.open or move.data.get("round", state.round) != state.round:
        raise Refused("not_open")
    if state.settings.mode == "ranking":
        return {"round": state.round, "ranking": _ranked(state.settings, slate, move.data.get("ranking"), context)}
    return {"round": state.round, "picks": _picked(state, slate, move.data.get("picks"), context)}


def _picked(state: State, slate: Slate, asked: Any, context: Context) -> dict[str, int]:
    settings = state.settings
    if not isinstance(asked, dict) or not all(_is_count(n) for n in asked.values()):
        raise Refused("malformed", key="picks")
    _check_known(settings, slate, asked, context)
    picks = _counted({item: n for item, n in asked.items() if n}, slate)
    budget = {"single": 1, "yesno": 1, "several": settings.most or len(slate.items), "dots": _dots(state, slate)}
    limit, at_most = budget[settings.mode], settings.each if settings.mode == "dots" else 1
    if any(n > at_most for n in picks.values()):
        raise Refused("too_many", limit=at_most)
    if sum(picks.values()) > limit:
        raise Refused("over_budget", budget=limit) if settings.mode == "dots" else Refused("too_many", limit=limit)
    return picks


def _dots(state: State, slate: Slate) -> int:
    """The dots that each person has: in a run-off never enough to give every item its most, as that decides nothing."""
    settings = state.settings
    if state.round == 1:
        return settings.dots
    return max(min(settings.dots, settings.each * len(slate.items) - 1), 1)


def _ranked(settings: Settings, slate: Slate, asked: Any, context: Context) -> list[str]:
    if not isinstance(asked, list) or not all(isinstance(item, str) for item in asked):
        raise Refused("malformed", key="ranking")
    _check_known(settings, slate, asked, context)
    ranking = _in_rank(asked, slate)
    if len(ranking) > settings.rank:
        raise Refused("too_many", limit=settings.rank)
    return ranking


def _check_known(settings: Settings, slate: Slate, asked: Iterable[str], context: Context) -> None:
    """An entry taken back while the vote was on its way is left out; something that never was is refused."""
    for item in asked:
        entry = context.pool.entries.get(item) if settings.from_entries else None
        gone = entry is not None and entry.screen == settings.from_entries.partition("/")[0] and entry.shown != "shown"
        if item not in slate.counts_for and not gone:
            raise Refused("unknown_item")


def _is_count(n: object) -> bool:
    return isinstance(n, int) and not isinstance(n, bool) and n >= 0


def _counted(picks: Mapping[str, int], slate: Slate) -> dict[str, int]:
    """Picks on today's items. What was merged counts once per person: the larger of the two."""
    counted: dict[str, int] = {}
    for item, n in picks.items():
        if head := slate.counts_for.get(item):
            counted[head] = max(n, counted.get(head, 0))
    return counted


def _in_rank(ranking: Iterable[str], slate: Slate) -> list[str]:
    """A ranking of today's items: merged ones keep the better place, what is gone lets the rest move up."""
    return list(dict.fromkeys(slate.counts_for[item] for item in ranking if item in slate.counts_for))


def _cast(one: Round, fact: Fact) -> Round:
    ballot = Ballot(dict(fact.data.get("picks", {})), tuple(fact.data.get("ranking", ())))
    others = one.ballots.without([fact.person])
    return replace(one, ballots=others.having({fact.person: ballot}) if ballot.picks or ballot.ranking else others)


def _united(one: Round, gone: str, kept: str) -> Round:
    """Ballots stand in the order in which they were cast, so that the later of two is known."""
    both = [person for person in one.ballots if person in (gone, kept)]
    if not both:
        return one
    others = {person: cast for person, cast in one.ballots.items() if person not in both}
    return replace(one, ballots=Layered({**others, kept: one.ballots[both[-1]]}))


def _with_round(state: State, no: int, one: Round) -> State:
    return replace(state, rounds=(*state.rounds[: no - 1], one, *state.rounds[no:]))


# ── the facilitator's hand ──────────────────────────────────────────────────


def _merge(state: State, slate: Slate, data: Json) -> Json:
    item, into = (_root(_known_item(slate, data.get(key)), state.merged) for key in ("item", "into"))
    if item == into:
        raise Refused("unknown_item")
    return {"item": item, "into": into}


def _merged_item(state: State, item: object) -> str:
    if not isinstance(item, str) or item not in state.merged:
        raise Refused("unknown_item")
    return item


def _several_items(slate: Slate, data: Json) -> list[str]:
    items = _items_of(slate, data)
    if len(items) < 2:
        raise Refused("malformed", key="items")
    return items


def _items_of(slate: Slate, data: Json) -> list[str]:
    wanted = data.get("items")
    if not isinstance(wanted, list):
        raise Refused("malformed", key="items")
    return list(dict.fromkeys(_known_item(slate, item) for item in wanted))


def _known_item(slate: Slate, item: object) -> str:
    if not isinstance(item, str) or item not in slate.counts_for:
        raise Refused("unknown_item")
    return slate.counts_for[item]


# ── what is seen ────────────────────────────────────────────────────────────


def _question(state: State, slate: Slate, context: Context) -> Json:
    settings = state.settings
    return {
        "mode": settings.mode,
        "items": _cards(slate, context),
        "dots": _dots(state, slate),
        "each": settings.each,
        "most": settings.most,
        "rank": settings.rank,
        "blind": settings.blind,
        "faceless": context.faceless,
        "round": state.round,
        "settled": _in_rank(state.now.settled, slate),
    }


def _cards(slate: Slate, context: Context) -> dict[str, Json]:
    def written() -> dict[str, Json]:
        return {
            item.id: {"no": no, "title": item.title, "line": item.line, "also": list(item.also)}
            for no, item in enumerate(slate.items.values(), start=1)
        }

    return context.memory.once("cards", (slate,), written)


def _is_long(state: State, slate: Slate) -> bool:
    """Whether there are too many ideas of the room's to tell each phone all of them."""
    return bool(state.settings.from_entries) and len(slate.items) > portions.FIRST


def _beginning(seen: Json) -> Json:
    """Of many ideas the room is told those that lead, once it may know; until then each table has its share."""
    items, tally = seen["items"], seen.get("tally")
    if tally is None:
        return {**{key: value for key, value in seen.items() if key != "items"}, "count": len(items)}
    leading = sorted(items, key=lambda item: -tally[item]["count"])[: portions.FIRST]
    told = dict.fromkeys([*leading, *seen["settled"]])
    return {
        **seen,
        "count": len(items),
        "items": {item: items[item] for item in told},
        "tally": {item: tally[item] for item in told},
    }


def _share(state: State, slate: Slate, table: int, context: Context) -> Json:
    """The ideas that a table is told first, until it is known which of them lead."""
    if not _is_long(state, slate) or (_told(state, context) and not _too_few(state.now, context)):
        return {}
    stirred = context.memory.once("stirred", (slate,), lambda: portions.stirred(slate.items))
    return {"share": {item: _cards(slate, context)[item] for item in portions.share(stirred, table)}}


def _turnout(state: State, context: Context) -> Json:
    voted = _cast_by(state.now, context)
    return {"voted": len(voted), "of": max(context.roster.expected(voted), len(voted))}


def _cast_by(one: Round, context: Context) -> list[str]:
    """Who sent a ballot. Deliberately blind to what is on it: a count that fell when one item is hidden would
    tell how many had chosen that item."""
    known = context.roster.people
    return [person for person in one.ballots if person not in known or not known[person].removed]


def _told(state: State, context: Context) -> bool:
    return context.revealed or not state.settings.blind


def _too_few(one: Round, context: Context) -> bool:
    """Without names fewer than four ballots are not told apart: whoever knows some of them knows the others."""
    return context.faceless and len(_cast_by(one, context)) < FEWEST_IN_A_SLICE


def _result(state: State, slate: Slate, context: Context) -> Json:
    if not _told(state, context):
        return {}
    if _too_few(state.now, context):
        return {"few": True, **_turnout(state, context)}
    origin = (state.now.ballots, slate, context.roster.people)
    tally = context.memory.once("tally", origin, lambda: _tally(state, state.now, slate, context))
    return {"tally": tally, "ties": _ties(tally), **_turnout(state, context)}


def _tally(state: State, one: Round, slate: Slate, context: Context) -> dict[str, dict[str, int]]:
    """Counts by item. A ranking gives points (the first of three places is worth three) and says the first places."""
    ranked = state.settings.mode == "ranking"
    tally = {item: {"count": 0, "first": 0} if ranked else {"count": 0} for item in slate.items}
    for ballot in (one.ballots[person] for person in _cast_by(one, context)):
        for item, n in _counted(ballot.picks, slate).items():
            tally[item]["count"] += n
        for place, item in enumerate(_in_rank(ballot.ranking, slate)):
            tally[item]["count"] += max(state.settings.rank - place, 0)
            tally[item]["first"] += place == 0
    return tally


def _ties(tally: Mapping[str, Mapping[str, int]]) -> list[str]:
    """The items that are equal at the top, when more than one is."""
    top = max((row["count"] for row in tally.values()), default=0)
    leaders = [item for item, row in tally.items() if row["count"] == top]
    return leaders if top and len(leaders) > 1 else []


def _own_ballot(state: State, slate: Slate, person: str, context: Context) -> Json:
    ballot = state.now.ballots.get(person, Ballot())
    picks, ranking = _counted(ballot.picks, slate), _in_rank(ballot.ranking, slate)
    own: Json = {"picks": picks, "ranking": ranking, "cast": bool(picks or ranking)}
    if _is_long(state, slate):  # what one chose among the rest, to be seen again without asking for it
        own["own"] = {item: _cards(slate, context)[item] for item in (*picks, *ranking)}
    shuffled = state.settings.shuffle and state.settings.mode != "yesno"
    return {**own, "seed": portions.seed(f"{context.screen}/{person}")} if shuffled else own


def _merges(state: State, context: Context) -> Json:
    standing = _standing(state.settings, context)
    heads = _heads(standing, state.merged)
    return {
        item: {"into": heads[item], "title": standing[item].title}
        for item in state.merged
        if item in heads and heads[item] != item
    }


# ── what later screens are told ─────────────────────────────────────────────


def _chosen(state: State, slate: Slate, audience: Audience, context: Context) -> Iterable[Brought]:
    if not isinstance(audience, Me):
        return ()
    ballot = state.now.ballots.get(audience.person, Ballot())
    picked = [*_counted(ballot.picks, slate), *_in_rank(ballot.ranking, slate)]
    return [_brought(slate.items[item], 0, context) for item in picked]


def _came_out(state: State, slate: Slate, finding: str, context: Context) -> Iterable[Brought]:
    few = _too_few(state.now, context)
    tally = {} if few else _tally(state, state.now, slate, context)
    settled = _in_rank(state.now.settled, slate) if finding == "settled" else []
    most = max((row["count"] for row in tally.values()), default=0)
    leading = [item for item, row in tally.items() if most and row["count"] == most]
    weights = {item: 0 if few else tally[item]["count"] for item in settled or leading}
    return [_brought(slate.items[item], weight, context) for item, weight in weights.items()]


def _brought(item: Item, weight: int, context: Context) -> Brought:
    """An item as a later screen shows it: an entry keeps its id, so that it goes when its author takes it back."""
    entry = context.pool.entries.get(item.id)
    return Brought(entry.id if entry else f"{context.screen}/{item.id}", item.title, note=item.line, weight=weight)


# ── the session note ────────────────────────────────────────────────────────


def _seen(state: State, one: Round, context: Context) -> bool:
    return _told(state, context) if one is state.now else one.seen


def _told_of_round(state: State, no: int, one: Round, seen: bool, context: Context) -> list[Json]:
    turnout = _turned_out(state, no, one, context)
    if not seen:
        return [{"text": f"{turnout} {context.say('choose-note-covered')}"}]
    if _too_few(one, context):
        return [{"text": f"{turnout} {context.say('choose-note-few')}"}]
    slate = _slate(state, one, context)
    tally = _tally(state, one, slate, context)
    names = {item.id: _called(item, context) for item in slate.items.values()}
    in_order = sorted(tally.items(), key=lambda pair: -pair[1]["count"])
    tie = [names[item] for item in _ties(tally)]
    settled = [names[item] for item in _in_rank(one.settled, slate)]
    return [
        *([{"text": turnout}] if state.round > 1 else []),  # of a single round the section says it already
        {"bars": [_bar(names[item], row, context) for item, row in in_order]},
        *([{"text": context.say("choose-note-tie", items=_listed(tie, context))}] if tie else []),
        *([{"text": context.say("choose-note-settled", items=_listed(settled, context))}] if settled else []),
    ]


def _turned_out(state: State, no: int, one: Round, context: Context) -> str:
    cast = _cast_by(one, context)
    voted, of = len(cast), max(context.roster.expected(cast), len(cast))
    if state.round == 1:
        return context.say("choose-note-turnout", voted=voted, of=of)
    return context.say("choose-note-turnout-round", no=no, voted=voted, of=of)


def _called(item: Item, context: Context) -> str:
    # Only the two answers of a bare yes/no vote have no title of their own.
    title = item.title or context.say(f"choose-{item.id}")
    return context.say("choose-note-item", title=title, wordings="; ".join(item.also)) if item.also else title


def _bar(label: str, row: Mapping[str, int], context: Context) -> Json:
    first = row.get("first", 0)
    note = context.say("choose-note-first", count=first) if first else ""
    return {"label": label, "count": row["count"], "note": note}


def _listed(names: list[str], context: Context) -> str:
    *others, last = names
    return context.say("choose-note-and", items=", ".join(others), last=last) if others else last


def _how(settings: Settings, context: Context) -> str:
    match settings.mode:
        case "single":
            return context.say("choose-note-single")
        case "several" if settings.most:
            return context.say("choose-note-several-most", most=settings.most)
        case "several":
            return context.say("choose-note-several")
        case "dots":
            return context.say("choose-note-dots", dots=settings.dots, each=settings.each)
        case "ranking":
            return context.say("choose-note-ranking", rank=settings.rank)
        case "yesno":
            return context.say("choose-note-two" if settings.options else "choose-note-yesno")


# ── people who are not there ────────────────────────────────────────────────


def _first_thought(view: Json, dice: Random) -> Json:
    items = _in_order(view)
    liked = sorted(items, key=lambda item: dice.random() * (1 + items.index(item) / 2))
    match view["mode"]:
        case "ranking":
            return {"ranking": liked[: dice.randint(1, view["rank"])]}
        case "several":
            return {"picks": dict.fromkeys(liked[: dice.randint(1, min(view["most"] or 3, len(liked)))], 1)}
        case "dots":
            return {"picks": _spread(view, {}, liked, dice.randint(1, view["dots"]))}
        case _:
            return {"picks": {liked[0]: 1}}


def _second_thought(view: Json, dice: Random) -> Json | None:
    if dice.random() > 0.15:
        return None
    if view["mode"] == "dots":
        fuller = _spread(view, view["picks"], _in_order(view), view["dots"])
        return {"picks": fuller} if fuller != view["picks"] else None
    if view["mode"] in ("single", "yesno"):
        before = _in_order(view)[: view["items"][next(iter(view["picks"]))]["no"] - 1]
        return {"picks": {dice.choice(before): 1}} if before else None
    return None


def _in_order(view: Json) -> list[str]:
    return sorted(view["items"], key=lambda item: int(view["items"][item]["no"]))


def _spread(view: Json, picks: Mapping[str, int], liked: list[str], budget: int) -> dict[str, int]:
    spread = dict(picks)
    for item in liked:
        room = min(view["each"] - spread.get(item, 0), budget - sum(spread.values()))
        if room > 0:
            spread[item] = spread.get(item, 0) + room
    return spread
