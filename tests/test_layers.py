"""A mapping in layers says what a dictionary would say, and what came of it leaves it as it was."""

from __future__ import annotations

import sys
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import layers, pool
from workshop.layers import Layered
from workshop.moves import Entry

KEYS = st.integers(0, 40)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("having"), st.dictionaries(KEYS, st.text(max_size=2), max_size=3)),
        st.tuples(st.just("without"), st.lists(KEYS, max_size=3)),
        st.tuples(st.just("read"), st.none()),
    ),
    max_size=60,
)


@given(STEPS, st.sampled_from([0, 3, layers.SMALL]))
def test_it_says_what_a_dictionary_says_after_every_change(steps: list[tuple[str, object]], small: int) -> None:
    with mock.patch.object(layers, "SMALL", small):
        told = [(Layered[int, str](), dict[int, str]())]
        for name, what in steps:
            told.append(_changed(*told[-1], name, what))
        for mapping, plain in told:  # the older ones too: nothing that came later shows in them
            _alike(mapping, plain)


def _changed(mapping: Layered, plain: dict, name: str, what: object) -> tuple[Layered, dict]:
    match name:
        case "having":
            return mapping.having(what), {**plain, **what}
        case "without":
            return mapping.without(what), {key: value for key, value in plain.items() if key not in what}
        case _:
            return (mapping, plain) if list(mapping) == list(plain) else (Layered(), {0: "another order"})


def _alike(mapping: Layered, plain: dict) -> None:
    for key in range(41):  # one by one, before all of it is laid together
        assert (key in mapping, mapping.get(key), mapping.get(key, "?")) == (
            key in plain,
            plain.get(key),
            plain.get(key, "?"),
        )
    assert bool(mapping) == bool(plain)
    assert (mapping, len(mapping)) == (plain, len(plain))
    assert [*mapping.items()] == [*plain.items()]
    assert [*zip(mapping.keys(), mapping.values(), strict=True)] == [*plain.items()]


def test_who_looks_for_what_is_not_there_is_told_so() -> None:
    words = Layered({"ana": 1}).having({"ben": 2})
    with pytest.raises(KeyError, match="carl"):
        words["carl"]


def test_nothing_new_leaves_the_very_same() -> None:
    """Views keep what they made of a shelf as long as it is the very same."""
    words = Layered({"ana": 1})
    assert words.having({}) is words
    assert words.without(["ben"]) is words


def _copied(change: int) -> float:
    """How many entries are copied for one more, in the mean, when there are ten thousand."""
    words, copied = Layered({no: no for no in range(10_000)}), 0
    for no in range(change):
        after = words.having({-no - 1: no})
        copied += len(after._base) * (after._base is not words._base) + len(after._over)
        words = after
    return copied / change


def test_one_more_costs_the_root_of_what_is_there() -> None:
    assert _copied(1_000) < 3 * 100


def test_control_copying_it_all_is_noticed() -> None:
    with mock.patch.object(layers, "SMALL", sys.maxsize):
        assert _copied(100) > 9_000


def test_writing_one_more_entry_costs_no_more_when_a_hall_has_written() -> None:
    """Everybody writes on one screen: of ten thousand lines none is copied for the next one but a few."""
    written = pool.Pool().having(_line(no) for no in range(10_000))
    after = written.having([_line(10_000)])
    assert after.entries._base is written.entries._base
    assert after.shelf("a.b")._base is written.shelf("a.b")._base
    assert [entry.id for entry in after.of("a.b")][-2:] == ["e9999", "e10000"]
    assert len(written.of("a.b")) == 10_000


def _line(no: int) -> Entry:
    return Entry(
        f"e{no}", "a.b", "collect", "bring", f"p{no % 1000}", no % 120, "A line", "room", False, no, shown="shown"
    )
