"""What each audience sees of the whole run: the frame around the kind's own view.

Built up from nothing for every audience, so that nothing is there by oversight. Pure: the same run gives the same view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from workshop import behalf, carries, clock, masks, text
from workshop.agenda import Part, Step
from workshop.kinds import KINDS
from workshop.matters import groups
from workshop.moves import Audience, Console, Entry, Floor, Json, Listener, Me, Remote, Role, Stage, Table
from workshop.place import beginning
from workshop.roster import Person
from workshop.run import Run


def view(run: Run, audience: Listener) -> Json:
    """The view of one audience; `workshop.patch` turns two of them into what travels."""
    match audience:
        case Stage():
            return _stage(run)
        case Console():
            return _console(run)
        case Remote():
            return _remote(run)
        case Floor(whole):
            return _whole(run, whole) if whole else _floor(run)
        case Table(no):
            return _table(run, no)
        case Me(person):
            return _me(run, person)


def preview(run: Run, screen: str) -> Json:
    """The stage as it would look on another screen. Moves nobody."""
    there = replace(run.place, now=run.screen(screen).id, blank=False, spotlight="")
    return _stage(replace(run, place=there, _memories={}))


def aside(run: Run, person: str, screen: str, typist: str = "") -> Json:
    """A screen as one person's phone would draw it: what they missed or have not sent yet, or, for somebody without a
    phone, what is up now. `typist`: who types for them, and sees nothing of theirs that somebody else typed."""
    merged: Json = {}
    brought: Json = {}
    near = behalf.as_heard_by(run, person, screen, typist)
    own = behalf.as_known_to(near, person, typist) if typist else run
    for of, audience in ((run, Floor(screen)), (near, Table(run.roster.table_of(person))), (own, Me(person))):
        merged.update(_kind_view(of, screen, audience))
        brought.update(carries.seen(of, screen, audience))
    there = {**_screen(run, screen), "open": run.open_to(screen, person), "view": merged, "brought": brought}
    return {"screen": there, "step": run.agenda.step_of(screen).title}


def audiences(run: Run) -> list[Listener]:
    """Everyone there is to build a view for."""
    return [
        Stage(),
        Console(),
        Remote(),
        Floor(),
        Floor(run.place.now),
        *(Table(no) for no in run.roster.open_tables()),
        *(Me(person.id) for person in (*run.roster, *run.roster.waiting())),
    ]


# ── what the hall sees ──────────────────────────────────────────────────────


def _stage(run: Run) -> Json:
    at = run.place.now
    seen: Json = {
        **_common(run),
        "screen": {**_screen(run, at), **_drawn(run, at, Stage())},
        "join": {"code": run.code, "locked": run.locked},
        "blank": run.place.blank,
        "evening": run.place.evening,
        "rules": list(run.agenda.rules),
    }
    if spot := _spotlight(run):
        seen["spotlight"] = spot
    return seen


def _floor(run: Run) -> Json:
    at = run.place.now
    return {
        **_common(run),
        "screen": {**_screen(run, at), **_drawn(run, at, Floor())},
        "tables": run.memory().once("seats", (run.roster,), lambda: _seats(run)),
        "partnerships": list(run.partnerships),
        "roles": list(run.agenda.roles),
        "code": run.code,
        "locked": run.locked,
        "names": _names(run),
        "earlier": _earlier(run),
        "early": _early(run),
    }


def _whole(run: Run, screen: str) -> Json:
    """What is listed on a screen in full, as long as the room is on it."""
    return {"view": _kind_view(run, screen, Floor(screen))} if run.place.now == screen else {}


def _seats(run: Run) -> Json:
    seats = run.roster.seats()
    return {str(no): {"name": table.name, "seats": seats[no]} for no, table in run.roster.open_tables().items()}


def _table(run: Run, no: int) -> Json:
    table = run.roster.tables.get(no)
    card: Json = {
        "no": no,
        "name": table.name if table else "",
        "phone": table.phone if table else "",
        "was": _was(run, no),
        "people": {
            person.id: {"name": run.roster.called(person.id)} for person in run.roster.at(no) if not person.left
        },
        "without_phone": {
            person.id: {"name": person.name, "beside": person.beside} for person in run.roster.without_phone(no)
        },
    }
    if pin := carries.pinned(run, no):
        card["pin"] = {"text": pin.text, "step": pin.step}
    return {"table": card, "screen": {"id": run.place.now, **_drawn(run, run.place.now, Table(no))}}


def _was(run: Run, no: int) -> Json:
    """The tables whose people and work are at this one now, with the names they had."""
    kin = sorted(run.roster.kin(no) - {no})
    return {str(one): {"no": one, "name": run.roster.tables[one].name} for one in kin if run.roster.tables[one].closed}


def _me(run: Run, person: str) -> Json:
    if person in run.roster.door:  # sees nothing of the room
        return {"removed": run.roster.door[person].removed, "waiting": True}
    known = run.roster.people.get(person)
    if known is None or known.removed:
        return {"removed": True}
    return {
        "me": {
            "id": known.id,
            "name": known.name,
            "organisation": known.organisation,
            "role": known.role,
            "partnership": known.partnership,
            "table": known.table,
            "code": known.code,
            "named": known.named,
            "left": known.left > 0,
            "late": 0 < run.started < known.joined,
        },
        "removed": False,
        "screen": {"id": run.place.now, **_drawn(run, run.place.now, Me(person))},
        "missed": _missed(run, known),
        "wrote": run.memory().once(
            f"wrote-{person}",
            (run.pool.shelf_of(person),),
            lambda: {entry.id: _wrote(run, entry) for entry in run.pool.by(person)},
        ),
    }


def _wrote(run: Run, entry: Entry) -> Json:
    """One's own words, to read again at any time."""
    said = [value for value in entry.fields.values() if value]
    return {"text": entry.text, "said": said, "step": run.agenda.step_of(entry.screen).title, "at": entry.at}


def _common(run: Run) -> Json:
    seen: Json = {
        "run": {
            "id": run.id,
            "title": run.title,
            "subtitle": run.agenda.subtitle,
            "language": run.agenda.language,
            "host": str(run.settings.get("host", "")),
            "date": str(run.settings.get("date", "")),
            "started": run.started > 0,
            "ended": run.ended > 0,
        },
        "place": run.memory().once("place", (run.place,), lambda: _place(run)),
        "phase": run.agenda.step_of(run.place.now).phase,
        "here": len(run.roster.here()),
    }
    if timer := run.place.mark(run.place.now).timer:
        seen["timer"] = clock.view(timer)
    return seen


def _place(run: Run) -> Json:
    step = run.agenda.step_of(run.place.now)
    parts = {part.id: (no, part) for no, part in enumerate(run.agenda.parts, start=1)}
    place: Json = {
        "step": {"id": step.id, "title": step.title, "purpose": step.purpose, "minutes": step.plan},
        "ribbon": _ribbon(run, parts),
    }
    if step.part in parts:
        no, part = parts[step.part]
        place["part"] = {"no": no, "of": len(parts), "title": part.title, "line": part.line}
    return place


def _ribbon(run: Run, parts: Mapping[str, tuple[int, Part]]) -> Json:
    order = [screen.id for screen in run.agenda.screens]
    here = order.index(run.place.now)
    ribbon: Json = {}
    for part_id, (no, part) in parts.items():
        places = [i for i, screen in enumerate(order) if run.agenda.step_of(screen).part == part_id]
        state = "next" if not places or here < places[0] else "done" if here > places[-1] else "now"
        minutes = sum(step.plan for step in run.agenda.steps if step.part == part_id)
        ribbon[part_id] = {"no": no, "title": part.title, "line": part.line, "minutes": minutes, "state": state}
    return ribbon


def _screen(run: Run, screen: str) -> Json:
    there = run.screen(screen)
    mark = run.place.mark(screen)
    return {
        "id": there.id,
        "kind": there.kind,
        "title": there.title,
        "open": run.is_open(screen),
        "revealed": mark.revealed,
        "dim": there.dim,
    }


def _drawn(run: Run, screen: str, audience: Audience) -> Json:
    """What a screen's kind shows an audience, and what is brought to it from earlier screens."""
    return {"view": _kind_view(run, screen, audience), "brought": carries.seen(run, screen, audience)}


def _kind_view(run: Run, screen: str, audience: Audience) -> Json:
    kind = KINDS[run.screen(screen).kind]
    seen = kind.view(run.states[screen], run.seen_by(screen, audience), run.context(screen))
    return masks.faced(seen, run.crowd(screen)) if run.screen(screen).anonymous else seen


def _spotlight(run: Run) -> Json:
    entry = run.pool.entries.get(run.place.spotlight)
    if entry is None or entry.withdrawn or entry.shown != "shown":
        return {}
    return {"id": entry.id, "text": entry.text, **_by(run, entry)}


def _by(run: Run, entry: Entry) -> Json:
    """The writer's name, where writer and room allow it; otherwise nothing."""
    name = run.roster.called(entry.person) if entry.named and _names(run) else ""
    return {"by": name} if name else {}


def _names(run: Run) -> bool:
    return bool(run.settings.get("names", True))


# ── screens left behind that still take answers ─────────────────────────────


def _earlier(run: Run) -> Json:
    return {
        screen: {
            "title": run.screen(screen).title,
            "step": run.agenda.step_of(screen).title,
            "kind": run.screen(screen).kind,
        }
        for screen in _open_behind(run)
    }


def _early(run: Run) -> Json:
    """What somebody may do before they have to leave."""
    return {
        screen.id: {"title": screen.title, "step": run.agenda.step_of(screen.id).title}
        for screen in run.agenda.screens
        if screen.early and screen.id != run.place.now
    }


def _missed(run: Run, person: Person) -> Json:
    """Screens the room had left before this person came, that are still open and not yet answered."""
    left = run.memory().once("left", (run.place,), lambda: _left_at(run))
    return {
        screen: {"title": run.screen(screen).title, "step": run.agenda.step_of(screen).title}
        for screen in _open_behind(run)
        if left.get(screen, person.joined + 1) <= person.joined and not _answered(run, person.id, screen)
    }


def _open_behind(run: Run) -> list[str]:
    """Open screens other than the present one on which participants can do something by themselves."""
    return run.memory().once("open-behind", (run.place, run.told, run.keys), lambda: _still_open(run))


def _still_open(run: Run) -> list[str]:
    return [
        screen
        for screen, mark in run.place.marks.items()
        if mark.open and screen != run.place.now and _takes_answers(run, screen) and not run.sealed(screen)
    ]


def _takes_answers(run: Run, screen: str) -> bool:
    return any(Role.PARTICIPANT in roles for roles in KINDS[run.screen(screen).kind].MOVES.values())


def _answered(run: Run, person: str, screen: str) -> bool:
    return screen in run.answered.get(run.known_as(screen, person), ())


def _left_at(run: Run) -> dict[str, int]:
    """When the room last moved on from each screen."""
    journey = run.place.journey
    return {screen: after[1] for (screen, _), after in pairwise(journey)}


# ── what the phone in her pocket sees ───────────────────────────────────────


def _remote(run: Run) -> Json:
    """Where the room is and what comes next, in the agenda's words and in numbers: nothing of anybody's."""
    at = run.place.now
    mark = run.place.mark(at)
    seen: Json = {
        "run": {"id": run.id, "title": run.title, "started": run.started > 0, "ended": run.ended > 0},
        "phase": run.agenda.step_of(at).phase,
        "now": _named(run, at),
        "open": run.is_open(at) and _takes_answers(run, at),
        "revealed": mark.revealed,
        "back": run.agenda.before(at) is not None,
        "steer": run.place.steer,
        "blank": run.place.blank,
        "evening": run.place.evening,
        "here": len(run.roster.here()),
    }
    if mark.timer:
        seen["timer"] = clock.view(mark.timer)
    if after := run.agenda.after(at) if run.started else beginning(run.agenda):
        seen["next"] = _named(run, after.id)
    return seen


def _named(run: Run, screen: str) -> Json:
    return {"id": screen, "title": run.screen(screen).title, "step": run.agenda.step_of(screen).title}


# ── what only the facilitator sees ──────────────────────────────────────────


def _console(run: Run) -> Json:
    at = run.place.now
    there = run.screen(at)
    seen: Json = {
        "run": _run_card(run),
        "plan": run.memory().once("plan", (run.place, run.told, run.keys), lambda: _plan(run)),
        "now": at,
        "back": run.agenda.before(at) is not None,
        "steer": run.place.steer,
        "seq": run.seq,
        "phase": run.agenda.step_of(at).phase,
        "screen": {**_screen(run, at), "say": there.say, "tips": there.tips, **_drawn(run, at, Console())},
        "times": _times(run),
        "people": _people(run),
        "door": {person.id: _knocking(person) for person in run.roster.door.values()},
        "tables": run.memory().once("tables", (run.roster.tables,), lambda: _tables(run)),
        "advice": run.memory().once("advice", (run.roster,), lambda: _advice(run)),
        "parked": {
            id_: {"text": one.text, "step": run.agenda.step_of(one.screen).title, "at": one.at}
            for id_, one in run.parked.items()
        },
        "wheel": run.place.wheel,
        "waiting": _for_review(run, "waiting", run.pool.waiting()),
        "shown": _for_review(run, "shown", run.pool.shown(at)),
        "join": {"code": run.code, "locked": run.locked, "approving": run.place.approving},
        "blank": run.place.blank,
        "evening": run.place.evening,
        "spotlight": run.place.spotlight,
    }
    if timer := run.place.mark(at).timer:
        seen["timer"] = clock.view(timer)
    if after := run.agenda.after(at):
        seen["next"] = {"id": after.id, "title": after.title, "step": run.agenda.step_of(after.id).title}
    return seen


def _run_card(run: Run) -> Json:
    said = {key: str(run.settings.get(key, "")) for key in ("place", "host", "date")}
    return {
        **said,
        "id": run.id,
        "title": run.title,
        "code": run.code,
        "rehearsal": bool(run.settings.get("rehearsal")),
        "names": _names(run),
        "started": run.started,
        "ended": run.ended,
    }


def _plan(run: Run) -> Json:
    return {"parts": _parts(run), "steps": _steps(run), "screens": _screens(run)}


def _tables(run: Run) -> Json:
    return {
        str(no): {"no": no, "name": table.name, "phone": table.phone, "kin": list(table.kin), "was": _was(run, no)}
        for no, table in run.roster.open_tables().items()
    }


def _advice(run: Run) -> Json:
    return {str(no): one for no, one in enumerate(groups.advice(run.roster), start=1)}


def _parts(run: Run) -> Json:
    return {part.id: {"no": no, "title": part.title} for no, part in enumerate(run.agenda.parts, start=1)}


def _steps(run: Run) -> Json:
    spent = spent_by_step(run)
    return {step.id: _step(run, no, step, spent.get(step.id, 0)) for no, step in enumerate(run.agenda.steps, start=1)}


def _step(run: Run, no: int, step: Step, spent: int) -> Json:
    card: Json = {
        "no": no,
        "title": step.title,
        "phase": step.phase,
        "keep": step.keep,
        "min": step.min,
        "plan": step.plan,
        "spent": spent,
        "state": _state(run, step),
    }
    return {**card, "part": step.part} if step.part else card


def _state(run: Run, step: Step) -> str:
    if run.agenda.step_of(run.place.now).id == step.id:
        return "now"
    if any(screen.id in run.place.marks for screen in step.screens):
        return "done"
    order = [one.id for one in run.agenda.steps]
    return "skipped" if order.index(step.id) < order.index(run.agenda.step_of(run.place.now).id) else "next"


def _screens(run: Run) -> Json:
    seen: Json = {}
    for no, screen in enumerate(run.agenda.screens, start=1):
        mark = run.place.marks.get(screen.id)
        state = "now" if screen.id == run.place.now else "done" if mark else "next"
        seen[screen.id] = {
            "no": no,
            "step": run.agenda.step_of(screen.id).id,
            "title": screen.title,
            "kind": screen.kind,
            "minutes": screen.minutes or 0,
            "state": state,
            "open": bool(mark and mark.open) and not run.sealed(screen.id),
        }
    return seen


def spent_by_step(run: Run) -> dict[str, int]:
    """Milliseconds the room has spent in each step, visits that are over only."""
    spent: Counter[str] = Counter()
    stops = [*run.place.journey, *([("", run.ended)] if run.ended else [])]
    for (screen, arrived), (_, left) in pairwise(stops):
        spent[run.agenda.step_of(screen).id] += left - arrived
    return dict(spent)


def _times(run: Run) -> Json:
    """Start, planned end, projected end if the present step keeps to its plan, and what is planned after it (ms)."""
    step = run.agenda.step_of(run.place.now)
    order = list(run.agenda.steps)
    after = [one for one in order[order.index(step) + 1 :] if one.keep != "free"]
    rest = round(sum(one.plan for one in after) * clock.MINUTE)
    since = run.place.journey[-1][1]
    here = 0 if step.keep == "free" else round(step.plan * clock.MINUTE) - spent_by_step(run).get(step.id, 0)
    times: Json = {"since": since, "rest": rest, "started": run.started}
    if run.started:
        times["planned_end"] = run.started + round(run.agenda.minutes * clock.MINUTE)
        times["projected_end"] = since + max(here, 0) + rest
    return times


def _people(run: Run) -> Json:
    return run.memory().once("people", (run.roster.people,), lambda: _cards(run))


def _cards(run: Run) -> Json:
    several = frozenset([name for name, count in run.roster.register.given.items() if count > 1])
    twins = run.memory().same("twins", several)
    people, memory = run.roster.people, run.memory()
    return memory.each("people", (twins,), people, lambda one: _person(one, twins=text.given(one.name) in twins))


def _knocking(person: Person) -> Json:
    """Somebody at the door, or turned away from it."""
    said = {"name": person.name, "organisation": person.organisation, "role": person.role}
    return {**said, "at": person.joined, "away": person.removed}


def _person(person: Person, *, twins: bool) -> Json:
    """Somebody as the facilitator knows them; of two with the same name each with their organisation."""
    label = f"{person.name} ({person.organisation})" if twins and person.organisation else person.name
    return {
        "name": person.name,
        "label": label,
        "organisation": person.organisation,
        "role": person.role,
        "table": person.table,
        "named": person.named,
        "removed": person.removed,
        "out": person.out,
        "joined": person.joined,
        "partnership": person.partnership,
        "phone": person.phone,
        "beside": person.beside,
        "left": person.left > 0,
        "merged": person.merged,
    }


def _asked(run: Run, entry: Entry) -> str:
    """The question that an entry answers, as it is put now; empty where its screen asks one thing only."""
    boxes = getattr(getattr(run.states[entry.screen], "settings", None), "boxes", ())
    return next((box.ask for box in boxes if len(boxes) > 1 and box.id == entry.box), "")


def _for_review(run: Run, name: str, entries: list[Entry]) -> Json:
    """The cards of entries. Of what else is on them, names change with the people, and questions with their screens."""
    screens = dict.fromkeys(entry.screen for entry in entries)
    asked = [getattr(run.states[screen], "settings", None) for screen in screens]
    listed = {entry.id: entry for entry in entries}
    return run.memory().each(name, (run.roster.people, *asked), listed, lambda entry: _waiting(run, entry))


def _waiting(run: Run, entry: Entry) -> Json:
    card: Json = {
        "text": entry.text,
        "box": entry.box,
        "ask": _asked(run, entry),
        "screen": entry.screen,
        "title": run.screen(entry.screen).title,
        "table": entry.table,
        "at": entry.at,
        "tags": list(entry.tags),
        "fields": dict(entry.fields),
    }
    if entry.proxy:
        card["proxy"] = entry.proxy
    return {**card, **_by(run, entry)}
