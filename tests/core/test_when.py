from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, When, add_months, add_years, is_past, last_day, parse_when


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("2027-04-30", When(date(2027, 4, 30))),
        ("30 April 2027", When(date(2027, 4, 30))),
        ("April 2024", When(date(2024, 4, 1), Precision.MONTH)),
        ("Apr 2024", When(date(2024, 4, 1), Precision.MONTH)),
        ("2024-04", When(date(2024, 4, 1), Precision.MONTH)),
        (" 2026 ", When(date(2026, 1, 1), Precision.YEAR)),
        ("29 February 2024", When(date(2024, 2, 29))),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_stated(text, when):
    assert parse_when(text) == when


@pytest.mark.parametrize(
    "text", ["29 February 2023", "soon", "0000", "32 May 2020", "2024-13", "30/04/2027", "9999"]
)
def test_no_day_is_guessed(text):
    with pytest.raises(RuleBroken):
        parse_when(text, field="on")


def test_a_month_is_past_only_after_its_last_day():
    assert not is_past(date(2024, 4, 1), Precision.MONTH, date(2024, 4, 30))
    assert is_past(date(2024, 4, 1), Precision.MONTH, date(2024, 5, 1))


def test_months_are_added_to_the_end_of_shorter_ones():
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_years(date(2024, 2, 29), 1) == date(2025, 2, 28)


@given(st.dates(date(1900, 1, 1), date(2190, 1, 1)), st.sampled_from(Precision))
def test_the_last_day_is_never_before_the_first(on, precision):
    assert last_day(on, precision) >= on
