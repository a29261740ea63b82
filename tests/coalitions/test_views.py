import pytest

from coalition.auth.rules import Rank, Role
from coalition.coalitions.rules import CoalitionStatus, MemberRole
from coalition.core.visibility import Visibility
from tests.factories.auth import make_person
from tests.factories.coalitions import make_coalition, make_seat
from tests.factories.organisations import government_of, make_organisation
from tests.factories.states import make_state


def head_of(session, coalition):
    return make_person(session, Role.AFFECTED_STATE, rank=Rank.HEAD, state_id=coalition.state_id)


def test_a_visitor_sees_the_public_part_of_a_public_coalition_only(session, client):
    public = make_coalition(session, visibility=Visibility.PUBLIC)
    inside = make_coalition(session)
    page = client.get(f"/coalitions/{public.id}")
    assert page.status_code == 200
    assert "Challenges" not in page.text
    assert client.get(f"/coalitions/{inside.id}").status_code == 404


def test_a_proposal_without_consent_is_seen_by_the_state_and_coordinators_only(session, sign_in):
    coalition = make_coalition(session, status=CoalitionStatus.PROPOSED, consent_on=None)
    stranger = make_person(session, Role.DONOR, organisation=make_organisation(session))
    assert sign_in(stranger).get(f"/coalitions/{coalition.id}").status_code == 404
    assert sign_in(head_of(session, coalition)).get(f"/coalitions/{coalition.id}").status_code == 200
    ica = make_person(session, Role.COORDINATOR)
    assert sign_in(ica).get(f"/coalitions/{coalition.id}").status_code == 200


def test_the_head_of_the_state_records_consent_and_nobody_else(session, sign_in):
    coalition = make_coalition(session, status=CoalitionStatus.PROPOSED, consent_on=None)
    form = {"consent_on": "3 March 2026"}
    ica = make_person(session, Role.COORDINATOR)
    assert sign_in(ica).post(f"/coalitions/{coalition.id}/consent", data=form).status_code == 403
    done = sign_in(head_of(session, coalition)).post(f"/coalitions/{coalition.id}/consent", data=form)
    assert done.status_code == 302
    session.rollback()
    assert coalition.consent_on.isoformat() == "2026-03-03"


def test_a_date_that_is_none_is_refused_beside_its_field(session, sign_in):
    coalition = make_coalition(session, consent_on=None)
    page = sign_in(head_of(session, coalition)).post(
        f"/coalitions/{coalition.id}/consent", data={"consent_on": "soon"}
    )
    assert "Give a date such as" in page.text


def test_the_same_form_sent_twice_acts_once(session, sign_in):
    coalition = make_coalition(session)
    client = sign_in(head_of(session, coalition))
    form = {"title": "Access in the rains", "category": "access_security", "once": "one-form"}
    for _ in range(2):
        assert client.post(f"/coalitions/{coalition.id}/challenges/new", data=form).status_code == 302
    page = client.get(f"/coalitions/{coalition.id}")
    assert page.text.count("Access in the rains") == 1


def test_a_member_is_added_and_shown(session, sign_in):
    coalition, body = make_coalition(session), make_organisation(session, name="Norwegian test operator")
    client = sign_in(head_of(session, coalition))
    form = {"organisation": str(body.id), "role": "operator", "valid_from": "January 2026"}
    assert client.post(f"/coalitions/{coalition.id}/members/new", data=form).status_code == 302
    assert "Norwegian test operator" in client.get(f"/coalitions/{coalition.id}").text


def test_signing_while_something_is_missing_is_refused_in_words(session, sign_in):
    coalition = make_coalition(session, status=CoalitionStatus.PROPOSED)
    page = sign_in(head_of(session, coalition)).post(f"/coalitions/{coalition.id}/sign/scoping")
    assert page.status_code == 409
    assert "No challenge is listed yet." in page.text


def test_a_donor_approver_proposes_and_a_second_proposal_is_refused(session, sign_in):
    state, donor = make_state(session), make_state(session)
    approver = make_person(
        session, Role.DONOR, rank=Rank.APPROVER, organisation=government_of(session, donor)
    )
    client = sign_in(approver)
    form = {"state": state.iso3, "name": "Country coalition"}
    assert client.post("/coalitions/new", data=form).status_code == 302
    assert "open coalition already" in client.post("/coalitions/new", data=form).text


@pytest.mark.parametrize("members", [1, 12])
def test_the_page_asks_the_database_the_same_however_many_sit_there(session, sign_in, statements, members):
    coalition = make_coalition(session)
    for _ in range(members):
        make_seat(session, coalition, make_organisation(session), MemberRole.OPERATOR)
    client = sign_in(head_of(session, coalition))
    with statements() as asked:
        assert client.get(f"/coalitions/{coalition.id}").status_code == 200
    assert len(asked) <= 30


def test_the_list_takes_twelve_queries_at_most(session, sign_in, statements):
    for _ in range(30):
        make_coalition(session)
    client = sign_in(make_person(session, Role.ISU))
    with statements() as asked:
        page = client.get("/coalitions/")
    assert "26–30 of 30" in client.get("/coalitions/?page=2").text
    assert page.status_code == 200
    assert len(asked) <= 12
