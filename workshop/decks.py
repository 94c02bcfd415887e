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


class Credit(Shape):
    """Whose idea it is: named, never quoted."""

    author: Annotated[Sentence, Field(min_length=1)]
    work: Sentence = ""
    use: Sentence = ""


class _Head(Shape):
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]{0,59}$")]
    title: Title
    language: Language = "en"


class _Card(Shape):
    id: Id
    title: Title
    sentence: Annotated[Sentence, Field(min_length=1)]
    nudge: Prompt = ""
    tags: list[Annotated[str, StringConstraints(min_length=1, max_length=30)]] = Field([], max_length=8)
    wild: bool = False
    suit: Annotated[str, StringConstraints(max_length=24)] = ""


class _Deck(Shape):
    deck: _Head
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
    """A deck as a dict of `id`, `title`, `language`, `cards` and `credits`. Raises `AgendaError`."""
    sheet = Sheet(path)
    deck = sheet.check(_Deck, sheet.content)
    if deck.deck.id != path.stem:
        raise sheet.fault(("deck", "id"), f'the id and the file name should be the same, and the file is "{path.stem}"')
    wild = [no for no, card in enumerate(deck.card) if card.wild]
    if len(wild) > 1:
        raise sheet.fault(("card", wild[1], "wild"), "a deck has one wild card at most")
    return {
        **deck.deck.model_dump(),
        "cards": [card.model_dump() for card in deck.card],
        "credits": [credit.model_dump() for credit in deck.credit],
    }


def _files(folder: Path) -> list[Path]:
    """Looked up in a listing, so that a deck's name can never lead out of its folder."""
    return sorted(folder.glob("*.toml")) if folder.is_dir() else []
