"""The blueprint of the room, and which activities and reports somebody sees."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template
from werkzeug.wrappers import Response

from coalition.activities.models import Activity, ActivityReport
from coalition.activities.queries import find_seen, find_seen_report, sight_of
from coalition.audit.service import claim_once
from coalition.auth.policy import Act
from coalition.core.clock import now
from coalition.core.errors import NotFound, RuleBroken
from coalition.db import current_session, transaction
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.web.access import require, standing
from coalition.web.beside import only_checks, similar_panel
from coalition.web.forms import Form

bp = Blueprint("activities", __name__, url_prefix="/activities")


def seen_activity(activity_id: int) -> Activity:
    """Return an activity that who asks may see; otherwise it does not exist for them (404)."""
    activity = find_seen(current_session(), sight_of(standing()), activity_id)
    if activity is None:
        raise NotFound(f"activity {activity_id}")
    return activity


def activity_for(act: Act, activity_id: int) -> Activity:
    """Return an activity that who asks may see and may do act to; 404 and 403 otherwise."""
    activity = seen_activity(activity_id)
    require(act, activity)
    return activity


def seen_report(report_id: int) -> ActivityReport:
    """Return a report that who asks may see: until it is handed in, its operator alone (404 for others)."""
    report = find_seen_report(current_session(), sight_of(standing()), report_id)
    if report is None:
        raise NotFound(f"report {report_id}")
    own = report.activity.implementer_id in standing().organisation_ids
    if report.submitted_on is None and not own:
        raise NotFound(f"report {report_id}")
    return report


def report_for(act: Act, report_id: int) -> ActivityReport:
    """Return a report that who asks may see and may do act to; 404 and 403 otherwise."""
    report = seen_report(report_id)
    require(act, report)
    return report


@dataclass(frozen=True, slots=True)
class Country:
    """A State as the policy asks about it."""

    state_id: int


def state_for(act: Act, iso3: str) -> State:
    """Return the State of a code, where who asks may do act to its figures; 404 and 403 otherwise."""
    state = get_state(current_session(), iso3)
    require(act, Country(state.id))
    return state


def run(
    form: Form,
    act: Callable[[], Any],
    *,
    back: str,
    words: dict[str, Any],
    template: str = "activities/act.html",
) -> str | Response:
    """Show the form (`words`: heading, submit, over), or do the act once and go back."""
    session = current_session()
    if only_checks():
        return render_template(template, form=form, back=back, similar=similar_panel(), **words)
    if form.validate_on_submit():
        try:
            with transaction(session):
                claim_once(session, form.once.data, back, now())
                act()
        except RuleBroken as broken:
            form.refuse(broken)
        else:
            flash(words["done"], "success")
            return redirect(back)
    return render_template(template, form=form, back=back, **words)
