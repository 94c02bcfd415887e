"""Every word of the interface, out of `static/locales/<language>.ftl`. The browser reads the very same file."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fluent.runtime import FluentBundle, FluentResource

from workshop.config import shipped

ENGLISH = "en"
RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})


def say(key: str, language: str = ENGLISH, /, **args: str | int | float) -> str:
    """The sentence for a key, in a language or else in English; a key nobody wrote comes back as it is."""
    for bundle in (_bundle(language), _bundle(ENGLISH)):
        if bundle is not None and bundle.has_message(key):
            message = bundle.get_message(key)
            if message.value is not None:
                return str(bundle.format_pattern(message.value, args)[0])
    return key


def direction(language: str) -> str:
    """`rtl` for languages written from the right, else `ltr`."""
    return "rtl" if language.split("-")[0].lower() in RIGHT_TO_LEFT else "ltr"


def languages(folder: Path | None = None) -> list[str]:
    """The languages somebody has translated the interface into."""
    return sorted(path.stem for path in _locales(folder).glob("*.ftl"))


def catalogue(language: str, folder: Path | None = None) -> str:
    """The whole text of a language's file, with the `parts` beside it while they are not merged yet."""
    locales = _locales(folder)
    parts = sorted((locales / "parts").glob("*.ftl")) if language == ENGLISH else []
    files = [path for path in (locales / f"{language}.ftl", *parts) if path.is_file()]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _locales(folder: Path | None) -> Path:
    return (folder or shipped("static")) / "locales"


@cache
def _bundle(language: str) -> FluentBundle | None:
    """The parsed file; nothing for a language that has none. Only names of real files are ever opened."""
    if language != ENGLISH and language not in languages():
        return None
    # No isolating marks: these sentences also end up in Markdown, CSV and the terminal.
    bundle = FluentBundle([language, ENGLISH], use_isolating=False)
    bundle.add_resource(FluentResource(catalogue(language)))
    return bundle
