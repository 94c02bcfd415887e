"""What a phone's first visit weighs, with every header: the hall's Wi-Fi is the limit, and a thousand come at once."""

from __future__ import annotations

import gzip
import re
import socket
from collections.abc import Iterator

import pytest

from tests.promise.besieged import Besieged
from workshop import assets, editions
from workshop.config import shipped

KB = 1000
WITHOUT_FONTS = 38.6 * KB
WITH_FONTS = 100 * KB
BESIDES = 9.5 * KB
AGAIN = 3 * KB

ASKING = "Host: {host}\r\nAccept-Encoding: gzip, deflate\r\nAccept: */*\r\nConnection: close\r\n"
"""What counts of a question; a browser says some hundred bytes more."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Besieged]:
    with Besieged(tmp_path_factory.mktemp("hall"), agenda="power-of-partnerships") as one:
        yield one


def on_the_wire(server: Besieged, path: str) -> tuple[int, str]:
    """The bytes of an answer as they come, and what of it is text."""
    question = f"GET {path} HTTP/1.1\r\n{ASKING.format(host=server.host)}\r\n"
    with socket.create_connection(server.address, 10) as line:
        line.sendall(question.encode())
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert answer.startswith(b"HTTP/1.1 200"), (path, answer[:80])
    head, _, body = answer.partition(b"\r\n\r\n")
    unpacked = gzip.decompress(body) if b"Content-Encoding: gzip" in head else body
    return len(answer), unpacked.decode("utf-8", "replace")


def first_visit(server: Besieged) -> dict[str, int]:
    """What a phone that was never here fetches until it shows the first screen, and how much each of it weighs."""
    page, text = on_the_wire(server, f"/{server.code}")
    named = dict.fromkeys(re.findall(r'(?:href|src)="(/static/[^"]+)"', text))
    return {"the page": page, **{path.split("/", 3)[3]: on_the_wire(server, path)[0] for path in named}}


def besides(server: Besieged) -> dict[str, int]:
    """What a phone fetches once its first screen is drawn, before it foresees the next."""
    static = assets.read(shipped("static"))
    paths = (editions.script("phone", "en", editions.BESIDES), editions.style("phone", editions.BESIDES))
    return {path: on_the_wire(server, static.url(path))[0] for path in paths}


def fonts(server: Besieged) -> int:
    """The two that a phone writes European languages with; each browser fetches them when it has something to write."""
    base = assets.read(shipped("static")).base
    names = ("bricolage-grotesque-latin-wght-normal", "atkinson-hyperlegible-next-latin-wght-normal")
    return sum(on_the_wire(server, f"{base}vendor/fonts/{name}.woff2")[0] for name in names)


def too_heavy(weights: dict[str, int], most: float) -> str:
    """Nothing if it all stays under the line; otherwise the whole bill."""
    total = sum(weights.values())
    bill = sorted(weights.items(), key=lambda one: -one[1])
    return "" if total <= most else f"{total} of {most}: " + ", ".join(f"{name} {size}" for name, size in bill)


def test_a_first_visit_is_light(server: Besieged) -> None:
    visit = first_visit(server)
    assert len(visit) <= 6, "every file costs a journey more"
    assert too_heavy(visit, WITHOUT_FONTS) == ""
    assert too_heavy({**visit, "fonts": fonts(server)}, WITH_FONTS) == ""
    assert too_heavy(besides(server), BESIDES) == "", "what comes when the first screen is there"
    assert too_heavy({"the page": visit["the page"]}, AGAIN) == "", "all that somebody fetches who comes back"


def test_a_phone_is_sent_nothing_that_only_the_console_or_the_stage_needs(server: Besieged) -> None:
    _, page = on_the_wire(server, f"/{server.code}")
    assert re.findall(r"bound/[^\"]+", page.split("<body")[0]) == [
        "bound/phone.css",
        "bound/phone/present.css",
        "bound/en/phone.js",
        "bound/en/phone/present.js",
    ]
    static = assets.read(shipped("static"))
    book = static.answer(static.digest, editions.script("phone", "en"), ())
    assert book is not None
    for others in ("con-mirror", "console-next", "stage-title", "home-title", "rate-", "refused-", "phone-erase"):
        assert others not in book.get_data(as_text=True), others
    present = static.answer(static.digest, editions.script("phone", "en", "present"), ())
    assert present is not None
    assert "lobby-qr" not in present.get_data(as_text=True)


def test_what_was_fetched_once_is_kept_for_ever(server: Besieged) -> None:
    for path in re.findall(r'(?:href|src)="(/static/[^"]+)"', on_the_wire(server, f"/{server.code}")[1]):
        status, headers, _ = server.http("GET", path)
        assert status == 200
        assert "immutable" in {name.lower(): value for name, value in headers.items()}["cache-control"], path


def test_control_a_visit_with_every_kind_is_found(server: Besieged) -> None:
    static = assets.read(shipped("static"))
    kinds = [path.removeprefix("kinds/").removesuffix(".js") for path in static.under("kinds", ".js")]
    all_kinds = {kind: on_the_wire(server, static.url(editions.script("phone", "en", kind)))[0] for kind in kinds}
    assert "canvas" in too_heavy({**first_visit(server), **all_kinds}, WITHOUT_FONTS)
