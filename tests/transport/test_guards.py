"""Doors, our own mistakes, JSON, and the check at the start."""

import math
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from wire import POLLING, WEBSOCKET, House, until

from workshop.transport import Limits, StrictJson
from workshop.transport.selfcheck import MADE, NAMES, VERSIONS, selfcheck

ROOT = Path(__file__).parents[2]
BROKEN = {"ok": False, "code": "broken", "args": {}, "retry": False}


def test_our_own_mistake_is_not_the_phones_fault(own_house):
    house = own_house()
    ana = house.phone()
    assert ana.ask("boom") == BROKEN
    assert ana.ask("nan") == BROKEN
    assert ana.ask("move")["ok"] is True
    assert house.stat()["reasons"] == {"handler error": 2}
    assert house.log().count("Traceback") == 2


@pytest.mark.parametrize("connect_s", [0.3, 5], ids=["cut off meanwhile", "gone meanwhile"])
def test_whoever_our_connect_handler_fails_or_outlives_is_no_ghost(own_house, connect_s):
    house = own_house(connect_s=connect_s)
    ana = house.phone(join=False, path=f"{WEBSOCKET}&boom=1")
    ana.send("40")
    ana.closed()
    ben = house.phone(join=False, path=f"{WEBSOCKET}&slow=1")
    ben.send("40")
    house.until(lambda stat: stat["listed"] > 0)
    ben.reset()
    facts = ("sockets", "listed", "environs", "at_door")
    stat = house.until(lambda stat: stat["connects"] == 1 and not any(stat[fact] for fact in facts))
    assert stat["disconnects"] == 1
    assert house.log().count("Traceback") == 1


def test_those_who_do_not_join_wait_at_the_door_and_only_so_many(own_house):
    house = own_house(at_door=5, at_door_from_one_address=3, connect_s=20, door_s=1)
    crowd = [house.phone(join=False) for _ in range(3)]
    assert house.get(POLLING)[0] == 503
    crowd[0].join()
    late = house.phone(join=False)
    crowd[1].close()
    house.until(lambda stat: stat["at_door"] == 2)
    late.join()
    assert house.stat()["at_door"] == 1
    assert crowd[0].ask()["ok"] is True


def test_a_whole_school_comes_through_the_door_at_once(own_house):
    house = own_house(at_door=5, at_door_from_one_address=3, door_s=5)
    for _ in range(30):
        house.phone(sit=True)
    stat = house.stat()
    assert stat["at_door"] == 0
    assert stat["channels"] == {"floor": 30}


@pytest.mark.parametrize(
    "text",
    [
        "NaN",
        "[Infinity]",
        "1e999",
        '"\\ud800"',
        '{"a":1,"a":2}',
        '{"a":{"b":1,"b":2}}',
        '{"a": 1, "\\u0061": 2}',
        "1234567890123456",
        "-1234567890123456",
        "[" * 40 + "]" * 40,
        "[" * 100_000,
        '{"a":' * 40 + "1" + "}" * 40,
        "{'a':1}",
        "",
    ],
)
def test_json_that_may_be_misread_is_refused(text):
    with pytest.raises(ValueError, match=r".*"):
        StrictJson.loads(text)


@pytest.mark.parametrize(
    "value",
    [
        {"a": "time: 10:30, {[", "b": 123456789012345, "c": -123456789012345, "d": 0.1234567890123456789},
        ["1234567890123456789", {"x": {"y": [None, True, 1.5]}}],
        {"\u2028 \x00 \x1e": "é😀"},
    ],
)
def test_json_is_read_as_it_was_written(value):
    assert StrictJson.loads(StrictJson.dumps(value)) == value
    assert "\x1e" not in StrictJson.dumps(value)


@pytest.mark.parametrize(
    "value", [math.nan, math.inf, {"a": [1, {"b": -math.inf}]}, [None, math.nan], 1 << 60, {1: 2}, {"a": object()}]
)
def test_what_javascript_could_not_read_is_never_written(value):
    with pytest.raises((ValueError, TypeError)):
        StrictJson.dumps(value)


def test_the_versions_checked_are_those_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    pins = dict(pin.split("==") for pin in project["dependencies"])
    assert {package: pins[package] for package in VERSIONS} == VERSIONS


def test_the_check_at_the_start_passes_here():
    selfcheck()


def test_another_version_is_refused_with_one_sentence(monkeypatch):
    monkeypatch.setitem(VERSIONS, "gevent", "1.0")
    with pytest.raises(SystemExit, match=r"^Please install .* gevent must be 1\.0, but .* is installed\.$"):
        selfcheck()


@pytest.mark.parametrize("names", [NAMES, MADE])
def test_a_part_that_is_missing_is_refused_by_its_name(monkeypatch, names):
    where = next(iter(names))
    monkeypatch.setitem(names, where, f"{names[where]} gone_tomorrow")
    with pytest.raises(SystemExit, match="gone_tomorrow"):
        selfcheck()


def test_gevent_websocket_is_refused(tmp_path):
    (tmp_path / "geventwebsocket.py").touch()
    code = "from workshop.transport import selfcheck; selfcheck()"
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    ended = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, timeout=30)
    assert ended.returncode == 1
    assert ended.stderr.strip() == (
        "Please remove the package gevent-websocket: it would be used in place of our own transport."
    )


def test_limits_cannot_be_changed_afterwards():
    with pytest.raises(AttributeError):
        Limits().message = 1


def test_the_server_stops_in_order_and_tells_everybody(own_house):
    house: House = own_house()
    phones = [house.phone(sit=True) for _ in range(30)]
    house.phone(small=True)  # Never answers.
    house.process.terminate()
    assert [phone.closed() for phone in phones] == [1001] * 30
    assert until(lambda: house.process.poll() is not None, 8)
    assert house.process.returncode == 0
    assert "Traceback" not in house.log()
