"""Where a browser keeps its tokens: out of every script's reach, and over HTTPS under a name only this house sets."""

from __future__ import annotations

from flask import Response, request

from workshop.access import KEEPER, KEEPER_LIFE, LISTED, TOKEN_LIFE, Pass, cookie_names
from workshop.moves import Role


def give(answer: Response, admitted: Pass) -> Response:
    """An answer that lets somebody in: their token for the seat they came for."""
    steers = admitted.role in LISTED and admitted.role is not Role.STAGE
    return _kept(answer, admitted.role, admitted.run, admitted.token, TOKEN_LIFE[admitted.role], strict=steers)


def give_link(answer: Response, run: str, token: str) -> Response:
    """An answer that opens what somebody takes away, by the link that was kept."""
    return _kept(answer, KEEPER, run, token, KEEPER_LIFE, strict=False)


def take(answer: Response, role: Role, run: str = "") -> Response:
    """An answer after which this browser has forgotten a seat, under whatever name it kept it."""
    for name in cookie_names(role, run):
        answer.delete_cookie(name, secure=name.startswith("__Host-"), httponly=True)
    return answer


def claims(role: Role, run: str = "") -> bool:
    """Whether this browser says that it has a seat; whether it is a good one is another question."""
    return any(name in request.cookies for name in cookie_names(role, run))


def _kept(answer: Response, role: str, run: str, token: str, life: int, *, strict: bool) -> Response:
    over_https, over_http = cookie_names(role, run)
    answer.set_cookie(
        over_https if request.is_secure else over_http,
        token,
        max_age=life // 1000,
        httponly=True,
        secure=request.is_secure,
        samesite="Strict" if strict else "Lax",
    )
    return answer
