"""Obligations of States, the extensions they asked for and got, and the meetings that decide."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.db import choice
from coalition.states.models import State
from coalition.treaty.rules.terms import Clock, ExtensionOutcome, MeetingKind, ObligationStatus, ReportKind


class Obligation(SQLModel, table=True):
    """What one article asks of a State, on one clock. Areas are in m²; unknown is NULL, never nought.

    `clock_label` parts several clocks of one article, such as "hostilities of 2023–24"; empty for the first.
    """

    __table_args__ = (
        sa.UniqueConstraint("state_id", "article", "clock_label"),
        sa.CheckConstraint("article IN (3, 4, 5, 7, 9)", name="article_known"),
        sa.CheckConstraint(
            "remaining_area IS NULL OR remaining_area >= 0", name="remaining_area_not_negative"
        ),
        sa.CheckConstraint("extensions_granted >= 0", name="extensions_granted_not_negative"),
        sa.CheckConstraint(
            "clock <> 'later_hostilities' OR (article = 4 AND hostilities_ended_on IS NOT NULL)",
            name="later_clock_has_an_end_of_hostilities",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    article: int
    clock: Clock = Field(default=Clock.ENTRY_INTO_FORCE, sa_type=choice(Clock))
    clock_label: str = ""
    hostilities_ended_on: date | None = None
    status: ObligationStatus = Field(sa_type=choice(ObligationStatus))
    original_deadline: date | None = None
    current_deadline: date | None = Field(default=None, index=True)
    current_deadline_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    extensions_granted: int = 0
    pending_request: str = Field(
        default="", description="what is known of a request not yet decided, in words"
    )
    remaining_area: int | None = Field(default=None, sa_type=sa.BigInteger, description="m²")
    as_of: date | None = Field(default=None, description="the day of the remaining area")
    as_of_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    completed_on: date | None = None
    completed_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    reopened_on: date | None = Field(default=None, description="found again after it was declared complete")
    reopened_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    notes: str = ""
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str
    kept_by_hand: bool = Field(
        default=False, description="changed here; reference files no longer overwrite it"
    )

    state: State = Relationship()


class Extension(SQLModel, table=True):
    """One request for more time under Article 3 or 4 and what came of it. `sequence` counts from 1."""

    __table_args__ = (
        sa.UniqueConstraint("obligation_id", "sequence"),
        sa.CheckConstraint("sequence > 0", name="sequence_from_one"),
        sa.CheckConstraint(
            "outcome NOT IN ('granted', 'granted_shorter') OR granted_until IS NOT NULL",
            name="a_grant_has_its_end",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    sequence: int
    outcome: ExtensionOutcome = Field(sa_type=choice(ExtensionOutcome))
    requested_until: date | None = None
    submitted_on: date | None = None
    submitted_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    granted_until: date | None = None
    granted_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    decided_at: str = Field(default="", description="name of the meeting; empty where no source names it")
    decided_on: date | None = Field(default=None, description="where it was decided apart from a meeting")
    note: str = ""
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str
    kept_by_hand: bool = Field(
        default=False, description="changed here; reference files no longer overwrite it"
    )

    obligation: Obligation = Relationship()


class ReportReceived(SQLModel, table=True):
    """A transparency report that was handed in: the initial one, or that on a calendar year."""

    __tablename__ = "report_received"
    __table_args__ = (sa.UniqueConstraint("state_id", "kind", "year"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    kind: ReportKind = Field(sa_type=choice(ReportKind))
    year: int = Field(description="the calendar year that it reports on")
    received_on: date
    received_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    source: str


class TreatyMeeting(SQLModel, table=True):
    """A formal or intersessional meeting. A provisional one moves what hangs on its dates when it moves."""

    __tablename__ = "treaty_meeting"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="starts_before_it_ends"),
    )

    id: int = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    kind: MeetingKind = Field(sa_type=choice(MeetingKind))
    place: str
    starts_on: date = Field(index=True)
    ends_on: date | None = None
    precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    president_state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    president: str = ""
    provisional: bool = False
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str
    kept_by_hand: bool = Field(
        default=False, description="changed here; reference files no longer overwrite it"
    )
