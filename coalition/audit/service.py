"""Writing the log: one hook sees every row that an act inserts, changes or deletes."""

import enum
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Session, SQLModel, col, delete

from coalition.audit.models import AuditEntry, Submission
from coalition.core.errors import AlreadyDone

# Tables whose rows are a log themselves, secret, or counted in the hundred thousands by imports with a
# history of their own.
NOT_LOGGED = frozenset({"audit_entry", "submission", "mail", "heartbeat", "reminder", "deadline_move"})
SECRET = frozenset({"password_hash", "token_hash", "feed_key_hash"})
LONGEST = 2_000
KEPT = timedelta(days=31)


def act_as(session: Session, actor_id: int | None, actor: str, now: datetime, reason: str = "") -> None:
    """Say whose act the following changes of this session are."""
    session.info["audit"] = (actor_id, actor, now, reason)


def claim_once(session: Session, key: str, where: str, now: datetime) -> None:
    """Take the key of a form, so that acting on it a second time is refused.

    Raises AlreadyDone with the address that the first act led to.
    """
    if not key:
        return
    done = session.get(Submission, key)
    if done is not None:
        raise AlreadyDone(done.where)
    session.add(Submission(key=key, at=now, where=where))


def lead_to(session: Session, key: str, where: str) -> None:
    """Remember where a form's act led, once that is known."""
    if key and (done := session.get(Submission, key)) is not None:
        done.where = where


def forget_submissions(session: Session, now: datetime) -> None:
    """Drop the keys of forms acted on more than a month ago: no browser still shows such a form."""
    session.exec(delete(Submission).where(col(Submission.at) < now - KEPT))


@sa.event.listens_for(AnySession, "after_flush")
def log_changes(session: AnySession, _: Any) -> None:
    """Write one entry a changed row, in the very transaction of the change."""
    if "audit" not in session.info:
        return
    actor_id, actor, now, reason = session.info["audit"]
    rows = [
        AuditEntry.__table__.insert().values(  # type: ignore[attr-defined]
            at=now,
            actor_id=actor_id,
            actor=actor,
            thing=thing.__tablename__,
            thing_id=_key(thing),
            change=change,
            before=before,
            after=after,
            reason=reason,
        )
        for thing, change, before, after in _changes(session)
    ]
    for row in rows:
        session.execute(row)


def _changes(
    session: AnySession,
) -> Iterator[tuple[Any, str, dict[str, Any] | None, dict[str, Any] | None]]:
    for thing in session.new:
        if _logged(thing):
            yield thing, "created", None, _values(thing)
    for thing in session.dirty:
        if _logged(thing) and session.is_modified(thing):
            before, after = _difference(thing)
            if after:
                yield thing, "changed", before, after
    for thing in session.deleted:
        if _logged(thing):
            yield thing, "deleted", _values(thing), None


def _logged(thing: object) -> bool:
    return isinstance(thing, SQLModel) and getattr(thing, "__tablename__", "") not in NOT_LOGGED


def _values(thing: Any) -> dict[str, Any]:
    columns = sa.inspect(type(thing)).column_attrs
    return {c.key: _plain(c, getattr(thing, c.key)) for c in columns if getattr(thing, c.key) is not None}


def _difference(thing: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    state = sa.inspect(thing)
    for column in state.mapper.column_attrs:
        history = state.attrs[column.key].history
        if history.has_changes():
            before[column.key] = _plain(column, history.deleted[0] if history.deleted else None)
            after[column.key] = _plain(column, history.added[0] if history.added else None)
    return before, after


def _plain(column: Any, value: Any) -> Any:
    if column.key in SECRET and value:
        return "(secret)"
    if column.columns[0].info.get("personal") and value:
        return "(personal)"
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str) and len(value) > LONGEST:
        return value[:LONGEST] + "…"
    if isinstance(value, bool | int | float | str | list | dict | None):
        return value
    return str(value)


def _key(thing: Any) -> str:
    return "/".join(str(part) for part in sa.inspect(thing).mapper.primary_key_from_instance(thing))
