"""The web server with deadlines, and its orderly stop."""

from __future__ import annotations

from time import monotonic
from typing import Any

import gevent
import gevent.pool
from gevent.pywsgi import WSGIHandler, WSGIServer

from workshop.transport.hall import Hall
from workshop.transport.headers import Headers, HungUp
from workshop.transport.limits import Limits, Reasons
from workshop.transport.phone import Phone
from workshop.transport.socket import HANDLER

_NOT_A_REQUEST = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"

# Files the process needs besides its connections.
_OTHER_FILES = 500


class Handler(WSGIHandler):  # type: ignore[misc]
    """gevent's handler with a deadline for a request's headers; it lends itself to the WebSocket."""

    MessageClass = Headers
    ignored_socket_errors = (*WSGIHandler.ignored_socket_errors, "timed out")

    def __init__(self, sock: Any, address: Any, server: Any) -> None:
        sock.settimeout(server.limits.http_s)
        # A thousand phones keep their buffer for hours, so it is a small one.
        super().__init__(sock, address, server, rfile=sock.makefile("rb", 2048))
        self._deadline: Any = None

    def handle_one_request(self) -> Any:
        # Requests sent in one go must not keep the loop to themselves.
        gevent.sleep(0)
        self._deadline = gevent.Timeout.start_new(self.server.limits.header_s)
        try:
            return super().handle_one_request()
        except gevent.Timeout as timeout:
            if timeout is not self._deadline:
                raise
            self.server.reasons["no request in time"] += 1
            self.close_connection = True
            return None
        finally:
            self._deadline.close()

    def _handle_client_error(self, ex: BaseException) -> tuple[str, bytes] | None:
        """What was no request is counted. gevent would write it down, as long as it is and with a stack trace."""
        if isinstance(ex, HungUp):
            return None
        self.server.reasons["not a request"] += 1
        return "400", _NOT_A_REQUEST

    def get_environ(self) -> dict[str, Any]:
        """Called when the headers are complete."""
        self._deadline.close()
        environ: dict[str, Any] = super().get_environ()
        environ[HANDLER] = self
        return environ


class Server(WSGIServer):  # type: ignore[misc]
    """gevent's server, knowing its limits."""

    # So many strangers at once, then those who are in the room again: somebody may knock as fast as they can.
    max_accept = 8

    def __init__(self, wsgi_app: Any, host: str, port: int, limits: Limits, reasons: Reasons) -> None:
        pool = gevent.pool.Pool(limits.connections)
        super().__init__(
            (host, port),
            wsgi_app,
            backlog=limits.listen,
            spawn=pool,
            handler_class=Handler,
            log=None,
            # Else gevent asks the network's name server what this machine is called, and waits for the answer.
            environ={"SERVER_NAME": host},
        )
        self.limits = limits
        self.reasons = reasons


def serve(
    wsgi_app: Any, host: str, port: int, *, limits: Limits | None = None, reasons: Reasons | None = None
) -> WSGIServer:
    """A server ready for `serve_forever` (or `start`)."""
    limits = limits or Limits()
    _allow_open_files(limits.connections + _OTHER_FILES)
    return Server(wsgi_app, host, port, limits, Reasons() if reasons is None else reasons)


def _allow_open_files(wanted: int) -> None:
    """Every phone is an open file, and many systems allow only a thousand unless asked."""
    try:
        import resource
    except ImportError:
        return  # Windows has no such limit.
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def shutdown(sio_server: Any, wsgi: WSGIServer, timeout: float = 3.0) -> None:
    """Let nobody in, say goodbye to every phone (they come back by themselves), cut off the rest after `timeout`."""
    hall: Hall = sio_server.eio.hall
    hall.close()
    wsgi.stop_accepting()
    for phone in _phones(sio_server):
        _say_goodbye(phone)
    until = monotonic() + timeout
    while monotonic() < until and any(not phone.closed for phone in _phones(sio_server)):
        gevent.sleep(0.02)
    for phone in _phones(sio_server):
        if phone.ws:
            phone.ws.abort()
    hall.empty()
    wsgi.stop(timeout=1)


def _phones(sio_server: Any) -> list[Phone]:
    return list(sio_server.eio.sockets.values())


def _say_goodbye(phone: Phone) -> None:
    if phone.ws:
        phone.ws.close(1001, "the server stops")
    else:
        phone.close()
