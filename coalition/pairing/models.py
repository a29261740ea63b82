"""Proposals that a donor lead a coalition."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.coalitions.models import Coalition
from coalition.db import choice
from coalition.organisations.models import Organisation
from coalition.pairing.rules.ladder import PairingDecline, ProposalStatus

_RUNNING = "status IN ('suggested', 'consented_by_state', 'sounded_out', 'invited')"


class PairingProposal(SQLModel, table=True):
    """A donor proposed as lead. `score` is in tenths of a point; `signals` carry the reasons in words."""

    __tablename__ = "pairing_proposal"
    __table_args__ = (
        sa.CheckConstraint("score BETWEEN 0 AND 1000", name="score_range"),
        sa.CheckConstraint(
            "(status = 'declined') = (decline_reason IS NOT NULL)", name="declined_has_reason"
        ),
        sa.CheckConstraint(
            "status IN ('suggested', 'declined', 'expired') OR consented_on IS NOT NULL",
            name="state_consents_first",
        ),
        sa.Index(
            "uq_pairing_proposal_running",
            "coalition_id",
            "donor_id",
            unique=True,
            sqlite_where=sa.text(_RUNNING),
            postgresql_where=sa.text(_RUNNING),
        ),
        sa.Index("ix_pairing_proposal_status_moved", "status", "moved_on"),
    )

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id", index=True)
    donor_id: int = Field(foreign_key="organisation.id", index=True)
    score: int
    signals: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    status: ProposalStatus = Field(default=ProposalStatus.SUGGESTED, sa_type=choice(ProposalStatus))
    proposed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    proposed_on: date
    moved_on: date
    consented_on: date | None = None
    decline_reason: PairingDecline | None = Field(default=None, sa_type=choice(PairingDecline))
    decline_text: str = ""
    not_again_before: date | None = None
    is_example: bool = False

    coalition: Coalition = Relationship()
    donor: Organisation = Relationship()

    @property
    def state_id(self) -> int:
        """The affected State, which consents first."""
        return self.coalition.state_id

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor."""
        return (self.donor_id,)
