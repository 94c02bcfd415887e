"""The report as one page: tables, and plots drawn by hand as SVG. Needs nothing from anywhere."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from bench.contenders import ALL
from bench.figures import Results, Spread, seen, short

COLOURS = {"workshop": "#EE5500", "stock": "#AA779E", "node": "#14507E", "bare": "#8F7280"}
NAMES = {one.name: one.label for one in ALL}

PLOTS = (
    ("join", "took_ms", "Everybody comes in at one instant", "ms until the last one sees the room"),
    ("tick", "delivery.p95", "A tap is told to everybody", "ms, p95 over all phones"),
    ("tick", "server_cpu_pct", "What that costs", "% of a core"),
    ("spread", "acks.p95", "Taps over five seconds: the answer", "ms, p95"),
    ("spread", "counted.p95", "… counted on the stage", "ms, p95"),
    ("burst", "acks.p95", "All tap at once: the answer", "ms, p95"),
    ("burst", "stage_complete_ms", "… the stage is complete", "ms"),
    ("memory", "kb_per_phone", "Memory", "kB a phone"),
)

GROWTHS = (
    ("tick", "server_cpu_ms", "The same taps in larger halls: processor time", "ms"),
    ("tick", "delivery.p95", "… delivery", "ms, p95"),
    ("burst", "acks.p95", "All at once in larger halls: the answer", "ms, p95"),
)

WIDE, LEFT, ROW = 620, 190, 34
TALL = 300

STYLE = """
:root{--ink:#331021;--soft:#5C3247;--hair:#E4D8CF;--paper:#FFFDF9;--linen:#F7F0E6;--ok:#1E5B3A;--warn:#A01F06}
*{box-sizing:border-box}
body{margin:0;padding:2.375rem clamp(1rem,4vw,4.5rem);background:var(--linen);color:var(--ink);
  font:1.0625rem/1.5 "Hyperlegible","Atkinson Hyperlegible Next",system-ui,-apple-system,"Segoe UI",sans-serif}
h1,h2,figcaption b{font-family:"Bricolage","Bricolage Grotesque",ui-rounded,"Trebuchet MS",system-ui,sans-serif;
  font-weight:750;letter-spacing:-.018em;line-height:1.1}
h1{font-size:2.375rem;margin:0 0 .5rem}h2{font-size:1.75rem;margin:3rem 0 1rem}
p{max-width:70ch;color:var(--soft)}
.plots{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,34rem),1fr));gap:1rem}
figure{margin:0;padding:1.25rem;background:var(--paper);border-radius:1.375rem}
figcaption b{display:block;font-size:1.3125rem}figcaption{color:var(--soft);margin-bottom:.75rem}
svg{width:100%;height:auto;display:block;font:15px "Hyperlegible",system-ui,sans-serif;fill:var(--ink)}
.scroll{overflow-x:auto;background:var(--paper);border-radius:1.375rem;padding:.5rem 1.25rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:start;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--hair);vertical-align:top}
tr:last-child td{border-bottom:0}th{color:var(--soft);font-weight:600}
.yes{color:var(--ok);font-weight:700}.no{color:var(--warn);font-weight:700}
"""


def drawn(results: Results, targets: Sequence[Mapping[str, Any]], tables: Iterable[Any]) -> str:
    """The page."""
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>A full hall</title><style>{STYLE}</style><h1>A full hall</h1><p>{escape(_about(results))}</p>",
        f"<h2>What was to be reached</h2>{_targets(targets)}",
        _gallery("Beside each other", _bars(results)),
        _gallery("Larger halls, longer sessions", [*_lines(results), *_hours(results)]),
        *(f"<h2>{escape(title)}</h2>{_table(head, rows)}" for title, head, rows in tables),
    ]
    return "\n".join(part for part in parts if part)


def _about(results: Results) -> str:
    about = results.told.get("about", {})
    words = [
        f"{about[key]}" if key == "system" else f"{key} {about[key]}"
        for key in ("measured", "system", "python", "sqlite", "phones", "times")
        if key in about
    ]
    flush = f"; a flush of this disk takes {about['flush_ms']:.2f} ms" if "flush_ms" in about else ""
    return (
        f"{', '.join(words)}{flush}. Server and phones each have a core of their own, over loopback: no Wi-Fi, no TLS. "
        "Workshop has every vote on disk, flushed, before it answers; the others keep votes in memory. "
        "Each figure is the median of all rounds, with the least and the most; only ratios within one run count."
    )


def _targets(targets: Sequence[Mapping[str, Any]]) -> str:
    said = {True: '<span class="yes">reached</span>', False: '<span class="no">not reached</span>', None: ""}
    rows = "".join(
        f"<tr><td>{escape(row['what'])}<td>{escape(row['limit'])}<td>{escape(row['found'])}<td>{said[row['reached']]}"
        for row in targets
    )
    return f'<div class="scroll"><table><tr><th>what<th>at most<th>found<th>{rows}</table></div>'


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    first = "".join(f"<th>{escape(cell)}" for cell in head)
    rest = "".join("<tr>" + "".join(f"<td>{escape(cell)}" for cell in row) for row in rows)
    return f'<div class="scroll"><table><tr>{first}{rest}</table></div>'


def _gallery(title: str, figures: Iterable[str]) -> str:
    found = "".join(figures)
    return f'<h2>{title}</h2><div class="plots">{found}</div>' if found else ""


def _figure(title: str, unit: str, tall: float, inside: str) -> str:
    return (
        f"<figure><figcaption><b>{escape(title)}</b>{escape(unit)}</figcaption>"
        f'<svg viewBox="0 0 {WIDE} {tall:.0f}" role="img" aria-label="{escape(title)}">{inside}</svg></figure>'
    )


# ── bars ────────────────────────────────────────────────────────────────────


def _bars(results: Results) -> Iterator[str]:
    for phase, path, title, unit in PLOTS:
        found = {name: one for name in COLOURS if (one := seen(results.rounds(name, phase), path))}
        if found:
            rows = (
                _bar(no, name, one, max(each.most for each in found.values()))
                for no, (name, one) in enumerate(found.items())
            )
            yield _figure(title, unit, ROW * len(found), "".join(rows))


def _bar(no: int, name: str, one: Spread, most: float) -> str:
    """Its length is the median; the thin line reaches from the least to the most."""
    room = WIDE - LEFT - 90
    x, low, high = (LEFT + room * value / (most or 1) for value in (one.middle, one.least, one.most))
    y = ROW * no + ROW / 2
    return (
        f'<text x="0" y="{y + 5:.0f}">{escape(NAMES[name])}</text>'
        f'<rect x="{LEFT}" y="{y - 9:.1f}" width="{max(x - LEFT, 1):.1f}" height="18" rx="4" fill="{COLOURS[name]}"/>'
        f'<path d="M{low:.1f} {y:.1f}H{high:.1f}" stroke="#331021" stroke-width="2"/>'
        f'<text x="{max(x, high) + 8:.1f}" y="{y + 5:.0f}">{short(one.middle)}</text>'
    )


# ── lines ───────────────────────────────────────────────────────────────────

Points = Sequence[tuple[float, float]]


def _lines(results: Results) -> Iterator[str]:
    for phase, path, title, unit in GROWTHS:
        found = {name: _grown(results, name, phase, path) for name in ("workshop", "node")}
        if any(len(points) > 1 for points in found.values()):
            yield _plot(title, f"{unit}, against phones; both by powers of ten", found, powers=True)


def _grown(results: Results, name: str, phase: str, path: str) -> Points:
    sizes = results.sizes(name)
    return [(size, one.middle) for size in sizes if (one := seen(results.hall(name, size, phase), path)) and one.middle]


def _hours(results: Results) -> Iterator[str]:
    for told in results.alone("hour")[:1]:
        if looks := told.get("looks"):
            points = [(look["moves"], look["rss_kb"] / 1024) for look in looks]
            yield _plot("An hour of a session: memory", "MB, against moves", {"workshop": points}, powers=False)


def _plot(title: str, unit: str, found: Mapping[str, Points], powers: bool) -> str:
    scale = math.log10 if powers else float
    every = [point for points in found.values() for point in points]
    xs, ys = ([scale(value) for value in values] for values in zip(*every, strict=True))
    across = _axis(min(xs), max(xs), 60, WIDE - 90)
    upwards = _axis(min(ys) if powers else 0, max(ys), TALL - 34, 16)
    marks = _marks(
        {x for x, _ in every} if powers else {min(x for x, _ in every), max(x for x, _ in every)}, scale, across
    )
    drawn = "".join(
        _line(name, [(across(scale(x)), upwards(scale(y)), y) for x, y in points])
        for name, points in found.items()
        if points
    )
    return _figure(title, unit, TALL, marks + drawn)


def _axis(least: float, most: float, start: float, end: float) -> Any:
    return lambda value: start + (end - start) * ((value - least) / (most - least) if most > least else 0.5)


def _marks(values: Iterable[float], scale: Any, across: Any) -> str:
    base = f'<path d="M60 {TALL - 28}H{WIDE - 90}" stroke="#8F7280"/>'
    return base + "".join(
        f'<text x="{across(scale(value)):.0f}" y="{TALL - 8}" text-anchor="middle">{value:,.0f}</text>'
        for value in sorted(values)
    )


def _line(name: str, points: Sequence[tuple[float, float, float]]) -> str:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y, _ in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[name]}"/>' for x, y, _ in points)
    x, y, value = points[-1]
    first = (
        f'<text x="{points[0][0] - 8:.1f}" y="{points[0][1] + 5:.1f}" text-anchor="end">{short(points[0][2])}</text>'
    )
    return (
        f'<path d="M{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="3"/>{dots}{first}'
        f'<text x="{x + 10:.1f}" y="{y + 5:.1f}">{short(value)}</text>'
        f'<text x="{x + 10:.1f}" y="{y + 22:.1f}" font-size="13">{escape(NAMES[name].split()[0])}</text>'
    )
