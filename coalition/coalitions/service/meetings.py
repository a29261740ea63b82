"""Meetings, minutes, action points and soft promises. Each function is one act; its caller commits."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from coalition.coalitions.models import ActionPoint, Attendance, Coalition, Meeting
from coalition.coalitions.rules import meetings as rules
from coalition.coalitions.rules.meetings import MeetingType, Minutes, Openness, PointStatus
from coalition.core.when import When


def hold(
    session: Session,
    coalition: Coalition,
    *,
    title: str,
    starts: When,
    type: MeetingType = MeetingType.COALITION,
    place: str = "",
    openness: Openness = Openness.CLOSED,
    present: Collection[int] = (),
    person_id: int | None = None,
) -> Meeting:
    """Record a meeting, held or planned, with the organisations that are there."""
    meeting = Meeting(
        coalition_id=coalition.id,
        type=type,
        title=title.strip(),
        starts_on=starts.on,
        starts_precision=starts.precision,
        place=place.strip(),
        openness=openness,
        created_by_id=person_id,
    )
    session.add(meeting)
    session.flush()
    session.add_all(Attendance(meeting_id=meeting.id, organisation_id=body) for body in sorted(set(present)))
    session.flush()
    return meeting


def write_minutes(meeting: Meeting, *, text: str, summary: str, then: Minutes, today: date) -> None:
    """Write, circulate or approve minutes; the summary bears no names. Raises RuleBroken."""
    if then is not meeting.minutes:
        rules.check_minutes(meeting.minutes, then, text)
    meeting.minutes_text, meeting.anonymised_summary = text.strip(), summary.strip()
    meeting.minutes = then
    meeting.approved_on = today if then is Minutes.APPROVED else None
    meeting.row_version += 1


def agree(
    session: Session,
    coalition: Coalition,
    *,
    text: str,
    today: date,
    meeting: Meeting | None = None,
    owner_id: int | None = None,
    owner_note: str = "",
    due: When | None = None,
    soft_promise: bool = False,
) -> ActionPoint:
    """Write down who does what by when. A soft promise is a word given; it counts in no total."""
    rules.check_point(text, PointStatus.OPEN, "")
    point = ActionPoint(
        coalition_id=coalition.id,
        meeting_id=meeting.id if meeting else None,
        text=text.strip(),
        owner_id=owner_id,
        owner_note=owner_note.strip(),
        due_on=due.on if due else None,
        soft_promise=soft_promise,
        created_on=today,
    )
    if due is not None:
        point.due_precision = due.precision
    session.add(point)
    session.flush()
    return point


def settle(point: ActionPoint, *, then: PointStatus, note: str, today: date) -> None:
    """Tick an action point off, let it go, or move it on, with a word why. Raises RuleBroken."""
    rules.check_point(point.text, then, note)
    point.status, point.note = then, note.strip()
    point.closed_on = None if then is PointStatus.OPEN else today
