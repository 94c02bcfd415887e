"""Something to look at together: a line or three, the ribbon of parts, the way in, a break, the sources.

Nobody answers here, so there is nothing to keep: the screen is its settings.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Annotated, Literal

from pydantic import Field, model_validator

from workshop.kinds.contract import (
    NO_FINDINGS,
    Context,
    KindSettings,
    Section,
    brings_nothing,
    near_nobody,
    nothing_to_unite,
)
from workshop.moves import Audience, Console, Fact, Floor, Json, Move, Refused, Role, Stage

FITS = {"text": (3, 270), "ribbon": (1, 100), "lobby": (1, 60), "break": (2, 140), "credits": (8, 500)}
"""How many lines, and how many characters in all of them, can be read from the back of the hall, by look."""

SOURCES_PLACE = 16
"""Where sources stand in the session note."""

Line = Annotated[str, Field(min_length=1, max_length=140)]


class Settings(KindSettings):
    """What an agenda may say of a screen to look at."""

    look: Literal["text", "ribbon", "lobby", "break", "credits"] = "text"
    lines: list[Line] = Field(default=[])
    phone: str = Field(default="", max_length=160)
    task: str = Field(default="", max_length=90)

    @model_validator(mode="after")
    def _short_enough_to_read(self) -> Settings:
        lines, characters = FITS[self.look]
        length = sum(len(line) for line in self.lines)
        if len(self.lines) > lines:
            raise ValueError(f"lines: at most {lines} with the look {self.look!r}, not {len(self.lines)}")
        if length > characters:
            raise ValueError(f"lines: at most {characters} characters in all with the look {self.look!r}, not {length}")
        if self.task and self.look != "lobby":
            raise ValueError("task: only the lobby has one")
        return self


@dataclass(frozen=True)
class Picture:
    """The screen as it stands; nothing that happens changes it."""

    settings: Settings


MOVES: Mapping[str, frozenset[Role]] = {}
FINDINGS, bring, near, unite = NO_FINDINGS, brings_nothing, near_nobody, nothing_to_unite


def start(settings: Settings, context: Context) -> Picture:
    """The room before anyone enters."""
    return Picture(settings)


def accept(state: Picture, move: Move, context: Context) -> Json:
    """Nobody has anything to do here but look."""
    raise Refused("unknown_move")


def apply(state: Picture, fact: Fact) -> Picture:
    """Nothing changes."""
    return state


def view(state: Picture, audience: Audience, context: Context) -> Json:
    """What this audience may see. Phones are told to look up; the words to read are on the stage."""
    match audience:
        case Stage():
            return {**_look(state.settings), "lines": _numbered(state.settings.lines), **_here(state, context)}
        case Console():
            return {**_look(state.settings), "lines": _numbered(state.settings.lines)}
        case Floor():
            return {**_look(state.settings), "phone": state.settings.phone}
        case _:
            return {}


def notes(state: Picture, context: Context) -> Sequence[Section]:
    """Only sources belong in the note; everything else was said aloud."""
    if state.settings.look != "credits" or not state.settings.lines:
        return ()
    blocks: tuple[Json, ...] = ({"list": list(state.settings.lines)},)
    return (Section(title=context.title, asked="", answered=0, of=0, blocks=blocks, place=SOURCES_PLACE),)


def pretend(view: Json, dice: Random) -> Json | None:
    """People look up."""
    return None


def _look(settings: Settings) -> Json:
    return {"look": settings.look} | ({"task": settings.task} if settings.task else {})


def _here(state: Picture, context: Context) -> Json:
    return {"here": len(context.roster.here())} if state.settings.look == "lobby" else {}


def _numbered(lines: list[str]) -> dict[str, str]:
    return {str(no): line for no, line in enumerate(lines, start=1)}
