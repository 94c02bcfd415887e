"""At the door: whatever goes wrong, one clear sentence says what happened and what to do now."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.hall import CONSOLE, PHONE, STAGE, Hall, go_to, join, show, write


def test_a_wrong_code_or_address_is_answered_by_one_sentence_and_a_way_on(hall: Hall) -> None:
    hall.forgive()
    phone = hall.page("Ana", PHONE, is_mobile=True, has_touch=True)
    phone.goto(hall.server.origin)
    for typed in ("K7", "K7RM2X9"):
        code(phone).fill(typed)
        phone.get_by_role("button", name="Go in").tap()
        expect(phone.get_by_role("status")).to_have_text("A code has six characters, letters and digits.")
    code(phone).fill("ZZZ-999")
    phone.get_by_role("button", name="Go in").tap()
    says(phone, "No session has that code. Check the letters on the big screen and type it again.")
    phone.get_by_role("link").tap()
    code(phone).fill(" ".join(hall.server.code.lower()))
    phone.get_by_role("button", name="Go in").tap()
    join(phone, "Ana")
    phone.goto(hall.server.origin)
    expect(phone.get_by_role("navigation", name="You are already in").get_by_role("link")).to_be_visible()

    for path, sentence in (
        ("/nowhere/at/all", "There is nothing at this address."),
        ("/home", "This page is not open to you."),
        (f"/console/{hall.server.code}", "This page is not open to you."),
        ("/run/nothing/note", "This page is not open to you."),
    ):
        phone.goto(hall.server.origin + path)
        says(phone, sentence)
    for path, sentence in (
        ("/sign-in", "Please open the sign-in link"),
        ("/stage", "Please open the stage from the console"),
    ):
        phone.goto(hall.server.origin + path)
        expect(phone.get_by_role("status")).to_contain_text(sentence)
        phone.goto(f"{hall.server.origin}{path}#not-a-ticket")
        expect(phone.get_by_role("status")).to_contain_text("This link has been used already or is too old.")


def test_a_locked_door_lets_nobody_new_in_and_an_ended_session_says_so(hall: Hall) -> None:
    hall.forgive()
    console, stage, ana = hall.console(), hall.stage(), hall.phone("Ana", 1)
    menu(console, "Lock the door")
    expect(stage.get_by_role("main")).to_contain_text("The door is closed for now.")
    expect(stage.get_by_role("main")).not_to_contain_text("Go to")
    expect(console.locator(".con-code")).to_contain_text("Locked")
    dev = hall.door("Dev")
    dev.get_by_label("Your name").fill("Dev")
    dev.get_by_role("button", name="Join").tap()
    expect(dev.get_by_role("heading", level=1)).to_have_text("The door is closed for now")
    expect(dev.get_by_role("heading", level=1)).to_be_focused()
    dev.reload()  # what was typed is kept, as the page says
    expect(dev.get_by_role("heading", level=1)).to_have_text("The door is closed for now")
    ana.reload()
    expect(ana.get_by_text("You are Ana, table 1")).to_be_visible()
    menu(console, "Lock the door")
    expect(stage.get_by_role("main")).not_to_contain_text("The door is closed for now.")
    dev.get_by_role("button", name="Try now").or_(dev.get_by_text("You are Dev")).first.tap()
    expect(dev.get_by_text("You are Dev")).to_be_visible()

    menu(console, "End the session", "End it now")
    expect(console.get_by_text("This session has ended. The note is ready.")).to_be_visible()
    late = hall.door("Late")
    expect(late.get_by_role("main")).to_contain_text("This session has ended")
    expect(late.get_by_role("button", name="Join")).to_have_count(0)
    expect(late.get_by_role("button", name="I was here before")).to_be_visible()
    ana.reload()
    expect(ana.get_by_role("heading", level=1)).to_have_text("That was it")
    console.get_by_role("button", name="Reopen the session").first.click()
    expect(ana.get_by_role("heading", level=1)).to_have_text("You are in")


def test_a_name_of_ten_thousand_characters_is_refused_and_a_phone_that_keeps_nothing_is_told_so(hall: Hall) -> None:
    """The latter: the little sign-in windows of some Wi-Fis, and private windows, which go on at their own risk."""
    hall.forgive()
    console, dev = hall.console(), hall.door("Dev")
    name = dev.get_by_label("Your name")
    name.fill("Dev " * 2500)
    dev.get_by_role("button", name="Join").tap()
    expect(dev.get_by_role("alert")).to_have_text(re.compile(r"^That is too long\. At most \d+ characters, please\.$"))
    assert len(name.input_value()) > 9000
    expect(console.locator(".con-census")).to_contain_text("0 in")
    name.fill("Dev")
    dev.get_by_role("button", name="Join").tap()
    expect(dev.get_by_text("You are Dev")).to_be_visible()

    private = hall.page("Dev", PHONE, is_mobile=True, has_touch=True)
    private.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })")
    private.goto(f"{hall.server.origin}/{hall.server.code}")
    expect(private.get_by_role("heading", level=1)).to_have_text("Open this in your browser")
    expect(private.get_by_text(f"workshop.lan:{hall.server.port}/{hall.server.code}")).to_be_visible()
    private.get_by_role("button", name="Go on here all the same").tap()
    join(private, "Eve")
    expect(private.get_by_text("This phone keeps nothing once the page is closed.")).to_be_visible()
    go_to(console, "Who are we", "What could you give?")
    write(private, "Something I or my school could give", "A minibus")


def test_she_signs_in_by_a_link_that_works_once_and_starts_and_wipes_a_rehearsal(hall: Hall) -> None:
    hall.forgive()
    console = hall.console()
    console.set_viewport_size({"width": 1600, "height": 900})
    other = hall.page("elsewhere", CONSOLE)
    other.goto(hall.server.link("Console"))
    expect(other.get_by_role("status")).to_contain_text("This link has been used already")

    menu(console)
    console.get_by_role("link", name="All sessions").click()
    expect(console.get_by_role("heading", level=1)).to_have_text("Your sessions")
    console.get_by_role("button", name="Start from this: The Power of Partnerships, 60 minutes").click()
    form = console.get_by_role("form")
    form.get_by_label("Title").fill("Dry run")
    form.get_by_label("Date", exact=True).fill("2026-11-30")
    form.get_by_label("Place").fill("Hill Street")
    form.get_by_label("Facilitator").fill("Maya")
    form.get_by_role("spinbutton", name="Tables").fill("3")
    form.get_by_text("Name the tables").click()
    form.get_by_label("Table 2").fill("Oak")
    form.get_by_label("This is a rehearsal").check()
    form.get_by_role("button", name="Set up the room").click()
    expect(console.get_by_role("heading", level=1)).to_have_text("Dry run")
    expect(console.get_by_text("Hill Street, 30 November 2026")).to_be_visible()
    expect(console.locator(".con-badge")).to_have_text("Rehearsal")
    expect(console.locator(".con-card")).to_have_count(3)
    expect(console.locator(".con-card").nth(1)).to_contain_text("Oak")

    menu(console)
    console.get_by_role("link", name="All sessions").click()
    console.get_by_role("button", name="Wipe this rehearsal: Dry run").click()
    console.get_by_role("button", name="Wipe it").click()
    expect(console.get_by_role("heading", name="Dry run")).to_have_count(0)
    expect(console.get_by_role("link", name=re.compile("^Open the console"))).to_have_count(1)
    console.get_by_role("button", name="Sign out").click()
    expect(console).to_have_url(f"{hall.server.origin}/")
    console.goto(f"{hall.server.origin}/home")
    says(console, "This page is not open to you.")
    stage = hall.stage(STAGE)
    expect(stage.get_by_role("heading", level=1)).to_contain_text("Come in")


def test_she_lets_people_in_one_by_one_sends_many_out_at_once_and_has_them_back_with_their_words(hall: Hall) -> None:
    hall.forgive()
    console, stage, ana = hall.console(), hall.stage(), hall.phone("Ana", 1)
    menu(console, "Let people in one by one")
    dev = hall.door("Dev")
    knock(dev, "Dev")
    at_the_door = console.get_by_role("region", name="At the door")
    expect(at_the_door.get_by_role("listitem")).to_have_text(re.compile("Dev.*Let in.*Turn away"))
    expect(console.locator(".con-census")).to_contain_text("1 in")
    expect(stage.get_by_role("main")).not_to_contain_text("2 here")
    at_the_door.get_by_role("button", name="Let in: Dev").click()
    expect(dev.get_by_text("You are Dev")).to_be_visible()
    expect(at_the_door).to_have_count(0)

    eve = hall.door("Eve")
    knock(eve, "Eve")
    at_the_door.get_by_role("button", name="Turn away: Eve").click()
    expect(eve.get_by_text("The facilitator did not let you in.")).to_be_visible()
    people = console.get_by_role("region", name=re.compile("^People"))
    people.get_by_role("button", name="Let in: Eve, turned away").click()
    eve.get_by_role("button", name="Join").tap()
    expect(eve.get_by_text("You are Eve")).to_be_visible()

    go_to(console, "Who are we", "What could you give?")
    write(dev, "Something I or my school could give", "A minibus")
    show(console, "A minibus")
    expect(stage.get_by_text("A minibus")).to_be_visible()
    people.get_by_text("Send out many at once").click()
    since = people.get_by_label("Everyone who joined since")
    expect(since.locator("option")).not_to_have_count(1)
    since.select_option(label=since.locator("option").last.inner_text())
    people.get_by_role("button", name="Send out these 3").click()
    people.get_by_role("group", name="Send out these 3").get_by_role("button", name="Send out", exact=True).click()
    for phone in (ana, dev, eve):
        expect(phone.get_by_text("The facilitator has taken you off the list")).to_be_visible()
    expect(stage.get_by_text("A minibus")).to_have_count(0)
    people.get_by_role("button", name="Let all back in: 3 people").click()
    expect(stage.get_by_text("A minibus")).to_be_visible()
    dev.get_by_role("button", name="Join").tap()
    expect(dev.locator(".own").filter(has_text="A minibus")).to_be_visible()

    code_now = console.locator(".con-code strong")
    old = code_now.inner_text()
    menu(console, "Draw a new code", "Draw a new code")
    expect(code_now).not_to_have_text(old)
    new = code_now.inner_text().replace(" ", "")
    expect(dev).to_have_url(re.compile(f"/{new}$"))
    dev.goto(f"{hall.server.origin}/{old.replace(' ', '')}")
    expect(dev.get_by_text("You are Dev")).to_be_visible()
    expect(dev).to_have_url(re.compile(f"/{new}$"))


def knock(phone: Page, name: str) -> None:
    """Join, and wait outside."""
    phone.get_by_label("Your name").fill(name)
    phone.get_by_role("button", name="Join").tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text("The facilitator will let you in")


def code(phone: Page) -> Locator:
    return phone.get_by_label("The code on the big screen")


def says(page: Page, sentence: str) -> None:
    """The page says this and no more, and leads on."""
    expect(page.locator(".door-said")).to_contain_text(sentence)
    expect(page.get_by_role("main").get_by_role("paragraph")).to_have_count(2)
    expect(page.get_by_role("main").get_by_role("link")).to_have_count(1)


def menu(console: Page, *presses: str) -> None:
    """Open the console's menu and press something in it."""
    console.get_by_role("button", name="More").click()
    for press in presses:
        console.get_by_role("button", name=press).or_(console.get_by_role("switch", name=press)).click()
    if console.locator("#con-menu").is_visible() and presses:
        console.keyboard.press("Escape")
        expect(console.locator("#con-menu")).to_be_hidden()
