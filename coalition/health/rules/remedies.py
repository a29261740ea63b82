"""Remedies: offers with an owner, a day and ninety days of patience. No database, no web."""

from datetime import date, timedelta
from enum import StrEnum

from coalition.core.errors import RuleBroken

DAYS = 90
STATE_READS_FIRST = 10  # working days


class RemedyStatus(StrEnum):
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DONE = "done"
    DECLINED = "declined"
    RAN_OUT = "ran_out"


RUNNING = frozenset({RemedyStatus.OFFERED, RemedyStatus.ACCEPTED})
NEXT: dict[RemedyStatus, frozenset[RemedyStatus]] = {
    RemedyStatus.OFFERED: frozenset(
        {RemedyStatus.ACCEPTED, RemedyStatus.DONE, RemedyStatus.DECLINED, RemedyStatus.RAN_OUT}
    ),
    RemedyStatus.ACCEPTED: frozenset({RemedyStatus.DONE, RemedyStatus.DECLINED, RemedyStatus.RAN_OUT}),
    RemedyStatus.DONE: frozenset(),
    RemedyStatus.DECLINED: frozenset(),
    RemedyStatus.RAN_OUT: frozenset(),
}


def until(opened_on: date) -> date:
    """Return the last of the ninety days."""
    return opened_on + timedelta(days=DAYS)


def check_offer(text: str, due_on: date | None, today: date) -> None:
    """Raise RuleBroken unless an offer says what, and by a day that is still to come."""
    if len(text.strip()) < 10:
        raise RuleBroken("Say in a sentence what is offered.", field="text")
    if due_on is not None and due_on < today:
        raise RuleBroken("Give a day from today on.", field="due_on")


def check_step(now: RemedyStatus, then: RemedyStatus) -> None:
    """Raise RuleBroken unless a remedy may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken("An offer that is {now} cannot become {then}.", field="status", now=now, then=then)


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies so many working days (Monday to Friday) after day."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def members_from(on: date) -> date:
    """Return the day from which members read a snapshot: ten working days after the State."""
    return working_days_after(on, STATE_READS_FIRST)
