"""How far results have come toward an objective."""

from collections.abc import Mapping
from dataclasses import dataclass

from coalition.activities.rules.kinds import RELEASE, Measure
from coalition.strategies.rules import Pillar

AREA_UNITS = frozenset({"m2", "m²", "square metres"})
# What counts toward an objective whose unit does not say so, by pillar.
USUAL: Mapping[Pillar, tuple[Measure, ...]] = {
    Pillar.SURVEY_CLEARANCE: RELEASE,
    Pillar.RISK_EDUCATION: (Measure.DIRECT_BENEFICIARIES,),
    Pillar.VICTIM_ASSISTANCE: (Measure.DIRECT_BENEFICIARIES,),
    Pillar.STOCKPILE_DESTRUCTION: (Measure.STOCKPILED_MUNITIONS,),
    Pillar.IMPLEMENTATION_REPORTING: (Measure.MILESTONES,),
}
BY_UNIT: Mapping[str, tuple[Measure, ...]] = {
    "people": (Measure.DIRECT_BENEFICIARIES,),
    "persons": (Measure.DIRECT_BENEFICIARIES,),
    "sessions": (Measure.SESSIONS,),
    "munitions": (Measure.STOCKPILED_MUNITIONS,),
    "submunitions": (Measure.SUBMUNITIONS,),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """An objective's result against its target and the milestone of a year; None is not stated."""

    objective_id: int
    result: int
    target: int | None
    milestone: int | None

    @property
    def share(self) -> float | None:
        """The result as a share of the target, 0…1 and beyond."""
        return self.result / self.target if self.target else None

    @property
    def share_of_milestone(self) -> float | None:
        """The result as a share of the milestone."""
        return self.result / self.milestone if self.milestone else None


def measures_for(pillar: Pillar, unit: str) -> tuple[Measure, ...]:
    """Return which measures count toward an objective of this pillar and unit."""
    plain = unit.strip().lower()
    return RELEASE if plain in AREA_UNITS else BY_UNIT.get(plain, USUAL[pillar])


def milestone_of(milestones: Mapping[int, int], year: int) -> int | None:
    """Return what is to be reached by the end of a year: that year's milestone, else the one before it."""
    past = [when for when in milestones if when <= year]
    return milestones[max(past)] if past else None
