"""One Chromium for all stories; a fresh server and fresh pages for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.hall import CHROMIUM, FLAGS, PATIENCE, Hall, Server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield one
        one.close()


@pytest.fixture
def hall_of(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., Hall]]:
    """A hall with any agenda. At the end no page may have complained of anything, or asked another machine (A54)."""
    halls: list[Hall] = []

    def open_hall(agenda: str = "power-of-partnerships-taster", *flags: str) -> Hall:
        server = Server(tmp_path / str(len(halls)), agenda, flags=flags).start()
        halls.append(Hall(browser, server))
        return halls[-1]

    yield open_hall
    for one in halls:
        one.close()
    assert [trouble for one in halls for trouble in one.troubles] == []
    assert [stranger for one in halls for stranger in one.strangers()] == []


@pytest.fixture
def hall(hall_of: Callable[..., Hall]) -> Hall:
    """A hall with the flagship taster."""
    return hall_of()
