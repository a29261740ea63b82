"""What a person does with messages, and the administrator with the outbox. Their callers commit."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.core.errors import RuleBroken
from coalition.notifications.models import Mail, MailSetting
from coalition.notifications.rules import CHOSEN, Kind, MailStatus, Pace, check_pace, due_at

STUCK = frozenset({MailStatus.DEAD, MailStatus.UNSURE})
OPEN = frozenset({MailStatus.WAITING, *STUCK})


def mark_read(session: Session, person_id: int, mail_id: int | None, *, now: datetime) -> None:
    """Mark one message of a person as read, or without a number all of them."""
    rows = sa.update(Mail).where(col(Mail.person_id) == person_id, col(Mail.seen_at).is_(None))
    if mail_id is not None:
        rows = rows.where(col(Mail.id) == mail_id)
    session.execute(rows.values(seen_at=now))


def mark_unread(session: Session, person_id: int, mail_id: int) -> None:
    """Mark one message of a person as not yet read."""
    own = sa.update(Mail).where(col(Mail.person_id) == person_id, col(Mail.id) == mail_id)
    session.execute(own.values(seen_at=None))


def choose(
    session: Session,
    person_id: int,
    paces: Mapping[Kind, Pace | None],
    *,
    usual: str,
    zone: str,
    bound: bool,
    now: datetime,
) -> None:
    """Keep how soon a person is mailed about each kind (None: as usual), and move what waits accordingly.

    Raises RuleBroken (field: the kind) where a kind cannot be switched off.
    """
    for kind, pace in paces.items():
        if pace is not None:
            check_pace(kind, pace, bound=bound)
    known = {
        row.kind: row
        for row in session.exec(select(MailSetting).where(MailSetting.person_id == person_id)).all()
    }
    for kind in CHOSEN:
        if (pace := paces.get(kind)) is not None:
            session.merge(MailSetting(person_id=person_id, kind=kind, pace=pace))
        elif kind in known:
            session.delete(known[kind])
    _move_waiting(session, person_id, paces, usual=usual, zone=zone, now=now)


def _move_waiting(
    session: Session,
    person_id: int,
    paces: Mapping[Kind, Pace | None],
    *,
    usual: str,
    zone: str,
    now: datetime,
) -> None:
    waiting = select(Mail).where(Mail.person_id == person_id, Mail.status == MailStatus.WAITING)
    untried = waiting.where(Mail.tries == 0, col(Mail.urgent).is_(False), col(Mail.kind).in_(CHOSEN))
    for mail in session.exec(untried).all():
        pace = paces.get(mail.kind) or Pace(usual)
        mail.status = MailStatus.KEPT if pace is Pace.NEVER else MailStatus.WAITING
        mail.next_try_at = due_at(now, pace, zone)


def retry(mail: Mail, *, now: datetime) -> None:
    """Have a message that is stuck sent again, with all its tries. Raises RuleBroken when it is not stuck."""
    if mail.status not in STUCK:
        raise RuleBroken("Only a message that could not be sent, or perhaps was, is sent again.")
    mail.status, mail.tries, mail.next_try_at, mail.last_error = MailStatus.WAITING, 0, now, ""


def discard(mail: Mail) -> None:
    """Take a message out of the outbox; its reader still finds it on the site.

    Raises RuleBroken when it is sent, or just being sent.
    """
    if mail.status not in OPEN:
        raise RuleBroken("This message is not waiting any more.")
    mail.status = MailStatus.DISCARDED
