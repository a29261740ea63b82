"""When a job is due again. No database."""

from datetime import datetime, timedelta
from enum import StrEnum

from apscheduler.triggers.base import BaseTrigger


class JobStatus(StrEnum):
    NEVER = "never"
    DONE = "done"
    FAILED = "failed"


ALIVE_FOR = timedelta(minutes=2)


def due_after(trigger: BaseTrigger, now: datetime) -> datetime:
    """Return the first moment after now at which a job is due; the times missed until now count as one."""
    found: datetime = trigger.get_next_fire_time(None, now + timedelta(microseconds=1))
    return found


def retry_at(failures: int, now: datetime, regular: datetime) -> datetime:
    """Return when a failed job is tried again: after 1, 5, 25 … minutes, at the latest at its next turn."""
    return min(regular, now + timedelta(minutes=5 ** min(failures - 1, 4)))
