"""Answers without names: what the disk holds while the session goes on, what it holds afterwards, and what still works.

Every promise has a control that breaks it on purpose and must be caught.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.house import Guest, House
from tests.test_laws import nulls, perform
from workshop import agenda as agendas
from workshop import faces, host, masks
from workshop import run as runs
from workshop.backups import Backups
from workshop.clearing import Clearing, traces
from workshop.moves import Console, Fact, Floor, Me, Role, Seat, Stage
from workshop.notes import data
from workshop.notes.markdown import note_markdown
from workshop.roster import Roster
from workshop.store import Store

AGENDA = """
[agenda]
title = "Without names"
purpose = "To find out whether anybody can tell."
language = "en"
minutes = 30
tables = 3
roles = ["Teacher", "Governor"]

[[step]]
id = "vote"
title = "Vote"
phase = "decide"
keep = "must"
purpose = "Each for themselves."
minutes = { min = 10, plan = 30, stretch = 40 }

  [[step.screen]]
  id = "doors"
  kind = "present"
  title = "Come in"
  look = "lobby"
  task = "Which window would you open?"

  [[step.screen]]
  id = "which"
  kind = "choose"
  title = "Which way?"
  anonymous = true
  options = [{ id = "markernorth", title = "North" }, { id = "markersouth", title = "South" }]

  [[step.screen]]
  id = "where"
  kind = "rate"
  title = "Where do we stand?"
  anonymous = true
  items = [{ id = "markertrust", title = "Trust" }, { id = "markertime", title = "Time" }]
  scale = [{ id = "low", label = "Low" }, { id = "mid", label = "Middle" }, { id = "high", label = "High" }]
  cant = "I cannot say"

  [[step.screen]]
  id = "last"
  kind = "collect"
  title = "One more word"

    [[step.screen.boxes]]
    id = "word"
    ask = "What stays with you?"
    visibility = "room"

    [[step.screen.carry]]
    name = "mine"
    from = "vote.which#own"
    whose = "own"
    label = "You chose"
"""
WHICH, WHERE = "vote.which", "vote.where"
NORTH, SOUTH = {"markernorth": 1}, {"markersouth": 1}
NAMES = ("Ana", "Ben", "Cara", "Dev", "Eve", "Fin")


@pytest.fixture
def agenda(tmp_path: Path) -> Path:
    path = tmp_path / "sessions" / "without-names.toml"
    path.parent.mkdir()
    path.write_text(AGENDA, encoding="utf-8")
    return path


@pytest.fixture
def house(house_of: Callable[..., House], agenda: Path) -> House:
    return house_of(str(agenda))


def cleared(house: House) -> Clearing:
    """The one who clears away in the house's folder, listening."""
    clearing = Clearing(house.host, house.store, Backups(house.folder))
    house.host.watchers.append(clearing.heard)
    house.host.forgets = clearing.mark
    return clearing


@pytest.fixture
def people(house: House) -> list[Guest]:
    return [house.join(name, table=1 + no % 3) for no, name in enumerate(NAMES)]


def vote(house: House, people: list[Guest], picks: list[dict[str, int]]) -> None:
    house.go(WHICH)
    for guest, one in zip(people, picks, strict=False):
        assert guest.play("vote", picks=one)["ok"]


def mixed(house: House, people: list[Guest]) -> None:
    vote(house, people, [NORTH, SOUTH, NORTH, SOUTH, NORTH, SOUTH])


def reveal(house: House, screen: str = WHICH) -> None:
    assert house.facilitator.play("reveal", screen)["ok"]


def end(house: House) -> None:
    """The end, and what is done right after it: no key stays in the file, its log or a copy."""
    clearing = cleared(house)
    assert house.facilitator.play("end")["ok"]
    clearing.finish()


def tally(house: House, *audiences: Any) -> Any:
    return house.view(Stage())["screen"]["view"].get("tally")


# ── what the disk holds ─────────────────────────────────────────────────────


def rows(path: Path) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Every row of every table, as other tools read them."""
    with sqlite3.connect(path) as other:
        tables = [name for (name,) in other.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found = [(name, row) for name in tables for row in other.execute(f'SELECT * FROM "{name}"')]
    other.close()
    yield from found


def assert_no_row_tells(house: House, people: list[Guest]) -> None:
    """No row holds what was chosen and who somebody is, be it the id, the name, the table's seat or the code."""
    known = [house.run.roster.people[guest.id] for guest in people]
    secrets = [word for one in known for word in (one.id, one.name, one.code)]
    for table, row in rows(house.path):
        said = json.dumps([str(cell) for cell in row])
        if table == "runs" or not re.search("markernorth|markersouth|markertrust|markertime", said):
            continue
        assert not [word for word in secrets if f'"{word}"' in said or f'\\"{word}' in said], f"{table} tells: {said}"


def test_no_row_holds_a_person_and_a_choice(house: House, people: list[Guest]) -> None:
    mixed(house, people)
    house.go(WHERE)
    for guest in people:
        assert guest.play("mark", item="markertrust", value=2)["ok"]
    assert_no_row_tells(house, people)
    end(house)
    assert_no_row_tells(house, people)


def test_control_a_fact_that_keeps_the_person_is_caught(
    house: House, people: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host.runs, "written", lambda run, move: runs.voiced(move))
    mixed(house, people)
    with pytest.raises(AssertionError, match="tells"):
        assert_no_row_tells(house, people)


def test_a_fact_tells_no_finer_time_than_the_poll_and_nothing_of_seats_or_roles(
    house: House, people: list[Guest]
) -> None:
    mixed(house, people)
    house.go(WHERE)
    people[0].play("mark", item="markertrust", value=2)
    answers = [fact for fact in house.store.facts(house.run_id) if fact.screen]
    assert {fact.at for fact in answers if fact.screen == WHICH} == {house.run.place.journey[1][1]}
    assert answers[-1].data == {"round": 1, "item": "markertrust", "value": 2.0, "role": "", "partnership": ""}
    assert all(set(fact.data) == {"round", "picks"} for fact in answers if fact.screen == WHICH)


def every_secret_left(house: House) -> set[str]:
    """Whatever looks like a key in the file, its log, and anything else beside them."""
    found: set[str] = set()
    for path in (one for one in house.folder.rglob("*") if one.is_file()):
        found |= {one.decode() for one in re.findall(rb"[0-9a-f]{24,}", path.read_bytes())}
    whole = {run for run in found if len(run) >= 64}
    return {run[at : at + 64] for run in whole for at in range(len(run) - 63)}


def assert_nobody_can_tell(house: House, people: list[Guest]) -> None:
    """With everything that is left on disk no mask can be made again, and no digest tells for whom something came."""
    facts = [fact for fact in house.store.facts(house.run_id) if masks.is_mask(fact.person)]
    assert facts, "nothing was answered without a name"
    worn, keys = {fact.person for fact in facts}, every_secret_left(house)
    linked = {guest.id for guest in people for key in keys if masks.mask(key, guest.id) in worn}
    assert not linked, f"{linked} can be linked"
    for fact in facts:
        stored = house.store.digest_of(house.run_id, fact.move_id)
        for guest in people:
            for whom in ({"for": guest.id}, {"person": guest.id}):
                sent = json.dumps([fact.move_id, fact.name, fact.screen, {**fact.data, **whom}], sort_keys=True)
                assert not hashlib.sha256(sent.encode()).hexdigest().startswith(stored), "a digest tells"


def test_after_the_end_no_key_is_left_and_nobody_can_be_linked(house: House, people: list[Guest]) -> None:
    keys = list(house.store.keys(house.run_id).values())
    mixed(house, people)
    assert len(keys) == 2
    copy = Backups(house.folder).make().path
    assert {copy.name, house.path.name} <= {path.name.removesuffix("-wal") for path in traces(house.folder, keys)}
    end(house)
    assert len(Backups(house.folder).all()) == 1
    assert traces(house.folder, keys) == []
    assert house.store.keys(house.run_id) == {}
    assert house.run.keys == {}
    assert not any(key in repr(house.run.__dict__) for key in keys)
    assert_nobody_can_tell(house, people)


def test_control_a_key_that_survives_the_end_is_caught(
    house: House, people: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Store, "drop_keys", lambda self, run: None)
    mixed(house, people)
    end(house)
    with pytest.raises(AssertionError, match="can be linked"):
        assert_nobody_can_tell(house, people)


def test_control_a_key_that_stays_in_the_log_is_caught(
    house: House, people: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Clearing, "finish", lambda self: None)
    mixed(house, people)
    end(house)
    with pytest.raises(AssertionError, match="can be linked"):
        assert_nobody_can_tell(house, people)


def test_after_a_crash_right_at_the_end_the_next_start_leaves_no_key(house: House, people: list[Guest]) -> None:
    keys = list(house.store.keys(house.run_id).values())
    mixed(house, people)
    Backups(house.folder).make()
    cleared(house)
    assert house.facilitator.play("end")["ok"]
    house.crash()
    assert traces(house.folder, keys)
    house.open()
    cleared(house).finish()
    assert not traces(house.folder, keys)
    assert_nobody_can_tell(house, people)


def order_on_disk(house: House) -> list[str]:
    return [next(iter(fact.data["picks"])) for fact in house.store.facts(house.run_id) if fact.name == "vote"]


def test_after_the_end_even_the_order_of_the_answers_is_gone(
    house: House, people: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host.secrets.SystemRandom, "shuffle", lambda self, facts: facts.reverse())
    vote(house, people, [NORTH, NORTH, NORTH, SOUTH, SOUTH, SOUTH])
    before = order_on_disk(house)
    people[0].play("vote", picks=SOUTH)  # whoever thinks again is still counted with what they said last
    house.facilitator.play("reveal", WHICH)
    counted = tally(house)
    end(house)
    assert order_on_disk(house)[:6] != before
    assert house.store.check_chain(house.run_id) == 0
    assert tally(house) == counted == {"markernorth": {"count": 2}, "markersouth": {"count": 4}}
    house.assert_replay_is_live()
    assert tally(house) == counted


# ── one vote each, and a mind may be changed ────────────────────────────────


def test_a_changed_mind_counts_once_also_after_a_restart(house: House, people: list[Guest]) -> None:
    mixed(house, people)
    assert people[0].play("vote", picks=SOUTH)["ok"]
    house.crash()
    house.open()
    assert people[1].phone["picks"] == SOUTH
    assert people[1].play("vote", picks=NORTH)["ok"]
    assert house.view(Console())["screen"]["view"]["voted"] == 6
    reveal(house)
    assert tally(house) == {"markernorth": {"count": 3}, "markersouth": {"count": 3}}


def test_the_same_tap_twice_counts_once_also_after_a_restart_and_after_the_end(
    house: House, people: list[Guest]
) -> None:
    mixed(house, people)
    first = people[0].play("vote", WHICH, "tap-1", picks=SOUTH)
    assert people[0].play("vote", WHICH, "tap-1", picks=SOUTH) == first
    house.crash()
    house.open()
    assert people[0].play("vote", WHICH, "tap-1", picks=SOUTH) == first
    assert people[1].play("vote", WHICH, "tap-1", picks=SOUTH)["code"] == "malformed"
    end(house)
    assert people[0].play("vote", WHICH, "tap-1", picks=SOUTH)["ok"]
    assert people[0].play("vote", WHICH, "tap-1", picks=NORTH)["code"] == "malformed"
    assert sum(fact.name == "vote" for fact in house.store.facts(house.run_id)) == 7


def test_a_phone_shows_its_own_answer_until_the_end_and_no_longer(house: House, people: list[Guest]) -> None:
    mixed(house, people)
    assert people[0].phone["picks"] == NORTH
    assert people[1].phone["picks"] == SOUTH
    house.go("vote.last")
    assert [one["text"] for one in people[0].brought["mine"]["items"].values()] == ["North"]
    end(house)
    assert people[0].brought == {}


def test_whoever_comes_late_is_asked_until_they_have_answered(house: House, people: list[Guest]) -> None:
    vote(house, people[:2], [NORTH, SOUTH])
    house.go("vote.last")
    late = house.join("Late")
    assert WHICH in late.me["missed"]
    assert late.play("vote", WHICH, picks=NORTH)["ok"]
    assert WHICH not in late.me["missed"]


# ── laws ────────────────────────────────────────────────────────────────────


def test_patched_is_fresh_and_a_restart_gives_the_same_room(house: House) -> None:
    perform(house, house.assert_patched_is_fresh)
    house.assert_replay_is_live()
    end(house)
    house.sit_everywhere()
    house.assert_patched_is_fresh()
    house.assert_replay_is_live()


def test_no_view_holds_a_mask_or_a_null(house: House, people: list[Guest]) -> None:
    def look() -> None:
        for audience in faces.audiences(house.run):
            seen = house.view(audience)
            assert nulls(seen) == [], audience
            assert not re.search("~[0-9a-f]{8}", json.dumps(seen)), audience

    mixed(house, people)
    look()
    reveal(house)
    look()
    end(house)
    look()


def test_nobody_sees_anything_of_the_result_before_it_is_shown(house: House, people: list[Guest]) -> None:
    """Seen by everybody else, a changed vote and one that stays look the same."""
    mixed(house, people)
    others = [one for one in faces.audiences(house.run) if one != Me(people[0].id)]
    before = {str(one): {**house.view(one), "seq": 0} for one in others}
    assert people[0].play("vote", picks=SOUTH)["ok"]
    assert {str(one): {**house.view(one), "seq": 0} for one in others} == before


def test_once_the_result_was_seen_no_vote_changes_it(house: House, people: list[Guest]) -> None:
    vote(house, people[:5], [NORTH, SOUTH, NORTH, SOUTH, NORTH])
    reveal(house)
    shown = tally(house)
    for _ in range(2):
        assert people[0].refused("vote", picks=SOUTH) == "told_already"
        assert people[5].refused("vote", picks=SOUTH) == "told_already"
        assert house.facilitator.refused("vote", WHICH, picks=SOUTH, **{"for": "paper"}) == "told_already"
        assert not house.view(Floor())["screen"]["open"]
        house.facilitator.play("cover", WHICH)
        assert house.facilitator.refused("open", WHICH) == "told_already"
    house.facilitator.play("remove", person=people[0].id)
    reveal(house)
    assert tally(house) == shown
    assert house.facilitator.play("run_off", WHICH, items=["markernorth", "markersouth"])["ok"]
    assert people[1].play("vote", picks=NORTH)["ok"]


# ── few ─────────────────────────────────────────────────────────────────────


def test_of_three_ballots_nobody_is_told_what_they_were(house: House, people: list[Guest]) -> None:
    vote(house, people, [NORTH, NORTH, NORTH])
    reveal(house)
    for audience in faces.audiences(house.run):
        assert "tally" not in json.dumps(house.view(audience)), audience
    assert house.view(Stage())["screen"]["view"]["few"]
    assert people[3].refused("vote", picks=SOUTH) == "shown_now"  # not while it is up; covered they go on
    assert house.facilitator.play("cover", WHICH)["ok"]
    assert people[3].play("vote", picks=SOUTH)["ok"]
    reveal(house)
    assert tally(house) == {"markernorth": {"count": 3}, "markersouth": {"count": 1}}


@pytest.mark.parametrize(("voters", "told"), [(3, False), (4, True)])
def test_exports_tell_nothing_of_fewer_than_four(house: House, people: list[Guest], voters: int, told: bool) -> None:
    vote(house, people[:voters], [NORTH] * voters)
    reveal(house)
    house.go(WHERE)
    for guest in people[:voters]:
        guest.play("mark", item="markertrust", value=3)
    reveal(house, WHERE)
    row = house.view(Stage())["screen"]["view"]["result"]["markertrust"]
    assert (row["counts"] == {"3": voters}) is told
    assert ("few" not in row) is told
    end(house)
    facts = house.store.facts(house.run_id)
    for private in (False, True):
        files = data.sheets(house.run, facts, private=private)
        votes = list(csv.reader(io.StringIO(files["votes.csv"])))
        assert any("North" in line and str(voters) in line for line in votes) is told
        assert any("Trust" in line for line in csv.reader(io.StringIO(files["marks.csv"]))) is told
        assert "North" not in files["ballots.csv"]
        whole = json.loads(data.data_json(house.run, facts, private=private))
        assert not [one for one in whole["facts"] if one["name"] in ("vote", "mark")]
        assert "~" not in json.dumps(whole["facts"])
    with sqlite3.connect(house.path) as other:
        assert [other.execute(f"SELECT * FROM {view}").fetchall() for view in ("votes", "marks")] == [[], []]
    other.close()


@pytest.mark.parametrize(("voters", "told"), [(3, False), (4, True)])
def test_the_note_tells_nothing_of_fewer_than_four(house: House, people: list[Guest], voters: int, told: bool) -> None:
    vote(house, people[:voters], [NORTH] * voters)
    reveal(house)
    house.go(WHERE)
    for guest in people[:voters]:
        guest.play("mark", item="markertrust", value=3)
    reveal(house, WHERE)
    end(house)
    note = note_markdown(house.run)
    assert f"{voters} of 6" in note
    assert ("North" in note) is told
    assert "Without names." in note
    assert ("Fewer than 4 voted without their names" in note) is not told
    assert ("fewer than 4" in note) is not told


def test_a_second_round_of_few_does_not_tell_what_they_changed(house: House, people: list[Guest]) -> None:
    house.go(WHERE)
    for guest in people:
        guest.play("mark", item="markertrust", value=2)
    reveal(house, WHERE)
    assert house.facilitator.play("second", WHERE, items=["markertrust"])["ok"]
    assert people[0].play("mark", item="markertrust", value=1)["ok"]
    reveal(house, WHERE)
    row = house.view(Stage())["screen"]["view"]["result"]["markertrust"]
    assert row["counts"] == {"2": 6}
    assert "before" not in row


# ── counting who is there ───────────────────────────────────────────────────


def turnouts(house: House) -> list[tuple[int, int]]:
    """How many have voted of how many, while people come, go, share and write on paper."""
    found = []

    def count() -> None:
        seen = house.view(Console())["screen"]["view"]
        found.append((seen["voted"], seen["of"]))

    people = [house.join(name, table=1 + no % 3) for no, name in enumerate(NAMES)]
    house.go(WHICH)
    for guest in people[:4]:
        assert guest.play("vote", picks=NORTH)["ok"]
    count()
    people[0].play("leave"), people[4].play("leave")
    count()
    people[0].play("come_back")
    okoye = house.facilitator.play("add_person", name="Mr Okoye", table=2)["data"]["id"]
    assert people[1].play("vote", picks=SOUTH, **{"for": okoye})["ok"]
    count()
    assert house.facilitator.play("vote", WHICH, picks=SOUTH, **{"for": "paper"})["ok"]
    count()
    people[2].play("share_phone", people=3)
    count()
    house.facilitator.play("remove", person=people[5].id)
    count()
    twice = house.join("Ana again")
    house.facilitator.play("merge_people", person=twice.id, into=people[0].id)
    count()
    house.facilitator.play("end")
    count()
    return found


def test_of_how_many_is_what_it_is_where_people_vote_by_name(house_of: Callable[..., House], agenda: Path) -> None:
    named = agenda.with_name("with-names.toml")
    named.write_text(AGENDA.replace("anonymous = true\n", ""), encoding="utf-8")
    assert turnouts(house_of(str(agenda))) == turnouts(house_of(str(named)))


def test_the_console_knows_who_has_answered_but_not_what(house: House, people: list[Guest]) -> None:
    vote(house, people[:3], [NORTH, SOUTH, NORTH])
    assert set(house.view(Console())["screen"]["view"]["done"]) == {guest.id for guest in people[:3]}
    end(house)
    assert house.view(Console())["screen"]["view"]["done"] == {}


# ── people as they are ──────────────────────────────────────────────────────


def test_whoever_types_for_somebody_sees_nothing_of_it_afterwards_and_stands_in_no_fact(
    house: House, people: list[Guest]
) -> None:
    okoye = house.facilitator.play("add_person", name="Mr Okoye", table=1)["data"]["id"]
    house.go(WHICH)
    assert people[0].play("vote", picks=SOUTH, **{"for": okoye})["ok"]
    fact = house.store.facts(house.run_id)[-1]
    assert masks.is_mask(fact.person)
    assert set(fact.data) == {"round", "picks"}
    for typist in (people[0].id, "console"):
        seen = faces.aside(house.run, okoye, WHICH, typist)["screen"]
        assert not seen["view"]["cast"]
        assert seen["view"]["picks"] == {}
        assert seen["open"]
    assert people[0].play("vote", picks=NORTH, **{"for": okoye})["ok"]
    assert house.view(Console())["screen"]["view"]["voted"] == 1
    end(house)
    assert_nobody_can_tell(house, [*people, replace(people[0], seat=Seat(Role.PARTICIPANT, house.run_id, okoye))])


def test_two_who_are_one_keep_one_vote_and_two_votes_cannot_become_one(house: House, people: list[Guest]) -> None:
    ana, ben, again = people[0], people[1], house.join("Ana again")
    house.go(WHICH)
    assert again.play("vote", picks=NORTH)["ok"]
    assert house.facilitator.play("merge_people", person=again.id, into=ana.id)["ok"]
    assert ana.phone["picks"] == NORTH
    assert ana.play("vote", picks=SOUTH)["ok"]
    assert house.view(Console())["screen"]["view"]["voted"] == 1
    assert ben.play("vote", picks=SOUTH)["ok"]
    assert house.facilitator.refused("merge_people", person=ben.id, into=ana.id) == "both_answered"
    house.assert_replay_is_live()
    end(house)
    assert house.facilitator.play("merge_people", person=ben.id, into=ana.id)["ok"]
    house.assert_replay_is_live()


def test_what_needs_a_name_is_refused_in_words(house: House, people: list[Guest]) -> None:
    house.go(WHERE)
    assert people[0].refused("hands", item="markertrust", counts={"1": 1}) == "faceless"
    assert people[0].refused("own", item="markertrust", stop=1, text="x") == "faceless"
    assert house.facilitator.refused("peek", WHERE) == "faceless_peek"


def test_after_a_reopening_a_used_vote_stays_closed_and_an_unused_one_does_not(
    house: House, people: list[Guest]
) -> None:
    mixed(house, people)
    end(house)
    assert house.facilitator.play("reopen")["ok"]
    assert people[0].refused("vote", WHICH, picks=SOUTH) == "key_gone"
    assert house.facilitator.refused("open", WHICH) == "key_gone"
    assert not house.view(Floor())["screen"]["open"]
    house.go(WHERE)
    assert people[0].play("mark", item="markertrust", value=2)["ok"]
    house.assert_replay_is_live()
    assert people[0].phone["mine"]["markertrust"]["value"] == 2


def test_whoever_reads_while_the_session_ends_finds_each_answer_once(
    house: House, people: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the end the answers change places; half of them read before that and half of them after are not the answers
    of this room."""
    assert len(set(_read_while_it_ends(house, people, monkeypatch))) == len(people)


def test_control_who_does_not_look_round_finds_some_twice(
    house: House, people: list[Guest], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.store, "rewritings", lambda run: 0)
    assert len(set(_read_while_it_ends(house, people, monkeypatch))) < len(people)


def _read_while_it_ends(house: House, people: list[Guest], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Whose the answers are, as somebody finds who had read half of them when the session ended."""
    mixed(house, people)
    half = [fact.seq for fact in house.store.facts(house.run_id) if fact.name == "vote"][len(people) // 2]
    facts = house.store.facts

    def page(run: str, after: int = 0, most: int = -1) -> list[Fact]:
        if after >= half and not house.run.ended:
            end(house)
        return facts(run, after, most)

    monkeypatch.setattr(house.store, "facts", page)
    monkeypatch.setattr(host, "SLICE", 1)
    monkeypatch.setattr(host.secrets.SystemRandom, "shuffle", lambda self, facts: facts.reverse())
    found = house.host.facts(house.run_id)
    return [fact.person for fact in found if fact.name == "vote"]


# ── what an agenda may say ──────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("change", "remark"),
    [
        (('id = "last"', 'anonymous = true\n  id = "last"'), "has to know who answers"),
        (('title = "Which way?"', 'title = "Which way?"\n  blind = false'), "only a blind vote can be anonymous"),
        (('title = "Where do we stand?"', 'title = "Where do we stand?"\n  reason = true'), "rating with reason"),
    ],
)
def test_an_agenda_that_asks_for_what_cannot_be_says_where(agenda: Path, change: tuple[str, str], remark: str) -> None:
    agenda.write_text(AGENDA.replace(*change), encoding="utf-8")
    where = r'without-names.toml, step "vote", screen "\w+", key "anonymous"'
    with pytest.raises(agendas.AgendaError, match=f"{where}.*{remark}"):
        agendas.read(agenda)


def test_an_anonymous_screen_is_frozen_with_its_agenda(agenda: Path) -> None:
    whole = agendas.read(agenda)
    assert agendas.thaw(json.loads(json.dumps(agendas.frozen(whole)))) == whole
    assert masks.screens(whole) == [WHICH, WHERE]


# ── pure ────────────────────────────────────────────────────────────────────

A_KEY, OTHER_KEY = "ab" * masks.KEY, "cd" * masks.KEY


def test_a_mask_is_the_same_each_time_and_another_behind_another_key() -> None:
    assert masks.mask(A_KEY, "p1") == masks.mask(A_KEY, "p1")
    assert len({masks.mask(key, person) for key in (A_KEY, OTHER_KEY) for person in ("p1", "p2")}) == 4
    assert masks.is_mask(masks.mask(A_KEY, "p1"))
    assert not masks.is_mask("p1")


def test_in_another_order_each_keeps_the_order_of_their_own() -> None:
    said = [("~a", 1), ("~b", 2), ("~a", 3), ("p9", 4), ("~b", 5)]
    facts = [Fact(no, "r", "vote", "s", who, data={"round": 1, "n": n}) for no, (who, n) in enumerate(said, start=1)]
    changes = masks.reordered(facts, lambda drawn: drawn.reverse())
    after = {**{one.seq: (one.person, one.data["n"]) for one in facts}}
    after |= {seq: (one["person"], one["data"]["n"]) for seq, one in changes.items()}
    assert [after[no] for no in sorted(after)] == [("~b", 2), ("~a", 1), ("~b", 5), ("p9", 4), ("~a", 3)]


def test_people_are_looked_at_anew_only_when_they_changed() -> None:
    seen: masks.Seen = {}
    roster = Roster()
    first = masks.behind(seen, "s", A_KEY, roster, ())
    assert masks.behind(seen, "s", A_KEY, roster, ()) is first
    assert masks.behind(seen, "s", OTHER_KEY, roster, ()) is not first
