"""When a coalition that nothing moves is proposed to rest. The State decides. No database, no web.

Source: domain model §4.4: no meeting for twelve months and no report for twelve months, or a lost guard that
ninety days did not bring back.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from coalition.core.errors import RuleBroken
from coalition.core.when import add_months

QUIET_MONTHS = 12
LOOK_AGAIN_MONTHS = 6  # after the State kept it active, or said nothing
SHORTEST_REASON = 10


class RestWord(StrEnum):
    """What a State answers to the proposal."""

    REST = "rest"
    KEEP = "keep_active"


@dataclass(frozen=True, slots=True)
class Movement:
    """The last day on which each kind of thing moved in an active coalition; None: not on record.

    `begun_on` is the day it became active: until a year later nothing can have been quiet for a year.
    """

    begun_on: date
    meeting: date | None = None
    report: date | None = None
    pledge: date | None = None
    need: date | None = None

    @property
    def last(self) -> date:
        """The last day of a meeting or a report, which keep a coalition alive; else the day it began."""
        return max(one for one in (self.begun_on, self.meeting, self.report) if one is not None)


def is_quiet(movement: Movement, today: date) -> bool:
    """Return whether neither a meeting nor a report was in the last twelve months."""
    return add_months(movement.last, QUIET_MONTHS) <= today


def may_ask_again(closed_on: date, today: date) -> bool:
    """Return whether half a year passed since the State answered, or let the question lie."""
    return add_months(closed_on, LOOK_AGAIN_MONTHS) <= today


def check_answer(reason: str) -> None:
    """Raise RuleBroken (field "reason") unless the answer says why."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise RuleBroken("Say why, in a sentence.", field="reason")
