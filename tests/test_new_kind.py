"""A new kind costs its own files and one line in the register: a throw-away one is played through all the doors."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests import throwaway
from tests.house import House, robots_play
from workshop.agenda import AgendaError
from workshop.assets import Asset, Assets
from workshop.kinds import KINDS
from workshop.kinds.contract import Kind
from workshop.moves import Stage
from workshop.notes import note_markdown
from workshop.web.faces import drawings

SHEET = """
[agenda]
title = "Hands"
purpose = "To count hands."
language = "en"
minutes = 1
tables = 1

[[step]]
id = "hands"
title = "Hands up"
phase = "decide"
keep = "must"
minutes = {min = 1, plan = 1, stretch = 1}

[[step.screen]]
id = "up"
kind = "hands"
title = "Who has been here before?"
ask = "Have you been here before?"
"""


def a_hall_with_hands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> House:
    kind: Kind = throwaway
    monkeypatch.setitem(KINDS, "hands", kind)  # the one line
    sheet = tmp_path / "hands.toml"
    sheet.write_text(SHEET, encoding="utf-8")
    return House(tmp_path, agenda=str(sheet))


def test_a_new_kind_is_played_from_agenda_to_note_with_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = a_hall_with_hands(tmp_path, monkeypatch)
    guests = [house.join(name) for name in ("Ana", "Ben", "Cara")]
    house.sit_everywhere()
    house.facilitator.play("start")
    answers = [answer["ok"] for _, _, answer in robots_play(house, guests, Random(1))]
    assert answers == [True] * 3
    assert house.view(Stage())["screen"]["view"] == {"ask": "Have you been here before?", "hands": 3}
    house.assert_patched_is_fresh()
    house.assert_replay_is_live()
    assert "Who has been here before?" in note_markdown(house.run)
    house.close()


def test_browsers_find_its_drawing_by_themselves() -> None:
    files = {f"kinds/{name}.js": Asset(b"export default {}", "text/javascript") for name in ("deck", "hands")}
    assert drawings(Assets(files)) == ["deck", "hands"]


def test_control_without_that_line_the_agenda_is_refused_in_one_sentence(tmp_path: Path) -> None:
    sheet = tmp_path / "hands.toml"
    sheet.write_text(SHEET, encoding="utf-8")
    with pytest.raises(AgendaError, match=r'step "hands", screen "up", key "kind": there is no kind "hands"'):
        House(tmp_path, agenda=str(sheet))
