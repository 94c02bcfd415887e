"""A move id stands for one thing: sent again it is answered again, and nothing else may be sent under it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import gevent
import pytest

from tests.house import Guest, House
from workshop import host as hosts
from workshop.moves import Json, Move, Role, Seat

WORDS = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
TAKEN = {"ok": False, "code": "malformed", "args": {"key": "id"}, "retry": False}


@pytest.fixture
def ana(house: House) -> Guest:
    """Ana, at a screen to write on."""
    guest = house.join("Ana")
    house.go("write.treats")
    return guest


def written(house: House) -> list[str]:
    """What stands in the room."""
    return [entry.text for entry in house.run.pool]


def test_one_id_cannot_stand_for_two_things(house: House, ana: Guest) -> None:
    first = ana.play("write", "", "tap-1", **WORDS)
    assert ana.play("write", "", "tap-1", **{**WORDS, "text": "Cake"}) == TAKEN
    assert ana.play("write", "", "tap-1", **{**WORDS, "named": True}) == TAKEN
    assert ana.play("write", "", "tap-1", **WORDS) == first
    assert written(house) == ["Fruit"]


def test_nor_after_a_restart(house: House, ana: Guest) -> None:
    first = ana.play("write", "", "tap-1", **WORDS)
    house.crash()
    house.open()
    assert ana.play("write", "", "tap-1", **{**WORDS, "text": "Cake"}) == TAKEN
    assert ana.play("write", "", "tap-1", **WORDS) == first


def test_nor_in_one_batch(house: House, ana: Guest) -> None:
    taps = [gevent.spawn(ana.play, "write", "", "tap-1", **{**WORDS, "text": text}) for text in ("Fruit", "Cake")]
    answers = [tap.value for tap in gevent.joinall(taps)]
    assert [answer["ok"] for answer in answers] == [True, False]
    assert written(house) == ["Fruit"]


def test_the_order_of_keys_and_the_time_are_no_part_of_it(house: House, ana: Guest) -> None:
    first = ana.play("write", "", "tap-1", **WORDS)
    again = Move("tap-1", "write", ana.seat, "write.treats", dict(reversed(WORDS.items())), at=house.time - 60_000)
    assert house.host.play(again) == first


def test_nobody_comes_in_under_the_id_of_somebody_else(house: House) -> None:
    def knock(name: str) -> Json:
        return house.play(Seat(Role.OUTSIDER, house.run_id), "join", "", "knock-1", {"name": name, "named": True})

    first = knock("Ana")
    assert knock("Ben") == TAKEN
    assert knock("Ana") == first
    assert [person.name for person in house.run.roster] == ["Ana"]


def test_who_turned_out_to_be_somebody_else_still_hears_that_it_was_saved(house: House, ana: Guest) -> None:
    first = ana.play("write", "", "tap-1", **WORDS)
    twin = house.join("Ana on her laptop")
    assert house.facilitator.play("merge_people", person=ana.id, into=twin.id)["ok"]
    now = replace(ana, seat=replace(ana.seat, person=twin.id))  # as the live door reads it from then on
    assert now.play("write", "write.treats", "tap-1", **WORDS) == first


def test_a_fact_of_an_older_version_has_no_digest_and_is_answered_as_ever(house: House, ana: Guest) -> None:
    first = ana.play("write", "", "tap-1", **WORDS)
    house.store._connection.execute("UPDATE facts SET digest = ''")
    assert ana.play("write", "", "tap-1", **WORDS) == first


def test_the_digest_tells_neither_who_nor_whether_two_said_the_same(house: House) -> None:
    votes = [
        Move(id_, "vote", Seat(Role.PARTICIPANT, "r", who), "s", {})
        for id_, who in (("1", "a"), ("1", "b"), ("2", "a"))
    ]
    one, other_person, other_id = map(hosts.digest, votes)
    assert one == other_person
    assert one != other_id


def test_control_without_a_digest_something_else_is_told_saved(
    house: House, ana: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts, "digest", lambda move: "the same")
    ana.play("write", "", "tap-1", **WORDS)
    assert ana.play("write", "", "tap-1", **{**WORDS, "text": "Cake"})["ok"]
    assert written(house) == ["Fruit"]


def test_a_house_that_closes_writes_what_was_sent_before_and_is_quick_about_it(
    house_of: Callable[..., House], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = house_of("rehearsal")
    ana = house.join("Ana")
    house.go("write.treats")
    taps = [gevent.spawn(ana.play, "write", "", f"tap-{no}", **{**WORDS, "text": f"{no}"}) for no in range(5)]
    gevent.sleep(0)  # all five are in the queue
    began = time.monotonic()
    house.host.close()
    assert time.monotonic() - began < 2
    assert all(tap.get(timeout=0)["ok"] for tap in taps)
