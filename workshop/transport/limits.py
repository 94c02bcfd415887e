"""What one phone may ask of the server, and how long anybody waits for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

Reasons = Counter[str]
"""Why phones were cut off, turned away or left behind, and how often: for the console and the tests."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds. The defaults suit a hall of a thousand phones; tests use shorter ones."""

    # What a phone may send.
    message: int = 16_384  # in one message, fragments added up
    rate: float = 20.0  # messages a second, for as long as it likes
    burst: float = 60.0  # messages at once

    # What may wait for a phone that reads slowly.
    behind: int = 16_384  # unsent bytes above which its patches are dropped and a fresh view follows
    backlog: int = 262_144  # unsent bytes above which it is cut off
    unsent: int = 32_768  # bytes the kernel may hold: what it holds can no longer be dropped
    polled: int = 32  # messages waiting for a polling phone above which its patches are dropped
    queued: int = 256  # messages waiting for a polling phone above which it is cut off
    slow_s: float = 15.0  # behind for so long: cut off
    stuck_s: float = 10.0  # not a byte taken for so long: cut off

    # How long a phone may take over the formalities.
    connect_s: float = 10.0  # from the handshake to joining
    header_s: float = 10.0  # for a request's headers
    http_s: float = 60.0  # for a body or a download to move on
    close_s: float = 2.0  # to answer a goodbye

    # Handshakes that have not joined yet. More than these wait at the door, and are turned away after door_s.
    # A hall behind one router is one address to us, and on bad Wi-Fi each of them takes seconds.
    at_door: int = 2_000
    at_door_from_one_address: int = 1_200
    door_s: float = 5.0

    # The server.
    ping_s: int = 10  # between two pings
    pong_s: int = 8  # for the answer to one
    sweep_s: float = 1.0  # between two looks at who is late
    connections: int = 12_000
    listen: int = 4_096
