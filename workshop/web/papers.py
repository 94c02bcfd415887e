"""What the facilitator takes away: the note and its draft, the short papers, and the data."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import gevent
from flask import Response, request
from werkzeug.exceptions import NotFound

from workshop import forgetting
from workshop.moves import Json, Move, Refused, Role
from workshop.web import answers, faces
from workshop.web.house import House, Route
from workshop.words import say

if TYPE_CHECKING:
    from workshop.run import Run

Written = TypeVar("Written")

_DEVICE = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
"""What Windows does not take for a file, whatever its ending."""

SPELL, BREATH = 0.005, 0.001
"""Seconds for which a paper is written in one go, and in which the room has its turn."""

_DRAFTING = frozenset({"strike", "unstrike", "foreword"})


def note(house: House, run: Run) -> Response:
    """The session note, to read and to print."""
    from workshop import notes

    return paper(as_it_stands(house, run, lambda run: notes.note_html(run, Turns())))


def note_file(house: House, run: Run) -> Response:
    """The same page as a file to send on."""
    from workshop import notes

    return _file(run, as_it_stands(house, run, lambda run: notes.note_html(run, Turns())), "html", "text/html")


def note_markdown(house: House, run: Run) -> Response:
    """The same note as Markdown."""
    from workshop import notes

    return _file(run, as_it_stands(house, run, lambda run: notes.note_markdown(run, Turns())), "md", "text/markdown")


def case(house: House, run: Run) -> Response:
    """The case for continuing, on one page."""
    from workshop import notes

    return paper(as_it_stands(house, run, lambda run: notes.case_html(run, Turns())))


def poster(house: House, run: Run) -> Response:
    """The poster for the staffroom."""
    from workshop import notes

    return paper(as_it_stands(house, run, lambda run: notes.poster_html(run, Turns())))


def to_you(house: House, run: Run) -> Response:
    """What was written to her alone."""
    from workshop import notes

    return paper(as_it_stands(house, run, lambda run: notes.to_you_html(run, Turns())))


def draft(house: House, run: Run) -> Response:
    """The page on which she strikes lines and writes her foreword, before the note goes out."""
    seat = house.access.steering(request.cookies, run.id)
    csrf, hers = house.access.csrf(request.cookies, seat.role, run.id), seat.role is Role.FACILITATOR
    about = as_it_stands(house, run, lambda run: {"csrf": csrf, **_draft(run, hers=hers)})
    return faces.face(house.assets, "draft", title=say("draft-title"), data=about, csrf=csrf)


def redraft(house: House, run: Run) -> Response:
    """One line struck or put back, or the foreword; the draft as it is then comes back."""
    from workshop import notes

    said = answers.body()
    name = said.get("move")
    if not isinstance(name, str) or name not in _DRAFTING:
        raise Refused("unknown_move")
    data: Json = {key: said[key] for key in ("line", "text") if key in said}
    by = house.access.steering(request.cookies, run.id)
    answer = house.host.play(Move(secrets.token_hex(12), name, by, data=data))
    if not answer["ok"]:
        return answers.refusal(answer["code"], answer.get("args"), retry=bool(answer.get("retry")))
    run = house.host.run(run.id) or run
    return answers.done(note=as_it_stands(house, run, lambda run: notes.galley(notes.draft(run, Turns()))))


def take_away_link(house: House, run: Run) -> Response:
    """The link for somebody who has no phone to find it on. Who has one finds it there, and nobody else does."""
    person = run.roster.people.get(str(answers.body().get("person")))
    if person is None or person.removed:
        raise Refused("unknown_person")
    if person.phone:
        raise Refused("own_only")
    return answers.done(url=keep_address(house, run, person.id))


def sheet(house: House, run: Run, name: str) -> Response:
    """One of the tables for a spreadsheet."""
    from workshop import notes

    file = f"{name}.csv"
    if file not in notes.SHEETS:
        raise NotFound

    def written(run: Run) -> str:
        facts = house.host.facts(run.id) if file in notes.FROM_FACTS else ()
        return notes.sheet(run, facts, file, Turns(), private=_private())

    return _file(run, as_it_stands(house, run, written), "csv", "text/csv", name)


def everything(house: House, run: Run) -> Response:
    """The whole run for programs."""
    from workshop import notes

    def written(run: Run) -> str:
        return notes.data_json(run, house.host.facts(run.id), Turns(), private=_private())

    return _file(run, as_it_stands(house, run, written), "json", "application/json")


ROUTES = (
    Route("GET", "/run/<run>/note", Role.FACILITATOR, note, deputy=True),
    Route("GET", "/run/<run>/note.html", Role.FACILITATOR, note_file, deputy=True),
    Route("GET", "/run/<run>/note.md", Role.FACILITATOR, note_markdown, deputy=True),
    Route("GET", "/run/<run>/draft", Role.FACILITATOR, draft, deputy=True),
    Route("POST", "/run/<run>/redraft", Role.FACILITATOR, redraft, deputy=True),
    Route("GET", "/run/<run>/case", Role.FACILITATOR, case, deputy=True),
    Route("GET", "/run/<run>/poster", Role.FACILITATOR, poster, deputy=True),
    Route("GET", "/run/<run>/letters", Role.FACILITATOR, to_you),
    Route("POST", "/run/<run>/take-away-link", Role.FACILITATOR, take_away_link),
    Route("GET", "/run/<run>/<name>.csv", Role.FACILITATOR, sheet),
    Route("GET", "/run/<run>/run.json", Role.FACILITATOR, everything),
)


class Turns:
    """Called between two pieces of a paper: the room has its turn whenever one has been written on for a while."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def __call__(self) -> None:
        if time.monotonic() - self._since > SPELL:
            gevent.sleep(BREATH)
            self._since = time.monotonic()


def as_it_stands(house: House, run: Run, write: Callable[[Run], Written]) -> Written:
    """What is written of a run, and written anew if somebody was forgotten meanwhile: the room has its turns, and once
    somebody is told that they are forgotten, nothing goes out that knows them. Raises `Refused` if the run is gone."""
    written, now = write(run), house.host.run(run.id)
    if now is None:
        raise Refused("unknown_run")
    return written if forgetting.is_honest(run, now) else as_it_stands(house, now, write)


def paper(page: str) -> Response:
    """A page that brings its styles along, so that it can be sent on as one file; nothing else may run or be used."""
    answer = Response(page, content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = _policy_for(page)
    return answer


def keep_address(house: House, run: Run, person: str) -> str:
    """A fresh address that leads to what somebody takes away, now and later. What follows the # is never sent."""
    here = f"{request.scheme}://{request.host}" if house.config.allows(request.host) else house.config.here
    return f"{here}/keep#{house.access.keep_link(run.id, person)}"


def download(text: str, name: str, kind: str) -> Response:
    """A file under a name of plain letters."""
    answer = Response(text, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def file_name(run: Run, *more: str) -> str:
    """A name for files of a run, made of plain letters only."""
    parts = [_plain(run.title) or "workshop", _plain(str(run.settings.get("date", ""))), *more]
    name = "-".join(part for part in parts if part)
    return f"workshop-{name}" if _DEVICE.fullmatch(name) else name


def _draft(run: Run, *, hers: bool) -> Json:
    from workshop import notes

    return {
        "run": run.id,
        "foreword": run.draft.foreword,
        "ended": bool(run.ended),
        "note": notes.galley(notes.draft(run, Turns())),
        "programme": notes.as_it_went(run),
        "phoneless": {one.id: one.name for one in run.roster if hers and not one.phone and one.name},
    }


def _private() -> bool:
    """What people kept from the room stays out unless the address says so."""
    return request.args.get("private") == "yes"


def _file(run: Run, text: str, ending: str, kind: str, name: str = "") -> Response:
    return download(text, f"{file_name(run, name, 'private' if _private() else '')}.{ending}", kind)


def _plain(title: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", title.lower()))[:60]


def _policy_for(page: str) -> str:
    styles = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in _styles_in(page)]
    allowed = " ".join(f"'sha256-{one}'" for one in styles) or "'none'"
    return f"default-src 'none'; style-src {allowed}; img-src data:; font-src data:; base-uri 'none'; " + (
        "form-action 'none'; frame-ancestors 'none'"
    )


def _styles_in(page: str) -> list[str]:
    return re.findall(r"<style[^>]*>(.*?)</style>", page, re.DOTALL)
