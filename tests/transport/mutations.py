"""Ways to break the transport on purpose, for mutants.py. Applied in the demo's process only."""

from workshop.transport import fanout, guards, socket
from workshop.transport.bucket import Bucket
from workshop.transport.phone import Phone
from workshop.transport.socket import WebSocket


def apply(name):
    if name:
        MUTATIONS[name]()


def torn_frames():
    """What the kernel did not take of a frame is forgotten."""
    WebSocket._keep_rest = lambda self, frame, sent: None


def no_brake():
    """Everybody may talk as much as they like."""
    Bucket.take = lambda self, cost: True


def silent_gap():
    """Patches are dropped, but nobody hears of it."""

    def drop(self, message):
        if self.ws and not self.ws.offer(message.plain):
            self.ws.forget_patches()

    Phone.patch = drop


def never_cut_off():
    """A phone that never reads may stay."""
    WebSocket.look = lambda self, now: None
    Phone._late = lambda self, now: ""


def reserved_allowed():
    """A phone may play `disconnect` as if it were a move."""
    guards.RESERVED.clear()


def bombs_go_off():
    """A compressed message may be as long as it likes once it is unfolded."""
    honest = socket.unfold
    socket.unfold = lambda message, most: honest(message, None)


def words_of_a_table_are_pressed():
    """Whatever is long enough is compressed, whoever it is for."""
    honest = fanout.Message
    fanout.Message = lambda event, payload, press: honest(event, payload, press=True)


def http_after_upgrade():
    """A list is returned, which engineio takes for an HTTP answer."""
    original = Phone._upgrade_websocket
    Phone._upgrade_websocket = lambda self, environ, start: list(original(self, environ, start))


MUTATIONS = {
    "torn-frames": torn_frames,
    "no-brake": no_brake,
    "silent-gap": silent_gap,
    "never-cut-off": never_cut_off,
    "reserved-allowed": reserved_allowed,
    "bombs-go-off": bombs_go_off,
    "words-of-a-table-are-pressed": words_of_a_table_are_pressed,
    "http-after-upgrade": http_after_upgrade,
}
