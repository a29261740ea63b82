"""What components promise: unknown is said, words are escaped, fields are tied to their help."""

import html
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from coalition.core.paging import Page

ROOT = Path(__file__).parents[2]
COMPONENTS = ROOT / "templates" / "components"
ATTACK = "<script>alert(1)</script>"

Show = Callable[..., str]


def text(markup: str) -> str:
    """Return what a reader reads, spaces evened out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


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
