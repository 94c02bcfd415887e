"""Somebody wishes to be forgotten: what the facts of a run have to say from then on.

A wish (`erase` for one person, `anonymise` for all) makes every view honest at once, but the words stand in the older
facts. Here those are rewritten: what the person put in their own words becomes empty, and whoever reads the facts back
finds the same room as the one that heard the wish. Pure; who carries it out is `workshop.clearing`.

Deny by default: in what somebody did, a text stays only if it is known to be nobody's words, such as the id of a screen
or an option of the agenda. Numbers, switches and times stay, as counts do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from workshop import agenda as agendas
from workshop import pool, sequel
from workshop.kinds import KINDS
from workshop.moves import VISIBILITIES, Fact, Json
from workshop.pool import CONTACT, Wording
from workshop.run import Run

WISHES = frozenset({"erase", "anonymise"})
"""Facts that ask for older ones to be rewritten."""

QUOTED = 8
"""Characters from which on a text of somebody's is looked for in what the facilitator wrote, and in later agendas.
Shorter ones are words that anybody uses."""

GONE = "…"
"""What stands where something was quoted."""

CROWD = 5
"""Of fewer people with the same role or partnership an answer of theirs tells whose it is."""

KEEP_DAYS = 30
"""How many days after its end a run keeps names, where nobody said otherwise."""

_ABOUT_THEM = frozenset({"join", "add_person", "change"})
"""Facts that say who somebody is."""

_NAMING = ("name", "organisation", "role")
_NO_CODE = dict.fromkeys(("code",), "")

_TYPED = frozenset(
    {"text", "own", "who", "fields", "tags", "labels", "name", "organisation", "title", "line", "hint", "ask", "step"}
)
"""What stands under these keys was typed, whatever it reads like."""

_FIXED = frozenset(
    {"room", "table", "partnership", "facilitator", "me"}
    | {"kept", "waiting", "shown", "hidden", "console", "paper", "words", "name"}
    | {"help", "know", "behind", "to_get", "consensus", "median", "open", "divided", "cant"}
    | {"question", "stronger", "thought", "need", "can", "line", "contact", "reason", "own", "challenge", "next_stop"}
    | {"discovery", "disturbance", "delight", "commitment", "can_help", "need_help", "essential"}
)
"""Words of the program itself that facts hold."""

_MADE = re.compile(r"(?:paper-)?[a-z]{0,2}[0-9a-f]{12}(?:-\d{1,2})?|g\d{1,3}-\d{1,3}|\d{1,3}(?:\.\d)?|more\d{1,2}")
"""Ids and numbers that the house made up, and nobody typed."""

_JOINTS = re.compile(r"[:/]")


@dataclass(frozen=True)
class Forgotten:
    """`changes`: by the number of a fact, its data as it is to stand from now on. `quoted`: what was taken out and is
    long enough to be found again elsewhere. `entries`: in which entries it stood. `names`: what they were called."""

    changes: Mapping[int, Json]
    quoted: frozenset[str]
    entries: frozenset[str]
    names: frozenset[str]


def wishes(facts: Iterable[Fact]) -> list[Fact]:
    """The wishes among the facts of a run, oldest first."""
    return [fact for fact in facts if fact.name in WISHES]


def forget(run: Run, facts: Sequence[Fact], wish: Fact) -> Forgotten:
    """What a wish makes of the facts before it. `run`: as it is now, or was when the wish was heard."""
    until = [fact for fact in facts if fact.seq < wish.seq]
    words = _Words(run, until, wish)
    said = {fact.seq: words.without(fact) for fact in until}
    dropped = [one for fact in until if said[fact.seq] is not fact.data for one in _dropped(fact.data, said[fact.seq])]
    quoted = frozenset(text for key, text in dropped if len(text) >= QUOTED and key not in _NAMING[1:])
    quoted -= words.known
    said = {fact.seq: _unquoted(fact, said[fact.seq], quoted) for fact in until}
    changes = {fact.seq: said[fact.seq] for fact in until if said[fact.seq] != fact.data}
    names = frozenset(text for key, text in dropped if key == "name")
    return Forgotten(changes, quoted, words.entries, names)


def everything(run: Run, facts: Sequence[Fact]) -> Forgotten:
    """All that was ever said in a run, as if everybody wished to be forgotten: for when the run itself goes."""
    said = [one for fact in facts for one in _dropped(fact.data, None)]
    quoted = frozenset(text for key, text in said if key in _TYPED and key not in _NAMING[1:] and len(text) >= QUOTED)
    names = frozenset(text for key, text in said if key == "name")
    return Forgotten({}, quoted - {*_texts(agendas.frozen(run.agenda))}, frozenset(run.pool.entries), names)


def is_honest(then: Run, now: Run) -> bool:
    """Whether what was told of a run as it was then may still be told: nobody was forgotten since, neither in it nor in
    an earlier session that it looks back on."""
    return _wished(then) == _wished(now) and then.agenda == now.agenda


def _wished(run: Run) -> dict[str, int]:
    """Who wished to be forgotten, and how often; of all at once each."""
    return {person.id: person.wished for person in run.roster.people.values() if person.erased}


def kept_days(settings: Mapping[str, Any]) -> int:
    """How many days after its end a run of these settings keeps names; 0 where nobody was told of a time, as in runs
    of older versions: nothing goes by itself then."""
    days = settings.get("keep_days")
    return days if isinstance(days, int) else 0


def agenda_without(kept: Json, forgotten: Forgotten) -> Json:
    """The frozen agenda of a later run, which may look back on what was forgotten, without it. Its own words stay."""
    steps = [_looking_back(step, forgotten) if sequel.looks_back(step) else step for step in kept["steps"]]
    return {**kept, "steps": steps}


def rewritten(facts: Iterable[Fact], changes: Mapping[int, Json]) -> list[Fact]:
    """The facts as they stand when the changes are made."""
    return [replace(fact, data=changes.get(fact.seq, fact.data)) for fact in facts]


# ── who, and what of theirs ─────────────────────────────────────────────────


@dataclass(frozen=True)
class _Words:
    """What a wish is about, and how each fact reads without it."""

    run: Run
    facts: Sequence[Fact]
    wish: Fact

    @property
    def for_all(self) -> bool:
        return self.wish.name == "anonymise"

    @cached_property
    def whom(self) -> frozenset[str]:
        """All ids that they have had until then."""
        if self.for_all:
            return frozenset(self.run.roster.people)
        ids = {self.wish.data["person"]}
        for fact in reversed(self.facts):
            if fact.name == "merge_people" and fact.data["into"] in ids:
                ids.add(fact.data["person"])
        return frozenset(ids)

    @cached_property
    def entries(self) -> frozenset[str]:
        """Their entries of which the words go: all, or only how they can be reached."""
        theirs = frozenset(self.wish.data["entries"])
        if self.wish.data["how"] == "words":
            return theirs
        known = self.run.pool.entries
        return frozenset(one for one in theirs if one in known and known[one].box == CONTACT)

    @cached_property
    def known(self) -> frozenset[str]:
        """Texts that are nobody's words: those of the agenda, ids, and the program's own."""
        hers = [text for fact in self.facts if not fact.person for text in _ids_in(fact.data)]
        people, entries = self.run.roster.people, self.run.pool.entries
        return frozenset(
            {*_texts(agendas.frozen(self.run.agenda)), *self.run.partnerships, *people, *entries, *hers}
            | {*VISIBILITIES, *KINDS, *_FIXED}
        )

    @cached_property
    def restored(self) -> Mapping[int, Wording]:
        """By the number of a fact: how a line of others stood then, without what they put."""
        return {no: said for one in self.wish.data.get("restored", ()) for no, said in self._as_others_had(one)}

    @cached_property
    def common(self) -> Mapping[str, frozenset[str]]:
        """The roles and partnerships of which so many answered that they tell nobody."""
        return {key: _common(self.facts, key) for key in ("role", "partnership")}

    def without(self, fact: Fact) -> Json:
        """A fact's data without what is to be forgotten."""
        if fact.name in _ABOUT_THEM and (self.for_all or {fact.data.get("id"), fact.data.get("person")} & self.whom):
            return self._nameless(fact.data)
        data = self._crowded(fact.data) if self.for_all else fact.data
        if self._is_theirs(fact):
            return self._emptied(data)
        if fact.person in self.whom or data.get("person") in self.whom:
            data = {**data, **({"who": ""} if "who" in data else {})}
        return _restored(data, self.restored[fact.seq]) if fact.seq in self.restored else data

    def _is_theirs(self, fact: Fact) -> bool:
        """Whether they did it, or it is about entries of theirs alone."""
        if fact.person in self.whom and self.wish.data["how"] == "words":
            return True
        touched = pool.touched(fact)
        return bool(touched) and fact.name not in WISHES and self.entries.issuperset(touched)

    def _nameless(self, data: Json) -> Json:
        keep = "" if self.for_all or data.get("partnership") not in self.run.partnerships else data.get("partnership")
        said = {**dict.fromkeys(_NAMING, ""), "partnership": keep, **(_NO_CODE if self.for_all else {})}
        return {**data, **{key: value for key, value in said.items() if key in data}}

    def _crowded(self, data: Json) -> Json:
        """Without personal codes, and without a role that few have."""
        more: Json = {"more": [{**one, **_NO_CODE} for one in data["more"]]} if "more" in data else {}
        more |= _NO_CODE if "code" in data else {}
        few = {key: "" for key, common in self.common.items() if key in data and data[key] not in common}
        return {**data, **few, **more}

    def _emptied(self, data: Json) -> Json:
        return {key: self._said(value, key) for key, value in data.items()}

    def _said(self, value: Any, key: str) -> Any:
        if isinstance(value, str):
            return value if key not in _TYPED and (key == "code" or self._is_known(value)) else ""
        if isinstance(value, list):
            return [] if key == "tags" else [self._said(one, key) for one in value]
        if isinstance(value, dict):
            return {inner: self._said(one, key if key in _TYPED else inner) for inner, one in value.items()}
        return value

    def _is_known(self, text: str) -> bool:
        parts = [text] if text in self.known else _JOINTS.split(text)
        return all(not part or part in self.known or _MADE.fullmatch(part) for part in parts)

    def _as_others_had(self, entry: str) -> Iterator[tuple[int, Wording]]:
        told: list[Wording] = []
        numbers = []
        for fact in self.facts:
            if (said := _wording(fact, entry, told)) is not None:
                told.append(said)
                numbers.append(fact.seq)
        yield from zip(numbers, pool.cleaned(told, self.whom), strict=True)


def _wording(fact: Fact, entry: str, told: Sequence[Wording]) -> Wording | None:
    """How an entry stood after a fact that wrote it."""
    said = fact.data.get("entry")
    if isinstance(said, dict) and said["id"] == entry:
        return Wording(fact.person, said["text"], said["fields"])
    if fact.name == "edit" and entry in fact.data["entries"]:
        before = told[-1]
        return Wording(fact.person, fact.data.get("text", before.text), fact.data.get("fields", before.fields))
    return None


def _restored(data: Json, said: Wording) -> Json:
    stood: Json = {"text": said.text, "fields": dict(said.fields)}
    if isinstance(data.get("entry"), dict):
        return {**data, "entry": {**data["entry"], **stood}}
    return {**data, **{key: value for key, value in stood.items() if key in data}}


def _common(facts: Iterable[Fact], key: str) -> frozenset[str]:
    who: dict[str, set[str]] = {}
    for fact in facts:
        if fact.name not in _ABOUT_THEM and isinstance(fact.data.get(key), str):
            who.setdefault(fact.data[key], set()).add(fact.person)
    return frozenset(one for one, people in who.items() if len(people) >= CROWD)


# ── texts in what JSON holds ────────────────────────────────────────────────


def _texts(value: Any) -> Iterator[str]:
    """Every text, and every key."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield str(key)
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


def _ids_in(value: Any, key: str = "") -> Iterator[str]:
    """What the facilitator's own facts name things by: never what she wrote."""
    if isinstance(value, str) and key == "id":
        yield value
    elif isinstance(value, dict):
        for inner, one in value.items():
            yield from (inner, *_ids_in(one, inner))
    elif isinstance(value, list):
        for one in value:
            yield from _ids_in(one, key)


def _dropped(old: Any, new: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text that is no more, with the key it stood under."""
    if isinstance(old, str):
        if old != new and key != "code":
            yield key, old
    elif isinstance(old, dict):
        for inner, one in old.items():
            yield from _dropped(one, new.get(inner) if isinstance(new, dict) else None, inner)
    elif isinstance(old, list):
        rest = [*new, *[None] * (len(old) - len(new))] if isinstance(new, list) else [None] * len(old)
        for one, other in zip(old, rest, strict=True):
            yield from _dropped(one, other, key)


def _unquoted(fact: Fact, data: Json, quoted: Collection[str]) -> Json:
    """What the facilitator wrote without what she quoted; of what others did, where it names a heading by its words."""
    if not quoted or fact.name in WISHES:
        return data
    if not fact.person:
        return {key: _cut(value, quoted) for key, value in data.items()}
    entry = data.get("entry")
    if isinstance(entry, dict) and (card := str(entry.get("card", ""))) and _cut(card, quoted) != card:
        return {**data, "entry": {**entry, "card": ""}}
    return data


def _cut(value: Any, quoted: Collection[str]) -> Any:
    if isinstance(value, str):
        for one in sorted(quoted, key=len, reverse=True):
            value = value.replace(one, GONE)
        return value
    if isinstance(value, dict):
        return {key: _cut(inner, quoted) for key, inner in value.items()}
    if isinstance(value, list):
        return [_cut(one, quoted) for one in value]
    return value


# ── a later session that looks back ─────────────────────────────────────────


def _looking_back(value: Any, forgotten: Forgotten) -> Any:
    if isinstance(value, str):
        return GONE if _begins_like(value, forgotten.quoted) else _cut(value, forgotten.quoted)
    if isinstance(value, list):
        return [_looking_back(one, forgotten) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("id") in forgotten.entries:
        return {**value, "title": GONE, "line": ""}
    if isinstance(value.get("line"), str):
        value = {**value, "line": " · ".join(one for one in value["line"].split(" · ") if one not in forgotten.names)}
    return {key: _looking_back(inner, forgotten) for key, inner in value.items()}


def _begins_like(text: str, quoted: Collection[str]) -> bool:
    """Whether this is the beginning of one of them, cut off where there was no more room."""
    if not text.endswith(GONE) or len(text) <= QUOTED:
        return False
    return any(" ".join(one.split()).startswith(text[:-1]) for one in quoted)
