"""Which sentences of a language a script can say, so that a phone is not sent the console's; and how they travel.

They are parsed here, once for everybody, and sent as parts: a browser then needs no Fluent, which weighs more than all
the words of a phone's door. `static/js/words.js` puts the parts together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fluent.syntax import ast

_SENTENCE = re.compile(r"^([a-z][\w-]*) *=.*(?:\n(?:[ \t}].*|(?=\n[ \t}])))*", re.MULTILINE)
_KEY = re.compile(r"""(?<=['"`])[a-z]\w*(?:-\w+)+(?=['"`])""")
_PUT_TOGETHER = re.compile(r"`([a-z]\w*-[\w-]*)\$\{[^{}`]*\}([\w-]*)(?=`)")


def catalogue(text: str) -> dict[str, str]:
    """The sentences of a language file, each as it stands there, by their keys."""
    return {found[1]: found[0] for found in _SENTENCE.finditer(text)}


def asked(source: str, keys: Iterable[str]) -> set[str]:
    """The keys that a script has in it: whole ones, and all that one may turn out to be that it puts together."""
    whole = set(_KEY.findall(source))
    ends = set(_PUT_TOGETHER.findall(source))
    return {key for key in keys if key in whole or any(key.startswith(a) and key.endswith(z) for a, z in ends)}


def in_languages(keys: Iterable[str], catalogues: Mapping[str, Mapping[str, str]]) -> list[tuple[str, dict[str, str]]]:
    """The sentences for some keys by language, the first that has one: `[(language, {key: sentence}), …]`."""
    left, found = sorted(keys), []
    for language, sentences in catalogues.items():
        found.append((language, {key: sentences[key] for key in left if key in sentences}))
        left = [key for key in left if key not in sentences]
    return [(language, said) for language, said in found if said]


def as_script(languages: Iterable[tuple[str, Mapping[str, str]]]) -> str:
    """The line of a module that brings its sentences along."""
    parted = [(language, {key: parts(text) for key, text in said.items()}) for language, said in languages]
    return f"export const SENTENCES={json.dumps(parted, ensure_ascii=False, separators=(',', ':'))}"


@cache
def parts(sentence: str) -> Any:
    """A sentence in parts: `text`, or `[text, hole, text, …]`.

    A hole is the name of an argument, or `[name, {number, plural form or word: parts, …}]` where `*` is for all others.
    What else Fluent knows stays as a translator wrote it.
    """
    from fluent.syntax import FluentParser, ast  # not before somebody's browser asks

    message = FluentParser(with_spans=False).parse_entry(sentence)
    if not isinstance(message, ast.Message) or message.value is None:
        raise ValueError(f"no sentence: {sentence[:80]}")
    return _parts(message.value)


def _parts(pattern: ast.Pattern) -> Any:
    """Text and holes in turn, with nothing between holes that stand side by side."""
    said: list[Any] = [""]
    for is_text, run in groupby(_pieces(pattern), lambda piece: isinstance(piece, str)):
        if is_text:
            said[-1] += "".join(run)
        else:
            said += [one for (hole,) in run for one in (hole, "")]
    return said if len(said) > 1 else said[0]


def _pieces(pattern: ast.Pattern) -> Iterator[Any]:
    """Texts as they are, holes as `(hole,)`."""
    from fluent.syntax import ast
    from fluent.syntax.serializer import serialize_placeable

    for element in pattern.elements:
        match element:
            case ast.TextElement():
                yield element.value
            case ast.Placeable(expression=ast.StringLiteral() as literal):
                yield literal.parse()["value"]
            case ast.Placeable(expression=ast.VariableReference() as argument):
                yield (argument.id.name,)
            case ast.Placeable(expression=ast.SelectExpression(selector=ast.VariableReference() as argument) as choice):
                yield ([argument.id.name, dict(_variants(choice))],)
            case ast.Placeable():
                yield serialize_placeable(element)


def _variants(choice: ast.SelectExpression) -> Iterator[tuple[str, Any]]:
    for one in choice.variants:
        key = getattr(one.key, "name", "") or getattr(one.key, "value", "")
        yield "*" if one.default else key, _parts(one.value)
