"""Work plans: owned by two States together, with deliverables, reports of where they stand, signatures."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.rules import Theme
from coalition.committee.rules.plans import ItemStatus, PlanFacts, Reported, Word
from coalition.core.when import Precision
from coalition.db import choice
from coalition.states.models import State


class WorkPlan(SQLModel, table=True):
    """The plan of one thematic area for one cycle. Its stage follows from these dates and the reports."""

    __tablename__ = "work_plan"
    __table_args__ = (
        sa.UniqueConstraint("theme", "cycle"),
        sa.CheckConstraint("published_on IS NULL OR submitted_on IS NOT NULL", name="published_once_in"),
        sa.CheckConstraint("closed_on IS NULL OR closing_note <> ''", name="closed_with_a_note"),
        sa.Index("ix_work_plan_due", "due_on"),
    )

    id: int = Field(default=None, primary_key=True)
    theme: Theme = Field(sa_type=choice(Theme))
    cycle: int = Field(description="the year in which it begins")
    due_on: date
    aim: str = ""
    begun_drafting_on: date | None = None
    submitted_on: date | None = None
    published_on: date | None = None
    begun_on: date | None = None
    closed_on: date | None = None
    closing_note: str = ""
    row_version: int = 1

    offices: list["WorkPlanOffice"] = Relationship(
        sa_relationship_kwargs={"order_by": "WorkPlanOffice.position", "viewonly": True}
    )
    reports: list["WorkPlanReport"] = Relationship(
        sa_relationship_kwargs={"order_by": "WorkPlanReport.said_on, WorkPlanReport.id", "viewonly": True}
    )

    @property
    def facts(self) -> PlanFacts:
        """The plan as the rules take it."""
        return PlanFacts(
            due_on=self.due_on,
            words=[Word(report.said_on, report.reported) for report in self.reports],
            begun_drafting_on=self.begun_drafting_on,
            submitted_on=self.submitted_on,
            published_on=self.published_on,
            begun_on=self.begun_on,
            closed_on=self.closed_on,
        )


class WorkPlanOffice(SQLModel, table=True):
    """One of the States that own a plan together, and its signature."""

    __tablename__ = "work_plan_office"

    plan_id: int = Field(foreign_key="work_plan.id", primary_key=True)
    state_id: int = Field(foreign_key="state.id", primary_key=True, index=True)
    position: int = 0
    signed_on: date | None = None
    signed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    state: State = Relationship()


class WorkPlanReport(SQLModel, table=True):
    """What the offices said of their plan on a day, before it was handed in."""

    __tablename__ = "work_plan_report"

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="work_plan.id", index=True)
    said_on: date
    reported: Reported = Field(sa_type=choice(Reported))
    words: str = ""
    expected_on: date | None = None
    expected_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    source: str = ""


class WorkPlanItem(SQLModel, table=True):
    """A deliverable of a plan. Without an owner both States do it together."""

    __tablename__ = "work_plan_item"

    id: int = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="work_plan.id", index=True)
    position: int = 0
    deliverable: str
    owner_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    due_on: date | None = None
    due_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    status: ItemStatus = Field(default=ItemStatus.OPEN, sa_type=choice(ItemStatus))
    progress: str = ""
    handed_over_from_id: int | None = Field(default=None, foreign_key="work_plan_item.id", index=True)

    plan: WorkPlan = Relationship()
    owner: State | None = Relationship()

    @property
    def theme(self) -> Theme:
        """The thematic area: the policy asks every thing for it."""
        return self.plan.theme


class WorkPlanItemAction(SQLModel, table=True):
    """The actions of the action plan that a deliverable serves."""

    __tablename__ = "work_plan_item_action"

    item_id: int = Field(foreign_key="work_plan_item.id", primary_key=True)
    action_id: int = Field(foreign_key="plan_action.id", primary_key=True, index=True)
