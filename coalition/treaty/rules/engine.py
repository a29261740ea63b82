"""All deadlines of a State in a period, as the facts stood on a day; and what an accession would bring."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from coalition.core.text import msgid
from coalition.core.visibility import Confidence
from coalition.states.rules import Event, Instrument, TreatyEvent
from coalition.treaty.rules.clocks import MeetingFacts, first_annual_year
from coalition.treaty.rules.deadline import Deadline, Words
from coalition.treaty.rules.duties import duty_deadlines
from coalition.treaty.rules.facts import ObligationFacts, StateFacts, membership_on
from coalition.treaty.rules.joining import joining_deadlines
from coalition.treaty.rules.reports import report_deadlines
from coalition.treaty.rules.terms import ObligationStatus, RuleCode

SIMULATED = frozenset({RuleCode.T1, RuleCode.T3, RuleCode.T4, RuleCode.T9, RuleCode.T10})


def deadlines_of(
    facts: StateFacts, meetings: Sequence[MeetingFacts], *, on: date, start: date, end: date
) -> list[Deadline]:
    """Return the deadlines of a State that may fall from start to end, as the facts stood on a day.

    Met and passed alike; earliest first. A date known to the month or year is in when any of its days is.
    """
    found = [
        deadline
        for deadline in _all(facts, meetings, on=on, start=start, end=end)
        if deadline.due.first <= end and deadline.due.last >= start
    ]
    return sorted(found, key=order)


def order(deadline: Deadline) -> tuple[date, str, int, str]:
    """Return what deadlines are sorted by: day, State, number of the rule, occurrence."""
    return deadline.due.on, deadline.iso3, int(deadline.rule.value[1:]), deadline.occurrence


def _all(
    facts: StateFacts, meetings: Sequence[MeetingFacts], *, on: date, start: date, end: date
) -> Iterator[Deadline]:
    member = membership_on(facts.events, on)
    if member is None:
        return
    yield from joining_deadlines(facts, member, on)
    yield from duty_deadlines(facts, member, on=on, meetings=meetings)
    yield from report_deadlines(facts, member, on=on, start=start, end=end)


def simulate_accession(iso3: str, deposited_on: date) -> list[Deadline]:
    """Return what would fall due if a State deposited its accession on a day: T1, T3, T4, T9, first T10.

    T3 and T4 are asked only of a State that holds stocks or has contaminated land; the note says so.
    """
    duties = tuple(
        ObligationFacts(article, ObligationStatus.UNKNOWN, Confidence.HIGH, "") for article in (3, 4)
    )
    accession = Event(Instrument.CCM, TreatyEvent.ACCESSION, deposited_on)
    facts = StateFacts(iso3, [accession], duties, Confidence.HIGH, "")
    member = membership_on(facts.events, deposited_on)
    if member is None:
        return []
    year = date(first_annual_year(member.in_force_on), 4, 30)
    found = [
        deadline
        for deadline in _all(facts, (), on=deposited_on, start=year, end=year)
        if deadline.rule in SIMULATED and (deadline.rule is not RuleCode.T10 or deadline.due.on == year)
    ]
    return sorted((_supposed(deadline) for deadline in found), key=order)


_CONDITIONS = {
    RuleCode.T3: Words(msgid("Only if it holds stockpiles.")),
    RuleCode.T4: Words(msgid("Only if it has contaminated areas.")),
}


def _supposed(deadline: Deadline) -> Deadline:
    return replace(deadline, note=_CONDITIONS.get(deadline.rule, deadline.note), provisional=True)
