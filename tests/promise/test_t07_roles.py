"""T7: who may what. Every visitor there can be, at every route and with every move, by both doors, against a table.

The tables are checked in: `tests/who_may.json` (moves) and `tests/who_may_ask.json` (addresses). What is denied changes
no row of the database and reaches no channel. A move or an address that is in no table fails.

    python -m tests.promise.test_t07_roles        writes both tables anew; read the difference before you keep it
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request_started
from socketio.exceptions import ConnectionRefusedError as Turned
from werkzeug.test import Client

from tests.test_laws import every_move
from workshop import House, agenda, create_app, faces, rights, web
from workshop import run as runs
from workshop.access import LISTED, cookie_names
from workshop.config import Config, shipped
from workshop.moves import Json, Move, Refused, Role, Seat

TESTS = Path(__file__).resolve().parents[1]
MOVES, DOORS = TESTS / "who_may.json", TESTS / "who_may_ask.json"
HERE, HALL = "http://127.0.0.1:8000", "http://192.168.1.20:8000"
SEATS = ("facilitator", "cofacilitator", "remote", "stage", "participant")
DENIED_MOVES = {"not_yours", "unknown_move", "not_in_yet", "removed", "signed_out"}
DENIED_PAGES = {"not_allowed", "far_away", "signed_out", "not_in_yet", "removed"}
ODD_NAMES = ("", "connect", "disconnect", "sit", "view", "patch", "out", "message", "house", "__class__", "accept")
"""Events of the wire, and what a program might look for in another: none of them is a move."""


@dataclass
class Visitor:
    """Somebody before the doors: whom they are known as, what their browser holds, and where they speak from."""

    name: str
    role: Role
    cookies: dict[str, str] = field(default_factory=dict)
    person: str = ""
    address: str = "127.0.0.1"
    waiting: bool = False
    """Whether they have come, and are not let in yet."""

    @property
    def comes_in(self) -> bool:
        return self.role is not Role.OUTSIDER


class Place:
    """A whole server without a wire: two runs, everybody in or before the first, and ears on every channel."""

    def __init__(self, folder: Path) -> None:
        self.house: House = create_app(Config(data=folder, public=HALL, names=("192.168.1.20",), port=8000))
        self.host, self.access = self.house.host, self.house.access
        self.live = self.house.sockets.handlers["/"]["move"].__self__
        self.told: list[str] = []
        self.live.fanout = self
        self.host.hall = self
        sheet = agenda.find("rehearsal", [shipped("sessions")])
        assert sheet
        self.run_id, self.other = (self.host.create(sheet, {"names": True}) for _ in range(2))
        self.people = {name: self.join(self.run_id, name) for name in ("Ana", "Ben", "Cara")}
        self.stranger = self.join(self.other, "Dev")
        self.play("approve", on=True)
        self.waiting = self.join(self.run_id, "Eve")
        self.play("remove", person=self.people["Cara"])
        self.play("go", screen="write.treats")
        for audience in faces.audiences(self.run):
            self.host.sit(self.run_id, audience)
        self.screens = {screen.kind: screen.id for screen in self.run.agenda.screens}
        self.visitors = {one.name: one for one in self._everybody()}
        self.client = Client(self.house.wsgi, use_cookies=False)
        self.rules = self._rules()
        self.settle()

    @property
    def run(self) -> runs.Run:
        found = self.host.run(self.run_id)
        assert found
        return found

    def join(self, run: str, name: str) -> str:
        joining = Move(f"join-{run}-{name}", "join", Seat(Role.OUTSIDER, run), data={"name": name, "table": 1})
        answer = self.host.play(joining)
        assert answer["ok"], answer
        return str(answer["data"]["id"])

    def play(self, name: str, **data: Any) -> None:
        answer = self.host.play(Move(f"set up {name}", name, Seat(Role.FACILITATOR, self.run_id), data=data))
        assert answer["ok"], answer

    def _rules(self) -> set[str]:
        """Every address that the program itself answers to."""
        apps: list[Flask] = []
        with request_started.connected_to(lambda app: apps.append(app)):
            self.client.get("/healthz", base_url=HERE)
        rules = apps[0].url_map.iter_rules()
        return {f"{method} {rule}" for rule in rules for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}}

    # ── what the transport would be ──

    def seated(self, channel: str) -> int:
        return 1

    def send(self, channel: str, event: str, payload: Json) -> None:
        self.told.append(f"{channel} {event}")

    def sit(self, sid: str, channels: Any) -> None:
        pass

    leave = dismiss = lambda self, sid: None

    def tell(self, sid: str, event: str, payload: Json) -> None:
        pass

    def settle(self) -> list[str]:
        """What was told to anybody since the last time."""
        for run in (self.run_id, self.other):
            self.host.channels(run).settle()
        told, self.told = self.told, []
        return told

    def fingerprint(self) -> str:
        """All rows of all tables; but not when somebody was last seen, which is written down for whoever comes in."""
        connection, print_ = self.house.store.db.conn, hashlib.sha256()
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[1] != "seen"]
            for row in connection.execute(f"SELECT {','.join(columns)} FROM {table} ORDER BY 1, 2"):
                print_.update(repr(row).encode())
        return print_.hexdigest()

    # ── who they are ──

    def _everybody(self) -> Iterator[Visitor]:
        holder = self.run.roster.tables[1].phone
        plain = next(one for one in (self.people["Ana"], self.people["Ben"]) if one != holder)
        yield Visitor("facilitator", Role.FACILITATOR, self.lasting(Role.FACILITATOR))
        yield Visitor("cofacilitator", Role.COFACILITATOR, self.lasting(Role.COFACILITATOR))
        yield Visitor("remote", Role.REMOTE, self.lasting(Role.REMOTE), address="192.168.1.33")
        yield Visitor("stage", Role.STAGE, self.lasting(Role.STAGE))
        yield Visitor("participant", Role.PARTICIPANT, self.admitted(plain), plain, "192.168.1.34")
        yield Visitor("table phone", Role.PARTICIPANT, self.admitted(holder), holder, "192.168.1.35")
        yield Visitor("at the door", Role.PARTICIPANT, self.admitted(self.waiting), self.waiting, waiting=True)
        yield Visitor("outsider", Role.OUTSIDER, address="192.168.1.36")
        yield Visitor("removed", Role.OUTSIDER, self.admitted(self.people["Cara"]), self.people["Cara"])
        yield Visitor("revoked", Role.OUTSIDER, self.revoked())
        yield Visitor("other run", Role.OUTSIDER, self.elsewhere())
        yield Visitor("far away", Role.OUTSIDER, self.of_consoles(), address="192.168.1.37")
        yield Visitor("with tickets", Role.OUTSIDER, self.tickets())

    def lasting(self, role: Role, run: str = "") -> dict[str, str]:
        """Cookies by which somebody has a seat, got as a browser gets them."""
        run = run or self.run_id
        admitted = self.access.exchange(self.access.ticket(role, run), role)
        assert admitted
        return {cookie_names(role, run)[1]: admitted.token}

    def admitted(self, person: str, run: str = "") -> dict[str, str]:
        run = run or self.run_id
        return {cookie_names(Role.PARTICIPANT, run)[1]: self.access.admit(run, person).token}

    def of_consoles(self) -> dict[str, str]:
        return {**self.lasting(Role.FACILITATOR), **self.lasting(Role.COFACILITATOR)}

    def revoked(self) -> dict[str, str]:
        held = {**self.of_consoles(), **self.lasting(Role.REMOTE), **self.lasting(Role.STAGE)}
        gone = {**held, **self.admitted(self.people["Ana"])}
        for role in (*LISTED, Role.PARTICIPANT):
            self.access.leave(gone, role, self.run_id)
        return gone

    def elsewhere(self) -> dict[str, str]:
        """The seats of another run, under the names of this one, as a browser would never send them."""
        held = [self.lasting(role, self.other) for role in (Role.COFACILITATOR, Role.REMOTE, Role.STAGE)]
        held.append(self.admitted(self.stranger, self.other))
        honest = {name: token for cookies in held for name, token in cookies.items()}
        return honest | {name.replace(self.other[:8], self.run_id[:8]): token for name, token in honest.items()}

    def tickets(self) -> dict[str, str]:
        """Invitations that were never exchanged, held up as if they were seats."""
        return {cookie_names(role, self.run_id)[1]: self.access.ticket(role, self.run_id) for role in LISTED}

    def connect(self, visitor: Visitor, wanted: str) -> str:
        """A socket for a seat; raises `Turned` when there is none for this visitor."""
        cookies = "; ".join(f"{name}={token}" for name, token in visitor.cookies.items())
        environ = {"HTTP_COOKIE": cookies, "REMOTE_ADDR": visitor.address}
        self.live.connect(f"{visitor.name} as {wanted}", environ, {"seat": wanted, "run": self.run_id})
        return f"{visitor.name} as {wanted}"

    def ask(self, visitor: Visitor, route: web.Route, said: Json) -> str:
        """Ask for an address; gives the code of the refusal, or nothing."""
        cookies = "; ".join(f"{name}={token}" for name, token in visitor.cookies.items())
        headers = {"Cookie": cookies, "X-Csrf": self.csrf(visitor), "Accept": "application/json"}
        base = HERE if visitor.address == "127.0.0.1" else HALL
        how: Json = {"base_url": base, "environ_base": {"REMOTE_ADDR": visitor.address}, "method": route.method}
        if route.method != "GET":
            how["json"], headers["Origin"] = said, base
        answer = self.client.open(self.address(route.rule), headers=headers, **how)
        return str((answer.json or {}).get("code", "")) if answer.status_code >= 400 else ""

    def csrf(self, visitor: Visitor) -> str:
        """What the pages of this visitor would send along, if there are any."""
        roles = (Role.FACILITATOR, Role.COFACILITATOR)
        return next((one for role in roles if (one := self.access.csrf(visitor.cookies, role, self.run_id))), "")

    def address(self, rule: str) -> str:
        parts = {"<run>": self.run_id, "<run_id>": self.run_id, "<code>": self.run.code, "<digest>": "0" * 12}
        parts |= {"<screen>": "write.treats", "<name>": "people", "<entry>": "e1", "<path:path>": "icon.svg"}
        for part, value in parts.items():
            rule = rule.replace(part, value)
        assert "<" not in rule, f"nobody knows yet what to put for a part of {rule}"
        return rule


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    one = Place(tmp_path_factory.mktemp("t07"))
    yield one
    one.house.close()


@pytest.fixture
def own_place(tmp_path: Path) -> Iterator[Place]:
    """One in which something may be broken."""
    one = Place(tmp_path)
    yield one
    one.house.close()


# ── what would happen if it were let through ────────────────────────────────


def telling(place: Place, move: str) -> Json:
    """What makes a move of the room come true, so that one that slips through cannot go unnoticed."""
    ana = place.people["Ana"]
    return {
        "go": {"screen": "choose.dots"},
        **{name: {"on": True} for name in ("blank", "evening", "lock")},
        "timer_add": {"seconds": 60},
        **{name: {"person": ana} for name in ("remove", "leave", "come_back")},
        "readmit": {"person": place.people["Cara"]},
        "erase": {"person": ana, "how": "words"},
        "merge_people": {"person": ana, "into": place.people["Ben"]},
        "add_person": {"name": "Eve", "table": 1},
        "sit_at": {"person": ana, "table": 2},
        "hand_over": {"to": place.people["Ben"]},
        "name_table": {"table": 1, "name": "Oak"},
        "join": {"name": "Fin"},
        "change": {"organisation": "Oak"},
        "foreword": {"text": "Dear all"},
        "park": {"text": "Later"},
    }.get(move, {})


def sending(place: Place, route: web.Route) -> Json:
    """What makes a route do what it is there for."""
    return {
        "/run/<run>/redraft": {"move": "foreword", "text": "Dear all"},
        "/run/<run>/seats/end": {"others": True},
        "/run/<run>/take-away-link": {"person": place.people["Ana"]},
        "/runs": {"agenda": "shipped/rehearsal"},
        "/mine/<run_id>/erase": {"how": "words"},
    }.get(route.rule, {})


def part(move: str) -> tuple[str, str]:
    kind, _, name = move.rpartition(".")
    return kind, name


def may(place: Place, visitor: Visitor, wanted: str) -> bool:
    """Whether the role of a visitor is let through, found out without making anything true."""
    kind, name = part(wanted)
    by = Seat(visitor.role, place.run_id, visitor.person)
    move = Move("t7", name, by, place.screens.get(kind, ""), mint="t7", at=place.host.now())
    try:
        runs.accept(place.run, move)
    except Refused as refused:
        return refused.code not in DENIED_MOVES or not _role_is_refused(place.run, move)
    return True


def _role_is_refused(run: runs.Run, move: Move) -> bool:
    """Kinds say "not yours" of things, too: of somebody else's need, say. Here only the role is asked for."""
    try:
        runs._may(run, rights.in_the_stead(move, runs.ROOM_MOVES))
    except Refused as refused:
        return refused.code in DENIED_MOVES
    return False


# ── moves ───────────────────────────────────────────────────────────────────


@cache
def written_moves() -> dict[str, list[str]]:
    known: dict[str, list[str]] = json.loads(MOVES.read_text(encoding="utf-8"))
    return known


def allowed(move: str, visitor: Visitor) -> bool:
    return visitor.role in written_moves()[move] and not visitor.waiting


def assert_denied_moves_do_nothing(place: Place, visitor: Visitor) -> int:
    """By the desk, as if a door had been forgotten, and by the socket; gives how many cells that were."""
    sid = place.connect(visitor, visitor.role) if visitor.comes_in else ""
    place.settle()  # that somebody came is seen on the console
    refusals = DENIED_MOVES if visitor.waiting else {"not_yours"}
    before, cells = place.fingerprint(), 0
    for move in every_move():
        if allowed(move, visitor):
            continue
        kind, name = part(move)
        screen, data = place.screens.get(kind, ""), telling(place, move)
        by = Seat(visitor.role, place.run_id, visitor.person)
        tried = Move(f"{visitor.name} {move}", name, by, screen, data)
        answers = [place.host.play(tried)]
        if sid:
            said = {"id": f"{visitor.name}/{move}", "name": name, "screen": screen, "data": data}
            answers.append(place.live.move(sid, said))
        for answer in answers:
            assert answer.get("code") in refusals, (visitor.name, move, answer)
            cells += 1
        assert place.fingerprint() == before, f"{visitor.name} changed something by {move}"
    assert place.settle() == [], f"somebody was told of what {visitor.name} was denied"
    return cells


def assert_nobody_is_anything_else(place: Place, visitor: Visitor) -> int:
    """No seat but one's own, whatever is asked for; and names that are no moves move nothing."""
    before, cells = place.fingerprint(), 0
    for wanted in (*SEATS, "house", "outsider", "ticket:facilitator", "keeper", ""):
        if visitor.comes_in and wanted == visitor.role:
            continue
        with pytest.raises(Turned):
            place.connect(visitor, wanted)
        cells += 1
    if visitor.comes_in:
        sid = place.connect(visitor, visitor.role)
        place.settle()
        for name in ODD_NAMES:
            answer = place.live.move(sid, {"id": f"{visitor.name}-odd-{name}", "name": name, "screen": "write.treats"})
            assert not answer["ok"], (visitor.name, name)
            cells += 1
    assert place.fingerprint() == before, f"{visitor.name} changed something without a seat"
    assert place.settle() == []
    return cells


def test_who_may_make_which_move_is_the_checked_in_table() -> None:
    assert {move: sorted(roles) for move, roles in every_move().items()} == written_moves()


NAMES = ("facilitator", "cofacilitator", "remote", "stage", "participant", "table phone", "outsider", "removed")
NAMES += ("at the door", "revoked", "other run", "far away", "with tickets")


@pytest.mark.parametrize("name", NAMES)
def test_every_visitor_makes_the_moves_of_the_table_and_no_other(place: Place, name: str) -> None:
    visitor = place.visitors[name]
    if visitor.comes_in or name == "outsider":
        let_through = {move for move in every_move() if may(place, visitor, move)}
        assert let_through == {move for move in every_move() if allowed(move, visitor)}
        assert assert_denied_moves_do_nothing(place, visitor) >= len(every_move()) - len(let_through)
    assert assert_nobody_is_anything_else(place, visitor) >= len(SEATS)


def test_the_table_covers_every_visitor(place: Place) -> None:
    assert set(place.visitors) == set(NAMES)


def test_whose_seat_ends_while_they_sit_in_it_does_nothing_more(place: Place) -> None:
    """A row of the database decides on every move: the socket that was open is worth nothing from then on."""
    for role in LISTED:
        visitor = Visitor(f"ended {role}", role, place.lasting(role))
        sid = place.connect(visitor, role)
        place.access.leave(visitor.cookies, role, place.run_id)
        before = place.fingerprint()
        for move in every_move():
            kind, name = part(move)
            said = {"id": f"{visitor.name} {move}", "name": name, "screen": place.screens.get(kind, "")}
            assert place.live.move(sid, {**said, "data": telling(place, move)})["code"] == "signed_out"
        assert place.fingerprint() == before
        place.live.disconnect(sid)
    assert place.settle() == []


# ── addresses ───────────────────────────────────────────────────────────────


@cache
def written_doors() -> dict[str, list[str]]:
    known: dict[str, list[str]] = json.loads(DOORS.read_text(encoding="utf-8"))
    return known


def door(route: web.Route) -> str:
    return f"{route.method} {route.rule}"


def fresh(place: Place, visitor: Visitor) -> Visitor:
    """The same visitor with a seat of their own, so that signing out ends nobody else's."""
    if visitor.role in LISTED:
        return replace(visitor, cookies=place.lasting(visitor.role))
    return visitor


def opens(place: Place, visitor: Visitor, route: web.Route) -> bool:
    return place.ask(fresh(place, visitor), route, {}) not in DENIED_PAGES


def assert_shut(place: Place, visitor: Visitor, route: web.Route) -> None:
    before = place.fingerprint()
    code = place.ask(visitor, route, sending(place, route))
    assert code in DENIED_PAGES, f"{visitor.name} came through {door(route)}"
    assert place.fingerprint() == before, f"{visitor.name} changed something at {door(route)}"


def test_every_address_is_in_the_table(place: Place) -> None:
    assert set(written_doors()) == {door(route) for route in web.ROUTES}
    assert place.rules == set(written_doors())


@pytest.mark.parametrize("name", NAMES)
def test_every_visitor_opens_the_doors_of_the_table_and_no_other(place: Place, name: str) -> None:
    visitor, table = place.visitors[name], written_doors()
    for route in web.ROUTES:
        if name not in table[door(route)]:
            assert_shut(place, visitor, route)
    assert place.settle() == [], f"somebody was told of what {name} was denied"
    through = {door(route) for route in web.ROUTES if name in table[door(route)] and opens(place, visitor, route)}
    assert through == {one for one, names in table.items() if name in names}


@pytest.mark.parametrize("name", ["facilitator", "cofacilitator"])
def test_another_page_that_uses_their_cookie_changes_nothing(place: Place, name: str) -> None:
    """What changes something wants the word that only their own pages know: each of the other's, too."""
    visitor = place.visitors[name]
    other = place.visitors["cofacilitator" if name == "facilitator" else "facilitator"]
    before = place.fingerprint()
    for wrong in ("", "0" * 64, place.csrf(other)):
        place_csrf, place.csrf = place.csrf, lambda visitor, wrong=wrong: wrong  # type: ignore[method-assign]
        for route in web.ROUTES:
            if route.method == "POST" and route.who is Role.FACILITATOR:
                assert place.ask(visitor, route, sending(place, route)) == "not_allowed", door(route)
        place.csrf = place_csrf  # type: ignore[method-assign]
    assert place.fingerprint() == before


# ── controls: a check that is skipped is caught ─────────────────────────────


def test_control_a_move_whose_role_is_not_asked_is_caught(own_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    honest = runs._may
    monkeypatch.setattr(runs, "_may", lambda run, move: None if move.name == "blank" else honest(run, move))
    with pytest.raises(AssertionError, match="blank"):
        assert_denied_moves_do_nothing(own_place, own_place.visitors["participant"])
    assert own_place.settle() != [], "and everybody saw it"


def test_control_a_door_that_asks_nobody_is_caught(own_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, forgotten = web._let_in, "/run/<run>/seats/end"

    def careless(house: Any, route: web.Route, run: str) -> None:
        if route.rule != forgotten:
            honest(house, route, run)

    monkeypatch.setattr(web, "_let_in", careless)
    route = next(route for route in web.ROUTES if route.rule == forgotten)
    with pytest.raises(AssertionError, match="came through"):
        assert_shut(own_place, own_place.visitors["remote"], route)


def test_control_a_remote_that_may_more_is_caught(own_place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "REMOTE", rights.REMOTE | {"lock"})
    with pytest.raises(AssertionError, match="lock"):
        assert_denied_moves_do_nothing(own_place, own_place.visitors["remote"])


# ── the tables, written anew ────────────────────────────────────────────────


def main() -> None:
    import tempfile

    place = Place(Path(tempfile.mkdtemp()))
    moves = {move: sorted(roles) for move, roles in every_move().items()}
    everybody = place.visitors.values()
    doors = {door(route): [one.name for one in everybody if opens(place, one, route)] for route in web.ROUTES}
    for path, table in ((MOVES, moves), (DOORS, doors)):
        path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    place.house.close()


if __name__ == "__main__":
    main()
