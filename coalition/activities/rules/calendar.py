"""Which period an activity is to be reported next. Source: domain model §10, rule A1."""

from datetime import date, timedelta

from coalition.activities.rules.kinds import ReportingFrequency
from coalition.core.when import Precision, add_months, last_day

MONTHS = {ReportingFrequency.QUARTER: 3, ReportingFrequency.HALF_YEAR: 6, ReportingFrequency.YEAR: 12}


def next_period(
    frequency: ReportingFrequency, *, begun: date, ended: date | None, reported_until: date | None
) -> tuple[date, date] | None:
    """Return the first and last day of the period to be reported next; None once all work is reported.

    Periods end with the quarter, half or whole year of the calendar; the first begins with the work, the last
    ends with it. A single day left over joins the period after it; at the very end it needs no report.
    """
    start = begun if reported_until is None else reported_until + timedelta(days=1)
    end = _end_of(start, MONTHS[frequency])
    if end <= start:
        end = _end_of(start + timedelta(days=1), MONTHS[frequency])
    if ended is not None:
        end = min(end, ended)
    return (start, end) if start < end else None


def _end_of(day: date, months: int) -> date:
    """Return the last day of the part of the calendar year, so many months long, that a day falls in."""
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    return last_day(add_months(first, months - 1), Precision.MONTH)
