"""The first page of the Committee."""

from flask import render_template

from coalition.auth.policy import Act
from coalition.committee.queries.meetings import list_points
from coalition.committee.queries.offices import list_areas, list_terms
from coalition.committee.queries.plans import list_cycles, list_plans
from coalition.committee.rules.offices import Office
from coalition.committee.views.meetings import point_line
from coalition.committee.views.plans import rows_of
from coalition.committee.views.room import bp
from coalition.core.clock import today
from coalition.db import current_session
from coalition.web.access import allow


@bp.get("/")
@allow(Act.COMMITTEE_SEE)
def index() -> str:
    """Offices of today, the work plans of the cycle, meetings and open action points."""
    session, day = current_session(), today()
    areas, cycles = list_areas(session), list_cycles(session)
    plans = list_plans(session, cycles[0]) if cycles else []
    names = {area.code: area.name for area in areas}
    held = list_terms(session, on=day)
    return render_template(
        "committee/index.html",
        rows=rows_of(plans, names, day, inside=True),
        cycle=cycles[0] if cycles else None,
        due=plans[0].due_on if plans else None,
        president=next((term for term in held if term.office is Office.PRESIDENT), None),
        offices=[term for term in held if term.office is not Office.PRESIDENT],
        names=names,
        points=[point_line(point) for point in list_points(session)],
        day=day,
    )
