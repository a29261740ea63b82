"""The register of programmes, every version of each, and the imports that brought them."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.visibility import Visibility
from coalition.db import choice
from coalition.organisations.models import Organisation
from coalition.programmes.rules.register import PartyRole, ProgrammeStatus, Relation, SourceType
from coalition.states.models import State
from coalition.strategies.rules import Pillar

Json = sa.JSON().with_variant(JSONB(), "postgresql")


class Programme(SQLModel, table=True):
    """A programme outside the coalitions, as its publisher or keeper states it. `budget` is in minor units.

    `record` is the whole activity in the form of rules.record; the columns serve lists and searches.
    """

    __table_args__ = (
        sa.CheckConstraint("(budget IS NULL) = (currency IS NULL)", name="budget_has_currency"),
        sa.Index("ix_programme_period", "starts_on", "ends_on"),
        sa.Index("ix_programme_title_fold", "title_fold"),
    )

    id: int = Field(default=None, primary_key=True)
    identifier: str = Field(description="as published")
    identifier_key: str = Field(unique=True, description="without white space, in lower case")
    title: str
    title_fold: str = Field(default="", description="the title for comparing and searching")
    reporter: str = ""
    reporter_ref: str = Field(default="", index=True)
    starts_on: date | None = None
    ends_on: date | None = None
    status: ProgrammeStatus = Field(default=ProgrammeStatus.UNKNOWN, sa_type=choice(ProgrammeStatus))
    relation: Relation = Field(default=Relation.UNKNOWN, sa_type=choice(Relation))
    budget: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    budget_kind: str = Field(
        default="", description="commitment, budget or disbursement: what the figure sums up"
    )
    reason: str = Field(
        default="", description="why it counts as mine action; empty when taken with all sectors"
    )
    content_hash: str
    record: dict[str, Any] = Field(sa_type=Json)
    source_type: SourceType = Field(sa_type=choice(SourceType))
    source: str = Field(description="who or what it was taken from")
    source_file: str = ""
    source_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    updated: str = Field(default="", description="the publisher's own last-updated moment")
    versions: int = 1
    owner_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    last_verified_on: date | None = None
    visibility: Visibility = Field(default=Visibility.PUBLIC, sa_type=choice(Visibility))
    is_example: bool = False

    owner: Organisation | None = Relationship()

    @property
    def address(self) -> str:
        """What stands for it in a path: its identifier, or its number where browsers would bend that."""
        segments = set(self.identifier.split("/"))
        bent = segments & {".", "..", ""} or self.identifier == "imports" or "\\" in self.identifier
        return str(self.id) if bent else self.identifier

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The organisation that keeps it, where one has said so."""
        return () if self.owner_id is None else (self.owner_id,)


class ProgrammeCountry(SQLModel, table=True):
    """A country of a programme. `share` is the published percentage in hundredths, None where not stated."""

    __tablename__ = "programme_country"
    __table_args__ = (sa.Index("ix_programme_country_state", "state_id", "programme_id"),)

    programme_id: int = Field(foreign_key="programme.id", primary_key=True)
    state_id: int = Field(foreign_key="state.id", primary_key=True)
    share: int | None = None

    state: State = Relationship()


class ProgrammePillar(SQLModel, table=True):
    """A pillar of assistance that a programme serves by its words."""

    __tablename__ = "programme_pillar"
    __table_args__ = (sa.Index("ix_programme_pillar_pillar", "pillar", "programme_id"),)

    programme_id: int = Field(foreign_key="programme.id", primary_key=True)
    pillar: Pillar = Field(sa_type=choice(Pillar), primary_key=True)


class ProgrammeParty(SQLModel, table=True):
    """An organisation that takes part. `key` is the name for comparison."""

    __tablename__ = "programme_party"
    __table_args__ = (sa.Index("ix_programme_party_key", "key", "programme_id"),)

    id: int = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    role: PartyRole = Field(sa_type=choice(PartyRole))
    name: str
    key: str
    ref: str = ""


class ProgrammeVersion(SQLModel, table=True):
    """A version of a programme that is, or was, in the register; none is ever lost."""

    __tablename__ = "programme_version"
    __table_args__ = (sa.UniqueConstraint("programme_id", "content_hash"),)

    id: int = Field(default=None, primary_key=True)
    programme_id: int = Field(foreign_key="programme.id", index=True)
    content_hash: str
    record: dict[str, Any] = Field(sa_type=Json)
    updated: str = ""
    source: str
    source_file: str = ""
    seen_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    by: str = Field(default="", description="who imported or entered it")


class ImportFile(SQLModel, table=True):
    """One file of an import, and what became of it."""

    __tablename__ = "import_file"

    id: int = Field(default=None, primary_key=True)
    source: str = Field(index=True)
    path: str
    format: str = ""
    version: str = ""
    read: int = 0
    kept: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    refused: list[dict[str, str]] = Field(default_factory=list, sa_type=Json)
    at: datetime = Field(sa_type=sa.DateTime(timezone=True), index=True)
    by: str = ""
    sha256: str = Field(
        default="",
        max_length=64,
        index=True,
        sa_column_kwargs={"server_default": ""},
        description="of its bytes, unpacked: the same file again is known by it",
    )
