"""A full record opens at once: what is over is not read back before somebody asks, and goes out of memory again; what
is read is read once; papers are written beside the room."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from fluent.runtime import FluentBundle, FluentResource

from tests.house import House
from workshop import anew, host, notes, words
from workshop.commands import write_to
from workshop.config import shipped
from workshop.host import Host
from workshop.moves import Me, Stage
from workshop.store import Store


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Callable[[int], House]]:
    """A house with so many sessions that are over, and one that goes on."""
    opened: list[House] = []

    def lived_in(sessions: int) -> House:
        folder = tmp_path / str(len(opened))
        for no in range(sessions):
            one = House(folder, settings={"names": True, "title": f"Week {no}"})
            one.join("Ada")
            assert one.facilitator.play("end")["ok"]
            one.close()
        opened.append(House(folder))
        opened[-1].join("Ben")
        return opened[-1]

    yield lived_in
    for one in opened:
        one.close()


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The runs that are read back, as often as they are."""
    seen: list[str] = []
    pages = Store.pages

    def watched(store: Store, run: str, size: int) -> Any:
        seen.append(run)
        return pages(store, run, size)

    monkeypatch.setattr(Store, "pages", watched)
    return seen


def over(house: House) -> list[str]:
    return [row["id"] for row in house.store.runs() if row["ended"]]


# ── the start ───────────────────────────────────────────────────────────────


def test_a_start_reads_back_what_goes_on_and_nothing_else(past: Any, read: list[str]) -> None:
    house = past(3)
    live = house.run
    read.clear()
    house.crash()
    house.open()
    assert read == [house.run_id]
    assert house.run == live


def test_control_a_start_that_reads_everything_back_is_caught(
    past: Any, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    house = past(3)
    house.crash()
    monkeypatch.setattr(Store, "runs", lambda store, runs=Store.runs: [{**row, "ended": 0} for row in runs(store)])
    read.clear()
    house.open()
    assert len(read) == 4


def test_who_only_reads_reads_nothing_back_before_it_is_asked_for(past: Any, read: list[str]) -> None:
    house = past(2)
    store = Store(house.path, reading=True)
    reader = Host(store, house.seats)
    read.clear()
    assert reader.run(house.run_id) == house.run
    assert read == [house.run_id]
    reader.close()
    store.close()


def test_the_chain_is_looked_at_while_the_facts_are_read_for_the_room(past: Any) -> None:
    house = past(0)
    for no in range(2 * host.SLICE):
        house.join(f"Guest {no}")
    seen = statements(house.store, lambda: house.host._read_back(house.run_id, 0))
    assert len([one for one in seen if "FROM facts" in one]) == 2 + 2, "pages of facts, and the last, empty one"


def test_a_word_that_was_changed_on_a_later_page_is_found_at_the_start(past: Any) -> None:
    house = past(0)
    for no in range(2 * host.SLICE):
        house.join(f"Guest {no}")
    house.store.db.execute("UPDATE facts SET data = replace(data, 'Guest 80', 'Guest X') WHERE seq = 82")
    house.crash()
    house.open()
    assert "chain_broken" in house.host._troubles


# ── lists ───────────────────────────────────────────────────────────────────


def statements(store: Store, work: Callable[[], object]) -> list[str]:
    """What SQLite was asked meanwhile."""
    seen: list[str] = []
    store._connection.set_trace_callback(seen.append)
    work()
    store._connection.set_trace_callback(None)
    return seen


def test_a_long_list_of_sessions_is_one_question(past: Any) -> None:
    few, many = past(1), past(9)
    assert [len(statements(house.store, house.store.runs)) for house in (few, many)] == [1, 1]


def test_control_a_list_that_asks_for_each_session_is_caught(past: Any) -> None:
    few, many = past(1), past(9)

    def one_by_one(store: Store) -> object:
        return [store.run(row["id"]) for row in store.runs()]

    asked = [len(statements(house.store, lambda house=house: one_by_one(house.store))) for house in (few, many)]  # type: ignore[misc]
    assert asked[1] > asked[0] > 1


# ── memory ──────────────────────────────────────────────────────────────────


def test_what_is_over_goes_out_of_memory_when_others_were_asked_for_since(past: Any) -> None:
    house = past(host.AT_HAND + 3)
    first, *others = over(house)
    before = house.host.run(first)
    for run in others:
        assert house.host.run(run)
    assert not house.host.is_open(first)
    assert [house.host.is_open(run) for run in others[-host.AT_HAND :]] == [True] * host.AT_HAND
    assert house.host.is_open(house.run_id), "what goes on stays"
    assert house.host.run(first) == before


def test_what_is_over_stays_while_somebody_sits_in_it(past: Any) -> None:
    house = past(host.AT_HAND + 3)
    ada, stage, *others = over(house)
    assert house.host.run(ada)
    assert house.host.run(stage)
    house.host.came(ada, "p1")
    house.seats.sit(stage, house.host.sit(stage, Stage()))
    for run in others:
        house.host.run(run)
    assert house.host.is_open(ada)
    assert house.host.is_open(stage)
    house.host.went(ada, "p1")
    house.host.run(others[0])
    assert not house.host.is_open(ada)


def test_what_was_let_go_can_be_sat_down_in_and_changed_again(past: Any) -> None:
    house = past(host.AT_HAND + 2)
    first, *others = over(house)
    for run in (first, *others):
        house.host.run(run)
    assert not house.host.is_open(first)
    house.run_id = first
    person = next(iter(house.run.roster)).id
    assert house.host.sit(first, Me(person))["view"]
    again = dataclasses.replace(house.facilitator.seat, run=first)
    assert house.play(again, "foreword", "", "anew", {"text": "It was good."})["ok"]
    assert house.run.draft.foreword == "It was good."


def test_control_a_house_that_keeps_everything_is_caught(past: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    house = past(host.AT_HAND + 3)
    monkeypatch.setattr(host, "AT_HAND", 100)
    assert all(house.host.run(run) for run in over(house))
    assert all(house.host.is_open(run) for run in over(house))


# ── papers beside the room ──────────────────────────────────────────────────


def turns(paper: Callable[[Callable[[], None]], object]) -> int:
    """How often the room had its turn while a paper was written."""
    taken = [0]

    def turn() -> None:
        taken[0] += 1

    paper(turn)
    return taken[0]


def test_whoever_writes_a_paper_lets_the_room_have_its_turn(past: Any) -> None:
    house = past(0)
    for screen in house.run.agenda.screens:
        house.go(screen.id)
    run, facts = house.run, house.host.facts(house.run_id)
    screens = len(run.agenda.screens)
    assert turns(lambda turn: notes.draft(run, turn)) >= screens
    assert turns(lambda turn: notes.note_html(run, turn)) >= screens
    assert turns(lambda turn: notes.note_markdown(run, turn)) >= screens
    assert turns(lambda turn: notes.data_json(run, facts, turn)) >= 2 * len(facts)
    for name in ("ballots.csv", "marks.csv"):
        assert turns(lambda turn, name=name: notes.sheet(run, facts, name, turn)) >= len(facts)  # type: ignore[misc]


def test_control_a_paper_that_is_written_in_one_go_is_caught(past: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    house = past(0)
    monkeypatch.setattr(notes.data, "by_turns", lambda work, turn: work)
    run, facts = house.run, house.host.facts(house.run_id)
    assert turns(lambda turn: notes.sheet(run, facts, "ballots.csv", turn)) < len(facts) + len(run.agenda.screens)


def test_the_papers_of_one_moment_are_made_of_one_note(past: Any) -> None:
    house = past(0)
    note = notes.write(house.run)
    assert notes.write(house.run) is note
    house.join("Cleo")
    assert notes.write(house.run) is not note


def test_each_file_is_there_and_named_before_the_next_is_made(tmp_path: Path) -> None:
    def files() -> Iterator[tuple[str, str]]:
        yield "one.md", "1"
        assert (tmp_path / "one.md").read_text() == "1"
        yield "two.md", "2"

    write_to(tmp_path, files())
    assert (tmp_path / "two.md").is_file()


# ── what makes it quick ─────────────────────────────────────────────────────


@dataclasses.dataclass(frozen=True)
class Leaf:
    text: str
    size: int = 1
    found: dict[str, int] = dataclasses.field(default_factory=dict, init=False)

    @cached_property
    def length(self) -> int:
        return len(self.text)


def test_made_anew_is_what_dataclasses_make_of_it() -> None:
    leaf = Leaf("oak")
    assert leaf.length == 3
    leaf.found["x"] = 1
    other = anew.replace(leaf, text="willow")
    assert other == dataclasses.replace(leaf, text="willow")
    assert (other.length, other.size, other.found) == (6, 1, {})
    wrongs: list[dict[str, Any]] = [{"colour": "green"}, {"found": {}}, {"length": 9}]
    for wrong in wrongs:
        with pytest.raises(TypeError):
            anew.replace(leaf, **wrong)


def test_a_sentence_is_the_same_whether_all_are_parsed_or_that_one() -> None:
    text = (shipped("static") / "locales" / "en.ftl").read_text(encoding="utf-8")
    whole = FluentBundle(["en"], use_isolating=False)
    whole.add_resource(FluentResource(text))
    book = words._Book("en", text)
    for key in whole._messages:
        opened = book.opened_at(key)
        assert opened is not None, key
        for count in (0, 1, 2, 5):
            assert _said(whole, key, count) == _said(opened, key, count), key


class Anything(dict[str, object]):
    """Whatever a sentence asks for: a number."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __getitem__(self, key: str) -> int:
        return self.count

    def __contains__(self, key: object) -> bool:
        return True


def _said(book: Any, key: str, count: int) -> Any:
    return book.format_pattern(book.get_message(key).value, Anything(count))[0]


def test_sentences_that_speak_of_each_other_are_all_parsed() -> None:
    book = words._Book("en", "-house = Workshop\nhello = Welcome to { -house }\nagain = { hello } again\n")
    opened = book.opened_at("again")
    assert opened is not None
    assert _said(opened, "again", 1) == "Welcome to Workshop again"
