"""What a donor says of itself: profile, funding windows, drafts, and that it has nothing to report."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.db import choice
from coalition.organisations.models import Organisation
from coalition.pledges.rules import OpenToLead


class DonorProfile(SQLModel, table=True):
    """What a donor supports and how. Grant sizes are in US cents; lists hold enum values or ISO3 codes."""

    __tablename__ = "donor_profile"
    __table_args__ = (
        sa.CheckConstraint("min_grant_usd IS NULL OR min_grant_usd > 0", name="min_grant_positive"),
        sa.CheckConstraint(
            "max_grant_usd IS NULL OR min_grant_usd IS NULL OR max_grant_usd >= min_grant_usd",
            name="grants_ordered",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", unique=True)
    pillars: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    countries: list[str] = Field(default_factory=list, sa_type=sa.JSON, description="ISO3 codes")
    regions: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    excluded: list[str] = Field(
        default_factory=list, sa_type=sa.JSON, description="ISO3 codes; seen by itself only"
    )
    min_grant_usd: int | None = Field(default=None, sa_type=sa.BigInteger)
    max_grant_usd: int | None = Field(default=None, sa_type=sa.BigInteger)
    multi_year: bool | None = None
    channels: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    payment_bases: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    embassies_in: list[str] = Field(default_factory=list, sa_type=sa.JSON, description="ISO3 codes")
    languages: str = ""
    open_to_lead: OpenToLead = Field(default=OpenToLead.ASK, sa_type=choice(OpenToLead))
    small_donor: bool = False
    currency: str = Field(default="USD", max_length=3, description="offered first on its forms")
    gender_requirement: str = ""
    note: str = ""
    updated_on: date
    is_example: bool = False

    organisation: Organisation = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor itself."""
        return (self.organisation_id,)


class FundingWindow(SQLModel, table=True):
    """When a donor takes proposals, and when it decides."""

    __tablename__ = "funding_window"
    __table_args__ = (
        sa.CheckConstraint("closes_on IS NULL OR opens_on <= closes_on", name="opens_before_closing"),
    )

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    title: str
    opens_on: date
    closes_on: date | None = None
    decision_month: date | None = Field(default=None, description="first day of the month of decision")
    note: str = ""

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor itself."""
        return (self.organisation_id,)


class PledgeDraft(SQLModel, table=True):
    """A form as far as it is filled in, kept for its author: it survives a lost session."""

    __tablename__ = "pledge_draft"
    __table_args__ = (sa.UniqueConstraint("person_id", "about"),)

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id")
    about: str = Field(max_length=60, description="which form: need:5, coalition:2, programme, …")
    fields: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    saved_at: datetime = Field(sa_type=sa.DateTime(timezone=True))


class NothingToReport(SQLModel, table=True):
    """A donor's answer that its register needs no change for a half-year: an answer, not a blank."""

    __tablename__ = "nothing_to_report"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "year", "half"),
        sa.CheckConstraint("half IN (1, 2)", name="half_of_a_year"),
    )

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    year: int
    half: int
    answered_on: date
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    note: str = ""

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor that answered."""
        return (self.organisation_id,)
