"""The clock; read at the roof only, and passed down as a value."""

from datetime import UTC, date, datetime


def today() -> date:
    """Return the calendar date in UTC."""
    return now().date()


def now() -> datetime:
    """Return this moment in UTC, aware."""
    return datetime.now(UTC)
