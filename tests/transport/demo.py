"""A room small enough to test the transport in: one channel, one counter. Run as a process of its own.

python demo.py '{"connect_s": 1}'   prints its port, then serves until it is told to stop.
"""

# ruff: noqa: E402
# Everything after this must find the patched standard library.
from gevent import monkey

monkey.patch_all()

import gc
import json
import os
import signal
import sys
from collections import Counter

import gevent
import mutations
from flask import Flask, request
from flask_socketio import SocketIO

from workshop.transport import Limits, install, options, selfcheck, serve, shutdown

mutations.apply(os.environ.get("WORKSHOP_MUTANT", ""))
selfcheck()
limits = Limits(**json.loads(sys.argv[1]))
app = Flask(__name__)
sio = SocketIO(app, **options(limits))
seen = Counter()
version = 0
VIEW = {"words": ["kindling"] * 100}


def fresh_view(sid):
    seen["recovered"] += 1
    tell_view(sid)


def tell_view(sid):
    fanout.show(sid, {"floor": {"channel": "floor", "version": version, "view": VIEW}})


fanout = install(sio.server, on_recovered=fresh_view, public=lambda channel: channel == "floor", limits=limits)


def connect(sid, environ, auth=None):
    if "boom" in environ["QUERY_STRING"]:
        raise KeyError("boom")
    if "refuse" in environ["QUERY_STRING"]:
        raise ConnectionRefusedError("not today")
    if "slow" in environ["QUERY_STRING"]:
        gevent.sleep(1)
    seen["connects"] += 1


def disconnect(sid, reason=None):
    seen["disconnects"] += 1
    seen["still seated"] += sum(sid in seated for seated in fanout._channels.values())


def sit(sid, data):
    fanout.sit(sid, data.get("channels", ["floor"]))
    tell_view(sid)
    return {"ok": True}


def out(sid, data):
    fanout.tell(sid, "out", {"code": "removed"})
    fanout.dismiss(sid)
    return {"ok": True}


def move(sid, data):
    seen["moves"] += 1
    return {"ok": True, "seq": seen["moves"]}


sio.server.on("connect", connect)
sio.server.on("disconnect", disconnect)
sio.server.on("sit", sit)
sio.server.on("out", out)
sio.server.on("move", move)
sio.server.on("echo", lambda sid, data: data)
sio.server.on("boom", lambda sid, data: data["missing"])
sio.server.on("nan", lambda sid, data: {"value": float("nan")})
sio.server.on("nothing", lambda sid, data: None)


@sio.on("ask")
def ask(data):
    return {"ok": True, "sid": bool(request.sid)}


@app.route("/")
def index():
    return dict(request.headers)


@app.route("/publish")
def publish():
    """So many patches of such a size, so many a second."""
    channel = request.args.get("channel", "floor")
    gevent.spawn(publish_all, int(request.args["count"]), float(request.args["hz"]), int(request.args["size"]), channel)
    return "ok"


def publish_all(count, hz, size, channel):
    global version
    seen["publishing"] += 1
    for _ in range(count):
        version += 1
        fanout.send(channel, "patch", {"channel": channel, "version": version, "changes": {"text": "é" * (size // 2)}})
        gevent.sleep(1 / hz)
    seen["publishing"] -= 1


@app.route("/stat")
def stat():
    hall = sio.server.eio.hall
    return {
        **{
            name: seen[name] for name in ("connects", "disconnects", "recovered", "moves", "publishing", "still seated")
        },
        "version": version,
        "sockets": len(sio.server.eio.sockets),
        "environs": len(sio.server.environ),
        "listed": len(sio.server.manager.rooms.get("/", {})),
        "at_door": sum(address.users for address in hall.door._by_address.values()),
        "channels": {channel: fanout.seated(channel) for channel in fanout.channels()},
        "behind": sum(phone.behind for phone in sio.server.eio.sockets.values()),
        "slow": len(hall.slow),
        "unsent": sum(ws.unsent for ws in hall.slow),
        "reasons": dict(fanout.reasons),
        "greenlets": sum(isinstance(thing, gevent.Greenlet) and not thing.dead for thing in gc.get_objects()),
        "rss_kb": rss_kb(),
    }


def rss_kb():
    with open("/proc/self/statm") as memory:
        return int(memory.read().split()[1]) * 4


wsgi = serve(app, "127.0.0.1", 0, limits=limits, reasons=fanout.reasons)
gevent.signal_handler(signal.SIGTERM, lambda: gevent.spawn(shutdown, sio.server, wsgi))
wsgi.start()
print(wsgi.server_port, flush=True)
wsgi.serve_forever()
