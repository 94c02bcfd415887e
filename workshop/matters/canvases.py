"""The shared sheets of a screen: which boxes they have, whose they are, and what stands on them besides words.

The words themselves are entries of the pool, each on the sheet that its `card` names: the room's, a table's, or a
partnership's. Here are the choices and the picks, the curves, who is writing where, and every version of every line,
so that nothing is ever written over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, TypeVar

from pydantic import ConfigDict, Field, field_validator, model_validator

from workshop.anew import replace
from workshop.kinds.contract import KindSettings
from workshop.matters.curve import Part, Series
from workshop.moves import Fact
from workshop.roster import Roster

MOST_ESSENTIALS = 3
"""Three is a ceiling, one is respectable."""

Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,29}$")]
Scope = Literal["room", "partnership", "table"]
SCOPES: tuple[Scope, ...] = ("room", "partnership", "table")
PARTS: tuple[Part, ...] = ("history", "forecast", "hope")
NO_PARTNERSHIP = "partnership:"
"""The sheet of those who named no partnership, and of what came in on paper."""

TO_GET: list[Literal["who", "by"]] = ["who", "by"]
T = TypeVar("T")


class Box(KindSettings):
    """One named box. What else it may have depends on what goes into it.

    `lines` (`max`: how many at most, 0 for any; `fields`: whether each also says who, and by when), `line`: a single
    one, `choice` (`options`), `points`: one part of the curve (`draws`), `essentials` (`max` up to three; `stem`;
    `options` and the carries `means`, `uses` and `loosens` for what they serve, use and loosen).
    `from`: carries whose things can be picked into the box. `minutes`: a timebox, shown and never enforced.
    """

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    id: Id
    ask: str = Field(min_length=1, max_length=160)
    hint: str = Field(default="", max_length=160)
    type: Literal["lines", "line", "choice", "points", "essentials"] = "lines"
    options: list[str] = Field(default=[], max_length=12)
    max: int = Field(default=0, ge=0, le=30)
    longest: int = Field(default=160, ge=10, le=400)
    minutes: float = Field(default=0, ge=0, le=120)
    from_: list[str] = Field(default=[], alias="from", max_length=8)
    who: Literal["anyone", "holder"] = "anyone"
    optional: bool = False
    fields: list[Literal["who", "by"]] | None = None
    draws: Literal["", "history", "forecast", "hope"] = ""
    stem: str = Field(default="", max_length=40)
    means: list[str] = Field(default=[], max_length=4)
    uses: list[str] = Field(default=[], max_length=8)
    loosens: list[str] = Field(default=[], max_length=4)

    @field_validator("from_", "means", "uses", "loosens", mode="before")
    @classmethod
    def _one_or_several(cls, said: object) -> object:
        return [said] if isinstance(said, str) else said

    @model_validator(mode="after")
    def _hangs_together(self) -> Box:
        if self.type == "choice" and len(self.options) < 2:
            raise ValueError(f"box {self.id!r}: a choice needs at least two options")
        if any(not 0 < len(option) <= 80 for option in self.options):
            raise ValueError(f"box {self.id!r}: each of options needs 1 to 80 characters")
        if self.type == "essentials" and self.max > MOST_ESSENTIALS:
            raise ValueError(f"box {self.id!r}: there are at most {MOST_ESSENTIALS} essentials")
        return self

    @property
    def most(self) -> int:
        """How many entries it takes; 0 for any number."""
        if self.type == "essentials":
            return self.max or MOST_ESSENTIALS
        return 1 if self.type in ("line", "points") else self.max

    @property
    def asks_for(self) -> list[Literal["who", "by"]]:
        """What each line also says. The data to get always says who gets it, and by when."""
        return self.fields if self.fields is not None else TO_GET if self.id == "agenda" else []

    @property
    def part(self) -> Part:
        """Which part of the curve is drawn here."""
        return next((part for part in PARTS if part in (self.draws, self.id)), "history")

    @property
    def carries(self) -> list[str]:
        """The carries it picks from, for whatever purpose."""
        return list(dict.fromkeys((*self.from_, *self.means, *self.uses, *self.loosens)))

    @property
    def allow(self) -> list[str]:
        """Whom words of this box may be meant for: a sheet is made to be shown."""
        return ["room"]


class Settings(KindSettings):
    """What an agenda may say of a screen of sheets. `sheet`: a name that several such screens have in common."""

    scope: Scope = "room"
    sheet: str = Field(default="", max_length=48)
    review: bool = True
    boxes: list[Box] = Field(min_length=1, max_length=16)

    @model_validator(mode="after")
    def _boxes_differ(self) -> Settings:
        ids = [box.id for box in self.boxes]
        parts = [box.part for box in self.boxes if box.type == "points"]
        if twice := next((one for one in ids if ids.count(one) > 1), ""):
            raise ValueError(f"boxes: there are two boxes called {twice!r}")
        if drawn := next((one for one in parts if parts.count(one) > 1), ""):
            raise ValueError(f"boxes: two of them draw the {drawn} of the curve")
        if sum(box.type == "essentials" for box in self.boxes) > 1:
            raise ValueError("boxes: there can be only one box of essentials")
        return self

    def box(self, id_: object) -> Box | None:
        """The box of this name."""
        return next((box for box in self.boxes if box.id == id_), None)


@dataclass(frozen=True)
class Version:
    """A line as it once stood."""

    text: str
    person: str
    at: int
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Hand:
    """Somebody is at a box, perhaps at one line of it, or chose or picked something there."""

    at: int
    person: str = ""
    entry: str = ""
    what: str = ""


@dataclass(frozen=True)
class Drawing:
    """A part of the curve as somebody drew it."""

    series: Series
    person: str


@dataclass(frozen=True)
class Canvas:
    """What stands on one sheet besides words: by box what was chosen and picked, and who is writing just now."""

    choices: Mapping[str, Hand] = field(default_factory=dict)
    picked: Mapping[str, Mapping[str, Hand]] = field(default_factory=dict)
    writing: Mapping[str, Mapping[str, Hand]] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """All sheets of a screen. Versions, links, drawings and `beside` belong to entries, by their ids."""

    settings: Settings
    scope: Scope = "room"
    canvases: Mapping[str, Canvas] = field(default_factory=dict)
    versions: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    links: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    alone: Mapping[str, bool] = field(default_factory=dict)
    drawings: Mapping[str, tuple[Drawing, ...]] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    shown: str = ""
    up: str = ""
    up_at: int = 0

    def canvas(self, key: str) -> Canvas:
        """What stands on a sheet besides words."""
        return self.canvases.get(key, Canvas())

    def version(self, entry: str) -> int:
        """How often a line has been written: 1 for one that nobody has changed."""
        return len(self.versions.get(entry, ()))

    def series(self, entry: str, roster: Roster) -> Series | None:
        """A part of the curve as it stands: last drawn by one whose words were not taken away since."""
        drawn = (one for one in reversed(self.drawings.get(entry, ())) if not _is_unsaid(one.person, roster))
        return next((one.series for one in drawn), None)

    def is_locked(self, key: str) -> bool:
        """Whether a sheet, or all of them, are locked."""
        return not self.locked.isdisjoint((key, "all"))

    @property
    def is_marked(self) -> bool:
        """Whether anything was chosen or picked anywhere."""
        return any(canvas.choices or any(canvas.picked.values()) for canvas in self.canvases.values())


# ── whose sheet it is ───────────────────────────────────────────────────────


def scope_in(state: State, partnerships: tuple[str, ...]) -> Scope:
    """Where there is one partnership only, its sheet is the room's."""
    return "room" if state.scope == "partnership" and len(partnerships) < 2 else state.scope


def key_of(person: str, scope: Scope, roster: Roster, partnerships: tuple[str, ...]) -> str:
    """The sheet somebody works on; nothing for somebody without a table where tables have theirs."""
    known = roster.people.get(person)
    match scope:
        case "table":
            return f"table:{known.table}" if known and known.table in roster.tables else ""
        case "partnership":
            named = known.partnership if known and known.partnership in partnerships else ""
            return f"partnership:{named}"
        case _:
            return "room"


def kin(key: str, roster: Roster) -> list[str]:
    """A sheet, and before it none: those of tables that were merged into its table come after it."""
    if not key.startswith("table:"):
        return [key]
    no = int(key.removeprefix("table:"))
    return [key, *(f"table:{other}" for other in sorted(roster.kin(no) - {no}))]


def keys(scope: Scope, roster: Roster, partnerships: tuple[str, ...]) -> list[str]:
    """Every sheet there is, in order. People who named no partnership have one of their own."""
    match scope:
        case "table":
            return [f"table:{no}" for no in sorted(roster.open_tables())]
        case "partnership":
            homeless = any(person.partnership not in partnerships for person in roster)
            return [f"partnership:{one}" for one in (*partnerships, *([""] if homeless else ()))]
        case _:
            return ["room"]


def _is_unsaid(person: str, roster: Roster) -> bool:
    known = roster.people.get(person)
    return known is not None and known.unsaid


# ── what a fact changes ─────────────────────────────────────────────────────


def apply(state: State, fact: Fact) -> State:
    """The sheets after a fact of this screen."""
    match fact.name:
        case "add" | "rewrite" | "essential" | "points" | "edit":
            return _written(state, fact)
        case "choose" | "pick" | "begin" | "let_go":
            change = {"choose": _chosen, "pick": _picked, "begin": _begun, "let_go": _let_go}[fact.name]
            return _with(state, fact.data["canvas"], lambda canvas: change(canvas, fact))
        case _:
            return _steered(state, fact)


def unite(state: State, gone: str, kept: str) -> State:
    """Two ids are one person: what either of them did, that person did."""

    def hands(found: Mapping[str, Hand]) -> dict[str, Hand]:
        return {key: replace(one, person=_now(one.person, gone, kept)) for key, one in found.items()}

    def people(found: Mapping[str, Hand]) -> dict[str, Hand]:
        by_time = sorted(found.items(), key=lambda pair: pair[1].at)
        return {_now(person, gone, kept): replace(one, person=_now(person, gone, kept)) for person, one in by_time}

    canvases = {
        key: Canvas(
            choices=hands(canvas.choices),
            picked={box: hands(found) for box, found in canvas.picked.items()},
            writing={box: people(found) for box, found in canvas.writing.items()},
        )
        for key, canvas in state.canvases.items()
    }
    versions = {
        entry: tuple(replace(one, person=_now(one.person, gone, kept)) for one in told)
        for entry, told in state.versions.items()
    }
    return replace(state, canvases=canvases, versions=versions)


def _now(person: str, gone: str, kept: str) -> str:
    return kept if person == gone else person


def _written(state: State, fact: Fact) -> State:
    """One more version of an entry, with all that came with it; and its writer's hand is off the box."""
    data = fact.data
    for id_ in [data["entry"]["id"]] if "entry" in data else data["entries"]:
        before = state.versions.get(id_, ())
        said = data.get("entry") or {"text": before[-1].text, "fields": before[-1].fields, **data}
        version = Version(said["text"], fact.person, fact.at, dict(said["fields"]))
        state = replace(state, versions={**state.versions, id_: (*before, version)})
        state = _with_what_came_along(state, id_, fact)
    if "canvas" not in data:
        return state
    return _with(state, data["canvas"], lambda canvas: _let_go(canvas, fact))


def _with_what_came_along(state: State, entry: str, fact: Fact) -> State:
    data = fact.data
    if "picks" in data:
        links = {purpose: tuple(ids) for purpose, ids in data["picks"].items()}
        state = replace(state, links={**state.links, entry: links})
    if "alone" in data:
        state = replace(state, alone={**state.alone, entry: data["alone"]})
    if "series" in data:
        points = tuple((x, y) for x, y in data["series"])
        drawing = Drawing(Series(points, tuple(data["labels"])), fact.person)
        state = replace(state, drawings={**state.drawings, entry: (*state.drawings.get(entry, ()), drawing)})
    if "beside" in data:
        state = replace(state, beside={**state.beside, entry: data["beside"]})
    return state


def _with(state: State, key: str, change: Callable[[Canvas], Canvas]) -> State:
    return replace(state, canvases={**state.canvases, key: change(state.canvas(key))})


def _chosen(canvas: Canvas, fact: Fact) -> Canvas:
    box, option = fact.data["box"], fact.data["option"]
    others = _without(canvas.choices, box)
    return replace(canvas, choices={**others, box: Hand(fact.at, fact.person, what=option)} if option else others)


def _picked(canvas: Canvas, fact: Fact) -> Canvas:
    box, id_ = fact.data["box"], fact.data["id"]
    others = _without(canvas.picked.get(box, {}), id_)
    now = {**others, id_: Hand(fact.at, fact.person)} if fact.data["on"] else others
    return replace(canvas, picked={**canvas.picked, box: now})


def _writing(canvas: Canvas, box: str, person: str, hand: Hand | None = None) -> Canvas:
    others = _without(canvas.writing.get(box, {}), person)
    now = {**others, person: hand} if hand else others
    boxes = _without(canvas.writing, box)
    return replace(canvas, writing={**boxes, box: now} if now else boxes)


def _begun(canvas: Canvas, fact: Fact) -> Canvas:
    return _writing(canvas, fact.data["box"], fact.person, Hand(fact.at, fact.person, fact.data["line"]))


def _let_go(canvas: Canvas, fact: Fact) -> Canvas:
    return _writing(canvas, fact.data["box"], fact.person)


def _without(found: Mapping[str, T], key: str) -> dict[str, T]:
    return {other: one for other, one in found.items() if other != key}


def _steered(state: State, fact: Fact) -> State:
    data = fact.data
    match fact.name:
        case "scope":
            return replace(state, scope=data["of"], shown="", canvases={})
        case "show_canvas":
            return replace(state, shown=data["canvas"])
        case "lock_canvas":
            return replace(state, locked=_locks(state.locked, data["canvas"], on=data["on"]))
        case "box":
            return replace(state, up=data["id"], up_at=fact.at if data["id"] else 0)
        case _:
            return state


def _locks(locked: frozenset[str], key: str, *, on: bool) -> frozenset[str]:
    if key == "all":
        return frozenset(("all",)) if on else frozenset()
    return locked | {key} if on else locked - {key}
