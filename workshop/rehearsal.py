"""A rehearsal: an agenda played from the first screen to the last by robots, through real sockets.

Prints what each screen recorded. It is also the end-to-end test of every agenda: whatever a robot is refused, and any
view that patches led astray, is reported as a fault.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

import gevent

from workshop import robots
from workshop.moves import Json
from workshop.robots import Robot

Say = Callable[[str], None]

ROUNDS = 8
"""How often everybody is asked on one screen at most."""

OVERTAKEN = frozenset({"box_full", "changed_meanwhile", "essentials_full", "host_taken"})
"""Refusals that only say that somebody else was faster: no fault, as everybody sees it a moment later."""


@dataclass
class Played:
    """What one screen came to."""

    screen: str
    kind: str
    counts: Counter[str]
    seconds: float

    def line(self) -> str:
        """The screen and what it recorded, for the terminal."""
        recorded = ", ".join(f"{count} × {name}" for name, count in sorted(self.counts.items())) or "nothing to record"
        return f"  {self.screen:<28} {self.kind:<8} {self.seconds:5.1f} s   {recorded}"


@dataclass
class Report:
    """A whole rehearsal. `faults`: one sentence each; none means that it went well."""

    played: list[Played] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    people: int = 0
    seconds: float = 0.0


class Rehearsal:
    """One run on a server at `address`, with a facilitator's ticket and so many robots."""

    def __init__(self, address: tuple[str, int], ticket: str, run: str, code: str, people: int, say: Say) -> None:
        self.address, self.run, self.code, self.people, self.say = address, run, code, people, say
        self._cookie = robots.post(address, "/sign-in", {"ticket": ticket})[1]
        self.report = Report(people=people)

    def play(self) -> Report:
        """Join everybody, go through every screen, end the run."""
        began = time.monotonic()
        self.console = Robot("the facilitator", Random(1))
        self.console.sit(self.address, self._cookie, "facilitator", self.run)
        self.crowd = robots.crowd(self.address, self.run, self.code, self.people)
        self.say(f"{self.people} people have joined in {time.monotonic() - began:.1f} s.")
        while self._screen():
            pass
        self.console.play("end", {})
        self._collect_faults()
        self.report.seconds = time.monotonic() - began
        return self.report

    def close(self) -> None:
        """Everybody hangs up."""
        for robot in (*self.crowd, self.console):
            if robot.line:
                robot.line.close()

    @property
    def _view(self) -> Json:
        return self.console.views["console"]

    def _screen(self) -> bool:
        """Play the screen that is up; whether another follows."""
        began, before = time.monotonic(), self._counts()
        now = self._view["screen"]
        if not now["open"]:
            self.console.play("open", {}, now["id"])
            self.console.until(lambda: bool(self._view["screen"]["open"]))
        self._await(now["id"])
        self._everybody_busy(now["id"])
        self._lead(now["id"])
        self._steer(now["id"])
        counts = self._counts() - before
        played = Played(now["id"], now["kind"], counts, time.monotonic() - began)
        self.report.played.append(played)
        self.say(played.line())
        return self._next(now["id"])

    def _await(self, screen: str) -> None:
        late = [robot.name for robot in self.crowd if not robot.shows(screen)]
        if late:
            self.report.faults.append(f"{screen}: {len(late)} phones never showed it ({', '.join(late[:3])}).")

    def _everybody_busy(self, screen: str) -> None:
        """Everybody does what they can think of; then again, as what others did may give them something to do."""
        for _ in range(ROUNDS):
            before = self._counts()
            gevent.joinall([gevent.spawn(robot.busy, screen) for robot in self.crowd], raise_error=True)
            if self._counts() == before:
                return

    def _lead(self, screen: str) -> None:
        """Where people talk in rounds: let each begin, open the cards towards its end, and send everybody on."""
        for no in range(1, 1 + self._view["screen"]["view"].get("rounds", 0)):
            if self._view["screen"]["view"]["round"] < no:
                self._lead_to("round", {}, screen, lambda phone: not phone["walking"])
            self._lead_to("card", {"on": True}, screen, lambda phone: bool(phone["card"]["open"]))
            if no < self._view["screen"]["view"]["rounds"]:
                self._lead_to("walk", {}, screen, lambda phone: bool(phone["walking"]))

    def _lead_to(self, name: str, data: Json, screen: str, there: Callable[[Json], bool]) -> None:
        """Lead the room on, and once every phone shows it, let everybody do what there is to do."""
        self.console.play(name, data, screen)
        for robot in self.crowd:
            robot.until(lambda robot=robot: there(robot.seen()))  # type: ignore[misc]
        self._everybody_busy(screen)

    def _steer(self, screen: str) -> None:
        """What a facilitator would do: let words onto the stage, close, reveal."""
        if waiting := list(self._view["waiting"]):
            self.console.play("show", {"entries": waiting[:200]})
        self.console.play("close", {}, screen)
        self.console.play("reveal", {}, screen)
        self.console.play("open", {}, screen)

    def _next(self, screen: str) -> bool:
        if "next" not in self._view:
            return False
        self.console.play("next", {"seen": self._view["steer"]})
        return self.console.until(lambda: bool(self._view["now"] != screen))

    def _counts(self) -> Counter[str]:
        total: Counter[str] = Counter()
        for robot in self.crowd:
            total.update(robot.counts)
        return total

    def _collect_faults(self) -> None:
        for robot in (*self.crowd, self.console):
            faults = [refusal for refusal in robot.refusals if refusal.rpartition(": ")[2] not in OVERTAKEN]
            self.report.faults += [f"{robot.name}: {refusal}" for refusal in faults]
