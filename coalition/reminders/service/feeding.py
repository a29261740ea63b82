"""Personal calendars: their secret links, and how often each day in them has moved. Callers commit."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, select

from coalition.auth.models import Person
from coalition.reminders.models import DeadlineMove, FeedLink
from coalition.reminders.rules import Coming


def make_link(session: Session, person_id: int, *, now: datetime) -> str:
    """Make a person's link to the calendar anew, ending the old one; return its secret, which is not kept."""
    secret = secrets.token_urlsafe(32)
    session.merge(FeedLink(person_id=person_id, feed_key_hash=_hash(secret), made_at=now))
    return secret


def revoke_link(session: Session, person_id: int) -> None:
    """End a person's link; calendars that use it get nothing any more."""
    link = session.get(FeedLink, person_id)
    if link is not None:
        session.delete(link)


def find_owner(session: Session, secret: str) -> Person | None:
    """Return whose calendar a secret opens; nobody's when it was ended or the account is locked."""
    link = session.exec(select(FeedLink).where(FeedLink.feed_key_hash == _hash(secret))).first()
    person = session.get(Person, link.person_id) if link else None
    return None if person is None or person.locked else person


def follow_moves(session: Session, coming: Iterable[Coming], *, now: datetime) -> int:
    """Count up the sequence of each day that has moved; return how many moved."""
    known = {(row.rule, row.subject): row for row in session.exec(select(DeadlineMove)).all()}
    moved = 0
    for one in coming:
        row = known.get(one.key)
        if row is None:
            row = DeadlineMove(
                rule=one.code,
                subject=one.subject,
                due_on=one.due.on,
                precision=one.due.precision,
                moved_at=now,
            )
            known[one.key] = row
            session.add(row)
        elif (row.due_on, row.precision) != (one.due.on, one.due.precision):
            row.due_on, row.precision = one.due.on, one.due.precision
            row.sequence, row.moved_at = row.sequence + 1, now
            moved += 1
    return moved


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()
