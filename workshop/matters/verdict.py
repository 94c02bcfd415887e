"""Where a room stands, for the session note: counts that survive an e-mail, and what they say in plain sentences.

Facts before praise. Disagreement is told and not smoothed, and what was not shown in the room is not told here either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from workshop.kinds.contract import Context, Section
from workshop.matters import marks, outcome
from workshop.matters.marks import Item, Mark, Rounds, Standing, Stop
from workshop.matters.rating import Agreed
from workshop.matters.spread import CANT, FEWEST_IN_A_SLICE, Spread, hidden, named, spread, widest
from workshop.moves import Entry, Json

TAGS = {"split": "rate-tag-split", "close": "rate-tag-close", "mixed": "rate-tag-mixed"}
"""What a tag is called."""


@dataclass(frozen=True)
class Report:
    """What a note is written from. `rounds`: those whose result was shown; `began`: all of them."""

    items: Mapping[str, Item]
    scale: tuple[Stop, ...]
    measured: bool
    rounds: Rounds
    began: Rounds
    agreed: Mapping[str, Agreed] = field(default_factory=dict)
    place: int = 6
    lens: str = ""


def sections(report: Report, context: Context) -> Iterator[Section]:
    """One section for the room, or one for each partnership where there are several. They are never set in an order."""
    people = _people(report.began, context)
    if not people:
        return
    if len(context.partnerships) < 2:
        of = max(context.roster.expected(people), len(people))
        yield _section(_Told(report, context, people), context.title, len(people), of)
        return
    sizes = dict.fromkeys((*context.partnerships, ""), 0) | Counter(people.values())
    out = hidden(sizes)
    for name, size in sizes.items():
        if name or size:
            title = context.say("rate-note-of", title=context.title, name=name or context.say("rate-others"))
            of = sum(1 for one in context.roster if _partnership(one.id, context) == name)
            few = _too_few(size, context) if name in out and report.rounds else ""
            yield _section(_Told(report, context, people, name, sliced=True), title, size, max(of, size), few)


def _section(told: _Told, title: str, answered: int, of: int, few: str = "") -> Section:
    report, context = told.report, told.context
    if not report.rounds:
        few = context.say("rate-note-covered")
    blocks = ({"text": few},) if few else tuple(told.blocks())
    headlines = () if few else tuple(told.headlines())
    return Section(title, _asked(report, context), answered, of, blocks, report.place, headlines=headlines)


def _asked(report: Report, context: Context) -> str:
    stops = " · ".join(stop.label for stop in report.scale)
    asked = context.say("rate-note-asked", count=len(report.items), stops=stops)
    return f"{asked} {context.say('rate-note-lens', lens=report.lens)}" if report.lens else asked


def _too_few(size: int, context: Context) -> str:
    return context.say("rate-few" if size < FEWEST_IN_A_SLICE else "rate-with")


@dataclass(frozen=True)
class _Told:
    """One section as it is written: of whom, and what of it.

    `people`: the partnership of everybody who placed something. `name`: of which of them it is told, where it is
    `sliced`; there each thing has its own few, who are kept from being worked out as on the stage.
    """

    report: Report
    context: Context
    people: Mapping[str, str]
    name: str = ""
    sliced: bool = False

    def blocks(self) -> Iterator[Json]:
        spreads = {item: self.spread(self.report.rounds, item) for item in self.report.items}
        yield {"table": self.table(spreads)}
        told = [item for item in self.report.items if self.was_talked_about(item) and not self.kept_back(item)]
        if told:
            yield {"list": [self.sentence(item, spreads[item]) for item in told]}
        if differ := " ".join(self.differences(spreads)):
            yield {"text": differ}
        if unsighted := [self.title(item) for item, one in spreads.items() if one.unsighted]:
            yield {"text": self.say("rate-note-unsighted", items="; ".join(unsighted))}
        yield from self.words("own", "rate-note-own")
        yield from self.words("challenge", "rate-note-challenges")

    def headlines(self) -> Iterator[str]:
        spreads = {item: self.spread(self.report.rounds, item) for item in self.report.items}
        placed = {item: one for item, one in spreads.items() if one.marks}
        if not placed:
            return
        yield from self.measured_headlines(placed) if self.report.measured else self.counted_headlines(placed)

    def measured_headlines(self, placed: Mapping[str, Spread]) -> Iterator[str]:
        close = [item for item, one in placed.items() if one.tag == "close"]
        if close:
            firm = min(close, key=lambda item: placed[item].apart)
            yield self.stands("rate-note-firmest", firm, placed[firm], placed[firm].fullest)
        wide = max(placed, key=lambda item: widest(placed[item]))
        if placed[wide].width:
            low, high = placed[wide].ends
            yield self.say("rate-note-widest", item=self.title(wide), low=self.label(low), high=self.label(high))
        low_item = min(placed, key=lambda item: (placed[item].middle, placed[item].ends))
        yield self.say("rate-note-lowest", item=self.title(low_item), stop=self.label(placed[low_item].middle[0]))

    def counted_headlines(self, placed: Mapping[str, Spread]) -> Iterator[str]:
        for stop in (1.0, float(len(self.report.scale))):
            most = max(placed, key=lambda item: placed[item].at.get(stop, 0))
            if placed[most].at.get(stop):
                yield self.stands("rate-note-most", most, placed[most], stop)

    def stands(self, key: str, item: str, one: Spread, stop: float) -> str:
        count = one.at.get(stop, 0)
        return self.say(key, item=self.title(item), stop=self.label(stop), count=count, of=one.marks)

    # ── the table ───────────────────────────────────────────────────────────

    def table(self, spreads: Mapping[str, Spread]) -> Json:
        """A row for each thing. A column in which nothing would stand is left out."""
        head = ["rate-note-thing", "rate-note-marks", "rate-note-spread", "rate-note-agreed", "rate-note-next"]
        head += ["rate-note-movement", "rate-note-said"]
        rows = [self.row(item, spreads[item]) for item in self.report.items]
        kept = [no for no in range(len(head)) if any(row[no] for row in rows)]
        return {"head": [self.say(head[no]) for no in kept], "rows": [[row[no] for no in kept] for row in rows]}

    def row(self, item: str, one: Spread) -> list[str]:
        return [
            self.title(item),
            self.kept_back(item) or self.counted(one),
            self.called(one),
            self.agreement(item),
            "; ".join(self.next_stops(item)),
            self.movement(item, one),
            self.reasons(item, one),
        ]

    def counted(self, one: Spread) -> str:
        """Counts in the order of the stops; where some stand between two, every place is named."""
        places = [float(no) for no in range(1, len(self.report.scale) + 1)]
        if all(mark in places for mark in one.at):
            counts = " · ".join(str(one.at.get(place, 0)) for place in places)
        else:
            counts = " · ".join(f"{named(place)}: {one.at.get(place, 0)}" for place in sorted({*places, *one.at}))
        cant = f", {self.say('rate-note-cant', count=one.cant)}" if one.cant else ""
        return f"● {counts}{cant}"

    def called(self, one: Spread) -> str:
        tag = self.say(TAGS[one.tag]) if self.report.measured and one.tag else ""
        return ", ".join(word for word in (tag, self.say("rate-unsighted") if one.unsighted else "") if word)

    def agreement(self, item: str) -> str:
        agreed = self.report.agreed.get(item)
        if agreed is None:
            return ""
        if agreed.value == CANT:
            said = self.say("rate-note-open")
        else:
            key = "rate-note-by-median" if agreed.how == "median" else "rate-note-by-consensus"
            said = self.say(key, stop=self.label(agreed.value))
        return f"{said} {agreed.line}".strip()

    def next_stops(self, item: str) -> list[str]:
        """What each table wrote last."""
        latest = {
            one.table: one for one in sorted(self.entries("next_stop"), key=lambda one: one.at) if one.card == item
        }
        return [f"{one.text} → {one.fields['step']}" if one.fields.get("step") else one.text for one in latest.values()]

    def movement(self, item: str, now: Spread) -> str:
        rounds = outcome.enough(self.report.rounds, item, self.context)
        earlier = marks.before(rounds, item)
        if not earlier or self.kept_back(item) or self.kept_back(item, earlier):
            return ""
        was, first = self.spread(earlier, item), self.standing(earlier, item)
        again = {person for one in rounds[len(earlier) :] for person in one.marks.get(item, {})}
        kept = sum(1 for person in first if person not in again)
        middles = [self.middle(was), self.middle(now)]
        turned = self.say("rate-note-moved", first=middles[0], second=middles[1]) if all(middles) else ""
        parts = (self.say("rate-note-first", counts=self.counted(was)), turned, self.say("rate-note-kept", count=kept))
        return "; ".join(part for part in parts if part)

    def middle(self, one: Spread) -> str:
        return "" if one.median is None or not self.report.measured else named(one.median)

    def reasons(self, item: str, one: Spread) -> str:
        """How many gave a reason for standing lower or higher. The reasons themselves stay at their tables."""
        if one.median is None or not self.report.measured:
            return ""
        said = self.standing(self.report.rounds, item)
        where = [
            said[entry.person].value for entry in self.entries("reason") if entry.card == item and entry.person in said
        ]
        lower = sum(1 for value in where if value != CANT and value < one.median)
        higher = sum(1 for value in where if value > one.median)
        return self.say("rate-note-reasons", lower=lower, higher=higher) if lower or higher else ""

    # ── in sentences ────────────────────────────────────────────────────────

    def was_talked_about(self, item: str) -> bool:
        return item in self.report.agreed or bool(self.earlier(item))

    def earlier(self, item: str) -> Rounds:
        return marks.before(outcome.enough(self.report.rounds, item, self.context), item)

    def sentence(self, item: str, one: Spread) -> str:
        """How many rated it, from where to where the marks ran, where most stood in the end, and what became of it."""
        earlier = self.earlier(item)
        first = self.spread(earlier, item) if earlier else one
        said = [self.say("rate-note-rated", count=one.answers, item=self.title(item))]
        if first.marks:
            tag = self.called(first) or "–"
            low, high = (named(end) for end in first.ends)
            said.append(self.say("rate-note-ran-first" if earlier else "rate-note-ran", low=low, high=high, tag=tag))
        if earlier and one.marks:
            count = one.at[one.fullest]
            said.append(self.say("rate-note-stood", count=count, of=one.marks, stop=named(one.fullest)))
        return " ".join([*said, self.agreement(item)]).strip()

    def differences(self, spreads: Mapping[str, Spread]) -> Iterator[str]:
        """Where two parts of the room stand two stops apart: a paragraph of its own."""
        split = [item for item, one in spreads.items() if one.tag == "split"] if self.report.measured else []
        if split:
            yield self.say("rate-note-differ")
        for item in sorted(split, key=lambda item: widest(spreads[item]), reverse=True):
            one = spreads[item]
            low, high = one.quarters
            yield self.say(
                "rate-note-apart",
                item=self.title(item),
                few=one.upto(low),
                low=named(low),
                many=one.onwards(high),
                high=named(high),
            )

    def words(self, box: str, key: str) -> Iterator[Json]:
        """Words for empty cells, and better words for others: to be taken up, or not, in the next version."""
        written = [entry for entry in self.entries(box) if entry.card in self.report.items]
        if written:
            yield {"text": self.say(key, count=len(written))}
            yield {"list": [self.worded(entry) for entry in written]}

    def worded(self, entry: Entry) -> str:
        stop = self.label(float(entry.fields.get("stop", "1")))
        return self.say("rate-note-worded", item=self.title(entry.card), stop=stop, text=entry.text)

    # ── of whom ─────────────────────────────────────────────────────────────

    def standing(self, rounds: Rounds, item: str) -> Standing:
        said = outcome.standing(rounds, item, self.context)
        return {person: mark for person, mark in said.items() if self.among(_slice(mark, self.context))}

    def spread(self, rounds: Rounds, item: str) -> Spread:
        """How a thing stands with those of whom it is told; nothing where they are too few for it."""
        if self.kept_back(item, rounds):
            return Spread()
        return spread(mark.value for mark in self.standing(rounds, item).values())

    def kept_back(self, item: str, rounds: Rounds = ()) -> str:
        """Why these may not be told of a thing by themselves; nothing where they may."""
        if outcome.kept_back(rounds or self.report.rounds, item, self.context):
            return self.say("rate-few")
        if not self.sliced:
            return ""
        said = outcome.of_the_room(marks.standing(rounds or self.report.rounds, item), self.context)
        sizes = dict.fromkeys((*self.context.partnerships, ""), 0)
        sizes |= Counter(_slice(mark, self.context) for mark in said.values())
        return _too_few(sizes[self.name], self.context) if self.name in hidden(sizes) else ""

    def among(self, name: str) -> bool:
        return not self.sliced or name == self.name

    def entries(self, box: str) -> list[Entry]:
        found = [one for one in self.context.pool.of(self.context.screen, box) if one.shown != "hidden"]
        return [one for one in found if self.among(self.people.get(one.person, _partnership(one.person, self.context)))]

    def title(self, item: str) -> str:
        return self.report.items[item].title

    def label(self, stop: float) -> str:
        return marks.label(self.report.scale, stop)

    def say(self, key: str, **args: str | int) -> str:
        return self.context.say(key, **args)


def _people(rounds: Rounds, context: Context) -> dict[str, str]:
    """Everybody who placed something, with the partnership they did so for."""
    placed = {person: mark for one in rounds for said in one.marks.values() for person, mark in said.items()}
    return {person: _slice(mark, context) for person, mark in outcome.of_the_room(placed, context).items()}


def _slice(mark: Mark, context: Context) -> str:
    return outcome.slice_of(mark, "partnership", context)


def _partnership(person: str, context: Context) -> str:
    """Somebody's partnership, if it is one of this room's."""
    known = context.roster.people.get(person)
    return known.partnership if known and known.partnership in context.partnerships else ""
