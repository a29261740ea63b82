"""The way of a proposal: the State first, then the donor, then the seat."""

from datetime import date

import pytest
from sqlmodel import select

from coalition.auth.rules import Role
from coalition.coalitions.models import CoalitionMember
from coalition.core.errors import RuleBroken
from coalition.pairing import service
from coalition.pairing.models import PairingProposal
from coalition.pairing.rules.ladder import PairingDecline, ProposalStatus
from coalition.pledges.models import DonorProfile
from coalition.pledges.rules import OpenToLead
from tests.factories.pledges import TODAY, make_coalition, make_donor, make_open_need, make_person
from tests.factories.states import make_state


@pytest.fixture
def donor(session):
    found = make_donor(session, "NOR", "Norway")
    session.add(
        DonorProfile(
            organisation_id=found.id,
            pillars=["survey_clearance"],
            open_to_lead=OpenToLead.YES,
            updated_on=TODAY,
        )
    )
    session.flush()
    return found


@pytest.fixture
def coalition(session):
    state = make_state(session, "TCD", "Chad")
    make_open_need(session, state)
    return make_coalition(session, state)


def newest(session):
    session.rollback()
    session.expire_all()
    return session.exec(select(PairingProposal)).one()


def test_from_suggestion_to_seat(session, coalition, donor, sign_in):
    ica = make_person(session, Role.COORDINATOR)
    head = make_person(session, Role.AFFECTED_STATE, state_id=coalition.state_id)
    norway = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    page = sign_in(ica).get("/pairing/").text
    assert "Norway" in page
    assert "said that it is open to lead" in page
    sign_in(ica).post(f"/pairing/coalitions/{coalition.id}/suggest", data={"donor": donor.id})
    proposal = newest(session)
    assert "Chad" not in sign_in(norway).get("/pairing/asked").text
    sign_in(ica).post(f"/pairing/{proposal.id}/sound-out")
    assert newest(session).status is ProposalStatus.SUGGESTED, "not before the State consents"
    assert sign_in(ica).post(f"/pairing/{proposal.id}/consent").status_code == 403
    sign_in(head).post(f"/pairing/{proposal.id}/consent")
    sign_in(ica).post(f"/pairing/{proposal.id}/sound-out")
    assert "Chad" in sign_in(norway).get("/pairing/asked").text
    sign_in(ica).post(f"/pairing/{proposal.id}/invite")
    accept = {"role": "lead", "reason": "Not a State Party yet; the State asked for it.", "once": "x"}
    assert sign_in(norway).post(f"/pairing/{proposal.id}/accept", data=accept).status_code == 302
    assert newest(session).status is ProposalStatus.ACCEPTED
    assert session.exec(select(CoalitionMember)).one().organisation_id == donor.id


def test_what_if_leaves_a_donor_out_and_locks_a_pair(session, coalition, donor, sign_in):
    ica = make_person(session, Role.COORDINATOR)
    session.commit()
    left_out = sign_in(ica).get(f"/pairing/?exclude={donor.id}").text
    assert "Left out: Norway" in left_out
    assert "Nobody fits well enough yet" in left_out
    locked = sign_in(ica).get(f"/pairing/?lock={coalition.state_id}-{donor.id}").text
    assert "Locked" in locked
    assert sign_in(ica).get("/pairing/?lock=x&exclude=y").status_code == 200
    assert "no room" in sign_in(ica).get(f"/pairing/?lock={coalition.state_id}-99999").text


def test_a_declined_donor_is_not_suggested_for_a_year(session, coalition, donor):
    proposal = service.suggest(session, coalition, donor=donor, person_id=None, today=TODAY)
    service.decline(proposal, reason=PairingDecline.NO_CAPACITY, text="", today=TODAY)
    session.flush()
    with pytest.raises(RuleBroken, match="not asked again"):
        service.suggest(session, coalition, donor=donor, person_id=None, today=date(2027, 11, 22))
    service.suggest(session, coalition, donor=donor, person_id=None, today=date(2027, 11, 23))


def test_twice_the_same_proposal_is_refused_and_an_old_one_runs_out(session, coalition, donor):
    proposal = service.suggest(session, coalition, donor=donor, person_id=None, today=TODAY)
    with pytest.raises(RuleBroken):
        service.suggest(session, coalition, donor=donor, person_id=None, today=TODAY)
    assert service.expire(session, date(2027, 5, 22)) == 0
    assert service.expire(session, date(2027, 5, 23)) == 1
    assert proposal.status is ProposalStatus.EXPIRED


def test_a_donor_of_another_country_may_not_answer(session, coalition, donor, sign_in):
    proposal = service.suggest(session, coalition, donor=donor, person_id=None, today=TODAY)
    japan = make_donor(session, "JPN", "Japan")
    other = make_person(session, Role.DONOR, organisation_id=japan.id)
    session.commit()
    assert sign_in(other).get(f"/pairing/{proposal.id}/accept").status_code == 403
    assert sign_in(other).get("/pairing/").status_code == 403
