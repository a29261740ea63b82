"""Writing messages into the outbox. Its caller commits, so that news and act share one fate."""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select

from coalition.auth.models import Person
from coalition.notifications.models import Mail
from coalition.notifications.rules import check_header, due_at


def tell(
    session: Session,
    person_ids: Iterable[int],
    *,
    key: str,
    subject: str,
    body: str,
    link: str,
    now: datetime,
    urgent: bool = False,
) -> int:
    """Write one message to each person, unless the same news was written before; return how many were new.

    `link` is a path on this site. Raises RuleBroken on a subject with a line break.
    """
    check_header(subject)
    ids = sorted(set(person_ids))
    people = session.exec(select(Person).where(col(Person.id).in_(ids), col(Person.locked).is_(False))).all()
    keys = {f"{key}:{person.id}": person for person in people}
    known = set(session.exec(select(Mail.key).where(col(Mail.key).in_(keys))).all())
    for own_key, person in keys.items():
        if own_key not in known:
            session.add(
                Mail(
                    key=own_key,
                    person_id=person.id,
                    address=person.email,
                    subject=subject,
                    body=body,
                    link=link,
                    urgent=urgent,
                    written_at=now,
                    next_try_at=due_at(now, person.digest, person.timezone, urgent=urgent),
                )
            )
    return len(keys) - len(known)
