"""Binds modules into one: on poor Wi-Fi a browser fetches a book sooner than forty leaves.

It understands the scripts of this house and what `frontend/vendor.mjs` makes: named imports and exports, one default
export, no circles. Whatever it cannot read it refuses, so that nothing is ever bound wrongly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from posixpath import dirname, join, normpath

_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_STRING = re.compile(r"""'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\"""")
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_WORD = re.compile(r"[\w$]+")
_TEXT = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)
_BEFORE_A_PATTERN = frozenset({"return", "typeof", "case", "in", "of"})

_IMPORT = re.compile(r"^import ?\{([^}]*)\} ?from ?'([^']+)';?$\n?", re.MULTILINE)
_PASSED_ON = re.compile(r"^export ?\{([^}]*)\} ?from ?'([^']+)';?$\n?", re.MULTILINE)
_DECLARED = re.compile(r"^export (?=(?:async function|function|class|const) ([\w$]+))", re.MULTILINE)
_DEFAULT = re.compile(r"^export default ?", re.MULTILINE)
_LISTED = re.compile(r"export\{([^}]*)\};?\s*$")
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*|import\.meta", re.MULTILINE)


class Unbindable(Exception):
    """A module says something that is not understood here."""


def slim(source: str) -> str:
    """A script without comments and without the blanks that mean nothing; templates stay as they are, to the byte."""
    return "".join(_Slimming(source).code())


def imports(path: str, source: str) -> list[str]:
    """The modules that one is made with, by their paths."""
    found = [*_IMPORT.finditer(source), *_PASSED_ON.finditer(source)]
    return [normpath(join(dirname(path), one[2])) for one in sorted(found, key=lambda one: one.start())]


def in_order(start: str, sources: Mapping[str, str]) -> list[str]:
    """A module and all it is made with, each after those it needs itself."""
    done: dict[str, None] = {}
    _visit(start, sources, done, ())
    return list(done)


def bound(start: str, sources: Mapping[str, str]) -> str:
    """A module with all it is made with, as one. It exports `leaves`, where `beside` finds what is there already."""
    order = in_order(start, sources)
    numbers = {path: f"m{no}" for no, path in enumerate(order)}
    return "\n".join([*_leaves(order, sources, numbers), f"export const leaves={{{','.join(numbers.values())}}}"])


def beside(start: str, sources: Mapping[str, str], book: Sequence[str], at: str) -> str:
    """A module bound with all it needs that is not in a `book` (its paths in order), which is found at an address."""
    numbers = {path: f"leaves.m{no}" for no, path in enumerate(book)}
    added = [path for path in in_order(start, sources) if path not in numbers]
    numbers |= {path: f"m{no}" for no, path in enumerate(added, len(book))}
    end = f"export default {numbers[start]}.default"
    return "\n".join([f"import{{leaves}}from'{at}'", *_leaves(added, sources, numbers), end])


def _visit(path: str, sources: Mapping[str, str], done: dict[str, None], above: tuple[str, ...]) -> None:
    if path in above:
        raise Unbindable(f"{path} needs itself, by way of {' and '.join(above[above.index(path) + 1 :]) or 'nothing'}")
    if path not in sources:
        raise Unbindable(f"{above[-1] if above else 'a page'} needs {path}, which is not there")
    if path not in done:
        for one in imports(path, sources[path]):
            _visit(one, sources, done, (*above, path))
        done[path] = None


def _leaves(order: Sequence[str], sources: Mapping[str, str], numbers: Mapping[str, str]) -> Iterator[str]:
    """Each module as a function of its own that is called once, so that no two names ever meet."""
    for path in order:
        yield f"const {numbers[path]}=(()=>{{{_leaf(path, sources[path], numbers)}}})()"


def _leaf(path: str, source: str, numbers: Mapping[str, str]) -> str:
    given = {name: name for name in _DECLARED.findall(source)}
    taken: list[str] = []
    names: set[str] = set()

    def take(found: re.Match[str], *, on: bool) -> str:
        pairs = _pairs(found[1])
        if twice := names & set(pairs.values()):
            raise Unbindable(f"{path} takes {' and '.join(sorted(twice))} twice")
        names.update(pairs.values())
        taken.append(f"const{{{_listed(pairs)}}}={numbers[normpath(join(dirname(path), found[2]))]}")
        given.update({name: name for name in pairs.values()} if on else {})
        return ""

    body = _IMPORT.sub(lambda found: take(found, on=False), source)
    body = _PASSED_ON.sub(lambda found: take(found, on=True), body)
    body, defaults = _DEFAULT.subn("const $default=", _DECLARED.sub("", body))
    if defaults:
        given["default"] = "$default"
    if last := _LISTED.search(body):
        given |= {outside: inside for inside, outside in _pairs(last[1]).items()}
        body = body[: last.start()]
    if strange := _LEFT_OVER.search(body):
        raise Unbindable(f"{path} says what cannot be bound: {strange[0][:80]}")
    return "\n".join([*taken, body.strip(), f"return{{{_listed(given)}}}"])


def _pairs(names: str) -> dict[str, str]:
    """`a, b as c` as {a: a, b: c}."""
    words = [one.split() for one in names.split(",") if one.strip()]
    return {one[0]: one[-1] for one in words}


def _listed(pairs: Mapping[str, str]) -> str:
    return ",".join(one if one == other else f"{one}:{other}" for one, other in pairs.items())


class _Slimming:
    """Reads a script once, from its beginning to its end."""

    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0

    def code(self, closing: str = "") -> Iterator[str]:
        """The pieces of a stretch of code, up to the bracket that closes it."""
        before, depth = "", 0
        while self.at < len(self.source):
            gap = self._next(_BLANK)
            if self.at == len(self.source) or (self.source[self.at] == closing and not depth):
                return
            yield _between(gap, before[-1:], self.source[self.at])
            if self.source[self.at] == "`":
                yield from self._template()
                before = "`"
                continue
            before = self._token(before)
            depth += (before == "{") - (before == "}")
            yield before

    def _token(self, before: str) -> str:
        found = self._next(_STRING) or self._next(_WORD)
        if not found and self.source[self.at] == "/" and _may_begin_a_pattern(before):
            found = self._next(_PATTERN)
        if not found:
            found = self.source[self.at]
            self.at += 1
        return found

    def _template(self) -> Iterator[str]:
        self.at += 1
        yield "`"
        while True:
            yield self._next(_TEXT)
            if self.source.startswith("${", self.at):
                self.at += 2
                yield "${"
                yield from self.code("}")
            yield self.source[self.at]
            self.at += 1
            if self.source[self.at - 1] == "`":
                return

    def _next(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found[0] if found else ""


def _may_begin_a_pattern(before: str) -> bool:
    return before in _BEFORE_A_PATTERN or not before or (before[-1] not in ")]}'\"`" and not _WORD.match(before[-1]))


def _between(gap: str, before: str, after: str) -> str:
    """What has to stay of a gap. An end of line may end a statement, so it only goes where none can end."""
    if not gap or not before:
        return ""
    if "\n" in gap:
        return "" if before in "{([,;" or after in "}])," else "\n"
    if _WORD.match(before) and _WORD.match(after):
        return " "
    return " " if before == after and before in "+-/" else ""
