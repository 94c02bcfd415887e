"""The floor: the few bytes of Engine.IO and Socket.IO that are needed, by hand on picows, encoded once for everybody.

python -m bench.peers.bare PORT SNAPSHOT_BYTES
"""

from __future__ import annotations

import asyncio
import sys
import time
from typing import Any

import orjson
import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_create_server

from bench.peers.payload import snapshot, tally

OPEN = b'0{"sid":"e","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":1000000}'
TEXT = WSMsgType.TEXT


class Hall:
    """Everybody who is connected, and the votes."""

    def __init__(self, snapshot_bytes: int) -> None:
        self.phones: dict[WSTransport, None] = {}
        self.votes, self.naive, self.size = 0, 0, 0
        self.welcome = b"42" + orjson.dumps(["snapshot", snapshot(snapshot_bytes)])
        self._ticking: set[asyncio.Task[None]] = set()

    def vote(self) -> bytes:
        self.votes += 1
        if self.naive:
            self.tell(self.votes, self.size)
        return orjson.dumps([{"ok": 1, "n": self.votes}])

    def control(self, data: dict[str, Any], projector: WSTransport) -> None:
        if data["cmd"] == "coal":
            task = asyncio.ensure_future(self.tick(data["hz"], data["secs"], data["size"], projector))
            self._ticking.add(task)
            task.add_done_callback(self._ticking.discard)
        else:
            self.naive, self.size = data["on"], data["size"]

    def tell(self, seq: int, size: int) -> None:
        frame = b"42" + orjson.dumps(["tally", tally(seq, self.votes, size)])
        for phone in self.phones:
            phone.send(TEXT, frame)

    async def tick(self, hz: float, seconds: float, size: int, projector: WSTransport) -> None:
        began, ticks = time.monotonic(), int(hz * seconds)
        for no in range(ticks):
            self.tell(no, size)
            await asyncio.sleep(max(began + (no + 1) / hz - time.monotonic(), 0))
        projector.send(TEXT, b"42" + orjson.dumps(["ctl_done", {"sent": ticks}]))


class Phone(WSListener):
    """One connection."""

    def __init__(self, hall: Hall) -> None:
        super().__init__()
        self.hall = hall

    def on_ws_connected(self, transport: WSTransport) -> None:
        transport.send(TEXT, OPEN)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        self.hall.phones.pop(transport, None)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        said = frame.get_payload_as_bytes() if frame.msg_type == TEXT else b""
        if said[:2] == b"40":
            transport.send(TEXT, b'40{"sid":"s"}')
            self.hall.phones[transport] = None
            transport.send(TEXT, self.hall.welcome)
        elif said[:2] == b"42":
            self._event(transport, said)

    def _event(self, transport: WSTransport, said: bytes) -> None:
        at = said.index(b"[")
        event, data = orjson.loads(said[at:])
        if event == "vote":
            transport.send(TEXT, b"43" + said[2:at] + self.hall.vote())
        else:
            self.hall.control(data, transport)


async def main(port: int, snapshot_bytes: int) -> None:
    hall = Hall(snapshot_bytes)
    server = await ws_create_server(lambda request: Phone(hall), "127.0.0.1", port, backlog=4096)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), int(sys.argv[2])))
