"""What universalization brings to first pages: the shared calendar, and one's own tasks."""

from datetime import date

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Act, Standing, may
from coalition.core.when import is_past
from coalition.universalization.queries.calendar import list_ahead
from coalition.web.desks import Action, Block, Line, Part

MOST = 6


def of_outreach(session: Session, standing: Standing, today: date) -> Part:
    """Who speaks with whom in the next 60 days; what of mine took place and is not reported."""
    if not may(standing, Act.OUTREACH_PLAN):
        return Part()
    ahead = list_ahead(session, today, most=MOST)
    part = Part(actions=[Action(_("Plan an approach"), url_for("universalization.plan"))])
    part.waiting = [
        Line(
            _("%(state)s: what became of it?", state=one.state.label),
            _("Report"),
            url_for("universalization.report", outreach_id=one.id),
        )
        for one in ahead
        if is_past(one.happens_on, one.precision, today) and may(standing, Act.OUTREACH_REPORT, one)
    ]
    part.blocks = [Block("universalization/_ahead.html", {"ahead": ahead})]
    return part
