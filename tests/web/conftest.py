"""Fixtures for components: an app with templates and filters only, and one call of a macro rendered."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel
from markupsafe import Markup

from coalition.web import filters

ROOT = Path(__file__).parents[2]

Show = Callable[..., str]


@pytest.fixture(scope="module")
def frame() -> Flask:
    """An app with templates and filters only: components need no more."""
    app = Flask("frame", template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "static"))
    Babel(app)
    filters.init_app(app)
    app.jinja_env.globals["csrf_token"] = lambda: "the-token"
    return app


@pytest.fixture
def show(frame: Flask) -> Iterator[Show]:
    """A function that renders one call of a macro: show("figures", "area(size)", size=1)."""
    with frame.test_request_context("/needs?stage=open&page=3"):

        def render(file: str, call: str, **values: Any) -> str:
            macro = call.split("(")[0]
            source = f'{{% from "components/{file}.html" import {macro} %}}{{{{ {call} }}}}'
            return Markup(render_template_string(source, **values))

        yield render
