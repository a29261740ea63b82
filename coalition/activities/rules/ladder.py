"""What an activity and a report may become. Source: domain model §4.5."""

from enum import StrEnum

from coalition.core.errors import RuleBroken


class ActivityStatus(StrEnum):
    PROPOSED = "proposed"
    AGREED = "agreed"
    TASKED = "tasked"
    ONGOING = "ongoing"
    SUSPENDED = "suspended"
    FINISHED = "finished"
    VERIFIED = "verified"
    CANCELLED = "cancelled"


class ReportStatus(StrEnum):
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


S, R = ActivityStatus, ReportStatus

NEXT: dict[ActivityStatus, frozenset[ActivityStatus]] = {
    S.PROPOSED: frozenset({S.AGREED, S.CANCELLED}),
    S.AGREED: frozenset({S.TASKED, S.ONGOING, S.CANCELLED}),
    S.TASKED: frozenset({S.ONGOING, S.CANCELLED}),
    S.ONGOING: frozenset({S.SUSPENDED, S.FINISHED, S.CANCELLED}),
    S.SUSPENDED: frozenset({S.ONGOING, S.CANCELLED}),
    S.FINISHED: frozenset({S.VERIFIED}),
    S.VERIFIED: frozenset(),
    S.CANCELLED: frozenset(),
}
NEXT_REPORT: dict[ReportStatus, frozenset[ReportStatus]] = {
    R.DRAFT: frozenset({R.SUBMITTED}),
    R.SUBMITTED: frozenset({R.ACCEPTED, R.RETURNED}),
    R.RETURNED: frozenset({R.SUBMITTED}),
    R.ACCEPTED: frozenset(),
}
LADDER = (S.PROPOSED, S.AGREED, S.TASKED, S.ONGOING, S.FINISHED, S.VERIFIED)
# Steps that the affected State takes; the operator takes the others.
STATES_STEPS = frozenset({S.AGREED, S.TASKED, S.VERIFIED})
# Reports are written while work runs and until the State has verified it.
REPORTABLE = frozenset({S.TASKED, S.ONGOING, S.SUSPENDED, S.FINISHED})
# A report that its author may still change.
EDITABLE = frozenset({R.DRAFT, R.RETURNED})
LIVE = frozenset({S.PROPOSED, S.AGREED, S.TASKED, S.ONGOING, S.SUSPENDED})


def check_step(now: ActivityStatus, then: ActivityStatus) -> None:
    """Raise RuleBroken unless an activity may go from now to then."""
    if then not in NEXT[now]:
        raise RuleBroken(
            "An activity that is {now} cannot become {then}.", field="status", now=now, then=then
        )


def check_report_step(now: ReportStatus, then: ReportStatus) -> None:
    """Raise RuleBroken unless a report may go from now to then."""
    if then not in NEXT_REPORT[now]:
        raise RuleBroken("A report that is {now} cannot be {then}.", field="status", now=now, then=then)
