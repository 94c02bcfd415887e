"""A full hall's Wi-Fi: on no screen of the flagship does a phone get more than it carries, however many there are.

Bytes are counted, so the same is found at every run. Sixty people write enough for every list to be longer than what
a phone is told of it at first.
"""

from __future__ import annotations

import pytest

from bench import wire
from workshop.kinds import canvas
from workshop.matters import portions

PEOPLE, HALL = 60, 1000
FLAGSHIP = "power-of-partnerships"
GROWING = ("turn.choose", "impact.board", "match.market", "match.unmet", "stock.shared")
"""Screens with a list that grows with the room."""


def changes(bills: list[wire.Bill]) -> dict[str, int]:
    """What it costs a phone to change to a screen, deflated."""
    return {bill.screen: sum(packed for _, packed in bill.change.values()) for bill in bills}


def test_every_change_of_screen_is_light_and_the_news_fit_into_the_air_of_a_hall() -> None:
    bills = list(wire.bills(PEOPLE, FLAGSHIP, moves=1.0))
    heavy = {bill.screen: why for bill in bills if (why := bill.too_much(HALL))}
    assert heavy == {}
    grown = {screen: size for screen, size in changes(bills).items() if screen in GROWING}
    assert len(grown) == len(GROWING)
    assert max(grown.values()) < 1400, f"a list has grown: {grown}"


def test_control_with_whole_lists_the_changes_grow_with_the_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portions, "FIRST", 10_000)
    monkeypatch.setattr(canvas, "FIRST_LINES", 10_000)
    grown = changes(list(wire.bills(PEOPLE, FLAGSHIP, moves=1.0)))
    assert max(grown[screen] for screen in GROWING) > 1400
