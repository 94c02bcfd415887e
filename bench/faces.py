"""How long the three faces take to draw what happens: real Chromium, a real server, a made-up hall full of people.

    python -m bench.faces [STORY ...] [--rounds 3]

Each story opens one page, slows its processor down, lets something happen in the room, and says what the page's main
thread had to do for it. `work`: milliseconds of processor time between two frames, slowed down as a phone would be.
`delta`: milliseconds from one frame to the next, by the clock, so other programs on this machine count too.
`tap`: milliseconds from a press to the picture that answers it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, expect, sync_playwright

from tests.browser.hall import CHROMIUM, FLAGS, PATIENCE, ROOT, STAGE, Hall, Server, queue

MOTION = {"reduced_motion": "no-preference"}
CATEGORIES = ["-*", "toplevel", "blink", "devtools.timeline", "disabled-by-default-devtools.timeline"]

ANSWER = b"done "

WATCH = """() => {
  const seen = window.seen = { deltas: [], long: [], taps: [], before: 0 }
  const frame = (now) => {
    if (seen.before) seen.deltas.push(now - seen.before)
    seen.before = now
    seen.on = requestAnimationFrame(frame)
  }
  seen.on = requestAnimationFrame(frame)
  const hear = (how, act) => new PerformanceObserver((list) => list.getEntries().forEach(act)).observe(how)
  hear({ type: 'longtask' }, ({ duration }) => seen.long.push(duration))
  hear({ type: 'event', durationThreshold: 16 }, ({ name, duration }) => seen.taps.push([name, duration]))
}"""

FORGET = "() => Object.assign(seen, { deltas: [], long: [], taps: [], before: 0 })"


@dataclass
class Seen:
    """What one page went through."""

    deltas: list[float] = field(default_factory=list)
    work: list[float] = field(default_factory=list)
    long: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    parts: dict[str, float] = field(default_factory=dict)
    """Milliseconds of script, style, layout, and of everything."""


class Room(Server):
    """The server with its made-up people."""

    def start(self) -> Room:
        self.port = self.port or free_port()
        command = [sys.executable, "-m", "bench.faces_room", str(self.port), str(self.folder)]
        pipe, noise = subprocess.PIPE, subprocess.DEVNULL
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=noise, env={**os.environ, "PYTHONUNBUFFERED": "1"}
        )
        self.said = self._until("Stop with Ctrl-C")
        return self

    def begin(self, do: str, **how: Any) -> None:
        """Give an order without waiting for it."""
        self.process.stdin.write(f"{json.dumps({'do': do, **how})}\n".encode())
        self.process.stdin.flush()

    def done(self) -> Any:
        """Wait for the answer to the oldest order that has none."""
        for said in iter(self.process.stdout.readline, b""):
            if said.startswith(ANSWER):
                return json.loads(said[len(ANSWER) :])
        raise AssertionError("the room is gone")

    def order(self, do: str, **how: Any) -> Any:
        self.begin(do, **how)
        return self.done()


class Stopwatch:
    """One page with its processor slowed down."""

    def __init__(self, browser: Browser, page: Page, slower: int) -> None:
        self._browser, self._page = browser, page
        self._cdp: CDPSession = page.context.new_cdp_session(page)
        self._cdp.send("Performance.enable")
        self._times = slower if os.environ.get("UNSLOWED") else 1
        self._cdp.send("Emulation.setCPUThrottlingRate", {"rate": slower // self._times})
        page.evaluate(WATCH)

    def during(self, happens: Callable[[], Any], traced: bool = True) -> Seen:
        """What the page goes through while this happens."""
        self._page.wait_for_timeout(400)
        before = self._spent()
        if traced:
            self._browser.start_tracing(page=self._page, categories=CATEGORIES)
        self._page.evaluate(FORGET)
        if os.environ.get("PROFILE"):
            self._cdp.send("Profiler.enable")
            self._cdp.send("Profiler.start")
        happens()
        if os.environ.get("PROFILE"):
            costly(self._cdp.send("Profiler.stop")["profile"])
        seen = self._page.evaluate("() => ({ ...seen })")
        work = [self._times * spent for spent in frames(self._browser.stop_tracing())] if traced else []
        parts = {name: 1000 * (spent - before[name]) for name, spent in self._spent().items()}
        taps = [took for name, took in seen["taps"] if name in ("click", "keydown", "input", "pointerup")]
        return Seen(seen["deltas"], work, seen["long"], taps, parts)

    def tap(self, press: Callable[[], Any], times: int) -> Seen:
        """The same press so often; each has its time to settle."""

        def all_of_them() -> None:
            for _ in range(times):
                press()
                self._page.wait_for_timeout(500)

        return self.during(all_of_them, traced=False)

    def _spent(self) -> dict[str, float]:
        names = {
            "ScriptDuration": "script",
            "RecalcStyleDuration": "style",
            "LayoutDuration": "layout",
            "TaskDuration": "all",
        }
        found = {one["name"]: one["value"] for one in self._cdp.send("Performance.getMetrics")["metrics"]}
        return {ours: found[theirs] for theirs, ours in names.items()}


def frames(trace: bytes) -> list[float]:
    """Processor time of the page's main thread between two frames each, in milliseconds."""
    events = json.loads(trace)["traceEvents"]
    mains = {
        (e["pid"], e["tid"]) for e in events if e["name"] == "thread_name" and e["args"]["name"] == "CrRendererMain"
    }
    begun: dict[Any, list[float]] = {main: [] for main in mains}
    tasks: dict[Any, list[tuple[float, float]]] = {main: [] for main in mains}
    for event in events:
        thread = (event["pid"], event["tid"])
        if thread not in mains:
            continue
        if event["name"] == "FireAnimationFrame":
            begun[thread].append(event["ts"])
        elif event["name"] == "ThreadControllerImpl::RunTask" and "tdur" in event:
            tasks[thread].append((event["ts"], event["tdur"] / 1000))
    if os.environ.get("PROFILE"):
        spent_on: Counter[str] = Counter()
        for event in events:
            if (event["pid"], event["tid"]) in mains and "tdur" in event:
                spent_on[event["name"]] += event["tdur"]
        print("    " + ", ".join(f"{name} {micros / 1000:.0f}" for name, micros in spent_on.most_common(22)))
    page = max(mains, key=lambda main: len(begun[main]))
    return per_frame(sorted(begun[page]), sorted(tasks[page]))


def costly(profile: dict[str, Any], most: int = 28) -> None:
    """Say which functions took longest by themselves."""
    nodes = {node["id"]: node["callFrame"] for node in profile["nodes"]}
    spent: Counter[str] = Counter()
    for node, micros in zip(profile["samples"], profile["timeDeltas"], strict=False):
        frame = nodes[node]
        spent[
            f"{frame['functionName'] or '(anonymous)'} {frame['url'].rpartition('/')[2]}:{frame['lineNumber'] + 1}"
        ] += micros
    for name, micros in spent.most_common(most):
        print(f"    {micros / 1000:9.1f} ms  {name}")


def per_frame(starts: list[float], tasks: list[tuple[float, float]]) -> list[float]:
    sums, at = [0.0] * max(len(starts) - 1, 0), 0
    for ts, spent in tasks:
        while at + 1 < len(starts) and ts >= starts[at + 1]:
            at += 1
        if sums and starts[0] <= ts < starts[-1]:
            sums[at] += spent
    return sums


# ── the stories ─────────────────────────────────────────────────────────────

Story = Callable[[Hall, Room, Browser], Seen]
STORIES: dict[str, Story] = {}


def story(name: str) -> Callable[[Story], Story]:
    def keep(one: Story) -> Story:
        STORIES[name] = one
        return one

    return keep


@story("stage, 1,000 arrive")
def arrivals(hall: Hall, room: Room, browser: Browser) -> Seen:
    stage = hall.stage(STAGE, **MOTION)
    return Stopwatch(browser, stage, 4).during(lambda: room.order("arrive", people=1000, over=10))


@story("stage, 500 entries come up")
def wall(hall: Hall, room: Room, browser: Browser) -> Seen:
    room.order("arrive", people=200)
    room.order("go", screen="write.wall")
    stage = hall.stage(STAGE, **MOTION)
    return Stopwatch(browser, stage, 4).during(lambda: room.order("write", screen="write.wall", entries=500, over=12))


@story("stage, votes on 60")
def tally(hall: Hall, room: Room, browser: Browser) -> Seen:
    ballot(room, 60)
    room.order("reveal", screen="choose.dots")
    stage = hall.stage(STAGE, **MOTION)
    return Stopwatch(browser, stage, 4).during(lambda: room.order("vote", votes=800, over=8))


@story("console, 1,000 arrive")
def console_arrivals(hall: Hall, room: Room, browser: Browser) -> Seen:
    console = hall.console(**MOTION)
    return Stopwatch(browser, console, 4).during(lambda: room.order("arrive", people=1000, over=10))


def full_console(hall: Hall, room: Room) -> Page:
    """A thousand people, all of them unfolded, and three hundred entries that wait."""
    room.order("arrive", people=1000)
    room.order("go", screen="write.queue")
    room.order("write", screen="write.queue", entries=300)
    console = hall.console(**MOTION)
    unfold(console)
    return console


def unfold(console: Page) -> None:
    queue(console)
    while (more := queue(console).get_by_role("button", name="more waiting")).count():
        more.click()
    console.get_by_role("button", name="Show everybody").click()
    while (
        more := console.locator(".con-everybody")
        .get_by_role("button", name="Show", exact=False)
        .and_(console.locator(".con-all"))
    ).count():
        more.first.click()


@story("console, entries come in")
def console_entries(hall: Hall, room: Room, browser: Browser) -> Seen:
    console = full_console(hall, room)
    watch = Stopwatch(browser, console, 4)
    return watch.during(lambda: room.order("write", screen="write.queue", entries=200, over=8))


@story("console, idle second")
def console_idle(hall: Hall, room: Room, browser: Browser) -> Seen:
    console = full_console(hall, room)
    return Stopwatch(browser, console, 4).during(lambda: console.wait_for_timeout(6000))


@story("console, scrolled while votes come")
def console_scrolled(hall: Hall, room: Room, browser: Browser) -> Seen:
    console = full_console(hall, room)
    watch = Stopwatch(browser, console, 4)

    def scroll() -> None:
        room.begin("show", entries=60, over=6)
        box = console.locator(".con-side").bounding_box()
        console.mouse.move(box["x"] + 100, box["y"] + 300)
        for _ in range(50):
            console.mouse.wheel(0, 240)
            console.wait_for_timeout(100)
        room.done()

    return watch.during(scroll)


@story("console, show an entry")
def console_shows(hall: Hall, room: Room, browser: Browser) -> Seen:
    console = full_console(hall, room)
    shows = console.locator(".con-queue .con-note .con-fill")
    return Stopwatch(browser, console, 4).tap(lambda: shows.first.click(), 6)


@story("console, find a person")
def console_finds(hall: Hall, room: Room, browser: Browser) -> Seen:
    console = full_console(hall, room)
    console.locator("#con-find").click()
    return Stopwatch(browser, console, 4).tap(lambda: console.keyboard.type("1"), 3)


def ballot(room: Room, items: int, people: int = 200) -> None:
    room.order("arrive", people=people)
    room.order("go", screen="write.wall")
    room.order("write", screen="write.wall", entries=items, brief=True)
    room.order("go", screen="choose.dots")
    room.order("vote", votes=20)


@story("phone, a dot among 300")
def phone_vote(hall: Hall, room: Room, browser: Browser) -> Seen:
    ballot(room, 300)
    phone = hall.phone("Ana", **MOTION)
    options = phone.locator(".choices .option")
    phone.get_by_role("button", name="Show the other").tap()
    expect(options).to_have_count(300)
    # The same one on and off: then it is never one of those that are out.
    return Stopwatch(browser, phone, 6).tap(lambda: options.nth(1).tap(), 6)


@story("phone, a mark")
def phone_rate(hall: Hall, room: Room, browser: Browser) -> Seen:
    room.order("arrive", people=200)
    room.order("go", screen="choose.rate")
    phone = hall.phone("Ana", **MOTION)
    stops = phone.locator(".phone-kind label:has(input[type=radio])")
    expect(stops.first).to_be_visible()
    return Stopwatch(browser, phone, 6).tap(lambda: stops.first.tap(), 6)


@story("phone, a letter typed")
def phone_write(hall: Hall, room: Room, browser: Browser) -> Seen:
    room.order("arrive", people=200)
    room.order("go", screen="write.wall")
    phone = hall.phone("Ana", **MOTION)
    phone.locator(".phone-kind textarea").tap()
    return Stopwatch(browser, phone, 6).tap(lambda: phone.keyboard.type("a"), 8)


@story("phone, a card turned")
def phone_deck(hall: Hall, room: Room, browser: Browser) -> Seen:
    room.order("go", screen="imagine.cards")
    phone = hall.phone("Ana", **MOTION)
    cards = phone.locator(".phone-kind button:enabled:visible")
    expect(cards.first).to_be_visible()
    return Stopwatch(browser, phone, 6).tap(lambda: cards.first.tap(), 5)


@story("phone, a market of 200")
def phone_market(hall: Hall, room: Room, browser: Browser) -> Seen:
    room.order("arrive", people=200)
    room.order("go", screen="imagine.market")
    room.order("trade", people=200)
    phone = hall.phone("Ana", **MOTION)
    phone.get_by_text("Add a need or an offer").tap()
    phone.locator("#write-need").tap()
    return Stopwatch(browser, phone, 6).tap(lambda: phone.keyboard.type("a"), 8)


# ── running them ────────────────────────────────────────────────────────────


@contextmanager
def a_room(browser: Browser) -> Iterator[tuple[Hall, Room]]:
    with tempfile.TemporaryDirectory() as folder:
        room = Room(Path(folder)).start()
        hall = Hall(browser, room)
        try:
            yield hall, room
        finally:
            hall.close()
            for trouble in hall.troubles:
                print("  complained:", trouble, file=sys.stderr)


def measure(browser: Browser, one: Story) -> Seen:
    with a_room(browser) as (hall, room):
        return one(hall, room, browser)


def share(of: list[float], part: float) -> float:
    """The value that this part of them stays below."""
    return sorted(of)[min(int(len(of) * part), len(of) - 1)] if of else float("nan")


def line(rounds: list[Seen]) -> str:
    """Medians over the rounds."""

    def mid(of: Callable[[Seen], float]) -> str:
        return f"{median(of(one) for one in rounds):8.1f}"

    spans = [mid(lambda one, p=p: share(one.work, p)) for p in (0.5, 0.95, 1)]  # type: ignore[misc]
    spans += [mid(lambda one, p=p: share(one.deltas, p)) for p in (0.5, 0.95, 1)]  # type: ignore[misc]
    spans += [
        mid(lambda one: len(one.long)),
        mid(lambda one: share(one.taps, 0.5)),
        mid(lambda one: share(one.taps, 1)),
    ]
    return "".join(spans) + "".join(mid(lambda one, p=p: one.parts[p]) for p in ("script", "style", "layout", "all"))  # type: ignore[misc]


HEAD = ("work p50", "p95", "max", "delta50", "p95", "max", "long", "tap p50", "max", "script", "style", "layout", "all")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("stories", nargs="*", help="parts of their names; otherwise all")
    parser.add_argument("--rounds", type=int, default=3)
    asked = parser.parse_args()
    chosen = {
        name: one for name, one in STORIES.items() if not asked.stories or any(part in name for part in asked.stories)
    }
    print(
        f"load {os.getloadavg()[0]:.1f} of {os.cpu_count()}, medians of {asked.rounds} rounds, in ms; "
        "stage and console 4 times slower, phones 6 times"
    )
    print(f"{'':34}" + "".join(f"{word:>8}" for word in HEAD))
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name, one in chosen.items():
            print(f"{name:34}{line([measure(browser, one) for _ in range(asked.rounds)])}", flush=True)
        browser.close()


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
