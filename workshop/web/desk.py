"""The facilitator's pages: her home, a new run, the console, and the stage's link. Her papers are next door."""

from __future__ import annotations

import secrets
from datetime import date
from typing import TYPE_CHECKING

from flask import Response, jsonify, make_response, render_template, request

from workshop import faces as views
from workshop import forgetting, sequel
from workshop.access import in_pairs
from workshop.moves import Json, Move, Refused, Role, Seat
from workshop.roster import ORGANISATION, TABLE_NAME, line
from workshop.run import CONSOLE, PAPER
from workshop.web import answers, faces
from workshop.web.house import House, Route, Shelved
from workshop.words import say, speaker

if TYPE_CHECKING:
    from workshop.agenda import Agenda
    from workshop.run import Run

TITLE = 80
"""Characters in the title, the place and the host of a run."""

MOST_TABLES = 60
MOST_PARTNERSHIPS = 20
MOST_DAYS = 3650


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
    """A new run of an agenda; `after` names an earlier run that it goes on from."""
    said = answers.body()
    settings = _settings(said)
    run = house.host.create(_agenda_for(house, said), settings)
    return answers.done(run=run, go=f"/console/{run}")


def wipe(house: House, run: Run) -> Response:
    """A rehearsal disappears with all that was written in it."""
    if not run.settings.get("rehearsal"):
        raise Refused("only_rehearsals")
    house.host.purge(run.id)
    return answers.done(go="/home")


def purge(house: House, run: Run) -> Response:
    """A whole session that is over goes for good, with everything in it."""
    house.host.purge(run.id)
    return answers.done(go="/home")


def anonymise(house: House, run: Run) -> Response:
    """Every name goes out of a session that is over; the words stay."""
    move = Move(secrets.token_hex(12), "anonymise", Seat(Role.FACILITATOR, run.id))
    answer = house.host.play(move)
    if not answer["ok"]:
        return answers.refusal(answer["code"], answer.get("args"), retry=bool(answer.get("retry")))
    return answers.done(go="/home")


def console(house: House, run: Run) -> Response:
    """The page she steers from."""
    seat = house.access.steering(request.cookies, run.id)
    csrf, join = house.access.csrf(request.cookies, seat.role, run.id), house.config.join_url(run.code)
    safe = "yes" if join.startswith("https:") else "no"
    about = {"seat": str(seat.role), "desk": seat.desk, "door": house.access.door, "safe": safe}
    return _room_page(house, run, "console", csrf=csrf, join=join, **about)


def voice(house: House, run: Run, screen: str) -> Response:
    """A screen as somebody's phone would draw it, for whoever types in their words, or those of a sheet of paper.

    Nothing is on it but what was typed here: what somebody wrote themselves, and where they stand, is theirs.
    """
    whose = request.args.get("for", "")
    known = run.roster.people.get(whose)
    if whose != PAPER and (known is None or known.removed):
        raise Refused("unknown_person")
    if screen not in run.place.marks:
        raise Refused("not_here")
    seen = views.aside(run, whose, screen, typist=CONSOLE)
    return jsonify({**seen, "screen": {**seen["screen"], "open": not run.ended}})


def codes(house: House, run: Run) -> Response:
    """A page to print: the way in, once for every table."""
    language = faces.spoken(run.agenda.language)
    page = render_template(
        "codes.html",
        title=run.title,
        language=language,
        say=speaker(language),
        styles=faces.styles("codes"),
        tables=[(no, table.name) for no, table in sorted(run.roster.open_tables().items())],
        picture=f"/qr/{run.code}.svg",
        address=house.config.address,
        code=in_pairs(run.code),
    )
    return make_response(page)


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


ROUTES = (
    Route("GET", "/home", Role.FACILITATOR, home),
    Route("POST", "/runs", Role.FACILITATOR, start_run),
    Route("POST", "/runs/<run>/wipe", Role.FACILITATOR, wipe),
    Route("POST", "/runs/<run>/purge", Role.FACILITATOR, purge),
    Route("POST", "/runs/<run>/anonymise", Role.FACILITATOR, anonymise),
    Route("GET", "/console/<run>", Role.FACILITATOR, console, deputy=True),
    Route("GET", "/stage/<run>", Role.STAGE, stage),
    Route("POST", "/run/<run>/stage-link", Role.FACILITATOR, stage_link),
    Route("GET", "/run/<run>/preview/<screen>", Role.FACILITATOR, preview, deputy=True),
    Route("GET", "/run/<run>/voice/<screen>", Role.FACILITATOR, voice, deputy=True),
    Route("GET", "/run/<run>/codes", Role.FACILITATOR, codes, deputy=True),
)


def _room_page(house: House, run: Run, name: str, **said: str) -> Response:
    about = {"run": run.id, "code": run.code, "qr": f"/qr/{run.code}.svg", **said}
    data = {**about, "title": run.title, "language": run.agenda.language}
    kinds, language = faces.kinds_ahead(run), run.agenda.language
    return faces.face(house.assets, name, title=run.title, language=language, data=data, kinds=kinds, **about)


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
        "tables": len(settings.get("tables") or ()),
        "people": row.get("people", 0),
        "nameless": bool(row.get("nameless")),
    }


# ── what she fills in for a new run ───────────────────────────────────────


def _agenda_for(house: House, said: Json) -> Agenda:
    """The agenda she chose. After an earlier run it opens with what became of that one, whose own agenda it is unless
    another was chosen."""
    before = _earlier_run(house, said.get("after"))
    found = next((one for one in house.shelf() if _key(one) == said.get("agenda")), None)
    agenda = found.agenda if found else before.agenda if before and not said.get("agenda") else None
    if agenda is None:
        raise Refused("unknown_agenda")
    return sequel.next_agenda(agenda, sequel.past(before)) if before else agenda


def _earlier_run(house: House, wanted: object) -> Run | None:
    if not wanted:
        return None
    run = house.host.run(wanted) if isinstance(wanted, str) else None
    if run is None:
        raise Refused("unknown_run")
    return run


def _settings(said: Json) -> Json:
    return {
        "title": line(said.get("title", ""), TITLE, "title"),
        "date": _date(said.get("date", "")),
        "place": line(said.get("place", ""), TITLE, "place"),
        "host": line(said.get("host", ""), TITLE, "host"),
        "partnerships": _lines(said.get("partnerships", []), MOST_PARTNERSHIPS, ORGANISATION, "partnerships"),
        "names": _yes_or_no(said.get("names", True), "names"),
        "rehearsal": _yes_or_no(said.get("rehearsal", False), "rehearsal"),
        "keep_days": _days(said.get("keep_days", forgetting.KEEP_DAYS)),
        **_tables(said.get("tables", [])),
        **({"next": after} if (after := _date(said.get("next", ""))) else {}),
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


def _days(said: object) -> int:
    """For how long names are kept after the end: from a day to ten years."""
    if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= MOST_DAYS:
        raise Refused("malformed", key="keep_days")
    return said


def _yes_or_no(said: object, key: str) -> bool:
    if not isinstance(said, bool):
        raise Refused("malformed", key=key)
    return said
