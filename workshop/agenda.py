"""Agendas: parts, steps and screens, read from TOML and checked before anybody sits down.

What a screen's own keys may be is said by its kind. A run keeps a frozen copy, decks included, so that an agenda edited
afterwards changes no run.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import to_json

from workshop import decks, variants
from workshop.decks import Credit as _Credit
from workshop.kinds import KINDS
from workshop.kinds.contract import KindSettings
from workshop.moves import Json
from workshop.sheet import AgendaError as AgendaError
from workshop.sheet import Id, Language, Prompt, Sentence, Shape, Sheet, Spot, Title, did_you_mean, listed

Phase = Literal["arrive", "listen", "imagine", "decide", "commit", "pause"]
Keep = Literal["must", "should", "shorten", "drop", "free"]
Opens = Literal["at once", "by hand"]
Whose = Literal["own", "table", "room"]
Show = Literal["phone", "stage", "both", "kind", "view"]


MOST_FILES = 200
"""Agendas that are read of one folder."""


@dataclass(frozen=True)
class Credit:
    """Whose idea something is: named, never quoted."""

    author: str
    work: str = ""
    use: str = ""


@dataclass(frozen=True)
class Part:
    """A strand of the conversation; one place on the ribbon."""

    id: str
    title: str
    line: str = ""


@dataclass(frozen=True)
class Carry:
    """Something earlier that is shown again on a screen, under a `name` of its own.

    `source` is a screen, a box of it (`imagine.holds/holds`) or what its kind found out there (`matrix.rate#split`).
    `whose`: only one's own, what one's table may read, or what was shown to the room. `show`: where the face draws it.
    `kind` leaves that to the kind's drawing; `view` to what the kind itself sends, so that nothing travels twice.
    """

    name: str
    source: str
    whose: Whose = "room"
    label: str = ""
    most: int = 6
    show: Show = "phone"
    unless: str = ""
    """Another carry of the screen: this one is drawn only where that brings nothing."""

    @property
    def screen(self) -> str:
        """The screen it comes from."""
        return self.source.partition("#")[0].partition("/")[0]

    @property
    def box(self) -> str:
        """The box it comes from; empty for all of the screen."""
        return self.source.partition("#")[0].partition("/")[2]

    @property
    def finding(self) -> str:
        """The finding that it brings; empty for entries."""
        return self.source.partition("#")[2]


@dataclass(frozen=True)
class Screen:
    """The smallest thing the facilitator moves on. `id` is step and screen: `imagine.deck`.

    `early`: who has to leave may do it before the others. `dim`: phones go quiet, with the question and the time.
    `note`: its place in the session note, from 1 to 16; 0 leaves that to the kind. `anonymous`: answers are stored
    without the person.
    """

    id: str
    step: str
    kind: str
    title: str
    settings: KindSettings
    minutes: float | None = None
    opens: Opens = "at once"
    close_at_zero: bool = False
    say: str = ""
    tips: str = ""
    carry: tuple[Carry, ...] = ()
    early: bool = False
    dim: bool = False
    note: int = 0
    anonymous: bool = False


@dataclass(frozen=True)
class Step:
    """A timed item. `phase` colours the room; `keep` says what to do with it when time runs over.

    `min`, `plan`, `stretch`: minutes. A free step does not count towards the agenda's minutes.
    """

    id: str
    title: str
    purpose: str
    phase: Phase
    keep: Keep
    min: float
    plan: float
    stretch: float
    screens: tuple[Screen, ...]
    part: str = ""


@dataclass(frozen=True)
class Agenda:
    """A whole session, ready to be run. `decks`: the decks that it uses, by id.

    `pin`: a finding that stays at the head of every table's phones from the time it is there.
    """

    id: str
    title: str
    subtitle: str
    purpose: str
    language: str
    minutes: float
    tables: int
    roles: tuple[str, ...]
    rules: tuple[str, ...]
    credits: tuple[Credit, ...]
    parts: tuple[Part, ...]
    steps: tuple[Step, ...]
    decks: Mapping[str, Json] = field(default_factory=dict)
    pin: str = ""

    @cached_property
    def screens(self) -> tuple[Screen, ...]:
        """Every screen in order."""
        return tuple(screen for step in self.steps for screen in step.screens)

    def screen(self, screen: str) -> Screen | None:
        """The screen of this id, if there is one."""
        return self._screens.get(screen)

    def step_of(self, screen: str) -> Step:
        """The step that a screen belongs to."""
        return self._steps[self._screens[screen].step]

    def part_of(self, screen: str) -> Part | None:
        """The part that a screen belongs to; None for steps outside the parts."""
        wanted = self.step_of(screen).part
        return next((part for part in self.parts if part.id == wanted), None)

    def after(self, screen: str) -> Screen | None:
        """The screen that follows; None after the last."""
        no = self._order[screen] + 1
        return self.screens[no] if no < len(self.screens) else None

    def before(self, screen: str) -> Screen | None:
        """The screen that comes before; None for the first."""
        no = self._order[screen]
        return self.screens[no - 1] if no else None

    @cached_property
    def _screens(self) -> dict[str, Screen]:
        return {screen.id: screen for screen in self.screens}

    @cached_property
    def _steps(self) -> dict[str, Step]:
        return {step.id: step for step in self.steps}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {screen.id: no for no, screen in enumerate(self.screens)}


@dataclass(frozen=True)
class Shelved:
    """An agenda in the list: `own` if it is the facilitator's; without `agenda`, `error` says why in one sentence."""

    id: str
    path: Path
    own: bool
    agenda: Agenda | None = None
    error: str = ""


def read(path: Path, shipped_cards: Path | None = None, *, variant: str = "") -> Agenda:
    """An agenda with its decks: those in `cards` beside the agenda's folder first, then the shipped ones.

    Of several variants the first, unless another is named. Raises `AgendaError`, whose text is one sentence that names
    file, variant, step, screen and key.
    """
    sheet = Sheet(path)
    folders = (path.resolve().parent.parent / "cards", shipped_cards or decks.shipped())
    variants.settle(sheet, variant)
    return _Reader(sheet, folders).agenda(path.stem + (f"-{variant}" if variant else ""))


def read_all(path: Path, shipped_cards: Path | None = None) -> list[Agenda]:
    """Every variant of an agenda, the first one first; an ordinary agenda is one. Raises `AgendaError`."""
    return [read(path, shipped_cards, variant=variant) for variant in _variants(path)]


def find(name: str, folders: Sequence[Path]) -> Agenda | None:
    """The agenda of this id in the first folder that has one, by its file or as a variant. Raises `AgendaError`."""
    files = [path for folder in folders for path in _files(folder)]
    for path in files:
        if path.stem == name:
            return read(path)
    for path in files:
        variant = name.removeprefix(f"{path.stem}-")
        if variant != name and variant in _variants(path):
            return read(path, variant=variant)
    return None


def shelf(shipped: Path, own: Path) -> list[Shelved]:
    """Every agenda of both folders, the shipped ones first. Nothing shadows anything; a broken one hides no other.

    Variants of an agenda follow each other; the first has the name of the file alone. Of a great many files the first
    are read, and a sentence says so.
    """
    found: list[Shelved] = []
    for folder, owned in ((shipped, False), (own, True)):
        files = _files(folder)
        for path in files[:MOST_FILES]:
            found += _shelved(path, owned, shipped.parent / "cards")
        if len(files) > MOST_FILES:
            said = f"there are {len(files)} files in this folder, and only the first {MOST_FILES} are read"
            found.append(Shelved(folder.name, folder, owned, error=f"{folder.name}: {said}"))
    return found


def frozen(agenda: Agenda) -> Json:
    """The agenda as JSON, with its decks and every setting spelt out: what a run keeps."""
    return {
        "id": agenda.id,
        "title": agenda.title,
        "subtitle": agenda.subtitle,
        "purpose": agenda.purpose,
        "language": agenda.language,
        "minutes": agenda.minutes,
        "tables": agenda.tables,
        "roles": list(agenda.roles),
        "rules": list(agenda.rules),
        "credits": [asdict(credit) for credit in agenda.credits],
        "parts": [asdict(part) for part in agenda.parts],
        "steps": [_frozen_step(step) for step in agenda.steps],
        "decks": {deck: dict(content) for deck, content in agenda.decks.items()},
        "pin": agenda.pin,
    }


def thaw(kept: Json) -> Agenda:
    """The agenda that was frozen. Raises `AgendaError` if this program cannot play it."""
    try:
        return Agenda(
            **{
                **kept,
                "roles": tuple(kept["roles"]),
                "rules": tuple(kept["rules"]),
                "credits": tuple(Credit(**credit) for credit in kept["credits"]),
                "parts": tuple(Part(**part) for part in kept["parts"]),
                "steps": tuple(_thawed_step(step) for step in kept["steps"]),
            }
        )
    except (KeyError, TypeError, ValidationError):
        raise AgendaError(
            f"{kept.get('id', 'agenda')}: this run was started by another version, which kept its agenda differently"
        ) from None


# ── what an agenda may say ──────────────────────────────────────────────────

_Minutes = Annotated[float, Field(ge=0, le=600)]
_Spoken = Annotated[str, StringConstraints(max_length=800)]


class _Head(Shape):
    title: Title
    subtitle: Annotated[str, StringConstraints(max_length=80)] = ""
    purpose: Prompt
    language: Language
    minutes: Annotated[float, Field(gt=0, le=1440)]
    tables: Annotated[int, Field(ge=1, le=60)] = 5
    roles: list[Annotated[str, StringConstraints(min_length=1, max_length=40)]] = Field([], max_length=16)
    rules: list[Annotated[Sentence, Field(min_length=1)]] = Field([], max_length=3)
    pin: str = ""


class _Carry(Shape):
    """`from` is a word of Python, so it has another name inside."""

    name: Id
    source: str = Field(alias="from")
    whose: Whose = "room"
    label: Annotated[str, StringConstraints(max_length=60)] = ""
    most: Annotated[int, Field(ge=1, le=200)] = 6
    show: Show = "phone"
    unless: str = ""


_DEALT = frozenset({"deck", "cards"})
"""The keys with which a screen takes its things from a deck."""


class _Dealt(Shape):
    deck: str
    cards: list[str] = Field([])


class _Part(Shape):
    id: Id
    title: Title
    line: Sentence = ""


class _Times(Shape):
    min: _Minutes
    plan: _Minutes
    stretch: _Minutes


class _Screen(Shape):
    """Its kind's own keys stand flat beside these."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    id: Id
    kind: str
    title: Title
    minutes: Annotated[float, Field(gt=0, le=600)] | None = None
    opens: Opens = "at once"
    close_at_zero: bool = False
    say: _Spoken = ""
    tips: _Spoken = ""
    carry: list[_Carry] = Field([], max_length=12)
    early: bool = False
    dim: bool = False
    note: Annotated[int, Field(ge=0, le=16)] = 0
    anonymous: bool = False


class _Step(Shape):
    id: Id
    title: Title
    part: str = ""
    phase: Phase
    keep: Keep
    purpose: Prompt = ""
    minutes: _Times
    screen: list[_Screen] = Field([])


class _Agenda(Shape):
    agenda: _Head
    credit: list[_Credit] = Field([])
    part: list[_Part] = Field([], max_length=7)
    step: list[_Step] = Field([])


# ── reading ─────────────────────────────────────────────────────────────────


class _Reader:
    """Reads one sheet: its shape first, then what its pieces say about each other."""

    def __init__(self, sheet: Sheet, folders: Sequence[Path]) -> None:
        self._sheet = sheet
        self._folders = folders
        self._decks: dict[str, Json] = {}

    def agenda(self, name: str) -> Agenda:
        said = self._sheet.check(_Agenda, self._sheet.content)
        self._check_parts(said)
        steps = tuple(self._step(step, ("step", no)) for no, step in enumerate(said.step))
        self._check_length(said)
        self._check_sources(steps)
        head = said.agenda
        return Agenda(
            id=name,
            title=head.title,
            subtitle=head.subtitle,
            purpose=head.purpose,
            language=head.language,
            minutes=_whole(head.minutes),
            tables=head.tables,
            roles=tuple(head.roles),
            rules=tuple(head.rules),
            credits=tuple(Credit(**credit.model_dump()) for credit in said.credit),
            parts=tuple(Part(**part.model_dump()) for part in said.part),
            steps=steps,
            decks=self._decks,
            pin=self._pin(head.pin, steps),
        )

    def _pin(self, wanted: str, steps: Sequence[Step]) -> str:
        if wanted:
            self._check_finding(wanted, [screen for step in steps for screen in step.screens], ("agenda", "pin"))
        return wanted

    def _check_parts(self, said: _Agenda) -> None:
        parts = [part.id for part in said.part]
        for no, step in enumerate(said.step):
            if step.part and step.part not in parts:
                spot = ("step", no, "part")
                raise self._sheet.fault(spot, f'there is no part "{step.part}"{_among(parts)}')
        for no, part in enumerate(parts):
            if part not in [step.part for step in said.step]:
                raise self._sheet.fault(("part", no), "no step belongs to this part")

    def _check_length(self, said: _Agenda) -> None:
        """An agenda keeps its promise: as long as its steps together, free ones apart."""
        counted = [step.minutes.plan for step in said.step if step.keep != "free"]
        if not counted:
            raise self._sheet.fault(("step",), "an agenda needs at least one step that is not free")
        if not _same(said.agenda.minutes, total := sum(counted)):
            remark = f"this says {_said(said.agenda.minutes)}, but the steps plan {_said(total)} together"
            raise self._sheet.fault(("agenda", "minutes"), remark)

    def _step(self, said: _Step, spot: Spot) -> Step:
        if not said.screen:
            raise self._sheet.fault((*spot, "screen"), "a step needs at least one screen")
        if said.purpose.strip().count("\n") > 1:
            raise self._sheet.fault((*spot, "purpose"), "this should be two lines at most")
        screens = tuple(self._screen(screen, said.id, (*spot, "screen", no)) for no, screen in enumerate(said.screen))
        self._check_times(said, spot)
        return Step(
            id=said.id,
            title=said.title,
            purpose=said.purpose.strip(),
            phase=said.phase,
            keep=said.keep,
            min=_whole(said.minutes.min),
            plan=_whole(said.minutes.plan),
            stretch=_whole(said.minutes.stretch),
            screens=screens,
            part=said.part,
        )

    def _check_times(self, said: _Step, spot: Spot) -> None:
        times = said.minutes
        if not times.min <= times.plan <= times.stretch:
            raise self._sheet.fault((*spot, "minutes"), "min, plan and stretch should not decrease in this order")
        boxes = [screen.minutes for screen in said.screen if screen.minutes is not None]
        if boxes and not _same(sum(boxes), times.plan):
            remark = f"the step plans {_said(times.plan)}, but its screens take {_said(sum(boxes))} together"
            raise self._sheet.fault((*spot, "minutes", "plan"), remark)

    def _screen(self, said: _Screen, step: str, spot: Spot) -> Screen:
        if said.kind not in KINDS:
            remark = f'there is no kind "{said.kind}"{_among(KINDS)}{did_you_mean(said.kind, KINDS)}'
            raise self._sheet.fault((*spot, "kind"), remark)
        if said.close_at_zero and said.minutes is None:
            raise self._sheet.fault((*spot, "close_at_zero"), "a screen that closes at zero needs minutes")
        settings = self._settings(said, spot)
        if said.anonymous:
            self._check_faceless(said.kind, settings, (*spot, "anonymous"))
        return Screen(
            id=f"{step}.{said.id}",
            step=step,
            kind=said.kind,
            title=said.title,
            settings=settings,
            minutes=None if said.minutes is None else _whole(said.minutes),
            opens=said.opens,
            close_at_zero=said.close_at_zero,
            say=said.say.strip(),
            tips=said.tips.strip(),
            carry=tuple(Carry(**carry.model_dump()) for carry in said.carry),
            early=said.early,
            dim=said.dim,
            note=said.note,
            anonymous=said.anonymous,
        )

    def _check_faceless(self, kind: str, settings: KindSettings, spot: Spot) -> None:
        """Whether a screen's kind can do, with these settings, without knowing who answers."""
        able = [name for name, one in KINDS.items() if one.Settings.faceless]
        if kind not in able:
            remark = f'a screen of the kind "{kind}" has to know who answers; {listed(able)} can be anonymous'
            raise self._sheet.fault(spot, remark)
        try:
            settings.check_faceless()
        except ValueError as wrong:
            raise self._sheet.fault(spot, str(wrong)) from None

    def _settings(self, said: _Screen, spot: Spot) -> KindSettings:
        shape = KINDS[said.kind].Settings
        keys = dict(said.model_extra or {})
        if _DEALT & set(keys) and "options" in shape.model_fields and not _DEALT & set(shape.model_fields):
            keys = self._with_options(keys, spot)
        settings = self._sheet.check_settings(shape, keys, spot, _Screen.model_fields)
        if wanted := getattr(settings, "deck", ""):
            self._check_cards(self._deck(wanted, spot), getattr(settings, "cards", ()), spot)
        for key in shape.model_fields:
            if key.endswith("_deck") and (wanted := getattr(settings, key)):
                self._deck(wanted, spot, key)
        return settings

    def _with_options(self, keys: Json, spot: Spot) -> Json:
        """A vote may be about the cards of a deck: title and sentence of each become an option."""
        about = self._sheet.check(_Dealt, {key: value for key, value in keys.items() if key in _DEALT}, spot)
        deck = self._deck(about.deck, spot)
        self._check_cards(deck, about.cards, spot)
        options = [
            {"id": card["id"], "title": card["title"], "line": card["sentence"]}
            for card in deck["cards"]
            if not about.cards or card["id"] in about.cards
        ]
        return {**{key: value for key, value in keys.items() if key not in _DEALT}, "options": options}

    def _deck(self, wanted: str, spot: Spot, key: str = "deck") -> Json:
        if wanted not in self._decks:
            path = decks.find(wanted, self._folders)
            if path is None:
                meant = did_you_mean(wanted, decks.known(self._folders))
                raise self._sheet.fault((*spot, key), f'there is no deck "{wanted}" in cards{meant}')
            self._decks[wanted] = decks.read(path)
        return self._decks[wanted]

    def _check_cards(self, deck: Json, cards: Sequence[str], spot: Spot) -> None:
        known = [card["id"] for card in deck["cards"]]
        for no, card in enumerate(cards):
            if card not in known:
                remark = f'the deck "{deck["id"]}" has no card "{card}"{did_you_mean(card, known)}'
                raise self._sheet.fault((*spot, "cards", no), remark)

    def _check_sources(self, steps: Sequence[Step]) -> None:
        """A screen that shows what was written elsewhere comes after it, and there is such a place."""
        sources: dict[str, bool] = {}
        earlier: list[Screen] = []
        for at, step in enumerate(steps):
            for no, screen in enumerate(step.screens):
                wanted = getattr(screen.settings, "from_entries", "")
                if wanted and not sources.get(wanted):
                    spot = ("step", at, "screen", no, "from_entries")
                    raise self._sheet.fault(spot, _no_source(wanted, sources))
                self._check_carries(screen, earlier, ("step", at, "screen", no))
                sources |= _sources(screen)
                earlier.append(screen)

    def _check_carries(self, screen: Screen, earlier: Sequence[Screen], spot: Spot) -> None:
        names = [carry.name for carry in screen.carry]
        for where, name in _laid(screen.settings):
            if name not in names:
                remark = f'there is no carry "{name}" on this screen{did_you_mean(name, names)}'
                raise self._sheet.fault((*spot, *where), remark)
        for no, carry in enumerate(screen.carry):
            here = (*spot, "carry", no)
            if carry.name in [other.name for other in screen.carry[:no]]:
                raise self._sheet.fault((*here, "name"), f'there are two carries called "{carry.name}" on this screen')
            if carry.unless and carry.unless not in [other.name for other in screen.carry]:
                raise self._sheet.fault((*here, "unless"), f'there is no carry "{carry.unless}" on this screen')
            if carry.finding:
                self._check_finding(carry.source, earlier, (*here, "from"))
            else:
                self._check_place(carry, earlier, (*here, "from"))

    def _check_finding(self, wanted: str, earlier: Sequence[Screen], spot: Spot) -> None:
        name, _, finding = wanted.partition("#")
        there = self._earlier(name, earlier, spot)
        known = KINDS[there.kind].FINDINGS
        if finding.partition(":")[0] not in known:
            remark = f'a screen of the kind "{there.kind}" finds no "{finding}" out{_among(known)}'
            raise self._sheet.fault(spot, remark)

    def _check_place(self, carry: Carry, earlier: Sequence[Screen], spot: Spot) -> None:
        there = self._earlier(carry.screen, earlier, spot)
        boxes = [box.id for box in getattr(there.settings, "boxes", ())]
        if carry.box and boxes and carry.box not in boxes:
            remark = f'"{carry.screen}" has no box "{carry.box}"{did_you_mean(carry.box, boxes)}'
            raise self._sheet.fault(spot, remark)

    def _earlier(self, wanted: str, earlier: Sequence[Screen], spot: Spot) -> Screen:
        for screen in earlier:
            if screen.id == wanted:
                return screen
        meant = did_you_mean(wanted, [screen.id for screen in earlier])
        raise self._sheet.fault(spot, f'there is no earlier screen "{wanted}"{meant}')


def _among(known: Collection[str]) -> str:
    return f"; it is one of {listed(known)}" if known else ""


def _sources(screen: Screen) -> dict[str, bool]:
    """Where a later screen may fetch entries from, and whether any of them can be meant for the whole room."""
    boxes: Sequence[Any] = getattr(screen.settings, "boxes", ())
    if not boxes:
        return {screen.id: True} if getattr(screen.settings, "deck", "") else {}
    public = {f"{screen.id}/{box.id}": "room" in box.allow for box in boxes}
    return {screen.id: any(public.values()), **public}


def _laid(settings: KindSettings) -> Iterator[tuple[Spot, str]]:
    """The carries that a screen's own keys speak of, and where."""
    if name := getattr(settings, "from_brought", ""):
        yield ("from_brought",), name
    for no, name in enumerate(getattr(settings, "from_sources", ())):
        yield ("from_sources", no), name
    for no, box in enumerate(getattr(settings, "boxes", ())):
        for name in getattr(box, "carries", ()):
            yield ("boxes", no), name


def _no_source(wanted: str, sources: Mapping[str, bool]) -> str:
    if wanted in sources:
        return f'nothing from "{wanted}" may be shown to the room, so there would be nothing here'
    return f'no earlier screen collects "{wanted}"{did_you_mean(wanted, sources)}'


def _whole(minutes: float) -> float:
    """18 rather than 18.0: it is going to be read."""
    return int(minutes) if minutes == int(minutes) else minutes


def _same(one: float, other: float) -> bool:
    return abs(one - other) < 0.005


def _said(minutes: float) -> str:
    return f"{minutes:g} {'minute' if minutes == 1 else 'minutes'}"


def _shelved(path: Path, own: bool, cards: Path) -> list[Shelved]:
    try:
        names = _variants(path)
    except AgendaError as wrong:
        return [Shelved(path.stem, path, own, error=str(wrong))]
    return [_variant_shelved(path, own, cards, name) for name in names]


def _variant_shelved(path: Path, own: bool, cards: Path, variant: str) -> Shelved:
    name = f"{path.stem}-{variant}" if variant else path.stem
    try:
        return Shelved(name, path, own, agenda=read(path, cards, variant=variant))
    except AgendaError as wrong:
        return Shelved(name, path, own, error=str(wrong))


def _variants(path: Path) -> list[str]:
    """By what names the variants of a file are read: nothing for the first, as for an agenda without any."""
    return ["", *(variant.id for variant in variants.of(Sheet(path))[1:])]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []


# ── keeping ─────────────────────────────────────────────────────────────────


def _frozen_step(step: Step) -> Json:
    return {**vars(step), "screens": [_frozen_screen(screen) for screen in step.screens]}


def _frozen_screen(screen: Screen) -> Json:
    carry = [asdict(one) for one in screen.carry]
    return {**vars(screen), "settings": screen.settings.model_dump(mode="json"), "carry": carry}


def _thawed_step(kept: Json) -> Step:
    return Step(**{**kept, "screens": tuple(_thawed_screen(screen) for screen in kept["screens"])})


def _thawed_screen(kept: Json) -> Screen:
    settings = KINDS[kept["kind"]].Settings.model_validate_json(to_json(kept["settings"]))
    carry = tuple(Carry(**one) for one in kept.get("carry", ()))
    return Screen(**{**kept, "settings": settings, "carry": carry})
