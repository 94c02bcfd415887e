"""A house without sockets: a real store and host, people who play moves, and seats that patch exactly as phones do."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, ClassVar
from unittest import mock

from workshop import agenda as agendas
from workshop import faces, patch
from workshop import run as runs
from workshop.config import shipped
from workshop.host import Host
from workshop.kinds import KINDS
from workshop.moves import Audience, Floor, Json, Me, Move, Role, Seat, Table, channel
from workshop.run import Run
from workshop.store import Store

MORNING = 1_790_000_000_000
"""Nine o'clock, in milliseconds."""


class Seats:
    """A hall in which every channel is taken; keeps each channel's view up to date by patches alone."""

    def __init__(self) -> None:
        self.views: dict[str, Json] = {}
        self.versions: dict[str, int] = {}
        self.sent: list[tuple[str, Json]] = []

    def seated(self, channel: str) -> int:
        return int(channel in self.views)

    def sit(self, run: str, message: Json) -> None:
        name = f"{run}/{message['channel']}"
        self.views[name], self.versions[name] = message["view"], message["version"]

    def send(self, channel: str, event: str, message: Json) -> None:
        assert message["version"] == self.versions[channel] + 1, f"a gap in {channel}"
        self.views[channel] = patch.apply(self.views[channel], message["changes"])
        self.versions[channel] = message["version"]
        self.sent.append((channel, message))


@dataclass
class Guest:
    """Somebody in the room: plays moves, sees their own three channels merged."""

    house: House
    seat: Seat

    @property
    def id(self) -> str:
        return self.seat.person

    def play(self, name: str, screen: str = "", id: str = "", /, **data: Any) -> Json:
        return self.house.play(self.seat, name, screen or self.house.run.place.now, id, data)

    def refused(self, name: str, screen: str = "", /, **data: Any) -> str:
        """Play a move that must be refused; gives the code."""
        answer = self.play(name, screen, **data)
        assert not answer["ok"], f"{name} was let through"
        return str(answer["code"])

    @property
    def phone(self) -> Json:
        """What this person's kind draws from, and a little of the frame."""
        run = self.house.run
        seen: Json = {}
        for audience in (Floor(), Table(run.roster.table_of(self.id)), Me(self.id)):
            seen.update(self.house.view(audience)["screen"]["view"])
        table = run.roster.tables[run.roster.table_of(self.id)]
        said = {"open": run.open_to(run.place.now, self.id), "me": self.id, "holder": table.phone == self.id}
        return {**seen, **said, "brought": self.brought}

    @property
    def brought(self) -> Json:
        """What comes back from earlier screens on this person's phone."""
        run = self.house.run
        found: Json = {}
        for audience in (Floor(), Table(run.roster.table_of(self.id)), Me(self.id)):
            found.update(self.house.view(audience)["screen"]["brought"])
        return found

    @property
    def me(self) -> Json:
        return self.house.view(Me(self.id))


@dataclass(eq=False)
class House:
    """One run of an agenda on a database of its own."""

    open_houses: ClassVar[set[House]] = set()

    folder: Path
    agenda: str = "rehearsal"
    settings: Json = field(default_factory=lambda: {"names": True})
    time: int = MORNING

    def __post_init__(self) -> None:
        self.ids = (f"m{no:05}" for no in itertools.count(1))
        self.seats = Seats()
        self.path = self.folder / "workshop.db"
        self.open()
        own = self.agenda.endswith(".toml")
        agenda = agendas.read(Path(self.agenda)) if own else agendas.find(self.agenda, [shipped("sessions")])
        assert agenda, f"there is no agenda {self.agenda}"
        self.run_id = self.host.create(agenda, self.settings)
        self.facilitator = Guest(self, Seat(Role.FACILITATOR, self.run_id))

    def open(self) -> None:
        """Start the server, also after `crash`."""
        House.open_houses.add(self)
        self.store = Store(self.path)
        self.host = Host(self.store, self.seats, now=lambda: self.time)

    def crash(self) -> None:
        """Stop without a word: no checkpoint, nothing finished, memory gone."""
        House.open_houses.discard(self)
        self.host._writer.kill()
        self.store._connection.close()
        self.seats.views.clear()
        self.seats.versions.clear()

    def close(self) -> None:
        House.open_houses.discard(self)
        self.host.close()
        self.store.close()

    @property
    def run(self) -> Run:
        run = self.host.run(self.run_id)
        assert run is not None
        return run

    def play(self, seat: Seat, name: str, screen: str, id: str, data: Json) -> Json:
        room = name in runs.ROOM_MOVES and name not in ("open", "close", "reveal", "cover")
        answer = self.host.play(Move(id or next(self.ids), name, seat, "" if room else screen, data))
        self.time += 1000
        return answer

    def join(self, name: str, table: int = 0, **who: Any) -> Guest:
        data = {"name": name, "named": True, **({"table": table} if table else {}), **who}
        answer = self.play(Seat(Role.OUTSIDER, self.run_id), "join", "", "", data)
        assert answer["ok"], answer
        return Guest(self, Seat(Role.PARTICIPANT, self.run_id, answer["data"]["id"]))

    def go(self, screen: str) -> None:
        """The facilitator goes to a screen."""
        answer = self.play(self.facilitator.seat, "go", "", "", {"screen": screen, "seen": self.run.place.steer})
        assert answer["ok"], answer

    def view(self, audience: Audience) -> Json:
        return faces.view(self.run, audience)

    # ── laws ───────────────────────────────────────────────────────────────

    def sit_everywhere(self) -> None:
        """Take a seat in every channel there is and not yet sat in."""
        for audience in faces.audiences(self.run):
            if f"{self.run_id}/{channel(audience)}" not in self.seats.views:
                self.seats.sit(self.run_id, self.host.sit(self.run_id, audience))

    def assert_patched_is_fresh(self) -> None:
        """Law 1: what patches made of every seat's view is what it would get from a room that remembers nothing."""
        channels = self.host.channels(self.run_id)
        channels.settle()
        forgetful = replace(self.run, _memories={}, _crowds={})
        for audience in faces.audiences(self.run):
            name = f"{self.run_id}/{channel(audience)}"
            if name in self.seats.views:
                with mock.patch.object(channels, "_current", return_value=forgetful):
                    seen, fresh = self.seats.views[name], channels.fresh(audience)
                assert seen == fresh, f"{name} went astray: {json.dumps(patch.diff(seen, fresh))[:400]}"

    def assert_replay_is_live(self) -> None:
        """Law 2: a restart gives the same run, and the tables rebuilt from facts are the tables."""
        live, entries = self.run, self.store.entries(self.run_id)
        self.crash()
        self.open()
        assert self.run == live
        from workshop.host import rebuild

        rebuild(self.store, self.run)
        assert self.store.entries(self.run_id) == entries


def robots_play(
    house: House, guests: list[Guest], dice: Random, rounds: int = 12
) -> Iterator[tuple[Guest, Json, Json]]:
    """Everybody does on the present screen what their kind pretends, in turn; yields who, what, and the answer."""
    kind = KINDS[house.run.screen(house.run.place.now).kind]
    for _ in range(rounds):
        idle = True
        for guest in guests:
            if wish := kind.pretend(guest.phone, dice):
                idle = False
                yield guest, wish, guest.play(wish["name"], **wish["data"])
        if idle:
            return


def crowd_plays(house: House, guests: list[Guest], dice: Random, rounds: int) -> Iterator[tuple[str, Json]]:
    """The same for many: all look, then all tap, so that some are overtaken. Yields each move and its answer."""
    screen = house.run.place.now
    kind = KINDS[house.run.screen(screen).kind]
    for _ in range(rounds):
        glances = _glances(house, guests)
        wishes = [(guest, wish) for guest in guests if (wish := kind.pretend(glances[guest.id], dice))]
        for guest, wish in wishes:
            yield wish["name"], guest.play(wish["name"], screen, **wish["data"])
        if not wishes:
            return


def _glances(house: House, guests: list[Guest]) -> dict[str, Json]:
    """What each phone shows at one moment; what phones share is looked at once."""
    run = house.run
    floor = house.view(Floor())["screen"]
    tables = {no: house.view(Table(no)) for no in run.roster.open_tables()}
    return {guest.id: _glance(run, floor, tables[run.roster.table_of(guest.id)], guest) for guest in guests}


def _glance(run: Run, floor: Json, table: Json, guest: Guest) -> Json:
    me = guest.me["screen"]
    seen = {**floor["view"], **table["screen"]["view"], **me["view"]}
    brought = {**floor["brought"], **table["screen"]["brought"], **me["brought"]}
    said = {"open": run.open_to(run.place.now, guest.id), "me": guest.id, "holder": table["table"]["phone"] == guest.id}
    return {**seen, **said, "brought": brought}
