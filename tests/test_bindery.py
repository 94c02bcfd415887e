"""What browsers are sent says the same as what stands in static/: binding loses nothing but comments and blanks."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.reading import javascript
from workshop import assets, bindery, editions
from workshop.bindery import Unbindable, bound, slim
from workshop.config import shipped

STATIC = shipped("static")
SCRIPTS = sorted([*(STATIC / "js").rglob("*.js"), *(STATIC / "kinds").rglob("*.js")])
SHEETS = sorted([*(STATIC / "css").glob("*.css"), *(STATIC / "kinds").glob("*.css")])
FACES = ("phone", "stage", "console", "remote", "home", "draft")
KINDS = [path.stem for path in (STATIC / "kinds").glob("*.js")]


def tokens(script: str) -> list[tuple[str, str]]:
    """All that a script says, its templates to the byte, read by somebody else than who slims it."""
    return [(token.kind, token.text) for region in javascript(script) for token in region]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_a_script_without_its_comments_says_what_it_said(path: Path) -> None:
    script = path.read_text(encoding="utf-8")
    assert tokens(slim(script)) == tokens(script)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_style_without_its_comments_says_what_it_said(path: Path) -> None:
    sheet = path.read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    assert "".join(editions.plain(sheet).split()) == "".join(bare.split())


def test_only_blanks_that_mean_nothing_go() -> None:
    assert slim("const a = 1 // one\nlet b\n  = a + +a\nreturn /a \\/ b/.test(x) / 2") == (
        "const a=1\nlet b\n=a+ +a\nreturn/a \\/ b/.test(x)/2"
    )
    assert slim("f({\n  a,\n  /* why */ b: `x  ${ y  ? `  <i>${ z }` : 'a // b' }  `,\n})\ng()") == (
        "f({a,b:`x  ${y?`  <i>${z}`:'a // b'}  `,})\ng()"
    )
    assert editions.plain('/* why */a > b , c { margin: 0 auto ; content: "a /* b */" }') == (
        'a > b,c{margin: 0 auto;content: "a /* b */"}'
    )


def test_control_a_template_that_lost_a_blank_is_found() -> None:
    assert tokens("html`<p> ${a}</p>`") != tokens("html`<p>${a}</p>`")
    assert tokens("a(`x ${b ? `y` : c}`)") == tokens("a( `x ${ b?`y`:c }` )")


# ── binding ─────────────────────────────────────────────────────────────────

LEAVES = {
    "a.js": "import { b as other, c } from './in/b.js'\nstart(other, c)\n",
    "in/b.js": "export { c } from '../vendor.js'\nexport const b = 1\nexport async function go() {}\n",
    "vendor.js": "var e=1,t=2;export{e as c,t as d};\n",
}


def test_each_module_comes_after_those_it_needs_and_keeps_its_names_to_itself() -> None:
    assert bindery.in_order("a.js", LEAVES) == ["vendor.js", "in/b.js", "a.js"]
    assert bound("a.js", LEAVES) == (
        "const m0=(()=>{var e=1,t=2;\nreturn{c:e,d:t}})()\n"
        "const m1=(()=>{const{c}=m0\nconst b = 1\nasync function go() {}\nreturn{b,go,c}})()\n"
        "const m2=(()=>{const{b:other,c}=m1\nstart(other, c)\nreturn{}})()\n"
        "export const leaves={m0,m1,m2}"
    )


def test_a_kind_brings_only_what_its_face_has_not() -> None:
    kind = {
        **LEAVES,
        "kind.js": "import { b } from './in/b.js'\nimport { x } from './x.js'\nexport default {\n b, x }\n",
    }
    sources = {**kind, "x.js": "export const x = 1\n"}
    assert bindery.beside("kind.js", sources, bindery.in_order("a.js", sources), "../a.js") == (
        "import{leaves}from'../a.js'\n"
        "const m3=(()=>{const x = 1\nreturn{x}})()\n"
        "const m4=(()=>{const{b}=leaves.m1\nconst{x}=m3\nconst $default={\n b, x }\nreturn{default:$default}})()\n"
        "export default m4.default"
    )


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("import a from './b.js'", "cannot be bound"),
        ("import * as a from './b.js'", "cannot be bound"),
        ("export * from './b.js'", "cannot be bound"),
        ("export let a = 1", "cannot be bound"),
        ("const at = new URL('.', import.meta.url)", "cannot be bound"),
        ("import { a } from './a.js'", "needs itself"),
        ("import { a } from './nowhere.js'", "is not there"),
        ("import { a } from './b.js'\nexport { a } from './b.js'", "takes a twice"),
    ],
)
def test_what_cannot_be_bound_is_refused(script: str, why: str) -> None:
    with pytest.raises(Unbindable, match=why):
        bound("a.js", {"a.js": script, "b.js": ""})


@pytest.mark.parametrize("face", FACES)
def test_every_face_and_every_kind_is_bound_with_names_that_exist(face: str) -> None:
    kept, book = assets.read(STATIC), ""
    for kind in ("", *KINDS) if face in ("phone", "stage", "console") else ("",):
        answer = kept.answer(kept.digest, editions.script(face, "en", kind), ())
        assert answer is not None
        written = answer.get_data(as_text=True)
        book = book if kind else written
        leaves = {**given_by(book), **given_by(written)}
        given = {no: set(re.findall(r"(\w+)(?=[,:}]|$)", names)) for no, names in leaves.items()}
        taking = r"^(?:const m\d+=\(\(\)=>\{)?const\{([^}]*)\}=(?:leaves\.)?(m\d+)$"
        for names, no in re.findall(taking, written, re.MULTILINE):
            missing = {one.split(":")[0] for one in names.split(",")} - given[no]
            assert missing <= ({"onStage"} if face in editions.SPARING else set()), (face, kind, no)


def given_by(written: str) -> dict[str, str]:
    leaves = re.findall(r"^const (m\d+)=.*?^return\{([^}]*)\}\}\)\(\)$", written, re.MULTILINE | re.DOTALL)
    return dict(leaves)


# ── what a phone is sent ────────────────────────────────────────────────────

PHONE = editions.Editions({path: one.body.decode() for path, one in assets.read(STATIC).files.items() if one.packs})
ON_PHONES = PHONE._face("phone")
assert ON_PHONES is not None
CLASSES = re.compile(r"""class(?:=|: )["'`]([^"'`]*)""")
RULE = re.compile(r"(?:^|(?<=\}))([^{}@]+)\{", re.MULTILINE)


def drawn_with(paths: list[str]) -> set[str]:
    """The classes that some scripts give what they draw."""
    found = (given for path in paths for given in CLASSES.findall(ON_PHONES.sources[path]))
    return {name for given in found for name in re.findall(r"[a-z][\w-]*", given)}


def first_classes(sheet: str) -> set[str]:
    """The class that each rule begins with."""
    heads = (one.strip() for rule in RULE.findall(editions.plain(sheet)) for one in rule.split(","))
    return {found[1] for head in heads if (found := re.match(r"\.([\w-]+)", head))} - {"stage", "stage-face"}


def unstyled(paths: list[str], sheet: str) -> set[str]:
    """Classes of the elements that are drawn with, and of which nothing is sent."""
    known = {name for _, text in PHONE._parts() for name in first_classes(text)}
    return (drawn_with(paths) & known) - first_classes(sheet)


@pytest.mark.parametrize("kind", ["", editions.BESIDES, *KINDS])
def test_a_phone_is_sent_the_styles_of_all_that_it_draws(kind: str) -> None:
    paths = [*ON_PHONES.book, *(ON_PHONES.beside(kind) if kind else [])]
    sheets = [PHONE.made(editions.style("phone", one)) for one in dict.fromkeys(("", kind))]
    assert unstyled(paths, "\n".join(str(one) for one in sheets)) == set()


def test_control_a_style_that_stayed_behind_is_found() -> None:
    assert {"option", "option-label"} <= unstyled(ON_PHONES.beside("choose"), str(PHONE.made(editions.style("phone"))))


def test_a_phone_is_sent_nothing_of_the_stage() -> None:
    written = [str(PHONE.made(editions.style("phone", kind))) for kind in ("", editions.BESIDES, *KINDS)]
    assert [
        rule for sheet in written for rule in RULE.findall(sheet) if re.fullmatch(r"[^,]*\.stage\b[^,]*", rule)
    ] == []
    assert ".stage .option" not in written[0]
    assert ".stage .bar" in str(PHONE.made(editions.style("stage")))


def test_there_is_nothing_else_to_be_had() -> None:
    kept = assets.read(STATIC)
    for path in (
        "bound/xx/phone.js",
        "bound/en/nobody.js",
        "bound/en/phone/nothing.js",
        "bound/nothing.css",
        "bound/nobody/choose.css",
        "bound/",
    ):
        assert kept.answer(kept.digest, path, ()) is None
