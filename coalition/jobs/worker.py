"""Running jobs: each fires once among any number of workers, and a killed worker loses nothing.

A job, and the row that says when it is due again, are saved in one transaction under one lock. So a worker
that dies in the middle leaves both as they were, and the next one does the job.
"""

import logging
import os
import socket
from collections.abc import Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, delete, select

from coalition.audit.service import act_as
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import transaction
from coalition.jobs.models import Heartbeat, JobState
from coalition.jobs.rules import ALIVE_FOR, JobStatus, due_after, retry_at
from coalition.jobs.schedule import JOBS, Job

log = logging.getLogger(__name__)
LOOK_EVERY_SECONDS = 20


def enrol(session: Session, jobs: Sequence[Job], moment: datetime) -> None:
    """Give every job of the schedule its row, and drop the rows of jobs that are no more."""
    known = {state.name: state for state in session.exec(select(JobState)).all()}
    for job in jobs:
        if job.name not in known:
            session.add(JobState(name=job.name, next_run=due_after(job.trigger, moment)))
    for name in known.keys() - {job.name for job in jobs}:
        session.delete(known[name])
    session.flush()


def fire(session: Session, job: Job, moment: datetime, *, now_or_never: bool = False) -> JobStatus | None:
    """Do a job if it is due, once among all workers; return how it went, or None where it was not due.

    With `now_or_never` it is done whether due or not.
    """
    act_as(session, None, f"job {job.name}", moment)
    try:
        if job.own_transactions:
            if not _take_turn(session, job, moment, now_or_never):
                return None
            done = job.act(session, moment)
        with transaction(session):
            state = session.exec(select(JobState).where(JobState.name == job.name).with_for_update()).one()
            if not job.own_transactions:
                if not now_or_never and aware(state.next_run) > moment:
                    return None
                done = job.act(session, moment)
            state.last_run, state.last_status, state.failures = moment, JobStatus.DONE, 0
            state.last_words = "" if done is None else str(done)
            state.next_run = due_after(job.trigger, moment)
    except (RuleBroken, SQLAlchemyError, OSError, ValueError, LookupError, ArithmeticError) as error:
        log.exception("The job %s failed.", job.name)
        _note_failure(session, job, moment, error)
        return JobStatus.FAILED
    return JobStatus.DONE


def _take_turn(session: Session, job: Job, moment: datetime, now_or_never: bool) -> bool:
    """Return whether this worker takes the turn of a job that opens its own transactions; no other one will.

    What such a job takes in hand it leases itself: a worker that dies leaves it to a later turn.
    """
    with transaction(session):
        state = session.exec(select(JobState).where(JobState.name == job.name).with_for_update()).one()
        if not now_or_never and aware(state.next_run) > moment:
            return False
        state.next_run = due_after(job.trigger, moment)
    return True


def look(session: Session, jobs: Sequence[Job], moment: datetime, worker: str) -> int:
    """Say that this worker is alive and do what is due; return how many jobs it did."""
    with transaction(session):
        session.merge(Heartbeat(worker=worker, at=moment))
        session.exec(delete(Heartbeat).where(col(Heartbeat.at) < moment - 100 * ALIVE_FOR))
    due = select(JobState.name).where(JobState.next_run <= moment)
    names = set(session.exec(due).all())
    session.rollback()
    return sum(fire(session, job, moment) is not None for job in jobs if job.name in names)


def start(app: Flask, jobs: Sequence[Job] = JOBS) -> BackgroundScheduler:
    """Start this worker's clock; any number of workers may run."""
    worker = f"{socket.gethostname()}:{os.getpid()}"

    def tick() -> None:
        with app.app_context(), Session(app.extensions["engine"]) as session:
            look(session, jobs, now(), worker)

    with Session(app.extensions["engine"]) as session, transaction(session):
        enrol(session, jobs, now())
    scheduler = BackgroundScheduler(timezone=UTC)
    scheduler.add_job(
        tick, "interval", seconds=LOOK_EVERY_SECONDS, next_run_time=now(), max_instances=1, coalesce=True
    )
    scheduler.start()
    return scheduler


def is_alive(session: Session, moment: datetime) -> bool:
    """Return whether any worker has been heard of lately."""
    return session.exec(select(Heartbeat).where(Heartbeat.at >= moment - ALIVE_FOR)).first() is not None


def aware(moment: datetime) -> datetime:
    """Return a stored moment as aware UTC; SQLite forgets the zone."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _note_failure(session: Session, job: Job, moment: datetime, error: Exception) -> None:
    with transaction(session):
        state = session.get_one(JobState, job.name)
        state.failures += 1
        state.last_run, state.last_status, state.last_words = moment, JobStatus.FAILED, str(error)[:500]
        state.next_run = retry_at(state.failures, moment, due_after(job.trigger, moment))
