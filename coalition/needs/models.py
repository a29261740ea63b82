"""Needs, what was said and asked about them, their phasing by year, and when they were confirmed."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.contamination.models import HazardArea
from coalition.core.visibility import Visibility
from coalition.core.when import Precision
from coalition.db import choice
from coalition.needs.rules import CostBasis, NeedStatus, NeedType
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.strategies.models import StrategyObjective
from coalition.strategies.rules import Pillar


class Need(SQLModel, table=True):
    """What a State asks for. `cost` is in minor units of `currency`; None means not known, never zero."""

    __table_args__ = (
        sa.CheckConstraint("cost IS NULL OR cost > 0", name="cost_positive"),
        sa.CheckConstraint("(cost IS NULL) = (currency IS NULL)", name="cost_has_currency"),
        sa.CheckConstraint(
            "period_end IS NULL OR period_start <= period_end",
            name="period_start_before_end",
        ),
        sa.CheckConstraint("status <> 'on_hold' OR not_before IS NOT NULL", name="on_hold_until_a_date"),
        sa.CheckConstraint(
            "status <> 'draft_on_behalf' OR source <> ''",
            name="on_behalf_names_its_source",
        ),
        sa.CheckConstraint("priority_rank IS NULL OR priority_rank > 0", name="rank_from_one"),
        sa.CheckConstraint("output_target IS NULL OR output_target > 0", name="target_positive"),
        sa.UniqueConstraint("state_id", "priority_rank"),
        sa.Index("ix_need_state_status", "state_id", "status", "priority_rank"),
        sa.Index("ix_need_status_id", "status", "id"),
        sa.Index("ix_need_sums", "state_id", "status", "cost_usd", "cost"),
    )

    id: int = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, description="NEED-LAO-2025-003")
    state_id: int = Field(foreign_key="state.id", index=True)
    title: str
    pillar: Pillar = Field(sa_type=choice(Pillar))
    need_type: NeedType = Field(sa_type=choice(NeedType))
    description: str
    contact: str = Field(description="post to write to; never a victim's name")
    status: NeedStatus = Field(default=NeedStatus.DRAFT, sa_type=choice(NeedStatus))
    status_before_stale: NeedStatus | None = Field(default=None, sa_type=choice(NeedStatus))
    objective_id: int | None = Field(default=None, foreign_key="strategy_objective.id", index=True)
    no_strategy_reason: str = ""
    output_indicator: str = ""
    output_target: int | None = Field(default=None, sa_type=sa.BigInteger)
    output_unit: str = ""
    period_start: date | None = None
    period_start_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    period_end: date | None = None
    period_end_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    cost: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    cost_basis: CostBasis | None = Field(default=None, sa_type=choice(CostBasis))
    cost_on: date | None = Field(default=None, description="day of the estimate, for conversion")
    cost_usd: int | None = Field(
        default=None,
        sa_type=sa.BigInteger,
        description="US cents at the rate of cost_on",
    )
    national_contribution: int | None = Field(default=None, sa_type=sa.BigInteger)
    places: str = Field(
        default="",
        description="province or district names, one a line; empty: not yet known",
    )
    whole_country: bool = False
    target_groups: str = ""
    expected_beneficiaries: int | None = Field(default=None, description="reached directly; None: not known")
    environment_note: str = ""
    gender_note: str = ""
    preferred_channels: str = ""
    not_before: date | None = None
    not_before_reason: str = ""
    priority_rank: int | None = None
    support_agreed: bool = False
    source: str = Field(default="", description="who said so, where; required on behalf")
    source_on: date | None = None
    source_on_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    withdrawn_reason: str = ""
    last_confirmed_on: date | None = None
    posted_on: date | None = None
    created_on: date
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    visibility: Visibility = Field(default=Visibility.MEMBERS, sa_type=choice(Visibility))
    is_example: bool = False
    row_version: int = 1

    state: State = Relationship()
    objective: StrategyObjective | None = Relationship()


class Statement(SQLModel, table=True):
    """What somebody said about a need at a forum; conflicting statements are both kept (invariant I34)."""

    id: int = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    said_by: str
    said_on: date
    said_on_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    forum: str
    text: str
    disputed: bool = False
    counters_id: int | None = Field(
        default=None, foreign_key="statement.id", index=True, description="the statement that it contradicts"
    )

    need: Need = Relationship()

    @property
    def state_id(self) -> int:
        """The State whose need it is."""
        return self.need.state_id


class NeedPhase(SQLModel, table=True):
    """What of a need's cost falls into a year, in minor units of the need's currency."""

    __tablename__ = "need_phase"
    __table_args__ = (
        sa.UniqueConstraint("need_id", "year"),
        sa.CheckConstraint("amount > 0", name="amount_positive"),
    )

    id: int = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    year: int
    amount: int = Field(sa_type=sa.BigInteger)


class NeedHazardArea(SQLModel, table=True):
    """A hazard area that a need is about."""

    __tablename__ = "need_hazard_area"

    need_id: int = Field(foreign_key="need.id", primary_key=True)
    hazard_area_id: int = Field(foreign_key="hazard_area.id", primary_key=True, index=True)

    hazard_area: HazardArea = Relationship()


class NeedQuestion(SQLModel, table=True):
    """A question about a need and the State's answer; every member reads both."""

    __tablename__ = "need_question"
    __table_args__ = (sa.CheckConstraint("(answered_on IS NULL) = (answer = '')", name="answer_has_its_day"),)

    id: int = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    asked_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    text: str
    asked_on: date
    answer: str = ""
    answered_on: date | None = None
    answered_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    need: Need = Relationship()
    organisation: Organisation | None = Relationship()

    @property
    def state_id(self) -> int:
        """The State that is asked."""
        return self.need.state_id


class NeedConfirmation(SQLModel, table=True):
    """The State said that a need still stands."""

    __tablename__ = "need_confirmation"

    id: int = Field(default=None, primary_key=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    confirmed_on: date
    confirmed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
