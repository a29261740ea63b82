"""A pledge is let go, becomes smaller, ends, or goes back to a step it should not have left."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.clock import today
from coalition.core.money import to_minor
from coalition.core.when import When
from coalition.db import current_session
from coalition.pledges import service
from coalition.pledges.forms import CancelForm, CorrectForm, DeclineForm, ReduceForm
from coalition.pledges.rules import LADDER, DeclineReason, PledgeStage, ReductionReason
from coalition.pledges.service import Paper
from coalition.pledges.views.room import bp, by, pledge_for
from coalition.pledges.views.running import paper_of, run
from coalition.pledges.views.workers import tell_workers
from coalition.web.access import allow
from coalition.web.choices import options
from coalition.web.forms import Form


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
    form = ReduceForm(data={"on": When(today())} if request.method == "GET" else None)
    form.reason_code.choices = options(ReductionReason)

    def act() -> None:
        service.reduce(
            current_session(),
            pledge,
            amount=to_minor(form.amount.data, pledge.currency or "USD"),
            reason_code=ReductionReason(form.reason_code.data),
            reason=form.reason.data,
            by=by(),
            paper=_paper(form),
        )
        tell_workers(current_session(), pledge)

    return run(
        form,
        pledge,
        act,
        title=_("Reduce"),
        done=_("The pledge is reduced. Those concerned are told."),
    )


@bp.route("/pledges/<int:pledge_id>/cancel", methods=["GET", "POST"])
@allow(Act.PLEDGE_MOVE_FIRM)
def cancel(pledge_id: int) -> str | Response:
    """End a firm pledge of which nothing was paid."""
    pledge = pledge_for(Act.PLEDGE_MOVE_FIRM, pledge_id)
    form = CancelForm(data={"on": When(today())} if request.method == "GET" else None)
    form.reason_code.choices = options(ReductionReason)

    def act() -> None:
        service.cancel(
            current_session(),
            pledge,
            reason_code=ReductionReason(form.reason_code.data),
            reason=form.reason.data,
            by=by(),
            paper=_paper(form),
        )
        tell_workers(current_session(), pledge)

    return run(
        form,
        pledge,
        act,
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


def _paper(form: ReduceForm | CancelForm) -> Paper:
    return Paper(on=form.on.data.on, evidence=form.evidence.data or "", file_id=paper_of(form))
