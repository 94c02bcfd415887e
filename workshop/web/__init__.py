"""The doors over HTTP: pages and downloads. Everything that may be asked for stands in one table, `ROUTES`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request
from werkzeug.exceptions import Forbidden, NotFound

from workshop import assets as asset_files
from workshop.access import Access
from workshop.config import Config, shipped
from workshop.moves import Refused, Role, Seat
from workshop.web import answers, desk, doors, faces, mine, papers, seats
from workshop.web.guard import guarded
from workshop.web.house import Host, House, Route, Runs, Shelf
from workshop.words import direction, say

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

__all__ = ["ROUTES", "guarded", "pages"]


def pages(config: Config, host: Host, store: Runs, access: Access, shelf: Shelf) -> Blueprint:
    """All pages of a house, to be registered on an app that has no static folder of its own.

    `shelf()` lists the agendas. Put `guarded(app.wsgi_app, config)` around everything, sockets included.
    """
    house = House(config, host, store, access, asset_files.read(shipped("static")), shelf)
    blueprint = Blueprint("pages", __name__, template_folder=str(shipped("templates")))
    blueprint.record_once(lambda state: answers.register(state.app))
    shared = {
        "asset_url": house.assets.url,
        "icon": house.assets.inline("icon.svg"),
        "say": say,
        "direction": direction,
    }
    blueprint.app_context_processor(lambda: {**shared, "styles": faces.styles("doors")})
    for route in ROUTES:
        name = route.view.__name__
        blueprint.add_url_rule(route.rule, name, _entrance(house, route), methods=[route.method])
    return blueprint


def static_file(house: House, digest: str, path: str) -> Response:
    """One of the files that pages are made of."""
    answer = house.assets.answer(digest, path, set(request.accept_encodings.values()))
    if answer is None:
        raise NotFound
    return answer


def icon(house: House) -> Response:
    """What browsers ask for on pages that name no icon."""
    return static_file(house, house.assets.digest, "icon.svg")


def healthz(house: House) -> Response:
    """Whether somebody is at home."""
    return answers.done()


ROUTES = (
    *doors.ROUTES,
    *desk.ROUTES,
    *seats.ROUTES,
    *papers.ROUTES,
    *mine.ROUTES,
    Route("GET", "/static/<digest>/<path:path>", Role.OUTSIDER, static_file),
    Route("GET", "/favicon.ico", Role.OUTSIDER, icon),
    Route("GET", "/healthz", Role.OUTSIDER, healthz),
)


def _entrance(house: House, route: Route) -> Any:
    """A route with a doorkeeper in front. What changes something is asked where it comes from, too."""

    def enter(**given: Any) -> ResponseReturnValue:
        if route.method != "GET":
            answers.same_origin(house.config)
        _let_in(house, route, given.get("run", ""))
        answer: ResponseReturnValue = route.view(house, **_with_run(house, given))
        return answer

    return enter


def _let_in(house: House, route: Route, run: str) -> None:
    if route.who is Role.OUTSIDER:
        return
    deputy = route.deputy and route.who is Role.FACILITATOR
    seat = house.access.steering(request.cookies, run) if deputy else house.access.seat(request.cookies, route.who, run)
    if seat.role is not route.who and not (deputy and seat.role is Role.COFACILITATOR):
        raise Forbidden
    if route.who is Role.FACILITATOR:
        _at_the_desk(house, route, seat)


def _at_the_desk(house: House, route: Route, seat: Seat) -> None:
    """Whoever has a console speaks from where that is allowed, and from its own pages."""
    if not house.access.facilitator_may_be(request.environ):
        raise Refused("far_away")
    said = request.headers.get("X-Csrf", "")
    if route.method != "GET" and not house.access.csrf_fits(request.cookies, said, seat.role, seat.run):
        raise Forbidden


def _with_run(house: House, given: dict[str, Any]) -> dict[str, Any]:
    if "run" not in given:
        return given
    run = house.host.run(given["run"])
    if run is None:
        raise Refused("unknown_run")
    return {**given, "run": run}
