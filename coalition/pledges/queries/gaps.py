"""The funding gap of coalitions: what their States need, and what is firm, soft and national of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from coalition.needs.models import Need
from coalition.needs.rules import POSTED, NeedStatus
from coalition.pledges.models import PledgeAllocation
from coalition.pledges.queries.choosing import with_its_money_elsewhere
from coalition.pledges.queries.sums import totals_by_state
from coalition.pledges.rules import in_share


@dataclass(slots=True)
class Gap:
    """What a State's posted needs cost and what covers them, in US cents (domain model §7).

    `covered` is firm money under the cost of its need; `free` is firm money for the country without a need.
    """

    needs: int = 0
    unknown_cost: int = 0
    cost: int = 0
    covered: int = 0
    soft: int = 0
    national: int = 0
    uncovered: int = 0
    allocated_firm: int = 0
    free: int = 0
    on_hold: int = 0

    @property
    def open(self) -> int:
        """What has no firm or national money yet."""
        return max(0, self.uncovered - self.free)

    @property
    def firm(self) -> int:
        """Firm money that counts against the cost."""
        return self.covered + min(self.free, self.uncovered)


@dataclass(frozen=True, slots=True)
class Line:
    """A need with its sums, in US cents; `national` by the rate of the cost."""

    state_id: int
    status: NeedStatus
    cost: int | None
    national: int
    firm: int
    soft: int


def gaps_of(session: Session, state_ids: Collection[int]) -> dict[int, Gap]:
    """Return the funding gap of each of these States; two questions to the database, however many."""
    found = {state_id: Gap() for state_id in state_ids}
    for line in _lines(session, state_ids):
        _add(found[line.state_id], line)
    for state_id, totals in totals_by_state(session, list(state_ids)).items():
        gap = found[state_id]
        gap.free = max(0, totals.firm - gap.allocated_firm)
    return found


def _add(gap: Gap, line: Line) -> None:
    gap.allocated_firm += line.firm
    if line.status is NeedStatus.ON_HOLD:
        gap.on_hold += line.cost or 0
        return
    if line.status not in POSTED:
        return
    gap.needs += 1
    if line.cost is None:
        gap.unknown_cost += 1
        return
    covered = min(line.firm, line.cost)
    national = min(line.national, line.cost - covered)
    gap.cost += line.cost
    gap.covered += covered
    gap.national += national
    gap.soft += min(line.soft, line.cost - covered - national)
    gap.uncovered += line.cost - covered - national


def _lines(session: Session, state_ids: Collection[int]) -> Sequence[Line]:
    share = col(PledgeAllocation.counted_usd)
    firm = sa.func.sum(sa.case((col(PledgeAllocation.is_firm), share), else_=0))
    named = ("state_id", "status", "cost", "cost_usd", "national_contribution")
    rows = (
        sa.select(*(getattr(Need, name) for name in named), firm, sa.func.sum(share))
        .outerjoin(
            PledgeAllocation,
            (col(PledgeAllocation.need_id) == Need.id) & ~with_its_money_elsewhere(PledgeAllocation),
        )
        .where(col(Need.state_id).in_(state_ids))
        .group_by(col(Need.id))
    )
    return [
        Line(
            state_id,
            NeedStatus(status),
            cost_usd,
            in_share(cost_usd or 0, national or 0, cost or 0),
            int(firm_sum or 0),
            int(both or 0) - int(firm_sum or 0),
        )
        for state_id, status, cost, cost_usd, national, firm_sum, both in session.execute(rows).all()
    ]
