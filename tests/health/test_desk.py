"""The coordinator's first page, and the State's."""

from datetime import date, timedelta

from coalition.auth.rules import Role
from coalition.coalitions.rules import CoalitionStatus
from coalition.coalitions.service.meetings import agree
from coalition.core.clock import today
from coalition.core.when import When
from coalition.health import service
from tests.factories.pledges import make_coalition, make_person
from tests.factories.states import make_state


def test_the_coordinator_sees_stages_blockers_promises_and_states_without_a_lead(session, sign_in):
    chad = make_coalition(session, make_state(session, "TCD", "Chad"))
    make_coalition(
        session, make_state(session, "SOM", "Somalia"), status=CoalitionStatus.PROPOSED, consent_on=None
    )
    agree(
        session, chad, text="Draft the request", due=When(today()), soft_promise=True, today=date(2026, 1, 1)
    )
    service.review_night(session, today() - timedelta(days=30))
    person = make_person(session, Role.COORDINATOR)
    session.commit()
    page = sign_in(person).get("/home").text
    for words in ("Pipeline by stage", "Draft the request", "States without a lead", "Needs support"):
        assert words in page
    assert "has not yet recorded its consent" in page


def test_the_state_is_told_of_its_review_first(session, sign_in):
    chad = make_coalition(session, make_state(session, "TCD", "Chad"))
    service.review_night(session, today())
    head = make_person(session, Role.AFFECTED_STATE, state_id=chad.state_id)
    session.commit()
    page = sign_in(head).get("/home").text
    assert "A review is open to you before the others" in page
    assert "Answer the offer" in page
