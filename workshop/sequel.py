"""The next session, begun from the last one: "did it happen?" first, then the plan, with last time's agreed positions
as a faint baseline.

Only what was shared with the room goes from one session to another, in the words that stood there at the end. What
somebody kept private they find on their own take-away page, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from workshop.agenda import Agenda, Screen, Step
from workshop.kinds import KINDS
from workshop.matters.rating import Rating, positions
from workshop.moves import Entry, Json, Stage
from workshop.run import Run
from workshop.words import speaker

MOST = 24
"""Commitments on one screen."""
SCREENS = 2
"""Screens of them: more, and nobody reads to the end."""

MINUTES: Mapping[str, float] = {"min": 2, "plan": 4, "stretch": 8}
"""What looking back takes."""

NAME, LINE = 60, 140
"""Characters in the name of a thing and in the line under it."""

READ_OUT = 3
"""Lines that can be read from the back of the hall."""
READ_OUT_LONGEST = 85

AGAIN = "again"
"""What the step is called that looks back."""

_LOOKS = ("did1", "did2", "essentials", "unmet")
"""Its screens."""

_WHEN = ("date", "by", "first_step_by", "when")


def past(run: Run) -> Json:
    """What a session leaves to the next one: commitments, essentials, agreed positions and unmet needs, all of them
    shared with the room; and how many commitments were kept private."""
    promised = [entry for entry in run.pool if entry.outcome == "commitment"]
    told = [entry for entry in promised if _is_shared(entry)]
    return {
        "run": run.id,
        "title": run.title,
        "date": str(run.settings.get("date") or ""),
        "commitments": {entry.id: _kept(run, entry) for entry in told},
        "private": len(promised) - len(told),
        "essentials": [entry.text for entry in run.pool if entry.outcome == "essential" and _is_shared(entry)],
        "positions": _positions(run),
        "unmet": list(dict.fromkeys(one for screen in run.agenda.screens for one in _unmet(run, screen.id))),
    }


def next_agenda(agenda: Agenda, past: Json) -> Agenda:
    """An agenda that opens with last time. Without anything to look back on it only gets the baseline."""
    steps = tuple(_with_baseline(step, past["positions"]) for step in agenda.steps)
    again = _looking_back(agenda, past)
    if not again:
        return replace(agenda, steps=steps)
    at = next(no for no, step in enumerate(steps) if step.keep != "free")
    return replace(agenda, minutes=agenda.minutes + again.plan, steps=(*steps[:at], again, *steps[at:]))


def looks_back(step: Json) -> bool:
    """Whether a step of a frozen agenda is one that was made here: only there does it tell what people said."""
    ours = {f"{step['id']}.{name}" for name in _LOOKS}
    return step["id"].startswith(AGAIN) and all(screen["id"] in ours for screen in step["screens"])


# ── what is left of a session ───────────────────────────────────────────────


def _is_shared(entry: Entry) -> bool:
    return entry.visibility == "room" and entry.shown != "hidden"


def _kept(run: Run, entry: Entry) -> Json:
    named = entry.named and run.settings.get("names", True)
    when = next((entry.fields[key] for key in _WHEN if entry.fields.get(key)), "")
    return {"text": entry.text, "by": run.roster.called(entry.person) if named else "", "when": when}


def _positions(run: Run) -> Json:
    """Where things were agreed to stand, by screen."""
    rated = {id_: state for id_, state in run.states.items() if isinstance(state, Rating)}
    return {screen: stands for screen, state in rated.items() if (stands := positions(state))}


def _unmet(run: Run, screen: str) -> Iterable[str]:
    kind = KINDS[run.screen(screen).kind]
    if "unmet" in kind.FINDINGS:
        yield from (one.text for one in kind.bring(run.states[screen], "unmet", Stage(), run.context(screen)))


# ── what the next one begins with ───────────────────────────────────────────


def _with_baseline(step: Step, stood: Mapping[str, Json]) -> Step:
    return replace(step, screens=tuple(_stood(screen, stood.get(screen.id, {})) for screen in step.screens))


def _stood(screen: Screen, there: Json) -> Screen:
    """A screen that knows where its things stood last time, where it is of a kind that shows it."""
    if not there or "baseline" not in type(screen.settings).model_fields:
        return screen
    return replace(screen, settings=screen.settings.model_copy(update={"baseline": dict(there)}))


def _looking_back(agenda: Agenda, past: Json) -> Step | None:
    say = speaker(agenda.language)
    id_ = _free(AGAIN, [step.id for step in agenda.steps])
    screens = (
        *_did_it_happen(id_, past, say),
        *_read_out(id_, "essentials", say("sequel-essentials"), past["essentials"]),
        *_read_out(id_, "unmet", say("sequel-unmet"), past["unmet"]),
    )
    if not screens:
        return None
    return Step(
        id=id_,
        title=say("sequel-step"),
        purpose=say("sequel-purpose", title=past["title"]),
        phase="listen",
        keep="should",
        min=MINUTES["min"],
        plan=MINUTES["plan"],
        stretch=MINUTES["stretch"],
        screens=screens,
    )


def _did_it_happen(step: str, past: Json, say: Any) -> Iterable[Screen]:
    """A rating of last time's commitments, in one screen or two."""
    promised = list(past["commitments"].items())[: MOST * SCREENS]
    for no, at in enumerate(range(0, len(promised), MOST), start=1):
        settings = KINDS["rate"].Settings.model_validate(
            {
                "items": [_thing(id_, one, say) for id_, one in promised[at : at + MOST]],
                "scale": [
                    {"id": "not_yet", "label": say("sequel-not-yet")},
                    {"id": "partly", "label": say("sequel-partly")},
                    {"id": "yes", "label": say("sequel-yes")},
                ],
                "cant": say("sequel-not-mine"),
                "look": "fill",
            }
        )
        title = say("sequel-did-it") if len(promised) <= MOST else say("sequel-did-it-more", no=no)
        tips = say("sequel-private", count=past["private"]) if past["private"] else ""
        yield _screen(step, f"did{no}", "rate", title, settings, say("sequel-say"), tips, note=4)


def _thing(id_: str, one: Json, say: Any) -> Json:
    """A commitment: its words, as much as fits, and under them the rest, who promised it, and for when."""
    short = _clipped(one["text"], NAME)
    more = [one["text"] if short != one["text"] else "", one["by"], one["when"]]
    return {"id": id_, "title": short, "line": _clipped(" · ".join(filter(None, more)), LINE)}


def _read_out(step: str, name: str, title: str, lines: Sequence[str]) -> Iterable[Screen]:
    """Lines to look at together. Those beyond what can be read from the back are in the facilitator's words."""
    if lines:
        shown = [_clipped(one, READ_OUT_LONGEST) for one in lines[:READ_OUT]]
        settings = KINDS["present"].Settings.model_validate({"look": "text", "lines": shown})
        yield _screen(step, name, "present", title, settings, _clipped(" · ".join(lines), 800))


def _screen(
    step: str, name: str, kind: str, title: str, settings: Any, words: str, tips: str = "", *, note: int = 0
) -> Screen:
    return Screen(f"{step}.{name}", step, kind, title, settings, say=words, tips=tips, note=note)


def _free(wanted: str, taken: Iterable[str]) -> str:
    """A name that no step has yet."""
    known = set(taken)
    return next(name for no in range(len(known) + 1) if (name := f"{wanted}{no or ''}") not in known)


def _clipped(text: str, longest: int) -> str:
    """Whole words as far as they fit."""
    line = " ".join(text.split())
    if len(line) <= longest:
        return line
    cut = line[: longest - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut[longest // 2 :] else cut}…"
