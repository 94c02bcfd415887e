"""T21 at the terminal: what is kept of somebody, and how it leaves the folder."""

from __future__ import annotations

import json
import logging
import secrets
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gevent
import gevent.hub
import pytest
from click.testing import CliRunner, Result

from tests.house import House
from tests.promise import marked
from tests.promise.marked import MARK, Marked
from workshop import House as Server
from workshop import agenda as agendas
from workshop import create_app
from workshop.backups import Backups
from workshop.clearing import traces
from workshop.commands import main, people
from workshop.config import Config, shipped
from workshop.file import claimed
from workshop.moves import Json, Move, Role, Seat


@pytest.fixture(autouse=True)
def own_logs(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A command decides for its whole process what is written down; here others come after it."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(gevent.hub.Hub, "print_exception", gevent.hub.Hub.print_exception)
    factory = logging.getLogRecordFactory()
    yield
    logging.setLogRecordFactory(factory)


@pytest.fixture
def room(house_of: Callable[..., House]) -> Marked:
    """A session that is over, on disk and not open any more."""
    room = marked.gathered(house_of("rehearsal"))
    room.house.go("write.treats")
    room.say("write", box="treat", text="w", visibility="me", named=False, tags=[], fields={})
    room.others[0].play("write", box="treat", text="A cake by Ben", visibility="room", named=True, tags=[], fields={})
    room.house.facilitator.play("end")
    Backups(room.house.folder).make()
    House.open_houses.discard(room.house)
    room.house.host.close()
    room.house.store.close()
    return room


def typed(room: Marked, name: str, *words: str) -> Result:
    return CliRunner().invoke(main, [name, room.house.run_id, *words, "--data", str(room.house.folder)])


def test_all_that_is_kept_of_somebody_is_written_for_them(room: Marked, tmp_path: Path) -> None:
    done = typed(room, "export-person", f"{MARK}Again", "--to", str(tmp_path / "out"))
    assert done.exit_code == 0, done.output
    text = (tmp_path / "out" / f"{room.ana.id}.md").read_text(encoding="utf-8")
    whole = json.loads((tmp_path / "out" / f"{room.ana.id}.json").read_text(encoding="utf-8"))
    assert text.count(MARK) >= 4
    assert "Only me" in text
    assert "Ben" not in text
    assert whole["person"][0]["organisation"] == f"{MARK}School"
    assert [entry["visibility"] for entry in whole["entries"]] == ["me"]
    assert {fact["name"] for fact in whole["facts"]} == {"join", "change", "write"}


@pytest.mark.parametrize("how", ["words", "name"])
def test_somebody_is_forgotten_and_the_folder_holds_nothing_of_it(room: Marked, how: str) -> None:
    done = typed(room, "erase-person", room.ana.id, "--how", how)
    assert done.exit_code == 0, done.output
    assert "Nothing of it is left in" in done.output
    assert traces(room.house.folder, [f"{MARK}Name", *([MARK] if how == "words" else [])]) == []


def test_every_name_goes_and_every_word_stays(room: Marked) -> None:
    code = room.house.run.roster.people[room.others[0].id].code
    done = typed(room, "anonymise")
    assert done.exit_code == 0, done.output
    assert traces(room.house.folder, [f"{MARK}{one}" for one in ("Name", "School", "Role", "Ship")]) == []
    assert traces(room.house.folder, [f'"{code}"']) == []
    assert traces(room.house.folder, ["A cake by Ben"])
    assert "has ended" not in typed(room, "anonymise").output


def test_a_whole_run_goes_after_its_code_was_typed(room: Marked) -> None:
    folder, run = str(room.house.folder), room.house.run_id
    wrong = CliRunner().invoke(main, ["purge", run, "--data", folder], input="NOPE\n")
    assert wrong.exit_code != 0
    assert traces(room.house.folder, [run])
    done = CliRunner().invoke(main, ["purge", run, "--data", folder], input=f"{room.house.run.code}\n")
    assert done.exit_code == 0, done.output
    assert traces(room.house.folder, [run, MARK, "A cake by Ben"]) == []


@pytest.mark.parametrize("command", [("erase-person", "x", "--how", "words"), ("anonymise",), ("purge", "--yes")])
def test_beside_a_running_server_one_sentence_says_where_to_do_it(room: Marked, command: tuple[str, ...]) -> None:
    with claimed(room.house.folder):
        done = typed(room, *command)
    assert done.exit_code != 0
    assert "Workshop is running on this folder" in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_name_that_two_have_is_nobody_s(room: Marked) -> None:
    assert "Nobody in this run" in typed(room, "erase-person", "Someone", "--how", "name").output


def test_control_a_report_that_does_not_look_would_not_have_said_so(
    room: Marked, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The words are left in a copy that somebody set aside: the command says which file, and fails."""
    aside = room.house.folder / "set-aside-2026" / "workshop.db"
    aside.parent.mkdir()
    aside.write_bytes(f"… {MARK}Name …".encode())
    done = typed(room, "erase-person", room.ana.id, "--how", "name")
    assert done.exit_code != 0
    assert "set-aside-2026" in done.output
    monkeypatch.setattr(people, "traces", lambda folder, words: [])
    assert typed(room, "erase-person", room.ana.id, "--how", "name").exit_code == 0


# ── in a house as the commands open it ──────────────────────────────────────


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    house = create_app(Config(data=tmp_path / "data"))
    yield house
    house.close()


def played(house: Server, seat: Seat, name: str, screen: str = "", /, **data: Any) -> Json:
    answer = house.host.play(Move(secrets.token_hex(12), name, seat, screen, data))
    assert answer["ok"], answer
    return dict(answer["data"])


def begun(house: Server) -> tuple[str, Seat, Seat]:
    agenda = agendas.find("rehearsal", [shipped("sessions")])
    assert agenda
    run = house.host.create(agenda, {"names": True})
    ana = played(house, Seat(Role.OUTSIDER, run), "join", name=f"{MARK}Name", organisation=f"{MARK}School")
    return run, Seat(Role.PARTICIPANT, run, ana["id"]), Seat(Role.FACILITATOR, run)


def wait_until_nothing_is_left(house: Server, *words: str) -> None:
    with gevent.Timeout(20):
        while traces(house.config.data, words):
            gevent.sleep(0.02)


def test_a_house_carries_out_a_wish_that_somebody_makes_on_their_own_page(server: Server) -> None:
    _, ana, _ = begun(server)
    server.backups.make()
    played(server, ana, "erase", how="name")
    wait_until_nothing_is_left(server, MARK)


def test_a_house_removes_a_session_that_is_over_and_whoever_asks_for_it_finds_nothing(server: Server) -> None:
    run, _, facilitator = begun(server)
    server.backups.make()
    played(server, facilitator, "end")
    server.host.purge(run)
    assert traces(server.config.data, [MARK, run]) == []
    assert server.host.run(run) is None


def test_a_house_without_names_lets_nobody_back_in(server: Server) -> None:
    run, ana, facilitator = begun(server)
    link = server.access.keep_link(run, ana.person)
    played(server, facilitator, "end")
    played(server, facilitator, "anonymise")
    wait_until_nothing_is_left(server, MARK)
    assert server.access.kept(link) is None
