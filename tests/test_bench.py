"""The bench in its short form: thirty phones, and nothing about how fast; only that it measures what is true."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bench import figures, phases, report
from bench.calm import Calm
from bench.contenders import WORKSHOP, Running, flags, laid
from bench.phases import Room

PHONES = 30


@pytest.fixture
def hall_of(tmp_path: Path) -> Iterator[Callable[..., Room]]:
    """A real room with thirty phones in it; `broken`: what tests.promise.broken is to break first."""
    opened: list[Any] = []

    def open_hall(broken: str = "none:") -> Room:
        contender = replace(WORKSHOP, command=lambda running: _started(running, broken))
        opened.append(phases.room(contender, tmp_path / "room", PHONES, pinned=False, quick=True))
        return opened[-1].__enter__()  # type: ignore[no-any-return]

    yield open_hall
    for one in opened:
        one.__exit__(None, None, None)


def test_thirty_people_come_in_tap_and_write_and_every_phone_shows_what_the_server_would(hall_of, capsys) -> None:
    room = hall_of()
    told = {
        name: phase(room)
        for name, phase in (
            ("first", phases.first),
            ("tick", phases.tick),
            ("spread", phases.spread),
            ("burst", phases.burst),
            ("join", phases.join),
            ("step", phases.step),
            ("cards", phases.cards),
            ("tape", phases.taped),
            ("restart", phases.restart),
        )
    }

    assert {name: wrong for name, one in told.items() if (wrong := figures.wrong(one))} == {}
    assert told["first"]["ready"] == told["join"]["ready"] == told["restart"]["ready"] == PHONES
    assert told["tick"]["delivery"]["n"] == told["tick"]["taps"] * PHONES
    assert told["spread"]["counted"]["n"] == told["burst"]["counted"]["n"] == PHONES
    assert told["step"]["shown"]["n"] == PHONES
    assert told["step"]["gz_bytes"] < told["step"]["plain_bytes"]
    assert told["cards"]["accepted"] == PHONES
    assert told["cards"]["turned"]["refused"] == 3 * (PHONES - told["cards"]["tables"])
    assert told["tape"]["phones"] == PHONES + 1
    assert told["tape"]["compared"] > PHONES
    assert told["restart"]["facts"] >= 4 * PHONES


@pytest.mark.parametrize("broken", ["forget_patches", "bend_patches"])
def test_the_tape_finds_a_server_that_does_not_tell_phones_what_became_true(hall_of, broken: str) -> None:
    room = hall_of(f"tests.bench_breaks:{broken}")
    room.hall.arrive(0)
    phases.spread(room)

    assert "faults" in figures.wrong(phases.taped(room))


def test_a_report_says_what_was_reached_and_what_was_not_and_lays_out_what_went_wrong(tmp_path: Path) -> None:
    def tick(p95: float) -> dict[str, Any]:
        return {"delivery": {"p95": p95}, "server_cpu_ms": 10 * p95, "generator_cpu_pct": 12}

    ours = [tick(6), tick(8), {**tick(1), "missing": 4}]
    told = {"rounds": {"workshop": {"tick": ours}, "node": {"tick": [tick(10), tick(8), tick(9)]}}}

    report.write(told, tmp_path)
    kept = json.loads((tmp_path / "bench.json").read_text())
    drawn = (tmp_path / "index.html").read_text()

    delivery = [row for row in kept["targets"] if row["what"] == "patch delivery p95"]
    assert [(row["limit"], row["found"], row["reached"]) for row in delivery] == [
        ("≤ 0.35 × stock", "not measured", None),
        ("≤ 0.8 × Node", "0.8 (0.6–1)", True),
        ("≤ 1.5 × the floor", "not measured", None),
    ]
    assert ["Workshop: tick", "3", "4 missing"] in report.tables(figures.Results(told))[-1][2]
    assert "<svg" in drawn
    assert "4 missing" in drawn


def test_what_others_disturbed_is_taken_again_and_what_went_wrong_stays_told() -> None:
    def session(some: Mapping[str, Any]) -> dict[str, Any]:
        asked.append(sorted(some))
        first = len(asked) == 1
        return {
            "tick": {"stolen": 0.4 if first else 0.01, "delivery": len(asked)},
            "burst": {"stolen": 0.02, "acks": len(asked)},
            "spread": {"stolen": 0.5, "lost": 3} if first else {"stolen": 0.0, "lost": 0},
            "memory": {"kb_per_phone": 40},
        }

    asked: list[list[str]] = []
    patient = Calm(60)
    patient.wait = lambda: None  # type: ignore[method-assign]
    told = patient.taken(dict.fromkeys(("tick", "burst", "spread")), session)

    assert asked == [["burst", "spread", "tick"], ["tick"]]
    assert (told["tick"]["delivery"], told["burst"]["acks"], told["spread"]["lost"]) == (2, 1, 3)
    assert told["memory"] == {"kb_per_phone": 40}
    assert Calm(0).taken({"tick": None}, lambda _: {"tick": {"stolen": 0.9}}) == {"tick": {"stolen": 0.9}}


def test_growth_is_told_as_a_power() -> None:
    assert figures.exponent({100: 5, 1000: 50, 2000: 100}) == pytest.approx(1)
    assert figures.exponent({100: 3, 1000: 300}) == pytest.approx(2)
    assert figures.exponent({100: 7, 5000: 7}) == pytest.approx(0)


def _started(running: Running, broken: str) -> list[str]:
    start = [sys.executable, "-m", "tests.promise.broken", broken, "run", str(laid(running.folder, running.phones))]
    return [*start, *flags(running)]
