"""What must be true of a workshop, in a hundred lines that share nothing with the program: T6's reference.

It knows what people did and works out from that alone what every screen has to show. `Model.may` says beforehand
whether a move must be taken.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

SCREENS = ("lobby.doors", "storm.words", "storm.votes")
WORDS, VOTES = SCREENS[1], SCREENS[2]


@dataclass
class Somebody:
    """A person: in the room or sent out of it."""

    table: int
    present: bool = True


@dataclass
class Word:
    """One thing somebody wrote."""

    who: str
    text: str
    gone: bool = False
    hung: str = "waits"
    """It waits for the facilitator's eye, is up, or was taken down again."""


@dataclass
class Model:
    """The room as it must be."""

    people: dict[str, Somebody] = field(default_factory=dict)
    ballots: dict[str, str] = field(default_factory=dict)
    words: dict[str, Word] = field(default_factory=dict)
    at: int = 0
    locked: bool = False
    open: set[str] = field(default_factory=lambda: {SCREENS[0]})
    seen: set[str] = field(default_factory=lambda: {SCREENS[0]})
    revealed: set[str] = field(default_factory=set)
    moves: int = 0
    """How many facts there must be."""

    # ── what happens ──

    def join(self, who: str, table: int) -> None:
        self.people[who] = Somebody(table)

    def arrive(self, at: int) -> None:
        self.at = at
        if SCREENS[at] not in self.seen:
            self.seen.add(SCREENS[at])
            self.open.add(SCREENS[at])

    def hang(self, word: str, up: bool) -> None:
        self.words[word].hung = "up" if up else "down"

    def turn(self, name: str, screen: str) -> None:
        if name in ("open", "close"):
            (self.open.add if name == "open" else self.open.discard)(screen)
        else:
            (self.revealed.add if name == "reveal" else self.revealed.discard)(screen)

    # ── whether it may ──

    def is_in(self, who: str) -> bool:
        return self.people[who].present

    def may_answer(self, who: str, screen: str) -> bool:
        return self.is_in(who) and screen in self.open

    def may_withdraw(self, who: str, word: str) -> bool:
        return self.is_in(who) and self.words[word].who == who and not self.words[word].gone

    # ── what is to be seen ──

    @property
    def here(self) -> set[str]:
        return {who for who, one in self.people.items() if one.present}

    def standing(self) -> dict[str, str]:
        """The words that count: neither taken back nor of somebody sent out."""
        return {id_: word.text for id_, word in self.words.items() if not word.gone and self.is_in(word.who)}

    def waiting(self) -> set[str]:
        return {id_ for id_ in self.standing() if self.words[id_].hung == "waits"}

    def hanging(self) -> dict[str, str]:
        return {id_: text for id_, text in self.standing().items() if self.words[id_].hung == "up"}

    def tally(self) -> dict[str, int]:
        return dict(Counter(pick for who, pick in self.ballots.items() if self.is_in(who)))

    def voted(self) -> int:
        return sum(self.tally().values())
