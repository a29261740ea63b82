"""A pledge goes up the ladder, or is let go. The caller commits.

Who may take a step stands in the policy table (I24); what a step needs stands in the rules.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.pledges.models import Pledge
from coalition.pledges.queries import get_pledge, list_run_out
from coalition.pledges.rules import (
    BEFORE_COMMITMENT,
    FIRM,
    LADDER,
    LADDER_BY_HAND,
    LADDER_WITHOUT_MONEY,
    By,
    ChannelType,
    DeclineReason,
    PledgeKind,
    PledgeStage,
    StepKind,
    check_amount,
    check_contract,
    check_evidence,
    check_gate,
    check_not_future,
    check_reason,
    check_step,
)
from coalition.pledges.service.counting import check_open_part, fit_into_source, ledger_of, recount, value
from coalition.pledges.service.news import tell_of, tell_state_and_leads
from coalition.pledges.service.stating import note


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The day of a cut or an end, and the statement or file that says so; neither is asked for."""

    on: date
    evidence: str = ""
    file_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What stands behind a step: its day, the statement or file, and what the step asks for besides.

    `highest_open_score` is that of the open questions about duplicates, in tenths of a point.
    """

    on: date
    evidence: str = ""
    file_id: int | None = None
    amount: int | None = None
    currency: str | None = None
    expected_commitment_on: date | None = None
    channel: ChannelType | None = None
    channel_organisation_id: int | None = None
    contract_ref: str = ""
    highest_open_score: int = 0
    seen_reason: str = ""
    over_reason: str = ""


def move(session: Session, pledge: Pledge, *, then: PledgeStage, proof: Proof, by: By) -> None:
    """Take the next step of the ladder: pledge, commitment, contracted or completed.

    Raises RuleBroken on a step that the ladder does not have, without the evidence it needs, or when money
    would go beyond a need's cost.
    """
    check_step(pledge.stage, then)
    by_hand = LADDER_WITHOUT_MONEY if pledge.kind is not PledgeKind.FINANCIAL else LADDER_BY_HAND
    if then not in by_hand:
        raise RuleBroken("This step is not taken by hand.", field="stage")
    check_not_future(proof.on, by.today, "on")
    check_evidence(then, proof.evidence, proof.file_id is not None)
    _ENTER[then](session, pledge, proof)
    _take(session, pledge, then, proof, by)
    check_open_part(session, pledge, over_reason=proof.over_reason)
    tell_of(
        session,
        pledge,
        by=by,
        key=f"{then}:{by.now.isoformat()}",
        subject=f"{pledge.donor.label}: {pledge.title}",
        body=f"{pledge.ref} now stands at “{then.replace('_', ' ')}”.",
    )


def decline(session: Session, pledge: Pledge, *, reason_code: DeclineReason, reason: str, by: By) -> None:
    """Let a soft pledge go; others read that it is no longer offered, in neutral words."""
    if pledge.stage not in BEFORE_COMMITMENT:
        raise RuleBroken("What is firm is reduced or cancelled, not declined.", field="stage")
    _leave(session, pledge, PledgeStage.DECLINED, by, reason_code=reason_code, reason=reason)
    tell_state_and_leads(
        session,
        pledge,
        by=by,
        key="declined",
        subject=f"{pledge.donor.label}: no longer offered",
        body=f"“{pledge.title}” ({pledge.ref}) is no longer offered.",
    )


def lapse_old_interest(session: Session, *, by: By) -> int:
    """Let expressions of interest lapse that nobody touched for twelve months; safe to run twice."""
    due = list_run_out(session, by.today)
    for pledge in due:
        _leave(session, pledge, PledgeStage.LAPSED, by, reason="twelve months without change")
    return len(due)


def correct_stage(session: Session, pledge: Pledge, *, then: PledgeStage, reason: str, by: By) -> None:
    """Put a pledge back to an earlier step that it should not have left; the history keeps both.

    Raises RuleBroken once money was paid: then it is reduced or refunded.
    """
    check_reason(reason)
    if pledge.stage not in LADDER or then not in LADDER or LADDER.index(then) >= LADDER.index(pledge.stage):
        raise RuleBroken("A correction goes back to an earlier step.", field="stage")
    if pledge.disbursed and then is not PledgeStage.DISBURSING:
        raise RuleBroken("Money has been paid: record a refund or a reduction instead.", field="stage")
    before, pledge.stage = pledge.stage, then
    pledge.stage_changed_on = pledge.changed_on = by.today
    note(session, pledge, by=by, kind=StepKind.CORRECTED, before=before, reason=reason.strip())
    recount(session, pledge, today=by.today)


def _to_pledge(session: Session, pledge: Pledge, proof: Proof) -> None:
    amount = proof.amount if proof.amount is not None else pledge.amount
    currency = proof.currency or pledge.currency
    check_amount(pledge.kind, PledgeStage.PLEDGE, amount)
    if proof.expected_commitment_on is None and pledge.expected_commitment_on is None:
        raise RuleBroken("Say when you expect to commit.", field="expected_commitment_on")
    pledge.expected_commitment_on = proof.expected_commitment_on or pledge.expected_commitment_on
    if amount is not None and pledge.allocated > amount:
        raise RuleBroken("More is allocated than that; change the allocation first.", field="amount")
    value(session, pledge, amount=amount, currency=currency, on=proof.on)
    pledge.statement_on = proof.on


def _to_commitment(session: Session, pledge: Pledge, proof: Proof) -> None:
    pledge.channel = proof.channel or pledge.channel
    pledge.channel_organisation_id = proof.channel_organisation_id or pledge.channel_organisation_id
    if pledge.channel is None and pledge.kind is PledgeKind.FINANCIAL:
        raise RuleBroken("Say through which channel the money goes.", field="channel")
    check_amount(pledge.kind, PledgeStage.COMMITMENT, pledge.amount)
    if pledge.parent_id is not None and get_pledge(session, pledge.parent_id).stage not in FIRM:
        raise RuleBroken("The grant that this one comes from is not yet firm.", field="parent")
    value(session, pledge, amount=pledge.amount, currency=pledge.currency, on=proof.on)
    pledge.statement_on = proof.on


def _to_contract(session: Session, pledge: Pledge, proof: Proof) -> None:
    check_contract(proof.contract_ref, proof.on)
    check_gate(proof.highest_open_score, proof.seen_reason)
    pledge.contract_ref, pledge.contract_on = proof.contract_ref.strip(), proof.on
    pledge.overlap_seen_reason = proof.seen_reason.strip()


def _to_completed(session: Session, pledge: Pledge, proof: Proof) -> None:
    if pledge.kind is PledgeKind.FINANCIAL and ledger_of(pledge).unpaid:
        raise RuleBroken(
            "Something is still unpaid: pay it, or reduce the pledge to what was paid.", field="stage"
        )


def _to_giving(session: Session, pledge: Pledge, proof: Proof) -> None:
    """Support without money is given when its donor says so; money when the first payment is recorded."""


_ENTER = {
    PledgeStage.PLEDGE: _to_pledge,
    PledgeStage.COMMITMENT: _to_commitment,
    PledgeStage.CONTRACTED: _to_contract,
    PledgeStage.DISBURSING: _to_giving,
    PledgeStage.COMPLETED: _to_completed,
}


def _take(session: Session, pledge: Pledge, then: PledgeStage, proof: Proof, by: By) -> None:
    before, pledge.stage = pledge.stage, then
    pledge.stage_changed_on = pledge.changed_on = by.today
    pledge.row_version += 1
    said = "; ".join(part.strip() for part in (proof.seen_reason, proof.over_reason) if part.strip())
    facts = {
        "before": before,
        "on": proof.on,
        "evidence": proof.evidence.strip(),
        "file_id": proof.file_id,
        "reason": said,
    }
    note(session, pledge, by=by, kind=StepKind.MOVED, **facts)
    recount(session, pledge, today=by.today)


def _leave(
    session: Session, pledge: Pledge, then: PledgeStage, by: By, *, reason: str, reason_code: str = ""
) -> None:
    check_step(pledge.stage, then)
    before, pledge.stage = pledge.stage, then
    pledge.stage_changed_on = pledge.changed_on = by.today
    note(
        session,
        pledge,
        by=by,
        kind=StepKind.MOVED,
        before=before,
        reason=reason.strip(),
        reason_code=reason_code,
    )
    fit_into_source(session, pledge, 0, 1)
    recount(session, pledge, today=by.today)
