"""Of a list that grows with the room a phone is told the beginning; whoever wants the rest asks for it by a tap."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.hall import Hall, go_to, show_all, write

ASK = "What could we do about it?"
MANY = 14


def test_a_phone_unfolds_a_long_wall_and_a_long_ballot_and_goes_on_being_told(hall_of: Callable[..., Hall]) -> None:
    hall = hall_of("nominal-group")
    console, ana = hall.console(), hall.phone("Ana", 1)
    go_to(console, "In silence", ASK)
    for no in range(1, MANY + 1):
        write(ana, ASK, f"Idea number {no}")
    show_all(console, MANY)

    go_to(console, "One from each, in turn", "One from each, in turn")
    pieces = ana.locator(".shelves .piece-text")
    expect(pieces).to_have_count(12)
    ana.get_by_role("button", name="Show 2 more").tap()
    expect(pieces).to_have_count(MANY)
    assert pieces.nth(MANY - 1).inner_text() == f"Idea number {MANY}"

    go_to(console, "Rank, talk, rank again", "Your five, in order")
    choices = ana.locator(".choices li")
    expect(choices).to_have_count(12)
    known = choices.all_inner_texts()
    ana.get_by_role("button", name="Show the other 2").press("Enter")
    expect(choices).to_have_count(MANY)
    expect(ana.get_by_text("All of them are shown.")).to_be_focused()
    assert choices.all_inner_texts()[:12] == known, "what she had read has not moved"
    ana.get_by_role("button", name="Idea number 14").tap()
    ana.reload()
    expect(ana.get_by_label("Your order").get_by_text("Idea number 14")).to_be_visible()
