"""Pillars, kinds of documents, and what a version of a strategy may become."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from typing import Protocol, TypeVar

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


LARGEST_TARGET = 10**15


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

# Steps that the State takes by a word of its own; endorsing and the calendar have acts of their own.
STATES_OWN_STEPS = frozenset(
    {
        VersionStatus.UNDER_CONSULTATION,
        VersionStatus.DRAFT,
        VersionStatus.ABANDONED,
        VersionStatus.UNDER_REVIEW,
        VersionStatus.IN_FORCE,
    }
)
# Versions that nobody has signed yet: everything in them may still change.
UNSIGNED = frozenset({VersionStatus.DRAFT, VersionStatus.UNDER_CONSULTATION})
# Versions that bear the State's signature; what follows is history, and public where the State says so.
SIGNED = frozenset(
    {
        VersionStatus.ENDORSED,
        VersionStatus.IN_FORCE,
        VersionStatus.UNDER_REVIEW,
        VersionStatus.SUPERSEDED,
        VersionStatus.EXPIRED,
    }
)
LADDER = (
    VersionStatus.DRAFT,
    VersionStatus.UNDER_CONSULTATION,
    VersionStatus.ENDORSED,
    VersionStatus.IN_FORCE,
    VersionStatus.UNDER_REVIEW,
)
# A version that guides a coalition today; one under review still does.
GUIDING = frozenset({VersionStatus.IN_FORCE, VersionStatus.UNDER_REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """What is written down about a version. Money in minor units of `currency`."""

    valid_from: date | None = None
    valid_to: date | None = None
    languages: str = "en"
    summary: str = ""
    consultation_note: str = ""
    source: str = ""
    gender_section: Section = Section.UNKNOWN
    environment_section: Section = Section.UNKNOWN
    next_review_on: date | None = None
    budget: int | None = None
    national_contribution: int | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveFacts:
    """What is written down about an objective. Numbers are in its own unit; None is not stated."""

    code: str
    text: str
    pillar: Pillar
    indicator: str = ""
    unit: str = ""
    baseline: int | None = None
    target: int | None = None
    target_year: int | None = None
    action_plan_refs: str = ""


Period = tuple[date | None, date | None]


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


def overlap(one: Period, other: Period) -> bool:
    """Return whether two periods share a day; a period without both ends shares none."""
    (start, end), (begin, finish) = one, other
    if start is None or end is None or begin is None or finish is None:
        return False
    return start <= finish and begin <= end


def check_objective(facts: ObjectiveFacts) -> None:
    """Raise RuleBroken unless an objective says what it is about, in numbers that can be."""
    for field, text in (("code", facts.code), ("text", facts.text)):
        if not text.strip():
            raise RuleBroken("An objective needs this.", field=field)
    for field, number in (("baseline", facts.baseline), ("target", facts.target)):
        if number is not None and not 0 <= number <= LARGEST_TARGET:
            raise RuleBroken("Give a number that is not negative.", field=field)
    if facts.target_year is not None and not 1990 <= facts.target_year <= 2200:
        raise RuleBroken("Give a year between 1990 and 2200.", field="target_year")
    if facts.target is not None and not facts.indicator.strip():
        raise RuleBroken("A target needs the indicator it is counted in.", field="indicator")


def check_milestones(milestones: dict[int, int], target: int | None, target_year: int | None) -> None:
    """Raise RuleBroken unless milestones never fall from year to year, and end at or before the target."""
    values = [milestones[year] for year in sorted(milestones)]
    if any(value < 0 for value in values):
        raise RuleBroken("Give numbers that are not negative.", field="milestones")
    if any(later < earlier for earlier, later in pairwise(values)):
        raise RuleBroken("Milestones count up: a later year cannot ask for less.", field="milestones")
    if target is not None and values and values[-1] > target:
        raise RuleBroken("The last milestone is above the target.", field="milestones")
    if target_year is not None and milestones and max(milestones) > target_year:
        raise RuleBroken("A milestone lies after the target year.", field="milestones")


def days_left(valid_to: date, today: date) -> int:
    """Return the whole days a version still runs, its last day included; negative once it is over."""
    return (valid_to - today).days


class Followed(Protocol):
    """An objective as far as pairing asks: its number, its code, and the one it follows."""

    id: int
    code: str
    follows_id: int | None


F = TypeVar("F", bound=Followed)


def paired(old: Sequence[F], new: Sequence[F]) -> list[tuple[F | None, F | None]]:
    """Return the objectives of two versions side by side; what has no twin stands alone.

    Twins are those where the newer follows the older, then those of the same code. In the newer order,
    dropped ones at the end.
    """
    by_id, by_code = {one.id: one for one in old}, {one.code: one for one in old}
    left: set[int] = set()
    pairs: list[tuple[F | None, F | None]] = []
    for one in new:
        twin = by_id.get(one.follows_id or -1) or by_code.get(one.code)
        twin = None if twin is None or twin.id in left else twin
        if twin is not None:
            left.add(twin.id)
        pairs.append((twin, one))
    return [*pairs, *((one, None) for one in old if one.id not in left)]
