"""The page about OWASP ASVS: the tests it names exist, its figures are the code's, and no row claims without proof."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house import House
from workshop.web.faces import at_the_door
from workshop.words import say

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
HOLDS = ("yes", "https", "partly", "no")

CALLS = {"eval", "exec", "compile", "system", "popen", "Popen", "check_output", "render_template_string", "from_string"}
MODULES = {"pickle", "marshal", "shelve", "subprocess", "yaml", "xml", "ctypes"}
IN_BROWSERS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|new RegExp|postMessage|dangerously"
)
PATTERNS = {"compile", "search", "match", "fullmatch", "sub", "split", "findall"}


def rows(page: str = PAGE) -> list[list[str]]:
    """The rows of points: number, level, what it asks, whether it holds, how, and by what."""
    found = re.findall(r"^\| (\d+\.\d+\.\d+.*) \|$", page, re.MULTILINE)
    return [[cell.strip() for cell in row.split(" | ")] for row in found]


def named(page: str = PAGE) -> set[tuple[str, str]]:
    """Every test that the page names: its file, and its name or, in JavaScript, how its title begins."""
    return set(re.findall(r"`(tests/[\w/.]+)::([^`]+)`", page))


def exists(path: str, name: str) -> bool:
    file = ROOT / path
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    how = r"test\(['`]" + re.escape(name) if path.endswith(".js") else rf"^def {re.escape(name)}\("
    return re.search(how, text, re.MULTILINE) is not None


def unproven(row: list[str]) -> bool:
    """Whether a row says that something holds, and not how anybody knows."""
    return row[3] != "no" and not (named(row[5]) or row[5].startswith("by reading: "))


def test_every_test_that_the_page_names_exists() -> None:
    assert len(named()) > 80
    assert [one for one in sorted(named()) if not exists(*one)] == []


def test_every_row_that_claims_names_its_proof() -> None:
    assert len(rows()) > 80
    for row in rows():
        assert len(row) == 6, row
        assert row[3] in HOLDS, row
        assert row[4], row
        assert not unproven(row), row
        assert (row[3] == "no") == (row[5] == "–"), row


def test_control_a_test_that_does_not_exist_and_a_claim_without_one_are_found() -> None:
    (row,) = rows("| 1.2.3 | 1 | this | yes | so | `tests/test_asvs.py::test_that_nobody_wrote` |")
    assert not exists(*named(row[5]).pop())
    assert unproven(rows("| 1.2.3 | 1 | this | yes | because we say so | trust us |")[0])
    assert not exists("tests/js/patch.test.js", "nothing of the kind")


FIGURES = re.findall(r"^\| .* \| `([\w.]+): (.+ == .+)` \|$", PAGE, re.MULTILINE)


def fits(module: str, claim: str) -> bool:
    """Whether a sentence about a module's names is true."""
    return bool(eval(claim, dict(vars(importlib.import_module(module)))))


def test_every_figure_is_the_one_in_the_code() -> None:
    assert len(FIGURES) > 20
    assert [claim for module, claim in FIGURES if not fits(module, claim)] == []


def test_control_a_figure_that_is_not_the_codes_is_found() -> None:
    assert not fits("workshop.masks", "FEWEST_TO_TELL == 3")


# ── nothing is run that somebody sent ───────────────────────────────────────


def dangerous(source: str) -> Iterator[str]:
    """What in a Python module would run, build or unpack what it is given."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [one.name for one in node.names]
            yield from (name for name in names if name.split(".")[0] in MODULES)
        if isinstance(node, ast.Call):
            yield from _dangerous_call(node)


def _dangerous_call(node: ast.Call) -> Iterator[str]:
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    of_re = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "re"
    if of_re and called in PATTERNS and not _is_fixed(node.args[0]):
        yield f"re.{called} of what is not fixed"
    if not of_re and called in CALLS:
        yield called


def _is_fixed(pattern: ast.expr) -> bool:
    """A text, or one put together of texts and the module's own constants."""
    if isinstance(pattern, ast.JoinedStr):
        named = (part.value for part in pattern.values if isinstance(part, ast.FormattedValue))
        return all(isinstance(one, ast.Name) and one.id.isupper() for one in named)
    return isinstance(pattern, ast.Constant)


def test_nothing_is_run_that_somebody_sent() -> None:
    """No other program, no code, no template and no pattern is made of input; browsers are given text, not markup."""
    python = {path: list(dangerous(path.read_text(encoding="utf-8"))) for path in (ROOT / "workshop").rglob("*.py")}
    assert len(python) > 80
    assert {path.name: found for path, found in python.items() if found} == {}
    scripts = [path for folder in ("js", "kinds") for path in (ROOT / "static" / folder).rglob("*.js")]
    assert len(scripts) > 30
    assert [path.name for path in scripts if IN_BROWSERS.search(path.read_text(encoding="utf-8"))] == []
    pages = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html")}
    unescaped = {(name, said) for name, page in pages.items() for said in re.findall(r"\{\{([^}]*\|\s*safe)", page)}
    assert unescaped == {("paper.html", " style|safe")}, "that is a sheet of ours"


@pytest.mark.parametrize(
    "source",
    ["eval(x)", "import subprocess", "from pickle import loads", "re.match(x, y)", "os.system(x)", "re.sub(f'{x}', y)"],
)
def test_control_what_runs_input_is_found(source: str) -> None:
    assert list(dangerous(source))


# ── what had no test of its own ─────────────────────────────────────────────


def test_whoever_joins_is_told_for_how_long_their_name_is_kept(tmp_path: Path) -> None:
    house = House(tmp_path, settings={"names": True, "keep_days": 2})
    try:
        days = at_the_door(house.run, "")["run"]["keep_days"]
    finally:
        house.close()
    assert "2 days" in say("join-kept", days=days)
    assert "say('join-kept', { days: door.keep_days })" in (ROOT / "static/js/join.js").read_text(encoding="utf-8")
