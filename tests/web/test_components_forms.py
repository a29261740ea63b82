"""What forms and the frame promise: fields tied to their help, refusals in words, nothing from elsewhere."""

import gzip
import html
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask, render_template_string
from flask_babel import force_locale
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    FileField,
    Form,
    HiddenField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired

ROOT = Path(__file__).parents[2]
COMPONENTS = ROOT / "templates" / "components"
ATTACK = "<script>alert(1)</script>"

Show = Callable[..., str]


def text(markup: str) -> str:
    """Return what a reader reads, spaces evened out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


class Example(Form):
    token = HiddenField(default="k")
    amount = StringField(
        "Amount", validators=[InputRequired("Say how much.")], description="For example: 150000"
    )
    kind = RadioField(
        "Kind",
        choices=[SelectChoice("a", "Clearance"), SelectChoice("b", "Survey")],
        validators=[InputRequired("Choose.")],
    )
    place = SelectField("Place", choices=[SelectChoice("", "Not known")])
    words = TextAreaField("Words")
    public = BooleanField("Public")


class WithFile(Form):
    letter = FileField("Letter")


def refused() -> Example:
    """A form sent empty."""
    form = Example(MultiDict())
    form.validate()
    return form


# --- forms ---------------------------------------------------------------------------------------


def test_help_and_error_are_read_with_the_field(show: Show):
    page = show("fields", "field_of(form.amount)", form=refused())
    assert 'aria-describedby="amount-help amount-error"' in page
    assert 'aria-invalid="true"' in page
    assert '<p class="help" id="amount-help">For example: 150000</p>' in page
    assert "Error: Say how much." in text(page)


def test_a_field_without_error_or_help_refers_to_nothing(show: Show):
    page = show("fields", "field_of(form.words)", form=Example())
    assert "aria-" not in page
    assert text(page) == "Words (optional)"


def test_choices_stand_in_a_fieldset_with_a_legend(show: Show):
    page = show("fields", "field_of(form.kind)", form=refused())
    assert '<fieldset class="field field-wrong" id="kind" aria-describedby="kind-error">' in page
    assert "<legend>Kind</legend>" in page
    assert page.count('type="radio"') == 2


def test_the_summary_leads_to_the_fields(show: Show):
    page = show("forms", "form_of(form, submit='Save')", form=refused())
    assert '<a href="#amount">Amount: Say how much.</a>' in page
    assert '<a href="#kind-0">Kind: Choose.</a>' in page
    assert 'role="alert"' in page
    for target in re.findall(r'<a href="#([^"]+)"', page):
        assert f'id="{target}"' in page


def test_a_form_sends_hidden_fields_once_and_a_draft_on_request(show: Show):
    page = show("forms", "form_of(form, submit='Save', draft=true, cancel='/needs')", form=Example())
    assert page.count('name="token"') == 1
    assert 'name="act" value="draft" formnovalidate>Save draft</button>' in page
    assert "enctype" not in page
    assert "error-summary" not in page


def test_a_form_with_a_file_says_how_it_is_sent(show: Show):
    assert 'enctype="multipart/form-data"' in show("forms", "form_of(form, submit='Save')", form=WithFile())


def test_the_live_panel_sends_the_form_beside_it(show: Show):
    page = show("forms", "live_panel('similar', '/needs/similar', 'Possible duplicates', form='pledge')")
    assert 'hx-post="/needs/similar"' in page
    assert 'hx-include="#pledge"' in page
    assert 'aria-live="polite"' in page


# --- the frame -----------------------------------------------------------------------------------

PAGE = (
    '{% extends "base.html" %}{% block title %}Needs{% endblock %}{% block content %}<p>x</p>{% endblock %}'
)


def test_the_frame_stands_without_anybody_signed_in(show: Show, frame: Flask):
    page = render_template_string(PAGE)
    assert '<html lang="en" dir="ltr"' in page
    assert "<h1>Needs</h1>" in page
    assert 'id="rail"' not in page
    assert "vendor/bootstrap.min.css" in page


def test_the_frame_turns_for_languages_from_right_to_left(show: Show):
    page = render_template_string(PAGE, locale="ar", text_direction="rtl")
    assert '<html lang="ar" dir="rtl"' in page
    assert "vendor/bootstrap.rtl.min.css" in page


def test_the_rail_takes_seven_entries_at_most(show: Show):
    rail = [SimpleNamespace(label=f"Room {n}", url="/", current=n == 1, count=n) for n in range(9)]
    page = render_template_string(PAGE, rail=rail)
    assert page.count('aria-current="page"') == 1
    assert "Room 6" in page
    assert "Room 7" not in page


@pytest.mark.parametrize("code", [400, 403, 404, 409, 413, 422, 429, 500])
def test_refusals_say_what_happened_and_show_a_way_on(show: Show, code: int):
    page = render_template_string(f'{{% include "errors/{code}.html" %}}')
    assert f"Answer {code}" in text(page)
    assert 'href="/"' in page


def test_figures_keep_their_order_inside_right_to_left_text(show: Show):
    with force_locale("ar"):
        assert render_template_string("{{ 1370000 | area }}") == "\u20661.37\u00a0km²\u2069"
        assert "أبريل" in render_template_string("{{ on | day }}", on=date(2027, 4, 30))


# --- the files -----------------------------------------------------------------------------------


def test_no_template_trusts_text_it_was_given():
    trusting = [
        path
        for path in (ROOT / "templates").rglob("*.html")
        if re.search(r"\|\s*safe\b|autoescape", path.read_text())
    ]
    assert trusting == []


def test_the_first_load_is_light():
    static = ROOT / "static"
    first = [
        *static.glob("*.css"),
        *static.glob("*.js"),
        static / "vendor/htmx.min.js",
        static / "vendor/bootstrap.rtl.min.css",
    ]
    assert sum(len(gzip.compress(path.read_bytes())) for path in first) < 150_000


def test_files_of_others_point_nowhere():
    for path in (ROOT / "static").rglob("*.*s*"):
        assert not re.search(r"sourceMappingURL|@import", path.read_text()), path.name
