"""Declarations of compliance with Articles 3 and 4."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.when import Precision
from coalition.db import choice
from coalition.documents.models import StoredFile
from coalition.treaty.models import Obligation, TreatyMeeting


class Declaration(SQLModel, table=True):
    """A State's word that it has fulfilled Article 3 or 4. It is kept when the obligation opens again."""

    __table_args__ = (
        sa.CheckConstraint("(reopened_on IS NULL) = (reopened_reason = '')", name="reopened_with_a_reason"),
    )

    id: int = Field(default=None, primary_key=True)
    obligation_id: int = Field(foreign_key="obligation.id", index=True)
    declared_on: date
    declared_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    stated_by: str = Field(description="office and person that signed, as written")
    achievement: str = Field(default="", description="what was done, in words for everybody")
    source: str
    file_id: int | None = Field(default=None, foreign_key="stored_file.id", index=True)
    filed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    filed_on: date
    ceremony_meeting_id: int | None = Field(default=None, foreign_key="treaty_meeting.id", index=True)
    ceremony_note: str = ""
    reopened_on: date | None = None
    reopened_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    reopened_reason: str = ""

    obligation: Obligation = Relationship()
    ceremony: TreatyMeeting | None = Relationship()
    file: StoredFile | None = Relationship()

    @property
    def state_id(self) -> int:
        """The State that declared."""
        return self.obligation.state_id
