"""What travels: the wheel holds everything the house needs, and works from an empty folder."""

import re
import shutil
import site
import socket
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
import venv
import zipfile
from pathlib import Path

import pytest

HERE = Path(__file__).parent.parent
SHIPPED = ("templates", "static", "sessions", "cards")
PACKED = ("workshop", *SHIPPED, "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    """The wheel, built from a copy so that no leftovers of earlier builds get in."""
    copy, dist = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("dist")
    for name in PACKED:
        if (HERE / name).is_dir():
            shutil.copytree(HERE / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(HERE / name, copy)
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*build, "--wheel-dir", dist, copy], check=True, timeout=100)
    return next(dist.glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """The command, in an environment that has the wheel and, borrowed from this one, what it depends on."""
    room = tmp_path_factory.mktemp("installed")
    venv.create(room, symlinks=True)
    packages = next(room.glob("lib/python*/site-packages"))
    with zipfile.ZipFile(wheel) as file:
        file.extractall(packages)
    # Paths named in a .pth come after the environment's own, and theirs are not read: the wheel is what is found.
    (packages / "borrowed.pth").write_text("\n".join(site.getsitepackages()))
    return room / "bin" / "python"


@pytest.fixture
def workshop(installed, tmp_path):
    def command(*words):
        given = [installed, "-m", "workshop", *words]
        return subprocess.run(given, cwd=tmp_path, capture_output=True, text=True, timeout=30, check=False)

    return command


def test_the_wheel_holds_every_file_of_the_house(wheel):
    ours = {path.relative_to(HERE).as_posix() for path in HERE.glob("workshop/**/*.py")} | {"workshop/py.typed"}
    for folder in SHIPPED:
        files = [path for path in (HERE / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        ours |= {f"workshop/_shipped/{path.relative_to(HERE).as_posix()}" for path in files}
    packed = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert packed == ours


def test_the_wheel_carries_the_licence_and_the_command(wheel):
    with zipfile.ZipFile(wheel) as file:
        names = file.namelist()
        assert any(name.endswith("licenses/LICENSE") for name in names)
        points = next(name for name in names if name.endswith("entry_points.txt"))
        assert "workshop = workshop.__main__:main" in file.read(points).decode()


def test_the_command_helps_and_checks_from_an_empty_folder(workshop):
    helped = workshop("--help")
    assert helped.returncode == 0
    assert "Traceback" not in helped.stderr
    checked = workshop("check", "rehearsal", "power-of-partnerships-taster")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_house_opens_from_an_empty_folder(installed, tmp_path):
    port = free_port()
    given = [installed, "-m", "workshop", "serve", "--host", "127.0.0.1", "--port", port, "--data", tmp_path / "data"]
    house = subprocess.Popen(given, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        page = when_open(f"http://127.0.0.1:{port}/", house)
        for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
            assert fetched(f"http://127.0.0.1:{port}{address}")
        assert "Join the session" in page
    finally:
        house.terminate()
        said = house.communicate(timeout=20)[1]
    assert "Traceback" not in said


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return str(probe.getsockname()[1])


def when_open(address, house):
    """The page, as soon as somebody answers."""
    for _ in range(300):
        try:
            return fetched(address)
        except urllib.error.URLError:
            assert house.poll() is None, house.stderr.read()
            time.sleep(0.05)
    pytest.fail("nobody opened")


def fetched(address):
    with urllib.request.urlopen(address, timeout=10) as answer:
        return answer.read().decode()


def test_versions_are_pinned_and_told_in_the_readme():
    project = tomllib.loads((HERE / "pyproject.toml").read_text())["project"]
    readme = (HERE / "README.md").read_text()
    for needed in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name, version = needed.split("==")
        assert re.search(rf"^\| {re.escape(name)} \| {re.escape(version)} \| .+ \|$", readme, re.MULTILINE), needed
