"""The Article 7 part of indicator H11, from the treaty's record of reports received."""

from datetime import date

import pytest

from coalition.core.when import Precision, When
from coalition.health.queries.article7 import article7_of
from coalition.treaty.rules.terms import ReportKind
from coalition.treaty.service import record_report
from tests.factories.states import make_state

TODAY = date(2026, 11, 23)


@pytest.fixture
def state(session):
    return make_state(session)


def received(session, state, year, on):
    record_report(
        session, state_id=state.id, kind=ReportKind.ANNUAL, year=year, received=When(on), source="test"
    )


@pytest.mark.parametrize(
    ("year", "on", "share"),
    [
        (2025, date(2026, 4, 30), 1.0),
        (2025, date(2026, 5, 1), 0.5),
        (2024, date(2025, 4, 1), 0.0),
    ],
)
def test_in_time_later_or_not_yet(session, state, year, on, share):
    received(session, state, year, on)
    assert article7_of(session, [state.id], TODAY) == {state.id: share}


def test_before_30_april_the_report_of_the_year_before_counts(session, state):
    received(session, state, 2024, date(2025, 4, 1))
    assert article7_of(session, [state.id], date(2026, 4, 29)) == {state.id: 1.0}
    assert article7_of(session, [state.id], date(2025, 3, 1)) == {}


def test_a_state_of_which_no_report_is_recorded_is_not_known(session, state):
    assert article7_of(session, [state.id], TODAY) == {}


def test_a_later_word_replaces_the_earlier_one(session, state):
    received(session, state, 2025, date(2026, 5, 2))
    record_report(
        session,
        state_id=state.id,
        kind=ReportKind.ANNUAL,
        year=2025,
        received=When(date(2026, 4, 1), Precision.MONTH),
        source="the State",
    )
    assert article7_of(session, [state.id], TODAY) == {state.id: 1.0}
