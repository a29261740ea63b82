"""The pack for a pledging conference of one State: what it needs, what is firm, what is open."""

from typing import Any

from flask import render_template
from werkzeug.wrappers import Response

from coalition.auth.policy import Act
from coalition.coalitions.queries import find_open_coalition
from coalition.core.clock import today
from coalition.core.errors import NotFound
from coalition.core.money import to_decimal
from coalition.db import current_session
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import sight_of
from coalition.needs.rules import RANKED
from coalition.pledges.queries import (
    Side,
    Which,
    count_channels,
    coverage_of,
    gaps_of,
    portfolio_of,
    regional_support,
)
from coalition.pledges.queries.rows import PLEDGES, pledge_rows
from coalition.pledges.views.room import bp
from coalition.pledges.views.sheets import as_xlsx
from coalition.states.models import State
from coalition.states.queries import get_state
from coalition.web.access import allow, standing

NEEDS = (
    "priority",
    "reference",
    "need",
    "pillar",
    "cost_usd",
    "firm_usd",
    "soft_usd",
    "not_yet_firm_usd",
    "from",
    "until",
)
FORM = ("need", "donor", "amount", "currency", "year", "channel", "conditions", "contact")


@bp.get("/pledges/conference/<iso3>")
@allow(Act.PLEDGE_SEE)
def conference(iso3: str) -> str:
    """One State's needs in its own order with what is open of each, to print for a conference."""
    session = current_session()
    state = _state(iso3)
    needs = list_needs_of(session, state.id, statuses=RANKED, sight=sight_of(standing()))
    which = Which(viewer=standing(), state_id=state.id)
    return render_template(
        "pledges/conference.html",
        state=state,
        needs=needs,
        coverage=coverage_of(session, needs),
        gap=gaps_of(session, [state.id])[state.id],
        donors=portfolio_of(session, which, Side.DONOR),
        channels=count_channels(session, state.id),
        regional=regional_support(session, standing(), state),
        today=today(),
    )


@bp.get("/pledges/conference/<iso3>.xlsx")
@allow(Act.PLEDGE_SEE)
def conference_sheets(iso3: str) -> Response:
    """The same figures as sheets, with one to write pledges into."""
    session = current_session()
    state = _state(iso3)
    which = Which(viewer=standing(), state_id=state.id)
    tables = [
        ("needs", NEEDS, list(_needs(state))),
        ("pledges", PLEDGES, pledge_rows(session, which)),
        ("to fill in", FORM, [(row[2],) for row in _needs(state)]),
    ]
    return as_xlsx(f"conference-{state.iso3}", tables)


def _needs(state: State) -> list[tuple[Any, ...]]:
    session = current_session()
    needs = list_needs_of(session, state.id, statuses=RANKED, sight=sight_of(standing()))
    covered = coverage_of(session, needs)
    return [
        (
            need.priority_rank,
            need.ref,
            need.title,
            need.pillar.value,
            *(_usd(cents) for cents in (need.cost_usd, covered[need.id].firm, covered[need.id].soft)),
            _usd(covered[need.id].open),
            need.period_start,
            need.period_end,
        )
        for need in needs
    ]


def _state(iso3: str) -> State:
    """Return a State with an open coalition that it consented to: only then is there a pack."""
    state = get_state(current_session(), iso3)
    found = find_open_coalition(current_session(), state.id)
    if found is None or found.consent_on is None:
        raise NotFound(f"coalition of {iso3}")
    return state


def _usd(cents: int | None) -> Any:
    return None if cents is None else to_decimal(cents, "USD")
