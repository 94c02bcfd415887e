"""Looking at something together: the stage shows it, phones say where to look, and nobody can answer."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from pydantic import ValidationError
from room import Room, refused

from workshop.kinds import present
from workshop.moves import Console, Floor, Me, Stage, Table

RULES = ["Everything you type is kept.", "You choose who sees it.", "I choose what goes on this screen."]


def test_the_stage_shows_the_lines_in_order_and_phones_say_look_up() -> None:
    room = Room(present, {"lines": RULES, "phone": "You are in. Look up."})
    assert room.view(Stage())["lines"] == {"1": RULES[0], "2": RULES[1], "3": RULES[2]}
    assert room.phone("ana") == {"look": "text", "phone": "You are in. Look up."}
    assert room.view(Table(1)) == room.view(Me("ana")) == {}


def test_the_facilitator_reads_along() -> None:
    room = Room(present, {"lines": RULES[:1], "look": "ribbon"})
    assert room.view(Console()) == {"look": "ribbon", "lines": room.view(Stage())["lines"]}


def test_the_lobby_counts_arrivals_and_gives_early_people_something_to_do() -> None:
    room = Room(present, {"look": "lobby", "task": "Find somebody you have never met."}, people={"ana": 1, "ben": 2})
    assert room.view(Stage())["here"] == 2
    assert room.view(Stage())["task"] == room.view(Floor())["task"] == "Find somebody you have never met."
    room.play("facilitator", "remove", person="ben")
    assert room.view(Stage())["here"] == 1


@pytest.mark.parametrize("who", ["ana", "facilitator", "stage", "house"])
def test_nobody_can_answer_a_screen_to_look_at(who: str) -> None:
    room = Room(present)
    assert refused(room, who, "write", text="Hello") == "unknown_move"
    assert room.facts == []


def test_a_move_that_reaches_the_kind_all_the_same_is_refused() -> None:
    room = Room(present)
    with pytest.raises(Exception, match="unknown_move"):
        present.accept(room.state, room._move("ana", "write", {}), room.context)


def test_only_sources_stand_in_the_note() -> None:
    assert Room(present, {"lines": RULES}).notes() is None
    assert Room(present, {"look": "credits"}).notes() is None
    section = Room(present, {"look": "credits", "lines": ["A. Writer, A Book"]}, title="Whose ideas these are").notes()
    assert section is not None
    assert (section.title, section.blocks, section.place) == (
        "Whose ideas these are",
        ({"list": ["A. Writer, A Book"]},),
        16,
    )


def test_pretend_people_look_up() -> None:
    room = Room(present)
    assert present.pretend(room.phone("ana"), Random(1)) is None
    assert room.robots() == 0


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"look": "film"}, "look"),
        ({"lines": ["one", "two", "three", "four"]}, "lines: at most 3 with the look 'text', not 4"),
        ({"look": "credits", "lines": ["x"] * 9}, "lines: at most 8 with the look 'credits', not 9"),
        ({"lines": ["x" * 140, "x" * 131]}, "at most 270 characters in all with the look 'text', not 271"),
        ({"lines": ["x" * 141]}, "140"),
        ({"lines": [""]}, "lines"),
        ({"phone": "x" * 161}, "160"),
        ({"look": "lobby", "task": "x" * 91}, "90"),
        ({"task": "Say hello."}, "only the lobby"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_a_careless_agenda_is_told_which_key(settings: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        present.Settings(**settings)
