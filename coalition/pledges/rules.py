"""The ladder of a pledge, its guards and its sums. No database, no web.

Source: domain model §4.2 and invariants I01–I11.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.when import add_months


class PledgeStage(StrEnum):
    EXPRESSION_OF_INTEREST = "expression_of_interest"
    PLEDGE = "pledge"
    COMMITMENT = "commitment"
    CONTRACTED = "contracted"
    DISBURSING = "disbursing"
    COMPLETED = "completed"
    DECLINED = "declined"
    LAPSED = "lapsed"
    CANCELLED = "cancelled"
    REIMBURSED = "reimbursed"


class PledgeKind(StrEnum):
    FINANCIAL = "financial"
    IN_KIND = "in_kind"
    TECHNICAL = "technical"
    HOSTING = "hosting"
    POLITICAL = "political"


class RecipientScope(StrEnum):
    COUNTRY = "country"
    REGIONAL = "regional"
    GLOBAL = "global"


class ChannelType(StrEnum):
    GOVERNMENT_BUDGET = "government_budget"
    MINE_ACTION_CENTRE = "mine_action_centre"
    UN_AGENCY = "un_agency"
    TRUST_FUND = "trust_fund"
    INTERNATIONAL_NGO = "international_ngo"
    NATIONAL_NGO = "national_ngo"
    COMMERCIAL = "commercial"
    REGIONAL_ORGANISATION = "regional_organisation"
    ICRC = "icrc"
    OTHER = "other"


class TransactionType(StrEnum):
    DISBURSEMENT = "disbursement"
    REFUND = "refund"
    EXPENDITURE_REPORTED = "expenditure_reported"
    ADJUSTMENT = "adjustment"


class ReductionReason(StrEnum):
    BUDGET_CUT = "budget_cut"
    CONDITIONS_NOT_MET = "conditions_not_met"
    REPROGRAMMED = "reprogrammed"
    SECURITY = "security"
    OTHER = "other"


class InterestResponse(StrEnum):
    """What the donor answers when another says it is interested."""

    NONE = "none"
    CONFIRMS = "confirms"
    CORRECTS = "corrects"
    DECLINES = "declines"


S = PledgeStage
NEXT: dict[PledgeStage, frozenset[PledgeStage]] = {
    S.EXPRESSION_OF_INTEREST: frozenset({S.PLEDGE, S.DECLINED, S.LAPSED}),
    S.PLEDGE: frozenset({S.COMMITMENT, S.DECLINED, S.LAPSED}),
    S.COMMITMENT: frozenset({S.CONTRACTED, S.DISBURSING, S.CANCELLED}),
    S.CONTRACTED: frozenset({S.DISBURSING, S.CANCELLED}),
    S.DISBURSING: frozenset({S.COMPLETED, S.REIMBURSED, S.CANCELLED}),
    S.COMPLETED: frozenset({S.REIMBURSED}),
    S.DECLINED: frozenset(),
    S.LAPSED: frozenset({S.EXPRESSION_OF_INTEREST}),
    S.CANCELLED: frozenset(),
    S.REIMBURSED: frozenset(),
}
SOFT = frozenset({S.PLEDGE})
FIRM = frozenset({S.COMMITMENT, S.CONTRACTED, S.DISBURSING, S.COMPLETED, S.REIMBURSED})
BEFORE_COMMITMENT = frozenset({S.EXPRESSION_OF_INTEREST, S.PLEDGE})
LIVE = BEFORE_COMMITMENT | {S.COMMITMENT, S.CONTRACTED, S.DISBURSING}
LADDER = (
    S.EXPRESSION_OF_INTEREST,
    S.PLEDGE,
    S.COMMITMENT,
    S.CONTRACTED,
    S.DISBURSING,
    S.COMPLETED,
)
# Steps that only a donor's approver takes (I24).
APPROVERS_STEPS = frozenset({S.COMMITMENT, S.CONTRACTED, S.CANCELLED, S.REIMBURSED})

INTEREST_LIVES_MONTHS = 12
OVER_COVERED_PERCENT = 110


@dataclass(frozen=True, slots=True)
class Ledger:
    """The sums of one pledge, in minor units of its currency."""

    amount: int | None
    disbursed: int = 0
    refunded: int = 0

    @property
    def net(self) -> int:
        return self.disbursed - self.refunded


def check_step(now: PledgeStage, then: PledgeStage) -> None:
    """Raise RuleBroken unless a pledge may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken(
            "A pledge at {now} cannot go to {then}.", field="stage", now=now, then=then
        )


def check_amount(kind: PledgeKind, stage: PledgeStage, amount: int | None) -> None:
    """Raise RuleBroken unless a financial pledge beyond interest states an amount above zero (I04)."""
    if amount is not None and amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    if (
        kind is PledgeKind.FINANCIAL
        and stage is not S.EXPRESSION_OF_INTEREST
        and amount is None
    ):
        raise RuleBroken("A pledge of money states an amount.", field="amount")


def check_evidence(stage: PledgeStage, evidence: str) -> None:
    """Raise RuleBroken unless a firm stage names its written statement or document (I04)."""
    if stage in FIRM and len(evidence.strip()) < 5:
        raise RuleBroken(
            "Name the written statement or the document behind it.", field="evidence"
        )


def check_allocations(total: int, amount: int | None) -> None:
    """Raise RuleBroken when more is allocated than the pledge holds (I03)."""
    if amount is None and total > 0:
        raise RuleBroken(
            "Nothing can be allocated before an amount is stated.", field="allocation"
        )
    if amount is not None and total > amount:
        raise RuleBroken("More is allocated than the pledge holds.", field="allocation")


def check_disbursement(ledger: Ledger, amount: int) -> None:
    """Raise RuleBroken unless net payments stay within what was committed (I01)."""
    if amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    if ledger.amount is None or ledger.net + amount > ledger.amount:
        raise RuleBroken(
            "That is more than is committed and not yet paid.", field="amount"
        )


def check_refund(ledger: Ledger, amount: int) -> None:
    """Raise RuleBroken unless refunds stay within what was paid (I02)."""
    if amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    if ledger.refunded + amount > ledger.disbursed:
        raise RuleBroken("More cannot come back than was paid.", field="amount")


def counted(stage: PledgeStage, amount: int | None, refunded: int) -> int:
    """Return what a pledge adds to firm or soft totals, in its minor units: refunds come off, interest is zero."""
    if amount is None or stage not in FIRM | SOFT:
        return 0
    return max(0, amount - refunded)


def lapses_on(last_change: date) -> date:
    """Return the day on which an unchanged expression of interest lapses."""
    return add_months(last_change, INTEREST_LIVES_MONTHS)
