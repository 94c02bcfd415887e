"""When copies make themselves: whenever a part of the session is over, and at its end."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Protocol

import gevent

from workshop.backups import Backups, Copy
from workshop.file import StoreError
from workshop.moves import Fact
from workshop.run import Run

log = logging.getLogger("workshop.rhythm")

PAUSE = 20
"""Seconds between two copies that make themselves, however often somebody leafs to and fro."""


class Consoles(Protocol):
    """Where the facilitator sees when the last copy was made, or that none could be."""

    def trouble(self, code: str, args: Mapping[str, str | int] | None = None) -> None: ...

    def over(self, code: str) -> None: ...

    def copied(self, at: int) -> None:
        """A copy was made, in milliseconds since 1970."""


class Rhythm:
    """Makes copies while a session goes on. `watch` is to be told of every fact."""

    def __init__(self, backups: Backups, consoles: Consoles) -> None:
        self._backups, self._consoles = backups, consoles
        self._wanted, self._busy, self._making = False, False, False
        if last := backups.last():
            consoles.copied(_moment(last))

    def watch(self, before: Run, after: Run, fact: Fact) -> None:
        """Make a copy soon, if it is time for one. Returns at once."""
        if is_time(before, after):
            self._wanted = True
            if not self._busy:
                self._busy = True
                gevent.spawn(self._run)

    def finish(self) -> None:
        """Make the copy that is still wanted, or was in the making, before the house closes."""
        if self._wanted or self._making:
            self.make()

    def make(self) -> None:
        """Make a copy now, and tell the consoles how that went."""
        self._wanted, self._making = False, True
        try:
            self._consoles.copied(_moment(self._backups.make()))
        except StoreError as error:
            log.error("no copy: %s", error)
            self._consoles.trouble("backup_failed")
        else:
            self._consoles.over("backup_failed")
        finally:
            self._making = False

    def _run(self) -> None:
        try:
            while self._wanted:
                self.make()
                gevent.sleep(PAUSE)
        finally:
            self._busy = False


def is_time(before: Run, after: Run) -> bool:
    """Whether a part of the session is over, or all of it. A rehearsal is not worth a copy."""
    if after.settings.get("rehearsal"):
        return False
    return _part(before) != _part(after) or (not before.ended and bool(after.ended))


def _part(run: Run) -> str:
    """The part that the room is in; where an agenda has none, the step."""
    part = run.agenda.part_of(run.place.now)
    return part.id if part else run.agenda.step_of(run.place.now).id


def _moment(copy: Copy) -> int:
    return int(copy.at.timestamp() * 1000)
