"""The commands, one module for each thing people come to the terminal for; and what they share.

Whoever adds a module of commands names it in `workshop.__main__`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from workshop import House, create_app
from workshop import agenda as agendas
from workshop.agenda import Agenda, AgendaError
from workshop.config import Config, ConfigError, read, shipped
from workshop.moves import Json
from workshop.run import Run
from workshop.schema import StoreError, claimed

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
    click.option("--behind-proxy", is_flag=True, default=None, help="Believe the X-Forwarded headers of one proxy."),
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
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s %(message)s")


def settings(flags: Json) -> Config:
    """The settings of this start. Raises `click.ClickException`."""
    try:
        return read(**{key: value or None for key, value in flags.items()})
    except ConfigError as error:
        raise click.ClickException(str(error)) from None


def house_at(config: Config) -> House:
    """A house on these settings, not listening. Raises `click.ClickException`."""
    try:
        return create_app(config)
    except StoreError as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def serving(config: Config) -> Iterator[House]:
    """A house that has its data folder for itself."""
    try:
        with claimed(config.data):
            house = house_at(config)
            try:
                house.store.prove_writable()
                yield house
            finally:
                house.close()
    except StoreError as error:
        raise click.ClickException(str(error)) from None


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


def run_called(house: House, run_id: str) -> Run:
    """A run by its id or its join code."""
    found = house.host.run(run_id) or house.host.run_by_code(run_id)
    if found is None:
        raise click.ClickException(f"There is no run {run_id} here; workshop list shows those there are.")
    return found
