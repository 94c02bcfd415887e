"""Coming in: the landing page, joining by code, coming back, and the one-time links of facilitator and stage."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from flask import Response, jsonify, make_response, redirect, render_template, request
from werkzeug.exceptions import NotFound

from workshop import faces as views
from workshop.access import TOKEN_LIFE, Pass, Patience, cookie_name, tidy_code
from workshop.moves import Json, Move, Refused, Role, Seat
from workshop.web import answers, faces, qr
from workshop.web.house import House, Route

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
    run = _run_behind(house, code)
    person = _person(house, run)
    return faces.face(
        house.assets,
        "phone",
        title=run.title,
        language=run.agenda.language,
        data=faces.at_the_door(run, person),
        run=run.id,
        code=run.code,
        qr=f"/qr/{run.code}.svg",
        joined="yes" if person else "no",
    )


def join(house: House) -> Response:
    """Into the room, with a name and perhaps a part and a table."""
    said = answers.body()
    run = _run_behind(house, said.get("code"))
    if person := _person(house, run):
        return _welcome(run, person)
    answer = house.host.play(_join_move(run, said))
    if not answer["ok"]:
        return answers.refusal(answer["code"], answer.get("args"), retry=bool(answer.get("retry")))
    person = str(answer["data"]["id"])
    return _with_cookie(_welcome(house.host.run(run.id) or run, person), house.access.admit(run.id, person))


def back(house: House) -> Response:
    """Back into the room from another phone, by the personal code; whatever phone was there before is signed out."""
    said = answers.body()
    run = _run_behind(house, said.get("code"))
    person = _person_behind(house, run, said.get("personal"))
    for known in [one for one in run.roster.people if run.roster.now(one) == person]:
        house.access.sign_out_everywhere(run.id, known)
    return _with_cookie(_welcome(run, person), house.access.admit(run.id, person))


def leave(house: House) -> Response:
    """This phone is somebody else's now: forget who it was."""
    run = answers.body().get("run")
    if not isinstance(run, str) or house.host.run(run) is None:
        raise Refused("unknown_run")
    house.access.leave(request.cookies, Role.PARTICIPANT, run)
    answer = answers.done()
    answer.delete_cookie(cookie_name(Role.PARTICIPANT, run))
    return answer


def sign_in_page(house: House) -> Response:
    """Opened from the terminal's link: the ticket stands behind the #, which no server and no log ever sees."""
    return _ticket_page("sign-in", "/sign-in")


def sign_in(house: House) -> Response:
    """The facilitator's ticket for a cookie, on this machine only unless the settings allow more."""
    if not house.access.facilitator_may_be(request.environ):
        raise Refused("far_away")
    admitted = _exchanged(house, Role.FACILITATOR)
    return _with_cookie(answers.done(go=f"/console/{admitted.run}" if admitted.run else "/home"), admitted)


def sign_out(house: House) -> Response:
    """The facilitator leaves this browser."""
    house.access.leave(request.cookies, Role.FACILITATOR)
    answer = answers.done(go="/")
    answer.delete_cookie(cookie_name(Role.FACILITATOR))
    return answer


def stage_page(house: House) -> Response:
    """Opened from the console's link, on the machine with the projector."""
    return _ticket_page("stage", "/stage")


def pair_stage(house: House) -> Response:
    """The stage's ticket for a cookie."""
    admitted = _exchanged(house, Role.STAGE)
    return _with_cookie(answers.done(go=f"/stage/{admitted.run}"), admitted)


def aside(house: House, run: Run, screen: str) -> Response:
    """A screen as this person's phone may draw it: missed, not yet sent, or to be done before leaving early.

    `?for=` asks for somebody at the same table who has no phone, whom this person types for. What another typed for
    them is not on it: whoever comes to sit next to them has not heard it.
    """
    person = _person(house, run)
    if run.roster.people[person].removed:
        raise Refused("removed")
    other = _spoken_for(run, person, request.args.get("for", ""))
    whose = other or person
    if screen not in run.place.marks and not run.open_to(screen, whose):
        raise Refused("not_here")
    return jsonify(views.aside(run, whose, screen, typist=person if other else ""))


def code_picture(house: House, code: str) -> Response:
    """The QR code of a join code. Drawn for any well-formed code, so that it gives nothing away."""
    wanted = tidy_code(code)
    if not wanted:
        raise NotFound
    return Response(qr.svg(house.config.qr_text(wanted)), content_type="image/svg+xml")


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
    Route("GET", "/run/<run>/aside/<screen>", Role.PARTICIPANT, aside),
    Route("GET", "/qr/<code>.svg", Role.OUTSIDER, code_picture),
)


def _run_behind(house: House, said: object) -> Run:
    """The run of a join code. Wrong ones cost patience; who is in the room already needs none."""
    code = tidy_code(said)
    run = house.host.run_by_code(code) if code else None
    if run is not None and _person(house, run):
        return run
    if code:
        _patient(house.access.join_codes, _address(), found=run is not None)
    elif not _looks_like_a_code(said):
        raise NotFound if request.method == "GET" else Refused("wrong_code")
    if run is None:
        raise Refused("wrong_code")
    return run


def _looks_like_a_code(said: object) -> bool:
    """Six letters, some of which no code has: a slip of the finger rather than another page."""
    return isinstance(said, str) and len(said) == 6 and said.isalnum()


def _person_behind(house: House, run: Run, said: object) -> str:
    code = said.strip() if isinstance(said, str) and len(said) <= 20 else ""
    person = run.roster.by_code(code) if code else None
    _patient(house.access.personal_codes, f"{_address()} {run.id}", found=person is not None)
    if person is None:
        raise Refused("wrong_code")
    return person.id


def _patient(patience: Patience, who: str, *, found: bool) -> None:
    """Too many wrong answers close the door to right ones too, or guessing would go on."""
    if wait := patience.wait(who):
        raise Refused("slow_down", seconds=wait)
    if not found:
        patience.failed(who)


def _person(house: House, run: Run) -> str:
    """Who this browser is in a run, or nobody. Somebody who joined twice is one person by now."""
    return run.roster.now(house.access.seat(request.cookies, Role.PARTICIPANT, run.id).person)


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
    return [{"title": run.title, "code": run.code} for run in found if _person(house, run)]


def _token_for(run: str) -> bool:
    """Whether this browser claims to be in a run; nobody else is worth reading it for."""
    return cookie_name(Role.PARTICIPANT, run) in request.cookies


def _join_move(run: Run, said: Json) -> Move:
    data = {key: said[key] for key in _JOINING if said.get(key) not in (None, "")}
    return Move(_move_id(said.get("id")), "join", Seat(Role.OUTSIDER, run.id), data=data)


def _move_id(said: object) -> str:
    """The phone's own id for this attempt, so that a lost answer does not make two people of one."""
    if isinstance(said, str) and 16 <= len(said) <= 64 and said.isascii() and said.isprintable() and ":" not in said:
        return said
    return secrets.token_hex(12)


def _welcome(run: Run, person: str) -> Response:
    known = run.roster.people.get(person)
    if known is not None and known.removed:
        raise Refused("removed")
    return answers.done(run=run.id, person=person, personal=known.code if known else "", go=f"/{run.code}")


def _ticket_page(door: str, to: str) -> Response:
    return make_response(render_template("sign_in.html", door=door, to=to))


def _exchanged(house: House, role: Role) -> Pass:
    said: Any = answers.body().get("ticket")
    admitted = house.access.exchange(said, role) if isinstance(said, str) else None
    if admitted is None:
        raise Refused("old_ticket")
    return admitted


def _with_cookie(answer: Response, admitted: Pass) -> Response:
    answer.set_cookie(
        cookie_name(admitted.role, admitted.run),
        admitted.token,
        max_age=TOKEN_LIFE[admitted.role] // 1000,
        httponly=True,
        secure=request.is_secure,
        samesite="Strict" if admitted.role is Role.FACILITATOR else "Lax",
    )
    return answer


def _address() -> str:
    return request.remote_addr or ""
