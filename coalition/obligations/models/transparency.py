"""Transparency reports under Article 7, their forms, and what ministries contribute."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.models import Person
from coalition.core.when import Precision
from coalition.db import choice
from coalition.obligations.rules.reporting import FormState, ReportStage
from coalition.states.models import State
from coalition.treaty.rules.terms import ReportKind


class TransparencyReport(SQLModel, table=True):
    """A State's report on one calendar year, or its initial one."""

    __tablename__ = "transparency_report"
    __table_args__ = (
        sa.UniqueConstraint("state_id", "kind", "year"),
        sa.CheckConstraint(
            "stage NOT IN ('submitted', 'published') OR submitted_on IS NOT NULL",
            name="handed_in_has_its_day",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    kind: ReportKind = Field(default=ReportKind.ANNUAL, sa_type=choice(ReportKind))
    year: int = Field(description="the calendar year that it reports on")
    stage: ReportStage = Field(default=ReportStage.OPEN, sa_type=choice(ReportStage))
    due_on: date
    unchanged_since: int | None = Field(default=None, description="the cover page stands for all forms")
    begun_on: date
    begun_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    signed_by: str = ""
    submitted_on: date | None = None
    submitted_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))

    state: State = Relationship()


class TransparencyForm(SQLModel, table=True):
    """One of the forms A to J of a report: unchanged, changed with words, or not applicable."""

    __tablename__ = "transparency_form"

    report_id: int = Field(foreign_key="transparency_report.id", primary_key=True)
    letter: str = Field(primary_key=True, max_length=1)
    state: FormState = Field(default=FormState.PENDING, sa_type=choice(FormState))
    text: str = ""
    updated_on: date | None = None
    updated_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class MinistryInput(SQLModel, table=True):
    """What a ministry is asked for one form: from whom, by when, and what it wrote."""

    __tablename__ = "ministry_input"
    __table_args__ = (
        sa.CheckConstraint("(received_on IS NULL) = (text = '')", name="received_with_words"),
        sa.UniqueConstraint("report_id", "letter", "owner_id"),
    )

    id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="transparency_report.id", index=True)
    letter: str = Field(max_length=1)
    owner_id: int = Field(foreign_key="person.id", index=True)
    ask: str = ""
    asked_on: date
    due_on: date
    text: str = ""
    received_on: date | None = None

    owner: Person = Relationship()
    report: TransparencyReport = Relationship()

    @property
    def state_id(self) -> int:
        """The State whose report it is for."""
        return self.report.state_id
