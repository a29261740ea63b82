"""Organisations, the other names they are known by, and the people who speak for them."""

from datetime import date
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.core.when import Precision
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
    def owner_ids(self) -> tuple[int, ...]:
        """The organisation itself."""
        return (self.id,)

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
        sa.CheckConstraint("follows_id IS NULL OR follows_id <> id", name="follows_another"),
        sa.Index("ix_contact_organisation_id_valid_to", "organisation_id", "valid_to"),
    )

    id: int = Field(default=None, primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id")
    name: str = Field(sa_column_kwargs=personal(), description="empty once the person is forgotten")
    post_title: str
    email: str = Field(default="", sa_column_kwargs=personal())
    phone: str = Field(default="", sa_column_kwargs=personal())
    languages: str = ""
    valid_from: date
    from_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    valid_to: date | None = Field(default=None, description="the last day that the statement may mean")
    to_precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    last_confirmed_on: date | None = None
    confirmed_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    handover_note: str = Field(default="", sa_column_kwargs=personal(), description="may name people")
    follows_id: int | None = Field(
        default=None, foreign_key="contact.id", unique=True, description="who held the post before"
    )

    organisation: Organisation = Relationship()
    before: Optional["Contact"] = Relationship(sa_relationship_kwargs={"remote_side": "Contact.id"})

    @property
    def state_id(self) -> int | None:
        """The State whose body it is."""
        return self.organisation.state_id

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """The organisation, which keeps its own contacts."""
        return (self.organisation_id,)

    @property
    def ended_on(self) -> date | None:
        """The day as it was stated: the first of the month or year where no more is known."""
        if self.valid_to is None or self.to_precision is Precision.DAY:
            return self.valid_to
        month = 1 if self.to_precision is Precision.YEAR else self.valid_to.month
        return date(self.valid_to.year, month, 1)
