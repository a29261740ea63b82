import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlmodel import Session, select

from coalition.audit.models import Submission
from coalition.core.errors import RuleBroken
from coalition.db import transaction
from coalition.jobs import worker
from coalition.jobs.models import JobState
from coalition.jobs.rules import JobStatus
from coalition.jobs.schedule import JOBS, Job, every
from coalition.jobs.worker import aware, enrol, fire, is_alive, look

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def note(session: Session, moment: datetime) -> None:
    session.add(Submission(key=f"fired {len(session.exec(select(Submission)).all())}", at=moment))


def fail_midway(session: Session, moment: datetime) -> None:
    note(session, moment)
    session.flush()
    raise RuleBroken("The mail server is down.")


def job_of(act) -> Job:
    return Job("test.job", act, every(hours=1), "a job of the tests")


def enrolled(session, job):
    with transaction(session):
        enrol(session, [job], NOON - timedelta(hours=1))
    return job


def fired(session) -> int:
    session.rollback()
    return len(session.exec(select(Submission)).all())


def test_a_job_fires_when_due_and_then_waits_for_its_next_turn(session):
    job = enrolled(session, job_of(note))
    assert fire(session, job, NOON - timedelta(minutes=1)) is None
    assert fire(session, job, NOON) is JobStatus.DONE
    assert fire(session, job, NOON + timedelta(minutes=59)) is None
    assert fire(session, job, NOON + timedelta(hours=1)) is JobStatus.DONE
    assert fired(session) == 2


def test_turns_missed_while_no_worker_ran_count_as_one(session):
    job = enrolled(session, job_of(note))
    assert fire(session, job, NOON + timedelta(days=3)) is JobStatus.DONE
    assert fire(session, job, NOON + timedelta(days=3)) is None
    assert fired(session) == 1


def test_a_clock_that_jumps_back_fires_nothing_twice(session):
    job = enrolled(session, job_of(note))
    fire(session, job, NOON)
    assert fire(session, job, NOON - timedelta(hours=1)) is None
    assert fired(session) == 1


def test_two_workers_fire_a_job_once(app, session):
    job = enrolled(session, job_of(note))
    start = Barrier(2)

    def one_worker(name: str) -> int:
        with Session(app.extensions["engine"]) as own:
            start.wait()
            return look(own, [job], NOON, name)

    with ThreadPoolExecutor() as pool:
        assert sorted(pool.map(one_worker, ["one", "two"])) == [0, 1]
    assert fired(session) == 1


def test_a_worker_killed_in_the_middle_leaves_the_job_to_the_next(app, session):
    job = enrolled(session, job_of(note))
    with Session(app.extensions["engine"]) as killed:
        killed.connection(execution_options={"begin": "IMMEDIATE"})
        state = killed.get_one(JobState, job.name)
        note(killed, NOON)
        state.next_run = NOON + timedelta(hours=1)
        killed.flush()
        killed.connection().connection.dbapi_connection.close()
        killed.invalidate()
    assert fired(session) == 0
    assert fire(session, job, NOON) is JobStatus.DONE
    assert fired(session) == 1


def test_a_job_that_fails_saves_nothing_and_is_tried_again_soon(session, caplog, monkeypatch):
    monkeypatch.setattr(worker, "log", logging.Logger("own"))  # others may have silenced the real one
    worker.log.addHandler(caplog.handler)
    job = enrolled(session, job_of(fail_midway))
    assert fire(session, job, NOON) is JobStatus.FAILED
    assert fired(session) == 0
    state = session.get_one(JobState, job.name)
    assert state.last_words == "The mail server is down."
    assert aware(state.next_run) == NOON + timedelta(minutes=1)
    assert "test.job" in caplog.text


def test_a_worker_is_alive_for_two_minutes_after_it_last_looked(session):
    look(session, [], NOON, "one")
    assert is_alive(session, NOON + timedelta(minutes=2))
    assert not is_alive(session, NOON + timedelta(minutes=3))


def test_every_line_of_the_schedule_can_be_done_twice(app, session):
    with transaction(session):
        enrol(session, JOBS, NOON)
    with app.app_context():
        for job in JOBS * 2:
            assert fire(session, job, NOON, now_or_never=True) is JobStatus.DONE, job.name


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_says_what_it_does(job):
    assert job.what
    assert "." in job.name
