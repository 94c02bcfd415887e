"""Refuses to start on anything but what the transport was written for.

The transport reaches into parts of other packages that they may change without notice. All those parts are named
here, and nowhere else; the versions are those in pyproject.toml.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.util
from collections.abc import Iterator
from functools import reduce
from typing import Any

VERSIONS = {
    "python-engineio": "4.15.1",
    "python-socketio": "5.18.1",
    "gevent": "26.9.0",
    "websockets": "17.4",
}

_SOCKET = "server sid queue last_ping connected upgrading upgraded closing closed"
_MANAGER = "rooms callbacks pending_connect pending_disconnect"

# Module and object, then the names on it that we call, override or replace.
NAMES = {
    "engineio.server Server": "_handle_connect _trigger_event _upgrades _ok _bad_request _unauthorized generate_id"
    " handle_request disconnect send_packet on reason _log_error_once",
    "engineio.socket Socket": "poll receive send close schedule_ping handle_get_request handle_post_request"
    " _upgrade_websocket",
    "engineio.packet Packet": "encode decode json",
    "engineio.packet": "OPEN PING MESSAGE NOOP",
    "engineio.exceptions": "EngineIOError QueueEmpty",
    "socketio.server Server": "_handle_connect _handle_disconnect _handle_event _handle_eio_message"
    " _handle_eio_disconnect _send_packet reason",
    "socketio.manager Manager": "basic_disconnect basic_leave_room disconnect enter_room sid_from_eio_sid"
    " eio_sid_from_sid",
    "socketio.packet Packet": "uses_binary_events encode decode",
    "socketio.packet": "ACK",
    "gevent.pywsgi WSGIHandler": "handle_one_request get_environ _handle_client_error ignored_socket_errors"
    " close_connection path environ MessageClass",
    "gevent.pywsgi WSGIServer": "stop_accepting stop",
    "websockets.server ServerProtocol": "accept send_response receive_data receive_eof events_received data_to_send"
    " send_close fail",
    "websockets.frames Frame": "serialize",
    "websockets.extensions.permessage_deflate PerMessageDeflate": "decode encode",
    "websockets.extensions.permessage_deflate ServerPerMessageDeflateFactory": "process_request_params",
}

# Names that exist only on what has been made.
MADE = {
    "engineio.base_server BaseServer": "sockets handlers ping_interval ping_timeout max_http_buffer_size",
    "engineio.base_socket BaseSocket": _SOCKET,
    "socketio.base_manager BaseManager": _MANAGER,
    "socketio.base_server BaseServer": "eio handlers manager packet_class",
    "gevent._socket3 socket": "_sock",
    "gevent.pywsgi WSGIHandler": "socket rfile",
    "websockets.protocol Protocol": "parser parser_exc close_sent extensions",
}


def selfcheck() -> None:
    """Raises SystemExit with one plain sentence when something does not fit."""
    if importlib.util.find_spec("geventwebsocket"):
        raise SystemExit("Please remove the package gevent-websocket: it would be used in place of our own transport.")
    if wrong := list(_wrong_versions()):
        raise SystemExit(f"Please install the packages again with `pip install -e .`: {'; '.join(wrong)}.")
    if missing := list(_missing_names()):
        raise SystemExit(f"Please install the packages again: these parts of them are missing: {', '.join(missing)}.")


def _wrong_versions() -> Iterator[str]:
    for package, wanted in VERSIONS.items():
        try:
            found = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found = "none"
        if found != wanted:
            yield f"{package} must be {wanted}, but {found} is installed"


def _missing_names() -> Iterator[str]:
    for where, names in NAMES.items():
        owner = _owner(where)
        yield from (f"{where}.{name}" for name in names.split() if not hasattr(owner, name))
    for where, names in MADE.items():
        set_in = _owner(where).__init__.__code__.co_names
        yield from (f"{where}().{name}" for name in names.split() if name not in set_in)


def _owner(where: str) -> Any:
    module, *path = where.split()
    found: Any = importlib.import_module(module)
    return reduce(getattr, path, found)
