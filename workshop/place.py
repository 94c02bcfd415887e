"""Where the run is: the current screen, what is open and revealed, the timers, and the way it went.

Going anywhere never closes or loses anything: leaving a screen only pauses its timer.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from workshop import clock
from workshop.agenda import Agenda, Screen
from workshop.anew import replace
from workshop.clock import Timer
from workshop.moves import Fact, Json, Move, Refused, Role


@dataclass(frozen=True)
class Mark:
    """What the facilitator did with one screen. `rung`: its time has been up once, and it does not close again."""

    open: bool = False
    revealed: bool = False
    timer: Timer | None = None
    rung: bool = False


@dataclass(frozen=True)
class Place:
    """The whole position. `marks` holds the screens that were ever up; `journey` each arrival with its time.

    `steer` is the number of the last fact that moved the room: a control that has not seen it is too late. `wheel`: the
    console that moves the room, where several are open. `approving`: whoever comes waits until she lets them in.
    """

    now: str
    marks: Mapping[str, Mark] = field(default_factory=dict)
    journey: tuple[tuple[str, int], ...] = ()
    started: int = 0
    ended: int = 0
    steer: int = 0
    blank: bool = False
    evening: bool = False
    locked: bool = False
    approving: bool = False
    spotlight: str = ""
    wheel: str = ""

    def mark(self, screen: str) -> Mark:
        """What was done with a screen; nothing yet for one that was never up."""
        return self.marks.get(screen, Mark())


_STEERING = frozenset({Role.FACILITATOR})
MOVES: Mapping[str, frozenset[Role]] = {
    **dict.fromkeys(("start", "next", "back", "go", "open", "reveal", "cover"), _STEERING),
    **dict.fromkeys(("timer_start", "timer_pause", "timer_add"), _STEERING),
    **dict.fromkeys(("blank", "evening", "lock", "approve", "spotlight", "end", "reopen", "take_wheel"), _STEERING),
    "close": frozenset({Role.FACILITATOR, Role.HOUSE}),
}

LONGEST_ADD = 60 * 60
"""Seconds that one tap may add or take."""


def begin(agenda: Agenda, at: int) -> Place:
    """At the first screen, open to whoever comes early."""
    first = agenda.screens[0]
    return _arrive(Place(now=first.id), agenda, first.id, at)


def beginning(agenda: Agenda) -> Screen | None:
    """Where the start leads: the first screen of a step that counts."""
    return next((screen for screen in agenda.screens if agenda.step_of(screen.id).keep != "free"), None)


def accept(place: Place, agenda: Agenda, move: Move) -> Json:
    """What a steering move makes true. Raises `Refused`."""
    match move.name:
        case "start" | "next" | "back" | "go":
            return {"to": _target(place, agenda, move).id, **_at_the_wheel(place, move)}
        case "open" | "close" | "reveal" | "cover":
            return _handled(place, agenda, move)
        case "timer_add":
            return {"seconds": _seconds(move.data.get("seconds"))}
        case "blank" | "evening" | "lock" | "approve":
            return {"on": _switch(move.data.get("on"))}
        case "spotlight":
            return {"entry": _entry(move.data.get("entry", ""))}
        case "end" | "reopen":
            return _ending(place, move)
        case "take_wheel":
            return {"desk": move.by.desk}
        case _:
            return {}


def closes_by_itself(place: Place, screen: Screen) -> bool:
    """Whether the agenda said that this screen closes when its time is up, and that is still to come."""
    mark = place.mark(screen.id)
    return bool(screen.close_at_zero and mark.open and not mark.rung and mark.timer and mark.timer.running)


def unlit(place: Place, entries: Collection[str]) -> Place:
    """A place whose spotlight is off if it was on one of these entries."""
    return replace(place, spotlight="") if place.spotlight in entries else place


def apply(place: Place, agenda: Agenda, fact: Fact) -> Place:
    """The position after a fact."""
    match fact.name:
        case "start" | "next" | "back" | "go":
            there = _arrive(_leave(place, fact.at), agenda, fact.data["to"], fact.at)
            return replace(there, steer=fact.seq, wheel=fact.data.get("desk", place.wheel))
        case "open" | "close" | "reveal" | "cover":
            return _remark(place, fact)
        case "timer_start" | "timer_pause" | "timer_add":
            return _retime(place, fact)
        case "blank" | "evening" | "lock" | "approve" | "spotlight" | "take_wheel":
            value = next(iter(fact.data.values()))
            return replace(place, **{_SET_BY.get(fact.name, fact.name): value})
        case "end":
            return replace(_leave(place, fact.at), ended=fact.at, steer=fact.seq)
        case _:
            return replace(place, ended=0, steer=fact.seq)


_SET_BY = {"lock": "locked", "approve": "approving", "take_wheel": "wheel"}
"""What a fact of one value sets, where it is not called like it."""


def again(place: Place, screen: str) -> Place:
    """A screen that asks once more: covered and open."""
    return replace(place, marks={**place.marks, screen: replace(place.mark(screen), open=True, revealed=False)})


def _target(place: Place, agenda: Agenda, move: Move) -> Screen:
    if "seen" in move.data and _whole(move.data["seen"], "seen") < place.steer:
        raise Refused("already_moved")
    target = _aim(place, agenda, move)
    if target is None:
        raise Refused("no_further")
    return target


def _at_the_wheel(place: Place, move: Move) -> Json:
    """Whoever moved the room last goes on doing so; a second console takes the wheel first."""
    if not move.by.desk:
        return {}
    if place.wheel not in ("", move.by.desk):
        raise Refused("not_at_the_wheel")
    return {"desk": move.by.desk}


def _aim(place: Place, agenda: Agenda, move: Move) -> Screen | None:
    match move.name:
        case "next":
            return agenda.after(place.now)
        case "back":
            return agenda.before(place.now)
        case "start":
            return beginning(agenda)
        case _:
            return _screen(agenda, move.data.get("screen"))


def _handled(place: Place, agenda: Agenda, move: Move) -> Json:
    screen = _screen(agenda, move.screen or place.now)
    if screen.id not in place.marks:
        raise Refused("not_here")
    if move.by.role is not Role.HOUSE:
        return {"screen": screen.id}
    timer = place.mark(screen.id).timer
    if not (closes_by_itself(place, screen) and timer and timer.ends <= move.at):
        raise Refused("not_yours")
    return {"screen": screen.id, "rung": True}


def _ending(place: Place, move: Move) -> Json:
    if move.name == "end" and place.ended:
        raise Refused("ended")
    return {}


def _screen(agenda: Agenda, screen: object) -> Screen:
    found = agenda.screen(screen) if isinstance(screen, str) else None
    if found is None:
        raise Refused("unknown_screen")
    return found


def _seconds(value: object) -> int:
    seconds = _whole(value, "seconds")
    if not -LONGEST_ADD <= seconds <= LONGEST_ADD:
        raise Refused("malformed", key="seconds")
    return seconds


def _whole(value: object, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise Refused("malformed", key=key)
    return value


def _entry(value: object) -> str:
    if not isinstance(value, str):
        raise Refused("malformed", key="entry")
    return value


def _switch(value: object) -> bool:
    if not isinstance(value, bool):
        raise Refused("malformed", key="on")
    return value


def _leave(place: Place, at: int) -> Place:
    mark = place.mark(place.now)
    return _with(place, place.now, replace(mark, timer=clock.pause(mark.timer, at))) if mark.timer else place


def _arrive(place: Place, agenda: Agenda, screen: str, at: int) -> Place:
    there = agenda.screen(screen)
    if there is None:
        return place
    mark = place.marks.get(screen) or Mark(
        open=there.opens == "at once", timer=clock.fresh(there.minutes) if there.minutes else None
    )
    if mark.timer and (mark.open or screen in place.marks):
        mark = replace(mark, timer=clock.start(mark.timer, at))
    counted = agenda.step_of(screen).keep != "free"
    return replace(
        _with(place, screen, mark),
        now=screen,
        journey=(*place.journey, (screen, at)),
        started=place.started or (at if counted else 0),
        spotlight="",
    )


def _remark(place: Place, fact: Fact) -> Place:
    screen = fact.data["screen"]
    mark = place.mark(screen)
    if fact.name in ("open", "close"):
        # What is opened after its time was up stays open until somebody closes it.
        late = bool(mark.timer and mark.timer.running and mark.timer.ends <= fact.at)
        rung = mark.rung or late or bool(fact.data.get("rung"))
        return _with(place, screen, replace(_begun(mark, fact), open=fact.name == "open", rung=rung))
    return _with(place, screen, replace(mark, revealed=fact.name == "reveal"))


def _begun(mark: Mark, fact: Fact) -> Mark:
    """A screen that waited for a hand begins its time when it is opened first."""
    waited = fact.name == "open" and not mark.open and mark.timer and mark.timer.left == mark.timer.total
    return replace(mark, timer=clock.start(mark.timer, fact.at)) if waited and mark.timer else mark


def _retime(place: Place, fact: Fact) -> Place:
    mark = place.mark(place.now)
    timer = mark.timer or Timer(0, 0)
    match fact.name:
        case "timer_start":
            timer = clock.start(timer, fact.at)
        case "timer_pause":
            timer = clock.pause(timer, fact.at)
        case _:
            timer = _add(mark.timer, fact.data["seconds"] * 1000, fact.at)
    more = timer.running and timer.ends > fact.at
    return _with(place, place.now, replace(mark, timer=timer, rung=mark.rung and not more))


def _add(timer: Timer | None, ms: int, at: int) -> Timer:
    """More time for a timer; a screen without one gets one, running."""
    return clock.add(timer, ms) if timer else clock.start(Timer(max(ms, 0), max(ms, 0)), at)


def _with(place: Place, screen: str, mark: Mark) -> Place:
    return replace(place, marks={**place.marks, screen: mark})
