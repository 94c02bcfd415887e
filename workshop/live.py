"""The live door: Socket.IO in and out. Who somebody is comes from their cookie. It is read again on every move of
whoever steers or shows, and of the people here as soon as any token has ended, and every minute.

Two events come in, `move` and `sit`; three go out, `view`, `patch` and `out`.
There is no other recovery than sitting down again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from socketio.exceptions import ConnectionRefusedError as Turned  # the client is told the reason
from werkzeug.http import parse_cookie

from workshop import roster
from workshop.anew import replace
from workshop.host import Host
from workshop.moves import Console, Fact, Floor, Json, Listener, Me, Move, Remote, Role, Seat, Stage, Table, channel
from workshop.run import Run

MALFORMED: Json = {"ok": False, "code": "malformed", "args": {"key": "move"}, "retry": False}
SIGNED_OUT: Json = {"ok": False, "code": "signed_out", "args": {}, "retry": False}

LONGEST_ID = 64
"""Characters in a move id, a move's name and a screen id at most. A colon is kept for the ids that the house makes."""


MOST_SOCKETS = 12
"""Lines that one seat has open at once. Several tabs are fine; whoever opens thousands would leave none to others."""

LOOK_ROUND = 60_000
"""Milliseconds after which it is looked whether a seat that was lent has ended by itself."""


class Fanout(Protocol):
    """The transport's channels: who sits where, and one encoding for all of them."""

    def sit(self, sid: str, channels: Iterable[str]) -> None: ...
    def leave(self, sid: str) -> None: ...
    def tell(self, sid: str, event: str, payload: Json) -> None: ...
    def show(self, sid: str, views: Mapping[str, Json]) -> None: ...
    def dismiss(self, sid: str) -> None: ...


_STEERING = frozenset({Role.FACILITATOR, Role.COFACILITATOR})

WhoIs = Callable[[dict[str, str], str, str], Seat]
"""From cookies, the wanted role and the run to a seat; an outsider's when the cookies do not open it."""

Near = Callable[[Json], bool]
"""From a request to whether somebody with a console may speak from there."""


@dataclass(frozen=True)
class Guest:
    """A connected socket: the cookies it came with, the role it asked for, where it sits, and the screen of which it
    wants to be told all that is listed there."""

    cookies: dict[str, str]
    wanted: str
    seat: Seat
    whole: str = ""
    read: object = None
    """The edition of all tokens in which its cookies were read last."""


class Live:
    """The connected sockets. `who_is` decides; this only carries."""

    def __init__(self, host: Host, who_is: WhoIs, near: Near) -> None:
        self._host, self._who_is, self._near = host, who_is, near
        self._guests: dict[str, Guest] = {}
        self._lines: dict[tuple[str, str], dict[str, None]] = {}
        """The sockets of each person of a run, oldest first; those of no person, such as consoles, under "". A hall
        that comes in at once must not look through all its guests for each of them."""
        self._looked = 0
        self.seen: Callable[[Seat], None] = lambda seat: None
        """Told of seats that the facilitator sees in a list, whenever somebody in one of them does something."""
        self.edition: Callable[[], object] = object
        """The same as long as whoever had a seat still has it: cookies are read again as soon as it is another."""
        self.fanout: Fanout
        host.watchers.append(self.watch)
        host.wiped = self.clear_out

    def connect(self, sid: str, environ: Json, auth: object = None) -> None:
        """Let somebody in whose cookie opens the seat they ask for; everybody else is told why not.

        They see nothing yet: the phone sits down as soon as it is in, as it does after every wake-up.
        """
        wanted, run = _wish(auth)
        cookies = _cookies(environ)
        seat = self._who(cookies, wanted, run)
        far = seat.role in _STEERING and not self._near(environ)
        if seat.role is Role.OUTSIDER or far or self._host.run(run) is None:
            raise Turned("signed_out", {"code": "signed_out"})
        self._make_way(seat)
        self._take(sid, Guest(cookies, wanted, seat))
        self.seen(seat)
        if seat.person:
            self._host.came(seat.run, seat.person)

    def disconnect(self, sid: str, reason: object = None) -> None:
        """Forget a socket. The person stays in the room."""
        guest = self._drop(sid)
        self.fanout.leave(sid)
        if guest:
            self.seen(guest.seat)
        if guest and guest.seat.person:
            self._host.went(guest.seat.run, guest.seat.person)

    def connected(self, run: str) -> set[str]:
        """The badges of those who are here, of the seats that the facilitator sees in a list."""
        return {self._guests[sid].seat.badge for sid in self._of(run, "")} - {""}

    def sit(self, sid: str, wish: Json) -> Json:
        """Fresh views for a socket, and the server's clock: proof that the link works."""
        seat, guest = self._seat_now(sid), self._guests.get(sid)
        if seat is None or guest is None:  # their line may have gone while a run that was over was read back
            return SIGNED_OUT
        self._guests[sid] = replace(guest, whole=_whole_of(wish))
        self._seat(sid, seat)
        return {"ok": True, "epoch": self._host.epoch, "now": self._host.now()}

    def move(self, sid: str, data: Json) -> Json:
        """Make a move; the answer comes when it is on disk."""
        seat = self._seat_now(sid)
        if seat is None:
            return SIGNED_OUT
        if not _well_formed(data):
            return MALFORMED
        self.seen(seat)
        move = Move(data["id"], data["name"], seat, data.get("screen", ""), data.get("data", {}), at=data.get("at", 0))
        answer = self._host.play(move)
        return {"ok": True, "seq": answer["seq"]} if answer["ok"] else answer

    def recovered(self, sid: str) -> None:
        """A slow phone that missed patches has caught up: it gets fresh views."""
        if (seat := self._seat_now(sid)) is not None:
            self._seat(sid, seat)

    def watch(self, before: Run, after: Run, fact: Fact) -> None:
        """After a fact about people: their sockets move to the new table or the person they are, or are shown out. Who
        sits in a seat that ended by itself meanwhile hears no more news."""
        self._look_round()
        if fact.name in _SHOWN_OUT:
            for person in roster.whom(fact):
                self._everywhere(after.id, person, lambda sid: self._show_out(sid, _SHOWN_OUT[fact.name]))
        elif fact.name == "merge_people":
            for sid in self._of(after.id, str(fact.data["person"])):
                self._becomes(sid, str(fact.data["into"]))
        elif before.roster is not after.roster:
            for person in _reseated(before, after, fact):
                for sid in self._of(after.id, person):
                    self._seat(sid, self._guests[sid].seat)

    def recheck(self, run: str = "", person: str = "") -> None:
        """Some token was revoked: whoever sat here by it is shown out at once. If it was a person's, only theirs."""
        for sid in self._of(run, self._person_now(run, person)) if person else list(self._guests):
            self._seat_now(sid)

    def _look_round(self) -> None:
        if (now := self._host.now()) - self._looked >= LOOK_ROUND:
            self._looked = now
            for sid in [sid for (_, person), sids in self._lines.items() if not person for sid in sids]:
                self._seat_now(sid)

    def clear_out(self, run: str) -> None:
        """A run is gone, and everybody in it goes too."""
        for sid in [sid for sid, guest in self._guests.items() if guest.seat.run == run]:
            self._show_out(sid, "ended")

    def sign_off(self, run: str, person: str) -> None:
        """Show out every socket of a person who came in on another device."""
        for sid in self._of(run, person):
            self._show_out(sid, "elsewhere")

    def _seat_now(self, sid: str) -> Seat | None:
        """The seat as the database has it now; a revoked one is shown out."""
        guest = self._guests.get(sid)
        if guest is None:
            return None
        seat = self._read_again(sid, guest)
        if seat != guest.seat:
            self._show_out(sid, "signed_out")
            return None
        return seat

    def _read_again(self, sid: str, guest: Guest) -> Seat:
        """Who is one of the people here needs not be looked for while no token has been ended: all of them tap at one
        instant."""
        edition = self.edition()
        if guest.seat.person and guest.read == edition:
            return self._by_now(guest.seat)
        seat = self._who(guest.cookies, guest.wanted, guest.seat.run)
        # Who has lost it is looked for each time until their line is closed: more moves may be on their way.
        if seat == guest.seat and self._guests.get(sid) is guest:
            self._guests[sid] = replace(guest, read=edition)
        return seat

    def _who(self, cookies: dict[str, str], wanted: str, run_id: str) -> Seat:
        """The seat that these cookies open."""
        return self._by_now(self._who_is(cookies, wanted, run_id))

    def _by_now(self, seat: Seat) -> Seat:
        """Who joined twice is one person by now, on either phone; who was taken off the list has no seat."""
        if not seat.person or (run := self._host.run(seat.run)) is None:
            return seat
        person = run.roster.now(seat.person)
        known = run.roster.known(person)
        if known and known.removed:
            return Seat(Role.OUTSIDER, seat.run)
        return seat if person == seat.person else replace(seat, person=person)

    def _becomes(self, sid: str, person: str) -> None:
        guest = self._guests[sid]
        self._drop(sid)
        self._take(sid, replace(guest, seat=replace(guest.seat, person=person)))
        self._host.went(guest.seat.run, guest.seat.person)
        self._host.came(guest.seat.run, person)
        self._seat(sid, self._guests[sid].seat)

    def _seat(self, sid: str, seat: Seat) -> None:
        """Sit down in all one's channels and get their views: one act, nothing can come between."""
        run, guest = self._host.run(seat.run), self._guests.get(sid)
        if run is None or guest is None:
            return
        audiences = _audiences(seat, run)
        if guest.whole in run.states and Floor() in audiences:
            audiences.append(Floor(guest.whole))
        views = {f"{seat.run}/{channel(audience)}": self._host.sit(seat.run, audience) for audience in audiences}
        self.fanout.sit(sid, views)
        self.fanout.show(sid, views)

    def _show_out(self, sid: str, code: str) -> None:
        self.fanout.tell(sid, "out", {"code": code})
        self.fanout.sit(sid, [])
        self.fanout.dismiss(sid)

    def _make_way(self, seat: Seat) -> None:
        """Whoever comes in once too often takes the place of their own oldest line, which may be dead."""
        hers = [(sid, self._guests[sid].seat) for sid in self._of(seat.run, seat.person)]
        there = [sid for sid, other in hers if (other, other.badge) == (seat, seat.badge)]
        for sid in there[: max(0, len(there) + 1 - MOST_SOCKETS)]:
            self._show_out(sid, "elsewhere")

    def _everywhere(self, run: str, person: str, act: Callable[[str], None]) -> None:
        for sid in self._of(run, person):
            act(sid)

    def _of(self, run: str, person: str) -> list[str]:
        return list(self._lines.get((run, person), ()))

    def _take(self, sid: str, guest: Guest) -> None:
        self._guests[sid] = guest
        self._lines.setdefault((guest.seat.run, guest.seat.person), {})[sid] = None

    def _drop(self, sid: str) -> Guest | None:
        guest = self._guests.pop(sid, None)
        if guest is not None:
            place = (guest.seat.run, guest.seat.person)
            del self._lines[place][sid]
            if not self._lines[place]:
                del self._lines[place]
        return guest

    def _person_now(self, run_id: str, person: str) -> str:
        """Who somebody is by now who may have joined twice."""
        run = self._host.run(run_id)
        return run.roster.now(person) if run else person


_PUBLIC = frozenset({channel(Stage()), channel(Floor())})

_SHOWN_OUT = {"remove": "removed", "turn_away": "turned_away"}
"""Facts after which somebody's phones leave, and what they are told."""


def public(channel: str) -> bool:
    """Whether all that travels on a channel is for everybody in the room: what the wall shows, and what every phone
    does. A table's words are its own."""
    name = channel.partition("/")[2]
    return name in _PUBLIC or name.startswith("whole:")


def register(server: Any, live: Live) -> None:
    """Put the four handlers on a Socket.IO server, without Flask's request context: they are the hot path."""
    for name in ("connect", "disconnect", "sit", "move"):
        server.on(name, getattr(live, name))


def _audiences(seat: Seat, run: Run) -> list[Listener]:
    match seat.role:
        case Role.FACILITATOR | Role.COFACILITATOR:
            return [Console(), Stage()]
        case Role.REMOTE:
            return [Remote()]
        case Role.STAGE:
            return [Stage()]
        case _ if seat.person in run.roster.door:  # waits outside, and sees nothing of the room
            return [Me(seat.person)]
        case _:
            return [Floor(), Table(run.roster.table_of(seat.person)), Me(seat.person)]


def _reseated(before: Run, after: Run, fact: Fact) -> list[str]:
    """Who sits at another table than before; who was let in sat at none."""
    old, waited = before.roster.people, before.roster.door
    changed = roster.changed(before.roster, after.roster, fact)
    known = ((person, old.get(person.id)) for person in changed)
    return [person.id for person, then in known if person.id in waited or (then and then.table != person.table)]


def _wish(auth: object) -> tuple[str, str]:
    """What a socket asks for. Anything but two strings is nobody."""
    if not isinstance(auth, dict):
        return "", ""
    wanted, run = auth.get("seat"), auth.get("run")
    return (wanted, run) if isinstance(wanted, str) and isinstance(run, str) else ("", "")


def _whole_of(wish: object) -> str:
    """The screen of which somebody who sits down asks for everything; none for most."""
    whole = wish.get("whole") if isinstance(wish, dict) else None
    return whole if isinstance(whole, str) and len(whole) <= LONGEST_ID else ""


def _cookies(environ: Json) -> dict[str, str]:
    """Read as the pages read them: one odd cookie of another program must not hide ours."""
    return dict(parse_cookie(environ).items())


def _well_formed(data: Json) -> bool:
    words = (data.get("id"), data.get("name"), data.get("screen", ""))
    if not all(isinstance(word, str) and len(word) <= LONGEST_ID for word in words):
        return False
    whole = isinstance(data.get("data", {}), dict) and type(data.get("at", 0)) is int
    return bool(data["id"] and data["name"]) and ":" not in data["id"] and whole
