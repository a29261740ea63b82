"""Answer rounds, the needs in them, whom they went to, and every answer."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.coalitions.models import Coalition
from coalition.db import choice
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.rounds.rules import AnswerKind, FollowUp, RoundStatus


class AnswerRound(SQLModel, table=True):
    """A State's package of needs, sent to chosen donors and partners with a day for the answer."""

    __tablename__ = "answer_round"
    __table_args__ = (
        sa.CheckConstraint("status = 'draft' OR sent_on IS NOT NULL", name="sent_has_its_day"),
        sa.CheckConstraint("status <> 'closed' OR closed_on IS NOT NULL", name="closed_has_its_day"),
        sa.CheckConstraint("sent_on IS NULL OR due_on > sent_on", name="sent_before_due"),
        sa.Index("ix_answer_round_status_due", "status", "due_on"),
    )

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id", index=True)
    title: str
    message: str = ""
    due_on: date
    status: RoundStatus = Field(default=RoundStatus.DRAFT, sa_type=choice(RoundStatus))
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    created_on: date
    sent_on: date | None = None
    closed_on: date | None = None
    follow_up_on: date | None = None
    is_example: bool = False

    coalition: Coalition = Relationship()

    @property
    def state_id(self) -> int:
        """The affected State, whose package it is."""
        return self.coalition.state_id


class RoundNeed(SQLModel, table=True):
    """A need in a round, and what the State said of it a year later."""

    __tablename__ = "round_need"

    round_id: int = Field(foreign_key="answer_round.id", primary_key=True)
    need_id: int = Field(foreign_key="need.id", primary_key=True, index=True)
    position: int = 0
    follow_up: FollowUp | None = Field(default=None, sa_type=choice(FollowUp))
    follow_up_note: str = ""
    followed_up_on: date | None = None

    need: Need = Relationship()


class RoundInvitee(SQLModel, table=True):
    """An organisation that was asked."""

    __tablename__ = "round_invitee"

    round_id: int = Field(foreign_key="answer_round.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True, index=True)
    answered_on: date | None = Field(default=None, description="of its last answer")
    reminded_on: date | None = None

    organisation: Organisation = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """Who was asked: it alone answers."""
        return (self.organisation_id,)


class RoundAnswer(SQLModel, table=True):
    """What an organisation answers on one need. A "no" is kept with its day: it is an answer."""

    __tablename__ = "round_answer"
    __table_args__ = (sa.UniqueConstraint("round_id", "need_id", "organisation_id"),)

    id: int = Field(default=None, primary_key=True)
    round_id: int = Field(foreign_key="answer_round.id", index=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    kind: AnswerKind = Field(sa_type=choice(AnswerKind))
    text: str = ""
    amount: int | None = Field(default=None, sa_type=sa.BigInteger, description="minor units; no pledge")
    currency: str | None = Field(default=None, max_length=3)
    answered_on: date
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    organisation: Organisation = Relationship()
    need: Need = Relationship()
