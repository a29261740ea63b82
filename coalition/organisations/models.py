"""Organisations, the other names they are known by, and the people who speak for them."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.db import choice, personal
from coalition.organisations.rules import OrganisationKind
from coalition.states.models import State


class Organisation(SQLModel, table=True):
    """A body that acts here. Every State has one of kind `government`, under which it pledges or leads."""

    __table_args__ = (
        sa.Index(
            "uq_organisation_government",
            "state_id",
            unique=True,
            sqlite_where=sa.text("kind = 'government'"),
            postgresql_where=sa.text("kind = 'government'"),
        ),
    )

    id: int = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    short_name: str = ""
    kind: OrganisationKind = Field(sa_type=choice(OrganisationKind))
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    iati_ref: str | None = Field(default=None, unique=True, description="IATI organisation identifier")

    state: State | None = Relationship()

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class OrganisationAlias(SQLModel, table=True):
    """Another name or identifier of an organisation. `key` is the form for comparison."""

    __tablename__ = "organisation_alias"

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str
    key: str = Field(unique=True)
    source: str = ""

    organisation: Organisation = Relationship()


class Contact(SQLModel, table=True):
    """A person in a post; ended, never deleted, when the post changes hands."""

    __table_args__ = (
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_from_before_to"),
    )

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", index=True)
    name: str = Field(sa_column_kwargs=personal())
    post_title: str
    email: str = Field(default="", sa_column_kwargs=personal())
    phone: str = Field(default="", sa_column_kwargs=personal())
    languages: str = ""
    valid_from: date
    valid_to: date | None = None
    last_confirmed_on: date | None = None
    handover_note: str = ""

    organisation: Organisation = Relationship()
