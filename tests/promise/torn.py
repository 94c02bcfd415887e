"""T4: a hall votes and writes over lines that drop, fall silent, linger and break off; tells as JSON what became of it.

python -m tests.promise.torn --people 100 --deeds 200
"""

from __future__ import annotations

from gevent import monkey

monkey.patch_all()

import argparse  # noqa: E402
import json  # noqa: E402
import secrets  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from pathlib import Path  # noqa: E402
from random import Random  # noqa: E402

import gevent  # noqa: E402

from tests.promise import phones  # noqa: E402
from tests.promise.phones import Deed, Phone  # noqa: E402
from tests.promise.proxy import FAULTS, WAYS, Proxy  # noqa: E402
from tests.promise.room import WHOLE, Room  # noqa: E402
from tests.promise.storm import Storm  # noqa: E402
from workshop import robots  # noqa: E402
from workshop.moves import Json  # noqa: E402

SHARE = 0.05
"""The share of sendings that meet each of the faults."""


class Unlucky(Phone):
    """A phone whose sendings meet faults. `fresh_ids`: it forgets under which id it sent a move, to its own cost."""

    proxy: Proxy
    fresh_ids = False

    def _send(self, deed: Deed) -> None:
        no = int(self.dice.random() / SHARE)
        if self.line and no < len(FAULTS):
            self.proxy.befall(self.line.port, FAULTS[no], self.dice.choice(WAYS))
        if self.fresh_ids:
            deed.id = secrets.token_hex(12)
        super()._send(deed)


class Torn(Storm):
    """A room that lives, behind a proxy."""

    def __init__(self, room: Room, how: argparse.Namespace) -> None:
        self.proxy = Proxy(lambda: room.address, Random(how.seed), how.longest)
        self.how = how
        room.flags = ("--name", "{}:{}".format(*self.proxy.address))
        super().__init__(room, how.people, how.broken, how.slowest, how.seed)
        robots.PATIENCE = how.answer_within

    def phone(self, no: int, dice: Random, slowest: float) -> Phone:
        """One that never gives up."""
        one = Unlucky(no, self.where, dice, slowest, gives_up=0.0)
        one.proxy, one.fresh_ids = self.proxy, self.how.fresh_ids
        return one

    def where(self) -> tuple[str, int]:
        """The proxy."""
        return self.proxy.address

    def play(self) -> Json:
        """Everybody comes in and does so many things."""
        began = time.monotonic()
        try:
            self.begin(self.broken)
            gevent.joinall(self.at_work)
            told = self.finish()
        finally:
            self.proxy.close()
            self.room.close()
        faults = {name: self.proxy.done[name] for name in FAULTS}
        return {**told, "faults met": faults, "seconds": round(time.monotonic() - began, 1)}

    def _live(self, phone: Phone) -> None:
        if not phone.person:
            phone.join(self.run, self.room.code)
        keeping = gevent.spawn(phone.keep_up)
        for _ in range(self.how.deeds):
            phone.deliver(phones.anything(phone))
        keeping.kill()


def main() -> Json:
    """One hall, as asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, default=30)
    asked.add_argument("--deeds", type=int, default=20, help="how many each of them does")
    asked.add_argument("--longest", type=float, default=3.0, help="seconds that bytes linger at most")
    asked.add_argument("--answer-within", type=float, default=phones.ANSWER_WITHIN)
    asked.add_argument("--slowest", type=float, default=phones.LONGEST_WAIT, help="seconds before a phone knocks again")
    asked.add_argument("--broken", default=WHOLE, help="break the room on purpose: MODULE:FUNCTION")
    asked.add_argument(
        "--fresh-ids", action="store_true", help="break the phones on purpose: a new id for each sending"
    )
    asked.add_argument("--seed", type=int, default=1)
    how = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        return Torn(Room(Path(folder)), how).play()


if __name__ == "__main__":
    print(json.dumps(main()))
