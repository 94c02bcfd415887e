"""T9: every address of the house, asked for in every way, from every seat: nothing breaks, asking changes nothing,
every answer is dressed for the street, and what is wrong is told in the shape and with the number that fit.

The walk is our own: it goes by the table of routes, so a new route is walked as soon as it exists.
"""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from werkzeug.test import Client, EnvironBuilder, TestResponse, run_wsgi_app
from werkzeug.wrappers import Request

from tests.promise import oddities
from tests.promise.besieged import FULL
from workshop import House, create_app
from workshop import agenda as agendas
from workshop.config import Config, shipped
from workshop.moves import Role
from workshop.web import ROUTES
from workshop.web.guard import STREET

HOME = "http://127.0.0.1:8000"
HALL = "http://192.168.1.20:8000"
SECURE = "https://room.example.org"

TRIES = 40 if FULL else 3
"""Odd ways to ask for each route, from each seat."""

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "LOCK", "BREW")

ODD_PARTS = (
    "x",
    "..",
    "%2e%2e",
    "%00",
    "\0",
    "a/b",
    "é",
    "\udcff",
    "x" * 3_000,
    "CON",
    "nul.csv",
    "__proto__",
    "%",
    "<b>",
)
ODD_QUERIES = (
    "",
    "for=",
    "for=\0",
    "for=paper",
    "private=yes&private=no",
    "%ff=%fe",
    "for=" + "x" * 4_000,
    "a" * 9_000,
    "=&&=",
)

PLACES = (
    *("/nothing", "/nothing/at/all", "//", "/./", "/../etc/passwd", "/static/", "/static/x/../../etc/passwd"),
    *("/socket.io/", "/socket.io/?EIO=4&transport=polling", "/socket.io/?EIO=3", "/socket.io/?EIO=4&transport=x"),
    *("/socket.io/?EIO=4&transport=polling&sid=nobody", "/socket.io/?EIO=4&transport=websocket", "/socket.io/x"),
    *(
        "/socket.io/?EIO=4&transport=polling&j=1",
        "/\0",
        "/%ff",
        "/" + "a" * 5_000,
        "/favicon.ico",
        "/static/0/icon.svg",
    ),
)
"""What is no route, and the sockets' way in."""


@dataclass
class Walk:
    """The house, its run, and the cookie of every seat."""

    house: House
    run: str
    seats: dict[str, str]
    csrf: str = ""

    def address(self, rule: str, dice: Random | None = None) -> str:
        """A route's address with parts that exist, or with odd ones."""
        run = self.house.host.run(self.run)
        assert run is not None
        parts = {"<run>": self.run, "<run_id>": self.run, "<code>": run.code, "<screen>": run.place.now}
        parts |= {"<name>": "people", "<entry>": "e1", "<path:path>": "icon.svg", "<digest>": "0" * 12}
        for part, value in parts.items():
            odd = dice.choice(ODD_PARTS) if dice and dice.random() < 0.6 else value
            rule = rule.replace(part, odd)
        return rule

    def ask(self, who: str, method: str, path: str, **how: Any) -> TestResponse:
        """A request as bytes would make it: nothing is tidied on the way."""
        query = how.pop("query_string", "")
        builder = EnvironBuilder("/", base_url=how.pop("base_url", HOME), method=method, **how)
        environ = builder.get_environ()
        where, _, more = path.partition("?")
        environ["PATH_INFO"] = where.encode("utf-8", "surrogateescape").decode("latin-1")
        environ["QUERY_STRING"] = more or query
        environ.setdefault("REMOTE_ADDR", "127.0.0.1")
        if cookie := self.seats[who]:
            environ["HTTP_COOKIE"] = cookie
        body, status, headers = run_wsgi_app(self.house.wsgi, environ)
        return TestResponse(body, status, headers, Request(environ))

    def record(self) -> str:
        """Everything that is on disk, as one number."""
        whole, base = hashlib.sha256(), self.house.store._connection
        names = [row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
        for name in names:
            for row in base.execute(f'SELECT * FROM "{name}"'):
                whole.update(repr((name, *row)).encode("utf-8", "backslashreplace"))
        return whole.hexdigest()


@contextmanager
def walking(folder: Path) -> Iterator[Walk]:
    house = create_app(Config(data=folder, public="http://192.168.1.20", names=("192.168.1.20",)))
    agenda = agendas.find("rehearsal", [shipped("sessions")])
    assert agenda is not None
    run, other = (house.host.create(agenda, {"names": True}) for _ in range(2))
    try:
        yield _walk(house, run, other)
    finally:
        house.sockets.eio.hall.empty()
        house.close()


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """For those who change nothing."""
    with walking(tmp_path_factory.mktemp("walk")) as one:
        yield one


@pytest.fixture
def own_walk(tmp_path: Path) -> Iterator[Walk]:
    with walking(tmp_path) as one:
        yield one


def _walk(house: House, run: str, other: str) -> Walk:
    """Everybody comes in; `gone` was signed out everywhere, `elsewhere` is in another run, `stranger` makes it up."""
    walk = Walk(house, run, {"nobody": "", "stranger": f"workshop_facilitator={'x' * 43}"})
    walk.seats["facilitator"] = _cookie(walk, "/sign-in", {"ticket": house.access.ticket(Role.FACILITATOR)})
    walk.seats["stage"] = _cookie(walk, "/stage", {"ticket": house.access.ticket(Role.STAGE, run)})
    for who, room in (("ana", run), ("gone", run), ("elsewhere", other)):
        there = house.host.run(room)
        assert there is not None
        said = {"code": there.code, "id": secrets.token_hex(12), "name": who, "named": True}
        walk.seats[who] = _cookie(walk, "/join", said)
    now = house.host.run(run)
    assert now is not None
    gone = next(one.id for one in now.roster if one.name == "gone")
    house.access.admit(run, gone, instead_of=[gone])
    key, _, value = walk.seats["facilitator"].partition("=")
    return replace(walk, csrf=house.access.csrf({key: value}))


def _cookie(walk: Walk, path: str, said: Any) -> str:
    answer = walk.ask("nobody", "POST", path, json=said, headers={"Origin": HOME})
    assert answer.json["ok"], answer.json
    return answer.headers["Set-Cookie"].split(";")[0]


def assert_dressed(answer: TestResponse) -> None:
    for name, value in STREET.items():
        assert answer.headers[name] == value, (answer.request.path, name)
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    kept = answer.headers["Cache-Control"]
    assert kept == "no-store" or (
        answer.status_code == 200 and answer.request.path.startswith(("/static/", "/favicon"))
    )
    assert len(answer.headers.getlist("Content-Security-Policy")) == 1


def assert_decent(answer: TestResponse, asked: str) -> None:
    assert answer.status_code < 500, asked
    assert "Traceback" not in answer.text, asked
    assert_dressed(answer)


# ── every route ─────────────────────────────────────────────────────────────


def test_every_route_in_every_odd_way_from_every_seat(own_walk: Walk, caplog: pytest.LogCaptureFixture) -> None:
    walk = own_walk
    caplog.set_level(logging.WARNING)
    asked = 0
    for no, route in enumerate(ROUTES):
        for who in walk.seats:
            dice = Random(f"{no} {who}")
            for _ in range(TRIES):
                address = walk.address(route.rule, dice)
                how: dict[str, Any] = {"query_string": dice.choice(ODD_QUERIES), "headers": _odd_headers(walk, dice)}
                if route.method != "GET":
                    how |= _odd_body(dice)
                answer = walk.ask(who, route.method, address, **how)
                assert_decent(answer, f"{who} {route.method} {address[:200]!r}")
                asked += 1
    print(asked, "requests")
    assert asked == len(ROUTES) * len(walk.seats) * TRIES
    assert [record.getMessage() for record in caplog.records] == []


def _odd_headers(walk: Walk, dice: Random) -> dict[str, str]:
    wanted = {"X-Csrf": walk.csrf, "Origin": HOME}
    odd = ({"Accept": "text/html"}, {"Accept": "\xff"}, {"Origin": "null"}, {"Range": "bytes=5-1"}, {"X-Csrf": "é"})
    odd += ({"Sec-Fetch-Site": "cross-site"}, {"If-None-Match": '"x"'}, {"Accept-Language": "x" * 500}, {})
    return {**wanted, **dice.choice(odd)}


def _odd_body(dice: Random) -> dict[str, Any]:
    kind = dice.choice(
        ("application/json", "application/json", "application/json", "text/plain", "multipart/form-data", "")
    )
    said = {
        dice.choice(("code", "id", "name", "ticket", "run", "agenda", "title")): oddities.value(dice) for _ in range(4)
    }
    return {"data": oddities.text(said, dice).encode("utf-8", "surrogatepass")[:60_000], "content_type": kind}


def test_asking_changes_nothing(walk: Walk) -> None:
    before = walk.record()
    for who in walk.seats:
        for route in ROUTES:
            for method in ("GET", "HEAD"):
                if route.method == "GET":
                    walk.ask(who, method, walk.address(route.rule), headers={"X-Csrf": walk.csrf})
        for place in PLACES[:-2]:
            walk.ask(who, "GET", place)
    assert walk.record() == before


@pytest.mark.parametrize("method", METHODS)
def test_every_method_on_every_place(walk: Walk, method: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    asked = {route.rule: {one.method for one in ROUTES if one.rule == route.rule} for route in ROUTES}
    for rule, known in asked.items():
        answer = walk.ask("nobody", method, walk.address(rule))
        assert_decent(answer, f"{method} {rule}")
        if method not in {*known, "HEAD", "OPTIONS"}:
            if method == "GET" and rule.count("/") == 1:
                assert answer.status_code == 404, rule  # it might have been the code of a run
                continue
            assert answer.status_code == 405, (method, rule)
            assert set(answer.headers["Allow"].split(", ")) >= known
    for place in PLACES:
        assert_decent(walk.ask("nobody", method, place), f"{method} {place!r}")
    assert [record.getMessage() for record in caplog.records] == []


POSTS = [route.rule for route in ROUTES if route.method == "POST"]


@pytest.mark.parametrize("rule", POSTS)
def test_what_is_too_much_or_of_another_form_is_told_so(walk: Walk, rule: str) -> None:
    """Where the body is looked at at all: some only need the cookie, and take no notice of what else is said."""
    before, address = walk.record(), walk.address(rule)
    hers = {"X-Csrf": "wrong", "Origin": HOME}
    told = {
        "too much": walk.ask("ana", "POST", address, data=b"{" * 70_000, content_type="application/json", headers=hers),
        "a form": walk.ask("ana", "POST", address, data={"code": "x"}, headers=hers),
        "text": walk.ask("ana", "POST", address, data=b'{"code":"AAAAAA"}', content_type="text/plain", headers=hers),
        "no JSON": walk.ask("ana", "POST", address, data=b"{", content_type="application/json", headers=hers),
    }
    fits = {"too much": 413, "a form": 415, "text": 415, "no JSON": 400}
    for name, answer in told.items():
        assert answer.status_code in (fits[name], 403, 200), (rule, name, answer.status_code)
        assert answer.json["sentence"] if answer.status_code != 200 else True
    assert walk.record() == before or rule in ("/mine/<run_id>/link",)


# ── other names, other sites, other frames ──────────────────────────────────

FOREIGN = (
    "evil.example",
    "evil.example:8000",
    "127.0.0.1:8001",
    "127.0.0.1:8000.evil.example",
    "",
    "127.0.0.1:8000@evil",
)
FOREIGN += (
    "192.168.1.20:8000, evil.example",
    "[::1]",
    "localhost:08000",
    "127.1:8000",
    "0.0.0.0:8000",
    "2130706433:8000",
)


@pytest.mark.parametrize("host", FOREIGN)
def test_whoever_calls_the_house_by_another_name_is_turned_away(walk: Walk, host: str) -> None:
    """A name that is pointed at this machine while a page is open opens no page and no socket of ours."""
    for path in ("/", "/healthz", "/socket.io/?EIO=4&transport=polling", "/nothing"):
        for more in ({}, {"X-Forwarded-Host": "127.0.0.1:8000"}, {"Forwarded": "host=127.0.0.1:8000"}):
            headers = {"Host": host, "Origin": f"http://{host}", **more}
            answer = walk.ask("ana", "GET", path, headers=headers)
            assert answer.status_code == 421, (host, path)
            assert_dressed(answer)
            assert "evil" not in answer.headers["Content-Security-Policy"]


ORIGINS = (
    "http://evil.example",
    "null",
    "http://127.0.0.1:8000.evil.example",
    "http://192.168.1.20:8000",
    "file://",
    "http://",
)
ORIGINS += (
    "http://127.0.0.1",
    "http://localhost:8000",
    "http://evil@127.0.0.1:8000",
    "http://127.0.0.1:8000/",
    "127.0.0.1:8000",
)


@pytest.mark.parametrize("origin", ORIGINS)
def test_no_other_site_can_open_a_socket_or_change_anything(walk: Walk, origin: str) -> None:
    before = walk.record()
    opened = walk.ask("facilitator", "GET", "/socket.io/?EIO=4&transport=polling", headers={"Origin": origin})
    assert opened.status_code == 400
    assert "Access-Control-Allow-Origin" not in opened.headers
    for rule in POSTS:
        headers = {"Origin": origin, "X-Csrf": walk.csrf}
        answer = walk.ask("facilitator", "POST", walk.address(rule), json={}, headers=headers)
        assert answer.status_code == 403, rule
    assert walk.record() == before


def test_a_browser_that_says_where_a_request_comes_from_is_believed(walk: Walk) -> None:
    before = walk.record()
    for site in ("cross-site", "same-site", "x"):
        for rule in POSTS:
            headers = {"Sec-Fetch-Site": site, "X-Csrf": walk.csrf}
            assert walk.ask("facilitator", "POST", walk.address(rule), json={}, headers=headers).status_code == 403
    assert walk.record() == before


def test_what_only_her_pages_know_is_asked_of_the_facilitator_everywhere(walk: Walk) -> None:
    before = walk.record()
    for route in ROUTES:
        if route.method == "POST" and route.who is Role.FACILITATOR:
            for said in ("", "x", walk.csrf[:-1], walk.csrf.upper()):
                headers = {"Origin": HOME, "X-Csrf": said}
                answer = walk.ask("facilitator", "POST", walk.address(route.rule), json={}, headers=headers)
                assert answer.status_code == 403, route.rule
    assert walk.record() == before


def test_what_claims_to_be_forwarded_is_not_believed(walk: Walk) -> None:
    claims = {"X-Forwarded-For": "127.0.0.1", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}
    far = {"REMOTE_ADDR": "192.168.1.77"}
    answer = walk.ask("facilitator", "GET", "/home", headers=claims, environ_overrides=far)
    assert answer.status_code == 403
    assert "Strict-Transport-Security" not in answer.headers
    page = walk.ask("nobody", "GET", "/", headers={**claims, "Accept": "text/html"})
    assert "evil" not in page.text + str(page.headers)


def test_over_https_browsers_are_asked_to_keep_to_it_and_over_http_they_are_not(tmp_path: Path) -> None:
    house = create_app(Config(data=tmp_path, port=8443, public=SECURE, behind_proxy=True))
    through = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "room.example.org", "X-Forwarded-For": "203.0.113.9"}
    near = {"REMOTE_ADDR": "127.0.0.1"}
    try:
        for path in ("/", "/nothing", "/socket.io/?EIO=4", "/favicon.ico"):
            asked = Client(house.wsgi).get(path, base_url=HOME, headers=through, environ_overrides=near)
            assert asked.headers["Strict-Transport-Security"] == "max-age=31536000", path
            assert asked.headers["Cross-Origin-Opener-Policy"] == "same-origin"
            plain = {**through, "X-Forwarded-Proto": "http"}
            asked = Client(house.wsgi).get(path, base_url=HOME, headers=plain, environ_overrides=near)
            assert "Strict-Transport-Security" not in asked.headers
    finally:
        house.sockets.eio.hall.empty()
        house.close()


# ── the switches of others ──────────────────────────────────────────────────


def test_no_switch_of_the_environment_brings_out_the_debugger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("FLASK_DEBUG", "FLASK_ENV", "DEBUG", "WERKZEUG_DEBUG_PIN", "WERKZEUG_RUN_MAIN", "PYTHONDEVMODE"):
        monkeypatch.setenv(name, "1" if "PIN" not in name else "off")
    from workshop.web import doors

    monkeypatch.setattr(doors, "render_template", lambda *a, **b: 1 / 0)
    house = create_app(Config(data=tmp_path))
    try:
        answer = Client(house.wsgi).get("/", base_url=HOME, headers={"Accept": "text/html"})
        assert answer.status_code == 500
        assert "ZeroDivision" not in answer.text
        assert "debugger" not in answer.text.lower()
        assert_dressed(answer)
        assert Client(house.wsgi).get("/console", base_url=HOME).status_code == 404
        assert Client(house.wsgi).get("/?__debugger__=yes&cmd=resource&f=style.css", base_url=HOME).status_code == 500
    finally:
        house.sockets.eio.hall.empty()
        house.close()
    assert "ZeroDivisionError" in caplog.text


# ── controls ────────────────────────────────────────────────────────────────


def test_control_an_undressed_answer_is_caught(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workshop.web.guard.dress", lambda headers, environ, ours: list(headers))
    with pytest.raises(KeyError):
        assert_decent(walk.ask("nobody", "GET", "/socket.io/?EIO=4&transport=polling"), "the sockets' way in")


def test_control_a_view_that_changes_something_is_caught(walk: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    from workshop.web import doors

    honest = doors.render_template

    def changing(*given: Any, **more: Any) -> str:
        walk.house.access.ticket(Role.STAGE, walk.run)
        return honest(*given, **more)

    monkeypatch.setattr(doors, "render_template", changing)
    before = walk.record()
    walk.ask("nobody", "GET", "/")
    assert walk.record() != before
    assert json.dumps(before)
