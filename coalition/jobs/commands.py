"""Commands of the clock: run it, show it, do one job now."""

import signal
import threading
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlmodel import select

from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.jobs.models import JobState
from coalition.jobs.rules import JobStatus
from coalition.jobs.schedule import JOBS
from coalition.jobs.worker import aware, enrol, fire, start
from coalition.web.answers import answering


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Run the scheduled jobs until stopped; any number may run, each job fires once."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    scheduler = start(app)
    stopped = threading.Event()
    for kind in (signal.SIGTERM, signal.SIGINT):
        signal.signal(kind, lambda *_: stopped.set())
    click.echo(f"Running {len(JOBS)} jobs. Stop with Ctrl-C.", err=True)
    stopped.wait()
    scheduler.shutdown(wait=True)


@click.group("jobs")
def jobs() -> None:
    """The schedule."""


@jobs.command("list")
@answering(
    lambda v: "\n".join(
        f"{j['name']:34} next {j['next_run']}  last {j['last_run']} {j['last_status']}" for j in v["jobs"]
    )
)
def list_jobs() -> dict[str, Any]:
    """What runs when, and how it went last."""
    session = current_session()
    with transaction(session):
        enrol(session, JOBS, now())
    states = {state.name: state for state in session.exec(select(JobState)).all()}
    return {
        "jobs": [
            {
                "name": job.name,
                "what": job.what,
                "trigger": str(job.trigger),
                "next_run": aware(states[job.name].next_run).isoformat(),
                "last_run": aware(last).isoformat() if (last := states[job.name].last_run) else None,
                "last_status": states[job.name].last_status.value,
                "last_words": states[job.name].last_words,
            }
            for job in JOBS
        ]
    }


@jobs.command("run")
@click.argument("name")
@answering(lambda v: f"{v['name']}: {v['status']} {v['words']}", found=lambda v: v["status"] != "done")
def run_job(name: str) -> dict[str, Any]:
    """Do one job now."""
    session = current_session()
    by_name = {job.name: job for job in JOBS}
    if name not in by_name:
        raise RuleBroken("There is no job {name}. “coalition jobs list” shows them.", name=name)
    with transaction(session):
        enrol(session, JOBS, now())
    status = fire(session, by_name[name], now(), now_or_never=True)
    state = session.get_one(JobState, name)
    return {"name": name, "status": (status or JobStatus.NEVER).value, "words": state.last_words}


def _line(job: dict[str, Any]) -> str:
    return f"{job['name']:34} next {job['next_run']}  last {job['last_run']} {job['last_status']}"


COMMANDS = (worker, jobs)
