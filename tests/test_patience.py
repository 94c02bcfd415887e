"""Patience with wrong answers, the turnstile, and the codes that are good once: all by a clock that is set by hand."""

from __future__ import annotations

import pytest

from tests.test_access import Watch
from workshop.patience import A_SECOND, AT_ONCE, HOUR, MEMORY, SLIPS, TURN, Patience, Turnstile, neighbourhood
from workshop.spares import LIFE, Spares


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def patience(watch: Watch) -> Patience:
    return Patience(each=10, overall=60, clock=watch)


def guess(patience: Patience, address: str) -> bool:
    """One wrong answer; whether it was looked at."""
    if patience.wait(address):
        return False
    patience.failed(address)
    return True


def test_ten_wrong_codes_a_minute_are_endured_from_one_address(patience: Patience, watch: Watch) -> None:
    assert [guess(patience, "a") for _ in range(11)] == [True] * 10 + [False]
    assert patience.wait("a") == 6
    assert patience.wait("b") == 0
    watch.wait(6)
    assert patience.wait("a") == 0


def test_no_more_than_sixty_are_looked_at_within_any_minute(patience: Patience, watch: Watch) -> None:
    looked_at: list[int] = []
    for second in range(600):
        looked_at += [second for one in range(9) if guess(patience, f"{(second * 9 + one) % 200}")]
        watch.wait(1)
    most = max(sum(start <= at < start + 60 for at in looked_at) for start in range(540))
    assert 40 <= most <= 60


def test_whoever_guessed_leaves_the_last_half_to_those_who_come_to_join(patience: Patience, watch: Watch) -> None:
    for guesser in range(15):
        assert guess(patience, f"{guesser}")
        assert guess(patience, f"{guesser}")
    assert patience.wait("somebody new") > 0
    watch.wait(2)
    assert patience.wait("0") > 0, "they gave two wrong answers each, and the little that is back is not for them"
    assert patience.wait("somebody new") == 0
    watch.wait(MEMORY / 1000 + 1)
    assert patience.wait("0") == 0


def test_of_several_newcomers_the_last_is_next_and_a_turn_ends_by_itself(patience: Patience, watch: Watch) -> None:
    while guess(patience, "guesser") or guess(patience, f"{watch.now}"):
        watch.now += 1
    assert patience.wait("early") > 0
    assert patience.wait("late") > 0
    watch.wait(2)
    assert patience.wait("early") > 0
    assert patience.wait("late") == 0
    patience.passed("late")
    assert patience.wait("early") == 0
    assert patience.wait("never comes back") >= 0
    watch.wait(TURN / 1000 + 1)
    assert patience.wait("early") == 0


def test_success_costs_no_patience(patience: Patience) -> None:
    for _ in range(1000):
        assert patience.wait("the school's one address") == 0
        patience.passed("the school's one address")


def test_a_mistake_or_two_makes_nobody_a_guesser(patience: Patience) -> None:
    assert SLIPS == 2
    patience.failed("butterfingers")
    assert not patience.troubled
    assert patience.wait("butterfingers") == 0


def test_somebody_guesses_while_others_have_to_be_sent_away_and_for_half_a_minute_after(
    patience: Patience, watch: Watch
) -> None:
    while guess(patience, "a"):
        assert not patience.troubled
    assert patience.troubled
    watch.wait(29)
    assert patience.troubled
    watch.wait(1)
    assert not patience.troubled


def test_a_clock_put_back_neither_punishes_nor_rewards(watch: Watch) -> None:
    patience = Patience(each=1, overall=60, clock=watch)
    patience.failed("a"), patience.failed("a")
    watch.wait(-3600)
    assert patience.wait("a") == 60
    watch.wait(60)
    assert patience.wait("a") == 0


def test_addresses_are_forgotten_after_an_hour(patience: Patience, watch: Watch) -> None:
    for no in range(5_000):
        patience.failed(f"{no}")
    watch.wait(HOUR / 1000 + 1)
    assert guess(patience, "one more")
    assert len(patience._addresses) == 1


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("192.168.1.7", "192.168.1.7"),
        ("::ffff:192.168.1.7", "192.168.1.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("fe80::1%wlan0", "fe80::/64"),
        ("", ""),
        ("nonsense", "nonsense"),
    ],
)
def test_a_household_has_one_address(address: str, whole: str) -> None:
    assert neighbourhood(address) == whole


# ── the turnstile ─────────────────────────────────────────────────────────


def test_a_hall_of_a_thousand_that_scans_within_ten_seconds_is_in_within_a_minute(watch: Watch) -> None:
    turnstile, outside, came_in, seconds = Turnstile(watch), 0, 0, 0
    while came_in < 1000:
        outside += 100 if seconds < 10 else 0
        inside = sum(1 for _ in range(outside) if not turnstile.wait("r"))
        outside, came_in, seconds = outside - inside, came_in + inside, seconds + 1
        watch.wait(1)
    assert 40 <= seconds <= 60
    assert turnstile.crowded("r")
    assert not turnstile.wait("another run")
    watch.wait(AT_ONCE / A_SECOND)
    assert not turnstile.crowded("r")


# ── good once ─────────────────────────────────────────────────────────────


def test_a_code_lets_one_person_in_once_and_for_two_minutes_and_a_new_one_ends_the_old(watch: Watch) -> None:
    spares = Spares(watch)
    old, code = spares.give("r", "ana"), spares.give("r", "ana")
    assert len(code) == 6
    assert not spares.good("r", old)
    assert not spares.good("another run", code)
    assert spares.good("r", code.lower())
    assert (spares.take("r", code.lower()), spares.take("r", code)) == ("ana", "")
    late = spares.give("r", "ben")
    watch.wait(LIFE / 1000)
    assert spares.take("r", late) == ""
