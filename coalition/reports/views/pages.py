"""Reports on the web; `?format=pdf`, `docx` and `xlsx` bring the files."""

from datetime import date

from flask import abort, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.activities.queries import sight_of
from coalition.auth.policy import Act
from coalition.coalitions.queries import get_coalition, list_members
from coalition.coalitions.rules import is_current
from coalition.core.clock import today
from coalition.core.errors import RuleBroken
from coalition.core.when import add_months, parse_when
from coalition.db import current_session
from coalition.reports.queries.brief import brief_of
from coalition.reports.queries.msp import year_of
from coalition.reports.queries.works import works_of
from coalition.reports.views.brief import brief_report, pack_report
from coalition.reports.views.msp import msp_report
from coalition.reports.views.room import bp
from coalition.reports.views.terms import terms_report
from coalition.reports.views.works import works_report
from coalition.strategies.queries import find_guiding
from coalition.web.access import allow, require, standing
from coalition.web.handing import hand_out


@bp.get("/coalitions/<int:coalition_id>/brief")
@allow(Act.BRIEF_SEE)
def brief(coalition_id: int) -> str | Response:
    """The brief of a coalition on one page."""
    session, day = current_session(), today()
    coalition = get_coalition(session, coalition_id)
    require(Act.BRIEF_SEE, coalition)
    report = brief_report(brief_of(session, coalition, standing(), day), day)
    return hand_out(report, (coalition.name, url_for("coalitions.show", coalition_id=coalition_id)))


@bp.get("/coalitions/<int:coalition_id>/pack")
@allow(Act.BRIEF_SEE)
def pack(coalition_id: int) -> str | Response:
    """The pack for a donor conference."""
    session, day = current_session(), today()
    coalition = get_coalition(session, coalition_id)
    require(Act.BRIEF_SEE, coalition)
    report = pack_report(brief_of(session, coalition, standing(), day), day)
    return hand_out(report, (coalition.name, url_for("coalitions.show", coalition_id=coalition_id)))


@bp.get("/coalitions/<int:coalition_id>/terms")
@allow(Act.BRIEF_SEE)
def terms(coalition_id: int) -> str | Response:
    """The terms of reference of a coalition, as a draft."""
    session, day = current_session(), today()
    coalition = get_coalition(session, coalition_id)
    require(Act.BRIEF_SEE, coalition)
    members = [m for m in list_members(session, [coalition.id]) if is_current(m.valid_from, m.valid_to, day)]
    report = terms_report(coalition, members, find_guiding(session, coalition.state_id), day)
    return hand_out(report, (coalition.name, url_for("coalitions.show", coalition_id=coalition_id)))


@bp.get("/coalitions/<int:coalition_id>/works")
@allow(Act.BRIEF_SEE)
def works(coalition_id: int) -> str | Response:
    """Who does what where and when in the State of a coalition."""
    session, day = current_session(), today()
    coalition = get_coalition(session, coalition_id)
    require(Act.BRIEF_SEE, coalition)
    found = works_of(session, coalition.state_id, standing(), sight_of(standing()), day)
    back = (coalition.name, url_for("coalitions.show", coalition_id=coalition_id))
    return hand_out(works_report(coalition, found, day), back)


@bp.get("/ica")
@allow(Act.MSP_REPORT_DRAFT)
def ica() -> str | Response:
    """The coordinators' report to the Meeting of States Parties, of the last twelve months unless told."""
    end = _day("to", today())
    start = _day("from", add_months(end, -12))
    if end < start:
        abort(400)
    report = msp_report(year_of(current_session(), start, end), today())
    return hand_out(report, (_("Coalitions"), url_for("coalitions.index")))


def _day(name: str, default: date) -> date:
    text = request.args.get(name, "")
    if not text:
        return default
    try:
        return parse_when(text).on
    except RuleBroken:
        abort(400)
