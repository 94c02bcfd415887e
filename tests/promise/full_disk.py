"""A session on a disk that fills up in the middle and has room again later. As a process of its own: by a file limit.

python -m tests.promise.full_disk FOLDER prints what was found as JSON.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.house import Guest, House
from workshop.moves import Console, Stage


@dataclass
class Trial:
    """What was answered, and what is on disk. Moves are told by their ids."""

    told: list[str] = field(default_factory=list)
    on_disk: list[str] = field(default_factory=list)
    resent: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    saved_before: int = 0
    refused: int = 0
    saved_after: int = 0
    stage_went_on: bool = False
    trouble: bool = False
    over: bool = False
    faults: list[str] = field(default_factory=list)


@contextmanager
def limited_pages(house: House) -> Iterator[None]:
    """The database may not grow by a page."""
    house.store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    used = house.store.db.execute("PRAGMA page_count").fetchone()[0]
    house.store.db.execute(f"PRAGMA max_page_count = {used}")
    yield
    house.store.db.execute("PRAGMA max_page_count = 1073741823")


@contextmanager
def limited_files(house: House) -> Iterator[None]:
    """No file of this process may grow beyond what its log is now."""
    most = Path(f"{house.path}-wal").stat().st_size + 5000
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


def trial(folder: Path, full: Callable[[House], AbstractContextManager[None]]) -> Trial:
    """Write before, while and after the disk is full, and then once more what was refused."""
    house, found = House(folder), Trial()
    ana = house.join("Ana")
    house.go("write.treats")
    found.saved_before = len(write(ana, found, "before", 5)[0])
    with full(house):
        _, refused = write(ana, found, "full", 40)
        found.refused = len(refused)
        found.stage_went_on = bool(house.view(Stage()) and house.host.channels(house.run_id).fresh(Stage()))
        found.trouble = "not_saved" in troubles(house)
    found.saved_after = len(write(ana, found, "after", 5)[0])
    found.over = "not_saved" not in troubles(house)
    found.resent = [one for one in refused if say(ana, one)["ok"]]
    found.on_disk = [fact.move_id for fact in house.store.facts(house.run_id) if fact.name == "write"]
    found.on_disk.sort()
    found.faults = house.store.faults() + ([] if len(found.resent) == len(refused) else ["not all could be sent again"])
    house.assert_replay_is_live()
    house.close()
    return found


def troubles(house: House) -> Any:
    return house.host.channels(house.run_id).fresh(Console())["troubles"]


def write(guest: Guest, found: Trial, when: str, times: int) -> tuple[list[str], list[str]]:
    """So many entries; gives the ids of those that were saved, and of those that were not."""
    saved, refused = [], []
    for no in range(times):
        answer = say(guest, name := f"{when}-{no:02}")
        (saved if answer["ok"] else refused).append(name)
        if not answer["ok"]:
            found.answers = sorted({*found.answers, answer["code"] if answer["retry"] else "given up"})
    found.told += saved
    return saved, refused


def say(guest: Guest, name: str) -> Any:
    words = {"box": "treat", "text": f"{name} {'long ' * 16}"[:80], "visibility": "room", "named": False}
    return guest.play("write", "", name, **words, tags=[], fields={})


if __name__ == "__main__":
    print(json.dumps(asdict(trial(Path(sys.argv[1]), limited_files))))
