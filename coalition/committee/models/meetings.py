"""Meetings of the Coordination Committee, who was there, what was said, who does what by when."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.rules import Theme
from coalition.coalitions.rules.meetings import Minutes, Openness, PointStatus
from coalition.committee.rules.minutes import Attendance, ItemKind, SaidStatus, vote_is_odd, vote_total
from coalition.core.when import Precision
from coalition.db import choice
from coalition.states.models import State


class CommitteeMeeting(SQLModel, table=True):
    """One meeting and the state of its minutes."""

    __tablename__ = "committee_meeting"
    __table_args__ = (
        sa.CheckConstraint(
            "minutes <> 'approved' OR approved_at_id IS NOT NULL", name="approved_at_a_meeting"
        ),
        sa.CheckConstraint(
            "minutes NOT IN ('circulated', 'approved') OR circulated_on IS NOT NULL",
            name="circulated_has_its_day",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    title: str
    held_on: date = Field(index=True)
    begins: str = ""
    ends: str = ""
    place: str = ""
    openness: Openness = Field(default=Openness.CLOSED, sa_type=choice(Openness))
    presidency_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    agenda: str = ""
    minutes: Minutes = Field(default=Minutes.DRAFT, sa_type=choice(Minutes))
    circulated_on: date | None = None
    approved_on: date | None = None
    approved_at_id: int | None = Field(default=None, foreign_key="committee_meeting.id", index=True)
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    source: str = ""
    row_version: int = 1

    presidency: State | None = Relationship()


class MeetingParty(SQLModel, table=True):
    """A State or body at a meeting, its people, and whether it came."""

    __tablename__ = "meeting_party"
    __table_args__ = (sa.UniqueConstraint("meeting_id", "name"),)

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="committee_meeting.id", index=True)
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    name: str
    capacity: str = ""
    people: str = Field(default="", description="one a line")
    attendance: Attendance = Field(default=Attendance.NOT_HEARD, sa_type=choice(Attendance))
    position: int = 0


class MeetingItem(SQLModel, table=True):
    """One item of the minutes. A closed one never leaves in the summary without names."""

    __tablename__ = "meeting_item"
    __table_args__ = (
        sa.CheckConstraint(
            "yes IS NULL OR (yes >= 0 AND no >= 0 AND abstained >= 0 AND absent >= 0)",
            name="votes_not_negative",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="committee_meeting.id", index=True)
    number: str
    position: int = 0
    heading: str
    kind: ItemKind = Field(sa_type=choice(ItemKind))
    theme: Theme | None = Field(default=None, sa_type=choice(Theme))
    speaker: str = ""
    text: str
    closed: bool = False
    status: SaidStatus = Field(default=SaidStatus.STATED, sa_type=choice(SaidStatus))
    counter_of_id: int | None = Field(default=None, foreign_key="meeting_item.id", index=True)
    vote_year: int | None = None
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    absent: int | None = None

    @property
    def total(self) -> int | None:
        """What the figures of a vote add up to."""
        return vote_total(self.yes, self.no, self.abstained, self.absent)

    @property
    def is_odd(self) -> bool:
        """Whether that is another number than the United Nations has Members."""
        return vote_is_odd(self.total, self.vote_year)


class CommitteePoint(SQLModel, table=True):
    """Something that somebody does by a day, agreed or promised at a meeting."""

    __tablename__ = "committee_point"

    id: int = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="committee_meeting.id", index=True)
    text: str
    owner: str
    due_on: date | None = None
    due_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    soft_promise: bool = False
    status: PointStatus = Field(default=PointStatus.OPEN, sa_type=choice(PointStatus))
    closed_on: date | None = None
    note: str = ""
