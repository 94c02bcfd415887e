"""What travels: per channel the last view and its version, and the rhythm in which patches go out.

A channel lives while somebody sits in it. Publishing is coalesced: at once when quiet, then at most so many times
a second.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

import gevent

from workshop import faces, patch
from workshop.moves import Console, Json, Listener, Remote, Stage, channel
from workshop.run import Run

log = logging.getLogger("workshop.channels")

COURTESY = 20
"""After so many views others have their turn, so that nobody waits for a thousand."""

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
    """What a channel was last told."""

    version: int
    view: Json


@dataclass(frozen=True)
class Surroundings:
    """What is in no fact: which start of the server this is, the address to type, and which people are connected,
    what troubles the house, and when the last copy of its database was made."""

    epoch: str
    address: str = ""
    presence: frozenset[str] = frozenset()
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
        self._lanes = (_Lane(BIG_SCREENS, self.publish), _Lane(PHONES, self.publish))

    def sit(self, audience: Listener) -> Json:
        """The `view` message for somebody who sits down now. One indivisible act with joining the channel."""
        self._publish_one(audience)
        if audience not in self._sent:
            self._sent[audience] = Sent(1, self.fresh(audience))
        sent = self._sent[audience]
        return {
            "channel": channel(audience),
            "version": sent.version,
            "view": sent.view,
            "epoch": self._surroundings().epoch,
        }

    def news(self, audiences: Iterable[Listener] | None) -> None:
        """Something changed for these audiences, or for all: patches go out in their rhythm."""
        concerned = set(self._sent) if audiences is None else self._sent.keys() & set(audiences)
        big: set[Listener] = {one for one in concerned if isinstance(one, Stage | Console | Remote)}
        self._lanes[0].want(big)
        self._lanes[1].want(concerned - big)

    def publish(self, audiences: Iterable[Listener]) -> None:
        """Send each channel what changed since it was last told; forget channels that nobody sits in."""
        for no, audience in enumerate(audiences, start=1):
            try:
                self._publish_one(audience)
            except Exception:
                # A drawing that fails for one audience must not keep the news from the others.
                log.exception("no view for %s", channel(audience))
            if no % COURTESY == 0:
                gevent.sleep(0)

    def settle(self) -> None:
        """Send now what is still waiting for its turn."""
        for lane in self._lanes:
            lane.now()
        while any(lane.publishing for lane in self._lanes):
            gevent.sleep(0)

    def fresh(self, audience: Listener) -> Json:
        """The whole view as it is now, with what only the server knows: its address, and who is connected."""
        view, around = faces.view(self._current(), audience), self._surroundings()
        if isinstance(audience, Console):
            view["presence"] = dict.fromkeys(sorted(around.presence), True)
            view["troubles"] = {code: dict(args) for code, args in around.troubles.items()}
            view |= {"backup": {"at": around.copied}} if around.copied else {}
        return around.located(view)

    def _publish_one(self, audience: Listener) -> None:
        sent = self._sent.get(audience)
        if sent is None:
            return
        name = f"{self._run}/{channel(audience)}"
        if not self._hall.seated(name):
            del self._sent[audience]
            return
        fresh = self.fresh(audience)
        if changes := patch.diff(sent.view, fresh):
            self._sent[audience] = Sent(sent.version + 1, fresh)
            self._hall.send(
                name, "patch", {"channel": channel(audience), "version": sent.version + 1, "changes": changes}
            )


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
