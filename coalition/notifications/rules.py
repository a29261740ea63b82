"""What becomes of a message, and when it is tried again. No database, no web."""

from datetime import timedelta
from enum import StrEnum

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
