"""What a meeting and its action points may be. No database, no web."""

from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.when import Precision, is_past


class MeetingType(StrEnum):
    COALITION = "coalition"
    COUNTRY_SEMINAR = "country_seminar"
    REGIONAL_WORKSHOP = "regional_workshop"
    DONOR_CONFERENCE = "donor_conference"
    BILATERAL = "bilateral"
    SIDE_MEETING = "side_meeting"


class Openness(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    CHATHAM_HOUSE = "chatham_house"


class Minutes(StrEnum):
    """The life of the minutes (domain model §4.11)."""

    NONE = "none"
    DRAFT = "draft"
    CIRCULATED = "circulated"
    APPROVED = "approved"


class PointStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    MOVED = "moved"


NEXT_MINUTES: dict[Minutes, frozenset[Minutes]] = {
    Minutes.NONE: frozenset({Minutes.DRAFT}),
    Minutes.DRAFT: frozenset({Minutes.CIRCULATED}),
    Minutes.CIRCULATED: frozenset({Minutes.DRAFT, Minutes.APPROVED}),
    Minutes.APPROVED: frozenset(),
}


def check_minutes(now: Minutes, then: Minutes, text: str) -> None:
    """Raise RuleBroken unless minutes may go from now to then, and say something."""
    if then not in NEXT_MINUTES[now]:
        raise RuleBroken("Minutes that are {now} cannot become {then}.", field="minutes", now=now, then=then)
    if not text.strip():
        raise RuleBroken("Write the minutes first.", field="minutes_text")


def check_point(text: str, status: PointStatus, note: str) -> None:
    """Raise RuleBroken unless an action point says what, and one let go says why."""
    if not text.strip():
        raise RuleBroken("Say what is to be done.", field="text")
    if status in {PointStatus.DROPPED, PointStatus.MOVED} and len(note.strip()) < 5:
        raise RuleBroken("Say in a few words why.", field="note")


def check_span(starts_on: date, ends_on: date | None) -> None:
    """Raise RuleBroken when a meeting ends before it starts."""
    if ends_on is not None and ends_on < starts_on:
        raise RuleBroken("The meeting ends before it starts.", field="ends_on")


def is_overdue(status: PointStatus, due_on: date | None, precision: Precision, today: date) -> bool:
    """Return whether an open point's last possible day is over (invariant I29)."""
    return status is PointStatus.OPEN and due_on is not None and is_past(due_on, precision, today)
