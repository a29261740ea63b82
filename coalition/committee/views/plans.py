"""Where the work plans of a cycle stand on a day."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act, may
from coalition.auth.rules import Theme
from coalition.committee.forms.plans import CycleForm
from coalition.committee.models import WorkPlan
from coalition.committee.queries.offices import names_of_areas
from coalition.committee.queries.plans import actions_by_item, get_plan, list_cycles, list_items, list_plans
from coalition.committee.rules.plans import PlanStatus, due_day, is_past_date, is_waiting, status_on
from coalition.committee.service import plans as service
from coalition.committee.service import remind_now
from coalition.committee.views.room import bp, day_asked, deed, run
from coalition.core.clock import today
from coalition.core.errors import NotFound
from coalition.db import current_session
from coalition.web.access import allow, standing
from coalition.web.choices import capital, word
from coalition.web.filters import day as day_filter
from coalition.web.filters import in_readers_language

in_day = in_readers_language(day_filter)


@bp.get("/plans")
@allow(Act.PLAN_SEE)
def plans() -> str:
    """The work plans of a cycle as they stood on a day; outside the Committee only the published ones."""
    session, day = current_session(), day_asked()
    inside = may(standing(), Act.COMMITTEE_SEE)
    cycles = list_cycles(session)
    asked = request.args.get("cycle", "")
    cycle = int(asked) if asked.isdecimal() and int(asked) in cycles else cycles[0] if cycles else None
    found = list_plans(session, cycle) if cycle else []
    rows = rows_of(found, names_of_areas(session), day, inside=inside)
    due = found[0].due_on if found else None
    return render_template(
        "committee/plans.html",
        rows=rows,
        cycle=cycle,
        cycles=cycles,
        cycles_named=[(str(year), f"{year}–{year + 1}") for year in cycles],
        day=day,
        due=due,
        days_left=(due - day).days if due else None,
        waiting=sum(row["waiting"] for row in rows),
        inside=inside,
    )


def rows_of(
    plans: Sequence[WorkPlan], names: dict[Theme, str], day: date, *, inside: bool
) -> list[dict[str, Any]]:
    """Return plans as their table shows them on a day; "past the date" only inside the Committee."""
    rows = []
    for plan in plans:
        facts = plan.facts
        status = status_on(facts, day)
        if inside or (plan.published_on is not None and plan.published_on <= day):
            said = [report for report in plan.reports if report.said_on <= day]
            rows.append(
                {
                    "plan": plan,
                    "name": names.get(plan.theme, plan.theme),
                    "status": status,
                    "said": said[-1] if said else None,
                    "waiting": is_waiting(facts, day),
                    "past": inside and is_past_date(facts, day),
                    "signed": [one for one in plan.offices if one.signed_on and one.signed_on <= day],
                }
            )
    return rows


@bp.route("/plans/open", methods=["GET", "POST"])
@allow(Act.PLAN_RUN)
def open_cycle() -> str | Response:
    """Open the work plans of a cycle for the offices on record."""
    session, form = current_session(), CycleForm()
    if form.cycle.data is None:
        form.cycle.data = today().year

    def act() -> None:
        due = form.due_on.data.last if form.due_on.data else due_day(form.cycle.data)
        service.open_cycle(session, cycle=form.cycle.data, due_on=due, today=today())

    return run(
        form,
        act,
        back=url_for("committee.plans"),
        words=(_("Open the work plans of a cycle"), _("Open plans"), _("The work plans are open.")),
        help_text=_(
            "One plan for each thematic area, owned by the two States that coordinate it on that day."
        ),
    )


@bp.post("/plans/remind")
@allow(Act.PLAN_RUN)
def remind() -> Response:
    """Remind the offices whose plans are not yet received."""
    session = current_session()
    asked = request.form.get("cycle", "")
    if not asked.isdecimal():
        abort(400)

    def act() -> object:
        count = remind_now(session, list_plans(session, int(asked)), today=today())
        return _("%(count)s reminders are on their way.", count=count)

    return deed(act, back=url_for("committee.plans", cycle=asked))


@bp.get("/plans/<int:plan_id>")
@allow(Act.PLAN_SEE)
def plan(plan_id: int) -> str:
    """One work plan: offices and signatures, deliverables, what was reported of it."""
    session, day = current_session(), day_asked()
    found = get_plan(session, plan_id)
    inside = may(standing(), Act.COMMITTEE_SEE)
    if not inside and found.published_on is None:
        raise NotFound(f"work plan {plan_id}")
    facts = found.facts
    return render_template(
        "committee/plan.html",
        plan=found,
        name=names_of_areas(session).get(found.theme, found.theme),
        status=status_on(facts, day),
        items=list_items(session, plan_id),
        actions=actions_by_item(session, plan_id),
        waiting=is_waiting(facts, day),
        past=inside and is_past_date(facts, day),
        inside=inside,
        may_sign=own_office(found) is not None,
        steps=[(step.value, capital(word(step))) for step in PlanStatus],
        shown=_facts(found, day),
    )


def _facts(plan: WorkPlan, day: date) -> list[tuple[str, str]]:
    """Return the dates of a plan in words."""
    left = (plan.due_on - day).days
    due = in_day(plan.due_on)
    received = in_day(plan.submitted_on) if plan.submitted_on else _("not yet received")
    return [
        (_("Due"), _("%(day)s, %(days)s days left", day=due, days=left) if left >= 0 else due),
        (_("Handed in"), received),
        (_("Published"), in_day(plan.published_on) if plan.published_on else _("not yet")),
    ]


def own_office(plan: WorkPlan) -> int | None:
    """Return the State for which the reader may still sign, or None."""
    if plan.submitted_on is not None or not may(standing(), Act.PLAN_WRITE, plan):
        return None
    mine = {held.state_id for held in standing().held if held.theme == plan.theme}
    return next((one.state_id for one in plan.offices if one.state_id in mine and not one.signed_on), None)
