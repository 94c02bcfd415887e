"""What a harvest puts into the session note: what was gathered and loved, what was missing, what we can say and cannot.

Hearts that the room was not shown stay out, and so does what was taken down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workshop.kinds.contract import Context, Section
from workshop.matters import claims, gallery, hanging, hearts
from workshop.matters.gallery import Heading, Piece
from workshop.matters.hanging import Settings, State
from workshop.moves import Entry, Floor, Json

PLACES = {"board": 7, "constellation": 10}
"""Where it stands in the note, unless the agenda says otherwise; everything else with what the tables made."""

PLACE = 9

HEADLINES = 2
"""Claims that go on the first page of the note, at most."""


def sections(state: State, context: Context) -> Sequence[Section]:
    """One section, or none where nothing was made of what hung there."""
    pieces = hanging.hung(state, Floor(), context)
    added = hanging.additions(context)
    blocks = [*_told(state, pieces, context), *_told_of_additions(state, added, context)]
    if not blocks:
        return ()
    took_part = {*hearts.givers(state.hearts, context.roster), *(entry.person for entry in added)}
    behind = [piece.what.text for piece in hanging.standing(state, pieces, "behind")]
    return (
        Section(
            title=context.title,
            asked=_asked(state.settings, len(pieces), context),
            answered=len(took_part),
            of=max(context.roster.expected(took_part), len(took_part)),
            blocks=tuple(blocks),
            place=PLACES.get(state.settings.look, PLACE),
            headlines=tuple(behind[:HEADLINES]) if state.settings.look == "board" else (),
        ),
    )


def _asked(settings: Settings, count: int, context: Context) -> str:
    said = [context.say("harvest-note-looked", count=count)]
    if settings.hearts:
        said.append(context.say("harvest-note-had-hearts", count=settings.hearts))
    if settings.ask_missing:
        said.append(context.say("harvest-note-asked", ask=settings.ask_missing))
    return " ".join(said)


def _told(state: State, pieces: Sequence[Piece], context: Context) -> Iterator[Json]:
    brought = [piece for piece in pieces if not piece.added]
    if state.settings.look == "board" and brought:
        yield from _told_of_claims(state, brought, context)
    else:
        yield from _told_of_pieces(state, brought, context)
    if state.hearts and not context.revealed:
        yield {"text": context.say("harvest-note-covered")}


def _told_of_pieces(state: State, pieces: Sequence[Piece], context: Context) -> Iterator[Json]:
    """Heading by heading what was gathered; under none, what had a heart. The rest stands where it was written."""
    counts, told = hanging.seen_counts(state, context), 0
    for heading, under in hanging.headed(state, pieces, context):
        gathered = heading.id.startswith(gallery.CLUSTER) or heading.id in state.likes
        listed = under if gathered else [piece for piece in under if counts[piece.id]]
        if listed:
            told += len(listed)
            yield from _told_of_heading(state, heading, context)
            yield {"list": [_line(piece, counts, state, context) for piece in gallery.by_hearts(listed, counts)]}
    if gallery.REST in state.likes:
        yield {"text": _alike(state.likes[gallery.REST], context)}
    if told and told < len(pieces):
        yield {"text": context.say("harvest-note-others", count=len(pieces) - told)}


def _told_of_heading(state: State, heading: Heading, context: Context) -> Iterator[Json]:
    like = state.likes.get(heading.id, "") if heading.id else ""
    title = _spelt(heading, context)
    if title or like:
        yield {"text": " ".join(part for part in (title, _alike(like, context) if like else "") if part)}


def _spelt(heading: Heading, context: Context) -> str:
    if heading.table:
        return context.say("look-table", no=heading.table)
    return heading.title or heading.step


def _alike(like: str, context: Context) -> str:
    keys = {"alike": "harvest-note-alike", "partly": "harvest-note-partly", "different": "harvest-note-different"}
    return context.say(keys[like])


def _line(piece: Piece, counts: Mapping[str, int], state: State, context: Context) -> str:
    signed = _signed(piece, state)
    count = counts.get(piece.id, 0)
    return f"{signed} – {context.say('harvest-note-hearts', count=count)}" if count else signed


def _signed(piece: Piece, state: State) -> str:
    name = piece.what.by if state.settings.names else ""
    return f"{piece.what.text} ({name})" if name else piece.what.text


def _told_of_claims(state: State, pieces: Sequence[Piece], context: Context) -> Iterator[Json]:
    wished = [piece for piece in pieces if hanging.is_wish(state.settings, piece, context)]
    made = [piece for piece in pieces if piece not in wished]
    behind, wanted = hanging.standing(state, made, "behind"), hanging.standing(state, made, "to_get")
    for key, group in (("harvest-note-can-say", behind), ("harvest-note-left", _others(made, behind, wanted))):
        if group:
            yield {"text": context.say(key)}
            yield _in_columns(state, group, context)
    if wanted:
        yield {"text": context.say("harvest-note-cannot-say")}
        yield _to_find_out(state, wanted, context)
    if wished:
        yield {"text": context.say("harvest-note-wished")}
        yield {"list": [_signed(piece, state) for piece in wished]}


def _others(made: Iterable[Piece], *placed: Sequence[Piece]) -> list[Piece]:
    taken = {piece.id for group in placed for piece in group}
    return [piece for piece in made if piece.id not in taken]


def _in_columns(state: State, pieces: Iterable[Piece], context: Context) -> Json:
    say = context.say
    head = [say("harvest-note-claim"), say("harvest-note-about"), say("harvest-note-rests-on")]
    return {"table": {"head": head, "rows": [_claim(state, piece) for piece in pieces]}}


def _claim(state: State, piece: Piece) -> list[str]:
    settings, tags = state.settings, piece.what.tags
    column, mark = claims.tagged(tags, settings.columns), claims.tagged(tags, settings.marks)
    tick = claims.tagged(tags, [settings.sceptic] if settings.sceptic else [])
    return [
        _signed(piece, state),
        column.called if column else "",
        ". ".join(one.called for one in (mark, tick) if one),
    ]


def _to_find_out(state: State, pieces: Iterable[Piece], context: Context) -> Json:
    nobody = context.say("harvest-note-nobody-yet")
    rows = [[_signed(piece, state), hanging.finder(state, piece, context) or nobody] for piece in pieces]
    return {"table": {"head": [context.say("harvest-note-claim"), context.say("harvest-note-finds-out")], "rows": rows}}


def _told_of_additions(state: State, added: Sequence[Entry], context: Context) -> Iterator[Json]:
    """What was missing, with the heading it was hung under; what was taken down is left out."""
    pieces = [hanging.addition(entry, context) for entry in added if entry.shown != "hidden"]
    if pieces:
        counts, titles = hanging.seen_counts(state, context), _titles_over(pieces, state, context)
        lines = {piece.id: _line(piece, counts, state, context) for piece in pieces}
        yield {"text": context.say("harvest-note-missing")}
        yield {"list": [f"{titles[one]}: {line}" if titles[one] else line for one, line in lines.items()]}


def _titles_over(pieces: Iterable[Piece], state: State, context: Context) -> dict[str, str]:
    """What stands over each piece, among all that hangs."""
    among = {piece.id: piece for piece in (*hanging.hung(state, Floor(), context), *pieces)}
    headed = hanging.headed(state, list(among.values()), context)
    return {piece.id: _spelt(heading, context) for heading, under in headed for piece in under}
