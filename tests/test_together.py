"""Many people write something small at once: the disk is waited for once, and who is answered is on it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import gevent
import pytest

from tests.house import House
from workshop.access import Access
from workshop.config import read
from workshop.together import Together


class Book:
    """Counts how often something was written down."""

    def __init__(self) -> None:
        self.pages: list[list[str]] = []
        self.open: list[str] = []
        self.full = False

    @contextmanager
    def transaction(self) -> Iterator[None]:
        self.open = []
        yield
        if self.full:
            raise sqlite3.OperationalError("database or disk is full")
        self.pages.append(self.open)


def test_a_crowd_is_written_down_in_one_go_and_late_comers_in_the_next() -> None:
    book = Book()
    together = Together(book.transaction)
    crowd = [gevent.spawn(together, lambda no=no: book.open.append(f"guest {no}")) for no in range(50)]
    gevent.joinall(crowd, raise_error=True)
    together(lambda: book.open.append("late"))
    assert [len(page) for page in book.pages] == [50, 1]


def test_where_it_cannot_be_written_everybody_is_told() -> None:
    book = Book()
    book.full = True
    together = Together(book.transaction)
    crowd = [gevent.spawn(together, lambda: None) for _ in range(3)]
    gevent.joinall(crowd)
    assert [type(one.exception) for one in crowd] == [sqlite3.OperationalError] * 3
    book.full = False
    together(lambda: book.open.append("again"))
    assert book.pages == [["again"]]


def on_disk(house: House, person: str) -> bool:
    with sqlite3.connect(house.path) as disk:
        return bool(disk.execute("SELECT 1 FROM tokens WHERE person = ?", (person,)).fetchall())


@pytest.fixture
def access(house: House) -> Access:
    access = Access(read({}, data=house.folder), house.store)
    access.together = Together(house.store.transaction)
    return access


def test_a_token_is_on_disk_before_anybody_has_it(house: House, access: Access) -> None:
    crowd = [gevent.spawn(access.admit, house.run_id, f"p{no}") for no in range(5)]
    assert all(on_disk(house, one.value.person) for one in gevent.iwait(crowd))


def test_control_a_token_that_is_given_before_it_is_written_is_caught(house: House, access: Access) -> None:
    access.together = lambda write: gevent.spawn_later(0.01, write)
    assert not on_disk(house, access.admit(house.run_id, "p1").person)
