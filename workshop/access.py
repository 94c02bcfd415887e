"""Who may come in, and as what: tokens, tickets, codes and patience. Default deny.

A token is 256 random bits; only its hash is kept, with the role it stands for, so that one row decides and one
update ends it. A ticket is a token that is good once and soon exchanged for a lasting one.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from workshop.config import Config
from workshop.moves import Role, Seat
from workshop.roster import CODE_LETTERS

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
TICKET_LIFE = 15 * MINUTE
TOKEN_LIFE = {Role.FACILITATOR: 7 * DAY, Role.STAGE: 7 * DAY, Role.PARTICIPANT: 30 * DAY}
CODE_LENGTH = 6

KEEPER = "keeper"
"""Whoever has the link to what somebody took away: may read that page, and have its owner forgotten."""
KEEPER_LIFE = 400 * DAY

Clock = Callable[[], int]
"""Milliseconds since 1970."""


class Tokens(Protocol):
    """What the store offers: rows of tokens, found by hash."""

    def add_token(self, hash: str, run: str, person: str, role: str, created: int, expires: int) -> None: ...

    def token(self, hash: str) -> Mapping[str, Any] | None: ...

    def revoke(self, hash: str, at: int) -> bool:
        """Whether the token was worth something until now."""

    def revoke_person(self, run: str, person: str, at: int) -> None: ...


@dataclass(frozen=True)
class Pass:
    """A fresh token and where it leads. This is the only moment when its text is known."""

    token: str
    role: Role
    run: str = ""
    person: str = ""


def wall_clock() -> int:
    """Now, in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


class Access:
    """The doorkeeper of one server."""

    def __init__(self, config: Config, tokens: Tokens, clock: Clock = wall_clock) -> None:
        self._config = config
        self._tokens = tokens
        self._clock = clock
        self.signed_out: Callable[[str, str], None] = lambda run, person: None
        """Told (run, person) when somebody's tokens end, so that their sockets can be closed."""
        self.left: Callable[[], None] = lambda: None
        self.join_codes = Patience(each=10, overall=60, clock=clock)
        self.personal_codes = Patience(each=5, overall=30, clock=clock)

    # ── tickets: good once, for a quarter of an hour ──

    def sign_in_link(self, run: str = "") -> str:
        """The one-time address that makes whoever opens it first on this machine the facilitator.

        It leads to her home, or straight to the console of a run.
        """
        return f"{self._config.here}/sign-in#{self.ticket(Role.FACILITATOR, run)}"

    def ticket(self, role: Role, run: str = "") -> str:
        """A fresh ticket for a facilitator, or for the stage of a run."""
        return self._issue(f"ticket:{role}", run, "", TICKET_LIFE)

    def exchange(self, ticket: str, role: Role) -> Pass | None:
        """The lasting token for a ticket, which ends here; nothing for one that is used up, old or of another kind."""
        row = self._row(ticket, f"ticket:{role}")
        if row is None or not self._tokens.revoke(row["hash"], self._clock()):
            return None
        # A facilitator's ticket may name the run to begin with; her token is for the whole house.
        token = self._issue(role, "" if role is Role.FACILITATOR else row["run"], "", TOKEN_LIFE[role])
        return Pass(token, role, row["run"])

    # ── seats ──

    def admit(self, run: str, person: str) -> Pass:
        """A token for somebody who just joined or came back."""
        token = self._issue(Role.PARTICIPANT, run, person, TOKEN_LIFE[Role.PARTICIPANT])
        return Pass(token, Role.PARTICIPANT, run, person)

    def seat(self, cookies: Mapping[str, str], wanted: str, run: str) -> Seat:
        """The seat somebody really has, whatever they say: an outsider's unless a good token is shown.

        The facilitator's token opens every run of this house; the others only their own.
        """
        row = self._row(cookies.get(cookie_name(wanted, run), ""), wanted) if wanted in TOKEN_LIFE else None
        if row is None or (wanted != Role.FACILITATOR and row["run"] != run):
            return Seat(Role.OUTSIDER, run)
        desk = row["hash"][:12] if wanted == Role.FACILITATOR else ""
        return Seat(Role(wanted), run, row["person"], desk)

    def keep_link(self, run: str, person: str) -> str:
        """The text of a lasting link to what somebody takes away. Old ones stay good, so that a printed one does."""
        return self._issue(KEEPER, run, person, KEEPER_LIFE)

    def kept(self, token: str) -> tuple[str, str] | None:
        """The run and the person that such a link leads to."""
        row = self._row(token, KEEPER)
        return (str(row["run"]), str(row["person"])) if row else None

    def owner(self, cookies: Mapping[str, str], run: str) -> str:
        """Whose take-away of a run this browser may open: the participant's on it, or the one of a link; or nobody."""
        seat = self.seat(cookies, Role.PARTICIPANT, run)
        kept = self.kept(cookies.get(cookie_name(KEEPER, run), ""))
        return seat.person or (kept[1] if kept and kept[0] == run else "")

    def leave(self, cookies: Mapping[str, str], role: Role, run: str = "") -> None:
        """End the token that these cookies hold for a seat."""
        row = self._row(cookies.get(cookie_name(role, run), ""), role)
        if row is not None:
            self._tokens.revoke(row["hash"], self._clock())
            self.left()

    def sign_out_everywhere(self, run: str, person: str) -> None:
        """End every token of a person, on whatever device."""
        self._tokens.revoke_person(run, person, self._clock())
        self.signed_out(run, person)

    def facilitator_may_be(self, environ: Mapping[str, Any]) -> bool:
        """Whether a facilitator may speak from there: this very machine, unless the settings allow more.

        A forwarded request is not from here, whoever hands it in.
        """
        if self._config.remote_facilitator:
            return True
        forwarded = "HTTP_X_FORWARDED_FOR" in environ or "HTTP_FORWARDED" in environ
        return _is_loopback(str(environ.get("REMOTE_ADDR", ""))) and not (forwarded and not self._config.behind_proxy)

    # ── against forged forms ──

    def csrf(self, cookies: Mapping[str, str]) -> str:
        """What the facilitator's own pages send along; it can only be made by who knows her cookie."""
        token = cookies.get(cookie_name(Role.FACILITATOR), "")
        return hmac.new(_bytes(token), b"workshop csrf", hashlib.sha256).hexdigest() if token else ""

    def csrf_fits(self, cookies: Mapping[str, str], said: str) -> bool:
        """Whether what was sent along is what her own pages send."""
        right = self.csrf(cookies)
        return bool(right) and hmac.compare_digest(_bytes(right), _bytes(said))

    def _issue(self, role: str, run: str, person: str, life: int) -> str:
        token = secrets.token_urlsafe(32)
        now = self._clock()
        self._tokens.add_token(_hash(token), run, person, str(role), now, now + life)
        return token

    def _row(self, token: str, role: str) -> Mapping[str, Any] | None:
        if not 20 <= len(token) <= 100:
            return None
        row = self._tokens.token(_hash(token))
        good = row is not None and row["role"] == role and not row["revoked"] and self._clock() < row["expires"]
        return row if good else None


# ── patience ──────────────────────────────────────────────────────────────


@dataclass
class Bucket:
    """So many failures a minute; every failure takes one out, time puts them back."""

    size: int
    left: float
    at: int

    def wait(self, now: int) -> int:
        """Seconds until another try is welcome; 0 means now."""
        self._refill(now)
        return 0 if self.left >= 1 else max(1, round((1 - self.left) * 60 / self.size))

    def take(self, now: int) -> None:
        """One more failure."""
        self._refill(now)
        self.left = max(0.0, self.left - 1)

    def full(self, now: int) -> bool:
        """Whether all is forgotten."""
        self._refill(now)
        return self.left >= self.size

    def _refill(self, now: int) -> None:
        passed = max(0, now - self.at)  # a clock put back must neither punish nor reward
        self.left = min(float(self.size), self.left + passed * self.size / MINUTE)
        self.at = now


@dataclass
class Patience:
    """How many wrong answers are endured in a minute, from one address and from all together.

    Only failures count: a whole school behind one address may join at once.
    """

    each: int
    overall: int
    clock: Clock
    _by_address: dict[str, Bucket] = field(default_factory=dict)
    _all: Bucket = field(init=False)

    def __post_init__(self) -> None:
        self._all = self._bucket(self.overall)

    def wait(self, address: str) -> int:
        """Seconds until this address may try again; 0 means now. Ask before looking at the answer."""
        now = self.clock()
        known = self._by_address.get(address)
        return max(self._all.wait(now), known.wait(now) if known else 0)

    def failed(self, address: str) -> None:
        """A wrong answer came from there."""
        now = self.clock()
        if len(self._by_address) >= 5_000:
            self._forget(now)
        self._by_address.setdefault(address, self._bucket(self.each)).take(now)
        self._all.take(now)

    @property
    def troubled(self) -> bool:
        """Whether somebody seems to be guessing: half of the common patience is used up."""
        self._all.wait(self.clock())
        return self._all.left < self.overall / 2

    def _bucket(self, size: int) -> Bucket:
        return Bucket(size, float(size), self.clock())

    def _forget(self, now: int) -> None:
        self._by_address = {who: bucket for who, bucket in self._by_address.items() if not bucket.full(now)}


# ── codes and cookies ─────────────────────────────────────────────────────


def fresh_code() -> str:
    """A join code nobody can foresee."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def tidy_code(said: object) -> str:
    """A join code as somebody typed it, made comparable; empty if it cannot be one."""
    if not isinstance(said, str) or len(said) > 40:
        return ""
    code = "".join(ch for ch in said.upper() if ch not in " -·.\u00a0\u2009")
    return code if len(code) == CODE_LENGTH and all(ch in CODE_LETTERS for ch in code) else ""


def in_pairs(code: str) -> str:
    """A code as it is shown and read aloud: K7 RM 2X."""
    return " ".join(code[at : at + 2] for at in range(0, len(code), 2))


def cookie_name(role: str, run: str = "") -> str:
    """Where a browser keeps its token for a seat. Participants have one for each run."""
    match role:
        case Role.FACILITATOR:
            return "workshop_facilitator"
        case Role.STAGE:
            return "workshop_stage"
        case Role.PARTICIPANT:
            return f"workshop_me_{run[:8]}"
        case "keeper":
            return f"workshop_keep_{run[:8]}"
        case _:
            return "workshop_nobody"


def _hash(token: str) -> str:
    return hashlib.sha256(_bytes(token)).hexdigest()


def _bytes(text: str) -> bytes:
    """Whatever a browser sent, even what is no proper text."""
    return text.encode("utf-8", "surrogatepass")


def _is_loopback(address: str) -> bool:
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return (getattr(known, "ipv4_mapped", None) or known).is_loopback
