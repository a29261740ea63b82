"""One way to write amounts, dates, areas and shares."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from babel import Locale

from coalition.core.money import Money
from coalition.core.when import Precision, When
from coalition.web import filters
from coalition.web.shapes import bars_of, coverage_of, ladder_of, pages_around, widths_of
from coalition.web.timelines import periods_of

FRENCH = Locale("fr")


def plain(text: str) -> str:
    """Return the text with its no-break spaces as spaces, to be read here."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("minor", "currency", "shown"),
    [
        (15_000_000, "USD", "USD 150 000"),
        (15_000_050, "USD", "USD 150 000.50"),
        (2_500_000, "JPY", "JPY 2 500 000"),
        (1_500, "KWD", "KWD 1.500"),
        (-100, "EUR", "EUR −1"),
        (0, "USD", "USD 0"),
        (None, "USD", "not known"),
    ],
)
def test_money_shows_the_code_first_and_the_currencys_own_decimals(
    minor: int | None, currency: str, shown: str
):
    assert plain(filters.money(minor, currency)) == shown


def test_money_can_be_given_whole():
    assert plain(filters.money(Money(15_000_000, "USD"))) == "USD 150 000"


def test_money_never_breaks_over_two_lines():
    assert " " not in filters.money(123_456_789, "USD")


def test_decimals_follow_the_readers_language():
    assert plain(filters.money(15_000_050, "USD", locale=FRENCH)) == "USD 150 000,50"


@pytest.mark.parametrize(
    ("minor", "shown"),
    [
        (125_000_000, "USD 1.25 million"),
        (99_999_999, "USD 1 000 000"),
        (45_000, "USD 450"),
        (123_456_789_000_00, "USD 123 billion"),
        (None, "not known"),
    ],
)
def test_short_money_keeps_three_figures(minor: int | None, shown: str):
    assert plain(filters.money_short(minor, "USD")) == shown


@pytest.mark.parametrize(
    ("square_metres", "shown"),
    [
        (1_370_000, "1.37 km²"),
        (71_700_000, "71.7 km²"),
        (1_371_100_000, "1 371 km²"),
        (8_200, "8 200 m²"),
        (0, "0 m²"),
        (None, "not known"),
    ],
)
def test_areas_come_in_the_unit_people_picture(square_metres: int | None, shown: str):
    assert plain(filters.area(square_metres)) == shown


@pytest.mark.parametrize(
    ("share", "shown"),
    [(0.483, "48 %"), (0.004, "< 1 %"), (0.998, "> 99 %"), (0, "0 %"), (1, "100 %"), (None, "not known")],
)
def test_shares_never_round_something_to_nothing_or_almost_all_to_all(share: float | None, shown: str):
    assert plain(filters.percent(share)) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234567.5, "1 234 567.5"),
        (10_000, "10 000"),
        (Decimal("0.125"), "0.13"),
        (-3, "−3"),
        (None, "not known"),
    ],
)
def test_numbers_are_grouped(value: float | Decimal | None, shown: str):
    assert plain(filters.number(value)) == shown


@pytest.mark.parametrize(("value", "shown"), [(20, "+20"), (-25, "−25"), (0.04, "0"), (6.66, "+6.7")])
def test_signed_numbers_show_their_sign(value: float, shown: str):
    assert filters.signed(value) == shown


def test_dates_are_no_more_exact_than_known():
    on = date(2027, 4, 30)
    assert filters.day(on) == "30 April 2027"
    assert filters.partial(on, "month") == "April 2027"
    assert filters.partial(on, "year") == "2027"
    assert filters.partial(When(on, Precision.MONTH), locale=FRENCH) == "avril 2027"


def test_moments_are_told_in_universal_time():
    assert plain(filters.moment(datetime(2026, 11, 23, 11, 46, tzinfo=UTC))) == "23 November 2026, 11:46 UTC"


@pytest.mark.parametrize(
    ("days", "shown"),
    [(12, "in 12 days"), (1, "in 1 day"), (0, "today"), (-1, "1 day ago"), (-1200, "1 200 days ago")],
)
def test_days_are_counted_without_blame(days: int, shown: str):
    assert plain(filters.in_days(days)) == shown


# --- shapes --------------------------------------------------------------------------------------


def test_the_parts_of_a_coverage_never_exceed_the_whole():
    parts = coverage_of(firm=150, soft=50, cost=100)
    assert parts is not None
    assert (parts.firm, parts.soft, parts.open, parts.gap, parts.over) == (1, 0, 0, 0, True)


def test_soft_money_closes_no_gap():
    parts = coverage_of(firm=20, soft=50, cost=100, national=10)
    assert parts is not None
    assert (parts.firm, parts.national, parts.soft, parts.gap) == (0.2, 0.1, 0.5, 70)


@pytest.mark.parametrize("cost", [None, 0])
def test_without_a_cost_there_is_no_coverage(cost: int | None):
    assert coverage_of(1, 1, cost) is None


def test_bars_stand_on_one_zero_line_and_add_up():
    bars = bars_of([{"weight": 30}, {"weight": -10}, {"weight": 0.1}])
    assert bars.zero == 25
    assert [(bar.start, bar.width) for bar in bars.rows[:2]] == [(25, 75), (0, 25)]
    assert bars.total == 20.1


def test_no_signals_are_no_bars():
    assert bars_of([]).rows == []


def test_a_ladder_has_done_current_and_ahead():
    assert [rung.state for rung in ladder_of(["a", ("b", "B"), ("c", "C", "note")], "b")] == [
        "done",
        "current",
        "ahead",
    ]
    assert {rung.state for rung in ladder_of(["a", "b"], None)} == {"ahead"}


@pytest.mark.parametrize(
    ("number", "pages", "offered"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (5, 9, [1, None, 4, 5, 6, None, 9]),
        (4, 9, [1, 2, 3, 4, 5, None, 9]),
        (400, 400, [1, None, 399, 400]),
    ],
)
def test_pages_are_offered_around_the_one_open(number: int, pages: int, offered: list[int | None]):
    assert pages_around(number, pages) == offered


def test_bars_measure_against_the_largest():
    rows = [{"value": 4}, {"value": None}, {"value": 1}]
    assert [width for width, _ in widths_of(rows)] == [100, 0, 25]
    assert widths_of([{"value": None}])[0][0] == 0


def test_periods_stand_on_whole_years():
    items = [
        {"start": date(2025, 1, 1), "end": date(2025, 12, 31)},
        {"start": date(2026, 1, 1), "end": None},
        {"start": None, "end": date(2026, 6, 30)},
    ]
    line = periods_of(items, today=date(2026, 1, 1))
    assert (line.first, line.last, line.today) == (2025, 2026, 50)
    assert [(span.start, span.width) for span in line.spans] == [(0, 50), (50, 50), (0, None)]
    assert [(tick.year, tick.at) for tick in line.ticks] == [(2026, 50)]


def test_without_dates_there_is_no_line():
    assert periods_of([{"start": None}]).first is None
