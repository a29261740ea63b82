"""POST /api/v1/duplicates/check: answers like the command, stores nothing, refuses in problem+json."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from sqlmodel import Session, SQLModel

from coalition.auth.models import Person
from coalition.auth.rules import Role
from coalition.core.visibility import Visibility
from tests.factories.auth import make_person
from tests.factories.duplication import make_published
from tests.factories.pledges import make_donor

URL = "/api/v1/duplicates/check"
DRAFT = {
    "title": "Land release teams",
    "state": "LAO",
    "pillar": "survey_clearance",
    "activity_type": "clearance",
    "places": ["P"],
    "start": "2025-07",
    "end": "2026-06",
    "implementer": "Operator Y",
}
pytestmark = pytest.mark.on("sqlite")


@pytest.fixture
def program(session: Session, sign_in: Callable[[Person], FlaskClient]) -> FlaskClient:
    """A program that asks in a coordinator's name."""
    person = make_person(session, Role.COORDINATOR)
    session.commit()
    return sign_in(person)


def counts(session: Session) -> dict[str, int]:
    session.rollback()
    tables = SQLModel.metadata.sorted_tables
    return {
        t.name: session.connection().execute(sa.select(sa.func.count()).select_from(t)).scalar_one()
        for t in tables
    }


def test_a_text_is_answered_like_the_command_and_nothing_is_stored(session: Session, program: FlaskClient):
    programme = make_published(session)
    session.commit()
    before = counts(session)
    answer = program.post(URL, json=DRAFT)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")
    match = answer.json["matches"][0]
    assert match["programme"] == programme.identifier
    assert match["verdict"] in ("possible", "likely")
    assert {"signal", "weight", "left", "right", "text"} <= match["evidence"][0].keys()
    assert answer.json["seconds"] >= 0
    assert counts(session) == before


def test_a_programme_that_is_not_to_be_seen_is_not_told(session: Session, program: FlaskClient):
    programme = make_published(session)
    programme.visibility, programme.owner_id = Visibility.OWNER, make_donor(session).id
    session.commit()
    assert program.post(URL, json=DRAFT).json["matches"] == []


@pytest.mark.parametrize(
    ("given", "status", "words"),
    [
        ({"data": "{", "content_type": "application/json"}, 422, "no JSON"),
        ({"json": {"titel": "x"}}, 422, "Unknown keys"),
        ({"data": {"title": "x"}}, 415, "application/json"),
        ({"data": b" " * 8_000_001, "content_type": "application/json"}, 413, ""),
    ],
    ids=["no json", "unknown key", "a form", "too large"],
)
def test_what_cannot_be_read_is_a_problem_in_words(
    program: FlaskClient, given: dict[str, object], status: int, words: str
):
    answer = program.post(URL, **given)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["status"] == status
    assert words in answer.json.get("detail", "")


def test_who_is_not_signed_in_or_has_no_such_right_is_told_so(
    session: Session, client: FlaskClient, sign_in: Callable[[Person], FlaskClient]
):
    visitor = client.post(URL, json=DRAFT)
    assert (visitor.status_code, visitor.mimetype) == (401, "application/problem+json")
    observer = make_person(session, Role.OBSERVER)
    session.commit()
    refused = sign_in(observer).post(URL, json=DRAFT)
    assert (refused.status_code, refused.json["title"]) == (403, "Forbidden")


def test_another_method_and_another_address_are_problems_too(program: FlaskClient):
    assert program.get(URL).mimetype == "application/problem+json"
    assert program.get("/api/v1/nothing").json["status"] == 404
