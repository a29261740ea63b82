"""Words of the treaty room: kinds of obligations, meetings, extensions, deadlines and their states."""

from enum import StrEnum

ARTICLES = (3, 4, 5, 7, 9)


class ObligationStatus(StrEnum):
    NOT_APPLICABLE = "not_applicable"
    ACTIVE = "active"
    FULFILLED_DECLARED = "fulfilled_declared"
    UNKNOWN = "unknown"
    SUSPENDED_BY_WITHDRAWAL = "suspended_by_withdrawal"


class Clock(StrEnum):
    """What starts the ten years of Article 4: entry into force, or the end of later hostilities (4.1 b)."""

    ENTRY_INTO_FORCE = "entry_into_force"
    LATER_HOSTILITIES = "later_hostilities"


class MeetingKind(StrEnum):
    MSP = "msp"
    REVIEW_CONFERENCE = "review_conference"
    INTERSESSIONAL = "intersessional"


class ReportKind(StrEnum):
    """Transparency reports: the first one after entry into force, and one a calendar year."""

    INITIAL = "initial"
    ANNUAL = "annual"


class ExtensionOutcome(StrEnum):
    REQUESTED = "requested"
    GRANTED = "granted"
    GRANTED_SHORTER = "granted_shorter"
    NOT_GRANTED = "not_granted"
    WITHDRAWN = "withdrawn"
    NOT_KNOWN = "not_known"  # considered, but no source at hand states the decision


GRANTS = frozenset({ExtensionOutcome.GRANTED, ExtensionOutcome.GRANTED_SHORTER})
# Only these meetings decide on a request. Source: CCM Articles 3.5 and 4.6.
DECIDING = frozenset({MeetingKind.MSP, MeetingKind.REVIEW_CONFERENCE})


class RuleCode(StrEnum):
    T1 = "T1"
    T2 = "T2"
    T3 = "T3"
    T4 = "T4"
    T5 = "T5"
    T6 = "T6"
    T7 = "T7"
    T8 = "T8"
    T9 = "T9"
    T10 = "T10"
    T11 = "T11"


class DeadlineState(StrEnum):
    """How a deadline reads. No word of blame is among them: what is not known is not held against anybody."""

    RUNNING = "running"
    FULFILLED = "fulfilled"
    TAKES_EFFECT = "takes_effect"  # not a duty: a day on which something begins or ends by itself
    LAST_KNOWN = "last_known"  # passed, or under decision: what was decided since is not known here
    NOT_CONFIRMED = "not_confirmed"  # whether the duty exists at all is not known
    RECEIVED_NOT_KNOWN = "received_not_known"  # passed; whether it was handed in is not recorded
