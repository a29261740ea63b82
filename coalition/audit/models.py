"""The log of changes, and the keys of the forms already acted on."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

# Whole numbers that may outgrow 32 bits; SQLite counts up by itself only in a plain INTEGER key.
BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


class AuditEntry(SQLModel, table=True):
    """One change of one row. `before` and `after` hold only the columns that differ (None: no such row)."""

    __tablename__ = "audit_entry"
    __table_args__ = (sa.Index("ix_audit_entry_thing", "thing", "thing_id", "id"),)

    id: int = Field(default=None, primary_key=True, sa_type=BigId)
    at: datetime = Field(sa_type=sa.DateTime(timezone=True), index=True)
    actor_id: int | None = Field(default=None, index=True)
    actor: str = Field(default="", description="name and role as they stood; 'system' for a job")
    thing: str = Field(description="table name")
    thing_id: str
    change: str = Field(description="created, changed or deleted")
    before: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
    reason: str = ""

    @property
    def moment(self) -> datetime:
        """The moment of the change, aware UTC on every database."""
        return self.at if self.at.tzinfo else self.at.replace(tzinfo=UTC)


class Submission(SQLModel, table=True):
    """A form that has been acted on; its key cannot be used twice."""

    key: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=sa.DateTime(timezone=True), index=True)
    where: str = Field(default="", description="the address the act led to")
