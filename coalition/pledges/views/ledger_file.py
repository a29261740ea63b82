"""A donor's whole ledger from one file: first said in words, then taken over."""

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlmodel import Session
from werkzeug.wrappers import Response

from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.db import current_session, transaction
from coalition.organisations.models import Organisation
from coalition.pledges import service
from coalition.pledges.forms.register import LedgerForm
from coalition.pledges.readers import Unreadable, read_ledger
from coalition.pledges.service import LedgerReport
from coalition.pledges.views.room import bp, by, donor_named
from coalition.web.access import allow

MOST_SHOWN = 50


@bp.route("/pledges/ledger/file", methods=["GET", "POST"])
@allow(Act.PLEDGE_PAY)
def take_ledger() -> str | Response:
    """Take the payments of a spreadsheet over; what is in the ledger already is left as it is."""
    session, form, back = current_session(), LedgerForm(), url_for("pledges.ours")
    donor = donor_named(session, None)
    form.sure.choices = [("say", _("First say what it would add")), ("take", _("Take it over"))]
    report, sure = None, form.sure.data == "take"
    if form.validate_on_submit():
        content = form.file.data.read()
        try:
            report = _take(session, donor, form, content) if sure else _foresee(session, donor, content)
        except Unreadable as wrong:
            form.file.errors = [*form.file.errors, str(wrong)]
        else:
            if sure:
                flash(report.in_words)
    if report is not None and sure and not report.refused:
        return redirect(back)
    return render_template(
        "pledges/ledger_file.html",
        form=form,
        report=report,
        taken=sure and report is not None,
        refused=report.refused[:MOST_SHOWN] if report else [],
        back=back,
    )


def _take(session: Session, donor: Organisation, form: LedgerForm, content: bytes) -> LedgerReport:
    with transaction(session):
        claim_once(session, form.once.data, url_for("pledges.ours"), now())
        return service.import_ledger(session, read_ledger(content, today()), donor_ids=[donor.id], by=by())


def _foresee(session: Session, donor: Organisation, content: bytes) -> LedgerReport:
    """Do it, and take all of it back: so it says what would become of each line."""
    report = service.import_ledger(session, read_ledger(content, today()), donor_ids=[donor.id], by=by())
    session.rollback()
    return report
