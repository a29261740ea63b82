from datetime import date

import pytest

from coalition.core.errors import RuleBroken
from coalition.core.when import When
from coalition.obligations.rules.reporting import (
    FORMS,
    LETTERS,
    FormState,
    ReportStage,
    check_form,
    check_signature,
    check_submission,
    check_unchanged,
    check_year,
    due_of,
    input_due,
)
from coalition.treaty.rules.terms import ReportKind

ANNUAL, INITIAL = ReportKind.ANNUAL, ReportKind.INITIAL
IN_FORCE = date(2023, 8, 1)
TODAY = date(2026, 11, 23)


def test_the_forms_run_from_a_to_j():
    assert "".join(LETTERS) == "ABCDEFGHIJ"
    assert [form.letter for form in FORMS if form.filled] == ["B", "F", "G", "H", "I"]


def test_the_initial_report_is_due_after_180_days_and_the_annual_one_on_30_april():
    assert due_of(INITIAL, 2023, IN_FORCE) == date(2024, 1, 28)
    assert due_of(ANNUAL, 2025, IN_FORCE) == date(2026, 4, 30)


def test_ministries_are_asked_thirty_days_before_and_never_in_the_past():
    assert input_due(date(2027, 4, 30), TODAY) == date(2027, 3, 31)
    assert input_due(date(2026, 4, 30), TODAY) == TODAY


def test_an_initial_report_is_never_unchanged():
    check_unchanged(ANNUAL)
    with pytest.raises(RuleBroken, match="nothing before it"):
        check_unchanged(INITIAL)
    with pytest.raises(RuleBroken, match="nothing before it"):
        check_form(FormState.UNCHANGED, "", INITIAL)


def test_a_changed_form_says_what_has_changed():
    with pytest.raises(RuleBroken, match="what has changed"):
        check_form(FormState.CHANGED, "  ", ANNUAL)
    check_form(FormState.NOT_APPLICABLE, "", INITIAL)


def test_each_form_is_marked_before_the_signature():
    marked = dict.fromkeys(LETTERS, FormState.UNCHANGED)
    check_signature(ReportStage.IN_PREPARATION, marked)
    with pytest.raises(RuleBroken) as refused:
        check_signature(ReportStage.OPEN, marked | {"F": FormState.PENDING, "I": FormState.PENDING})
    assert "F, I" in str(refused.value)
    with pytest.raises(RuleBroken, match="already"):
        check_signature(ReportStage.FOR_SIGNATURE, marked)


def test_a_report_is_handed_in_once_signed_and_not_tomorrow():
    with pytest.raises(RuleBroken, match="for signature first"):
        check_submission(ReportStage.OPEN, When(TODAY), TODAY)
    with pytest.raises(RuleBroken, match="lies ahead"):
        check_submission(ReportStage.FOR_SIGNATURE, When(date(2026, 11, 24)), TODAY)


@pytest.mark.parametrize("year", [2022, 2027])
def test_there_is_no_report_before_entry_into_force_or_on_a_year_to_come(year):
    with pytest.raises(RuleBroken, match="no report on"):
        check_year(ANNUAL, year, IN_FORCE, TODAY)
