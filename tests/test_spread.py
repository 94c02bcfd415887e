"""Spreads: what they are called, where their middle is, and what may be shown of their parts."""

from __future__ import annotations

from itertools import combinations_with_replacement

import pytest

from workshop.matters.spread import CANT, Spread, hidden, moved, spread, widest


@pytest.mark.parametrize(
    ("marks", "tag"),
    [
        ([1, 3, 3, 3], "split"),
        ([2, 2, 2.5, 3], "close"),
        ([1, 2, 2, 3, 3], "close"),
        ([1, 1, 2, 2, 2, 3, 3, 3, 4, 4], "mixed"),
        ([1, 1, 4, 4], "split"),
    ],
)
def test_a37_tags_are_as_the_worked_examples_say(marks: list[float], tag: str) -> None:
    assert spread(marks).tag == tag


@pytest.mark.parametrize(
    ("marks", "tag"),
    [
        ([], ""),
        ([2], ""),
        ([1, 4], ""),
        ([2, 2, 2], "close"),
        ([1, 2, 3], "split"),
        ([2, 2, 2, 3], "close"),
        ([1.5, 3.5, 3.5, 3.5], "split"),
        ([1.5, 3, 3, 3], "close"),
        ([1, 2, 2, 3.5, 3.5, 3.5, 3.5], "mixed"),
        ([1, 1, 1, 1, 1, 1, 1, 4, 4], "close"),
        ([1, 1, 1, 1, 1, 1, 4, 4], "split"),
    ],
)
def test_tags_at_their_edges(marks: list[float], tag: str) -> None:
    assert spread(marks).tag == tag


def by_the_book(marks: tuple[float, ...]) -> str:
    """The definition, word for word, over every place there is."""
    n = len(marks)
    if n < 3:
        return ""
    places = [no / 2 for no in range(2, 9)]
    for a in places:
        if sum(m <= a for m in marks) >= n / 4 and sum(m >= a + 2 for m in marks) >= n / 4:
            return "split"
    if any(sum(a <= m <= a + 1 for m in marks) >= 3 * n / 4 for a in places):
        return "close"
    return "mixed"


def test_every_room_of_up_to_six_is_called_what_the_definition_says() -> None:
    places = [no / 2 for no in range(2, 9)]
    for size in range(7):
        for marks in combinations_with_replacement(places, size):
            assert spread(marks).tag == by_the_book(marks), marks


def test_a37_two_heaps_have_no_middle_and_there_is_no_mean_anywhere() -> None:
    heaps = spread([1, 1, 4, 4])
    assert heaps.median is None
    assert heaps.at == {1: 2, 4: 2}
    assert 2.5 not in [getattr(heaps, name) for name in ("median", "width", "fullest")]
    assert not [name for name in dir(Spread) if "mean" in name or "average" in name]


@pytest.mark.parametrize(
    ("marks", "median"),
    [([], None), ([3], 3), ([2, 3], 2.5), ([1, 3], None), ([2, 2, 2, 3], 2), ([1, 2, 4], 2), ([2, 2, 2.5, 3], 2.25)],
)
def test_the_middle_is_where_somebody_stands_or_right_between_two_neighbours(
    marks: list[float], median: float | None
) -> None:
    assert spread(marks).median == median


def test_who_cannot_say_is_counted_and_never_placed() -> None:
    one = spread([CANT, 2, 2, CANT, 3])
    assert (one.marks, one.cant, one.answers) == (3, 2, 5)
    assert one.at == {2: 2, 3: 1}


@pytest.mark.parametrize(("cant", "of", "unsighted"), [(8, 24, True), (3, 10, False), (4, 13, True), (0, 0, False)])
def test_a40_more_than_three_in_ten_without_sight_is_a_finding(cant: int, of: int, unsighted: bool) -> None:
    assert Spread({2: of - cant}, cant).unsighted is unsighted


def test_the_widest_comes_first() -> None:
    rooms = {"close": [2, 2, 2, 3], "split": [1, 1, 4, 4], "mixed": [1, 2, 2, 2, 3, 3, 3, 4]}
    in_order = sorted(rooms, key=lambda name: widest(spread(rooms[name])), reverse=True)
    assert in_order == ["split", "mixed", "close"]


def test_an_arrow_needs_two_middles_that_differ() -> None:
    assert moved(spread([1, 1, 2]), spread([1, 2, 2])) == "up"
    assert moved(spread([3, 3, 3]), spread([2, 2, 3])) == "down"
    assert moved(spread([2, 2, 3]), spread([2, 2, 2])) == ""
    assert moved(spread([1, 1, 4, 4]), spread([2, 2, 2])) == ""


@pytest.mark.parametrize(
    ("sizes", "out"),
    [
        ({"heads": 9, "teachers": 11}, set()),
        ({"heads": 9, "teachers": 11, "governors": 2}, {"governors", "heads"}),
        ({"heads": 9, "governors": 2}, {"governors", "heads"}),
        ({"heads": 9, "teachers": 11, "governors": 3, "learners": 1}, {"governors", "learners"}),
        ({"heads": 9, "teachers": 11, "governors": 1, "learners": 1}, {"governors", "learners", "heads"}),
        ({"heads": 9, "teachers": 11, "learners": 0}, {"learners"}),
        ({"heads": 4, "teachers": 4}, set()),
        ({"governors": 2}, {"governors"}),
        ({}, set()),
    ],
)
def test_a41_small_slices_are_hidden_and_cannot_be_worked_out(sizes: dict[str, int], out: set[str]) -> None:
    assert hidden(sizes) == out


def test_a41_what_is_hidden_is_never_less_than_a_slice() -> None:
    for sizes in combinations_with_replacement(range(1, 8), 4):
        named = dict(zip("abcd", sizes, strict=True))
        out = hidden(named)
        assert not out or len(out) > 1
        assert not out or sum(named[name] for name in out) >= 4 or len(out) == len(named)
        assert all(named[name] >= 4 for name in set(named) - out)
