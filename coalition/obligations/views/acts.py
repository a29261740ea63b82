"""Declaring, celebrating, opening again."""

from flask import current_app, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act
from coalition.core.clock import now
from coalition.core.errors import NotFound
from coalition.core.when import When
from coalition.db import current_session
from coalition.documents.rules import FileKind
from coalition.documents.service import keep
from coalition.obligations.forms.declaring import CeremonyForm, DeclarationForm, ReopenForm
from coalition.obligations.queries.declared import get_declaration
from coalition.obligations.rules.declaring import DECLARED, ceremony_at
from coalition.obligations.service.declaring import declare as file_declaration
from coalition.obligations.service.declaring import enter_ceremony, open_again
from coalition.obligations.views.room import bp, run
from coalition.treaty.queries import get_obligation, list_meetings
from coalition.treaty.rules.terms import DECIDING
from coalition.web.access import allow, me, require
from coalition.web.downloads import download


@bp.route("/<int:obligation_id>/declare", methods=["GET", "POST"])
@allow(Act.OBLIGATION_DECLARE)
def declare(obligation_id: int) -> str | Response:
    """File a declaration of compliance."""
    session, form = current_session(), DeclarationForm()
    obligation = get_obligation(session, obligation_id)
    require(Act.OBLIGATION_DECLARE, obligation)
    if obligation.article not in DECLARED:
        raise NotFound(f"a declaration under Article {obligation.article}")
    return run(
        form,
        lambda: file_declaration(
            session,
            obligation,
            on=form.declared_on.data,
            stated_by=form.stated_by.data or "",
            achievement=form.achievement.data or "",
            source=form.source.data or "",
            file_id=_kept(form),
            person_id=me().id,
            now=now(),
        ),
        back=url_for("obligations.show", obligation_id=obligation_id),
        heading=_(
            "Declaration of %(state)s under Article %(article)s",
            state=obligation.state.label,
            article=obligation.article,
        ),
        submit=_("File the declaration"),
        done=_("The declaration is filed. The obligation is fulfilled and its reminders have ended."),
        lead=_("From this day the obligation reads as fulfilled, also on the public page of the State."),
    )


def _kept(form: DeclarationForm) -> int | None:
    """Store the paper, if one came, and return its number. Raises RuleBroken (field "file")."""
    given = form.file.data
    if not given:
        return None
    stored = keep(
        current_session(),
        current_app.config["FILES_URL"],
        data=given.read(),
        name=given.filename,
        person_id=me().id,
        now=now(),
        kinds={FileKind.PDF, FileKind.DOCX},
    )
    given.close()
    return stored.id


@bp.get("/declarations/<int:declaration_id>/file")
@allow(Act.OBLIGATION_SEE)
def paper(declaration_id: int) -> Response:
    """The paper of a declaration as it was handed in."""
    word = get_declaration(current_session(), declaration_id)
    if word.file is None:
        raise NotFound(f"paper of declaration {declaration_id}")
    return download(word.file)


@bp.route("/declarations/<int:declaration_id>/ceremony", methods=["GET", "POST"])
@allow(Act.OBLIGATION_CEREMONY)
def ceremony(declaration_id: int) -> str | Response:
    """Enter the celebration at a meeting; the first one after the declaration is offered."""
    session, form = current_session(), CeremonyForm()
    word = get_declaration(session, declaration_id)
    require(Act.OBLIGATION_CEREMONY, word)
    meetings = {str(one.id): one for one in reversed(list_meetings(session)) if one.kind in DECIDING}
    form.meeting.choices = [SelectChoice(number, one.name) for number, one in meetings.items()]
    if not form.is_submitted():
        declared = When(word.declared_on, word.declared_precision)
        offered = ceremony_at([(one.id, one.kind, one.starts_on) for one in meetings.values()], declared)
        form.meeting.data = str(word.ceremony_meeting_id or offered or "")
        form.note.data = word.ceremony_note
    return run(
        form,
        lambda: enter_ceremony(word, meetings[form.meeting.data], form.note.data or ""),
        back=url_for("obligations.show", obligation_id=word.obligation_id),
        heading=_("Ceremony for %(state)s", state=word.obligation.state.label),
        submit=_("Enter the ceremony"),
        done=_("The ceremony is entered; the public page of the State shows it."),
    )


@bp.route("/<int:obligation_id>/reopen", methods=["GET", "POST"])
@allow(Act.OBLIGATION_REOPEN)
def reopen(obligation_id: int) -> str | Response:
    """Record that something was found after the declaration."""
    session, form = current_session(), ReopenForm()
    obligation = get_obligation(session, obligation_id)
    require(Act.OBLIGATION_REOPEN, obligation)
    return run(
        form,
        lambda: open_again(
            session,
            obligation,
            on=form.reopened_on.data,
            reason=form.reason.data or "",
            source=form.source.data or "",
            now=now(),
        ),
        back=url_for("obligations.show", obligation_id=obligation_id),
        heading=_(
            "Open Article %(article)s again for %(state)s",
            state=obligation.state.label,
            article=obligation.article,
        ),
        submit=_("Open again"),
        done=_("The obligation is open again. The declaration stays on record."),
        lead=_("Something that nobody knew of was found. Saying so early is good practice."),
    )
