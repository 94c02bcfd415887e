"""What is done to a server in one room: each phase is a function of the room and gives its figures as JSON.

Times are milliseconds, a latency is `{n, mean, p50, p95, p99, max}`. Phases that send moves also say how many were
refused or lost; a figure from a phase in which somebody failed is none.
"""

from __future__ import annotations

import gzip
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

from bench import machine, tape
from bench.contenders import ROOT, TABLES_PLANNED, Contender, Invitation, Running, tables
from bench.generator import Generator

Figures = dict[str, Any]

TICK_HZ = 3.0
"""Taps a second while delivery is measured. A room tells phones of news four times a second at most, so at this rate
each tap is told of by itself, and what is measured is work and not waiting."""

TICK_S = 12.0
SHORT_TICK_S = 6.0
"""Seconds of taps. The shorter ones are beside the point; in the longer ones one slow flush to disk, of which others on
the same disk make some, is less than a twentieth of the taps."""

FAST_HZ = 10.0
"""The rate at which peers tick while people vote, and at which a room tells its stage."""

KILOBYTE = 1024

SPREAD_S = 5.0

SLOW_PHONES = 20

BETWEEN_TABLES = 0.03
"""Seconds; a console that talks faster for long is cut off."""


@dataclass
class Room:
    """A server that is running, and a hall of phones for it. `patch`: bytes of what a room tells phones of one tap."""

    server: Running
    hall: Generator
    phones: int
    patch: int
    quick: bool = False
    now: str = ""
    invitation: Invitation | None = None

    @property
    def ours(self) -> bool:
        """Whether this is the product, and not what it is compared with."""
        return self.server.contender.dialect == "workshop"

    def measured(self, act: Callable[[], Figures]) -> Figures:
        """What `act` gives, with the server's processor time."""
        return machine.metered(self.server.pid, act)

    def on(self, screen: str, count: str = "-") -> None:
        """The facilitator puts a screen up; everybody shows it. `count`: under which key it says how many answered."""
        if not self.ours:
            return
        if screen != self.now:  # else nothing would change, and nobody would be told
            self.must(self.hall.say("go", "", {"screen": screen}))
            self.now = screen
        self.hall.count(count)

    def must(self, said: Figures) -> Figures:
        """Raises `RuntimeError` if the facilitator was refused."""
        if not said["ok"]:
            raise RuntimeError(f"The facilitator was refused: {said['refusal']}")
        return said


@contextmanager
def room(
    contender: Contender, folder: Path, phones: int, *, pinned: bool = True, packed: bool = False, **how: Any
) -> Iterator[Room]:
    """A fresh server with its hall, nobody in it yet but the facilitator. `packed`: phones offer to unpack frames, as
    browsers do; only the product is asked. `welcome`: bytes with which a peer greets."""
    for_server, for_hall = machine.cores() if pinned else (None, None)
    server = Running(contender, folder, phones, for_server, how.pop("welcome", 5000))
    packed = packed and contender.dialect == "workshop"
    with server, Generator(server.port, contender.dialect, phones, for_hall, packed) as hall:
        found = Room(server, hall, phones, **{"patch": 300, **how})
        _facilitator_comes(found)
        yield found


def _facilitator_comes(room: Room) -> None:
    if not room.ours:
        room.hall.console()
        return
    room.invitation = room.invitation or room.server.sign_in()
    room.hall.console(room.invitation.cookie, room.invitation.run, room.invitation.code)
    for _ in range(tables(room.phones) - TABLES_PLANNED):
        room.must(room.hall.say("add_table", "", {"name": ""}))
        time.sleep(BETWEEN_TABLES)


def tap(screen: str, name: str, data: str) -> str:
    """A move of a phone, as the generator fills it in."""
    return f'{{"id":"%u","screen":"{screen}","name":"{name}","data":{data}}}'


def vote(screen: str) -> str:
    """One of four, in turn."""
    return tap(screen, "vote", '{"picks":{"%{north|east|south|west}":1},"round":1}')


# ── phases that every contender goes through ────────────────────────────────


def join(room: Room) -> Figures:
    """Everybody at one instant, with all that is to be seen: a snapshot at a peer, three views in a room.

    In a room they have been in before; how they come for the first time is `first`.
    """
    if not room.ours:
        return room.measured(lambda: room.hall.arrive(0))
    room.hall.drop()
    machine.settled(room.server.pid)
    return room.measured(lambda: room.hall.back(0))


def tick(room: Room) -> Figures:
    """One tap after the other, each told to everybody: how long it takes from the tap to each phone."""
    return _ticks(room, TICK_HZ, room.patch)


def tick_1k(room: Room) -> Figures:
    """The same with a kilobyte for each phone. A room has no such patches."""
    return _ticks(room, TICK_HZ, KILOBYTE, SHORT_TICK_S)


def tick_10(room: Room) -> Figures:
    """The same ten times a second. A room does not tell phones so often."""
    return _ticks(room, FAST_HZ, room.patch, SHORT_TICK_S)


def _ticks(room: Room, hz: float, size: int, lasting: float = TICK_S) -> Figures:
    seconds = 1.0 if room.quick else lasting
    if not room.ours:
        room.hall.size(size)
    room.on("live.tick", "voted")
    machine.settled(room.server.pid)
    return room.measured(lambda: room.hall.ticks(hz, seconds, vote("live.tick")))


def spread(room: Room) -> Figures:
    """Everybody taps once, spread over five seconds, while all watch: answers, and when the stage counts them."""
    return _all_tap(room, "live.spread", 1.0 if room.quick else SPREAD_S)


def burst(room: Room) -> Figures:
    """Everybody taps at one instant."""
    return _all_tap(room, "live.burst", 0)


def _all_tap(room: Room, screen: str, seconds: float) -> Figures:
    """Peers tick ten times a second meanwhile: they have no other way to tell the projector."""
    room.on(screen, "voted")
    machine.settled(room.server.pid)
    if not room.ours:
        room.hall.coal(FAST_HZ, seconds + 2, room.patch)
    return room.measured(lambda: room.hall.taps(room.phones, seconds, vote(screen)))


def idle(room: Room) -> Figures:
    """Nobody does anything."""
    machine.settled(room.server.pid)
    return room.measured(lambda: room.hall.idle(1 if room.quick else 4))


# ── phases of the product alone ─────────────────────────────────────────────


def first(room: Room) -> Figures:
    """Everybody comes for the first time, at one instant: the page, joining, the socket, the views."""
    return room.measured(lambda: room.hall.arrive(0))


def first_minute(room: Room) -> Figures:
    """The same, spread over a minute, as people come through a door."""
    return room.measured(lambda: room.hall.arrive(10 if room.quick else 60))


def step(room: Room) -> Figures:
    """The facilitator goes to the next screen: how long until every phone shows it, and what it weighs."""
    room.on("live.tick")
    room.hall.sit()
    said = room.measured(lambda: room.must(room.hall.say("go", "", {"screen": "work.matrix"})))
    room.now = "work.matrix"
    return {**said, **_weighed(room)}


def _weighed(room: Room) -> Figures:
    """What a phone has heard since everybody sat down, as it is and packed message by message."""
    reel = room.server.folder / "step.tape"
    room.hall.tape(reel)
    texts = [text.encode() for text in reel.read_text().partition("\n\n")[0].split("\n")]
    heard = [[texts[no] for no in _lately(each.messages)] for each in tape.read(reel).phones if each.phone]
    packed = [sum(len(gzip.compress(text)) for text in each) for each in heard]
    return {
        "plain_bytes": median(sum(map(len, each)) for each in heard),
        "gz_bytes": median(packed),
        "gz_bytes_max": max(packed),
    }


def _lately(messages: list[int]) -> list[int]:
    """What came after somebody sat down the last time and was shown everything afresh."""
    sat = max(no for no, message in enumerate(messages) if message == tape.SAT_DOWN)
    return messages[sat + 1 + VIEWS :]


VIEWS = 3
"""What a phone is shown afresh: the floor, its table, itself."""


def texts(room: Room) -> Figures:
    """Everybody writes a sentence within half a minute; the facilitator lets each up or puts it away."""
    room.on("work.words", "answered")
    assert room.invitation
    console = [str(room.server.port), room.invitation.cookie, room.invitation.run, str(room.phones)]
    write = tap("work.words", "write", '{"box":"said","text":"What I heard at table %k, said %i","visibility":"room"}')
    with subprocess.Popen(
        [sys.executable, "-m", "bench.reviewer", *console], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as reviewer:
        assert reviewer.stdout
        reviewer.stdout.readline()
        said = room.measured(lambda: room.hall.taps(room.phones, 4 if room.quick else 30, write))
        reviewed = json.loads(reviewer.stdout.readline())
    return {**said, "review": reviewed}


def matrix(room: Room) -> Figures:
    """Everybody puts four things on a scale, one after the other."""
    room.on("work.matrix")
    things = "%{leadership|planning|coherence|communication}"
    mark = tap("work.matrix", "mark", f'{{"item":"{things}","value":%{{1|1.5|2|2.5|3|3.5|4}},"round":1}}')
    # A phone's four taps must not be the same one four times: each time round everybody is one thing further on.
    rounds = [mark.replace(things, thing) for thing in things[2:-1].split("|")]
    return _together([_quietly(room, one, 2.5) for one in rounds])


def cards(room: Room) -> Figures:
    """Every table turns its cards, and everybody writes down a thought. Who does not hold the deck cannot turn."""
    room.on("work.cards")
    turn = tap("work.cards", "turn", "{}")
    turned = [_quietly(room, turn, 2.0) for _ in range(3)]
    think = tap("work.cards", "think", '{"card":"im02","text":"It reminds me of %k","visibility":"table"}')
    thought = _quietly(room, think, 10.0)
    return {**thought, "turned": _together(turned), "tables": tables(room.phones)}


def _quietly(room: Room, template: str, seconds: float) -> Figures:
    return room.measured(lambda: room.hall.taps(room.phones, seconds / 5 if room.quick else seconds, template))


def _together(told: list[Figures]) -> Figures:
    """Several lots of taps as one: sums of what is counted, and the worst of what was waited."""
    summed = {key: sum(one[key] for one in told) for key in ("taps", "refused", "lost", "server_cpu_ms", "wall_s")}
    worst = {key: max(one["acks"][key] for one in told) for key in ("p50", "p95", "p99", "max")}
    return {**summed, "acks": worst, "generator_cpu_pct": max(one["generator_cpu_pct"] for one in told)}


def slow(room: Room) -> Figures:
    """Twenty phones stop reading: the others must not notice."""
    few = min(SLOW_PHONES, room.phones // 4)
    before = _ticks(room, TICK_HZ, room.patch)
    room.hall.slow(few)
    beside = _ticks(room, TICK_HZ, room.patch)
    room.hall.slow(0)
    return {**beside, "slow_phones": few, "without": before}


def restart(room: Room) -> Figures:
    """The server is killed and starts again on the same record: how long until everybody is back."""
    room.hall.drop()
    room.server.kill()
    room.server.start()
    cpu = machine.cpu_s(room.server.pid)
    assert room.invitation
    room.hall.console(room.invitation.cookie, room.invitation.run, room.invitation.code)
    console_s = time.monotonic() - room.server.began
    back = room.measured(lambda: room.hall.back(0))
    opened = {"listens_s": room.server.opened_s, "listens_cpu_s": cpu, "console_s": console_s}
    return {**back, **opened, "facts": facts(room.server.folder)}


def facts(folder: Path) -> int:
    """How many facts are on record, read beside the server."""
    with closing(sqlite3.connect(f"file:{folder / 'data' / 'workshop.db'}?mode=ro", uri=True)) as record:
        return int(record.execute("select count(*) from facts").fetchone()[0])


def hour(room: Room) -> Figures:
    """An hour of a session, without the pauses: screen after screen, everybody doing something on each.

    What memory it takes is told as a line through all the looks at it: kB for each move.
    """
    rounds = 2 if room.quick else 6
    looks, moves, wrong = [_memory(room, 0)], 0, 0
    began = time.monotonic()
    for _ in range(rounds):
        for screen, template in _HOUR:
            room.on(screen)
            said = room.hall.taps(room.phones, room.phones / 1000, template)
            moves += said["taps"]
            wrong += said["refused"] + said["lost"]
            looks.append(_memory(room, moves))
    slope, level = line([(look["moves"], look["rss_kb"]) for look in looks])
    told = {"moves": moves, "refused": wrong, "lost": 0, "rounds": rounds, "took_s": time.monotonic() - began}
    return {**told, "kb_per_move": slope, "kb_at_first": level, "looks": looks, "facts": facts(room.server.folder)}


_HOUR = (
    ("live.tick", vote("live.tick")),
    ("work.matrix", tap("work.matrix", "mark", '{"item":"leadership","value":%{1|2|3|4},"round":1}')),
    ("work.words", tap("work.words", "write", '{"box":"said","text":"One more thing %k","visibility":"table"}')),
    ("work.quiet", tap("work.quiet", "vote", '{"picks":{"%{yes|no}":1},"round":1}')),
)


def _memory(room: Room, moves: int) -> Figures:
    return {"moves": moves, "rss_kb": machine.rss_kb(room.server.pid)}


def line(points: list[tuple[float, float]]) -> tuple[float, float]:
    """The straight line nearest to some points, by least squares: its slope, and where it begins."""
    middle_x, middle_y = (sum(values) / len(points) for values in zip(*points, strict=True))
    wide = sum((x - middle_x) ** 2 for x, _ in points)
    slope = sum((x - middle_x) * (y - middle_y) for x, y in points) / wide if wide else 0.0
    return slope, middle_y - slope * middle_x


def taped(room: Room) -> Figures:
    """Whether what every phone shows, from its views and patches alone, is what the server would show it afresh."""
    reel = room.server.folder / "hall.tape"
    room.hall.sit()
    room.hall.tape(reel)
    verdict = tape.check(tape.read(reel))
    return {**vars(verdict)}
