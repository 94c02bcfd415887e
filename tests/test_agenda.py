"""Agendas: what the shipped ones promise, and how a broken one is told, in one sentence, where it is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from workshop import agenda
from workshop.agenda import Agenda, AgendaError, Part, Step
from workshop.kinds import KINDS
from workshop.sheet import listed

HERE = Path(__file__).resolve().parent.parent
SHIPPED = sorted((HERE / "sessions").glob("*.toml"))
PLANS = [plan for path in SHIPPED for plan in agenda.read_all(path)]
FLAGSHIP = HERE / "sessions" / "power-of-partnerships.toml"
TASTER = HERE / "sessions" / "power-of-partnerships-taster.toml"

PLAIN = """
[agenda]
title = "Small hours"
purpose = "A short one to try things with."
language = "en"
minutes = 10
tables = 2

[[part]]
id = "p1"
title = "The only part"

[[step]]
id = "lobby"
title = "Doors open"
phase = "arrive"
keep = "free"
minutes = { min = 0, plan = 5, stretch = 9 }
  [[step.screen]]
  id = "doors"
  kind = "present"
  title = "Come in"

[[step]]
id = "imagine"
title = "Let's imagine"
part = "p1"
phase = "imagine"
keep = "must"
minutes = { min = 5, plan = 10, stretch = 20 }
  [[step.screen]]
  id = "deck"
  kind = "deck"
  title = "Lay them face down"
  minutes = 6.5
  deck = "lets-imagine"
  cards = ["im01", "im02"]
  [[step.screen]]
  id = "holds"
  kind = "collect"
  title = "What holds us?"
  minutes = 2
    [[step.screen.boxes]]
    id = "hold"
    ask = "What holds us?"
    visibility = "room"
  [[step.screen]]
  id = "vote"
  kind = "choose"
  title = "Which first?"
  minutes = 1.5
  mode = "dots"
  from_entries = "imagine.holds/hold"
"""


@pytest.fixture
def shelf_of(tmp_path: Path) -> Path:
    """A facilitator's data folder."""
    (tmp_path / "sessions").mkdir()
    (tmp_path / "cards").mkdir()
    return tmp_path


def written(folder: Path, text: str | bytes, name: str = "power.toml") -> Path:
    path = folder / "sessions" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def complaint(folder: Path, old: str = "", new: str = "", text: str = PLAIN) -> str:
    """What is said about the plain agenda with one thing changed. It is always a single sentence."""
    assert old in text
    with pytest.raises(AgendaError) as told:
        agenda.read(written(folder, text.replace(old, new, 1) if old else text))
    sentence = str(told.value)
    assert "\n" not in sentence
    assert not re.search(r"[.!] [A-Z]|[.]$|pydantic|Traceback|Input should", sentence), sentence
    return sentence


# ── the shipped agendas ─────────────────────────────────────────────────────


every_plan = pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.id)


@every_plan
def test_every_shipped_agenda_reads_and_keeps_its_promise_of_time(plan: Agenda) -> None:
    counted = [step for step in plan.steps if step.keep != "free"]
    assert sum(step.plan for step in counted) == plan.minutes
    for step in counted:
        assert step.min <= step.plan <= step.stretch
        assert sum(screen.minutes or 0 for screen in step.screens) == step.plan


@every_plan
def test_every_screen_gives_the_facilitator_words_and_advice(plan: Agenda) -> None:
    assert plan.purpose
    assert plan.rules
    assert plan.roles
    for screen in plan.screens:
        assert len(screen.say) > 20, screen.id
        assert len(screen.tips) > 40, screen.id
    for step in plan.steps:
        assert step.purpose, step.id
        assert all(len(line) <= 80 for line in step.purpose.splitlines()), step.id


@every_plan
def test_every_shipped_text_fits_the_stage_and_the_phone(plan: Agenda) -> None:
    for key, text in texts(agenda.frozen(plan)):
        assert len(text) <= LIMITS.get(key, 800), f"{key}: {text}"


# Domain: id, least, plan, stretch, what to do with it when time runs over, part.
HALF_DAY = """
lobby 0 15 30 free
welcome 3 4 8 must
who 7 10 20 must
stance 1 2 5 drop
questions 7 10 25 should
system 5 8 20 shorten p1
imagine 13 18 35 must p1
reality 2 3 8 drop p1
features 11 15 40 should p2
break 10 12 20 must
matrix 15 20 40 must p3
impact 5 8 30 should p3
insights 17 22 50 must p4
gallery 3 4 12 shorten p4
float 0 5 5 drop
turn 16 20 45 must p5
balance 3 4 10 shorten p5
stock 3 4 10 must
commit 3 4 10 must
match 3 4 15 should
close 2 3 5 must
"""

ENDING = ("stock", "commit", "match", "close")


def test_the_half_day_keeps_to_its_table_of_minutes() -> None:
    plan = agenda.read(FLAGSHIP)
    table = [f"{s.id} {s.min} {s.plan} {s.stretch} {s.keep} {s.part}".strip() for s in plan.steps]
    assert table == HALF_DAY.strip().splitlines()
    assert (plan.id, plan.minutes) == ("power-of-partnerships", 180)
    assert minutes(plan.steps) == (129, 180, 413)


def test_the_short_form_takes_85_minutes() -> None:
    plan = agenda.read(FLAGSHIP, variant="short")
    assert (plan.id, plan.minutes) == ("power-of-partnerships-short", 85)
    planned = {step.id: step.plan for step in plan.steps if step.keep != "free"}
    assert planned["welcome"] + planned["who"] + planned["stance"] == 7
    assert [planned[step] for step in ("questions", "imagine", "features", "matrix", "turn")] == [5, 13, 8, 14, 14]
    assert planned["insights"] + planned["gallery"] == 14
    assert planned["stock"] + planned["commit"] + planned["match"] == 8
    assert planned["close"] == 2
    assert minutes(plan.steps)[1] == 85
    assert [part.id for part in plan.parts] == ["p1", "p2", "p3", "p4", "p5"]


def test_the_ending_is_protected_by_fifteen_minutes_eleven_at_least() -> None:
    ending = [step for step in agenda.read(FLAGSHIP).steps if step.id in ENDING]
    assert [step.id for step in ending] == [*ENDING]
    assert minutes(ending)[:2] == (11, 15)


def test_the_short_form_deals_fewer_cards_and_fewer_dimensions() -> None:
    plan = agenda.read(FLAGSHIP, variant="short")
    settings = {screen.id: screen.settings for screen in plan.screens}
    assert settings["imagine.deck"].cards == ["im02", "im05", "im06", "im09", "im11", "im15", "im_wild"]  # type: ignore[attr-defined]
    assert settings["matrix.rate"].cards == ["leadership", "planning", "communication", "targeting"]  # type: ignore[attr-defined]
    assert settings["features.lack"].most == 2  # type: ignore[attr-defined]
    assert settings["insights.talk"].rounds == 1  # type: ignore[attr-defined]


def minutes(steps: Iterable[Step]) -> tuple[float, float, float]:
    """Least, plan and stretch of these steps together; free ones do not count."""
    counted = [step for step in steps if step.keep != "free"]
    return sum(s.min for s in counted), sum(s.plan for s in counted), sum(s.stretch for s in counted)


def test_the_taster_goes_from_the_door_to_a_promise_in_an_hour() -> None:
    taster = agenda.read(TASTER)
    assert taster.minutes == 60
    assert [step.id for step in taster.steps] == [
        *("lobby", "welcome", "who", "stance", "imagine", "loosen", "stock", "commit", "close")
    ]
    assert {step.phase for step in taster.steps} == {"arrive", "listen", "imagine", "decide", "commit"}
    outcomes = {box.outcome for screen in taster.screens for box in getattr(screen.settings, "boxes", [])}
    assert outcomes >= {"discovery", "disturbance", "delight", "commitment"}
    assert len(taster.decks["lets-imagine"]["cards"]) == 17


def test_taking_stock_stays_private_unless_somebody_shares_it() -> None:
    screen = agenda.read(TASTER).screen("stock.three")
    assert screen is not None
    assert {box.visibility for box in screen.settings.boxes} == {"me"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", ["rehearsal", "power-of-partnerships"])
def test_an_agenda_holds_every_kind(name: str) -> None:
    assert {screen.kind for plan in PLANS if plan.id == name for screen in plan.screens} == set(KINDS)


def test_other_formats_are_made_of_the_same_kinds() -> None:
    formats = {
        plan.id: [screen.kind for step in plan.steps if step.id != "lobby" for screen in step.screens] for plan in PLANS
    }
    assert formats["one-two-four-all"] == ["collect", "tables", "tables", "harvest"]
    assert formats["world-cafe"][:3] == ["present", "tables", "harvest"]
    assert formats["nominal-group"][:5] == ["collect", "harvest", "choose", "present", "choose"]
    assert formats["retrospective"][:5] == ["rate", "collect", "harvest", "choose", "canvas"]
    assert formats["open-space"][:6] == ["present", "collect", "choose", "tables", "tables", "harvest"]
    assert {"rate", "harvest", "collect"} <= {*formats["maturity-review"]}
    assert {plan.id: plan.minutes for plan in PLANS}["maturity-review"] == 60
    assert [step.plan for plan in PLANS if plan.id == "one-two-four-all" for step in plan.steps[1:]] == [1, 2, 4, 5]


def test_the_shipped_agendas_quote_nobody_and_name_their_sources() -> None:
    for path in SHIPPED:
        assert "“" not in path.read_text(), path.name
    assert "Margaret Wheatley" in [credit.author for credit in agenda.read(TASTER).credits]


# ── finding the way in an agenda ────────────────────────────────────────────


def test_screens_follow_each_other_across_steps(shelf_of: Path) -> None:
    plan = agenda.read(written(shelf_of, PLAIN))
    assert [screen.id for screen in plan.screens] == ["lobby.doors", "imagine.deck", "imagine.holds", "imagine.vote"]
    assert plan.after("lobby.doors") == plan.screen("imagine.deck")
    assert plan.before("imagine.deck") == plan.screen("lobby.doors")
    assert plan.after("imagine.vote") is None
    assert plan.before("lobby.doors") is None


def test_a_screen_knows_its_step_and_its_part(shelf_of: Path) -> None:
    plan = agenda.read(written(shelf_of, PLAIN))
    assert plan.step_of("imagine.deck").phase == "imagine"
    assert plan.part_of("imagine.deck") == Part("p1", "The only part")
    assert plan.part_of("lobby.doors") is None
    assert plan.screen("imagine.elsewhere") is None


def test_a_screen_carries_the_settings_of_its_kind(shelf_of: Path) -> None:
    screen = agenda.read(written(shelf_of, PLAIN)).screen("imagine.deck")
    assert screen is not None
    assert isinstance(screen.settings, KINDS["deck"].Settings)
    assert (screen.minutes, screen.opens, screen.close_at_zero) == (6.5, "at once", False)


# ── keeping an agenda with a run ────────────────────────────────────────────


@every_plan
def test_a_frozen_agenda_thaws_to_the_same(plan: Agenda) -> None:
    kept = json.loads(json.dumps(agenda.frozen(plan), allow_nan=False))
    assert agenda.thaw(kept) == plan
    assert agenda.frozen(agenda.thaw(kept)) == kept


def test_a_frozen_agenda_needs_no_deck_file_any_more(shelf_of: Path) -> None:
    own = (HERE / "cards" / "lets-imagine.toml").read_text().replace("lets-imagine", "ours")
    deck = shelf_of / "cards" / "ours.toml"
    deck.write_text(own)
    kept = agenda.frozen(agenda.read(written(shelf_of, PLAIN.replace("lets-imagine", "ours"))))
    deck.unlink()
    assert agenda.thaw(kept).decks["ours"]["cards"][0]["title"] == "The local middle"


def test_an_agenda_frozen_by_a_stranger_is_refused_in_a_sentence(shelf_of: Path) -> None:
    kept = agenda.frozen(agenda.read(written(shelf_of, PLAIN)))
    kept["steps"][0]["screens"][0]["kind"] = "dance"
    with pytest.raises(AgendaError, match=r"^power: this run was started by another version"):
        agenda.thaw(kept)


# ── whose agendas, whose decks ──────────────────────────────────────────────


def test_the_shelf_shows_both_folders_and_says_which_is_whose(shelf_of: Path) -> None:
    written(shelf_of, PLAIN, "rehearsal.toml")
    listed = agenda.shelf(HERE / "sessions", shelf_of / "sessions")
    assert [(one.id, one.own) for one in listed] == [*((plan.id, False) for plan in PLANS), ("rehearsal", True)]
    assert [one.agenda.title for one in listed if one.agenda and one.id == "rehearsal"] == ["Rehearsal", "Small hours"]


def test_a_broken_agenda_on_the_shelf_hides_no_other(shelf_of: Path) -> None:
    written(shelf_of, PLAIN.replace("minutes = 10", "minutes = 11"), "a.toml")
    written(shelf_of, PLAIN, "b.toml")
    broken, sound = (one for one in agenda.shelf(HERE / "sessions", shelf_of / "sessions") if one.own)
    assert broken.agenda is None
    assert broken.error.startswith('a.toml, [agenda], key "minutes": ')
    assert sound.agenda
    assert sound.error == ""


def test_an_own_deck_goes_before_a_shipped_one_of_the_same_name(shelf_of: Path) -> None:
    shipped = (HERE / "cards" / "lets-imagine.toml").read_text()
    (shelf_of / "cards" / "lets-imagine.toml").write_text(shipped.replace("Let's imagine", "Our own dreams"))
    assert agenda.read(written(shelf_of, PLAIN)).decks["lets-imagine"]["title"] == "Our own dreams"


def test_a_fault_in_a_deck_is_told_with_the_name_of_the_deck(shelf_of: Path) -> None:
    (shelf_of / "cards" / "lets-imagine.toml").write_text('[deck]\nid = "lets-imagine"\n')
    assert complaint(shelf_of).startswith("lets-imagine.toml, ")


def test_a_translation_is_a_file_beside_the_original(shelf_of: Path) -> None:
    plan = agenda.read(written(shelf_of, PLAIN.replace('"en"', '"cy"'), "power.cy.toml"))
    assert (plan.id, plan.language) == ("power.cy", "cy")


def test_a_file_saved_by_notepad_is_read_as_well(shelf_of: Path) -> None:
    assert agenda.read(written(shelf_of, b"\xef\xbb\xbf" + PLAIN.replace("\n", "\r\n").encode())).title == "Small hours"


# ── what is wrong, and where: one sentence ──────────────────────────────────

BROKEN = {
    "a misspelt deck": (
        'deck = "lets-imagine"',
        'deck = "lets-imagin"',
        'power.toml, step "imagine", screen "deck", key "deck": there is no deck "lets-imagin" in cards '
        '(did you mean "lets-imagine"?)',
    ),
    "a deck outside its folder": (
        'deck = "lets-imagine"',
        'deck = "../cards/lets-imagine"',
        'power.toml, step "imagine", screen "deck", key "deck": there is no deck "../cards/lets-imagine" in cards '
        '(did you mean "lets-imagine"?)',
    ),
    "a card that is not in the deck": (
        '["im01", "im02"]',
        '["im01", "im2"]',
        'power.toml, step "imagine", screen "deck", key "cards", no. 2: the deck "lets-imagine" has no card "im2" '
        '(did you mean "im12"?)',
    ),
    "a misspelt key of a screen": (
        "minutes = 6.5",
        "minuts = 6.5",
        'power.toml, step "imagine", screen "deck", key "minuts": there is no such key (did you mean "minutes"?)',
    ),
    "a misspelt key of a kind": (
        "cards = [",
        "card = [",
        'power.toml, step "imagine", screen "deck", key "card": there is no such key (did you mean "cards"?)',
    ),
    "a misspelt key of a step": (
        'keep = "must"',
        'keeps = "must"',
        'power.toml, step "imagine", key "keeps": there is no such key (did you mean "keep"?)',
    ),
    "a misspelt key of a box": (
        'visibility = "room"',
        'visability = "room"',
        'power.toml, step "imagine", screen "holds", box "hold", key "visability": there is no such key '
        '(did you mean "visibility"?)',
    ),
    "a misspelt key of the agenda": (
        "tables = 2",
        "table = 2",
        'power.toml, [agenda], key "table": there is no such key (did you mean "tables"?)',
    ),
    "an unknown table of keys": (
        "[[part]]",
        "[[parts]]",
        'power.toml, key "parts": there is no such key (did you mean "part"?)',
    ),
    "single brackets": (
        '[[part]]\nid = "p1"\ntitle = "The only part"\n',
        '[part]\nid = "p1"\n',
        'power.toml, key "part": this should be a list, and its tables begin with double brackets: [[part]]',
    ),
    "a missing title": (
        'title = "Lay them face down"\n',
        "\n",
        'power.toml, step "imagine", screen "deck", key "title": this key is missing',
    ),
    "a step without an id": (
        'id = "imagine"\n',
        "\n",
        'power.toml, step 2, key "id": this key is missing',
    ),
    "text where a number belongs": (
        "minutes = 6.5",
        'minutes = "6.5"',
        'power.toml, step "imagine", screen "deck", key "minutes": this should be a number',
    ),
    "a number where text belongs": (
        'title = "Let\'s imagine"',
        "title = 7",
        'power.toml, step "imagine", key "title": this should be text, in quotes',
    ),
    "half a table": (
        "tables = 2",
        "tables = 2.5",
        'power.toml, [agenda], key "tables": this should be a whole number',
    ),
    "a house without tables": (
        "tables = 2",
        "tables = 0",
        'power.toml, [agenda], key "tables": this should be 1 or more',
    ),
    "yes as text": (
        "minutes = 1.5",
        'minutes = 1.5\n  close_at_zero = "yes"',
        'power.toml, step "imagine", screen "vote", key "close_at_zero": this should be true or false',
    ),
    "a date that is not in quotes": (
        "minutes = 6.5",
        "minutes = 2026-09-03",
        'power.toml, step "imagine", screen "deck", key "minutes": a date or time is written as text here, in quotes',
    ),
    "no number at all": (
        "minutes = 6.5",
        "minutes = nan",
        'power.toml, step "imagine", screen "deck", key "minutes": this should be an ordinary number',
    ),
    "a character nobody sees": (
        'title = "Come in"',
        'title = "Come\\u0000in"',
        'power.toml, step "lobby", screen "doors", key "title": this text holds a character that nobody can see',
    ),
    "an unknown kind": (
        'kind = "deck"',
        'kind = "decks"',
        'power.toml, step "imagine", screen "deck", key "kind": there is no kind "decks"; it is one of '
        f'{listed(KINDS)} (did you mean "deck"?)',
    ),
    "an unknown part": (
        'part = "p1"',
        'part = "p2"',
        'power.toml, step "imagine", key "part": there is no part "p2"; it is one of "p1"',
    ),
    "a part without a step": (
        'part = "p1"\n',
        "",
        'power.toml, part "p1": no step belongs to this part',
    ),
    "an unknown phase": (
        'phase = "imagine"',
        'phase = "imagin"',
        'power.toml, step "imagine", key "phase": "imagin" is not one of "arrive", "listen", "imagine", "decide", '
        '"commit" or "pause" (did you mean "imagine"?)',
    ),
    "an unknown visibility": (
        'visibility = "room"',
        'visibility = "rooms"',
        'power.toml, step "imagine", screen "holds", box "hold", key "visibility": "rooms" is not one of '
        '"me", "table", "facilitator" or "room" (did you mean "room"?)',
    ),
    "two steps with one id": (
        'id = "lobby"',
        'id = "imagine"',
        'power.toml, step "imagine", key "id": another step has this id already',
    ),
    "two screens with one id": (
        'id = "holds"',
        'id = "deck"',
        'power.toml, step "imagine", screen "deck", key "id": another screen has this id already',
    ),
    "two parts with one id": (
        "[[step]]",
        '[[part]]\nid = "p1"\ntitle = "Once more"\n[[step]]',
        'power.toml, part "p1", key "id": another part has this id already',
    ),
    "two boxes with one id": (
        '    visibility = "room"\n',
        '    visibility = "room"\n    [[step.screen.boxes]]\n    id = "hold"\n    ask = "Again?"\n',
        'power.toml, step "imagine", screen "holds", box "hold", key "id": another box has this id already',
    ),
    "an id with a blank": (
        'id = "deck"',
        'id = "the deck"',
        'power.toml, step "imagine", screen "the deck", key "id": an id is made of small letters, digits, - and _, '
        "at most 40 of them",
    ),
    "a step longer than its stretch": (
        "plan = 10, stretch = 20",
        "plan = 10, stretch = 9",
        'power.toml, step "imagine", key "minutes": min, plan and stretch should not decrease in this order',
    ),
    "screens that take longer than their step": (
        "minutes = 6.5",
        "minutes = 7.5",
        'power.toml, step "imagine", key "minutes.plan": the step plans 10 minutes, but its screens take 11 minutes '
        "together",
    ),
    "an agenda longer than it says": (
        "minutes = 10",
        "minutes = 9",
        'power.toml, [agenda], key "minutes": this says 9 minutes, but the steps plan 10 minutes together',
    ),
    "minutes below zero": (
        "min = 5",
        "min = -5",
        'power.toml, step "imagine", key "minutes.min": this should be 0 or more',
    ),
    "closing at a zero that never comes": (
        'title = "Come in"',
        'title = "Come in"\n  close_at_zero = true',
        'power.toml, step "lobby", screen "doors", key "close_at_zero": a screen that closes at zero needs minutes',
    ),
    "a headline too long for the stage": (
        'title = "Lay them face down"',
        f'title = "{"x" * 49}"',
        'power.toml, step "imagine", screen "deck", key "title": this is 49 characters long, and at most 48 fit',
    ),
    "a line too long for the stage": (
        'title = "Come in"',
        f'title = "Come in"\n  lines = ["Short", "{"x" * 141}"]',
        'power.toml, step "lobby", screen "doors", key "lines", no. 2: this is 141 characters long, '
        "and at most 140 fit",
    ),
    "a question too long for a phone": (
        'ask = "What holds us?"',
        f'ask = "{"x" * 161}"',
        'power.toml, step "imagine", screen "holds", box "hold", key "ask": this is 161 characters long, '
        "and at most 160 fit",
    ),
    "more lines than a stage carries": (
        'title = "Come in"',
        'title = "Come in"\n  lines = ["1", "2", "3", "4"]',
        'power.toml, step "lobby", screen "doors", key "lines": ',
    ),
    "a purpose that goes on": (
        'keep = "must"',
        'keep = "must"\npurpose = "one\\ntwo\\nthree"',
        'power.toml, step "imagine", key "purpose": this should be two lines at most',
    ),
    "an empty title": (
        'title = "Small hours"',
        'title = ""',
        'power.toml, [agenda], key "title": this should not be empty',
    ),
    "a language by its name": (
        'language = "en"',
        'language = "English"',
        'power.toml, [agenda], key "language": this should be a language tag such as "en", "cy" or "pt-BR"',
    ),
    "a vote about nothing": (
        'from_entries = "imagine.holds/hold"',
        "",
        'power.toml, step "imagine", screen "vote": ',
    ),
    "a vote about words from nowhere": (
        'from_entries = "imagine.holds/hold"',
        'from_entries = "imagine.hold/hold"',
        'power.toml, step "imagine", screen "vote", key "from_entries": no earlier screen collects "imagine.hold/hold" '
        '(did you mean "imagine.holds/hold"?)',
    ),
    "a vote about private words": (
        'visibility = "room"',
        'visibility = "me"\n    allow = ["me"]',
        'power.toml, step "imagine", screen "vote", key "from_entries": nothing from "imagine.holds/hold" may be shown '
        "to the room, so there would be nothing here",
    ),
}


def test_a_screen_that_speaks_of_a_carry_has_to_lay_it(shelf_of: Path) -> None:
    harvest = """
  [[step.screen]]
  id = "wall"
  kind = "harvest"
  title = "What holds us"
  from_sources = ["hold"]

    [[step.screen.carry]]
    name = "holds"
    from = "imagine.holds/hold"
"""
    assert complaint(shelf_of, text=PLAIN + harvest) == (
        'power.toml, step "imagine", screen "wall", key "from_sources", no. 1: there is no carry "hold" on this screen '
        '(did you mean "holds"?)'
    )
    assert agenda.read(written(shelf_of, PLAIN + harvest.replace('["hold"]', '["holds"]')))


def test_a_misspelt_deck_of_another_key_is_told_there(shelf_of: Path) -> None:
    question = '[[step.screen]]\n  id = "ask"\n  kind = "question"\n  title = "Ask"\n  ladder_deck = "lader"\n'
    assert complaint(shelf_of, text=PLAIN + question) == (
        'power.toml, step "imagine", screen "ask", key "ladder_deck": there is no deck "lader" in cards '
        '(did you mean "ladder"?)'
    )


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_agenda_is_told_in_one_sentence(shelf_of: Path, old: str, new: str, sentence: str) -> None:
    told = complaint(shelf_of, old, new)
    assert told == sentence or (
        sentence.endswith(": ") and told.startswith(sentence) and len(told) > len(sentence) + 10
    )


def test_a_vote_may_be_about_all_boxes_of_a_screen_or_the_thoughts_on_cards(shelf_of: Path) -> None:
    for source in ("imagine.holds", "imagine.deck"):
        plan = agenda.read(written(shelf_of, PLAIN.replace("imagine.holds/hold", source)))
        assert plan.screen("imagine.vote")


def test_an_agenda_without_a_step_that_counts_is_empty(shelf_of: Path) -> None:
    head = PLAIN.partition("[[part]]")[0]
    assert (
        complaint(shelf_of, text=head) == 'power.toml, key "step": an agenda needs at least one step that is not free'
    )
    lobby = head + "[[step]]" + PLAIN.split("[[step]]")[1]
    assert "at least one step that is not free" in complaint(shelf_of, text=lobby)


def test_a_step_without_a_screen_is_told(shelf_of: Path) -> None:
    text = (
        PLAIN + '[[step]]\nid = "x"\ntitle = "X"\nphase = "pause"\nkeep = "free"\nminutes = {min=0,plan=0,stretch=0}\n'
    )
    assert complaint(shelf_of, text=text) == 'power.toml, step "x", key "screen": a step needs at least one screen'


def test_an_empty_file_is_told(shelf_of: Path) -> None:
    with pytest.raises(AgendaError, match=r'^power\.toml, key "agenda": this key is missing$'):
        agenda.read(written(shelf_of, ""))


def test_broken_toml_is_told_with_its_line(shelf_of: Path) -> None:
    assert complaint(shelf_of, "tables = 2", "tables 2") == (
        "power.toml, line 7: this is not TOML, because after a key there should be = and a value"
    )
    assert complaint(shelf_of, 'id = "vote"', 'id = "vote') == (
        "power.toml, line 48: this is not TOML, because a quotation mark is missing at the end"
    )
    assert complaint(shelf_of, "tables = 2", "tables = 2\ntables = 3") == (
        "power.toml, line 8: this is not TOML, because this key has a value already"
    )
    assert complaint(shelf_of, "tables = 2", "tables = two").startswith(
        "power.toml, line 7: this is not TOML, because "
    )
    assert complaint(shelf_of, text=PLAIN + 'x = """').startswith(f"power.toml, line {PLAIN.count(chr(10)) + 1}: ")


def test_what_is_no_text_or_no_file_or_far_too_much_is_told(shelf_of: Path) -> None:
    def told(raw: bytes) -> str:
        with pytest.raises(AgendaError) as wrong:
            agenda.read(written(shelf_of, raw))
        return str(wrong.value)

    assert told(b"# caf\xe9\n[agenda]\n") == "power.toml, line 1: the file is not UTF-8 text; save it as UTF-8"
    assert told(b"#" * (256 * 1024 + 1)) == "power.toml: the file is larger than 256 KB"
    assert told(b"x = " + b"[" * 100_000) == "power.toml: this is nested too deeply to be read"
    assert told(b"x = " + b"9" * 5_000).startswith("power.toml")
    with pytest.raises(AgendaError, match=r"^gone\.toml: the file cannot be read \(No such file or directory\)$"):
        agenda.read(shelf_of / "sessions" / "gone.toml")


def test_whatever_is_cut_off_is_either_read_or_told(shelf_of: Path) -> None:
    """An agenda that stops anywhere is never a traceback."""
    lines = PLAIN.splitlines()
    for upto in range(len(lines)):
        assert outcome(written(shelf_of, "\n".join(lines[:upto]))).startswith(("power.toml, ", "Small hours"))


def outcome(path: Path) -> str:
    """The title of an agenda, or what is wrong with it."""
    try:
        return agenda.read(path).title
    except AgendaError as told:
        return str(told)


# ── a vote about the cards of a deck ────────────────────────────────────────

DEALT = PLAIN.replace('from_entries = "imagine.holds/hold"', 'deck = "lets-imagine"\n  cards = ["im02", "im05"]')


def test_a_vote_may_be_about_the_cards_of_a_deck(shelf_of: Path) -> None:
    plan = agenda.read(written(shelf_of, DEALT))
    options = plan.screen("imagine.vote").settings.options  # type: ignore[union-attr, attr-defined]
    assert [(one.id, one.title) for one in options] == [("im02", "The stronger pull"), ("im05", "The borrowed expert")]
    assert options[0].line.startswith("When a choice is good for my school")
    assert agenda.thaw(agenda.frozen(plan)) == plan


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('["im02", "im05"]', '["im02", "im5"]', 'key "cards", no. 2: the deck "lets-imagine" has no card "im5"'),
        (
            'deck = "lets-imagine"\n  cards = ["im02"',
            'deck = "lets"\n  cards = ["im02"',
            'key "deck": there is no deck',
        ),
        ('cards = ["im02", "im05"]', 'cards = "im02"', 'key "cards": this should be a list, in square brackets'),
    ],
    ids=["a card that is not there", "a deck that is not there", "one card instead of a list"],
)
def test_a_vote_about_cards_that_are_not_there_is_told(shelf_of: Path, old: str, new: str, sentence: str) -> None:
    assert f'power.toml, step "imagine", screen "vote", {sentence}' in complaint(shelf_of, old, new, DEALT)


# ── several lengths of one session ──────────────────────────────────────────

LENGTHS = (
    PLAIN.replace(
        "[[part]]",
        """[[variant]]
id = "long"
title = "at leisure"
minutes = 10

[[variant]]
id = "short"
title = "in a hurry"
minutes = 4

[[part]]""",
        1,
    )
    .replace("minutes = 10\ntables = 2", "minutes = 10\ntables = 2\nin.short.tables = 1")
    .replace(
        "minutes = { min = 5, plan = 10, stretch = 20 }",
        "minutes = { min = 5, plan = 10, stretch = 20 }\nin.short.minutes = { min = 1, plan = 4 }",
    )
    .replace('cards = ["im01", "im02"]', 'cards = ["im01", "im02"]\n  in.short = { minutes = 4, cards = ["im02"] }')
    .replace('id = "holds"', 'id = "holds"\n  only = ["long"]')
    .replace('id = "vote"', 'id = "vote"\n  only = ["long"]')
)


def test_two_lengths_of_a_session_are_two_ordinary_agendas(shelf_of: Path) -> None:
    path = written(shelf_of, LENGTHS)
    long, short = agenda.read_all(path)
    assert [(one.id, one.subtitle, one.minutes, one.tables) for one in (long, short)] == [
        ("power", "at leisure", 10, 2),
        ("power-short", "in a hurry", 4, 1),
    ]
    assert [screen.id for screen in long.screens] == ["lobby.doors", "imagine.deck", "imagine.holds", "imagine.vote"]
    assert [screen.id for screen in short.screens] == ["lobby.doors", "imagine.deck"]
    assert agenda.read(path) == long
    assert agenda.read(path, variant="short") == short


def test_a_variant_says_only_what_is_different(shelf_of: Path) -> None:
    short = agenda.read(written(shelf_of, LENGTHS), variant="short")
    step, screen = short.steps[1], short.screens[1]
    assert (step.min, step.plan, step.stretch) == (1, 4, 20)
    assert screen.settings.deck == "lets-imagine"  # type: ignore[attr-defined]
    assert screen.settings.cards == ["im02"]  # type: ignore[attr-defined]


def test_the_shelf_has_a_place_for_every_length(shelf_of: Path) -> None:
    written(shelf_of, LENGTHS)
    own = [one for one in agenda.shelf(HERE / "sessions", shelf_of / "sessions") if one.own]
    assert [(one.id, one.agenda.minutes) for one in own if one.agenda] == [("power", 10), ("power-short", 4)]


def test_a_broken_length_on_the_shelf_hides_no_other(shelf_of: Path) -> None:
    written(shelf_of, LENGTHS.replace("plan = 4", "plan = 5"))
    long, short = (one for one in agenda.shelf(HERE / "sessions", shelf_of / "sessions") if one.own)
    assert long.agenda
    assert (short.id, short.agenda) == ("power-short", None)
    assert short.error.startswith('power.toml, variant "short", step "imagine", key "minutes.plan": ')


def test_an_agenda_is_found_by_its_file_or_as_a_length_of_it(shelf_of: Path) -> None:
    written(shelf_of, LENGTHS)
    folders = [shelf_of / "sessions", HERE / "sessions"]
    for name in ("power", "power-short", "rehearsal"):
        assert (found := agenda.find(name, folders))
        assert found.id == name
    assert agenda.find("power-long", folders) is None
    assert agenda.find("nowhere", folders) is None


def test_a_file_goes_before_a_length_of_the_same_name(shelf_of: Path) -> None:
    written(shelf_of, LENGTHS)
    written(shelf_of, PLAIN, "power-short.toml")
    found = agenda.find("power-short", [shelf_of / "sessions"])
    assert found
    assert found.minutes == 10


BROKEN_LENGTHS = {
    "a length nobody named": (
        'only = ["long"]',
        'only = ["lang"]',
        'power.toml, step "imagine", screen "holds", key "only", no. 1: there is no variant "lang"; it is one of '
        '"long" or "short" (did you mean "long"?)',
    ),
    "a difference for nobody": (
        "in.short.tables",
        "in.shirt.tables",
        'power.toml, [agenda], key "in.shirt": there is no variant "shirt"; it is one of "long" or "short" '
        '(did you mean "short"?)',
    ),
    "only one instead of a list": (
        'only = ["long"]',
        'only = "long"',
        'power.toml, step "imagine", screen "holds", key "only": this should be a list, in square brackets',
    ),
    "a difference that is no table": (
        "in.short.tables = 1",
        "in.short = 1",
        'power.toml, [agenda], key "in.short": this should be a table with keys of its own',
    ),
    "two lengths with one id": (
        'id = "short"',
        'id = "long"',
        'power.toml, variant "long", key "id": another variant has this id already',
    ),
    "a length without minutes": (
        'title = "in a hurry"\nminutes = 4',
        'title = "in a hurry"',
        'power.toml, variant "short", key "minutes": this key is missing',
    ),
    "a length longer than it says": (
        'title = "in a hurry"\nminutes = 4',
        'title = "in a hurry"\nminutes = 5',
        'power.toml, variant "short", [agenda], key "minutes": this says 5 minutes, but the steps plan 4 minutes '
        "together",
    ),
    "a misspelt key that only one length has": (
        "in.short = { minutes = 4,",
        "in.short = { minuts = 4,",
        'power.toml, variant "short", step "imagine", screen "deck", key "minuts": there is no such key '
        '(did you mean "minutes"?)',
    ),
}


@pytest.mark.parametrize(("old", "new", "sentence"), BROKEN_LENGTHS.values(), ids=list(BROKEN_LENGTHS))
def test_a_broken_length_is_told_in_one_sentence(shelf_of: Path, old: str, new: str, sentence: str) -> None:
    assert old in LENGTHS
    with pytest.raises(AgendaError) as told:
        agenda.read_all(written(shelf_of, LENGTHS.replace(old, new, 1)))
    assert str(told.value) == sentence


def test_an_agenda_without_lengths_knows_no_words_for_them(shelf_of: Path) -> None:
    assert complaint(shelf_of, "tables = 2", 'tables = 2\nonly = ["short"]').endswith(
        'key "only": there is no such key'
    )
    with pytest.raises(AgendaError, match=r'^power\.toml, key "variant": there is no variant "short"$'):
        agenda.read(written(shelf_of, PLAIN), variant="short")


# ── reading every text of an agenda ─────────────────────────────────────────

LIMITS = {
    **dict.fromkeys(("title",), 48),
    **dict.fromkeys(("lines", "line", "rules", "sentence", "author", "work", "use"), 140),
    **dict.fromkeys(("phone", "task", "ask", "hint", "nudge", "purpose"), 160),
    **{"subtitle": 80, "roles": 40, "label": 80, "say": 800, "tips": 800},
}


def texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a frozen agenda with its key."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from texts(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner, key)
