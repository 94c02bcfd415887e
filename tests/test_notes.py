"""What leaves the room: the note and its draft, the short papers, what each person takes away, the next session."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.house import MORNING, Guest, House
from tests.promise import marked
from workshop import agenda as agendas
from workshop import forgetting, notes, pool, sequel, words
from workshop import run as runs
from workshop.access import Access, cookie_name
from workshop.config import Config
from workshop.kinds import KINDS
from workshop.kinds.contract import Brought, Section
from workshop.moves import Entry, Fact, Role
from workshop.notes import about, calendar, chart, labels, lines
from workshop.notes.times import a_day, days_after, hour
from workshop.pool import Pool
from workshop.web import pages, papers

MINUTE = 60_000
SAY = words.say

SESSION = """
[agenda]
title = "An evening"
purpose = "Three steps and a promise."
language = "en"
minutes = 30
tables = 2

[[credit]]
author = "Mary Parker Follett"
work = "Creative Experience"
use = "for deciding together"

[[step]]
id = "who"
title = "Who are we"
phase = "arrive"
keep = "must"
minutes = { min = 5, plan = 10, stretch = 15 }

  [[step.screen]]
  id = "bring"
  kind = "collect"
  title = "What brings you"
    [[step.screen.boxes]]
    id = "why"
    ask = "Why did you come?"
    visibility = "room"
    [[step.screen.boxes]]
    id = "to_you"
    ask = "For the facilitator"
    optional = true

[[step]]
id = "stand"
title = "How far are we"
phase = "decide"
keep = "should"
minutes = { min = 5, plan = 10, stretch = 15 }

  [[step.screen]]
  id = "rate"
  kind = "rate"
  title = "Where we stand today"
  items = [{ id = "trust", title = "Trust" }, { id = "plans", title = "Plans" }]
  scale = [{ id = "no", label = "Not yet" }, { id = "some", label = "Somewhat" }, { id = "yes", label = "Fully" }]

  [[step.screen]]
  id = "vote"
  kind = "choose"
  title = "What first?"
  mode = "single"
  options = [{ id = "cal", title = "One calendar for all" }, { id = "bus", title = "A bus on Fridays" }]

[[step]]
id = "less"
title = "What we might stop"
phase = "listen"
keep = "drop"
minutes = { min = 0, plan = 5, stretch = 5 }

  [[step.screen]]
  id = "stop"
  kind = "collect"
  title = "Better alone, or not at all"
  note = 14
    [[step.screen.boxes]]
    id = "stop"
    ask = "What could we stop?"
    visibility = "room"

[[step]]
id = "promise"
title = "My commitment"
phase = "commit"
keep = "must"
minutes = { min = 5, plan = 5, stretch = 5 }

  [[step.screen]]
  id = "will"
  kind = "collect"
  title = "One thing I will do"
  early = true
    [[step.screen.boxes]]
    id = "will"
    ask = "I will …"
    visibility = "room"
    outcome = "commitment"
    many = true
    fields = [{ id = "asker", label = "will ask me" }, { id = "date", label = "on", kind = "date", optional = true }]
    [[step.screen.boxes]]
    id = "together"
    ask = "We will …"
    visibility = "room"
    outcome = "essential"
    optional = true
    fields = [
      { id = "who", label = "starts", optional = true },
      { id = "date", label = "by", kind = "date", optional = true },
    ]
"""


@pytest.fixture
def evening(tmp_path: Path, house_of: Callable[..., House]) -> House:
    """Four steps, for those stories that need to know every word of the agenda."""
    return house_of(str(_sheet(tmp_path)), date="2026-11-21", place="Town Hall", host="Amina", next="2027-02-03")


def _sheet(folder: Path) -> Path:
    path = folder / "evening.toml"
    path.write_text(SESSION)
    return path


def write(guest: Guest, box: str, text: str, screen: str = "", **more: Any) -> str:
    said = {"box": box, "text": text, "visibility": "room", "named": True, "tags": [], "fields": {}, **more}
    answer = guest.play("write", screen, **said)
    assert answer["ok"], answer
    return str(answer["data"]["entry"]["id"])


def promise(guest: Guest, text: str, date: str = "", asker: str = "Ben", **more: Any) -> str:
    return write(guest, "will", text, "promise.will", fields={"asker": asker, "date": date}, **more)


def held(house: House, *people: Guest) -> None:
    """The evening as planned but for the step in which something is stopped: words, marks, a vote and promises."""
    house.go("who.bring")
    for guest in people:
        write(guest, "why", f"Reason of {guest.me['me']['name']}")
    house.time += 10 * MINUTE
    house.go("stand.rate")
    for guest in people:
        for item, value in (("trust", 3), ("plans", 1)):
            assert guest.play("mark", item=item, value=value, round=1)["ok"]
    house.facilitator.play("reveal", "stand.rate")
    house.time += 5 * MINUTE
    house.go("stand.vote")
    for guest in people:
        assert guest.play("vote", picks={"cal": 1})["ok"]
    house.facilitator.play("reveal", "stand.vote")
    house.time += 5 * MINUTE
    house.go("promise.will")
    house.time += 5 * MINUTE


def every_paper(house: House) -> str:
    """Everything that goes out to the room."""
    run, facts = house.run, house.store.facts(house.run_id)
    pages_ = notes.note_markdown(run) + notes.note_html(run) + notes.case_html(run) + notes.poster_html(run)
    return pages_ + "".join(notes.sheets(run, facts).values()) + notes.data_json(run, facts)


def key_of(house: House, text: str) -> str:
    """The key of the line that says this."""
    note = notes.draft(house.run)
    found = [line for chapter in note.chapters for one in chapter.passages for line in one.lines]
    found += [line for item in note.first_page for line in item.lines]
    return next(line.key for line in found if text in line.text)


# ── the note ────────────────────────────────────────────────────────────────


def test_a57_the_note_is_there_in_the_order_of_use_and_without_what_was_private(evening: House) -> None:
    ana, ben = evening.join("Ana", organisation="Hill Street"), evening.join("Ben", named=False)
    held(evening, ana, ben)
    promise(ana, "I will ring the school across the road", "2027-01-11")
    promise(ben, "SECRETPROMISE", visibility="me")
    write(ana, "to_you", "SECRETLETTER", "who.bring", visibility="facilitator")
    evening.facilitator.play("park", text="Who pays for the bus?")
    evening.facilitator.play("end")
    note = notes.write(evening.run)
    places = [chapter.place for chapter in note.chapters]
    assert places == sorted(places)
    assert {3, 4, 12, 14, 15, 16} <= set(places)
    assert [chapter.title for chapter in note.chapters if chapter.place == 4] == [SAY("note-commitments")]
    text = notes.note_markdown(evening.run)
    assert text.count(SAY("note-skipped", steps="What we might stop")) == 1
    assert "SECRET" not in every_paper(evening)
    assert "Who pays for the bus? (My commitment)" in text
    assert "Mary Parker Follett, Creative Experience (for deciding together)" in text
    assert "Town Hall · 2026-11-21" in text


def test_a57_the_first_page_is_enough(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    shown = promise(ana, "I will ring the school across the road", "2027-01-11")
    write(ana, "together", "One calendar by summer", "promise.will", fields={"who": "Ana", "date": "2027-03-01"})
    evening.facilitator.play("show", entries=[shown])
    evening.facilitator.play("spotlight", entry=shown)
    evening.facilitator.play("end")
    page = {item.id: [line.text for line in item.lines] for item in notes.write(evening.run).first_page}
    assert page["essentials"] == ["One calendar by summer · Ana · 2027-03-01"]
    assert page["sentence"] == ["I will ring the school across the road"]
    assert [line[:10] for line in page["dates"]] == ["2026-12-21", "2027-01-11", "2027-02-03", "2027-03-01"]
    assert page["dates"][1] == "2027-01-11: I will ring the school across the road (Ana)"
    assert page["decided"][0].startswith("What first? One calendar for all")
    assert len(page["stand"]) in (1, 2, 3)


def test_a57_without_a_chosen_sentence_there_is_none(evening: House) -> None:
    ana = evening.join("Ana")
    held(evening, ana)
    evening.facilitator.play("end")
    assert "sentence" not in {item.id for item in notes.write(evening.run).first_page}


def test_a57_every_section_says_what_was_asked_who_answered_and_when(evening: House) -> None:
    ana = evening.join("Ana")
    evening.join("Ben")
    at = evening.time
    held(evening, ana)
    asked = [one.opening for chapter in notes.write(evening.run).chapters for one in chapter.passages if one.opening]
    assert any(SAY("note-answered", answered=1, of=2) in one and hour(at) in one for one in asked)


def test_a57_a_place_is_called_after_the_step_it_is_all_about(evening: House) -> None:
    ana = evening.join("Ana")
    held(evening, ana)
    called = {chapter.place: chapter.title for chapter in notes.write(evening.run).chapters}
    assert called[12] == "Who are we"
    assert called[15] == SAY("note-about")


def test_a57_what_is_struck_is_in_nothing_that_goes_out_until_it_is_put_back(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    promise(ana, "I will ring the school across the road", "2027-01-11")
    evening.facilitator.play("end")
    reason, vote = key_of(evening, "Reason of Ben"), key_of(evening, "A bus on Fridays")
    promised = key_of(evening, "· I will ring the school")
    for key in (reason, vote, promised):
        assert evening.facilitator.play("strike", line=key)["ok"]
    run, facts = evening.run, evening.store.facts(evening.run_id)
    out = notes.note_markdown(run) + notes.note_html(run) + notes.case_html(run) + notes.poster_html(run)
    out += notes.sheets(run, facts)["votes.csv"] + json.dumps(json.loads(notes.data_json(run, facts))["note"])
    assert [one for one in ("Reason of Ben", "A bus on Fridays", "I will ring the school") if one in out] == []
    assert "Reason of Ana" in out
    drafted = notes.draft(run)
    struck = [line.key for chapter in drafted.chapters for one in chapter.passages for line in one.lines if line.struck]
    assert set(struck) == {reason, vote, promised}
    evening.crash()
    evening.open()
    assert "Reason of Ben" not in notes.note_markdown(evening.run)
    assert evening.facilitator.play("unstrike", line=reason)["ok"]
    assert "Reason of Ben" in notes.note_markdown(evening.run)


def test_a57_a_line_keeps_its_key_while_others_come_and_go(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    evening.go("who.bring")
    write(ana, "why", "To listen")
    before = key_of(evening, "To listen")
    write(ben, "why", "To be heard")
    evening.go("stand.rate")
    assert key_of(evening, "To listen") == before
    assert re.fullmatch(r"[0-9a-f]{12}", before)
    assert key_of(evening, "To be heard") != before


def test_a57_her_foreword_stands_before_everything_else(evening: House) -> None:
    evening.join("Ana")
    assert evening.facilitator.play("foreword", text="Dear all,\n\nthank you <b>very</b> much.")["ok"]
    page, text = notes.note_html(evening.run), notes.note_markdown(evening.run)
    assert "&lt;b&gt;very&lt;/b&gt;" in page
    assert page.index("Dear all,") < page.index(SAY("note-first-page"))
    assert text.index("Dear all,") < text.index(SAY("note-first-page"))


def test_a57_every_chart_has_its_numbers_as_text(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    assert "- 2 — One calendar for all" in notes.note_markdown(evening.run)
    drawn = re.findall(r"<li><svg.*?</li>", notes.note_html(evening.run), re.DOTALL)
    assert any("<b>2</b>" in one and "One calendar for all" in one for one in drawn)


def test_a57_the_programme_with_its_minutes_is_on_her_copy_only(evening: House) -> None:
    ana = evening.join("Ana")
    held(evening, ana)
    told = {one["title"]: one for one in notes.as_it_went(evening.run)}
    assert told["Who are we"]["took"] == 10
    assert told["What we might stop"] == {
        "title": "What we might stop",
        "planned": 5,
        "took": 0,
        "held": False,
        "free": False,
    }
    assert SAY("draft-programme") not in notes.note_html(evening.run) + notes.note_markdown(evening.run)


def test_a57_an_unanswered_question_is_a_gap_that_is_stated(evening: House) -> None:
    evening.join("Ana")
    evening.go("who.bring")
    evening.go("stand.rate")
    told = [line.text for one in notes.write(evening.run).chapters[-2].passages for line in one.lines]
    silent = next(one for one in told if "What brings you" in one)
    assert silent == SAY("note-nobody-answered", screens="What brings you, Where we stand today")


def test_a57_steps_that_were_cut_short_are_told_with_their_minutes(evening: House) -> None:
    evening.join("Ana")
    evening.go("who.bring")
    evening.time += 4 * MINUTE
    evening.go("stand.rate")
    evening.time += 9 * MINUTE
    evening.go("promise.will")
    shorter = SAY("note-shorter", step="Who are we", minutes=4, planned=10)
    assert SAY("note-shortened", steps=shorter) in notes.note_html(evening.run)


def test_a57_every_paper_is_there_before_anything_has_happened(house: House) -> None:
    assert SAY("note-nothing-yet") in notes.note_html(house.run)
    assert SAY("case-no-ask") in notes.case_html(house.run)
    assert SAY("poster-no-issue") in notes.poster_html(house.run)
    assert SAY("letters-none") in notes.to_you_html(house.run)
    ana = house.join("Ana")
    assert SAY("takeaway-nothing") in notes.takeaway_html(house.run, ana.id)


def test_a15_a_step_that_was_left_out_and_run_later_is_told_where_it_was_run(evening: House) -> None:
    ana = evening.join("Ana")
    for screen in ("who.bring", "stand.rate", "promise.will"):
        evening.go(screen)
        evening.time += 5 * MINUTE
    at = evening.time
    evening.go("less.stop")
    write(ana, "stop", "The Thursday meeting")
    evening.time += 2 * MINUTE
    evening.go("promise.will")
    evening.time += 5 * MINUTE
    told = {"step": "What we might stop", "at": hour(at), "during": "My commitment"}
    text = notes.note_markdown(evening.run)
    assert SAY("note-inserted", **told) in text
    assert SAY("note-again", **told) not in text
    assert SAY("note-skipped", steps="What we might stop") not in text
    stop = next(one for one in notes.write(evening.run).chapters if one.place == 14)
    assert SAY("note-asked-at", times=hour(at)) in next(iter(stop.passages)).opening


def test_a15_a_step_that_was_opened_again_is_told_and_a_slip_is_not(evening: House) -> None:
    evening.join("Ana")
    for screen in ("who.bring", "stand.rate"):
        evening.go(screen)
        evening.time += 5 * MINUTE
    evening.go("promise.will")  # a slip: back at once
    evening.go("stand.rate")
    evening.time += 5 * MINUTE
    assert list(about.out_of_turn(evening.run)) == []
    evening.go("promise.will")
    evening.time += 5 * MINUTE
    at = evening.time
    evening.go("who.bring")
    evening.time += 5 * MINUTE
    evening.facilitator.play("end")
    again = SAY("note-again", step="Who are we", at=hour(at), during="My commitment")
    assert again in notes.note_html(evening.run)


def test_a17_a_question_that_was_put_differently_says_when(evening: House) -> None:
    ana = evening.join("Ana")
    evening.go("who.bring")
    write(ana, "why", "To listen")
    at = evening.time
    said = [{"id": "why", "ask": "What made you come?"}, {"id": "to_you", "ask": "For the facilitator"}]
    assert evening.facilitator.play("reword", "who.bring", boxes=said)["ok"]
    text = notes.note_markdown(evening.run)
    assert "What made you come?" in text
    assert str(at) not in text
    words_ = SAY("collect-note-reworded", at=hour(at))
    assert words_ in text.replace("\\", "")


def test_a12_what_came_on_paper_is_in_its_section_and_counted_in_the_heading(evening: House) -> None:
    evening.join("Ana")
    evening.go("who.bring")
    for text in ("Because of the bus", "My neighbour told me"):
        said = {"box": "why", "text": text, "visibility": "room", "named": False, "tags": [], "fields": {}}
        assert evening.facilitator.play("write", "who.bring", **said, **{"for": "paper"})["ok"]
    assert evening.facilitator.play("add_person", name="Mr Okoye", named=True, table=2)["ok"]
    note = notes.write(evening.run)
    told = " ".join(line.text for line in note.present)
    assert "Mr Okoye" in told
    assert SAY("note-on-phones", count=1) in told
    assert SAY("note-without", count=1) in told
    assert SAY("note-on-paper", count=2) in told
    assert "Because of the bus" in notes.note_markdown(evening.run)


def test_a31_a32_a35_what_was_hidden_withdrawn_or_unnamed_is_in_no_paper(evening: House) -> None:
    ana, shy = evening.join("Ana"), evening.join("SHYNAME", named=False)
    held(evening, ana)
    hidden = promise(ana, "HIDDENPROMISE to all", "2027-01-11")
    taken = promise(shy, "WITHDRAWNPROMISE to all", "2027-01-12")
    evening.facilitator.play("show", entries=[hidden, taken])
    evening.facilitator.play("hide", entries=[hidden])
    shy.play("withdraw", entry=taken)
    evening.facilitator.play("end")
    run = evening.run
    read = notes.note_markdown(run) + notes.note_html(run) + notes.case_html(run) + notes.poster_html(run)
    assert [one for one in ("HIDDENPROMISE", "WITHDRAWNPROMISE", "SHYNAME") if one in read] == []
    assert SAY("note-left-out", private=0, hidden=1, withdrawn=1) in read
    assert "SHYNAME" not in notes.takeaway_html(run, ana.id)
    assert "WITHDRAWN" not in notes.takeaway_html(run, shy.id)


def test_a34_hostile_words_stay_words_in_every_paper(evening: House) -> None:
    bad = '<img src=x onerror="alert(1)">\n| a | b |\n# big'
    ana = evening.join("Ana <i>")
    held(evening, ana)
    promise(ana, bad, "2027-01-11", asker="=HYPERLINK(1)")
    write(ana, "to_you", bad, "who.bring", visibility="facilitator")
    evening.facilitator.play("park", text=bad)
    evening.facilitator.play("foreword", text=bad)
    evening.facilitator.play("end")
    run = evening.run
    for page in (notes.note_html(run), notes.case_html(run), notes.to_you_html(run), notes.takeaway_html(run, ana.id)):
        assert "<img" not in page
        assert "<i>" not in page
    markdown = notes.note_markdown(run)
    assert "\n# big" not in markdown
    assert "\n| a |" not in markdown
    for text in notes.sheets(run, evening.store.facts(evening.run_id), private=True).values():
        rows = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
        assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]


def test_what_was_written_to_her_alone_is_a_paper_of_its_own(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben", named=False)
    evening.go("who.bring")
    write(ana, "to_you", "Please mind the volume", visibility="facilitator")
    write(ben, "why", "NOTHERBUSINESS", visibility="me")
    page = notes.to_you_html(evening.run)
    assert "Please mind the volume" in page
    assert SAY("letters-mark") in page
    assert "NOTHERBUSINESS" not in page
    assert "Please mind the volume" not in every_paper(evening)


def test_the_short_papers_say_issue_proof_cost_and_what_comes_next(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    evening.facilitator.play("start", seen=0)
    held(evening, ana, ben)
    write(ana, "together", "One calendar by summer", "promise.will", fields={"who": "Ana", "date": "2027-03-01"})
    evening.facilitator.play("end")
    case, poster = notes.case_html(evening.run), notes.poster_html(evening.run)
    assert "One calendar by summer · Ana · 2027-03-01" in case
    assert "One calendar by summer" in poster
    assert SAY("case-no-proof") in case
    assert SAY("note-check", date="2026-12-21") in case
    lasted = (evening.run.ended - evening.run.started) / (60 * MINUTE)
    assert SAY("case-cost", people=2, hours=round(lasted, 1), all=round(2 * lasted)) in case


def test_a_section_of_several_sheets_stands_under_their_headings() -> None:
    told = [
        Section("Turning", "asked", 1, 2, ({"list": ["A"]},), place=3, sheet=sheet) for sheet in ("Table 1", "Table 2")
    ]
    passages = [
        lines.Passage(one.title, "", (lines.block(3, one.title, one.blocks[0]),), place=3, sheet=one.sheet)
        for one in (*told, *told)
    ]
    (chapter,) = lines.chapters(passages, lambda place, found: "The curve")
    assert [(sheet.title, len(sheet.passages)) for sheet in chapter.sheets] == [("Table 1", 2), ("Table 2", 2)]


def test_a_curve_is_drawn_from_its_table_and_what_lies_ahead_begins_at_today() -> None:
    table = {"head": ["Curve", "2024", "today", "2028"], "rows": [["So far", "2", "4", ""], ["Hope", "", "", "8"]]}
    assert chart.drawn(lines.block(3, "x", {"table": table})) is None
    drawn = chart.drawn(lines.block(3, "x", {"table": {**table, "curve": True}}))
    assert drawn is not None
    past, hope = (one.points.split() for one in drawn.strokes)
    assert hope[0] == past[-1]
    assert float(hope[1].split(",")[1]) < float(hope[0].split(",")[1])
    assert (
        chart.drawn(lines.block(3, "x", {"table": {**table, "rows": [["So far", "", "", ""]], "curve": True}})) is None
    )


# ── what each person takes away ─────────────────────────────────────────────


class Browser(FlaskClient):
    """Says where it comes from, as browsers do."""

    csrf = ""

    def open(self, *args: Any, **kwargs: Any) -> Any:
        return super().open(*args, base_url="http://127.0.0.1:8000", **kwargs)

    def send(self, path: str, said: Any = None) -> Any:
        return self.post(path, json=said or {}, headers={"Origin": "http://127.0.0.1:8000", "X-Csrf": self.csrf})


@pytest.fixture
def access(evening: House) -> Access:
    return Access(Config(data=Path("/nowhere")), evening.store, clock=lambda: evening.time)


@pytest.fixture
def app(evening: House, access: Access) -> Flask:
    app = Flask("workshop", static_folder=None)
    config = Config(data=Path("/nowhere"))
    app.register_blueprint(pages(config, evening.host, evening.store, access, lambda: []))
    app.test_client_class = Browser
    return app


@pytest.fixture
def hers(app: Flask, access: Access) -> Browser:
    """The facilitator's browser."""
    client = app.test_client()
    assert client.send("/sign-in", {"ticket": access.ticket(Role.FACILITATOR)}).json["ok"]
    cookie = client.get_cookie("workshop_facilitator", domain="127.0.0.1")
    client.csrf = access.csrf({"workshop_facilitator": cookie.value})
    return client  # type: ignore[no-any-return]


@pytest.fixture
def browser(evening: House, app: Flask, access: Access) -> Callable[..., Browser]:
    """A browser, perhaps somebody's who joined with it."""

    def of(guest: Guest | None = None) -> Browser:
        client = app.test_client()
        if guest:
            admitted = access.admit(evening.run_id, guest.id)
            client.set_cookie(cookie_name(Role.PARTICIPANT, evening.run_id), admitted.token, domain="127.0.0.1")
        return client  # type: ignore[no-any-return]

    return of


def mine(house: House) -> str:
    return f"/mine/{house.run_id}"


def test_what_the_room_said_is_worked_out_once_for_all_who_take_theirs_away(
    evening: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [evening.join(f"Guest {no}", table=1) for no in range(6)]
    held(evening, *people)
    evening.facilitator.play("end")
    told, made = KINDS["rate"].notes, []
    monkeypatch.setattr(KINDS["rate"], "notes", lambda state, context: (made.append(1), told(state, context))[1])
    pages_ = [notes.take_away(evening.run, guest.id) for guest in people]
    assert len(made) == 1
    assert all(one.room for page in pages_ for step in page.steps for one in step.marks)


def test_a58_a_person_finds_their_own_and_what_was_shared_and_nobody_elses(
    evening: House, browser: Callable[..., Browser]
) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    promise(ana, "I will ring the school across the road", "2027-01-11", visibility="me")
    promise(ben, "BENSPRIVATEPROMISE", visibility="me")
    write(ben, "together", "One calendar by summer", "promise.will", fields={"who": "Ana", "date": "2027-03-01"})
    evening.facilitator.play("end")
    page = browser(ana).get(mine(evening)).text
    assert "Reason of Ana" in page
    assert "I will ring the school across the road" in page
    assert "One calendar by summer · Ana · 2027-03-01" in page
    assert "One calendar for all" in page  # what she voted for
    assert "Fully" in page  # where she put trust
    assert "Reason of Ben" not in page
    assert "BENSPRIVATEPROMISE" not in page


def test_a58_the_link_works_later_and_a_guessed_one_does_not(evening: House, browser: Callable[..., Browser]) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    evening.facilitator.play("end")
    url = browser(ana).send(f"{mine(evening)}/link").json["url"]
    token = url.partition("#")[2]
    assert len(token) >= 22  # 128 bits take 22 letters
    rows = evening.store._rows("SELECT * FROM tokens")
    assert token not in str([dict(row) for row in rows])
    evening.time += 40 * 24 * 60 * MINUTE
    later = browser()
    assert later.get(mine(evening)).status_code == 403
    assert later.send("/keep", {"ticket": token[:-1] + ("A" if token[-1] != "A" else "B")}).json["code"] == "old_link"
    assert later.get(mine(evening)).status_code == 403
    assert later.send("/keep", {"ticket": token}).json == {"ok": True, "go": mine(evening)}
    assert "Reason of Ana" in later.get(mine(evening)).text
    assert later.send("/keep", {"ticket": token}).json["ok"]  # and again, as often as she likes


def test_a58_whose_page_it_is_decides_the_cookie_and_never_the_address(
    evening: House, browser: Callable[..., Browser]
) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    own = promise(ana, "I will ring the school", "2027-01-11")
    file = f"{mine(evening)}/commitment/{own}.ics"
    assert browser(ben).get(file).status_code == 404
    stranger = browser()
    for path in ("", "/take-away.html", f"/commitment/{own}.ics"):
        there, nowhere = stranger.get(mine(evening) + path), stranger.get(f"/mine/0123456789ab{path}")
        assert (there.status_code, there.data) == (nowhere.status_code, nowhere.data) == (403, there.data)
    for path in ("/link", "/erase"):
        assert stranger.send(mine(evening) + path, {"how": "words"}).status_code == 403
    answer = browser(ana).get(file)
    assert answer.mimetype == "text/calendar"
    assert "DTSTART;VALUE=DATE:20270111\r\n" in answer.text


def test_a58_the_link_survives_a_new_phone_and_dies_with_the_person(
    evening: House, browser: Callable[..., Browser]
) -> None:
    ana = evening.join("Ana")
    phone = browser(ana)
    token = phone.send(f"{mine(evening)}/link").json["url"].partition("#")[2]
    evening.store.revoke_person(evening.run_id, ana.id, evening.time)
    assert phone.get(mine(evening)).status_code == 403
    assert phone.send("/keep", {"ticket": token}).json["ok"]
    assert phone.get(mine(evening)).status_code == 200
    evening.facilitator.play("remove", person=ana.id)
    assert phone.get(mine(evening)).json["code"] == "removed"


def test_a58_a_mark_stands_beside_the_rooms_only_once_that_was_shown(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    evening.go("stand.rate")
    for item in ("trust", "plans"):
        ana.play("mark", item=item, value=3, round=1), ben.play("mark", item=item, value=1, round=1)
    before = notes.takeaway_html(evening.run, ana.id)
    assert "Fully" in before
    in_the_room = SAY("takeaway-room")
    assert in_the_room not in before
    evening.facilitator.play("reveal", "stand.rate")
    assert in_the_room in notes.takeaway_html(evening.run, ana.id)


def test_a9_who_leaves_early_takes_everything_along_at_once(evening: House, browser: Callable[..., Browser]) -> None:
    cara = evening.join("Cara")
    evening.go("who.bring")
    write(cara, "why", "For one hour only")
    cara.play("leave")
    early = promise(cara, "I will ring from the train", "2027-01-11")
    phone = browser(cara)
    page = phone.get(mine(evening)).text
    assert "For one hour only" in page
    assert "I will ring from the train" in page
    assert phone.get(f"{mine(evening)}/commitment/{early}.ics").status_code == 200


def test_who_was_named_as_asker_reads_whom_to_ask(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    evening.go("promise.will")
    promise(ana, "I will ring the school", asker="ben")
    promise(ana, "KEPTTOHERSELF", asker="Ben", visibility="me")
    page = notes.takeaway_html(evening.run, ben.id)
    assert SAY("takeaway-asked-by") in page
    assert "I will ring the school" in page
    assert "KEPTTOHERSELF" not in page


def test_two_ids_of_one_person_have_one_page(evening: House, browser: Callable[..., Browser]) -> None:
    first, second = evening.join("Ana"), evening.join("Ana")
    evening.go("who.bring")
    write(first, "why", "From the first phone")
    old = browser(first)
    assert evening.facilitator.play("merge_people", person=first.id, into=second.id)["ok"]
    assert "From the first phone" in old.get(mine(evening)).text


def test_a_calendar_takes_the_file_whatever_was_typed(evening: House) -> None:
    text = "Ring; ask, \\ then\nEND:VEVENT\r\nBEGIN:VALARM " + "é" * 60 + " أمينة"
    ana = evening.join("Ana")
    evening.go("promise.will")
    made = promise(ana, text, "2027-02-28", asker="Ben; DROP")
    entry = evening.run.pool.entries[made]
    file = notes.commitment_file(evening.run, entry)
    raw = file.split("\r\n")
    assert raw[-1] == ""
    assert all(len(line.encode()) <= 75 for line in raw)
    assert "\n" not in file.replace("\r\n", "")
    unfolded = file.replace("\r\n ", "").split("\r\n")
    assert unfolded.count("END:VEVENT") == 1
    assert "BEGIN:VALARM" not in unfolded
    summary = next(line for line in unfolded if line.startswith("SUMMARY:"))
    assert summary.startswith("SUMMARY:Ring\\; ask\\, \\\\ then\\nEND:VEVENT\\nBEGIN:VALARM é")
    assert summary.endswith("أمينة")
    assert {"DTSTART;VALUE=DATE:20270228", "DTEND;VALUE=DATE:20270301"} <= set(unfolded)
    assert f"UID:{entry.id}.{evening.run_id}@workshop.invalid" in unfolded


def test_without_a_day_there_is_no_file(evening: House, browser: Callable[..., Browser]) -> None:
    ana = evening.join("Ana")
    evening.go("promise.will")
    own = promise(ana, "I will ring one day")
    assert notes.commitment_file(evening.run, evening.run.pool.entries[own]) == ""
    assert browser(ana).get(f"{mine(evening)}/commitment/{own}.ics").status_code == 404
    assert ".ics" not in browser(ana).get(mine(evening)).text


@pytest.mark.parametrize("line", ["", "a" * 75, "a" * 76, "é" * 200, "🙂" * 80])
def test_folded_lines_unfold_to_what_they_were(line: str) -> None:
    folded = calendar.folded(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(one.encode()) <= 75 for one in folded.split("\r\n"))


def test_who_has_no_phone_gets_a_link_from_her_and_nobody_else_does(
    evening: House, hers: Browser, browser: Callable[..., Browser]
) -> None:
    ana = evening.join("Ana")
    assert evening.facilitator.play("add_person", name="Mr Okoye", named=True, table=1)["ok"]
    okoye = next(one for one in evening.run.roster if one.name == "Mr Okoye")
    evening.go("who.bring")
    said = {"box": "why", "text": "By bus", "visibility": "room", "named": True, "tags": [], "fields": {}}
    evening.facilitator.play("write", "who.bring", **said, **{"for": okoye.id})
    link = f"/run/{evening.run_id}/take-away-link"
    assert hers.send(link, {"person": ana.id}).json["code"] == "own_only"
    assert hers.send(link, {"person": "nobody"}).json["code"] == "unknown_person"
    ticket = hers.send(link, {"person": okoye.id}).json["url"].partition("#")[2]
    at_home = browser()
    assert at_home.send("/keep", {"ticket": ticket}).json["ok"]
    assert "By bus" in at_home.get(mine(evening)).text


# ── her desk ────────────────────────────────────────────────────────────────


def test_a57_she_strikes_lines_and_writes_her_foreword_on_the_draft_page(evening: House, hers: Browser) -> None:
    ana = evening.join("Ana")
    held(evening, ana)
    evening.facilitator.play("end")
    path = f"/run/{evening.run_id}"
    page = hers.get(f"{path}/draft").text
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL).group(1))  # type: ignore[union-attr]
    assert {one["title"] for one in data["programme"]} == {step.title for step in evening.run.agenda.steps}
    key = key_of(evening, "Reason of Ana")
    drafted = hers.send(f"{path}/redraft", {"move": "strike", "line": key}).json["note"]
    assert '"struck": true' in json.dumps(drafted)
    assert "Reason of Ana" not in hers.get(f"{path}/note").text + hers.get(f"{path}/note.md").text
    assert hers.send(f"{path}/redraft", {"move": "foreword", "text": "Dear all"}).json["ok"]
    assert "Dear all" in hers.get(f"{path}/note.html").text
    assert hers.send(f"{path}/redraft", {"move": "strike", "line": "x"}).json["code"] == "malformed"
    assert hers.send(f"{path}/redraft", {"move": "end"}).json["code"] == "unknown_move"
    hers.csrf = ""
    assert hers.send(f"{path}/redraft", {"move": "unstrike", "line": key}).status_code == 403


def test_every_paper_wears_its_own_styles_and_runs_nothing(evening: House, hers: Browser) -> None:
    evening.join("Ana")
    for paper in ("note", "case", "poster", "letters"):
        answer = hers.get(f"/run/{evening.run_id}/{paper}")
        assert answer.status_code == 200
        assert "style-src 'sha256-" in answer.headers["Content-Security-Policy"]
        assert not re.search(r"<script|\sstyle=|\son\w+=", answer.text)


def test_a60_she_starts_the_next_session_from_the_list(evening: House, hers: Browser) -> None:
    ana = evening.join("Ana")
    held(evening, ana)
    promise(ana, "I will ring the school", "2027-01-11")
    evening.facilitator.play("end")
    said = {"after": evening.run_id, "title": "Three months on", "next": "2027-06-01"}
    begun = evening.host.run(hers.send("/runs", said).json["run"])
    assert begun is not None
    assert begun.agenda.steps[0].title == SAY("sequel-step")
    assert begun.settings["next"] == "2027-06-01"
    assert hers.send("/runs", {"after": "nothing"}).json["code"] == "unknown_run"
    assert hers.send("/runs", {**said, "agenda": "shipped/none"}).json["code"] == "unknown_agenda"
    assert hers.send("/runs", {}).json["code"] == "unknown_agenda"


# ── being forgotten ─────────────────────────────────────────────────────────


def test_a59_words_and_name_go_and_the_counts_stay(evening: House, browser: Callable[..., Browser]) -> None:
    ana, ben = evening.join("FORGETNAME", organisation="FORGETSCHOOL"), evening.join("Ben")
    held(evening, ana, ben)
    promise(ana, "FORGETPROMISE", "2027-01-11")
    evening.facilitator.play("end")
    assert "FORGETPROMISE" in every_paper(evening)
    phone = browser(ana)
    assert phone.send(f"{mine(evening)}/erase", {"how": "everything"}).json["code"] == "malformed"
    assert phone.send(f"{mine(evening)}/erase", {"how": "words"}).json["ok"]
    facts = evening.store.facts(evening.run_id)
    archive = "".join(notes.sheets(evening.run, facts, private=True).values())
    archive += notes.data_json(evening.run, facts, private=True)
    assert "FORGET" not in every_paper(evening) + archive
    assert ana.id not in archive
    assert SAY("note-present-some", count=2, names="Ben", unnamed=1) in notes.note_markdown(evening.run)
    assert "2 — One calendar for all" in notes.note_markdown(evening.run)
    page = phone.get(mine(evening)).text
    assert "FORGET" not in page
    assert 'data-do="words"' not in page


def test_a59_the_name_alone_may_go_and_the_words_stay(evening: House, browser: Callable[..., Browser]) -> None:
    ana = evening.join("FORGETNAME", organisation="FORGETSCHOOL")
    held(evening, ana)
    promise(ana, "I will ring the school", "2027-01-11")
    evening.facilitator.play("end")
    assert "FORGETNAME" in every_paper(evening)
    assert browser(ana).send(f"{mine(evening)}/erase", {"how": "name"}).json["ok"]
    facts = evening.store.facts(evening.run_id)
    archive = notes.data_json(evening.run, facts, private=True) + "".join(notes.sheets(evening.run, facts).values())
    assert "I will ring the school" in every_paper(evening)
    assert "FORGETSCHOOL" not in every_paper(evening) + archive
    assert ana.id not in archive


PAPERS = ("note", "note.html", "note.md", "case", "poster", "draft", "entries.csv", "people.csv", "run.json")


@pytest.mark.parametrize("how", ["words", "name"])
@pytest.mark.parametrize("paper", PAPERS)
def test_who_is_forgotten_while_a_paper_is_written_is_not_in_it(
    evening: House, hers: Browser, monkeypatch: pytest.MonkeyPatch, paper: str, how: str
) -> None:
    """Writing takes a while, and the room has its turn in between. Once somebody was told that they are forgotten, no
    paper that still goes out knows them, however long ago it was begun."""
    ana, _ = _with_a_promise(evening)
    _while_writing(monkeypatch, lambda: ana.play("erase", how=how))
    page = hers.get(f"/run/{evening.run_id}/{paper}?private=yes").text
    assert len(page) > 100
    gone = (
        ["Reason of FORGETNAME", "FORGETNAME", "FORGETPROMISE"] if how == "words" else ["FORGETNAME,", '"FORGETNAME"']
    )
    assert not [words for words in gone if words in page]


def test_who_is_forgotten_while_she_strikes_a_line_is_not_in_her_draft(
    evening: House, hers: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = _with_a_promise(evening)
    _while_writing(monkeypatch, lambda: ana.play("erase", how="words"))
    answer = hers.send(f"/run/{evening.run_id}/redraft", {"move": "foreword", "text": "Thank you all"})
    assert answer.json["ok"]
    assert "FORGET" not in answer.text


def test_who_is_forgotten_while_somebody_takes_theirs_away_is_not_in_it(
    evening: House, browser: Callable[..., Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, ben = _with_a_promise(evening)
    _while_writing(monkeypatch, lambda: ana.play("erase", how="words"))
    page = browser(ben).get(f"{mine(evening)}/take-away.html").text
    assert "Reason of Ben" in page
    assert "FORGET" not in page


def test_a_paper_of_a_session_that_is_gone_meanwhile_does_not_go_out(
    evening: House, hers: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    _with_a_promise(evening)
    evening.facilitator.play("end")
    _while_writing(monkeypatch, lambda: marked.clearing(evening).purge(evening.run_id))
    answer = hers.get(f"/run/{evening.run_id}/note")
    assert answer.status_code == 404
    assert "FORGET" not in answer.text


def test_control_papers_that_look_once_know_who_was_forgotten(
    evening: House, hers: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = _with_a_promise(evening)
    monkeypatch.setattr(forgetting, "is_honest", lambda then, now: True)
    _while_writing(monkeypatch, lambda: ana.play("erase", how="words"))
    assert "FORGETPROMISE" in hers.get(f"/run/{evening.run_id}/note").text


def _with_a_promise(house: House) -> tuple[Guest, Guest]:
    ana, ben = house.join("FORGETNAME", table=1), house.join("Ben", table=1)
    held(house, ana, ben)
    promise(ana, "FORGETPROMISE", "2027-01-11", asker="Ben")
    return ana, ben


def _while_writing(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], Any]) -> None:
    """Something happens, once, when the room has its first turn beside a paper."""
    still_to_come = [happens]

    def turn() -> None:
        if still_to_come:
            still_to_come.pop()()

    monkeypatch.setattr(papers, "Turns", lambda: turn)
    monkeypatch.setattr("workshop.web.mine.Turns", lambda: turn)


# ── next time ───────────────────────────────────────────────────────────────


def test_a60_the_next_session_opens_with_did_it_happen_and_knows_where_things_stood(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben", named=False)
    held(evening, ana, ben)
    kept = promise(ana, "I will ring the school across the road", "2027-01-11")
    promise(ben, "I will write to the council", named=False)
    promise(ben, "SECRETPROMISE", visibility="me")
    assert evening.facilitator.play("agree", "stand.rate", item="trust", value=2, how="consensus")["ok"]
    evening.facilitator.play("end")
    past = sequel.past(evening.run)
    assert "SECRET" not in json.dumps(past)
    assert past["private"] == 1
    after = sequel.next_agenda(evening.run.agenda, past)
    assert agendas.thaw(json.loads(json.dumps(agendas.frozen(after)))) == after
    first = after.steps[0]
    assert (first.title, first.keep) == (SAY("sequel-step"), "should")
    asked = first.screens[0]
    assert asked.title == SAY("sequel-did-it")
    assert [stop.label for stop in asked.settings.scale] == [
        SAY("sequel-not-yet"),
        SAY("sequel-partly"),
        SAY("sequel-yes"),
    ]
    assert asked.settings.cant == SAY("sequel-not-mine")
    things = {one.id: one for one in asked.settings.items}
    assert things[kept].title == "I will ring the school across the road"
    assert things[kept].line == "Ana · 2027-01-11"
    assert "Ben" not in json.dumps(agendas.frozen(after))
    assert after.screen("stand.rate").settings.baseline == {"trust": 2.0}
    assert after.minutes == evening.run.agenda.minutes + first.plan
    assert evening.run.agenda.screen("stand.rate").settings.baseline == {}


def test_a60_people_answer_it_like_any_other_question(evening: House, house_of: Callable[..., House]) -> None:
    ana = evening.join("Ana")
    held(evening, ana)
    kept = promise(ana, "I will ring the school", "2027-01-11")
    evening.facilitator.play("end")
    run_id = evening.host.create(sequel.next_agenda(evening.run.agenda, sequel.past(evening.run)), {"names": True})
    evening.run_id = run_id
    evening.facilitator.seat = type(evening.facilitator.seat)(Role.FACILITATOR, run_id)
    again = evening.join("Ana")
    assert evening.facilitator.play("start", seen=0)["ok"]
    assert evening.run.place.now == "again.did1"
    assert again.play("mark", item=kept, value=3, round=1)["ok"]
    evening.facilitator.play("reveal", "again.did1")
    evening.facilitator.play("end")
    chapter = next(one for one in notes.write(evening.run).chapters if one.place == 4)
    assert "I will ring the school" in str(list(chapter.passages))


def test_a60_what_still_looks_for_help_is_offered_first_and_long_lists_stay_readable(evening: House) -> None:
    past = {
        "title": "An evening",
        "commitments": {f"e{no}": {"text": "word " * 40, "by": "", "when": ""} for no in range(60)},
        "private": 2,
        "essentials": ["One calendar " * 20],
        "positions": {},
        "unmet": [f"Somebody who teaches physics on day {no}" for no in range(9)],
    }
    after = sequel.next_agenda(evening.run.agenda, past)
    first = after.steps[0]
    assert [screen.kind for screen in first.screens] == ["rate", "rate", "present", "present"]
    assert len(first.screens[0].settings.items) == 24
    assert first.screens[3].settings.lines == past["unmet"][:3]
    assert past["unmet"][8] in first.screens[3].say
    assert runs.begin("r", "AAAAAA", agendas.thaw(agendas.frozen(after)), {}, MORNING)


def test_a60_without_a_promise_there_is_nothing_to_look_back_on(evening: House) -> None:
    past = sequel.past(evening.run)
    assert sequel.next_agenda(evening.run.agenda, past) == evening.run.agenda


# ── the files ───────────────────────────────────────────────────────────────


def rows(house: House, name: str, *, private: bool = False) -> list[list[str]]:
    text = notes.sheets(house.run, house.store.facts(house.run_id), private=private)[name]
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_tables_call_things_by_their_names(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    promise(ana, "I will ring the school", "2027-01-11")
    evening.facilitator.play("end")
    entries = rows(evening, "entries.csv")
    assert "will ask me" in entries[0]
    assert any("Why did you come?" in row for row in entries)
    assert ["Ana", "I will ring the school", "will ask me Ben · on 2027-01-11", "room"] in rows(
        evening, "commitments.csv"
    )
    assert ["How far are we", "Where we stand today", "1", "Trust", "3.0", "2"] in rows(evening, "marks.csv")
    assert [row[3:5] for row in rows(evening, "timeline.csv")][1:] == [
        ["Who are we", "What brings you"],
        ["Who are we", "What brings you"],
        ["How far are we", "Where we stand today"],
        ["How far are we", "What first?"],
        ["My commitment", "One thing I will do"],
    ]


def test_who_marked_and_voted_what_is_in_the_archive_only(evening: House) -> None:
    ana, ben = evening.join("Ana"), evening.join("Ben")
    held(evening, ana, ben)
    evening.facilitator.play("end")
    assert len(rows(evening, "ballots.csv")) == 1
    assert not any("Ana" in row for row in rows(evening, "marks.csv"))
    assert any("Ana" in row and "One calendar for all" in row for row in rows(evening, "ballots.csv", private=True))
    assert any("Ana" in row and "Trust" in row for row in rows(evening, "marks.csv", private=True))
    assert rows(evening, "marks.csv", private=True)[0] == [SAY("sheet-private")]


def test_marks_are_in_no_file_before_they_were_shown(evening: House) -> None:
    ana = evening.join("Ana")
    evening.go("stand.rate")
    ana.play("mark", item="trust", value=3, round=1)
    assert len(rows(evening, "marks.csv")) == 1
    assert len(rows(evening, "marks.csv", private=True)) == 2


def test_who_typed_for_somebody_is_in_the_archive_only(evening: House) -> None:
    evening.join("Ana")
    assert evening.facilitator.play("add_person", name="Mr Okoye", named=True, table=1)["ok"]
    okoye = next(one for one in evening.run.roster if one.name == "Mr Okoye")
    evening.go("who.bring")
    said = {"box": "why", "text": "By bus", "visibility": "room", "named": True, "tags": [], "fields": {}}
    assert evening.facilitator.play("write", "who.bring", **said, **{"for": okoye.id})["ok"]
    assert not any("console" in row for row in rows(evening, "entries.csv"))
    assert any("console" in row for row in rows(evening, "entries.csv", private=True))
    facts = evening.store.facts(evening.run_id)
    assert '"proxy"' not in notes.data_json(evening.run, facts)
    assert '"proxy"' in notes.data_json(evening.run, facts, private=True)


def test_a_week_is_no_day_and_after_the_last_day_there_is_none() -> None:
    assert a_day("2026-W47-6") is None
    assert days_after("9999-12-31", 1) == ""
    assert days_after("2026-12-31", 1) == "2027-01-01"


def test_how_somebody_can_be_reached_goes_with_their_name() -> None:
    entry = Entry("e1", "a.b", "match", "contact", "ana", 1, "ANASMAIL", "me", named=False, at=1)
    forgotten = {"person": "ana", "how": "name", "entries": ["e1"]}
    after = pool.apply(Pool().having([entry]), Fact(2, "run", "erase", "", "ana", 2, "m", forgotten))
    assert after.entries["e1"].withdrawn


def test_ids_are_found_under_their_names_at_any_depth(evening: House) -> None:
    assert labels.named(evening.run, "stand.rate", "trust") == "Trust"
    assert labels.named(evening.run, "stand.vote", "bus") == "A bus on Fridays"
    assert labels.named(evening.run, "stand.vote", "nobody") == "nobody"
    entry = Entry("e", "who.bring", "collect", "why", "p", 1, "x", "room", False, 0)
    assert labels.asked(evening.run, entry) == "Why did you come?"
    assert Brought("e", "x").person == ""
