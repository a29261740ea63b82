"""What hangs on objectives, and who does what about a challenge."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.activities.models import Activity, ScopingLine
from coalition.activities.rules.ladder import ActivityStatus
from coalition.coalitions.models import Challenge
from coalition.db import prepared, related
from coalition.needs.models import Need
from coalition.needs.rules import POSTED
from coalition.pledges.models import Pledge, PledgeAllocation
from coalition.pledges.queries.choosing import with_its_money_elsewhere
from coalition.pledges.rules import FIRM

NEEDS, ACTIVITIES, MONEY = "needs", "activities", "money"


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on an objective. Money in US cents, firm only."""

    needs: int = 0
    activities: int = 0
    firm_usd: int = 0

    @property
    def nobody(self) -> bool:
        """Whether nobody supports the objective: no firm money, no activity."""
        return not self.activities and not self.firm_usd


def hanging_on(session: Session, objective_ids: Collection[int]) -> dict[int, Hanging]:
    """Return what hangs on each objective, in one statement."""
    found: dict[int, dict[str, int]] = {one: {} for one in objective_ids}
    if found:
        for objective_id, what, count in session.execute(_hanging(), {"ids": sorted(found)}):
            found[objective_id][what] = found[objective_id].get(what, 0) + int(count)
    return {
        one: Hanging(sums.get(NEEDS, 0), sums.get(ACTIVITIES, 0), sums.get(MONEY, 0))
        for one, sums in found.items()
    }


@cache
def _hanging() -> sa.CompoundSelect[Any]:
    """Return the statement: objective, what is counted, how much of it."""
    asked = sa.bindparam("ids", expanding=True, type_=sa.Integer())
    needs = _count(Need, NEEDS).where(col(Need.objective_id).in_(asked), col(Need.status).in_(POSTED))
    activities = _count(Activity, ACTIVITIES).where(
        col(Activity.objective_id).in_(asked), col(Activity.status) != ActivityStatus.CANCELLED
    )
    firm, once = func.sum(col(PledgeAllocation.counted_usd)), ~with_its_money_elsewhere(PledgeAllocation)
    straight = (
        sa.select(col(PledgeAllocation.objective_id), sa.literal(MONEY), firm)
        .join(Pledge, col(Pledge.id) == col(PledgeAllocation.pledge_id))
        .where(col(PledgeAllocation.objective_id).in_(asked), col(Pledge.stage).in_(FIRM), once)
        .group_by(col(PledgeAllocation.objective_id))
    )
    by_need = (
        sa.select(col(Need.objective_id), sa.literal(MONEY), firm)
        .select_from(PledgeAllocation)
        .join(Pledge, col(Pledge.id) == col(PledgeAllocation.pledge_id))
        .join(Need, col(Need.id) == col(PledgeAllocation.need_id))
        .where(col(Need.objective_id).in_(asked), col(Pledge.stage).in_(FIRM), once)
        .group_by(col(Need.objective_id))
    )
    counts = (needs.group_by(col(Need.objective_id)), activities.group_by(col(Activity.objective_id)))
    return sa.union_all(*counts, straight, by_need)


def list_scoping(session: Session, coalition_id: int) -> Sequence[ScopingLine]:
    """Return the challenge → activity → actor matrix of a coalition, line by line."""
    return _scoping(session, coalition_id=coalition_id).all()


@prepared
def _scoping(coalition_id: Any) -> SelectOfScalar[ScopingLine]:
    rows = (
        select(ScopingLine)
        .join(Challenge)
        .where(Challenge.coalition_id == coalition_id)
        .options(
            joinedload(related(ScopingLine.challenge)),
            joinedload(related(ScopingLine.actor)),
            joinedload(related(ScopingLine.need)),
        )
    )
    return rows.order_by(col(ScopingLine.challenge_id), col(ScopingLine.id))


def _count(table: type[Need] | type[Activity], what: str) -> sa.Select[int | None, str, int]:
    return sa.select(col(table.objective_id), sa.literal(what), func.count())
