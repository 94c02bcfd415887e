"""Whoever comes late, sits at the wrong table, or shares a name with somebody else is at home in a minute."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.hall import Hall, advance, go_to, look_again, write

OFFER = "Something I or my school could give"
MISSED = "What could you give?"


def test_a2_a_late_arriver_is_caught_up_and_gives_what_was_missed(hall: Hall) -> None:
    console = hall.console()
    advance(console)
    ana, ben = hall.phone("Ana", 2), hall.phone("Ben", 1)
    for title in ("What brings you?", MISSED):
        go_to(console, "Who are we", title)
    write(ana, OFFER, "A minibus on Tuesdays")
    go_to(console, "Let's imagine", "Lay them face down")
    ana.get_by_role("button", name="Turn a card").tap()
    card = ana.locator(".card h2").inner_text()

    dev = hall.phone("Dev", 2)
    caught_up = dev.get_by_role("region", name="Welcome to The Power of Partnerships")
    expect(caught_up).to_contain_text("Part 2 of 3, Let's imagine, 14 min left")
    expect(caught_up).to_contain_text("Picture schools that belong to each other.")
    expect(dev.locator(".card h2")).to_have_text(card)
    expect(dev.get_by_label(f"My thought on “{card}”")).to_be_visible()
    assert top(caught_up) < top(dev.locator(".card")) < top(dev.locator(".think"))
    expect(table(console, 2)).to_contain_text("of 2")

    dev.get_by_text("things you missed").tap()
    expect(dev.get_by_role("button", name=re.compile("What brings you?"))).to_be_visible()
    dev.get_by_role("button", name=re.compile("What could you give")).tap()
    expect(dev.get_by_text("You are looking back. The room is at “Lay them face down”.")).to_be_visible()
    write(dev, OFFER, "Phonics coaching")
    expect(look_again(console, 2)).to_have_text(["A minibus on Tuesdays", "Phonics coaching"])
    dev.get_by_role("button", name="Back to the room").tap()
    expect(dev.get_by_role("heading", level=1)).to_have_text("Lay them face down")
    expect(dev.get_by_text("One thing you missed")).to_be_visible()
    dev.get_by_role("button", name="I am with you").tap()
    expect(caught_up).to_have_count(0)
    dev.reload()
    expect(dev.locator(".card h2")).to_have_text(card)
    expect(caught_up).to_have_count(0)
    expect(ben.get_by_text("Welcome to The Power of Partnerships")).to_have_count(1)


def test_a3_whoever_names_no_table_gets_the_emptiest_and_can_change(hall: Hall) -> None:
    """The cards of a table stay in the hands that hold them; both the person and the facilitator may change a seat."""
    console = hall.console()
    first = [hall.phone(f"Person {no}", no) for no in (1, 2, 3, 4)]
    go_to(console, "Let's imagine", "Lay them face down")
    first[1].get_by_role("button", name="Turn a card").tap()
    card = first[1].locator(".card h2").inner_text()

    dev = hall.phone("Dev")
    expect(dev.get_by_text("You are Dev, table 5")).to_be_visible()
    expect(table(console, 5)).to_contain_text("0 of 1")
    expect(dev.get_by_role("button", name="Turn a card")).to_be_visible()
    dev.get_by_text("You are Dev, table 5").tap()
    dev.get_by_label("Change table").select_option("2")
    expect(dev.get_by_text("You are Dev, table 2")).to_be_visible()
    expect(dev.locator(".card h2")).to_have_text(card)
    expect(dev.get_by_text("Person 2 turns the cards at your table.")).to_be_visible()
    expect(first[1].get_by_role("button", name="Turn the next card")).to_be_visible()

    table(console, 2).click()
    console.get_by_role("button", name="Dev", exact=True).click()
    console.get_by_label("Sits at").select_option("3")
    expect(dev.get_by_text("You are Dev, table 3")).to_be_visible()
    expect(dev.get_by_text("3 turns the cards at your table.")).to_be_visible()
    expect(dev.locator(".card")).to_have_count(0)


def test_a6_two_sarahs_are_told_apart_and_one_who_was_sent_out_can_come_back(hall: Hall) -> None:
    console = hall.console()
    sarahs = []
    for school in ("Hill Street", "Park"):
        door = hall.door(school)
        door.get_by_label("Your name").fill("Sarah")
        door.get_by_label("School or organisation").fill(school)
        door.get_by_label("Your table").select_option("1")
        door.get_by_role("button", name="Join").tap()
        expect(door.get_by_text(re.compile(r"You are Sarah( \(2\))?, table 1"))).to_be_visible()
        sarahs.append(door)
    go_to(console, "Taking stock", "A discovery.")
    write(sarahs[0], "A discovery:", "We all buy the same paper", send="Keep it for me")
    assert "same paper" not in sarahs[1].content()

    table(console, 1).click()
    expect(console.get_by_role("button", name="Sarah (Hill Street)")).to_be_visible()
    console.get_by_role("button", name="Sarah (2) (Park)").click()
    console.locator(".con-person summary").click()
    console.get_by_role("button", name="Send out").click()
    console.locator(".con-sure").get_by_role("button", name="Send out").click()
    expect(sarahs[1].get_by_text("The facilitator has taken you off the list of this session.")).to_be_visible()
    expect(sarahs[0].get_by_role("heading", level=1)).to_contain_text("A discovery.")
    expect(table(console, 1)).to_contain_text("of 1")
    console.get_by_role("button", name=re.compile("^Let back in: Sarah")).click()
    expect(table(console, 1)).to_contain_text("of 2")
    sarahs[1].reload()
    expect(sarahs[1].get_by_role("heading", level=1)).to_contain_text("A discovery.")


def table(console: Page, no: int) -> Locator:
    """A table's card on the console."""
    return console.get_by_role("button", name=re.compile(f"^Table {no}"))


def top(place: Locator) -> float:
    box = place.bounding_box()
    assert box is not None
    return box["y"]
