"""Answers without names as a phone, a console and the hall see them: said before the first tap, and kept afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import SMALL, Hall, go_to, out_of_reach, overflowing, settled, unfold
from tests.test_masks import AGENDA
from workshop.words import speaker

pytestmark = pytest.mark.timeout(120)

BEFORE = speaker("en")("faceless-before")
NAMED = speaker("en")("choose-who-sees")
TITLES = ("Which way?", "Where do we stand?")


def fits(phone: Page) -> bool:
    """Whether all can be read and reached on 320 pixels with letters twice as large."""
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    unfold(phone)
    settled([phone])
    return overflowing(phone) + out_of_reach(phone) == []


@pytest.mark.parametrize("named", [False, True])
def test_who_will_see_an_answer_is_said_before_the_first_tap(
    hall_of: Callable[..., Hall], tmp_path: Path, named: bool
) -> None:
    sheet = tmp_path / "without-names.toml"
    sheet.write_text(AGENDA.replace("anonymous = true\n", "") if named else AGENDA, encoding="utf-8")
    hall = hall_of(str(sheet))
    console, ana = hall.console(), hall.phone("Ana", 1, SMALL)
    for title in TITLES:
        go_to(console, "Vote", title)
        expect(ana.get_by_role("heading", name=title)).to_be_visible()
        expect(ana.locator(".who-sees")).to_be_visible()
        assert (ana.locator(".who-sees").inner_text() == BEFORE) is not named
        assert fits(ana)
    assert named or console.get_by_text(speaker("en")("faceless-console")).is_visible()


def test_few_are_told_so_and_once_the_result_is_up_nothing_can_be_tapped(
    hall_of: Callable[..., Hall], tmp_path: Path
) -> None:
    sheet = tmp_path / "without-names.toml"
    sheet.write_text(AGENDA, encoding="utf-8")
    hall = hall_of(str(sheet))
    console, stage, ana = hall.console(), hall.stage(), hall.phone("Ana", 1, SMALL)
    go_to(console, "Vote", TITLES[0])
    ana.get_by_role("button", name="North").tap()
    expect(ana.get_by_text("Your vote is in")).to_be_visible()
    ana.reload()
    expect(ana.get_by_role("button", name="North", pressed=True)).to_be_visible()
    console.get_by_role("button", name="Show results").click()
    few = speaker("en")("choose-few")
    for page in (console, stage, ana):
        expect(page.get_by_text(few).first).to_be_visible()
    expect(ana.get_by_role("button", name="South")).to_be_disabled()
    assert fits(ana)
    assert overflowing(stage) == []
