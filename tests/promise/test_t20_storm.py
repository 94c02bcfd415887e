"""T20, from outside: `workshop backup` beside a real room in a storm. What was saved before a copy was begun is in it,
it can be opened as a room of its own, and nobody is kept waiting.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.promise.room import ROOT
from tests.transport.wire import FULL

HALL = ["--people", "200", "--copies", "12", "--every", "5"] if FULL else ["--people", "40", "--copies", "3"]
PAUSE = 0.1
"""Seconds for which a copy may keep somebody waiting."""

BUSY = 2
"""On a machine that is busy anyway: so many times what they wait while another command of ours runs."""


@pytest.mark.timeout(3600 if FULL else 300)
def test_t20_copies_of_a_storm_are_whole_and_keep_nobody_waiting() -> None:
    command = [sys.executable, "-m", "tests.promise.copied", *HALL]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stderr
    told = json.loads(ended.stdout)
    print(json.dumps(told, indent=1))
    assert told["held"], told["findings"]
    assert (told["lost from copies"], told["damaged copies"], told["restored otherwise"]) == (0, [], [])
    assert told["saved before"] == sorted(set(told["saved before"])), "nothing was saved between two copies"
    assert told["saved before"][0] > 0
    assert told["pause"]["least"] <= max(PAUSE, BUSY * told["pause without"])
