"""The people in the pictures: robots at the same room, told over standard input what to do and when.

A process of its own, because robots need gevent's patches and a browser's driver cannot live with them. One JSON order
per line in, one JSON answer per line out: `python -m tests.pictures_crowd <port> <run> <code> <facilitator's cookie>`.
"""

from gevent import monkey

monkey.patch_all()

import json  # noqa: E402 - everything below must find the standard library patched
import sys  # noqa: E402
from collections.abc import Callable  # noqa: E402
from random import Random  # noqa: E402
from typing import Any  # noqa: E402

import gevent  # noqa: E402
from gevent.fileobject import FileObjectThread  # noqa: E402

from workshop import robots  # noqa: E402
from workshop.kinds import KINDS  # noqa: E402
from workshop.moves import Json  # noqa: E402
from workshop.robots import Robot  # noqa: E402

AT_ONCE = 200
"""Entries that are let up with one move."""


class Crowd:
    """A facilitator without a screen, and as many people as were let in."""

    def __init__(self, port: int, run: str, code: str, cookie: str) -> None:
        self.address, self.run, self.code = ("127.0.0.1", port), run, code
        self.people: list[Robot] = []
        self.lead = Robot("the facilitator", Random(1))
        self.lead.sit(self.address, cookie, "facilitator", run)

    def join(self, count: int) -> int:
        """Let so many more people in."""
        self.people += robots.crowd(self.address, self.run, self.code, count, seed=len(self.people) + 7)
        return len(self.people)

    def steer(self, name: str, data: Json, screen: str = "") -> bool:
        """A move of the facilitator's. `seen` is filled in."""
        if name in ("next", "back", "go", "start"):
            if data.get("screen") == self._view["now"]:
                return True
            data = {**data, "seen": self._view["steer"]}
        done = bool(self.lead.play(name, data, screen)["ok"])
        if name == "go":
            self.lead.until(lambda: self._view["now"] == data["screen"], 4.0)
        return done

    def busy(self, most: int = 999) -> int:
        """Everybody answers the current screen, or the first so many of them."""
        screen = self._view["now"]
        self._ready(screen)
        gevent.joinall([gevent.spawn(robot.busy, screen) for robot in self.people[:most]])
        return len(self._view["waiting"])

    def through(self, rounds: int = 6) -> int:
        """Everybody answers, and answers what others answered, until nobody has anything more to say."""
        screen = self._view["now"]
        if not self._view["screen"]["open"]:
            self.lead.play("open", {}, screen)
        done = -1
        while rounds and done != (done := self._done()):
            self.busy()
            rounds -= 1
        return done

    def lead_on(self) -> int:
        """Where people talk in rounds: the first one begins, and its card is open."""
        screen, view = self._view["now"], self._view["screen"]["view"]
        if view.get("rounds"):
            self._lead_to("round", {}, screen, lambda phone: not phone["walking"])
            self._lead_to("card", {"on": True}, screen, lambda phone: bool(phone["card"]["open"]))
        return int(view.get("rounds", 0))

    def _lead_to(self, name: str, data: Json, screen: str, there: Callable[[Json], bool]) -> None:
        """Lead on, and once every phone shows it, let everybody do what there is to do."""
        self.lead.play(name, data, screen)
        for robot in self.people:
            robot.until(lambda robot=robot: there(robot.seen()))  # type: ignore[misc]
        self.busy()

    def _heard_all(self) -> None:
        """Wait until the console shows whatever anybody did."""
        newest = max(robot.latest for robot in (self.lead, *self.people))
        self.lead.until(lambda: bool(self._view["seq"] >= newest))

    def unveil(self) -> int:
        """As a facilitator would: close, show what was blind until now, or put one sheet up, and open again."""
        screen = self._view["now"]
        return sum(bool(self.lead.play(name, data, screen)["ok"]) for name, data in self._deeds())

    def _deeds(self) -> list[tuple[str, Json]]:
        view = self._view["screen"]["view"]
        if sheets := view.get("canvases"):
            return [("show_canvas", {"canvas": max(sheets, key=lambda key: len(json.dumps(sheets[key])))})]
        if "wall" in KINDS[self._view["screen"]["kind"]].MOVES:
            return [("wall", {"tables": [int(no) for no in self._view["tables"]], "on": True})]
        return [("close", {}), ("reveal", {}), ("open", {})]

    def double(self, name: str, cookie: str) -> int:
        """A robot whose hand is on the phone in the pictures."""
        robot = Robot(name, Random(99))
        robot.sit(self.address, cookie, "participant", self.run)
        self.people.insert(0, robot)
        return len(self.people)

    def write(self, box: str, texts: list[str], **how: Any) -> int:
        """One after the other writes one of these into a box; how many were taken."""
        screen = self._view["now"]
        self._ready(screen)
        moves = []
        for no, text in enumerate(texts):
            data = {
                "box": box,
                "text": text,
                "fields": {},
                "tags": [],
                "visibility": "room",
                "named": no % 3 == 0,
                **how,
            }
            moves.append(gevent.spawn(self.people[no % len(self.people)].play, "write", data, screen))
        gevent.joinall(moves)
        return sum(bool(move.value and move.value["ok"]) for move in moves)

    def vote(self, ballots: list[Json]) -> int:
        """One after the other casts one of these."""
        screen = self._view["now"]
        self._ready(screen)
        pairs = zip(self.people, ballots, strict=False)
        return sum(bool(robot.play("vote", {**ballot, "round": 1}, screen)["ok"]) for robot, ballot in pairs)

    def show(self, most: int = AT_ONCE) -> int:
        """Let what waits up onto the stage."""
        self._heard_all()
        waiting = list(self._view["waiting"])[:most]
        for at in range(0, len(waiting), AT_ONCE):
            self.lead.play("show", {"entries": waiting[at : at + AT_ONCE]})
        return len(waiting)

    def spotlight(self, shortest: bool = True) -> bool:
        """One of those on the stage, large."""
        self._heard_all()
        shown = sorted(self._view["shown"].items(), key=lambda pair: len(pair[1]["text"]), reverse=not shortest)
        return bool(self.lead.play("spotlight", {"entry": shown[0][0]})["ok"]) if shown else False

    def who(self, name: str) -> str:
        """The id of somebody by name."""
        return next(id_ for id_, person in self._view["people"].items() if person["name"] == name)

    def refusals(self) -> list[str]:
        """What anybody was refused."""
        return [f"{one.name}: {said}" for one in (*self.people, self.lead) for said in one.refusals]

    @property
    def _view(self) -> Json:
        return self.lead.views["console"]

    def _done(self) -> int:
        return sum(sum(robot.counts.values()) for robot in self.people)

    def _ready(self, screen: str) -> None:
        for robot in self.people:
            robot.until(lambda robot=robot: robot.screen() == screen, 4.0)


def main(port: str, run: str, code: str, cookie: str) -> None:
    """Do as told, line by line."""
    crowd = Crowd(int(port), run, code, cookie)
    print(json.dumps("ready"), flush=True)
    # Read without holding everybody up: whoever does not answer the room's calls in time is hung up on.
    for line in FileObjectThread(sys.stdin.buffer, "rb"):
        name, how = json.loads(line)
        print(json.dumps(getattr(crowd, name)(**how)), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
