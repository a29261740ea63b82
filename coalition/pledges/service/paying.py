"""The ledger: payments, refunds, corrections. The caller commits."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency
from coalition.pledges.models import Pledge, Transaction
from coalition.pledges.rules import (
    PAYABLE,
    REFUNDABLE,
    SHORTEST_EVIDENCE,
    By,
    PledgeStage,
    StepKind,
    TransactionType,
    check_adjustment,
    check_disbursement,
    check_not_future,
    check_reason,
    check_refund,
    check_step,
)
from coalition.pledges.service.counting import ledger_of, recount
from coalition.pledges.service.news import tell_of
from coalition.pledges.service.stating import note
from coalition.rates.service import convert, usd_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """What was paid: whole minor units of its own currency, its day, and what proves it."""

    paid: int
    currency: str
    value_on: date
    document: str = ""
    file_id: int | None = None
    reason: str = ""


def disburse(session: Session, pledge: Pledge, payment: Payment, *, by: By) -> Transaction:
    """Record a payment; the first moves the pledge to disbursing. Raises RuleBroken beyond the commitment."""
    if pledge.stage not in PAYABLE:
        raise RuleBroken("Only what is committed and not yet complete is paid.", field="amount")
    line = _enter(session, pledge, TransactionType.DISBURSEMENT, payment, by)
    check_disbursement(ledger_of(pledge), line.amount)
    pledge.disbursed += line.amount
    _go_to(session, pledge, PledgeStage.DISBURSING, payment, by=by)
    return _book(session, pledge, line, by)


def refund(session: Session, pledge: Pledge, payment: Payment, *, by: By) -> Transaction:
    """Record money that came back; coverage falls by the allocated share (I11).

    Raises RuleBroken when more would come back than was paid, or without a document.
    """
    if pledge.stage not in REFUNDABLE:
        raise RuleBroken("Nothing has been paid that could come back.", field="amount")
    if payment.file_id is None and len(payment.document.strip()) < SHORTEST_EVIDENCE:
        raise RuleBroken("Name the document that shows the refund, or hand it in.", field="document")
    line = _enter(session, pledge, TransactionType.REFUND, payment, by)
    check_refund(ledger_of(pledge), line.amount)
    pledge.refunded += line.amount
    _go_to(session, pledge, PledgeStage.REIMBURSED, payment, by=by)
    booked = _book(session, pledge, line, by)
    tell_of(
        session,
        pledge,
        by=by,
        key=f"refund:{booked.id}",
        subject=f"{pledge.donor.label}: money came back",
        body=f"Part of “{pledge.title}” ({pledge.ref}) came back unspent. Coverage is lower by that share.",
    )
    return booked


def adjust(session: Session, pledge: Pledge, payment: Payment, *, by: By) -> Transaction:
    """Correct what was recorded as paid, up or down, with the reason."""
    if pledge.stage not in PAYABLE | REFUNDABLE:
        raise RuleBroken("Nothing has been paid that could be corrected.", field="amount")
    check_reason(payment.reason)
    line = _enter(session, pledge, TransactionType.ADJUSTMENT, payment, by)
    check_adjustment(ledger_of(pledge), line.amount)
    pledge.disbursed += line.amount
    return _book(session, pledge, line, by)


def note_expenditure(session: Session, pledge: Pledge, payment: Payment, *, by: By) -> Transaction:
    """Record what the receiver reports as spent: for information, in no sum."""
    line = _enter(session, pledge, TransactionType.EXPENDITURE_REPORTED, payment, by)
    if line.amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    session.add(line)
    session.flush()
    return line


def _enter(session: Session, pledge: Pledge, kind: TransactionType, payment: Payment, by: By) -> Transaction:
    check_currency(payment.currency)
    check_not_future(payment.value_on, by.today, "value_on")
    if pledge.currency is None:
        raise RuleBroken("This support has no amount that could be paid.", field="amount")
    size = abs(payment.paid)
    usd, rate = usd_value(session, size, currency=payment.currency, day=payment.value_on)
    amount, own = size, None
    if payment.currency != pledge.currency:
        amount, own = convert(
            session, size, currency=payment.currency, to=pledge.currency, day=payment.value_on
        )
    sign = -1 if payment.paid < 0 else 1
    return Transaction(
        pledge_id=pledge.id,
        type=kind,
        amount=sign * amount,
        paid=payment.paid,
        paid_currency=payment.currency,
        value_on=payment.value_on,
        amount_usd=sign * usd,
        fx_rate_id=rate.id,
        pledge_rate_id=own.id if own else None,
        document=payment.document.strip(),
        file_id=payment.file_id,
        reason=payment.reason.strip(),
        recorded_by_id=by.person_id,
        recorded_on=by.today,
    )


def _go_to(session: Session, pledge: Pledge, then: PledgeStage, payment: Payment, *, by: By) -> None:
    if pledge.stage is then:
        return
    check_step(pledge.stage, then)
    before, pledge.stage = pledge.stage, then
    pledge.stage_changed_on = by.today
    proof = {"on": payment.value_on, "evidence": payment.document.strip(), "file_id": payment.file_id}
    note(session, pledge, by=by, kind=StepKind.MOVED, before=before, **proof)


def _book(session: Session, pledge: Pledge, line: Transaction, by: By) -> Transaction:
    session.add(line)
    pledge.changed_on = by.today
    pledge.row_version += 1
    recount(session, pledge, today=by.today)
    return line
