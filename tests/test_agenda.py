"""Agendas: what the shipped ones promise, and how a broken one is told, in one sentence, where it is broken."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from workshop import agenda
from workshop.agenda import AgendaError, Part
from workshop.kinds import KINDS

HERE = Path(__file__).resolve().parent.parent
SHIPPED = sorted((HERE / "sessions").glob("*.toml"))
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


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_agenda_reads_and_keeps_its_promise_of_time(path: Path) -> None:
    plan = agenda.read(path)
    counted = [step for step in plan.steps if step.keep != "free"]
    assert plan.id == path.stem
    assert sum(step.plan for step in counted) == plan.minutes
    for step in counted:
        assert step.min <= step.plan <= step.stretch
        assert sum(screen.minutes or 0 for screen in step.screens) == step.plan


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_screen_gives_the_facilitator_words_and_advice(path: Path) -> None:
    plan = agenda.read(path)
    assert plan.purpose
    assert plan.rules
    assert plan.roles
    for screen in plan.screens:
        assert len(screen.say) > 20, screen.id
        assert len(screen.tips) > 40, screen.id
    for step in plan.steps:
        assert step.purpose, step.id
        assert all(len(line) <= 80 for line in step.purpose.splitlines()), step.id


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_text_fits_the_stage_and_the_phone(path: Path) -> None:
    plan = agenda.read(path)
    for key, text in texts(agenda.frozen(plan)):
        assert len(text) <= LIMITS.get(key, 800), f"{key}: {text}"


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


def test_the_rehearsal_holds_every_kind() -> None:
    rehearsal = agenda.read(HERE / "sessions" / "rehearsal.toml")
    assert {screen.kind for screen in rehearsal.screens} == set(KINDS)


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


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_a_frozen_agenda_thaws_to_the_same(path: Path) -> None:
    plan = agenda.read(path)
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
    assert [(one.id, one.own) for one in listed] == [*((path.stem, False) for path in SHIPPED), ("rehearsal", True)]
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
        '"present", "collect", "choose" or "deck" (did you mean "deck"?)',
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
