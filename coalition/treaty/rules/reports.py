"""T9 to T11: transparency reports under Article 7."""

from collections.abc import Iterator
from datetime import date

from coalition.core.text import msgid
from coalition.core.when import When
from coalition.treaty.rules.clocks import (
    annual_report_due,
    first_annual_year,
    initial_report_due,
    ministry_input_due,
)
from coalition.treaty.rules.deadline import Deadline, Words, remaining, weakest
from coalition.treaty.rules.facts import Membership, ObligationFacts, StateFacts, is_fulfilled
from coalition.treaty.rules.terms import DeadlineState, ReportKind, RuleCode

REPORTING = 7


def report_deadlines(
    facts: StateFacts, member: Membership, *, on: date, start: date, end: date
) -> Iterator[Deadline]:
    """Yield the initial report (T9), and for each year the annual one (T10) and its parts (T11).

    None falls due once the State is no longer bound.
    """
    initial = initial_report_due(member.in_force_on)
    if _owed(member, initial):
        yield _initial(facts, member, initial, on)
    first = max(start.year, first_annual_year(member.in_force_on))
    for year in range(first, end.year + 1):
        due = annual_report_due(year)
        if not _owed(member, due):
            return
        came = _came(facts, ReportKind.ANNUAL, on, year - 1)
        yield _report(
            facts,
            RuleCode.T10,
            str(year),
            due,
            on,
            _annual_basis(year),
            note=came,
            fulfilled=came is not None,
        )
        yield _report(
            facts,
            RuleCode.T11,
            str(year),
            ministry_input_due(due),
            on,
            _input_basis(due),
            note=came,
            fulfilled=came is not None,
        )


def _came(facts: StateFacts, kind: ReportKind, on: date, year: int | None = None) -> Words | None:
    """Return when a report was received, as a note; None where it had not been by a day."""
    for (own, of_year), when in facts.received.items():
        if own is kind and year in {None, of_year} and when.first <= on:
            return Words(msgid("Received: {completed}."), {"completed": when})
    return None


def _owed(member: Membership, due: date) -> bool:
    return member.ends_on is None or due < member.ends_on


def _annual_basis(year: int) -> Words:
    return Words(msgid("Report on the calendar year {year}, by 30 April (Article 7.2)."), {"year": year - 1})


def _input_basis(due: date) -> Words:
    return Words(
        msgid("30 days before the annual report of {due}; our own spacing, not the treaty's."), {"due": due}
    )


def _initial(facts: StateFacts, member: Membership, due: date, on: date) -> Deadline:
    basis = Words(
        msgid("In force on {in_force}, plus 180 days (Article 7.1)."), {"in_force": member.in_force_on}
    )
    own = next((duty for duty in facts.obligations if duty.article == REPORTING), None)
    if own is not None and is_fulfilled(own, on):
        note = Words(msgid("Received: {completed}."), {"completed": own.completed or When(due)})
        return _report(facts, RuleCode.T9, "1", due, on, basis, note=note, own=own, fulfilled=True)
    came = _came(facts, ReportKind.INITIAL, on)
    return _report(facts, RuleCode.T9, "1", due, on, basis, own=own, note=came, fulfilled=came is not None)


def _report(
    facts: StateFacts,
    rule: RuleCode,
    occurrence: str,
    day: date,
    on: date,
    basis: Words,
    *,
    note: Words | None = None,
    own: ObligationFacts | None = None,
    fulfilled: bool = False,
) -> Deadline:
    due = When(day)
    state = DeadlineState.RUNNING
    if fulfilled:
        state = DeadlineState.FULFILLED
    elif day < on:
        state = DeadlineState.RECEIVED_NOT_KNOWN
        note = _NOT_RECORDED
    return Deadline(
        rule=rule,
        article="7",
        iso3=facts.iso3,
        occurrence=occurrence,
        due=due,
        state=state,
        days_left=remaining(due, on, state),
        basis=basis,
        note=note,
        confidence=facts.confidence if own is None else weakest(facts.confidence, own.confidence),
        source=facts.source if own is None else own.source,
    )


_NOT_RECORDED = Words(msgid("Whether it was received is not recorded here."))
