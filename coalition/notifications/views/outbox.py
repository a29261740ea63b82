"""The outbox, for the administrator: what waits, what went out, what could not be sent and why."""

from flask import current_app, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.core.paging import page_number
from coalition.db import current_session, transaction
from coalition.notifications import service
from coalition.notifications.queries import count_outbox, get_mail, page_of_outbox
from coalition.notifications.rules import Kind, MailStatus
from coalition.notifications.service.keeping import OPEN, STUCK
from coalition.notifications.views.room import TONES, body_of, bp, kind_words, status_words, subject_of
from coalition.web.access import allow
from coalition.web.words import in_words

PAGES = tuple(MailStatus)


@bp.get("/outbox")
@allow(Act.OUTBOX_SEE)
def outbox() -> str:
    """Messages by what became of them; those that wait are shown in full where no mail server is set."""
    session, asked = current_session(), request.args.get("status")
    status = MailStatus(asked) if asked in set(MailStatus) else MailStatus.WAITING
    page = page_of_outbox(session, status, page_number(request.args.get("page")))
    counts, words = count_outbox(session), status_words()
    return render_template(
        "notifications/outbox.html",
        page=page,
        status=status,
        tabs_=[
            {
                "label": words[one],
                "href": url_for("notifications.outbox", status=one.value),
                "current": one is status,
                "count": counts[one],
            }
            for one in PAGES
        ],
        no_server=not current_app.config["MAIL_URL"],
        secret=Kind.ACCOUNT,
        kinds=kind_words(),
        words=words,
        tones=TONES,
        subject_of=subject_of,
        body_of=body_of,
        can_retry=STUCK,
        can_discard=OPEN,
    )


@bp.post("/outbox/<int:mail_id>/retry")
@allow(Act.OUTBOX_KEEP)
def retry(mail_id: int) -> Response:
    """Send a message again that could not be sent, or perhaps was."""
    session = current_session()
    try:
        with transaction(session):
            service.retry(get_mail(session, mail_id), now=now())
    except RuleBroken as broken:
        flash(in_words(broken), "error")
    else:
        flash(_("The message is tried again with the next round of mail."))
    return _back()


@bp.post("/outbox/<int:mail_id>/discard")
@allow(Act.OUTBOX_KEEP)
def discard(mail_id: int) -> Response:
    """Take a message out of the outbox."""
    session = current_session()
    try:
        with transaction(session):
            service.discard(get_mail(session, mail_id))
    except RuleBroken as broken:
        flash(in_words(broken), "error")
    else:
        flash(_("The message will not be sent. Its reader still finds it on the site."))
    return _back()


def _back() -> Response:
    status = request.form.get("status", "")
    return redirect(url_for("notifications.outbox", status=status if status in set(MailStatus) else None))
