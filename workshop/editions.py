"""What each face is sent: its scripts with their sentences as one file, its styles as another, and each kind's beside.

They are made of the files in `static/` when somebody first asks, so nothing has to be built beforehand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop import bindery, sentences

SHELF = "bound/"
"""The folder of everything that is made here."""

SPARING = frozenset({"phone"})
"""Faces that fetch at once only the kind that is up, and foresee the others: a hall's phones share one Wi-Fi. They are
sent nothing of a kind's `stage.js`, and only those elements that they draw with."""

OWN = {
    "console": ("stage", "console"),
    "home": ("console", "home"),
    "draft": ("console", "draft"),
    "takeaway": ("doors", "takeaway"),
}
"""Style sheets under css/ of faces that have more than the one of their name."""

BESIDES = "besides"
"""What a face can do without until its first screen is drawn: `js/<face>/besides.js` and its style. Sent as a kind is,
with the sentences that nothing else in the face says."""

_SENTENCES = "js/sentences.js"
_SCRIPT = re.compile(r"bound/([\w-]+)/(\w+)(?:/(\w+))?\.js")
_STYLE = re.compile(r"bound/(\w+)(?:/(\w+))?\.css")
_TOKENS = "css/tokens.css"
_ELEMENTS = "css/elements.css"
_ON_STAGE = re.compile(r"kinds/\w+/stage\.js")
_STAGE_RULE = re.compile(r"^[^\n{},@]*\.stage\b[^\n{},]*\{[^{}]*\}\n", re.MULTILINE)
_PART = re.compile(r"^/\* ── (.+?) ── \*/$", re.MULTILINE)
_IN_A_STYLE = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};,]|\s)\s*""", re.DOTALL)


def style(face: str, kind: str = "") -> str:
    """Where the style of a face is found, or a kind's as that face draws it."""
    return f"{SHELF}{face}{'/' if kind else ''}{kind}.css"


def script(face: str, language: str, kind: str = "") -> str:
    """Where the script of a face is found, or a kind's as that face draws it, or what it needs `BESIDES`."""
    return f"{SHELF}{language}/{face}{'/' if kind else ''}{kind}.js"


@dataclass(frozen=True)
class _Face:
    """A face as it is bound: all scripts as it is sent them, and those that are in its book, in order."""

    name: str
    sources: Mapping[str, str]
    book: list[str]

    @property
    def sparing(self) -> bool:
        return self.name in SPARING

    def page(self, kind: str) -> str:
        return f"js/{self.name}/{BESIDES}.js" if kind == BESIDES else f"kinds/{kind}.js"

    def beside(self, kind: str) -> list[str]:
        """The scripts that a kind brings along."""
        return [path for path in bindery.in_order(self.page(kind), self.sources) if path not in self.book]


class Editions:
    """Makes whatever is asked for, out of the texts of `static/` by their paths."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts
        self._slim: dict[str, str] = {}
        self._keys: dict[tuple[str, str], set[str]] = {}

    def made(self, path: str) -> str | None:
        """A script or a style by its address; nothing when there is no such face, kind or language."""
        if found := _STYLE.fullmatch(path):
            return self._style(*found.groups(default=""))
        if found := _SCRIPT.fullmatch(path):
            return self._script(*found.groups(default=""))
        return None

    def _face(self, name: str) -> _Face | None:
        start = f"js/faces/{name}.js"
        sources = {
            path: "" if name in SPARING and _ON_STAGE.fullmatch(path) else text for path, text in self._scripts()
        }
        return _Face(name, sources, bindery.in_order(start, sources)) if start in sources else None

    def _scripts(self) -> Iterable[tuple[str, str]]:
        """All scripts without what means nothing."""
        for path, text in self._texts.items():
            if path.endswith(".js") and path not in self._slim:
                self._slim[path] = text if path.startswith("vendor/") else bindery.slim(text)
        return self._slim.items()

    # ── styles ──

    def _style(self, name: str, kind: str) -> str | None:
        sheets = [_sheet(kind)] if kind else [f"css/{one}.css" for one in OWN.get(name, (name,))]
        face = self._face(name)
        if sheets[-1] not in self._texts or (kind and face is None):
            return None
        shared = self._elements(face, kind) if kind else [self._texts[_TOKENS], *self._elements(face)]
        own = [self._texts[one] for one in sheets if one in self._texts]
        whole = "\n".join([*shared, *own])
        return plain(_STAGE_RULE.sub("", whole) if face and face.sparing else whole)

    def _elements(self, face: _Face | None, kind: str = "") -> list[str]:
        """The parts of the elements' sheet that a face needs at once, or with a kind."""
        parts = self._parts()
        if not face or not face.sparing:
            return [] if kind else [text for _, text in parts]
        book = {*face.book}
        if not kind:
            return [text for modules, text in parts if not modules or modules & book]
        brought = {*face.beside(kind)}
        return [text for modules, text in parts if modules & brought and not modules & book]

    def _parts(self) -> list[tuple[set[str], str]]:
        """The parts of the elements' sheet, each with the modules it is named after."""
        _, *parts = _PART.split(self._texts[_ELEMENTS])
        named = ({f"js/elements/{name}.js" for name in heading.split(", ")} for heading in parts[::2])
        return [(one & self._texts.keys(), text) for one, text in zip(named, parts[1::2], strict=True)]

    # ── scripts ──

    def _script(self, language: str, name: str, kind: str) -> str | None:
        face = self._face(name)
        if face is None or f"locales/{language}.ftl" not in self._texts:
            return None
        if not kind:
            return self._book(face, language)
        return self._page(face, kind, language) if face.page(kind) in self._texts else None

    def _book(self, face: _Face, language: str) -> str:
        said = self._said(self._asked(face, face.book, language), language)
        return bindery.bound(face.book[-1], {**face.sources, _SENTENCES: said})

    def _page(self, face: _Face, kind: str, language: str) -> str:
        keys = self._asked(face, face.beside(kind), language) - self._asked(face, face.book, language)
        page = bindery.beside(face.page(kind), face.sources, face.book, f"../{face.name}.js")
        return f"{page}\n{self._said(keys, language)}"

    # ── sentences ──

    def _asked(self, face: _Face, paths: Iterable[str], language: str) -> set[str]:
        return {key for path in paths for key in self._asked_in(face.sources[path], language)}

    def _asked_in(self, source: str, language: str) -> set[str]:
        """The keys that a script has in it, remembered: each is in many a page's way."""
        if (source, language) not in self._keys:
            keys = {key for one in self._catalogues(language).values() for key in one}
            self._keys[source, language] = sentences.asked(source, keys)
        return self._keys[source, language]

    def _said(self, keys: set[str], language: str) -> str:
        return sentences.as_script(sentences.in_languages(keys, self._catalogues(language)))

    def _catalogues(self, language: str) -> dict[str, dict[str, str]]:
        """The language itself, and English for what nobody has translated yet."""
        wanted = dict.fromkeys((language, "en"))
        return {one: sentences.catalogue(self._texts.get(f"locales/{one}.ftl", "")) for one in wanted}


def _sheet(kind: str) -> str:
    return f"css/{kind}.css" if kind == BESIDES else f"kinds/{kind}.css"


def plain(sheet: str) -> str:
    """A style sheet without comments and without the blanks that mean nothing."""
    return _IN_A_STYLE.sub(lambda found: found[1] or (found[2] or "").strip() or (" " if found[2] else ""), sheet)
