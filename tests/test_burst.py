"""Everybody votes at one instant: what each of them costs, and what holds although they are written together.

What is counted here is work, not time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from typing import Any

import gevent
import pytest

from tests.house import Guest, House
from workshop import run as runs
from workshop.access import Access, cookie_name
from workshop.config import Config
from workshop.host import Host
from workshop.live import Live
from workshop.moves import Json, Role, Stage
from workshop.store import Store

WORDS = {"box": "treat", "named": False, "visibility": "room"}


@pytest.fixture
def guests(house: House) -> list[Guest]:
    """Twenty people in front of a vote that is open."""
    crowd = [house.join(f"Guest {no}") for no in range(20)]
    vote = next(screen.id for screen in house.run.agenda.screens if screen.kind == "choose")
    house.go(vote)
    assert house.facilitator.play("open", vote)["ok"]
    return crowd


def at_once(acts: Iterable[Callable[[], Json]]) -> list[Json]:
    """All at one instant, so that one transaction has them."""
    tapped = [gevent.spawn(act) for act in acts]
    gevent.joinall(tapped, raise_error=True)
    return [one.value for one in tapped]


def votes(guests: Iterable[Guest], item: str) -> list[Json]:
    return at_once([lambda guest=guest: guest.play("vote", picks={item: 1}) for guest in guests])  # type: ignore[misc]


def item(house: House) -> str:
    return str(next(iter(house.view(Stage())["screen"]["view"]["items"])))


def statements(house: House, act: Callable[[], object]) -> list[str]:
    """What the database is told meanwhile."""
    told: list[str] = []
    house.store._connection.set_trace_callback(told.append)
    try:
        act()
    finally:
        house.store._connection.set_trace_callback(None)
    return told


# ── what a vote costs ───────────────────────────────────────────────────────


def test_each_vote_of_a_burst_is_one_statement_and_the_burst_four_more(house: House, guests: list[Guest]) -> None:
    told = statements(house, lambda: votes(guests, item(house)))
    assert sum(one.startswith("INSERT INTO facts") for one in told) == len(guests)
    beside = [one.split()[0] for one in told if not one.startswith("INSERT INTO facts")]
    assert beside in (["BEGIN", "SELECT", "COMMIT"], ["BEGIN", "SELECT", "SELECT", "COMMIT"])
    assert house.store.check_chain(house.run_id) == 0


def test_a_burst_is_told_to_the_channels_once(
    house: House, guests: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    house.sit_everywhere()
    channels, told = house.host.channels(house.run_id), []
    monkeypatch.setattr(channels, "news", told.append)
    votes(guests, item(house))
    gevent.sleep(0)
    assert len(told) == 1


# ── what holds all the same ─────────────────────────────────────────────────


def test_who_taps_twice_within_one_burst_counts_once_and_hears_the_same(house: House, guests: list[Guest]) -> None:
    first = item(house)
    both = at_once([lambda: guests[0].play("vote", "", "tap-1", picks={first: 1})] * 2)
    assert both[0] == both[1]
    assert [fact.move_id for fact in house.host.facts(house.run_id)].count("tap-1") == 1
    assert house.store.check_chain(house.run_id) == 0


def test_a_vote_that_counts_already_is_answered_as_ever_when_the_vote_is_closed(
    house: House, guests: list[Guest]
) -> None:
    first = item(house)
    saved = guests[0].play("vote", "", "tap-1", picks={first: 1})
    house.facilitator.play("close", house.run.place.now)
    assert guests[0].play("vote", "", "tap-1", picks={first: 1}) == saved
    assert guests[1].refused("vote", picks={first: 1}) == "not_open"


def half_broken(monkeypatch: pytest.MonkeyPatch, guest: Guest) -> None:
    """What somebody does breaks when their fact is written already, and what follows from it is not."""
    project = Host._project

    def breaking(self: Host, before: Any, after: Any, fact: Any) -> None:
        if fact.person == guest.id:
            raise RuntimeError("broken on purpose")
        project(self, before, after, fact)

    monkeypatch.setattr(Host, "_project", breaking)


def burst_with_one_that_breaks(house: House, guests: list[Guest], monkeypatch: pytest.MonkeyPatch) -> list[Json]:
    house.sit_everywhere()
    half_broken(monkeypatch, guests[7])
    return votes(guests, item(house))


def assert_only_that_one_is_lost(house: House, guests: list[Guest], answers: list[Json]) -> None:
    assert [answer["ok"] for answer in answers] == [guest is not guests[7] for guest in guests]
    voted = [fact.person for fact in house.host.facts(house.run_id) if fact.name == "vote"]
    assert voted == [guest.id for guest in guests if guest is not guests[7]]
    assert house.store.check_chain(house.run_id) == 0
    house.host.channels(house.run_id).settle()
    assert house.view(Stage())["screen"]["view"]["voted"] == len(guests) - 1
    before = house.run
    house.crash()
    house.open()
    assert runs.replay(house.host.blank(house.run_id), house.host.facts(house.run_id)).states == before.states


def test_a_vote_that_breaks_halfway_leaves_nothing_and_spoils_no_other(
    house: House, guests: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert_only_that_one_is_lost(house, guests, burst_with_one_that_breaks(house, guests, monkeypatch))


def test_control_a_half_that_nobody_puts_back_is_caught(
    house: House, guests: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "changes", 0)  # as if never anything were written
    answers = burst_with_one_that_breaks(house, guests, monkeypatch)
    with pytest.raises(AssertionError):
        assert_only_that_one_is_lost(house, guests, answers)


def two_of_three(house: House, guest: Guest) -> None:
    """Three facts in one transaction, of which the second is put back."""
    guest.play("vote", "", "tap-1", picks={item(house): 1})
    told = house.host.facts(house.run_id)[-1]
    with house.store.transaction():
        house.store.append(replace(told, move_id="tap-2"))
        with suppress(ZeroDivisionError), house.store.attempt():
            house.store.append(replace(told, move_id="tap-3"))
            _ = 1 / 0
        house.store.append(replace(told, move_id="tap-4"))


def test_the_chain_goes_on_from_what_stands_when_something_is_put_back(house: House, guests: list[Guest]) -> None:
    two_of_three(house, guests[0])
    assert house.store.check_chain(house.run_id) == 0


def test_control_a_head_that_outlives_what_was_put_back_breaks_the_chain(
    house: House, guests: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    heads: dict[str, str] = {}
    monkeypatch.setattr(Store, "_heads", property(lambda self: heads, lambda self, fresh: None), raising=False)
    two_of_three(house, guests[0])
    assert house.store.check_chain(house.run_id) > 0


# ── who somebody is ─────────────────────────────────────────────────────────


class Lines:
    """Sockets that carry nothing."""

    def sit(self, sid: str, channels: Any) -> None: ...
    def leave(self, sid: str) -> None: ...
    def tell(self, sid: str, event: str, payload: Json) -> None: ...
    def show(self, sid: str, views: Json) -> None: ...
    def dismiss(self, sid: str) -> None: ...


@pytest.fixture
def door(house: House, guests: list[Guest]) -> tuple[Live, Access]:
    """Everybody on a socket of their own, by a token of their own."""
    access = Access(Config(house.folder), house.store, clock=lambda: house.time)
    live = Live(house.host, access.seat, lambda environ: True)
    live.fanout, live.edition = Lines(), access.edition
    for guest in guests:
        token = access.admit(house.run_id, guest.id).token
        cookie = f"{cookie_name(Role.PARTICIPANT, house.run_id)}={token}"
        live.connect(guest.id, {"HTTP_COOKIE": cookie}, {"seat": "participant", "run": house.run_id})
        live.sit(guest.id, {})
    return live, access


def tap(house: House, live: Live, guest: Guest) -> Json:
    return live.move(guest.id, {"id": next(house.ids), "name": "leave", "data": {}})


def looked_for(house: House, act: Callable[[], object]) -> int:
    return sum("FROM tokens" in one for one in statements(house, act))


def test_nobody_is_looked_for_again_while_no_token_has_ended(
    house: House, guests: list[Guest], door: tuple[Live, Access]
) -> None:
    live, access = door
    assert looked_for(house, lambda: [tap(house, live, guest) for guest in guests]) == 0
    access.admit(house.run_id, guests[0].id)  # one more phone ends nothing
    assert looked_for(house, lambda: tap(house, live, guests[1])) == 0
    house.time += 60_000  # some end by themselves
    assert looked_for(house, lambda: tap(house, live, guests[1])) > 0


ENDINGS: dict[str, Callable[[House, Guest], object]] = {
    "theirs": lambda house, guest: house.store.revoke_person(house.run_id, guest.id, 1),
    "that one": lambda house, guest: [
        house.store.revoke(row["hash"], 1) for row in house.store.db["tokens"].rows_where("person = ?", [guest.id])
    ],
    "everybody's": lambda house, guest: house.store.drop_people_tokens(house.run_id),
    "by age": lambda house, guest: setattr(house, "time", house.time + 31 * 24 * 60 * 60_000),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_whose_token_has_ended_makes_no_further_move(
    house: House, guests: list[Guest], door: tuple[Live, Access], ending: str
) -> None:
    assert tap(house, door[0], guests[3])["ok"]
    ENDINGS[ending](house, guests[3])
    assert tap(house, door[0], guests[3])["code"] == "signed_out"


def test_control_who_is_never_looked_for_again_stays(
    house: House, guests: list[Guest], door: tuple[Live, Access]
) -> None:
    live, _ = door
    live.edition = lambda: "the same for ever"
    assert tap(house, live, guests[3])["ok"]
    ENDINGS["theirs"](house, guests[3])
    assert tap(house, live, guests[3])["ok"]


def test_who_was_taken_off_the_list_makes_no_further_move_by_a_good_token(
    house: House, guests: list[Guest], door: tuple[Live, Access]
) -> None:
    assert tap(house, door[0], guests[3])["ok"]
    assert house.facilitator.play("remove", person=guests[3].id)["ok"]
    assert tap(house, door[0], guests[3])["code"] == "signed_out"
