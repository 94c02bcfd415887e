"""T12: phones that never read, among many that do, while there is always news. They are cut off, nothing piles up, and
nobody else waits. Some of them send the answers to pings that nobody asked for, which must not help them.
"""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.promise.besieged import FULL, Besieged, quietly
from tests.promise.test_t11_flood import TIMES, voters
from tests.transport.wire import WirePhone, frame
from workshop.moves import Json

READERS, SILENT = (180, 20) if FULL else (35, 5)
SECONDS = 300.0 if FULL else 8.0
WITHIN = 30.0 if FULL else 9.0
"""Seconds after which none of them may be left; the short form has shorter deadlines."""

P95 = 150 if FULL else 500
GROWTH = 5.0
CHANGES = 8


@dataclass
class Told:
    """How it went for those who read, before the others came and beside them, how many of those were cut off, and the
    memory, in megabytes.
    """

    calm: Json
    votes: Json
    cut: int
    grown: float


def room(server: Besieged, seconds: float) -> Told:
    """Everybody comes, those who never read among them; memory is looked at once a second."""
    with voters(server, READERS) as hall:
        calm = hall.vote(1, CHANGES)
        guests = [server.join(f"Silent {no}") for no in range(SILENT)]
        phones = [_never_reads(guest.phone(small=True)) for guest in guests]
        hall.vote(1, CHANGES)
        with _looking(server, phones[: SILENT // 2]) as memory:
            votes = hall.vote(seconds, CHANGES)
        cut = sum(_ended(phone) for phone in phones)
    middle, last = memory[len(memory) // 3 : len(memory) * 2 // 3], memory[-max(len(memory) // 3, 1) :]
    return Told(calm, votes, cut, statistics.median(last) - statistics.median(middle))


def _never_reads(phone: WirePhone) -> WirePhone:
    phone.send('421["sit",{}]')
    return phone


@contextmanager
def _looking(server: Besieged, lying: list[WirePhone]) -> Iterator[list[float]]:
    """Once a second the memory; and some say that they are well, though nobody asked."""
    memory, over = [server.memory()], threading.Event()

    def look() -> None:
        while not over.wait(0.5):
            memory.append(server.memory())
            for phone in lying:
                quietly(lambda phone=phone: phone.sock.send(frame("3")))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield memory
    finally:
        over.set()
        looking.join()


def _ended(phone: WirePhone) -> bool:
    """Whether the server has ended the line: what is on its way is read, and then comes the end."""
    until = time.monotonic() + 1
    phone.sock.settimeout(0.5)
    try:
        while phone.sock.recv(1 << 20):
            if time.monotonic() > until:
                return False
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


def assert_unharmed(told: Told) -> None:
    assert told.votes["wrong"] == []
    assert told.votes["p95"] <= max(P95, TIMES * told.calm["p95"])
    assert told.grown < GROWTH
    assert_cut_off(told)


def assert_cut_off(told: Told) -> None:
    assert told.cut == SILENT, f"only {told.cut} of {SILENT} were cut off"


@pytest.mark.timeout(420)
def test_phones_that_never_read_are_cut_off_and_cost_nothing(tmp_path: Path) -> None:
    with Besieged(tmp_path, "none:" if FULL else "tests.promise.besieged:hurry") as server:
        told = room(server, WITHIN)
        print(told)
        assert_unharmed(told)
        if FULL:
            longer = room_goes_on(server)
            print(longer)
            assert_unharmed(longer)
        assert server.complaints() == ""


def room_goes_on(server: Besieged) -> Told:
    """Minutes of news, with a second lot of those who never read."""
    return room(server, SECONDS)


@pytest.mark.timeout(120)
def test_control_who_is_never_cut_off_is_noticed(tmp_path: Path) -> None:
    with Besieged(tmp_path, "tests.promise.besieged:never_cut_off") as server:
        told = room(server, 4)
    print(told)
    with pytest.raises(AssertionError, match="cut off"):
        assert_cut_off(told)
