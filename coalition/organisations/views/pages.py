"""The people in posts: the list, and those of one organisation with what was handed over."""

from flask import render_template, request

from coalition.auth.policy import Act, may
from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.organisations.queries import get_organisation, page_of_contacts
from coalition.organisations.rules import is_new
from coalition.organisations.views.room import bp
from coalition.states.queries import find_state_by_name
from coalition.web.access import allow, standing
from coalition.web.people import seen_of

MOST = 12  # people of one State or organisation shown with what was handed over
PAST = 10


@bp.get("/")
@allow(Act.CONTACT_SEE)
def index() -> str:
    """The people in post by organisation, or those who have left; `?state=` and `?q=` narrow the list."""
    session, wanted = current_session(), request.args
    state = find_state_by_name(session, wanted["state"]) if wanted.get("state") else None
    nowhere = bool(wanted.get("state")) and state is None
    past = wanted.get("show") == "past"
    page = page_of_contacts(
        session,
        today(),
        state_id=state.id if state else 0 if nowhere else None,
        text=wanted.get("q", "").strip()[:100],
        past=past,
        page=page_number(wanted.get("page")),
    )
    return render_template(
        "organisations/index.html",
        page=page,
        past=past,
        wanted=wanted,
        fresh={one.id for one in page.rows if is_new(one.valid_from, today())},
        own=sorted(standing().organisation_ids)[:1],
    )


@bp.get("/organisations/<int:organisation_id>")
@allow(Act.CONTACT_SEE)
def show(organisation_id: int) -> str:
    """The people of one organisation, those before them, and what was handed over."""
    session = current_session()
    organisation = get_organisation(session, organisation_id)
    page = page_number(request.args.get("page"))
    people = page_of_contacts(session, today(), organisation_ids=[organisation_id], page=page, per_page=MOST)
    left = page_of_contacts(session, today(), organisation_ids=[organisation_id], past=True, per_page=PAST)
    return render_template(
        "organisations/show.html",
        organisation=organisation,
        page=people,
        people=seen_of(session, people.rows, organisation.state_id),
        left=left,
        keeps=may(standing(), Act.CONTACT_KEEP, organisation),
        asks=organisation_id not in standing().organisation_ids,
    )
