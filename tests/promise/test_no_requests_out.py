"""The house asks nobody outside for anything: a short session is played through while every connection that the server
process makes is written down, by whatever part of it.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.promise.besieged import ROOT, Besieged, Honest
from tests.promise.test_t11_flood import voters
from tests.transport.wire import until

LOOPBACK = re.compile(r"^(127\.|::1$|localhost$|/|\\0|$)")

ROUTING = {("192.0.2.1", 9), ("192.168.255.254", 9), ("10.255.255.254", 9), ("172.31.255.254", 9)}
"""What `config.lan_addresses` connects a datagram socket to: that asks the routing table and sends no packet."""


def connected(folder: Path) -> list[tuple[str, str, int]]:
    """Every connection and every name looked up, as the server's own watch wrote them down: sort, host, port."""
    return [tuple(json.loads(line)) for line in (folder / "connections").read_text().splitlines()]


def outside(told: list[tuple[str, str, int]]) -> set[tuple[str, str, int]]:
    """Those that would leave this machine."""
    return {
        (sort, host, port)
        for sort, host, port in told
        if not LOOPBACK.match(host) and not (sort == "datagram" and (host, port) in ROUTING)
    }


def play(server: Besieged) -> None:
    """Everybody comes in and votes; she looks at her pages and takes the papers home."""
    with voters(server, 6) as hall:
        assert hall.vote(1, 4)["wrong"] == []
        ana = server.join("Ana")
        Honest(ana)
        for path in ("/", f"/{server.code}", "/healthz", f"/mine/{ana.auth['run']}"):
            assert ana.get(path)[0] in (200, 302)
        assert server.stage().get(f"/qr/{server.code}.svg")[0] == 200
        link, _ = server.post("/mine/" + ana.auth["run"] + "/link", {}, ana.cookie)
        assert link["ok"]


def test_a_session_makes_no_connection_to_anywhere_else(tmp_path: Path) -> None:
    environment = {"CONNECTIONS": str(tmp_path / "connections"), "PYTHONPATH": str(ROOT)}
    with Besieged(tmp_path, "tests.promise.besieged:write_down_connections", environment=environment) as server:
        play(server)
        assert server.complaints() == ""
    told = connected(tmp_path)
    assert outside(told) == set()
    assert any((host, port) in ROUTING for _, host, port in told), "nothing was watched"


def test_nothing_is_sent_out_as_the_system_sees_it(tmp_path: Path) -> None:
    """The same, told by the system itself where it can be asked: nothing goes anywhere but to loopback."""
    if not shutil.which("strace") or not _may_trace():
        return
    trace = tmp_path / "trace"
    with Besieged(tmp_path) as server:
        watch = ["strace", "-f", "-qq", "-e", "trace=connect,sendto,sendmsg", "-s", "0", "-o", str(trace)]
        with subprocess.Popen([*watch, "-p", str(server.process.pid)], stderr=subprocess.DEVNULL) as tracer:
            until(trace.exists)
            play(server)
            tracer.terminate()
    lines = trace.read_text(errors="replace").splitlines()
    addressed = [line for line in lines if "sin_addr" in line or "sin6_addr" in line]
    foreign = [line for line in addressed if "127.0.0.1" not in line and '"::1"' not in line]
    sent = [line for line in foreign if not (" connect(" in line and any(host in line for host, _ in ROUTING))]
    assert sent == []
    assert len(lines) > 20, "nothing was watched"


def _may_trace() -> bool:
    tried = subprocess.run(["strace", "-qq", "-e", "trace=none", sys.executable, "-c", ""], capture_output=True)
    return tried.returncode == 0


def test_control_a_house_that_calls_home_is_caught(tmp_path: Path) -> None:
    environment = {"CONNECTIONS": str(tmp_path / "connections"), "PYTHONPATH": str(ROOT)}
    with Besieged(tmp_path, "tests.promise.besieged:call_home", environment=environment) as server:
        Honest(server.join("Ana"))
        until(lambda: outside(connected(tmp_path)))
    assert ("name", "updates.example.invalid", 443) in outside(connected(tmp_path))
