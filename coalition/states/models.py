"""States, the names they are found by, their treaty events, and money that sources report between them."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.db import choice
from coalition.states.rules import AffectedStatus, CcmRegion, Instrument, Known, NameKind, TreatyEvent


class State(SQLModel, table=True):
    """A State as the United Nations names it. What nobody has stated is `unknown`, never no."""

    __table_args__ = (
        sa.CheckConstraint("length(iso3) = 3", name="iso3_length"),
        sa.CheckConstraint("length(iso2) = 2", name="iso2_length"),
    )

    id: int = Field(default=None, primary_key=True)
    iso3: str = Field(unique=True, max_length=3)
    iso2: str = Field(unique=True, max_length=2)
    name: str = Field(index=True, description="the name used by the United Nations")
    short_name: str = Field(description="for tables; the same name where it is short already")
    un_member: bool
    un_region: str
    m49_subregion: str
    regional_group: str
    ccm_region: CcmRegion = Field(sa_type=choice(CcmRegion), index=True)
    dac_member: bool = Field(description="member of the OECD Development Assistance Committee")
    affected_status: AffectedStatus = Field(default=AffectedStatus.UNKNOWN, sa_type=choice(AffectedStatus))
    has_victims: Known = Field(default=Known.UNKNOWN, sa_type=choice(Known))
    situation_source: str = Field(default="", description="who says that it is affected or has victims")
    situation_confidence: Confidence | None = Field(default=None, sa_type=choice(Confidence))
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str
    kept_by_hand: bool = Field(
        default=False, description="changed here; reference files no longer overwrite it"
    )

    @property
    def state_id(self) -> int:
        """The State itself: the policy asks every thing for it."""
        return self.id

    @property
    def label(self) -> str:
        """The name for tables and lists."""
        return self.short_name


class StateName(SQLModel, table=True):
    """A name a State is found by. `key` is the form for comparison; `language` is a BCP 47 code."""

    __tablename__ = "state_name"
    __table_args__ = (sa.UniqueConstraint("state_id", "language", "kind", "key"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    name: str
    key: str = Field(index=True)
    language: str = Field(max_length=10)
    kind: NameKind = Field(sa_type=choice(NameKind))
    source: str = ""

    state: State = Relationship()


class TreatyStatusEvent(SQLModel, table=True):
    """Something a State did toward a treaty. What it amounts to on a day is worked out by the rules."""

    __tablename__ = "treaty_status_event"
    __table_args__ = (sa.UniqueConstraint("state_id", "instrument", "event", "happened_on"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    instrument: Instrument = Field(sa_type=choice(Instrument), index=True)
    event: TreatyEvent = Field(sa_type=choice(TreatyEvent))
    happened_on: date
    precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    stated_reason: str = Field(default="", description="as stated by that State")
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str

    state: State = Relationship()


class DonorFlow(SQLModel, table=True):
    """Money that a source reports from a donor to a recipient in a year. `amount` is in US cents.

    `donor` and `recipient` are ISO3 codes, or the source's own word where it is no State (EU, GLOBAL).
    """

    __tablename__ = "donor_flow"
    __table_args__ = (
        sa.UniqueConstraint("donor", "recipient", "year", "sector", "source"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: int = Field(default=None, primary_key=True)
    donor: str
    donor_state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    recipient: str
    recipient_state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    year: int = Field(index=True)
    amount: int = Field(sa_type=sa.BigInteger)
    sector: str
    list_truncated: bool = Field(description="the source's list for this recipient and year is not whole")
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str


class FundingTotal(SQLModel, table=True):
    """A sum that a source states for a year. `amount` is in US cents; never added to flows."""

    __tablename__ = "funding_total"
    __table_args__ = (
        sa.UniqueConstraint("year", "scope", "who", "source"),
        sa.CheckConstraint("amount >= 0", name="amount_not_negative"),
    )

    id: int = Field(default=None, primary_key=True)
    year: int = Field(index=True)
    scope: str
    who: str
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    amount: int = Field(sa_type=sa.BigInteger)
    note: str = ""
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str
