"""What a State's posted needs require in each year and for each objective, and from where it comes."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col

from coalition.needs.models import Need, NeedPhase
from coalition.needs.rules import POSTED, spread
from coalition.pledges.models import Pledge, PledgeAllocation
from coalition.pledges.queries.choosing import with_its_money_elsewhere
from coalition.pledges.rules import FIRM, SOFT

NO_OBJECTIVE: sa.ColumnElement[int] = sa.literal_column("0")


@dataclass(slots=True)
class ResourceLine:
    """What is required in a year, and from where it comes, in US cents. The gap is what is not yet firm."""

    year: int
    required: int = 0
    national: int = 0
    firm: int = 0
    soft: int = 0

    @property
    def gap(self) -> int:
        """What neither the State itself nor firm support covers."""
        return max(0, self.required - self.national - self.firm)


@dataclass(slots=True)
class Resources:
    """A State's resource plan. Needs of unknown cost are counted and in no sum."""

    years: list[ResourceLine] = field(default_factory=list)
    objectives: dict[int | None, ResourceLine] = field(default_factory=dict)
    unknown_cost: int = 0


def resources_of(session: Session, state_id: int) -> Resources:
    """Return a State's resource plan by year and objective, from posted needs and what is pledged to them.

    A need's cost falls into years by its phasing, else over the months of its period; support likewise.
    The database adds up needs of the same objective and period, however many there are: one statement.
    """
    plan, years = Resources(), dict[int, ResourceLine]()
    for objective_id, year, start, end, known, count, *sums in session.execute(
        _sums(), {"state_id": state_id}
    ):
        if not known:
            plan.unknown_cost += count
            continue
        goal = plan.objectives.setdefault(objective_id or None, ResourceLine(0))
        for of_year, parts in _by_year(year, start, end, [round(one or 0) for one in sums]):
            for line in (years.setdefault(of_year, ResourceLine(of_year)), goal):
                line.required += parts[0]
                line.national += parts[1]
                line.firm += parts[2]
                line.soft += parts[3]
    plan.years = [years[year] for year in sorted(years)]
    return plan


def _by_year(year: int | None, start: date, end: date, sums: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield sums by year: as the State phased them, else parted over the months of the period."""
    if year is not None:
        yield year, sums
        return
    parted = [spread(one, start, end) for one in sums]
    for of_year in parted[0]:
        yield of_year, [parts[of_year] for parts in parted]


@cache
def _sums() -> sa.Select[Any]:
    """Return the statement: groups of needs of one objective, year and period, with what they add up to."""
    cost, cost_usd = col(Need.cost), col(Need.cost_usd)
    known = (
        cost.is_not(None)
        & cost_usd.is_not(None)
        & col(Need.period_start).is_not(None)
        & col(Need.period_end).is_not(None)
    )
    is_known = sa.case((known, sa.literal_column("1")), else_=sa.literal_column("0"))
    rate = cost_usd * 1.0 / func.nullif(cost, 0)
    share = func.coalesce(col(NeedPhase.amount) * 1.0 / func.nullif(cost, 0), 1.0)
    pledged = _pledged()
    firm, soft = func.coalesce(pledged.c.firm, 0), func.coalesce(pledged.c.soft, 0)
    own = func.coalesce(col(Need.national_contribution), 0)
    objective = func.coalesce(col(Need.objective_id), NO_OBJECTIVE)  # else SQLite groups by walking all needs
    of = (objective, col(NeedPhase.year), col(Need.period_start), col(Need.period_end))
    return (
        sa.select(
            *of,
            is_known.label("known"),
            func.count(),
            func.sum(cost_usd * share),
            func.sum(sa.case((own > cost, cost), else_=own) * rate * share),
            func.sum(sa.case((firm > cost_usd, cost_usd), else_=firm) * share),
            func.sum(sa.case((soft > cost_usd, cost_usd), else_=soft) * share),
        )
        .select_from(Need)
        .outerjoin(NeedPhase, (col(NeedPhase.need_id) == col(Need.id)) & known)
        .outerjoin(pledged, pledged.c.need_id == col(Need.id))
        .where(_posted())
        .group_by(*of, is_known)
    )


def _pledged() -> sa.Subquery:
    """Return firm and soft support by need, in US cents; money that two pledges hold, once."""
    usd = col(PledgeAllocation.counted_usd)
    return (
        sa.select(
            col(PledgeAllocation.need_id),
            func.sum(sa.case((col(Pledge.stage).in_(FIRM), usd), else_=0)).label("firm"),
            func.sum(sa.case((col(Pledge.stage).in_(SOFT), usd), else_=0)).label("soft"),
        )
        .join(Pledge, col(Pledge.id) == col(PledgeAllocation.pledge_id))
        .join(Need, col(Need.id) == col(PledgeAllocation.need_id))
        .where(_posted(), ~with_its_money_elsewhere(PledgeAllocation))
        .group_by(col(PledgeAllocation.need_id))
        .subquery()
    )


def _posted() -> sa.ColumnElement[bool]:
    return (col(Need.state_id) == sa.bindparam("state_id", type_=sa.Integer())) & col(Need.status).in_(POSTED)
