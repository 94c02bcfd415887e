"""A group fills named boxes together, from several phones at once, and no keystroke is lost.

Every line is an entry of the pool and lies on a sheet: the room's, a table's, or a partnership's. Its group reads it at
once on their phones; the stage shows what the facilitator let up. `matters.canvases` keeps what stands on the sheets
besides words, `matters.curve` knows the points of a curve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from random import Random
from typing import Any

from workshop import pool
from workshop.anew import replace
from workshop.kinds.contract import Brought, Context, Section
from workshop.matters import canvases, curve, essentials, flipchart
from workshop.matters.canvases import Box, Scope, State
from workshop.matters.canvases import Settings as Settings
from workshop.matters.canvases import apply as apply
from workshop.matters.canvases import unite as unite
from workshop.matters.flipchart import PURPOSES, Flipchart
from workshop.moves import Audience, Console, Entry, Floor, Json, Me, Move, Refused, Role, Shown, Stage, Table

FIRST_LINES = 6
"""Lines in a box of the room's sheet that every phone is told; the others it has to ask for."""

MOST_LINES = 60
"""Lines in one box of one sheet, whatever the box says."""


MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(
        ("add", "rewrite", "edit", "choose", "points", "essential", "pick", "begin", "let_go"),
        frozenset({Role.PARTICIPANT}),
    ),
    **dict.fromkeys(("scope", "show_canvas", "lock_canvas", "box"), frozenset({Role.FACILITATOR})),
}

FINDINGS: Mapping[str, str] = {
    "essentials": "what the groups will do: the essentials on their sheets",
    "to_get": "the data that somebody will get, from boxes that ask who and by when",
    "issue": "the line in the box called issue",
}


def start(settings: Settings, context: Context) -> State:
    """Empty sheets."""
    return State(settings, settings.scope)


def accept(state: State, move: Move, context: Context) -> Json:
    """What writing, choosing, drawing or steering makes true. Raises `Refused`."""
    match move.name:
        case "scope":
            return _scope(state, move, context)
        case "show_canvas":
            return _show(state, move, context)
        case "lock_canvas":
            return _lock(state, move, context)
        case "box":
            return _put_up(state, move)
        case "let_go":
            return {"canvas": _key(state, move, context), "box": _box(state, move).id}
        case "edit":
            return _edit(state, move, context)
        case _:
            return _fill(state, move, context)


def view(state: State, audience: Audience, context: Context) -> Json:
    """A group sees its own sheet on its phones; the stage what was let up; the console every sheet."""
    scope = canvases.scope_in(state, context.partnerships)
    match audience:
        case Floor(whole):
            theirs = _for_the_group([Floor()], "room", scope, state, context) if scope == "room" else {}
            return {**_frame(state, scope), **(theirs if whole else _beginning(theirs, state))}
        case Table(no) if scope == "table" and no in context.roster.tables:
            return _for_the_group([Floor(), Table(no)], f"table:{no}", scope, state, context)
        case Table():
            return {}
        case Me(person):
            key = canvases.key_of(person, scope, context.roster, context.partnerships)
            theirs = _for_the_group([Floor(), Me(person)], key, scope, state, context) if scope == "partnership" else {}
            own = context.pool.by(person, context.screen)
            words = _own_lines(own, state, context) if scope == "room" and own else {}
            return {"mine": {one.id: _own(one) for one in own}, **words, **theirs}
        case Stage():
            return _on_the_stage(state, scope, context)
        case Console():
            return _for_the_facilitator(state, scope, context)


def near(state: State, person: str, context: Context) -> Iterable[str]:
    """Where partnerships have a sheet each, it stands in everybody's own view; of the room's one's own lines do, as
    others put them."""
    scope = canvases.scope_in(state, context.partnerships)
    if scope == "room":
        put = {id_ for id_, told in state.versions.items() if any(one.person == person for one in told)}
        return {entry.person for entry in context.pool.of(context.screen) if entry.id in put} - {person}
    if scope != "partnership":
        return ()
    key = canvases.key_of(person, scope, context.roster, context.partnerships)
    return [other.id for other in _group(key, scope, context) if other.id != person]


def bring(state: State, finding: str, audience: Audience, context: Context) -> Iterable[Brought]:
    """Essentials, data to get or the issue, from the sheets this audience may read."""
    boxes = {box.id for box in state.settings.boxes if _is_about(box, finding)}
    entries = [entry for entry in _readable(state, audience, context) if entry.box in boxes]
    return [_brought(entry, context) for entry in entries]


def notes(state: State, context: Context) -> Sequence[Section]:
    """One section a sheet: what stands on it, box by box, the curve as a table, and the essentials with their links."""
    scope = canvases.scope_in(state, context.partnerships)
    sheets = [Flipchart.of(key, state, context, merged=True) for key in _keys(state, scope, context)]
    return [flipchart.section(sheet, _group(sheet.key, scope, context)) for sheet in sheets if sheet.has_anything()]


def pretend(view: Json, dice: Random) -> Json | None:
    """Begin, write a line or two, fill what is empty, change somebody's line once, let go. Comes to an end."""
    sheet = view.get("canvas")
    if not view.get("open") or not sheet or sheet["locked"]:
        return None
    boxes = {id_: box for id_, box in view["boxes"].items() if box["who"] == "anyone" or view.get("holder")}
    hands = (_pretend_line, _pretend_mark, _pretend_essential, _pretend_rewrite, _pretend_let_go)
    return next((done for hand in hands if (done := hand(view, boxes, dice))), None)


# ── whose sheet, which box ──────────────────────────────────────────────────


def _key(state: State, move: Move, context: Context) -> str:
    """The sheet this person works on."""
    known = context.roster.people.get(move.by.person)
    if known and known.removed:
        raise Refused("removed")
    scope = canvases.scope_in(state, context.partnerships)
    key = canvases.key_of(move.by.person, scope, context.roster, context.partnerships)
    if not key:
        raise Refused("unknown_table")
    return key


def _keys(state: State, scope: Scope, context: Context) -> list[str]:
    """The sheets that somebody works on, or has worked on; while nobody does, all of them."""
    around = (scope, context.roster, context.partnerships)
    every = canvases.keys(*around)
    used = {*_at_work(scope, context)}
    used |= {entry.card for entry in context.pool.of(context.screen)} | set(state.canvases)
    if canvases.NO_PARTNERSHIP in used and scope == "partnership":
        every = list(dict.fromkeys((*every, canvases.NO_PARTNERSHIP)))  # paper stands there, too
    return [key for key in every if not used.isdisjoint(canvases.kin(key, context.roster))] or every


def _group(key: str, scope: Scope, context: Context) -> list[Any]:
    """The people who work on a sheet."""
    return _at_work(scope, context).get(key, [])


def _at_work(scope: Scope, context: Context) -> Mapping[str, list[Any]]:
    """Everybody by the sheet that they work on."""

    def sorted_out() -> dict[str, list[Any]]:
        found: dict[str, list[Any]] = {}
        for person in context.roster:
            key = canvases.key_of(person.id, scope, context.roster, context.partnerships)
            found.setdefault(key, []).append(person)
        return found

    return context.memory.once("at-work", (context.roster, scope), sorted_out)


def _box(state: State, move: Move) -> Box:
    box = state.settings.box(move.data.get("box"))
    if box is None:
        raise Refused("malformed", key="box")
    return box


def _essentials_box(state: State) -> Box:
    box = next((box for box in state.settings.boxes if box.type == "essentials"), None)
    if box is None:
        raise Refused("malformed", key="box")
    return box


def _standing(key: str, context: Context, box: str = "") -> list[Entry]:
    """The lines on a sheet that were not taken down."""
    return [entry for entry in _on_sheet(key, context, box) if entry.shown != "hidden"]


def _on_sheet(key: str, context: Context, box: str = "") -> list[Entry]:
    """Everything written on a sheet, also what came with a table that was merged into this one."""
    on = canvases.kin(key, context.roster)
    return [entry for entry in context.pool.of(context.screen, box) if entry.card in on]


# ── filling ─────────────────────────────────────────────────────────────────


def _fill(state: State, move: Move, context: Context) -> Json:
    """Whatever puts something on a sheet: it must be open, not locked, and the box for everybody or in one's hands."""
    if not context.open:
        raise Refused("not_open")
    key = _key(state, move, context)
    if state.is_locked(key):
        raise Refused("canvas_locked")
    return _FILLING[move.name](state, move, key, context) if move.name in _FILLING else _unknown()


def _unknown() -> Json:
    raise Refused("unknown_move")


def _may_fill(box: Box, move: Move, context: Context) -> Box:
    """Some boxes are for the phone that holds the table's pen."""
    no = context.roster.table_of(move.by.person)
    seat = context.roster.tables.get(no)
    if box.who == "holder" and (seat is None or seat.phone != move.by.person):
        raise Refused("canvas_holder")
    return box


def _of_type(box: Box, *types: str) -> Box:
    if box.type not in types:
        raise Refused("malformed", key="box")
    return box


def _add(state: State, move: Move, key: str, context: Context) -> Json:
    box = _may_fill(_of_type(_box(state, move), "lines", "line"), move, context)
    _room_for_one(box, key, context)
    entry = _entry(state, box, move, key, context, fields=essentials.line_fields(box, move.data.get("fields", {})))
    return {"canvas": key, "box": box.id, "entry": pool.write(entry)}


def _room_for_one(box: Box, key: str, context: Context) -> None:
    most = min(box.most or MOST_LINES, MOST_LINES)
    # An essential that was taken down can be put up again: its place is kept for it.
    if box.type == "essentials" and len(_on_sheet(key, context, box.id)) >= most:
        raise Refused("essentials_full", limit=most)
    if len(_standing(key, context, box.id)) >= most:
        raise Refused("box_full", limit=most)


def _essential(state: State, move: Move, key: str, context: Context) -> Json:
    box = _may_fill(_essentials_box(state), move, context)
    _room_for_one(box, key, context)
    entry = _entry(
        state, box, move, key, context, fields=essentials.essential_fields(box, move.data.get("fields", {}), {})
    )
    return {
        "canvas": key,
        "box": box.id,
        "entry": pool.write(replace(entry, outcome="essential")),
        "picks": essentials.links_of(box, move, key, {}, context),
        "alone": essentials.alone(move.data.get("alone", False)),
    }


def _entry(
    state: State, box: Box, move: Move, key: str, context: Context, *, fields: Mapping[str, str], text: str = ""
) -> Entry:
    return Entry(
        id=f"e{move.mint}",
        screen=context.screen,
        kind="canvas",
        box=box.id,
        person=move.by.person,
        # A partnership sits at many tables: what it writes belongs to none of them.
        table=0 if key.startswith("partnership:") else context.roster.table_of(move.by.person),
        text=text or pool.text(move.data.get("text"), box.longest),
        visibility="room",
        named=False,
        at=move.at,
        fields=fields,
        card=key,
        shown=_first_shown(state, key),
    )


def _first_shown(state: State, key: str) -> Shown:
    """The room's sheet is looked at line by line; another is let up as a whole, when it is shown."""
    if not state.settings.review:
        return "shown"
    return "waiting" if key == "room" else "kept"


def _rewrite(state: State, move: Move, key: str, context: Context) -> Json:
    """New words for a line, by anybody of its group. Who had not seen the latest ones gets a line of their own."""
    entry = _line_there(move.data.get("entry"), key, move, context)
    box = _may_fill(_of_type(_box_of(state, entry), "lines", "line", "essentials"), move, context)
    if _seen(move) == state.version(entry.id):
        return {"canvas": key, "box": box.id, **_changed(state, box, entry, move, key, context)}
    if box.type == "essentials":
        raise Refused("changed_meanwhile")
    fields = essentials.line_fields(box, {**entry.fields, **essentials.mapping(move.data.get("fields", {}))})
    own = _entry(state, box, move, key, context, fields=fields)
    return {"canvas": key, "box": box.id, "entry": pool.write(own), "beside": entry.id}


def _changed(state: State, box: Box, entry: Entry, move: Move, key: str, context: Context) -> Json:
    said = essentials.mapping(move.data.get("fields", {}))
    text = pool.text(move.data["text"], box.longest) if "text" in move.data else entry.text
    shown = "waiting" if entry.shown == "hidden" else _first_shown(state, key)
    if box.type != "essentials":
        fields = essentials.line_fields(box, {**entry.fields, **said})
        return {"entry": pool.write(replace(entry, text=text, fields=fields, shown=shown))}
    fields = essentials.essential_fields(box, said, entry.fields)
    told: Json = {"entry": pool.write(replace(entry, text=text, fields=fields, shown=shown))}
    told["picks"] = essentials.links_of(box, move, key, state.links.get(entry.id, {}), context)
    return told | ({"alone": essentials.alone(move.data["alone"])} if "alone" in move.data else {})


def _edit(state: State, move: Move, context: Context) -> Json:
    """One's own words may be mended also after closing; they go through the same checks as new ones."""
    entry = pool.own(context.pool, move, context.screen)
    box = _box_of(state, entry)
    said = pool.edit(entry, move.data, {"text": lambda text: pool.text(text, box.longest)}, review=True)
    return {**said, "shown": "waiting" if entry.shown == "hidden" else _first_shown(state, entry.card)}


def _line_there(wanted: object, key: str, move: Move, context: Context) -> Entry:
    entry = context.pool.entries.get(str(wanted))
    if entry is None or entry.withdrawn or entry.screen != context.screen:
        raise Refused("unknown_entry")
    taken_down = entry.shown == "hidden" and entry.person != move.by.person
    if taken_down or entry.card not in canvases.kin(key, context.roster):
        raise Refused("unknown_entry")
    return entry


def _box_of(state: State, entry: Entry) -> Box:
    box = state.settings.box(entry.box)
    if box is None:
        raise Refused("unknown_entry")
    return box


def _seen(move: Move) -> int:
    seen = move.data.get("seen")
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise Refused("malformed", key="seen")
    return seen


def _choose(state: State, move: Move, key: str, context: Context) -> Json:
    box = _may_fill(_of_type(_box(state, move), "choice"), move, context)
    option = move.data.get("option")
    if option != "" and option not in box.options:
        raise Refused("unknown_item")
    return {"canvas": key, "box": box.id, "option": option}


def _draw(state: State, move: Move, key: str, context: Context) -> Json:
    """A part of the curve, new or drawn again. Who had not seen the latest drawing is asked to look at it first."""
    box = _may_fill(_of_type(_box(state, move), "points"), move, context)
    series = curve.read(move.data.get("series"), move.data.get("labels"), box.part)
    drawn = next(iter(_standing(key, context, box.id)), None)
    if drawn is None:
        entry = _entry(state, box, move, key, context, fields={}, text=series.words())
    elif move.data.get("seen") != state.version(drawn.id):
        raise Refused("changed_meanwhile")
    else:
        entry = replace(drawn, text=series.words(), shown=_first_shown(state, key))
    points = [[x, y] for x, y in series.points]
    return {
        "canvas": key,
        "box": box.id,
        "entry": pool.write(entry),
        "series": points,
        "labels": list(series.labels),
    }


def _begin(state: State, move: Move, key: str, context: Context) -> Json:
    box = _may_fill(_box(state, move), move, context)
    line = move.data.get("entry", "")
    return {"canvas": key, "box": box.id, "line": _line_there(line, key, move, context).id if line else ""}


def _pick(state: State, move: Move, key: str, context: Context) -> Json:
    box, on = _may_fill(_box(state, move), move, context), move.data.get("on", True)
    if not isinstance(on, bool):
        raise Refused("malformed", key="on")
    there = state.canvas(key).picked.get(box.id, {})
    if on and len(there) >= essentials.MOST_PICKS:
        raise Refused("too_many", limit=essentials.MOST_PICKS)
    id_ = move.data.get("id")
    known = id_ if isinstance(id_, str) and id_ in there else essentials.offered(id_, box.from_, key, move, context)
    return {"canvas": key, "box": box.id, "id": known, "on": on}


_FILLING: Mapping[str, Callable[[State, Move, str, Context], Json]] = {
    "add": _add,
    "rewrite": _rewrite,
    "choose": _choose,
    "points": _draw,
    "essential": _essential,
    "pick": _pick,
    "begin": _begin,
}


# ── the facilitator's hand ──────────────────────────────────────────────────


def _scope(state: State, move: Move, context: Context) -> Json:
    wanted = move.data.get("of")
    if wanted not in canvases.SCOPES:
        raise Refused("malformed", key="of")
    if _is_fixed(state, context):
        raise Refused("scope_fixed")
    return {"of": wanted}


def _is_fixed(state: State, context: Context) -> bool:
    """As soon as anything stands on a sheet it has to stay that sheet."""
    return bool(context.pool.of(context.screen)) or state.is_marked


def _show(state: State, move: Move, context: Context) -> Json:
    """One sheet large, or all of them small. With it goes up what she has seen on it, and nothing that came later."""
    key, seen = move.data.get("canvas"), move.data.get("entries")
    if key and key not in _keys(state, canvases.scope_in(state, context.partnerships), context):
        raise Refused("unknown_canvas")
    if not isinstance(key, str) or not isinstance(seen, list | None):
        raise Refused("malformed", key="canvas")
    there = _standing(key, context) if key else context.pool.of(context.screen) if seen else []
    up = [one.id for one in there if one.shown not in ("hidden", "shown") and (seen is None or one.id in seen)]
    return {"canvas": key, "shows": up}


def _lock(state: State, move: Move, context: Context) -> Json:
    key, on = move.data.get("canvas"), move.data.get("on")
    if key != "all" and key not in _keys(state, canvases.scope_in(state, context.partnerships), context):
        raise Refused("unknown_canvas")
    if not isinstance(on, bool):
        raise Refused("malformed", key="on")
    return {"canvas": key, "on": on}


def _put_up(state: State, move: Move) -> Json:
    id_ = move.data.get("id")
    if id_ != "" and state.settings.box(id_) is None:
        raise Refused("malformed", key="id")
    return {"id": id_}


# ── what is seen ────────────────────────────────────────────────────────────


def _frame(state: State, scope: Scope) -> Json:
    """What every screen is told alike."""
    return {
        "scope": scope,
        "sheet": state.settings.sheet,
        "review": state.settings.review,
        "boxes": {box.id: _question(no, box) for no, box in enumerate(state.settings.boxes, start=1)},
        **_up(state),
    }


def _up(state: State) -> Json:
    """Which box the room is asked to work on now, and until when; past that nothing closes."""
    box = state.settings.box(state.up)
    if box is None:
        return {"up": ""}
    return {"up": box.id, **({"until": state.up_at + round(box.minutes * 60_000)} if box.minutes else {})}


def _question(no: int, box: Box) -> Json:
    said: Json = {key: getattr(box, key) for key in ("ask", "hint", "type", "who", "minutes", "longest", "optional")}
    said |= {"no": no, "max": box.most, "options": list(box.options), "from": list(box.from_)}
    if box.asks_for:
        said["fields"] = list(box.asks_for)
    if box.type == "points":
        said["draws"] = box.part
    if box.type == "essentials":
        said |= {"stem": box.stem, **{purpose: essentials.carries_for(box, purpose) for purpose in PURPOSES}}
    return said


def _own(entry: Entry) -> Json:
    """What one wrote oneself. Its words stand on the sheet, where others may change them, unless it was taken down."""
    own: Json = {"box": entry.box, "at": entry.at}
    return own | ({"down": True, "text": entry.text} if entry.shown == "hidden" else {})


def _for_the_group(readers: Sequence[Audience], key: str, scope: Scope, state: State, context: Context) -> Json:
    """A group's sheet as its phones draw it."""
    sheet = Flipchart.of(key, state, context, readers)
    writing = sheet.writing_in_short(_group(key, scope, context))
    return {"canvas": {**sheet.content(whole=True), "writing": writing, "locked": state.is_locked(key)}}


def _beginning(theirs: Json, state: State) -> Json:
    """Of the room's sheet, where everybody writes, what stands first in each box, and in which boxes there is more."""
    if not theirs:
        return {}
    endless = {box.id for box in state.settings.boxes if box.type == "lines" and not box.most}
    so_far: Counter[str] = Counter()
    lines, more = {}, {}
    for id_, line in theirs["canvas"]["lines"].items():
        so_far[line["box"]] += 1
        if line["box"] in endless and so_far[line["box"]] > FIRST_LINES:
            more[line["box"]] = True
        else:
            lines[id_] = line
    return {"canvas": {**theirs["canvas"], "lines": lines, "more": more}}


def _own_lines(own: Sequence[Entry], state: State, context: Context) -> Json:
    """What somebody wrote on the room's sheet, should it not stand among what comes first."""
    lines = tuple(one for one in own if one.shown != "hidden")
    sheet = replace(Flipchart.of("room", state, context, [Floor()]), lines=lines)
    return {"own_lines": sheet.content(whole=True)["lines"]}


def _on_the_stage(state: State, scope: Scope, context: Context) -> Json:
    keys = _keys(state, scope, context)
    shown = keys[0] if scope == "room" else state.shown if state.shown in keys else ""
    sheets = [Flipchart.of(key, state, context) for key in keys]
    drawn = {
        sheet.key: {"order": order, **sheet.let_up().content(whole=False, small=sheet.key != shown), **sheet.counts()}
        for order, sheet in enumerate(sheets, start=1)
    }
    return {**_frame(state, scope), "shown": shown, "canvases": drawn}


def _for_the_facilitator(state: State, scope: Scope, context: Context) -> Json:
    keys = _keys(state, scope, context)
    sheets = [Flipchart.of(key, state, context, (Console(),)) for key in keys]
    groups = {key: _group(key, scope, context) for key in keys}
    return {
        **_frame(state, scope),
        "shown": state.shown if state.shown in keys else "",
        "fixed": _is_fixed(state, context),
        "partnerships": len(context.partnerships),
        "all_locked": "all" in state.locked,
        "canvases": {
            sheet.key: {
                "order": order,
                **sheet.content(whole=True),
                **sheet.counts(),
                "writing": sheet.writing(groups[sheet.key]),
                "locked": state.is_locked(sheet.key),
                "people": len(groups[sheet.key]),
            }
            for order, sheet in enumerate(sheets, start=1)
        },
        "done": {person.id: True for sheet in sheets if sheet.is_done() for person in groups[sheet.key]},
    }


# ── what later screens are brought ──────────────────────────────────────────


def _is_about(box: Box, finding: str) -> bool:
    match finding:
        case "essentials":
            return box.type == "essentials"
        case "to_get":
            return bool(box.asks_for)
        case _:
            return box.id == finding == "issue"


def _readable(state: State, audience: Audience, context: Context) -> list[Entry]:
    """The lines an audience may read: of its own sheet all of them, of others what was let up."""
    scope = canvases.scope_in(state, context.partnerships)
    match audience:
        case Console():
            keys = _keys(state, scope, context)
            return list({one.id: one for key in keys for one in _standing(key, context)}.values())
        case Table(no) if scope == "table":
            return _standing(f"table:{no}", context)
        case Me(person) if key := canvases.key_of(person, scope, context.roster, context.partnerships):
            return _standing(key, context)
        case Floor() | Table() if scope == "room":
            return _standing("room", context)
        case Floor() | Stage():
            return context.pool.shown(context.screen)
        case _:
            return []


def _brought(entry: Entry, context: Context) -> Brought:
    said = (entry.fields.get(key, "") for key in ("starter", "first_step_by", "who", "by"))
    return Brought(
        id=entry.id,
        text=entry.text,
        screen=entry.screen,
        person=entry.person,
        table=entry.table,
        note=" · ".join(filter(None, said)),
        at=entry.at,
    )


# ── people who are not there ────────────────────────────────────────────────


def _in_order(boxes: Mapping[str, Json], *types: str) -> list[tuple[str, Json]]:
    return sorted(((id_, box) for id_, box in boxes.items() if box["type"] in types), key=lambda pair: pair[1]["no"])


def _lines_in(view: Json, box: str) -> list[Json]:
    return [line for line in view["canvas"]["lines"].values() if line["box"] == box]


def _pretend_line(view: Json, boxes: Mapping[str, Json], dice: Random) -> Json | None:
    """At most two lines each, where the fewest stand."""
    mine = [entry for entry in view["mine"].values() if entry["box"] in boxes]
    free = [
        (len(_lines_in(view, id_)), box["no"], id_)
        for id_, box in _in_order(boxes, "lines", "line")
        if len(_lines_in(view, id_)) < min(box["max"] or 4, 4)
    ]
    if not free or len(mine) >= 2:
        return None
    id_ = min(free)[2]
    if view["me"] not in view["canvas"]["writing"].get(id_, {}) and dice.random() < 0.3:
        return {"name": "begin", "data": {"box": id_}}
    fields = {key: dice.choice(PLAUSIBLE[key]) for key in boxes[id_].get("fields", ())}
    text = dice.choice(PLAUSIBLE.get(id_, PLAUSIBLE["lines"]))
    return {"name": "add", "data": {"box": id_, "text": text, **({"fields": fields} if fields else {})}}


def _pretend_mark(view: Json, boxes: Mapping[str, Json], dice: Random) -> Json | None:
    for id_, box in _in_order(boxes, "choice", "points"):
        if box["type"] == "choice" and id_ not in view["canvas"]["choices"]:
            return {"name": "choose", "data": {"box": id_, "option": dice.choice(box["options"])}}
        if box["type"] == "points" and id_ not in view["canvas"]["points"]:
            return {"name": "points", "data": {"box": id_, **_pretend_series(box["draws"], dice)}}
    return None


def _pretend_series(draws: curve.Part, dice: Random) -> Json:
    columns = list(curve.COLUMNS[draws])[-4:]
    rise = {"history": 3, "forecast": -4, "hope": 9}[draws]
    series = [[x, 40 + rise * no + dice.randrange(5)] for no, x in enumerate(columns)]
    return {"series": series, "labels": [str(2022 + x) for x in columns]}


def _pretend_essential(view: Json, boxes: Mapping[str, Json], dice: Random) -> Json | None:
    """One essential is enough; now and then somebody has another."""
    for id_, box in _in_order(boxes, "essentials"):
        there = len(_lines_in(view, id_))
        mine = any(entry["box"] == id_ for entry in view["mine"].values())
        if there >= box["max"] or mine or (there and dice.random() < 0.8):
            continue
        fields = {"starter": dice.choice(PLAUSIBLE["who"]), "first_step_by": f"2027-0{dice.randrange(1, 9)}-15"}
        said = {"text": dice.choice(PLAUSIBLE["essential"]), "fields": fields, "alone": dice.random() < 0.2}
        return {"name": "essential", "data": said}
    return None


def _pretend_rewrite(view: Json, boxes: Mapping[str, Json], dice: Random) -> Json | None:
    """A line that nobody has changed yet may be put better by somebody else."""
    untouched = [
        id_
        for id_, line in sorted(view["canvas"]["lines"].items())
        if line["version"] == 1 and id_ not in view["mine"] and boxes.get(line["box"], {}).get("type") == "lines"
    ]
    if not untouched or dice.random() < 0.85:
        return None
    said = {"entry": dice.choice(untouched), "text": dice.choice(PLAUSIBLE["lines"]), "seen": 1}
    return {"name": "rewrite", "data": said}


def _pretend_let_go(view: Json, boxes: Mapping[str, Json], dice: Random) -> Json | None:
    for id_, hands in sorted(view["canvas"]["writing"].items()):
        if view["me"] in hands:
            return {"name": "let_go", "data": {"box": id_}}
    return None


PLAUSIBLE = {
    "issue": (
        "Children who arrive in September and are gone by March",
        "Nobody under thirty wants to teach physics here",
        "Families who stopped coming after the first meeting",
    ),
    "measure": ("Families at the first meeting", "Pupils here on 90 days of 100", "Applications for each post"),
    "agenda": ("Attendance by term, all five schools", "How many moved house", "What the leavers say"),
    "who": ("Ana", "Ben and the office", "The data group", "Whoever chairs in autumn"),
    "by": ("30 Sept", "half term", "the next meeting"),
    "lines": (
        "The bus goes at three and nobody can stay",
        "We each ring the same family in the same week",
        "Two schools share a family worker, and it works",
        "A walk to school with the neighbours' children",
        "Ask the grandmothers first",
        "One letter from all of us instead of five",
        "The people who left could tell us why",
        "Nobody owns the gap between Year 6 and Year 7",
    ),
    "essential": (
        "We will greet every new family together, in one place, in August",
        "We will share one family worker and pay for her together",
        "We will open the physics lab of one school to all of us",
        "We will look at one set of numbers, every half term, aloud",
    ),
}
