"""What is taken home: the note and the data of a run, as files."""

from __future__ import annotations

from pathlib import Path

import click

from workshop.commands import house_at, main, run_called, settings, where, write_to


@main.command(short_help="Write the note and the data of a run as files.")
@click.argument("run_id", metavar="RUN")
@click.option("--to", type=click.Path(path_type=Path), default=Path(), help="The folder to write to (this one).")
@click.option("--private", is_flag=True, help="With the entries that people did not share; the files say so.")
@where
def export(run_id: str, to: Path, private: bool, data: Path | None) -> None:
    """Write the note (Markdown, HTML) and the data (CSV, JSON) of a RUN, given by its id or join code."""
    from workshop import notes

    house = house_at(settings({"data": data}), reading=True)
    found = run_called(house, run_id)
    facts = house.store.facts(found.id)
    mark = "with-private-" if private else ""
    files = {"note.md": notes.note_markdown(found), "note.html": notes.note_html(found)}
    files |= {"case.html": notes.case_html(found), "poster.html": notes.poster_html(found)}
    files |= {f"{mark}{name}": text for name, text in notes.sheets(found, facts, private=private).items()}
    files[f"{mark}run.json"] = notes.data_json(found, facts, private=private)
    write_to(to, files)
    house.close()
