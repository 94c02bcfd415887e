"""What hangs in a room to be looked at: its pieces, the order they hang in, and the headings they hang under.

Pure. A piece points at something from an earlier screen; whoever hangs it looks the words up again at every look.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2s
from typing import Literal

from workshop.anew import replace
from workshop.kinds.contract import Brought

By = Literal["cluster", "column", "source", "table", "note"]
"""What pieces hang under where nobody has gathered them into a cluster."""

REST = ""
"""The heading of what hangs under none."""

CLUSTER = "c:"
"""How the id of a cluster's heading begins."""


@dataclass(frozen=True)
class Piece:
    """One thing on the wall. `source`: the carry it came by. `added`: written here, as something that was missing."""

    what: Brought
    source: str = ""
    added: bool = False
    under: str = ""
    """Where its writer hung it, if they stood before one heading when they added it."""

    @property
    def id(self) -> str:
        """The id of the thing itself, wherever it is shown."""
        return self.what.id


@dataclass(frozen=True)
class Heading:
    """A cluster, a column, or the place things came from. What it is called is in `title`, or follows from the rest."""

    id: str = REST
    title: str = ""
    source: str = ""
    step: str = ""
    table: int = 0


@dataclass(frozen=True)
class Clusters:
    """What was gathered by hand: the names by id, and which piece lies in which. What is withdrawn keeps its place."""

    names: Mapping[str, str] = field(default_factory=dict)
    placed: Mapping[str, str] = field(default_factory=dict)

    def called(self, name: str) -> str:
        """The id of the cluster of that name; empty where there is none."""
        return next((id_ for id_, known in self.names.items() if known.casefold() == name.casefold()), "")

    def headings(self) -> list[Heading]:
        """Their headings, in the order in which they were made."""
        return [self._heading(id_) for id_ in self.names]

    def over(self, piece: str) -> Heading | None:
        """The heading of the cluster that a piece lies in."""
        return self._heading(self.placed[piece]) if piece in self.placed else None

    def gathered(self, pieces: Iterable[str], cluster: str, name: str) -> Clusters:
        """With these in one cluster, wherever they were before."""
        return Clusters({**self.names, cluster: name}, {**self.placed, **dict.fromkeys(pieces, cluster)})._tidy()

    def scattered(self, pieces: Iterable[str]) -> Clusters:
        """With these in none."""
        out = set(pieces)
        return replace(self, placed={one: where for one, where in self.placed.items() if one not in out})._tidy()

    def renamed(self, cluster: str, name: str, into: str) -> Clusters:
        """By another name; where a cluster has that one already, `into` it."""
        if not into:
            return replace(self, names={**self.names, cluster: name})
        placed = {one: into if where == cluster else where for one, where in self.placed.items()}
        return replace(self, placed=placed)._tidy()

    def _heading(self, cluster: str) -> Heading:
        return Heading(f"{CLUSTER}{cluster}", title=self.names[cluster])

    def _tidy(self) -> Clusters:
        """A cluster that nothing lies in any more is none."""
        used = set(self.placed.values())
        return replace(self, names={id_: name for id_, name in self.names.items() if id_ in used})


# ── in which order ──────────────────────────────────────────────────────────


def in_time(pieces: Iterable[Piece]) -> list[Piece]:
    """Oldest first. What has no time of its own keeps the order in which it was found."""
    return sorted(pieces, key=lambda piece: piece.what.at)


def mixed(pieces: Iterable[Piece], seed: int) -> list[Piece]:
    """In an order that means nothing, the same for everybody; a newcomer does not shuffle the others."""
    return sorted(pieces, key=lambda piece: blake2s(f"{seed}/{piece.id}".encode(), digest_size=8).digest())


def by_hearts(pieces: Iterable[Piece], hearts: Mapping[str, int]) -> list[Piece]:
    """The best loved first, equals in time."""
    return sorted(in_time(pieces), key=lambda piece: -hearts.get(piece.id, 0))


def in_rounds(pieces: Iterable[Piece]) -> dict[str, int]:
    """Round the table: one thing of each person in the first pass, a second one in the next. The pass of each piece.

    Within a pass they hang in time, not in the order of the people: so nobody can tell whose second one it is.
    """
    had: dict[str, int] = {}
    passes: dict[str, int] = {}
    for piece in in_time(pieces):
        voice = piece.what.person or piece.id
        had[voice] = passes[piece.id] = had.get(voice, 0) + 1
    return dict(sorted(passes.items(), key=lambda one: one[1]))


# ── under which heading ─────────────────────────────────────────────────────


def headed(
    pieces: Sequence[Piece], heading: Callable[[Piece], Heading], first: Iterable[Heading] = ()
) -> list[tuple[Heading, list[Piece]]]:
    """The pieces under their headings. `first`: headings whose place is settled; the rest as they come, `REST` last."""
    headings: dict[str, Heading] = {one.id: one for one in first}
    hung: dict[str, list[Piece]] = {id_: [] for id_ in headings}
    for piece in pieces:
        under = heading(piece)
        headings[under.id] = under
        hung.setdefault(under.id, []).append(piece)
    in_order = sorted(hung, key=lambda id_: id_ == REST)
    return [(headings[id_], hung[id_]) for id_ in in_order if hung[id_]]


def came_from(piece: Piece, by: By) -> Heading:
    """The heading that a piece brings along."""
    what = piece.what
    match by:
        case "source" if piece.source:
            return of_source(piece.source, what.step)
        case "table" if what.table:
            return of_table(what.table)
        case "note" if what.note:
            return Heading(f"n:{what.note}", title=what.note)
        case _:
            return Heading()


def of_source(name: str, step: str = "") -> Heading:
    """The heading of what one carry brought."""
    return Heading(f"s:{name}", source=name, step=step)


def of_table(no: int) -> Heading:
    """The heading of what was made at one table."""
    return Heading(f"t:{no}", table=no)
