"""The pages themselves: which template, which files, and what the screen must know before the first view arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, make_response, render_template

from workshop import forgetting
from workshop.assets import Assets
from workshop.moves import Json
from workshop.words import ENGLISH, languages

if TYPE_CHECKING:
    from workshop.run import Run

ROOM = ("stage", "console", "phone")
"""Faces that show the live room, and so need every kind."""

_SHARED = ("tokens", "elements")
_OWN = {
    "console": ("stage", "console"),
    "home": ("console", "home"),
    "draft": ("console", "draft"),
    "takeaway": ("doors", "takeaway"),
}
"""Style sheets under css/: what all pages share, and faces that have more than the one of their name."""


def face(assets: Assets, name: str, *, data: Json, title: str, language: str = ENGLISH, **marks: str) -> Response:
    """A page that a script fills: `marks` become data-… attributes of the body, `data` its JSON block."""
    kinds = drawings(assets) if name in ROOM else []
    page = render_template(
        "seat.html",
        face=name,
        title=title,
        language=language,
        styles=styles(assets, name),
        start=f"js/faces/{name}.js",
        modules=assets.modules(f"js/faces/{name}.js", *(f"kinds/{kind}.js" for kind in kinds)),
        marks={"face": name, "lang": spoken(language), "kinds": " ".join(kinds), **marks},
        data=data,
    )
    return make_response(page)


def ticket(door: str, to: str) -> Response:
    """The page behind a one-time address: its script hands in what stands behind the #, which nobody else sees."""
    return make_response(render_template("sign_in.html", door=door, to=to))


def drawings(assets: Assets) -> list[str]:
    """The kinds that browsers can draw: whichever have a module."""
    return [path.removeprefix("kinds/").removesuffix(".js") for path in assets.under("kinds", ".js")]


def styles(assets: Assets, name: str) -> list[str]:
    """The style sheets of a face: what all share, its own, and those of the kinds where they can appear."""
    shared = [f"css/{one}.css" for one in (*_SHARED, *_OWN.get(name, (name,)))]
    kinds = assets.under("kinds", ".css") if name in ROOM else []
    return [path for path in shared if path in assets.files] + kinds


def at_the_door(run: Run, person: str) -> Json:
    """What a phone knows before it is in the room: enough to ask for a name, a part and a table."""
    return {
        "run": {
            "id": run.id,
            "title": run.title,
            "subtitle": run.agenda.subtitle,
            "language": run.agenda.language,
            "ended": bool(run.ended),
            "locked": run.locked,
            "names": bool(run.settings.get("names", True)),
            "keep_days": forgetting.kept_days(run.settings),
            "partnerships": list(run.settings.get("partnerships") or ()),
        },
        "code": run.code,
        "person": person,
        "roles": list(run.agenda.roles),
        "tables": {str(no): {"name": seat.name, "seats": len(run.roster.at(no))} for no, seat in _tables(run)},
    }


def _tables(run: Run) -> list[tuple[int, Any]]:
    return sorted(run.roster.open_tables().items())


def spoken(language: str) -> str:
    """The language of the interface: the run's own where somebody has translated it."""
    return language if language in languages() else ENGLISH
