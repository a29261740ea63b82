"""The public front page, and whether the house stands."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.coalitions.queries import list_coalitions, names_of_leads
from coalition.coalitions.rules import OPEN, CoalitionStatus
from coalition.core.clock import today
from coalition.db import current_session, transaction
from coalition.states.queries import count_on
from coalition.states.rules import TreatyStatus
from coalition.web.access import allow, public, signed_in, standing
from coalition.web.addresses import safe_path
from coalition.web.desks import MOST_BLOCKS, MOST_WAITING, Part
from coalition.web.languages import CHOSEN, LANGUAGES
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


@bp.post("/set-language")
@public
def set_language() -> Response:
    """Choose the language of the pages: kept for the person, or for this visit where nobody is signed in."""
    language, back = request.form.get("language", ""), request.form.get("next", "")
    if language in LANGUAGES:
        cookie[CHOSEN] = language
        person = signed_in()
        if person is not None:
            with transaction(current_session()):
                person.locale = language
    return redirect(safe_path(back) or url_for("web.front"))


@bp.get("/healthz")
@public
def healthz() -> tuple[dict[str, str], int]:
    """The process is up."""
    return {"status": "up"}, 200
