"""What is written down about faults: where they happened and of what sort, never what an exception says.

An exception's text may carry what somebody typed. So every record of every library loses it here, before any handler
sees the record; the type and the places in the code stay.
"""

from __future__ import annotations

import logging
import sys
from types import TracebackType
from typing import Any

import gevent.hub

log = logging.getLogger("workshop.logs")

Fault = tuple[type[BaseException], BaseException, TracebackType | None]


def begin() -> None:
    """From now on, for the whole process. Failed greenlets are written down the same way, and nothing of a request."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s", datefmt="%FT%T%z")
    logging.setLogRecordFactory(record)
    gevent.hub.Hub.print_exception = _greenlet_failed
    sys.excepthook = _ended


def record(*given: Any, **more: Any) -> logging.LogRecord:
    """A log record whose exception, if it has one, does not say anything."""
    made = logging.LogRecord(*given, **more)
    if made.exc_info and made.exc_info[1] is not None:
        made.exc_info = silent(made.exc_info[1])
    return made


def silent(error: BaseException) -> Fault:
    """An exception of the same name at the same place, without its text, its notes, and what it came from."""
    kind = type(type(error).__name__, (Exception,), {"__module__": type(error).__module__})
    return kind, kind(), error.__traceback__


def _greenlet_failed(hub: Any, context: Any, kind: Any, error: Any, traceback: Any) -> None:
    if isinstance(error, BaseException):
        log.error("something beside the room failed", exc_info=error)


def _ended(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """The command itself broke: whoever typed it is told where and how, and nothing that was in the room."""
    sys.__excepthook__(*silent(error))
