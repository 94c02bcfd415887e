"""The porter: which run a code leads to, whom a personal code brings back, and how often somebody may be wrong."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from flask import request
from werkzeug.exceptions import NotFound

from workshop import spares
from workshop.access import tidy_way
from workshop.config import is_loopback
from workshop.moves import Move, Refused, Role, Seat
from workshop.patience import Patience

if TYPE_CHECKING:
    from workshop.run import Run
    from workshop.web.house import House


def run_behind(house: House, said: object, key: object = "") -> Run:
    """The run of a join code, with or without the key of the QR code. Raises `Refused`, or `NotFound` for a page.

    Wrong ones cost patience, and too many shut the door to right ones as well, or guessing would go on. Who is in the
    room already needs no code, and whoever has the key needs no patience: nobody can keep them out by guessing.
    """
    code, scanned = tidy_way(f"{said}{key}" if key else said)
    run = house.host.run_by_code(code) if code else None
    if run is not None and (person(house, run) or _fits(run, scanned)):
        return run
    if known := _known_by_an_old_code(house, code):
        return known
    if not code and not _looks_like_a_code(said):
        raise NotFound if request.method == "GET" else Refused("wrong_code")
    if code:
        _patient(house.access.join_codes, partial(_guessing, house), found=run is not None and not scanned)
    if run is None or scanned:
        raise Refused("wrong_code")
    return run


def scanned_key(run: Run, said: object) -> str:
    """The key of the QR code, if that is how somebody came."""
    _, key = tidy_way(said)
    return key if _fits(run, key) else ""


def back_by_code(house: House, run: Run, said: object) -> str:
    """Who comes back on another phone: by a code that the facilitator has just given them, or by their own.

    Hers is good once; with it goes the old personal code, as it may be in somebody else's hands.
    """
    code = said.strip() if isinstance(said, str) and len(said) <= 20 else ""
    if len(code) == spares.LENGTH:
        return _by_her_code(house, run, code)
    known = run.roster.by_code(code) if code else None
    patience = house.access.personal_codes(run.id)
    try:
        _patient(patience, partial(_guessing_personal, house, patience), found=known is not None)
    except Refused:
        raise Refused("ask_facilitator") from None
    if known is None:
        raise Refused("wrong_code")
    return known.id


def through_the_turnstile(house: House, run: Run) -> None:
    """Raises `Refused` while very many come at once; a phone tries again by itself. This machine's own robots pass."""
    if _from_here():
        return
    if wait := house.access.turnstile.wait(run.id):
        house.alarms.trouble("crowding", house.host, lambda: house.access.turnstile.crowded(run.id))
        raise Refused("crowding", seconds=wait)


def person(house: House, run: Run) -> str:
    """Who this browser is in a run, or nobody. Somebody who joined twice is one person by now."""
    return run.roster.now(house.access.seat(request.cookies, Role.PARTICIPANT, run.id).person)


def is_in(house: House, run: Run) -> bool:
    """Whether this browser is somebody's who takes part, and not of one who waits or was sent out."""
    known = run.roster.people.get(person(house, run))
    return known is not None and not known.removed


def code_for(run: Run, person: str, said: object) -> str:
    """The join code to tell somebody. Who is not in the room goes on with the one they came by: a new one is drawn to
    keep somebody out, and a robot at the door would pass it on."""
    return run.code if person in run.roster.people else tidy_way(said)[0]


def address() -> str:
    """Where a request comes from. Behind a proxy that we believe, what the proxy says."""
    return request.remote_addr or ""


def _patient(patience: Patience, alarm: Callable[[], None], *, found: bool) -> None:
    """Look at an answer, if there is patience left for whoever gives it. Raises `Refused`; then she is told of it."""
    who = address()
    if wait := patience.wait(who):
        alarm()
        raise Refused("slow_down", seconds=wait)
    if found:
        patience.passed(who)
    else:
        patience.failed(who)


def _guessing(house: House) -> None:
    house.alarms.trouble("guessing", house.host, lambda: house.access.join_codes.troubled)


def _guessing_personal(house: House, patience: Patience) -> None:
    house.alarms.trouble("guessing_personal", house.host, lambda: patience.troubled)


def _fits(run: Run, key: str) -> bool:
    return bool(run.door and key) and hmac.compare_digest(run.door.encode(), key.encode())


def _known_by_an_old_code(house: House, code: str) -> Run | None:
    """The run whose code this was, for somebody in the room or at its door: she has drawn a new one meanwhile."""
    if not code or not any("workshop_me_" in name for name in request.cookies):
        return None
    running = (house.host.run(row["id"]) for row in house.store.runs() if not row["ended"])
    return next((run for run in running if run and code in run.former and _keeps_a_place(house, run)), None)


def _keeps_a_place(house: House, run: Run) -> bool:
    known = run.roster.known(person(house, run))
    return known is not None and not known.removed


def _looks_like_a_code(said: object) -> bool:
    """Six letters, some of which no code has: a slip of the finger rather than another page."""
    return isinstance(said, str) and len(said) == 6 and said.isalnum()


def _by_her_code(house: House, run: Run, code: str) -> str:
    waits = house.access.spares
    patience = house.access.spare_codes
    _patient(patience, partial(_guessing_personal, house, patience), found=waits.good(run.id, code))
    if not (given := waits.take(run.id, code)):
        raise Refused("wrong_code")
    seat = Seat(Role.HOUSE, run.id)
    house.host.play(Move(secrets.token_hex(12), "renew_code", seat, data={"person": given}))
    return given


def _from_here() -> bool:
    return is_loopback(address()) and "X-Forwarded-For" not in request.headers and "Forwarded" not in request.headers
