"""Somebody tries to break in: out of the room they were sent from, through a lent seat, or by wearing the room out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.house import Guest, House
from tests.test_seats import HALL, LAN, SAFE, Browser, Hall, deputy_of, remote_of, ticket_of, way, with_settings
from workshop import assets as asset_files
from workshop.access import IDLE, cookie_names
from workshop.backups import Backups
from workshop.clearing import Clearing
from workshop.config import Config
from workshop.editions import Editions
from workshop.live import MOST_SOCKETS
from workshop.moves import Fact, Floor, Role, Seat
from workshop.roster import OFTEN
from workshop.run import Run
from workshop.web import qr


@pytest.fixture
def hall(house: House) -> Hall:
    return Hall(house, Config(data=Path("/nowhere"), public="http://192.168.1.20", names=("192.168.1.20",)))


@pytest.fixture
def her(hall: Hall) -> Browser:
    return hall.facilitator()


def joins(hall: Hall, name: str, base: str = HALL) -> tuple[Browser, str]:
    """Somebody comes in with a phone of their own; their browser and their id."""
    phone = hall.browser(base, LAN)
    answer = phone.post("/join", {"code": hall.house.run.code, "name": name, "named": True})
    assert answer["ok"], answer
    return phone, str(answer["person"])


def rotated(hall: Hall) -> tuple[str, str]:
    """The facilitator draws a new code; the one before, and the new one."""
    before = hall.house.run.code
    assert hall.house.facilitator.play("rotate_code")["ok"]
    return before, hall.house.run.code


def learnt(phone: Browser, old: str) -> str:
    """All that a phone is told when it asks everywhere by the code it knows."""
    pages = [phone.get(path).text for path in ("/", f"/{old}", f"/{old.lower()}", f"/{old}-ABCDEFGHJK")]
    return " ".join([*pages, *(str(phone.post(path, {"code": old, "name": "Eve"})) for path in ("/join", "/back"))])


# ── sent out, and at the door ───────────────────────────────────────────────


def test_whoever_was_sent_out_is_not_told_the_new_code(hall: Hall) -> None:
    eve, person = joins(hall, "Eve")
    assert hall.house.facilitator.play("remove", person=person)["ok"]
    old, new = rotated(hall)
    assert new not in learnt(eve, old)
    assert eve.get(f"/{old}").status_code == 404


def test_whoever_waits_at_the_door_is_told_the_new_code_when_they_are_let_in(hall: Hall) -> None:
    hall.house.facilitator.play("approve", on=True)
    robot, person = joins(hall, "Robot")
    old, new = rotated(hall)
    assert new not in learnt(robot, old)
    assert 'data-joined="yes"' in robot.get(f"/{old}").text, "they keep their place"
    assert hall.house.facilitator.play("let_in", people=[person])["ok"]
    assert f'data-code="{new}"' in robot.get(f"/{old}").text


def test_whoever_was_turned_away_is_not_told_the_new_code(hall: Hall) -> None:
    hall.house.facilitator.play("approve", on=True)
    robot, person = joins(hall, "Robot")
    assert hall.house.facilitator.play("turn_away", people=[person])["ok"]
    old, new = rotated(hall)
    assert new not in learnt(robot, old)


def test_over_https_whoever_is_in_the_room_comes_back_by_the_old_code_too(house: House) -> None:
    hall = with_settings(house, behind_proxy=True, public=SAFE)
    ana = hall.browser(SAFE, {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_PROTO": "https"})
    assert ana.post("/join", {"code": hall.house.run.code, "name": "Ana"})["ok"]
    assert all(name.startswith("__Host-") for name in ana.cookies)
    old, new = rotated(hall)
    assert f'data-code="{new}"' in ana.get(f"/{old}").text


@pytest.mark.parametrize(("switch", "code"), [("lock", "closed_door"), ("approve", "one_by_one")])
def test_nobody_votes_twelve_times_by_sharing_a_phone_behind_a_door_that_is_kept(
    house: House, switch: str, code: str
) -> None:
    ana = house.join("Ana")
    assert ana.play("share_phone", people=3)["ok"]
    house.facilitator.play(switch, on=True)
    assert ana.refused("share_phone", people=13) == code
    assert ana.play("share_phone", people=3)["ok"], "a second tap adds nobody"
    assert ana.play("share_phone", people=2)["ok"], "whoever goes may go"
    assert ana.refused("share_phone", people=3) == code
    house.facilitator.play(switch, on=False)
    assert ana.play("share_phone", people=3)["ok"]


def test_a_name_does_not_become_another_one_after_it_was_read_for_the_stage(house: House) -> None:
    ana = house.join("Ana")
    house.go("write.treats")
    wrote = {"box": "treat", "text": "Fruit", "visibility": "room", "named": True, "tags": [], "fields": {}}
    entry = ana.play("write", **wrote)["data"]["entry"]["id"]
    assert ana.play("change", name="Anna")["ok"]
    house.facilitator.play("show", entries=[entry])
    assert ana.play("change", named=False)["ok"]
    assert ana.refused("change", name="Something rude") == "name_stands"
    assert ana.play("change", name="Anna", organisation="Hill St")["ok"], "a form that says it all once more"
    assert ana.play("withdraw", entry=entry)["ok"]
    assert ana.play("change", name="Anna Lee")["ok"]


# ── seats that were lent ────────────────────────────────────────────────────


def test_a_lent_seat_that_ended_by_itself_hears_nothing_more(hall: Hall, her: Browser) -> None:
    phone = remote_of(hall, her)
    hall.socket(phone, Role.REMOTE, "pocket")
    hall.house.join("Ana")
    assert hall.told == []
    hall.house.time += IDLE[Role.REMOTE]
    hall.house.join("Ben")
    assert hall.told == [("pocket", "out"), ("pocket", "dismissed")]


def test_two_who_use_an_invitation_at_the_same_moment_are_not_both_let_in(
    hall: Hall, her: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = ticket_of(her.post(way(hall, "invite")))
    read_before = hall.house.store.token(hall.access._row(ticket, "ticket:cofacilitator")["hash"])  # type: ignore[index]
    assert hall.browser().post("/invited", {"ticket": ticket})["ok"]
    monkeypatch.setattr(hall.house.store, "token", lambda hash: read_before)
    assert hall.access.exchange(ticket, Role.COFACILITATOR) is None


def test_whoever_leaves_takes_both_cookies_with_them(house: House) -> None:
    hall = with_settings(house, behind_proxy=True, public=SAFE)
    ana = hall.house.join("Ana")
    heard, safe = (hall.access.admit(house.run_id, ana.id).token for _ in range(2))
    cookies = dict(zip(cookie_names(Role.PARTICIPANT, house.run_id), (safe, heard), strict=True))
    hall.access.leave(cookies, Role.PARTICIPANT, house.run_id)
    for name, token in cookies.items():
        assert hall.access.seat({name: token}, Role.PARTICIPANT, house.run_id).role is Role.OUTSIDER


def test_a_cofacilitator_is_not_told_what_an_invitation_or_the_qr_code_holds(hall: Hall, her: Browser) -> None:
    ben = deputy_of(hall, her)
    ticket = ticket_of(her.post(way(hall, "invite"), {"name": "Cara"}))
    for page in (f"/console/{hall.house.run_id}", way(hall, "codes"), way(hall, "draft")):
        seen = ben.get(page)
        assert seen.status_code == 200
        assert not [secret for secret in (ticket, hall.house.run.door) if secret in seen.text], page
    for path in ("invite", "pair", "stage-link", "seats/end", "take-away-link"):
        assert ben.post(way(hall, path), {"others": True})["code"] == "not_allowed"


def test_a_move_of_the_note_that_is_no_word_is_refused(hall: Hall, her: Browser) -> None:
    for odd in ([], {}, None, 5):
        assert her.post(way(hall, "redraft"), {"move": odd})["code"] == "unknown_move"


# ── wearing the room out ────────────────────────────────────────────────────


def test_nobody_makes_the_house_draw_qr_codes_for_them(
    hall: Hall, her: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _ = joins(hall, "Ana")
    drawn: list[str] = []
    monkeypatch.setattr(qr, "svg", lambda text: drawn.append(text) or "<svg/>")
    for code in (hall.house.run.code, "AAAAAA"):
        assert [who.get(f"/qr/{code}.svg").status_code for who in (hall.browser(HALL, LAN), ana)] == [403, 403]
    assert drawn == []
    assert her.get(f"/qr/{hall.house.run.code}.svg").status_code == 200
    assert drawn


def test_what_was_asked_for_once_is_not_bound_again(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"js/faces/phone.js": "export {}", "locales/en.ftl": ""}
    tree = asset_files.Assets({path: asset_files.Asset(text.encode(), "text/plain") for path, text in there.items()})
    asked = (tree.digest, "bound/en/phone.js", ())
    first = tree.answer(*asked)
    monkeypatch.setattr(Editions, "made", lambda *_: pytest.fail("bound again"))
    again = tree.answer(*asked)
    assert first is not None
    assert again is not None
    assert first.get_data() == again.get_data()


def test_one_seat_has_so_many_lines_and_no_more(hall: Hall) -> None:
    (eve, _), (ana, _) = joins(hall, "Eve"), joins(hall, "Ana")
    hall.socket(ana, Role.PARTICIPANT, "ana")
    for no in range(MOST_SOCKETS + 3):
        hall.socket(eve, Role.PARTICIPANT, f"eve {no}")
    assert {sid for sid, _ in hall.told} == {"eve 0", "eve 1", "eve 2"}
    assert hall.live.move("ana", {"id": "hers", "name": "leave"})["ok"]


@pytest.fixture
def clearing(house: House) -> Iterator[list[Fact]]:
    """Somebody who clears away beside the room, and what was wished of them."""
    wishes: list[Fact] = []

    def heard(before: Run, after: Run, fact: Fact) -> None:
        wishes.extend([fact] if fact.name == "erase" else [])

    house.host.watchers.append(heard)
    yield wishes
    Clearing(house.host, house.store, Backups(house.folder)).finish()


def test_nobody_keeps_the_house_busy_with_being_forgotten(house: House, clearing: list[Fact]) -> None:
    eve = house.join("Eve")
    for _ in range(OFTEN):
        assert eve.play("change", name="Eve")["ok"]
        assert eve.play("erase", how="name")["ok"]
    assert eve.refused("erase", how="words") == "wished_often"
    assert len(clearing) == OFTEN
    assert house.facilitator.play("erase", person=eve.id, how="words")["ok"], "she can still do it for them"
    house.assert_replay_is_live()


# ── what was tried before, and stays shut ───────────────────────────────────


def test_a_code_for_another_phone_is_worth_nothing_once_its_owner_was_sent_out(hall: Hall, her: Browser) -> None:
    _, person = joins(hall, "Eve")
    given = her.post(way(hall, "another-phone"), {"person": person})["code"]
    hall.house.facilitator.play("remove", person=person)
    thief = hall.browser(HALL, LAN)
    assert thief.post("/back", {"code": hall.house.run.code, "personal": given})["code"] == "removed"
    assert thief.cookies == {}


def test_whoever_knows_how_somebody_joined_but_not_their_words_is_not_let_in_as_them(hall: Hall) -> None:
    said = {"code": hall.house.run.code, "name": "Ana", "named": True, "id": "0123456789abcdef"}
    assert hall.browser(HALL, LAN).post("/join", said)["ok"]
    thief = hall.browser(HALL, LAN)
    assert thief.post("/join", {**said, "name": "Eve"})["code"] == "malformed"
    assert thief.cookies == {}


def test_whoever_is_at_the_door_reads_no_screen_and_types_for_nobody(hall: Hall) -> None:
    hall.house.facilitator.play("add_person", name="Mr Okoye", table=1)
    okoye = next(iter(hall.house.run.roster.people))
    hall.house.facilitator.play("approve", on=True)
    robot, person = joins(hall, "Robot")
    assert robot.get(way(hall, f"aside/write.treats?for={okoye}")).json["code"] == "not_in_yet"
    assert robot.get(f"/mine/{hall.house.run_id}").status_code == 403
    assert robot.post(f"/mine/{hall.house.run_id}/erase", {"how": "words"})["code"] == "not_allowed"
    hall.house.go("choose.dots")
    knocking = Guest(hall.house, Seat(Role.PARTICIPANT, hall.house.run_id, person))
    assert knocking.refused("vote", picks={}, **{"for": okoye}) == "not_in_yet"


def test_a_participant_cannot_pretend_to_have_it_on_paper(house: House) -> None:
    ana = house.join("Ana")
    house.go("choose.dots")
    wrong: list[Any] = ["paper", ana.id, "console"]
    assert {ana.refused("vote", picks={}, **{"for": one}) for one in wrong} == {"unknown_person"}
    assert ana.refused("vote", picks={}, **{"for": [ana.id]}) == "malformed"
    assert house.view(Floor())["here"] == 1
