"""Support without money goes the same ladder: goods, advice, a host, a voice; it is in no sum."""

import pytest
from sqlmodel import Session

from coalition.auth.rules import Role
from coalition.core.errors import RuleBroken
from coalition.pledges import service
from coalition.pledges.models import Pledge
from coalition.pledges.queries import Which, coverage_of, totals_of
from coalition.pledges.rules import ChannelType, PledgeKind, PledgeStage
from coalition.pledges.service import Payment, Proof
from tests.factories.pledges import BY, TODAY, make_donor, make_open_need, make_person, terms_of

WITHOUT_MONEY = [PledgeKind.IN_KIND, PledgeKind.TECHNICAL, PledgeKind.HOSTING, PledgeKind.POLITICAL]
STEPS = [PledgeStage.COMMITMENT, PledgeStage.CONTRACTED, PledgeStage.DISBURSING, PledgeStage.COMPLETED]
PROOF = Proof(on=TODAY, evidence="Exchange of letters 3", contract_ref="L-3", channel=ChannelType.OTHER)


@pytest.mark.parametrize("kind", WITHOUT_MONEY)
def test_each_kind_without_money_reaches_the_top_and_counts_nothing(session: Session, kind: PledgeKind):
    need = make_open_need(session)
    terms = terms_of(need, kind=kind, amount=None, currency=None)
    pledge = service.offer(session, donor=make_donor(session), terms=terms, need=need, by=BY)
    for then in STEPS:
        with pytest.raises(RuleBroken):
            service.move(session, pledge, then=then, proof=Proof(on=TODAY, contract_ref="L-3"), by=BY)
        service.move(session, pledge, then=then, proof=PROOF, by=BY)
        assert pledge.stage is then
    assert totals_of(session, Which()).firm == totals_of(session, Which()).soft == 0
    assert coverage_of(session, [need])[need.id].firm == 0
    with pytest.raises(RuleBroken):
        service.disburse(session, pledge, Payment(paid=100, currency="USD", value_on=TODAY), by=BY)


@pytest.mark.on("sqlite")
def test_money_is_given_by_its_first_payment_alone(session: Session):
    need = make_open_need(session)
    pledge = service.offer(session, donor=make_donor(session), terms=terms_of(need), need=need, by=BY)
    service.move(session, pledge, then=PledgeStage.COMMITMENT, proof=PROOF, by=BY)
    with pytest.raises(RuleBroken, match="not taken by hand"):
        service.move(session, pledge, then=PledgeStage.DISBURSING, proof=PROOF, by=BY)


@pytest.mark.on("sqlite")
def test_a_host_states_pledges_and_gives_it_on_pages(session: Session, sign_in):
    need, donor = make_open_need(session), make_donor(session, "CHE", "Switzerland")
    person = make_person(session, Role.DONOR, organisation_id=donor.id)
    session.commit()
    client = sign_in(person)
    form = {
        "need": need.id,
        "once": "1",
        "word": "pledge",
        "title": "We host the workshop",
        "kind": "hosting",
    }
    form |= {"pillar": "survey_clearance", "scope": "country", "state": need.state.iso3}
    form |= {"visibility": "members", "gender_marker": "1", "disability_marker": "2", "continuity": "new"}
    at = client.post("/pledges/new", data=form).location
    commit = {"on": "2026-11-20", "evidence": "Letter 3", "channel": "other", "once": "2"}
    assert client.post(f"{at}/move/commitment", data=commit).status_code == 302
    assert "It is being given" in client.get(at).get_data(as_text=True)
    given = {"on": "2026-11-21", "evidence": "Rooms and interpreters", "once": "3"}
    assert client.post(f"{at}/move/disbursing", data=given).status_code == 302
    done = {"on": "2026-11-22", "evidence": "Workshop report", "once": "4"}
    assert client.post(f"{at}/move/completed", data=done).status_code == 302
    session.rollback()
    pledge = session.get_one(Pledge, int(at.rsplit("/", 1)[1]))
    assert (pledge.stage, pledge.amount, pledge.gender_marker) == (PledgeStage.COMPLETED, None, "1")
