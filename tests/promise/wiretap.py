"""What a room asks of its computer, in order: taken down by strace, read back as receipts, writes, syncs and answers.

A process that is killed cannot show a missing sync, as what it wrote stays in the computer's memory. The order of its
system calls can.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

UNSAFE = ("strace", "-D", "-f", "-ttt", "-y", "-e", "trace=openat,open,close", "-o")
"""To see who lets go of the database's files."""

CALLS = "recvfrom,recvmsg,read,sendto,sendmsg,write,writev,pwrite64,pwritev,fsync,fdatasync"

AROUND = ("strace", "-D", "-f", "-ttt", "-y", "-xx", "-s", "4096", "-e", f"trace={CALLS}", "-o")
"""-D: strace stands aside, so that a signal to what was started reaches the room itself. -y: files by their names.
-xx: bytes as they are, since an octal number followed by a digit of the text could be read in two ways."""

_LINE = re.compile(r"(?P<thread>\d+) +(?P<at>[\d.]+) (?P<rest>.*)")
_RESUMED = re.compile(r"<\.\.\. (\w+) resumed>")
_BYTE = re.compile(r"\\x([0-9a-f]{2})")
_MOVE = re.compile(r'42(\d+)\["move", ?\{"id": ?"(\w+)"')
_ACK = re.compile(r'43(\d+)\[\{"ok":true,"seq":')
_WRITES = frozenset({"pwrite64", "pwritev", "write", "writev"})
_SYNCS = frozenset({"fsync", "fdatasync"})


@dataclass(frozen=True)
class Call:
    """One system call: when it was over (as the number of its line), and the file or socket it was about."""

    name: str
    on: str
    said: str


@dataclass(frozen=True)
class Answer:
    """One answer that went out. `asked`: whether its move could be read on the wire, which a phone may mask. `safe`:
    what it confirms was written, and synced, before it left."""

    socket: str
    number: int
    asked: bool
    safe: bool


def calls(trace: Iterable[str]) -> Iterator[Call]:
    """The calls of a trace, those that others came between put together again."""
    begun: dict[str, str] = {}
    for line in trace:
        found = _LINE.match(line)
        if found is None:
            continue
        thread, rest = found["thread"], found["rest"].rstrip()
        if rest.endswith("<unfinished ...>"):
            begun[thread] = rest.removesuffix("<unfinished ...>")
            continue
        if resumed := _RESUMED.match(rest):
            rest = begun.pop(thread, f"{resumed[1]}(") + rest[resumed.end() :]
        if call := _call(rest):
            yield call


def answers(trace: Iterable[str]) -> list[Answer]:
    """Every answer to a move, in order.

    An answer is safe when the id of its move was written to the log before, and the log was synced since and not
    written to again.
    """
    ids: dict[tuple[str, int], str] = {}
    logged: set[str] = set()
    synced, found = True, []
    for call in calls(trace):
        if call.on.endswith("-wal"):
            synced = call.name in _SYNCS or (synced and call.name not in _WRITES)
            logged |= {id_ for id_ in ids.values() if id_ in call.said}
            continue
        ids |= {(call.on, int(number)): id_ for number, id_ in _MOVE.findall(call.said)}
        for number in map(int, _ACK.findall(call.said)):
            id_ = ids.pop((call.on, number), "")
            found.append(Answer(call.on, number, bool(id_), synced and id_ in logged))
    return found


def let_go(trace: Iterable[str]) -> list[str]:
    """What of the database was closed by somebody while it was served.

    On POSIX a process loses all its locks on a file when it closes any handle of it, so whoever merely reads the file
    beside SQLite lets another program throw away the log, and with it what was told to be saved. SQLite itself keeps
    its handles open for that reason; the log is not what it locks.
    """
    serving = [line for line in _until_stopped(trace) if " close(" in line]
    return [line for line in serving if re.search(r"/workshop\.db(-shm)?>", line)]


def _until_stopped(trace: Iterable[str]) -> Iterator[str]:
    """From the first log of a database that is in use until Ctrl-C."""
    opened = False
    for line in trace:
        if "--- SIGINT" in line:
            return
        opened = opened or ("workshop.db-shm" in line and "open" in line)
        if opened:
            yield line


def read(path: Path) -> list[str]:
    """The lines of a trace."""
    return path.read_text(errors="replace").splitlines()


def ended(path: Path) -> bool:
    """Whether strace has taken down the end of everything."""
    return bool(re.search(r"\+\+\+ (exited|killed)", path.read_text(errors="replace").rpartition("\n\n")[2][-400:]))


def _call(rest: str) -> Call | None:
    found = re.match(r"(\w+)\(\d+<([^>]*)>", rest)
    return Call(found[1], _plain(found[2]), _plain(rest)) if found else None


def _plain(told: str) -> str:
    return _BYTE.sub(lambda byte: chr(int(byte[1], 16)), told)
