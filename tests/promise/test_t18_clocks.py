"""T18: whatever is done to the computer's clock, timers, order, votes and seats stay as they are."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import gevent
import pytest

from tests.house import Guest
from tests.promise.clocks import DAY, HOUR, SETTING, SetHouse, WallHouse, answer_now
from tests.promise.room import Room
from workshop import host, hours, robots
from workshop.moves import Console, Floor, Json, Role, Seat, Stage
from workshop.notes.times import hour
from workshop.robots import Robot

MINUTE = 60_000
STEPS = {"an hour on": HOUR, "an hour back": -HOUR, "a day on": DAY, "a day back": -DAY, "NTP": -97_000, "a blink": 900}
WRONG_PHONES = (0, 7 * MINUTE, -7 * MINUTE, DAY, -DAY, -1_790_000_000_000)
"""By how much phones are wrong: not at all, minutes, a day, and back to 1970."""

steps = pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SetHouse]:
    monkeypatch.setattr(host, "GLANCE", 10)
    one = SetHouse(tmp_path / "set")
    yield one
    one.close()


@pytest.fixture
def believer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[WallHouse]:
    monkeypatch.setattr(host, "GLANCE", 10)
    one = WallHouse(tmp_path / "wall")
    yield one
    one.close()


# ── the same afternoon, with and without somebody at the clock ──────────────


def afternoon(house: SetHouse, meddle: Callable[[int], None]) -> Json:
    """Votes and words while timers run, are paused and overrun, over two restarts; `meddle(no)` between them."""
    guests = [house.join(name, table=1) for name in ("Ana", "Ben", "Cara")]
    house.go("write.treats")
    meddle(0)
    for guest, treat in zip(guests, ("Fruit", "Cake", "Nuts"), strict=True):
        write(guest, treat)
    assert house.facilitator.play("show", entries=[entry.id for entry in house.run.pool])["ok"]
    tell_the_time(house, left=2 * MINUTE - 5_000)
    house.facilitator.play("timer_pause")
    stood = remaining(house)
    meddle(1)
    house.restart()
    house.time += 10 * MINUTE
    tell_the_time(house, left=stood)
    house.go("choose.dots")
    began = house.time
    vote_all(guests, Random(3))
    house.restart()
    meddle(2)
    house.time = began + 90_000
    tell_the_time(house, left=2 * MINUTE - 90_000 - 1_000)
    house.time = began + 3 * MINUTE
    tell_the_time(house, left=-MINUTE - 1_000)
    house.go("write.treats")
    return said(house)


def write(guest: Guest, text: str) -> None:
    words = {"box": "treat", "text": text, "visibility": "room", "named": False, "tags": [], "fields": {}}
    assert guest.play("write", "", **words)["ok"]


def vote_all(guests: list[Guest], dice: Random) -> None:
    for guest in guests:
        items = list(guest.phone["items"])  # in the order in which they were written
        for _ in range(2):
            assert guest.play("vote", "", picks={dice.choice(items): 1})["ok"]


def remaining(house: SetHouse) -> int:
    timer = house.view(Stage())["timer"]
    return int(timer["ends"] - house.host.now() if timer["running"] else timer["left"])


def tell_the_time(house: SetHouse, left: int) -> None:
    """Every screen shows what is left, within a second, on phones with wrong clocks too."""
    for audience in (Stage(), Console(), Floor()):
        timer = house.view(audience)["timer"]
        for wrong in WRONG_PHONES:
            offset = house.host.now() - (house.time + wrong)  # what a phone works out on sitting down
            shown = timer["ends"] - (house.time + wrong + offset) if timer["running"] else timer["left"]
            assert abs(shown - left) <= 1000, (audience, wrong, shown, left)


def said(house: SetHouse) -> Json:
    """Everything that counts: the facts in their order with their times, and what came of the votes."""
    facts = [(fact.seq, fact.name, fact.screen, fact.move_id, fact.at) for fact in house.store.facts(house.run_id)]
    house.facilitator.play("reveal", "choose.dots")
    house.go("choose.dots")
    tally = house.view(Stage())["screen"]["view"]["tally"]
    return {"facts": facts, "votes": sorted(json.dumps(votes, sort_keys=True) for votes in tally.values())}


@steps
def test_the_afternoon_is_the_same_whatever_the_clock_is_set_to(house: SetHouse, tmp_path: Path, step: int) -> None:
    undisturbed = SetHouse(tmp_path / "undisturbed")
    expected = afternoon(undisturbed, lambda no: None)
    undisturbed.close()

    def meddle(no: int) -> None:
        house.wrong = (step, -step, 0)[no]

    found = afternoon(house, meddle)
    assert [fact[:-1] for fact in found["facts"]] == [fact[:-1] for fact in expected["facts"]]
    apart = [abs(one[-1] - other[-1]) for one, other in zip(found["facts"], expected["facts"], strict=True)]
    assert max(apart) <= 1000
    assert found["votes"] == expected["votes"]


@pytest.mark.parametrize("step", [HOUR, -HOUR, DAY, -DAY, -97_000], ids=str)
def test_control_a_host_on_the_wall_clock_is_caught(believer: WallHouse, step: int) -> None:
    def meddle(no: int) -> None:
        believer.wrong = (step, -step, 0)[no]

    with pytest.raises(AssertionError):
        afternoon(believer, meddle)


# ── what closes by itself ───────────────────────────────────────────────────


def closes_at_its_time(house: SetHouse, step: int) -> None:
    house.join("Ana")
    house.go("choose.dots")
    ends = house.run.place.mark("choose.dots").timer.ends
    true_end = house.time - 1_000 + 2 * MINUTE  # a move of a test takes a second
    house.host.wake()
    house.wrong = step
    glance(house)
    assert house.run.place.mark("choose.dots").open, "it closed when somebody set the clock"
    house.time = true_end - 500
    glance(house)
    assert house.run.place.mark("choose.dots").open, "it closed too early"
    house.time = true_end + 200
    until(lambda: not house.run.place.mark("choose.dots").open, "it did not close at its time")
    closed = [fact for fact in house.store.facts(house.run_id) if fact.name == "close"]
    assert len(closed) == 1
    assert abs(closed[0].at - ends) <= 1000
    house.facilitator.play("open", "choose.dots")
    glance(house)
    assert house.run.place.mark("choose.dots").open, "it closed a second time"


def glance(house: SetHouse) -> None:
    """Until whoever waits for a deadline has looked at the clock three times more, or is not waiting any more."""
    seen = house.looks
    until(lambda: house.looks >= seen + 3 or not any(house.host._closing.values()), "nobody looks at the clock")


def until(seen: Callable[[], bool], otherwise: str) -> None:
    end = time.monotonic() + 3
    while not seen():
        assert time.monotonic() < end, otherwise
        gevent.sleep(0.002)


@steps
def test_a_vote_closes_by_itself_once_and_at_the_right_moment(house: SetHouse, step: int) -> None:
    closes_at_its_time(house, step)


@pytest.mark.parametrize("step", [HOUR, -HOUR], ids=str)
def test_control_on_the_wall_clock_it_closes_at_the_wrong_one(believer: WallHouse, step: int) -> None:
    with pytest.raises(AssertionError, match="close"):
        closes_at_its_time(believer, step)


def test_a_laptop_that_slept_past_zero_closes_as_soon_as_it_wakes(house: SetHouse) -> None:
    """Sleep stops every timer of the process; what is left is worked out anew at each glance."""
    house.join("Ana")
    house.go("choose.dots")
    house.host.wake()
    glance(house)
    house.time += 30 * MINUTE
    until(lambda: not house.run.place.mark("choose.dots").open, "it slept on")


# ── who may come in ─────────────────────────────────────────────────────────


def seats_last_as_long_as_they_should(house: SetHouse, step: int) -> None:
    ana = house.join("Ana")
    access = house.access
    mine = access.admit(house.run_id, ana.id).token
    cookies = {f"workshop_me_{house.run_id[:8]}": mine}
    early, late = access.ticket(Role.STAGE, house.run_id), access.ticket(Role.STAGE, house.run_id)
    house.wrong = step
    assert access.exchange(early, Role.STAGE), "a ticket died of the clock"
    assert access.seat(cookies, Role.PARTICIPANT, house.run_id).person == ana.id
    house.time += 16 * MINUTE
    assert access.exchange(late, Role.STAGE) is None, "an old ticket came back to life"
    house.time += 29 * DAY
    assert access.seat(cookies, Role.PARTICIPANT, house.run_id).person == ana.id, "a token died of the clock"
    house.time += DAY
    assert access.seat(cookies, Role.PARTICIPANT, house.run_id).role is Role.OUTSIDER, "a token lives on"


@steps
def test_tokens_neither_end_nor_come_back_to_life(house: SetHouse, step: int) -> None:
    seats_last_as_long_as_they_should(house, step)


@pytest.mark.parametrize("step", [DAY, -DAY], ids=str)
def test_control_on_the_wall_clock_they_do(believer: WallHouse, step: int) -> None:
    with pytest.raises(AssertionError):
        seats_last_as_long_as_they_should(believer, step)


# ── what is said, and where a clock begins ──────────────────────────────────


def troubles(house: SetHouse) -> Json:
    house.hours.look(house.host)
    found: Json = house.host.channels(house.run_id).fresh(Console())["troubles"]
    return found


def test_the_console_is_told_and_told_when_it_is_over(house: SetHouse) -> None:
    assert troubles(house) == {}
    house.wrong = -HOUR
    assert troubles(house) == {"clock_moved": {"minutes": 60}}
    house.restart()
    assert troubles(house) == {"clock_moved": {"minutes": 60}}
    house.wrong = 4_000
    assert troubles(house) == {}
    house.restart()
    assert troubles(house) == {}


def test_after_the_computer_was_off_it_is_the_wall_clocks_time_but_never_before_the_last_fact(house: SetHouse) -> None:
    house.wrong = HOUR
    house.join("Ana")
    house.reboot()
    assert house.host.now() == house.wall()
    house.join("Ben")
    house.wrong = -DAY
    house.reboot()
    house.join("Cara")
    at = [fact.at for fact in house.store.facts(house.run_id)]
    assert at == sorted(at)


def test_with_no_run_going_on_it_begins_anew(house: SetHouse) -> None:
    house.facilitator.play("end")
    house.wrong = -DAY
    house.restart()
    assert house.host.now() == house.wall()


def test_where_there_is_no_name_for_a_boot_every_start_is_a_new_one(house: SetHouse) -> None:
    house.boot = ""
    house.join("Ana")
    house.wrong = HOUR
    house.restart()
    assert house.host.now() == house.wall()


def test_neither_summer_time_nor_another_time_zone_is_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    before, shown = hours.wall_clock(), []
    for zone in ("Europe/London", "America/New_York", "UTC"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert abs(hours.wall_clock() - before) < hours.MOVED
        summer, winter = 1_792_886_400_000, 1_792_893_600_000  # the night in which British clocks go back
        shown.append((hour(summer), hour(winter)))
    monkeypatch.undo()
    time.tzset()
    assert shown == [("01:00", "02:00"), ("20:00", "22:00"), ("00:00", "02:00")]


def test_this_computers_own_clocks_agree_with_each_other() -> None:
    walls, runnings = hours.wall_clock(), hours.running()
    assert abs((hours.wall_clock() - walls) - (hours.running() - runnings)) <= 50
    assert hours.boot() == hours.boot()


# ── moves keep sane times ───────────────────────────────────────────────────


@pytest.mark.parametrize("wrong", WRONG_PHONES, ids=str)
def test_whatever_time_a_phone_says_its_words_lie_between_then_and_now(house: SetHouse, wrong: int) -> None:
    """The phone sends the room's time; should it ever not, a future is cut off, and a past beyond half a day too."""
    ana = house.join("Ana")
    house.go("write.treats")
    words = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
    move = host.Move("from-afar", "write", Seat(Role.PARTICIPANT, house.run_id, ana.id), "write.treats", words)
    assert house.host.play(host.replace(move, at=house.host.now() + wrong))["ok"]
    last = house.store.facts(house.run_id)[-1]
    assert house.host.now() - host.OFFLINE <= last.at <= house.host.now()


# ── a server of its own ─────────────────────────────────────────────────────


@pytest.fixture
def setting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    found = tmp_path / "setting"
    found.write_text("0", encoding="ascii")
    monkeypatch.setenv(SETTING, str(found))
    return found


def through_a_real_room(folder: Path, setting: Path, how: str) -> None:
    """The clock is set while a real server runs, and while it is dead; a phone, the console and a timer look on."""
    room = Room(folder, Path("rehearsal")).open(how)
    console, phone = Robot("the facilitator", Random(1)), None
    try:
        answer, cookie = robots.post(room.address, "/sign-in", {"ticket": room.ticket})
        run = answer["go"].rpartition("/")[2]
        console.sit(room.address, cookie, "facilitator", run)
        phone = robots.crowd(room.address, run, room.code, 1)[0]
        joined = robots.post(room.address, "/join", {"code": room.code, "id": "a" * 24, "name": "Ben"})[1]
        console.play("go", {"screen": "write.treats", "seen": console.views["console"]["steer"]})
        assert phone.shows("write.treats")
        ends, began = console.views["console"]["timer"]["ends"], time.monotonic()
        left = ends - answer_now(phone)
        for step in (HOUR, -DAY):
            setting.write_text(str(step), encoding="ascii")
            shown(left, began, phone.views["floor"]["timer"]["ends"] - answer_now(phone))
            assert console.until(lambda: "clock_moved" in console.views["console"]["troubles"], 5), "nobody was told"
        room.kill()
        setting.write_text(str(DAY), encoding="ascii")
        room.open(how)
        back = Robot("Ben", Random(2))
        back.sit(room.address, joined, "participant", run)
        assert time.monotonic() - room.opened_at < 10
        shown(left, began, back.views["floor"]["timer"]["ends"] - answer_now(back))
        back.line.close()
    finally:
        for one in (console, phone):
            if one and one.line:
                one.line.close()
        room.close()


def shown(left: int, began: float, now: int) -> None:
    expected = left - (time.monotonic() - began) * 1000
    assert abs(now - expected) <= 1000, f"the timer is {(now - expected) / 1000:.1f} s out"


def test_a_real_room_keeps_its_time_while_the_clock_is_set(tmp_path: Path, setting: Path) -> None:
    through_a_real_room(tmp_path / "room", setting, "tests.promise.clocks:settable")


def test_control_a_real_room_on_the_wall_clock_does_not(tmp_path: Path, setting: Path) -> None:
    with pytest.raises(AssertionError, match=r"out|told"):
        through_a_real_room(tmp_path / "room", setting, "tests.promise.clocks:believed")
