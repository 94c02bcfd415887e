"""What somebody takes away: their own page, the file for their calendar, a link to keep, and being forgotten.

Opened by the browser they took part with, or by a link that only they were given. Nobody else can tell whether there is
such a page.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Response, make_response, render_template, request
from werkzeug.exceptions import Forbidden, NotFound

from workshop.moves import Move, Refused, Role, Seat
from workshop.web import answers, cookies, faces
from workshop.web.house import House, Route
from workshop.web.papers import Turns, as_it_stands, download, file_name, keep_address
from workshop.words import speaker

if TYPE_CHECKING:
    from workshop.run import Run


def take_away(house: House, run_id: str) -> Response:
    """The page."""
    from workshop import notes

    run, person = _owner(house, run_id)
    language = faces.spoken(run.agenda.language)
    page = render_template(
        "takeaway.html",
        mine=notes.take_away(run, person),
        say=speaker(language),
        language=language,
        styles=faces.styles("takeaway"),
    )
    return make_response(page)


def take_away_file(house: House, run_id: str) -> Response:
    """The page as one file, to keep on a phone when the room's computer is long closed."""
    from workshop import notes

    run, person = _owner(house, run_id)
    page = as_it_stands(house, run, lambda run: notes.takeaway_html(run, run.roster.now(person), Turns()))
    return download(page, f"{file_name(run, 'take-away')}.html", "text/html")


def calendar(house: House, run_id: str, entry: str) -> Response:
    """A commitment of one's own, for the calendar."""
    from workshop import notes

    run, person = _owner(house, run_id)
    own = notes.promises(run, person).get(entry)
    text = notes.commitment_file(run, own) if own else ""
    if not text:
        raise NotFound
    return download(text, f"{file_name(run, 'commitment')}.ics", "text/calendar")


def give_link(house: House, run_id: str) -> Response:
    """A lasting address of this page, to be kept or printed."""
    run, person = _owner(house, run_id)
    return answers.done(url=keep_address(house, run, person))


def forget(house: House, run_id: str) -> Response:
    """Somebody wishes to be forgotten: their name, or their words as well."""
    run, person = _owner(house, run_id)
    data = {"how": answers.body().get("how")}
    answer = house.host.play(Move(secrets.token_hex(12), "erase", Seat(Role.PARTICIPANT, run.id, person), data=data))
    if not answer["ok"]:
        return answers.refusal(answer["code"], answer.get("args"), retry=bool(answer.get("retry")))
    return answers.done()


def keep_page(house: House) -> Response:
    """Opened from somebody's own link: what it is good for stands behind the #."""
    return faces.ticket("keep", "/keep")


def keep(house: House) -> Response:
    """The link for a cookie that opens the page and nothing else."""
    token = answers.body().get("ticket")
    known = house.access.kept(token) if isinstance(token, str) else None
    if known is None or not isinstance(token, str):
        raise Refused("old_link")
    run, _ = known
    return cookies.give_link(answers.done(go=f"/mine/{run}"), run, token)


ROUTES = (
    Route("GET", "/mine/<run_id>", Role.OUTSIDER, take_away),
    Route("GET", "/mine/<run_id>/take-away.html", Role.OUTSIDER, take_away_file),
    Route("GET", "/mine/<run_id>/commitment/<entry>.ics", Role.OUTSIDER, calendar),
    Route("POST", "/mine/<run_id>/link", Role.OUTSIDER, give_link),
    Route("POST", "/mine/<run_id>/erase", Role.OUTSIDER, forget),
    Route("GET", "/keep", Role.OUTSIDER, keep_page),
    Route("POST", "/keep", Role.OUTSIDER, keep),
)
"""An outsider's doors, since there are two ways in; `_owner` keeps each of the first five shut for everybody else."""


def _owner(house: House, run_id: str) -> tuple[Run, str]:
    """The run, and whose page this browser may open there."""
    claimed = house.access.owner(request.cookies, run_id)
    run = house.host.run(run_id) if claimed else None
    person = run.roster.now(claimed) if run else ""
    known = run.roster.people.get(person) if run else None
    if run is None or known is None:
        raise Forbidden
    if known.removed:
        raise Refused("removed")
    return run, person
