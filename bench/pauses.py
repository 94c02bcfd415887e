"""How long a room that votes has to wait while papers and files of it are written: the longest pause of the house.

    python -m bench.pauses FOLDER        (of `bench.record`; a copy of it is used)

In milliseconds of this process's own CPU time, so that a busy machine does not count.
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import http.client  # noqa: E402
import shutil  # noqa: E402
import socket  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable  # noqa: E402
from pathlib import Path  # noqa: E402

import gevent  # noqa: E402

from workshop import House, create_app, robots, transport  # noqa: E402
from workshop.commands import room  # noqa: E402
from workshop.config import Config  # noqa: E402
from workshop.moves import Move, Role, Seat  # noqa: E402

PAPERS = ("note", "note.html", "note.md", "draft", "case", "poster", "letters")
FILES = ("entries.csv", "votes.csv", "marks.csv", "ballots.csv", "people.csv", "run.json")
PRIVATE = ("entries.csv?private=yes", "marks.csv?private=yes", "run.json?private=yes")
OTHERS = ("/home", "/home")
EVERY = 0.02
"""Seconds between two votes."""


def measure(folder: Path) -> None:
    """Ask for everything, one after another, and say of each how long it took and the longest pause meanwhile."""
    with tempfile.TemporaryDirectory() as copy, socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
        probe.close()
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        house = create_app(Config(data=Path(copy), host="127.0.0.1", port=port))
        server = transport.serve(house.wsgi, "127.0.0.1", port, reasons=house.reasons)
        server.start()
        room.calm_the_collector()
        _ask_for_everything(house, ("127.0.0.1", port))
        server.stop(timeout=1)
        house.close()


def _ask_for_everything(house: House, address: tuple[str, int]) -> None:
    rows = house.store.runs()
    run = next(row["id"] for row in rows if not row["ended"])
    cookie = robots.post(address, "/sign-in", {"ticket": house.access.ticket(Role.FACILITATOR, "")})[1]
    voting = gevent.spawn(_vote, house, run)
    _told("nothing", lambda: gevent.sleep(1))
    for name in (*PAPERS, *FILES, *PRIVATE):
        _told(name, lambda name=name: _get(address, cookie, f"/run/{run}/{name}"))  # type: ignore[misc]
    for path in OTHERS:
        _told(path, lambda path=path: _get(address, cookie, path))  # type: ignore[misc]
    for row in [row for row in rows if row["ended"]][:2]:
        _told("a past run", lambda row=row: _get(address, cookie, f"/run/{row['id']}/note"))  # type: ignore[misc]
    voting.kill()


def _vote(house: House, run_id: str) -> None:
    """The facilitator turns the timer on and off: moves that are written down and told, all the while."""
    for no in range(10**6):
        name = ("timer_start", "timer_pause")[no % 2]
        house.host.play(Move(f"vote-{no}", name, Seat(Role.FACILITATOR, run_id)))
        gevent.sleep(EVERY)


def _told(name: str, work: Callable[[], object]) -> None:
    pauses: list[float] = []
    watching = gevent.spawn(_watch, pauses)
    gevent.sleep(0.05)
    began = time.process_time()
    size = work()
    took = time.process_time() - began
    watching.kill()
    told = f"{size:>10} bytes" if isinstance(size, int) else ""
    print(f"{name:<28} {took * 1000:7.0f} ms, longest pause {max(pauses) * 1000:6.1f} ms {told}", flush=True)


def _watch(pauses: list[float]) -> None:
    while True:
        before = time.process_time()
        gevent.sleep(0.001)
        pauses.append(time.process_time() - before)


def _get(address: tuple[str, int], cookie: str, path: str) -> int:
    line = http.client.HTTPConnection(*address)
    line.request("GET", path, headers={"Cookie": cookie, "Accept-Encoding": "gzip"})
    answer = line.getresponse()
    size = len(answer.read())
    assert answer.status == 200, (path, answer.status)
    return size


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description="The longest pause of a house while papers are written.")
    asked.add_argument("folder", type=Path)
    measure(asked.parse_args().folder)
