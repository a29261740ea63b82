"""Acts on a posted need: waiting, confirming, withdrawing; adopting what others kept."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.needs import service
from coalition.needs.forms import HoldForm, ReasonForm
from coalition.needs.models import Need
from coalition.needs.queries import get_need, list_to_confirm
from coalition.needs.views.room import bp
from coalition.needs.views.sight import Country, need_for
from coalition.needs.views.telling import tell_of_step
from coalition.pledges.queries import coverage_of
from coalition.web.access import allow, me, require, standing
from coalition.web.forms import Form


@bp.route("/<int:need_id>/hold", methods=["GET", "POST"])
@allow(Act.NEED_POST)
def hold(need_id: int) -> str | Response:
    """Put a need on hold until a day."""
    need, form = need_for(Act.NEED_POST, need_id), HoldForm()
    return run(
        form,
        need,
        lambda found: _step(
            found,
            form.reason.data,
            service.put_on_hold,
            until=form.until.data.on,
            reason=form.reason.data,
            today=today(),
        ),
        title=_("Put on hold"),
        submit=_("Put on hold"),
        done=_("The need is on hold. It asks again on that day."),
    )


@bp.post("/<int:need_id>/off-hold")
@allow(Act.NEED_POST)
def off_hold(need_id: int) -> Response:
    """Let a need ask again."""
    need_for(Act.NEED_POST, need_id)
    return _at_once(need_id, _off_hold, _("The need asks again."))


@bp.route("/<int:need_id>/withdraw", methods=["GET", "POST"])
@allow(Act.NEED_POST)
def withdraw(need_id: int) -> str | Response:
    """Withdraw a need with its reason."""
    need, form = need_for(Act.NEED_POST, need_id), ReasonForm()
    return run(
        form,
        need,
        lambda found: _step(found, form.reason.data, service.withdraw, reason=form.reason.data),
        title=_("Withdraw the need"),
        submit=_("Withdraw"),
        done=_("The need is withdrawn."),
    )


@bp.route("/<int:need_id>/fulfil", methods=["GET", "POST"])
@allow(Act.NEED_POST)
def fulfil(need_id: int) -> str | Response:
    """Say that what was asked for has been done."""
    need, form = need_for(Act.NEED_POST, need_id), ReasonForm()
    return run(
        form,
        need,
        lambda found: _step(found, form.reason.data, service.fulfil, statement=form.reason.data),
        title=_("What was done"),
        submit=_("Record as fulfilled"),
        done=_("The need is fulfilled."),
    )


@bp.post("/<int:need_id>/agree")
@allow(Act.NEED_POST)
def agree(need_id: int) -> Response:
    """Tick that support is agreed, where money does not measure it."""
    need_for(Act.NEED_POST, need_id)
    agreed = request.form.get("agreed") != "no"
    return _at_once(
        need_id, lambda found: service.agree_support(current_session(), found, agreed=agreed), _("Recorded.")
    )


@bp.post("/<int:need_id>/confirm")
@allow(Act.NEED_POST)
def confirm(need_id: int) -> Response:
    """Say that a need still stands."""
    need_for(Act.NEED_POST, need_id)
    return _at_once(need_id, lambda found: _confirm([found]), _("Confirmed: the need still stands."))


@bp.post("/confirm-all")
@allow(Act.NEED_POST)
def confirm_all() -> Response:
    """Say that all needs that are due for it still stand."""
    session = current_session()
    with transaction(session):
        for state_id in standing().state_ids:
            require(Act.NEED_POST, Country(state_id))
            _confirm(list(list_to_confirm(session, state_id, today(), most=500)))
    flash(_("Confirmed: all of them still stand."), "success")
    return redirect(url_for("web.home"))


@bp.post("/<int:need_id>/adopt")
@allow(Act.NEED_ADOPT)
def adopt(need_id: int) -> Response:
    """Make a need that was kept on the State's behalf its own draft."""
    need_for(Act.NEED_ADOPT, need_id)
    return _at_once(
        need_id,
        lambda found: service.adopt(current_session(), found, person_id=me().id),
        _("The need is now your own draft. Post it when it is complete."),
    )


@bp.route("/<int:need_id>/reject", methods=["GET", "POST"])
@allow(Act.NEED_ADOPT)
def reject(need_id: int) -> str | Response:
    """Say that a need kept on the State's behalf is none of its own."""
    need, form = need_for(Act.NEED_ADOPT, need_id), ReasonForm()
    return run(
        form,
        need,
        lambda found: service.reject(current_session(), found, reason=form.reason.data),
        title=_("Not our need"),
        submit=_("Record"),
        done=_("Recorded. The need counts nowhere."),
    )


def _step(need: Need, why: str, act: Callable[..., None], **said: Any) -> None:
    """Take a step, and tell those who pledge to the need or asked about it."""
    session = current_session()
    act(session, need, **said)
    tell_of_step(session, need, reason=why, today=today())


def _off_hold(need: Need) -> None:
    session = current_session()
    service.take_off_hold(session, need)
    service.follow_coverage(session, need, coverage_of(session, [need])[need.id], today())


def _confirm(needs: list[Need]) -> None:
    session = current_session()
    service.confirm(session, needs, person_id=me().id, today=today())
    covered = coverage_of(session, needs)
    for need in needs:
        service.follow_coverage(session, need, covered[need.id], today())


def _at_once(need_id: int, act: Callable[[Need], Any], done: str) -> Response:
    session = current_session()
    with transaction(session):
        act(get_need(session, need_id))
    flash(done, "success")
    return redirect(url_for("needs.show", need_id=need_id))


def run(
    form: Form, need: Need, act: Callable[[Need], Any], *, title: str, submit: str, done: str
) -> str | Response:
    """Show the form, or do the act once and go back to the need."""
    session, need_id = current_session(), need.id
    back = url_for("needs.show", need_id=need_id)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                act(get_need(session, need_id))
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(done, "success")
            return redirect(back)
    return render_template("needs/act.html", form=form, need=need, heading=title, submit=submit, back=back)
