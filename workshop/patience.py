"""How many wrong answers are endured, and how many people come through a door at once."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import takewhile

Clock = Callable[[], int]
"""Milliseconds since 1970."""

SECOND, MINUTE, HOUR = 1_000, 60_000, 3_600_000

SLIPS = 2
"""Wrong answers that anybody may give by mistake. Whoever has given so many counts as guessing."""

MEMORY = HOUR
"""How long it is remembered that an address has guessed."""

QUIET = 30 * SECOND
"""How long nobody has to be sent away until guessing counts as over."""

TURN = 10 * SECOND
"""How long a newcomer's turn is kept for them after they knocked."""


@dataclass
class Bucket:
    """Holds so many at most; what is taken comes back with time, one in `each` milliseconds."""

    size: float
    each: float
    left: float
    at: int

    def wait(self, now: int, keep: float = 0) -> int:
        """Seconds until one may be taken and `keep` are left; 0 means now."""
        self.refill(now)
        missing = keep + 1 - self.left
        return 0 if missing <= 0 else max(1, round(missing * self.each / SECOND))

    def take(self, now: int) -> None:
        """One fewer."""
        self.refill(now)
        self.left = max(0.0, self.left - 1)

    def refill(self, now: int) -> None:
        """What came back meanwhile. A clock put back must neither punish nor reward."""
        self.left = min(self.size, self.left + max(0, now - self.at) / self.each)
        self.at = now


@dataclass
class Record:
    """What came from one address: how many wrong answers within an hour, when the last one, and what is left of it."""

    bucket: Bucket
    wrong: int = 0
    at: int = 0


@dataclass
class Patience:
    """How many wrong answers are endured: `each` in a minute from one address, `overall` in a `span` from all together.

    Only failures count: a whole school behind one address may join at once. Half of `overall` may come at once, the
    other half comes back over the span, so that within no span more than `overall` are looked at.

    Who guesses must not shut the door for those who have the right code. So half of what there is at once is kept for
    newcomers: addresses with fewer than two wrong answers in the last hour. And while that is used up, the one who
    came last is next, as whoever has been knocking for longer is likelier to be guessing. Nobody gains a guess by it,
    as each of these answers is paid for out of the same patience, and an address is a newcomer for two wrong answers
    only; however many addresses somebody guesses from, after that the newcomers are those who come to join.
    """

    each: int
    overall: int
    clock: Clock
    span: int = MINUTE
    _addresses: dict[str, Record] = field(default_factory=dict)
    _knocking: dict[str, int] = field(default_factory=dict)
    _all: Bucket = field(init=False)
    _sent_away: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        half = self.overall / 2
        self._all = Bucket(half, self.span / half, half, self.clock())

    def wait(self, address: str) -> int:
        """Seconds until this address may try; 0 means now. Ask before looking at the answer."""
        now, who = self.clock(), neighbourhood(address)
        record = self._addresses.get(who)
        if record is None or record.wrong < SLIPS or now - record.at > MEMORY:
            wait = self._newcomer(who, now)
        else:
            wait = max(self._all.wait(now, keep=self._all.size / 2), record.bucket.wait(now))
        self._sent_away = now if wait else self._sent_away
        return wait

    def passed(self, address: str) -> None:
        """The right answer came from there: they wait for nothing any more."""
        self._knocking.pop(neighbourhood(address), None)

    def failed(self, address: str) -> None:
        """A wrong answer came from there."""
        now, who = self.clock(), neighbourhood(address)
        record = self._addresses.get(who)
        if record is None or now - record.at > MEMORY:
            record = Record(Bucket(self.each, MINUTE / self.each, self.each, now))
        record.wrong, record.at = record.wrong + 1, now
        record.bucket.take(now)
        self._addresses[who] = record
        self._all.take(now)

    @property
    def troubled(self) -> bool:
        """Whether somebody seems to be guessing: so many were wrong that others had to be sent away a moment ago."""
        return bool(self._sent_away) and self.clock() - self._sent_away < QUIET

    def _newcomer(self, who: str, now: int) -> int:
        """Seconds until a newcomer may try: when there is enough for those, too, who came after them and still wait."""
        if who not in self._knocking:
            self._forget(now)
        self._knocking[who] = now  # keeps its place among the others: knocking again makes nobody the last to come
        self._all.refill(now)
        return self._all.wait(now, keep=self._after(who, now) if self._all.left >= 1 else 0)

    def _after(self, who: str, now: int) -> int:
        later = takewhile(lambda other: other != who, reversed(self._knocking))
        return sum(1 for other in later if now - self._knocking[other] <= TURN)

    def _forget(self, now: int) -> None:
        if len(self._addresses) + len(self._knocking) >= 5_000:
            self._addresses = {who: one for who, one in self._addresses.items() if now - one.at <= MEMORY}
            self._knocking = {who: at for who, at in self._knocking.items() if now - at <= MEMORY}


AT_ONCE, A_SECOND = 150, 20
"""Newcomers that come in at once, and then in a second: a hall of a thousand is in within a minute."""


@dataclass
class Turnstile:
    """Lets so many people a second into a run, whoever they are."""

    clock: Clock
    _runs: dict[str, Bucket] = field(default_factory=dict)

    def wait(self, run: str) -> int:
        """Seconds until somebody may come in; 0 means now, and that they have gone through."""
        now, bucket = self.clock(), self._of(run)
        if wait := bucket.wait(now):
            return wait + round((1 - bucket.left) / A_SECOND)
        bucket.take(now)
        return 0

    def crowded(self, run: str) -> bool:
        """Whether many still come at once."""
        bucket = self._of(run)
        bucket.refill(self.clock())
        return bucket.left < AT_ONCE / 4

    def _of(self, run: str) -> Bucket:
        return self._runs.setdefault(run, Bucket(AT_ONCE, SECOND / A_SECOND, AT_ONCE, self.clock()))


@lru_cache(maxsize=10_000)
def neighbourhood(address: str) -> str:
    """What one guesser has of addresses: of IPv6 the whole network that a provider gives to a household."""
    host, _, rest = address.partition(" ")
    try:
        known = ipaddress.IPv6Address(host.partition("%")[0])
    except ValueError:
        return address
    short = known.ipv4_mapped or ipaddress.IPv6Network((known, 64), strict=False)
    return f"{short} {rest}".rstrip()
