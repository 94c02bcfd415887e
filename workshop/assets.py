"""The files browsers fetch: read once, bound by face, addressed by content, sent packed, kept by browsers for ever."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from posixpath import dirname
from types import MappingProxyType
from urllib.parse import quote

from deflate import gzip_compress
from flask import Response

from workshop import bindery, editions, sentences

FOR_EVER = "public, max-age=31536000, immutable"
NO_PAGE = "default-src 'none'; frame-ancestors 'none'"
"""A file is no page and may do nothing at all; a page's own policy would weigh more than many of the files."""

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".ftl": "text/plain; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_PACKED = frozenset({".css", ".ftl", ".js", ".json", ".svg", ".txt"})
_TEXTS = frozenset({".css", ".ftl", ".js"})
_TIGHT = 12
"""As tight as it gets: what is packed once is sent to everybody in the hall."""
_BINDERS = b"".join(Path(str(one.__file__)).read_bytes() for one in (bindery, editions, sentences))
"""Whoever binds otherwise makes another edition, out of the same files."""


@dataclass(frozen=True)
class Asset:
    """One file as it travels."""

    body: bytes
    kind: str
    packs: bool = False

    @cached_property
    def packed(self) -> bytes:
        """The body in gzip; nothing where that is no shorter."""
        packed = bytes(gzip_compress(self.body, _TIGHT)) if self.packs else b""
        return packed if len(packed) < len(self.body) else b""


@dataclass(frozen=True)
class Assets:
    """Every static file by its path.

    `digest` stands for the whole tree and is the first folder of every address, so that scripts find each other by
    relative addresses and no browser ever mixes two editions.
    """

    files: Mapping[str, Asset]
    digest: str = field(init=False)
    _editions: editions.Editions = field(init=False, compare=False, repr=False)
    _bound: dict[str, Asset] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What was made of them so far: whatever is asked for the first time is made for everybody."""

    def __post_init__(self) -> None:
        whole = hashlib.sha256(_BINDERS)
        for path, asset in sorted(self.files.items()):
            whole.update(f"{path}\0{len(asset.body)}\0".encode() + asset.body)
        texts = {path: one.body.decode() for path, one in self.files.items() if PurePosixPath(path).suffix in _TEXTS}
        object.__setattr__(self, "digest", whole.hexdigest()[:12])
        object.__setattr__(self, "_editions", editions.Editions(texts))

    @property
    def base(self) -> str:
        """Where all of them live, with a slash at the end."""
        return f"/static/{self.digest}/"

    def url(self, path: str) -> str:
        """The address of one file, the same as long as nothing changes."""
        return self.base + path

    def inline(self, path: str) -> str:
        """A small picture as an address that holds all of it: fetching it would cost more than it weighs."""
        return f"data:{self.files[path].kind},{quote(self.files[path].body)}"

    def under(self, folder: str, ending: str) -> list[str]:
        """The paths of a folder's own files with an ending, in order."""
        return sorted(path for path in self.files if dirname(path) == folder and path.endswith(ending))

    def answer(self, digest: str, path: str, encodings: Iterable[str]) -> Response | None:
        """A file as a response, or nothing when there is none at that address. Only known paths exist."""
        asset = self._found(path) if digest == self.digest else None
        if asset is None:
            return None
        packed = bool(asset.packed) and "gzip" in encodings
        response = Response(asset.packed if packed else asset.body, content_type=asset.kind)
        response.headers["Cache-Control"] = FOR_EVER
        response.headers["Content-Security-Policy"] = NO_PAGE
        if asset.packed:
            response.headers["Vary"] = "Accept-Encoding"
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        return response

    def _found(self, path: str) -> Asset | None:
        known = self.files.get(path) or self._bound.get(path)
        if known is None and (made := self._editions.made(path)) is not None:
            known = self._bound[path] = _asset(path, made.encode())
        return known


def read(folder: Path) -> Assets:
    """The static tree as it is on disk now. Hidden files stay where they are."""
    return Assets(MappingProxyType(dict(_files(folder))))


def _files(folder: Path) -> Iterator[tuple[str, Asset]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            yield name, _asset(name, path.read_bytes())


def _asset(path: str, body: bytes) -> Asset:
    ending = PurePosixPath(path).suffix
    kind = _TYPES.get(ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Asset(body, kind, packs=ending in _PACKED)
