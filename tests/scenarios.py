"""Which test proves which acceptance scenario. `python -m tests.scenarios` writes the table anew."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
TABLE = HERE / "SCENARIOS.md"

NAMED = {
    1: "Join", 2: "Late arriver", 3: "Table choice for a late comer", 4: "Lock screen", 5: "Reload, same device",
    6: "Same name", 7: "New device", 8: "Merge of a person who joined twice", 9: "Early leaver",
    10: "Person without phone", 11: "Table phone only", 12: "Paper batch", 13: "Back without loss", 14: "Preview",
    15: "Skip, and run it later", 16: "Two consoles", 17: "Edit live", 18: "Overrun", 19: "Protected ending",
    20: "Zero", 21: "Clock skew", 22: "Uneven tables", 23: "Law of feet", 24: "Nobody came", 25: "Host leaves",
    26: "Odd pairs", 27: "Instruction while walking", 28: "Several partnerships", 29: "Review by default",
    30: "Panic", 31: "Take down", 32: "Withdraw", 33: "Long text and scripts", 34: "Hostile text", 35: "Names",
    36: "No early sight", 37: "Spread", 38: "Re-rate", 39: "Empty cell", 40: "Can't say", 41: "Small slice",
    42: "Votes", 43: "Merge before voting", 44: "Offers meet needs", 45: "Unmet need", 46: "Imagine returns",
    47: "Essentials cap", 48: "Alone test", 49: "Two writers", 50: "No data", 51: "Thirty seconds dark",
    52: "Server restart", 53: "Stage reload", 54: "No internet", 55: "Sixty at once", 56: "Phones down", 57: "Note",
    58: "Take-away", 59: "Erase me", 60: "Next time", 61: "Rehearsal", 62: "Size floor",
}  # fmt: skip

LATER = {18, 19, 61}
"""They belong to a facilitator's own tools for time and rehearsal, which are not built yet."""

_STORY = re.compile(r"test_a(\d\d?)_")


def proofs() -> dict[int, list[str]]:
    """The tests named after each scenario, as `file::test`."""
    found: dict[int, list[str]] = {number: [] for number in NAMED}
    for path in sorted(HERE.rglob("test_*.py")):
        for name in _tests(path):
            if story := _STORY.match(name):
                found[int(story[1])].append(f"{path.relative_to(HERE).as_posix()}::{name}")
    return found


def table() -> str:
    """The table in Markdown."""
    rows = [f"| A{number} | {NAMED[number]} | {_listed(tests)} |" for number, tests in proofs().items()]
    head = [
        "# Scenario by scenario",
        "",
        "Written by `python -m tests.scenarios`; a test holds it to the tests there are.",
    ]
    return "\n".join([*head, "", "| | Scenario | Proven by |", "| --- | --- | --- |", *rows, ""])


def _tests(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return (node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _listed(tests: list[str]) -> str:
    return "<br>".join(f"`{test}`" for test in tests) or "not built yet"


if __name__ == "__main__":
    TABLE.write_text(table(), encoding="utf-8")
