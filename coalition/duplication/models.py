"""Duplication flags, what the parties replied, what people decided, and the index that finds candidates."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.models import Person
from coalition.db import choice
from coalition.duplication.rules.flags import (
    FlagKind,
    FlagStatus,
    Outcome,
    ReasonCode,
    ReplyKind,
    SideKind,
)
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
    facts: dict[str, Any] = Field(
        default_factory=dict, sa_type=sa.JSON, description="what the score was made from"
    )
    status: FlagStatus = Field(default=FlagStatus.OPEN, sa_type=choice(FlagStatus))
    reopened_because: str = ""
    opened_on: date
    screened_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
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
    __table_args__ = (
        sa.CheckConstraint("counted_twice IS NULL OR counted_twice > 0", name="counted_twice_positive"),
        sa.CheckConstraint("(objected_on IS NULL) = (objection = '')", name="objection_has_its_day"),
        sa.Index("ix_flag_decision_reason", "outcome", "reason"),
    )

    id: int = Field(default=None, primary_key=True)
    flag_id: int = Field(foreign_key="duplication_flag.id", index=True)
    outcome: Outcome = Field(sa_type=choice(Outcome))
    reason: ReasonCode = Field(sa_type=choice(ReasonCode))
    text: str
    decided_by_id: int = Field(foreign_key="person.id", index=True)
    decided_on: date
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    valid_until: date | None = None
    score: int = Field(default=0, description="of the flag that day, in tenths of a point")
    counted_twice: int | None = Field(
        default=None, sa_type=sa.BigInteger, description="US cents that two records hold, once too often"
    )
    remedy_owner_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    remedy_by: date | None = None
    remedied_on: date | None = None
    remedy_note: str = ""
    objection: str = ""
    objected_on: date | None = None
    objected_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    flag: DuplicationFlag = Relationship()
    decided_by: Person = Relationship(sa_relationship_kwargs={"foreign_keys": "FlagDecision.decided_by_id"})
    objected_by: Person | None = Relationship(
        sa_relationship_kwargs={"foreign_keys": "FlagDecision.objected_by_id"}
    )
    remedy_owner: Organisation | None = Relationship()


class FlagReply(SQLModel, table=True):
    """What a party said about the question, or was asked (`organisation_id` is then whom it is put to)."""

    __tablename__ = "flag_reply"

    id: int = Field(default=None, primary_key=True)
    flag_id: int = Field(foreign_key="duplication_flag.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: ReplyKind = Field(default=ReplyKind.ANSWER, sa_type=choice(ReplyKind))
    text: str
    said_on: date

    person: Person = Relationship()
    organisation: Organisation | None = Relationship()


class CandidateProfile(SQLModel, table=True):
    """One record as the engine compares it; derived, written anew with each change of its record.

    `item` is the record's number and kind in one figure (see rules.keys.item_of).
    """

    __tablename__ = "candidate_profile"
    __table_args__ = (sa.UniqueConstraint("side_kind", "side_id"),)

    item: int = Field(
        sa_column=sa.Column(
            sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=False
        )
    )
    side_kind: SideKind = Field(sa_type=choice(SideKind))
    side_id: int
    state_id: int | None = Field(
        default=None, description="of pledges, needs, activities: the affected State"
    )
    keys: bytes = Field(sa_type=sa.LargeBinary, description="its candidate keys, 8 bytes each, big-endian")
    facts: bytes = Field(sa_type=sa.LargeBinary, description="the whole record: JSON, deflated")
    compared: bytes | None = Field(
        default=None, sa_type=sa.LargeBinary, description="the same taken apart (rules.compared), where done"
    )
    fingerprint: str = Field(max_length=16)


class CandidateKey(SQLModel, table=True):
    """One key of one record: records that share keys are worth comparing. The primary key is the whole index.

    No foreign keys: a derived table of many million rows, always written together with its profile.
    """

    __tablename__ = "candidate_key"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: int = Field(sa_column=sa.Column(sa.BigInteger, primary_key=True, autoincrement=False))
    item: int = Field(sa_column=sa.Column(sa.BigInteger, primary_key=True, autoincrement=False))


class IdentityModel(SQLModel, table=True):
    """A model learned from decisions on this platform; at most one is in use, else the shipped one is."""

    __tablename__ = "identity_model"
    __table_args__ = (
        sa.CheckConstraint("in_use IS NULL OR in_use", name="in_use_or_unknown"),
        sa.UniqueConstraint("in_use"),
        sa.UniqueConstraint("digest"),
    )

    id: int = Field(default=None, primary_key=True)
    learned_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    decisions: int
    figures: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON, description="before and after")
    forest: str = Field(sa_type=sa.Text, description="the trees, as `Forest.to_json` writes them")
    digest: str = Field(max_length=16)
    in_use: bool | None = Field(default=None, description="true, or nothing: one row alone can be true")


class Screening(SQLModel, table=True):
    """When a record was last compared with the others, and on what facts; long ago: it is due."""

    __table_args__ = (
        sa.UniqueConstraint("side_kind", "side_id"),
        sa.Index("ix_screening_screened_at", "screened_at"),
    )

    id: int = Field(default=None, primary_key=True)
    side_kind: SideKind = Field(sa_type=choice(SideKind))
    side_id: int
    fingerprint: str = Field(max_length=16)
    screened_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
