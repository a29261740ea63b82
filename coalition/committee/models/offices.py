"""Thematic areas, and the States that hold an office for a term."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.rules import Theme
from coalition.committee.rules.offices import Office, Term
from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.db import choice
from coalition.states.models import State


class ThematicArea(SQLModel, table=True):
    """A part of the Convention's work that two States coordinate."""

    __tablename__ = "thematic_area"

    id: int = Field(default=None, primary_key=True)
    code: Theme = Field(sa_type=choice(Theme), unique=True)
    name: str
    position: int
    pillars: str = Field(default="", description="pillars of needs it covers, apart by spaces")
    valid_from: date | None = None
    valid_to: date | None = None
    source: str


class OfficeTerm(SQLModel, table=True):
    """A State's time in an office, from one meeting to a later one; `precision` says how well it is known."""

    __tablename__ = "office_term"
    __table_args__ = (
        sa.CheckConstraint("ends_on > starts_on", name="starts_before_it_ends"),
        sa.CheckConstraint("office <> 'coordinator' OR theme IS NOT NULL", name="coordinator_has_a_theme"),
        sa.UniqueConstraint("office", "theme", "state_id", "starts_on"),
        sa.Index("ix_office_term_time", "starts_on", "ends_on"),
    )

    id: int = Field(default=None, primary_key=True)
    office: Office = Field(sa_type=choice(Office))
    theme: Theme | None = Field(default=None, sa_type=choice(Theme))
    state_id: int = Field(foreign_key="state.id", index=True)
    starts_on: date
    ends_on: date = Field(description="the day of the handover; the successor holds the office from here")
    precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    from_meeting: str = ""
    to_meeting: str = ""
    handover_note: str = ""
    handed_over_on: date | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str
    kept_by_hand: bool = Field(
        default=False, description="changed here; reference files no longer overwrite it"
    )

    state: State = Relationship()

    @property
    def as_term(self) -> Term:
        """The term as the rules take it."""
        return Term(self.state.label, self.starts_on, self.ends_on)
