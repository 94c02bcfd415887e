"""T1: the room is killed again and again while everybody votes and writes; nothing that was "saved" is lost, and
nothing counts twice.

Short by default; WORKSHOP_FULL=1 for 500 people and 20 random kills, WORKSHOP_KILLS=200 for as many as one likes.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.house import House
from tests.promise import history
from tests.promise.phones import Deed
from tests.promise.room import ROOT

FULL = bool(os.environ.get("WORKSHOP_FULL"))
KILLS = os.environ.get("WORKSHOP_KILLS", "20" if FULL else "2")
STORM = ["--people", "500"] if FULL else ["--people", "60", "--slowest", "0.6"]
ENOUGH = (
    {"duplicates": 100, "ok": 10_000, "double taps": 500} if FULL else {"duplicates": 25, "ok": 800, "double taps": 20}
)
POINTS = 6
BACK_WITHIN = 5.0
"""Seconds in which 99 of 100 phones are in the room again once it listens."""

BREAKS = "tests.promise.storm_breaks"
SMALL = ["--people", "24", "--slowest", "0.6", "--kills", "1", "--points", "none", "--broken"]


def storm(*how: str) -> dict[str, Any]:
    """What a storm came to."""
    command = [sys.executable, "-m", "tests.promise.storm", *how]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    told: dict[str, Any] = json.loads(ended.stdout)
    print(json.dumps(told, indent=1))
    return told


@pytest.mark.timeout(3600 if FULL else 300)
def test_t1_nothing_saved_is_lost_and_nothing_counts_twice_however_the_room_dies() -> None:
    told = storm(*STORM, "--kills", KILLS)
    assert told["held"], told["findings"]
    assert told["failed"] == 0
    assert len(told["deaths"]) >= POINTS + int(KILLS)
    assert told["torn checkpoints"] >= 1, "it never died in the middle of a checkpoint"
    for what, least in ENOUGH.items():
        assert told[what] >= least, f"only {told[what]} {what} exercised"
    assert told["back"]["p99"] <= BACK_WITHIN


# ── controls: each breaks one property, and the storm must find it ──────────

FOUND = {
    "ack_before_commit": "lost",
    "moves_are_forgotten": "doubled",
    **({"commit_now_and_then": "lost"} if FULL else {}),
    **({"entries_are_left_out": "entries", "votes_count_twice_on_the_stage": "shown otherwise"} if FULL else {}),
}


@pytest.mark.parametrize("broken", FOUND)
def test_t1_control_a_room_that_breaks_its_promise_is_found_out(broken: str) -> None:
    told = storm(*SMALL, f"{BREAKS}:{broken}")
    assert not told["held"]
    assert told["findings"][FOUND[broken]]["count"] >= 1


# ── controls: the checker itself, on a history that is told otherwise ───────

RUN = "r"


@pytest.fixture
def told(house_of: Callable[..., House]) -> tuple[Path, str, list[Deed]]:
    """A short history without a fault: two votes and two lines."""
    house = house_of(str(ROOT / "tests/promise/storm.toml"))
    ana, deeds = house.join("Ana"), []
    for screen in ("storm.words", "storm.votes"):
        house.go(screen)
    said = {"box": "gust", "visibility": "room", "named": False, "tags": [], "fields": {}}
    for no, (screen, name, data) in enumerate(
        [
            ("storm.votes", "vote", {"picks": {"north": 1}}),
            ("storm.votes", "vote", {"picks": {"east": 1}}),
            ("storm.words", "write", {**said, "text": "One"}),
            ("storm.words", "write", {**said, "text": "Two"}),
        ]
    ):
        answer = ana.play(name, screen, f"d{no}", **data)
        assert answer["ok"], answer
        deeds.append(Deed(f"d{no}", ana.id, screen, name, data, "ok", seqs=[answer["seq"]]))
    house.close()
    return house.path, house.run_id, deeds


def found(
    told: tuple[Path, str, list[Deed]], seen: dict[str, int] | None = None, people: tuple[str, ...] = ()
) -> set[str]:
    """The findings that are not empty."""
    path, run, deeds = told
    with closing(sqlite3.connect(path)) as disk:
        disk.row_factory = sqlite3.Row
        findings = history.check(disk, run, deeds, people, seen or {})
    return {name for name, what in findings.items() if what}


def test_t1_control_a_whole_history_has_no_findings(told: tuple[Path, str, list[Deed]]) -> None:
    assert found(told, {"north": 0, "east": 1}, (told[2][0].person,)) == set()


LIES: dict[str, tuple[str, Callable[[Deed], Deed]]] = {
    "told saved of what is not there": ("lost", lambda deed: replace(deed, id="d9")),
    "told another number": ("answered otherwise", lambda deed: replace(deed, seqs=[1])),
    "told two numbers": ("answered otherwise", lambda deed: replace(deed, seqs=[*deed.seqs, 99])),
    "another number than before the death": ("answered otherwise", lambda deed: replace(deed, kept=1)),
    "refused and yet there": ("refused but kept", lambda deed: replace(deed, outcome="failed")),
    "not what was sent": (
        "altered",
        lambda deed: replace(deed, data={**deed.data, "picks": {"west": 1}, "text": "No"}),
    ),
}


@pytest.mark.parametrize("lie", LIES)
def test_t1_control_every_lie_is_found(told: tuple[Path, str, list[Deed]], lie: str) -> None:
    finding, bent = LIES[lie]
    deeds = told[2]
    for no in (0, 3):
        assert finding in found((*told[:2], [*deeds[:no], bent(deeds[no]), *deeds[no + 1 :]]))


def test_t1_control_what_nobody_sent_or_saw_is_found(told: tuple[Path, str, list[Deed]]) -> None:
    assert found((*told[:2], told[2][1:])) == {"never sent"}
    assert found(told, {"north": 1, "east": 1}) == {"shown otherwise"}
    assert found(told, people=("somebody else",)) == {"came in twice"}


DAMAGES = {
    "entries": "UPDATE entries SET text = 'Three' WHERE text = 'Two'",
    "doubled": "UPDATE facts SET data = replace(data, '\"Two\"', '\"One\"')",
    "lost": "DELETE FROM facts WHERE move_id = 'd1'",
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_t1_control_what_somebody_did_to_the_file_is_found(told: tuple[Path, str, list[Deed]], damage: str) -> None:
    with closing(sqlite3.connect(told[0])) as disk, disk:
        disk.execute(DAMAGES[damage])
    assert damage in found(told)
