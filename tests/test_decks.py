"""Decks: the cards that ship, and how a broken deck is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from workshop import decks
from workshop.decks import AgendaError

CARDS = Path(__file__).resolve().parent.parent / "cards"

PLAIN = """
[deck]
id = "ours"
title = "Our own"
language = "en"

[[card]]
id = "one"
title = "The first"
sentence = "Something is different."
nudge = "What?"
tags = ["a", "b"]

[[card]]
id = "two"
title = "Your own"
sentence = "Let's imagine …"
wild = true
"""


def written(folder: Path, text: str, name: str = "ours.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


RATED = """
[deck]
id = "ours"
title = "Our own"
version = "2026"
cant = "I can't say"

[[scale]]
id = "early"
label = "Early"

[[scale]]
id = "late"
label = "Late"
plain = "Later"

[[card]]
id = "one"
title = "The first"
sentence = "How far?"
cells = ["Now and then", "Every day"]
plain = ["Sometimes", "Always"]
kin = ["two"]
ideas = ["Ask somebody"]
prompts = ["What did you see?"]

[[card]]
id = "two"
title = "The second"
sentence = "And this?"
cells = ["Hardly", ""]
empty_note = "Nobody has described this yet."

[[card]]
id = "three"
title = "The third"
sentence = "The same?"
cells = ["Much", "Much"]
same = [1, 2]
optional = true
"""


def test_a_deck_is_its_cards_in_order(tmp_path: Path) -> None:
    deck = decks.read(written(tmp_path, PLAIN))
    cards = deck.pop("cards")
    assert deck == {
        **{"id": "ours", "title": "Our own", "language": "en", "version": "", "cant": ""},
        **{"scale": [], "credits": []},
    }
    assert [(card["id"], card["title"], card["wild"]) for card in cards] == [
        ("one", "The first", False),
        ("two", "Your own", True),
    ]
    assert cards[0] == {
        **{"id": "one", "title": "The first", "sentence": "Something is different.", "nudge": "What?"},
        **{"tags": ["a", "b"], "wild": False, "suit": "", "cells": [], "plain": [], "same": [], "empty_note": ""},
        **{"kin": [], "ideas": [], "prompts": [], "optional": False},
    }


def test_a_deck_that_is_rated_describes_every_stop(tmp_path: Path) -> None:
    deck = decks.read(written(tmp_path, RATED))
    assert (deck["version"], deck["cant"]) == ("2026", "I can't say")
    assert deck["scale"] == [
        {"id": "early", "label": "Early", "plain": ""},
        {"id": "late", "label": "Late", "plain": "Later"},
    ]
    assert [card["cells"] for card in deck["cards"]] == [["Now and then", "Every day"], ["Hardly", ""], ["Much"] * 2]
    assert [card["optional"] for card in deck["cards"]] == [False, False, True]


@pytest.mark.parametrize("path", sorted(CARDS.glob("*.toml")), ids=lambda path: path.stem)
def test_every_shipped_deck_fits_its_cards(path: Path) -> None:
    deck = decks.read(path)
    assert json.loads(json.dumps(deck)) == deck
    assert deck["credits"]
    assert len({card["title"] for card in deck["cards"]}) == len(deck["cards"])
    for card in deck["cards"]:
        assert 0 < len(card["title"]) <= 48
        assert 0 < len(card["sentence"]) <= 140
        assert len(card["nudge"]) <= 160


def test_the_suit_of_an_imagined_card_is_one_of_its_tags() -> None:
    for card in decks.read(CARDS / "lets-imagine.toml")["cards"]:
        assert card["suit"].lower() in card["tags"], card["id"]
        assert card["nudge"], card["id"]


def test_lets_imagine_has_sixteen_cards_and_a_wild_one() -> None:
    cards = decks.read(CARDS / "lets-imagine.toml")["cards"]
    assert len([card for card in cards if not card["wild"]]) == 16
    assert [card["id"] for card in cards if card["wild"]] == ["im_wild"]
    assert len({card["sentence"] for card in cards}) == 17


def test_the_shipped_decks_are_found_from_anywhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert decks.find("lets-imagine", [decks.shipped()]) == CARDS / "lets-imagine.toml"
    assert decks.known([tmp_path / "nowhere", decks.shipped()]) == sorted(path.stem for path in CARDS.glob("*.toml"))


def test_the_first_folder_that_has_a_deck_gives_it(tmp_path: Path) -> None:
    own = written(tmp_path, PLAIN.replace("ours", "lets-imagine"), "lets-imagine.toml")
    assert decks.find("lets-imagine", [tmp_path, CARDS]) == own
    assert decks.find("../cards/lets-imagine", [tmp_path, CARDS]) is None


BROKEN = {
    "another name than its file": (
        'id = "ours"',
        'id = "mine"',
        'ours.toml, [deck], key "id": the id and the file name should be the same, and the file is "ours"',
    ),
    "two cards with one id": (
        'id = "two"',
        'id = "one"',
        'ours.toml, card "one", key "id": another card has this id already',
    ),
    "two wild cards": (
        'nudge = "What?"',
        "wild = true",
        'ours.toml, card "two", key "wild": a deck has one wild card at most',
    ),
    "a misspelt key": (
        "nudge =",
        "nugde =",
        'ours.toml, card "one", key "nugde": there is no such key (did you mean "nudge"?)',
    ),
    "a sentence too long for a card": (
        "Something is different.",
        "x" * 141,
        'ours.toml, card "one", key "sentence": this is 141 characters long, and at most 140 fit',
    ),
    "a tag that is no text": (
        '["a", "b"]',
        '["a", 2]',
        'ours.toml, card "one", key "tags", no. 2: this should be text, in quotes',
    ),
    "a card without a sentence": (
        'sentence = "Something is different."\n',
        "",
        'ours.toml, card "one", key "sentence": this key is missing',
    ),
}


BADLY_RATED = {
    "a description too few": (
        'cells = ["Now and then", "Every day"]',
        'cells = ["Now and then"]',
        'ours.toml, card "one", key "cells": there should be one for each stop of the scale, 2 in all, not 1',
    ),
    "a plain description too many": (
        'plain = ["Sometimes", "Always"]',
        'plain = ["Sometimes", "Often", "Always"]',
        'ours.toml, card "one", key "plain": there should be one for each stop of the scale, 2 in all, not 3',
    ),
    "other words for nothing": (
        'cells = ["Now and then", "Every day"]\n',
        "",
        'ours.toml, card "one", key "plain": this is about cells, and there are none',
    ),
    "a gap without a word about it": (
        'empty_note = "Nobody has described this yet."\n',
        "",
        'ours.toml, card "two", key "empty_note": a card with an empty cell needs a note about it',
    ),
    "stops that are said to be alike": (
        'cells = ["Much", "Much"]',
        'cells = ["Much", "More"]',
        'ours.toml, card "three", key "same": these stops are not described in the same words',
    ),
    "two stops with one id": (
        'id = "late"',
        'id = "early"',
        'ours.toml, scale "early", key "id": another scale has this id already',
    ),
    "a cell too long for a phone": (
        '"Every day"',
        f'"{"x" * 141}"',
        'ours.toml, card "one", key "cells", no. 2: this is 141 characters long, and at most 140 fit',
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), BADLY_RATED.values(), ids=list(BADLY_RATED))
def test_a_badly_described_scale_is_told_in_one_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in RATED
    with pytest.raises(AgendaError) as told:
        decks.read(written(tmp_path, RATED.replace(old, new, 1)))
    assert str(told.value) == sentence


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_deck_is_told_in_one_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in PLAIN
    with pytest.raises(AgendaError) as told:
        decks.read(written(tmp_path, PLAIN.replace(old, new, 1)))
    assert str(told.value) == sentence


def test_a_deck_without_cards_is_told(tmp_path: Path) -> None:
    with pytest.raises(AgendaError, match=r'^ours\.toml, key "card": this key is missing$'):
        decks.read(written(tmp_path, PLAIN.partition("[[card]]")[0]))
