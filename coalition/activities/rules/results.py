"""What a report may count. Source: invariants I12, I13, I15, I16."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from coalition.activities.rules.kinds import (
    ActivityType,
    Age,
    CountMethod,
    DelayCode,
    Disability,
    Group,
    Measure,
    Relation,
    Sex,
)
from coalition.contamination.rules import HazardMix, HazardStatus, may_release
from coalition.core.errors import RuleBroken

LARGEST = 10**10
MOST_PEOPLE = 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """Land of one hazard area or place in a report, in m²."""

    mix: HazardMix
    hazard_ref: str = ""
    place: str = ""
    cancelled: int = 0
    reduced: int = 0
    cleared: int = 0
    submunitions: int = 0
    other_explosives: int = 0
    handed_over: bool = False
    over_area_reason: str = ""

    @property
    def released(self) -> int:
        """Cancelled, reduced and cleared land together (I12)."""
        return self.cancelled + self.reduced + self.cleared


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """People reached, of one relation; what is not known about them says so."""

    relation: Relation
    count: int
    sex: Sex = Sex.UNKNOWN
    age: Age = Age.UNKNOWN
    disability: Disability = Disability.UNKNOWN
    group: Group = Group.OTHER
    method: CountMethod = CountMethod.COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    service: ActivityType
    sessions: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    munition_type: str
    munitions: int = 0
    submunitions: int = 0
    method: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    milestone: str
    reached_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """All that an operator reports of a period. `expenditure` in minor units of `currency`."""

    narrative: str = ""
    delay: DelayCode | None = None
    delay_note: str = ""
    expenditure: int | None = None
    currency: str | None = None
    stated_released: int | None = None
    land: Sequence[Land] = field(default_factory=tuple)
    people: Sequence[People] = field(default_factory=tuple)
    services: Sequence[Service] = field(default_factory=tuple)
    stocks: Sequence[Stock] = field(default_factory=tuple)
    laws: Sequence[Law] = field(default_factory=tuple)


def check_land(land: Land) -> None:
    """Raise RuleBroken unless areas and items are what land can give."""
    for name in ("cancelled", "reduced", "cleared", "submunitions", "other_explosives"):
        if not 0 <= getattr(land, name) <= LARGEST:
            raise RuleBroken("Give a whole number that is not negative.", field=name)
    if not land.hazard_ref.strip() and not land.place.strip():
        raise RuleBroken("Name the hazard area or the district.", field="hazard_ref")
    if land.mix is HazardMix.UNKNOWN and land.released:
        raise RuleBroken("Say which hazards the land held: figures are never mixed.", field="mix")


def check_hazard_area(area: int, status: HazardStatus, *, before: int, land: Land) -> None:
    """Raise RuleBroken unless a hazard area can give what is reported of it (I13).

    `area` and `before` (what accepted and submitted reports released of it already) are in m².
    """
    if status is HazardStatus.CLOSED and land.released:
        raise RuleBroken(
            "Hazard area {ref} is closed; no more land comes from it.", "hazard_ref", ref=land.hazard_ref
        )
    if not may_release(area, before + land.released) and len(land.over_area_reason.strip()) < 10:
        raise RuleBroken(
            "Hazard area {ref} held {area} m²; {released} m² would be released. Say in a sentence why.",
            field="over_area_reason",
            ref=land.hazard_ref,
            area=area,
            released=before + land.released,
        )


def check_people(people: Iterable[People]) -> None:
    """Raise RuleBroken on counts that cannot be, and on the same group counted twice."""
    seen = set()
    for one in people:
        if not 0 <= one.count <= MOST_PEOPLE:
            raise RuleBroken("Give a whole number that is not negative.", field="count")
        key = (one.relation, one.sex, one.age, one.disability, one.group)
        if key in seen:
            raise RuleBroken("The same group of people stands twice; add the two up.", field="count")
        seen.add(key)


def released(land: Iterable[Land]) -> int:
    """Return all land released, in m²."""
    return sum(one.released for one in land)


def sum_differs(stated: int | None, land: Iterable[Land]) -> bool:
    """Return whether the operator's own sum is another than the parts add up to."""
    return stated is not None and stated != released(land)


def counted(facts: ReportFacts) -> dict[tuple[Measure, HazardMix], int]:
    """Return what a report counts, by measure; land by hazards, direct and indirect people apart (I16)."""
    sums: dict[tuple[Measure, HazardMix], int] = {}

    def add(measure: Measure, value: int, mix: HazardMix = HazardMix.UNKNOWN) -> None:
        if value:
            sums[measure, mix] = sums.get((measure, mix), 0) + value

    for land in facts.land:
        add(Measure.CANCELLED_M2, land.cancelled, land.mix)
        add(Measure.REDUCED_M2, land.reduced, land.mix)
        add(Measure.CLEARED_M2, land.cleared, land.mix)
        add(Measure.SUBMUNITIONS, land.submunitions, land.mix)
        add(Measure.OTHER_EXPLOSIVES, land.other_explosives, land.mix)
    for stock in facts.stocks:
        add(Measure.STOCKPILED_MUNITIONS, stock.munitions)
        add(Measure.STOCKPILED_SUBMUNITIONS, stock.submunitions)
    for people in facts.people:
        direct = people.relation is Relation.DIRECT
        add(Measure.DIRECT_BENEFICIARIES if direct else Measure.INDIRECT_BENEFICIARIES, people.count)
    add(Measure.SESSIONS, sum(one.sessions for one in facts.services))
    add(Measure.MILESTONES, len(facts.laws))
    return sums


def spread_unknown(relation: Relation, total: int) -> People:
    """Return a bare number of people as what it is: of unknown sex, age and disability."""
    return People(relation=relation, count=total)
