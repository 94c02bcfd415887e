"""The facilitator's pages: her home, a new run, the console, the stage's link, and what she takes away."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING

from flask import Response, jsonify, request
from werkzeug.exceptions import NotFound

from workshop.moves import Json, Refused, Role
from workshop.roster import ORGANISATION, TABLE_NAME, line
from workshop.web import answers, faces
from workshop.web.house import House, Route, Shelved
from workshop.words import say

if TYPE_CHECKING:
    from workshop.run import Run

TITLE = 80
"""Characters in the title, the place and the host of a run."""

MOST_TABLES = 60
MOST_PARTNERSHIPS = 20


def home(house: House) -> Response:
    """All agendas and all runs."""
    csrf = house.access.csrf(request.cookies)
    data: Json = {
        "agendas": {_key(one): _on_the_shelf(one) for one in house.shelf()},
        "runs": {row["id"]: _in_the_list(house, dict(row)) for row in house.store.runs()},
        "csrf": csrf,
        "address": house.config.address,
    }
    return faces.face(house.assets, "home", title=say("home-title"), data=data, csrf=csrf)


def start_run(house: House) -> Response:
    """A new run of an agenda."""
    said = answers.body()
    found = next((one for one in house.shelf() if _key(one) == said.get("agenda")), None)
    if found is None or found.agenda is None:
        raise Refused("unknown_agenda")
    run = house.host.create(found.agenda, _settings(said))
    return answers.done(run=run, go=f"/console/{run}")


def wipe(house: House, run: Run) -> Response:
    """A rehearsal disappears with all that was written in it."""
    if not run.settings.get("rehearsal"):
        raise Refused("only_rehearsals")
    house.host.wipe(run.id)
    return answers.done(go="/home")


def console(house: House, run: Run) -> Response:
    """The page she steers from."""
    csrf, join = house.access.csrf(request.cookies), house.config.join_url(run.code)
    return _room_page(house, run, "console", csrf=csrf, join=join)


def stage(house: House, run: Run) -> Response:
    """The page for the projector."""
    return _room_page(house, run, "stage")


def stage_link(house: House, run: Run) -> Response:
    """A fresh address that makes whoever opens it first this run's stage."""
    here = f"{request.scheme}://{request.host}" if house.config.allows(request.host) else house.config.here
    ticket = house.access.ticket(Role.STAGE, run.id)
    return answers.done(url=f"{here}/stage#{ticket}")


def preview(house: House, run: Run, screen: str) -> Response:
    """The stage as another screen would look. Moves nobody."""
    return jsonify(house.host.preview(run.id, screen))


def note(house: House, run: Run) -> Response:
    """The session note, to read and to print."""
    from workshop import notes

    page = str(notes.note_html(run))
    answer = Response(page, content_type="text/html; charset=utf-8")
    # The note brings its styles along so that it can be sent on as one file; just these, and no script, may run.
    answer.headers["Content-Security-Policy"] = _policy_for(page)
    return answer


def note_markdown(house: House, run: Run) -> Response:
    """The same note as Markdown."""
    from workshop import notes

    return _file(run, notes.note_markdown(run), "md", "text/markdown")


def sheet(house: House, run: Run, name: str) -> Response:
    """Entries, votes or people for a spreadsheet."""
    from workshop import notes

    found = notes.sheets(run, private=_private()).get(f"{name}.csv")
    if found is None:
        raise NotFound
    return _file(run, found, "csv", "text/csv", name)


def everything(house: House, run: Run) -> Response:
    """The whole run for programs."""
    from workshop import notes

    return _file(run, notes.data_json(run, house.store.facts(run.id), private=_private()), "json", "application/json")


ROUTES = (
    Route("GET", "/home", Role.FACILITATOR, home),
    Route("POST", "/runs", Role.FACILITATOR, start_run),
    Route("POST", "/runs/<run>/wipe", Role.FACILITATOR, wipe),
    Route("GET", "/console/<run>", Role.FACILITATOR, console),
    Route("GET", "/stage/<run>", Role.STAGE, stage),
    Route("POST", "/run/<run>/stage-link", Role.FACILITATOR, stage_link),
    Route("GET", "/run/<run>/preview/<screen>", Role.FACILITATOR, preview),
    Route("GET", "/run/<run>/note", Role.FACILITATOR, note),
    Route("GET", "/run/<run>/note.md", Role.FACILITATOR, note_markdown),
    Route("GET", "/run/<run>/<name>.csv", Role.FACILITATOR, sheet),
    Route("GET", "/run/<run>/run.json", Role.FACILITATOR, everything),
)


def _room_page(house: House, run: Run, name: str, **said: str) -> Response:
    about = {"run": run.id, "code": run.code, "qr": f"/qr/{run.code}.svg", **said}
    data = {**about, "title": run.title, "language": run.agenda.language}
    return faces.face(house.assets, name, title=run.title, language=run.agenda.language, data=data, **about)


def _key(one: Shelved) -> str:
    """Own and shipped agendas may share a name."""
    return f"{'own' if one.own else 'shipped'}/{one.id}"


def _on_the_shelf(one: Shelved) -> Json:
    seen: Json = {"id": one.id, "own": one.own, "file": one.path.name}
    if one.agenda is None:
        return {**seen, "error": one.error}
    about = one.agenda
    return {
        **seen,
        "title": about.title,
        "subtitle": about.subtitle,
        "purpose": about.purpose,
        "language": about.language,
        "minutes": about.minutes,
        "tables": about.tables,
    }


def _in_the_list(house: House, row: Json) -> Json:
    settings = row["settings"]
    about = {key: settings.get(key) or "" for key in ("date", "place", "host")}
    times = {key: row[key] or 0 for key in ("created", "started", "ended")}
    return {
        **about,
        **times,
        "title": row["title"],
        "code": row["code"],
        "rehearsal": bool(settings.get("rehearsal")),
        "people": row.get("people", 0),
    }


# ── what she fills in for a new run ───────────────────────────────────────


def _settings(said: Json) -> Json:
    return {
        "title": line(said.get("title", ""), TITLE, "title"),
        "date": _date(said.get("date", "")),
        "place": line(said.get("place", ""), TITLE, "place"),
        "host": line(said.get("host", ""), TITLE, "host"),
        "partnerships": _lines(said.get("partnerships", []), MOST_PARTNERSHIPS, ORGANISATION, "partnerships"),
        "names": _yes_or_no(said.get("names", True), "names"),
        "rehearsal": _yes_or_no(said.get("rehearsal", False), "rehearsal"),
        **_tables(said.get("tables", [])),
    }


def _tables(said: object) -> Json:
    """Tables with their names, in order; nothing said means as many as the agenda lays out."""
    listed = list(said.values()) if isinstance(said, dict) else said
    if not isinstance(listed, list) or len(listed) > MOST_TABLES:
        raise Refused("malformed", key="tables")
    names = [line(name, TABLE_NAME, "tables") for name in listed]
    return {"tables": {str(no): name for no, name in enumerate(names, 1)}} if names else {}


def _lines(said: object, most: int, longest: int, key: str) -> list[str]:
    if not isinstance(said, list) or len(said) > most:
        raise Refused("malformed", key=key)
    return [text for one in said if (text := line(one, longest, key))]


def _date(said: object) -> str:
    text = line(said, 10, "date")
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Refused("malformed", key="date") from None


def _yes_or_no(said: object, key: str) -> bool:
    if not isinstance(said, bool):
        raise Refused("malformed", key=key)
    return said


# ── what she takes away ───────────────────────────────────────────────────


def _private() -> bool:
    """What people kept from the room stays out unless the address says so."""
    return request.args.get("private") == "yes"


def _file(run: Run, text: str, ending: str, kind: str, name: str = "") -> Response:
    """A download with a name made of plain letters only."""
    parts = [_plain(run.title) or "workshop", _plain(str(run.settings.get("date", ""))), name]
    title = "-".join(part for part in (*parts, "private" if _private() else "") if part)
    answer = Response(text, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{title}.{ending}"'
    return answer


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
