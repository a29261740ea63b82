"""Which period is to be reported next (rule A1). No database but in the last test."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import Session

from coalition.activities.rules.calendar import MONTHS, next_period
from coalition.activities.rules.kinds import ReportingFrequency
from coalition.activities.rules.ladder import ActivityStatus
from coalition.activities.service import begin_report
from coalition.reminders.queries.coming import list_platform
from tests.factories.activities import Field, make_activity

QUARTER, HALF, YEAR = ReportingFrequency
DAYS = st.dates(date(2008, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("frequency", "begun", "ended", "until", "expected"),
    [
        (HALF, date(2026, 2, 10), None, None, (date(2026, 2, 10), date(2026, 6, 30))),
        (HALF, date(2026, 2, 10), None, date(2026, 6, 30), (date(2026, 7, 1), date(2026, 12, 31))),
        (QUARTER, date(2026, 2, 10), None, date(2026, 6, 30), (date(2026, 7, 1), date(2026, 9, 30))),
        (YEAR, date(2024, 2, 29), None, None, (date(2024, 2, 29), date(2024, 12, 31))),
        (YEAR, date(2024, 2, 29), date(2024, 8, 15), None, (date(2024, 2, 29), date(2024, 8, 15))),
        (HALF, date(2026, 1, 1), date(2026, 6, 30), date(2026, 6, 30), None),
        (HALF, date(2026, 6, 30), None, None, (date(2026, 6, 30), date(2026, 12, 31))),
        (HALF, date(2026, 6, 30), date(2026, 6, 30), None, None),
        (YEAR, date(2026, 1, 1), None, date(2026, 3, 31), (date(2026, 4, 1), date(2026, 12, 31))),
    ],
)
def test_the_next_period_ends_with_its_part_of_the_year_or_with_the_work(
    frequency: ReportingFrequency,
    begun: date,
    ended: date | None,
    until: date | None,
    expected: tuple[date, date] | None,
):
    assert next_period(frequency, begun=begun, ended=ended, reported_until=until) == expected


@given(st.sampled_from(ReportingFrequency), DAYS, st.integers(0, 1_500))
def test_reported_one_after_the_other_the_periods_cover_the_work_without_gap_or_overlap(
    frequency: ReportingFrequency, begun: date, lasts: int
):
    ended, until = begun + timedelta(days=lasts), begun - timedelta(days=1)
    while (period := next_period(frequency, begun=begun, ended=ended, reported_until=until)) is not None:
        assert period[0] == until + timedelta(days=1)
        assert 0 < (period[1] - period[0]).days <= MONTHS[frequency] * 31
        until = period[1]
    assert (ended - until).days in (0, 1)


def test_a_report_not_begun_is_asked_for_thirty_days_after_its_period(session: Session):
    activity = make_activity(session, Field(session))
    activity.status, activity.actual_start = ActivityStatus.ONGOING, date(2026, 1, 5)
    activity.reporting_frequency = HALF
    session.flush()
    assert asked(session) == [(f"activity:{activity.id}:2026-06-30", date(2026, 7, 30))]
    begin_report(
        session, activity, period_start=date(2026, 1, 5), period_end=date(2026, 6, 30), today=date(2026, 7, 2)
    )
    subjects = [subject for subject, _ in asked(session)]
    assert subjects[1:] == [f"activity:{activity.id}:2026-12-31"]
    assert subjects[0].startswith("report:")
    activity.status = ActivityStatus.CANCELLED
    session.flush()
    assert [subject for subject, _ in asked(session)] == subjects[:1]


def asked(session: Session) -> list[tuple[str, date]]:
    days = list_platform(session, on=date(2026, 7, 1), start=date(2026, 1, 1), end=date(2027, 12, 31))
    return [(day.subject, day.due.on) for day in days if day.code == "A1"]
