"""The laws of the house, each with a control that breaks it on purpose and must be caught."""

from __future__ import annotations

import ast
import itertools
import json
import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from random import Random
from typing import Any

import gevent
import pytest

from tests import conftest
from tests.house import Guest, House, robots_play
from workshop import agenda as agendas
from workshop import faces, host, rights
from workshop import run as runs
from workshop.config import shipped
from workshop.kinds import KINDS
from workshop.moves import Console, Fact, Floor, Me, Move, Role, Stage, Table

NAMES = ("Ana", "Ben", "Cara", "Dev", "Eve", "Fin", "Gus")
AGENDAS = [shelved.id for shelved in agendas.shelf(shipped("sessions"), Path("none"))]


def gather(house: House) -> list[Guest]:
    guests = [house.join(name, table=1 + no % 3) for no, name in enumerate(NAMES)]
    house.sit_everywhere()
    return guests


def perform(house: House, after_each: Callable[[], None]) -> None:
    """The whole agenda: robots answer, the facilitator shows, hides, closes, reveals and goes on."""
    guests, dice = gather(house), Random(11)
    stride = 1 + len(house.run.agenda.screens) // 20
    for no, screen in enumerate(house.run.agenda.screens):
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        for _, wish, answer in robots_play(house, guests, dice):
            assert answer["ok"], (screen.id, wish, answer)
            after_each()
        review(house)
        meddle(house, guests, dice, after_each)
        if no % stride == 0:
            helped(house, guests, dice, after_each)
        if no % (5 * stride) == 1:
            upheaval(house, guests, dice, after_each)
        for name in ("close", "reveal", "cover", "open"):
            answer = house.facilitator.play(name, screen.id)
            assert answer["ok"] or (screen.anonymous and answer["code"] in ("told_already", "shown_now")), answer
            after_each()


def now_and_then(house: House, look: Callable[[], None]) -> Callable[[], None]:
    """After every move in a short agenda; in a long one after every tenth, as each look compares every seat's view."""
    beat = itertools.count() if len(house.run.agenda.screens) > 40 else itertools.repeat(0)
    return lambda: None if next(beat) % 10 else look()


def meddle(house: House, guests: list[Guest], dice: Random, after_each: Callable[[], None]) -> None:
    """What people do besides answering: change tables and their minds, withdraw, hand over, come late, go."""
    guest = dice.choice(guests)
    own = house.run.pool.by(guest.id)
    entry = dice.choice(own) if own else None
    tables = list(house.run.roster.open_tables())
    guest.play("sit_at", table=dice.choice(tables))
    after_each()
    if entry:
        edited = guest.play("edit", entry.screen, entry=entry.id, text="On second thoughts")
        assert edited["ok"] or edited["code"] in ("unknown_move", "malformed"), (entry, edited)
        after_each()
        if dice.random() < 0.5:
            assert guest.play("withdraw", entry.screen, entry=entry.id)["ok"]
        else:
            guest.play("edit", entry.screen, entry=entry.id, visibility="me")  # where its box allows that
        after_each()
    guest.play("change", named=dice.random() < 0.5, organisation="Another school")
    after_each()
    house.facilitator.play("hand_over", to=dice.choice(guests).id)
    house.facilitator.play("name_table", table=dice.choice(tables), name="By the window")
    leaving = house.join("Leaving", table=dice.choice(tables))
    house.sit_everywhere()
    after_each()
    house.facilitator.play("remove", person=leaving.id)
    after_each()


def helped(house: House, guests: list[Guest], dice: Random, after_each: Callable[[], None]) -> None:
    """People as they are: one without a phone, three round one phone, one who has to go and is back."""
    helper = dice.choice(guests)
    table = house.run.roster.table_of(helper.id)
    okoye = house.facilitator.play("add_person", name="Mr Okoye", table=table)["data"]["id"]
    assert helper.play("share_phone", people=dice.randint(1, 3))["ok"]
    house.sit_everywhere()
    for person in house.run.roster.without_phone(table):
        if person.id == okoye or person.beside == helper.id:
            enter_for(house, helper, person.id, dice)
            after_each()
    for other in house.run.roster:  # the facilitator can open every screen to type for anybody
        assert all(faces.aside(house.run, other.id, screen, "console") for screen in house.run.place.marks)
    assert helper.play("leave")["ok"]
    after_each()
    assert helper.play("come_back")["ok"]
    house.facilitator.play("remove", person=okoye)
    assert house.facilitator.play("park", text="Car park, again")["ok"]
    after_each()


def enter_for(house: House, helper: Guest, person: str, dice: Random) -> None:
    """What the helper taps in for somebody, seeing that person's screen."""
    screen = house.run.place.now
    seen = faces.aside(house.run, person, screen, helper.id)["screen"]
    view = {**seen["view"], "brought": seen["brought"], "open": seen["open"], "me": person, "holder": False}
    if wish := KINDS[house.run.screen(screen).kind].pretend(view, dice):
        answer = helper.play(wish["name"], **{**wish["data"], "for": person})
        assert answer["ok"], (screen, wish, answer)
        assert house.run.screen(screen).anonymous or answer["data"]["proxy"] == helper.id


def upheaval(house: House, guests: list[Guest], dice: Random, after_each: Callable[[], None]) -> None:
    """The room changes shape: tables put together and parted, somebody here twice, somebody to be forgotten."""
    gone, kept = dice.sample(sorted(house.run.roster.open_tables()), 2)
    assert house.facilitator.play("merge_tables", table=gone, into=kept)["ok"]
    house.sit_everywhere()
    after_each()
    sitting = [person.id for person in house.run.roster.at(kept) if not person.beside]
    if len(sitting) > 1:
        assert house.facilitator.play("split_table", table=kept, people=sitting[1:])["ok"]
    assert house.facilitator.play("add_table", name="By the door")["ok"]
    twice, forgotten = house.join("Ana again"), house.join("Nobody")
    house.sit_everywhere()
    after_each()
    for guest in (twice, forgotten):
        for _ in range(2):
            if wish := KINDS[house.run.screen(house.run.place.now).kind].pretend(guest.phone, dice):
                guest.play(wish["name"], **wish["data"])
    after_each()
    merged = house.facilitator.play("merge_people", person=twice.id, into=dice.choice(guests).id)
    assert merged["ok"] or merged["code"] == "both_answered", merged
    after_each()
    assert forgotten.play("erase", how=dice.choice(["words", "name"]))["ok"]
    after_each()


def review(house: House) -> None:
    waiting = [entry.id for entry in house.run.pool.waiting()]
    if waiting:
        assert house.facilitator.play("show", entries=waiting)["ok"]
        assert house.facilitator.play("hide", entries=waiting[:1])["ok"]


# ── 1: patched == fresh ─────────────────────────────────────────────────────


@pytest.mark.parametrize("agenda", AGENDAS)
def test_what_patches_made_is_what_a_newcomer_would_see(house_of: Any, agenda: str) -> None:
    house = house_of(agenda)
    perform(house, now_and_then(house, house.assert_patched_is_fresh))


def test_control_a_forgotten_audience_goes_astray(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    full = runs.touched

    def without_me(*given: Any) -> Any:
        return [one for one in full(*given) or [] if not isinstance(one, Me)]

    monkeypatch.setattr(host.runs, "touched", without_me)
    with pytest.raises(AssertionError, match="went astray"):
        perform(house, house.assert_patched_is_fresh)


def nulls(value: Any, where: str = "") -> list[str]:
    """Every place in a view where nothing stands instead of something."""
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in nulls(inner, f"{where}/{key}")]
    if isinstance(value, list):
        return [found for no, inner in enumerate(value) for found in nulls(inner, f"{where}/{no}")]
    return [where] if value is None else []


def test_no_view_holds_a_null_and_every_view_is_strict_json(house: House) -> None:
    def look() -> None:
        for audience in faces.audiences(house.run):
            view = house.view(audience)
            assert nulls(view) == [], audience
            assert json.loads(json.dumps(view, allow_nan=False)) == view, audience

    perform(house, look)


# ── 2: replay == live ───────────────────────────────────────────────────────


@pytest.mark.parametrize("agenda", AGENDAS)
def test_a_restart_gives_the_same_room(house_of: Any, agenda: str) -> None:
    house = house_of(agenda)
    perform(house, lambda: None)
    house.assert_replay_is_live()


def test_control_a_lost_fact_is_noticed(house: House) -> None:
    perform(house, lambda: None)
    with sqlite3.connect(house.path) as other:
        other.execute("DELETE FROM facts WHERE seq = (SELECT max(seq) FROM facts WHERE name = 'write')")
    other.close()
    with pytest.raises(AssertionError):
        house.assert_replay_is_live()


# ── 3: no secret before its time ────────────────────────────────────────────

SECRET = {"me": "MARKERME", "table": "MARKERTABLE", "facilitator": "MARKERFAC", "room": "MARKERROOM"}


def everything_seen(house: House) -> dict[str, str]:
    return {str(audience): json.dumps(house.view(audience)) for audience in faces.audiences(house.run)}


def write_secrets(house: House) -> Guest:
    ana = house.join("Ana", table=1)
    house.join("Ben", table=1), house.join("Cara", table=2)
    house.go("imagine.cards")
    house.facilitator.play("open", "imagine.cards")
    assert ana.play("turn")["ok"]
    card = next(iter(ana.phone["turned"]))
    for visibility, marker in SECRET.items():
        answer = ana.play("think", card=card, text=marker, visibility=visibility, named=True)
        assert answer["ok"], answer
    return ana


def assert_no_secret_is_out(house: House, ana: Guest) -> None:
    seen = everything_seen(house)
    may_see = {
        "me": {str(Me(ana.id))},
        "table": {str(Me(ana.id)), str(Table(1))},
        "facilitator": {str(Me(ana.id)), str(Console())},
        "room": {str(Me(ana.id)), str(Table(1)), str(Console())},
    }
    for visibility, marker in SECRET.items():
        for audience, text in seen.items():
            assert marker not in text or audience in may_see[visibility], f"{marker} is out at {audience}"


def test_what_somebody_wrote_goes_no_further_than_they_said(house: House) -> None:
    ana = write_secrets(house)
    assert_no_secret_is_out(house, ana)
    everything_up = [entry.id for entry in house.run.pool]
    house.facilitator.play("show", entries=everything_up)
    stage = json.dumps(house.view(Stage()))
    assert SECRET["room"] in stage
    assert not [marker for name, marker in SECRET.items() if name != "room" and marker in stage]


def test_control_a_leaking_table_is_caught(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = write_secrets(house)
    kind = KINDS["deck"]
    honest = kind.view

    def leaking(state: Any, audience: Any, context: Any) -> Any:
        words = {entry.id: entry.text for entry in context.pool}
        return {**honest(state, audience, context), "oops": words}

    monkeypatch.setattr(kind, "view", leaking)
    with pytest.raises(AssertionError, match="is out at"):
        assert_no_secret_is_out(house, ana)


def test_nobody_gets_a_tally_before_the_reveal(house: House) -> None:
    guests = gather(house)
    house.go("choose.ready")
    house.facilitator.play("open", "choose.ready")
    for guest in guests:
        guest.play("vote", picks={next(iter(guest.phone["items"])): 1})
    for audience in faces.audiences(house.run):
        assert "tally" not in house.view(audience).get("screen", {}).get("view", {}), audience
    assert house.view(Console())["screen"]["view"]["voted"] == len(guests)
    house.facilitator.play("reveal", "choose.ready")
    assert house.view(Stage())["screen"]["view"]["tally"]
    assert house.view(Floor())["screen"]["view"]["tally"]


# ── 4: the same move twice counts once ──────────────────────────────────────


def test_the_same_move_twice_counts_once_and_gets_the_same_answer(house: House) -> None:
    ana = house.join("Ana")
    house.go("choose.ready")
    house.facilitator.play("open", "choose.ready")
    first = ana.play("vote", "", "tap-1", picks={"yes": 1})
    again = ana.play("vote", "", "tap-1", picks={"yes": 1})
    assert first["ok"]
    assert again == first
    assert sum(fact.name == "vote" for fact in house.store.facts(house.run_id)) == 1


def test_it_counts_once_across_a_restart(house: House) -> None:
    ana = house.join("Ana")
    house.go("write.treats")
    wrote = {"box": "treat", "text": "Fruit", "visibility": "room", "named": False, "tags": [], "fields": {}}
    first = ana.play("write", "", "tap-1", **wrote)
    house.crash()
    house.open()
    assert ana.play("write", "", "tap-1", **wrote) == first
    assert [entry.text for entry in house.run.pool] == ["Fruit"]


def test_nobody_can_use_up_the_move_of_somebody_else(house: House) -> None:
    ana, ben = house.join("Ana"), house.join("Ben")
    house.go("choose.ready")
    house.facilitator.play("open", "choose.ready")
    ana.play("vote", "", "tap-1", picks={"yes": 1})
    assert ben.play("vote", "", "tap-1", picks={"no": 1})["code"] == "malformed"


def test_control_without_the_memory_of_moves_a_double_is_refused_by_the_database(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = house.join("Ana")
    house.go("choose.ready")
    house.facilitator.play("open", "choose.ready")
    ana.play("vote", "", "tap-1", picks={"yes": 1})
    monkeypatch.setattr(house.store, "fact_of", lambda run, move_id: None)
    assert ana.play("vote", "", "tap-1", picks={"yes": 1})["code"] == "busy"
    assert sum(fact.name == "vote" for fact in house.store.facts(house.run_id)) == 1


# ── 5: a kind is complete ───────────────────────────────────────────────────

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_module_drawing_style_test_and_a_place_in_the_rehearsal(kind: str, house: House) -> None:
    missing = [
        path
        for path in (
            f"workshop/kinds/{kind}.py",
            f"static/kinds/{kind}.js",
            f"static/kinds/{kind}.css",
            f"tests/kinds/test_{kind}.py",
        )
        if not (ROOT / path).is_file()
    ]
    assert not missing
    assert kind in {screen.kind for screen in house.run.agenda.screens}
    for door in ("Settings", "MOVES", "start", "accept", "apply", "view", "notes", "pretend"):
        assert hasattr(KINDS[kind], door)


# ── 6: the import law ───────────────────────────────────────────────────────

STDLIB_ONLY = {"moves", "text", "patch", "chain", "anew", "layers"}
PURE = {"agenda", "variants", "decks", "sheet", "roster", "layout", "pool", "parking", "draft", "clock", "place"}
PURE |= {"register", "run", "entrance", "rights", "masks", "carries", "faces", "sequel"}
WORLD = {"flask", "flask_socketio", "socketio", "engineio", "gevent", "sqlite3", "sqlite_utils"}
ORACLES = {"time", "datetime", "random", "secrets", "logging"}


def imports(path: Path) -> Iterable[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def ours(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("workshop.")}


def theirs(path: Path) -> set[str]:
    return {name.split(".")[0] for name in imports(path)}


def breaches(package: Path) -> list[str]:
    """Every import that the law forbids, as `module: import`."""
    found = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).with_suffix("").as_posix()
        found += [f"{name}: {one}" for one in sorted(_forbidden(name, ours(path), theirs(path)))]
    return found


def _forbidden(name: str, ours: set[str], theirs: set[str]) -> set[str]:
    first = name.split("/")[0]
    if first in STDLIB_ONLY:
        return ours | (theirs & WORLD)
    if first == "kinds" and name not in ("kinds/__init__", "kinds/contract"):
        return (ours - {"moves", "roster", "pool", "decks", "matters", "kinds", "anew", "layers"}) | (
            theirs & (WORLD | ORACLES - {"random", "datetime"})
        )
    if first == "matters":
        return (ours - {"moves", "roster", "pool", "matters", "kinds", "anew"}) | (
            theirs & (WORLD | ORACLES - {"random", "datetime"})
        )
    if first in PURE or first == "notes":
        allowed_clock = {"datetime"} if first == "notes" else set()
        return (ours & {"store", "host", "web", "live", "access", "transport"}) | (
            theirs & (WORLD | ORACLES) - allowed_clock
        ) - {"random", "datetime"}
    if first == "store":
        return ours & ({"run", "host", "kinds", "web", "live"} | PURE - {"pool"})
    if first == "host":
        return (theirs & {"flask", "flask_socketio", "socketio", "engineio"}) | (ours & {"web", "live", "transport"})
    if first in ("web", "live"):
        return ours & {"store", "kinds"}
    return set()


def test_the_import_law_holds() -> None:
    assert breaches(ROOT / "workshop") == []


RECORD = {"store", "schema", "file"}
"""Where SQL lives: what is written, its shape, and the file it lies in."""


def asks_the_database(package: Path) -> list[str]:
    """Every call outside the record that could only be one of SQL, as `module: call`."""
    found = []
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).with_suffix("").as_posix()
        nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if name not in RECORD else ()
        called = (node.func for node in nodes if isinstance(node, ast.Call))
        named = {one.attr for one in called if isinstance(one, ast.Attribute)}
        found += [f"{name}: {one}" for one in sorted(named & {"execute", "executemany", "executescript"})]
    return found


def test_only_the_record_speaks_sql() -> None:
    assert asks_the_database(ROOT / "workshop") == []


def test_control_sql_elsewhere_is_caught(tmp_path: Path) -> None:
    (tmp_path / "host.py").write_text("def f(store):\n    return store.db.execute('SELECT 1')\n")
    assert asks_the_database(tmp_path) == ["host: execute"]


def test_no_kind_knows_another() -> None:
    for path in [*(ROOT / "workshop" / "kinds").glob("*.py"), *(ROOT / "workshop" / "matters").glob("*.py")]:
        known = {name for name in imports(path) if name.startswith("workshop.kinds.") and "contract" not in name}
        assert path.stem == "__init__" or not known, path


def test_control_a_kind_that_looks_at_the_database_is_caught(tmp_path: Path) -> None:
    (tmp_path / "kinds").mkdir()
    (tmp_path / "kinds" / "spy.py").write_text("import sqlite3\nfrom workshop.host import Host\n")
    assert breaches(tmp_path) == ["kinds/spy: host", "kinds/spy: sqlite3"]


def test_no_kind_is_named_outside_its_own_files() -> None:
    kinds = "|".join(KINDS)
    for path in (ROOT / "workshop").rglob("*.py"):
        if path.parent.name in ("kinds", "matters"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare):
                values = [n.value for n in ast.walk(node) if isinstance(n, ast.Constant)]
                assert not set(values) & set(kinds.split("|")), f"{path.name}:{node.lineno} asks for a kind"


# ── 7: every role × every move ──────────────────────────────────────────────


def every_move() -> dict[str, frozenset[Role]]:
    """Every move there is, of the room and of every kind, and who may make it: in their own name, or in the
    facilitator's stead."""
    table = {move: _with_deputies(move, roles, room=True) for move, roles in runs.ROOM_MOVES.items()}
    for name, kind in KINDS.items():
        own = kind.MOVES.items()
        table |= {f"{name}.{move}": _with_deputies(move, roles, room=move in runs.ROOM_MOVES) for move, roles in own}
    return table


def _with_deputies(move: str, roles: frozenset[Role], *, room: bool) -> frozenset[Role]:
    stand_in = {role for role in Role if Role.FACILITATOR in roles and rights.stands_in(role, move, room=room)}
    return roles | stand_in


def test_who_may_what_is_the_checked_in_table() -> None:
    written = json.loads((ROOT / "tests" / "who_may.json").read_text(encoding="utf-8"))
    assert {move: sorted(roles) for move, roles in every_move().items()} == written


@pytest.mark.parametrize("role", [role for role in Role])
def test_a_role_is_refused_every_move_that_is_not_its_own(house: House, role: Role) -> None:
    person = house.join("Ana").id
    screens = {screen.kind: screen.id for screen in house.run.agenda.screens}
    before = house.store.facts(house.run_id)
    for move, roles in every_move().items():
        if role in roles:
            continue
        kind, _, name = move.rpartition(".")
        by = house.facilitator.seat.__class__(role, house.run_id, person if role is Role.PARTICIPANT else "")
        answer = house.host.play(Move(f"try-{role}-{move}", name, by, screens.get(kind, "")))
        assert answer["code"] == "not_yours", (move, answer)
    assert house.store.facts(house.run_id) == before


# ── 8: going anywhere loses nothing ─────────────────────────────────────────


def kept(house: House) -> tuple[Any, ...]:
    marks = {screen: (mark.open, mark.revealed) for screen, mark in house.run.place.marks.items()}
    return house.run.states, house.run.pool, house.run.roster, marks


def assert_wandering_loses_nothing(house: House, wander: Iterable[tuple[str, dict[str, Any]]]) -> None:
    before = kept(house)
    for name, data in wander:
        house.facilitator.play(name, **data)
    after = kept(house)
    assert after[:3] == before[:3]
    assert {screen: after[3][screen] for screen in before[3]} == before[3]


def test_forward_back_skip_and_preview_lose_and_close_nothing(house: House) -> None:
    perform(house, lambda: None)
    screens = [screen.id for screen in house.run.agenda.screens]
    dice = Random(5)
    steps: list[tuple[str, dict[str, Any]]] = [("back", {}), ("next", {}), ("back", {}), ("back", {})]
    steps += [("go", {"screen": dice.choice(screens)}) for _ in range(20)]
    assert_wandering_loses_nothing(house, steps)
    before = house.run
    for screen in screens:
        house.host.preview(house.run_id, screen)
    assert house.run == before


def test_control_a_back_that_closes_is_caught(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    perform(house, lambda: None)
    honest = runs.apply

    def closing(run: runs.Run, fact: Fact) -> runs.Run:
        after = honest(run, fact)
        if fact.name == "back":
            after = honest(after, Fact(fact.seq, fact.run, "close", at=fact.at, data={"screen": run.place.now}))
        return after

    monkeypatch.setattr(host.runs, "apply", closing)
    with pytest.raises(AssertionError):
        assert_wandering_loses_nothing(house, [("back", {}), ("next", {})])


# ── and: nobody yields while a transaction is open ──────────────────────────


def test_control_a_yield_inside_a_transaction_is_caught(house: House) -> None:
    with house.store.transaction():
        gevent.sleep(0)
    assert conftest.YIELDED, "the watch of the whole suite did not see it"
    conftest.YIELDED.clear()


# ── and: news only after the commit ─────────────────────────────────────────


def test_when_the_disk_is_full_nobody_is_told_anything_and_nothing_is_lost(house: House) -> None:
    ana = house.join("Ana")
    house.sit_everywhere()
    house.go("write.treats")
    house.host.channels(house.run_id).settle()
    pages = house.store._connection.execute("PRAGMA page_count").fetchone()[0]
    house.store._connection.execute(f"PRAGMA max_page_count = {pages}")
    house.seats.sent.clear()
    answer = {"ok": True}
    for no in range(500):
        if not answer["ok"]:
            break
        before = house.run
        answer = ana.play("change", organisation="o" * (no % 70))
    assert answer == host.BUSY
    assert house.run is before
    house.store._connection.execute("PRAGMA max_page_count = 1073741823")
    assert ana.play("change", organisation="There is room again")["ok"]
    house.assert_patched_is_fresh()
    house.assert_replay_is_live()
