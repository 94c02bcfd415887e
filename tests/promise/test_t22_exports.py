"""T22: nothing that anybody typed becomes a formula, markup, or a line of its own in a file that is taken home."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from tests.house import House
from workshop import notes
from workshop.moves import Entry
from workshop.notes import data, kept
from workshop.notes.turns import alone

STARTS = ("=", "+", "-", "@", "\t", "\r", "\0", "＝", "＋", "－", "＠", "﹢", "﹣", "﹦")
CONTROLS = ("\t", "\r", "\n", "\0")
BEFORE = ("", " ", "  \n", "\u00a0", "\u200b", "\u2028", "\ufeff", '"', "'", "”", "\x01", "\n\n", " \u202e")
AFTER = (
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("http://evil.example","here")',
    "SUM(1;2)",
    'a","b',
    "a;=2+3",
    "a\n=2+3",
    "\t=1",
    "",
)
FORMULAS = ["".join(parts) for parts in itertools.product(BEFORE, STARTS, AFTER)]
HARMLESS = ("", "A plain line", "1-2-4-all", "mail@school.example", "2 + 2", "“Quoted”", "'s Gravenhage", "·=")

MARKUP = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><svg onload=alert(1)>",
    "<!-- --><iframe src=javascript:alert(1)>",
    "[here](javascript:alert(1))",
    "![x](http://evil.example/x.png)",
    "<http://evil.example>",
    "`code` **bold** _under_ ~~gone~~ $x$",
    "# A heading",
    "| a | b |",
    "1. one",
    "> said",
    "&lt;b&gt; &#60;b&#62;",
    "]]> --> */ }}{{ 7*7 }}",
    "a\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:forged",
    "a\r\nATTACH:http://evil.example; x, y \\n",
    "\u2028ATTENDEE:mailto:evil@evil.example\x85X:y",
)
EVERYTHING = (*MARKUP, "=1+1", "+1", "-1", "@SUM(1)", "＝1+1", 'a";=1', "=cmd|' /C calc'!A0")


# ── cells ───────────────────────────────────────────────────────────────────


def begins_a_formula(cell: str) -> bool:
    """Read as the most willing of spreadsheets would: it trims, takes quotes off, and folds full-width signs."""
    bare = "".join(itertools.dropwhile(is_passed_over, cell))
    return unicodedata.normalize("NFKC", bare[:1])[:1] in ("=", "+", "-", "@")


def is_passed_over(ch: str) -> bool:
    return ch.isspace() or ch in '"`“”' or unicodedata.category(ch) in ("Cc", "Cf")


def cells(text: str, separator: str = ",") -> list[str]:
    return [
        cell
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=separator)
        for cell in row
    ]


def assert_no_formula(text: str) -> int:
    """Whatever a cell is parted at. Gives how many cells were read."""
    read = 0
    for separator in ",;\t":
        for cell in cells(text, separator):
            assert not begins_a_formula(cell), repr(cell)
            assert separator != "," or cell[:1] not in CONTROLS or not cell, repr(cell)
            read += 1
    return read


def as_sheet(rows: list[list[str]]) -> str:
    book = data._Book.__new__(data._Book)
    object.__setattr__(book, "private", False)
    object.__setattr__(book, "turn", alone)
    return book.csv(["head"], rows)


def test_no_cell_begins_a_formula_and_what_was_typed_is_whole() -> None:
    assert len(FORMULAS) > 1000
    assert_no_formula(as_sheet([["first", one, "last"] for one in FORMULAS]))
    text = as_sheet([[one] for one in FORMULAS])
    assert assert_no_formula(text) >= 3 * len(FORMULAS)
    for typed, cell in zip(FORMULAS, cells(text)[1:], strict=True):
        assert cell.replace("'", "") == typed.replace("'", ""), repr(typed)


def test_what_is_no_formula_stays_as_it_was_typed() -> None:
    assert cells(as_sheet([[one] for one in HARMLESS]))[1:] == list(HARMLESS)


def test_control_a_cell_that_is_written_as_it_was_typed_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "safe", str)
    with pytest.raises(AssertionError):
        assert_no_formula(as_sheet([["=1+1"]]))


def test_control_quotes_alone_do_not_keep_a_semicolon_s_formula_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Behind the first comma such a program takes quotation marks for letters."""
    monkeypatch.setattr(data, "safe", lambda cell: f"'{cell}" if data._begins_a_formula(str(cell)) else cell)
    with pytest.raises(AssertionError):
        assert_no_formula(as_sheet([["one", "a;=1+1;b"]]))


def test_control_an_eye_for_plain_signs_only_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "safe", lambda cell: f"'{cell}" if str(cell)[:1] in "=+-@" else cell)
    with pytest.raises(AssertionError):
        assert_no_formula(as_sheet([[one] for one in FORMULAS]))


# ── a whole evening of it ───────────────────────────────────────────────────


@pytest.fixture
def evening(house_of: Callable[..., House]) -> House:
    """Everybody is called something hostile and writes nothing else, wherever the note and the sheets look."""
    house = house_of("rehearsal", title=MARKUP[0], place="=1+1", host=MARKUP[1])
    guests = [
        house.join(one[:60], table=1 + no % 3, organisation=one[:80], role=one[:40])
        for no, one in enumerate(EVERYTHING)
    ]
    for guest, one in zip(guests, EVERYTHING, strict=True):
        house.go("write.treats")
        said = {"visibility": "room", "named": True, "tags": [], "fields": {}}
        guest.play("write", box="treat", text=one[:100], **said)
        house.go("promise.will")
        fields = {"when": one[:100], "asker": one[:100], "date": "2027-03-01"}
        guest.play("write", box="will", text=one[:100], fields=fields, visibility="room", named=True)
        house.go("bend.sheet")
        guest.play("add", box="works", text=one[:100])
        house.go("stand.rate")
        guest.play("mark", item="planning", value=1, reason=one[:100])
    house.facilitator.play("foreword", text="\n\n".join(EVERYTHING))
    house.facilitator.play("park", text=MARKUP[0])
    waiting = [entry.id for entry in house.run.pool.waiting()]
    house.facilitator.play("tag", entries=waiting[:4], tags=["=1+1", "<b>"])
    house.facilitator.play("show", entries=waiting)
    house.facilitator.play("end")
    assert sum(1 for entry in house.run.pool if entry.outcome == "commitment") >= len(EVERYTHING) - 2
    return house


def pages(house: House) -> Iterator[str]:
    for paper in (notes.note_html, notes.case_html, notes.poster_html, notes.to_you_html):
        yield paper(house.run)
    yield from (notes.takeaway_html(house.run, person.id) for person in house.run.roster)


def markdowns(house: House) -> Iterator[str]:
    yield notes.note_markdown(house.run)
    facts = house.store.facts(house.run_id)
    yield from (kept.kept_markdown(house.run, facts, person.id) for person in house.run.roster)


@pytest.mark.parametrize("private", [False, True])
def test_every_cell_of_every_sheet_is_no_formula(evening: House, private: bool) -> None:
    facts = evening.store.facts(evening.run_id)
    sheets = notes.sheets(evening.run, facts, private=private)
    read = sum(assert_no_formula(text) for text in sheets.values())
    assert read > 500
    assert any("'=1+1" in cell for cell in cells(sheets["entries.csv"]))


@pytest.mark.parametrize("private", [False, True])
def test_json_is_read_back_as_it_was_typed(evening: House, private: bool) -> None:
    whole = json.loads(notes.data_json(evening.run, evening.store.facts(evening.run_id), private=private))
    said = {entry.get("text") for entry in whole["entries"]}
    assert {entry.text for entry in evening.run.pool if entry.visibility == "room"} <= said


class Tags(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def assert_nothing_acts(page: str) -> None:
    reader = Tags()
    reader.feed(page)
    for tag, attributes in reader.found:
        assert tag not in ("script", "iframe", "object", "embed", "base", "form", "link"), tag
        for name, value in attributes:
            assert not name.startswith("on"), (tag, name)
            assert not re.match(r"\s*(javascript|data:text|https?:)", value or "", re.IGNORECASE), (tag, name, value)


def test_no_page_holds_markup_that_somebody_typed(evening: House) -> None:
    made = list(pages(evening))
    assert len(made) > len(EVERYTHING)
    for page in made:
        assert_nothing_acts(page)
    assert "&lt;script&gt;" in made[0]


def test_control_words_that_are_put_in_as_markup_are_caught() -> None:
    for one in MARKUP[:4]:
        with pytest.raises(AssertionError):
            assert_nothing_acts(f"<p>{one}</p>")


ESCAPED = re.compile(r"\\[\\`*_\[\]<>|~$&#+=-]")


def assert_inert(text: str) -> None:
    """Without what is escaped, nothing of Markdown's is left that could have come from words."""
    bare = ESCAPED.sub("", text)
    assert not re.search(r"\]\(|<[a-zA-Z/!]|`|!\[|&#?\w+;|\$", bare), bare[:300]
    for line in bare.splitlines():
        assert not re.match(r"\s*(- )?(#+ A heading|> said|1\. one)", line), line


def test_no_markdown_holds_markup_that_somebody_typed(evening: House) -> None:
    for text in markdowns(evening):
        assert_inert(text)


def test_control_words_that_are_put_in_as_markdown_are_caught() -> None:
    caught = 0
    for one in MARKUP[:9]:
        try:
            assert_inert(f"- {one}")
        except AssertionError:
            caught += 1
    assert caught == 9


# ── calendars ───────────────────────────────────────────────────────────────

PROPERTY = re.compile(r"([A-Z-]+)[;:]")
OURS = ["BEGIN", "VERSION", "PRODID", "BEGIN", "UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "TRANSP"]


def properties(file: str) -> list[str]:
    """The names of its lines, as a calendar reads them: unfolded, parted at any line break it might know."""
    unfolded = file.replace("\r\n ", "")
    return [match.group(1) if (match := PROPERTY.match(line)) else line for line in unfolded.splitlines()]


def test_no_calendar_file_has_a_line_that_somebody_typed(evening: House) -> None:
    made = [notes.commitment_file(evening.run, one) for one in promised(evening)]
    assert len(made) >= len(EVERYTHING) - 2
    for file in made:
        assert properties(file) == [*OURS, "END", "END"], file
        assert all(len(line.encode()) <= 75 for line in file.split("\r\n"))


def test_control_words_that_are_put_in_unescaped_make_a_line_of_their_own(
    evening: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workshop.notes.calendar.escaped", str)
    made: list[Any] = [properties(notes.commitment_file(evening.run, one)) for one in promised(evening)]
    assert [one for one in made if one != [*OURS, "END", "END"]]


def promised(house: House) -> list[Entry]:
    return [entry for entry in house.run.pool if entry.outcome == "commitment"]
