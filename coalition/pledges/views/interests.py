"""Interest that others report of a donor, and the donor's own word."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.needs.queries import get_seen_need
from coalition.needs.queries.sight import sight_of
from coalition.organisations.queries import get_organisation, list_donors
from coalition.pledges import service
from coalition.pledges.forms import AnswerForm, ReportForm
from coalition.pledges.queries import get_interest
from coalition.pledges.rules import InterestResponse
from coalition.pledges.views.room import bp, by
from coalition.web.access import allow, require, standing


@bp.route("/pledges/report", methods=["GET", "POST"])
@bp.route("/needs/<int:need_id>/interest", methods=["GET", "POST"])
@allow(Act.INTEREST_REPORT)
def report(need_id: int | None = None) -> str | Response:
    """Record what somebody said of a donor's interest in a need."""
    session = current_session()
    asked = request.values.get("need", "")
    number = need_id or (int(asked) if asked.isdigit() and len(asked) < 10 else 0)
    need = get_seen_need(session, sight_of(standing()), number)
    require(Act.NEED_SEE, need)
    require(Act.INTEREST_REPORT, need)
    form, back = ReportForm(), url_for("needs.show", need_id=need.id)
    form.need.data = need.id
    form.donor.choices = [("", _("Choose…")), *((str(o.id), o.label) for o in list_donors(session))]
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                service.report_interest(
                    session,
                    need,
                    donor=get_organisation(session, int(form.donor.data)),
                    said=form.said_on.data,
                    words=(form.reported_by.data, form.forum.data or "", form.text.data),
                    by=by(),
                )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Recorded. The donor is asked whether it is right; until then it counts nowhere."))
            return redirect(back)
    return render_template("pledges/report.html", form=form, need=need, back=back)


@bp.route("/interests/<int:interest_id>/answer", methods=["GET", "POST"])
@allow(Act.INTEREST_ANSWER)
def answer(interest_id: int) -> str | Response:
    """The donor confirms, corrects or declines what was reported of it."""
    session = current_session()
    interest = get_interest(session, interest_id)
    require(Act.INTEREST_ANSWER, interest)
    form, back = AnswerForm(), url_for("needs.show", need_id=interest.need_id)
    form.response.choices = [
        (InterestResponse.CONFIRMS.value, _("It is right: we are interested")),
        (InterestResponse.CORRECTS.value, _("It is not quite right")),
        (InterestResponse.DECLINES.value, _("We are not interested")),
    ]
    if form.validate_on_submit():
        until = form.not_before.data.first if form.not_before.data else None
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                service.answer_interest(
                    session,
                    interest,
                    response=InterestResponse(form.response.data),
                    text=form.text.data or "",
                    not_before=(until, form.not_before_reason.data or ""),
                    by=by(),
                )
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Thank you. Your own word now stands beside what was reported."))
            return redirect(back)
    return render_template("pledges/answer.html", form=form, interest=interest, back=back)
