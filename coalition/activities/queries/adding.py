"""What open pledges pay of a State's needs of survey and clearance."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import func
from sqlmodel import Session, col

from coalition.activities.rules.adding import Paid
from coalition.db import prepared
from coalition.needs.models import Need
from coalition.needs.rules import POSTED
from coalition.pledges.models import Pledge, PledgeAllocation
from coalition.pledges.queries.choosing import with_its_money_elsewhere
from coalition.pledges.rules import FIRM, SOFT, PledgeStage
from coalition.strategies.rules import Pillar

# What is over has its results in reports already.
OVER = frozenset({PledgeStage.COMPLETED, PledgeStage.REIMBURSED})


def list_paid_clearance(session: Session, state_id: int) -> list[Paid]:
    """Return the posted needs of known cost and output that open pledges go to; one statement."""
    return [
        Paid(unit, int(target), int(cost), int(firm_usd), int(soft_usd))
        for unit, target, cost, firm_usd, soft_usd in _paid_clearance(session, state_id=state_id)
    ]


@prepared
def _paid_clearance(state_id: Any) -> Any:
    usd, stage = col(PledgeAllocation.counted_usd), col(Pledge.stage)
    firm = func.sum(sa.case((stage.in_(FIRM - OVER), usd), else_=0))
    soft = func.sum(sa.case((stage.in_(SOFT), usd), else_=0))
    return (
        sa.select(
            func.coalesce(col(Need.output_unit), ""), col(Need.output_target), col(Need.cost_usd), firm, soft
        )
        .select_from(Need)
        .join(PledgeAllocation, col(PledgeAllocation.need_id) == col(Need.id))
        .join(Pledge, col(Pledge.id) == col(PledgeAllocation.pledge_id))
        .where(
            col(Need.state_id) == state_id,
            col(Need.status).in_(POSTED),
            col(Need.pillar) == Pillar.SURVEY_CLEARANCE,
            col(Need.output_target).is_not(None),
            col(Need.cost_usd) > 0,
            stage.in_((FIRM | SOFT) - OVER),
            ~with_its_money_elsewhere(PledgeAllocation),
        )
        .group_by(col(Need.id), col(Need.output_unit), col(Need.output_target), col(Need.cost_usd))
    )
