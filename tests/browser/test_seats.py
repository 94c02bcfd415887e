"""Who steers beside the facilitator: a phone in her pocket, paired by its code and ended from the console, and a second
console that somebody was invited to."""

from __future__ import annotations

import base64
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hall import (
    AGAIN,
    CONSOLE,
    LAN,
    PATIENCE,
    PHONE,
    SMALL,
    Hall,
    advance,
    axe,
    out_of_reach,
    overflowing,
    settled,
)
from workshop.web import qr

pytestmark = pytest.mark.timeout(180)


def who_can_steer(console: Page) -> Page:
    """The panel of seats, open."""
    console.get_by_role("button", name="More", exact=True).click()
    console.get_by_role("button", name="Who can steer").click()
    expect(console.get_by_role("heading", name="Who has a seat now")).to_be_visible()
    return console


def pair(hall: Hall, console: Page, name: str) -> Page:
    """A phone that scanned the code: what stands in the picture is what the link says."""
    console.get_by_label("Whose phone?").fill(name)
    console.get_by_role("button", name="Show its QR code").click()
    picture = console.get_by_role("img", name="The QR code for the remote")
    expect(picture).to_be_in_viewport(ratio=1)
    link = console.locator(".con-pairing .con-link").inner_text()
    drawn = base64.b64decode(picture.get_attribute("src").partition(",")[2]).decode()
    assert drawn == qr.drawn(link)
    phone = hall.page("remote", PHONE, is_mobile=True, has_touch=True)
    phone.goto(link)
    expect(phone.locator(".remote-next")).to_be_visible()
    assert "#" not in phone.url
    return phone


def press_twice(phone: Page) -> None:
    """Next, with a thumb that bounces; and again as long as the room stands still, for a press soon after another is
    taken for the same one."""
    heading = phone.get_by_role("heading", level=1)
    before = heading.inner_text()
    for _ in range(PATIENCE // AGAIN):
        phone.evaluate(PRESS_TWICE, before)
        try:
            return expect(heading).not_to_have_text(before, timeout=AGAIN)
        except AssertionError:
            continue
    raise AssertionError(f"the room never moved from {before}")


PRESS_TWICE = """before => {
  const next = document.querySelector('.remote-next')
  if (document.querySelector('h1').textContent === before) [next, next].forEach(button => button.click())
}"""


def seat(console: Page, name: str) -> Locator:
    return console.locator(".con-holders li").filter(has_text=name)


def at_200(page: Page) -> list[str]:
    """What sticks out on a small phone whose owner reads at 200 per cent."""
    page.set_viewport_size(SMALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    settled([page])
    found = [*overflowing(page), *out_of_reach(page)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(PHONE)
    return found


def test_a_remote_is_paired_moves_the_room_and_is_ended_from_the_console(hall: Hall) -> None:
    stage, console = hall.stage(), who_can_steer(hall.console())
    phone = pair(hall, console, "Her phone")
    expect(console.get_by_role("img", name="The QR code for the remote")).to_have_count(0)
    expect(console.get_by_text("That link has been used")).to_be_visible()
    expect(seat(console, "Her phone")).to_contain_text("Connected")

    phone.get_by_role("button", name=re.compile("^Start")).tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Our conversation today")
    expect(stage.get_by_role("heading", level=1)).to_have_text("Our conversation today")
    ahead = phone.locator(".remote-next span").inner_text()
    press_twice(phone)
    expect(phone.get_by_role("heading", level=1)).to_have_text(ahead)
    expect(stage.get_by_role("heading", level=1)).to_have_text(ahead)
    phone.get_by_role("button", name="Blank the stage").tap()
    expect(phone.get_by_role("button", name="Show the stage")).to_have_attribute("aria-pressed", "true")
    expect(stage.locator(".stage-face > main > *")).to_have_count(0)
    phone.get_by_role("button", name="Show the stage").tap()
    expect(stage.get_by_role("heading", level=1)).to_have_text(ahead)
    assert axe(phone) == []
    assert axe(console) == []
    assert at_200(phone) == []

    seat(console, "Her phone").get_by_role("button", name="End").click()
    seat(console, "Her phone").get_by_role("button", name="End it").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("This remote is off")
    expect(seat(console, "Her phone")).to_have_count(0)
    hall.forgive()
    phone.reload()
    expect(phone.get_by_role("heading", level=1)).to_have_text("That did not work")


def test_a_remote_says_when_it_has_no_link_and_goes_on_afterwards(hall: Hall) -> None:
    phone = pair(hall, who_can_steer(hall.console()), "Her phone")
    hall.forgive()
    phone.context.set_offline(True)
    expect(phone.get_by_role("alert")).to_contain_text("No connection to the room")
    expect(phone.locator(".remote-next")).to_be_disabled()
    phone.context.set_offline(False)
    expect(phone.get_by_role("alert")).to_have_text("")
    phone.locator(".remote-next").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Our conversation today")


def test_a_cofacilitator_takes_the_wheel_and_is_offered_nothing_that_is_not_hers(hall: Hall) -> None:
    console, ana = hall.console(), hall.phone("Ana", 1)
    advance(console)
    who_can_steer(console)
    console.get_by_label("Who is it?").fill("Ben")
    console.get_by_role("button", name="Make a link").click()
    link = console.locator(".con-offer .con-link").inner_text().replace("127.0.0.1", LAN)
    ben = hall.page("co-facilitator", CONSOLE)
    ben.goto(link)
    expect(ben.get_by_role("heading", name="On now")).to_be_attached()
    expect(ben.get_by_text("The other console has the wheel.")).to_be_visible()
    ben.get_by_role("button", name="Take the wheel").click()
    expect(ben.locator(".con-next")).to_be_enabled()
    advance(ben)
    expect(ana.get_by_role("heading", level=1)).to_have_text(
        ben.locator(".con-live > h2").inner_text()[len("On now: ") :]
    )

    ben.get_by_role("button", name="More", exact=True).click()
    for name in ("Who can steer", "Open the stage", "All sessions", "Everything, for other programs"):
        expect(ben.get_by_text(name, exact=True)).to_have_count(0)
    expect(ben.get_by_role("link", name="Open the note")).to_be_visible()
    ben.locator("body").press("Escape")
    ben.get_by_label("Find a person").fill("Ana")
    ben.locator(".con-everybody").get_by_role("button", name=re.compile("^Ana")).click()
    expect(ben.get_by_role("button", name="Erase", exact=False)).to_have_count(0)

    console.get_by_role("button", name="End all others that can steer").click()
    console.get_by_role("button", name="End it").click()
    expect(ben.get_by_role("heading", level=1)).to_have_text("This console is signed out")
    expect(ben.get_by_text("ask the facilitator for a new link")).to_be_visible()
