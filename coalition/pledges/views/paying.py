"""The ledger's forms: payments, refunds, corrections, spending that the receiver reports."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.core.money import check_currency, to_minor
from coalition.core.when import Precision, When
from coalition.db import current_session
from coalition.pledges import service
from coalition.pledges.forms import AdjustForm, PayForm
from coalition.pledges.rules import TransactionType
from coalition.pledges.service import Payment
from coalition.pledges.views.room import bp, by, pledge_for
from coalition.pledges.views.running import paper_of, run
from coalition.pledges.views.workers import tell_workers
from coalition.web.access import allow, require

_ACTS = {
    TransactionType.DISBURSEMENT: (service.disburse, "Add payment", "The payment is in the ledger."),
    TransactionType.REFUND: (
        service.refund,
        "Record refund",
        "The refund is in the ledger; coverage is lower by it.",
    ),
    TransactionType.ADJUSTMENT: (service.adjust, "Correct a payment", "The correction is in the ledger."),
    TransactionType.EXPENDITURE_REPORTED: (
        service.note_expenditure,
        "Reported spending",
        "Noted, for information.",
    ),
}
_KINDS = "disbursement, refund, adjustment, expenditure_reported"


@bp.route(f"/pledges/<int:pledge_id>/ledger/<any({_KINDS}):kind>", methods=["GET", "POST"])
@allow(Act.PLEDGE_PAY)
def pay(pledge_id: int, kind: str) -> str | Response:
    """Enter a line of the ledger."""
    pledge = pledge_for(Act.PLEDGE_PAY, pledge_id)
    what = TransactionType(kind)
    if what is TransactionType.REFUND:
        require(Act.PLEDGE_MOVE_FIRM, pledge)
    act, title, done = _ACTS[what]
    kind_of_form = AdjustForm if what is TransactionType.ADJUSTMENT else PayForm
    start = {"currency": pledge.currency or "", "value_on": When(today())}
    form = kind_of_form(data=start if request.method == "GET" else None)

    def enter() -> None:
        act(current_session(), pledge, _payment(form), by=by())
        if what is TransactionType.REFUND:
            tell_workers(current_session(), pledge)

    return run(
        form,
        pledge,
        enter,
        title=_(title),
        done=_(done),
    )


def _payment(form: PayForm) -> Payment:
    currency = form.currency.data.strip().upper()
    check_currency(currency)
    if form.value_on.data.precision is not Precision.DAY:
        raise RuleBroken("Give the very day: its exchange rate is used.", field="value_on")
    return Payment(
        paid=to_minor(form.amount.data, currency),
        currency=currency,
        value_on=form.value_on.data.on,
        document=form.document.data or "",
        file_id=paper_of(form),
        reason=form.reason.data if isinstance(form, AdjustForm) else "",
    )
