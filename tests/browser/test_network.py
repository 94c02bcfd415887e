"""Networks drop, laptops die, phones lie in pockets with wrong clocks: nothing acknowledged or typed gets lost."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hall import PHONE, STAGE, Hall, advance, go_to, join, look_again, queue, show, write

pytestmark = pytest.mark.timeout(180)

OFFER = "Something I or my school could give"
NO_WEBSOCKET = """window.WebSocket = class {
  constructor() { setTimeout(() => { this.onerror(new Event('error')); this.onclose({ code: 1006 }) }) }
  close() {}
}"""
"""As behind a proxy that answers the handshake with an error."""
DISCOVERY = "A discovery:"


def test_a51_what_is_written_in_the_dark_arrives_once_when_the_light_is_back(hall: Hall) -> None:
    hall.forgive()
    console = hall.console()
    ana = hall.phone("Ana", 1)
    go_to(console, "Who are we", "What could you give?")
    ana.get_by_label(OFFER).fill("A minibus")
    ana.context.set_offline(True)
    expect(ana.get_by_text("No Wi-Fi just now.")).to_be_visible()
    expect(ana.get_by_text("Keep writing. It is saved on this phone and will send itself.")).to_be_visible()
    expect(ana.get_by_label(OFFER)).to_have_value("A minibus")

    ana.get_by_label(OFFER).fill("A minibus on Tuesdays")
    ana.get_by_role("button", name="Send to everyone").dblclick()
    expect(ana.locator(".own", has_text="A minibus on Tuesdays")).to_contain_text("Waiting to send")
    ana.get_by_label(OFFER).fill("And a driver")
    ana.get_by_role("button", name="Send to everyone").tap()
    expect(ana.get_by_text("2 things are waiting to send.")).to_be_visible()
    expect(queue(console)).to_contain_text("Nothing is waiting.")

    ana.context.set_offline(False)
    expect(ana.get_by_text("No Wi-Fi just now.")).to_have_count(0)
    expect(ana.locator(".own").get_by_text("Saved. The facilitator looks at it first.")).to_have_count(2)
    expect(look_again(console, 2)).to_have_text(["A minibus on Tuesdays", "And a driver"])
    expect(ana.locator(".own")).to_have_count(2)


def test_a51_a_send_whose_answer_is_lost_is_repeated_and_counts_once(hall: Hall) -> None:
    """The worst moment: the laptop freezes after the tap, and nobody can know whether the words had got through."""
    hall.forgive()
    console, ana = hall.console(), hall.phone("Ana", 1)
    go_to(console, "Who are we", "What could you give?")
    ana.get_by_label(OFFER).fill("A minibus on Tuesdays")
    with hall.server.frozen():
        ana.get_by_role("button", name="Send to everyone").tap()
        expect(ana.locator(".own")).to_contain_text("Waiting to send")
        expect(ana.get_by_text("The room cannot be reached just now.")).to_be_visible()
    expect(ana.locator(".own")).to_contain_text("Saved. The facilitator looks at it first.")
    expect(ana.get_by_text("The room cannot be reached just now.")).to_have_count(0)
    expect(look_again(console, 1)).to_have_text(["A minibus on Tuesdays"])
    expect(ana.locator(".own")).to_have_count(1)


def test_where_a_proxy_lets_no_websocket_through_polling_carries_everything(hall: Hall) -> None:
    console = hall.console()
    ana = hall.page("Ana", PHONE, has_touch=True)
    ana.add_init_script(NO_WEBSOCKET)
    ana.goto(f"{hall.server.origin}/{hall.server.code}")
    join(ana, "Ana", 1)
    go_to(console, "Who are we", "What could you give?")
    write(ana, OFFER, "A minibus on Tuesdays")
    expect(ana.locator(".own")).to_contain_text("Saved. The facilitator looks at it first.")
    show(console, "A minibus on Tuesdays")
    expect(ana.locator(".own")).to_contain_text("Shown in the room")


def test_a5_a_reload_in_mid_sentence_keeps_the_sentence_and_what_was_sent(hall: Hall) -> None:
    """A5; and in a box with fields, the fields and the choice of who will see it."""
    console, ana = hall.console(), hall.phone("Ana", 2)
    go_to(console, "Taking stock", "A discovery.")
    write(ana, DISCOVERY, "We all buy the same paper", send="Keep it for me")
    ana.get_by_label("A disturbance:").fill("How alone the small schools ar")
    ana.reload()
    expect(ana.get_by_label("A disturbance:")).to_have_value("How alone the small schools ar")
    expect(ana.get_by_text("We all buy the same paper")).to_be_visible()

    go_to(console, "My commitment", "One thing I will do")
    expect(ana.get_by_text("The room has moved on")).to_have_count(0)
    ana.get_by_label("I will …").fill("ring Park")
    ana.get_by_label("When …").fill("On Thursday")
    ana.locator(".sees").get_by_role("button", name="Change").tap()
    ana.get_by_role("radio", name="My table").check()
    ana.reload()
    expect(ana.get_by_label("I will …")).to_have_value("ring Park")
    expect(ana.get_by_label("When …")).to_have_value("On Thursday")
    expect(ana.get_by_role("button", name="Send to my table")).to_be_visible()


def test_a52_killed_and_started_again_every_screen_is_back_where_it_was(hall: Hall) -> None:
    hall.forgive()
    stage, console = hall.stage(), hall.console()
    ana, ben = hall.phone("Ana", 1), hall.phone("Ben", 2)
    go_to(console, "Who are we", "What could you give?")
    write(ana, OFFER, "A minibus on Tuesdays")
    write(ben, OFFER, "Phonics coaching")
    show(console, "Phonics coaching")
    expect(stage.get_by_role("main")).to_contain_text("Phonics coaching")
    ben.get_by_label(OFFER).fill("A room with")

    hall.server.kill()
    expect(ben.get_by_text("The room cannot be reached just now.")).to_be_visible()
    ben.get_by_label(OFFER).fill("A room with a piano")
    ben.get_by_role("button", name="Send to everyone").tap()
    expect(console.get_by_text("No connection just now. Trying again.")).to_be_visible()
    expect(stage.get_by_text("Finding the room again")).to_be_visible()
    expect(stage.get_by_role("main")).to_contain_text("Phonics coaching")

    hall.server.start()
    back = time.monotonic()
    for phone in (ana, ben):
        expect(phone.get_by_text("Connected")).to_be_visible()
        expect(phone.get_by_role("heading", level=1)).to_have_text("What could you give?")
    expect(stage.get_by_text("Finding the room again")).to_have_count(0)
    expect(console.get_by_text("No connection just now. Trying again.")).to_have_count(0)
    assert time.monotonic() - back < 10
    expect(stage.get_by_role("main")).to_contain_text("Phonics coaching")
    expect(ana.locator(".own")).to_contain_text("A minibus on Tuesdays")
    expect(ben.locator(".own")).to_have_count(2)
    expect(look_again(console, 2)).to_have_text(["A minibus on Tuesdays", "A room with a piano"])
    advance(console)
    for page in (ana, ben, stage):
        expect(page.get_by_role("heading", level=1)).to_have_text("Which one will you watch in yourself?")


def test_a53_a_stage_opened_on_another_machine_shows_what_is_up(hall: Hall) -> None:
    """The old link is used up; the console gives a new one, and opens the new stage itself where it can."""
    stage, console, ana = hall.stage(), hall.console(), hall.phone("Ana", 1)
    go_to(console, "Who are we", "What could you give?")
    write(ana, OFFER, "A minibus on Tuesdays")
    show(console, "A minibus on Tuesdays")
    expect(stage.get_by_role("main")).to_contain_text("A minibus on Tuesdays")
    stage.context.close()
    hall.contexts.remove(stage.context)

    late = hall.page("another machine", STAGE)
    hall.forgive()
    late.goto(hall.server.link("Stage"))
    expect(late.get_by_role("status")).to_contain_text("This link has been used already")

    console.get_by_role("button", name="More").click()
    with console.context.expect_page() as opened:
        console.get_by_role("button", name="Open the stage").click()
    projector = opened.value
    expect(projector.get_by_role("heading", level=1)).to_have_text("What could you give?")
    expect(projector.get_by_role("main")).to_contain_text("A minibus on Tuesdays")
    assert "#" not in projector.url


def test_a54_without_internet_fonts_code_and_note_come_from_the_laptop_alone(hall: Hall) -> None:
    stage, console = hall.stage(), hall.console()
    expect(stage.get_by_role("img", name=re.compile("QR"))).to_be_visible()
    ana = hall.phone("Ana", 1)
    for page in (stage, console, ana):
        assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].some(font => font.status === 'loaded'))")
    note = hall.page("note", STAGE)
    note.context.add_cookies(console.context.cookies())
    note.goto(f"{hall.server.origin}/run/{console.url.rsplit('/', 1)[-1]}/note")
    assert not re.search(r"\ssrc=|\shref=|url\(|@import", note.content())
    assert hall.strangers() == set()
    hall.hosts.add("cdn.example.org")
    assert hall.strangers() == {"cdn.example.org"}
    hall.hosts.discard("cdn.example.org")


def test_a21_a_phone_seven_minutes_wrong_shows_the_time_that_the_stage_shows(hall: Hall) -> None:
    stage, console = hall.stage(), hall.console()
    wrong = hall.page("Dev", PHONE, is_mobile=True, has_touch=True)
    wrong.add_init_script("const now = Date.now; Date.now = () => now() - 7 * 60 * 1000")
    wrong.goto(f"{hall.server.origin}/{hall.server.code}")
    wrong.get_by_role("button", name="Join").tap()
    go_to(console, "Who are we", "What could you give?")
    expect(stage.get_by_role("timer")).to_have_text(re.compile(r"^2:\d\d$"))
    expect(wrong.get_by_role("timer")).to_have_text(re.compile(r"^2:\d\d$"))
    for _ in range(3):
        assert abs(seconds(wrong) - seconds(stage)) <= 1
    console.get_by_role("button", name="Pause").click()
    expect(stage.locator(".ring.is-paused")).to_be_visible()
    expect(wrong.get_by_role("timer")).to_have_text(stage.get_by_role("timer").inner_text())


def test_a7_the_personal_code_brings_everything_to_a_borrowed_phone_and_signs_the_old_one_off(hall: Hall) -> None:
    console, old = hall.console(), hall.phone("Ben", 4)
    go_to(console, "Taking stock", "A discovery.")
    write(old, DISCOVERY, "We all buy the same paper", send="Keep it for me")
    old.get_by_text("You are Ben, table 4").tap()
    code = old.get_by_role("img", name=re.compile(r"^\w \w \w \w$")).get_attribute("aria-label") or ""

    borrowed = hall.door("borrowed")
    borrowed.get_by_role("button", name="I was here before").tap()
    borrowed.get_by_label("Your personal code").fill(code.lower())
    borrowed.get_by_role("button", name="Come back in").tap()
    expect(borrowed.get_by_text("You are Ben, table 4")).to_be_visible()
    expect(borrowed.get_by_text("We all buy the same paper")).to_be_visible()
    expect(old.get_by_role("heading", level=1)).to_have_text("Welcome back")
    expect(old.get_by_text("Somebody came in with your code on another phone")).to_be_visible()
    expect(console.get_by_role("button", name=re.compile("^Table 4"))).to_contain_text("of 1")
    old.reload()
    expect(old.get_by_role("button", name="Join")).to_be_visible()


def test_a4_the_room_moves_on_without_pulling_the_field_from_under_the_fingers(hall: Hall) -> None:
    """Whoever is typing stays; whoever comes back from a locked screen is where the room is. No words get lost."""
    hall.forgive()
    console = hall.console()
    ana, ben = hall.phone("Ana", 1), hall.phone("Ben", 1)
    go_to(console, "Who are we", "What could you give?")
    ana.get_by_label(OFFER).press_sequentially("A minibus on")
    ben.get_by_label(OFFER).fill("A half-typed thought")
    lock(ben)
    advance(console)

    expect(ana.get_by_text("The room has moved on to “Which one will you watch in yourself?”.")).to_be_visible()
    expect(ana.get_by_label(OFFER)).to_be_focused()
    ana.get_by_role("button", name="Finish first").tap()
    expect(ana.get_by_text("Take your time.")).to_be_visible()
    ana.get_by_label(OFFER).press_sequentially(" Tuesdays")
    ana.get_by_role("button", name="Send to everyone").tap()
    expect(ana.get_by_role("heading", level=1)).to_have_text("What could you give?")
    expect(look_again(console, 1)).to_have_text(["A minibus on Tuesdays"])
    ana.get_by_role("button", name="Go there").tap()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Which one will you watch in yourself?")
    expect(ana.get_by_text("Begun, and not sent yet")).to_have_count(0)

    woken = time.monotonic()
    unlock(ben)
    expect(ben.get_by_role("heading", level=1)).to_have_text("Which one will you watch in yourself?")
    assert time.monotonic() - woken < 3
    unsent = ben.locator(".phone-card", has_text="Begun, and not sent yet")
    expect(unsent).to_contain_text("A half-typed thought")
    unsent.get_by_role("button", name="Send to Who are we and what do we bring?").tap()
    expect(ben.get_by_label(OFFER)).to_have_value("A half-typed thought")
    ben.get_by_role("button", name="Send to everyone").tap()
    expect(look_again(console, 2)).to_have_count(2)
    ben.get_by_role("button", name="Back to the room").tap()
    expect(unsent).to_have_count(0)


# ── what one sees and does ──────────────────────────────────────────────────


def seconds(page: Page) -> int:
    """What the page's timer shows, in seconds."""
    minutes, rest = page.get_by_role("timer").inner_text().split(":")
    return int(minutes) * 60 + int(rest)


def lock(phone: Page) -> None:
    """The screen goes dark: the field lets go of the keyboard, the page is hidden, its frozen socket hears nothing."""
    phone.evaluate(
        """() => {
          document.activeElement.blur()
          Object.defineProperty(document, 'hidden', { configurable: true, get: () => true })
          document.dispatchEvent(new Event('visibilitychange'))
        }"""
    )
    phone.context.set_offline(True)


def unlock(phone: Page) -> None:
    """Its owner looks at it again."""
    phone.context.set_offline(False)
    phone.evaluate(
        """() => {
          delete document.hidden
          document.dispatchEvent(new Event('visibilitychange'))
        }"""
    )
