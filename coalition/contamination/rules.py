"""What is known of contamination, and what a hazard area may be. No database, no web.

Source: domain model §3.3 and invariants I13–I15; "suspected" and "confirmed" as in IMAS 07.11.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from coalition.core.errors import RuleBroken

# The whole land area of the largest affected State is some 2.4 million km²; no hazard area comes near.
LARGEST_AREA = 10**10  # m²: 10 000 km²
LARGEST_SNAPSHOT = 10**11
# Areas grow while they are worked on: up to a quarter more needs no explanation (invariant I13).
GROWTH_PERCENT = 125


class Knowledge(StrEnum):
    """How much is known of a State's contamination."""

    UNKNOWN = "unknown"
    SUSPECTED = "suspected"
    PARTLY_SURVEYED = "partly_surveyed"
    BASELINE_COMPLETE = "baseline_complete"
    COMPLETED = "completed"


class HazardMix(StrEnum):
    """Whether a figure speaks of cluster munition remnants alone (invariant I15)."""

    CMR_ONLY = "cmr_only"
    MIXED = "mixed"
    WITHOUT_CMR = "without_cmr"
    UNKNOWN = "unknown"


class HazardKind(StrEnum):
    """Suspected or confirmed hazardous area."""

    SHA = "sha"
    CHA = "cha"


class HazardType(StrEnum):
    CLUSTER_MUNITION_REMNANTS = "cluster_munition_remnants"
    AP_MINE = "ap_mine"
    AV_MINE = "av_mine"
    OTHER_ERW = "other_erw"
    IED = "ied"


class HazardStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    CLOSED = "closed"
    HANDED_OVER = "handed_over"


class ImportStatus(StrEnum):
    """The life of an import: looked at, then saved or dropped."""

    PREVIEWED = "previewed"
    SAVED = "saved"
    DROPPED = "dropped"


# Land of these still waits for work.
OPEN = frozenset({HazardStatus.OPEN, HazardStatus.IN_PROGRESS})


@dataclass(frozen=True, slots=True)
class Extent:
    """What is known of remaining contamination, in m². None is "not known", and never becomes 0."""

    knowledge: Knowledge
    sha: int | None
    cha: int | None

    @property
    def total(self) -> int | None:
        """The sum of what is known; None when nothing is."""
        known = [part for part in (self.sha, self.cha) if part is not None]
        return sum(known) if known else None


def check_snapshot(knowledge: Knowledge, sha: int | None, cha: int | None) -> None:
    """Raise RuleBroken unless areas and knowledge agree (invariant I14)."""
    for field, area in (("sha", sha), ("cha", cha)):
        if area is not None and not 0 <= area <= LARGEST_SNAPSHOT:
            raise RuleBroken("Give the area in square metres, or leave it empty.", field=field)
        if knowledge is Knowledge.UNKNOWN and area is not None:
            raise RuleBroken("Where the extent is not known, leave the areas empty.", field=field)
    if knowledge is Knowledge.COMPLETED and (sha or cha):
        raise RuleBroken("Completed means that no area remains.", field="knowledge")
    if knowledge in (Knowledge.BASELINE_COMPLETE, Knowledge.PARTLY_SURVEYED) and sha is None and cha is None:
        raise RuleBroken("Survey gave figures: state them, or say “suspected”.", field="sha")


def check_area(area: int) -> None:
    """Raise RuleBroken unless a hazard area has a size that land can have. In m²."""
    if area <= 0:
        raise RuleBroken("The area must be above zero square metres.", field="area")
    if area > LARGEST_AREA:
        raise RuleBroken("No hazard area is larger than 10 000 km²; is the unit square metres?", field="area")


def mix_of(types: Iterable[HazardType]) -> HazardMix:
    """Return whether these hazards are cluster munition remnants alone, among others, or none."""
    found = set(types)
    if not found:
        return HazardMix.UNKNOWN
    if HazardType.CLUSTER_MUNITION_REMNANTS not in found:
        return HazardMix.WITHOUT_CMR
    return HazardMix.CMR_ONLY if len(found) == 1 else HazardMix.MIXED


def joined(types: Iterable[HazardType]) -> str:
    """Return hazard types as one text for storing, in a fixed order."""
    return " ".join(sorted(set(types)))


def parted(text: str) -> tuple[HazardType, ...]:
    """Return stored hazard types; the reverse of `joined`."""
    return tuple(HazardType(part) for part in text.split())


def may_release(area: int, released: int) -> bool:
    """Return whether so much of a hazard area may be released without a reason; in m² (invariant I13)."""
    return released * 100 <= area * GROWTH_PERCENT
