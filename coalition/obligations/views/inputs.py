"""What ministries are asked for a transparency report, and what they write."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act, may
from coalition.core.clock import now, today
from coalition.core.errors import NotFound
from coalition.core.when import When
from coalition.db import current_session
from coalition.obligations.forms.reporting import AskMinistryForm, InputForm
from coalition.obligations.queries.reporting import get_input, get_whole, list_colleagues
from coalition.obligations.rules.reporting import FORMS, input_due
from coalition.obligations.service.reporting import ask_ministry, give_input
from coalition.obligations.views.room import bp, run
from coalition.web.access import allow, me, require, standing


@bp.route("/article7/<int:report_id>/inputs/new", methods=["GET", "POST"])
@allow(Act.ARTICLE7_KEEP)
def ask_input(report_id: int) -> str | Response:
    """Ask a ministry for one form by a day; the letter goes out at once."""
    session, form = current_session(), AskMinistryForm()
    whole = get_whole(session, report_id)
    require(Act.ARTICLE7_KEEP, whole)
    people = {str(one.id): one for one in list_colleagues(session, whole.state_id, today())}
    form.letter.choices = [SelectChoice(one.letter, f"{one.letter}. {_(one.title)}") for one in FORMS]
    form.owner.choices = [SelectChoice(number, one.name) for number, one in people.items()]
    if not form.is_submitted():
        form.due_on.data = When(input_due(whole.report.due_on, today()))
    return run(
        form,
        lambda: ask_ministry(
            session,
            whole,
            letter=form.letter.data,
            owner=people[form.owner.data],
            ask=form.ask.data or "",
            due_on=form.due_on.data.last,
            now=now(),
        ),
        back=url_for("obligations.report", report_id=report_id),
        heading=_("Ask a ministry"),
        submit=_("Send"),
        done=_("The letter is on its way; the answer comes into its form by itself."),
    )


@bp.route("/article7/<int:report_id>/inputs/<int:input_id>", methods=["GET", "POST"])
@allow(Act.ARTICLE7_INPUT)
def give(report_id: int, input_id: int) -> str | Response:
    """Write what one's ministry is asked; nobody else's part."""
    session, form = current_session(), InputForm()
    asked = get_input(session, report_id, input_id)
    require(Act.ARTICLE7_INPUT, asked)
    whole_desk = may(standing(), Act.ARTICLE7_KEEP, asked)
    if asked.owner_id != me().id and not whole_desk:
        raise NotFound(f"input {input_id}")
    if not form.is_submitted():
        form.text.data = asked.text
    title = next(one.title for one in FORMS if one.letter == asked.letter)
    return run(
        form,
        lambda: give_input(session, asked, text=form.text.data or "", now=now()),
        back=url_for("obligations.report", report_id=report_id),
        heading=_("Form %(letter)s: %(title)s", letter=asked.letter, title=_(title)),
        submit=_("Hand in"),
        done=_("Thank you. Your part stands in the report."),
        lead=asked.ask,
    )
