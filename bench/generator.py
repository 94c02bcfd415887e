"""A hall full of phones, as an object: hall.c is built when needed, put on a core of its own, and given its orders.

Nothing is interpreted here; each method gives hall's answer as a dictionary. Times are in milliseconds; a latency is
`{n, mean, p50, p95, p99, max}`. Every answer has `generator_cpu_pct`, `frames` (texts that were heard), `gone` (phones
that lost their line) and, if any did, `why`.
"""

from __future__ import annotations

import http.client
import json
import os
import select
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

Answer = dict[str, Any]
Dialect = Literal["workshop", "peer"]

SOURCE = Path(__file__).with_name("hall.c")
CHAPTERS = SOURCE.with_suffix("")
GRACE = 150.0
"""Seconds beyond what an order takes by itself after which hall is given up."""


class HallBroken(Exception):
    """The generator cannot go on; the sentence says why."""


class Generator:
    """So many phones and a facilitator's console at 127.0.0.1:`port`. `core`: where it runs, or None for anywhere."""

    def __init__(self, port: int, dialect: Dialect, phones: int, core: int | None = 1, deflate: bool = False) -> None:
        self.phones = phones
        command = [str(built()), str(port), dialect, str(phones), *(["--deflate"] if deflate else [])]
        self._hall = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if core is not None and core in os.sched_getaffinity(0):
            os.sched_setaffinity(self._hall.pid, {core})

    def __enter__(self) -> Generator:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, what: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Everybody goes home."""
        for pipe in (self._hall.stdin, self._hall.stdout):
            if pipe:
                pipe.close()
        try:
            self._hall.wait(5)
        except subprocess.TimeoutExpired:
            self._hall.kill()
            self._hall.wait()

    # ── coming and going ───────────────────────────────────────────────────

    def console(self, cookie: str = "", run: str = "", code: str = "") -> Answer:
        """The facilitator's line; again after the server was started anew. A peer's projector needs nothing."""
        return self._order("console", *((cookie.replace("; ", ";"), run, code) if run else ()))

    def arrive(self, seconds: float, page: bool = True) -> Answer:
        """Everybody who is not in the room comes in, spread over `seconds`: page, joining, socket, views."""
        self._order("page", int(page))
        return self._order("arrive", seconds, takes=seconds)

    def drop(self) -> Answer:
        """Every phone's line breaks; they keep their cookies."""
        return self._order("drop")

    def back(self, seconds: float) -> Answer:
        """Those who were here come back with their cookies."""
        return self._order("back", seconds, takes=seconds)

    def sit(self) -> Answer:
        """Everybody asks for fresh views."""
        return self._order("sit")

    def slow(self, count: int) -> Answer:
        """The last so many phones stop reading; 0: all read again."""
        return self._order("slow", count)

    # ── what they do ───────────────────────────────────────────────────────

    def count(self, key: str) -> Answer:
        """Under which key stage (and floor) say how many have answered. To be called when the screen is on."""
        return self._order("count", key)

    def taps(self, count: int, seconds: float, template: str = "") -> Answer:
        """So many taps of one phone after another, until all are answered and counted on the stage.

        `template`: the move's JSON. In it %i is the phone, %k the tap, %u an id never used before, %{a|b} one of these.
        """
        return self._order("taps", count, seconds, template, takes=seconds)

    def ticks(self, hz: float, seconds: float, template: str = "") -> Answer:
        """Taps at an even rate, and when each phone hears of each."""
        return self._order("ticks", hz, seconds, template, takes=seconds)

    def say(self, name: str, screen: str, data: Answer | str) -> Answer:
        """A move of the facilitator, and when each phone shows it. In `data` as text, %s is the console's last step."""
        return self._order("say", name, screen or "-", data if isinstance(data, str) else json.dumps(data))

    def idle(self, seconds: float) -> Answer:
        """Nobody does anything."""
        return self._order("idle", seconds, takes=seconds)

    # ── a peer's ───────────────────────────────────────────────────────────

    def coal(self, hz: float, seconds: float, size: int) -> Answer:
        """A peer starts to tell everybody how many votes there are, so many times a second. Answers at once."""
        return self._order("coal", hz, seconds, size)

    def size(self, size: int) -> Answer:
        """How long a peer's message for each vote is, in `ticks`."""
        return self._order("size", size)

    # ── looking ────────────────────────────────────────────────────────────

    def tape(self, file: Path) -> Answer:
        """Write down what each phone heard since it sat down the last time but one order `sit`; see tape.py."""
        return self._order("tape", file)

    def cpu(self, *processes: int) -> Answer:
        """What the server's processes and this one used since the last look."""
        return self._order("cpu", *processes)

    def tries(self, most: int) -> Answer:
        """How often a phone knocks before it is said to have failed. At first 1."""
        return self._order("tries", most)

    def addresses(self, count: int) -> Answer:
        """From how many loopback addresses phones come. At first 1, as a school behind one router."""
        return self._order("addresses", count)

    def reset(self) -> Answer:
        """Nothing: every order counts for itself."""
        return self._order("reset")

    def _order(self, name: str, *given: object, takes: float = 0) -> Answer:
        line = " ".join(str(part) for part in (name, *given)).replace("\n", " ")
        assert self._hall.stdin
        assert self._hall.stdout
        try:
            self._hall.stdin.write(line.encode() + b"\n")
            self._hall.stdin.flush()
        except OSError:
            raise HallBroken(f"The generator had ended before it was told to {name}.") from None
        if not select.select([self._hall.stdout], [], [], takes + GRACE)[0]:
            raise HallBroken(f"The generator did not answer to {name} within {takes + GRACE:.0f} seconds.")
        said = self._hall.stdout.readline()
        if not said:
            raise HallBroken(f"The generator ended at {name}, with {self._hall.wait()}.")
        answer: Answer = json.loads(said)
        if "error" in answer:
            raise HallBroken(f"The generator cannot {name}: {answer['error']}.")
        return answer


def built() -> Path:
    """The generator's program, compiled if it is missing or older than its source. Raises HallBroken."""
    newest = max(file.stat().st_mtime for file in (SOURCE, *CHAPTERS.glob("*.h")))
    for folder in (SOURCE.parent.parent / "build", Path(tempfile.gettempdir()) / f"hall-{os.getuid()}"):
        program = folder / "hall"
        if program.exists() and program.stat().st_mtime >= newest:
            return program
        try:
            folder.mkdir(exist_ok=True)
            return _compiled(program)
        except OSError:
            continue
    raise HallBroken("There is no folder to build the generator in.")


def _compiled(program: Path) -> Path:
    """Under another name first: somebody else may be using the old one, or building it too."""
    half = program.with_name(f"hall-{os.getpid()}")
    command = ["cc", "-O2", "-std=gnu11", "-o", str(half), str(SOURCE), "-lz", "-lm"]
    try:
        done = subprocess.run(command, capture_output=True, text=True)
    except FileNotFoundError:
        raise HallBroken("A C compiler is needed: apt-get install gcc zlib1g-dev.") from None
    if done.returncode:
        missing = "zlib.h" in done.stderr
        raise HallBroken("zlib is needed: apt-get install zlib1g-dev." if missing else f"hall.c: {done.stderr[:300]}")
    half.replace(program)
    return program


def sign_in(port: int, ticket: str) -> tuple[str, str]:
    """The facilitator's ticket for her cookie and the run it opens. A ticket is good once."""
    body, headers = json.dumps({"ticket": ticket}), {"Content-Type": "application/json"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=15)) as line:
        line.request("POST", "/sign-in", body, headers)
        answer = line.getresponse()
        said = json.loads(answer.read())
    if not said.get("ok"):
        raise HallBroken(f"The ticket was not taken: {said.get('code')}.")
    cookies = answer.headers.get_all("Set-Cookie", [])
    return "; ".join(one.split(";")[0] for one in cookies), str(said["go"]).rpartition("/")[2]
