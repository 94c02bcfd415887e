"""Who may steer beside the facilitator: co-facilitators and a phone in the pocket, their invitations, and their end."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from flask import Response, request

from workshop.access import Held, Pass
from workshop.moves import Json, Refused, Role
from workshop.roster import line
from workshop.web import answers, cookies, faces, qr
from workshop.web.house import House, Route

if TYPE_CHECKING:
    from workshop.run import Run

LABEL = 40
"""Characters in what a seat is called."""


def invite(house: House, run: Run) -> Response:
    """A one-time address for a co-facilitator of this run."""
    url = house.access.invitation(run.id, _label())
    return answers.done(url=url, badge=_badge(house, url))


def pair(house: House, run: Run) -> Response:
    """A one-time address for a pocket remote, and its QR code. No address of ours leads to either of them."""
    url = house.access.remote_link(run.id, _label())
    drawn = base64.b64encode(qr.drawn(url).encode()).decode()
    return answers.done(url=url, badge=_badge(house, url), picture=f"data:image/svg+xml;base64,{drawn}")


def seats(house: House, run: Run) -> Response:
    """Who has a console, a remote or the stage of this run, and who is invited to one."""
    own, here = _own(house, run), house.access.connected(run.id)
    held = house.access.seats(run.id)
    return answers.done(seats={one.badge: _seen(one, own=one.badge == own, here=one.badge in here) for one in held})


def end(house: House, run: Run) -> Response:
    """Seats that end now: those that were named, or all that can steer but her own."""
    said = answers.body()
    wanted = _all_others(house, run) if said.get("others") is True else _badges(said.get("seats"))
    return answers.done(ended=house.access.end(run.id, wanted - {_own(house, run)}))


def invited_page(house: House) -> Response:
    """Opened from an invitation: what it is good for stands behind the #."""
    return faces.ticket("invited", "/invited")


def invited(house: House) -> Response:
    """The invitation for a cookie that opens this one run, where facilitators may sign in at all."""
    if not house.access.facilitator_may_be(request.environ):
        raise Refused("far_away")
    admitted = exchanged(house, Role.COFACILITATOR)
    return cookies.give(answers.done(go=f"/console/{admitted.run}"), admitted)


def remote_page(house: House) -> Response:
    """Opened from the QR code on the console."""
    return faces.ticket("remote", "/remote")


def paired(house: House) -> Response:
    """The ticket for a cookie, from anywhere in the hall."""
    admitted = exchanged(house, Role.REMOTE)
    return cookies.give(answers.done(go=f"/remote/{admitted.run}"), admitted)


def remote(house: House, run: Run) -> Response:
    """The page in her pocket."""
    language = run.agenda.language
    return faces.face(house.assets, "remote", title=run.title, language=language, data={}, run=run.id)


ROUTES = (
    Route("POST", "/run/<run>/invite", Role.FACILITATOR, invite),
    Route("POST", "/run/<run>/pair", Role.FACILITATOR, pair),
    Route("GET", "/run/<run>/seats", Role.FACILITATOR, seats),
    Route("POST", "/run/<run>/seats/end", Role.FACILITATOR, end),
    Route("GET", "/invited", Role.OUTSIDER, invited_page),
    Route("POST", "/invited", Role.OUTSIDER, invited),
    Route("GET", "/remote", Role.OUTSIDER, remote_page),
    Route("POST", "/remote", Role.OUTSIDER, paired),
    Route("GET", "/remote/<run>", Role.REMOTE, remote),
)


def exchanged(house: House, role: Role) -> Pass:
    """What a ticket that was sent is good for. Raises `Refused` for one that is good for nothing."""
    said = answers.body().get("ticket")
    admitted = house.access.exchange(said, role) if isinstance(said, str) else None
    if admitted is None:
        raise Refused("old_ticket")
    return admitted


def _label() -> str:
    return line(answers.body().get("name", ""), LABEL, "name")


def _badge(house: House, url: str) -> str:
    return house.access.badge(url.partition("#")[2])


def _own(house: House, run: Run) -> str:
    return house.access.seat(request.cookies, Role.FACILITATOR, run.id).badge


def _all_others(house: House, run: Run) -> set[str]:
    """All that can steer, now or once an invitation is taken up. The stage goes on: nobody steers from it."""
    return {one.badge for one in house.access.seats(run.id) if one.role is not Role.STAGE}


def _badges(said: object) -> set[str]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise Refused("malformed", key="seats")
    return set(said)


def _seen(one: Held, *, own: bool, here: bool) -> Json:
    times = {"since": one.since, "seen": one.seen, "until": one.until}
    return {"role": one.role, "invited": one.invited, "label": one.label, **times, "own": own, "here": here}
