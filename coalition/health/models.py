"""What the review keeps: weekly snapshots, the band each indicator stands at, comments and remedies."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.models import Person
from coalition.coalitions.models import Coalition
from coalition.db import choice
from coalition.health.rules.remedies import RemedyStatus
from coalition.health.rules.words import Grade, Key, Level, Unit
from coalition.organisations.models import Organisation


class HealthSnapshot(SQLModel, table=True):
    """The review of a coalition on a day. The State reads it at once, the others from `members_from` on."""

    __tablename__ = "health_snapshot"
    __table_args__ = (
        sa.UniqueConstraint("coalition_id", "on"),
        sa.CheckConstraint('members_from >= "on"', name="state_reads_first"),
    )

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id")
    state_id: int = Field(foreign_key="state.id", index=True)
    on: date = Field(index=True)
    members_from: date
    grade: Grade = Field(sa_type=choice(Grade))
    is_example: bool = False

    coalition: Coalition = Relationship()


class IndicatorValue(SQLModel, table=True):
    """One indicator in a snapshot, with the sentences and records that carry it."""

    __tablename__ = "indicator_value"
    __table_args__ = (
        sa.CheckConstraint("value IS NOT NULL OR computed <> 'green'", name="green_has_a_value"),
    )

    snapshot_id: int = Field(foreign_key="health_snapshot.id", primary_key=True)
    key: Key = Field(sa_type=choice(Key), primary_key=True)
    level: Level = Field(sa_type=choice(Level), description="where the band stands, after two equal nights")
    computed: Level = Field(sa_type=choice(Level), description="what this night alone says")
    value: float | None = None
    unit: Unit = Field(sa_type=choice(Unit))
    why: dict[str, Any] = Field(sa_type=sa.JSON)
    remedy: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON(none_as_null=True))
    records: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)


class HealthBand(SQLModel, table=True):
    """Where an indicator of a coalition stands tonight, and the band it may be on its way to."""

    __tablename__ = "health_band"
    __table_args__ = (sa.CheckConstraint("(pending IS NULL) = (nights = 0)", name="pending_has_nights"),)

    coalition_id: int = Field(foreign_key="coalition.id", primary_key=True)
    key: Key = Field(sa_type=choice(Key), primary_key=True)
    level: Level = Field(sa_type=choice(Level))
    since: date
    pending: Level | None = Field(default=None, sa_type=choice(Level))
    nights: int = 0
    computed_on: date


class HealthComment(SQLModel, table=True):
    """What the State, a lead or a coordinator says of an indicator; it travels with it."""

    __tablename__ = "health_comment"
    __table_args__ = (sa.Index("ix_health_comment_coalition_key", "coalition_id", "key"),)

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id")
    key: Key = Field(sa_type=choice(Key))
    person_id: int = Field(foreign_key="person.id", index=True)
    said_as: str = Field(description="in which office")
    said_on: date
    text: str

    coalition: Coalition = Relationship()
    person: Person = Relationship()


class Remedy(SQLModel, table=True):
    """An offer that follows from an indicator: what, who, by when. `until` ends its ninety days."""

    __table_args__ = (
        sa.CheckConstraint("until >= opened_on", name="opened_before_until"),
        sa.CheckConstraint(
            "(status IN ('offered', 'accepted')) = (closed_on IS NULL)", name="closed_has_its_day"
        ),
        sa.Index("ix_remedy_coalition_key", "coalition_id", "key"),
        sa.Index("ix_remedy_status_until", "status", "until"),
    )

    id: int = Field(default=None, primary_key=True)
    coalition_id: int = Field(foreign_key="coalition.id")
    key: Key = Field(sa_type=choice(Key))
    text: str
    owner_id: int | None = Field(default=None, foreign_key="organisation.id", index=True)
    owner_note: str = Field(default="", description="who, where no organisation here does it")
    due_on: date | None = None
    status: RemedyStatus = Field(default=RemedyStatus.OFFERED, sa_type=choice(RemedyStatus))
    opened_on: date
    until: date
    by_system: bool = Field(default=False, description="opened by the clock because a guard was lost")
    proposes_rest: bool = Field(default=False, description="asks the State whether its coalition shall rest")
    opened_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    closed_on: date | None = None
    outcome: str = ""
    is_example: bool = False

    coalition: Coalition = Relationship()
    owner: Organisation | None = Relationship()

    @property
    def state_id(self) -> int:
        """The affected State."""
        return self.coalition.state_id
