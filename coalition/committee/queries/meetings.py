"""Reading the Committee's meetings, their minutes and action points."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from sqlmodel import Session, col, select

from coalition.coalitions.rules.meetings import Minutes, PointStatus
from coalition.committee.models import CommitteeMeeting, CommitteePoint, MeetingItem, MeetingParty
from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.db import related


def get_meeting(session: Session, meeting_id: int) -> CommitteeMeeting:
    """Return one meeting. Raises NotFound."""
    loaded = [joinedload(related(CommitteeMeeting.presidency))]
    found = session.get(CommitteeMeeting, meeting_id, options=loaded)
    if found is None:
        raise NotFound(f"meeting {meeting_id}")
    return found


def page_of_meetings(session: Session, number: int) -> Page[CommitteeMeeting]:
    """Return one page of meetings, the newest first."""
    total = session.exec(select(sa.func.count()).select_from(CommitteeMeeting)).one()
    rows = select(CommitteeMeeting).options(joinedload(related(CommitteeMeeting.presidency)))
    rows = rows.order_by(col(CommitteeMeeting.held_on).desc(), col(CommitteeMeeting.id).desc())
    found = session.exec(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(list(found), number, total)


def list_later(session: Session, held_on: date) -> Sequence[CommitteeMeeting]:
    """Return the meetings after a day: where its minutes may be approved."""
    rows = select(CommitteeMeeting).where(CommitteeMeeting.held_on > held_on)
    return session.exec(rows.order_by(col(CommitteeMeeting.held_on))).all()


def list_parties(session: Session, meeting_id: int) -> Sequence[MeetingParty]:
    """Return who was expected, in the order of the list."""
    rows = select(MeetingParty).where(MeetingParty.meeting_id == meeting_id)
    return session.exec(rows.order_by(col(MeetingParty.position), col(MeetingParty.name))).all()


def get_party(session: Session, party_id: int) -> MeetingParty:
    """Return one line of the attendance. Raises NotFound."""
    found = session.get(MeetingParty, party_id)
    if found is None:
        raise NotFound(f"party {party_id}")
    return found


def list_items(session: Session, meeting_id: int) -> Sequence[MeetingItem]:
    """Return the items of the minutes in order."""
    rows = select(MeetingItem).where(MeetingItem.meeting_id == meeting_id)
    return session.exec(rows.order_by(col(MeetingItem.position), col(MeetingItem.id))).all()


def get_item(session: Session, item_id: int) -> MeetingItem:
    """Return one item of minutes. Raises NotFound."""
    found = session.get(MeetingItem, item_id)
    if found is None:
        raise NotFound(f"item {item_id}")
    return found


def list_points(session: Session, meeting_id: int | None = None) -> Sequence[CommitteePoint]:
    """Return the action points of a meeting, or all that are open, the earliest due first."""
    rows = select(CommitteePoint)
    if meeting_id is not None:
        rows = rows.where(CommitteePoint.meeting_id == meeting_id)
    else:
        rows = rows.where(CommitteePoint.status == PointStatus.OPEN)
    undated = sa.case((col(CommitteePoint.due_on).is_(None), 1), else_=0)
    return session.exec(rows.order_by(undated, col(CommitteePoint.due_on), col(CommitteePoint.id))).all()


def get_point(session: Session, point_id: int) -> CommitteePoint:
    """Return one action point. Raises NotFound."""
    found = session.get(CommitteePoint, point_id)
    if found is None:
        raise NotFound(f"action point {point_id}")
    return found


def list_to_approve(session: Session, meeting: CommitteeMeeting) -> Sequence[CommitteeMeeting]:
    """Return the earlier meetings whose minutes this meeting approved."""
    rows = select(CommitteeMeeting).where(CommitteeMeeting.approved_at_id == meeting.id)
    return session.exec(rows.order_by(col(CommitteeMeeting.held_on))).all()


def list_drafts(session: Session, since: date) -> Sequence[CommitteeMeeting]:
    """Return the meetings since a day whose minutes are not circulated."""
    rows = select(CommitteeMeeting).where(
        CommitteeMeeting.held_on >= since, CommitteeMeeting.minutes == Minutes.DRAFT
    )
    return session.exec(rows.order_by(col(CommitteeMeeting.held_on))).all()
