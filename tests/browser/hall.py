"""A hall for browser stories: a real server as a process of its own, and real Chromium pages on an insecure host name.

Phones reach the room as `workshop.lan` over plain HTTP, as in a school hall, so that nothing works here by grace of
localhost being a secure context.
"""

from __future__ import annotations

import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

LAN = "workshop.lan"
ROOT = Path(__file__).resolve().parents[2]

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {LAN} 127.0.0.1",
)

STAGE = {"width": 1920, "height": 1080}
CONSOLE = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
SMALL = {"width": 320, "height": 568}

PATIENCE = 15_000
"""Milliseconds in which whatever a story waits for has to be seen, on a busy machine too."""

AGAIN = 250
"""Milliseconds after which somebody impatient presses again."""

EXPECTED_NOISE = re.compile(r"net::ERR_|WebSocket connection to .* failed|Failed to load resource")
"""What the browser itself logs while a server or a network is away; counted as errors unless a story asked for it."""


UNSPOKEN = """addEventListener('DOMContentLoaded', () => {
  const place = 'phone|console|collect|choose|deck|present|question|rate|tables' +
    '|canvas|harvest|match|note|sheet|draft|look|stage|join|out|refused|home|door|mine'
  const key = new RegExp(`^(${place})(-[a-z_]+)+$`)
  const look = (text) => key.test(text.trim()) && console.error(`no words for ${text}`)
  const walk = (node) => node.nodeType === 3 ? look(node.data) : node.childNodes.forEach(walk)
  new MutationObserver((news) => news.forEach(({ target, addedNodes }) => {
    if (target.nodeType === 3) look(target.data)
    addedNodes.forEach(walk)
  })).observe(document.body, { childList: true, subtree: true, characterData: true })
})"""
"""Complains as soon as a page shows the key of a sentence instead of the sentence."""


@dataclass
class Server:
    """The workshop command as a facilitator starts it, on a port and a folder of its own."""

    folder: Path
    agenda: str = "power-of-partnerships-taster"
    port: int = 0
    flags: tuple[str, ...] = ()
    said: str = ""

    def start(self) -> Server:
        """Start it, or start it again after it was stopped or killed; returns when it listens."""
        self.port = self.port or _free_port()
        command = [sys.executable, "-m", "workshop", "run", self.agenda, "--no-browser", "--host", "127.0.0.1"]
        command += ["--port", str(self.port), "--name", LAN, "--public", f"http://{LAN}", "--data", str(self.folder)]
        environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            [*command, *self.flags],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.said = self._until("Stop with Ctrl-C")
        return self

    def kill(self) -> None:
        """As a power cut would: no goodbye."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """As Ctrl-C would."""
        self._end(signal.SIGINT)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It neither answers nor goes away, as a laptop that was shut for a moment."""
        self.process.send_signal(signal.SIGSTOP)
        yield
        self.process.send_signal(signal.SIGCONT)

    @property
    def origin(self) -> str:
        return f"http://{LAN}:{self.port}"

    @property
    def code(self) -> str:
        return re.search(r"code ((?:\w\w ){2}\w\w)", self.said).group(1).replace(" ", "")

    def link(self, to: str) -> str:
        """The one-time link to the console or the stage, under the hall's host name."""
        found = re.search(rf"{to}, for .*?(http://\S+)", self.said).group(1)
        return found.replace("127.0.0.1", LAN)

    def _end(self, how: signal.Signals) -> None:
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(timeout=10)
        if self.process.stdout:
            self.process.stdout.close()

    def _until(self, words: str) -> str:
        """Read what it says until these words, or complain with what it said instead."""
        said, end, pipe = b"", time.monotonic() + 20, self.process.stdout.fileno()
        while words.encode() not in said:
            ready, _, _ = select.select([pipe], [], [], max(end - time.monotonic(), 0))
            heard = os.read(pipe, 65536) if ready else b""
            assert heard, f"the server did not start: {said.decode()}"
            said += heard
        return said.decode()


@dataclass
class Hall:
    """One server, one browser, and everybody's screens.

    `troubles` collects whatever any page complained about, `hosts` every machine that any page ever asked for anything.
    """

    browser: Browser
    server: Server
    troubles: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    contexts: list[BrowserContext] = field(default_factory=list)
    forgiven: re.Pattern[str] | None = None

    def console(self, **how: Any) -> Page:
        """The facilitator's page, signed in by the one-time link."""
        page = self.page("console", CONSOLE, **how)
        page.goto(self.server.link("Console"))
        expect(page.get_by_role("heading", name="On now")).to_be_attached()
        return page

    def stage(self, size: dict[str, int] = STAGE, **how: Any) -> Page:
        """The projector's page, paired by the one-time link."""
        page = self.page("stage", size, **how)
        page.goto(self.server.link("Stage"))
        expect(page.locator("[data-face=stage] h1, [data-face=stage] .blank").first).to_be_visible()
        return page

    def stages(self, *sizes: dict[str, int]) -> list[Page]:
        """Projectors of several sizes. Each has a window of its own: a page in the background is hardly ever drawn."""
        first = self.stage(sizes[0])
        known = first.context.storage_state()
        others = [self.page("stage", size, storage_state=known) for size in sizes[1:]]
        for page in others:
            page.goto(first.url)
        return [first, *others]

    def phone(self, name: str, table: int = 0, size: dict[str, int] = PHONE, **how: Any) -> Page:
        """Somebody's phone, come in through the QR's address and joined."""
        page = self.door(name, size, **how)
        join(page, name, table)
        return page

    def door(self, name: str = "phone", size: dict[str, int] = PHONE, **how: Any) -> Page:
        """A phone at the door: the page behind the QR code, not yet joined."""
        page = self.page(name, size, is_mobile=True, has_touch=True, **how)
        page.goto(f"{self.server.origin}/{self.server.code}")
        return page

    @contextmanager
    def crowd(self, people: int) -> Iterator[Callable[[], str]]:
        """So many robots in the room; calling what this gives lets all of them answer the present screen."""
        where = [str(self.server.port), self.run, self.server.code]
        command = [sys.executable, "-m", "tests.browser.crowd", *where, str(people)]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            assert process.stdout.readline() == "here\n"

            def answer() -> str:
                print("answer", file=process.stdin, flush=True)
                return process.stdout.readline().removeprefix("done ").strip()

            yield answer
            process.stdin.close()
            process.wait(timeout=10)

    @property
    def run(self) -> str:
        """The id of the run, as any page of the room knows it."""
        pages = (page for context in self.contexts for page in context.pages)
        return next(filter(None, (page.locator("body").get_attribute("data-run") for page in pages)))

    def page(self, name: str, size: dict[str, int], **how: Any) -> Page:
        """A fresh browser context with one page whose complaints are remembered, and those of pages it opens."""
        how = {"viewport": size, "reduced_motion": "reduce", "locale": "en-GB", **how}
        context = self.browser.new_context(**how)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        context.on("page", lambda page: self._watch(name, page))
        context.add_init_script(UNSPOKEN)
        return context.new_page()

    def complain(self, name: str, text: str) -> None:
        if not (self.forgiven and self.forgiven.search(text)):
            self.troubles.append(f"{name}: {text}")

    def forgive(self, noise: re.Pattern[str] = EXPECTED_NOISE) -> None:
        """From now on the browser may mention that the network or the server is away."""
        self.forgiven = noise

    def strangers(self) -> set[str]:
        """Machines other than the laptop of the workshop that a page has asked for something."""
        return self.hosts - {f"{LAN}:{self.server.port}", ""}

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        self.server.stop()

    def _watch(self, name: str, page: Page) -> None:
        page.on("console", lambda message: message.type in ("error", "warning") and self.complain(name, message.text))
        page.on("pageerror", lambda error: self.complain(name, str(error)))
        page.on("request", lambda request: self.hosts.add(urlsplit(request.url).netloc))
        page.on("websocket", lambda socket: self.hosts.add(urlsplit(socket.url).netloc))


# ── what people do ──────────────────────────────────────────────────────────


def join(page: Page, name: str, table: int = 0) -> None:
    """Fill in the door and go in."""
    page.get_by_label("Your name").fill(name)
    if table:
        page.get_by_label("Your table").select_option(str(table))
    page.get_by_role("button", name="Join").tap()
    expect(page.locator(".phone-kind")).to_be_visible()


def advance(console: Page, times: int = 1) -> None:
    """Press Next and wait until the console says so, as often as asked."""
    for _ in range(times):
        until_moved(console, console.locator(".con-next"))


def go_to(console: Page, step: str, title: str) -> None:
    """Look at a screen of the plan and go there with the room."""
    if now_showing(console).startswith(f"On now: {title}"):
        return
    look_at(console, step, title)
    until_moved(console, console.get_by_role("button", name="Go here with the room"))
    expect(console.locator(".con-live > h2")).to_contain_text(f"On now: {title}")


def look_at(console: Page, step: str, title: str) -> None:
    """Open the preview of a screen, unfolding its step where need be."""
    chapter = console.locator("li.con-step", has=console.get_by_role("button", name=re.compile(f"^{re.escape(step)}")))
    fold = chapter.locator(".con-step-name")
    if fold.get_attribute("aria-expanded") == "false":
        fold.click()
    chapter.locator(".con-screen", has_text=title).click()


def now_showing(console: Page) -> str:
    """The console's words for the screen the room is on."""
    return console.locator(".con-live > h2").inner_text()


def until_moved(console: Page, button: Locator, key: str = "") -> None:
    """Press a button, or a key, and again if the room has not moved: two presses close together count once.

    Whether it has moved is looked up in the very moment of pressing again, or a slow machine would be moved twice.
    """
    heading, before = console.locator(".con-live > h2"), now_showing(console)
    button.click() if not key else console.keyboard.press(key)
    for _ in range(PATIENCE // AGAIN):
        try:
            return expect(heading).not_to_have_text(before, timeout=AGAIN)
        except AssertionError:
            if button.count():
                button.first.evaluate(PRESS_AGAIN, [before, key])
    raise AssertionError(f"the room never moved from {before}")


PRESS_AGAIN = """(button, [before, key]) => {
  if (document.querySelector('.con-live > h2').textContent !== before) return
  if (key) document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  else button.click()
}"""


def write(phone: Page, ask: str, text: str, send: str = "Send to everyone") -> None:
    """Write under a question and send it; returns when the room has it."""
    phone.get_by_label(ask).fill(text)
    phone.get_by_role("button", name=send).tap()
    expect(phone.locator(".own, .thought").filter(has_text=text).get_by_role("status")).to_contain_text("Saved")


def queue(console: Page) -> Locator:
    """What waits for the facilitator's eye, unfolded."""
    fold = console.get_by_role("button", name=re.compile("^Waiting for your eye"))
    if fold.get_attribute("aria-expanded") == "false":
        fold.click()
    return console.locator(".con-queue")


def show(console: Page, text: str) -> None:
    """Let one line onto the stage, wherever in the queue it stands."""
    line = queue(console).get_by_role("button", name=f"Show: {text[:60]}", exact=True)
    later = queue(console).get_by_role("button", name="more waiting")
    expect(line.or_(later).first).to_be_visible()
    if not line.is_visible():
        later.click()
    line.click()
    expect(queue(console).locator(".con-note").filter(has_text=text)).to_have_count(0)


def look_again(console: Page, count: int) -> Locator:
    """Once so many lines wait, fold the queue up and open it again, so that all of them are in front of her."""
    fold = queue(console).locator(".con-fold")
    expect(fold.locator(".con-num")).to_have_text(str(count))
    fold.click()
    fold.click()
    return queue(console).locator(".con-text")


def show_all(console: Page, count: int) -> None:
    """Look afresh at what waits, so many lines, and let all of them onto the stage."""
    look_again(console, count)
    queue(console).get_by_role("button", name=f"Show these {count}").click()
    expect(queue(console).locator(".con-note")).to_have_count(0)


def download(console: Page, link: str, ending: str) -> str:
    """A file from the console's menu, as it lands in the downloads."""
    console.get_by_role("button", name="More").click()
    with console.expect_download() as coming:
        console.get_by_role("link", name=link).click()
    console.get_by_role("button", name="More").click()
    assert coming.value.suggested_filename.endswith(ending)
    return coming.value.path().read_text(encoding="utf-8")


def unfold(phone: Page) -> None:
    """Open whatever is folded away."""
    phone.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")


# ── what can be measured ────────────────────────────────────────────────────


def overflowing(page: Page) -> list[str]:
    """What sticks out sideways of the page or, on a stage, out of the picture, out of sight, or onto other words."""
    return page.evaluate(
        """() => {
          const wide = document.documentElement.scrollWidth > document.documentElement.clientWidth + 1
          const found = wide ? ['the page itself'] : []
          if (document.body.dataset.face !== 'stage') return found
          const unseen = 'svg, .visually-hidden, [aria-hidden=true], .is-measured'
          const name = (one) => one.tagName + '.' + one.className + ' ' + one.textContent.slice(0, 40)
          for (const one of document.querySelectorAll('main, main *, header, header *')) {
            const box = one.getBoundingClientRect(), style = getComputedStyle(one)
            if (!box.width || !box.height || one.closest(unseen)) continue
            if (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1)
              found.push('out of the picture: ' + name(one))
            const says = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis'
            const cut = one.scrollHeight > one.clientHeight + 3 || one.scrollWidth > one.clientWidth + 3
            if (style.overflowY === 'hidden' && cut && !says) found.push('cut off without a word: ' + name(one))
          }
          const lines = []
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
          while (walk.nextNode()) {
            const owner = walk.currentNode.parentElement
            if (!walk.currentNode.textContent.trim() || owner.closest(unseen + ', script, noscript')) continue
            const range = document.createRange()
            range.selectNodeContents(walk.currentNode)
            const block = owner.closest('p, li, h1, blockquote, header, figcaption, div')
            for (const { left, right, top, bottom } of range.getClientRects()) {
              const lean = (bottom - top) / 4
              const line = { left: left + 2, right: right - 2, top: top + lean, bottom: bottom - lean, block }
              for (let box = owner; box; box = box.parentElement) {
                if (getComputedStyle(box).overflowY !== 'hidden') continue
                const edge = box.getBoundingClientRect()
                line.left = Math.max(line.left, edge.left), line.right = Math.min(line.right, edge.right)
                line.top = Math.max(line.top, edge.top), line.bottom = Math.min(line.bottom, edge.bottom)
              }
              if (line.bottom > line.top && line.right > line.left) lines.push(line)
            }
          }
          for (const [no, one] of lines.entries())
            for (const other of lines.slice(no + 1))
              if (one.block !== other.block && !one.block.contains(other.block) && !other.block.contains(one.block)
                  && one.left < other.right && other.left < one.right
                  && one.top < other.bottom && other.top < one.bottom)
                found.push(`on one another: ${name(one.block)} / ${name(other.block)}`)
          return [...new Set(found)]
        }"""
    )


def out_of_reach(page: Page) -> list[str]:
    """Words that stick out of the window or of what they stand in, and targets too small for a thumb."""
    return page.evaluate(
        """() => {
          const found = []
          for (const one of document.querySelectorAll('main *, header *')) {
            const box = one.getBoundingClientRect(), style = getComputedStyle(one)
            if (!box.width || !box.height || one.closest('svg, .visually-hidden, [aria-hidden=true]')) continue
            if (box.right > innerWidth + 1 || box.left < -1) found.push('sticks out: ' + one.outerHTML.slice(0, 80))
            const press = one.matches('button, summary, select, a[href]')
            if (press && (box.height < 43 || box.width < 43)) found.push('small target: ' + one.outerHTML.slice(0, 80))
          }
          return found
        }"""
    )


CLOCKS_AND_PLACES = "header, .ring, .stage-link"
"""What nobody has to read from the last row: 3.5 per cent of the picture's height will do."""

CAPTIONS = (
    ".stage-brought-from, .note-by, .note-more, .slate-also, .bar-also, .bar-tie, .pagemark, .wall-foot, .pile-name,"
    ".sources, .how, .sum,"
    ".answered, .counted, .turnout, .lobby-people, .curve-tick, .curve-column, .curve-end, .curve-said, .sheet-foot,"
    ".slot small, .stage-line small, .fill-key, .fill, .tile-bar, .stops.is-lean, .tag, .rise-count,"
    ".trade-foot, .need-card small, .flow-foot, th[scope=col], .place-state, .one-from, figcaption"
)
"""Who said it, how many have, and the like: 4.6 per cent."""

SMALL_PRINT = ".tile-label, .picture-foot, .verdict, .stops, .unsighted"
"""What a picture of many marks says beside them: 3.5 per cent, the floor of all captions."""


def too_small(page: Page) -> list[str]:
    """A62: words on the stage below the floor. Headlines 8.9, what people must read 5.9, captions 4.6, the rest 3.5."""
    return page.evaluate(
        """([clocks, captions]) => {
          const u = Math.min(innerHeight / 100, innerWidth * 0.005625)
          const found = []
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
          while (walk.nextNode()) {
            const text = walk.currentNode.textContent.trim(), owner = walk.currentNode.parentElement
            if (!text || !owner.getClientRects().length) continue
            if (owner.closest('svg, .visually-hidden, script, noscript')) continue
            const size = parseFloat(getComputedStyle(owner).fontSize) / u
            const floor = owner.closest(clocks) ? 3.5 : owner.closest('h1') ? 8.9 : owner.closest(captions) ? 4.6 : 5.9
            if (size < floor - 0.05) found.push(`${size.toFixed(2)}u instead of ${floor}u: ${text.slice(0, 40)}`)
          }
          return found
        }""",
        [f"{CLOCKS_AND_PLACES}, {SMALL_PRINT}", CAPTIONS],
    )


def axe(page: Page) -> list[str]:
    """Every violation axe finds, as one line each."""
    page.evaluate((ROOT / "tests/browser/vendor/axe.min.js").read_text(encoding="utf-8"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("tags => axe.run(document, {runOnly: tags}).then(r => r.violations)", tags)
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


def settled(pages: Iterable[Page]) -> None:
    """Fonts are there, and what the last news changed has been drawn."""
    frame = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
    for page in pages:
        page.evaluate(f"document.fonts.ready.then(() => {frame})")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
