"""Strategy documents, their versions and objectives."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.visibility import Visibility
from coalition.db import choice
from coalition.states.models import State
from coalition.strategies.rules import DocumentKind, Pillar, VersionStatus


class StrategyDocument(SQLModel, table=True):
    """A guiding document of a State, apart from its versions."""

    __tablename__ = "strategy_document"

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    title: str
    kind: DocumentKind = Field(sa_type=choice(DocumentKind))
    is_example: bool = False

    state: State = Relationship()


class StrategyVersion(SQLModel, table=True):
    """One version of a document. `budget` and `national_contribution` are in minor units of `currency`."""

    __tablename__ = "strategy_version"
    __table_args__ = (
        sa.UniqueConstraint("document_id", "number"),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_from < valid_to", name="valid_from_before_to"
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'under_consultation', 'abandoned') OR (valid_from IS NOT NULL AND "
            "valid_to IS NOT NULL AND endorsed_on IS NOT NULL)",
            name="endorsed_has_dates",
        ),
        sa.Index(
            "uq_strategy_version_in_force",
            "document_id",
            unique=True,
            sqlite_where=sa.text("status IN ('in_force', 'under_review')"),
            postgresql_where=sa.text("status IN ('in_force', 'under_review')"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    document_id: int = Field(foreign_key="strategy_document.id", index=True)
    number: int = Field(description="counts up within the document from 1")
    status: VersionStatus = Field(
        default=VersionStatus.DRAFT, sa_type=choice(VersionStatus)
    )
    valid_from: date | None = None
    valid_to: date | None = None
    endorsed_on: date | None = None
    endorsed_by: str = Field(default="", description="office and act, e.g. a decree")
    languages: str = "en"
    budget: int | None = Field(default=None, sa_type=sa.BigInteger)
    national_contribution: int | None = Field(default=None, sa_type=sa.BigInteger)
    currency: str | None = Field(default=None, max_length=3)
    summary: str = ""
    consultation_note: str = ""
    next_review_on: date | None = None
    supersedes_id: int | None = Field(default=None, foreign_key="strategy_version.id")
    source: str = Field(default="", description="where the validity was read")
    visibility: Visibility = Field(
        default=Visibility.PUBLIC, sa_type=choice(Visibility)
    )
    row_version: int = 1

    document: StrategyDocument = Relationship()

    @property
    def state_id(self) -> int:
        """The State that owns it: the policy asks every thing for it."""
        return self.document.state_id


class StrategyObjective(SQLModel, table=True):
    """An objective of a version, to which needs, pledges and activities point."""

    __tablename__ = "strategy_objective"
    __table_args__ = (sa.UniqueConstraint("version_id", "code"),)

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="strategy_version.id", index=True)
    code: str
    text: str
    pillar: Pillar = Field(sa_type=choice(Pillar))
    indicator: str = ""
    unit: str = ""
    baseline: int | None = Field(default=None, sa_type=sa.BigInteger)
    target: int | None = Field(default=None, sa_type=sa.BigInteger)
    target_year: int | None = None

    version: StrategyVersion = Relationship()


class ObjectiveMilestone(SQLModel, table=True):
    """What an objective is to have reached by the end of a year, in the objective's unit."""

    __tablename__ = "objective_milestone"
    __table_args__ = (sa.UniqueConstraint("objective_id", "year"),)

    id: int = Field(default=None, primary_key=True)
    objective_id: int = Field(foreign_key="strategy_objective.id", index=True)
    year: int
    value: int = Field(sa_type=sa.BigInteger)
