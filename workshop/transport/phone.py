"""One connected client, in the place of engineio's: no writer or ping greenlets, no wall clock, nothing that waits.

It also knows whether its phone has fallen behind, and has it told when it has caught up.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from time import monotonic
from typing import Any

import engineio.packet
import engineio.socket
import gevent
from engineio.exceptions import EngineIOError
from engineio.packet import MESSAGE, NOOP, PING, Packet

from workshop.transport.bucket import Bucket
from workshop.transport.hall import Hall
from workshop.transport.message import Message, Patch, text_frame
from workshop.transport.socket import WebSocket

_PING = text_frame(str(PING))


class Phone(engineio.socket.Socket):  # type: ignore[misc]
    """What engineio calls a socket: over WebSocket, or over polling where a school's proxy allows nothing else."""

    connected: bool
    upgraded: bool

    def __init__(self, server: Any, sid: str, hall: Hall, address: str) -> None:
        super().__init__(server, sid)
        # engineio's own deadline runs on the wall clock, which a laptop may set while people are in the room.
        self.last_ping = None
        self.address = address
        self.seat: str | None = None
        self.joined = False
        self.ws: WebSocket | None = None
        self.bucket = Bucket(hall.limits)
        self._hall = hall
        self._born = monotonic()
        self._pinged: float | None = None
        # A hall that comes at one instant is pinged one after the other ever after.
        self._next_ping = self._born + server.ping_interval * random.random()
        self._behind_since: float | None = None
        self._catching_up = False

    @property
    def behind(self) -> bool:
        return self._behind_since is not None

    def join(self) -> None:
        """It has come through the door, unless it has turned back meanwhile."""
        if not self.joined and not self.closing:
            self.joined = True
            self._hall.door.leave(self.address)

    # Patches

    def patch(self, message: Message) -> None:
        """Send a patch, or none until it has caught up: one patch missing makes the later ones useless."""
        if self._behind_since is not None or self.closed:
            return
        ws = self.ws
        if not (ws.offer(message.pressed if ws.pressed else message.plain) if ws else self._queue(message)):
            self._fall_behind()

    def _queue(self, message: Message) -> bool:
        if self.queue.qsize() >= self._hall.limits.polled:
            return False
        self.queue.put(Patch(message.text))
        return True

    def _fall_behind(self) -> None:
        self._behind_since = monotonic()
        self._hall.reasons["fell behind"] += 1
        if self.ws:
            self.ws.forget_patches()
        else:
            for kept in [packet for packet in self._unqueued() if not isinstance(packet, Patch)]:
                self.queue.put(kept)

    def _drained(self) -> None:
        """Nothing is waiting any more. Called from the event loop too, so it must not wait."""
        if self.behind and not self._catching_up:
            self._catching_up = True
            gevent.spawn(self._catch_up)

    def _catch_up(self) -> None:
        # Patches flow again from here on: the fresh views are made in the same breath, so none is missed.
        self._behind_since, self._catching_up = None, False
        if self.seat is not None and not self.closed:
            self._hall.recovered(self.seat)

    # The watch

    def look(self, now: float) -> None:
        """Drop the late and the silent, ping the rest."""
        if self.closing or self.closed:
            return
        if late := self._late(now):
            self.drop(late)
        elif self._pinged is None and now >= self._next_ping:
            self._pinged = now
            self._ping()

    def _ping(self) -> None:
        if self.ws:
            self.ws.push(_PING)
        else:
            self.send(Packet(PING))

    def _late(self, now: float) -> str:
        if not self.joined and now - self._born > self._hall.limits.connect_s:
            return "never joined"
        if self._behind_since is not None and now - self._behind_since > self._hall.limits.slow_s:
            return "slow"
        if self._pinged is not None and now - self._pinged > self.server.ping_timeout:
            return "ping timeout"
        return ""

    def schedule_ping(self) -> None:
        """A PONG has come. Those that nobody asked for change nothing."""
        if self._pinged is not None:
            self._pinged, self._next_ping = None, monotonic() + self.server.ping_interval

    def drop(self, reason: str) -> None:
        """Cut off, from any greenlet, without waiting for the farewell."""
        self._hall.reasons[reason] += 1
        gevent.spawn(self.close, wait=False, abort=True, reason=self.server.reason.PING_TIMEOUT)

    def close(self, wait: bool = True, abort: bool = False, reason: Any = None) -> None:
        """Never waits: engineio would wait for ever for a stuck phone to fetch its queue."""
        if not self.closing and not self.closed:
            self._give_up_place()
        super().close(wait=False, abort=abort, reason=reason)
        if self.closed:
            # engineio would fail over a request for somebody who is closed but still listed.
            self.server.sockets.pop(self.sid, None)
        if self.ws:
            self.ws.close()

    def _give_up_place(self) -> None:
        """Before anybody hears that it has gone, so that whoever counts then counts right."""
        if not self.joined:
            self._hall.door.leave(self.address)
        if self.seat is not None:
            self._hall.on_gone(self.seat)

    # Sending

    def send(self, pkt: Packet) -> None:
        """Send what must arrive."""
        if self.ws:
            self.ws.push(text_frame(pkt.encode()))
        elif self.queue.qsize() < self._hall.limits.queued:
            self.queue.put(pkt)
        elif not self.closing:
            self.drop("backlog")

    def show(self, messages: Sequence[Message]) -> None:
        """Send these, in one go: what must arrive."""
        if ws := self.ws:
            ws.push(b"".join(message.pressed if ws.pressed else message.plain for message in messages))
            return
        for message in messages:
            self.send(Packet(MESSAGE, message.text))

    # Polling

    def poll(self) -> list[Packet]:
        self._look_drained()
        packets: list[Packet] = super().poll()
        self._look_drained()
        return packets

    def _look_drained(self) -> None:
        if self.queue.empty():
            self._drained()

    def receive(self, pkt: Packet) -> None:
        if not self.bucket.take(1):
            self._hall.reasons["too many messages"] += 1
            raise EngineIOError("too many messages")
        super().receive(pkt)

    def handle_post_request(self, environ: dict[str, Any]) -> None:
        """Rubbish is answered with 400; engineio would log a stack trace and answer 200."""
        try:
            super().handle_post_request(environ)
        except (ValueError, TypeError, IndexError, KeyError, OSError) as error:
            raise EngineIOError(str(error)) from None

    def _unqueued(self) -> Iterable[Packet]:
        while not self.queue.empty():
            yield self.queue.get_nowait()

    # WebSocket

    def _upgrade_websocket(self, environ: dict[str, Any], start_response: Any) -> tuple[bytes, ...]:
        """Serve the connection to its end.

        A list would be taken for an HTTP answer and written into the WebSocket stream; a tuple is left alone.
        """
        if self.upgraded or self.upgrading:
            raise EngineIOError("upgraded already")
        ws = WebSocket(environ, self._hall, self.bucket, self._drained)
        try:
            if refusal := ws.greet(environ):
                # An ordinary HTTP answer, so that it leaves by the same door as all others.
                start_response(f"{refusal.status_code} {refusal.reason_phrase}", list(refusal.headers.raw_items()))
                return (bytes(refusal.body),)
            self._serve(ws)
        finally:
            ws.finish()
            self.ws = None
            if not self.connected:
                self.close(abort=True)
        return ()

    def _serve(self, ws: WebSocket) -> None:
        if self.connected and not self._move_over(ws):
            return
        self.connected = self.upgraded = True
        self._hand_over(ws)
        reason = self.server.reason.TRANSPORT_CLOSE
        try:
            reason = self._listen(ws)
        finally:
            self.close(abort=True, reason=reason)
        while ws.wait() is not None:
            pass  # We closed first: the phone's answer is awaited, close_s at most.

    def _move_over(self, ws: WebSocket) -> bool:
        """The dance from polling to WebSocket. False: it goes on polling."""
        self.upgrading = True
        with gevent.Timeout(self._hall.limits.connect_s, False):
            self.upgraded = self._dance(ws)
        self.upgrading = False
        if not self.upgraded:
            ws.fail(1002, "upgrade not finished")
        return bool(self.upgraded)

    def _dance(self, ws: WebSocket) -> bool:
        if ws.wait() != "2probe":
            return False
        ws.push(text_frame("3probe"))
        # Ends the poll that is still waiting.
        self.queue.put(Packet(NOOP))
        return ws.wait() == "5"

    def _hand_over(self, ws: WebSocket) -> None:
        """What polling has not fetched goes first."""
        for pkt in self._unqueued():
            if pkt is not None and pkt.packet_type != NOOP:
                ws.push(text_frame(pkt.encode()))
        self.ws = ws
        if ws.drained:
            self._drained()

    def _listen(self, ws: WebSocket) -> Any:
        """Until the end; why it ended."""
        while not self.closed and (text := ws.wait()) is not None:
            if text[:1] == "4":
                self.server._trigger_event("message", self.sid, text[1:], run_async=False)
            elif text == "3":
                self.schedule_ping()
            elif text == "1":
                return self.server.reason.CLIENT_DISCONNECT
            else:
                ws.fail(1002, "bad packet")
        return self.server.reason.TRANSPORT_CLOSE
