"""Agendas and runs: what there is, whether it can be read, and a rehearsal with people who aren't there."""

from __future__ import annotations

import socket
import tempfile
from pathlib import Path

import click

from workshop import agenda as agendas
from workshop.agenda import Agenda
from workshop.commands import agenda_called, every_variant, house_at, main, record_at, settings, where
from workshop.commands.room import begin
from workshop.config import Config, shipped
from workshop.moves import Role


@main.command(short_help="Play an agenda from end to end with robots.")
@click.argument("agenda")
@click.option("--people", default=20, show_default=True, help="How many pretend participants.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the rehearsal's database in this folder.")
def rehearse(agenda: str, people: int, keep: Path | None) -> None:
    """Play an AGENDA from end to end with robots, through real sockets, and print what each screen recorded.

    Nothing of it touches your own runs. Ends with an error if a robot was refused or saw something wrong.
    """
    sheet = agenda_called(agenda, settings({}))
    with tempfile.TemporaryDirectory() as folder:
        faults = _rehearse(sheet, people, keep or Path(folder))
    if faults:
        raise click.ClickException(f"{len(faults)} things went wrong; the first: {faults[0]}")


@main.command(short_help="Read agendas strictly and say what is wrong.")
@click.argument("agendas_", metavar="AGENDA...", nargs=-1, required=True)
def check(agendas_: tuple[str, ...]) -> None:
    """Read one or more AGENDAs strictly and say in one sentence what is wrong, if anything."""
    config = settings({})
    for name in agendas_:
        for sheet in every_variant(name, config):
            size = f"{len(sheet.steps)} steps, {len(sheet.screens)} screens, {sheet.minutes:g} minutes"
            click.echo(f"{sheet.title}: {size}.")


@main.command("list")
@where
def list_(data: Path | None) -> None:
    """List the agendas, shipped and your own, and the runs."""
    config = settings({"data": data})
    click.echo("Agendas")
    for one in agendas.shelf(shipped("sessions"), config.data / "sessions"):
        whose = "yours" if one.own else "shipped"
        says = f"{one.agenda.minutes:g} min, {one.agenda.title}" if one.agenda else one.error
        click.echo(f"  {one.id:<34} {whose:<8} {says}")
    with record_at(config) as store:
        click.echo("Runs")
        for row in store.runs():
            state = "ended" if row["ended"] else "going on" if row["started"] else "ready"
            click.echo(f"  {row['id']}  {row['code']}  {state:<9} {row['people']:>4} people  {row['title']}")


def _rehearse(sheet: Agenda, people: int, folder: Path) -> list[str]:
    from workshop import transport
    from workshop.rehearsal import Rehearsal

    house = house_at(Config(data=folder, host="127.0.0.1", port=_free_port()))
    server = transport.serve(house.wsgi, "127.0.0.1", house.config.port, reasons=house.reasons)
    server.start()
    begun = begin(house, sheet, {"names": True, "rehearsal": True})
    click.echo(f"{sheet.title}, {len(sheet.screens)} screens, {people} people who aren't there")
    address = ("127.0.0.1", house.config.port)
    rehearsal = Rehearsal(address, house.access.ticket(Role.FACILITATOR), begun.id, begun.code, people, click.echo)
    report = rehearsal.play()
    rehearsal.close()
    ended = house.host.run(begun.id)
    entries = len(list(ended.pool)) if ended else 0
    click.echo(
        f"{entries} entries, {ended.seq if ended else 0} facts, {report.seconds:.1f} s, {len(report.faults)} faults"
    )
    server.stop(timeout=1)
    house.close()
    return report.faults


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])
