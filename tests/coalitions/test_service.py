from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from coalition.coalitions import service
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import eligibility_of, list_signatures, states_sat_in
from coalition.coalitions.rules import (
    ChallengeCategory,
    CoalitionStatus,
    EligibilityClass,
    MemberRole,
    Signer,
)
from coalition.core.errors import RuleBroken
from coalition.states.rules import TreatyEvent
from tests.factories.auth import make_person
from tests.factories.coalitions import make_coalition, make_seat
from tests.factories.organisations import government_of, make_organisation
from tests.factories.states import make_event, make_state
from tests.factories.strategies import make_strategy

TODAY = date(2026, 11, 23)


@pytest.fixture
def proposed(session):
    state = make_state(session)
    return service.propose(
        session, state=state, name="Country coalition", eligibility=EligibilityClass.A, today=TODAY
    )


def ready(session, coalition):
    """Bring a proposal so far that only signatures are missing."""
    service.record_consent(coalition, on=TODAY, today=TODAY)
    service.describe(
        coalition, purpose="Release land.", scope_articles="4", channel_note="Grants.", existing_forum="",
        public_summary="", meeting_rhythm_months=6,
    )  # fmt: skip
    service.add_challenge(
        session, coalition, title="Extent not known", category=ChallengeCategory.CAPACITY, description=""
    )
    centre = make_organisation(session)
    make_seat(session, coalition, centre, MemberRole.AFFECTED_STATE_COORDINATOR)
    make_seat(session, coalition, make_organisation(session), MemberRole.LEAD)
    make_strategy(session, coalition.state)


def sign_both(session, coalition, then):
    person = make_person(session)
    taken = [
        service.sign(session, coalition, then=then, signer=signer, person_id=person.id, today=TODAY)
        for signer in Signer
    ]
    assert taken == [False, True]


def test_a_state_has_one_open_coalition_at_most(session, proposed):
    """Invariant I18, in words and in the database."""
    with pytest.raises(RuleBroken, match="open coalition already"):
        service.propose(
            session, state=proposed.state, name="Second", eligibility=EligibilityClass.A, today=TODAY
        )
    session.add(Coalition(state_id=proposed.state_id, name="Third", eligibility="A", proposed_on=TODAY))
    with pytest.raises(IntegrityError):
        session.flush()


def test_a_step_takes_both_signatures(session, proposed):
    ready(session, proposed)
    sign_both(session, proposed, CoalitionStatus.SCOPING)
    assert proposed.status is CoalitionStatus.SCOPING
    sign_both(session, proposed, CoalitionStatus.ACTIVE)
    assert proposed.status is CoalitionStatus.ACTIVE
    assert proposed.guiding_version_id is not None
    assert proposed.started_on == TODAY


def test_one_side_cannot_sign_twice(session, proposed):
    ready(session, proposed)
    person = make_person(session)
    sign = {"then": CoalitionStatus.SCOPING, "signer": Signer.STATE, "person_id": person.id, "today": TODAY}
    service.sign(session, proposed, **sign)
    with pytest.raises(RuleBroken, match="other one has still to sign"):
        service.sign(session, proposed, **sign)
    assert proposed.status is CoalitionStatus.PROPOSED


def test_nobody_signs_while_something_is_missing(session, proposed):
    with pytest.raises(RuleBroken, match="consent"):
        service.sign(
            session,
            proposed,
            then=CoalitionStatus.SCOPING,
            signer=Signer.STATE,
            person_id=make_person(session).id,
            today=TODAY,
        )


def test_a_coalition_woken_up_is_signed_anew(session, proposed):
    ready(session, proposed)
    sign_both(session, proposed, CoalitionStatus.SCOPING)
    sign_both(session, proposed, CoalitionStatus.ACTIVE)
    service.close(proposed, then=CoalitionStatus.DORMANT, reason="No meeting for a year.", today=TODAY)
    sign_both(session, proposed, CoalitionStatus.ACTIVE)
    assert {
        signature.round for signature in list_signatures(session, proposed.id, CoalitionStatus.ACTIVE)
    } == {2}


def test_a_donor_state_that_joined_leads_without_a_reason_and_another_with_one(session):
    coalition = make_coalition(session)
    joined, outside = make_state(session), make_state(session)
    make_event(session, joined, TreatyEvent.RATIFICATION, date(2010, 1, 1))
    service.seat(
        session,
        coalition,
        organisation=government_of(session, joined),
        role=MemberRole.LEAD,
        valid_from=TODAY,
    )
    lead = {"organisation": government_of(session, outside), "role": MemberRole.LEAD, "valid_from": TODAY}
    with pytest.raises(RuleBroken, match="normally a donor State"):
        service.seat(session, coalition, **lead)
    service.seat(session, coalition, **lead, lead_reason="Co-chairs the working group already.")


def test_a_seat_is_held_once_and_ends_with_its_last_day(session):
    coalition, body = make_coalition(session), make_organisation(session)
    seat = service.seat(
        session, coalition, organisation=body, role=MemberRole.OPERATOR, valid_from=date(2026, 1, 1)
    )
    with pytest.raises(RuleBroken, match="holds this seat already"):
        service.seat(session, coalition, organisation=body, role=MemberRole.OPERATOR, valid_from=TODAY)
    service.end_seat(seat, on=date(2026, 6, 30), handover_note="Two promises are open.")
    session.flush()
    assert states_sat_in(session, [body.id], date(2026, 6, 30))[0] == {coalition.state_id}
    assert states_sat_in(session, [body.id], date(2026, 7, 1))[0] == set()
    with pytest.raises(RuleBroken, match="before it began"):
        service.end_seat(seat, on=date(2025, 1, 1), handover_note="")


def test_leads_are_told_from_members(session):
    coalition, lead, donor = make_coalition(session), make_organisation(session), make_organisation(session)
    make_seat(session, coalition, lead, MemberRole.CO_LEAD)
    make_seat(session, coalition, donor, MemberRole.DONOR)
    assert states_sat_in(session, [lead.id], TODAY) == ({coalition.state_id}, {coalition.state_id})
    assert states_sat_in(session, [donor.id], TODAY) == ({coalition.state_id}, set())


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        (None, EligibilityClass.C),
        (TreatyEvent.SIGNATURE, EligibilityClass.B),
        (TreatyEvent.RATIFICATION, EligibilityClass.A),
    ],
)
def test_the_class_of_a_state_follows_its_treaty_status(session, event, expected):
    state = make_state(session)
    if event is not None:
        make_event(session, state, event, date(2009, 1, 1))
    assert eligibility_of(session, state.id, TODAY) is expected
