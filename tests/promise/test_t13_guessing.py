"""T13: somebody guesses codes, from one address and from two hundred, by a clock that is set by hand.

A hundred thousand guesses with WORKSHOP_FULL=1; 20,000 otherwise.
No more than sixty are looked at in any minute; whoever scans the QR code comes in at once all the while, and whoever
types the right code within ten seconds. What a whole night of it comes to is worked out and printed (`pytest -rP`).

The guesses go to the porter, as those of a page do; the joins are made over the pages themselves, in a house with a
store. A phone that is asked to wait tries again after as many seconds as it was told, as ours does.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from werkzeug.test import create_environ

from tests.house import House
from tests.test_access import Watch
from tests.transport.wire import FULL
from workshop.access import Access
from workshop.config import Config
from workshop.moves import Refused
from workshop.patience import HOUR, MINUTE, SECOND, SLIPS, Bucket, Patience
from workshop.roster import CODE_LETTERS, MANY
from workshop.web import pages, porter
from workshop.web.house import House as Pages

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

GUESSES = 100_000 if FULL else 20_000
PAUSE = 18
"""Milliseconds between two: 56 a second, which a laptop sends without effort."""

LASTS = GUESSES * PAUSE
NIGHT = 8 * HOUR
EVERY = 20 * SECOND
"""Somebody honest comes as often as that, by QR code and by typing in turn."""

SCANNED, TYPED = 1 * SECOND, 10 * SECOND
"""The longest that each may have to wait."""


@dataclass
class Newcomer:
    """Somebody with a phone of their own. `since`: when they began to try; `again`: when they try next."""

    address: str
    key: str
    since: int
    again: int
    waited: int = -1


@dataclass
class Siege:
    """A house, those who guess, and those who come to join meanwhile."""

    app: Flask
    doors: Pages
    watch: Watch
    code: str
    key: str
    dice: Random = field(default_factory=lambda: Random(13))
    looked_at: list[int] = field(default_factory=list)
    came: list[Newcomer] = field(default_factory=list)
    environs: dict[str, WSGIEnvironment] = field(default_factory=dict)

    def guess(self, address: str) -> None:
        """One wrong code from there."""
        code = "".join(self.dice.choices(CODE_LETTERS, k=len(self.code)))
        if address not in self.environs:
            self.environs[address] = create_environ(environ_base={"REMOTE_ADDR": address})
        try:
            with self.app.request_context(self.environs[address]):
                porter.run_behind(self.doors, code)
        except Refused as refused:
            if refused.code == "wrong_code":
                self.looked_at.append(self.watch.now)
            return
        raise AssertionError("a guess was right")

    def come(self, key: str) -> None:
        """Somebody begins to try."""
        now = self.watch.now
        self.came.append(Newcomer(f"10.1.{len(self.came) // 250}.{len(self.came) % 250}", key, now, now))

    def honest(self) -> None:
        """Whoever is due tries, until they are in."""
        for one in [one for one in self.came if one.waited < 0 and one.again <= self.watch.now]:
            said = {"code": self.code, "key": one.key, "name": one.address}
            where = {"REMOTE_ADDR": one.address}
            answer = self.app.test_client().post("/join", json=said, environ_base=where).get_json()
            if answer["ok"]:
                one.waited = self.watch.now - one.since
            else:
                assert answer["code"] in ("slow_down", "wrong_code"), answer
                one.again = self.watch.now + answer["args"].get("seconds", 1) * SECOND

    def most_in_a_minute(self) -> int:
        """How many guesses were looked at within any minute at most."""
        most, first = 0, 0
        for last, at in enumerate(self.looked_at):
            while at - self.looked_at[first] >= MINUTE:
                first += 1
            most = max(most, last - first + 1)
        return most

    def longest(self, *, scanned: bool) -> int:
        """Milliseconds that somebody waited at most. Whoever is still outside has waited until now."""
        waits = [one for one in self.came if bool(one.key) is scanned]
        assert len(waits) >= 5, "too few came to prove anything"
        return max(self.watch.now - one.since if one.waited < 0 else one.waited for one in waits)


@pytest.fixture
def siege(house: House, tmp_path: Path) -> Siege:
    watch, config = Watch(), Config(data=tmp_path)
    access = Access(config, house.store, watch)
    app = Flask("workshop", static_folder=None)
    app.register_blueprint(pages(config, house.host, house.store, access, lambda: ()))
    doors = Pages(config, house.host, house.store, access, assets=None, shelf=lambda: ())  # type: ignore[arg-type]
    return Siege(app, doors, watch, house.run.code, house.run.door)


def besiege(siege: Siege, addresses: int, guesses: int = GUESSES) -> None:
    """So many guesses from so many addresses in turn, and somebody honest now and then."""
    due, keys = siege.watch.now + SECOND, cycle((siege.key, ""))
    for _, no in zip(range(guesses), cycle(range(addresses)), strict=False):
        siege.guess(f"192.168.{no // 200}.{no % 200}")
        if siege.watch.now >= due:
            siege.come(next(keys))
            due += EVERY
        siege.honest()
        siege.watch.now += PAUSE


def hold_out(siege: Siege) -> None:
    """What must be true after it."""
    assert len(siege.looked_at) >= 30, "nothing was looked at, so nothing was guarded"
    assert siege.most_in_a_minute() <= 60
    assert siege.longest(scanned=True) <= SCANNED
    assert siege.longest(scanned=False) <= TYPED


@pytest.mark.parametrize("addresses", [1, 200])
def test_many_thousand_guesses_come_to_nothing_and_keep_nobody_out(siege: Siege, addresses: int) -> None:
    besiege(siege, addresses)
    hold_out(siege)
    waits = {key: siege.longest(scanned=key == "QR") / SECOND for key in ("QR", "typed")}
    print(
        f"{GUESSES:,} guesses from {addresses}: {len(siege.looked_at)} looked at in {LASTS // MINUTE} min, at most"
        f" {siege.most_in_a_minute()} in one; longest wait by QR {waits['QR']:.1f} s, typed {waits['typed']:.1f} s"
    )


# ── controls ────────────────────────────────────────────────────────────────

SHORT = 14_000


def test_control_a_limiter_that_counts_nothing_is_caught(siege: Siege, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Patience, "failed", lambda self, address: None)
    besiege(siege, 200, 10_000)
    assert siege.most_in_a_minute() > 60


def test_control_a_key_that_opens_nothing_is_caught(siege: Siege, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(porter, "_fits", lambda run, key: False)
    besiege(siege, 200, SHORT)
    assert siege.longest(scanned=True) > SCANNED


def test_control_newcomers_who_have_to_wait_like_guessers_are_caught(
    siege: Siege, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.patience.SLIPS", GUESSES)
    monkeypatch.setattr(Patience, "_newcomer", lambda self, who, now: self._all.wait(now))
    besiege(siege, 200, SHORT)
    assert siege.longest(scanned=False) > TYPED


# ── an attacker who knows how it works ──────────────────────────────────────


def test_fresh_addresses_kept_for_the_worst_moment_hold_newcomers_up_until_they_are_used(watch: Watch) -> None:
    """Each address is a newcomer's for two wrong answers. Somebody who sends in a fresh one whenever there is something
    to be had, and so is always the last to have come, holds up those who type for as long as these last; then no more.
    """
    patience, addresses, began = Patience(each=10, overall=60, clock=watch), 200, watch.now
    answers = [f"{no}" for no in range(addresses) for _ in range(SLIPS)]
    while answers:
        if not patience.wait(answers[-1]):
            patience.failed(answers.pop())
        watch.now += 100
    held_up = (watch.now - began) / MINUTE
    print(
        f"{addresses} addresses, each used for its two slips at the worst moment: {held_up:.0f} min for whoever types"
    )
    assert held_up <= addresses * SLIPS / (60 / 2)
    watch.wait(2)
    assert patience.wait("somebody new") == 0


# ── what it comes to ────────────────────────────────────────────────────────


def looked_at(patience: Patience, watch: Watch, hours: int) -> list[int]:
    """When a guess is looked at, of one a second from 200 addresses."""
    found = []
    for no in range(hours * HOUR // SECOND):
        if not patience.wait(f"{no % 200}"):
            patience.failed(f"{no % 200}")
            found.append(watch.now)
        watch.wait(1)
    return found


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_what_a_whole_night_of_guessing_comes_to(watch: Watch) -> None:
    join = len(looked_at(Patience(each=10, overall=60, clock=watch), watch, hours=NIGHT // HOUR))
    codes = len(CODE_LETTERS) ** 6
    assert join / codes < 1e-4
    print(f"a join code in 8 h: {join:,} of {codes:,}, a chance of 1 in {codes // join:,}")

    found = looked_at(Patience(each=5, overall=20, clock=watch, span=HOUR), watch, hours=NIGHT // HOUR)
    assert max(sum(at - HOUR < one <= at for one in found) for at in found) <= 20
    short, long_ = len(CODE_LETTERS) ** 4, len(CODE_LETTERS) ** 5
    for people in (24, 60, 100, 500, 1500):
        chance = len(found) * (min(people, MANY) / short + max(people - MANY, 0) / long_)
        assert chance < 0.04
        print(f"somebody's personal code among {people} in 8 h: {len(found)} guesses, a chance of {chance:.2%}")


def test_control_a_bucket_that_fills_too_fast_is_caught(watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bucket, "take", lambda self, now: None)
    assert len(looked_at(Patience(each=5, overall=20, clock=watch, span=HOUR), watch, hours=1)) > 20
