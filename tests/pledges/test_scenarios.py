"""Acceptance scenarios A1, A3 and A11 of the domain model, by pages where people act."""

from datetime import date

import pytest
from sqlmodel import Session, select

from coalition.auth.rules import Role
from coalition.needs.models import Need
from coalition.needs.rules import NeedStatus, NeedType
from coalition.notifications.models import Mail
from coalition.pledges import service
from coalition.pledges.models import ReportedInterest
from coalition.pledges.queries import Which, coverage_of, donors_not_to_ask, totals_by_state, totals_of
from coalition.pledges.rules import ChannelType, InterestResponse, PledgeStage, RecipientScope
from coalition.strategies.rules import Pillar
from tests.factories.pledges import (
    BY,
    TODAY,
    make_donor,
    make_open_need,
    make_person,
    make_rate,
    terms_of,
)
from tests.factories.states import make_state

ANSWER = {
    "response": "corrects",
    "text": "no commitment; wishes to engage after the elections",
    "not_before": "January 2024",
    "not_before_reason": "elections",
    "once": "answer",
}


@pytest.fixture
def workshops(session: Session) -> Need:
    """What the ISU noted after the 11MSP for a State that has no user here yet."""
    return make_open_need(
        session,
        make_state(session, "COD", "Democratic Republic of the Congo", iso2="cd"),
        title="Three national workshops for ratification",
        pillar=Pillar.IMPLEMENTATION_REPORTING,
        need_type=NeedType.RATIFICATION_SUPPORT,
        status=NeedStatus.DRAFT_ON_BEHALF,
        source="two public appeals at the 11MSP",
        cost=15_000_000,
        output_target=3,
        output_unit="workshops",
    )


def said(need: Need, donor: str) -> dict[str, str]:
    return {
        "need": str(need.id),
        "donor": donor,
        "reported_by": "Democratic Republic of the Congo",
        "said_on": "September 2023",
        "forum": "11MSP",
        "text": "is interested in supporting the workshops",
        "once": f"said-{donor}",
    }


def test_a1_interest_is_not_money(session, sign_in, workshops):
    belgium, kingdom = make_donor(session, "BEL", "Belgium"), make_donor(session, "GBR", "United Kingdom")
    isu = make_person(session, Role.ISU)
    desk = make_person(session, Role.DONOR, organisation_id=belgium.id)
    other_desk = make_person(session, Role.DONOR, organisation_id=kingdom.id)
    session.commit()
    client = sign_in(isu)
    for donor in (belgium, kingdom):
        assert client.post("/pledges/report", data=said(workshops, str(donor.id))).status_code == 302
    session.rollback()
    asked = session.exec(select(Mail.person_id).where(Mail.subject.contains("Is this right"))).all()
    assert set(asked) == {desk.id, other_desk.id}
    assert client.get("/pledges/new").status_code == 403

    interest = session.exec(select(ReportedInterest).where(ReportedInterest.donor_id == belgium.id)).one()
    at = f"/interests/{interest.id}/answer"
    assert sign_in(other_desk).get(at).status_code == 403
    assert sign_in(desk).post(at, data=ANSWER).status_code == 302

    page = sign_in(isu).get(f"/needs/{workshops.id}").get_data(as_text=True)
    assert all(words in page for words in ("is interested in supporting the workshops", ANSWER["text"]))
    session.rollback()
    assert session.get(ReportedInterest, interest.id).response is InterestResponse.CORRECTS
    found = coverage_of(session, [workshops])[workshops.id]
    assert (found.firm, found.soft) == (0, 0)
    assert totals_of(session, Which()).firm == totals_of(session, Which()).soft == 0
    assert workshops.cost // workshops.output_target == 5_000_000
    assert donors_not_to_ask(session, workshops.id, date(2023, 12, 31)) == {belgium.id}
    assert donors_not_to_ask(session, workshops.id, date(2024, 1, 1)) == set()


def test_a3_regional_support_counts_for_no_country_until_granted_onward(session):
    make_rate(session, "NZD", 0.6)
    zealand = make_donor(session, "NZL", "New Zealand")
    laos = make_state(session, "LAO", "Lao PDR", iso2="la")
    need = make_open_need(session, laos, cost=100_000_000)
    terms = terms_of(
        scope=RecipientScope.REGIONAL,
        region="ASEAN Regional Mine Action Center",
        channel=ChannelType.REGIONAL_ORGANISATION,
        currency="NZD",
        amount=100_000_000,
    )
    regional = service.offer(session, donor=zealand, terms=terms, need=None, by=BY)
    proof = service.Proof(on=TODAY, evidence="Note verbale 4")
    service.move(session, regional, then=PledgeStage.COMMITMENT, proof=proof, by=BY)
    assert totals_by_state(session, [laos.id])[laos.id].firm == 0
    assert totals_of(session, Which(scope=RecipientScope.REGIONAL)).firm == 60_000_000

    part = terms_of(need, currency="NZD", amount=20_000_000)
    child = service.grant_onward(session, regional, donor=zealand, terms=part, need=need, by=BY)
    service.move(session, child, then=PledgeStage.COMMITMENT, proof=proof, by=BY)
    assert totals_by_state(session, [laos.id])[laos.id].firm == 12_000_000
    assert coverage_of(session, [need])[need.id].firm == 12_000_000
    assert totals_of(session, Which()).firm == 60_000_000
    assert totals_of(session, Which(donor_id=zealand.id)).firm == 60_000_000
    assert regional.passed_on == 20_000_000
