"""Rules of the house about templates: they hold together, keep the content policy, and can be translated."""

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import nodes

from coalition.auth.policy import Act

ROOT = Path(__file__).parent.parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT / "templates"))


every_template = pytest.mark.parametrize("path", TEMPLATES, ids=name_of)

INLINE = re.compile(
    r"<style|<script(?![^>]*\bsrc=)|\sstyle=[\"'{]|\son[a-z]+=[\"'{]|javascript:|(?:src|href)=[\"'](?:https?:)?//",
    re.IGNORECASE,
)
# Attributes whose value a person reads or hears.
SPOKEN = re.compile(r"\s(?:alt|title|placeholder|aria-label|aria-description|label)=\"([^\"]*)\"")
# Names and signs that are the same in every language.
SAME_EVERYWHERE = {"ISO", "USD", "IATI", "CCM", "APMBC", "CCW", "HTML", "JSON", "CSV", "PDF", "Coalition"}

pytestmark = pytest.mark.on("sqlite")


def text_of(path: Path) -> str:
    return path.read_text()


@every_template
def test_templates_stay_small(path: Path):
    assert len(text_of(path).splitlines()) <= 120


@every_template
def test_templates_compile_and_use_what_they_import(app: Flask, path: Path):
    app.jinja_env.compile(text_of(path))  # refuses filters and tests that do not exist
    tree = app.jinja_env.parse(text_of(path))
    used = names_in(app, tree)
    imported = {
        name if isinstance(name, str) else name[1]
        for node in tree.find_all(nodes.FromImport)
        for name in node.names
    }
    assert imported <= used


def names_in(app: Flask, tree: nodes.Template) -> set[str]:
    """Return the names that a template uses, itself or in the parts it includes, which see its imports."""
    used = {node.name for node in tree.find_all(nodes.Name)}
    for part in tree.find_all(nodes.Include):
        if isinstance(part.template, nodes.Const):
            text = text_of(ROOT / "templates" / part.template.value)
            used |= names_in(app, app.jinja_env.parse(text))
    return used


@every_template
def test_templates_name_pages_acts_and_templates_that_exist(app: Flask, path: Path):
    tree = app.jinja_env.parse(text_of(path))
    for call in tree.find_all(nodes.Call):
        said = first_word(call)
        if said and called(call) == "url_for":
            assert said in app.view_functions
        if said and called(call) == "may":
            assert said in set(Act)
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.FromImport, nodes.Import)):
        if isinstance(node.template, nodes.Const):
            assert (ROOT / "templates" / node.template.value).exists(), node.template.value


def called(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


def first_word(call: nodes.Call) -> str:
    first = call.args[0] if call.args else None
    return first.value if isinstance(first, nodes.Const) and isinstance(first.value, str) else ""


@every_template
def test_templates_hold_no_script_style_or_foreign_address(path: Path):
    assert [match[0] for match in INLINE.finditer(text_of(path))] == []


@pytest.mark.parametrize("path", [path for path in TEMPLATES if "design" not in path.parts], ids=name_of)
def test_words_of_templates_can_be_translated(app: Flask, path: Path):
    """What a person reads stands in {{ _("…") }} or {% trans %}; the gallery for builders is let off."""
    bare = plain_text(app, text_of(path))
    seen = re.sub(r"<[^>]*>", " ", re.sub(r"<!--.*?-->", "", bare, flags=re.DOTALL))
    seen = " ".join([re.sub(r"&\w+;|\0-\w+", " ", seen), *SPOKEN.findall(bare)])
    words = set(re.findall(r"[^\W\d_]{2,}", seen.replace("\0", " ")))
    assert words - SAME_EVERYWHERE == set()


def plain_text(app: Flask, source: str) -> str:
    """Return a template's own text, what stands outside of Jinja and {% trans %}; a NUL where Jinja stood."""
    kept, tag, in_trans = [], "", False
    for _, kind, value in app.jinja_env.lex(source):
        if kind == "data":
            kept.append("" if in_trans else value)
        elif kind in ("block_begin", "variable_begin"):
            tag = ""
            kept.append("\0")
        elif kind == "name" and not tag:
            tag = value
            in_trans = {"trans": True, "endtrans": False}.get(value, in_trans)
    return "".join(kept)


@every_template
def test_only_our_own_words_are_looked_up_as_messages(path: Path):
    """`_()` gives back unescaped what it is handed and fills its per cent signs: never a value, but a text.


    A value that is a message is shown with the filter `translated`.
    """
    assert re.findall(r"\b_\(\s*[a-z][^)]*\)", text_of(path)) == []
