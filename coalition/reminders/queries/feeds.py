"""Reading links to calendars, and how often the days in them have moved."""

from sqlmodel import Session, select

from coalition.reminders.models import DeadlineMove, FeedLink


def find_link(session: Session, person_id: int) -> FeedLink | None:
    """Return a person's link to the calendar, or None."""
    return session.get(FeedLink, person_id)


def list_moves(session: Session) -> dict[tuple[str, str], DeadlineMove]:
    """Return what is kept of each day that was seen, by rule and subject."""
    return {(row.rule, row.subject): row for row in session.exec(select(DeadlineMove))}
