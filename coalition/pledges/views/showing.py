"""One pledge on one screen."""

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.activities.queries import find_lacks, list_paid_by
from coalition.auth.policy import Act, may
from coalition.core.clock import today
from coalition.core.money import Money
from coalition.db import current_session
from coalition.duplication.queries.flags import list_flags_of
from coalition.duplication.rules.flags import SideKind
from coalition.pledges.models import Pledge, PledgeStep
from coalition.pledges.queries import (
    get_pledge,
    list_allocations,
    list_children,
    list_schedule,
    list_steps,
    list_transactions,
)
from coalition.pledges.rules import (
    BEFORE_COMMITMENT,
    COUNTED,
    LADDER,
    PAYABLE,
    REDUCIBLE,
    REFUNDABLE,
    PledgeKind,
    PledgeStage,
    StepKind,
)
from coalition.pledges.views.evidence import reads
from coalition.pledges.views.room import bp, seen_pledge
from coalition.rates.rules import is_stale
from coalition.web.access import allow, standing
from coalition.web.choices import capital, word


@dataclass(frozen=True, slots=True)
class Button:
    """A step that who looks may take now."""

    label: str
    href: str
    tone: str = "secondary"


@bp.get("/pledges/<int:pledge_id>")
@allow(Act.PLEDGE_SEE)
def show(pledge_id: int) -> str:
    """Ladder, money, what it goes to, ledger, history, open questions, next steps."""
    session = current_session()
    pledge = seen_pledge(pledge_id)
    source = get_pledge(session, pledge.parent_id) if pledge.parent_id else None
    work = list_paid_by(session, pledge_id)
    reads_ledger = reads(Act.PLEDGE_LEDGER, pledge)
    return render_template(
        "pledges/show.html",
        pledge=pledge,
        ladder_steps=[_rung_words(pledge, stage) for stage in LADDER],
        at_step=_rung(pledge.stage).value,
        off_ladder=None if pledge.stage in LADDER else capital(word(pledge.stage_key)),
        history_lines=_history(session, pledge),
        allocations=list_allocations(session, pledge_id),
        schedule=list_schedule(session, pledge_id),
        ledger=list_transactions(session, pledge_id, most=50) if reads_ledger else [],
        reads_ledger=reads_ledger,
        reads_files=reads(Act.PLEDGE_EVIDENCE, pledge),
        children=list_children(session, pledge_id),
        work=work,
        lacks=find_lacks(session, work),
        source=source,
        flags=list_flags_of(session, SideKind.PLEDGE, pledge_id),
        buttons=buttons_for(pledge),
        stale=pledge.fx_rate is not None and is_stale(pledge.fx_rate.rate_on, pledge.statement_on),
        today=today(),
    )


# At which stages a step is offered, under which act, its words, its address, its tone.
_STEPS: tuple[tuple[frozenset[PledgeStage], Act, str, str, dict[str, Any], str], ...] = (
    (
        frozenset({PledgeStage.EXPRESSION_OF_INTEREST}),
        Act.PLEDGE_MOVE_SOFT,
        "Make it a pledge",
        "pledges.move_soft",
        {"then": "pledge"},
        "primary",
    ),
    (
        frozenset({PledgeStage.PLEDGE}),
        Act.PLEDGE_MOVE_FIRM,
        "Record commitment",
        "pledges.commit",
        {"then": "commitment"},
        "primary",
    ),
    (
        frozenset({PledgeStage.COMMITMENT}),
        Act.PLEDGE_MOVE_FIRM,
        "Record contract",
        "pledges.contract",
        {"then": "contracted"},
        "primary",
    ),
    (
        frozenset({PledgeStage.COMMITMENT, PledgeStage.CONTRACTED}),
        Act.PLEDGE_MOVE_FIRM,
        "It is being given",
        "pledges.give",
        {"then": "disbursing"},
        "secondary",
    ),
    (PAYABLE, Act.PLEDGE_PAY, "Add payment", "pledges.pay", {"kind": "disbursement"}, "primary"),
    (
        frozenset({PledgeStage.DISBURSING}),
        Act.PLEDGE_MOVE_FIRM,
        "Complete",
        "pledges.complete",
        {"then": "completed"},
        "secondary",
    ),
    (
        frozenset({PledgeStage.LAPSED}),
        Act.PLEDGE_MOVE_SOFT,
        "Still interested",
        "pledges.revive",
        {},
        "primary",
    ),
    (BEFORE_COMMITMENT | REDUCIBLE, Act.PLEDGE_MOVE_SOFT, "Edit", "pledges.edit", {}, "secondary"),
    (
        BEFORE_COMMITMENT | REDUCIBLE | REFUNDABLE,
        Act.PLEDGE_MOVE_SOFT,
        "Allocate",
        "pledges.allocate",
        {},
        "secondary",
    ),
    (BEFORE_COMMITMENT | REDUCIBLE, Act.PLEDGE_MOVE_SOFT, "Plan payments", "pledges.plan", {}, "secondary"),
    (REFUNDABLE, Act.PLEDGE_MOVE_FIRM, "Record refund", "pledges.pay", {"kind": "refund"}, "secondary"),
    (
        PAYABLE | REFUNDABLE,
        Act.PLEDGE_PAY,
        "Correct a payment",
        "pledges.pay",
        {"kind": "adjustment"},
        "secondary",
    ),
    (REDUCIBLE, Act.PLEDGE_MOVE_FIRM, "Reduce", "pledges.reduce", {}, "secondary"),
    (REDUCIBLE, Act.PLEDGE_MOVE_FIRM, "Cancel", "pledges.cancel", {}, "secondary"),
    (BEFORE_COMMITMENT, Act.PLEDGE_MOVE_SOFT, "Decline", "pledges.decline", {}, "secondary"),
    (frozenset(LADDER[1:]), Act.PLEDGE_MOVE_FIRM, "Correct the stage", "pledges.correct", {}, "secondary"),
)


def buttons_for(pledge: Pledge) -> list[Button]:
    """Return the steps that who looks may take on a pledge now, the next one first."""
    return [
        Button(_(label), url_for(endpoint, pledge_id=pledge.id, **values), tone)
        for stages, act, label, endpoint, values, tone in _STEPS
        if pledge.stage in stages and may(standing(), act, pledge) and _makes_sense(pledge, endpoint, values)
    ] + _onward(pledge)


def _onward(pledge: Pledge) -> list[Button]:
    """Return the way to record what this pledge grants onward, such as regional support to one country."""
    left = pledge.counted - pledge.passed_on
    if pledge.stage not in COUNTED or left <= 0 or not may(standing(), Act.PLEDGE_OFFER, pledge):
        return []
    return [Button(_("Grant onward"), url_for("pledges.new", parent=pledge.id))]


def _makes_sense(pledge: Pledge, endpoint: str, values: dict[str, Any]) -> bool:
    unpaid = (pledge.amount or 0) - pledge.disbursed + pledge.refunded
    if endpoint == "pledges.pay":
        if values["kind"] == "disbursement":
            return unpaid > 0
        return pledge.disbursed > (pledge.refunded if values["kind"] == "refund" else 0)
    if values.get("then") in ("completed", "disbursing") and pledge.kind is not PledgeKind.FINANCIAL:
        return True
    if values.get("then") in ("completed", "disbursing"):
        return values["then"] == "completed" and unpaid == 0
    if endpoint == "pledges.cancel":
        return pledge.disbursed == pledge.refunded
    return not (endpoint in ("pledges.allocate", "pledges.plan", "pledges.reduce") and pledge.amount is None)


def _rung_words(pledge: Pledge, stage: PledgeStage) -> tuple[str, ...]:
    """Return a rung of the ladder; one that was passed by without a record says so."""
    passed = stage is PledgeStage.CONTRACTED and pledge.disbursed and not pledge.contract_ref
    words = (stage.value, capital(word(stage)))
    return (*words, _("not recorded")) if passed else words


def _rung(stage: PledgeStage) -> PledgeStage:
    """Return the rung to show for a stage beside the ladder: money that came back stood at the top."""
    if stage is PledgeStage.REIMBURSED:
        return PledgeStage.COMPLETED
    return stage


def _history(session: Session, pledge: Pledge) -> list[dict[str, Any]]:
    """Return the steps as lines of a timeline, newest first."""
    lines = []
    for step in list_steps(session, pledge.id):
        parts = [step.evidence, capital(word(step.reason_code)) if step.reason_code else "", step.reason]
        if step.amount_before and step.amount and step.amount != step.amount_before and step.currency:
            amounts = {
                "old": Money(step.amount_before, step.currency),
                "new": Money(step.amount, step.currency),
            }
            parts.insert(0, _("from %(old)s to %(new)s", **amounts))
        if step.person is not None:
            parts.append(_("recorded by %(person)s", person=step.person.name))
        said = _moved(step) if step.after is not step.before else capital(word(step.kind))
        line = {
            "on": step.on,
            "title": said,
            "text": " · ".join(part for part in parts if part),
            "done": True,
        }
        lines.append(line | _paper(step, pledge))
    return lines


def _paper(step: PledgeStep, pledge: Pledge) -> dict[str, Any]:
    """Return the document behind a step, for those who may read it; others read that there is one."""
    if step.file is None:
        return {}
    if not reads(Act.PLEDGE_EVIDENCE, pledge):
        return {"paper": _("a document is kept")}
    href = url_for("pledges.evidence", pledge_id=pledge.id, file_id=step.file.id)
    return {"paper": step.file.name, "paper_href": href}


def _moved(step: PledgeStep) -> str:
    return (
        capital(word(step.after))
        if step.kind is not StepKind.CORRECTED
        else _("Corrected to %(stage)s", stage=word(step.after))
    )
