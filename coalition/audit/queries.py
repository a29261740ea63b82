"""Reading the log."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from coalition.audit.models import AuditEntry


def list_history(session: Session, thing: str, thing_id: int | str, most: int = 50) -> Sequence[AuditEntry]:
    """Return the changes of one row of table `thing`, newest first, at most so many."""
    entries = select(AuditEntry).where(AuditEntry.thing == thing, AuditEntry.thing_id == str(thing_id))
    return session.exec(entries.order_by(col(AuditEntry.id).desc()).limit(most)).all()
