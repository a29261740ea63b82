from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition.core.errors import RuleBroken
from coalition.core.money import LARGEST, Money, check_currency, exponent, parse_amount, to_decimal, to_minor


@pytest.mark.parametrize(("currency", "decimals"), [("USD", 2), ("JPY", 0), ("KWD", 3), ("XOF", 0)])
def test_each_currency_has_its_own_decimals(currency, decimals):
    assert exponent(currency) == decimals


@given(st.integers(min_value=-LARGEST, max_value=LARGEST), st.sampled_from(["USD", "JPY", "KWD"]))
def test_minor_units_come_back_exactly(minor, currency):
    assert to_minor(to_decimal(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("150000", "150000"),
        ("1 500 000", "1500000"),
        ("1,500,000.50", "1500000.50"),
        ("1.500.000,50", "1500000.50"),
        ("1'500'000", "1500000"),
        ("1 500 000,5", "1500000.5"),
        ("12,34,567", "1234567"),
        ("1,234", None),
        ("1.234", None),
        ("0,5", "0.5"),
        ("٣٠٠٠", "3000"),
    ],
)
def test_amounts_are_read_as_six_locales_write_them_or_refused(text, amount):
    if amount is None:
        with pytest.raises(RuleBroken, match="two ways"):
            parse_amount(text)
    else:
        assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize("text", ["", "NaN", "1e9", "ten", "1-2", "∞", "--5", "."])
def test_what_is_no_amount_is_refused_at_the_field(text):
    with pytest.raises(RuleBroken) as refused:
        parse_amount(text)
    assert refused.value.field == "amount"


@pytest.mark.parametrize("amount", [Decimal("1e20"), Decimal("NaN"), Decimal("Infinity"), Decimal("1.005")])
def test_what_no_account_can_hold_is_refused(amount):
    with pytest.raises(RuleBroken):
        to_minor(amount, "USD")


@pytest.mark.parametrize("code", ["DEM", "XAU", "ZZZ", "us", "XXX"])
def test_withdrawn_and_unknown_currencies_take_no_new_money(code):
    with pytest.raises(RuleBroken) as refused:
        check_currency(code)
    assert refused.value.field == "currency"


def test_money_reads_with_its_currency_first():
    assert str(Money(15_000_000, "USD")) == "USD 150 000.00"
