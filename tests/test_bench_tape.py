"""The tape of a full hall: what every phone heard is played again, and whatever went missing on the way is found."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

from bench import tape
from workshop import patch
from workshop.moves import Json

SIT = tape.SAT_DOWN


class Evening:
    """A room that tells its phones what happens, and the tape of it."""

    def __init__(self) -> None:
        self.messages: list[str] = []
        self.heard: dict[int, list[int]] = {}
        self.slow: set[int] = set()
        self._shown: dict[str, Json] = {}
        self._versions: dict[str, int] = {}

    def sit(self, phone: int, *channels: str) -> None:
        self.heard.setdefault(phone, []).append(SIT)
        for channel in channels:
            self.show(phone, channel)

    def show(self, phone: int, channel: str) -> None:
        version = self._versions.setdefault(channel, 1)
        view = deepcopy(self._shown.setdefault(channel, {"voted": 0, "words": {}}))
        self._tell("view", {"channel": channel, "version": version, "view": view}, [phone])

    def happens(self, channel: str, to: list[int], **news: object) -> None:
        before, after = self._shown[channel], {**self._shown[channel], **news}
        self._shown[channel], self._versions[channel] = after, self._versions[channel] + 1
        said = {"channel": channel, "version": self._versions[channel], "changes": patch.diff(before, after)}
        self._tell("patch", said, to)

    def _tell(self, event: str, said: Json, to: list[int]) -> None:
        text = f"42{json.dumps([event, said])}"
        if text not in self.messages:
            self.messages.append(text)
        for phone in to:
            self.heard[phone].append(self.messages.index(text))

    def verdict(self, folder: Path) -> tape.Verdict:
        lines = [
            f"phone {phone} {'slow' if phone in self.slow else 'brisk'} {' '.join(map(str, heard))}"
            for phone, heard in self.heard.items()
        ]
        file = folder / "tape"
        file.write_text("\n".join([*self.messages, "", *lines, ""]))
        return tape.check(tape.read(file))


@pytest.fixture
def evening() -> Evening:
    """Ana (1) and Ben (2) sit on the floor, each with a view of their own; two things happen; both sit down again."""
    room = Evening()
    for phone, me in ((1, "me:ana"), (2, "me:ben")):
        room.sit(phone, "floor", me)
    room.happens("floor", [1, 2], voted=1)
    room.happens("me:ana", [1], voted=1)
    room.happens("floor", [1, 2], voted=2, words={"w1": "tea"})
    for phone, me in ((1, "me:ana"), (2, "me:ben")):
        room.sit(phone, "floor", me)
    return room


def test_what_patches_made_is_what_is_shown_afresh(evening, tmp_path):
    verdict = evening.verdict(tmp_path)
    assert verdict.faults == []
    assert (verdict.phones, verdict.patches, verdict.compared) == (2, 5, 4)


def test_a_patch_with_another_letter_in_it_is_found(evening, tmp_path):
    evening.messages = [text.replace("tea", "tee") if "patch" in text else text for text in evening.messages]
    assert "phone 1 has another floor than is shown afresh, at version 3" in evening.verdict(tmp_path).faults


def test_a_patch_that_one_phone_never_heard_is_found(evening, tmp_path):
    lost = _number(evening, "patch", '"voted": 1')
    evening.heard[2].remove(lost)
    assert evening.verdict(tmp_path).faults == ["phone 2 heard patch 3 of floor after 1"]


def test_the_last_patch_that_one_phone_never_heard_is_found_when_it_sits_down(evening, tmp_path):
    evening.heard[2].remove(_number(evening, "patch", "tea"))
    assert evening.verdict(tmp_path).faults == ["phone 2 is shown version 3 of floor afresh, after 2"]


def test_two_patches_in_the_wrong_order_are_found(evening, tmp_path):
    one, other = _number(evening, "patch", '"voted": 1'), _number(evening, "patch", "tea")
    swapped = {one: other, other: one}
    evening.heard[2] = [swapped.get(no, no) for no in evening.heard[2]]
    assert "phone 2 heard patch 3 of floor after 1" in evening.verdict(tmp_path).faults


def test_a_patch_that_came_twice_is_found(evening, tmp_path):
    once = _number(evening, "patch", "tea")
    evening.heard[1].insert(evening.heard[1].index(once), once)
    assert "phone 1 heard patch 3 of floor after 3" in evening.verdict(tmp_path).faults


def test_a_channel_that_is_not_shown_again_is_found(evening, tmp_path):
    evening.heard[2].pop()
    assert evening.verdict(tmp_path).faults == ["phone 2 sat down and was not shown me:ben"]


def test_who_did_not_sit_down_again_was_not_compared(evening, tmp_path):
    evening.heard[2] = evening.heard[2][: evening.heard[2].index(SIT, 1)]
    assert evening.verdict(tmp_path).faults == ["phone 2 did not sit down a second time"]


def test_news_before_the_first_view_is_found(evening, tmp_path):
    evening.heard[1].insert(1, _number(evening, "patch", "tea"))
    assert "phone 1 heard patch 3 of floor without a view" in evening.verdict(tmp_path).faults


@pytest.mark.parametrize("slow", [True, False])
def test_only_a_phone_that_did_not_read_may_catch_up_by_a_fresh_view(slow, tmp_path):
    room = Evening()
    room.sit(1, "floor")
    room.happens("floor", [], voted=1)
    room.show(1, "floor")
    room.happens("floor", [1], voted=2)
    room.sit(1, "floor")
    room.slow = {1} if slow else set()
    verdict = room.verdict(tmp_path)
    assert (verdict.caught_up, len(verdict.faults)) == ((1, 0) if slow else (0, 1))


def test_who_moves_to_another_table_leaves_the_old_one(tmp_path):
    room = Evening()
    room.sit(1, "floor", "table:1")
    room.show(1, "table:2")
    room.happens("table:2", [1], voted=1)
    room.sit(1, "floor", "table:2")
    assert room.verdict(tmp_path).faults == []


def test_a_message_that_cannot_be_read_is_found(evening, tmp_path):
    evening.messages = [text[:-3] if "tea" in text and "patch" in text else text for text in evening.messages]
    assert any("cannot be read" in fault for fault in evening.verdict(tmp_path).faults)


def _number(evening: Evening, event: str, part: str) -> int:
    return next(no for no, text in enumerate(evening.messages) if f'"{event}"' in text and part in text)
