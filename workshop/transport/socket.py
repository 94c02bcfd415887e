"""One WebSocket, on the sans-IO core of `websockets`: reads in the phone's own greenlet, writes from any.

Writing never blocks and never yields, so frames cannot interleave. What the kernel does not take at once waits in a
small outbox that the event loop empties. What the messages mean is not decided here.
"""

from __future__ import annotations

import os
import socket
import struct
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any

import gevent
from websockets.datastructures import Headers
from websockets.exceptions import PayloadTooBig, ProtocolError
from websockets.frames import Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import Event, State
from websockets.server import ServerProtocol

from workshop.transport.bucket import Bucket
from workshop.transport.deflate import FOLDED, OFFERS, Pressed, reads_compressed, unfold
from workshop.transport.hall import Hall, log

HANDLER = "workshop.handler"

_WRITABLE = 2
_CRUMB = 0.1
_LAST_WORDS_S = 1.0
_LINGER_NOT = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


class WebSocket:
    """Taken over from the web server's handler, which must be ours: it leaves itself in the environ."""

    __slots__ = (
        "_bucket",
        "_cut",
        "_hall",
        "_handler",
        "_head",
        "_inbox",
        "_moved_at",
        "_on_drained",
        "_outbox",
        "_parts",
        "_protocol",
        "_send",
        "_slow_since",
        "_sock",
        "_waiting",
        "_writable",
        "ended",
        "open",
        "pressed",
    )

    def __init__(self, environ: dict[str, Any], hall: Hall, bucket: Bucket, on_drained: Callable[[], None]) -> None:
        self._handler = _take_over(environ)
        self._sock = self._handler.socket
        self._send: Callable[[bytes | memoryview], int] = self._sock._sock.send
        """The kernel's own. gevent's stands around it for those who would wait, and here nobody does."""
        self._hall = hall
        self._bucket = bucket
        self._on_drained = on_drained
        self._protocol = ServerProtocol(state=State.OPEN, max_size=hall.limits.message, logger=log)
        self._inbox: deque[str | Pressed] = deque()
        self._parts: list[bytes] = []
        self._outbox: deque[tuple[bytes, bool]] = deque()
        self._waiting = 0
        self._head: memoryview | None = None
        self._slow_since = self._moved_at = 0.0
        self._writable: Any = None
        self._cut = False
        self.open = self.ended = False
        self.pressed = False
        """Whether this phone reads compressed frames."""

    # Opening

    def greet(self, environ: dict[str, Any]) -> Response | None:
        """The opening handshake, without subprotocols. What it gives is a refusal, still to be sent."""
        names = (name for name in environ if name.startswith("HTTP_"))
        headers = Headers((name[5:].replace("_", "-"), environ[name]) for name in names)
        hello = ServerProtocol(extensions=OFFERS if reads_compressed(environ) else None, logger=log)
        hello.parser.close()  # as in `finish`; it has nothing to read
        response = hello.accept(Request(self._handler.path, headers))
        if response.status_code != 101:
            return response
        hello.send_response(response)
        self._sock.sendall(b"".join(hello.data_to_send()))
        self.pressed = bool(hello.extensions)
        self._protocol.extensions = [FOLDED] if self.pressed else []
        self._tune()
        self.open = True
        self._feed_early()
        return None

    def _tune(self) -> None:
        self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_NOTSENT_LOWAT"):
            # Else megabytes of stale patches pile up in the kernel, where nobody can drop them.
            self._sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, self._hall.limits.unsent)

    def _feed_early(self) -> None:
        """Frames may have come in the same packet as the request."""
        self._sock.settimeout(0)
        early = self._handler.rfile.peek(1)
        self._sock.settimeout(None)
        if early:
            self._feed(early)

    # Reading

    def wait(self) -> str | None:
        """The next message, or None when the connection is over."""
        while not self._inbox:
            if self.ended:
                return None
            self._feed(self._receive())
        if self._bucket.talking:
            # Receiving never yields while bytes are waiting, so a talker must make way.
            gevent.sleep(0)
        return self._unfolded(self._inbox.popleft()) if self._inbox else None

    def _unfolded(self, message: str | Pressed) -> str | None:
        """None when it ended the connection: a small message may claim to be a huge one."""
        if isinstance(message, str):
            return message
        try:
            return unfold(message, self._hall.limits.message)
        except PayloadTooBig:
            self.fail(1009, "message too big")
        except ProtocolError:
            self.fail(1002, "bad compression")
        except UnicodeDecodeError:
            self.fail(1007, "not UTF-8")
        return None

    def _receive(self) -> bytes:
        try:
            data: bytes = self._sock.recv(4096)
        except OSError:
            return b""
        return data

    def _feed(self, data: bytes) -> None:
        if data:
            self._protocol.receive_data(data)
        else:
            self._protocol.receive_eof()
        frames = self._protocol.events_received()
        if not self._bucket.take(len(frames) or _CRUMB):
            self.fail(1008, "too many messages")
        elif all(self._take(frame) for frame in frames):
            if data and self._protocol.parser_exc:
                self._hall.reasons[type(self._protocol.parser_exc).__name__] += 1
            self._pump()

    def _take(self, frame: Event) -> bool:
        """False when the frame ended the connection."""
        if not isinstance(frame, Frame) or frame.opcode is Opcode.BINARY:
            self.fail(1003, "text only")
            return False
        if isinstance(frame.data, Pressed):
            self._inbox.append(frame.data)
        elif frame.opcode in (Opcode.TEXT, Opcode.CONT):
            self._parts.append(bytes(frame.data))
            if frame.fin:
                return self._take_whole()
        return True

    def _take_whole(self) -> bool:
        try:
            self._inbox.append(str(b"".join(self._parts), "utf-8"))
        except UnicodeDecodeError:
            self.fail(1007, "not UTF-8")
            return False
        self._parts = []
        return True

    # Writing

    def push(self, frame: bytes) -> None:
        """Send a finished frame that must arrive."""
        if self.open:
            self._write(frame, patch=False)

    def offer(self, frame: bytes) -> bool:
        """Send a patch. False, and not sent, when too much is unsent already: the phone is behind."""
        if self._head is None:  # as for nearly everybody, and they are a thousand: so it comes first
            if self.open:
                self._send_now(frame)
            return True
        if self._waiting + len(frame) > self._hall.limits.behind:
            return False
        if self.open:
            self._write(frame, patch=True)
        return True

    def forget_patches(self) -> None:
        """Drop the patches still in the outbox; a frame that is half sent goes out whole."""
        self._outbox = deque(kept for kept in self._outbox if not kept[1])
        self._waiting = sum(len(frame) for frame, _ in self._outbox)

    @property
    def drained(self) -> bool:
        return self._head is None

    @property
    def unsent(self) -> int:
        return self._waiting + len(self._head or b"")

    def _write(self, frame: bytes, patch: bool) -> None:
        if self._head is None:
            self._send_now(frame)
            return
        self._outbox.append((frame, patch))
        self._waiting += len(frame)
        if self._waiting > self._hall.limits.backlog:
            self.abort("backlog")

    def _send_now(self, frame: bytes) -> None:
        try:
            sent = self._send(frame)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.abort("gone")
            return
        if sent < len(frame):
            self._keep_rest(frame, sent)

    def _keep_rest(self, frame: bytes, sent: int) -> None:
        self._head = memoryview(frame)[sent:]
        self._slow_since = self._moved_at = monotonic()
        self._hall.slow.add(self)
        if self._writable is None:
            self._writable = gevent.get_hub().loop.io(self._sock.fileno(), _WRITABLE)
        self._writable.start(self._flush)

    def _flush(self) -> None:
        """The event loop says that the kernel has room again."""
        try:
            while self._head is not None:
                if not self._send_head():
                    return
        except BlockingIOError:
            return
        except OSError:
            self.abort("gone")
            return
        self._writable.stop()
        self._hall.slow.discard(self)
        if self.open:
            self._on_drained()

    def _send_head(self) -> bool:
        """False when the kernel took only a part of it."""
        assert self._head is not None
        sent = self._send(self._head)
        self._moved_at = monotonic()
        if sent < len(self._head):
            self._head = self._head[sent:]
            return False
        self._head = None
        if self._outbox:
            frame, _ = self._outbox.popleft()
            self._waiting -= len(frame)
            self._head = memoryview(frame)
        return True

    def _pump(self) -> None:
        """Put on the wire what the protocol core has to say: pongs and close frames."""
        for data in self._protocol.data_to_send():
            if data:
                self._write(data, patch=False)
            else:
                self.open, self.ended = False, True

    # Ending

    def look(self, now: float) -> None:
        """Cut off a phone that never catches up."""
        limits = self._hall.limits
        if now - self._slow_since > limits.slow_s or now - self._moved_at > limits.stuck_s:
            self.abort("slow")

    def fail(self, code: int, reason: str) -> None:
        """A rule was broken: a close frame goes out and nothing more is read."""
        if self.ended:
            return
        self._hall.reasons[reason] += 1
        self._inbox.clear()
        self._protocol.fail(code, reason)
        self._pump()
        self.open, self.ended = False, True

    def close(self, code: int = 1000, reason: str = "") -> None:
        """An orderly goodbye; the reader ends when the phone answers, or after close_s."""
        if self.open:
            self.open = False
            self._protocol.send_close(code, reason)
            self._pump()
            gevent.spawn_later(self._hall.limits.close_s, self.abort)

    def abort(self, reason: str = "") -> None:
        """Cut the line now and forget what is unsent. Wakes the reader, which tidies up."""
        if self.ended:
            return
        self.open, self.ended, self._cut = False, True, bool(reason)
        if reason:
            self._hall.reasons[reason] += 1
        self._head = None
        self._outbox.clear()
        self._waiting = 0
        self._hall.slow.discard(self)
        try:
            self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NOT)
            self._sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass  # It has gone already.

    def finish(self) -> None:
        """The reader's last act, whatever happened before."""
        self.open, self.ended = False, True
        if self._protocol.close_sent and not self._cut:
            self._linger()
        self._hall.slow.discard(self)
        if self._writable is not None:
            self._writable.stop()
            self._writable.close()
        # These undo reference cycles, so that a thousand phones leaving are no work for the garbage collector.
        self._protocol.parser.close()
        self._protocol.parser_exc = None
        self._handler = None

    def _linger(self) -> None:
        """Let our close frame arrive: closing with unread input would reset the connection and lose it."""
        with gevent.Timeout(_LAST_WORDS_S, False):
            try:
                if self._head is None:
                    self._sock.shutdown(socket.SHUT_WR)
                for _ in range(64):
                    if not self._sock.recv(65_536):
                        break
            except OSError:
                pass  # It did not wait for the answer.


def _take_over(environ: dict[str, Any]) -> Any:
    """The handler, out of both copies of the environ (Flask-SocketIO works on a copy), done with HTTP."""
    handler = environ.pop(HANDLER)
    handler.environ.pop(HANDLER, None)
    handler.close_connection = True
    return handler
