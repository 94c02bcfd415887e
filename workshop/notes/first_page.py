"""The first page of the note: what somebody needs who reads no further."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workshop.moves import Entry
from workshop.notes import lines
from workshop.notes.heading import by, with_place
from workshop.notes.lines import Block, Item, Passage, Say
from workshop.notes.times import a_day, day_of, days_after
from workshop.run import Run

PLACE = 2

STAND = 3
"""Lines about where we stand."""
CLAIMS = 2
"""Claims about what we changed."""
STEPS = 6
"""First steps among the next dates."""
CHECK = 30
"""Days until somebody asks what became of it."""

_DATED = ("commitment", "essential")
_STARTS = ("starter", "who")
_BY = ("first_step_by", "by", "date", "when")


def items(run: Run, passages: Sequence[Passage], say: Say) -> Iterable[Item]:
    """The answers of the first page, in order; only those there are."""
    essentials = _essentials(run)
    told = (
        _item("turn", say("note-turn"), _what_we_turn(passages, essentials)),
        _item("decided", say("note-place-decided"), _what_we_decided(passages, say)),
        _item("essentials", say("note-essentials"), [essential(one) for one in essentials]),
        *_where_we_stand(passages, say),
        _item("changed", say("note-changed"), _claims(run, passages)),
        _item("promised", say("note-commitments"), _promises(run, say), listed=False),
        _item("dates", say("note-next-dates"), _dates(run, say)),
        _item("sentence", say("note-one-sentence"), _sentence(run), listed=False),
    )
    return (item for item in told if item.lines)


def shared(run: Run) -> list[Entry]:
    """What people shared with the room and nobody took down."""
    return [entry for entry in run.pool if entry.visibility == "room" and entry.shown != "hidden"]


def essential(entry: Entry) -> str:
    """What will be done, who starts, and by when, on one line."""
    said = [entry.text, *(_first(entry, keys) for keys in (_STARTS, _BY))]
    return " · ".join(filter(None, said))


def date_of(entry: Entry) -> str:
    """The first day that somebody named with their words."""
    return next((said for said in entry.fields.values() if a_day(said)), "")


def _item(id_: str, title: str, said: Iterable[str], *, listed: bool = True) -> Item:
    return Item(id_, title, tuple(lines.line(PLACE, id_, one) for one in dict.fromkeys(said)), listed)


def _essentials(run: Run) -> list[Entry]:
    return [entry for entry in shared(run) if entry.outcome == "essential"]


def _first(entry: Entry, keys: Iterable[str]) -> str:
    return next((entry.fields[key] for key in keys if entry.fields.get(key)), "")


def _headlines(passages: Iterable[Passage], place: int) -> list[str]:
    return [one for passage in passages if passage.place == place for one in passage.headlines]


def _claims(run: Run, passages: Iterable[Passage]) -> list[str]:
    """What somebody claimed and the room stands behind, in their words; a count of marks is no claim."""
    claimed = {entry.text for entry in shared(run)}
    return [one for one in _headlines(passages, 7) if one in claimed][:CLAIMS]


def _what_we_turn(passages: Sequence[Passage], essentials: Sequence[Entry]) -> list[str]:
    """Issue and direction of every sheet; the essentials have a place of their own."""
    own = [entry.text for entry in essentials]
    return [one for one in _headlines(passages, 3) if not any(text in one for text in own)]


def _what_we_decided(passages: Iterable[Passage], say: Say) -> Iterable[str]:
    """What leads wherever there was a vote."""
    for passage in passages:
        told = [one for one in passage.blocks if one.look == "bars"]
        if passage.place == 3 and told and not passage.headlines:
            yield with_title(passage.title, _leader(passage, told[-1], say))


def with_title(title: str, text: str) -> str:
    """A line with what it is about before it."""
    return f"{title}{' ' if title.endswith(('.', '?', '!', '…', ':')) else ': '}{text}"


def _where_we_stand(passages: Sequence[Passage], say: Say) -> Iterable[Item]:
    """Firmest agreement, widest difference, lowest stage; for each partnership by itself, never in an order."""
    told = [passage for passage in passages if passage.place == 6 and passage.headlines]
    if len(told) < 2:
        return (_item("stand", say("note-stand"), one.headlines[:STAND]) for one in told)
    return (_item("stand", with_title(say("note-stand"), one.title), one.headlines[:STAND]) for one in told)


def _leader(passage: Passage, bars: Block, say: Say) -> str:
    most = max(bar.count for bar in bars.lines)
    first = [bar.text for bar in bars.lines if bar.count == most]
    if not most:
        return say("note-nobody-voted")
    if len(first) > 1:
        return say("note-tied", titles="; ".join(first), most=most, voted=passage.answered, of=passage.of)
    return say("note-leads", title=first[0], most=most, voted=passage.answered, of=passage.of)


def _promises(run: Run, say: Say) -> Iterable[str]:
    promised = [entry for entry in run.pool if entry.outcome == "commitment"]
    private = sum(1 for entry in promised if entry.visibility != "room")
    if promised:
        said = say("note-promised", count=len(promised), people=len({entry.person for entry in promised}))
        yield f"{said} {say('note-promised-private', count=private)}" if private else said


def _dates(run: Run, say: Say) -> Iterable[str]:
    """First steps, the day on which somebody asks what became of it all, and the next session, in order."""
    dated = sorted((day, e.id, e) for e in shared(run) if e.outcome in _DATED and (day := date_of(e)))[:STEPS]
    told = [(day, f"{day}: {with_place(entry.text, by(run, entry))}") for day, _, entry in dated]
    if run.ended and (check := days_after(str(run.settings.get("date") or day_of(run.ended)), CHECK)):
        told.append((check, say("note-check", date=check)))
    if after := str(run.settings.get("next") or ""):
        told.append((after, say("note-next-session", date=after)))
    return [line for _, line in sorted(told)]


def _sentence(run: Run) -> list[str]:
    """The line that the facilitator put into the light at the end."""
    entry = run.pool.entries.get(run.place.spotlight)
    standing = entry and not entry.withdrawn and entry.visibility == "room" and entry.shown == "shown"
    return [entry.text] if entry and standing else []
