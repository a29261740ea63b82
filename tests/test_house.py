"""Rules of the whole house, each a few lines, so that no one has to remember them: rooms, access, sizes."""

import ast
import inspect
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from importlinter.cli import lint_imports

from coalition.auth.policy import POLICY, Act
from coalition.auth.policy.table import Scope
from coalition.web.access import PUBLIC, access_of

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "coalition").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

# Packages that are no rooms: they have no floors.
FRAME = {"api", "cli", "core", "jobs", "web"}
# What anybody may open without an account; a page joins this list on purpose or not at all.
PUBLIC_PAGES = {
    "auth.accept",
    "auth.forgotten",
    "auth.sign_in",
    "reminders.deadlines",
    "states.index",
    "states.show",
    "states.simulate",
    "treaty.deadlines",
    "watch.metrics",
    "watch.readyz",
    "web.front",
    "web.healthz",
    "web.set_language",
}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- rooms and floors ----------------------------------------------------------------------------


def test_imports_keep_to_their_floor_and_room():
    assert lint_imports(no_cache=True) == 0


def test_every_room_has_floors():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    floors = settings["tool"]["importlinter"]["contracts"][0]
    rooms = {path.parent.name for path in (ROOT / "coalition").glob("*/__init__.py")} - FRAME
    assert {room.removeprefix("coalition.") for room in floors["containers"]} == rooms


def test_only_transaction_saves():
    assert [name_of(path) for path in MODULES if "session.commit(" in path.read_text()] == ["coalition/db.py"]


def test_only_the_roof_looks_at_the_clock():
    """Below it `today` and `now` are handed down, so that a deadline can be tested."""
    roof = {"views", "forms", "commands", *FRAME}
    curious = [
        name_of(path)
        for path in MODULES
        if "coalition.core.clock import" in path.read_text()
        and not roof & {*path.relative_to(ROOT).parts, path.stem}
    ]
    assert curious == []


# --- who may come in -----------------------------------------------------------------------------


@pytest.mark.on("sqlite")
def test_every_view_says_who_may_come_in(app: Flask):
    silent = [name for name, view in app.view_functions.items() if access_of(view) is None]
    assert [name for name in silent if name != "static"] == []


@pytest.mark.on("sqlite")
def test_the_public_pages_are_these(app: Flask):
    assert {name for name, view in app.view_functions.items() if access_of(view) == PUBLIC} == PUBLIC_PAGES


@pytest.mark.on("sqlite")
def test_writing_pages_ask_again_about_the_thing(app: Flask):
    """An act that reaches only some things is not allowed by the door alone."""
    careless = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if "POST" in (rule.methods or ()) and reaches_some(access_of(view)) and rule.arguments:
            careless += [] if "require(" in source_of(view) else [rule.endpoint]
    assert careless == []


def reaches_some(access: object) -> bool:
    return isinstance(access, Act) and any(right.scope is not Scope.ANY for right in POLICY[access])


def source_of(view: Callable[..., object]) -> str:
    """Return the text of a view and of the functions of its own module that it calls."""
    view = inspect.unwrap(view)
    text = inspect.getsource(view)
    called = {node.id for node in ast.walk(ast.parse(inspect.cleandoc(text))) if isinstance(node, ast.Name)}
    module = inspect.getmodule(view)
    near = [getattr(module, name, None) for name in called]
    return text + "".join(inspect.getsource(thing) for thing in near if inspect.isfunction(thing))


def test_every_act_has_a_policy():
    assert set(POLICY) == set(Act)


# --- sizes and words -----------------------------------------------------------------------------


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_and_functions_stay_small_and_say_what_they_are_for(path: Path):
    text = path.read_text()
    tree, lines = ast.parse(text), text.count("\n")
    assert lines <= 300
    assert not text or ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 45, node.name


@pytest.mark.parametrize("path", TESTS, ids=name_of)
def test_test_files_stay_small(path: Path):
    lines = path.read_text().count("\n")
    assert lines <= 300


@pytest.mark.parametrize(
    "path", [p for p in MODULES if p.parent.name == "forms" or p.stem == "forms"], ids=name_of
)
def test_words_of_forms_can_be_translated(path: Path):
    """A label, description or message is lazy_gettext("…"), never the bare text."""
    bare = []
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").endswith("Field"):
            words = [*node.args[:1], *(k.value for k in node.keywords if k.arg in ("label", "description"))]
            bare += [word.value for word in words if is_words(word)]
        if isinstance(node, ast.keyword) and node.arg == "message" and is_words(node.value):
            bare.append(node.value.value)
    assert bare == []


@pytest.mark.parametrize("path", [p for p in MODULES if "flash(" in p.read_text()], ids=name_of)
def test_what_is_flashed_can_be_translated(path: Path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "flash":
            assert not is_words(node.args[0]), ast.unparse(node)
            assert not isinstance(node.args[0], ast.JoinedStr), ast.unparse(node)


def is_words(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip() != ""
