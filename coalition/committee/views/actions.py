"""The action plan: its actions by area, progress by year, joint conclusions."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.auth.rules import Theme
from coalition.committee.forms.library import ActionProgressForm, ActionTextForm
from coalition.committee.queries.library import (
    find_progress,
    get_action,
    list_actions,
    progress_by_action,
)
from coalition.committee.service import library as service
from coalition.committee.views.room import bp, run, theme_choices
from coalition.core.clock import today
from coalition.db import current_session
from coalition.web.access import allow, me, require


@bp.get("/actions")
@allow(Act.COMMITTEE_SEE)
def actions() -> str:
    """The actions of one area or of all, each with what was recorded by year."""
    session = current_session()
    asked = request.args.get("theme", "")
    theme = Theme(asked) if asked in set(Theme) else None
    found = list_actions(session, theme)
    return render_template(
        "committee/actions.html",
        actions=found,
        progress=progress_by_action(session),
        placeholders=sum(action.inferred for action in found),
        theme=asked,
        themes=[(one.value, _("All areas") if not one.value else one.label) for one in theme_choices()],
    )


@bp.route("/actions/<int:action_id>/text", methods=["GET", "POST"])
@allow(Act.ACTION_TEXT)
def action_text(action_id: int) -> str | Response:
    """Put the plan's own text in the place of a placeholder."""
    action = get_action(current_session(), action_id)
    form = ActionTextForm(
        title="" if action.inferred else action.title,
        indicator=action.indicator,
        source="" if action.inferred else action.source,
    )
    return run(
        form,
        lambda: service.enter_text(
            action,
            title=form.title.data,
            indicator=form.indicator.data or "",
            source=form.source.data,
        ),
        back=url_for("committee.actions"),
        words=(
            _("Action %(number)s: the plan's own text", number=action.number),
            _("Enter text"),
            _("The text of the plan is on record."),
        ),
    )


@bp.route("/actions/<int:action_id>/progress", methods=["GET", "POST"])
@allow(Act.ACTION_REPORT)
def action_progress(action_id: int) -> str | Response:
    """Record progress on an action for a year, and the joint conclusion."""
    session = current_session()
    action = get_action(session, action_id)
    require(Act.ACTION_REPORT, action)
    asked = request.args.get("year", "")
    known = find_progress(session, action_id, int(asked)) if asked.isdecimal() else None
    form = ActionProgressForm(obj=known)
    if form.year.data is None and not form.is_submitted():
        form.year.data = today().year
    return run(
        form,
        lambda: service.record_progress(
            session,
            action,
            year=form.year.data,
            value=form.value.data or "",
            narrative=form.narrative.data,
            joint_conclusion=form.joint_conclusion.data or "",
            source=form.source.data,
            person_id=me().id,
            today=today(),
        ),
        back=url_for("committee.actions", theme=action.theme.value if action.theme else ""),
        words=(
            _("Progress on action %(number)s", number=action.number),
            _("Record progress"),
            _("The progress is on record."),
        ),
    )
