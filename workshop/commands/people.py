"""What is kept of people: shown to whom it belongs, and taken out of a run for good."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from workshop import House, forgetting
from workshop.clearing import traces
from workshop.commands import house_at, main, run_called, serving, settings, where, write_to
from workshop.file import StoreError, claimed
from workshop.moves import Json, Move, Role, Seat
from workshop.run import Run

_RUN = click.argument("run_id", metavar="RUN")
_PERSON = click.argument("person")


@main.command("export-person", short_help="Write all that is kept of a person.")
@_RUN
@_PERSON
@click.option("--to", type=click.Path(path_type=Path), default=Path(), help="The folder to write to (this one).")
@where
def export_person(run_id: str, person: str, to: Path, data: Path | None) -> None:
    """Write all that is kept of a PERSON in RUN, private words too, as Markdown and JSON.

    PERSON is a personal code, an id, or a name that only one of them has. The files are for that person alone.
    """
    from workshop.notes import kept

    house = house_at(settings({"data": data}), reading=True)
    run = run_called(house, run_id)
    whose, facts = _who(run, person), house.store.facts(run.id)
    files = {"md": kept.kept_markdown(run, facts, whose), "json": kept.kept_json(run, facts, whose)}
    write_to(to, ((f"{whose}.{ending}", text) for ending, text in files.items()))
    house.close()


@main.command("erase-person", short_help="Forget a person, as they could themselves.")
@_RUN
@_PERSON
@click.option("--how", type=click.Choice(["words", "name"]), required=True, help="Name and words, or the name only.")
@where
def erase_person(run_id: str, person: str, how: str, data: Path | None) -> None:
    """Forget a PERSON in RUN, as they could do on their own page. What they counted for stays; it cannot be undone.

    Files that you have already downloaded or sent are yours, and are not touched.
    """
    with _alone(data) as house:
        run = run_called(house, run_id)
        gone = _wish(house, run, "erase", {"person": _who(run, person), "how": how})
    _report(house.config.data, gone)


@main.command(short_help="Take every name out of a run that has ended.")
@_RUN
@where
def anonymise(run_id: str, data: Path | None) -> None:
    """Take every name, school, role, partnership and personal code out of a RUN that has ended. The words stay.

    Files that you have already downloaded or sent are yours, and are not touched.
    """
    with _alone(data) as house:
        gone = _wish(house, run_called(house, run_id), "anonymise", {})
    _report(house.config.data, gone)


@main.command(short_help="Remove a whole run that has ended, for good.")
@_RUN
@click.option("--yes", is_flag=True, help="Do not ask.")
@where
def purge(run_id: str, yes: bool, data: Path | None) -> None:
    """Remove a whole RUN that has ended, with everything in it, for good.

    Files that you have already downloaded or sent are yours, and are not touched.
    """
    with _alone(data) as house:
        run = run_called(house, run_id)
        if not (run.ended or run.settings.get("rehearsal")):
            raise click.ClickException("This run has not ended; end it on the console first.")
        if not yes and click.prompt(f"“{run.title}” goes for good. Type its code ({run.code}) to go on") != run.code:
            raise click.ClickException("That is not its code; nothing was removed.")
        said = forgetting.everything(run, house.store.facts(run.id))
        house.host.purge(run.id)
        gone = _theirs_alone(house, [run.id, *said.quoted, *said.names])
    _report(house.config.data, gone)


# ── whom, and alone ─────────────────────────────────────────────────────────


@contextmanager
def _alone(data: Path | None) -> Iterator[House]:
    """A house that nobody else has open. Raises `click.ClickException` that says what to do, where somebody has."""
    config = settings({"data": data})
    try:
        with claimed(config.data):
            pass
    except StoreError:
        raise click.ClickException(
            "Workshop is running on this folder; do it there, on the console or the home page, or stop it first."
        ) from None
    with serving(config) as house:
        yield house


def _who(run: Run, wanted: str) -> str:
    """The id of a person by code, id or a name that is theirs alone."""
    people = [one for one in run.roster.people.values() if not one.merged]
    said = wanted.strip()
    found = [one.id for one in people if said == one.id or said.upper() == one.code]
    found = found or [one.id for one in people if one.name and one.name.casefold() == said.casefold()]
    if not found:
        raise click.ClickException("Nobody in this run has that name; write it as the console does.")
    if len(found) > 1:
        same = ", ".join(f"{one} ({run.roster.people[one].organisation or 'no school said'})" for one in found)
        raise click.ClickException(f"Several people have that name; say which one by what stands here first: {same}.")
    return found[0]


def _wish(house: House, run: Run, name: str, data: Json) -> list[str]:
    """Have a wish carried out; gives the words that must be nowhere now. Raises `click.ClickException`."""
    before = house.store.facts(run.id)
    answer = house.host.play(Move(secrets.token_hex(12), name, Seat(Role.FACILITATOR, run.id), data=data))
    if not answer["ok"]:
        raise click.ClickException(
            _REFUSED.get(answer["code"], "That could not be saved; see whether the disk is full.")
        )
    house.clearing.finish()
    now = house.store.facts(run.id)
    wish = next(fact for fact in now if fact.seq == answer["seq"])
    forgotten = forgetting.forget(run, before, wish)
    return _theirs_alone(house, [*forgotten.quoted, *forgotten.names])


_REFUSED = {
    "still_open": "This run has not ended; end it on the console first.",
    "unknown_person": "That person was removed from the run; let them in again first.",
}


def _theirs_alone(house: House, words: Iterable[str]) -> list[str]:
    """What has to be nowhere now: what others wrote as well is theirs, and stays. Raises `click.ClickException`."""
    if house.clearing.is_unswept:
        raise click.ClickException(
            f"It is forgotten, but {house.config.data} could not be cleared; try again when it is not in use."
        )
    theirs = "\n".join(house.store.everything_said())
    return [word for word in words if word not in theirs]


def _report(folder: Path, words: Iterable[str]) -> None:
    """Look through a folder byte by byte, when its database is closed: to open and close the file beside SQLite would
    drop the locks on it."""
    if left := traces(folder, words):
        raise click.ClickException(f"Something of it is left in {', '.join(str(one) for one in left)}; delete that.")
    click.echo(f"Nothing of it is left in {folder}. Files you downloaded or copied elsewhere are yours to delete.")
