"""The doors over HTTP: who may open which page, what comes back, and that nothing slips in or out."""

import io
import json
import logging
import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, run_wsgi_app

from tests.test_access import Drawer, Watch
from workshop import assets as asset_files
from workshop import roster, words
from workshop.access import Access, cookie_name
from workshop.config import Config, shipped
from workshop.moves import Fact, Refused, Role
from workshop.web import ROUTES, answers, guarded, pages, papers, qr

HOME = "http://127.0.0.1:8000"
HALL = "http://192.168.1.20:8000"
RUN, CODE, KEY = "run1-0123456789", "K7RM2X", "ABCDEFGHJK"
HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


# ── a house with nobody behind the desk ───────────────────────────────────


SCREENS = tuple(
    SimpleNamespace(id=one, kind=kind)
    for one, kind in (("hello", "present"), ("vote", "choose"), ("cards", "deck"), ("bye", "present"))
)


def a_run(**changes):
    return SimpleNamespace(
        **{
            "id": RUN,
            "code": CODE,
            "title": "Oak & Elm <together>",
            "agenda": SimpleNamespace(subtitle="Moving on", language="en", roles=("Head", "Governor"), screens=SCREENS),
            "place": SimpleNamespace(now="vote"),
            "settings": {"date": "2026-11-21", "names": True, "rehearsal": False, "partnerships": ["North"]},
            "roster": roster.tables({1: "Oak", 2: ""}),
            "started": 0,
            "ended": 0,
            "locked": False,
            "door": KEY,
            "former": (),
        }
        | changes
    )


class Desk:
    """A host that lets people join, and remembers what it was asked to do."""

    def __init__(self):
        self.runs = {RUN: a_run()}
        self.done = []
        self.troubles = []

    def run(self, run_id):
        return self.runs.get(run_id)

    def run_by_code(self, code):
        return next((run for run in self.runs.values() if run.code == code), None)

    def play(self, move):
        self.done.append(move)
        run = self.runs[move.by.run]
        if run.locked:
            return {"ok": False, "code": "closed_door", "args": {}, "retry": False}
        try:
            data = roster.accept(run.roster, replace(move, mint=f"{len(run.roster.people)}", chance=7))
        except Refused as refused:
            return {"ok": False, "code": refused.code, "args": refused.args_, "retry": False}
        self.runs[run.id] = a_run(roster=roster.apply(run.roster, Fact(1, run.id, move.name, data=data)))
        return {"ok": True, "seq": 1, "data": data}

    def trouble(self, code):
        self.troubles.append(code)

    def over(self, code):
        self.troubles.remove(code)

    def create(self, agenda, settings):
        self.done.append((agenda.id, settings))
        return RUN

    def purge(self, run_id):
        self.done.append(("purge", run_id))

    def preview(self, run_id, screen):
        if screen != "welcome.title":
            raise Refused("unknown_screen")
        return {"screen": {"id": screen}}


class Record:
    """A store that lists the runs."""

    def runs(self):
        row = {"id": RUN, "code": CODE, "title": "Oak", "created": 5, "started": 0, "ended": 0, "people": 3}
        return [{**row, "settings": {"date": "2026-11-21", "rehearsal": False}}]

    def facts(self, run, after=0):
        return []


def the_shelf():
    about = {"title": "Taster", "subtitle": "", "purpose": "To try it.", "language": "en", "minutes": 60, "tables": 5}
    good = SimpleNamespace(id="taster", **about)
    return [
        SimpleNamespace(id="taster", path=Path("/x/taster.toml"), own=False, agenda=good, error=""),
        SimpleNamespace(
            id="taster", path=Path("/y/taster.toml"), own=True, agenda=None, error="Minutes do not add up."
        ),
    ]


class Visitor(FlaskClient):
    """A browser: sends JSON, and says where it comes from unless told otherwise."""

    csrf = ""

    def open(self, *args, base_url=HOME, **kwargs):
        return super().open(*args, base_url=base_url, **kwargs)

    def send(self, path, said=None, *, at=HOME, headers=None, **more):
        headers = {"Origin": at, "X-Csrf": self.csrf, **(headers or {})}
        return self.post(path, json={} if said is None else said, base_url=at, headers=headers, **more)


@pytest.fixture
def host():
    return Desk()


@pytest.fixture
def drawer():
    return Drawer()


@pytest.fixture
def watch():
    return Watch()


@pytest.fixture
def config():
    return Config(data=Path("/nowhere"), public="http://192.168.1.20", names=("192.168.1.20",))


@pytest.fixture
def access(config, drawer, watch):
    return Access(config, drawer, watch)


@pytest.fixture
def app(config, host, access):
    app = Flask("workshop", static_folder=None)
    app.register_blueprint(pages(config, host, Record(), access, the_shelf))
    app.bare = app.wsgi_app
    app.wsgi_app = guarded(app.bare, config)
    app.test_client_class = Visitor
    return app


@pytest.fixture
def visitor(app):
    return app.test_client()


@pytest.fixture
def facilitator(app, access):
    her = app.test_client()
    answer = her.send("/sign-in", {"ticket": access.ticket(Role.FACILITATOR)})
    assert answer.json == {"ok": True, "go": "/home"}
    her.csrf = access.csrf({"workshop_facilitator": her.get_cookie("workshop_facilitator", domain="127.0.0.1").value})
    return her


@pytest.fixture
def stage(app, access):
    projector = app.test_client()
    answer = projector.send("/stage", {"ticket": access.ticket(Role.STAGE, RUN)})
    assert answer.json == {"ok": True, "go": f"/stage/{RUN}"}
    return projector


@pytest.fixture
def ana(app):
    phone = app.test_client()
    assert phone.send("/join", {"code": CODE, "name": "Ana", "named": True}).json["ok"]
    return phone


def data_of(page):
    return json.loads(re.search(r'id="data">(.*?)</script>', page.text, re.DOTALL).group(1))


# ── every role at every door ──────────────────────────────────────────────

OPEN = {
    ("GET", "/"),
    ("GET", "/<code>"),
    ("POST", "/join"),
    ("POST", "/back"),
    ("POST", "/leave"),
    ("GET", "/sign-in"),
    ("POST", "/sign-in"),
    ("GET", "/stage"),
    ("POST", "/stage"),
    ("GET", "/invited"),
    ("POST", "/invited"),
    ("GET", "/remote"),
    ("POST", "/remote"),
    ("GET", "/qr/<code>.svg"),
    ("GET", "/static/<digest>/<path:path>"),
    ("GET", "/favicon.ico"),
    ("GET", "/healthz"),
    ("GET", "/keep"),
    ("POST", "/keep"),
    ("GET", "/mine/<run_id>"),
    ("GET", "/mine/<run_id>/take-away.html"),
    ("GET", "/mine/<run_id>/commitment/<entry>.ics"),
    ("POST", "/mine/<run_id>/link"),
    ("POST", "/mine/<run_id>/erase"),
}
"""Those below /mine are shut for everybody but the owner of the page, whoever that is (tests/test_notes.py)."""
HERS = {
    ("POST", "/sign-out"),
    ("GET", "/home"),
    ("POST", "/runs"),
    ("POST", "/runs/<run>/wipe"),
    ("POST", "/runs/<run>/purge"),
    ("POST", "/runs/<run>/anonymise"),
    ("GET", "/console/<run>"),
    ("POST", "/run/<run>/stage-link"),
    ("GET", "/run/<run>/preview/<screen>"),
    ("GET", "/run/<run>/codes"),
    ("GET", "/run/<run>/voice/<screen>"),
    ("POST", "/run/<run>/invite"),
    ("POST", "/run/<run>/pair"),
    ("POST", "/run/<run>/another-phone"),
    ("GET", "/run/<run>/seats"),
    ("POST", "/run/<run>/seats/end"),
    ("GET", "/run/<run>/note"),
    ("GET", "/run/<run>/note.html"),
    ("GET", "/run/<run>/note.md"),
    ("GET", "/run/<run>/draft"),
    ("POST", "/run/<run>/redraft"),
    ("GET", "/run/<run>/case"),
    ("GET", "/run/<run>/poster"),
    ("GET", "/run/<run>/letters"),
    ("POST", "/run/<run>/take-away-link"),
    ("GET", "/run/<run>/<name>.csv"),
    ("GET", "/run/<run>/run.json"),
}
THE_STAGES = {("GET", "/stage/<run>")}
THE_REMOTES = {("GET", "/remote/<run>")}
CLOSED = sorted(HERS | THE_STAGES | THE_REMOTES)


def address(rule):
    parts = {"<run>": RUN, "<code>": CODE, "<screen>": "welcome.title", "<name>": "people", "<digest>": "0" * 12}
    parts |= {"<run_id>": RUN, "<entry>": "e1"}
    for part, value in parts.items():
        rule = rule.replace(part, value)
    return rule.replace("<path:path>", "icon.svg")


def test_the_table_of_doors_is_as_agreed(app):
    table = {(route.method, route.rule): route.who for route in ROUTES}
    assert {door for door, who in table.items() if who is Role.OUTSIDER} == OPEN
    assert {door for door, who in table.items() if who is Role.FACILITATOR} == HERS
    assert {door for door, who in table.items() if who is Role.STAGE} == THE_STAGES
    assert {door for door, who in table.items() if who is Role.REMOTE} == THE_REMOTES
    assert len(list(app.url_map.iter_rules())) == len(table) == len(ROUTES)


@pytest.mark.parametrize(("method", "rule"), CLOSED)
@pytest.mark.parametrize("who", ["visitor", "ana", "stage", "facilitator"])
def test_a_door_opens_for_its_own_role_only(request, host, drawer, who, method, rule):
    guest = request.getfixturevalue(who)
    before = len(host.done), [row["revoked"] for row in drawer.rows.values()]
    answer = guest.send(address(rule)) if method == "POST" else guest.get(address(rule))
    if (who == "facilitator" and (method, rule) in HERS) or (who == "stage" and (method, rule) in THE_STAGES):
        assert answer.json is None or answer.json.get("code") != "not_allowed"
        return
    assert answer.status_code == 403
    assert answer.json["code"] == "not_allowed"
    assert (len(host.done), [row["revoked"] for row in drawer.rows.values()]) == before


def test_a_closed_door_looks_the_same_whether_the_run_exists_or_not(visitor):
    assert visitor.get("/console/none").data == visitor.get(f"/console/{RUN}").data


def test_the_stage_of_one_run_is_not_that_of_another(stage, host):
    host.runs["other"] = a_run(id="other", code="AAAAAA")
    assert stage.get(f"/stage/{RUN}").status_code == 200
    assert stage.get("/stage/other").status_code == 403


def test_asking_changes_nothing(app, host, drawer, facilitator, stage, ana):
    before = len(host.done), json.dumps(drawer.rows)
    for guest in (app.test_client(), facilitator, stage, ana):
        for route in ROUTES:
            if route.method == "GET":
                guest.get(address(route.rule))
                guest.head(address(route.rule))
    assert (len(host.done), json.dumps(drawer.rows)) == before


# ── headers ───────────────────────────────────────────────────────────────


def check_headers(answer):
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.rule}")
def test_every_answer_is_dressed_for_the_street(route, visitor, facilitator):
    for guest in (visitor, facilitator):
        for headers in ({}, HTML):
            answer = guest.open(address(route.rule), method=route.method, headers=headers)
            check_headers(answer)
            assert answer.headers["Cache-Control"] == "no-store" or route.rule in ("/favicon.ico",)


def test_sockets_are_allowed_to_the_host_that_was_asked(visitor):
    policy = visitor.get("/").headers["Content-Security-Policy"]
    assert "connect-src 'self' ws://127.0.0.1:8000 wss://127.0.0.1:8000;" in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy
    foreign = visitor.get("/", base_url="http://evil.example").headers["Content-Security-Policy"]
    assert "evil" not in foreign


def test_phones_get_no_header_their_browser_would_complain_about(visitor):
    assert "Cross-Origin-Opener-Policy" not in visitor.get("/", base_url=HALL).headers
    assert "Cross-Origin-Opener-Policy" in visitor.get("/", base_url="https://192.168.1.20:8000").headers


def test_no_page_carries_a_script_or_a_style_of_its_own(visitor, facilitator, stage):
    asked = [(visitor, "/"), (visitor, f"/{CODE}"), (visitor, "/sign-in"), (visitor, "/stage"), (visitor, "/nothing")]
    asked += [(facilitator, "/home"), (facilitator, f"/console/{RUN}"), (stage, f"/stage/{RUN}")]
    for guest, path in asked:
        page = guest.get(path, headers=HTML).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", page), path
        scripts = re.findall(r"<script([^>]*)>", page)
        assert all("src=" in one or 'type="application/json"' in one for one in scripts), path
        assert re.search(r'<html lang="en" dir="ltr">', page), path
        assert 'name="theme-color"' in page, path


# ── the wrong thing, said clearly ─────────────────────────────────────────


def sentence(answer):
    said = answer.json
    assert said["ok"] is False
    assert said["sentence"] == words.say(f"refused-{said['code']}", **said["args"])
    assert "{" not in said["sentence"]
    return said["code"]


def test_every_refusal_of_the_doors_has_its_words():
    for code in answers.STATUS:
        assert words.say(f"refused-{code}", seconds=3) != f"refused-{code}", code


@pytest.mark.parametrize(
    ("method", "path", "more", "status", "code"),
    [
        ("GET", "/nothing", {}, 404, "nothing_here"),
        ("GET", "/static/000000000000/../../etc/passwd", {}, 404, "nothing_here"),
        ("POST", "/home", {}, 405, "wrong_way"),
        ("DELETE", "/join", {}, 405, "wrong_way"),
        ("POST", "/join", {"data": "code=K7RM2X"}, 415, "wrong_form"),
        ("POST", "/join", {"data": "{", "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/join", {"data": "[]", "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/join", {"data": '{"a":NaN}', "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/join", {"data": "[" * 60_000, "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/join", {"data": b"\xff\xfe{}", "content_type": "application/json"}, 400, "bad_request"),
        ("POST", "/join", {"data": "{" + " " * 70_000 + "}", "content_type": "application/json"}, 413, "too_large"),
        ("POST", "/join", {"json": {"code": "AAAAAA"}}, 404, "wrong_code"),
        ("POST", "/join", {"json": {"code": 7}}, 404, "wrong_code"),
        ("POST", "/join", {"json": {}}, 404, "wrong_code"),
        ("POST", "/leave", {"json": {"run": "none"}}, 404, "unknown_run"),
    ],
)
def test_a_wrong_request_is_answered_in_one_sentence(visitor, method, path, more, status, code):
    answer = visitor.open(path, method=method, **more)
    assert answer.status_code == status
    assert sentence(answer) == code


def test_somebody_who_followed_a_link_gets_a_page_instead(visitor):
    answer = visitor.get("/nothing", headers=HTML)
    assert (answer.status_code, answer.mimetype) == (404, "text/html")
    assert "There is nothing at this address." in answer.text


def test_a_body_without_a_length_is_capped_too(app):
    environ = EnvironBuilder("/join", HOME, method="POST", content_type="application/json").get_environ()
    environ.pop("CONTENT_LENGTH", None)
    environ |= {"wsgi.input": io.BytesIO(b" " * 200_000), "wsgi.input_terminated": True}
    _, status, _ = run_wsgi_app(app, environ)
    assert status.startswith("413")


def test_what_breaks_is_logged_and_never_shown(app, visitor, host, monkeypatch, caplog):
    def breaks(code):
        raise RuntimeError("the secret reason")

    monkeypatch.setattr(host, "run_by_code", breaks)
    with caplog.at_level(logging.ERROR):
        answer = visitor.get(f"/{CODE}", headers=HTML)
    assert answer.status_code == 500
    assert "Something broke on our side" in answer.text
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert "the secret reason" in caplog.text
    assert CODE not in caplog.text.split("Traceback")[0]


def test_texts_from_outside_are_only_ever_text(facilitator, host):
    host.runs[RUN] = a_run(title='</script><img src=x onerror="x">')
    page = facilitator.get(f"/console/{RUN}", headers=HTML).text
    assert "<img" not in page
    assert "</script><" not in page.replace("</script>\n", "")


# ── another site, another name ────────────────────────────────────────────


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://192.168.1.20:8000"},
        {"Origin": "http://127.0.0.1:8000.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_make_a_browser_act(facilitator, visitor, host, headers):
    assert facilitator.send("/runs", {"agenda": "shipped/taster"}, headers=headers).status_code == 403
    assert visitor.send("/join", {"code": CODE, "name": "Ana"}, headers=headers).status_code == 403
    assert host.done == []


def test_her_own_pages_must_send_along_what_only_they_know(facilitator, host):
    for wrong in ("", "x", "ü", "0" * 64):
        assert facilitator.send("/runs", {"agenda": "shipped/taster"}, headers={"X-Csrf": wrong}).status_code == 403
    assert host.done == []
    assert facilitator.send("/runs", {"agenda": "shipped/taster"}).status_code == 200


def test_a_foreign_name_never_gets_past_the_outermost_door(app):
    visitor = app.test_client()
    assert visitor.get("/healthz").json == {"ok": True}
    assert visitor.get("/healthz", base_url=HALL).status_code == 200
    for name in ("http://evil.example", "http://evil.example:8000", "http://127.0.0.1:8001"):
        answer = visitor.get("/healthz", base_url=name, headers={"X-Forwarded-Host": "127.0.0.1:8000"})
        assert answer.status_code == 421
        assert "big screen" in answer.text
    assert visitor.get("/healthz", headers={"X-Forwarded-Host": "evil.example"}).status_code == 200


def test_behind_a_proxy_its_word_counts(app, config):
    app.wsgi_app = guarded(app.bare, replace(config, behind_proxy=True, public="https://room.example.org"))
    visitor = app.test_client()
    through = {"X-Forwarded-Host": "room.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.9"}
    said = {"code": CODE, "name": "Ana"}
    joined = visitor.post("/join", json=said, headers={**through, "Origin": "https://room.example.org"})
    assert joined.status_code == 403  # the pages were made for another configuration, which does not know that name
    assert visitor.get("/healthz", headers=through).status_code == 200
    assert visitor.get("/healthz", headers={**through, "X-Forwarded-Host": "evil.example"}).status_code == 421


def test_whoever_comes_past_the_proxy_is_not_believed(app, access, config):
    """Somebody on the Wi-Fi who says to be the proxy's visitor from this very machine."""
    app.wsgi_app = guarded(app.wsgi_app, replace(config, behind_proxy=True, public="https://room.example.org"))
    forged = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "room.example.org"}
    past = {"base_url": HALL, "environ_base": {"REMOTE_ADDR": "192.168.1.66"}, "headers": forged}
    ticket = access.ticket(Role.FACILITATOR)
    answer = app.test_client().post("/sign-in", json={"ticket": ticket}, **past)
    assert answer.json["code"] == "far_away"
    assert "Strict-Transport-Security" not in answer.headers


# ── coming in ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", ["K7RM2X", "k7rm2x"])
def test_the_code_leads_to_the_phones_page(visitor, code):
    page = visitor.get(f"/{code}")
    assert page.status_code == 200
    assert data_of(page) == {
        "run": {
            "id": RUN,
            "title": "Oak & Elm <together>",
            "subtitle": "Moving on",
            "language": "en",
            "ended": False,
            "locked": False,
            "names": True,
            "keep_days": 0,
            "partnerships": ["North"],
        },
        "code": CODE,
        "person": "",
        "roles": ["Head", "Governor"],
        "tables": {"1": {"name": "Oak", "seats": 0}, "2": {"name": "", "seats": 0}},
    }
    for mark in ('data-face="phone"', f'data-run="{RUN}"', f'data-code="{CODE}"', 'data-joined="no"', 'data-lang="en"'):
        assert mark in page.text


def test_joining_sets_a_cookie_for_this_run_alone(visitor, host):
    answer = visitor.send(
        "/join", {"code": "k7 rm 2x", "name": "Ana", "role": "Head", "table": 2, "named": True, "id": "a" * 24}
    )
    person = answer.json["person"]
    assert answer.json == {
        "ok": True,
        "run": RUN,
        "person": person,
        "personal": host.runs[RUN].roster.people[person].code,
        "go": f"/{CODE}",
    }
    move = host.done[0]
    assert (move.name, move.id, move.by.role, move.by.run) == ("join", "a" * 24, Role.OUTSIDER, RUN)
    assert move.data == {"name": "Ana", "role": "Head", "table": 2, "named": True}
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("workshop_me_run1-012=")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert 'data-joined="yes"' in visitor.get(f"/{CODE}").text


def test_over_https_cookies_stay_there(visitor):
    answer = visitor.send("/join", {"code": CODE, "name": "Ana"}, at="https://192.168.1.20:8000")
    assert "Secure" in answer.headers["Set-Cookie"]


def test_joining_twice_with_one_browser_makes_one_person(ana, host):
    again = ana.send("/join", {"code": CODE, "name": "Ana"})
    assert again.json["ok"]
    assert len(host.runs[RUN].roster) == 1


def test_a_short_or_missing_move_id_is_replaced(visitor, host):
    for said in ("", "x", 7, "x" * 65, "ü" * 20):
        visitor.send("/join", {"code": CODE, "name": "Ana", "id": said})
        visitor.delete_cookie(cookie_name(Role.PARTICIPANT, RUN), domain="127.0.0.1")
    assert all(re.fullmatch("[0-9a-f]{24}", move.id) for move in host.done)


def test_what_the_desk_refuses_is_passed_on(visitor, host):
    host.runs[RUN] = a_run(locked=True)
    answer = visitor.send("/join", {"code": CODE, "name": "Ana"})
    assert (answer.status_code, answer.json["code"], answer.json["retry"]) == (403, "closed_door", False)
    assert "Set-Cookie" not in answer.headers
    host.runs[RUN] = a_run()
    answer = visitor.send("/join", {"code": CODE, "name": "A" * 10_000})
    assert (answer.status_code, answer.json["code"], answer.json["args"]) == (
        400,
        "too_long",
        {"key": "name", "limit": 60},
    )


def test_somebody_who_was_removed_does_not_come_back_with_the_same_browser(ana, host):
    (person,) = host.runs[RUN].roster.people.values()
    host.runs[RUN] = a_run(
        roster=roster.Roster({person.id: replace(person, removed=True)}, host.runs[RUN].roster.tables)
    )
    answer = ana.send("/join", {"code": CODE, "name": "Ana again"})
    assert (answer.status_code, answer.json["code"]) == (403, "removed")


def test_the_personal_code_brings_somebody_back_and_signs_the_old_phone_out(app, ana, host, access):
    told = []
    access.signed_out = lambda *who: told.append(who)
    (person,) = host.runs[RUN].roster.people.values()
    other = app.test_client()
    answer = other.send("/back", {"code": CODE, "personal": person.code.lower()})
    assert (answer.json["ok"], answer.json["person"]) == (True, person.id)
    assert 'data-joined="yes"' in other.get(f"/{CODE}").text
    assert 'data-joined="no"' in ana.get(f"/{CODE}").text
    assert told == [(RUN, person.id)]


def test_somebody_elses_turn_with_this_phone(ana):
    assert ana.send("/leave", {"run": RUN}).json["ok"]
    assert 'data-joined="no"' in ana.get(f"/{CODE}").text


def test_the_landing_page_shows_the_way_back_in(ana, visitor):
    assert f'href="/{CODE}"' in ana.get("/").text
    assert CODE not in visitor.get("/").text


def test_a_wrong_code_gets_a_page_that_says_so(visitor):
    for code in ("AAAAAA", "K7RM20"):
        answer = visitor.get(f"/{code}", headers=HTML)
        assert answer.status_code == 404
        assert words.say("refused-wrong_code") in answer.text.replace("&#39;", "'")


def test_guessing_codes_is_slowed_down_and_a_right_guess_then_looks_like_a_wrong_one(visitor, ana, watch):
    letters = "ABCDEFGHJK"
    for guess in letters:
        assert visitor.get(f"/AAAAA{guess}").status_code == 404
    for code in ("AAAAAA", CODE):
        answer = visitor.send("/join", {"code": code, "name": "Eve"})
        assert (answer.status_code, answer.json["code"], answer.json["args"]) == (429, "slow_down", {"seconds": 6})
        assert answer.headers["Retry-After"] == "6"
        assert visitor.get(f"/{code}").status_code == 429
    # Whoever is in the room is not shut out by somebody else's guessing.
    assert ana.get(f"/{CODE}").status_code == 200
    watch.wait(6)
    assert visitor.get(f"/{CODE}").status_code == 200


def test_guessing_personal_codes_is_slowed_down(visitor, ana, host):
    (person,) = host.runs[RUN].roster.people.values()
    for guess in range(5):
        assert visitor.send("/back", {"code": CODE, "personal": f"AAA{guess}"}).json["code"] == "wrong_code"
    answer = visitor.send("/back", {"code": CODE, "personal": person.code})
    assert (answer.status_code, answer.json["code"]) == (429, "ask_facilitator")
    assert host.troubles == ["guessing_personal"]


def test_then_the_facilitator_lets_somebody_in_by_a_code_that_is_good_once_and_ends_the_old_one(
    visitor, ana, facilitator, host
):
    (person,) = host.runs[RUN].roster.people.values()
    assert facilitator.send(f"/run/{RUN}/another-phone", {"person": "nobody"}).json["code"] == "unknown_person"
    given = facilitator.send(f"/run/{RUN}/another-phone", {"person": person.id}).json
    assert (len(given["code"]), given["seconds"]) == (6, 120)
    for _ in range(6):
        visitor.send("/back", {"code": CODE, "personal": "AAAA"})
    assert visitor.send("/back", {"code": CODE, "personal": "AAAAAA"}).json["code"] == "wrong_code"
    answer = visitor.send("/back", {"code": CODE, "personal": given["code"].lower()})
    assert answer.json["person"] == person.id
    assert host.done[-1].name == "renew_code"
    assert visitor.get(f"/{CODE}").text.count('data-joined="yes"') == 1
    assert ana.get(f"/{CODE}").text.count('data-joined="no"') == 1
    assert ana.send("/back", {"code": CODE, "personal": given["code"]}).json["code"] == "wrong_code"


# ── the key of the QR code ────────────────────────────────────────────────


def test_whoever_scans_comes_in_while_somebody_guesses_and_the_address_bar_forgets_the_key(app, visitor, host):
    while visitor.get("/AAAAAA").status_code == 404:
        pass
    assert visitor.get(f"/{CODE}", headers=HTML).headers["Refresh"] == "6"
    assert host.troubles == ["guessing"]
    scanned = visitor.get(f"/{CODE.lower()}-{KEY.lower()}")
    assert scanned.status_code == 200
    assert f'data-key="{KEY}"' in scanned.text
    assert visitor.send("/join", {"code": CODE, "name": "Eve"}).json["code"] == "slow_down"
    assert visitor.send("/join", {"code": CODE, "key": KEY, "name": "Eve"}).json["go"] == f"/{CODE}"


def test_a_wrong_key_costs_patience_and_does_not_tell_whether_the_code_is_right(visitor, host):
    for guess in range(10):
        code = (CODE, "AAAAAA")[guess % 2]
        assert visitor.get(f"/{code}-ABCDEFGHJA", headers=HTML).status_code == 404
    assert visitor.get(f"/{CODE}-ABCDEFGHJA").status_code == 429
    host.runs[RUN] = a_run(door="")
    assert visitor.get(f"/{CODE}-{KEY}").status_code == 429, "older runs have no key, and nothing is one"


def test_the_key_is_drawn_for_the_big_screen_and_the_console_only(visitor, ana, facilitator, stage, config):
    picture = f"/qr/{CODE}.svg"
    keyed = qr.svg(config.qr_text(f"{CODE}-{KEY}"))
    assert {one.get(picture).status_code for one in (visitor, ana)} == {403}
    assert {one.get(picture).text for one in (facilitator, stage)} == {keyed}
    for page in (f"/{CODE}", f"/console/{RUN}", f"/stage/{RUN}", "/home", f"/run/{RUN}/codes"):
        for one in (visitor, ana, facilitator, stage):
            assert KEY not in one.get(page).text, page


def test_whoever_is_in_the_room_comes_back_by_the_old_code_too_and_nobody_else_does(visitor, ana, host):
    host.runs[RUN] = a_run(code="NEWWAY", former=(CODE,), roster=host.runs[RUN].roster)
    again = ana.get(f"/{CODE}-{KEY}")
    assert 'data-code="NEWWAY"' in again.text
    assert 'data-joined="yes"' in again.text
    assert visitor.get(f"/{CODE}-{KEY}").status_code == 404
    assert visitor.get(f"/{CODE}").status_code == 404


def test_a_flood_of_newcomers_is_let_in_one_after_the_other_and_each_tries_again(app, host):
    far = {"environ_base": {"REMOTE_ADDR": "192.168.1.77"}}
    answers_ = [app.test_client().send("/join", {"code": CODE, "name": "One of many"}, **far) for _ in range(152)]
    assert [one.status_code for one in answers_] == [200] * 150 + [429] * 2
    assert (answers_[-1].json["code"], answers_[-1].headers["Retry-After"]) == ("crowding", "1")
    assert host.troubles == ["crowding"]
    host.runs[RUN].locked = True
    assert app.test_client().send("/join", {"code": CODE, "name": "Late"}, **far).json["code"] == "closed_door"


def test_a_whole_school_behind_one_address_may_join_at_once(app):
    for _ in range(100):
        assert app.test_client().send("/join", {"code": CODE, "name": "One of many"}).status_code == 200


# ── one-time links ────────────────────────────────────────────────────────


def test_a_sign_in_link_works_once_and_on_this_machine_only(app, access):
    ticket = access.ticket(Role.FACILITATOR)
    elsewhere = app.test_client().send(
        "/sign-in", {"ticket": ticket}, at=HALL, environ_base={"REMOTE_ADDR": "192.168.1.7"}
    )
    assert (elsewhere.status_code, elsewhere.json["code"]) == (403, "far_away")
    first = app.test_client().send("/sign-in", {"ticket": ticket})
    assert first.json["ok"]
    assert "SameSite=Strict" in first.headers["Set-Cookie"]
    assert "HttpOnly" in first.headers["Set-Cookie"]
    again = app.test_client().send("/sign-in", {"ticket": ticket})
    assert (again.status_code, again.json["code"]) == (403, "old_ticket")


def test_a_sign_in_link_may_lead_straight_to_a_console(visitor, access):
    ticket = access.sign_in_link(RUN).split("#")[1]
    assert visitor.send("/sign-in", {"ticket": ticket}).json["go"] == f"/console/{RUN}"
    assert visitor.get("/home").status_code == 200


def test_a_stolen_facilitator_cookie_is_of_no_use_on_another_machine(facilitator):
    answer = facilitator.get("/home", environ_base={"REMOTE_ADDR": "192.168.1.7"})
    assert (answer.status_code, answer.json["code"]) == (403, "far_away")


@pytest.mark.parametrize("ticket", ["", "x" * 43, None, 7, ["x"], "x" * 60_000])
def test_a_ticket_nobody_issued_opens_nothing(visitor, ticket):
    for door in ("/sign-in", "/stage"):
        answer = visitor.send(door, {"ticket": ticket})
        assert (answer.status_code, answer.json["code"]) == (403, "old_ticket")


def test_the_stage_is_paired_by_a_link_from_the_console(app, facilitator):
    url = facilitator.send(f"/run/{RUN}/stage-link").json["url"]
    address, ticket = url.split("#")
    assert address == f"{HOME}/stage"
    projector = app.test_client()
    assert "ticket.js" in projector.get("/stage").text
    assert projector.send("/stage", {"ticket": ticket}).json["go"] == f"/stage/{RUN}"
    page = projector.get(f"/stage/{RUN}").text
    for mark in ('data-face="stage"', f'data-run="{RUN}"', f'data-qr="/qr/{CODE}.svg"'):
        assert mark in page
    assert "csrf" not in page
    assert projector.send("/stage", {"ticket": ticket}).json["code"] == "old_ticket"


def test_signing_out_ends_the_cookie_itself(facilitator):
    kept = facilitator.get_cookie("workshop_facilitator", domain="127.0.0.1").value
    assert facilitator.send("/sign-out").json == {"ok": True, "go": "/"}
    facilitator.set_cookie("workshop_facilitator", kept, domain="127.0.0.1")
    assert facilitator.get("/home").status_code == 403


# ── her pages ─────────────────────────────────────────────────────────────


def test_home_lists_agendas_and_runs(facilitator):
    page = facilitator.get("/home")
    data = data_of(page)
    assert data["agendas"]["shipped/taster"]["title"] == "Taster"
    assert data["agendas"]["own/taster"]["error"] == "Minutes do not add up."
    assert data["runs"][RUN]["people"] == 3
    assert data["csrf"] == facilitator.csrf
    assert 'data-face="home"' in page.text


def test_a_run_is_started_with_what_she_filled_in(facilitator, host):
    said = {
        "agenda": "shipped/taster",
        "title": "  Our   afternoon ",
        "date": "2026-11-21",
        "place": "Town hall",
        "host": "Mary",
        "partnerships": ["North", "", "South"],
        "tables": ["Oak", ""],
        "names": False,
        "rehearsal": True,
        "keep_days": 14,
    }
    assert facilitator.send("/runs", said).json == {"ok": True, "run": RUN, "go": f"/console/{RUN}"}
    assert host.done == [
        (
            "taster",
            {
                "title": "Our afternoon",
                "date": "2026-11-21",
                "place": "Town hall",
                "host": "Mary",
                "partnerships": ["North", "South"],
                "names": False,
                "rehearsal": True,
                "keep_days": 14,
                "tables": {"1": "Oak", "2": ""},
            },
        )
    ]


def test_a_run_may_be_started_with_next_to_nothing(facilitator, host):
    assert facilitator.send("/runs", {"agenda": "shipped/taster"}).json["ok"]
    assert "tables" not in host.done[0][1]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"agenda": "own/taster"}, "unknown_agenda"),
        ({"agenda": "shipped/../x"}, "unknown_agenda"),
        ({"agenda": None}, "unknown_agenda"),
        ({"title": "x" * 81}, "too_long"),
        ({"title": 7}, "malformed"),
        ({"date": "tomorrow"}, "malformed"),
        ({"date": "2026-13-01"}, "malformed"),
        ({"tables": ["x"] * 61}, "malformed"),
        ({"tables": ["x" * 25]}, "too_long"),
        ({"tables": 5}, "malformed"),
        ({"partnerships": "North"}, "malformed"),
        ({"partnerships": [{}]}, "malformed"),
        ({"names": "yes"}, "malformed"),
        ({"keep_days": 0}, "malformed"),
        ({"keep_days": 100_000}, "malformed"),
        ({"keep_days": "30"}, "malformed"),
        ({"rehearsal": 1}, "malformed"),
    ],
)
def test_a_run_is_not_started_with_nonsense(facilitator, host, wrong, code):
    answer = facilitator.send("/runs", {"agenda": "shipped/taster", **wrong})
    assert 400 <= answer.status_code < 500
    assert answer.json["code"] == code
    assert host.done == []


def test_only_a_rehearsal_can_be_wiped(facilitator, host):
    assert facilitator.send(f"/runs/{RUN}/wipe").json["code"] == "only_rehearsals"
    host.runs[RUN] = a_run(settings={"rehearsal": True})
    assert facilitator.send(f"/runs/{RUN}/wipe").json["ok"]
    assert host.done == [("purge", RUN)]


def test_the_console_page_knows_its_run(facilitator):
    page = facilitator.get(f"/console/{RUN}").text
    for mark in ('data-face="console"', f'data-run="{RUN}"', f'data-csrf="{facilitator.csrf}"', 'data-lang="en"'):
        assert mark in page
    assert facilitator.get("/console/none").json["code"] == "unknown_run"


def test_a_preview_is_json(facilitator):
    assert facilitator.get(f"/run/{RUN}/preview/welcome.title").json == {"screen": {"id": "welcome.title"}}
    assert facilitator.get(f"/run/{RUN}/preview/nothing").json["code"] == "unknown_screen"


def test_files_have_plain_names_and_say_when_they_are_private(app):
    run = a_run(title='Ünsere "Eiche"; filename=x\r\n../..')
    with app.test_request_context("/?private=yes"):
        named = papers._file(run, "x", "csv", "text/csv", "people").headers["Content-Disposition"]
    assert named == 'attachment; filename="nsere-eiche-filename-x-2026-11-21-people-private.csv"'


def test_the_note_may_wear_its_own_styles_and_nothing_else():
    policy = papers._policy_for("<style>body{}</style><script>bad()</script>")
    assert "style-src 'sha256-" in policy
    assert "script" not in policy
    assert policy.startswith("default-src 'none'")
    assert "style-src 'none'" in papers._policy_for("<p>")


# ── pictures and files ────────────────────────────────────────────────────


def test_a_code_becomes_a_crisp_picture(stage):
    answer = stage.get(f"/qr/{CODE.lower()}.svg")
    assert answer.mimetype == "image/svg+xml"
    assert answer.text.startswith('<svg shape-rendering="crispEdges" version="1.1" viewBox="0 0 33 33"')
    assert "mm" not in answer.text
    assert "style" not in answer.text
    assert stage.get("/qr/none.svg").status_code == 404


def test_a_code_is_as_small_as_it_can_be_and_then_as_strong_as_it_can_be():
    address = "HTTP://192.168.1.20:8000/K7RM2X"
    made = qr.made(address)
    assert made.version == 2
    assert made.version == qr._fitted(address, qr.ERROR_CORRECT_L).version
    assert made.error_correction == qr.ERROR_CORRECT_M
    # The key costs none of the size: 25 modules a side with it and without it, up to an address like the longest here.
    for known in ("10.0.0.2:8000", "192.168.1.20:8000", "192.168.100.200:8000", "192.168.100.200"):
        assert qr.made(f"HTTP://{known}/K7RM2X-ABCDEFGHJK").version == 2
        assert qr.made(f"HTTP://{known}/K7RM2X").version == 2
    assert qr.made("HTTP://10.0.0.2:8000/K7RM2X").error_correction == qr.ERROR_CORRECT_Q
    assert len(qr.lines(address).splitlines()) == 17


@pytest.fixture
def tree(tmp_path):
    for path, text in {
        "js/faces/phone.js": "import { start } from '../phone.js'\nstart()\n",
        "js/phone.js": "export function start() {}",
        "kinds/one.js": "export default {}",
        "kinds/one.css": "[data-kind] {}",
        "css/tokens.css": ":root {} " * 40,
        "locales/en.ftl": "one = 1\n",
        ".hidden/secret": "no",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return tmp_path


def test_a_phone_asks_at_once_for_what_is_up_and_knows_what_comes_next(visitor, stage):
    page, wall = visitor.get(f"/{CODE}").text, stage.get(f"/stage/{RUN}").text
    assert 'data-kinds="choose deck present"' in page
    assert re.findall(r'rel="modulepreload" href="/static/\w+/([^"]+)"', page) == ["bound/en/phone/choose.js"]
    assert re.findall(r'rel="stylesheet" href="/static/\w+/([^"]+)"', page) == [
        "bound/phone.css",
        "bound/phone/choose.css",
    ]
    assert [kind in wall for kind in ("choose.js", "deck.js", "present.js", "rate.js")] == [True, True, True, False]


def test_another_edition_has_other_addresses(tree):
    before = asset_files.read(tree)
    assert asset_files.read(tree).digest == before.digest
    (tree / "kinds" / "one.js").write_text("export default { changed: true }")
    assert asset_files.read(tree).digest != before.digest
    assert not any("hidden" in path for path in before.files)


def test_the_browser_gets_the_words_the_server_speaks():
    body = asset_files.read(shipped("static")).files["locales/en.ftl"].body
    assert body == (shipped("static") / "locales" / "en.ftl").read_bytes()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("vendor/ui.js", "text/javascript; charset=utf-8"),
        ("css/tokens.css", "text/css; charset=utf-8"),
        ("locales/en.ftl", "text/plain; charset=utf-8"),
        ("icon.svg", "image/svg+xml"),
        ("vendor/fonts/bricolage-grotesque-latin-wght-normal.woff2", "font/woff2"),
    ],
)
def test_files_travel_packed_and_stay_for_ever(visitor, path, kind):
    assets = asset_files.read(shipped("static"))
    plain = visitor.get(assets.url(path))
    packed = visitor.get(assets.url(path), headers={"Accept-Encoding": "gzip, deflate"})
    assert plain.headers["Content-Type"] == packed.headers["Content-Type"] == kind
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.data == assets.files[path].body
    if path.endswith(".woff2"):
        assert "Content-Encoding" not in packed.headers
    else:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert len(packed.data) < len(plain.data)


@pytest.mark.parametrize(
    "path", ["../config.py", "../../etc/passwd", "%2e%2e/config.py", "/etc/passwd", "js", "", "js/"]
)
def test_only_files_that_are_there_exist(visitor, path):
    digest = asset_files.read(shipped("static")).digest
    assert visitor.get(f"/static/{digest}/{path}", follow_redirects=True).status_code == 404
    assert visitor.get("/static/css/tokens.css").status_code == 404
    assert visitor.get("/static/000000000000/css/tokens.css").status_code == 404


def test_every_file_a_page_names_is_there(visitor, facilitator, stage):
    asked = [(visitor, "/"), (visitor, f"/{CODE}"), (visitor, "/sign-in"), (facilitator, "/home")]
    asked += [(facilitator, f"/console/{RUN}"), (stage, f"/stage/{RUN}")]
    for guest, path in asked:
        named = re.findall(r'(?:href|src)="(/static/[^"]+)"', guest.get(path).text)
        assert len(named) >= 2, path
        for one in named:
            assert visitor.get(one).status_code == 200, f"{path} names {one}"


def test_the_words_of_a_language_fall_back_to_english(tmp_path):
    assert words.say("door-name", "xx") == words.say("door-name")
    assert words.say("../../etc/passwd") == "../../etc/passwd"
    assert words.say("nobody-wrote-this", "../en") == "nobody-wrote-this"
    assert words.say("refused-slow_down", seconds=1).endswith("one second.")
    assert words.say("refused-slow_down", seconds=7).endswith("7 seconds.")
    assert (words.direction("ar-EG"), words.direction("en")) == ("rtl", "ltr")
