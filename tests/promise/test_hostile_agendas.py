"""Agendas and decks that somebody handed over: whatever is in the file, it is read or refused in one clear sentence
that names it, in little time, and what it says is only ever text.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.promise.besieged import FULL
from workshop import agenda as agendas
from workshop import decks
from workshop.agenda import Agenda, AgendaError
from workshop.config import shipped
from workshop.sheet import DEEPEST, LARGEST, MOST, Sheet

SHIPPED = sorted(shipped("sessions").glob("*.toml"))
CARDS = sorted(shipped("cards").glob("*.toml"))
BASE = (shipped("sessions") / "rehearsal.toml").read_text(encoding="utf-8")

SOON = 10.0
"""Seconds within which the worst file is read or refused, on a busy machine."""

FOLDERS = ("sessions", "cards")


@pytest.fixture
def sessions(tmp_path: Path) -> Path:
    for name in FOLDERS:
        (tmp_path / name).mkdir()
    return tmp_path / "sessions"


def told(path: Path) -> str:
    """What is said about a file; nothing if it is an agenda after all."""
    began = time.monotonic()
    try:
        plan = agendas.read(path)
    except AgendaError as wrong:
        sentence = str(wrong)
        assert_one_clear_sentence(sentence, path)
        return sentence
    finally:
        assert time.monotonic() - began < SOON
    assert isinstance(plan, Agenda)
    agendas.thaw(agendas.frozen(plan))
    return ""


def assert_one_clear_sentence(sentence: str, path: Path) -> None:
    name = "".join(ch if ch.isprintable() else "�" for ch in path.name)
    assert sentence.startswith(name) or sentence.split(",")[0].split(":")[0].endswith(".toml"), sentence
    assert len(sentence) < 700, sentence
    assert sentence.isprintable(), sentence
    assert "Traceback" not in sentence
    assert ": " in sentence


def written(sessions: Path, text: str | bytes, name: str = "handed-over.toml") -> Path:
    path = sessions / name
    path.write_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    return path


# ── what is said in it ──────────────────────────────────────────────────────


def base(old: str, new: str) -> str:
    assert old in BASE, old
    return BASE.replace(old, new, 1)


NUMBERS = (
    "1e308",
    "nan",
    "-inf",
    "-5",
    "1e-320",
    "0",
    "1e999",
    "9" * 40,
    "9" * 5_000,
    "0x" + "f" * 30,
    "true",
    '"5"',
    "[5]",
)
NUMBERS += ("{plan=1}", "1979-05-27", "07:32:00", "-0.0", "1_0", "0.1")


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:12])
@pytest.mark.parametrize("key", ["minutes", "tables"])
def test_absurd_numbers_of_the_head(sessions: Path, key: str, number: str) -> None:
    changed = re.sub(rf"(?m)^{key} = .*$", f"{key} = {number}", BASE, count=1)
    said = told(
        written(sessions, changed if changed != BASE else BASE.replace("[agenda]", f"[agenda]\n{key} = {number}", 1))
    )
    if key == "minutes":
        assert said


@pytest.mark.parametrize("number", NUMBERS, ids=lambda number: number[:12])
def test_absurd_numbers_everywhere_else(sessions: Path, number: str) -> None:
    """Each number of the rehearsal in turn is replaced by an absurd one."""
    places = list(re.finditer(r"(?<== )\d+$", BASE, re.MULTILINE))
    for place in places[:: 1 if FULL else 4]:
        told(written(sessions, BASE[: place.start()] + number + BASE[place.end() :]))


TEXTS = {
    "a null": '"\\u0000"',
    "an escape": '"\\u001b[2J"',
    "a bell": '"a\\u0007"',
    "a carriage return": '"a\\rb"',
    "half a pair": '"\\ud800"',
    "ten thousand letters": f'"{"x" * 10_000}"',
    "nothing": '""',
    "blanks": '"   "',
    "a number": "5",
    "a list": '["a"]',
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_title_that_is_none(sessions: Path, name: str) -> None:
    said = told(written(sessions, re.sub(r'(?m)^title = ".*"$', lambda _: f"title = {TEXTS[name]}", BASE, count=1)))
    assert said or name == "blanks"


IDS = ("../x", "a/b", "A", "", "ä", "x" * 41, "a.b", "__proto__", "con\\u0000", "a b", "..", "%2e", "<b>")


@pytest.mark.parametrize("wanted", IDS)
def test_an_id_that_is_none(sessions: Path, wanted: str) -> None:
    for place in list(re.finditer(r'(?m)(?<!_)\bid = ".*"$', BASE))[:3]:
        said = told(written(sessions, f'{BASE[: place.start()]}id = "{wanted}"{BASE[place.end() :]}'))
        assert "handed-over.toml" in said


@pytest.mark.parametrize(
    "wanted",
    ["../secret", "../../etc/passwd", "/etc/passwd", "..", "", "lets-imagine.toml", "a/b", "\\u0000", "*", "."],
)
def test_a_deck_is_only_ever_looked_for_in_its_folder(sessions: Path, wanted: str) -> None:
    (sessions.parent / "secret.toml").write_text((shipped("cards") / "stuck.toml").read_text(encoding="utf-8"))
    said = told(written(sessions, re.sub(r'(?m)(?<=^  )deck = ".*"$', lambda _: f'deck = "{wanted}"', BASE, count=1)))
    assert any(words in said for words in ("there is no deck", "character", "should not be empty"))


def test_a_deck_by_a_link_to_elsewhere_is_refused_by_name(sessions: Path) -> None:
    (sessions.parent / "cards" / "stuck.toml").symlink_to(shipped("cards") / "stuck.toml")
    with pytest.raises(
        AgendaError, match=r"^stuck\.toml: this is a link to a file elsewhere; put the file itself here$"
    ):
        decks.read(sessions.parent / "cards" / "stuck.toml")


# ── how much is in it, and how deep ─────────────────────────────────────────

MUCH = {
    "too large": "#" * (LARGEST + 1),
    "a key of a hundred thousand": "a" + ".a" * 100_000 + " = 1",
    "a quoted key of thousands": '"a"' + '."a"' * 60_000 + " = 1",
    "a spaced key of thousands": "a" + " . a" * 60_000 + " = 1",
    "a header of thousands": "[a" + ".a" * 100_000 + "]",
    "keys just short enough": "".join(f"k{no}" + ".a" * 18 + "=1\n" for no in range(5_000)),
    "lists in lists": "x = " + "[" * 100_000,
    "lists in lists, closed": "x = " + "[" * 90 + "]" * 90,
    "tables in tables": "x = " + "{a=" * 90 + "1" + "}" * 90,
    "a long list": "x = [" + "1," * 100_000 + "]",
    "many tables": "".join(f"[t{no}]\n" for no in range(20_000)),
    "many screens": "[[step]]\n" * 25_000,
    "many of the same id": '[[step]]\nid = "a"\n' * 9_000,
    "a long word": "x" * 250_000,
    "a long text": f'x = "{"x" * 250_000}"',
    "quotation marks": '"' * 250_000,
    "apostrophes": "'" * 250_001,
    "dots": "." * 250_000,
    "nothing": "",
    "a mark and nothing": "\ufeff",
    "not UTF-8": b"title = '\xff\xfe'",
    "UTF-16": "[agenda]".encode("utf-16"),
    "half a pair": b"title = '\xed\xa0\x80'",
    "nulls": b"\0" * 1_000,
    "a program": b"\x7fELF" + bytes(range(256)) * 100,
    "YAML": "agenda: &a [*a, *a]\n",
    "JSON": '{"agenda": {"title": 1}}',
}


@pytest.mark.parametrize("name", MUCH)
def test_too_much_or_something_else_altogether(sessions: Path, name: str) -> None:
    assert told(written(sessions, MUCH[name]))


def test_the_shipped_sheets_are_well_within_the_limits() -> None:
    for path in (*SHIPPED, *CARDS):
        assert sum(1 for _ in _things(Sheet(path).content)) * 2 < MOST, path.name
        assert _depth(Sheet(path).content) * 3 / 2 <= DEEPEST, path.name


def _things(value: Any) -> Any:
    yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _things(inner)


def _depth(value: Any) -> int:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max((1 + _depth(one) for one in inner), default=0)


# ── what the file is, and what it is called ─────────────────────────────────


def test_what_is_no_file(sessions: Path) -> None:
    (sessions / "folder.toml").mkdir()
    assert told(sessions / "folder.toml") == "folder.toml: this is a folder and no file"
    assert told(sessions / "gone.toml") == "gone.toml: the file cannot be read (No such file or directory)"


def test_what_may_be_read_for_ever(sessions: Path) -> None:
    if hasattr(os, "mkfifo"):
        os.mkfifo(sessions / "pipe.toml")
        assert told(sessions / "pipe.toml") == "pipe.toml: this is no ordinary file"
    for name, target in (("zero.toml", "/dev/zero"), ("loop.toml", "loop.toml"), ("nowhere.toml", "/nowhere")):
        (sessions / name).symlink_to(target)
        assert told(sessions / name)


def test_a_link_within_the_folder_is_as_good_as_the_file(sessions: Path) -> None:
    written(sessions, BASE)
    (sessions / "other-name.toml").symlink_to("handed-over.toml")
    assert told(sessions / "other-name.toml") == ""
    (sessions / "leads-away.toml").symlink_to(shipped("sessions") / "rehearsal.toml")
    assert told(sessions / "leads-away.toml").endswith("this is a link to a file elsewhere; put the file itself here")


@pytest.mark.parametrize("name", [b"a\x1b[2Jb.toml", b"a\nb.toml", b"\xff\xfe.toml", "a\u202eb.toml".encode()])
def test_a_name_that_cannot_be_shown(sessions: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(sessions) + b"/" + name))
    path.write_text(BASE, encoding="utf-8")
    assert told(path).endswith("give it another name")
    (found,) = agendas.shelf(sessions.parent / "none", sessions)
    assert found.error.isprintable()


def test_a_folder_of_ten_thousand_files_is_read_in_part_and_says_so(sessions: Path) -> None:
    for no in range(10_000):
        (sessions / f"{no:05}.toml").write_text("x", encoding="utf-8")
    began = time.monotonic()
    found = agendas.shelf(sessions.parent / "none", sessions)
    assert time.monotonic() - began < SOON
    assert len(found) == agendas.MOST_FILES + 1
    assert found[-1].error == "sessions: there are 10000 files in this folder, and only the first 200 are read"
    assert all(one.error.startswith(one.path.name) for one in found)


# ── files that were right once ──────────────────────────────────────────────


def mutated(text: str, dice: Random) -> str:
    """An agenda that somebody changed by a slip or by malice: one line or a few."""
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 2, 5))):
        at = dice.randrange(len(lines))
        lines[at : at + 1] = _changed_line(lines, at, dice)
    return "\n".join(lines)


def _changed_line(lines: list[str], at: int, dice: Random) -> list[str]:
    line, (key, sign, _) = lines[at], lines[at].partition(" = ")
    odd = dice.choice((*NUMBERS, *TEXTS.values(), '"__proto__"', "{}", "[]", "[[]]", "[{}]", '{"":1}', '["a", "a"]'))
    changes = (
        [],
        [line, line],
        [dice.choice(lines)],
        [line, dice.choice(lines)],
        [f"{key} = {odd}" if sign else f"x = {odd}"],
        [f"{dice.choice(lines).partition(' = ')[0]} = {line.partition(' = ')[2] or odd}"],
        [line[: dice.randrange(len(line) + 1)]],
        [line.replace("[[", "[").replace("]]", "]")],
        [f"[{line}]"],
    )
    return dice.choice(changes)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_shipped_agenda_that_was_tampered_with(sessions: Path, path: Path) -> None:
    text, dice = path.read_text(encoding="utf-8"), Random(path.stem)
    (sessions.parent / "cards").rmdir()
    (sessions.parent / "cards").symlink_to(shipped("cards"))
    refused = 0
    for _ in range(2_000 if FULL else 60 if len(text) < 20_000 else 8):
        refused += bool(told(written(sessions, mutated(text, dice))))
    assert refused


@pytest.mark.parametrize("path", CARDS[:: 1 if FULL else 4], ids=lambda path: path.stem)
def test_a_shipped_deck_that_was_tampered_with(sessions: Path, path: Path) -> None:
    text, dice = path.read_text(encoding="utf-8"), Random(path.stem)
    for _ in range(1_000 if FULL else 40):
        handed = written(sessions.parent / "cards", mutated(text, dice), path.name)
        try:
            decks.read(handed)
        except AgendaError as wrong:
            assert_one_clear_sentence(str(wrong), handed)


def test_control_a_reader_that_lets_its_own_errors_out_is_caught(
    sessions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tomllib

    monkeypatch.setattr("workshop.sheet._parsed", lambda path: tomllib.loads(path.read_text(encoding="utf-8")))
    with pytest.raises(ValueError, match="at"):
        told(written(sessions, MUCH["quotation marks"]))
