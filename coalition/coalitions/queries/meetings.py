"""Reading meetings and action points."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.models import ActionPoint, Attendance, Coalition, CoalitionMember, Meeting
from coalition.coalitions.rules.meetings import PointStatus
from coalition.core.errors import NotFound
from coalition.db import related

MOST = 100


def get_meeting(session: Session, meeting_id: int) -> Meeting:
    """Return one meeting with its coalition and State. Raises NotFound."""
    loaded = [joinedload(related(Meeting.coalition)).joinedload(related(Coalition.state))]
    found = session.get(Meeting, meeting_id, options=loaded)
    if found is None:
        raise NotFound(f"meeting {meeting_id}")
    return found


def get_point(session: Session, point_id: int) -> ActionPoint:
    """Return one action point with its coalition and State. Raises NotFound."""
    loaded = [joinedload(related(ActionPoint.coalition)).joinedload(related(Coalition.state))]
    found = session.get(ActionPoint, point_id, options=loaded)
    if found is None:
        raise NotFound(f"action point {point_id}")
    return found


def list_meetings_of(session: Session, coalition_id: int) -> Sequence[Meeting]:
    """Return the meetings of a coalition, the newest first."""
    rows = select(Meeting).where(Meeting.coalition_id == coalition_id)
    return session.exec(rows.order_by(col(Meeting.starts_on).desc(), col(Meeting.id)).limit(MOST)).all()


def list_present(session: Session, meeting_id: int) -> Sequence[Attendance]:
    """Return who was at a meeting, with their organisations."""
    rows = select(Attendance).where(Attendance.meeting_id == meeting_id)
    return session.exec(rows.options(joinedload(related(Attendance.organisation)))).all()


def list_points_of(
    session: Session, coalition_id: int, *, meeting_id: int | None = None
) -> Sequence[ActionPoint]:
    """Return the action points of a coalition (or of one meeting): open ones first, the next due first."""
    rows = select(ActionPoint).where(ActionPoint.coalition_id == coalition_id)
    if meeting_id is not None:
        rows = rows.where(ActionPoint.meeting_id == meeting_id)
    still_open = (col(ActionPoint.status) == PointStatus.OPEN).desc()
    ordered = rows.options(joinedload(related(ActionPoint.owner))).order_by(
        still_open, col(ActionPoint.due_on), col(ActionPoint.id)
    )
    return session.exec(ordered.limit(MOST)).all()


def list_points_due(
    session: Session, *, until: date, owner_ids: Collection[int] | None = None, most: int = 20
) -> Sequence[ActionPoint]:
    """Return open action points due until a day, the earliest first; of all owners unless told."""
    rows = select(ActionPoint).where(ActionPoint.status == PointStatus.OPEN, col(ActionPoint.due_on) <= until)
    if owner_ids is not None:
        rows = rows.where(col(ActionPoint.owner_id).in_(owner_ids))
    loaded = rows.options(
        joinedload(related(ActionPoint.owner)),
        joinedload(related(ActionPoint.coalition)).joinedload(related(Coalition.state)),
    )
    return session.exec(loaded.order_by(col(ActionPoint.due_on), col(ActionPoint.id)).limit(most)).all()


def list_open_points(session: Session, member: CoalitionMember) -> list[ActionPoint]:
    """Return what a member promised its coalition and has not yet done, the next due first."""
    rows = select(ActionPoint).where(
        ActionPoint.coalition_id == member.coalition_id,
        ActionPoint.owner_id == member.organisation_id,
        ActionPoint.status == PointStatus.OPEN,
    )
    return list(session.exec(rows.order_by(col(ActionPoint.due_on), col(ActionPoint.id))).all())
