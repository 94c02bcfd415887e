"""What the session note says of a room that talked in groups: cards by round, shared thoughts, how many were where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from workshop.kinds.contract import Context, Section
from workshop.matters import talk
from workshop.matters.seating import Place
from workshop.matters.talk import BOX, State
from workshop.moves import Entry, Json

PLACE = 9
"""Where it stands in the session note."""


def sections(state: State, context: Context) -> Sequence[Section]:
    """What was talked about where: the cards by round, what was shared, how many were there. Nobody's way."""
    entries = context.pool.of(context.screen)
    moved = {*state.seating.seats} if state.settings.rule == "topic" else set()
    if not entries and not moved:
        return []
    took_part = {entry.person for entry in entries} | moved
    return [
        Section(
            title=context.title,
            asked=_asked(state, context),
            answered=len(took_part),
            of=max(context.roster.expected(took_part), len(took_part)),
            blocks=tuple(_told(state, context)),
            place=PLACE,
        )
    ]


def _asked(state: State, context: Context) -> str:
    settings = state.settings
    said = context.say("tables-note-rule", rule=settings.rule, rounds=max(1, state.seating.round))
    asks = [ask for ask in (settings.ask, settings.synthesis if talk.question(state) != settings.ask else "") if ask]
    return f"{said} {context.say('tables-note-asked', asks=' / '.join(asks))}" if asks else said


def _told(state: State, context: Context) -> Iterable[Json]:
    """Topic after topic; groups without one are told together."""
    topics = state.settings.rule != "home" and bool(talk.topics(state, context))
    places = talk.places(state, context)
    known = [place for place in places.values() if topics and _to_tell(state, place, context)]
    for place in known:
        yield from _told_of(state, place, context)
    elsewhere = [
        entry for entry in context.pool.of(context.screen) if not topics or talk.lies_at(state, entry) not in places
    ]
    yield from _cards_told(elsewhere, state, context)
    yield from _thoughts_told(elsewhere, context)
    if topics and known:
        yield from _headcounts(state, known, context)
    elif state.seating.made:
        yield {"text": context.say("tables-note-groups", count=len(state.seating.made))}
    if kept := sum(1 for one in context.pool.of(context.screen) if one.box == BOX and one.visibility != "room"):
        yield {"text": context.say("tables-note-kept", count=kept)}


def _to_tell(state: State, place: Place, context: Context) -> bool:
    """An optional topic that was never opened, and of which nobody thought, is not missed."""
    return not place.optional or place.id in state.seating.closed or bool(talk.written_at(state, place.id, context))


def _told_of(state: State, place: Place, context: Context) -> Iterable[Json]:
    entries = talk.written_at(state, place.id, context)
    shared = [entry for entry in entries if entry.box == BOX and talk.is_shared(entry)]
    former = [name for one in state.seating.absorbed(place.id) if (name := talk.former(state, one, context))]
    title = context.say("tables-note-with", title=place.title, former=", ".join(former)) if former else place.title
    if not _formed(state, place, context):
        # Of thoughts that were not shared there is still a number, as elsewhere in the note.
        title = f"{title}: {context.say('tables-note-empty', count=sum(entry.box == BOX for entry in entries))}"
    elif not any(talk.is_shared(entry) for entry in entries):
        title = f"{title}: {context.say('tables-note-silent')}"
    yield {"text": title}
    yield from _cards_told(entries, state, context)
    if shared:
        yield {"list": [talk.signed(entry, context) for entry in shared]}


def _formed(state: State, place: Place, context: Context) -> bool:
    """Whether at least two people ever were there together when somebody counted, or are now."""
    ids = {place.id, *state.seating.absorbed(place.id)}
    ended = [sum(heads.get(id_, 0) for id_ in ids) for heads in state.seating.heads.values()]
    return max([*ended, _ever(state, context)[place.id]], default=0) > 1


def _ever(state: State, context: Context) -> Counter[str]:
    """How many are where, those who had to leave early included."""
    return Counter(talk.where(state, person.id, context) for person in context.roster)


def _cards_told(entries: list[Entry], state: State, context: Context) -> Iterable[Json]:
    """The cards, one row each: the round, and its lines."""
    lines = [entry for entry in entries if entry.box != BOX and talk.is_shared(entry)]
    if not lines:
        return
    cards = sorted({(talk.round_of(entry), entry.card) for entry in lines})
    rows = [
        [
            str(no),
            *(
                next((one.text for one in lines if (talk.round_of(one), one.card, one.box) == (no, card, box.id)), "")
                for box in state.settings.card
            ),
        ]
        for no, card in cards
    ]
    yield {
        "table": {"head": [context.say("tables-note-round"), *(box.ask for box in state.settings.card)], "rows": rows}
    }


def _thoughts_told(entries: list[Entry], context: Context) -> Iterable[Json]:
    shared = [entry for entry in entries if entry.box == BOX and talk.is_shared(entry)]
    if shared:
        yield {"list": [talk.signed(entry, context) for entry in shared]}


def _headcounts(state: State, places: list[Place], context: Context) -> Iterable[Json]:
    """How many were where at the end of each round, the last one as it stands."""
    rounds = {no: Counter(heads) for no, heads in sorted(state.seating.heads.items(), key=lambda pair: int(pair[0]))}
    if state.seating.round and str(state.seating.round) not in rounds:
        rounds[str(state.seating.round)] = _ever(state, context)
    if not rounds:
        return
    head = [context.say("tables-note-place"), *(context.say("tables-note-heads", no=int(no)) for no in rounds)]
    rows = [
        [
            place.title,
            *(
                str(sum(heads[id_] for id_ in (place.id, *state.seating.absorbed(place.id))))
                for heads in rounds.values()
            ),
        ]
        for place in places
    ]
    yield {"table": {"head": head, "rows": rows}}
