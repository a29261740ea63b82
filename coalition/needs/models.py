"""How a need is stored."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.visibility import Visibility
from coalition.core.when import Precision
from coalition.db import choice
from coalition.needs.rules import CostBasis, NeedStatus, NeedType
from coalition.states.models import State
from coalition.strategies.models import StrategyObjective
from coalition.strategies.rules import Pillar


class Need(SQLModel, table=True):
    """What a State asks for. `cost` is in minor units of `currency`; None means not known, never zero."""

    __table_args__ = (
        sa.CheckConstraint("cost IS NULL OR cost > 0", name="cost_positive"),
        sa.CheckConstraint(
            "(cost IS NULL) = (currency IS NULL)", name="cost_has_currency"
        ),
        sa.CheckConstraint(
            "period_end IS NULL OR period_start <= period_end",
            name="period_start_before_end",
        ),
        sa.CheckConstraint(
            "status <> 'on_hold' OR not_before IS NOT NULL", name="on_hold_until_a_date"
        ),
        sa.CheckConstraint(
            "status <> 'draft_on_behalf' OR source <> ''",
            name="on_behalf_names_its_source",
        ),
        sa.Index("ix_need_state_status", "state_id", "status", "priority_rank"),
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
    status_before_stale: NeedStatus | None = Field(
        default=None, sa_type=choice(NeedStatus)
    )
    objective_id: int | None = Field(
        default=None, foreign_key="strategy_objective.id", index=True
    )
    no_strategy_reason: str = ""
    output_indicator: str = ""
    output_target: int | None = Field(default=None, sa_type=sa.BigInteger)
    output_unit: str = ""
    period_start: date | None = None
    period_start_precision: Precision = Field(
        default=Precision.DAY, sa_type=choice(Precision)
    )
    period_end: date | None = None
    period_end_precision: Precision = Field(
        default=Precision.DAY, sa_type=choice(Precision)
    )
    cost: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    cost_basis: CostBasis | None = Field(default=None, sa_type=choice(CostBasis))
    cost_on: date | None = Field(
        default=None, description="day of the estimate, for conversion"
    )
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
    expected_beneficiaries: int | None = None
    preferred_channels: str = ""
    not_before: date | None = None
    not_before_reason: str = ""
    priority_rank: int | None = None
    support_agreed: bool = False
    source: str = Field(
        default="", description="who said so, where; required on behalf"
    )
    source_on: date | None = None
    withdrawn_reason: str = ""
    last_confirmed_on: date | None = None
    posted_on: date | None = None
    created_on: date
    visibility: Visibility = Field(
        default=Visibility.MEMBERS, sa_type=choice(Visibility)
    )
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
    said_on_precision: Precision = Field(
        default=Precision.DAY, sa_type=choice(Precision)
    )
    forum: str
    text: str
    disputed: bool = False

    need: Need = Relationship()
