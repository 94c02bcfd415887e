"""Every acceptance scenario has a test of its name, and the table says which."""

from __future__ import annotations

import pytest

from tests import scenarios


@pytest.mark.parametrize("number", sorted(set(scenarios.NAMED) - scenarios.LATER))
def test_every_scenario_has_a_test_of_its_name(number: int) -> None:
    assert scenarios.proofs()[number], f"A{number} ({scenarios.NAMED[number]}) is proven by no test"


def test_the_table_says_what_there_is() -> None:
    assert scenarios.TABLE.read_text(encoding="utf-8") == scenarios.table(), "run python -m tests.scenarios"
