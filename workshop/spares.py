"""Codes that let somebody in on another phone, once and within two minutes: given out by the facilitator only."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from workshop.roster import CODE_LETTERS

LIFE = 2 * 60_000
"""How long a code is good, in milliseconds."""

LENGTH = 6
"""28 bits, as the join code has, and as patiently guarded."""


@dataclass
class Spares:
    """The codes that are good now. They are kept nowhere: after a restart she gives another one."""

    clock: Callable[[], int]
    _codes: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)

    def give(self, run: str, person: str) -> str:
        """A fresh code for somebody; any that they had is worthless."""
        self._codes = {key: one for key, one in self._good().items() if (key[0], one[0]) != (run, person)}
        code = "".join(secrets.choice(CODE_LETTERS) for _ in range(LENGTH))
        self._codes[run, code] = (person, self.clock() + LIFE)
        return code

    def good(self, run: str, code: str) -> bool:
        """Whether a code lets somebody in."""
        return (run, code.upper()) in self._good()

    def take(self, run: str, code: str) -> str:
        """Whom a code lets in, who is let in by it once; nobody for any other."""
        self._codes = self._good()
        return self._codes.pop((run, code.upper()), ("", 0))[0]

    def _good(self) -> dict[tuple[str, str], tuple[str, int]]:
        now = self.clock()
        return {key: one for key, one in self._codes.items() if now < one[1]}
