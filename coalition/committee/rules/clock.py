"""Days on which somebody is reminded of a term that ends or of minutes to circulate. Source: §10."""

from collections.abc import Sequence
from datetime import date, timedelta

from coalition.committee.rules.minutes import circulate_by
from coalition.committee.rules.plans import CATCH_UP

HANDOVER = (-60, -30, -7)
MINUTES = (-3, 3)
# How far ahead a term's end, and how far back a meeting, can call for a reminder.
HANDOVER_SPAN = 61
MINUTES_SPAN = 30


def handover_reminder(ends_on: date, today: date) -> int | None:
    """Return which reminder of a term's end falls on a day, as days from the end, or None (C4)."""
    return _falls(ends_on, HANDOVER, today)


def minutes_reminder(held_on: date, today: date) -> int | None:
    """Return which reminder to circulate minutes falls on a day, or None (C3)."""
    return _falls(circulate_by(held_on), MINUTES, today)


def _falls(due_on: date, offsets: Sequence[int], today: date) -> int | None:
    for offset in reversed(offsets):
        on = due_on + timedelta(days=offset)
        if on <= today <= on + timedelta(days=CATCH_UP):
            return offset
    return None
