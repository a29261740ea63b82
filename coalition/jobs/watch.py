"""Whether the house is ready, and its figures, for machines that watch it.

The figures come from the database and not from this process, so that any number of web processes and
workers give the same ones, whichever is asked.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Blueprint, Response, abort, current_app
from sqlalchemy import func
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, select

from coalition.core.clock import now
from coalition.db import current_session
from coalition.jobs.models import Heartbeat, JobState
from coalition.jobs.rules import ALIVE_FOR
from coalition.jobs.worker import aware
from coalition.notifications.queries import count_outbox
from coalition.web.access import public

bp = Blueprint("watch", __name__)
MIGRATIONS = Path(__file__).parents[2] / "migrations"


@bp.get("/readyz")
@public
def readyz() -> tuple[dict[str, object], int]:
    """The database answers and is migrated as this code needs it; and when a worker was last heard of.

    A silent worker is said and does not make the answer 503: pages work without one, and taking them away
    would not bring it back.
    """
    try:
        revision = MigrationContext.configure(current_session().connection()).get_current_revision()
        age = _heartbeat_age(current_session(), now()) if revision else None
    except SQLAlchemyError:
        return {"status": "no database"}, 503
    status = "ready" if revision == newest() else "empty" if revision is None else "not migrated"
    answer: dict[str, object] = {
        "status": status,
        "migrated_to": revision,
        "worker": "none" if age is None else "alive" if age <= ALIVE_FOR.total_seconds() else "silent",
        "heartbeat_age_seconds": age,
    }
    return answer, 200 if status == "ready" else 503


@bp.get("/metrics")
@public
def metrics() -> Response:
    """Figures in the text format of Prometheus; not there unless METRICS=1."""
    if not current_app.config["METRICS"]:
        abort(404)
    session, lines = current_session(), list[str]()
    age = _heartbeat_age(session, now())
    lines += _family("coalition_up", "The process answers.", [("", 1)])
    if age is not None:
        lines += _family(
            "coalition_worker_heartbeat_age_seconds", "Since a worker was last heard of.", [("", age)]
        )
    outbox = [(f'{{status="{status.value}"}}', n) for status, n in count_outbox(session).items()]
    lines += _family("coalition_outbox_messages", "Messages by what became of them.", outbox)
    states = session.exec(select(JobState).order_by(JobState.name)).all()
    failures = [(f'{{job="{state.name}"}}', state.failures) for state in states]
    lines += _family("coalition_job_failures", "Failures in a row.", failures)
    runs = [
        (f'{{job="{state.name}"}}', aware(state.last_run).timestamp()) for state in states if state.last_run
    ]
    lines += _family("coalition_job_last_run_timestamp_seconds", "When the job ran last.", runs)
    return Response("\n".join(lines) + "\n", content_type="text/plain; version=0.0.4; charset=utf-8")


@cache
def newest() -> str | None:
    """Return the newest migration of this code."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config).get_current_head()


def _heartbeat_age(session: Session, moment: datetime) -> float | None:
    """Return the seconds since a worker was last heard of; None where none ever was."""
    last = session.exec(select(func.max(Heartbeat.at))).one()
    return None if last is None else max(0.0, round((moment - aware(last)).total_seconds(), 1))


def _family(name: str, words: str, values: Sequence[tuple[str, float]]) -> list[str]:
    return [
        f"# HELP {name} {words}",
        f"# TYPE {name} gauge",
        *(f"{name}{labels} {value}" for labels, value in values),
    ]
