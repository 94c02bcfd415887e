"""T14: a full disk costs nothing: no false "saved", the stage goes on, and all goes on when there is room again."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.house import Guest, House
from tests.promise.full_disk import Trial, limited_pages, trial
from workshop import disk
from workshop.disk import FULL, LOW, Disk
from workshop.host import Asked, Host, Outcome
from workshop.moves import Console, Json

ROOT = Path(__file__).resolve().parents[2]


def assert_nothing_was_lost(found: Trial) -> None:
    assert set(found.told) <= set(found.on_disk), "somebody was told saved, and it is not there"
    assert found.refused >= 3, "the disk was never full"
    assert found.saved_before >= 3
    assert found.saved_after >= 3
    assert found.on_disk == sorted(set(found.on_disk))
    assert set(found.resent) <= set(found.on_disk)
    assert found.answers == ["busy"], "what could not be saved must be tried again"
    assert found.stage_went_on
    assert (found.trouble, found.over) == (True, True)
    assert found.faults == []


def test_a_database_that_may_not_grow_loses_nothing_and_goes_on_when_it_may(tmp_path: Path) -> None:
    assert_nothing_was_lost(trial(tmp_path, limited_pages))


def test_a_file_system_that_takes_no_more_loses_nothing(tmp_path: Path) -> None:
    """In a process of its own, as the limit holds for every file that it writes."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.promise.full_disk", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert_nothing_was_lost(Trial(**json.loads(done.stdout)))


def test_control_saved_before_it_is_on_disk_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = Host._in_one_transaction

    def hasty(host: Host, batch: list[Asked], *how: object) -> list[Outcome]:
        try:
            return honest(host, batch, *how)
        except sqlite3.Error:
            return [Outcome(asked, {"ok": True, "seq": 0, "data": {}}) for asked in batch]

    monkeypatch.setattr(Host, "_in_one_transaction", hasty)
    with pytest.raises(AssertionError, match="told saved"):
        assert_nothing_was_lost(trial(tmp_path, limited_pages))


# ── the look at the room left ───────────────────────────────────────────────


@dataclass
class Desk:
    """What the disk tells the host."""

    troubles: dict[str, Json] = field(default_factory=dict)
    resting: bool = False

    def trouble(self, code: str, args: Json | None = None) -> None:
        self.troubles[code] = args or {}

    def over(self, code: str) -> None:
        self.troubles.pop(code, None)

    def rest(self, resting: bool) -> None:
        self.resting = resting


@pytest.mark.parametrize(
    ("left", "troubles", "resting"),
    [
        (LOW, {}, False),
        (LOW - 1, {"disk_low": {"mb": LOW - 1}}, False),
        (FULL, {"disk_low": {"mb": FULL}}, False),
        (FULL - 1, {"disk_full": {"mb": FULL - 1}}, True),
    ],
)
def test_the_console_hears_of_the_room_left(tmp_path: Path, left: int, troubles: Json, resting: bool) -> None:
    desk = Desk({"disk_low": {}, "disk_full": {}}, resting=not resting)
    Disk(tmp_path, free=lambda folder: left).look(desk)
    assert (desk.troubles, desk.resting) == (troubles, resting)


def test_the_room_left_is_looked_at_again_and_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looks, desk = iter([500, 100, 10, 500]), Desk()
    seen: list[list[str]] = []

    def nap(seconds: float) -> None:
        assert seconds == disk.LOOK_EVERY
        seen.append(sorted(desk.troubles))

    monkeypatch.setattr(disk.gevent, "sleep", nap)
    with pytest.raises(StopIteration):
        Disk(tmp_path, free=lambda folder: next(looks)).watch(desk)
    assert seen == [[], ["disk_low"], ["disk_full"], []]


def test_a_folder_that_is_gone_is_no_reason_to_stop_looking(tmp_path: Path) -> None:
    Disk(tmp_path / "gone").look(Desk())


def told(house: House) -> Json:
    return house.host.channels(house.run_id).fresh(Console())["troubles"]


def test_with_next_to_no_room_moves_are_answered_politely_and_count_once_when_there_is(house: House) -> None:
    ana = house.join("Ana")
    house.go("write.treats")
    wrote = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
    Disk(house.folder, free=lambda folder: FULL - 1).look(house.host)
    answer = ana.play("write", "", "tap-1", **wrote)
    assert (answer["ok"], answer["code"], answer["retry"]) == (False, "disk_full", True)
    assert told(house) == {"disk_full": {"mb": FULL - 1}}
    assert_still_shown(ana)
    Disk(house.folder, free=lambda folder: LOW).look(house.host)
    assert told(house) == {}
    assert ana.play("write", "", "tap-1", **wrote)["ok"]
    assert [entry.text for entry in house.run.pool] == ["Fruit"]


def assert_still_shown(guest: Guest) -> None:
    assert guest.phone["open"]
    assert guest.house.view(Console())


def test_a_vote_that_was_to_close_by_itself_closes_when_there_is_room_again(house: House) -> None:
    house.host.wake()
    woken: list[str] = []
    house.host._announce_closing = lambda run: woken.append(run.id)  # type: ignore[method-assign]
    for resting in (True, True, False, False):
        house.host.rest(resting)
    assert woken == [house.run_id]
