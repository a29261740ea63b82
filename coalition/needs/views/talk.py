"""Questions to the State, its answers, and what was said about a need."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from coalition.auth.policy import Act
from coalition.core.clock import now, today
from coalition.core.text import cut
from coalition.db import current_session
from coalition.needs import service
from coalition.needs.forms import AnswerForm, QuestionForm, StatementForm
from coalition.needs.models import Need
from coalition.needs.queries import get_question, get_statement, list_statements
from coalition.needs.views.life import run
from coalition.needs.views.room import bp
from coalition.needs.views.sight import need_for
from coalition.notifications.service import tell
from coalition.web.access import allow, me, standing


@bp.route("/<int:need_id>/ask", methods=["GET", "POST"])
@allow(Act.NEED_ASK)
def ask(need_id: int) -> str | Response:
    """Ask the State something about a need."""
    need, form = need_for(Act.NEED_ASK, need_id), QuestionForm()

    def act(found: Need) -> None:
        own = min(standing().organisation_ids, default=None)
        service.ask(
            current_session(),
            found,
            text=form.text.data,
            person_id=me().id,
            organisation_id=own,
            today=today(),
        )

    return run(
        form,
        need,
        act,
        title=_("Ask about this need"),
        submit=_("Send question"),
        done=_("The question is sent. You are told when it is answered."),
    )


@bp.route("/<int:need_id>/questions/<int:question_id>", methods=["GET", "POST"])
@allow(Act.NEED_ANSWER)
def answer(need_id: int, question_id: int) -> str | Response:
    """Answer a question; who asked is told."""
    need, form = need_for(Act.NEED_ANSWER, need_id), AnswerForm()
    question = get_question(current_session(), need, question_id)
    form.text.label.text = question.text

    def act(found: Need) -> None:
        session = current_session()
        asked = get_question(session, found, question_id)
        service.answer(session, asked, text=form.text.data, person_id=me().id, today=today())
        if asked.asked_by_id is not None:
            tell(
                session,
                [asked.asked_by_id],
                key=f"need-answer:{asked.id}:{today()}",
                subject=_("Your question about “%(need)s” is answered", need=cut(found.title, 80)),
                body=f"{asked.text}\n\n{asked.answer}",
                link=url_for("needs.show", need_id=found.id),
                now=now(),
            )

    return run(
        form, need, act, title=_("Answer a question"), submit=_("Send answer"), done=_("The answer is sent.")
    )


@bp.route("/<int:need_id>/statements/new", methods=["GET", "POST"])
@allow(Act.NEED_COMMENT)
def statement(need_id: int) -> str | Response:
    """Keep what somebody said about the need; where it contradicts another statement, both stay."""
    need, form = need_for(Act.NEED_COMMENT, need_id), StatementForm()
    said = list_statements(current_session(), need_id)
    form.counters.choices = [SelectChoice("", _("No other statement"))]
    form.counters.choices += [
        SelectChoice(str(one.id), cut(f"{one.said_by}: {one.text}", 80)) for one in said
    ]

    def act(found: Need) -> None:
        session = current_session()
        other = get_statement(session, found, int(form.counters.data)) if form.counters.data else None
        service.add_statement(
            session,
            found,
            by=form.by.data,
            on=form.on.data,
            forum=form.forum.data or "",
            text=form.text.data,
            counters=other,
        )

    return run(
        form, need, act, title=_("Record a statement"), submit=_("Record"), done=_("The statement is kept.")
    )
