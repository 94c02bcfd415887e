"""T5: after every move there is, a server that died in that moment comes back with the same room for every seat."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.house import House
from tests.promise.everything import SETTINGS, Walk, name_of
from tests.promise.room import Room
from tests.test_laws import every_move
from workshop import faces, host, robots
from workshop.moves import Audience, Fact, Json, channel
from workshop.robots import Robot
from workshop.run import Run

pytestmark = pytest.mark.timeout(240)

AGENDAS = ("rehearsal", "power-of-partnerships", "one-two-four-all")
"""Between them they have every kind in every way that any move asks for."""


# ── after each move ─────────────────────────────────────────────────────────


def everybodys(house: House) -> dict[Audience, Json]:
    """What everybody would see who sat down now."""
    return {one: house.host.channels(house.run_id).fresh(one) for one in faces.audiences(house.run)}


def dies_and_comes_back(walk: Walk, move: str) -> None:
    """patched == fresh == resumed, for every seat."""
    house = walk.house
    house.assert_patched_is_fresh()
    run, before, epoch = house.run, everybodys(house), house.host.epoch
    house.crash()
    house.open()
    house.host.watchers.append(walk.watch)
    assert house.run == run, f"after {move}: another room"
    for audience, view in everybodys(house).items():
        assert view == before[audience], f"after {move}: {channel(audience)} sees something else"
    assert house.host.epoch != epoch
    house.sit_everywhere()


def walk_through(house: House, done: Counter[str], check: Callable[[Walk, str], None], most: int = 0) -> None:
    """The whole agenda, or its first screens."""
    walk = Walk(house, done, lambda move: check(walk, move))
    dice = Random(5)
    walk.begin()
    for no, screen in enumerate(house.run.agenda.screens[: most or None]):
        walk.on(screen.id, dice)
        if no == 2 and not done["lock"]:
            walk.people(dice)
            walk.steer()
            walk.door()
    walk.end()


def test_after_every_move_there_is_a_restart_shows_everybody_what_they_saw(house_of: Any) -> None:
    done: Counter[str] = Counter()
    for agenda in AGENDAS:
        walk_through(house_of(agenda, **SETTINGS), done, dies_and_comes_back)
    never = [move for move in every_move() if not done[move]]
    print(f"{len(every_move()) - len(never)} of {len(every_move())} moves, {sum(done.values())} facts")
    assert never == [], "made by nobody; see tests/promise/everything.py"


@pytest.mark.parametrize("forgotten", ["write", "sit_at", "lock", "show", "timer_add"])
def test_control_a_fact_that_is_skipped_on_replay_is_caught(
    house_of: Any, monkeypatch: pytest.MonkeyPatch, forgotten: str
) -> None:
    honest = host.runs.replay
    monkeypatch.setattr(
        host.runs, "replay", lambda run, facts: honest(run, [fact for fact in facts if fact.name != forgotten])
    )
    with pytest.raises(AssertionError, match="another room"):
        walk_through(house_of("rehearsal", **SETTINGS), Counter(), dies_and_comes_back, most=3)


def test_control_somebody_who_keeps_the_patches_of_the_server_that_died_is_caught(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Versions count from one again; a phone that does not sit down again sees an old room for ever."""
    house.join("Ana")
    house.sit_everywhere()
    kept = dict(house.seats.views), dict(house.seats.versions)
    house.crash()
    house.open()
    house.seats.views.update(kept[0])
    house.seats.versions.update(kept[1])
    house.facilitator.play("lock", on=True)
    with pytest.raises(AssertionError, match=r"went astray|a gap"):
        house.assert_patched_is_fresh()


# ── and once through real sockets ───────────────────────────────────────────

PHONES = 8
WORDS: Json = {"visibility": "room", "named": True, "tags": [], "fields": {}}


class Seats:
    """A console with its stage, a stage of its own, and phones; each with what it needs to sit down again."""

    def __init__(self, room: Room) -> None:
        self.room = room
        answer, cookie = robots.post(room.address, "/sign-in", {"ticket": room.ticket})
        self.run = answer["go"].rpartition("/")[2]
        stage = room.said().rpartition("/stage#")[2].split()[0]
        kept = robots.post(room.address, "/stage", {"ticket": stage})[1]
        self.cookies = {"console": (cookie, "facilitator"), "stage": (kept, "stage")}
        for no in range(PHONES):
            body = {"code": room.code, "id": f"{no:024}", "name": f"Guest {no}", "named": True}
            self.cookies[f"phone {no}"] = (robots.post(room.address, "/join", body)[1], "participant")
        self.robots: dict[str, Robot] = {}
        self.epochs: set[str] = set()

    def sit(self) -> None:
        """Everybody knocks with the cookie they have."""
        self.epochs.clear()
        for name, (cookie, seat) in self.cookies.items():
            robot = self.robots[name] = Robot(name, Random(1))
            self._note_epochs(robot)
            robot.sit(self.room.address, cookie, seat, self.run)
            wanted = {"facilitator": 2, "stage": 1, "participant": 3}[seat]
            assert robot.until(lambda: len(robot.views) == wanted, 10), name  # noqa: B023 - read at once

    def _note_epochs(self, robot: Robot) -> None:
        heard = robot.heard

        def also(event: str, message: Json) -> None:
            if event == "view":
                self.epochs.add(message["epoch"])
            heard(event, message)

        robot.heard = also  # type: ignore[method-assign]

    def views(self) -> dict[str, Json]:
        """Everybody's views as they are now, once nobody is missing on the console."""
        console = self.robots["console"]
        assert console.until(lambda: len(console.views["console"]["presence"]) == PHONES, 10)
        for robot in self.robots.values():
            assert robot.line
            assert robot.line.ask("sit", {})["ok"]
        return {name: dict(robot.views) for name, robot in self.robots.items()}

    def has_heard_its_table(self, no: int) -> bool:
        """Wait until a phone shows a line of everybody at its table; whether it did."""
        phone = self.robots[f"phone {no}"]

        def is_told() -> bool:
            table = next(view for name, view in phone.views.items() if name.startswith("table:"))
            return len(table["screen"]["view"]["table_entries"]) == len(table["table"]["people"])

        return phone.until(is_told)

    def hang_up(self) -> None:
        for robot in self.robots.values():
            if robot.line:
                robot.line.close()


def test_killed_with_everybody_connected_all_are_back_within_ten_seconds_and_see_the_same(tmp_path: Path) -> None:
    room = Room(tmp_path / "room", Path("rehearsal")).open()
    seats = Seats(room)
    try:
        seats.sit()
        console = seats.robots["console"]
        console.play("go", {"screen": "write.treats", "seen": console.views["console"]["steer"]})
        for no in range(PHONES):
            phone = seats.robots[f"phone {no}"]
            assert phone.shows("write.treats")
            assert phone.play("write", {"box": "treat", "text": f"Tart {no}", **WORDS}, "write.treats")["ok"]
        assert console.until(lambda: console.views["console"]["seq"] >= max(p.latest for p in seats.robots.values()))
        assert all(seats.has_heard_its_table(no) for no in range(PHONES))  # phones have their news a little later
        before, epochs = seats.views(), set(seats.epochs)
        room.kill()
        seats.hang_up()
        killed = time.monotonic()
        room.open()
        seats.sit()
        after = seats.views()
        took = time.monotonic() - killed
        print(f"all back {took:.1f} s after the kill")
        assert after == before
        assert len(seats.epochs) == 1
        assert seats.epochs.isdisjoint(epochs)
        assert {version for robot in seats.robots.values() for version in robot.versions.values()} <= set(range(1, 40))
        assert took < 10
        assert [robot.refusals for robot in seats.robots.values() if robot.refusals] == []
    finally:
        seats.hang_up()
        room.close()


def test_the_name_of_a_fact_is_that_of_its_move(house: House) -> None:
    """The count stands on this: every fact of a walk is called as in the table of all moves."""
    names: list[str] = []

    def note(before: Run, after: Run, fact: Fact) -> None:
        names.append(name_of(before, fact))

    house.host.watchers.append(note)
    walk_through(house, Counter(), lambda walk, move: None, most=5)
    assert names
    assert set(names) <= set(every_move())
