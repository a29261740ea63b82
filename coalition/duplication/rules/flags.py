"""The life of a duplication flag and what a decision needs. No database, no web.

Source: domain model §4.6, §8.5, §8.6.
"""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum

from coalition.core.errors import RuleBroken


class FlagKind(StrEnum):
    SAME_MONEY = "same_money"  # §8.2, identity
    SAME_WORK = "same_work"  # §8.3, overlap
    OVER_COVERED = "over_covered"  # §8.4, a need with more firm money than it costs


class SideKind(StrEnum):
    PROGRAMME = "programme"
    PLEDGE = "pledge"
    NEED = "need"
    ACTIVITY = "activity"


class FlagStatus(StrEnum):
    OPEN = "open"
    UNDER_REVIEW = "under_review"
    CONFIRMED_DUPLICATE = "confirmed_duplicate"
    COORDINATED = "coordinated"
    DISMISSED = "dismissed"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    OBSOLETE = "obsolete"


class Outcome(StrEnum):
    """What people decide."""

    CONFIRMED_DUPLICATE = "confirmed_duplicate"
    COORDINATED = "coordinated"
    DISMISSED = "dismissed"


class ReplyKind(StrEnum):
    QUESTION = "question"
    ANSWER = "answer"


class ReasonCode(StrEnum):
    DIFFERENT_HAZARD_AREAS = "different_hazard_areas"
    SEQUENTIAL = "sequential"
    CO_FUNDING = "co_funding"
    DIFFERENT_GROUPS_OR_SERVICES = "different_groups_or_services"
    SURGE = "surge"
    WRONG_DATA = "wrong_data"
    NOT_SAME_WORK = "not_same_work"
    ENDED = "ended"
    NARROW_PLACE = "narrow_place"
    SHIFT_TIME = "shift_time"
    CHANGE_ACTIVITY = "change_activity"
    MERGE = "merge"
    LINK_SAME_MONEY = "link_same_money"
    STOP_ONE = "stop_one"
    CORRECT_RECORD = "correct_record"


REASONS: dict[Outcome, tuple[ReasonCode, ...]] = {
    Outcome.CONFIRMED_DUPLICATE: (
        ReasonCode.LINK_SAME_MONEY,
        ReasonCode.MERGE,
        ReasonCode.NARROW_PLACE,
        ReasonCode.SHIFT_TIME,
        ReasonCode.CHANGE_ACTIVITY,
        ReasonCode.STOP_ONE,
        ReasonCode.CORRECT_RECORD,
    ),
    Outcome.COORDINATED: (
        ReasonCode.DIFFERENT_HAZARD_AREAS,
        ReasonCode.SEQUENTIAL,
        ReasonCode.CO_FUNDING,
        ReasonCode.DIFFERENT_GROUPS_OR_SERVICES,
        ReasonCode.SURGE,
    ),
    Outcome.DISMISSED: (ReasonCode.NOT_SAME_WORK, ReasonCode.WRONG_DATA, ReasonCode.ENDED),
}

WAITING = frozenset({FlagStatus.OPEN, FlagStatus.UNDER_REVIEW, FlagStatus.REOPENED})
DECIDED = frozenset(
    {FlagStatus.CONFIRMED_DUPLICATE, FlagStatus.COORDINATED, FlagStatus.DISMISSED, FlagStatus.RESOLVED}
)
# Outcomes that bind the parties: they are heard first.
BINDING = frozenset({Outcome.CONFIRMED_DUPLICATE, Outcome.COORDINATED})
SHORTEST_REASON = 20
DAYS_TO_ANSWER = 10  # working days, for parties to reply and for the other decider to object

# A score in tenths of a point from which a pair becomes a question, and from which it is a likely duplicate.
# Source: domain model §8.2 and §8.3.
POSSIBLE = {FlagKind.SAME_MONEY: 450, FlagKind.SAME_WORK: 450, FlagKind.OVER_COVERED: 0}
LIKELY = {FlagKind.SAME_MONEY: 750, FlagKind.SAME_WORK: 700, FlagKind.OVER_COVERED: 0}


def check_waiting(status: FlagStatus) -> None:
    """Raise RuleBroken unless the question still waits for an answer."""
    if status is FlagStatus.OBSOLETE:
        raise RuleBroken("One of the records has been withdrawn: nothing is left to settle.")
    if status not in WAITING:
        raise RuleBroken("This question has been settled already.")


def check_decision(status: FlagStatus, outcome: Outcome, reason: ReasonCode, text: str) -> None:
    """Raise RuleBroken unless a waiting flag gets an outcome with a reason of its kind, in a sentence."""
    check_waiting(status)
    if reason not in REASONS[outcome]:
        raise RuleBroken("That reason does not go with this outcome.", field="reason")
    check_words(text)


def check_words(text: str) -> None:
    """Raise RuleBroken (field "text") unless the text is long enough to say who does what."""
    if len(text.strip()) < SHORTEST_REASON:
        raise RuleBroken(
            "Write at least {count} characters: who does what.", field="text", count=SHORTEST_REASON
        )


def check_impartial(owner_ids: Collection[int], speaks_for: Collection[int]) -> None:
    """Raise RuleBroken when a coordinator's own State owns one of the records (domain model §8.6)."""
    if set(owner_ids) & set(speaks_for):
        raise RuleBroken("Your State owns one of these records: the other deciders settle this question.")


def check_heard(
    outcome: Outcome, silent: Collection[str], waited_until: date, today: date, heard: str
) -> None:
    """Raise RuleBroken (field "heard") while parties may still reply and nobody says how they were heard."""
    if outcome in BINDING and silent and today <= waited_until and len(heard.strip()) < SHORTEST_REASON:
        raise RuleBroken(
            "Not yet heard: {names}. Wait until {day}, or say where and when they were heard.",
            field="heard",
            names=", ".join(sorted(silent)),
            day=waited_until.isoformat(),
        )


def check_remedy(outcome: Outcome, owner_id: int | None, remedy_by: date | None, today: date) -> None:
    """Raise RuleBroken unless a confirmed duplicate names who puts it right, and by when."""
    if outcome is not Outcome.CONFIRMED_DUPLICATE:
        return
    if owner_id is None:
        raise RuleBroken("Say who puts it right.", field="remedy_owner")
    if remedy_by is None or remedy_by < today:
        raise RuleBroken("Give a day from today on by which it is put right.", field="remedy_by")


def check_objection(status: FlagStatus, decided_on: date, today: date, text: str) -> None:
    """Raise RuleBroken unless a decision stands and is at most ten working days old."""
    if status not in DECIDED:
        raise RuleBroken("There is no decision to object to.")
    if today > working_days_after(decided_on, DAYS_TO_ANSWER):
        raise RuleBroken("The ten working days to object are over.")
    check_words(text)


def working_days_after(day: date, count: int) -> date:
    """Return the day that lies so many working days (Monday to Friday) after day."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day


def asks(kind: FlagKind, score: int) -> bool:
    """Return whether a score in tenths of a point is worth asking people about."""
    return score >= POSSIBLE[kind]
