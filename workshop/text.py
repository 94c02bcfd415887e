"""What people type, made fit to stand beside what others typed: nothing unseen, nothing that turns other words round.

Words stay as they were typed otherwise. A name is folded as well (NFKC), so that letters of the mathematical alphabets
and full-width ones are letters like any others, and names that look alike are told apart by a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

JOINERS = "\u200c\u200d"
"""Persian, Indic scripts and many emoji cannot be written without these two: they stay in free text."""

STACKED = 4
"""Marks over one letter. Pointed Hebrew and Vietnamese need three at most; a tower of them covers others' lines."""

_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\ufe0e\uffa0")
"""Count as letters, marks or signs, and draw nothing."""

_NUMBER = re.compile(r" \(\d+\)$")


def free(typed: str) -> str:
    """Words of several lines, trimmed, without what cannot be seen. Signs that turn the order of words round are of
    that kind: each piece of text is set in its own direction where it is shown (`dir="auto"`, `bdi`)."""
    return "".join(_seen(typed, keep="\n" + JOINERS)).strip()


def one_line(typed: str) -> str:
    """The same as one line, whitespace folded. Here the joiners go as well."""
    return " ".join("".join(_seen(typed)).split())


def name(typed: str) -> str:
    """A name as it may be shown."""
    return one_line(unicodedata.normalize("NFKC", typed))


def length(said: str) -> int:
    """Characters as a reader counts them: marks belong to the letter they stand on."""
    return sum(1 for ch in said if ch not in JOINERS and not _is_mark(ch))


@lru_cache(maxsize=10_000)
def likeness(said: str) -> str:
    """What a name looks like from afar. Two with the same likeness are taken for each other."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", said).casefold())
    drawn = "".join(ch for ch in plain if not _is_mark(ch)).translate(_LOOKS_LIKE)
    return "".join(ch for ch in drawn if ch.isalnum()).replace("rn", "m").replace("vv", "w") or drawn


def told_apart(wanted: str, taken: Collection[str]) -> str:
    """A name that nobody can take for another: the second Ana is “Ana (2)”. `taken`: the likenesses of the others."""
    if likeness(wanted) not in taken:
        return wanted
    numbers = (f"{wanted} ({no})" for no in range(2, len(taken) + 3))
    return next(one for one in numbers if likeness(one) not in taken)


def without_number(said: str) -> str:
    """A name as it was given, before it was told apart from another."""
    return _NUMBER.sub("", said)


@lru_cache(maxsize=10_000)
def given(said: str) -> str:
    """What somebody is called by: the second Ana is an Ana, too."""
    return without_number(said).casefold()


def forget() -> None:
    """Keep nothing of any name that was looked at."""
    for known in (likeness, given):
        known.cache_clear()


def words(said: str) -> set[str]:
    """The likenesses of the single words of a name."""
    return {likeness(word) for word in re.split(r"[\W_]+", said) if likeness(word)}


def _seen(typed: str, keep: str = "") -> Iterable[str]:
    """Characters that draw something. Any other white space is a space; a tower of marks ends at its fourth storey."""
    storeys = 0
    for ch in typed.replace("\r\n", "\n"):
        storeys = storeys + 1 if _is_mark(ch) else 0
        if ch in keep or (ch.isprintable() and ch not in _UNSEEN and storeys <= STACKED):
            yield ch
        elif ch.isspace():
            yield " "


def _is_mark(ch: str) -> bool:
    return unicodedata.category(ch) in ("Mn", "Me")


_LOOKS_LIKE = str.maketrans(
    # Cyrillic, Greek, small capitals and digits beside the Latin letter that a reader takes them for.
    {
        **dict(zip("авсдеѕіјкмнорԛтухԝһԁгьпиғ", "abcdesijkmhopqtyxwhdrbnuf", strict=True)),
        **dict(zip("αβγδεζηικμνοπρσςτυχωϲϳ", "abydeznikmvonpoctuxwcj", strict=True)),
        **dict(zip("ıɩłøđħŧɑɡʏɴʀɢʜʟɪᴀʙᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢ", "iiiodhtagynrghiiabcdejkmoptuvwz", strict=True)),
        **dict(zip("l1|!0345789$@", "iiiioeastbgsa", strict=True)),
        "ӏ": "i",
    }
)
