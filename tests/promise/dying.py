"""Opens a data folder and dies at a statement, as a computer does whose battery is taken out.

python -m tests.promise.dying FOLDER STATEMENT [careless]: killed at the beginning of that statement of the writing
connection. `careless`: the migrations run outside transactions, as a control.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from pathlib import Path

from workshop import file
from workshop.schema import migrations
from workshop.store import Store


def count_statements(until: int) -> list[str]:
    """From now on note every statement of connections that write, and die at that one; 0: never."""
    seen: list[str] = []
    honest = file._connected

    def note(statement: str) -> None:
        seen.append(statement)
        if len(seen) == until:
            os.kill(os.getpid(), signal.SIGKILL)

    def connected(path: Path) -> sqlite3.Connection:
        connection = honest(path)
        if path.name == "workshop.db" and not path.parent.name.startswith(file.LOOKED_AT):
            connection.set_trace_callback(note)
        return connection

    file._connected = connected
    return seen


def be_careless() -> None:
    """Run every migration statement by statement."""
    for migration in migrations._migrations:
        migration.transactional = False


def main() -> None:
    folder, statement, *how = sys.argv[1:]
    if how == ["careless"]:
        be_careless()
    count_statements(int(statement))
    Store(Path(folder) / "workshop.db").close()


if __name__ == "__main__":
    main()
