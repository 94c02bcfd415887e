"""What is rated, on which scale, and who put what where, round by round.

A later round asks again about some of the things. Who does not answer again stands where they stood.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import ceil, floor

from workshop.anew import replace
from workshop.matters.spread import named
from workshop.moves import Json

Standing = Mapping[str, "Mark"]
"""For each person their last word on one thing."""


@dataclass(frozen=True)
class Stop:
    """One stop of a scale, from 1 upwards."""

    id: str
    label: str


@dataclass(frozen=True)
class Item:
    """One thing to be placed. `cells`: what each stop would look like, empty where nobody has words for it yet.

    `same`: the stops whose words are alike. `probe`: a question for whoever has answered.
    """

    id: str
    title: str
    line: str = ""
    probe: str = ""
    cells: tuple[str, ...] = ()
    same: tuple[int, ...] = ()
    empty_note: str = ""
    prompts: tuple[str, ...] = ()

    def is_blank(self, stop: float) -> bool:
        """Whether a stop has no words of its own: an empty cell, or the middle between two of them."""
        around = {int(stop), int(stop + 0.5)}
        return bool(self.cells) and all(no > len(self.cells) or not self.cells[no - 1] for no in around)


@dataclass(frozen=True)
class Mark:
    """Where somebody put something; `spread.CANT` for no sight of it.

    `hand`: raised and counted, so nobody knows whose it is. `role`, `partnership`: those of whoever set it, as they
    were then, so that nobody steps into another slice with it afterwards; of hands only what all of them share.
    """

    value: float
    at: int = 0
    hand: bool = False
    role: str = ""
    partnership: str = ""


@dataclass(frozen=True)
class Round:
    """One time round: about which things (none named means all), through which lens, and the marks by thing and person.

    `seen`: the room had seen the result when the next round began.
    """

    items: tuple[str, ...] = ()
    marks: Mapping[str, Standing] = field(default_factory=dict)
    lens: int = 0
    seen: bool = False

    def asks(self, item: str) -> bool:
        """Whether this round is about a thing."""
        return not self.items or item in self.items

    def having(self, item: str, marks: Mapping[str, Mark], without: Iterable[str] = ()) -> Round:
        """The round with these people's marks on a thing, and without those of others."""
        kept = dict(self.marks.get(item, {}))
        for person in (*without, *marks):
            kept.pop(person, None)
        kept.update(marks)
        return replace(self, marks={**self.marks, item: kept})


Rounds = tuple[Round, ...]


def standing(rounds: Rounds, item: str) -> Standing:
    """Everybody's last word on a thing."""
    answered = [one.marks[item] for one in rounds if item in one.marks]
    if len(answered) < 2:
        return answered[0] if answered else {}
    return {person: mark for marks in answered for person, mark in marks.items()}


def own(rounds: Rounds, item: str, person: str) -> Mark | None:
    """One person's last word on a thing."""
    said = (one.marks.get(item, {}).get(person) for one in reversed(rounds))
    return next((mark for mark in said if mark), None)


def before(rounds: Rounds, item: str) -> Rounds:
    """The rounds before the last one that asked about a thing; none where it was asked about once."""
    asked = [no for no, one in enumerate(rounds) if one.asks(item)]
    return rounds[: asked[-1]] if len(asked) > 1 else ()


def told(rounds: Rounds, *, revealed: bool) -> Rounds:
    """The rounds whose result the room has seen, as far as it goes."""
    if revealed:
        return rounds
    seen = [no for no, one in enumerate(rounds, start=1) if one.seen]
    return rounds[: seen[-1]] if seen else ()


def unite(rounds: Rounds, gone: str, kept: str) -> Rounds:
    """The rounds after two ids turned out to be one person: of two marks on a thing the later one holds."""
    return tuple(
        replace(one, marks={item: _one(marks, gone, kept) for item, marks in one.marks.items()}) for one in rounds
    )


def _one(marks: Standing, gone: str, kept: str) -> Standing:
    if gone not in marks:
        return marks
    both = [marks[person] for person in (kept, gone) if person in marks]
    others = {person: mark for person, mark in marks.items() if person != gone}
    return {**others, kept: max(both, key=lambda mark: mark.at)}


# ── reading things and scales ───────────────────────────────────────────────


def cards(deck: Json, wanted: Iterable[str], *, plain: bool) -> tuple[Item, ...]:
    """The cards of a deck as things to be placed: those wanted, in that order, or all of them."""
    known = {card["id"]: card for card in deck.get("cards", ()) if not card.get("wild")}
    return tuple(_item(known[card], plain=plain) for card in (list(wanted) or known) if card in known)


def scale(stops: Iterable[Json], *, plain: bool) -> tuple[Stop, ...]:
    """The stops of a deck."""
    return tuple(Stop(stop["id"], (plain and stop.get("plain")) or stop["label"]) for stop in stops)


def numbered(count: int) -> tuple[Stop, ...]:
    """A scale for things that came without one: its stops are called by their numbers."""
    return tuple(Stop(f"s{no}", str(no)) for no in range(1, count + 1))


def label(stops: tuple[Stop, ...], place: float) -> str:
    """What a place on a scale is called; between two stops both are named."""
    around = sorted({min(max(no, 1), len(stops)) for no in (floor(place), ceil(place))})
    return " / ".join(stops[no - 1].label for no in around)


def described(item: Item) -> Json:
    """What the stops would look like, by the first stop for which the words hold; `to` is the last of them."""
    said: Json = {}
    first = "1"
    for no, text in enumerate(item.cells, start=1):
        if {no - 1, no} <= set(item.same):
            said[first]["to"] = no
        else:
            first = str(no)
            said[first] = {"to": no, "text": text}
    return said


def blanks(item: Item, stops: int) -> list[str]:
    """The places on a scale for which a thing has no words, in half-steps."""
    halves = (no / 2 for no in range(2, 2 * stops + 1))
    return [named(place) for place in halves if item.is_blank(place)]


def _item(card: Json, *, plain: bool) -> Item:
    return Item(
        id=card["id"],
        title=card["title"],
        line=card.get("sentence", ""),
        probe=card.get("nudge", ""),
        cells=tuple((plain and card.get("plain")) or card.get("cells") or ()),
        same=tuple(card.get("same") or ()),
        empty_note=card.get("empty_note", ""),
        prompts=tuple(card.get("prompts") or ()),
    )
