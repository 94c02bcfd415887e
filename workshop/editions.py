"""What each face is sent: its scripts with their sentences as one file, its styles as another, and each kind's beside.

They are made of the files in `static/` when somebody first asks, so nothing has to be built beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from workshop import bindery, sentences

SHELF = "bound/"
"""The folder of everything that is made here."""

SHARED = ("tokens", "elements")
OWN = {
    "console": ("stage", "console"),
    "home": ("console", "home"),
    "draft": ("console", "draft"),
    "takeaway": ("doors", "takeaway"),
}
"""Style sheets under css/: what all pages share, and faces that have more than the one of their name."""

_SENTENCES = "js/sentences.js"
_SCRIPT = re.compile(r"bound/([\w-]+)/(\w+)(?:/(\w+))?\.js")
_STYLE = re.compile(r"bound/(\w+)\.css")
_IN_A_STYLE = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};,]|\s)\s*""", re.DOTALL)


def style(name: str) -> str:
    """Where the style of a face, or of a kind, is found."""
    return f"{SHELF}{name}.css"


def script(face: str, language: str, kind: str = "") -> str:
    """Where the script of a face is found, or a kind's as that face draws it."""
    return f"{SHELF}{language}/{face}{'/' if kind else ''}{kind}.js"


class Editions:
    """Makes whatever is asked for, out of the texts of `static/` by their paths."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._slim: dict[str, str] = {}

    def made(self, path: str) -> str | None:
        """A script or a style by its address; nothing when there is no such face, kind or language."""
        if found := _STYLE.fullmatch(path):
            return self._style(found[1])
        if found := _SCRIPT.fullmatch(path):
            return self._script(*found.groups(default=""))
        return None

    # ── styles ──

    def _style(self, name: str) -> str | None:
        kind = f"kinds/{name}.css"
        sheets = [kind] if kind in self._texts else [f"css/{one}.css" for one in (*SHARED, *OWN.get(name, (name,)))]
        found = [self._texts[one] for one in sheets if one in self._texts]
        return "\n".join(map(plain, found)) if sheets[-1] in self._texts else None

    # ── scripts ──

    def _script(self, language: str, face: str, kind: str) -> str | None:
        start = f"js/faces/{face}.js"
        page = f"kinds/{kind}.js"
        if start not in self._texts or f"locales/{language}.ftl" not in self._texts:
            return None
        if not kind:
            return self._book(start, language)
        return self._page(page, start, language) if page in self._texts else None

    def _book(self, start: str, language: str) -> str:
        sources = self._sources()
        keys = self._asked(bindery.in_order(start, sources), language)
        return bindery.bound(start, {**sources, _SENTENCES: self._said(keys, language)})

    def _page(self, page: str, start: str, language: str) -> str:
        sources = self._sources()
        book = bindery.in_order(start, sources)
        own = [path for path in bindery.in_order(page, sources) if path not in book]
        keys = self._asked(own, language) - self._asked(book, language)
        at = f"../{start.rpartition('/')[2]}"
        return f"{bindery.beside(page, sources, book, at)}\n{self._said(keys, language)}"

    def _sources(self) -> Mapping[str, str]:
        for path, text in self._texts.items():
            if path.endswith(".js") and path not in self._slim:
                self._slim[path] = text if path.startswith("vendor/") else bindery.slim(text)
        return self._slim

    # ── sentences ──

    def _asked(self, paths: list[str], language: str) -> set[str]:
        keys = {key for one in self._catalogues(language).values() for key in one}
        return {key for path in paths for key in sentences.asked(self._slim[path], keys)}

    def _said(self, keys: set[str], language: str) -> str:
        return sentences.as_script(sentences.in_languages(keys, self._catalogues(language)))

    def _catalogues(self, language: str) -> dict[str, dict[str, str]]:
        """The language itself, and English for what nobody has translated yet."""
        wanted = dict.fromkeys((language, "en"))
        return {one: sentences.catalogue(self._texts.get(f"locales/{one}.ftl", "")) for one in wanted}


def plain(sheet: str) -> str:
    """A style sheet without comments and without the blanks that mean nothing."""
    return _IN_A_STYLE.sub(lambda found: found[1] or (found[2] or "").strip() or (" " if found[2] else ""), sheet)
