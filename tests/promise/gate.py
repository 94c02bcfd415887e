"""Everything between the wire and the disk in one process, so that tens of thousands of texts can be said in a minute:
the guards and phones of the transport, the live door, the desk and a real store. Only the sockets are missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import gevent
import socketio

from tests.house import House
from tests.promise import oddities
from tests.test_laws import every_move, gather, perform
from workshop import transport
from workshop.live import Live, register
from workshop.moves import Json, Role, Seat
from workshop.transport.phone import Phone

UNHURRIED = transport.Limits(connect_s=1e9, rate=1e9, burst=1e9, queued=10**9, slow_s=1e9, ping_s=10**9, sweep_s=1e6)
"""Nobody is cut off for talking: how fast one may talk is another test's business."""

SEATS = ("facilitator", "ana", "ben", "cara", "stage", "gone", "nobody")
"""Who speaks: `gone` was removed from the room, and `nobody` never came in."""


@dataclass
class Spoken:
    """What was tried, and what came of it."""

    inputs: int = 0
    accepted: int = 0
    codes: dict[str, int] = field(default_factory=dict)
    moves: set[tuple[str, str]] = field(default_factory=set)


class Gate:
    """A house with its door; whoever has a phone here may say anything."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.guests = {guest.phone["me"]: guest for guest in gather(house)}
        self._seats = self._invited()
        options = {key: value for key, value in transport.options(UNHURRIED).items() if key != "manage_session"}
        self.server = socketio.Server(**options)
        live = Live(house.host, self._who_is, lambda environ: True)
        live.fanout = transport.install(self.server, on_recovered=live.recovered, limits=UNHURRIED)
        register(self.server, live)
        self._hall = self.server.eio.hall
        self._phones: dict[str, Phone] = {}
        self._acks = 0

    def close(self) -> None:
        self._hall.empty()

    def _invited(self) -> dict[str, Seat]:
        run, (ana, ben, cara, gone, *_) = self.house.run_id, list(self.guests)
        assert self.house.facilitator.play("remove", person=gone)["ok"]
        seats = {who: Seat(Role.PARTICIPANT, run, person) for who, person in zip("abc", (ana, ben, cara), strict=True)}
        seats = {"ana": seats["a"], "ben": seats["b"], "cara": seats["c"], "gone": Seat(Role.OUTSIDER, run)}
        return {"facilitator": Seat(Role.FACILITATOR, run, desk="desk"), "stage": Seat(Role.STAGE, run), **seats}

    def _who_is(self, cookies: dict[str, str], wanted: str, run: str) -> Seat:
        seat = self._seats.get(cookies.get("who", ""), Seat(Role.OUTSIDER, run))
        person = self.house.run.roster.people.get(seat.person)
        return Seat(Role.OUTSIDER, run) if seat.person and (person is None or person.removed) else seat

    # ── speaking ───────────────────────────────────────────────────────────

    def say(self, who: str, text: str) -> Json | None:
        """A text in an event's place, with a number so that it must be answered; None if they were cut off for it."""
        phone = self._phone(who)
        self._acks += 1
        number = self._acks
        self.server.eio.handlers["message"](phone.sid, f"2{number}{text}")
        found = _answer_among(phone, number)
        numbered = text[:1] not in tuple("-0123456789")  # else nobody could tell where the number ends
        assert found or phone.closed or phone.closing or not numbered, f"no answer to {text[:300]!r} from {who}"
        self.leave(phone)
        return found

    def _phone(self, who: str) -> Phone:
        """A phone of its own for every breath, as many may speak at once."""
        self._acks += 1
        phone = Phone(self.server.eio, f"e{self._acks}", self._hall, "127.0.0.1")
        self._hall.door.enter("127.0.0.1")
        self.server.eio.sockets[phone.sid] = phone
        phone.connected = True
        environ = {"HTTP_COOKIE": f"who={who}"}
        self.server._handle_eio_connect(phone.sid, environ)
        auth = {"seat": who, "run": self.house.run_id}
        self.server.eio.handlers["message"](phone.sid, f"0{json.dumps(auth)}")
        return phone

    def leave(self, phone: Phone) -> None:
        phone.close(abort=True)


def _answer_among(phone: Phone, number: int) -> Json | None:
    found = None
    for packet in phone._unqueued():
        if packet and isinstance(packet.data, str) and packet.data.startswith(f"3{number}["):
            found = json.loads(packet.data[packet.data.index("[") :])[0]
    return found


# ── what to say ─────────────────────────────────────────────────────────────


def said_in_a_session(house: House) -> list[Json]:
    """The moves of a whole session as they were made: what odd ones are made from."""
    said: list[Json] = []
    play = house.host.play

    def overheard(move: Any) -> Json:
        said.append({"name": move.name, "screen": move.screen, "data": move.data})
        answer: Json = play(move)
        return answer

    house.host.play = overheard  # type: ignore[method-assign]
    perform(house, lambda: None)
    house.host.play = play  # type: ignore[method-assign]
    return said


def sayings(gate: Gate, corpus: list[Json], dice: Random) -> Iterator[tuple[str, str]]:
    """Who says what, for ever: mostly one of the moves with something wrong in it."""
    table = sorted(every_move().items())
    while True:
        others, now = _ids(gate), gate.house.run.place.now
        full, roles = dice.choice(table)
        name = full.rpartition(".")[2]
        like = _like(name, now, corpus, dice)
        screen = like["screen"] if dice.random() < 0.85 else dice.choice(("", now, *others))
        data = _named_anew(like["data"], gate, dice)
        for _ in range(dice.choice((0, 1, 1, 1, 2, 3))):
            data = oddities.altered(data, dice, others)
        move: Any = {"id": f"f{dice.getrandbits(60):x}", "name": name, "screen": screen, "data": data}
        if dice.random() < 0.05:
            move = oddities.altered(move, dice, others)
        yield _speaker(roles, dice), _event(move, dice)


def _like(name: str, now: str, corpus: list[Json], dice: Random) -> Json:
    """A move that was made in earnest: on the present screen rather than on another, where there is one."""
    here = [one for one in corpus if one["screen"] == now]
    if here and dice.random() < 0.5:
        return dice.choice(here)
    same = [one for one in corpus if one["name"] == name]
    return dice.choice(same) if same else {"name": name, "screen": "", "data": {}}


def _speaker(roles: frozenset[Role], dice: Random) -> str:
    if Role.PARTICIPANT in roles and dice.random() < 0.7:
        return dice.choice(SEATS[1:4])
    if Role.FACILITATOR in roles and dice.random() < 0.6:
        return "facilitator"
    return dice.choice(SEATS)


def _named_anew(said: Any, gate: Gate, dice: Random) -> Any:
    """People and entries of another session, by the names they have in this one."""
    if isinstance(said, dict):
        return {_named_anew(key, gate, dice): _named_anew(inner, gate, dice) for key, inner in said.items()}
    if isinstance(said, list):
        return [_named_anew(inner, gate, dice) for inner in said]
    if isinstance(said, str) and _PERSON.fullmatch(said):
        return dice.choice(list(gate.house.run.roster.people))
    if isinstance(said, str) and _ENTRY.fullmatch(said):
        return dice.choice(list(gate.house.run.pool.entries) or [said])
    return said


_PERSON, _ENTRY = re.compile(r"p[0-9a-f]{12}(-\d+)?"), re.compile(r"e[0-9a-f]{12}|[0-9a-f]{12}")


def _event(move: Any, dice: Random) -> str:
    """The move in its event; seldom in another, or in none."""
    if dice.random() < 0.97:
        return oddities.text(["move", move], dice)
    if dice.random() < 0.1:
        return dice.choice(oddities.DEEP_TEXTS)
    odd = (["sit", move], ["sit"], ["move"], ["move", move, move], [move], [], move, ["disconnect"], ["*", move])
    odd += (["connect", {}, {}], ["message", move], [["move"], move], [None, move], ["move", [move]], ["sit", {}])
    return oddities.text(dice.choice((*odd, oddities.value(dice))), dice)


def _ids(gate: Gate) -> tuple[Any, ...]:
    """Names of what there is, for keys and values of the right sort in the wrong place."""
    run = gate.house.run
    return (*list(run.roster.people)[:8], *list(run.pool.entries)[-8:], *list(run.place.marks)[:4], *(1, 2, 3, 9, 99))


def speak(gate: Gate, corpus: list[Json], dice: Random, count: int, told: Spoken) -> None:
    """So many inputs, sixty-four at once; after each breath the record holds what was accepted and nothing else."""
    source = sayings(gate, corpus, dice)
    for _ in range(count // 64):
        before = len(gate.house.store.facts(gate.house.run_id))
        said = [next(source) for _ in range(64)]
        spoken = [gevent.spawn(gate.say, who, text) for who, text in said]
        gevent.joinall(spoken, raise_error=True)
        accepted = set()
        for (who, text), one in zip(said, spoken, strict=True):
            told.inputs += 1
            _note(told, who, text, one.value)
            if one.value and one.value.get("ok") and "seq" in one.value and one.value["seq"] > 0:
                accepted.add(one.value["seq"])
        facts = gate.house.store.facts(gate.house.run_id)
        new = {fact.seq for fact in facts[before:]}
        assert new <= accepted, f"facts {new - accepted} came from what was refused"
        told.accepted += len(new)
        if gate.house.run.ended:
            return


def _note(told: Spoken, who: str, text: str, answer: Json | None) -> None:
    code = "cut off" if answer is None else "ok" if answer.get("ok") else str(answer.get("code"))
    told.codes[code] = told.codes.get(code, 0) + 1
    assert code != "broken", f"{who} broke the desk with {text[:1500]}"
    assert code != "busy", f"{who} kept the desk from saving with {text[:1500]}"
    if text.startswith('["move", {"id"'):
        name = text.partition('"name": "')[2].partition('"')[0]
        told.moves.add((who, name))
