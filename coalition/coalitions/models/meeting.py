"""Meetings of coalitions, who was there, and the action points and soft promises they left behind."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.coalitions.models.coalition import Coalition
from coalition.coalitions.rules.meetings import MeetingType, Minutes, Openness, PointStatus
from coalition.core.visibility import Visibility
from coalition.core.when import Precision
from coalition.db import choice
from coalition.organisations.models import Organisation


class Meeting(SQLModel, table=True):
    """One meeting. What was said in a closed one never feeds public text; the summary without names may."""

    __tablename__ = "coalition_meeting"
    __table_args__ = (
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="starts_before_it_ends"),
        sa.CheckConstraint("minutes = 'none' OR minutes_text <> ''", name="minutes_say_something"),
        sa.CheckConstraint("minutes <> 'approved' OR approved_on IS NOT NULL", name="approved_has_its_day"),
        sa.Index("ix_coalition_meeting_newest", "coalition_id", "starts_on"),
    )

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id")
    type: MeetingType = Field(default=MeetingType.COALITION, sa_type=choice(MeetingType))
    title: str
    starts_on: date
    starts_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    ends_on: date | None = None
    place: str = ""
    host: str = ""
    financed_by: str = ""
    openness: Openness = Field(default=Openness.CLOSED, sa_type=choice(Openness))
    minutes: Minutes = Field(default=Minutes.NONE, sa_type=choice(Minutes))
    minutes_text: str = ""
    anonymised_summary: str = ""
    decisions: str = ""
    approved_on: date | None = None
    visibility: Visibility = Field(default=Visibility.MEMBERS, sa_type=choice(Visibility))
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    source: str = ""
    is_example: bool = False
    row_version: int = 1

    coalition: Coalition = Relationship()

    @property
    def state_id(self) -> int:
        """The affected State: the policy asks every thing for it."""
        return self.coalition.state_id


class Attendance(SQLModel, table=True):
    """An organisation that took part, or sent apologies."""

    __tablename__ = "meeting_attendance"

    meeting_id: int = Field(foreign_key="coalition_meeting.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True, index=True)
    present: bool = True

    organisation: Organisation = Relationship()


class ActionPoint(SQLModel, table=True):
    """What somebody will do, and by when. A soft promise is a word given in a meeting; it counts nowhere."""

    __tablename__ = "action_point"
    __table_args__ = (
        sa.CheckConstraint("text <> ''", name="says_what"),
        sa.CheckConstraint("(status = 'open') = (closed_on IS NULL)", name="closed_has_its_day"),
        sa.Index("ix_action_point_due", "status", "due_on"),
    )

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="coalition_meeting.id", index=True)
    text: str
    owner_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    owner_note: str = Field(default="", description="who, where no organisation here does it")
    due_on: date | None = None
    due_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    soft_promise: bool = False
    status: PointStatus = Field(default=PointStatus.OPEN, sa_type=choice(PointStatus))
    closed_on: date | None = None
    note: str = ""
    created_on: date
    is_example: bool = False

    coalition: Coalition = Relationship()
    owner: Organisation | None = Relationship()

    @property
    def state_id(self) -> int:
        """The affected State."""
        return self.coalition.state_id

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The organisation that does it."""
        return () if self.owner_id is None else (self.owner_id,)
