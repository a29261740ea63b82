"""T3 to T6 and T8: stockpiles and clearance by a day, and the steps toward more time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from coalition.core.text import msgid
from coalition.core.when import When
from coalition.treaty.rules.clocks import (
    MeetingFacts,
    deciding_meeting,
    latest_submission,
    notice_of_intention,
)
from coalition.treaty.rules.deadline import Deadline, Words, remaining, weakest
from coalition.treaty.rules.facts import (
    ExtensionFacts,
    Membership,
    ObligationFacts,
    StateFacts,
    Step,
    chain,
    decision_day,
    is_fulfilled,
)
from coalition.treaty.rules.terms import (
    GRANTS,
    Clock,
    DeadlineState,
    ExtensionOutcome,
    MeetingKind,
    ObligationStatus,
    RuleCode,
)

RULE_OF = {3: RuleCode.T3, 4: RuleCode.T4}
UNDECIDED = frozenset({ExtensionOutcome.REQUESTED, ExtensionOutcome.NOT_KNOWN})
NO_CLOCK = frozenset({ObligationStatus.NOT_APPLICABLE, ObligationStatus.SUSPENDED_BY_WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Duty:
    """One obligation as it stood on a day: the deadline in force, and a request that came after it."""

    facts: StateFacts
    own: ObligationFacts
    member: Membership
    on: date
    step: Step
    request: ExtensionFacts | None

    @property
    def occurrence(self) -> str:
        """The name of this duty among others of the State."""
        return f"{self.own.article}/{self.own.label}" if self.own.label else str(self.own.article)


def duty_deadlines(
    facts: StateFacts, member: Membership, *, on: date, meetings: Sequence[MeetingFacts]
) -> Iterator[Deadline]:
    """Yield each obligation's deadline in force and, while it is open, the steps toward more time."""
    for own in facts.obligations:
        if own.article not in RULE_OF or own.status in NO_CLOCK:
            continue
        duty = _duty(facts, own, member, on, meetings)
        if member.ends_on is not None and member.ends_on <= duty.step.due.first:
            continue
        state = _state(duty, meetings)
        yield _main(duty, state)
        if state not in {DeadlineState.FULFILLED, DeadlineState.NOT_CONFIRMED}:
            yield from _more_time(duty, meetings)


def deadline_in_force(
    own: ObligationFacts, in_force_on: date, *, on: date, meetings: Sequence[MeetingFacts]
) -> Step:
    """Return the step of an obligation's chain that stood on a day."""
    steps = chain(own, in_force_on, meetings)
    return [step for step in steps if step.extension is None or step.since <= on][-1]


def _duty(
    facts: StateFacts, own: ObligationFacts, member: Membership, on: date, meetings: Sequence[MeetingFacts]
) -> Duty:
    step = deadline_in_force(own, member.in_force_on, on=on, meetings=meetings)
    reached = step.extension.sequence if step.extension else 0
    later = [extension for extension in own.extensions if extension.sequence > reached]
    request = next((extension for extension in later if extension.outcome in UNDECIDED | GRANTS), None)
    return Duty(facts, own, member, on, step, request)


def _state(duty: Duty, meetings: Sequence[MeetingFacts]) -> DeadlineState:
    if is_fulfilled(duty.own, duty.on):
        return DeadlineState.FULFILLED
    if duty.own.status is ObligationStatus.UNKNOWN:
        return DeadlineState.NOT_CONFIRMED
    if duty.step.due.last < duty.on or _decided_unheard(duty, meetings):
        return DeadlineState.LAST_KNOWN
    return DeadlineState.RUNNING


def _decided_unheard(duty: Duty, meetings: Sequence[MeetingFacts]) -> bool:
    """Return whether the meeting that was to decide has been held, and no source states what it decided."""
    request = duty.request
    if request is None or request.outcome is not ExtensionOutcome.NOT_KNOWN:
        return False
    return decision_day(request, duty.step.due, meetings) <= duty.on


def _main(duty: Duty, state: DeadlineState) -> Deadline:
    own, extension = duty.own, duty.step.extension
    return Deadline(
        rule=RULE_OF[own.article],
        article=str(own.article),
        iso3=duty.facts.iso3,
        occurrence=duty.occurrence,
        due=duty.step.due,
        state=state,
        days_left=remaining(duty.step.due, duty.on, state),
        basis=_basis(duty),
        note=_note(duty, state),
        confidence=weakest(own.confidence, extension.confidence if extension else duty.facts.confidence),
        source=extension.source if extension else own.source,
    )


def _basis(duty: Duty) -> Words:
    extension = duty.step.extension
    values: dict[str, object] = {"in_force": duty.member.in_force_on}
    if extension is not None:
        values = {"sequence": extension.sequence, "until": duty.step.due, "meeting": extension.decided_at}
        if extension.decided_at:
            return Words(msgid("Extension {sequence}, granted at {meeting} until {until}."), values)
        return Words(msgid("Extension {sequence}, granted until {until}."), values)
    if duty.own.article == 3:
        return Words(msgid("In force on {in_force}, plus 8 years (Article 3.2)."), values)
    if duty.own.clock is Clock.LATER_HOSTILITIES:
        ended = {"ended": duty.own.hostilities_ended_on}
        return Words(msgid("Active hostilities ended on {ended}, plus 10 years (Article 4.1 b)."), ended)
    return Words(msgid("In force on {in_force}, plus 10 years (Article 4.1 a)."), values)


def _note(duty: Duty, state: DeadlineState) -> Words | None:
    if state is DeadlineState.FULFILLED:
        if duty.own.completed is None:
            return Words(msgid("Declared fulfilled; the day is not known here."))
        return Words(msgid("Declared fulfilled: {completed}."), {"completed": duty.own.completed})
    if state is DeadlineState.NOT_CONFIRMED:
        return Words(msgid("Whether this duty applies is not known."))
    if state is not DeadlineState.LAST_KNOWN:
        return None
    if duty.request is not None and duty.request.decided_at:
        meeting = {"meeting": duty.request.decided_at}
        return Words(
            msgid("Last known deadline: a request was before {meeting}; its decision is not known here."),
            meeting,
        )
    return Words(msgid("Last known deadline: what was decided since is not known here."))


def _more_time(duty: Duty, meetings: Sequence[MeetingFacts]) -> Iterator[Deadline]:
    """Yield notice (T5), submission (T6) and informal presentation (T8) for the deadline in force."""
    meeting = deciding_meeting(meetings, duty.step.due)
    submission = latest_submission(meeting.starts)
    assumed = msgid("No meeting is called yet; one in {starts} is assumed. Nine months before it.")
    called = msgid("Start of {meeting}: {starts}; nine months before it.")
    values = {"meeting": meeting.name, "starts": meeting.starts}
    basis = Words(assumed if meeting.provisional and meeting.name.isdigit() else called, values)
    spacing = Words(
        msgid("120 days before the latest submission ({submission}); our own spacing, not the treaty's."),
        {"submission": submission},
    )
    yield _step(duty, RuleCode.T5, notice_of_intention(submission), spacing, meeting)
    yield _step(duty, RuleCode.T6, submission, basis, meeting)
    informal = _intersessional(meetings, submission, meeting)
    if informal is not None and duty.request is not None:
        words = Words(
            msgid("Start of {meeting}: {starts}."), {"meeting": informal.name, "starts": informal.starts}
        )
        yield _step(duty, RuleCode.T8, informal.starts, words, informal)


def _intersessional(
    meetings: Sequence[MeetingFacts], submission: When, meeting: MeetingFacts
) -> MeetingFacts | None:
    between = (
        found
        for found in meetings
        if found.kind is MeetingKind.INTERSESSIONAL and submission.on < found.starts.on < meeting.starts.on
    )
    return next(between, None)


def _step(duty: Duty, rule: RuleCode, due: When, basis: Words, meeting: MeetingFacts) -> Deadline:
    submitted = _submitted(duty, meeting)
    state, note = DeadlineState.RUNNING, Words(msgid("Only where more time is needed."))
    if submitted is not None:
        state, note = DeadlineState.FULFILLED, submitted
    elif due.last < duty.on:
        state = DeadlineState.RECEIVED_NOT_KNOWN
        note = Words(msgid("Whether a request was received is not known here."))
    reached = duty.step.extension.sequence if duty.step.extension else 0
    return Deadline(
        rule=rule,
        article=str(duty.own.article),
        iso3=duty.facts.iso3,
        occurrence=f"{duty.occurrence}/{reached + 1}",
        due=due,
        state=state,
        days_left=remaining(due, duty.on, state),
        basis=basis,
        note=note,
        confidence=duty.own.confidence,
        source=duty.own.source,
        provisional=meeting.provisional,
    )


def _submitted(duty: Duty, meeting: MeetingFacts) -> Words | None:
    request = duty.request
    if request is None:
        return None
    if request.submitted is not None and request.submitted.last <= duty.on:
        return Words(msgid("Request received: {submitted}."), {"submitted": request.submitted})
    if meeting.starts.last <= duty.on:
        return Words(
            msgid("A request was before {meeting}."), {"meeting": request.decided_at or meeting.name}
        )
    return None
