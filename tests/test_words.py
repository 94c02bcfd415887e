"""The words: every key that is used exists, every key that exists is used, arguments arrive, nothing bypasses them.

Read statically, so that a forgotten word is found without anybody having to reach the screen it stands on.
"""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest
from babel import Locale
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor
from jinja2 import Environment, nodes

from tests.house import House, robots_play
from tests.reading import HOLE, Region, calls, javascript, markup, properties
from workshop import notes, sentences, words
from workshop.bindery import slim
from workshop.moves import VISIBILITIES
from workshop.notes import data, note
from workshop.web import answers

ROOT = Path(__file__).resolve().parents[1]
SHOWN = ("waiting", "shown", "hidden")

NOT_WORDS = {"console-letters-off", "stage-link"}
"""These look like keys and are none: where the browser keeps a setting, and the last part of an address."""

KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)+")
PATTERN = re.compile(r"[a-z]+-[a-z0-9_*-]*\*[a-z0-9_*-]*")


@dataclass(frozen=True)
class Family:
    """Keys that are put together while the room runs: where, and what may stand for the star."""

    built_in: set[str]
    members: Iterable[str]


@dataclass
class Uses:
    """What a file says: keys with the arguments they are given (None: cannot be read off), families, and keys that
    travel through a variable, with the arguments of the calls that say variables."""

    keys: list[tuple[str, frozenset[str] | None]] = field(default_factory=list)
    families: list[tuple[str, frozenset[str] | None]] = field(default_factory=list)
    loose: set[str] = field(default_factory=set)
    loose_args: set[str] | None = field(default_factory=set)

    @property
    def all_keys(self) -> set[str]:
        return {key for key, _ in self.keys} | self.loose

    def say(self, keys: list[str], patterns: list[str], args: frozenset[str] | None, *, loose: bool) -> None:
        self.keys += [(key, args) for key in keys]
        self.families += [(pattern, args) for pattern in patterns]
        if loose:
            self.loose_args = None if args is None or self.loose_args is None else self.loose_args | args


# ── reading ─────────────────────────────────────────────────────────────────


def scripts() -> list[Path]:
    return sorted([*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "static" / "kinds").rglob("*.js")])


def templates() -> list[Path]:
    return sorted((ROOT / "templates").glob("*.html"))


def modules() -> list[Path]:
    return sorted((ROOT / "workshop").rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def uses(path: Path, places: set[str]) -> Uses:
    """What a file says. `places`: the first words of keys, by which a key that only passes through is known."""
    text = path.read_text(encoding="utf-8")
    read = {".js": in_script, ".html": in_template, ".py": in_module}[path.suffix]
    found = read(text)
    found.loose = {key for key in found.loose if KEY.fullmatch(key) and key.split("-")[0] in places} - NOT_WORDS
    return found


def in_script(text: str) -> Uses:
    found = Uses()
    for region in javascript(text):
        found.loose |= {token.text for token in region if token.kind == "string"}
        for call in calls(region, "say"):
            key, *args = call.arguments or ((),)
            given = properties(args[0]) if args else frozenset()
            keys = [one.text for one in key if one.kind == "string" and KEY.fullmatch(one.text)]
            patterns = [starred(one.text) for one in key if one.kind == "template"]
            found.say(keys, patterns, given, loose=any(one.kind == "name" for one in key))
    return found


def in_template(text: str) -> Uses:
    found = Uses()
    for call in Environment().parse(text).find_all(nodes.Call):
        if getattr(call.node, "name", getattr(call.node, "attr", "")) != "say":
            continue
        given = None if call.dyn_kwargs else frozenset(one.key for one in call.kwargs)
        key = call.args[0]
        parts = key.nodes if isinstance(key, nodes.Concat) else [key]
        joined = "".join(str(one.value) if isinstance(one, nodes.Const) else HOLE for one in parts)
        found.say(
            [joined] if HOLE not in joined else [], [starred(joined)] if HOLE in joined else [], given, loose=False
        )
    return found


def in_module(text: str) -> Uses:
    found = Uses()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.loose.add(node.value)
        if not isinstance(node, ast.Call) or called(node) != "say" or not node.args:
            continue
        given = None if any(one.arg is None for one in node.keywords) else frozenset(str(k.arg) for k in node.keywords)
        key = node.args[0]
        keys = [one for one in strings(key) if KEY.fullmatch(one)]
        patterns = [starred(pieces(key))] if isinstance(key, ast.JoinedStr) else []
        found.say(keys, [one for one in patterns if PATTERN.fullmatch(one)], given, loose=isinstance(key, ast.Name))
    return found


def called(node: ast.Call) -> str:
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def strings(node: ast.AST) -> list[str]:
    """The whole strings in an expression, leaving out the pieces of those that are put together."""
    if isinstance(node, ast.JoinedStr):
        return []
    own = [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []
    return own + [one for child in ast.iter_child_nodes(node) for one in strings(child)]


def pieces(node: ast.JoinedStr) -> str:
    return "".join(str(one.value) if isinstance(one, ast.Constant) else HOLE for one in node.values)


def starred(text: str) -> str:
    return text.replace(HOLE, "*")


# ── the catalogue ───────────────────────────────────────────────────────────


class Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: Any) -> None:
        self.names.add(node.id.name)


def catalogue(text: str) -> dict[str, set[str]]:
    """Every message with the arguments it needs. Raises when a line is no message, or a key stands there twice."""
    resource = FluentResource(text)
    junk = [entry.content for entry in resource.body if isinstance(entry, ftl.Junk)]
    assert not junk, junk
    messages = [entry for entry in resource.body if isinstance(entry, ftl.Message)]
    twice = [key for key, count in Counter(one.id.name for one in messages).items() if count > 1]
    assert not twice, twice
    return {one.id.name: needed(one) for one in messages}


def needed(message: ftl.Message) -> set[str]:
    variables = Variables()
    variables.visit(message)
    return variables.names


ENGLISH = (ROOT / "static" / "locales" / "en.ftl").read_text(encoding="utf-8")
KEYS = catalogue(ENGLISH)
PLACES = {key.split("-")[0] for key in KEYS}


# ── refusals ────────────────────────────────────────────────────────────────

REFUSING = {"Refused", "refusal", "_refusal", "Turned"}


def refusals(text: str) -> Iterator[tuple[str, frozenset[str] | None]]:
    """Every code a module refuses with, and the arguments that go along."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and called(node) in REFUSING and node.args:
            passed = frozenset(str(one.arg) for one in node.keywords) if called(node) == "Refused" else None
            if isinstance(node.args[0], ast.Constant):
                yield str(node.args[0].value), passed
        if isinstance(node, ast.Dict):
            pairs = zip(node.keys, node.values, strict=True)
            coded = [value for key, value in pairs if isinstance(key, ast.Constant) and key.value == "code"]
            yield from ((code, None) for value in coded if isinstance(value, ast.Constant) for code in strings(value))


def refusals_in_script(text: str) -> Iterator[str]:
    """Codes that a browser gives itself: `code: 'no_answer'`."""
    for region in javascript(text):
        for name, mark, code in zip(region, region[1:], region[2:], strict=False):
            if (name.text, mark.text, code.kind) == ("code", ":", "string") and code.text:
                yield code.text


def all_refusals() -> set[str]:
    ours = {code for path in modules() for code, _ in refusals(path.read_text(encoding="utf-8"))}
    theirs = {code for path in scripts() for code in refusals_in_script(path.read_text(encoding="utf-8"))}
    return ours | theirs | set(answers._CODES.values())


def ends_of_a_link() -> set[str]:
    """Why a phone may find itself at the door again: what ends its link for good, and leaving."""
    text = (ROOT / "static" / "js" / "channel.js").read_text(encoding="utf-8")
    listed = re.search(r"const FINAL = \[(.*?)\]", text)
    assert listed
    return {*re.findall(r"'(\w+)'", listed[1]), "left"}


def troubles() -> set[str]:
    """Every trouble that a module puts up on the consoles: `trouble("disk_low", …)`."""
    found = (node for path in modules() for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    calls_ = [node for node in found if isinstance(node, ast.Call) and called(node) == "trouble" and node.args]
    return {code for node in calls_ for code in strings(node.args[0])}


TICKETS = ("sign-in", "stage", "invited", "remote", "keep")
"""Doors that are opened by a one-time link."""

OUTSIDE = ("crowding", "closed_door", "slow_down", "busy")
"""Why a phone cannot come in just now, and tries again by itself."""

FAMILIES = {
    "choose-*": Family({"workshop/kinds/choose.py"}, ("yes", "no")),
    "collect-console-*": Family({"static/kinds/collect.js"}, ("kept", *SHOWN)),
    "collect-send-*": Family({"static/kinds/collect.js"}, VISIBILITIES),
    "door-*-none": Family({"templates/sign_in.html"}, TICKETS),
    "door-*-title": Family({"templates/sign_in.html"}, TICKETS),
    "door-*-wait": Family({"templates/sign_in.html"}, TICKETS),
    "join-outside-*": Family({"static/js/knocking.js"}, OUTSIDE),
    "join-outside-*-text": Family({"static/js/knocking.js"}, OUTSIDE),
    "look-part-*": Family({"static/js/elements/ribbon.js"}, ("done", "now", "next")),
    "look-sees-*": Family({"static/js/elements/visibility.js"}, VISIBILITIES),
    "look-sees-*-sentence": Family({"static/js/elements/visibility.js"}, VISIBILITIES),
    "mine-status-*": Family(
        {"static/kinds/collect.js", "static/kinds/deck.js"}, (*SHOWN, *(v for v in VISIBILITIES if v != "room"))
    ),
    "out-*": Family({"static/js/join.js"}, ends_of_a_link()),
    "phone-link-*": Family({"static/js/phone/page.js"}, ("live", "trying")),
    "refused-*": Family(
        {
            "static/js/console/desk.js",
            "static/js/console/paper.js",
            "static/js/draft.js",
            "static/js/home.js",
            "static/js/refusals.js",
            "static/js/remote.js",
            "templates/message.html",
            "workshop/web/answers.py",
        },
        all_refusals(),
    ),
    "sheet-*": Family(
        {"workshop/notes/data.py"}, data.COLUMNS
    ),
    "trouble-*": Family({"static/js/console/troubles.js"}, troubles()),
}  # fmt: skip


def members(pattern: str) -> set[str]:
    return {pattern.replace("*", one) for one in FAMILIES[pattern].members}


# ── a and b: what is used exists, what exists is used ───────────────────────

EVERYTHING = {name_of(path): uses(path, PLACES) for path in (*scripts(), *templates(), *modules())}


def unknown(found: Uses, keys: Iterable[str]) -> set[str]:
    return found.all_keys - set(keys)


@pytest.mark.parametrize("file", EVERYTHING)
def test_every_word_that_is_asked_for_exists(file: str) -> None:
    assert unknown(EVERYTHING[file], KEYS) == set()


def test_every_family_is_declared_where_it_is_built_and_whole() -> None:
    built: dict[str, set[str]] = {}
    for file, found in EVERYTHING.items():
        for pattern, _ in found.families:
            built.setdefault(pattern, set()).add(file)
    assert built == {pattern: family.built_in for pattern, family in FAMILIES.items()}
    assert {key for pattern in FAMILIES for key in members(pattern)} - set(KEYS) == set()


def test_every_refusal_has_its_sentence() -> None:
    codes = all_refusals()
    assert {"not_open", "no_answer", "wrong_form", "signed_out", "busy"} <= codes, "the codes are not read any more"
    assert {f"refused-{code}" for code in codes} - set(KEYS) == set()


def unused(keys: Iterable[str], everything: Iterable[Uses]) -> set[str]:
    asked = {key for found in everything for key in found.all_keys}
    return set(keys) - asked - {key for pattern in FAMILIES for key in members(pattern)}


def test_every_word_is_asked_for_somewhere() -> None:
    assert unused(KEYS, EVERYTHING.values()) == set()


def unsent(source: str, found: Uses) -> set[str]:
    """What a script can say and its face would not be sent."""
    needed_ = (found.all_keys & set(KEYS)) | {key for pattern, _ in found.families for key in members(pattern)}
    return needed_ - sentences.asked(source, KEYS)


@pytest.mark.parametrize("path", scripts(), ids=name_of)
def test_every_script_is_sent_the_words_that_it_can_say(path: Path) -> None:
    for source in (text := path.read_text(encoding="utf-8"), slim(text)):
        assert unsent(source, EVERYTHING[name_of(path)]) == set()


def test_the_words_are_sent_as_they_stand_and_in_english_where_nobody_has_translated_them() -> None:
    sent = sentences.catalogue(ENGLISH)
    assert catalogue("\n".join(sent.values())) == KEYS
    cut = sentences.in_languages(
        {"bye", "hello", "nobody-s"}, {"cy": {"hello": "hello = Helo"}, "en": {**sent, "bye": "bye = Bye"}}
    )
    assert cut == [("cy", {"hello": "hello = Helo"}), ("en", {"bye": "bye = Bye"})]


# A browser puts the parts together in the same few steps (`tests/js/words.test.js`).


def put_together(parts: Any, args: dict[str, Any]) -> str:
    if isinstance(parts, str):
        return parts
    return "".join(filled(part, args) if no % 2 else part for no, part in enumerate(parts))


def filled(hole: Any, args: dict[str, Any]) -> str:
    if isinstance(hole, str):
        return format_decimal(args[hole], locale="en") if isinstance(args[hole], int) else args[hole]
    name, forms = hole
    value = args[name]
    form = Locale("en").plural_form(value) if isinstance(value, int) else None
    return put_together(forms.get(str(value), forms.get(form, forms["*"])), args)


def wrongly_sent(sentence: str) -> list[tuple[str, str]]:
    """What a browser would say otherwise than Fluent does, for a few and for many, and whichever word is chosen by."""
    key, bundle = sentence.partition("=")[0].strip(), FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(sentence))
    parts = json.loads(json.dumps(sentences.parts(sentence)))
    names, forms = catalogue(sentence)[key], set(re.findall(r"\[([a-z]\w*)\]", sentence)) - {"one", "other"}
    asked = [dict.fromkeys(names, value) for value in (0, 1, 2, 60, 1270, "Ana", *forms)]
    said = [
        (put_together(parts, args), bundle.format_pattern(bundle.get_message(key).value, args)[0]) for args in asked
    ]
    return [(ours, theirs) for ours, theirs in said if ours != theirs]


def test_every_word_is_sent_in_parts_that_say_the_same() -> None:
    for sentence in sentences.catalogue(ENGLISH).values():
        assert wrongly_sent(sentence) == []


def test_what_a_browser_does_not_know_stays_as_a_translator_wrote_it() -> None:
    assert sentences.parts('a = { $x }{ $y } in { "{" }{ -house }') == ["", "x", "", "y", " in {{ -house }"]


def test_control_parts_that_say_something_else_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    people = "people = { $count ->\n [one] One is\n *[other] { $count } are\n } here"
    assert wrongly_sent(people) == []
    monkeypatch.setattr(sentences, "parts", lambda _: ["", ["count", {"*": ["", "count", " are"]}], " here"])
    assert wrongly_sent(people) == [("1 are here", "One is here")]


def test_control_a_word_that_is_not_sent_is_found() -> None:
    family = next(iter(FAMILIES))
    assert unsent("say('join-title')", in_script("say('join-title') || say('join-lead')")) == {"join-lead"}
    assert unsent("", in_script(f"say(`{family.replace('*', '${one}')}`)")) == members(family)


def test_control_a_word_that_does_not_exist_and_one_that_nobody_asks_for_are_found(tmp_path: Path) -> None:
    made_up = {
        "up.js": "const key = 'stage-loose'\nexport const f = (say) => html`<p>${on && say('stage-asked')}</p>`",
        "up.html": "<p>{{ say('stage-asked') }}</p>",
        "up.py": "say('stage-asked', language)\nheadline('stage-loose')",
    }
    for name, text in made_up.items():
        (tmp_path / name).write_text(text)
    found = {name: uses(tmp_path / name, {"stage"}) for name in made_up}
    assert unknown(found["up.js"], ["stage-known"]) == {"stage-asked", "stage-loose"}
    assert unknown(found["up.html"], ["stage-known"]) == {"stage-asked"}
    assert unknown(found["up.py"], ["stage-known"]) == {"stage-asked", "stage-loose"}
    assert unused(["stage-asked", "stage-known"], found.values()) == {"stage-known"}


def test_control_a_new_refusal_without_a_sentence_is_found() -> None:
    assert dict(refusals("raise Refused('too_odd', key=1)\nBUSY = {'ok': False, 'code': 'too_even'}")) == {
        "too_odd": {"key"},
        "too_even": None,
    }
    assert list(refusals_in_script("return { ok: false, code: 'too_far' }")) == ["too_far"]


def test_control_a_family_nobody_declared_is_found() -> None:
    assert in_script("say(`stage-${mood}-now`, { no })").families == [("stage-*-now", {"no"})]
    assert in_template("{{ say('stage-' ~ mood) }}").families == [("stage-*", frozenset())]
    assert in_module("say(f'stage-{mood}', **args)").families == [("stage-*", None)]


# ── c: arguments ────────────────────────────────────────────────────────────


def forgotten(found: Uses, keys: dict[str, set[str]]) -> dict[str, set[str]]:
    """Keys that are said without an argument they need."""
    said = [(key, args) for key, args in found.keys if key in keys]
    said += [(key, args) for pattern, args in found.families if pattern in FAMILIES for key in members(pattern)]
    missing = {key: keys[key] - args for key, args in said if args is not None}
    direct = {key for key, _ in found.keys}
    if found.loose_args is not None:
        missing |= {key: keys[key] - found.loose_args for key in found.loose - direct if key in keys}
    return {key: args for key, args in missing.items() if args}


@pytest.mark.parametrize("file", EVERYTHING)
def test_every_word_gets_the_arguments_it_needs(file: str) -> None:
    assert forgotten(EVERYTHING[file], KEYS) == {}


def test_every_refusal_brings_what_its_sentence_needs() -> None:
    for path in modules():
        for code, passed in refusals(path.read_text(encoding="utf-8")):
            assert passed is None or KEYS[f"refused-{code}"] <= passed, f"{name_of(path)}: {code}"


def test_every_sentence_can_be_said() -> None:
    bundle = FluentBundle(["en"], use_isolating=False)
    bundle.add_resource(FluentResource(ENGLISH))
    for key, args in KEYS.items():
        message = bundle.get_message(key)
        assert message.value is not None, key
        for count in (0, 1, 2, 17):
            said, faults = bundle.format_pattern(message.value, dict.fromkeys(args, count))
            assert not faults, (key, faults)
            assert str(said).strip() == str(said) != "", key
            assert "{" not in str(said), key


def test_control_a_forgotten_argument_is_found() -> None:
    keys = {"look-table": {"no"}, "look-people": {"count"}}
    assert forgotten(in_script("say('look-table')\nroom.say(a ? 'look-people' : b, { no })"), keys) == {
        "look-table": {"no"},
        "look-people": {"count"},
    }
    assert forgotten(in_script("say('look-table', { no: at + 1, ...rest })\nsay('look-people', said)"), keys) == {}
    assert forgotten(in_template("{{ say('look-table', number=1) }}"), keys) == {"look-table": {"no"}}
    assert forgotten(in_module("context.say('look-people', no=1)"), keys) == {"look-people": {"count"}}
    assert forgotten(in_script("say(key)\nf('look-table')"), keys) == {"look-table": {"no"}}


def test_control_a_broken_catalogue_is_found() -> None:
    with pytest.raises(AssertionError, match="no message at all"):
        catalogue("stage-one = One\nno message at all\n")
    with pytest.raises(AssertionError, match="stage-one"):
        catalogue("stage-one = One\nstage-one = Two\n")


# ── d: words that bypass the catalogue ──────────────────────────────────────

LETTERS = re.compile(r"[^\W\d_]{2,}")
SENTENCE = re.compile(r"[^\W\d_]{2,}[’',.:;?!]* [^\W\d_]|[^\W\d_] [^\W\d_]{2,}|\0 [^\W\d_]{2,}|[^\W\d_]{2,}:? \0")
READ_OUT = {"text", "aria-label", "aria-description", "aria-roledescription", "title", "placeholder", "alt"} | {
    "label",
    "hint",
    "foot",
    "none",
}
"""Attributes that people read or hear; the last ones are those of our own elements."""

NOT_FOR_PEOPLE = {"Error", "warn", "querySelector", "closest", "matches", "matchMedia"}
"""Calls whose strings are for developers and browsers."""

NOT_READ = {"class", "d", "key", "seed", "style", "viewBox"}
"""Attributes whose strings are for the drawing itself."""

PROTOCOL = re.compile(
    r"text/|attachment;|default-src |form-action |\ ws://|\d{3} |<svg "  # headers and pictures
    r"|(at once|without storage|io server disconnect)$"  # values that are compared with, of ours and of the socket's
)
"""Strings with blanks in them that programs read."""


def bypassing_markup(text: str) -> list[str]:
    return [words.strip() for name, words in markup(text) if name in READ_OUT and LETTERS.search(unescaped(words))]


def is_sentence(text: str) -> bool:
    return bool(SENTENCE.search(text)) and not PROTOCOL.match(text)


def unescaped(words: str) -> str:
    return re.sub(r"&#?\w+;", " ", words)


def bypassing_script(text: str) -> list[str]:
    """Words written into the drawings, and sentences in strings, of a module."""
    found = []
    for region in javascript(text):
        for at, token in enumerate(region):
            if token.kind == "template" and token.tag == "html":
                found += bypassing_markup(token.text)
            elif token.kind in ("string", "template") and not for_developers(region, at) and is_sentence(token.text):
                found.append(token.text)
            if writes_to_the_page(region, at) and LETTERS.search(token.text):
                found.append(token.text)
    return list(dict.fromkeys(found))


def for_developers(region: Region, at: int) -> bool:
    called = region[at - 2].text if at > 1 and region[at - 1].text == "(" else ""
    return called in NOT_FOR_PEOPLE or region.attribute in NOT_READ


def writes_to_the_page(region: Region, at: int) -> bool:
    before = [token.text for token in region[max(0, at - 2) : at]]
    return region[at].kind == "string" and before in (["title", "="], ["textContent", "="], ["ariaLabel", "="])


def bypassing_template(text: str) -> list[str]:
    """Words written into a page, or into one of its expressions."""
    found = bypassing_markup(re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", HOLE, text, flags=re.DOTALL))
    for node in Environment().parse(text).find_all((nodes.Output, nodes.CondExpr)):
        inside = node.nodes if isinstance(node, nodes.Output) else [node.expr1, node.expr2]
        found += [one.value for one in inside if isinstance(one, nodes.Const) and LETTERS.search(str(one.value))]
    return found


INVENTED = {
    "_SHORT",
    "_PHRASES",
    "PLAUSIBLE",
    "_LINES",
    "_FINDERS",
    "_NEEDS",
    "_OFFERS",
    "_WEAK",
    "_STRONG",
    "_with_the_deck",
    "FINDINGS",
}
"""What robots write, in the place of people; and what those who write agendas are told."""


def bypassing_module(text: str) -> list[str]:
    """Sentences in strings of a module, other than docstrings, complaints about settings, and what robots write."""
    return [said for said in said_in(ast.parse(text)) if is_sentence(said)]


def said_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Raise) or named(node) & INVENTED or is_logging(node):
        return
    if isinstance(node, ast.JoinedStr):
        yield pieces(node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
        yield node.value if isinstance(node.value, str) else node.value.decode("latin-1")
    for child in ast.iter_child_nodes(node):
        docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not docstring and not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
            yield from said_in(child)


def named(node: ast.AST) -> set[str]:
    targets = [*getattr(node, "targets", ()), getattr(node, "target", None)]
    return {getattr(node, "name", ""), *(one.id for one in targets if isinstance(one, ast.Name))}


def is_logging(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and getattr(getattr(node.func, "value", None), "id", "") == "log"


READ_BY_PEOPLE = (
    "web",
    "notes",
    "kinds",
    "matters",
    "faces.py",
    "live.py",
    "host.py",
    "roster.py",
    "pool.py",
    "place.py",
    "run.py",
)
"""What of the package reaches a screen or a file that people open. The terminal speaks English, as do complaints
about agendas, which quote the file they are about."""


def modules_for_people() -> list[Path]:
    return [path for path in modules() if path.relative_to(ROOT / "workshop").parts[0] in READ_BY_PEOPLE]


@pytest.mark.parametrize("path", scripts(), ids=name_of)
def test_no_drawing_speaks_past_the_catalogue(path: Path) -> None:
    assert bypassing_script(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", templates(), ids=name_of)
def test_no_page_speaks_past_the_catalogue(path: Path) -> None:
    assert bypassing_template(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", modules_for_people(), ids=name_of)
def test_no_module_speaks_past_the_catalogue(path: Path) -> None:
    assert bypassing_module(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("source", "words_"),
    [
        ("html`<p>Hello</p>`", ["Hello"]),
        ("html`<p>${n} of them</p>`", [f"{HOLE} of them"]),
        ("html`<ul>${all.map((one) => html`<li key=${one}>Also ${one}</li>`)}</ul>`", [f"Also {HOLE}"]),
        ('html`<img alt="A picture" src=${qr} />`', ["A picture"]),
        ('html`<${Button} label="Send" onClick=${() => a > b} />`', ["Send"]),
        ("tell({ text: 'That did not work' })", ["That did not work"]),
        ("document.title = 'Welcome'", ["Welcome"]),
        ("tell(`${name} has left`)", [f"{HOLE} has left"]),
        ("throw new Error('No words for people') // nor here", []),
        ("html`<p key=${`one of ${n}`} class=${`is-on ${n} two`} title=${`one of ${n}`} />`", [f"one of {HOLE}"]),
        ("const wide = /a (b|c) d/.test(it) ? 'is-wide' : ''", []),
        ('html`<p class="two words" dir="auto">${say(\'look-tie\')} · ${n}&nbsp;</p>`', []),
    ],
)
def test_control_words_in_a_drawing_are_found(source: str, words_: list[str]) -> None:
    assert bypassing_script(source) == words_


@pytest.mark.parametrize(
    ("source", "words_"),
    [
        ("<h1>Hello</h1>", ["Hello"]),
        ('<input placeholder="Your name" class="a b">', ["Your name"]),
        ('{{ n }} {{ "person" if n == 1 else "people" }}', ["person", "people"]),
        ("{{ 'Hello' }}", ["Hello"]),
        ("<h1>{{ say('door-sorry') }}</h1>{# a remark #}{% if one %}·{% endif %}", []),
    ],
)
def test_control_words_in_a_page_are_found(source: str, words_: list[str]) -> None:
    assert bypassing_template(source) == words_


@pytest.mark.parametrize(
    ("source", "words_"),
    [
        ("note = 'Nobody wrote here.'", ["Nobody wrote here."]),
        ("note = f'{n} written'", [f"{HOLE} written"]),
        ("_ELSEWHERE = b'Not this way.'", ["Not this way."]),
        ("' and '.join(names)", []),
        ("'''What it is for.'''\nlog.error('It broke here')\nraise ValueError('a vote needs two options')", []),
        ("def _with_the_deck():\n    return 'Somebody said so'", []),
    ],
)
def test_control_words_in_a_module_are_found(source: str, words_: list[str]) -> None:
    assert bypassing_module(source) == words_


# ── one language, one file ──────────────────────────────────────────────────


def test_a_language_is_one_file() -> None:
    assert [path.name for path in (ROOT / "static" / "locales").rglob("*")] == [
        f"{one}.ftl" for one in words.languages()
    ]


def test_facts_are_in_the_right_number_in_the_note() -> None:
    assert words.say("note-present", count=1) == "1 person in the room."
    assert words.say("note-present", count=2) == "2 people in the room."
    assert words.say("note-promised", count=2, people=1) == "2 by 1 person."
    assert words.say("deck-note-turned", tables=1, cards=2, count=16) == "1 table turned 2 cards, from a deck of 16."


def test_a_name_from_the_right_keeps_to_itself_and_a_missing_language_is_english() -> None:
    speak = words.speaker("xx")
    assert speak("note-facilitated", host="Ana") == "Facilitated by Ana"
    assert speak("note-facilitated", host="أمينة") == "Facilitated by \u2068أمينة\u2069"
    assert speak("nobody-wrote-this") == "nobody-wrote-this"


def test_the_note_and_its_files_speak_the_language_of_the_agenda(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    guests, dice = [house.join(name, table=1) for name in ("Ana", "Ben", "Cara")], Random(3)
    house.sit_everywhere()
    for screen in house.run.agenda.screens:
        house.go(screen.id)
        house.facilitator.play("open", screen.id)
        assert all(answer["ok"] for _, _, answer in robots_play(house, guests, dice))
        house.facilitator.play("show", entries=[entry.id for entry in house.run.pool.waiting()])
        house.facilitator.play("reveal", screen.id)
    for module in (note, data):
        monkeypatch.setattr(module, "speaker", lambda language: lambda key, /, **args: f"({language} {key})")
    run = replace(house.run, agenda=replace(house.run.agenda, language="cy"))
    written = [notes.note_markdown(run), notes.note_html(run), *notes.sheets(run, private=True).values()]
    said = {key for text in written for key in re.findall(r"\(cy ([\w-]+)\)", text)}
    assert {"note-about", "note-answered", "collect-note-asked", "deck-note-turned", "sheet-when"} <= said
    assert {"choose-note-dots", "choose-note-yesno", "choose-yes", "sheet-private"} <= said
    english = [words.say(key) for key in said if not KEYS[key] and " " in words.say(key)]
    assert len(english) > 5
    assert [(sentence, text) for sentence in english for text in written if sentence in text] == []
    assert '<html lang="cy" dir="ltr">' in written[1]
