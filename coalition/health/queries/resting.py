"""What moved last in coalitions, and the open proposals that one of them rest."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.activities.models import Activity, ActivityReport
from coalition.coalitions.models import Coalition, Meeting
from coalition.coalitions.rules import CoalitionStatus
from coalition.db import related
from coalition.health.models import Remedy
from coalition.health.rules.remedies import RUNNING
from coalition.health.rules.resting import Movement
from coalition.needs.models import Need
from coalition.pledges.models import Pledge, PledgeStep


def list_active(session: Session) -> Sequence[Coalition]:
    """Return the active coalitions with their States."""
    rows = select(Coalition).where(Coalition.status == CoalitionStatus.ACTIVE)
    return session.exec(rows.options(joinedload(related(Coalition.state))).order_by(col(Coalition.id))).all()


def movements_of(session: Session, coalitions: Collection[Coalition], today: date) -> dict[int, Movement]:
    """Return what moved last in each of these coalitions, as far as today; four statements."""
    ids, states = [one.id for one in coalitions], [one.state_id for one in coalitions]
    meetings = _newest(session, col(Meeting.coalition_id), col(Meeting.starts_on), ids, today)
    of_activity = (Activity, col(Activity.id) == col(ActivityReport.activity_id))
    reports = _newest(
        session, col(Activity.coalition_id), col(ActivityReport.submitted_on), ids, today, of_activity
    )
    of_pledge = (Pledge, col(Pledge.id) == col(PledgeStep.pledge_id))
    pledges = _newest(session, col(Pledge.state_id), col(PledgeStep.on), states, today, of_pledge)
    needs = _newest(session, col(Need.state_id), col(Need.last_confirmed_on), states, today)
    return {
        one.id: Movement(
            one.started_on or one.proposed_on,
            meetings.get(one.id),
            reports.get(one.id),
            pledges.get(one.state_id),
            needs.get(one.state_id),
        )
        for one in coalitions
    }


def _newest(
    session: Session,
    of: Any,
    day: Any,
    ids: Collection[int],
    today: date,
    through: tuple[Any, Any] | None = None,
) -> dict[int, date]:
    """Return the newest day up to today by coalition or State."""
    rows = sa.select(of, sa.func.max(day)).where(of.in_(ids), day <= today).group_by(of)
    if through is not None:
        rows = rows.select_from(day.class_).join(*through)
    return dict(session.execute(rows).all())


def list_rest_proposals(session: Session) -> Sequence[Remedy]:
    """Return the open proposals that a coalition rest, with coalition and State, oldest first."""
    rows = select(Remedy).where(col(Remedy.proposes_rest), col(Remedy.status).in_(RUNNING))
    loaded = rows.options(joinedload(related(Remedy.coalition)).joinedload(related(Coalition.state)))
    return session.exec(loaded.order_by(col(Remedy.opened_on), col(Remedy.id))).all()
