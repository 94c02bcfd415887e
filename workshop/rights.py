"""In whose stead somebody moves: what a co-facilitator and a remote may, of all that a facilitator may.

Neither stands in any table of moves. Here, in one place, the moves that are theirs too become the facilitator's; all
others stay what they are, and are refused as every move is whose role is not named. So a new move about the room is
denied to both until somebody writes it down here.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from workshop.moves import Move, Role

REMOTE = frozenset({"start", "next", "back", "timer_start", "timer_pause", "timer_add", "blank"})
"""What fits into a pocket, and what whoever finds it there can do: nothing of it loses anything. `start` is what Next
means before the beginning."""

DEPUTY = REMOTE | frozenset(
    (
        *("go", "open", "close", "reveal", "cover", "evening", "lock", "spotlight", "end", "take_wheel"),
        *("approve", "rotate_code", "let_in", "turn_away"),
        *("remove", "readmit", "add_person", "leave", "come_back"),
        *("sit_at", "hand_over", "name_table", "add_table", "merge_tables", "split_table"),
        *("show", "hide", "tag", "park", "unpark", "strike", "unstrike", "foreword"),
    )
)
"""Moves about the room that a co-facilitator makes as well. Erasing people, making two of
them one, which opens the words of one to the other's phone, and going on after the end are not hers."""


def in_the_stead(move: Move, room_moves: Collection[str]) -> Move:
    """The move as the one makes it in whose stead it is made: a facilitator's, if this role may make it too.

    What people do on a screen is led by a co-facilitator as by a facilitator; `room_moves` are those about the room.
    """
    if not stands_in(move.by.role, move.name, room=move.name in room_moves):
        return move
    return replace(move, by=replace(move.by, role=Role.FACILITATOR))


def stands_in(role: Role, name: str, *, room: bool) -> bool:
    """Whether a role makes a move of this name, about the room or on a screen, in the facilitator's stead."""
    if role is Role.REMOTE:
        return room and name in REMOTE
    return role is Role.COFACILITATOR and (name in DEPUTY if room else True)
