"""Reading the action plan and progress on it, the ISU's money, and working papers."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from coalition.committee.models import PlanAction


def list_actions(session: Session) -> Sequence[PlanAction]:
    """Return the actions of the action plan in order."""
    return session.exec(select(PlanAction).order_by(col(PlanAction.plan), col(PlanAction.number))).all()
