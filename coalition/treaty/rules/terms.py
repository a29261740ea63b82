"""Words of the treaty room: kinds of obligations, meetings and extensions, and the table of deadline rules T1–T11."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from coalition.core.text import msgid

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
    SUPERSEDED = "superseded"  # an extension has moved it


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One rule of the deadline engine. `reminders` are days before the due day; negative ones come after it."""

    code: RuleCode
    name: str
    article: str
    formula: str
    reminders: tuple[int, ...]
    audience: tuple[str, ...]
    done_when: str
    public: bool
    assumed: bool = False


def _rule(
    code: RuleCode, name: str, article: str, formula: str, reminders: tuple[int, ...], audience: str, done: str,
    *, public: bool = True, assumed: bool = False,
) -> tuple[RuleCode, DeadlineRule]:  # fmt: skip
    return code, DeadlineRule(
        code, name, article, formula, reminders, tuple(audience.split()), done, public, assumed
    )


# Audiences: AH affected State's head, AM its ministries, UC universalization coordinators, TC thematic
# coordinators, IC international cooperation coordinators, PR presidency, IS Implementation Support Unit.
# Source: domain model §10; CCM Articles 3, 4, 7, 17, 20.
RULES: Mapping[RuleCode, DeadlineRule] = dict(
    (
        _rule(RuleCode.T1, msgid("Entry into force"), "17", msgid("First day of the sixth month after the month of deposit"),
              (30,), "UC IS", "date passed"),
        _rule(RuleCode.T2, msgid("Withdrawal takes effect"), "20", msgid("Six months after the notice"),
              (90, 30), "UC PR IS", "effective or revoked"),
        _rule(RuleCode.T3, msgid("Stockpile destruction complete"), "3", msgid("Entry into force + 8 years, or the extension granted"),
              (730, 365, 180, 90, 30, -1), "AH TC IS", "declaration filed"),
        _rule(RuleCode.T4, msgid("Clearance complete"), "4", msgid("Entry into force + 10 years, or the extension granted"),
              (730, 365, 180, 90, 30, -1), "AH TC IC IS", "declaration filed"),
        _rule(RuleCode.T5, msgid("Notice of intention to request an extension"), "3, 4", msgid("120 days before the latest submission"),
              (60, 30, 0), "AH IS", "notice or declaration", public=False, assumed=True),
        _rule(RuleCode.T6, msgid("Latest submission of an extension request"), "3, 4", msgid("Nine months before the meeting that decides"),
              (180, 90, 30, 7, -1, -30), "AH IS TC", "submitted"),
        _rule(RuleCode.T7, msgid("Answer to the analysis group"), "3, 4", msgid("30 days after the question"),
              (10, 0, -7), "AH", "answered", public=False, assumed=True),
        _rule(RuleCode.T8, msgid("Informal presentation of an extension request"), "3, 4", msgid("Start of the intersessional meeting"),
              (30, 7), "AH IS TC", "presented or waived", public=False, assumed=True),
        _rule(RuleCode.T9, msgid("Initial transparency report"), "7", msgid("Entry into force + 180 days"),
              (90, 30, 7, -1), "AH AM IS", "submitted"),
        _rule(RuleCode.T10, msgid("Annual transparency report"), "7", msgid("30 April, for the calendar year before"),
              (90, 45, 14, 3, -1, -30), "AH AM IS", "submitted"),
        _rule(RuleCode.T11, msgid("Ministries' input to the annual report"), "7", msgid("30 days before the annual report"),
              (14, 3, -1), "AM AH", "input done", public=False, assumed=True),
    )
)  # fmt: skip
