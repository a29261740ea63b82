"""Activities: the list, one of them, and the steps it takes."""

from collections.abc import Sequence
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from sqlmodel import Session, col, select
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from coalition.activities import service
from coalition.activities.forms import ActivityForm, LinksForm, MoveForm
from coalition.activities.forms.work import lines_of
from coalition.activities.models import Activity
from coalition.activities.queries import (
    Asked,
    find_lacks,
    get_activity,
    list_activities,
    list_links,
    list_reports,
    sight_of,
)
from coalition.activities.rules.kinds import ActivityType, ReportingFrequency
from coalition.activities.rules.ladder import LADDER, NEXT, STATES_STEPS, ActivityStatus
from coalition.activities.views.room import activity_for, bp, run, seen_activity
from coalition.audit.queries import list_history
from coalition.auth.policy import Act, may
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import get_coalition, list_open_of
from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.needs.models import Need
from coalition.organisations.queries import list_partners
from coalition.pledges.models import Pledge
from coalition.states.queries import find_state_by_name
from coalition.strategies.queries import list_objectives_in_force
from coalition.strategies.rules import Pillar
from coalition.web.access import allow, require, standing
from coalition.web.changes import changes_of
from coalition.web.choices import capital, options, word


@bp.get("/")
@allow(Act.ACTIVITY_SEE)
def index() -> str:
    """The activities in sight."""
    session, wanted = current_session(), request.args
    state = find_state_by_name(session, wanted["state"]) if wanted.get("state") else None
    status, pillar = wanted.get("status", ""), wanted.get("pillar", "")
    asked = Asked(
        state_id=state.id if state else None,
        pillar=Pillar(pillar) if pillar in set(Pillar) else None,
        status=ActivityStatus(status) if status in set(ActivityStatus) else None,
        text=wanted.get("q", "").strip()[:100],
    )
    page = list_activities(session, sight_of(standing()), asked, page_number(wanted.get("page")))
    return render_template(
        "activities/index.html",
        page=page,
        wanted=wanted,
        choices=_choices(),
        lacks=find_lacks(session, page.rows),
    )


@bp.route("/new", methods=["GET", "POST"])
@allow(Act.ACTIVITY_PROPOSE)
def new() -> str | Response:
    """Propose work inside a coalition."""
    session, form = current_session(), ActivityForm()
    who = standing()
    near = list_open_of(session, state_ids=who.state_ids | who.member_states)
    found = [one for one in near if may(who, Act.ACTIVITY_PROPOSE, one)]
    if not found:
        raise RuleBroken("Work is agreed inside a coalition; there is none that you take part in yet.")
    chosen = form.coalition.data or request.args.get("coalition") or str(found[0].id)
    coalition = next((one for one in found if str(one.id) == chosen), found[0])
    form.coalition.data = str(coalition.id)
    _offer(session, form, found, coalition)

    def act() -> None:
        fresh = get_coalition(session, coalition_id)
        require(Act.ACTIVITY_PROPOSE, fresh)
        service.propose(session, fresh, facts=form.facts(), today=today())

    coalition_id = coalition.id
    words = {
        "heading": _("Propose an activity"),
        "submit": _("Propose"),
        "over": coalition.name,
        "done": _("The activity is proposed. The State agrees to it next."),
    }
    return run(form, act, back=url_for("activities.index"), words=words, template="activities/propose.html")


@bp.get("/<int:activity_id>")
@allow(Act.ACTIVITY_SEE)
def show(activity_id: int) -> str:
    """One activity: what it hangs on, who pays it, its reports."""
    session, activity = current_session(), seen_activity(activity_id)
    own = activity.implementer_id in standing().organisation_ids
    reports = list_reports(session, activity_id)
    awaited = activity.to_report(max((one.period_end for one in reports), default=None))
    return render_template(
        "activities/show.html",
        activity=activity,
        links=list_links(session, activity_id),
        lacks=find_lacks(session, [activity]).get(activity_id, []),
        awaited=awaited,
        reports=[one for one in reports if own or one.submitted_on is not None],
        ladder=[(status.value, capital(word(status))) for status in LADDER],
        steps=_steps(activity),
        history=changes_of(list_history(session, "activity", activity_id)),
    )


@bp.route("/<int:activity_id>/move/<then>", methods=["GET", "POST"])
@allow(Act.ACTIVITY_MOVE)
def move(activity_id: int, then: str) -> str | Response:
    """Take an activity one step on."""
    activity, form = activity_for(Act.ACTIVITY_MOVE, activity_id), MoveForm()
    step = ActivityStatus(then) if then in set(ActivityStatus) else activity.status
    if step in STATES_STEPS:
        require(Act.ACTIVITY_AGREE, activity)
    session = current_session()

    def act() -> None:
        found = get_activity(session, activity_id)
        service.move(
            session,
            found,
            then=step,
            on=form.on.data.on,
            tasking_ref=form.tasking_ref.data or "",
            reason=form.reason.data or "",
        )

    words = {
        "heading": _("The activity is now: %(status)s", status=word(step)),
        "submit": _("Record"),
        "over": activity.title,
        "done": _("The new status is recorded."),
    }
    return run(form, act, back=url_for("activities.show", activity_id=activity_id), words=words)


@bp.route("/<int:activity_id>/links", methods=["GET", "POST"])
@allow(Act.ACTIVITY_MOVE)
def links(activity_id: int) -> str | Response:
    """Say which needs an activity answers, which pledges pay it, and where it works."""
    activity, session = activity_for(Act.ACTIVITY_MOVE, activity_id), current_session()
    there = list_links(session, activity_id)
    form = LinksForm(
        data={
            "needs": "\n".join(need.ref for need in there.needs),
            "shares": "\n".join(f"{one.pledge.ref}: {one.share / 100:g}" for one in there.pledges),
            "hazard_areas": "\n".join(one.national_ref for one in there.hazard_areas),
        }
    )

    def act() -> None:
        found = get_activity(session, activity_id)
        service.link_needs(session, found, _by_ref(session, Need, lines_of(form.needs.data), "needs"))
        shares = form.paid()
        pledges = {one.ref: one.id for one in _by_ref(session, Pledge, list(shares), "shares")}
        service.link_pledges(session, found, {pledges[ref]: share for ref, share in shares.items()})
        service.link_hazard_areas(session, found, lines_of(form.hazard_areas.data))

    words = {
        "heading": _("What it hangs on"),
        "submit": _("Save"),
        "over": activity.title,
        "done": _("Saved."),
    }
    return run(form, act, back=url_for("activities.show", activity_id=activity_id), words=words)


def _by_ref(session: Session, table: Any, refs: Sequence[str], field: str) -> list[Any]:
    found = session.exec(select(table).where(col(table.ref).in_(refs))).all()
    missing = set(refs) - {one.ref for one in found}
    if missing:
        raise RuleBroken("No record has the reference {ref}.", field=field, ref=min(missing))
    return list(found)


def _steps(activity: Activity) -> list[ActivityStatus]:
    """Return the steps that whoever looks may take now."""
    agrees = may(standing(), Act.ACTIVITY_AGREE, activity)
    moves = may(standing(), Act.ACTIVITY_MOVE, activity)
    return [
        then
        for then in ActivityStatus
        if then in NEXT[activity.status] and (agrees if then in STATES_STEPS else moves)
    ]


def _offer(session: Session, form: ActivityForm, found: Sequence[Coalition], coalition: Coalition) -> None:
    form.coalition.choices = [SelectChoice(str(one.id), one.name) for one in found]
    form.type.choices, form.pillar.choices = options(ActivityType), options(Pillar)
    form.reporting_frequency.choices = options(ReportingFrequency)
    own = standing().organisation_ids
    bodies = list_partners(session)
    able = [one for one in bodies if not own or one.id in own or coalition.state_id in standing().state_ids]
    form.implementer.choices = [SelectChoice(str(one.id), one.label) for one in able]
    objectives = list_objectives_in_force(session, coalition.state_id)
    form.objective.choices = [SelectChoice(str(one.id), f"{one.code} {one.text}") for one in objectives]


def _choices() -> dict[str, list[tuple[str, str]]]:
    return {
        "pillar": [("", _("All pillars")), *((one.value, capital(word(one))) for one in Pillar)],
        "status": [("", _("All")), *((one.value, capital(word(one))) for one in ActivityStatus)],
    }
