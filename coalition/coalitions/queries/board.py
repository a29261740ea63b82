"""What blocks the next stage of many coalitions, asked for all at once."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.coalitions.models import Challenge, Coalition, CoalitionMember
from coalition.coalitions.queries import list_members
from coalition.coalitions.rules import (
    LEADING,
    CoalitionStatus,
    MemberRole,
    Readiness,
    is_current,
    missing_to_activate,
    missing_to_scope,
)
from coalition.strategies.models import StrategyDocument, StrategyVersion
from coalition.strategies.rules import GUIDING


def blockers_of(session: Session, coalitions: Sequence[Coalition], today: date) -> dict[int, list[str]]:
    """Return, for each coalition with a next stage, what still keeps it from it; three queries."""
    ids = [coalition.id for coalition in coalitions]
    seats: dict[int, list[CoalitionMember]] = defaultdict(list)
    for member in list_members(session, ids):
        if is_current(member.valid_from, member.valid_to, today):
            seats[member.coalition_id].append(member)
    challenges = _challenges(session, ids)
    guided = _guided(session, [coalition.state_id for coalition in coalitions])
    return {
        coalition.id: _blockers(coalition, seats[coalition.id], challenges, coalition.state_id in guided)
        for coalition in coalitions
    }


def _blockers(
    coalition: Coalition, seats: Sequence[CoalitionMember], challenges: Counter[int], has_strategy: bool
) -> list[str]:
    if coalition.status is CoalitionStatus.PROPOSED:
        return missing_to_scope(
            consent_on=coalition.consent_on,
            scope_articles=coalition.scope_articles,
            challenges=challenges[coalition.id],
        )
    if coalition.status not in {CoalitionStatus.SCOPING, CoalitionStatus.DORMANT}:
        return []
    coordinator = MemberRole.AFFECTED_STATE_COORDINATOR
    return missing_to_activate(
        Readiness(
            eligibility=coalition.eligibility,
            presidency_note=coalition.presidency_note,
            coordinator_confirmed=any(s.role is coordinator and s.confirmed_on is not None for s in seats),
            current_leads=sum(seat.role in LEADING for seat in seats),
            strategy_in_force=has_strategy,
            purpose=coalition.purpose,
            channel_note=coalition.channel_note,
        )
    )


def _challenges(session: Session, ids: Sequence[int]) -> Counter[int]:
    rows = select(Challenge.coalition_id, func.count()).where(col(Challenge.coalition_id).in_(ids))
    return Counter(dict(session.exec(rows.group_by(col(Challenge.coalition_id))).all()))


def _guided(session: Session, state_ids: Sequence[int]) -> frozenset[int]:
    rows = (
        select(StrategyDocument.state_id)
        .join(StrategyVersion)
        .where(col(StrategyDocument.state_id).in_(state_ids), col(StrategyVersion.status).in_(GUIDING))
    )
    return frozenset(session.exec(rows).all())
