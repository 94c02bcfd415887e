"""How long a house takes to open with a long session on record: three hours, three hundred people, still going on."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench import machine, record
from bench.calm import Calm, watched
from bench.contenders import BUILD, WORKSHOP, Running, flags, workshop
from bench.generator import Generator
from bench.phases import Figures, facts

PEOPLE = 300

ROUNDS = 3
"""How often everybody is asked on one screen at most: this makes some twenty thousand facts."""

TIMES = 5


def reopen(calm: Calm, times: int = TIMES) -> list[Figures]:
    """Seconds from the start of the process until it listens, and until the facilitator has her console."""
    with _long_session() as folder:
        return [calm.taken({"opened": None}, lambda _: _once(calm, folder))["opened"] for _ in range(times)]


def _once(calm: Calm, folder: Path) -> Figures:
    calm.wait()
    return {"opened": watched(lambda: _opened(folder))}


def _opened(folder: Path) -> Figures:
    for_server, for_hall = machine.cores()
    house = replace(WORKSHOP, command=_as_ever)
    with Running(house, folder, PEOPLE, for_server) as server, Generator(server.port, "workshop", 1, for_hall) as hall:
        listens, cpu, came = server.opened_s, machine.cpu_s(server.pid), server.sign_in()
        hall.console(came.cookie, came.run, came.code)
        console = time.monotonic() - server.began
    return {"listens_s": listens, "listens_cpu_s": cpu, "console_s": console, "facts": facts(folder)}


def _as_ever(running: Running) -> list[str]:
    return [*workshop(running.phones), record.FLAGSHIP, *flags(running)]


@contextmanager
def _long_session() -> Iterator[Path]:
    """Its folder, made once and kept beside the reports; it takes a while to play three hours."""
    kept = BUILD / f"record-{PEOPLE}-{ROUNDS}"
    if not (kept / "data" / "workshop.db").exists():
        shutil.rmtree(kept, ignore_errors=True)
        record.record(kept / "data", PEOPLE, past=0, rounds=ROUNDS)
    copy = BUILD / "reopened"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(kept, copy)
    try:
        yield copy
    finally:
        shutil.rmtree(copy, ignore_errors=True)
