"""Coalitions, who sits in them, what stands in their way, and who signed which step."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.coalitions.rules import (
    ChallengeCategory,
    CoalitionStatus,
    EligibilityClass,
    MemberRole,
    Signer,
)
from coalition.core.visibility import Visibility
from coalition.db import choice
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.strategies.models import StrategyVersion

_OPEN = "status IN ('proposed', 'scoping', 'active', 'dormant')"


class Coalition(SQLModel, table=True):
    """A country coalition; a State has at most one that is open (invariant I18)."""

    __table_args__ = (
        sa.Index(
            "uq_coalition_open_state",
            "state_id",
            unique=True,
            sqlite_where=sa.text(_OPEN),
            postgresql_where=sa.text(_OPEN),
        ),
        sa.CheckConstraint("length(purpose) <= 600", name="purpose_short"),
        sa.CheckConstraint("meeting_rhythm_months BETWEEN 1 AND 24", name="rhythm"),
    )

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    name: str
    status: CoalitionStatus = Field(default=CoalitionStatus.PROPOSED, sa_type=choice(CoalitionStatus))
    eligibility: EligibilityClass = Field(sa_type=choice(EligibilityClass))
    existing_forum: str = ""
    secretariat_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    scope_articles: str = ""
    purpose: str = ""
    public_summary: str = ""
    channel_note: str = ""
    presidency_note: str = ""
    meeting_rhythm_months: int = 6
    guiding_version_id: int | None = Field(default=None, foreign_key="strategy_version.id", index=True)
    consent_on: date | None = None
    proposed_on: date
    started_on: date | None = None
    completed_on: date | None = None
    closed_reason: str = ""
    visibility: Visibility = Field(default=Visibility.MEMBERS, sa_type=choice(Visibility))
    source: str = ""
    is_example: bool = False
    row_version: int = 1

    state: State = Relationship()
    secretariat: Organisation | None = Relationship()
    guiding_version: StrategyVersion | None = Relationship()


class CoalitionMember(SQLModel, table=True):
    """A seat in a coalition, with its time. A lead that is no donor State carries the reason."""

    __tablename__ = "coalition_member"
    __table_args__ = (
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_from_before_to"),
        sa.UniqueConstraint("coalition_id", "organisation_id", "role", "valid_from"),
    )

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id", index=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    role: MemberRole = Field(sa_type=choice(MemberRole))
    lead_reason: str = Field(default="", description="why this lead, when it is not a donor State")
    valid_from: date
    valid_to: date | None = None
    confirmed_on: date | None = None
    handover_note: str = ""
    source: str = ""
    is_example: bool = False

    coalition: Coalition = Relationship()
    organisation: Organisation = Relationship()

    @property
    def state_id(self) -> int:
        """The affected State: the policy asks every thing for it."""
        return self.coalition.state_id


class Challenge(SQLModel, table=True):
    """What stands in a State's way, found while scoping a coalition."""

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id", index=True)
    title: str
    category: ChallengeCategory = Field(default=ChallengeCategory.OTHER, sa_type=choice(ChallengeCategory))
    description: str = ""
    overcome_on: date | None = None

    coalition: Coalition = Relationship()

    @property
    def state_id(self) -> int:
        """The affected State: the policy asks every thing for it."""
        return self.coalition.state_id


class Signature(SQLModel, table=True):
    """One of the two signatures under a step of a coalition."""

    __table_args__ = (sa.UniqueConstraint("coalition_id", "step", "round", "signer"),)

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id", index=True)
    step: CoalitionStatus = Field(sa_type=choice(CoalitionStatus))
    round: int = Field(default=1, description="counts up each time the step is taken anew")
    signer: Signer = Field(sa_type=choice(Signer))
    person_id: int = Field(foreign_key="person.id", index=True)
    signed_on: date
    note: str = ""
