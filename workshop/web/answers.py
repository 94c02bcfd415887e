"""How the doors answer: one shape for every refusal, as a page or as JSON. `guard` dresses them all."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from typing import Any

from flask import Response, jsonify, make_response, render_template, request
from flask.sansio.app import App
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.wrappers import Response as AnyResponse

from workshop.config import Config
from workshop.moves import Json, Refused
from workshop.web.guard import came_from_here
from workshop.words import say

log = logging.getLogger(__name__)

BIGGEST = 64 * 1024
"""Bytes in the body of one request."""

STATUS: Mapping[str, int] = {
    "bad_request": 400,
    "not_allowed": 403,
    "nothing_here": 404,
    "wrong_way": 405,
    "too_large": 413,
    "wrong_form": 415,
    "slow_down": 429,
    "ask_facilitator": 429,
    "crowding": 429,
    "broken": 500,
    "busy": 503,
    "closed_door": 403,
    "ended": 403,
    "far_away": 403,
    "full": 403,
    "not_in_yet": 403,
    "not_yours": 403,
    "old_link": 403,
    "old_ticket": 403,
    "only_rehearsals": 403,
    "removed": 403,
    "signed_out": 403,
    "turned_away": 403,
    "wrong_code": 404,
    "unknown_agenda": 404,
    "unknown_run": 404,
    "unknown_screen": 404,
}
"""The HTTP status of a refusal's code; what is not named here is a 400."""

_CODES = {400: "bad_request", 401: "not_allowed", 403: "not_allowed", 404: "nothing_here", 405: "wrong_way"} | {
    413: "too_large",
    415: "wrong_form",
    429: "slow_down",
}


def register(app: App) -> None:
    """Let every failure of an app, whatever it is, become one clear sentence."""
    app.config["MAX_CONTENT_LENGTH"] = BIGGEST
    app.register_error_handler(Refused, lambda error: refusal(error.code, error.args_))
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _broken)


def done(**said: Any) -> Response:
    """Yes, in the shape of an ack."""
    return jsonify({"ok": True, **said})


def refusal(code: str, args: Mapping[str, str | int] | None = None, *, retry: bool = False) -> Response:
    """No, and why: a page for somebody who followed a link, JSON with the same words for a program."""
    args = dict(args or {})
    answer = _page(code, args) if _wants_page() else _data(code, args, retry)
    answer.status_code = STATUS.get(code, 400)
    if answer.status_code == 429:
        answer.headers["Retry-After"] = str(args.get("seconds", 60))
        if code == "slow_down" and _wants_page():  # somebody with the right code is let in as soon as it is their turn
            answer.headers["Refresh"] = str(args["seconds"])
    return answer


def body() -> Json:
    """What was sent, as a strict JSON object. Raises what becomes 400, 413 or 415."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    sent = request.get_data(cache=False)
    if len(sent) >= BIGGEST:  # without a Content-Length the rest is cut off silently
        raise RequestEntityTooLarge
    try:
        said = json.loads(sent, parse_constant=_not_a_number)
        json.dumps(said, ensure_ascii=False).encode()  # half a surrogate pair cannot be stored
    except (ValueError, RecursionError):
        raise BadRequest from None
    if not isinstance(said, dict):
        raise BadRequest
    return said


def same_origin(config: Config) -> None:
    """Refuse what another site makes a browser send. Programs that say no origin have no cookies to abuse."""
    origin = request.headers.get("Origin")
    if origin is not None and not came_from_here(origin, request.host, config):
        raise Forbidden
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        raise Forbidden


def _http(error: HTTPException) -> AnyResponse:
    if error.code is not None and error.code < 400:
        return error.get_response()
    answer = refusal(_CODES.get(error.code or 500, "bad_request" if (error.code or 500) < 500 else "broken"))
    for name, value in error.get_headers():
        if name == "Allow":
            answer.headers[name] = value
    return answer


def _broken(error: Exception) -> Response:
    log.error("%s %s is broken", request.method, request.endpoint, exc_info=error)
    return refusal("broken")


def _wants_page() -> bool:
    return request.method in ("GET", "HEAD") and "text/html" in request.headers.get("Accept", "")


def _page(code: str, args: Mapping[str, str | int]) -> Response:
    return make_response(render_template("message.html", code=code, args=args))


def _data(code: str, args: Mapping[str, str | int], retry: bool) -> Response:
    sentence = say(f"refused-{code}", **args)
    return jsonify({"ok": False, "code": code, "args": args, "retry": retry, "sentence": sentence})


def _not_a_number(text: str) -> float:
    raise ValueError(text)
