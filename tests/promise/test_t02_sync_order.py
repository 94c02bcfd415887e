"""T2: nobody is told "saved" before the disk was told to keep it. Shown by the order of system calls."""

from __future__ import annotations

import json
import secrets
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.promise import phones, wiretap
from tests.promise.room import WHOLE, Room
from tests.transport.wire import FULL, WirePhone, until
from workshop import file, robots
from workshop.store import Store

PEOPLE, ROUNDS = 10, 20
MOVES = PEOPLE * ROUNDS
BREAKS = "tests.promise.storm_breaks"


def tapped(folder: Path, broken: str) -> list[wiretap.Answer]:
    """Everybody votes so many times, all at once each time; their answers as they left the room."""
    assert shutil.which("strace"), "This needs strace: apt-get install strace"
    trace = folder / "trace"
    folder.mkdir(parents=True, exist_ok=True)
    room = Room(folder, around=(*wiretap.AROUND, str(trace))).open(broken)
    try:
        run, _ = phones.facilitator_comes(room.address, room.ticket)
        hall = [seated(room, run, no) for no in range(PEOPLE)]
        for no in range(ROUNDS):
            for phone in hall:
                phone.send(f"42{no}{json.dumps(['move', a_vote(no)])}")
            assert all(phone.answer(no)["ok"] for phone in hall)
        for phone in hall:
            phone.close()
    finally:
        room.close()
    until(lambda: wiretap.ended(trace))
    return [answer for answer in wiretap.answers(wiretap.read(trace)) if answer.asked]


def seated(room: Room, run: str, no: int) -> WirePhone:
    """A phone whose frames can be read on the wire: its mask is nought."""
    who = {"code": room.code, "id": secrets.token_hex(12), "name": f"Guest {no}", "named": False}
    answer, cookie = robots.post(room.address, "/join", who)
    assert answer["ok"], answer
    hello = "40" + json.dumps({"seat": "participant", "run": run})
    return WirePhone(room.address, extra=f"Cookie: {cookie}\r\n", host=f"127.0.0.1:{room.port}", hello=hello)


def a_vote(no: int) -> dict[str, Any]:
    """A fresh one each time."""
    pick = ("north", "east", "south", "west")[no % 4]
    return {"id": secrets.token_hex(12), "screen": phones.VOTES, "name": "vote", "data": {"picks": {pick: 1}}}


def test_t2_every_answer_leaves_after_what_it_confirms_was_synced(tmp_path: Path) -> None:
    answers = tapped(tmp_path, WHOLE)
    assert (len(answers), sum(answer.safe for answer in answers)) == (MOVES, MOVES)


@pytest.mark.parametrize("broken", ["synchronous_normal", *(["ack_at_once"] if FULL else [])])
def test_t2_control_a_room_that_syncs_later_has_no_safe_answer(tmp_path: Path, broken: str) -> None:
    answers = tapped(tmp_path, f"{BREAKS}:{broken}")
    assert (len(answers), sum(answer.safe for answer in answers)) == (MOVES, 0)


def let_go(folder: Path, broken: str) -> list[str]:
    """What was closed of the database while somebody voted and a part of the session ended, which takes a copy."""
    folder.mkdir(parents=True, exist_ok=True)
    trace = folder / "trace"
    room = Room(folder, around=(*wiretap.UNSAFE, str(trace))).open(broken)
    try:
        run, _ = phones.facilitator_comes(room.address, room.ticket)
        phone = seated(room, run, 1)
        assert phone.ask("move", a_vote(1))["ok"]
        phone.close()
        until(lambda: list((folder / "backups").glob("*.db")))
    finally:
        room.close()
    until(lambda: wiretap.ended(trace))
    return wiretap.let_go(wiretap.read(trace))


def test_t2_whoever_serves_never_lets_go_of_the_database(tmp_path: Path) -> None:
    assert let_go(tmp_path, WHOLE) == []


def test_t2_control_somebody_who_reads_the_file_beside_is_seen(tmp_path: Path) -> None:
    assert let_go(tmp_path, f"{BREAKS}:the_file_is_read_beside")


def test_t2_a_disk_that_will_not_sync_is_refused_at_the_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Deaf(sqlite3.Connection):
        """Does not hear what it is asked to sync."""

        def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
            return super().execute("SELECT 1" if sql.startswith("PRAGMA synchronous =") else sql, *values)

    connect = sqlite3.connect

    def deaf(*how: Any, **named: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*how, **{**named, "factory": Deaf})
        connection.execute("PRAGMA main.synchronous = NORMAL")
        return connection

    monkeypatch.setattr(sqlite3, "connect", deaf)
    with pytest.raises(file.StoreError, match="synchronous = 2"):
        Store(tmp_path / "workshop.db")


# ── controls: how a trace is read ───────────────────────────────────────────


def hexed(text: str) -> str:
    """As strace tells it."""
    return "".join(f"\\x{ord(letter):02x}" for letter in text)


WAL, PHONE = f"7<{hexed('/x/workshop.db-wal')}>", f"12<{hexed('socket:[4711]')}>"
QUESTION, ANSWER = hexed('421["move", {"id": "m1", '), hexed('431[{"ok":true,"seq":9}]')
ASKED = f'recvfrom({PHONE}, "{QUESTION}"..., 65536, 0, NULL, NULL) = 80'
WRITTEN = f'pwrite64({WAL}, "{hexed("votem1{}")}"..., 4096, 32) = 4096'
ANOTHER = f'pwrite64({WAL}, "{hexed("votem2{}")}"..., 4096, 4160) = 4096'
SYNCED = f"fdatasync({WAL}) = 0"
ACKED = f'sendto({PHONE}, "{ANSWER}", 30, 0, NULL, 0) = 30'
ORDERS = {
    "in order": ([ASKED, WRITTEN, SYNCED, ACKED], True),
    "not synced": ([ASKED, WRITTEN, ACKED], False),
    "synced before": ([ASKED, SYNCED, WRITTEN, ACKED], False),
    "written again": ([ASKED, WRITTEN, SYNCED, ANOTHER, ACKED], False),
    "synced again": ([ASKED, WRITTEN, SYNCED, ANOTHER, SYNCED, ACKED], True),
    "another written": ([ASKED, ANOTHER, SYNCED, ACKED], False),
    "not written": ([ASKED, SYNCED, ACKED], False),
    "told first": ([ASKED, ACKED, WRITTEN, SYNCED], False),
    "never asked": ([WRITTEN, SYNCED, ACKED], False),
}


@pytest.mark.parametrize("order", ORDERS)
def test_t2_control_only_one_order_of_calls_is_safe(order: str) -> None:
    said, safe = ORDERS[order]
    (answer,) = wiretap.answers(f"100 1795313982.1 {line}" for line in said)
    assert answer.safe is safe


def test_t2_control_a_sync_counts_when_it_is_over() -> None:
    begun, over = f"fdatasync({WAL} <unfinished ...>", "<... fdatasync resumed>) = 0"
    before = [(1, ASKED), (1, WRITTEN), (1, begun)]
    for order, safe in (([(2, ACKED), (1, over)], False), ([(1, over), (2, ACKED)], True)):
        (answer,) = wiretap.answers(f"{thread} 1795313982.1 {line}" for thread, line in [*before, *order])
        assert answer.safe is safe
