"""Reads JavaScript and templates just far enough to find the words in them. It understands our own code, no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

HOLE = "\0"
"""Stands where a template has an expression."""

_NAME = re.compile(r"[A-Za-z_$][\w$]*")
_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_NUMBER = re.compile(r"\d[\w.]*")
_STRING = re.compile(r"""'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)\"""")
_REGEX = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_ATTRIBUTE = re.compile(r"""([\w:-]+)=(?:"[^"<>]*)?$""")
_BEFORE_A_REGEX = frozenset({"return", "typeof", "case", "in", "of"})


@dataclass(frozen=True)
class Token:
    """A piece of code: a "name", a "string", a "template" (with its tag, and holes), a "mark", or "other"."""

    kind: str
    text: str
    line: int
    tag: str = ""


class Region(list[Token]):
    """The tokens of a stretch of code; `attribute`: the one it fills, where it is a hole in markup."""

    def __init__(self, attribute: str = "") -> None:
        super().__init__()
        self.attribute = attribute


@dataclass(frozen=True)
class Call:
    """A call by its name, with the tokens of each argument."""

    name: str
    arguments: tuple[tuple[Token, ...], ...]
    line: int


def javascript(source: str) -> list[Region]:
    """The code of a module in regions: the module itself, then the inside of every hole of every template."""
    reader = _Reader(source)
    reader.code()
    return reader.regions


def calls(region: Region, name: str) -> Iterator[Call]:
    """Every call of a function or method of this name; where it is declared does not count."""
    for at, token in enumerate(region[:-1]):
        declared = at > 0 and region[at - 1].text == "function"
        if (token.kind, token.text) == ("name", name) and region[at + 1].text == "(" and not declared:
            yield Call(name, tuple(tuple(one) for one in _arguments(region[at + 2 :])), token.line)


def properties(argument: tuple[Token, ...]) -> frozenset[str] | None:
    """The keys of an object written out in full; nothing when they cannot be read off."""
    if not argument or argument[0].text != "{":
        return None
    found, depth = set(), 0
    for before, token, after in zip(argument, argument[1:], argument[2:], strict=False):
        depth += (before.text in "([{" and before.kind == "mark") - (before.text in ")]}" and before.kind == "mark")
        if depth == 1 and before.text in "{," and token.text == ".":
            return None
        if depth == 1 and before.text in "{," and token.kind == "name" and after.text in ":,}":
            found.add(token.text)
    return frozenset(found)


def markup(text: str) -> Iterator[tuple[str, str]]:
    """The text and the attributes of a piece of markup whose expressions are holes, as ("text" or the name, words)."""
    without = re.sub(r"<!--.*?-->|<style.*?</style>|<script.*?</script>", "", text, flags=re.DOTALL)
    for tag in re.findall(r"<[^<>]*>", without):
        yield from re.findall(r"""([\w:-]+)="([^"]*)\"""", tag)
    for words in re.split(r"<[^<>]*>", without):
        yield "text", words


class _Reader:
    def __init__(self, source: str) -> None:
        self.source, self.at = source, 0
        self.regions: list[Region] = []

    def code(self, closing: str = "", attribute: str = "") -> None:
        tokens = Region(attribute)
        self.regions.append(tokens)
        depth = 0
        while self.at < len(self.source):
            if self._skip(_BLANK):
                continue
            if self.source[self.at] == closing and depth == 0:
                self.at += 1
                return
            token = self._token(tokens)
            depth += (token.text == "{") - (token.text == "}") if token.kind == "mark" else 0
            tokens.append(token)

    def _token(self, before: list[Token]) -> Token:
        line = self.source.count("\n", 0, self.at) + 1
        if found := self._skip(_STRING):
            return Token("string", (found[1] or found[2] or "").replace("\\'", "'"), line)
        if self.source[self.at] == "`":
            return Token("template", self._template(), line, before[-1].text if before else "")
        if self.source[self.at] == "/" and _may_be_a_regex(before) and (found := self._skip(_REGEX)):
            return Token("other", found[0], line)
        if found := self._skip(_NAME):
            return Token("name", found[0], line)
        if found := self._skip(_NUMBER):
            return Token("other", found[0], line)
        self.at += 1
        return Token("mark", self.source[self.at - 1], line)

    def _template(self) -> str:
        self.at += 1
        text = ""
        while self.source[self.at] != "`":
            if self.source.startswith("${", self.at):
                self.at += 2
                filled = _ATTRIBUTE.search(text)
                self.code("}", filled[1] if filled else "")
                text += HOLE
                continue
            step = 2 if self.source[self.at] == "\\" else 1
            text += self.source[self.at : self.at + step]
            self.at += step
        self.at += 1
        return text

    def _skip(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.source, self.at)
        self.at = found.end() if found else self.at
        return found


def _may_be_a_regex(before: list[Token]) -> bool:
    if not before:
        return True
    last = before[-1]
    return last.text in _BEFORE_A_REGEX or (last.kind == "mark" and last.text not in ")]}")


def _arguments(tokens: list[Token]) -> Iterator[list[Token]]:
    argument: list[Token] = []
    depth = 0
    for token in tokens:
        if token.kind == "mark":
            if token.text in ")]}" and depth == 0:
                break
            depth += (token.text in "([{") - (token.text in ")]}")
        if token.kind == "mark" and token.text == "," and depth == 0:
            yield argument
            argument = []
        else:
            argument.append(token)
    if argument:
        yield argument
