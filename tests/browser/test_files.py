"""Files that she takes home: the link says that one is being written, and the file has its name."""

from __future__ import annotations

from playwright.sync_api import Route, expect

from tests.browser.hall import Hall


def test_a_link_says_that_its_file_is_being_written_and_then_keeps_it(hall: Hall) -> None:
    console = hall.console()
    held: list[Route] = []
    console.route("**/run.json", lambda route: held.append(route))
    console.get_by_role("button", name="More").click()
    with console.expect_download() as coming:
        console.get_by_role("link", name="Everything, for other programs").click()
        writing = console.get_by_role("link", name="It is being written")
        expect(writing).to_have_attribute("aria-busy", "true")
        writing.click()
        assert len(held) == 1, "who presses again does not have it written twice"
        held[0].continue_()
    assert coming.value.suggested_filename.endswith(".json")
    expect(console.get_by_role("link", name="Everything, for other programs")).to_be_visible()
