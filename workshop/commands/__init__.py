"""The commands, one module for each thing people come to the terminal for; and what they share.

Whoever adds a module of commands names it in `workshop.__main__`.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import click

from workshop import House, create_app, disk, logs
from workshop import agenda as agendas
from workshop.agenda import Agenda, AgendaError
from workshop.backups import Backups
from workshop.config import Config, ConfigError, read, shipped
from workshop.file import Damaged, StoreError, claimed, plainly
from workshop.moves import Json
from workshop.run import Run
from workshop.store import Store

FLAGSHIP = "power-of-partnerships"

where = click.option("--data", type=click.Path(path_type=Path), help="The folder where runs are kept.")
_LISTENING = (
    click.option("--host", help="The network address to listen on (0.0.0.0: every network)."),
    click.option("--public", help="The address that phones should use, if not this computer's first network address."),
    click.option(
        "--name", "names", multiple=True, help="A further host name to answer to; may be given several times."
    ),
    click.option(
        "--remote-facilitator", is_flag=True, default=None, help="Let the facilitator sign in from elsewhere."
    ),
    click.option("--behind-proxy", is_flag=True, default=None, help="A proxy on this computer stands in front."),
    where,
    click.option("--port", type=int, help="The port to listen on (8000)."),
)


def listening(command: Any) -> Any:
    """The options of whatever opens the room: where it listens, under which names, and where runs are kept."""
    for option in reversed(_LISTENING):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """A live room for facilitated sessions.

    You project a stage and steer from a console; people join on their phones. Everything stays on this computer.

    Start with:  workshop run
    """
    logs.begin()


def settings(flags: Json) -> Config:
    """The settings of this start. Raises `click.ClickException`."""
    try:
        return read(**{key: value or None for key, value in flags.items()})
    except ConfigError as error:
        raise click.ClickException(str(error)) from None


def house_at(config: Config, *, reading: bool = False) -> House:
    """A house on these settings, not listening; `reading`: beside a server. Raises `click.ClickException`."""
    try:
        with plainly(config.data / "workshop.db"):
            return create_app(config, reading=reading)
    except StoreError as error:
        raise complaint(error, config) from None


@contextmanager
def record_at(config: Config) -> Iterator[Store]:
    """What was written down, to be read beside a server; no run is read back. Raises `click.ClickException`."""
    path = config.data / "workshop.db"
    try:
        with plainly(path), closing(Store(path, reading=True)) as store:
            yield store
    except StoreError as error:
        raise complaint(error, config) from None


def complaint(error: StoreError, config: Config) -> click.ClickException:
    """Why the record cannot be used, and which copy of it could be where it is damaged."""
    helps = f" {Backups(config.data).advice()}" if isinstance(error, Damaged) else ""
    return click.ClickException(f"{error}{helps}")


@contextmanager
def serving(config: Config) -> Iterator[House]:
    """A house that has its data folder for itself."""
    if (kind := disk.kind(config.data)) in disk.NETWORK:
        raise click.ClickException(f"{config.data} is on a network drive ({kind}); choose another folder with --data.")
    try:
        with claimed(config.data):
            gc.disable()  # of what is read back now nothing is rubbish, and looking through it takes a while
            house = house_at(config)
            gc.enable()
            try:
                house.store.prove_writable()
                house.clearing.finish()
                _compare(house)
                yield house
            finally:
                house.close()
    except StoreError as error:
        raise complaint(error, config) from None


def _compare(house: House) -> None:
    """Tell the consoles if the last copy goes further than the record: then some of it was lost with its log."""
    if ahead := house.backups.ahead(house.store.reach()):
        house.host.trouble("behind_copy", {"time": f"{ahead.at:%Y-%m-%d %H:%M}"})


def agenda_called(name: str, config: Config) -> Agenda:
    """An agenda by file, or by name: one's own first."""
    return every_variant(name, config)[0]


def every_variant(name: str, config: Config) -> list[Agenda]:
    """A file with all its variants, or the one agenda of this name."""
    path = Path(name)
    try:
        if path.suffix == ".toml" and path.is_file():
            return agendas.read_all(path)
        found = agendas.find(name, [config.data / "sessions", shipped("sessions")])
    except AgendaError as error:
        raise click.ClickException(str(error)) from None
    if found is None:
        raise click.ClickException(f"There is no agenda {name}; workshop list shows those there are.")
    return [found]


def write_to(folder: Path, files: Iterable[tuple[str, str]]) -> None:
    """Texts by their names as files in a folder, which is made where it is missing; names each when it is there, as the
    next may take a while. Raises `click.ClickException`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files:
            (folder / name).write_text(text, encoding="utf-8", newline="")
            click.echo(folder / name)
    except OSError as error:
        why = error.strerror or "the system refuses"
        raise click.ClickException(f"{folder}: nothing can be written there ({why}).") from None


def run_called(house: House, run_id: str) -> Run:
    """A run by its id or its join code."""
    found = house.host.run(run_id) or house.host.run_by_code(run_id)
    if found is None:
        raise click.ClickException(f"There is no run {run_id} here; workshop list shows those there are.")
    return found
