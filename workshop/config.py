"""Where things are and who may knock: environment and flags become one frozen `Config`; nothing else reads either."""

from __future__ import annotations

import ipaddress
import os
import socket
import struct
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any

HOME_NAMES = ("localhost", "127.0.0.1", "[::1]")
"""The names by which the laptop itself reaches the room."""

_USUAL_PORTS = {"http": 80, "https": 443}
_PREFIX = "WORKSHOP_"


class ConfigError(Exception):
    """A setting that cannot be right; the text is one sentence for whoever typed it."""


@dataclass(frozen=True)
class Config:
    """Everything that may differ from one laptop to the next.

    `public`: what people type and scan, as a scheme and a host name, without the port unless it differs from `port`.
    `names`: further host names to answer to. `remote_facilitator`: allow signing in from another machine over plain
    HTTP. `behind_proxy`: believe the X-Forwarded headers of a proxy on this machine.
    """

    data: Path
    host: str = "0.0.0.0"
    port: int = 8000
    public: str = "http://127.0.0.1"
    names: tuple[str, ...] = ()
    remote_facilitator: bool = False
    behind_proxy: bool = False

    @property
    def address(self) -> str:
        """What stands on the stage to be typed: host, and the port unless it is the usual one."""
        return self.origin.split("://")[1]

    @property
    def origin(self) -> str:
        """The public address as browsers write it: scheme, host, and the port unless it is the usual one."""
        scheme, host = self.public.split("://")
        if scheme == "https" or _has_port(host) or self.port == _USUAL_PORTS[scheme]:
            return self.public
        return f"{self.public}:{self.port}"

    @property
    def here(self) -> str:
        """The address on this very machine, for the facilitator and the stage."""
        return "http://127.0.0.1" + ("" if self.port == 80 else f":{self.port}")

    def join_url(self, code: str) -> str:
        """The address that leads straight to the door of a run."""
        return f"{self.origin}/{code}"

    def qr_text(self, way: str) -> str:
        """The same in capitals, with the key that only cameras read: a QR code packs those into larger modules."""
        return self.join_url(way).upper()

    def allowed_hosts(self) -> frozenset[str]:
        """Every Host header the room answers to, in lower case and with its port."""
        ours = (*HOME_NAMES, *lan_addresses(), *self.names)
        return frozenset(_with_port(name.lower(), self.port) for name in ours) | {self.address.lower()} | self._usual()

    def allows(self, host: str) -> bool:
        """Whether a Host header is one of ours. Laptops change networks in mid-session, so what is ours is looked up
        again every second; more often would cost a hall that comes in at once more than all else at the door.

        Port 0 lets the system choose one, which only a rehearsal does; then any port will do.
        """
        if self.port == 0 and _has_port(host):
            host = f"{host.rpartition(':')[0]}:0"
        return host.lower() in _hosts(self, int(monotonic()))

    def _usual(self) -> frozenset[str]:
        """Browsers leave out the port when it is the usual one; a proxy takes the usual ones for itself."""
        if self.port != 80 and not self.behind_proxy:
            return frozenset()
        return frozenset(name.lower() for name in (*HOME_NAMES, *lan_addresses(), *self.names))


@lru_cache(maxsize=1)
def _hosts(config: Config, second: int) -> frozenset[str]:
    """What a config answers to, in this second."""
    return config.allowed_hosts()


def read(environ: Mapping[str, str] | None = None, **flags: Any) -> Config:
    """The settings of this start: flags that were given (not None), then WORKSHOP_… variables, then what suits most.

    Raises `ConfigError`.
    """
    environ = os.environ if environ is None else environ
    given = {key: value for key, value in flags.items() if value is not None}

    def said(key: str, otherwise: Any = "") -> Any:
        return given.get(key, environ.get(_PREFIX + key.upper(), otherwise))

    behind_proxy = _yes("behind_proxy", said("behind_proxy", False))
    return Config(
        data=Path(said("data") or default_data(environ)).expanduser().absolute(),
        host=str(said("host", "127.0.0.1" if behind_proxy else "0.0.0.0")),
        port=_port(said("port", 8000)),
        public=_public(str(said("public"))),
        names=_names(said("names", ())),
        remote_facilitator=_yes("remote_facilitator", said("remote_facilitator", False)),
        behind_proxy=behind_proxy,
    )


def default_data(environ: Mapping[str, str]) -> Path:
    """Where runs are kept unless told otherwise: beside the user's other data, wherever the command is typed."""
    base = environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "workshop"


def shipped(name: str) -> Path:
    """A folder that comes with Workshop (`templates`, `static`, `sessions`, `cards`), in a checkout or a wheel."""
    package = Path(__file__).resolve().parent
    installed = package / "_shipped" / name
    return installed if installed.is_dir() else package.parent / name


def is_loopback(address: str) -> bool:
    """Whether an address is this very machine's own, by which it speaks to itself."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return (getattr(known, "ipv4_mapped", None) or known).is_loopback


def lan_addresses() -> tuple[str, ...]:
    """This machine's own addresses on its networks, the likeliest for phones first. Sends no packet."""
    found = [address for address in (*_routed(), *_interfaces()) if not ipaddress.ip_address(address).is_loopback]
    return tuple(dict.fromkeys(found))


def _routed() -> Iterator[str]:
    """The addresses this machine would speak from. Connecting a UDP socket only asks the routing table."""
    for far in ("192.0.2.1", "192.168.255.254", "10.255.255.254", "172.31.255.254"):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
            try:
                probe.connect((far, 9))
            except OSError:
                continue
            yield str(probe.getsockname()[0])


def _interfaces() -> Iterator[str]:
    """The address of every network interface, where the system tells: a hotspot has no route to the world."""
    if sys.platform != "linux":
        return
    import fcntl

    ask_for_address = 0x8915  # SIOCGIFADDR
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        for _, name in socket.if_nameindex():
            try:
                answer = fcntl.ioctl(probe.fileno(), ask_for_address, struct.pack("256s", name.encode()[:15]))
            except OSError:
                continue
            yield socket.inet_ntoa(answer[20:24])


def _public(said: str) -> str:
    if not said:
        return "http://" + next(iter(lan_addresses()), "127.0.0.1")
    scheme, _, host = said.rstrip("/").rpartition("://")
    scheme = scheme or "http"
    if scheme not in _USUAL_PORTS or not _is_host(host):
        raise ConfigError(f"The public address “{said}” should look like 192.168.1.20 or https://room.example.org.")
    return f"{scheme}://{host.lower()}"


def _names(said: Any) -> tuple[str, ...]:
    names = tuple(said.replace(",", " ").split()) if isinstance(said, str) else tuple(said)
    for name in names:
        if not _is_host(name):
            raise ConfigError(f"“{name}” is not a host name.")
    return names


def _port(said: Any) -> int:
    if not str(said).isdecimal() or not 0 <= int(said) <= 65535:
        raise ConfigError(f"The port should be a number from 1 to 65535, not “{said}”.")
    return int(said)


def _yes(key: str, said: Any) -> bool:
    known = {"1": True, "yes": True, "true": True, "on": True, "": False, "0": False, "no": False, "false": False}
    answer = known.get(str(said).strip().lower(), False if str(said).lower() == "off" else None)
    if answer is None:
        raise ConfigError(f"{_PREFIX}{key.upper()} should be yes or no, not “{said}”.")
    return answer


def _is_host(text: str) -> bool:
    name = text.removeprefix("[").removesuffix("]") if text.startswith("[") else text.partition(":")[0]
    port_ok = text.startswith("[") or text.partition(":")[2].isdecimal() or ":" not in text
    return bool(name) and port_ok and all(ch.isascii() and (ch.isalnum() or ch in "-.:") for ch in name)


def _has_port(host: str) -> bool:
    return host.rpartition("]")[2].count(":") == 1


def _with_port(host: str, port: int) -> str:
    return host if _has_port(host) else f"{host}:{port}"
