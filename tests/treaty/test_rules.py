"""Clocks: what is added to which anchor. The engine that joins them is in test_engine.py."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When, add_years
from coalition.states.readers import DATA as STATES
from coalition.states.readers import rows_of
from coalition.treaty.readers import DATA, read_extensions, read_meetings, read_obligations
from coalition.treaty.rules.clocks import (
    MeetingFacts,
    annual_report_due,
    answer_due,
    back_days,
    back_months,
    check_extension,
    clearance_deadline,
    days_late,
    days_left,
    deciding_meeting,
    first_annual_year,
    initial_report_due,
    latest_submission,
    ministry_input_due,
    notice_of_intention,
    reminder_days,
    stockpile_deadline,
)
from coalition.treaty.rules.table import RULES
from coalition.treaty.rules.terms import GRANTS, MeetingKind, RuleCode

MEETINGS = [
    MeetingFacts(row["name"], row["kind"], When(row["starts_on"], row["precision"]), row["provisional"])
    for row in read_meetings()
]
IN_FORCE = {row["iso3"]: row["ccm_entry_into_force_date"] for row in rows_of(STATES / "states.csv")}
days = st.dates(date(2010, 8, 1), date(2150, 12, 31))
precisions = st.sampled_from(Precision)


def month(year: int, number: int) -> When:
    return When(date(year, number, 1), Precision.MONTH)


def spans(day: date, precision: Precision) -> When:
    start = {
        Precision.DAY: day,
        Precision.MONTH: day.replace(day=1),
        Precision.YEAR: day.replace(month=1, day=1),
    }
    return When(start[precision], precision)


# --- against the files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row", rows_of(DATA / "obligations.csv"), ids=lambda row: f"{row['iso3']}-{row['article']}"
)
def test_the_first_deadline_in_the_file_follows_from_entry_into_force(row):
    if row["original_deadline"]:
        rule = {"3": stockpile_deadline, "4": clearance_deadline}[row["article"]]
        computed = rule(date.fromisoformat(IN_FORCE[row["iso3"]]))
        assert computed.isoformat() == row["original_deadline"]


@pytest.mark.parametrize(
    "row", rows_of(DATA / "transparency_initial_reports.csv"), ids=lambda row: row["iso3"]
)
def test_initial_reports_in_the_file_are_due_after_180_days(row):
    assert row["entry_into_force"] == IN_FORCE[row["iso3"]]
    computed = initial_report_due(date.fromisoformat(row["entry_into_force"]))
    assert computed.isoformat() == row["initial_report_due"]


def chains() -> dict[tuple[str, int], list[When]]:
    found = {
        (row["iso3"], row["article"]): [When(row["original_deadline"])]
        for row in read_obligations()
        if row["original_deadline"]
    }
    for row in read_extensions():
        if row["outcome"] in GRANTS:
            found[row["iso3"], row["article"]].append(When(row["granted_until"], row["granted_precision"]))
    return found


@pytest.mark.parametrize(("key", "steps"), chains().items(), ids=lambda value: str(value)[:14])
def test_every_extension_granted_is_as_long_as_its_article_allows(key, steps):
    for before, until in zip(steps, steps[1:], strict=False):
        check_extension(key[1], before, until)


def test_the_last_extension_granted_is_the_current_deadline_of_the_file():
    for row in read_obligations():
        if row["current_deadline"]:
            steps = chains()[row["iso3"], row["article"]]
            assert steps[-1] == When(row["current_deadline"], row["current_deadline_precision"]), row["iso3"]
            assert len(steps) == row["extensions_granted"] + 1, row["iso3"]


# --- duties --------------------------------------------------------------------------------------


@given(days)
def test_duties_end_on_the_same_day_of_the_calendar(day):
    for due, years in ((stockpile_deadline(day), 8), (clearance_deadline(day), 10)):
        assert due.year == day.year + years
        assert due.month == day.month
        assert due.day == day.day or (day.month, day.day, due.day) == (2, 29, 28)


def test_a_clock_started_on_29_february_ends_on_the_28th():
    assert clearance_deadline(date(2024, 2, 29)) == date(2034, 2, 28)
    assert stockpile_deadline(date(2024, 2, 29)) == date(2032, 2, 29)


@pytest.mark.parametrize(("article", "years"), [(3, 4), (4, 5)])
@given(day=days)
def test_an_extension_may_be_as_long_as_the_article_allows_and_no_day_longer(article, years, day):
    longest = add_years(day, years)
    check_extension(article, When(day), When(longest))
    with pytest.raises(RuleBroken, match="at most"):
        check_extension(article, When(day), When(longest + timedelta(days=1)))
    with pytest.raises(RuleBroken, match="ends after"):
        check_extension(article, When(day), When(day))


def test_victim_assistance_has_no_deadline_to_extend():
    with pytest.raises(RuleBroken) as refused:
        check_extension(5, When(date(2026, 1, 1)), When(date(2027, 1, 1)))
    assert str(refused.value) == "Article 5 has no deadline to extend."


# --- requests ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("deadline", "meeting", "submission"),
    [
        (When(date(2019, 10, 1)), "9MSP", When(date(2018, 12, 2))),
        (When(date(2020, 8, 1)), "9MSP", When(date(2018, 12, 2))),
        (When(date(2021, 3, 1)), "2RC part 1", When(date(2020, 2, 25))),
        (When(date(2026, 3, 1)), "13MSP", When(date(2024, 12, 16))),
        (When(date(2026, 8, 1)), "13MSP", When(date(2024, 12, 16))),
        (When(date(2025, 9, 16)), "12MSP", When(date(2023, 12, 10))),
        (When(date(2025, 9, 17)), "13MSP", When(date(2024, 12, 16))),
        (When(date(2026, 10, 1)), "3RC", month(2025, 12)),
        (When(date(2026, 9, 20)), "13MSP", When(date(2024, 12, 16))),
        (When(date(2030, 8, 1)), "2029", month(2028, 12)),
        (month(2024, 4), "11MSP", When(date(2022, 12, 11))),
    ],
)
def test_a_request_goes_to_the_last_meeting_surely_before_the_deadline(deadline, meeting, submission):
    found = deciding_meeting(MEETINGS, deadline)
    assert found.name == meeting
    assert latest_submission(found.starts) == submission


def test_a_meeting_not_yet_called_is_provisional():
    assert deciding_meeting(MEETINGS, When(date(2030, 8, 1))).provisional
    assert deciding_meeting([], When(date(2030, 8, 1))).starts == month(2029, 9)


def test_a_meeting_that_is_moved_moves_the_latest_submission():
    moved = MeetingFacts("14MSP", MeetingKind.MSP, When(date(2027, 11, 8)))
    assert latest_submission(deciding_meeting([*MEETINGS, moved], When(date(2028, 3, 1))).starts) == When(
        date(2027, 2, 8)
    )


def test_intersessional_meetings_decide_nothing():
    informal = MeetingFacts("Intersessional 2029", MeetingKind.INTERSESSIONAL, When(date(2030, 4, 8)))
    assert deciding_meeting([informal], When(date(2030, 8, 1))).name == "2029"


@given(days, precisions)
def test_the_deciding_meeting_begins_before_the_deadline(day, precision):
    deadline = spans(day, precision)
    assert deciding_meeting(MEETINGS, deadline).starts.last < deadline.first


def test_requests_filed_after_the_latest_day_are_late_by_so_many_days():
    due = latest_submission(When(date(2019, 9, 2)))
    assert due == When(date(2018, 12, 2))
    assert [days_late(due, When(date(2019, *filed))) for filed in ((1, 15), (2, 26))] == [44, 86]
    assert days_late(due, When(date(2018, 12, 2))) == 0


def test_something_dated_to_the_month_is_late_only_when_it_surely_was():
    assert days_late(When(date(2024, 12, 16)), month(2024, 12)) == 0
    assert days_late(month(2024, 4), When(date(2024, 4, 30))) == 0
    assert days_late(month(2024, 4), When(date(2024, 5, 1))) == 1


def test_notice_comes_120_days_before_the_submission_and_answers_after_30():
    assert notice_of_intention(When(date(2024, 12, 16))) == When(date(2024, 8, 18))
    assert notice_of_intention(month(2028, 12)) == month(2028, 8)
    assert answer_due(date(2028, 1, 31)) == date(2028, 3, 1)


@given(days, precisions, st.integers(0, 400))
def test_going_back_never_makes_a_date_more_exact(day, precision, count):
    when = spans(day, precision)
    for earlier in (back_months(when, count), back_days(when, count)):
        assert earlier.precision is precision
        assert earlier.on <= when.on
        assert spans(earlier.on, precision) == earlier


# --- reports -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("in_force", "due"),
    [("2023-08-01", "2024-01-28"), ("2011-05-01", "2011-10-28"), ("2026-03-01", "2026-08-28")],
)
def test_the_initial_report_is_due_180_days_after_entry_into_force(in_force, due):
    assert initial_report_due(date.fromisoformat(in_force)) == date.fromisoformat(due)


def test_annual_reports_begin_on_the_first_30_april_after_the_initial_one():
    assert annual_report_due(2024) == date(2024, 4, 30)
    assert first_annual_year(date(2023, 8, 1)) == 2024
    assert first_annual_year(date(2026, 3, 1)) == 2027
    assert first_annual_year(date(2023, 11, 1)) == 2024  # the initial one is due on 29 April
    assert first_annual_year(date(2024, 11, 1)) == 2026  # the initial one is due on 30 April itself
    assert ministry_input_due(date(2027, 4, 30)) == date(2027, 3, 31)


# --- counting ------------------------------------------------------------------------------------


def test_seventeen_days_from_the_meeting_to_the_end_of_november():
    due = When(date(2023, 11, 30))
    assert days_left(due, date(2023, 11, 13)) == 17
    assert reminder_days(due, (30, 14, 7, 1, -1, -7))[1] == date(2023, 11, 16)


@pytest.mark.parametrize(
    ("on", "left"),
    [((2023, 11, 13), 140), ((2024, 4, 1), 0), ((2024, 4, 30), 0), ((2024, 5, 1), -1)],
)
def test_a_month_comes_near_by_its_first_day_and_is_over_by_its_last(on, left):
    assert days_left(month(2024, 4), date(*on)) == left


@given(days, precisions, days)
def test_days_left_fall_by_one_a_day_and_rest_within_the_span(day, precision, on):
    due = spans(day, precision)
    today, tomorrow = days_left(due, on), days_left(due, on + timedelta(days=1))
    within = due.first <= on < due.last
    assert tomorrow == (0 if within else today - 1)
    assert (today < 0) == (due.last < on)


def test_reminders_before_a_month_count_from_its_first_day_and_after_it_from_its_last():
    assert reminder_days(month(2024, 4), (30, -1)) == [date(2024, 3, 2), date(2024, 5, 1)]


def test_every_rule_has_its_row_and_only_spacing_of_our_own_is_kept_from_the_open_page():
    assert set(RULES) == set(RuleCode)
    assert {code for code, rule in RULES.items() if rule.assumed} == {RuleCode.T5, RuleCode.T7, RuleCode.T11}
    assert not any(rule.public for rule in RULES.values() if rule.assumed)
    assert all(rule.reminders and rule.audience and rule.formula for rule in RULES.values())
