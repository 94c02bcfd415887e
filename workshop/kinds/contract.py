"""The doors of a kind. A kind is a module with these names; mypy checks it against `Kind`.

Kinds are pure: no Flask, no database, no clock, no unseeded chance, no other kind. They import `workshop.moves`
and the types and pure functions of `workshop.roster`, `workshop.pool` and `workshop.decks`, and nothing else of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, ClassVar, Protocol

from pydantic import BaseModel, ConfigDict

from workshop.matters.remembered import Remembered
from workshop.moves import Audience, Fact, Json, Move, Role
from workshop.pool import Pool
from workshop.roster import Roster


class KindSettings(BaseModel):
    """What an agenda may say of a screen. Strict: an unknown key or a wrong type is an error in one sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    faceless: ClassVar[frozenset[str]] = frozenset()
    """The moves with which somebody answers a screen that asks without names; where there are none, it cannot."""

    def check_faceless(self) -> None:
        """Raises `ValueError`, in words for whoever writes agendas, where a screen with these settings has to know who
        answers. Asked only of kinds that have moves without names."""


def unspoken(key: str, /, **args: str | int) -> str:
    """Where nobody gave the room a language: the key itself."""
    return key


@dataclass(frozen=True)
class Brought:
    """Something from an earlier screen, shown again. By reference: withdraw the original and it is gone everywhere.

    `id`: the entry's, or `<screen>/<item>` for something that was found out there. `screen`, `step`: where it comes
    from, as an id and as a title. `by`: the author's name where it may be read. `person`: the author's id, to match on
    the server and never for a view. `weight`: the stars, hearts or counts behind it. `note`: a tag or a stop's label.
    """

    id: str
    text: str
    screen: str = ""
    step: str = ""
    by: str = ""
    person: str = ""
    table: int = 0
    tags: tuple[str, ...] = ()
    weight: int = 0
    note: str = ""
    at: int = 0


def bring_nothing(name: str, audience: Audience) -> tuple[Brought, ...]:
    """Where no carry of that name was laid: nothing."""
    return ()


@dataclass(frozen=True)
class Context:
    """The room around a screen, as it is at this moment.

    `screen`: its full id. `title`: its headline. `open`: phones may answer. `revealed`: the facilitator showed the
    result. `decks`: the decks of this agenda by id, each a dict with `title` and `cards` (list of dicts with `id`,
    `title`, `sentence`, `nudge`, `tags`, and `wild`). `say(key, **args)`: a sentence of the interface in the agenda's
    language, for `notes` only; views carry no such words, as whoever draws them has their own. `brought(name,
    audience)`: what the carry of that name brings here for this audience. `partnerships`: those of the run; fewer than
    two mean that the room is one. `roles`: those that the agenda offers; any other is somebody's own word. `ended`: the
    run is over. `faceless`: answers are counted without names; the roster knows people by masks, and nothing of them.
    Of fewer than four such answers only their number is told, and nothing can be looked at before it is revealed.
    `memory`: what this screen worked out before, for views that many look at; it never decides anything.
    """

    screen: str
    title: str
    roster: Roster
    pool: Pool
    open: bool = False
    revealed: bool = False
    decks: Mapping[str, Json] = field(default_factory=dict)
    say: Callable[..., str] = field(default=unspoken, compare=False)
    brought: Callable[[str, Audience], tuple[Brought, ...]] = field(default=bring_nothing, compare=False)
    partnerships: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    ended: bool = False
    faceless: bool = False
    memory: Remembered = field(default_factory=Remembered, compare=False, repr=False)


@dataclass(frozen=True)
class Section:
    """What a screen puts into the session note: what was asked, who answered, and blocks of words and numbers.

    `asked` is a whole sentence, or empty where nobody was asked anything. `blocks`: `{"text": str}`, `{"list": [str]}`,
    `{"table": {"head": [str], "rows": [[str]]}}`, `{"bars": [{"label": str, "count": int, "note": str}]}`.
    `place`: where it stands among the sections of the note, from 1 to 16. `sheet`: sections of one place with the same
    sheet belong together. `headlines`: lines that are fit for the first page.
    """

    title: str
    asked: str
    answered: int
    of: int
    blocks: tuple[Json, ...] = ()
    place: int = 15
    sheet: str = ""
    headlines: tuple[str, ...] = ()


# ── doors that lead nowhere: a kind without the matter takes these ──────────

NO_FINDINGS: Mapping[str, str] = {}
"""For a kind that finds nothing out."""


def brings_nothing(state: Any, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """For a kind without findings."""
    return ()


def near_nobody(state: Any, person: str, context: Context) -> Iterable[str]:
    """For a kind that shows nobody's doings on another person's own view."""
    return ()


def nothing_to_unite(state: Any, gone: str, kept: str) -> Any:
    """For a kind that keeps nothing by person."""
    return state


class Kind(Protocol):
    """What every kind module offers."""

    @property
    def Settings(self) -> type[KindSettings]:
        """What an agenda may say of a screen of this kind."""

    @property
    def MOVES(self) -> Mapping[str, frozenset[Role]]:
        """Which roles may try which move; what is not named here does not exist."""

    @property
    def FINDINGS(self) -> Mapping[str, str]:
        """What it can bring to later screens beside entries: name and one sentence each."""

    def start(self, settings: Any, context: Context) -> Any:
        """The room before anyone enters."""

    def accept(self, state: Any, move: Move, context: Context) -> Json:
        """What exactly becomes true, as the fact's data. Raises `Refused`."""

    def apply(self, state: Any, fact: Fact) -> Any:
        """The state after a fact of this screen. Never refuses, never looks at anything but its arguments."""

    def view(self, state: Any, audience: Audience, context: Context) -> Json:
        """What this audience may see. Built up from nothing; no `None`; whatever grows is an object keyed by id.

        A phone sees its `Floor`, `Table` and `Me` views merged in this order, so their keys differ; and over them all,
        once it has asked, what `Floor` is told of the screen's lists as a `whole`.
        The `Console` view has `done`: {person: True} for those who have answered, where that has a meaning.
        """

    def bring(self, state: Any, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
        """A finding (`name` or `name:argument`) as this audience may see it, the weightiest first."""

    def near(self, state: Any, person: str, context: Context) -> Iterable[str]:
        """The others whose own view (`Me`) shows what this person does here."""

    def unite(self, state: Any, gone: str, kept: str) -> Any:
        """The state after two ids turned out to be one person; of two answers the later one holds."""

    def notes(self, state: Any, context: Context) -> Sequence[Section]:
        """What belongs in the session note; nothing where there is nothing to say."""

    def pretend(self, view: Json, dice: Random) -> Json | None:
        """What a plausible person would do, seeing only their own phone's view: {"name", "data"} or None.

        `view` is the merged phone view plus `open` (bool) and `me` (own person id) and `holder` (bool).
        """
