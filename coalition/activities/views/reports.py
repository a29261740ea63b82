"""Reports: begun and handed in by the operator, accepted or returned by the State."""

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from coalition.activities import service
from coalition.activities.forms import BeginForm, ReasonForm, ReportForm, TextForm
from coalition.activities.models import Activity
from coalition.activities.queries import (
    facts_of,
    get_activity,
    get_report,
    list_links,
    list_paid_reports,
    list_reports,
    summed_once,
)
from coalition.activities.rules import results
from coalition.activities.rules.kinds import DelayCode
from coalition.activities.views.room import activity_for, bp, report_for, run, seen_report
from coalition.auth.policy import Act
from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Role
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.money import to_decimal, to_minor
from coalition.core.paging import page_number
from coalition.core.when import When
from coalition.db import current_session, transaction
from coalition.notifications.service import tell
from coalition.web.access import allow, me, standing
from coalition.web.choices import options
from coalition.web.words import in_words


@bp.get("/reports")
@allow(Act.ACTIVITY_SEE)
def paid() -> str:
    """The accepted reports on what somebody's organisation pays: each report once, however many pledges."""
    session = current_session()
    page, shares = list_paid_reports(
        session, standing().organisation_ids, page_number(request.args.get("page"))
    )
    released = summed_once(session, [report.id for report in page.rows])
    return render_template("activities/paid.html", page=page, shares=shares, released=released)


@bp.route("/<int:activity_id>/reports/new", methods=["GET", "POST"])
@allow(Act.REPORT_WRITE)
def begin(activity_id: int) -> str | Response:
    """Begin the report of a period."""
    activity, session = activity_for(Act.REPORT_WRITE, activity_id), current_session()
    form = BeginForm(data=_awaited(session, activity))

    def act() -> None:
        service.begin_report(
            session,
            get_activity(session, activity_id),
            period_start=form.period_start.data.first,
            period_end=form.period_end.data.last,
            today=today(),
        )

    words = {
        "heading": _("Report a period"),
        "submit": _("Begin report"),
        "over": activity.title,
        "done": _("The report is begun. Open it to fill it in, or take its spreadsheet along."),
    }
    return run(form, act, back=url_for("activities.show", activity_id=activity_id), words=words)


def _awaited(session: Session, activity: Activity) -> dict[str, When]:
    """Return the period to be reported next, as the form to begin its report holds it."""
    newest = max((one.period_end for one in list_reports(session, activity.id)), default=None)
    period = activity.to_report(newest) or ()
    return dict(zip(("period_start", "period_end"), map(When, period), strict=False))


@bp.get("/reports/<int:report_id>")
@allow(Act.ACTIVITY_SEE)
def report(report_id: int) -> str:
    """One report: what it counts, and the State's word."""
    session, found = current_session(), seen_report(report_id)
    facts = facts_of(session, found)
    return render_template(
        "activities/report.html",
        report=found,
        activity=found.activity,
        facts=facts,
        released=results.released(facts.land),
        differs=results.sum_differs(facts.stated_released, facts.land),
        counted=results.counted(facts),
        links=list_links(session, found.activity_id),
    )


@bp.route("/reports/<int:report_id>/edit", methods=["GET", "POST"])
@allow(Act.REPORT_WRITE)
def edit_report(report_id: int) -> str | Response:
    """The words of a report, its own sum and its money."""
    found, session = report_for(Act.REPORT_WRITE, report_id), current_session()
    spent = None
    if found.expenditure is not None and found.currency:
        spent = to_decimal(found.expenditure, found.currency)
    form = ReportForm(
        data={
            "narrative": found.narrative,
            "stated_released": found.stated_released_m2,
            "delay": found.delay or "",
            "delay_note": found.delay_note,
            "expenditure": spent,
            "currency": found.currency or "USD",
        }
    )
    form.delay.choices = [SelectChoice("", _("No delay")), *options(DelayCode)]

    def act() -> None:
        fresh = get_report(session, report_id)
        code = (form.currency.data or "").strip().upper()
        amount = form.expenditure.data
        service.rewrite(
            session,
            fresh,
            narrative=form.narrative.data or "",
            stated_released=form.stated_released.data,
            delay=DelayCode(form.delay.data) if form.delay.data else None,
            delay_note=form.delay_note.data or "",
            expenditure=None if amount is None else to_minor(amount, code),
            currency=None if amount is None else code,
        )

    words = {
        "heading": _("The report in words"),
        "submit": _("Save"),
        "over": found.activity.title,
        "done": _("Saved."),
    }
    return run(form, act, back=url_for("activities.report", report_id=report_id), words=words)


@bp.post("/reports/<int:report_id>/submit")
@allow(Act.REPORT_WRITE)
def submit(report_id: int) -> Response:
    """Hand a report to the State."""
    report_for(Act.REPORT_WRITE, report_id)
    session = current_session()
    try:
        with transaction(session):
            found = get_report(session, report_id)
            service.submit(session, found, today=today())
    except RuleBroken as broken:
        _say(broken)
    else:
        flash(_("The report is handed in. The State accepts or returns it."), "success")
    return redirect(url_for("activities.report", report_id=report_id))


@bp.post("/reports/<int:report_id>/accept")
@allow(Act.REPORT_DECIDE)
def accept(report_id: int) -> Response:
    """The State accepts a report; it counts from now on."""
    report_for(Act.REPORT_DECIDE, report_id)
    session = current_session()
    try:
        with transaction(session):
            service.accept(session, get_report(session, report_id), person_id=me().id, today=today())
    except RuleBroken as broken:
        _say(broken)
    else:
        flash(_("The report is accepted. It counts once, for all who pay."), "success")
    return redirect(url_for("activities.report", report_id=report_id))


@bp.route("/reports/<int:report_id>/return", methods=["GET", "POST"])
@allow(Act.REPORT_DECIDE)
def give_back(report_id: int) -> str | Response:
    """The State returns a report with what is to be put right; the operator is told."""
    found, form, session = report_for(Act.REPORT_DECIDE, report_id), ReasonForm(), current_session()

    def act() -> None:
        fresh = get_report(session, report_id)
        service.give_back(session, fresh, reason=form.reason.data, person_id=me().id, today=today())
        tell(
            session,
            list_person_ids_with(
                session, role=Role.PARTNER, today=today(), organisation_ids=[fresh.activity.implementer_id]
            ),
            key=f"report-returned:{report_id}:{fresh.row_version}",
            subject=_("A report is returned to you"),
            body=form.reason.data,
            link=url_for("activities.report", report_id=report_id),
            now=now(),
        )

    words = {
        "heading": _("Return the report"),
        "submit": _("Return"),
        "over": found.activity.title,
        "done": _("The report is returned. The operator is told why."),
    }
    return run(form, act, back=url_for("activities.report", report_id=report_id), words=words)


@bp.route("/reports/<int:report_id>/note", methods=["GET", "POST"])
@allow(Act.REPORT_NOTE)
def note(report_id: int) -> str | Response:
    """A lead donor adds what it saw."""
    found, session = report_for(Act.REPORT_NOTE, report_id), current_session()
    form = TextForm(data={"text": found.monitor_note})
    words = {
        "heading": _("Note of the lead donor"),
        "submit": _("Save"),
        "over": found.activity.title,
        "done": _("Saved."),
    }
    return run(
        form,
        lambda: service.note(session, get_report(session, report_id), text=form.text.data),
        back=url_for("activities.report", report_id=report_id),
        words=words,
    )


def _say(broken: RuleBroken) -> None:
    flash(in_words(broken), "error")
