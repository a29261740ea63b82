"""Activities and the needs, pledges, objectives and hazard areas they hang on."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.activities.rules.calendar import next_period
from coalition.activities.rules.kinds import ActivityType, ReportingFrequency
from coalition.activities.rules.ladder import REPORTABLE, ActivityStatus
from coalition.coalitions.models import Challenge, Coalition
from coalition.contamination.models import HazardArea
from coalition.core.visibility import Visibility
from coalition.core.when import Precision
from coalition.db import choice
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.pledges.models import Pledge
from coalition.states.models import State
from coalition.strategies.models import StrategyObjective
from coalition.strategies.rules import Pillar

WHOLE = 10_000  # shares are kept in hundredths of a per cent


class Activity(SQLModel, table=True):
    """Work agreed inside a coalition and reported here."""

    __table_args__ = (
        sa.CheckConstraint("planned_start <= planned_end", name="planned_start_before_end"),
        sa.CheckConstraint(
            "actual_end IS NULL OR (actual_start IS NOT NULL AND actual_start <= actual_end)",
            name="actual_start_before_end",
        ),
        sa.CheckConstraint("status <> 'suspended' OR status_reason <> ''", name="suspended_has_reason"),
        sa.Index("ix_activity_state_status", "state_id", "status"),
    )

    id: int = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, description="ACT-LAO-2026-003")
    coalition_id: int = Field(foreign_key="coalition.id", index=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    title: str
    pillar: Pillar = Field(sa_type=choice(Pillar))
    type: ActivityType = Field(sa_type=choice(ActivityType))
    implementer_id: int = Field(foreign_key="organisation.id", index=True)
    objective_id: int = Field(foreign_key="strategy_objective.id", index=True)
    status: ActivityStatus = Field(default=ActivityStatus.PROPOSED, sa_type=choice(ActivityStatus))
    status_reason: str = ""
    places: str = Field(default="", description="province or district names, one a line")
    whole_country: bool = False
    tasking_ref: str = Field(default="", description="order of the national centre")
    planned_start: date
    planned_start_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    planned_end: date
    planned_end_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    actual_start: date | None = None
    actual_end: date | None = None
    standards_ref: str = Field(default="", description="national or international standard worked to")
    gender_note: str = ""
    environment_note: str = ""
    reporting_frequency: ReportingFrequency = Field(
        default=ReportingFrequency.HALF_YEAR, sa_type=choice(ReportingFrequency)
    )
    monitor_id: int | None = Field(
        default=None, foreign_key="organisation.id", index=True, description="lead donor"
    )
    created_on: date
    visibility: Visibility = Field(default=Visibility.MEMBERS, sa_type=choice(Visibility))
    is_example: bool = False
    row_version: int = 1

    coalition: Coalition = Relationship()
    state: State = Relationship()
    objective: StrategyObjective = Relationship()
    implementer: Organisation = Relationship(
        sa_relationship_kwargs={"foreign_keys": "Activity.implementer_id"}
    )

    def to_report(self, reported_until: date | None) -> tuple[date, date] | None:
        """Return the period to be reported next, None where nothing (more) is to be reported."""
        if self.status not in REPORTABLE or self.actual_start is None:
            return None
        return next_period(
            self.reporting_frequency,
            begun=self.actual_start,
            ended=self.actual_end,
            reported_until=reported_until,
        )

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The operator: it enters and reports."""
        return (self.implementer_id,)


class ActivityNeed(SQLModel, table=True):
    """A need that an activity answers."""

    __tablename__ = "activity_need"

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    need_id: int = Field(foreign_key="need.id", primary_key=True, index=True)

    need: Need = Relationship()


class ActivityPledge(SQLModel, table=True):
    """A pledge that pays an activity. `share` is in hundredths of a per cent of the activity's cost."""

    __tablename__ = "activity_pledge"
    __table_args__ = (sa.CheckConstraint(f"share > 0 AND share <= {WHOLE}", name="share_of_the_whole"),)

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", primary_key=True, index=True)
    share: int

    pledge: Pledge = Relationship()


class ActivityHazardArea(SQLModel, table=True):
    """A hazard area that an activity works on."""

    __tablename__ = "activity_hazard_area"

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    hazard_area_id: int = Field(foreign_key="hazard_area.id", primary_key=True, index=True)

    hazard_area: HazardArea = Relationship()


class ActivityTarget(SQLModel, table=True):
    """What an activity is to reach in a year, in the unit of its indicator."""

    __tablename__ = "activity_target"
    __table_args__ = (
        sa.UniqueConstraint("activity_id", "indicator", "year"),
        sa.CheckConstraint("value > 0", name="value_positive"),
    )

    id: int = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    indicator: str
    unit: str = ""
    year: int
    value: int = Field(sa_type=sa.BigInteger)


class ScopingLine(SQLModel, table=True):
    """A line of the challenge → activity → actor matrix that scopes a coalition; no actor: nobody yet."""

    __tablename__ = "scoping_line"

    id: int = Field(default=None, primary_key=True)
    challenge_id: int = Field(foreign_key="challenge.id", index=True)
    what: str
    type: ActivityType | None = Field(default=None, sa_type=choice(ActivityType))
    actor_id: int | None = Field(
        default=None, foreign_key="organisation.id", index=True, description="none: nobody yet"
    )
    actor_note: str = ""
    need_id: int | None = Field(default=None, foreign_key="need.id", index=True)
    activity_id: int | None = Field(default=None, foreign_key="activity.id", index=True)

    challenge: Challenge = Relationship()
    actor: Organisation | None = Relationship()
    need: Need | None = Relationship()
