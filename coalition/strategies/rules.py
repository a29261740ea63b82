"""Pillars, kinds of documents, and what a version of a strategy may become."""

from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken


class Pillar(StrEnum):
    """The five pillars of assistance."""

    SURVEY_CLEARANCE = "survey_clearance"
    RISK_EDUCATION = "risk_education"
    VICTIM_ASSISTANCE = "victim_assistance"
    STOCKPILE_DESTRUCTION = "stockpile_destruction"
    IMPLEMENTATION_REPORTING = "implementation_reporting"


class DocumentKind(StrEnum):
    NATIONAL_STRATEGY = "national_strategy"
    COMPLETION_PLAN = "completion_plan"
    VA_ACTION_PLAN = "va_action_plan"
    ANNUAL_WORK_PLAN = "annual_work_plan"
    RESOURCE_MOBILISATION_STRATEGY = "resource_mobilisation_strategy"
    GENDER_PLAN = "gender_plan"


class Section(StrEnum):
    """Whether a strategy speaks of a matter."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"


class VersionStatus(StrEnum):
    """The life of a version (domain model §4.3)."""

    DRAFT = "draft"
    UNDER_CONSULTATION = "under_consultation"
    ENDORSED = "endorsed"
    IN_FORCE = "in_force"
    UNDER_REVIEW = "under_review"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    ABANDONED = "abandoned"


NEXT: dict[VersionStatus, frozenset[VersionStatus]] = {
    VersionStatus.DRAFT: frozenset(
        {
            VersionStatus.UNDER_CONSULTATION,
            VersionStatus.ENDORSED,
            VersionStatus.ABANDONED,
        }
    ),
    VersionStatus.UNDER_CONSULTATION: frozenset(
        {VersionStatus.DRAFT, VersionStatus.ENDORSED, VersionStatus.ABANDONED}
    ),
    VersionStatus.ENDORSED: frozenset(
        {VersionStatus.IN_FORCE, VersionStatus.SUPERSEDED, VersionStatus.EXPIRED}
    ),
    VersionStatus.IN_FORCE: frozenset(
        {VersionStatus.UNDER_REVIEW, VersionStatus.SUPERSEDED, VersionStatus.EXPIRED}
    ),
    VersionStatus.UNDER_REVIEW: frozenset(
        {VersionStatus.IN_FORCE, VersionStatus.SUPERSEDED, VersionStatus.EXPIRED}
    ),
    VersionStatus.SUPERSEDED: frozenset(),
    VersionStatus.EXPIRED: frozenset(),
    VersionStatus.ABANDONED: frozenset(),
}

# A version that guides a coalition today; one under review still does.
GUIDING = frozenset({VersionStatus.IN_FORCE, VersionStatus.UNDER_REVIEW})


def check_step(now: VersionStatus, then: VersionStatus) -> None:
    """Raise RuleBroken unless a version may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken(
            "A version that is {now} cannot become {then}.",
            field="status",
            now=now,
            then=then,
        )


def check_period(valid_from: date, valid_to: date) -> None:
    """Raise RuleBroken unless the validity has a beginning before its end (invariant I22)."""
    if valid_to <= valid_from:
        raise RuleBroken("The strategy must end after it begins.", field="valid_to")


def days_left(valid_to: date, today: date) -> int:
    """Return the whole days a version still runs, its last day included; negative once it is over."""
    return (valid_to - today).days
