"""The steps of a pledge, each on one screen."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.money import to_decimal, to_minor
from coalition.core.when import When
from coalition.db import current_session, transaction
from coalition.duplication.queries.flags import blocks_contracting
from coalition.pledges import service
from coalition.pledges.forms import (
    CancelForm,
    CommitForm,
    CompleteForm,
    ContractForm,
    CorrectForm,
    DeclineForm,
    ReduceForm,
    ToPledgeForm,
    money_of,
)
from coalition.pledges.models import Pledge
from coalition.pledges.rules import (
    LADDER,
    ChannelType,
    DeclineReason,
    PledgeStage,
    ReductionReason,
)
from coalition.pledges.service import Proof
from coalition.pledges.views.choosing import offer_organisations
from coalition.pledges.views.room import bp, by, pledge_for
from coalition.web.access import allow
from coalition.web.choices import options
from coalition.web.forms import Form


@bp.route("/pledges/<int:pledge_id>/move/<any(pledge):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_SOFT)
def move_soft(pledge_id: int, then: str) -> str | Response:
    """An interest becomes a pledge, with its amount or scope."""
    pledge = pledge_for(Act.PLEDGE_MOVE_SOFT, pledge_id)
    form = ToPledgeForm(
        data={
            "amount": to_decimal(pledge.amount, pledge.currency)
            if pledge.amount and pledge.currency
            else None,
            "currency": pledge.currency or "",
            "expected_commitment_on": When(pledge.expected_commitment_on)
            if pledge.expected_commitment_on
            else None,
            "on": When(today()),
        }
        if request.method == "GET"
        else None
    )

    def act() -> None:
        amount, currency = money_of(form)
        proof = Proof(
            on=form.on.data.on,
            amount=amount,
            currency=currency,
            expected_commitment_on=form.expected_commitment_on.data.last,
        )
        service.move(current_session(), pledge, then=PledgeStage.PLEDGE, proof=proof, by=by())

    return run(
        form,
        pledge,
        act,
        title=_("Make it a pledge"),
        done=_("The pledge is recorded. It counts as soft money."),
    )


@bp.route("/pledges/<int:pledge_id>/move/<any(commitment):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def commit(pledge_id: int, then: str) -> str | Response:
    """A pledge becomes firm: a written obligation."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    start = {
        "on": When(today()),
        "channel": pledge.channel.value if pledge.channel else "",
        "channel_organisation": str(pledge.channel_organisation_id or ""),
    }
    form = CommitForm(data=start if request.method == "GET" else None)
    form.channel.choices = options(ChannelType, blank=True)
    offer_organisations(current_session(), form.channel_organisation)

    def act() -> None:
        chosen = form.channel_organisation.data or ""
        proof = Proof(
            on=form.on.data.on,
            evidence=form.evidence.data,
            channel=ChannelType(form.channel.data),
            channel_organisation_id=int(chosen) if chosen.isdigit() else None,
            over_reason=form.over_reason.data or "",
        )
        service.move(current_session(), pledge, then=PledgeStage.COMMITMENT, proof=proof, by=by())

    return run(
        form, pledge, act, title=_("Record commitment"), done=_("The commitment is recorded. It is firm now.")
    )


@bp.route("/pledges/<int:pledge_id>/move/<any(contracted):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def contract(pledge_id: int, then: str) -> str | Response:
    """The agreement with the channel is signed; an open likely duplicate asks for a word first."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = ContractForm(data={"on": When(today())} if request.method == "GET" else None)
    flag = blocks_contracting(current_session(), pledge_id)

    def act() -> None:
        standing_in_the_way = blocks_contracting(current_session(), pledge_id)
        proof = Proof(
            on=form.on.data.on,
            evidence=form.evidence.data,
            contract_ref=form.contract_ref.data,
            highest_open_score=standing_in_the_way.score if standing_in_the_way else 0,
            seen_reason=form.seen_reason.data or "",
        )
        service.move(current_session(), pledge, then=PledgeStage.CONTRACTED, proof=proof, by=by())

    without = () if flag else ("seen_reason",)
    return run(
        form,
        pledge,
        act,
        title=_("Record contract"),
        done=_("The contract is recorded."),
        flag=flag,
        without=without,
    )


@bp.route("/pledges/<int:pledge_id>/move/<any(completed):then>", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def complete(pledge_id: int, then: str) -> str | Response:
    """All is paid and the last report accepted."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = CompleteForm(data={"on": When(today())} if request.method == "GET" else None)

    def act() -> None:
        proof = Proof(on=form.on.data.on, evidence=form.evidence.data)
        service.move(current_session(), pledge, then=PledgeStage.COMPLETED, proof=proof, by=by())

    return run(form, pledge, act, title=_("Complete"), done=_("The pledge is complete."))


@bp.route("/pledges/<int:pledge_id>/decline", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_SOFT)
def decline(pledge_id: int) -> str | Response:
    """Let a soft pledge go."""
    pledge = pledge_for(Act.PLEDGE_MOVE_SOFT, pledge_id)
    form = DeclineForm()
    form.reason_code.choices = options(DeclineReason)
    return run(
        form,
        pledge,
        lambda: service.decline(
            current_session(),
            pledge,
            reason_code=DeclineReason(form.reason_code.data),
            reason=form.reason.data or "",
            by=by(),
        ),
        title=_("Decline"),
        done=_("Others read that it is no longer offered."),
    )


@bp.route("/pledges/<int:pledge_id>/reduce", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def reduce(pledge_id: int) -> str | Response:
    """Cut a firm pledge."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = ReduceForm()
    form.reason_code.choices = options(ReductionReason)
    return run(
        form,
        pledge,
        lambda: service.reduce(
            current_session(),
            pledge,
            amount=to_minor(form.amount.data, pledge.currency or "USD"),
            reason_code=ReductionReason(form.reason_code.data),
            reason=form.reason.data,
            by=by(),
        ),
        title=_("Reduce"),
        done=_("The pledge is reduced. Those concerned are told."),
    )


@bp.route("/pledges/<int:pledge_id>/cancel", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def cancel(pledge_id: int) -> str | Response:
    """End a firm pledge of which nothing was paid."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = CancelForm()
    form.reason_code.choices = options(ReductionReason)
    return run(
        form,
        pledge,
        lambda: service.cancel(
            current_session(),
            pledge,
            reason_code=ReductionReason(form.reason_code.data),
            reason=form.reason.data,
            by=by(),
        ),
        title=_("Cancel"),
        done=_("The pledge is cancelled. Those concerned are told."),
    )


@bp.route("/pledges/<int:pledge_id>/correct", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def correct(pledge_id: int) -> str | Response:
    """Put a pledge back to a step that it should not have left."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = CorrectForm()
    form.then.choices = options(LADDER[: LADDER.index(pledge.stage)] if pledge.stage in LADDER else ())
    return run(
        form,
        pledge,
        lambda: service.correct_stage(
            current_session(), pledge, then=PledgeStage(form.then.data), reason=form.reason.data, by=by()
        ),
        title=_("Correct the stage"),
        done=_("The stage is corrected; the history keeps both."),
    )


@bp.route("/pledges/<int:pledge_id>/revive", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_SOFT)
def revive(pledge_id: int) -> str | Response:
    """A lapsed interest stands again."""
    pledge = pledge_for(Act.PLEDGE_MOVE_SOFT, pledge_id)
    return run(
        Form(),
        pledge,
        lambda: service.again_interested(current_session(), pledge, by=by()),
        title=_("Still interested"),
        done=_("Your interest stands again for twelve months."),
    )


def run(
    form: Form,
    pledge: Pledge,
    act: Callable[[], object],
    *,
    title: str,
    done: str,
    page: str = "pledges/step.html",
    **more: Any,
) -> str | Response:
    """Show the form of a step, or take the step once and go back to the pledge."""
    session, back = current_session(), url_for("pledges.show", pledge_id=pledge.id)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                act()
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(done)
            return redirect(back)
    return render_template(page, form=form, pledge=pledge, heading=title, back=back, **more)
