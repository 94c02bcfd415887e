"""A room in which one person's words can be told from everybody else's: whatever she types holds a marker."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.house import Guest, House
from workshop import faces
from workshop.backups import Backups
from workshop.clearing import Clearing
from workshop.kinds import KINDS
from workshop.moves import Json, channel

MARK = "Zquarx"
"""What everything that she types begins with; nobody else types it, and no agenda has it."""

TYPED = frozenset({"text", "reason", "who", "step", "title", "labels"})
"""Keys of moves under which people type."""

_DATES = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass
class Marked:
    """Somebody whose every word is marked, among others who play as robots do."""

    house: House
    ana: Guest
    others: list[Guest]
    no: Any = field(default_factory=lambda: itertools.count(1))
    typed: set[tuple[str, str]] = field(default_factory=set)
    """What she got in: the move, and the key under which she typed."""

    def word(self, limit: int = 99, private: str = "") -> str:
        return f"{MARK}{private}{next(self.no)}"[:limit]

    def say(self, name: str, screen: str = "", /, **data: Any) -> Json:
        """Make a move with every text in it marked; gives the answer."""
        private = data.get("visibility", "") if data.get("visibility") in ("me", "table", "facilitator") else ""
        answer = self.ana.play(name, screen, **self._marked(data, private))
        if answer["ok"]:
            self.typed |= {(name, key) for key in data if key in TYPED or (key == "fields" and any(data[key].values()))}
        return answer

    def _marked(self, data: Json, private: str) -> Json:
        marked = dict(data)
        for key in TYPED & data.keys():
            old = data[key]
            marked[key] = [self.word(12) for _ in old] if isinstance(old, list) else self.word(private=private)
        if "fields" in data:
            marked["fields"] = {
                key: said if not said or _DATES.fullmatch(said) or key == "means_part" else self.word(private=private)
                for key, said in data["fields"].items()
            }
        return marked


def gathered(house: House) -> Marked:
    """The room: Ana, unnamed, who says who she is in marked words, and others at her table and the next."""
    others = [house.join(name, table=1 + no % 2) for no, name in enumerate(("Ben", "Cara", "Dev", "Eve"))]
    who = {"organisation": f"{MARK}School", "role": f"{MARK}Role", "partnership": f"{MARK}Ship"}
    ana = house.join(f"{MARK}Name", table=1, named=False, **who)
    assert ana.play("change", name=f"{MARK}Again")["ok"], "before anything of hers is shown"
    house.sit_everywhere()
    return Marked(house, ana, others)


def play(room: Marked, seed: int = 5) -> None:
    """The whole agenda. On every screen Ana does what her kind would do, and whatever else can be typed there."""
    house, dice = room.house, Random(seed)
    for screen in house.run.agenda.screens:
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        house.facilitator.play("hand_over", to=room.ana.id)
        _answer(room, dice)
        _whatever_else(room, screen.id)
        _mend(room, screen.id)
        waiting = [entry.id for entry in house.run.pool.waiting()]
        if waiting:
            house.facilitator.play("show", entries=waiting)
        house.facilitator.play("reveal", screen.id)
        _answer(room, dice, rounds=2)
    _as_they_are(room)


def _answer(room: Marked, dice: Random, rounds: int = 12) -> None:
    kind = KINDS[room.house.run.screen(room.house.run.place.now).kind]
    for _ in range(rounds):
        wished = [guest for guest in [room.ana, *room.others] if _one(room, kind, guest, dice)]
        if not wished:
            return


def _one(room: Marked, kind: Any, guest: Guest, dice: Random) -> bool:
    wish = kind.pretend(guest.phone, dice)
    if wish is None:
        return False
    room.say(wish["name"], **wish["data"]) if guest is room.ana else guest.play(wish["name"], **wish["data"])
    return True


def _whatever_else(room: Marked, screen: str) -> None:
    """What robots seldom or never do, tried on every screen; where it does not belong it is refused."""
    view = room.ana.phone
    for name in ("wild", "settle", "contact"):
        room.say(name, text="w")
    room.say("add", text="w", visibility="room")
    for visibility in ("me", "table", "facilitator", "room"):
        room.say("think", text="w", visibility=visibility, card=next(iter(view.get("turned", {})), ""))
    for need in [one for one in view.get("needs", {}) if one not in view.get("my_needs", {})][:1]:
        room.say("claim", need=need, how="help", text="w")
    _as_a_host(room)
    _beside_things(room, view)
    _on_a_sheet(room, view)


def _as_a_host(room: Marked) -> None:
    """Ana holds the card of where she is; afterwards Ben does, and puts a line of hers differently."""
    room.house.facilitator.play("round")
    for guest in (room.ana, room.others[0]):
        view = guest.phone
        if "lines" in view.get("card", {}):
            room.house.facilitator.play("name_host", topic=room.ana.phone.get("at", ""), person=guest.id)
            for box in view["card"]["lines"]:
                room.say("card", box=box, text="w") if guest is room.ana else guest.play("card", box=box, text="Ben's")


def _beside_things(room: Marked, view: Json) -> None:
    items = [*view.get("items", {}), *view.get("table_items", {}), *view.get("own_items", {})]
    for item in items[:2]:
        room.say("to_get", item=item, who="w")
        room.say("mark", item=item, value=1, reason="w")
        room.say("next_stop", item=item, text="w", step="w")
        for stop, name in itertools.product((1, 2, 3, 4), ("own", "challenge")):
            room.say(name, item=item, stop=stop, text="w")


def _on_a_sheet(room: Marked, view: Json) -> None:
    """Ana writes, draws, and puts Ben's line differently; Ben puts hers differently."""
    ben, own = room.others[0], room.ana.phone.get("mine", {})
    for id_, box in view.get("boxes", {}).items():
        fields = {"fields": dict.fromkeys(box["fields"], "w")} if box.get("fields") else {}
        room.say("add", box=id_, text="w", **fields)
        room.say("points", box=id_, series=[[0, 1], [1, 2], [2, 3]], labels=["a", "b", "c"])
    room.say("essential", text="w", fields={"starter": "w", "know_by": "w"})
    lines = room.ana.phone.get("canvas", {}).get("lines", {})
    for line, said in [one for one in lines.items() if one[0] not in own][:1]:
        room.say("rewrite", entry=line, text="w", seen=said["version"])
    for line, said in [one for one in lines.items() if one[0] in own][:1]:
        ben.play("rewrite", entry=line, text="Put better by somebody else", seen=said["version"])


def _mend(room: Marked, screen: str) -> None:
    for entry in room.house.run.pool.by(room.ana.id, screen):
        room.say("edit", screen, entry=entry.id, text="w")
        room.say("edit", screen, entry=entry.id, fields=dict(entry.fields))


def _as_they_are(room: Marked) -> None:
    """She says anew who she is, shares her phone, joins a second time, and somebody types for her."""
    ana, house = room.ana, room.house
    assert ana.play("share_phone", people=2)["ok"]
    assert ana.play("change", organisation=f"{MARK}Other", role=f"{MARK}Part")["ok"]
    twice = house.join(f"{MARK}Twice", table=2, named=False)
    assert house.facilitator.play("merge_people", person=twice.id, into=ana.id)["ok"]
    for screen in house.run.agenda.screens:
        for box in [box.id for box in getattr(screen.settings, "boxes", ()) if screen.kind == "collect"]:
            fields = {"for": ana.id, "box": box, "text": room.word()}
            house.facilitator.play("write", screen.id, **fields)


def others_see(room: Marked) -> str:
    """Everything that anybody but Ana and the facilitator was ever sent, and what they would get on sitting down."""
    house, people = room.house, room.house.run.roster.people.values()
    on_her_phone = [one.id for one in people if room.ana.id in (one.id, one.beside, one.merged)]
    own = {"console", *(f"me:{one}" for one in on_her_phone)}
    house.host.channels(house.run_id).settle()
    sent = [str(message) for name, message in house.seats.sent if name.partition("/")[2] not in own]
    now = [str(house.view(one)) for one in faces.audiences(house.run) if channel(one) not in own]
    return "\n".join([*sent, *now])


def clearing(house: House) -> Clearing:
    """The one who clears away in this house, listening to its wishes."""
    return Clearing(house.host, house.store, Backups(Path(house.folder)))
