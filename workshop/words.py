"""Every word of the interface, out of `static/locales/<language>.ftl`. The browser reads the very same file."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from workshop.config import shipped

ENGLISH = "en"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})

_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def say(key: str, language: str = ENGLISH, /, **args: str | int | float) -> str:
    """The sentence for a key, in a language or else in English; a key nobody wrote comes back as it is."""
    for bundle in (_bundle(language), _bundle(ENGLISH)):
        if bundle is not None and bundle.has_message(key):
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
def _bundle(language: str) -> FluentBundle | None:
    """The parsed file; nothing for a language that has none. Only names of real files are ever opened."""
    if language != ENGLISH and language not in languages():
        return None
    # Fluent's own isolating marks stand around every number and name; these sentences also end up in Markdown, CSV and
    # the terminal. `_isolated` puts them only where they do something.
    bundle = FluentBundle([language, ENGLISH], use_isolating=False)
    bundle.add_resource(FluentResource((_locales() / f"{language}.ftl").read_text(encoding="utf-8")))
    return bundle


def _isolated(args: dict[str, str | int | float]) -> dict[str, str | int | float]:
    """A name in Arabic or Hebrew would otherwise pull the words and numbers around it out of order."""
    return {key: _isolate(value) if isinstance(value, str) else value for key, value in args.items()}


def _isolate(text: str) -> str:
    return f"\u2068{text}\u2069" if _FROM_THE_RIGHT.search(text) else text
