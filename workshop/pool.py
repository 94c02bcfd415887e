"""What people wrote, and what may be done with it: edit, withdraw, show, hide.

Any kind writes an entry by putting `entry` (the fields of `moves.Entry`) into its fact's data; the pool keeps it.
Later screens show entries by reference, so withdrawing the original withdraws every copy.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from workshop.anew import replace
from workshop.layers import Layered
from workshop.moves import VISIBILITIES, Entry, Fact, Json, Move, Refused, Role, Shown, Visibility
from workshop.text import free

LONGEST = 1000
"""Characters in one entry, whatever a box allows."""


CONTACT = "contact"
"""The box in which somebody says how they can be reached."""

Compartment = Layered[str, Entry]
Shelf = Layered[Any, Compartment]
"""Entries by id, sorted under what they belong to. A change makes one compartment anew, not the whole."""

NOTHING: Compartment = Layered()


@dataclass(frozen=True)
class Wording:
    """How an entry stood once, and in whose words."""

    person: str
    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Pool:
    """Every entry of the run, withdrawn ones too, by id; and the same by screen, by person and by table, and those that
    wait for the facilitator's eye.

    `wordings`: of entries that somebody else put differently, how they stood each time, so that the words of one of
    them can go and the line stays.
    """

    entries: Layered[str, Entry] = field(default_factory=Layered)
    wordings: Layered[str, tuple[Wording, ...]] = field(default_factory=Layered)
    _screens: Shelf = field(default_factory=Layered, compare=False, repr=False)
    _people: Shelf = field(default_factory=Layered, compare=False, repr=False)
    _tables: Shelf = field(default_factory=Layered, compare=False, repr=False)
    _waiting: Layered[str, Entry] = field(default_factory=Layered, compare=False, repr=False)

    def __iter__(self) -> Iterator[Entry]:
        """Entries that still stand, oldest first."""
        return (entry for entry in self.entries.values() if not entry.withdrawn)

    def of(self, screen: str, box: str = "") -> list[Entry]:
        """The standing entries of a screen, or of one of its boxes, oldest first."""
        found = self._screens.get(screen, NOTHING).values()
        return [entry for entry in found if not entry.withdrawn and box in ("", entry.box)]

    def shelf(self, screen: str) -> Compartment:
        """Whatever was written on a screen, withdrawn or not: the very same as long as none of it changes."""
        return self._screens.get(screen, NOTHING)

    def shelf_of(self, person: str) -> Compartment:
        """The same of whatever somebody wrote."""
        return self._people.get(person, NOTHING)

    def by(self, person: str, screen: str = "") -> list[Entry]:
        """What one person wrote, here or anywhere."""
        found = self._people.get(person, NOTHING).values()
        return [entry for entry in found if not entry.withdrawn and screen in ("", entry.screen)]

    def at(self, table: int, screen: str) -> list[Entry]:
        """What was written at one table on one screen, by whoever sat there then."""
        found = self._tables.get((table, screen), NOTHING).values()
        return [entry for entry in found if not entry.withdrawn]

    def shown(self, screen: str, box: str = "") -> list[Entry]:
        """What the facilitator let onto the stage from a screen."""
        return [entry for entry in self.of(screen, box) if entry.shown == "shown"]

    def waiting(self) -> list[Entry]:
        """What waits for the facilitator's eye, oldest first."""
        return list(self._waiting.values())

    def given(self, ids: Iterable[str], person: str) -> Pool:
        """A pool in which these entries are somebody else's."""
        moved = {one: replace(self.entries[one], person=person) for one in ids}
        people = Layered({who: shelf.without(moved) for who, shelf in self._people.items()})
        return replace(self, _people=people).having(moved.values())

    def having(self, changed: Iterable[Entry]) -> Pool:
        """A pool with these entries, new ones or as they now are."""
        new = {entry.id: entry for entry in changed}
        screens = _filed(self._screens, new, lambda entry: entry.screen)
        people = _filed(self._people, new, lambda entry: entry.person)
        tables = _filed(self._tables, new, lambda entry: (entry.table, entry.screen))
        return Pool(self.entries.having(new), self.wordings, screens, people, tables, _unread(self._waiting, new))

    def put_by(self, people: Collection[str]) -> list[str]:
        """The ids of others' entries that these people put differently at some time."""
        told = self.wordings.items()
        return [one for one, said in told if any(later.person in people for later in said[1:])]


def _filed(shelf: Shelf, new: Mapping[str, Entry], where: Callable[[Entry], object]) -> Shelf:
    """A shelf with these entries in it. Each compartment is made anew once, however many come into it."""
    changed: dict[object, dict[str, Entry]] = {}
    for entry in new.values():
        changed.setdefault(where(entry), {})[entry.id] = entry
    return shelf.having({place: shelf.get(place, NOTHING).having(some) for place, some in changed.items()})


def _unread(waiting: Layered[str, Entry], new: Mapping[str, Entry]) -> Layered[str, Entry]:
    """Those that wait, with the new ones and without those that wait no more."""
    come = {id_: entry for id_, entry in new.items() if entry.shown == "waiting" and not entry.withdrawn}
    known = [id_ for id_ in new if id_ in waiting]
    return waiting.without(known).having(come)


MOVES: Mapping[str, frozenset[Role]] = {
    "withdraw": frozenset({Role.PARTICIPANT}),
    "show": frozenset({Role.FACILITATOR}),
    "hide": frozenset({Role.FACILITATOR}),
    "tag": frozenset({Role.FACILITATOR}),
}


def accept(pool: Pool, move: Move) -> dict[str, Any]:
    """What a move about entries makes true. Raises `Refused`."""
    match move.name:
        case "withdraw":
            return {"entries": [own(pool, move).id]}
        case "show":
            return {"entries": [entry.id for entry in _listed(pool, move) if entry.visibility == "room"]}
        case "hide":
            return {"entries": [entry.id for entry in _listed(pool, move)]}
        case _:
            return {"entries": [entry.id for entry in _listed(pool, move)], "tags": tags(move.data.get("tags"))}


_CHANGES = frozenset({*MOVES, "edit", "merge_people", "erase", "anonymise", "remove", "readmit"})
"""Facts about entries that are there already. What an edit may change is its kind's business; the pool keeps it.
When somebody turns out to be somebody else, or wants to be forgotten, the run names their entries in the fact."""


def own(pool: Pool, move: Move, screen: str = "") -> Entry:
    """The entry that a move names, if it stands and is the mover's own (and of this screen). Raises `Refused`."""
    entry = pool.entries.get(str(move.data.get("entry")))
    if entry is None or entry.person != move.by.person or entry.withdrawn or screen not in ("", entry.screen):
        raise Refused("unknown_entry")
    return entry


def edit(entry: Entry, said: Mapping[str, Any], checks: Mapping[str, Callable[[Any], Any]], *, review: bool) -> Json:
    """An edit as a fact's data: what `said` changes, each key tidied by its check. Raises `Refused`.

    New words are looked at anew where there is a review, and always after the facilitator took the old ones down.
    """
    changes = {key: check(said[key]) for key, check in checks.items() if key in said}
    if not changes:
        raise Refused("malformed", key="edit")
    seen_first = review or entry.shown == "hidden"
    shown = first_shown(changes.get("visibility", entry.visibility), review=seen_first)
    return {"entries": [entry.id], **changes, "shown": shown}


def apply(pool: Pool, fact: Fact) -> Pool:
    """The pool after a fact: a new entry, or a change to some."""
    if "entry" in fact.data and isinstance(fact.data["entry"], dict):
        entry = replace(read(fact.data["entry"]), proxy=fact.data.get("proxy", ""))
        return _worded(pool, fact, [entry]).having([entry])
    if fact.name == "merge_people":
        return _signed_over(pool, fact)
    changed = list(_changed(pool, fact))
    if not changed:
        return _without_words(pool, fact) if fact.name == "erase" else pool
    after = pool.having(changed)
    match fact.name:
        case "edit":
            return _worded(after, fact, changed)
        case "erase":
            return _without_words(after, fact)
        case _:
            return after


def touched(fact: Fact) -> list[str]:
    """The ids of the entries a fact made or changed."""
    if isinstance(fact.data.get("entry"), dict):
        return [fact.data["entry"]["id"]]
    restored = fact.data.get("restored", ())
    return [*fact.data.get("entries" if fact.name in _CHANGES else "shows", ()), *restored]


def cleaned(told: Sequence[Wording], gone: Collection[str]) -> tuple[Wording, ...]:
    """The wordings of an entry without what some people put: each stands as the others had left it until then."""
    kept: list[Wording] = []
    for no, one in enumerate(told):
        if not no:
            kept.append(replace(one, text="", fields=dict.fromkeys(one.fields, "")) if one.person in gone else one)
        elif one.person in gone:
            kept.append(replace(kept[-1], person=one.person))
        else:
            kept.append(_by_them_alone(one, told[no - 1], kept[-1]))
    return tuple(kept)


def _by_them_alone(one: Wording, before: Wording, clean: Wording) -> Wording:
    """What somebody left as it was is not theirs: it stands as it would have stood."""
    text = clean.text if one.text == before.text else one.text
    fields = {
        key: clean.fields.get(key, "") if said == before.fields.get(key) else said for key, said in one.fields.items()
    }
    return replace(one, text=text, fields=fields)


def _worded(pool: Pool, fact: Fact, entries: Iterable[Entry]) -> Pool:
    """The pool that remembers in whose words an entry stands, from the time on when somebody else's hand was in it."""
    told: dict[str, tuple[Wording, ...]] = {}
    for entry in entries:
        before, so_far = pool.entries.get(entry.id), pool.wordings.get(entry.id, ())
        if so_far or (before and entry.person != fact.person):
            first = so_far or ((Wording(before.person, before.text, before.fields),) if before else ())
            told[entry.id] = (*first, Wording(fact.person, entry.text, entry.fields))
    return replace(pool, wordings=pool.wordings.having(told)) if told else pool


def _without_words(pool: Pool, fact: Fact) -> Pool:
    """Of others' lines that somebody forgotten had put differently, what stood there without them; to be read anew
    before the stage has it."""
    gone = fact.data.get("selves", [fact.data["person"]])
    told = {one: cleaned(pool.wordings[one], gone) for one in fact.data.get("restored", ())}
    changed = [_as_worded(pool.entries[one], said[-1]) for one, said in told.items()]
    return replace(pool.having(changed), wordings=pool.wordings.having(told)) if changed else pool


def _as_worded(entry: Entry, said: Wording) -> Entry:
    shown: Shown = "waiting" if entry.shown == "shown" else entry.shown
    return replace(entry, text=said.text, fields=dict(said.fields), shown=shown)


def _signed_over(pool: Pool, fact: Fact) -> Pool:
    """What two ids wrote belongs to the one person they are."""
    moved = {one: replace(pool.entries[one], person=fact.data["into"]) for one in fact.data["entries"]}
    if not moved:
        return pool
    return Pool(wordings=pool.wordings).having(pool.entries.having(moved).values())  # with theirs oldest first


def read(row: Mapping[str, Any]) -> Entry:
    """An entry from a fact's JSON."""
    return Entry(**{**row, "tags": tuple(row.get("tags", ()))})


def write(entry: Entry) -> dict[str, Any]:
    """An entry as a fact's JSON."""
    return {**entry.__dict__, "fields": dict(entry.fields), "tags": list(entry.tags)}


def text(value: object, limit: int = LONGEST, key: str = "text") -> str:
    """What somebody typed, nothing unseen in it, at most `limit` characters and not empty. Raises `Refused`."""
    if not isinstance(value, str):
        raise Refused("malformed", key=key)
    typed = free(value)
    if not typed:
        raise Refused("empty", key=key)
    if len(typed) > min(limit, LONGEST):
        raise Refused("too_long", key=key, limit=min(limit, LONGEST))
    return typed


def tags(value: object) -> list[str]:
    """Up to eight short tags, without doubles. Raises `Refused`."""
    if not isinstance(value, list) or len(value) > 8:
        raise Refused("malformed", key="tags")
    tidy = [text(one, 30, "tags") for one in value]
    return list(dict.fromkeys(" ".join(one.split()) for one in tidy))


def named(value: object) -> bool:
    """Whether somebody wants to be named beside their words. Raises `Refused`."""
    if not isinstance(value, bool):
        raise Refused("malformed", key="named")
    return value


def visibility(value: object, allowed: Iterable[Visibility] = VISIBILITIES) -> Visibility:
    """Who may read somebody's words, as far as the screen allows. Raises `Refused`."""
    for one in allowed:
        if value == one:
            return one
    raise Refused("malformed", key="visibility")


def first_shown(visibility: str, *, review: bool) -> Shown:
    """Where a new entry begins: kept away from the stage, waiting for review, or shown at once."""
    if visibility != "room":
        return "kept"
    return "waiting" if review else "shown"


def _changed(pool: Pool, fact: Fact) -> Iterable[Entry]:
    if fact.name not in _CHANGES:
        # A kind may let up several entries at once, as when a whole sheet is shown.
        return [replace(pool.entries[one], shown="shown") for one in fact.data.get("shows", ())]
    entries = [pool.entries[one] for one in fact.data.get("entries", ())]  # of who was sent out, older facts name none
    match fact.name:
        case "remove" | "readmit":
            gone = fact.name == "remove"
            return [replace(entry, withdrawn=gone, away=gone) for entry in entries]
        case "edit":
            changes = {key: value for key, value in fact.data.items() if key != "entries"}
            return [replace(entry, **{**changes, "tags": tuple(changes.get("tags", entry.tags))}) for entry in entries]
        case "erase" | "anonymise" if fact.data["how"] == "name":
            return [_nameless(entry) for entry in entries]
        case "withdraw" | "erase":
            return [replace(entry, withdrawn=True, shown="kept", away=False) for entry in entries]
        case "show":
            return [replace(entry, shown="shown") for entry in entries]
        case "hide":
            return [replace(entry, shown="hidden") for entry in entries]
        case _:
            return [replace(entry, tags=tuple(fact.data["tags"])) for entry in entries]


def _nameless(entry: Entry) -> Entry:
    """Words that stay when a name goes. How somebody can be reached is as good as a name, and goes too."""
    reach = {"withdrawn": True, "shown": "kept", "away": False} if entry.box == CONTACT else {}
    return replace(entry, named=False, **reach)  # type: ignore[arg-type]


def _listed(pool: Pool, move: Move) -> list[Entry]:
    wanted = move.data.get("entries")
    if not isinstance(wanted, list) or not wanted or len(wanted) > 500:
        raise Refused("malformed", key="entries")
    found = [pool.entries[one] for one in wanted if isinstance(one, str) and one in pool.entries]
    if not found:
        raise Refused("unknown_entry")
    return [entry for entry in found if not entry.withdrawn]
