"""What reports bring to first pages: those to accept, and those that came back."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.activities.models import ActivityReport
from coalition.activities.queries import list_paid_reports, list_returned, list_submitted
from coalition.auth.policy import Standing
from coalition.auth.rules import Role
from coalition.web.desks import Block, Line, Part
from coalition.web.filters import day as day_in_words
from coalition.web.filters import reader_locale

MOST_REPORTS = 5


def of_state(session: Session, standing: Standing, today: date) -> Part:
    """Reports that wait for the State's word."""
    part = Part()
    for state_id in sorted(standing.state_ids):
        for report in list_submitted(session, state_id):
            who = report.activity.implementer.label
            words = _(
                "%(who)s sent its report until %(day)s",
                who=who,
                day=day_in_words(report.period_end, locale=reader_locale()),
            )
            part.waiting.append(_line(report, words, _("Look")))
    return part


def of_donor(session: Session, standing: Standing, today: date) -> Part:
    """The newest accepted reports on what a donor pays."""
    donors = {h.organisation_id for h in standing.held if h.role is Role.DONOR and h.organisation_id}
    if not donors:
        return Part()
    page, _shares = list_paid_reports(session, donors)
    values = {"reports": page.rows[:MOST_REPORTS], "total": page.total}
    return Part(blocks=[Block("activities/_home_paid.html", values)])


def of_operator(session: Session, standing: Standing, today: date) -> Part:
    """Reports that came back to be put right."""
    part = Part()
    for report in list_returned(session, standing.organisation_ids):
        part.waiting.append(_line(report, _("The State asks to put a report right"), _("Put right")))
    return part


def _line(report: ActivityReport, words: str, button: str) -> Line:
    href = url_for("activities.report", report_id=report.id)
    return Line(words, button, href, report.activity.title, tone="info")
