"""A whole run of a small agenda without a house: for stories in which one screen brings something to the next.

It holds two laws after every fact: whoever is not said to be touched sees what they saw before, and the facts alone
give the same run again.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

from workshop import agenda, faces, run, words
from workshop.agenda import Agenda
from workshop.kinds import KINDS
from workshop.moves import Audience, Fact, Floor, Json, Me, Move, Refused, Role, Seat, Table, channel
from workshop.place import Place

HEAD = """
[agenda]
title = "A chain of screens"
purpose = "For the tests."
language = "en"
minutes = 5
tables = 3
[[step]]
id = "s"
title = "A step"
phase = "listen"
keep = "must"
purpose = "For the tests."
minutes = { min = 1, plan = 5, stretch = 9 }
"""


class Session:
    """People at tables, and the screens `s.<id>` written in TOML, which are opened one after the other by `go`."""

    def __init__(self, folder: Path, screens: str, people: dict[str, int], seed: int = 7) -> None:
        sheet = folder / "sessions" / "chain.toml"
        sheet.parent.mkdir(exist_ok=True)
        sheet.write_text(HEAD + screens, encoding="utf-8")
        self.agenda: Agenda = agenda.read(sheet)
        self._dice = Random(seed)
        self._count = 0
        self.facts: list[Fact] = []
        self.first = run.begin("run", "K7RM2X", self.agenda, {"names": True}, 1000)
        self.now = self.first
        self.people: dict[str, str] = {}
        self._seen: dict[str, Json] = {}
        for name, table in people.items():
            self.join(name, table)

    def join(self, name: str, table: int, *, named: bool = True) -> str:
        """Somebody comes in."""
        fact = self._play(Seat(Role.OUTSIDER, "run"), "join", {"name": name, "table": table, "named": named})
        self.people[name] = fact.data["id"]
        return self.people[name]

    def go(self, screen: str) -> None:
        """Everybody to a screen."""
        self._lead("go", {"screen": f"s.{screen}", "seen": self.now.place.steer})

    def play(self, who: str, name: str, there: str = "", /, **data: Any) -> Fact:
        """A move by somebody, or by "facilitator", on the screen that is up or an earlier one."""
        screen = f"s.{there}" if there else self.now.place.now
        if who == "facilitator":
            return self._lead(name, data, screen)
        return self._play(Seat(Role.PARTICIPANT, "run", self.people[who]), name, data, screen)

    def refused(self, who: str, name: str, there: str = "", /, **data: Any) -> str:
        """The code with which a move is refused."""
        try:
            self.play(who, name, there, **data)
        except Refused as no:
            return no.code
        raise AssertionError(f"{who} was allowed to {name}")

    def show(self, *entries: str) -> None:
        """The facilitator lets entries up."""
        self._lead("show", {"entries": list(entries)})

    def view(self, audience: Audience) -> Json:
        """What the kind on the screen that is up shows an audience; a remote, no more than the frame."""
        seen: Json = faces.view(self.now, audience)
        shown: Json = seen["screen"]["view"] if "screen" in seen else seen
        return shown

    def me(self, who: str) -> Me:
        """Somebody as an audience."""
        return Me(self.people[who])

    def phone(self, who: str) -> Json:
        """What somebody's phone draws from."""
        table = self.now.roster.table_of(self.people[who])
        return {**self.view(Floor()), **self.view(Table(table)), **self.view(self.me(who))}

    def who_reads(self, marker: str) -> set[str]:
        """Who sees this word, people by their names."""
        names = {person: name for name, person in self.people.items()}
        found = [one for one in faces.audiences(self.now) if marker in json.dumps(self.view(one), ensure_ascii=False)]
        return {names[one.person] if isinstance(one, Me) else channel(one) for one in found}

    def state(self, screen: str) -> Any:
        """The state of one screen."""
        return self.now.states[f"s.{screen}"]

    def notes(self, screen: str) -> str:
        """The screen's sections of the note, as one text."""
        there = self.now.screen(f"s.{screen}")
        context = replace(self.now.context(there.id), say=words.say)
        return json.dumps(
            [section.blocks for section in KINDS[there.kind].notes(self.now.states[there.id], context)],
            ensure_ascii=False,
        )

    def robots(self, most: int = 60) -> int:
        """Everybody's robot plays on the screen that is up until none has anything more to do."""
        kind = KINDS[self.now.screen(self.now.place.now).kind]
        for played in range(most * len(self.people)):
            for name, person in self.people.items():
                seat = self.now.roster.tables[self.now.roster.table_of(person)]
                seen = {**self.phone(name), "open": True, "me": person, "holder": seat.phone == person}
                if wanted := kind.pretend(json.loads(json.dumps(seen)), self._dice):
                    self.play(name, wanted["name"], **wanted["data"])
                    break
            else:
                return played
        raise AssertionError("the robots never come to an end")

    @property
    def place(self) -> Place:
        """Where the room is."""
        return self.now.place

    def _lead(self, name: str, data: Json, screen: str = "") -> Fact:
        return self._play(Seat(Role.FACILITATOR, "run", desk="desk"), name, data, screen)

    def _play(self, by: Seat, name: str, data: Json, screen: str = "") -> Fact:
        self._count += 1
        move = Move(
            f"m{self._count}", name, by, screen, data, 1000 + self._count, str(self._count), self._dice.getrandbits(64)
        )
        said = json.loads(json.dumps(run.accept(self.now, move)))
        spoken = run.voiced(move)
        fact = Fact(len(self.facts) + 1, "run", name, screen, spoken.by.person, move.at, move.id, said)
        before, self.now = self.now, run.apply(self.now, fact)
        self.facts.append(fact)
        self._hold_the_laws(before, fact)
        return fact

    def _hold_the_laws(self, before: run.Run, fact: Fact) -> None:
        touched = run.touched(before, self.now, fact)
        named = None if touched is None else {channel(one) for one in touched}
        for one in faces.audiences(self.now):
            fresh = faces.view(self.now, one)
            known = self._seen.get(channel(one))
            if named is not None and channel(one) not in named and known is not None:
                assert known == fresh, f"{fact.name} changed {channel(one)}, and nobody said so"
            self._seen[channel(one)] = fresh
        again = run.replay(self.first, self.facts)
        assert again.states == self.now.states, "replaying the facts gives another state"
        assert again.pool == self.now.pool
