"""The life of a duplication flag and what a decision needs. No database, no web.

Source: domain model §4.6, §8.5, §8.6.
"""

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
SHORTEST_REASON = 20


def check_decision(status: FlagStatus, outcome: Outcome, reason: ReasonCode, text: str) -> None:
    """Raise RuleBroken unless a waiting flag gets an outcome with a reason of its kind, in a sentence."""
    if status not in WAITING:
        raise RuleBroken("This question has been settled already.")
    if reason not in REASONS[outcome]:
        raise RuleBroken("That reason does not go with this outcome.", field="reason")
    if len(text.strip()) < SHORTEST_REASON:
        raise RuleBroken(
            "Write at least {count} characters: who does what.", field="text", count=SHORTEST_REASON
        )
