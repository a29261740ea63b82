"""What donors do with pledges, and what becomes of the needs."""

from datetime import date

import pytest
from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.needs.rules import NeedStatus
from coalition.pledges import service
from coalition.pledges.queries import coverage_of
from coalition.pledges.rules import DeclineReason, PledgeStage, ReductionReason
from coalition.pledges.service import Payment, Proof
from tests.factories.pledges import BY, MILLION, TODAY, make_open_need, make_pledge, make_rate, terms_of


def paid(amount: int, currency: str = "USD", **more: object) -> Payment:
    return Payment(paid=amount, currency=currency, value_on=TODAY, document="Bank advice 7", **more)


def test_an_offer_is_soft_money_for_its_need(session: Session):
    need = make_open_need(session)
    make_pledge(session, need)
    found = coverage_of(session, [need])[need.id]
    assert (found.firm, found.soft) == (0, MILLION)
    assert need.status is NeedStatus.OPEN


def test_a_commitment_is_firm_and_meets_the_need(session: Session):
    need = make_open_need(session)
    make_pledge(session, need, stage=PledgeStage.COMMITMENT)
    found = coverage_of(session, [need])[need.id]
    assert (found.firm, found.soft) == (MILLION, 0)
    assert need.status is NeedStatus.MET


def test_an_expression_of_interest_counts_nowhere(session: Session):
    need = make_open_need(session)
    pledge = make_pledge(session, need)
    service.correct_stage(
        session, pledge, then=PledgeStage.EXPRESSION_OF_INTEREST, reason="was interest only", by=BY
    )
    found = coverage_of(session, [need])[need.id]
    assert (found.firm, found.soft) == (0, 0)


def test_a_cut_and_a_refund_lower_coverage_by_their_share(session: Session):
    """Acceptance scenario A11."""
    need = make_open_need(session, cost=120_000_000)
    pledge = make_pledge(session, need, amount=120_000_000, stage=PledgeStage.COMMITMENT)
    assert need.status is NeedStatus.MET
    service.reduce(
        session, pledge, amount=70_000_000, reason_code=ReductionReason.BUDGET_CUT, reason="budget cut", by=BY
    )
    assert need.status is NeedStatus.PARTLY_MET
    assert f"{coverage_of(session, [need])[need.id].firm_share:.3f}" == "0.583"
    service.disburse(session, pledge, paid(70_000_000), by=BY)
    service.refund(session, pledge, paid(10_000_000), by=BY)
    assert pledge.stage is PledgeStage.REIMBURSED
    assert coverage_of(session, [need])[need.id].firm == 60_000_000


def test_paying_more_than_committed_is_refused_at_the_amount(session: Session):
    pledge = make_pledge(session, stage=PledgeStage.COMMITMENT)
    with pytest.raises(RuleBroken, match="more than is committed") as refused:
        service.disburse(session, pledge, paid(MILLION + 1), by=BY)
    assert refused.value.field == "amount"


def test_more_cannot_come_back_than_was_paid(session: Session):
    pledge = make_pledge(session, stage=PledgeStage.COMMITMENT)
    service.disburse(session, pledge, paid(100), by=BY)
    with pytest.raises(RuleBroken, match="More cannot come back"):
        service.refund(session, pledge, paid(101), by=BY)


def test_a_payment_in_another_currency_is_booked_in_the_pledges_own(session: Session):
    make_rate(session, "NOK", 0.1)
    make_rate(session, "EUR", 1.1)
    pledge = make_pledge(session, currency="NOK", amount=1_000_000_00, stage=PledgeStage.COMMITMENT)
    line = service.disburse(session, pledge, paid(10_000_00, "EUR"), by=BY)
    assert (line.amount, line.amount_usd) == (110_000_00, 11_000_00)
    assert line.fx_rate_id != line.pledge_rate_id


def test_an_unknown_rate_is_refused_at_the_currency(session: Session):
    with pytest.raises(RuleBroken, match="No exchange rate of LAK") as refused:
        make_pledge(session, currency="LAK")
    assert refused.value.field == "currency"


def test_a_commitment_needs_its_statement(session: Session):
    pledge = make_pledge(session)
    with pytest.raises(RuleBroken, match="written statement") as refused:
        service.move(session, pledge, then=PledgeStage.COMMITMENT, proof=Proof(on=TODAY), by=BY)
    assert refused.value.field == "evidence"


def test_a_likely_duplicate_holds_up_the_contract_until_somebody_looked(session: Session):
    pledge = make_pledge(session, stage=PledgeStage.COMMITMENT)
    proof = {"on": TODAY, "evidence": "agreement", "contract_ref": "C-9", "highest_open_score": 700}
    with pytest.raises(RuleBroken, match="likely duplicate"):
        service.move(session, pledge, then=PledgeStage.CONTRACTED, proof=Proof(**proof), by=BY)
    seen = Proof(**proof, seen_reason="different hazard areas, see plan")
    service.move(session, pledge, then=PledgeStage.CONTRACTED, proof=seen, by=BY)
    assert pledge.overlap_seen_reason


def test_firm_money_beyond_a_needs_cost_needs_a_reason(session: Session):
    need = make_open_need(session)
    make_pledge(session, need, amount=80_000_000, stage=PledgeStage.COMMITMENT)
    second = make_pledge(session, need, amount=30_000_000)
    proof = Proof(on=TODAY, evidence="Note verbale")
    with pytest.raises(RuleBroken, match="more firm money than it costs"):
        service.move(session, second, then=PledgeStage.COMMITMENT, proof=proof, by=BY)


def test_a_declined_pledge_leaves_no_soft_money(session: Session):
    need = make_open_need(session)
    pledge = make_pledge(session, need)
    service.decline(session, pledge, reason_code=DeclineReason.BUDGET, reason="", by=BY)
    assert coverage_of(session, [need])[need.id].soft == 0


def test_interest_lapses_after_twelve_months(session: Session):
    need = make_open_need(session)
    donor = make_pledge(session, need).donor
    old = service.express_interest(
        session, donor=donor, terms=terms_of(need, amount=None, currency=None), need=None, by=BY
    )
    old.changed_on = date(2025, 11, 23)
    session.flush()
    assert service.lapse_old_interest(session, by=BY) == 1
    assert service.lapse_old_interest(session, by=BY) == 0
    assert old.stage is PledgeStage.LAPSED


def test_paid_money_is_not_cancelled_but_reduced(session: Session):
    pledge = make_pledge(session, stage=PledgeStage.COMMITMENT)
    service.disburse(session, pledge, paid(400), by=BY)
    with pytest.raises(RuleBroken, match="reduce the pledge to what was paid"):
        service.cancel(session, pledge, reason_code=ReductionReason.BUDGET_CUT, reason="budget cut", by=BY)
