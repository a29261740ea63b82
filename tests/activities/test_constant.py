"""Every list of the affected State's desk asks the database as often for 60 records as for 3."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlmodel import Session

from coalition.activities import service
from coalition.auth.models import Person
from coalition.auth.rules import Role
from coalition.coalitions.rules import ChallengeCategory
from coalition.coalitions.service import add_challenge
from coalition.core.when import When
from coalition.needs.models import NeedQuestion
from coalition.strategies.models import ObjectiveMilestone
from tests.factories.activities import TODAY, Field, land, make_accepted, make_activity
from tests.factories.contamination import make_hazard_area, make_snapshot
from tests.factories.needs import make_posted
from tests.factories.pledges import make_person, make_pledge
from tests.factories.queries import counted_queries
from tests.factories.states import make_state
from tests.factories.strategies import make_objective, make_strategy

SignIn = Callable[[Person], FlaskClient]

FEW, MANY = 3, 60
# Of the State's desk, and by whom it is read: pages that list records, whatever else they show.
PAGES = {
    "/home": 20,
    "/needs/": 12,
    "/needs/?pillar=survey_clearance&q=need": 12,
    "/needs/order": 12,
    "/needs/{need}": 12,
    "/strategies/": 12,
    "/strategies/versions/{version}": 12,
    "/contamination/": 12,
    "/contamination/LAO": 12,
    "/contamination/LAO/areas": 12,
    "/activities/": 12,
    "/activities/{activity}": 12,
    "/activities/progress/LAO": 16,
    "/activities/resources/LAO": 12,
    "/activities/matrix/{coalition}": 12,
}


@pytest.mark.on("sqlite")
def test_no_page_of_the_desk_asks_more_often_for_more_records(session: Session, sign_in: SignIn):
    field = Field(session)
    head = make_person(session, Role.AFFECTED_STATE, state_id=field.state.id)
    need = make_posted(session, field.state, title="The need")
    donor = make_person(session, Role.DONOR, organisation_id=make_pledge(session, need).donor_id)
    activity = make_activity(session, field)
    named = {
        "need": need.id,
        "version": field.objective.version_id,
        "activity": activity.id,
        "coalition": field.coalition.id,
    }
    few, many = (
        counts_with(
            session, field, named, span, ((head, [*PAGES]), (donor, ["/activities/reports"])), sign_in
        )
        for span in (range(FEW), range(FEW, MANY))
    )
    assert many == few
    assert {page: count for page, count in many.items() if count > PAGES.get(page, 12)} == {}


def counts_with(
    session: Session,
    field: Field,
    named: dict[str, int],
    span: range,
    readers: Sequence[tuple[Person, list[str]]],
    sign_in: SignIn,
) -> dict[str, int]:
    """Store so many more records of each kind, and return how often each page asks the database."""
    for number in span:
        store_one(session, field, named, number)
    session.commit()
    counts = {}
    for reader, pages in readers:
        client = sign_in(reader)
        for page in pages:
            with counted_queries(session) as asked:
                answer = client.get(page.format(**named))
            assert answer.status_code == 200, page
            counts[page] = len(asked)
    return counts


def store_one(session: Session, field: Field, named: dict[str, int], number: int) -> None:
    """Store one more record of every kind."""
    need = make_posted(session, field.state, title=f"Need {number}")
    session.add(NeedQuestion(need_id=named["need"], text=f"Where, {number}?", asked_on=TODAY))
    other = make_state(session)
    make_strategy(session, other)
    make_snapshot(session, other)
    make_snapshot(session, field.state, as_of=When(date(2000 + number // 12, number % 12 + 1, 1)))
    make_hazard_area(session, field.state, f"LA-{number:03}")
    objective = make_objective(session, field.objective.version, code=f"9.{number}")
    session.add(ObjectiveMilestone(objective_id=objective.id, year=2025, value=1_000))
    activity = make_activity(session, field, objective_id=objective.id)
    service.link_needs(session, activity, [need])
    if number % 4 == 0:  # these take long to make
        pledge = make_pledge(session, need)
        service.link_pledges(session, activity, {pledge.id: 1_000})
        make_accepted(session, activity, 2025, land=(land(1_000),))
    challenge = add_challenge(
        session,
        field.coalition,
        title=f"Challenge {number}",
        category=ChallengeCategory.FUNDING,
        description="",
    )
    service.scope(session, challenge, what="Survey", actor_id=field.operator.id, need=need)
