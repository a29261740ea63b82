"""What donors say of themselves, the needs that fit, and the short way for small donors."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, select

from coalition.auth.policy import Held, Standing
from coalition.auth.rules import Rank, Role
from coalition.coalitions.rules import MemberRole
from coalition.core.errors import RuleBroken
from coalition.needs.queries.sight import EVERYTHING
from coalition.pledges import service
from coalition.pledges.models import DonorProfile, Pledge
from coalition.pledges.queries import find_profile, list_fitting, list_overdue
from coalition.pledges.rules import PledgeStage
from tests.factories.pledges import (
    BY,
    MILLION,
    TODAY,
    make_coalition,
    make_donor,
    make_open_need,
    make_person,
    make_pledge,
)


def test_needs_that_fit_come_with_their_reasons(session: Session):
    donor = make_donor(session, "NZL", "New Zealand")
    need = make_open_need(session)
    barred = make_open_need(session)
    words = {
        "pillars": ["survey_clearance"],
        "countries": [need.state.iso3],
        "excluded": [barred.state.iso3],
        "min_grant_usd": MILLION // 10,
        "currency": "NZD",
    }
    profile = service.write_profile(session, donor, words=words, today=TODAY)
    found = list_fitting(session, profile, TODAY, sight=EVERYTHING)
    assert [each.need.id for each in found] == [need.id]
    assert found[0].reasons == ("a pillar you support", "a country you work in", "within your usual size")


def test_a_covered_need_fits_nobody(session: Session):
    need = make_open_need(session)
    make_pledge(session, need, stage=PledgeStage.COMMITMENT)
    donor = make_donor(session, "NZL", "New Zealand")
    profile = service.write_profile(
        session, donor, words={"countries": [need.state.iso3], "currency": "NZD"}, today=TODAY
    )
    assert list_fitting(session, profile, TODAY, sight=EVERYTHING) == []


def test_the_smallest_grant_is_not_larger_than_the_largest(session: Session):
    donor = make_donor(session)
    with pytest.raises(RuleBroken, match="smallest"):
        service.write_profile(
            session, donor, words={"min_grant_usd": 2, "max_grant_usd": 1, "currency": "USD"}, today=TODAY
        )


def test_nothing_to_report_is_an_answer_given_once(session: Session):
    donor = make_donor(session)
    first = service.answer_nothing(session, donor, year=2026, half=1, by=BY)
    assert service.answer_nothing(session, donor, year=2026, half=1, by=BY).id == first.id
    with pytest.raises(RuleBroken):
        service.answer_nothing(session, donor, year=2027, half=1, by=BY)


def test_a_pledge_whose_day_has_come_waits_on_the_first_page(session: Session):
    pledge = make_pledge(session, expected_commitment_on=date(2026, 11, 1))
    assert [found.id for found in list_overdue(session, [pledge.donor_id], TODAY)] == [pledge.id]
    assert list_overdue(session, [pledge.donor_id], date(2026, 11, 1) - timedelta(days=1)) == []


def test_the_profile_is_written_by_form(session: Session, sign_in):
    donor = make_donor(session, "NZL", "New Zealand")
    need = make_open_need(session)
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    name = need.state.name
    session.commit()
    client = sign_in(person)
    assert client.get("/pledges/profile").status_code == 200
    sent = {
        "pillars": ["survey_clearance"],
        "countries": name,
        "min_grant": "50000",
        "currency": "NZD",
        "open_to_lead": "no",
        "small_donor": "y",
    }
    assert client.post("/pledges/profile", data=sent).status_code == 302
    session.rollback()
    found = find_profile(session, donor.id)
    assert (found.min_grant_usd, found.small_donor) == (5_000_000, True)
    assert "is not known as one country" in client.post(
        "/pledges/profile", data=sent | {"countries": "Atlantis"}
    ).get_data(as_text=True)


def test_a_small_donor_joins_under_a_lead_with_five_fields(session: Session, sign_in):
    donor, lead = make_donor(session, "NZL", "New Zealand"), make_donor(session, "NOR", "Norway")
    need = make_open_need(session)
    make_coalition(session, need.state, {lead.id: MemberRole.LEAD, donor.id: MemberRole.DONOR})
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    client = sign_in(person)
    page = client.get("/pledges/join").get_data(as_text=True)
    assert page.count('class="field') <= 5
    sent = {"need": need.id, "lead": lead.id, "amount": "50000", "currency": "USD", "once": "j"}
    assert client.post("/pledges/join", data=sent).status_code == 302
    session.rollback()
    pledge = session.exec(select(Pledge)).one()
    assert (pledge.lead_id, pledge.allocated) == (lead.id, 5_000_000)
    assert client.get("/pledges/ours").status_code == 200


def test_a_donors_first_page_opens_with_all_that_waits(app, session: Session):
    from coalition.pledges.views.desk import of_donor  # noqa: PLC0415

    need = make_open_need(session)
    pledge = make_pledge(session, need, expected_commitment_on=date(2026, 11, 1))
    session.add(DonorProfile(organisation_id=pledge.donor_id, updated_on=TODAY, pillars=["survey_clearance"]))
    session.commit()
    held = Held(Role.DONOR, Rank.APPROVER, organisation_id=pledge.donor_id)
    with app.test_request_context():
        part = of_donor(session, Standing(person_id=None, held=(held,)), TODAY)
    assert len(part.waiting) == 1
    assert len(part.blocks) == 2
