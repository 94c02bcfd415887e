"""The pages themselves: which template, which files, and what the screen must know before the first view arrives."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from deflate import gzip_compress
from flask import Response, make_response, render_template, request

from workshop import editions, forgetting
from workshop.assets import Assets
from workshop.moves import Json
from workshop.words import ENGLISH, languages

if TYPE_CHECKING:
    from workshop.run import Run


_QUICK = 9
"""How tight a page is packed, which is packed for each phone: three times as fast as zlib, and as tight."""

_LIBRARY = "vendor/socket.io.js"
"""For networks that swallow WebSockets; everybody else does without."""


def face(
    assets: Assets,
    name: str,
    *,
    data: Json,
    title: str,
    language: str = ENGLISH,
    kinds: Sequence[str] = (),
    **marks: str,
) -> Response:
    """A page that a script fills: `marks` become data-… attributes of the body, `data` its JSON block.

    `kinds`: what its screens are made of, the one that is up first.
    """
    drawn = [kind for kind in kinds if kind in drawings(assets)]
    heard, at_once = spoken(language), drawn[:1] if name in editions.SPARING else drawn
    found = {"shelf": assets.url(editions.SHELF), "library": assets.url(_LIBRARY)}
    page = render_template(
        "seat.html",
        face=name,
        title=title,
        language=language,
        styles=[*styles(name), *(editions.style(name, kind) for kind in at_once)],
        start=editions.script(name, heard),
        modules=[editions.script(name, heard, kind) for kind in at_once],
        marks={"face": name, "lang": heard, "kinds": " ".join(drawn), **found, **marks},
        data=data,
    )
    return _packed(page) if name in editions.SPARING else make_response(page)


def ticket(door: str, to: str) -> Response:
    """The page behind a one-time address: its script hands in what stands behind the #, which nobody else sees."""
    return make_response(render_template("sign_in.html", door=door, to=to))


def drawings(assets: Assets) -> list[str]:
    """The kinds that browsers can draw: whichever have a module."""
    return [path.removeprefix("kinds/").removesuffix(".js") for path in assets.under("kinds", ".js")]


def styles(name: str) -> list[str]:
    """The style sheet of a face: what all share and its own, in one."""
    return [editions.style(name)]


def kinds_ahead(run: Run) -> list[str]:
    """The kinds of a run's screens: that of the one that is up, those that come next, those that went by."""
    screens = run.agenda.screens
    up = next(no for no, screen in enumerate(screens) if screen.id == run.place.now)
    return list(dict.fromkeys(screen.kind for screen in (*screens[up:], *screens[:up])))


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


def _packed(page: str) -> Response:
    """Only for pages without secrets, as what stands beside a secret could be used to measure it when packed."""
    if "gzip" not in set(request.accept_encodings.values()):
        return make_response(page)
    response = make_response(bytes(gzip_compress(page.encode(), _QUICK)))
    response.headers.update({"Content-Encoding": "gzip", "Vary": "Accept-Encoding"})
    return response


def _tables(run: Run) -> list[tuple[int, Any]]:
    return sorted(run.roster.open_tables().items())


def spoken(language: str) -> str:
    """The language of the interface: the run's own where somebody has translated it."""
    return language if language in languages() else ENGLISH
