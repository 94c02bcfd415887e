"""The outermost door, around pages and sockets alike: only requests that were meant for this house come in, and
whatever goes out, from a page to the answer of a socket that could not be opened, goes out dressed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.config import HOME_NAMES, Config, is_loopback
from workshop.words import say

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FORWARDED = ("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX")

_UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "midi", "payment", "usb"),
)

STREET: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{one}=()" for one in _UNUSED),
}
"""What every answer wears, whoever gives it."""

USUAL: Mapping[str, str] = {"Cache-Control": "no-store"}
"""What an answer wears unless it has chosen otherwise, as files that never change do."""

YEAR = 365 * 24 * 60 * 60
"""Seconds for which a browser that came by HTTPS keeps to it: what OWASP ASVS 5.0, 3.4.1, asks for."""


def guarded(app: WSGIApplication, config: Config) -> WSGIApplication:
    """An app that answers to its own names only, so that no foreign name can be pointed at this machine."""

    def guard(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        ours = config.allows(_host(environ))
        dressed = _dressing(environ, start_response, ours)
        return app(environ, dressed) if ours else _turned_away(dressed)

    return _behind_a_proxy(guard) if config.behind_proxy else _unforwarded(guard)


def came_from_here(origin: str, host: str, config: Config) -> bool:
    """Whether a page that a browser calls `origin` is one of those at `host`, and that is one of our names."""
    return origin.partition("://")[2].lower() == host.lower() and config.allows(host)


def dress(headers: Iterable[tuple[str, str]], environ: Mapping[str, Any], ours: bool) -> list[tuple[str, str]]:
    """The headers of an answer with all that it should wear. `ours`: whether it was asked for by a name of ours."""
    own = list(headers)
    chosen = {name.lower() for name, _ in own}
    policy = {"Content-Security-Policy": _policy(_host(environ) if ours else "")}
    wanted = {**STREET, **USUAL, **policy, **_for_this_way(environ)}
    return own + [(name, value) for name, value in wanted.items() if name.lower() not in chosen]


def _dressing(environ: WSGIEnvironment, start_response: StartResponse, ours: bool) -> Any:
    def dressed(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start_response(status, dress(headers, environ, ours), *more)

    return dressed


def _policy(host: str) -> str:
    # Older Safaris don't count sockets as 'self', so they are named; but only for a host that is ours.
    sockets = f" ws://{host} wss://{host}" if host else ""
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        f"connect-src 'self'{sockets}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _for_this_way(environ: Mapping[str, Any]) -> dict[str, str]:
    """What depends on the way an answer takes. Who opened the room by HTTPS once keeps to it; the machine itself does
    not, since other programs answer to its names too.

    Over plain HTTP browsers heed the opener's policy on the machine itself only, and complain about it anywhere else.
    """
    secure = environ.get("wsgi.url_scheme") == "https"
    home = _host(environ).lower().removesuffix(f":{environ.get('SERVER_PORT', '')}") in HOME_NAMES
    opener = {"Cross-Origin-Opener-Policy": "same-origin"} if secure or home else {}
    strict = {"Strict-Transport-Security": f"max-age={YEAR}"} if secure and not home else {}
    return {**opener, **strict}


def _host(environ: Mapping[str, Any]) -> str:
    return str(environ.get("HTTP_HOST", ""))


def _behind_a_proxy(app: WSGIApplication) -> WSGIApplication:
    """The proxy on this machine is believed; whoever comes past it from elsewhere is not."""
    believed, plain = ProxyFix(app, x_for=1, x_proto=1, x_host=1), _unforwarded(app)

    def behind(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        near = is_loopback(str(environ.get("REMOTE_ADDR", "")))
        return (believed if near else plain)(environ, start_response)

    return behind


def _unforwarded(app: WSGIApplication) -> WSGIApplication:
    """Without a proxy of ours, what claims to be forwarded is not believed; that it was forwarded is remembered."""

    def plain(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        for name in _FORWARDED:
            environ.pop(name, None)
        return app(environ, start_response)

    return plain


def _turned_away(start_response: Any) -> Iterable[bytes]:
    sentence = f"{say('door-wrong-address')}\n".encode()
    headers = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(sentence)))]
    start_response("421 Misdirected Request", headers)
    return [sentence]
