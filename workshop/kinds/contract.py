"""The doors of a kind. A kind is a module with these names; mypy checks it against `Kind`.

Kinds are pure: no Flask, no database, no clock, no unseeded chance, no other kind. They import `workshop.moves`
and the types and pure functions of `workshop.roster`, `workshop.pool` and `workshop.decks`, and nothing else of ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict

from workshop.moves import Audience, Fact, Json, Move, Role
from workshop.pool import Pool
from workshop.roster import Roster


class KindSettings(BaseModel):
    """What an agenda may say of a screen. Strict: an unknown key or a wrong type is an error in one sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def unspoken(key: str, /, **args: str | int) -> str:
    """Where nobody gave the room a language: the key itself."""
    return key


@dataclass(frozen=True)
class Context:
    """The room around a screen, as it is at this moment.

    `screen`: its full id. `title`: its headline. `open`: phones may answer. `revealed`: the facilitator showed the
    result. `decks`: the decks of this agenda by id, each a dict with `title` and `cards` (list of dicts with `id`,
    `title`, `sentence`, `nudge`, `tags`, and `wild`). `say(key, **args)`: a sentence of the interface in the agenda's
    language, for `notes` only; views carry no such words, as whoever draws them has their own.
    """

    screen: str
    title: str
    roster: Roster
    pool: Pool
    open: bool = False
    revealed: bool = False
    decks: Mapping[str, Json] = field(default_factory=dict)
    say: Callable[..., str] = field(default=unspoken, compare=False)


@dataclass(frozen=True)
class Section:
    """What a screen puts into the session note: what was asked, who answered, and blocks of words and numbers.

    `asked` is a whole sentence, or empty where nobody was asked anything. `blocks`: `{"text": str}`, `{"list": [str]}`,
    `{"table": {"head": [str], "rows": [[str]]}}`, `{"bars": [{"label": str, "count": int, "note": str}]}`.
    `place`: where it stands among the sections of the note, from 1 to 16.
    """

    title: str
    asked: str
    answered: int
    of: int
    blocks: tuple[Json, ...] = ()
    place: int = 15


class Kind(Protocol):
    """What every kind module offers."""

    @property
    def Settings(self) -> type[KindSettings]:
        """What an agenda may say of a screen of this kind."""

    @property
    def MOVES(self) -> Mapping[str, frozenset[Role]]:
        """Which roles may try which move; what is not named here does not exist."""

    def start(self, settings: Any, context: Context) -> Any:
        """The room before anyone enters."""

    def accept(self, state: Any, move: Move, context: Context) -> Json:
        """What exactly becomes true, as the fact's data. Raises `Refused`."""

    def apply(self, state: Any, fact: Fact) -> Any:
        """The state after a fact of this screen. Never refuses, never looks at anything but its arguments."""

    def view(self, state: Any, audience: Audience, context: Context) -> Json:
        """What this audience may see. Built up from nothing; no `None`; whatever grows is an object keyed by id.

        A phone sees its `Floor`, `Table` and `Me` views merged in this order, so their keys differ.
        The `Console` view has `done`: {person: True} for those who have answered, where that has a meaning.
        """

    def notes(self, state: Any, context: Context) -> Section | None:
        """What belongs in the session note, or None."""

    def pretend(self, view: Json, dice: Random) -> Json | None:
        """What a plausible person would do, seeing only their own phone's view: {"name", "data"} or None.

        `view` is the merged phone view plus `open` (bool) and `me` (own person id) and `holder` (bool).
        """
