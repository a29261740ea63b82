"""Tracks, signs, outreach with its actors, campaigns, champions, workshops, votes."""

from datetime import date
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship, SQLModel

from coalition.auth.models import Person
from coalition.core.visibility import Confidence
from coalition.core.when import Precision
from coalition.db import choice, personal
from coalition.organisations.models import Organisation
from coalition.states.models import State
from coalition.universalization.rules.outreach import Channel, OutreachStatus, Purpose
from coalition.universalization.rules.signals import Sign
from coalition.universalization.rules.stages import Barrier, Side, Stage
from coalition.universalization.rules.votes import Totals, Vote, VoteStage


class RatificationTrack(SQLModel, table=True):
    """How far a State has come on its way into the Convention; what led there stands in its steps."""

    __tablename__ = "ratification_track"

    state_id: int = Field(foreign_key="state.id", primary_key=True)
    stage: Stage = Field(default=Stage.NONE, sa_type=choice(Stage))
    side: Side = Field(default=Side.MOVING, sa_type=choice(Side))
    barrier: Barrier | None = Field(default=None, sa_type=choice(Barrier))
    not_before: date | None = None
    since: date


class TrackStep(SQLModel, table=True):
    """One step of a track: on which day, who stated it, who wrote it down."""

    __tablename__ = "track_step"

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    before: Stage = Field(sa_type=choice(Stage))
    after: Stage = Field(sa_type=choice(Stage))
    side: Side = Field(sa_type=choice(Side))
    barrier: Barrier | None = Field(default=None, sa_type=choice(Barrier))
    happened_on: date
    evidence: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)

    person: Person | None = Relationship()


class ReadinessSign(SQLModel, table=True):
    """A sign that somebody stated: a declaration of support, a voluntary report, no obstacle seen."""

    __tablename__ = "readiness_sign"
    __table_args__ = (sa.UniqueConstraint("state_id", "sign", "stated_on"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    sign: Sign = Field(sa_type=choice(Sign))
    stated_on: date
    source: str
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class Campaign(SQLModel, table=True):
    """Several actors and several States together for one purpose."""

    __tablename__ = "outreach_campaign"

    id: int = Field(default=None, primary_key=True)
    title: str
    purpose: Purpose = Field(sa_type=choice(Purpose))
    starts_on: date
    ends_on: date | None = None
    note: str = ""
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)


class Outreach(SQLModel, table=True):
    """One approach to a State, planned or done."""

    __tablename__ = "outreach"
    __table_args__ = (sa.Index("ix_outreach_status_happens_on", "status", "happens_on"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int = Field(foreign_key="state.id", index=True)
    campaign_id: int | None = Field(default=None, foreign_key="outreach_campaign.id", index=True)
    purpose: Purpose = Field(sa_type=choice(Purpose))
    channel: Channel = Field(sa_type=choice(Channel))
    status: OutreachStatus = Field(default=OutreachStatus.PLANNED, sa_type=choice(OutreachStatus))
    happens_on: date
    precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    occasion: str = ""
    barrier: Barrier | None = Field(default=None, sa_type=choice(Barrier))
    outcome: str = ""
    next_step: str = ""
    next_on: date | None = None
    created_by_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    created_on: date

    state: State = Relationship()
    actors: list["OutreachActor"] = Relationship()

    @property
    def owner_ids(self) -> tuple[int, ...]:
        """Those who take part: each of them may write what became of it."""
        return tuple(actor.organisation_id for actor in self.actors)


class OutreachActor(SQLModel, table=True):
    """Who takes part in an approach; the first planned it, the others joined."""

    __tablename__ = "outreach_actor"

    outreach_id: int = Field(foreign_key="outreach.id", primary_key=True)
    organisation_id: int = Field(foreign_key="organisation.id", primary_key=True, index=True)
    joined_on: date
    planned_it: bool = False
    envoy_id: int | None = Field(
        default=None,
        foreign_key="champion.id",
        index=True,
        description="the special envoy who goes, one of those who agreed to be named",
    )

    organisation: Organisation = Relationship()
    envoy: Optional["Champion"] = Relationship()


class Champion(SQLModel, table=True):
    """A person who speaks for the Convention and agreed to be on this list; work data only."""

    __tablename__ = "champion"
    __table_args__ = (sa.CheckConstraint("withdrawn_on IS NULL OR name = ''", name="withdrawn_is_forgotten"),)

    id: int = Field(default=None, primary_key=True)
    state_id: int | None = Field(default=None, foreign_key="state.id", index=True)
    name: str = Field(sa_column_kwargs=personal())
    function: str = Field(sa_column_kwargs=personal())
    is_envoy: bool = False
    consent_on: date
    consent_note: str = Field(sa_column_kwargs=personal())
    withdrawn_on: date | None = None

    state: State | None = Relationship()


class Workshop(SQLModel, table=True):
    """A regional workshop as its sources describe it."""

    __tablename__ = "universalization_workshop"

    id: int = Field(default=None, primary_key=True)
    title: str = Field(unique=True)
    place: str
    starts_on: date
    precision: Precision = Field(default=Precision.DAY, sa_type=choice(Precision))
    region: str = ""
    hosts: str = ""
    source: str

    counts: list["WorkshopCount"] = Relationship()


class WorkshopCount(SQLModel, table=True):
    """A figure about a workshop, as one source gives it; two that differ stand side by side."""

    __tablename__ = "workshop_count"

    id: int = Field(default=None, primary_key=True)
    workshop_id: int = Field(foreign_key="universalization_workshop.id", index=True)
    what: str
    figure: int
    source: str


class AssemblyVote(SQLModel, table=True):
    """The totals of one vote of the General Assembly, as the source states them."""

    __tablename__ = "assembly_vote"
    __table_args__ = (sa.UniqueConstraint("year", "stage"),)

    id: int = Field(default=None, primary_key=True)
    year: int
    stage: str
    resolution: str = ""
    voted_on: date | None = None
    yes: int | None = None
    no: int | None = None
    abstain: int | None = None
    absent: int | None = None
    confidence: Confidence = Field(sa_type=choice(Confidence))
    source: str

    @property
    def totals(self) -> Totals:
        """The four figures."""
        return Totals(self.yes, self.no, self.abstain, self.absent)


class StateVote(SQLModel, table=True):
    """How a State voted in a year, in the First Committee or in plenary."""

    __tablename__ = "state_vote"
    __table_args__ = (sa.Index("ix_state_vote_state_id_year", "state_id", "year"),)

    year: int = Field(primary_key=True)
    stage: VoteStage = Field(sa_type=choice(VoteStage), primary_key=True)
    state_id: int = Field(foreign_key="state.id", primary_key=True)
    vote: Vote = Field(sa_type=choice(Vote))
    source: str
    confidence: Confidence = Field(sa_type=choice(Confidence))

    state: State = Relationship()
