"""The ladder of a pledge: its stages, who takes which step, and what each step needs. No database, no web.

Source: domain model §4.2 and invariants I04, I05, I24.
"""

from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.when import add_months
from coalition.pledges.rules.terms import PledgeKind


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


class StepKind(StrEnum):
    """What a line of a pledge's history tells."""

    STATED = "stated"
    MOVED = "moved"
    AMENDED = "amended"
    REDUCED = "reduced"
    CORRECTED = "corrected"


class ReductionReason(StrEnum):
    BUDGET_CUT = "budget_cut"
    CONDITIONS_NOT_MET = "conditions_not_met"
    REPROGRAMMED = "reprogrammed"
    SECURITY = "security"
    OTHER = "other"


class DeclineReason(StrEnum):
    """Why a donor lets a soft pledge go; shown in neutral words."""

    OTHER_PRIORITIES = "other_priorities"
    BUDGET = "budget"
    OTHER_DONOR = "other_donor"
    NOT_ELIGIBLE = "not_eligible"
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
    S.REIMBURSED: frozenset({S.DISBURSING}),  # what came back is paid out anew
}
SOFT = frozenset({S.PLEDGE})
FIRM = frozenset({S.COMMITMENT, S.CONTRACTED, S.DISBURSING, S.COMPLETED, S.REIMBURSED})
COUNTED = SOFT | FIRM
BEFORE_COMMITMENT = frozenset({S.EXPRESSION_OF_INTEREST, S.PLEDGE})
# Firm and not yet over: what can be paid, reduced or cancelled.
REDUCIBLE = frozenset({S.COMMITMENT, S.CONTRACTED, S.DISBURSING})
PAYABLE = REDUCIBLE | {S.REIMBURSED}
REFUNDABLE = frozenset({S.DISBURSING, S.COMPLETED, S.REIMBURSED})
LIVE = BEFORE_COMMITMENT | REDUCIBLE
LADDER = (S.EXPRESSION_OF_INTEREST, S.PLEDGE, S.COMMITMENT, S.CONTRACTED, S.DISBURSING, S.COMPLETED)
# Steps that only a donor's approver takes (I24).
APPROVERS_STEPS = frozenset({S.COMMITMENT, S.CONTRACTED, S.CANCELLED, S.REIMBURSED})
# Steps that nobody chooses on a form: the first payment, a refund or the calendar takes them.
TAKEN_BY_SYSTEM = frozenset({S.DISBURSING, S.LAPSED, S.REIMBURSED})
LADDER_BY_HAND = frozenset(LADDER) - TAKEN_BY_SYSTEM
# Support without money has no first payment: its donor says that it is being given.
LADDER_WITHOUT_MONEY = LADDER_BY_HAND | {S.DISBURSING}

INTEREST_LIVES_MONTHS = 12
OVER_COVERED_PERCENT = 110
SHORTEST_EVIDENCE = 5
SHORTEST_REASON = 10
# From this score on an open question holds up the contract until somebody has looked (§8.5).
LIKELY_DUPLICATE = 700


def check_step(now: PledgeStage, then: PledgeStage) -> None:
    """Raise RuleBroken unless a pledge may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken("A pledge at {now} cannot go to {then}.", field="stage", now=now, then=then)


def check_amount(kind: PledgeKind, stage: PledgeStage, amount: int | None) -> None:
    """Raise RuleBroken unless a financial pledge beyond interest states an amount above zero (I04)."""
    if amount is not None and amount <= 0:
        raise RuleBroken("Give an amount above zero.", field="amount")
    if kind is PledgeKind.FINANCIAL and stage is not S.EXPRESSION_OF_INTEREST and amount is None:
        raise RuleBroken("A pledge of money states an amount.", field="amount")
    if kind is PledgeKind.POLITICAL and amount is not None:
        raise RuleBroken("Political support has no amount.", field="amount")


def check_evidence(stage: PledgeStage, evidence: str, has_file: bool = False) -> None:
    """Raise RuleBroken unless a firm stage names its written statement or brings the document (I04)."""
    if stage in FIRM and not has_file and len(evidence.strip()) < SHORTEST_EVIDENCE:
        raise RuleBroken("Name the written statement or the document behind it.", field="evidence")


def check_contract(reference: str, on: date | None) -> None:
    """Raise RuleBroken unless a contract has its reference and its day."""
    if not reference.strip():
        raise RuleBroken("Give the reference of the contract or exchange of letters.", field="contract_ref")
    if on is None:
        raise RuleBroken("Give the day of the contract.", field="contract_on")


def check_gate(highest_open_score: int, seen_reason: str) -> None:
    """Raise RuleBroken when a likely duplicate is still open and nobody said why to go on (§8.5).

    `highest_open_score` is in tenths of a point.
    """
    if highest_open_score >= LIKELY_DUPLICATE and len(seen_reason.strip()) < SHORTEST_REASON:
        raise RuleBroken(
            "A likely duplicate is still open. Settle it first, or say that you saw it and why you go on.",
            field="seen_reason",
        )


def check_reason(reason: str) -> None:
    """Raise RuleBroken unless a reason is given in words."""
    if len(reason.strip()) < SHORTEST_EVIDENCE:
        raise RuleBroken("Give the reason in a few words.", field="reason")


def check_not_future(on: date, today: date, field: str) -> None:
    """Raise RuleBroken when something is said to have happened after today."""
    if on > today:
        raise RuleBroken("That day is still to come.", field=field)


def lapses_on(last_change: date) -> date:
    """Return the day on which an unchanged expression of interest lapses."""
    return add_months(last_change, INTEREST_LIVES_MONTHS)
