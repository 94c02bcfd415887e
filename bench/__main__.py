"""Measure a full hall: python -m bench [--phones 1000] [--times 5] [--growth] …; docs/bench.md tells how to read it."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import machine, report, rounds
from bench.calm import Calm
from bench.contenders import ALL, BUILD, WORKSHOP, Contender
from bench.figures import Results
from bench.generator import built
from bench.reopen import reopen
from bench.rounds import ALONE, GROWTH, OURS, SIZES, THEIRS, Wanted

QUICK_PHONES = 100
REOPEN = "reopen"


def main() -> None:
    """Measure, and write the report. What was measured before and not this time stays in it, except in a trial's."""
    said = _asked().parse_args()
    signal.signal(
        signal.SIGTERM, lambda *_: sys.exit("Stopped; nothing was written.")
    )  # servers are stopped on the way
    folder = _where(said)
    kept = _kept(folder) if said.draw or folder == BUILD else {}
    told = {**kept, **({} if said.draw else _measured(said))}
    drawn = report.write(told, folder)
    print(report.markdown(Results(told)))
    print(f"\nThe page: {drawn}", file=sys.stderr)


def _measured(said: argparse.Namespace) -> dict[str, Any]:
    began = time.monotonic()
    machine.allow_open_files()
    os.sched_setaffinity(0, {machine.cores()[1]})
    BUILD.mkdir(parents=True, exist_ok=True)
    rounds.say(f"The generator is {built().name}; the server has core {machine.cores()[0]} to itself.")
    wanted = _wanted(said)
    about = {**machine.about(BUILD), "phones": wanted.phones, "times": wanted.times}
    if said.growth:
        told = {"growth": {"about": about, **rounds.growth(wanted, said.sizes)}}
    else:
        told = {"about": about, **_rounds(wanted, said.alone)}
    rounds.say(f"That took {(time.monotonic() - began) / 60:.1f} minutes.")
    return told


def _rounds(wanted: Wanted, alone: int) -> dict[str, Any]:
    told: dict[str, Any] = rounds.beside_each_other(wanted) if wanted.any_of(OURS, THEIRS) else {}
    if WORKSHOP not in wanted.only:
        return told
    if wanted.any_of(ALONE.keys() - OURS.keys()):
        told["alone"] = rounds.alone(replace(wanted, times=alone))
    if wanted.any_of({REOPEN}) and not wanted.quick:
        rounds.say("A long session opens again; before the first time it has to be played, which takes minutes.")
        told[REOPEN] = reopen(wanted.calm)
    return told


def _wanted(said: argparse.Namespace) -> Wanted:
    phones = said.phones or (QUICK_PHONES if said.quick else 1000)
    calm = Calm(0 if said.quick else 60 * said.patience, BUILD)
    return Wanted(phones, said.times or _times(said), said.only, frozenset(said.phases), said.quick, said.deflate, calm)


def _times(said: argparse.Namespace) -> int:
    return 1 if said.quick else 3 if said.growth else 5


def _where(said: argparse.Namespace) -> Path:
    """A trial leaves the report of the last whole measurement alone, and remembers nothing of the last trial."""
    trial = said.quick or said.phases or len(said.only) < len(ALL)
    return BUILD / "trial" if trial else BUILD


def _kept(folder: Path) -> dict[str, Any]:
    latest = folder / "bench.json"
    kept: dict[str, Any] = json.loads(latest.read_text()) if latest.exists() else {}
    return kept


def _asked() -> argparse.ArgumentParser:
    asked = argparse.ArgumentParser(
        prog="python -m bench", description="Measure a full hall beside three other servers."
    )
    asked.add_argument("--phones", type=int, help="people in the hall (1,000)")
    asked.add_argument("--times", type=int, help="rounds in which each contender is started fresh (5; 3 for --growth)")
    asked.add_argument("--alone", type=int, default=1, help="sessions of the product alone (1)")
    asked.add_argument("--patience", type=float, default=20, help="minutes for waiting until others are quiet (20)")
    asked.add_argument("--only", type=_contenders, default=ALL, help=f"some of {','.join(one.name for one in ALL)}")
    asked.add_argument("--phases", type=_phases, default=[], help=f"some of {','.join(PHASES)}")
    asked.add_argument("--quick", action="store_true", help="a trial: a hundred phones, one short round")
    asked.add_argument("--deflate", action="store_true", help="the product's phones offer to unpack, as browsers do")
    asked.add_argument("--growth", action="store_true", help="larger and larger halls instead, the product beside Node")
    asked.add_argument("--sizes", type=_sizes, default=SIZES, help="halls for --growth")
    asked.add_argument("--draw", action="store_true", help="only write the report again, of what was measured last")
    return asked


PHASES = tuple(dict.fromkeys((*OURS, *THEIRS, *ALONE, *GROWTH, REOPEN)))


def _contenders(said: str) -> tuple[Contender, ...]:
    wanted = said.split(",")
    return tuple(one for one in ALL if one.name in _known(wanted, [one.name for one in ALL]))


def _phases(said: str) -> list[str]:
    return _known(said.split(","), PHASES)


def _sizes(said: str) -> tuple[int, ...]:
    return tuple(int(one) for one in said.split(","))


def _known(wanted: list[str], known: Any) -> list[str]:
    if strange := [one for one in wanted if one not in known]:
        raise argparse.ArgumentTypeError(f"there is no {strange[0]}; there are {', '.join(known)}")
    return wanted


if __name__ == "__main__":
    main()
