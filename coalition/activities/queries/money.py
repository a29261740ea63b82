"""Which work has lost money that was firm; a constant number of questions, however much work there is."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.activities.models import Activity, ActivityPledge
from coalition.activities.rules.ladder import LIVE
from coalition.activities.rules.money import Lack, Source, lacks_of
from coalition.db import prepared, related
from coalition.pledges.models import Pledge, PledgeSchedule, PledgeStep
from coalition.pledges.rules import FIRM, PledgeStage, StepKind

OVER = FIRM | {PledgeStage.CANCELLED}


def find_lacks(session: Session, activities: Sequence[Activity]) -> dict[int, list[Lack]]:
    """Return for each live activity what of it is without money, and since when; others have no entry."""
    live = [activity for activity in activities if activity.status in LIVE]
    sources = _sources(session, [activity.id for activity in live])
    found = {
        activity.id: lacks_of(activity.planned_start, activity.planned_end, sources[activity.id])
        for activity in live
    }
    return {activity_id: lacks for activity_id, lacks in found.items() if lacks}


def list_paid_by(session: Session, pledge_id: int) -> Sequence[Activity]:
    """Return the activities that a pledge pays, each with its operator, by their beginning."""
    rows = select(Activity).join(ActivityPledge).where(ActivityPledge.pledge_id == pledge_id)
    loaded = rows.options(joinedload(related(Activity.implementer)))
    return session.exec(loaded.order_by(col(Activity.planned_start), col(Activity.id))).all()


def _sources(session: Session, activity_ids: Sequence[int]) -> dict[int, list[Source]]:
    found: dict[int, list[Source]] = defaultdict(list)
    for (
        activity_id,
        share,
        pledge_id,
        ref,
        amount,
        left,
        starts,
        ends,
        full,
        until,
        planned,
    ) in _paid(session, activity_ids=list(activity_ids)):
        whole = max(int(full or 0), int(amount or 0))
        last = until if planned == amount else None
        found[activity_id].append(Source(pledge_id, ref, share, whole, left, starts, ends, last))
    return found


@prepared
def _paid(activity_ids: Any) -> Any:
    steps, plans = _full(), _plans()
    return (
        sa.select(
            col(ActivityPledge.activity_id),
            col(ActivityPledge.share),
            *(getattr(Pledge, name) for name in ("id", "ref", "amount", "counted", "starts_on", "ends_on")),
            steps.c.full,
            plans.c.until,
            plans.c.planned,
        )
        .join(Pledge, col(Pledge.id) == ActivityPledge.pledge_id)
        .join(steps, steps.c.pledge_id == Pledge.id)
        .outerjoin(plans, plans.c.pledge_id == Pledge.id)
        .where(col(ActivityPledge.activity_id).in_(activity_ids), col(Pledge.stage).in_(OVER))
    )


def _full() -> Any:
    """Return the most that each pledge was firm for."""
    largest = sa.func.max(col(PledgeStep.amount))
    before = sa.func.max(sa.case((col(PledgeStep.kind) == StepKind.REDUCED, col(PledgeStep.amount_before))))
    most = sa.case((before > largest, before), else_=largest)
    rows = sa.select(col(PledgeStep.pledge_id), most.label("full")).where(col(PledgeStep.after).in_(FIRM))
    return rows.group_by(col(PledgeStep.pledge_id)).subquery()


def _plans() -> Any:
    """Return the last day that each pledge's plan of payments reaches, and what it plans."""
    until, planned = sa.func.max(col(PledgeSchedule.ends_on)), sa.func.sum(col(PledgeSchedule.amount))
    rows = sa.select(col(PledgeSchedule.pledge_id), until.label("until"), planned.label("planned"))
    return rows.group_by(col(PledgeSchedule.pledge_id)).subquery()
