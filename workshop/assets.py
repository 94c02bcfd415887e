"""The files browsers fetch: read once, addressed by their content, sent packed, kept by the browser for ever."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from posixpath import dirname, join, normpath
from types import MappingProxyType

from flask import Response

FOR_EVER = "public, max-age=31536000, immutable"

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
_IMPORT = re.compile(r"""(?:^|[;}\s])(?:import|export)\b[^'"()`;]*?['"](\.{1,2}/[^'"]+\.js)['"]""", re.MULTILINE)


@dataclass(frozen=True)
class Asset:
    """One file as it travels."""

    body: bytes
    kind: str
    packed: bytes = b""


@dataclass(frozen=True)
class Assets:
    """Every static file by its path.

    `digest` stands for the whole tree and is the first folder of every address, so that relative imports between
    modules keep working and no browser ever mixes two editions.
    """

    files: Mapping[str, Asset]
    digest: str = field(init=False)
    _reached: dict[tuple[str, ...], list[str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    """The modules of each face, found once: reading them all for every page would keep a hall waiting at its door."""

    def __post_init__(self) -> None:
        whole = hashlib.sha256()
        for path, asset in sorted(self.files.items()):
            whole.update(f"{path}\0{len(asset.body)}\0".encode() + asset.body)
        object.__setattr__(self, "digest", whole.hexdigest()[:12])

    @property
    def base(self) -> str:
        """Where all of them live, with a slash at the end."""
        return f"/static/{self.digest}/"

    def url(self, path: str) -> str:
        """The address of one file, the same as long as nothing changes."""
        return self.base + path

    def under(self, folder: str, ending: str) -> list[str]:
        """The paths of a folder's own files with an ending, in order."""
        return sorted(path for path in self.files if dirname(path) == folder and path.endswith(ending))

    def modules(self, *starts: str) -> list[str]:
        """The paths of some modules and of all they import, so that a page can ask for them all at once."""
        if starts not in self._reached:
            self._reached[starts] = self._reach(starts)
        return list(self._reached[starts])

    def _reach(self, starts: Iterable[str]) -> list[str]:
        found: dict[str, None] = {}
        ahead = [path for path in starts if path in self.files]
        while ahead:
            path = ahead.pop(0)
            if path not in found:
                found[path] = None
                ahead += [one for one in _imports(path, self.files[path].body) if one in self.files]
        return list(found)

    def answer(self, digest: str, path: str, encodings: Iterable[str]) -> Response | None:
        """A file as a response, or nothing when there is none at that address. Only known paths exist."""
        asset = self.files.get(path) if digest == self.digest else None
        if asset is None:
            return None
        packed = bool(asset.packed) and "gzip" in encodings
        response = Response(asset.packed if packed else asset.body, content_type=asset.kind)
        response.headers["Cache-Control"] = FOR_EVER
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if asset.packed:
            response.headers["Vary"] = "Accept-Encoding"
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        return response


def read(folder: Path) -> Assets:
    """The static tree as it is on disk now. Hidden files stay where they are."""
    return Assets(MappingProxyType(dict(_files(folder))))


def _files(folder: Path) -> Iterator[tuple[str, Asset]]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in name.split("/")):
            yield name, _asset(path, path.read_bytes())


def _asset(path: Path, body: bytes) -> Asset:
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    packed = gzip.compress(body, 9, mtime=0) if path.suffix in _PACKED else b""
    return Asset(body, kind, packed if len(packed) < len(body) else b"")


def _imports(path: str, body: bytes) -> list[str]:
    named = _IMPORT.findall(body.decode("utf-8", "replace"))
    return [normpath(join(dirname(path), one)) for one in named]
