"""Every move there is, made and accepted: a walk through agendas on which somebody tries whatever was not yet done.

Robots do what people mostly do; the rest stands in `HANDS` and `PHONES`: for each move some things to try, until one is
taken. A new move that no robot makes is named by the test that counts them, and belongs here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.house import Guest, House, robots_play
from tests.test_laws import every_move, helped, meddle, review, upheaval
from workshop import run as runs
from workshop.moves import Console, Fact, Json, Move, Role, Seat
from workshop.run import Run

SETTINGS: Json = {"names": True, "partnerships": ["North", "South"]}
NAMES = ("Ana", "Ben", "Cara", "Dev", "Eve", "Fin")

Try = Callable[["Scene"], Iterable[Json]]


@dataclass(frozen=True)
class Scene:
    """One screen as somebody has it before them, so that they can think of something to try."""

    house: House
    screen: str
    guest: Guest

    @property
    def view(self) -> Json:
        found: Json = self.house.view(Console())["screen"]["view"]
        return found

    @property
    def items(self) -> list[str]:
        return list(self.view.get("items", {}))

    @property
    def two(self) -> list[str]:
        return self.items[:2]

    @property
    def mine(self) -> list[str]:
        return [entry.id for entry in self.house.run.pool.by(self.guest.id, self.screen) if not entry.withdrawn]

    @property
    def entries(self) -> list[str]:
        return [entry.id for entry in self.house.run.pool.of(self.screen) if not entry.withdrawn]

    @property
    def known(self) -> list[str]:
        return [entry.id for entry in self.house.run.pool]

    @property
    def people(self) -> list[str]:
        return [person.id for person in self.house.run.roster]

    @property
    def state(self) -> Any:
        return self.house.run.states[self.screen]

    @property
    def boxes(self) -> list[str]:
        return [box.id for box in getattr(self.state.settings, "boxes", ())]

    @property
    def sheets(self) -> list[str]:
        return [f"table:{no}" for no in self.house.run.roster.open_tables()] + ["partnership:North", "room"]

    @property
    def topics(self) -> list[str]:
        return list(self.view.get("places", {}))

    @property
    def claims(self) -> list[str]:
        return list(self.state.claims)


def each(key: str, values: Iterable[Any], **rest: Any) -> list[Json]:
    """The same thing to try with each of these."""
    return [{key: value, **rest} for value in values]


HANDS: dict[str, Try] = {
    "collect.reword": lambda s: [{"boxes": [{"id": s.boxes[0], "ask": "What else?"}]}],
    "choose.merge": lambda s: [{"item": s.two[-1], "into": s.two[0]}],
    "choose.unmerge": lambda s: each("item", [*s.items, *s.known, *getattr(s.state, "merged", ())]),
    "choose.run_off": lambda s: [{"items": s.two}],
    "choose.settle": lambda s: [{"items": s.items[:1]}],
    "question.pair": lambda s: [{}],
    "question.example": lambda s: [{"no": 1}, {"no": 0}],
    "question.wall": lambda s: [{"tables": [1], "on": True}],
    "rate.focus": lambda s: each("item", s.items),
    "rate.second": lambda s: [{"items": s.items[:1]}],
    "rate.send": lambda s: each("item", s.items, tables=[1]),
    "rate.agree": lambda s: each("item", s.items, value="open", how="open"),
    "rate.peek": lambda s: [{}],
    "rate.slice": lambda s: each("by", ("role", "partnership", "")),
    "rate.arrange": lambda s: each("by", ("divided", "")),
    "rate.lens": lambda s: each("no", (1, 0)),
    "rate.keep": lambda s: [{"items": s.items[:1]}],
    "match.nudge": lambda s: each("need", s.known),
    "match.large": lambda s: [{"on": True}],
    "tables.group": lambda s: [{}],
    "tables.place": lambda s: [
        {"person": who, **group} for who in s.people for group in ({}, *each("group", s.topics))
    ],
    "tables.name_host": lambda s: [{"topic": to, "person": who} for to in s.topics for who in s.people],
    "tables.round": lambda s: [{}],
    "tables.walk": lambda s: [{}],
    "tables.bell": lambda s: [{}],
    "tables.close_topic": lambda s: each("topic", s.topics),
    "tables.open_topic": lambda s: [*each("topic", s.topics), {"title": "One more"}],
    "tables.merge_topics": lambda s: [{"topic": s.topics[0], "into": s.topics[-1]}] if s.topics else [],
    "tables.split_topic": lambda s: each("topic", s.topics),
    "tables.rename_topic": lambda s: each("topic", s.topics, title="By another name"),
    "tables.card": lambda s: [{"on": True}],
    "harvest.cluster": lambda s: [{"items": s.two, "name": "Time"}],
    "harvest.rename_cluster": lambda s: each("cluster", s.state.clusters.names, name="Time, at last"),
    "harvest.uncluster": lambda s: [{"items": s.items[:1]}],
    "harvest.turn_to": lambda s: [*each("item", s.items), {"item": ""}],
    "harvest.order": lambda s: [{"by": "mixed"}],
    "harvest.stand": lambda s: each("item", s.items, **{"as": "behind"}),
    "harvest.pair": lambda s: [{"items": s.two}, {"items": []}],
    "harvest.like": lambda s: [{"as": "partly"}],
    "canvas.scope": lambda s: each("of", ("table", "partnership", "room")),
    "canvas.show_canvas": lambda s: each("canvas", s.sheets),
    "canvas.lock_canvas": lambda s: [{"canvas": "all", "on": True}, {"canvas": "all", "on": False}],
    "canvas.box": lambda s: each("id", s.boxes),
}
"""What only the facilitator does."""

PHONES: dict[str, Try] = {
    "question.rung": lambda s: each("entry", s.mine, rung=2),
    "question.point": lambda s: each("entry", s.known),
    "question.settle": lambda s: each("entry", s.known),
    "question.edit": lambda s: each("entry", s.mine, text="What if nobody went first?"),
    "rate.hands": lambda s: each("item", s.items, counts={"1": 1}),
    "rate.next_stop": lambda s: each("item", s.items, text="Two names", step="On Monday"),
    "rate.challenge": lambda s: [
        wish for stop in (1, 2, 3, 4) for wish in each("item", s.items, text="Who?", stop=stop)
    ],
    "match.edit": lambda s: each("entry", s.mine, text="Put differently"),
    "match.add_offer": lambda s: each("entry", s.known),
    "match.claim": lambda s: each("need", s.known, how="help"),
    "match.unclaim": lambda s: each("claim", s.claims),
    "match.accept": lambda s: each("claim", s.claims),
    "match.decline": lambda s: each("claim", s.claims),
    "match.contact": lambda s: [{"text": "At school"}],
    "tables.find": lambda s: [{}],
    "tables.host": lambda s: [{}, *each("topic", s.topics)],
    "tables.hand_over_host": lambda s: [{}],
    "tables.take_host": lambda s: [{}],
    "tables.think": lambda s: [{"text": "In passing"}],
    "tables.edit": lambda s: each("entry", s.mine, text="Put differently"),
    "harvest.edit": lambda s: each("entry", s.mine, text="Put differently"),
    "harvest.add": lambda s: [{"text": "And a cloth"}, *each("source", ("treats",), text="And a cloth")],
    "harvest.to_get": lambda s: each("item", s.items, text="The register", by="Thursday"),
    "canvas.pick": lambda s: [{"box": box, "id": one} for box in s.boxes for one in s.known],
    "canvas.let_go": lambda s: each("box", s.boxes),
    "canvas.edit": lambda s: each("entry", s.mine, text="Put differently"),
    "deck.wild": lambda s: [{"text": "… every school had a door that is never locked."}],
    "deck.edit": lambda s: each("entry", s.mine, text="Put differently"),
    "collect.edit": lambda s: each("entry", s.mine, text="Put differently"),
}
"""What people do on their phones, and robots do not, or seldom."""


class Walk:
    """One house on the way through its agenda. `done` is shared by several: what has been accepted so far."""

    def __init__(self, house: House, done: Counter[str], after: Callable[[str], None]) -> None:
        self.house, self.done, self._after = house, done, after
        self._fresh: list[str] = []
        house.host.watchers.append(self.watch)

    def watch(self, before: Run, after: Run, fact: Fact) -> None:
        """Count a fact under the name of its move."""
        name = name_of(before, fact)
        self.done[name] += 1
        if self.done[name] == 1:
            self._fresh.append(name)

    def look(self) -> None:
        """Whatever was done for the first time is looked at."""
        while self._fresh:
            self._after(self._fresh.pop(0))

    def begin(self) -> None:
        self.guests = [self.come(no, name) for no, name in enumerate(NAMES)]
        self.house.sit_everywhere()
        self.look()

    def come(self, no: int, name: str) -> Guest:
        who = {"role": "Teacher" if no % 2 else "Head", "partnership": SETTINGS["partnerships"][no % 2]}
        return self.house.join(name, table=1 + no % 3, **who)

    def on(self, screen: str, dice: Random) -> None:
        """Everything there is to do on one screen; in short where all of it was done before."""
        kind = self.house.run.screen(screen).kind
        self.house.go(screen)
        if not self.left(kind):
            return self._in_short(screen, dice)
        self.attempt({f"{kind}.scope": HANDS["canvas.scope"], f"{kind}.lens": HANDS["rate.lens"]}, screen)
        self.lead("open", screen)
        for _ in robots_play(self.house, self.guests, dice, rounds=4):
            self.look()
        review(self.house)
        for name in ("show", "cover", "reveal", "close", "open"):
            if name != "show":
                self.lead(name, screen)
            self.attempt({name: hand for name, hand in HANDS.items() if name.startswith(f"{kind}.")}, screen)
            self.attempt(
                {name: hand for name, hand in PHONES.items() if name.startswith(f"{kind}.")}, screen, phones=True
            )

    def left(self, kind: str) -> list[str]:
        """What was not done yet on any screen of a kind."""
        return [move for move in every_move() if move.startswith(f"{kind}.") and not self.done[move]]

    def _in_short(self, screen: str, dice: Random) -> None:
        """Later screens build on what is said here."""
        self.house.facilitator.play("open", screen)
        for _ in robots_play(self.house, self.guests, dice, rounds=2):
            pass
        review(self.house)
        self.house.facilitator.play("reveal", screen)

    def attempt(self, hands: dict[str, Try], screen: str, phones: bool = False) -> None:
        """Try what was not yet accepted anywhere, until it is."""
        for name, hand in hands.items():
            if name in every_move() and not self.done[name]:
                self._try(name.partition(".")[2], hand, screen, self.guests if phones else [self.house.facilitator])

    def _try(self, name: str, hand: Try, screen: str, players: list[Guest]) -> None:
        for player in players:
            scene = Scene(self.house, screen, player)
            if any(player.play(name, screen, **wish)["ok"] for wish in hand(scene)):
                self.house.sit_everywhere()
                return self.look()

    def lead(self, name: str, screen: str = "", /, **data: Any) -> Json:
        """A move of the facilitator's that must be accepted."""
        answer = self.house.facilitator.play(name, screen, **data)
        assert answer["ok"], (name, answer)
        self.house.sit_everywhere()
        self.look()
        return answer

    def people(self, dice: Random) -> None:
        """What happens round the tables, on whichever screen is up."""
        meddle(self.house, self.guests, dice, self.look)
        helped(self.house, self.guests, dice, self.look)
        upheaval(self.house, self.guests, dice, self.look)

    def steer(self) -> None:
        """Everything about the room itself, once."""
        shown = [entry for entry in self.house.run.pool if entry.shown == "shown" and not entry.withdrawn]
        for name in ("start", "next", "back"):
            self.lead(name)
        self.lead("timer_add", seconds=60)
        for name in ("timer_pause", "timer_start", "take_wheel"):
            self.lead(name)
        for name in ("blank", "evening", "lock"):
            self.lead(name, on=True)
            self.lead(name, on=False)
        self.lead("spotlight", entry=shown[0].id)
        self.lead("tag", entries=[shown[0].id], tags=["kit"])
        parked = self.lead("park", text="The car park")["data"]["id"]
        self.lead("unpark", id=parked)
        self.lead("strike", line="0123456789ab")
        self.lead("unstrike", line="0123456789ab")
        self.lead("foreword", text="Dear all")
        gone = self.guests[-1]
        self.lead("remove", person=gone.id)
        self.lead("readmit", person=gone.id)

    def door(self) -> None:
        """Two knock; one is let in, one is not. The key in the code, and somebody's own one, are made anew."""
        self.lead("approve", on=True)
        welcome, stranger = self.house.join("Wes"), self.house.join("Sid")
        self.lead("let_in", people=[welcome.id])
        self.lead("turn_away", people=[stranger.id])
        self.lead("approve", on=False)
        self.lead("rotate_code")
        self.speak("renew_code", person=welcome.id)

    def end(self) -> None:
        self.lead("end")
        self.lead("reopen")
        self.lead("end")
        self.lead("anonymise")

    def speak(self, name: str, **data: Any) -> None:
        """A move that the house makes by itself."""
        move = Move(next(self.house.ids), name, Seat(Role.HOUSE, self.house.run_id), "", data)
        assert self.house.host.play(move)["ok"], name
        self.look()


def name_of(run: Run, fact: Fact) -> str:
    """A fact's move as the table of all moves calls it."""
    return fact.name if fact.name in runs.ROOM_MOVES else f"{run.screen(fact.screen).kind}.{fact.name}"
