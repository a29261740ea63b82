"""Pages of coalitions: the list and the one screen."""

from flask import render_template, request

from coalition.auth.policy import Act
from coalition.auth.rules import Role
from coalition.coalitions.models import Coalition
from coalition.coalitions.queries import get_coalition, list_coalitions
from coalition.coalitions.rules import OPEN, CoalitionStatus
from coalition.coalitions.views.room import bp
from coalition.coalitions.views.scoping import scoping_of
from coalition.coalitions.views.screen import screen_of
from coalition.core.clock import today
from coalition.core.errors import NotFound
from coalition.core.paging import page_number
from coalition.core.visibility import Visibility
from coalition.db import current_session
from coalition.web.access import allow, signed_in, standing


@bp.get("/")
@allow(Act.COALITION_SEE)
def index() -> str:
    """The coalitions, those that agreed to be public for a visitor."""
    page = list_coalitions(
        current_session(),
        statuses=(*OPEN, CoalitionStatus.COMPLETED),
        only_public=signed_in() is None,
        page=page_number(request.args.get("page")),
    )
    return render_template("coalitions/index.html", page=page)


@bp.get("/<int:coalition_id>")
@allow(Act.COALITION_SEE)
def show(coalition_id: int) -> str:
    """One coalition on one screen; a visitor sees the public part of one that agreed to be public."""
    session = current_session()
    coalition = get_coalition(session, coalition_id)
    check_seen(coalition)
    if signed_in() is None:
        return render_template(
            "coalitions/public.html", coalition=coalition, screen=screen_of(session, coalition, today())
        )
    return render_template(
        "coalitions/show.html",
        coalition=coalition,
        screen=screen_of(session, coalition, today()),
        scoping=scoping_of(session, coalition, today()),
    )


def check_seen(coalition: Coalition) -> None:
    """Raise NotFound for who may not know of it: a visitor unless public, others until the State consents."""
    if signed_in() is None:
        if coalition.visibility is not Visibility.PUBLIC or coalition.consent_on is None:
            raise NotFound("coalition")
    elif coalition.consent_on is None:
        roles = standing().roles
        concerned = coalition.state_id in standing().state_ids
        if not concerned and not roles & {Role.COORDINATOR, Role.ISU}:
            raise NotFound("coalition")
