"""Which reminder was sent to whom, how often a day has moved, and the calendars' secret links."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from coalition.core.when import Precision
from coalition.db import choice


class Reminder(SQLModel, table=True):
    """A reminder that a person was sent: of a rule, about a subject, for a day, so many days before it."""

    __table_args__ = (
        sa.UniqueConstraint("rule", "subject", "due_on", "offset_days", "person_id", name="uq_reminder_once"),
        sa.Index("ix_reminder_mail_key", "mail_key"),
    )

    id: int = Field(default=None, primary_key=True)
    rule: str = Field(max_length=4)
    subject: str
    due_on: date
    offset_days: int = Field(description="before the day; negative: after it")
    person_id: int = Field(foreign_key="person.id", index=True)
    mail_key: str = Field(description="of the message that told it")
    sent_on: date


class DeadlineMove(SQLModel, table=True):
    """How often the day of a deadline has moved since it was first seen: SEQUENCE in its calendar entry."""

    __tablename__ = "deadline_move"

    rule: str = Field(max_length=4, primary_key=True)
    subject: str = Field(primary_key=True)
    due_on: date
    precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    sequence: int = 0
    moved_at: datetime = Field(sa_type=sa.DateTime(timezone=True))


class FeedLink(SQLModel, table=True):
    """The secret link to a person's calendar. Only its hash is kept; a new one ends the old one."""

    __tablename__ = "feed_link"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    feed_key_hash: str = Field(unique=True)
    made_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
