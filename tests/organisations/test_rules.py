"""When a contact is new, due to be confirmed, or stated wrongly. No database."""

from datetime import date

import pytest

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When
from coalition.organisations.rules import check_period, is_due, is_new

TODAY = date(2023, 11, 13)


def test_who_took_up_a_post_within_a_year_is_new():
    assert is_new(date(2023, 1, 1), TODAY)
    assert not is_new(date(2022, 11, 13), TODAY)
    assert is_new(date(2023, 3, 1), date(2024, 2, 29))


def test_a_contact_is_asked_about_after_half_a_year():
    assert is_due(None, TODAY)
    assert not is_due(date(2023, 5, 18), TODAY)
    assert is_due(date(2023, 5, 17), TODAY)


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (When(date(2024, 1, 1)), None, "since"),
        (When(date(2020, 1, 1)), When(date(2023, 11, 14)), "on"),
        (When(date(2020, 5, 1)), When(date(2020, 4, 30)), "on"),
    ],
)
def test_a_time_in_a_post_that_cannot_be_is_refused_at_its_field(since: When, until: When | None, field: str):
    with pytest.raises(RuleBroken) as refused:
        check_period(since, until, TODAY)
    assert refused.value.field == field


def test_a_year_is_as_good_as_a_day():
    check_period(When(date(2023, 1, 1), Precision.YEAR), When(date(2023, 1, 1), Precision.YEAR), TODAY)
