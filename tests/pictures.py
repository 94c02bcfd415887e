"""Every screen in every state, as pictures to look at: `make pictures` writes them into pictures/, with an index.

`python -m tests.pictures flagship` takes one room alone, beside what lies there; `full` is it with 199 people.

Real servers, real pages, and a crowd of robots that does what it is told. Nothing is compared; somebody looks.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import traceback
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.hall import CHROMIUM, FLAGS, PATIENCE, ROOT, Hall, Server, join
from workshop import agenda as agendas
from workshop.agenda import Screen

HERE = ROOT / "tests"
OUT = ROOT / "pictures"

Size = tuple[int, int]
UNVEILED = ("choose", "rate", "canvas", "question")
"""Kinds whose screens look different once the facilitator has revealed them."""
STAGE: tuple[Size, ...] = ((1920, 1080), (1280, 720), (1024, 768))
PHONE: tuple[Size, ...] = ((390, 844), (320, 568))
CONSOLE: tuple[Size, ...] = ((1440, 900), (1280, 800), (390, 844))
PAGE: tuple[Size, ...] = ((1280, 800), (390, 844))
LARGE_TEXT = (320, 568)
WIDE_AND_SQUARE = (STAGE[0], STAGE[2])
NAME = re.compile(r"([a-z]+)-.*?-(\d+x\d+(?:-200)?)")

QUIET = """() => new Promise(done => {
  let calm = setTimeout(done, 160)
  const watch = new MutationObserver(() => { clearTimeout(calm); calm = setTimeout(done, 160) })
  watch.observe(document, {subtree: true, childList: true, attributes: true, characterData: true})
  setTimeout(done, 1500)
}).then(() => document.fonts.ready).then(() => true)"""

HOPES = (
    "A minibus that stands still every Tuesday afternoon",
    "Two heads sharing a cover supervisor, and nobody noticed",
    "The sixth form reading with Year 2 on Fridays",
    "Our science technician goes to Park once a month",
    "Parents from three schools ran one summer fair",
    "A governor who visits the other school first",
    "Trust",
    "The caretaker's phone number, given to everybody",
    "Open-door Tuesdays: the staffroom is half full of colleagues from elsewhere, and nobody finds it odd any more",
    "A pupil who moved schools and was known there",
    "One calendar for all of us, kept by one person with a pencil",
)
LONG = (
    "We have begun to ring each other before the letter goes out, not after it: the head of Riverside rang on a Sunday "
    "to say what their governors would decide on Monday, and we moved our own meeting so that the two decisions could "
    "be one. It was worth it.",
    "Donaudampfschifffahrtsgesellschaftskapitän",
    "https://example.org/a-very-long-address-without-any-place-to-break/and-still-going/and-going",
    "Short.",
)
ARABIC = (
    "الثقة أولاً",
    "حافلة صغيرة لا يستعملها أحد يوم الثلاثاء",
    "وقت: ساعة كل أسبوع (مع القهوة)",
    "معلمة تزور مدرسة أخرى",
)


@dataclass(frozen=True)
class Album:
    """Where the pictures go. Their names say all: face, screen, state, size, and 200 where the text was enlarged."""

    folder: Path

    def take(self, page: Page, name: str, sizes: tuple[Size, ...], *, whole: bool = False) -> None:
        """One picture per size; `whole` for pages that scroll."""
        for width, height in sizes:
            page.set_viewport_size({"width": width, "height": height})
            page.evaluate(QUIET)
            page.screenshot(path=self.folder / f"{name}-{width}x{height}.png", full_page=whole, animations="disabled")

    def enlarged(self, page: Page, name: str) -> None:
        """A small phone whose owner reads at 200 per cent."""
        width, height = LARGE_TEXT
        page.set_viewport_size({"width": width, "height": height})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        page.evaluate(QUIET)
        page.screenshot(path=self.folder / f"{name}-{width}x{height}-200.png", full_page=True, animations="disabled")
        page.evaluate("document.documentElement.style.fontSize = ''")

    def sheets(self) -> dict[str, list[Path]]:
        """The pictures by face and size, each kind in the order in which they were taken."""
        found: dict[str, list[Path]] = defaultdict(list)
        for path in sorted(self.folder.glob("*.png"), key=_taken):
            if named := NAME.fullmatch(path.stem):
                found["-".join(named.groups())].append(path)
        return found


def _taken(path: Path) -> tuple[bool, bool, int]:
    """Room after room, and in each as time went by."""
    return "-arabic-" in path.name, "-edges-" in path.name, path.stat().st_mtime_ns


class Crowd:
    """The robots in their own process; every method of theirs can be called here."""

    def __init__(self, hall: Hall, run: str, cookie: str) -> None:
        command = [sys.executable, "-m", "tests.pictures_crowd", str(hall.server.port), run, hall.server.code, cookie]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self._heard()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def order(**how: Any) -> Any:
            self._process.stdin.write(json.dumps([name, how]) + "\n")
            self._process.stdin.flush()
            return self._heard()

        return order

    def steer(self, name: str, screen: str = "", **data: Any) -> bool:
        """A move of the facilitator's."""
        return bool(self.__getattr__("steer")(name=name, data=data, screen=screen))

    def go(self, screen: str) -> None:
        """Everybody to a screen."""
        self.__getattr__("steer")(name="go", data={"screen": screen})

    def complaints(self) -> list[str]:
        """What robots were refused, the first few; nothing from a crowd that has gone home."""
        return [] if self._process.poll() is not None else self.refusals()[:5]

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait(timeout=10)
        self._process.stdout.close()

    def _heard(self) -> Any:
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the crowd has gone home: see above")
        return json.loads(line)


class Room:
    """One agenda being played: its stage, a console, a phone, the crowd, and the album."""

    def __init__(self, browser: Browser, album: Album, agenda: str, folder: Path) -> None:
        self.album = album
        self.name = folder.name
        self.sheet = agendas.read(ROOT / "sessions" / f"{agenda}.toml") if "/" not in agenda else None
        self.hall = Hall(browser, Server(folder, agenda).start())
        self.stage = self.hall.stage()
        self.console = self.hall.page("console", {"width": 1440, "height": 900})
        self.console.goto(self.hall.server.link("Console"))
        expect(self.console.locator(".con-next")).to_be_visible()
        cookies = self.console.context.cookies()
        cookie = "; ".join(f"{one['name']}={one['value']}" for one in cookies)
        self.crowd = Crowd(self.hall, self.console.url.rsplit("/", 1)[1], cookie)
        self.phone: Page | None = None

    def enter(self, name: str = "Amina", table: int = 3) -> None:
        """The phone in the pictures comes in."""
        self.phone = self.hall.door(name)
        join(self.phone, name, table)

    def lend(self) -> None:
        """A robot lays its hand on the phone in the pictures, which answers along with all others from now on."""
        cookies = self.phone.context.cookies()
        self.crowd.double(name="Amina", cookie="; ".join(f"{one['name']}={one['value']}" for one in cookies))

    def take(self, name: str, faces: str = "stage phone") -> None:
        """This state on these faces, at all their sizes."""
        if "stage" in faces:
            self.album.take(self.stage, f"stage-{name}", STAGE)
        if "phone" in faces and self.phone:
            self.album.take(self.phone, f"phone-{name}", PHONE, whole=True)
            self.album.enlarged(self.phone, f"phone-{name}")
        if "console" in faces:
            self.album.take(self.console, f"console-{name}", CONSOLE)

    def close(self) -> None:
        troubles = [*self.crowd.complaints(), *self.hall.troubles[:5]]
        for trouble in troubles:
            print(f"  complaint: {trouble}")
        self.crowd.close()
        self.hall.close()


# ── the taster, as an afternoon goes ────────────────────────────────────────


def taster(room: Room) -> None:
    """The flagship from the empty hall to the note, each screen before and after people did something."""
    doors(room)
    room.take("lobby-empty", "stage console")
    room.crowd.join(count=1)
    room.take("lobby-one", "stage")
    room.enter()
    room.crowd.join(count=25)
    room.take("lobby-27", "stage phone console")
    own_card(room)
    walk(room, "lobby.admire", most=9)
    for screen in ("welcome.today", "welcome.words"):
        walk(room, screen)
    walk(room, "who.bring")
    walk(room, "who.talk")
    walk(room, "who.offers")
    queue_and_tables(room)
    spotlight(room)
    walk(room, "stance.pick")
    reveal(room, "stance.pick")
    walk(room, "imagine.opening")
    deck(room)
    walk(room, "imagine.after")
    late_arriver(room)
    walk(room, "loosen.vote")
    reveal(room, "loosen.vote")
    walk(room, "loosen.talk")
    walk(room, "stock.three")
    moved_on(room)
    walk(room, "commit.pairs")
    walk(room, "close.keep")
    walk(room, "close.thanks")
    ended(room)


def doors(room: Room) -> None:
    """The pages before the room: join, landing, sign-in, messages."""
    album, hall = room.album, room.hall
    door = hall.door("door")
    expect(door.get_by_role("button", name="Join")).to_be_visible()
    album.take(door, "phone-join", PHONE, whole=True)
    album.enlarged(door, "phone-join")
    door.locator("main .button.is-alt").click()
    album.take(door, "phone-join-back", PHONE, whole=True)
    hall.forgive()
    door.locator("#personal").fill("ZZZZ")
    door.locator(".button.is-main").click()
    door.locator(".phone-refusal:not(:empty)").wait_for()
    album.take(door, "phone-join-refused", PHONE, whole=True)
    page = hall.page("pages", {"width": 390, "height": 844})
    for name, path in (("landing", "/"), ("nothing-here", "/no/such/page"), ("wrong-code", "/ZZZZZZ")):
        page.goto(hall.server.origin + path)
        album.take(page, f"page-{name}", PAGE)
    for name, path in (("sign-in", "/sign-in"), ("stage-unpaired", "/stage"), ("not-allowed", "/home")):
        page.goto(hall.server.origin + path)
        album.take(page, f"page-{name}", PAGE)
    page.close()
    door.close()


def walk(room: Room, screen: str, most: int = 999) -> None:
    """A screen as it opens, and after the crowd has been busy and the facilitator has let things up."""
    room.crowd.go(screen)
    name = screen.replace(".", "-")
    room.take(f"{name}-0-opens", "stage phone console")
    if not room.phone.locator("[data-kind=present]").count():
        room.crowd.busy(most=most)
        room.crowd.show(most=24)
        room.take(f"{name}-1-answered", "stage phone console")


def reveal(room: Room, screen: str) -> None:
    room.crowd.steer("reveal", screen)
    room.take(f"{screen.replace('.', '-')}-2-revealed", "stage phone console")
    room.crowd.steer("close", screen)
    room.take(f"{screen.replace('.', '-')}-3-closed", "phone console")
    evening(room, f"{screen.replace('.', '-')}-4-evening")


def evening(room: Room, name: str) -> None:
    """The dark hall; the phone follows its owner's own setting."""
    room.crowd.steer("evening", on=True)
    room.phone.emulate_media(color_scheme="dark")
    room.take(name, "stage phone")
    room.phone.emulate_media(color_scheme="light")
    room.crowd.steer("evening", on=False)


def own_card(room: Room) -> None:
    """One's own particulars, unfolded."""
    fold = room.phone.locator("details.phone-fold").last
    fold.locator("summary").click()
    room.take("own-card", "phone")
    fold.locator("summary").click()


def queue_and_tables(room: Room) -> None:
    """The console's queue unfolded, a table, the menu, the keys, a preview, and the four tabs of a phone."""
    console, album = room.console, room.album
    console.set_viewport_size({"width": 1440, "height": 900})
    room.crowd.busy()
    console.locator(".con-queue .con-fold").click()
    console.locator(".con-card").nth(2).click()
    console.locator(".con-person-name").first.click()
    album.take(console, "console-queue-and-table", CONSOLE[:2])
    console.set_viewport_size({"width": 390, "height": 844})
    for at, tab in ((1, "agenda"), (2, "wall"), (3, "tables")):
        console.locator(".con-tabs button").nth(at).click()
        album.take(console, f"console-tab-{tab}", CONSOLE[2:], whole=True)
    console.locator(".con-tabs button").first.click()
    console.set_viewport_size({"width": 1440, "height": 900})
    console.locator(".con-more").click()
    album.take(console, "console-menu", CONSOLE)
    console.locator(".con-more").click()
    console.keyboard.press("?")
    album.take(console, "console-keys", CONSOLE[:2])
    console.keyboard.press("Escape")
    console.set_viewport_size({"width": 1440, "height": 900})
    console.locator(".con-screen:not([data-state=now])").last.click()
    album.take(console, "console-preview", CONSOLE)
    console.keyboard.press("Escape")
    console.set_viewport_size({"width": 1440, "height": 900})
    console.locator(".con-card").nth(2).click()
    console.locator(".con-queue .con-fold").click()


def spotlight(room: Room) -> None:
    """One voice, large; a blank stage; the clock past zero; nobody at the door any more."""
    for name, shortest in (("short", True), ("long", False)):
        room.crowd.spotlight(shortest=shortest)
        room.take(f"spotlight-{name}", "stage console" if shortest else "stage")
    room.crowd.steer("evening", on=True)
    room.take("spotlight-evening", "stage")
    room.crowd.steer("evening", on=False)
    room.crowd.steer("spotlight", entry="")
    room.crowd.steer("blank", on=True)
    room.take("blank", "stage console")
    room.crowd.steer("blank", on=False)
    room.crowd.steer("timer_start")
    room.crowd.steer("timer_add", seconds=-205)
    room.take("timer-past-zero", "stage phone console")


def deck(room: Room) -> None:
    """The cards: face down, one open, thoughts, in the evening, and in the hands of the phone itself."""
    walk(room, "imagine.deck")
    phone = room.phone
    room.crowd.steer("hand_over", to=phone_id(room))
    room.take("imagine-deck-2-holder", "phone")
    turn = phone.locator(".turn .button.is-main")
    if turn.count() and turn.is_enabled():
        turn.click()
        room.take("imagine-deck-3-turned", "phone")
    evening(room, "imagine-deck-4-evening")


def phone_id(room: Room) -> str:
    """Who the phone in the pictures is, as the facilitator's robot knows them."""
    return str(room.crowd.who(name="Amina"))


def late_arriver(room: Room) -> None:
    """Somebody comes when half of it is over."""
    late = room.hall.door("Nadia")
    join(late, "Nadia", 2)
    room.album.take(late, "phone-late-arriver", PHONE, whole=True)
    room.album.enlarged(late, "phone-late-arriver")
    late.close()


def moved_on(room: Room) -> None:
    """The room moves on while somebody writes; then the Wi-Fi goes."""
    room.crowd.go("commit.promise")
    room.take("commit-promise-0-opens", "stage phone console")
    phone = room.phone
    box = phone.locator(".phone-kind textarea").first
    box.fill("Ask the two families who never come what time would suit them")
    box.focus()
    room.crowd.go("commit.pairs")
    phone.locator(".phone-moved").wait_for()
    room.album.take(phone, "phone-moved-on", PHONE, whole=True)
    room.crowd.go("commit.promise")
    phone.context.set_offline(True)
    phone.locator(".phone-trouble.is-on").wait_for()
    room.album.take(phone, "phone-offline", PHONE, whole=True)
    fields = phone.locator(".phone-kind input:not([type=checkbox]):not([type=radio]):not([type=date])")
    for at in range(fields.count()):
        fields.nth(at).fill(("On Thursday, before the staff meeting", "Joseph from next door")[at % 2])
    phone.locator(".phone-kind form .button.is-main").first.click()
    room.album.take(phone, "phone-offline-waiting", PHONE, whole=True)
    room.album.enlarged(phone, "phone-offline-waiting")
    phone.context.set_offline(False)
    room.crowd.busy()
    room.crowd.show(most=24)
    phone.locator(".phone-trouble:not(.is-on)").wait_for(state="attached")
    room.take("commit-promise-1-answered", "stage phone console")


def ended(room: Room) -> None:
    """Over; and what is taken home."""
    room.crowd.steer("end")
    room.take("ended", "stage phone console")
    page = room.console.context.new_page()
    for name, path in (("note", room.console.url.replace("/console/", "/run/") + "/note"), ("home", "/home")):
        page.goto(path if path.startswith("http") else room.hall.server.origin + path)
        room.album.take(page, f"page-{name}", PAGE, whole=True)
    page.locator(".home-agenda .con-button").first.click()
    room.album.take(page, "page-home-start", PAGE, whole=True)
    page.close()


# ── at the limits ───────────────────────────────────────────────────────────


def edges(room: Room) -> None:
    """Empty and overfull, the longest words, ties, and every way of voting."""
    room.enter("Bartholomew-Alexander", 7)
    room.crowd.join(count=23)
    room.take("edges-lobby")
    room.crowd.steer("lock", on=True)
    room.take("edges-lobby-locked", "stage")
    room.crowd.steer("lock", on=False)
    for screen in ("seven", "one", "three", "break"):
        room.crowd.go(f"look.{screen}")
        room.crowd.steer("timer_start")
        room.take(f"edges-{screen}")
    walls(room)
    room.crowd.go("write.asks")
    room.take("edges-asks")
    votes(room)


def walls(room: Room) -> None:
    """A wall with one note, a few, too long ones, and two hundred."""
    room.crowd.go("write.wall")
    for name, texts in (("one", HOPES[:1]), ("few", HOPES[1:5]), ("many", HOPES[5:])):
        room.crowd.write(box="seen", texts=texts)
        room.crowd.show()
        room.take(f"edges-wall-{name}", "stage")
    room.crowd.write(box="seen", texts=LONG + ARABIC)
    room.crowd.show()
    room.take("edges-wall-long-words", "stage console")
    room.crowd.spotlight(shortest=False)
    room.take("edges-spotlight-very-long", "stage")
    room.crowd.steer("spotlight", entry="")
    room.crowd.write(box="seen", texts=[f"{text} ({no})" for no in range(1, 18) for text in HOPES])
    room.take("edges-queue-200", "console")
    room.crowd.show()
    room.take("edges-wall-200", "stage phone console")


def votes(room: Room) -> None:
    """Every way of choosing: before, half way, revealed, tied, taken."""
    crowd = room.crowd
    ballots = {
        "single": [{"picks": {"abcde"[no * no % 5]: 1}} for no in range(20)],
        "yesno": [{"picks": {("yes", "no")[no % 2]: 1}} for no in range(19)],
        "several": [{"picks": {"abcdefgh"[no % 8]: 1, "abcdefgh"[no * 3 % 7]: 1}} for no in range(23)],
        "dots": [{"picks": {"a": 2, "bcd"[no % 3]: 2, "bcd"[(no + 1) % 3]: 1}} for no in range(21)],
        "ranking": [{"ranking": ["abcde"[no % 5], "abcde"[(no + 2) % 5]]} for no in range(19)],
    }
    for name, cast in ballots.items():
        screen = f"choose.{name}"
        crowd.go(screen)
        room.take(f"edges-{name}-0-opens")
        vote_on_the_phone(room.phone)
        crowd.vote(ballots=cast)
        room.take(f"edges-{name}-1-voted", "stage phone console")
        crowd.steer("reveal", screen)
        room.take(f"edges-{name}-2-revealed", "stage phone console")
    crowd.go("choose.closing")
    room.take("edges-not-open-yet", "stage phone console")


def vote_on_the_phone(phone: Page) -> None:
    """A first choice, and where there is more to give, a second."""
    buttons = "[data-kind=choose] .choices .option:not([disabled])[aria-pressed=false], .step:not([disabled])"
    phone.locator(buttons).first.click()
    if phone.locator("[data-kind=choose] .left").count():
        phone.locator(buttons).last.click()


def arabic(room: Room) -> None:
    """From right to left."""
    room.enter("أمينة", 2)
    room.crowd.join(count=11)
    room.take("arabic-lobby")
    room.crowd.go("listen.vote")
    room.take("arabic-vote-0-opens")
    room.crowd.busy()
    room.crowd.steer("reveal", "listen.vote")
    room.take("arabic-vote-1-revealed", "stage phone console")
    room.crowd.go("listen.wall")
    room.crowd.write(box="give", texts=ARABIC)
    room.crowd.show()
    room.take("arabic-wall", "stage phone console")
    room.crowd.spotlight()
    room.take("arabic-spotlight", "stage")
    room.crowd.steer("spotlight", entry="")
    room.crowd.go("imagine.cards")
    room.crowd.busy()
    room.take("arabic-cards")


# ── a whole agenda, screen by screen ────────────────────────────────────────


def whole(room: Room) -> None:
    """A whole agenda, played once by thirty people: each screen as it opens, when all have answered, and revealed."""
    room.enter()
    room.lend()
    room.crowd.join(count=29)
    for no, screen in enumerate(room.sheet.screens):
        room.crowd.go(screen.id)
        snap(room, no, screen, "0-opens")
        if screen.kind == "present":
            continue
        room.crowd.through()
        room.crowd.lead_on()
        room.crowd.show()
        snap(room, no, screen, "1-answered")
        if screen.kind in UNVEILED:
            room.crowd.unveil()
            snap(room, no, screen, "2-revealed")


def full(room: Room) -> None:
    """The same in an overfull hall: two hundred answer, and the stage has to hold all of it."""
    room.crowd.join(count=199)
    for no, screen in enumerate(room.sheet.screens):
        room.crowd.go(screen.id)
        if screen.kind == "present":
            continue
        room.crowd.through(rounds=2)
        room.crowd.show()
        if screen.kind in UNVEILED:
            room.crowd.unveil()
        snap(room, no, screen, "3-overfull", phone=False)


def snap(room: Room, no: int, screen: Screen, state: str, *, phone: bool = True) -> None:
    """One state: on the wide stage and the old square one, on a phone, and on a small one with large letters."""
    name = f"{room.name}-{no:02d}-{screen.id.replace('.', '-')}-{state}"
    room.album.take(room.stage, f"stage-{name}", WIDE_AND_SQUARE)
    if phone and room.phone:
        room.album.take(room.phone, f"phone-{name}", PHONE[:1], whole=True)
        room.album.enlarged(room.phone, f"phone-{name}")


# ── the index ───────────────────────────────────────────────────────────────


def index(album: Album, browser: Browser) -> None:
    """One page with everything, and the same page photographed sheet by sheet."""
    sheets = album.sheets()
    (album.folder / "index.html").write_text(_page("Pictures", sheets), encoding="utf-8")
    page = browser.new_page()
    for sheet, paths in sheets.items():
        across = 6 if "phone" in sheet or sheet.endswith("390x844") else 3
        rows = 2 if across == 6 else 4
        for no, at in enumerate(range(0, len(paths), across * rows), start=1):
            part = album.folder / f".sheet-{sheet}-{no}.html"
            part.write_text(_page("", {sheet: paths[at : at + across * rows]}, across), encoding="utf-8")
            page.set_viewport_size({"width": 1560, "height": 400})
            page.goto(part.as_uri())
            page.screenshot(path=album.folder / f"contact-{sheet}-{no}.png", full_page=True)
            part.unlink()
    page.close()


def _page(title: str, sheets: dict[str, list[Path]], across: int = 4) -> str:
    style = f"""body{{margin:12px;background:#2b2b2b;color:#eee;font:12px system-ui}}
    section{{display:grid;grid-template-columns:repeat({across},minmax(0,1fr));gap:10px}}figure{{margin:0}}
    img{{width:100%;display:block}}figcaption{{padding:3px 0;overflow-wrap:anywhere}}"""
    parts = "".join(f"<h2>{escape(name)}</h2><section>{_figures(paths)}</section>" for name, paths in sheets.items())
    return f"<!doctype html><meta charset=utf-8><title>{escape(title)}</title><style>{style}</style>{parts}"


def _figures(paths: list[Path]) -> str:
    return "".join(
        f'<figure><a href="{path.name}"><img src="{path.name}" alt="" loading="eager"></a>'
        f"<figcaption>{escape(path.stem)}</figcaption></figure>"
        for path in paths
    )


SMALL_AGENDAS = (
    "maturity-review",
    "nominal-group",
    "one-two-four-all",
    "open-space",
    "retrospective",
    "world-cafe",
)
SIDES = (("flagship", "taster"), ("full", "edges", "arabic", *SMALL_AGENDAS))
ROOMS: dict[str, tuple[str, Callable[[Room], None]]] = {
    "flagship": ("power-of-partnerships", whole),
    "full": ("power-of-partnerships", full),
    **{agenda: (agenda, whole) for agenda in SMALL_AGENDAS},
    "taster": ("power-of-partnerships-taster", taster),
    "edges": (str(HERE / "pictures_edges.toml"), edges),
    "arabic": (str(HERE / "pictures_arabic.toml"), arabic),
}


def main(*wanted: str) -> None:
    """All rooms side by side, in processes of their own; or those named on the command line, one after the other."""
    began = time.monotonic()
    if wanted:
        return photograph(*wanted)
    shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir()
    photographers = [subprocess.Popen([sys.executable, "-m", "tests.pictures", *rooms], cwd=ROOT) for rooms in SIDES]
    failed = [" ".join(one.args[3:]) for one in photographers if one.wait()]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        index(Album(OUT), browser)
        browser.close()
    taken = sum(map(len, Album(OUT).sheets().values()))
    print(f"{taken} pictures in {time.monotonic() - began:.0f} s: {OUT / 'index.html'}")
    sys.exit(f"Not all pictures were taken: {', '.join(failed)}" if failed else 0)


def photograph(*wanted: str) -> None:
    """These rooms into the folder, beside whatever lies there. A room that fails leaves the others alone."""
    OUT.mkdir(exist_ok=True)
    expect.set_options(timeout=PATIENCE)
    failed = []
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        for name in wanted:
            agenda, play = ROOMS[name]
            room = Room(browser, Album(OUT), agenda, Path(folder) / name)
            try:
                play(room)
            except Exception:
                traceback.print_exc()
                failed.append(name)
            finally:
                room.close()
        browser.close()
    if failed:
        sys.exit(f"Failed: {', '.join(failed)}")


if __name__ == "__main__":
    main(*sys.argv[1:])
