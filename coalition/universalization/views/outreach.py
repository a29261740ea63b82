"""The shared calendar: planning, joining, reporting, campaigns."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response
from wtforms.fields.choices import SelectChoice

from coalition.auth.policy import Act, may
from coalition.core.clock import now, today
from coalition.core.errors import RuleBroken
from coalition.core.paging import page_number
from coalition.db import current_session, transaction
from coalition.states.queries import list_all_states
from coalition.universalization.forms import CampaignForm, PlanForm, ReportForm
from coalition.universalization.queries.calendar import (
    get_outreach,
    list_campaigns,
    list_champions,
    list_outreach,
)
from coalition.universalization.rules.outreach import NEXT, Channel, OutreachStatus, Purpose
from coalition.universalization.rules.stages import Barrier
from coalition.universalization.service import outreach as service
from coalition.universalization.service import people
from coalition.universalization.service.outreach import Plan
from coalition.universalization.views.room import bodies_of, bp, chosen, run
from coalition.web.access import allow, me, require, standing
from coalition.web.choices import options
from coalition.web.words import in_words


@bp.get("/calendar")
@allow(Act.OUTREACH_SEE)
def calendar() -> str:
    """Everything planned, by day, and what has taken place; whoever does outreach sees all of it."""
    session, past = current_session(), request.args.get("show") == "past"
    bodies = bodies_of(session, standing())
    return render_template(
        "universalization/calendar.html",
        page=list_outreach(session, ahead=not past, page=page_number(request.args.get("page"))),
        past=past,
        campaigns=list_campaigns(session),
        bodies=bodies,
        mine={body.id for body in bodies},
        may_plan=may(standing(), Act.OUTREACH_PLAN),
        may_report=lambda found: may(standing(), Act.OUTREACH_REPORT, found),
    )


@bp.route("/plan", methods=["GET", "POST"])
@allow(Act.OUTREACH_PLAN)
def plan() -> str | Response:
    """Plan an approach: it stands in the calendar of all who do outreach, so that others can join."""
    session = current_session()
    form = PlanForm(state=request.args.get("state"))
    states = {state.iso3: state for state in list_all_states(session)}
    form.state.choices = [SelectChoice(iso3, state.label) for iso3, state in states.items()]
    form.organisation.choices = chosen(bodies_of(session, standing()))
    form.purpose.choices, form.channel.choices = options(Purpose), options(Channel)
    form.campaign.choices = [
        SelectChoice("", ""),
        *(SelectChoice(str(one.id), one.title) for one in list_campaigns(session)),
    ]

    form.envoy.choices = [
        SelectChoice("", _("nobody")),
        *(SelectChoice(str(one.id), one.name) for one in list_champions(session) if one.is_envoy),
    ]

    def act() -> object:
        return service.plan(
            session,
            states[form.state.data],
            organisation_id=int(form.organisation.data),
            plan=_plan_of(form),
            person_id=me().id,
            today=today(),
        )

    words = (_("Plan an approach"), _("Save"), _("It stands in the shared calendar."))
    return run(form, act, back=url_for("universalization.calendar"), here=_("Calendar"), words=words)


def _plan_of(form: Any) -> Plan:
    return Plan(
        purpose=Purpose(form.purpose.data),
        channel=Channel(form.channel.data),
        when=form.when.data,
        occasion=form.occasion.data or "",
        envoy_id=int(form.envoy.data) if form.envoy.data else None,
        campaign_id=int(form.campaign.data) if form.campaign.data else None,
    )


@bp.post("/outreach/<int:outreach_id>/join")
@allow(Act.OUTREACH_PLAN)
def join(outreach_id: int) -> Response:
    """Go together with those who planned it."""
    session = current_session()
    bodies = bodies_of(session, standing())
    try:
        with transaction(session):
            found = get_outreach(session, outreach_id)
            own = next((body.id for body in bodies if str(body.id) == request.form.get("body")), None)
            if own is None:
                raise RuleBroken("You do not speak for this organisation.")
            service.join(session, found, organisation_id=own, now=now())
    except RuleBroken as broken:
        flash(in_words(broken))
    else:
        flash(_("You take part. Those who planned it are told."))
    return redirect(url_for("universalization.calendar"))


@bp.post("/outreach/<int:outreach_id>/leave")
@allow(Act.OUTREACH_PLAN)
def leave(outreach_id: int) -> Response:
    """Take part no longer."""
    session = current_session()
    bodies = bodies_of(session, standing())
    try:
        with transaction(session):
            found = get_outreach(session, outreach_id)
            own = next((body.id for body in bodies if body.id in found.owner_ids), 0)
            service.leave(session, found, organisation_id=own)
    except RuleBroken as broken:
        flash(in_words(broken))
    else:
        flash(_("You take part no longer."))
    return redirect(url_for("universalization.calendar"))


@bp.route("/outreach/<int:outreach_id>/report", methods=["GET", "POST"])
@allow(Act.OUTREACH_REPORT)
def report(outreach_id: int) -> str | Response:
    """Write what became of an approach."""
    session, form = current_session(), ReportForm()
    found = get_outreach(session, outreach_id)
    require(Act.OUTREACH_REPORT, found)
    form.status.choices = options(status for status in OutreachStatus if status in NEXT[found.status])
    form.barrier.choices = options(Barrier, blank=True)

    def act() -> None:
        service.report(
            found,
            status=OutreachStatus(form.status.data),
            on=form.on.data.on,
            outcome=form.outcome.data or "",
            next_step=form.next_step.data or "",
            next_on=form.next_on.data.on if form.next_on.data else None,
            barrier=Barrier(form.barrier.data) if form.barrier.data else None,
            today=today(),
        )

    words = (_("What became of it"), _("Save"), _("Recorded."))
    return run(form, act, back=url_for("universalization.calendar"), here=_("Calendar"), words=words)


@bp.route("/campaigns/new", methods=["GET", "POST"])
@allow(Act.OUTREACH_PLAN)
def campaign() -> str | Response:
    """Begin a campaign of several actors."""
    session, form = current_session(), CampaignForm()
    form.purpose.choices = options(Purpose)

    def act() -> object:
        return people.open_campaign(
            session,
            title=form.title.data or "",
            purpose=Purpose(form.purpose.data),
            starts_on=form.starts_on.data.on,
            ends_on=form.ends_on.data.last if form.ends_on.data else None,
            note=form.note.data or "",
            person_id=me().id,
        )

    words = (_("Begin a campaign"), _("Save"), _("The campaign stands; plan approaches in it."))
    return run(form, act, back=url_for("universalization.calendar"), here=_("Calendar"), words=words)
