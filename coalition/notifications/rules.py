"""What becomes of a message, and when it is tried again. No database, no web."""

from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from coalition.core.errors import RuleBroken


class MailStatus(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    DEAD = "dead"  # tried too often; shown to the administrator


MOST_TRIES = 8


def wait_before_try(tries: int) -> timedelta:
    """Return how long to wait after so many failed tries: 1, 5, 25 minutes … at most a day."""
    return min(timedelta(minutes=5 ** min(tries, 6)), timedelta(days=1))


def check_header(text: str) -> None:
    """Raise RuleBroken when a subject or address could start a header of its own."""
    if any(mark in text for mark in "\r\n\0"):
        raise RuleBroken("A subject or an address has one line only.", field="subject")


MORNING = 7


def due_at(written: datetime, digest: str, zone: str, *, urgent: bool = False) -> datetime:
    """Return when a message is to be sent: at once, or on the person's next (Monday) morning, in UTC.

    An unknown time zone reads as UTC; a morning that the clocks skip or repeat is taken once.
    """
    if urgent or digest == "immediate":
        return written
    try:
        place = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        place = ZoneInfo("UTC")
    local = written.astimezone(place)
    day = local.date() + timedelta(days=0 if local.hour < MORNING else 1)
    if digest == "weekly":
        day += timedelta(days=-day.weekday() % 7)
    return datetime.combine(day, time(MORNING), place).astimezone(UTC)


def is_refused_for_good(code: int) -> bool:
    """Return whether a mail server's answer means that trying again is no use (5xx)."""
    return 500 <= code < 600
