"""A report as a spreadsheet: out, and back in with every bad cell named."""

from flask import Response as FlaskResponse
from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.activities import service
from coalition.activities.forms import SheetForm
from coalition.activities.models import ActivityReport
from coalition.activities.queries import facts_of, get_report
from coalition.activities.readers.workbook import BadCell, read_workbook, write_workbook
from coalition.activities.views.room import bp, report_for, seen_report
from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.db import current_session, transaction
from coalition.documents.readers.kind import kind_of
from coalition.documents.rules import MEDIA_TYPE, FileKind
from coalition.web.access import allow
from coalition.web.words import in_words

MOST_BYTES = 41 * 1024 * 1024
SHOWN = 200


def key_of(report: ActivityReport) -> str:
    """Return what ties a spreadsheet to its report: ACT-LAO-2026-003 2026-01-01."""
    return f"{report.activity.ref} {report.period_start}"


@bp.get("/reports/<int:report_id>/sheet.xlsx")
@allow(Act.ACTIVITY_SEE)
def sheet(report_id: int) -> FlaskResponse:
    """The spreadsheet of a report, with what it says so far."""
    report = seen_report(report_id)
    facts = facts_of(current_session(), report)
    data = write_workbook(key_of(report), report.activity.title, facts)
    answer = FlaskResponse(data, mimetype=MEDIA_TYPE[FileKind.XLSX])
    name = f"{report.activity.ref}-{report.period_start}.xlsx"
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer


@bp.route("/reports/<int:report_id>/sheet", methods=["GET", "POST"])
@allow(Act.REPORT_WRITE)
def take_sheet(report_id: int) -> str | Response:
    """Take a filled spreadsheet in: all of it, or nothing and the list of bad cells."""
    request.max_content_length = MOST_BYTES
    report, form = report_for(Act.REPORT_WRITE, report_id), SheetForm()
    bad: list[BadCell] = []
    if form.validate_on_submit():
        try:
            bad = _take(report_id, form)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            if not bad:
                flash(_("The spreadsheet is taken in."), "success")
                return redirect(url_for("activities.report", report_id=report_id))
    named = [(cell, in_words(RuleBroken(cell.why, **cell.values))) for cell in bad[:SHOWN]]
    return render_template("activities/sheet.html", form=form, report=report, bad=named, count=len(bad))


def _take(report_id: int, form: SheetForm) -> list[BadCell]:
    """Write what a spreadsheet says into its report, unless a cell is bad; return the bad cells."""
    session = current_session()
    data = form.file.data.read()
    if kind_of(data) is not FileKind.XLSX:
        raise RuleBroken("Hand in the spreadsheet as XLSX.", field="file")
    facts, bad = read_workbook(data, key_of(get_report(session, report_id)))
    if bad:
        return bad
    with transaction(session):
        claim_once(session, form.once.data, url_for("activities.report", report_id=report_id), now())
        report = get_report(session, report_id)
        said = {
            name: getattr(facts, name)
            for name in facts.__dataclass_fields__
            if name not in ("expenditure", "currency")
        }
        try:
            service.rewrite(session, report, **said)
        except RuleBroken as broken:
            raise RuleBroken(broken.message, "file", **broken.values) from broken
    return []
