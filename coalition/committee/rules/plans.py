"""A coordinators' work plan: where it stands on a day, who has signed, when its offices are reminded.

Source: domain model §4.8, and §10, C1. The stage follows from dates and from what the offices reported.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coalition.core.errors import RuleBroken


class PlanStatus(StrEnum):
    NOT_STARTED = "not_started"
    PLANNING = "planning"
    DRAFTING = "drafting"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed_reported"


class Reported(StrEnum):
    """What the offices say of their plan before it is handed in."""

    NOT_SUBMITTED = "not_submitted"
    PLANNING = "planning"
    DRAFTING = "drafting"
    DRAFTING_JOINTLY = "drafting_jointly"


class ItemStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"
    HANDED_OVER = "handed_over"


STAGE_OF = {
    Reported.NOT_SUBMITTED: PlanStatus.NOT_STARTED,
    Reported.PLANNING: PlanStatus.PLANNING,
    Reported.DRAFTING: PlanStatus.DRAFTING,
    Reported.DRAFTING_JOINTLY: PlanStatus.DRAFTING,
}
# Days from the day on which plans are due to the reminder; below nought: before it. Source: §10, C1.
REMINDERS = (-30, -14, -7, -1, 1, 7)
# A worker that was down on the day of a reminder makes up for it this many days later at most.
CATCH_UP = 2
DUE_MONTH, DUE_DAY = 11, 30


@dataclass(frozen=True, slots=True)
class Word:
    """What was reported of a plan on a day."""

    said_on: date
    reported: Reported


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The dates of a plan and what was reported of it, earliest first."""

    due_on: date
    words: Sequence[Word] = ()
    begun_drafting_on: date | None = None
    submitted_on: date | None = None
    published_on: date | None = None
    begun_on: date | None = None
    closed_on: date | None = None


def due_day(cycle: int) -> date:
    """Return the day on which the plans of a cycle are due: 30 November of its first year."""
    return date(cycle, DUE_MONTH, DUE_DAY)


def status_on(plan: PlanFacts, day: date) -> PlanStatus:
    """Return where a plan stood on a day."""
    steps = (
        (plan.closed_on, PlanStatus.CLOSED),
        (plan.begun_on, PlanStatus.IN_PROGRESS),
        (plan.published_on, PlanStatus.PUBLISHED),
        (plan.submitted_on, PlanStatus.SUBMITTED),
    )
    for on, status in steps:
        if on is not None and on <= day:
            return status
    said = [word for word in plan.words if word.said_on <= day]
    if said and STAGE_OF[said[-1].reported] is not PlanStatus.NOT_STARTED:
        return STAGE_OF[said[-1].reported]
    drafted = plan.begun_drafting_on is not None and plan.begun_drafting_on <= day
    return PlanStatus.DRAFTING if drafted and not said else PlanStatus.NOT_STARTED


def is_waiting(plan: PlanFacts, day: date) -> bool:
    """Return whether the plan was not yet handed in on a day."""
    return plan.submitted_on is None or plan.submitted_on > day


def is_past_date(plan: PlanFacts, day: date) -> bool:
    """Return whether the plan was still awaited after the day it was due; shown inside the Committee only."""
    return is_waiting(plan, day) and day > plan.due_on


def reminder_of(due_on: date, today: date) -> int | None:
    """Return which reminder is to go out today, as days from the due day, or None.

    The day itself, or up to CATCH_UP days later: whoever asks every day gets each one, and sends it once.
    """
    for offset in reversed(REMINDERS):
        on = due_on + timedelta(days=offset)
        if on <= today <= on + timedelta(days=CATCH_UP):
            return offset
    return None


def check_signature(state_id: int, owners: Collection[int], signed: Collection[int], items: int) -> None:
    """Raise RuleBroken unless the State owns the plan, has not signed yet, and there is something to sign."""
    if state_id not in owners:
        raise RuleBroken("Only the two States that hold the office sign its work plan.")
    if state_id in signed:
        raise RuleBroken("Your State has signed this work plan.")
    if items < 1:
        raise RuleBroken("Write at least one deliverable before you sign.")


def check_open_to_change(plan: PlanFacts, day: date) -> None:
    """Raise RuleBroken when the plan was handed in: then only progress is recorded."""
    if not is_waiting(plan, day):
        raise RuleBroken("This work plan is handed in. Record progress on its deliverables instead.")


def check_step(plan: PlanFacts, then: PlanStatus, note: str) -> None:
    """Raise RuleBroken unless the plan can be published, begun or closed now."""
    needs = {
        PlanStatus.PUBLISHED: (plan.submitted_on, plan.published_on),
        PlanStatus.IN_PROGRESS: (plan.published_on, plan.begun_on),
        PlanStatus.CLOSED: (plan.published_on, plan.closed_on),
    }
    before, done = needs.get(then, (None, None))
    if before is None or done is not None:
        raise RuleBroken("The work plan cannot take this step now.")
    if then is PlanStatus.CLOSED and not note.strip():
        raise RuleBroken("Write what came of the plan.", field="note")
