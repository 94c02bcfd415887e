"""The acceptance scenarios of the practice that need no browser; `tests/scenarios.md` maps every one to its test."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from tests.house import MORNING, Guest, House
from workshop import notes
from workshop.moves import Console, Floor, Me, Role, Seat, Stage, Table

TASTER = "power-of-partnerships-taster"


def write(guest: Guest, box: str, text: str, screen: str = "", visibility: str = "room", named: bool = True) -> Any:
    """Write into a box of a collect screen; gives the new entry's id."""
    answer = guest.play("write", screen, box=box, text=text, visibility=visibility, named=named, tags=[], fields={})
    assert answer["ok"], answer
    return answer["data"]["entry"]["id"]


def stage_text(house: House) -> str:
    return json.dumps(house.view(Stage()), ensure_ascii=False)


# ── joining, leaving, coming back ───────────────────────────────────────────


def test_a1_whoever_joins_sees_the_current_screen_and_the_console_one_more_at_the_table(house: House) -> None:
    house.go("write.treats")
    ana = house.join("Ana", table=3, organisation="Hill Street", role="Teacher")
    assert house.view(Floor())["screen"]["id"] == house.view(Me(ana.id))["screen"]["id"] == "write.treats"
    assert [p["name"] for p in house.view(Console())["people"].values() if p["table"] == 3] == ["Ana"]


def test_a2_a_late_arriver_is_caught_up_and_earlier_counts_do_not_pretend(house_of: Any) -> None:
    house = house_of(TASTER)
    early = [house.join(name) for name in ("Ana", "Ben")]
    house.go("who.bring")
    for guest in early:
        write(guest, "why", f"{guest.id} came for this", visibility="table")
    house.go("imagine.deck")
    dev = house.join("Dev")
    floor, me = house.view(Floor()), house.view(Me(dev.id))
    assert me["me"]["late"]
    assert floor["place"]["step"]["title"] == "Let's imagine"
    assert floor["place"]["part"]["no"] >= 1
    assert floor["place"]["step"]["purpose"]
    assert floor["timer"]["running"]
    assert "who.bring" in me["missed"]
    assert "imagine.deck" not in me["missed"]
    write(dev, "why", "Late but here", "who.bring", visibility="table")
    write(dev, "learn", "What I missed", "who.bring", visibility="table")
    assert "who.bring" not in house.view(Me(dev.id))["missed"]
    assert floor["here"] == 3


def test_a2_what_a_late_arriver_offers_waits_for_review_like_any_other(house_of: Any) -> None:
    house = house_of(TASTER)
    house.join("Ana")
    house.go("who.offers")
    house.go("imagine.deck")
    dev = house.join("Dev")
    offer = write(dev, "offer", "A spare minibus on Tuesdays", "who.offers")
    assert offer in house.view(Console())["waiting"]


def test_a3_who_names_no_table_gets_the_emptiest_and_takes_no_table_phone_away(house: House) -> None:
    tables = len(house.run.roster.tables)
    first = [house.join(f"P{no}", table=no) for no in range(1, tables + 1)]
    for no in (1, 2):
        house.join(f"Q{no}", table=no)
    dev = house.join("Dev")
    assert house.run.roster.table_of(dev.id) == 3
    assert house.run.roster.tables[3].phone == first[2].id
    assert dev.play("sit_at", table=1)["ok"]
    assert house.run.roster.tables[1].phone == first[0].id
    assert house.facilitator.play("sit_at", person=dev.id, table=2)["ok"]
    assert house.run.roster.table_of(dev.id) == 2


def test_a4_a_thought_can_be_sent_to_a_screen_the_room_has_left(house_of: Any) -> None:
    house = house_of(TASTER)
    ben = house.join("Ben")
    house.go("imagine.after")
    house.go("loosen.vote")
    assert "imagine.after" in house.view(Floor())["earlier"]
    write(ben, "already", "At Park School, on Tuesdays", "imagine.after")
    assert house.run.pool.by(ben.id)[0].screen == "imagine.after"


def test_a5_what_was_answered_before_a_reload_is_there_after_it(house: House) -> None:
    ana = house.join("Ana")
    house.go("choose.ready")
    house.facilitator.play("open", "choose.ready")
    ana.play("vote", picks={"yes": 1})
    assert ana.phone["picks"] == {"yes": 1}


def test_a6_two_people_of_the_same_name_are_told_apart_and_keep_their_own(house_of: Any) -> None:
    house = house_of(TASTER)
    one = house.join("Sarah", organisation="Hill St", table=1)
    two = house.join("sarah", organisation="Park", table=1)
    labels = {person["label"] for person in house.view(Console())["people"].values()}
    assert labels == {"Sarah (Hill St)", "sarah (2) (Park)"}
    house.go("stock.three")
    write(one, "disturbance", "MARKER of the first", visibility="me")
    assert "MARKER" not in json.dumps([house.view(Me(two.id)), house.view(Table(1)), house.view(Console())])
    assert "MARKER" in json.dumps(house.view(Me(one.id)))


def test_a7_the_personal_code_belongs_to_one_person(house: House) -> None:
    ana, ben = house.join("Ana"), house.join("Ben")
    codes = {house.view(Me(who.id))["me"]["code"] for who in (ana, ben)}
    assert len(codes) == 2
    assert house.run.roster.by_code(house.view(Me(ben.id))["me"]["code"].lower()).id == ben.id


# ── steering ────────────────────────────────────────────────────────────────


def test_a13_back_returns_to_the_screen_as_it_was_and_the_timer_goes_on(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana")
    house.go("imagine.after")
    write(ana, "already", "At Park", visibility="room")
    house.time += 60_000
    before = house.run.place.mark("imagine.after").timer
    left_then = before.ends - house.time
    house.facilitator.play("next", seen=house.run.place.steer)
    house.time += 8_000
    house.facilitator.play("back", seen=house.run.place.steer)
    timer = house.run.place.mark("imagine.after").timer
    assert house.run.place.now == "imagine.after"
    assert timer.running
    assert abs((timer.ends - house.time) - left_then) <= 2_000
    assert len(house.run.pool.of("imagine.after")) == 1


def test_a14_looking_ahead_moves_nobody(house: House) -> None:
    house.join("Ana")
    house.sit_everywhere()
    for screen in house.run.agenda.screens[1:4]:
        assert house.host.preview(house.run_id, screen.id)["screen"]["id"] == screen.id
    house.host.channels(house.run_id).settle()
    assert house.seats.sent == []


def test_a15_a_skipped_step_can_be_opened_later_and_the_note_has_it_once(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana")
    house.go("who.bring")
    house.go("imagine.opening")
    assert house.view(Console())["plan"]["steps"]["stance"]["state"] == "skipped"
    assert "How we will work" in notes.note_markdown(house.run).split("Not done this time")[1].split("\n")[0]
    house.go("stance.pick")
    ana.play("vote", picks={next(iter(ana.phone["items"])): 1})
    house.facilitator.play("reveal", "stance.pick")
    note = notes.note_markdown(house.run)
    assert note.count(f"## {house.run.screen('stance.pick').title}") == 1


def test_a16_two_nexts_on_the_same_screen_move_the_room_once(house: House) -> None:
    seen = house.run.place.steer
    first, second = house.run.agenda.screens[:2]
    assert house.facilitator.play("next", seen=seen)["ok"]
    assert house.facilitator.refused("next", seen=seen) == "already_moved"
    assert house.run.place.now == second.id != first.id


def test_a20_at_zero_only_a_vote_that_said_so_closes(house: House) -> None:
    house.join("Ana")
    house.go("choose.dots")
    timer = house.run.place.mark("choose.dots").timer
    close = {
        "seat": Seat(Role.HOUSE, house.run_id),
        "name": "close",
        "screen": "choose.dots",
        "id": "zero-1",
        "data": {},
    }
    assert house.run.screen("choose.dots").close_at_zero
    assert house.play(**{**close, "id": "too-soon"})["code"] == "not_yours"
    house.time = timer.ends + 1
    assert house.play(**close)["ok"]
    assert not house.view(Floor())["screen"]["open"]
    house.go("write.treats")
    house.time = house.run.place.mark("write.treats").timer.ends + 5_000
    assert house.play(**{**close, "screen": "write.treats", "id": "zero-2"})["code"] == "not_yours"
    assert house.view(Floor())["screen"]["open"]


# ── words on the stage ──────────────────────────────────────────────────────


def test_a29_nothing_reaches_the_stage_unreviewed_and_accept_takes_only_what_was_seen(house_of: Any) -> None:
    house = house_of(TASTER)
    guests = [house.join(f"P{no}") for no in range(14)]
    house.go("who.offers")
    for no, guest in enumerate(guests[:-1]):
        write(guest, "offer", f"OFFER{no}")
    assert "OFFER" not in stage_text(house)
    seen = list(house.view(Console())["waiting"])
    write(guests[-1], "offer", "OFFERLATE")
    house.facilitator.play("show", entries=seen)
    assert stage_text(house).count("OFFER") == 13
    assert "OFFERLATE" not in stage_text(house)


def test_a30_blank_and_back_again(house: House) -> None:
    house.facilitator.play("blank", on=True)
    assert house.view(Stage())["blank"]
    assert house.view(Floor())["screen"]["id"] == house.run.place.now
    house.facilitator.play("blank", on=False)
    assert not house.view(Stage())["blank"]


def test_a31_what_is_taken_down_leaves_stage_and_note_but_stays_in_the_data(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana", table=1)
    house.go("who.offers")
    entry = write(ana, "offer", "TAKENDOWN")
    house.facilitator.play("show", entries=[entry])
    assert "TAKENDOWN" in stage_text(house)
    house.facilitator.play("hide", entries=[entry])
    assert "TAKENDOWN" not in stage_text(house)
    assert "TAKENDOWN" not in json.dumps(house.view(Table(1)))
    assert house.view(Me(ana.id))["screen"]["view"]["mine"][entry]["shown"] == "hidden"
    assert "TAKENDOWN" not in notes.note_markdown(house.run)
    data = json.loads(notes.data_json(house.run, house.store.facts(house.run_id)))
    assert [one["shown"] for one in data["entries"] if one["id"] == entry] == ["hidden"]


def test_a32_what_is_withdrawn_is_gone_everywhere(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana", table=1)
    house.go("imagine.after")
    entry = write(ana, "holds", "WITHDRAWN")
    house.facilitator.play("show", entries=[entry])
    house.go("loosen.vote")
    assert "WITHDRAWN" in stage_text(house)
    ana.play("withdraw", entry=entry)
    for audience in (Stage(), Console(), Floor(), Table(1), Me(ana.id)):
        assert "WITHDRAWN" not in json.dumps(house.view(audience)), audience
    facts = house.store.facts(house.run_id)
    for private in (False, True):
        data = notes.data_json(house.run, facts, private=private)
        assert "WITHDRAWN" not in data
        assert [one["withdrawn"] for one in json.loads(data)["entries"]] == [True]
    assert "WITHDRAWN" not in notes.note_markdown(house.run) + "".join(notes.sheets(house.run).values())


def test_a34_hostile_text_stays_text_in_note_and_spreadsheet(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana")
    house.go("who.offers")
    hostile = ["<script>alert(1)</script>", '=HYPERLINK("http://x","y")', "| a | b |", "@SUM(1)", "# big"]
    for text in hostile:
        ben = house.join("Ben")
        write(ben, "offer", text)
    write(ana, "offer", "- a list?")
    page = notes.note_html(house.run)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page
    markdown = notes.note_markdown(house.run)
    assert "\n| a | b |" not in markdown
    assert "\n# big" not in markdown
    sheets = notes.sheets(house.run)
    for text in sheets.values():
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r")]


def test_a35_who_does_not_wish_to_be_named_is_named_nowhere(house_of: Any) -> None:
    house = house_of(TASTER)
    shy = house.join("QUIETNAME", table=1, named=False, organisation="Hill Street")
    ben = house.join("Ben", table=1)
    house.go("who.offers")
    house.facilitator.play("show", entries=[write(shy, "offer", "My old piano", named=True)])
    for audience in (Stage(), Floor(), Table(1), Me(ben.id)):
        assert "QUIETNAME" not in json.dumps(house.view(audience)), audience
    facts = house.store.facts(house.run_id)
    exported = notes.note_markdown(house.run) + notes.note_html(house.run) + notes.data_json(house.run, facts)
    assert "QUIETNAME" not in exported + "".join(notes.sheets(house.run).values())


def test_a35_where_the_room_shows_no_names_nobody_is_named(house_of: Any) -> None:
    house = house_of(TASTER, names=False)
    ana = house.join("LOUDNAME", table=1)
    house.go("who.offers")
    house.facilitator.play("show", entries=[write(ana, "offer", "My old piano")])
    assert "LOUDNAME" not in stage_text(house) + notes.note_markdown(house.run)


# ── choosing ────────────────────────────────────────────────────────────────


def test_a42_votes_move_until_closed_and_a_tie_is_said(house_of: Any) -> None:
    house = house_of(TASTER)
    guests = [house.join(f"P{no}") for no in range(4)]
    house.go("imagine.after")
    issues = [write(guest, "holds", f"Issue {no}") for no, guest in enumerate(guests)]
    house.facilitator.play("show", entries=issues)
    house.go("loosen.vote")
    ana, ben = guests[:2]
    assert ana.play("vote", picks={issues[0]: 1, issues[1]: 1, issues[2]: 1})["ok"]
    assert ana.refused("vote", picks={one: 1 for one in issues}) == "over_budget"
    assert ana.play("vote", picks={issues[0]: 1, issues[3]: 1})["ok"]
    assert ben.play("vote", picks={issues[0]: 1, issues[3]: 1})["ok"]
    assert "tally" not in house.view(Stage())["screen"]["view"]
    house.facilitator.play("close", "loosen.vote")
    assert ana.refused("vote", picks={issues[1]: 1}) == "not_open"
    house.facilitator.play("reveal", "loosen.vote")
    seen = house.view(Stage())["screen"]["view"]
    assert {item: row["count"] for item, row in seen["tally"].items() if row["count"]} == {issues[0]: 2, issues[3]: 2}
    assert sorted(seen["ties"]) == sorted([issues[0], issues[3]])
    assert house.facilitator.play("run_off", "loosen.vote", items=seen["ties"])["ok"]
    again = house.view(Stage())["screen"]["view"]
    assert "tally" not in again
    assert house.view(Floor())["screen"]["open"]


def test_a43_merged_items_count_each_person_once(house_of: Any) -> None:
    house = house_of(TASTER)
    guests = [house.join(f"P{no}") for no in range(3)]
    house.go("imagine.after")
    words = ("attendance", "pupils not coming in", "money")
    issues = [write(guest, "holds", text) for guest, text in zip(guests, words, strict=True)]
    house.facilitator.play("show", entries=issues)
    house.go("loosen.vote")
    guests[0].play("vote", picks={issues[0]: 1, issues[1]: 1})
    guests[1].play("vote", picks={issues[1]: 1})
    assert house.facilitator.play("merge", "loosen.vote", item=issues[1], into=issues[0])["ok"]
    house.facilitator.play("reveal", "loosen.vote")
    seen = house.view(Stage())["screen"]["view"]
    assert seen["tally"][issues[0]]["count"] == 2
    assert issues[1] not in seen["tally"]
    assert "pupils not coming in" in json.dumps(seen["items"][issues[0]])


# ── time ────────────────────────────────────────────────────────────────────


def test_a21_time_travels_as_a_deadline_on_the_servers_clock(house: House) -> None:
    house.go("write.treats")
    timer = house.view(Floor())["timer"]
    assert timer["running"]
    assert timer["ends"] > house.time > MORNING
    assert house.view(Stage())["timer"] == timer
    house.facilitator.play("timer_pause")
    assert "ends" not in house.view(Floor())["timer"]
    house.facilitator.play("timer_add", seconds=60)
    assert house.view(Floor())["timer"]["left"] > timer["total"]


# ── what leaves the room ────────────────────────────────────────────────────


def everything_that_leaves(house: House, *, private: bool = False) -> str:
    facts = house.store.facts(house.run_id)
    files = notes.sheets(house.run, private=private).values()
    pages = notes.note_markdown(house.run) + notes.note_html(house.run)
    return pages + "".join(files) + notes.data_json(house.run, facts, private=private)


def test_what_was_private_before_it_was_mended_does_not_leave(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana")
    house.go("stock.three")
    entry = write(ana, "disturbance", "FIRSTWORDS", visibility="me")
    assert ana.play("edit", entry=entry, text="Fine words", visibility="room")["ok"]
    assert "Fine words" in everything_that_leaves(house)
    assert "FIRSTWORDS" not in everything_that_leaves(house)
    assert "FIRSTWORDS" in everything_that_leaves(house, private=True)


def test_an_entry_without_a_name_cannot_be_traced_in_the_data(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana")
    house.go("who.offers")
    write(ana, "offer", "Our head never listens", named=False)
    data = json.loads(notes.data_json(house.run, house.store.facts(house.run_id)))
    assert [one for one in data["entries"] if "person" in one] == []
    assert [fact for fact in data["facts"] if fact["person"]] == []
    assert ana.id in everything_that_leaves(house, private=True)


def test_no_file_tells_a_result_before_the_room_has_seen_it(house_of: Any) -> None:
    house = house_of(TASTER)
    ana = house.join("Ana")
    house.go("stance.pick")
    ana.play("vote", picks={next(iter(ana.phone["items"])): 1})
    for private in (False, True):
        facts = house.store.facts(house.run_id)
        assert '"picks"' not in notes.data_json(house.run, facts, private=private)
        assert len(notes.sheets(house.run, private=private)["votes.csv"].splitlines()) <= 2
    house.facilitator.play("reveal", "stance.pick")
    assert len(notes.sheets(house.run)["votes.csv"].splitlines()) > 2
