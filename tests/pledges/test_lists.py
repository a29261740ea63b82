"""Lists of the donor's desk ask a constant number of questions; its first page shows each part."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from coalition.activities.service import link_pledges
from coalition.auth.rules import Role
from coalition.coalitions.rules import MemberRole
from coalition.core.clock import today
from coalition.needs import service as needs
from coalition.organisations.models import Organisation
from coalition.pairing.models import PairingProposal
from coalition.pairing.rules.ladder import ProposalStatus
from coalition.pledges import service
from coalition.pledges.models import Pledge
from coalition.pledges.rules import PledgeStage
from coalition.pledges.service import Payment
from tests.factories.activities import Field, make_accepted, make_activity
from tests.factories.duplication import make_flag
from tests.factories.pledges import (
    BY,
    TODAY,
    make_coalition,
    make_donor,
    make_open_need,
    make_person,
    make_pledge,
    terms_of,
)
from tests.factories.programmes import make_programme

LISTS = {
    "/pledges": 12,
    "/pledges?sort=donor": 12,
    "/pledges/portfolio": 12,
    "/pledges/portfolio?side=donor": 12,
    "/pledges/gaps": 12,
    "/pledges/flow": 12,
    "/pledges/register": 12,
    "/pledges/ours": 12,
    "/api/v1/pledges": 12,
    "/pledges/export/pledges.csv": 12,
    "/pledges/export/ledger.csv": 12,
    "/programmes/": 12,
    "/rates": 12,
    "/home": 30,
}


@pytest.fixture
def donor(session: Session) -> Organisation:
    return make_donor(session, "NOR", "Norway")


def one_more(session: Session, donor: Organisation) -> None:
    """Store one more of everything that these lists show, each in a country of its own."""
    need = make_open_need(session)
    make_coalition(session, need.state, {donor.id: MemberRole.DONOR, make_donor(session).id: MemberRole.LEAD})
    pledge = make_pledge(session, need, donor=donor, stage=PledgeStage.COMMITMENT, amount=10_000_000)
    service.disburse(session, pledge, Payment(paid=100_000, currency="USD", value_on=TODAY), by=BY)
    terms = terms_of(need, amount=1_000_000, currency="USD")
    service.grant_onward(session, pledge, donor=make_donor(session), terms=terms, need=None, by=BY)
    programme = make_programme(session, countries=need.state.iso2)
    programme.owner_id = donor.id
    session.commit()


@pytest.mark.on("sqlite")
def test_lists_ask_as_much_for_many_as_for_few(
    session: Session, sign_in, donor: Organisation, statements: Callable
):
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    one_more(session, donor)
    client, few = sign_in(person), {}
    for page in LISTS:
        client.get(page)  # rates and words are looked up once
        few[page] = cost(client, statements, page)
    for _ in range(8):
        one_more(session, donor)
    many = {page: cost(client, statements, page) for page in LISTS}
    assert many == few
    assert {page: many[page] for page in LISTS if many[page] > LISTS[page]} == {}


def cost(client, statements: Callable, page: str) -> int:
    with statements() as asked:
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert answer.get_data()
    return len(asked)


@pytest.mark.on("sqlite")
def test_the_first_page_of_a_donor_shows_what_waits_and_what_came(
    session: Session, sign_in, donor: Organisation
):
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    field = Field(session)
    need = make_open_need(session, field.state, title="Clearance in Phin")
    soft = make_pledge(session, need, donor=donor, title="Teams for Phin", amount=10_000_000)
    soft.expected_commitment_on = today() - timedelta(days=3)
    paying = make_pledge(session, need, donor=donor, stage=PledgeStage.COMMITMENT, amount=10_000_000)
    activity = make_activity(session, field, title="Clearance by two teams")
    link_pledges(session, activity, {paying.id: 10_000})
    make_accepted(session, activity)
    asked = needs.ask(
        session, need, text="Is access given?", person_id=person.id, organisation_id=donor.id, today=today()
    )
    needs.answer(session, asked, text="Yes, since May.", person_id=None, today=today())
    words = {"pillars": ["survey_clearance"], "countries": [field.state.iso3], "currency": "NOK"}
    service.write_profile(session, donor, words=words, today=today())
    invited = PairingProposal(
        coalition_id=field.coalition.id, donor_id=donor.id, score=700, proposed_on=TODAY, moved_on=TODAY
    )
    invited.status, invited.consented_on = ProposalStatus.INVITED, TODAY
    session.add(invited)
    make_flag(session, field.state, left_id=soft.id, left_owner_id=donor.id)
    session.commit()
    page = sign_in(person).get("/home").get_data(as_text=True)
    for words in (
        "Commitment was expected: Teams for Phin",
        "Answered: Is access given?",
        "1 possible duplicate on your records",
        "You are invited to lead",
        "/pairing/asked",
        "Needs that fit you",
        "a country you work in",
        "Reports received",
        "Clearance by two teams",
        "Record commitment",
    ):
        assert words in page, words


@pytest.mark.on("sqlite")
def test_the_api_answers_with_the_figures_of_the_list_and_an_etag(
    session: Session, sign_in, donor: Organisation, app
):
    one_more(session, donor)
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    stranger = make_person(session, Role.DONOR, organisation_id=make_donor(session).id)
    session.commit()
    client = sign_in(person)
    answer = client.get("/api/v1/pledges")
    found = answer.get_json()
    mine = session.exec(select(Pledge).where(Pledge.donor_id == donor.id)).one()
    assert found["items"][0]["reference"] == mine.ref
    assert found["items"][0]["paid"] == "1000.00"
    assert found["totals"] == {"firm_usd": "100000.00", "soft_usd": "0.00"}
    assert found["next"] is None
    again = client.get("/api/v1/pledges", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304
    assert sign_in(stranger).get("/api/v1/pledges").get_json()["items"] == []
    assert app.test_client().get("/api/v1/pledges").status_code in (302, 401)
