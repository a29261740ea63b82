"""Quick addresses and words say the same as Flask's and Flask-Babel's own."""

from typing import Any

import pytest
from flask import Flask, render_template_string
from flask import url_for as flask_url_for
from flask_babel import force_locale

from coalition.web.addresses import url_for
from coalition.web.forms import Form

pytestmark = pytest.mark.on("sqlite")

ASKED: list[tuple[str, dict[str, Any]]] = [
    ("static", {"filename": "coalition.css"}),
    ("needs.index", {}),
    ("needs.index", {"page": 2, "q": "50% & more"}),
    ("needs.index", {"page": None}),
    ("needs.show", {"need_id": 0}),
    ("needs.show", {"need_id": 41}),
    ("needs.show", {"need_id": 42, "_anchor": "talk"}),
    ("contamination.look", {"iso3": "LAO", "import_id": 7}),
    ("contamination.look", {"iso3": "ÅÄÖ", "import_id": 7}),
]


@pytest.mark.parametrize(("endpoint", "values"), ASKED)
def test_an_address_is_the_one_that_flask_makes(app: Flask, endpoint: str, values: dict[str, Any]):
    for root in ("", "/under"):
        with app.test_request_context(environ_overrides={"SCRIPT_NAME": root}):
            for _ in range(2):
                assert url_for(endpoint, **values) == flask_url_for(endpoint, **values)


def test_an_address_in_the_same_room_knows_where_it_is(app: Flask):
    for page, here in (("/needs/", "/needs/"), ("/strategies/", "/strategies/")):
        with app.test_request_context(page):
            assert url_for(".index") == here


def test_words_escape_what_they_are_given(app: Flask):
    with app.test_request_context():
        page = render_template_string("{{ _('By %(who)s', who=who) }}", who="<b>")
        assert page == "By &lt;b&gt;"
        assert render_template_string("{{ _('100%%') }}") == "100%"
        assert (
            render_template_string("{% trans n=2 %}one{% pluralize %}{{ n }} more{% endtrans %}") == "2 more"
        )


def test_words_of_plain_text_are_not_escaped(app: Flask):
    with app.test_request_context():
        text = "{% autoescape false %}{{ _('By %(who)s', who='A & B') }}{% endautoescape %}"
        assert render_template_string(text) == "By A & B"


def test_a_language_asked_for_in_between_is_heard(app: Flask):
    """WTForms brings its own words in many languages, so that they show which one is in force."""
    with app.test_request_context():
        english = Form().once.gettext("This field is required.")
        with force_locale("fr"):
            french = Form().once.gettext("This field is required.")
        assert (english, french) == ("This field is required.", "Ce champ est requis.")
