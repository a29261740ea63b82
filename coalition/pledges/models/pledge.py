"""A pledge, what it is allocated to, and its schedule over the years."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.coalitions.models import Coalition
from coalition.core.visibility import Visibility
from coalition.core.when import Precision
from coalition.db import choice
from coalition.needs.models import Need
from coalition.organisations.models import Organisation
from coalition.pledges.rules import (
    MINE_ACTION_PURPOSE,
    ChannelType,
    Continuity,
    Earmarking,
    Marker,
    Modality,
    PaymentBasis,
    PledgeKind,
    PledgeStage,
    RecipientScope,
)
from coalition.rates.models import FxRate
from coalition.states.models import State
from coalition.strategies.models import StrategyObjective
from coalition.strategies.rules import Pillar

_BEYOND_INTEREST = "stage NOT IN ('expression_of_interest', 'declined', 'lapsed')"
_FIRM = "stage IN ('commitment', 'contracted', 'disbursing', 'completed', 'reimbursed')"
_SUMMED = ("stage", "visibility", "counted_usd", "parent_id", "root_id")


class Pledge(SQLModel, table=True):
    """A donor's own word, from an expression of interest on. Amounts are in minor units of `currency`.

    The running sums (allocated, scheduled, passed_on, disbursed, refunded, counted) are kept by the
    service in the transaction of each act; the checks below hold them under any writer.
    """

    __table_args__ = (
        sa.CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        sa.CheckConstraint("(amount IS NULL) = (currency IS NULL)", name="amount_has_currency"),
        sa.CheckConstraint("(amount IS NULL) = (fx_rate_id IS NULL)", name="amount_has_rate"),
        sa.CheckConstraint(
            f"kind <> 'financial' OR amount IS NOT NULL OR NOT ({_BEYOND_INTEREST})",
            name="financial_has_amount",
        ),
        sa.CheckConstraint(
            f"channel IS NOT NULL OR kind <> 'financial' OR NOT ({_FIRM})", name="firm_has_channel"
        ),
        sa.CheckConstraint("scope <> 'country' OR state_id IS NOT NULL", name="country_scope_has_state"),
        sa.CheckConstraint("scope = 'country' OR state_id IS NULL", name="wide_scope_has_no_state"),
        sa.CheckConstraint("disbursed >= 0 AND refunded >= 0 AND refunded <= disbursed", name="ledger_sound"),
        sa.CheckConstraint("disbursed - refunded <= COALESCE(amount, 0)", name="paid_within_amount"),
        sa.CheckConstraint(
            "allocated >= 0 AND allocated <= COALESCE(amount, 0)", name="allocated_within_amount"
        ),
        sa.CheckConstraint(
            "scheduled >= 0 AND scheduled <= COALESCE(amount, 0)", name="scheduled_within_amount"
        ),
        sa.CheckConstraint(
            "passed_on >= 0 AND passed_on <= COALESCE(amount, 0)", name="passed_on_within_amount"
        ),
        sa.CheckConstraint("counted >= 0 AND counted <= COALESCE(amount, 0)", name="counted_within_amount"),
        sa.CheckConstraint("counted_usd >= 0", name="counted_usd_not_negative"),
        sa.CheckConstraint("(parent_id IS NULL) = (root_id IS NULL)", name="chain_has_root"),
        sa.CheckConstraint("parent_id IS NULL OR parent_id <> id", name="no_own_parent"),
        sa.CheckConstraint("ends_on IS NULL OR starts_on <= ends_on", name="starts_before_end"),
        # Sums by country and by donor read these alone, in the order of what they group by.
        sa.Index("ix_pledge_state_stage", "state_id", *_SUMMED),
        sa.Index("ix_pledge_donor_stage", "donor_id", *_SUMMED),
        sa.Index("ix_pledge_stage_changed", "stage", "changed_on"),
        sa.Index("ix_pledge_changed", "changed_on", "id"),
        # All that sums ask of a pledge: they read this index alone.
        sa.Index(
            "ix_pledge_sums",
            "stage",
            "visibility",
            "state_id",
            "pillar",
            "donor_id",
            "channel",
            "statement_on",
            "counted_usd",
            "parent_id",
            "root_id",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, description="PLEDGE-NOR-2026-001")
    title: str
    donor_id: int = Field(foreign_key="organisation.id", index=True)
    scope: RecipientScope = Field(default=RecipientScope.COUNTRY, sa_type=choice(RecipientScope))
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    region: str = Field(default="", description="for regional support: the region or the regional body")
    coalition_id: int | None = Field(default=None, foreign_key="coalition.id", index=True)
    kind: PledgeKind = Field(default=PledgeKind.FINANCIAL, sa_type=choice(PledgeKind))
    stage: PledgeStage = Field(sa_type=choice(PledgeStage))
    pillar: Pillar = Field(sa_type=choice(Pillar))
    activity_type: str = ""
    description: str = ""
    amount: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    amount_usd: int | None = Field(default=None, sa_type=sa.BigInteger, description="US cents at fx_rate_id")
    fx_rate_id: int | None = Field(default=None, foreign_key="fx_rate.id", index=True)
    allocated: int = Field(default=0, sa_type=sa.BigInteger)
    scheduled: int = Field(default=0, sa_type=sa.BigInteger)
    passed_on: int = Field(
        default=0, sa_type=sa.BigInteger, description="granted onward, in children's pledges"
    )
    disbursed: int = Field(default=0, sa_type=sa.BigInteger)
    refunded: int = Field(default=0, sa_type=sa.BigInteger)
    counted: int = Field(default=0, sa_type=sa.BigInteger, description="what totals count, net of refunds")
    counted_usd: int = Field(
        default=0, sa_type=sa.BigInteger, description="the same in US cents at fx_rate_id"
    )
    channel: ChannelType | None = Field(default=None, sa_type=choice(ChannelType))
    channel_code: str = Field(default="", max_length=5, description="OECD-DAC channel code")
    channel_organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    modality: Modality | None = Field(default=None, sa_type=choice(Modality))
    earmarking: Earmarking | None = Field(default=None, sa_type=choice(Earmarking))
    payment_basis: PaymentBasis | None = Field(default=None, sa_type=choice(PaymentBasis))
    crs_purpose: str = Field(default=MINE_ACTION_PURPOSE, max_length=5)
    gender_marker: Marker = Field(default=Marker.NOT_SCREENED, sa_type=choice(Marker))
    disability_marker: Marker = Field(default=Marker.NOT_SCREENED, sa_type=choice(Marker))
    continuity: Continuity = Field(default=Continuity.UNKNOWN, sa_type=choice(Continuity))
    lead_id: int | None = Field(
        default=None,
        foreign_key="organisation.id",
        index=True,
        description="the lead that a small donor joined",
    )
    implementer: str = ""
    places: str = Field(default="", description="province or district names, one a line")
    hazard_areas: str = Field(default="", description="national references of hazard areas, one a line")
    target_groups: str = ""
    output_indicator: str = ""
    starts_on: date | None = None
    starts_on_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    ends_on: date | None = None
    ends_on_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    statement_on: date = Field(description="the day of the word now in force; its rate converts the amount")
    expected_commitment_on: date | None = None
    not_before: date | None = None
    not_before_reason: str = ""
    conditions: str = ""
    contract_ref: str = ""
    contract_on: date | None = None
    iati_identifier: str = Field(default="", index=True)
    parent_id: int | None = Field(default=None, foreign_key="pledge.id", index=True)
    root_id: int | None = Field(default=None, foreign_key="pledge.id", index=True)
    parent_amount: int | None = Field(
        default=None,
        sa_type=sa.BigInteger,
        description="what of the parent this is, in the parent's currency",
    )
    overlap_seen_reason: str = Field(
        default="", description="why a contract is signed with a flag still open"
    )
    stage_changed_on: date
    changed_on: date = Field(description="when the donor last said anything of it")
    visibility: Visibility = Field(default=Visibility.MEMBERS, sa_type=choice(Visibility))
    source: str = Field(
        default="", description="where it was read, when it was not entered by the donor here"
    )
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    is_example: bool = False
    row_version: int = 1

    donor: Organisation = Relationship(sa_relationship_kwargs={"foreign_keys": "Pledge.donor_id"})
    channel_organisation: Organisation | None = Relationship(
        sa_relationship_kwargs={"foreign_keys": "Pledge.channel_organisation_id"}
    )
    lead: Organisation | None = Relationship(sa_relationship_kwargs={"foreign_keys": "Pledge.lead_id"})
    state: State | None = Relationship()
    coalition: Coalition | None = Relationship()
    fx_rate: FxRate | None = Relationship()

    @property
    def stage_key(self) -> str:
        """The stage as readers see it: money that came back did so in part or in whole."""
        if self.stage is not PledgeStage.REIMBURSED:
            return self.stage.value
        return "reimbursed_in_part" if self.disbursed > self.refunded else "reimbursed_in_whole"

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The organisations whose pledge it is: the policy asks every thing for them."""
        return (self.donor_id,)


class PledgeAllocation(SQLModel, table=True):
    """The part of a pledge that goes to one need, one objective, or (neither) to the coalition as such."""

    __tablename__ = "pledge_allocation"
    __table_args__ = (
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.CheckConstraint("counted_usd >= 0", name="counted_usd_not_negative"),
        sa.CheckConstraint("need_id IS NULL OR objective_id IS NULL", name="one_aim"),
        sa.UniqueConstraint("pledge_id", "need_id"),
        sa.UniqueConstraint("pledge_id", "objective_id"),
        sa.Index(
            "uq_pledge_allocation_coalition",
            "pledge_id",
            unique=True,
            sqlite_where=sa.text("need_id IS NULL AND objective_id IS NULL"),
            postgresql_where=sa.text("need_id IS NULL AND objective_id IS NULL"),
        ),
        sa.Index("ix_pledge_allocation_need", "need_id", "is_firm", "counted_usd"),
    )

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    need_id: int | None = Field(default=None, foreign_key="need.id")
    objective_id: int | None = Field(default=None, foreign_key="strategy_objective.id", index=True)
    amount: int = Field(sa_type=sa.BigInteger, description="minor units of the pledge's currency")
    counted_usd: int = Field(
        default=0, sa_type=sa.BigInteger, description="its share of what the pledge counts, in US cents"
    )
    is_firm: bool = Field(
        default=False, description="as its pledge is; else it counts as soft, or not at all"
    )
    note: str = ""

    pledge: Pledge = Relationship()
    need: Need | None = Relationship()
    objective: StrategyObjective | None = Relationship()


class PledgeSchedule(SQLModel, table=True):
    """What of a pledge is meant to be paid in a period, in minor units of the pledge's currency."""

    __tablename__ = "pledge_schedule"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.CheckConstraint("starts_on <= ends_on", name="starts_before_end"),
        sa.UniqueConstraint("pledge_id", "starts_on"),
    )

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    starts_on: date
    ends_on: date
    amount: int = Field(sa_type=sa.BigInteger)

    pledge: Pledge = Relationship()
