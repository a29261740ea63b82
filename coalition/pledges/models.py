"""How pledges, their allocations, steps and payments are stored; and interest that others reported."""

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
    ChannelType,
    InterestResponse,
    PledgeKind,
    PledgeStage,
    RecipientScope,
    TransactionType,
)
from coalition.rates.models import FxRate
from coalition.states.models import State
from coalition.strategies.rules import Pillar

_BEYOND_INTEREST = "stage NOT IN ('expression_of_interest', 'declined', 'lapsed')"
_FIRM = "stage IN ('commitment', 'contracted', 'disbursing', 'completed', 'reimbursed')"


class Pledge(SQLModel, table=True):
    """A donor's own word, from an expression of interest on. `amount` is in minor units of `currency`."""

    __table_args__ = (
        sa.CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        sa.CheckConstraint(
            "(amount IS NULL) = (currency IS NULL)", name="amount_has_currency"
        ),
        sa.CheckConstraint(
            f"kind <> 'financial' OR amount IS NOT NULL OR NOT ({_BEYOND_INTEREST})",
            name="financial_has_amount",
        ),
        sa.CheckConstraint(
            f"channel IS NOT NULL OR NOT ({_FIRM})", name="firm_has_channel"
        ),
        sa.CheckConstraint(
            "scope <> 'country' OR state_id IS NOT NULL", name="country_scope_has_state"
        ),
        sa.CheckConstraint(
            "disbursed >= 0 AND refunded >= 0 AND refunded <= disbursed",
            name="ledger_sound",
        ),
        sa.CheckConstraint(
            "kind <> 'financial' OR disbursed - refunded <= COALESCE(amount, 0)",
            name="paid_within_amount",
        ),
        sa.CheckConstraint(
            "allocated >= 0 AND allocated <= COALESCE(amount, 0)",
            name="allocated_within_amount",
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on <= ends_on", name="starts_before_end"
        ),
        sa.Index("ix_pledge_state_stage", "state_id", "stage"),
        sa.Index("ix_pledge_donor_stage", "donor_id", "stage"),
    )

    id: int = Field(default=None, primary_key=True)
    ref: str = Field(unique=True, description="PLEDGE-NOR-2026-001")
    title: str
    donor_id: int = Field(foreign_key="organisation.id", index=True)
    scope: RecipientScope = Field(
        default=RecipientScope.COUNTRY, sa_type=choice(RecipientScope)
    )
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    region: str = ""
    coalition_id: int | None = Field(
        default=None, foreign_key="coalition.id", index=True
    )
    kind: PledgeKind = Field(default=PledgeKind.FINANCIAL, sa_type=choice(PledgeKind))
    stage: PledgeStage = Field(sa_type=choice(PledgeStage))
    pillar: Pillar = Field(sa_type=choice(Pillar))
    activity_type: str = ""
    description: str = ""
    amount: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    amount_usd: int | None = Field(
        default=None, sa_type=sa.BigInteger, description="US cents at fx_rate_id"
    )
    fx_rate_id: int | None = Field(default=None, foreign_key="fx_rate.id", index=True)
    allocated: int = Field(default=0, sa_type=sa.BigInteger)
    disbursed: int = Field(default=0, sa_type=sa.BigInteger)
    refunded: int = Field(default=0, sa_type=sa.BigInteger)
    channel: ChannelType | None = Field(default=None, sa_type=choice(ChannelType))
    channel_organisation_id: int | None = Field(
        default=None, foreign_key="organisation.id", index=True
    )
    implementer: str = ""
    places: str = Field(
        default="", description="province or district names, one a line"
    )
    hazard_areas: str = Field(
        default="", description="national references of hazard areas, one a line"
    )
    target_groups: str = ""
    output_indicator: str = ""
    starts_on: date | None = None
    starts_on_precision: Precision = Field(
        default=Precision.DAY, sa_type=choice(Precision)
    )
    ends_on: date | None = None
    ends_on_precision: Precision = Field(
        default=Precision.DAY, sa_type=choice(Precision)
    )
    statement_on: date
    expected_commitment_on: date | None = None
    not_before: date | None = None
    not_before_reason: str = ""
    conditions: str = ""
    contract_ref: str = ""
    contract_on: date | None = None
    iati_identifier: str = ""
    parent_id: int | None = Field(default=None, foreign_key="pledge.id", index=True)
    overlap_seen_reason: str = Field(
        default="", description="why a contract is signed with a flag still open"
    )
    stage_changed_on: date
    visibility: Visibility = Field(
        default=Visibility.MEMBERS, sa_type=choice(Visibility)
    )
    is_example: bool = False
    row_version: int = 1

    donor: Organisation = Relationship(
        sa_relationship_kwargs={"foreign_keys": "Pledge.donor_id"}
    )
    channel_organisation: Organisation | None = Relationship(
        sa_relationship_kwargs={"foreign_keys": "Pledge.channel_organisation_id"}
    )
    state: State | None = Relationship()
    coalition: Coalition | None = Relationship()
    fx_rate: FxRate | None = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The organisations whose pledge it is: the policy asks every thing for them."""
        return (self.donor_id,)


class PledgeAllocation(SQLModel, table=True):
    """The part of a pledge that goes to one need, or to the coalition as such (no need)."""

    __tablename__ = "pledge_allocation"
    __table_args__ = (
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
        sa.UniqueConstraint("pledge_id", "need_id"),
        sa.Index("ix_pledge_allocation_need", "need_id", "pledge_id"),
    )

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    need_id: int | None = Field(default=None, foreign_key="need.id")
    amount: int = Field(
        sa_type=sa.BigInteger, description="minor units of the pledge's currency"
    )

    pledge: Pledge = Relationship()
    need: Need | None = Relationship()


class PledgeStep(SQLModel, table=True):
    """One step on the ladder, with its date, evidence and who recorded it."""

    __tablename__ = "pledge_step"

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    before: PledgeStage | None = Field(default=None, sa_type=choice(PledgeStage))
    after: PledgeStage = Field(sa_type=choice(PledgeStage))
    on: date
    evidence: str = ""
    reason: str = ""
    amount: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    fx_rate_id: int | None = Field(default=None, foreign_key="fx_rate.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class Transaction(SQLModel, table=True):
    """One line of the ledger, in minor units of the pledge's currency."""

    __tablename__ = "ledger_entry"
    __table_args__ = (
        sa.CheckConstraint("amount > 0", name="amount_positive"),
        sa.Index("ix_ledger_entry_pledge_value", "pledge_id", "value_on"),
    )

    id: int = Field(default=None, primary_key=True)
    pledge_id: int = Field(foreign_key="pledge.id", index=True)
    type: TransactionType = Field(sa_type=choice(TransactionType))
    amount: int = Field(sa_type=sa.BigInteger)
    value_on: date
    amount_usd: int = Field(sa_type=sa.BigInteger)
    fx_rate_id: int = Field(foreign_key="fx_rate.id", index=True)
    document: str = ""

    pledge: Pledge = Relationship()


class ReportedInterest(SQLModel, table=True):
    """What somebody else says of a donor's interest. It has no amount and counts nowhere (I05)."""

    __tablename__ = "reported_interest"

    id: int = Field(default=None, primary_key=True)
    donor_id: int = Field(foreign_key="organisation.id", index=True)
    need_id: int = Field(foreign_key="need.id", index=True)
    reported_by: str
    said_on: date
    said_on_precision: Precision = Field(
        default=Precision.DAY, sa_type=choice(Precision)
    )
    forum: str = ""
    text: str
    recorded_by_id: int | None = Field(
        default=None, foreign_key="person.id", index=True
    )
    recorded_on: date
    response: InterestResponse = Field(
        default=InterestResponse.NONE, sa_type=choice(InterestResponse)
    )
    response_text: str = ""
    response_on: date | None = None
    not_before: date | None = Field(
        default=None, description="the donor wishes not to be asked before"
    )
    not_before_reason: str = ""

    donor: Organisation = Relationship()
    need: Need = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor that the report is about: it alone answers."""
        return (self.donor_id,)

    @property
    def state_id(self) -> int:
        """The State whose need it is."""
        return self.need.state_id
