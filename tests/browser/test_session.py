"""The main job, as people live it: one stage, one console, three phones, from the QR code to the note."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hall import PHONE, Hall, advance, download, go_to, join, queue, show, show_all, write

pytestmark = pytest.mark.timeout(240)

SECRET = "I have not slept since the letter came"


@dataclass
class Room:
    """Everybody and everything in the hall."""

    hall: Hall
    console: Page
    stage: Page
    ana: Page
    ben: Page
    cara: Page

    @property
    def phones(self) -> tuple[Page, Page, Page]:
        return self.ana, self.ben, self.cara


def test_a_whole_session_from_the_qr_code_to_the_note(hall: Hall) -> None:
    """A29, A31, A35, A42, A43 and A57 on the way, as far as this agenda has them."""
    stage, console = hall.stage(), hall.console()
    ana, ben, cara = hall.phone("Ana", 3), hall.phone("Ben", 3), hall.phone("Cara", 1)
    room = Room(hall, console, stage, ana, ben, cara)
    they_gather(room)
    they_say_what_brings_them(room)
    they_offer_and_the_facilitator_chooses(room)
    they_vote_blind(room)
    they_turn_cards(room)
    they_name_what_holds_them(room)
    they_share_out_dots(room)
    they_take_stock_in_private(room)
    they_promise(room)
    they_end(room)
    she_leaves_with_the_note(room)


def test_ana_is_in_within_twenty_seconds_and_ben_by_one_tap_after_the_qr_code(hall: Hall) -> None:
    """A1: the address and the code by hand, table chosen; and straight through the QR."""
    console = hall.console()
    go_to(console, "Who are we", "What brings you?")
    ana = hall.page("Ana", PHONE, is_mobile=True, has_touch=True)
    began = time.monotonic()
    ana.goto(f"{hall.server.origin}/")
    ana.get_by_label("The code on the big screen").fill(" ".join(re.findall("..", hall.server.code.lower())))
    ana.get_by_role("button", name="Go in").tap()
    ana.get_by_label("School or organisation").fill("Hill Street")
    ana.get_by_label("What you do").select_option("Teacher")
    join(ana, "Ana", table=3)
    assert time.monotonic() - began < 20
    expect(ana.get_by_role("heading", level=1)).to_have_text("What brings you? What would you like to learn?")
    expect(console.get_by_role("button", name=re.compile("^Table 3"))).to_contain_text("0 of 1")

    ben = hall.door("Ben")
    ben.get_by_role("button", name="Join").tap()
    expect(ben.get_by_role("heading", level=1)).to_have_text("What brings you? What would you like to learn?")
    ben.get_by_text("You are Guest").tap()
    expect(ben.get_by_role("img", name=re.compile(r"^\w \w \w \w$"))).to_be_visible()


# ── the chapters of the session ─────────────────────────────────────────────


def they_gather(room: Room) -> None:
    """The lobby shows the way in and who is here; an early line goes past the facilitator before it is up."""
    main = room.stage.get_by_role("main")
    expect(main.get_by_role("heading")).to_have_text("Come in and find your other half")
    expect(main).to_contain_text(f"workshop.lan:{room.hall.server.port}")
    expect(main.get_by_role("img", name=" ".join(room.hall.server.code), exact=True)).to_be_visible()
    expect(main.get_by_role("img", name=re.compile("^QR code for"))).to_be_visible()
    expect(main).to_contain_text("3 here, one still looking")
    expect(room.ana.get_by_role("main")).to_contain_text("You are Ana, table 3")

    go_to(room.console, "Doors open", "While we gather")
    everybody_sees(room, "While we gather")
    sees = room.ana.locator(".sees-words")
    expect(sees).to_contain_text("Everyone may see this, without your name. The facilitator reads it before")
    write(room.ana, "One thing another school has done", "A breakfast club that feeds the whole street")
    expect(room.stage.get_by_role("main")).not_to_contain_text("breakfast club")
    expect(queue(room.console)).to_contain_text("If this screen is mirrored to the projector, the hall reads along.")
    show(room.console, "A breakfast club that feeds the whole street")
    expect(room.stage.get_by_role("main")).to_contain_text("A breakfast club that feeds the whole street")
    expect(room.ana.locator(".own")).to_contain_text("Shown in the room")


def they_say_what_brings_them(room: Room) -> None:
    """What is for the table stays at the table; what is for the facilitator she alone reads; the stage counts."""
    advance(room.console)
    go_to(room.console, "Our conversation today", "Our conversation today")
    everybody_sees(room, "Our conversation today")
    advance(room.console, 2)
    everybody_sees(room, "What brings you? What would you like to learn?")
    write(room.ana, "What made you give up an hour", "We closed our sixth form alone", send="Send to my table")
    expect(room.ben.get_by_text("We closed our sixth form alone")).to_be_visible()
    write(room.ana, "Today would be worth it", "How others share a teacher", send="Send to the facilitator")
    expect(room.ana.get_by_text("That was the last one")).to_be_visible()
    expect(room.cara.get_by_role("main")).not_to_contain_text("sixth form")
    expect(room.stage.get_by_role("main")).to_contain_text("1 of 3")
    expect(room.console.get_by_role("main")).to_contain_text("How others share a teacher")
    expect(room.console.get_by_role("main")).not_to_contain_text("sixth form")
    expect(queue(room.console)).to_contain_text("Nothing is waiting.")


def they_offer_and_the_facilitator_chooses(room: Room) -> None:
    """A29: up goes only what she looked at. A31: down it comes again. A35: a name only where its owner said so."""
    advance(room.console)
    expect(room.ana.get_by_text("Whoever travelled furthest begins.")).to_be_visible()
    advance(room.console)
    everybody_sees(room, "What could you give?")
    write(room.ana, "Something I or my school could give", "A minibus on Tuesdays")
    room.ben.get_by_label("With my name").check()
    room.ben.get_by_role("button", name="transport").tap()
    write(room.ben, "Something I or my school could give", "Phonics coaching")
    waiting = queue(room.console)
    waiting.get_by_role("button", name="1 more waiting").click()
    expect(waiting.locator(".con-note")).to_have_count(2)
    write(room.cara, "Something I or my school could give", "A line that came after she looked")
    expect(waiting.get_by_role("button", name="1 more waiting")).to_be_visible()
    waiting.get_by_role("button", name="Show these 2").click()
    wall = room.stage.get_by_role("main")
    expect(wall).to_contain_text("A minibus on Tuesdays")
    expect(wall.locator(".note", has_text="Phonics coaching")).to_contain_text("Ben")
    expect(wall.locator(".note", has_text="Phonics coaching")).to_contain_text("transport")
    expect(wall).not_to_contain_text("Ana")
    expect(wall).not_to_contain_text("after she looked")
    waiting.get_by_role("button", name=re.compile("^Hide: A line that came")).click()
    expect(room.cara.locator(".own")).to_contain_text("Not shown in the room")

    room.console.get_by_role("button", name="Take down: Phonics coaching").click()
    expect(wall).not_to_contain_text("Phonics coaching", timeout=1000)
    expect(room.ben.locator(".own")).to_contain_text("Not shown in the room")
    room.console.get_by_role("button", name="Spotlight: A minibus on Tuesdays").click()
    expect(room.stage.get_by_role("blockquote")).to_have_text("A minibus on Tuesdays")
    room.console.get_by_role("button", name="Spotlight: A minibus on Tuesdays").click()
    expect(room.stage.get_by_role("blockquote")).to_have_count(0)


def they_vote_blind(room: Room) -> None:
    """A vote can be changed, and nobody sees how it goes before she reveals it."""
    advance(room.console)
    everybody_sees(room, "Which one will you watch in yourself?")
    for phone, choice in ((room.ana, "Stay curious"), (room.ben, "Bring evidence"), (room.cara, "Stay curious")):
        vote(phone, choice)
    vote(room.ben, "Stay curious")
    expect(option(room.ben, "Bring evidence")).to_have_attribute("aria-pressed", "false")
    expect(room.stage.get_by_role("main")).to_contain_text("3 of 3")
    expect(room.console.locator(".con-corner")).to_contain_text(
        "Nobody sees a tally before you reveal it, you included."
    )
    for page in (room.stage, room.console):
        expect(page.locator(".bar-count")).to_have_count(0)
    room.console.get_by_role("button", name="Show results").click()
    expect(bar(room.stage, "Stay curious")).to_contain_text("3")
    expect(bar(room.stage, "Bring evidence")).to_contain_text("0")
    expect(room.ana.get_by_role("heading", name="The result")).to_be_visible()


def they_turn_cards(room: Room) -> None:
    """The table's phone turns; whoever sits there reads, thinks and stars; other tables have cards of their own."""
    advance(room.console)
    everybody_sees(room, "So let's imagine")
    advance(room.console)
    everybody_sees(room, "Lay them face down")
    expect(room.ben.get_by_text("Ana turns the cards at your table.")).to_be_visible()
    expect(room.ben.get_by_role("button", name="Turn a card")).to_have_count(0)
    room.ana.get_by_role("button", name="Turn a card").tap()
    expect(room.ana.get_by_text(re.compile("Stay with this one for"))).to_be_visible()
    title = room.ana.locator(".card h2").inner_text()
    expect(room.ben.locator(".card h2")).to_have_text(title)
    expect(room.cara.get_by_text("16 cards, face down.")).to_be_visible()
    expect(room.stage.locator(".pile").nth(2)).to_contain_text("1")

    room.ben.locator(".sees").get_by_role("button", name="Change").tap()
    room.ben.get_by_role("radio", name="Everyone").check()
    write(room.ben, f"My thought on “{title}”", "Our buses could meet at noon", send="Add my thought")
    thought = room.ana.locator(".thought", has_text="Our buses could meet at noon")
    thought.get_by_role("button", name="Give my star").tap()
    expect(thought.get_by_role("button", name="My star")).to_have_attribute("aria-pressed", "true")
    room.ana.get_by_role("button", name="Ask for a nudge").tap()
    expect(room.ben.locator(".card")).to_contain_text("A nudge:")
    show(room.console, "Our buses could meet at noon")
    expect(room.stage.locator(".note")).to_contain_text("Our buses could meet at noon")
    expect(room.stage.locator(".note")).to_contain_text("1 star")

    room.ana.get_by_text("Hand the cards to somebody else").tap()
    room.ana.get_by_role("button", name=re.compile("^Hand them to")).tap()
    expect(room.ben.get_by_role("button", name="Turn the next card")).to_be_visible()
    expect(room.ana.get_by_role("button", name="Turn the next card")).to_have_count(0)


def they_name_what_holds_them(room: Room) -> None:
    """One box at a time; offered words are one tap away; an answer may be skipped."""
    advance(room.console)
    everybody_sees(room, "Already happening, and what holds us")
    write(room.ana, "I have already seen a piece of this", "Park and Hill Street share a cook")
    said = {room.ana: "We are judged alone", room.ben: "No time in the week", room.cara: "It feels safer"}
    for phone, reason in said.items():
        if phone is not room.ana:
            phone.get_by_role("button", name="Skip").tap()
        option(phone, reason).tap()
        write(phone, "What do we gain by staying", reason)
    show_all(room.console, 4)
    expect(room.stage.get_by_role("main")).to_contain_text("It feels safer")


def they_share_out_dots(room: Room) -> None:
    """A43: two wordings become one item. A42: blind, changeable, and a tie is called a tie."""
    advance(room.console)
    everybody_sees(room, "What shall we loosen first?")
    vote(room.ana, "We are judged alone")
    vote(room.ben, "No time in the week")
    corner = room.console.locator(".con-corner")
    corner.get_by_text("Work on the 3 items").click()
    corner.get_by_role("checkbox", name="We are judged alone").check()
    corner.get_by_role("checkbox", name="It feels safer").check()
    corner.get_by_role("button", name="Merge under “We are judged alone”").click()
    expect(option(room.cara, "It feels safer").or_(option(room.cara, "We are judged alone"))).to_have_count(1)
    expect(option(room.cara, "We are judged alone")).to_contain_text("Also: It feels safer")
    expect(room.cara.get_by_text("3 of 3 left")).to_be_visible()
    expect(room.stage.locator(".bar-count")).to_have_count(0)
    room.console.get_by_role("button", name="Show results").click()
    expect(room.stage.get_by_role("main")).to_contain_text("A tie: two are equal at the top.")
    corner.get_by_role("button", name="Take both").click()
    expect(room.stage.get_by_role("main")).to_contain_text("We take both:")
    advance(room.console)
    expect(room.cara.get_by_text("Look up and talk.")).to_be_visible()


def they_take_stock_in_private(room: Room) -> None:
    """Three lines that stay their owner's: nobody else is sent them, the facilitator included."""
    advance(room.console)
    everybody_sees(room, "A discovery. A disturbance. A delight.")
    expect(room.ana.locator(".sees-words")).to_contain_text("Only you will see this.")
    write(room.ana, "A discovery:", "We all buy the same paper", send="Keep it for me")
    write(room.ana, "A disturbance:", SECRET, send="Keep it for me")
    room.ana.locator(".sees").get_by_role("button", name="Change").tap()
    room.ana.get_by_role("radio", name="Everyone").check()
    write(room.ana, "A delight:", "Somebody laughed with me", send="Send to everyone")
    expect(room.console.locator(".con-corner")).to_contain_text("1 person has answered")
    show(room.console, "Somebody laughed with me")
    for page in (room.console, room.stage, room.ben, room.cara):
        assert SECRET not in page.content()


def they_promise(room: Room) -> None:
    """A commitment names its moment, its asker and its day, and is not sent without them."""
    advance(room.console)
    everybody_sees(room, "One thing I will do")
    room.ana.get_by_label("I will …").fill("ring the head of Park about the bus")
    room.ana.get_by_role("button", name="Send to everyone").tap()
    expect(room.ana.get_by_role("alert").filter(has_text="One thing is still open")).to_be_visible()
    room.ana.get_by_label("When …").fill("On Thursday after assembly")
    room.ana.get_by_label("… will ask me about it").fill("Ben")
    room.ana.get_by_label("on this date").last.fill("2026-12-03")
    room.ana.get_by_role("button", name="Send to everyone").tap()
    expect(room.ana.locator(".own")).to_contain_text("On Thursday after assembly")
    show(room.console, "ring the head of Park about the bus")
    expect(room.stage.get_by_role("main")).to_contain_text("ring the head of Park about the bus")


def they_end(room: Room) -> None:
    """Goodbye on every screen."""
    advance(room.console, 3)
    everybody_sees(room, "Thank you")
    expect(room.stage.get_by_role("main")).to_contain_text("Margaret Wheatley")
    room.console.get_by_role("button", name="End the session This is the last screen").click()
    room.console.get_by_role("button", name=re.compile("^End it now")).click()
    for phone in room.phones:
        expect(phone.get_by_role("heading", level=1)).to_have_text("That was it")
    expect(room.phones[0].get_by_role("heading", name="What you wrote")).to_be_visible()
    expect(room.stage.get_by_role("main")).to_contain_text("This session has ended")


def she_leaves_with_the_note(room: Room) -> None:
    """A57: what was shared is in it, what was private is not; and the same as files."""
    with room.console.context.expect_page() as opened:
        room.console.locator(".con-ended").get_by_role("link", name="Open the note").click()
    note = opened.value
    main = note.get_by_role("main")
    expect(main.get_by_role("heading", level=1)).to_have_text("The Power of Partnerships")
    for words in ("A minibus on Tuesdays", "Our buses could meet at noon", "On Thursday after assembly", "Ben"):
        expect(main).to_contain_text(words)
    expect(main).to_contain_text("We are judged alone")
    for words in (SECRET, "after she looked", "Phonics coaching", "We all buy the same paper"):
        assert words not in note.content()
    note.close()

    assert "A minibus on Tuesdays" in download(room.console, "The note as Markdown", ".md")
    assert "ring the head of Park about the bus" in download(room.console, "What was written, as a table", ".csv")
    assert "Stay curious" in download(room.console, "The votes, as a table", ".csv")
    everything = download(room.console, "Everything, for other programs", ".json")
    assert json.loads(everything)["run"]["title"] == "The Power of Partnerships"
    assert SECRET not in everything


# ── what one sees and does ──────────────────────────────────────────────────


def everybody_sees(room: Room, title: str) -> None:
    for page in (room.stage, *room.phones):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)


def option(phone: Page, title: str) -> Locator:
    return phone.locator(".option", has_text=title)


def vote(phone: Page, title: str) -> None:
    """Tap an option; returns when the vote is in."""
    option(phone, title).tap()
    expect(option(phone, title)).to_have_attribute("aria-pressed", "true")
    expect(phone.get_by_text("Your vote is in.")).to_be_visible()


def bar(stage: Page, label: str) -> Locator:
    return stage.locator(".bar", has_text=label)
