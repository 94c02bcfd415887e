"""The hanging of a harvest: what an agenda says of it, what was done to it, and which pieces hang where.

Pure. The pieces come from earlier screens and are looked up at every look; what was done to them is kept by their ids.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from workshop.kinds.contract import Brought, Context, KindSettings
from workshop.matters import claims, gallery, hearts
from workshop.matters.claims import As, Claims, Column, Mark
from workshop.matters.gallery import By, Clusters, Heading, Piece
from workshop.matters.hearts import Hearts
from workshop.moves import Audience, Console, Entry, Floor, Stage

BOX = "missing"
"""Where additions are kept."""

WISH = "wish"
"""The heading of the claims we wish we could make."""

Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Look = Literal["wall", "one", "walk", "constellation", "board", "rounds"]
Order = Literal["time", "hearts", "mixed"]


class Settings(KindSettings):
    """What an agenda may say of a harvest. `from_sources`: names of carries of this screen."""

    from_sources: list[Name] = Field(min_length=1, max_length=12)
    look: Look = "wall"
    by: By = "cluster"
    seconds: int = Field(default=0, ge=0, le=600)
    columns: list[Column] = Field(default=[], max_length=8)
    marks: list[Mark] = Field(default=[], max_length=6)
    sceptic: Mark | None = None
    hearts: int = Field(default=0, ge=0, le=50)
    ask_missing: str = Field(default="", max_length=160)
    review: bool = True
    cluster: bool = False
    names: bool = False
    stand: bool = False
    wish: str = Field(default="", max_length=40)

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if (self.look == "board" or self.by == "column") and not self.columns:
            raise ValueError("a board needs columns")
        for what, ids in (("columns", self.columns), ("marks", self.marks)):
            if len({one.id for one in ids}) < len(ids):
                raise ValueError(f"two of the {what} have the same id")
        return self

    @property
    def under(self) -> By:
        """What pieces hang under: a claims board has its columns."""
        return "column" if self.look == "board" else self.by


@dataclass(frozen=True)
class Turned:
    """What was last turned to: a piece and where it hung, or nothing (all of it). `runs`: the next follow by time."""

    item: str
    place: int = 0
    at: int = 0
    runs: bool = False


@dataclass(frozen=True)
class State:
    """What was done to the pieces, each by its id. `likes`: how alike it is what hangs under a heading, by its id."""

    settings: Settings
    hearts: Hearts = field(default_factory=dict)
    clusters: Clusters = field(default_factory=Clusters)
    claims: Claims = field(default_factory=Claims)
    turned: Turned | None = None
    order: str = "time"
    seed: int = 0
    pair: tuple[str, ...] = ()
    likes: Mapping[str, str] = field(default_factory=dict)


# ── what hangs ──────────────────────────────────────────────────────────────


def hung(state: State, audience: Audience, context: Context) -> list[Piece]:
    """All pieces for an audience, in the order in which they hang, heading after heading."""
    pieces = _in_order(state, pieces_for(state, audience, context), context)
    if state.settings.look not in ("wall", "walk", "board"):
        return pieces
    return [piece for _, under in headed(state, pieces, context) for piece in under]


def pieces_for(state: State, audience: Audience, context: Context) -> list[Piece]:
    """What there is to look at for an audience: what was brought, then what was added and let up."""
    if not isinstance(audience, Floor | Stage):
        return _pieces_for(state, audience, context)
    # What hangs for the whole room is the same on the stage and on every phone, and to ask whether it does is frequent.
    name = type(audience).__name__
    brought = [context.brought(source, audience) for source in state.settings.from_sources]
    origin = (state.settings, context.pool.shelf(context.screen), context.roster.people, *brought)
    return context.memory.once(f"pieces-{name}", origin, lambda: _pieces_for(state, audience, context))


def _pieces_for(state: State, audience: Audience, context: Context) -> list[Piece]:
    found: dict[str, Piece] = {}
    for source in state.settings.from_sources:
        for what in context.brought(source, audience):
            found.setdefault(what.id, Piece(what, source))
    for entry in additions(context):
        if entry.shown == "shown" or isinstance(audience, Console):
            found.setdefault(entry.id, addition(entry, context))
    return list(found.values())


def additions(context: Context) -> list[Entry]:
    """What was added for everyone, taken down or not let up as yet, too."""
    return [entry for entry in context.pool.of(context.screen, BOX) if entry.visibility == "room"]


def addition(entry: Entry, context: Context) -> Piece:
    """An addition as a piece among the others."""
    name = context.roster.called(entry.person) if entry.named else ""
    what = Brought(
        id=entry.id,
        text=entry.text,
        screen=entry.screen,
        by=name,
        person=entry.person,
        table=entry.table,
        tags=entry.tags,
        at=entry.at,
    )
    return Piece(what, added=True, under=entry.card)


def _in_order(state: State, pieces: list[Piece], context: Context) -> list[Piece]:
    """Hearts decide only once everybody may see them: an order tells as much as a number."""
    if state.order == "hearts":
        return gallery.by_hearts(pieces, seen_counts(state, context))
    if state.order == "mixed":
        return gallery.mixed(pieces, state.seed)
    if state.settings.look == "rounds":
        passes = gallery.in_rounds(pieces)
        return sorted(gallery.in_time(pieces), key=lambda piece: passes[piece.id])
    return gallery.in_time(pieces)


def headed(state: State, pieces: Sequence[Piece], context: Context) -> list[tuple[Heading, list[Piece]]]:
    """The pieces under their headings. An addition hangs where its writer stood, as long as that is there."""
    own = {piece.id: _heading(state, piece, context) for piece in pieces}
    there = {own[piece.id].id: own[piece.id] for piece in pieces if not piece.added}

    def heading(piece: Piece) -> Heading:
        found = own[piece.id]
        return there.get(piece.under, found) if found.id == gallery.REST else found

    return gallery.headed(pieces, heading, [*state.clusters.headings(), *_settled(state.settings, context)])


def _settled(settings: Settings, context: Context) -> list[Heading]:
    """Headings whose order does not depend on what came first."""
    match settings.under:
        case "column":
            return [_of_column(one) for one in settings.columns]
        case "table":
            return [gallery.of_table(no) for no in sorted(context.roster.tables)]
        case "source":
            return [gallery.of_source(name) for name in settings.from_sources]
        case _:
            return []


def _of_column(column: Column) -> Heading:
    return Heading(f"k:{column.id}", title=column.title)


def _heading(state: State, piece: Piece, context: Context) -> Heading:
    if is_wish(state.settings, piece, context):
        return Heading(WISH)
    if cluster := state.clusters.over(piece.id):
        return cluster
    if state.settings.under != "column":
        return gallery.came_from(piece, state.settings.under)
    column = claims.tagged(piece.what.tags, state.settings.columns)
    return _of_column(column) if column else Heading()


def is_wish(settings: Settings, piece: Piece, context: Context) -> bool:
    """Whether it is a claim we only wish we could make."""
    entry = context.pool.entries.get(piece.id)
    return bool(settings.wish and entry and not piece.added and entry.box == settings.wish)


# ── counting ────────────────────────────────────────────────────────────────


def seen_counts(state: State, context: Context) -> Counter[str]:
    """What may be told of the hearts: nothing before everybody may see them."""
    return hearts.counted(state.hearts, context.roster) if context.revealed else Counter()


def standing(state: State, pieces: Iterable[Piece], how: As) -> list[Piece]:
    """Those of the pieces that stand there."""
    return [piece for piece in pieces if state.claims.standing(piece.id, how)]


def finder(state: State, piece: Piece, context: Context) -> str:
    """Who finds out, as far as it may be told."""
    return state.claims.finder(piece.id, context.roster)
