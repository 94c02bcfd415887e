"""T16: a damaged file brings no traceback, no changed byte and no silent loss; and a copy of it can be put in place."""

from __future__ import annotations

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.house import House
from tests.promise.records import FULL, Start, changed, content, played, start, typed
from workshop import chain, file
from workshop.backups import Backups
from workshop.moves import Fact

COPIED = 20
"""Facts that the copy has at least."""

ROUNDS = 200 if FULL else 40
PAGE = 4096
Damage = Callable[[Path, Random], object]


def header(folder: Path, dice: Random) -> None:
    """Something in the first hundred bytes."""
    at = dice.randrange(0, 90)
    changed(folder / "workshop.db", lambda raw: raw.__setitem__(slice(at, at + 8), dice.randbytes(8)))


def page(folder: Path, dice: Random) -> None:
    """A page full of nonsense."""
    path = folder / "workshop.db"
    at = dice.randrange(path.stat().st_size // PAGE) * PAGE
    changed(path, lambda raw: raw.__setitem__(slice(at, at + PAGE), dice.randbytes(PAGE)))


def letter(folder: Path, dice: Random) -> None:
    """One bit of one byte, anywhere."""
    path = folder / "workshop.db"
    at, bit = dice.randrange(path.stat().st_size), 1 << dice.randrange(8)
    changed(path, lambda raw: raw.__setitem__(at, raw[at] ^ bit))


def word(folder: Path, dice: Random) -> None:
    """One letter of what people wrote."""
    raw = (folder / "workshop.db").read_bytes()
    places = [at for at in range(len(raw) - 8) if raw[at : at + 8] == b'"picks":'] or [len(raw) // 2]
    at = dice.choice(places) + dice.randrange(1, 6)
    changed(folder / "workshop.db", lambda raw: raw.__setitem__(at, raw[at] ^ 1))


def cut(folder: Path, dice: Random) -> None:
    """Cut short somewhere."""
    path = folder / "workshop.db"
    changed(path, lambda raw: raw.__delitem__(slice(dice.randrange(1, len(raw)), None)))


def stranger(folder: Path, dice: Random) -> None:
    """Another program's number in it."""
    changed(folder / "workshop.db", lambda raw: raw.__setitem__(slice(68, 72), dice.randbytes(4)))


def empty(folder: Path, dice: Random) -> None:
    (folder / "workshop.db").write_bytes(b"")


def gone(folder: Path, dice: Random) -> None:
    (folder / "workshop.db").unlink()


def log_gone(folder: Path, dice: Random) -> None:
    (folder / "workshop.db-wal").unlink(missing_ok=True)


def log_cut(folder: Path, dice: Random) -> None:
    path = folder / "workshop.db-wal"
    changed(path, lambda raw: raw.__delitem__(slice(dice.randrange(1, len(raw)), None)))


def log_letter(folder: Path, dice: Random) -> None:
    path = folder / "workshop.db-wal"
    at, bit = dice.randrange(path.stat().st_size), 1 << dice.randrange(8)
    changed(path, lambda raw: raw.__setitem__(at, raw[at] ^ bit))


def log_of_another(folder: Path, dice: Random) -> None:
    """The log of another database."""
    shutil.copy(folder.parent / "other" / "workshop.db-wal", folder / "workshop.db-wal")


def index_nonsense(folder: Path, dice: Random) -> None:
    (folder / "workshop.db-shm").write_bytes(dice.randbytes(32768))


CLOSED: tuple[Damage, ...] = (header, page, letter, word, cut, stranger, empty, gone, log_of_another, index_nonsense)
CRASHED: tuple[Damage, ...] = (header, page, cut, empty, log_gone, log_cut, log_letter, log_of_another, index_nonsense)
LOG_LOST = {log_gone, log_cut, log_letter}
"""What was only in the log is lost with it; what came before must be as it was, and go as far as the last copy does."""


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A session that was closed, one that crashed, and another one's log; with the facts of the first two."""
    folder = tmp_path_factory.mktemp("sessions")
    played(folder / "other", screens=2, crashed=True)
    return {
        "folder": folder,
        "closed": played(folder / "closed"),
        "crashed": played(folder / "crashed", crashed=True),
    }


def damages(count: int) -> Iterator[tuple[str, Damage, int]]:
    """Every damage in turn, to a closed and to a crashed session, each time with other dice."""
    both = [("closed", damage) for damage in CLOSED] + [("crashed", damage) for damage in CRASHED]
    for no in range(max(count, len(both))):
        yield (*both[no % len(both)], no)


@pytest.fixture
def fresh(sessions: dict[str, Any]) -> Iterator[Callable[[str], Path]]:
    """A copy of a session to do something to."""
    place = sessions["folder"] / "damaged"

    def copy(state: str) -> Path:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(sessions["folder"] / state, place)
        return place

    yield copy
    shutil.rmtree(place, ignore_errors=True)


def judge(folder: Path, damage: Damage, truth: list[Fact], found: Counter[str]) -> None:
    """A start on a damaged folder, and what must hold of it."""
    before = content(folder)
    begun = start(folder)
    if begun.refused:
        found["refused"] += 1
        assert content(folder) == before, "the damaged files were touched"
        assert_plain(begun.said)
        assert_restored(folder, before, truth)
        return
    found["told" if begun.troubles else "harmless"] += 1
    whole_so_far = list(begun.facts) == truth[: len(begun.facts)] and len(begun.facts) >= COPIED
    lost_with_the_log = damage in LOG_LOST and whole_so_far
    assert begun.troubles or list(begun.facts) == truth or lost_with_the_log, "something was lost in silence"


def assert_plain(said: str) -> None:
    assert "\n" not in said
    assert "Traceback" not in said
    assert "left untouched" in said or "another program" in said or "newer Workshop" in said, said


def assert_restored(folder: Path, damaged: dict[str, bytes], truth: list[Fact]) -> None:
    """The restore command brings back the copy, and keeps every damaged byte."""
    code, said = typed("restore", "--data", folder)
    assert code == 0, said
    back = start(folder)
    assert not back.refused, back.said
    assert list(back.facts) == truth[: len(back.facts)]
    assert len(back.facts) >= COPIED
    assert back.troubles == frozenset()
    (aside,) = Backups(folder).set_aside()
    assert content(aside) == damaged


def damage_everything(sessions: dict[str, Any], fresh: Any, caplog: Any, count: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for state, damage, seed in damages(count):
        folder = fresh(state)
        damage(folder, Random(seed))
        try:
            judge(folder, damage, sessions[state], found)
        except BaseException as error:
            error.add_note(f"{state}, {damage.__name__}, dice {seed}")
            raise
    assert not [record for record in caplog.records if record.exc_info], "a traceback went into the log"
    return found


def test_whatever_happens_to_the_file_it_is_told_untouched_and_can_be_restored(
    sessions: Any, fresh: Any, caplog: pytest.LogCaptureFixture
) -> None:
    found = damage_everything(sessions, fresh, caplog, ROUNDS)
    assert sum(found.values()) >= ROUNDS
    assert found["refused"] >= ROUNDS // 3, found
    assert found["told"] >= 1, found


def test_control_a_changed_word_escapes_where_there_is_no_chain(
    sessions: Any, fresh: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chain, "first_broken", lambda before, rows: 0)
    folder = fresh("closed")
    word(folder, Random(1))
    with pytest.raises(AssertionError, match="lost in silence"):
        judge(folder, word, sessions["closed"], Counter())


def test_control_to_open_a_damaged_file_is_to_change_it(
    sessions: Any, fresh: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the look beforehand, SQLite folds the log into the file or throws it away before anybody complains."""
    monkeypatch.setattr(file, "look_at", lambda path: 3)
    folder = fresh("crashed")
    cut(folder, Random(5))
    before = content(folder)
    start(folder)
    assert content(folder) != before


def test_control_a_restore_that_deletes_is_caught(sessions: Any, fresh: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = file.put_in_place

    def deleting(copied: Path, path: Path, aside: Path) -> None:
        honest(copied, path, aside)
        for part in aside.iterdir():
            part.unlink()

    monkeypatch.setattr(file, "put_in_place", deleting)
    folder = fresh("closed")
    header(folder, Random(1))
    with pytest.raises((AssertionError, ValueError)):
        judge(folder, header, sessions["closed"], Counter())


def test_a_begun_file_of_no_bytes_is_a_fresh_one_only_where_nothing_else_is(tmp_path: Path, sessions: Any) -> None:
    (tmp_path / "workshop.db").write_bytes(b"")
    assert start(tmp_path) == Start()


def test_a_copy_that_is_damaged_is_passed_over_and_a_bad_file_is_not_put_in_place(sessions: Any, fresh: Any) -> None:
    folder = fresh("closed")
    bad = Backups(folder).make()
    changed(bad.path, lambda raw: raw.__setitem__(slice(5000, 9000), bytes(4000)))
    good = Backups(folder).last_good()
    assert good is not None
    assert good.path != bad.path
    before = content(folder)
    code, said = typed("restore", bad.path, "--data", folder)
    assert (code, content(folder)) == (1, before)
    assert "nothing was changed" in said
    code, said = typed("restore", "--data", folder)
    assert code == 0
    assert good.when in said


def test_a_copy_with_a_changed_word_is_put_in_place_only_anyway(sessions: Any, fresh: Any) -> None:
    folder = fresh("closed")
    copy = Backups(folder).make(to=folder / "elsewhere")
    (folder / "elsewhere").joinpath(copy.path.name).rename(folder / "elsewhere" / "workshop.db")
    word(folder / "elsewhere", Random(3))
    code, said = typed("restore", folder / "elsewhere" / "workshop.db", "--data", folder)
    assert code == 1
    assert "--anyway" in said
    assert typed("restore", folder / "elsewhere" / "workshop.db", "--anyway", "--data", folder)[0] == 0


def test_nothing_is_restored_under_a_running_server(sessions: Any, fresh: Any) -> None:
    folder = fresh("closed")
    with file.claimed(folder):
        code, said = typed("restore", "--data", folder)
    assert code == 1
    assert "in use" in said


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)


def test_a_record_that_is_behind_its_own_copy_says_so_until_that_is_put_back(sessions: Any, fresh: Any) -> None:
    folder = fresh("crashed")
    log_gone(folder, Random(1))
    begun = start(folder)
    assert begun.troubles == {"behind_copy"}
    assert typed("restore", "--data", folder)[0] == 0
    assert start(folder).troubles == frozenset()


def test_a_rehearsal_that_was_thrown_away_is_not_missed(tmp_path: Path) -> None:
    house = House(tmp_path, settings={"names": True, "rehearsal": True})
    house.join("Ana")
    Backups(tmp_path).make()
    with house.store.transaction():
        house.store.wipe(house.run_id)
    house.close()
    assert start(tmp_path).troubles == frozenset()
