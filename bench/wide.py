"""The workshop command for halls beyond the limits of one room: as many people, connections and moves at once as come.

python -m bench.wide run …

Everything else is the product as it is; it shows how the cost would go on growing.
"""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402 - everything below must find the standard library patched
from functools import partial  # noqa: E402

from workshop import entrance, host, transport  # noqa: E402

PEOPLE = 20_000


def widen() -> None:
    """Lift the limits. The brake on talkers too, as the facilitator lays hundreds of tables in a second."""
    limits = transport.Limits(connections=PEOPLE, rate=1e6, burst=1e6)
    entrance.CROWD = entrance.EVER = host.QUEUE = PEOPLE
    transport.install = partial(transport.install, limits=limits)
    transport.serve = partial(transport.serve, limits=limits)


if __name__ == "__main__":
    widen()
    from workshop.__main__ import main

    sys.argv[0] = "workshop"
    main()
