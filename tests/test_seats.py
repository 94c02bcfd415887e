"""Seats beside the facilitator's: invitations that are good once, what a deputy may, one wheel, and an end at once."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.house import House
from workshop.access import HOUR, MINUTE, Access, cookie_names
from workshop.config import Config
from workshop.live import Live
from workshop.moves import Json, Remote, Role
from workshop.web import guarded, pages

HOME, HALL, SAFE = "http://127.0.0.1:8000", "http://192.168.1.20:8000", "https://room.example.org"
LAN = {"REMOTE_ADDR": "192.168.1.33"}


class Hall:
    """A house whose pages and sockets can be asked for, without a wire."""

    def __init__(self, house: House, config: Config) -> None:
        self.house, self.config = house, config
        self.access = Access(config, house.store, clock=lambda: house.time)
        self.live = Live(house.host, self.access.seat, self.access.facilitator_may_be)
        self.live.seen, self.live.fanout, self.live.edition = self.access.seen, self, self.access.edition
        self.access.left, self.access.connected = self.live.recheck, self.live.connected
        self.told: list[tuple[str, str]] = []
        self.app = Flask("workshop")
        self.app.register_blueprint(pages(config, house.host, house.store, self.access, list))
        self.app.wsgi_app = guarded(self.app.wsgi_app, config)  # type: ignore[method-assign]

    def sit(self, sid: str, channels: Any) -> None: ...

    def leave(self, sid: str) -> None: ...

    def tell(self, sid: str, event: str, payload: Json) -> None:
        self.told.append((sid, event))

    def show(self, sid: str, views: Json) -> None:
        self.told += [(sid, "view") for _ in views]

    def dismiss(self, sid: str) -> None:
        self.told.append((sid, "dismissed"))

    def browser(self, base: str = HOME, address: Json | None = None) -> Browser:
        return Browser(self, base, address or {"REMOTE_ADDR": "127.0.0.1"})

    def facilitator(self, base: str = HOME) -> Browser:
        her = self.browser(base)
        assert her.post("/sign-in", {"ticket": self.access.ticket(Role.FACILITATOR)})["ok"]
        her.role = Role.FACILITATOR
        return her

    def socket(self, browser: Browser, role: Role, sid: str) -> None:
        cookies = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        environ = {"HTTP_COOKIE": cookies, **browser.address}
        self.live.connect(sid, environ, {"seat": str(role), "run": self.house.run_id})

    def move(self, sid: str, name: str, **data: Any) -> Json:
        self.house.time += 1000
        return self.live.move(sid, {"id": f"{sid} {name} {self.house.time}", "name": name, "data": data})


class Browser:
    """What one browser holds, and where it is."""

    role = Role.OUTSIDER
    set_cookie = ""

    def __init__(self, hall: Hall, base: str, address: Json) -> None:
        self.hall, self.base, self.address = hall, base, address
        self.client: FlaskClient = hall.app.test_client()

    @property
    def cookies(self) -> dict[str, str]:
        return {cookie.key: cookie.value for cookie in self.client._cookies.values()}

    def post(self, path: str, said: Json | None = None, csrf: str | None = None) -> Json:
        word = self.hall.access.csrf(self.cookies, self.role, self.hall.house.run_id) if csrf is None else csrf
        headers = {"Origin": self.base, "X-Csrf": word}
        answer = self.client.post(
            path, json=said or {}, base_url=self.base, headers=headers, environ_overrides=self.address
        )
        self.set_cookie = answer.headers.get("Set-Cookie", self.set_cookie)
        return dict(answer.json or {})

    def get(self, path: str) -> Any:
        return self.client.get(path, base_url=self.base, environ_overrides=self.address)


@pytest.fixture
def hall(house: House) -> Hall:
    return Hall(house, Config(data=Path("/nowhere"), public="http://192.168.1.20", names=("192.168.1.20",)))


@pytest.fixture
def her(hall: Hall) -> Browser:
    return hall.facilitator()


def way(hall: Hall, what: str) -> str:
    return f"/run/{hall.house.run_id}/{what}"


def ticket_of(answer: Json) -> str:
    return str(answer["url"]).split("#")[1]


def deputy_of(hall: Hall, her: Browser, name: str = "Ben") -> Browser:
    ben = hall.browser()
    go = ben.post("/invited", {"ticket": ticket_of(her.post(way(hall, "invite"), {"name": name}))})
    assert go["go"] == f"/console/{hall.house.run_id}"
    ben.role = Role.COFACILITATOR
    return ben


def remote_of(hall: Hall, her: Browser, name: str = "Her phone") -> Browser:
    phone = hall.browser(HALL, LAN)
    go = phone.post("/remote", {"ticket": ticket_of(her.post(way(hall, "pair"), {"name": name}))})
    assert go["go"] == f"/remote/{hall.house.run_id}"
    return phone


def seats(hall: Hall, her: Browser) -> dict[str, Json]:
    """The list as she sees it, by what the seats are called."""
    found = her.get(way(hall, "seats")).json["seats"]
    return {one["label"] or one["role"]: {**one, "badge": badge} for badge, one in found.items()}


# ── invitations ─────────────────────────────────────────────────────────────


def test_an_invitation_is_good_once_and_for_this_run_only(hall: Hall, her: Browser) -> None:
    ticket = ticket_of(her.post(way(hall, "invite")))
    ben, dev = hall.browser(), hall.browser()
    assert ben.post("/invited", {"ticket": ticket})["ok"]
    assert dev.post("/invited", {"ticket": ticket})["code"] == "old_ticket"
    assert ben.get(f"/console/{hall.house.run_id}").status_code == 200
    other = hall.house.host.create(hall.house.run.agenda, {})
    assert ben.get(f"/console/{other}").status_code == 403
    assert ben.get("/home").status_code == 403


def test_an_invitation_grows_old_in_a_quarter_of_an_hour_and_a_pairing_in_three_minutes(
    hall: Hall, her: Browser
) -> None:
    remote, deputy = ticket_of(her.post(way(hall, "pair"))), ticket_of(her.post(way(hall, "invite")))
    hall.house.time += 3 * MINUTE
    assert hall.browser(HALL, LAN).post("/remote", {"ticket": remote})["code"] == "old_ticket"
    assert hall.browser().post("/invited", {"ticket": deputy})["ok"]
    late = ticket_of(her.post(way(hall, "invite")))
    hall.house.time += 15 * MINUTE
    assert hall.browser().post("/invited", {"ticket": late})["code"] == "old_ticket"


def test_the_ticket_of_a_remote_stands_behind_the_hash_and_in_the_picture_and_nowhere_else(
    hall: Hall, her: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    made = her.post(way(hall, "pair"), {"name": "Her phone"})
    address, ticket = made["url"].split("#")
    assert address == f"{HALL}/remote"
    kind, drawn = made["picture"].split(",")
    assert kind == "data:image/svg+xml;base64"
    assert base64.b64decode(drawn).startswith(b"<svg")
    assert ticket not in caplog.text
    assert ticket not in json.dumps([dict(row) for row in hall.house.store.db["tokens"].rows])
    assert ticket not in her.get(way(hall, "seats")).text


@pytest.mark.parametrize("name", ["x" * 41, ["Ben"], 7])
def test_a_name_that_is_none_is_refused(hall: Hall, her: Browser, name: object) -> None:
    assert her.post(way(hall, "invite"), {"name": name})["code"] in ("too_long", "malformed")


def test_a_ticket_for_one_seat_opens_no_other(hall: Hall, her: Browser) -> None:
    ticket = ticket_of(her.post(way(hall, "pair")))
    for door in ("/invited", "/sign-in", "/stage"):
        assert hall.browser().post(door, {"ticket": ticket})["code"] == "old_ticket"
    assert hall.browser(HALL, LAN).post("/remote", {"ticket": ticket})["ok"]


# ── what they may ───────────────────────────────────────────────────────────


def test_a_cofacilitator_takes_the_wheel_and_moves_the_room(hall: Hall, her: Browser) -> None:
    ben = deputy_of(hall, her)
    hall.socket(her, Role.FACILITATOR, "hers"), hall.socket(ben, Role.COFACILITATOR, "bens")
    assert hall.move("hers", "start")["ok"]
    assert hall.move("bens", "next")["code"] == "not_at_the_wheel"
    assert hall.move("bens", "take_wheel")["ok"]
    assert hall.move("bens", "next")["ok"]
    assert hall.move("hers", "next")["code"] == "not_at_the_wheel"
    ana = hall.house.join("Ana")
    assert hall.move("bens", "erase", person=ana.id, how="words")["code"] == "not_yours"
    assert hall.move("bens", "remove", person=ana.id)["ok"]


def test_a_cofacilitator_types_in_what_somebody_says(hall: Hall, her: Browser) -> None:
    ben, ana = deputy_of(hall, her), hall.house.join("Ana")
    hall.socket(ben, Role.COFACILITATOR, "bens")
    hall.house.go("write.treats")
    wrote = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
    said = {"id": "typed", "name": "write", "screen": "write.treats", "data": {**wrote, "for": ana.id}}
    assert hall.live.move("bens", said)["ok"]
    assert [entry.proxy for entry in hall.house.run.pool.by(ana.id)] == ["console"]


def test_a_remote_moves_the_room_with_the_wheel_of_whoever_has_it_and_never_takes_it(hall: Hall, her: Browser) -> None:
    phone = remote_of(hall, her)
    hall.socket(her, Role.FACILITATOR, "hers"), hall.socket(phone, Role.REMOTE, "phone")
    assert hall.move("hers", "start")["ok"]
    wheel = hall.house.run.place.wheel
    assert hall.move("phone", "next", seen=hall.house.run.place.steer)["ok"]
    assert hall.house.run.place.wheel == wheel
    assert hall.move("phone", "take_wheel")["code"] == "not_yours"
    assert hall.move("phone", "timer_add", seconds=60)["ok"]
    assert hall.move("phone", "blank", on=True)["ok"]


def test_a_doubled_next_of_a_remote_moves_once(hall: Hall, her: Browser) -> None:
    phone = remote_of(hall, her)
    hall.socket(phone, Role.REMOTE, "phone")
    hall.house.go("write.treats")
    seen = hall.house.view(Remote())["steer"]
    assert hall.move("phone", "next", seen=seen)["ok"]
    there = hall.house.run.place.now
    assert hall.move("phone", "next", seen=seen)["code"] == "already_moved"
    assert hall.house.run.place.now == there


def test_a_remote_sees_where_the_room_is_and_nobodys_words_or_names(hall: Hall) -> None:
    ana = hall.house.join("Amaryllis", organisation="Oakfield")
    hall.house.go("write.treats")
    wrote = {"box": "treat", "text": "Persimmon", "visibility": "room", "named": True, "tags": [], "fields": {}}
    entry = ana.play("write", **wrote)["data"]["entry"]["id"]
    hall.house.facilitator.play("show", entries=[entry])
    hall.house.facilitator.play("spotlight", entry=entry)
    seen = json.dumps(hall.house.view(Remote()))
    assert not [word for word in ("Amaryllis", "Oakfield", "Persimmon", ana.id, hall.house.run.code) if word in seen]
    assert hall.house.view(Remote())["here"] == 1


# ── the list, and an end at once ────────────────────────────────────────────


def test_the_list_says_who_sits_where_and_who_is_invited(hall: Hall, her: Browser) -> None:
    deputy_of(hall, her)
    phone = remote_of(hall, her)
    her.post(way(hall, "invite"), {"name": "Cara"})
    hall.house.join("Ana")
    hall.socket(phone, Role.REMOTE, "phone")
    found = seats(hall, her)
    assert set(found) == {"facilitator", "Ben", "Her phone", "Cara"}
    assert (found["facilitator"]["own"], found["Ben"]["own"]) == (True, False)
    assert (found["Her phone"]["here"], found["Ben"]["here"]) == (True, False)
    assert (found["Cara"]["invited"], found["Ben"]["invited"]) == (True, False)
    assert (found["Her phone"]["seen"], found["Ben"]["seen"]) == (hall.house.time, 0)


def test_last_seen_is_written_once_a_minute_at_most(hall: Hall, her: Browser) -> None:
    phone = remote_of(hall, her)
    hall.socket(phone, Role.REMOTE, "phone")
    first = seats(hall, her)["Her phone"]["seen"]
    hall.move("phone", "blank", on=True)
    assert seats(hall, her)["Her phone"]["seen"] == first
    hall.house.time += MINUTE
    hall.live.disconnect("phone")
    assert seats(hall, her)["Her phone"]["seen"] == hall.house.time


def test_who_is_ended_is_shown_out_at_once_and_stays_out(hall: Hall, her: Browser) -> None:
    phone = remote_of(hall, her)
    hall.socket(phone, Role.REMOTE, "phone")
    assert her.post(way(hall, "seats/end"), {"seats": [seats(hall, her)["Her phone"]["badge"]]})["ended"] == 1
    assert hall.told[-2:] == [("phone", "out"), ("phone", "dismissed")]
    assert hall.move("phone", "next")["code"] == "signed_out"
    assert phone.get(f"/remote/{hall.house.run_id}").status_code == 403
    assert "Her phone" not in seats(hall, her)


def test_ending_all_others_leaves_her_and_the_stage_and_no_open_invitation(hall: Hall, her: Browser) -> None:
    ben, phone, second = deputy_of(hall, her), remote_of(hall, her), hall.facilitator()
    stage = hall.browser()
    stage.post("/stage", {"ticket": ticket_of(her.post(way(hall, "stage-link")))})
    open_one = ticket_of(her.post(way(hall, "invite"), {"name": "Cara"}))
    her.post(way(hall, "seats/end"), {"others": True})
    assert set(seats(hall, her)) == {"facilitator", "stage"}
    assert hall.browser().post("/invited", {"ticket": open_one})["code"] == "old_ticket"
    assert [one.get(f"/console/{hall.house.run_id}").status_code for one in (her, second, ben)] == [200, 403, 403]
    assert phone.get(f"/remote/{hall.house.run_id}").status_code == 403
    assert stage.get(f"/stage/{hall.house.run_id}").status_code == 200


def test_a_seat_of_another_run_is_not_ended_from_here(hall: Hall, her: Browser) -> None:
    other = hall.house.host.create(hall.house.run.agenda, {})
    far = ticket_of(her.post(f"/run/{other}/invite", {"name": "Far"}))
    badge = hall.access.badge(far)
    assert badge not in her.get(way(hall, "seats")).json["seats"]
    assert her.post(way(hall, "seats/end"), {"seats": [badge]})["ended"] == 0
    assert hall.browser().post("/invited", {"ticket": far})["ok"]


def test_a_forgotten_seat_ends_by_itself(hall: Hall, her: Browser) -> None:
    ben, phone = deputy_of(hall, her), remote_of(hall, her)
    hall.house.time += 12 * HOUR
    assert phone.get(f"/remote/{hall.house.run_id}").status_code == 403
    assert ben.get(f"/console/{hall.house.run_id}").status_code == 200
    hall.house.time += 12 * HOUR
    assert ben.get(f"/console/{hall.house.run_id}").status_code == 403


def test_a_seat_that_is_used_lasts_until_its_absolute_end(hall: Hall, her: Browser) -> None:
    ben = deputy_of(hall, her)
    hall.socket(ben, Role.COFACILITATOR, "bens")
    for _ in range(8):
        hall.house.time += 20 * HOUR
        assert hall.move("bens", "evening", on=True)["ok"]
    hall.house.time += 9 * HOUR
    assert hall.move("bens", "evening", on=False)["code"] == "signed_out"


# ── where facilitators may be ───────────────────────────────────────────────


def with_settings(house: House, **changes: Any) -> Hall:
    config = Config(data=Path("/nowhere"), public="http://192.168.1.20", names=("192.168.1.20", "room.example.org"))
    return Hall(house, replace(config, **changes))


def test_over_plain_http_a_deputy_comes_from_this_machine_only(hall: Hall, her: Browser) -> None:
    made = her.post(way(hall, "invite"))
    assert made["url"].startswith(f"{HOME}/invited#")
    assert hall.browser(HALL, LAN).post("/invited", {"ticket": ticket_of(made)})["code"] == "far_away"
    ben = hall.browser()
    assert ben.post("/invited", {"ticket": ticket_of(made)})["ok"]
    ben.base, ben.address = HOME, LAN
    assert ben.get(f"/console/{hall.house.run_id}").json["code"] == "far_away"
    assert 'data-door="here"' in her.get(f"/console/{hall.house.run_id}").text


def test_with_open_eyes_a_deputy_comes_from_anywhere_and_the_console_says_so(house: House) -> None:
    hall = with_settings(house, remote_facilitator=True)
    her = hall.facilitator()
    made = her.post(way(hall, "invite"))
    assert made["url"].startswith(f"{HALL}/invited#")
    assert hall.browser(HALL, LAN).post("/invited", {"ticket": ticket_of(made)})["ok"]
    assert 'data-door="open"' in her.get(f"/console/{house.run_id}").text


def test_over_https_a_deputy_comes_from_anywhere_if_the_proxy_is_believed(house: House) -> None:
    hall = with_settings(house, behind_proxy=True, public=SAFE)
    her = hall.facilitator(SAFE)
    made = her.post(way(hall, "invite"))
    assert made["url"].startswith(f"{SAFE}/invited#")
    ben = hall.browser(SAFE, LAN)
    assert ben.post("/invited", {"ticket": ticket_of(made)})["ok"]
    page = her.get(f"/console/{house.run_id}").text
    assert 'data-door="secure"' in page
    assert 'data-safe="yes"' in page


def test_https_that_no_proxy_of_ours_vouches_for_lets_nobody_in(house: House) -> None:
    hall = with_settings(house, public=SAFE)
    her = hall.facilitator()
    ticket = ticket_of(her.post(way(hall, "invite")))
    assert hall.browser(SAFE, LAN).post("/invited", {"ticket": ticket})["code"] == "far_away"


FROM_AFAR = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "room.example.org"}


@pytest.mark.parametrize(
    ("settings", "address", "code"),
    [
        ({}, "127.0.0.1", "far_away"),  # a proxy that nobody told us of
        ({}, "192.168.1.33", "far_away"),
        ({"behind_proxy": True, "public": SAFE}, "192.168.1.33", "far_away"),  # past the proxy, and only says so
        ({"behind_proxy": True, "public": SAFE}, "127.0.0.1", ""),
    ],
)
def test_what_says_that_it_was_forwarded_is_believed_of_our_own_proxy_only(
    house: House, settings: Json, address: str, code: str
) -> None:
    hall = with_settings(house, **settings)
    said = {"ticket": hall.access.ticket(Role.COFACILITATOR, house.run_id)}
    headers = {**FROM_AFAR, "Origin": SAFE if not code else HALL}
    asked = {"base_url": HALL, "headers": headers, "environ_overrides": {"REMOTE_ADDR": address}}
    answer = hall.app.test_client().post("/invited", json=said, **asked)
    assert answer.json.get("code", "") == code


@pytest.mark.parametrize("door", ["/invited", "/remote"])
def test_a_foreign_name_that_points_here_opens_no_seat(hall: Hall, door: str) -> None:
    role = {"/invited": Role.COFACILITATOR, "/remote": Role.REMOTE}[door]
    ticket = hall.access.ticket(role, hall.house.run_id)
    for foreign in ("http://evil.example", "http://evil.example:8000"):
        answer = hall.app.test_client().post(
            door, json={"ticket": ticket}, base_url=foreign, headers={"Origin": foreign}
        )
        assert answer.status_code == 421
    crossed = hall.app.test_client().post(
        door, json={"ticket": ticket}, base_url=HOME, headers={"Origin": "http://evil.example"}
    )
    assert crossed.json["code"] == "not_allowed"
    assert hall.access.exchange(ticket, role), "and the ticket is as good as before"


# ── cookies ─────────────────────────────────────────────────────────────────


def test_cookies_of_steering_seats_are_out_of_reach_and_strict(hall: Hall, her: Browser) -> None:
    for browser in (her, deputy_of(hall, her), remote_of(hall, her)):
        assert "HttpOnly" in browser.set_cookie
        assert "SameSite=Strict" in browser.set_cookie
        assert "Secure" not in browser.set_cookie


def test_over_https_cookies_have_a_name_that_no_other_site_can_set(house: House) -> None:
    hall = with_settings(house, behind_proxy=True, public=SAFE)
    her = hall.facilitator(SAFE)
    for browser in (her, deputy_with(hall, her)):
        assert browser.set_cookie.startswith("__Host-workshop_")
        assert "Secure" in browser.set_cookie
        assert "Path=/" in browser.set_cookie
        assert "Domain" not in browser.set_cookie


def deputy_with(hall: Hall, her: Browser) -> Browser:
    ben = hall.browser(SAFE, LAN)
    assert ben.post("/invited", {"ticket": ticket_of(her.post(way(hall, "invite")))})["ok"]
    return ben


def test_both_names_of_a_cookie_are_read_and_the_safe_one_goes_first(hall: Hall) -> None:
    safe, plain = cookie_names(Role.PARTICIPANT, hall.house.run_id)
    ana, ben = (hall.access.admit(hall.house.run_id, who).token for who in ("ana", "ben"))
    who = [
        hall.access.seat(cookies, Role.PARTICIPANT, hall.house.run_id).person
        for cookies in ({plain: ana}, {safe: ana}, {safe: ana, plain: ben}, {safe: "x" * 43, plain: ben})
    ]
    assert who == ["ana", "ana", "ana", "ben"]


def test_the_word_against_forged_forms_is_each_seats_own(hall: Hall, her: Browser) -> None:
    ben = deputy_of(hall, her)
    foreword = {"move": "foreword", "text": "Dear all"}
    hers = hall.access.csrf(her.cookies)
    for wrong in ("", hers, hall.access.csrf(ben.cookies, Role.COFACILITATOR, "another run")):
        assert ben.post(way(hall, "redraft"), foreword, csrf=wrong)["code"] == "not_allowed"
    assert ben.post(way(hall, "redraft"), foreword)["ok"]
    assert her.post(way(hall, "redraft"), foreword)["ok"]


def test_what_a_cofacilitators_browser_is_told_of_people_without_phones_is_nothing(hall: Hall, her: Browser) -> None:
    """Their links to what they take away are the facilitator's to give."""
    ben = deputy_of(hall, her)
    hall.house.facilitator.play("add_person", name="Amaryllis", table=1)
    assert "Amaryllis" in her.get(way(hall, "draft")).text
    assert "phoneless" in ben.get(way(hall, "draft")).text
    assert '"phoneless": {}' in ben.get(way(hall, "draft")).text
