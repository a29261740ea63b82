"""The arithmetic of treaty dates: what each article adds to its anchor. No database, no web.

Treaty dates do not move for weekends. A date known to the month or year keeps that precision through
the arithmetic, because a day that nobody stated must not appear by calculation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When, add_months, add_years, days_between
from coalition.treaty.rules.terms import DECIDING, MeetingKind

STOCKPILE_YEARS = 8
CLEARANCE_YEARS = 10
# Source: CCM Article 3.3 (up to four years) and Article 4.5 (up to five years).
LONGEST_EXTENSION = {3: 4, 4: 5}
INITIAL_REPORT_DAYS = 180
NOTICE_DAYS = 120
ANSWER_DAYS = 30
INPUT_DAYS = 30
SUBMISSION_MONTHS = 9
# Meetings of States Parties have mostly begun in September: the assumption where none is called yet.
USUAL_MONTH = 9


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting and when it begins, as exactly as that is known."""

    name: str
    kind: MeetingKind
    starts: When
    provisional: bool = False


def stockpile_deadline(in_force_on: date) -> date:
    """Return the day by which stockpiles are to be destroyed: entry into force + 8 years.

    Source: CCM Article 3.2.
    """
    return add_years(in_force_on, STOCKPILE_YEARS)


def clearance_deadline(started_on: date) -> date:
    """Return the day by which land is to be cleared, 10 years after the clock started.

    The clock starts at entry into force, or for remnants of later hostilities when these ended.
    Source: CCM Article 4.1 (a) and (b).
    """
    return add_years(started_on, CLEARANCE_YEARS)


def check_extension(article: int, deadline: When, until: When) -> None:
    """Raise RuleBroken unless an extension ends after the deadline and no later than the article allows.

    Source: CCM Articles 3.3 and 4.5. Dates known to the month are read in the State's favour.
    """
    years = LONGEST_EXTENSION.get(article)
    if years is None:
        raise RuleBroken("Article {article} has no deadline to extend.", field="article", article=article)
    if until.last <= deadline.first:
        raise RuleBroken("An extension ends after the deadline that it extends.", field="granted_until")
    if until.first > add_years(deadline.last, years):
        raise RuleBroken(
            "Under Article {article} an extension is at most {years} years.",
            field="granted_until",
            article=article,
            years=years,
        )


def back_months(when: When, months: int) -> When:
    """Return the date so many months before another, no more exactly than that one is known."""
    earlier = add_months(when.on, -months)
    return When(earlier.replace(month=1) if when.precision is Precision.YEAR else earlier, when.precision)


def back_days(when: When, days: int) -> When:
    """Return the date so many days before another; a month stays a month, a year a year."""
    earlier = when.on - timedelta(days=days)
    if when.precision is Precision.MONTH:
        earlier = earlier.replace(day=1)
    if when.precision is Precision.YEAR:
        earlier = earlier.replace(month=1, day=1)
    return When(earlier, when.precision)


def latest_submission(meeting: When) -> When:
    """Return the last day to submit a request that a meeting is to decide: nine months before it begins.

    Source: CCM Articles 3.5 and 4.6.
    """
    return back_months(meeting, SUBMISSION_MONTHS)


def notice_of_intention(submission: When) -> When:
    """Return the day by which to say that a request will come (the platform's own spacing)."""
    return back_days(submission, NOTICE_DAYS)


def deciding_meeting(meetings: Iterable[MeetingFacts], deadline: When) -> MeetingFacts:
    """Return the last Meeting of States Parties or Review Conference that surely begins before a deadline.

    Where none is called yet for the year, a provisional one in September is assumed.
    """
    formal = [meeting for meeting in meetings if meeting.kind in DECIDING]
    called = [meeting for meeting in formal if meeting.starts.last < deadline.first]
    last = max(called, key=lambda meeting: meeting.starts.on, default=None)
    years = {meeting.starts.on.year for meeting in formal}
    assumed = _assumed_before(deadline.first)
    if assumed.starts.on.year in years or (last is not None and last.starts.on > assumed.starts.on):
        return last or assumed
    return assumed


def _assumed_before(day: date) -> MeetingFacts:
    meeting = When(date(day.year, USUAL_MONTH, 1), Precision.MONTH)
    if meeting.last >= day:
        meeting = When(date(day.year - 1, USUAL_MONTH, 1), Precision.MONTH)
    return MeetingFacts(str(meeting.on.year), MeetingKind.MSP, meeting, provisional=True)


def initial_report_due(in_force_on: date) -> date:
    """Return the day by which the initial transparency report is due. Source: CCM Article 7.1."""
    return in_force_on + timedelta(days=INITIAL_REPORT_DAYS)


def annual_report_due(year: int) -> date:
    """Return the day in a year by which the report on the year before is due. Source: CCM Article 7.2."""
    return date(year, 4, 30)


def first_annual_year(in_force_on: date) -> int:
    """Return the year of the first annual report: the first 30 April after the initial one was due."""
    initial = initial_report_due(in_force_on)
    return initial.year if annual_report_due(initial.year) > initial else initial.year + 1


def ministry_input_due(report_due: date) -> date:
    """Return the day by which ministries hand in their parts of a report (the platform's own spacing)."""
    return report_due - timedelta(days=INPUT_DAYS)


def answer_due(asked_on: date) -> date:
    """Return the day by which a question of the analysis group is to be answered (our own spacing)."""
    return asked_on + timedelta(days=ANSWER_DAYS)


def days_left(due: When, on: date) -> int:
    """Return the whole days from a day to a due date; negative once it has passed.

    A month or a year comes near by its first day and is over by its last; within it, nought is left
    (invariant I29). The due day itself still counts as in time.
    """
    if on < due.first:
        return days_between(on, due.first)
    return min(0, days_between(on, due.last))


def days_late(due: When, done: When) -> int:
    """Return by how many days something came after its due date; nought when it may have been in time."""
    return max(0, days_between(due.last, done.first))


def reminder_days(due: When, offsets: Iterable[int]) -> list[date]:
    """Return the days of reminders, earliest first, for offsets in days before the due date.

    Those before it count from the first day that it may mean, those after it (negative) from the last.
    """
    return sorted(
        (due.first if offset >= 0 else due.last) - timedelta(days=offset) for offset in set(offsets)
    )
