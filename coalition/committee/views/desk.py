"""What the Committee brings to the first page of its offices, the ISU and the Presidency."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.committee.models import WorkPlan
from coalition.committee.queries.offices import names_of_areas
from coalition.committee.queries.plans import list_cycles, list_plans
from coalition.committee.views.plans import in_day, rows_of
from coalition.web.desks import Block, Line, Part


def of_committee(session: Session, standing: Standing, today: date) -> Part:
    """The work plans of the cycle, and one's own that waits for a signature."""
    cycles = list_cycles(session)
    if not cycles:
        return Part()
    plans = list_plans(session, cycles[0])
    rows = rows_of(plans, names_of_areas(session), today, inside=True)
    days = (plans[0].due_on - today).days
    part = Part(blocks=[Block("committee/_home.html", {"rows": rows, "days_left": days})])
    for row in rows:
        if row["waiting"] and _is_own(standing, row["plan"]):
            href = url_for("committee.plan", plan_id=row["plan"].id)
            note = _("due on %(day)s", day=in_day(row["plan"].due_on))
            part.waiting.append(Line(_("Your work plan: %(name)s", name=row["name"]), _("Open"), href, note))
    return part


def _is_own(standing: Standing, plan: WorkPlan) -> bool:
    own = {held.state_id for held in standing.held if held.theme == plan.theme}
    unsigned = {office.state_id for office in plan.offices if not office.signed_on}
    return may(standing, Act.PLAN_WRITE, plan) and bool(own & unsigned)
