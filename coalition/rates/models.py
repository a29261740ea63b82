"""Dated exchange rates."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class FxRate(SQLModel, table=True):
    """What one major unit of a currency was worth on a day. `rate` is in 10^-9 US dollars."""

    __tablename__ = "fx_rate"
    __table_args__ = (
        sa.UniqueConstraint("currency", "rate_on", "source"),
        sa.CheckConstraint("rate > 0", name="rate_positive"),
    )

    id: int = Field(default=None, primary_key=True)
    currency: str = Field(max_length=3)
    rate_on: date
    rate: int = Field(sa_type=sa.BigInteger)
    source: str
