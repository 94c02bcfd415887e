"""T6: whatever people do, in whatever order, the room is as a hundred-line model says it must be."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.house import Guest, House
from tests.promise.model import SCREENS, VOTES, WORDS, Model, Word
from tests.promise.room import AGENDA
from workshop import host, place, pool, roster
from workshop.kinds import choose
from workshop.moves import Console, Json, Me, Role, Seat, Stage

pytestmark = pytest.mark.timeout(0 if "WORKSHOP_EXAMPLES" in os.environ else 600)

EXAMPLES = int(os.environ.get("WORKSHOP_EXAMPLES", "500" if os.environ.get("WORKSHOP_FULL") else "80"))
"""Rooms that are tried. WORKSHOP_FULL=1: 500; for a night: WORKSHOP_EXAMPLES=20000."""
STEPS = 50

FAST = "/dev/shm" if os.path.isdir("/dev/shm") else None
"""Nothing here is about the disk (see T1 and T2), so it may be memory."""

chance = st.integers(0, 2**31)


class Workshop(RuleBasedStateMachine):
    """The room itself beside its model."""

    done: dict[str, int] = {}  # noqa: RUF012 - counted over all rooms, for the test to look at

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=FAST))
        self.house = House(self.folder, str(AGENDA))
        self.model = Model()
        self.guests: dict[str, Guest] = {}
        self.answers: list[tuple[Any, ...]] = []
        self.house.sit_everywhere()

    def teardown(self) -> None:
        self.house.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    @initialize(people=st.integers(2, 4), at=st.integers(0, 2))
    def begin(self, people: int, at: int) -> None:
        """Most rooms have somebody in them, and are on their way."""
        for table in range(1, 1 + people):
            self.join(table)
        for to in (1, 2, at):
            self.go(to)

    # ── what happens next: of each sort as often as of any other ──

    @rule(chance=chance)
    def people(self, chance: int) -> None:
        self._one_of(chance, self.join_somewhere, self.change_tables, self.remove, self.readmit, self.readmit)

    @rule(chance=chance)
    def answer(self, chance: int) -> None:
        self._one_of(chance, self.vote, self.vote, self.write, self.write, self.withdraw)

    @rule(chance=chance)
    def lead(self, chance: int) -> None:
        self._one_of(chance, self.steer, self.turn, self.hang)

    @rule(chance=chance)
    def mishap(self, chance: int) -> None:
        self._one_of(chance, self.say_again, self.say_again, self.reconnect, self.restart)

    def _one_of(self, chance: int, *deeds: Callable[[Random], None]) -> None:
        dice = Random(chance * 1_000_003 + self.model.moves)
        dice.choice(deeds)(dice)

    # ── people ──

    def join_somewhere(self, dice: Random) -> None:
        self.join(dice.randint(1, 5))

    def join(self, table: int) -> None:
        if self.model.locked:
            late = Guest(self.house, Seat(Role.OUTSIDER, self.house.run_id))
            return self._refused(self._play("join", late, name="Too late"))
        guest = self.house.join(f"Guest {len(self.guests)}", table=table)
        self._count("join")
        self.guests[guest.id] = guest
        self.model.join(guest.id, table)
        self.house.sit_everywhere()

    def vote(self, dice: Random) -> None:
        """Two at once, so that there is something to count."""
        for _ in range(2):
            self._vote(self._somebody(dice), dice.choice(("north", "south")))

    def _vote(self, who: str, pick: str) -> None:
        answer = self._play("vote", self.guests[who], VOTES, picks={pick: 1})
        if self._taken("vote", answer, self.model.may_answer(who, VOTES)):
            self.model.ballots[who] = pick

    def write(self, dice: Random) -> None:
        who, text = self._somebody(dice), f"Gust {len(self.model.words)}"
        words = {"box": "gust", "text": text, "visibility": "room", "named": False, "tags": [], "fields": {}}
        answer = self._play("write", self.guests[who], WORDS, **words)
        if self._taken("write", answer, self.model.may_answer(who, WORDS)):
            self.model.words[answer["data"]["entry"]["id"]] = Word(who, text)

    def withdraw(self, dice: Random) -> None:
        if not self.model.words:
            return
        word = dice.choice(list(self.model.words))
        who = self._somebody(dice) if dice.random() < 0.2 else self.model.words[word].who
        answer = self._play("withdraw", self.guests[who], WORDS, entry=word)
        if self._taken("withdraw", answer, self.model.may_withdraw(who, word)):
            self.model.words[word].gone = True

    def change_tables(self, dice: Random) -> None:
        who, table = self._somebody(dice), dice.randint(1, 5)
        if self._taken("sit_at", self._play("sit_at", self.guests[who], table=table), self.model.is_in(who)):
            self.model.people[who].table = table

    def remove(self, dice: Random) -> None:
        who = self._somebody(dice)
        if self._taken("remove", self._lead("remove", person=who), self.model.is_in(who)):
            self.model.people[who].present = False

    def readmit(self, dice: Random) -> None:
        gone = [who for who in self.guests if not self.model.is_in(who)]
        if not gone:
            return
        who = dice.choice(gone)
        if self._taken("readmit", self._lead("readmit", person=who), True):
            self.model.people[who].present = True
            self.house.sit_everywhere()

    # ── the facilitator ──

    def steer(self, dice: Random) -> None:
        how = dice.choice(("lock", "unlock", "next", "back", "words", "votes"))
        if how in ("lock", "unlock"):
            self.lock(how == "lock")
        elif how in ("next", "back"):
            self.step(how)
        else:
            self.go(SCREENS.index(f"storm.{how}"))

    def lock(self, on: bool) -> None:
        if self._taken("lock", self._lead("lock", on=on), True):
            self.model.locked = on

    def step(self, name: str) -> None:
        to = self.model.at + (1 if name == "next" else -1)
        if self._taken(name, self._lead(name), 0 <= to < len(SCREENS)):
            self.model.arrive(to)

    def go(self, to: int) -> None:
        if self._taken("go", self._lead("go", screen=SCREENS[to]), True):
            self.model.arrive(to)

    def turn(self, dice: Random) -> None:
        name, screen = dice.choice(("open", "reveal", "reveal", "close", "cover")), dice.choice((WORDS, VOTES, VOTES))
        if self._taken(name, self._play(name, self.house.facilitator, screen), screen in self.model.seen):
            self.model.turn(name, screen)

    def hang(self, dice: Random) -> None:
        if not (standing := list(self.model.standing())):
            return
        word, up = dice.choice(standing), dice.random() < 0.6
        if self._taken("show" if up else "hide", self._lead("show" if up else "hide", entries=[word]), True):
            self.model.hang(word, up)

    # ── mishaps ──

    def say_again(self, dice: Random) -> None:
        """An answer was lost, so the phone sends the very same move again, however late."""
        name, guest, screen, id_, data, answer = dice.choice(self.answers)
        assert guest.play(name, screen, id_, **data) == answer
        self._count("say_again")

    def reconnect(self, dice: Random) -> None:
        self.house.assert_patched_is_fresh()
        me = Me(self._somebody(dice))
        self.house.seats.sit(self.house.run_id, self.house.host.sit(self.house.run_id, me))
        self._count("reconnect")

    def restart(self, dice: Random) -> None:
        self.house.assert_patched_is_fresh()
        self.house.crash()
        self.house.open()
        self.house.sit_everywhere()
        self._count("restart")

    # ── what must hold after every step ──

    @invariant()
    def the_room_is_as_it_must_be(self) -> None:
        stage, console = self.house.view(Stage()), self.house.view(Console())
        self._people(console["people"])
        self._place(stage, console)
        self._votes(self._on_stage(VOTES))
        if SCREENS[self.model.at] == VOTES:
            assert console["screen"]["view"]["voted"] == self.model.voted()
        entries = self._on_stage(WORDS).get("entries", {})
        assert {id_: one["text"] for id_, one in entries.items()} == self.model.hanging()
        assert set(console["waiting"]) == self.model.waiting()
        assert self._facts() == self.model.moves, "a move counted twice, or not at all"

    def _people(self, people: Json) -> None:
        assert set(people) == set(self.guests)
        assert {who for who, one in people.items() if not one["removed"]} == self.model.here
        tables = {who: people[who]["table"] for who in self.model.here}
        assert tables == {who: self.model.people[who].table for who in self.model.here}

    def _place(self, stage: Json, console: Json) -> None:
        assert stage["screen"]["id"] == console["now"] == SCREENS[self.model.at]
        assert stage["screen"]["open"] == (SCREENS[self.model.at] in self.model.open)
        assert stage["join"]["locked"] == self.model.locked
        assert stage["here"] == len(self.model.here)

    def _votes(self, stage: Json) -> None:
        revealed = VOTES in self.model.revealed
        assert ("tally" in stage) == revealed
        counted = {item: row["count"] for item, row in stage.get("tally", {}).items() if row["count"]}
        assert counted == (self.model.tally() if revealed else {})

    def _on_stage(self, screen: str) -> Json:
        """A screen as the stage shows it, or would."""
        found: Json = self.house.host.preview(self.house.run_id, screen)["screen"]["view"]
        return found

    def _facts(self) -> int:
        counted = self.house.store._connection.execute("SELECT count(*) FROM facts").fetchone()
        return int(counted[0])

    # ── small print ──

    def _somebody(self, dice: Random) -> str:
        return dice.choice(list(self.guests))

    def _lead(self, name: str, /, **data: Any) -> Json:
        return self._play(name, self.house.facilitator, **data)

    def _play(self, name: str, guest: Guest, screen: str = "", /, **data: Any) -> Json:
        id_, there = next(self.house.ids), screen or SCREENS[self.model.at]
        answer = guest.play(name, there, id_, **data)
        if answer["ok"]:
            self.answers.append((name, guest, there, id_, data, answer))
        return answer

    def _taken(self, name: str, answer: Json, must: bool) -> bool:
        assert answer["ok"] == must, f"{name}: {answer}"
        if must:
            self._count(name)
        return must

    def _refused(self, answer: Json) -> None:
        assert not answer["ok"], answer

    def _count(self, name: str) -> None:
        self.done[name] = self.done.get(name, 0) + 1
        self.model.moves += name not in ("reconnect", "restart", "say_again")


EVERYTHING = {"join", "vote", "write", "withdraw", "sit_at", "remove", "readmit", "lock", "next", "back", "go"}
EVERYTHING |= {"open", "close", "reveal", "cover", "show", "hide", "reconnect", "restart", "say_again"}


def explore(examples: int, *more: Phase) -> None:
    """Try so many rooms. Whoever wants to read what went wrong asks for `Phase.shrink`, too."""
    how = settings(
        max_examples=examples,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate, *more],
        report_multiple_bugs=False,
    )
    run_state_machine_as_test(Workshop, settings=how)


def test_the_room_is_as_the_model_says() -> None:
    Workshop.done.clear()
    explore(EXAMPLES, Phase.shrink)
    print(f"{EXAMPLES} rooms: {sum(Workshop.done.values())} steps taken: {Workshop.done}")
    assert set(Workshop.done) >= EVERYTHING, "not everything was tried"
    assert sum(Workshop.done.values()) >= EXAMPLES * 10


# ── controls: the product diverges, and the model notices ───────────────────


def test_control_readmitted_to_another_table_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = roster.apply

    def forgetful(now: Any, fact: Any) -> Any:
        after = honest(now, fact)
        if fact.name != "readmit":
            return after
        people = {
            who: replace(one, table=1 + one.table % 5) if now.people[who].removed and not one.removed else one
            for who, one in after.people.items()
        }
        return replace(after, people=people)

    monkeypatch.setattr(host.runs.roster, "apply", forgetful)
    with pytest.raises(AssertionError):
        explore(200)


def test_control_a_vote_that_counts_twice_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = choose._tally

    def generous(*given: Any) -> Any:
        tally = honest(*given)
        return {item: {**row, "count": row["count"] * 2} if row["count"] > 1 else row for item, row in tally.items()}

    monkeypatch.setattr(choose, "_tally", generous)
    with pytest.raises(AssertionError):
        explore(200)


def test_control_a_lock_that_a_restart_forgets_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = host.runs.replay
    monkeypatch.setattr(host.runs, "replay", lambda run, facts: honest(run, [f for f in facts if f.name != "lock"]))
    with pytest.raises(AssertionError):
        explore(200)


def test_control_a_move_that_counts_anew_when_said_again_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = host.Host._one

    def forgetful(self: Any, asked: Any, *how: Any) -> Any:
        asked.move = replace(asked.move, id=f"{asked.move.id}-{asked.move.mint}")
        return honest(self, asked, *how)

    monkeypatch.setattr(host.Host, "_one", forgetful)
    with pytest.raises(AssertionError):
        explore(200)


def test_control_what_is_withdrawn_and_still_hangs_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = pool.apply
    monkeypatch.setattr(pool, "apply", lambda now, fact: now if fact.name == "withdraw" else honest(now, fact))
    with pytest.raises(AssertionError):
        explore(200)


def test_control_a_step_back_that_closes_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = place._arrive
    monkeypatch.setattr(
        place,
        "_arrive",
        lambda now, agenda, screen, at: place._with(
            honest(now, agenda, screen, at),
            screen,
            replace(honest(now, agenda, screen, at).mark(screen), revealed=False),
        ),
    )
    with pytest.raises(AssertionError):
        explore(200)
