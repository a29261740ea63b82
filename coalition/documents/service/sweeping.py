"""Taking away files that no record knows: at once when an act is undone, by night after a crash."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session as AnySession
from sqlmodel import Session, col, select

from coalition.documents.models import StoredFile
from coalition.documents.service.store import drop, list_older

UNSAVED = "files_not_yet_saved"
GRACE = timedelta(hours=24)  # no act takes that long
AT_ONCE = 500


def unwritten_until_saved(session: Session, files_url: str, key: str) -> None:
    """Have a file taken away again when the act that wrote it is rolled back."""
    session.info.setdefault(UNSAVED, []).append((files_url, key))


@sa.event.listens_for(AnySession, "after_commit")
def keep_written(session: AnySession) -> None:
    """Forget what was written: its record is saved."""
    session.info.pop(UNSAVED, None)


@sa.event.listens_for(AnySession, "after_rollback")
def take_back(session: AnySession) -> None:
    """Take away what an act wrote that was not saved."""
    for files_url, key in session.info.pop(UNSAVED, ()):
        drop(files_url, key)


def sweep(session: Session, files_url: str, *, now: datetime) -> int:
    """Take away the files older than a day that no record knows; return how many. Raises StoreDown.

    They are left over when a process ends between writing a file and saving its record.
    """
    swept, old = 0, list_older(files_url, now - GRACE)
    for first in range(0, len(old), AT_ONCE):
        keys = old[first : first + AT_ONCE]
        known: set[Any] = set(
            session.exec(select(StoredFile.storage_key).where(col(StoredFile.storage_key).in_(keys)))
        )
        for key in keys:
            if key not in known:
                drop(files_url, key)
                swept += 1
    return swept
