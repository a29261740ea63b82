"""The list of pledges: filters, pages, firm and soft totals apart."""

from flask import render_template, request
from sqlmodel import Session

from coalition.auth.policy import Act
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.organisations.queries import list_donors
from coalition.pledges.queries import Which, list_pledges, totals_of
from coalition.pledges.rules import PledgeKind, PledgeStage, RecipientScope
from coalition.pledges.views.remembering import remembered
from coalition.pledges.views.room import bp
from coalition.states.queries import get_state, list_all_states
from coalition.strategies.rules import Pillar
from coalition.web.access import allow, standing
from coalition.web.choices import options


@bp.get("/pledges")
@allow(Act.PLEDGE_SEE)
def index() -> str:
    """The pledges that who asks may see."""
    session = current_session()
    which = which_asked(session)
    order = request.args.get("sort", "-changed")
    return render_template(
        "pledges/index.html",
        page=list_pledges(session, which, page=page_number(request.args.get("page")), order=order),
        totals=remembered(session, ("totals", which), lambda: totals_of(session, which)),
        order=order,
        choices=_choices(session),
        asked=request.args,
    )


def which_asked(session: Session) -> Which:
    """Return the pledges that the query string asks for; what it says wrongly does not narrow."""
    asked = request.args
    state = asked.get("state", "")
    donor, year = asked.get("donor", ""), asked.get("year", "")
    stage = asked.get("stage", "")
    return Which(
        viewer=standing(),
        donor_id=int(donor) if donor.isdigit() and len(donor) < 10 else None,
        state_id=get_state(session, state).id if len(state) == 3 else None,
        scope=RecipientScope(asked["scope"]) if asked.get("scope") in set(RecipientScope) else None,
        kind=PledgeKind(asked["kind"]) if asked.get("kind") in set(PledgeKind) else None,
        pillar=Pillar(asked["pillar"]) if asked.get("pillar") in set(Pillar) else None,
        stages=(PledgeStage(stage),) if stage in set(PledgeStage) else (),
        year=int(year) if year.isdigit() and len(year) == 4 and int(year) >= 1900 else None,
        text=asked.get("q", "")[:80].strip(),
    )


def _choices(session: Session) -> dict[str, list[tuple[str, str]]]:
    return {
        "donor": [("", ""), *((str(donor.id), donor.label) for donor in list_donors(session))],
        "state": [("", ""), *((state.iso3, state.name) for state in list_all_states(session))],
        "pillar": [("", ""), *((c.value, c.label) for c in options(Pillar))],
        "scope": [("", ""), *((c.value, c.label) for c in options(RecipientScope))],
        "stage": [("", ""), *((c.value, c.label) for c in options(PledgeStage))],
    }
