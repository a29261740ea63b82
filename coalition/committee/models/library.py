"""Actions of the action plan and progress on them, the ISU's money, working papers."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.rules import Theme
from coalition.committee.rules.money import EntryKind
from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.db import choice
from coalition.states.models import State
from coalition.treaty.models import TreatyMeeting


class PlanAction(SQLModel, table=True):
    """One action of an action plan. An inferred title is a placeholder until the ISU enters the text."""

    __tablename__ = "plan_action"
    __table_args__ = (sa.UniqueConstraint("plan", "number"),)

    id: int = Field(default=None, primary_key=True)
    plan: str
    number: int
    area: str
    theme: Theme | None = Field(default=None, sa_type=choice(Theme))
    title: str
    inferred: bool = False
    indicator: str = ""
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str
    kept_by_hand: bool = Field(
        default=False, description="changed here; reference files no longer overwrite it"
    )


class ActionProgress(SQLModel, table=True):
    """Progress on an action in a year, and what the coordinators conclude together."""

    __tablename__ = "action_progress"
    __table_args__ = (sa.UniqueConstraint("action_id", "year"),)

    id: int = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="plan_action.id", index=True)
    year: int
    value: str = Field(default="", description="of the indicator")
    narrative: str
    joint_conclusion: str = ""
    recorded_on: date
    recorded_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    source: str

    action: PlanAction = Relationship()


class IsuBudget(SQLModel, table=True):
    """The ISU's budget of a year, in minor units."""

    __tablename__ = "isu_budget"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_above_nought"),)

    id: int = Field(default=None, primary_key=True)
    year: int = Field(unique=True)
    amount: int = Field(sa_type=sa.BigInteger, description="minor units")
    currency: str = Field(max_length=3)
    as_of: date
    source: str


class IsuEntry(SQLModel, table=True):
    """A contribution to a year's budget, or what of it went back, in the budget's currency."""

    __tablename__ = "isu_entry"
    __table_args__ = (sa.CheckConstraint("amount > 0", name="amount_above_nought"),)

    id: int = Field(default=None, primary_key=True)
    budget_id: int = Field(foreign_key="isu_budget.id", index=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    kind: EntryKind = Field(sa_type=choice(EntryKind))
    amount: int = Field(sa_type=sa.BigInteger, description="minor units")
    earmark: str = ""
    paid_on: date
    paid_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    source: str

    state: State = Relationship()


class IsuStatement(SQLModel, table=True):
    """What the ISU stated of a year on a day: how many States contribute, for which part of the budget."""

    __tablename__ = "isu_statement"

    id: int = Field(default=None, primary_key=True)
    year: int = Field(index=True)
    contributors: int
    share: int = Field(description="per cent of the annual budget")
    said_on: date
    source: str


class WorkingPaper(SQLModel, table=True):
    """A working paper before a meeting, presented by one State or several."""

    __tablename__ = "working_paper"
    __table_args__ = (sa.UniqueConstraint("number", "language"),)

    id: int = Field(default=None, primary_key=True)
    number: str
    title: str
    meeting_id: int | None = Field(default=None, foreign_key="treaty_meeting.id", index=True)
    theme: Theme | None = Field(default=None, sa_type=choice(Theme))
    language: str = Field(default="en", max_length=2)
    dated_on: date | None = None
    dated_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    file_id: int | None = Field(default=None, foreign_key="stored_file.id", index=True)
    added_on: date
    source: str = ""

    meeting: TreatyMeeting | None = Relationship()
    states: list["WorkingPaperState"] = Relationship(sa_relationship_kwargs={"viewonly": True})


class WorkingPaperState(SQLModel, table=True):
    """A State that presents a paper."""

    __tablename__ = "working_paper_state"

    paper_id: int = Field(foreign_key="working_paper.id", primary_key=True)
    state_id: int = Field(foreign_key="state.id", primary_key=True, index=True)

    state: State = Relationship()
