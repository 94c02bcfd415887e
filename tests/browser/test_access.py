"""For everybody: by keyboard, by ear, without movement, in the dark. Large letters are tried in `test_stage`."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import (
    CONSOLE,
    Hall,
    advance,
    axe,
    go_to,
    look_at,
    overflowing,
    queue,
    settled,
    show,
    unfold,
    until_moved,
    write,
)

pytestmark = pytest.mark.timeout(240)

OFFER = "Something I or my school could give"


def test_axe_finds_nothing_to_complain_of_on_any_face(hall: Hall) -> None:
    """Landing, door, phone by day and by night, console with all of it open, home, stage, note, a page that says no."""
    hall.forgive()
    stage, console = hall.stage(), hall.console()
    ana, ben = hall.phone("Ana", 1), hall.phone("Ben", 1, color_scheme="dark")
    door = hall.door("Dev")
    found = Findings()
    found.at(door, "the door")
    door.get_by_role("button", name="I was here before").tap()
    found.at(door, "the door, coming back")
    door.goto(hall.server.origin)
    found.at(door, "the landing page")
    door.goto(f"{hall.server.origin}/home")
    found.at(door, "a page that says no")
    found.everywhere("lobby", stage, console, ana, ben)

    go_to(console, "Who are we", "What could you give?")
    write(ana, OFFER, "A minibus on Tuesdays")
    write(ana, OFFER, "Phonics coaching")
    queue(console)
    show(console, "A minibus on Tuesdays")
    ana.locator(".sees").get_by_role("button", name="Change").tap()
    unfold(ana)
    console.get_by_role("button", name=re.compile("^Table 1")).click()
    console.get_by_role("button", name=re.compile("^Ana")).click()
    console.get_by_role("button", name="More").click()
    found.everywhere("collect, all of it open", stage, console, ana, ben)
    console.keyboard.press("Escape")
    console.keyboard.press("?")
    expect(console.get_by_role("heading", name="Keys")).to_be_focused()
    found.at(console, "the keys")
    console.keyboard.press("Escape")
    look_at(console, "Let's imagine", "Lay them face down")
    expect(console.get_by_role("region", name="Preview")).to_be_visible()
    found.at(console, "the preview")

    go_to(console, "How we will work", "Which one will you watch in yourself?")
    ana.locator(".option").first.tap()
    expect(ana.get_by_text("Your vote is in.")).to_be_visible()
    found.everywhere("choose", stage, console, ana, ben)
    console.get_by_role("button", name="Show results").click()
    expect(stage.locator(".bar-count").first).to_be_visible()
    found.everywhere("choose, revealed", stage, console, ana)

    go_to(console, "Let's imagine", "Lay them face down")
    ana.get_by_role("button", name="Turn a card").tap()
    write(ben, "My thought on", "Our buses could meet at noon", send="Add my thought")
    ana.locator(".thought").get_by_role("button").first.tap()
    found.everywhere("deck", stage, console, ana, ben)
    go_to(console, "My commitment", "One thing I will do")
    found.everywhere("a form with fields", ana, ben)

    console.keyboard.press("b")
    expect(stage.get_by_role("heading", level=1)).to_have_count(0)
    found.at(stage, "the blank stage", leave_out="page-has-heading-one")
    console.goto(f"{hall.server.origin}/home")
    console.get_by_role("button", name=re.compile("^Start from this")).first.click()
    found.at(console, "home, with its form open")
    console.goto(f"{hall.server.origin}/run/{hall.run}/note")
    found.at(console, "the note")
    assert found.all == []


def test_the_console_can_be_run_by_keys_and_by_a_clicker(hall: Hall) -> None:
    console, stage, ana = hall.console(), hall.stage(), hall.phone("Ana", 1)
    title = stage.get_by_role("heading", level=1)
    press_on(console, "ArrowRight", "Our conversation today")
    expect(title).to_have_text("Our conversation today")
    press_on(console, "PageDown", "What happens with your words")
    press_on(console, "ArrowRight", "What brings you?")
    press_on(console, "PageUp", "What happens with your words")
    press_on(console, "PageDown", "What brings you?")

    box = ana.get_by_label("What made you give up an hour")
    expect(ana.get_by_role("button", name="Send to my table")).to_be_enabled()
    console.keyboard.press(" ")
    expect(ana.get_by_role("button", name="Send to my table")).to_have_count(0)
    expect(console.get_by_role("button", name="Open answers")).to_be_visible()
    console.keyboard.press(" ")
    expect(box).to_be_visible()
    console.keyboard.press("t")
    expect(stage.locator(".ring.is-paused")).to_be_visible()
    expect(console.locator(".con-timer").get_by_role("button", name="Start")).to_be_visible()
    console.keyboard.press("T")
    expect(stage.locator(".ring.is-paused")).to_have_count(0)

    go_to(console, "How we will work", "Which one will you watch in yourself?")
    console.locator("body").press("r")
    expect(stage.locator(".bar-count").first).to_be_visible()
    expect(console.get_by_role("button", name="Hide results")).to_be_visible()
    console.keyboard.press("r")
    expect(stage.locator(".bar-count")).to_have_count(0)
    console.keyboard.press("b")
    expect(title).to_have_count(0)
    expect(console.get_by_text("The stage is blank. Press B to bring it back.")).to_be_visible()
    console.keyboard.press(".")
    expect(title).to_be_visible()

    # Keys rest while she types, and single letters can be switched off.
    console.get_by_role("button", name="Add a table").click()
    console.get_by_label("Name of the new table").fill("")
    console.get_by_label("Name of the new table").press_sequentially("birb t")
    expect(title).to_be_visible()
    expect(stage.locator(".bar-count")).to_have_count(0)
    console.get_by_role("button", name="Add", exact=True).click()
    expect(console.get_by_role("button", name=re.compile("^Table 6"))).to_contain_text("birb t")
    console.locator("body").press("?")
    console.get_by_label("Single letters are keys").uncheck()
    console.keyboard.press("Escape")
    console.locator("body").press("b")
    console.locator("body").press("PageDown")
    expect(title).to_have_text("So let's imagine")


def test_every_stop_of_the_keyboard_can_be_seen_and_the_phone_says_where_it_is(hall: Hall) -> None:
    console, ana = hall.console(), hall.phone("Ana", 1)
    go_to(console, "Who are we", "What could you give?")
    heading = ana.get_by_role("heading", level=1)
    expect(heading).to_have_text("What could you give?")
    expect(heading).to_be_focused()
    expect(ana).to_have_title(re.compile("^What could you give"))
    write(ana, OFFER, "A minibus on Tuesdays")
    expect(ana.get_by_role("status").filter(has_text=re.compile("^Saved"))).not_to_have_count(0)
    ana.evaluate("document.activeElement.blur()")
    advance(console)
    expect(heading).to_have_text("Which one will you watch in yourself?")
    expect(heading).to_be_focused()
    expect(ana).to_have_title(re.compile("^Which one will you watch"))
    expect(console).to_have_title(re.compile("console", re.IGNORECASE))
    assert unseen_stops(console, 40) == []
    assert unseen_stops(ana, 12) == []


def test_whoever_prefers_stillness_gets_it_and_pages_fit_narrow_windows(hall: Hall) -> None:
    console, stage, ana = hall.console(), hall.stage(), hall.phone("Ana", 1)
    go_to(console, "How we will work", "Which one will you watch in yourself?")
    ana.locator(".option").first.tap()
    expect(ana.get_by_text("Your vote is in.")).to_be_visible()
    console.get_by_role("button", name="Show results").click()
    expect(stage.locator(".bar-count").first).to_be_visible()
    for page in (console, stage, ana):
        assert moving(page) == []
    for width in (320, 768, 1024):
        console.set_viewport_size({"width": width, "height": 800})
        settled([console])
        assert overflowing(console) == [], width
    console.goto(f"{hall.server.origin}/home")
    for width in (320, 768, 1024):
        console.set_viewport_size({"width": width, "height": 800})
        settled([console])
        assert overflowing(console) == [], width
    console.set_viewport_size(CONSOLE)


# ── what is looked at ───────────────────────────────────────────────────────


class Findings:
    """What axe complained of, by place."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def at(self, page: Page, where: str, leave_out: str = "nothing") -> None:
        settled([page])
        self.all.extend(f"{where}: {one}" for one in axe(page) if not one.startswith(leave_out))

    def everywhere(self, where: str, *pages: Page) -> None:
        for page in pages:
            self.at(page, f"{page.locator('body').get_attribute('data-face')}, {where}")


def press_on(console: Page, key: str, title: str) -> None:
    """Press a key until the room has moved; the console then shows this screen."""
    until_moved(console, console.locator(".con-steer"), key)
    expect(console.locator(".con-live > h2")).to_contain_text(title)


def unseen_stops(page: Page, stops: int) -> list[str]:
    """Walk with Tab; every place where the focus stands has to show it by a ring or a frame."""
    unseen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        unseen += page.evaluate(
            """() => {
              const one = document.activeElement, style = getComputedStyle(one)
              if (one === document.body) return []
              const ring = (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
                || style.boxShadow !== 'none'
              return ring && one.matches(':focus-visible') ? [] : [one.outerHTML.slice(0, 80)]
            }"""
        )
    return unseen


def moving(page: Page) -> list[str]:
    """Animations that take longer than a blink."""
    return page.evaluate(
        """() => document.getAnimations()
          .filter((one) => one.effect.getComputedTiming().activeDuration > 50)
          .map((one) => one.animationName || one.transitionProperty)"""
    )
