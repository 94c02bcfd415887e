"""Offers meet needs. Somebody claims a need ("I can help", "I know someone"); it is a match once its author says yes.

Needs and offers are entries, written here or brought by carries (`needs`, `offers`, each with whose = "room", `most` as
large as the room, show = "kind"). All that happens between people lives on one screen, the market. Its part `write`
collects beforehand; `unmet` only shows, large, what nobody has claimed: its carry `unmet` is the market's finding.
"""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice
from random import Random

from workshop import pool
from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, Section
from workshop.matters import market, portions
from workshop.matters.market import CAN, CONTACT, LINE, NEED, Claim, Goods, Standing, State
from workshop.matters.market import Settings as Settings
from workshop.moves import Audience, Console, Entry, Fact, Floor, Json, Me, Move, Refused, Role, Table, Visibility

PLACE = 5
LONGEST = 140
"""The longest line with a claim, and the longest contact, in characters."""

_TRADING = frozenset({Role.PARTICIPANT})
_LEADING = frozenset({Role.FACILITATOR})

MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(
        ("need", "offer", "edit", "add_offer", "claim", "unclaim", "accept", "decline", "contact"), _TRADING
    ),
    **dict.fromkeys(("nudge", "large"), _LEADING),
}

FINDINGS: Mapping[str, str] = {
    "needs": "The needs that everybody may read, or one's own.",
    "offers": "The offers that everybody may read, or one's own.",
    "unmet": "The needs that nobody has claimed.",
    "matches": "One's own matches, with the other's contact where both agreed.",
}


def start(settings: Settings, context: Context) -> State:
    """Nobody has claimed anything."""
    return State(settings)


def accept(state: State, move: Move, context: Context) -> Json:
    """What writing, claiming or answering makes true. Raises `Refused`."""
    if move.name == "edit":
        return _edit(state, move, context)
    if move.name == "nudge":
        return {"need": _public_need(state, move, context).id, "on": _flag(move.data.get("on", True), "on")}
    if move.name == "large":
        return {"on": _flag(move.data.get("on"), "on")}
    if not context.open:
        raise Refused("not_open")
    if state.settings.phase == "unmet":
        raise Refused("not_here")
    doors: Mapping[str, Callable[[State, Move, Context], Json]] = {
        "need": _need,
        "offer": _offer,
        "add_offer": _add_offer,
        "claim": _claim,
        "unclaim": _unclaim,
        "accept": _accept,
        "decline": _decline,
        "contact": _contact,
    }
    if move.name not in doors:
        raise Refused("unknown_move")
    return doors[move.name](state, move, context)


def apply(state: State, fact: Fact) -> State:
    """The market after a fact. What was written is kept by the pool."""
    data = fact.data
    match fact.name:
        case "unclaim" | "accept" | "decline":
            return state.changed(data["claim"], standing=_AFTER[fact.name])
        case "claim":
            return _claimed_by(state, fact)
        case "contact":
            return _agreed(state, fact)
        case "add_offer":
            return replace(state, added={**state.added, data["of"]: data["on"]})
        case "nudge":
            others = state.nudged - {data["need"]}
            return replace(state, nudged=others | {data["need"]} if data["on"] else others)
        case "large":
            return replace(state, large=data["on"])
        case _:
            return state


def _claimed_by(state: State, fact: Fact) -> State:
    data = fact.data
    line = {"line": data["entry"]["id"]} if "entry" in data else {}
    if data["claim"] in state.claims:
        return state.changed(data["claim"], how=data["how"], **line)
    claim = Claim(data["claim"], data["need"], data["owner"], fact.person, data["how"], fact.at, **line)
    return replace(state, claims={**state.claims, claim.id: claim})


_AFTER: Mapping[str, Standing] = {"unclaim": "withdrawn", "accept": "accepted", "decline": "declined"}


def view(state: State, audience: Audience, context: Context) -> Json:
    """Everybody reads needs and offers; what passes between two people is theirs alone."""
    match audience:
        case Floor(whole):
            return _for_every_phone(state, context, whole=bool(whole))
        case Table(no):
            return _share(state, no, context)
        case Me(person):
            return _for_oneself(state, person, context)
        case Console():
            return _for_the_facilitator(state, context)
        case _:
            return _on_stage(state, context)


def bring(state: State, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """Needs, offers, what is unmet, and one's own matches."""
    return market.found(state, finding, audience, context)


def near(state: State, person: str, context: Context) -> Iterable[str]:
    """Those with whom there was ever a claim, either way; a claim taken back is still remembered for that. And those
    whose needs a practice fits that this person lets stand as an offer: no words are written for that, and so it is
    news to nobody else.
    """
    there = market.goods(state, context)
    added = {offer.id for offer in there.offers_of.get(person, ()) if state.added.get(offer.id)}
    fitted = (
        {there.needs[need].person for need, fits in there.answers.items() if added.intersection(fits)} if added else ()
    )
    return {*(claim.other(person) for claim in state.of(person)), *fitted} - {person}


def unite(state: State, gone: str, kept: str) -> State:
    """Two ids are one person: their claims are one person's, a claim on one's own need falls away, and of two claims on
    the same need the later one stands."""
    claims = {id_: _signed_over(claim, gone, kept) for id_, claim in state.claims.items()}
    seen: set[tuple[str, str]] = set()
    for claim in reversed(list(claims.values())):
        doubled = claim.live and (claim.need, claim.person) in seen
        if doubled or (claim.live and claim.owner == claim.person):
            claims[claim.id] = replace(claim, standing="withdrawn")
        elif claim.live:
            seen.add((claim.need, claim.person))
    return replace(state, claims=claims)


def notes(state: State, context: Context) -> Sequence[Section]:
    """Matches, with contact only where both agreed and both are named; what is still looked for; all offers by tag."""
    entries = context.pool.of(context.screen)
    if state.settings.phase != "market" or not (market.needs(state, context) or market.offers(state, context)):
        return ()
    people = {one.person for one in (*market.needs(state, context).values(), *market.offers(state, context).values())}
    people |= {entry.person for entry in entries} | {claim.person for claim in state.claims.values()}
    asked = context.say("match-note-asked")
    of = max(context.roster.expected(people), len(people))
    return (Section(context.title, asked, len(people), of, tuple(_told(state, context)), place=PLACE),)


def pretend(view: Json, dice: Random) -> Json | None:
    """Write a need and an offer; claim one, answer those who claim, and say how to be reached. Comes to an end."""
    if not view.get("open") or view["phase"] == "unmet":
        return None
    view = {**view, "needs": {**view.get("share", {}), **view.get("suits", {}), **view.get("needs", {})}}
    hands = [_pretend_writing] if view["phase"] == "write" else [_pretend_writing, _pretend_trading]
    return next((done for hand in hands if (done := hand(view, dice))), None)


# ── needs and offers ────────────────────────────────────────────────────────


def _need(state: State, move: Move, context: Context) -> Json:
    return {"entry": pool.write(_written(NEED, "need_help", state, move, context))}


def _offer(state: State, move: Move, context: Context) -> Json:
    return {"entry": pool.write(_written(CAN, "can_help", state, move, context))}


def _written(box: str, outcome: str, state: State, move: Move, context: Context) -> Entry:
    written = [entry for entry in context.pool.by(move.by.person, context.screen) if entry.box == box]
    if len(written) >= state.settings.most:
        raise Refused("too_many", limit=state.settings.most)
    visibility = pool.visibility(move.data.get("visibility", state.settings.visibility), state.settings.allow)
    text = pool.text(move.data.get("text"), state.settings.max)
    tags = _tags(state, move.data.get("tags", []))
    named = _flag(move.data.get("named", state.settings.named), "named")
    entry = _entry(box, text, visibility, move, context)
    shown = pool.first_shown(visibility, review=state.settings.review)
    return replace(entry, tags=tuple(tags), named=named, outcome=outcome, shown=shown)


def _entry(box: str, text: str, visibility: Visibility, move: Move, context: Context, about: str = "") -> Entry:
    return Entry(
        id=f"e{move.mint}",
        screen=context.screen,
        kind="match",
        box=box,
        person=move.by.person,
        table=context.roster.table_of(move.by.person),
        text=text,
        visibility=visibility,
        named=False,
        at=move.at,
        card=about,
    )


def _edit(state: State, move: Move, context: Context) -> Json:
    """One may mend one's words also after closing. A contact or a line stays between the two whom it is for."""
    entry = pool.own(context.pool, move, context.screen)
    if entry.box in (CONTACT, LINE):
        return pool.edit(entry, move.data, {"text": lambda said: pool.text(said, LONGEST)}, review=False)
    checks: dict[str, Callable[[object], object]] = {
        "text": lambda said: pool.text(said, state.settings.max),
        "visibility": lambda said: pool.visibility(said, state.settings.allow),
        "named": lambda said: _flag(said, "named"),
        "tags": lambda said: _tags(state, said),
    }
    return pool.edit(entry, move.data, checks, review=state.settings.review)


def _tags(state: State, wanted: object) -> list[str]:
    tags = pool.tags(wanted)
    if state.settings.tags and not set(tags) <= set(state.settings.tags):
        raise Refused("malformed", key="tags")
    return tags


def _flag(wanted: object, key: str) -> bool:
    if not isinstance(wanted, bool):
        raise Refused("malformed", key=key)
    return wanted


def _add_offer(state: State, move: Move, context: Context) -> Json:
    """The author of a practice says whether it is an offer too."""
    wanted = move.data.get("entry")
    if wanted not in [one.id for one in market.asked_about(state, move.by.person, context)]:
        raise Refused("unknown_entry")
    return {"of": wanted, "on": _flag(move.data.get("on", True), "on")}


# ── claims ──────────────────────────────────────────────────────────────────


def _claim(state: State, move: Move, context: Context) -> Json:
    """A claim on a need. Who says it again says it differently: it stays one claim."""
    need, how = _public_need(state, move, context), move.data.get("how")
    if how not in ("help", "know"):
        raise Refused("malformed", key="how")
    if need.person == move.by.person:
        raise Refused("own_need")
    before = next((claim for claim in state.on(need.id) if claim.person == move.by.person), None)
    said: Json = {"claim": before.id if before else f"c{move.mint}", "need": need.id, "owner": need.person, "how": how}
    if move.data.get("text"):
        line = pool.text(move.data["text"], LONGEST)
        said["entry"] = pool.write(_entry(LINE, line, "me", move, context, need.id))
    return said


def _unclaim(state: State, move: Move, context: Context) -> Json:
    return {"claim": _claimed(state, move, lambda claim: claim.live and claim.person == move.by.person)}


def _accept(state: State, move: Move, context: Context) -> Json:
    return {
        "claim": _claimed(state, move, lambda claim: claim.standing != "withdrawn" and claim.owner == move.by.person)
    }


def _decline(state: State, move: Move, context: Context) -> Json:
    return {
        "claim": _claimed(state, move, lambda claim: claim.standing != "withdrawn" and claim.owner == move.by.person)
    }


def _contact(state: State, move: Move, context: Context) -> Json:
    """How one can be reached, and whether the other side of a match may know. It takes a yes from both."""
    said: Json = {}
    known = market.contact(move.by.person, context)
    if "text" in move.data:
        text = pool.text(move.data["text"], LONGEST)
        if known is None or known.text != text:
            said["entry"] = pool.write(_entry(CONTACT, text, "me", move, context))
    if "claim" in move.data:
        said["claim"] = _claimed(state, move, lambda claim: _is_mine_and_accepted(claim, move.by.person))
        said["on"] = _flag(move.data.get("on", True), "on")
        if said["on"] and not known and "entry" not in said:
            raise Refused("empty", key="text")
    if not said and "text" not in move.data:
        raise Refused("malformed", key="contact")
    return said


def _is_mine_and_accepted(claim: Claim, person: str) -> bool:
    return claim.standing == "accepted" and person in (claim.owner, claim.person)


def _agreed(state: State, fact: Fact) -> State:
    if "claim" not in fact.data:
        return state
    claim = state.claims[fact.data["claim"]]
    rest = claim.agreed - {fact.person}
    return state.changed(claim.id, agreed=rest | {fact.person} if fact.data["on"] else rest)


def _public_need(state: State, move: Move, context: Context) -> Brought:
    need = market.goods(state, context).needs.get(str(move.data.get("need")))
    if need is None:
        raise Refused("unknown_entry")
    return need


def _claimed(state: State, move: Move, fits: Callable[[Claim], bool]) -> str:
    claim = state.claims.get(str(move.data.get("claim")))
    if claim is None or not fits(claim):
        raise Refused("unknown_entry")
    return claim.id


def _signed_over(claim: Claim, gone: str, kept: str) -> Claim:
    def now(person: str) -> str:
        return kept if person == gone else person

    agreed = frozenset(now(person) for person in claim.agreed)
    return replace(claim, owner=now(claim.owner), person=now(claim.person), agreed=agreed)


# ── what is seen ────────────────────────────────────────────────────────────


def _for_every_phone(state: State, context: Context, *, whole: bool) -> Json:
    settings = state.settings
    there = market.goods(state, context)
    if settings.phase == "unmet":  # `looking`, not `needs`: so those of the market go at one word, and not one by one
        source = next((need.screen for need in there.needs.values() if need.screen), "")
        looking = _cards(there.needs if whole else dict(islice(there.needs.items(), portions.FIRST)))
        return {"phase": settings.phase, "market": source, "looking": looking, "count": len(there.needs)}
    keys = ("phase", "need", "need_hint", "can", "can_hint", "max", "most", "visibility", "named", "review")
    said = {key: getattr(settings, key) for key in keys}
    seen: Json = {**said, "tags": list(settings.tags), "allow": list(settings.allow), "longest": LONGEST}
    if settings.phase == "write":  # there everybody sees what is their own, and no more
        return {**seen, "needs": {}, "offers": {}}
    large = _is_large(state, there) and not whole
    needs = {} if large else {"needs": {id_: _need_card(state, need, context) for id_, need in there.needs.items()}}
    told = len(there.offers) <= portions.FIRST or whole
    offers = {"offers": context.memory.once("offers", (there,), lambda: _cards(there.offers))} if told else {}
    count = {"needs": len(there.needs), "offers": len(there.offers)}
    return {**seen, **needs, **offers, "count": count, **(_standings(state, there, context) if large else {})}


def _is_large(state: State, there: Goods) -> bool:
    """Whether there are too many needs on the market to tell each phone all of them."""
    return state.settings.phase == "market" and len(there.needs) > portions.FIRST


def _standings(state: State, there: Goods, context: Context) -> Json:
    """Of a large market what the facilitator points at, and how each need stands that is not open any more."""
    standings = {id_: market.standing(state, id_, context) for id_ in there.needs}
    return {
        "nudged": _cards({id_: need for id_, need in there.needs.items() if id_ in state.nudged}),
        "standing": {id_: standing for id_, standing in standings.items() if standing != "open"},
    }


def _share(state: State, table: int, context: Context) -> Json:
    """The needs that a table of a large market is told first. How they stand is on the floor, as it often changes."""
    there = market.goods(state, context)
    if not _is_large(state, there):
        return {}
    stirred = context.memory.once("stirred", (there,), lambda: portions.stirred(there.needs))
    return {"share": _cards({id_: there.needs[id_] for id_ in portions.share(stirred, table)})}


def _cards(found: Mapping[str, Brought]) -> Json:
    return {id_: _card(one) for id_, one in found.items()}


def _card(one: Brought) -> Json:
    card: Json = {"text": one.text, "tags": list(one.tags), "at": one.at, "table": one.table}
    return {**card, "by": one.by} if one.by else card


def _need_card(state: State, need: Brought, context: Context) -> Json:
    return {**_card(need), "standing": market.standing(state, need.id, context), "nudged": need.id in state.nudged}


def _for_oneself(state: State, person: str, context: Context) -> Json:
    if state.settings.phase == "unmet":
        return {}
    written = [entry for entry in context.pool.by(person, context.screen) if entry.box in (NEED, CAN)]
    there, trading = market.goods(state, context), state.settings.phase == "market"
    needs, offers = market.own_needs(state, person, context), market.own_offers(state, person, context)
    known = ChainMap(needs, there.needs)
    asked, large = market.asked_about(state, person, context), _is_large(state, there)
    seen: Json = {
        "mine": {entry.id: _written_card(entry) for entry in written},
        "my_needs": {
            id_: {**_card(need), "fits": list(there.answers[id_]) if trading and id_ in there.needs else []}
            for id_, need in needs.items()
        },
        "my_offers": {id_: {**_card(offer), "step": offer.step} for id_, offer in offers.items()},
        "asked": {one.id: {"text": one.text, "step": one.step, **_answer(state, one.id)} for one in asked},
        "suggested": market.suggested_needs(there, offers) if trading else [],
        "claims": _claims(state, known, person, context, mine=True),
        "answers": _claims(state, known, person, context, mine=False),
        "contact": _contact_card(person, context),
    }
    fits = [id_ for need in seen["my_needs"].values() for id_ in need["fits"]]
    suits = [*seen["suggested"], *(claim["need"] for claim in seen["claims"].values())]
    return {
        **seen,
        "fitting": _cards({id_: there.offers[id_] for id_ in fits if id_ in there.offers}),
        **({"suits": _cards({id_: there.needs[id_] for id_ in suits if id_ in there.needs})} if large else {}),
    }


def _answer(state: State, id_: str) -> Json:
    return {"added": state.added[id_]} if id_ in state.added else {}


def _written_card(entry: Entry) -> Json:
    keys = ("box", "text", "visibility", "named", "shown", "at")
    return {**{key: getattr(entry, key) for key in keys}, "tags": list(entry.tags)}


def _contact_card(person: str, context: Context) -> Json:
    known = market.contact(person, context)
    return {"entry": known.id, "text": known.text} if known else {}


def _claims(state: State, known: Mapping[str, Brought], person: str, context: Context, *, mine: bool) -> Json:
    """The claims I made, or those made on my needs; a claim taken back, or one on a need that is gone, is not there."""
    side = [claim for claim in state.of(person) if (claim.person == person) is mine and claim.standing != "withdrawn"]
    there = [claim for claim in side if claim.need in known and market.is_there(claim.person, context)]
    return {claim.id: _claim_card(claim, known[claim.need], person, context) for claim in there}


def _claim_card(claim: Claim, need: Brought, person: str, context: Context) -> Json:
    """A claim as one side sees it. Names only of those who agreed to be named; a contact only when both said yes.

    Whose need it is, whoever claims it knows no more of than everybody does, until the other side has accepted.
    """
    other, line = claim.other(person), context.pool.entries.get(claim.line)
    optional = {
        "by": context.roster.called(other) if other == claim.person or claim.standing == "accepted" else need.by,
        "line": line.text if line and not line.withdrawn else "",
        "contact": market.contact_for(claim, person, context),
    }
    return {
        "need": claim.need,
        "text": need.text,
        "how": claim.how,
        "standing": claim.standing,
        "at": claim.at,
        "table": context.roster.table_of(other),
        "i_agreed": person in claim.agreed,
        "they_agreed": other in claim.agreed,
        **{key: value for key, value in optional.items() if value},
    }


def _on_stage(state: State, context: Context) -> Json:
    needs = market.goods(state, context).needs
    seen: Json = {"phase": state.settings.phase, "large": state.large or state.settings.phase == "unmet"}
    if state.settings.phase == "write":
        return {
            **seen,
            "asks": [ask for ask in (state.settings.need, state.settings.can) if ask],
            **_counts(state, context),
        }
    cards = {id_: _need_card(state, need, context) for id_, need in needs.items()}
    if seen["large"]:
        cards = {id_: card for id_, card in cards.items() if card["standing"] == "open"}
    return {**seen, "needs": cards, **_counts(state, context)}


def _counts(state: State, context: Context) -> Json:
    """How the market goes, in numbers."""
    there = market.goods(state, context)
    standings = Counter(market.standing(state, need, context) for need in there.needs)
    written = Counter(entry.box for entry in context.pool.of(context.screen))
    return {
        "counts": {
            "needs": sum(standings.values()),
            "open": standings["open"],
            "offered": standings["offered"],
            "matched": standings["matched"],
            "offers": len(there.offers),
            "written_needs": written[NEED],
            "written_offers": written[CAN],
        }
    }


def _for_the_facilitator(state: State, context: Context) -> Json:
    needs = market.goods(state, context).needs
    written = [entry for entry in context.pool.of(context.screen) if entry.box in (NEED, CAN)]
    readable = [entry for entry in written if entry.visibility in ("facilitator", "room")]
    busy = {entry.person for entry in written} | {claim.person for claim in state.claims.values() if claim.live}
    return {
        "phase": state.settings.phase,
        "large": state.large,
        **_counts(state, context),
        "done": {person: True for person in sorted(busy)},
        "kept": len(written) - len(readable),
        "needs": {
            id_: {
                **_need_card(state, need, context),
                "claims": len(market.claims_on(state, id_, context)),
                "table": need.table,
            }
            for id_, need in needs.items()
        },
        "entries": context.memory.each(
            "console",
            (context.roster.people,),
            {entry.id: entry for entry in readable},
            lambda entry: {**_written_card(entry), **_by(entry, context), "table": entry.table},
        ),
    }


def _by(entry: Entry, context: Context) -> Json:
    name = context.roster.called(entry.person) if entry.named else ""
    return {"by": name} if name else {}


# ── the note ────────────────────────────────────────────────────────────────


def _told(state: State, context: Context) -> Iterable[Json]:
    say = context.say
    found, looking = market.matches(state, context), market.unmet(state, context)
    waiting = [
        need for id_, need in market.needs(state, context).items() if market.standing(state, id_, context) == "offered"
    ]
    yield {"text": say("match-note-counted", matches=len(found), looking=len(looking), waiting=len(waiting))}
    if found:
        heads = [say(key) for key in _HEADS]
        yield {"table": {"head": heads, "rows": [_match_row(claim, need, context) for claim, need in found]}}
    if looking:
        yield {"text": say("match-note-looking")}
        yield {"list": [_signed(need) for need in looking.values()]}
    if waiting:
        yield {"text": say("match-note-waiting")}
        yield {"list": [_signed(need) for need in waiting]}
    if offers := market.offers(state, context):
        yield {"text": say("match-note-offers")}
        yield {"list": list(_by_tag(offers.values(), context))}


_HEADS = ("match-note-need", "match-note-asker", "match-note-helper", "match-note-contact")


def _match_row(claim: Claim, need: Brought, context: Context) -> list[str]:
    """Names of those who agreed; how to reach them only where both agreed to that, and both are named. Whose need it is
    stands there only where it was named as theirs."""
    asker, helper = need.by, context.roster.called(claim.person)
    reached = ""
    if asker and helper:
        contacts = [market.contact_for(claim, one, context) for one in (claim.person, claim.owner)]
        reached = " · ".join(one for one in contacts if one)
    how = context.say("match-note-how-help" if claim.how == "help" else "match-note-how-know")
    return [need.text, asker, f"{helper} ({how})" if helper else how, reached]


def _by_tag(offers: Iterable[Brought], context: Context) -> Iterable[str]:
    """Every offer once under each of its tags; those without a tag at the end."""
    shelves: dict[str, list[str]] = {}
    for offer in offers:
        for tag in offer.tags or ("",):
            shelves.setdefault(tag, []).append(_signed(offer))
    for tag in sorted(shelves, key=lambda tag: (not tag, tag.casefold())):
        yield context.say("match-note-tag", tag=tag or context.say("match-note-no-tag"), offers="; ".join(shelves[tag]))


def _signed(one: Brought) -> str:
    return f"{one.text} ({one.by})" if one.by else one.text


# ── people who aren't there ─────────────────────────────────────────────────


def _pretend_writing(view: Json, dice: Random) -> Json | None:
    how = {"visibility": "room" if "room" in view["allow"] else view["visibility"], "named": dice.random() < 0.6}
    tags = [dice.choice(view["tags"])] if view["tags"] else []
    if not view["my_needs"]:
        return {"name": "need", "data": {"text": dice.choice(_NEEDS), "tags": tags, **how}}
    if not view["my_offers"]:
        return {"name": "offer", "data": {"text": dice.choice(_OFFERS), "tags": tags, **how}}
    undecided = sorted(id_ for id_, one in view["asked"].items() if "added" not in one)
    return {"name": "add_offer", "data": {"entry": undecided[0], "on": dice.random() < 0.7}} if undecided else None


def _pretend_trading(view: Json, dice: Random) -> Json | None:
    for id_, claim in sorted(view["answers"].items()):
        if claim["standing"] == "open":
            return {"name": "accept" if dice.random() < 0.85 else "decline", "data": {"claim": id_}}
    for id_, claim in sorted({**view["answers"], **view["claims"]}.items()):
        if claim["standing"] == "accepted" and not claim["i_agreed"]:
            text = view["contact"].get("text", f"{view['me']}@school.example")
            return {"name": "contact", "data": {"claim": id_, "on": True, "text": text}}
    others = [id_ for id_ in (*view["suggested"], *sorted(view["needs"])) if id_ not in view["my_needs"]]
    if not others or view["claims"]:
        return None
    how = "help" if dice.random() < 0.6 else "know"
    return {"name": "claim", "data": {"need": others[0] if view["suggested"] else dice.choice(others), "how": how}}


_NEEDS = (
    "Somebody who teaches physics on a Wednesday",
    "Finding governors under forty",
    "Starting a parents' group that parents run themselves",
    "Our first joint bid: what do they look for?",
    "Transport for thirty children, twice a term",
    "Somebody to look at our attendance figures with us",
    "A second pair of eyes on our phonics plan",
)
_OFFERS = (
    "A minibus that stands still on Tuesdays",
    "Phonics coaching, an afternoon at a time",
    "A hall with a stage and a piano",
    "How we got parents to run the reading café",
    "Reading attendance figures without drowning in them",
    "A governor who likes training other governors",
)
