"""Decks of cards: read from TOML, checked, found by id. What is done with the cards is the kinds' business."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from workshop import config
from workshop.moves import Json
from workshop.sheet import AgendaError as AgendaError
from workshop.sheet import Id, Language, Prompt, Sentence, Shape, Sheet, Title

MOST_CARDS = 80
MOST_STOPS = 7


class Credit(Shape):
    """Whose idea it is: named, never quoted."""

    author: Annotated[Sentence, Field(min_length=1)]
    work: Sentence = ""
    use: Sentence = ""


class _Head(Shape):
    """`version`: of which day the words are, so that two ratings can be compared honestly. `cant`: no sight of it."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$")]
    title: Title
    language: Language = "en"
    version: Annotated[str, StringConstraints(max_length=40)] = ""
    cant: Annotated[str, StringConstraints(max_length=40)] = ""


class _Stop(Shape):
    """A stop of the scale on which the cards can be rated. `plain`: the same for partnerships of any sector."""

    id: Id
    label: Title
    plain: Annotated[str, StringConstraints(max_length=48)] = ""


class _Card(Shape):
    """`cells`: a description for every stop, empty where the source has none; `same`: stops that share theirs.

    `kin`: cards of any deck that are about the same thing; `m_`, `i` and `f_` stand for matrix, insight and feature.
    """

    id: Id
    title: Title
    sentence: Annotated[Sentence, Field(min_length=1)]
    nudge: Prompt = ""
    tags: list[Annotated[str, StringConstraints(min_length=1, max_length=30)]] = Field([], max_length=16)
    wild: bool = False
    suit: Annotated[str, StringConstraints(max_length=48)] = ""
    cells: list[Sentence] = Field([], max_length=MOST_STOPS)
    plain: list[Sentence] = Field([], max_length=MOST_STOPS)
    same: list[Annotated[int, Field(ge=1, le=MOST_STOPS)]] = Field([], max_length=MOST_STOPS)
    empty_note: Prompt = ""
    kin: list[Id] = Field([], max_length=8)
    ideas: list[Annotated[Sentence, Field(min_length=1)]] = Field([], max_length=8)
    prompts: list[Annotated[Prompt, Field(min_length=1)]] = Field([], max_length=8)
    optional: bool = False


class _Deck(Shape):
    deck: _Head
    scale: list[_Stop] = Field([], max_length=MOST_STOPS)
    card: list[_Card] = Field(min_length=1, max_length=MOST_CARDS)
    credit: list[Credit] = Field([])


def shipped() -> Path:
    """The folder of the decks that come with the program: inside the installed package, or beside it in a checkout."""
    return config.shipped("cards")


def find(deck: str, folders: Sequence[Path]) -> Path | None:
    """The file of a deck in the first folder that has it."""
    return next((path for folder in folders for path in _files(folder) if path.stem == deck), None)


def known(folders: Sequence[Path]) -> list[str]:
    """The ids of all decks in these folders."""
    return sorted({path.stem for folder in folders for path in _files(folder)})


def read(path: Path) -> Json:
    """A deck as a dict of its head, `scale`, `cards` and `credits`, every key spelt out. Raises `AgendaError`."""
    sheet = Sheet(path)
    deck = sheet.check(_Deck, sheet.content)
    if deck.deck.id != path.stem:
        raise sheet.fault(("deck", "id"), f'the id and the file name should be the same, and the file is "{path.stem}"')
    wild = [no for no, card in enumerate(deck.card) if card.wild]
    if len(wild) > 1:
        raise sheet.fault(("card", wild[1], "wild"), "a deck has one wild card at most")
    for no, card in enumerate(deck.card):
        key, remark = _wrong_cells(card, len(deck.scale))
        if key:
            raise sheet.fault(("card", no, key), remark)
    return {
        **deck.deck.model_dump(),
        "scale": [stop.model_dump() for stop in deck.scale],
        "cards": [card.model_dump() for card in deck.card],
        "credits": [credit.model_dump() for credit in deck.credit],
    }


def _wrong_cells(card: _Card, stops: int) -> tuple[str, str]:
    """The key that is wrong and why; nothing where a card describes every stop of the scale, or none."""
    for key, words in (("cells", card.cells), ("plain", card.plain)):
        if len(words) not in (0, stops):
            return key, f"there should be one for each stop of the scale, {stops} in all, not {len(words)}"
    if not card.cells:
        key = "plain" if card.plain else "same" if card.same else ""
        return key, "this is about cells, and there are none"
    if "" in card.cells and not card.empty_note:
        return "empty_note", "a card with an empty cell needs a note about it"
    if len({_described(card, stop) for stop in card.same}) > 1:
        return "same", "these stops are not described in the same words"
    return "", ""


def _described(card: _Card, stop: int) -> str:
    return card.cells[stop - 1] if stop <= len(card.cells) else ""


def _files(folder: Path) -> list[Path]:
    """Looked up in a listing, so that a deck's name can never lead out of its folder."""
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []
