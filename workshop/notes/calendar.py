"""A commitment as a file for anybody's calendar (RFC 5545): one whole day, and nothing only one program understands."""

from __future__ import annotations

from datetime import UTC, datetime

from workshop.moves import Entry
from workshop.notes import labels
from workshop.notes.first_page import date_of
from workshop.notes.times import a_day, days_after
from workshop.run import Run

FOLD = 75
"""Bytes in a line, its end not counted."""


def commitment(run: Run, entry: Entry) -> str:
    """The file; empty where no day was named."""
    day = a_day(date_of(entry))
    if day is None:
        return ""
    told = labels.fields(run, entry)
    said = [f"{told[key]} {value}".strip() for key, value in entry.fields.items() if value and not a_day(value)]
    after = days_after(day.isoformat(), 1).replace("-", "")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Workshop//Commitment//EN",
        "BEGIN:VEVENT",
        f"UID:{entry.id}.{run.id}@workshop.invalid",
        f"DTSTAMP:{datetime.fromtimestamp(entry.at / 1000, UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{day.isoformat().replace('-', '')}",
        *([f"DTEND;VALUE=DATE:{after}"] if after else []),  # without an end it is one whole day as well
        f"SUMMARY:{escaped(entry.text)}",
        f"DESCRIPTION:{escaped(chr(10).join([*said, run.title]))}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def escaped(text: str) -> str:
    """Words as the value of a property; nothing anybody typed can begin a new one."""
    one_kind = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in ("\\", ";", ","):
        one_kind = one_kind.replace(mark, f"\\{mark}")
    return "".join(ch for ch in one_kind.replace("\n", "\\n") if ch.isprintable() or ch in "\u200c\u200d")


def folded(line: str) -> str:
    """A line in pieces of at most 75 bytes, none of which breaks a letter in two."""
    pieces, room = [""], FOLD
    for ch in line:
        size = len(ch.encode())
        if size > room:
            pieces.append("")
            room = FOLD - 1
        pieces[-1] += ch
        room -= size
    return "\r\n ".join(pieces)
