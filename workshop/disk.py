"""The disk under the record: how much room is left on it, and whether it is one that can be trusted."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

import gevent

MB = 1_000_000

LOW, FULL = 200, 50
"""Megabytes left: below the first the console warns, below the second nothing is written any more. A session of three
hours with 500 people writes some 30 MB, log and copies not counted."""

LOOK_EVERY = 30
"""Seconds between two looks."""

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "ncpfs", "davfs", "fuse.davfs2"}
    | {"fuse.glusterfs", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse"}
)
"""File systems on which SQLite's log cannot be shared or flushed as it must be."""

CLOUDS = ("onedrive", "dropbox", "google drive", "googledrive", "icloud", "nextcloud", "owncloud", "seafile")
"""What folders are called that a program copies elsewhere while we write."""

_MOUNTS = Path("/proc/mounts")


class Consoles(Protocol):
    """Where the facilitator is told, and what stops writing."""

    def trouble(self, code: str, args: Mapping[str, str | int] | None = None) -> None: ...

    def over(self, code: str) -> None: ...

    def rest(self, resting: bool) -> None:
        """Write nothing for now, or go on."""


def free(folder: Path) -> int:
    """Megabytes that we may still write there."""
    return shutil.disk_usage(folder).free // MB


class Disk:
    """The disk of a data folder. `free`: gives the megabytes left."""

    def __init__(self, folder: Path, free: Callable[[Path], int] = free) -> None:
        self._folder, self._free = folder, free

    def watch(self, consoles: Consoles) -> None:
        """Look at the room left, now and every so often. Never ends."""
        while True:
            self.look(consoles)
            gevent.sleep(LOOK_EVERY)

    def look(self, consoles: Consoles) -> None:
        """Tell the consoles if there is little room left, stop writing if there is next to none; or take both back."""
        try:
            left = self._free(self._folder)
        except OSError:
            return  # the folder itself is gone: every move that cannot be saved says so
        said = {"mb": left}
        consoles.rest(left < FULL)
        consoles.trouble("disk_full", said) if left < FULL else consoles.over("disk_full")
        consoles.trouble("disk_low", said) if FULL <= left < LOW else consoles.over("disk_low")


def kind(folder: Path, mounts: str | None = None) -> str:
    """The file system that a folder lies on, as the system calls it; nothing where it does not tell."""
    try:
        lines = (mounts if mounts is not None else _MOUNTS.read_text(encoding="utf-8", errors="replace")).splitlines()
    except OSError:
        return ""
    points = [line.split()[1:3] for line in lines if len(line.split()) > 2]
    ours = [(_plain(point), name) for point, name in points if _is_under(folder, _plain(point))]
    return max(ours, key=lambda one: len(one[0]))[1] if ours else ""


def cloud(folder: Path) -> str:
    """The folder on the way here that a cloud service seems to copy, or nothing."""
    parts = folder.absolute().parts
    return next((part for part in parts if part.lower().startswith(CLOUDS)), "")


def _plain(point: str) -> str:
    """A mount point as it is: the list writes blanks as octal numbers."""
    return point.replace("\\040", " ")


def _is_under(folder: Path, point: str) -> bool:
    return Path(os.path.realpath(folder)).is_relative_to(point)
