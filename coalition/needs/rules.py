"""What a need may become, what it takes to post one, and how far it is covered. No database, no web."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.when import add_months


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

# Posted and still asking or being met: what counts in totals (a need on hold is shown apart, I37).
POSTED = frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET, NeedStatus.STALE})
# Needs that a new pledge can be allocated to.
PLEDGEABLE = frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.STALE, NeedStatus.MET})
# Needs whose status follows from their coverage.
COVERED_BY_SUMS = frozenset({NeedStatus.OPEN, NeedStatus.PARTLY_MET, NeedStatus.MET})

PARTLY_FROM = Decimal("0.05")
MET_FROM = Decimal("0.95")
CONFIRM_EVERY_MONTHS = 12


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


def missing_to_post(
    *,
    has_objective: bool,
    no_strategy_reason: str,
    output_indicator: str,
    output_target: int | None,
    period_start: date | None,
    period_end: date | None,
    cost: int | None,
    cost_basis: CostBasis | None,
) -> list[tuple[str, str]]:
    """Return (field, words) for each thing that a draft still lacks before it can be posted."""
    lacks = []
    if not has_objective and not no_strategy_reason.strip():
        lacks.append(
            (
                "objective",
                "Choose an objective of the strategy, or say why there is none.",
            )
        )
    if not output_indicator.strip() or output_target is None:
        lacks.append(("output_target", "Say what will have been done, and how much of it."))
    if period_start is None or period_end is None:
        lacks.append(("period_start", "Give the months in which the support is needed."))
    elif period_end < period_start:
        lacks.append(("period_end", "The period must end after it begins."))
    if cost_basis is None:
        lacks.append(("cost_basis", "Say how the cost was found; “not known” is an answer."))
    elif cost is None and cost_basis is not CostBasis.UNKNOWN:
        lacks.append(("cost", "Give the cost, or choose “not known”."))
    elif cost is not None and cost_basis is CostBasis.UNKNOWN:
        lacks.append(("cost_basis", "A cost is given: say how it was found."))
    return lacks


def confirm_by(last_confirmed_on: date) -> date:
    """Return the day by which the State is asked whether the need still stands."""
    return add_months(last_confirmed_on, CONFIRM_EVERY_MONTHS)
