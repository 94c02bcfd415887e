"""Moments and days, as the note and its files write them: in the time of the machine that writes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from workshop.clock import MINUTE


def clock_time(ms: int) -> str:
    """A moment as date and time; nothing for no moment."""
    return _local(ms).strftime("%Y-%m-%d %H:%M") if ms else ""


def hour(ms: int) -> str:
    """A moment of the day: 10:42."""
    return _local(ms).strftime("%H:%M") if ms else ""


def day_of(ms: int) -> str:
    """The day of a moment: 2026-11-21."""
    return _local(ms).date().isoformat() if ms else ""


def days_after(day: str, days: int) -> str:
    """So many days later; nothing after no day, nor after the last there is."""
    found = a_day(day)
    if found is None or (date.max - found).days < days:
        return ""
    return (found + timedelta(days=days)).isoformat()


def a_day(said: str) -> date | None:
    """The day that somebody wrote as 2026-11-21, or None."""
    try:
        day = date.fromisoformat(said)
    except ValueError:
        return None
    return day if day.isoformat() == said else None  # a week and its day is no date that anybody here writes


def minutes(ms: int) -> int:
    """Whole minutes, rounded."""
    return round(ms / MINUTE)


def _local(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone()
