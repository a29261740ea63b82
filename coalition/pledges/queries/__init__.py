"""Reading pledges, their sums, and interest that others reported."""

from coalition.pledges.queries.choosing import Which
from coalition.pledges.queries.desk import (
    list_answers,
    list_fading,
    list_fitting,
    list_overdue,
    list_to_move_on,
)
from coalition.pledges.queries.donors import find_nothing, find_profile, list_profiles, list_windows
from coalition.pledges.queries.gaps import Gap, gaps_of
from coalition.pledges.queries.interests import (
    donors_not_to_ask,
    get_interest,
    list_interests_in,
    list_unanswered,
)
from coalition.pledges.queries.portfolio import Flow, Portfolio, Side, list_flows, portfolio_of
from coalition.pledges.queries.reading import (
    find_paper,
    get_pledge,
    list_allocations,
    list_allocations_to,
    list_children,
    list_pledges,
    list_pledges_to,
    list_possible_sources,
    list_run_out,
    list_schedule,
    list_steps,
    list_transactions,
    next_ref,
    regional_support,
)
from coalition.pledges.queries.seen import seen_by
from coalition.pledges.queries.sums import (
    Totals,
    channels_by_state,
    count_by_stage,
    count_channels,
    coverage_of,
    totals_by_state,
    totals_of,
)

__all__ = [
    "Flow",
    "Gap",
    "Portfolio",
    "Side",
    "Totals",
    "Which",
    "channels_by_state",
    "count_by_stage",
    "count_channels",
    "coverage_of",
    "donors_not_to_ask",
    "find_nothing",
    "find_paper",
    "find_profile",
    "list_answers",
    "list_fading",
    "list_fitting",
    "list_overdue",
    "list_to_move_on",
    "gaps_of",
    "get_interest",
    "get_pledge",
    "list_allocations",
    "list_allocations_to",
    "list_children",
    "list_flows",
    "list_interests_in",
    "list_profiles",
    "list_pledges",
    "list_pledges_to",
    "list_possible_sources",
    "list_run_out",
    "list_schedule",
    "list_steps",
    "list_transactions",
    "list_unanswered",
    "list_windows",
    "next_ref",
    "portfolio_of",
    "regional_support",
    "seen_by",
    "totals_by_state",
    "totals_of",
]
