"""A thin line between a phone and the house: every byte is counted, comes late, and only so many go through a second.

All connections share the line, as phones share one Wi-Fi. A piece that got lost comes one round trip later, and what
follows on its connection waits for it, as TCP would have it. Which pieces get lost is the dice's business.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

PIECE = 1400
"""Bytes that go through the air at once."""


@dataclass
class Tally:
    """What went through: bytes each way, connections, and pieces that got lost."""

    down: int = 0
    up: int = 0
    connections: int = 0
    lost: int = 0

    @property
    def both(self) -> int:
        return self.down + self.up


@dataclass
class ThinLine:
    """Stands before a port of this computer: `with ThinLine(port) as line: … line.port … line.tally`.

    `delay`: seconds of a round trip. `speed`: bytes a second, each way. `loss`: the share of pieces that get lost.
    `answers`: all that came down, by connection, as it stood on the wire.
    """

    to: int
    delay: float = 0.3
    speed: float = 50_000.0
    loss: float = 0.02
    dice: Random = field(default_factory=lambda: Random(1))
    tally: Tally = field(default_factory=Tally)
    answers: list[bytearray] = field(default_factory=list)
    port: int = 0

    def __enter__(self) -> ThinLine:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._ways = {"up": _Way(self.speed), "down": _Way(self.speed)}
        self._server = asyncio.run_coroutine_threadsafe(self._open(), self._loop).result(5)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._close)
        self._thread.join(5)
        self._loop.close()

    async def _open(self) -> asyncio.Server:
        return await asyncio.start_server(self._until_closed, "127.0.0.1", 0)

    def _close(self) -> None:
        self._server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.call_later(0.05, self._loop.stop)

    async def _until_closed(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        with suppress(asyncio.CancelledError):
            await self._carry(phone, to_phone)

    async def _carry(self, phone: asyncio.StreamReader, to_phone: asyncio.StreamWriter) -> None:
        self.tally.connections += 1
        await asyncio.sleep(self.delay)  # the handshake
        try:
            house, to_house = await asyncio.open_connection("127.0.0.1", self.to)
        except ConnectionRefusedError:
            return to_phone.close()
        self.answers.append(bytearray())
        ways = (self._pour(phone, to_house, "up"), self._pour(house, to_phone, "down", self.answers[-1]))
        try:
            await asyncio.gather(*ways)
        finally:
            to_house.close()
            to_phone.close()

    async def _pour(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, way: str, said: bytearray | None = None
    ) -> None:
        """Reads no further than the line is free, so that whoever sends feels how thin it is."""
        pieces: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()
        writing = asyncio.ensure_future(self._arrive(pieces, sink))
        arrival = 0.0
        try:
            while piece := await source.read(PIECE):
                through = await self._ways[way].take(len(piece))
                arrival = max(arrival, through + self.delay / 2 + self._mishap())
                setattr(self.tally, way, getattr(self.tally, way) + len(piece))
                pieces.put_nowait((arrival, piece))
                if said is not None:
                    said += piece
            pieces.put_nowait((arrival, b""))
            await writing
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writing.cancel()

    async def _arrive(self, pieces: asyncio.Queue[tuple[float, bytes]], sink: asyncio.StreamWriter) -> None:
        while True:
            when, piece = await pieces.get()
            await asyncio.sleep(max(0.0, when - self._loop.time()))
            if not piece:
                return sink.close()
            sink.write(piece)
            await sink.drain()

    def _mishap(self) -> float:
        if self.dice.random() >= self.loss:
            return 0.0
        self.tally.lost += 1
        return self.delay


class _Way:
    """One direction of the line: pieces go one after another."""

    def __init__(self, speed: float, now: Callable[[], float] | None = None) -> None:
        self._speed, self._free = speed, 0.0
        self._now = now or (lambda: asyncio.get_running_loop().time())

    async def take(self, size: int) -> float:
        """When a piece of this size is through; returns once it is its turn."""
        begins = max(self._now(), self._free)
        self._free = begins + size / self._speed
        await asyncio.sleep(max(0.0, begins - self._now()))
        return self._free
