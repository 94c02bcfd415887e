"""What every phone heard, played again: patches in order without a gap, which made of the old view the fresh one.

`hall.tape(file)` writes it down, after `hall.sit()`: every distinct message once, then for each phone the numbers of
those it heard, and -1 where it sat down. Patches are applied as `workshop.patch` does it, and so as phones do.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from workshop import patch

Json = dict[str, Any]

SAT_DOWN = -1
MOST_FAULTS = 20
"""Faults that are told in words; the others are counted."""

OF_ONE_SORT = ("table", "me")
"""Channels of which a phone has one at a time: a view of another table ends the old one, as in channel.js."""


class Message(NamedTuple):
    """A view or a patch of one channel."""

    event: str
    channel: str
    version: int
    content: Json


class Heard(NamedTuple):
    """What one phone heard, by the numbers of messages. `slow`: it stopped reading for a while."""

    phone: int
    slow: bool
    messages: list[int]


class Tape(NamedTuple):
    """Everything that was heard."""

    messages: dict[int, Message]
    phones: list[Heard]


class State(NamedTuple):
    """A channel as one phone has it."""

    version: int
    view: Json


@dataclass
class Verdict:
    """How many patches were applied, how many views compared with fresh ones, and what was wrong.

    `caught_up`: fresh views that a slow phone was given for patches it had missed.
    """

    phones: int = 0
    patches: int = 0
    compared: int = 0
    caught_up: int = 0
    wrong: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, said: str) -> None:
        self.wrong += 1
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(said)


def read(file: Path) -> Tape:
    """A tape as hall wrote it."""
    texts, _, phones = file.read_text().partition("\n\n")
    messages = {no: found for no, text in enumerate(texts.split("\n")) if (found := _message(text))}
    return Tape(messages, [_heard(line) for line in phones.splitlines()])


def check(tape: Tape) -> Verdict:
    """Play it again for every phone. Each must have sat down twice, or there is nothing to compare with."""
    verdict = Verdict()
    record = _Record(tape.messages)
    for heard in tape.phones:
        verdict.phones += 1
        _Replay(heard, record, verdict).run()
    return verdict


class _Record:
    """What messages do to states. Shared channels are worked out once for all phones that went the same way."""

    def __init__(self, messages: dict[int, Message]) -> None:
        self.messages = messages
        self._after: dict[tuple[int, int], State] = {}
        self._same: dict[tuple[int, int], bool] = {}
        self._first = {no: State(one.version, one.content) for no, one in messages.items() if one.event == "view"}

    def shown(self, no: int) -> State:
        """The state that a view brings."""
        return self._first[no]

    def patched(self, state: State, no: int) -> State:
        """A state after a patch. States are kept for ever, so that each keeps the identity it is looked up by."""
        key = (id(state), no)
        if key not in self._after:
            message = self.messages[no]
            self._after[key] = State(message.version, patch.apply(state.view, message.content))
        return self._after[key]

    def same(self, state: State, no: int) -> bool:
        """Whether a view says what the state does."""
        key = (id(state), no)
        if key not in self._same:
            self._same[key] = state.view == self.messages[no].content
        return self._same[key]


class _Replay:
    """One phone."""

    def __init__(self, heard: Heard, record: _Record, verdict: Verdict) -> None:
        self._heard, self._record, self._verdict = heard, record, verdict
        self._states: dict[str, State] = {}
        self._awaited: set[str] = set()

    def run(self) -> None:
        if self._heard.messages.count(SAT_DOWN) < 2:
            self._fault("did not sit down a second time")
        for no in self._heard.messages:
            if no == SAT_DOWN:
                self._awaited = set(self._states)
            elif no in self._record.messages:
                self._hear(no, self._record.messages[no])
            else:
                self._fault(f"heard something that cannot be read (message {no})")
        for channel in sorted(self._awaited):
            self._fault(f"sat down and was not shown {channel}")

    def _hear(self, no: int, message: Message) -> None:
        if message.event == "view":
            self._show(no, message)
        elif (state := self._states.get(message.channel)) is None:
            self._fault(f"heard patch {message.version} of {message.channel} without a view")
        elif message.version != state.version + 1:
            self._fault(f"heard patch {message.version} of {message.channel} after {state.version}")
            del self._states[message.channel]
        else:
            self._verdict.patches += 1
            self._states[message.channel] = self._record.patched(state, no)

    def _show(self, no: int, message: Message) -> None:
        self._leave_others(message.channel)
        self._awaited.discard(message.channel)
        if (state := self._states.get(message.channel)) is not None:
            self._compare(state, no, message)
        self._states[message.channel] = self._record.shown(no)

    def _compare(self, state: State, no: int, message: Message) -> None:
        if state.version == message.version:
            self._verdict.compared += 1
            if not self._record.same(state, no):
                self._fault(f"has another {message.channel} than is shown afresh, at version {state.version}")
        elif self._heard.slow and state.version < message.version:
            self._verdict.caught_up += 1
        else:
            self._fault(f"is shown version {message.version} of {message.channel} afresh, after {state.version}")

    def _leave_others(self, channel: str) -> None:
        sort = channel.partition(":")[0]
        if sort in OF_ONE_SORT and channel not in self._states:
            others = {name for name in self._states if name.startswith(f"{sort}:")}
            self._awaited -= others
            self._states = {name: state for name, state in self._states.items() if name not in others}

    def _fault(self, said: str) -> None:
        who = f"phone {self._heard.phone}" if self._heard.phone else "the console"
        self._verdict.fault(f"{who} {said}")


def _message(text: str) -> Message | None:
    """Views and patches; nothing else is played again."""
    if not text.startswith("42["):
        return None
    try:
        event, said = json.loads(text[2:])
        content = said["view" if event == "view" else "changes"]
        return Message(event, said["channel"], said["version"], content)
    except (ValueError, KeyError, TypeError):
        return None


def _heard(line: str) -> Heard:
    _, phone, pace, *numbers = line.split()
    return Heard(int(phone), pace == "slow", [int(no) for no in numbers])
