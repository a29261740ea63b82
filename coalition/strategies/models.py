"""Strategy documents, their versions, files, objectives and milestones."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.visibility import Visibility
from coalition.db import choice
from coalition.documents.models import StoredFile
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.strategies.rules import DocumentKind, Pillar, Section, VersionStatus


class StrategyDocument(SQLModel, table=True):
    """A guiding document of a State, apart from its versions."""

    __tablename__ = "strategy_document"

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    title: str
    kind: DocumentKind = Field(sa_type=choice(DocumentKind))
    owner_id: int | None = Field(
        default=None, foreign_key="organisation.id", index=True, description="the office that keeps it"
    )
    is_example: bool = False

    state: State = Relationship()
    owner: Organisation | None = Relationship()


class StrategyVersion(SQLModel, table=True):
    """One version of a document. `budget` and `national_contribution` are in minor units of `currency`."""

    __tablename__ = "strategy_version"
    __table_args__ = (
        sa.UniqueConstraint("document_id", "number"),
        sa.CheckConstraint("valid_to IS NULL OR valid_from < valid_to", name="valid_from_before_to"),
        sa.CheckConstraint(
            "status IN ('draft', 'under_consultation', 'abandoned') OR (valid_from IS NOT NULL AND "
            "valid_to IS NOT NULL AND endorsed_on IS NOT NULL)",
            name="endorsed_has_dates",
        ),
        sa.CheckConstraint(
            "(budget IS NULL OR budget > 0) AND COALESCE(national_contribution, 0) >= 0",
            name="money_sound",
        ),
        sa.CheckConstraint(
            "currency IS NOT NULL OR (budget IS NULL AND national_contribution IS NULL)",
            name="money_has_currency",
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
    status: VersionStatus = Field(default=VersionStatus.DRAFT, sa_type=choice(VersionStatus))
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
    gender_section: Section = Field(default=Section.UNKNOWN, sa_type=choice(Section))
    environment_section: Section = Field(default=Section.UNKNOWN, sa_type=choice(Section))
    next_review_on: date | None = None
    supersedes_id: int | None = Field(default=None, foreign_key="strategy_version.id", index=True)
    source: str = Field(default="", description="where the validity was read")
    visibility: Visibility = Field(default=Visibility.PUBLIC, sa_type=choice(Visibility))
    row_version: int = 1

    document: StrategyDocument = Relationship()

    @property
    def state_id(self) -> int:
        """The State that owns it: the policy asks every thing for it."""
        return self.document.state_id


class VersionFile(SQLModel, table=True):
    """A file of a version in one language; whoever may see the version may read it."""

    __tablename__ = "version_file"
    __table_args__ = (sa.UniqueConstraint("version_id", "file_id"),)

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="strategy_version.id", index=True)
    file_id: int = Field(foreign_key="stored_file.id", index=True)
    language: str = Field(max_length=10, description="BCP 47 code")
    label: str = Field(default="", description="what it is, where it is not the whole document")

    version: StrategyVersion = Relationship()
    file: StoredFile = Relationship()


class StrategyObjective(SQLModel, table=True):
    """An objective of a version, to which needs, pledges and activities point."""

    __tablename__ = "strategy_objective"
    __table_args__ = (
        sa.UniqueConstraint("version_id", "code"),
        sa.CheckConstraint(
            "target_year IS NULL OR target_year BETWEEN 1990 AND 2200", name="target_year_sound"
        ),
        sa.CheckConstraint(
            "(baseline IS NULL OR baseline >= 0) AND (target IS NULL OR target >= 0)", name="not_negative"
        ),
    )

    id: int = Field(default=None, primary_key=True)
    version_id: int = Field(foreign_key="strategy_version.id", index=True)
    code: str
    text: str
    pillar: Pillar = Field(sa_type=choice(Pillar))
    indicator: str = ""
    unit: str = Field(default="", description="the indicator's unit, for example m2")
    baseline: int | None = Field(default=None, sa_type=sa.BigInteger)
    target: int | None = Field(default=None, sa_type=sa.BigInteger)
    target_year: int | None = None
    action_plan_refs: str = Field(
        default="", description="actions of the Convention's action plan, by number"
    )
    follows_id: int | None = Field(
        default=None, foreign_key="strategy_objective.id", index=True, description="the one it continues"
    )

    version: StrategyVersion = Relationship()

    @property
    def state_id(self) -> int:
        """The State that owns it."""
        return self.version.document.state_id


class ObjectiveMilestone(SQLModel, table=True):
    """What an objective is to have reached by the end of a year, in the objective's unit."""

    __tablename__ = "objective_milestone"
    __table_args__ = (
        sa.UniqueConstraint("objective_id", "year"),
        sa.CheckConstraint("value >= 0", name="value_not_negative"),
    )

    id: int = Field(default=None, primary_key=True)
    objective_id: int = Field(foreign_key="strategy_objective.id", index=True)
    year: int
    value: int = Field(sa_type=sa.BigInteger)
