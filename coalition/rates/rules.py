"""Conversion with a dated rate. No database."""

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from coalition.core.money import exponent, to_decimal, to_minor

# Rates are kept as whole numbers of 10^-9 US dollars for one major unit of the currency.
SCALE = 10**9
STALE_AFTER = timedelta(days=31)
USD = "USD"


def to_usd(minor: int, currency: str, rate: int) -> int:
    """Return an amount in US cents; `rate` is in 10^-9 USD a major unit; half a cent goes to the even one."""
    dollars = to_decimal(minor, currency) * Decimal(rate) / SCALE
    return to_minor(dollars.quantize(Decimal("0.01"), rounding=ROUND_HALF_EVEN), USD)


def across(minor: int, currency: str, *, to: str, rates: tuple[int, int]) -> int:
    """Return an amount in another currency, by the two rates against the US dollar; half to the even unit."""
    amount = to_decimal(minor, currency) * rates[0] / rates[1]
    step = Decimal(1).scaleb(-exponent(to))
    return to_minor(amount.quantize(step, rounding=ROUND_HALF_EVEN), to)


def is_stale(rate_on: date, day: date) -> bool:
    """Return whether a rate is older than 31 days on the day it is used for (invariant I08)."""
    return day - rate_on > STALE_AFTER
