"""One shared sheet as somebody looks at it: its lines, what stands beside them, and its page in the session note.

What was picked from earlier screens is looked up at every look, so that what was withdrawn there is gone here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, Section
from workshop.matters import canvases, curve
from workshop.matters.canvases import Box, Hand, State
from workshop.matters.curve import Part, Series
from workshop.moves import Audience, Entry, Json, Stage
from workshop.roster import Person

PLACE = 3
"""Where it stands in the note: with the curves."""

LAST_VERSIONS = 5
"""So many of the ways in which a line once stood are sent; how many there were is counted."""

STILL_WRITING = 120_000
"""Milliseconds after which a hand that did nothing more is not counted any longer; phones have the same."""

SEVERAL_AGAIN = 30_000
"""Milliseconds within which one telling that several write stands for all."""

PURPOSES = ("means", "uses", "loosens")
"""What an essential may be linked with: the parts of the means test, things to build on, holds."""


@dataclass(frozen=True)
class Flipchart:
    """A sheet, with what its looker may read. `keys`: its own key, then those of tables whose work came along."""

    key: str
    state: State
    context: Context
    lines: tuple[Entry, ...]
    brought: Mapping[str, Brought]
    keys: tuple[str, ...]

    @classmethod
    def of(
        cls,
        key: str,
        state: State,
        context: Context,
        readers: Sequence[Audience] = (Stage(),),
        *,
        merged: bool = False,
    ) -> Flipchart:
        """A sheet as `readers` see what was brought to it. `merged`: of the work that came along only that of tables
        at which nobody sits any more, so that nothing is told twice."""
        kin = canvases.kin(key, context.roster)
        keys = [one for one in kin if not merged or one == key or _is_closed(one, context)]
        lines = [one for one in context.pool.of(context.screen) if one.card in keys and one.shown != "hidden"]
        names = [name for box in state.settings.boxes for name in box.carries]
        used = dict.fromkeys(names) if state.links or state.is_marked else ()
        return cls(key, state, context, tuple(lines), brought_to(readers, used, context), tuple(keys))

    def let_up(self) -> Flipchart:
        """The same with no more lines than the facilitator let onto the stage."""
        return replace(self, lines=tuple(one for one in self.lines if one.shown == "shown"))

    # ── what stands on it ───────────────────────────────────────────────────

    def in_box(self, box: str) -> list[Entry]:
        """The lines of one box, oldest first."""
        return [entry for entry in self.lines if entry.box == box]

    def choices(self) -> dict[str, str]:
        """What was chosen, by box. Its own choice goes before one that came along with another table."""
        return {box: one.what for key in reversed(self.keys) for box, one in self.state.canvas(key).choices.items()}

    def picked(self, box: str) -> dict[str, Brought]:
        """What was picked into a box and can still be read, in the order it was picked."""
        hands = [hand for key in self.keys for hand in self.state.canvas(key).picked.get(box, {}).items()]
        return {id_: self.brought[id_] for id_, _ in sorted(hands, key=_by_time) if id_ in self.brought}

    def linked(self, entry: str, purpose: str) -> dict[str, Brought]:
        """What an essential is linked with and can still be read."""
        ids = self.state.links.get(entry, {}).get(purpose, ())
        return {id_: self.brought[id_] for id_ in ids if id_ in self.brought}

    def series(self) -> dict[str, tuple[Entry, Series]]:
        """What was drawn, by box. Its own drawing goes before one that came along with another table."""
        drawn = [entry for entry in self.lines if entry.id in self.state.drawings]
        in_order = sorted(drawn, key=lambda entry: self.keys.index(entry.card), reverse=True)
        stands = ((entry, self.state.series(entry.id, self.context.roster)) for entry in in_order)
        return {entry.box: (entry, series) for entry, series in stands if series}

    def is_filled(self, box: Box) -> bool:
        """Whether anything stands in a box."""
        return bool(self.in_box(box.id) or box.id in self.choices() or self.picked(box.id))

    def is_done(self) -> bool:
        """Something stands in every box that is not optional. Of essentials one is enough."""
        return all(self.is_filled(box) for box in self.state.settings.boxes if not box.optional)

    def has_anything(self) -> bool:
        """Whether anything stands on it at all."""
        return any(self.is_filled(box) for box in self.state.settings.boxes)

    # ── as a view ───────────────────────────────────────────────────────────

    def content(self, *, whole: bool, small: bool = False) -> Json:
        """What stands on it. `whole`: also what only its group and the facilitator read. `small`: for a gallery."""
        boxes = self.state.settings.boxes
        told = [box for box in boxes if not small or box.id == "issue" or box.type in ("line", "essentials")]
        picked = {box.id: found for box in told if (found := self.picked(box.id))}
        ids = {box.id for box in told}
        lines = [one for one in self.lines if one.id not in self.state.drawings and one.box in ids]
        return {
            **named(self.key, self.context),
            "lines": {one.id: self._line(one, whole=whole) for one in lines},
            "choices": self.choices(),
            "picked": {box: cards(found) for box, found in picked.items()},
            "points": {box: self._points(*drawn, whole=whole) for box, drawn in self.series().items()},
        }

    def counts(self) -> Json:
        """How much stands on it."""
        boxes = self.state.settings.boxes
        essentials = {box.id for box in boxes if box.type == "essentials"}
        return {
            "count": len(self.lines),
            "essentials": sum(entry.box in essentials for entry in self.lines),
            "filled": sum(self.is_filled(box) for box in boxes),
        }

    def writing(self, group: Iterable[Person]) -> Json:
        """Who of its group is at which box now. Who went to another table, or out of the door, writes here no more."""
        return {box: {id_: self._hand(id_, hand) for id_, hand in hands.items()} for box, hands in self._at_work(group)}

    def writing_in_short(self, group: Iterable[Person]) -> Json:
        """The same for phones. They name one other who writes in a place and call more than that several: so where
        more than two are at work they are told only that, and again only twice a minute, however many begin and stop.
        """
        return {box: self._in_short(hands) for box, hands in self._at_work(group)}

    def _at_work(self, group: Iterable[Person]) -> Iterable[tuple[str, Mapping[str, Hand]]]:
        here = {person.id for person in group if not person.left}
        for box, hands in self.state.canvas(self.key).writing.items():
            if there := {id_: hand for id_, hand in hands.items() if id_ in here}:
                yield box, there

    def _in_short(self, hands: Mapping[str, Hand]) -> Json:
        newest = max(hand.at for hand in hands.values())
        lively = {id_: hand for id_, hand in hands.items() if newest - hand.at < STILL_WRITING}
        crowded = {place for place, count in Counter(hand.entry for hand in lively.values()).items() if count > 2}
        few = {id_: self._hand(id_, hand) for id_, hand in lively.items() if hand.entry not in crowded}
        return few | {f"several-{place}": _several(place, lively.values()) for place in crowded}

    def _hand(self, person: str, hand: Hand) -> Json:
        name = self.context.roster.called(person)
        return {"at": hand.at} | ({"entry": hand.entry} if hand.entry else {}) | ({"name": name} if name else {})

    def _points(self, entry: Entry, series: Series, *, whole: bool) -> Json:
        drawn = {"series": [list(point) for point in series.points], "labels": list(series.labels)}
        if not whole:
            return drawn
        return {**drawn, "entry": entry.id, "version": self.state.version(entry.id), "shown": entry.shown}

    def _line(self, entry: Entry, *, whole: bool) -> Json:
        line: Json = {"box": entry.box, "text": entry.text, "at": entry.at}
        if fields := {key: said for key, said in entry.fields.items() if said}:
            line["fields"] = fields
        return line | self._for_the_group(entry) if whole else line

    def _for_the_group(self, entry: Entry) -> Json:
        state = self.state
        line: Json = {"version": state.version(entry.id), "shown": entry.shown, **self._by(entry.person)}
        if state.alone.get(entry.id):
            line["alone"] = True
        if entry.id in state.beside:
            line["beside"] = state.beside[entry.id]
        if entry.card != self.key:
            line["was"] = int(entry.card.removeprefix("table:"))
        if links := {purpose: cards(found) for purpose in PURPOSES if (found := self.linked(entry.id, purpose))}:
            line["picks"] = links
        if versions := self._versions(entry.id):
            line["versions"] = versions
        return line

    def _versions(self, entry: str) -> Json:
        """How a changed line last stood, in the words of those who are still there and have not been forgotten."""
        written = list(enumerate(self.state.versions.get(entry, ()), start=1))
        told = [(no, one) for no, one in written if self._may_be_told(one.person)] if len(written) > 1 else []
        return {str(no): {"text": one.text, "at": one.at, **self._by(one.person)} for no, one in told[-LAST_VERSIONS:]}

    def _may_be_told(self, person: str) -> bool:
        known = self.context.roster.people.get(self.context.roster.now(person))
        return known is None or not (known.removed or known.erased)

    def _by(self, person: str) -> Json:
        """Who wrote it, to those who work on the same sheet; on the room's sheet that would be everybody."""
        name = "" if self.key == "room" else self.context.roster.called(self.context.roster.now(person))
        return {"by": name} if name else {}


def named(key: str, context: Context) -> Json:
    """Whose sheet it is."""
    scope, _, name = key.partition(":")
    if scope != "table":
        return {"key": key, "kind": scope, "name": name}
    return {"key": key, "kind": scope, "no": int(name), "name": context.roster.tables[int(name)].name}


def cards(found: Mapping[str, Brought]) -> Json:
    """What was brought, as it may be read, with the step it comes from."""
    return {id_: {"no": no, "text": one.text, "step": one.step} for no, (id_, one) in enumerate(found.items(), start=1)}


def brought_to(readers: Iterable[Audience], names: Iterable[str], context: Context) -> dict[str, Brought]:
    """What some carries bring to these readers, by id."""
    names = list(names)
    return {one.id: one for reader in readers for name in names for one in context.brought(name, reader)}


def _several(place: str, hands: Iterable[Hand]) -> Json:
    """Many hands in one place: a line, or the box itself. When the last began, in steps that few of them change."""
    last = max(hand.at for hand in hands if hand.entry == place)
    return {"at": last - last % SEVERAL_AGAIN, "several": True} | ({"entry": place} if place else {})


def _by_time(hand: tuple[str, Hand]) -> tuple[int, str]:
    return hand[1].at, hand[0]


def _is_closed(key: str, context: Context) -> bool:
    return context.roster.tables[int(key.removeprefix("table:"))].closed


# ── its page in the note ────────────────────────────────────────────────────


def section(sheet: Flipchart, group: Collection[Person]) -> Section:
    """Box by box what stands on it; the curve as a table; the essentials with their links."""
    context, boxes = sheet.context, sheet.state.settings.boxes
    wrote = {entry.person for entry in sheet.lines}
    return Section(
        title=context.title,
        asked=context.say("canvas-note-asked", asks=" / ".join(box.ask for box in boxes)),
        answered=len(wrote),
        of=max(len(group), len(wrote)),
        blocks=tuple(block for box in boxes for block in _told(box, sheet)),
        place=PLACE,
        sheet=_heading(sheet),
        headlines=tuple(_headlines(sheet)),
    )


def _heading(sheet: Flipchart) -> str:
    """The same for every screen of the sheet, so that the note can lay their pages together."""
    name = sheet.state.settings.sheet
    return sheet.context.say("canvas-note-sheet", sheet=name, who=_who(sheet)) if name else _who(sheet)


def _who(sheet: Flipchart) -> str:
    say, whose = sheet.context.say, named(sheet.key, sheet.context)
    match whose["kind"]:
        case "table":
            return str(whose["name"]) or say("look-table", no=whose["no"])
        case "partnership":
            return str(whose["name"]) or say("canvas-others")
        case _:
            return say("canvas-room")


def _headlines(sheet: Flipchart) -> Iterable[str]:
    issue = next((entry.text for entry in sheet.in_box("issue")), "") or _brought_issue(sheet)
    direction = sheet.choices().get("direction", "")
    boxes = {box.id for box in sheet.state.settings.boxes}
    if issue and boxes & {"issue", "direction"}:
        yield sheet.context.say("canvas-note-issue", issue=issue, direction=direction) if direction else issue
    for box in sheet.state.settings.boxes:
        if box.type == "essentials":
            yield from (_essential_line(entry) for entry in sheet.in_box(box.id))


def _brought_issue(sheet: Flipchart) -> str:
    return next((one.text for one in sheet.context.brought("issue", Stage())), "")


def _essential_line(entry: Entry) -> str:
    said = [entry.fields.get(key, "") for key in ("starter", "first_step_by")]
    return " · ".join([entry.text, *filter(None, said)])


def _told(box: Box, sheet: Flipchart) -> Iterable[Json]:
    match box.type:
        case "choice":
            chosen = sheet.choices().get(box.id, "")
            return [{"text": f"{box.ask} {chosen}"}] if chosen else []
        case "points":
            return _told_curve(box, sheet)
        case "essentials":
            return _told_essentials(box, sheet)
        case _:
            return _told_lines(box, sheet)


def _told_lines(box: Box, sheet: Flipchart) -> list[Json]:
    picked = [sheet.context.say("canvas-note-picked", text=o.text, step=o.step) for o in sheet.picked(box.id).values()]
    lines = [_told_line(box, entry, sheet.context) for entry in sheet.in_box(box.id)]
    return [{"text": box.ask}, {"list": [*lines, *picked]}] if lines or picked else []


def _told_line(box: Box, entry: Entry, context: Context) -> str:
    if not box.asks_for:
        return entry.text
    return context.say("canvas-note-to-get", what=entry.text, found=found_by(entry, context))


def found_by(entry: Entry, context: Context) -> str:
    """By whom, and by when, something will be found: as much of it as was said."""
    who, by = entry.fields.get("who", ""), entry.fields.get("by", "")
    known = "both" if who and by else "who" if who else "by" if by else "nobody"
    return context.say("canvas-found-by", known=known, who=who, by=by)


def _told_curve(box: Box, sheet: Flipchart) -> list[Json]:
    """The whole curve, where its first part has its box. Without points: who will find them."""
    parts = [one for one in sheet.state.settings.boxes if one.type == "points"]
    if box is not parts[0]:
        return []
    drawn: dict[Part, Series] = {one.part: sheet.series()[one.id][1] for one in parts if one.id in sheet.series()}
    if not drawn:
        return _not_drawn(sheet)
    head, rows = curve.table(drawn, sheet.context.say("canvas-today"))
    told = [[_part_called(part, sheet.context), *numbers] for part, numbers in rows.items()]
    return [{"table": {"head": [sheet.context.say("canvas-note-curve"), *head], "rows": told, "curve": True}}]


def _not_drawn(sheet: Flipchart) -> list[Json]:
    context, boxes = sheet.context, {box.id for box in sheet.state.settings.boxes if box.asks_for}
    found = [found_by(entry, context) for entry in sheet.lines if entry.box in boxes]
    return [{"text": context.say("canvas-note-no-curve", found="; ".join(found) or context.say("canvas-found-nobody"))}]


def _part_called(part: Part, context: Context) -> str:
    match part:
        case "history":
            return context.say("canvas-note-history")
        case "forecast":
            return context.say("canvas-note-forecast")
        case _:
            return context.say("canvas-note-hope")


def _told_essentials(box: Box, sheet: Flipchart) -> list[Json]:
    say, entries = sheet.context.say, sheet.in_box(box.id)
    head = [
        say("canvas-note-essential"),
        say("canvas-know-by"),
        say("canvas-starter"),
        say("canvas-first-step"),
        say("canvas-means"),
        say("canvas-uses"),
        say("canvas-loosens"),
    ]
    return [{"table": {"head": head, "rows": [_essential_row(one, sheet) for one in entries]}}] if entries else []


def _essential_row(entry: Entry, sheet: Flipchart) -> list[str]:
    alone = sheet.state.alone.get(entry.id)
    text = sheet.context.say("canvas-note-alone", text=entry.text) if alone else entry.text
    said = [entry.fields.get(key, "") for key in ("know_by", "starter", "first_step_by")]
    means = [entry.fields.get("means_part", ""), *_texts(sheet.linked(entry.id, "means"))]
    links = ["; ".join(_texts(sheet.linked(entry.id, purpose))) for purpose in ("uses", "loosens")]
    return [text, *said, "; ".join(filter(None, means)), *links]


def _texts(found: Mapping[str, Brought]) -> list[str]:
    return [one.text for one in found.values()]
