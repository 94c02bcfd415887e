"""The brake on talkers: a bucket of tokens that fills at a steady rate."""

from __future__ import annotations

from time import monotonic

from workshop.transport.limits import Limits

# A talker is somebody who has used this many tokens lately; others need not make way for anyone.
TALK = 8


class Bucket:
    """A whole message costs 1; a read that completes none costs a little, so that dribbled bytes count too."""

    __slots__ = ("_at", "_burst", "_level", "_rate")

    def __init__(self, limits: Limits) -> None:
        self._rate = limits.rate
        self._burst = limits.burst
        self._level = limits.burst
        self._at = monotonic()

    def take(self, cost: float) -> bool:
        """Pay; False when there is nothing left to pay with."""
        now = monotonic()
        self._level = min(self._burst, self._level + (now - self._at) * self._rate) - cost
        self._at = now
        return self._level >= 0

    @property
    def talking(self) -> bool:
        return self._level < self._burst - TALK
