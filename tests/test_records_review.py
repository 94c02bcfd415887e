"""Where the record, its copies and what is forgotten meet: the stories that a second look found untold."""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import gevent
import pytest

from tests.house import Guest, House
from tests.promise import marked, records
from tests.test_masks import AGENDA, NAMES, NORTH, SOUTH, WHICH
from workshop import backups, clearing, file, forgetting, host, notes, sequel
from workshop.backups import Backups
from workshop.clearing import Clearing, traces
from workshop.commands import people
from workshop.hours import Hours
from workshop.moves import Json, Role, Seat
from workshop.rhythm import Rhythm
from workshop.run import Run
from workshop.store import Store

MORNING = str(Path(__file__).parent / "people.toml")


def promised(house: House, who: Guest, text: str) -> None:
    said = {"box": "will", "text": text, "fields": {"when": "Monday", "date": "2027-03-01"}}
    house.go("commit.promise")
    house.facilitator.play("open", "commit.promise")
    assert who.play("write", **said, visibility="room", named=True)["ok"]


def session_after(house: House) -> str:
    """A later session, which looks back on this one, with somebody in it."""
    later = house.host.create(sequel.next_agenda(house.run.agenda, sequel.past(house.run)), {})
    assert house.play(Seat(Role.OUTSIDER, later), "join", "", "", {"name": "Bo", "named": True})["ok"]
    return later


def erase(house: House, who: Guest, how: str = "words") -> None:
    assert house.facilitator.play("erase", person=who.id, how=how)["ok"]


def all_words(agenda: Json) -> list[str]:
    return list(forgetting._texts(agenda))


# ── what is forgotten ───────────────────────────────────────────────────────


def test_a_later_session_that_forgets_is_still_as_it_was_written(house_of: Callable[..., House]) -> None:
    house = house_of(MORNING)
    ana = house.join("Anastasia", table=1)
    promised(house, ana, "I will ring the head across the road")
    later = session_after(house)
    erase(house, ana)
    marked.clearing(house).finish()
    assert not traces(house.folder, ["across the road"])
    assert [house.store.check_chain(run) for run in (house.run_id, later)] == [0, 0]
    assert [one["what"] for one in house.store.erasures(later)] == ["erase"]
    assert backups.is_good(Backups(house.folder).make().path)
    before = house.host.run(later)
    house.crash()
    house.open()
    assert house.host.run(later) == before


def test_an_agenda_keeps_its_own_words_when_somebody_who_used_them_is_forgotten(house_of: Callable[..., House]) -> None:
    house = house_of("power-of-partnerships")
    words = all_words(house.store.run(house.run_id)["agenda"])  # type: ignore[index]
    beginning = next(one for one in words if one.endswith("…") and forgetting.QUOTED < len(one) < 30)
    inside = max(re.findall(r"[A-Za-z]{9,}", " ".join(words)), key=len)
    later = house.host.create(house.run.agenda, {})
    house.go("lobby.admire")
    for text in (inside, f"{beginning[:-1]}help them all"):
        who = house.join(text[:9], table=1)
        said = {"box": "admired", "text": text, "visibility": "room", "named": False, "tags": [], "fields": {}}
        assert who.play("write", **said)["ok"]
        erase(house, who)
    marked.clearing(house).finish()
    for run in (house.run_id, later):
        assert all_words(house.store.run(run)["agenda"]) == words  # type: ignore[index]


@pytest.mark.parametrize("how", ["name", "words"])
def test_no_hash_is_left_by_which_a_name_could_be_guessed(house: House, how: str) -> None:
    ana = house.join("Anastasia")
    house.join("Bartholomew")
    erase(house, ana, how)
    sums = [row[0] for row in house.store.db.execute("SELECT chain FROM facts")]
    Backups(house.folder).make()
    assert traces(house.folder, sums)
    marked.clearing(house).finish()
    assert not traces(house.folder, sums)


@pytest.fixture
def nameless(house_of: Callable[..., House], tmp_path: Path) -> House:
    """Six people have voted, and nobody is to know who how."""
    (tmp_path / "without-names.toml").write_text(AGENDA, encoding="utf-8")
    house = house_of(str(tmp_path / "without-names.toml"))
    guests = [house.join(name) for name in NAMES]
    house.go(WHICH)
    for guest, picks in zip(guests, [NORTH, SOUTH] * 3, strict=True):
        assert guest.play("vote", picks=picks)["ok"]
    return house


def cleared(house: House) -> Clearing:
    one = marked.clearing(house)
    house.host.watchers.append(one.heard)
    house.host.forgets = one.mark
    return one


def test_no_hash_is_left_by_which_the_order_of_votes_could_be_guessed(
    nameless: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The facts as they lie are what anybody has who has the file: only what was hashed of them before could tell."""
    monkeypatch.setattr(host.secrets.SystemRandom, "shuffle", lambda self, facts: facts.reverse())
    one, heads = cleared(nameless), []
    drop = Store.drop_keys
    monkeypatch.setattr(Store, "drop_keys", lambda self, run: (heads.append(self.head(run)), drop(self, run)))
    assert nameless.facilitator.play("end")["ok"]
    one.finish()
    assert heads
    assert traces(nameless.folder, heads) == []


def test_an_end_that_cannot_be_marked_is_asked_for_again(nameless: House) -> None:
    def full() -> None:
        raise OSError(28, "No space left on device")

    nameless.host.forgets = full
    answer = nameless.facilitator.play("end")
    assert (answer["ok"], answer["code"], answer["retry"]) == (False, "busy", True)
    assert not nameless.run.ended
    assert nameless.run.keys
    nameless.host.forgets = lambda: None
    assert nameless.facilitator.play("end")["ok"]


def test_what_is_forgotten_while_the_folder_is_swept_is_swept_as_well(
    nameless: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = cleared(nameless)
    one.mark()
    renew = Backups.renew

    def meanwhile(self: Backups) -> Any:
        if not nameless.run.ended:
            assert nameless.facilitator.play("end")["ok"]
        return renew(self)

    keys = nameless.run.keys.values()
    monkeypatch.setattr(Backups, "renew", meanwhile)
    one.finish()
    assert one.is_unswept
    one.finish()
    assert not one.is_unswept
    assert not traces(nameless.folder, keys)


def test_a_wish_that_cannot_be_carried_out_keeps_neither_the_others_nor_the_house_from_going_on(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ana, ben = house.join("Anastasia"), house.join("Bartholomew")
    erase(house, ana, "name")
    erase(house, ben, "name")
    honest = forgetting.forget

    def stumbling(run: Any, facts: Any, wish: Any) -> Any:
        if wish.data["person"] == ana.id:
            raise KeyError("Anastasia")
        return honest(run, facts, wish)

    one = marked.clearing(house)
    with monkeypatch.context() as broken, caplog.at_level(logging.ERROR):
        broken.setattr(forgetting, "forget", stumbling)
        one.finish()
    assert (bool(traces(house.folder, ["Anastasia"])), traces(house.folder, ["Bartholomew"])) == (True, [])
    assert "unswept" in house.host._troubles
    assert "cannot be carried out (KeyError)" in caplog.text
    assert "Anastasia" not in caplog.text
    one.finish()
    assert traces(house.folder, ["Anastasia"]) == []
    assert "unswept" not in house.host._troubles


def test_the_room_goes_on_while_a_wish_is_worked_out(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "SLICE", 1)
    ana, ben = house.join("Anastasia"), house.join("Bartholomew")
    house.go("write.treats")
    erase(house, ana)
    said = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
    writing = gevent.spawn(lambda: [ben.play("write", **said)["ok"] for _ in range(3)])
    carried: list[int] = []
    write_down = Clearing._write_down
    monkeypatch.setattr(
        Clearing, "_write_down", lambda self, *said: (carried.append(house.run.seq), write_down(self, *said))[1]
    )
    heard = house.run.seq
    marked.clearing(house).finish()
    assert writing.get(timeout=5) == [True] * 3
    assert carried[0] > heard, "nobody had their turn before it was written down"
    assert not traces(house.folder, ["Anastasia"])
    assert house.store.check_chain(house.run_id) == 0
    house.assert_replay_is_live()


def test_a_session_that_ends_while_a_wish_is_worked_out_keeps_its_order_secret(
    nameless: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "SLICE", 1)
    one = cleared(nameless)
    ana = nameless.join("Anastasia")
    erase(nameless, ana)
    ending = gevent.spawn(nameless.facilitator.play, "end")
    one.finish()
    assert ending.get(timeout=5)["ok"]
    one.finish()
    assert nameless.store.check_chain(nameless.run_id) == 0
    assert not traces(nameless.folder, ["Anastasia"])
    nameless.assert_replay_is_live()


def test_a_rehearsal_that_is_thrown_away_leaves_no_trace(house_of: Callable[..., House]) -> None:
    house = house_of("rehearsal", rehearsal=True)
    house.join("Anastasia")
    Backups(house.folder).make()
    marked.clearing(house).purge(house.run_id)
    assert traces(house.folder, ["Anastasia"]) == []


def test_names_that_come_after_a_session_was_opened_again_go_in_their_time_too(house_of: Callable[..., House]) -> None:
    house = house_of("rehearsal", keep_days=2)
    one = marked.clearing(house)
    house.join("Anastasia")
    house.facilitator.play("end")
    house.facilitator.play("anonymise")
    one.finish()
    house.facilitator.play("reopen")
    house.join("Bartholomew")
    house.facilitator.play("end")
    house.time += 2 * clearing.DAY
    one.expire()
    assert traces(house.folder, ["Bartholomew"]) == []


def test_the_file_is_looked_through_when_it_is_closed(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """To open and close it beside SQLite drops the locks that this program holds on it."""
    told: list[str] = []
    ana = house.join("Anastasia")
    house.close()
    close, look = Store.close, people.traces
    monkeypatch.setattr(Store, "close", lambda self: (told.append("closed"), close(self))[1])
    monkeypatch.setattr(people, "traces", lambda *said: (told.append("looked"), look(*said))[1])
    code, said = records.typed("erase-person", house.run_id, ana.id, "--how", "name", "--data", house.folder)
    assert (code, told) == (0, ["closed", "looked"]), said


def test_whoever_is_forgotten_while_files_are_written_beside_the_house_is_in_none_of_them(
    house: House, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ana, out = house.join("Anastasia"), tmp_path / "out"
    house.go("write.treats")
    ana.play("write", box="treat", text="A cake by Ana", visibility="room", named=True, tags=[], fields={})
    poster, meanwhile = notes.poster_html, [lambda: erase(house, ana)]

    def drawn(run: Run) -> str:
        if meanwhile:
            meanwhile.pop()()
        return poster(run)

    monkeypatch.setattr(notes, "poster_html", drawn)
    code, said = records.typed("export", house.run_id, "--to", out, "--private", "--data", house.folder)
    assert (code, "once more" in said) == (0, True), said
    assert (out / "note.md").is_file()
    assert not traces(out, ["Anastasia", "A cake by Ana"])


# ── an older session, while another one goes on ─────────────────────────────


def test_an_older_session_is_read_back_while_the_room_goes_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ana, older = house.join("Ana"), house.run_id
    assert house.facilitator.play("end")["ok"]
    before = house.run
    house.crash()
    monkeypatch.setattr(host, "SLICE", 1)
    house.open()
    turns: list[int] = []
    others = gevent.spawn(lambda: [(turns.append(no), gevent.sleep(host.BREATH)) for no in range(1000)])
    asked = [gevent.spawn(house.host.run, older) for _ in range(2)]
    moved = house.play(ana.seat, "change", "", "", {"named": False})
    assert moved["ok"]
    assert [one.get(timeout=5).id for one in asked] == [older, older]
    assert turns, "everybody waited"
    others.kill()
    assert house.run.seq == before.seq + 1
    house.assert_replay_is_live()


# ── copies ──────────────────────────────────────────────────────────────────


def test_a_copy_over_which_somebody_was_killed_goes_when_the_others_do(house: House) -> None:
    house.join("Anastasia")
    Backups(house.folder).make()
    for name in (f".workshop-2026-10-01-120000.db{file.PART}", f".workshop-2026-10-01-120000.db{file.PART}-journal"):
        shutil.copy(house.path, house.folder / file.BACKUPS / name)
    shutil.copy(house.path, house.folder / file.STAGED)
    Backups(house.folder).renew()
    assert [path.name for path in (house.folder / file.BACKUPS).iterdir()] == [Backups(house.folder).all()[0].path.name]
    assert not (house.folder / file.STAGED).exists()


class Killed(BaseException):
    """The program is gone, wherever it was."""


@pytest.mark.parametrize("after", range(5))
def test_whoever_is_killed_over_a_restore_finds_the_record_or_is_told_that_it_is_gone(
    tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, stick = tmp_path / "data", tmp_path / "stick"
    facts = records.played(folder, crashed=True)
    (folder / file.BACKUPS).rename(stick)
    rename, moved = Path.rename, []

    def killing(self: Path, to: Path) -> Path:
        if len(moved) == after:
            raise Killed
        moved.append(self.name)
        return rename(self, to)

    with monkeypatch.context() as killed:
        killed.setattr(Path, "rename", killing)
        try:
            Backups(folder).restore(next(stick.glob("*.db")))
        except Killed:
            assert len(moved) == after
    if moved[-1:] == [file.STAGED]:
        assert file.look_at(folder / "workshop.db")
        return
    try:
        with closing(Store(folder / "workshop.db")) as store:
            assert store.facts(facts[0].run) == facts, "what was written last is lost in silence"
    except file.Damaged:
        Backups(folder).restore(next(stick.glob("*.db")))
        assert file.look_at(folder / "workshop.db")


def test_a_copy_in_the_making_is_waited_for_before_the_house_closes(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Backups(house.folder)
    rhythm, going = Rhythm(kept, house.host), gevent.event.Event()
    honest, made = kept.make, []

    def slow() -> Any:
        going.wait()
        made.append(honest())
        return made[-1]

    monkeypatch.setattr(kept, "make", slow)
    making = gevent.spawn(rhythm.make)
    gevent.idle()
    gevent.spawn(going.set)
    rhythm.finish()
    assert made
    making.join(timeout=5)


# ── the clock ───────────────────────────────────────────────────────────────


def test_a_beginning_that_cannot_be_true_is_not_believed(house: House) -> None:
    house.store.put_anchor("boot", 500, 1_000)
    hours = Hours(house.store, wall=lambda: house.time + 9_000, running=lambda: 600, boot=lambda: "boot")
    assert hours() == house.time + 9_000
