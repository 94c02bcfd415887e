"""What was made faster for a full hall still tells everybody what is so: nothing is remembered that is so no more."""

from __future__ import annotations

import gc
import io
import json
import weakref
from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

import gevent
import pytest

from tests.house import Guest, House, robots_play
from workshop import faces, host, patch, text
from workshop import run as runs
from workshop.access import Access, Pass, cookie_name
from workshop.backups import Backups
from workshop.clearing import Clearing
from workshop.config import read
from workshop.matters import ladder, likeness
from workshop.matters.remembered import Remembered
from workshop.moves import Entry, Floor, Json, Role, Table, channel
from workshop.run import Run
from workshop.together import Together
from workshop.transport.headers import Headers

# ── whatever people do, a room that remembers looks like one that was read back ─────────────────────────────────────


class Crowd:
    """People who do all sorts of things, and a facilitator who does the rest."""

    def __init__(self, house: House, seed: int) -> None:
        self.house, self.dice = house, Random(seed)
        names = ("Ana", "Ben", "Cara", "Dev", "Ana")
        self.guests = [house.join(name, table=1 + no % 3) for no, name in enumerate(names)]

    @property
    def there(self) -> list[Guest]:
        people = self.house.run.roster.people
        return [one for one in self.guests if not people[one.id].removed]

    def one(self) -> Guest:
        return self.dice.choice(self.there)

    def somebody_does_something(self) -> str:
        """One thing out of many; some of them are refused. Gives its name."""
        run, her = self.house.run, self.house.facilitator
        entries, tables = list(run.pool.entries), list(run.roster.tables)
        some = self.dice.sample(entries, min(len(entries), 2))
        people = list(run.roster.people)
        person, other = self.dice.choice(people), self.dice.choice(people)
        table, next_table = self.dice.choice(tables), self.dice.choice(tables)
        name, data = self.dice.choice(
            [
                ("show", {"entries": some}),
                ("hide", {"entries": some}),
                ("tag", {"entries": some, "tags": [self.dice.choice("abc")]}),
                ("spotlight", {"entry": some[0] if some else ""}),
                ("merge_tables", {"table": table, "into": next_table}),
                ("split_table", {"table": table, "people": [person]}),
                ("name_table", {"table": table, "name": self.dice.choice(["Window", "Door"])}),
                ("remove", {"person": person}),
                ("readmit", {"people": [person]}),
                ("merge_people", {"person": person, "into": other}),
                ("hand_over", {"to": person}),
                ("reveal", {}),
                ("cover", {}),
                ("open", {}),
                ("close", {}),
            ]
        )
        if self.dice.random() < 0.6 or len(self.there) < 4:
            her.play(name, run.place.now, **data)
            return name
        guest = self.one()
        own = [entry.id for entry in run.pool.by(guest.id)]
        name, data = self.dice.choice(
            [
                ("change", {"name": self.dice.choice(["Zoe", "Ana"]), "named": self.dice.random() < 0.5}),
                ("sit_at", {"table": table}),
                ("leave", {}),
                ("come_back", {}),
                ("withdraw", {"entry": self.dice.choice(own or [""])}),
                ("edit", {"entry": self.dice.choice(own or [""]), "text": "On second thoughts"}),
                ("edit", {"entry": self.dice.choice(own or [""]), "visibility": self.dice.choice(["me", "room"])}),
                ("erase", {"how": self.dice.choice(["words", "name"])}),
            ]
        )
        guest.play(name, run.place.now, **data)
        return name

    def come_and_go(self) -> None:
        if len(self.there) < 6:
            self.guests.append(self.house.join(self.dice.choice(["Ana", "Eve"])))
        self.house.sit_everywhere()


def read_back(house: House) -> Run:
    """The same room out of its facts alone, in which nobody has looked at anything yet."""
    run = runs.replay(house.host.blank(house.run_id), house.store.facts(house.run_id))
    return replace(run, keys=house.store.keys(house.run_id))


def look(house: House, shown: list[tuple[Json, str]], after: str) -> None:
    """Everybody sees what a room read back shows, by patches too; and what they saw earlier was not written over."""
    house.host.channels(house.run_id).settle()
    again = read_back(house)
    for audience in faces.audiences(house.run):
        seen, fresh = house.view(audience), faces.view(again, audience)
        assert seen == fresh, f"{channel(audience)} after {after}: {json.dumps(patch.diff(seen, fresh))[:400]}"
        shown.append((seen, json.dumps(seen)))
    assert all(json.dumps(seen) == then for seen, then in shown), f"written over by {after}"
    house.assert_patched_is_fresh()
    del shown[:-50]


def an_afternoon(house: House, seed: int) -> None:
    crowd, shown = Crowd(house, seed), []
    for screen in house.run.agenda.screens:
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        for _ in range(2):
            crowd.come_and_go()
            for _ in robots_play(house, crowd.there, crowd.dice, rounds=2):
                pass
            house.facilitator.play("show", entries=[entry.id for entry in house.run.pool.waiting()][::2])
            look(house, shown, f"answers on {screen.id}")
            for _ in range(5):
                look(house, shown, f"{crowd.somebody_does_something()} on {screen.id}")
    assert house.facilitator.play("end")["ok"]
    assert house.facilitator.play("anonymise")["ok"]
    look(house, shown, "anonymise")


@pytest.mark.parametrize("agenda", ["rehearsal", "nominal-group", "retrospective", "open-space"])
@pytest.mark.parametrize("seed", [1, 2])
def test_a_room_that_remembers_looks_like_one_that_was_read_back(house_of: Any, agenda: str, seed: int) -> None:
    an_afternoon(house_of(agenda), seed)


@pytest.mark.parametrize("forgotten", [0, 1])
def test_control_what_is_remembered_too_long_is_caught(
    house_of: Any, monkeypatch: pytest.MonkeyPatch, forgotten: int
) -> None:
    """`forgotten`: which of those that a thing is made of is not looked at."""
    full = Remembered.once

    def careless(self: Remembered, name: str, origin: tuple[object, ...], work: Callable[[], Any]) -> Any:
        return full(self, name, (*origin[:forgotten], *origin[forgotten + 1 :]), work)

    monkeypatch.setattr(Remembered, "once", careless)
    with pytest.raises(AssertionError, match=r"after|went astray"):
        an_afternoon(house_of("rehearsal"), 1)


# ── nothing holds a room as it was ──────────────────────────────────────────────────────────────────────────────────


def test_when_the_session_ends_nothing_in_memory_holds_the_keys_of_answers_without_names(house_of: Any) -> None:
    house = house_of("nominal-group")
    house.join("Ana")
    assert house.run.keys
    before = weakref.ref(house.run)
    assert house.facilitator.play("end")["ok"]
    gc.collect()
    assert before() is None, [type(one) for one in gc.get_referrers(before())]


def test_control_whoever_keeps_a_room_as_it_was_is_caught(house_of: Any) -> None:
    house, kept = house_of("nominal-group"), []
    house.host.watchers.append(lambda before, after, fact: kept.append(before))
    before = weakref.ref(house.run)
    assert house.facilitator.play("end")["ok"]
    gc.collect()
    assert before() is not None


def heard_of(words: str) -> list[Any]:
    """The things in memory that hold an entry's words."""
    gc.collect()
    return [one for one in gc.get_objects() if isinstance(one, Entry) and words in one.text]


@pytest.mark.parametrize("sat_in", [True, False])
def test_what_somebody_wished_forgotten_is_in_no_memory(house: House, sat_in: bool) -> None:
    house.go("write.treats")
    house.facilitator.play("open")
    ana = house.join("Ana")
    if sat_in:
        house.sit_everywhere()
    words = f"The key is {house.run_id} under the mat"
    answer = ana.play("write", box=next(iter(ana.phone["boxes"])), text=words)
    assert answer["ok"], answer
    for audience in faces.audiences(house.run):
        assert house.view(audience)
    assert heard_of(words)
    assert ana.play("erase", how="words")["ok"]
    Clearing(house.host, house.store, Backups(house.folder)).finish()
    house.host.channels(house.run_id).settle()
    del answer
    assert heard_of(words) == []


def is_remembered(look: Any, name: str) -> bool:
    """Whether a name need not be looked at any more, as it was before."""
    hits = look.cache_info().hits
    look(name)
    return bool(look.cache_info().hits > hits)


@pytest.mark.parametrize("look", [text.likeness, text.given])
def test_a_name_that_somebody_wished_forgotten_is_in_no_memory(house: House, look: Any) -> None:
    ana = house.join("Ana Unmistakable")
    assert is_remembered(look, "Ana Unmistakable")
    assert ana.play("erase", how="name")["ok"]
    Clearing(house.host, house.store, Backups(house.folder)).finish()
    assert not is_remembered(look, "Ana Unmistakable")


def test_words_that_somebody_wished_forgotten_are_in_no_memory_of_what_goes_with_what(house: House) -> None:
    ana = house.join("Ana")
    said = "I would never say this twice"
    likeness.suggested((likeness.Thing("n1", said, ana.id),), ())
    ladder.suggested(said, ladder.rungs([{"title": "I", "tags": ["i would"]}]))
    kept = (likeness._words, likeness.suggested, ladder.spoken, ladder.suggested)
    assert all(look.cache_info().currsize for look in kept)
    assert ana.play("erase", how="words")["ok"]
    Clearing(house.host, house.store, Backups(house.folder)).finish()
    assert [look.cache_info().currsize for look in kept] == [0] * 4


# ── whoever sits down is told what is new ───────────────────────────────────────────────────────────────────────────


def test_who_sits_down_late_brings_news_to_a_table_that_was_forgotten(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should a fact ever not name all whom it concerns, sitting down again is still the way out, for all who share."""
    monkeypatch.setattr(host.runs, "touched", lambda *given: [])
    house.join("Ana", table=1)
    house.sit_everywhere()
    house.join("Ben", table=1)
    for audience in (Floor(), Table(1)):
        house.seats.sit(house.run_id, house.host.sit(house.run_id, audience))
        channels = house.host.channels(house.run_id)
        channels.settle()
        assert house.seats.views[f"{house.run_id}/{channel(audience)}"] == channels.fresh(audience)


# ── one person's phones ─────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def access(house: House) -> Access:
    access = Access(read({}, data=house.folder), house.store)
    access.together = Together(house.store.transaction)
    return access


def opens(access: Access, house: House, token: str) -> bool:
    cookies = {cookie_name(Role.PARTICIPANT, house.run_id): token}
    return access.seat(cookies, Role.PARTICIPANT, house.run_id).role is Role.PARTICIPANT


def test_of_two_phones_that_come_back_at_one_instant_as_one_person_one_stays(house: House, access: Access) -> None:
    ana = house.join("Ana")
    old = access.admit(house.run_id, ana.id)
    both = [gevent.spawn(access.admit, house.run_id, ana.id, instead_of=[ana.id]) for _ in range(2)]
    gevent.joinall(both, raise_error=True)
    tokens = [old.token, *(one.value.token for one in both)]
    assert [opens(access, house, token) for token in tokens] == [False, False, True]


def test_control_tokens_that_end_one_by_one_leave_two_phones(house: House, access: Access) -> None:
    def back() -> Pass:
        house.store.revoke_person(house.run_id, ana.id, 1)
        return access.admit(house.run_id, ana.id)

    ana = house.join("Ana")
    both = [gevent.spawn(back) for _ in range(2)]
    gevent.joinall(both, raise_error=True)
    assert all(opens(access, house, one.value.token) for one in both)


# ── headers ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("how", ["gzip, chunked", "identity", "xchunked", "chunked, chunked", ""])
def test_a_body_whose_end_we_could_not_find_is_no_request(how: str) -> None:
    assert Headers(io.BytesIO(f"Host: room\r\nTransfer-Encoding: {how}\r\n\r\n".encode())).status


def test_a_body_in_chunks_is_one() -> None:
    assert not Headers(io.BytesIO(b"Host: room\r\nTransfer-Encoding: Chunked\r\n\r\n")).status
