"""Opening the room: a session with its console, the next one, or the house alone."""

from __future__ import annotations

import gc
import signal
import webbrowser
from datetime import date
from typing import Any

import click
import gevent

from workshop import House, sequel
from workshop.agenda import Agenda
from workshop.commands import FLAGSHIP, agenda_called, listening, main, run_called, serving, settings
from workshop.config import Config
from workshop.disk import Disk
from workshop.forgetting import KEEP_DAYS
from workshop.moves import Json, Role
from workshop.rhythm import Rhythm
from workshop.run import Run
from workshop.words import say


@main.command(short_help="Start the room with an agenda.")
@click.argument("agenda", required=False)
@click.option("--title", help="What to call the session; otherwise as the agenda says.")
@click.option("--new", is_flag=True, help="Start a fresh run even if this agenda has one going on.")
@click.option("--browser/--no-browser", default=True, help="Open the console in this computer's browser.")
@listening
def run(agenda: str | None, title: str | None, new: bool, browser: bool, **flags: Any) -> None:
    """Start the room with an AGENDA (a name from the list or a file) and open the console.

    A run of the same agenda that is still going on is taken up where it was; --new starts another.
    """
    config = settings(flags)
    sheet = agenda_called(agenda or FLAGSHIP, config)
    with serving(config) as house:
        _run(house, sheet, title, new=new, browser=browser)


@main.command("next", short_help="Start the next session from an earlier one.")
@click.argument("run_id", metavar="RUN")
@click.argument("agenda", required=False)
@click.option("--title", help="What to call the session; otherwise as the agenda says.")
@click.option("--browser/--no-browser", default=True, help="Open the console in this computer's browser.")
@listening
def next_(run_id: str, agenda: str | None, title: str | None, browser: bool, **flags: Any) -> None:
    """Start the next session from RUN (its id or join code), with its own agenda or another.

    It opens with what people promised last time: did it happen? Agreed positions are shown as a faint baseline.
    """
    config = settings(flags)
    with serving(config) as house:
        last = run_called(house, run_id)
        sheet = agenda_called(agenda, config) if agenda else last.agenda
        begun = sequel.next_agenda(sheet, sequel.past(last))
        _run(house, begun, title, new=True, browser=browser)


@main.command(short_help="Start the house; no session is begun.")
@listening
def serve(**flags: Any) -> None:
    """Start the house without beginning a run: your home page lists agendas and runs."""
    with serving(settings(flags)) as house:
        click.echo(f"\n  Your home, for {_whom(house)}, once:  {house.access.sign_in_link()}\n")
        _serve(house)


def _going_on(house: House, sheet: Agenda) -> Run | None:
    rows = [row for row in house.store.runs() if not row["ended"]]
    found = (house.host.run(row["id"]) for row in rows)
    return next((one for one in found if one and one.agenda.id == sheet.id), None)


def _run(house: House, sheet: Agenda, title: str | None, *, new: bool, browser: bool) -> None:
    now = (None if new else _going_on(house, sheet)) or begin(
        house, sheet, {"title": title or "", "date": date.today().isoformat(), "names": True, "keep_days": KEEP_DAYS}
    )
    _welcome(house, now)
    if browser:
        gevent.spawn_later(0.5, _open_browser, house.access.sign_in_link(now.id))
    _serve(house)


def begin(house: House, sheet: Agenda, said: Json) -> Run:
    """A fresh run of an agenda. Raises `click.ClickException`."""
    begun = house.host.run(house.host.create(sheet, said))
    if begun is None:
        raise click.ClickException("The run could not be started.")
    return begun


def _welcome(house: House, now: Run) -> None:
    """What the facilitator needs, in the terminal."""
    from workshop.access import in_pairs, way_in
    from workshop.web import qr

    stage = f"{house.config.here}/stage#{house.access.ticket(Role.STAGE, now.id)}"
    click.echo(f"\n  {now.title}\n")
    click.echo(f"  Console, for {_whom(house)}, once:  {house.access.sign_in_link(now.id)}")
    click.echo(f"  Stage, for the projector, once:    {stage}")
    click.echo(f"  Phones join at:                    {house.config.origin}   code {in_pairs(now.code)}\n")
    click.echo(qr.lines(house.config.qr_text(way_in(now.code, now.door))))
    click.echo("  Stop with Ctrl-C; nothing is lost, and the next start takes up where this one was.\n")


def _whom(house: House) -> str:
    """For whom a sign-in link is: behind HTTPS it works from anywhere."""
    return "this computer" if house.access.door == "here" else "you alone"


def _serve(house: House) -> None:
    from workshop import transport

    server = transport.serve(house.wsgi, house.config.host, house.config.port, reasons=house.reasons)
    try:
        server.start()
    except OSError as error:
        raise click.ClickException(_why_not_listening(error, house.config)) from None
    house.hours.keep()
    copies = Rhythm(house.backups, house.host)
    house.host.watchers.append(copies.watch)
    house.clearing.expire()
    watchers = (house.hours, Disk(house.config.data), house.clearing)
    watching = [gevent.spawn(one.watch, house.host) for one in watchers]
    house.host.wake()
    calm_the_collector()
    stopped = gevent.event.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        gevent.signal_handler(number, stopped.set)
    stopped.wait()
    gevent.killall(watching)
    transport.shutdown(house.sockets, server, timeout=2)
    copies.finish()


def _why_not_listening(error: OSError, config: Config) -> str:
    if "in use" in str(error):
        return f"Port {config.port} is in use, perhaps by another Workshop; stop that one, or choose with --port."
    return f"Cannot listen on {config.host} port {config.port}: {error.strerror}."


def calm_the_collector() -> None:
    """What is loaded stays loaded: keep the garbage collector from walking it while a room is waiting. The words are
    loaded too, or whoever comes in first would wait for them, and everybody behind."""
    say("door-wrong-address")
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


def _open_browser(link: str) -> None:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return
    webbrowser.open(link)
