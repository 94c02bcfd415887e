"""The note as JSON: for the page on which the facilitator strikes lines, and for the data file."""

from __future__ import annotations

from workshop.moves import Json
from workshop.notes.about import programme
from workshop.notes.lines import Block, Chapter, Item, Line, Passage, Sheet
from workshop.notes.note import Note
from workshop.run import Run


def whole(note: Note) -> Json:
    """All of a note, line by line, each with its key."""
    return {
        "title": note.title,
        "subtitle": note.subtitle,
        "where": list(note.where),
        "present": [_line(one) for one in note.present],
        "foreword": list(note.foreword),
        "first_page": [_item(one) for one in note.first_page],
        "chapters": [_chapter(one) for one in note.chapters],
    }


def as_it_went(run: Run) -> list[Json]:
    """The programme with its planned and its real minutes: on the facilitator's copy and nowhere else."""
    return [
        {"title": step.title, "planned": step.plan, "took": took, "held": held, "free": step.keep == "free"}
        for step, took, held in programme(run)
    ]


def _item(item: Item) -> Json:
    return {"id": item.id, "title": item.title, "listed": item.listed, "lines": [_line(one) for one in item.lines]}


def _chapter(chapter: Chapter) -> Json:
    return {"place": chapter.place, "title": chapter.title, "sheets": [_sheet(one) for one in chapter.sheets]}


def _sheet(sheet: Sheet) -> Json:
    return {"title": sheet.title, "passages": [_passage(one) for one in sheet.passages]}


def _passage(passage: Passage) -> Json:
    return {"title": passage.title, "opening": passage.opening, "blocks": [_block(one) for one in passage.blocks]}


def _block(block: Block) -> Json:
    return {"look": block.look, "head": list(block.head), "lines": [_line(one) for one in block.lines]}


def _line(line: Line) -> Json:
    """A line with its key; the cells of a row, the count of a bar, and whether it was struck."""
    said: Json = {"key": line.key, "text": line.text}
    for key in ("count", "note", "struck"):
        if value := getattr(line, key):
            said[key] = value
    return {**said, "cells": list(line.cells)} if line.cells else said
