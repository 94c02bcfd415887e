"""People as they are, seen on real pages: late and early, without a phone, around one phone, and a second console."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.hall import (
    CONSOLE,
    LAN,
    SMALL,
    Hall,
    advance,
    axe,
    go_to,
    look_again,
    out_of_reach,
    overflowing,
    queue,
    settled,
    show,
    show_all,
    too_small,
    write,
)

pytestmark = pytest.mark.timeout(240)

MORNING = str(Path(__file__).resolve().parents[1] / "people.toml")
WHY, OFFER = "What made you come?", "Something I could give"
ELSEWHERE = "The other console has the wheel."


@pytest.fixture
def hall(hall_of: Callable[..., Hall]) -> Hall:
    return hall_of(MORNING)


def at_the_wheel(one: Page, other: Page) -> tuple[Page, Page]:
    """Two consoles that pressed at once, whoever of them was heard first in front."""
    for console in (one, other):
        expect(console.get_by_role("heading", name="On now")).to_contain_text("What brings you?")
    return (other, one) if one.get_by_text(ELSEWHERE).is_visible() else (one, other)


def unfold_own(phone: Page) -> None:
    phone.locator(".phone-fold > summary", has_text="You are").tap()


def add_person(console: Page, name: str, table: int) -> None:
    console.get_by_role("button", name="Add a person without a phone").click()
    console.get_by_label("Their name").fill(name)
    form = console.locator("form", has_text="Their name")
    form.get_by_label("Sits at").select_option(str(table))
    form.get_by_role("button", name="Add", exact=True).click()
    expect(form).to_have_count(0)


def find(console: Page, name: str) -> Locator:
    """Somebody's line among the people, opened."""
    console.get_by_label("Find a person").fill(name)
    line = console.locator(".con-everybody .con-person", has_text=name).first
    line.locator(".con-person-name").click()
    line.locator("summary").click()
    return line


def table(console: Page, no: int) -> Locator:
    return console.get_by_role("button", name=re.compile(f"^Table {no}"))


def leaf_to(phone: Page, thought: str) -> None:
    """Go through the open cards until a thought is in sight; both tables may have turned the same card."""
    there = phone.get_by_text(thought)
    for card in phone.get_by_role("navigation", name="Open cards").get_by_role("button").all():
        if not there.is_visible():
            card.tap()
    expect(there).to_be_visible()


def at_200(page: Page) -> list[str]:
    """What sticks out on a small phone whose owner reads at 200 per cent."""
    page.set_viewport_size(SMALL)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    settled([page])
    found = [*overflowing(page), *out_of_reach(page)]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found


def test_a2_the_late_arriver_is_told_what_lies_open_at_the_table(hall: Hall) -> None:
    console, ana = hall.console(), hall.phone("Ana", 2)
    advance(console)
    go_to(console, "Let's imagine", "Lay them face down")
    ana.get_by_role("button", name="Turn a card").tap()
    card = ana.locator(".card h2").inner_text()
    dev = hall.phone("Dev", 2)
    caught_up = dev.get_by_role("region", name="Welcome to A short morning")
    expect(caught_up).to_contain_text("Part 1 of 1, Let's imagine")
    expect(caught_up).to_contain_text(f"Open at your table now: {card}")
    expect(dev.get_by_text("One thing you missed")).to_be_visible()


def test_a8_the_phone_of_somebody_who_joined_twice_goes_on_as_one(hall: Hall) -> None:
    console = hall.console()
    first, second = hall.phone("Ben", 1), hall.phone("Benjamin", 2)
    go_to(console, "Who are we", "What brings you?")
    first.get_by_label(WHY).fill("A reason of my own")
    first.get_by_role("button", name="Send to my table").tap()
    expect(first.get_by_text("Saved. Your table sees it.")).to_be_visible()
    second.get_by_label(WHY).fill("half a sen")
    line = find(console, "Benjamin")
    line.get_by_label("Is the same person as").select_option(label="Ben, Table 1")
    line.get_by_role("button", name="Make them one").click()
    line.locator(".con-sure").get_by_role("button", name="Make them one").click()
    expect(second.get_by_text("You are Ben, table 1")).to_be_visible()
    expect(second.get_by_text("A reason of my own")).to_be_visible()
    expect(first.get_by_text("A reason of my own")).to_be_visible()
    expect(table(console, 1)).to_contain_text("of 1")
    expect(table(console, 2)).to_contain_text("empty")
    second.reload()
    expect(second.get_by_text("You are Ben, table 1")).to_be_visible()


def test_a9_who_has_to_leave_gives_what_they_can_and_may_come_back(hall: Hall) -> None:
    console, cara, ana = hall.console(), hall.phone("Cara", 1), hall.phone("Ana", 1)
    go_to(console, "Who are we", "What brings you?")
    unfold_own(cara)
    cara.get_by_role("button", name="I have to leave early").tap()
    expect(cara.get_by_role("heading", name="Before you go")).to_be_visible()
    expect(cara.get_by_role("link", name="Your take-away page")).to_have_attribute("href", f"/mine/{hall.run}")
    expect(table(console, 1)).to_contain_text("0 of 1")
    expect(console.get_by_text("1 has left")).to_be_visible()
    assert at_200(cara) == []

    cara.get_by_role("button", name=re.compile("One thing I will do")).tap()
    expect(cara.get_by_text("You are ahead of the room.")).to_be_visible()
    cara.get_by_label("I will …").fill("ring the head across the road")
    cara.get_by_label("When …").fill("Monday at noon")
    cara.get_by_label("on this date").fill("2027-03-01")
    cara.get_by_role("button", name="Send to everyone").tap()
    calendar = cara.get_by_role("link", name="Put it in my calendar")
    expect(calendar).to_have_attribute("href", re.compile(rf"^/mine/{hall.run}/commitment/\w+\.ics$"))
    go_to(console, "Decide", "Shall we meet again?")
    expect(cara.get_by_text("You are ahead of the room.")).to_be_visible()
    expect(console.get_by_text("0 of 1 answered")).to_be_visible()
    cara.get_by_role("button", name="Back to my list").tap()
    cara.get_by_role("button", name="I am still here").tap()
    expect(cara.get_by_role("heading", level=1)).to_have_text("Shall we meet again?")
    expect(console.get_by_text("0 of 2 answered")).to_be_visible()
    expect(ana.get_by_role("heading", level=1)).to_have_text("Shall we meet again?")


def test_a10_a_neighbour_and_the_facilitator_write_for_somebody_without_a_phone(hall: Hall) -> None:
    console, ana, ben = hall.console(), hall.phone("Ana", 2), hall.phone("Ben", 3)
    add_person(console, "Mr Okoye", 2)
    go_to(console, "Who are we", "What brings you?")
    expect(table(console, 2)).to_contain_text("0 of 2")
    expect(ben.get_by_text("Write for somebody without a phone")).to_have_count(0)
    ana.get_by_label(WHY).fill("mine, half typed")
    ana.get_by_text("Write for somebody without a phone").tap()
    ana.get_by_role("button", name="Mr Okoye").tap()
    expect(ana.get_by_text("You are writing for Mr Okoye.")).to_be_visible()
    expect(ana.get_by_label(WHY)).to_have_value("")
    ana.get_by_label(WHY).fill("The choir")
    ana.get_by_role("button", name="Send to my table").tap()
    expect(ana.locator(".own", has_text="The choir").get_by_role("status")).to_contain_text("Your table sees it.")
    write(ana, OFFER, "Forty years of choir")
    expect(table(console, 2)).to_contain_text("1 of 2")
    assert at_200(ana) == []
    ana.get_by_role("button", name="Back to me").tap()
    expect(ana.get_by_label(WHY)).to_have_value("mine, half typed")
    expect(ana.locator(".own")).to_have_count(0)
    expect(queue(console).locator(".con-note")).to_contain_text("typed in by Ana")

    find(console, "Mr Okoye").get_by_role("button", name="Type for them").click()
    panel = console.get_by_role("region", name="Typing for Mr Okoye")
    expect(panel.get_by_label(WHY)).to_be_visible()
    expect(panel.get_by_text("The choir", exact=True)).to_have_count(0)  # said to the table, not to her
    expect(panel.locator(".own")).to_have_count(0)
    go_to(console, "Decide", "Shall we meet again?")
    panel.get_by_label("Which screen?").select_option("decide.vote")
    panel.get_by_role("button", name="Yes").click()
    expect(panel.get_by_text("Your vote is in.")).to_be_visible()
    expect(console.get_by_text("1 of 3 answered")).to_be_visible()
    console.locator("body").press("Escape")
    expect(panel).to_have_count(0)


def test_a11_one_phone_goes_round_and_shows_nobody_what_the_one_before_said(hall: Hall) -> None:
    console, cara = hall.console(), hall.phone("Cara", 4)
    unfold_own(cara)
    cara.get_by_label("How many people use this phone?").select_option("6")
    go_to(console, "Decide", "Shall we meet again?")
    for no in range(1, 7):
        expect(cara.get_by_text(f"Now: person {no} of 6.")).to_be_visible()
        expect(cara.locator('.option[aria-pressed="true"]')).to_have_count(0)
        cara.get_by_role("button", name="Yes" if no % 2 else "No", exact=True).tap()
        expect(cara.get_by_text("Your vote is in.")).to_be_visible()
        cara.get_by_role("button", name=re.compile("^Hand it to person")).tap()
        expect(cara.get_by_role("heading", name=f"Person {no % 6 + 1} of 6")).to_be_visible()
        expect(cara.locator(".option")).to_have_count(0)
        cara.get_by_role("button", name=re.compile("^I am person")).tap()
    expect(cara.locator('.option[aria-pressed="true"]')).to_have_text("Yes")
    expect(console.get_by_text("6 of 6 answered")).to_be_visible()
    assert at_200(cara) == []
    cara.reload()
    expect(cara.get_by_text("Now: person 1 of 6.")).to_be_visible()


def test_a12_a_paper_batch_is_typed_in_one_line_each(hall: Hall) -> None:
    console, stage = hall.console(), hall.stage()
    hall.phone("Ana", 1)
    go_to(console, "Who are we", "What brings you?")
    go_to(console, "Break", "Coffee")
    console.get_by_role("button", name="Type in paper").first.click()
    panel = console.get_by_role("region", name="Type in paper")
    panel.get_by_label("Which question?").select_option(label=OFFER)
    sheets = [f"From a sheet of paper, number {no}" for no in range(1, 11)]
    panel.get_by_label("One answer on each line").fill("\n".join([*sheets, "", "much too long " * 20]))
    expect(panel.get_by_text("One is longer than 140 characters.")).to_be_visible()
    panel.get_by_role("button", name="Keep these 11 lines").click()
    expect(panel.get_by_text("10 lines were kept.")).to_be_visible()
    expect(panel.get_by_text("One was not taken and still stands above.")).to_be_visible()
    expect(panel.get_by_label("One answer on each line")).to_have_value(("much too long " * 20).strip())
    expect(look_again(console, 10)).to_have_text(sheets)
    expect(queue(console).locator(".con-note").first).to_contain_text("typed in from paper")
    console.locator("body").press("Escape")
    show_all(console, 10)
    go_to(console, "Who are we", "What brings you?")
    expect(stage.get_by_text("From a sheet of paper, number 10")).to_be_attached()


def test_a16_two_consoles_share_one_wheel(hall: Hall) -> None:
    """Both press next at once: one move. Who has not the wheel reviews and types; taking it is seen by the other."""
    console, ana = hall.console(), hall.phone("Ana", 1)
    console.get_by_role("button", name="More", exact=True).click()
    console.get_by_role("button", name="Who can steer").click()
    console.get_by_role("button", name="Make a link").click()
    link = console.locator(".con-offer .con-link").inner_text().replace("127.0.0.1", LAN)
    other = hall.page("second console", CONSOLE)
    other.goto(link)
    expect(other.get_by_role("heading", name="On now")).to_be_attached()
    expect(other.get_by_role("button", name=re.compile("^Start"))).to_be_enabled()
    console.locator("body").press("Escape")
    for one in (console, other):
        one.evaluate("document.querySelector('.con-next').click()")
    expect(ana.get_by_role("heading", level=1)).to_have_text("What brings you?")
    first, second = at_the_wheel(console, other)
    expect(second.get_by_text(ELSEWHERE)).to_be_visible()
    expect(second.locator(".con-next")).to_be_disabled()
    second.locator("body").press("ArrowRight")
    expect(second.locator(".con-news")).to_contain_text("Take the wheel first")
    expect(ana.get_by_role("heading", level=1)).to_have_text("What brings you?")

    ana.get_by_role("button", name="Skip").tap()
    write(ana, OFFER, "A minibus on Tuesdays")
    show(second, "A minibus on Tuesdays")
    expect(first.locator(".con-shown .con-note")).to_have_count(1)
    second.get_by_role("button", name="Take the wheel").click()
    expect(first.locator(".con-news")).to_contain_text("The other console has taken the wheel.")
    expect(first.locator(".con-next")).to_be_disabled()
    advance(second)
    expect(ana.get_by_role("heading", level=1)).to_have_text("Lay them face down")


def test_a17_a_prompt_changed_live_leaves_what_is_half_typed_alone(hall: Hall) -> None:
    console, stage, ana = hall.console(), hall.stage(), hall.phone("Ana", 1)
    go_to(console, "Who are we", "What brings you?")
    ana.get_by_label(WHY).fill("My bus was ear")
    console.get_by_role("button", name="Put the questions differently").click()
    console.get_by_label("Question 1").fill("What made you give up a morning?")
    console.get_by_role("button", name="Add a question").click()
    console.get_by_label("A new question").fill("Whom do you know here?")
    console.get_by_role("button", name="Change it on all phones").click()
    changed = ana.get_by_label("What made you give up a morning?")
    expect(changed).to_have_value("My bus was ear")
    expect(changed).to_be_focused()
    ana.keyboard.type("ly")
    expect(changed).to_have_value("My bus was early")
    expect(ana.get_by_text("1 of 3")).to_be_visible()
    ana.get_by_role("button", name="Send to my table").tap()
    expect(ana.get_by_text("My bus was early")).to_be_visible()
    expect(stage.get_by_text("Whom do you know here?")).to_be_visible()
    ana.get_by_role("button", name="Skip").tap()
    expect(ana.get_by_label("Whom do you know here?")).to_be_visible()


def test_a22_small_tables_are_put_together_with_one_press(hall: Hall) -> None:
    console = hall.console()
    people = [hall.phone("Ana", 2), hall.phone("Ben", 3)]
    table(console, 3).click()
    console.get_by_label("Name of this table").fill("The oak by the window")
    console.get_by_role("button", name="Save", exact=True).click()
    go_to(console, "Let's imagine", "Lay them face down")
    for no, phone in enumerate(people, start=2):
        phone.get_by_role("button", name="Turn a card").tap()
        write(phone, "My thought on", f"A thought from table {no}", send="Add my thought")
    console.get_by_role("button", name="Put 3 and 2 together").click()
    expect(table(console, 3)).to_have_count(0)
    expect(table(console, 2)).to_contain_text("of 2")
    table(console, 2).click()
    expect(console.get_by_text("With the people and the work of: Table 3, The oak by the window")).to_be_visible()
    for phone in people:
        expect(phone.locator(".phone-fold > summary", has_text="table 2")).to_be_visible()
        for no in (2, 3):
            leaf_to(phone, f"A thought from table {no}")


def test_a46_each_phone_shows_its_own_star_or_the_tables(hall: Hall) -> None:
    console, ana, ben, cara = hall.console(), hall.phone("Ana", 1), hall.phone("Ben", 1), hall.phone("Cara", 2)
    go_to(console, "Let's imagine", "Lay them face down")
    ana.get_by_role("button", name="Turn a card").tap()
    write(ana, "My thought on", "Our buses could meet at noon", send="Add my thought")
    ana.locator(".thought").get_by_role("button").first.tap()
    expect(ana.get_by_role("button", name="My star")).to_be_visible()
    go_to(console, "Taking stock", "What stays with you?")
    expect(ana.locator(".brought")).to_contain_text("You imagined From “Let's imagine”")
    expect(ana.locator(".brought li")).to_have_text("Our buses could meet at noon")
    expect(ana.locator(".brought-strip")).to_have_count(1)
    expect(ben.locator(".brought")).to_contain_text("Your table imagined")
    expect(cara.get_by_role("heading", level=1)).to_have_text("What stays with you?")
    expect(cara.locator(".brought")).to_have_count(0)
    assert at_200(ben) == []


def test_a56_in_a_talk_phones_go_quiet_until_somebody_wants_theirs(hall: Hall) -> None:
    console, ana, ben = hall.console(), hall.phone("Ana", 1), hall.phone("Ben", 1)
    go_to(console, "Let's imagine", "What would have to be true for this?")
    for phone in (ana, ben):
        expect(phone.get_by_role("heading", level=1)).to_have_text("What would have to be true for this?")
        expect(phone.get_by_role("timer")).to_be_visible()
        expect(phone.locator("textarea, input, select, summary")).to_have_count(0)
        expect(phone.locator("body")).to_have_attribute("data-theme", "evening")
    assert at_200(ben) == []
    assert axe(ben) == []
    ana.get_by_role("button", name="Add a thought").tap()
    expect(ana.get_by_label("A thought from the talk")).to_be_visible()
    expect(ana.locator("body")).not_to_have_attribute("data-theme", "evening")
    expect(ben.get_by_label("A thought from the talk")).to_have_count(0)
    go_to(console, "Decide", "Shall we meet again?")
    expect(ben.get_by_role("button", name="Yes")).to_be_visible()
    expect(ben.locator("body")).not_to_have_attribute("data-theme", "evening")


def test_a59_somebody_takes_their_words_away_after_being_asked_once_more(hall: Hall) -> None:
    console, stage, ana = hall.console(), hall.stage(), hall.phone("Ana", 1)
    go_to(console, "Who are we", "What brings you?")
    ana.get_by_role("button", name="Skip").tap()
    write(ana, OFFER, "A minibus on Tuesdays")
    show(console, "A minibus on Tuesdays")
    expect(stage.get_by_text("A minibus on Tuesdays")).to_be_visible()
    unfold_own(ana)
    ana.get_by_role("button", name="Erase what I wrote").tap()
    expect(ana.get_by_role("group", name="Erase what I wrote")).to_be_focused()
    ana.get_by_role("button", name="No, keep it").tap()
    expect(stage.get_by_text("A minibus on Tuesdays")).to_be_visible()
    ana.get_by_role("button", name="Erase what I wrote").tap()
    ana.get_by_role("button", name="Erase it all").tap()
    expect(stage.get_by_text("A minibus on Tuesdays")).to_have_count(0)
    expect(console.get_by_text("A minibus on Tuesdays")).to_have_count(0)
    expect(ana.get_by_text("A minibus on Tuesdays")).to_have_count(0)
    expect(ana.get_by_text("You are at table 1")).to_be_visible()


def test_a59_somebody_takes_their_name_away_and_leaves_the_words(hall: Hall) -> None:
    console, ben = hall.console(), hall.phone("Benedikt", 1)
    go_to(console, "Who are we", "What brings you?")
    ben.get_by_role("button", name="Skip").tap()
    write(ben, OFFER, "A choir")
    find(console, "Benedikt").get_by_role("button", name="Erase the name only").click()
    console.locator(".con-sure").get_by_role("button", name="Erase the name").last.click()
    expect(ben.get_by_text("You are at table 1")).to_be_visible()
    expect(ben.locator(".own", has_text="A choir")).to_be_visible()
    expect(console.locator(".con-everybody").get_by_text("Benedikt")).to_have_count(0)


def test_signing_out_is_asked_twice_and_the_choice_of_readers_is_remembered(hall: Hall) -> None:
    console, ana = hall.console(), hall.phone("Ana", 1)
    go_to(console, "Who are we", "What brings you?")
    ana.get_by_role("button", name="Skip").tap()
    ana.locator(".sees").get_by_role("button", name="Change").tap()
    ana.get_by_role("radio", name="The facilitator").check()
    write(ana, OFFER, "For her alone", send="Send to the facilitator")
    expect(ana.get_by_role("button", name="Send to the facilitator")).to_be_visible()
    ana.reload()
    ana.get_by_role("button", name="Skip").tap()
    expect(ana.get_by_role("button", name="Send to the facilitator")).to_be_visible()
    unfold_own(ana)
    code = ana.locator(".phone-own .code").inner_text()
    ana.get_by_role("button", name="Sign out on this phone").tap()
    expect(ana.get_by_role("group", name="Sign out on this phone")).to_contain_text(re.sub(r"\s", "", code))
    ana.get_by_role("button", name="Stay").tap()
    ana.get_by_role("button", name="Sign out on this phone").tap()
    ana.get_by_role("button", name="Sign out", exact=True).tap()
    expect(ana.get_by_text("You have left on this phone.")).to_be_visible()


def test_the_break_turns_through_what_people_gave_and_the_parking_lot_is_there_at_the_close(hall: Hall) -> None:
    console, ana = hall.console(), hall.phone("Ana", 1)
    stages = hall.stages({"width": 1920, "height": 1080}, {"width": 1024, "height": 768})
    go_to(console, "Who are we", "What brings you?")
    ana.get_by_role("button", name="Skip").tap()
    gift = "A spare minibus on Tuesdays, with a driver who knows every school in the valley and sings"
    write(ana, OFFER, gift)
    show(console, gift)
    console.get_by_label("What has to wait?").fill("Who pays for the buses?")
    console.get_by_role("button", name="Park", exact=True).click()
    expect(console.locator(".con-parking").get_by_text("Who pays for the buses?")).to_be_visible()
    go_to(console, "Break", "Coffee")
    for stage in stages:
        expect(stage.locator(".stage-brought")).to_contain_text("What you could give each other")
        settled([stage])
        assert overflowing(stage) == []
        assert too_small(stage) == []
    expect(console.get_by_role("heading", name="Still parked")).to_have_count(0)
    go_to(console, "Close", "Thank you")
    expect(console.get_by_role("heading", name="Still parked")).to_be_visible()
    console.get_by_role("button", name="Take out: Who pays for the buses?").first.click()
    expect(console.get_by_role("heading", name="Still parked")).to_have_count(0)


def test_showing_a_result_offers_to_close_the_vote(hall: Hall) -> None:
    console, ana = hall.console(), hall.phone("Ana", 1)
    go_to(console, "Decide", "Shall we meet again?")
    ana.get_by_role("button", name="Yes").tap()
    expect(ana.get_by_text("Your vote is in.")).to_be_visible()
    console.get_by_role("button", name="Show results").click()
    expect(console.locator(".con-news")).to_contain_text("The result is up, and answers are still open.")
    console.locator(".con-news").get_by_role("button", name="Close answers").click()
    expect(console.get_by_role("button", name="Open answers")).to_be_visible()


def test_the_cards_of_somebody_who_left_go_on_to_the_next_phone(hall: Hall) -> None:
    console, ana, ben = hall.console(), hall.phone("Ana", 1), hall.phone("Ben", 1)
    go_to(console, "Let's imagine", "Lay them face down")
    expect(ana.get_by_role("button", name="Turn a card")).to_be_visible()
    find(console, "Ana").get_by_role("button", name="Has left").click()
    expect(ben.get_by_role("button", name="Turn a card")).to_be_visible()


def test_the_code_of_every_table_can_be_printed(hall: Hall) -> None:
    console = hall.console()
    console.get_by_role("button", name="More", exact=True).click()
    with console.context.expect_page() as opened:
        console.get_by_role("link", name="Print the code for every table").click()
    page = opened.value
    expect(page.get_by_role("heading", name="Table 5")).to_be_visible()
    expect(page.get_by_role("img").first).to_be_visible()
    assert axe(page) == []
    assert overflowing(page) == []


def test_the_console_holds_two_hundred_people_and_is_run_by_keys(hall: Hall) -> None:
    console = hall.console()
    with hall.crowd(200):
        expect(console.locator(".con-census")).to_contain_text("200", timeout=60_000)
        console.get_by_role("button", name="Show everybody").focus()
        console.keyboard.press("Enter")
        expect(console.locator(".con-everybody .con-person")).to_have_count(50)
        console.get_by_role("button", name="Show 50 more").press("Enter")
        expect(console.locator(".con-everybody .con-person")).to_have_count(100)
        first = console.locator(".con-everybody .con-person-name").first
        first.press("Enter")
        expect(first).to_have_attribute("aria-expanded", "true")
        for width, height in ((1440, 900), (1024, 768)):
            console.set_viewport_size({"width": width, "height": height})
            settled([console])
            assert overflowing(console) == []
            assert [one for one in out_of_reach(console) if "sticks out" in one] == []
        assert axe(console) == []
