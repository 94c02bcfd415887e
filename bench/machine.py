"""The machine under the bench: which cores there are, what a process costs, how long the disk takes."""

from __future__ import annotations

import os
import platform
import resource
import sqlite3
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from statistics import median
from typing import Any

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE_KB = os.sysconf("SC_PAGE_SIZE") // 1024

QUIET = 0.02
"""The share of a core below which a server has nothing left to do."""

LOOK = 0.3
"""Seconds between two looks at that."""

FLUSHES = 50


@cache
def cores() -> tuple[int, int]:
    """One core for the server and another for the generator. Raises `SystemExit` where there is only one."""
    ours = sorted(os.sched_getaffinity(0))
    if len(ours) < 2:
        raise SystemExit("The bench needs two cores: one for the server, one for the phones. Here is only one.")
    return ours[0], ours[-1]


def allow_open_files() -> None:
    """Every phone is an open file in the server and in the generator, which inherit this."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def cpu_s(pid: int) -> float:
    """Seconds of processor time that a process has used, in its own code and in the kernel."""
    try:
        return sum(int(one.read_text().split()[0]) for one in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
    except OSError:  # a thread ended while we looked, or this kernel only counts in hundredths of a second
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS


def rss_kb(pid: int) -> int:
    """Memory that a process holds at this moment, in kB."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE_KB


def settled(pid: int, patience: float = 20.0) -> None:
    """Wait until a process has nothing left to do."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        before = cpu_s(pid)
        time.sleep(LOOK)
        if cpu_s(pid) - before <= QUIET * LOOK:
            return


def metered(pid: int, act: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `act` gives, with what the server needed meanwhile: milliseconds of processor time, and its share of one
    core."""
    began, used = time.monotonic(), cpu_s(pid)
    found = act()
    wall, cpu = time.monotonic() - began, cpu_s(pid) - used
    return {**found, "wall_s": wall, "server_cpu_ms": 1000 * cpu, "server_cpu_pct": 100 * cpu / wall}


def about(folder: Path) -> dict[str, Any]:
    """What the figures were measured on. `folder`: where the record lies."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": len(os.sched_getaffinity(0)),
        "sqlite": sqlite3.sqlite_version,
        "flush_ms": flush_ms(folder),
        "measured": time.strftime("%Y-%m-%d %H:%M"),
    }


def flush_ms(folder: Path) -> float:
    """Milliseconds that it usually takes until a few bytes are on disk."""
    return 1000 * median(flushes(folder, FLUSHES))


def flushes(folder: Path, times: int) -> list[float]:
    """Seconds that it takes, each time, until a few bytes are on disk."""
    trial, waits = folder / "flush", []
    with trial.open("wb", buffering=0) as file:
        for _ in range(times):
            file.write(b"x" * 512)
            began = time.monotonic()
            os.fsync(file.fileno())
            waits.append(time.monotonic() - began)
    trial.unlink()
    return waits
