"""The command line: start the room, rehearse an agenda, check one, take the note home."""

from gevent import monkey

monkey.patch_all()

import sys  # noqa: E402 - everything below must find the standard library patched

from workshop.commands import care, files, main, people, plan, room  # noqa: E402

__all__ = ["care", "files", "main", "people", "plan", "room"]

if __name__ == "__main__":
    sys.exit(main())
