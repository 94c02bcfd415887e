"""What travels: per channel the last view and its version, and the rhythm in which patches go out.

A channel lives while somebody sits in it. Publishing is coalesced: at once when quiet, then at most so many times
a second.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Protocol

import gevent

from workshop import faces, patch
from workshop.moves import Console, Floor, Json, Listener, Me, Remote, Stage, Table, channel
from workshop.run import Run

log = logging.getLogger("workshop.channels")

COURTESY, BREATH = 0.005, 0.001
"""Seconds of making views after which others have their turn, so that nobody waits for a thousand; and how long it is.
With none, gevent lets fifty such turns go by before it looks at the network."""

BIG_SCREENS, PHONES = 0.1, 0.25
"""Seconds between two patches of a channel: 10 a second for stage, console and remote, 4 for phones."""


class Hall(Protocol):
    """Whoever carries messages to the seats: the transport, or a test."""

    def send(self, channel: str, event: str, payload: Json) -> None:
        """To everyone in a channel."""

    def seated(self, channel: str) -> int:
        """How many sit in it."""


@dataclass
class Sent:
    """What a channel was last told, and of which edition of the run that was."""

    version: int
    view: Json
    edition: int


@dataclass(frozen=True)
class Surroundings:
    """What is in no fact: which start of the server this is, the address to type, and which people are connected,
    what troubles the house, and when the last copy of its database was made."""

    epoch: str
    address: str = ""
    presence: Collection[str] = ()
    troubles: Mapping[str, Json] = field(default_factory=dict)
    copied: int = 0

    def located(self, view: Json) -> Json:
        """A view with the address to join at, where it speaks of joining."""
        return {**view, "join": {**view["join"], "address": self.address}} if "join" in view else view


class Channels:
    """The channels of one run. `current` gives the run as it is now."""

    def __init__(self, run: str, current: Callable[[], Run], surroundings: Callable[[], Surroundings], hall: Hall):
        self._run, self._current, self._surroundings, self._hall = run, current, surroundings, hall
        self._sent: dict[Listener, Sent] = {}
        self._known, self._edition = current(), 1
        self._here: Json | None = None
        self._lanes = tuple([_Lane(pause, self.publish) for pause in (BIG_SCREENS, PHONES, BIG_SCREENS)])

    def sit(self, audience: Listener) -> Json:
        """The `view` message for somebody who sits down now. One indivisible act with joining the channel.

        Where many share a channel they are given what it was last told: what is new since is on its way to all of them,
        and would have to be worked out and sent once for everybody who comes.
        """
        if not self._is_shared(audience):
            self._publish_one(audience)
        if audience not in self._sent:
            self._sent[audience] = Sent(1, self.fresh(audience), self._edition_now())
        sent = self._sent[audience]
        if sent.edition != self._edition_now():
            self.news([audience])
        return {
            "channel": channel(audience),
            "version": sent.version,
            "view": sent.view,
            "epoch": self._surroundings().epoch,
        }

    def _is_shared(self, audience: Listener) -> bool:
        return isinstance(audience, Floor | Table) and self._hall.seated(self._name(audience)) > 0

    def news(self, audiences: Iterable[Listener] | None) -> None:
        """Something changed for these audiences, or for all: patches go out in their rhythm."""
        self._edition_now()  # so that nothing here holds a run that is over, and the keys it had
        concerned = set(self._sent) if audiences is None else {one for one in audiences if one in self._sent}
        stage, phones, console = self._lanes
        stage.want(concerned & _STAGE)
        phones.want(concerned - _STAGE - _CONSOLE)
        console.want(concerned & _CONSOLE)  # a hall need not wait for the view that is the most work

    def presence_changed(self) -> None:
        """Somebody came or went."""
        self._here = None
        self.news([Console()])

    def publish(self, audiences: Iterable[Listener]) -> None:
        """Send each channel what changed since it was last told, those that most people look at first; forget channels
        that nobody sits in."""
        began = monotonic()
        for audience in sorted(audiences, key=_rank):
            try:
                self._publish_one(audience)
            except Exception:
                # A drawing that fails for one audience must not keep the news from the others.
                log.exception("no view for %s", channel(audience))
            if monotonic() - began > COURTESY:
                gevent.sleep(BREATH)
                began = monotonic()

    def is_sat_in(self) -> bool:
        """Whether anybody is here."""
        return any(self._hall.seated(self._name(audience)) for audience in self._sent)

    def settle(self) -> None:
        """Send now what is still waiting for its turn."""
        for lane in self._lanes:
            lane.now()
        while any(lane.publishing for lane in self._lanes):
            gevent.sleep(BREATH)

    def fresh(self, audience: Listener) -> Json:
        """The whole view as it is now, with what only the server knows: its address, and who is connected."""
        view, around = faces.view(self._current(), audience), self._surroundings()
        if isinstance(audience, Console):
            if self._here is None:  # a hall is not gone through for every tap
                self._here = dict.fromkeys(around.presence, True)
            view["presence"] = self._here
            view["troubles"] = {code: dict(args) for code, args in around.troubles.items()}
            view |= {"backup": {"at": around.copied}} if around.copied else {}
        return around.located(view)

    def _publish_one(self, audience: Listener) -> None:
        sent = self._sent.get(audience)
        if sent is None:
            return
        if not self._hall.seated(self._name(audience)):
            del self._sent[audience]
            return
        # Only the console is told of what is in no fact.
        if sent.edition == (edition := self._edition_now()) and not isinstance(audience, Console):
            return
        fresh = self.fresh(audience)
        sent.edition = edition
        if changes := patch.diff(sent.view, fresh):
            sent.version, sent.view = sent.version + 1, fresh
            said = {"channel": channel(audience), "version": sent.version, "changes": changes}
            self._hall.send(self._name(audience), "patch", said)

    def _name(self, audience: Listener) -> str:
        return f"{self._run}/{channel(audience)}"

    def _edition_now(self) -> int:
        """A number that goes up whenever the run is not what it was. To keep every channel's own run would keep a
        thousand of them."""
        if (run := self._current()) is not self._known:
            self._known, self._edition = run, self._edition + 1
        return self._edition


def _rank(audience: Listener) -> int:
    """In which order audiences are told."""
    return _IN_TURN.index(type(audience))


_STAGE: frozenset[Listener] = frozenset({Stage(), Remote()})
_CONSOLE: frozenset[Listener] = frozenset({Console()})

_IN_TURN: tuple[type[Listener], ...] = (Stage, Floor, Remote, Console, Table, Me)


class _Lane:
    """Calls `publish` at once when quiet, otherwise every `pause` seconds at most with all that was wanted by then."""

    def __init__(self, pause: float, publish: Callable[[Iterable[Listener]], None]) -> None:
        self._pause, self._publish = pause, publish
        self._wanted: set[Listener] = set()
        self._busy = False
        self.publishing = 0

    def want(self, audiences: set[Listener]) -> None:
        if not audiences:
            return
        self._wanted |= audiences
        if not self._busy:
            self._busy = True
            gevent.spawn(self._run)

    def now(self) -> None:
        wanted, self._wanted = self._wanted, set()
        self.publishing += 1
        try:
            self._publish(wanted)
        finally:
            self.publishing -= 1

    def _run(self) -> None:
        try:
            while self._wanted:
                self.now()
                gevent.sleep(self._pause)
        finally:
            self._busy = False
