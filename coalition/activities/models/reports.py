"""Reports on activities, what they count, and a State's accepted results by year."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.activities.models.work import Activity
from coalition.activities.rules.kinds import (
    ActivityType,
    Age,
    CountMethod,
    DelayCode,
    Disability,
    Group,
    Measure,
    Relation,
    Sex,
)
from coalition.activities.rules.ladder import ReportStatus
from coalition.contamination.models import HazardArea
from coalition.contamination.rules import HazardMix
from coalition.db import choice
from coalition.strategies.rules import Pillar


class ActivityReport(SQLModel, table=True):
    """What an operator reports of a period, once, for every donor that pays. `expenditure` in minor units."""

    __tablename__ = "activity_report"
    __table_args__ = (
        sa.CheckConstraint("period_start < period_end", name="period_start_before_end"),
        sa.CheckConstraint("status <> 'returned' OR returned_reason <> ''", name="returned_has_reason"),
        sa.CheckConstraint("status <> 'accepted' OR decided_on IS NOT NULL", name="accepted_has_its_day"),
        sa.CheckConstraint("(expenditure IS NULL) = (currency IS NULL)", name="expenditure_has_currency"),
        sa.CheckConstraint("expenditure IS NULL OR expenditure >= 0", name="expenditure_not_negative"),
        sa.Index("ix_activity_report_state_status", "state_id", "status", "period_end"),
        sa.Index("ix_activity_report_activity_period", "activity_id", "period_start"),
    )

    id: int = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id")
    state_id: int = Field(foreign_key="state.id")
    period_start: date
    period_end: date
    status: ReportStatus = Field(default=ReportStatus.DRAFT, sa_type=choice(ReportStatus))
    narrative: str = ""
    delay: DelayCode | None = Field(default=None, sa_type=choice(DelayCode))
    delay_note: str = ""
    expenditure: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    stated_released_m2: int | None = Field(
        default=None,
        sa_type=sa.BigInteger,
        description="the sum as the operator gives it, to be held against ours",
    )
    monitor_note: str = ""
    submitted_on: date | None = None
    decided_on: date | None = None
    decided_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    returned_reason: str = ""
    created_on: date
    is_example: bool = False
    row_version: int = 1

    activity: Activity = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The operator whose report it is."""
        return self.activity.owner_ids


class LandResult(SQLModel, table=True):
    """Land of a hazard area or district in a report, in m²; released is always the sum of three (I12)."""

    __tablename__ = "land_result"
    __table_args__ = (
        sa.CheckConstraint(
            "cancelled_m2 >= 0 AND reduced_m2 >= 0 AND cleared_m2 >= 0", name="areas_not_negative"
        ),
        sa.CheckConstraint("submunitions >= 0 AND other_explosives >= 0", name="items_not_negative"),
    )

    id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="activity_report.id", index=True)
    hazard_area_id: int | None = Field(default=None, foreign_key="hazard_area.id", index=True)
    place: str = Field(default="", description="province or district")
    mix: HazardMix = Field(sa_type=choice(HazardMix), description="of which hazard the land was (I15)")
    cancelled_m2: int = Field(default=0, sa_type=sa.BigInteger)
    reduced_m2: int = Field(default=0, sa_type=sa.BigInteger)
    cleared_m2: int = Field(default=0, sa_type=sa.BigInteger)
    submunitions: int = 0
    other_explosives: int = 0
    handed_over: bool = False
    over_area_reason: str = Field(default="", description="why more is released than the area held (I13)")

    hazard_area: HazardArea | None = Relationship()

    @property
    def released_m2(self) -> int:
        """Cancelled, reduced and cleared land together."""
        return self.cancelled_m2 + self.reduced_m2 + self.cleared_m2


class StockpileResult(SQLModel, table=True):
    """Stocks destroyed in a report."""

    __tablename__ = "stockpile_result"
    __table_args__ = (sa.CheckConstraint("munitions >= 0 AND submunitions >= 0", name="not_negative"),)

    id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="activity_report.id", index=True)
    munition_type: str
    munitions: int = 0
    submunitions: int = 0
    method: str = ""


class ServiceResult(SQLModel, table=True):
    """A service given in a report: risk education, victim assistance, training. No personal data (I17)."""

    __tablename__ = "service_result"
    __table_args__ = (sa.CheckConstraint("sessions >= 0", name="not_negative"),)

    id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="activity_report.id", index=True)
    service: ActivityType = Field(sa_type=choice(ActivityType))
    sessions: int = 0
    note: str = ""


class LegalResult(SQLModel, table=True):
    """A milestone of law, policy or reporting that was reached."""

    __tablename__ = "legal_result"

    id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="activity_report.id", index=True)
    milestone: str
    reached_on: date


class BeneficiaryCount(SQLModel, table=True):
    """People reached, of one relation, sex, age and disability; each may be unknown, none may be left out."""

    __tablename__ = "beneficiary_count"
    __table_args__ = (
        sa.CheckConstraint("count >= 0", name="count_not_negative"),
        sa.UniqueConstraint("report_id", "relation", "sex", "age", "disability", "group"),
    )

    id: int = Field(default=None, primary_key=True)
    report_id: int = Field(foreign_key="activity_report.id", index=True)
    relation: Relation = Field(sa_type=choice(Relation))
    sex: Sex = Field(default=Sex.UNKNOWN, sa_type=choice(Sex))
    age: Age = Field(default=Age.UNKNOWN, sa_type=choice(Age))
    disability: Disability = Field(default=Disability.UNKNOWN, sa_type=choice(Disability))
    group: Group = Field(default=Group.OTHER, sa_type=choice(Group))
    method: CountMethod = Field(default=CountMethod.COUNTED, sa_type=choice(CountMethod))
    count: int


class YearResult(SQLModel, table=True):
    """A State's accepted results of a year toward an objective; summed anew when a report is accepted."""

    __tablename__ = "year_result"
    __table_args__ = (sa.UniqueConstraint("state_id", "year", "objective_id", "measure", "mix"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    year: int
    objective_id: int = Field(foreign_key="strategy_objective.id", index=True)
    pillar: Pillar = Field(sa_type=choice(Pillar))
    measure: Measure = Field(sa_type=choice(Measure))
    mix: HazardMix = Field(sa_type=choice(HazardMix), description="unknown where the measure is no land")
    value: int = Field(sa_type=sa.BigInteger)
