"""A room behind a real proxy with HTTPS, and phones that come to it through the proxy."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from websockets.sync.client import connect

from tests.browser.hall import ROOT, Server
from workshop.moves import Json

NAME = "room.example.org"
PATIENCE = 10.0
CERTIFICATE = (
    *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
    *("-keyout", "key.pem", "-out", "cert.pem", "-subj"),
)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


@dataclass
class Street:
    """One proxy in front of one house, on ports of their own, with the configuration that the documentation shows."""

    folder: Path
    proxy: str
    believed: bool = True
    port: int = field(default_factory=free_port)
    open_lines: ExitStack = field(default_factory=ExitStack)

    def open(self) -> Street:
        self._make_certificate()
        flags = ("--public", f"https://{NAME}:{self.port}")
        self.house = Server(self.folder / "data", flags=(*flags, "--behind-proxy") if self.believed else ())
        self.house.start()
        command = PROXIES[self.proxy](self)
        with self.log.open("wb") as log:
            home = {**os.environ, "HOME": str(self.folder), "XDG_CONFIG_HOME": "", "XDG_DATA_HOME": ""}
            home["PATH"] += ":/usr/sbin"  # where Debian keeps nginx, and looks for it only when root asks
            command[0] = shutil.which(command[0], path=home["PATH"]) or command[0]
            self.process = subprocess.Popen(command, cwd=self.folder, env=home, stdout=log, stderr=log)
        self._wait()
        return self

    def close(self) -> None:
        self.open_lines.close()
        self.process.terminate()
        self.process.wait(timeout=10)
        self.house.stop()

    @property
    def log(self) -> Path:
        return self.folder / "proxy.log"

    @property
    def origin(self) -> str:
        return f"https://{NAME}:{self.port}"

    @property
    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.folder / "cert.pem"))

    def ask(self, method: str, path: str, body: Json | str | None = None, **headers: str) -> Answer:
        """One request through the proxy, as a browser on the proxy's own page would send it."""
        said = {"Host": f"{NAME}:{self.port}", "Origin": self.origin, "Content-Type": "application/json"}
        said |= {key.replace("_", "-"): value for key, value in headers.items()}
        sent = json.dumps(body) if isinstance(body, dict) else body
        with closing(self.dial()) as plain, closing(self.trust.wrap_socket(plain, server_hostname=NAME)) as secret:
            line = http.client.HTTPConnection(NAME, self.port)
            line.sock = secret
            line.request(method, path, sent, said)
            answer = line.getresponse()
            found = Answer(answer.status, answer.getheaders(), answer.read().decode())
            line.close()
        return found

    def dial(self) -> socket.socket:
        """A line to the proxy, whose name no name server knows."""
        return socket.create_connection(("127.0.0.1", self.port), PATIENCE)

    def _make_certificate(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [*CERTIFICATE, f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}"],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )
        (self.folder / "key.pem").chmod(0o644)  # the proxy's workers give up their rights first

    def _wait(self) -> None:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                self.ask("GET", "/healthz")
                return
            except (OSError, http.client.HTTPException):
                assert self.process.poll() is None, self.log.read_text()
                time.sleep(0.05)
        raise AssertionError(f"{self.proxy} does not answer: {self.log.read_text()}")


def nginx(street: Street) -> list[str]:
    """The command that runs nginx with the file from the documentation."""
    text = _filled(street, "nginx.conf", {"listen 443 ssl": f"listen 127.0.0.1:{street.port} ssl"})
    text = text.replace("/etc/ssl/room/fullchain.pem", f"{street.folder}/cert.pem")
    text = text.replace("/etc/ssl/room/privkey.pem", f"{street.folder}/key.pem")
    paths = "".join(
        f"{kind}_temp_path {street.folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"events {{}}\npid {street.folder}/nginx.pid;\nhttp {{\n{paths}{text}\n}}\n"
    (street.folder / "whole.conf").write_text(whole)
    return ["nginx", "-p", str(street.folder), "-e", str(street.log), "-c", "whole.conf", "-g", "daemon off;"]


def caddy(street: Street) -> list[str]:
    """The command that runs Caddy with the file from the documentation and a certificate of our own."""
    site = f"https://{NAME}:{street.port} {{\n\ttls {street.folder}/cert.pem {street.folder}/key.pem"
    text = _filled(street, "Caddyfile", {f"{NAME} {{": site})
    rules = f"{{\n\tadmin off\n\tauto_https disable_redirects\n\tstorage file_system {street.folder}/caddy\n}}\n"
    (street.folder / "Caddyfile").write_text(rules + text)
    return ["caddy", "run", "--config", "Caddyfile", "--adapter", "caddyfile"]


PROXIES = {"nginx": nginx, "caddy": caddy}


def _filled(street: Street, name: str, changes: dict[str, str]) -> str:
    """A file of the documentation with the changes that it asks for. Each place must be there."""
    text = (ROOT / "docs" / "proxy" / name).read_text()
    for place, words in {"127.0.0.1:8000": f"127.0.0.1:{street.house.port}", **changes}.items():
        assert text.count(place) == 1, f"{name} does not say {place} once"
        text = text.replace(place, words)
    return text


@dataclass(frozen=True)
class Answer:
    """What came back through the proxy."""

    status: int
    headers: list[tuple[str, str]]
    text: str

    @property
    def json(self) -> Json:
        found: Json = json.loads(self.text)
        return found

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    @property
    def cookie(self) -> str:
        return "; ".join(one.partition(";")[0] for one in self.all("Set-Cookie"))


def joined(street: Street, name: str) -> tuple[str, Answer]:
    """Somebody joins; their cookie, and the whole answer."""
    answer = street.ask("POST", "/join", {"code": street.house.code, "name": name})
    assert answer.status == 200, answer
    return answer.cookie, answer


class Socket:
    """A phone on a WebSocket through the proxy."""

    def __init__(self, street: Street, cookie: str, run: str) -> None:
        opening = connect(
            f"wss://{NAME}:{street.port}/socket.io/?EIO=4&transport=websocket",
            ssl=street.trust,
            sock=street.dial(),
            additional_headers={"Cookie": cookie},
            origin=street.origin,
        )
        self.line = street.open_lines.enter_context(opening)
        assert self.hear()[0] == "0"
        self.line.send("40" + json.dumps({"seat": "participant", "run": run}))
        assert self.hear().startswith("40{"), "not let in"

    def hear(self) -> str:
        return str(self.line.recv(timeout=PATIENCE))

    def until(self, what: str) -> Json:
        """The first event of this name."""
        while not (text := self.hear()).startswith(f'42["{what}"'):
            if text == "2":
                self.line.send("3")
        found: Json = json.loads(text[2:])[1]
        return found

    def ask(self, event: str, data: Json) -> Json:
        self.line.send("427" + json.dumps([event, data]))
        while not (text := self.hear()).startswith("437"):
            pass
        found: Json = json.loads(text[3:])[0]
        return found


class Polling:
    """The same where no WebSocket comes through."""

    def __init__(self, street: Street, cookie: str, run: str) -> None:
        self._street, self._cookie, self._heard = street, cookie, [""]
        self._path = "/socket.io/?EIO=4&transport=polling"
        opened = street.ask("GET", self._path, Cookie=cookie).text
        self._path += "&sid=" + json.loads(opened[1:])["sid"]
        self.say("40" + json.dumps({"seat": "participant", "run": run}))
        assert self.hear().startswith("40{")

    def say(self, text: str) -> None:
        headers: dict[str, Any] = {"Cookie": self._cookie, "Content_Type": "text/plain"}
        assert self._street.ask("POST", self._path, text, **headers).status == 200

    def hear(self) -> str:
        self._heard = [one for one in self._heard if one]
        while not self._heard:
            self._heard = self._street.ask("GET", self._path, Cookie=self._cookie).text.split("\x1e")
        return self._heard.pop(0)

    def ask(self, event: str, data: Json) -> Json:
        self.say("427" + json.dumps([event, data]))
        while not (text := self.hear()).startswith("437"):
            pass
        found: Json = json.loads(text[3:])[0]
        return found

    def until(self, what: str) -> Json:
        while not (text := self.hear()).startswith(f'42["{what}"'):
            pass
        found: Json = json.loads(text[2:])[1]
        return found
