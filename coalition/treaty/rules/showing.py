"""Which deadlines a page shows, and to whom."""

from collections.abc import Iterable
from datetime import date

from coalition.treaty.rules.deadline import Deadline
from coalition.treaty.rules.terms import DeadlineState, RuleCode

DUTIES = frozenset({RuleCode.T3, RuleCode.T4})


def for_everybody(deadlines: Iterable[Deadline]) -> list[Deadline]:
    """Return what stands on an open page: the treaty's own days, and no list of what may be outstanding."""
    return [
        deadline
        for deadline in deadlines
        if deadline.about.public and deadline.state is not DeadlineState.RECEIVED_NOT_KNOWN
    ]


def strip(deadlines: Iterable[Deadline], on: date) -> list[Deadline]:
    """Return the few deadlines that say where a State stands on a day: its duties, and what comes next.

    Of each other rule only the next one to come.
    """
    shown: list[Deadline] = []
    seen: set[tuple[RuleCode, str]] = set()
    for deadline in for_everybody(deadlines):
        if deadline.rule in DUTIES:
            shown.append(deadline)
        elif deadline.due.last >= on and (deadline.rule, deadline.article) not in seen:
            seen.add((deadline.rule, deadline.article))
            shown.append(deadline)
    return shown
