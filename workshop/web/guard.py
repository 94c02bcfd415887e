"""The outermost door, around pages and sockets alike: only requests that were meant for this house come in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from werkzeug.middleware.proxy_fix import ProxyFix

from workshop.config import Config
from workshop.words import say

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_FORWARDED = ("HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_PORT", "HTTP_X_FORWARDED_PREFIX")


def guarded(app: WSGIApplication, config: Config) -> WSGIApplication:
    """An app that answers to its own names only, so that no foreign name can be pointed at this machine."""

    def guard(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if config.allows(str(environ.get("HTTP_HOST", ""))):
            return app(environ, start_response)
        return _turned_away(start_response)

    return ProxyFix(guard, x_for=1, x_proto=1, x_host=1) if config.behind_proxy else _unforwarded(guard)


def _unforwarded(app: WSGIApplication) -> WSGIApplication:
    """Without a proxy of ours, what claims to be forwarded is not believed; that it was forwarded is remembered."""

    def plain(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        for name in _FORWARDED:
            environ.pop(name, None)
        return app(environ, start_response)

    return plain


def _turned_away(start_response: Any) -> Iterable[bytes]:
    sentence = f"{say('door-wrong-address')}\n".encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(sentence))),
        ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
    ]
    start_response("421 Misdirected Request", headers)
    return [sentence]
