"""T11: one who means harm, at full speed, and a hall that votes. The hall hardly notices.

How long people wait depends on the machine, and on what else it does; so the wait is told beside the one without an
attacker, and the line that may not be crossed is far above what is usual.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.promise.besieged import FULL, ROOT, Besieged
from workshop.moves import Json

PEOPLE = 100 if FULL else 30
SECONDS = 8.0 if FULL else 1.5

MEDIAN = 50 if FULL else 100
P95 = 100 if FULL else 500
SLOWEST = 1_000 if FULL else 3_000
"""Milliseconds. The full form is for a machine that does nothing else."""

TIMES = 0 if FULL else 20
"""On a machine that does much else: so many times the wait without an attacker may be exceeded by nobody."""

GROWTH = 30.0
"""Megabytes."""

BURSTS = 1 if FULL else 2
"""How much more hundreds of lines that are opened at once and never say anything may cost: the weakest spot."""

ATTACKERS, LOOKS = 4, 5
"""For the control: so many at once, looked at so often, that they are noticed on a machine that does much else too."""

SORTS = ("events", "polls", "joins", "codes", "frames", "half")


class Voters:
    """The honest hall in a process of its own."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def vote(self, seconds: float, changes: float = 0) -> Json:
        """Everybody votes about once a second; gives how that went."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{seconds} {changes}\n")
        self._process.stdin.flush()
        told: Json = json.loads(self._process.stdout.readline())
        return told


@contextmanager
def voters(server: Besieged, people: int) -> Iterator[Voters]:
    command = [sys.executable, "-m", "tests.promise.crowded", str(server.port), server.ticket("Console"), server.code]
    pipe = subprocess.PIPE
    with subprocess.Popen([*command, str(people)], cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "here\n"
            yield Voters(process)
        finally:
            process.terminate()


@contextmanager
def attack(server: Besieged, sort: str, seconds: float) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.promise.attacker", str(server.port), sort, str(seconds), server.code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "at it\n"
            yield
        finally:
            process.terminate()


def quietest(hall: Voters) -> Json:
    """How it goes without an attacker, at the best of three looks: what else the machine does must excuse nothing."""
    return min((hall.vote(1) for _ in range(3)), key=lambda told: float(told["p95"]))


def assert_hardly_noticed(told: Json, grown: float, calm: Json, more: int = 1) -> None:
    assert grown < GROWTH
    assert told["wrong"] == []
    assert told["votes"] > 0
    assert told["median"] <= more * max(MEDIAN, TIMES * calm["median"])
    assert told["p95"] <= more * max(P95, TIMES * calm["p95"])
    assert told["max"] <= max(SLOWEST, TIMES * calm["max"])
    assert told["behind"] <= max(SLOWEST, TIMES * calm["behind"])


def noticed(told: Json, grown: float, calm: Json) -> bool:
    try:
        assert_hardly_noticed(told, grown, calm)
    except AssertionError:
        return True
    return False


@pytest.mark.timeout(300)
def test_a_flood_of_any_sort_is_hardly_noticed(tmp_path: Path) -> None:
    with Besieged(tmp_path) as server, voters(server, PEOPLE) as hall:
        hall.vote(1)
        calm = hall.vote(SECONDS)
        before, told = server.memory(), {}
        for sort in SORTS:
            with attack(server, sort, SECONDS + 5):
                told[sort] = hall.vote(SECONDS)
        grown = server.memory() - before
        print(f"calm {calm}; grown by {grown:.1f} MB")
        for sort, one in told.items():
            print(f"{sort}: p95 {one['p95']} ms, {one['p95'] / calm['p95']:.1f} times the calm one; {one}")
        for sort, one in told.items():
            assert_hardly_noticed(one, grown, calm, BURSTS if sort == "half" else 1)
        assert server.complaints() == ""


@pytest.mark.timeout(120)
def test_control_without_the_brake_the_hall_suffers(tmp_path: Path) -> None:
    """Nor memory stays what it was, as the answers to a talker who never listens pile up."""
    broken = "tests.promise.besieged:no_brake_and_no_end"
    with Besieged(tmp_path, broken) as server, voters(server, PEOPLE) as hall, ExitStack() as attacks:
        calm, before = quietest(hall), server.memory()
        for _ in range(ATTACKERS):
            attacks.enter_context(attack(server, "events", 60))
        looks = (hall.vote(2) for _ in range(LOOKS))
        told = next((one for one in looks if noticed(one, server.memory() - before, calm)), None)
    print(f"calm {calm}; without the brake {told}")
    assert told
