"""T20: copies are made while the room goes on; each is whole, and has all that was answered "saved" before it began."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import gevent
import pytest

from tests.house import Guest, House
from tests.promise.records import FULL, changed, content, rows, typed
from workshop import backups, file, rhythm
from workshop.backups import KEEP, Backups
from workshop.file import StoreError
from workshop.moves import Console, Fact
from workshop.rhythm import Rhythm
from workshop.store import Store

COPIES = 20 if FULL else 4
WEIGHT = 20_000_000
"""Bytes that the database has at least while it is copied: more than a session writes."""

PAUSE = 0.1
"""Seconds for which a copy may keep the room waiting."""


def heavy(house: House) -> None:
    """Make the database as large as after many sessions."""
    with house.store.transaction():
        house.store.add_run("before", "BEFORE", "Earlier", {}, 1, {})
        for no in range(WEIGHT // 8_000):
            house.store.append(Fact(0, "before", "write", "s", "p", no, f"b{no}", {"text": f"{no} " * 2000}))
    house.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert house.path.stat().st_size > WEIGHT


class Storm:
    """People who vote again and again, and a clock that notes how long the room stood still."""

    def __init__(self, house: House, guests: list[Guest]) -> None:
        self.saved: list[str] = []
        self.gaps: list[float] = []
        self._house, self._guests, self._on = house, guests, True
        self._everybody = [gevent.spawn(self._vote, guest) for guest in guests] + [gevent.spawn(self._beat)]

    def _vote(self, guest: Guest) -> None:
        no = 0
        while self._on:
            name, no = f"{guest.id}-{no}", no + 1
            if guest.play("vote", "choose.ready", name, picks={("yes", "no")[no % 2]: 1})["ok"]:
                self.saved.append(name)
            gevent.sleep(0.01)

    def _beat(self) -> None:
        while self._on:
            before = time.perf_counter()
            gevent.sleep(0.005)
            self.gaps.append(time.perf_counter() - before)

    def until_votes(self, more: int) -> None:
        wanted = len(self.saved) + more
        while len(self.saved) < wanted:
            gevent.sleep(0.005)

    def end(self) -> None:
        self._on = False
        gevent.joinall(self._everybody)


@contextmanager
def storm(house: House) -> Iterator[Storm]:
    guests = [house.join(f"Guest {no}") for no in range(12)]
    house.go("choose.ready")
    house.facilitator.play("open", "choose.ready")
    one = Storm(house, guests)
    try:
        one.until_votes(20)
        yield one
    finally:
        one.end()


def copies_in_a_storm(house: House, count: int) -> float:
    """Make copies while everybody votes, and look at each; gives the longest pause of the best of them."""
    heavy(house)
    pauses = []
    with storm(house) as storming:
        for _ in range(count):
            storming.until_votes(5)
            before, storming.gaps = set(storming.saved), []
            made = Backups(house.folder).make(to=house.folder / "taken")
            storming.until_votes(5)
            pauses.append(max(storming.gaps))
            assert_has(made.path, before, house)
    assert len(storming.saved) > 20 + count * 5
    assert set(storming.saved) <= {fact.move_id for fact in house.store.facts(house.run_id)}
    return min(pauses)


def assert_has(copy: Path, saved: set[str], house: House) -> None:
    """Whole, shaped and chained as it should be, a true beginning of what there is now, and with all that was saved."""
    store = Store(copy, reading=True)
    facts = store.facts(house.run_id)
    assert saved <= {fact.move_id for fact in facts}, "somebody was told saved, and it is not in the copy"
    assert facts == house.store.facts(house.run_id)[: len(facts)]
    assert store.check_chain(house.run_id) == 0
    store.close()


def test_a_copy_in_a_storm_is_whole_and_keeps_nobody_waiting(house: House) -> None:
    assert copies_in_a_storm(house, COPIES) <= PAUSE


def test_control_a_copy_in_the_same_thread_keeps_everybody_waiting(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Several at once, so that the control does not depend on how fast this computer makes one.
    monkeypatch.setattr(backups, "aside", lambda work, *given: [work(*given) for _ in range(5)][-1])
    assert copies_in_a_storm(house, 1) > PAUSE


def test_control_a_plain_copy_of_the_file_misses_what_was_saved(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "copy", lambda path, to: shutil.copy(path, to))
    with pytest.raises((AssertionError, StoreError)):
        copies_in_a_storm(house, 1)


def test_a_restored_copy_is_the_room_as_it_was(house: House, tmp_path: Path) -> None:
    house.join("Ana")
    Backups(house.folder).make()
    before = house.run
    house.join("Ben")
    house.close()
    damaged = content(house.folder)
    code, said = typed("restore", "--data", house.folder)
    assert code == 0, said
    house.open()
    assert house.run == before
    (aside,) = Backups(house.folder).set_aside()
    assert content(aside) == damaged


# ── names, and how many are kept ────────────────────────────────────────────


def minutes() -> Callable[[], datetime]:
    """A clock on which every look is a minute later."""
    now = [datetime(2026, 11, 22, 10, 44)]

    def look() -> datetime:
        now[0] += timedelta(minutes=1)
        return now[0]

    return look


def test_copies_are_named_by_their_time_and_the_oldest_give_way(house: House) -> None:
    copies = Backups(house.folder, now=minutes())
    made = [copies.make() for _ in range(KEEP + 2)]
    assert made[0].path.name == "workshop-2026-11-22-104500.db"
    assert made[0].when == "22 November 2026, 10:45"
    assert copies.all() == made[2:]
    assert copies.last() == made[-1]
    assert len(list(copies.folder.iterdir())) == KEEP


def test_two_copies_in_one_second_are_two(house: House) -> None:
    copies = Backups(house.folder, now=lambda: datetime(2026, 11, 22, 10, 45))
    names = [copies.make().path.name for _ in range(2)]
    assert names == ["workshop-2026-11-22-104500.db", "workshop-2026-11-22-104500-2.db"]
    assert [copy.path.name for copy in copies.all()] == names


def test_copies_are_for_their_owner_alone(house: House) -> None:
    copy = Backups(house.folder).make()
    assert (copy.path.stat().st_mode & 0o777, copy.path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_what_was_forgotten_is_in_no_copy_after_they_were_renewed(house: House) -> None:
    copies = Backups(house.folder, now=minutes())
    assert copies.renew() is None
    house.join("MARKERNAME")
    made = [copies.make(), copies.make("before-something")]
    assert all(b"MARKERNAME" in copy.path.read_bytes() for copy in made)
    facts = {fact.seq: {"data": {**fact.data, "name": "Somebody"}} for fact in house.store.facts(house.run_id)}
    with house.store.transaction():
        house.store.rewrite(house.run_id, facts, "erase", 1)
        house.store.clear_projections(house.run_id)
    house.store.vacuum()
    fresh = copies.renew()
    assert copies.all() == [fresh]
    assert not [path for path in house.folder.rglob("*") if path.is_file() and b"MARKERNAME" in path.read_bytes()]


def test_where_no_fresh_copy_can_be_made_the_old_ones_stay(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    copies = Backups(house.folder)
    made = copies.make()
    monkeypatch.setattr(file, "check_copy", refuse)
    with pytest.raises(StoreError, match="no good"):
        copies.renew()
    assert copies.all() == [made]
    assert list(copies.folder.iterdir()) == [made.path]


def refuse(path: Path) -> None:
    raise StoreError("It is no good.")


def test_a_copy_of_a_damaged_database_does_not_count(house: House) -> None:
    heavy(house)
    house.close()
    changed(house.path, lambda raw: raw.__setitem__(slice(40960, 81920), bytes(40960)))
    with pytest.raises(StoreError):
        Backups(house.folder).make()
    assert Backups(house.folder).all() == []


# ── by themselves ───────────────────────────────────────────────────────────


@pytest.fixture
def attended(house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    """A house in which copies make themselves, without a pause between them."""
    monkeypatch.setattr(rhythm, "PAUSE", 0)
    house.rhythm = Rhythm(Backups(house.folder), house.host)  # type: ignore[attr-defined]
    house.host.watchers.append(house.rhythm.watch)  # type: ignore[attr-defined]
    yield house
    wait_until(lambda: not house.rhythm._busy)  # type: ignore[attr-defined]


def wait_until(seen: Callable[[], Any]) -> None:
    with gevent.Timeout(10):
        while not seen():
            gevent.sleep(0.005)


def console(house: House) -> dict[str, Any]:
    return house.host.channels(house.run_id).fresh(Console())


def screens_by_part(house: House) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for screen in house.run.agenda.screens:
        part = house.run.agenda.part_of(screen.id)
        found.setdefault(part.id if part else "", []).append(screen.id)
    return found


def test_at_the_end_of_a_part_and_of_the_session_a_copy_makes_itself(attended: House) -> None:
    first, second = [screens for part, screens in screens_by_part(attended).items() if part][:2]
    copies = Backups(attended.folder)
    assert "backup" not in console(attended)
    attended.go(first[0])
    wait_until(lambda: not attended.rhythm._busy)  # type: ignore[attr-defined]
    count = len(copies.all())
    attended.go(first[1])
    assert len(copies.all()) == count
    attended.go(second[0])
    wait_until(lambda: len(copies.all()) == count + 1)
    wait_until(lambda: console(attended).get("backup"))
    assert abs(console(attended)["backup"]["at"] / 1000 - time.time()) < 60
    assert attended.facilitator.play("end")["ok"]
    wait_until(lambda: len(copies.all()) == count + 2)
    assert rows(copies.all()[-1].path, "SELECT count(*) FROM runs WHERE ended") == [(1,)]


def test_a_copy_that_fails_is_told_on_the_console_until_one_succeeds(
    attended: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, *_ = [screens[0] for part, screens in screens_by_part(attended).items() if part]
    with monkeypatch.context() as broken:
        broken.setattr(file, "check_copy", refuse)
        attended.go(second)
        wait_until(lambda: "backup_failed" in console(attended)["troubles"])
    wait_until(lambda: not attended.rhythm._busy)  # type: ignore[attr-defined]
    assert Backups(attended.folder).all() == []
    attended.go(first)
    wait_until(lambda: "backup_failed" not in console(attended)["troubles"])
    assert len(Backups(attended.folder).all()) == 1


def test_a_copy_that_is_still_wanted_is_made_before_the_house_closes(attended: House) -> None:
    attended.rhythm._wanted = True  # type: ignore[attr-defined]
    attended.rhythm.finish()  # type: ignore[attr-defined]
    assert len(Backups(attended.folder).all()) == 1
    attended.rhythm.finish()  # type: ignore[attr-defined]
    assert len(Backups(attended.folder).all()) == 1


def test_a_rehearsal_is_not_worth_a_copy(house_of: Callable[..., House]) -> None:
    house = house_of("rehearsal", rehearsal=True)
    seen: list[bool] = []
    house.host.watchers.append(lambda before, after, fact: seen.append(rhythm.is_time(before, after)))
    for screen in house.run.agenda.screens:
        house.go(screen.id)
    assert seen
    assert not any(seen)


# ── typed ───────────────────────────────────────────────────────────────────


def test_a_copy_can_be_made_by_a_command_to_a_stick(house: House, tmp_path: Path) -> None:
    code, said = typed("backup", "--data", house.folder, "--to", tmp_path / "stick")
    assert code == 0, said
    (copy,) = (tmp_path / "stick").iterdir()
    assert str(copy) in said
    assert Backups(house.folder).all() == []


def test_a_copy_that_cannot_be_written_is_said_in_one_sentence(house: House, tmp_path: Path) -> None:
    (tmp_path / "stick").write_text("in the way")
    code, said = typed("backup", "--data", house.folder, "--to", tmp_path / "stick")
    assert code == 1
    assert "No copy can be written" in said
    assert len(said.splitlines()) == 1
