"""The public front page, and whether the house stands."""

from flask import Blueprint, redirect, render_template, url_for
from flask_babel import gettext as _
from sqlalchemy import text
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.coalitions.queries import list_coalitions, names_of_leads
from coalition.coalitions.rules import OPEN, CoalitionStatus
from coalition.core.clock import today
from coalition.db import current_session
from coalition.states.queries import count_on
from coalition.states.rules import TreatyStatus
from coalition.web.access import allow, public, signed_in, standing
from coalition.web.desks import MOST_BLOCKS, MOST_WAITING, Part
from coalition.web.offices import desks_for, office_of

bp = Blueprint("web", __name__)


@bp.get("/")
@public
def front() -> str | Response:
    """What a coalition is, and the coalitions that agreed to be public."""
    if signed_in() is not None:
        return redirect(url_for("web.home"))
    session = current_session()
    page = list_coalitions(session, statuses=(*OPEN, CoalitionStatus.COMPLETED), only_public=True)
    leads = names_of_leads(session, [coalition.id for coalition in page.rows], today())
    counts = count_on(session, today())
    return render_template(
        "web/front.html",
        page=page,
        leads=leads,
        parties=counts[TreatyStatus.STATE_PARTY],
        signatories=counts[TreatyStatus.SIGNATORY],
        today=today(),
    )


@bp.get("/home")
@allow(Act.HOME_SEE)
def home() -> str:
    """The first page of whoever is signed in: what waits, then at most four blocks."""
    joined = Part()
    for desk in desks_for(standing()):
        joined.join(desk(current_session(), standing(), today()))
    return render_template(
        "web/home.html",
        title=_("Your desk"),
        office=office_of(standing()),
        part=joined,
        waiting=joined.waiting[:MOST_WAITING],
        blocks=joined.blocks[:MOST_BLOCKS],
    )


@bp.get("/healthz")
@public
def healthz() -> tuple[dict[str, str], int]:
    """The process is up."""
    return {"status": "up"}, 200


@bp.get("/readyz")
@public
def readyz() -> tuple[dict[str, str], int]:
    """The database answers and is migrated."""
    revision = (
        current_session().connection().execute(text("SELECT version_num FROM alembic_version")).scalar()
    )
    return (
        ({"status": "ready", "migrated_to": str(revision)}, 200) if revision else ({"status": "empty"}, 503)
    )
