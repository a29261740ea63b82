"""A donor's own programmes: where it publishes them, when that was looked at, what it says of each."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.db import choice
from coalition.organisations.models import Organisation
from coalition.pledges.rules.register import CheckOutcome, ClaimWord
from coalition.programmes.models import Programme


class ProgrammeSource(SQLModel, table=True):
    """An address at which a donor publishes its programmes; looked at again and again by a job."""

    __tablename__ = "programme_source"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "url"),
        sa.Index("ix_programme_source_due", "paused", "next_check_at"),
    )

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    title: str
    url: str
    etag: str = ""
    last_modified: str = Field(default="", description="as the server said it")
    content_hash: str = Field(default="", description="of what was read last")
    checked_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))
    next_check_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    failures: int = Field(default=0, description="in a row; the wait grows with them")
    paused: bool = False
    created_on: date
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    organisation: Organisation = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor whose source it is."""
        return (self.organisation_id,)


class SourceCheck(SQLModel, table=True):
    """One look at a source, and what it changed in the register."""

    __tablename__ = "source_check"

    id: int = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="programme_source.id", index=True)
    at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    outcome: CheckOutcome = Field(sa_type=choice(CheckOutcome))
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    words: str = ""


class ProgrammeClaim(SQLModel, table=True):
    """What a donor says of a programme in the register: mine, not mine, or outdated."""

    __tablename__ = "programme_claim"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "programme_id"),)

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    programme_id: int = Field(foreign_key="programme.id", index=True)
    word: ClaimWord = Field(sa_type=choice(ClaimWord))
    said_on: date
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    note: str = ""

    programme: Programme = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The donor that said it."""
        return (self.organisation_id,)
