"""People look at what others made: on a wall, one by one, from station to station, among stars, on a claims board.

What hangs there was written elsewhere and is looked up at every look, so that what is withdrawn or taken down there is
gone here too. This kind keeps only what is done to it: hearts, clusters, whose turn it is, what we can stand behind.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

from workshop import pool, roster
from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, Section
from workshop.kinds.contract import near_nobody as near
from workshop.matters import claims, gallery, hanging, harvest_note, hearts, portions
from workshop.matters.claims import Mark, Offer, Stand
from workshop.matters.gallery import Clusters, Heading, Piece
from workshop.matters.hanging import BOX, Settings, State, Turned
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

__all__ = [
    "FINDINGS", "MOVES", "Settings", "accept", "apply", "bring", "near", "notes", "pretend", "start", "unite", "view",
]  # fmt: skip

LINE = 140
"""Characters in an addition: one line."""

ADDITIONS = 8
"""How much one person may add to one screen."""

NAME = 60
"""Characters in the name of a cluster, or of somebody who finds something out."""

MOST = 500
"""Pieces in one move of the facilitator's."""

FEW = 3
"""Hearts that a pretend person gives, at most."""

VISIBLE: tuple[Visibility, ...] = ("room", "facilitator")
"""Who may see an addition: a wall of one's own would be no use."""

_PHONES = ("heart", "add", "edit", "to_get")
_FRONT = ("cluster", "uncluster", "rename_cluster", "turn_to", "order", "stand", "pair", "like")

MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(_PHONES, frozenset({Role.PARTICIPANT})),
    **dict.fromkeys(_FRONT, frozenset({Role.FACILITATOR})),
}

FINDINGS: Mapping[str, str] = {
    "hearts": "What people gave hearts to, most first, once the hearts were revealed.",
    "behind": "The claims that the room can stand behind.",
    "to_get": "The claims that want evidence, and who is finding out.",
    "clusters": "The names of the clusters, with how much is in each.",
}


def start(settings: Settings, context: Context) -> State:
    """Nothing loved, gathered or turned to yet."""
    return State(settings)


def accept(state: State, move: Move, context: Context) -> Json:
    """What a hand in the harvest makes true. Raises `Refused`."""
    if move.name == "edit":
        return _edit(state, move, context)
    if move.name not in _DEEDS or not _belongs(state.settings, move.name):
        raise Refused("unknown_move")
    if move.name in _PHONES and not context.open:
        raise Refused("not_open")
    return _DEEDS[move.name](state, move, context)


def apply(state: State, fact: Fact) -> State:
    """The harvest after a fact. What was added is kept by the pool."""
    data = fact.data
    match fact.name:
        case "heart" | "to_get":
            return _after_a_phone(state, fact)
        case "cluster" | "uncluster" | "rename_cluster":
            return replace(state, clusters=_gathered(state.clusters, fact))
        case "turn_to":
            return replace(state, turned=Turned(data["item"], data["place"], fact.at, data["run"]))
        case "order":
            return replace(state, order=data["by"], seed=data["seed"])
        case "stand":
            stand = Stand(data["as"], data["who"], data["person"]) if data["as"] else None
            return replace(state, claims=state.claims.with_stand(data["item"], stand))
        case "pair":
            return replace(state, pair=tuple(data["items"]))
        case "like":
            others = {where: one for where, one in state.likes.items() if where != data["group"]}
            return replace(state, likes={**others, data["group"]: data["as"]} if data["as"] else others)
        case _:
            return state


def view(state: State, audience: Audience, context: Context) -> Json:
    """Everyone sees what hangs; how many hearts it has only after the reveal, one's own hearts only oneself."""
    match audience:
        case Stage():
            return _wall(state, audience, context)
        case Floor(whole):
            seen = _wall(state, Floor(), context)
            return seen if whole or len(seen["items"]) <= portions.FIRST else _beginning(seen)
        case Table():
            return {"table_items": _of_the_table(state, audience, context)}
        case Me(person):
            return _own(state, person, context)
        case Console():
            return _desk(state, context)


def bring(state: State, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """What came of it, from what hangs for the whole room. By the ids of the originals: gone there, gone here."""
    pieces, counts = hanging.hung(state, Floor(), context), hanging.seen_counts(state, context)
    match finding:
        case "hearts":
            loved = [piece for piece in gallery.by_hearts(pieces, counts) if counts[piece.id]]
            return [_brought(piece, state, weight=counts[piece.id]) for piece in loved]
        case "behind":
            return [_brought(piece, state) for piece in hanging.standing(state, pieces, "behind")]
        case "to_get":
            wanted = hanging.standing(state, pieces, "to_get")
            return [_brought(piece, state, note=hanging.finder(state, piece, context)) for piece in wanted]
        case "clusters":
            return _cluster_names(state, pieces, context)
        case _:
            return ()


def unite(state: State, gone: str, kept: str) -> State:
    """Two ids are one person: a piece has one heart of theirs, and the later word on who finds out holds."""
    return replace(
        state,
        hearts=hearts.united(state.hearts, gone, kept, state.settings.hearts),
        claims=state.claims.united(gone, kept),
    )


def notes(state: State, context: Context) -> Sequence[Section]:
    """What was made of it: clusters, hearts, additions; on a claims board what we can say, and what we cannot yet."""
    return harvest_note.sections(state, context)


def pretend(view: Json, dice: Random) -> Json | None:
    """Give a few hearts, add what is missing, offer to find something out: each comes to an end."""
    if not view.get("open"):
        return None
    return next((done for hand in (_with_a_heart, _with_a_line, _with_an_offer) if (done := hand(view, dice))), None)


# ── what is done on a phone ─────────────────────────────────────────────────


def _belongs(settings: Settings, name: str) -> bool:
    """Whether this screen has the matter at all."""
    has = {
        "heart": settings.hearts > 0,
        "add": bool(settings.ask_missing),
        "to_get": settings.stand,
        "stand": settings.stand,
        "cluster": settings.cluster,
        "uncluster": settings.cluster,
        "rename_cluster": settings.cluster,
    }
    return has.get(name, True)


def _heart(state: State, move: Move, context: Context) -> Json:
    """A heart for something that is gone costs nothing; it comes back with it, as far as there is room."""
    item, own = move.data.get("item"), hearts.of(state.hearts, move.by.person)
    on = move.data.get("on", str(item) not in own)
    if not isinstance(item, str) or not isinstance(on, bool):
        raise Refused("malformed", key="item")
    there = {piece.id for piece in hanging.pieces_for(state, Floor(), context)}
    if on and item not in there:
        raise Refused("unknown_item")
    if on and len((there & set(own)) - {item}) >= state.settings.hearts:
        raise Refused("too_many", limit=state.settings.hearts)
    return {"item": item, "on": on}


def _after_a_phone(state: State, fact: Fact) -> State:
    item, person = fact.data["item"], fact.person
    if fact.name == "to_get":
        offer = Offer(fact.data["who"], fact.seq) if fact.data["who"] else None
        return replace(state, claims=state.claims.with_offer(item, person, offer))
    if fact.data["on"]:
        return replace(state, hearts=hearts.given(state.hearts, person, item, fact.seq))
    return replace(state, hearts=hearts.taken_back(state.hearts, person, item))


def _add(state: State, move: Move, context: Context) -> Json:
    person, data = move.by.person, move.data
    if len(context.pool.by(person, context.screen)) >= ADDITIONS:
        raise Refused("too_many", limit=ADDITIONS)
    visibility = pool.visibility(data.get("visibility", "room"), VISIBLE)
    entry = Entry(
        id=f"e{move.mint}",
        screen=context.screen,
        kind="harvest",
        box=BOX,
        person=person,
        table=context.roster.table_of(person),
        text=pool.text(data.get("text"), LINE),
        visibility=visibility,
        named=pool.named(data.get("named", False)),
        at=move.at,
        card=_station(state, data.get("group", gallery.REST), context),
        shown=pool.first_shown(visibility, review=state.settings.review),
    )
    return {"entry": pool.write(entry)}


def _station(state: State, wanted: object, context: Context) -> str:
    """The heading somebody stood before. One that is gone by now is none: their words count all the same."""
    if not isinstance(wanted, str):
        raise Refused("malformed", key="group")
    return wanted if wanted in _groups(state, hanging.pieces_for(state, Floor(), context), context) else gallery.REST


def _edit(state: State, move: Move, context: Context) -> Json:
    """One may mend one's own line also after closing."""
    checks: dict[str, Callable[[Any], Any]] = {
        "text": lambda said: pool.text(said, LINE),
        "visibility": lambda said: pool.visibility(said, VISIBLE),
        "named": pool.named,
    }
    return pool.edit(pool.own(context.pool, move, context.screen), move.data, checks, review=state.settings.review)


def _offer(state: State, move: Move, context: Context) -> Json:
    """Somebody finds out, by whatever name they put down; nothing takes it back."""
    who = roster.line(move.data.get("who", ""), NAME, "who")
    item = move.data.get("item")
    if not isinstance(item, str):
        raise Refused("malformed", key="item")
    if who and item not in {piece.id for piece in hanging.pieces_for(state, Floor(), context)}:
        raise Refused("unknown_item")
    return {"item": item, "who": who}


# ── what the facilitator does ───────────────────────────────────────────────


def _cluster(state: State, move: Move, context: Context) -> Json:
    """Under a new heading, or under one that is there already when it is called by its name."""
    items = _items(state, move, Console(), context)
    name = roster.line(move.data.get("name"), NAME, "name", required=True)
    there = state.clusters.called(name)
    return {"items": items, "cluster": there or f"c{move.mint}", "name": state.clusters.names.get(there, name)}


def _uncluster(state: State, move: Move, context: Context) -> Json:
    return {"items": _items(state, move, Console(), context)}


def _rename(state: State, move: Move, context: Context) -> Json:
    """A name that another cluster has makes the two one."""
    cluster = move.data.get("cluster")
    if not isinstance(cluster, str) or cluster not in state.clusters.names:
        raise Refused("unknown_item")
    name = roster.line(move.data.get("name"), NAME, "name", required=True)
    there = state.clusters.called(name)
    return {"cluster": cluster, "name": name, "into": "" if there == cluster else there}


def _gathered(clusters: Clusters, fact: Fact) -> Clusters:
    data = fact.data
    match fact.name:
        case "cluster":
            return clusters.gathered(data["items"], data["cluster"], data["name"])
        case "uncluster":
            return clusters.scattered(data["items"])
        case _:
            return clusters.renamed(data["cluster"], data["name"], data["into"])


def _items(state: State, move: Move, audience: Audience, context: Context) -> list[str]:
    """The pieces that a move names, as far as they are still there. Raises `Refused`."""
    wanted = move.data.get("items")
    if not isinstance(wanted, list) or len(wanted) > MOST:
        raise Refused("malformed", key="items")
    there = {piece.id for piece in hanging.pieces_for(state, audience, context)}
    found = [one for one in dict.fromkeys(one for one in wanted if isinstance(one, str)) if one in there]
    if not found:
        raise Refused("unknown_item")
    return found


def _turn(state: State, move: Move, context: Context) -> Json:
    """To one piece, or with nothing named to all of them. With `run` the next ones follow by time."""
    item, run = move.data.get("item", ""), move.data.get("run", False)
    if not isinstance(item, str) or not isinstance(run, bool):
        raise Refused("malformed", key="item")
    hung = [piece.id for piece in hanging.hung(state, Stage(), context)]
    if item and item not in hung:
        raise Refused("unknown_item")
    return {"item": item, "place": hung.index(item) if item else 0, "run": run and bool(item)}


def _order(state: State, move: Move, context: Context) -> Json:
    by = move.data.get("by")
    if by not in ("time", "hearts", "mixed"):
        raise Refused("malformed", key="by")
    return {"by": by, "seed": move.chance % 2**31}


def _stand(state: State, move: Move, context: Context) -> Json:
    how, item = move.data.get("as"), move.data.get("item")
    if how not in ("behind", "to_get", ""):
        raise Refused("malformed", key="as")
    if not isinstance(item, str) or item not in {piece.id for piece in hanging.pieces_for(state, Console(), context)}:
        raise Refused("unknown_item")
    person, offers = move.data.get("person", ""), state.claims.offers.get(item, {})
    if not isinstance(person, str) or (person and person not in offers):
        raise Refused("unknown_person")
    # As it reads now: whoever puts it differently later has not been read yet.
    who = offers[person].who if person else roster.line(move.data.get("who", ""), NAME, "who")
    return {"item": item, "as": how, "who": who, "person": person}


def _pair(state: State, move: Move, context: Context) -> Json:
    """Two side by side; nothing takes them away again."""
    if move.data.get("items") == []:
        return {"items": []}
    items = _items(state, move, Stage(), context)
    if len(items) != 2:
        raise Refused("malformed", key="items")
    return {"items": items}


def _like(state: State, move: Move, context: Context) -> Json:
    """Set by eye: how alike all of it is, or what hangs under one heading, named or known by its pieces."""
    how = move.data.get("as")
    if how not in ("alike", "partly", "different", ""):
        raise Refused("malformed", key="as")
    pieces = hanging.pieces_for(state, Stage(), context)
    group = move.data.get("group", gallery.REST)
    if "items" in move.data:
        group = _shared_heading(state, _items(state, move, Stage(), context), pieces, context)
    if group != gallery.REST and group not in _groups(state, pieces, context):
        raise Refused("unknown_item")
    return {"group": group, "as": how}


def _shared_heading(state: State, items: Sequence[str], pieces: Sequence[Piece], context: Context) -> str:
    over = {heading.id for heading, under in hanging.headed(state, pieces, context) for one in under if one.id in items}
    return over.pop() if len(over) == 1 else gallery.REST


_DEEDS: Mapping[str, Callable[[State, Move, Context], Json]] = {
    "heart": _heart,
    "add": _add,
    "to_get": _offer,
    "cluster": _cluster,
    "uncluster": _uncluster,
    "rename_cluster": _rename,
    "turn_to": _turn,
    "order": _order,
    "stand": _stand,
    "pair": _pair,
    "like": _like,
}


# ── what is seen ────────────────────────────────────────────────────────────


def _wall(state: State, audience: Audience, context: Context) -> Json:
    """What stage and phones share. Built up: nothing of it is there that was not let up."""
    settings, pieces = state.settings, hanging.hung(state, audience, context)
    seen: Json = {
        "look": settings.look,
        "items": _seen_items(state, pieces, context),
        "groups": _groups(state, pieces, context),
        "hearts": settings.hearts,
        "ask_missing": settings.ask_missing,
        "max": LINE,
        "review": settings.review,
        "stand": settings.stand,
        **_legend(settings),
        **_turned_to(state, [piece.id for piece in pieces]),
    }
    if context.revealed:
        seen["counts"] = _shown_counts(state, pieces, context)
    if set(state.pair) <= {piece.id for piece in pieces} and state.pair:
        seen["pair"] = list(state.pair)
    return seen | ({"like": state.likes[gallery.REST]} if gallery.REST in state.likes else {})


def _beginning(seen: Json) -> Json:
    """Of a wall with much on it the pieces that hang first, on a walk those at each station; and how many there are."""
    items = seen["items"]
    under: dict[str, list[str]] = {}
    for id_, item in items.items():
        under.setdefault(item.get("group", gallery.REST), []).append(id_)
    each = max(1, portions.FIRST // len(under))
    first = (
        [id_ for ids in under.values() for id_ in ids[:each]]
        if seen["look"] == "walk"
        else list(items)[: portions.FIRST]
    )
    told = {
        "items": {id_: items[id_] for id_ in first},
        "groups": {id_: {**group, "count": len(under[id_])} for id_, group in seen["groups"].items()},
        "count": len(items),
    }
    if "counts" in seen:
        told["counts"] = {id_: seen["counts"][id_] for id_ in first if id_ in seen["counts"]}
    return {**seen, **told}


def _shown_counts(state: State, pieces: Iterable[Piece], context: Context) -> dict[str, int]:
    counts = hanging.seen_counts(state, context)
    return {piece.id: counts[piece.id] for piece in pieces if counts[piece.id]}


def _legend(settings: Settings) -> Json:
    columns = {one.id: {"no": no, "title": one.title} for no, one in enumerate(settings.columns, start=1)}
    marks = {one.id: {"no": no, **_sign(one)} for no, one in enumerate(settings.marks, start=1)}
    sceptic = {"sceptic": _sign(settings.sceptic)} if settings.sceptic else {}
    return {"columns": columns, "marks": marks, **sceptic}


def _sign(mark: Mark) -> Json:
    return {"label": mark.label, "sign": mark.sign}


def _turned_to(state: State, hung: Sequence[str]) -> Json:
    """Which piece is up. Where that one is gone, the one that came into its place."""
    turned, settings = state.turned, state.settings
    if turned is None:
        return {"up": {"item": hung[0]}} if hung and settings.look in ("one", "rounds") else {}
    if not turned.item or not hung:
        return {"all": True}
    item = turned.item if turned.item in hung else hung[min(turned.place, len(hung) - 1)]
    runs = turned.runs and settings.seconds > 0
    return {"up": {"item": item} | ({"since": turned.at, "seconds": settings.seconds} if runs else {})}


def _seen_items(state: State, pieces: Sequence[Piece], context: Context) -> Json:
    passes = gallery.in_rounds(pieces) if state.settings.look == "rounds" else {}
    under = {one.id: heading.id for heading, hung in hanging.headed(state, pieces, context) for one in hung}
    return {
        piece.id: {"no": no}
        | _public(state, piece, context)
        | ({"group": under[piece.id]} if under[piece.id] else {})
        | ({"pass": passes[piece.id]} if passes else {})
        for no, piece in enumerate(pieces, start=1)
    }


def _public(state: State, piece: Piece, context: Context) -> Json:
    """A piece as everyone may read it: never whose it is, unless they are named and this screen names people."""
    what, settings = piece.what, state.settings
    known = {"note": what.note, "step": what.step, "weight": what.weight, "by": what.by if settings.names else ""}
    return {
        "text": what.text,
        **{key: value for key, value in known.items() if value},
        **({"added": True} if piece.added else {}),
        **claims.evidence(what.tags, settings.columns, settings.marks, settings.sceptic),
        **_where_it_stands(state, piece, context),
    }


def _where_it_stands(state: State, piece: Piece, context: Context) -> Json:
    if piece.id not in state.claims.stands:
        return {}
    how, who = state.claims.stands[piece.id].how, hanging.finder(state, piece, context)
    return {"stand": {"as": how} | ({"who": who} if who and how == "to_get" else {})}


def _groups(state: State, pieces: Sequence[Piece], context: Context) -> Json:
    """The headings with something under them, by id. What hangs under none has none."""
    headed = [heading for heading, _ in hanging.headed(state, pieces, context) if heading.id]
    return {heading.id: {"no": no, **_named_heading(state, heading)} for no, heading in enumerate(headed, start=1)}


def _named_heading(state: State, heading: Heading) -> Json:
    said = {"title": heading.title, "source": heading.source, "step": heading.step, "table": heading.table}
    like = state.likes.get(heading.id, "")
    return {key: value for key, value in {**said, "like": like}.items() if value}


def _of_the_table(state: State, audience: Audience, context: Context) -> Json:
    """What was brought for one table alone: to be read there, next to what hangs for everyone."""
    everyone = {piece.id for piece in hanging.pieces_for(state, Floor(), context)}
    own = [piece for piece in hanging.pieces_for(state, audience, context) if piece.id not in everyone]
    in_time = enumerate(gallery.in_time(own), start=1)
    return {piece.id: {"no": no, **_public(state, piece, context)} for no, piece in in_time}


def _own(state: State, person: str, context: Context) -> Json:
    loved = hearts.of(state.hearts, person)
    there = {piece.id for piece in hanging.pieces_for(state, Floor(), context)} if loved else set()
    return {
        "loved": {item: True for item in loved if item in there},
        "finding_out": _offered_by(state, person, context),
        "mine": {entry.id: _own_line(entry) for entry in context.pool.by(person, context.screen)},
    }


def _offered_by(state: State, person: str, context: Context) -> dict[str, str]:
    found = {one: state.claims.offered(one, context.roster).get(person, "") for one in state.claims.offers}
    return {one: who for one, who in found.items() if who}


def _own_line(entry: Entry) -> Json:
    return {
        "text": entry.text,
        "visibility": entry.visibility,
        "named": entry.named,
        "shown": entry.shown,
        "at": entry.at,
    }


def _desk(state: State, context: Context) -> Json:
    """What the facilitator sees: the wall with its waiting additions, its clusters, and who has done something."""
    seen = _wall(state, Console(), context)
    written = context.pool.of(context.screen, BOX)
    entries = {entry.id: entry for entry in written}
    for id_, item in seen["items"].items():
        item |= {"shown": entries[id_].shown, "table": entries[id_].table} if id_ in entries else {}
        if offers := state.claims.offered(id_, context.roster):
            item |= {"offers": offers}
    lovers = hearts.givers(state.hearts, context.roster)
    took_part = sorted({*lovers, *(entry.person for entry in written)})
    return {
        **seen,
        "may_cluster": state.settings.cluster,
        "seconds": state.settings.seconds,
        "order": state.order,
        "lovers": len(lovers),
        "done": dict.fromkeys(took_part, True),
        "for_you": {
            entry.id: {"text": entry.text, "table": entry.table, "at": entry.at}
            for entry in written
            if entry.visibility == "facilitator"
        },
    }


# ── what it brings to later screens ─────────────────────────────────────────


def _brought(piece: Piece, state: State, **said: Any) -> Brought:
    what = replace(piece.what, **said)
    return what if state.settings.names else replace(what, by="")


def _cluster_names(state: State, pieces: Sequence[Piece], context: Context) -> list[Brought]:
    found = [
        Brought(f"{context.screen}/{heading.id}", heading.title, screen=context.screen, weight=len(under))
        for heading, under in hanging.headed(state, pieces, context)
        if heading.id.startswith(gallery.CLUSTER)
    ]
    return sorted(found, key=lambda one: -one.weight)


# ── people who aren't there ─────────────────────────────────────────────────


def _with_a_heart(view: Json, dice: Random) -> Json | None:
    loved = view.get("loved", {})
    left = sorted(set(view.get("items", {})) - set(loved))
    spent = sum(1 for item in loved if item in view["items"])
    if not left or spent >= min(view.get("hearts", 0), FEW):
        return None
    return {"name": "heart", "data": {"item": dice.choice(left), "on": True}}


def _with_a_line(view: Json, dice: Random) -> Json | None:
    if not view.get("ask_missing") or view.get("mine") or dice.random() < 0.5:
        return None
    group = dice.choice(["", *sorted(view.get("groups", {}))])
    said = {"text": dice.choice(_LINES), "visibility": dice.choice(VISIBLE), "named": dice.random() < 0.5}
    return {"name": "add", "data": {**said, "group": group}}


def _with_an_offer(view: Json, dice: Random) -> Json | None:
    if not view.get("stand") or view.get("finding_out") or not view.get("items") or dice.random() < 0.7:
        return None
    return {"name": "to_get", "data": {"item": dice.choice(sorted(view["items"])), "who": dice.choice(_FINDERS)}}


_LINES = (
    "Who tells the parents?",
    "Nobody has said what we stop doing",
    "The smallest school is missing here",
    "What would the pupils say to this?",
    "Transport, as always",
    "We tried this once: ask Hill Street",
    "And the governors?",
    "A date to look at it again",
)

_FINDERS = ("Amina", "Our data lead", "The two deputies", "Joseph from next door", "I will ask the office")
