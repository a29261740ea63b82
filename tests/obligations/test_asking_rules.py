from datetime import date

import pytest

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When
from coalition.obligations.rules.asking import (
    DRAFT,
    FILED,
    MOVES,
    OVER,
    Stage,
    check_benchmark,
    check_move,
    checklist,
    late_by,
    outcome_of,
)
from coalition.treaty.rules.terms import ExtensionOutcome

GRANTED, SHORTER = ExtensionOutcome.GRANTED, ExtensionOutcome.GRANTED_SHORTER


def test_the_checklist_of_article_4_runs_from_a_to_i_and_environment_is_voluntary():
    found = checklist(4)
    assert "".join(one.letter for one in found if one.required) == "abcdefghi"
    assert [one.letter for one in found if not one.required] == ["env"]
    assert len({one.title for one in found}) == len(found)
    assert "".join(one.letter for one in checklist(3) if one.required) == "abcdef"


@pytest.mark.parametrize(
    ("meeting", "submitted", "days"),
    [
        (date(2019, 9, 2), date(2019, 1, 15), 44),
        (date(2019, 9, 2), date(2019, 2, 26), 86),
        (date(2025, 9, 16), date(2024, 12, 16), 0),
        (date(2024, 9, 10), date(2024, 1, 15), 36),
    ],
)
def test_days_after_the_date_are_worked_out(meeting, submitted, days):
    assert late_by(When(meeting), When(submitted)) == days


def test_a_month_is_read_in_the_favour_of_the_state():
    assert late_by(When(date(2025, 9, 16)), When(date(2024, 12, 1), Precision.MONTH)) == 0


def test_every_stage_leads_on_or_is_an_end():
    assert set(Stage) == DRAFT | FILED | OVER
    assert set(MOVES) == DRAFT | FILED
    for stage in MOVES:
        check_move(stage, Stage.WITHDRAWN)
    for stage in OVER:
        for then in Stage:
            with pytest.raises(RuleBroken):
                check_move(stage, then)


def test_less_than_asked_is_granted_for_a_shorter_time():
    asked = date(2030, 8, 1)
    assert outcome_of(GRANTED, asked, When(date(2028, 8, 1))) is SHORTER
    assert outcome_of(GRANTED, asked, When(date(2030, 8, 1))) is GRANTED
    assert outcome_of(GRANTED, asked, When(date(2030, 8, 1), Precision.MONTH)) is GRANTED
    assert outcome_of(ExtensionOutcome.NOT_GRANTED, asked, None) is ExtensionOutcome.NOT_GRANTED


def test_a_benchmark_lies_within_the_time_asked():
    with pytest.raises(RuleBroken, match="within the time"):
        check_benchmark(When(date(2031, 1, 1)), date(2030, 8, 1), None)
    with pytest.raises(RuleBroken, match="square metres"):
        check_benchmark(When(date(2029, 1, 1)), None, -1)
