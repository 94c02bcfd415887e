"""Copies of the database, made while the room goes on: each one whole, checked, and named by its time.

A plain copy of the file would miss what is still in its log, so SQLite itself writes them, through a connection that
only reads.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import gevent
import gevent.lock

from workshop import file
from workshop.file import StoreError

KEEP = 8
"""Copies that are kept beside the database; the oldest give way."""

_NAMED = "workshop-%Y-%m-%d-%H%M%S"
_Made = TypeVar("_Made")


@dataclass(frozen=True)
class Copy:
    """One copy, and when it was made by this computer's clock."""

    path: Path
    at: datetime

    @property
    def when(self) -> str:
        """The time in words, as the commands print it."""
        return f"{self.at.day} {self.at:%B %Y, %H:%M}"


class Backups:
    """The copies of the database in a data folder. `now`: this computer's clock."""

    def __init__(self, data: Path, now: Callable[[], datetime] = datetime.now) -> None:
        self.source, self.folder = data / "workshop.db", data / file.BACKUPS
        self._now, self._one_at_a_time = now, gevent.lock.RLock()

    def all(self) -> list[Copy]:
        """Every copy beside the database, the oldest first."""
        if not self.folder.is_dir():
            return []
        found = (_copy(path) for path in self.folder.glob("workshop-*.db"))
        return sorted((copy for copy in found if copy), key=lambda copy: (copy.at, copy.path.stem))

    def last(self) -> Copy | None:
        """The last copy, or None."""
        return next(reversed(self.all()), None)

    def last_good(self) -> Copy | None:
        """The last copy that is sound and as it was written, looked at just now; or None."""
        return next((copy for copy in reversed(self.all()) if is_good(copy.path)), None)

    def ahead(self, reach: Mapping[str, int]) -> Copy | None:
        """The last copy, if it has facts that a record which goes so far has not: then something was lost."""
        if not (last := self.last()) or not is_sound(last.path):
            return None
        with file.untouched(last.path) as connection:
            lost = [run for run, seq in file.reach(connection).items() if seq > reach.get(run, -1)]
        return last if lost else None

    def make(self, note: str = "", to: Path | None = None) -> Copy:
        """Write a copy, into the folder `to` if given, check it and let the oldest go. `note` ends its name.

        Takes its time in a thread of its own: not inside a transaction. Raises `StoreError`; then there is none.
        """
        with self._one_at_a_time:
            made = aside(self._make, to or self.folder, note)
            if to is None:
                self._forget(self.all()[:-KEEP])
        return made

    def renew(self) -> Copy | None:
        """Replace all copies beside the database by a fresh one: what was forgotten is in none of them any more.

        Where there is no copy there will be none. The old ones go only when the new one is there, and with them what
        somebody else is still writing. Copies that were taken elsewhere, and files that were set aside (`set_aside`),
        stay: their owner must know of them. Raises `StoreError`.
        """
        with self._one_at_a_time:
            made = aside(self._make, self.folder, "") if self.all() else None
            for left_behind in file.unfinished(self.folder.parent):
                left_behind.unlink(missing_ok=True)
            self._forget([copy for copy in self.all() if copy != made])
        return made

    def restore(self, copy: Path) -> Path:
        """Put a copy in place; gives the folder into which what was there has been moved. Only while nobody serves.

        Raises `StoreError`; then everything is as it was.
        """
        file.check_copy(copy)
        aside = _free_name(self.source.parent, f"set-aside-{self._now():%Y-%m-%d-%H%M%S}", "")
        file.put_in_place(copy, self.source, aside)
        return aside

    def advice(self) -> str:
        """What helps against a damaged record, in one sentence."""
        if good := self.last_good():
            return f"The copy of {good.when} is good: workshop restore puts it in place and keeps what is there now."
        return "There is no good copy beside it; if you have one elsewhere, type: workshop restore FILE"

    def set_aside(self) -> list[Path]:
        """Folders of files that were once in place, and were moved aside by `workshop restore`."""
        return sorted(self.source.parent.glob("set-aside-*"))

    def _make(self, folder: Path, note: str) -> Copy:
        _make_folder(folder)
        at = self._now().replace(microsecond=0)
        path = _free_name(folder, "-".join(filter(None, (at.strftime(_NAMED), note))))
        file.copy(self.source, path)
        return Copy(path, at)

    def _forget(self, copies: list[Copy]) -> None:
        for copy in copies:
            copy.path.unlink(missing_ok=True)


def aside(work: Callable[..., _Made], *given: Any) -> _Made:
    """Do something slow in a native thread, while this one lets others have their turn; gives or raises what it did."""

    def shielded() -> tuple[_Made | None, Exception | None]:
        try:
            return work(*given), None
        except Exception as error:
            return None, error

    made, error = gevent.get_hub().threadpool.apply(shielded)
    if error:
        raise error
    return made  # type: ignore[no-any-return]


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if folder.name == file.BACKUPS:
            folder.chmod(0o700)
    except OSError as error:
        raise StoreError(f"No copy can be written to {folder}: {error.strerror}.") from None


def _free_name(folder: Path, name: str, end: str = ".db") -> Path:
    """Two in one second get a number."""
    taken = (folder / f"{name}{no}{end}" for no in ("", *(f"-{no}" for no in range(2, 100))))
    return next(path for path in taken if not path.exists())


def _copy(path: Path) -> Copy | None:
    """A file as a copy, if it is named like one."""
    try:
        return Copy(path, datetime.strptime("-".join(path.stem.split("-")[:5]), _NAMED))
    except ValueError:
        return None


def is_sound(path: Path) -> bool:
    """Whether a copy can be put in place: whole, and ours."""
    try:
        file.check_copy(path)
    except StoreError:
        return False
    return True


def is_good(path: Path) -> bool:
    """Whether a copy is sound, and every fact in it as it was written."""
    return is_sound(path) and file.is_as_written(path)


def of(path: Path) -> Copy:
    """Any file as a copy; where its name does not say when it was made, its own time does."""
    return _copy(path) or Copy(path, datetime.fromtimestamp(path.stat().st_mtime))
