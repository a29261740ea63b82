"""The checklist of a coalition in scoping: what is on record, and what is open."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from coalition.activities import service
from coalition.activities.rules.scoping import Answered, ScopingStep, Seminar, steps_of
from coalition.auth.models import Person
from coalition.auth.rules import Role
from coalition.coalitions.models import Challenge, Meeting
from coalition.coalitions.rules import ChallengeCategory, CoalitionStatus
from coalition.coalitions.rules.meetings import MeetingType
from coalition.core.when import Precision
from tests.factories.activities import TODAY, Field
from tests.factories.pledges import make_person

Enter = Callable[[Person], FlaskClient]


def test_what_nobody_listed_is_open_and_what_is_answered_is_done() -> None:
    nothing = steps_of([], [], [], TODAY)
    assert [one.complete for one in nothing] == [False] * 4
    lines = [Answered(1, True), Answered(1, False), Answered(9, True)]  # of a challenge that is gone
    found = {one.step: one for one in steps_of([1, 2], lines, [], TODAY)}
    assert found[ScopingStep.CHALLENGES].complete
    assert (found[ScopingStep.ACTIVITIES].done, found[ScopingStep.ACTIVITIES].all) == (1, 2)
    assert (found[ScopingStep.ACTORS].done, found[ScopingStep.ACTORS].all) == (2, 3)


@pytest.mark.parametrize(
    ("days", "held", "on"),
    [
        ([date(2026, 3, 1)], True, date(2026, 3, 1)),
        ([date(2026, 3, 1), date(2027, 3, 1)], False, date(2027, 3, 1)),
        ([], False, None),
    ],
)
def test_a_seminar_to_come_is_planned_not_held(days: list[date], held: bool, on: date | None) -> None:
    seminar = steps_of([1], [], [Seminar(day, Precision.DAY) for day in days], date(2026, 11, 23))[-1]
    assert (seminar.complete, seminar.on) == (held, on)


@pytest.mark.on("sqlite")
def test_the_page_of_a_coalition_in_scoping_says_what_is_open(session: Session, sign_in: Enter) -> None:
    field = Field(session)
    coalition = field.coalition
    coalition.status = CoalitionStatus.SCOPING
    challenge = Challenge(
        coalition_id=coalition.id, title="Extent unknown", category=ChallengeCategory.CONTAMINATION_UNKNOWN
    )
    session.add(challenge)
    session.flush()
    service.scope(session, challenge, what="Survey", actor_id=None, need=None)
    session.add(
        Meeting(
            coalition_id=coalition.id,
            type=MeetingType.COUNTRY_SEMINAR,
            title="Seminar",
            starts_on=date(2026, 3, 1),
            starts_precision=Precision.MONTH,
            source="minutes",
        )
    )
    head = make_person(session, Role.AFFECTED_STATE, state_id=coalition.state_id)
    session.commit()
    client = sign_in(head)
    page = client.get(f"/coalitions/{coalition.id}").text
    for words in ("1 named", "1 of 1", "0 of 1", "held: March 2026"):
        assert words in page
    session.rollback()
    coalition.status = CoalitionStatus.ACTIVE
    session.commit()
    assert "A country seminar brings all together" not in client.get(f"/coalitions/{coalition.id}").text
