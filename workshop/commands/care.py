"""Keeping the record safe: a copy of it, a copy put back, and a look at all it stands on."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from workshop import backups, doctor
from workshop.backups import Backups
from workshop.commands import complaint, main, settings, where
from workshop.config import Config
from workshop.file import StoreError, claimed, is_fresh


@main.command(short_help="Write a checked copy, also during a session.")
@click.option("--to", type=click.Path(path_type=Path), help="Another folder to write to, such as a USB stick.")
@where
def backup(to: Path | None, data: Path | None) -> None:
    """Write a checked copy of everything, also while a session goes on.

    Without --to it lies in the data folder's backups, where the last eight are kept. A plain copy of the file would
    miss what was written last.
    """
    config = settings({"data": data})
    if to is not None and not to.absolute().parent.is_dir():
        raise click.ClickException(f"There is no folder {to.parent}; plug the stick in, or name another folder.")
    try:
        if is_fresh(config.data / "workshop.db"):
            raise click.ClickException(f"There is nothing to copy yet in {config.data}.")
        made = Backups(config.data).make(to=to)
    except StoreError as error:
        raise complaint(error, config) from None
    click.echo(f"{made.path} is a whole copy, checked.")


@main.command()
@click.argument("copy", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.option("--anyway", is_flag=True, help="Put in place even a copy in which facts are not as they were written.")
@where
def restore(copy: Path | None, anyway: bool, data: Path | None) -> None:
    """Put a copy in place: FILE, or the last good one.

    What is there now is moved aside, never deleted. Stop Workshop first.
    """
    config = settings({"data": data})
    try:
        with claimed(config.data):
            chosen = _chosen(copy, config, anyway=anyway)
            aside = Backups(config.data).restore(chosen.path)
    except StoreError as error:
        raise click.ClickException(str(error)) from None
    click.echo(f"The copy of {chosen.when} is in place; what was written after that is not in it.")
    if any(aside.iterdir()):
        click.echo(f"What was there before lies untouched in {aside}")


def _chosen(copy: Path | None, config: Config, *, anyway: bool) -> backups.Copy:
    if copy is None:
        if good := Backups(config.data).last_good():
            return good
        raise StoreError(f"There is no good copy in {config.data / 'backups'}; name one: workshop restore FILE")
    if not backups.is_sound(copy):
        raise StoreError(f"{copy} is not a whole copy that Workshop made; nothing was changed.")
    if not anyway and not backups.is_good(copy):
        raise StoreError(f"In {copy} facts are not as they were written; add --anyway to put it in place all the same.")
    return backups.of(copy)


@main.command("doctor", short_help="Look at everything a session stands on.")
@where
def doctor_(data: Path | None) -> None:
    """Look at everything a session stands on: folder, disk, record, copies, clock, network.

    Changes nothing, and may be typed while a session goes on. Ends with an error only on real trouble.
    """
    troubled = False
    for finding in doctor.findings(settings({"data": data})):
        click.echo(f"  {finding.grade:<8} {finding.about + ':':<11} {finding.text}")
        troubled = troubled or finding.grade == "trouble"
    sys.exit(int(troubled))
