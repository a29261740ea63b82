"""Reading messages: a person's own, and the outbox."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from coalition.core.errors import NotFound
from coalition.core.paging import PER_PAGE, Page
from coalition.notifications.models import Mail, MailSetting
from coalition.notifications.rules import Kind, MailStatus, Pace


def page_of_own(
    session: Session, person_id: int, number: int, *, kind: Kind | None = None, unread: bool = False
) -> Page[Mail]:
    """Return one page of what a person was told, newest first."""
    wanted = [col(Mail.person_id) == person_id]
    wanted += [] if kind is None else [col(Mail.kind) == kind]
    wanted += [col(Mail.seen_at).is_(None)] if unread else []
    total = session.exec(select(func.count()).select_from(Mail).where(*wanted)).one()
    rows = select(Mail).where(*wanted).order_by(col(Mail.written_at).desc(), col(Mail.id).desc())
    return Page(session.exec(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all(), number, total)


def count_unread(session: Session, person_id: int) -> int:
    """Return how many messages a person has not read."""
    rows = select(func.count()).select_from(Mail)
    return session.exec(rows.where(Mail.person_id == person_id, col(Mail.seen_at).is_(None))).one()


def get_own(session: Session, person_id: int, mail_id: int) -> Mail:
    """Return one message of a person. Raises NotFound, also for another's."""
    mail = session.get(Mail, mail_id)
    if mail is None or mail.person_id != person_id:
        raise NotFound(f"message {mail_id}")
    return mail


def list_settings(session: Session, person_id: int) -> dict[Kind, Pace]:
    """Return what a person chose for kinds of messages; the others come as usual."""
    rows = select(MailSetting).where(MailSetting.person_id == person_id)
    return {row.kind: row.pace for row in session.exec(rows)}


def page_of_outbox(session: Session, status: MailStatus, number: int) -> Page[Mail]:
    """Return one page of the outbox in a state: what is due first comes first, what is over newest first."""
    total = session.exec(select(func.count()).select_from(Mail).where(Mail.status == status)).one()
    ahead = status in (MailStatus.WAITING, MailStatus.SENDING)
    order = (col(Mail.next_try_at), col(Mail.id)) if ahead else (col(Mail.id).desc(),)
    rows = select(Mail).where(Mail.status == status).order_by(*order)
    return Page(session.exec(rows.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all(), number, total)


def count_outbox(session: Session) -> dict[MailStatus, int]:
    """Return how many messages stand in each state."""
    found = session.exec(select(Mail.status, func.count()).group_by(col(Mail.status))).all()
    return dict.fromkeys(MailStatus, 0) | {MailStatus(status): count for status, count in found}


def get_mail(session: Session, mail_id: int) -> Mail:
    """Return one message. Raises NotFound."""
    mail = session.get(Mail, mail_id)
    if mail is None:
        raise NotFound(f"message {mail_id}")
    return mail
