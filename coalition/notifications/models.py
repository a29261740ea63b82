"""What waits to be sent."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from coalition.db import choice
from coalition.notifications.rules import MailStatus


class Mail(SQLModel, table=True):
    """One message in the outbox, written in the transaction of the act it tells of."""

    __table_args__ = (
        sa.Index("ix_mail_due", "status", "next_try_at"),
        sa.UniqueConstraint("key"),
    )

    id: int = Field(default=None, primary_key=True)
    key: str = Field(description="what it tells and to whom; the same news is never written twice")
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    address: str
    subject: str
    body: str
    link: str = ""
    urgent: bool = False
    status: MailStatus = Field(default=MailStatus.WAITING, sa_type=choice(MailStatus))
    written_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    next_try_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    sent_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))
    tries: int = 0
    last_error: str = ""
    seen_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))
