"""For a while not above the permissions of files, as everybody is who is not root."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

_ABOVE_PERMISSIONS = 0b1111
"""Four capabilities of Linux: to give files away, to write, to read and search any, and to act as their owner."""

_VERSION_3 = 0x20080522


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Sets(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def as_anybody() -> Iterator[None]:
    """In this thread: what a file's permissions forbid is forbidden, also to root."""
    if os.geteuid():
        yield
        return
    sets = _get()
    before = sets[0].effective
    sets[0].effective = before & ~_ABOVE_PERMISSIONS
    _set(sets)
    try:
        yield
    finally:
        sets[0].effective = before
        _set(sets)


def _get() -> ctypes.Array[_Sets]:
    sets = (_Sets * 2)()
    _call("capget", sets)
    return sets


def _set(sets: ctypes.Array[_Sets]) -> None:
    _call("capset", sets)


def _call(name: str, sets: ctypes.Array[_Sets]) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if getattr(libc, name)(ctypes.byref(_Header(_VERSION_3, 0)), sets):
        raise OSError(ctypes.get_errno(), f"{name} was refused")
