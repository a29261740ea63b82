"""People with an account, what they were granted, and the links that let them in once."""

from datetime import date, datetime

import sqlalchemy as sa
from flask_login import UserMixin
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.rules import Rank, Role, Theme, TokenUse
from coalition.db import choice
from coalition.organisations.models import Organisation
from coalition.states.models import State


class Person(SQLModel, UserMixin, table=True):
    """Someone with an account. `epoch` counts up at "sign out everywhere" and ends older sessions."""

    id: int = Field(default=None, primary_key=True)
    email: str = Field(unique=True, description="lower case")
    name: str
    password_hash: str | None = None
    locked: bool = False
    epoch: int = 0
    locale: str = "en"
    timezone: str = "UTC"
    digest: str = "daily"
    last_seen_on: date | None = None

    def get_id(self) -> str:
        """The text in the session cookie: who, and of which epoch."""
        return f"{self.id}.{self.epoch}"


class RoleGrant(SQLModel, table=True):
    """A role that a person holds for a time, for a State, an organisation or a thematic area."""

    __tablename__ = "role_grant"
    __table_args__ = (
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="valid_from_before_to"),
        sa.CheckConstraint(
            "role <> 'affected_state' OR state_id IS NOT NULL",
            name="affected_state_names_its_state",
        ),
    )

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(default=None, foreign_key="person.id", index=True)
    role: Role = Field(sa_type=choice(Role))
    rank: Rank = Field(sa_type=choice(Rank))
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    theme: Theme | None = Field(default=None, sa_type=choice(Theme))
    valid_from: date
    valid_to: date | None = None

    state: State | None = Relationship()
    organisation: Organisation | None = Relationship()


class Token(SQLModel, table=True):
    """A link sent by mail that works once: an invitation or a password reset. Only its hash is kept."""

    id: int = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    use: TokenUse = Field(sa_type=choice(TokenUse))
    token_hash: str = Field(unique=True)
    expires_at: datetime = Field(sa_type=sa.DateTime(timezone=True))
    used_at: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))


class FailedSignIn(SQLModel, table=True):
    """A sign-in that failed, for the lock-out. `key` is "mail:…" or "from:…"."""

    __tablename__ = "failed_sign_in"
    __table_args__ = (sa.Index("ix_failed_sign_in_key_at", "key", "at"),)

    id: int = Field(default=None, primary_key=True)
    key: str
    at: datetime = Field(sa_type=sa.DateTime(timezone=True))
