"""Who comes in, under what name and by which code; who waits; and what becomes of somebody's words when they go."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from tests.house import Guest, House, robots_play
from workshop import entrance, faces, notes, text
from workshop import run as runs
from workshop.moves import Console, Fact, Me, Role, Seat, Stage
from workshop.pool import Pool
from workshop.roster import MANY

MARKER = "Zebedee"


def names(house: House) -> list[str]:
    return [person.name for person in house.run.roster]


def knock(house: House, name: str, **who: Any) -> str:
    """Somebody comes to the door; their id."""
    answer = house.play(Seat(Role.OUTSIDER, house.run_id), "join", "", "", {"name": name, **who})
    assert answer["ok"], answer
    return str(answer["data"]["id"])


def seen_by_others(house: House, but: tuple[Any, ...] = ()) -> dict[str, str]:
    """Every view as text, but some."""
    told = [audience for audience in faces.audiences(house.run) if audience not in but]
    return {str(audience): json.dumps(house.view(audience), ensure_ascii=False) for audience in told}


# ── names ───────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("  Ana \t Pérez ", "Ana Pérez"),
        ("A\u200bn\u202ea\u2066", "Ana"),
        ("\u3164\u2800", ""),
        ("𝓐𝓷𝓪 Ｂｅａ", "Ana Bea"),
        ("Z\u0335\u0336\u0337\u0338\u0335\u0336e", "Z\u0335\u0336\u0337\u0338e"),
        ("שָׁלוֹם", "שָׁלוֹם"),
        ("Nguyễn", "Nguyễn"),
        ("🦊", "🦊"),
    ],
)
def test_a_name_has_nothing_in_it_that_cannot_be_seen(typed: str, shown: str) -> None:
    assert text.name(typed) == shown


@pytest.mark.parametrize(
    "other", ["ana", "ANA", "Аnа", "A n a", "An\u200ba", "Ａna", "Ána", "An@", "Αnα", "4na", "a.n.a"]
)
def test_nobody_comes_in_as_somebody_who_is_there(house: House, other: str) -> None:
    house.join("Ana"), house.join(other), house.join("Anna")
    assert names(house)[1].endswith(" (2)")
    assert names(house)[2] == "Anna"


def test_who_is_gone_leaves_the_name_and_who_changes_theirs_is_told_apart_too(house: House) -> None:
    ana, ben = house.join("Ana"), house.join("Ben")
    assert ben.play("change", name="аna")["ok"]
    assert names(house) == ["Ana", "аna (2)"]
    assert ana.play("change", name="Ana")["ok"], "one's own name is not somebody else's"
    house.facilitator.play("remove", person=ana.id)
    house.join("Ana")
    assert names(house) == ["аna (2)", "Ana"]


def test_fifty_guests_have_fifty_names(house: House) -> None:
    for _ in range(50):
        house.join("Guest")
    assert len(set(names(house))) == 50
    assert len({text.likeness(name) for name in names(house)}) == 50


@pytest.mark.parametrize(
    "pretended", ["Facilitator", "The Hоst", "FACILITAT0R", "workshop  support", "Maya Lee", "mауа lee", "Console"]
)
def test_a_name_that_passes_for_staff_is_shown_as_a_guests(house_of: Any, pretended: str) -> None:
    house = house_of("rehearsal", host="Maya Lee")
    guest = house.join(pretended)
    assert names(house) == [f"{text.name(pretended)} (guest)"]
    assert guest.play("change", name=pretended)["ok"]
    assert names(house) == [f"{text.name(pretended)} (guest)"]
    house.join("Maya"), house.join("Hosta"), house.join("Stagecoach Sue")
    assert names(house)[1:] == ["Maya", "Hosta", "Stagecoach Sue"]


def test_the_facilitator_may_add_whom_she_likes_and_long_names_stay_within_bounds(house_of: Any) -> None:
    house = house_of("rehearsal", host="Maya Lee")
    house.facilitator.play("add_person", name="Maya Lee")
    assert names(house) == ["Maya Lee"]
    house.join("Host " + "h" * 55)
    assert text.length(names(house)[1]) == 60


def test_words_cannot_turn_other_words_round() -> None:
    assert (
        text.free("left \u202eright\u2069 \u200fon\u00a0\u061cthis\tline \n next ") == "left right on this line \n next"
    )
    assert text.free("می‌خواهم 👩‍🚀") == "می‌خواهم 👩‍🚀", "joiners that writing needs stay"


# ── one by one ──────────────────────────────────────────────────────────────


def test_whoever_waits_is_nowhere_until_she_lets_them_in(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.facilitator.play("approve", on=True)
    house.sit_everywhere()
    waiting = knock(house, MARKER, organisation=MARKER)
    house.assert_patched_is_fresh()
    assert_nobody_sees(house, waiting)
    assert house.view(Me(waiting)) == {"removed": False, "waiting": True}
    assert house.view(Console())["door"][waiting]["name"] == MARKER
    someone = Guest(house, Seat(Role.PARTICIPANT, house.run_id, waiting))
    assert someone.refused("change", name="Ana") == "not_in_yet"
    assert someone.refused("leave") == "not_in_yet"
    house.go("write.treats")
    assert someone.refused("write", box="treat", text="Fruit", visibility="room") == "not_in_yet"
    assert someone.refused("share_phone", people=3) == "not_in_yet"
    assert house.facilitator.refused("remove", person=waiting) == "unknown_person"
    house.assert_replay_is_live()
    assert house.facilitator.play("let_in", people=[waiting])["ok"]
    house.assert_patched_is_fresh()
    assert names(house) == ["Ana", MARKER]
    assert house.run.roster.people[waiting].table == 2, "the emptiest by then"
    assert house.facilitator.refused("let_in", people=[waiting]) == "unknown_person"
    assert ana.id in house.run.roster.people
    house.assert_replay_is_live()


def assert_nobody_sees(house: House, waiting: str) -> None:
    for audience, view in seen_by_others(house, but=(Console(), Me(waiting))).items():
        assert MARKER not in view, audience
        assert waiting not in view, audience
    assert house.view(Stage())["here"] == len(house.run.roster) == 1
    assert sum(house.run.roster.seats().values()) == 1
    assert waiting not in house.view(Console())["people"]


def test_control_somebody_at_the_door_who_counts_is_caught(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house.join("Ana", table=1)
    house.facilitator.play("approve", on=True)
    monkeypatch.setattr(entrance, "at_the_door", lambda run, move, data: data)
    with pytest.raises(AssertionError):
        assert_nobody_sees(house, knock(house, MARKER))


def test_all_are_let_in_at_once_and_spread_over_the_tables(house: House) -> None:
    house.facilitator.play("approve", on=True)
    chosen = knock(house, "Chooses", table=2)
    people = [chosen, *(knock(house, f"No {no}") for no in range(8))]
    assert house.facilitator.play("let_in", people=people)["ok"]
    assert house.run.roster.people[chosen].table == 2
    assert max(house.run.roster.seats().values()) - min(house.run.roster.seats().values()) <= 1
    assert house.facilitator.play("approve", on=False)["ok"]
    house.join("Straight in")
    assert len(house.run.roster) == 10


def test_who_is_turned_away_stays_out_until_she_thinks_better_of_it(house: House) -> None:
    house.facilitator.play("approve", on=True)
    eve = knock(house, "Eve")
    assert house.facilitator.play("turn_away", people=[eve])["ok"]
    assert house.view(Me(eve)) == {"removed": True, "waiting": True}
    assert house.run.roster.waiting() == []
    assert house.facilitator.refused("turn_away", people=[eve]) == "unknown_person"
    assert house.facilitator.play("let_in", people=[eve])["ok"]
    assert names(house) == ["Eve"]
    house.assert_replay_is_live()


# ── the code ────────────────────────────────────────────────────────────────


def test_a_new_code_leads_in_the_old_one_nowhere_and_nobody_in_the_room_is_touched(house: House) -> None:
    ana, old = house.join("Ana"), (house.run.code, house.run.door)
    house.sit_everywhere()
    before = house.run
    assert house.facilitator.play("rotate_code")["ok"]
    house.assert_patched_is_fresh()
    run = house.run
    assert not {run.code, run.door} & {*old}
    assert (run.roster, run.states, run.pool, run.place) == (before.roster, before.states, before.pool, before.place)
    assert house.view(Stage())["join"]["code"] == house.view(Console())["join"]["code"] == run.code
    assert (house.host.run_by_code(old[0]), house.host.run_by_code(run.code)) == (None, run)
    assert run.former == (old[0],)
    assert ana.play("change", organisation="Hill St")["ok"]
    assert house.facilitator.play("rotate_code")["ok"]
    row = house.store.run(house.run_id)
    assert row is not None
    assert (row["code"], row["door"]) == (house.run.code, house.run.door)
    house.assert_replay_is_live()


def test_the_key_is_in_no_view_and_no_file(house: House) -> None:
    house.join("Ana")
    keys = [house.run.door]
    house.facilitator.play("rotate_code")
    keys.append(house.run.door)
    told = [*seen_by_others(house).values(), repr(house.run)]
    told += [notes.data_json(house.run, house.store.facts(house.run_id), private=private) for private in (True, False)]
    assert not [key for key in keys for one in told if key in one]


def test_a_code_that_another_run_has_is_drawn_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = house.host.create(house.run.agenda, {})
    other = house.host.run(taken)
    assert other is not None
    honest, drawn = entrance.drawn, iter([{"code": other.code, "door": "ABCDEFGHJK"}])
    monkeypatch.setattr(entrance, "drawn", lambda dice: next(drawn, None) or honest(dice))
    assert house.facilitator.play("rotate_code")["ok"]
    assert house.run.code != other.code


def test_personal_codes_have_one_letter_more_once_a_hundred_have_come(house: House) -> None:
    for no in range(MANY + 2):
        house.join(f"Somebody {no}")
    lengths = [len(person.code) for person in house.run.roster]
    assert lengths == [4] * MANY + [5] * 2


def test_whoever_sends_robots_does_not_fill_the_memory(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entrance, "CROWD", 3)
    monkeypatch.setattr(entrance, "EVER", 6)
    for no in range(6):
        house.join(f"Robot {no}")
        if no % 3 == 2:
            house.facilitator.play("remove", since=0)
    assert len(house.run.roster) == 0
    assert house.play(Seat(Role.OUTSIDER, house.run_id), "join", "", "", {"name": "One more"})["code"] == "full"


# ── words go with whoever is sent out, and come back with them ──────────────


def everybody_writes(house: House) -> tuple[Guest, list[Guest]]:
    """The whole rehearsal, in which one person's every word can be told by a marker."""
    others = [house.join(name, table=1 + no % 2) for no, name in enumerate(("Ana", "Ben", "Cara"))]
    loud, dice = house.join(MARKER, table=1), Random(3)
    for screen in house.run.agenda.screens:
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        for guest, wish, answer in robots_play(house, [*others, loud], dice, rounds=3):
            assert answer["ok"], (guest, wish, answer)
        for entry in house.run.pool.by(loud.id, screen.id):
            loud.play("edit", screen.id, entry=entry.id, text=f"{MARKER} says {entry.id}")
        if waiting := [entry.id for entry in house.run.pool.waiting()]:
            house.facilitator.play("show", entries=waiting)
        house.facilitator.play("reveal", screen.id)
    return loud, others


def told_of(house: House, loud: Guest) -> dict[str, str]:
    """Where the room still tells of somebody, on every screen; but for the facilitator's list of people."""
    found = {}
    for screen in house.run.agenda.screens:
        house.go(screen.id)
        for audience, view in seen_by_others(house, but=(Console(), Me(loud.id))).items():
            if MARKER in view:
                found[f"{screen.id} {audience}"] = view
        console = {key: value for key, value in house.view(Console()).items() if key not in ("people", "door")}
        if MARKER in json.dumps(console):
            found[f"{screen.id} console"] = json.dumps(console)
    if MARKER in notes.note_markdown(house.run):
        found["note"] = "note"
    return found


def test_the_words_of_who_is_sent_out_are_hidden_everywhere_and_come_back_as_they_were(house: House) -> None:
    loud, _ = everybody_writes(house)
    house.sit_everywhere()
    wrote = house.run.pool.by(loud.id)
    assert len({entry.kind for entry in wrote}) >= 4, "too little was written to prove anything"
    before, there = house.run.pool, told_of(house, loud)
    assert len(there) >= 8, there.keys()
    lit = next(entry for entry in wrote if entry.shown == "shown")
    house.go(lit.screen)
    assert house.facilitator.play("spotlight", entry=lit.id)["ok"]
    house.host.channels(house.run_id).settle()

    assert house.facilitator.play("remove", person=loud.id)["ok"]
    house.assert_patched_is_fresh()
    assert house.run.place.spotlight == ""
    assert told_of(house, loud) == {}
    assert house.view(Me(loud.id)) == {"removed": True}
    house.assert_replay_is_live()
    house.sit_everywhere()

    assert house.facilitator.play("readmit", person=loud.id)["ok"]
    house.assert_patched_is_fresh()
    assert house.run.pool.entries == before.entries
    assert told_of(house, loud).keys() == there.keys()
    house.assert_replay_is_live()


def test_control_words_that_stay_when_their_author_goes_are_found(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    loud, _ = everybody_writes(house)
    monkeypatch.setattr(runs, "_words_of", lambda run, people, away: [])
    house.facilitator.play("remove", person=loud.id)
    assert len(told_of(house, loud)) >= 4


def test_all_who_came_since_a_moment_go_in_one_fact_and_come_back_in_one(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.facilitator.play("add_person", name="Mr Okoye")
    since = house.time
    flood = [house.join(f"Robot {no}", table=1 + no % 2) for no in range(20)]
    house.go("write.treats")
    for robot in flood:
        robot.play("write", box="treat", text=f"{MARKER} {robot.id}", visibility="room", named=False)
    house.sit_everywhere()
    facts, before = len(house.store.facts(house.run_id)), house.run.pool.entries
    assert house.facilitator.play("remove", since=since)["ok"]
    house.assert_patched_is_fresh()
    assert len(house.store.facts(house.run_id)) == facts + 1
    assert names(house) == ["Ana", "Mr Okoye"]
    assert told_of(house, flood[0]) == {}
    out = {house.run.roster.people[robot.id].out for robot in flood}
    assert len(out) == 1
    assert house.facilitator.refused("remove", since=house.time) == "unknown_person"
    house.assert_replay_is_live()
    assert house.facilitator.play("readmit", out=out.pop())["ok"]
    assert house.run.pool.entries == before
    assert len(house.run.roster) == 22
    assert house.facilitator.refused("readmit", out=house.time) == "unknown_person"
    assert house.run.roster.people[ana.id].out == 0
    house.assert_replay_is_live()


def test_what_was_taken_back_or_erased_meanwhile_does_not_come_back(house: House) -> None:
    ana = house.join("Ana", table=1)
    house.go("write.treats")
    for treat in ("Fruit", "Tea", "Cake"):
        ana.play("write", box="treat", text=treat, visibility="room", named=False)
    fruit, tea, cake = house.run.pool.by(ana.id)
    assert ana.play("withdraw", entry=fruit.id)["ok"]
    assert house.facilitator.play("hide", entries=[tea.id])["ok"]
    house.facilitator.play("remove", person=ana.id)
    assert house.facilitator.play("show", entries=[cake.id])["data"]["entries"] == []
    house.facilitator.play("readmit", person=ana.id)
    entries = house.run.pool.entries
    assert (entries[fruit.id].withdrawn, entries[tea.id].shown, entries[cake.id]) == (True, "hidden", cake)


def test_a_removal_of_an_older_version_is_read_as_it_was(house: House) -> None:
    ana = house.join("Ana", table=1)
    older = Fact(999, house.run_id, "remove", at=house.time, data={"person": ana.id})
    after = runs.apply(house.run, older)
    assert len(after.roster) == 0
    assert after.pool == Pool()
    back = runs.apply(after, Fact(1000, house.run_id, "readmit", at=house.time, data={"person": ana.id}))
    assert back.roster == house.run.roster


def test_the_words_for_staff_are_there_in_every_language() -> None:
    assert "facilitator" in entrance.say("door-staff", "en")
    assert entrance.say("door-guest", "xx", name="Ana") == "Ana (guest)"
