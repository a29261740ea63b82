"""Pledges whose money stands in another pledge as well: totals that hold both count it once."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class CountedElsewhere(SQLModel, table=True):
    """A pledge that is not added where `counted_in_id` is: people confirmed that it is the same money."""

    __tablename__ = "pledge_counted_elsewhere"
    __table_args__ = (sa.CheckConstraint("pledge_id <> counted_in_id", name="not_itself"),)

    pledge_id: int = Field(foreign_key="pledge.id", primary_key=True)
    counted_in_id: int = Field(foreign_key="pledge.id", index=True)
    since: date
