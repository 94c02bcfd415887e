"""Channels: who hears what, and what happens to those who cannot keep up."""

import contextlib
import subprocess
import sys
import threading
import time

import pytest
from wire import FULL, HERE, until


def test_people_sit_at_channels_and_leave_them(house):
    ana, ben = house.phone(sit=True), house.phone(sit=True)
    assert house.stat()["channels"] == {"floor": 2}
    ana.ask("sit", {"channels": ["floor", "table:1"]})
    ben.ask("sit", {"channels": ["table:1"]})
    assert house.stat()["channels"] == {"floor": 1, "table:1": 2}
    ben.close()
    house.until(lambda stat: stat["channels"] == {"floor": 1, "table:1": 1})


def test_only_those_at_the_channel_hear_it(house):
    ana, ben = house.phone(sit=True), house.phone()
    house.publish(count=3, hz=100, size=10)
    assert [ana.event("patch")["changes"] for _ in range(3)] == [{"text": "é" * 5}] * 3
    ben.send('425["move",{}]')
    assert ben.text().startswith("435[")


def test_whoever_is_dismissed_is_told_why_first(house):
    ana = house.phone(sit=True)
    ana.send('421["out",{}]')
    assert ana.event("out") == {"code": "removed"}
    assert ana.closed() == 1000


def test_a_slow_reader_gets_whole_frames_and_never_a_gap_without_a_fresh_view(own_house):
    """Ana's phone reads nothing for a while, then all: every frame is whole, and what is missing was replaced."""
    house = own_house(slow_s=8, stuck_s=8)
    ana = house.phone(small=True, sit=True)
    house.publish(count=60, hz=50, size=60_000)
    house.until(lambda stat: stat["behind"] == 1 and stat["version"] > 40)
    known, views, patches = 0, 0, 0
    for name, told in ana.events(quiet=0.5):
        if name == "view":
            known, views = told["version"], views + 1
        elif name == "patch":
            assert told["version"] == known + 1, "a gap without a fresh view"
            assert told["changes"] == {"text": "é" * 30_000}
            known, patches = told["version"], patches + 1
    stat = house.stat()
    assert known == stat["version"] == 60
    assert views >= 1
    assert patches < 60
    assert stat["recovered"] >= 1
    assert stat["behind"] == stat["slow"] == 0
    assert ana.ask(ack=5)["ok"] is True


@pytest.mark.parametrize("fake_pongs", [False, True], ids=["silent", "with pongs"])
def test_a_phone_that_never_reads_is_cut_off(house, fake_pongs):
    before = house.stat()["reasons"].get("slow", 0)
    dead = house.phone(small=True, sit=True)
    house.publish(count=90, hz=50, size=60_000)
    most, said_at = 0, 0.0

    def cut_off():
        nonlocal most, said_at
        if fake_pongs and time.monotonic() - said_at > 0.1:
            _say(dead, "3")
            said_at = time.monotonic()
        stat = house.stat()
        most = max(most, stat["unsent"])
        return stat["reasons"].get("slow", 0) > before

    until(cut_off, 10)
    assert most < 200_000
    house.until(lambda stat: not stat["publishing"], 20)


def _say(phone, text):
    with contextlib.suppress(OSError):
        phone.send(text)


def test_what_is_told_to_one_who_never_reads_is_bounded(own_house):
    house = own_house(stuck_s=20, slow_s=20, rate=10_000, burst=10_000, backlog=50_000)
    ana = house.phone(small=True)
    said = '421["echo",{"x":"' + "y" * 10_000 + '"}]'

    def cut_off():
        _say(ana, said)
        return house.stat()["reasons"].get("backlog")

    until(cut_off, 10)
    house.until(lambda stat: stat["sockets"] == 0)


def test_lines_that_break_in_the_middle_of_a_fanout_hurt_nobody(house):
    others, ana = [house.phone(sit=True) for _ in range(30)], house.phone(sit=True)
    before = house.stat()["version"]
    house.publish(count=80, hz=100, size=10_000)
    breaking = threading.Thread(target=lambda: [(time.sleep(0.02), other.reset()) for other in others[::2]])
    breaking.start()
    assert [ana.event("patch")["version"] for _ in range(80)] == list(range(before + 1, before + 81))
    breaking.join()


def test_a_flood_does_not_hurt_the_others(house):
    seconds = 6 if FULL else 2.5
    honest = [house.phone() for _ in range(20)]
    flood = subprocess.Popen(
        [sys.executable, str(HERE / "flood.py"), str(house.port), str(seconds)],
        stdout=subprocess.PIPE,
        env={"PYTHONPATH": str(HERE)},
    )
    waits, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        for phone in honest:
            began = time.monotonic()
            assert phone.ask()["ok"] is True
            waits.append(time.monotonic() - began)
        # A pause, so that the honest stay below the rate they are allowed.
        time.sleep(0.1)
    cut, _ = flood.communicate(timeout=10)
    waits.sort()
    assert int(cut) > 0
    assert waits[int(len(waits) * 0.95)] < 0.1
    assert waits[-1] < 1


def test_a_crowd_leaving_at_once_leaves_nothing_behind(house):
    for _ in range(400 if FULL else 100):
        house.phone(sit=True)
    assert house.stat()["channels"] == {"floor": 400 if FULL else 100}
    house.everybody_leaves()
    house.until(lambda stat: not stat["sockets"] and not stat["channels"])
