"""Pages of needs: the list, and one need with all that is known of it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.audit.queries import list_history
from coalition.auth.policy import Act, may
from coalition.core.clock import today
from coalition.core.paging import page_number
from coalition.db import current_session
from coalition.needs.models import Need
from coalition.needs.queries import (
    list_needs,
    list_phases,
    list_questions,
    list_statements,
    list_states_asking,
    total_needs,
)
from coalition.needs.queries.sight import Asked, sight_of
from coalition.needs.rules import LADDER, POSTED, NeedStatus, confirm_by
from coalition.needs.views.room import bp
from coalition.needs.views.sight import seen_need
from coalition.pledges.queries import coverage_of, list_allocations_to, list_interests_in
from coalition.states.queries import find_state_by_name
from coalition.strategies.rules import Pillar
from coalition.web.access import allow, standing
from coalition.web.changes import changes_of
from coalition.web.choices import capital, word
from coalition.web.filters import day, reader_locale

# The first choice of the filter: all that is posted.
POSTED_WORD = "posted"
UNITS_WITHOUT_WORD = 1


@bp.get("/")
@allow(Act.NEED_SEE)
def index() -> str:
    """The needs in sight, narrowed by State, pillar, status and words."""
    session, asked = current_session(), _asked()
    page, totals = list_needs(session, sight_of(standing()), asked, page_number(request.args.get("page")))
    waiting = Asked(frozenset({NeedStatus.ON_HOLD}), asked.state_id, asked.pillar, asked.text)
    return render_template(
        "needs/index.html",
        page=page,
        totals=totals,
        on_hold=total_needs(session, sight_of(standing()), waiting),
        coverage=coverage_of(session, page.rows),
        filters=_filters(session),
        own_state=next(iter(standing().state_ids), None),
    )


@bp.get("/<int:need_id>")
@allow(Act.NEED_SEE)
def show(need_id: int) -> str:
    """One need: facts, coverage, who pledges, who is said to be interested, what was said and asked."""
    session, need = current_session(), seen_need(need_id)
    return render_template(
        "needs/show.html",
        need=need,
        coverage=coverage_of(session, [need])[need.id],
        unit_cost=unit_cost(need),
        allocations=list_allocations_to(session, need.id, standing()),
        interest=_interest(session, need),
        statements=list_statements(session, need.id),
        questions=list_questions(session, need.id),
        phases=list_phases(session, [need.id]),
        ladder=[(status.value, capital(word(status))) for status in LADDER],
        aside=_aside(need),
        history=changes_of(list_history(session, "need", need.id)),
        confirm_by=confirm_by(need.last_confirmed_on) if need.last_confirmed_on else None,
        today=today(),
    )


def unit_cost(need: Need) -> int | None:
    """Return what one unit of the output costs, in minor units; None where cost or number is not known."""
    if need.cost is None or not need.output_target or need.output_target <= UNITS_WITHOUT_WORD:
        return None
    return round(need.cost / need.output_target)


def _interest(session: Session, need: Need) -> list[Any]:
    seen = list_interests_in(session, need.id)
    return [one for one in seen if may(standing(), Act.INTEREST_SEE, one)]


def _aside(need: Need) -> str | None:
    """Return the words for a status that is not on the ladder."""
    until = day(need.not_before, locale=reader_locale()) if need.not_before else ""
    words = {
        NeedStatus.ON_HOLD: _("On hold until %(day)s: %(reason)s", day=until, reason=need.not_before_reason),
        NeedStatus.WITHDRAWN: _("Withdrawn: %(reason)s", reason=need.withdrawn_reason),
        NeedStatus.REJECTED: _("Not adopted by the State: %(reason)s", reason=need.withdrawn_reason),
        NeedStatus.STALE: _("Not confirmed for twelve months; it stands until the State says otherwise."),
        NeedStatus.DRAFT_ON_BEHALF: _(
            "Kept on behalf of the State until it adopts it. It counts in no total."
        ),
    }
    return words.get(need.status)


def _asked() -> Asked:
    wanted = request.args
    state = find_state_by_name(current_session(), wanted["state"]) if wanted.get("state") else None
    pillar = wanted.get("pillar", "")
    status = wanted.get("status", "")
    return Asked(
        statuses=frozenset({NeedStatus(status)}) if status in set(NeedStatus) else POSTED,
        state_id=state.id if state else None,
        pillar=Pillar(pillar) if pillar in set(Pillar) else None,
        text=wanted.get("q", "").strip()[:100],
    )


def _pairs(values: Iterable[StrEnum]) -> list[tuple[str, str]]:
    return [(value.value, capital(word(value))) for value in values]


def _filters(session: Session) -> list[Mapping[str, Any]]:
    wanted = request.args
    states = [("", _("All States")), *list_states_asking(session)]
    statuses = [("", _("All that are posted")), *_pairs(NeedStatus)]
    return [
        {"name": "state", "label": _("State"), "value": wanted.get("state"), "choices": states},
        {
            "name": "pillar",
            "label": _("Pillar"),
            "value": wanted.get("pillar"),
            "choices": [("", _("All pillars")), *_pairs(Pillar)],
        },
        {"name": "status", "label": _("Status"), "value": wanted.get("status"), "choices": statuses},
        {"name": "q", "label": _("Words"), "value": wanted.get("q")},
    ]
