"""What machines that watch the house are told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlmodel import Session

from coalition.core.clock import now
from coalition.jobs.worker import look
from config import BadSetting, Config


def test_ready_means_migrated_and_says_when_a_worker_was_heard(client: FlaskClient, session: Session):
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json["status"] == "ready"
    assert answer.json["worker"] == "none"
    look(session, [], now(), "one")
    assert client.get("/readyz").json["worker"] == "alive"


@pytest.mark.on("sqlite")
def test_a_silent_worker_is_said_with_its_age(client: FlaskClient, session: Session):
    look(session, [], now() - timedelta(minutes=10), "one")
    answer = client.get("/readyz").json
    assert answer["worker"] == "silent"
    assert 590 <= answer["heartbeat_age_seconds"] <= 660


@pytest.mark.on("sqlite")
def test_a_database_without_tables_is_not_ready(make_app: Callable[..., Flask], blank_url: str):
    answer = make_app(DATABASE_URL=blank_url).test_client().get("/readyz")
    assert (answer.status_code, answer.json["status"]) == (503, "empty")


@pytest.mark.on("sqlite")
def test_figures_are_there_only_where_they_are_enabled(
    client: FlaskClient, make_app: Callable[..., Flask], session: Session
):
    assert client.get("/metrics").status_code == 404
    look(session, [], now(), "one")
    text = make_app(METRICS=True).test_client().get("/metrics").text
    assert 'coalition_outbox_messages{status="waiting"} 0' in text
    assert "coalition_worker_heartbeat_age_seconds" in text
    named = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(named) == len(set(named))


@pytest.mark.on("sqlite")
def test_an_unknown_value_of_metrics_stops_the_start():
    with pytest.raises(BadSetting, match="METRICS"):
        Config.from_env({"METRICS": "perhaps"}, demo=True)
