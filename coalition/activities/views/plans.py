"""What follows from results: progress, projection, the resource plan, and who does what about what."""

from flask import render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from coalition.activities import service
from coalition.activities.forms import ScopingForm
from coalition.activities.queries import (
    hanging_on,
    list_paid_clearance,
    list_scoping,
    progress_of,
    rates_of,
    resources_of,
    results_by_year,
)
from coalition.activities.rules.adding import added_by
from coalition.activities.rules.projection import project
from coalition.activities.views.room import bp, run, state_for
from coalition.auth.policy import Act
from coalition.coalitions.models import Challenge
from coalition.coalitions.queries import get_coalition, list_challenges
from coalition.contamination.queries import extent_of, find_newest_snapshot
from coalition.contamination.rules import Knowledge
from coalition.core.clock import today
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import sight_of
from coalition.organisations.queries import list_all_organisations
from coalition.pledges.queries.choosing import Which
from coalition.pledges.queries.sums import list_counted_elsewhere
from coalition.strategies.queries import list_milestones, list_objectives_in_force
from coalition.treaty.queries import list_strip
from coalition.treaty.rules.terms import RuleCode
from coalition.web.access import allow, require, standing

MOST_PACE = 20.0


@bp.get("/progress/<iso3>")
@allow(Act.CONTAMINATION_SEE)
def progress(iso3: str) -> str:
    """A State's results against its objectives, and when the remaining land will be released."""
    state, session, day = state_for(Act.CONTAMINATION_SEE, iso3), current_session(), today()
    extent = extent_of(find_newest_snapshot(session, state.id))
    known = extent is not None and extent.knowledge is not Knowledge.UNKNOWN
    rates = rates_of(session, state.id, before_year=day.year)
    deadline = next((one for one in list_strip(session, state.id, day) if one.rule is RuleCode.T4), None)
    now_teams, then_teams, teams_told = _teams()
    added = added_by(list_paid_clearance(session, state.id))
    more = (now_teams + added.teams) / now_teams if teams_told else 1.0
    remaining = extent.total if extent is not None and known else None
    areas, last_year = [area for _, area in rates], day.year - 1
    deadline_year = deadline.due.on.year if deadline else None
    objectives = list_objectives_in_force(session, state.id)
    return render_template(
        "activities/progress.html",
        state=state,
        extent=extent,
        known=known,
        rates=rates,
        years=results_by_year(session, state.id),
        deadline=deadline,
        projection=project(remaining, areas, last_year=last_year, deadline_year=deadline_year),
        faster=project(
            remaining, areas, last_year=last_year, pace=then_teams / now_teams, deadline_year=deadline_year
        ),
        added=added,
        with_pledges=project(
            max(0, remaining - added.area) if remaining is not None else None,
            areas,
            last_year=last_year,
            pace=min(more, MOST_PACE),
            deadline_year=deadline_year,
        ),
        teams_told=teams_told,
        now_teams=now_teams,
        then_teams=then_teams,
        objectives=objectives,
        progress=progress_of(
            session, objectives, list_milestones(session, [one.id for one in objectives]), year=last_year
        ),
    )


@bp.get("/resources/<iso3>")
@allow(Act.CONTAMINATION_SEE)
def resources(iso3: str) -> str:
    """What is required in each year and for each objective, and from where it comes."""
    state, session = state_for(Act.CONTAMINATION_SEE, iso3), current_session()
    objectives = list_objectives_in_force(session, state.id)
    return render_template(
        "activities/resources.html",
        state=state,
        plan=resources_of(session, state.id),
        elsewhere=list_counted_elsewhere(session, Which(viewer=standing(), state_id=state.id)),
        objectives=objectives,
        hanging=hanging_on(session, [one.id for one in objectives]),
    )


@bp.get("/matrix/<int:coalition_id>")
@allow(Act.ACTIVITY_SEE)
def matrix(coalition_id: int) -> str:
    """Challenge → activity → actor: where nobody stands in the last column, help is missing."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    require(Act.ACTIVITY_SEE, coalition)
    return render_template(
        "activities/matrix.html",
        coalition=coalition,
        challenges=list_challenges(session, coalition_id),
        lines=list_scoping(session, coalition_id),
    )


@bp.route("/matrix/<int:coalition_id>/new", methods=["GET", "POST"])
@allow(Act.SCOPING_KEEP)
def scope(coalition_id: int) -> str | Response:
    """Add a line to the matrix."""
    session, form = current_session(), ScopingForm()
    coalition = get_coalition(session, coalition_id)
    require(Act.SCOPING_KEEP, coalition)
    needs = {
        str(need.id): need for need in list_needs_of(session, coalition.state_id, sight=sight_of(standing()))
    }
    form.challenge.choices = [
        SelectChoice(str(one.id), one.title) for one in list_challenges(session, coalition_id)
    ]
    form.actor.choices = [SelectChoice("", _("Nobody yet"))]
    form.actor.choices += [SelectChoice(str(one.id), one.label) for one in list_all_organisations(session)]
    form.need.choices = [SelectChoice("", _("No need yet"))]
    form.need.choices += [SelectChoice(str(need.id), need.title) for need in needs.values()]

    def act() -> None:
        challenge = session.get(Challenge, int(form.challenge.data))
        if challenge is None or challenge.coalition_id != coalition_id:
            raise NotFound("challenge")
        service.scope(
            session,
            challenge,
            what=form.what.data,
            actor_id=int(form.actor.data) if form.actor.data else None,
            actor_note=form.actor_note.data or "",
            need=needs.get(form.need.data),
        )

    words = {
        "heading": _("Who does what about it"),
        "submit": _("Add line"),
        "over": coalition.name,
        "done": _("The line is added."),
    }
    return run(form, act, back=url_for("activities.matrix", coalition_id=coalition_id), words=words)


def _teams() -> tuple[int, int, bool]:
    """Return how many teams work now, how many the reader asks about, and whether they were told.

    One and two unless told.
    """
    asked = [request.args.get(name, "") for name in ("teams", "then")]
    if not all(text.isascii() and text.isdigit() and 0 < len(text) < 5 and int(text) > 0 for text in asked):
        return 1, 2, False
    now_teams, then_teams = map(int, asked)
    return (now_teams, then_teams, True) if then_teams / now_teams <= MOST_PACE else (1, 2, False)
