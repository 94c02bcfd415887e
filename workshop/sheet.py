"""A sheet: a TOML file that a facilitator wrote. Read strictly; whatever is wrong with it becomes one plain sentence.

What a sheet should hold is said by pydantic models; `agenda` and `decks` bring their own.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, time
from difflib import get_close_matches
from functools import lru_cache
from itertools import zip_longest
from os.path import realpath
from pathlib import Path
from typing import Annotated, Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, to_json

from workshop.config import shipped
from workshop.moves import Json

LARGEST = 256 * 1024
"""Bytes in one sheet."""

DEEPEST = 20
"""Tables and lists inside one another; the deepest shipped sheet has ten."""

MOST = 10_000
"""Keys and values in one sheet; the longest shipped one has a quarter of that."""

# The reader of TOML takes the square of a dotted key's length: a single long one would hold up the whole house.
_PIECE = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY = re.compile(rf"(?<![\w-]){_PIECE}(?:[ \t]*+\.[ \t]*+{_PIECE}){{{DEEPEST}}}")

KEPT = 48
"""Texts of sheets whose content is remembered: the shipped ones, and some of one's own."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Control characters, but for the ends of lines and tabs."""

Spot = tuple[str | int, ...]
"""Where something stands in a sheet: keys and positions, outermost first."""


LONGEST = 500
"""Characters in a sentence about what is wrong."""


class AgendaError(Exception):
    """Something is wrong with an agenda or a deck. Its text is one sentence that says where and what.

    It may name what stands in the file, and so can be shown in a terminal too: nothing in it cannot be seen.
    """

    def __init__(self, sentence: str) -> None:
        seen = _visible(sentence)
        super().__init__(seen if len(seen) <= LONGEST else f"{seen[:LONGEST]} …")


class Shape(BaseModel):
    """What a table of a sheet may hold: these keys, of these types, and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$")]
Title = Annotated[str, StringConstraints(min_length=1, max_length=48)]
Sentence = Annotated[str, StringConstraints(max_length=140)]
Prompt = Annotated[str, StringConstraints(max_length=160)]

M = TypeVar("M", bound=BaseModel)


class Sheet:
    """One file's content, which knows its name and can say where in it something is wrong."""

    def __init__(self, path: Path) -> None:
        self.file = _shown(path)
        self.content, spot, remark = _parsed(path)
        if remark:
            raise self.fault(spot, remark)

    def fault(self, spot: Spot, remark: str) -> AgendaError:
        """The sentence about one spot, ready to be raised."""
        return AgendaError(f"{', '.join([self.file, *_place(self.content, spot)])}: {remark}")

    def check(self, shape: type[M], content: Json, spot: Spot = (), also: Iterable[str] = ()) -> M:
        """The content of a spot as its shape. `also`: keys that are known there for another reason."""
        try:
            return shape.model_validate(content)
        except ValidationError as wrong:
            raise self._worst(shape, wrong, spot, also) from None

    def check_settings(self, shape: type[M], content: Json, spot: Spot, also: Iterable[str]) -> M:
        """The same for a kind's settings, which may hold tuples and sets: lists in TOML, as they are in JSON."""
        try:
            return shape.model_validate_json(to_json(content))
        except ValidationError as wrong:
            raise self._worst(shape, wrong, spot, also) from None

    def _worst(self, shape: type[BaseModel], wrong: ValidationError, spot: Spot, also: Iterable[str]) -> AgendaError:
        """One sentence says enough. A misspelt key comes first: it explains why another one seems to be missing."""
        errors = sorted(wrong.errors(), key=lambda error: error["type"] != "extra_forbidden")
        first, place = errors[0], (*spot, *errors[0]["loc"])
        if first["type"] == "extra_forbidden":
            inner = first["loc"][:-1]
            known = [*_keys(shape, inner), *(() if inner else also)]
            return self.fault(place, f"there is no such key{did_you_mean(place[-1], known)}")
        remark = _remark(first, place)
        head, colon, rest = remark.partition(": ")
        if colon and head in _keys(shape, first["loc"]):
            return self.fault((*place, head), rest)  # a shape's own check may begin with the key that it is about
        return self.fault(place, remark)


def did_you_mean(word: object, known: Iterable[str]) -> str:
    """In brackets, the known word that looks most like this one; nothing if none does."""
    close = get_close_matches(str(word), list(known), n=1)
    return f' (did you mean "{close[0]}"?)' if close else ""


def listed(words: Iterable[object]) -> str:
    """In quotes, with commas and an "or"."""
    *rest, last = [f'"{word}"' for word in words]
    return f"{', '.join(rest)} or {last}" if rest else last


# ── reading ─────────────────────────────────────────────────────────────────


Read = tuple[Json, Spot, str]
"""What a text holds; with the first spot that cannot be so, and why, where there is one."""


def _parsed(path: Path) -> Read:
    text = _text(path)
    try:
        return _read(text)
    except RecursionError:
        raise AgendaError(f"{_shown(path)}: {_TOO_DEEP}") from None
    except ValueError as wrong:
        remark, _, where = str(wrong).rpartition(" (at ")
        line = where.removesuffix(")").partition(",")[0] if remark else ""
        if line == "end of document":
            line = f"line {text.count(chr(10)) + 1}"
        place = ", ".join(filter(None, [_shown(path), line]))
        raise AgendaError(f"{place}: this is not TOML, because {_plainly(remark or str(wrong))}") from None


@lru_cache(KEPT)
def _read(text: str) -> Read:
    """Nobody changes what comes of it: the same text is read for each variant, for each agenda that takes the deck, and
    each time that somebody looks at the list. Raises `RecursionError` and `ValueError`."""
    if _LONG_KEY.search(text):
        raise RecursionError
    content = tomllib.loads(text)
    return content, *next(_wrongs(content), ((), ""))


def _wrongs(content: Json) -> Iterator[tuple[Spot, str]]:
    if remark := _too_much(content):
        yield (), remark
    for spot, value in _walk(content):
        if remark := _unfit(value) or _double(content, spot):
            yield spot, remark


def _plainly(remark: str) -> str:
    """The common slips in words for everybody; whatever else the reader of TOML has to say as it says it."""
    if remark.startswith("Cannot declare"):
        return "this table is there already; several of a kind are written in double brackets"
    return _SLIPS.get(remark, f"its reader says: {remark.rstrip('.')}")


_SLIPS: Mapping[str, str] = {
    "Illegal character '\\n'": "a quotation mark is missing at the end",
    "Invalid value": "this is no value; text stands in quotation marks",
    "Expected '=' after a key in a key/value pair": "after a key there should be = and a value",
    "Cannot overwrite a value": "this key has a value already",
    "Unclosed array": "a list lacks its closing bracket",
    "Expected newline or end of document after a statement": "something follows the value on the same line",
}


_TOO_DEEP = "this is nested too deeply to be read"


def _too_much(content: Json) -> str:
    """Level by level, so that nothing can be too deep for looking at it."""
    level: list[Any] = [content]
    seen = 0
    for _ in range(DEEPEST + 1):
        level = [inner for one in level for inner in _inside(one)]
        seen += len(level)
        if not level or seen > MOST:
            return f"there is more in this file than an agenda or a deck can hold ({MOST:,} things)" if level else ""
    return _TOO_DEEP


def _inside(value: object) -> Iterable[object]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()


def _shown(path: Path) -> str:
    """The file's name as it can be shown anywhere."""
    return _visible(path.name)


def _visible(text: str) -> str:
    return "".join(ch if ch.isprintable() else "�" for ch in text)


def _text(path: Path) -> str:
    name = _shown(path)
    if name != path.name:
        raise AgendaError(f"{name}: there is a character in the file's name that nobody can see; give it another name")
    try:
        if remark := _no_sheet(path):
            raise AgendaError(f"{name}: {remark}")
        with path.open("rb") as file:
            raw = file.read(LARGEST + 1)
    except OSError as wrong:
        raise AgendaError(f"{name}: the file cannot be read ({wrong.strerror})") from None
    if len(raw) > LARGEST:
        raise AgendaError(f"{name}: the file is larger than {LARGEST // 1024} KB")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = raw.count(b"\n", 0, wrong.start) + 1
        raise AgendaError(f"{name}, line {line}: the file is not UTF-8 text; save it as UTF-8") from None


def _no_sheet(path: Path) -> str:
    """What else may bear a sheet's name: a folder, a line to another program, which might be read for ever, or a link
    by which whoever packed it picks a file elsewhere. How the program itself was installed is its own business."""
    if path.is_dir():
        return "this is a folder and no file"
    if path.exists() and not path.is_file():
        return "this is no ordinary file"
    own = path.parent not in (shipped("sessions"), shipped("cards"))
    if own and path.is_symlink() and not Path(realpath(path)).is_relative_to(realpath(path.parent)):
        return "this is a link to a file elsewhere; put the file itself here"
    return ""


def _walk(value: object, spot: Spot = ()) -> Iterator[tuple[Spot, object]]:
    yield spot, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _walk(inner, (*spot, key))
    elif isinstance(value, list):
        for no, inner in enumerate(value):
            yield from _walk(inner, (*spot, no))


def _unfit(value: object) -> str:
    if isinstance(value, date | time):
        return "a date or time is written as text here, in quotes"
    if isinstance(value, float) and not math.isfinite(value):
        return "this should be an ordinary number"
    if isinstance(value, str) and _UNSEEN.search(value):
        return "this text holds a character that nobody can see"
    return ""


def _double(content: Json, spot: Spot) -> str:
    """Whether an earlier neighbour in the same list has the same id."""
    match spot:
        case (*way, str(key), int(no), "id"):
            earlier = [one.get("id") for one in _at(content, (*way, key))[:no] if isinstance(one, dict)]
            return f"another {_noun(key)} has this id already" if _at(content, spot) in earlier else ""
        case _:
            return ""


# ── saying where ────────────────────────────────────────────────────────────


def _place(content: Json, spot: Spot) -> list[str]:
    """A spot in words: step "imagine", screen "deck", key "minutes"."""
    words: list[str] = []
    keys: list[str] = []
    here: Any = content
    for step, after in zip_longest(spot, spot[1:]):
        if not isinstance(here, dict | list):
            break  # pydantic also names the member of a union it tried; that is no place in the file
        there = _at(here, (step,))
        if isinstance(step, int):
            words.append(_called(keys.pop() if keys else "item", step, there))
        elif isinstance(there, dict) and not words and not keys and after is not None:
            words.append(f"[{step}]")
        else:
            keys.append(step)
        here = there
    return [*words, f'key "{".".join(keys)}"'] if keys else words


def _called(key: str, no: int, item: object) -> str:
    if not isinstance(item, dict):
        return f'key "{key}", no. {no + 1}'
    name = item.get("id")
    return f'{_noun(key)} "{name}"' if isinstance(name, str) and name else f"{_noun(key)} {no + 1}"


def _noun(key: object) -> str:
    """What one thing of a list is called: boxes -> box, options -> option, step -> step."""
    return re.sub(r"(?<=x)es$|s$", "", str(key))


def _at(content: Any, spot: Spot) -> Any:
    """What stands at a spot, or None."""
    for step in spot:
        try:
            content = content[step]
        except (KeyError, IndexError, TypeError):
            return None
    return content


def _keys(shape: type[BaseModel], spot: Spot) -> list[str]:
    """The keys known at a spot inside a shape."""
    for step in spot:
        if isinstance(step, str):
            field = shape.model_fields.get(step)
            inner = _model_in(field.annotation) if field else None
            if inner is None:
                return []
            shape = inner
    return list(shape.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)


# ── saying what ─────────────────────────────────────────────────────────────

_REMARKS: Mapping[str, str] = {
    "missing": "this key is missing",
    "string_type": "this should be text, in quotes",
    "int_type": "this should be a whole number",
    "int_from_float": "this should be a whole number",
    "float_type": "this should be a number",
    "bool_type": "this should be true or false",
    "list_type": "this should be a list, in square brackets",
    "tuple_type": "this should be a list, in square brackets",
    "set_type": "this should be a list, in square brackets",
    "frozen_set_type": "this should be a list, in square brackets",
    "model_type": "this should be a table with keys of its own",
    "dict_type": "this should be a table with keys of its own",
    "greater_than_equal": "this should be {ge} or more",
    "greater_than": "this should be more than {gt}",
    "less_than_equal": "this should be {le} or less",
    "less_than": "this should be less than {lt}",
    "too_short": "there are {actual_length} here, and it takes {min_length} or more",
    "too_long": "there are {actual_length} here, and at most {max_length} fit",
}

_PATTERNS: Mapping[str, str] = {
    "^[a-z0-9][a-z0-9_-]": "an id is made of small letters, digits, - and _, at most 40 of them",
    "^[a-z]{2,3}(-[A-Z]": 'this should be a language tag such as "en", "cy" or "pt-BR"',
}


def _remark(error: ErrorDetails, spot: Spot) -> str:
    kind, value = error["type"], error["input"]
    context = {key: f"{said:g}" if isinstance(said, float) else said for key, said in error.get("ctx", {}).items()}
    match kind:
        case "list_type" | "tuple_type" if isinstance(value, dict):
            keys = ".".join(str(step) for step in spot if isinstance(step, str))
            return f"this should be a list, and its tables begin with double brackets: [[{keys}]]"
        case "string_too_long":
            return f"this is {len(value)} characters long, and at most {context['max_length']} fit"
        case "string_too_short":
            return "this should not be empty"
        case "string_pattern_mismatch":
            remarks = (said for start, said in _PATTERNS.items() if context["pattern"].startswith(start))
            return next(remarks, "this is not written as it should be")
        case "literal_error":
            return _choice(value, context["expected"])
        case "value_error" | "assertion_error":
            return str(context["error"]).rstrip(".")
        case _:
            return _REMARKS.get(kind, error["msg"][:1].lower() + error["msg"][1:]).format(**context)


def _choice(value: object, expected: str) -> str:
    known = [word.strip(" '") for word in expected.replace(" or ", ",").split(",")]
    said = f'"{value}" is not' if isinstance(value, str) else "this should be"
    return f"{said} one of {listed(known)}{did_you_mean(value, known)}"
