"""What a need may become, what it takes to post one, and how far it is covered. No database, no web."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from rapidfuzz import fuzz

from coalition.core.errors import RuleBroken
from coalition.core.text import fold
from coalition.core.when import When, add_months
from coalition.strategies.rules import Pillar


class NeedType(StrEnum):
    FUNDING = "funding"
    EQUIPMENT = "equipment"
    TECHNICAL_ADVICE = "technical_advice"
    TRAINING = "training"
    SURVEY = "survey"
    SERVICES = "services"
    LEGISLATION = "legislation"
    REPORTING_HELP = "reporting_help"
    RATIFICATION_SUPPORT = "ratification_support"
    COORDINATION = "coordination"


class CostBasis(StrEnum):
    ESTIMATE_ROUGH = "estimate_rough"
    ESTIMATE_DETAILED = "estimate_detailed"
    QUOTE = "quote"
    UNKNOWN = "unknown"


class NeedStatus(StrEnum):
    """The life of a need (domain model §4.1)."""

    DRAFT = "draft"
    DRAFT_ON_BEHALF = "draft_on_behalf"
    OPEN = "open"
    ON_HOLD = "on_hold"
    PARTLY_MET = "partly_met"
    MET = "met"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    STALE = "stale"
    REJECTED = "rejected"


NEXT: dict[NeedStatus, frozenset[NeedStatus]] = {
    NeedStatus.DRAFT: frozenset({NeedStatus.OPEN, NeedStatus.WITHDRAWN}),
    NeedStatus.DRAFT_ON_BEHALF: frozenset({NeedStatus.DRAFT, NeedStatus.REJECTED}),
    NeedStatus.OPEN: frozenset(
        {
            NeedStatus.ON_HOLD,
            NeedStatus.PARTLY_MET,
            NeedStatus.MET,
            NeedStatus.WITHDRAWN,
            NeedStatus.STALE,
        }
    ),
    NeedStatus.ON_HOLD: frozenset(
        {NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET, NeedStatus.WITHDRAWN}
    ),
    NeedStatus.PARTLY_MET: frozenset(
        {
            NeedStatus.OPEN,
            NeedStatus.MET,
            NeedStatus.WITHDRAWN,
            NeedStatus.STALE,
            NeedStatus.ON_HOLD,
        }
    ),
    NeedStatus.MET: frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.FULFILLED}),
    NeedStatus.STALE: frozenset(
        {NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET, NeedStatus.WITHDRAWN}
    ),
    NeedStatus.FULFILLED: frozenset(),
    NeedStatus.WITHDRAWN: frozenset(),
    NeedStatus.REJECTED: frozenset(),
}

LADDER = (NeedStatus.DRAFT, NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET, NeedStatus.FULFILLED)
# Posted and still asking or being met: what counts in totals (a need on hold is shown apart, I37).
POSTED = frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET, NeedStatus.STALE})
# Needs that a new pledge can be allocated to.
PLEDGEABLE = frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.STALE, NeedStatus.MET})
# Needs that carry a rank: those that still ask, and those that wait (invariant I36).
RANKED = POSTED | {NeedStatus.ON_HOLD}
# Needs whose facts may still be changed.
EDITABLE = RANKED | {NeedStatus.DRAFT, NeedStatus.DRAFT_ON_BEHALF}
# What others than the State itself get to see.
SHOWN = RANKED | {NeedStatus.FULFILLED, NeedStatus.WITHDRAWN}
# Needs whose status follows from their coverage.
COVERED_BY_SUMS = frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET})

# Needs that nobody measures in money: the State itself says when they are met.
NOT_MEASURED_IN_MONEY = frozenset(NeedType) - {NeedType.FUNDING, NeedType.EQUIPMENT, NeedType.SERVICES}

PARTLY_FROM = Decimal("0.05")
MET_FROM = Decimal("0.95")
CONFIRM_EVERY_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedFacts:
    """What a State writes down about a need. The first five, with the State itself, make a draft.

    `cost` and `national_contribution` are in minor units of `currency`; None is not known.
    """

    title: str
    pillar: Pillar
    need_type: NeedType
    description: str
    contact: str
    objective_id: int | None = None
    no_strategy_reason: str = ""
    output_indicator: str = ""
    output_target: int | None = None
    output_unit: str = ""
    period_start: When | None = None
    period_end: When | None = None
    cost: int | None = None
    currency: str | None = None
    cost_basis: CostBasis | None = None
    national_contribution: int | None = None
    places: str = ""
    whole_country: bool = False
    target_groups: str = ""
    expected_beneficiaries: int | None = None
    preferred_channels: str = ""
    environment_note: str = ""
    gender_note: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How far a need is covered, in US cents; `cost` is None when it is not known.

    firm: commitment, contracted, disbursing, completed, net of refunds; soft: pledges only.
    Reported and expressed interest count nowhere (I06).
    """

    cost: int | None
    firm: int = 0
    soft: int = 0

    @property
    def firm_share(self) -> Decimal | None:
        return None if not self.cost else Decimal(self.firm) / self.cost

    @property
    def soft_share(self) -> Decimal | None:
        return None if not self.cost else Decimal(self.soft) / self.cost

    @property
    def open(self) -> int | None:
        """What is still open after firm support, in US cents; None when the cost is not known."""
        return None if self.cost is None else max(0, self.cost - self.firm)


def check_step(now: NeedStatus, then: NeedStatus) -> None:
    """Raise RuleBroken unless a need may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken(
            "A need that is {now} cannot become {then}.",
            field="status",
            now=now,
            then=then,
        )


def status_by_coverage(coverage: Coverage, agreed: bool) -> NeedStatus:
    """Return open, partly met or met by firm coverage; `agreed` ticks a need that money does not measure."""
    share = coverage.firm_share
    if share is None:
        return NeedStatus.MET if agreed else NeedStatus.OPEN
    if share >= MET_FROM:
        return NeedStatus.MET
    return NeedStatus.PARTLY_MET if share >= PARTLY_FROM else NeedStatus.OPEN


def missing_to_draft(facts: NeedFacts) -> list[tuple[str, str]]:
    """Return (field, words) for each of the first fields that is empty; the others are choices."""
    asked = {"title": facts.title, "description": facts.description, "contact": facts.contact}
    return [(field, "A draft needs this.") for field, words in asked.items() if not words.strip()]


def missing_to_post(facts: NeedFacts) -> list[tuple[str, str]]:
    """Return (field, words) for each thing that a draft still lacks before it can be posted."""
    lacks = missing_to_draft(facts)
    if facts.objective_id is None and not facts.no_strategy_reason.strip():
        lacks.append(("objective", "Choose an objective of the strategy, or say why there is none."))
    if not facts.output_indicator.strip():
        lacks.append(("output_indicator", "Say what will have been done."))
    if facts.output_target is None:
        lacks.append(("output_target", "Say how much of it."))
    if facts.period_start is None or facts.period_end is None:
        field = "period_start" if facts.period_start is None else "period_end"
        lacks.append((field, "Give the months in which the support is needed."))
    if facts.cost_basis is None:
        lacks.append(("cost_basis", "Say how the cost was found; “not known” is an answer."))
    elif facts.cost is None and facts.cost_basis is not CostBasis.UNKNOWN:
        lacks.append(("amount", "Give the cost, or choose “not known”."))
    return lacks


def check_facts(facts: NeedFacts) -> None:
    """Raise RuleBroken for what no need may say, draft or not."""
    if facts.cost is not None and facts.cost <= 0:
        raise RuleBroken("A cost is above zero; leave it empty where it is not known.", field="amount")
    if facts.cost is not None and facts.cost_basis is CostBasis.UNKNOWN:
        raise RuleBroken("A cost is given: say how it was found.", field="cost_basis")
    if facts.output_target is not None and facts.output_target <= 0:
        raise RuleBroken("Give a number above zero.", field="output_target")
    if facts.period_start and facts.period_end and facts.period_end.last < facts.period_start.first:
        raise RuleBroken("The period must end after it begins.", field="period_end")
    if facts.expected_beneficiaries is not None and facts.expected_beneficiaries < 0:
        raise RuleBroken("Give a number above zero.", field="expected_beneficiaries")


def check_phases(phases: dict[int, int], cost: int | None, start: date | None, end: date | None) -> None:
    """Raise RuleBroken unless the yearly parts lie in the period and add up to the cost; in minor units."""
    if not phases:
        return
    if cost is None:
        raise RuleBroken("Give the cost before spreading it over years.", field="phases")
    if any(amount <= 0 for amount in phases.values()):
        raise RuleBroken("Each year's part is above zero.", field="phases")
    if start and end and not all(start.year <= year <= end.year for year in phases):
        raise RuleBroken("The years must lie within the period.", field="phases")
    if sum(phases.values()) != cost:
        raise RuleBroken("The years must add up to the cost.", field="phases")


def spread(cost: int, start: date, end: date) -> dict[int, int]:
    """Return a cost parted over the years of its period by months, where no phasing was given."""
    months = [(start.year * 12 + start.month - 1 + step) // 12 for step in range(_months(start, end))]
    parts, given = {}, 0
    for year in sorted(set(months)):
        upto = sum(1 for month in months if month <= year)
        parts[year] = cost * upto // len(months) - given
        given += parts[year]
    return parts


def _months(start: date, end: date) -> int:
    return max(1, (end.year - start.year) * 12 + end.month - start.month + 1)


def likeness(left: str, right: str) -> float:
    """Return how alike two titles are, 0…1, whatever the order of their words."""
    return float(fuzz.token_sort_ratio(fold(left), fold(right))) / 100


def confirm_by(last_confirmed_on: date) -> date:
    """Return the day by which the State is asked whether the need still stands."""
    return add_months(last_confirmed_on, CONFIRM_EVERY_MONTHS)
