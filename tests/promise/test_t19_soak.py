"""T19: hours of a room in half a minute; memory, files, greenlets, the log and the queues stay as they are.

The whole of it: python -m tests.promise.soak --full (make soak), about 25 minutes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.promise.room import ROOT
from tests.transport.wire import FULL

pytestmark = pytest.mark.timeout(240)

SECONDS = 120 if FULL else 20


def soaked(*how: str) -> dict[str, Any]:
    """What a soak of its own process measured."""
    command = [sys.executable, "-m", "tests.promise.soak", *how]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=220)
    assert done.stdout, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    print(told)
    return told


def test_hours_of_a_room_leave_no_trace_in_the_server() -> None:
    assert soaked("--seconds", str(SECONDS))["faults"] == []


def test_control_a_house_that_loses_memory_and_keeps_files_is_caught() -> None:
    told = soaked("--seconds", "10", "--broken", "tests.promise.pulse:leaking")
    assert {"memory grows", "files stay open"} <= set(told["faults"])
