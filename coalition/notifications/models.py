"""What waits to be sent, and how each person wants it."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from coalition.db import choice
from coalition.notifications.rules import Kind, MailStatus, Pace


class Mail(SQLModel, table=True):
    """One message, written in the transaction of the act it tells of.

    `subject` and `body` are words as written, or message ids with {placeholders} that `given` fills in the
    reader's language: a text, {"words": message id} or {"on": ISO date, "precision": day, month or year}.
    """

    __table_args__ = (
        sa.Index("ix_mail_due", "status", "next_try_at"),
        sa.Index("ix_mail_person_written", "person_id", "written_at"),
        sa.UniqueConstraint("key"),
    )

    id: int = Field(default=None, primary_key=True)
    key: str = Field(description="what it tells and to whom; the same news is never written twice")
    kind: Kind = Field(default=Kind.OTHER, sa_type=choice(Kind))
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    address: str
    subject: str
    body: str
    given: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    link: str = ""
    urgent: bool = False
    status: MailStatus = Field(default=MailStatus.WAITING, sa_type=choice(MailStatus))
    written_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    next_try_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    sent_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))
    tries: int = 0
    last_error: str = ""
    attempt: str = Field(default="", description="the try that has it in hand, or had it last")
    claimed_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))
    message_id: str = Field(default="", description="of the letter it went in, for the mail server's log")
    seen_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))


class MailSetting(SQLModel, table=True):
    """How soon a person is mailed about one kind of message; without a row, as usual for the person."""

    __tablename__ = "mail_setting"

    person_id: int = Field(foreign_key="person.id", primary_key=True)
    kind: Kind = Field(sa_type=choice(Kind), primary_key=True)
    pace: Pace = Field(sa_type=choice(Pace))
