"""The life of a proposal that a donor lead a coalition. Source: domain model §4.11 and §9."""

from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.when import add_months


class ProposalStatus(StrEnum):
    SUGGESTED = "suggested"
    CONSENTED_BY_STATE = "consented_by_state"
    SOUNDED_OUT = "sounded_out"
    INVITED = "invited"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"


class PairingDecline(StrEnum):
    """Why a proposal went no further; neutral words."""

    NO_CAPACITY = "no_capacity"
    OTHER_COUNTRY = "other_country"
    PREFERS_CO_LEAD = "prefers_co_lead"
    STATE_PREFERS_ANOTHER = "state_prefers_another"
    OTHER = "other"


S = ProposalStatus
NEXT: dict[ProposalStatus, frozenset[ProposalStatus]] = {
    S.SUGGESTED: frozenset({S.CONSENTED_BY_STATE, S.DECLINED, S.EXPIRED}),
    S.CONSENTED_BY_STATE: frozenset({S.SOUNDED_OUT, S.DECLINED, S.EXPIRED}),
    S.SOUNDED_OUT: frozenset({S.INVITED, S.DECLINED, S.EXPIRED}),
    S.INVITED: frozenset({S.ACCEPTED, S.DECLINED, S.EXPIRED}),
    S.ACCEPTED: frozenset(),
    S.DECLINED: frozenset(),
    S.EXPIRED: frozenset(),
}
RUNNING = frozenset({S.SUGGESTED, S.CONSENTED_BY_STATE, S.SOUNDED_OUT, S.INVITED})
# From here on the donor knows: never before the State has consented.
SEEN_BY_DONOR = frozenset({S.SOUNDED_OUT, S.INVITED, S.ACCEPTED, S.DECLINED})
NOT_AGAIN_MONTHS = 12
EXPIRES_MONTHS = 6


def check_step(now: ProposalStatus, then: ProposalStatus) -> None:
    """Raise RuleBroken unless a proposal may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken("A proposal that is {now} cannot become {then}.", field="status", now=now, then=then)


def not_again_before(declined_on: date) -> date:
    """Return the day from which the same donor may be suggested again."""
    return add_months(declined_on, NOT_AGAIN_MONTHS)


def expires_on(moved_on: date) -> date:
    """Return the day on which a proposal that nobody moves runs out."""
    return add_months(moved_on, EXPIRES_MONTHS)
