"""The look held by numbers: colours only in tokens, contrast as designed, and borrowed files as they were vendored."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "static"
RAW_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?!\s*\{)|\b(?:rgb|hsl|oklch|oklab)a?\(")
PHONE_SHEETS = ["css/tokens.css", "css/elements.css", "css/phone.css", "css/besides.css"]
MODERN = re.compile(r"@layer|@container|:has\(|^\s*&|color-mix\(|\d(?:cqw|cqh|cqi|cqb)\b", re.MULTILINE)


def raw_colours(folder: Path) -> list[str]:
    """Every raw colour outside the tokens, as `file: colour`."""
    kinds = ("*.css", "*.js")
    paths = [path for kind in kinds for path in folder.rglob(kind) if "vendor" not in path.parts]
    return [
        f"{path.name}: {found}"
        for path in sorted(paths)
        if path.name != "tokens.css"
        for found in RAW_COLOUR.findall(
            re.sub(r"/\*.*?\*/|url\([^)]*\)", "", path.read_text(encoding="utf-8"), flags=re.S)
        )
    ]


def test_raw_colours_stand_in_the_tokens_alone() -> None:
    assert raw_colours(STATIC) == []


def test_control_a_raw_colour_is_caught(tmp_path: Path) -> None:
    (tmp_path / "loud.css").write_text(".x { color: #ff00ff }")
    assert raw_colours(tmp_path) == ["loud.css: #ff00ff"]


def test_old_phones_can_read_the_phones_sheets() -> None:
    sheets = [STATIC / name for name in PHONE_SHEETS] + sorted((STATIC / "kinds").glob("*.css"))
    assert [path.name for path in sheets if MODERN.search(path.read_text(encoding="utf-8"))] == []


# ── contrast ────────────────────────────────────────────────────────────────


def tokens() -> dict[str, str]:
    css = (STATIC / "css" / "tokens.css").read_text(encoding="utf-8")
    root = re.search(r":root\s*\{(.*?)\n\}", css, re.DOTALL)
    assert root
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9A-Fa-f]{6})\s*;", root.group(1)))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio of two colours."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("marigold", "sky", "blush", "pistachio", "linen", "paper")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize(("text", "least"), [("ink", 7.0), ("ink-soft", 4.5), ("d3", 4.5), ("d1", 4.5)])
def test_text_stands_out_on_every_ground(ground: str, text: str, least: float) -> None:
    assert contrast(tokens()[text], tokens()[ground]) >= least


@pytest.mark.parametrize("data", ["d1", "d2", "d3", "d4", "d5", "rule"])
def test_data_and_borders_stand_out_on_paper(data: str) -> None:
    assert contrast(tokens()[data], tokens()["paper"]) >= 3.0


# ── borrowed files ──────────────────────────────────────────────────────────


def test_every_borrowed_file_is_the_one_that_was_vendored() -> None:
    listed = re.findall(r"^([0-9a-f]{64})  (\S+)  ", (STATIC / "vendor" / "VENDOR.txt").read_text(), re.MULTILINE)
    for digest, name in listed:
        assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == digest, name
    borrowed = {
        path.relative_to(STATIC / "vendor").as_posix()
        for path in (STATIC / "vendor").rglob("*")
        if path.suffix in (".js", ".woff2")
    }
    assert borrowed == {name for _, name in listed}


def test_no_file_names_a_registry_or_a_machine() -> None:
    told = re.compile(r"https?://registry\.|resolved\"|/home/\w+/|/root/")
    lock = (ROOT / "frontend" / "package-lock.json").read_text(encoding="utf-8")
    assert not told.search(lock)
