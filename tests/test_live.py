"""The live door without a wire: who is let in, where they sit, and what becomes of a move that makes no sense."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from socketio.exceptions import ConnectionRefusedError

from tests.house import Guest, House
from tests.promise import marked
from workshop.live import Live
from workshop.moves import Json, Role, Seat

RUN = {"seat": "participant"}


class Wire:
    """What the transport would carry: who sits where, and what each socket was told."""

    def __init__(self) -> None:
        self.seats: dict[str, list[str]] = {}
        self.told: list[tuple[str, str, Json]] = []
        self.dismissed: list[str] = []

    def sit(self, sid: str, channels: Iterable[str]) -> None:
        self.seats[sid] = [name.split("/")[1] for name in channels]

    def leave(self, sid: str) -> None:
        self.seats.pop(sid, None)

    def tell(self, sid: str, event: str, payload: Json) -> None:
        self.told.append((sid, event, payload))

    def show(self, sid: str, views: Mapping[str, Json]) -> None:
        self.told += [(sid, "view", view) for view in views.values()]

    def dismiss(self, sid: str) -> None:
        self.dismissed.append(sid)


class Door:
    """A live door whose cookies are simply `who=<person>`; the seat comes from the roster on every move."""

    def __init__(self, house: House) -> None:
        self.house, self.wire = house, Wire()
        self.live = Live(house.host, self.who_is, lambda environ: "far" not in environ)
        self.live.fanout = self.wire

    def who_is(self, cookies: dict[str, str], wanted: str, run: str) -> Seat:
        who = cookies.get("who", "")
        person = self.house.run.roster.people.get(who)
        if wanted == "participant" and person and not person.removed:
            return Seat(Role.PARTICIPANT, run, who)
        return Seat(Role.FACILITATOR, run) if wanted == who == "facilitator" else Seat(Role.OUTSIDER, run)

    def connect(self, sid: str, who: str, **environ: Any) -> None:
        wanted = who if who == "facilitator" else "participant"
        said = {"HTTP_COOKIE": f'odd={{"a":1}}; who={who}', **environ}
        self.live.connect(sid, said, {"seat": wanted, "run": self.house.run_id})

    def move(self, sid: str, **data: Any) -> Json:
        return self.live.move(sid, {"id": "abc", "name": "vote", **data})


@pytest.fixture
def ana(house: House) -> Guest:
    return house.join("Ana", table=2)


@pytest.fixture
def door(house: House, ana: Guest) -> Door:
    one = Door(house)
    one.connect("s1", ana.id)
    return one


def test_a_phone_sees_nothing_until_it_sits_and_then_its_three_channels(door: Door, ana: Guest) -> None:
    assert door.wire.told == []
    answer = door.live.sit("s1", {})
    assert answer["ok"]
    assert answer["now"]
    assert door.wire.seats["s1"] == ["floor", "table:2", f"me:{ana.id}"]
    assert [event for _, event, _ in door.wire.told] == ["view"] * 3


def test_a_phone_may_ask_for_all_that_is_listed_on_a_screen_and_keeps_being_told(door: Door, ana: Guest) -> None:
    screen = door.house.run.place.now
    assert door.live.sit("s1", {"whole": screen})["ok"]
    assert door.wire.seats["s1"] == ["floor", "table:2", f"me:{ana.id}", f"whole:{screen}"]
    ana.play("sit_at", table=1)
    assert f"whole:{screen}" in door.wire.seats["s1"]
    assert door.live.sit("s1", {})["ok"]
    assert door.wire.seats["s1"] == ["floor", "table:1", f"me:{ana.id}"]


@pytest.mark.parametrize(
    "wish", [{"whole": "nowhere"}, {"whole": 5}, {"whole": ["floor"]}, {"whole": ""}, [], None, "x"]
)
def test_whoever_asks_for_all_of_nothing_gets_what_everybody_gets(door: Door, ana: Guest, wish: Any) -> None:
    assert door.live.sit("s1", wish)["ok"]
    assert door.wire.seats["s1"] == ["floor", "table:2", f"me:{ana.id}"]


def test_what_cannot_be_the_name_of_a_screen_is_not_kept_for_as_long_as_somebody_sits(door: Door) -> None:
    assert door.live.sit("s1", {"whole": "x" * 16_000})["ok"]
    assert len(door.live._guests["s1"].whole) <= 64


def test_a_console_has_no_use_for_it(door: Door) -> None:
    door.connect("s2", "facilitator")
    door.live.sit("s2", {"whole": door.house.run.place.now})
    assert door.wire.seats["s2"] == ["console", "stage"]


@pytest.mark.parametrize("auth", [None, "participant", 5, [], {}, {"seat": 1, "run": 2}, {"seat": "house", "run": "x"}])
def test_whoever_asks_for_no_seat_there_is_gets_none(door: Door, auth: object) -> None:
    with pytest.raises(ConnectionRefusedError):
        door.live.connect("s2", {"HTTP_COOKIE": "who=facilitator"}, auth)


def test_a_facilitator_far_away_is_not_let_in(door: Door) -> None:
    with pytest.raises(ConnectionRefusedError):
        door.connect("s2", "facilitator", far=True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": ""},
        {"id": 5},
        {"id": "x" * 65},
        {"id": "zero:choose.dots:1"},
        {"name": None},
        {"name": "n" * 65},
        {"screen": []},
        {"data": []},
        {"data": None},
        {"at": "now"},
        {"at": True},
        {"at": 1.5},
    ],
)
def test_a_move_that_makes_no_sense_is_refused_and_leaves_no_trace(door: Door, house: House, wrong: Json) -> None:
    before = house.store.facts(house.run_id)
    assert door.move("s1", **wrong)["code"] == "malformed"
    assert house.store.facts(house.run_id) == before


def test_a_name_of_ten_thousand_characters_is_refused_in_one_sentence(door: Door) -> None:
    answer = door.move("s1", name="change", data={"name": "n" * 10_000})
    assert answer == {"ok": False, "code": "too_long", "args": {"key": "name", "limit": 60}, "retry": False}


def test_a_move_on_a_screen_that_is_not_up_is_refused(door: Door) -> None:
    assert door.move("s1", screen="choose.dots", data={"picks": {}})["code"] == "not_open"
    assert door.move("s1", screen="no.such", data={"picks": {}})["code"] == "unknown_screen"


def test_whoever_is_removed_is_shown_out_at_once_and_not_let_in_again(door: Door, house: House, ana: Guest) -> None:
    door.live.sit("s1", {})
    house.facilitator.play("remove", person=ana.id)
    assert ("s1", "out", {"code": "removed"}) in door.wire.told
    assert door.wire.dismissed == ["s1"]
    with pytest.raises(ConnectionRefusedError):
        door.connect("s2", ana.id)
    house.facilitator.play("readmit", person=ana.id)
    door.connect("s3", ana.id)
    assert house.run.roster.tables[2].phone == ana.id


def test_whoever_changes_tables_sits_down_there(door: Door, ana: Guest) -> None:
    door.live.sit("s1", {})
    ana.play("sit_at", table=3)
    assert door.wire.seats["s1"][1] == "table:3"


def test_whoever_comes_in_elsewhere_is_signed_off_here(door: Door, house: House, ana: Guest) -> None:
    door.live.sign_off(house.run_id, ana.id)
    assert ("s1", "out", {"code": "elsewhere"}) in door.wire.told


def test_when_a_token_ends_whoever_sits_by_it_is_shown_out_at_once_and_nobody_else_is_looked_at(
    door: Door, house: House, ana: Guest
) -> None:
    ben = house.join("Ben", table=2)
    door.connect("s2", ben.id)
    looked: list[str] = []
    door.live._who_is = lambda cookies, wanted, run: looked.append(cookies["who"]) or Seat(Role.OUTSIDER, run)
    door.live.recheck(house.run_id, ana.id)
    assert looked == [ana.id]
    assert door.wire.dismissed == ["s1"]
    door.live.recheck()
    assert set(door.wire.dismissed) == {"s1", "s2"}


def test_whoever_was_signed_out_makes_no_move_before_the_line_is_closed(
    door: Door, house: House, ana: Guest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her line closes a moment after she was shown out, and a phone may have several moves on their way by then."""
    monkeypatch.setattr(door.live, "edition", lambda: "the only one")
    assert door.live.sit("s1", {})["ok"]
    monkeypatch.setattr(door.live, "edition", lambda: "one token less")
    monkeypatch.setattr(door.live, "_who_is", lambda cookies, wanted, run: Seat(Role.OUTSIDER, run))
    answers = [door.live.move("s1", {"id": f"m{no}", "name": "sit_at", "data": {"table": 1}}) for no in range(3)]
    assert [answer.get("code") for answer in answers] == ["signed_out"] * 3
    assert not door.live.sit("s1", {})["ok"]
    assert house.run.roster.table_of(ana.id) == 2


def test_two_entries_of_one_person_are_looked_at_as_one(door: Door, house: House, ana: Guest) -> None:
    twice = house.join("Ana again", table=2)
    door.connect("s2", twice.id)
    house.facilitator.play("merge_people", person=twice.id, into=ana.id)
    looked: list[str] = []
    door.live._who_is = lambda cookies, wanted, run: looked.append(cookies["who"]) or Seat(Role.OUTSIDER, run)
    door.live.recheck(house.run_id, twice.id)
    assert sorted(looked) == sorted([ana.id, twice.id])
    assert sorted(door.wire.dismissed) == ["s1", "s2"]


def test_whoever_comes_in_is_not_compared_with_the_whole_hall(
    door: Door, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    guests = [house.join(f"Guest {no}") for no in range(60)]
    compared: list[object] = []
    honest = Seat.__eq__
    monkeypatch.setattr(Seat, "__eq__", lambda self, other: compared.append(other) or honest(self, other))
    for no, guest in enumerate(guests):
        door.connect(f"g{no}", guest.id)
    assert len(compared) <= len(guests)
    assert len(door.live._of(house.run_id, guests[7].id)) == 1
    for no in range(len(guests)):
        door.live.disconnect(f"g{no}")
    assert set(door.live._lines) == {(house.run_id, seat.person) for seat in [door.live._guests["s1"].seat]}


def test_when_a_rehearsal_is_wiped_everybody_is_shown_out(house_of: Any) -> None:
    house = house_of("rehearsal", rehearsal=True)
    ana = house.join("Ana")
    door = Door(house)
    door.connect("s1", ana.id)
    door.live.sit("s1", {})
    marked.clearing(house).purge(house.run_id)
    assert ("s1", "out", {"code": "ended"}) in door.wire.told


def test_a_phone_keeps_the_time_of_writing_but_never_one_from_the_future(door: Door, house: House, ana: Guest) -> None:
    house.go("write.treats")
    wrote = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
    earlier = house.time - 30_000
    door.move("s1", id="one", name="write", screen="write.treats", data=wrote, at=earlier)
    door.move(
        "s1", id="two", name="write", screen="write.treats", data={**wrote, "box": "worry"}, at=house.time + 10**9
    )
    times = [entry.at for entry in house.run.pool.by(ana.id)]
    assert times[0] == earlier
    assert times[1] <= house.time


# ── the desk keeps going ────────────────────────────────────────────────────


def test_a_run_that_cannot_be_read_does_not_keep_the_others_from_going_on(house: House) -> None:
    other = house.host.create(house.run.agenda, {"names": True})
    with sqlite3.connect(house.path) as hand:
        hand.execute("UPDATE runs SET agenda = '{}' WHERE id = ?", (other,))
    hand.close()
    house.crash()
    house.open()
    assert house.host.run(other) is None
    assert house.join("Ana").id in house.run.roster.people


def test_a_mistake_of_ours_costs_one_move_and_not_the_desk(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = house.join("Ana")

    def mistaken(*given: Any) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as broken:
        broken.setattr(house.host.store, "append", mistaken)
        assert ana.refused("change", organisation="x") == "broken"
    with monkeypatch.context() as broken:
        broken.setattr(house.host, "watchers", [mistaken])
        assert ana.play("change", organisation="nobody is told")["ok"]
    assert ana.play("change", organisation="y")["ok"]


def test_a_watcher_that_breaks_keeps_no_news_from_anybody(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = house.join("Ana")
    house.sit_everywhere()

    def mistaken(*given: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(house.host, "watchers", [mistaken])
    assert ana.play("change", organisation="North")["ok"]
    house.assert_patched_is_fresh()


# ── time is up ──────────────────────────────────────────────────────────────


def at_zero(house: House, screen: str = "choose.dots") -> Json:
    close = house.play(Seat(Role.HOUSE, house.run_id), "close", screen, f"zero:{house.time}", {})
    return dict(close)


def test_what_the_facilitator_opens_again_after_time_was_up_stays_open(house: House) -> None:
    house.go("choose.dots")
    house.time = house.run.place.mark("choose.dots").timer.ends + 1
    assert at_zero(house)["ok"]
    house.facilitator.play("open", "choose.dots")
    assert at_zero(house)["code"] == "not_yours"
    house.go("write.treats")
    house.go("choose.dots")
    assert at_zero(house)["code"] == "not_yours"
    assert house.run.place.mark("choose.dots").open


def test_more_time_given_after_zero_ends_with_another_close(house: House) -> None:
    house.go("choose.dots")
    house.time = house.run.place.mark("choose.dots").timer.ends + 1
    at_zero(house)
    house.facilitator.play("timer_add", seconds=120)
    house.facilitator.play("open", "choose.dots")
    assert at_zero(house)["code"] == "not_yours"
    house.time = house.run.place.mark("choose.dots").timer.ends + 1
    assert at_zero(house)["ok"]


def test_a_screen_nobody_has_seen_cannot_be_opened_and_keeps_its_timer(house: House) -> None:
    assert house.facilitator.refused("open", "choose.dots") == "not_here"
    house.go("choose.dots")
    assert house.run.place.mark("choose.dots").timer.running


@pytest.mark.parametrize("seen", ["x", [], None, 1.5, True])
def test_a_control_that_says_nonsense_about_what_it_saw_moves_nobody(house: House, seen: object) -> None:
    assert house.facilitator.refused("next", seen=seen) == "malformed"


def test_a_spotlight_goes_out_with_the_words_it_was_on(house: House) -> None:
    ana = house.join("Ana")
    house.go("write.treats")
    wrote = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
    entry = ana.play("write", **wrote)["data"]["entry"]["id"]
    house.facilitator.play("show", entries=[entry])
    assert house.facilitator.play("spotlight", entry=entry)["ok"]
    house.facilitator.play("hide", entries=[entry])
    assert house.run.place.spotlight == ""
