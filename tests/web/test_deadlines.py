"""Deadlines as the pages write them."""

from datetime import date

import pytest
from flask_babel import force_locale

from coalition.core.when import Precision, When
from coalition.treaty.rules.deadline import Words
from coalition.treaty.rules.engine import simulate_accession
from coalition.treaty.rules.terms import RuleCode
from coalition.web.deadlines import asked_day, items_of, said, state_words

pytestmark = pytest.mark.on("sqlite")


@pytest.fixture
def request_open(app):
    with app.test_request_context():
        yield


def test_dates_in_a_sentence_are_written_in_the_readers_language(request_open):
    words = Words("From {start} to {end} at {meeting}.", {
        "start": date(2027, 4, 30), "end": When(date(2028, 12, 1), Precision.MONTH), "meeting": "13MSP",
    })  # fmt: skip
    assert said(words) == "From 30 April 2027 to December 2028 at 13MSP."
    with force_locale("fr"):
        assert said(words) == "From 30 avril 2027 to décembre 2028 at 13MSP."


def test_an_item_names_its_rule_and_gives_its_reason(request_open):
    first = items_of(simulate_accession("XAA", date(2026, 12, 10)))[0]
    assert (first["label"], first["on"], first["precision"]) == ("Entry into force", date(2027, 6, 1), "day")
    assert first["basis"].startswith("Instrument deposited on 10 December 2026")
    assert items_of([first["deadline"]], with_basis=False)[0]["basis"] is None


def test_what_took_effect_is_in_effect(request_open):
    entry = next(d for d in simulate_accession("XAA", date(2026, 12, 10)) if d.rule is RuleCode.T1)
    assert state_words(entry) == "takes effect"


@pytest.mark.parametrize(
    ("text", "day", "fine"),
    [
        (None, "2026-01-01", True),
        ("", "2026-01-01", True),
        ("2027-02-28", "2027-02-28", True),
        ("30 April 2027", "2027-04-30", True),
        ("2027-02-29", "2026-01-01", False),
        ("April 2027", "2026-01-01", False),
        ("9999999", "2026-01-01", False),
    ],
)
def test_a_day_asked_for_is_taken_or_its_fault_is_named(request_open, text, day, fine):
    asked, wrong = asked_day(text, date(2026, 1, 1))
    assert asked.isoformat() == day
    assert (wrong is None) is fine
