"""What stands between the wire and our handlers: which packets, which events. Hosts are `web.guard`'s business."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import socketio.packet
from engineio.packet import MESSAGE, Packet

from workshop.transport.hall import Hall, log
from workshop.transport.phone import Phone
from workshop.transport.strict import StrictJson

# Names with a meaning of their own, at either end: no phone may play them as if they were moves.
RESERVED = {"connect", "connect_error", "disconnect", "disconnecting", "message", "newListener", "removeListener", "*"}

# Connect, disconnect, event. We send nothing that asks for an acknowledgement, and nothing is binary.
_PACKETS = ("0", "1", "2")


class TextPacket(socketio.packet.Packet):  # type: ignore[misc]
    """A packet without binary parts, which also spares looking through every payload for them."""

    uses_binary_events = False


class Guard:
    """Takes over the dispatch of a socketio.Server: nothing a phone sends can raise, and every event is answered."""

    def __init__(self, server: Any, hall: Hall) -> None:
        self._server = server
        self._hall = hall
        self._connect = server._handle_connect
        self._disconnect = server._handle_disconnect

    def stand(self) -> None:
        """Take the posts."""
        self._server._handle_connect = self.connect
        self._server._handle_disconnect = self.disconnect
        self._server._handle_event = self.event
        self._server.eio.on("message", self.message)
        self._server.eio._log_error_once = self.odd_request

    def odd_request(self, message: str, reason: str) -> None:
        """Counted: engineio would write down what somebody sent as they sent it."""
        self._hall.reasons[reason] += 1

    def message(self, eio_sid: str, data: Any) -> None:
        """A whole Socket.IO packet."""
        phone = self._server.eio.sockets.get(eio_sid)
        if phone is None:
            return
        try:
            self._admit(phone, data)
        except (ValueError, TypeError, KeyError, IndexError) as error:
            log.info("%s sent a packet that cannot be read: %s", eio_sid, type(error).__name__)
            _refuse(phone)

    def _admit(self, phone: Phone, data: Any) -> None:
        if not isinstance(data, str) or data[:1] not in _PACKETS:
            raise ValueError("packet type not used")
        if data[0] != "0" and not phone.joined:
            raise ValueError("not joined yet")
        self._server._handle_eio_message(phone.sid, data)
        if data[0] == "0":
            self._settle(phone)
        elif data[0] == "1":
            phone.close(abort=True)

    def _settle(self, phone: Phone) -> None:
        """After the connect handler, which may have refused the phone or outlived it."""
        if self._server.manager.sid_from_eio_sid(phone.sid, "/") is None:
            return
        phone.join()
        if phone.closed:
            self._server._handle_eio_disconnect(phone.sid, self._server.reason.TRANSPORT_CLOSE)

    def connect(self, eio_sid: str, namespace: str | None, data: Any) -> None:
        if namespace not in (None, "/") or not isinstance(data, dict | None):
            raise ValueError("not a way to connect")
        try:
            self._connect(eio_sid, namespace, data)
        except Exception:
            self._own_fault("connect")
            self._forget(eio_sid)
            self._server.eio.disconnect(eio_sid)

    def disconnect(self, eio_sid: str, namespace: str | None, reason: Any = None) -> None:
        try:
            self._disconnect(eio_sid, namespace, reason)
        except Exception:
            self._own_fault("disconnect")
            self._forget(eio_sid)

    def event(self, eio_sid: str, namespace: str | None, ack: int | None, data: Any) -> None:
        answer = self._answer(eio_sid, namespace, data)
        if ack is None:
            return
        try:
            self._acknowledge(eio_sid, ack, answer)
        except (ValueError, TypeError):
            self._own_fault("an answer that is not JSON")
            self._acknowledge(eio_sid, ack, _refusal("broken"))

    def _answer(self, eio_sid: str, namespace: str | None, data: Any) -> Any:
        sid = self._server.manager.sid_from_eio_sid(eio_sid, "/")
        handler = self._handler(namespace, data)
        if handler is None or sid is None:
            self._hall.reasons["malformed event"] += 1
            return _refusal("malformed")
        try:
            return handler(sid, data[1])
        except Exception:
            self._own_fault(data[0])
            return _refusal("broken")

    def _handler(self, namespace: str | None, data: Any) -> Callable[[str, dict[str, Any]], Any] | None:
        """The handler of a known event with exactly one object."""
        if namespace not in (None, "/"):
            return None
        match data:
            case [str(name), dict()] if name not in RESERVED:
                found: Callable[..., Any] | None = self._server.handlers.get("/", {}).get(name)
                return found
        return None

    def _acknowledge(self, eio_sid: str, ack: int, answer: Any) -> None:
        """Put together by hand: of all that is sent to one phone alone, this is what a whole hall waits for at once."""
        said = StrictJson.dumps([] if answer is None else [answer])
        phone = self._server.eio.sockets.get(eio_sid)
        if phone is not None and not phone.closed:
            phone.send(Packet(MESSAGE, f"{socketio.packet.ACK}{ack}{said}"))

    def _forget(self, eio_sid: str) -> None:
        """Else somebody who is half connected stays in the room for ever."""
        sid = self._server.manager.sid_from_eio_sid(eio_sid, "/")
        if sid is not None:
            self._server.manager.disconnect(sid, "/")

    def _own_fault(self, where: str) -> None:
        """An exception in our handlers is not the phone's fault."""
        self._hall.reasons["handler error"] += 1
        log.exception("handler error: %s", where)


def _refuse(phone: Phone) -> None:
    if phone.ws:
        phone.ws.fail(1007, "bad message")
    else:
        phone.close(abort=True)


def _refusal(code: str) -> dict[str, Any]:
    return {"ok": False, "code": code, "args": {}, "retry": False}
