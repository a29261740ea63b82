"""A firm pledge becomes smaller, or ends. The caller commits."""

from typing import Any

from sqlmodel import Session

from coalition.core.errors import RuleBroken
from coalition.pledges.models import Pledge
from coalition.pledges.queries import list_schedule
from coalition.pledges.rules import (
    REDUCIBLE,
    By,
    PledgeStage,
    ReductionReason,
    StepKind,
    check_not_future,
    check_reason,
    check_reduction,
    check_step,
    in_share,
    split,
)
from coalition.pledges.service.counting import allocations_of, fit_into_source, ledger_of, recount
from coalition.pledges.service.news import tell_of
from coalition.pledges.service.stating import note
from coalition.pledges.service.steps import Paper


def reduce(
    session: Session,
    pledge: Pledge,
    *,
    amount: int,
    reason_code: ReductionReason,
    reason: str,
    by: By,
    paper: Paper | None = None,
) -> None:
    """Cut a firm pledge to a lower amount; allocations shrink in proportion, payments planned last go first.

    Its US dollars shrink in proportion too: the rate stays that of the commitment (I08). Raises RuleBroken
    when more was paid or granted onward already.
    """
    if pledge.stage not in REDUCIBLE:
        raise RuleBroken("Only what is firm and not yet over is reduced.", field="stage")
    check_reason(reason)
    said = _said(paper, by)
    check_reduction(amount, ledger_of(pledge), pledge.passed_on)
    before = pledge.amount or 0
    lines = allocations_of(session, pledge)
    for line, share in zip(lines, split(amount, [line.amount for line in lines], before), strict=True):
        line.amount = share
    _cut_schedule(session, pledge, amount)
    pledge.allocated = sum(line.amount for line in lines)
    pledge.amount_usd = in_share(pledge.amount_usd or 0, amount, before)
    fit_into_source(session, pledge, amount, before)
    pledge.amount = amount
    pledge.changed_on = by.today
    pledge.row_version += 1
    note(
        session,
        pledge,
        by=by,
        kind=StepKind.REDUCED,
        amount_before=before,
        reason_code=reason_code,
        reason=reason.strip(),
        **said,
    )
    recount(session, pledge, today=by.today)
    _tell(session, pledge, by, "reduced", "is reduced")


def cancel(
    session: Session,
    pledge: Pledge,
    *,
    reason_code: ReductionReason,
    reason: str,
    by: By,
    paper: Paper | None = None,
) -> None:
    """End a firm pledge of which nothing was paid; where something was, it is reduced to that instead."""
    check_step(pledge.stage, PledgeStage.CANCELLED)
    check_reason(reason)
    said = _said(paper, by)
    if ledger_of(pledge).net:
        raise RuleBroken("Money has been paid: reduce the pledge to what was paid.", field="stage")
    before, pledge.stage = pledge.stage, PledgeStage.CANCELLED
    pledge.stage_changed_on = pledge.changed_on = by.today
    pledge.row_version += 1
    note(
        session,
        pledge,
        by=by,
        kind=StepKind.MOVED,
        before=before,
        reason_code=reason_code,
        reason=reason.strip(),
        **said,
    )
    fit_into_source(session, pledge, 0, 1)
    recount(session, pledge, today=by.today)
    _tell(session, pledge, by, "cancelled", "is cancelled")


def _said(paper: Paper | None, by: By) -> dict[str, Any]:
    """Return the day and the evidence of a cut as its line of the history holds them."""
    if paper is None:
        return {}
    check_not_future(paper.on, by.today, "on")
    return {"on": paper.on, "evidence": paper.evidence.strip(), "file_id": paper.file_id}


def _cut_schedule(session: Session, pledge: Pledge, amount: int) -> None:
    over = max(0, pledge.scheduled - amount)
    for line in reversed(list_schedule(session, pledge.id)):
        cut = min(over, line.amount)
        over -= cut
        pledge.scheduled -= cut
        if cut == line.amount:
            session.delete(line)
        elif cut:
            line.amount -= cut


def _tell(session: Session, pledge: Pledge, by: By, key: str, what: str) -> None:
    tell_of(
        session,
        pledge,
        by=by,
        key=f"{key}:{by.now.isoformat()}",
        subject=f"{pledge.donor.label}: a commitment {what}",
        body=f"“{pledge.title}” ({pledge.ref}) {what}. What it paid for may now be open again.",
    )
