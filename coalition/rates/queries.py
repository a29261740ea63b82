"""Reading rates."""

from datetime import date

from sqlmodel import Session, col, select

from coalition.rates.models import FxRate


def find_rate(session: Session, currency: str, day: date) -> FxRate | None:
    """Return the newest stored rate dated on or before day, or None."""
    rows = select(FxRate).where(FxRate.currency == currency, FxRate.rate_on <= day)
    return session.exec(rows.order_by(col(FxRate.rate_on).desc(), col(FxRate.id).desc())).first()
