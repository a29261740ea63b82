"""Reading the log."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from coalition.audit.models import AuditEntry
from coalition.db import prepared


def list_history(session: Session, thing: str, thing_id: int | str, most: int = 50) -> Sequence[AuditEntry]:
    """Return the changes of one row of table `thing`, newest first, at most so many."""
    return _history(session, thing=thing, thing_id=str(thing_id), most=most).all()


@prepared
def _history(thing: Any, thing_id: Any, most: Any) -> SelectOfScalar[AuditEntry]:
    entries = select(AuditEntry).where(AuditEntry.thing == thing, AuditEntry.thing_id == thing_id)
    return entries.order_by(col(AuditEntry.id).desc()).limit(most)
