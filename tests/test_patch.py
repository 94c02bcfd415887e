"""Patches: the server's side and the phone's side agree, and a patched view is the fresh view."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import patch

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text(encoding="utf-8"))

scalars = st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5)
keys = st.sampled_from(["a", "b", "c", "__proto__"]) | st.text(max_size=3)
# Lists in views hold words: ids, tags, options. (What grows is never a list.)
values = st.recursive(
    scalars | st.lists(st.text(max_size=5), max_size=3),
    lambda inner: st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
views = st.dictionaries(keys, values, max_size=5)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["story"] for vector in VECTORS])
def test_a_patch_does_what_the_shared_vector_says(vector: dict[str, Any]) -> None:
    assert _wire(patch.apply(vector["before"], vector["changes"])) == _wire(vector["after"])


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["story"] for vector in VECTORS])
def test_the_difference_of_a_vectors_two_views_leads_from_one_to_the_other(vector: dict[str, Any]) -> None:
    changes = patch.diff(vector["before"], vector["after"])
    assert _wire(patch.apply(vector["before"], changes)) == _wire(vector["after"])


@given(views, views)
def test_whatever_two_views_are_the_patched_one_is_the_fresh_one(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert _wire(patch.apply(before, patch.diff(before, after))) == _wire(after)


@given(views)
def test_a_view_that_did_not_change_sends_nothing(view: dict[str, Any]) -> None:
    assert patch.diff(view, json.loads(json.dumps(view))) == {}


@given(views, views)
def test_a_patch_survives_the_wire_and_alters_neither_view(before: dict[str, Any], after: dict[str, Any]) -> None:
    was = _wire(before)
    changes = json.loads(json.dumps(patch.diff(before, after)))
    assert _wire(patch.apply(before, changes)) == _wire(after)
    assert _wire(before) == was


def _wire(view: dict[str, Any]) -> str:
    """As it travels: unlike `==`, this tells `true` from `1`."""
    return json.dumps(view, sort_keys=True)
