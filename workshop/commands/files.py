"""What is taken home: the note and the data of a run, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import click

from workshop import forgetting
from workshop.commands import house_at, main, run_called, settings, where, write_to
from workshop.config import Config
from workshop.moves import Fact
from workshop.run import Run


@main.command(short_help="Write the note and the data of a run as files.")
@click.argument("run_id", metavar="RUN")
@click.option("--to", type=click.Path(path_type=Path), default=Path(), help="The folder to write to (this one).")
@click.option("--private", is_flag=True, help="With the entries that people did not share; the files say so.")
@where
def export(run_id: str, to: Path, private: bool, data: Path | None) -> None:
    """Write the note (Markdown, HTML) and the data (CSV, JSON) of a RUN, given by its id or join code."""
    config = settings({"data": data})
    while not _exported(config, run_id, to, private=private):
        click.echo("Somebody was forgotten meanwhile, so all of it is written once more.", err=True)


def _exported(config: Config, run_id: str, to: Path, *, private: bool) -> bool:
    """Whether nobody was forgotten while the files were written: a server may have the run open beside."""
    with closing(house_at(config, reading=True)) as house:
        found = run_called(house, run_id)
        before = house.store.rewritings(found.id)
        facts = house.host.facts(found.id)
        write_to(to, _files(found, facts, private=private))
        wishes = forgetting.wishes(house.store.facts(found.id, found.seq))
        return not wishes and house.store.rewritings(found.id) == before


def _files(run: Run, facts: Sequence[Fact], *, private: bool) -> Iterator[tuple[str, str]]:
    """Each file under its name, made when it is asked for."""
    from workshop import notes

    click.echo(f"“{run.title}”, {len(facts)} facts; each file is named when it is there:", err=True)
    mark = "with-private-" if private else ""
    yield "note.md", notes.note_markdown(run)
    yield "note.html", notes.note_html(run)
    yield "case.html", notes.case_html(run)
    yield "poster.html", notes.poster_html(run)
    for name in notes.SHEETS:
        yield f"{mark}{name}", notes.sheet(run, facts, name, private=private)
    yield f"{mark}run.json", notes.data_json(run, facts, private=private)
