"""T20: copies are taken with `workshop backup` while a hall votes and writes; tells as JSON what is in them.

python -m tests.promise.copied --people 200 --copies 10
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import json  # noqa: E402
import shutil  # noqa: E402
import sqlite3  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from contextlib import closing  # noqa: E402
from dataclasses import replace  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from tests.promise import history, phones  # noqa: E402
from tests.promise.phones import Deed  # noqa: E402
from tests.promise.room import AGENDA, ROOT, WHOLE, Room  # noqa: E402
from tests.promise.storm import Storm  # noqa: E402
from workshop.moves import Json  # noqa: E402

BREATH = 0.003
"""Seconds between two questions of the one who listens for pauses."""


class Copied(Storm):
    """A room that lives, and of which copies are taken."""

    pace = 100.0

    def play(self, copies: int, every: float) -> Json:
        """So many copies, with so many seconds between them; the last one is opened as a room of its own."""
        began = time.monotonic()
        try:
            self.begin(self.broken)
            alone = max(self._pause_beside("check", str(AGENDA)) for _ in range(2))
            found = [self._copy(no, every) for no in range(copies)]
            told = self.finish()
            told["restored otherwise"] = self._restored(self.copies / f"{copies - 1}")
        finally:
            self.room.close()
        lost = sum(len(one["lost"]) for one in found)
        damaged = [one for each in found for one in each["damaged"]]
        pauses = sorted(one["pause"] for one in found)
        return {
            **told,
            "copies": len(found),
            "lost from copies": lost,
            "damaged copies": damaged,
            "saved before": [one["saved"] for one in found],
            "pause without": alone,
            "pause": {"least": pauses[0], "p50": pauses[len(pauses) // 2], "max": pauses[-1]},
            "seconds": round(time.monotonic() - began, 1),
        }

    @property
    def copies(self) -> Path:
        """Where copies are put."""
        return self.room.folder / "copies"

    def _copy(self, no: int, every: float) -> Json:
        """One copy: what was saved before it was begun has to be in it."""
        gevent.sleep(every)
        saved = [replace(deed) for deed in self.deeds if deed.outcome == "ok"]
        folder = self.copies / f"{no}"
        self.copies.mkdir(exist_ok=True)
        pause = self._pause_beside("backup", "--to", str(folder), "--data", str(self.room.folder))
        with closing(_opened(folder)) as copy:
            lost, damaged = history.lost(copy, self.run, saved), history.damage(copy)
            entries = history.check(copy, self.run, _known(copy, self.run, self.deeds))["entries"]
        return {"saved": len(saved), "lost": lost, "damaged": damaged + entries, "pause": pause}

    def _pause_beside(self, *command: str) -> float:
        """The longest pause while another command of ours runs on this machine."""
        listening = gevent.spawn(self._longest_pause)
        ended = subprocess.run([sys.executable, "-m", "workshop", *command], cwd=ROOT, capture_output=True, text=True)
        listening.kill()
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return round(self.pause, 3)

    def _longest_pause(self) -> None:
        """Ask again and again; how long the room kept one waiting at most."""
        console = phones.console(self.room.address, self.run, self.cookie)
        self.pause = 0.0
        assert console.line
        while True:
            began = time.monotonic()
            console.line.ask("sit", {})
            self.pause = max(self.pause, time.monotonic() - began)
            gevent.sleep(BREATH)

    def _restored(self, folder: Path) -> list[str]:
        """Open a room on a copy; what its stage shows otherwise than the facts in it."""
        with closing(_opened(folder)) as copy:
            counted = history.tally(history.facts(copy, self.run))
        self.room = Room(folder.with_name("restored"))
        self.room.folder.mkdir()
        shutil.copyfile(_file(folder), self.room.folder / "workshop.db")
        self.room.open()
        shown = self.fresh_tally()  # her cookie opens this one too: what it stands for is in the copy
        return [f"{item}: {counted.get(item, 0)} and {n}" for item, n in shown.items() if n != counted.get(item, 0)]


def _file(folder: Path) -> Path:
    (found,) = folder.glob("*.db")
    return found


def _opened(folder: Path) -> sqlite3.Connection:
    """A copy to be read; not in place, so that it stays as it is."""
    connection = sqlite3.connect(f"{_file(folder).as_uri()}?immutable=1", uri=True)
    connection.row_factory = sqlite3.Row
    return connection


def _known(copy: sqlite3.Connection, run: str, deeds: list[Deed]) -> list[Deed]:
    """What was done as far as the copy goes."""
    kept = {row["move_id"] for row in history.facts(copy, run)}
    return [deed for deed in deeds if deed.id in kept]


def main() -> Json:
    """One hall and its copies, as asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=40)
    asked.add_argument("--copies", type=int, default=4)
    asked.add_argument("--every", type=float, default=0.5, help="seconds between two copies")
    asked.add_argument("--broken", default=WHOLE, help="break the room on purpose: MODULE:FUNCTION")
    asked.add_argument("--seed", type=int, default=1)
    how = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        storm = Copied(Room(Path(folder)), how.people, how.broken, seed=how.seed)
        return storm.play(how.copies, how.every)


if __name__ == "__main__":
    print(json.dumps(main()))
