"""Duplication flags, what the parties replied, and what people decided."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.models import Person
from coalition.db import choice
from coalition.duplication.rules.flags import FlagKind, FlagStatus, Outcome, ReasonCode, SideKind
from coalition.organisations.models import Organisation
from coalition.states.models import State


class DuplicationFlag(SQLModel, table=True):
    """A question about two records. `score` is in tenths of a point (0–1000), `confidence` in percent."""

    __tablename__ = "duplication_flag"
    __table_args__ = (
        sa.UniqueConstraint("kind", "left_kind", "left_id", "right_kind", "right_id"),
        sa.CheckConstraint("score BETWEEN 0 AND 1000", name="score_range"),
        sa.CheckConstraint("confidence BETWEEN 0 AND 100", name="confidence_range"),
        sa.Index("ix_duplication_flag_queue", "status", "state_id", "score"),
        sa.Index("ix_duplication_flag_left", "left_kind", "left_id"),
        sa.Index("ix_duplication_flag_right", "right_kind", "right_id"),
    )

    id: int = Field(default=None, primary_key=True)
    kind: FlagKind = Field(sa_type=choice(FlagKind))
    left_kind: SideKind = Field(sa_type=choice(SideKind), description="the later record: the pledge, need …")
    left_id: int
    right_kind: SideKind = Field(sa_type=choice(SideKind))
    right_id: int
    left_owner_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    right_owner_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    score: int
    confidence: int
    verdict: str
    evidence: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON, description="what the score was made from")
    status: FlagStatus = Field(default=FlagStatus.OPEN, sa_type=choice(FlagStatus))
    reopened_because: str = ""
    opened_on: date
    screened_at: datetime = Field(sa_type=sa.DateTime(timezone=True))  # type: ignore[call-overload]
    taken_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    row_version: int = 1

    state: State | None = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The organisations that the question concerns: they may see it and reply."""
        return tuple(owner for owner in (self.left_owner_id, self.right_owner_id) if owner is not None)


class FlagDecision(SQLModel, table=True):
    """What people settled, with the facts it was settled on."""

    __tablename__ = "flag_decision"

    id: int = Field(default=None, primary_key=True)
    flag_id: int = Field(foreign_key="duplication_flag.id", index=True)
    outcome: Outcome = Field(sa_type=choice(Outcome))
    reason: ReasonCode = Field(sa_type=choice(ReasonCode))
    text: str
    decided_by_id: int = Field(foreign_key="person.id", index=True)
    decided_on: date
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    valid_until: date | None = None

    flag: DuplicationFlag = Relationship()
    decided_by: Person = Relationship()


class FlagReply(SQLModel, table=True):
    """What a party said about the question."""

    __tablename__ = "flag_reply"

    id: int = Field(default=None, primary_key=True)
    flag_id: int = Field(foreign_key="duplication_flag.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    text: str
    said_on: date

    person: Person = Relationship()
    organisation: Organisation | None = Relationship()
