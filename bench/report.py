"""The report: what was to be reached and whether it was, as Markdown for the terminal, as JSON, and as a page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import page
from bench.calm import disturbed
from bench.contenders import ALL
from bench.figures import Results, Spread, against, at, between, exponent, ratio, seen, short, wrong

TWO_TICKS_AND_50_MS = 250.0

LABELS = {one.name: one.label for one in ALL}
KEEPS = {one.name: one.keeps for one in ALL}


@dataclass(frozen=True)
class Target:
    """Something to be reached: `found` at most `limit`, where `unit` says what of."""

    what: str
    limit: float
    unit: str
    found: Callable[[Results], Spread | None]

    def row(self, results: Results) -> dict[str, Any]:
        """What was found, and whether it is good enough; None for what was not measured."""
        spread = self.found(results)
        measured = (
            {"found": str(spread), "value": spread.middle} if spread else {"found": "not measured", "value": None}
        )
        reached = spread.middle <= self.limit if spread else None
        return {"what": self.what, "limit": f"≤ {short(self.limit)} {self.unit}", **measured, "reached": reached}


def times(phase: str, path: str, peer: str) -> Callable[[Results], Spread | None]:
    """Ours by theirs, round by round."""
    return lambda results: against(results.rounds("workshop", phase), results.rounds(peer, phase), path, ratio)


def ours(phase: str, path: str) -> Callable[[Results], Spread | None]:
    """A figure of the product, from the rounds or from its own sessions."""
    return lambda results: seen(results.rounds("workshop", phase) or results.alone(phase), path)


def larger(phase: str, path: str, phones: int = 2000) -> Callable[[Results], Spread | None]:
    """Ours by Node's in a larger hall."""
    return lambda results: against(
        results.hall("workshop", phones, phase), results.hall("node", phones, phase), path, ratio
    )


def _doubled(results: Results) -> Spread | None:
    halls = [results.hall("workshop", phones, "tick") for phones in (2000, 1000)]
    return against(halls[0], halls[1], "server_cpu_ms", ratio)


def _after_last_ack(results: Results) -> Spread | None:
    mine, bare = results.rounds("workshop", "burst"), results.rounds("bare", "burst")
    return between(mine, "stage_complete_ms", bare, "last_ack_ms", lambda stage, ack: stage - ack)


def _not_in(results: Results) -> Spread | None:
    told = results.rounds("workshop", "first") + results.rounds("workshop", "join")
    failed = [value for one in told if (value := at(one, "failed")) is not None]
    return Spread(max(failed), min(failed), max(failed), len(failed)) if failed else None


TARGETS = (
    Target("patch delivery p95", 0.35, "× stock", times("tick", "delivery.p95", "stock")),
    Target("patch delivery p95", 0.8, "× Node", times("tick", "delivery.p95", "node")),
    Target("patch delivery p95", 1.5, "× the floor", times("tick", "delivery.p95", "bare")),
    Target("server CPU at the same tick", 0.4, "× stock", times("tick", "server_cpu_ms", "stock")),
    Target("server CPU at the same tick", 1.0, "× Node", times("tick", "server_cpu_ms", "node")),
    Target("tap to counted on the stage p95, spread", 1.1, "× the floor", times("spread", "counted.p95", "bare")),
    Target("all at once: stage complete after the floor's last answer", TWO_TICKS_AND_50_MS, "ms", _after_last_ack),
    Target("durable answer p95, spread", 1.2, "× stock", times("spread", "acks.p95", "stock")),
    Target("durable answer p95, spread", 3.5, "× Node", times("spread", "acks.p95", "node")),
    Target("everybody joins at one instant", 1.0, "× Node", times("join", "took_ms", "node")),
    Target("of whom could not come in", 0, "phones", _not_in),
    Target("memory", 45, "kB a phone", ours("memory", "kb_per_phone")),
    Target("2,000 phones: patch delivery p95", 0.8, "× Node", larger("tick", "delivery.p95")),
    Target("2,000 phones: server CPU", 0.7, "× Node", larger("tick", "server_cpu_ms")),
    Target("server CPU of 2,000 phones", 2.3, "× that of 1,000", _doubled),
    Target("step change: every phone shows it, p95", 1000, "ms", ours("step", "shown.p95")),
    Target("step change, packed", 2048, "bytes a phone", ours("step", "gz_bytes")),
    Target("a long session opens again", 2, "s", lambda results: seen(results.told.get("reopen", []), "console_s")),
)

ROWS = (
    ("join", "took_ms", "everybody in at one instant", "ms"),
    ("join", "each.p95", "one of them, p95", "ms"),
    ("memory", "kb_per_phone", "memory", "kB a phone"),
    ("idle", "server_cpu_pct", "nobody does anything: CPU", "%"),
    ("tick", "delivery.p95", "delivery of a tap to everybody, p95", "ms"),
    ("tick", "spread.p95", "from the first phone that hears it to each other, p95", "ms"),
    ("tick", "server_cpu_pct", "server CPU meanwhile", "%"),
    ("tick", "bytes_per_phone_s", "a phone is sent", "bytes/s"),
    ("tick_1k", "delivery.p95", "delivery of 1 kB, p95", "ms"),
    ("tick_1k", "server_cpu_pct", "server CPU meanwhile", "%"),
    ("tick_10", "delivery.p95", "delivery ten times a second, p95", "ms"),
    ("tick_10", "server_cpu_pct", "server CPU meanwhile", "%"),
    ("spread", "acks.p95", "taps over five seconds: answered, p95", "ms"),
    ("spread", "counted.p95", "counted on the stage, p95", "ms"),
    ("spread", "server_cpu_pct", "server CPU meanwhile", "%"),
    ("burst", "acks.p95", "all at once: answered, p95", "ms"),
    ("burst", "last_ack_ms", "the last answer", "ms"),
    ("burst", "stage_complete_ms", "stage complete", "ms"),
    ("first", "took_ms", "everybody for the first time, at one instant", "ms"),
    ("step", "shown.p95", "step change shown, p95", "ms"),
    ("step", "gz_bytes", "step change, packed", "bytes a phone"),
)

OWN_ROWS = (
    ("first_minute", "each.p95", "first arrival, over a minute: p95", "ms"),
    ("texts", "acks.p95", "a text from everybody, reviewed: answered, p95", "ms"),
    ("texts", "counted.p95", "counted on the stage, p95", "ms"),
    ("texts", "review.seen_ms", "the facilitator's press shown to her, longest", "ms"),
    ("texts", "server_cpu_pct", "server CPU meanwhile", "%"),
    ("matrix", "acks.p95", "marks in the matrix: answered, p95", "ms"),
    ("cards", "acks.p95", "thoughts at every table's deck: answered, p95", "ms"),
    ("slow", "without.delivery.p95", "delivery before some phones read slowly, p95", "ms"),
    ("slow", "delivery.p95", "delivery to the others beside them, p95", "ms"),
    ("restart", "listens_s", "after a kill: it listens", "s"),
    ("restart", "listens_cpu_s", "processor time until then", "s"),
    ("restart", "console_s", "the console is back", "s"),
    ("restart", "took_ms", "everybody is back, from then on", "ms"),
    ("hour", "moves", "an hour: moves", ""),
    ("hour", "kb_per_move", "memory for each", "kB"),
)

GROWS = (
    ("tick", "server_cpu_ms", "CPU of the same taps, each told to everybody"),
    ("spread", "server_cpu_ms", "CPU of one tap from everybody"),
    ("tick", "delivery.p95", "delivery p95"),
    ("spread", "acks.p95", "answer p95, spread"),
    ("burst", "acks.p95", "answer p95, all at once"),
)


def write(told: dict[str, Any], folder: Path) -> Path:
    """bench.json and the page; gives the page."""
    folder.mkdir(parents=True, exist_ok=True)
    results = Results(told)
    (folder / "bench.json").write_text(json.dumps({**told, "targets": reached(results)}, indent=1))
    (folder / "bench.md").write_text(markdown(results))
    (folder / "index.html").write_text(page.drawn(results, reached(results), tables(results)))
    return folder / "index.html"


def reached(results: Results) -> list[dict[str, Any]]:
    """Each target with what was found."""
    return [target.row(results) for target in TARGETS]


def markdown(results: Results) -> str:
    """Everything as tables for a terminal or a note."""
    return "\n".join(_lines(results))


def _lines(results: Results) -> Iterator[str]:
    yield from ("| to reach | at most | found | |", "| --- | --- | --- | --- |")
    mark = {True: "reached", False: "**not reached**", None: ""}
    for row in reached(results):
        yield f"| {row['what']} | {row['limit']} | {row['found']} | {mark[row['reached']]} |"
    for title, head, rows in tables(results):
        yield from ("", f"**{title}**", "", _row(head), _row(["---"] * len(head)))
        yield from (_row(row) for row in rows)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


Table = tuple[str, list[str], list[list[str]]]


def tables(results: Results) -> list[Table]:
    """Title, head and rows of every table that there is something to put into."""
    found = [_beside(results), _alone(results), _reopened(results), _grown(results), _mishaps(results)]
    return [one for one in found if one[2]]


def _beside(results: Results) -> Table:
    names = [one.name for one in ALL if one.name in results.told.get("rounds", {})]
    rows = [
        [f"{label}, {unit}", *(_cell(seen(results.rounds(name, phase), path)) for name in names)]
        for phase, path, label, unit in ROWS
    ]
    head = ["median (least–most)", *(f"{LABELS[name]}; votes {KEEPS[name]}" for name in names)]
    return "Beside each other", head, [row for row in rows if any(cell != "–" for cell in row[1:])] if names else []


def _alone(results: Results) -> Table:
    rows = [
        [f"{label}, {unit}".rstrip(", "), _cell(seen(results.alone(phase), path))]
        for phase, path, label, unit in OWN_ROWS
    ]
    return "The product alone", ["median (least–most)", ""], [row for row in rows if row[1] != "–"]


def _reopened(results: Results) -> Table:
    told = results.told.get("reopen", [])
    rows = [[label, _cell(seen(told, path))] for path, label in _OPENING]
    facts = at(told[0], "facts") if told else 0
    return f"A session with {facts or 0:,.0f} facts opens again", ["median (least–most)", ""], rows if told else []


_OPENING = (
    ("listens_s", "it listens, s"),
    ("listens_cpu_s", "processor time until then, s"),
    ("console_s", "the console is there, s"),
)


def _grown(results: Results) -> Table:
    rows = []
    sizes = results.sizes("workshop") or results.sizes("node")
    for name in ("workshop", "node"):
        for phase, path, label in GROWS if results.sizes(name) else ():
            found = {size: seen(results.hall(name, size, phase), path) for size in sizes}
            grows = exponent({size: one.middle for size, one in found.items() if one})
            cells = [_cell(found[size]) for size in sizes]
            rows.append([f"{LABELS[name]}: {label}, ms", *cells, f"{grows:.2f}" if grows is not None else "–"])
    return (
        "Larger halls",
        ["median (least–most)", *(f"{size:,} phones" for size in sizes), "grows with the power"],
        rows,
    )


def _mishaps(results: Results) -> Table:
    """What went wrong, wherever it did; where the generator was nearly the bottleneck; and where others disturbed."""
    rows = [
        [where, str(no), trouble]
        for where, told in _everything(results)
        for no, one in enumerate(told, start=1)
        if (trouble := wrong(one) or _busy(one) or _disturbed(where, one))
    ]
    return "What went wrong", ["where", "round", "what"], rows


def _busy(figures: Any) -> str:
    share = at(figures, "generator_cpu_pct") or 0
    return f"the generator was busy: {share:.0f} %" if share > GENERATOR_BUSY else ""


def _disturbed(where: str, figures: Any) -> str:
    return (
        f"others had {100 * figures['stolen']:.0f} % of the machine"
        if disturbed(where.rpartition(": ")[2], figures)
        else ""
    )


GENERATOR_BUSY = 70
"""The share of its core above which the generator's own figures are not to be trusted."""


def _everything(results: Results) -> Iterator[tuple[str, list[Any]]]:
    for name, told in results.told.get("rounds", {}).items():
        yield from ((f"{LABELS[name]}: {phase}", figures) for phase, figures in told.items())
    yield from ((f"alone: {phase}", figures) for phase, figures in results.told.get("alone", {}).items())
    for name, halls in results.told.get("growth", {}).get("halls", {}).items():
        for size, told in halls.items():
            yield from ((f"{LABELS[name]}, {size} phones: {phase}", figures) for phase, figures in told.items())


def _cell(found: Spread | None) -> str:
    if found is None:
        return "–"
    return f"{found}, {found.wrong} failed" if found.wrong else str(found)
