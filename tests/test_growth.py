"""A full hall costs what it has to: a move is worked out once for each audience, and never once for each person.

What is counted here is work, not time: views made, patches worked out, statements, and calls of any kind.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

import pytest

from tests.house import Guest, House
from workshop import faces, patch
from workshop import run as runs
from workshop.channels import Channels
from workshop.matters.remembered import Remembered
from workshop.moves import Floor, Json, Listener, Me, Table, channel
from workshop.register import Register
from workshop.run import Run

FEW, MANY = 50, 300
TABLES = {str(no): "" for no in range(1, 11)}


@contextmanager
def counted(house: House) -> Iterator[Counter[str]]:
    """What is done from here on: views and patches by audience, and statements."""
    done: Counter[str] = Counter()
    view, diff = faces.view, patch.diff

    def drawn(run: Run, audience: Listener) -> Json:
        done[f"a view of {channel(audience)}"] += 1
        return view(run, audience)

    def compared(before: Json, after: Json) -> Json:
        with mock.patch.object(patch, "diff", diff):  # what is inside belongs to it
            done["patches"] += 1
            return diff(before, after)

    house.store._connection.set_trace_callback(lambda statement: done.update({"statements": 1}))
    try:
        with mock.patch.object(faces, "view", drawn), mock.patch.object(patch, "diff", compared):
            yield done
    finally:
        house.store._connection.set_trace_callback(None)


def calls(act: Callable[[], Any]) -> int:
    """How many functions are called meanwhile, of ours and of Python's own."""
    count = 0

    def one(frame: Any, event: str, arg: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(one)
    try:
        act()
    finally:
        sys.setprofile(None)
    return count


def hall(house_of: Any, people: int) -> tuple[House, list[Guest]]:
    """So many at ten tables, all of them looking at a vote."""
    house = house_of("rehearsal", tables=TABLES)
    guests = [house.join(f"Guest {no}", table=1 + no % len(TABLES)) for no in range(people)]
    vote = next(screen.id for screen in house.run.agenda.screens if screen.kind == "choose")
    house.go(vote)
    assert house.facilitator.play("open", vote)["ok"]
    house.sit_everywhere()
    house.host.channels(house.run_id).settle()
    return house, guests


def vote(house: House, guest: Guest) -> None:
    item = next(iter(house.view(Floor())["screen"]["view"]["items"]))
    assert guest.play("vote", picks={item: 1})["ok"]
    house.host.channels(house.run_id).settle()


def of_a_vote(house: House, guest: Guest) -> Counter[str]:
    with counted(house) as done:
        vote(house, guest)
    return Counter({name.replace(guest.id, "the voter"): count for name, count in done.items()})


# ── a move ──────────────────────────────────────────────────────────────────


def test_a_vote_in_a_full_hall_takes_no_more_views_patches_and_statements_than_among_few(house_of: Any) -> None:
    few, many = (of_a_vote(house, guests[0]) for house, guests in (hall(house_of, FEW), hall(house_of, MANY)))
    assert few == many
    assert few["a view of stage"] == few["a view of me:the voter"] == 1
    assert few["patches"] < 10


def test_control_a_vote_that_is_news_to_everybody_is_noticed(house_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "touched", lambda before, after, fact: None)
    few, many = (of_a_vote(house, guests[0]) for house, guests in (hall(house_of, FEW), hall(house_of, MANY)))
    assert many["patches"] > few["patches"] + 200


def test_the_console_is_not_drawn_anew_for_a_vote(house_of: Any) -> None:
    house, guests = hall(house_of, MANY)
    vote(house, guests[0])
    with mock.patch.object(faces, "_person", side_effect=faces._person) as drawn:
        vote(house, guests[1])
        assert not drawn.called
        house.join("Late", table=1)
        house.host.channels(house.run_id).settle()
        assert drawn.call_count == 1


def test_control_without_a_memory_every_card_is_drawn_again(house_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    house, guests = hall(house_of, FEW)
    monkeypatch.setattr(Remembered, "once", lambda self, name, origin, work: work())
    with mock.patch.object(faces, "_person", side_effect=faces._person) as drawn:
        vote(house, guests[0])
    assert drawn.call_count >= FEW


def test_control_a_memory_that_does_not_look_where_things_come_from_breaks_the_law(
    house_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = Remembered.once
    monkeypatch.setattr(Remembered, "once", lambda self, name, origin, work: once(self, name, (), work))
    house, _ = hall(house_of, 5)
    house.join("Late", table=1)
    with pytest.raises(AssertionError, match="went astray"):
        house.assert_patched_is_fresh()


def test_memories_are_no_part_of_what_a_run_is(house_of: Any) -> None:
    house, guests = hall(house_of, 5)
    vote(house, guests[0])
    house.assert_replay_is_live()
    assert house.facilitator.play("end")["ok"]
    assert not house.run.memory()._kept, "at the end nothing is left that tells whose an answer without name was"


# ── sitting down ────────────────────────────────────────────────────────────


def everybody_sits(house: House, guests: list[Guest]) -> Counter[str]:
    house.seats.views.clear()
    house.host.channels(house.run_id).publish(faces.audiences(house.run))  # nobody sits anywhere any more
    with counted(house) as done:
        for guest in guests:
            for audience in (Floor(), Table(house.run.roster.table_of(guest.id)), Me(guest.id)):
                house.seats.sit(house.run_id, house.host.sit(house.run_id, audience))
    return done


def test_a_hall_that_sits_down_is_shown_one_floor_and_one_view_of_each_table(house_of: Any) -> None:
    house, guests = hall(house_of, MANY)
    done = everybody_sits(house, guests)
    assert done.pop("a view of floor") == 1
    assert {done.pop(f"a view of table:{no}") for no in TABLES} == {1}
    assert set(done.values()) == {1}
    assert len(done) == MANY


def test_control_a_channel_that_takes_every_look_for_news_is_noticed(
    house_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, guests = hall(house_of, FEW)
    monkeypatch.setattr(Channels, "_is_shared", lambda self, audience: False)
    monkeypatch.setattr(Channels, "_edition_now", lambda self: object())
    assert everybody_sits(house, guests)["a view of floor"] == FEW


def test_all_who_sit_down_are_given_the_very_same_view(house_of: Any) -> None:
    house, _ = hall(house_of, FEW)
    one, other = (house.host.sit(house.run_id, Floor()) for _ in range(2))
    assert one["view"] is other["view"]


def test_who_comes_between_a_vote_and_its_news_gets_the_news_with_the_others(house_of: Any) -> None:
    house, guests = hall(house_of, FEW)
    house.play(guests[0].seat, "change", "", "", {"name": "Another"})
    house.join("Late", table=1)
    told = house.host.sit(house.run_id, Floor())
    assert told["version"] == house.seats.versions[f"{house.run_id}/floor"]
    assert told["view"] == house.seats.views[f"{house.run_id}/floor"]
    house.assert_patched_is_fresh()


# ── coming in ───────────────────────────────────────────────────────────────


def of_a_newcomer(house: House, name: str) -> int:
    house.join(f"{name} first")
    return calls(lambda: house.join(name))


def test_whoever_comes_in_is_compared_with_nobody(house_of: Any) -> None:
    few, many = (house_of("rehearsal", tables=TABLES) for _ in range(2))
    for house, people in ((few, FEW), (many, MANY)):
        for no in range(people):
            house.join(f"Guest {no}")
    among_few, among_many = of_a_newcomer(few, "Ana"), of_a_newcomer(many, "Ana")
    assert among_many < among_few * 1.25


def test_control_counting_everybody_anew_is_noticed(house_of: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Register, "hand_on", lambda self, before, after, person: None)
    test = test_whoever_comes_in_is_compared_with_nobody
    with pytest.raises(AssertionError):
        test(house_of)


def test_what_a_roster_counts_is_what_one_finds_by_going_round(house_of: Any) -> None:
    house, guests = hall(house_of, 12)
    guests[0].play("leave")
    guests[1].play("change", name="Guest 3")
    guests[2].play("sit_at", table=4)
    house.facilitator.play("remove", person=guests[4].id)
    house.facilitator.play("merge_people", person=guests[5].id, into=guests[6].id)
    roster = house.run.roster
    assert roster.seats() == Counter(person.table for person in roster if not person.left)
    assert len(roster) == sum(1 for person in roster.people.values() if not person.removed)
    kept, anew = vars(roster.register), vars(Register().of(roster.people, roster.door))
    assert kept == anew


def test_the_hall_hears_the_news_before_the_console_is_drawn(house: House) -> None:
    """A thousand people look at their phones, and one at the console, which takes longer to draw."""
    house.join("Ana")
    house.sit_everywhere()
    house.go("choose.ready")
    house.host.channels(house.run_id).settle()
    told = [channel.partition("/")[2] for channel, _ in house.seats.sent]
    assert told[0] == "stage"
    assert told.index("floor") < told.index("console")
