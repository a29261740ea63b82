"""Writing messages into the outbox. Its caller commits, so that news and act share one fate."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, col, select

from coalition.auth.models import Person
from coalition.auth.queries import list_person_ids_with
from coalition.auth.rules import Rank, Role
from coalition.notifications.models import Mail, MailSetting
from coalition.notifications.rules import (
    Kind,
    MailStatus,
    Pace,
    check_header,
    due_at,
    kind_of,
    pace_of,
)

AT_ONCE = 500  # values in one statement

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Draft:
    """A message to one person, not yet written; `key` says what it tells, whoever it goes to."""

    person_id: int
    key: str
    subject: str
    body: str
    link: str
    values: Mapping[str, Any] = field(default_factory=dict)
    urgent: bool = False


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
    values: Mapping[str, Any] | None = None,
) -> int:
    """Write one message to each person, unless the same news was written before; return how many were new.

    `link` is a path on this site; `values` as Mail holds them. Raises RuleBroken on a subject with a line
    break.
    """
    drafts = [
        Draft(person_id, key, subject, body, link, values or {}, urgent) for person_id in set(person_ids)
    ]
    return write(session, drafts, now=now)


def write(session: Session, drafts: Sequence[Draft], *, now: datetime) -> int:
    """Write many messages, of which each person gets each once, ever; return how many were new.

    A few statements for all of them. Who wants no mail of a kind still finds the message on the site.
    Raises RuleBroken on a subject with a line break.
    """
    for draft in drafts:
        check_header(draft.subject)
    session.flush()
    keys = {f"{draft.key}:{draft.person_id}": draft for draft in drafts}
    known = {key for some in _parts(list(keys)) for key in session.exec(_keys_among(some))}
    fresh = {key: draft for key, draft in keys.items() if key not in known}
    ids = sorted({draft.person_id for draft in fresh.values()})
    people = {person.id: person for some in _parts(ids) for person in session.exec(_people_among(some))}
    chosen = {
        (row.person_id, row.kind): row.pace
        for some in _parts(ids)
        for row in session.exec(select(MailSetting).where(col(MailSetting.person_id).in_(some)))
    }
    bound = _bound(session, {kind_of(key) for key in fresh}, now)
    rows = [
        _row(key, draft, people[draft.person_id], chosen, bound, now)
        for key, draft in sorted(fresh.items())
        if draft.person_id in people
    ]
    for some in _parts(rows):
        session.execute(sa.insert(Mail), some)
    return len(rows)


def _row(
    key: str,
    draft: Draft,
    person: Person,
    chosen: Mapping[tuple[int, Kind], Pace],
    bound: Collection[int],
    now: datetime,
) -> dict[str, Any]:
    kind = kind_of(key)
    pace = pace_of(kind, chosen.get((person.id, kind)), person.digest, bound=person.id in bound)
    kept = pace is Pace.NEVER
    mail = Mail(
        key=key,
        kind=kind,
        person_id=person.id,
        address=person.email,
        subject=draft.subject,
        body=draft.body,
        given=dict(draft.values),
        link=draft.link,
        urgent=draft.urgent and not kept,
        status=MailStatus.KEPT if kept else MailStatus.WAITING,
        written_at=now,
        next_try_at=due_at(now, pace, person.timezone, urgent=draft.urgent or kept),
    )
    return mail.model_dump(exclude={"id"})


def _bound(session: Session, kinds: Collection[Kind], now: datetime) -> Collection[int]:
    """Return who answers for a State; asked only where it matters."""
    if Kind.DEADLINES not in kinds:
        return ()
    return set(list_person_ids_with(session, role=Role.AFFECTED_STATE, ranks=[Rank.HEAD], today=now.date()))


def _keys_among(keys: Sequence[str]) -> Any:
    return select(Mail.key).where(col(Mail.key).in_(keys))


def _people_among(ids: Sequence[int]) -> Any:
    return select(Person).where(col(Person.id).in_(ids), col(Person.locked).is_(False))


def _parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), AT_ONCE):
        yield things[start : start + AT_ONCE]
