"""How a rating went: the result thing by thing, who has answered, and what of it later screens are told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2s

from workshop.kinds.contract import Brought, Context
from workshop.matters import marks
from workshop.matters.marks import Item, Mark, Rounds, Standing
from workshop.matters.rating import AS_IT_IS, Agreed, Rating, items
from workshop.matters.spread import CANT, FEWEST_IN_A_SLICE, Spread, hidden, moved, named, spread, widest
from workshop.moves import Floor, Json, Table

Items = Mapping[str, Item]
Spreads = Mapping[str, Spread]


def told(rating: Rating, things: Items, context: Context) -> Json:
    """The result, thing by thing, in the order in which it is shown."""
    spreads = {item: spread_of(rating.rounds, item, context) for item in things}
    return {
        "told": True,
        "result": {item: _result(rating, item, spreads[item], context) for item in things},
        "order": _order(rating, things, spreads, context),
        "by": _by(rating, context),
        "agreed": {item: _agreed(one) for item, one in rating.agreed.items() if item in things},
    }


def spread_of(rounds: Rounds, item: str, context: Context) -> Spread:
    """How everybody's last words on a thing are spread."""
    return spread(mark.value for mark in standing(rounds, item, context).values())


def standing(rounds: Rounds, item: str, context: Context) -> Standing:
    """Everybody's last word on a thing, as far as it may be told."""
    return of_the_room(marks.standing(enough(rounds, item, context), item), context)


def enough(rounds: Rounds, item: str, context: Context) -> Rounds:
    """The rounds that may be told of a thing. Without names those in which fewer than four answered stay out: beside
    the round before they would tell each of them."""
    if not context.faceless:
        return rounds
    return tuple(one for one in rounds if len(one.marks.get(item, {})) >= FEWEST_IN_A_SLICE)


def kept_back(rounds: Rounds, item: str, context: Context) -> bool:
    """Whether a thing was placed, and by too few for it to be told at all."""
    return any(one.marks.get(item) for one in rounds) and not standing(rounds, item, context)


def of_the_room(said: Standing, context: Context) -> Standing:
    """The marks of everybody who was not sent out. Who answered on paper is nobody on the list, and counts."""
    known = context.roster.people
    return {person: mark for person, mark in said.items() if person not in known or not known[person].removed}


def shuffled(rating: Rating, things: Iterable[str], reader: str) -> list[str]:
    """Each reader's own order where a list must not look like one."""
    if not rating.settings.shuffle:
        return list(things)
    return sorted(things, key=lambda item: blake2s(f"{reader}/{item}".encode()).digest())


def label(rating: Rating, value: float) -> str:
    """What a mark is called."""
    return marks.label(rating.scale, value) if value else rating.cant


# ── who has answered ────────────────────────────────────────────────────────


def turnout(rating: Rating, context: Context) -> Json:
    """How many have begun this round, and how many are through with it."""
    answered = _answered(rating, context)
    return {
        "begun": len(answered),
        "finished": len(_through(rating, answered, context)),
        "of": max(context.roster.expected(answered), len(answered)),
    }


def finished(rating: Rating, context: Context) -> list[str]:
    """Those who placed everything that this round asks of them."""
    return _through(rating, _answered(rating, context), context)


def _answered(rating: Rating, context: Context) -> Counter[str]:
    """How many of this round's things each person has placed."""
    count: Counter[str] = Counter()
    for item, said in rating.now.marks.items():
        if rating.now.asks(item):
            count.update(said.keys())
    known = context.roster.people
    return Counter({one: n for one, n in count.items() if one not in known or not known[one].removed})


def _through(rating: Rating, answered: Mapping[str, int], context: Context) -> list[str]:
    if not rating.settings.from_brought:
        needed = sum(1 for item in rating.by_id if rating.now.asks(item))
        return [person for person, count in answered.items() if count >= needed]
    at = {no: _asked_at(rating, no, context) for no in context.roster.tables}
    return [person for person, count in answered.items() if count >= at.get(context.roster.table_of(person), 0)]


def _asked_at(rating: Rating, no: int, context: Context) -> int:
    """How many brought things a table rates in this round."""
    things = {**items(rating, Floor(), context), **items(rating, Table(no), context)}
    return sum(1 for item in things if rating.now.asks(item))


# ── the result ──────────────────────────────────────────────────────────────


def _result(rating: Rating, item: str, now: Spread, context: Context) -> Json:
    few = {"few": True} if kept_back(rating.rounds, item, context) else {}
    return {**_row(rating, now), **few, **_movement(rating, item, now, context), **_slices(rating, item, context)}


def _row(rating: Rating, one: Spread) -> Json:
    row: Json = {"counts": {named(mark): count for mark, count in one.at.items()}, "marks": one.marks, "cant": one.cant}
    if one.unsighted:
        row["unsighted"] = True
    if rating.settings.measured and one.tag:
        row["tag"] = one.tag
    if rating.settings.measured and one.median is not None:
        row["median"] = one.median
    return row


def _movement(rating: Rating, item: str, now: Spread, context: Context) -> Json:
    """How it was before the round that is shown, who did not answer again, and which way the middle went."""
    rounds = enough(rating.rounds, item, context)
    earlier = marks.before(rounds, item)
    if not earlier:
        return {}
    was = spread_of(earlier, item, context)
    again = {person for one in rounds[len(earlier) :] for person in one.marks.get(item, {})}
    unchanged = len(standing(earlier, item, context).keys() - again)
    way = moved(was, now) if rating.settings.measured else ""
    return {"before": _row(rating, was), "unchanged": unchanged, **({"way": way} if way else {})}


def _slices(rating: Rating, item: str, context: Context) -> Json:
    """The same by role or by partnership, as far as the groups are large enough."""
    by = _by(rating, context)
    if not by or context.faceless:
        return {}
    groups: dict[str, list[float]] = {name: [] for name in (context.partnerships if by == "partnership" else ())}
    for mark in standing(rating.rounds, item, context).values():
        groups.setdefault(slice_of(mark, by, context), []).append(mark.value)
    sizes = {name: len(found) for name, found in groups.items()}
    out = hidden(sizes)
    names = list(groups) if by == "partnership" else sorted(groups, key=lambda name: (not name, name))
    rows = {
        str(no): {"name": name, "no": no, **(_out(sizes[name]) if name in out else _row(rating, spread(groups[name])))}
        for no, name in enumerate(names, start=1)
    }
    return {"slices": rows}


def _out(size: int) -> Json:
    """Too few to be shown; or enough, but whoever is too few could be worked out from them."""
    return {"few": True} if size < FEWEST_IN_A_SLICE else {"with": True}


def slice_of(mark: Mark, by: str, context: Context) -> str:
    """Which group a mark belongs to; all that the agenda has no name for are one group without a name."""
    name, known = (mark.role, context.roles) if by == "role" else (mark.partnership, context.partnerships)
    return name if name in known else ""


def _by(rating: Rating, context: Context) -> str:
    if rating.by != AS_IT_IS:
        return rating.by
    return "partnership" if len(context.partnerships) > 1 else ""


def _order(rating: Rating, things: Items, spreads: Spreads, context: Context) -> list[str]:
    """Widest first, or most at one stop first; else as they stand on the sheet. What was rated again leads."""
    given = shuffled(rating, things, "stage")
    if rating.arranged == "divided":
        return sorted(given, key=lambda item: (item in rating.now.items, *widest(spreads[item])), reverse=True)
    stop = _number(rating, rating.arranged)
    return sorted(given, key=lambda item: spreads[item].at.get(stop, 0), reverse=True) if stop else given


def _number(rating: Rating, stop: str) -> int:
    """Which stop of the scale has this id; 0 for none."""
    return next((no for no, one in enumerate(rating.scale, start=1) if one.id == stop), 0)


def _agreed(one: Agreed) -> Json:
    said: Json = {"how": one.how, "line": one.line}
    return said if one.value == CANT else {**said, "value": one.value}


# ── what later screens are told ─────────────────────────────────────────────


def found(rating: Rating, finding: str, things: Items, context: Context) -> Iterable[Brought]:
    """What came out of it, the weightiest first; nothing before it is shown."""
    rounds = marks.told(rating.rounds, revealed=context.revealed)
    if not rounds:
        return ()
    name, _, stop = finding.partition(":")
    spreads = {item: spread_of(rounds, item, context) for item in things}
    if name in _IN_ORDER:
        return [brought(things[item], context, note) for item, note in _IN_ORDER[name](rating, spreads)]
    at = _number(rating, stop)
    weights = {item: _weight(rating, name, at, one) for item, one in spreads.items()}
    # What few put there is not to be shown as standing there.
    note = label(rating, at) if at and name != "under_half" else ""
    heavy = sorted((item for item in weights if weights[item]), key=lambda item: -weights[item])
    return [brought(things[item], context, note, weights[item]) for item in heavy]


def brought(item: Item, context: Context, note: str = "", weight: int = 0) -> Brought:
    """A thing as a later screen shows it. What was brought here itself keeps its id, and goes when its author goes."""
    id_ = item.id if item.id in context.pool.entries else f"{context.screen}/{item.id}"
    return Brought(id_, item.title, note=note, weight=weight)


def _lowest(rating: Rating, spreads: Spreads) -> list[tuple[str, str]]:
    placed = {item: one for item, one in spreads.items() if one.marks}
    in_order = sorted(placed, key=lambda item: (placed[item].middle, placed[item].ends))
    return [(item, label(rating, placed[item].middle[0])) for item in in_order]


def _split(rating: Rating, spreads: Spreads) -> list[tuple[str, str]]:
    in_order = sorted(spreads, key=lambda item: widest(spreads[item]), reverse=True)
    return [(item, "split") for item in in_order if spreads[item].tag == "split"]


def _positions(rating: Rating, spreads: Spreads) -> list[tuple[str, str]]:
    settled = ((item, one) for item, one in rating.agreed.items() if item in spreads and one.value != CANT)
    return [(item, label(rating, one.value)) for item, one in settled]


_IN_ORDER = {"lowest": _lowest, "split": _split, "agreed": _positions}
"""Findings that have an order of their own; the others are weighed by how many stand behind them."""


def _weight(rating: Rating, name: str, at: int, one: Spread) -> int:
    there = one.at.get(at, 0)
    match name:
        case "top":
            return one.onwards(len(rating.scale) / 2 + 1)
        case "third":
            return there if 3 * there >= one.answers else 0
        case "under_half":
            return one.answers - there if at and 2 * there < one.answers else 0
        case "stop":
            return there
        case _:
            return 0
