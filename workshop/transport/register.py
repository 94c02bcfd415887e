"""Who is connected: python-socketio's own list, without its walk through every room whenever somebody leaves."""

from __future__ import annotations

from typing import Any, NoReturn

import socketio


class Register(socketio.Manager):  # type: ignore[misc]
    """With one room per person, that walk makes a crowd's leaving cost the square of its size."""

    def basic_disconnect(self, sid: str, namespace: str, **_ignored: Any) -> None:
        for room in (sid, None):
            self.basic_leave_room(sid, namespace, room)
        self.callbacks.pop(sid, None)
        for pending in (self.pending_connect, self.pending_disconnect):
            _strike(pending, namespace, sid)

    def enter_room(self, sid: str, namespace: str, room: str, eio_sid: str | None = None) -> NoReturn:
        """Nobody would take them out of it again."""
        raise NotImplementedError("channels are sat at with Fanout.sit; Socket.IO rooms are not used")


def _strike(pending: dict[str, list[str]], namespace: str, sid: str) -> None:
    if sid in pending.get(namespace, ()):
        pending[namespace].remove(sid)
        if not pending[namespace]:
            del pending[namespace]
