"""Reading rates."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.rates.models import FxRate


def find_rate(session: Session, currency: str, day: date) -> FxRate | None:
    """Return the newest stored rate dated on or before day, or None."""
    rows = select(FxRate).where(FxRate.currency == currency, FxRate.rate_on <= day)
    return session.exec(rows.order_by(col(FxRate.rate_on).desc(), col(FxRate.id).desc())).first()


def stored_rates(session: Session, source: str) -> dict[tuple[str, date], int]:
    """Return the rates stored of one source, by currency and day."""
    rows = select(FxRate).where(FxRate.source == source)
    return {(rate.currency, rate.rate_on): rate.rate for rate in session.exec(rows).all()}


def list_newest(session: Session) -> Sequence[FxRate]:
    """Return the newest stored rate of each currency, by currency."""
    newest = (
        select(FxRate.currency, func.max(FxRate.rate_on).label("day")).group_by(FxRate.currency).subquery()
    )
    rows = select(FxRate).join(
        newest, (col(FxRate.currency) == newest.c.currency) & (col(FxRate.rate_on) == newest.c.day)
    )
    found = {rate.currency: rate for rate in session.exec(rows.order_by(col(FxRate.id))).all()}
    return [found[currency] for currency in sorted(found)]
