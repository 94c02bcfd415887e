"""Which sentences of a language a script can say, so that a phone is not sent the console's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

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


def in_languages(keys: Iterable[str], catalogues: Mapping[str, Mapping[str, str]]) -> list[tuple[str, str]]:
    """The sentences for some keys by language, the first that has one: `[(language, text), …]`."""
    left, found = sorted(keys), []
    for language, sentences in catalogues.items():
        found.append((language, "\n".join(sentences[key] for key in left if key in sentences)))
        left = [key for key in left if key not in sentences]
    return [(language, text) for language, text in found if text]


def as_script(sentences: Iterable[tuple[str, str]]) -> str:
    """The line of a module that brings its sentences along."""
    return f"export const SENTENCES={json.dumps(list(sentences), ensure_ascii=False, separators=(',', ':'))}"
