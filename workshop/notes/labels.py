"""What boxes, fields, cards and items are called: their ids are for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from workshop.moves import Entry
from workshop.run import Run

_CALLED = ("ask", "title", "label", "text")


def asked(run: Run, entry: Entry) -> str:
    """The question that an entry answers, as it was asked in the end; the card it was written to; or nothing."""
    if entry.card and (title := named(run, entry.screen, entry.card)) != entry.card:
        return title
    box = _box(run, entry)
    return _called(box) if box is not None else ""


def fields(run: Run, entry: Entry) -> dict[str, str]:
    """What the fields of an entry are called, by id."""
    listed = getattr(_box(run, entry), "fields", None) or ()
    known = {one.id: one.label for one in listed if hasattr(one, "label")}
    return {key: known.get(key, "") for key in entry.fields}


def named(run: Run, screen: str, id_: str) -> str:
    """What something of a screen is called: an option, an item, a stop, a card, an entry; else its id."""
    entry = run.pool.entries.get(id_)
    if entry is not None:
        return "" if entry.withdrawn else entry.text
    return names(run, screen).get(id_, id_)


def names(run: Run, screen: str) -> Mapping[str, str]:
    """All that a screen's settings and its deck give a name to."""
    settings = _settings(run, screen)
    deck: Mapping[str, Any] = run.agenda.decks.get(getattr(settings, "deck", ""), {})
    return run.memory(screen).once(
        "names_given", (settings, run.agenda), lambda: {**dict(_found(deck)), **dict(_found(settings.model_dump()))}
    )


def _found(said: Any) -> Iterator[tuple[str, str]]:
    """Every id with its name, at any depth."""
    if isinstance(said, Mapping):
        if isinstance(id_ := said.get("id"), str) and (name := next((said[k] for k in _CALLED if said.get(k)), "")):
            yield id_, str(name)
        for inner in said.values():
            yield from _found(inner)
    elif isinstance(said, list | tuple):
        for inner in said:
            yield from _found(inner)


def _box(run: Run, entry: Entry) -> BaseModel | None:
    boxes = getattr(_settings(run, entry.screen), "boxes", ())
    return next((box for box in boxes if box.id == entry.box), None)


def _settings(run: Run, screen: str) -> BaseModel:
    """As they are by now: questions may have been put differently while the session went on."""
    now = getattr(run.states[screen], "settings", None)
    return now if isinstance(now, BaseModel) else run.screen(screen).settings


def _called(box: BaseModel) -> str:
    return next((str(said) for key in _CALLED if (said := getattr(box, key, ""))), "")
