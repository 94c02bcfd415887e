"""Houses and people for the stories, and a watch over every transaction of the suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import greenlet
import pytest

from tests.house import House

YIELDED: list[str] = []
"""Switches seen while a transaction was open: there must never be one."""


@pytest.fixture(autouse=True)
def _nobody_yields_in_a_transaction() -> Iterator[None]:
    """Law of the writer: between BEGIN and COMMIT no other greenlet runs."""

    def watch(event: str, switch: Any) -> None:
        if event in ("switch", "throw") and any(house.store.in_transaction for house in House.open_houses):
            YIELDED.append(f"{event} {switch}")

    before = greenlet.settrace(watch)
    yield
    greenlet.settrace(before)
    assert YIELDED == []


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A run of the rehearsal agenda: every kind once."""
    one = House(tmp_path)
    yield one
    one.close()


@pytest.fixture
def house_of(tmp_path: Path) -> Iterator[Callable[..., House]]:
    """A run of any agenda, by name or file."""
    opened: list[House] = []

    def open_house(agenda: str, **settings: object) -> House:
        opened.append(House(tmp_path / str(len(opened)), agenda, {"names": True, **settings}))
        return opened[-1]

    yield open_house
    for one in opened:
        one.close()
