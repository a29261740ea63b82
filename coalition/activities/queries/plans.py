"""What hangs on objectives, who pays what in which year, and who does what about a challenge."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.activities.models import Activity, ScopingLine
from coalition.activities.rules.ladder import ActivityStatus
from coalition.coalitions.models import Challenge
from coalition.db import related
from coalition.needs.models import Need
from coalition.needs.queries import list_phases
from coalition.needs.rules import POSTED, spread
from coalition.pledges.models import Pledge, PledgeAllocation
from coalition.pledges.rules import FIRM, SOFT


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


def hanging_on(session: Session, objective_ids: Collection[int]) -> dict[int, Hanging]:
    """Return what hangs on each objective, in three reads."""
    needs = dict(_count(session, Need, objective_ids, col(Need.status).in_(POSTED)))
    running = dict(_count(session, Activity, objective_ids, col(Activity.status) != ActivityStatus.CANCELLED))
    money = (
        select(
            func.coalesce(PledgeAllocation.objective_id, Need.objective_id),
            func.sum(PledgeAllocation.counted_usd),
        )
        .join(Pledge, col(Pledge.id) == col(PledgeAllocation.pledge_id))
        .outerjoin(Need, col(Need.id) == col(PledgeAllocation.need_id))
        .where(
            func.coalesce(PledgeAllocation.objective_id, Need.objective_id).in_(objective_ids),
            col(Pledge.stage).in_(FIRM),
        )
        .group_by(func.coalesce(PledgeAllocation.objective_id, Need.objective_id))
    )
    firm = {objective_id: int(usd) for objective_id, usd in session.exec(money)}
    return {one: Hanging(needs.get(one, 0), running.get(one, 0), firm.get(one, 0)) for one in objective_ids}


def resources_of(session: Session, state_id: int) -> Resources:
    """Return a State's resource plan by year and objective, from posted needs and what is pledged to them.

    A need's cost falls into years by its phasing, else evenly over its period; support likewise.
    """
    needs = session.exec(
        select(Need).where(Need.state_id == state_id, col(Need.status).in_(POSTED)).limit(5_000)
    ).all()
    phases: dict[int, dict[int, int]] = defaultdict(dict)
    for phase in list_phases(session, [need.id for need in needs]):
        phases[phase.need_id][phase.year] = phase.amount
    support = _support(session, [need.id for need in needs])
    plan = Resources()
    years: dict[int, ResourceLine] = {}
    for need in needs:
        if need.cost is None or need.cost_usd is None or not need.period_start or not need.period_end:
            plan.unknown_cost += 1
            continue
        parts = phases[need.id] or spread(need.cost, need.period_start, need.period_end)
        goal = plan.objectives.setdefault(need.objective_id, ResourceLine(0))
        for year, part in parts.items():
            line = years.setdefault(year, ResourceLine(year))
            for one in (line, goal):
                _add(one, need, part, support.get(need.id, (0, 0)))
    plan.years = [years[year] for year in sorted(years)]
    return plan


def list_scoping(session: Session, coalition_id: int) -> Sequence[ScopingLine]:
    """Return the challenge → activity → actor matrix of a coalition, line by line."""
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
    return session.exec(rows.order_by(col(ScopingLine.challenge_id), col(ScopingLine.id))).all()


def _add(line: ResourceLine, need: Need, part: int, support: tuple[int, int]) -> None:
    """Add a part of a need's cost, and of what covers it, to a line; all at the need's own rate."""
    assert need.cost is not None
    assert need.cost_usd is not None
    line.required += need.cost_usd * part // need.cost
    own = min(need.national_contribution or 0, need.cost)
    line.national += need.cost_usd * own // need.cost * part // need.cost
    firm, soft = support
    line.firm += min(firm, need.cost_usd) * part // need.cost
    line.soft += min(soft, need.cost_usd) * part // need.cost


def _support(session: Session, need_ids: Collection[int]) -> dict[int | None, tuple[int, int]]:
    rows = (
        select(PledgeAllocation.need_id, Pledge.stage, func.sum(PledgeAllocation.counted_usd))
        .join(Pledge)
        .where(col(PledgeAllocation.need_id).in_(need_ids))
        .group_by(col(PledgeAllocation.need_id), col(Pledge.stage))
    )
    found: dict[int | None, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for need_id, stage, usd in session.exec(rows):
        firm, soft = found[need_id]
        found[need_id] = (firm + int(usd) * (stage in FIRM), soft + int(usd) * (stage in SOFT))
    return found


def _count(
    session: Session, table: type[Need] | type[Activity], ids: Collection[int], which: object
) -> list[tuple[int, int]]:
    rows = select(table.objective_id, func.count()).where(col(table.objective_id).in_(ids), which)  # type: ignore[arg-type]
    return [
        (one, count) for one, count in session.exec(rows.group_by(col(table.objective_id))) if one is not None
    ]
