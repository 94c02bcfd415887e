"""T4: lines that drop, fall silent, linger and break off, and phones that send twice: nothing lost, nothing doubled,
and in the end everybody knows what became of everything they did.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.promise.room import ROOT
from tests.transport.wire import FULL

HALL = ["--people", "100", "--deeds", "200"] if FULL else ["--people", "30", "--deeds", "20"]
BRISK = ["--longest", "0.8", "--answer-within", "0.8", "--slowest", "0.6"]
RHYTHM = [] if FULL else BRISK
DEEDS = 20_000 if FULL else 600
LEAST = 0.02
"""The share of sendings that met each fault at least; 5 in 100 are to."""


def torn(*how: str) -> dict[str, Any]:
    """What a hall on bad lines came to."""
    command = [sys.executable, "-m", "tests.promise.torn", *how]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    print(json.dumps(told, indent=1))
    return told


@pytest.mark.timeout(3600 if FULL else 300)
def test_t4_on_bad_lines_nothing_is_lost_or_doubled_and_everything_is_answered() -> None:
    told = torn(*HALL, *RHYTHM)
    assert told["held"], told["findings"]
    assert (told["ok"], told["failed"], told["unknown"]) == (DEEDS, 0, 0)
    for fault, times in told["faults met"].items():
        assert times >= LEAST * DEEDS, f"only {times} × {fault}"
    assert told["answered again"] >= LEAST * DEEDS
    assert told["double taps"] >= LEAST * DEEDS


BROKEN = {
    "the room forgets moves": ["--broken", "tests.promise.storm_breaks:moves_are_forgotten"],
    "phones forget ids": ["--fresh-ids"],
}


@pytest.mark.parametrize("broken", BROKEN)
def test_t4_control_without_move_ids_things_count_twice(broken: str) -> None:
    told = torn("--people", "12", "--deeds", "12", *BRISK, *BROKEN[broken])
    assert not told["held"]
    assert told["findings"]["doubled"]["count"] >= 1
