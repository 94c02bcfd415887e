"""Stock Flask-SocketIO as `pip install flask-socketio gevent` gives it, with every default it has.

python -m bench.peers.stock PORT SNAPSHOT_BYTES
"""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402 - everything below must find the standard library patched
import time  # noqa: E402
from typing import Any  # noqa: E402

from flask import Flask, request  # noqa: E402
from flask_socketio import SocketIO, emit, join_room  # noqa: E402

from bench.peers.payload import snapshot, tally  # noqa: E402

ROOM = "hall"
PORT, SNAPSHOT = int(sys.argv[1]), snapshot(int(sys.argv[2]))

app = Flask(__name__)
sio = SocketIO(app, async_mode="gevent")
now: dict[str, int] = {"votes": 0, "naive": 0, "size": 0}


@sio.on("connect")
def connect() -> None:
    join_room(ROOM)
    emit("snapshot", SNAPSHOT)


@sio.on("vote")
def vote(data: Any) -> dict[str, int]:
    now["votes"] += 1
    if now["naive"]:
        tell(now["votes"], now["size"])
    return {"ok": 1, "n": now["votes"]}


@sio.on("ctl")
def control(data: dict[str, Any]) -> None:
    if data["cmd"] == "coal":
        sio.start_background_task(tick, data["hz"], data["secs"], data["size"], request.sid)
    else:
        now.update(naive=data["on"], size=data["size"])


def tell(seq: int, size: int) -> None:
    sio.emit("tally", tally(seq, now["votes"], size), to=ROOM)


def tick(hz: float, seconds: float, size: int, projector: str) -> None:
    began, ticks = time.monotonic(), int(hz * seconds)
    for no in range(ticks):
        tell(no, size)
        sio.sleep(max(began + (no + 1) / hz - time.monotonic(), 0))
    sio.emit("ctl_done", {"sent": ticks}, to=projector)


if __name__ == "__main__":
    sio.run(app, host="127.0.0.1", port=PORT)
