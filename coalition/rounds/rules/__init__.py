"""What an answer round is and what an answer says. No database, no web.

A confirmed "no" is an answer; only silence is a blank. A year later the State says whether the need was met.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.visibility import Visibility
from coalition.core.when import add_months


class RoundStatus(StrEnum):
    DRAFT = "draft"
    SENT = "sent"
    CLOSED = "closed"


class AnswerKind(StrEnum):
    NEW_SUPPORT = "new_support"
    ALREADY_RUNS = "already_runs"
    QUESTION = "question"
    NO = "no"


class FollowUp(StrEnum):
    """What the State says a year later."""

    MET = "met"
    PARTLY_MET = "partly_met"
    NOT_MET = "not_met"


# Days before the answer is due on which those who have not answered are reminded.
REMINDERS = (14, 3)
FOLLOW_UP_MONTHS = 12
SHORTEST_TEXT = 5


def check_send(needs: int, invited: int, due_on: date, today: date) -> None:
    """Raise RuleBroken unless a round has needs, somebody to ask, and a day still to come."""
    if needs < 1:
        raise RuleBroken("Choose at least one need.", field="needs")
    if invited < 1:
        raise RuleBroken("Choose at least one donor or partner.", field="organisations")
    if due_on <= today:
        raise RuleBroken("Give a day that is still to come.", field="due_on")


def check_open_to(levels: Collection[Visibility], *, only_leads: bool) -> None:
    """Raise RuleBroken (field "needs") when a need would be put to somebody who may not see it."""
    if Visibility.OWNER in levels:
        raise RuleBroken("A need that the State keeps to itself cannot be put to others.", field="needs")
    if Visibility.LEADS in levels and not only_leads:
        raise RuleBroken("A need that only leads see can be put to leads alone.", field="needs")


def check_answer(status: RoundStatus, kind: AnswerKind, text: str, due_on: date, today: date) -> None:
    """Raise RuleBroken unless the round is open and the answer says what it must; late ones are welcome."""
    if status is not RoundStatus.SENT:
        raise RuleBroken("This round takes no answers now.")
    if kind in {AnswerKind.QUESTION, AnswerKind.ALREADY_RUNS} and len(text.strip()) < SHORTEST_TEXT:
        raise RuleBroken("Say it in a few words.", field="text")


def reminders_due(due_on: date, today: date) -> list[int]:
    """Return which reminders fall on today, as days before the answer is due."""
    return [days for days in REMINDERS if (due_on - today).days == days]


def follow_up_on(closed_on: date) -> date:
    """Return the day a year later on which the State is asked whether its needs were met."""
    return add_months(closed_on, FOLLOW_UP_MONTHS)
