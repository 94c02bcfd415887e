"""T21: whose name and words go no further than was said, leave when they should, and stand in no log.

Marker words through everything a person can type, in the flagship and in the rehearsal of every kind; then every log,
what others were sent, what is exported by default, and every byte in the data folder.
"""

from __future__ import annotations

import io
import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import gevent
import pytest

from tests.house import House
from tests.promise import marked
from tests.promise.marked import MARK, Marked
from tests.transport.wire import FULL
from workshop import logs, notes, roster
from workshop.backups import Backups
from workshop.clearing import DAY, UNSWEPT, Clearing, traces
from workshop.kinds import KINDS
from workshop.moves import Console, Refused

AGENDAS = ("rehearsal", "power-of-partnerships")

EVERY_WAY = {
    *(("write", key) for key in ("text", "fields")),
    *(("edit", key) for key in ("text", "fields")),
    *(("add", key) for key in ("text", "fields")),
    *(("essential", key) for key in ("text", "fields")),
    *(("next_stop", key) for key in ("text", "step")),
    *((name, "text") for name in ("think", "wild", "strengthen", "settle", "own", "challenge", "rewrite", "card")),
    *((name, "text") for name in ("need", "offer", "claim", "contact")),
    ("mark", "reason"),
    ("to_get", "who"),
    ("points", "labels"),
}
"""Every move in which a person types, with the key under which the words stand."""

KEPT = {"names": True, "keep_days": 30}
"""What was said when the sessions began."""

WHO_SHE_IS = ("Name", "School", "Role", "Ship", "Again", "Other", "Part", "Twice")
"""The ends of the markers in what she says of herself."""


@dataclass
class Played:
    """A whole session of marked words, and what was logged meanwhile at every level."""

    room: Marked
    logged: io.StringIO


@pytest.fixture(scope="module")
def sessions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Played]]:
    """Both agendas, each played once: it takes its time."""
    made: dict[str, Played] = {}
    for agenda in AGENDAS:
        with listening(io.StringIO()) as written:
            room = marked.gathered(House(tmp_path_factory.mktemp(agenda) / "data", agenda, KEPT))
            marked.play(room)
        made[agenda] = Played(room, written)
    yield made
    for one in made.values():
        one.room.house.close()


@contextmanager
def listening(written: io.StringIO) -> Iterator[io.StringIO]:
    """All that is written down meanwhile, as the command does it."""
    root, handler = logging.getLogger(), logging.StreamHandler(written)
    level, factory = root.level, logging.getLogRecordFactory()
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    logging.setLogRecordFactory(logs.record)
    try:
        yield written
    finally:
        logging.setLogRecordFactory(factory)
        root.setLevel(level)
        root.removeHandler(handler)


@pytest.fixture
def small(house_of: Callable[..., House]) -> Marked:
    """A room in which she has said one thing only, for the controls."""
    room = marked.gathered(house_of("rehearsal", keep_days=30))
    room.house.go("write.treats")
    assert room.say("write", box="treat", text="w", visibility="room", named=False, tags=[], fields={})["ok"]
    return room


def held(house: House) -> list[str]:
    return [path.name for path in traces(house.folder, [MARK])]


def erase(room: Marked, how: str) -> None:
    assert room.house.facilitator.play("erase", person=room.ana.id, how=how)["ok"]


def exported(house: House, *, private: bool = False) -> str:
    facts = house.store.facts(house.run_id)
    papers = (notes.note_markdown, notes.note_html, notes.case_html, notes.poster_html)
    files = [paper(house.run) for paper in papers] + list(notes.sheets(house.run, facts, private=private).values())
    return "\n".join([*files, notes.data_json(house.run, facts, private=private)])


# ── before ──────────────────────────────────────────────────────────────────


def test_everything_that_can_be_typed_was_typed(sessions: dict[str, Played]) -> None:
    typed = {way for one in sessions.values() for way in one.room.typed}
    assert typed >= EVERY_WAY, sorted(EVERY_WAY - typed)


@pytest.mark.parametrize("agenda", AGENDAS)
def test_nothing_of_hers_goes_further_than_she_said_and_then_it_is_gone(
    sessions: dict[str, Played], agenda: str
) -> None:
    room, house = sessions[agenda].room, sessions[agenda].room.house
    Backups(house.folder).make()
    assert MARK not in sessions[agenda].logged.getvalue()
    seen = marked.others_see(room)
    assert not [word for word in (*WHO_SHE_IS, "me", "facilitator") if MARK + word in seen]
    files = exported(house)
    assert not [word for word in (*WHO_SHE_IS, "me", "table", "facilitator") if f"{MARK}{word}" in files]
    assert MARK in files  # what she gave to the room is in the note
    assert any(name.startswith("workshop-") for name in held(house)), "the copy does not hold what is to be found"
    with listening(io.StringIO()) as written:
        erase(room, "words")
        marked.clearing(house).finish()
    assert held(house) == []
    assert MARK not in written.getvalue()
    assert MARK not in exported(house, private=True)
    assert house.store.check_chain(house.run_id) == 0
    assert Backups(house.folder).last_good() is not None
    house.assert_replay_is_live()


@pytest.mark.parametrize("agenda", AGENDAS if FULL else AGENDAS[:1])
def test_a_name_goes_and_the_words_stay_unnamed(house_of: Callable[..., House], agenda: str) -> None:
    room = marked.gathered(house_of(agenda))
    marked.play(room)
    erase(room, "name")
    marked.clearing(room.house).finish()
    assert traces(room.house.folder, [f"{MARK}{who}" for who in WHO_SHE_IS]) == []
    assert MARK in exported(room.house, private=True)
    room.house.assert_replay_is_live()


# ── when the house stops in between, and when the room goes on ──────────────


def test_a_wish_that_was_heard_just_before_the_house_fell_is_carried_out_at_the_start(small: Marked) -> None:
    house = small.house
    erase(small, "words")
    house.crash()
    assert held(house)
    house.open()
    marked.clearing(house).finish()
    assert held(house) == []
    house.assert_replay_is_live()


def test_a_house_that_fell_before_it_had_swept_sweeps_at_the_start(
    small: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = small.house
    Backups(house.folder).make()
    erase(small, "words")
    with monkeypatch.context() as broken:
        broken.setattr(Clearing, "_sweep", lambda self: None)
        marked.clearing(house).finish()
    assert (house.folder / UNSWEPT).exists()
    assert held(house)
    house.crash()
    house.open()
    marked.clearing(house).finish()
    assert held(house) == []
    assert not (house.folder / UNSWEPT).exists()


def test_what_cannot_be_swept_is_said_on_the_console_and_tried_again(
    small: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = small.house
    house.sit_everywhere()
    erase(small, "words")
    with monkeypatch.context() as broken:
        broken.setattr(house.store, "vacuum", raises(sqlite3.OperationalError("database or disk is full")))
        clearing = marked.clearing(house)
        clearing.finish()
    assert clearing.is_unswept
    assert "unswept" in house.host.channels(house.run_id).fresh(Console())["troubles"]
    clearing.finish()
    assert held(house) == []
    assert "unswept" not in house.host.channels(house.run_id).fresh(Console())["troubles"]


def test_what_she_writes_after_her_wish_stays(small: Marked) -> None:
    house = small.house
    erase(small, "words")
    again = small.say("write", box="treat", text="w", visibility="room", named=False, tags=[], fields={})
    assert again["ok"]
    marked.clearing(house).finish()
    assert house.run.pool.entries[again["data"]["entry"]["id"]].text.startswith(MARK)
    house.assert_replay_is_live()


def test_the_room_s_own_greenlet_carries_a_wish_out_by_itself(small: Marked) -> None:
    house = small.house
    house.host.watchers.append(marked.clearing(house).heard)
    erase(small, "words")
    with gevent.Timeout(10):
        while held(house):
            gevent.sleep(0.01)


# ── when names go by themselves ─────────────────────────────────────────────


def test_names_go_when_their_days_are_over_and_not_before(small: Marked) -> None:
    house = small.house
    clearing = marked.clearing(house)
    assert house.facilitator.play("end")["ok"]
    house.time += 30 * DAY - 2_000
    clearing.expire()
    assert small.ana.me["me"]["name"]
    house.time += 2_000
    clearing.expire()
    assert [row["nameless"] for row in house.store.runs()] == [1]
    assert not traces(house.folder, [f"{MARK}{who}" for who in ("Name", "School", "Role", "Ship")])
    assert [entry.text for entry in house.run.pool if entry.text.startswith(MARK)]
    facts = house.run.seq
    clearing.expire()
    assert house.run.seq == facts, "once is enough"


def test_a_run_keeps_names_as_long_as_was_said_at_joining(house_of: Callable[..., House]) -> None:
    house = house_of("rehearsal", keep_days=2)
    house.join("Anastasia")
    house.facilitator.play("end")
    house.time += DAY
    marked.clearing(house).expire()
    assert traces(house.folder, ["Anastasia"])
    house.time += DAY
    marked.clearing(house).expire()
    assert traces(house.folder, ["Anastasia"]) == []


def test_where_nobody_was_told_of_a_time_nothing_goes_by_itself(house_of: Callable[..., House]) -> None:
    """A session of an older version: whoever brings the program up to date must not lose names by it."""
    house = house_of("rehearsal")
    house.join("Anastasia")
    house.facilitator.play("end")
    house.time += 400 * DAY
    marked.clearing(house).expire()
    assert traces(house.folder, ["Anastasia"])


def test_a_whole_run_goes_without_a_trace(small: Marked) -> None:
    house = small.house
    clearing = marked.clearing(house)
    Backups(house.folder).make()
    with pytest.raises(Refused, match="still_open"):
        clearing.purge(house.run_id)
    house.facilitator.play("end")
    clearing.purge(house.run_id)
    assert traces(house.folder, [MARK, house.run_id]) == []


# ── logs ────────────────────────────────────────────────────────────────────


@pytest.fixture
def log_file() -> Iterator[io.StringIO]:
    with listening(io.StringIO()) as written:
        yield written


def break_the_kind(room: Marked, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(state: Any, move: Any, context: Any) -> Any:
        raise ValueError(f"this is what was typed: {move.data}")

    monkeypatch.setattr(KINDS["collect"], "accept", broken)
    assert room.ana.refused("write", "write.treats", box="treat", text=room.word()) == "broken"


def test_a_fault_is_written_down_without_what_was_typed(
    small: Marked, monkeypatch: pytest.MonkeyPatch, log_file: io.StringIO
) -> None:
    break_the_kind(small, monkeypatch)
    assert "ValueError" in log_file.getvalue()
    assert "in broken" in log_file.getvalue()
    assert MARK not in log_file.getvalue()


def test_control_a_fault_in_full_is_found_in_the_log(
    small: Marked, monkeypatch: pytest.MonkeyPatch, log_file: io.StringIO
) -> None:
    logging.setLogRecordFactory(logging.LogRecord)
    break_the_kind(small, monkeypatch)
    assert MARK in log_file.getvalue()


def test_control_a_name_in_a_log_line_is_found(
    house_of: Callable[..., House], monkeypatch: pytest.MonkeyPatch, log_file: io.StringIO
) -> None:
    honest = roster.arrived

    def chatty(there: Any, person: Any) -> Any:
        logging.getLogger("workshop.roster").debug("%s sits down", person.name)
        return honest(there, person)

    monkeypatch.setattr(roster, "arrived", chatty)
    marked.gathered(house_of("rehearsal"))
    assert MARK in log_file.getvalue()


# ── controls ────────────────────────────────────────────────────────────────


def test_control_without_writing_the_file_anew_the_words_are_found(
    small: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(small.house.store, "vacuum", lambda: None)
    monkeypatch.setattr(Clearing, "_write_anew", lambda self: self._store.vacuum())
    erase(small, "words")
    marked.clearing(small.house).finish()
    assert held(small.house)


def test_control_without_new_copies_the_words_are_found(small: Marked, monkeypatch: pytest.MonkeyPatch) -> None:
    Backups(small.house.folder).make()
    monkeypatch.setattr(Backups, "renew", lambda self: None)
    erase(small, "words")
    marked.clearing(small.house).finish()
    assert held(small.house)


def test_control_a_kind_that_keeps_a_copy_where_nobody_looks_is_found(
    house_of: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a key of what it remembers: keys are ids everywhere else."""
    honest = KINDS["collect"].accept

    def copying(state: Any, move: Any, context: Any) -> Any:
        said = honest(state, move, context)
        return {**said, "seen": {said["entry"]["text"]: True}} if "entry" in said else said

    monkeypatch.setattr(KINDS["collect"], "accept", copying)
    room = marked.gathered(house_of("rehearsal", keep_days=30))
    room.house.go("write.treats")
    room.say("write", box="treat", text="w", visibility="room", named=False, tags=[], fields={})
    erase(room, "words")
    marked.clearing(room.house).finish()
    assert held(room.house)


def raises(error: Exception) -> Callable[..., Any]:
    def broken(*given: Any) -> Any:
        raise error

    return broken
