"""What components promise: unknown is said, words are escaped, fields are tied to their help."""

import gzip
import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask, render_template_string
from flask_babel import Babel, force_locale
from markupsafe import Markup
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

from coalition.core.paging import Page
from coalition.web import filters

ROOT = Path(__file__).parents[2]
COMPONENTS = ROOT / "templates" / "components"
ATTACK = "<script>alert(1)</script>"

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


UNKNOWN = [
    ("figures", "figure()"),
    ("figures", "figure(value=none, as_of=on, source='Report')"),
    ("figures", "money()"),
    ("figures", "when()"),
    ("figures", "moment()"),
    ("figures", "area()"),
    ("figures", "stats([{'label': 'x', 'value': none}])"),
    ("figures", "facts([('x', none)])"),
    ("marks", "coverage_bar(firm=5, cost=none)"),
    ("tables", "table(head=['x'], rows=[[none]], caption='c')"),
    ("tables", "card_list([{'title': 't', 'facts': [('x', none)]}])"),
    ("evidence", "compare('a', 'b', [{'label': 'l', 'left': none, 'right': 1, 'match': none}])"),
    ("charts", "bars([{'label': 'x', 'value': none}], 'c')"),
    ("charts", "periods([{'label': 'x', 'start': none}], 'c')"),
    ("lists", "history([{'at': at, 'what': 'w', 'before': none, 'after': 'x'}])"),
]


@pytest.mark.parametrize(("file", "call"), UNKNOWN)
def test_unknown_is_said_in_words(show: Show, file: str, call: str):
    page = show(file, call, on=date(2024, 1, 1), at=datetime(2026, 11, 23, tzinfo=UTC))
    assert "not known" in text(page)
    assert "None" not in page


def test_a_kinder_word_replaces_not_known_where_it_is_true(show: Show):
    assert text(show("figures", "when(none, missing='not yet received')")) == "not yet received"


def test_a_figure_carries_its_day_source_and_confidence(show: Show):
    said = text(
        show(
            "figures",
            "figure(5, unit='km²', as_of=on, source='Report', confidence='low')",
            on=date(2024, 1, 1),
        )
    )
    assert said == "5 km² as of 1 January 2024 Source: Report low confidence"


def test_converted_money_names_the_own_amount_first_and_the_rate(show: Show):
    said = text(
        show(
            "figures",
            "money(120000, 'GBP', converted=152000, rate_on=on, rate_source='ECB')",
            on=date(2026, 10, 30),
        )
    )
    assert said == "GBP 1 200 ≈ USD 1 520 at the rate of 30 October 2026 (ECB)"


def test_an_area_shows_square_metres_on_demand(show: Show):
    page = show("figures", "area(1370000)")
    assert text(page) == "1.37 km²"
    assert 'title="1\u202f370\u202f000\u00a0m²"' in page


ESCAPED = [
    ("figures", "figure(value=words, source=words)"),
    ("figures", "facts([(words, words)])"),
    ("figures", "stats([{'label': words, 'value': words, 'note': words}])"),
    ("marks", "badge(words, 'good')"),
    ("marks", "ladder([('a', words, words)], 'a')"),
    ("marks", "coverage_bar(firm=1, cost=2, label=words)"),
    ("marks", "notice(words, title=words)"),
    ("tables", "table(head=[words], rows=[[words]], caption=words)"),
    ("tables", "card_list([{'title': words, 'over': words, 'text': words, 'facts': [(words, words)]}])"),
    ("evidence", "evidence([{'signal': words, 'weight': 3, 'text': words}])"),
    ("evidence", "compare(words, words, [{'label': words, 'left': words, 'right': words, 'match': words}])"),
    ("lists", "waiting_list([{'text': words, 'note': words, 'href': '/', 'button': words}])"),
    ("lists", "empty(words, words, {'href': '/', 'label': words})"),
    ("lists", "timeline([{'on': none, 'title': words, 'text': words, 'missing': words}])"),
    ("lists", "history([{'at': none, 'by': words, 'what': words, 'reason': words}])"),
    ("lists", "who_sees_this('owner', owner=words)"),
    ("acts", "button(words, '/', about=words)"),
    ("acts", "post_button(words, '/', fields={words: words})"),
    ("acts", "confirm(words, '/', words, words, reason=words)"),
    ("acts", "tabs([{'label': words, 'href': words}])"),
    ("acts", "filters([{'name': 'q', 'label': words, 'value': words}])"),
    ("acts", "breadcrumb([(words, '/')])"),
    ("charts", "bars([{'label': words, 'value': 1, 'shown': words}], words)"),
    ("charts", "periods([{'label': words, 'start': none, 'note': words}], words)"),
    ("charts", "board([{'label': words, 'cards': [{'title': words, 'lines': [words]}]}])"),
    ("forms", "live_panel('similar', '/x', words, hint=words)"),
    ("forms", "steps([(words, none)], 1)"),
]


@pytest.mark.parametrize(("file", "call"), ESCAPED)
def test_words_of_people_are_escaped(show: Show, file: str, call: str):
    page = show(file, call, words=ATTACK)
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_coverage_says_in_words_what_it_draws(show: Show):
    page = show("marks", "coverage_bar(firm=25, soft=25, cost=100, label='Clearance')")
    assert 'role="img" aria-label="Clearance: firm 25\u00a0%, soft 25\u00a0%, open 50\u00a0%"' in page


def test_a_ladder_marks_one_step_as_current(show: Show):
    page = show("marks", "ladder([('a', 'Draft'), ('b', 'Open'), ('c', 'Met')], 'b')")
    assert page.count('aria-current="step"') == 1
    assert text(page) == "Draft (done) Open (now) Met"


def test_evidence_adds_up_to_the_score(show: Show):
    page = show("evidence", "evidence([{'signal': 'a', 'weight': 25.5}, {'signal': 'b', 'weight': -5}])")
    assert "+25.5" in page
    assert "−5" in page
    assert text(page).endswith("Adds up to 20.5 of 100")


def test_matching_facts_are_marked_by_a_word(show: Show):
    rows = [
        {"label": "Place", "left": "P", "right": "P", "match": True},
        {"label": "Partner", "match": False},
    ]
    said = text(show("evidence", "compare('A', 'B', rows)", rows=rows))
    assert "Place same P P" in said
    assert "Partner differs" in said


def test_a_column_can_be_sorted_both_ways(show: Show):
    head = [{"label": "Cost", "key": "cost", "num": True}]
    assert 'href="/needs?stage=open&amp;sort=cost"' in show("tables", "table(head, [], 'c')", head=head)
    sorted_up = show("tables", "table(head, [], 'c', sort='cost')", head=head)
    assert 'aria-sort="ascending"' in sorted_up
    assert "sort=-cost" in sorted_up


def test_every_cell_names_its_column_for_the_card_on_a_phone(show: Show):
    page = show("tables", "table(['Donor', 'Pledges'], [['Norway', 3]], 'c')")
    assert re.findall(r'data-label="([^"]+)"', page) == ["Donor", "Pledges"]


@pytest.mark.parametrize(("number", "links"), [(1, 4), (3, 7), (400, 4)])
def test_paging_keeps_the_rest_of_the_address(show: Show, number: int, links: int):
    page = show("tables", "paging(page)", page=Page([], number, 10_000))
    assert len(re.findall(r'href="/needs\?stage=open&amp;page=\d+"', page)) == links
    assert page.count('aria-current="page"') == 1


def test_a_waiting_list_shows_seven_at_most_and_one_button_each(show: Show):
    items = [{"text": f"Line {n}", "href": "/", "button": "Answer"} for n in range(9)]
    page = show("lists", "waiting_list(items)", items=items)
    assert page.count("<li>") == page.count('class="btn ') == 7
    assert text(show("lists", "waiting_list([])")) == "Nothing waits for you."


@pytest.mark.parametrize("call", ["post_button('Go', '/x')", "confirm('Go', '/x', 'Sure?', 'Yes')"])
def test_deeds_carry_the_token(show: Show, call: str):
    assert '<input type="hidden" name="csrf_token" value="the-token">' in show("acts", call)


def test_filters_keep_what_they_do_not_change(show: Show):
    page = show("acts", "filters([{'name': 'q', 'label': 'Words'}])")
    assert '<input type="hidden" name="stage" value="open">' in page
    assert 'name="page"' not in page


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
