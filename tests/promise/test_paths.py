"""Names that try to lead somewhere else: no address, no title and no name of a run or an agenda reaches a file that it
should not, and whatever is written goes where it was told to go.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from tests.house import House
from tests.promise.besieged import ROOT, Besieged
from workshop import assets
from workshop.commands import files
from workshop.config import shipped
from workshop.web import papers

OUT = (
    "../../pyproject.toml",
    "..%2f..%2fpyproject.toml",
    "%2e%2e/%2e%2e/pyproject.toml",
    "....//pyproject.toml",
    "/etc/passwd",
)
OUT += (
    "%2fetc%2fpasswd",
    "js/../../pyproject.toml",
    "..\\..\\pyproject.toml",
    "%5c..%5cpyproject.toml",
    "js/",
    ".",
    "",
    "%00",
)
OUT += (
    "icon.svg%00.html",
    "icon.svg/",
    "icon.svg/..",
    "./icon.svg",
    "js//console.js",
    "CON",
    "nul.js",
    "aux",
    "%c0%ae%c0%ae/x",
)
OUT += (
    "file:///etc/passwd",
    "\\\\host\\share",
    "C:/windows/win.ini",
    "~root",
    ".git/config",
    "locales/../../workshop/store.py",
)


def test_no_address_of_a_static_file_leads_out_of_the_tree(tmp_path: Path) -> None:
    digest = assets.read(shipped("static")).digest
    with Besieged(tmp_path) as server:
        assert server.http("GET", f"/static/{digest}/icon.svg")[0] == 200
        for way in OUT:
            for folder in (digest, "0" * 12, "..", ""):
                status, _, body = server.http("GET", f"/static/{folder}/{way}")
                assert status in (404, 400, 308), (folder, way, status)
                assert b"[project]" not in body
                assert b"root:" not in body
        assert server.complaints() == ""


def test_a_link_in_the_static_tree_shows_no_hidden_file(tmp_path: Path) -> None:
    (tmp_path / ".secret").mkdir()
    (tmp_path / ".secret" / "key.txt").write_text("x", encoding="utf-8")
    (tmp_path / "a.txt").write_text("y", encoding="utf-8")
    assert set(assets.read(tmp_path).files) == {"a.txt"}


TITLES = (
    "../../x",
    "/etc/passwd",
    "CON",
    "nul",
    "com1",
    "a\r\nSet-Cookie: x=1",
    '"; filename="x',
    "\u202egpj.exe",
    "..",
    "",
    "🙂",
)


@pytest.mark.parametrize("title", TITLES)
def test_a_downloads_name_is_made_of_plain_letters(title: str) -> None:
    run = SimpleNamespace(title=title, settings={"date": "../1"})
    plain = SimpleNamespace(title=title, settings={})
    for name in (papers.file_name(run), papers.file_name(plain), papers.file_name(plain, "people")):  # type: ignore[arg-type]
        assert name
        assert all(ch.isascii() and (ch.isalnum() or ch == "-") for ch in name)
        assert name.lower() not in ("con", "nul", "com1", "aux", "prn", "lpt1")


def test_what_is_exported_stays_in_the_folder_that_was_named(tmp_path: Path) -> None:
    """Whatever the run, its tables and its people are called."""
    house = House(tmp_path / "data", settings={"names": True, "title": "../../x", "date": "../y"})
    house.join("../../../z", organisation="/etc/passwd")
    house.facilitator.play("name_table", table=1, name="../../table")
    run = house.run_id
    house.close()
    with closing(sqlite3.connect(tmp_path / "data" / "workshop.db")) as base:
        base.execute("UPDATE runs SET title = '../../x'")
        base.commit()
    before = _files(tmp_path)
    command = [sys.executable, "-m", "workshop", "export", run, "--to", str(tmp_path / "out"), "--private"]
    told = subprocess.run([*command, "--data", str(tmp_path / "data")], cwd=ROOT, capture_output=True, text=True)
    assert told.returncode == 0, told.stderr
    new = _files(tmp_path) - before
    assert new
    strays = {path for path in new if "out/" not in path and not path.startswith("data/")}
    assert strays == set()
    assert all(len(Path(path).parts) == 2 for path in new if path.startswith("out/"))


ODD_RUNS = ("../x", "/etc/passwd", "", "\x1b[2J", "x" * 5_000, "a b", "CON", "%s", "../../workshop.db")


def told(*arguments: object) -> str:
    """What the command complains about, in one sentence."""
    answer = CliRunner().invoke(files.export, [*map(str, arguments)])
    assert answer.exit_code == 1, (arguments, answer.output)
    assert isinstance(answer.exception, SystemExit), answer.exception
    assert answer.output.startswith("Error: ")
    return answer.output


def test_a_run_of_an_odd_name_is_told_in_one_sentence(tmp_path: Path) -> None:
    House(tmp_path).close()
    for run in ODD_RUNS:
        assert told("--to", tmp_path / "out", "--data", tmp_path, "--", run)
    assert not (tmp_path / "out").exists()


def test_a_place_to_write_to_that_is_none_is_told_in_one_sentence(tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    run = house.run_id
    house.close()
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for to in (tmp_path / "file", tmp_path / "file" / "below", Path("/dev/null"), Path("/proc/nowhere")):
        assert f"{to}: nothing can be written there" in told(run, "--to", to, "--data", tmp_path / "data")
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_titles_with_markup_are_only_ever_text(tmp_path: Path) -> None:
    """On every page that the server makes, and in the files that travel."""
    folder = tmp_path / "sessions"
    folder.mkdir()
    evil = "</script><img src=x onerror=alert(1)>"
    text = (shipped("sessions") / "rehearsal.toml").read_text(encoding="utf-8")
    lines = ['title = "' + evil + '"' if line.strip().startswith("title = ") else line for line in text.split("\n")]
    (folder / "evil.toml").write_text("\n".join(lines), encoding="utf-8")
    with Besieged(tmp_path, agenda=str(folder / "evil.toml")) as server:
        hers, stage, ana = server.facilitator(), server.stage(), server.join("<img src=y>")
        run = hers.auth["run"]
        pages = {
            "nobody": ["/", f"/{server.code}"],
            "stage": [f"/stage/{run}"],
            "ana": [f"/{server.code}", f"/mine/{run}"],
        }
        hers_too = ["note", "note.html", "draft", "case", "poster", "letters", "codes"]
        pages["hers"] = ["/home", f"/console/{run}", *(f"/run/{run}/{page}" for page in hers_too)]
        seats = {"stage": stage, "ana": ana, "hers": hers}
        for who, paths in pages.items():
            for path in paths:
                status, _, body = server.http("GET", path, {"Cookie": seats[who].cookie} if who in seats else {})
                assert status in (200, 302), (who, path, status)
                assert b"<img src=x" not in body, path
                assert b"<img src=y" not in body, path
        assert server.complaints() == ""


def _files(folder: Path) -> set[str]:
    return {os.path.relpath(Path(where) / name, folder) for where, _, names in os.walk(folder) for name in names}
