"""What the pages need from the rest of the house, and the one table of all routes' shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from workshop.access import Access
from workshop.assets import Assets
from workshop.config import Config
from workshop.moves import Fact, Json, Move, Role
from workshop.web.alarms import Alarms

if TYPE_CHECKING:
    from workshop.agenda import Agenda
    from workshop.run import Run


class Host(Protocol):
    """The desk, as far as the pages know it."""

    def play(self, move: Move) -> Json: ...

    def run(self, run_id: str) -> Run | None: ...

    def run_by_code(self, code: str) -> Run | None: ...

    def facts(self, run_id: str) -> Sequence[Fact]: ...

    def create(self, agenda: Agenda, settings: Json) -> str: ...

    @property
    def purge(self) -> Callable[[str], None]: ...

    def preview(self, run_id: str, screen: str) -> Json: ...

    def trouble(self, code: str) -> None: ...

    def over(self, code: str) -> None: ...


class Runs(Protocol):
    """The record, as far as the pages know it."""

    def runs(self) -> Sequence[Mapping[str, Any]]: ...


class Shelved(Protocol):
    """An agenda on the shelf, or the sentence that says why it cannot be used."""

    @property
    def id(self) -> str: ...

    @property
    def path(self) -> Path: ...

    @property
    def own(self) -> bool: ...

    @property
    def agenda(self) -> Agenda | None: ...

    @property
    def error(self) -> str: ...


Shelf = Callable[[], Sequence[Shelved]]


@dataclass(frozen=True)
class House:
    """All that a page may reach."""

    config: Config
    host: Host
    store: Runs
    access: Access
    assets: Assets
    shelf: Shelf
    alarms: Alarms = field(default_factory=Alarms)


@dataclass(frozen=True)
class Route:
    """One address: how it is asked for, who may (an outsider's means anybody), and what answers.

    `deputy`: of the facilitator's, whether a co-facilitator of that run may as well; not unless it says so.

    The view gets the house and the named parts of the address; `<run>` arrives as the run itself.
    """

    method: str
    rule: str
    who: Role
    view: Callable[..., Any]
    deputy: bool = False
