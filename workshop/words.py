"""Every word of the interface, out of `static/locales/<language>.ftl`. The browser reads the very same file."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from workshop.config import shipped
from workshop.sentences import catalogue

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle

ENGLISH = "en"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

_OF_EACH_OTHER = re.compile(r"^-|\{\s*-?[a-z]", re.MULTILINE)
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def say(key: str, language: str = ENGLISH, /, **args: str | int | float) -> str:
    """The sentence for a key, in a language or else in English; a key nobody wrote comes back as it is."""
    for book in (_book(language), _book(ENGLISH)):
        if book is not None and (bundle := book.opened_at(key)):
            message = bundle.get_message(key)
            if message.value is not None:
                return str(bundle.format_pattern(message.value, _isolated(args))[0])
    return key


def speaker(language: str) -> Callable[..., str]:
    """`say(key, **args)` in one language, for those who are not to know which."""
    return lambda key, /, **args: say(key, language, **args)


def direction(language: str) -> str:
    """`rtl` for languages written from the right, else `ltr`."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def languages() -> list[str]:
    """The languages somebody has translated the interface into."""
    return sorted(path.stem for path in _locales().glob("*.ftl"))


def _locales() -> Path:
    return shipped("static") / "locales"


@cache
def _book(language: str) -> _Book | None:
    """The file of a language; nothing for one that has none. Only names of real files are ever opened."""
    if language != ENGLISH and language not in languages():
        return None
    return _Book(language, (_locales() / f"{language}.ftl").read_text(encoding="utf-8"))


class _Book:
    """The sentences of a language, each parsed when it is first said: all of them take a quarter of a second, in which
    nobody else in the room would have a turn. Where sentences speak of each other, all are parsed at once."""

    def __init__(self, language: str, text: str) -> None:
        from fluent.runtime import FluentBundle, FluentResource  # not before somebody says something

        # Fluent's own isolating marks stand around every number and name; these sentences also end up in Markdown, CSV
        # and the terminal. `_isolated` puts them only where they do something.
        self._bundle, self._parsed = FluentBundle([language, ENGLISH], use_isolating=False), FluentResource
        self._sentences = catalogue(text)
        if _OF_EACH_OTHER.search(text):
            self._bundle.add_resource(FluentResource(text))

    def opened_at(self, key: str) -> FluentBundle | None:
        """What can say a sentence; nothing where it is not in the book."""
        if key in self._sentences and not self._bundle.has_message(key):
            self._bundle.add_resource(self._parsed(self._sentences[key]))
        return self._bundle if self._bundle.has_message(key) else None


def _isolated(args: dict[str, str | int | float]) -> dict[str, str | int | float]:
    """A name in Arabic or Hebrew would otherwise pull the words and numbers around it out of order."""
    return {key: _isolate(value) if isinstance(value, str) else value for key, value in args.items()}


def _isolate(text: str) -> str:
    return f"\u2068{text}\u2069" if _FROM_THE_RIGHT.search(text) else text
