"""The facts from which the deadlines of a State are worked out, filled by one query a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coalition.core.visibility import Confidence
from coalition.core.when import When
from coalition.states.rules import (
    DEPOSITS,
    Instrument,
    StatusFact,
    TreatyEvent,
    TreatyStatus,
    turns,
)
from coalition.treaty.rules.clocks import (
    MeetingFacts,
    clearance_deadline,
    deciding_meeting,
    stockpile_deadline,
)
from coalition.treaty.rules.terms import GRANTS, Clock, ExtensionOutcome, ObligationStatus, ReportKind


@dataclass(frozen=True, slots=True)
class ExtensionFacts:
    """One request for more time and what is known of it."""

    sequence: int
    outcome: ExtensionOutcome
    granted_until: When | None = None
    requested_until: date | None = None
    submitted: When | None = None
    decided_at: str = ""
    decided_on: date | None = None
    confidence: Confidence = Confidence.HIGH
    source: str = ""


@dataclass(frozen=True, slots=True)
class ObligationFacts:
    """What one article asks of a State on one clock."""

    article: int
    status: ObligationStatus
    confidence: Confidence
    source: str
    label: str = ""
    clock: Clock = Clock.ENTRY_INTO_FORCE
    hostilities_ended_on: date | None = None
    completed: When | None = None
    reopened: When | None = None
    extensions: tuple[ExtensionFacts, ...] = ()
    notes: str = ""


@dataclass(frozen=True, slots=True)
class StateFacts:
    """A State, its events under the Convention, its obligations, and the reports it handed in, by year."""

    iso3: str
    events: Sequence[StatusFact]
    obligations: Sequence[ObligationFacts]
    confidence: Confidence
    source: str
    received: Mapping[tuple[ReportKind, int], When] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Membership:
    """A time for which a State is bound: `ends_on` is the first day on which it no longer is."""

    deposited: When
    in_force_on: date
    noticed: When | None = None
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether the State is bound on a day."""
        return self.in_force_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Step:
    """A deadline in the chain of one obligation and the day since which it stands."""

    due: When
    since: date
    extension: ExtensionFacts | None = None


def known_by(events: Sequence[StatusFact], on: date) -> list[StatusFact]:
    """Return the events that had become known by a day.

    A future entry into force, or end of membership, is known once its deposit or notice is.
    """
    happened = [event for event in events if event.happened_on <= on]
    noticed = any(event.event is TreatyEvent.WITHDRAWAL_NOTICE for event in happened)
    follows = {TreatyEvent.ENTRY_INTO_FORCE} | ({TreatyEvent.WITHDRAWAL_EFFECTIVE} if noticed else set())
    return happened + [event for event in events if event.happened_on > on and event.event in follows]


def membership_on(events: Sequence[StatusFact], on: date) -> Membership | None:
    """Return the latest time for which a State is or will be bound, as far as was known on a day."""
    own = [event for event in known_by(events, on) if event.instrument is Instrument.CCM]
    found: Membership | None = None
    deposits = [event for event in own if event.event in DEPOSITS]
    for turn in turns(own, Instrument.CCM):
        if turn.status is TreatyStatus.STATE_PARTY:
            made = [deposit for deposit in deposits if deposit.happened_on <= turn.since.on]
            found = Membership(When(made[-1].happened_on, made[-1].precision), turn.since.on)
        elif turn.status is TreatyStatus.WITHDRAWN and found is not None:
            notices = [event for event in own if event.event is TreatyEvent.WITHDRAWAL_NOTICE]
            noticed = When(notices[-1].happened_on, notices[-1].precision) if notices else None
            found = Membership(found.deposited, found.in_force_on, noticed, turn.since.on)
    return found


def first_deadline(obligation: ObligationFacts, in_force_on: date) -> date | None:
    """Return the deadline that the treaty sets by itself; None for an article without one (I28)."""
    if obligation.article == 3:
        return stockpile_deadline(in_force_on)
    if obligation.article != 4:
        return None
    started = obligation.hostilities_ended_on if obligation.clock is Clock.LATER_HOSTILITIES else in_force_on
    return clearance_deadline(started or in_force_on)


def chain(obligation: ObligationFacts, in_force_on: date, meetings: Sequence[MeetingFacts]) -> list[Step]:
    """Return the deadlines of an obligation one after the other: the treaty's own, then each extension's."""
    own = first_deadline(obligation, in_force_on)
    if own is None:
        return []
    steps = [Step(When(own), in_force_on)]
    for extension in sorted(obligation.extensions, key=lambda extension: extension.sequence):
        if extension.outcome in GRANTS and extension.granted_until is not None:
            decided = decision_day(extension, steps[-1].due, meetings)
            steps.append(Step(extension.granted_until, decided, extension))
    return steps


def decision_day(extension: ExtensionFacts, before: When, meetings: Sequence[MeetingFacts]) -> date:
    """Return the day on which a request was decided: as stated, or at the meeting named or due to."""
    if extension.decided_on is not None:
        return extension.decided_on
    named = [meeting for meeting in meetings if meeting.name == extension.decided_at]
    return (named[0] if named else deciding_meeting(meetings, before)).starts.last


def is_fulfilled(obligation: ObligationFacts, on: date) -> bool:
    """Return whether an obligation had been declared fulfilled by a day and not been reopened since.

    A declaration dated to the month counts from the month's last day; one without a date counts always.
    """
    if obligation.completed is None:
        return obligation.status is ObligationStatus.FULFILLED_DECLARED
    if obligation.completed.last > on:
        return False
    return obligation.reopened is None or obligation.reopened.first > on


def is_open(obligation: ObligationFacts, on: date) -> bool:
    """Return whether an obligation was known to exist and not yet fulfilled on a day."""
    known = obligation.status in {ObligationStatus.ACTIVE, ObligationStatus.FULFILLED_DECLARED}
    return known and not is_fulfilled(obligation, on)
