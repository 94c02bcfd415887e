"""The ladder: which rung a question begins on. The browser is held to the same examples (tests/js/ladder.test.js)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workshop import decks
from workshop.matters import ladder
from workshop.matters.ladder import Rung

TOLD = json.loads((Path(__file__).parent / "ladder.json").read_text(encoding="utf-8"))
LADDER = tuple(Rung(int(no), rung["opener"], tuple(rung["starts"])) for no, rung in TOLD["ladder"].items())


@pytest.mark.parametrize(("text", "rung"), TOLD["suggested"])
def test_the_first_words_say_on_which_rung_a_question_begins(text: str, rung: int) -> None:
    assert ladder.suggested(text, LADDER) == rung


def test_two_words_come_before_one_whatever_the_order_of_the_rungs() -> None:
    assert ladder.suggested("What if we did?", LADDER[::-1]) == 9
    assert ladder.suggested("What is it?", LADDER[::-1]) == 6


def test_the_cards_of_a_deck_are_the_rungs_from_the_lowest_up() -> None:
    cards = decks.read(decks.shipped() / "ladder.toml")["cards"]
    rungs = ladder.rungs(cards)
    assert [rung.no for rung in rungs] == list(range(1, 10))
    assert (rungs[0].opener, rungs[-1].opener) == ("Yes / no", "What if")
    assert all(rung.starts and rung.lift for rung in rungs)
    assert ladder.named("What if", rungs) == 9
    assert ladder.named("", rungs) == 0


def test_every_reframing_of_the_shipped_deck_stands_on_the_ladder() -> None:
    rungs = ladder.rungs(decks.read(decks.shipped() / "ladder.toml")["cards"])
    for card in decks.read(decks.shipped() / "reframings.toml")["cards"]:
        assert ladder.suggested(card["sentence"], rungs), card["sentence"]
        assert ladder.suggested(card["nudge"], rungs), card["nudge"]
