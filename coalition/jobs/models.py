"""When each job is due next, and how it went last."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from coalition.db import choice
from coalition.jobs.rules import JobStatus


class JobState(SQLModel, table=True):
    """One job of the schedule. Who runs it holds this row's lock, so that it fires once among all workers."""

    __tablename__ = "job_state"

    name: str = Field(primary_key=True)
    next_run: datetime = Field(sa_type=sa.DateTime(timezone=True))
    last_run: datetime | None = Field(default=None, sa_type=sa.DateTime(timezone=True))
    last_status: JobStatus = Field(default=JobStatus.NEVER, sa_type=choice(JobStatus))
    last_words: str = ""
    failures: int = Field(default=0, description="in a row; the next try waits longer each time")


class Heartbeat(SQLModel, table=True):
    """A worker that is alive, or was at `at`."""

    worker: str = Field(primary_key=True)
    at: datetime = Field(sa_type=sa.DateTime(timezone=True), index=True)
