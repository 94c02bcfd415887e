"""Coming in: the landing page, joining by code, coming back, and the one-time links of facilitator and stage."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Response, jsonify, make_response, redirect, render_template, request
from werkzeug.exceptions import Forbidden, NotFound

from workshop import faces as views
from workshop import spares
from workshop.access import STEERING, tidy_code, way_in
from workshop.moves import Json, Move, Refused, Role, Seat
from workshop.web import answers, cookies, faces, porter, qr
from workshop.web.house import House, Route
from workshop.web.seats import exchanged

if TYPE_CHECKING:
    from workshop.run import Run

_JOINING = ("name", "organisation", "partnership", "role", "table", "named")


def landing(house: House) -> Response:
    """Where people type the code; who is already in a room finds the way back, and the facilitator her home."""
    if house.access.seat(request.cookies, Role.FACILITATOR, "").role is Role.FACILITATOR:
        return make_response(redirect("/home"))
    return make_response(render_template("landing.html", rooms=_own_rooms(house)))


def phone(house: House, code: str) -> Response:
    """The phone's page, before and after joining."""
    run = porter.run_behind(house, code)
    person = porter.person(house, run)
    known = porter.code_for(run, person, code)
    return faces.face(
        house.assets,
        "phone",
        title=run.title,
        language=run.agenda.language,
        data={**faces.at_the_door(run, person), "code": known},
        kinds=faces.kinds_ahead(run),
        run=run.id,
        code=known,
        key=porter.scanned_key(run, code),
        joined="yes" if person else "no",
    )


def join(house: House) -> Response:
    """Into the room, with a name and perhaps a part and a table."""
    said = answers.body()
    run = porter.run_behind(house, said.get("code"), said.get("key", ""))
    if person := porter.person(house, run):
        return _welcome(run, person, said)
    if not (run.locked or run.ended):
        porter.through_the_turnstile(house, run)
    answer = house.host.play(_join_move(run, said))
    if not answer["ok"]:
        return answers.refusal(answer["code"], answer.get("args"), retry=bool(answer.get("retry")))
    person = str(answer["data"]["id"])
    return cookies.give(_welcome(house.host.run(run.id) or run, person, said), house.access.admit(run.id, person))


def back(house: House) -> Response:
    """Back into the room from another phone, by the personal code; whatever phone was there before is signed out."""
    said = answers.body()
    run = porter.run_behind(house, said.get("code"), said.get("key", ""))
    person = porter.back_by_code(house, run, said.get("personal"))
    run = house.host.run(run.id) or run
    selves = [one for one in run.roster.people if run.roster.now(one) == person]
    return cookies.give(_welcome(run, person, said), house.access.admit(run.id, person, instead_of=selves))


def another_phone(house: House, run: Run) -> Response:
    """A code that lets somebody in on another phone, once and soon; the facilitator reads it out to them."""
    person = run.roster.people.get(str(answers.body().get("person")))
    if person is None or person.removed or not person.phone:
        raise Refused("unknown_person")
    return answers.done(code=house.access.spares.give(run.id, person.id), seconds=spares.LIFE // 1000)


def leave(house: House) -> Response:
    """This phone is somebody else's now: forget who it was."""
    run = answers.body().get("run")
    if not isinstance(run, str) or house.host.run(run) is None:
        raise Refused("unknown_run")
    house.access.leave(request.cookies, Role.PARTICIPANT, run)
    return cookies.take(answers.done(), Role.PARTICIPANT, run)


def sign_in_page(house: House) -> Response:
    """Opened from the terminal's link: the ticket stands behind the #, which no server and no log ever sees."""
    return faces.ticket("sign-in", "/sign-in")


def sign_in(house: House) -> Response:
    """The facilitator's ticket for a cookie, on this machine only unless the settings allow more."""
    if not house.access.facilitator_may_be(request.environ):
        raise Refused("far_away")
    admitted = exchanged(house, Role.FACILITATOR)
    return cookies.give(answers.done(go=f"/console/{admitted.run}" if admitted.run else "/home"), admitted)


def sign_out(house: House) -> Response:
    """The facilitator leaves this browser."""
    house.access.leave(request.cookies, Role.FACILITATOR)
    return cookies.take(answers.done(go="/"), Role.FACILITATOR)


def stage_page(house: House) -> Response:
    """Opened from the console's link, on the machine with the projector."""
    return faces.ticket("stage", "/stage")


def pair_stage(house: House) -> Response:
    """The stage's ticket for a cookie."""
    admitted = exchanged(house, Role.STAGE)
    return cookies.give(answers.done(go=f"/stage/{admitted.run}"), admitted)


def aside(house: House, run: Run, screen: str) -> Response:
    """A screen as this person's phone may draw it: missed, not yet sent, or to be done before leaving early.

    `?for=` asks for somebody at the same table who has no phone, whom this person types for. What another typed for
    them is not on it: whoever comes to sit next to them has not heard it.
    """
    person = _inside(house, run)
    other = _spoken_for(run, person, request.args.get("for", ""))
    whose = other or person
    if screen not in run.place.marks and not run.open_to(screen, whose):
        raise Refused("not_here")
    return jsonify(views.aside(run, whose, screen, typist=person if other else ""))


def code_picture(house: House, code: str) -> Response:
    """The QR code of a join code, with the key that goes with it.

    Drawn for the big screen and the consoles of that run, and for nobody else: people in the room photograph it from
    there. Drawing takes long enough for a few strangers who ask again and again to keep everybody waiting.
    """
    wanted = tidy_code(code)
    if not wanted:
        raise NotFound
    run = house.host.run_by_code(wanted)
    if run is None or not _shows_the_way(house, run):
        raise Forbidden
    return Response(qr.svg(house.config.qr_text(way_in(wanted, run.door))), content_type="image/svg+xml")


ROUTES = (
    Route("GET", "/", Role.OUTSIDER, landing),
    Route("GET", "/<code>", Role.OUTSIDER, phone),
    Route("POST", "/join", Role.OUTSIDER, join),
    Route("POST", "/back", Role.OUTSIDER, back),
    Route("POST", "/leave", Role.OUTSIDER, leave),
    Route("GET", "/sign-in", Role.OUTSIDER, sign_in_page),
    Route("POST", "/sign-in", Role.OUTSIDER, sign_in),
    Route("POST", "/sign-out", Role.FACILITATOR, sign_out),
    Route("GET", "/stage", Role.OUTSIDER, stage_page),
    Route("POST", "/stage", Role.OUTSIDER, pair_stage),
    Route("POST", "/run/<run>/another-phone", Role.FACILITATOR, another_phone),
    Route("GET", "/run/<run>/aside/<screen>", Role.PARTICIPANT, aside),
    Route("GET", "/qr/<code>.svg", Role.OUTSIDER, code_picture),
)


def _spoken_for(run: Run, speaker: str, wanted: str) -> str:
    """Whom a phone may draw a screen for: somebody without one at its own table, unless they share another's."""
    if not wanted:
        return ""
    there = {person.id: person for person in run.roster.without_phone(run.roster.table_of(speaker))}
    if wanted not in there or there[wanted].beside not in ("", speaker):
        raise Refused("unknown_person")
    return wanted


def _own_rooms(house: House) -> list[Json]:
    """The unfinished runs that this browser is in."""
    mine = [row["id"] for row in house.store.runs() if not row["ended"] and _token_for(row["id"])]
    found = [run for one in mine if (run := house.host.run(one)) is not None]
    return [{"title": run.title, "code": run.code} for run in found if porter.is_in(house, run)]


def _token_for(run: str) -> bool:
    """Whether this browser claims to be in a run; nobody else is worth reading it for."""
    return cookies.claims(Role.PARTICIPANT, run)


def _join_move(run: Run, said: Json) -> Move:
    data = {key: said[key] for key in _JOINING if said.get(key) not in (None, "")}
    return Move(_move_id(said.get("id")), "join", Seat(Role.OUTSIDER, run.id), data=data)


def _move_id(said: object) -> str:
    """The phone's own id for this attempt, so that a lost answer does not make two people of one."""
    if isinstance(said, str) and 16 <= len(said) <= 64 and said.isascii() and said.isprintable() and ":" not in said:
        return said
    return secrets.token_hex(12)


def _inside(house: House, run: Run) -> str:
    """Who asks, of those in the room. Raises `Refused` for whoever waits at the door or was sent out."""
    person = porter.person(house, run)
    known = run.roster.known(person)
    if known is None or known.removed:
        raise Refused("removed")
    if person in run.roster.door:
        raise Refused("not_in_yet")
    return person


def _shows_the_way(house: House, run: Run) -> bool:
    """Whether this browser is the big screen of a run, or has its console and may speak from there."""
    if house.access.seat(request.cookies, Role.STAGE, run.id).role is Role.STAGE:
        return True
    steers = house.access.steering(request.cookies, run.id).role in STEERING
    return steers and house.access.facilitator_may_be(request.environ)


def _welcome(run: Run, person: str, said: Json) -> Response:
    known = run.roster.known(person)
    if known is not None and known.removed:
        if person in run.roster.door:
            raise Refused("turned_away")
        raise Refused("removed")
    go = f"/{porter.code_for(run, person, said.get('code'))}"
    return answers.done(run=run.id, person=person, personal=known.code if known else "", go=go)
