"""The rounds: in each, every contender is started fresh and taken through the same phases, in another order each time.

What only the product can be asked has sessions of its own, and so have growth and the record of a long session.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from bench import machine, phases
from bench.calm import Calm, watched
from bench.contenders import BUILD, NODE, WORKSHOP, Contender
from bench.phases import Figures, Room

Phase = Callable[[Room], Figures]

OURS: Mapping[str, Phase] = {
    "first": phases.first,
    "idle": phases.idle,
    "join": phases.join,
    "tick": phases.tick,
    "spread": phases.spread,
    "burst": phases.burst,
    "step": phases.step,
    "tape": phases.taped,
}
THEIRS: Mapping[str, Phase] = {
    "join": phases.join,
    "idle": phases.idle,
    "tick": phases.tick,
    "tick_1k": phases.tick_1k,
    "tick_10": phases.tick_10,
    "spread": phases.spread,
    "burst": phases.burst,
}
ALONE: Mapping[str, Phase] = {
    "first_minute": phases.first_minute,
    "texts": phases.texts,
    "matrix": phases.matrix,
    "cards": phases.cards,
    "slow": phases.slow,
    "tape": phases.taped,
    "restart": phases.restart,
    "hour": phases.hour,
    "tape_after_hour": phases.taped,
}
GROWTH: Mapping[str, Phase] = {
    "tick": phases.tick,
    "spread": phases.spread,
    "burst": phases.burst,
}

COMING = ("first", "first_minute", "join")
"""Phases without which nobody is there; the first of them is always played."""

SIZES = (100, 300, 1000, 2000, 5000)


@dataclass(frozen=True)
class Wanted:
    """What is asked of the bench. Empty `phases`: all of them."""

    phones: int
    times: int
    only: tuple[Contender, ...]
    phases: frozenset[str] = frozenset()
    quick: bool = False
    packed: bool = False
    calm: Calm = field(default_factory=Calm)

    def any_of(self, *known: Iterable[str]) -> bool:
        """Whether some of these phases are to be played."""
        return not self.phases or any(name in self.phases for names in known for name in names)

    def of(self, known: Mapping[str, Phase]) -> dict[str, Phase]:
        """The phases to be played, with the one in which people come in."""
        coming = next((name for name in known if name in COMING), "")
        return {name: one for name, one in known.items() if not self.phases or name in self.phases or name == coming}


def beside_each_other(wanted: Wanted) -> Figures:
    """For each contender and phase the figures of every round, with the sizes of what a room says."""
    sizes = weigh(wanted.phones)
    found: Figures = {one.name: {} for one in wanted.only}
    for no in range(wanted.times):
        for contender in _turned(wanted.only, no):
            played = wanted.of(OURS if contender is WORKSHOP else THEIRS)
            _kept(found[contender.name], _session(contender, played, wanted, sizes, f"round {no + 1}"))
    return {"sizes": sizes, "rounds": found}


def alone(wanted: Wanted) -> Figures:
    """The product alone: one session after the other."""
    played = wanted.of(ALONE)
    if wanted.phases and "first_minute" not in wanted.phases:  # nobody asked to watch them come
        played = {"first": phases.first, **{name: one for name, one in played.items() if name != "first_minute"}}
    found: Figures = {}
    for no in range(wanted.times):
        _kept(found, _once(WORKSHOP, played, wanted, {}, f"alone {no + 1}"))
    return found


def growth(wanted: Wanted, sizes: Iterable[int] = SIZES) -> Figures:
    """The same taps in larger and larger halls, the product and Node one after the other."""
    weights = {phones: weigh(phones) for phones in sizes}
    found: Figures = {one.name: {} for one in (WORKSHOP, NODE) if one in wanted.only}
    for no in range(wanted.times):
        for phones in sizes:
            hall = replace(wanted, phones=phones)
            for contender in _turned([one for one in wanted.only if one.name in found], no):
                coming: dict[str, Phase] = {"first": phases.first} if contender is WORKSHOP else {"join": phases.join}
                told = _session(
                    contender, {**coming, **GROWTH}, hall, weights[phones], f"growth {no + 1}, {phones} phones"
                )
                _kept(found[contender.name].setdefault(str(phones), {}), told)
    return {"sizes": weights, "halls": found}


def weigh(phones: int) -> Figures:
    """How many bytes a phone is sent for one tap, and when it comes in: as many are given to the peers to say."""
    with _folder() as folder, phases.room(WORKSHOP, folder, phones) as room:
        room.hall.arrive(0, page=False)
        tap, back = phases.tick(room), phases.join(room)
    if tap["missing"] or back["failed"]:
        raise SystemExit("Not even one room could be weighed: is something else keeping this machine busy?")
    found = {"patch": round(tap["bytes_per_phone_s"] / phases.TICK_HZ), "welcome": round(back["bytes_per_phone"])}
    say(f"{phones} phones: {found['patch']} bytes for a tap, {found['welcome']} for coming in; the peers say as much.")
    return found


# ── one session ─────────────────────────────────────────────────────────────


def _session(contender: Contender, played: Mapping[str, Phase], wanted: Wanted, sizes: Figures, where: str) -> Figures:
    """Once, and what others disturbed once more, as long as there is patience."""
    coming = next(iter(played))
    return wanted.calm.taken(
        played, lambda some: _once(contender, {coming: played[coming], **some}, wanted, sizes, where)
    )


def _once(contender: Contender, played: Mapping[str, Phase], wanted: Wanted, sizes: Figures, where: str) -> Figures:
    told: Figures = {}
    with (
        _folder() as folder,
        phases.room(
            contender, folder, wanted.phones, quick=wanted.quick, packed=wanted.packed, **_sized(sizes)
        ) as room,
    ):
        empty = machine.rss_kb(room.server.pid)
        for name, phase in played.items():
            wanted.calm.wait()
            told[name] = _played(phase, room)
            say(f"{where} · {contender.name} · {name}: {_shortly(told[name])}")
            if name in COMING and "memory" not in told:
                told["memory"] = _memory(room, empty)
    return told


def _played(phase: Phase, room: Room) -> Figures:
    began = time.monotonic()
    try:
        return watched(lambda: phase(room))
    except Exception as error:
        # One phase that fails must not cost the figures of a quarter of an hour; the report shows that it did.
        return {"broken": f"{type(error).__name__}: {error}", "phase_s": time.monotonic() - began}


def _memory(room: Room, empty: int) -> Figures:
    machine.settled(room.server.pid)
    now = machine.rss_kb(room.server.pid)
    return {"empty_kb": empty, "full_kb": now, "kb_per_phone": (now - empty) / room.phones}


def _sized(sizes: Figures) -> Figures:
    return {"patch": sizes["patch"], "welcome": sizes["welcome"]} if sizes else {}


def _turned(order: Iterable[Contender], no: int) -> list[Contender]:
    """Somebody else begins each time."""
    one = list(order)
    return [*one[no % len(one) :], *one[: no % len(one)]] if one else []


def _kept(found: Figures, told: Figures) -> None:
    for name, figures in told.items():
        found.setdefault(name, []).append(figures)


@contextmanager
def _folder() -> Any:
    """A folder on the disk of the project, not in memory, so that flushing is flushing."""
    BUILD.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="room-", dir=BUILD))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _shortly(told: Figures) -> str:
    """A phase in a few words, for whoever waits."""
    if "broken" in told:
        return str(told["broken"])
    words = [
        f"{name} p95 {told[name]['p95']:.1f} ms" for name in ("each", "delivery", "acks", "counted") if name in told
    ]
    words += [f"server {told['server_cpu_pct']:.1f} %"] if "server_cpu_pct" in told else []
    words += [f"generator {told['generator_cpu_pct']:.0f} %"] if "generator_cpu_pct" in told else []
    words += [f"{100 * told['stolen']:.0f} % to others"] if told["stolen"] >= 0.01 else []
    words += [f"{told[name]} {name}" for name in ("failed", "refused", "lost", "missing", "gone") if told.get(name)]
    words += [f"{told['patches']} patches, {told['compared']} views, {told['wrong']} wrong"] if "faults" in told else []
    return ", ".join(words) or "done"


def say(text: str) -> None:
    """What is going on, beside the figures."""
    print(time.strftime("%H:%M:%S"), text, file=sys.stderr, flush=True)
