"""The command line: start the room, rehearse an agenda, check one, take the note home."""

from gevent import monkey

monkey.patch_all()

import gc  # noqa: E402 - everything below must find the standard library patched
import logging  # noqa: E402
import signal  # noqa: E402
import socket  # noqa: E402
import sys  # noqa: E402
import tempfile  # noqa: E402
import webbrowser  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from contextlib import contextmanager  # noqa: E402
from datetime import date  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any  # noqa: E402

import click  # noqa: E402
import gevent  # noqa: E402

from workshop import (  # noqa: E402
    House,
    create_app,
    sequel,
)
from workshop import agenda as agendas  # noqa: E402
from workshop.agenda import Agenda, AgendaError  # noqa: E402
from workshop.config import Config, ConfigError, read, shipped  # noqa: E402
from workshop.moves import Json, Role  # noqa: E402
from workshop.run import Run  # noqa: E402
from workshop.schema import StoreError, claimed  # noqa: E402

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


@main.command()
@click.argument("agenda", required=False)
@click.option("--title", help="What to call the session; otherwise as the agenda says.")
@click.option("--new", is_flag=True, help="Start a fresh run even if this agenda has one going on.")
@click.option("--browser/--no-browser", default=True, help="Open the console in this computer's browser.")
@listening
def run(agenda: str | None, title: str | None, new: bool, browser: bool, **flags: Any) -> None:
    """Start the room with an AGENDA (a name from the list or a file) and open the console.

    A run of the same agenda that is still going on is taken up where it was; --new starts another.
    """
    config = _config(flags)
    sheet = _agenda(agenda or FLAGSHIP, config)
    with _serving(config) as house:
        _run(house, sheet, title, new=new, browser=browser)


@main.command("next")
@click.argument("run_id", metavar="RUN")
@click.argument("agenda", required=False)
@click.option("--title", help="What to call the session; otherwise as the agenda says.")
@click.option("--browser/--no-browser", default=True, help="Open the console in this computer's browser.")
@listening
def next_(run_id: str, agenda: str | None, title: str | None, browser: bool, **flags: Any) -> None:
    """Start the next session from RUN (its id or join code), with its own agenda or another.

    It opens with what people promised last time: did it happen? Agreed positions are shown as a faint baseline.
    """
    config = _config(flags)
    with _serving(config) as house:
        last = _found(house, run_id)
        sheet = _agenda(agenda, config) if agenda else last.agenda
        begun = sequel.next_agenda(sheet, sequel.past(last))
        _run(house, begun, title, new=True, browser=browser)


@main.command()
@listening
def serve(**flags: Any) -> None:
    """Start the house without beginning a run: your home page lists agendas and runs."""
    with _serving(_config(flags)) as house:
        click.echo(f"\n  Your home, for this computer, once:  {house.access.sign_in_link()}\n")
        _serve(house)


@main.command()
@click.argument("agenda")
@click.option("--people", default=20, show_default=True, help="How many pretend participants.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the rehearsal's database in this folder.")
def rehearse(agenda: str, people: int, keep: Path | None) -> None:
    """Play an AGENDA from end to end with robots, through real sockets, and print what each screen recorded.

    Nothing of it touches your own runs. Ends with an error if a robot was refused or saw something wrong.
    """
    sheet = _agenda(agenda, _config({}))
    with tempfile.TemporaryDirectory() as folder:
        faults = _rehearse(sheet, people, keep or Path(folder))
    if faults:
        raise click.ClickException(f"{len(faults)} things went wrong; the first: {faults[0]}")


@main.command()
@click.argument("agendas_", metavar="AGENDA...", nargs=-1, required=True)
def check(agendas_: tuple[str, ...]) -> None:
    """Read one or more AGENDAs strictly and say in one sentence what is wrong, if anything."""
    config = _config({})
    for name in agendas_:
        for sheet in _every_variant(name, config):
            size = f"{len(sheet.steps)} steps, {len(sheet.screens)} screens, {sheet.minutes:g} minutes"
            click.echo(f"{sheet.title}: {size}.")


@main.command("list")
@where
def list_(data: Path | None) -> None:
    """List the agendas, shipped and your own, and the runs."""
    config = _config({"data": data})
    click.echo("Agendas")
    for one in agendas.shelf(shipped("sessions"), config.data / "sessions"):
        whose = "yours" if one.own else "shipped"
        says = f"{one.agenda.minutes:g} min, {one.agenda.title}" if one.agenda else one.error
        click.echo(f"  {one.id:<34} {whose:<8} {says}")
    house = _house(config)
    click.echo("Runs")
    for row in house.store.runs():
        state = "ended" if row["ended"] else "going on" if row["started"] else "ready"
        click.echo(f"  {row['id']}  {row['code']}  {state:<9} {row['people']:>4} people  {row['title']}")
    house.close()


@main.command()
@click.argument("run_id", metavar="RUN")
@click.option("--to", type=click.Path(path_type=Path), default=Path(), help="The folder to write to (this one).")
@click.option("--private", is_flag=True, help="With the entries that people did not share; the files say so.")
@where
def export(run_id: str, to: Path, private: bool, data: Path | None) -> None:
    """Write the note (Markdown, HTML) and the data (CSV, JSON) of a RUN, given by its id or join code."""
    from workshop import notes

    house = _house(_config({"data": data}))
    found = _found(house, run_id)
    facts = house.store.facts(found.id)
    to.mkdir(parents=True, exist_ok=True)
    mark = "with-private-" if private else ""
    files = {"note.md": notes.note_markdown(found), "note.html": notes.note_html(found)}
    files |= {"case.html": notes.case_html(found), "poster.html": notes.poster_html(found)}
    files |= {f"{mark}{name}": text for name, text in notes.sheets(found, facts, private=private).items()}
    files[f"{mark}run.json"] = notes.data_json(found, facts, private=private)
    for name, text in files.items():
        (to / name).write_text(text, encoding="utf-8", newline="")
        click.echo(to / name)
    house.close()


# ── how it is done ──────────────────────────────────────────────────────────


def _config(flags: Json) -> Config:
    try:
        return read(**{key: value or None for key, value in flags.items()})
    except ConfigError as error:
        raise click.ClickException(str(error)) from None


def _house(config: Config) -> House:
    try:
        return create_app(config)
    except StoreError as error:
        raise click.ClickException(str(error)) from None


@contextmanager
def _serving(config: Config) -> Iterator[House]:
    """A house that has its data folder for itself."""
    try:
        with claimed(config.data):
            house = _house(config)
            try:
                house.store.prove_writable()
                yield house
            finally:
                house.close()
    except StoreError as error:
        raise click.ClickException(str(error)) from None


def _agenda(name: str, config: Config) -> Agenda:
    """An agenda by file, or by name: one's own first."""
    return _every_variant(name, config)[0]


def _every_variant(name: str, config: Config) -> list[Agenda]:
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


def _found(house: House, run_id: str) -> Run:
    """A run by its id or its join code."""
    found = house.host.run(run_id) or house.host.run_by_code(run_id)
    if found is None:
        raise click.ClickException(f"There is no run {run_id} here; workshop list shows those there are.")
    return found


def _going_on(house: House, sheet: Agenda) -> Run | None:
    rows = [row for row in house.store.runs() if not row["ended"]]
    found = (house.host.run(row["id"]) for row in rows)
    return next((one for one in found if one and one.agenda.id == sheet.id), None)


def _run(house: House, sheet: Agenda, title: str | None, *, new: bool, browser: bool) -> None:
    now = (None if new else _going_on(house, sheet)) or _begin(
        house, sheet, {"title": title or "", "date": date.today().isoformat(), "names": True}
    )
    _welcome(house, now)
    if browser:
        gevent.spawn_later(0.5, _open_browser, house.access.sign_in_link(now.id))
    _serve(house)


def _begin(house: House, sheet: Agenda, settings: Json) -> Run:
    begun = house.host.run(house.host.create(sheet, settings))
    if begun is None:
        raise click.ClickException("The run could not be started.")
    return begun


def _welcome(house: House, now: Run) -> None:
    """What the facilitator needs, in the terminal."""
    from workshop.access import in_pairs
    from workshop.web import qr

    stage = f"{house.config.here}/stage#{house.access.ticket(Role.STAGE, now.id)}"
    click.echo(f"\n  {now.title}\n")
    click.echo(f"  Console, for this computer, once:  {house.access.sign_in_link(now.id)}")
    click.echo(f"  Stage, for the projector, once:    {stage}")
    click.echo(f"  Phones join at:                    {house.config.origin}   code {in_pairs(now.code)}\n")
    click.echo(qr.lines(house.config.qr_text(now.code)))
    click.echo("  Stop with Ctrl-C; nothing is lost, and the next start takes up where this one was.\n")


def _serve(house: House) -> None:
    from workshop import transport

    server = transport.serve(house.wsgi, house.config.host, house.config.port, reasons=house.reasons)
    try:
        server.start()
    except OSError as error:
        raise click.ClickException(_why_not_listening(error, house.config)) from None
    house.host.wake()
    _calm_the_collector()
    stopped = gevent.event.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(number, stopped.set)
    stopped.wait()
    transport.shutdown(house.sockets, server, timeout=2)


def _why_not_listening(error: OSError, config: Config) -> str:
    if "in use" in str(error):
        return f"Port {config.port} is in use, perhaps by another Workshop; stop that one, or choose with --port."
    return f"Cannot listen on {config.host} port {config.port}: {error.strerror}."


def _calm_the_collector() -> None:
    """What is loaded stays loaded: keep the garbage collector from walking it while a room is waiting."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _open_browser(link: str) -> None:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return
    webbrowser.open(link)


def _rehearse(sheet: Agenda, people: int, folder: Path) -> list[str]:
    from workshop import transport
    from workshop.rehearsal import Rehearsal

    house = _house(Config(data=folder, host="127.0.0.1", port=_free_port()))
    server = transport.serve(house.wsgi, "127.0.0.1", house.config.port, reasons=house.reasons)
    server.start()
    begun = _begin(house, sheet, {"names": True, "rehearsal": True})
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


if __name__ == "__main__":
    sys.exit(main())
