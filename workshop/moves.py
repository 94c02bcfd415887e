"""The vocabulary: who sits where, what they try (a move), what became true (a fact), what they wrote (an entry).

Knows nothing of agendas, kinds, databases or sockets; everything else speaks in these words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any, Literal

Json = dict[str, Any]
Visibility = Literal["me", "table", "facilitator", "room"]
VISIBILITIES: tuple[Visibility, ...] = ("me", "table", "facilitator", "room")


class Role(StrEnum):
    """The part somebody holds. It is what the database row says at that move, never what the client says."""

    FACILITATOR = "facilitator"
    COFACILITATOR = "cofacilitator"
    """Invited to one run: moves in the facilitator's stead, where `rights` says so."""
    REMOTE = "remote"
    """A phone in her pocket: next, back, timer, blank."""
    STAGE = "stage"
    PARTICIPANT = "participant"
    OUTSIDER = "outsider"
    HOUSE = "house"
    """The run itself: only what the agenda announced, such as closing a vote at zero."""


@dataclass(frozen=True)
class Seat:
    """Who is speaking: a role in a run and, for participants, the person's id."""

    role: Role
    run: str = ""
    person: str = ""
    desk: str = ""
    """Which console it is, where several are open: one of them has the wheel."""
    badge: str = field(default="", compare=False)
    """How its token is told from others where seats are listed and ended; it opens nothing. Participants have none."""


@dataclass(frozen=True)
class Move:
    """Something somebody tries to do.

    `id` is made by the sender before the first sending and counts once. `at` (milliseconds since 1970, server clock),
    `mint` (a fresh public id) and `chance` (a secret seed) are brought in by the host, so that kinds stay pure.
    """

    id: str
    name: str
    by: Seat
    screen: str = ""
    data: Json = field(default_factory=dict)
    at: int = 0
    mint: str = ""
    chance: int = 0

    def dice(self) -> Random:
        """Chance for this one move; what it decides is written into the fact."""
        return Random(self.chance)


@dataclass(frozen=True)
class Fact:
    """Something that became true: numbered, on disk, for ever."""

    seq: int
    run: str
    name: str
    screen: str = ""
    person: str = ""
    at: int = 0
    move_id: str = ""
    data: Json = field(default_factory=dict)


Shown = Literal["kept", "waiting", "shown", "hidden"]
"""kept: not meant for the stage. waiting: for the facilitator's eye. shown: on the stage. hidden: taken down."""


@dataclass(frozen=True)
class Entry:
    """One thing somebody wrote, in one box of one screen."""

    id: str
    screen: str
    kind: str
    box: str
    person: str
    table: int
    text: str
    visibility: Visibility
    named: bool
    at: int
    fields: Mapping[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] = ()
    outcome: str = ""
    card: str = ""
    shown: Shown = "kept"
    withdrawn: bool = False
    proxy: str = ""
    """Who typed it for its author: a person's id, `console` or `paper`; empty when they did so themselves."""
    away: bool = False
    """Its author was sent out: it is withdrawn until they are let back in, and then stands as it did."""


class Refused(Exception):
    """The move may not be made. The code becomes a sentence where it is shown; the arguments fill it in."""

    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.args_ = args


# ── audiences: who a view is built for ──────────────────────────────────────


@dataclass(frozen=True)
class Stage:
    """The projector: what everyone in the hall may read."""


@dataclass(frozen=True)
class Console:
    """The facilitator's private screen."""


@dataclass(frozen=True)
class Remote:
    """The phone in the facilitator's pocket: what is on, what comes next, and nobody's words."""


@dataclass(frozen=True)
class Floor:
    """What every phone shows alike: of a long list its beginning. `whole`: a screen; for the phones that asked for all
    that is listed there."""

    whole: str = ""


@dataclass(frozen=True)
class Table:
    """What the phones of one table show alike."""

    no: int


@dataclass(frozen=True)
class Me:
    """What one person's phone shows and nobody else's."""

    person: str


Audience = Stage | Console | Floor | Table | Me
"""Whom a screen's kind draws for."""

Listener = Audience | Remote
"""Whoever has a channel. A remote shows where the room is, and nothing of what any kind draws."""


def channel(audience: Listener) -> str:
    """The channel's name on the wire: `stage`, `console`, `remote`, `floor`, `whole:<screen>`, `table:3`,
    `me:<person>`."""
    match audience:
        case Floor(whole) if whole:
            return f"whole:{whole}"
        case Table(no):
            return f"table:{no}"
        case Me(person):
            return f"me:{person}"
        case _:
            return type(audience).__name__.lower()
