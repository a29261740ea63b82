"""Meetings of the Coordination Committee: attendance, what was said, and how minutes come into force."""

from datetime import date, timedelta
from enum import StrEnum

from coalition.coalitions.rules.meetings import Minutes
from coalition.core.errors import RuleBroken


class Attendance(StrEnum):
    """As the head of the minutes has it; `not_heard` is everybody expected of whom nothing is known."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    NOT_HEARD = "not_heard"


class ItemKind(StrEnum):
    OPENING = "opening"
    APPROVAL = "approval"
    PRESIDENCY = "presidency"
    THEMATIC_UPDATE = "thematic_update"
    ISU_UPDATE = "isu_update"
    STATEMENT = "statement"
    DECISION = "decision"
    CONCLUSION = "conclusion"


class SaidStatus(StrEnum):
    STATED = "stated"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"


# Members of the United Nations since 14 July 2011 (South Sudan); no vote has more.
UN_MEMBERS = 193
UN_MEMBERS_SINCE = 2011
CIRCULATE_WITHIN = 10  # working days after the meeting; source: domain model §10, C3


def add_working_days(day: date, count: int) -> date:
    """Return the day so many working days later; Saturdays and Sundays do not count."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def circulate_by(held_on: date) -> date:
    """Return the day by which the minutes are to be with the members."""
    return add_working_days(held_on, CIRCULATE_WITHIN)


def vote_total(yes: int | None, no: int | None, abstained: int | None, absent: int | None) -> int | None:
    """Return what the four figures of a vote add up to; None unless all are known."""
    figures = [figure for figure in (yes, no, abstained, absent) if figure is not None]
    return sum(figures) if len(figures) == 4 else None


def vote_is_odd(total: int | None, year: int | None) -> bool:
    """Return whether a vote has another number of States than the United Nations has Members."""
    return total is not None and year is not None and year >= UN_MEMBERS_SINCE and total != UN_MEMBERS


def check_writable(minutes: Minutes) -> None:
    """Raise RuleBroken when the minutes are approved: nothing in them changes any more."""
    if minutes is Minutes.APPROVED:
        raise RuleBroken("These minutes are approved. A correction is stated at a later meeting.")


def check_circulate(minutes: Minutes, present: int, items: int) -> None:
    """Raise RuleBroken unless there are minutes to circulate, with attendance at their head."""
    if minutes is Minutes.APPROVED:
        raise RuleBroken("These minutes are approved. A correction is stated at a later meeting.")
    if present < 1:
        raise RuleBroken("Record who was present first: it stands at the head of the minutes.")
    if items < 1:
        raise RuleBroken("Write at least one item before you circulate the minutes.")


def check_approval(minutes: Minutes, held_on: date, approved_at: date) -> None:
    """Raise RuleBroken unless circulated minutes are approved at a later meeting."""
    if minutes is not Minutes.CIRCULATED:
        raise RuleBroken("Minutes are circulated before they are approved.")
    if approved_at <= held_on:
        raise RuleBroken("Minutes are approved at a later meeting.", field="meeting")


def check_counter(status: SaidStatus, has_counter: bool) -> None:
    """Raise RuleBroken when something is called disputed and nobody's other word stands beside it."""
    if status is SaidStatus.DISPUTED and not has_counter:
        raise RuleBroken("Say which statement it disputes, so that both stand side by side.", field="counter")
