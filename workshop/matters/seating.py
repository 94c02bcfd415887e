"""Who talks where: places, the people at them, their hosts, and what a facilitator did to the places.

A fact says what became true, under the names of the fields here, so that applying it needs no rules. Where somebody
is now is known; where they have been is not kept, except by the facts themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from workshop.anew import replace
from workshop.matters.groups import Groups
from workshop.moves import Fact, Json


@dataclass(frozen=True)
class Place:
    """Somewhere people talk: a topic's table, a home table, or a group that was made.

    `host`: who brought the topic, if it came from one of them. `optional`: it waits until the facilitator opens it.
    """

    id: str
    no: int
    title: str = ""
    essence: str = ""
    ideas: tuple[str, ...] = ()
    prompts: tuple[str, ...] = ()
    optional: bool = False
    host: str = ""


@dataclass(frozen=True)
class Seat:
    """Where somebody is, and since when (milliseconds)."""

    place: str
    at: int


@dataclass(frozen=True)
class Seating:
    """Everything about places and people that changes while they talk.

    `walking`: people are on their way and nobody is asked anything. `made`: the groups that were made, in order; `deal`
    counts how often. `met`: earlier groups. `handing`: hosts who want to hand over. `merged`: which place went into
    which. `added`: topics that were put up on the day. `heads`: how many were where when a round ended. `stirred`: when
    people last came to a place or left it. `touched`: the places that somebody's last step had to do with.
    """

    round: int = 0
    walking: bool = True
    since: int = 0
    seats: Mapping[str, Seat] = field(default_factory=dict)
    made: tuple[str, ...] = ()
    deal: int = 0
    met: Groups = ()
    hosts: Mapping[str, str] = field(default_factory=dict)
    handing: frozenset[str] = frozenset()
    closed: Mapping[str, bool] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, Json] = field(default_factory=dict)
    heads: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    cards: bool = False
    rung: int = 0
    rung_at: int = 0
    stirred: Mapping[str, int] = field(default_factory=dict)
    touched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def now(self, place: str) -> str:
        """Which place this is by now, where places were merged."""
        while place in self.merged:
            place = self.merged[place]
        return place

    def of(self, person: str) -> str:
        """Where somebody is; empty for nowhere."""
        seat = self.seats.get(person)
        return self.now(seat.place) if seat else ""

    def people(self, place: str) -> list[str]:
        """Who is at a place."""
        return list(self._peopled.get(place, ()))

    @cached_property
    def _peopled(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for person, seat in self.seats.items():
            found.setdefault(self.now(seat.place), []).append(person)
        return found

    @cached_property
    def groups(self) -> Mapping[str, Place]:
        """The groups that were made, as places, those merged into others left out."""
        numbered = enumerate(self.made, start=1)
        return {id_: Place(id_, no, self.names.get(id_, "")) for no, id_ in numbered if id_ not in self.merged}

    def absorbed(self, place: str) -> list[str]:
        """The places whose people and work went into this one."""
        return [one for one in self.merged if self.now(one) == place]


def after(seating: Seating, fact: Fact) -> Seating:
    """The seating after a fact: each thing that it says, in this order."""
    data = fact.data
    for key, change in _CHANGES.items():
        if key in data:
            seating = change(seating, data[key], fact)
    return seating


def united(seating: Seating, gone: str, kept: str) -> Seating:
    """Two ids turned out to be one person: they are where one of them went last."""
    both = [seating.seats[one] for one in (kept, gone) if one in seating.seats]
    others = {person: seat for person, seat in seating.seats.items() if person not in (gone, kept)}
    latest = {kept: max(both, key=lambda seat: seat.at)} if both else {}
    touched = {person: places for person, places in seating.touched.items() if person != gone}
    return replace(
        seating,
        seats={**others, **latest},
        hosts={place: kept if host == gone else host for place, host in seating.hosts.items()},
        met=tuple(tuple(dict.fromkeys(kept if one == gone else one for one in group)) for group in seating.met),
        touched=touched,
    )


# ── what a fact may say ─────────────────────────────────────────────────────


def _grouped(seating: Seating, groups: Mapping[str, list[str]], fact: Fact) -> Seating:
    """All groups anew. Who talked together before is remembered, so that next time they meet others."""
    before = tuple(tuple(seating.people(place)) for place in seating.made) if seating.round else ()
    seats = {person: Seat(place, fact.at) for place, people in groups.items() for person in people}
    hosts = {place: host for place, host in seating.hosts.items() if host in groups.get(place, ())}
    made = replace(seating, seats=seats, made=tuple(groups), deal=seating.deal + 1, hosts=hosts)
    known = tuple(group for group in before if len(group) > 1)
    return _marked(replace(made, met=(*seating.met, *known), handing=frozenset()), fact, groups)


def _moved(seating: Seating, places: Mapping[str, str], fact: Fact) -> Seating:
    """Some people go somewhere; to nowhere is a way too. A host who goes elsewhere is no host any more."""
    left = {seating.of(person) for person in places}
    seats = {person: seat for person, seat in seating.seats.items() if person not in places}
    seats |= {person: Seat(place, fact.at) for person, place in places.items() if place}
    stays = {place: host for place, host in seating.hosts.items() if places.get(host, place) == place}
    fresh = [place for place in places.values() if place and seating.made and place not in seating.made]
    there = replace(
        seating,
        seats=seats,
        hosts=stays,
        handing=seating.handing & stays.keys(),
        made=(*seating.made, *dict.fromkeys(fresh)),
    )
    return _marked(there, fact, {*left, *places.values()} - {""})


def _marked(seating: Seating, fact: Fact, places: Iterable[str]) -> Seating:
    stirred = {**seating.stirred, **dict.fromkeys(places, fact.at)}
    touched = {**seating.touched, fact.person: tuple(sorted(places))} if fact.person else seating.touched
    return replace(seating, stirred=stirred, touched=touched)


def _hosted(seating: Seating, hosts: Mapping[str, str], fact: Fact) -> Seating:
    """Who hosts what from now on; nobody hosts two places. Whatever was being handed over has been."""
    others = {place: host for place, host in seating.hosts.items() if host not in hosts.values()}
    now = {place: host for place, host in {**others, **hosts}.items() if host}
    return replace(seating, hosts=now, handing=seating.handing - hosts.keys())


def _handing(seating: Seating, handing: Mapping[str, bool], fact: Fact) -> Seating:
    wanting = {place for place, on in handing.items() if on}
    return replace(seating, handing=(seating.handing - handing.keys()) | wanting)


def _closed(seating: Seating, closed: Mapping[str, bool], fact: Fact) -> Seating:
    """Nobody stays at a closed place, nor hosts it: its host roams."""
    shut = {place for place, on in closed.items() if on}
    seats = {person: seat for person, seat in seating.seats.items() if seating.now(seat.place) not in shut}
    hosts = {place: host for place, host in seating.hosts.items() if place not in shut}
    now = replace(seating, closed={**seating.closed, **closed}, seats=seats, hosts=hosts)
    return replace(now, handing=now.handing - shut, stirred={**now.stirred, **dict.fromkeys(closed, fact.at)})


def _merged(seating: Seating, merged: Mapping[str, str], fact: Fact) -> Seating:
    """Into another, or apart again where nothing is named. A place without a host gets the one who comes along."""
    now = {place: into for place, into in {**seating.merged, **merged}.items() if into}
    hosts = dict(seating.hosts)
    for place, into in merged.items():
        if into and place in hosts:
            hosts.setdefault(into, hosts.pop(place))
    return replace(seating, merged=now, hosts=hosts, handing=seating.handing - merged.keys())


def _begun(seating: Seating, no: int, fact: Fact) -> Seating:
    return replace(seating, round=no, walking=False, since=fact.at, cards=False, rung_at=0)


def _walking(seating: Seating, on: bool, fact: Fact) -> Seating:
    return replace(seating, walking=on, cards=False, rung_at=0)


def _counted(seating: Seating, heads: Mapping[str, int], fact: Fact) -> Seating:
    """How many were where in the round that ends with this fact."""
    return replace(seating, heads={**seating.heads, str(seating.round): heads})


def _named(seating: Seating, names: Mapping[str, str], fact: Fact) -> Seating:
    return replace(seating, names={**seating.names, **names})


def _added(seating: Seating, added: Mapping[str, Json], fact: Fact) -> Seating:
    return replace(seating, added={**seating.added, **added})


def _cards(seating: Seating, on: bool, fact: Fact) -> Seating:
    return replace(seating, cards=on)


def _rung(seating: Seating, no: int, fact: Fact) -> Seating:
    return replace(seating, rung=no, rung_at=fact.at)


_CHANGES: Mapping[str, Callable[[Seating, Any, Fact], Seating]] = {
    "heads": _counted,
    "groups": _grouped,
    "places": _moved,
    "hosts": _hosted,
    "handing": _handing,
    "closed": _closed,
    "merged": _merged,
    "names": _named,
    "added": _added,
    "walking": _walking,
    "round": _begun,
    "cards": _cards,
    "bell": _rung,
}
