"""A deadline as a value: rule, day, how it came about, how well it is known, and how it reads."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from coalition.core.visibility import Confidence
from coalition.core.when import Precision, When
from coalition.treaty.rules.clocks import days_left, reminder_days
from coalition.treaty.rules.table import RULES, DeadlineRule
from coalition.treaty.rules.terms import DeadlineState, RuleCode

# No clock runs once these are past: nobody is counted as behind on what is not known.
SILENT_WHEN_PAST = frozenset({DeadlineState.LAST_KNOWN, DeadlineState.NOT_CONFIRMED})


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence to be translated at the roof; `values` fill its {placeholders}; str() is English."""

    message: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message.format(**{name: in_english(value) for name, value in self.values.items()})


def in_english(value: object) -> str:
    """Return a value as English sentences write it: dates as "30 April 2027", "April 2027" or "2027"."""
    if isinstance(value, date):
        value = When(value)
    if not isinstance(value, When):
        return str(value)
    day = f"{value.on.day} " if value.precision is Precision.DAY else ""
    month = "" if value.precision is Precision.YEAR else f"{calendar.month_name[value.on.month]} "
    return f"{day}{month}{value.on.year}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One dated thing that the Convention, or the work toward it, asks of a State.

    `iso3` is the subject; `occurrence` tells apart what the same rule asks of it again, and stays when an
    extension or a moved meeting shifts the day (invariant I39). `days_left` is None where no clock runs:
    the duty is fulfilled, or the last known day has passed. `provisional` says that an anchor may still move.
    """

    rule: RuleCode
    article: str
    iso3: str
    occurrence: str
    due: When
    state: DeadlineState
    days_left: int | None
    basis: Words
    note: Words | None
    confidence: Confidence
    source: str
    provisional: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it the same deadline when it is computed again."""
        return self.rule.value, self.iso3, self.occurrence

    @property
    def about(self) -> DeadlineRule:
        """Its rule with name, formula, reminders and audience."""
        return RULES[self.rule]

    @property
    def reminders(self) -> list[date]:
        """The days on which its audience is reminded; none once it is fulfilled."""
        if self.state in {DeadlineState.FULFILLED, DeadlineState.NOT_CONFIRMED}:
            return []
        return reminder_days(self.due, self.about.reminders)

    @property
    def explained(self) -> str:
        """Basis and note as one English text."""
        return str(self.basis) if self.note is None else f"{self.basis} {self.note}"


def remaining(due: When, on: date, state: DeadlineState) -> int | None:
    """Return the days left, or None where no clock runs."""
    if state is DeadlineState.FULFILLED or (state in SILENT_WHEN_PAST and due.last < on):
        return None
    return days_left(due, on)


_WEAKEST = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


def weakest(*levels: Confidence) -> Confidence:
    """Return the lowest of several levels of confidence: a result is no surer than what it rests on."""
    return max(levels, key=_WEAKEST.index)
