"""Nothing of the five sources is lost: every slide and every document is on a screen of the half-day session.

The session came from a deck of 34 slides (`S1` … `S34`) and from four documents (`000`, `001`, `002`, `004`). What each
of them became stands here as a row: source, what it is called here, the step it is used in. What belongs to a key is a
list of texts, and each has to stand on a screen of that step.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from workshop import agenda, decks
from workshop.agenda import Agenda, Screen, Step
from workshop.moves import Json

HERE = Path(__file__).resolve().parent.parent
FLAGSHIP = HERE / "sessions" / "power-of-partnerships.toml"
CARDS = {path.stem: decks.read(path) for path in sorted((HERE / "cards").glob("*.toml"))}
PLAN = agenda.read(FLAGSHIP)

ROWS: tuple[tuple[str, str, str], ...] = (
    ("S1", "header", "welcome"),
    ("S2", "parts", "welcome"),
    ("S7", "part p1", "system"),
    ("S15", "part p2", "features"),
    ("S22", "part p3", "matrix"),
    ("S23", "part p4", "insights"),
    ("S2", "part p5", "turn"),
    ("S3", "opening", "who"),
    ("S4", "stances", "stance"),
    ("S5", "marks", "questions"),
    ("S5", "ladder", "questions"),
    ("S5", "reframings", "questions"),
    ("S6", "collins", "questions"),
    ("S8", "pressures", "system"),
    ("S9", "stuck", "system"),
    ("S9", "better drivers", "system"),
    ("S10", "means test", "system"),
    ("S10", "means test as gate", "turn"),
    ("S11", "new work", "system"),
    ("S12", "imagine 1 and 2", "imagine"),
    ("S13", "imagine", "imagine"),
    ("S13", "imagine after", "imagine"),
    ("S14", "reality", "reality"),
    ("S16", "features intro", "features"),
    ("S17", "features relationships", "features"),
    ("S18", "features learning", "features"),
    ("S19", "practice swap", "features"),
    ("S20", "features impact", "features"),
    ("S20", "priorities", "features"),
    ("S21", "bridge to maturity", "features"),
    ("S24", "insights intro", "insights"),
    *((f"S{24 + no}", f"insight {no}", "insights") for no in range(1, 6)),
    ("S30", "insights rules", "insights"),
    ("S30", "the open table", "insights"),
    ("S31", "issue", "turn"),
    ("S31", "curve", "turn"),
    ("S31", "story and partners", "turn"),
    ("S31", "what works", "turn"),
    ("S31", "essentials", "turn"),
    ("S31", "seven questions", "turn"),
    ("S32", "balance", "balance"),
    ("S33", "stock", "stock"),
    ("S33", "commit", "commit"),
    ("S33", "match", "match"),
    ("S34", "wheatley", "close"),
    ("S34", "evaluation", "close"),
    ("000", "principles", "features"),
    ("001", "matrix", "matrix"),
    ("001", "stages", "matrix"),
    ("001", "spiral", "matrix"),
    ("002", "review", "impact"),
    ("002", "not islands", "system"),
    ("002", "helpers gain", "impact"),
    ("002", "nobody has all answers", "impact"),
    ("002", "it takes time", "commit"),
    ("002", "rivalry", "system"),
    ("002", "not drifting in", "reality"),
    ("004", "claims", "impact"),
    ("004", "evidence marks", "impact"),
    ("004", "wished-for claim", "impact"),
    ("004", "good partnership", "impact"),
    ("004", "small study", "impact"),
    ("004", "findings to test", "impact"),
)

BETTER = [card["nudge"] for card in CARDS["stuck"]["cards"]]
STRANDS = {"relationships": 5, "learning": 9, "impact": 5}


def titles(deck: str) -> list[str]:
    return [card["title"] for card in CARDS[deck]["cards"]]


def sentences(deck: str) -> list[str]:
    return [card["sentence"] for card in CARDS[deck]["cards"]]


def insight(no: int) -> list[str]:
    card = next(card for card in CARDS["insights"]["cards"] if card["id"] == f"i{no}")
    return [card["title"], card["sentence"], *card["ideas"], *card["prompts"]]


def strand(name: str) -> list[str]:
    return [card["sentence"] for card in CARDS["features"]["cards"] if card["tags"] == [name]]


KEYS: Mapping[str, list[str]] = {
    "header": ["Achieving the extraordinary"],
    "parts": ["Five stretches of road"],
    **{f"part {part.id}": [part.title, part.line] for part in PLAN.parts},
    "opening": ["What made you give up a morning", "Today would be worth it if I learnt", "I or my school could give"],
    "stances": [*titles("stances"), *sentences("stances")],
    "marks": sentences("question-marks"),
    "ladder": titles("ladder"),
    "reframings": sentences("reframings"),
    "collins": ["Jim Collins, Good to Great"],
    "pressures": sentences("pressures"),
    "stuck": [*titles("stuck"), *sentences("stuck")],
    "better drivers": BETTER,
    "means test": sentences("means-test"),
    "means test as gate": sentences("means-test"),
    "new work": sentences("new-work"),
    "imagine 1 and 2": sentences("lets-imagine")[:2],
    "imagine": [*titles("lets-imagine"), *sentences("lets-imagine")],
    "imagine after": ["I have already seen a piece of this at", "What do we gain by staying in one-school thinking?"],
    "reality": [
        "better done alone, or dropped",
        "Would we choose this partnership again",
        "Not as it is",
        "John Hattie",
    ],
    "features intro": [
        "Focused, precise work",
        "Three strands, wound together",
        "three strands are wound together like a DNA",
    ],
    **{f"features {name}": strand(name) for name in STRANDS},
    "practice swap": [
        "Relationships: a practice",
        "Learning: a practice",
        "Impact: a practice",
        "Who to ask",
        "What it took",
    ],
    "priorities": ["our partnership's one or two priorities are"],
    "bridge to maturity": ["the road to a mature, effective partnership"],
    "insights intro": ["work in progress", "gathered from partnerships in England", "Education Development Trust"],
    **{f"insight {no}": insight(no) for no in range(1, 6)},
    "the open table": insight(6),
    "insights rules": [
        "Go where the talk is worth most to you",
        "Stay, or move on",
        "You choose. Nobody is counting",
        "Here is what this table has been circling",
        *("What we keep coming back to", "What surprised us", "What we would try"),
    ],
    "issue": ["The one tough thing every one of our schools shares, and that only all of us together can shift"],
    "curve": [
        *("What would we count or watch?", "more of it, or less?", "The last three to five points"),
        *("Where it goes if we change nothing", "Where we would like it to bend", "How do we know?"),
        *("Data in hand", "Believed, to be checked", "No data yet", "Data to get, and who will get it"),
    ],
    "story and partners": [
        *("What pushes the curve the wrong way?", "What is already helping?", "what lies underneath that?"),
        *("Who in this room has a part to play?", "Who is not here and must be?"),
    ],
    "what works": ["has worked, here or elsewhere", "costs next to nothing", "would raise eyebrows"],
    "essentials": ["We will …", "Could one school do this by itself?", "but it is not an essential", "at most three"],
    "seven questions": [
        *("what do we want life to be like for the young people here", "what would we see if it were so"),
        *("how could we measure it", "how are we doing", "whose help does it take", "what tends to work"),
        "what are we going to do",
    ],
    "balance": [
        *("Plan it, do it, look back at it", "Choose what comes first", "Answer to each other", "Build skill"),
        *("Care about the way and the reason first", "a purpose people want to join, and stay with"),
        *("Let people act, own and speak", "Celebrate, encourage, dream", "All organisation", "All movement"),
        "Add one word from the thin side",
    ],
    "stock": ["A discovery: something I know now", "A disturbance: something", "A delight: something", "And so …"],
    "commit": ["When … (day, meeting, moment)", "I will …", "… will ask me", "on … (date)"],
    "match": ["I can help with", "I could do with help on", "I know someone", "Still looking"],
    "wheatley": ["Margaret Wheatley"],
    "evaluation": ["Worth my time", "Did you learn what you came for?", "Keep", "Change next time"],
    "principles": [*titles("principles"), *(card["nudge"] for card in CARDS["principles"]["cards"])],
    "matrix": [*titles("matrix"), *(cell for card in CARDS["matrix"]["cards"] for cell in card["cells"])],
    "stages": ["Emerging", "Established and sustainable", "Regional excellence", "a wider commonwealth"],
    "spiral": ["come round to an old problem, but higher up"],
    "review": [*titles("review"), *sentences("review"), *(card["nudge"] for card in CARDS["review"]["cards"])],
    "not islands": ["no school is an island", "who beyond your own gate counts on you?"],
    "helpers gain": ["what have you gained?"],
    "nobody has all answers": ["where do you look for yours?"],
    "it takes time": ["takes time: a first step small enough for this week"],
    "rivalry": ["Rivalry", "where does it bite?"],
    "not drifting in": ["drift into working together", "on purpose"],
    "claims": [
        "Because of our partnership, …",
        "Learners",
        "Staff",
        "Schools",
        "Families and community",
        "to a sceptic",
    ],
    "evidence marks": ["A story", "Numbers", "Numbers, compared", "○", "◐", "●"],
    "wished-for claim": ["The claim we wish we could make"],
    "good partnership": titles("good-partnership"),
    "small study": titles("mini-study"),
    "findings to test": [*sentences("findings"), "True of ours", "We hope so", "No evidence", "critical friend"],
}
"""What belongs to each key: every one of these texts stands on a screen of the key's step."""


# ── is it there? ────────────────────────────────────────────────────────────


def missing(plan: Agenda) -> dict[str, list[str]]:
    """By key, the texts that no screen of its step shows, asks or says."""
    on = {step.id: words(step, plan) for step in plan.steps}
    lost = {key: [text for text in KEYS[key] if text.lower() not in on.get(step, "")] for _, key, step in ROWS}
    return {key: texts for key, texts in lost.items() if texts}


def words(step: Step, plan: Agenda) -> str:
    """Everything that the screens of a step hold, the cards that they use among it."""
    found = [step.title, step.purpose, *(text for screen in step.screens for text in on_screen(screen, plan))]
    return "\n".join(found).lower()


def on_screen(screen: Screen, plan: Agenda) -> Iterator[str]:
    settings = screen.settings.model_dump(mode="json", by_alias=True)
    yield from (screen.title, screen.say, screen.tips)
    yield from texts(settings)
    for key in ("deck", "ladder_deck", "marks_deck"):
        yield from texts(in_play(settings, plan, key))


def in_play(settings: Json, plan: Agenda, key: str) -> list[Json]:
    """The cards of a deck that a screen uses, and their scale."""
    deck = plan.decks.get(settings.get(key) or "", {"cards": [], "scale": []})
    wanted = settings.get("cards") if key == "deck" else []
    return [card for card in deck["cards"] if not wanted or card["id"] in wanted] + list(deck["scale"])


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts(inner)


def without(plan: Agenda, *, step: str = "", screen: str = "") -> Agenda:
    """The agenda with one step or one screen less."""
    kept = [one for one in plan.steps if one.id != step]
    return replace(
        plan, steps=tuple(replace(one, screens=tuple(s for s in one.screens if s.id != screen)) for one in kept)
    )


# ── every row ───────────────────────────────────────────────────────────────


def test_everything_of_the_sources_is_on_a_screen() -> None:
    assert missing(PLAN) == {}


def test_every_slide_and_every_document_has_its_row() -> None:
    # S19 and S21 are second and third exchanges of practice, S23 is a signpost: each is a row, or part of one.
    told = {source for source, _, _ in ROWS}
    assert told == {*(f"S{no}" for no in range(1, 35)), "000", "001", "002", "004"}
    assert {key for _, key, _ in ROWS} == {*KEYS}


@pytest.mark.parametrize("step", sorted({step for _, _, step in ROWS}))
def test_a_step_that_is_dropped_is_missed(step: str) -> None:
    lost = missing(without(PLAN, step=step))
    assert {key for _, key, where in ROWS if where == step} <= {*lost}


@pytest.mark.parametrize(
    ("screen", "key"),
    [
        ("system.signpost", "part p1"),
        ("system.grip", "stuck"),
        ("system.talk", "better drivers"),
        ("system.newwork", "new work"),
        ("features.learning", "features learning"),
        ("features.swap", "practice swap"),
        ("insights.talk", "insight 4"),
        ("turn.curve", "curve"),
        ("impact.findings", "findings to test"),
        ("impact.clarity", "review"),
        ("match.unmet", "match"),
    ],
)
def test_a_screen_that_is_dropped_is_missed(screen: str, key: str) -> None:
    assert key in missing(without(PLAN, screen=screen))


@pytest.mark.parametrize(
    "deck", ["lets-imagine", "principles", "insights", "features", "matrix", "review", "pressures"]
)
def test_a_card_that_is_dropped_is_missed(deck: str) -> None:
    whole = PLAN.decks[deck]
    for no, card in enumerate(whole["cards"]):
        cards = whole["cards"][:no] + whole["cards"][no + 1 :]
        assert missing(replace(PLAN, decks={**PLAN.decks, deck: {**whole, "cards": cards}})), card["id"]


# ── how many of each ────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("deck", "count"),
    {
        "lets-imagine": 17,
        "principles": 13,
        "insights": 6,
        "features": 19,
        "matrix": 10,
        "review": 5,
        "ladder": 9,
        "reframings": 10,
        "question-marks": 5,
        "pressures": 6,
        "stuck": 3,
        "means-test": 5,
        "new-work": 4,
        "stances": 6,
        "good-partnership": 5,
        "mini-study": 4,
        "findings": 5,
    }.items(),
)
def test_a_deck_has_all_its_cards(deck: str, count: int) -> None:
    assert len(CARDS[deck]["cards"]) == count


def test_there_are_five_insights_and_an_open_table() -> None:
    cards = {card["id"]: card for card in CARDS["insights"]["cards"]}
    assert [id_ for id_, card in cards.items() if card["optional"]] == ["i6"]
    for id_ in ("i1", "i2", "i3", "i4", "i5"):
        assert len(cards[id_]["ideas"]) in (4, 5)
        assert len(cards[id_]["prompts"]) == 5


def test_the_three_strands_have_five_nine_and_five_practices_and_a_swap_each() -> None:
    assert {name: len(strand(name)) for name in STRANDS} == STRANDS
    swap = PLAN.screen("features.swap")
    assert swap
    assert [box.id for box in swap.settings.boxes] == [*STRANDS]  # type: ignore[attr-defined]


def test_the_matrix_has_four_empty_cells_and_says_so() -> None:
    cards = {card["id"]: card for card in CARDS["matrix"]["cards"]}
    empty = {(id_, stop) for id_, card in cards.items() for stop, cell in enumerate(card["cells"], 1) if not cell}
    assert empty == {("coherence", 3), ("coherence", 4), ("impact", 3), ("impact", 4)}
    assert sum(len(card["cells"]) for card in cards.values()) == 40
    assert all(
        "silent" in card["empty_note"] or "no wording" in card["empty_note"]
        for card in cards.values()
        if "" in card["cells"]
    )
    assert {id_: card["same"] for id_, card in cards.items() if card["same"]} == {"balance": [2, 3, 4]}
    assert {id_ for id_, card in cards.items() if card["plain"]} == {"finance", "communication", "targeting", "design"}
    assert CARDS["matrix"]["version"]


def test_the_plain_wording_has_the_same_gaps() -> None:
    for card in CARDS["matrix"]["cards"]:
        assert not card["plain"] or [not cell for cell in card["plain"]] == [not cell for cell in card["cells"]]


def test_the_ladder_knows_its_rungs_by_their_first_words() -> None:
    rungs = CARDS["ladder"]["cards"]
    assert [rung["title"] for rung in rungs] == [
        *("Yes / no", "Which", "Who", "When", "Where", "What", "How", "Why", "What if")
    ]
    starts = [start for rung in rungs for start in rung["tags"]]
    assert len(starts) == len({*starts}) == 22
    assert all(rung["nudge"] for rung in rungs)


def test_kin_is_always_somebody() -> None:
    """A card is related to cards that there are: m_ of the matrix, i of the insights, f_ a strand, else a principle."""
    known = {f"m_{card['id']}" for card in CARDS["matrix"]["cards"]} | {
        card["id"] for card in CARDS["insights"]["cards"]
    }
    known |= {f"f_{name}" for name in STRANDS} | {card["id"] for card in CARDS["principles"]["cards"]}
    for deck in ("principles", "review"):
        for card in CARDS[deck]["cards"]:
            assert card["kin"], card["id"]
            assert {*card["kin"]} <= known, card["id"]


# ── how they are used ───────────────────────────────────────────────────────


@pytest.mark.parametrize("plan", agenda.read_all(FLAGSHIP), ids=lambda plan: plan.id)
def test_the_principles_have_no_order(plan: Agenda) -> None:
    ids = [card["id"] for card in CARDS["principles"]["cards"]]
    using = [
        screen.settings.model_dump()
        for screen in plan.screens
        if getattr(screen.settings, "deck", "") == "principles"
        or [option.id for option in getattr(screen.settings, "options", []) if hasattr(option, "id")] == ids
    ]
    assert using
    assert all(settings["shuffle"] for settings in using)
    assert not any(re.match(r"\d", title) for title in titles("principles"))


def test_every_part_begins_with_a_signpost() -> None:
    for part in PLAN.parts:
        first = next(step for step in PLAN.steps if step.part == part.id).screens[0]
        assert first.settings.look == "ribbon"  # type: ignore[attr-defined]
        assert first.title == part.title
        assert first.settings.lines == [part.line]  # type: ignore[attr-defined]
        assert first.minutes is None


def test_what_is_private_at_first_is_private() -> None:
    boxes = {
        f"{screen.id}/{box.id}": box.visibility  # type: ignore[attr-defined]
        for screen in PLAN.screens
        if screen.kind == "collect"
        for box in screen.settings.boxes  # type: ignore[attr-defined]
    }
    private = {box for box, visibility in boxes.items() if visibility == "me"}
    assert private == {
        "reality.alone/alone",
        *(f"stock.three/{box}" for box in ("discovery", "disturbance", "delight", "so_what")),
    }
    assert boxes["who.bring/why"] == "table"
    assert boxes["who.bring/learn"] == "facilitator"
    assert boxes["who.bring/offer"] == "room"


def test_every_source_is_named_in_the_credits() -> None:
    authors = " ".join(credit.author for credit in PLAN.credits)
    for name in (
        *("Jim Collins", "Margaret Wheatley", "John Hattie", "Michael Fullan", "Steve Munby", "Mark Friedman"),
        *("Education Development Trust", "A New Direction", "crosssectorschoolpartnerships", "DAO"),
        *("School Partnerships Alliance", "The Partnering Initiative", "Eric Vogt"),
    ):
        assert name in authors, name
    assert "Inside-out and downside-up" in " ".join(credit.work for credit in PLAN.credits)


def test_no_shipped_text_quotes_a_sentence() -> None:
    """Names and single words may stand in single marks; whole sentences of others may not stand here at all."""
    for path in (*(HERE / "cards").glob("*.toml"), *(HERE / "sessions").glob("*.toml")):
        text = path.read_text()
        assert not re.search("[“”„«»]", text), path.name
        for quoted in re.findall(r"‘([^’\n]*)’", text):
            assert len(quoted.split()) <= 6, f"{path.name}: {quoted}"


def test_the_acronym_with_two_meanings_is_nowhere() -> None:
    for path in (*(HERE / "cards").glob("*.toml"), *(HERE / "sessions").glob("*.toml")):
        assert not re.search(r"\bCEP\b", path.read_text()), path.name


# ── what comes back later ───────────────────────────────────────────────────

CARRIED = (
    ("who.bring/offer", "match.market"),
    ("who.bring/learn", "insights.talk"),
    ("who.bring/learn", "close.learnt"),
    ("stance.pick#own", "break.coffee"),
    ("questions.choose#table", "turn.issue"),
    ("system.pressures#top", "turn.issue"),
    ("system.pressures#top", "turn.story"),
    ("system.grip#top", "turn.story"),
    ("system.here/line", "turn.story"),
    ("system.means#top", "turn.essentials"),
    ("system.newwork#stop:not_yet", "turn.works"),
    ("imagine.deck#stars", "imagine.constellation"),
    ("imagine.deck#stars", "balance.lean"),
    ("imagine.deck#stars", "stock.three"),
    ("imagine.deck#stars", "close.sentence"),
    ("imagine.after/already", "turn.works"),
    ("imagine.after/holds", "turn.essentials"),
    ("reality.alone/alone", "turn.essentials"),
    ("features.principles#third:missing", "turn.essentials"),
    ("features.principles#kept", "turn.essentials"),
    ("features.swap", "match.market"),
    ("features.priorities/priority", "insights.talk"),
    ("features.priorities/priority", "turn.issue"),
    ("matrix.rate#split", "turn.issue"),
    ("matrix.rate#lowest", "turn.issue"),
    ("impact.claims/evidence", "turn.issue"),
    ("impact.claims/evidence", "turn.curve"),
    ("impact.clarity#under_half:clear", "turn.essentials"),
    ("insights.talk#cards", "gallery.cards"),
    ("gallery.cards#hearts", "turn.works"),
    ("gallery.cards#hearts", "turn.essentials"),
    ("turn.choose#settled", "turn.curve"),
    ("turn.essentials#essentials", "balance.lean"),
    ("turn.essentials#essentials", "commit.promise"),
    ("match.market#unmet", "match.unmet"),
)
"""What comes back on which screen. Take-away, note and next session look into the run itself."""


@pytest.mark.parametrize(("source", "screen"), CARRIED)
def test_old_words_come_back(source: str, screen: str) -> None:
    there = PLAN.screen(screen)
    assert there
    assert source in [carry.source for carry in there.carry]


def test_the_tables_question_stays_at_the_head_of_its_phones() -> None:
    assert PLAN.pin == "questions.choose#table"


def test_one_who_leaves_early_may_do_the_ending_first() -> None:
    early = {screen.id for screen in PLAN.screens if screen.early}
    assert early == {"stock.three", "commit.promise", "match.need", "close.worth", "close.learnt", "close.keep"}


def test_phones_go_quiet_when_people_talk() -> None:
    assert {screen.id for screen in PLAN.screens if screen.dim} >= {"who.talk", "system.talk", "commit.pairs"}
