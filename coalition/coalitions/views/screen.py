"""What the one screen of a coalition shows, gathered from the rooms it joins."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlmodel import Session

from coalition.auth.policy import Act, may
from coalition.coalitions import service
from coalition.coalitions.models import Challenge, Coalition, CoalitionMember, Signature
from coalition.coalitions.queries import list_challenges, list_members, list_signatures
from coalition.coalitions.rules import LEADING, ON_THE_LADDER, CoalitionStatus, is_current
from coalition.duplication.queries.flags import list_flags_of_state
from coalition.needs.models import Need
from coalition.needs.queries import list_needs_of
from coalition.needs.queries.sight import sight_of
from coalition.needs.rules import Coverage
from coalition.pledges.queries import coverage_of
from coalition.strategies.models import StrategyVersion
from coalition.strategies.queries import find_guiding
from coalition.strategies.rules import days_left
from coalition.treaty.queries import list_strip
from coalition.web.access import standing
from coalition.web.choices import capital, word
from coalition.web.deadlines import items_of
from coalition.web.filters import money_short

FOLLOWING = {
    CoalitionStatus.PROPOSED: CoalitionStatus.SCOPING,
    CoalitionStatus.SCOPING: CoalitionStatus.ACTIVE,
    CoalitionStatus.DORMANT: CoalitionStatus.ACTIVE,
}


@dataclass(frozen=True, slots=True)
class NeedLine:
    """A need and how far it is covered, in US cents."""

    need: Need
    coverage: Coverage


@dataclass(slots=True)
class Screen:
    """Everything the page shows, as plain values."""

    ladder: list[tuple[str, ...]]
    leads: list[CoalitionMember]
    members: list[CoalitionMember]
    challenges: Sequence[Challenge]
    strategy: StrategyVersion | None
    strategy_days: int | None
    needs: list[NeedLine]
    stats: list[dict[str, Any]]
    deadlines: list[dict[str, Any]]
    flags: list[dict[str, Any]]
    next_step: CoalitionStatus | None
    blockers: list[str]
    signatures: Sequence[Signature]
    may_sign: bool


def screen_of(session: Session, coalition: Coalition, today: date) -> Screen:
    """Return what the page of a coalition shows to whoever is at the door."""
    seats = list_members(session, [coalition.id])
    current = [seat for seat in seats if is_current(seat.valid_from, seat.valid_to, today)]
    strategy = find_guiding(session, coalition.state_id)
    then = FOLLOWING.get(coalition.status)
    needs = _needs(session, coalition)
    return Screen(
        ladder=[(step.value, capital(word(step))) for step in ON_THE_LADDER],
        leads=[seat for seat in current if seat.role in LEADING],
        members=[seat for seat in current if seat.role not in LEADING],
        challenges=list_challenges(session, coalition.id),
        strategy=strategy,
        strategy_days=days_left(strategy.valid_to, today) if strategy and strategy.valid_to else None,
        needs=needs,
        stats=_stats(needs, coalition),
        deadlines=items_of(list_strip(session, coalition.state_id, today)),
        flags=_flags(session, coalition),
        next_step=then,
        blockers=service.blockers(session, coalition, then=then, today=today) if then else [],
        signatures=list_signatures(session, coalition.id, then) if then else (),
        may_sign=may(standing(), Act.COALITION_SIGN_STATE, coalition)
        or may(standing(), Act.COALITION_SIGN_COORDINATOR, coalition),
    )


def _needs(session: Session, coalition: Coalition) -> list[NeedLine]:
    needs = list_needs_of(session, coalition.state_id, sight=sight_of(standing()))
    coverage = coverage_of(session, needs)
    return [NeedLine(need, coverage.get(need.id, Coverage(need.cost_usd))) for need in needs]


def _flags(session: Session, coalition: Coalition) -> list[dict[str, Any]]:
    """Return the open questions about the State's records, for those who may see them (I31)."""
    if not may(standing(), Act.FLAG_SEE, coalition):
        return []
    return [
        {
            "href": url_for("duplication.show", flag_id=flag.id),
            "title": " – ".join(flag.facts.get(side, {}).get("title", "") for side in ("left", "right")),
            "verdict": capital(word(flag.verdict)),
            "status": capital(word(flag.status)),
        }
        for flag in list_flags_of_state(session, coalition.state_id)
    ]


def _stats(needs: list[NeedLine], coalition: Coalition) -> list[dict[str, Any]]:
    costs = [line.coverage.cost for line in needs]
    unknown = costs.count(None)
    href = url_for("needs.index", state=coalition.state.iso3)
    return [
        {"label": _("Needs posted"), "value": len(needs), "href": href, "note": _unknown(unknown)},
        {"label": _("Asked for"), "value": _usd(sum(cost or 0 for cost in costs)), "href": href},
        {"label": _("Firm"), "value": _usd(sum(line.coverage.firm for line in needs)), "href": href},
        {"label": _("Soft"), "value": _usd(sum(line.coverage.soft for line in needs)), "href": href},
    ]


def _unknown(count: int) -> str:
    return _("%(count)s without a known cost", count=count) if count else ""


def _usd(cents: int) -> str:
    return money_short(cents, "USD")
