"""A55, with a real server and sixty phones that all press send at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.browser.hall import ROOT, Server


def test_a55_sixty_phones_send_within_two_seconds_and_all_are_confirmed_within_three(tmp_path: Path) -> None:
    """Everybody taps twice. Nothing doubles, the stage keeps up, the slowest answer takes less than three seconds."""
    server = Server(tmp_path).start()
    try:
        ticket = server.link("Console").partition("#")[2]
        command = [sys.executable, "-m", "tests.browser.storm", str(server.port), ticket, server.code, "60"]
        told = json.loads(
            subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60).stdout
        )
    finally:
        server.stop()
    print(told)
    assert told["refused"] == []
    assert told["entries"] == 60
    assert told["slowest answer"] < 3
    assert told["stage behind"] < 1
