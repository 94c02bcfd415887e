"""The headers of a request, read strictly: what two readers could understand differently is no request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

LONGEST = 16_384
"""Bytes in one line: more cookies than browsers keep for one place."""

MOST = 100

_NAME = re.compile(rb"[!#$%&'*+\-.^_`|~0-9A-Za-z]+")
"""RFC 9110, 5.6.2: so no space before the colon, and no line that goes on in the next."""

_LENGTHS = {"content-length", "transfer-encoding"}
"""One of them at most: a proxy might believe the other."""

_CHUNKED = "chunked"
"""The only way of sending a body in which its end is found; the rest of any other would be taken for a request."""

_ONCE = frozenset({"content-length", "host", "transfer-encoding"})
"""Where two of a kind would let somebody choose which of them counts."""


class HungUp(Exception):
    """The line ended within the headers: there is nobody to answer."""


class Headers(dict[str, str]):
    """What gevent's handler wants to know of them. Names in lower case; of those that stand there twice the first.

    `status`: what is wrong with them, or nothing.
    """

    def __init__(self, lines: Any, *_: object) -> None:
        super().__init__()
        self.status = ""
        self._all: list[tuple[str, str]] = []
        while (line := lines.readline(LONGEST + 1)) not in (b"\r\n", b"\n"):
            if not line.endswith(b"\n") and len(line) <= LONGEST:
                raise HungUp
            self._take(line)
            if self.status:
                return
        if not self.get("content-length", "0").isdecimal() or self.keys() >= _LENGTHS:
            self.status = "odd length"
        elif self.get("transfer-encoding", _CHUNKED).lower() != _CHUNKED:
            self.status = "odd coding"

    def get(self, name: str, otherwise: Any = None) -> Any:
        return super().get(name.lower(), otherwise)

    getheader = get

    @property
    def typeheader(self) -> str | None:
        """What sort of body comes."""
        return super().get("content-type")

    @property
    def headers(self) -> Iterator[str]:
        """All lines, in order."""
        return (f"{name}: {value}" for name, value in self._all)

    def _take(self, line: bytes) -> None:
        name, colon, rest = line.partition(b":")
        value = rest.rstrip(b"\r\n").strip(b" \t")
        fine = colon and len(line) <= LONGEST and _NAME.fullmatch(name) and b"\r" not in value and b"\0" not in value
        if not fine or len(self._all) == MOST:
            self.status = "not headers"
            return
        self._keep(name.decode("ascii"), value.decode("latin-1"))

    def _keep(self, name: str, value: str) -> None:
        known = name.lower()
        if known in self and known in _ONCE:
            self.status = "twice"
        self._all.append((name, value))
        self.setdefault(known, value)
