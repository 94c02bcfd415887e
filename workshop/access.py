"""Who may come in, and as what: tokens, tickets, codes and patience. Default deny.

A token is 256 random bits; only its hash is kept, with the role it stands for, so that one row decides and one
update ends it. A ticket is a token that is good once and soon exchanged for a lasting one.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from workshop.config import Config, is_loopback
from workshop.entrance import CODE_LENGTH, KEY_LENGTH
from workshop.hours import wall_clock
from workshop.moves import Role, Seat
from workshop.patience import Patience, Turnstile
from workshop.roster import CODE_LETTERS
from workshop.spares import Spares

MINUTE = 60_000
DAY = 24 * 60 * MINUTE
HOUR = 60 * MINUTE
TICKET_LIFE = {
    Role.FACILITATOR: 15 * MINUTE,
    Role.COFACILITATOR: 15 * MINUTE,
    Role.REMOTE: 3 * MINUTE,  # it is scanned at once, from a screen that others may see
    Role.STAGE: 15 * MINUTE,
}
TOKEN_LIFE = {
    Role.FACILITATOR: 7 * DAY,
    Role.COFACILITATOR: 7 * DAY,
    Role.REMOTE: DAY,
    Role.STAGE: 7 * DAY,
    Role.PARTICIPANT: 30 * DAY,
}
"""How long a token is good at most, however much it is used."""
IDLE = {Role.COFACILITATOR: DAY, Role.REMOTE: 12 * HOUR}
"""How long one is good that nobody uses: a seat that was lent and forgotten ends by itself."""

STEERING = frozenset({Role.FACILITATOR, Role.COFACILITATOR})
"""Whoever has a console."""
LISTED = frozenset({Role.FACILITATOR, Role.COFACILITATOR, Role.REMOTE, Role.STAGE})
"""Seats that the facilitator sees in a list and ends. Participants have a list of their own."""

BADGE = 12
"""Hex digits of a token's hash by which it is listed and ended: enough to tell them apart, of no use to come in."""

Door = Literal["here", "open", "secure"]
"""Where facilitators sign in: on this machine only, from anywhere over a line that others can hear, or over HTTPS."""

KEEPER = "keeper"
"""Whoever has the link to what somebody took away: may read that page, and have its owner forgotten."""
KEEPER_LIFE = 400 * DAY

Clock = Callable[[], int]
"""Milliseconds since 1970."""


class Tokens(Protocol):
    """What the store offers: rows of tokens, found by hash."""

    @property
    def ended(self) -> int:
        """Goes up whenever tokens are made worthless or removed."""

    def add_token(
        self, hash: str, run: str, person: str, role: str, created: int, expires: int, label: str = ""
    ) -> None: ...

    def token(self, hash: str) -> Mapping[str, Any] | None: ...

    def revoke(self, hash: str, at: int) -> bool:
        """Whether the token was worth something until now."""

    def revoke_person(self, run: str, person: str, at: int) -> None: ...

    def seats(self, run: str, roles: Collection[str]) -> Sequence[Mapping[str, Any]]:
        """The tokens of these roles that were never revoked, of a run or of the whole house, oldest first."""

    def see(self, run: str, badge: str, at: int, pause: int) -> None:
        """Whoever holds the token whose hash begins so was here; written down once in a pause at most."""


@dataclass(frozen=True)
class Pass:
    """A fresh token and where it leads. This is the only moment when its text is known."""

    token: str
    role: Role
    run: str = ""
    person: str = ""


@dataclass(frozen=True)
class Held:
    """A seat that somebody holds, or is invited to: what the list of seats says of it. Times in ms since 1970."""

    badge: str
    role: Role
    invited: bool
    label: str
    since: int
    seen: int
    until: int


class Access:
    """The doorkeeper of one server."""

    def __init__(self, config: Config, tokens: Tokens, clock: Clock = wall_clock) -> None:
        self._config = config
        self._tokens = tokens
        self._clock = clock
        self.signed_out: Callable[[str, str], None] = lambda run, person: None
        """Told (run, person) when somebody's tokens end, so that their sockets can be closed."""
        self.left: Callable[[str, str], None] = lambda run, person: None
        """Told (run, person) when tokens ended, so that whoever sits by one is shown out; nobody's names none."""
        self.connected: Callable[[str], Collection[str]] = lambda run: ()
        """Asked for the badges of those who are connected to a run."""
        self.together: Callable[[Callable[[], None]], None] = lambda write: write()
        """Writes something down together with what others have to write; returns when it is on disk."""
        self.join_codes = Patience(each=10, overall=60, clock=clock)
        self.spare_codes = Patience(each=10, overall=60, clock=clock)
        self.turnstile, self.spares = Turnstile(clock), Spares(clock)
        self._personal: dict[str, Patience] = {}

    def personal_codes(self, run: str) -> Patience:
        """How many wrong personal codes a run endures: so few that a whole night of guessing comes to nothing."""
        return self._personal.setdefault(run, Patience(each=5, overall=20, clock=self._clock, span=HOUR))

    # ── tickets: good once, and not for long ──

    def sign_in_link(self, run: str = "") -> str:
        """The one-time address that makes whoever opens it first the facilitator: on this machine, or over HTTPS.

        It leads to her home, or straight to the console of a run.
        """
        there = self._config.origin if self.door == "secure" else self._config.here
        return f"{there}/sign-in#{self.ticket(Role.FACILITATOR, run)}"

    def ticket(self, role: Role, run: str = "", label: str = "") -> str:
        """A fresh ticket: for a facilitator, or for a seat in a run, which is listed under the label."""
        return self._issue(f"ticket:{role}", run, "", TICKET_LIFE[role], label)

    def invitation(self, run: str, label: str = "") -> str:
        """The one-time address that makes whoever opens it first a co-facilitator of this run."""
        here = self._config.here if self.door == "here" else self._config.origin
        return f"{here}/invited#{self.ticket(Role.COFACILITATOR, run, label)}"

    def remote_link(self, run: str, label: str = "") -> str:
        """The one-time address that makes the phone that opens it first this run's remote."""
        return f"{self._config.origin}/remote#{self.ticket(Role.REMOTE, run, label)}"

    @property
    def door(self) -> Door:
        """Where facilitators sign in. HTTPS comes from a proxy that we are told to believe, or not at all."""
        if self._config.behind_proxy and self._config.origin.startswith("https://"):
            return "secure"
        return "open" if self._config.remote_facilitator else "here"

    def exchange(self, ticket: str, role: Role) -> Pass | None:
        """The lasting token for a ticket, which ends here; nothing for one that is used up, old or of another kind."""
        row = self._row(ticket, f"ticket:{role}")
        if row is None or not self._tokens.revoke(row["hash"], self._clock()):
            return None
        # A facilitator's ticket may name the run to begin with; her token is for the whole house.
        run = "" if role is Role.FACILITATOR else row["run"]
        token = self._issue(role, run, "", TOKEN_LIFE[role], row["label"])
        return Pass(token, role, row["run"])

    # ── seats ──

    def admit(self, run: str, person: str, *, instead_of: Collection[str] = ()) -> Pass:
        """A token for somebody who just joined or came back. `instead_of`: whose tokens it ends, in the same stroke: of
        two phones that come back at one instant only one is theirs."""
        token, now = _fresh_token(), self._clock()
        row = (_hash(token), run, person, str(Role.PARTICIPANT), now, now + TOKEN_LIFE[Role.PARTICIPANT])

        def write() -> None:
            for one in instead_of:
                self._tokens.revoke_person(run, one, now)
            self._tokens.add_token(*row)

        self.together(write)
        for one in instead_of:
            self.signed_out(run, one)
        return Pass(token, Role.PARTICIPANT, run, person)

    def seat(self, cookies: Mapping[str, str], wanted: str, run: str) -> Seat:
        """The seat somebody really has, whatever they say: an outsider's unless a good token is shown.

        The facilitator's token opens every run of this house; the others only their own.
        """
        _, row = self._held(cookies, wanted, run) if wanted in TOKEN_LIFE else ("", None)
        if row is None or (wanted != Role.FACILITATOR and row["run"] != run):
            return Seat(Role.OUTSIDER, run)
        badge = _badge(row) if wanted in LISTED else ""
        return Seat(Role(wanted), run, row["person"], badge if wanted in STEERING else "", badge)

    def edition(self) -> object:
        """The same as long as every token is worth what it was: another one at once when some are ended, and every
        minute, as some end by themselves."""
        return self._tokens.ended, self._clock() // MINUTE

    def steering(self, cookies: Mapping[str, str], run: str) -> Seat:
        """The seat of whoever has a console of this run: the facilitator, or one whom she invited to it."""
        hers = self.seat(cookies, Role.FACILITATOR, run)
        return hers if hers.role is Role.FACILITATOR else self.seat(cookies, Role.COFACILITATOR, run)

    def seats(self, run: str) -> list[Held]:
        """Who has a console, a remote or the stage of a run, and who is invited to one. Participants are not here."""
        now = self._clock()
        return [_listed(row) for row in self._tokens.seats(run, _LISTED) if _good(row, now)]

    def badge(self, token: str) -> str:
        """How a token or ticket is called in that list."""
        return _hash(token)[:BADGE]

    def end(self, run: str, badges: Collection[str]) -> int:
        """End seats and invitations of a run, at once; how many there were."""
        found = [row for row in self._tokens.seats(run, _LISTED) if _badge(row) in badges]
        for row in found:
            self._tokens.revoke(row["hash"], self._clock())
        self.left(run, "")
        return len(found)

    def seen(self, seat: Seat) -> None:
        """Whoever holds a listed seat is here, or was until now. Written down once a minute at most."""
        if seat.badge:
            self._tokens.see(seat.run, seat.badge, self._clock(), MINUTE)

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
        _, kept = self._held(cookies, KEEPER, run)
        return seat.person or (str(kept["person"]) if kept and kept["run"] == run else "")

    def leave(self, cookies: Mapping[str, str], role: Role, run: str = "") -> None:
        """End the tokens that these cookies hold for a seat: one that came over plain HTTP may have been overheard."""
        rows = [self._row(cookies.get(name, ""), role) for name in cookie_names(role, run)]
        for row in filter(None, rows):
            self._tokens.revoke(row["hash"], self._clock())
            self.left(row["run"], row["person"])

    def facilitator_may_be(self, environ: Mapping[str, Any]) -> bool:
        """Whether a facilitator may speak from there: this very machine, or over HTTPS, unless the settings allow more.

        A forwarded request is not from here, whoever hands it in. HTTPS is what a proxy of ours says it is.
        """
        secure = self._config.behind_proxy and environ.get("wsgi.url_scheme") in ("https", "wss")
        if self._config.remote_facilitator or secure:
            return True
        forwarded = "HTTP_X_FORWARDED_FOR" in environ or "HTTP_FORWARDED" in environ
        return is_loopback(str(environ.get("REMOTE_ADDR", ""))) and not (forwarded and not self._config.behind_proxy)

    # ── against forged forms ──

    def csrf(self, cookies: Mapping[str, str], role: Role = Role.FACILITATOR, run: str = "") -> str:
        """What the pages of a seat send along; it can only be made by who knows the seat's cookie."""
        token, row = self._held(cookies, role, run)
        return hmac.new(_bytes(token), b"workshop csrf", hashlib.sha256).hexdigest() if row else ""

    def csrf_fits(self, cookies: Mapping[str, str], said: str, role: Role = Role.FACILITATOR, run: str = "") -> bool:
        """Whether what was sent along is what the seat's own pages send."""
        right = self.csrf(cookies, role, run)
        return bool(right) and hmac.compare_digest(_bytes(right), _bytes(said))

    def _issue(self, role: str, run: str, person: str, life: int, label: str = "") -> str:
        token = _fresh_token()
        now = self._clock()
        self._tokens.add_token(_hash(token), run, person, str(role), now, now + life, label)
        return token

    def _held(self, cookies: Mapping[str, str], role: str, run: str) -> tuple[str, Mapping[str, Any] | None]:
        """The good token that these cookies hold for a role, and its row. Who came by HTTPS has it under the name that
        no other site and no plain page can set, which goes first; who came before there was HTTPS keeps the other."""
        for name in cookie_names(role, run):
            token = cookies.get(name, "")
            if row := self._row(token, role):
                return token, row
        return "", None

    def _row(self, token: str, role: str) -> Mapping[str, Any] | None:
        """The row of a good token. It is looked for by its hash, so that how long that takes says nothing of the token:
        whoever guesses cannot steer the hash of the next guess towards one that is there."""
        if not 20 <= len(token) <= 100:
            return None
        row = self._tokens.token(_hash(token))
        return row if row is not None and row["role"] == role and _good(row, self._clock()) else None


# ── codes and cookies ─────────────────────────────────────────────────────


def tidy_code(said: object) -> str:
    """A join code as somebody typed it, made comparable; empty if it cannot be one."""
    return code if len(code := _letters(said)) == CODE_LENGTH else ""


def tidy_way(said: object) -> tuple[str, str]:
    """What an address leads to: the join code and, where it was scanned, the key that goes with it."""
    letters = _letters(said)
    known = letters[:CODE_LENGTH] if len(letters) in (CODE_LENGTH, CODE_LENGTH + KEY_LENGTH) else ""
    return known, letters[CODE_LENGTH:] if known else ""


def way_in(code: str, key: str) -> str:
    """Code and key as the QR code carries them."""
    return f"{code}-{key}" if key else code


def _letters(said: object) -> str:
    """What somebody typed, if all of it may stand in a code: capitals, without the gaps and signs between them."""
    if not isinstance(said, str) or len(said) > 40:
        return ""
    letters = "".join(ch for ch in said.upper() if ch not in " -·.\u00a0\u2009")
    return letters if all(ch in CODE_LETTERS for ch in letters) else ""


def in_pairs(code: str) -> str:
    """A code as it is shown and read aloud: K7 RM 2X."""
    return " ".join(code[at : at + 2] for at in range(0, len(code), 2))


def cookie_name(role: str, run: str = "") -> str:
    """Where a browser keeps its token for a seat. All but facilitator and stage have one for each run."""
    match role:
        case Role.FACILITATOR:
            return "workshop_facilitator"
        case Role.COFACILITATOR:
            return f"workshop_co_{run[:8]}"
        case Role.REMOTE:
            return f"workshop_remote_{run[:8]}"
        case Role.STAGE:
            return "workshop_stage"
        case Role.PARTICIPANT:
            return f"workshop_me_{run[:8]}"
        case "keeper":
            return f"workshop_keep_{run[:8]}"
        case _:
            return "workshop_nobody"


def cookie_names(role: str, run: str = "") -> tuple[str, str]:
    """Where the token for a seat may be: as it is kept over HTTPS, and as it is kept over plain HTTP."""
    plain = cookie_name(role, run)
    return f"__Host-{plain}", plain


_LISTED = frozenset({*map(str, LISTED), *(f"ticket:{role}" for role in LISTED)})


def _good(row: Mapping[str, Any], now: int) -> bool:
    """Whether a token opens anything at this moment."""
    idle = IDLE.get(row["role"])
    used = idle is None or now < max(row["seen"], row["created"]) + idle
    return not row["revoked"] and now < row["expires"] and used


def _badge(row: Mapping[str, Any]) -> str:
    return str(row["hash"])[:BADGE]


def _listed(row: Mapping[str, Any]) -> Held:
    kind = str(row["role"])
    role = Role(kind.removeprefix("ticket:"))
    invited = kind.startswith("ticket:")
    return Held(_badge(row), role, invited, row["label"], row["created"], row["seen"], row["expires"])


def _fresh_token() -> str:
    return secrets.token_urlsafe(32)


def _hash(token: str) -> str:
    return hashlib.sha256(_bytes(token)).hexdigest()


def _bytes(text: str) -> bytes:
    """Whatever a browser sent, even what is no proper text."""
    return text.encode("utf-8", "surrogatepass")
