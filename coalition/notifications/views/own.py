"""What a person was told, and how they want to be told."""

from zoneinfo import available_timezones

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.auth.rules import Rank, Role
from coalition.core.clock import now
from coalition.core.errors import RuleBroken
from coalition.core.paging import page_number
from coalition.db import current_session, transaction
from coalition.notifications import service
from coalition.notifications.forms import SettingsForm
from coalition.notifications.queries import count_unread, get_own, list_settings, page_of_own
from coalition.notifications.rules import CHOSEN, WHY, Kind, Pace
from coalition.notifications.views.room import (
    TONES,
    body_of,
    bp,
    kind_words,
    pace_words,
    status_words,
    subject_of,
)
from coalition.web.access import allow, me, standing
from coalition.web.languages import LANGUAGES


@bp.get("/notifications")
@allow(Act.ACCOUNT_KEEP)
def index() -> str:
    """What I was told, why, and what became of the letter; newest first."""
    session, asked = current_session(), request.args.get("kind")
    kind = Kind(asked) if asked in set(Kind) else None
    unread = request.args.get("show") == "unread"
    page = page_of_own(session, me().id, page_number(request.args.get("page")), kind=kind, unread=unread)
    return render_template(
        "notifications/index.html",
        page=page,
        unread=count_unread(session, me().id),
        why=WHY,
        kinds=kind_words(),
        statuses=status_words(),
        tones=TONES,
        subject_of=subject_of,
        body_of=body_of,
        kind=kind,
        show="unread" if unread else "",
    )


@bp.post("/notifications/read")
@allow(Act.ACCOUNT_KEEP)
def read_all() -> Response:
    """Mark all my messages as read."""
    session = current_session()
    with transaction(session):
        service.mark_read(session, me().id, None, now=now())
    flash(_("All messages are marked as read."))
    return redirect(url_for("notifications.index"))


@bp.post("/notifications/<int:mail_id>/open")
@allow(Act.ACCOUNT_KEEP)
def open_one(mail_id: int) -> Response:
    """Mark a message of mine as read and go where it leads."""
    session = current_session()
    with transaction(session):
        mail = get_own(session, me().id, mail_id)
        service.mark_read(session, me().id, mail_id, now=now())
        link = mail.link
    return redirect(link if link.startswith("/") and not link.startswith("//") else url_for(".index"))


@bp.post("/notifications/<int:mail_id>/unread")
@allow(Act.ACCOUNT_KEEP)
def unread_again(mail_id: int) -> Response:
    """Mark a message of mine as not yet read."""
    session = current_session()
    with transaction(session):
        get_own(session, me().id, mail_id)
        service.mark_unread(session, me().id, mail_id)
    return redirect(url_for("notifications.index"))


@bp.route("/notifications/settings", methods=["GET", "POST"])
@allow(Act.ACCOUNT_KEEP)
def settings() -> str | Response:
    """What I am mailed and how soon, in which language and zone."""
    form, session = _form(), current_session()
    if form.validate_on_submit():
        try:
            _save(form)
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(_("Your settings are saved."))
            return redirect(url_for("notifications.settings"))
    elif not form.is_submitted():
        for kind, pace in list_settings(session, me().id).items():
            form[kind.value].data = pace.value
    return render_template("notifications/settings.html", form=form)


def _form() -> SettingsForm:
    form, paces = SettingsForm(obj=me()), pace_words()
    form.locale.choices = [SelectChoice(code, name) for code, name in LANGUAGES.items()]
    form.digest.choices = [
        SelectChoice(pace.value, label) for pace, label in paces.items() if pace is not Pace.NEVER
    ]
    for kind in CHOSEN:
        may_stop = not (kind is Kind.DEADLINES and _answers_for_a_state())
        form[kind.value].choices = [
            SelectChoice("", _("As a rule")),
            *(SelectChoice(p.value, label) for p, label in paces.items() if may_stop or p is not Pace.NEVER),
        ]
        if kind is Kind.DEADLINES and not may_stop:
            form[kind.value].description = _("You answer for a State: these cannot be switched off.")
    return form


def _save(form: SettingsForm) -> None:
    if form.timezone.data not in available_timezones():
        raise RuleBroken("That is no time zone; write for example Europe/Zurich.", "timezone")
    session, person = current_session(), me()
    with transaction(session):
        for name in ("digest", "locale", "timezone"):
            setattr(person, name, form[name].data)
        paces = {kind: Pace(form[kind.value].data) if form[kind.value].data else None for kind in CHOSEN}
        service.choose(
            session,
            person.id,
            paces,
            usual=person.digest,
            zone=person.timezone,
            bound=_answers_for_a_state(),
            now=now(),
        )


def _answers_for_a_state() -> bool:
    return any(held.role is Role.AFFECTED_STATE and held.rank is Rank.HEAD for held in standing().held)
